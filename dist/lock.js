const require_rolldown_runtime = require("./rolldown-runtime.js");
const require_base = require("./base.js");
const require_scan = require("./scan.js");
const require_check = require("./check.js");
let node_path = require("node:path");
// src/lock/definition.ts
/** What a lock may say: the one definition behind the reader, containers-lock.schema.json and the tables of docs/lock.md. */
const SHA256 = /^[0-9a-f]{64}$/;
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?Z$/;
const SUM = /^[0-9a-f]{16}$/;
/** A text of JSON: unlike in a policy, a number is none. */
function string(words, form) {
	return {
		words,
		schema: {
			type: "string",
			minLength: 1,
			...form && { pattern: form.pattern.source }
		},
		read(tree, reading) {
			if (tree.kind !== "scalar" || typeof tree.value !== "string" || tree.value === "") return require_check.wrongKind(tree, reading, words);
			if (form?.pattern.test(tree.value) ?? true) return tree.value;
			return reading.problems.add(tree.at, `${reading.path}: ${require_base.quote(tree.value)} is not ${words}; ${form?.advice}`);
		}
	};
}
const text = string("a text");
const texts = require_check.list(text, "a list of texts");
const command = require_check.list({
	words: "a text",
	schema: { type: "string" },
	read(tree, reading) {
		if (tree.kind === "scalar" && typeof tree.value === "string") return tree.value;
		return require_check.wrongKind(tree, reading, "a text");
	}
}, "a list of words");
const digest = {
	words: "a digest",
	schema: {
		type: "string",
		pattern: "^(sha256:[a-f0-9]{64}|sha384:[a-f0-9]{96}|sha512:[a-f0-9]{128})$"
	},
	read(tree, reading) {
		const written = text.read(tree, reading);
		if (written === void 0 || require_base.isDigest(written)) return written;
		return reading.problems.add(tree.at, `${reading.path}: ${require_base.quote(written, 150)} is not a digest; it is sha256: and 64 hex digits in lower case (sha384: and 96, sha512: and 128)`);
	}
};
const bytes = {
	words: "a number of bytes",
	schema: {
		type: "integer",
		minimum: 0,
		maximum: Number.MAX_SAFE_INTEGER
	},
	read(tree, reading) {
		return require_base.count(tree.kind === "scalar" ? tree.value : void 0) ?? require_check.wrongKind(tree, reading, this.words);
	}
};
const yes = {
	words: "`true` or `false`",
	schema: { type: "boolean" },
	read(tree, reading) {
		if (tree.kind === "scalar" && typeof tree.value === "boolean") return tree.value;
		return require_check.wrongKind(tree, reading, "true or false");
	}
};
const instant = string("a time", {
	pattern: INSTANT,
	advice: "write it as 2026-11-30T12:00:00Z"
});
const sha256 = string("a sha256", {
	pattern: SHA256,
	advice: "it has 64 hex digits in lower case"
});
const sum = string("a sum", {
	pattern: SUM,
	advice: "it has 16 hex digits in lower case"
});
const layerFields = {
	digest: require_check.required(digest, "digest of the layer"),
	size: require_check.optional(bytes, "bytes, compressed")
};
const platformFields = {
	cmd: require_check.optional(command, "CMD of the image"),
	config: require_check.optional(digest, "digest of the configuration; absent: the configuration was not asked for"),
	created: require_check.optional(text, "when the image was built, as it says itself"),
	digest: require_check.optional(digest, "digest of the manifest; absent: the index does not say which entry it is"),
	entrypoint: require_check.optional(command, "ENTRYPOINT of the image"),
	layers: require_check.optional(require_check.list(require_check.object(layerFields, "a map of digest and size"), "a list of layers"), "the layers, lowest first"),
	mediaType: require_check.optional(text, "media type of the manifest"),
	path: require_check.optional(text, "PATH of the image's environment"),
	user: require_check.optional(text, "USER of the image"),
	workdir: require_check.optional(text, "WORKDIR of the image")
};
const fileFields = {
	architecture: require_check.optional(text, "for which platform, as the header of the file has it"),
	created: require_check.optional(text, "when the file was built, as its header has it"),
	format: require_check.required(require_check.choice(["sif", "squashfs"]), "format of the file"),
	sha256: require_check.optional(sha256, "of the file, where its registry or its URL states it"),
	size: require_check.optional(bytes, "bytes of the file")
};
const recorders = [
	"registry",
	"wave",
	"download"
];
const unseen = [
	"not-pulled",
	"not-asked",
	...[
		"not-found",
		"absent-or-private",
		"unauthorized",
		"rate-limited",
		"unreachable",
		"timeout",
		"server-error",
		"invalid-reference",
		"unsupported",
		"platform-missing",
		"digest-mismatch",
		"too-large",
		"malformed",
		"cancelled",
		"configuration"
	]
];
const imageFields = {
	artifact: require_check.optional(text, "of what is no container image: its type"),
	by: require_check.required(require_check.choice(recorders), "who said so: the registry itself, Wave, or the server of a download"),
	digest: require_check.optional(digest, "what the name means: digest of the index, or of the single manifest"),
	file: require_check.optional(require_check.object(fileFields, "a map about a file"), "of an image that is one file (SIF)"),
	files: require_check.optional(texts, "files that name it for something else than a process"),
	firstSeen: require_check.required(instant, "when this content was recorded first"),
	mediaType: require_check.optional(text, "media type of what `digest` names"),
	platforms: require_check.optional(require_check.record(require_check.object(platformFields, "a map about the image of one platform"), "a map from platform to its image"), "every platform on offer"),
	processes: require_check.optional(texts, "Nextflow processes that pull it"),
	scenarios: require_check.optional(texts, "runs and builds that pull it"),
	sum: require_check.required(sum, "over the rest of the entry: tells a damaged one from a whole one"),
	unseen: require_check.optional(require_check.choice(unseen), "why the last run did not see it"),
	verified: require_check.required(yes, "whether every byte was hashed here; else it is taken on the service's word"),
	written: require_check.optional(texts, "the name as files have it")
};
const lockFields = {
	images: require_check.required(require_check.record(require_check.object(imageFields, "a map about one image"), "a map from image to what it is"), "every image, by its canonical name or its URL"),
	version: require_check.required({
		words: "`1`",
		schema: { const: 1 },
		read(tree, reading) {
			if (tree.kind === "scalar" && tree.value === 1) return 1;
			const what = tree.kind === "scalar" ? require_base.short(tree.text, 20) : "this";
			return reading.problems.add(tree.at, `version: ${what} is not a version that this release reads; it reads 1: a newer wave-inspect wrote the file, or nobody did`);
		}
	}, "version of this format")
};
const lockShape = require_check.object(lockFields, "a JSON object with version and images");
// src/lock/present.ts
function present(fields) {
	return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== void 0));
}
// src/lock/write.ts
/** JSON with sorted keys, a layer on one line, and a line break at the end. */
function writeLock({ images }) {
	const entries = [...images].map(([name, image]) => {
		const entry = entryOf(image);
		return [name, sorted({
			...entry,
			sum: sumOf(name, entry)
		})];
	});
	return require_base.printJson({
		images: Object.fromEntries(entries.sort(byText)),
		version: 1
	}).replaceAll(LAYER, "{ $1 $2 }");
}
/** A layer as it is printed; no text of JSON has a line break in it. */
const LAYER = /\{\n +("digest": "[^"\n]*",)\n +("size": \d+)\n +\}/g;
/** Tells a damaged entry from a whole one: 16 hex digits over its name and all that it says. No protection from anybody who means it. */
function sumOf(name, entry) {
	return require_base.sha256(JSON.stringify([name, entry])).slice(0, 16);
}
/** An image as it is written, without its sum: keys in their order, nothing that is empty. */
function entryOf({ content, by, verified, firstSeen, unseen, ...usage }) {
	const { written, processes, files, scenarios } = usage;
	return sorted({
		...contentPart(content),
		by,
		verified,
		firstSeen,
		unseen,
		written: list(written),
		processes: list(processes),
		files: list(files),
		scenarios: list(scenarios)
	});
}
function contentPart({ platforms, file, ...content }) {
	return {
		...content,
		file: file && sorted(file),
		platforms: platforms && Object.fromEntries([...platforms].sort(byText).map(([name, platform]) => [name, platformPart(platform)]))
	};
}
function platformPart({ layers, entrypoint, cmd, ...platform }) {
	return sorted({
		...platform,
		layers: layers?.map(layerPart),
		entrypoint,
		cmd
	});
}
function layerPart({ digest, size }) {
	return {
		digest,
		...size !== void 0 && { size }
	};
}
/** Order and repetition say nothing of who pulls an image. */
function list(texts) {
	return texts.length === 0 ? void 0 : [...new Set(texts)].sort();
}
function sorted(fields) {
	const given = Object.entries(fields).filter(([, value]) => value !== void 0);
	return Object.fromEntries(given.sort(byText));
}
/** By code units, so that every machine has the same order. */
function byText([a], [b]) {
	return a < b ? -1 : 1;
}
// src/lock/read.ts
/** From the text of a lock to what it says; everything that is wrong with it is told, each at its line. */
/**
* @param file How the lock is called in messages.
* @throws ConfigurationError with a line a problem: `file:line:column: what`.
*/
function readLock(text, file) {
	const problems = new require_check.Problems(file, {
		what: "lock",
		least: "version and images"
	});
	const tree = require_check.readJsonTree(text, problems, "wave-inspect lock");
	const given = tree && lockShape.read(tree, {
		problems,
		path: ""
	});
	if (tree === void 0 || given === void 0 || problems.found.length > 0) throw new require_base.ConfigurationError(require_check.problemLines(problems.found));
	const images = new Map();
	for (const [name, fields] of Object.entries(given.images)) {
		const image = imageOf(fields);
		images.set(name, image);
		if (fields.sum !== sumOf(name, entryOf(image))) tellDamage(name, tree, problems);
		else if (image.content.digest === void 0 && image.content.file === void 0) tellNothing(name, tree, problems);
	}
	if (problems.found.length > 0) throw new require_base.ConfigurationError(require_check.problemLines(problems.found));
	return { images };
}
function tellDamage(name, tree, problems) {
	const mend = "restore the entry from git, or remove it whole and run wave-inspect lock";
	for (const at of placesOf(tree, [
		"images",
		name,
		"sum"
	])) problems.add(at, `${require_base.quote(name, 200)}: the entry is not as it was written, by its sum; ${mend}`);
}
function tellNothing(name, tree, problems) {
	for (const at of placesOf(tree, ["images", name])) problems.add(at, `${require_base.quote(name, 200)}: the entry has neither digest nor file; remove it and run wave-inspect lock`);
}
/** Where the last of these keys stands: once, since the reader refuses twins. */
function placesOf(tree, [key, ...below]) {
	return (tree.kind === "map" ? tree.entries.filter((entry) => entry.key === key) : []).flatMap(({ at, value }) => below.length === 0 ? [at] : placesOf(value, below));
}
function imageOf({ by, verified, firstSeen, unseen, written, processes, files, scenarios, ...fields }) {
	return {
		content: contentOf$1(fields),
		by,
		verified,
		firstSeen,
		...unseen !== void 0 && { unseen },
		written: setOf(written),
		processes: setOf(processes),
		files: setOf(files),
		scenarios: setOf(scenarios)
	};
}
function setOf(texts = []) {
	return [...new Set(texts)].sort();
}
function contentOf$1({ digest, mediaType, artifact, platforms, file }) {
	return present({
		digest,
		mediaType,
		artifact,
		platforms: platforms && new Map(Object.entries(platforms).map(([name, platform]) => [name, platformOf$1(platform)])),
		file: file && present(file)
	});
}
function platformOf$1({ layers, ...platform }) {
	return present({
		...platform,
		layers: layers?.map(({ digest, size }) => present({
			digest,
			size
		}))
	});
}
// src/lock/file.ts
/** A lock on disk. */
/** No lock is larger: some ten thousand images. Bytes. */
const LARGEST = 33554432;
/**
* A lock of a repository: no link that leads out of it.
*
* @param name From the root on.
* @throws ConfigurationError where a file is there that is no lock, with each problem at its line.
*/
function openLock(root, name = require_scan.USUAL_LOCK) {
	return {
		name,
		path: (0, node_path.join)(root, name),
		lock: lockIn(name, require_base.readInside(require_base.realOf(root), name, LARGEST))
	};
}
/** A lock that a person typed, from the current folder on: it may lie anywhere. */
function openTypedLock(name) {
	const path = (0, node_path.resolve)(name);
	return {
		name,
		path,
		lock: lockIn(name, require_base.readRegularFile(path, LARGEST, "followed"))
	};
}
function lockIn(name, found) {
	if (require_base.isAbsent(found)) return void 0;
	const text = require_base.isUnread(found) ? found : require_base.decodeText$1(found);
	if (typeof text !== "string") throw new require_base.ConfigurationError(`${name} ${text.words}; a lock is a JSON file that wave-inspect lock writes.`);
	return readLock(text, name);
}
// src/lock/content.ts
/** What an image is, from all that was answered about it; and whether two of these can be the same image. */
/** Longer texts of images are kept by their sum: nobody reads them, and a stranger may have made them as long as it likes. */
const LONGEST = 4e3;
/**
* What the answers about one image say that it is; undefined where they say neither digest nor file.
*
* @param answers Of one image, for any platforms.
*/
function contentOf(name, answers) {
	const digest = digestOf(answers);
	const file = fileOf(name, answers);
	if (digest === void 0) return file && { file };
	const own = answers.filter((one) => one.digest === digest);
	const artifact = filled(own.find((one) => one.artifact !== void 0)?.artifact);
	const platforms = artifact === void 0 ? platformsIn(own) : void 0;
	return present({
		digest,
		mediaType: mediaTypeOf(own, digest),
		artifact,
		platforms,
		file
	});
}
/** Of several the one of which the most is known: the name may have moved while it was asked for. */
function digestOf(answers) {
	const known = answers.filter(({ digest = "" }) => require_base.isDigest(digest));
	return (known.findLast(({ answer }) => answer !== void 0) ?? known[0])?.digest;
}
/** A digest that a stranger states, where it is one. */
function sound(digest) {
	return digest !== void 0 && require_base.isDigest(digest) ? digest : void 0;
}
function mediaTypeOf(answers, digest) {
	return answers.map(({ answer }) => {
		if (answer === void 0) return void 0;
		if ("index" in answer) return answer.index.mediaType;
		return answer.container.digest === digest ? answer.container.manifest.mediaType : void 0;
	}).map(filled).find((type) => type !== void 0);
}
/** Those that the index lists, each with its first entry, and over them what was read of single ones. */
function platformsIn(answers) {
	const names = answers.find((one) => one.platforms !== void 0)?.platforms?.map(require_base.normalPlatform);
	if (names === void 0) return void 0;
	const platforms = new Map(names.map((name) => [name, {}]));
	for (const { answer } of answers) {
		if (answer === void 0 || !("index" in answer)) continue;
		for (const { platform, digest, mediaType } of (answer.index.manifests ?? []).toReversed()) {
			const name = platformName(platform);
			if (name !== void 0 && platforms.has(name)) platforms.set(name, present({
				digest: sound(digest),
				mediaType: filled(mediaType)
			}));
		}
	}
	for (const one of answers) {
		if (one.answer === void 0 || !("container" in one.answer)) continue;
		const name = one.evidence.indexDigest === void 0 ? names[0] : one.request.platform;
		if (name !== null && name !== void 0) platforms.set(require_base.normalPlatform(name), platformOf(one.answer.container));
	}
	return platforms;
}
function platformName(platform = {}) {
	const { os = "", architecture = "", variant = "" } = platform;
	if (os === "" || architecture === "") return void 0;
	return require_base.normalPlatform([
		os,
		architecture,
		...variant === "" ? [] : [variant]
	].join("/"));
}
function platformOf({ digest, manifest, config }) {
	const { user, entrypoint, cmd, workingDir, env = [] } = config.config;
	const path = env.find((variable) => variable.startsWith("PATH="))?.slice(5);
	return present({
		digest: sound(digest),
		mediaType: filled(manifest.mediaType),
		config: sound(manifest.config?.digest),
		created: filled(config.created),
		entrypoint: entrypoint?.map(bounded),
		cmd: cmd?.map(bounded),
		user: filled(user),
		path: filled(path),
		workdir: filled(workingDir),
		layers: manifest.layers?.flatMap(layerOf)
	});
}
function layerOf({ digest, size }) {
	const layer = sound(digest);
	return layer === void 0 ? [] : {
		digest: layer,
		...Number.isSafeInteger(size) && { size: Number(size) }
	};
}
function filled(text) {
	return text === void 0 || text === "" ? void 0 : bounded(text);
}
function bounded(text) {
	return text.length <= LONGEST ? text : `sha256:${require_base.sha256(text)} of ${text.length} characters`;
}
function fileOf(name, answers) {
	const download = answers.find((one) => one.download !== void 0)?.download;
	return download && present({
		...require_base.fileFacts(download),
		sha256: sha256OfFile(name, answers)
	});
}
/** As the manifest of the artifact has it, or the URL itself. */
function sha256OfFile(name, answers) {
	for (const { answer } of answers) {
		if (answer === void 0 || !("container" in answer)) continue;
		const [, hex] = /^sha256:([0-9a-f]{64})$/.exec(require_base.sifLayer(answer.container.manifest.layers)?.digest ?? "") ?? [];
		if (hex !== void 0) return hex;
	}
	const read = require_base.readPulledName(name, void 0);
	return read.kind === "download" ? read.sha256 : void 0;
}
/** Whether all that is known on both sides is equal: then one of them may only know more. */
function agree(one, other) {
	if (one.digest === void 0 !== (other.digest === void 0)) return false;
	const { platforms, file, ...rest } = one;
	if (!agreeInFields(rest, other) || !agreeInFields(file ?? {}, other.file ?? {})) return false;
	if (platforms === void 0 || other.platforms === void 0) return true;
	return [...platforms].every(([name, platform]) => {
		const others = other.platforms?.get(name) ?? {};
		if (platform.config !== void 0 && others.config !== void 0) return areEqual(platform, others);
		return agreeInFields(platform, others);
	});
}
function agreeInFields(one, other) {
	const others = new Map(Object.entries(other));
	return Object.entries(one).every(([key, value]) => !others.has(key) || areEqual(value, others.get(key)));
}
function areEqual(one, other) {
	return JSON.stringify(ordered(one)) === JSON.stringify(ordered(other));
}
/** Fields in one order: the same platform may come from a file and from a registry. */
function ordered(value) {
	if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
	return Object.entries(value).sort(([a], [b]) => a < b ? -1 : 1);
}
/** All that is known of one image, where two parts of it agree. */
function together(first, more) {
	const names = new Set([...first.platforms?.keys() ?? [], ...more.platforms?.keys() ?? []]);
	const platforms = new Map([...names].map((name) => [name, {
		...more.platforms?.get(name),
		...first.platforms?.get(name)
	}]));
	const file = first.file && {
		...more.file,
		...first.file
	};
	return {
		...more,
		...first,
		...platforms.size > 0 && { platforms },
		...file !== void 0 && { file }
	};
}
// src/lock/merge.ts
function mergeLock(old, { images }, options) {
	const fates = [...new Set([...old.images.keys(), ...images.keys()])].sort().map((name) => fateOf(name, old.images.get(name), images.get(name), options));
	const named = (fate) => those(fates, fate).map(({ name }) => name);
	return {
		lock: { images: new Map(fates.flatMap((one) => "entry" in one ? [[one.name, one.entry]] : [])) },
		added: named("added"),
		kept: named("kept"),
		left: those(fates, "left").map(({ moved }) => moved),
		taken: those(fates, "taken").map(({ moved }) => moved),
		unseen: those(fates, "unseen").map(({ name, why }) => ({
			name,
			why
		})),
		removed: named("removed"),
		missing: those(fates, "missing").map(({ name, why }) => ({
			name,
			why
		}))
	};
}
function those(fates, fate) {
	return fates.filter((one) => one.fate === fate);
}
function fateOf(name, before, seen, { update, prune }) {
	const now = seen?.image;
	const why = seen === void 0 ? "not-pulled" : seen.trouble?.state ?? "not-asked";
	if (before === void 0) return now === void 0 ? {
		name,
		fate: "missing",
		why
	} : {
		name,
		fate: "added",
		entry: now
	};
	if (seen === void 0 && prune) return {
		name,
		fate: "removed"
	};
	if (now === void 0) return {
		name,
		fate: "unseen",
		why,
		entry: {
			...withUsage(before, seen?.usage ?? before),
			unseen: why
		}
	};
	if (agree(before.content, now.content)) return {
		name,
		fate: "kept",
		entry: completed(before, now)
	};
	const moved = {
		name,
		before,
		now
	};
	return update ? {
		name,
		fate: "taken",
		entry: now,
		moved
	} : {
		name,
		fate: "left",
		entry: withUsage(before, now),
		moved
	};
}
/** The entry as it was, with what is known now beyond it. It is verified once all of it was hashed, whoever said it first. */
function completed(before, now) {
	const content = together(before.content, now.content);
	const knows = (part) => JSON.stringify(entryOf({
		...before,
		content: part
	})) === JSON.stringify(entryOf({
		...before,
		content
	}));
	const entry = {
		...withUsage(before, now),
		content
	};
	if (now.verified && knows(now.content)) return before.verified ? entry : {
		...entry,
		by: now.by,
		verified: true
	};
	return {
		...entry,
		verified: before.verified && (now.verified || knows(before.content))
	};
}
/** Who pulls it as of this run, and no word of its not being seen. */
function withUsage({ content, by, verified, firstSeen }, { written, processes, files, scenarios }) {
	return {
		content,
		by,
		verified,
		firstSeen,
		written,
		processes,
		files,
		scenarios
	};
}
// src/lock/observe.ts
/** The same whatever the order of the pulls and of the answers. */
function observe({ policy, scan, inspections, startedAt }) {
	const run = {
		platform: null,
		now: new Date(startedAt)
	};
	const outside = new Map();
	const pulls = new Map();
	for (const pull of require_check.judgedPulls(policy, scan)) {
		const name = require_check.askedName(require_check.wantedImage(pull, run));
		if (name === void 0) outside.set(require_base.judgedName(pull), whyOutside(pull));
		else if (pull.file !== void 0) outside.set(name, "in-repository");
		else pulls.set(name, [...pulls.get(name) ?? [], pull]);
	}
	const answers = Map.groupBy(inspections, ({ request }) => request.image);
	return {
		images: new Map([...pulls].sort(byName).map(([name, own]) => [name, observed(name, usageOf(own), answers.get(name) ?? [], startedAt)])),
		outside: new Map([...outside].filter(([name]) => !pulls.has(name)).sort(byName))
	};
}
function whyOutside(pull) {
	if (!require_base.isNamed(pull)) return "unresolved";
	return require_check.isRefused(pull) ? "not-pullable" : "nobody-to-ask";
}
function observed(name, usage, answers, startedAt) {
	const failure = answers.find(isTrouble)?.failure;
	const trouble = failure && {
		state: failure.state,
		message: failure.message
	};
	const content = trouble?.state === "digest-mismatch" ? void 0 : contentOf(name, answers);
	const image = content && {
		...usage,
		content,
		by: recorderOf(answers),
		verified: answers.every(({ evidence }) => evidence.verified),
		firstSeen: `${startedAt.slice(0, 19)}Z`
	};
	return {
		usage,
		...image && { image },
		...trouble && { trouble }
	};
}
/** That a platform is not on offer is an answer: what is on offer is known then. */
function isTrouble({ failure }) {
	return failure !== void 0 && failure.state !== "platform-missing";
}
/** Nobody but who was asked: a cache keeps bytes of registries. */
function recorderOf(answers) {
	const via = answers.find(({ failure }) => failure === void 0)?.evidence.via;
	return via === "wave" || via === "download" ? via : "registry";
}
function usageOf(pulls) {
	const each = (of) => [...new Set(pulls.flatMap((pull) => of(pull) ?? []))].filter((text) => text !== "").sort();
	return {
		written: each(({ written }) => written),
		processes: each(({ process }) => process),
		files: each((pull) => pull.process === void 0 ? require_base.placeOf(pull).file : void 0),
		scenarios: each(({ scenario }) => scenario && require_scan.scenarioWords(scenario))
	};
}
function byName([a], [b]) {
	return a < b ? -1 : 1;
}
// src/report/lock.ts
/** A person reads no more lines of one kind. */
const MOST = 50;
const OUTSIDE = {
	unresolved: "its name is not known before the run",
	"not-pullable": "no engine that would pull it takes such a name",
	"in-repository": "it is a file of this repository, which git keeps",
	"nobody-to-ask": "there is nobody who could be asked"
};
function lockText({ file, isWritten, seen, merged }) {
	const { added, kept, left, taken, unseen, removed, missing, lock } = merged;
	const counts = [
		`${added.length} added`,
		`${kept.length} kept`,
		...taken.length > 0 ? [`${taken.length} taken over`] : [],
		...left.length > 0 ? [`${left.length} left`] : [],
		...unseen.length > 0 ? [`${unseen.length} unseen`] : [],
		...removed.length > 0 ? [`${removed.length} removed`] : []
	].join(", ");
	const whatOf = (name) => ` (${inWords(lock.images.get(name))})`;
	const lines = [
		...section("added", added, (name) => `${require_base.plain(name)}${whatOf(name)}`),
		...section("taken", taken, movedInWords),
		...section("left", left, movedInWords),
		...section("unseen", unseen, ({ name, why }) => `${require_base.plain(name)}: ${reason(name, why, seen)}`),
		...section("removed", removed, (name) => require_base.plain(name)),
		...section("not known", missing, ({ name, why }) => `${require_base.plain(name)}: ${reason(name, why, seen)}`),
		...section("half known", halfKnown(seen, merged), (name) => `${require_base.plain(name)}: ${reason(name, "not-asked", seen)}`),
		...section("not in it", [...seen.outside], ([name, why]) => `${require_base.plain(name)}: ${OUTSIDE[why]}`)
	];
	const hint = left.length > 0 ? ["What moved is left as it was recorded; wave-inspect lock --update takes it over."] : [];
	return `${[
		`${require_base.plain(file)} ${isWritten ? "is written" : "is as it was"}: ${require_base.counted(lock.images.size, "image")}, ${counts}.`,
		...lines,
		...hint
	].join("\n")}\n`;
}
function section(title, items, line) {
	const lines = items.slice(0, MOST).map((item) => `  ${title.padEnd(10)} ${line(item)}`);
	return items.length > MOST ? [...lines, `  ${title.padEnd(10)} and ${items.length - MOST} more`] : lines;
}
/** Images that are in the lock as far as they were answered for. */
function halfKnown({ images }, { unseen, missing }) {
	const told = new Set([...unseen, ...missing].map(({ name }) => name));
	return [...images].flatMap(([name, { trouble }]) => trouble === void 0 || told.has(name) ? [] : [name]);
}
function movedInWords({ name, before, now }) {
	const then = `${inWords(before)} since ${before.firstSeen.slice(0, 10)}`;
	return `${require_base.plain(name)}: ${inWords(now)} by now, in the lock ${then}`;
}
/** What tells an image from another one. */
function inWords(image) {
	const { digest, file } = image?.content ?? {};
	if (digest !== void 0) return digest;
	if (file?.sha256 !== void 0) return `sha256 ${file.sha256}`;
	return ["a file", ...[
		file?.size === void 0 ? void 0 : require_base.formatBytes(file.size),
		file?.architecture,
		file?.created
	].filter((word) => word !== void 0)].map((word) => require_base.plain(word)).join(", ");
}
function reason(name, why, { images }) {
	if (why === "not-pulled") return "nothing that was looked at pulls it";
	return require_base.plain(images.get(name)?.trouble?.message ?? "nobody said what it is");
}
/** The same for programs. */
function lockJson({ file, isWritten, seen, merged }) {
	const { added, kept, left, taken, unseen, removed, missing, lock } = merged;
	const troubleOf = (name) => seen.images.get(name)?.trouble?.message;
	return require_base.printJson({
		schemaVersion: 1,
		file,
		written: isWritten,
		images: lock.images.size,
		added: added.map((image) => ({
			image,
			is: identity(lock.images.get(image))
		})),
		kept,
		left: left.map(movedPart),
		taken: taken.map(movedPart),
		unseen: unseen.map(({ name, why }) => ({
			image: name,
			why,
			message: troubleOf(name)
		})),
		removed,
		notKnown: missing.map(({ name, why }) => ({
			image: name,
			why,
			message: troubleOf(name)
		})),
		halfKnown: halfKnown(seen, merged).map((image) => ({
			image,
			message: troubleOf(image)
		})),
		outside: [...seen.outside].map(([image, why]) => ({
			image,
			why
		}))
	});
}
function movedPart({ name, before, now }) {
	return {
		image: name,
		before: identity(before),
		now: identity(now),
		firstSeen: before.firstSeen
	};
}
function identity(image) {
	const { digest, file } = image?.content ?? {};
	return {
		digest,
		file
	};
}
// src/cli/lock.ts
/** `wave-inspect lock`: records what every image is, and says what is another one than was recorded. */
var lock_exports = require_rolldown_runtime.__exportAll({ lock: () => lock });
const lockOptions = {
	...require_base.scanOptions,
	...require_base.inspectOptions,
	inspector: { type: "string" },
	format: { type: "string" },
	lock: { type: "string" },
	update: { type: "boolean" },
	prune: { type: "boolean" }
};
/** `wave-inspect lock [DIR]`: 1 where something moved and was left, 3 where nobody said what an image is. */
async function lock(args, world) {
	const typed = require_base.readArguments(args, lockOptions);
	const { values } = typed;
	const format = require_base.readWord("--format", values.format ?? "text", ["text", "json"]);
	const root = (0, node_path.resolve)(require_base.readDirectory(typed.positionals));
	const file = values.lock === void 0 ? openLock(root) : openTypedLock(values.lock);
	const old = file.lock ?? { images: new Map() };
	const { policy, report } = await require_check.runWhole(typed, world, {
		baseline: async () => void 0,
		record: {
			lock: old,
			alone: true
		}
	});
	if (report.cancelled !== void 0) {
		world.err(`wave-inspect: the run was ended (${report.cancelled}); ${file.name} is as it was.\n`);
		return "undecided";
	}
	const seen = observe({
		...report,
		policy
	});
	const merged = mergeLock(old, seen, {
		update: values.update === true,
		prune: values.prune === true
	});
	const isWritten = write(file, merged);
	const told = {
		file: file.name,
		isWritten,
		seen,
		merged
	};
	world.out(format === "json" ? lockJson(told) : lockText(told));
	return outcomeOf(merged, isTroubled(seen));
}
/** Whether the file is another one now. */
function write({ name, path, lock: old }, { lock: merged }) {
	const text = writeLock(merged);
	if (old !== void 0 && text === writeLock(old)) return false;
	try {
		require_base.writeWhole(path, text);
	} catch (error) {
		throw new require_base.ConfigurationError(`${name} could not be written. ${String(error)}`, { cause: error });
	}
	return true;
}
function isTroubled({ images }) {
	return [...images.values()].some(({ trouble }) => trouble !== void 0);
}
function outcomeOf({ left }, isOpen) {
	if (left.length > 0) return "fail";
	return isOpen ? "undecided" : "pass";
}
// src/lock/ask.ts
/** What need not be asked again: where a name still means what the lock has, the lock knows the rest. */
var ask_exports = require_rolldown_runtime.__exportAll({ inRounds: () => inRounds });
/**
* Requests for a record, of which those are put off that a lock can answer: of its images first only what they mean now, by
* one request each; where that is another digest than the lock has, the rest.
*
* @param all What a record and the rules need.
* @param ofRules What the rules alone need: it is asked whatever a lock says, since a change may have written that.
*/
function inRounds(all, ofRules, lock) {
	const byImage = Map.groupBy(all, ({ image }) => image);
	const rulesByImage = Map.groupBy(ofRules, ({ image }) => image);
	const putOff = new Map();
	return {
		first: [...byImage].flatMap(([image, requests]) => {
			const entry = lock.images.get(image);
			if (entry === void 0 || !isKnown(entry, requests)) return requests;
			putOff.set(image, entry);
			return rulesByImage.get(image) ?? [{
				image,
				platform: null,
				need: "existence"
			}];
		}),
		second(answers) {
			const asked = new Map(answers.map((answer) => [keyOf(answer.request), answer]));
			const digests = new Map(answers.flatMap(({ request, digest }) => digest === void 0 ? [] : [[request.image, digest]]));
			return [...putOff].flatMap(([image, { content }]) => {
				const digest = digests.get(image);
				if (digest === void 0 || digest === content.digest) return [];
				return (byImage.get(image) ?? []).filter((request) => !asked.has(keyOf(request)));
			});
		}
	};
}
/** Whether an entry has all that these requests would tell of its digest. */
function isKnown({ content }, requests) {
	const { digest, artifact, file, platforms } = content;
	if (digest === void 0) return false;
	if (artifact !== void 0) return file !== void 0 || !require_base.isSifType(artifact);
	if (platforms === void 0) return false;
	return requests.every(({ platform, need }) => {
		if (need !== "config" || platform === null) return true;
		const known = platforms.get(platform);
		return known === void 0 || known.config !== void 0;
	});
}
function keyOf({ image, platform, need }) {
	return `${image}\n${platform ?? ""}\n${need}`;
}
// src/lock/held.ts
/** Which lock a run is held against, and how strictly. */
var held_exports = require_rolldown_runtime.__exportAll({ holdLock: () => holdLock });
/**
* The lock of a run; undefined: it is held against none. One that is there is held strictly unless the policy says otherwise;
* one that somebody named is held whatever the policy says.
*
* @throws ConfigurationError where it cannot be read, or was named and is not there.
*/
function holdLock(place, { lock: said }) {
	const { isNamed, isOfBase = false } = place;
	if (said?.value === "off" && !isNamed) return void 0;
	const { name: file, lock } = open(place);
	if (lock === void 0 && isNamed) throw new require_base.ConfigurationError(`${file} does not exist; write it with wave-inspect lock, or name another.`);
	const isRemoved = lock === void 0 && isOfBase;
	if (lock === void 0 && said === void 0 && !isRemoved) return void 0;
	const mode = said === void 0 || said.value === "off" ? "strict" : said.value;
	return {
		file,
		...place.typed === void 0 ? { path: file } : {},
		lock,
		mode,
		by: said?.by ?? "lock",
		...isRemoved && { isRemoved }
	};
}
function open({ root, name, typed }) {
	return typed === void 0 ? openLock(root, name) : openTypedLock(typed);
}
Object.defineProperty(exports, "ask_exports", {
	enumerable: true,
	get: function() {
		return ask_exports;
	}
});
Object.defineProperty(exports, "held_exports", {
	enumerable: true,
	get: function() {
		return held_exports;
	}
});
Object.defineProperty(exports, "lock_exports", {
	enumerable: true,
	get: function() {
		return lock_exports;
	}
});
Object.defineProperty(exports, "readLock", {
	enumerable: true,
	get: function() {
		return readLock;
	}
});
