/** From the JSON report of an earlier `check` to what was answered then. */
import { resolve } from "node:path";
import { ConfigurationError } from "../errors.ts";
import { isUnread, readRegularFile } from "../files/read.ts";
import { decodeText } from "../files/text.ts";
import type { Inspection, Replayed, Report } from "../model.ts";
import { type Given, object } from "../policy/shapes/fields.ts";
import { readJsonTree } from "../policy/shapes/json.ts";
import { Problems, type Tree, treeAt } from "../policy/shapes/tree.ts";
import { oneLine } from "../text/foreign.ts";
import { quote } from "../text/quote.ts";
import { sha256 } from "../text/sha256.ts";
import { type inspectionFields, reportFields } from "./definition.ts";

/** What was answered, and when. */
export interface Recording extends Omit<Replayed, "judgedAt"> {
  readonly inspector: Report["inspector"];
  readonly inspections: readonly Inspection[];
}

/** A hundred times what the largest pipelines have. Bytes. */
const LARGEST = 256 * 1024 * 1024;

const WRITER = "wave-inspect check --format json";

/**
 * @param file As a person typed it, from the current folder on.
 * @throws ConfigurationError
 */
export function readRecordingFile(file: string): Recording {
  const bytes = readRegularFile(resolve(file), LARGEST, "followed");
  if (isUnread(bytes)) throw unusable(file, bytes);
  const text = decodeText(bytes);
  if (typeof text !== "string") throw unusable(file, text);
  return readRecording(text, file, bytes);
}

function unusable(file: string, { words }: { readonly words: string }): ConfigurationError {
  return new ConfigurationError(`--answers: ${file} ${words}; name a file that ${WRITER} wrote.`);
}

/**
 * @param file Its name, for messages.
 * @param bytes What the text was made of.
 * @throws ConfigurationError with a line for each thing that is wrong, `file:line:column: what`.
 */
export function readRecording(text: string, file: string, bytes: Buffer | string = text): Recording {
  const problems = new Problems(file, { what: "report", least: "schemaVersion, tool, startedAt and inspections" });
  const tree = readJsonTree(text, problems, WRITER);
  if (tree !== undefined && treeAt(tree, ["reports"])?.kind === "list")
    throw new ConfigurationError(
      `${file} has the reports of several folders; take out the one that is meant: jq '.reports[0]'.`,
    );
  const given = tree && reportShape.read(withoutRest(tree), { problems, path: "" });
  if (tree !== undefined) tellUnusable(tree, problems);
  if (given === undefined || problems.found.length > 0) {
    const said = problems.found.map(({ line, column, message }) => `${file}:${line}:${column}: ${message}`);
    throw new ConfigurationError(said.join("\n"));
  }
  const { tool, startedAt, inspector, repository, commit, inspections } = given;
  return {
    file,
    sha256: sha256(bytes),
    tool: { name: tool.name, version: tool.version, ...(tool.sha256 !== undefined && { sha256: tool.sha256 }) },
    recordedAt: startedAt,
    ...(repository !== undefined && { repository }),
    ...(commit !== undefined && { commit }),
    inspector,
    // What an earlier replay did not find in its own record is as little in this one.
    inspections: inspections.map(inspectionOf).filter(({ failure }) => failure?.state !== "not-recorded"),
  };
}

const reportShape = object(reportFields, "a JSON report of check");

/** What the report says beside its answers is judged anew, and may be more than this release knows. */
function withoutRest(tree: Tree): Tree {
  if (tree.kind !== "map") return tree;
  return { ...tree, entries: tree.entries.filter(({ key }) => Object.hasOwn(reportFields, key)) };
}

/** Answers to one question that stand there twice, and ones that say nothing: either would be taken for more than it is. */
function tellUnusable(tree: Tree, problems: Problems): void {
  const list = treeAt(tree, ["inspections"]);
  const lines = new Map<string, number>();
  for (const entry of list?.kind === "list" ? list.items : []) {
    const image = treeAt(entry, ["image"]);
    const platform = treeAt(entry, ["platform"]);
    if (entry.kind !== "map" || image?.kind !== "scalar" || platform?.kind !== "scalar") continue;
    const key = JSON.stringify([image.value, platform.value]);
    const before = lines.get(key);
    const of = `${quote(image.text, 200)}${platform.value === null ? "" : ` for ${quote(platform.text)}`}`;
    if (before !== undefined) problems.add(image.at, `the answer about ${of} stands at line ${before} already`);
    lines.set(key, image.at.line);
    if (!entry.entries.some(({ key: said }) => SAYING.has(said)))
      problems.add(image.at, `nothing is said of ${of}: neither an answer nor a failure`);
  }
}

const SAYING: ReadonlySet<string> = new Set(["digest", "answer", "artifact", "download", "failure"]);

/** What a shape reads has no key that was not written, so that it is of the form of the model. */
function inspectionOf(given: Given<typeof inspectionFields>): Inspection {
  const { image, platform, need, expects, lookFor, ...answered } = given;
  const request = { image, platform, need, ...(expects && { expects }), ...(lookFor && { lookFor }) };
  const { failure, attestations } = answered;
  const inspection = {
    request,
    ...answered,
    ...(failure && { failure: cleaned(failure) }),
    ...(attestations?.failure && { attestations: { ...attestations, failure: cleaned(attestations.failure) } }),
  };
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- absent keys are absent, as said above
  return inspection as Inspection;
}

/** Words of servers: whoever wrote the file may have put anything there. */
function cleaned<T extends { readonly message: string }>(failure: T): T {
  return { ...failure, message: oneLine(failure.message, LONGEST_MESSAGE) };
}

/** Longer than any that is made here. UTF-16 code units. */
const LONGEST_MESSAGE = 2000;
