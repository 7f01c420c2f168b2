/** Reads a baseline: the known findings of a repository. */
import { ConfigurationError } from "../errors.ts";
import type { Baseline } from "../model.ts";
import { knownFinding } from "../policy/judge/excuses/known.ts";
import { readJsonTree } from "../policy/shapes/json.ts";
import { Problems, type Tree, treeAt } from "../policy/shapes/tree.ts";
import { sha256 } from "../text/sha256.ts";
import { baselineShape } from "./definition.ts";

/**
 * @param file Its name, for messages.
 * @param bytes What the text was made of.
 * @throws ConfigurationError with a line for each thing that is wrong, `file:line:column: what`.
 */
export function readBaseline(text: string, file: string, bytes: Buffer | string = text): Baseline {
  const problems = new Problems(file, { what: "baseline", least: '"version": 1 and "findings": []' });
  const tree = readJsonTree(text, problems, "wave-inspect baseline");
  const given = tree && baselineShape.read(tree, { problems, path: "" });
  const lines = tree === undefined ? new Map<string, number>() : linesOf(tree, problems);
  if (given === undefined || problems.found.length > 0) {
    const said = problems.found.map(({ line, column, message }) => `${file}:${line}:${column}: ${message}`);
    throw new ConfigurationError(said.join("\n"));
  }
  return {
    by: "baseline",
    file,
    sha256: sha256(bytes),
    findings: given.findings.map(knownFinding),
    lineOf: ({ fingerprint }) => lines.get(fingerprint) ?? 1,
  };
}

/** The line of each finding, by its fingerprint, which no other has. */
function linesOf(tree: Tree, problems: Problems): ReadonlyMap<string, number> {
  const lines = new Map<string, number>();
  const list = treeAt(tree, ["findings"]);
  for (const entry of list?.kind === "list" ? list.items : []) {
    const id = treeAt(entry, ["fingerprint"]);
    if (id?.kind !== "scalar") continue;
    const before = lines.get(id.text);
    if (before !== undefined) problems.add(id.at, `the same finding stands at line ${before} already; take one out`);
    else lines.set(id.text, id.at.line);
  }
  return lines;
}
