/** Which file is of which kind, by its name and, where a name says little, by its content. */
import type { SourceKind } from "../model.ts";
import { looksLikeDefinition, scanApptainer } from "./neighbours/apptainer.ts";
import { scanBake } from "./neighbours/bake/index.ts";
import { scanCompose } from "./neighbours/compose/index.ts";
import { scanCwl } from "./neighbours/cwl.ts";
import { scanDevcontainer } from "./neighbours/devcontainer.ts";
import { isDockerfileName, looksLikeDockerfile } from "./dockerfile/file-name.ts";
import { scanDockerfile } from "./dockerfile/index.ts";
import type { FileScan, Surroundings } from "./kit/file-scan.ts";
import { isGitlabName, scanGitlab } from "./neighbours/gitlab.ts";
import { looksLikeKubernetes, scanKubernetes } from "./neighbours/kubernetes.ts";
import { declaresContainers, scanModuleMetadata } from "./neighbours/nf-core/module-metadata.ts";
import { scanSnakemake } from "./neighbours/snakemake/index.ts";
import { scanWdl } from "./neighbours/wdl/index.ts";
import { scanWorkflow } from "./neighbours/workflow/index.ts";

/** A kind that one file alone decides. Nextflow is a project of many files and finds its own. */
export interface FileKind {
  readonly source: Exclude<SourceKind, "nextflow">;
  isNamed(path: string): boolean;
  /** Where a name says little: whether a text of that name is of this kind. */
  looksLike?(text: string): boolean;
  scan(file: string, text: string, around: Surroundings): FileScan;
}

const YAML = /\.ya?ml$/;
/** Conda environments and the metadata of nf-core modules: thousands of files that no other kind need read. */
const COMMON_YAML = /(?:^|\/)(?:meta|environment)\.ya?ml$/;

/** The first that takes the name, and likes the look of the text, has the file. */
const KINDS: readonly FileKind[] = [
  { source: "bake", isNamed: named(/(?:^|\/)docker-bake(?:\.[^/]+)?\.(?:hcl|json)$/), scan: scanBake },
  {
    source: "compose",
    isNamed: named(/(?:^|[/.\-_])(?:docker-)?compose(?:[.\-_][^/]+)?\.ya?ml$/),
    scan: scanCompose,
  },
  {
    source: "workflow",
    isNamed: named(/(?:^|\/)\.(?:github|gitea|forgejo)\/workflows\/[^/]+\.ya?ml$|(?:^|\/)action\.ya?ml$/),
    scan: scanWorkflow,
  },
  {
    source: "apptainer",
    isNamed: named(
      /(?:^|\/)(?:singularity|apptainer)(?:file)?(?:[.\-_][^/]*)?$|\.def$/i,
      /\.(?:md|rst|html?|py|sh|nf|ya?ml|json|config)$/i,
    ),
    looksLike: looksLikeDefinition,
    scan: scanApptainer,
  },
  {
    source: "devcontainer",
    isNamed: named(/(?:^|\/)(?:\.devcontainer(?:\/[^/]+)?\/devcontainer|\.devcontainer)\.json$/),
    scan: scanDevcontainer,
  },
  { source: "gitlab", isNamed: isGitlabName, scan: scanGitlab },
  { source: "cwl", isNamed: named(/\.cwl(?:\.json)?$/), scan: scanCwl },
  {
    // A requirement of its own, which tools `$import`.
    source: "cwl",
    isNamed: named(YAML, COMMON_YAML),
    looksLike: (text) => /^class: *DockerRequirement\s*$/m.test(text),
    scan: scanCwl,
  },
  {
    source: "snakemake",
    isNamed: named(/(?:^|\/)snakefile(?:[.\-_][^/]*)?$|\.(?:smk|snakefile|snakemake)$/i, /\.(?:md|rst|ya?ml|json)$/i),
    scan: scanSnakemake,
  },
  {
    source: "nf-core",
    isNamed: named(/(?:^|\/)meta\.ya?ml$/),
    looksLike: declaresContainers,
    scan: scanModuleMetadata,
  },
  { source: "wdl", isNamed: named(/\.wdl$/), scan: scanWdl },
  {
    source: "dockerfile",
    isNamed: named(/(?:^|[/.])(?:docker|container)file$/i),
    scan: scanPlainDockerfile,
  },
  {
    // `Dockerfile.dev` is one, `Dockerfile.env` and the fragments of generators need not be.
    source: "dockerfile",
    isNamed: isDockerfileName,
    looksLike: looksLikeDockerfile,
    scan: scanPlainDockerfile,
  },
  {
    source: "kubernetes",
    isNamed: named(YAML, COMMON_YAML),
    looksLike: looksLikeKubernetes,
    scan: scanKubernetes,
  },
];

/** The kinds that a file of this name may be of. */
export function kindsNamed(path: string): readonly FileKind[] {
  return KINDS.filter((kind) => kind.isNamed(path));
}

function scanPlainDockerfile(file: string, text: string, { options }: Surroundings): FileScan {
  return scanDockerfile(file, text, options.dockerfile);
}

function named(pattern: RegExp, except?: RegExp): (path: string) => boolean {
  return (path) => pattern.test(path) && except?.test(path) !== true;
}
