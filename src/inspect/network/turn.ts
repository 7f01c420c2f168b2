/** The turn of one request, from being let go to its end. */

/** Milliseconds after which whoever still waits for an answer makes room: no host that is well takes so long. */
const PATIENCE = 1000;

/** What a turn tells of itself. */
export interface TurnEvents {
  /** No answer for a while. */
  readonly silent: () => void;
  readonly over: (wasSilent: boolean) => void;
}

export class Turn {
  readonly #events: TurnEvents;
  readonly #timer: NodeJS.Timeout;
  #isSilent = false;

  constructor(events: TurnEvents) {
    this.#events = events;
    this.#timer = setTimeout(() => {
      this.#isSilent = true;
      events.silent();
    }, PATIENCE);
  }

  /** To be called once, at the end. */
  leave(): void {
    clearTimeout(this.#timer);
    this.#events.over(this.#isSilent);
  }
}
