/**
 * Reads a Dockerfile as BuildKit does and says which images its builds pull, from which places of the files.
 * Where BuildKit stops, this names the problem and reads on.
 */
import { quote, shortPath } from "../../text/quote.ts";
import type { Problem, ScanOptions } from "../../model.ts";
import { type BuildDefinition, plainValue } from "../kit/build-definition.ts";
import type { FileScan } from "../kit/file-scan.ts";
import type { Fault } from "./fault.ts";
import { Places } from "./places.ts";
import { givenBuilds } from "./given.ts";
import { pullsOf } from "./pulls.ts";
import { type Dockerfile, type Reading, readBuild, readDockerfile } from "./reading.ts";
import { isTemplateLine } from "./template.ts";

/** BuildKit stops at the first; more than these help nobody. */
const MOST_PROBLEMS = 20;

/**
 * Scans one file, for each build that `definitions` tell apart, or for a build of its own. The references are in file
 * order, those of definitions behind them; a name of a stage is none. A byte-order mark at the head of `text` does not
 * count as a column. Never throws.
 */
export function scanDockerfile(
  file: string,
  text: string,
  options: ScanOptions["dockerfile"],
  definitions: readonly BuildDefinition[] = [],
): FileScan {
  const source = text.startsWith("\uFEFF") ? text.slice(1) : text;
  const dockerfile = readDockerfile(source);
  const isSeen = (name: string): boolean => dockerfile.argumentNames.has(name);
  const { builds, left } = givenBuilds(options, definitions, isSeen, dockerfile.instructions.length);
  const readings = builds.map((given) => readBuild(dockerfile, given));
  const at = new Places(file, source);
  const pulls = pullsOf(source, readings, at);
  const problems = [
    ...problemsOf(dockerfile, readings, at),
    ...readings.flatMap((each) => withoutTarget(each, file, at)),
  ];
  if (left > 0) problems.push(at.problem(0, "limit", `${left} more builds of this file are not followed.`));
  return { references: at.references(), pulls, problems, argumentNames: dockerfile.argumentNames };
}

/** Said where it is asked for: by a file that defines the build; of what is typed, and in an inline Dockerfile, at the head. */
function withoutTarget({ given, build }: Reading, file: string, at: Places): readonly Problem[] {
  const { target, definition } = given;
  if (!build.isWithoutTarget || typeof target !== "string") return [];
  const message = `there is no stage ${quote(target)} to build`;
  const asked = definition?.target;
  const place = asked?.unresolved === undefined && asked?.pieces[0]?.reference;
  if (!place || place.file === file || plainValue(asked) !== target) return [at.problem(0, "syntax", message)];
  const { file: definedIn, line, column } = place;
  return [{ file: definedIn, line, column, kind: "abort", message: `${message} in ${shortPath(file)}` }];
}

/** In file order, each said once. A template is one problem: no builder reads the rest of it as it stands. */
function problemsOf(dockerfile: Dockerfile, readings: readonly Reading[], at: Places): readonly Problem[] {
  const faults = [...dockerfile.faults, ...readings.flatMap((reading) => reading.faults)];
  const template =
    dockerfile.instructions.find(({ whole }) => isTemplateLine(whole.value)) ??
    readings
      .flatMap(({ build }) => build.mentions)
      .find(({ named }) => named.unresolved?.reason === "template" && named.unknownAt === undefined)?.instruction;
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
