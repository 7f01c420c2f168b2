/** The end of the evaluation of a configuration before its last statement. */
import type { Unresolved } from "../../../model.ts";
import { overBudget, type Budget, type Resource } from "../budget/budget.ts";
import type { ConfigFile } from "../files/sources.ts";
import type { Node } from "../syntax/tree.ts";
import type { Notice } from "./context.ts";
import { MergeProblem } from "./merge.ts";
import type { SourceText } from "../../../text/source-text.ts";

/** Thrown where a configuration cannot be followed any further, and caught by `configure`: nobody else sees it. */
export class Halt extends Error {
  readonly notice: Notice;

  constructor(notice: Notice) {
    super(notice.message);
    this.notice = notice;
  }

  /** Why no container of the run is known: a setting that was not followed may choose it. */
  get unresolved(): Unresolved {
    return { reason: "limit", detail: `The configuration is not followed to its end. ${this.message}` };
  }
}

/** Nextflow itself comes to no end here either. */
export function endless(source: SourceText, node: Node, message: string): Halt {
  return new Halt({ source, node, kind: "abort", message, stops: true });
}

/** Nextflow may come to an end, if slowly. */
export function cut(source: SourceText, node: Node, message: string): Halt {
  return new Halt({ source, node, kind: "limit", message, stops: false });
}

/** Ends the evaluation at a file that is too long to be parsed. */
export function checkLength({ source, parsed }: ConfigFile): void {
  const [problem] = parsed.problems;
  if (parsed.isCut === true)
    throw cut(source, { start: 0, end: 0 }, `This file is not read: ${problem?.message ?? ""}.`);
}

/** Takes from the budget, or ends the evaluation at a place. */
export function spend(budget: Budget, resource: Resource, amount: number, source: SourceText, node: Node): void {
  if (!budget.spend(resource, amount)) throw cut(source, node, overBudget(resource).detail);
}

/** Runs what lets maps flow together: what is wrong with them is told at this place. */
export function at<T>(source: SourceText, node: Node, run: () => T): T {
  try {
    return run();
  } catch (error) {
    throw error instanceof MergeProblem ? haltOf(error, source, node) : error;
  }
}

function haltOf({ message, isEndless }: MergeProblem, source: SourceText, node: Node): Halt {
  if (!isEndless) return cut(source, node, `These settings are not followed: ${message}.`);
  const fault = "Nextflow does not come to an end here, or stops with a StackOverflowError";
  return endless(source, node, `These settings have no end: ${message}. ${fault}.`);
}
