const require_rolldown_runtime = require("./rolldown-runtime.js");
const require_base = require("./base.js");
const require_scan = require("./scan.js");
const require_check = require("./check.js");
let node_url = require("node:url");
// src/report/elsewhere.ts
/** One sentence; nothing is promised that is not written. */
function allAreIn({ json = false, sarif = false, html = false }) {
	const names = [
		...json ? ["JSON"] : [],
		...sarif ? ["SARIF"] : [],
		...html ? ["HTML"] : []
	];
	if (names.length === 0) return "A JSON, SARIF or HTML report would have all of them; this run writes none.";
	return `All are in the ${inWords(names)} report${names.length === 1 ? "" : "s"}.`;
}
function inWords(names) {
	return [names.slice(0, -1).join(", "), ...names.slice(-1)].filter((part) => part !== "").join(" and ");
}
// src/report/annotations.ts
var annotations_exports = require_rolldown_runtime.__exportAll({ annotations: () => annotations });
/** The log is read in a browser; the whole list is in the other reports. */
const MOST_LINES$1 = 1e3;
const MOST_PLACES$1 = 5;
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
* The findings that count, the worst first, and where a severity has too many, those first that stop a run, and of these
* those on lines of the change; what GitHub would not show is told in the first one and listed in the log.
*
* @param elsewhere What else is written.
* @param pathOf Where GitHub finds a file of the report, undefined for one that is not in the repository.
* @param isChanged Whether a pull request changes what stands at a place; where nobody knows, nothing is.
*/
function annotations(report, elsewhere = {}, pathOf = (file) => file, isChanged = () => false) {
	const groups = byCause(require_scan.groupFindings(require_scan.partition(report.findings).open));
	const shown = [];
	const listed = [];
	let hidden = 0;
	for (const level of [
		"error",
		"warning",
		"notice"
	]) {
		const all = firstByWeight(groups.filter(({ finding }) => finding.severity === level), isChanged);
		const rest = all.slice(10);
		hidden += rest.length;
		all.slice(0, 10).forEach((one, index) => {
			const note = noteOf(one, pathOf);
			const lines = rest.length > 0 && index === 0 ? [...note.lines, moreOf(level, rest.length, elsewhere)] : note.lines;
			shown.push(command(level, note.properties, lines));
		});
		for (const one of rest.slice(0, MOST_LINES$1 - listed.length)) {
			const note = noteOf(one, pathOf);
			listed.push(require_base.logLine(`${note.where}: ${level}: ${note.lines.join(" ")}`));
		}
	}
	if (hidden === 0) return shown.join("");
	if (hidden > listed.length) listed.push(`and ${require_base.counted(hidden - listed.length, "more finding")}. ${allAreIn(elsewhere)}`);
	return `${shown.join("")}::group::${require_base.counted(hidden, "finding")} not annotated\n${listed.join("\n")}\n::endgroup::\n`;
}
/** What there is beyond the commands of `annotations`, as data, in the same order: GitHub would show both, each twice. */
function notesBeyond(report, pathOf, isChanged = () => false) {
	const groups = byCause(require_scan.groupFindings(require_scan.partition(report.findings).open));
	return [
		"error",
		"warning",
		"notice"
	].flatMap((level) => firstByWeight(groups.filter(({ finding }) => finding.severity === level), isChanged).slice(10).map((one) => ({
		level,
		...noteOf(one, pathOf)
	})));
}
/** Whether GitHub shows less than all of a severity. */
function areTooMany(report) {
	const groups = byCause(require_scan.groupFindings(require_scan.partition(report.findings).open));
	return [...Map.groupBy(groups, ({ finding }) => finding.severity).values()].some(({ length }) => length > 10);
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
	const of = images.length === 0 ? "" : `, of ${require_base.few(images, MOST_PLACES$1)}`;
	return [`This line causes ${require_base.counted(others.length, "more finding")} of this rule${of}.`];
}
/** In their order where all are shown. */
function firstByWeight(groups, isChanged) {
	if (groups.length <= 10) return groups;
	const rankOf = ({ finding, places }) => 2 * require_check.weightOf(finding.rule) + (finding.writtenAt !== void 0 || places.some(isChanged) ? 0 : 1);
	return groups.map((group) => ({
		group,
		rank: rankOf(group)
	})).toSorted((a, b) => a.rank - b.rank).map(({ group }) => group);
}
function moreOf(level, count, elsewhere) {
	const { summary = false, json = false, sarif = false, html = false } = elsewhere;
	const more = require_base.counted(count, `more ${level} is`, `more ${level}s are`);
	const all = json || sarif || html ? ` ${allAreIn(elsewhere)}` : "";
	return `${more} not shown here: GitHub shows 10 of a kind. ${summary ? "The log and the job summary have" : "The log has"} more.${all}`;
}
function noteOf({ finding, places, others: more }, pathOf) {
	const { location } = finding;
	const file = pathOf(location.file);
	const others = places.slice(1, 6).map((place) => `${pathOf(place.file) ?? place.file}:${place.line}`);
	const rest = places.length - 1 - others.length;
	return {
		properties: {
			title: titleOf$1(finding),
			...file !== void 0 && placeProperties({
				...location,
				file
			})
		},
		lines: [
			finding.message,
			...othersInWords(more),
			...file === void 0 ? [`At ${location.file}:${location.line}, outside of the repository.`] : [],
			...require_scan.explanationOf(finding),
			...others.length === 0 ? [] : [`Also at ${others.join(", ")}${rest > 0 ? ` and ${rest} more places` : ""}.`]
		],
		where: `${file ?? location.file}:${location.line}:${location.column}`
	};
}
function titleOf$1({ rule, undecided }) {
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
// src/report/record.ts
/** What was read, for whom, by which policy, and what that came to. Digests and commits are whole, and no list is cut. */
function recordLines(report, server) {
	const { repository, commit, run, checkout } = report;
	const linked = (text) => text === void 0 ? void 0 : {
		text,
		url: require_scan.commitUrl(report, text, server)
	};
	return [
		["Repository", repository === void 0 ? void 0 : {
			text: repository,
			url: require_scan.repositoryUrl(report, server)
		}],
		["Commit", linked(commit)],
		...changeLines(report, linked),
		...checkoutLines(checkout, commit),
		...runLines(run),
		["Date", inUtc(report.startedAt)],
		...policyLines(report),
		["Runs looked at", ...report.scenarios.map((one) => `${require_scan.scenarioEntry(one)} ${one.engines.join(", ")}`.trim())],
		["Folders", ...require_scan.folderLines(report)],
		["Coverage", require_scan.coverageSentence(report)],
		["Tool", `${report.tool.name} ${report.tool.version}`],
		["Tool sha256", report.tool.sha256]
	].flatMap(([name, ...values]) => {
		const said = values.flatMap((value) => {
			if (value === void 0) return [];
			return typeof value === "string" ? { text: value } : value;
		});
		return said.length === 0 ? [] : [{
			name,
			values: said
		}];
	});
}
/** `2026-11-24 12:00:00 UTC`. */
function inUtc(time) {
	return `${time.slice(0, 19).replace("T", " ")} UTC`;
}
function changeLines({ run, repository }, linked) {
	const { number, headCommit, headRef, headRepository, baseCommit, baseRef } = run?.change ?? {};
	return [
		["Pull request", number === void 0 ? void 0 : `#${number}`],
		["Head commit", linked(headCommit)],
		["Head branch", headRef],
		["Head repository", headRepository === repository ? void 0 : headRepository],
		["Base commit", linked(baseCommit)],
		["Base branch", baseRef]
	];
}
function checkoutLines(checkout, standsFor) {
	if (checkout === void 0) return [];
	const { commit, branch, folder, changed } = checkout;
	return [
		["Checked out", commit === standsFor ? void 0 : commit],
		["Branch", branch],
		["Folder", folder],
		["Files", changed === void 0 ? "not compared with the commit, of which not all is here" : comparison(changed)],
		["Not as in the commit", ...changed ?? []]
	];
}
function comparison({ length }) {
	return length === 0 ? "all that were read are as the commit has them" : `${require_base.counted(length, "file")} of those that were read ${length === 1 ? "is" : "are"} not as the commit has them`;
}
/** The page of a run. */
const RUN = /^https?:\/\/[\w.:-]+\/[\w.-]+\/[\w.-]+\/actions\/runs\/\d+(?:\/attempts\/\d+)?$/;
function runLines({ url, event, workflow, job, actor, ref } = {}) {
	return [
		["Ref", ref],
		["Workflow", workflow],
		["Job", job],
		["Event", event],
		["Actor", actor],
		["Run", url === void 0 ? void 0 : {
			text: url,
			url: RUN.test(url) ? url : void 0
		}]
	];
}
function policyLines({ policy, baseline, failOn, inspector }) {
	const by = {
		wave: "Seqera Wave",
		registry: "the registries",
		none: "nobody: images are judged by name"
	};
	return [
		["Policy", policy === null ? "the built-in policy" : policy.file],
		["Policy sha256", policy?.sha256],
		["Policy version", versionOf(policy)],
		["Policy files", ...(policy?.files ?? []).map(policyFile)],
		["Baseline", baseline?.file],
		["Baseline sha256", baseline?.sha256],
		["Fails on", failOn],
		["Who was asked", by[inspector]]
	];
}
function versionOf(policy) {
	if (policy?.from === void 0) return void 0;
	return policy.from === "first" ? "the first, which the pull request brings" : `of the base ${policy.from.commit}`;
}
/** As `sha256sum` prints it. */
function policyFile({ file, commit, sha256 }) {
	return `${sha256}  ${file}${commit === void 0 ? "" : ` of the commit ${commit}`}`;
}
// src/report/image-totals.ts
/** By what was found, registry, pin, age and size. Each adds up to the number of images that the run is to judge. */
function distributions(all, report) {
	const { coverage, startedAt } = report;
	const images = toJudge(all);
	const open = [NO_NAME, Math.max(0, coverage.images - images.length)];
	const total = images.length + open[1];
	const by = (title, unit, bars) => ({
		title,
		unit,
		bars: [...bars, ...open[1] > 0 ? [open] : []],
		total
	});
	const ages = countBy(images, ({ known }) => ageOf(known?.created, startedAt));
	const pins = countBy(images, ({ pin }) => pin);
	return [
		{
			title: "By what was found",
			unit: "Worst finding",
			bars: outcomes(all, report),
			total
		},
		by("By registry", "Registry", largestFirst(countBy(images, ({ registry }) => registry))),
		by("How firmly the name is pinned", "Pin", inOrder(require_base.PIN_STRENGTHS, pins)),
		by("Age when this ran", "Built", inOrder([...AGES.map(([words]) => words), NO_AGE], ages)),
		by("Size to pull", "Size", inOrder([...SIZES.map(([words]) => words), NO_SIZE], countBy(images, sizeOf)))
	];
}
const NO_NAME = "name not known before the run";
const OUTCOMES = [
	"error",
	"undecided",
	"warning",
	"notice",
	"not judged",
	NO_NAME,
	"nothing to say"
];
/** Of the images that the run is to judge, how many there are of each outcome. */
function outcomes(all, report) {
	const unjudged = require_scan.whyNotJudged(report);
	const images = toJudge(all);
	const counts = countBy(images, ({ findings: [worst], image }) => {
		if (worst !== void 0) return worst.undecided === true ? "undecided" : worst.severity;
		return unjudged.has(image) ? "not judged" : "nothing to say";
	});
	const unnamed = Math.max(0, report.coverage.images - images.length);
	return OUTCOMES.map((outcome) => [outcome, outcome === NO_NAME ? unnamed : counts.get(outcome) ?? 0]);
}
/** Those that the run is to judge. */
function toJudge(all) {
	return all.filter(({ isLeftOut }) => !isLeftOut);
}
/** Which platforms are on offer, the most common one first. */
function offeredPlatforms(images) {
	const offered = images.flatMap(({ platforms }) => [...new Set(platforms)]);
	return largestFirst(countBy(offered, (platform) => platform)).map(([platform]) => platform);
}
/** Images of which nothing but the registry is the same, the largest registry first. */
function byRegistry(images) {
	return [...Map.groupBy(images, ({ registry }) => registry)].sort(([, a], [, b]) => b.length - a.length);
}
function countBy(items, kindOf) {
	return new Map([...Map.groupBy(items, kindOf)].map(([kind, own]) => [kind, own.length]));
}
const inOrder = (kinds, counts) => kinds.map((kind) => [kind, counts.get(kind) ?? 0]);
const largestFirst = (counts) => [...counts].sort(([, a], [, b]) => b - a);
const DAY = 864e5;
const AGES = [
	["under 90 days", 90],
	["90 days to a year", 365],
	["1 to 2 years", 730],
	["2 to 5 years", 1826],
	["over 5 years", Number.POSITIVE_INFINITY]
];
const NO_AGE = "not known";
/** What is dated before 1980 was built so that its date says nothing. */
function ageOf(created, now) {
	const built = Date.parse(created ?? "");
	if (Number.isNaN(built) || built < Date.UTC(1980)) return NO_AGE;
	const days = (Date.parse(now) - built) / DAY;
	return AGES.find(([, below]) => days < below)?.[0] ?? NO_AGE;
}
const MIB = 1024 ** 2;
const SIZES = [
	["under 100 MiB", 100 * MIB],
	["100 to 500 MiB", 500 * MIB],
	["500 MiB to 1 GiB", 1024 * MIB],
	["1 to 5 GiB", 5120 * MIB],
	["over 5 GiB", Number.POSITIVE_INFINITY]
];
const NO_SIZE = "not known";
function sizeOf({ known }) {
	const bytes = known?.bytes;
	return bytes === void 0 ? NO_SIZE : SIZES.find(([, below]) => bytes < below)?.[0] ?? NO_SIZE;
}
// src/report/html/escape.ts
/** The one way by which text gets into the page. */
/** Nothing that is shown is longer: a browser is slow on more, and no finding and no answer has as much. UTF-16 code units. */
const LONGEST = 2e4;
/** For text and for attribute values in double quotes. */
function escapeHtml(text) {
	const escaped = require_base.plain(text, LONGEST).replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll("\"", "&quot;").replaceAll("'", "&#39;");
	return require_base.unarmedBy(escaped, (character) => `&#${character.charCodeAt(0)};`);
}
/** Set as code. */
function code$1(text) {
	return `<code>${escapeHtml(text)}</code>`;
}
/** A link, or the content alone where there is no address. `content`: of the page's language already. */
function linkTo(url, content) {
	return url === void 0 ? content : `<a href="${escapeHtml(url)}">${content}</a>`;
}
/** How many of a list are seen at once; the others are behind a click, and on paper all are there. */
const AT_ONCE = 6;
/** Items of a list, a line each, the later ones folded. `items`: of the page's language already. */
function folded(items) {
	const more = items.slice(AT_ONCE);
	const first = items.slice(0, AT_ONCE).map((item) => `<li>${item}</li>`);
	if (more.length === 0) return `<ul class="plain">${first.join("")}</ul>`;
	const rest = more.map((item) => `<li>${item}</li>`).join("");
	return `<ul class="plain">${first.join("")}</ul><details><summary>and ${more.length} more</summary><ul class="plain">${rest}</ul></details>`;
}
/** Names and what is said of each; nothing where there is nothing to say. `facts`: as they are. */
function factList(facts) {
	const items = facts.map(([name, value]) => `<div><dt>${escapeHtml(name)}</dt><dd>${escapeHtml(value)}</dd></div>`);
	return items.length === 0 ? "" : `<dl>${items.join("")}</dl>`;
}
// src/report/html/charts.ts
function charts(all, report) {
	return [...distributions(all, report).map(figure), platformGrid$1(toJudge(all))].join("");
}
function figure({ title, unit, bars, total }) {
	const most = Math.max(1, ...bars.map(([, images]) => images));
	const rows = bars.map(([kind, images]) => `<tr><th scope="row">${escapeHtml(kind)}</th><td class="number">${require_base.grouped(images)}</td><td class="bar">${bar(images / most)}</td></tr>`);
	return `<figure><table><caption>${title} <span>${require_base.grouped(total)} images</span></caption><thead class="unseen"><tr><th scope="col">${unit}</th><th scope="col">Images</th><td></td></tr></thead><tbody>${rows.join("")}</tbody></table></figure>\n`;
}
/** `share`: of the longest. The number beside it says the same in text. */
function bar(share) {
	return `<svg viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true" focusable="false"><rect width="${(share * 100).toFixed(1)}" height="10"/></svg>`;
}
/** For how many images of each registry each platform is offered. */
function platformGrid$1(images) {
	const known = images.filter(({ platforms }) => platforms.length > 0);
	if (known.length === 0) return "";
	const platforms = offeredPlatforms(known);
	const rows = byRegistry(known).map(([registry, own]) => {
		const cells = platforms.map((platform) => {
			const offered = own.filter((image) => image.platforms.includes(platform)).length;
			return `<td>${square(offered / own.length)}${require_base.grouped(offered)} of ${require_base.grouped(own.length)}</td>`;
		});
		return `<tr><th scope="row">${escapeHtml(registry)}</th>${cells.join("")}</tr>`;
	});
	const head = platforms.map((platform) => `<th scope="col">${escapeHtml(platform)}</th>`).join("");
	return `<figure class="grid"><div class="wide" role="region" aria-label="Platforms by registry" tabindex="0"><table><caption>Platforms on offer <span>${require_base.grouped(known.length)} images whose platforms are known</span></caption><thead><tr><th scope="col">Registry</th>${head}</tr></thead><tbody>${rows.join("")}</tbody></table></div></figure>\n`;
}
/** Filled as far as the share goes, from below. */
function square(share) {
	const height = (share * 10).toFixed(1);
	return `<svg viewBox="0 0 10 10" aria-hidden="true" focusable="false"><rect class="empty" width="10" height="10"/><rect y="${(10 - share * 10).toFixed(1)}" width="10" height="${height}"/></svg>`;
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
			pulls,
			asked: asked ?? [],
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
		...size !== void 0 && {
			size: require_base.formatBytes(size),
			bytes: size
		},
		...created !== void 0 && { created: created.slice(0, 10) }
	};
}
function distinct(texts) {
	return [...new Set(texts)];
}
// src/report/facts.ts
/** Of every image that has a name, in the order of the scan. */
function factsOf(report) {
	const isOut = leftOutBy(report.coverage);
	const found = findingsByImage(report.findings);
	return imageRows(report).map((row) => {
		const { image, pulls, asked, known } = row;
		const name = nameOf(pulls[0]);
		return {
			...row,
			pin: require_base.pinOfName(name).pin,
			registry: registryOf(name),
			state: known?.failure ?? (known === void 0 ? pulls.some(require_base.isRun) ? "not asked" : "not run" : "answered"),
			isLeftOut: pulls.every(isOut),
			platforms: asked.find((one) => one.platforms !== void 0)?.platforms ?? [],
			findings: found.get(image) ?? []
		};
	});
}
/** Whether a pull is none of those that are to be judged. */
function leftOutBy({ leftOut }) {
	const reasons = new Set(leftOut.map(({ reason }) => reason));
	return ({ called, reachable }) => called === false && reasons.has("uncalled") || reachable === false && reasons.has("unreachable");
}
/** Those that count, by the name that is judged; one that is about several images stands at each. */
function findingsByImage(findings) {
	const byImage = new Map();
	for (const finding of findings.filter(require_base.isOpen)) for (const image of new Set(finding.pulls.map(require_base.judgedName))) {
		const own = byImage.get(image);
		if (own === void 0) byImage.set(image, [finding]);
		else own.push(finding);
	}
	return byImage;
}
function nameOf({ image, written, canonical }) {
	return require_base.readPulledName((image ?? written).trim(), canonical);
}
function registryOf(name) {
	if (name.kind === "registry") return name.name.registry;
	if (name.kind === "download") return name.url.host;
	if (name.kind === "library") return `${name.scheme}://`;
	return name.kind === "local" ? "a file" : "no image name";
}
// src/report/html/findings.ts
/** What a finding counts as: its severity, or why it counts for nothing. */
function kindOf({ severity, waived, known, undecided }) {
	if (waived !== void 0) return "waived";
	if (known !== void 0) return "known";
	return undecided === true ? "undecided" : severity;
}
/** One word at all of its places. */
function findingArticle({ finding: one, places }, report, link) {
	const { rule, evidence, image } = one;
	const kind = kindOf(one);
	const [first] = places;
	const facts = Object.entries(evidence);
	const help = require_scan.adviceOf(one).map((sentence) => `<p class="help">${escapeHtml(sentence)}</p>\n`);
	return `<article class="${kind}" data-kind="${kind}" data-rule="${escapeHtml(rule)}" data-image="${escapeHtml(image ?? "")}" data-file="${escapeHtml(first?.file ?? "")}">
<h3><span class="kind">${kind}</span> ${linkTo(require_scan.ruleUrl(report, rule), escapeHtml(rule))}</h3>
<p>${message(one)}</p>
${help.join("")}${excuse(one)}<div class="places">${folded(places.map((location) => place$1(location, link)))}</div>
${facts.length === 0 ? "" : `<details><summary>Evidence</summary>${factList(facts)}</details>\n`}</article>
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
	return text.split(image).map(escapeHtml).join(code$1(image));
}
/** `modules/a/main.nf:6`, with where it can be read. */
function place$1(location, link) {
	return linkTo(link(location), code$1(`${location.file}:${location.line}`));
}
// src/report/html/answer.ts
/** Everything that one answer says, in reading order. */
function answerFacts(inspection) {
	const { request, digest, artifact, download, failure, attestations, evidence } = inspection;
	const { via, host, verified, requests, observedAt, status, code, identity, notes } = evidence;
	return [
		["failure", failure && `${failure.state}: ${failure.message}`],
		["platform asked for", request.platform ?? void 0],
		["digest", digest],
		["index", evidence.indexDigest],
		["platforms", inspection.platforms?.join(", ")],
		...containerFacts(inspection),
		["artifact", artifact],
		["file size", download?.size === void 0 ? void 0 : require_base.formatBytes(download.size)],
		["built for", download?.sif?.architecture],
		["kept beside it", attestations?.found.map(({ kind, by, digest: its = "" }) => `${kind} (${by}) ${its}`).join(", ")],
		["asked", `${via}, ${host}`],
		["answer", status === void 0 ? code : [status, code].join(" ").trim()],
		["read as", identity],
		["verified", verified ? "every byte was hashed here" : "no: taken on the word of who was asked"],
		["asked at", `${observedAt}, ${require_base.counted(requests, "request")}`],
		["notes", notes?.join(" ")]
	].flatMap(([name, value]) => value === void 0 ? [] : [[name, value]]);
}
function containerFacts({ answer }) {
	if (answer === void 0 || !("container" in answer)) return [];
	const { digest, config, manifest } = answer.container;
	const { user, entrypoint, workingDir } = config.config;
	return [
		["manifest", digest],
		["manifest type", manifest.mediaType],
		["config", manifest.config?.digest],
		["architecture", config.architecture],
		["built", config.created],
		["user", user],
		["entrypoint", entrypoint?.join(" ")],
		["working directory", workingDir],
		["layers", manifest.layers?.map((layer) => `${layer.digest ?? ""} (${require_base.formatBytes(layer.size ?? 0)})`).join(", ")]
	];
}
// src/report/html/images.ts
/** The images of the page, a group of rows each: what a script moves and hides as one. */
/** What a column is called, and what it is sorted by: text, or a number that the cell has. */
const COLUMNS$1 = [
	"Image and where",
	"Pulled by",
	"Pin",
	"Digest",
	"Platforms",
	"Size",
	"Built",
	"Answer"
];
function imageTable(images, link) {
	return `<table class="images"><thead><tr>${COLUMNS$1.map((column) => `<th scope="col">${column}</th>`).join("")}</tr></thead>\n${images.map((image) => imageRow$1(image, link)).join("")}</table>\n`;
}
function imageRow$1(facts, link) {
	const { image, written, users, places, known, pin, registry, state, platforms, asked } = facts;
	const { digest, size = "", bytes, created = "" } = known ?? {};
	const original = written.length === 0 ? "" : `<span class="quiet">written ${written.map(escapeHtml).join(", ")}</span>`;
	const shown = [
		[`${code$1(image)}${original}${folded(places.map((location) => place$1(location, link)))}`, image],
		[folded(users.map(escapeHtml)), users[0] ?? ""],
		[escapeHtml(pin), pin],
		[digest === void 0 ? "" : code$1(digest), digest ?? ""],
		[platforms.map(escapeHtml).join("<br>"), platforms.join(" ")],
		[escapeHtml(size), bytes === void 0 ? "" : String(bytes)],
		[escapeHtml(created), created],
		[escapeHtml(state), state]
	].map(([content, key], index) => `<td data-label="${COLUMNS$1[index]}" data-key="${escapeHtml(key)}">${content}</td>`);
	return `<tbody data-registry="${escapeHtml(registry)}" data-state="${escapeHtml(state)}" data-pin="${escapeHtml(pin)}"><tr>${shown.join("")}</tr>${answers(asked)}</tbody>\n`;
}
/** In a row of their own, across the table. */
function answers(asked) {
	if (asked.length === 0) return "";
	const lists = asked.map((one) => factList(answerFacts(one))).join("");
	return `<tr class="evidence"><td colspan="${COLUMNS$1.length}"><details><summary>Evidence</summary>${lists}</details></td></tr>`;
}
// src/report/html/page.ts
/** What every page begins with. */
/** Nothing is loaded from anywhere, and nothing runs but these by their hashes. */
function pageHead({ title, style, script }) {
	const [styles, scripts] = [style, script].map((text) => text === void 0 ? "'none'" : `'sha256-${require_base.sha256(text, "base64")}'`);
	return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src ${styles}; script-src ${scripts}; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>${escapeHtml(title)}</title>
<style>${style}</style>
</head>`;
}
// src/report/html/script.ts
/** What the page does by itself where scripts run: search, filter, sort, open and fold. */
/**
* Plain JavaScript of every browser since 2022. It makes no markup of text, sends nothing, and changes the order and the
* visibility of what is there; it is allowed by its hash, so that nothing else on the page can run.
*/
const script = `
"use strict";
(() => {
  const form = document.querySelector("form.tools");
  const output = form.querySelector("output");
  const articles = [...document.querySelectorAll("article")];
  const table = document.querySelector("table.images");
  const rows = table === null ? [] : [...table.tBodies];
  const first = new Map([...articles, ...rows].map((item, index) => [item, index]));
  const texts = new Map();
  const textOf = (item) => {
    if (!texts.has(item)) texts.set(item, item.textContent.toLowerCase());
    return texts.get(item);
  };
  const chosen = (name) => form.elements[name].value;

  const show = (items, names, words) => {
    const wanted = names.map((name) => [name, chosen(name)]).filter(([, value]) => value !== "");
    let shown = 0;
    for (const item of items) {
      const fits = wanted.every(([name, value]) => item.dataset[name] === value) && words.every((word) => textOf(item).includes(word));
      item.hidden = !fits;
      if (fits) shown += 1;
    }
    return shown;
  };
  const apply = () => {
    const words = chosen("words").toLowerCase().split(/\\s+/).filter((word) => word !== "");
    const found = show(articles, ["kind", "rule"], words);
    const images = show(rows, ["registry", "pin", "state"], words);
    for (const section of document.querySelectorAll("#findings, #known, #waived"))
      section.hidden = section.querySelector("article:not([hidden])") === null;
    output.textContent = found + " of " + articles.length + " entries of findings, " + images + " of " + rows.length + " images";
  };

  const compare = (a, b) => (a === "" ? 1 : 0) - (b === "" ? 1 : 0) || (isNaN(a) || isNaN(b) ? (a < b ? -1 : a > b ? 1 : 0) : a - b);
  const arrange = (items, keyOf, direction) => {
    const keys = new Map(items.map((item) => [item, keyOf(item)]));
    const isBlank = (item) => keys.get(item) === "";
    const sorted = items.toSorted((a, b) => (isBlank(a) || isBlank(b) ? 1 : direction) * compare(keys.get(a), keys.get(b)) || first.get(a) - first.get(b));
    for (const item of sorted) item.parentNode.append(item);
  };
  const order = () => {
    const by = chosen("order");
    for (const section of document.querySelectorAll("#findings, #known, #waived"))
      arrange(articles.filter((article) => article.parentNode === section), by === "" ? () => "0" : (article) => article.dataset[by], 1);
  };

  const heads = table === null ? [] : [...table.tHead.rows[0].cells];
  const sortBy = (head, index) => {
    const direction = head.getAttribute("aria-sort") === "ascending" ? -1 : 1;
    for (const other of heads) other.removeAttribute("aria-sort");
    head.setAttribute("aria-sort", direction === 1 ? "ascending" : "descending");
    arrange(rows, (row) => row.rows[0].cells[index].dataset.key, direction);
  };
  for (const [index, head] of heads.entries()) {
    const button = document.createElement("button");
    button.type = "button";
    button.append(...head.childNodes);
    button.addEventListener("click", () => sortBy(head, index));
    head.append(button);
  }

  const details = () => [...document.querySelectorAll("details")];
  const opener = form.elements.open;
  opener.addEventListener("click", () => {
    const isOpen = opener.getAttribute("aria-pressed") !== "true";
    opener.setAttribute("aria-pressed", String(isOpen));
    for (const one of details()) one.open = isOpen;
  });
  let folded = [];
  addEventListener("beforeprint", () => {
    folded = details().filter((one) => !one.open);
    for (const one of folded) one.open = true;
  });
  addEventListener("afterprint", () => {
    for (const one of folded) one.open = false;
  });

  let timer;
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("input", (event) => {
    clearTimeout(timer);
    if (event.target.name === "order") order();
    else timer = setTimeout(apply, event.target.name === "words" ? 100 : 0);
  });
  form.addEventListener("reset", () => setTimeout(() => {
    for (const head of heads) head.removeAttribute("aria-sort");
    arrange(rows, () => "0", 1);
    order();
    apply();
  }));
  form.hidden = false;
  apply();
})();
`;
// src/report/html/stylesheet.ts
/** How the HTML report looks. */
/**
* Colours reach a contrast of 4.5:1 on their background, light and dark. On paper everything is open, and the table of
* images keeps its columns in the width of A4; on a phone each of its rows is a card.
*/
const stylesheet = `
:root{--page:#fff;--box:#f6f8fa;--line:#d1d9e0;--text:#1f2328;--quiet:#59636e;--link:#0969da;--error:#cf222e;--warning:#9a6700;--notice:#0969da;--undecided:#6639ba;--waived:#59636e;--pass:#1a7f37;--bar:#0969da}
@media screen and (prefers-color-scheme:dark){:root{--page:#0d1117;--box:#151b23;--line:#3d444d;--text:#f0f6fc;--quiet:#9198a1;--link:#4493f8;--error:#f85149;--warning:#d29922;--notice:#4493f8;--undecided:#ab7df8;--waived:#9198a1;--pass:#3fb950;--bar:#4493f8}}
*{box-sizing:border-box}
[hidden]{display:none!important}
body{margin:0;background:var(--page);color:var(--text);font:16px/1.5 system-ui,-apple-system,"Segoe UI",sans-serif;overflow-wrap:anywhere}
header,main,footer{max-width:90rem;margin:0 auto;padding:0 1.5rem}
header{padding-top:2.5rem}
h1{margin:.25rem 0;font-size:1.75rem;line-height:1.25}
header p{margin:0;color:var(--quiet)}
header .verdict{display:inline-block;padding:.1rem .75rem;border-radius:1rem;font-weight:600;text-transform:uppercase;letter-spacing:.05em;font-size:.8rem;color:var(--page);background:var(--pass)}
header.fail .verdict{background:var(--error)}
header.undecided .verdict{background:var(--undecided)}
.skip{position:absolute;left:-99rem}
.skip:focus{left:1rem;top:1rem;padding:.5rem 1rem;background:var(--page);border:2px solid var(--link)}
:focus-visible{outline:2px solid var(--link);outline-offset:2px}
.tiles{display:flex;flex-wrap:wrap;gap:.75rem;list-style:none;margin:1.5rem 0 0;padding:0}
.tiles li{flex:1 1 7rem;padding:.75rem 1rem;border:1px solid var(--line);border-radius:.5rem;background:var(--box);border-top:3px solid currentColor}
.tiles b{display:block;font-size:1.5rem;line-height:1.2}
.tiles .none{color:var(--quiet);border-top-color:var(--line)}
.tiles .error{color:var(--error)}.tiles .warning{color:var(--warning)}.tiles .notice{color:var(--notice)}.tiles .undecided{color:var(--undecided)}.tiles .waived,.tiles .known{color:var(--waived)}
.tools{position:sticky;top:0;z-index:1;display:flex;flex-wrap:wrap;gap:.5rem 1rem;align-items:end;margin:1.5rem 0 0;padding:.75rem 0;background:var(--page);border-bottom:1px solid var(--line);font-size:.85rem}
.tools label{display:flex;flex-direction:column;color:var(--quiet)}
.tools label:first-child{flex:1 1 16rem}
.tools select{max-width:11rem}
.tools input,.tools select,.tools button{font:inherit;color:var(--text);background:var(--page);border:1px solid var(--quiet);border-radius:.35rem;padding:.3rem .5rem}
.tools input{width:100%}
.tools output{flex-basis:100%;color:var(--quiet)}
h2{margin:2.5rem 0 .75rem;font-size:1.25rem}
h2 span,caption span{color:var(--quiet);font-weight:400}
article{content-visibility:auto;contain-intrinsic-size:auto 8rem;margin:0 0 .75rem;padding:.75rem 1rem;border:1px solid var(--line);border-left:4px solid var(--waived);border-radius:.5rem}
article.error{border-left-color:var(--error)}article.warning{border-left-color:var(--warning)}article.notice{border-left-color:var(--notice)}article.undecided{border-left-color:var(--undecided)}
h3{margin:0;font-size:.9rem;font-weight:600}
#gaps h3{margin-top:1rem}
article p{margin:.25rem 0}
.kind{color:var(--waived);display:inline-block;margin-right:.35rem;padding:0 .5rem;border:1px solid currentColor;border-radius:1rem;font-size:.75rem;line-height:1.5}
.error .kind{color:var(--error)}.warning .kind{color:var(--warning)}.notice .kind{color:var(--notice)}.undecided .kind{color:var(--undecided)}
.help,.quiet{color:var(--quiet)}
.images .quiet{display:block}
.plain{list-style:none;margin:.15rem 0 0;padding:0}
.places{font-size:.9rem}
.places .plain{display:flex;flex-wrap:wrap;gap:.1rem 1rem}
a{color:var(--link);text-decoration:none}
h3 a,dd a,a:hover,a:focus{text-decoration:underline}
code{font:.875em ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;background:var(--box);padding:.1em .3em;border-radius:.25rem}
a code{color:inherit}
details{margin-top:.25rem;font-size:.9rem}
summary{cursor:pointer;color:var(--quiet)}
dl{margin:.25rem 0 0}
dl>div{display:flex;flex-wrap:wrap;gap:0 1rem;padding:.1rem 0}
dt{color:var(--quiet);flex:0 0 9rem}
dd{margin:0;flex:1 1 14rem;min-width:0}
.evidence td{padding-top:0}
.evidence details{margin:0}
.evidence dl{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(26rem,100%),1fr));gap:0 1.5rem}
.images tr:not(:last-child) td{border-bottom:0}
dl+dl{border-top:1px solid var(--line);padding-top:.25rem}
header .record{margin-top:.75rem;font-size:.9rem}
.wide{overflow-x:auto}
table{width:100%;border-collapse:collapse;font-size:.85rem}
th,td{padding:.4rem .75rem .4rem 0;border-bottom:1px solid var(--line);text-align:left;vertical-align:top}
thead th{color:var(--quiet);font-weight:600}
th button{all:unset;cursor:pointer}
th button:focus-visible{outline:2px solid var(--link)}
th button::after{content:" \\2195";color:var(--quiet)}
th[aria-sort=ascending] button::after{content:" \\2191"}
th[aria-sort=descending] button::after{content:" \\2193"}
.images{table-layout:fixed}
.images th:nth-child(1){width:25%}.images th:nth-child(2){width:17%}.images th:nth-child(3){width:6%}.images th:nth-child(4){width:17%}.images th:nth-child(5){width:10%}.images th:nth-child(6){width:7%}.images th:nth-child(7){width:8%}
.charts{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(24rem,100%),1fr));gap:1.5rem}
figure{margin:0;padding:.75rem 1rem;border:1px solid var(--line);border-radius:.5rem;min-width:0}
figure.grid{grid-column:1/-1}
caption{text-align:left;font-weight:600;padding-bottom:.25rem}
figure th,figure td{border:0;padding:.15rem .5rem .15rem 0;font-weight:400}
figure th[scope=row]{width:45%}
.number{text-align:right;width:4rem}
.bar svg{display:block;width:100%;height:.8rem;margin-top:.25rem}
.grid svg{width:1rem;height:1rem;margin-right:.35rem;vertical-align:-.15rem}
rect{fill:var(--bar)}
.empty{fill:var(--line)}
.unseen{position:absolute;clip-path:inset(50%);width:1px;height:1px;overflow:hidden}
footer{padding-top:2rem;padding-bottom:3rem;color:var(--quiet);font-size:.85rem}
@media screen and (max-width:50rem){header,main,footer{padding-left:1rem;padding-right:1rem}.tools{position:static}.tiles li{flex-basis:6rem;padding:.5rem .6rem}.images thead{position:absolute;clip-path:inset(50%);width:1px;height:1px;overflow:hidden}.images,.images tbody,.images tr,.images td{display:block;width:auto}.images tbody{border:1px solid var(--line);border-radius:.5rem;margin-bottom:.75rem;padding:.25rem .75rem}.images td{border:0;padding:.2rem 0}.images td[data-label]:not(:first-child)::before{content:attr(data-label);display:block;color:var(--quiet)}.images td[data-key=""]{display:none}}
@page{size:A4;margin:14mm 12mm}
@media print{html{font-size:8.5pt}body{font-size:1rem}header,main,footer{max-width:none;padding:0}.tools,.skip{display:none!important}article{content-visibility:visible;padding:1mm 3mm;margin-bottom:1.5mm}article,figure,tr,.images tbody,.tiles{break-inside:avoid}h2,h3{break-after:avoid}h2{margin-top:6mm}table{font-size:.8rem}.images td,.images th{padding:1mm 1.5mm 1mm 0}.images .evidence td{padding-top:0}code{background:none;padding:0}thead{display:table-header-group;break-inside:avoid}th button::after{content:""}details::details-content{content-visibility:visible;block-size:auto;display:block}summary{display:none}article dl,.evidence dl{display:block}article dl>div,.evidence dl>div{display:inline;margin-right:1em}article dl dt,article dl dd,.evidence dt,.evidence dd{display:inline}article dl dt::after,.evidence dt::after{content:": "}a{color:inherit}.tiles{gap:2mm;margin-top:3mm}.tiles li{flex:1 1 0;padding:1mm 2mm}.charts{grid-template-columns:1fr 1fr}.wide{overflow:visible}}
`;
// src/report/html/index.ts
var html_exports = require_rolldown_runtime.__exportAll({ html: () => html });
/**
* One file to read in a browser or to print, offline: nothing is loaded from anywhere, light and dark. Its
* Content-Security-Policy allows the style sheet and the script of this room by their hashes and nothing else. Without
* scripts everything is there; with them it can be searched, filtered and sorted.
*/
function html(report, { server } = {}) {
	const link = (location) => require_scan.lineUrl(report, location, server);
	const findings = require_scan.partition(report.findings);
	const open = require_scan.groupFindings(findings.open);
	const known = require_scan.groupFindings(findings.known);
	const waived = require_scan.groupFindings(findings.waived);
	const groups = [
		...open,
		...known,
		...waived
	];
	const images = factsOf(report);
	const record = recordLines(report, server);
	const list = (id, title, some) => section(id, title, some.length, some.map((group) => findingArticle(group, report, link)).join(""));
	return `${pageHead({
		title: titleOf(report),
		style: stylesheet,
		script
	})}
<body>
<a class="skip" href="#main">Skip to the findings</a>
${header(report, record)}
<main id="main">
${tiles(report)}
${tools(groups, images)}
${open.length === 0 ? `<p class="quiet">Nothing to say: every image that was judged meets the policy.</p>` : list("findings", "Findings", open)}
${list("known", "Known", known)}
${list("waived", "Waived", waived)}
${gaps(report)}
${section("images", "Images", images.length, imageTable(images, link))}
<section id="charts"><h2>Charts</h2><p class="quiet">Of the images that were to be judged.</p><div class="charts">
${charts(images, report)}</div></section>
<section id="record"><h2>Record of this run</h2>${recordList(record)}</section>
</main>
<footer>${footer$1(report)}</footer>
<script>${script}<\/script>
</body>
</html>
`;
}
function subjectOf({ repository }) {
	return repository === void 0 ? "Container images" : `Container images of ${repository}`;
}
/** Of the tab, and of the file that a browser prints to. */
function titleOf(report) {
	const { commit, verdict, startedAt } = report;
	const at = commit === void 0 ? "" : ` at ${commit.slice(0, 12)}`;
	return `${subjectOf(report)}${at}: ${verdict}, ${startedAt.slice(0, 10)}`;
}
/** Which lines of the record stand at the top. */
const AT_TOP = new Set([
	"Commit",
	"Pull request",
	"Ref",
	"Date",
	"Policy",
	"Policy sha256"
]);
function header(report, record) {
	const items = require_scan.toDecide(report).map((sentence) => `<li>To decide: ${escapeHtml(sentence)}</li>`);
	return `<header class="${report.verdict}">
<p class="verdict">${report.verdict}</p>
<h1>${escapeHtml(subjectOf(report))}</h1>
<p>${escapeHtml(require_scan.verdictSentence(report).replace(/^\w+: /, ""))}</p>
<p>${escapeHtml(require_scan.coverageSentence(report))}.</p>
${items.length === 0 ? "" : `<ul class="quiet">${items.join("")}</ul>\n`}${recordList(record.filter(({ name }) => AT_TOP.has(name)))}</header>`;
}
function recordList(lines) {
	return `<dl class="record">${lines.map(({ name, values }) => {
		const shown = values.map(({ text, url }) => linkTo(url, escapeHtml(text)));
		return `<div><dt>${name}</dt><dd>${shown.length === 1 ? shown.join("") : folded(shown)}</dd></div>`;
	}).join("")}</dl>`;
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
function section(id, title, count, content) {
	if (count === 0) return "";
	return `<section id="${id}"><h2>${title} <span>${require_base.grouped(count)}</span></h2>\n${content}</section>`;
}
/** What the script makes use of; there is nothing to see of it without one. */
function tools(groups, images) {
	const kinds = groups.map(({ finding }) => kindOf(finding));
	const rules = groups.map(({ finding }) => finding.rule);
	return `<form class="tools" role="search" hidden>
<label>Search <input type="search" name="words" autocomplete="off" placeholder="image, file, process, digest"></label>
${[
		choice("kind", "Findings", kinds),
		choice("rule", "Rule", rules),
		choice("registry", "Registry", images.map(({ registry }) => registry)),
		choice("pin", "Pin", images.map(({ pin }) => pin)),
		choice("state", "Answer", images.map(({ state }) => state))
	].join("\n")}
<label>Findings by <select name="order"><option value="">importance</option><option value="rule">rule</option><option value="image">image</option><option value="file">file</option></select></label>
<button type="button" name="open">Open all details</button>
<button type="reset">Reset</button>
<output aria-live="polite"></output>
</form>`;
}
function choice(name, label, values) {
	return `<label>${label} <select name="${name}"><option value="">all</option>${[...new Set(values)].sort().map((value) => `<option value="${escapeHtml(value)}">${escapeHtml(value)}</option>`).join("")}</select></label>`;
}
function accepted(one) {
	return one.accepted === true ? " (accepted)" : "";
}
/** What was not judged, not read and not looked at, all of it. */
function gaps({ coverage }) {
	const { notJudged, unread, notLookedAt, notApplied } = coverage;
	const parts = [
		...notJudged.map((one) => `<h3>${require_base.grouped(one.images)} ${escapeHtml(require_scan.wordsOf$1(one))}${accepted(one)}</h3><p class="help">${escapeHtml(one.advice)}</p>${folded(one.names.map(code$1))}`),
		...unread.length === 0 ? [] : [`<h3>Not readable</h3>${folded(unread.map((one) => `${code$1(one.file)} ${one.reason}${accepted(one)}`))}`],
		...notLookedAt.map(({ what, names, add }) => `<h3>${what}s not looked at</h3>${folded(names.map(code$1))}<p class="help">Add ${code$1(add)}</p>`),
		...notApplied.length === 0 ? [] : [`<h3>Rules that have nothing to say of some images</h3>${factList(notApplied.map(({ rules, images, why }) => [rules.join(", "), `${require_base.grouped(images)}: ${why}`]))}`]
	];
	return section("gaps", "Not judged, not read, not looked at", parts.length, parts.join("\n"));
}
function footer$1({ tool, inspector, policy, failOn, startedAt }) {
	return [
		`${tool.name} ${tool.version}`,
		{
			wave: "inspected through Wave",
			registry: "inspected at the registries",
			none: "judged by name only"
		}[inspector],
		require_scan.policyInWords(policy),
		`fails on ${failOn}`,
		inUtc(startedAt)
	].map((part) => escapeHtml(part)).join(" \u00b7 ");
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
function sarif(report, { category = "wave-inspect", server, pathOf = (file) => file } = {}) {
	const shown = report.findings.slice(0, MOST_RESULTS);
	const log = {
		$schema: "https://json.schemastore.org/sarif-2.1.0.json",
		version: "2.1.0",
		runs: [{
			tool: { driver: {
				name: report.tool.name,
				version: report.tool.version,
				semanticVersion: report.tool.version,
				informationUri: require_scan.toolUrl(report),
				...report.tool.sha256 !== void 0 && { properties: { sha256: report.tool.sha256 } },
				rules: require_check.rules.map((rule) => ruleDescriptor(rule, require_scan.ruleUrl(report, rule.id)))
			} },
			automationDetails: automationDetails(report, category),
			...versionControl(report, server),
			columnKind: "utf16CodeUnits",
			invocations: [{
				executionSuccessful: true,
				startTimeUtc: report.startedAt,
				...report.run?.actor !== void 0 && { account: require_base.plain(report.run.actor) },
				toolExecutionNotifications: leftOut(report.findings.length - shown.length)
			}],
			results: shown.map((finding) => result(finding, pathOf)),
			properties: recordPart(report)
		}]
	};
	return require_base.printJson(log, 0);
}
/** Code scanning takes what stands before the last slash for the category: behind it there is nothing. */
function automationDetails({ run }, category) {
	const { workflow, url } = run ?? {};
	const parts = [...workflow === void 0 ? [] : [`workflow ${require_base.plain(workflow)}`], ...url === void 0 ? [] : [url]];
	return {
		id: `${category.replace(/\/+$/, "")}/`,
		...parts.length > 0 && { description: { text: messageText(parts.join(", ")) } }
	};
}
/** Of a pull request the revision is GitHub's merge of it, which no branch holds. */
function versionControl(report, server) {
	const { commit, run, checkout } = report;
	const repositoryUri = require_scan.repositoryUrl(report, server);
	if (repositoryUri === void 0 || commit === void 0) return {};
	const branch = run === void 0 ? checkout?.branch : /^refs\/heads\/(.+)$/s.exec(run.ref ?? "")?.[1];
	return { versionControlProvenance: [{
		repositoryUri,
		revisionId: require_base.plain(commit),
		...branch !== void 0 && { branch: require_base.plain(branch) }
	}] };
}
/** What an auditor asks of the run. */
function recordPart(report) {
	const { verdict, coverage, repository, commit, run, checkout, scenarios, inspector, policy, baseline, failOn } = report;
	const covered = require_scan.coverageSentence(report);
	const went = {
		inspector,
		policy,
		baseline,
		failOn,
		scenarios
	};
	const folders = report.folders?.map((one) => ({
		folder: one.folder,
		verdict: one.verdict,
		covered: require_scan.coverageSentence(one),
		coverage: one.coverage,
		lock: one.lock
	}));
	return {
		verdict,
		covered,
		coverage,
		repository,
		commit,
		run,
		checkout,
		...went,
		folders
	};
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
		...finding.fixes !== void 0 && { fixes: finding.fixes.map((fix) => fixPart(fix, pathOf)) },
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
/** What makes all the edits of a fix, file by file; one without length is an insertion. */
function fixPart({ title, edits, safe }, pathOf) {
	const byFile = Map.groupBy(edits, ({ location }) => location.file);
	return {
		description: { text: messageText(safe ? title : `${title} ${require_scan.LOOK_FIRST}`) },
		artifactChanges: [...byFile].map(([file, changes]) => ({
			artifactLocation: artifactLocation(file, pathOf),
			replacements: changes.map(({ location, replacement }) => ({
				deletedRegion: region(location),
				insertedContent: { text: replacement }
			}))
		})),
		properties: { safe }
	};
}
function physicalLocation(location, pathOf) {
	return {
		artifactLocation: artifactLocation(location.file, pathOf),
		region: region(location)
	};
}
function artifactLocation(file, pathOf) {
	const path = pathOf(file);
	return path === void 0 ? { uri: (0, node_url.pathToFileURL)(file).href } : {
		uri: require_scan.encodePath(path),
		uriBaseId: "%SRCROOT%"
	};
}
function region({ line, column, endLine, endColumn }) {
	return {
		startLine: line,
		startColumn: column,
		endLine,
		endColumn
	};
}
/** Plain text in which nothing is an embedded link (`[text](target)`) or a placeholder (`{0}`). */
function messageText(text) {
	return require_base.plain(text).replaceAll("](", "] (").replaceAll(/\{(?=\d+\})/g, "{ ");
}
// src/report/first-steps.ts
const MOST_STEPS = 5;
/**
* The safe edits, then each time what mends most of what is left: errors first, then what is undecided, warnings, notices.
*/
function firstSteps({ findings, checkout }) {
	const open = findings.filter(require_base.isOpen);
	const left = new Set(open);
	const candidates = candidatesOf(open, checkout?.folder);
	const steps = [];
	while (steps.length < MOST_STEPS && left.size > 0) {
		const best = mostOf(candidates, left);
		steps.push(stepOf(best, left));
		for (const finding of best.findings) left.delete(finding);
	}
	return {
		steps,
		mended: open.length - left.size,
		open: open.length
	};
}
const KINDS = [
	"fix",
	"setting",
	"edits",
	"advice",
	"image"
];
function candidatesOf(open, folder) {
	const found = new Map();
	const take = (key, finding, candidate) => {
		const text = JSON.stringify([candidate.kind, ...key]);
		const before = found.get(text);
		if (before === void 0) found.set(text, {
			...candidate,
			findings: [finding]
		});
		else before.findings.push(finding);
	};
	for (const finding of open) {
		const { rule, fixes = [], image, help, location } = finding;
		takeFix(take, finding, folder);
		for (const [key, what] of settingsOf(finding)) take([key], finding, {
			kind: "setting",
			what: () => what
		});
		if (fixes.length === 0 && help !== void 0) take([rule, help], finding, {
			kind: "advice",
			what: () => help
		});
		take([image ?? location.file], finding, {
			kind: "image",
			what: wordsFor(image ?? location.file)
		});
	}
	return [...found.values()].filter(isWorthwhile);
}
/** All safe edits are made by one command; the others are looked at rule by rule. */
function takeFix(take, finding, folder) {
	const fix = require_base.fixOf(finding);
	if (fix === void 0) return;
	const command = `wave-inspect fix${argument(folder)}`;
	if (fix.safe) take(["safe"], finding, {
		kind: "fix",
		what: editWords("Make the safe edits"),
		command: `${command} --write`
	});
	else {
		const what = editWords("Look at the edits on offer, and make those that are right");
		take([finding.rule], finding, {
			kind: "edits",
			what,
			command: `${command} --rule ${finding.rule} --unsafe`
		});
	}
}
function editWords(what) {
	return (findings) => {
		const titles = findings.map((finding) => require_base.fixOf(finding).title.replace(/\.$/, ""));
		return `${what}: ${require_base.few([...new Set(titles)], 2)}.`;
	};
}
/** A folder that a shell takes as it is, behind a blank; any other is left for the reader to name. */
function argument(folder = "") {
	if (folder === "") return "";
	return /^[\w.][\w./-]*$/.test(folder) ? ` ${folder}` : " DIR";
}
/** Rules that say where an image comes from, or that it is not there: a line that sends names elsewhere may be why. */
const OF_PLACES = new Set([
	"registry",
	"exists",
	"inspectable",
	"pullable"
]);
/** The lines that made the name another one. */
function settingsOf({ rule, pulls }) {
	const lines = new Map();
	if (!OF_PLACES.has(rule)) return lines;
	for (const { setting, location } of pulls.flatMap(({ rewrites = [] }) => rewrites)) {
		if (setting === void 0 || location === void 0) continue;
		const { file, line } = location;
		lines.set(require_base.placeKey(location), `Look at ${setting} (${file}:${line}), which all of these images go through.`);
	}
	return lines;
}
function wordsFor(subject) {
	return (findings) => {
		const advice = [...new Set(findings.flatMap(({ help }) => help ?? []))];
		return advice.length === 0 ? `Look at ${subject}.` : `${subject}: ${advice.slice(0, 2).join(" ")}`;
	};
}
/** A line is a cause, and a sentence an advice for all, only where there are several images. */
function isWorthwhile({ kind, findings }) {
	return !["setting", "advice"].includes(kind) || new Set(findings.map(({ image }) => image)).size > 1;
}
/** How much is mended, the worst kind first. */
function weightOf({ findings }, left) {
	const weight = [
		0,
		0,
		0,
		0
	];
	for (const finding of findings) if (left.has(finding)) weight[gradeOf(finding)] += 1;
	return weight;
}
function gradeOf({ severity, undecided }) {
	if (severity === "error") return undecided === true ? 1 : 0;
	return severity === "warning" ? 2 : 3;
}
function mostOf(candidates, left) {
	const safe = candidates.find(({ kind, findings }) => kind === "fix" && findings.some((finding) => left.has(finding)));
	if (safe !== void 0) return safe;
	return candidates.map((candidate) => ({
		candidate,
		weight: weightOf(candidate, left)
	})).reduce((best, one) => isBefore(one, best) ? one : best).candidate;
}
function isBefore(one, other) {
	const grade = one.weight.findIndex((count, index) => count !== other.weight[index]);
	if (grade >= 0) return one.weight[grade] > other.weight[grade];
	return KINDS.indexOf(one.candidate.kind) < KINDS.indexOf(other.candidate.kind);
}
function stepOf({ what, command, findings }, left) {
	const own = findings.filter((finding) => left.has(finding));
	const places = new Map(own.map(({ location }) => [require_base.placeKey(location), location]));
	return {
		what: what(own),
		...command !== void 0 && { command },
		rules: [...new Set(own.map(({ rule }) => rule))].sort(require_base.compareText),
		counts: require_base.countFindings(own),
		places: [...places.values()]
	};
}
// src/report/markdown.ts
/** Text under a budget of bytes: rows that do not fit are counted instead of added. */
var Page = class {
	#budget;
	#parts = [];
	constructor(budget) {
		this.#budget = budget;
	}
	/** What stands there whatever the room. */
	add(block) {
		this.#parts.push(block);
	}
	table(what, head, rows, end, room = {}) {
		if (rows.length > 0) this.#parts.push({
			what,
			head,
			rows,
			end,
			...room
		});
	}
	/** `title`: shown while it is folded. */
	details(title, what, head, rows, room = {}) {
		this.table(what, `<details><summary>${title}</summary>\n\n${head}`, rows, "\n</details>\n", room);
	}
	/** `remedy`: where to find what was left out. */
	text(remedy) {
		const fitting = this.#fit();
		const left = this.#parts.filter((part) => typeof part !== "string").flatMap((table) => {
			const more = table.rows.length - fitting.get(table);
			return more === 0 ? [] : [require_base.counted(more, table.what, pluralOf(table.what))];
		});
		const shown = this.#parts.map((part) => typeof part === "string" ? part : print(part, fitting.get(part)));
		const note = left.length === 0 ? "" : `\n> Not shown for lack of room: ${left.join(", ")}. ${remedy}\n`;
		return `${shown.join("")}${note}`;
	}
	/** How many rows of each table there is room for. */
	#fit() {
		const fitting = new Map();
		let room = this.#budget;
		for (const part of this.#parts) if (typeof part === "string") room -= Buffer.byteLength(part);
		const tables = this.#parts.filter((part) => typeof part !== "string");
		for (const table of tables.toSorted((a, b) => (a.rank ?? ORDINARY) - (b.rank ?? ORDINARY))) {
			const [rows, bytes] = rowsWithin(table, Math.min(room, table.most ?? room));
			fitting.set(table, rows);
			room -= bytes;
		}
		return fitting;
	}
};
const ORDINARY = 5;
/** How many rows fit, and what the table takes with them. */
function rowsWithin({ head, rows, end }, room) {
	let bytes = Buffer.byteLength(head) + Buffer.byteLength(end) + 1;
	let fitting = 0;
	for (const row of rows) {
		const more = Buffer.byteLength(row);
		if (bytes + more > room) break;
		bytes += more;
		fitting += 1;
	}
	return fitting === 0 ? [0, 0] : [fitting, bytes];
}
/** `findings`, `rows of platforms`. */
function pluralOf(what) {
	return what.replace(/^\w+(?= of )|$/, "$&s");
}
function print({ head, rows, end }, fitting) {
	return fitting === 0 ? "" : `${head}${rows.slice(0, fitting).join("")}${end}\n`;
}
/** `between`: what parts them, by default a line break of a table's cell. */
function placesOf(places, link, between = "<br>") {
	return firstFew(places, (location) => place(location, link), between);
}
function place(location, link) {
	const url = link(location);
	const text = code(`${location.file}:${location.line}`);
	return url === void 0 ? text : `<a href="${url}">${text}</a>`;
}
const MOST_PLACES = 3;
/** The first few of a list, by default a line of a cell each, and how many more there are. */
function firstFew(items, show, between = "<br>") {
	const more = items.length - MOST_PLACES;
	return [...items.slice(0, MOST_PLACES).map(show), ...more > 0 ? [`and ${require_base.grouped(more)} more`] : []].join(between);
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
/**
* Set as code. Entities do their work inside `<code>`, where backticks would need counting. Markdown is read in there, too: GitHub makes a
* link of `www.` where that is written, and of an address of mail also where entities spell it. No name of an image is one, so it
* may be parted; what is a name can be copied.
*/
function code(text) {
	return `<code>${require_base.plain(text).replaceAll(/(?<=[\w.+-])@(?=[\w-]*\.)/g, `$&${SPLIT}`).replaceAll(/[!"#$%&'*+:;<=>?@[\\\]^_`{|}~]|w(?=ww\.)/gi, entity)}</code>`;
}
/** A sentence: what is between backticks, and names with a digest, which a reader copies, are set as code. */
function prose(text) {
	return text.split(/(`[^`]+`|(?<![^\s`])[^\s`]+@sha256:[\da-f]{64}(?![\da-f]))/).map((part, at) => at % 2 === 0 ? escapeMarkdown(part) : code(part.replaceAll("`", ""))).join("");
}
function entity(character) {
	return `&#${character.codePointAt(0)};`;
}
// src/report/folders.ts
const SIGN$1 = {
	pass: "\u2705",
	fail: "\u274c",
	undecided: "\u2754"
};
const HEAD = "| | Folder | Errors | Warnings | Notices | Known | Images | Judged |\n| :-- | :-- | --: | --: | --: | --: | --: | --: |\n";
/** Less than this says nothing of a folder. Bytes. */
const LEAST_SECTION = 8e3;
/** The verdict on all, a table of the folders, and a section of each, the worst first; open where it does not pass. */
function folderSections(report, { budget, elsewhere, render }) {
	const order = [
		"fail",
		"undecided",
		"pass"
	];
	const folders = (report.folders ?? []).toSorted((a, b) => order.indexOf(a.verdict) - order.indexOf(b.verdict));
	const title = escapeMarkdown(require_scan.verdictSentence(report));
	const head = `# ${SIGN$1[report.verdict]} Container images of ${require_base.counted(folders.length, "folder")}\n\n${title}\n\n`;
	const rows = fitting(folders.map(folderRow), budget / 4);
	const cut = notShown(folders.length - rows.length, elsewhere);
	const parts = [
		head,
		HEAD,
		...rows,
		...cut
	];
	let room = budget - Buffer.byteLength(parts.join(""));
	for (const [index, one] of folders.entries()) {
		const share = Math.floor(room / (folders.length - index));
		if (share < LEAST_SECTION) {
			if (cut.length === 0) parts.push(...notShown(folders.length - index, elsewhere));
			break;
		}
		const section = sectionOf(one, render(one, share - FRAME));
		parts.push(section);
		room -= Buffer.byteLength(section);
	}
	return parts.join("");
}
/** The first of them that have room. Bytes. */
function fitting(rows, budget) {
	let room = budget;
	const end = rows.findIndex((row) => (room -= Buffer.byteLength(row)) < 0);
	return end < 0 ? rows : rows.slice(0, end);
}
function notShown(count, elsewhere) {
	return count === 0 ? [] : [`\n> Not shown for lack of room: ${require_base.counted(count, "folder")}. ${allAreIn(elsewhere)}\n`];
}
/** What stands around a section: its title and its tags, with the longest names that a file system takes. Bytes. */
const FRAME = 5e3;
function sectionOf(report, content) {
	const { folder, verdict } = report;
	const title = `${SIGN$1[verdict]} ${code(folder)}: ${escapeMarkdown(require_scan.verdictSentence(report))}`;
	return `\n<details${verdict === "pass" ? "" : " open"}><summary>${title}</summary>\n\n${content}\n</details>\n`;
}
function folderRow(report) {
	const { folder, verdict, counts } = report;
	const { errors, warnings, notices, known, images } = counts;
	const share = `${Math.floor(require_scan.shareJudged(report) * 100)} %`;
	return `| ${SIGN$1[verdict]} | ${code(folder)} | ${[
		errors,
		warnings,
		notices,
		known,
		images,
		share
	].join(" | ")} |\n`;
}
// src/report/markdown-tables.ts
const VERDICT = {
	pass: "\u2705",
	fail: "\u274c",
	undecided: "\u2754"
};
const SIGN = {
	error: "\ud83d\udd34 error",
	warning: "\ud83d\udfe0 warning",
	notice: "\ud83d\udd35 notice",
	undecided: "\u26aa undecided"
};
/** `\ud83d\udd34&nbsp;error`. */
function signOf({ severity, undecided }) {
	return SIGN[undecided === true ? "undecided" : severity].replace(" ", "&nbsp;");
}
function row(cells) {
	return `| ${cells.map((cell) => typeof cell === "number" ? require_base.grouped(cell) : cell).join(" | ")} |\n`;
}
function stepItem({ what, command, rules, counts, places }, report, link) {
	const links = rules.map((rule) => ruleLink(report, rule)).join(", ");
	const typed = command === void 0 ? "" : ` ${code(command)}`;
	const at = placesOf(places, link, ", ");
	return `1. **${require_scan.countsInWords(counts).join(", ")}** (${links}) ${prose(what)}${typed}<br>${at}\n`;
}
function ruleLink(report, rule) {
	return `[${rule}](${require_scan.ruleUrl(report, rule)})`;
}
/** Of a table of the rules: those columns that have a number, and a line with the sums where there are several rules. */
function ruleTable(totals, report) {
	const columns = COLUMNS.filter(([, count]) => totals.some((one) => count(one) > 0));
	const head = `| Rule | ${columns.map(([title]) => title).join(" | ")} |\n| :-- |${" --: |".repeat(columns.length)}\n`;
	const rows = totals.map((one) => row([ruleLink(report, one.rule), ...columns.map(([, count]) => count(one) || "")]));
	const sums = columns.map(([, count]) => `**${require_base.grouped(totals.reduce((sum, one) => sum + count(one), 0))}**`);
	return {
		head,
		rows: totals.length > 1 ? [row(["**All**", ...sums]), ...rows] : rows
	};
}
const COLUMNS = [
	["\ud83d\udd34 Errors", ({ errors }) => errors],
	["\ud83d\udfe0 Warnings", ({ warnings }) => warnings],
	["\ud83d\udd35 Notices", ({ notices }) => notices],
	["\u26aa Undecided", ({ undecided }) => undecided],
	["New", ({ open }) => open],
	["Known", ({ known }) => known],
	["Waived", ({ waived }) => waived],
	["With a fix", ({ fixable }) => fixable]
];
const FINDINGS_HEAD = "| | Rule | What and where |\n| :-- | :-- | :-- |\n";
function findingRow({ finding, places }, report, link) {
	const lines = [
		messageOf$1(finding),
		...require_scan.adviceOf(finding).map(prose),
		placesOf(places, link)
	];
	return row([
		signOf(finding),
		ruleLink(report, finding.rule),
		lines.join("<br>")
	]);
}
const KNOWN_HEAD = "| Rule | What and where | |\n| :-- | :-- | :-- |\n";
function knownRow({ finding, places }, report, link) {
	const what = `${messageOf$1(finding)}<br>${placesOf(places, link)}`;
	return row([
		ruleLink(report, finding.rule),
		what,
		escapeMarkdown(require_scan.knownInWords(finding.known))
	]);
}
const WAIVED_HEAD = "| Rule | What and where | Why | Until |\n| :-- | :-- | :-- | :-- |\n";
function waivedRow({ finding, places }, report, link) {
	const { rule, waived } = finding;
	const [reason = "", ...more] = require_scan.whyWaived(waived).map(escapeMarkdown);
	const owner = more.length === 0 ? "" : ` (${more.join(", ")})`;
	const until = waived.by === "inline" ? "inline" : escapeMarkdown(waived.expires ?? "no end");
	const what = `${messageOf$1(finding)}<br>${placesOf(places, link)}`;
	return row([
		ruleLink(report, rule),
		what,
		`${reason}${owner}`,
		until
	]);
}
/** The message with the image set apart. */
function messageOf$1({ message, image }) {
	if (image === null || image === "") return escapeMarkdown(message);
	return message.split(image).map(escapeMarkdown).join(code(image));
}
const IMAGES_HEAD = "| | Image and where | Pulled by | Pin | Digest | Platforms | Size | Built |\n| :-- | :-- | :-- | :-- | :-- | :-- | --: | :-- |\n";
const MOST_WRITTEN = 3;
function imageRow({ image, written, users, places, known, pin, findings }, link) {
	const { failure, digest, platforms = "", size = "", created = "" } = known ?? {};
	const original = written.length === 0 ? "" : `<br>written ${written.slice(0, MOST_WRITTEN).map(code).join(", ")}`;
	const [worst] = findings;
	return row([
		worst === void 0 ? "" : signOf(worst),
		`${code(image)}${original}<br>${placesOf(places, link)}`,
		firstFew(users, escapeMarkdown),
		pin,
		digest === void 0 ? escapeMarkdown(failure ?? "") : code(digest),
		escapeMarkdown(platforms),
		size,
		escapeMarkdown(created)
	]);
}
const OFFERS = {
	offered: "\u2713",
	missing: "\u2717",
	unknown: "?",
	other: "\u2013"
};
function platformsHead(platforms) {
	return `\u2713 offered, \u2717 not offered, ? not known, \u2013 it runs on another platform.\n\n| Process, stage or service | ${platforms.map(code).join(" | ")} |\n| :-- |${" :-: |".repeat(platforms.length)}\n`;
}
function platformsRow({ user, engines, images, offers }) {
	const by = engines.length === 0 ? "" : ` (${engines.join(", ")})`;
	const of = images.length === 0 ? "" : `<br>${firstFew(images, code)}`;
	return row([`${escapeMarkdown(user)}${by}${of}`, ...offers.map((offer) => OFFERS[offer])]);
}
function registriesHead(isAsked) {
	return `| Registry | Images |${isAsked ? " Allowed |" : ""} Answered |\n| :-- | --: |${isAsked ? " :-- |" : ""} --: |\n`;
}
/** `isAsked`: whether the policy says where images may come from. */
function registryRow(registry, images, isAsked) {
	const refused = images.filter(({ findings }) => findings.some(({ rule }) => rule === "registry")).length;
	const allowed = refused === 0 ? "\u2713" : refused === images.length ? "\u2717" : `\u2717 ${require_base.counted(refused, "image")}`;
	const answered = images.filter(({ state }) => state === "answered").length;
	return row([
		code(registry),
		images.length,
		...isAsked ? [allowed] : [],
		answered
	]);
}
/** What fixes would bring has a column only where there are any. */
function pinTable(rows) {
	const columns = [
		["Now", ({ now }) => now],
		...rows.some(({ now, safe }) => now !== safe) ? [["With the safe fixes", ({ safe }) => safe]] : [],
		...rows.some(({ safe, all }) => safe !== all) ? [["With all fixes", ({ all }) => all]] : []
	];
	return {
		head: `| Pin | ${columns.map(([title]) => title).join(" | ")} |\n| :-- |${" --: |".repeat(columns.length)}\n`,
		rows: rows.map((one) => row([one.pin, ...columns.map(([, count]) => count(one))]))
	};
}
const RECORD_HEAD = "| | |\n| :-- | :-- |\n";
function recordRow({ name, values }) {
	return row([name, firstFew(values, recordValue)]);
}
function recordValue({ text, url }) {
	const shown = code(require_base.short(require_base.plain(text), LONGEST_VALUE));
	return url === void 0 ? shown : `<a href="${url}">${shown}</a>`;
}
/** Of a line of the record: no digest and no address of a run is longer. */
const LONGEST_VALUE = 400;
// src/report/mermaid.ts
/** Colours of GitHub's own signs, which read on white and on black. */
const COLORS = {
	error: "#cf222e",
	undecided: "#8c959f",
	warning: "#d4720b",
	notice: "#218bff",
	"not judged": "#bf8700",
	"name not known before the run": "#9a6700",
	"nothing to say": "#2da44e"
};
/** A pie, the largest slice first: mermaid gives out its colours in that order. */
function pie(slices) {
	const shown = slices.filter(([, count]) => count > 0).toSorted(([, a], [, b]) => b - a);
	const colors = shown.map(([outcome], index) => `"pie${index + 1}": "${COLORS[outcome]}"`);
	const lines = shown.map(([outcome, count]) => `    "${outcome}" : ${count}\n`);
	return `\`\`\`mermaid\n${`%%{init: {"theme": "base", "themeVariables": {${colors.join(", ")}, "pieOpacity": "1"}}}%%`}\npie showData\n${lines.join("")}\`\`\`\n`;
}
// src/report/pin-change.ts
/** The strengths that there are or would be, strongest first. */
function pinChange(images, { findings }) {
	const offered = new Map();
	for (const finding of findings.filter(require_base.isOpen)) {
		const fix = require_base.fixOf(finding);
		if (fix !== void 0) for (const pull of finding.pulls) offered.set(keyOf(pull), fix);
	}
	const after = (isMade) => images.map(({ pulls, pin }) => weakest(pulls.map((pull) => {
		const fix = offered.get(keyOf(pull));
		return fix !== void 0 && isMade(fix) ? pinAfter(fix, pull, pin) : pin;
	})));
	const [safe, all] = [after((fix) => fix.safe), after(() => true)];
	return require_base.PIN_STRENGTHS.map((pin) => ({
		pin,
		now: images.filter((image) => image.pin === pin).length,
		safe: safe.filter((one) => one === pin).length,
		all: all.filter((one) => one === pin).length
	})).filter((row) => row.now + row.safe + row.all > 0);
}
function keyOf(pull) {
	return `${require_base.judgedName(pull)}\n${require_base.placeKey(require_base.placeOf(pull))}`;
}
function weakest(pins) {
	return pins.reduce((weak, pin) => require_base.isAtLeast(weak, pin) ? pin : weak);
}
/** `now`, where what is pulled afterwards cannot be told from the edits alone. */
function pinAfter({ edits }, pull, now) {
	if (edits.some(({ replacement }) => DIGEST.test(replacement))) return "digest";
	const { text, ...place } = require_base.placeOf(pull);
	const whole = edits.find(({ location }) => require_base.placeKey(location) === require_base.placeKey(place));
	return whole === void 0 || text !== pull.written ? now : require_base.pinOf(whole.replacement).pin;
}
const DIGEST = /@sha256:[0-9a-f]{64}(?![0-9a-f])/;
// src/report/platform-grid.ts
const USUAL = ["linux/amd64", "linux/arm64"];
const MOST_PLATFORMS = 6;
/** No rows where no registry told of any platform. */
function platformGrid(images) {
	const offered = offeredPlatforms(images);
	const platforms = [...new Set([...USUAL, ...offered])].slice(0, MOST_PLATFORMS);
	if (offered.length === 0) return {
		platforms,
		rows: []
	};
	const uses = images.flatMap((facts) => facts.pulls.map((pull) => useOf(pull, facts, platforms)));
	return {
		platforms,
		rows: [...Map.groupBy(uses, ({ user }) => user)].flatMap(([user, own]) => rowsOf(user, own)).toSorted((a, b) => rankOf(a) - rankOf(b))
	};
}
function useOf(pull, facts, platforms) {
	const asked = pull.platform === null ? null : require_base.normalPlatform(pull.platform);
	return {
		user: userOf(pull),
		engine: pull.engine,
		image: facts.image,
		offers: platforms.map((platform) => asked !== null && asked !== platform ? "other" : offerOf(facts, platform))
	};
}
/** Stages and services of two files may have the same name. */
function userOf(pull) {
	if (pull.process !== void 0) return pull.process;
	const { context, file } = require_base.placeOf(pull);
	return `${pull.stage ?? context.service ?? pull.source} (${file})`;
}
function offerOf({ platforms, asked }, platform) {
	if (platforms.includes(platform)) return "offered";
	const own = asked.find(({ request }) => request.platform === platform)?.failure?.state;
	if (own === "platform-missing") return "missing";
	return platforms.length === 0 || own === "unsupported" ? "unknown" : "missing";
}
/** One row where all of its images are offered alike. */
function rowsOf(user, uses) {
	const kinds = [...Map.groupBy(uses, ({ offers }) => offers.join()).values()];
	return kinds.map((own) => ({
		user,
		engines: [...new Set(own.flatMap(({ engine }) => engine ?? []))],
		images: kinds.length === 1 ? [] : [...new Set(own.map(({ image }) => image))],
		offers: own[0].offers
	}));
}
/** By the platforms that most people have: on the others most images are missing. */
function rankOf({ offers }) {
	const usual = new Set(offers.slice(0, USUAL.length));
	if (usual.has("missing")) return 0;
	return usual.has("unknown") ? 1 : 2;
}
// src/report/summary.ts
var summary_exports = require_rolldown_runtime.__exportAll({ markdown: () => markdown });
/** GitHub drops a step's summary above 1 MiB; other steps' writing is not counted here. Bytes. */
const SUMMARY_BUDGET = 921600;
/** A comment on a pull request takes 65,536 characters. A byte is never less than one. */
const COMMENT_BUDGET = 6e4;
/** The job summary; of several folders with a section each. */
function summary(report, options = {}) {
	if (report.folders !== void 0) return folderSummary(report, options);
	return markdown(report, {
		...options,
		budget: SUMMARY_BUDGET
	});
}
/**
* The report as GitHub Markdown, by default small enough for a comment. What is read first stands first. Where the budget ends, whole
* rows are left out and counted: those of the longest lists that say least, and never what the first glance needs.
*/
function markdown(report, { budget = COMMENT_BUDGET, server, elsewhere = {} } = {}) {
	const page = new Page(budget - RESERVE);
	const link = (location) => require_scan.lineUrl(report, location, server);
	const images = factsOf(report);
	page.add(heading(report));
	addGlance(page, {
		report,
		images,
		link,
		budget
	});
	addFindings(page, report, link);
	addImages(page, {
		report,
		images,
		link,
		budget
	});
	const record = recordLines(report, server).map(recordRow);
	page.details("Record of this run", "line of the record", RECORD_HEAD, record, {
		rank: 1,
		most: budget / 4
	});
	page.add(footer(report));
	return page.text(allAreIn(elsewhere));
}
/** Room for the note on what was left out. Bytes. */
const RESERVE = 1e3;
function heading(report) {
	const [verdict = "", rest = ""] = require_scan.verdictSentence(report).split(/: (.*)/s);
	const advice = require_scan.toDecide(report).map((sentence) => `- To decide: ${escapeMarkdown(sentence)}\n`);
	return `## ${VERDICT[report.verdict]} Container images: ${verdict.toLowerCase()}

${rest.charAt(0).toUpperCase()}${rest.slice(1)}

${escapeMarkdown(require_scan.coverageSentence(report))}.

${advice.length === 0 ? "" : `${advice.join("")}\n`}`;
}
/** What to do first, how much there is of each rule, and what that comes to for the images. */
function addGlance(page, { report, images, link, budget }) {
	const small = {
		rank: 0,
		most: budget / 10
	};
	const { steps, mended, open } = firstSteps(report);
	if (open > 1) {
		const all = `\nThat takes care of ${mended === open ? "all" : `${require_base.grouped(mended)} of`} ${require_base.counted(open, "finding")}.\n`;
		const items = steps.map((step) => stepItem(step, report, link));
		page.table("step", "### What to do first\n\n", items, all, small);
	}
	const { head, rows } = ruleTable(require_scan.ruleTotals(report.findings), report);
	page.table("rule", `### By rule\n\n${head}`, rows, "", small);
	const found = outcomes(images, report);
	if (found.filter(([, count]) => count > 0).length > 1) page.details("Chart of the images by the worst that was found", "chart", "", [pie(found)], small);
}
function addFindings(page, report, link) {
	const findings = require_scan.partition(report.findings);
	const open = require_scan.groupFindings(findings.open).map((group) => findingRow(group, report, link));
	const known = require_scan.groupFindings(findings.known).map((group) => knownRow(group, report, link));
	const waived = require_scan.groupFindings(findings.waived).map((group) => waivedRow(group, report, link));
	page.table("finding", `### Findings\n\n${FINDINGS_HEAD}`, open, "", { rank: 2 });
	page.details(require_base.counted(known.length, "known finding"), "known finding", KNOWN_HEAD, known, { rank: 3 });
	page.details(require_base.counted(waived.length, "waived finding"), "waived finding", WAIVED_HEAD, waived, { rank: 3 });
}
/** Those with the worst findings first, so that what has no room is what there is least to say of. */
function addImages(page, { report, images, link, budget }) {
	const small = {
		rank: 1,
		most: budget / 10
	};
	const judged = toJudge(images);
	const order = new Map(report.findings.map((finding, index) => [finding, index]));
	const rankOf = ({ findings: [worst] }) => (worst && order.get(worst)) ?? order.size;
	const rows = images.toSorted((a, b) => rankOf(a) - rankOf(b)).map((image) => imageRow(image, link));
	page.details(require_base.counted(images.length, "image"), "image", IMAGES_HEAD, rows, { rank: 4 });
	const grid = platformGrid(judged);
	const users = grid.rows.map(platformsRow);
	page.details(gridTitle(grid), "row of platforms", platformsHead(grid.platforms), users, small);
	const isAsked = report.rules.includes("registry");
	const registries = byRegistry(judged);
	const lines = registries.map(([registry, own]) => registryRow(registry, own, isAsked));
	const places = require_base.counted(registries.length, "registry", "registries");
	page.details(places, "row of registries", registriesHead(isAsked), lines, small);
	const pins = pinChange(judged, report);
	const table = pinTable(pins);
	page.details(pinTitle(pins), "row of pins", table.head, table.rows, small);
}
/** `Platforms: linux/amd64 12 \u2713 1 \u2717, linux/arm64 9 \u2713 4 ?`. */
function gridTitle({ platforms, rows }) {
	return `Platforms: ${platforms.map((platform, index) => {
		const counts = [
			"offered",
			"missing",
			"unknown"
		].flatMap((offer) => {
			const count = rows.filter(({ offers }) => offers[index] === offer).length;
			return count === 0 ? [] : [`${require_base.grouped(count)}&nbsp;${OFFERS[offer]}`];
		});
		return `${escapeMarkdown(platform)} ${counts.join(" ")}`;
	}).join(", ")}`;
}
/** `Pins: 3 of 12 images by digest, 11 with all fixes on offer`. */
function pinTitle(rows) {
	const total = rows.reduce((sum, { now }) => sum + now, 0);
	const digest = rows.find(({ pin }) => pin === "digest") ?? {
		now: 0,
		all: 0
	};
	const after = digest.all === digest.now ? "" : `, ${require_base.grouped(digest.all)} with the fixes on offer`;
	return `Pins: ${require_base.grouped(digest.now)} of ${require_base.counted(total, "image")} by digest${after}`;
}
function footer({ tool, inspector, policy, failOn, startedAt }) {
	return `\n<sub>${escapeMarkdown(tool.name)} ${escapeMarkdown(tool.version)}, ${{
		wave: "inspected through Wave",
		registry: "inspected at the registries",
		none: "judged by name only"
	}[inspector]}, ${require_scan.policyInWords(policy, code)}, fails on ${failOn}, ${escapeMarkdown(inUtc(startedAt))}</sub>\n`;
}
function folderSummary(report, options) {
	const { elsewhere = {} } = options;
	return folderSections(report, {
		budget: SUMMARY_BUDGET,
		elsewhere,
		render: (one, budget) => markdown(one, {
			...options,
			budget
		})
	});
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
// src/report/code-quality.ts
var code_quality_exports = require_rolldown_runtime.__exportAll({ codeQuality: () => codeQuality });
/** As other linters do it: `blocker` and `critical` are left to what scans for vulnerabilities. */
const SEVERITIES$1 = {
	error: "major",
	warning: "minor",
	notice: "info"
};
/**
* The findings that count, in the part of the Code Climate format that GitLab documents (docs.gitlab.com, Code Quality, "Code
* Quality report format"). A merge request shows what its report has and that of its target has not, by the fingerprint:
* what is waived or known is in neither.
*
* @param pathOf A file of the report from the root of the repository on; one that is not in it keeps its name.
*/
function codeQuality(report, pathOf = (file) => file) {
	const seen = new Map();
	return require_base.printJson(require_scan.partition(report.findings).open.map((finding) => issue(finding, ownFingerprint(finding.fingerprint, seen), pathOf)));
}
function issue(finding, fingerprint, pathOf) {
	const { rule, severity, message, location } = finding;
	return {
		description: require_base.plain([`${rule}: ${message}.`, ...require_scan.adviceOf(finding)].join(" ")),
		check_name: rule,
		fingerprint,
		severity: SEVERITIES$1[severity],
		location: {
			path: pathOf(location.file) ?? location.file,
			lines: {
				begin: location.line,
				end: location.endLine
			}
		}
	};
}
/** GitLab keeps one issue of those with the same fingerprint. */
function ownFingerprint(fingerprint, seen) {
	const count = (seen.get(fingerprint) ?? 0) + 1;
	seen.set(fingerprint, count);
	return count === 1 ? fingerprint : `${fingerprint}:${count}`;
}
// src/report/rdjson.ts
var rdjson_exports = require_rolldown_runtime.__exportAll({ rdjson: () => rdjson });
const SEVERITIES = {
	error: "ERROR",
	warning: "WARNING",
	notice: "INFO"
};
/** A suggestion shows all lines from the first edit to the last: of more than these nobody sees what changes. */
const MOST_LINES = 20;
/**
* `DiagnosticResult` of reviewdog's proto/rdf: the findings that count, one a place, in their order. Columns count bytes
* of UTF-8; a range without columns is of whole lines.
*/
function rdjson(report, { pathOf, textOf }) {
	const texts = new Texts(textOf);
	const result = {
		source: {
			name: report.tool.name,
			url: require_scan.toolUrl(report)
		},
		diagnostics: require_scan.partition(report.findings).open.map((finding) => {
			const { offered, elsewhere } = suggestionsOf(finding, texts);
			return {
				message: messageOf(finding, elsewhere),
				location: placeOf(finding.location, pathOf, texts),
				severity: SEVERITIES[finding.severity],
				code: {
					value: finding.rule,
					url: require_scan.ruleUrl(report, finding.rule)
				},
				...offered.length > 0 && { suggestions: offered },
				...finding.writtenAt !== void 0 && { related_locations: [{
					message: "The image is written here.",
					location: placeOf(finding.writtenAt, pathOf, texts)
				}] }
			};
		})
	};
	return require_base.printJson(result);
}
function messageOf(finding, elsewhere) {
	const { message, undecided, fixes = [] } = finding;
	const [first] = fixes;
	return inert([
		`${message}${undecided === true ? " (undecided)" : ""}.`,
		...require_scan.adviceOf(finding),
		...first === void 0 || elsewhere.includes(first) || first.safe ? [] : [`${first.title} ${require_scan.LOOK_FIRST}`],
		...elsewhere.map(({ title }) => `${title} It takes edits that no suggestion here can hold: wave-inspect fix has them.`)
	].join(" "));
}
/** What the files hold, each read once. */
var Texts = class {
	#textOf;
	#known = new Map();
	constructor(textOf) {
		this.#textOf = textOf;
	}
	of(file) {
		if (!this.#known.has(file)) {
			const whole = this.#textOf(file);
			const text = whole?.replace(/^\uFEFF/, "");
			const known = text === void 0 ? void 0 : {
				text,
				lines: require_base.indexLines(text),
				mark: text === whole ? 0 : 3
			};
			this.#known.set(file, known);
		}
		return this.#known.get(file);
	}
};
function placeOf(location, pathOf, texts) {
	const { file } = location;
	return {
		path: (pathOf(file) ?? file).toWellFormed(),
		range: rangeOf(location, texts)
	};
}
function rangeOf(location, texts) {
	const { file, line, column, endLine, endColumn } = location;
	const start = bytesTo(texts, file, line, column);
	const end = bytesTo(texts, file, endLine, endColumn);
	if (start === void 0 || end === void 0) return {
		start: { line },
		end: { line: endLine }
	};
	return {
		start: {
			line,
			column: start
		},
		end: {
			line: endLine,
			column: end
		}
	};
}
/** A column in bytes of UTF-8, 1-based. Undefined where the file has changed, or nobody can count in it. */
function bytesTo(texts, file, line, column) {
	const known = texts.of(file);
	const start = known?.lines.offset(line, 1);
	if (known === void 0 || start === void 0) return void 0;
	return Buffer.byteLength(known.text.slice(start, start + column - 1)) + 1 + (line === 1 ? known.mark : 0);
}
/** One a fix, since somebody may take one alone: the edits of a fix and all that stands between them are one text. */
function suggestionsOf({ location, fixes = [] }, texts) {
	const all = fixes.map((fix) => ({
		fix,
		one: suggestionOf(fix, location.file, texts)
	}));
	return {
		offered: all.flatMap(({ one }) => one ?? []),
		elsewhere: all.flatMap(({ fix, one }) => one === void 0 ? fix : [])
	};
}
function suggestionOf({ edits }, file, texts) {
	const known = texts.of(file);
	if (known === void 0 || edits.some(({ location }) => location.file !== file)) return void 0;
	const { text, lines } = known;
	const offset = (line, column) => lines.offset(line, column) ?? text.length;
	const sorted = edits.map(({ location, replacement }) => ({
		location,
		replacement,
		start: offset(location.line, location.column),
		end: offset(location.endLine, location.endColumn)
	})).sort((a, b) => a.start - b.start);
	const first = sorted[0]?.location ?? edits[0].location;
	const last = sorted.at(-1)?.location ?? first;
	if (last.endLine - first.line >= MOST_LINES) return void 0;
	return {
		range: rangeOf({
			...first,
			endLine: last.endLine,
			endColumn: last.endColumn
		}, texts),
		text: sorted.map(({ replacement, start }, index) => [text.slice(sorted[index - 1]?.end ?? start, start), replacement]).flat().join("")
	};
}
/**
* Reviewers read the message as Markdown, logs as it is: what would be a link, a picture, a tag, a comment, a mention or a
* reference is parted with a blank, and all else is left alone.
*/
function inert(text) {
	return require_base.plain(text).replaceAll("](", "] (").replaceAll(/<(?=[A-Za-z/!?])|&(?=#?\w+;)|(?<![A-Za-z0-9])@(?=\w)|#(?=\d)|\bgh-(?=\d)/gi, "$& ");
}
Object.defineProperty(exports, "FINDINGS_HEAD", {
	enumerable: true,
	get: function() {
		return FINDINGS_HEAD;
	}
});
Object.defineProperty(exports, "KNOWN_HEAD", {
	enumerable: true,
	get: function() {
		return KNOWN_HEAD;
	}
});
Object.defineProperty(exports, "Page", {
	enumerable: true,
	get: function() {
		return Page;
	}
});
Object.defineProperty(exports, "VERDICT", {
	enumerable: true,
	get: function() {
		return VERDICT;
	}
});
Object.defineProperty(exports, "WAIVED_HEAD", {
	enumerable: true,
	get: function() {
		return WAIVED_HEAD;
	}
});
Object.defineProperty(exports, "allAreIn", {
	enumerable: true,
	get: function() {
		return allAreIn;
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
Object.defineProperty(exports, "areTooMany", {
	enumerable: true,
	get: function() {
		return areTooMany;
	}
});
Object.defineProperty(exports, "code", {
	enumerable: true,
	get: function() {
		return code;
	}
});
Object.defineProperty(exports, "code$1", {
	enumerable: true,
	get: function() {
		return code$1;
	}
});
Object.defineProperty(exports, "code_quality_exports", {
	enumerable: true,
	get: function() {
		return code_quality_exports;
	}
});
Object.defineProperty(exports, "errorCommand", {
	enumerable: true,
	get: function() {
		return errorCommand;
	}
});
Object.defineProperty(exports, "escapeHtml", {
	enumerable: true,
	get: function() {
		return escapeHtml;
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
Object.defineProperty(exports, "findingRow", {
	enumerable: true,
	get: function() {
		return findingRow;
	}
});
Object.defineProperty(exports, "folded", {
	enumerable: true,
	get: function() {
		return folded;
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
Object.defineProperty(exports, "inUtc", {
	enumerable: true,
	get: function() {
		return inUtc;
	}
});
Object.defineProperty(exports, "junit_exports", {
	enumerable: true,
	get: function() {
		return junit_exports;
	}
});
Object.defineProperty(exports, "knownRow", {
	enumerable: true,
	get: function() {
		return knownRow;
	}
});
Object.defineProperty(exports, "markdown", {
	enumerable: true,
	get: function() {
		return markdown;
	}
});
Object.defineProperty(exports, "messageOf", {
	enumerable: true,
	get: function() {
		return messageOf$1;
	}
});
Object.defineProperty(exports, "notesBeyond", {
	enumerable: true,
	get: function() {
		return notesBeyond;
	}
});
Object.defineProperty(exports, "noticeCommand", {
	enumerable: true,
	get: function() {
		return noticeCommand;
	}
});
Object.defineProperty(exports, "pageHead", {
	enumerable: true,
	get: function() {
		return pageHead;
	}
});
Object.defineProperty(exports, "placesOf", {
	enumerable: true,
	get: function() {
		return placesOf;
	}
});
Object.defineProperty(exports, "rdjson_exports", {
	enumerable: true,
	get: function() {
		return rdjson_exports;
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
Object.defineProperty(exports, "stylesheet", {
	enumerable: true,
	get: function() {
		return stylesheet;
	}
});
Object.defineProperty(exports, "summary", {
	enumerable: true,
	get: function() {
		return summary;
	}
});
Object.defineProperty(exports, "summary_exports", {
	enumerable: true,
	get: function() {
		return summary_exports;
	}
});
Object.defineProperty(exports, "waivedRow", {
	enumerable: true,
	get: function() {
		return waivedRow;
	}
});
