/** Whether an image has much more or less to pull than it had. */
import { formatBytes } from "../text/units.ts";
import { type Cause, cause } from "./change.ts";

/**
 * @param before Bytes, where they are known.
 * @param times From how much growth on it is told: 2 is twice, and half.
 */
export function sizeCauses(before: number | undefined, after: number | undefined, times: number): readonly Cause[] {
  if (before === undefined || after === undefined || before === after) return [];
  const [then, now] = [formatBytes(before), formatBytes(after)];
  if (after >= before * times) return [cause("grown", [], then, now)];
  return after * times <= before ? [cause("shrunk", [], then, now)] : [];
}
