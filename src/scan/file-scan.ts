import { canonicalName, parseImageName } from "../image/name.ts";
import { readWrittenName } from "../image/written.ts";
import type {
  Confidence,
  Engine,
  Problem,
  ProblemKind,
  Pull,
  Reference,
  ReferenceContext,
  ReferenceKind,
  SourceKind,
  Unresolved,
} from "../model.ts";
import { indexLines } from "./nextflow/syntax/lines.ts";

/** What one scanner found in one file. */
export interface FileScan {
  readonly references: readonly Reference[];
  readonly pulls: readonly Pull[];
  readonly problems: readonly Problem[];
}

/** A piece of the file text: UTF-16 offsets, end exclusive. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

/** An image that the file asks for. */
export interface ImageUse {
  /** As the files compose it, without a scheme that says nothing new (`docker://`). */
  readonly written: string;
  readonly confidence: Exclude<Confidence, "unresolved">;
  readonly engine: Engine | null;
  /** The first is where a person would edit it. */
  readonly references: readonly [Reference, ...Reference[]];
  readonly platform?: string | undefined;
  readonly conditions?: readonly string[];
  readonly process?: string | undefined;
  readonly stage?: string | undefined;
}

/**
 * Collects what a scanner finds in one file. The same place asked for twice (through a YAML anchor, say) is one
 * Reference, and the same image at the same place one Pull.
 */
export class FileScanner {
  readonly file: string;
  readonly text: string;
  readonly source: SourceKind;
  readonly #lines;
  readonly #references = new Map<string, Reference>();
  readonly #pulls = new Map<string, Pull>();
  readonly #problems: Problem[] = [];

  constructor(file: string, text: string, source: SourceKind) {
    this.file = file;
    this.text = text;
    this.source = source;
    this.#lines = indexLines(text);
  }

  reference(range: Range, kind: ReferenceKind, context: ReferenceContext = {}, unresolved?: Unresolved): Reference {
    const key = `${range.start}:${range.end}:${kind}`;
    const known = this.#references.get(key);
    if (known !== undefined) return known;
    const reference: Reference = {
      file: this.file,
      ...this.#lines.span(range),
      text: this.text.slice(range.start, range.end),
      source: this.source,
      kind,
      context,
      ...(unresolved !== undefined && { unresolved }),
    };
    this.#references.set(key, reference);
    return reference;
  }

  /** An image whose name is known. A name that no registry would accept becomes an unresolved pull that says why. */
  image(use: ImageUse): void {
    const { written, confidence, engine, references, platform = null, conditions, process, stage } = use;
    const about = {
      written,
      source: this.source,
      engine,
      scenario: null,
      platform,
      ...(conditions !== undefined && { conditions }),
      ...(process !== undefined && { process }),
      ...(stage !== undefined && { stage }),
      references,
    };
    const name = readName(written, engine);
    this.#add(
      "unresolved" in name
        ? { ...about, image: null, confidence: "unresolved", unresolved: name.unresolved }
        : { ...about, image: written, ...name, confidence },
    );
  }

  /** An image whose name only a run can know. Its first reference should carry the same reason. */
  unresolved(
    written: string,
    unresolved: Unresolved,
    use: Pick<ImageUse, "engine" | "references" | "platform" | "process" | "stage">,
  ): void {
    const { engine, references, platform = null, process, stage } = use;
    this.#add({
      image: null,
      written,
      source: this.source,
      engine,
      scenario: null,
      ...(process !== undefined && { process }),
      ...(stage !== undefined && { stage }),
      platform,
      confidence: "unresolved",
      unresolved,
      references,
    });
  }

  problem(offset: number, kind: ProblemKind, message: string): void {
    this.#problems.push({ file: this.file, ...this.#lines.at(offset), kind, message });
  }

  result(): FileScan {
    return {
      references: [...this.#references.values()],
      pulls: [...this.#pulls.values()],
      problems: this.#problems,
    };
  }

  #add(pull: Pull): void {
    const places = pull.references.map((reference) => `${reference.line}:${reference.column}:${reference.kind}`);
    const key = [pull.image, pull.written, pull.platform, ...places].join("\n");
    if (!this.#pulls.has(key)) this.#pulls.set(key, pull);
  }
}

/** Docker's family takes registry names only; the others also know schemes, URLs and local files. */
const DOCKER_FAMILY: ReadonlySet<Engine | null> = new Set<Engine | null>(["docker", "buildkit", "kubernetes"]);

function readName(written: string, engine: Engine | null): { canonical?: string } | { unresolved: Unresolved } {
  if (DOCKER_FAMILY.has(engine)) {
    const read = parseImageName(written);
    return "error" in read ? invalid(read.error) : { canonical: canonicalName(read.name) };
  }
  const read = readWrittenName(written);
  if (read.kind === "invalid") return invalid(read.error);
  return read.kind === "registry" ? { canonical: read.canonical } : {};
}

function invalid(error: string): { unresolved: Unresolved } {
  return { unresolved: { reason: "invalid-name", detail: error } };
}
