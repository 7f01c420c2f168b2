/** What there is to say of a baseline itself: what is no longer found, what ends, what has ended. */
import type { Baseline, Finding, KnownFinding } from "../../../model.ts";
import { few } from "../../../text/units.ts";
import { baseline as baselineRule } from "../../rules/baseline.ts";
import { goesByNameAlone } from "../../rules/index.ts";
import { type ActiveRule, findRule } from "../active-rules.ts";
import { fingerprint } from "../findings.ts";
import type { TrackedKnown } from "./known.ts";
import { daysLeft } from "./waivers.ts";

export interface BaselineContext {
  readonly general: readonly ActiveRule[];
  /** Every image was inspected, so that what is not found is not there. */
  readonly complete: boolean;
  /** Not all was scanned: what is not found may be in the rest. */
  readonly isCut: boolean;
  readonly now: Date;
  /** The folder that was scanned; empty: all. */
  readonly folder: string;
}

/** One finding for all that the same is to be said of. */
export function baselineFindings(
  baseline: Baseline | undefined,
  tracked: readonly TrackedKnown[],
  context: BaselineContext,
): Finding[] {
  const active = findRule(context.general, baselineRule);
  if (baseline === undefined || active === undefined) return [];
  const { options, severity } = active;
  return groups(tracked, { ...context, warnBefore: options["warn-before"] }).map(({ kind, entries, message, help }) => {
    const line = Math.min(...entries.map((entry) => baseline.lineOf(entry)));
    return {
      rule: baselineRule.id,
      severity,
      message,
      help,
      evidence: {
        findings: few(entries.map(inWords)),
        ...textOf("owner", entries),
        ...textOf("ticket", entries),
      },
      location: { file: baseline.file, line, column: 1, endLine: line, endColumn: 1 },
      image: null,
      pulls: [],
      fingerprint: fingerprint([baselineRule.id, baseline.file, kind]),
    };
  });
}

interface Group {
  readonly kind: string;
  readonly entries: readonly KnownFinding[];
  readonly message: string;
  readonly help: string;
}

function groups(all: readonly TrackedKnown[], context: BaselineContext & { readonly warnBefore: number }): Group[] {
  const { complete, isCut, now, folder, warnBefore } = context;
  const isLookedFor = ({ rule, file }: KnownFinding): boolean =>
    !isCut && (complete || goesByNameAlone(rule)) && (folder === "" || file.startsWith(`${folder}/`));
  const fixed = all.filter(({ isMet, entry }) => !isMet && isLookedFor(entry));
  const found = all.filter(({ isMet }) => isMet);
  const soon = ({ lastDay }: TrackedKnown): boolean =>
    (daysLeft({ ...(lastDay !== undefined && { expires: lastDay }) }, now) ?? Infinity) <= warnBefore;
  return [
    ...groupOf("fixed", fixed, (count) => ({
      message: `${count} no longer found`,
      help: "Take out what is no longer found: wave-inspect baseline does.",
    })),
    ...[...Map.groupBy(found, ({ lacks }) => lacks.join(" and no "))].flatMap(([lacks, incomplete]) =>
      lacks === ""
        ? []
        : groupOf(`without ${lacks}`, incomplete, (count) => ({
            message: `${count} not excused: there is no ${lacks}, as the policy asks`,
            help: "Write it into the baseline.",
          })),
    ),
    ...byLastDay(found.filter(({ isEnded }) => isEnded)).flatMap(([day, ended]) =>
      groupOf(`ended ${day}`, ended, (count) => ({
        message: `${count} no longer excused: the last day was ${day}`,
        help: "Mend what they say, or agree on a new end.",
      })),
    ),
    ...byLastDay(found.filter((one) => !one.isEnded && soon(one))).flatMap(([day, ending]) =>
      groupOf(`ending ${day}`, ending, (count) => ({
        message: `${count} about to count again: the last day is ${day}`,
        help: "Mend what they say, or agree on a new end.",
      })),
    ),
  ];
}

function byLastDay(all: readonly TrackedKnown[]): [string, TrackedKnown[]][] {
  return [...Map.groupBy(all, ({ lastDay = "" }) => lastDay)];
}

function groupOf(
  kind: string,
  tracked: readonly TrackedKnown[],
  say: (count: string) => Pick<Group, "message" | "help">,
): Group[] {
  if (tracked.length === 0) return [];
  const count = tracked.length === 1 ? "One known finding is" : `${tracked.length} known findings are`;
  return [{ kind, entries: tracked.map(({ entry }) => entry), ...say(count) }];
}

function inWords({ rule, image, file }: KnownFinding): string {
  return `${rule}${image === null ? "" : ` of ${image}`} in ${file}`;
}

function textOf(name: "owner" | "ticket", entries: readonly KnownFinding[]): Record<string, string> {
  const texts = new Set(entries.flatMap((entry) => entry[name] ?? []));
  return texts.size === 0 ? {} : { [name]: few([...texts]) };
}
