/** What the inspection of one image through Wave costs and learns on its way. */
import type { TimeBudget } from "../network/time-budget.ts";

/** Becomes the evidence of the inspection. */
export class WaveMeter {
  requests = 0;
  /** As whom Wave was asked last; undefined where it was not asked at all. */
  identity: "anonymous" | "workspace" | undefined;
  readonly notes = new Set<string>();
  readonly time: TimeBudget;

  constructor(time: TimeBudget) {
    this.time = time;
  }
}
