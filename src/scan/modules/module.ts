/** A module as the images that it names and what they are held against. */
import type { Problem } from "../../model.ts";

/** What an image may have been made from: a file of the repository, or packages as `conda` lists them. */
export type EnvironmentSource = { readonly file: string } | { readonly packages: string };

/** An image that a module names, and the environment that it is held against. */
export interface ModuleImage {
  /** As written, without blanks around it. */
  readonly image: string;
  /** The path of the environment file, or of the script where the packages stand in that. */
  readonly environment: string;
  /** The environment; behind it others that the same directive `conda` names for other cases (a GPU). */
  readonly sources: readonly [EnvironmentSource, ...EnvironmentSource[]];
  /** Which platform the place says that it is for: `linux/arm64`. */
  readonly platform?: string;
  /** The file that names it. */
  readonly file: string;
}

/** What a repository has of modules. */
export interface Modules {
  readonly images: readonly ModuleImage[];
  /** Scripts with a process that has a container. */
  readonly scripts: number;
  /** Those of them without any environment. */
  readonly bare: readonly string[];
  /** Names that are put together by the run. */
  readonly open: number;
  readonly problems: readonly Problem[];
}
