/** What `nextflow inspect` lists against the pulls of a scan. */
import type { Disagreement, Pull, Scenario } from "../../../model.ts";
import { isSame, type Said } from "./theirs.ts";

/**
 * What `nextflow inspect` lists against the pulls of a scan. An entry of a process's qualified name is about that one;
 * an entry of its declared name is about every call, since inspect lists definitions from 25.04 on. A process agrees
 * where one of its pulls has the image, whatever the run.
 */
export function compareProcesses(said: readonly Said[], file: string, pulls: readonly Pull[]): readonly Disagreement[] {
  const groups = Map.groupBy(
    pulls.filter(({ source, process }) => source === "nextflow" && process !== undefined),
    ({ process = "" }) => process,
  );
  const entries = Map.groupBy(said, ({ name }) => name);
  // Before 25.04 inspect lists the calls of a run, by their qualified names.
  const listsCalls = said.some(({ name }) => name.includes(":"));
  const used = new Set<Said>();
  const sharing = new Map<Said, Set<string>>();
  const found: Disagreement[] = [];

  const matched = [...groups].map(([process, group]) => {
    const exact = entries.get(process);
    const definition = listsCalls ? undefined : (entries.get(declaredName(group)) ?? entries.get(simpleName(process)));
    for (const entry of exact ?? definition ?? []) {
      used.add(entry);
      sharing.set(entry, (sharing.get(entry) ?? new Set()).add(process));
    }
    return { process, group, entries: exact ?? definition, exact: exact !== undefined };
  });

  for (const { process, group, entries: about, exact } of matched) {
    if (about === undefined) {
      // Neither side says that it runs.
      if (group.every(({ called }) => called === false)) continue;
      found.push(disagreement(process, group, { file, line: 1, column: 1 }, whyMissing(process, group, listsCalls)));
    }
    for (const entry of about ?? []) {
      const { value, line, column } = entry;
      if (value !== null && group.some((pull) => namesOf(pull).some((name) => isSame(name, value)))) continue;
      const why = whyDifferent(entry, process, group, { exact, sharing: [...(sharing.get(entry) ?? [])] });
      found.push(disagreement(process, group, { value, file, line, column }, why));
    }
  }
  for (const entry of said) {
    const { name, value, line, column } = entry;
    if (used.has(entry) || value === null) continue;
    found.push(disagreement(name, [], { value, file, line, column }, []));
  }
  return found;
}

/** The ways in which inspect names the image of a pull: engines that make files of images get the raw value. */
function namesOf({ image, written, engine }: Pull): readonly string[] {
  if (image === null) return [];
  if (engine !== "singularity" && engine !== "apptainer" && engine !== "charliecloud") return [image];
  return [image, written, image.replace(/^docker:\/\//, "")];
}

function declaredName(group: readonly Pull[]): string {
  return definitionOf(group)?.context.process ?? "";
}

function definitionOf(group: readonly Pull[]) {
  return group.flatMap(({ references }) => references).find(({ context }) => context.process !== undefined);
}

function simpleName(process: string): string {
  return process.slice(process.lastIndexOf(":") + 1);
}

function disagreement(
  name: string,
  group: readonly Pull[],
  theirs: Disagreement["theirs"],
  why: readonly string[],
): Disagreement {
  const words = Map.groupBy(group, ({ image }) => image);
  return {
    about: "process",
    name,
    ours: [...words].map(([value, pulls]) => ({
      value,
      scenarios: distinct(pulls.flatMap(({ scenario }) => scenario ?? [])),
      confidence: pulls[0]!.confidence,
      places: [...new Set(pulls.flatMap(({ references }) => references))].map(
        ({ file, line, column, endLine, endColumn }) => ({ file, line, column, endLine, endColumn }),
      ),
    })),
    theirs,
    ...(why.length > 0 && { why: why.join(" ") }),
  };
}

function distinct(scenarios: readonly Scenario[]): readonly Scenario[] {
  return [...new Map(scenarios.map((scenario) => [JSON.stringify(scenario), scenario])).values()];
}

function whyMissing(process: string, group: readonly Pull[], listsCalls: boolean): readonly string[] {
  if (listsCalls) {
    return ["Before 25.04 inspect lists only the calls that its own run comes to: it may have had other parameters."];
  }
  const definition = definitionOf(group);
  if (definition !== undefined && definition.context.process !== simpleName(process)) {
    return [`It is an alias of ${definition.context.process}, and inspect lists no aliases.`];
  }
  return ["Inspect lists no aliases, and leaves out a process whose container needs the inputs of a task."];
}

interface Match {
  readonly exact: boolean;
  /** The processes that the entry is about. */
  readonly sharing: readonly string[];
}

/** What is known to make `nextflow inspect` say something else than a run does. */
function whyDifferent({ name, value }: Said, process: string, group: readonly Pull[], match: Match): readonly string[] {
  const why: string[] = [];
  const open = group.find(({ unresolved }) => unresolved !== undefined)?.unresolved;
  if (open !== undefined) why.push(`The scan leaves it open: ${open.detail}`);
  if (group.some(({ written, image }) => image !== null && written === value)) {
    why.push("Nextflow shows the name as written, without the registry that is put in front.");
  }
  const wave = group.find(({ shadowedBy }) => shadowedBy !== undefined);
  if (wave !== undefined) why.push("Wave puts an image of its own in the place of the one that is written.");
  const selectors = new Set(group.flatMap(({ references }) => references[0]?.context.selector ?? []));
  for (const selector of selectors) {
    const by = `The selector ${selector} gives it its image`;
    if (!match.exact)
      why.push(`${by}: inspect applies none to aliases and qualified names, and none at all in 25.04 to 25.12.`);
    else if (declaredName(group) === name) why.push(`${by}: inspect applies none in 25.04 to 25.12.`);
  }
  if (!match.exact && match.sharing.length > 1) {
    why.push(`Inspect has one entry for ${match.sharing.join(", ")}: of equal names it keeps one.`);
  } else if (!match.exact && selectors.size === 0) {
    why.push(`Inspect lists definitions: ${name} stands for ${process}.`);
  }
  return why;
}
