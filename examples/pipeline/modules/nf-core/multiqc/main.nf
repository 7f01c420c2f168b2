process MULTIQC {
    conda "${moduleDir}/environment.yml"
    container "${workflow.containerEngine in ['singularity', 'apptainer'] && !task.ext.singularity_pull_docker_container
        ? 'https://depot.galaxyproject.org/singularity/multiqc:1.25.1--pyhdfd78af_0'
        : 'quay.io/biocontainers/multiqc:1.25.1--pyhdfd78af_0'}"

    input:
    path reports, stageAs: '?/*'

    output:
    path "*_data", emit: data

    script:
    """
    multiqc --force .
    """

    stub:
    """
    mkdir multiqc_data
    """
}
