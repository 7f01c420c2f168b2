/** What came of a run in one sentence, and answers of registries as text. */
import type { Download, Failure, Inspection, Report } from "../model.ts";
import { builtAt } from "../image/sif.ts";
import { transferSize } from "../image/size.ts";
import { unarmed } from "../text/commands.ts";
import { counted, formatBytes, grouped } from "../text/units.ts";
import { countsInWords } from "./counts.ts";
import { block, plain } from "../text/plain.ts";

/** One sentence: the verdict, what was found, in how much. */
export function verdictSentence({ verdict, counts, cancelled }: Report): string {
  const found = countsInWords(counts);
  const words = { pass: "Pass", fail: "Fail", undecided: "Undecided" } as const;
  const scope = `${counted(counts.images, "image")}, ${counted(counts.references, "reference")}, ${counted(counts.files, "file")}`;
  const end = cancelled === undefined ? "" : ` The run was cancelled (${cancelled}) before it was done.`;
  return `${words[verdict]}: ${found.length === 0 ? "no findings" : found.join(", ")} in ${scope}.${end}`;
}

/** The counts that matter, in a line: `1 error, 2 known; 12 of 13 images judged`. */
export function headline(report: Report): string {
  const { coverage, verdict, cancelled, counts } = report;
  const judged =
    coverage.judged === coverage.images
      ? `${counted(coverage.images, "image")} judged`
      : `${grouped(coverage.judged)} of ${counted(coverage.images, "image")} judged`;
  const found = countsInWords(counts);
  return [
    `${verdict === "undecided" ? "undecided, " : ""}${found.length === 0 ? "no findings" : found.join(", ")}`,
    judged,
    ...(cancelled === undefined ? [] : ["cancelled before it was done"]),
  ].join("; ");
}

/** `pipelines/rna: Fail: 1 error in 3 images, 4 references, 2 files.`: a line for each of several folders. */
export function folderLines({ folders = [] }: Pick<Report, "folders">): readonly string[] {
  return folders.map((one) => plain(`${one.folder}: ${verdictSentence(one)}`));
}

/** An image as it was named on the command line, with what is known of it. */
export interface InspectedImage {
  readonly image: string;
  readonly inspection: Inspection | { readonly failure: Failure };
}

/** What a registry says of each image, a block each. */
export function inspectText(inspected: readonly InspectedImage[]): string {
  const blocks = inspected.map(({ image, inspection }) => block(image, rows(inspection)));
  return unarmed(blocks.join("\n"));
}

function rows(inspection: InspectedImage["inspection"]): [key: string, value: string][] {
  if (!("evidence" in inspection)) return [failureRow(inspection.failure)];
  if (inspection.failure !== undefined) return [failureRow(inspection.failure)];
  const { digest, platforms, answer, artifact, download, evidence } = inspection;
  const container = answer !== undefined && "container" in answer ? answer.container : undefined;
  const size = download === undefined ? container && transferSize(container) : download.size;
  const all: [string, string | undefined][] = [
    ["digest", digest],
    ["asked for", inspection.request.platform ?? undefined],
    ["platforms", platforms?.join(", ")],
    ["image", container?.digest === digest ? undefined : container?.digest],
    ["file", download && formatOf(download)],
    ["artifact", artifact],
    ["created", container?.config.created ?? builtAt(download)],
    ["size", size === undefined ? undefined : formatBytes(size)],
    ["user", container?.config.config.user],
    ["entrypoint", container?.config.config.entrypoint?.join(" ")],
    ["command", container?.config.config.cmd?.join(" ")],
    ["asked", `${evidence.via}, ${evidence.host}${evidence.verified ? ", digests verified" : ""}`],
  ];
  return all.filter((row): row is [string, string] => row[1] !== undefined && row[1] !== "");
}

function formatOf({ sif }: Download): string {
  return sif === undefined ? "squashfs, as Singularity 2 made it" : "SIF";
}

function failureRow({ state, message }: Failure): [key: string, value: string] {
  return ["failure", `${state}: ${message}`];
}
