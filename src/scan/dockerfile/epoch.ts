/** `SOURCE_DATE_EPOCH` of the global scope, which BuildKit reads before it resolves anything (dockerfile2llb/epoch.go). */
import { quote } from "../../image/quote.ts";
import { copyWords } from "./check.ts";
import { plain } from "./fragments.ts";
import type { Fault } from "./fault.ts";
import type { Instruction } from "./instructions.ts";
import type { Stage } from "./stages.ts";
import { isRemote } from "./steps.ts";
import { expand, type Variables } from "./variables.ts";

const NAME = "SOURCE_DATE_EPOCH";

/** A number, `context`, or a stage that does nothing but add one remote file; all else stops the build. */
export function epochFault(
  stages: readonly Stage[],
  globals: readonly Instruction[],
  escape: string,
  variables: Variables,
  buildArgs: Readonly<Record<string, string>>,
): Fault | undefined {
  const declared = variables.get(NAME)?.value;
  const value = (Object.hasOwn(buildArgs, NAME) ? buildArgs[NAME] : undefined) ?? (declared && plain(declared));
  if (value === undefined || value === "" || /^[+-]?\d{1,18}$/.test(value) || value === "context") return undefined;
  const stage = stages.find(({ name }) => name === value.toLowerCase());
  if (stage === undefined) {
    const offset = globals.find(({ rest }) => rest.value.includes(NAME))?.start ?? 0;
    return {
      offset,
      message: `${NAME} is neither a number of seconds nor a stage: ${quote(value)}`,
    };
  }
  const sources = stage.commands
    .filter(({ keyword }) => keyword === "ADD")
    .map((command) => copyWords(command).slice(0, -1));
  const source = expand(sources[0]?.[0] ?? "", escape, variables).result;
  const isPlain =
    stage.base?.value === "scratch" &&
    stage.commands.every(({ keyword }) => keyword === "ADD" || keyword === "ARG") &&
    sources.length === 1 &&
    sources[0]?.length === 1 &&
    !("error" in source) &&
    isRemote(plain(source.fragments));
  return isPlain
    ? undefined
    : { offset: stage.from.start, message: `the stage of ${NAME} may only add one remote file to scratch` };
}
