/** What an annotation explains beyond its message: as what and by whom an image is pulled, and what to write in its place. */
import type { Edit, Finding, Fix } from "../model.ts";
import { givenStage } from "../pull.ts";
import { few, grouped } from "../text/units.ts";
import { onOneLine } from "../text/quote.ts";
import { lineOf, type PulledAs, wayInWords, wayOf } from "../way.ts";
import { LOOK_FIRST } from "./groups.ts";

const MOST_NAMES = 2;
const MOST_PROFILES = 3;
const MOST_EDITS = 3;
const LONGEST = 300;

/** A sentence each: what to do, which line rewrote the name, as what who pulls it, and the replacement. */
export function explanationOf(finding: Finding): readonly string[] {
  const { help, pulls, fixes: [fix] = [] } = finding;
  const way = wayInWords(pulls);
  const replacement = fix && fixInWords(fix, finding);
  // Many rules say it in words of their own.
  const isSaid = help !== undefined && fix?.safe === true && fix.edits.every((edit) => help.includes(edit.replacement));
  const pulled = pulledInWords(finding, way !== undefined);
  return [isSaid ? replacement : help, way, pulled, isSaid ? undefined : replacement].flatMap((text) => text ?? []);
}

/** `isBrief`: the engines and who has it pulled are told already. */
function pulledInWords({ pulls }: Finding, isBrief: boolean): string | undefined {
  const names = wayOf(pulls)?.pulled.filter(({ image }) => image !== null) ?? [];
  const said = names.slice(0, MOST_NAMES).map((name) => nameInWords(name, isBrief));
  const more = names.length - said.length;
  return said.length === 0
    ? undefined
    : `Pulled as ${said.join("; as ")}${more > 0 ? `; and as ${grouped(more)} more` : ""}.`;
}

function nameInWords({ image, engines, profiles, processes, first }: PulledAs, isBrief: boolean): string {
  const rest = processes - first.length;
  const given = first.flatMap((user) => givenStage(user) ?? []);
  const users = given.length === 0 ? "" : `${given.join(", ")}${rest > 0 ? ` and ${grouped(rest)} more` : ""}`;
  return [
    onOneLine(image ?? "", LONGEST),
    isBrief || engines.length === 0 ? "" : ` by ${engines.join(", ")}`,
    isBrief || users === "" ? "" : ` for ${users}`,
    profiles.length === 0 ? "" : ` with -profile ${few(profiles, MOST_PROFILES).replaceAll(", ", " or ")}`,
  ].join("");
}

/** `Pin it to the digest that it means today: write a/b:1@sha256:… in place of a/b:1.` */
function fixInWords({ title, edits, safe }: Fix, finding: Finding): string {
  const said = edits.slice(0, MOST_EDITS).map((edit) => editInWords(edit, finding, edits.length > 1));
  const more = edits.length - said.length;
  const all = [...said, ...(more > 0 ? [`change ${grouped(more)} more places`] : [])].join("; ");
  return `${title.replace(/\.$/, "")}: ${all}.${safe ? "" : ` ${LOOK_FIRST}`}`;
}

/** `isOneOfMany`: then a reader cannot tell its place from that of the annotation. */
function editInWords({ location, replacement }: Edit, { pulls, location: own }: Finding, isOneOfMany: boolean): string {
  const isAway = isOneOfMany || location.file !== own.file || location.line !== own.line;
  const where = isAway ? ` at ${lineOf(location)}` : "";
  const old = pulls
    .flatMap(({ references }) => references)
    .find(
      (reference) =>
        reference.file === location.file &&
        reference.line === location.line &&
        reference.column === location.column &&
        reference.endColumn === location.endColumn,
    )?.text;
  if (replacement.trim() === "") return `take ${old === undefined ? "the text" : onOneLine(old, LONGEST)} out${where}`;
  return `write ${onOneLine(replacement, LONGEST)}${old === undefined ? "" : ` in place of ${onOneLine(old, LONGEST)}`}${where}`;
}
