/** What is outside of the program. */
import type { Cancellation } from "./cancellation.ts";
import type { Redactor } from "./text/redactor.ts";

/** What a run may touch of the world outside. Tests hand in their own. */
export interface World {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly now: () => Date;
  /** Standard output: the product. */
  readonly out: (text: string) => void;
  /** Standard error: everything else. */
  readonly err: (text: string) => void;
  /** All of standard input. */
  readonly input: () => Promise<string>;
  /** Asks a person one question and gives the line of the answer; absent where there is no terminal. */
  readonly ask?: ((question: string) => Promise<string>) | undefined;
  /** Whether standard output shows colours. */
  readonly color: boolean;
  /** Knows every secret as soon as it is read; what servers said goes through it before it is printed. */
  readonly redactor: Redactor;
  /** From the first call on, signals do not end the process any more but the run. Without it they do. */
  readonly cancellable?: () => Cancellation;
}
