/** What is known of how one host wants to be asked. */
import type { AuthScheme } from "./auth-scheme.ts";

/** Learns from the first question: while it is under way the others wait, so that one 401 teaches all of them. */
export class HostAuth {
  #scheme: AuthScheme | undefined;
  /** Repositories that want a login although the host serves others without any. */
  readonly #guarded = new Map<string, AuthScheme>();
  #learning: Promise<void> | undefined;
  #endLesson = nothing;

  get isKnown(): boolean {
    return this.#scheme !== undefined;
  }

  schemeFor(repository: string): AuthScheme | undefined {
    return this.#guarded.get(repository) ?? this.#scheme;
  }

  /** The first answer counts. Those that wait go on. */
  learn(scheme: AuthScheme): void {
    this.#scheme ??= scheme;
    this.#endLesson();
  }

  /** The host is open, and this repository of it is not. */
  guard(repository: string, scheme: AuthScheme): void {
    this.#guarded.set(repository, scheme);
  }

  async inTurn<T>(question: () => Promise<T>): Promise<T> {
    if (!this.isKnown && this.#learning !== undefined) await this.#learning;
    if (this.isKnown || this.#learning !== undefined) return question();
    this.#learning = new Promise((resolve) => {
      this.#endLesson = resolve;
    });
    try {
      return await question();
    } finally {
      this.#endLesson();
      this.#learning = undefined;
    }
  }
}

function nothing(): void {
  // Nobody waits.
}
