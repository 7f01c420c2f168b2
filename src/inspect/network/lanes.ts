import type { NetworkFailure } from "./http.ts";

export interface LaneLimits {
  /** Requests in flight on one host, and on all hosts together. */
  readonly perHost: number;
  readonly overall: number;
  /** Failures of one kind in a row after which a host is asked no more. */
  readonly breakAfter: number;
}

export const defaultLaneLimits: LaneLimits = { perHost: 8, overall: 24, breakAfter: 3 };

type Stop = Pick<NetworkFailure, "failure" | "message">;

/** What one exchange says about its host. */
export type Verdict = "good" | Stop;

interface Lane {
  /** Shrinks on "too many requests", grows back with success. */
  width: number;
  active: number;
  readonly waiting: (() => void)[];
  /** Runs while the host is left alone; its end lets the next ones go. */
  pause: NodeJS.Timeout | undefined;
  pausedUntil: number;
  streak: number;
  streakOf: string | undefined;
  broken: Stop | undefined;
}

/**
 * One lane a host: a bounded number of requests in flight, a common pause when the host asks for one, and a breaker
 * that spares a host which does not answer, so that one bad registry costs the others nothing.
 */
export interface Lanes {
  /** Waits for a slot; gives back the reason where the host is asked no more. */
  enter(host: string): Promise<Stop | undefined>;
  leave(host: string): void;
  /** Counts towards the breaker; `good` resets it. */
  report(host: string, verdict: Verdict): void;
  /** No further request on this host, those that wait included. */
  stop(host: string, reason: Stop): void;
  /** No request on this host for so many milliseconds, and fewer at a time from then on. */
  slowDown(host: string, wait: number): void;
  /** Requests in flight or waiting, by host; the busiest first. */
  load(): readonly { readonly host: string; readonly active: number; readonly waiting: number }[];
  /** Ends every pause. */
  close(): void;
}

export function createLanes(limits: LaneLimits): Lanes {
  const lanes = new Map<string, Lane>();
  let active = 0;

  function laneOf(host: string): Lane {
    let lane = lanes.get(host);
    if (lane === undefined) {
      lane = {
        width: limits.perHost,
        active: 0,
        waiting: [],
        pause: undefined,
        pausedUntil: 0,
        streak: 0,
        streakOf: undefined,
        broken: undefined,
      };
      lanes.set(host, lane);
    }
    return lane;
  }

  const isFree = (lane: Lane): boolean =>
    active < limits.overall && lane.active < lane.width && (lane.broken !== undefined || lane.pause === undefined);

  /** Lets waiting requests go, one a host in turn, so that a long queue does not starve a short one. */
  function pump(): void {
    for (let moved = true; moved && active < limits.overall;) {
      moved = false;
      for (const lane of lanes.values()) {
        const next = isFree(lane) ? lane.waiting.shift() : undefined;
        if (next === undefined) continue;
        lane.active++;
        active++;
        moved = true;
        next();
      }
    }
  }

  return {
    async enter(host) {
      const lane = laneOf(host);
      if (lane.broken !== undefined) return lane.broken;
      await new Promise<void>((resolve) => {
        lane.waiting.push(resolve);
        pump();
      });
      if (lane.broken === undefined) return undefined;
      this.leave(host);
      return lane.broken;
    },
    leave(host) {
      laneOf(host).active--;
      active--;
      pump();
    },
    report(host, verdict) {
      const lane = laneOf(host);
      if (verdict === "good") {
        lane.streak = 0;
        lane.width = Math.min(limits.perHost, lane.width + 1 / lane.width);
        return;
      }
      lane.streak = lane.streakOf === verdict.failure ? lane.streak + 1 : 1;
      lane.streakOf = verdict.failure;
      if (lane.streak >= limits.breakAfter) this.stop(host, verdict);
    },
    stop(host, reason) {
      laneOf(host).broken ??= reason;
      pump();
    },
    slowDown(host, wait) {
      const lane = laneOf(host);
      lane.width = Math.max(1, Math.floor(lane.width / 2));
      const until = performance.now() + wait;
      if (lane.pause !== undefined && until <= lane.pausedUntil) return;
      clearTimeout(lane.pause);
      lane.pausedUntil = until;
      lane.pause = setTimeout(() => {
        lane.pause = undefined;
        pump();
      }, wait);
    },
    load() {
      return [...lanes]
        .map(([host, lane]) => ({ host, active: lane.active, waiting: lane.waiting.length }))
        .filter((lane) => lane.active + lane.waiting > 0)
        .sort((a, b) => b.active + b.waiting - (a.active + a.waiting));
    },
    close() {
      for (const lane of lanes.values()) {
        clearTimeout(lane.pause);
        lane.pause = undefined;
      }
      pump();
    },
  };
}
