/** Reports as text for a terminal. */
import type {
  Disagreement,
  Download,
  Failure,
  Finding,
  Inspection,
  Pull,
  Report,
  ScanResult,
  Severity,
} from "../model.ts";
import { placeOf } from "../pull.ts";
import { builtAt } from "../image/sif.ts";
import { scenariosLine } from "../scenarios.ts";
import { transferSize } from "../image/size.ts";
import { unarmed } from "../text/commands.ts";
import { counted, formatBytes, grouped } from "../text/units.ts";
import { coverageSentence, toDecide } from "./coverage.ts";
import { partition, type WaivedFinding } from "./groups.ts";
import { block, plain } from "../text/plain.ts";

export interface TextOptions {
  /** ANSI colours. Default false. */
  readonly color?: boolean;
}

const COLORS = { error: 31, warning: 33, notice: 36, undecided: 35, pass: 32, bold: 1, dim: 2 } as const;

type Paint = (style: keyof typeof COLORS, text: string) => string;

function painter(color: boolean): Paint {
  return (style, text) => (color ? `\u001B[${COLORS[style]}m${text}\u001B[0m` : text);
}

/**
 * For a terminal: what was judged, then a line each, `file:line:column: severity rule: message`, help below it, the verdict
 * at the end, and what would decide it.
 */
export function checkText(report: Report, options: TextOptions = {}): string {
  const paint = painter(options.color ?? false);
  const { open, waived } = partition(report.findings);
  const lines = [
    ...open.flatMap((finding) => [findingLine(finding, paint), ...helpLines(finding, paint)]),
    ...waived.map((finding) => waivedLine(finding, paint)),
  ];
  const style = { pass: "pass", fail: "error", undecided: "undecided" } as const;
  const verdict = paint(style[report.verdict], verdictSentence(report));
  const advice = toDecide(report).map((sentence) => `    To decide: ${plain(sentence)}`);
  const parts = [`${coverageSentence(report)}.`, "", ...lines, ...(lines.length > 0 ? [""] : []), verdict, ...advice];
  return unarmed(`${parts.join("\n")}\n`);
}

function placed({ location: { file, line, column } }: Finding, paint: Paint): string {
  return paint("bold", `${plain(file)}:${line}:${column}:`);
}

function findingLine(finding: Finding, paint: Paint): string {
  const severity: Severity = finding.severity;
  const undecided = finding.undecided === true ? ` ${paint("undecided", "undecided")}` : "";
  return `${placed(finding, paint)} ${paint(severity, severity)} ${finding.rule}${undecided}: ${plain(finding.message)}`;
}

function helpLines({ help }: Finding, paint: Paint): string[] {
  return help === undefined ? [] : [`    ${paint("dim", plain(help))}`];
}

function waivedLine(finding: WaivedFinding, paint: Paint): string {
  const { expires, owner, by, reason } = finding.waived;
  const until = expires === undefined ? "" : ` until ${expires}`;
  const whose = owner === undefined ? "" : `, ${plain(owner)}`;
  const how = by === "inline" ? "ignored" : "waived";
  return paint(
    "dim",
    `${placed(finding, (_, text) => text)} ${how}${until} ${finding.rule}: ${plain(finding.message)} (${plain(reason)}${whose})`,
  );
}

/** One sentence: the verdict, what was found, in how much. */
export function verdictSentence({ verdict, counts, cancelled }: Report): string {
  const found = [
    counts.errors > 0 ? counted(counts.errors, "error") : "",
    counts.warnings > 0 ? counted(counts.warnings, "warning") : "",
    counts.notices > 0 ? counted(counts.notices, "notice") : "",
    counts.undecided > 0 ? `${grouped(counts.undecided)} undecided` : "",
    counts.waived > 0 ? `${grouped(counts.waived)} waived` : "",
  ].filter((part) => part !== "");
  const words = { pass: "Pass", fail: "Fail", undecided: "Undecided" } as const;
  const scope = `${counted(counts.images, "image")}, ${counted(counts.references, "reference")}, ${counted(counts.files, "file")}`;
  const end = cancelled === undefined ? "" : ` The run was cancelled (${cancelled}) before it was done.`;
  return `${words[verdict]}: ${found.length === 0 ? "no findings" : found.join(", ")} in ${scope}.${end}`;
}

/** What a scan found: a line each pull, grouped by file; then where Nextflow says otherwise, if it was compared. */
export function scanText(scan: ScanResult, disagreements?: readonly Disagreement[]): string {
  const lines = [
    ...scan.problems.map(
      ({ file, line, column, message }) => `${plain(file)}:${line}:${column}: problem: ${plain(message)}`,
    ),
    ...scan.pulls.map(pullLine),
    `${counted(scan.pulls.length, "pull")} from ${counted(scan.references.length, "reference")} in ${counted(scan.files.length, "file")}.`,
    ...notLookedAtLines(scan),
    ...(disagreements?.map(disagreementLine) ?? []),
    ...(disagreements === undefined ? [] : [`${counted(disagreements.length, "disagreement")} with Nextflow.`]),
  ];
  return unarmed(`${lines.join("\n")}\n`);
}

/** One line for all, and what to write: nobody named the runs. */
function notLookedAtLines(scan: ScanResult): readonly string[] {
  const { notLookedAt } = scan;
  if (notLookedAt.length === 0) return [];
  const named = notLookedAt.map(({ what, name, images }) => {
    const only = images === 0 ? "" : ` (${counted(images, "image")} of its own)`;
    return `${what === "profile" ? "-profile " : ""}${plain(name)}${only}`;
  });
  return [
    `Not looked at: ${named.join(", ")}. A policy adds them: nextflow: { ${plain(scenariosLine(scan, notLookedAt))} }`,
  ];
}

function disagreementLine({ name, ours, theirs, why }: Disagreement): string {
  const place = ours.flatMap(({ places }) => places)[0] ?? theirs;
  const said = ours.map(({ value, scenarios, places }) => {
    const runs = scenarios
      .map(({ profiles, arguments: options = [] }) =>
        [...(profiles.length === 0 ? [] : [`-profile ${profiles.join(",")}`]), ...options].join(" "),
      )
      .filter((run) => run !== "");
    const from = places.map(({ file, line, column }) => `${file}:${line}:${column}`);
    const details = [...from.slice(0, 1), ...runs];
    return `${value ?? "it is open"}${details.length === 0 ? "" : ` (${details.join("; ")})`}`;
  });
  const where = theirs.value === undefined ? theirs.file : `${theirs.file}:${theirs.line}:${theirs.column}`;
  const theirWord = theirs.value === undefined ? "nothing of it" : (theirs.value ?? "no image");
  const message = `${name}: the scan says ${said.length === 0 ? "nothing" : said.join(" or ")}, Nextflow says ${theirWord} (${where}).`;
  return `${plain(place.file)}:${place.line}:${place.column}: compare: ${plain(message)}${why === undefined ? "" : ` ${plain(why)}`}`;
}

function pullLine(pull: Pull): string {
  const { file, line, column } = placeOf(pull);
  const what =
    pull.image === null ? `unresolved: ${plain(pull.unresolved?.detail ?? pull.written)}` : plain(pull.image);
  const details = [
    pull.process ?? pull.stage,
    pull.engine,
    pull.platform,
    pull.scenario === null || pull.scenario.profiles.length === 0
      ? undefined
      : `-profile ${pull.scenario.profiles.join(",")}`,
    pull.confidence === "exact" ? undefined : pull.confidence,
    pull.conditions === undefined || pull.conditions.length === 0 ? undefined : `if ${pull.conditions.join(" and ")}`,
    pull.called === false ? "not called" : undefined,
    pull.reachable === false ? "not reached" : undefined,
  ].filter((detail) => detail !== undefined && detail !== null);
  return `${plain(file)}:${line}:${column}: ${what}${details.length === 0 ? "" : ` (${plain(details.join("; "))})`}`;
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
