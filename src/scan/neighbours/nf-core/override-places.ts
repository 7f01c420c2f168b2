/** Where a pipeline keeps settings of processes whose code it has copied: a place in its own configuration, in its style. */
import type { OverridePlace, SourceTree } from "../../../model.ts";
import { indexLines } from "../../../text/lines.ts";

const MODULES_CONFIG = "conf/modules.config";

/** One for each pipeline with a `modules.json` that has a configuration. */
export function overridePlaces(tree: SourceTree): readonly OverridePlace[] {
  return tree.files.flatMap((file) => {
    if (!/(?:^|\/)modules\.json$/.test(file)) return [];
    return placeOf(tree, file.slice(0, -"modules.json".length)) ?? [];
  });
}

/** In `conf/modules.config`, as the template of nf-core has it, where it is one block and is read; else at the end of `nextflow.config`. */
function placeOf(tree: SourceTree, root: string): OverridePlace | undefined {
  const main = tree.read(`${root}nextflow.config`);
  if (main === undefined) return undefined;
  const isRead = /^\s*includeConfig\s*\(?\s*(['"])conf\/modules\.config\1/m.test(main);
  const modules = isRead ? tree.read(`${root}${MODULES_CONFIG}`) : undefined;
  const end = modules === undefined ? undefined : endOfBlock(modules);
  if (modules !== undefined && end !== undefined) return placeAt(root, `${root}${MODULES_CONFIG}`, modules, end);
  return placeAt(root, `${root}nextflow.config`, main, undefined);
}

/** @param block Where the last line of the block is; undefined: behind all of the text. */
function placeAt(root: string, file: string, text: string, block: number | undefined): OverridePlace {
  const at = block ?? text.length;
  return {
    root,
    location: { file, ...indexLines(text).span({ start: at, end: at }) },
    isInBlock: block !== undefined,
    isOnNewLine: at === 0 || text[at - 1] === "\n",
    lineEnd: text.includes("\r\n") ? "\r\n" : "\n",
  };
}

/** The offset of the line `}` that ends the file, where the line before it that is not indented either is `process {`. */
function endOfBlock(text: string): number | undefined {
  const starts = [...text.matchAll(/^(?![ \t]|\/\/|\s*$).*$/gm)];
  const [open, close] = starts.slice(-2);
  return open?.[0].trimEnd() === "process {" && close?.[0].trimEnd() === "}" ? close.index : undefined;
}
