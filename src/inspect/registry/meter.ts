/** What one inspection costs and learns on its way; becomes its evidence. */
export interface Meter {
  /** HTTP requests spent, tokens and challenges included. */
  requests: number;
  /** Who asked last. */
  identity: "anonymous" | "credentials";
  readonly notes: Set<string>;
  /** Epoch milliseconds after which nothing more is asked. */
  readonly deadline: number;
}

export function createMeter(deadline: number): Meter {
  return { requests: 0, identity: "anonymous", notes: new Set(), deadline };
}
