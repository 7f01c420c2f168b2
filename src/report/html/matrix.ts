/** A matrix as one HTML page, in the style of the report. */
import type { Blocker, Matrix, MatrixCount, MatrixImage, Mend } from "../../model.ts";
import { PROVES } from "../../recipe/proofs.ts";
import { counted, grouped } from "../../text/units.ts";
import { inUtc } from "../record.ts";
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
} from "../matrix-words.ts";
import { code, escapeHtml, folded } from "./escape.ts";
import { matrixStyle } from "./matrix-style.ts";
import { pageHead } from "./page.ts";
import { stylesheet } from "./stylesheet.ts";

/** One file to read in a browser or to print, offline, without any script. */
export function matrixHtml(matrix: Matrix): string {
  const { blockers, processes, startedAt } = matrix;
  const title = `Process matrix, ${startedAt.slice(0, 10)}`;
  return `${pageHead({ title, style: stylesheet + matrixStyle })}
<body>
<a class="skip" href="#main">Skip to what stops something</a>
<header class="${blockers.length === 0 ? "pass" : "fail"}">
<h1>Process matrix</h1>
<p>${escapeHtml(`${counted(processes.length, "process", "processes")}, ${sentenceOf(blockers)}`)}</p>
</header>
<main id="main">
${processes.length === 0 ? `<p>${escapeHtml(NO_PROCESS)}</p>` : body(matrix)}
</main>
<footer>${footer(matrix)}</footer>
</body>
</html>
`;
}

function sentenceOf(blockers: Matrix["blockers"]): string {
  return blockers.length === 0
    ? "and nothing is known to stop one"
    : `and ${counted(new Set(blockers.map(({ image }) => image)).size, "image")} by which some are stopped`;
}

function body(matrix: Matrix): string {
  const stops = blockersByWhat(matrix).map(
    ([what, blockers]) =>
      `<section><h2>What stops ${escapeHtml(what)} <span>${grouped(blockers.length)}</span></h2>\n${
        blockers.length === 0 ? `<p class="quiet">Nothing that is known.</p>` : blockers.map(blockerArticle).join("")
      }</section>`,
  );
  const { architectures, counts } = matrix;
  return `${countTable(counts, architectures)}
${stops.join("\n")}
<section id="processes"><h2>Processes <span>${grouped(matrix.processes.length)}</span></h2>
<p class="quiet">Those of equal rows stand together; what is stopped comes first.</p>
${processTable(matrix)}</section>`;
}

function blockerArticle({ image, engines, processes, why, mends }: Blocker): string {
  const by = engines.length === 0 ? "" : ` (${engines.join(", ")})`;
  return `<article class="error">
<h3>${image === null ? "no image" : code(image)}</h3>
<p>${escapeHtml(`because ${why}`)}</p>
<p class="help">${escapeHtml(`${counted(processes.length, "process", "processes")}${by}`)}</p>
<div class="places">${folded(processes.map(escapeHtml))}</div>
<ul class="mends">${mends.map(mendItem).join("")}</ul>
</article>
`;
}

function mendItem({ image, location, detail }: Mend): string {
  const at = location === undefined ? "" : ` ${code(`${location.file}:${location.line}`)}`;
  return `<li>${escapeHtml(detail)}${at}${image === undefined ? "" : `<br>${code(image)}`}</li>`;
}

/** Runs down, architectures across. */
function countTable(counts: readonly MatrixCount[], architectures: readonly string[]): string {
  const head = architectures.map((one) => `<th scope="col">${escapeHtml(one)}</th>`).join("");
  const rows = [...Map.groupBy(counts, (count) => runWords(count))].map(
    ([run, own]) => `<tr><th scope="row">${escapeHtml(run)}</th>${own.map(countCell).join("")}</tr>`,
  );
  return `<div class="wide" role="region" aria-label="How many processes run" tabindex="0"><table class="counts"><caption>Processes by run and architecture</caption><thead><tr><th scope="col">Run</th>${head}</tr></thead><tbody>${rows.join("")}</tbody></table></div>`;
}

function countCell({ runs, stops, unknown }: MatrixCount): string {
  const words = [
    ["runs", runs, "run"],
    ["stops", stops, "stop"],
    ["unknown", unknown, "not known"],
  ] as const;
  const said = words.flatMap(([kind, count, word]) =>
    count === 0 ? [] : [`<span class="${kind}">${grouped(count)} ${word}</span>`],
  );
  return `<td>${said.length === 0 ? "none" : said.join(" ")}</td>`;
}

const COLUMNS = ["Run and image", "Pin", "Recipe", "Twins"] as const;

/** A body of rows a group of processes: a row a run, and a cell an architecture. */
function processTable(matrix: Matrix): string {
  const { architectures } = matrix;
  const head = [...COLUMNS, ...architectures].map((column) => `<th scope="col">${escapeHtml(column)}</th>`).join("");
  const groups = processGroups(matrix).map((group) => groupBody(group, architectures));
  return `<table class="matrix"><thead><tr>${head}</tr></thead>\n${groups.join("")}</table>\n`;
}

function groupBody({ processes, images }: ProcessGroup, architectures: readonly string[]): string {
  const names =
    processes.length === 1
      ? code(processes[0]!)
      : `<details><summary>${escapeHtml(shortNames(processes).join(", "))}</summary>${folded(processes.map(code))}</details>`;
  const rows = images.map((image) => imageRow(image, architectures));
  return `<tbody><tr><th class="names" scope="rowgroup" colspan="${COLUMNS.length + architectures.length}">${names}</th></tr>${rows.join("")}</tbody>\n`;
}

function imageRow(one: MatrixImage, architectures: readonly string[]): string {
  const { image, pin = "-", conditions = [], location } = one;
  const open = conditions.length === 0 ? "" : `<span class="quiet">if ${escapeHtml(conditions.join(" and "))}</span>`;
  const place = `<span class="quiet">${escapeHtml(`${location.file}:${location.line}`)}</span>`;
  const name = image === null ? "name not known" : code(image);
  const facts = [
    [COLUMNS[0], `<b>${escapeHtml(runWords(one))}</b> ${name}${open}${place}`],
    [COLUMNS[1], escapeHtml(pin)],
    [COLUMNS[2], withDetail(recipeWords(one), one.recipe?.detail)],
    [COLUMNS[3], withDetail(twinWords(one), one.twin?.detail)],
  ] as const;
  const cells = facts.map(
    ([label, content]) => `<td data-label="${label}"${content === "-" ? ' class="empty"' : ""}>${content}</td>`,
  );
  return `<tr>${cells.join("")}${architectures.map((name) => verdictCell(one, name)).join("")}</tr>`;
}

function verdictCell({ architectures, platform }: MatrixImage, architecture: string): string {
  const label = `data-label="${escapeHtml(architecture)}"`;
  const told = architectures.get(architecture);
  if (told === undefined) return `<td ${label}>asked for ${escapeHtml(platform ?? "")}</td>`;
  const { verdict, detail } = told;
  return `<td ${label}><span class="${verdict}">${VERDICTS[verdict]}</span><span class="quiet">${escapeHtml(detail)}</span></td>`;
}

function withDetail(word: string, detail: string | undefined): string {
  return detail === undefined
    ? escapeHtml(word)
    : `${escapeHtml(word)}<span class="quiet">${escapeHtml(detail)}</span>`;
}

function footer({ tool, inspector, startedAt, notLookedAt }: Matrix): string {
  const parts = [
    `${tool.name} ${tool.version}`,
    { wave: "inspected through Wave", registry: "inspected at the registries", none: "by names and hashes only" }[
      inspector
    ],
    ...(notLookedAt.length === 0
      ? []
      : [`not looked at: ${notLookedAt.map(({ what, name }) => `${what} ${name}`).join(", ")}`]),
    PROVES,
    inUtc(startedAt),
  ];
  return parts.map((part) => escapeHtml(part)).join(" · ");
}
