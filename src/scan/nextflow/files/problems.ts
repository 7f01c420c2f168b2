/** A list of problems in which each stands once. */
import type { Problem, ProblemKind } from "../../../model.ts";
import type { SourceText } from "../evaluate/model.ts";
import type { Node } from "../syntax/tree.ts";

/** Collects problems, each once. */
export interface ProblemList {
  add(problem: Problem): void;
  /** At a place of a file. */
  at(source: SourceText, node: Pick<Node, "start">, kind: ProblemKind, message: string): void;
  /** About a file as a whole. */
  of(path: string, kind: ProblemKind, message: string): void;
  all(): readonly Problem[];
}

export function listProblems(): ProblemList {
  const problems = new Map<string, Problem>();
  const add = (problem: Problem): void => {
    const key = JSON.stringify([problem.file, problem.line, problem.column, problem.message]);
    if (!problems.has(key)) problems.set(key, problem);
  };
  return {
    add,
    at: (source, node, kind, message) => add({ file: source.path, ...source.lines().at(node.start), kind, message }),
    of: (path, kind, message) => add({ file: path, line: 1, column: 1, kind, message }),
    all: () => [...problems.values()],
  };
}
