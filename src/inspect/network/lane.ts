/** The queue in front of one host. */
import type { Breaker } from "./breaker.ts";
import { Pause } from "./pause.ts";
import type { Turn } from "./turn.ts";

export interface LaneWidths {
  /** Requests at once. */
  readonly perHost: number;
  /** As long as the host has never answered. */
  readonly unproven: number;
}

/** How a host has fared. */
export type Standing =
  /** Never asked. */
  | "new"
  /** Asked, and not yet known to answer well and soon. */
  | "unsure"
  /** Somebody waits for it longer than a host that is well lets anybody wait. */
  | "silent"
  /** It answered so often in a row that it is counted on. */
  | "reliable";

/** Answers in a row after which a host is counted on. */
const ENOUGH_ANSWERS = 8;
/** Failures in a row after which a host that never answered is given up. */
const FIRST_FAILURES = 2;

/**
 * A bounded number of requests on one host: one until it has answered at all, fewer after it was too much for the host,
 * and none during a pause.
 */
export class Lane<Reason> {
  readonly host: string;
  readonly breaker: Breaker<Reason>;
  readonly #pause = new Pause();
  readonly #widths: LaneWidths;
  #waiting: ((turn: Turn | Reason) => void)[] = [];
  /** Shrinks on "too many requests", grows back with success. */
  #width: number;
  #active = 0;
  #silent = 0;
  #wasAsked = false;
  #hasAnswered = false;
  /** Since it was last silent. */
  #answers = 0;
  #failures = 0;

  constructor(host: string, widths: LaneWidths, breaker: Breaker<Reason>) {
    this.host = host;
    this.breaker = breaker;
    this.#widths = widths;
    this.#width = widths.perHost;
  }

  get active(): number {
    return this.#active;
  }

  get waiting(): number {
    return this.#waiting.length;
  }

  get standing(): Standing {
    if (this.#silent > 0) return "silent";
    if (this.#answers >= ENOUGH_ANSWERS) return "reliable";
    return this.#wasAsked ? "unsure" : "new";
  }

  /** Whether the next one could be let go, going by this host alone. */
  get isFree(): boolean {
    const width = this.#hasAnswered ? this.#width : Math.min(this.#width, this.#widths.unproven);
    return this.#waiting.length > 0 && !this.#pause.isOn && this.#active < width;
  }

  /** Ends when `letNext` or `giveUp` has come to it. */
  queue(): Promise<Turn | Reason> {
    return new Promise((resolve) => {
      this.#waiting.push(resolve);
    });
  }

  /** Lets go who has waited longest. */
  letNext(turn: Turn): void {
    this.#active++;
    this.#wasAsked = true;
    this.#waiting.shift()?.(turn);
  }

  leave(wasSilent: boolean): void {
    this.#active--;
    if (wasSilent) this.#silent--;
  }

  /** Somebody waits for an answer for too long. */
  fellSilent(): void {
    this.#silent++;
    this.#answers = 0;
  }

  /** It said something, be it that it is in trouble. */
  answered(): void {
    this.#hasAnswered = true;
    this.#answers++;
  }

  succeeded(): void {
    this.breaker.succeeded();
    this.#width = Math.min(this.#widths.perHost, this.#width + 1 / this.#width);
  }

  failed(kind: string, reason: Reason): void {
    this.breaker.failed(kind, reason);
    this.#failures++;
    if (!this.#hasAnswered && this.#failures >= FIRST_FAILURES) this.breaker.stop(reason);
    this.giveUp();
  }

  stop(reason: Reason): void {
    this.breaker.stop(reason);
    this.giveUp();
  }

  /** Where the breaker is open, nobody waits for the bad news: no turn is needed to hear it, and no pause holds it up. */
  giveUp(): void {
    const { reason } = this.breaker;
    if (reason === undefined) return;
    for (const tell of this.#waiting.splice(0)) tell(reason);
  }

  /** Nobody is let go for so many milliseconds, and fewer at a time from then on. */
  slowDown(wait: number, over: () => void): void {
    this.#width = Math.max(1, Math.floor(this.#width / 2));
    this.#pause.begin(wait, over);
  }

  endPause(): void {
    this.#pause.end();
  }
}
