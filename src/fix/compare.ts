/** Whether a scan of edited files differs from the one before just as the edits announce. */
import { readPulledName, type WrittenName } from "../image/written.ts";
import type { Ignore, Location, Problem, Pull, Reference, ScanResult } from "../model.ts";
import { placeOf } from "../pull.ts";
import { placeKey } from "../reference.ts";
import { quote } from "../text/quote.ts";
import { announces, type Step } from "./announced.ts";
import type { Placing } from "./placing.ts";

/** Something that nobody announced. */
export interface Complaint {
  /** What it is, in one sentence without a full stop. */
  readonly words: string;
  /** The file that it is in, and pulls whose edits may be to blame. */
  readonly file: string;
  readonly references: readonly Reference[];
}

/**
 * Every pull, reference and problem has to be what it was, at the place to which the edits moved it; a reference that an
 * edit touches has to be what the edit writes there, and the pulls that come of it what they were with that in its place.
 * What an edit writes anew may be a reference of its own, to which pulls of `mended` then may come.
 *
 * @param mended Pulls of the findings whose fixes put text in where nothing stood.
 */
export function compareScans(
  before: ScanResult,
  after: ScanResult,
  placing: Placing,
  mended: ReadonlySet<string>,
): readonly Complaint[] {
  const references = compareReferences(before.references, after.references, placing);
  const pulls = new PullComparison(after.pulls, placing, references.texts, mended).compare(before.pulls);
  return [
    ...references.complaints.filter(({ references: [one] }) => one === undefined || !pulls.excused.has(placeKey(one))),
    ...pulls.complaints,
    ...compareProblems(before.problems, after.problems, placing, references.names),
    ...compareRest(before, after, placing),
  ];
}

// ── References ──────────────────────────────────────────────────────────────

/** What stands at the place of each touched reference now. */
type NewTexts = ReadonlyMap<string, string>;

function compareReferences(
  before: readonly Reference[],
  after: readonly Reference[],
  placing: Placing,
): { readonly complaints: readonly Complaint[]; readonly texts: NewTexts; readonly names: readonly Step[] } {
  const left = Map.groupBy(after, (reference) => startKey(reference, reference));
  const texts = new Map<string, string>();
  const names: Step[] = [];
  const complaints: Complaint[] = [];
  for (const reference of before) {
    const place = placing.moved(reference);
    const others = left.get(startKey(place, reference)) ?? [];
    const now = others.shift();
    const isTouched = placing.isTouched(reference);
    if (isTouched && now !== undefined) {
      texts.set(placeKey(reference), now.text);
      names.push({ old: reference.text, now: now.text });
    }
    const isRight =
      now !== undefined && (isTouched ? placing.writes(now, reference) : isUnchanged(reference, now, place));
    if (isRight) continue;
    const became = now === undefined ? "is no image name any more" : `is read as ${quote(now.text)}`;
    complaints.push({
      words: `${quote(reference.text)} at ${reference.file}:${reference.line} ${became}`,
      file: reference.file,
      references: [reference],
    });
  }
  for (const others of left.values()) {
    for (const extra of others.filter((one) => !placing.isWritten(one))) {
      const words = `${quote(extra.text)} is a new image name at ${extra.file}:${extra.line}`;
      complaints.push({ words, file: extra.file, references: [extra] });
    }
  }
  return { complaints, texts, names };
}

function startKey({ file, line, column }: Location, { source, kind, context }: Reference): string {
  return [file, line, column, source, kind, context.stage].join("\n");
}

function isUnchanged(reference: Reference, now: Reference, place: Location): boolean {
  return (
    now.text === reference.text &&
    placeKey(now) === placeKey(place) &&
    now.unresolved?.reason === reference.unresolved?.reason
  );
}

// ── Pulls ───────────────────────────────────────────────────────────────────

/** Takes from the pulls of the edited files, one by one, what those of before must have become. */
class PullComparison {
  /** By all that an edit does not change. */
  readonly #left: Map<string, Pull[]>;
  readonly #placing: Placing;
  readonly #texts: NewTexts;
  readonly #mended: ReadonlySet<string>;
  readonly #places = new Map<Reference, string>();
  readonly #takenElsewhere: Pull[] = [];

  constructor(after: readonly Pull[], placing: Placing, texts: NewTexts, mended: ReadonlySet<string>) {
    this.#left = Map.groupBy(after, (pull) => circumstances(pull, pull.references.map(startOf)));
    this.#placing = placing;
    this.#texts = texts;
    this.#mended = mended;
  }

  /** With the places that nothing pulls from any more, and that are new, where fixes announce to write a name elsewhere. */
  compare(before: readonly Pull[]): {
    readonly complaints: readonly Complaint[];
    readonly excused: ReadonlySet<string>;
  } {
    const missing = new Set(before.filter((pull) => !this.#take(pull)));
    const mended = new Set([...missing].filter((pull) => this.#takeMended(pull)));
    const unmended = [...missing].filter((pull) => !mended.has(pull));
    const complaints = unmended.map((pull) => this.#complaint(pull));
    for (const pull of [...this.#left.values()].flat()) {
      const words = `${userOf(pull)} pulls ${imageOf(pull)}, which nothing announced`;
      complaints.push({ words, file: placeOf(pull).file, references: [] });
    }
    const kept = mended.size === 0 ? new Set<string>() : placesOf(before.filter((pull) => !mended.has(pull)));
    return {
      complaints,
      excused: new Set([...placesOf(mended), ...placesOf(this.#takenElsewhere)].filter((one) => !kept.has(one))),
    };
  }

  #take(pull: Pull): boolean {
    const steps = pull.references.flatMap((reference) => this.#stepOf(reference) ?? []);
    const announced = steps.length === 0 ? undefined : announces(pull, steps);
    const others =
      this.#left.get(
        circumstances(
          pull,
          pull.references.map((one) => this.#placeOf(one)),
        ),
      ) ?? [];
    const at = others.findIndex((now) =>
      announced === undefined
        ? result(now) === result(pull) && certainty(now) === certainty(pull)
        : now.image !== null &&
          announced(now.image) &&
          isName(now, pull) &&
          (pull.image === null || certainty(now) === certainty(pull)),
    );
    if (at === -1) return false;
    others.splice(at, 1);
    return true;
  }

  /** One for which a fix writes a name elsewhere, such as in a configuration that overrides it. */
  #takeMended(pull: Pull): boolean {
    const key = whose(pull);
    const isMended = this.#mended.has(key);
    for (const others of this.#left.values()) {
      const at = others.findIndex((now) => {
        const place = placeOf(now);
        if (whose(now) !== key || !this.#placing.isWritten(place)) return false;
        // The other half of the process is written there, too, and stays what it is.
        return isMended ? now.image?.endsWith(place.text) === true : result(now) === result(pull);
      });
      if (at === -1) continue;
      this.#takenElsewhere.push(...others.splice(at, 1));
      return true;
    }
    return false;
  }

  /** Undefined for one that no edit touches. */
  #stepOf(reference: Reference): Step | undefined {
    const now = this.#texts.get(placeKey(reference));
    return now === undefined ? undefined : { old: reference.text.trim(), now: now.trim() };
  }

  #placeOf(reference: Reference): string {
    const known = this.#places.get(reference) ?? startOf({ ...reference, ...this.#placing.moved(reference) });
    this.#places.set(reference, known);
    return known;
  }

  #complaint(pull: Pull): Complaint {
    const place = placeOf(pull);
    const others =
      this.#left.get(
        circumstances(
          pull,
          pull.references.map((one) => this.#placeOf(one)),
        ),
      ) ?? [];
    const now = others.shift();
    const became = now === undefined ? "does not pull it any more" : `pulls ${imageOf(now)} in its place`;
    return { words: `${userOf(pull)} ${became}: ${imageOf(pull)}`, file: place.file, references: pull.references };
  }
}

function placesOf(pulls: Iterable<Pull>): Set<string> {
  return new Set([...pulls].flatMap(({ references }) => references.map(placeKey)));
}

function startOf({ file, line, column, kind }: Reference): string {
  return `${file}:${line}:${column} ${kind}`;
}

/** Who pulls, how and for what: what no edit of a name changes. */
function circumstances(pull: Pull, places: readonly string[]): string {
  const { labels, shadowedBy, entrypoint, user, reachable, called } = pull;
  return JSON.stringify([whose(pull), places, labels, shadowedBy, entrypoint, user, reachable, called]);
}

/** Who pulls. */
export function whose({ source, engine, scenario, process, stage, platform }: Pull): string {
  const run = source === "dockerfile" ? withoutValues(scenario) : scenario;
  return JSON.stringify([source, engine, run, process, stage, platform]);
}

/** What a build argument is given is written in files, too, and may be what an edit changes: the pull tells what comes of it. */
function withoutValues(scenario: Pull["scenario"]): Pull["scenario"] {
  const args = scenario?.arguments;
  if (!scenario || args === undefined) return scenario;
  const names = args.map((word, at) => (args[at - 1] === "--build-arg" ? word.replace(/=.*/s, "") : word));
  return { ...scenario, arguments: names };
}

/** A name of a registry becomes no text that is none, and none that its engine refuses: other fixes go by other engines. */
function isName(now: Pull, before: Pull): boolean {
  if (before.canonical === undefined) return true;
  const name = nameOf(now);
  return name.kind !== "invalid" && (!hasTagAndDigest(name) || hasTagAndDigest(nameOf(before)) || takesBoth(now));
}

function nameOf({ image, canonical }: Pull): WrittenName {
  return readPulledName((image ?? "").trim(), canonical);
}

function hasTagAndDigest(name: WrittenName): boolean {
  return name.kind === "registry" && name.name.tag !== undefined && name.name.digest !== undefined;
}

/** As the rule pullable has it. */
function takesBoth({ engine }: Pull): boolean {
  return engine !== "singularity" && engine !== "apptainer";
}

function certainty({ confidence, conditions, undefinedParameters }: Pull): string {
  return JSON.stringify([confidence, conditions, undefinedParameters]);
}

function result({ image, canonical, file, written, unresolved, rewrites }: Pull): string {
  return JSON.stringify([image, canonical, file, written, unresolved?.reason, rewrites?.map(({ by, to }) => [by, to])]);
}

function userOf(pull: Pull): string {
  const { process, stage, engine, scenario } = pull;
  const { file, line } = placeOf(pull);
  const how = [engine, scenario?.profiles.join(",")].filter(
    (word) => word !== undefined && word !== null && word !== "",
  );
  const who = process ?? (stage === undefined ? `${file}:${line}` : `stage ${stage} of ${file}`);
  return how.length === 0 ? who : `${who} (${[...new Set(how)].join(", ")})`;
}

function imageOf({ image, unresolved }: Pull): string {
  return image === null ? `an image that is not known (${unresolved?.reason ?? "no name"})` : quote(image);
}

// ── All else ────────────────────────────────────────────────────────────────

/** @param names What is written in place of names, which problems may quote. */
function compareProblems(
  before: readonly Problem[],
  after: readonly Problem[],
  placing: Placing,
  names: readonly Step[],
): Complaint[] {
  const left = Map.groupBy(after, (problem) => problemKey(problem, problem));
  const gone = before.filter((problem) => {
    const place = placing.moved({ ...problem, endLine: problem.line, endColumn: problem.column });
    if (left.get(problemKey(problem, place))?.shift() !== undefined) return false;
    const said = names.reduce((text, { old, now }) => text.replaceAll(old, () => now), problem.message);
    const isSaid = left.get(problemKey({ ...problem, message: said }, place))?.shift() !== undefined;
    return !isSaid && !placing.isOnEditedLine(problem);
  });
  const fresh = [...left.values()].flat();
  return [
    ...fresh.map((problem) => complain(`there is a new problem at ${told(problem)}`, problem.file)),
    ...gone.map((problem) => complain(`a problem is gone that was at ${told(problem)}`, problem.file)),
  ];
}

function problemKey(
  { file, kind, message, help }: Problem,
  { line, column }: Pick<Location, "line" | "column">,
): string {
  return JSON.stringify([file, line, column, kind, message, help]);
}

function told({ file, line, message }: Problem): string {
  return `${file}:${line}: ${message.replace(/\.$/, "")}`;
}

/** Files that are read, runs that are looked at, and comments of ours. */
function compareRest(before: ScanResult, after: ScanResult, placing: Placing): Complaint[] {
  const left = Map.groupBy(before.ignores, ignoreKey);
  const fresh = after.ignores.filter(
    (one) => left.get(ignoreKey(one))?.shift() === undefined && !placing.isWritten(one),
  );
  return [
    ...(isAlike(before.files, after.files) ? [] : [complain("other files are read")]),
    ...(isAlike(enginesOf(before), enginesOf(after)) ? [] : [complain("the pipeline can be run with other engines")]),
    ...fresh.map(({ file }) => complain("a comment of wave-inspect holds now", file)),
    ...[...left.values()].flat().map(({ file }) => complain("a comment of wave-inspect holds no more", file)),
  ];
}

/**
 * Without how many images only such a run pulls, which is another number where one of two places with the same name is edited. A
 * profile is named only where there are such images: it comes and goes with that number.
 */
function enginesOf({ notLookedAt }: ScanResult): readonly unknown[] {
  return notLookedAt.flatMap(({ what, name, profiles }) => (what === "engine" ? [[name, profiles]] : []));
}

function ignoreKey({ file, rules, reason }: Ignore): string {
  return JSON.stringify([file, rules, reason]);
}

function isAlike(before: unknown, after: unknown): boolean {
  return JSON.stringify(before) === JSON.stringify(after);
}

function complain(words: string, file = ""): Complaint {
  return { words, file, references: [] };
}
