/** What every scanner of one file collects: References, Pulls and Problems, each place made once. */
import { posix } from "node:path";
import { canonicalName, parseImageName } from "../../image/name.ts";
import { formatPlatform, parsePlatform } from "../../image/platform.ts";
import { readWrittenName } from "../../image/written.ts";
import type { Range, Span } from "../../text/lines.ts";
import { short, shortPath } from "../../text/quote.ts";
import { type SourceText, sourceText } from "../../text/source-text.ts";
import type {
  CondaSource,
  Confidence,
  Engine,
  Problem,
  ProblemKind,
  Pull,
  Reference,
  ReferenceContext,
  ReferenceKind,
  ScanOptions,
  SourceKind,
  SourceTree,
  Unresolved,
} from "../../model.ts";
import { type BuildDefinition, isRemote, joinPath, pathInRepository } from "./build-definition.ts";
import { FileBudget } from "./file-budget.ts";
import type { PlacedText } from "./placed-text.ts";
import { ReferenceBook } from "./references.ts";

/** What a scanner may know besides its own file. */
export interface Surroundings {
  readonly tree: SourceTree;
  readonly options: ScanOptions;
  /** Of a Dockerfile: the builds of it that other files define. */
  readonly builds: readonly BuildDefinition[];
}

/** A stretch of the file, or of another that is read with it. */
type Place = Range & Pick<PlacedText, "file">;

/** A build as a file asks for it; what it does not say is left out. */
export type AskedBuild = Pick<BuildDefinition, "name"> & Partial<Omit<BuildDefinition, "dockerfile" | "at">>;

/** What one scanner found in one file. */
export interface FileScan {
  readonly references: readonly Reference[];
  readonly pulls: readonly Pull[];
  readonly problems: readonly Problem[];
  /** Builds of Dockerfiles, whatever those are called. */
  readonly builds?: readonly BuildDefinition[];
  /** Other files that this one leads to, whatever they are called. */
  readonly leads?: readonly Lead[];
  /** Names of build arguments that a Dockerfile has an eye for. */
  readonly argumentNames?: ReadonlySet<string>;
}

/** A file, by its path from the root of the repository, and as what its tool reads it. */
export interface Lead {
  readonly source: "compose" | "gitlab" | "cwl" | "snakemake" | "wdl" | "kubernetes" | "bake";
  readonly path: string;
}

/** What a scanner makes of a written name: the image, or why only a run can know it. */
export type Resolution =
  | { readonly image: string; readonly confidence: Exclude<Confidence, "unresolved"> }
  | { readonly unresolved: Unresolved };

/** What else is known of a pull. */
export interface PullFacts {
  readonly engine: Engine | null;
  /** As written; one that no engine would understand is none. */
  readonly platform?: string | undefined;
  readonly process?: string | undefined;
  readonly stage?: string | undefined;
  readonly reachable?: false | undefined;
  readonly conditions?: readonly string[] | undefined;
  readonly conda?: CondaSource | undefined;
}

/**
 * Collects what a scanner finds in one file. The same place asked for twice (through a YAML anchor, say) is one
 * Reference, and the same image at the same place one Pull.
 */
export class FileScanner {
  readonly file: string;
  readonly text: string;
  readonly source: SourceKind;
  readonly budget = new FileBudget((offset, message) => this.problem(offset, "unreadable", message));
  readonly #file: SourceText;
  readonly #references = new ReferenceBook();
  readonly #pulls = new Map<string, Pull>();
  readonly #problems: Problem[] = [];
  readonly #builds = new Map<string, BuildDefinition>();
  readonly #dockerfiles = new Map<string, boolean>();
  /** References that a build takes with it: only what it pulls makes them some of a scan. */
  readonly #lent: ReferenceBook;
  /** Those that pulls of this file have, of a Dockerfile in it. */
  readonly #returned = new Set<Reference>();
  readonly #leads = new Map<string, Lead>();
  readonly #argumentNames = new Set<string>();

  /** `lent`: of files that define builds together. */
  constructor(file: string, text: string, source: SourceKind, lent = new ReferenceBook()) {
    this.#lent = lent;
    this.file = file;
    this.text = text;
    this.source = source;
    this.#file = sourceText(file, text);
  }

  reference(place: Place, kind: ReferenceKind, context: ReferenceContext = {}, unresolved?: Unresolved): Reference {
    return this.#references.at(
      place.file ?? this.#file,
      place,
      { source: this.source, kind, context, unresolved },
      kind,
    );
  }

  /** An image named at one place. `image` in the resolution has no scheme that says nothing new (`docker://`). */
  found(range: Range, kind: ReferenceKind, context: ReferenceContext, resolution: Resolution, facts: PullFacts): void {
    if (this.isFull) return;
    const judged = judgeName(resolution, facts.engine);
    const reference = this.reference(range, kind, context, "unresolved" in judged ? judged.unresolved : undefined);
    this.pull([reference], resolution, facts);
  }

  /** An image whose name comes from several places; the first is where a person would edit it. */
  pull(references: readonly [Reference, ...Reference[]], resolution: Resolution, facts: PullFacts): void {
    const { engine, platform, process, stage, reachable, conditions, conda } = facts;
    const judged = judgeName(resolution, engine);
    const about = {
      written: "image" in resolution ? resolution.image : references[0].text,
      source: this.source,
      engine,
      scenario: null,
      platform: normalized(platform),
      ...(process !== undefined && { process }),
      ...(stage !== undefined && { stage }),
      ...(reachable !== undefined && { reachable }),
      ...(conditions !== undefined && { conditions }),
      ...(conda !== undefined && { conda }),
      references: [references[0], ...references.slice(1).filter((one) => one !== references[0])],
    };
    this.#add(
      "unresolved" in judged
        ? { ...about, image: null, confidence: "unresolved", unresolved: judged.unresolved }
        : { ...about, ...judged },
    );
  }

  /** No more images are taken, and a problem says so. */
  get isFull(): boolean {
    return this.budget.isSpent("pulls");
  }

  /** Takes in what another scanner found in a part of this file. `placeOf` says where in this file a place of it is. */
  adopt(inner: FileScan, placeOf: (span: Span) => Range): void {
    const moved = new Map<Reference, Reference>();
    const moving = (reference: Reference): Reference => {
      const known = moved.get(reference);
      if (known !== undefined) return known;
      if (this.#lent.has(reference)) {
        this.#returned.add(reference);
        return reference;
      }
      // The part may be read more than once, with other values in it.
      const apart = `${reference.kind}:${reference.context.stage}`;
      const own = this.#references.at(this.#file, placeOf(reference), reference, apart);
      moved.set(reference, own);
      return own;
    };
    inner.references.forEach(moving);
    for (const name of inner.argumentNames ?? []) this.#argumentNames.add(name);
    for (const pull of inner.pulls) this.#add({ ...pull, references: pull.references.map(moving) });
    for (const { line, column, kind, message } of inner.problems) {
      this.problem(placeOf({ line, column, endLine: line, endColumn: column + 1 }).start, kind, message);
    }
  }

  /** A place that a build takes with it. */
  lend(place: Place, kind: "arg" | "context", context: ReferenceContext, unresolved?: Unresolved): Reference {
    return this.#lent.at(place.file ?? this.#file, place, { source: this.source, kind, context, unresolved }, kind);
  }

  /**
   * A build that this file asks for at an offset. `path`: the parts of the path of its Dockerfile, each from the folder
   * before it. Where the Dockerfile is none of the repository's, a problem says that what it pulls is not known. True where
   * it is one.
   */
  build(offset: number, path: readonly string[], asked: AskedBuild, tree: SourceTree): boolean {
    const found = pathInRepository(path);
    if (found === "open") return false;
    if (typeof found === "string") {
      const remote = path.find(isRemote);
      const where = remote === undefined ? "is outside of the repository" : "lies elsewhere";
      const shown = remote === undefined ? shortPath(joinPath(path)) : short(remote);
      this.problem(offset, "remote-include", `${shown} ${where}: what its build pulls is not known.`);
    } else if (!this.#isDockerfile(found.path, tree)) {
      const message = `${shortPath(found.path)} is not a file of this repository: what its build pulls is not known.`;
      this.problem(offset, "unreadable", message);
    } else {
      const build = this.definition(offset, found.path, asked);
      this.#builds.set(JSON.stringify([build, ...build.args, ...build.contexts]), build);
      return true;
    }
    return false;
  }

  /** A file may ask for the same one often. */
  #isDockerfile(path: string, tree: SourceTree): boolean {
    const isThere = this.#dockerfiles.get(path) ?? tree.read(path) !== undefined;
    this.#dockerfiles.set(path, isThere);
    return isThere;
  }

  /** A build of a Dockerfile that is defined at an offset of this file. */
  definition(offset: number, dockerfile: string, asked: AskedBuild): BuildDefinition {
    const at = { file: this.file, ...this.#file.lines().at(offset) };
    return { args: new Map(), contexts: new Map(), platforms: [], madeBeside: [], ...asked, dockerfile, at };
  }

  lead(source: Lead["source"], path: string): void {
    this.#leads.set(`${source} ${path}`, { source, path });
  }

  /** A file that is named at a place, by its path from a folder: followed, or said not to be. */
  follow(
    source: Lead["source"],
    { start, value }: Pick<PlacedText, "start" | "value">,
    from: string,
    tree: SourceTree,
  ): void {
    if (/^[a-z][\w+.-]*:/i.test(value)) {
      this.problem(start, "remote-include", `${short(value)} lies elsewhere: what it says of images is not read.`);
      return;
    }
    const path = posix.join(from, value);
    if (this.#leads.has(`${source} ${path}`)) return;
    const isInside = !value.startsWith("/") && path !== ".." && !path.startsWith("../");
    if (isInside && tree.read(path) !== undefined) this.lead(source, path);
    else this.missingFile(start, value);
  }

  /** Of a file that is named at a place and cannot be read. */
  missingFile(offset: number, path: string): void {
    const message = `${shortPath(path)} is not a file of this repository: what it says of images is not known.`;
    this.problem(offset, "missing-include", message);
  }

  problem(offset: number, kind: ProblemKind, message: string): void {
    this.#problems.push({ file: this.file, ...this.#file.lines().at(offset), kind, message });
  }

  result(): FileScan {
    return {
      references: [...this.#references.all(), ...this.#returned],
      pulls: [...this.#pulls.values()],
      problems: fewProblems(this.#problems),
      builds: [...this.#builds.values()],
      leads: [...this.#leads.values()],
      argumentNames: this.#argumentNames,
    };
  }

  #add(pull: Pull): void {
    const places = pull.references.map(({ file, line, column, kind }) => `${file}:${line}:${column}:${kind}`);
    const key = [pull.image, pull.written, pull.platform, ...places].join("\n");
    if (this.#pulls.has(key)) return;
    const first = pull.references.find(({ file }) => file === this.file);
    const offset = first === undefined ? 0 : this.#file.lines().offset(first.line, first.column);
    if (this.budget.take("pulls", 1, offset ?? 0)) this.#pulls.set(key, pull);
  }
}

/** The first problems of each kind say enough; the last of them says how many more there are. */
const MOST_PROBLEMS = 100;

export function fewProblems(problems: readonly Problem[]): readonly Problem[] {
  if (problems.length <= MOST_PROBLEMS) return problems;
  return [...Map.groupBy(problems, ({ kind }) => kind).values()].flatMap((each) => {
    const next = each[MOST_PROBLEMS];
    if (next === undefined) return each;
    return [
      ...each.slice(0, MOST_PROBLEMS),
      { ...next, message: `${each.length - MOST_PROBLEMS} more problems like these follow.` },
    ];
  });
}

/** Docker's family takes registry names only; the others also know schemes, URLs and local files. */
const DOCKER_FAMILY: ReadonlySet<Engine | null> = new Set<Engine | null>(["docker", "buildkit", "kubernetes"]);

type Judged =
  | { image: string; canonical?: string; confidence: Exclude<Confidence, "unresolved"> }
  | { unresolved: Unresolved };

/** A name that no registry would accept is one that cannot be pulled: unresolved, with the reason. */
function judgeName(resolution: Resolution, engine: Engine | null): Judged {
  if ("unresolved" in resolution) return resolution;
  if (DOCKER_FAMILY.has(engine)) {
    const read = parseImageName(resolution.image);
    return "error" in read ? invalid(read.error) : { ...resolution, canonical: canonicalName(read.name) };
  }
  const read = readWrittenName(resolution.image);
  if (read.kind === "invalid") return invalid(read.error);
  return read.kind === "registry" ? { ...resolution, canonical: read.canonical } : resolution;
}

function invalid(error: string): { unresolved: Unresolved } {
  return { unresolved: { reason: "invalid-name", detail: error } };
}

function normalized(platform: string | undefined): string | null {
  const read = parsePlatform(platform ?? "");
  return "error" in read ? null : formatPlatform(read.platform);
}
