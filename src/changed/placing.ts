/** Puts each finding that a change causes at the line of the change that causes it. */
import type { Finding, Location, Pull, ScanResult } from "../model.ts";
import { isOpen } from "../finding.ts";
import { recipe } from "../policy/rules/recipe.ts";
import { twins } from "../policy/rules/twins.ts";
import { givenStage, placeOf } from "../pull.ts";
import { locationOf } from "../reference.ts";
import type { ChangedLines } from "./lines.ts";

/** Rules that hold images against the environments of their processes. */
const OF_ENVIRONMENT: ReadonlySet<string> = new Set([recipe.id, twins.id]);

interface Scans {
  readonly base: ScanResult;
  readonly head: ScanResult;
}

/**
 * The findings with the places at which the change brings them about: the first of the places that gave the image its name
 * that the change has a say in, else the place at which one of them is missing. One for which no such place is known
 * stays where it is, with the evidence `changed`.
 */
export function placeFindings(findings: readonly Finding[], lines: ChangedLines, scans: Scans): Finding[] {
  const placing = new Placing(lines, scans, findings);
  return findings.map((finding) => (isOpen(finding) ? placing.place(finding) : finding));
}

class Placing {
  readonly #lines: ChangedLines;
  readonly #scans: Scans;
  /** Findings that nothing but their places tells apart: which of them is the new one, the lines say. */
  readonly #alike: ReadonlyMap<string, readonly Finding[]>;
  /** Of renamed files, from the name on the base. */
  readonly #now: ReadonlyMap<string, string>;
  #pullsOfBase: ReadonlyMap<string, readonly Pull[]> | undefined;
  readonly #elsewhere = new Map<string, string | undefined>();

  constructor(lines: ChangedLines, scans: Scans, findings: readonly Finding[]) {
    this.#lines = lines;
    this.#scans = scans;
    this.#now = lines.renamed();
    this.#alike = Map.groupBy(findings, likeOf);
  }

  place(finding: Finding): Finding {
    const { location, pulls } = finding;
    const [first] = pulls;
    if (first === undefined || this.#lines.has(location)) return finding;
    const cause = this.#causeOf(finding);
    if (cause !== undefined) return moved(finding, cause);
    const elsewhere = this.#environmentOf(finding.rule, first) ?? this.#changeOf(first);
    return elsewhere === undefined ? finding : withEvidence(finding, { changed: elsewhere });
  }

  #causeOf(finding: Finding): Location | undefined {
    const alike = (this.#alike.get(likeOf(finding)) ?? []).map(({ location }) => location);
    const places = [...finding.pulls.flatMap(placesOf), ...alike];
    return places.find((place) => this.#lines.has(place)) ?? this.#missingOf(finding.pulls);
  }

  /** Where something stood that gave the image another name. */
  #missingOf(pulls: readonly Pull[]): Location | undefined {
    for (const pull of pulls) {
      for (const before of this.#before(pull)) {
        for (const place of placesOf(before)) {
          const gone = this.#lines.whereGone(place, this.#now.get(place.file) ?? place.file);
          if (gone !== undefined) return gone;
        }
      }
    }
    return undefined;
  }

  /** What the base pulls in its place. */
  #before(pull: Pull): readonly Pull[] {
    this.#pullsOfBase ??= Map.groupBy(this.#scans.base.pulls, (one) => keyOf(one, placeOf(one).file));
    const { file } = placeOf(pull);
    return this.#pullsOfBase.get(keyOf(pull, this.#lines.before(file) ?? file)) ?? [];
  }

  /** A line of the change in the environment that the image is held against. */
  #environmentOf(rule: string, { conda }: Pull): string | undefined {
    if (conda === undefined || !("file" in conda) || !OF_ENVIRONMENT.has(rule)) return undefined;
    const place = this.#lines.firstOf(conda.file);
    return place && `${place.file}:${place.line}`;
  }

  /** A line of the change that may have to do with it, or a file that it removes. */
  #changeOf({ source }: Pull): string | undefined {
    if (!this.#elsewhere.has(source)) this.#elsewhere.set(source, this.#findChange(source));
    return this.#elsewhere.get(source);
  }

  #findChange(source: string): string | undefined {
    const ofKind = this.#scans.head.files.filter((one) => one.source === source);
    for (const { file } of [...ofKind, ...this.#scans.head.files]) {
      const place = this.#lines.firstOf(file);
      if (place !== undefined) return `${place.file}:${place.line}`;
    }
    const left = new Set(this.#scans.head.files.map(({ file }) => file));
    const gone = this.#scans.base.files.find(({ file }) => !left.has(file));
    return gone && `${gone.file}, which it removes`;
  }
}

/** Every place that has to do with the name of an image, the one where it is written first. */
function placesOf({ references, rewrites = [], overrode }: Pull): readonly Location[] {
  const settings = rewrites.flatMap(({ location }) => location ?? []);
  return [...references, ...settings, ...(overrode === undefined ? [] : [overrode])];
}

function keyOf(pull: Pull, file: string): string {
  const { source, process, stage, engine, scenario, platform } = pull;
  const { kind, context } = placeOf(pull);
  const who = process ?? givenStage(stage) ?? context.service ?? context.job ?? context.selector;
  return JSON.stringify([file, source, kind, who, engine, scenario?.profiles, scenario?.arguments, platform]);
}

/** Those of two files, or of two processes, are told apart without their lines. */
function likeOf({ rule, image, location, pulls }: Finding): string {
  const { process, stage } = pulls[0] ?? {};
  return JSON.stringify([rule, image, location.file, process, givenStage(stage)]);
}

/** At the place of the cause; where the image is written is kept. */
function moved(finding: Finding, cause: Location): Finding {
  const { location } = finding;
  const written = `${location.file}:${location.line}`;
  return { ...withEvidence(finding, { written }), location: locationOf(cause), writtenAt: location };
}

/** A copy, with what is worked out when it is asked for. */
function withEvidence(finding: Finding, more: Readonly<Record<string, string>>): Finding {
  const { message, evidence, fingerprint } = finding;
  return { ...finding, message, evidence: { ...evidence, ...more }, fingerprint };
}
