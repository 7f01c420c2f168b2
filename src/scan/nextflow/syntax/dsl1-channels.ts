/** The channels of DSL1 in the inputs and outputs of a process. */
import type { Expression, Node, Section, Statement } from "./tree.ts";

/** The first input that comes `from` a channel, or output that goes `into` one. */
export function dsl1Channel(sections: readonly Section[]): Node | undefined {
  const bodies = sections.filter(({ label }) => label === "input" || label === "output");
  const found = bodies.flatMap(({ body }) => body).find(hasChannel);
  return found && { start: found.start, end: found.end };
}

const STREAMS: ReadonlySet<string> = new Set(["stdin", "stdout"]);

/** `val x from y`, `file 'z' into a, b`; `stdout into c`, which Groovy reads as `stdout(into).c`. */
function hasChannel(statement: Statement): boolean {
  let current: Expression | undefined = statement.kind === "expression" ? statement.expression : undefined;
  while (current?.kind === "method-call") {
    if (current.command && isChannelWord(current.name)) return true;
    current = current.object;
  }
  if (current?.kind !== "call" || current.callee.kind !== "variable" || !STREAMS.has(current.callee.name)) return false;
  return current.arguments.positional.some((argument) => argument.kind === "variable" && isChannelWord(argument.name));
}

function isChannelWord(name: string | undefined): boolean {
  return name === "from" || name === "into";
}
