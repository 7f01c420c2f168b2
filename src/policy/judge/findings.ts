/** What a rule said, as a finding. */
import type { DecidedBy, Finding, Fix, Known, Location, ModuleOrigin, Pull, Severity, Waived } from "../../model.ts";
import { sha256 } from "../../text/sha256.ts";
import { judgedName, placeOf } from "../../pull.ts";
import { locationOf } from "../../reference.ts";
import type { Message } from "../rules/rule.ts";
import type { Subject } from "../rules/subject.ts";
import { few } from "../../text/units.ts";
import type { TrackedWaiver } from "./excuses/waivers.ts";

/** What a rule said of one pull. */
export interface Word {
  readonly rule: string;
  readonly severity: Severity;
  readonly subject: Subject;
  readonly message: Message;
  readonly undecided: boolean;
  readonly decidedBy?: DecidedBy;
  /** By our own doing. */
  readonly exhausted?: boolean;
  /** What other images share with this one, in one word and in a sentence about several: told of all in one finding. */
  readonly cause?: { readonly key: string; told(images: readonly string[]): string };
}

/** Why a word does not count, or the waiver by which it no longer is excused. */
export interface Excuse {
  readonly waived?: Waived;
  readonly lapsed?: TrackedWaiver;
}

export interface ExcusedWord {
  readonly word: Word;
  readonly excuse: Excuse;
}

/**
 * One word about one pull; whoever finds the same word about more of them adds these. Filled in field by field, and what
 * a report shows is made where it is asked for: most of the judge's time would be this, of a hundred thousand findings.
 */
export class JudgedFinding implements Finding {
  readonly rule: string;
  readonly severity: Severity;
  declare readonly help?: string;
  declare readonly fixes?: readonly Fix[];
  declare readonly noFix?: string;
  readonly location: Location;
  readonly image: string | null;
  readonly pulls: Pull[];
  declare readonly waived?: Waived;
  declare known?: Known;
  declare readonly decidedBy?: DecidedBy;
  declare readonly undecided?: true;
  declare readonly exhausted?: true;
  readonly #said: ExcusedWord;
  readonly #isShared: boolean;
  readonly #identity: readonly string[];
  /** Which it is of several with its identity. */
  #ordinal = 0;
  /** Why a baseline that has it does not excuse it. */
  #lapsed: string | undefined;

  /** Shared: told of all images that have its cause. The identity, with the ordinal, tells it from every other finding, whatever lines move. */
  constructor(said: ExcusedWord, isShared: boolean, identity: readonly string[]) {
    const { word, excuse } = said;
    const { pull, image } = word.subject;
    const { help, fixes, noFix } = word.message;
    this.rule = word.rule;
    this.severity = word.severity;
    this.location = locationOf(placeOf(pull));
    this.image = pull.image === null || isShared ? null : image;
    this.pulls = [pull];
    this.#said = said;
    this.#isShared = isShared;
    this.#identity = identity;
    if (help !== undefined) this.help = help;
    if (fixes !== undefined) this.fixes = fixes;
    if (noFix !== undefined) this.noFix = noFix;
    if (excuse.waived !== undefined) this.waived = excuse.waived;
    if (word.decidedBy !== undefined) this.decidedBy = word.decidedBy;
    if (word.undecided) this.undecided = true;
    if (word.exhausted === true) this.exhausted = true;
  }

  /** What is said of one image alone; of what is shared nothing, for that depends on who shares it. */
  get ownMessage(): string {
    return this.#isShared ? "" : this.#said.word.message.message;
  }

  /** Tells it from the others of its identity. */
  number(ordinal: number): void {
    this.#ordinal = ordinal;
  }

  get message(): string {
    const { cause, message } = this.#said.word;
    if (cause === undefined || !this.#isShared) return message.message;
    return cause.told([...new Set(this.pulls.map(judgedName))]);
  }

  get evidence(): Readonly<Record<string, string>> {
    const { word, excuse } = this.#said;
    const baseline = this.#lapsed === undefined ? {} : { baseline: this.#lapsed };
    return { ...word.message.evidence, ...usage(this.pulls), ...lapse(excuse), ...baseline };
  }

  get fingerprint(): string {
    return fingerprint([...this.#identity, String(this.#ordinal)]);
  }

  /** What its fingerprint would be if the file had another name. */
  fingerprintIn(file: string): string {
    const [rule = "", place = "", ...about] = this.#identity;
    const [image = "", , ...context] = place.split("\0");
    const moved = this.#isShared ? place : [image, file, ...context].join("\0");
    return fingerprint([rule, moved, ...about, String(this.#ordinal)]);
  }

  know(known: Known): this {
    this.known = known;
    return this;
  }

  note(lapsed: string): this {
    this.#lapsed = lapsed;
    return this;
  }

  /** Whether it is of the rule, the severity and the waiver of a word. */
  countsAs({ word, excuse: { waived } }: ExcusedWord): boolean {
    return (
      this.rule === word.rule &&
      this.severity === word.severity &&
      (this.waived === waived || JSON.stringify(this.waived) === JSON.stringify(waived))
    );
  }
}

/** 32 hex digits. */
export function fingerprint(parts: readonly string[]): string {
  return sha256(parts.join("\0")).slice(0, 32);
}

/** The same words twice in a file are two findings. */
export function numbered(findings: readonly Finding[]): Finding[] {
  const seen = new Map<string, number>();
  return findings.map((finding) => {
    const ordinal = seen.get(finding.fingerprint) ?? 0;
    seen.set(finding.fingerprint, ordinal + 1);
    return ordinal === 0 ? finding : { ...finding, fingerprint: fingerprint([finding.fingerprint, String(ordinal)]) };
  });
}

/** Who pulls it, when. */
function usage(pulls: readonly Pull[]): Record<string, string> {
  return Object.fromEntries(
    USAGE.flatMap(([key, textOf]) => {
      const said = pulls.flatMap((pull) => textOf(pull) || []);
      return said.length === 0 ? [] : [[key, few([...new Set(said)])]];
    }),
  );
}

const USAGE: readonly (readonly [key: string, textOf: (pull: Pull) => string | undefined])[] = [
  ["process", (pull) => pull.process],
  ["stage", (pull) => pull.stage],
  ["engine", (pull) => pull.engine ?? undefined],
  ["profiles", (pull) => pull.scenario?.profiles.join(",")],
  ["module", (pull) => originOf(placeOf(pull).context.module)],
  ["only if", (pull) => pull.conditions?.join(" and ")],
  ["replaced by", (pull) => pull.shadowedBy],
  ["built by Wave with", (pull) => pull.predicted],
];

/** Where a fix belongs: in the pipeline itself, or where the module was copied from. */
function originOf(module: ModuleOrigin | undefined): string | undefined {
  if (module === undefined) return undefined;
  if ("local" in module) return `${module.name}, local`;
  const { name, repository, sha, patched } = module;
  return `${name} of ${repository} at ${sha.slice(0, 10)}${patched === undefined ? "" : ", patched here"}`;
}

export function lapse({ waived, lapsed }: Excuse): Record<string, string> {
  if (waived !== undefined || lapsed === undefined) return {};
  const { waiver, state } = lapsed;
  const said = {
    expired: `ended on ${waiver.expires}`,
    "too-long": "lasts longer than the policy allows",
    incomplete: "does not say what the policy asks for",
    works: "",
  }[state];
  return { waiver: [said, waiver.owner, waiver.ticket].filter((part) => part !== undefined).join(", ") };
}
