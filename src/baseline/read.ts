/** Reads a baseline: the known findings of a repository. */
import { ConfigurationError } from "../errors.ts";
import type { Baseline, KnownFinding, Severity } from "../model.ts";
import { dateFault } from "../policy/shapes/values.ts";
import { suggestion } from "../text/nearest.ts";
import { quote } from "../text/quote.ts";
import { sha256 } from "../text/sha256.ts";

/** The version of the format. */
export const BASELINE_VERSION = 1;

type Check = (value: unknown) => string | undefined;

const severities: ReadonlySet<unknown> = new Set<Severity>(["error", "warning", "notice"]);
const isText: Check = (value) => (typeof value === "string" && value.trim() !== "" ? undefined : "it must be a text");
const isDay: Check = (value) => isText(value) ?? dateFault(String(value));

const REQUIRED: Readonly<Record<string, Check>> = {
  fingerprint: (value) =>
    typeof value === "string" && /^[0-9a-f]{32}$/.test(value) ? undefined : "it must have 32 hex digits",
  rule: isText,
  severity: (value) => (severities.has(value) ? undefined : "it must be error, warning or notice"),
  image: (value) => (value === null ? undefined : isText(value)),
  file: isText,
  message: isText,
};
const OPTIONAL: Readonly<Record<string, Check>> = {
  since: isDay,
  expires: isDay,
  owner: isText,
  reason: isText,
  ticket: isText,
};
const ENTRY = { ...REQUIRED, ...OPTIONAL };

/**
 * @param file Its name, for messages.
 * @param bytes What the text was made of.
 * @throws ConfigurationError with a line for each thing that is wrong, `file:line:1: what`.
 */
export function readBaseline(text: string, file: string, bytes: Buffer | string = text): Baseline {
  const fail = (line: number, message: string): never => {
    throw new ConfigurationError(`${file}:${line}:1: ${message}`);
  };
  const mark = /^(?:<{7}|={7}|>{7})(?: |$)/m.exec(text);
  if (mark !== null)
    fail(
      lineAt(text, mark.index),
      "is in the middle of a merge; solve the conflict, or run wave-inspect baseline anew",
    );
  const given = parse(text, fail);
  if (!isMap(given) || given["version"] !== BASELINE_VERSION || !Array.isArray(given["findings"]))
    return fail(1, 'is not a baseline of this release: it begins with "version": 1 and has a list "findings"');
  const lines = new EntryLines(text);
  const problems: string[] = [];
  const note = (entry: unknown, message: string): void => {
    problems.push(`${file}:${lines.of(entry)}:1: ${message}`);
  };
  for (const key of Object.keys(given).filter((one) => one !== "version" && one !== "findings"))
    problems.push(`${file}:1:1: ${quote(key)} is no key of a baseline; version and findings are`);
  const seen = new Set<unknown>();
  const findings = given["findings"].flatMap((entry: unknown) => {
    const faults = faultsOf(entry);
    for (const fault of faults) note(entry, fault);
    if (!isFinding(entry, faults)) return [];
    if (seen.has(entry.fingerprint)) note(entry, `the finding ${entry.fingerprint} is there twice; take one out`);
    seen.add(entry.fingerprint);
    return [entry];
  });
  if (problems.length > 0) throw new ConfigurationError(problems.join("\n"));
  return { by: "baseline", file, sha256: sha256(bytes), findings, lineOf: (finding) => lines.of(finding) };
}

function parse(text: string, fail: (line: number, message: string) => never): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    const said = error instanceof Error ? error.message : "";
    const [, position] = /at position (\d+)/.exec(said) ?? [];
    const isCut = /Unexpected end|Unterminated/.test(said);
    return fail(
      lineAt(text, position === undefined ? text.length : Number(position)),
      isCut ? "ends in the middle: it is not all there" : "is not JSON; wave-inspect baseline writes it anew",
    );
  }
}

function faultsOf(entry: unknown): string[] {
  if (!isMap(entry)) return ["a finding is a map"];
  const unknown = Object.keys(entry)
    .filter((key) => !Object.hasOwn(ENTRY, key))
    .map((key) => `${quote(key)} is no key of a known finding${suggestion(key, Object.keys(ENTRY))}`);
  const missing = Object.keys(REQUIRED)
    .filter((key) => !Object.hasOwn(entry, key))
    .map((key) => `the finding has no ${key}`);
  const wrong = Object.entries(ENTRY).flatMap(([key, check]) => {
    const fault = Object.hasOwn(entry, key) ? check(entry[key]) : undefined;
    return fault === undefined ? [] : `${key}: ${fault}`;
  });
  return [...unknown, ...missing, ...wrong];
}

function isFinding(entry: unknown, faults: readonly string[]): entry is KnownFinding {
  return isMap(entry) && faults.length === 0;
}

function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function lineAt(text: string, position: number): number {
  return text.slice(0, position).split("\n").length;
}

/** Where an entry stands: at the line of its fingerprint, which no other entry has. Read only for what there is to say. */
class EntryLines {
  readonly #text: string;
  #lines: ReadonlyMap<string, number> | undefined;

  constructor(text: string) {
    this.#text = text;
  }

  of(entry: unknown): number {
    this.#lines ??= new Map(
      this.#text
        .split("\n")
        .flatMap((line, index) =>
          [...line.matchAll(/"fingerprint"\s*:\s*"([^"]*)"/g)].map(([, id = ""]) => [id, index + 1] as const),
        ),
    );
    const id = isMap(entry) ? entry["fingerprint"] : undefined;
    return (typeof id === "string" ? this.#lines.get(id) : undefined) ?? 1;
  }
}
