/** What Compose makes of the files of a project: each service, merged from all that say something of it. */
import type { YamlDocument } from "../../kit/yaml-file.ts";
import type { Way } from "./roots.ts";
import { mergeSettings, readService, type Settings, withoutReset, type WrittenService } from "./services.ts";

/** The way to one service of a file. */
export type ServiceWay = Way & Required<Pick<Way, "service">>;

/** What a file leads to, by the ways that were found. */
export interface Links {
  /** The files of each include, those that override others behind them. */
  readonly includes: readonly (readonly Way[])[];
  /** By the names of services: where the one that they extend is. */
  readonly extended: ReadonlyMap<string, ServiceWay>;
}

/** Where the models find the files. */
export interface ComposeFiles {
  documents(file: string): readonly YamlDocument[];
  services(yaml: YamlDocument): readonly { readonly key: { readonly value: string }; readonly value: unknown }[];
  links(way: Way): Links;
}

/** A service of files that are read together. */
export interface Service {
  readonly name: string;
  readonly settings: Settings;
  /** The variables of the project: files with them, the first of which counts most. */
  readonly environment: readonly string[];
}

/** Settings that are read and merged, of all projects of a repository: what is beyond is left out. */
const MOST_SETTINGS = 100_000;
/** Services that are based on one another. */
const DEEPEST = 100;

export class Models {
  readonly #files: ComposeFiles;
  readonly #bases = new Map<Way, Settings | undefined>();
  readonly #numbers = new Map<Way, number>();
  /** By the numbers of their ways: files may lead to one another over and over. */
  readonly #known = new Map<string, readonly Service[]>();
  #left = MOST_SETTINGS;
  /** The file from which on not all is in the services that the files say. */
  cutIn: string | undefined;

  constructor(files: ComposeFiles) {
    this.#files = files;
  }

  /** The services of files that are read together, the first of which is overridden by the others. */
  services(ways: readonly Way[], depth = 0): readonly Service[] {
    const key = ways.map((way) => this.#numberOf(way)).join(" ");
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const services = this.#load(ways, depth);
    this.#known.set(key, services);
    return services;
  }

  #numberOf(way: Way): number {
    const number = this.#numbers.get(way) ?? this.#numbers.size;
    this.#numbers.set(way, number);
    return number;
  }

  #load(ways: readonly Way[], depth: number): readonly Service[] {
    const [main] = ways;
    if (main === undefined || depth > DEEPEST) return [];
    let services: ReadonlyMap<string, Settings> = new Map();
    for (const way of ways) {
      for (const yaml of this.#files.documents(way.file)) services = this.#document(services, yaml, way, depth);
    }
    const { environment } = main;
    return [...services].map(([name, settings]) => ({ name, settings: withContext(settings, main), environment }));
  }

  /** What the document says over what the files before it say. */
  #document(
    below: ReadonlyMap<string, Settings>,
    yaml: YamlDocument,
    way: Way,
    depth: number,
  ): ReadonlyMap<string, Settings> {
    const written = this.#read(yaml, way);
    const own = new Map([...written].flatMap(([name, { settings, isGone }]) => (isGone ? [] : [[name, settings]])));
    const resetsOf = (name: string): readonly string[] => written.get(name)?.resets ?? [];
    const links = this.#files.links(way);
    for (const ways of links.includes) {
      for (const { name, settings } of this.services(ways, depth + 1)) {
        const above = own.get(name);
        // Nothing is taken away from a service that the file itself has nothing to say of.
        own.set(name, above === undefined ? settings : this.#merge(settings, above, resetsOf(name)));
      }
    }
    const done = new Map<string, Settings>();
    for (const name of own.keys()) this.#extended(name, own, written, links, done, 0);
    const services = new Map([...below].map(([name, settings]) => [name, withoutReset(settings, resetsOf(name))]));
    for (const [name, settings] of done) {
      services.set(name, this.#merge(services.get(name) ?? new Map(), settings, resetsOf(name)));
    }
    return services;
  }

  /** A service over the one that it extends, which may stand in the same file. */
  #extended(
    name: string,
    own: ReadonlyMap<string, Settings>,
    written: ReadonlyMap<string, WrittenService>,
    links: Links,
    done: Map<string, Settings>,
    depth: number,
  ): Settings | undefined {
    const known = done.get(name) ?? own.get(name);
    const service = written.get(name);
    if (done.has(name) || known === undefined || depth > DEEPEST) return known;
    // One that extends itself, by whatever way, is found as it is written.
    done.set(name, known);
    if (service === undefined) return known;
    const { base, resets } = service;
    const elsewhere = links.extended.get(name);
    const extended =
      elsewhere !== undefined
        ? this.#base(elsewhere, 0)
        : base === undefined
          ? undefined
          : this.#extended(base, own, written, links, done, depth + 1);
    if (extended !== undefined) done.set(name, this.#merge(extended, known, resets));
    return done.get(name);
  }

  /** A service of a file that another extends. */
  #base(way: ServiceWay, depth: number): Settings | undefined {
    if (this.#bases.has(way) || depth > DEEPEST) return this.#bases.get(way);
    let settings: Settings | undefined;
    const resets: string[] = [];
    for (const yaml of this.#files.documents(way.file)) {
      const service = this.#read(yaml, way).get(way.service);
      if (service === undefined) continue;
      settings = this.#merge(settings ?? new Map(), service.settings, service.resets);
      resets.push(...service.resets);
    }
    this.#bases.set(way, settings);
    const next = this.#files.links(way).extended.get(way.service);
    const below = next && this.#base(next, depth + 1);
    if (below !== undefined && settings !== undefined) settings = this.#merge(below, settings, resets);
    this.#bases.set(way, settings);
    return settings;
  }

  #read(yaml: YamlDocument, way: Way): ReadonlyMap<string, WrittenService> {
    const services = new Map<string, WrittenService>();
    for (const { key, value } of this.#files.services(yaml)) {
      if (way.service !== undefined && way.service !== key.value) continue;
      const take = (settings: number): boolean => this.#take(settings, way.file);
      const service = readService(yaml, value, way, take);
      // One that is read in part would build something else.
      if (take(1)) services.set(key.value, service);
    }
    return services;
  }

  #merge(below: Settings, above: Settings, resets: readonly string[]): Settings {
    const [first] = above.values();
    return this.#take(below.size + above.size, first?.way.file) ? mergeSettings(below, above, resets) : above;
  }

  #take(settings: number, file: string | undefined): boolean {
    this.#left -= settings;
    if (this.#left < 0) this.cutIn ??= file;
    return this.#left >= 0;
  }
}

/** A build without a context has the folder of the project. */
function withContext(settings: Settings, way: Way): Settings {
  const build = settings.get("build");
  if (build === undefined || settings.has("build.context")) return settings;
  return new Map(settings).set("build.context", { text: { ...build.text, value: "." }, way });
}
