/** A matrix as CSV (RFC 4180): a line a cell, and one more a further image of it. */
import type { Matrix, MatrixImage } from "../model.ts";
import { unarmed } from "../text/commands.ts";
import { plain } from "../text/plain.ts";

const HEAD = [
  "process",
  "engine",
  "profiles",
  "arguments",
  "architecture",
  "verdict",
  "why",
  "image",
  "conditions",
  "pin",
  "recipe",
  "recipe platform",
  "twin",
  "twin link",
  "file",
  "line",
] as const;

export function matrixCsv({ processes }: Matrix): string {
  const rows = processes.flatMap(({ process, images }) => images.flatMap((image) => rowsOf(process, image)));
  return [HEAD, ...rows].map((row) => `${row.map(field).join(",")}\r\n`).join("");
}

function rowsOf(process: string, one: MatrixImage): readonly (readonly string[])[] {
  const { engine, scenario, image, conditions = [], pin, recipe, twin, architectures, location } = one;
  return [...architectures].map(([architecture, { verdict, detail }]) => [
    process,
    engine ?? "",
    (scenario?.profiles ?? []).join(","),
    (scenario?.arguments ?? []).join(" "),
    architecture,
    verdict,
    detail,
    image ?? "",
    conditions.join(" and "),
    pin ?? "",
    recipe?.verdict ?? "",
    recipe?.platform ?? "",
    twin?.answer ?? "",
    twin?.link ?? "",
    location.file,
    String(location.line),
  ]);
}

/**
 * Spreadsheets take a field for a formula that begins so, whatever quotes are around it; behind blanks, too, and behind a `;`
 * where that is what parts their fields.
 */
const FORMULA = /(^|;)(?=\s*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20])/g;

function field(text: string): string {
  const line = unarmed(plain(text));
  const harmless = line.replaceAll(FORMULA, "$1'");
  return /[",'\s]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
