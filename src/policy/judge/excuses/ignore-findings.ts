/** What there is to say of inline ignores themselves. */
import type { Finding, Location, Pull } from "../../../model.ts";
import { locationOf } from "../../../reference.ts";
import { fingerprint, numbered } from "../findings.ts";
import type { TrackedIgnore, IgnoreBook } from "./ignores.ts";
import { suggestion } from "../../../text/nearest.ts";
import { ignores as ignoresRule } from "../../rules/ignores.ts";
import { goesByNameAlone, ruleIds, ruleOf } from "../../rules/index.ts";
import { isVisible } from "../../shapes/values.ts";
import { type ActiveRule, findRule } from "../active-rules.ts";

/** What there is to say of inline ignores themselves: refused, without a reason, of an unknown rule, not needed. */
export function ignoreFindings(
  ignores: IgnoreBook,
  context: {
    readonly general: readonly ActiveRule[];
    /** Every image was inspected, so that an unused ignore is one that nothing needs. */
    readonly complete: boolean;
    /** Not all was scanned: what nothing needs may be needed by the rest. */
    readonly isCut: boolean;
    readonly refused: boolean;
    /** Those that the pull request adds do not work. */
    readonly refusesAdded: boolean;
    /** Pulls that were not judged: an ignore at one of them may well be needed in another run. */
    readonly unjudged: readonly Pull[];
    /** Where a rule is final, so that no comment takes it out. */
    readonly finalAt: (rule: string) => Location | undefined;
  },
): Finding[] {
  const active = findRule(context.general, ignoresRule);
  if (active === undefined) return [];
  const elsewhere = new Set(context.unjudged.flatMap((pull) => ignores.covering(pull.references)));
  const findings = ignores.all.flatMap((tracked) =>
    said(tracked, { ...context, elsewhere: context.isCut || elsewhere.has(tracked) }).map(({ message, help }) => ({
      rule: "ignores",
      severity: active.severity,
      message,
      help,
      evidence: {
        ignores: tracked.ignore.rules.join(", "),
        reason: tracked.ignore.reason || "none",
      },
      location: locationOf(tracked.ignore),
      image: null,
      pulls: [],
      fingerprint: fingerprint([
        "ignores",
        tracked.ignore.file,
        tracked.ignore.rules.join(),
        tracked.ignore.reason,
        message,
      ]),
    })),
  );
  return numbered(findings);
}

function said(
  { ignore, used }: TrackedIgnore,
  {
    refused,
    refusesAdded,
    complete,
    elsewhere,
    finalAt,
  }: {
    readonly refused: boolean;
    readonly refusesAdded: boolean;
    readonly complete: boolean;
    readonly elsewhere: boolean;
    readonly finalAt: (rule: string) => Location | undefined;
  },
): { readonly message: string; readonly help: string }[] {
  if (refused) {
    return [
      { message: "Inline ignores do not work: the policy refuses them", help: "Ask for a waiver in the policy." },
    ];
  }
  if (refusesAdded && ignore.added !== undefined) return [ADDED[ignore.added === true ? "added" : "unknown"]];
  if (ignore.rules.length === 0) return [{ message: "The ignore takes no effect: it names no rule", help: FORM }];
  if (!isVisible(ignore.reason)) return [{ message: "The ignore takes no effect without a reason", help: FORM }];
  const certain = (id: string): boolean => !elsewhere && (complete || goesByNameAlone(id));
  return ignore.rules.flatMap((id) => {
    if (ruleOf(id) === undefined) {
      return [{ message: `The ignore names the unknown rule "${id}"`, help: `Correct it${suggestion(id, ruleIds)}` }];
    }
    const final = finalAt(id);
    if (final !== undefined) {
      const message = `The ignore of ${id} does not work: the rule is final (${final.file}:${final.line})`;
      return [{ message, help: "Ask those who keep that policy." }];
    }
    if (used.has(id) || !certain(id)) return [];
    return [{ message: `The ignore of ${id} is not needed: there is no such finding here`, help: "Remove it." }];
  });
}

const ADDED = {
  added: {
    message: "The ignore does not work: this pull request adds it, and the policy refuses that",
    help: "Ask for a waiver in the policy.",
  },
  unknown: {
    message: "The ignore does not work: the checkout does not say whether this pull request adds it",
    help: 'Give actions/checkout "fetch-depth: 2".',
  },
};

const FORM = "Write: wave-inspect: ignore RULE -- reason.";
