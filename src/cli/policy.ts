/** `wave-inspect policy`: whether a policy file can be used, what it says with all that it extends, and whether its cases hold. */
import { ConfigurationError } from "../errors.ts";
import type { Outcome } from "../exit-code.ts";
import { PolicyError } from "../policy/file/load.ts";
import { showPolicy } from "../policy/file/show.ts";
import type { Policy } from "../policy/policy.ts";
import type { PolicyProblem } from "../policy/shapes/tree.ts";
import { readTypedPolicy } from "../policy-source/index.ts";
import { readWord } from "../settings.ts";
import { logLine } from "../text/plain.ts";
import { printJson } from "../text/print-json.ts";
import { short } from "../text/quote.ts";
import type { World } from "../world.ts";
import { readArguments } from "./arguments.ts";
import { commands } from "./commands.ts";
import { choosePolicy } from "./flags.ts";

/** `wave-inspect policy validate FILE`, `wave-inspect policy show [FILE]` and `wave-inspect policy test DIR|FILE`. */
export async function policy(args: readonly string[], world: World): Promise<Outcome> {
  const [verb = "", ...rest] = args;
  if (verb === "test") return test(rest, world);
  if (verb === "show") return show(rest, world);
  if (verb === "validate") return validate(rest, world);
  throw new ConfigurationError(`There is no policy ${verb === "" ? "without a verb" : `"${short(verb)}"`}. ${USE}`);
}

const USE =
  "Write: wave-inspect policy validate FILE, wave-inspect policy show [FILE], or wave-inspect policy test DIR|FILE.";

/** The one file of a command that takes no more. */
function oneOf(positionals: readonly string[]): string | undefined {
  if (positionals.length > 1) throw new ConfigurationError(`One file is enough: ${positionals.join(" ")}. ${USE}`);
  return positionals[0];
}

function required(positionals: readonly string[]): string {
  const file = oneOf(positionals);
  if (file === undefined) throw new ConfigurationError(`Name a file. ${USE}`);
  return file;
}

/** Whether the policy says of the cases of a directory or a file what they expect. */
async function test(args: readonly string[], world: World): Promise<Outcome> {
  const { positionals, values } = readArguments(args, "policy test");
  const path = required(positionals);
  const format = readWord("--format", values.format ?? "text", commands["policy test"].options.format.words);
  // Loaded only here: no other command about a policy scans or judges.
  const { testPolicy } = await import("../policy-test/index.ts");
  const { testJson, testJunit, testText } = await import("../policy-test/output.ts");
  const results = await testPolicy(path, world);
  world.out({ text: testText, junit: testJunit, json: testJson }[format](results));
  if (results.some(({ outcome }) => outcome === "error")) return "fault";
  return results.every(({ outcome }) => outcome === "ok") ? "pass" : "fail";
}

/** Errors as file:line:column, or one line that says it is fine; the same for programs. */
async function validate(args: readonly string[], world: World): Promise<Outcome> {
  const { positionals, values } = readArguments(args, "policy validate");
  const file = required(positionals);
  const format = readWord("--format", values.format ?? "text", commands["policy validate"].options.format.words);
  try {
    const { doubts = [] } = await readTypedPolicy(process.cwd(), process.cwd(), file, world.env);
    world.out(format === "json" ? validJson(file, doubts) : validText(file, doubts));
    return "pass";
  } catch (error) {
    if (format === "text" || !(error instanceof PolicyError)) throw error;
    world.out(
      validationJson(
        file,
        error.problems.map((problem) => ({ severity: "error", ...problem })),
      ),
    );
    return "fault";
  }
}

type Doubts = NonNullable<Policy["doubts"]>;

function validText(file: string, doubts: Doubts): string {
  const lines = doubts.map(
    ({ location, message }) => `${location.file}:${location.line}:${location.column}: notice: ${message}`,
  );
  return [...lines, `${file}: a valid policy.`].map((line) => `${logLine(line)}\n`).join("");
}

function validJson(file: string, doubts: Doubts): string {
  const problems = doubts.map(({ location: { file: at, line, column }, message }) => {
    return { severity: "notice", file: at, line, column, message } as const;
  });
  return validationJson(file, problems);
}

/** `valid` tells whether it can be used: a notice does not stop that. */
function validationJson(
  file: string,
  problems: readonly (PolicyProblem & { readonly severity: "error" | "notice" })[],
): string {
  const valid = problems.every(({ severity }) => severity !== "error");
  return printJson({ schemaVersion: 1, file, valid, problems });
}

/** The policy that was named, or the one of this directory, with all that it extends as one file. */
async function show(args: readonly string[], world: World): Promise<Outcome> {
  const { positionals, values } = readArguments(args, "policy show");
  const { effective = false, origin = false } = values;
  const chosen = await choosePolicy(process.cwd(), oneOf(positionals), world);
  world.out(showPolicy(chosen, { effective, origin }));
  return "pass";
}
