/** A matrix as text for a terminal: what stops something first. */
import type { Blocker, Matrix, MatrixCount, MatrixImage, Mend } from "../model.ts";
import { PROVES } from "../recipe/proofs.ts";
import { widthOf } from "../text/cells.ts";
import { unarmed } from "../text/commands.ts";
import { plain } from "../text/plain.ts";
import { counted, few, grouped } from "../text/units.ts";
import { indented, readingWidth, wrapped } from "../text/wrap.ts";
import {
  blockersByWhat,
  NO_PROCESS,
  type ProcessGroup,
  processGroups,
  recipeWords,
  runWords,
  shortNames,
  twinWords,
  VERDICTS,
} from "./matrix-words.ts";

export interface MatrixTextOptions {
  /** Of the screen; absent: nobody knows. */
  readonly columns?: number | undefined;
}

/** Names of processes of one group: a person reads no more. */
const MOST_NAMES = 8;

export function matrixText(matrix: Matrix, { columns }: MatrixTextOptions = {}): string {
  if (matrix.processes.length === 0) return `${NO_PROCESS}\n`;
  const width = readingWidth(columns);
  const lines = [
    ...blockersByWhat(matrix).flatMap(([what, blockers]) => [
      `What stops ${plain(what)}`,
      ...(blockers.length === 0 ? [`  ${nothing(matrix, what)}`] : blockers.flatMap((one) => blockerLines(one, width))),
      "",
    ]),
    ...countLines(matrix),
    "",
    `${counted(matrix.processes.length, "process", "processes")}, those of equal rows together`,
    ...processGroups(matrix).flatMap((group) => groupLines(group, width)),
    ...notes(matrix).flatMap((note) => ["", ...wrapped(note, width)]),
  ];
  return unarmed(`${lines.join("\n")}\n`);
}

/** That nothing is known to stop it is no proof that nothing does. */
function nothing({ counts }: Matrix, what: string): string {
  const open = counts.filter(({ architecture, engine }) => architecture === what || engine === what);
  const unknown = Math.max(0, ...open.map((count) => count.unknown));
  return unknown === 0
    ? "nothing"
    : `nothing that is known; whether ${unknown === 1 ? "1 process runs" : `up to ${grouped(unknown)} processes run`} there is not known`;
}

function blockerLines({ image, engines, processes, why, mends }: Blocker, width: number): readonly string[] {
  const by = engines.length === 0 ? "" : ` (${engines.join(", ")})`;
  const about = `${counted(processes.length, "process", "processes")}${by}: ${few(shortNames(processes), MOST_NAMES)}`;
  return [
    `  ${image === null ? "no image" : plain(image)}`,
    ...indented(plain(about), { first: "    ", rest: "      ", width }),
    ...indented(plain(`because ${why}`), { first: "    ", rest: "      ", width }),
    ...mends.flatMap((mend) => mendLines(mend, width)),
  ];
}

/** A name has a line of its own, so that it can be copied. */
function mendLines({ image, location, detail }: Mend, width: number): readonly string[] {
  const at = location === undefined ? "" : ` (${location.file}:${location.line})`;
  const said = indented(plain(`${detail}${at}`), { first: "    - ", rest: "      ", width });
  return image === undefined ? said : [...said, `      ${plain(image)}`];
}

/** Runs down, architectures across. */
function countLines({ counts, architectures }: Matrix): readonly string[] {
  const byRun = [...Map.groupBy(counts, (count) => runWords(count))];
  const rows = [["", ...architectures], ...byRun.map(([run, own]) => [plain(run), ...own.map(countWords)])];
  const widths = ["", ...architectures].map((_, column) => Math.max(...rows.map((row) => widthOf(row[column] ?? ""))));
  return rows.map((row) =>
    row
      .map((cell, column) => padded(cell, widths[column] ?? 0))
      .join("  ")
      .trimEnd(),
  );
}

function countWords({ runs, stops, unknown }: MatrixCount): string {
  const words = [
    ...(runs > 0 ? [`${grouped(runs)} run`] : []),
    ...(stops > 0 ? [`${grouped(stops)} stop`] : []),
    ...(unknown > 0 ? [`${grouped(unknown)} not known`] : []),
  ];
  return words.length === 0 ? "none" : words.join(", ");
}

function padded(text: string, width: number): string {
  return text + " ".repeat(Math.max(0, width - widthOf(text)));
}

function groupLines({ processes, images }: ProcessGroup, width: number): readonly string[] {
  return [
    ...indented(plain(few(shortNames(processes), MOST_NAMES)), { first: "", rest: "  ", width }),
    ...images.flatMap((image) => imageLines(image, width)),
  ];
}

function imageLines(one: MatrixImage, width: number): readonly string[] {
  const { image, pin, conditions = [], architectures, platform } = one;
  const about = [
    architectures.size === 0 ? `asked for ${platform ?? "none of these"}` : verdictWords(architectures),
    ...(pin === undefined ? [] : [`pin ${pin}`]),
    ...(one.recipe === undefined ? [] : [`recipe ${recipeWords(one)}`]),
    ...(one.twin === undefined ? [] : [`twins ${twinWords(one)}`]),
    ...(conditions.length === 0 ? [] : [`if ${conditions.join(" and ")}`]),
  ].join("; ");
  return [
    ...indented(plain(`${runWords(one)}: ${about}`), { first: "  ", rest: "    ", width }),
    `    ${image === null ? unnamed(one) : plain(image)}`,
  ];
}

/** `runs on linux/amd64, stops on linux/arm64`; architectures of one word together. */
function verdictWords(architectures: MatrixImage["architectures"]): string {
  const byWord = Map.groupBy(architectures, ([, { verdict }]) => verdict);
  return [...byWord]
    .map(([verdict, same]) => `${VERDICTS[verdict]} on ${same.map(([name]) => name).join(" and ")}`)
    .join(", ");
}

/** Why there is no name, in place of it. */
function unnamed({ architectures }: MatrixImage): string {
  const [first] = architectures.values();
  return plain(first?.detail ?? "its name is not known before the run");
}

function notes({ inspector, notLookedAt, processes }: Matrix): readonly string[] {
  const hasRecipes = processes.some(({ images }) => images.some(({ recipe }) => recipe !== undefined));
  return [
    ...(inspector === "none" ? ["Nobody was asked: names and hashes alone were looked at."] : []),
    ...(hasRecipes ? [PROVES] : []),
    ...(notLookedAt.length === 0
      ? []
      : [
          `Not looked at: ${few(notLookedAt.map(({ what, name }) => plain(`${what} ${name}`)))}; --profile NAME looks at one.`,
        ]),
  ];
}
