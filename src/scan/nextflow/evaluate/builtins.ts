/** The functions of Nextflow that every script can call. */
import { environment } from "./methods/java.ts";
import type { Run, Value } from "./model.ts";
import { failure, nothing, shown, unknown, unsupported } from "./value.ts";

/** Functions that every script can call (the static ones of `nextflow.Nextflow`). */
const names = new Set(
  "branchCriteria env error exit file files groupKey multiMapCriteria print printf println record sendMail sleep tuple".split(
    " ",
  ),
);

export function isBuiltin(name: string): boolean {
  return names.has(name);
}

/** Functions of Nextflow itself. */
export function builtin(name: string, args: readonly Value[], run: Run, words: string): Value {
  const failed = args.find((arg) => arg.kind === "failure");
  if (failed !== undefined) return failed;
  const [first] = args;
  const key = first === undefined ? undefined : shown(first, run.meter);
  switch (name) {
    case "env":
      return key === undefined ? unsupported(words) : environment(key, run);
    case "file":
    case "path":
      if (first?.kind !== "string") return first?.kind === "unknown" ? first : unsupported(words);
      if (first.value === "") return failure("Argument of `file` function cannot be empty");
      // It is made absolute and normal.
      if (/^[^:]*(?:\/\/|(?:^|\/)\.\.?(?:\/|$))/.test(first.value)) return unsupported(words);
      return /^\/|^[^/:. ]+:\/\/|^\$\{/.test(first.value) ? first : { ...first, value: `\${launchDir}/${first.value}` };
    case "print":
    case "println":
    case "printf":
      return nothing;
    case "exit":
    case "error":
      return failure(`\`${words}\``);
    default:
      if (isBuiltin(name)) return unsupported(words);
      return unknown("unknown-function", `The function ${name} is defined nowhere in the repository.`, words);
  }
}
