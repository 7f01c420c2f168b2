const require_rolldown_runtime = require("./rolldown-runtime.js");
const require_base = require("./base.js");
const require_scan = require("./scan.js");
const require_check = require("./check.js");
const require_base_commit = require("./base-commit.js");
const require_baseline = require("./baseline.js");
const require_policy_file = require("./policy-file.js");
const require_presets = require("./presets.js");
let node_path = require("node:path");
let node_fs = require("node:fs");
let node_readline_promises = require("node:readline/promises");
// src/init/paths.ts
/** What is written, by its paths from the root of the repository, and where to read more. */
const POLICY = ".github/wave-inspect.yml";
const BASELINE = ".github/wave-inspect-baseline.json";
const WORKFLOW = ".github/workflows/wave-inspect.yml";
const DOCS = `${require_base.homepage}/blob/v1/docs`;
const PAGES = {
	policy: `${DOCS}/policy.md`,
	presets: `${DOCS}/presets.md`,
	adopting: `${DOCS}/adopting.md`,
	pinning: `${DOCS}/security.md#where-this-action-comes-from`
};
const SCHEMA = `${require_base.homepage.replace("github.com", "raw.githubusercontent.com")}/v1/policy.schema.json`;
// src/init/workflow-text.ts
/** The workflow that `init` writes, and whether one of the repository does the same already. */
/** As the workflows of this repository have it; a test compares them. */
const CHECKOUT = "actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1 # v7.0.1";
const ACTION = "wave-inspect/wave-inspect-action@v1";
const workflowText = `# Checks the container images that this repository pulls, by .github/wave-inspect.yml.
name: wave-inspect

on:
  pull_request:
  merge_group:

permissions: {}

concurrency:
  group: \${{ github.workflow }}-\${{ github.ref }}
  cancel-in-progress: true

jobs:
  images:
    name: container images
    runs-on: ubuntu-latest
    timeout-minutes: 40
    permissions:
      contents: read
    steps:
      - uses: ${CHECKOUT}
        with:
          fetch-depth: 2 # with the base of a pull request, whose policy and baseline count
          persist-credentials: false
      - uses: ${ACTION} ${`# zizmor: ignore[unpinned-uses] pin it by commit: ${PAGES.pinning}`}
`;
/** Whether a step of a workflow runs this action, of whichever owner; a line that is commented out does not. */
function usesAction(workflow) {
	return /^[^#\n]*\buses["']?\s*:\s*["']?[\w.-]+\/wave-inspect-action@/m.test(workflow);
}
// src/init/files.ts
/** The files that `init` writes: which of them are there already, and none of them outside of the repository. */
/**
* @param root Real path of the repository.
* @throws ConfigurationError where nothing may be written there.
*/
function lookAround(root) {
	refusePartOfRepository(root);
	refuseFolders(root, (0, node_path.dirname)(WORKFLOW));
	const running = workflows(root).find((path) => usesAction(textOf(root, path)));
	return {
		policy: require_scan.usualPolicyFiles.flatMap((path) => [path, path.replace(/yml$/, "yaml")]).find((path) => require_base.isThere((0, node_path.join)(root, path))),
		baseline: require_base.isThere((0, node_path.join)(root, BASELINE)),
		workflow: running !== void 0 ? {
			path: running,
			usesAction: true
		} : require_base.isThere((0, node_path.join)(root, ".github/workflows/wave-inspect.yml")) ? {
			path: WORKFLOW,
			usesAction: false
		} : void 0
	};
}
/** GitHub reads `.github` of a repository's root and of no folder in it. */
function refusePartOfRepository(root) {
	const [repository] = require_base.workTreesAround(root);
	if (repository === void 0 || require_base.realOf(repository) === root) return;
	throw new require_base.ConfigurationError(`${root} is a part of the repository at ${repository}, and GitHub reads .github of its root only: run wave-inspect init ${repository}; files.exclude of the policy leaves out what should not count.`);
}
/** Each on the way: what lies behind a link that leads out is not there, and would be made outside. */
function refuseFolders(root, folder) {
	if ((0, node_path.dirname)(folder) !== folder) refuseFolders(root, (0, node_path.dirname)(folder));
	refuseFolder(root, folder);
}
function refuseFolder(root, folder) {
	const place = require_base.placeInside(root, folder);
	if (require_base.isUnread(place)) {
		if (place.why !== "absent") throw new require_base.ConfigurationError(`${folder} ${place.words}: nothing is written there.`);
	} else if (!(0, node_fs.lstatSync)(place.real).isDirectory()) throw new require_base.ConfigurationError(`${folder} is no folder: nothing can be written there.`);
}
function workflows(root) {
	const folder = (0, node_path.dirname)(WORKFLOW);
	if (!require_base.isThere((0, node_path.join)(root, folder))) return [];
	return (0, node_fs.readdirSync)((0, node_path.join)(root, folder)).filter((name) => /\.ya?ml$/.test(name)).map((name) => `${folder}/${name}`);
}
/** Of no workflow that runs, more than that is read by GitHub. Bytes. */
const LARGEST = 1048576;
function textOf(root, path) {
	const bytes = require_base.readInside(root, path, LARGEST);
	return require_base.isUnread(bytes) ? "" : bytes.toString("utf8");
}
/** Writes a file that is not there, with the folders that it needs. False, and nothing is written, where it is by now. */
function create(root, path, text) {
	const file = (0, node_path.join)(root, path);
	refuseFolders(root, (0, node_path.dirname)(path));
	(0, node_fs.mkdirSync)((0, node_path.dirname)(file), { recursive: true });
	if (require_base.isThere((0, node_path.join)(root, path))) return false;
	require_base.writeWhole(file, text);
	return true;
}
// src/init/known.ts
/** What a repository begins with: the findings that would stop it on the first day. */
/**
* The first baseline of a repository. What stops nobody is not in it, so that it is still warned of. Read back from its own
* text: that is what the next run goes by.
*
* @param file Its path from the root on.
*/
function firstBaseline(report, file) {
	const findings = report.findings.filter(({ severity }) => require_base.reaches(severity, report.failOn));
	const { text } = require_baseline.nextBaseline({
		...report,
		findings
	}, void 0, { since: report.startedAt.slice(0, 10) });
	return {
		text,
		baseline: require_baseline.readBaseline(text, file)
	};
}
/** Answers with what a run was answered, so that nobody is asked twice: for a run that asks the same. */
function answersOf({ inspections }) {
	const known = new Map(inspections.map((inspection) => [JSON.stringify(inspection.request), inspection]));
	return (request) => known.get(JSON.stringify(request));
}
// src/init/policy-text.ts
function policyText(setup) {
	return `${[
		head(setup),
		baseline(setup),
		inspector(setup),
		nextflow(setup),
		rules(setup)
	].filter((lines) => lines.length > 0).map((lines) => lines.join("\n")).join("\n\n")}\n`;
}
function head({ preset }) {
	return [
		`# yaml-language-server: $schema=${SCHEMA}`,
		"# What the container images of this repository must be like. All keys and rules:",
		`# ${PAGES.policy}`,
		"version: 1",
		"",
		"# The rules of this preset hold, but for what is written here. It is one of those that are explained at",
		`# ${PAGES.presets}`,
		`extends: [wave-inspect:${preset}]`
	];
}
function baseline({ hasBaseline = false }) {
	if (!hasBaseline) return [];
	return ["# What was wrong already when this file was made: it is shown and stops nobody, anything new does.", `baseline: ${BASELINE}`];
}
function inspector({ inspector: name, off }) {
	if (name === "wave") return [];
	if (name === "registry") return ["# Each registry itself is asked about its images, not Seqera Wave.", "inspector: registry"];
	return [
		"# Nobody is asked about the images: they are judged by their names.",
		...off.length === 0 ? [] : ["# To have them asked for, take this out, and the rules below that are off."],
		"inspector: none"
	];
}
function nextflow({ scenarios, others }) {
	if (scenarios === void 0) return [];
	const names = others.map(({ name }) => require_base.plain(name, 60));
	return [
		"nextflow:",
		`  # The runs that are checked, each by what stands behind -profile${scenarios.some(isPlain) ? "; [] is one without it" : ""}.`,
		...names.length === 0 ? [] : [`  # Found, and not looked at: ${require_base.few(names, 12)}.`],
		"  scenarios:",
		...scenarios.map((scenario) => `    - ${require_scan.scenarioEntry(scenario)}`)
	];
}
function isPlain({ profiles, arguments: more = [] }) {
	return profiles.length + more.length === 0;
}
function rules(setup) {
	const lines = [
		...registry(setup),
		...silent(setup),
		...empty(setup)
	];
	return lines.length === 0 ? [] : ["rules:", ...lines];
}
function registry({ preset, allow }) {
	if (allow === void 0) return [];
	return [
		"  # Images may come from these places and from nowhere else.",
		"  registry:",
		...{
			observe: ["    severity: warning"],
			standard: ["    severity: error"]
		}[preset] ?? [],
		...allow.length === 0 ? ["    allow: [] # none is approved yet"] : ["    allow:", ...[...allow].sort().map((pattern) => `      - ${JSON.stringify(pattern)}`)]
	];
}
/** Names alone tell the rest: `wave.seqera.io/wt/\u2026` is gone soon, whoever is asked. */
const BY_NAME = { ephemeral: "{ quay: [] }" };
function silent({ off }) {
	if (off.length === 0) return [];
	return ["  # Only somebody who is asked about the images could say:", ...off.map((rule) => `  ${rule}: ${BY_NAME[rule] ?? "off"}`)];
}
function empty({ isEmpty }) {
	if (!isEmpty) return [];
	return ["  # No file names an image yet. Take this out when one does: a run that finds nothing to check is then an error.", "  readable: { empty: notice }"];
}
// src/init/survey.ts
/** What a first look at a repository offers to choose from: how its pipelines are run, and where its images come from. */
/** What is looked at unasked comes first. Empty where no run that is looked at pulls anything: there is nothing to choose by. */
function runChoices({ pulls, notLookedAt }) {
	const usual = Map.groupBy(pulls.flatMap((pull) => pull.source === "nextflow" && pull.scenario !== null ? [{
		...pull,
		scenario: pull.scenario
	}] : []), ({ engine, scenario }) => engine ?? (scenario.profiles.join("+") || "default"));
	if (usual.size === 0) return [];
	const choices = [...usual].map(([name, own]) => {
		return {
			name,
			scenarios: [...new Map(own.map(({ scenario }) => [JSON.stringify(scenario), scenario])).values()],
			images: new Set(own.map(({ image, written }) => image ?? written)).size,
			isUsual: true
		};
	});
	const others = notLookedAt.filter(({ name }) => !usual.has(name)).map(({ name, profiles, images }) => ({
		name,
		scenarios: [{ profiles }],
		images,
		isUsual: false
	}));
	return [...choices.sort((a, b) => a.name < b.name ? -1 : 1), ...others];
}
/**
* Where the images come from that the rule `registry` has something to say of where it allows nothing.
*
* @param known Of a preset: what they cover goes by them.
*/
function placeChoices(findings, known) {
	const names = new Set(findings.flatMap(({ rule, image, waived }) => rule === "registry" && image !== null && waived === void 0 ? [image] : []));
	const byKnown = known.map((place) => ({
		pattern: place.text,
		images: take(names, place)
	}));
	const found = [...Map.groupBy(names, areaOf)].flatMap(([area, own]) => {
		const pattern = [`${area}/*`, `${area}/**`].find((one) => coversAll(one, own));
		return pattern === void 0 ? [] : [{
			pattern,
			images: own.length
		}];
	});
	const least = (a, b) => b.images - a.images || (a.pattern < b.pattern ? -1 : 1);
	return [...byKnown, ...found].sort(least);
}
function coversAll(pattern, names) {
	const compiled = require_check.compilePattern(pattern);
	return "matches" in compiled && names.every((name) => compiled.matches(name));
}
/** Takes out what a place covers, and says how many that were. */
function take(names, place) {
	const covered = [...names].filter((name) => place.matches(name));
	for (const name of covered) names.delete(name);
	return covered.length;
}
/** The registry with the first part of the path below it, where that is not the image itself; the same of a URL. */
function areaOf(name) {
	const read = require_base.readWrittenName(name);
	if (read.kind === "registry") {
		const [namespace = "", ...below] = require_base.judgedRepository(read.name).split("/");
		const host = require_base.judgedRegistry(read.name.registry);
		return below.length === 0 ? host : `${host}/${namespace}`;
	}
	if (read.kind === "library") {
		const host = read.host === void 0 ? "" : `${read.host}/`;
		return `${read.scheme}://${host}${read.path.split("/")[0] ?? ""}`;
	}
	if (read.kind !== "download") return name;
	const [folder = "", ...below] = read.url.pathname.slice(1).split("/");
	return below.length > 0 && /^[\w.-]+$/.test(folder) ? `${read.url.host}/${folder}` : read.url.host;
}
// src/init/index.ts
/** Sets a repository up: a policy that passes today, what is known to be wrong, and a workflow that checks both. */
/**
* What is to be written. Everything is asked and judged first: who stops half way has changed nothing.
*
* @throws Cancelled
*/
async function planSetup(present, questions, means) {
	const plan = await (present.policy === void 0 ? planOwn(present, questions, means) : planBeside(means));
	return present.workflow === void 0 ? {
		...plan,
		files: new Map([...plan.files, [WORKFLOW, workflowText]])
	} : plan;
}
/** A policy by the answers, and a baseline where it needs one; the policy last, so that it never names what is not there. */
async function planOwn(present, questions, means) {
	const { scan, ...setup } = await ask(questions, means);
	const first = await drafted(setup, {
		...means,
		scanned: scan
	});
	const told = {
		others: setup.others,
		asksLater: asksLater(setup, means)
	};
	const planned = {
		...told,
		report: first.report,
		files: new Map([[POLICY, first.text]])
	};
	if (first.report.outcome === "pass" && !present.baseline) return planned;
	const there = present.baseline ? await require_base_commit.readTypedBaseline((0, node_path.join)(means.root, BASELINE)) : void 0;
	const { baseline, text } = there === void 0 ? firstBaseline(first.report, BASELINE) : { baseline: there };
	if (baseline.findings.length === 0 && !present.baseline) return planned;
	const again = {
		...means,
		scanned: scan,
		inspect: answersOf(first.report),
		baseline
	};
	const named = await drafted({
		...setup,
		hasBaseline: true
	}, again);
	const files = new Map([...text === void 0 ? [] : [[BASELINE, text]], [POLICY, named.text]]);
	return {
		...told,
		report: named.report,
		files
	};
}
/** What is missing beside a policy that is there: the baseline that it names. */
async function planBeside(means) {
	const policy = await require_scan.findPolicy(means.root, means.env);
	const told = {
		others: [],
		asksLater: asksLater(policy, means)
	};
	const { file, own } = policy.baseline ?? {
		file: "",
		own: false
	};
	if (!own || require_base.isThere((0, node_path.join)(means.root, file))) {
		const baseline = await require_base_commit.readBaselineFile(means.root, policy);
		return {
			...told,
			files: new Map(),
			report: await check(policy, {
				...means,
				baseline
			})
		};
	}
	const first = await check(policy, means);
	const { text, baseline } = firstBaseline(first, file);
	const again = {
		...means,
		scanned: first.scan,
		inspect: answersOf(first),
		baseline
	};
	return {
		...told,
		files: new Map([[file, text]]),
		report: await check(policy, again)
	};
}
function asksLater(policy, { inspector }) {
	return inspector === "none" && policy.inspector !== "none";
}
const BARE = {
	preset: "standard",
	others: [],
	inspector: "wave",
	off: [],
	isEmpty: false
};
/** What the policy is to say, by the answers, and what was found by it. */
async function ask(questions, means) {
	const offline = {
		...means,
		inspector: "none"
	};
	const preset = await questions.preset(isOfNfCore(means.root) ? "nf-core" : "standard");
	const bare = {
		...BARE,
		preset,
		allow: []
	};
	const runs = await askForRuns(questions, {
		bare,
		first: (await drafted(bare, offline)).report,
		offline
	});
	const allow = await askForPlaces(questions, bare, runs.report, means.now());
	const inspector = await questions.inspector();
	const unasked = runs.report.coverage.notJudged.filter(({ reason }) => reason === "not-asked");
	return {
		preset,
		scenarios: runs.scenarios,
		others: runs.others,
		allow,
		inspector,
		off: inspector === "none" ? [...new Set(unasked.flatMap(({ rules }) => rules))] : [],
		isEmpty: runs.report.scan.references.length === 0,
		scan: runs.report.scan
	};
}
/** The runs that count. Those that are looked at unasked are named only where each pipeline of the repository has them. */
async function askForRuns(questions, { bare, first, offline }) {
	const choices = runChoices(first.scan);
	const chosen = await questions.runs(choices);
	if (choices.length === 0) return {
		others: [],
		report: first
	};
	const others = choices.filter((choice) => !chosen.includes(choice));
	const scenarios = chosen.flatMap((choice) => choice.scenarios);
	const { report } = await drafted({
		...bare,
		scenarios
	}, offline);
	return choices.every((choice) => choice.isUsual === chosen.includes(choice)) && !findsTheSame(report, first) ? {
		others,
		report: first
	} : {
		scenarios,
		others,
		report
	};
}
function findsTheSame(one, other) {
	return foundIn(one) === foundIn(other);
}
/** What is pulled by which engine, and how much was not read, as one text. */
function foundIn({ scan, findings }) {
	const pulled = new Set(scan.pulls.map(({ image, written, engine }) => `${engine} ${image ?? written}`));
	return JSON.stringify([[...pulled].sort(), findings.filter(({ rule }) => rule === "readable").length]);
}
/** Where images may come from; undefined: the preset says the same, or there is no image. */
async function askForPlaces(questions, setup, report, now) {
	const bare = await require_policy_file.loadPolicy(policyText({
		...BARE,
		preset: setup.preset
	}), POLICY, readFromPreset);
	const approved = require_check.findRule(require_check.generalRules(bare, now), require_check.registry)?.options.allow;
	const texts = approved?.map(({ text }) => text) ?? [];
	const allowed = await questions.places(placeChoices(report.findings, approved ?? []));
	const isSame = allowed?.length === texts.length && texts.every((text) => allowed.includes(text));
	return approved !== void 0 && isSame ? void 0 : allowed;
}
/** The files by which nf-core's own tools know a repository of theirs. */
function isOfNfCore(root) {
	return ["modules.json", ".nf-core.yml"].some((file) => require_base.isThere((0, node_path.join)(root, file)));
}
/** A policy as it would be written, and how the repository does by it. */
async function drafted(setup, means) {
	const text = policyText(setup);
	return {
		text,
		report: await check(await require_policy_file.loadPolicy(text, POLICY, readFromPreset), means)
	};
}
const readFromPreset = ({ path }) => require_presets.readPreset(path);
async function check(policy, means) {
	const report = await require_check.run({
		...means,
		policy,
		settings: require_base.settle({ inspector: means.inspector }, policy)
	});
	if (report.cancelled === void 0) return report;
	throw new require_base.Cancelled(`The run was cancelled (${report.cancelled}) before anything was written.`);
}
// src/init/questions.ts
/** What a person is asked, and what was typed in place of an answer. */
/** Where answers come from: what was typed, else a person, else what is suggested. */
var Questions = class {
	#typed;
	#ask;
	/** @param ask Undefined: what the scan suggests is taken. */
	constructor(typed, ask) {
		this.#typed = typed;
		this.#ask = ask;
	}
	async preset(suggested) {
		const question = ["Which rules shall the policy build on?", ...require_presets.presetNames.map((name) => row(name, PRESETS[name] ?? ""))];
		return this.#typed.preset ?? this.#answer(question, suggested, (word) => oneOf(word, require_presets.presetNames));
	}
	/** Those of the choices that count. */
	async runs(choices) {
		const usual = choices.filter(({ isUsual }) => isUsual);
		const { engines } = this.#typed;
		if (engines !== void 0 && choices.length > 0) {
			const chosen = chosenRuns(engines, choices);
			if ("error" in chosen) throw new require_base.ConfigurationError(`--engines: ${chosen.error}`);
			return chosen.value;
		}
		if (choices.length <= 1) return usual;
		const question = ["With which container engines and profiles is it run? Names, with commas between.", ...choices.map((choice) => row(shownName(choice), imagesOf(choice)))];
		return this.#answer(question, usual.map(shownName).join(", "), (words) => chosenRuns(listOf(words), choices));
	}
	/** Name patterns of the places that are allowed; undefined: there is none to choose from. */
	async places(choices) {
		const { registries } = this.#typed;
		if (registries !== void 0 || choices.length === 0) return registries;
		const longest = Math.max(...choices.map(({ pattern }) => pattern.length));
		const question = ["Images come from these places. Which are not approved? Numbers, with commas between.", ...choices.map(({ pattern, images }, at) => `  ${String(at + 1).padStart(2)}  ${pattern.padEnd(longest)}  ${require_base.counted(images, "image")}`)];
		return this.#answer(question, NONE, (words) => {
			const struck = numbersOf(listOf(words), choices.length);
			if ("error" in struck) return struck;
			return { value: choices.filter((_, at) => !struck.value.includes(at + 1)).map(({ pattern }) => pattern) };
		});
	}
	async inspector() {
		const question = ["Whom shall checks ask about images?", ...require_base.inspectorNames.map((name) => row(name, INSPECTORS[name]))];
		return this.#typed.inspector ?? this.#answer(question, "wave", (word) => oneOf(word, require_base.inspectorNames));
	}
	/** Asks until the answer can be used; an empty one is the suggestion. */
	async #answer(lines, suggested, read) {
		for (let question = `\n${lines.join("\n")}`;;) {
			const typed = (await this.#ask?.(`${question}\n[${suggested}] `))?.trim() ?? "";
			const answer = read(typed === "" ? suggested : typed);
			if ("value" in answer) return answer.value;
			question = answer.error;
		}
	}
};
/** Typed where a list is empty. */
const NONE = "none";
const PRESETS = {
	observe: "warns of everything and stops nothing: for a first look",
	standard: "stops for images that cannot be pulled, and for names that mean another image tomorrow",
	strict: "stops also for places that you did not approve, names without a build, root, and what cannot be known",
	"nf-core": "as standard, and stops for images from elsewhere than nf-core takes them"
};
const INSPECTORS = {
	wave: "Seqera Wave, which needs no login for public images",
	registry: "each registry itself",
	none: "nobody: names alone are judged, without any network"
};
const row = (name, about) => `  ${name.padEnd(12)} ${about}`;
const shownName = ({ name }) => require_base.plain(name, 60);
function imagesOf({ images, isUsual }) {
	if (isUsual) return require_base.counted(images, "image");
	return images === 0 ? "the same images" : require_base.counted(images, "more image");
}
/** The parts of a list as it is typed: `a, b`. */
function listOf(typed) {
	return typed.split(",").map((part) => part.trim()).filter((part) => part !== "");
}
function oneOf(typed, words) {
	const value = words.find((word) => word === typed);
	return value === void 0 ? { error: `${require_base.quote(typed)} is none of them${require_base.suggestion(typed, words)}` } : { value };
}
function chosenRuns(typed, choices) {
	const names = choices.map(shownName);
	const unknown = typed.find((word) => !names.includes(word));
	if (unknown !== void 0) return { error: `${require_base.quote(unknown)} is nothing that this repository is run with${require_base.suggestion(unknown, names)}` };
	if (typed.length === 0) return { error: `name one at least of ${names.join(", ")}` };
	return { value: choices.filter((choice) => typed.includes(shownName(choice))) };
}
function numbersOf(typed, most) {
	if (typed.length === 1 && typed[0] === NONE) return { value: [] };
	const wrong = typed.find((word) => !/^\d{1,6}$/.test(word) || Number(word) < 1 || Number(word) > most);
	if (wrong !== void 0) return { error: `${require_base.quote(wrong)} is no number from 1 to ${most}, and not "${NONE}"` };
	return { value: typed.map(Number) };
}
/**
* Places as they are typed behind `--registries`: name patterns, or `none`.
*
* @throws ConfigurationError where one is no name pattern.
*/
function readPlaces(typed) {
	const patterns = typed.flatMap(listOf);
	if (patterns.length === 1 && patterns[0] === NONE) return [];
	for (const pattern of patterns) {
		const compiled = require_check.compilePattern(pattern);
		if ("error" in compiled) throw new require_base.ConfigurationError(`--registries: ${compiled.error}.`);
	}
	return patterns;
}
// src/init/told.ts
/** Whether what is there now checks the repository and lets today's state pass. */
function isUsable({ present, report }) {
	return report.outcome === "pass" && present.workflow?.usesAction !== false;
}
function outcomeOfInit(done) {
	return isUsable(done) ? "pass" : "fault";
}
function toldOf(done) {
	const { written, isDry } = done;
	const wrote = written.length === 0 ? "Nothing is left to write." : `${isDry ? "Would write" : "Wrote"} ${listed(written)}.`;
	return require_base.unarmed(`${[
		...leftLines(done.present),
		wrote,
		"",
		...stateLines(done),
		"",
		...nextLines(done)
	].join("\n")}\n`);
}
function left(path) {
	return `${require_base.plain(path)} is there already: it stays as it is.`;
}
function leftLines({ policy, workflow, baseline }) {
	return [
		...policy === void 0 ? [] : [left(policy)],
		...baseline ? [left(BASELINE)] : [],
		...workflow === void 0 ? [] : [workflow.usesAction ? `${require_base.plain(workflow.path)} runs the action already: no workflow is written.` : left(workflow.path)]
	];
}
function stateLines({ report, others }) {
	const { counts, outcome, inspector } = report;
	const scope = `${require_base.counted(counts.images, "image")} in ${require_base.counted(counts.files, "file")}`;
	const how = inspector === "none" ? "judged by their names" : `of which ${inspector === "wave" ? "Wave" : "each registry"} was asked`;
	const words = others.filter(({ images }) => images > 0).map(({ name, images }) => `${require_base.plain(name, 60)} (${require_base.counted(images, "image")})`);
	const open = stopping(report);
	return [
		outcome === "pass" ? `wave-inspect check lets today's state pass: ${scope}, ${how}.` : `wave-inspect check does not let today's state pass: ${scope}, ${how}.`,
		...open.slice(0, MOST).map((finding) => `  ${lineOf(finding)}`),
		...open.length > MOST ? [`  and ${require_base.grouped(open.length - MOST)} more`] : [],
		...knownLines(report),
		...words.length > 0 ? [`Not looked at: ${require_base.few(words)}.`] : []
	];
}
function knownLines({ findings, baseline }) {
	const known = findings.filter((finding) => finding.known !== void 0);
	if (baseline === void 0 || known.length === 0) return [];
	const byRule = [...Map.groupBy(known, ({ rule }) => rule)].sort(([, a], [, b]) => b.length - a.length).map(([rule, { length }]) => `${rule} ${require_base.grouped(length)}`).join(", ");
	return [`Known, and stopping nobody: ${require_base.counted(known.length, "finding")} (${byRule}), in ${require_base.plain(baseline.file)}.`];
}
function lineOf({ location: { file, line }, rule, message }) {
	return `${require_base.plain(`${file}:${line}`)}: ${rule}: ${require_base.plain(message, 300)}`;
}
const MOST = 10;
function stopping({ findings, failOn }) {
	return findings.filter((finding) => require_base.isOpen(finding) && require_base.reaches(finding.severity, failOn));
}
function nextLines(done) {
	const { present, report } = done;
	return [
		"Next:",
		...(isUsable(done) ? stepsToUse(done) : stepsToMend(present, report)).map((step) => `  - ${step}`),
		`The way from here: ${PAGES.adopting}`
	];
}
function stepsToUse({ written, report, asksLater, isDry, at }) {
	const git = at === void 0 ? "git" : `git -C ${require_base.plain(at)}`;
	const isUnasked = asksLater && report.coverage.notJudged.some(({ reason }) => reason === "not-asked");
	return [
		...isDry ? ["Run it again without --dry-run."] : [],
		...written.length > 0 ? [`Read what was written, commit it (${git} add ${written.join(" ")}), and open a pull request.`] : [],
		...isUnasked ? ["Nobody was asked about the images so far. Run wave-inspect check, which asks as the workflow will, and wave-inspect baseline for what it finds and you cannot mend yet."] : [],
		...report.findings.some(({ known }) => known !== void 0) ? ["Mend what is known one by one: a check tells what is gone, and wave-inspect baseline takes it out."] : [],
		"Ask for more when that is green: a stricter preset, other rules."
	];
}
function stepsToMend({ policy, workflow }, report) {
	const taken = `${WORKFLOW} does something else: give it the step "uses: ${ACTION}", or another name and run this again.`;
	return [
		...report.outcome === "pass" ? [] : ["Mend what is named above, or excuse it in the policy with a waiver."],
		...report.outcome === "pass" ? [] : knowing(policy, report.baseline !== void 0),
		...workflow?.usesAction === false ? [taken] : []
	];
}
/** How findings that a policy stops for become known ones. */
function knowing(policy, isNamed) {
	if (isNamed) return ["Or let wave-inspect baseline write them down as known."];
	return policy === void 0 ? [] : [`Or add "baseline: ${BASELINE}" to ${policy} and run this again: they are then known.`];
}
/** `a, b and c`. */
function listed(items) {
	return items.length < 2 ? items.join("") : `${items.slice(0, -1).join(", ")} and ${items.at(-1)}`;
}
// src/cli/init.ts
/** `wave-inspect init`: a policy that passes today, what is known to be wrong, and a workflow. */
var init_exports = require_rolldown_runtime.__exportAll({ init: () => init });
/** `wave-inspect init [DIR]`: exits with 0 where the repository is set up when it is done, else with 2. */
async function init(args, world) {
	const { values, positionals } = require_base.readArguments(args, "init");
	const directory = (0, node_path.resolve)(require_base.readDirectory(positionals));
	const typed = readTyped(values);
	const root = realRoot(directory);
	const present = lookAround(root);
	const cancellation = world.cancellable?.() ?? new require_base.Cancellation();
	const questions = new Questions(typed, values.yes === true || present.policy !== void 0 || isComplete(typed) ? void 0 : asking(world, cancellation));
	const { env, now, redactor } = world;
	const inspect = require_scan.readInspectOptions(values, world);
	const { inspector = "none" } = typed;
	const { files, ...plan } = await planSetup(present, questions, {
		root,
		env,
		now,
		redactor,
		cancellation,
		inspect,
		inspector
	});
	const isDry = values["dry-run"] === true;
	if (isDry) for (const [path, text] of files) world.out(`${require_base.unarmed(`--- ${path}\n${text}`)}\n`);
	const written = [...files].flatMap(([path, text]) => isDry || create(root, path, text) ? [path] : []);
	const at = node_fs.realpathSync.native(".") === root ? void 0 : root;
	const done = {
		...plan,
		present,
		written,
		isDry,
		at
	};
	world.out(toldOf(done));
	return outcomeOfInit(done);
}
function readTyped(values) {
	return {
		preset: require_scan.given(values.preset, (name) => require_base.readWord("--preset", name, require_presets.presetNames)),
		engines: require_scan.given(values.engines, (lists) => lists.flatMap(listOf)),
		registries: require_scan.given(values.registries, readPlaces),
		inspector: require_scan.given(values.inspector, (name) => require_base.readWord("--inspector", name, require_base.inspectorNames))
	};
}
function isComplete({ preset, engines, registries, inspector }) {
	return [
		preset,
		engines,
		registries,
		inspector
	].every((one) => one !== void 0);
}
/** Whoever is not there cannot be asked, and is not taken to agree. */
function asking({ ask }, cancellation) {
	if (ask === void 0) throw new require_base.ConfigurationError("init asks what the policy shall say, and there is no terminal: add --yes to take what the scan suggests, or give --preset, --engines, --registries and --inspector.");
	return (question) => cancellation.race(ask(question), "anything was written");
}
function realRoot(directory) {
	try {
		return node_fs.realpathSync.native(directory);
	} catch (error) {
		throw new require_base.ConfigurationError(`${directory} is no directory that can be read.`, { cause: error });
	}
}
// src/cli/terminal.ts
/** Asks a person at a terminal. */
var terminal_exports = require_rolldown_runtime.__exportAll({ askTerminal: () => askTerminal });
/**
* One line of what a person types; the question goes to standard error.
*
* @throws Cancelled where it is ended by Ctrl-C or Ctrl-D.
*/
async function askTerminal(question, { stdin: input, stderr: output } = process) {
	const prompt = question.slice(question.lastIndexOf("\n") + 1);
	output.write(question.slice(0, question.length - prompt.length));
	const lines = (0, node_readline_promises.createInterface)({
		input,
		output
	});
	try {
		return await new Promise((resolve, reject) => {
			const end = () => reject(new require_base.Cancelled("Ended before it was done: nothing was written."));
			lines.on("SIGINT", end).on("close", end);
			lines.question(prompt).then(resolve, reject);
		});
	} finally {
		lines.close();
	}
}
Object.defineProperty(exports, "init_exports", {
	enumerable: true,
	get: function() {
		return init_exports;
	}
});
Object.defineProperty(exports, "terminal_exports", {
	enumerable: true,
	get: function() {
		return terminal_exports;
	}
});
