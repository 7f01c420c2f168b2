// No container of its own: it runs in the one that conf/base.config gives to every process.
process SAMPLESHEET {
    input:
    val samples

    output:
    path "samples.csv", emit: csv

    script:
    """
    printf '%s\\n' ${samples.join(' ')} > samples.csv
    """

    stub:
    """
    touch samples.csv
    """
}
