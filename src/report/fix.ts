/** What `wave-inspect fix` says: the diff of what it mends, what it refuses, and what is left and why. */
import type { EditedFile, Left, Mended, Offer, Unwritten } from "../fix/index.ts";
import { isPatchable, UNPATCHABLE, unifiedDiff } from "../fix/patch.ts";
import type { Edit } from "../model.ts";
import { isObeyed, unarmed } from "../text/commands.ts";
import { plain } from "../text/plain.ts";
import { printJson } from "../text/print-json.ts";
import { counted, few } from "../text/units.ts";
import { findingPart, schemaVersion } from "./json.ts";
import type { Paint } from "./paint.ts";

export interface FixReport {
  readonly mended: Mended;
  /** Files that could not be written; undefined where nobody asked for that. */
  readonly unwritten?: readonly Unwritten[];
  /** Whether fixes that are not safe were asked for, too. */
  readonly unsafe: boolean;
}

/** A person reads no more lines of one kind. */
const MOST = 50;
const MOST_PLACES = 3;

export function fixText({ mended, unwritten, unsafe }: FixReport, paint: Paint): string {
  const { files, refused, left } = mended;
  const diff = unwritten === undefined ? unifiedDiff(files).split("\n").slice(0, -1) : [];
  const lines = [
    ...diff.map((line) => shown(line, paint)),
    ...(diff.length > 0 ? [""] : []),
    ...section(
      "not in the diff",
      unwritten === undefined ? files.filter((file) => !isPatchable(file)) : [],
      ({ original }) => `${plain(original.file)} ${UNPATCHABLE}; --write edits it`,
    ),
    ...section("not written", unwritten ?? [], ({ why }) => plain(why)),
    ...section("refused", refused, ({ offer, why }) => `${placeOf(offer)} ${ruleOf(offer)}: ${plain(why)}`),
    ...section("left", leftByReason(left), ({ why, found }) => `${byRule(found)}: ${plain(why)}${placesOf(found)}`),
    `${verdict(mended, unwritten)}${unsafeHint(left, unsafe)}`,
  ];
  return `${lines.join("\n")}\n`;
}

/** What is to be mended, or was. */
function verdict({ made, files, left, refused }: Mended, unwritten: readonly Unwritten[] | undefined): string {
  if (made.length === 0)
    return left.length + refused.length === 0 ? "Nothing to mend." : `Nothing that can be mended ${where(left)}.`;
  const lost = new Set(unwritten?.map(({ file }) => file));
  const written = files.filter(({ original }) => !lost.has(original.file));
  const mends = counted(
    made.reduce((sum, { findings }) => sum + findings.length, 0),
    "finding",
  );
  const what = `${counted(made.length, "fix", "fixes")} for ${mends} in ${counted(files.length, "file")}`;
  const proof = "A scan of the edited files shows the same pulls but for these";
  if (unwritten === undefined) return `${what}. ${proof}; --write makes them.`;
  return `${what}: ${counted(written.length, "file")} written. ${proof}.`;
}

/** Where there is a fix that was not chosen, that is no place without any. */
function where(left: readonly Left[]): string {
  return left.some(({ kind }) => kind === "unsafe") ? "safely" : "here";
}

function unsafeHint(left: readonly Left[], unsafe: boolean): string {
  const { length } = left.filter(({ kind }) => kind === "unsafe");
  return unsafe || length === 0
    ? ""
    : ` ${counted(length, "finding has", "findings have")} a fix that is shown with --unsafe.`;
}

function section<T>(title: string, items: readonly T[], line: (item: T) => string): readonly string[] {
  const lines = items.slice(0, MOST).map((item) => unarmed(`${title}: ${line(item)}`));
  return items.length > MOST ? [...lines, `${title}: and ${items.length - MOST} more`] : lines;
}

/** A line of the diff, in which nothing hides and no command begins; else it stays as it is, so that git takes it. */
function shown(line: string, paint: Paint): string {
  const end = line.endsWith("\r") ? "\r" : "";
  const parts = line.slice(0, line.length - end.length).split("\t");
  const text = parts.map((part) => plain(part, 10_000)).join("\t") + end;
  const safe = isObeyed(text) ? unarmed(text) : text;
  if (/^(?:diff|---|\+\+\+) /.test(line)) return paint("bold", safe);
  if (line.startsWith("@@")) return paint("notice", safe);
  return line.startsWith("+") ? paint("pass", safe) : line.startsWith("-") ? paint("error", safe) : safe;
}

/** Findings that are left for one reason. */
function leftByReason(left: readonly Left[]): readonly { readonly why: string; readonly found: readonly Left[] }[] {
  return [...Map.groupBy(left, ({ why }) => why)].map(([why, found]) => ({ why, found }));
}

function byRule(left: readonly Left[]): string {
  const rules = Map.groupBy(left, ({ finding }) => finding.rule);
  return [...rules].map(([rule, { length }]) => `${length} of ${rule}`).join(", ");
}

function placesOf(left: readonly Left[]): string {
  const places = left.map(({ finding: { location } }) => `${plain(location.file)}:${location.line}`);
  return ` (${few([...new Set(places)], MOST_PLACES)})`;
}

function placeOf({ fix }: Offer): string {
  const { file, line, column } = fix.edits[0].location;
  return `${plain(file)}:${line}:${column}:`;
}

function ruleOf({ findings }: Offer): string {
  return [...new Set(findings.map(({ rule }) => rule))].join(", ");
}

/** The same for programs, with the patch. */
export function fixJson({ mended: { made, refused, left, files }, unwritten }: FixReport): string {
  return printJson({
    schemaVersion,
    written: unwritten === undefined ? false : unwritten.length === 0,
    fixes: made.map(offerPart),
    refused: refused.map(({ offer, why }) => ({ ...offerPart(offer), why })),
    files: files.map((file) => filePart(file, unwritten)),
    left: left.map(({ finding, kind, why }) => ({ why, kind, finding: findingPart(finding) })),
    patch: unifiedDiff(files),
  });
}

function offerPart({ fix: { title, safe, edits }, findings }: Offer): object {
  return {
    title,
    safe,
    edits: edits.map(({ location, replacement }: Edit) => ({ ...location, replacement })),
    findings: findings.map((finding) => findingPart(finding)),
  };
}

function filePart(file: EditedFile, unwritten: readonly Unwritten[] | undefined): object {
  const { original, edits } = file;
  const lost = unwritten?.find((one) => one.file === original.file);
  return {
    file: original.file,
    edits: edits.length,
    inPatch: isPatchable(file),
    written: unwritten !== undefined && lost === undefined,
    why: lost?.why,
  };
}
