/** What `wave-inspect diff` says: what changed between two records, image by image, the worst first. */
import { causes, driftGrades } from "../drift/causes.ts";
import type { DriftChange, ImageDrift, ImageUse, LocksDrift, ProcessDrift } from "../model.ts";
import { plain } from "../text/plain.ts";
import { printJson } from "../text/print-json.ts";
import { counted, few } from "../text/units.ts";
import { schemaVersion } from "./json.ts";
import { code, escapeMarkdown } from "./markdown.ts";

export interface DiffReport {
  /** How the two records are called. */
  readonly old: string;
  readonly next: string;
  readonly drift: LocksDrift;
}

const NOTHING = "nothing changed";

/** `2 images changed (1 breaking, 1 harmless), 1 added`. */
function counts({ changed, added, removed, processes, unknown }: LocksDrift): string {
  const grades = driftGrades
    .map((grade) => [grade, changed.filter((one) => one.grade === grade).length] as const)
    .filter(([, count]) => count > 0)
    .map(([grade, count]) => `${count} ${grade}`);
  const parts = [
    ...(changed.length > 0 ? [`${counted(changed.length, "image")} changed (${grades.join(", ")})`] : []),
    ...(added.length > 0 ? [`${added.length} added`] : []),
    ...(removed.length > 0 ? [`${removed.length} removed`] : []),
    ...(processes.length > 0 ? [`${counted(processes.length, "process pulls", "processes pull")} other images`] : []),
    ...(unknown.length > 0 ? [`${unknown.length} not known`] : []),
  ];
  return parts.length === 0 ? NOTHING : parts.join(", ");
}

// ── Text ────────────────────────────────────────────────────────────────────

export function diffText({ old, next, drift }: DiffReport): string {
  const lines = [
    `${plain(old)} to ${plain(next)}: ${counts(drift)}.`,
    ...drift.changed.flatMap(changedLines),
    ...drift.added.flatMap((one) => useLines("added", one)),
    ...drift.removed.flatMap((one) => useLines("removed", one)),
    ...drift.processes.map((one) => `${"process".padEnd(10)} ${plain(processInWords(one))}`),
    ...drift.unknown.map(({ image, why }) => `${"not known".padEnd(10)} ${plain(image)}: ${why}`),
  ];
  return `${lines.join("\n")}\n`;
}

function changedLines({ image, grade, changes, ...usage }: ImageDrift): readonly string[] {
  return [
    `${grade.padEnd(10)} ${plain(image)}`,
    ...changes.map((change) => `  ${change.grade.padEnd(8)} ${plain(changeInWords(change))}`),
    ...usageLines(usage),
  ];
}

function useLines(word: string, { image, digest, ...usage }: ImageUse): readonly string[] {
  return [
    `${word.padEnd(10)} ${plain(image)}${digest === undefined ? "" : ` (${plain(digest)})`}`,
    ...usageLines(usage),
  ];
}

type Usage = Pick<ImageDrift, "processes" | "files">;

function usageLines({ processes, files }: Usage): readonly string[] {
  return [
    ...(processes.length > 0 ? [`  processes: ${plain(few(processes, MOST))}`] : []),
    ...(files.length > 0 ? [`  files: ${plain(few(files, MOST))}`] : []),
  ];
}

/** Of one image, a person reads no more processes. */
const MOST = 20;

function changeInWords({ message, platforms }: DriftChange): string {
  return platforms === undefined ? message : `${message} (${platforms.join(", ")})`;
}

function processInWords({ process, before, after }: ProcessDrift): string {
  if (before.length === 0) return `${process} is new and pulls ${after.join(", ")}`;
  if (after.length === 0) return `${process} is gone and pulled ${before.join(", ")}`;
  return `${process} pulls ${after.join(", ")}, and pulled ${before.join(", ")}`;
}

// ── Markdown ────────────────────────────────────────────────────────────────

/** For comments, issues and job summaries; cut where it is long, the worst first. */
export function diffMarkdown({ old, next, drift }: DiffReport): string {
  const sections = [
    ...drift.changed.map(changedSection),
    ...listSection("Added", drift.added.map(useItem)),
    ...listSection("Removed", drift.removed.map(useItem)),
    ...listSection(
      "Processes that pull other images",
      drift.processes.map((one) => escapeMarkdown(processInWords(one))),
    ),
    ...listSection(
      "Not known",
      drift.unknown.map(({ image, why }) => `${code(image)}: ${why}`),
    ),
  ];
  const head = `**Drift from ${code(old)} to ${code(next)}:** ${counts(drift)}.`;
  const kept: string[] = [];
  let room = BUDGET - head.length;
  for (const section of sections) {
    room -= section.length + 2;
    if (room < 0) break;
    kept.push(section);
  }
  const left = sections.length - kept.length;
  const note = left === 0 ? [] : [`…and ${counted(left, "more section")}; \`--format json\` has all.`];
  return `${[head, ...kept, ...note].join("\n\n")}\n`;
}

/** A comment and an issue of GitHub take 65,536 characters. */
const BUDGET = 60_000;

function changedSection({ image, grade, changes, ...usage }: ImageDrift): string {
  const items = changes.map((change) => `- **${change.grade}** ${escapeMarkdown(changeInWords(change))}`);
  return [`### ${grade}: ${code(image)}`, "", ...items, ...usageItems(usage)].join("\n");
}

function usageItems({ processes, files }: Usage): readonly string[] {
  return [
    ...(processes.length > 0 ? [`- processes: ${inCode(processes)}`] : []),
    ...(files.length > 0 ? [`- files: ${inCode(files)}`] : []),
  ];
}

function inCode(names: readonly string[]): string {
  return few(names.map(code), MOST);
}

function useItem({ image, digest, processes, files }: ImageUse): string {
  const by = [...processes, ...files];
  return `${code(image)}${digest === undefined ? "" : ` ${code(digest)}`}${by.length > 0 ? `: ${inCode(by)}` : ""}`;
}

function listSection(title: string, items: readonly string[]): readonly string[] {
  return items.length === 0 ? [] : [[`### ${title}`, "", ...items.map((item) => `- ${item}`)].join("\n")];
}

// ── JSON ────────────────────────────────────────────────────────────────────

/** Everything, with full digests; nothing of when a run was. */
export function diffJson({ old, next, drift }: DiffReport): string {
  const { grade, changed, added, removed, processes, unknown } = drift;
  return printJson({
    schemaVersion,
    old,
    new: next,
    grade: grade ?? null,
    counts: {
      ...Object.fromEntries(driftGrades.map((one) => [one, changed.filter((image) => image.grade === one).length])),
      added: added.length,
      removed: removed.length,
      processes: processes.length,
      unknown: unknown.length,
    },
    changed: changed.map((one) => ({ ...one, changes: one.changes.map(changePart) })),
    added,
    removed,
    processes,
    unknown,
  });
}

function changePart({ cause, grade, platforms, message, before, after, fields }: DriftChange): object {
  return {
    cause,
    grade,
    platforms,
    message,
    means: causes[cause].means,
    before,
    after,
    fields: fields.map((one) => ({ at: one.at, before: jsonValue(one.before), after: jsonValue(one.after) })),
  };
}

function jsonValue(value: unknown): unknown {
  return value instanceof Map ? Object.fromEntries(value) : value;
}
