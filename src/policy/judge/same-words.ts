/** What the rules say becomes findings: the same word at the same place is told once. */
import type { Finding } from "../../model.ts";
import { givenStage, placeOf } from "../../pull.ts";
import type { Subject } from "../rules/subject.ts";
import { type Excuse, type ExcusedWord, JudgedFinding, type Word } from "./findings.ts";

/** What stays the same of a place while lines move, and the findings of each rule there. */
interface Identity {
  readonly text: string;
  readonly byRule: Map<string, JudgedFinding[]>;
}

/** The findings of one place, or of one cause. */
interface Neighbours {
  /** By what they say; of a cause, which is in other words for each image, by what it is. Few say the same. */
  readonly findings: Map<string, JudgedFinding[]>;
  readonly identity: Identity;
  /** Told of all images that have its cause. */
  readonly isShared: boolean;
}

/**
 * The same word about the same image at the same place, in several scenarios or processes, is one finding; so is what several
 * images have from one cause. In order of appearance.
 */
export function mergeFindings(words: readonly Word[], excuse: (word: Word) => Excuse): Finding[] {
  const said = words.map((word) => ({ word, excuse: excuse(word) }));
  const identityOf = identities();
  const ofCause = neighboursByCause(said, identityOf);
  const atPlace = neighboursByPlace(identityOf);
  const all: JudgedFinding[] = [];
  const several: JudgedFinding[][] = [];
  for (const one of said) {
    const { rule, subject, message } = one.word;
    const { findings, identity, isShared } = ofCause(one) ?? atPlace(subject);
    const text = isShared ? identity.text : message.message;
    const alike = findings.get(text) ?? [];
    const same = alike.find((finding) => finding.countsAs(one));
    if (same === undefined) {
      const finding = new JudgedFinding(one, isShared, [
        rule,
        identity.text,
        ...(message.about === undefined ? [] : [message.about]),
      ]);
      const others = identity.byRule.get(rule);
      if (others === undefined) identity.byRule.set(rule, [finding]);
      else others.push(finding);
      if (others?.length === 2) several.push(others);
      alike.push(finding);
      findings.set(text, alike);
      all.push(finding);
    } else {
      same.pulls.push(subject.pull);
    }
  }
  for (const findings of several) count(findings);
  return all;
}

/** Tells apart what one rule says of one image at one place, in whatever order it was come to. */
function count(findings: JudgedFinding[]): void {
  const sorted = findings
    .map((finding) => ({ finding, key: JSON.stringify([finding.severity, finding.ownMessage, finding.waived]) }))
    .sort(
      ({ finding: { location: a }, key: one }, { finding: { location: b }, key: other }) =>
        a.line - b.line || a.column - b.column || (one < other ? -1 : 1),
    );
  for (const [ordinal, { finding }] of sorted.entries()) finding.number(ordinal);
}

/** A cause counts as one where it is that of several images; one image is told of at its places. */
function neighboursByCause(
  said: readonly ExcusedWord[],
  identityOf: (text: string) => Identity,
): (one: ExcusedWord) => Neighbours | undefined {
  const causes = new Map<string, Neighbours & { readonly images: Set<string> }>();
  const keys = new Map<ExcusedWord, string>();
  for (const one of said) {
    const { rule, severity, cause, subject } = one.word;
    if (cause === undefined) continue;
    const key = JSON.stringify([rule, severity, cause.key, one.excuse.waived]);
    const identity = identityOf(cause.key);
    const known = causes.get(key) ?? {
      findings: new Map<string, JudgedFinding[]>(),
      identity,
      isShared: true,
      images: new Set<string>(),
    };
    known.images.add(subject.image);
    causes.set(key, known);
    keys.set(one, key);
  }
  return (one) => {
    const known = causes.get(keys.get(one) ?? "");
    return known !== undefined && known.images.size > 1 ? known : undefined;
  };
}

function neighboursByPlace(identityOf: (text: string) => Identity): (subject: Subject) => Neighbours {
  const places = new Map<string, Neighbours["findings"]>();
  const known = new Map<Subject, Neighbours>();
  return (subject) => {
    const before = known.get(subject);
    if (before !== undefined) return before;
    const { file, line, column } = placeOf(subject.pull);
    const place = `${line}:${column}\0${file}\0${subject.image}`;
    const findings = places.get(place) ?? new Map<string, JudgedFinding[]>();
    places.set(place, findings);
    const neighbours = { findings, identity: identityOf(stablePlaceOf(subject)), isShared: false };
    known.set(subject, neighbours);
    return neighbours;
  };
}

/** Image, file, and the process or stage that the name is written in. */
function stablePlaceOf({ pull, image }: Subject): string {
  const { file, context } = placeOf(pull);
  const { process, selector, stage, service, job } = context;
  return [image, file, process ?? selector ?? givenStage(stage) ?? service ?? job].join("\0");
}

function identities(): (text: string) => Identity {
  const known = new Map<string, Identity>();
  return (text) => {
    const identity = known.get(text) ?? { text, byRule: new Map<string, JudgedFinding[]>() };
    known.set(text, identity);
    return identity;
  };
}
