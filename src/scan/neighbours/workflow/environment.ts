/** The variables that a workflow, a job and a step set in their `env`. */
import { isKnown, literal, LONGEST, withOrigin } from "../../kit/composed.ts";
import type { YamlText } from "../../kit/yaml-file.ts";
import { evaluateText, type Lookup, textOf, unknownValue } from "./expression.ts";
import { scalarOf } from "./lookups.ts";

export interface Environment {
  value(name: string): YamlText | undefined;
  /** Commands of the job that set variables as well. */
  readonly written: string;
}

/** A lookup that knows `env` as well, as far as it is written in the file and no command sets it anew. */
export function withEnvironment(lookup: Lookup, environment: Environment): Lookup {
  return (path) => {
    const [context = "", name = ""] = path;
    const text = context.toLowerCase() === "env" && path.length === 2 ? environment.value(name) : undefined;
    if (text === undefined) return lookup(path);
    if (text.value.length > LONGEST || environment.written.includes(`${name}=`)) return unknownValue(path.join("."));
    // All are texts, what was a number before that as well.
    const isWritten = !text.value.includes("${{");
    const composed = isWritten ? literal(textOf(scalarOf(text))) : evaluateText(text.value, lookup);
    return isKnown(composed) ? withOrigin(composed, text) : composed;
  };
}
