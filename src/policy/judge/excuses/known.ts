/** Which findings were there before, by a baseline or by the base of a pull request. */
import type { Finding, Known, KnownFinding, KnownFindings } from "../../../model.ts";
import { bySeverity } from "../../../order.ts";
import { judgedName } from "../../../pull.ts";
import { defined } from "../../../text/json.ts";
import { JudgedFinding } from "../findings.ts";
import { ofPolicy } from "../../rules/index.ts";
import { endsOn } from "./waivers.ts";

/** A known finding with what has become of it in this run. */
export interface TrackedKnown {
  readonly entry: KnownFinding;
  /** Whether its last day is over. */
  readonly isEnded: boolean;
  /** What it does not say although the policy asks for it. */
  readonly lacks: readonly string[];
  /** The last day on which it does not count. */
  readonly lastDay: string | undefined;
  /** There is such a finding in this run. */
  isMet: boolean;
}

export interface KnownBook {
  /** Of the baseline, in its order. */
  readonly baseline: readonly TrackedKnown[];
  /** The finding, marked as known where it is. Each one once. */
  mark(finding: Finding): Finding;
}

type Term = "owner" | "reason" | "ticket" | "expires";

export interface KnownContext {
  readonly now: Date;
  /** Whether a file is no longer there. One that is only not looked at is there. */
  readonly isGone: (file: string) => boolean;
  /** What the policy asks of an entry of a baseline; undefined: nothing. `longest`: days for which it may hold. */
  readonly terms: { readonly longest?: number | undefined; readonly require: readonly Term[] } | undefined;
  /** Of such a rule, no baseline knows a finding. */
  readonly isFinal: (rule: string) => boolean;
}

/**
 * Findings are told apart by their fingerprints. One of a file that is no longer there is met by one that is the same but
 * for its file.
 */
export function trackKnown(lists: readonly KnownFindings[], { now, isGone, terms, isFinal }: KnownContext): KnownBook {
  const today = now.toISOString().slice(0, 10);
  const books = lists.map(({ by, findings }) => {
    const all = findings.map((entry): TrackedKnown => {
      const asked = by === "baseline" ? terms : undefined;
      const lastDay = by === "baseline" ? endsOn(entry, asked?.longest) : undefined;
      const needed = [...(asked?.require ?? []), ...(asked?.longest === undefined ? [] : (["since"] as const))];
      const lacks = needed.filter((key) => entry[key] === undefined);
      return { entry, lastDay, isEnded: lastDay !== undefined && lastDay < today, lacks, isMet: false };
    });
    const gone = all.filter(({ entry }) => isGone(entry.file));
    return {
      by,
      all,
      byFingerprint: new Map(all.map((one) => [one.entry.fingerprint, one])),
      moved: Map.groupBy(gone, ({ entry: { rule, image } }) => keyOf(rule, image)),
    };
  });

  function meet({ byFingerprint, moved }: (typeof books)[number], finding: Finding): TrackedKnown | undefined {
    const found =
      byFingerprint.get(finding.fingerprint) ??
      moved.get(keyOf(finding.rule, finding.image))?.find((one) => !one.isMet && isMoved(finding, one.entry));
    if (found !== undefined) found.isMet = true;
    return found;
  }

  return {
    baseline: books.flatMap(({ by, all }) => (by === "baseline" ? all : [])),
    mark(finding) {
      if (!canBeKnown(finding)) return finding;
      const met = books.flatMap((book) => {
        const one = meet(book, finding);
        return one === undefined ? [] : { by: book.by, one };
      });
      if (finding.waived !== undefined) return finding;
      const told = met.map(({ by, one }) => ({
        by,
        one,
        lapse: lapseOf(one, finding, { today, isFinal: by === "baseline" && isFinal(finding.rule) }),
      }));
      const holds = told.find(({ lapse }) => lapse === undefined);
      if (holds !== undefined) return withKnown(finding, { by: holds.by, ...defined(termsOf(holds.one.entry)) });
      const [{ lapse } = {}] = told;
      return lapse === undefined ? finding : withEvidence(finding, lapse);
    },
  };
}

/**
 * What there is to say of the policy itself is mended there; what we had no time for says nothing of the repository; that
 * there is nothing to check is no fault that one could get used to.
 */
export function canBeKnown({ rule, exhausted, evidence }: Finding): boolean {
  return !ofPolicy.has(rule) && exhausted !== true && evidence["kind"] !== "empty";
}

function keyOf(rule: string, image: string | null): string {
  return `${rule}\n${image ?? ""}`;
}

function isMoved(finding: Finding, entry: KnownFinding): boolean {
  return finding instanceof JudgedFinding && finding.fingerprintIn(entry.file) === entry.fingerprint;
}

/** Why a known finding counts all the same, in words. */
function lapseOf(
  { entry, isEnded, lastDay, lacks }: TrackedKnown,
  finding: Finding,
  { today, isFinal }: { readonly today: string; readonly isFinal: boolean },
): string | undefined {
  const parts = [entry.owner, entry.ticket].filter((part) => part !== undefined);
  if (isFinal) return "the rule is final: no baseline excuses it";
  if (entry.since !== undefined && entry.since > today) return `known from ${entry.since} on`;
  if (lacks.length > 0) return `known without ${lacks.join(" and ")}, which the policy asks for`;
  if (isEnded) return [`known until ${lastDay}`, ...parts].join(", ");
  const known = new Set(entry.images);
  const other = sharedBy(finding)?.find((image) => !known.has(image));
  if (other !== undefined) return `known without ${other}`;
  return bySeverity(finding.severity, entry.severity) < 0
    ? [`known as ${entry.severity}, which is less`, ...parts].join(", ")
    : undefined;
}

/** The images that one finding is told of, where these are several: nothing else of it says which. */
export function sharedBy({ image, pulls }: Finding): readonly string[] | undefined {
  if (image !== null || pulls.length < 2) return undefined;
  const images = new Set(pulls.map(judgedName));
  return images.size < 2 ? undefined : [...images].sort();
}

/** A finding of a run as one to know again. */
export function entryOf(finding: Finding, terms: Terms = {}): KnownFinding {
  const { fingerprint, rule, severity, image, location, message } = finding;
  const { file } = location;
  return knownFinding({
    fingerprint,
    rule,
    severity,
    image,
    images: sharedBy(finding),
    file,
    message,
    ...termsOf(terms),
  });
}

/** In the order in which a baseline has it, without what there is not. */
export function knownFinding(fields: Fields): KnownFinding {
  const { fingerprint, rule, severity, image, images, file, message } = fields;
  return defined({ fingerprint, rule, severity, image, images, file, message, ...termsOf(fields) });
}

/** As they are read: what is not written is undefined. */
type Fields = { readonly [K in keyof KnownFinding]: KnownFinding[K] | undefined } & Required<
  Pick<KnownFinding, "fingerprint" | "rule" | "severity" | "image" | "file" | "message">
>;

/** What people say of it. */
export type Terms = { readonly [K in "since" | "expires" | "owner" | "reason" | "ticket"]?: string | undefined };

function termsOf({ since, expires, owner, reason, ticket }: Terms): Terms {
  return { since, expires, owner, reason, ticket };
}

function withKnown(finding: Finding, known: Known): Finding {
  return finding instanceof JudgedFinding ? finding.know(known) : { ...finding, known };
}

function withEvidence(finding: Finding, baseline: string): Finding {
  if (finding instanceof JudgedFinding) return finding.note(baseline);
  return { ...finding, evidence: { ...finding.evidence, baseline } };
}
