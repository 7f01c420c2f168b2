/** What the rules say becomes findings: the same word at the same place is told once. */
import type { DecidedBy, Finding, ModuleOrigin, Pull, Severity, Waived } from "../../model.ts";
import { sha256 } from "../../text/sha256.ts";
import { placeOf } from "../../pull.ts";
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

/** The same word about the same image at the same place, in several scenarios or processes, is one finding. */
export function mergeFindings(words: readonly Word[], excuse: (word: Word) => Excuse): Finding[] {
  const merged = new Map<
    string,
    { readonly word: Word; readonly excuse: Excuse; readonly pulls: Pull[]; readonly images: Set<string> }
  >();
  for (const { word, excused } of withSharedCauses(words.map((one) => ({ word: one, excused: excuse(one) })))) {
    const key = keyOf(word, excused);
    const before = merged.get(key);
    if (before === undefined) {
      merged.set(key, { word, excuse: excused, pulls: [word.subject.pull], images: new Set([word.subject.image]) });
    } else {
      before.pulls.push(word.subject.pull);
      before.images.add(word.subject.image);
    }
  }
  const seen = new Map<string, number>();
  return [...merged.values()].map(({ word, excuse: excused, pulls, images }) => {
    const { rule, severity, subject, message, undecided, exhausted, cause, decidedBy } = word;
    const identity = identityOf(word);
    const ordinal = seen.get(identity) ?? 0;
    seen.set(identity, ordinal + 1);
    return {
      rule,
      severity,
      message: cause?.told([...images]) ?? message.message,
      ...(message.help !== undefined && { help: message.help }),
      ...(message.fixes !== undefined && { fixes: message.fixes }),
      evidence: { ...message.evidence, ...usage(pulls), ...lapse(excused) },
      location: locationOf(placeOf(subject.pull)),
      image: subject.pull.image === null || cause !== undefined ? null : subject.image,
      pulls,
      get fingerprint() {
        return fingerprint([identity, String(ordinal)]);
      },
      ...(excused.waived !== undefined && { waived: excused.waived }),
      ...(decidedBy !== undefined && { decidedBy }),
      ...(undecided && { undecided }),
      ...(exhausted === true && { exhausted }),
    };
  });
}

interface ExcusedWord {
  readonly word: Word;
  readonly excused: Excuse;
}

/** A cause counts as one where it is that of several images; one image is told of at its places. */
function withSharedCauses(words: readonly ExcusedWord[]): readonly ExcusedWord[] {
  const images = new Map<string, Set<string>>();
  for (const { word, excused } of words) {
    if (word.cause === undefined) continue;
    const key = keyOf(word, excused);
    images.set(key, (images.get(key) ?? new Set()).add(word.subject.image));
  }
  return words.map(({ word, excused }) => {
    const { cause, ...own } = word;
    const isShared = cause !== undefined && (images.get(keyOf(word, excused))?.size ?? 0) > 1;
    return { word: isShared ? word : own, excused };
  });
}

/** 32 hex digits. */
export function fingerprint(parts: readonly string[]): string {
  return sha256(parts.join("\0")).slice(0, 32);
}

function keyOf({ rule, severity, message, subject, cause }: Word, { waived }: Excuse): string {
  const { file, line, column } = placeOf(subject.pull);
  const what = cause === undefined ? [message.message, file, line, column, subject.image] : [cause.key];
  return JSON.stringify([rule, severity, ...what, waived]);
}

/** What stays the same while lines move: rule, image, file, and the process or stage that the name is written in. */
function identityOf({ rule, cause, subject: { pull, image } }: Word): string {
  if (cause !== undefined) return [rule, cause.key].join("\0");
  const { file, context } = placeOf(pull);
  const { process, selector, stage, service, job } = context;
  return [rule, image, file, process ?? selector ?? stage ?? service ?? job].join("\0");
}

/** Who pulls it, when. */
function usage(pulls: readonly Pull[]): Record<string, string> {
  return {
    ...named(
      "process",
      pulls.map((pull) => pull.process),
    ),
    ...named(
      "stage",
      pulls.map((pull) => pull.stage),
    ),
    ...named(
      "engine",
      pulls.map((pull) => pull.engine ?? undefined),
    ),
    ...named(
      "profiles",
      pulls.map((pull) => pull.scenario?.profiles.join(",")),
    ),
    ...named(
      "module",
      pulls.map((pull) => originOf(placeOf(pull).context.module)),
    ),
    ...named(
      "only if",
      pulls.map((pull) => pull.conditions?.join(" and ")),
    ),
    ...named(
      "replaced by",
      pulls.map((pull) => pull.shadowedBy),
    ),
  };
}

/** Where a fix belongs: in the pipeline itself, or where the module was copied from. */
function originOf(module: ModuleOrigin | undefined): string | undefined {
  if (module === undefined) return undefined;
  if ("local" in module) return `${module.name}, local`;
  const { name, repository, sha, patched } = module;
  return `${name} of ${repository} at ${sha.slice(0, 10)}${patched === undefined ? "" : ", patched here"}`;
}

function named(key: string, values: readonly (string | undefined)[]): Record<string, string> {
  const said = values.filter((value) => value !== undefined).filter((value) => value !== "");
  const distinct = [...new Set(said)];
  if (distinct.length === 0) return {};
  return { [key]: few(distinct) };
}

export function lapse({ waived, lapsed }: Excuse): Record<string, string> {
  if (waived !== undefined || lapsed === undefined) return {};
  const { waiver, state } = lapsed;
  const owner = waiver.owner === undefined ? "" : `, ${waiver.owner}`;
  return {
    waiver: state === "expired" ? `ended on ${waiver.expires}${owner}` : `lasts longer than the policy allows${owner}`,
  };
}
