/** A list of problems in which each stands once, and of one file no more than somebody reads. */
import type { Problem, ProblemKind } from "../../../model.ts";
import type { Node } from "../syntax/tree.ts";
import type { SourceText } from "../../../text/source-text.ts";

/** Collects problems, each once. */
export interface ProblemList {
  add(problem: Problem): void;
  /** At a place of a file, where a run stops unless `goesOn` says otherwise. */
  at(
    source: SourceText,
    node: Pick<Node, "start">,
    kind: ProblemKind,
    message: string,
    goesOn?: GoesOn,
    help?: string,
  ): void;
  /** About a file as a whole. */
  of(path: string, kind: ProblemKind, message: string): void;
  all(): readonly Problem[];
}

/** No run stops there: none reads the file or one does without (`aside`), or one reads more than was read here (`open`). */
export type GoesOn = "aside" | "open";

/** Of one kind in one file. */
const MOST = 200;
const MORE = "More problems of this kind from here on are not listed, the first: ";

export function listProblems(): ProblemList {
  const problems = new Map<string, Problem>();
  const counts = new Map<string, number>();
  const add = (problem: Problem): void => {
    const { file, kind, message } = problem;
    const key = JSON.stringify([file, problem.line, problem.column, message]);
    if (problems.has(key)) return;
    const group = JSON.stringify([file, kind]);
    const count = counts.get(group) ?? 0;
    counts.set(group, count + 1);
    if (count < MOST) problems.set(key, problem);
    else if (count === MOST) {
      // One list is added to another.
      problems.set(key, { ...problem, message: message.startsWith(MORE) ? message : MORE + message });
    }
  };
  return {
    add,
    at(source, node, kind, message, goesOn, help) {
      const { line, column } = source.lines().at(node.start);
      const more = { ...(goesOn !== undefined && { [goesOn]: true }), ...(help !== undefined && { help }) };
      add({ file: source.path, line, column, kind, message, ...more });
    },
    of: (path, kind, message) => add({ file: path, line: 1, column: 1, kind, message }),
    all: () => [...problems.values()],
  };
}
