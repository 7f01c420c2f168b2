/** Which files mention this program: one in thousands, and only those need be looked through for directives. */
import type { SourceTree } from "../../model.ts";

export interface MentioningTree extends SourceTree {
  /** Whether the file mentions this program; its text is not read again where the scan has read it. */
  mentions(path: string): boolean;
}

/** Cheap: one file in thousands has a directive. */
export function mayHoldIgnores(text: string): boolean {
  return /wave-inspect/i.test(text);
}

/** The same tree. The answer for a file is found when its text comes by, and is the same whenever it is asked for. */
export function withMentions(tree: SourceTree): MentioningTree {
  const known = new Map<string, boolean>();
  const read = (path: string): string | undefined => {
    const text = tree.read(path);
    known.set(path, text !== undefined && mayHoldIgnores(text));
    return text;
  };
  return {
    ...tree,
    read,
    mentions(path) {
      if (!known.has(path)) read(path);
      return known.get(path) === true;
    },
  };
}
