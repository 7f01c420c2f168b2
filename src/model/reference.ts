/** An image name as it is written, and where. */
import type { Span } from "../text/lines.ts";

/** A range of a file. `file` is a POSIX path relative to the scanned directory. */
export interface Location extends Span {
  readonly file: string;
}

export type SourceKind =
  | "nextflow"
  | "dockerfile"
  | "bake"
  | "compose"
  | "workflow"
  | "apptainer"
  | "devcontainer"
  | "kubernetes"
  | "gitlab"
  | "circleci"
  | "gitpod"
  | "cwl"
  | "wdl"
  | "snakemake"
  | "nf-core";

export type ReferenceKind =
  // Nextflow: a directive of a process, a setting of a config, an option of the launch command
  | "directive"
  | "config"
  | "launch"
  // Dockerfile
  | "from"
  | "arg"
  | "copy"
  | "mount"
  | "onbuild-copy"
  | "onbuild-mount"
  | "syntax"
  // neighbours
  | "image"
  | "service"
  | "uses"
  | "bootstrap"
  | "context"
  | "scanner"
  // nf-core: the metadata of a module
  | "meta";

/** Why a name cannot be known before a run. A closed set; `detail` beside it says it in words. */
export type UnresolvedReason =
  | "undefined-parameter" // params.x without any value
  | "runtime-input" // depends on task inputs, files or channels
  | "environment" // env() or a build argument nobody gave
  | "unsupported-expression"
  | "unknown-function"
  | "wave-build" // Wave builds the image at run time
  | "template" // the file is a template of another tool
  | "remote-include"
  | "invalid-name" // no registry would accept it
  | "job-definition" // AWS Batch keeps the image in a definition of its own
  | "limit" // the files ask for more work than is done for one repository
  | "expression"; // a workflow or compose expression that only its own tool can evaluate

export interface Unresolved {
  readonly reason: UnresolvedReason;
  /** One sentence for a person: what is missing, and where it could be given. */
  readonly detail: string;
}

/** Where in its file's own world a reference stands. */
export interface ReferenceContext {
  readonly process?: string;
  readonly selector?: string;
  readonly profile?: string;
  readonly stage?: string;
  readonly service?: string;
  readonly job?: string;
  /** The condition under which this text is the image, as written. */
  readonly condition?: string;
  /** Of Wave, for an image that it built: `bd-27b5cdb2d516f347_1`, `sc-0f8e4b331138fcc6_1`. */
  readonly buildId?: string;
  readonly scanId?: string;
  /** What conda installed into it, by the metadata of nf-core: a path as written. */
  readonly lockFile?: string;
  readonly module?: ModuleOrigin;
}

/** Whose code a file of a pipeline is, and so where a fix belongs: its own, or what `modules.json` says it was copied from. */
export type ModuleOrigin =
  | { readonly name: string; readonly local: true }
  | {
      readonly name: string;
      /** The git remote, as written. */
      readonly repository: string;
      /** The commit that was copied. */
      readonly sha: string;
      readonly branch?: string;
      /** The patch that the pipeline keeps on top of it: a path relative to `modules.json`. */
      readonly patched?: string;
    };

/** A stretch of a file and what stands there: slicing the file by the span gives back `text`. */
export interface Written extends Location {
  readonly text: string;
}

/** An image name as written at one place of one file. */
export interface Reference extends Written {
  readonly source: SourceKind;
  readonly kind: ReferenceKind;
  readonly context: ReferenceContext;
  readonly unresolved?: Unresolved;
}
