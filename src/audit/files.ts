/** What an audit puts into its folder, for `actions/upload-artifact`. */
import { mergeLock } from "../lock/merge.ts";
import { observe } from "../lock/observe.ts";
import { sightingsOf } from "../lock/seen.ts";
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
  const seen = { ...report, policy };
  const { lock } = mergeLock(old ?? { images: new Map() }, observe(seen), { update: true, prune: false });
  if (old === undefined) return { lock, drift: undefined };
  // Not against the lock as it is now: what cannot be read is in none, and nor is that what was recorded is gone.
  const now = sightingsOf(seen, (image) => old.images.get(image)?.content.digest);
  return { lock, drift: driftBetween(old.images, now) };
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
