/** `SOURCE_DATE_EPOCH` of the global scope, which BuildKit reads before it resolves anything (dockerfile2llb/epoch.go). */
import { quote } from "../../text/quote.ts";
import { copyWords, readFlag } from "./check.ts";
import { plain } from "./fragments.ts";
import type { Fault } from "./fault.ts";
import type { Instruction } from "./instructions.ts";
import type { Stage } from "./stages.ts";
import { checksumFault, isRemote } from "./steps.ts";
import { contextOfStage, type Contexts } from "./contexts.ts";
import { expand, type GivenArguments, type Variables, withArguments } from "./variables.ts";

const NAME = "SOURCE_DATE_EPOCH";

const isArgument = ({ keyword }: Instruction): boolean => keyword === "ARG";

/** A number, `context`, or a stage that does nothing but add one remote file; all else stops the build. */
export function epochFault(
  stages: readonly Stage[],
  globals: readonly Instruction[],
  escape: string,
  variables: Variables,
  { args, contexts }: { readonly args: GivenArguments; readonly contexts: Contexts },
): Fault | undefined {
  const known = (args.get(NAME) ?? variables.get(NAME))?.value;
  const value = known === undefined ? "" : plain(known);
  if (value === "" || /^[+-]?\d{1,18}$/.test(value) || value === "context") return undefined;
  if (contextOfStage(contexts, value) !== undefined) return undefined;
  const stage = stages.find(({ name }) => name === value.toLowerCase());
  if (stage === undefined) {
    const offset = globals.find(({ rest }) => rest.value.includes(NAME))?.start ?? 0;
    return {
      offset,
      message: `${NAME} is neither a number of seconds nor a stage: ${quote(value)}`,
    };
  }
  return addsOneFile(stage, escape, variables, args)
    ? undefined
    : { offset: stage.from.start, message: `the stage of ${NAME} may only add one remote file to scratch` };
}

function addsOneFile({ base, commands }: Stage, escape: string, variables: Variables, args: GivenArguments): boolean {
  const [add, ...others] = commands.filter((command) => !isArgument(command));
  if (add?.keyword !== "ADD" || others.length > 0) return false;
  const faults: Fault[] = [];
  const inside = withArguments(variables, commands.filter(isArgument), escape, args, faults);
  const valueOf = (word: string, known: Variables): string => {
    const { result } = expand(word, escape, known);
    return "error" in result ? "" : plain(result.fragments);
  };
  const [file = "", ...more] = copyWords(add).map((word) => valueOf(word, inside));
  const sums = add.flags
    .map(readFlag)
    .flatMap(({ name, value }) => (name === "checksum" && value ? [value.value] : []));
  return (
    faults.length === 0 &&
    valueOf(base.value, variables) === "scratch" &&
    more.length === 1 &&
    isRemote(file) &&
    sums.every((sum) => checksumFault(valueOf(sum, inside), [file]) === undefined)
  );
}
