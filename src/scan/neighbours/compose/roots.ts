/** Where projects of Compose begin: with a file by its name, and what dev containers and `.env` files name. */
import { posix } from "node:path";
import type { SourceTree } from "../../../model.ts";
import { composeFilesOf, workspaceOf } from "../devcontainer.ts";
import { isComposeName, isDevcontainerName, isDotEnvName } from "../glance.ts";
import { dotEnvIn, readDotEnv } from "./variables.ts";

/** One way in which Compose reads a file. */
export interface Way {
  readonly file: string;
  /** What relative paths in it start from. */
  readonly directory: string;
  /** Files with variables, the first of which counts most. */
  readonly environment: readonly string[];
  /** The only one that counts, for a file that others extend. */
  readonly service?: string;
}

/** The names that Compose looks for by itself, the first of which it takes (compose-go: cli/options.go). */
const MAIN = ["compose.yaml", "compose.yml", "docker-compose.yml", "docker-compose.yaml"] as const;
/** What it merges over the file of such a name. */
const OVERRIDES = [
  "compose.override.yml",
  "compose.override.yaml",
  "docker-compose.override.yml",
  "docker-compose.override.yaml",
] as const;

/** The files of each project, those that override others behind them. */
export function rootsOf(tree: SourceTree): readonly (readonly Way[])[] {
  const files = new Set(tree.files);
  const named = tree.files.filter(isComposeName);
  const folders = [...new Set(named.map((file) => posix.dirname(file)))];
  const overridden = new Map<string, string>();
  for (const folder of folders) {
    const find = (names: readonly string[]): string | undefined =>
      names.map((name) => posix.join(folder, name)).find((file) => files.has(file));
    const main = find(MAIN);
    const override = find(OVERRIDES);
    if (main !== undefined && override !== undefined) overridden.set(main, override);
  }
  const overrides = new Set(overridden.values());
  return [
    ...named.flatMap((file) => {
      if (overrides.has(file)) return [];
      const override = overridden.get(file);
      return [[namedWay(file), ...(override === undefined ? [] : [namedWay(override)])]];
    }),
    ...tree.files.flatMap((file) => (isDevcontainerName(file) ? [devcontainerRoot(file, tree)] : [])),
    ...tree.files.flatMap((file) => (isDotEnvName(file) ? [dotEnvRoot(file, tree)] : [])),
  ];
}

export function namedWay(file: string): Way {
  const directory = posix.dirname(file);
  return { file, directory, environment: [dotEnvIn(directory)] };
}

/** Its command takes variables from the root of the workspace, and Compose from the folder of the first file. */
function devcontainerRoot(file: string, tree: SourceTree): readonly Way[] {
  const found = composeFilesOf(file, tree.read(file) ?? "");
  const directory = posix.dirname(found.find(({ path }) => path !== undefined)?.path ?? file);
  return found.flatMap(({ path }) =>
    path === undefined || tree.read(path) === undefined
      ? []
      : [{ file: path, directory, environment: [...new Set([dotEnvIn(workspaceOf(file)), dotEnvIn(directory)])] }],
  );
}

/** `COMPOSE_FILE` names the files that are read where nobody says otherwise. */
export function filesOfDotEnv(file: string, text: string): readonly string[] {
  const variables = readDotEnv(text);
  const separator = variables.get("COMPOSE_PATH_SEPARATOR") || ":";
  const names = variables.get("COMPOSE_FILE")?.split(separator) ?? [];
  return names.filter((name) => name !== "").map((name) => posix.join(posix.dirname(file), name));
}

function dotEnvRoot(file: string, tree: SourceTree): readonly Way[] {
  const paths = filesOfDotEnv(file, tree.read(file) ?? "");
  const directory = posix.dirname(paths[0] ?? file);
  return paths
    .filter((path) => tree.read(path) !== undefined)
    .map((path) => ({ file: path, directory, environment: [file] }));
}
