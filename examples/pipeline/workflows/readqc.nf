include { FASTQC as FASTQC_RAW } from '../modules/nf-core/fastqc/main'
include { MULTIQC              } from '../modules/nf-core/multiqc/main'
include { SAMPLESHEET          } from '../modules/local/samplesheet/main'
include { REPORT               } from '../modules/local/report/main'
include { TRIM                 } from '../subworkflows/local/trim/main'

workflow READQC {
    take:
    reads // channel: [ meta, [ fastq ] ]

    main:
    SAMPLESHEET(reads.map { meta, _files -> meta.id }.collect())
    FASTQC_RAW(reads)
    TRIM(reads)
    MULTIQC(FASTQC_RAW.out.zip.mix(TRIM.out.reports).map { _meta, files -> files }.collect())
    REPORT(MULTIQC.out.data, SAMPLESHEET.out.csv)

    emit:
    report = REPORT.out.html
}
