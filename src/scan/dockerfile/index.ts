/**
 * Reads a Dockerfile as BuildKit does and says which images its build pulls, from which places of the file.
 * Where BuildKit stops, this names the problem and reads on.
 */
import type { Problem, ScanOptions } from "../../model.ts";
import type { BuildDefinition } from "../kit/build-definition.ts";
import type { FileScan } from "../kit/file-scan.ts";
import type { Fault } from "./fault.ts";
import { Places } from "./places.ts";
import { pullsOf } from "./pulls.ts";
import { type Reading, readDockerfile } from "./reading.ts";
import { isTemplateLine } from "./template.ts";

/** BuildKit stops at the first; more than these help nobody. */
const MOST_PROBLEMS = 20;

/**
 * Scans one file. The references are in file order; a name of a stage is none. A byte-order mark at the head of `text`
 * does not count as a column. Never throws.
 */
export function scanDockerfile(
  file: string,
  text: string,
  options: ScanOptions["dockerfile"],
  _builds: readonly BuildDefinition[] = [],
): FileScan {
  const source = text.startsWith("\uFEFF") ? text.slice(1) : text;
  const reading = readDockerfile(source, options);
  const at = new Places(file, source);
  const pulls = pullsOf(reading, options, at);
  return { references: at.references(), pulls, problems: problemsOf(reading, at) };
}

/** In file order, each said once. A template is one problem: no builder reads the rest of it as it stands. */
function problemsOf({ instructions, build, faults }: Reading, at: Places): readonly Problem[] {
  const template =
    instructions.find(({ whole }) => isTemplateLine(whole.value)) ??
    build.mentions.find(({ named }) => named.unresolved?.reason === "template")?.instruction;
  if (template !== undefined) {
    const message = "this is a template: another tool makes the Dockerfile from it";
    return [at.problem(template.start, "dialect", message), ...few(unreadOf(faults), at)];
  }
  return [
    ...few(
      faults.filter(({ kind }) => kind === undefined),
      at,
    ),
    ...few(unreadOf(faults), at),
  ];
}

/** What was not read is said whatever else is. */
function unreadOf(faults: readonly Fault[]): readonly Fault[] {
  return faults.filter(({ kind }) => kind !== undefined);
}

/** The first of them, and how many more there are. */
function few(faults: readonly Fault[], at: Places): readonly Problem[] {
  const seen = new Set<string>();
  const told = faults
    .toSorted((a, b) => a.offset - b.offset)
    .filter(({ offset, message }) => seen.size < seen.add(`${offset} ${message}`).size);
  const problems = told.slice(0, MOST_PROBLEMS).map(({ offset, kind, message, unresolved }) => ({
    ...at.problem(offset, kind ?? "syntax", message),
    ...(unresolved !== undefined && { unresolved }),
  }));
  const next = told[MOST_PROBLEMS];
  if (next === undefined) return problems;
  const message = `${told.length - MOST_PROBLEMS} more problems follow: is this a Dockerfile?`;
  return [...problems, at.problem(next.offset, next.kind ?? "syntax", message)];
}
