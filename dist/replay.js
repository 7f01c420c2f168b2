const require_rolldown_runtime = require("./rolldown-runtime.js");
const require_base = require("./base.js");
const require_check = require("./check.js");
let node_path = require("node:path");
// src/policy/shapes/json-values.ts
/** Values of JSON where a text is a text and a number a number: unlike in a policy, neither stands for the other. */
/** It may be empty. */
const jsonText = {
	words: "a text",
	schema: { type: "string" },
	read(tree, reading) {
		if (tree.kind === "scalar" && typeof tree.value === "string") return tree.value;
		return require_check.wrongKind(tree, reading, "a text in double quotes");
	}
};
/** A whole number from `minimum` on, however it is spelled: `10` and `1e1`, not `"10"`. */
function wholeNumber(minimum) {
	return {
		words: "a whole number",
		schema: {
			type: "integer",
			minimum,
			maximum: Number.MAX_SAFE_INTEGER
		},
		read(tree, reading) {
			const value = tree.kind === "scalar" ? tree.value : void 0;
			if (typeof value === "number" && Number.isSafeInteger(value) && value >= minimum) return value;
			return require_check.wrongKind(tree, reading, minimum === 0 ? "a whole number" : `a whole number from ${minimum} on`);
		}
	};
}
/** A whole number that is not negative. */
const jsonCount = wholeNumber(0);
// src/replay/answers.ts
/** Answers requests from what is on record: with what was answered then, or with the word that it is not recorded. */
var RecordedAnswers = class {
	#recording;
	#root;
	#byImage;
	/** @param root The repository: images that are files of it are read there, as its other files are. */
	constructor(recording, root) {
		this.#recording = recording;
		this.#root = root;
		this.#byImage = Map.groupBy(recording.inspections, ({ request }) => request.image);
	}
	/** Undefined for a file that is not there: as in any run, it is then a file of another machine. */
	answer(request) {
		if (require_check.isFileRequest(request)) return require_check.inspectFiles(this.#root, [request], new Date(this.#recording.recordedAt))[0];
		const recorded = this.#byImage.get(request.image) ?? [];
		const same = recorded.find(({ request: { platform } }) => platform === request.platform);
		if (same !== void 0) {
			const { request: _, ...said } = same;
			return says(same, request) ? {
				request,
				...said
			} : {
				request,
				...said,
				failure: this.#tooLittle(request)
			};
		}
		const other = fromOther(request, recorded);
		if (other !== void 0) return other;
		return {
			request,
			evidence: this.#nobody,
			...ofTheName(recorded),
			failure: this.#nothing(request)
		};
	}
	#nothing({ image, platform }) {
		const { file, recordedAt } = this.#recording;
		const of = this.#byImage.has(image) && platform !== null ? `${image} for ${platform}` : image;
		return {
			state: "not-recorded",
			message: `${file} of ${recordedAt.slice(0, 10)} has no answer about ${of}.`
		};
	}
	#tooLittle({ image }) {
		const { file, recordedAt } = this.#recording;
		return {
			state: "not-recorded",
			message: `${file} of ${recordedAt.slice(0, 10)} has less about ${image} than the policy asks.`
		};
	}
	get #nobody() {
		return {
			via: "none",
			host: "",
			verified: false,
			requests: 0,
			observedAt: this.#recording.recordedAt
		};
	}
};
/** Whether the answer to one request says as much as another asks, about the same image and platform. */
function says({ request: asked, digest, answer, failure }, request) {
	const { expects = [], lookFor = [], need } = request;
	if (failure !== void 0) return true;
	const known = new Set([...asked.expects ?? [], digest]);
	return require_base.byNeed(asked.need, need) <= 0 && (answer !== void 0 || expects.every((one) => known.has(one))) && lookFor.every((kind) => asked.lookFor?.includes(kind) === true);
}
/** Failures that are of the name, whichever platform is asked for. */
const OF_THE_NAME = new Set([
	"not-found",
	"absent-or-private",
	"unauthorized",
	"invalid-reference"
]);
/**
* What an answer for another platform tells, or one for none: a name has one digest and one list of platforms, one that is not there
* is there for nobody, and an image that is made for a single platform is the same for whoever asks.
*/
function fromOther(request, recorded) {
	const failed = recorded.find(({ failure }) => failure !== void 0 && failure.incomplete !== true && OF_THE_NAME.has(failure.state));
	if (failed !== void 0) return {
		...failed,
		request
	};
	const name = ofTheName(recorded);
	if (name === void 0 || request.lookFor !== void 0) return void 0;
	if (request.platform === null) return (request.need === "existence" || request.need === "platforms" && name.platforms !== void 0) && (request.expects ?? []).every((one) => one === name.digest) ? {
		request,
		...name
	} : void 0;
	const single = recorded.find((one) => one.request.platform === null && says(one, request) && isOnlyFor(one, request));
	return single && {
		...single,
		request
	};
}
/** What one answer tells of a name for all platforms. */
function ofTheName(recorded) {
	const known = recorded.filter(({ digest, failure }) => digest !== void 0 && failure === void 0);
	const best = known.find(({ platforms }) => platforms !== void 0) ?? known[0];
	if (best?.digest === void 0) return void 0;
	const { digest, platforms, evidence } = best;
	return {
		digest,
		...platforms !== void 0 && { platforms },
		evidence
	};
}
/** Whether it is an image, and not an index, and for no other platform than that of a request. */
function isOnlyFor({ platforms = [], answer }, { platform }) {
	return answer !== void 0 && "container" in answer && platforms.map(require_base.normalPlatform).join(" ") === platform;
}
// src/replay/definition.ts
/** The version of the report. */
const VERSION = 1;
const version = require_check.parsed("`1`", { const: VERSION }, (written) => written === String(VERSION) ? { value: VERSION } : { error: `this release reads version ${VERSION} of the report; judge it with the release that wrote it` });
/** As it is written. */
const time = require_check.parsed("a time", {
	type: "string",
	format: "date-time"
}, (written) => require_check.momentOf(written) === void 0 ? { error: `${require_base.quote(written)} is not a time; one is written as 2026-11-30T12:00:00Z` } : { value: written });
const texts = require_check.list(jsonText, "a list of texts");
const labels = require_check.record(jsonText, "a map of texts");
const descriptorFields = {
	mediaType: require_check.optional(jsonText, "media type"),
	digest: require_check.optional(jsonText, "digest"),
	size: require_check.optional(jsonCount, "bytes"),
	annotations: require_check.optional(labels, "annotations")
};
const descriptor = require_check.object(descriptorFields, "a descriptor");
const platform = require_check.object({
	architecture: require_check.optional(jsonText, "architecture"),
	os: require_check.optional(jsonText, "operating system"),
	variant: require_check.optional(jsonText, "variant")
}, "a platform");
const index = require_check.object({
	schemaVersion: require_check.optional(jsonCount, "version of the form"),
	mediaType: require_check.optional(jsonText, "media type"),
	manifests: require_check.optional(require_check.list(require_check.object({
		...descriptorFields,
		platform: require_check.optional(platform, "its platform")
	}, "an entry"), "a list of entries"), "the entries"),
	digest: require_check.optional(jsonText, "digest of the index")
}, "an index");
const imageConfig = require_check.object({
	hostName: require_check.optional(jsonText, "host name"),
	domainName: require_check.optional(jsonText, "domain name"),
	user: require_check.optional(jsonText, "USER"),
	attachStdin: require_check.optional(require_check.flag, "whether it reads standard input"),
	attachStdout: require_check.optional(require_check.flag, "whether it shows standard output"),
	attachStderr: require_check.optional(require_check.flag, "whether it shows standard error"),
	tty: require_check.optional(require_check.flag, "whether it has a terminal"),
	env: require_check.optional(texts, "ENV"),
	cmd: require_check.optional(texts, "CMD"),
	image: require_check.optional(jsonText, "what it was made from"),
	workingDir: require_check.optional(jsonText, "WORKDIR"),
	entrypoint: require_check.optional(texts, "ENTRYPOINT"),
	labels: require_check.optional(labels, "LABEL")
}, "a map of settings");
const containerConfig = require_check.object({
	architecture: require_check.optional(jsonText, "architecture"),
	config: require_check.required(imageConfig, "how it is run"),
	container: require_check.optional(jsonText, "container that it was made from"),
	created: require_check.optional(jsonText, "when it was built"),
	rootfs: require_check.required(require_check.object({
		type: require_check.optional(jsonText, "`layers`"),
		diff_ids: require_check.optional(texts, "digests of the layers")
	}, "a map"), "its layers")
}, "a configuration");
const manifest = require_check.object({
	schemaVersion: require_check.optional(jsonCount, "version of the form"),
	mediaType: require_check.optional(jsonText, "media type"),
	config: require_check.optional(descriptor, "its configuration"),
	layers: require_check.optional(require_check.list(descriptor, "a list of layers"), "its layers"),
	annotations: require_check.optional(labels, "annotations"),
	artifactType: require_check.optional(jsonText, "what it is, where it is no image")
}, "a manifest");
const container = require_check.object({
	registry: require_check.required(jsonText, "the registry"),
	hostName: require_check.required(jsonText, "its address"),
	imageName: require_check.required(jsonText, "the repository"),
	reference: require_check.required(jsonText, "the tag or digest"),
	digest: require_check.optional(jsonText, "digest of the manifest"),
	config: require_check.required(containerConfig, "the configuration"),
	manifest: require_check.required(manifest, "the manifest"),
	v1: require_check.required(require_check.flag, "whether the manifest is of schema 1"),
	v2: require_check.required(require_check.flag, "whether the manifest is of schema 2"),
	oci: require_check.required(require_check.flag, "whether the manifest is of OCI")
}, "an image");
const either = require_check.object({
	container: require_check.optional(container, "one image"),
	index: require_check.optional(index, "an index")
}, "an answer");
/** One image or an index, and not both. */
const answer = {
	...either,
	read(tree, reading) {
		if (tree.kind === "map" && tree.entries.length !== 1) return reading.problems.add(tree.at, `${reading.path} has one of "container" and "index"`);
		return either.read(tree, reading);
	}
};
const failure = require_check.object({
	state: require_check.required(require_check.choice(require_check.failureStates), "how it failed"),
	message: require_check.required(require_check.text, "what was said"),
	incomplete: require_check.optional(require_check.flag, "that a part of the image is missing"),
	exhausted: require_check.optional(require_check.flag, "that the run ended before there was an answer")
}, "a failure");
const kinds = [
	"provenance",
	"sbom",
	"signature"
];
const needs = [
	"existence",
	"platforms",
	"config"
];
const vias = [
	"wave",
	"registry",
	"cache",
	"download",
	"file",
	"none"
];
const attestations = require_check.object({
	found: require_check.required(require_check.list(require_check.object({
		kind: require_check.required(require_check.choice(kinds), "what it is"),
		by: require_check.required(require_check.choice([
			"index",
			"referrers",
			"referrers-tag",
			"cosign-tag"
		]), "how it is tied to the image"),
		digest: require_check.optional(jsonText, "digest of its manifest"),
		subject: require_check.required(jsonText, "digest of what it is beside")
	}, "a map about one attestation"), "a list of attestations"), "what was found"),
	failure: require_check.optional(failure, "why it is not known whether there is more")
}, "a map about attestations");
const created = require_check.optional(jsonText, "when it was built");
const download = require_check.object({
	size: require_check.optional(jsonCount, "bytes"),
	sif: require_check.optional(require_check.object({
		architecture: require_check.optional(jsonText, "platform"),
		created
	}, "a map"), "header of a SIF"),
	squashfs: require_check.optional(require_check.object({ created }, "a map"), "header of a squashfs")
}, "a map about a file");
const evidence = require_check.object({
	via: require_check.required(require_check.choice(vias), "who was asked"),
	host: require_check.required(jsonText, "the host that was asked"),
	verified: require_check.required(require_check.flag, "whether every byte was hashed"),
	requests: require_check.required(jsonCount, "requests spent"),
	observedAt: require_check.required(time, "when it was observed"),
	status: require_check.optional(jsonCount, "status of HTTP"),
	code: require_check.optional(jsonText, "code of the registry"),
	indexDigest: require_check.optional(jsonText, "digest of the index"),
	variant: require_check.optional(jsonText, "variant of the platform"),
	os: require_check.optional(jsonText, "operating system"),
	identity: require_check.optional(require_check.choice([
		"anonymous",
		"credentials",
		"workspace"
	]), "who could read it"),
	notes: require_check.optional(texts, "what else is to be said")
}, "a map about how the answer was come by");
/** The platform of a request: null is none. */
const noneOr = (shape) => ({
	...shape,
	words: `${shape.words}, or null`,
	read: (tree, reading) => tree.kind === "scalar" && tree.value === null ? null : shape.read(tree, reading)
});
const inspectionFields = {
	image: require_check.required(require_check.text, "the image that was asked about"),
	platform: require_check.required(noneOr(require_check.text), "the platform that was asked for, or null"),
	need: require_check.required(require_check.choice(needs), "how much was asked"),
	expects: require_check.optional(texts, "digests that files have beside the name"),
	lookFor: require_check.optional(require_check.list(require_check.choice(kinds), "a list of kinds of attestations"), "attestations that were looked for"),
	digest: require_check.optional(jsonText, "what the name meant"),
	platforms: require_check.optional(texts, "platforms on offer"),
	answer: require_check.optional(answer, "the answer"),
	artifact: require_check.optional(jsonText, "of what is no container image: its type"),
	download: require_check.optional(download, "of an image that is one file"),
	attestations: require_check.optional(attestations, "what was found beside the image"),
	failure: require_check.optional(failure, "why there is no answer"),
	evidence: require_check.required(evidence, "how the answer was come by")
};
const tool = require_check.object({
	name: require_check.required(require_check.text, "name of the program"),
	version: require_check.required(require_check.text, "its version"),
	url: require_check.optional(jsonText, "where its files can be read"),
	sha256: require_check.optional(jsonText, "of its files")
}, "a map of name and version");
/** What is read of the whole report; the rest of it is judged anew. */
const reportFields = {
	schemaVersion: require_check.required(version, "version of the report"),
	tool: require_check.required(tool, "who wrote it"),
	startedAt: require_check.required(time, "when the run began"),
	repository: require_check.optional(jsonText, "the repository"),
	commit: require_check.optional(jsonText, "its commit"),
	inspector: require_check.required(require_check.choice([
		"wave",
		"registry",
		"none"
	]), "who was asked"),
	inspections: require_check.required(require_check.list(require_check.object(inspectionFields, "an inspection"), "a list of inspections"), "what was answered; only wave-inspect check --format json writes it")
};
// src/replay/read.ts
/** From the JSON report of an earlier `check` to what was answered then. */
/** A hundred times what the largest pipelines have. Bytes. */
const LARGEST = 268435456;
const WRITER = "wave-inspect check --format json";
/**
* @param file As a person typed it, from the current folder on.
* @throws ConfigurationError
*/
function readRecordingFile(file) {
	const bytes = require_base.readRegularFile((0, node_path.resolve)(file), LARGEST, "followed");
	if (require_base.isUnread(bytes)) throw unusable(file, bytes);
	const text = require_base.decodeText(bytes);
	if (typeof text !== "string") throw unusable(file, text);
	return readRecording(text, file, bytes);
}
function unusable(file, { words }) {
	return new require_base.ConfigurationError(`--answers: ${file} ${words}; name a file that ${WRITER} wrote.`);
}
/**
* @param file Its name, for messages.
* @param bytes What the text was made of.
* @throws ConfigurationError with a line for each thing that is wrong, `file:line:column: what`.
*/
function readRecording(text, file, bytes = text) {
	const problems = new require_check.Problems(file, {
		what: "report",
		least: "schemaVersion, tool, startedAt and inspections"
	});
	const tree = require_check.readJsonTree(text, problems, WRITER);
	if (tree !== void 0 && require_check.treeAt(tree, ["reports"])?.kind === "list") throw new require_base.ConfigurationError(`${file} has the reports of several folders; take out the one that is meant: jq '.reports[0]'.`);
	const given = tree && reportShape.read(withoutRest(tree), {
		problems,
		path: ""
	});
	if (tree !== void 0) tellUnusable(tree, problems);
	if (given === void 0 || problems.found.length > 0) {
		const said = problems.found.map(({ line, column, message }) => `${file}:${line}:${column}: ${message}`);
		throw new require_base.ConfigurationError(said.join("\n"));
	}
	const { tool, startedAt, inspector, repository, commit, inspections } = given;
	return {
		file,
		sha256: require_base.sha256(bytes),
		tool: {
			name: tool.name,
			version: tool.version,
			...tool.sha256 !== void 0 && { sha256: tool.sha256 }
		},
		recordedAt: startedAt,
		...repository !== void 0 && { repository },
		...commit !== void 0 && { commit },
		inspector,
		inspections: inspections.map(inspectionOf).filter(({ failure }) => failure?.state !== "not-recorded")
	};
}
const reportShape = require_check.object(reportFields, "a JSON report of check");
/** What the report says beside its answers is judged anew, and may be more than this release knows. */
function withoutRest(tree) {
	if (tree.kind !== "map") return tree;
	return {
		...tree,
		entries: tree.entries.filter(({ key }) => Object.hasOwn(reportFields, key))
	};
}
/** Answers to one question that stand there twice, and ones that say nothing: either would be taken for more than it is. */
function tellUnusable(tree, problems) {
	const list = require_check.treeAt(tree, ["inspections"]);
	const lines = new Map();
	for (const entry of list?.kind === "list" ? list.items : []) {
		const image = require_check.treeAt(entry, ["image"]);
		const platform = require_check.treeAt(entry, ["platform"]);
		if (entry.kind !== "map" || image?.kind !== "scalar" || platform?.kind !== "scalar") continue;
		const key = JSON.stringify([image.value, platform.value]);
		const before = lines.get(key);
		const of = `${require_base.quote(image.text, 200)}${platform.value === null ? "" : ` for ${require_base.quote(platform.text)}`}`;
		if (before !== void 0) problems.add(image.at, `the answer about ${of} stands at line ${before} already`);
		lines.set(key, image.at.line);
		if (!entry.entries.some(({ key: said }) => SAYING.has(said))) problems.add(image.at, `nothing is said of ${of}: neither an answer nor a failure`);
	}
}
const SAYING = new Set([
	"digest",
	"answer",
	"artifact",
	"download",
	"failure"
]);
/** What a shape reads has no key that was not written, so that it is of the form of the model. */
function inspectionOf(given) {
	const { image, platform, need, expects, lookFor, ...answered } = given;
	const request = {
		image,
		platform,
		need,
		...expects && { expects },
		...lookFor && { lookFor }
	};
	const { failure, attestations } = answered;
	return {
		request,
		...answered,
		...failure && { failure: cleaned(failure) },
		...attestations?.failure && { attestations: {
			...attestations,
			failure: cleaned(attestations.failure)
		} }
	};
}
/** Words of servers: whoever wrote the file may have put anything there. */
function cleaned(failure) {
	return {
		...failure,
		message: require_base.oneLine(failure.message, LONGEST_MESSAGE)
	};
}
/** Longer than any that is made here. UTF-16 code units. */
const LONGEST_MESSAGE = 2e3;
// src/replay/index.ts
/** An earlier run's answers in place of the network: whose they are, and as of when they are judged. */
var replay_exports = require_rolldown_runtime.__exportAll({ replayOf: () => replayOf });
/**
* @param file The JSON report of `check`, as typed.
* @throws ConfigurationError
*/
function replayOf(file, { asOf, now, root }) {
	const recording = readRecordingFile(file);
	const { inspector, inspections: _, ...record } = recording;
	const judgedAt = asOf === void 0 ? recording.recordedAt : readMoment(asOf, now);
	const answers = new RecordedAnswers(recording, root);
	return {
		replayed: {
			...record,
			judgedAt
		},
		inspector,
		inspect: (request) => answers.answer(request)
	};
}
/** As RFC 3339, UTC; of a day its beginning. */
function readMoment(text, now) {
	if (text === "now") return now().toISOString();
	const moment = require_check.momentOf(text);
	if (moment !== void 0) return moment;
	throw new require_base.ConfigurationError(`--as-of: ${require_base.quote(text)} is neither now nor a time; write 2026-11-30 or 2026-11-30T12:00:00Z.`);
}
Object.defineProperty(exports, "replay_exports", {
	enumerable: true,
	get: function() {
		return replay_exports;
	}
});
Object.defineProperty(exports, "wholeNumber", {
	enumerable: true,
	get: function() {
		return wholeNumber;
	}
});
