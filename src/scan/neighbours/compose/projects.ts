/** How Compose comes to a file: by its name, or from other files (`include`, `extends`, COMPOSE_FILE, dev containers). */
import { posix } from "node:path";
import type { ProblemKind, SourceTree } from "../../../model.ts";
import { short } from "../../../text/quote.ts";
import { FileScanner } from "../../kit/file-scan.ts";
import { readYaml, type YamlDocument, type YamlEntry } from "../../kit/yaml-file.ts";
import { composeFilesOf, workspaceOf } from "../devcontainer.ts";
import { hasOddKeys, isComposeName, isDevcontainerName, isDotEnvName } from "../glance.ts";
import { interpolate } from "./interpolation.ts";
import { dotEnvIn, readDotEnv, VariableFiles } from "./variables.ts";

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

/** What is wrong with a place that should lead to a file. */
interface Complaint {
  readonly offset: number;
  readonly kind: ProblemKind;
  readonly message: string;
}

/** No project has as many; the same file with another folder or other variables counts again. */
const MOST_WAYS = 1000;
/** To all of one file. */
const MOST_WAYS_TO_ONE = 20;
/** Services looked at, those of a file for each way that leads to it. */
const MOST_SERVICES = 200_000;

const byTree = new WeakMap<SourceTree, Projects>();

/** Of all of a repository, worked out once. */
export function projectsOf(tree: SourceTree): Projects {
  const projects = byTree.get(tree) ?? new Projects(tree);
  byTree.set(tree, projects);
  return projects;
}

export class Projects {
  readonly variables: VariableFiles;
  readonly #tree: SourceTree;
  readonly #ways = new Map<string, Way>();
  readonly #leads = new Map<string, Set<string>>();
  readonly #complaints = new Map<string, Map<string, Complaint>>();
  readonly #documents = new Map<string, readonly YamlDocument[]>();
  readonly #isThereBy = new Map<string, boolean>();
  readonly #wholes = new Map<string, number>();
  readonly #full = new Set<string>();
  #led = 0;
  #services = 0;

  constructor(tree: SourceTree) {
    this.#tree = tree;
    this.variables = new VariableFiles(tree);
    for (const way of tree.files.flatMap((file) => rootsIn(file, tree))) this.#visit(way, []);
  }

  /** All ways to a file; the one by its own name at least. */
  waysTo(file: string): readonly Way[] {
    const ways = [...this.#ways.values()].filter((way) => way.file === file);
    return ways.length > 0 ? ways : [namedWay(file)];
  }

  /** The files that one leads to at once. */
  leadsOf(file: string): readonly string[] {
    return [...(this.#leads.get(file) ?? [])];
  }

  complaintsOf(file: string): readonly Complaint[] {
    return [...(this.#complaints.get(file)?.values() ?? [])];
  }

  /** `chain`: the ways that led here. */
  #visit(way: Way, chain: readonly Way[]): void {
    const key = JSON.stringify(way);
    if (this.#ways.has(key)) return;
    this.#ways.set(key, way);
    const inner = [...chain, way];
    for (const yaml of this.#read(way.file)) {
      if (way.service === undefined) this.#includes(way, yaml, inner);
      this.#extends(way, yaml, inner);
    }
  }

  #read(file: string): readonly YamlDocument[] {
    const known = this.#documents.get(file);
    if (known !== undefined) return known;
    const text = this.#tree.read(file) ?? "";
    // Most files lead to no other.
    const isRead = /include|extends/.test(text) || hasOddKeys(text);
    const documents = isRead ? readYaml(new FileScanner(file, text, "compose")) : [];
    this.#documents.set(file, documents);
    return documents;
  }

  #includes(way: Way, yaml: YamlDocument, chain: readonly Way[]): void {
    for (const { key, value } of yaml.entries(yaml.root)) {
      if (key.value !== "include") continue;
      const items = yaml.items(value);
      if (items.length === 0 && (yaml.isMap(value) || yaml.text(value) !== undefined)) {
        this.#complain(way, yaml.startOf(value), "abort", "Compose stops here: `include` must be a list.");
      }
      for (const item of items) this.#include(way, yaml, item, chain);
    }
  }

  /** The first of several paths is the file, and the others override it. */
  #include(way: Way, yaml: YamlDocument, item: unknown, chain: readonly Way[]): void {
    const written = [item, ...listed(yaml, yaml.get(item, "path"))];
    const paths = written.flatMap((node) => this.#path(way, yaml, node) ?? []);
    const [main] = paths;
    if (main === undefined) return;
    const own = yaml.get(item, "project_directory");
    const folder = yaml.text(own) === undefined ? posix.dirname(main.path) : this.#path(way, yaml, own)?.path;
    if (folder === undefined) return;
    const given = listed(yaml, yaml.get(item, "env_file")).flatMap((node) => this.#path(way, yaml, node) ?? []);
    for (const { path, offset } of given) this.#isThere(way, path, offset);
    const files = given.length > 0 ? given.map(({ path }) => path).toReversed() : [dotEnvIn(folder)];
    const environment = [...new Set([...way.environment, ...files])];
    for (const { path, offset } of paths) {
      const circle = chain.findIndex((one) => one.file === path && one.service === undefined);
      if (circle >= 0) this.#sayCircle(way, offset, chain.slice(circle), path);
      else this.#lead(way, offset, { file: path, directory: folder, environment }, chain);
    }
  }

  #extends(way: Way, yaml: YamlDocument, chain: readonly Way[]): void {
    for (const { key, value } of servicesOf(yaml)) {
      if (way.service !== undefined && way.service !== key.value) continue;
      if (++this.#services > MOST_SERVICES) {
        this.#sayTooMuch(way, key.start);
        return;
      }
      const extended = yaml.get(value, "extends");
      const name = this.#resolved(way, yaml, yaml.get(extended, "service") ?? extended);
      const written = yaml.get(extended, "file");
      const { environment } = way;
      if (yaml.text(written) !== undefined) {
        const found = this.#path(way, yaml, written);
        if (found === undefined || name === undefined) continue;
        const directory = posix.dirname(found.path);
        this.#extend(way, found.offset, { file: found.path, directory, environment, service: name }, chain);
      } else if (name !== undefined && way.service !== undefined) {
        this.#extend(way, key.start, { ...way, service: name }, chain);
      }
    }
  }

  #extend(way: Way, offset: number, next: Way, chain: readonly Way[]): void {
    const circle = chain.findIndex(({ file, service }) => file === next.file && service === next.service);
    if (circle >= 0) this.#sayCircle(way, offset, chain.slice(circle), next.file);
    else this.#lead(way, offset, next, chain);
  }

  #lead(way: Way, offset: number, next: Way, chain: readonly Way[]): void {
    if (!this.#isThere(way, next.file, offset)) return;
    if (this.#ways.has(JSON.stringify(next))) return;
    const wholes = (this.#wholes.get(next.file) ?? 0) + (next.service === undefined ? 1 : 0);
    if (this.#led >= MOST_WAYS || wholes > MOST_WAYS_TO_ONE) {
      this.#sayTooMuch(way, offset);
      return;
    }
    this.#wholes.set(next.file, wholes);
    this.#led++;
    const leads = this.#leads.get(way.file) ?? new Set();
    this.#leads.set(way.file, leads.add(next.file));
    this.#visit(next, chain);
  }

  #isThere(way: Way, path: string, offset: number): boolean {
    const isThere = this.#isThereBy.get(path) ?? this.#tree.read(path) !== undefined;
    this.#isThereBy.set(path, isThere);
    if (isThere) return true;
    const message = `${short(path)} is not in this repository: what Compose takes from it is not known.`;
    this.#complain(way, offset, "missing-include", message);
    return false;
  }

  /** A path from the root of the repository. */
  #path(way: Way, yaml: YamlDocument, node: unknown): { path: string; offset: number } | undefined {
    const text = yaml.text(node);
    const value = this.#resolved(way, yaml, node);
    if (text === undefined || value === undefined || value === "/dev/null") return undefined;
    const offset = text.start;
    if (/^(?:[a-z][\w+.-]*:\/\/|git@|github\.com\/)|\.git(?:#|$)/i.test(value)) {
      const message = `${short(value)} lies elsewhere: what Compose takes from it is not read.`;
      this.#complain(way, offset, "remote-include", message);
      return undefined;
    }
    const path = posix.join(way.directory, value);
    if (value.startsWith("/") || path === ".." || path.startsWith("../")) {
      const message = `${short(value)} lies outside of the repository: what Compose takes from it is not read.`;
      this.#complain(way, offset, "missing-include", message);
      return undefined;
    }
    return { path, offset };
  }

  #resolved(way: Way, yaml: YamlDocument, node: unknown): string | undefined {
    const text = yaml.text(node);
    if (text === undefined) return undefined;
    const variables = this.variables.of(way.environment);
    const { value, missing, error } = interpolate(text.value, (name) => variables.get(name));
    if (error === undefined && missing.length === 0) return value;
    const message = error ?? `Nothing gives ${missing.join(", ")} a value: what Compose takes from this is not read.`;
    this.#complain(way, text.start, "missing-include", message);
    return undefined;
  }

  #sayCircle(way: Way, offset: number, circle: readonly Way[], last: string): void {
    const files = [...circle.map(({ file }) => file), last].map((file) => short(file));
    const shown = files.length > 10 ? [...files.slice(0, 8), "...", ...files.slice(-1)] : files;
    const message = `These files lead to each other (${shown.join(" -> ")}): Compose stops with an error.`;
    this.#complain(way, offset, "abort", message);
  }

  /** Once for each file. */
  #sayTooMuch(way: Way, offset: number): void {
    if (this.#full.has(way.file)) return;
    this.#full.add(way.file);
    const message =
      "The Compose files of this repository lead to more than is followed: images of the rest are left out.";
    this.#complain(way, offset, "limit", message);
  }

  #complain({ file }: Way, offset: number, kind: ProblemKind, message: string): void {
    const complaints = this.#complaints.get(file) ?? new Map<string, Complaint>();
    this.#complaints.set(file, complaints.set(`${offset} ${message}`, { offset, kind, message }));
  }
}

/** Before version 2 the services stood at the top, where later ones have extensions as well. */
export function servicesOf(yaml: YamlDocument): readonly YamlEntry[] {
  const services = yaml.get(yaml.root, "services");
  if (services !== undefined) return yaml.entries(services);
  return yaml.entries(yaml.root).filter(({ key }) => !key.value.startsWith("x-"));
}

/** A list, or the one thing that stands for a list of one. */
function listed(yaml: YamlDocument, node: unknown): readonly unknown[] {
  const items = yaml.items(node);
  return items.length > 0 ? items : [node];
}

function namedWay(file: string): Way {
  const directory = posix.dirname(file);
  return { file, directory, environment: [dotEnvIn(directory)] };
}

/** Where projects begin. */
function rootsIn(file: string, tree: SourceTree): readonly Way[] {
  if (isComposeName(file)) return [namedWay(file)];
  if (isDevcontainerName(file)) return devcontainerRoots(file, tree);
  return isDotEnvName(file) ? dotEnvRoots(file, tree) : [];
}

/** Its command takes variables from the root of the workspace, and Compose from the folder of the first file. */
function devcontainerRoots(file: string, tree: SourceTree): readonly Way[] {
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

function dotEnvRoots(file: string, tree: SourceTree): readonly Way[] {
  const paths = filesOfDotEnv(file, tree.read(file) ?? "");
  const directory = posix.dirname(paths[0] ?? file);
  return paths
    .filter((path) => tree.read(path) !== undefined)
    .map((path) => ({ file: path, directory, environment: [file] }));
}
