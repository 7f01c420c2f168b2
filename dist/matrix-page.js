const require_rolldown_runtime = require("./rolldown-runtime.js");
const require_base = require("./base.js");
const require_surfaces = require("./surfaces.js");
const require_matrix = require("./matrix.js");
// src/report/html/matrix-style.ts
/** What the page of a matrix has beside the style of the report. */
/** A verdict has a word and not its colour alone. On a phone each row is a card. */
const matrixStyle = `
.runs,.stops,.unknown{display:inline-block;white-space:nowrap;font-weight:600}
.runs{color:var(--pass)}.stops{color:var(--error)}.unknown{color:var(--quiet)}
.counts{width:auto;margin-top:1.5rem}
.counts td span{margin-right:.5rem}
.counts td,.counts th{padding-right:1.5rem}
.counts th{overflow-wrap:normal}
.mends{margin:.25rem 0 0;padding-left:1.25rem}
.matrix{table-layout:fixed}
.matrix .quiet{display:block;font-size:.8rem}
.matrix th:nth-child(2){width:5.5rem}.matrix th:nth-child(3),.matrix th:nth-child(4){width:9rem}.matrix th:nth-child(n+5){width:12rem}
.matrix .names{background:var(--box);padding:.4rem .5rem;font-weight:600}
.matrix .names summary{color:inherit}
.matrix .names code{background:none}
.matrix tbody tr:not(:last-child) td{border-bottom:0}
@media screen and (max-width:50rem){.matrix thead{position:absolute;clip-path:inset(50%);width:1px;height:1px;overflow:hidden}.matrix,.matrix tbody,.matrix tr,.matrix td,.matrix th{display:block;width:auto!important}.matrix tbody{border:1px solid var(--line);border-radius:.5rem;margin-bottom:.75rem;overflow:hidden}.matrix td{border:0;padding:.2rem .75rem}.matrix td.empty{display:none}.matrix td[data-label]:not(:first-child)::before{content:attr(data-label) " ";color:var(--quiet)}}
@media print{.matrix .names details ul{display:none}tbody{break-inside:avoid}}
`;
// src/report/html/matrix.ts
var matrix_exports = require_rolldown_runtime.__exportAll({ matrixHtml: () => matrixHtml });
/** One file to read in a browser or to print, offline, without any script. */
function matrixHtml(matrix) {
	const { blockers, processes, startedAt } = matrix;
	const title = `Process matrix, ${startedAt.slice(0, 10)}`;
	return `${require_surfaces.pageHead({
		title,
		style: require_surfaces.stylesheet + matrixStyle
	})}
<body>
<a class="skip" href="#main">Skip to what stops something</a>
<header class="${blockers.length === 0 ? "pass" : "fail"}">
<h1>Process matrix</h1>
<p>${require_surfaces.escapeHtml(`${require_base.counted(processes.length, "process", "processes")}, ${sentenceOf(blockers)}`)}</p>
</header>
<main id="main">
${processes.length === 0 ? `<p>${require_surfaces.escapeHtml(require_matrix.NO_PROCESS)}</p>` : body(matrix)}
</main>
<footer>${footer(matrix)}</footer>
</body>
</html>
`;
}
function sentenceOf(blockers) {
	return blockers.length === 0 ? "and nothing is known to stop one" : `and ${require_base.counted(new Set(blockers.map(({ image }) => image)).size, "image")} by which some are stopped`;
}
function body(matrix) {
	const stops = require_matrix.blockersByWhat(matrix).map(([what, blockers]) => `<section><h2>What stops ${require_surfaces.escapeHtml(what)} <span>${require_base.grouped(blockers.length)}</span></h2>\n${blockers.length === 0 ? `<p class="quiet">Nothing that is known.</p>` : blockers.map(blockerArticle).join("")}</section>`);
	const { architectures, counts } = matrix;
	return `${countTable(counts, architectures)}
${stops.join("\n")}
<section id="processes"><h2>Processes <span>${require_base.grouped(matrix.processes.length)}</span></h2>
<p class="quiet">Those of equal rows stand together; what is stopped comes first.</p>
${processTable(matrix)}</section>`;
}
function blockerArticle({ image, engines, processes, why, mends }) {
	const by = engines.length === 0 ? "" : ` (${engines.join(", ")})`;
	return `<article class="error">
<h3>${image === null ? "no image" : require_surfaces.code$1(image)}</h3>
<p>${require_surfaces.escapeHtml(`because ${why}`)}</p>
<p class="help">${require_surfaces.escapeHtml(`${require_base.counted(processes.length, "process", "processes")}${by}`)}</p>
<div class="places">${require_surfaces.folded(processes.map(require_surfaces.escapeHtml))}</div>
<ul class="mends">${mends.map(mendItem).join("")}</ul>
</article>
`;
}
function mendItem({ image, location, detail }) {
	const at = location === void 0 ? "" : ` ${require_surfaces.code$1(`${location.file}:${location.line}`)}`;
	return `<li>${require_surfaces.escapeHtml(detail)}${at}${image === void 0 ? "" : `<br>${require_surfaces.code$1(image)}`}</li>`;
}
/** Runs down, architectures across. */
function countTable(counts, architectures) {
	return `<div class="wide" role="region" aria-label="How many processes run" tabindex="0"><table class="counts"><caption>Processes by run and architecture</caption><thead><tr><th scope="col">Run</th>${architectures.map((one) => `<th scope="col">${require_surfaces.escapeHtml(one)}</th>`).join("")}</tr></thead><tbody>${[...Map.groupBy(counts, (count) => require_matrix.runWords(count))].map(([run, own]) => `<tr><th scope="row">${require_surfaces.escapeHtml(run)}</th>${own.map(countCell).join("")}</tr>`).join("")}</tbody></table></div>`;
}
function countCell({ runs, stops, unknown }) {
	const said = [
		[
			"runs",
			runs,
			"run"
		],
		[
			"stops",
			stops,
			"stop"
		],
		[
			"unknown",
			unknown,
			"not known"
		]
	].flatMap(([kind, count, word]) => count === 0 ? [] : [`<span class="${kind}">${require_base.grouped(count)} ${word}</span>`]);
	return `<td>${said.length === 0 ? "none" : said.join(" ")}</td>`;
}
const COLUMNS = [
	"Run and image",
	"Pin",
	"Recipe",
	"Twins"
];
/** A body of rows a group of processes: a row a run, and a cell an architecture. */
function processTable(matrix) {
	const { architectures } = matrix;
	return `<table class="matrix"><thead><tr>${[...COLUMNS, ...architectures].map((column) => `<th scope="col">${require_surfaces.escapeHtml(column)}</th>`).join("")}</tr></thead>\n${require_matrix.processGroups(matrix).map((group) => groupBody(group, architectures)).join("")}</table>\n`;
}
function groupBody({ processes, images }, architectures) {
	const names = processes.length === 1 ? require_surfaces.code$1(processes[0]) : `<details><summary>${require_surfaces.escapeHtml(require_matrix.shortNames(processes).join(", "))}</summary>${require_surfaces.folded(processes.map(require_surfaces.code$1))}</details>`;
	const rows = images.map((image) => imageRow(image, architectures));
	return `<tbody><tr><th class="names" scope="rowgroup" colspan="${COLUMNS.length + architectures.length}">${names}</th></tr>${rows.join("")}</tbody>\n`;
}
function imageRow(one, architectures) {
	const { image, pin = "-", conditions = [], location } = one;
	const open = conditions.length === 0 ? "" : `<span class="quiet">if ${require_surfaces.escapeHtml(conditions.join(" and "))}</span>`;
	const place = `<span class="quiet">${require_surfaces.escapeHtml(`${location.file}:${location.line}`)}</span>`;
	const name = image === null ? "name not known" : require_surfaces.code$1(image);
	return `<tr>${[
		[COLUMNS[0], `<b>${require_surfaces.escapeHtml(require_matrix.runWords(one))}</b> ${name}${open}${place}`],
		[COLUMNS[1], require_surfaces.escapeHtml(pin)],
		[COLUMNS[2], withDetail(require_matrix.recipeWords(one), one.recipe?.detail)],
		[COLUMNS[3], withDetail(require_matrix.twinWords(one), one.twin?.detail)]
	].map(([label, content]) => `<td data-label="${label}"${content === "-" ? " class=\"empty\"" : ""}>${content}</td>`).join("")}${architectures.map((name) => verdictCell(one, name)).join("")}</tr>`;
}
function verdictCell({ architectures, platform }, architecture) {
	const label = `data-label="${require_surfaces.escapeHtml(architecture)}"`;
	const told = architectures.get(architecture);
	if (told === void 0) return `<td ${label}>asked for ${require_surfaces.escapeHtml(platform ?? "")}</td>`;
	const { verdict, detail } = told;
	return `<td ${label}><span class="${verdict}">${require_matrix.VERDICTS[verdict]}</span><span class="quiet">${require_surfaces.escapeHtml(detail)}</span></td>`;
}
function withDetail(word, detail) {
	return detail === void 0 ? require_surfaces.escapeHtml(word) : `${require_surfaces.escapeHtml(word)}<span class="quiet">${require_surfaces.escapeHtml(detail)}</span>`;
}
function footer({ tool, inspector, startedAt, notLookedAt }) {
	return [
		`${tool.name} ${tool.version}`,
		{
			wave: "inspected through Wave",
			registry: "inspected at the registries",
			none: "by names and hashes only"
		}[inspector],
		...notLookedAt.length === 0 ? [] : [`not looked at: ${notLookedAt.map(({ what, name }) => `${what} ${name}`).join(", ")}`],
		require_base.PROVES,
		require_surfaces.inUtc(startedAt)
	].map((part) => require_surfaces.escapeHtml(part)).join(" \u00b7 ");
}
// src/report/matrix-csv.ts
var matrix_csv_exports = require_rolldown_runtime.__exportAll({ matrixCsv: () => matrixCsv });
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
	"line"
];
function matrixCsv({ processes }) {
	const rows = processes.flatMap(({ process, images }) => images.flatMap((image) => rowsOf(process, image)));
	return [HEAD, ...rows].map((row) => `${row.map(field).join(",")}\r\n`).join("");
}
function rowsOf(process, one) {
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
		String(location.line)
	]);
}
/**
* Spreadsheets take a field for a formula that begins so, whatever quotes are around it; behind blanks, too, and behind a `;`
* where that is what parts their fields.
*/
const FORMULA = /(^|;)(?=\s*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20])/g;
function field(text) {
	const harmless = require_base.unarmed(require_base.plain(text)).replaceAll(FORMULA, "$1'");
	return /[",'\s]/.test(harmless) ? `"${harmless.replaceAll("\"", "\"\"")}"` : harmless;
}
// src/report/matrix-json.ts
var matrix_json_exports = require_rolldown_runtime.__exportAll({ matrixJson: () => matrixJson });
/** `wave-inspect matrix --format json`: nothing of time or of this machine is in it, so that two of one state are the same bytes. */
function matrixJson({ inspector, architectures, runs, notLookedAt, counts, blockers, processes }) {
	return require_base.printJson({
		schemaVersion: 1,
		inspector,
		architectures,
		runs,
		notLookedAt,
		counts,
		blockers: blockers.map(blockerPart),
		processes: processes.map(processPart)
	});
}
function blockerPart({ mends, ...blocker }) {
	return {
		...blocker,
		mends: mends.map(mendPart)
	};
}
function mendPart({ location, ...mend }) {
	return {
		...mend,
		...placePart(location)
	};
}
function processPart({ process, images }) {
	return {
		process,
		images: images.map(imagePart)
	};
}
function imagePart({ location, architectures, ...image }) {
	return {
		...image,
		architectures: Object.fromEntries(architectures),
		...placePart(location)
	};
}
function placePart(location) {
	return location === void 0 ? {} : {
		file: location.file,
		line: location.line,
		column: location.column
	};
}
Object.defineProperty(exports, "matrix_csv_exports", {
	enumerable: true,
	get: function() {
		return matrix_csv_exports;
	}
});
Object.defineProperty(exports, "matrix_exports", {
	enumerable: true,
	get: function() {
		return matrix_exports;
	}
});
Object.defineProperty(exports, "matrix_json_exports", {
	enumerable: true,
	get: function() {
		return matrix_json_exports;
	}
});
