/** WDL documents: `docker` and `container` of tasks. */
import { posix } from "node:path";
import type { SourceTree } from "../../../model.ts";
import { addComposed, type Composed, isKnown } from "../../kit/composed.ts";
import { FileScanner, type FileScan, type Surroundings } from "../../kit/file-scan.ts";
import { literalText } from "../../kit/placed-text.ts";
import { CallTree } from "./call-tree.ts";
import type { Block, Expression } from "./document.ts";
import type { Evaluator } from "./evaluator.ts";
import { elementsOf } from "./expression.ts";
import { programOf, type WdlFile, withLineFeeds } from "./program.ts";

/**
 * Literals, lists of alternatives, and expressions over inputs with defaults: `~{version}`, `+`, `select_first`, `if`,
 * members of structs. What the calls of any file of the repository hand to a task counts for its inputs. The engine is
 * the runner's choice.
 */
export function scanWdl(file: string, written: string, { tree }: Surroundings): FileScan {
  const text = withLineFeeds(written);
  const scan = new FileScanner(file, text, "wdl");
  const program = programOf(tree);
  const document = program.file(file, text, (at) =>
    scan.problem(at, "unreadable", "This file is read no further than here: it has more words than are followed."),
  );
  if (program.isCut) {
    scan.problem(0, "unreadable", "The WDL files here have more words than are put together: calls are missing.");
  }
  const calls = new CallTree({ scan, program });
  for (const task of document.tasks) {
    const runs = calls.runsOf({ file: document, block: task }, task.images);
    for (const image of task.images) addImage(scan, document, task, image, runs);
  }
  followImports(scan, document, tree);
  return scan.result();
}

/** `import "file"`, by its path from this one. */
function followImports(scan: FileScanner, { imports }: WdlFile, tree: SourceTree): void {
  for (const { file } of imports) {
    scan.follow("wdl", literalText(scan.text, file.start, file.end), posix.dirname(scan.file), tree);
  }
}

function addImage(
  scan: FileScanner,
  { tokens }: WdlFile,
  task: Block,
  image: Expression,
  runs: readonly Evaluator[],
): void {
  const alternatives = elementsOf(tokens, image);
  for (const alternative of alternatives) {
    const first = tokens[alternative.start];
    const last = tokens[alternative.end - 1];
    if (alternative.start >= alternative.end || first === undefined || last === undefined) continue;
    const isString = first.kind === "string" && first === last;
    const text = literalText(scan.text, first.start + (isString ? 1 : 0), last.end - (isString ? 1 : 0));
    const conditions = alternatives.length > 1 ? ["the runner takes one of the list"] : [];
    if (scan.isFull) return;
    const given = valuesOf(scan, runs, alternative).map((value) =>
      isKnown(value) && conditions.length > 0 ? { ...value, conditions } : value,
    );
    const context = { process: task.name };
    addComposed(scan, { text, kind: "image", context, facts: { engine: null, process: task.name } }, given);
  }
}

/** What a test hands over and only a run of it knows says nothing of what the others pull. */
function valuesOf(scan: FileScanner, runs: readonly Evaluator[], image: Expression): Composed[] {
  const values: Composed[] = [];
  const open: Composed[] = [];
  for (const run of runs) {
    for (const value of run.evaluate(image, 0)) (run.isTest && !isKnown(value) ? open : values).push(value);
    // What all further calls give is unresolved as well.
    if (scan.budget.isSpent("names")) break;
  }
  return values.length > 0 ? values : open;
}
