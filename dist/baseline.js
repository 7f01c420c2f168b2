const require_rolldown_runtime = require("./rolldown-runtime.js");
const require_base = require("./base.js");
const require_scan = require("./scan.js");
const require_check = require("./check.js");
const require_base_commit = require("./base-commit.js");
let node_path = require("node:path");
let node_fs = require("node:fs");
const fingerprint = require_check.parsed("a fingerprint", { type: "string" }, (written) => /^[0-9a-f]{32}$/.test(written) ? { value: written } : { error: "a fingerprint has 32 hex digits" });
const version = require_check.parsed("`1`", { const: 1 }, (written) => written === String(1) ? { value: 1 } : { error: `this release reads version 1; write the baseline anew with wave-inspect baseline` });
const knownFields = {
	fingerprint: require_check.required(fingerprint, "what tells it from every other finding, whatever lines move"),
	rule: require_check.required(require_check.text, "the rule that says it"),
	severity: require_check.required(require_check.choice(require_check.severities), "how grave it was; a graver one counts"),
	image: require_check.required({
		words: "the name of an image, or null",
		schema: { type: ["string", "null"] },
		read: (tree, reading) => tree.kind === "scalar" && tree.value === null ? null : require_check.text.read(tree, reading)
	}, "the image that it is about; null: none"),
	images: require_check.optional(require_check.list(require_check.text, "a list of names"), "those that it is told of, where it is one thing about several; of one more it counts"),
	file: require_check.required(require_check.text, "where it is, from the root of the repository on"),
	message: require_check.required(require_check.text, "what it said"),
	since: require_check.optional(require_check.date, "from when on it is known"),
	expires: require_check.optional(require_check.date, "the last day (UTC) on which it does not count"),
	owner: require_check.optional(require_check.prose, "who answers for it"),
	reason: require_check.optional(require_check.prose, "why it may stay"),
	ticket: require_check.optional(require_check.prose, "where it is tracked")
};
const baselineShape = require_check.object({
	version: require_check.required(version, "version of this format"),
	findings: require_check.required(require_check.list(require_check.object(knownFields, "a known finding"), "a list of known findings"), "what is known")
}, "a map of version and findings");
// src/baseline/read.ts
/** Reads a baseline: the known findings of a repository. */
var read_exports = require_rolldown_runtime.__exportAll({ readBaseline: () => readBaseline });
/**
* @param file Its name, for messages.
* @param bytes What the text was made of.
* @throws ConfigurationError with a line for each thing that is wrong, `file:line:column: what`.
*/
function readBaseline(text, file, bytes = text) {
	const problems = new require_check.Problems(file, {
		what: "baseline",
		least: "\"version\": 1 and \"findings\": []"
	});
	const tree = require_check.readJsonTree(text, problems, "wave-inspect baseline");
	const given = tree && baselineShape.read(tree, {
		problems,
		path: ""
	});
	const lines = tree === void 0 ? new Map() : linesOf(tree, problems);
	if (given === void 0 || problems.found.length > 0) {
		const said = problems.found.map(({ line, column, message }) => `${file}:${line}:${column}: ${message}`);
		throw new require_base.ConfigurationError(said.join("\n"));
	}
	return {
		by: "baseline",
		file,
		sha256: require_base.sha256(bytes),
		findings: given.findings.map(require_check.knownFinding),
		lineOf: ({ fingerprint }) => lines.get(fingerprint) ?? 1
	};
}
/** The line of each finding, by its fingerprint, which no other has. */
function linesOf(tree, problems) {
	const lines = new Map();
	const list = require_check.treeAt(tree, ["findings"]);
	for (const entry of list?.kind === "list" ? list.items : []) {
		const id = require_check.treeAt(entry, ["fingerprint"]);
		if (id?.kind !== "scalar") continue;
		const before = lines.get(id.text);
		if (before !== void 0) problems.add(id.at, `the same finding stands at line ${before} already; take one out`);
		else lines.set(id.text, id.at.line);
	}
	return lines;
}
// src/baseline/write.ts
/**
* The findings of a run as its next baseline. One that was known keeps what is written of it. What is no longer found is
* taken out where the run is sure of it: it says so by a finding of the rule `baseline`.
*/
function nextBaseline(report, previous, terms) {
	const before = new Map(previous?.findings.map((entry) => [entry.fingerprint, entry]));
	const current = report.findings.filter((finding) => finding.waived === void 0 && require_check.canBeKnown(finding));
	const left = current.filter(isOfTheDay);
	const found = current.filter((finding) => !isOfTheDay(finding)).map((finding) => nextEntry(finding, before, terms));
	const kept = new Map(found.map((entry) => [entry.fingerprint, entry]));
	const isGone = goneBy(report, left);
	const rest = [...before.values()].filter((entry) => !kept.has(entry.fingerprint) && !isGone(entry));
	const findings = [...kept.values(), ...rest].sort(byPlace);
	const stays = new Set(findings.map(({ fingerprint }) => fingerprint));
	return {
		text: baselineText(findings),
		findings,
		added: findings.filter(({ fingerprint }) => !before.has(fingerprint)),
		removed: [...before.values()].filter(({ fingerprint }) => !stays.has(fingerprint)),
		lapsed: terms.renew === true ? [] : current.filter(({ fingerprint, known }) => known === void 0 && before.has(fingerprint)),
		left
	};
}
/** Whether what was not found is not there any more: nothing was left out that it may be in. */
function goneBy(report, left) {
	const isWhole = left.length === 0 && report.cancelled === void 0 && report.scan.isCut !== true;
	const isAnswered = report.inspections.length > 0 && !report.coverage.notJudged.some(({ reason }) => UNANSWERED.has(reason));
	return ({ rule }) => isWhole && (isAnswered || require_check.goesByNameAlone(rule));
}
const UNANSWERED = new Set([
	"no-answer",
	"not-asked",
	"cancelled"
]);
/** One line a finding, so that two branches that change different ones can be merged. */
function baselineText(findings) {
	const lines = findings.map((entry) => `    ${require_base.printJson(entry, 0).trimEnd()}`);
	return `{\n  "version": 1,\n  "findings": ${lines.length === 0 ? "[]" : `[\n${lines.join(",\n")}\n  ]`}\n}\n`;
}
const OF_THE_DAY = new Set([
	"unreachable",
	"timeout",
	"server-error",
	"rate-limited",
	"cancelled",
	"configuration"
]);
function isOfTheDay({ undecided, evidence }) {
	return undecided === true && OF_THE_DAY.has(evidence["state"] ?? "");
}
/** Of one that is in another file now, all that is said of it is kept. */
function nextEntry(finding, before, terms) {
	const old = before.get(finding.fingerprint);
	if (old !== void 0 && (finding.known !== void 0 || terms.renew !== true)) return old;
	return require_check.entryOf(finding, finding.known ?? terms);
}
function byPlace(a, b) {
	return require_base.compareText(a.file, b.file) || require_base.compareText(a.rule, b.rule) || require_base.compareText(a.image ?? "", b.image ?? "") || require_base.compareText(a.fingerprint, b.fingerprint);
}
// src/cli/baseline.ts
/** `wave-inspect baseline`: writes down what is found today, so that only what comes new counts. */
var baseline_exports = require_rolldown_runtime.__exportAll({ baseline: () => baseline });
/** `wave-inspect baseline [DIR]`: adds what is new, keeps what is known, takes out what is no longer found. */
async function baseline(args, world) {
	const typed = require_base.readArguments(args, "baseline");
	const { values } = typed;
	const terms = {
		since: world.now().toISOString().slice(0, 10),
		expires: require_scan.given(values.expires, readDay),
		owner: values.owner,
		reason: values.reason,
		ticket: values.ticket,
		renew: values.renew
	};
	let previous;
	const place = (root, policy) => placeOf(root, policy, values.baseline);
	const { root, policy, report } = await require_check.runWhole(typed, world, { baseline: async (from, by) => previous = await readPrevious(place(from, by)) });
	const file = place(root, policy);
	const update = nextBaseline(report, previous, terms);
	(0, node_fs.mkdirSync)((0, node_path.dirname)(file), { recursive: true });
	require_base.writeWhole(file, update.text);
	const shown = values.baseline ?? policy.baseline?.file ?? ".github/wave-inspect-baseline.json";
	for (const line of said(shown, update, policy.baseline === void 0 && values.baseline === void 0)) world.out(`${require_base.logLine(line)}\n`);
	return report.cancelled === void 0 && update.left.length === 0 ? "pass" : "undecided";
}
function readDay(text) {
	const fault = require_check.dateFault(text);
	if (fault !== void 0) throw new require_base.ConfigurationError(`--expires: ${fault}.`);
	return text;
}
/** The absolute path; what the policy names lies in the repository. */
function placeOf(root, policy, typed) {
	if (typed !== void 0) return (0, node_path.resolve)(typed);
	const named = policy.baseline?.file ?? ".github/wave-inspect-baseline.json";
	const found = (0, node_path.isAbsolute)(named) ? void 0 : placeFor(require_base.realOf(root), named);
	if (found === void 0 || require_base.isUnread(found)) throw new require_base.ConfigurationError(`baseline: ${named} ${found?.words ?? "is no path in the repository"}; name another file.`);
	return (0, node_path.join)(root, named);
}
/** Of what is not there yet, the folder around it that is. */
function placeFor(root, path) {
	const found = require_base.placeInside(root, path);
	return require_base.isAbsent(found) && path !== "." ? placeFor(root, (0, node_path.dirname)(path)) : found;
}
async function readPrevious(file) {
	return require_base.isThere(file) ? require_base_commit.readTypedBaseline(file) : void 0;
}
/** What became of it, a line each. */
function said(file, update, isUnnamed) {
	const { findings, added, removed, lapsed, left } = update;
	const kept = findings.length - added.length;
	const counts = [
		`${added.length} new`,
		`${kept} kept`,
		`${removed.length} taken out`
	].join(", ");
	return [
		`${file}: ${require_base.counted(findings.length, "known finding")} (${counts}).`,
		...added.length > 0 ? [`New: ${byRule(added)}.`] : [],
		...removed.length > 0 ? [`Taken out: ${byRule(removed)}.`] : [],
		...lapsed.length > 0 ? [`${require_base.counted(lapsed.length, "finding is", "findings are")} in it and counted all the same: ended, graver than then, or about more images (${byRule(lapsed)}). --renew agrees to them anew.`] : [],
		...left.length > 0 ? [`${require_base.counted(left.length, "finding is", "findings are")} not in it, which may be gone tomorrow (a registry did not answer): ${require_base.few(left.map(({ message }) => message), 3)}. Run again.`] : [],
		...isUnnamed && findings.length > 0 ? [`Name it in the policy, so that it is gone by: "baseline: ${file}".`] : []
	];
}
function byRule(findings) {
	return [...Map.groupBy(findings, ({ rule }) => rule)].map(([rule, { length }]) => `${rule} ${length}`).join(", ");
}
Object.defineProperty(exports, "baseline_exports", {
	enumerable: true,
	get: function() {
		return baseline_exports;
	}
});
Object.defineProperty(exports, "nextBaseline", {
	enumerable: true,
	get: function() {
		return nextBaseline;
	}
});
Object.defineProperty(exports, "readBaseline", {
	enumerable: true,
	get: function() {
		return readBaseline;
	}
});
Object.defineProperty(exports, "read_exports", {
	enumerable: true,
	get: function() {
		return read_exports;
	}
});
