/** All hosts side by side: a lane for each, and a bound on all of them together. */
import { Breaker } from "./breaker.ts";
import { Lane, type Stop } from "./lane.ts";

export interface LaneLimits {
  /** Requests in flight on one host, and on all hosts together. */
  readonly perHost: number;
  readonly overall: number;
  /** Failures of one kind in a row after which a host is asked no more. */
  readonly breakAfter: number;
}

export const defaultLaneLimits: LaneLimits = { perHost: 8, overall: 24, breakAfter: 3 };

/**
 * One lane a host: a bounded number of requests in flight, a common pause when the host asks for one, and a breaker
 * that spares a host which does not answer, so that one bad registry costs the others nothing.
 */
export class Lanes {
  readonly #limits: LaneLimits;
  readonly #lanes = new Map<string, Lane>();
  #active = 0;

  constructor(limits: LaneLimits) {
    this.#limits = limits;
  }

  /** Waits for a slot; gives back the reason where the host is asked no more. */
  async enter(host: string): Promise<Stop | undefined> {
    const lane = this.#laneOf(host);
    if (lane.breaker.reason !== undefined) return lane.breaker.reason;
    const turn = lane.queue();
    this.#pump();
    await turn;
    const { reason } = lane.breaker;
    if (reason !== undefined) this.leave(host);
    return reason;
  }

  leave(host: string): void {
    this.#laneOf(host).leave();
    this.#active--;
    this.#pump();
  }

  /** Counts towards the breaker; `good` resets it. */
  report(host: string, outcome: "good" | Stop): void {
    const lane = this.#laneOf(host);
    if (outcome === "good") {
      lane.succeeded();
      return;
    }
    lane.breaker.failed(outcome.failure, outcome);
    if (lane.breaker.reason !== undefined) this.#pump();
  }

  /** No further request on this host, those that wait included. */
  stop(host: string, reason: Stop): void {
    this.#laneOf(host).breaker.stop(reason);
    this.#pump();
  }

  /** No request on this host for so many milliseconds, and fewer at a time from then on. */
  slowDown(host: string, wait: number): void {
    this.#laneOf(host).slowDown(wait, () => this.#pump());
  }

  /** Requests in flight or waiting, by host; the busiest first. */
  load(): readonly { readonly host: string; readonly active: number; readonly waiting: number }[] {
    return [...this.#lanes.values()]
      .map(({ host, active, waiting }) => ({ host, active, waiting }))
      .filter((lane) => lane.active + lane.waiting > 0)
      .sort((a, b) => b.active + b.waiting - (a.active + a.waiting));
  }

  /** Ends every pause. */
  close(): void {
    for (const lane of this.#lanes.values()) lane.endPause();
    this.#pump();
  }

  /** Lets waiting requests go, one a host in turn, so that a long queue does not starve a short one. */
  #pump(): void {
    for (let moved = true; moved;) {
      moved = false;
      for (const lane of this.#lanes.values()) {
        if (this.#active >= this.#limits.overall) return;
        if (!lane.letNext()) continue;
        this.#active++;
        moved = true;
      }
    }
  }

  #laneOf(host: string): Lane {
    let lane = this.#lanes.get(host);
    if (lane === undefined) {
      const { perHost, breakAfter } = this.#limits;
      this.#lanes.set(host, (lane = new Lane(host, perHost, new Breaker(breakAfter))));
    }
    return lane;
  }
}
