/** `wave-inspect policy validate`: whether a policy file can be used. */
import { ConfigurationError } from "../errors.ts";
import { readTypedPolicy } from "../policy-source/index.ts";
import { logLine } from "../text/plain.ts";
import type { World } from "../world.ts";
import { readArguments } from "./arguments.ts";
import type { Outcome } from "../exit-code.ts";

/** `wave-inspect policy validate FILE`: errors as file:line:column, or one line that says it is fine. */
export async function policy(args: readonly string[], world: World): Promise<Outcome> {
  const { positionals } = readArguments(args, {});
  const [verb, file, ...more] = positionals;
  if (verb !== "validate" || file === undefined || more.length > 0) {
    throw new ConfigurationError("Write: wave-inspect policy validate FILE.");
  }
  const { doubts = [] } = await readTypedPolicy(process.cwd(), process.cwd(), file, world.env);
  for (const { location, message } of doubts)
    world.out(`${logLine(`${location.file}:${location.line}:${location.column}: notice: ${message}`)}\n`);
  world.out(`${logLine(`${file}: a valid policy.`)}\n`);
  return "pass";
}
