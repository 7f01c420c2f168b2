import type { Deadline } from "../network/deadline.ts";

/** What one inspection costs and learns on its way; becomes its evidence. */
export interface Meter {
  /** HTTP requests spent, tokens and challenges included. */
  requests: number;
  /** Who asked last. */
  identity: "anonymous" | "credentials";
  readonly notes: Set<string>;
  /** Nothing more is asked after it. */
  readonly deadline: Deadline;
}

export function createMeter(deadline: Deadline): Meter {
  return { requests: 0, identity: "anonymous", notes: new Set(), deadline };
}
