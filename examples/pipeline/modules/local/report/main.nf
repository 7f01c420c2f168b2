process REPORT {
    container 'ghcr.io/acme/report:latest'

    input:
    path data
    path samples

    output:
    path "report.html", emit: html

    script:
    """
    report --data ${data} --samples ${samples} --out report.html
    """

    stub:
    """
    touch report.html
    """
}
