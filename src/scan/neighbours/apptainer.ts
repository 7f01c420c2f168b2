/** Apptainer and Singularity definition files, after Apptainer's own parser (pkg/build/types/parser/deffile.go). */
import {
  addComposed,
  type Composed,
  fillIn,
  type Filling,
  isKnown,
  joinComposed,
  literal,
  LONGEST_TEXT,
  whyNotWorkedOut,
  withOrigin,
} from "../kit/composed.ts";
import { FileScanner, type FileScan } from "../kit/file-scan.ts";
import { literalText, subtext, type PlacedText } from "../kit/placed-text.ts";

/** Agents that fetch an image by name; the scheme is kept where the name alone would mean another service. */
const FETCHING_AGENTS: Readonly<Record<string, string>> = {
  docker: "",
  oras: "oras://",
  library: "library://",
  shub: "shub://",
};

/**
 * The image that each stage starts from. Agents that take something local (`localimage`, `docker-daemon`,
 * `docker-archive`, `oci`, …), install a distribution or build a Dockerfile fetch none, and `%files from STAGE` names a
 * stage. `{{ NAME }}` takes the default that `%arguments` gives it.
 */
export function scanApptainer(file: string, text: string): FileScan {
  const scan = new FileScanner(file, text, "apptainer");
  const engine =
    /(?:^|\/)apptainer[^/]*$/i.test(file) || !/(?:^|\/)singularity[^/]*$/i.test(file) ? "apptainer" : "singularity";
  const stages = readStages(text);
  const shared = new Map(stages.flatMap(({ defaults }) => [...defaults]));
  // A default of the stage counts more than those of the others.
  for (const [index, { headers, defaults, start, isText }] of stages.entries()) {
    const agent = headers.get("bootstrap");
    const from = headers.get("from");
    if (from === undefined && isText) {
      const message = "Apptainer begins a new stage at this line, whatever section it stands in: indent it.";
      scan.problem(start, "syntax", message);
      continue;
    }
    const next = stages[index + 1]?.headers;
    const isLost = agent === undefined && from !== undefined && next?.has("from") === false;
    if (isLost)
      scan.problem(from.start, "syntax", 'This "From" is lost: "Bootstrap" must be the first line of its stage.');
    const scheme = FETCHING_AGENTS[(isLost ? next.get("bootstrap") : agent)?.value ?? ""];
    if (from === undefined || scheme === undefined) continue;
    const prefix = ["registry", "namespace"].map((key) => headers.get(key)).filter((header) => header !== undefined);
    const written = [...prefix, from].map(({ value }) => value).join("/");
    const name = new Arguments(scan, from.start, (argument) => defaults.get(argument) ?? shared.get(argument)).fill(
      written,
    );
    const stage = headers.get("stage")?.value;
    addComposed(
      scan,
      { text: from, kind: "bootstrap", context: stage === undefined ? {} : { stage }, facts: { engine, stage } },
      [isKnown(name) && !name.value.startsWith(scheme) ? joinComposed(literal(scheme), name) : name],
    );
  }
  return scan.result();
}

interface Stage {
  readonly start: number;
  /** It begins in the midst of another stage's sections, where a person may not have meant it. */
  readonly isText: boolean;
  readonly headers: ReadonlyMap<string, PlacedText>;
  readonly defaults: ReadonlyMap<string, PlacedText>;
}

/** Apptainer cuts the file at every `bootstrap:` in the first column. What is before the first is a stage too. */
function readStages(text: string): Stage[] {
  const cuts = [...text.matchAll(/^bootstrap:/gim)].map(({ index }) => index);
  const bounds = [0, ...cuts.filter((cut) => cut > 0), text.length];
  const stages: Stage[] = [];
  let inSection = false;
  for (let index = 0; index + 1 < bounds.length; index++) {
    const start = bounds[index]!;
    const end = bounds[index + 1]!;
    const body = text.slice(start, end);
    const section = /^[ \t]*%\S/m.exec(body)?.index;
    stages.push({
      start,
      isText: inSection,
      headers: readHeaders(text, start, start + (section ?? body.length)),
      defaults: readArguments(text, start, end),
    });
    inSection = section !== undefined;
  }
  return stages;
}

/** `Key: value` lines: keys in any case, comments cut, a `\` at the end joins the next line, the last of a key counts. */
function readHeaders(text: string, start: number, end: number): Map<string, PlacedText> {
  const headers = new Map<string, PlacedText>();
  let line: PlacedText[] = [];
  let length = 0;
  let at = start;
  for (const written of text.slice(start, end).split("\n")) {
    const piece = trimmed(text, at, at + written.replace(/#.*/, "").trimEnd().length);
    at += written.length + 1;
    if (piece.value.endsWith("\\")) {
      // Of a value that is too long for a name, no more is needed.
      if (length <= LONGEST_TEXT && piece.value.length > 1) line.push(subtext(piece, 0, piece.value.length - 1));
      length += piece.value.length;
      continue;
    }
    const whole = joined([...line, piece]);
    line = [];
    length = 0;
    const colon = whole.value.indexOf(":");
    if (colon === -1) continue;
    const value = whole.value.slice(colon + 1);
    const lead = value.length - value.trimStart().length;
    const key = whole.value.slice(0, colon).trim().toLowerCase();
    if (value.trim() === "") headers.delete(key);
    else headers.set(key, subtext(whole, colon + 1 + lead));
  }
  return headers;
}

function trimmed(text: string, start: number, end: number): PlacedText {
  const lead = text.slice(start, end).search(/\S/);
  return literalText(text, lead === -1 ? end : start + lead, end);
}

function joined(pieces: readonly PlacedText[]): PlacedText {
  const [first] = pieces;
  if (first !== undefined && pieces.length === 1) return first;
  const starts: number[] = [];
  let length = 0;
  for (const { value } of pieces) {
    starts.push(length);
    length += value.length;
  }
  const filled = pieces.filter(({ value }) => value !== "");
  const offsetOf = (index: number): number | undefined => {
    const at = starts.findLastIndex((start) => start <= index);
    const piece = index < length ? pieces[at] : undefined;
    return piece && piece.start + index - starts[at]!;
  };
  const value = pieces.map((piece) => piece.value).join("");
  return { value, start: filled[0]?.start ?? 0, end: filled.at(-1)?.end ?? 1, offsetOf };
}

/** `NAME=value` lines of `%arguments` sections. */
function readArguments(text: string, start: number, end: number): Map<string, PlacedText> {
  const defaults = new Map<string, PlacedText>();
  let isOpen = false;
  for (const { index, 0: line } of text.slice(start, end).matchAll(/[^\n]+/g)) {
    const section = /^\s*%(\w+)/.exec(line)?.[1];
    if (section !== undefined) isOpen = section.toLowerCase() === "arguments";
    const [before = "", name] = /^\s*(\w+)\s*=\s*/.exec(line) ?? [];
    if (!isOpen || name === undefined) continue;
    const from = start + index + before.length;
    defaults.set(name, literalText(text, from, from + line.slice(before.length).trimEnd().length));
  }
  return defaults;
}

/** `{{ NAME }}` in the name of one stage. A default may name other arguments, once. */
class Arguments {
  readonly #scan: FileScanner;
  readonly #at: number;
  readonly #defaultOf: (name: string) => PlacedText | undefined;

  /** `at`: where the name stands. */
  constructor(scan: FileScanner, at: number, defaultOf: (name: string) => PlacedText | undefined) {
    this.#scan = scan;
    this.#at = at;
    this.#defaultOf = defaultOf;
  }

  fill(written: string, depth = 0): Composed {
    const refused = whyNotWorkedOut(written, this.#scan.budget, this.#at);
    if (refused !== undefined) return refused;
    const fillings = Array.from(
      written.matchAll(/\{\{\s*(\w+)\s*\}\}/g),
      ({ index, 0: tag, 1: name = "" }): Filling => {
        const origin = depth < 2 ? this.#defaultOf(name) : undefined;
        const value = origin === undefined ? missing(name) : this.#argument(origin, depth);
        return { start: index, end: index + tag.length, value };
      },
    );
    const open = written.indexOf("{{", fillings.at(-1)?.end);
    const rest = { start: open, end: written.length, value: TEMPLATE };
    return fillIn(written, open === -1 ? fillings : [...fillings, rest]);
  }

  #argument(origin: PlacedText, depth: number): Composed {
    const value = this.fill(origin.value, depth + 1);
    return isKnown(value) ? { ...withOrigin(value, origin), isDefault: true } : value;
  }
}

function missing(name: string): Composed {
  const detail = `Nothing gives the build argument ${name} a value: write its default under %arguments.`;
  return { unresolved: { reason: "environment", detail } };
}

const TEMPLATE: Composed = {
  unresolved: { reason: "template", detail: "A tool other than Apptainer fills in this template." },
};
