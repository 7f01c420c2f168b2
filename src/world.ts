/** What is outside of the program. */
import type { Cancellation } from "./cancellation.ts";
import type { Redactor } from "./text/redactor.ts";

/** How far an inspection is. */
export interface Step {
  readonly done: number;
  readonly total: number;
  /** Images that wait or are under way, by registry, the most first. */
  readonly open: readonly { readonly registry: string; readonly images: number }[];
}

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
  /** Whether it shows links (OSC 8). */
  readonly links?: boolean;
  /** Its columns, where it is a terminal. */
  readonly columns?: number | undefined;
  /** Told how far an inspection is, and undefined when it is over; absent where standard error is no terminal. */
  readonly progress?: ((step: Step | undefined) => void) | undefined;
  /** Knows every secret as soon as it is read; what servers said goes through it before it is printed. */
  readonly redactor: Redactor;
  /** From the first call on, signals do not end the process any more but the run. Without it they do. */
  readonly cancellable?: () => Cancellation;
}
