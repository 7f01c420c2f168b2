const require_rolldown_runtime = require("./rolldown-runtime.js");
const require_base = require("./base.js");
const require_check = require("./check.js");
const require_base_commit = require("./base-commit.js");
const require_scan = require("./scan.js");
let node_fs = require("node:fs");
let node_path = require("node:path");
// src/baseline/read.ts
/** Reads a baseline: the known findings of a repository. */
var read_exports = require_rolldown_runtime.__exportAll({ readBaseline: () => readBaseline });
const severities = new Set([
	"error",
	"warning",
	"notice"
]);
const isText = (value) => typeof value === "string" && value.trim() !== "" ? void 0 : "it must be a text";
const isDay = (value) => isText(value) ?? require_check.dateFault(String(value));
const REQUIRED = {
	fingerprint: (value) => typeof value === "string" && /^[0-9a-f]{32}$/.test(value) ? void 0 : "it must have 32 hex digits",
	rule: isText,
	severity: (value) => severities.has(value) ? void 0 : "it must be error, warning or notice",
	image: (value) => value === null ? void 0 : isText(value),
	file: isText,
	message: isText
};
const OPTIONAL = {
	since: isDay,
	expires: isDay,
	owner: isText,
	reason: isText,
	ticket: isText
};
const ENTRY = {
	...REQUIRED,
	...OPTIONAL
};
/**
* @param file Its name, for messages.
* @param bytes What the text was made of.
* @throws ConfigurationError with a line for each thing that is wrong, `file:line:1: what`.
*/
function readBaseline(text, file, bytes = text) {
	const fail = (line, message) => {
		throw new require_base.ConfigurationError(`${file}:${line}:1: ${message}`);
	};
	const mark = /^(?:<{7}|={7}|>{7})(?: |$)/m.exec(text);
	if (mark !== null) fail(lineAt(text, mark.index), "is in the middle of a merge; solve the conflict, or run wave-inspect baseline anew");
	const given = parse(text, fail);
	if (!isMap(given) || given["version"] !== 1 || !Array.isArray(given["findings"])) return fail(1, "is not a baseline of this release: it begins with \"version\": 1 and has a list \"findings\"");
	const lines = new EntryLines(text);
	const problems = [];
	const note = (entry, message) => {
		problems.push(`${file}:${lines.of(entry)}:1: ${message}`);
	};
	for (const key of Object.keys(given).filter((one) => one !== "version" && one !== "findings")) problems.push(`${file}:1:1: ${require_base.quote(key)} is no key of a baseline; version and findings are`);
	const seen = new Set();
	const findings = given["findings"].flatMap((entry) => {
		const faults = faultsOf(entry);
		for (const fault of faults) note(entry, fault);
		if (!isFinding(entry, faults)) return [];
		if (seen.has(entry.fingerprint)) note(entry, `the finding ${entry.fingerprint} is there twice; take one out`);
		seen.add(entry.fingerprint);
		return [entry];
	});
	if (problems.length > 0) throw new require_base.ConfigurationError(problems.join("\n"));
	return {
		by: "baseline",
		file,
		sha256: require_base.sha256(bytes),
		findings,
		lineOf: (finding) => lines.of(finding)
	};
}
function parse(text, fail) {
	try {
		return JSON.parse(text);
	} catch (error) {
		const said = error instanceof Error ? error.message : "";
		const [, position] = /at position (\d+)/.exec(said) ?? [];
		const isCut = /Unexpected end|Unterminated/.test(said);
		return fail(lineAt(text, position === void 0 ? text.length : Number(position)), isCut ? "ends in the middle: it is not all there" : "is not JSON; wave-inspect baseline writes it anew");
	}
}
function faultsOf(entry) {
	if (!isMap(entry)) return ["a finding is a map"];
	const unknown = Object.keys(entry).filter((key) => !Object.hasOwn(ENTRY, key)).map((key) => `${require_base.quote(key)} is no key of a known finding${require_base.suggestion(key, Object.keys(ENTRY))}`);
	const missing = Object.keys(REQUIRED).filter((key) => !Object.hasOwn(entry, key)).map((key) => `the finding has no ${key}`);
	const wrong = Object.entries(ENTRY).flatMap(([key, check]) => {
		const fault = Object.hasOwn(entry, key) ? check(entry[key]) : void 0;
		return fault === void 0 ? [] : `${key}: ${fault}`;
	});
	return [
		...unknown,
		...missing,
		...wrong
	];
}
function isFinding(entry, faults) {
	return isMap(entry) && faults.length === 0;
}
function isMap(value) {
	return typeof value === "object" && value !== null && !Array.isArray(value);
}
function lineAt(text, position) {
	return text.slice(0, position).split("\n").length;
}
/** Where an entry stands: at the line of its fingerprint, which no other entry has. Read only for what there is to say. */
var EntryLines = class {
	#text;
	#lines;
	constructor(text) {
		this.#text = text;
	}
	of(entry) {
		this.#lines ??= new Map(this.#text.split("\n").flatMap((line, index) => [...line.matchAll(/"fingerprint"\s*:\s*"([^"]*)"/g)].map(([, id = ""]) => [id, index + 1])));
		const id = isMap(entry) ? entry["fingerprint"] : void 0;
		return (typeof id === "string" ? this.#lines.get(id) : void 0) ?? 1;
	}
};
// src/baseline/write.ts
/**
* The findings of a run as its next baseline. One that was known keeps what is written of it. What is no longer found is
* taken out where the run is sure of it: it says so by a finding of the rule `baseline`.
*/
function nextBaseline(report, previous, terms) {
	const before = new Map(previous?.findings.map((entry) => [entry.fingerprint, entry]));
	const current = report.findings.filter((finding) => finding.waived === void 0 && require_check.canBeKnown(finding));
	const left = current.filter(isOfTheDay);
	const found = current.filter((finding) => !isOfTheDay(finding)).map((finding) => entryOf(finding, before, terms));
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
function entryOf(finding, before, terms) {
	const { fingerprint, rule, severity, image, message, location, known } = finding;
	const old = before.get(fingerprint);
	if (old !== void 0 && (known !== void 0 || terms.renew !== true)) return old;
	const { since, expires, owner, reason, ticket } = known ?? terms;
	return {
		fingerprint,
		rule,
		severity,
		image,
		file: location.file,
		message,
		...since !== void 0 && { since },
		...expires !== void 0 && { expires },
		...owner !== void 0 && { owner },
		...reason !== void 0 && { reason },
		...ticket !== void 0 && { ticket }
	};
}
function byPlace(a, b) {
	return require_base.compareText(a.file, b.file) || require_base.compareText(a.rule, b.rule) || require_base.compareText(a.image ?? "", b.image ?? "") || require_base.compareText(a.fingerprint, b.fingerprint);
}
// src/cli/baseline.ts
/** `wave-inspect baseline`: writes down what is found today, so that only what comes new counts. */
var baseline_exports = require_rolldown_runtime.__exportAll({ baseline: () => baseline });
const baselineOptions = {
	...require_check.runOptions,
	expires: { type: "string" },
	owner: { type: "string" },
	reason: { type: "string" },
	ticket: { type: "string" },
	renew: { type: "boolean" }
};
/** `wave-inspect baseline [DIR]`: adds what is new, keeps what is known, takes out what is no longer found. */
async function baseline(args, world) {
	const typed = require_base.readArguments(args, baselineOptions);
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
	const found = (0, node_path.isAbsolute)(named) ? void 0 : require_base.placeInside(require_base.realOf(root), named);
	if (found === void 0 || require_base.isUnread(found) && found.why !== "absent") throw new require_base.ConfigurationError(`baseline: ${named} ${found?.words ?? "is no path in the repository"}; name another file.`);
	return (0, node_path.join)(root, named);
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
		...lapsed.length > 0 ? [`${require_base.counted(lapsed.length, "finding is", "findings are")} in it and counted all the same: ended, or graver than then (${byRule(lapsed)}). --renew agrees to them anew.`] : [],
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
Object.defineProperty(exports, "read_exports", {
	enumerable: true,
	get: function() {
		return read_exports;
	}
});
