/** All hosts side by side: a lane for each, and a bound on all of them together. */
import { Breaker } from "./breaker.ts";
import { Lane, type LaneWidths, type Standing } from "./lane.ts";
import { Turn } from "./turn.ts";

export interface LaneLimits extends LaneWidths {
  /** Requests in flight on all hosts that answer, together. */
  readonly overall: number;
  /** Beside them: those on hosts of which that is not known, or that are silent. They cost a socket and nothing else. */
  readonly aside: number;
  /** Failures of one kind in a row after which a host is asked no more. */
  readonly breakAfter: number;
}

export const defaultLaneLimits: LaneLimits = { perHost: 8, unproven: 1, overall: 24, aside: 512, breakAfter: 3 };

/** How much of the room aside a host may use: the less is known against it, the more. */
const SHARE: Readonly<Record<Exclude<Standing, "reliable">, number>> = { new: 1, unsure: 3 / 4, silent: 1 / 2 };

/**
 * One lane a host: a bounded number of requests in flight, a common pause when the host asks for one, and a breaker
 * that spares a host which does not answer.
 *
 * Hosts that answer share a number of turns, each its fair part. Every host begins beside them and goes back there as
 * soon as it is silent, so that however many hosts hang, those that answer find all turns free: a host that nobody
 * knows is asked at once, and is given up after its first failures.
 */
export class Lanes<Reason extends object> {
  readonly #limits: LaneLimits;
  readonly #lanes = new Map<string, Lane<Reason>>();
  /** Lanes in which somebody waits, in the order of their turns. */
  readonly #queued = new Set<Lane<Reason>>();
  #active = 0;
  #aside = 0;

  constructor(limits: LaneLimits) {
    this.#limits = limits;
  }

  /** Waits for a turn, which the caller has to leave; gives the reason where the host is asked no more. */
  async enter(host: string): Promise<Turn | Reason> {
    const lane = this.#laneOf(host);
    if (lane.breaker.reason !== undefined) return lane.breaker.reason;
    const turn = lane.queue();
    this.#queued.add(lane);
    this.#pump();
    return turn;
  }

  /** It said something, be it that it is in trouble. */
  answered(host: string): void {
    this.#laneOf(host).answered();
  }

  /** It is well. */
  succeeded(host: string): void {
    this.#laneOf(host).succeeded();
  }

  /** Counts towards the breaker, those of one kind together. */
  failed(host: string, kind: string, reason: Reason): void {
    this.#laneOf(host).failed(kind, reason);
  }

  /** No further request on this host, those that wait included. */
  stop(host: string, reason: Reason): void {
    this.#laneOf(host).stop(reason);
  }

  /** No request on this host for so many milliseconds, and fewer at a time from then on. */
  slowDown(host: string, wait: number): void {
    this.#laneOf(host).slowDown(wait, () => this.#pump());
  }

  /** Whether so many hosts hang that the room beside those that answer runs short. */
  get isCrowded(): boolean {
    return this.#aside > this.#limits.aside / 2;
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

  /** Lets waiting requests go, one a host in turn: a lane that was served goes behind all others. */
  #pump(): void {
    for (const lane of this.#queued) {
      if (lane.waiting === 0) this.#queued.delete(lane);
      if (!lane.isFree || !this.#hasRoomFor(lane)) continue;
      this.#queued.delete(lane);
      lane.letNext(this.#begin(lane));
      // Which is visited again in this very loop.
      if (lane.waiting > 0) this.#queued.add(lane);
    }
  }

  #hasRoomFor({ standing }: Lane<Reason>): boolean {
    const { overall, aside } = this.#limits;
    return standing === "reliable" ? this.#active < overall : this.#aside < aside * SHARE[standing];
  }

  #begin(lane: Lane<Reason>): Turn {
    let isAside = lane.standing !== "reliable";
    if (isAside) this.#aside++;
    else this.#active++;
    return new Turn({
      silent: () => {
        lane.fellSilent();
        if (isAside) return;
        isAside = true;
        this.#active--;
        this.#aside++;
        this.#pump();
      },
      over: (wasSilent) => {
        lane.leave(wasSilent);
        if (isAside) this.#aside--;
        else this.#active--;
        this.#pump();
      },
    });
  }

  #laneOf(host: string): Lane<Reason> {
    let lane = this.#lanes.get(host);
    if (lane === undefined) {
      const { breakAfter, ...widths } = this.#limits;
      this.#lanes.set(host, (lane = new Lane(host, widths, new Breaker(breakAfter))));
    }
    return lane;
  }
}
