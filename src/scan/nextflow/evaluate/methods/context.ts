/** What the methods of every kind of value are given. */
import type { Run, Value } from "../model.ts";

/** What a method needs besides its object and its arguments. */
export interface MethodCallContext {
  readonly run: Run;
  /** The call as written, on one line. */
  readonly words: string;
  invoke(closure: Value, args: readonly Value[]): Value;
}
