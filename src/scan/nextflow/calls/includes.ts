/** The file that an include points at. */
import type { Budget } from "../budget/budget.ts";
import type { Dialect } from "../evaluate/model.ts";
import { PROJECT } from "../evaluate/constants.ts";
import { directoryOf, join } from "../files/paths.ts";
import type { Sources } from "../files/sources.ts";
import type { Expression, Include } from "../syntax/tree.ts";

/** What an include points at. */
export type IncludeTarget =
  | { readonly kind: "file"; readonly path: string }
  /** Functions of a plugin: nothing that runs in a container. */
  | { readonly kind: "plugin"; readonly name: string }
  /** A module of a registry that is not in the repository: Nextflow would fetch it. */
  | { readonly kind: "registry"; readonly name: string }
  /** The path depends on something that only a run knows. */
  | { readonly kind: "unknown" }
  /** Nextflow stops. */
  | { readonly kind: "error"; readonly message: string; readonly isMissing?: true };

/** `scope/name`, from `ModuleResolver.REMOTE_MODULE_PATTERN`. */
const REGISTRY_MODULE = /^[a-z0-9][a-z0-9._-]*(?:\/[a-z][a-z0-9._-]*)+$/;

export interface IncludeOptions {
  readonly dialect: Dialect;
  readonly projectDir: string;
  readonly budget: Budget;
  /** What the path of an include comes to in this run, as far as that is known before the run. */
  readonly textOf?: ((include: Include, file: string) => string | undefined) | undefined;
}

/**
 * Finds the file of an include as the parser meant would (`ResolveIncludeVisitor` for v2, `IncludeDef.realModulePath` for
 * both at run time).
 */
export function resolveInclude(
  include: Include,
  file: string,
  sources: Sources,
  { dialect, projectDir, textOf }: IncludeOptions,
): IncludeTarget {
  const directory = directoryOf(file);
  const written = pathOf(include.source, directory, projectDir) ?? composed(textOf?.(include, file), projectDir);
  if (written === undefined) return { kind: "unknown" };
  const { base, source } = written;
  if (base === undefined) {
    if (source.startsWith("plugin/")) return { kind: "plugin", name: source.slice("plugin/".length) };
    if (source.startsWith("/"))
      return { kind: "error", message: `the module \`${source}\` lies outside of the repository` };
    if (!/^\.\.?\//.test(source)) return resolveRegistryModule(source, sources, projectDir);
  }
  const path = join(base ?? directory, source);
  if (path === undefined) return { kind: "error", message: `the module \`${source}\` lies outside of the repository` };
  return resolveLocal(path, source, sources, dialect);
}

function resolveRegistryModule(name: string, sources: Sources, projectDir: string): IncludeTarget {
  if (!REGISTRY_MODULE.test(name)) {
    const message = `a module path must start with \`./\`, \`../\`, \`/\` or \`plugin/\`, or be \`scope/name\`: \`${name}\` is neither`;
    return { kind: "error", message };
  }
  const path = join(projectDir, `modules/${name}/main.nf`)!;
  return sources.exists(path) ? { kind: "file", path } : { kind: "registry", name };
}

function resolveLocal(path: string, source: string, sources: Sources, dialect: Dialect): IncludeTarget {
  const missing = { kind: "error", message: `there is no module \`${source}\``, isMissing: true } as const;
  if (path.endsWith(".nf")) return sources.exists(path) ? { kind: "file", path } : missing;
  const file = `${path}.nf`;
  const main = join(path, "main.nf")!;
  if (sources.isDirectory(path)) {
    if (!sources.exists(file)) return sources.exists(main) ? { kind: "file", path: main } : missing;
    if (dialect === "v1") return { kind: "file", path: file };
    return {
      kind: "error",
      message: `\`${source}\` is a file (\`${file}\`) and a directory: the run does not find the module`,
    };
  }
  return sources.exists(file) ? { kind: "file", path: file } : missing;
}

interface WrittenPath {
  /** Directory that the path starts from; undefined: as written. */
  readonly base: string | undefined;
  readonly source: string;
}

/** The path as text. v1 takes interpolation and `+`; of these the well-known directories are known. */
function pathOf(source: Expression, directory: string, projectDir: string): WrittenPath | undefined {
  if (source.kind === "string") return { base: undefined, source: source.value };
  if (source.kind === "gstring") {
    const [first] = source.parts;
    const base = first?.kind === "interpolation" ? directoryNamed(first.expression, directory, projectDir) : undefined;
    const parts = base === undefined ? source.parts : source.parts.slice(1);
    if (!parts.every((part) => part.kind === "text")) return undefined;
    return { base, source: parts.map(({ value }) => value).join("") };
  }
  if (source.kind !== "binary" || source.operator !== "+") return undefined;
  const right = pathOf(source.right, directory, projectDir);
  if (right === undefined || right.base !== undefined) return undefined;
  const base = directoryNamed(source.left, directory, projectDir);
  if (base !== undefined) return { base, source: right.source };
  const left = pathOf(source.left, directory, projectDir);
  return left && { base: left.base, source: left.source + right.source };
}

/** A path that parameters, variables or functions make up. */
function composed(text: string | undefined, projectDir: string): WrittenPath | undefined {
  if (text?.startsWith(`${PROJECT}/`) === true) return { base: projectDir, source: text.slice(PROJECT.length + 1) };
  return text === undefined ? undefined : { base: undefined, source: text };
}

function directoryNamed(expression: Expression, directory: string, projectDir: string): string | undefined {
  if (
    expression.kind === "property" &&
    expression.object.kind === "variable" &&
    expression.object.name === "workflow"
  ) {
    return expression.name === "projectDir" ? projectDir : undefined;
  }
  if (expression.kind !== "variable") return undefined;
  switch (expression.name) {
    case "projectDir":
    case "baseDir":
      return projectDir;
    case "moduleDir":
      return directory;
    default:
      return undefined;
  }
}
