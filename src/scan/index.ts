/** A repository's files in, its References and Pulls out. Runs nothing, asks no network. */
import { Cancellation } from "../cancellation.ts";
import { matchesAny } from "../text/globs.ts";
import { isAside } from "./kit/aside.ts";
import type {
  Disagreement,
  FileOfBase,
  Ignore,
  Problem,
  Pull,
  Reference,
  ScanOptions,
  ScanResult,
  SourceTree,
} from "../model.ts";
import { referenceKey } from "../reference.ts";
import { unusedBuildArgs } from "./build-args.ts";
import { EnvironmentTexts } from "./environments.ts";
import { type MentioningTree, withMentions } from "./directives/mentions.ts";
import type { BuildDefinition } from "./kit/build-definition.ts";
import { type FileScan, fewProblems, type Lead, type Surroundings } from "./kit/file-scan.ts";
import { type CommitTree, openCommit as openTreeOf } from "./disk/commit-tree.ts";
import { openRepository as openTree } from "./disk/repository.ts";
import { inOrder } from "./in-order.ts";
import { isOfNextflow, kindsNamed, readersOf, SCANNERS } from "./kinds.ts";
import { readOrigins, withOrigins } from "./neighbours/nf-core/module-origins.ts";
import { overridePlaces } from "./neighbours/nf-core/override-places.ts";

export { below, isBeside } from "./folder.ts";
export { defaultScanOptions } from "./options.ts";

/** The files of a checked-out repository, see disk/. */
export function openRepository(root: string, options: Parameters<typeof openTree>[1]): ReturnType<typeof openTree> {
  return openTree(root, options, readersOf);
}

/** The files of a commit, which is compared with a checkout. */
export function openCommit(
  content: Parameters<typeof openTreeOf>[0],
  checkout: SourceTree,
  options: ScanOptions,
): CommitTree {
  return openTreeOf(content, checkout, options, readersOf);
}

/**
 * Never throws for what a file says: what cannot be read or known is in the result. Ordered by file and place. A scanner
 * is loaded when the first file of its kind is met; from time to time it waits for a turn of the event loop, so that
 * signals arrive. Once it is cancelled it begins with nothing more and says what it has not come to.
 */
export async function scanRepository(
  tree: SourceTree,
  options: ScanOptions,
  cancellation: Cancellation = new Cancellation(),
): Promise<ScanResult> {
  const scan = new RepositoryScan(withMentions(withoutExcluded(tree, options.exclude)), options, cancellation);
  await scan.nextflow();
  await scan.filesOfAKind();
  await scan.filesOfOthers();
  return scan.result();
}

/** Every point in which what Nextflow itself printed says something else; see scan/nextflow. */
export async function compareWithNextflow(
  output: string,
  file: string,
  pulls: readonly Pull[],
  tree: SourceTree,
  options: ScanOptions,
): Promise<readonly Disagreement[]> {
  const nextflow = await import("./nextflow/index.ts");
  return nextflow.compareWithNextflow(output, file, pulls, tree, options);
}

class RepositoryScan {
  readonly #tree: MentioningTree;
  readonly #options: ScanOptions;
  readonly #scans: FileScan[] = [];
  readonly #files: ScanResult["files"][number][] = [];
  readonly #cancellation: Cancellation;
  /** What the run is cancelled before. */
  readonly #left: Problem[] = [];
  readonly #leftFiles = new Set<string>();
  readonly #environments = new EnvironmentTexts();
  #notLookedAt: ScanResult["notLookedAt"] = [];
  /** Scanned last, when all builds of them are known. */
  readonly #dockerfiles = new Set<string>();

  constructor(tree: MentioningTree, options: ScanOptions, cancellation: Cancellation) {
    this.#tree = tree;
    this.#options = options;
    this.#cancellation = cancellation;
  }

  /** Nextflow is a project of many files and finds its own. */
  async nextflow(): Promise<void> {
    const { kinds } = this.#options;
    const first = this.#tree.files.find(isOfNextflow);
    if (kinds.nextflow === false || first === undefined) return;
    const { scanGeneratedConfig, NextflowScanner } = await import("./nextflow/index.ts");
    const scanner = new NextflowScanner(this.#tree, this.#options);
    const steps = scanner.steps();
    while (steps.next().done !== true) {
      if (!(await this.#cancellation.pause())) continue;
      this.#leave(first, "all pipelines and modules of Nextflow were scanned");
      break;
    }
    const scan = scanner.scan();
    this.#scans.push(scan);
    this.#files.push(...scan.files);
    this.#notLookedAt = scan.notLookedAt;
    for (const file of kinds["nf-core"] === false ? [] : scan.generated) {
      this.#scans.push(scanGeneratedConfig(file, this.#tree.read(file) ?? ""));
      this.#files.push({ file, source: "nf-core" });
    }
  }

  async filesOfAKind(): Promise<void> {
    const { files } = this.#tree;
    for (const [index, file] of files.entries()) {
      const kinds = this.#kindsOf(file);
      if (kinds.length === 0) continue;
      if (await this.#cancellation.pause()) {
        this.#leaveFiles(files.slice(index).filter((path) => this.#kindsOf(path).length > 0));
        return;
      }
      await this.#scanAsOneOf(kinds, file);
    }
  }

  #kindsOf(file: string): ReturnType<typeof kindsNamed> {
    return kindsNamed(file).filter(({ source }) => this.#options.kinds[source] !== false);
  }

  async #scanAsOneOf(named: ReturnType<typeof kindsNamed>, file: string): Promise<void> {
    const kinds = named.filter((kind) => kind.begins?.(this.#beginning(file)) !== false);
    if (kinds.length === 0) return;
    // Those of no other kind are looked at when they are scanned.
    if (kinds.every(({ source }) => source === "dockerfile")) {
      this.#dockerfiles.add(file);
      return;
    }
    const text = this.#tree.read(file);
    if (text === undefined) {
      // Where the name is enough by itself, the file would have counted.
      if (kinds[0]?.looksLike === undefined) this.#scans.push(unreadable(file));
      return;
    }
    this.#environments.note(file, text);
    let isTaken = false;
    for (const kind of kinds) {
      if (isTaken && kind.isBeside !== true) continue;
      if (kind.looksLike !== undefined && !(await kind.looksLike(text))) continue;
      if (kind.source === "dockerfile") {
        this.#dockerfiles.add(file);
        isTaken = true;
        continue;
      }
      const scan = await kind.load();
      const found = scan(file, text, this.#around());
      // Words of it may stand in a script of the file that it is.
      if (isTaken && found.references.length === 0) continue;
      this.#scans.push(found);
      this.#files.push({ file, source: kind.source });
      isTaken = true;
    }
  }

  #beginning(file: string): string {
    const tree = this.#tree;
    return (tree.beginning === undefined ? tree.read(file) : tree.beginning(file)) ?? "";
  }

  /** Files that others name, whatever they are called: those that name more first. */
  async filesOfOthers(): Promise<void> {
    for (const source of ["compose", "gitlab", "cwl", "snakemake", "wdl", "kubernetes", "bake"] as const) {
      await this.#follow(source, (scan) => scan.leads?.flatMap((lead) => (lead.source === source ? lead.path : [])));
    }
    await this.#buildDockerfiles();
  }

  /** Each is judged for the builds that other files define; one that none builds, for a build of its own. */
  async #buildDockerfiles(): Promise<void> {
    if (this.#options.kinds.dockerfile === false) return;
    const builds = Map.groupBy(
      this.#scans.flatMap((scan) => scan.builds ?? []),
      ({ dockerfile }) => dockerfile,
    );
    const files = [...new Set([...this.#dockerfiles, ...builds.keys()])];
    for (const [index, file] of files.entries()) {
      if (await this.#cancellation.pause()) {
        this.#leaveFiles(files.slice(index));
        return;
      }
      if (builds.has(file) || (await this.#isDockerfile(file)))
        await this.#scanAs("dockerfile", file, builds.get(file));
    }
  }

  /** By its name, or by the look of its text where that says little; one that cannot be read then need not be any. */
  async #isDockerfile(file: string): Promise<boolean> {
    const kinds = this.#kindsOf(file).filter(({ source }) => source === "dockerfile");
    if (kinds.some((kind) => kind.looksLike === undefined)) return true;
    const text = this.#tree.read(file);
    if (text === undefined) return false;
    for (const kind of kinds) if ((await kind.looksLike?.(text)) === true) return true;
    return false;
  }

  #around(builds: readonly BuildDefinition[] = []): Surroundings {
    return { tree: this.#tree, options: this.#options, builds };
  }

  async #follow(source: Lead["source"], namesOf: (scan: FileScan) => readonly string[] | undefined): Promise<void> {
    if (this.#options.kinds[source] === false) return;
    const known = new Set(this.#files.flatMap((one) => (one.source === source ? one.file : [])));
    const listed = new Set(this.#tree.files);
    // Scans that are added on the way are looked at as well.
    for (const found of this.#scans) {
      for (const file of namesOf(found) ?? []) {
        // What is not listed may be behind a link or in a folder that was left out.
        if (known.has(file) || (!listed.has(file) && this.#tree.kindAt?.(file) !== "file")) continue;
        known.add(file);
        if (await this.#cancellation.pause()) {
          this.#leaveFiles([file]);
          return;
        }
        await this.#scanAs(source, file);
      }
    }
  }

  async #scanAs(source: keyof typeof SCANNERS, file: string, builds?: readonly BuildDefinition[]): Promise<void> {
    const text = this.#tree.read(file);
    if (text === undefined) {
      this.#scans.push(unreadable(file));
      return;
    }
    const scan = await SCANNERS[source]();
    this.#scans.push(scan(file, text, this.#around(builds)));
    this.#files.push({ file, source });
  }

  #leaveFiles(files: readonly string[]): void {
    for (const file of files) this.#leftFiles.add(file);
  }

  /** One word about all files that are left. */
  #sayLeftFiles(): void {
    const [first, ...more] = [...this.#leftFiles].toSorted();
    if (first === undefined) return;
    const all = `${more.length + 1} files were scanned, this one the first`;
    this.#leave(first, more.length === 0 ? "this file was scanned" : all);
  }

  #leave(file: string, what: string): void {
    const message = `The run was cancelled (${this.#cancellation.reason}) before ${what}.`;
    this.#left.push({ file, line: 1, column: 1, kind: "cancelled", message });
  }

  async result(): Promise<ScanResult> {
    this.#sayLeftFiles();
    const originOf = readOrigins(this.#tree);
    const found = {
      // What a file lends to others, or takes from another, is one reference.
      references: onceEach(this.#scans.flatMap((scan) => scan.references)),
      pulls: this.#scans.flatMap((scan) => scan.pulls),
    };
    const placed = originOf === undefined ? found : withOrigins(found, originOf);
    const references = inOrder(placed.references, (reference) => reference);
    const { ignores, problems } = await this.#directives(references);
    const environments = this.#environments.of(placed.pulls, this.#tree);
    return {
      references,
      pulls: inOrder(placed.pulls, (pull) => pull.references[0]),
      problems: inOrder([...this.#problems(), ...problems], (problem) => problem).map(markAside),
      ignores,
      files: inOrder(this.#files, ({ file }) => ({ file, line: 1, column: 1 })),
      ...(this.#left.length > 0 && { isCut: true }),
      notLookedAt: this.#notLookedAt,
      ...(originOf !== undefined && { overridePlaces: overridePlaces(this.#tree) }),
      ...(environments.size > 0 && { environments }),
    };
  }

  /** Where the tree says why a file was not read, that takes the place of a scanner's own word. */
  #problems(): readonly Problem[] {
    const unread = this.#tree.problems?.() ?? [];
    const said = new Set(unread.map(({ file }) => file));
    const isSaid = ({ file, kind, line }: Problem): boolean => kind === "unreadable" && line === 1 && said.has(file);
    const told = this.#scans.flatMap((scan) => scan.problems).filter((problem) => !isSaid(problem));
    const { typedArgs = [] } = this.#options.dockerfile;
    const place = this.#files.find(({ source }) => source === "dockerfile")?.file ?? ".";
    const unused = this.#left.length > 0 ? [] : unusedBuildArgs(typedArgs, this.#scans, place);
    return [...told, ...unread, ...unused, ...this.#left];
  }

  async #directives(references: ScanResult["references"]): Promise<Pick<ScanResult, "ignores" | "problems">> {
    const byName = new Map(this.#files.map((one) => [one.file, one]));
    const mentioning = [...byName.values()].filter(({ file }) => this.#tree.mentions(file));
    if (mentioning.length === 0) return { ignores: [], problems: [] };
    const { findIgnores } = await import("./directives/ignore.ts");
    const ignores: Ignore[] = [];
    const problems: Problem[] = [];
    const byFile = Map.groupBy(references, (reference) => reference.file);
    for (const { file, source } of mentioning) {
      const found = findIgnores(file, this.#tree.read(file) ?? "", source, byFile.get(file) ?? []);
      for (const ignore of found.ignores) ignores.push(ignore);
      problems.push(...fewProblems(found.problems));
    }
    return { ignores: inOrder(ignores, (ignore) => ignore), problems };
  }
}

/** Excluded files are not scanned; a file that includes one can still read it. */
function withoutExcluded(tree: SourceTree, exclude: readonly string[]): SourceTree {
  if (exclude.length === 0) return tree;
  const excluded = matchesAny(exclude);
  return { ...tree, files: tree.files.filter((file) => !excluded(file)) };
}

function unreadable(file: string): FileScan {
  const message = "This file cannot be read as text.";
  return { references: [], pulls: [], problems: [{ file, line: 1, column: 1, kind: "unreadable", message }] };
}

function markAside(problem: Problem): Problem {
  return !problem.file.startsWith("/") && isAside(problem.file) ? { ...problem, aside: true } : problem;
}

function onceEach(references: readonly Reference[]): Reference[] {
  return [...new Map(references.map((reference) => [referenceKey(reference), reference])).values()];
}

/** Says of each inline ignore whether a pull request adds it. */
export async function againstBase(scan: ScanResult, tree: SourceTree, base: FileOfBase): Promise<ScanResult> {
  if (scan.ignores.length === 0) return scan;
  const { markAdded } = await import("./directives/added.ts");
  return { ...scan, ignores: markAdded(scan, tree, base) };
}
