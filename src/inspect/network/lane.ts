/** The queue in front of one host. */
import type { Breaker } from "./breaker.ts";
import type { NetworkFailure } from "./http.ts";
import { Pause } from "./pause.ts";

/** Why a host is asked no more. */
export type Stop = Pick<NetworkFailure, "failure" | "message">;

/** A bounded number of requests on one host, fewer after it was too much for the host, and none during a pause. */
export class Lane {
  readonly host: string;
  readonly breaker: Breaker<Stop>;
  readonly #pause = new Pause();
  readonly #waiting: (() => void)[] = [];
  readonly #most: number;
  /** Shrinks on "too many requests", grows back with success. */
  #width: number;
  #active = 0;

  /** `most` requests at once. */
  constructor(host: string, most: number, breaker: Breaker<Stop>) {
    this.host = host;
    this.breaker = breaker;
    this.#most = most;
    this.#width = most;
  }

  get active(): number {
    return this.#active;
  }

  get waiting(): number {
    return this.#waiting.length;
  }

  /** Ends when `letNext` has come to it. */
  queue(): Promise<void> {
    return new Promise((resolve) => {
      this.#waiting.push(resolve);
    });
  }

  /** Lets go who has waited longest, if there is room; where the breaker is open, no pause holds up the bad news. */
  letNext(): boolean {
    const isHeld = this.#pause.isOn && this.breaker.reason === undefined;
    const next = isHeld || this.#active >= this.#width ? undefined : this.#waiting.shift();
    if (next === undefined) return false;
    this.#active++;
    next();
    return true;
  }

  leave(): void {
    this.#active--;
  }

  succeeded(): void {
    this.breaker.succeeded();
    this.#width = Math.min(this.#most, this.#width + 1 / this.#width);
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
