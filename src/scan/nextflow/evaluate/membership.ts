/** What `case`, `in` and `contains` mean. */
import type { Meter } from "../budget/meter.ts";
import { compile } from "../regex/index.ts";
import { instanceOf } from "./conversions.ts";
import { keyOf } from "./entries.ts";
import { equals, javaEquals } from "./equality.ts";
import type { Value } from "./model.ts";
import { isOpen, openAs, shown, truth, truthOf, unsupported } from "./value.ts";

/** What `case` and `in` mean. */
export function isCase(subject: Value, candidate: Value, words: string, meter: Meter): Value {
  switch (candidate.kind) {
    case "failure":
      return candidate;
    case "list":
      return candidate.shape === "matcher" ? unsupported(words) : contains(candidate.items, subject, words, meter);
    case "map": {
      if (isOpen(subject)) break;
      const key = keyOf(subject);
      const found = key === undefined ? undefined : candidate.entries.get(key);
      const holds = found === undefined ? false : truthOf(found);
      return holds === undefined ? unsupported(words) : truth(holds);
    }
    case "object":
      if (candidate.constant !== undefined) break;
      return instanceOf(subject, candidate.name, false, words);
    case "closure":
    case "function":
      return unsupported(words);
    case "string":
      if (isOpen(subject)) break;
      if (candidate.pattern === true) return fits(subject, candidate.value, words, meter);
      return reads(subject, candidate.value, words, meter);
    case "null":
    case "boolean":
    case "number":
    case "choice":
    case "unknown":
      break;
  }
  const same = equals(subject, candidate, meter);
  return same === undefined ? notComparable(isOpen(subject) ? subject : candidate, words) : truth(same);
}

/** `CharSequence.isCase`: the number 1 is the case `'1'`. */
function reads(subject: Value, wanted: string, words: string, meter: Meter): Value {
  const plain = shown(subject, meter);
  return plain === undefined ? unsupported(words) : truth(plain === wanted && subject.kind !== "null");
}

/** `Pattern.isCase`: the pattern takes the whole text. */
function fits(subject: Value, pattern: string, words: string, meter: Meter): Value {
  const regex = compile(pattern, meter);
  const subjectText = shown(subject, meter);
  const result = "problem" in regex || subjectText === undefined ? undefined : regex.matches(subjectText, meter);
  return result === undefined ? unsupported(words) : truth(result && subject.kind !== "null");
}

/** `List.contains`, by Java's `equals`. */
export function contains(items: readonly Value[], wanted: Value, words: string, meter: Meter): Value {
  if (!meter.look(items.length)) return unsupported(words);
  if (items.some((item) => javaEquals(item, wanted, meter))) return truth(true);
  if (isOpen(wanted) && items.length > 0) return notComparable(wanted, words);
  const open = items.find((item) => isOpen(item) || item.kind === "choice");
  return open === undefined ? truth(false) : notComparable(open, words);
}

function notComparable(open: Value, words: string): Value {
  return open.kind === "unknown" ? openAs(open, words) : unsupported(words);
}
