/** How Compose comes to a file: by its name, or from other files (`include`, `extends`, COMPOSE_FILE, dev containers). */
import { posix } from "node:path";
import type { ProblemKind, SourceTree } from "../../../model.ts";
import { short, shortPath } from "../../../text/quote.ts";
import { FileScanner } from "../../kit/file-scan.ts";
import { ReferenceBook } from "../../kit/references.ts";
import { readYaml, type YamlDocument, type YamlEntry } from "../../kit/yaml-file.ts";
import { interpolate } from "./interpolation.ts";
import { type Links, Models, type Service, type ServiceWay } from "./models.ts";
import { namedWay, rootsOf, type Way } from "./roots.ts";
import type { Settings } from "./services.ts";
import { dotEnvIn, VariableFiles } from "./variables.ts";

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

/** A service, merged from all files of its project. */
export interface ProjectService extends Service {
  /** Names of images that services of the project build: Compose pulls them for none (`isServiceImageToBuild`). */
  readonly made: ReadonlySet<string>;
}

const byTree = new WeakMap<SourceTree, Projects>();

/** Of all of a repository, worked out once. */
export function projectsOf(tree: SourceTree): Projects {
  const projects = byTree.get(tree) ?? new Projects(tree);
  byTree.set(tree, projects);
  return projects;
}

/** A file as it is read, once: whoever scans it goes on with the scanner. */
interface ReadFile {
  readonly scan: FileScanner;
  readonly documents: readonly YamlDocument[];
}

export class Projects {
  readonly variables: VariableFiles;
  /** Places that builds take with them, from whichever file. */
  readonly #lent = new ReferenceBook();
  readonly #tree: SourceTree;
  readonly #ways = new Map<string, Way>();
  readonly #leads = new Map<string, Set<string>>();
  readonly #complaints = new Map<string, Map<string, Complaint>>();
  readonly #files = new Map<string, ReadFile>();
  readonly #links = new Map<
    Way,
    { readonly includes: (readonly Way[])[]; readonly extended: Map<string, ServiceWay> }
  >();
  readonly #services = new Map<string, ProjectService[]>();
  readonly #isThereBy = new Map<string, boolean>();
  readonly #wholes = new Map<string, number>();
  readonly #full = new Set<string>();
  #led = 0;
  #extending = 0;

  constructor(tree: SourceTree) {
    this.#tree = tree;
    this.variables = new VariableFiles(tree);
    const isPart = (file: string, main: string): boolean => this.#isPart(file, main);
    const roots = rootsOf(tree, isPart).map((ways) => ways.map((way) => this.#visit(way, [])));
    const models = new Models({
      documents: (file) => this.read(file).documents,
      services: servicesOf,
      links: (way) => this.#linksOf(way),
    });
    for (const ways of roots) this.#keepAll(models.services(ways));
    if (models.cutIn !== undefined) this.#sayTooMuch({ file: models.cutIn }, 0);
  }

  /**
   * Whether a file says of a service of the main one what Compose, reading the file alone, makes no service of: neither an
   * image nor a folder to build. (`docker compose -f compose.yaml -f compose.prod.yaml`)
   */
  #isPart(file: string, main: string): boolean {
    const services = (of: string): readonly (readonly [yaml: YamlDocument, service: YamlEntry])[] =>
      this.read(of).documents.flatMap((yaml) => servicesOf(yaml).map((service) => [yaml, service] as const));
    const known = new Set(services(main).map(([, { key }]) => key.value));
    return services(file).some(([yaml, { key, value }]) => {
      const build = yaml.get(value, "build");
      const whole = [yaml.get(value, "image"), yaml.get(value, "extends"), yaml.get(build, "context")];
      const isBuilt = yaml.text(build) !== undefined || yaml.get(build, "dockerfile_inline") !== undefined;
      return known.has(key.value) && !isBuilt && whole.every((node) => node === undefined);
    });
  }

  /** The services of a project, which know what all of them build. */
  #keepAll(services: readonly Service[]): void {
    const made = new Set(services.flatMap(({ settings }) => (settings.has("build") ? this.#imageOf(settings) : [])));
    for (const service of services) this.#keep({ ...service, made });
  }

  /** The name of the image, if there is one. */
  #imageOf(settings: Settings): string[] {
    const image = settings.get("image");
    if (image === undefined) return [];
    const variables = this.variables.of(image.way.environment);
    const { value } = interpolate(image.text.value, (name) => variables.get(name));
    return value === "" ? [] : [value];
  }

  /** By the files that say their image and their build. */
  #keep(service: ProjectService): void {
    const said = ["image", "build", "build.dockerfile_inline"].map((path) => service.settings.get(path)?.way.file);
    for (const file of new Set(said)) {
      if (file !== undefined) this.#services.set(file, [...(this.#services.get(file) ?? []), service]);
    }
  }

  /** Merged services whose image, build or inline Dockerfile stands in a file. */
  servicesIn(file: string): readonly ProjectService[] {
    return this.#services.get(file) ?? [];
  }

  #linksOf(way: Way): Links {
    return this.#links.get(way) ?? { includes: [], extended: new Map() };
  }

  read(file: string): ReadFile {
    const known = this.#files.get(file);
    if (known !== undefined) return known;
    const scan = new FileScanner(file, this.#tree.read(file) ?? "", "compose", this.#lent);
    const read = { scan, documents: readYaml(scan) };
    this.#files.set(file, read);
    return read;
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
  #visit(way: Way, chain: readonly Way[]): Way {
    const key = JSON.stringify(way);
    const known = this.#ways.get(key);
    if (known !== undefined) return known;
    this.#ways.set(key, way);
    this.#links.set(way, { includes: [], extended: new Map() });
    const inner = [...chain, way];
    for (const yaml of this.read(way.file).documents) {
      if (way.service === undefined) this.#includes(way, yaml, inner);
      this.#extends(way, yaml, inner);
    }
    return way;
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
    const led = paths.flatMap(({ path, offset }) => {
      const circle = chain.findIndex((one) => one.file === path && one.service === undefined);
      if (circle < 0) return this.#lead(way, offset, { file: path, directory: folder, environment }, chain) ?? [];
      this.#sayCircle(way, offset, chain.slice(circle), path);
      return [];
    });
    this.#links.get(way)?.includes.push(led);
  }

  #extends(way: Way, yaml: YamlDocument, chain: readonly Way[]): void {
    for (const { key, value } of servicesOf(yaml)) {
      if (way.service !== undefined && way.service !== key.value) continue;
      if (++this.#extending > MOST_SERVICES) {
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
        this.#extend(way, key, found.offset, { file: found.path, directory, environment, service: name }, chain);
      } else if (name !== undefined && way.service !== undefined) {
        this.#extend(way, key, key.start, { ...way, service: name }, chain);
      }
    }
  }

  #extend(way: Way, { value: name }: YamlEntry["key"], offset: number, next: ServiceWay, chain: readonly Way[]): void {
    const circle = chain.findIndex(({ file, service }) => file === next.file && service === next.service);
    const led = circle < 0 ? this.#lead(way, offset, next, chain) : undefined;
    if (circle >= 0) this.#sayCircle(way, offset, chain.slice(circle), next.file);
    if (isOfService(led)) this.#links.get(way)?.extended.set(name, led);
  }

  /** The way that is led to; undefined where it is not followed. */
  #lead(way: Way, offset: number, next: Way, chain: readonly Way[]): Way | undefined {
    if (!this.#isThere(way, next.file, offset)) return undefined;
    const known = this.#ways.get(JSON.stringify(next));
    if (known !== undefined) return known;
    const wholes = (this.#wholes.get(next.file) ?? 0) + (next.service === undefined ? 1 : 0);
    if (this.#led >= MOST_WAYS || wholes > MOST_WAYS_TO_ONE) {
      this.#sayTooMuch(way, offset);
      return undefined;
    }
    this.#wholes.set(next.file, wholes);
    this.#led++;
    const leads = this.#leads.get(way.file) ?? new Set();
    this.#leads.set(way.file, leads.add(next.file));
    return this.#visit(next, chain);
  }

  #isThere(way: Way, path: string, offset: number): boolean {
    const isThere = this.#isThereBy.get(path) ?? this.#tree.read(path) !== undefined;
    this.#isThereBy.set(path, isThere);
    if (isThere) return true;
    const message = `${shortPath(path)} is not in this repository: what Compose takes from it is not known.`;
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
      const message = `${shortPath(value)} lies outside of the repository: what Compose takes from it is not read.`;
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
    const files = [...circle.map(({ file }) => file), last].map((file) => shortPath(file));
    const shown = files.length > 10 ? [...files.slice(0, 8), "...", ...files.slice(-1)] : files;
    const message = `These files lead to each other (${shown.join(" -> ")}): Compose stops with an error.`;
    this.#complain(way, offset, "abort", message);
  }

  /** Once for each file. */
  #sayTooMuch(way: Pick<Way, "file">, offset: number): void {
    if (this.#full.has(way.file)) return;
    this.#full.add(way.file);
    const message =
      "The Compose files of this repository lead to more than is followed: images of the rest are left out.";
    this.#complain(way, offset, "limit", message);
  }

  #complain({ file }: Pick<Way, "file">, offset: number, kind: ProblemKind, message: string): void {
    const complaints = this.#complaints.get(file) ?? new Map<string, Complaint>();
    this.#complaints.set(file, complaints.set(`${offset} ${message}`, { offset, kind, message }));
  }
}

function isOfService(way: Way | undefined): way is ServiceWay {
  return way?.service !== undefined;
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
