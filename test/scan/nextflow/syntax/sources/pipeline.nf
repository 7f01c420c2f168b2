#!/usr/bin/env nextflow
// A script with a bit of everything that the strict language has.
nextflow.enable.dsl = 2

include { ALIGN ; ALIGN as REALIGN } from './modules/align'
include {
    INDEX
    SORT as SORT_BAM
} from '../shared/index'

params.reads = null
params.tag = 'v1'

def banner(name, width = 10) {
    def line = '-' * width
    if (name) {
        return "${line} ${name} ${line}"
    } else if (width > 20) {
        return line
    }
    line
}

process TRIM {
    tag "$meta.id"
    label 'process_low'
    container "${ workflow.containerEngine in ['singularity', 'apptainer'] && !task.ext.singularity_pull_docker_container
        ? 'https://depot.example.org/trim%3A1.0'
        : "quay.io/org/trim:${params.tag}" }"
    publishDir [path: "out/${meta.id}", mode: 'copy'], enabled: true
    maxForks -1

    input:
    tuple val(meta), path(reads, stageAs: 'in/*')
    each mode

    output:
    tuple val(meta), path("*.fq.gz"), emit: reads
    path ("log.txt"), emit: log, optional: true

    when:
    task.ext.when == null || task.ext.when

    script:
    def args = task.ext.args ?: ''
    def prefix = task.ext.prefix ?: "${meta.id}"
    """
    trim $args --in $reads > ${prefix}.fq.gz   # container 'not/this:1'
    """

    stub:
    '''
    touch x.fq.gz log.txt
    '''
}

workflow QC {
    take:
    reads

    main:
    versions = channel.empty()
    if (params.tag != 'skip' && !params.fast) {
        TRIM(reads, ['a', 'b'])
        versions = versions.mix(TRIM.out.log)
    } else {
        reads | map { meta, file -> [meta + [id: 'x'], file] } | ALIGN
    }
    reads
        .map { it -> it[0]?.id }
        .filter { id -> id =~ /a.*b/ }
        .set { ids }

    emit:
    versions
    names = ids
}

workflow {
    main:
    QC(channel.fromPath(params.reads))
    REALIGN(QC.out.names)
    println([1, 2.5, 0x1F, 1e3].collect { n -> n ** 2 }[0..1])
}
