/** The preset `nf-core`. */

export const nfCore = `# What pipelines of nf-core fulfil by the names of their images.
version: 1
extends: wave-inspect:standard
rules:
  # Where modules of nf-core come from, under the names that each engine pulls.
  registry:
    severity: error
    allow:
      - "quay.io/biocontainers/*"
      - "quay.io/nf-core/*"
      - "community.wave.seqera.io/library/*"
      # SIF files behind a URL, which Singularity and Apptainer take in their place.
      - "depot.galaxyproject.org/singularity/*"
      - "community-cr-prod.seqera.io/**"
      - "nvcr.io/nvidia/clara/*" # Parabricks, for runs on GPUs
  # Both names of a module are one tool of one version.
  twins: error
  # Nor does conda run another tool, where a name tells; what was built on purpose from something else is no more than told.
  recipe: { severity: warning, not-from-environment: notice }
`;
