/** What the inspection of one image at its registry costs and learns on its way. */
import type { Deadline } from "../network/deadline.ts";

/** Becomes the evidence of the inspection. */
export class RegistryMeter {
  /** HTTP requests spent, tokens and challenges included. */
  requests = 0;
  /** Who asked last. */
  identity: "anonymous" | "credentials" = "anonymous";
  readonly notes = new Set<string>();
  /** Nothing more is asked for the image after it. */
  readonly deadline: Deadline;

  constructor(deadline: Deadline) {
    this.deadline = deadline;
  }
}
