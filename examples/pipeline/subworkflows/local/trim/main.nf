include { FASTP                    } from '../../../modules/nf-core/fastp/main'
include { FASTQC as FASTQC_TRIMMED } from '../../../modules/nf-core/fastqc/main'

workflow TRIM {
    take:
    reads // channel: [ meta, [ fastq ] ]

    main:
    FASTP(reads)
    FASTQC_TRIMMED(FASTP.out.reads)

    emit:
    reads   = FASTP.out.reads
    reports = FASTP.out.json.mix(FASTQC_TRIMMED.out.zip)
}
