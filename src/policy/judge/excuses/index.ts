/** Why findings do not count: waivers of the policy, comments in the files, and what was there before. */
import type { Baseline, Finding, Location, Pull, ScanResult } from "../../../model.ts";
import { unexcusable } from "../../finals.ts";
import type { Policy } from "../../policy.ts";
import { baseline as baselineRule } from "../../rules/baseline.ts";
import { ignores as ignoresRule } from "../../rules/ignores.ts";
import { waivers as waiversRule } from "../../rules/waivers.ts";
import { type ActiveRule, findRule } from "../active-rules.ts";
import type { JudgeOptions } from "../cases.ts";
import type { Excuse } from "../findings.ts";
import type { ScopeSubject } from "../scope.ts";
import { baselineFindings } from "./baseline-findings.ts";
import { ignoreFindings } from "./ignore-findings.ts";
import { trackIgnores } from "./ignores.ts";
import { trackKnown } from "./known.ts";
import type { GapFinder } from "./nothing-here.ts";
import { waiverFindings } from "./waiver-findings.ts";
import { trackWaivers } from "./waivers.ts";

/** What is sure at the end of a run. */
export interface Certainty {
  /** Every image was inspected, so that what excuses nothing is not needed. */
  readonly complete: boolean;
  /** Pulls that were not judged. */
  readonly unjudged: readonly Pull[];
  readonly gapOf: GapFinder;
}

export interface Excuses {
  /** Why a word of a rule does not count. What excuses it is marked as used. */
  readonly excuse: (rule: string, subject: ScopeSubject, places: readonly Location[]) => Excuse;
  /** Marks a finding that was there before. */
  readonly mark: (finding: Finding) => Finding;
  /** What there is to say of the excuses themselves, when all was judged. */
  readonly findings: (certainty: Certainty) => Finding[];
}

export function excusesOf(
  policy: Policy,
  scan: ScanResult,
  general: readonly ActiveRule[],
  { now, folder = "", known: lists = [], isThere }: JudgeOptions,
): Excuses {
  const waivers = trackWaivers(policy, now, findRule(general, waiversRule)?.options ?? {});
  const { inline, added } = findRule(general, ignoresRule)?.options ?? {};
  const [refused, refusesAdded] = [inline === "refuse", added === "refuse"];
  const ignores = trackIgnores(scan.ignores, (ignore) => refusesAdded && ignore.added !== undefined);
  const finalAt = (rule: string): Location | undefined => unexcusable(policy.finals ?? [], rule, "ignores");
  const known = trackKnown(lists, {
    now,
    isGone: goneFrom(scan, isThere),
    terms: findRule(general, baselineRule)?.options,
    isFinal: (rule) => unexcusable(policy.finals ?? [], rule, "baseline") !== undefined,
  });
  return {
    excuse(rule, subject, places) {
      const ignored = ignores.excuse(rule, places);
      const { waived, lapsed } = waivers.excuse(rule, subject);
      const by = waived ?? (refused || finalAt(rule) !== undefined ? undefined : ignored);
      return { ...(by !== undefined && { waived: by }), ...(lapsed !== undefined && { lapsed }) };
    },
    mark: (finding) => known.mark(finding),
    findings({ complete, unjudged, gapOf }) {
      const shared = { general, complete, isCut: scan.isCut === true, now, folder };
      const baseline = lists.find((list): list is Baseline => list.by === "baseline");
      return [
        ...waiverFindings(waivers.all, { ...shared, policy, gapOf }),
        ...ignoreFindings(ignores, { ...shared, refused, refusesAdded, unjudged, finalAt }),
        ...baselineFindings(baseline, known.baseline, shared),
      ];
    },
  };
}

/** Whether a file is neither scanned, nor in what was not read, nor left out for another reason. */
function goneFrom({ files, problems }: ScanResult, isThere: JudgeOptions["isThere"]): (file: string) => boolean {
  const scanned = new Set(files.map(({ file }) => file));
  const unread = problems.filter(({ why }) => why !== undefined);
  return (path) =>
    !scanned.has(path) &&
    !unread.some(({ file }) => path === file || path.startsWith(`${file}/`)) &&
    isThere?.(path) !== true;
}
