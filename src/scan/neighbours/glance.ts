/** What tells files of the neighbours from others at a glance, by name or text: no parser is loaded for a file of no kind. */

/** The files that a configuration consists of, by their names: GitLab lets `include` name any. */
export function isGitlabName(path: string): boolean {
  return /(?:^|\/|\.)gitlab-ci(?:\.[^/]+)?\.ya?ml$|(?:^|\/)\.gitlab(?:-ci)?\/(?!agents\/)(?:.+\/)?[^/]+\.ya?ml$/s.test(
    path,
  );
}

export function isComposeName(path: string): boolean {
  return /(?:^|[/.\-_])(?:docker-)?compose(?:[.\-_][^/]+)?\.ya?ml$/.test(path);
}

export function isSnakemakeName(path: string): boolean {
  return (
    /(?:^|\/)snakefile(?:[.\-_][^/]*)?$|\.(?:smk|snakefile|snakemake)$/i.test(path) &&
    !/\.(?:md|rst|ya?ml|json)$/i.test(path)
  );
}

export function isDevcontainerName(path: string): boolean {
  return /(?:^|\/)(?:\.devcontainer(?:\/[^/]+)?\/devcontainer|\.devcontainer)\.json$/.test(path);
}

export function isDotEnvName(path: string): boolean {
  return /(?:^|\/)\.env$/.test(path);
}

/** Whether a `.env` names the files that Compose reads. */
export function namesComposeFiles(text: string): boolean {
  return /^\s*(?:export\s+)?COMPOSE_FILE\s*=/m.test(text);
}

/** Definition files of Apptainer and Singularity say how they begin. */
export function looksLikeDefinition(text: string): boolean {
  return /^[ \t]*bootstrap[ \t]*:/im.test(text);
}

/** The metadata of an nf-core module: one line of one file in thirty says whether it is worth a parser. */
export function declaresContainers(text: string): boolean {
  return /^containers:/m.test(text);
}

/** The built-in kinds of Kubernetes that run containers. */
const WORKLOAD_KINDS = [
  "Pod",
  "PodTemplate",
  "ReplicationController",
  "Deployment",
  "ReplicaSet",
  "DaemonSet",
  "StatefulSet",
  "Job",
  "CronJob",
] as const;
export type WorkloadKind = (typeof WORKLOAD_KINDS)[number];

const BREAK = "[\\n\\r\\u0085\\u2028\\u2029]";
/** Blanks and anything that may be long end where they end: tried once, and not from each of their characters. */
const BLANKS = "[ \\t]*(?![ \\t])";
/** Anchors and tags that may stand before a key or a value. */
const PROPERTIES = `(?:[&!]\\S{0,200}[ \\t]${BLANKS}){0,3}`;
const VALUE = `${PROPERTIES}(?:["']?(?:${WORKLOAD_KINDS.join("|")}|\\w{0,100}List)\\b|.{0,200}\\{\\{|\\*|"[^"]{0,200}\\\\)`;
const NEXT_LINE = `(?:[|>][-+\\d]{0,2}${BLANKS})?${BREAK}\\s*(?!\\s)`;

/** A kind of workload, a list of manifests, or what a template or an alias makes the kind of; on the line of its key or below. */
const WORKLOAD = new RegExp(
  `(?:^|\\u0085|[{,])[ \\t-]*${PROPERTIES}["']?kind["']?${BLANKS}:${BLANKS}(?:${VALUE}|${NEXT_LINE}${VALUE})`,
  "m",
);

/** Cheap: most YAML files of a repository are something else, and other manifests (definitions of CRDs!) are large. */
export function looksLikeKubernetes(text: string): boolean {
  return text.includes("apiVersion") && text.includes("image") && WORKLOAD.test(text);
}

export function isKustomizationName(path: string): boolean {
  return /(?:^|\/)(?:kustomization\.ya?ml|Kustomization)$/.test(path);
}

/** What says that a folder is a chart of Helm, whose values lie beside it. */
export function isChartName(path: string): boolean {
  return /(?:^|\/)Chart\.yaml$/.test(path);
}

/** Whether JSON may be a manifest, by its beginning: `apiVersion` is the first key that tools write. */
export function beginsLikeManifest(head: string): boolean {
  return /^\s*\{/.test(head) && /apiVersion|\\u00[4-7]/.test(head);
}

/** What can spell a key in other letters than its own (escapes, base64, aliases), or part it from its value (`? key`, comments). */
const ODD_KEYS = new RegExp(
  `kind["']?${BLANKS}:${BLANKS}(?:[|>][-+\\d]{0,2}${BLANKS})?#|\\\\[xuU\\r\\n]|!!?binary|!<|%TAG|(?:^|\\u0085|[{,])[ \\t-]*(?:\\?[ \\t\\r\\n]|\\*[^\\s,]{1,200}[ \\t]${BLANKS}:)`,
  "m",
);

/** Whether only a parser can tell what the keys of a YAML text are. */
export function hasOddKeys(text: string): boolean {
  return ODD_KEYS.test(text);
}
