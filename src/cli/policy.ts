/** `wave-inspect policy`: whether a policy file can be used, and what it says with all that it extends. */
import { ConfigurationError } from "../errors.ts";
import type { Outcome } from "../exit-code.ts";
import { showPolicy } from "../policy/file/show.ts";
import { readTypedPolicy } from "../policy-source/index.ts";
import { logLine } from "../text/plain.ts";
import type { World } from "../world.ts";
import { readArguments } from "./arguments.ts";
import { choosePolicy } from "./flags.ts";

/** `wave-inspect policy validate FILE` and `wave-inspect policy show [FILE]`. */
export async function policy(args: readonly string[], world: World): Promise<Outcome> {
  const { positionals, values } = readArguments(args, {
    effective: { type: "boolean" },
    origin: { type: "boolean" },
  });
  const [verb, file, ...more] = positionals;
  const { effective = false, origin = false } = values;
  if (verb === "show" && more.length === 0) return show(file, { effective, origin }, world);
  if (verb === "validate" && file !== undefined && more.length === 0 && !effective && !origin)
    return validate(file, world);
  throw new ConfigurationError(
    "Write: wave-inspect policy validate FILE, or wave-inspect policy show [FILE] [--effective] [--origin].",
  );
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
