/** Places of a script that are not followed any further. */
import type { Node } from "../syntax/tree.ts";
import type { Stop } from "./model.ts";

/** What comes behind is not known: there would be no end of it. */
export function limit(file: string, node: Node, message: string): Stop {
  return { file, node, message, dialect: "both", guards: [], open: "limit" };
}
