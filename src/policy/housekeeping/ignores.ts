import type { Finding, Ignore, Pull } from "../../model.ts";
import { fingerprint } from "../findings.ts";
import type { IgnoreUse, Ignores } from "../ignoring.ts";
import { suggestion } from "../nearest.ts";
import { ignores as ignoresRule } from "../rules/ignores.ts";
import { ruleIds, ruleOf } from "../rules/index.ts";
import { type ActiveRule, findRule } from "../settings.ts";

/** What there is to say of inline ignores themselves: refused, without a reason, of an unknown rule, not needed. */
export function ignoreWords(
  ignores: Ignores,
  context: {
    readonly general: readonly ActiveRule[];
    /** Every image was inspected, so that an unused ignore is one that nothing needs. */
    readonly complete: boolean;
    readonly refused: boolean;
    /** Pulls that were not judged: an ignore at one of them may well be needed in another run. */
    readonly unjudged: readonly Pull[];
  },
): Finding[] {
  const active = findRule(context.general, ignoresRule);
  if (active === undefined) return [];
  const elsewhere = new Set(context.unjudged.flatMap((pull) => ignores.covering(pull)));
  return ignores.uses.flatMap((use) =>
    said(use, context.refused, context.complete, elsewhere.has(use)).map(({ message, help }) => ({
      rule: "ignores",
      severity: active.severity,
      message,
      help,
      evidence: {
        ignores: use.ignore.rules.join(", "),
        ...(use.ignore.reason !== "" && { reason: use.ignore.reason }),
      },
      location: placeOf(use.ignore),
      image: null,
      pulls: [],
      fingerprint: fingerprint(["ignores", use.ignore.file, use.ignore.rules.join(), use.ignore.reason, message]),
    })),
  );
}

function said(
  { ignore, used }: IgnoreUse,
  refused: boolean,
  complete: boolean,
  elsewhere: boolean,
): { readonly message: string; readonly help: string }[] {
  if (refused) {
    return [
      { message: "Inline ignores do not work: the policy refuses them", help: "Ask for a waiver in the policy." },
    ];
  }
  const unknown = ignore.rules.filter((id) => ruleOf(id) === undefined);
  const certain = (id: string): boolean =>
    !elsewhere && (complete || (ruleOf(id)?.needs === null && id !== "inspectable"));
  const unused = ignore.rules.filter((id) => ruleOf(id) !== undefined && !used.has(id) && certain(id));
  return [
    ...(ignore.rules.length === 0
      ? [{ message: "The ignore names no rule", help: "Write: wave-inspect: ignore RULE -- reason." }]
      : []),
    ...unknown.map((id) => ({
      message: `The ignore names the unknown rule "${id}"`,
      help: `Correct it${suggestion(id, ruleIds)}`,
    })),
    ...(ignore.reason.trim() === ""
      ? [
          {
            message: "The ignore gives no reason",
            help: `Write: wave-inspect: ignore ${ignore.rules.join(", ") || "RULE"} -- reason.`,
          },
        ]
      : []),
    ...unused.map((id) => ({
      message: `The ignore of ${id} is not needed: there is no such finding here`,
      help: "Remove it.",
    })),
  ];
}

function placeOf({ file, line, column, endLine, endColumn }: Ignore): Finding["location"] {
  return { file, line, column, endLine, endColumn };
}
