/** Which file is of which kind, by its name and, where a name says little, by its content. */
import type { SourceKind } from "../model.ts";
import { isDockerfileName } from "./dockerfile/file-name.ts";
import type { FileScan, Surroundings } from "./kit/file-scan.ts";
import {
  beginsLikeManifest,
  declaresContainers,
  hasOddKeys,
  isChartName,
  isComposeName,
  isDevcontainerName,
  isDotEnvName,
  isGitlabName,
  isKustomizationName,
  isSnakemakeName,
  looksLikeDefinition,
  looksLikeKubernetes,
  namesComposeFiles,
} from "./neighbours/glance.ts";

type ScanFile = (file: string, text: string, around: Surroundings) => FileScan;

/** A kind that one file alone decides. Nextflow is a project of many files and finds its own. */
export interface FileKind {
  readonly source: Exclude<SourceKind, "nextflow">;
  isNamed(path: string): boolean;
  /**
   * Where a name says nothing at all (JSON is mostly data): whether a file that begins so is worth reading. One that is
   * missing, or no text, is not missed.
   */
  readonly begins?: (head: string) => boolean;
  /** Where a name says little: whether a text of that name is of this kind. */
  looksLike?(text: string): boolean | Promise<boolean>;
  /** Whether a file counts that is of another kind by its name. */
  readonly isBeside?: boolean;
  /** The scanner, which is loaded for the first file of its kind. */
  load(): Promise<ScanFile>;
}

const YAML = /\.ya?ml$/;

/** However often it is asked for, it is loaded once. */
function once<T>(load: () => Promise<T>): () => Promise<T> {
  let loaded: Promise<T> | undefined;
  return () => (loaded ??= load());
}

const loadLook = once(async () => (await import("./dockerfile/file-content.ts")).looksLikeDockerfile);

const loadDockerfile = once(async (): Promise<ScanFile> => {
  const { scanDockerfile } = await import("./dockerfile/index.ts");
  return (file, text, { options, builds }) => scanDockerfile(file, text, options.dockerfile, builds);
});

const loadBake = once(async (): Promise<ScanFile> => (await import("./neighbours/bake/index.ts")).scanBake);
const loadCompose = once(async (): Promise<ScanFile> => (await import("./neighbours/compose/index.ts")).scanCompose);

const loadGitlab = once(async (): Promise<ScanFile> => (await import("./neighbours/gitlab.ts")).scanGitlab);
const loadCwl = once(async (): Promise<ScanFile> => (await import("./neighbours/cwl.ts")).scanCwl);
const loadWdl = once(async (): Promise<ScanFile> => (await import("./neighbours/wdl/index.ts")).scanWdl);
const loadSnakemake = once(
  async (): Promise<ScanFile> => (await import("./neighbours/snakemake/index.ts")).scanSnakemake,
);

const loadKubernetes = once(() => import("./neighbours/kubernetes/index.ts"));

const holdsKubernetes = async (text: string): Promise<boolean> => (await loadKubernetes()).holdsKubernetes(text);
const loadKubernetesScanner = async (): Promise<ScanFile> => (await loadKubernetes()).scanKubernetes;

/** The first that takes the name, and likes the look of the text, has the file, apart from those that count beside it. */
const KINDS: readonly FileKind[] = [
  {
    source: "bake",
    isNamed: named(/(?:^|\/)docker-bake(?:\.[^/]+)?\.(?:hcl|json)$/),
    load: loadBake,
  },
  {
    source: "compose",
    isNamed: isComposeName,
    load: loadCompose,
  },
  {
    source: "compose",
    isNamed: isDotEnvName,
    looksLike: namesComposeFiles,
    load: once(async () => (await import("./neighbours/compose/index.ts")).scanComposeNames),
  },
  {
    source: "workflow",
    isNamed: named(/(?:^|\/)\.(?:github|gitea|forgejo)\/workflows\/[^/]+\.ya?ml$|(?:^|\/)action\.ya?ml$/),
    load: once(async () => (await import("./neighbours/workflow/index.ts")).scanWorkflow),
  },
  {
    source: "apptainer",
    isNamed: named(
      /(?:^|\/)(?:singularity|apptainer)(?:file)?(?:[.\-_][^/]*)?$|\.def$/i,
      /\.(?:md|rst|html?|py|sh|nf|ya?ml|json|config)$/i,
    ),
    looksLike: looksLikeDefinition,
    load: once(async () => (await import("./neighbours/apptainer.ts")).scanApptainer),
  },
  {
    source: "devcontainer",
    isNamed: isDevcontainerName,
    load: once(async () => (await import("./neighbours/devcontainer.ts")).scanDevcontainer),
  },
  {
    source: "gitlab",
    isNamed: isGitlabName,
    load: loadGitlab,
  },
  {
    source: "circleci",
    isNamed: named(/(?:^|\/)\.circleci\/[^/]+\.ya?ml$/),
    load: once(async () => (await import("./neighbours/circleci/index.ts")).scanCircleci),
  },
  {
    source: "gitpod",
    isNamed: named(/(?:^|\/)\.gitpod\.ya?ml$/),
    load: once(async () => (await import("./neighbours/gitpod.ts")).scanGitpod),
  },
  {
    source: "cwl",
    isNamed: named(/\.cwl(?:\.json)?$/i),
    load: loadCwl,
  },
  {
    // Tools of any name, and requirements of their own, which tools `$import`.
    source: "cwl",
    isNamed: named(YAML),
    looksLike: async (text) =>
      text.includes("DockerRequirement") && (await import("./neighbours/cwl.ts")).holdsCwl(text),
    load: loadCwl,
  },
  {
    source: "snakemake",
    isNamed: isSnakemakeName,
    load: loadSnakemake,
  },
  {
    source: "nf-core",
    isNamed: named(/(?:^|\/)meta\.ya?ml$/),
    looksLike: declaresContainers,
    load: once(async () => (await import("./neighbours/nf-core/module-metadata.ts")).scanModuleMetadata),
  },
  {
    source: "wdl",
    isNamed: named(/\.wdl$/i),
    load: loadWdl,
  },
  {
    source: "dockerfile",
    isNamed: named(/(?:^|[/.])(?:docker|container)file$/i),
    load: loadDockerfile,
  },
  {
    // `Dockerfile.dev` is one, `Dockerfile.env` and the fragments of generators need not be.
    source: "dockerfile",
    isNamed: isDockerfileName,
    looksLike: async (text) => (await loadLook())(text),
    load: loadDockerfile,
  },
  {
    source: "kubernetes",
    isNamed: (path) => isKustomizationName(path) || isChartName(path),
    load: loadKubernetesScanner,
  },
  {
    // kubectl reads files of any name.
    source: "kubernetes",
    isBeside: true,
    isNamed: (path) => /\.ya?ml$/i.test(path) && !isKustomizationName(path) && !isChartName(path),
    looksLike: async (text) => looksLikeKubernetes(text) || (hasOddKeys(text) && (await holdsKubernetes(text))),
    load: loadKubernetesScanner,
  },
  {
    source: "kubernetes",
    isNamed: named(/\.json$/i),
    begins: beginsLikeManifest,
    looksLike: async (text) => (looksLikeKubernetes(text) || hasOddKeys(text)) && (await holdsKubernetes(text)),
    load: loadKubernetesScanner,
  },
];

/** The scanners of files that others name, whatever they are called. */
export const SCANNERS = {
  bake: loadBake,
  compose: loadCompose,
  gitlab: loadGitlab,
  cwl: loadCwl,
  snakemake: loadSnakemake,
  wdl: loadWdl,
  kubernetes: loadKubernetesScanner,
  dockerfile: loadDockerfile,
} as const;

/** The kinds that a file of this name may be of. */
export function kindsNamed(path: string): readonly FileKind[] {
  return KINDS.filter((kind) => kind.isNamed(path));
}

/** By what scanners a file of this name may be read, as one text; "" where none would. */
export function readersOf(path: string): string {
  const sources = kindsNamed(path).flatMap((kind) => (kind.begins === undefined ? kind.source : []));
  return (isOfNextflow(path) ? ["nextflow", ...sources] : sources).join(" ");
}

/** Whether Nextflow has a say: there is a script, or a configuration that may name one of another extension. */
export function isOfNextflow(file: string): boolean {
  return file.endsWith(".nf") || /(?:^|\/)nextflow\.config$/.test(file);
}

function named(pattern: RegExp, except?: RegExp): (path: string) => boolean {
  return (path) => pattern.test(path) && except?.test(path) !== true;
}
