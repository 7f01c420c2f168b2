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

/**
 * The files of each project, those that override others behind them. `isPart`: whether a file says of services of a main
 * one what makes no service by itself.
 */
export function rootsOf(
  tree: SourceTree,
  isPart: (file: string, main: string) => boolean,
): readonly (readonly Way[])[] {
  const files = new Set(tree.files);
  const named = tree.files.filter(isComposeName);
  const find = (folder: string, names: readonly string[]): string | undefined =>
    names.map((name) => posix.join(folder, name)).find((file) => files.has(file));
  const given = [
    ...tree.files.flatMap((file) => (isDevcontainerName(file) ? [devcontainerRoot(file, tree)] : [])),
    ...tree.files.flatMap((file) => (isDotEnvName(file) ? [dotEnvRoot(file, tree)] : [])),
  ];
  // What is read over another file is not read alone.
  const above = new Set(given.flatMap(([, ...others]) => others.map(({ file }) => file)));
  for (const folder of new Set(named.map((file) => posix.dirname(file)))) {
    const override = find(folder, OVERRIDES);
    if (override !== undefined && find(folder, MAIN) !== undefined) above.add(override);
  }
  return [
    ...named.flatMap((file) => {
      if (above.has(file)) return [];
      const main = find(posix.dirname(file), MAIN);
      const override = file === main ? find(posix.dirname(file), OVERRIDES) : undefined;
      if (override !== undefined) return [[namedWay(file), namedWay(override)]];
      const isOver = main !== undefined && main !== file && isPart(file, main);
      return [isOver ? [namedWay(main), namedWay(file)] : [namedWay(file)]];
    }),
    ...given,
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
