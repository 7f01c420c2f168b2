/** What tells files of the neighbours from others at a glance, by name or text: no parser is loaded for a file of no kind. */

/** The files that a configuration consists of, by their names: GitLab lets `include` name any. */
export function isGitlabName(path: string): boolean {
  return /(?:^|\/|\.)gitlab-ci(?:\.[^/]+)?\.ya?ml$|(?:^|\/)\.gitlab(?:-ci)?\/(?!agents\/)(?:.+\/)?[^/]+\.ya?ml$/s.test(
    path,
  );
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

/** A kind of workload, a list of manifests, or what a template makes the kind of. */
const WORKLOAD = new RegExp(
  `(?:^|[{,])[ \\t-]*["']?kind["']?[ \\t]*:[ \\t]*(?:&\\S+[ \\t]+)?(?:["']?(?:${WORKLOAD_KINDS.join("|")}|\\w*List)\\b|.*\\{\\{)`,
  "m",
);

/** Cheap: most YAML files of a repository are something else, and other manifests (definitions of CRDs!) are large. */
export function looksLikeKubernetes(text: string): boolean {
  return text.includes("apiVersion") && text.includes("image") && WORKLOAD.test(text);
}
