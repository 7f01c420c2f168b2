/** What an audit puts into its folder, for `actions/upload-artifact`. */
import { mergeLock } from "../lock/merge.ts";
import { observe } from "../lock/observe.ts";
import { writeLock } from "../lock/write.ts";
import { driftBetween } from "../drift/index.ts";
import type { Lock, LocksDrift, Report } from "../model.ts";
import type { Policy } from "../policy/policy.ts";
import { html } from "../report/html/index.ts";
import { checkJson } from "../report/json.ts";
import { sarif } from "../report/sarif.ts";
import { summary } from "../report/summary.ts";

/** The lock as of this run, and what is another than the one before had it. */
export interface Recorded {
  readonly lock: Lock;
  /** Undefined: there was none. */
  readonly drift: LocksDrift | undefined;
}

/** What is now is taken over; what was not seen stays, and says why. */
export function recorded(report: Report, policy: Policy, old: Lock | undefined): Recorded {
  const before = old ?? { images: new Map() };
  const { lock } = mergeLock(before, observe({ ...report, policy }), { update: true, prune: false });
  return { lock, drift: old && driftBetween(old.images, lock.images) };
}

/** Each file by its name: how to make its text. */
export function auditFiles(report: Report, lock: Lock, server: string | undefined): ReadonlyMap<string, () => string> {
  const of = server === undefined ? {} : { server };
  return new Map([
    ["containers.lock", () => writeLock(lock)],
    ["report.json", () => checkJson(report)],
    ["report.sarif", () => sarif(report, of)],
    ["report.html", () => html(report, of)],
    ["report.md", () => summary(report, { ...of, elsewhere: { json: true, sarif: true } })],
  ]);
}
