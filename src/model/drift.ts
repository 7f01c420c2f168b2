/** What of an image is another now than it was recorded, from what cause, and how much that matters. */
import type { LockedImage, LockedUsage, Unseen } from "./lock.ts";

/**
 * `breaking`: a run of Nextflow fails, or is likely to, where it did not before. `visible`: results or behaviour may be others.
 * `harmless`: a run does not notice.
 */
export type DriftGrade = "breaking" | "visible" | "harmless";

/** A closed set: `src/drift/causes.ts` has grade and words of each. */
export type DriftCause =
  | "vanished"
  | "schema-1"
  | "artifact"
  | "sif-lost"
  | "platform-lost"
  | "file-platform"
  | "entrypoint-added"
  | "user-not-root"
  | "path-changed"
  | "old-gone"
  | "access-lost"
  | "came-back"
  | "entrypoint-changed"
  | "user-changed"
  | "path-extended"
  | "workdir-changed"
  | "new-base"
  | "rebuilt"
  | "replaced"
  | "grown"
  | "shrunk"
  | "file-changed"
  | "file-format"
  | "index-lost"
  | "artifact-left"
  | "contradiction"
  | "tag-moved"
  | "platform-added"
  | "repacked"
  | "reconfigured"
  | "command-changed"
  | "index-made"
  | "format-changed"
  | "index-rewritten";

/** One change of one image, with its cause. */
export interface DriftChange {
  readonly cause: DriftCause;
  readonly grade: DriftGrade;
  /** Platforms of which it is true; absent where it is about the image as a whole. */
  readonly platforms?: readonly string[];
  /** What is another now, in a clause; text of servers in it is cut and not escaped. */
  readonly message: string;
  /** What was and what is, as far as that is a text. */
  readonly before?: string;
  readonly after?: string;
  /** The facts that it explains: put into the old record, they give the new one. */
  readonly fields: readonly DriftField[];
}

/** One fact of a record that is another: where it stands (`platforms`, `linux/amd64`, `user`), and its values; undefined: none. */
export interface DriftField {
  readonly at: readonly string[];
  readonly before?: unknown;
  readonly after?: unknown;
}

/** All that changed of one image. */
export interface ImageDrift extends Pick<LockedUsage, "processes" | "files" | "scenarios"> {
  /** The name by which it is recorded. Who pulls it: then or now. */
  readonly image: string;
  /** The worst of its changes. */
  readonly grade: DriftGrade;
  /** Worst first; never empty. */
  readonly changes: readonly DriftChange[];
}

/** What became of an image since an entry recorded it; `times`: from how much growth on its size is told, 2 is twice and half. */
export type DriftOf = (image: string, entry: LockedImage, times: number) => ImageDrift | undefined;

/** An image and who pulls it. */
export interface ImageUse extends Pick<LockedUsage, "processes" | "files" | "scenarios"> {
  readonly image: string;
  /** Of the image, or of the file that it is. */
  readonly digest?: string;
}

/** A process that pulls other images than it did; no images: there was none of that name, or is none any more. */
export interface ProcessDrift {
  readonly process: string;
  readonly before: readonly string[];
  readonly after: readonly string[];
}

/** All that changed between two times. Lists in the order of the names, `changed` the worst first. */
export interface LocksDrift {
  /** The worst of all; absent where no image is another. */
  readonly grade?: DriftGrade;
  readonly changed: readonly ImageDrift[];
  readonly added: readonly ImageUse[];
  readonly removed: readonly ImageUse[];
  readonly processes: readonly ProcessDrift[];
  /** Pulled now, and nobody said what they are. */
  readonly unknown: readonly { readonly image: string; readonly why: Unseen }[];
}
