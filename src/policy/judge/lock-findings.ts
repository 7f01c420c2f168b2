/** That there is no lock where the policy wants images held against one: told once, whatever is pulled. */
import type { Finding, HeldLock, Pull } from "../../model.ts";
import { counted } from "../../text/units.ts";
import { type Policy, USUAL_LOCK } from "../policy.ts";
import { lockRule } from "./active-rules.ts";
import { fingerprint } from "./findings.ts";
import { askedName } from "./requests.ts";
import { wantedImage } from "./subjects.ts";

export function lockFindings(
  policy: Policy,
  pulls: readonly Pull[],
  run: { readonly platform: string | null; readonly now: Date; readonly lock?: HeldLock | undefined },
): Finding[] {
  if (run.lock?.lock !== undefined) return [];
  const active = lockRule(policy, run);
  const names = new Set(
    pulls.flatMap((pull) => (pull.file === undefined ? (askedName(wantedImage(pull, run)) ?? []) : [])),
  );
  if (active === undefined || names.size === 0) return [];
  const { decidedBy, severity } = active;
  const { file = USUAL_LOCK, isRemoved = false } = run.lock ?? {};
  const location =
    typeof decidedBy.rule === "string" ? { file, line: 1, column: 1, endLine: 1, endColumn: 1 } : decidedBy.rule;
  const what = counted(names.size, "image");
  return [
    {
      rule: active.rule.id,
      severity,
      message: isRemoved
        ? `The pull request takes ${file} away: nothing says any more what ${what} should be`
        : `There is no ${file}: nothing says what ${what} should be`,
      help: isRemoved
        ? "Leave the lock; the key lock of the policy (warn, off) is what turns it off."
        : `Run wave-inspect lock and commit ${file}.`,
      evidence: { lock: "none" },
      location,
      image: null,
      pulls: [],
      fingerprint: fingerprint([active.rule.id, file]),
      decidedBy,
    },
  ];
}
