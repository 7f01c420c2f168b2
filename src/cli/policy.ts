/** `wave-inspect policy`: whether a policy file can be used, what it says with all that it extends, and whether its cases hold. */
import { ConfigurationError } from "../errors.ts";
import type { Outcome } from "../exit-code.ts";
import { showPolicy } from "../policy/file/show.ts";
import { readTypedPolicy } from "../policy-source/index.ts";
import { readWord } from "../settings.ts";
import { logLine } from "../text/plain.ts";
import type { World } from "../world.ts";
import { readArguments } from "./arguments.ts";
import { choosePolicy } from "./flags.ts";

/** `wave-inspect policy validate FILE`, `wave-inspect policy show [FILE]` and `wave-inspect policy test DIR|FILE`. */
export async function policy(args: readonly string[], world: World): Promise<Outcome> {
  const { positionals, values } = readArguments(args, {
    effective: { type: "boolean" },
    origin: { type: "boolean" },
    format: { type: "string" },
  });
  const [verb, file, ...more] = positionals;
  const { effective = false, origin = false } = values;
  if (verb === "test" && file !== undefined && more.length === 0 && !effective && !origin)
    return test(file, readWord("--format", values.format ?? "text", ["text", "junit", "json"]), world);
  if (verb === "show" && more.length === 0 && values.format === undefined)
    return show(file, { effective, origin }, world);
  if (
    verb === "validate" &&
    file !== undefined &&
    more.length === 0 &&
    !effective &&
    !origin &&
    values.format === undefined
  )
    return validate(file, world);
  throw new ConfigurationError(
    "Write: wave-inspect policy validate FILE, wave-inspect policy show [FILE] [--effective] [--origin], or wave-inspect policy test DIR|FILE [--format text|junit|json].",
  );
}

/** Whether the policy says of the cases of a directory or a file what they expect. */
async function test(path: string, format: "text" | "junit" | "json", world: World): Promise<Outcome> {
  // Loaded only here: no other command about a policy scans or judges.
  const { testPolicy } = await import("../policy-test/index.ts");
  const { testJson, testJunit, testText } = await import("../policy-test/output.ts");
  const results = await testPolicy(path, world);
  world.out({ text: testText, junit: testJunit, json: testJson }[format](results));
  if (results.some(({ outcome }) => outcome === "error")) return "fault";
  return results.every(({ outcome }) => outcome === "ok") ? "pass" : "fail";
}

/** Errors as file:line:column, or one line that says it is fine. */
async function validate(file: string, world: World): Promise<Outcome> {
  const { doubts = [] } = await readTypedPolicy(process.cwd(), process.cwd(), file, world.env);
  for (const { location, message } of doubts)
    world.out(`${logLine(`${location.file}:${location.line}:${location.column}: notice: ${message}`)}\n`);
  world.out(`${logLine(`${file}: a valid policy.`)}\n`);
  return "pass";
}

/** The policy that was named, or the one of this directory, with all that it extends as one file. */
async function show(
  file: string | undefined,
  options: { readonly effective: boolean; readonly origin: boolean },
  world: World,
): Promise<Outcome> {
  world.out(showPolicy(await choosePolicy(process.cwd(), file, world), options));
  return "pass";
}
