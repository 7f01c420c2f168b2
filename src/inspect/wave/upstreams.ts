/** The registries behind Wave as they fare: how many calls each may have under way, and what is asked no more. */
import { Lanes } from "../network/lanes.ts";
import type { Turn } from "../network/turn.ts";
import type { WaveFailure } from "./failure.ts";
import type { Reply } from "./reply.ts";

/**
 * Calls about registries that answer: as many as one host gets of us elsewhere, and not all of them for one registry.
 * A call about one that hangs takes Wave as long as we have patience; as many of those wait beside the others as Wave
 * is known to serve at once. A registry is given up after two failures in a row, of whatever kind.
 */
const limits = { perHost: 6, unproven: 1, overall: 8, aside: 128, breakAfter: 2 };

/** Calls that may be under way at once, all together. */
export const MOST_CALLS = limits.overall + limits.aside;

/** The states that say more of a registry than of one image. */
const troubles: ReadonlySet<string> = new Set(["unreachable", "timeout", "rate-limited", "server-error"]);

export class Upstreams {
  readonly #lanes = new Lanes<WaveFailure>(limits);
  /** What is wrong with our own set-up: told to every image, asked once. */
  #misconfigured: WaveFailure | undefined;

  /** Waits for a turn to ask about an image of this registry; or why no image of it is asked for any more. */
  async enter(registry: string): Promise<Turn | WaveFailure> {
    if (this.#misconfigured !== undefined) return this.#misconfigured;
    const turn = await this.#lanes.enter(registry);
    if ("kind" in turn || this.#misconfigured === undefined) return turn;
    turn.leave();
    return this.#misconfigured;
  }

  /** Whether so many registries hang that none can be waited for as long as otherwise. */
  get isCrowded(): boolean {
    return this.#lanes.isCrowded;
  }

  /** What Wave's reply about one image says for the others. */
  learn(registry: string, reply: Reply): void {
    if (reply.kind === "failure" && reply.state === "configuration") this.#misconfigured ??= reply;
    if (reply.kind === "failure" && reply.exhausted === true) return;
    if (reply.kind !== "failure" || reply.culprit !== "registry" || !troubles.has(reply.state)) {
      this.#lanes.answered(registry);
      this.#lanes.succeeded(registry);
      return;
    }
    const message = `${withoutSubject(reply, registry)}, again and again; it was not asked again`;
    this.#lanes.failed(registry, "any", { ...reply, message });
  }
}

function withoutSubject({ state }: WaveFailure, registry: string): string {
  if (state === "unreachable") return `Wave could not connect to ${registry}`;
  if (state === "rate-limited") return `${registry} limits the requests of Wave`;
  if (state === "timeout") return `${registry} did not answer Wave in time`;
  return `Wave got no answer from ${registry}`;
}
