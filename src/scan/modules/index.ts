/**
 * The modules of a repository with the environments that their images are said to be made from: what `main.nf` and `meta.yml`
 * name beside an `environment.yml`, or beside packages in the script itself. No run is planned and nothing is evaluated, so
 * that thousands of modules take no time.
 */
import { posix } from "node:path";
import type { SourceTree } from "../../model.ts";
import { openRepository } from "../disk/repository.ts";
import { indexLines } from "../../text/lines.ts";
import type { NamedFile, ProcessDirectives } from "./directives.ts";
import { readDirectives } from "./directives.ts";
import { readDeclared } from "./metadata.ts";
import type { EnvironmentSource, ModuleImage, Modules } from "./module.ts";

export type { EnvironmentSource, ModuleImage, Modules } from "./module.ts";

/** The files of a checked-out repository, of which only those that a module consists of are missed. */
export function openModules(root: string): SourceTree & Required<Pick<SourceTree, "problems">> {
  return openRepository(root, { exclude: [] }, (path) => (OF_MODULES.test(path) ? "module" : ""));
}

const OF_MODULES = /\.nf$|(?:^|\/)(?:environment\.ya?ml|meta\.yml)$/;

const META = /(?:^|\/)meta\.yml$/;

/** In the order of the scripts, and of the names in each; behind them those that only metadata has. */
export function findModules(tree: SourceTree): Modules {
  const finder = new Finder(tree);
  for (const file of tree.files) if (file.endsWith(".nf")) finder.script(file);
  for (const file of tree.files) if (META.test(file)) finder.metadata(file);
  return finder;
}

class Finder implements Modules {
  readonly images: ModuleImage[] = [];
  readonly bare: string[] = [];
  readonly problems: Modules["problems"][number][] = [];
  scripts = 0;
  open = 0;
  readonly #tree: SourceTree;
  readonly #files: ReadonlySet<string>;
  /** Metadata that was held against what its script names. */
  readonly #declaring = new Set<string>();

  constructor(tree: SourceTree) {
    this.#tree = tree;
    this.#files = new Set(tree.files);
  }

  script(file: string): void {
    const text = this.#tree.read(file);
    if (text === undefined || !text.includes("container")) return;
    const folder = posix.dirname(file);
    const beside = posix.basename(file) === "main.nf" ? this.#beside(folder) : undefined;
    // Nothing to hold an image against: what the script names need not be known.
    if (beside === undefined && !/\bconda\b/.test(text)) {
      if (/^\s*container\b/m.test(text)) this.#bare(file);
      return;
    }
    const { processes, problem } = readDirectives(text);
    if (problem !== undefined && processes.length === 0) this.#problem(file, text, problem);
    if (processes.length === 0) return;
    const held = processes.map((process) => ({ process, of: this.#environmentOf(process, file, beside) }));
    const [known] = held.flatMap(({ of }) => of ?? []);
    if (known === undefined) return this.#bare(file);
    this.scripts++;
    for (const { process, of } of held) {
      this.open += process.open;
      if (of !== undefined) this.images.push(...process.images.map((image) => ({ image, ...of, file })));
    }
    if (posix.basename(file) === "main.nf") this.#declared(folder, known);
  }

  /** The script beside it may have no container of its own, or be none that can be read: what is declared is held all the same. */
  metadata(file: string): void {
    const folder = posix.dirname(file);
    const beside = this.#beside(folder);
    if (beside === undefined || this.#declaring.has(file)) return;
    this.#declared(folder, { environment: beside, sources: [{ file: beside }] });
  }

  #bare(file: string): void {
    this.scripts++;
    this.bare.push(file);
  }

  #problem(file: string, text: string, { start, message }: { start: number; message: string }): void {
    const at = indexLines(text).at(start);
    this.problems.push({ file, ...at, kind: "syntax", message: `No process with a container is found: ${message}.` });
  }

  #beside(folder: string): string | undefined {
    return ["environment.yml", "environment.yaml"]
      .map((name) => posix.join(folder, name))
      .find((path) => this.#files.has(path));
  }

  /** The file beside the script goes before what `conda` names: with the latter in other cases, or for other processes. */
  #environmentOf(process: ProcessDirectives, file: string, beside: string | undefined): Held | undefined {
    const named = process.files.flatMap((one) => this.#pathOf(one, file) ?? []);
    const files = [...new Set([...(beside === undefined ? [] : [beside]), ...named])];
    const [first, ...others] = [...files.map((path) => ({ file: path })), ...process.packages.map(packagesOf)];
    if (first === undefined) return undefined;
    return { environment: "file" in first ? first.file : file, sources: [first, ...others] };
  }

  /** Undefined where there is no such file in the repository. */
  #pathOf({ from, path }: NamedFile, script: string): string | undefined {
    const folder = from === "module" ? posix.dirname(script) : from === "project" ? this.#projectAround(script) : "";
    const found = posix.join(folder, path);
    return this.#files.has(found) ? found : undefined;
  }

  /** The folder of the pipeline that a script is part of. */
  #projectAround(script: string): string {
    for (let folder = posix.dirname(script); folder !== "."; folder = posix.dirname(folder)) {
      if (this.#files.has(`${folder}/nextflow.config`)) return folder;
    }
    return "";
  }

  /** `meta.yml` beside the script. */
  #declared(folder: string, held: Held): void {
    const file = posix.join(folder, "meta.yml");
    if (!this.#files.has(file)) return;
    this.#declaring.add(file);
    const { images, problems } = readDeclared(file, this.#tree);
    this.problems.push(...problems);
    for (const image of images) this.images.push({ ...image, ...held });
  }
}

type Held = Pick<ModuleImage, "environment" | "sources">;

function packagesOf(packages: string): EnvironmentSource {
  return { packages };
}
