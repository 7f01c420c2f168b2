/** Where workloads have their pods, and pods their containers. */
import type { WorkloadKind } from "../glance.ts";

/** Where the pod specification of each kind is. Kinds of other API groups are left alone, whatever their names. */
export const POD_SPECS: Readonly<Record<WorkloadKind, { readonly api: RegExp; readonly path: readonly string[] }>> = {
  Pod: { api: /^v1$/, path: ["spec"] },
  PodTemplate: { api: /^v1$/, path: ["template", "spec"] },
  ReplicationController: { api: /^v1$/, path: ["spec", "template", "spec"] },
  Deployment: { api: /^(?:apps|extensions)\//, path: ["spec", "template", "spec"] },
  ReplicaSet: { api: /^(?:apps|extensions)\//, path: ["spec", "template", "spec"] },
  DaemonSet: { api: /^(?:apps|extensions)\//, path: ["spec", "template", "spec"] },
  StatefulSet: { api: /^apps\//, path: ["spec", "template", "spec"] },
  Job: { api: /^batch\//, path: ["spec", "template", "spec"] },
  CronJob: { api: /^batch\//, path: ["spec", "jobTemplate", "spec", "template", "spec"] },
};

export const CONTAINER_LISTS = ["initContainers", "containers", "ephemeralContainers"];
