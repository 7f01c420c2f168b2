const require_rolldown_runtime = require("./rolldown-runtime.js");
const require_base = require("./base.js");
const require_scan = require("./scan.js");
const require_check = require("./check.js");
const require_surfaces = require("./surfaces.js");
const require_policy_file = require("./policy-file.js");
const require_replay = require("./replay.js");
let node_path = require("node:path");
let node_fs = require("node:fs");
// src/policy-test/answers.ts
/** What registries are stated to say, in place of the network. */
/** Answers requests from what a case states, and keeps what it does not state. */
var StatedAnswers = class {
	#answers;
	#now;
	#gaps = new Map();
	/** @param statements Later ones win. */
	constructor(statements, now) {
		this.#answers = new Map(statements.flatMap((stated) => Object.entries(stated).map(([name, answer]) => [require_base.canonicalOf(name) ?? name, answer])));
		this.#now = now;
	}
	/** By image, what was asked for and is not stated: `platforms`, `config`; of one that is not stated at all nothing. */
	get gaps() {
		return this.#gaps;
	}
	answer(request) {
		const stated = this.#answers.get(request.image) ?? this.#nothing(request);
		if (typeof stated === "string") {
			const { state, says } = NO_ANSWER[stated];
			return this.#inspection(request, { failure: {
				state,
				message: `${request.image} ${says}.`
			} });
		}
		const there = onPlatform(request.platform, stated);
		const missing = unstated(request, there);
		if (missing.length > 0) this.#note(request.image, missing);
		return this.#inspection(request, known(request, there));
	}
	#nothing({ image }) {
		this.#note(image, []);
		return {};
	}
	#note(image, keys) {
		this.#gaps.set(image, new Set([...this.#gaps.get(image) ?? [], ...keys]));
	}
	#inspection(request, said) {
		const observedAt = this.#now.toISOString();
		return {
			request,
			...said,
			evidence: {
				via: "none",
				host: "",
				verified: false,
				requests: 0,
				observedAt
			}
		};
	}
};
/** As a registry that is asked says it. */
const NO_ANSWER = {
	absent: {
		state: "not-found",
		says: "does not exist"
	},
	private: {
		state: "absent-or-private",
		says: "does not exist or is private"
	},
	unreachable: {
		state: "unreachable",
		says: "is of a registry that cannot be reached"
	}
};
/** With what is said of one platform, the only one where none is asked for. */
function onPlatform(asked, stated) {
	const differing = new Map(Object.entries(stated["by-platform"] ?? {}).map(([written, said]) => [require_base.normalPlatform(written), said]));
	if (differing.size === 0) return stated;
	const platforms = [...new Set([...stated.platforms ?? [], ...differing.keys()])];
	const one = platforms.length === 1 ? platforms[0] : asked;
	const { config = stated.config, attested = stated.attested } = differing.get(one ?? "") ?? {};
	return {
		...stated,
		platforms,
		config,
		attested
	};
}
/** What a request needs to know and nobody said. */
function unstated({ need, expects, lookFor }, stated) {
	return [
		...expects !== void 0 && stated.digest === void 0 ? ["digest"] : [],
		...need !== "existence" && stated.platforms === void 0 ? ["platforms"] : [],
		...need === "config" && stated.config === void 0 ? ["config"] : [],
		...lookFor !== void 0 && stated.attested === void 0 ? ["attested"] : []
	];
}
function known(request, stated) {
	const { image, platform, lookFor } = request;
	const { platforms, attested = [] } = stated;
	const digest = stated.digest ?? `sha256:${require_base.sha256(image.slice(image.lastIndexOf("/") + 1))}`;
	const about = {
		digest,
		...platforms !== void 0 && { platforms }
	};
	const answer = answerTo(request, stated, digest);
	if (platform !== null && platforms?.includes(platform) === false) {
		const message = `${image} is not offered for ${platform}, only for ${platforms.join(", ")}`;
		return {
			...about,
			...platforms.length === 1 && answer,
			failure: {
				state: "platform-missing",
				message
			}
		};
	}
	const beside = lookFor !== void 0 && { attestations: { found: attested.map((kind) => found(kind, digest)) } };
	return {
		...about,
		...beside,
		...isFile(image) ? { download: download(stated) } : answer
	};
}
/** One that is offered for several platforms is an index; of a single image registries show the configuration as well. */
function answerTo({ image, platform, need }, { platforms = [], config }, digest) {
	if (need === "existence") return {};
	if (platform === null && platforms.length > 1) return { answer: { index: index(digest, platforms) } };
	if (config === void 0) return {};
	return { answer: { container: container(image, digest, (platforms.length === 1 ? platforms[0] : platform) ?? "linux/amd64", config) } };
}
function found(kind, subject) {
	return {
		kind,
		by: "referrers",
		subject
	};
}
/** A SIF behind a URL, or one of the repository. */
function isFile(image) {
	return /^(?:https?:\/\/|\.\/)/.test(image);
}
function index(digest, platforms) {
	return {
		schemaVersion: 2,
		digest,
		manifests: platforms.map((platform) => {
			const [os = "", architecture = "", variant] = platform.split("/");
			const stated = {
				os,
				architecture,
				...variant !== void 0 && { variant }
			};
			return {
				digest: `sha256:${require_base.sha256(`${digest} ${platform}`)}`,
				platform: stated
			};
		})
	};
}
function download({ platforms, config }) {
	const [architecture] = platforms ?? [];
	const { size, created } = config ?? {};
	return {
		...size !== void 0 && { size },
		sif: {
			...architecture !== void 0 && { architecture },
			...created !== void 0 && { created }
		}
	};
}
function container(image, digest, platform, config) {
	const { user, created, labels, entrypoint, size, layers } = config;
	const [, architecture = ""] = platform.split("/");
	const registry = image.slice(0, image.indexOf("/"));
	return {
		registry,
		hostName: `https://${registry}`,
		imageName: image.slice(registry.length + 1),
		reference: digest,
		digest,
		config: {
			architecture,
			config: {
				...user !== void 0 && { user },
				...labels !== void 0 && { labels },
				...entrypoint !== void 0 && { entrypoint }
			},
			...created !== void 0 && { created },
			rootfs: {
				type: "layers",
				...layers !== void 0 && { diff_ids: layers }
			}
		},
		manifest: {
			schemaVersion: 2,
			...size !== void 0 && { layers: [{ size }] }
		},
		v1: false,
		v2: true,
		oci: true
	};
}
// src/policy-test/compare.ts
/** What a case expects against what the run says. */
/**
* In words, a line each; empty where all is as expected.
*
* @param isOn Whether the policy names a rule at all.
*/
function differences({ expect = [], verdict }, report, isOn) {
	const asked = new Set(expect.map(({ rule }) => rule));
	const said = report.findings.filter(({ rule, waived }) => waived !== void 0 || asked.has(rule) || !require_check.ofPolicy.has(rule));
	const pairs = pairUp(expect, said);
	const met = new Set(pairs.values());
	return [
		...expect.flatMap((one) => pairs.has(one) ? [] : `missing: ${expectationInWords(one)}${isOn(one.rule) ? "" : OFF}`),
		...said.flatMap((one) => met.has(one) || one.waived !== void 0 ? [] : `not expected: ${findingInWords(one)}`),
		...verdict === void 0 || verdict === report.verdict ? [] : [`verdict: ${report.verdict}, expected ${verdict}`]
	];
}
const OFF = "; the policy does not turn this rule on";
/** As many pairs as there can be (augmenting paths): an expectation that says little leaves the others what only they fit. */
function pairUp(expected, said) {
	const holder = new Map();
	const place = (one, tried) => {
		for (const finding of said) {
			if (tried.has(finding) || !fits(one, finding)) continue;
			tried.add(finding);
			const before = holder.get(finding);
			if (before !== void 0 && !place(before, tried)) continue;
			holder.set(finding, one);
			return true;
		}
		return false;
	};
	for (const one of expected) place(one, new Set());
	return new Map([...holder].map(([finding, one]) => [one, finding]));
}
function fits(expected, finding) {
	const { rule, severity, image, file, line, message, waived = false } = expected;
	return rule === finding.rule && waived === (finding.waived !== void 0) && (severity === void 0 || severity === finding.severity) && (image === void 0 || image === finding.image || require_base.canonicalOf(image) === finding.image) && (file === void 0 || file === finding.location.file) && (line === void 0 || line === finding.location.line) && (message === void 0 || finding.message.includes(message));
}
function expectationInWords({ rule, severity, image, file, line, message, waived }) {
	const place = [file, line].filter((part) => part !== void 0).join(":");
	return [
		severity,
		rule,
		...image === void 0 ? [] : [`of ${image}`],
		...place === "" ? [] : [`at ${place}`],
		...message === void 0 ? [] : [`that says "${message}"`],
		...waived === true ? ["(waived)"] : []
	].filter((part) => part !== void 0).join(" ");
}
function findingInWords({ severity, rule, message, location: { file, line } }) {
	return `${severity} ${rule}: ${message} (${file}:${line})`;
}
// src/policy-test/definition.ts
/** What a file of cases for a policy may say: the one definition behind its reader, its schema and the table of docs/policy.md. */
const time = require_check.parsed("a date or a time", { type: "string" }, (written) => {
	const value = require_check.momentOf(written);
	return value === void 0 ? { error: `${require_base.quote(written)} is not a date; write YYYY-MM-DD` } : { value };
});
const configFields = {
	user: require_check.optional(require_check.text, "as whom it runs; without it root"),
	created: require_check.optional(time, "when it was built"),
	labels: require_check.optional(require_check.record(require_check.text, "a map from label to value"), "its labels"),
	entrypoint: require_check.optional(require_check.texts, "its entry point"),
	size: require_check.optional(require_check.bytes, "the sum of its compressed layers, or of a file that is downloaded"),
	layers: require_check.optional(require_check.texts, "the content of its layers, first to last: words that are equal where layers are")
};
const config = require_check.object(configFields, "a map of what its configuration says");
const attested = require_check.list(require_check.choice([
	"provenance",
	"sbom",
	"signature"
]), "a list");
const platformFields = {
	config: require_check.optional(config, "what its configuration says there"),
	attested: require_check.optional(attested, "what is kept beside it there")
};
const byPlatform = require_check.record(require_check.object(platformFields, "a map of what differs"), "a map from platform to what differs there", {
	get schema() {
		return require_check.platform.schema;
	},
	fault(written) {
		const read = require_base.parseTypedPlatform(written);
		return "error" in read ? read.error : void 0;
	}
});
const answerFields = {
	digest: require_check.optional(require_check.digest, "what the name means; without it, a digest that is made of the last part of the name: of a copy elsewhere, the same"),
	platforms: require_check.optional(require_check.platforms, "for which platforms it is offered"),
	config: require_check.optional(config, "what its configuration says on each platform"),
	attested: require_check.optional(attested, "what is kept beside it"),
	"by-platform": require_check.optional(byPlatform, "what takes the place of both on some platforms, for which it is offered as well")
};
const NO_ANSWERS = [
	"absent",
	"private",
	"unreachable"
];
const answerMap = require_check.object(answerFields, "`absent`, `private`, `unreachable`, or a map of what is known");
const noAnswer = require_check.choice(NO_ANSWERS);
const answer = {
	words: answerMap.words,
	get schema() {
		return { anyOf: [noAnswer.schema, answerMap.schema] };
	},
	read(tree, reading) {
		return tree.kind === "scalar" && tree.value !== null ? noAnswer.read(tree, reading) : answerMap.read(tree, reading);
	}
};
const answers = require_check.record(answer, "a map from image to what the registry says of it", {
	schema: { minLength: 1 },
	fault: (name) => require_base.canonicalOf(name) === void 0 && !/^(?:https?:\/\/|\.\/)./.test(name) ? `${require_base.quote(name)} is neither the name of an image nor the URL of a file` : void 0
});
const expectationFields = {
	rule: require_check.required(require_check.choice(require_check.rules.map(({ id }) => id)), "the rule that speaks"),
	severity: require_check.optional(require_check.choice(require_check.severities), "how much it counts"),
	image: require_check.optional(require_check.text, "the image that it is about"),
	file: require_check.optional(require_check.text, "the file where it is placed"),
	line: require_check.optional(require_replay.wholeNumber(1), "the line where it is placed"),
	message: require_check.optional(require_check.text, "words of its message"),
	waived: require_check.optional(require_check.flag, "that a waiver or a comment takes it out")
};
const paths = require_check.record(require_check.text, "a map from path to text", {
	schema: { pattern: "^[^/]" },
	fault: (path) => /^\/|\\|^$|(?:^|\/)\.{0,2}(?:\/|$)/.test(path) ? `${require_base.quote(path)} is not a path; write one relative to the repository, with / between folders` : void 0
});
const caseFields = {
	name: require_check.required(require_check.prose, "what the case shows"),
	images: require_check.optional(require_check.list(require_check.text, "a list of images", { atLeast: 1 }), "images, each of a process of its own"),
	engine: require_check.optional(require_check.choice(require_policy_file.engines.filter((engine) => engine !== "buildkit" && engine !== "kubernetes")), "the engine that pulls `images`; without it `docker`"),
	files: require_check.optional(paths, "in place of `images`: the files of a repository"),
	registry: require_check.optional(answers, "what registries say of images, on top of `registry` of the file"),
	platform: require_check.optional(require_check.platform, "the platform of the run"),
	today: require_check.optional(require_check.date, "the day of the run; without it that of the file"),
	adds: require_check.optional(require_check.text, "what a policy says that builds on this one, in YAML: the case is about both together"),
	expect: require_check.optional(require_check.list(require_check.object(expectationFields, "a map of a rule and what it says"), "a list of findings"), "every finding, and no other; required with `images` and `files`"),
	verdict: require_check.optional(require_check.choice([
		"pass",
		"fail",
		"undecided"
	]), "what becomes of the run"),
	refused: require_check.optional(require_check.prose, "in place of images and what is expected: words of the error for which what the case `adds` cannot be used")
};
const caseMap = require_check.object(caseFields, "a map of a name, images or files, and what is expected");
const RUN = [
	"images",
	"files",
	"expect",
	"verdict"
];
/** What a case lacks or has too much of; undefined where it is either of a run or of a refusal. */
function faultOf(given) {
	if (given.refused === void 0) {
		if (given.images === void 0 === (given.files === void 0)) return "a case has images or files, one of the two";
		return given.expect === void 0 ? "say what to expect; expect: [] for nothing" : void 0;
	}
	if (given.adds === void 0) return "refused is of what a policy adds: say it under adds";
	const stray = RUN.find((key) => given[key] !== void 0);
	return stray === void 0 ? void 0 : `a policy that is refused is not run: leave out ${stray} or refused`;
}
const policyCase = {
	words: caseMap.words,
	get schema() {
		const run = RUN.map((key) => ({ required: [key] }));
		return {
			...caseMap.schema,
			oneOf: [
				{
					required: ["images", "expect"],
					not: { required: ["refused"] }
				},
				{
					required: ["files", "expect"],
					not: { required: ["refused"] }
				},
				{
					required: ["adds", "refused"],
					not: { anyOf: run }
				}
			]
		};
	},
	read(tree, reading) {
		const given = caseMap.read(tree, reading);
		if (given === void 0) return void 0;
		const fault = faultOf(given);
		return fault === void 0 ? {
			...given,
			at: tree.at
		} : reading.problems.add(tree.at, `${reading.path}: ${fault}`);
	}
};
const caseFileFields = {
	policy: require_check.required(require_check.text, "the policy: a path relative to this file, `owner/repo:path@ref`, or a preset"),
	today: require_check.optional(require_check.date, "the day of every run; without it that on which the cases are run"),
	registry: require_check.optional(answers, "what registries say of images, for every case"),
	cases: require_check.required(require_check.list(policyCase, "a list of cases", { atLeast: 1 }), "the cases")
};
const caseFileShape = require_check.object(caseFileFields, "a map of a policy and cases");
// src/policy-test/read.ts
/** Which files of cases there are, and what each says. */
/** How a file of cases is called, so that it lies beside policies and is told from them. */
const NAMED = "**/*.test.{yml,yaml}";
/** No file of cases is larger. Bytes. */
const LARGEST = 1048576;
/**
* The files of cases below a directory, or the file itself, whatever its name.
*
* @throws ConfigurationError where there is none.
*/
function caseFilesIn(path) {
	if ((0, node_fs.statSync)(path, { throwIfNoEntry: false })?.isDirectory() !== true) return [path];
	const files = (0, node_fs.globSync)(NAMED, {
		cwd: path,
		exclude: ["**/node_modules"]
	}).map((file) => (0, node_path.join)(path, file));
	if (files.length > 0) return files.sort();
	throw new require_base.ConfigurationError(`${path} has no file of cases; call it NAME.test.yml, or name a file.`);
}
/** @throws ConfigurationError with every problem found, each with its place. */
function readCaseFile(file) {
	const bytes = require_base.readRegularFile(file, LARGEST, "followed");
	const text = require_base.isUnread(bytes) ? bytes : require_base.decodeText(bytes);
	if (typeof text !== "string") throw new require_base.ConfigurationError(`${file} ${text.words}; name a file of cases for a policy.`);
	const problems = new require_check.Problems(file, {
		what: "file of cases",
		least: "policy and cases"
	});
	const tree = require_policy_file.readYaml(text, problems);
	const given = tree && caseFileShape.read(tree, {
		problems,
		path: ""
	});
	if (given === void 0 || problems.found.length > 0) throw new require_policy_file.PolicyError(problems.found);
	return given;
}
// src/policy-test/index.ts
/** Runs the cases that are kept beside a policy: the stream of a check, with what is stated in place of files and network. */
var policy_test_exports = require_rolldown_runtime.__exportAll({ testPolicy: () => testPolicy });
/**
* The results of all cases of a directory or a file, in the order in which they are written.
*
* @throws ConfigurationError where a file of cases or its policy cannot be used.
*/
async function testPolicy(path, world) {
	const results = [];
	for (const file of caseFilesIn(path)) {
		const given = readCaseFile(file);
		const policy = await require_scan.readTypedPolicy(process.cwd(), (0, node_path.dirname)(file), given.policy, world.env);
		for (const one of given.cases) {
			const { line } = one.at;
			const outcome = one.adds === void 0 ? await runCase(one, given, policy, world) : await runAddition(one, given, file, world);
			results.push({
				file,
				line,
				name: one.name,
				...outcome
			});
		}
	}
	return results;
}
/** A case about a policy that builds on the one of the file: of what both say together, or that they cannot be used so. */
async function runAddition(one, given, file, world) {
	const { adds = "", refused } = one;
	let policy;
	try {
		policy = await require_scan.readAddition(process.cwd(), (0, node_path.dirname)(file), {
			policy: given.policy,
			adds
		}, world.env);
	} catch (error) {
		if (!(error instanceof require_base.ConfigurationError)) throw error;
		const lines = error.message.split("\n");
		if (refused === void 0) return {
			outcome: "error",
			lines
		};
		if (error.message.includes(refused)) return {
			outcome: "ok",
			lines: []
		};
		return {
			outcome: "not ok",
			lines: [`missing: an error that says "${refused}"`, ...lines.map(notExpected)]
		};
	}
	if (refused === void 0) return runCase(one, given, policy, world);
	return {
		outcome: "not ok",
		lines: [`missing: an error that says "${refused}"; the policy can be used`]
	};
}
function notExpected(line) {
	return `not expected: ${line}`;
}
async function runCase(one, { registry = {}, today }, policy, world) {
	const day = one.today ?? today;
	const now = day === void 0 ? world.now() : new Date(`${day}T00:00:00Z`);
	const answers = new StatedAnswers([registry, one.registry ?? {}], now);
	const report = await require_check.run({
		root: process.cwd(),
		tree: treeOf(one.files ?? pipelineOf(one)),
		policy,
		settings: require_base.settle({
			platform: one.platform,
			...one.files === void 0 && { profiles: [""] }
		}, policy),
		inspect: (request) => answers.answer(request),
		now: () => now,
		cancellation: new require_base.Cancellation(),
		redactor: new require_base.Redactor()
	});
	const gaps = [...answers.gaps].map(([image, keys]) => gapInWords(image, keys));
	if (gaps.length > 0) return {
		outcome: "error",
		lines: gaps
	};
	const lines = differences(one, report, (rule) => isOn(rule, policy));
	return {
		outcome: lines.length === 0 ? "ok" : "not ok",
		lines
	};
}
/** Whether a rule says anything, of some image at least. */
function isOn(id, { rules, overrides }) {
	const rule = require_check.ruleOf(id);
	const named = [rules, ...overrides.map((override) => override.rules)].flatMap((all) => all.get(id) ?? []);
	const isBuiltIn = rule !== void 0 && "builtIn" in rule;
	return named.some(({ level }) => level?.value !== "off") || isBuiltIn && !rules.has(id);
}
function treeOf(files) {
	const texts = new Map(Object.entries(files));
	return {
		files: [...texts.keys()].sort(),
		read: (path) => texts.get(path)
	};
}
/** A pipeline that calls a process for each image. */
function pipelineOf({ images = [], engine = "docker" }) {
	const processes = images.map((image, index) => {
		const written = image.replaceAll(/[\\']/g, String.raw`\$&`);
		return `process IMAGE_${index + 1} {\n  container '${written}'\n  script:\n  'true'\n}\n`;
	});
	const calls = images.map((_, index) => `  IMAGE_${index + 1}()\n`);
	return {
		"main.nf": `${processes.join("\n")}\nworkflow {\n${calls.join("")}}\n`,
		"nextflow.config": `${CONFIG_SCOPES[engine] ?? engine}.enabled = true\n`
	};
}
/** Scopes of nextflow.config that are not called as their engine is. */
const CONFIG_SCOPES = { "apple-container": "appleContainer" };
/** With the line that states it, the values as an example. */
function gapInWords(image, keys) {
	const stated = [...keys].map((key) => EXAMPLES[key]).join(", ");
	return `rules ask about ${image}, and registry does not say it; state "${image}": ${stated === "" ? "{}" : `{ ${stated} }`}, or absent`;
}
const EXAMPLES = {
	digest: "digest: sha256:\u2026",
	platforms: "platforms: [linux/amd64]",
	config: "config: {}",
	attested: "attested: []"
};
// src/policy-test/output.ts
/** The results of cases as test runners print them. */
var output_exports = require_rolldown_runtime.__exportAll({
	testJson: () => testJson,
	testJunit: () => testJunit,
	testText: () => testText
});
/** As the Test Anything Protocol has it, what is different in comments. */
function testText(results) {
	const lines = results.flatMap(({ file, line, name, outcome, lines: said }, index) => [
		`${outcome === "ok" ? "ok" : "not ok"} ${index + 1} - ${oneLine(`${file}: ${name}`)}`,
		...outcome === "ok" ? [] : [`# at ${oneLine(file)}:${line}`],
		...said.map((text) => `# ${outcome === "error" ? "error: " : ""}${oneLine(text)}`)
	]);
	const { failed, broken } = countsOf(results);
	const sum = `# ${require_base.counted(results.length, "case")}, ${failed} not ok, ${require_base.counted(broken, "error")}`;
	return [
		"TAP version 14",
		`1..${results.length}`,
		...lines,
		sum
	].map((line) => `${line}\n`).join("");
}
/** `#` would begin a directive of the protocol. */
function oneLine(text) {
	return require_base.logLine(require_base.plain(text)).replaceAll("#", String.raw`\#`);
}
function testJson(results) {
	const cases = results.map(({ file, line, name, outcome, lines }) => ({
		file,
		line,
		name,
		outcome,
		lines
	}));
	const { failed, broken } = countsOf(results);
	return require_base.printJson({
		schemaVersion: 1,
		cases,
		counts: {
			cases: results.length,
			failed,
			errors: broken
		}
	});
}
/** JUnit XML: a suite a file, a case a case. */
function testJunit(results) {
	const suites = [...Map.groupBy(results, ({ file }) => file)].map(([file, own]) => `  <testsuite name="${require_surfaces.escapeXml(file)}" ${attributes(own)} skipped="0">\n${own.map(testCase).join("")}  </testsuite>\n`);
	return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="wave-inspect policy test" ${attributes(results)}>\n${suites.join("")}</testsuites>\n`;
}
function testCase({ file, line, name, outcome, lines }) {
	const head = `    <testcase classname="${require_surfaces.escapeXml(file)}" name="${require_surfaces.escapeXml(name)}" file="${require_surfaces.escapeXml(file)}" line="${line}"`;
	if (outcome === "ok") return `${head}/>\n`;
	const kind = outcome === "error" ? "error" : "failure";
	return `${head}>\n      ${`<${kind} message="${require_surfaces.escapeXml(lines[0] ?? "")}">${lines.map(require_surfaces.escapeXml).join("\n")}</${kind}>`}\n    </testcase>\n`;
}
function attributes(results) {
	const { failed, broken } = countsOf(results);
	return `tests="${results.length}" failures="${failed}" errors="${broken}"`;
}
function countsOf(results) {
	const count = (outcome) => results.filter((one) => one.outcome === outcome).length;
	return {
		failed: count("not ok"),
		broken: count("error")
	};
}
Object.defineProperty(exports, "output_exports", {
	enumerable: true,
	get: function() {
		return output_exports;
	}
});
Object.defineProperty(exports, "policy_test_exports", {
	enumerable: true,
	get: function() {
		return policy_test_exports;
	}
});
