/** What there is to say of waivers themselves. */
import type { Finding, Location } from "../../../model.ts";
import { fingerprint, numbered } from "../findings.ts";
import type { Policy, Waiver } from "../../policy.ts";
import { scopeText } from "../../scope-text.ts";
import { goesByNameAlone } from "../../rules/index.ts";
import { waivers } from "../../rules/waivers.ts";
import { type ActiveRule, findRule } from "../active-rules.ts";
import type { GapFinder } from "./nothing-here.ts";
import { daysLeft, lackedBy, type TrackedWaiver } from "./waivers.ts";

/** What there is to say of the waivers themselves: ended, too long, about to end, not needed. */
export function waiverFindings(
  tracked: readonly TrackedWaiver[],
  context: {
    readonly general: readonly ActiveRule[];
    readonly policy: Policy;
    /** Every image was inspected, so that an unused waiver is one that nothing needs. */
    readonly complete: boolean;
    /** Not all was scanned: what nothing needs may be needed by the rest. */
    readonly isCut: boolean;
    readonly now: Date;
    /** The folder that was scanned; empty: all. */
    readonly folder: string;
    readonly gapOf: GapFinder;
  },
): Finding[] {
  const active = findRule(context.general, waivers);
  if (active === undefined) return [];
  const { options } = active;
  const findings = tracked.flatMap((one) => {
    const lacks = lackedBy(one.waiver, options);
    const said = saidOf(one, { ...context, warnBefore: options["warn-before"], lacks });
    if (said === undefined) return [];
    const { waiver } = one;
    return [
      {
        rule: "waivers",
        severity: active.severity,
        message: `The waiver of ${waiver.rules.join(", ")} for ${scopeText(waiver.scope)} ${said.message}`,
        help: waiver.ticket === undefined ? said.help : `${said.help} Its ticket: ${waiver.ticket}.`,
        evidence: {
          reason: waiver.reason,
          ...(waiver.owner !== undefined && { owner: waiver.owner }),
          ...(waiver.ticket !== undefined && { ticket: waiver.ticket }),
          ...(waiver.expires !== undefined && { expires: waiver.expires }),
          ...(!waiver.own && { policy: waiver.location.file }),
        },
        location: waiver.own ? waiver.location : topOf(context.policy),
        image: null,
        pulls: [],
        fingerprint: fingerprint([
          "waivers",
          waiver.location.file,
          waiver.rules.join(),
          scopeText(waiver.scope),
          said.kind,
        ]),
      },
    ];
  });
  return numbered(findings);
}

interface Said {
  readonly kind: string;
  readonly message: string;
  readonly help: string;
}

function saidOf(
  { waiver, state, used }: TrackedWaiver,
  context: {
    readonly now: Date;
    readonly warnBefore: number;
    readonly lacks: readonly string[];
    readonly complete: boolean;
    readonly isCut: boolean;
    readonly folder: string;
    readonly gapOf: GapFinder;
  },
): Said | undefined {
  const { now, warnBefore, lacks, complete, isCut, folder, gapOf } = context;
  if (state === "incomplete") {
    const message = `says no ${lacks.join(" and no ")}, as the policy asks, and does not work`;
    return { kind: state, message, help: `Give it ${lacks.join(" and ")}.` };
  }
  if (state === "too-long") {
    const help = "Give it an earlier end, or change the policy if the exception is to last.";
    return { kind: state, message: "lasts longer than the policy allows and does not work", help };
  }
  if (state === "expired") {
    const help =
      used > 0 || isCut ? "Correct what it was for, or agree on a new end." : "Nothing needs it any more: remove it.";
    return { kind: state, message: `ended on ${waiver.expires} and no longer works`, help };
  }
  const gap = waiver.own && !isCut ? gapOf(waiver.scope) : undefined;
  if (used === 0 && gap?.isWhole === true)
    return { kind: "unused", message: `is not needed: ${gap.why}`, help: "Correct it, or remove it." };
  if (used === 0) {
    const certain = !isCut && (complete || waiver.rules.every(goesByNameAlone));
    if (!waiver.own || !certain || !isWithin(waiver, folder)) return undefined;
    return { kind: "unused", message: "is not needed: there is no such finding", help: "Remove it." };
  }
  const left = daysLeft(waiver, now);
  if (left === undefined || left > warnBefore) {
    if (gap === undefined) return undefined;
    return { kind: "part", message: `holds in part for nothing: ${gap.why}`, help: "Take that out of it." };
  }
  const whole = Math.floor(left);
  const when = whole === 0 ? "today" : `in ${whole} day${whole === 1 ? "" : "s"}`;
  return {
    kind: "ending",
    message: `ends ${when} (${waiver.expires})`,
    help: "Correct what it is for, or agree on a new end.",
  };
}

/** Whether all that a waiver is about was scanned: what names no files may be about the folders beside. */
function isWithin({ scope: { files } }: Waiver, folder: string): boolean {
  return folder === "" || (files?.every((glob) => glob.startsWith(`${folder}/`)) ?? false);
}

function topOf(policy: Policy): Location {
  return { file: policy.source?.file ?? "", line: 1, column: 1, endLine: 1, endColumn: 1 };
}
