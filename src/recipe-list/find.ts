/** Which environment an image was made from, when nothing but its name or its tag is left. */
import { resolve } from "node:path";
import { ConfigurationError } from "../errors.ts";
import type { Problem, SourceTree } from "../model.ts";
import { isOras } from "../image/written.ts";
import { type Environment, readEnvironment } from "../recipe/environment.ts";
import { explanations } from "../recipe/explanations.ts";
import { waveName } from "../recipe/names.ts";
import { describeTemplate, type Engine, templatesOf } from "../recipe/templates.ts";
import { findRequest, wavePlatforms, type WaveRequest } from "../recipe/wave-id.ts";
import { type EnvironmentSource, findModules, openModules } from "../scan/modules/index.ts";
import type { HistoryUse } from "./entry.ts";
import { Environments } from "./environments.ts";
import { withOlderTexts } from "./older.ts";

/** An environment that gives the id. */
export interface Found {
  /** As it was typed. */
  readonly directory: string;
  /** From there on. */
  readonly environment: string;
  /** As Wave named it. */
  readonly image: string;
  readonly platform: string;
  readonly template: string;
  /** The commit whose text of the file it is, where the file is another one by now. */
  readonly commit?: string;
  readonly detail: string;
}

export interface Search {
  readonly found: readonly Found[];
  readonly problems: readonly Problem[];
  readonly searched: {
    readonly files: number;
    readonly templates: number;
    readonly repositories: readonly string[];
    readonly history?: HistoryUse | "none";
  };
}

export interface SearchOptions {
  /** Where Wave may have built to, besides the public library and the place that the name itself has. */
  readonly repositories: readonly string[];
  /** Commits of each repository that are looked at; 0: none. */
  readonly history: number;
}

const LIBRARY = "community.wave.seqera.io/library";

/** What is looked for. */
interface Wanted {
  readonly id: string;
  readonly engines: readonly Engine[];
  readonly repositories: readonly string[];
  /** Those that the name itself may be in. */
  readonly own: readonly string[];
  /** As it was given. */
  readonly name: string;
}

/**
 * @param name 16 hexadecimal digits, a tag that ends in them, or the name of an image with such a tag, in any registry.
 * @param directories Checkouts, or folders around them.
 * @throws ConfigurationError where the name has no id of Wave's.
 */
export function findRecipes(
  name: string,
  directories: readonly string[],
  { repositories, history }: SearchOptions,
): Search {
  const wanted = readWanted(name, repositories);
  const finders = directories.map((directory) => new Finder(directory, wanted));
  const isOpen = (): boolean => finders.every(({ found }) => found.length === 0);
  for (const finder of finders) finder.search();
  // What a person may have made of one is tried where none is right as it stands.
  if (isOpen()) for (const finder of finders) finder.searchExplained();
  const uses = history > 0 && isOpen() ? finders.map((finder) => finder.searchHistory(history)) : undefined;
  return {
    found: finders.flatMap(({ found }) => found),
    problems: finders.flatMap((finder) => finder.problems()),
    searched: {
      files: finders.reduce((sum, { sources }) => sum + sources.length, 0),
      templates: wanted.engines.reduce((sum, engine) => sum + templatesOf(engine).length, 0),
      repositories: wanted.repositories,
      ...(uses !== undefined && { history: summed(uses) }),
    },
  };
}

function readWanted(name: string, typed: readonly string[]): Wanted {
  const written = name.trim();
  const bare = written.replace(/^(?:oras|docker):\/\//i, "").replace(/@.*$/s, "");
  const id = /(?:^|[:-])([0-9a-f]{16})$/.exec(bare)?.[1];
  if (id === undefined)
    throw new ConfigurationError(
      `--find: "${name}" has no id of Wave's: name 16 hexadecimal digits, or an image with a tag that ends in them.`,
    );
  const path = bare.replace(/:[^:/]*$/, "");
  // Wave adds the names of the packages to some repositories, and to others it does not.
  const own = bare.includes(":") && path.includes("/") ? [path.slice(0, path.lastIndexOf("/")), path] : [];
  return {
    id,
    engines: isOras(written) ? ["singularity"] : ["docker", "singularity"],
    repositories: [...new Set([LIBRARY, ...typed, ...own])],
    own,
    name: written,
  };
}

class Finder {
  readonly directory: string;
  readonly found: Found[] = [];
  /** Each environment of the directory, by the file that has it. */
  readonly sources: readonly { readonly source: EnvironmentSource; readonly file: string }[];
  readonly #wanted: Wanted;
  readonly #tree: ReturnType<typeof openModules>;
  readonly #environments: Environments;
  readonly #tried = new Map<string, WaveRequest | undefined>();

  constructor(directory: string, wanted: Wanted) {
    this.directory = directory;
    this.#wanted = wanted;
    this.#tree = openModules(resolve(directory));
    this.#environments = new Environments(this.#tree);
    this.sources = sourcesOf(this.#tree);
  }

  search(): void {
    for (const { file, environment } of this.#each()) this.#try(file, environment, { condaFile: environment.dumped });
  }

  /** The packages one by one, other channels. */
  searchExplained(): void {
    for (const { file, environment } of this.#each()) {
      for (const explanation of explanations(environment, environment.packages, []))
        this.#try(file, environment, explanation);
    }
  }

  *#each(): Generator<{ readonly file: string; readonly environment: Environment }> {
    for (const { source, file } of this.sources) {
      const environment = this.#environments.of(source, file);
      if (environment !== undefined) yield { file, environment };
    }
  }

  /** The texts that files had before. */
  searchHistory(most: number): HistoryUse | "none" {
    const files = this.sources.flatMap(({ source }) => ("file" in source ? [source.file] : []));
    const use = withOlderTexts(resolve(this.directory), { files, most }, (older) => {
      for (const file of files) {
        for (const { commit, text } of older.of(file)) {
          const environment = readEnvironment(text);
          if (!("problem" in environment)) this.#try(file, environment, { condaFile: environment.dumped, commit });
        }
      }
      return older.use();
    });
    return use ?? "none";
  }

  problems(): readonly Problem[] {
    return [...this.#tree.problems(), ...this.#environments.problems];
  }

  #try(file: string, environment: Environment, { condaFile, how, commit }: Attempt): void {
    for (const engine of this.#wanted.engines) {
      const request = this.#requestOf(condaFile, environment, engine);
      if (request === undefined) continue;
      const { template, platform, repository } = request;
      const named = describeTemplate(template);
      const of = [
        ...(commit === undefined ? [] : [`as it was in commit ${commit.slice(0, 12)}`]),
        ...(how === undefined ? [] : [`with ${how}`]),
      ];
      const what = `of this environment${of.length === 0 ? "" : `, ${of.join(", ")},`}`;
      const where = `${engine === "docker" ? "Docker" : "Singularity"} on ${platform}, template ${named}, in ${repository}`;
      this.found.push({
        directory: this.directory,
        environment: file,
        image: this.#nameOf(environment, { engine, repository }),
        platform,
        template: named,
        ...(commit !== undefined && { commit }),
        detail: `The id is that ${what} for ${where}.`,
      });
    }
  }

  /** The same text stands in many modules, and is tried once. */
  #requestOf(condaFile: string, environment: Environment, engine: Engine): WaveRequest | undefined {
    const key = `${engine}\n${condaFile}`;
    if (!this.#tried.has(key)) {
      const { id, repositories } = this.#wanted;
      // An image of both platforms is built into the place that one of them would have, packages and all.
      const inner = waveName("", environment, { repository: LIBRARY, engine: "docker", strategy: "imageSuffix" });
      const place = inner?.replace(/:[^:]*$/, "");
      const ofBoth = { engine, repositories: place === undefined ? [] : [place], platforms: wavePlatforms.slice(2) };
      const found = findRequest(id, condaFile, { engine, repositories }) ?? findRequest(id, condaFile, ofBoth);
      this.#tried.set(key, found);
    }
    return this.#tried.get(key);
  }

  /** As Wave names it there: the library has the packages as a path, and places of one's own have them in the tag. */
  #nameOf(environment: Environment, { engine, repository }: { engine: Engine; repository: string }): string {
    const { id, own, name } = this.#wanted;
    if (own.includes(repository)) return name;
    const strategy = repository === LIBRARY ? "imageSuffix" : "tagPrefix";
    return waveName(id, environment, { repository, engine, strategy }) ?? `${repository}:${id}`;
  }
}

/** A text of a conda file, and what makes it another one than that of the file. */
interface Attempt {
  readonly condaFile: string;
  readonly how?: string;
  readonly commit?: string;
}

/** Environment files by their names, and whatever `conda` names. */
function sourcesOf(tree: SourceTree): Finder["sources"] {
  const named = tree.files.filter((file) => /(?:^|\/)environment[^/]*\.ya?ml$/.test(file));
  const sources = new Map<string, Finder["sources"][number]>(named.map((file) => [file, { source: { file }, file }]));
  for (const { sources: all, file } of findModules(tree).images) {
    for (const source of all) {
      const place = "file" in source ? source.file : file;
      const key = "file" in source ? place : `${place}\n${source.packages}`;
      if (!sources.has(key)) sources.set(key, { source, file: place });
    }
  }
  return [...sources.values()];
}

function summed(uses: readonly (HistoryUse | "none")[]): HistoryUse | "none" {
  const known = uses.filter((use) => use !== "none");
  if (known.length === 0) return "none";
  return {
    commits: known.reduce((sum, { commits }) => sum + commits, 0),
    isCut: known.some(({ isCut }) => isCut),
    lacks: known.some(({ lacks }) => lacks),
  };
}
