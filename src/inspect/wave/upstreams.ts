/** The registries behind Wave as they fare, and what is asked no more because of that. */
import { Breaker } from "../network/breaker.ts";
import type { WaveFailure } from "./failure.ts";
import type { Reply } from "./reply.ts";

/** Failures of a registry in a row, of whatever kind, after which its other images are not asked for. */
const BREAK_AFTER = 2;

/** The states that say more of a registry than of one image. */
const troubles: ReadonlySet<string> = new Set(["unreachable", "timeout", "rate-limited", "server-error"]);

export class Upstreams {
  readonly #breakers = new Map<string, Breaker<WaveFailure>>();
  /** What is wrong with our own set-up: told to every image, asked once. */
  #misconfigured: WaveFailure | undefined;

  /** Why images of this registry are asked for no more; undefined as long as they are. */
  stopped(registry: string): WaveFailure | undefined {
    return this.#misconfigured ?? this.#breakerOf(registry).reason;
  }

  /** What Wave's reply about one image says for the others. */
  learn(registry: string, reply: Reply): void {
    if (reply.kind === "failure" && reply.state === "configuration") this.#misconfigured ??= reply;
    const breaker = this.#breakerOf(registry);
    if (reply.kind !== "failure" || reply.culprit !== "registry" || !troubles.has(reply.state)) {
      breaker.succeeded();
      return;
    }
    const message = `${withoutSubject(reply, registry)}, again and again; it was not asked again`;
    breaker.failed("any", { ...reply, message });
  }

  #breakerOf(registry: string): Breaker<WaveFailure> {
    let breaker = this.#breakers.get(registry);
    if (breaker === undefined) this.#breakers.set(registry, (breaker = new Breaker(BREAK_AFTER)));
    return breaker;
  }
}

function withoutSubject({ state }: WaveFailure, registry: string): string {
  if (state === "unreachable") return `Wave could not connect to ${registry}`;
  if (state === "rate-limited") return `${registry} limits the requests of Wave`;
  if (state === "timeout") return `${registry} did not answer Wave in time`;
  return `Wave got no answer from ${registry}`;
}
