/** Takes a side where a condition is open. */
import type { Run, Value } from "./model.ts";
import { truthOf } from "./value.ts";

/** Takes a side of a stored choice. */
export function settle(value: Value, run: Run): Value {
  let current = value;
  while (current.kind === "choice") {
    current = run.decide(current.condition, current.unresolved) ? current.held : current.failed;
  }
  return current;
}

/** Takes a side on a value used as a condition; the value itself where Nextflow stops. */
export function decideTruth(value: Value, run: Run): boolean | Value {
  const known = truthOf(value);
  if (known !== undefined) return known;
  return value.kind === "unknown" ? run.decide(value.words, value.unresolved) : value;
}
