process FASTP {
    tag "${meta.id}"
    label 'process_medium'

    conda "${moduleDir}/environment.yml"
    container "${workflow.containerEngine in ['singularity', 'apptainer'] && !task.ext.singularity_pull_docker_container
        ? 'https://depot.galaxyproject.org/singularity/fastp:0.23.4--h5f740d0_0'
        : 'quay.io/biocontainers/fastp:0.23.4--h5f740d0_0'}"

    input:
    tuple val(meta), path(reads)

    output:
    tuple val(meta), path("*.trimmed.fastq.gz"), emit: reads
    tuple val(meta), path("*.json"), emit: json

    script:
    def args = task.ext.args ?: ''
    """
    fastp ${args} --thread ${task.cpus} \\
        --in1 ${reads[0]} --in2 ${reads[1]} \\
        --out1 ${meta.id}_1.trimmed.fastq.gz --out2 ${meta.id}_2.trimmed.fastq.gz \\
        --json ${meta.id}.fastp.json
    """

    stub:
    """
    touch ${meta.id}_1.trimmed.fastq.gz ${meta.id}_2.trimmed.fastq.gz ${meta.id}.fastp.json
    """
}
