/** What the inspection of one image at its registry costs and learns on its way. */
import type { TimeBudget } from "../network/time-budget.ts";

/** Becomes the evidence of the inspection. */
export class RegistryMeter {
  /** HTTP requests spent, tokens and challenges included. */
  requests = 0;
  /** Who asked last. */
  identity: "anonymous" | "credentials" = "anonymous";
  readonly notes = new Set<string>();
  readonly time: TimeBudget;

  constructor(time: TimeBudget) {
    this.time = time;
  }
}
