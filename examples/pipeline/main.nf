#!/usr/bin/env nextflow

include { READQC } from './workflows/readqc'

workflow {
    reads = channel.fromFilePairs(params.input ?: "${projectDir}/reads/*_{1,2}.fastq.gz", checkIfExists: true)
    READQC(reads.map { id, files -> tuple([id: id], files) })
}
