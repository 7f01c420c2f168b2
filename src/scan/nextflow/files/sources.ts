/** The files of the repository as the parsers read them. */
import type { SourceTree } from "../../../model.ts";
import { isOutside } from "./paths.ts";
import { parseConfig, parseHeaders, parseScript } from "../syntax/parse.ts";
import type { ParsedConfig, ParsedScript } from "../syntax/tree.ts";
import { sourceText, type SourceText } from "../../../text/source-text.ts";

export interface ConfigFile {
  readonly source: SourceText;
  readonly parsed: ParsedConfig;
}

export interface ScriptFile {
  readonly source: SourceText;
  readonly parsed: ParsedScript;
}

/** The files of the repository, each read and parsed once and only when somebody asks for it. */
export interface Sources {
  readonly tree: SourceTree;
  config(path: string): ConfigFile | undefined;
  script(path: string): ScriptFile | undefined;
  /** Of this script only the directives and inputs of its processes will be wanted: the rest need not be parsed. */
  skim(path: string): void;
  /** Forgets a script: nothing will be asked about it any more but its text. */
  release(path: string): void;
  /** The text of any file. */
  plain(path: string): SourceText | undefined;
  /** It has been read as a script. */
  isScript(path: string): boolean;
  exists(path: string): boolean;
  /** Every `.config` file, read or not. */
  configPaths(): readonly string[];
  isDirectory(path: string): boolean;
}

export function openSources(tree: SourceTree): Sources {
  const configs = new Map<string, ConfigFile | undefined>();
  const scripts = new Map<string, ScriptFile | undefined>();
  const plain = new Map<string, SourceText | undefined>();
  let files: ReadonlySet<string> | undefined;
  let configPaths: readonly string[] | undefined;
  let directories: ReadonlySet<string> | undefined;
  const skimmed = new Set<string>();
  const read = (path: string): SourceText | undefined =>
    cached(plain, path, () => {
      const text = isOutside(path) ? tree.outside?.read(path) : tree.read(path);
      return text === undefined ? undefined : sourceText(path, text);
    });
  const openScript = (path: string): ScriptFile | undefined => {
    const source = read(path);
    if (source === undefined) return undefined;
    return { source, parsed: skimmed.has(path) ? parseHeaders(source.text) : parseScript(source.text) };
  };
  const openConfig = (path: string): ConfigFile | undefined => {
    const source = read(path);
    return source === undefined ? undefined : { source, parsed: parseConfig(source.text) };
  };
  return {
    tree,
    config: (path) => cached(configs, path, () => openConfig(path)),
    script: (path) => cached(scripts, path, () => openScript(path)),
    skim: (path) => void skimmed.add(path),
    release(path) {
      scripts.delete(path);
      plain.delete(path);
    },
    plain: read,
    isScript: (path) => scripts.get(path) !== undefined,
    exists: (path) =>
      isOutside(path)
        ? tree.outside?.isFile(path) === true
        : (files ??= new Set(tree.files)).has(path) || tree.kindAt?.(path) === "file",
    configPaths: () => (configPaths ??= tree.files.filter((file) => file.endsWith(".config"))),
    isDirectory: (path) => (directories ??= directoriesOf(tree.files)).has(path) || tree.kindAt?.(path) === "folder",
  };
}

function directoriesOf(files: readonly string[]): ReadonlySet<string> {
  const directories = new Set<string>([""]);
  for (const file of files) {
    for (let end = file.lastIndexOf("/"); end > 0; end = file.lastIndexOf("/", end - 1)) {
      const directory = file.slice(0, end);
      if (directories.has(directory)) break;
      directories.add(directory);
    }
  }
  return directories;
}

function cached<T>(store: Map<string, T | undefined>, path: string, open: () => T | undefined): T | undefined {
  if (store.has(path)) return store.get(path);
  const value = open();
  store.set(path, value);
  return value;
}
