const require_rolldown_runtime = require("./rolldown-runtime.js");
const require_base = require("./base.js");
const require_scan = require("./scan.js");
const require_check = require("./check.js");
let node_url = require("node:url");
// src/report/elsewhere.ts
/** One sentence; nothing is promised that is not written. */
function allAreIn({ json = false, sarif = false }) {
	const names = [...json ? ["JSON"] : [], ...sarif ? ["SARIF"] : []];
	if (names.length === 0) return "A JSON or SARIF report would have all of them; this run writes none.";
	return `All are in the ${names.join(" and ")} report${names.length === 1 ? "" : "s"}.`;
}
// src/report/annotations.ts
var annotations_exports = require_rolldown_runtime.__exportAll({ annotations: () => annotations });
/** The log is read in a browser; the whole list is in the other reports. */
const MOST_LINES = 1e3;
const MOST_PLACES$2 = 5;
/** An annotation for a run that came to no verdict. A leading `file:line:column: ` becomes its place. */
function errorCommand(message) {
	const placed = /^([^\s:][^:\r\n]*):(\d+):(\d+): ([\s\S]+)$/.exec(message);
	if (placed === null) return command("error", {}, message.split(/\r\n|\r|\n/));
	const [, file = "", line = "", column = "", text = ""] = placed;
	return command("error", {
		file,
		line,
		col: column
	}, text.split(/\r\n|\r|\n/));
}
/** An annotation for what a person should know of, and what changes no verdict. */
function noticeCommand(message) {
	return command("notice", {}, [message]);
}
/**
* The findings that count, the worst first, and where a severity has too many, those first that stop a run; what GitHub
* would not show is told in the last one and listed in the log. `elsewhere`: what else is written; `pathOf`: where
* GitHub finds a file of the report, undefined for one that is not in the repository.
*/
function annotations(report, elsewhere = {}, pathOf = (file) => file) {
	const groups = byCause(require_scan.groupFindings(require_scan.partition(report.findings).open));
	const shown = [];
	const listed = [];
	let hidden = 0;
	for (const level of [
		"error",
		"warning",
		"notice"
	]) {
		const all = firstByWeight(groups.filter(({ finding }) => finding.severity === level));
		const rest = all.slice(10);
		hidden += rest.length;
		all.slice(0, 10).forEach((one, index) => {
			const note = noteOf(one, pathOf);
			const lines = rest.length > 0 && index === 9 ? [...note.lines, moreOf(level, rest.length, elsewhere)] : note.lines;
			shown.push(command(level, note.properties, lines));
		});
		for (const one of rest.slice(0, MOST_LINES - listed.length)) {
			const note = noteOf(one, pathOf);
			listed.push(require_base.logLine(`${note.where}: ${level}: ${note.lines.join(" ")}`));
		}
	}
	if (hidden === 0) return shown.join("");
	if (hidden > listed.length) listed.push(`and ${require_base.counted(hidden - listed.length, "more finding")}. ${allAreIn(elsewhere)}`);
	return `${shown.join("")}::group::${require_base.counted(hidden, "finding")} not annotated\n${listed.join("\n")}\n::endgroup::\n`;
}
function byCause(groups) {
	return [...Map.groupBy(groups, ({ finding }, index) => {
		const { rule, severity, undecided, location, writtenAt } = finding;
		return writtenAt === void 0 ? String(index) : JSON.stringify([
			rule,
			severity,
			undecided,
			require_base.placeKey(location)
		]);
	}).values()].flatMap(([first, ...others]) => {
		if (first === void 0) return [];
		const places = [...first.places, ...others.flatMap((group) => group.places.slice(1))];
		return {
			...first,
			places,
			others: others.map(({ finding }) => finding)
		};
	});
}
/** What else the line causes: by the images, which tell these findings apart. */
function othersInWords(others) {
	if (others.length === 0) return [];
	const images = [...new Set(others.flatMap(({ image }) => image ?? []))];
	const of = images.length === 0 ? "" : `, of ${require_base.few(images, MOST_PLACES$2)}`;
	return [`This line causes ${require_base.counted(others.length, "more finding")} of this rule${of}.`];
}
/** In their order where all are shown. */
function firstByWeight(groups) {
	if (groups.length <= 10) return groups;
	return groups.toSorted((a, b) => require_check.weightOf(a.finding.rule) - require_check.weightOf(b.finding.rule));
}
function moreOf(level, count, { summary = false }) {
	return `${require_base.counted(count, `more ${level} is`, `more ${level}s are`)} not shown here: GitHub shows 10 of a kind. ${summary ? "The log and the job summary have" : "The log has"} more.`;
}
function noteOf({ finding, places, others: more }, pathOf) {
	const { location } = finding;
	const file = pathOf(location.file);
	const others = places.slice(1, 6).map((place) => `${pathOf(place.file) ?? place.file}:${place.line}`);
	const rest = places.length - 1 - others.length;
	return {
		properties: {
			title: titleOf(finding),
			...file !== void 0 && placeProperties({
				...location,
				file
			})
		},
		lines: [
			finding.message,
			...othersInWords(more),
			...file === void 0 ? [`At ${location.file}:${location.line}, outside of the repository.`] : [],
			...require_scan.adviceOf(finding),
			...others.length === 0 ? [] : [`Also at ${others.join(", ")}${rest > 0 ? ` and ${rest} more places` : ""}.`]
		],
		where: `${file ?? location.file}:${location.line}:${location.column}`
	};
}
function titleOf({ rule, undecided }) {
	return `wave-inspect: ${rule}${undecided === true ? " (undecided)" : ""}`;
}
/** Columns only for a place within one line: GitHub takes no others. */
function placeProperties({ file, line, column, endLine, endColumn }) {
	return {
		file,
		line: String(line),
		endLine: String(endLine),
		...line === endLine && {
			col: String(column),
			endColumn: String(endColumn)
		}
	};
}
/** `::level key=value,\u2026::text`, escaped as @actions/core does, after text of others is made harmless. */
function command(level, properties, lines) {
	const given = Object.entries(properties).map(([key, value]) => `${key}=${escapeProperty(require_base.unarmed(require_base.plain(value)))}`);
	const message = lines.map((line) => require_base.unarmed(require_base.plain(line))).join("\n");
	return `::${level}${given.length === 0 ? "" : ` ${given.join(",")}`}::${escapeData(message)}\n`;
}
/** As `escapeData` of @actions/core. */
function escapeData(text) {
	return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}
/** As `escapeProperty` of @actions/core. */
function escapeProperty(text) {
	return escapeData(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
// src/report/links.ts
/** Where the documentation is, unless the run knows which copy of the action it is. */
const USUAL = `${require_base.homepage}/blob/v1`;
/** The page of a rule. */
function ruleUrl({ tool }, rule) {
	return `${tool.url ?? USUAL}/docs/rules/${encodeURIComponent(rule)}.md`;
}
/** The page of the tool. */
function toolUrl({ tool }) {
	return `${tool.url ?? USUAL}/README.md`;
}
/** Where a place can be read on GitHub; undefined where the run does not know repository and commit. */
function lineUrl(report, { file, line, endLine }, server = "https://github.com") {
	const { repository, commit } = report;
	if (repository === void 0 || commit === void 0 || !/^[\w.-]+\/[\w.-]+$/.test(repository) || !/^[0-9a-f]{7,64}$/i.test(commit)) return void 0;
	const lines = endLine > line ? `#L${line}-L${endLine}` : `#L${line}`;
	return `${server}/${repository}/blob/${commit}/${encodePath(file)}${lines}`;
}
/** A path as part of a URL; nothing of it can end an attribute or a link. */
function encodePath(file) {
	return file.toWellFormed().split("/").map(encodeURIComponent).join("/");
}
// src/report/sarif.ts
/** The report as SARIF, for code scanning. */
var sarif_exports = require_rolldown_runtime.__exportAll({ sarif: () => sarif });
/** Code scanning refuses more than 25,000 results and keeps the worst 5,000. */
const MOST_RESULTS = 5e3;
const LEVELS = {
	error: "error",
	warning: "warning",
	notice: "note"
};
/**
* SARIF 2.1.0 (OASIS), within the limits of GitHub code scanning: narrow regions, fingerprints that survive line shifts,
* waived and known findings as suppressed ones. Not indented: the size of an upload is limited.
*/
function sarif(report, { category = "wave-inspect", server = "https://github.com", pathOf = (file) => file } = {}) {
	const shown = report.findings.slice(0, MOST_RESULTS);
	const { repository, commit } = report;
	const log = {
		$schema: "https://json.schemastore.org/sarif-2.1.0.json",
		version: "2.1.0",
		runs: [{
			tool: { driver: {
				name: report.tool.name,
				version: report.tool.version,
				semanticVersion: report.tool.version,
				informationUri: toolUrl(report),
				rules: require_check.rules.map((rule) => ruleDescriptor(rule, ruleUrl(report, rule.id)))
			} },
			automationDetails: { id: `${category.replace(/\/+$/, "")}/` },
			...repository !== void 0 && commit !== void 0 && { versionControlProvenance: [{
				repositoryUri: `${server}/${repository}`,
				revisionId: commit
			}] },
			columnKind: "utf16CodeUnits",
			invocations: [{
				executionSuccessful: true,
				startTimeUtc: report.startedAt,
				toolExecutionNotifications: leftOut(report.findings.length - shown.length)
			}],
			results: shown.map((finding) => result(finding, pathOf)),
			properties: {
				verdict: report.verdict,
				covered: require_scan.coverageSentence(report),
				coverage: report.coverage
			}
		}]
	};
	return require_base.printJson(log, 0);
}
function leftOut(count) {
	if (count === 0) return [];
	return [{
		level: "warning",
		message: { text: `${require_base.counted(count, "more finding")} left out: code scanning keeps ${MOST_RESULTS}.` }
	}];
}
function ruleDescriptor(rule, url) {
	const why = rule.text.why.replaceAll("\n", " ");
	return {
		id: rule.id,
		name: rule.id.replaceAll(/(?:^|-)(\w)/g, (_, letter) => letter.toUpperCase()),
		shortDescription: { text: `${rule.summary}.` },
		fullDescription: { text: why },
		help: {
			text: `${why}\n\n${url}`,
			markdown: `${rule.text.why}\n\n\`\`\`yaml\n${rule.text.policy}\`\`\`\n\n[About this rule](${url})`
		},
		helpUri: url,
		defaultConfiguration: { level: LEVELS[rule.severity] },
		properties: {
			tags: ["containers", "supply-chain"],
			precision: "very-high",
			"problem.severity": problemSeverity(rule.severity)
		}
	};
}
function problemSeverity(severity) {
	return severity === "notice" ? "recommendation" : severity;
}
function result(finding, pathOf) {
	const { rule, severity, message, evidence, location, image, fingerprint, undecided } = finding;
	const index = require_check.rules.findIndex(({ id }) => id === rule);
	return {
		ruleId: rule,
		...index >= 0 && { ruleIndex: index },
		level: LEVELS[severity],
		message: { text: messageText([`${message}.`, ...require_scan.adviceOf(finding)].join(" ")) },
		locations: [{ physicalLocation: physicalLocation(location, pathOf) }],
		partialFingerprints: {
			primaryLocationLineHash: `${fingerprint}:1`,
			"waveInspect/v1": fingerprint
		},
		...suppressed(finding),
		properties: {
			severity,
			...image !== null && { image: require_base.plain(image) },
			...undecided === true && { undecided },
			evidence
		}
	};
}
/** What does not count, and why. */
function suppressed({ waived, known }) {
	const why = waived === void 0 ? known && require_scan.knownInWords(known) : require_scan.waivedInWords(waived);
	if (why === void 0) return {};
	return { suppressions: [{
		kind: waived?.by === "inline" ? "inSource" : "external",
		status: "accepted",
		justification: require_base.plain(why)
	}] };
}
function physicalLocation({ file, line, column, endLine, endColumn }, pathOf) {
	const path = pathOf(file);
	return {
		artifactLocation: path === void 0 ? { uri: (0, node_url.pathToFileURL)(file).href } : {
			uri: encodePath(path),
			uriBaseId: "%SRCROOT%"
		},
		region: {
			startLine: line,
			startColumn: column,
			endLine,
			endColumn
		}
	};
}
/** Plain text in which nothing is an embedded link (`[text](target)`) or a placeholder (`{0}`). */
function messageText(text) {
	return require_base.plain(text).replaceAll("](", "] (").replaceAll(/\{(?=\d+\})/g, "{ ");
}
// src/report/images.ts
/** Every image that has a name, in the order of the scan. */
function imageRows({ scan, inspections }) {
	const named = scan.pulls.filter(require_base.isNamed);
	const byImage = Map.groupBy(inspections, ({ request }) => request.image);
	return [...Map.groupBy(named, require_base.judgedName)].map(([image, pulls]) => {
		const asked = byImage.get(image);
		return {
			image,
			written: distinct(pulls.filter((pull) => pull.written !== pull.image && pull.written !== image).map((pull) => pull.written)),
			users: usersOf(pulls),
			places: placesOf$1(pulls),
			...asked !== void 0 && { known: knownOf(asked) }
		};
	});
}
function usersOf(pulls) {
	return [...Map.groupBy(pulls, (pull) => pull.process ?? pull.stage ?? require_base.placeOf(pull).context.service ?? pull.source)].map(([user, own]) => {
		const about = [
			distinct(own.flatMap((pull) => pull.engine ?? [])).join(", "),
			own.some(require_base.isRun) ? "" : "not run",
			own.every(({ confidence }) => confidence === "candidate") ? `if ${conditionsOf(own)}` : ""
		].filter((part) => part !== "");
		return about.length === 0 ? user : `${user} (${about.join("; ")})`;
	});
}
function conditionsOf(pulls) {
	return require_base.few(distinct(pulls.map(({ conditions = [] }) => conditions.join(" and ") || "chosen at run time")), 2);
}
function placesOf$1(pulls) {
	return [...new Map(pulls.map(require_base.placeOf).map((place) => [require_base.placeKey(place), require_base.locationOf(place)])).values()];
}
function knownOf(asked) {
	const failure = asked.find((inspection) => inspection.failure !== void 0)?.failure?.state;
	const container = asked.flatMap(({ answer }) => answer !== void 0 && "container" in answer ? [answer.container] : [])[0];
	const download = asked.find((inspection) => inspection.download !== void 0)?.download;
	const size = download === void 0 ? container && require_base.transferSize(container) : download.size;
	const digest = asked.find((inspection) => inspection.digest !== void 0)?.digest;
	const platforms = asked.find((inspection) => inspection.platforms !== void 0)?.platforms;
	const created = container?.config.created ?? require_base.builtAt(download);
	return {
		...failure !== void 0 && { failure },
		...digest !== void 0 && { digest },
		...platforms !== void 0 && { platforms: platforms.join(", ") },
		...size !== void 0 && { size: require_base.formatBytes(size) },
		...created !== void 0 && { created: created.slice(0, 10) }
	};
}
function distinct(texts) {
	return [...new Set(texts)];
}
// src/report/markdown.ts
var markdown_exports = require_rolldown_runtime.__exportAll({ markdown: () => markdown });
/** A comment on a pull request takes 65,536 characters. */
const COMMENT_BUDGET = 6e4;
const MOST_PLACES$1 = 3;
/** The report as GitHub Markdown. Where the budget ends, whole rows are left out, least important ones first, and counted. */
function markdown(report, { budget = COMMENT_BUDGET, server, elsewhere = {} } = {}) {
	const page = new Page(budget - RESERVE);
	const link = (location) => lineUrl(report, location, server);
	const findings = require_scan.partition(report.findings);
	const open = require_scan.groupFindings(findings.open);
	const known = require_scan.groupFindings(findings.known);
	const waived = require_scan.groupFindings(findings.waived);
	page.add(heading(report));
	page.table("finding", FINDINGS_HEAD, open.map((group) => findingRow(group, report, link)), "");
	page.details(require_base.counted(known.length, "known finding"), "known finding", KNOWN_HEAD, known.map((group) => knownRow(group, report, link)));
	page.details(require_base.counted(waived.length, "waived finding"), "waived finding", WAIVED_HEAD, waived.map((group) => waivedRow(group, report, link)));
	const images = imageRows(report);
	page.details(require_base.counted(images.length, "image"), "image", IMAGES_HEAD, images.map((row) => imageRow$1(row, link)));
	page.add(footer$1(report));
	return page.text(allAreIn(elsewhere));
}
/** Room for the note on what was left out, and for the footer. */
const RESERVE = 2e3;
/** Text under a budget: a block that does not fit is counted instead of added. */
var Page = class {
	#parts = [];
	#left = [];
	#room;
	constructor(budget) {
		this.#room = budget;
	}
	add(block) {
		this.#parts.push(block);
		this.#room -= Buffer.byteLength(block);
	}
	table(what, head, rows, end) {
		if (rows.length === 0) return;
		let room = this.#room - Buffer.byteLength(head) - Buffer.byteLength(end);
		let fitting = 0;
		for (const row of rows) {
			room -= Buffer.byteLength(row);
			if (room < 0) break;
			fitting += 1;
		}
		if (fitting > 0) this.add(`${head}${rows.slice(0, fitting).join("")}${end}\n`);
		if (fitting < rows.length) this.#left.push(require_base.counted(rows.length - fitting, what));
	}
	details(title, what, head, rows) {
		this.table(what, `<details><summary>${title}</summary>\n\n${head}`, rows, "\n</details>\n");
	}
	/** `remedy`: where to find what was left out. */
	text(remedy) {
		const note = this.#left.length === 0 ? "" : `\n> Not shown for lack of room: ${this.#left.join(", ")}. ${remedy}\n`;
		return `${this.#parts.join("")}${note}`;
	}
};
const VERDICT = {
	pass: "\u2705",
	fail: "\u274c",
	undecided: "\u2754"
};
const SIGN = {
	error: "\ud83d\udd34 error",
	warning: "\ud83d\udfe0 warning",
	notice: "\ud83d\udd35 notice"
};
function heading(report) {
	const [verdict = "", rest = ""] = require_scan.verdictSentence(report).split(/: (.*)/s);
	const advice = require_scan.toDecide(report).map((sentence) => `- To decide: ${escapeMarkdown(sentence)}\n`);
	return `## ${VERDICT[report.verdict]} Container images: ${verdict.toLowerCase()}

${rest.charAt(0).toUpperCase()}${rest.slice(1)}

${escapeMarkdown(require_scan.coverageSentence(report))}.

${advice.length === 0 ? "" : `${advice.join("")}\n`}`;
}
const FINDINGS_HEAD = "| | Rule | What and where |\n| :-- | :-- | :-- |\n";
function findingRow({ finding, places }, report, link) {
	const { severity, rule, undecided } = finding;
	const sign = undecided === true ? `\u26aa undecided` : SIGN[severity];
	const lines = [
		messageOf(finding),
		...require_scan.adviceOf(finding).map(escapeMarkdown),
		placesOf(places, link)
	];
	return `| ${sign.replace(" ", "&nbsp;")} | [${rule}](${ruleUrl(report, rule)}) | ${lines.join("<br>")} |\n`;
}
const KNOWN_HEAD = "| Rule | What and where | |\n| :-- | :-- | :-- |\n";
function knownRow({ finding, places }, report, link) {
	const { rule, known } = finding;
	return `| [${rule}](${ruleUrl(report, rule)}) | ${messageOf(finding)}<br>${placesOf(places, link)} | ${escapeMarkdown(require_scan.knownInWords(known))} |\n`;
}
const WAIVED_HEAD = "| Rule | What and where | Why | Until |\n| :-- | :-- | :-- | :-- |\n";
function waivedRow({ finding, places }, report, link) {
	const { rule, waived } = finding;
	const [reason = "", ...more] = require_scan.whyWaived(waived).map(escapeMarkdown);
	const owner = more.length === 0 ? "" : ` (${more.join(", ")})`;
	const until = waived.by === "inline" ? "inline" : escapeMarkdown(waived.expires ?? "no end");
	return `| [${rule}](${ruleUrl(report, rule)}) | ${messageOf(finding)}<br>${placesOf(places, link)} | ${reason}${owner} | ${until} |\n`;
}
/** The message with the image set apart. */
function messageOf({ message, image }) {
	if (image === null || image === "") return escapeMarkdown(message);
	return message.split(image).map(escapeMarkdown).join(code(image));
}
function placesOf(places, link) {
	return shorten$1(places, (location) => place$1(location, link));
}
function place$1(location, link) {
	const url = link(location);
	const text = code(`${location.file}:${location.line}`);
	return url === void 0 ? text : `<a href="${url}">${text}</a>`;
}
const IMAGES_HEAD = "| Image and where | Pulled by | Digest | Platforms | Size | Built |\n| :-- | :-- | :-- | :-- | --: | :-- |\n";
function imageRow$1({ image, written, users, places, known }, link) {
	const { failure, digest, platforms = "", size = "", created = "" } = known ?? {};
	const original = written.length === 0 ? "" : `<br>written ${written.slice(0, MOST_PLACES$1).map(code).join(", ")}`;
	const by = shorten$1(users, escapeMarkdown);
	const answer = digest === void 0 ? escapeMarkdown(failure ?? "") : code(require_base.shortDigest(digest));
	return `| ${[
		`${code(image)}${original}<br>${placesOf(places, link)}`,
		by,
		answer,
		escapeMarkdown(platforms),
		size,
		escapeMarkdown(created)
	].join(" | ")} |\n`;
}
/** The first few of a list in a cell, a line each, and how many more there are. */
function shorten$1(items, show) {
	const more = items.length - MOST_PLACES$1;
	return [...items.slice(0, MOST_PLACES$1).map(show), ...more > 0 ? [`and ${require_base.grouped(more)} more`] : []].join("<br>");
}
function footer$1({ tool, inspector, policy, failOn, startedAt }) {
	return `\n<sub>${escapeMarkdown(tool.name)} ${escapeMarkdown(tool.version)}, ${{
		wave: "inspected through Wave",
		registry: "inspected at the registries",
		none: "judged by name only"
	}[inspector]}, ${require_scan.policyInWords(policy, code)}, fails on ${failOn}, ${escapeMarkdown(startedAt.slice(0, 19).replace("T", " "))} UTC</sub>\n`;
}
/**
* Text of others as Markdown that means nothing but itself, in a table cell or anywhere else: every punctuation character
* that Markdown or HTML could read becomes an entity, and what GitHub would make a link of is parted.
*/
function escapeMarkdown(text) {
	return parted(require_base.plain(text)).replaceAll(/[!"#$%&'*+:;<=>?@[\\\]^_`{|}~]|(?<=\w)\.(?=\w)/g, entity);
}
/**
* GitHub looks for references in the text that people see, where entities are characters again: `@user`, `#1`,
* `owner/repo#2`, `GH-3`, advisories, commits, addresses, `:emoji:`. A space without width parts each; code has none.
*/
function parted(text) {
	return text.replaceAll(/@|#(?=\d)|:(?=\/\/|[\w+-]+:)|www(?=\.)|\b(?:gh|ghsa|cve)-(?=\w)/gi, `$&${SPLIT}`).replaceAll(/(?<![\da-z])[\da-f]{7,40}(?![\da-z])/gi, (commit) => commit.replaceAll(/.{6}(?=.)/g, `$&${SPLIT}`));
}
/** A space without width. Six digits and fewer are no commit to GitHub. */
const SPLIT = "\u200b";
/** Set as code. Entities do their work inside `<code>`, where backticks would need counting. */
function code(text) {
	return `<code>${require_base.plain(text).replaceAll(/[!"#$%&'*+:;<=>?@[\\\]^_`{|}~]/g, entity)}</code>`;
}
function entity(character) {
	return `&#${character.codePointAt(0)};`;
}
// src/report/summary.ts
/** GitHub drops a step's summary above 1 MiB; other steps' writing is not counted here. */
const SUMMARY_BUDGET = 921600;
/** The job summary. */
function summary(report, options = {}) {
	return markdown(report, {
		...options,
		budget: SUMMARY_BUDGET
	});
}
// src/report/stylesheet.ts
/** How the HTML report looks. */
/** The style of the HTML report. Colours reach a contrast of 4.5:1 on their background, light and dark. */
const stylesheet = `
:root{--page:#fff;--box:#f6f8fa;--line:#d1d9e0;--text:#1f2328;--quiet:#59636e;--link:#0969da;--error:#cf222e;--warning:#9a6700;--notice:#0969da;--undecided:#6639ba;--waived:#59636e;--pass:#1a7f37}
@media(prefers-color-scheme:dark){:root{--page:#0d1117;--box:#151b23;--line:#3d444d;--text:#f0f6fc;--quiet:#9198a1;--link:#4493f8;--error:#f85149;--warning:#d29922;--notice:#4493f8;--undecided:#ab7df8;--waived:#9198a1;--pass:#3fb950}}
*{box-sizing:border-box}
body{margin:0;background:var(--page);color:var(--text);font:16px/1.5 system-ui,-apple-system,"Segoe UI",sans-serif;overflow-wrap:anywhere}
header,main,footer{max-width:72rem;margin:0 auto;padding:0 1.5rem}
header{padding-top:2.5rem}
h1{margin:.25rem 0;font-size:1.75rem;line-height:1.25}
header p{margin:0;color:var(--quiet)}
header .verdict{display:inline-block;padding:.1rem .75rem;border-radius:1rem;font-weight:600;text-transform:uppercase;letter-spacing:.05em;font-size:.8rem;color:var(--page);background:var(--pass)}
header.fail .verdict{background:var(--error)}
header.undecided .verdict{background:var(--undecided)}
.tiles{display:flex;flex-wrap:wrap;gap:.75rem;list-style:none;margin:1.5rem 0 0;padding:0}
.tiles li{flex:1 1 7rem;padding:.75rem 1rem;border:1px solid var(--line);border-radius:.5rem;background:var(--box);border-top:3px solid currentColor}
.tiles b{display:block;font-size:1.5rem;line-height:1.2}
.tiles .none{color:var(--quiet);border-top-color:var(--line)}
.tiles .error{color:var(--error)}.tiles .warning{color:var(--warning)}.tiles .notice{color:var(--notice)}.tiles .undecided{color:var(--undecided)}.tiles .waived{color:var(--waived)}
h2{margin:2.5rem 0 .75rem;font-size:1.25rem}
h2 span{color:var(--quiet);font-weight:400}
article{margin:0 0 .75rem;padding:.75rem 1rem;border:1px solid var(--line);border-left:4px solid var(--waived);border-radius:.5rem}
article.error{border-left-color:var(--error)}article.warning{border-left-color:var(--warning)}article.notice{border-left-color:var(--notice)}article.undecided{border-left-color:var(--undecided)}
article h3{margin:0;font-size:.9rem;font-weight:600}
article p{margin:.25rem 0}
.kind{color:var(--waived);display:inline-block;margin-right:.35rem;padding:0 .5rem;border:1px solid currentColor;border-radius:1rem;font-size:.75rem;line-height:1.5}
.error .kind{color:var(--error)}.warning .kind{color:var(--warning)}.notice .kind{color:var(--notice)}.undecided .kind{color:var(--undecided)}
.help,.quiet{color:var(--quiet)}
.places{list-style:none;display:flex;flex-wrap:wrap;gap:.1rem 1rem;margin:.25rem 0 0;padding:0;font-size:.9rem}
a{color:var(--link);text-decoration:none}
a:hover,a:focus{text-decoration:underline}
code{font:.875em ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;background:var(--box);padding:.1em .3em;border-radius:.25rem}
a code{color:inherit}
details{margin-top:.25rem;font-size:.9rem}
summary{cursor:pointer;color:var(--quiet)}
dl{display:grid;grid-template-columns:max-content 1fr;gap:.1rem 1rem;margin:.25rem 0 0}
dt{color:var(--quiet)}
dd{margin:0}
.wide{overflow-x:auto}
table{width:100%;border-collapse:collapse;font-size:.85rem}
th,td{padding:.4rem .75rem .4rem 0;border-bottom:1px solid var(--line);text-align:left;vertical-align:top}
th{color:var(--quiet);font-weight:600}
td{min-width:5.5rem}
td:first-child{min-width:18rem}
.images td:nth-child(2){min-width:14rem}
.images td:nth-child(3){white-space:nowrap}
footer{padding-top:2rem;padding-bottom:3rem;color:var(--quiet);font-size:.85rem}
@media print{article{break-inside:avoid}details{display:none}}
`;
// src/report/html.ts
var html_exports = require_rolldown_runtime.__exportAll({ html: () => html });
/** More than a person reads; a browser is slow on ten times as much. */
const MOST_ITEMS = 2e3;
const MOST_PLACES = 12;
const MOST_IN_CELL = 5;
/**
* One file to read in a browser, offline: no script, nothing loaded from anywhere, light and dark.
* Its Content-Security-Policy allows the style sheet below by its hash and nothing else.
*/
function html(report, { server } = {}) {
	const hash = require_base.sha256(stylesheet, "base64");
	const link = (location) => lineUrl(report, location, server);
	const findings = require_scan.partition(report.findings);
	const open = require_scan.groupFindings(findings.open);
	const [known, waived] = [require_scan.groupFindings(findings.known), require_scan.groupFindings(findings.waived)];
	const articles = (groups) => groups.map((group) => finding(group, report, link)).join("");
	const name = report.repository ?? "Container images";
	return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escapeHtml(name)}: ${report.verdict}</title>
<style>${stylesheet}</style>
</head>
<body>
<header class="${report.verdict}">
<p class="verdict">${report.verdict}</p>
<h1>${escapeHtml(name)}</h1>
<p>${escapeHtml(require_scan.verdictSentence(report).replace(/^\w+: /, ""))}</p>
<p>${escapeHtml(require_scan.coverageSentence(report))}.</p>
${advice(report)}</header>
<main>
${tiles(report)}
${open.length === 0 ? `<p class="quiet">Nothing to say: every image that was judged meets the policy.</p>` : section("Findings", open, articles)}
${section("Known", known, articles)}
${section("Waived", waived, articles)}
${section("Images", imageRows(report), (shown) => images(shown, link))}
</main>
<footer>${footer(report)}</footer>
</body>
</html>
`;
}
function advice(report) {
	const items = require_scan.toDecide(report).map((sentence) => `<li>To decide: ${escapeHtml(sentence)}</li>`);
	return items.length === 0 ? "" : `<ul class="quiet">${items.join("")}</ul>\n`;
}
function tiles({ counts }) {
	return `<ul class="tiles">${[
		[
			"error",
			counts.errors,
			"error",
			"errors"
		],
		[
			"warning",
			counts.warnings,
			"warning",
			"warnings"
		],
		[
			"notice",
			counts.notices,
			"notice",
			"notices"
		],
		[
			"undecided",
			counts.undecided,
			"undecided",
			"undecided"
		],
		[
			"known",
			counts.known,
			"known",
			"known"
		],
		[
			"waived",
			counts.waived,
			"waived",
			"waived"
		]
	].map(([kind, count, one, many]) => `<li class="${count === 0 ? "none" : kind}"><b>${require_base.grouped(count)}</b> ${count === 1 ? one : many}</li>`).join("")}</ul>`;
}
/** A heading with the number of items below it; nothing where there are none. */
function section(title, items, show) {
	if (items.length === 0) return "";
	const more = items.length - MOST_ITEMS;
	const rest = more > 0 ? `<p class="quiet">and ${require_base.grouped(more)} more, in the JSON report</p>` : "";
	return `<section><h2>${title} <span>${require_base.grouped(items.length)}</span></h2>\n${show(items.slice(0, MOST_ITEMS))}${rest}</section>`;
}
function finding({ finding: one, places }, report, link) {
	const { rule, severity, evidence, waived, known, undecided } = one;
	const kind = waived !== void 0 ? "waived" : known !== void 0 ? "known" : undecided === true ? "undecided" : severity;
	const shown = places.slice(0, MOST_PLACES).map((location) => `<li>${place(location, link)}</li>`);
	const more = places.length - shown.length;
	const facts = Object.entries(evidence).map(([key, value]) => `<dt>${escapeHtml(key)}</dt><dd>${escapeHtml(value)}</dd>`);
	return `<article class="${kind}">
<h3><span class="kind">${kind}</span> <a href="${escapeHtml(ruleUrl(report, rule))}">${escapeHtml(rule)}</a></h3>
<p>${message(one)}</p>
${require_scan.adviceOf(one).map((sentence) => `<p class="help">${escapeHtml(sentence)}</p>\n`).join("")}${excuse(one)}<ul class="places">${shown.join("")}${more > 0 ? `<li>and ${require_base.grouped(more)} more</li>` : ""}</ul>
${facts.length === 0 ? "" : `<details><summary>Evidence</summary><dl>${facts.join("")}</dl></details>\n`}</article>
`;
}
function excuse({ waived, known }) {
	const why = waived === void 0 ? known && require_scan.knownInWords(known) : waiver(waived);
	return why === void 0 ? "" : `<p class="help">${escapeHtml(why.charAt(0).toUpperCase() + why.slice(1))}</p>\n`;
}
function waiver({ by, reason, owner, ticket, expires }) {
	const until = expires === void 0 ? "" : ` until ${expires}`;
	const tracked = ticket === void 0 ? "" : ` (${ticket})`;
	return `${by === "inline" ? "Ignored inline" : `Waived${until}`}${owner === void 0 ? "" : ` by ${owner}`}: ${reason}${tracked}`;
}
/** The message with the image set apart. */
function message({ message: text, image }) {
	if (image === null || image === "") return escapeHtml(text);
	return text.split(image).map(escapeHtml).join(`<code>${escapeHtml(image)}</code>`);
}
function place(location, link) {
	const url = link(location);
	const text = `<code>${escapeHtml(`${location.file}:${location.line}`)}</code>`;
	return url === void 0 ? text : `<a href="${escapeHtml(url)}">${text}</a>`;
}
function images(rows, link) {
	return table("images", [
		"Image and where",
		"Pulled by",
		"Digest",
		"Platforms",
		"Size",
		"Built"
	], rows.map((row) => imageRow(row, link)));
}
function imageRow({ image, written, users, places, known }, link) {
	const { failure, digest, platforms = "", size = "", created = "" } = known ?? {};
	const original = written.length === 0 ? "" : `<br><span class="quiet">written ${written.slice(0, MOST_IN_CELL).map(escapeHtml).join(", ")}</span>`;
	return `<tr>${[
		`<code>${escapeHtml(image)}</code>${original}<br>${shorten(places, (location) => place(location, link))}`,
		shorten(users, escapeHtml),
		digest === void 0 ? escapeHtml(failure ?? "") : `<code title="${escapeHtml(digest)}">${escapeHtml(require_base.shortDigest(digest))}</code>`,
		escapeHtml(platforms),
		escapeHtml(size),
		escapeHtml(created)
	].map((cell) => `<td>${cell}</td>`).join("")}</tr>\n`;
}
/** The first of a list in a cell, a line each, and how many more there are. */
function shorten(items, show) {
	const more = items.length - MOST_IN_CELL;
	return [...items.slice(0, MOST_IN_CELL).map(show), ...more > 0 ? [`and ${require_base.grouped(more)} more`] : []].join("<br>");
}
function table(kind, head, rows) {
	return `<div class="wide"><table class="${kind}"><thead><tr>${head.map((cell) => `<th>${cell}</th>`).join("")}</tr></thead><tbody>\n${rows.join("")}</tbody></table></div>\n`;
}
function footer({ tool, inspector, policy, failOn, startedAt, commit, counts }) {
	return [
		`${tool.name} ${tool.version}`,
		{
			wave: "inspected through Wave",
			registry: "inspected at the registries",
			none: "judged by name only"
		}[inspector],
		require_scan.policyInWords(policy),
		`fails on ${failOn}`,
		require_base.counted(counts.files, "file"),
		...commit === void 0 ? [] : [`commit ${commit.slice(0, 12)}`],
		`${startedAt.slice(0, 19).replace("T", " ")} UTC`
	].map((part) => escapeHtml(part)).join(" \u00b7 ");
}
/** For text and for attribute values in double quotes. */
function escapeHtml(text) {
	const escaped = require_base.plain(text).replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll("\"", "&quot;").replaceAll("'", "&#39;");
	return require_base.unarmedBy(escaped, (character) => `&#${character.charCodeAt(0)};`);
}
// src/report/junit.ts
var junit_exports = require_rolldown_runtime.__exportAll({ junit: () => junit });
/**
* JUnit XML: a suite a file, a case an image at its place. A violation is a failure, something undecided an error, a waived
* finding alone and an image that could not be judged a skipped case; one that was judged and nothing is said of passes.
*/
function junit(report) {
	const open = require_scan.whyNotJudged(report);
	const suites = suitesOf(report).map(([file, cases], index) => suite(file, cases.map((one) => testCase(file, one, open.get(one.name))), index === 0 ? properties(report) : ""));
	const total = sum(suites.map(({ counts }) => counts));
	return `<?xml version="1.0" encoding="UTF-8"?>
<!-- ${escapeXml(require_scan.verdictSentence(report)).replaceAll("--", "- -")} -->
<testsuites name="wave-inspect" ${attributes(total)}>
${suites.map(({ xml }) => xml).join("")}</testsuites>
`;
}
/** Cases by file and place; a finding about no image has a case of its own. */
function suitesOf(report) {
	const files = new Map();
	function at(file, line, column, name) {
		const cases = files.get(file) ?? new Map();
		files.set(file, cases);
		const key = JSON.stringify([
			line,
			column,
			name
		]);
		const found = cases.get(key) ?? {
			name,
			line,
			findings: []
		};
		cases.set(key, found);
		return found;
	}
	for (const pull of report.scan.pulls) {
		const { file, line, column } = require_base.placeOf(pull);
		at(file, line, column, require_base.judgedName(pull));
	}
	for (const finding of report.findings) {
		const { file, line, column } = finding.location;
		const [pull] = finding.pulls;
		at(file, line, column, pull === void 0 ? finding.rule : require_base.judgedName(pull)).findings.push(finding);
	}
	return [...files].map(([file, cases]) => [file, [...cases.values()].sort((a, b) => a.line - b.line)]);
}
/** The format knows properties of a suite alone: the first has those of the report. */
function properties(report) {
	return `    <properties>\n${[["verdict", report.verdict], ["coverage", require_scan.coverageSentence(report)]].map(([name = "", value = ""]) => `      <property name="${escapeXml(name)}" value="${escapeXml(value)}"/>\n`).join("")}    </properties>\n`;
}
function suite(file, written, before) {
	const counts = sum(written.map(({ counts: own }) => own));
	return {
		counts,
		xml: `  <testsuite name="${escapeXml(file)}" ${attributes(counts)} skipped="${counts.skipped}">\n${before}${written.map(({ xml }) => xml).join("")}  </testsuite>\n`
	};
}
/** `notJudged`: why the image was not. */
function testCase(file, { name, line, findings }, notJudged) {
	const { open, known, waived } = require_scan.partition(findings);
	const failures = open.filter(({ severity, undecided }) => severity === "error" && undecided !== true);
	const errors = open.filter(({ severity, undecided }) => severity === "error" && undecided === true);
	const others = open.filter(({ severity }) => severity !== "error");
	const said = failures.length + errors.length;
	const excused = open.length > 0 ? [] : [...known.map(({ rule, known: why }) => `${rule}: ${require_scan.knownInWords(why)}`), ...waived.map(({ rule, waived: why }) => `${rule}: ${require_scan.waivedInWords(why)}`)];
	const reasons = [...notJudged === void 0 ? [] : [`not judged: ${notJudged}`], ...excused];
	const skipped = said === 0 && reasons.length > 0;
	const body = [
		...failures.map((finding) => element("failure", finding)),
		...errors.map((finding) => element("error", finding)),
		...skipped ? [`<skipped message="${escapeXml(reasons.join("; "))}"/>`] : [],
		...others.length > 0 ? [`<system-out>${escapeXml(others.map(sentence).join(" / "))}</system-out>`] : []
	].map((part) => `      ${part}\n`);
	const head = `    <testcase classname="${escapeXml(file)}" name="${escapeXml(name)} (line ${line})" file="${escapeXml(file)}" line="${line}"`;
	return {
		xml: body.length === 0 ? `${head}/>\n` : `${head}>\n${body.join("")}    </testcase>\n`,
		counts: {
			tests: 1,
			failures: Math.min(1, failures.length),
			errors: failures.length > 0 ? 0 : Math.min(1, errors.length),
			skipped: skipped ? 1 : 0
		}
	};
}
function element(name, finding) {
	return `<${name} type="${escapeXml(finding.rule)}" message="${escapeXml(finding.message)}">${escapeXml(sentence(finding))}</${name}>`;
}
function sentence(finding) {
	const { severity, rule, message } = finding;
	return [`${severity} ${rule}: ${message}.`, ...require_scan.adviceOf(finding)].join(" ");
}
/** The schema of Jenkins (xunit-plugin, junit-10.xsd) knows what is skipped of a suite alone. */
function attributes({ tests, failures, errors }) {
	return `tests="${tests}" failures="${failures}" errors="${errors}"`;
}
function sum(all) {
	const total = {
		tests: 0,
		failures: 0,
		errors: 0,
		skipped: 0
	};
	for (const counts of all) for (const key of [
		"tests",
		"failures",
		"errors",
		"skipped"
	]) total[key] += counts[key];
	return total;
}
/** For text and attribute values alike. What XML 1.0 cannot hold is already gone with `plain`. */
function escapeXml(text) {
	const escaped = require_base.plain(text).replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll("\"", "&quot;").replaceAll("'", "&apos;");
	return require_base.unarmedBy(escaped, (character) => `&#${character.charCodeAt(0)};`);
}
Object.defineProperty(exports, "Page", {
	enumerable: true,
	get: function() {
		return Page;
	}
});
Object.defineProperty(exports, "annotations", {
	enumerable: true,
	get: function() {
		return annotations;
	}
});
Object.defineProperty(exports, "annotations_exports", {
	enumerable: true,
	get: function() {
		return annotations_exports;
	}
});
Object.defineProperty(exports, "code", {
	enumerable: true,
	get: function() {
		return code;
	}
});
Object.defineProperty(exports, "errorCommand", {
	enumerable: true,
	get: function() {
		return errorCommand;
	}
});
Object.defineProperty(exports, "escapeMarkdown", {
	enumerable: true,
	get: function() {
		return escapeMarkdown;
	}
});
Object.defineProperty(exports, "escapeXml", {
	enumerable: true,
	get: function() {
		return escapeXml;
	}
});
Object.defineProperty(exports, "html", {
	enumerable: true,
	get: function() {
		return html;
	}
});
Object.defineProperty(exports, "html_exports", {
	enumerable: true,
	get: function() {
		return html_exports;
	}
});
Object.defineProperty(exports, "junit_exports", {
	enumerable: true,
	get: function() {
		return junit_exports;
	}
});
Object.defineProperty(exports, "lineUrl", {
	enumerable: true,
	get: function() {
		return lineUrl;
	}
});
Object.defineProperty(exports, "markdown_exports", {
	enumerable: true,
	get: function() {
		return markdown_exports;
	}
});
Object.defineProperty(exports, "noticeCommand", {
	enumerable: true,
	get: function() {
		return noticeCommand;
	}
});
Object.defineProperty(exports, "placesOf", {
	enumerable: true,
	get: function() {
		return placesOf;
	}
});
Object.defineProperty(exports, "ruleUrl", {
	enumerable: true,
	get: function() {
		return ruleUrl;
	}
});
Object.defineProperty(exports, "sarif", {
	enumerable: true,
	get: function() {
		return sarif;
	}
});
Object.defineProperty(exports, "sarif_exports", {
	enumerable: true,
	get: function() {
		return sarif_exports;
	}
});
Object.defineProperty(exports, "summary", {
	enumerable: true,
	get: function() {
		return summary;
	}
});
