/** What every place that reads findings asks of them. */
import type { Finding } from "./model.ts";

/** Whether it counts: nobody waives it, and it was not there before. */
export function isOpen({ waived, known }: Finding): boolean {
  return waived === undefined && known === undefined;
}
