const require_rolldown_runtime = require("./rolldown-runtime.js");
const require_base = require("./base.js");
const require_scan = require("./scan.js");
const require_check = require("./check.js");
const require_surfaces = require("./surfaces.js");
let node_path = require("node:path");
let node_fs = require("node:fs");
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
	const given = Object.entries(require_base.defined(fields));
	return Object.fromEntries(given.sort(byText));
}
/** By code units, so that every machine has the same order. */
function byText([a], [b]) {
	return a < b ? -1 : 1;
}
// src/lock/merge.ts
function mergeLock(old, { images }, options) {
	const fates = [...new Set([...old.images.keys(), ...images.keys()])].sort().map((name) => fateOf(name, old.images.get(name), images.get(name), options));
	const named = (fate) => those(fates, fate).map(({ name }) => name);
	return {
		lock: { images: new Map(fates.flatMap((one) => "entry" in one ? [[one.name, one.entry]] : [])) },
		added: those(fates, "added").map(({ name, entry }) => ({
			name,
			image: entry
		})),
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
	if (require_base.agree(before.content, now.content)) return {
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
	const content = require_base.together(before.content, now.content);
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
		images: new Map([...pulls].sort(byName).map(([name, own]) => [name, observed(name, own, answers.get(name) ?? [], startedAt)])),
		outside: new Map([...outside].filter(([name]) => !pulls.has(name)).sort(byName))
	};
}
function whyOutside(pull) {
	if (!require_base.isNamed(pull)) return "unresolved";
	return require_check.isRefused(pull) ? "not-pullable" : "nobody-to-ask";
}
function observed(name, pulls, answers, startedAt) {
	const usage = usageOf(pulls);
	const trouble = troubleOf(answers, pulls);
	const content = trouble?.state === "digest-mismatch" ? void 0 : require_base.contentOf(name, answers);
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
function troubleOf(answers, pulls) {
	const failure = answers.find(require_base.isTrouble)?.failure;
	if (failure === void 0) return void 0;
	const { state, message } = failure;
	if (state !== "not-found" || pulls.some(({ predicted }) => predicted === void 0)) return {
		state,
		message
	};
	return {
		state,
		message: "Wave has not built it yet: no run has asked for it",
		isExpected: true
	};
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
// src/drift/causes.ts
const shown = (text) => text === "" ? "none" : require_base.quote(text);
const fromTo = ({ before, after }) => `${shown(before)} became ${shown(after)}`;
const causes = {
	vanished: {
		grade: "breaking",
		means: "The registry, or the server of a file, has it no more: nobody can pull it",
		words: () => "vanished: it can be pulled no more"
	},
	"schema-1": {
		grade: "breaking",
		means: "It is in Docker's first image format (schema 1) by now, which current engines refuse",
		words: () => "format changed: it is in Docker's first image format (schema 1), which current engines refuse"
	},
	artifact: {
		grade: "breaking",
		means: "The name means no container image any more, but an artifact of a type that its engine does not fetch",
		words: ({ after }) => `format changed: it is no container image any more but an artifact (${after})`
	},
	"sif-lost": {
		grade: "breaking",
		means: "The name meant a SIF, which `oras://` fetches, and means a container image by now, which it does not",
		words: () => "format changed: it is a container image and no SIF any more, so oras:// does not fetch it"
	},
	"platform-lost": {
		grade: "breaking",
		means: "A platform is on offer no more",
		words: ({ before }) => `platform lost: it is no longer on offer for ${before}`
	},
	"file-platform": {
		grade: "breaking",
		means: "The header of a SIF says another architecture",
		words: ({ before, after }) => `platform lost: the file is for ${after} and was for ${before}`
	},
	"entrypoint-added": {
		grade: "breaking",
		ofTasks: true,
		means: "There is an ENTRYPOINT that starts in place of the task's shell, where there was none or one that ran what it was given",
		words: ({ before, after }) => before === "" ? `entry point added: ${require_base.quote(after)} starts in place of the task's shell` : `entry point changed: ${require_base.quote(after)} starts in place of the task's shell, which ${require_base.quote(before)} let start`
	},
	"user-not-root": {
		grade: "breaking",
		ofTasks: true,
		means: "It ran as root and runs as somebody else by now, who often cannot write into the work directory",
		words: ({ after }) => `user changed: it runs as ${require_base.quote(after)} and no longer as root, who can write into the work directory`
	},
	"path-changed": {
		grade: "breaking",
		ofTasks: true,
		means: "PATH lost a directory, or looks into another one first: commands may be missing, or others. Without a PATH, engines set their own",
		words: (told) => `PATH changed: ${fromTo(told)}`
	},
	"old-gone": {
		grade: "visible",
		means: "The tag moved and what it was is gone from the registry: nobody can go back to it. Told where the registry was asked",
		words: ({ before }) => `old manifest gone: ${require_base.shortDigest(before)} can be pulled no more, by its digest neither`
	},
	"access-lost": {
		grade: "visible",
		means: "Who asks is not let in any more. Others may be, so this alone breaks nothing for sure",
		words: () => "access lost: it cannot be read any more by who asks"
	},
	"came-back": {
		grade: "visible",
		means: "It could not be pulled when it was looked at last, and can be now",
		words: () => "came back: it can be pulled again"
	},
	"entrypoint-changed": {
		grade: "visible",
		means: "The ENTRYPOINT is another or gone, and a task's shell starts as it did or did not before",
		words: (told) => `entry point changed: ${fromTo(told)}`
	},
	"user-changed": {
		grade: "visible",
		means: "It runs as another user, or as root where it did not",
		words: (told) => `user changed: ${fromTo(told)}`
	},
	"path-extended": {
		grade: "visible",
		means: "PATH has more directories behind those that it had",
		words: (told) => `PATH extended: ${fromTo(told)}`
	},
	"workdir-changed": {
		grade: "visible",
		means: "The working directory is another",
		words: (told) => `working directory changed: ${fromTo(told)}`
	},
	"new-base": {
		grade: "visible",
		means: "Rebuilt on another base: its first layer is another, too",
		words: () => "rebuilt on a new base: its first layer is another"
	},
	rebuilt: {
		grade: "visible",
		means: "Rebuilt on the same base: its first layers are as they were",
		words: ({ after }) => `rebuilt on the same base: the first ${after} are as before`
	},
	replaced: {
		grade: "visible",
		means: "It is another image, and what is another in it was not recorded: nobody read the configuration then, or now",
		words: () => "replaced: it is another image, of which too little is known to say more"
	},
	grown: {
		grade: "visible",
		means: "There is more to pull, beyond the bound",
		words: ({ before, after }) => `grown: ${after} to pull, and ${before} before`
	},
	shrunk: {
		grade: "visible",
		means: "There is less to pull, beyond the bound",
		words: ({ before, after }) => `shrunk: ${after} to pull, and ${before} before`
	},
	"file-changed": {
		grade: "visible",
		means: "A file (SIF) is another one: its sha256, its size or the date in its header",
		words: ({ before, after }) => `file changed: ${after}, and ${before} before`
	},
	"file-format": {
		grade: "visible",
		means: "A file is a SIF by now and was what Singularity 2 made, or the other way round",
		words: ({ before, after }) => `format changed: the file is ${after} and was ${before}`
	},
	"index-lost": {
		grade: "visible",
		means: "It was an index and is one image by now",
		words: () => "format changed: it is one image and no index of several any more"
	},
	"artifact-left": {
		grade: "visible",
		means: "The name meant an artifact, which no engine runs, and means a container image by now",
		words: ({ before }) => `format changed: it is a container image and no artifact (${before}) any more`
	},
	contradiction: {
		grade: "visible",
		means: "The same digest, and not the same facts: one of the two records is wrong, or who answered for it was",
		words: () => "contradiction: its digest is as before, and what is said of it is not"
	},
	"tag-moved": {
		grade: "harmless",
		means: "The name means another digest. By itself that says nothing: the other causes tell what is another behind it",
		words: ({ before, after }) => `tag moved: it means ${require_base.shortDigest(after)}, and meant ${require_base.shortDigest(before)}`
	},
	"platform-added": {
		grade: "harmless",
		means: "It is on offer for one more platform",
		words: ({ after }) => `platform added: it is on offer for ${after}, too`
	},
	repacked: {
		grade: "harmless",
		means: "The same configuration, and so the same content, in layers that are compressed otherwise, or with other annotations",
		words: () => "repacked: the same configuration, and so the same content, packed otherwise"
	},
	reconfigured: {
		grade: "harmless",
		means: "The same layers with another configuration, in something that is not told above: a date, labels, variables",
		words: () => "reconfigured: the same layers, and another configuration"
	},
	"command-changed": {
		grade: "harmless",
		means: "CMD is another, which a task does not start",
		words: (told) => `command changed: ${fromTo(told)}`
	},
	"index-made": {
		grade: "harmless",
		means: "It was one image and is an index by now",
		words: () => "format changed: it is an index and was one image"
	},
	"format-changed": {
		grade: "harmless",
		means: "Its media types are those of OCI and were Docker's, or the other way round",
		words: ({ before, after }) => `format changed: ${after}, and ${before} before`
	},
	"index-rewritten": {
		grade: "harmless",
		means: "The same images in another index: annotations, attestations or their order",
		words: () => "index rewritten: the images in it are the same"
	}
};
/** Heaviest first. */
const driftGrades = [
	"breaking",
	"visible",
	"harmless"
];
const order = Object.keys(causes);
/** Where a cause stands in the table. */
function rankOf(cause) {
	return order.indexOf(cause);
}
/** The worst of some; undefined of none. */
function worst(grades) {
	return driftGrades.find((grade) => grades.includes(grade));
}
// src/drift/change.ts
/** Of a text of an image, no more is told. */
const LONGEST = 500;
function cause(name, fields, before = "", after = "") {
	return {
		cause: name,
		fields,
		before: require_base.short(before, LONGEST),
		after: require_base.short(after, LONGEST)
	};
}
/**
* Worst first; what is the same of several platforms is one change.
*
* @param isTask A process of Nextflow pulls it.
*/
function changesOf(found, isTask) {
	return [...Map.groupBy(found, ({ cause: name, before, after }) => JSON.stringify([
		name,
		before,
		after
	])).values()].flatMap((those) => those.slice(0, 1).map((first) => changeOf(first, those, isTask))).sort((a, b) => weight$1(a) - weight$1(b) || (placeOf(a) < placeOf(b) ? -1 : 1));
}
/** By grade, then by the table. */
function weight$1({ grade, cause: name }) {
	return driftGrades.indexOf(grade) * 1e3 + rankOf(name);
}
function placeOf({ platforms, message }) {
	return JSON.stringify([platforms, message]);
}
function changeOf({ cause: name, before, after }, those, isTask) {
	const { grade, ofTasks = false, words } = causes[name];
	const platforms = those.flatMap(({ platform }) => platform ?? []);
	return {
		cause: name,
		grade: ofTasks && !isTask ? "visible" : grade,
		...platforms.length > 0 && { platforms },
		message: words({
			before,
			after
		}),
		...before !== "" && { before },
		...after !== "" && { after },
		fields: those.flatMap(({ fields }) => fields)
	};
}
// src/drift/fields.ts
/** Facts of one part of a record that differ, taken one after the other by the causes that explain them. */
var Differences = class {
	#left;
	/**
	* @param at Where the part stands in the record.
	* @param isWhole Both sides are known altogether, so that what is absent is known to be absent.
	*/
	constructor(at, before, after, isWhole) {
		const [then, now] = [new Map(Object.entries(before)), new Map(Object.entries(after))];
		const keys = [...new Set([...then.keys(), ...now.keys()])].sort().filter((key) => isWhole || then.get(key) !== void 0 && now.get(key) !== void 0);
		this.#left = new Map(keys.filter((key) => !areEqual(then.get(key), now.get(key))).map((key) => [key, field([...at, key], then.get(key), now.get(key))]));
	}
	has(key) {
		return this.#left.has(key);
	}
	/** Those of these facts that differ and were not taken yet. */
	take(...keys) {
		const taken = keys.flatMap((key) => this.#left.get(key) ?? []);
		for (const key of keys) this.#left.delete(key);
		return taken;
	}
	/** All that are left. */
	rest() {
		return this.take(...this.#left.keys());
	}
};
/** One fact, without a side that is absent. */
function field(at, before, after) {
	return {
		at,
		...before !== void 0 && { before },
		...after !== void 0 && { after }
	};
}
/** Values as JSON has them: texts, numbers, lists, and the sizes of layers in any order of their keys. */
function areEqual(one, other) {
	return JSON.stringify(one, sortedKeys) === JSON.stringify(other, sortedKeys);
}
function sortedKeys(_key, value) {
	if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
	return Object.fromEntries(Object.entries(value).sort(([a], [b]) => a < b ? -1 : 1));
}
// src/drift/size.ts
/** Whether an image has much more or less to pull than it had. */
/**
* @param before Bytes, where they are known.
* @param times From how much growth on it is told: 2 is twice, and half.
*/
function sizeCauses(before, after, times) {
	if (before === void 0 || after === void 0 || before === after) return [];
	const [then, now] = [require_base.formatBytes(before), require_base.formatBytes(after)];
	if (after >= before * times) return [cause("grown", [], then, now)];
	return after * times <= before ? [cause("shrunk", [], then, now)] : [];
}
// src/drift/platform.ts
/** What changed in the image of one platform. */
/** Where an image sets no PATH (moby, oci/defaults.go: DefaultPathEnv). */
const USUAL_PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";
/**
* What is another in the image of one platform; a configuration that was read on one side only tells nothing.
*
* @param times From how much growth on its size is told: 2 is twice, and half.
*/
function platformCauses(name, before, after, times) {
	const isRead = before.config !== void 0 && after.config !== void 0;
	const differing = new Differences(["platforms", name], before, after, isRead);
	return [
		...[...isRead ? configurationCauses(before, after, differing) : [], ...formatCauses$1(before, after, differing)],
		...contentCauses$1(before, after, differing),
		...sizeCauses(pullSize(before), pullSize(after), times)
	].map((one) => ({
		...one,
		platform: name
	}));
}
function configurationCauses(before, after, differing) {
	const told = [];
	const [start, starts] = [startOf(before), startOf(after)];
	if (JSON.stringify(start) !== JSON.stringify(starts)) {
		const name = require_base.runsWhatItIsGiven(start) && !require_base.runsWhatItIsGiven(starts) ? "entrypoint-added" : "entrypoint-changed";
		told.push(cause(name, differing.take("entrypoint"), start.join(" "), starts.join(" ")));
	}
	if (differing.has("user") && require_base.spellingsOf(before.user ?? "")[0] !== require_base.spellingsOf(after.user ?? "")[0]) {
		const hurts = require_base.isRoot(before.user) && !require_base.isRoot(after.user);
		told.push(cause(hurts ? "user-not-root" : "user-changed", differing.take("user"), before.user, after.user));
	}
	const [then, now] = [before.path ?? USUAL_PATH, after.path ?? USUAL_PATH];
	if (then !== now) told.push(cause(`${now}:`.startsWith(`${then}:`) ? "path-extended" : "path-changed", differing.take("path"), then, now));
	if ((before.workdir ?? "/") !== (after.workdir ?? "/")) told.push(cause("workdir-changed", differing.take("workdir"), before.workdir, after.workdir));
	if (differing.has("cmd")) told.push(cause("command-changed", differing.take("cmd"), before.cmd?.join(" "), after.cmd?.join(" ")));
	return told;
}
/** The entry point; one empty word is none (moby, daemon/create.go). */
function startOf({ entrypoint = [] }) {
	return entrypoint.length === 1 && entrypoint[0] === "" ? [] : entrypoint;
}
function formatCauses$1(before, after, differing) {
	const [then, now] = [require_base.familyOf(before.mediaType ?? ""), require_base.familyOf(after.mediaType ?? "")];
	if (then === void 0 || now === void 0 || then === now) return [];
	return [cause("format-changed", differing.take("mediaType"), then, now)];
}
/** What explains all that is left of the difference: whether the content is the same, and if not on which base it stands. */
function contentCauses$1(before, after, differing) {
	const isMoved = differing.has("digest");
	const rest = differing.rest();
	if (rest.length === 0) return [];
	if (!isMoved && before.digest !== void 0 && after.digest !== void 0) return [cause("contradiction", rest)];
	if (before.config === void 0 || after.config === void 0) return [cause("replaced", rest)];
	if (before.config === after.config) return [cause("repacked", rest)];
	if (before.layers === void 0 || after.layers === void 0) return [cause("replaced", rest)];
	const shared = sharedLayers(before, after);
	const { length } = after.layers;
	if (shared === length && length === before.layers.length) return [cause("reconfigured", rest)];
	return [shared === 0 ? cause("new-base", rest) : cause("rebuilt", rest, void 0, `${shared} of ${length} layers`)];
}
/** How many layers from the lowest on are the same. */
function sharedLayers({ layers: then = [] }, { layers: now = [] }) {
	const at = now.findIndex(({ digest }, depth) => digest !== then[depth]?.digest);
	return at === -1 ? now.length : at;
}
/** Bytes to pull; undefined where one of the layers does not tell its own. */
function pullSize({ layers }) {
	return layers?.reduce((sum, { size }) => sum === void 0 || size === void 0 ? void 0 : sum + size, 0);
}
// src/drift/content.ts
/** What changed between two records of what one image is. */
/**
* Every cause, each with the facts that it explains: those that both records have and have otherwise. What one of them does not
* know is no change.
*
* @param times From how much growth on its size is told.
*/
function contentCauses(before, after, times) {
	const top = new Differences([], facts(before), facts(after), false);
	const isMoved = top.has("digest");
	const moved = isMoved ? [cause("tag-moved", top.take("digest"), before.digest, after.digest)] : [];
	const behind = [
		...kindCauses(before, after, top),
		...formatCauses(before, after, top),
		...platformsCauses(before, after, times),
		...fileCauses(before.file, after.file, times)
	];
	const rest = top.rest();
	const left = rest.length === 0 ? [] : [cause(isMoved ? "replaced" : "contradiction", rest)];
	const told = [...behind, ...left];
	if (isMoved && told.every(({ cause: name }) => name === "format-changed")) told.push(unexplained(before, after));
	return [...moved, ...told];
}
/** The facts of an image as a whole. */
function facts({ digest, mediaType, artifact }) {
	return {
		digest,
		mediaType,
		artifact
	};
}
/** A digest that moved with nothing else to be seen: another index of the same images, or nobody knows. */
function unexplained({ platforms: then }, { platforms: now }) {
	return cause(then !== void 0 && now !== void 0 && [...then].every(([name, { digest }]) => isKnownAs(digest, now.get(name))) ? "index-rewritten" : "replaced", []);
}
function isKnownAs(digest, platform) {
	return digest !== void 0 && platform?.digest === digest;
}
/** A container image that is an artifact by now, the other way round, or an artifact of another type. */
function kindCauses(before, after, top) {
	const [then = "", now = ""] = [before.artifact, after.artifact];
	if (then !== "" && now !== "") {
		if (then === now) return [];
		return [cause(require_base.isSifType(then) && require_base.isSifType(now) ? "format-changed" : "artifact", top.take("artifact"), then, now)];
	}
	if (now !== "" && before.platforms !== void 0) return [cause("artifact", whole(before, after), "", now)];
	if (then === "" || after.platforms === void 0) return [];
	return [cause(require_base.isSifType(then) ? "sif-lost" : "artifact-left", whole(before, after), then)];
}
/** All that an image has and an artifact has not. */
function whole(before, after) {
	return [
		"artifact",
		"platforms",
		"file"
	].filter((key) => before[key] !== void 0 || after[key] !== void 0).map((key) => field([key], before[key], after[key]));
}
function formatCauses(before, after, top) {
	const { mediaType: then } = before;
	const { mediaType: now } = after;
	if (then === void 0 || now === void 0 || then === now) return [];
	if (require_base.isSchema1Type(now)) return require_base.isSchema1Type(then) ? [] : [cause("schema-1", top.take("mediaType"), then, now)];
	const told = [];
	if (require_base.isListType(then) !== require_base.isListType(now)) told.push(cause(require_base.isListType(now) ? "index-made" : "index-lost", top.take("mediaType"), then, now));
	const [was, is] = [require_base.familyOf(then), require_base.familyOf(now)];
	if (was !== void 0 && is !== void 0 && was !== is) told.push(cause("format-changed", top.take("mediaType"), was, is));
	return told;
}
/** Platforms that are on offer no more or only now, and what is another in those that are on both sides. */
function platformsCauses({ platforms: then }, { platforms: now }, times) {
	if (then === void 0 || now === void 0) return [];
	return [...new Set([...then.keys(), ...now.keys()])].sort().flatMap((name) => {
		const [before, after] = [then.get(name), now.get(name)];
		const fields = [field(["platforms", name], before, after)];
		if (before === void 0) return [cause("platform-added", fields, "", name)];
		return after === void 0 ? [cause("platform-lost", fields, name)] : platformCauses(name, before, after, times);
	});
}
function fileCauses(before, after, times) {
	if (before === void 0 || after === void 0) return [];
	const differing = new Differences(["file"], before, after, false);
	const told = [];
	if (differing.has("architecture")) told.push(cause("file-platform", differing.take("architecture"), before.architecture, after.architecture));
	if (differing.has("format")) told.push(cause("file-format", differing.take("format"), before.format, after.format));
	const rest = differing.rest();
	if (rest.length > 0) told.push(cause("file-changed", rest, ...bothInWords(before, after, rest)));
	return [...told, ...sizeCauses(before.size, after.size, times)];
}
/** `sha256 \u2026`, `12 MiB, built 2026-\u2026`: the facts that differ, as they were and as they are. */
function bothInWords(before, after, differing) {
	const keys = new Set(differing.map(({ at }) => at.at(-1)));
	const inWords = ({ sha256, size, created }) => [
		...keys.has("sha256") && sha256 !== void 0 ? [`sha256 ${sha256}`] : [],
		...keys.has("size") && size !== void 0 ? [`${require_base.formatBytes(size)} (${size} B)`] : [],
		...keys.has("created") && created !== void 0 ? [`built ${created}`] : []
	].join(", ");
	return [inWords(before), inWords(after)];
}
/** What changed of one image between two sightings; undefined: nothing, as far as it is known. */
function imageDrift(image, before, after, { times } = { times: 2 }) {
	const usage = {
		processes: both(before.processes, after.processes),
		files: both(before.files, after.files),
		scenarios: both(before.scenarios, after.scenarios)
	};
	const content = before.content === void 0 || after.content === void 0 ? [] : contentCauses(before.content, after.content, times).filter((one) => !isTold(one, after));
	const changes = changesOf([...stateCauses(before, after), ...content], usage.processes.length > 0);
	const grade = worst(changes.map((change) => change.grade));
	return grade && {
		image,
		grade,
		changes,
		...usage
	};
}
/** What became of its being there: what is asked for in vain for another reason than these is as it was. */
function stateCauses(before, after) {
	const was = isLost(before.unseen);
	const { unreadable, isOldGone = false } = after;
	const told = [];
	if (after.unseen === "not-found" && before.unseen !== "not-found") told.push(cause("vanished", []));
	else if (isLost(after.unseen) && !was) told.push(cause("access-lost", []));
	if (was && after.unseen === void 0 && after.content !== void 0) told.push(cause("came-back", []));
	const isSame = before.content?.digest !== void 0 && before.content.digest === after.content?.digest;
	if (unreadable !== void 0 && !isSame) told.push(cause(unreadable, [], "", unreadable === "artifact" ? UNTYPED : ""));
	if (isOldGone) told.push(cause("old-gone", [], before.content?.digest));
	return told;
}
/** Of what cannot be read it is known why nothing more is. */
function isTold({ cause: name, fields }, { unreadable }) {
	return unreadable !== void 0 && name === "replaced" && fields.length === 0;
}
const UNTYPED = "of a type that engines do not know";
function isLost(unseen) {
	return unseen === "not-found" || unseen === "absent-or-private" || unseen === "unauthorized";
}
/** What changed between two times. The same whatever the order of the two maps. */
function driftBetween(before, after, options = { times: 2 }) {
	const pairs = [...new Set([...before.keys(), ...after.keys()])].sort().map((image) => ({
		image,
		then: before.get(image),
		now: after.get(image)
	}));
	const changed = pairs.flatMap(({ image, then, now }) => then !== void 0 && now !== void 0 && isPulled(now) && imageDrift(image, then, now, options) || []);
	const grade = worst(changed.map((one) => one.grade));
	return {
		...grade !== void 0 && { grade },
		changed: changed.sort((a, b) => weight(a) - weight(b)),
		added: pairs.flatMap(({ image, then, now }) => isPulled(now) && !isPulled(then) ? useOf(image, now) : []),
		removed: pairs.flatMap(({ image, then, now }) => isPulled(then) && !isPulled(now) ? useOf(image, then) : []),
		processes: processDrift(before, after),
		unknown: pairs.flatMap(({ image, now }) => isPulled(now) ? unknownOf(image, now) : [])
	};
}
const WEIGHT = {
	breaking: 0,
	visible: 1,
	harmless: 2
};
function weight({ grade }) {
	return WEIGHT[grade];
}
function isPulled(sighting) {
	return sighting !== void 0 && sighting.unseen !== "not-pulled";
}
function useOf(image, { content, processes, files, scenarios }) {
	const digest = content?.digest ?? (content?.file?.sha256 && `sha256:${content.file.sha256}`);
	return {
		image,
		...digest !== void 0 && { digest },
		processes: both(processes, []),
		files: both(files, []),
		scenarios: both(scenarios, [])
	};
}
/** What nobody could tell of an image that is pulled. */
function unknownOf(image, { content, unseen, unreadable }) {
	if (isLost(unseen) || unreadable !== void 0 || unseen === "not-pulled") return [];
	if (unseen !== void 0) return [{
		image,
		why: unseen
	}];
	return content === void 0 ? [{
		image,
		why: "not-asked"
	}] : [];
}
/** Processes that pull other images than they did. */
function processDrift(before, after) {
	const [then, now] = [imagesByProcess(before), imagesByProcess(after)];
	return both([...then.keys()], [...now.keys()]).map((process) => ({
		process,
		before: then.get(process) ?? [],
		after: now.get(process) ?? []
	})).filter((one) => one.before.join("\n") !== one.after.join("\n"));
}
function imagesByProcess(sightings) {
	const images = new Map();
	for (const [image, sighting] of [...sightings].sort(([a], [b]) => a < b ? -1 : 1)) {
		if (!isPulled(sighting)) continue;
		for (const process of new Set(sighting.processes)) images.set(process, [...images.get(process) ?? [], image]);
	}
	return images;
}
/** Sorted, each once. */
function both(some, others) {
	return [...new Set([...some, ...others])].sort();
}
// src/drift/now.ts
/** What a run sees of an image now, as far as drift goes by it. */
/**
* @param answers About the image, for any platforms.
* @param old About what it was recorded as, by its digest, where somebody asked for that.
*/
function sightingOf(name, { processes, files, scenarios, written }, answers, old = []) {
	const failure = answers.find(require_base.isTrouble)?.failure;
	const content = failure?.state === "digest-mismatch" ? void 0 : require_base.contentOf(name, answers);
	const unreadable = unreadableIn(answers);
	const unseen = unreadable === void 0 ? failure?.state : void 0;
	return {
		processes,
		files,
		scenarios,
		written,
		...content !== void 0 && { content },
		...unseen !== void 0 && { unseen },
		...unreadable !== void 0 && { unreadable },
		...old.some((answer) => answer.failure?.state === "not-found") && { isOldGone: true }
	};
}
/** The same words as those of the rule manifest-format; Wave reads schema 1, and says that it is. */
function unreadableIn(answers) {
	const isOld = answers.some(({ answer }) => answer !== void 0 && "container" in answer && (answer.container.v1 || require_base.isSchema1Type(answer.container.manifest.mediaType)));
	const said = answers.find(({ failure }) => failure?.state === "unsupported")?.failure?.message ?? "";
	if (isOld || /\bschema ?1\b/i.test(said)) return "schema-1";
	return / not a container image\b/.test(said) ? "artifact" : void 0;
}
/** The name of what a tag was recorded as; undefined where it goes by a digest already, or comes from no registry. */
function oldName(name, digest) {
	const read = require_base.parseImageName(name);
	if (digest === void 0 || "error" in read || read.name.digest !== void 0) return void 0;
	const { registry, repository } = read.name;
	return require_base.canonicalName({
		registry,
		repository,
		digest
	});
}
// src/lock/seen.ts
/** What a run sees of its images, held against what was recorded of them. */
var seen_exports = require_rolldown_runtime.__exportAll({ driftOf: () => driftOf });
/** Each image that a run pulls as it sees it, beside the digest that it was recorded with. */
function sightingsOf(seen, recorded) {
	const answers = Map.groupBy(seen.inspections, ({ request }) => request.image);
	return new Map([...observe(seen).images].map(([image, { usage }]) => {
		const old = oldName(image, recorded(image)) ?? "";
		return [image, sightingOf(image, usage, answers.get(image) ?? [], answers.get(old))];
	}));
}
/** What became of each image that was asked for. */
function driftOf(seen, recorded) {
	const asked = new Set(seen.inspections.map(({ request }) => request.image));
	const sightings = sightingsOf(seen, recorded);
	return (image, entry, times) => {
		const now = asked.has(image) ? sightings.get(image) : void 0;
		return now && imageDrift(image, entry, now, { times });
	};
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
		content: contentOf(fields),
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
function contentOf({ digest, mediaType, artifact, platforms, file }) {
	return require_base.defined({
		digest,
		mediaType,
		artifact,
		platforms: platforms && new Map(Object.entries(platforms).map(([name, platform]) => [name, platformOf(platform)])),
		file: file && require_base.defined(file)
	});
}
function platformOf({ layers, ...platform }) {
	return require_base.defined({
		...platform,
		layers: layers?.map(({ digest, size }) => require_base.defined({
			digest,
			size
		}))
	});
}
// src/drift/report.ts
/** Undefined where it is no such report. A field of another type than it should be counts as absent. */
function sightingsInReport(report) {
	const { pulls, inspections } = require_base.object(report) ?? {};
	if (!Array.isArray(pulls) || !Array.isArray(inspections)) return void 0;
	const answers = Map.groupBy(require_base.list(inspections).flatMap(inspectionIn), ({ request }) => request.image);
	const places = new Map(require_base.list(require_base.object(report)?.["references"]).filter(require_base.isObject).map(({ id, file }) => [require_base.text(id), require_base.text(file)]));
	const byName = Map.groupBy(pulledIn(require_base.list(pulls).filter(require_base.isObject), new Set(answers.keys())), ({ name }) => name);
	return new Map([...byName].map(([name, own]) => {
		return [name, sightingIn(name, {
			written: each(own, ({ pull }) => require_base.text(pull["written"])),
			processes: each(own, ({ pull }) => require_base.text(pull["process"])),
			files: each(own, ({ pull }) => pull["process"] === void 0 ? placeIn(pull, places) : void 0),
			scenarios: each(own, ({ pull }) => scenarioIn(pull))
		}, answers.get(name))];
	}));
}
function sightingIn(name, usage, own) {
	return own === void 0 ? {
		...usage,
		unseen: "not-asked"
	} : sightingOf(name, usage, own);
}
/** Pulls with the name by which registries are asked, of what a run or a build pulls, and of whatever was asked for. */
function pulledIn(pulls, asked) {
	return pulls.flatMap((pull) => {
		const image = require_base.text(pull["image"]);
		const name = require_base.text(pull["canonical"]) ?? (image !== void 0 && /^https?:/i.test(image) ? image : void 0);
		if (name === void 0 || require_base.text(pull["file"]) !== void 0) return [];
		return require_base.flag(pull["called"]) !== false && require_base.flag(pull["reachable"]) !== false || asked.has(name) ? [{
			name,
			pull
		}] : [];
	});
}
function each(pulls, of) {
	return [...new Set(pulls.flatMap((pull) => of(pull) ?? []))].filter((word) => word !== "").sort();
}
function placeIn({ references }, places) {
	return places.get(require_base.texts(references)[0]);
}
function scenarioIn({ scenario }) {
	const { profiles, arguments: typed } = require_base.object(scenario) ?? {};
	return require_base.isObject(scenario) ? require_scan.scenarioWords({
		profiles: require_base.texts(profiles),
		arguments: require_base.texts(typed)
	}) : void 0;
}
/** As far as a record goes by it. */
function inspectionIn(value) {
	const { image, platform, digest, platforms, answer, artifact, download, failure } = require_base.object(value) ?? {};
	const name = require_base.text(image);
	if (name === void 0) return [];
	const read = answerIn(require_base.object(answer));
	const file = downloadIn(require_base.object(download));
	const state = require_base.text(require_base.object(failure)?.["state"]);
	return {
		request: {
			image: name,
			platform: require_base.text(platform) ?? null,
			need: "config"
		},
		...require_base.defined({
			digest: require_base.text(digest),
			artifact: require_base.text(artifact),
			answer: read,
			download: file
		}),
		...Array.isArray(platforms) && { platforms: require_base.texts(platforms) },
		...state !== void 0 && { failure: {
			state,
			message: require_base.text(require_base.object(failure)?.["message"]) ?? ""
		} },
		evidence: evidenceIn(require_base.object(require_base.object(value)?.["evidence"]))
	};
}
function evidenceIn(evidence = {}) {
	const index = require_base.text(evidence["indexDigest"]);
	return {
		via: "none",
		host: "",
		verified: false,
		requests: 0,
		observedAt: "",
		...index !== void 0 && { indexDigest: index }
	};
}
function answerIn(answer) {
	const [container, index] = [require_base.object(answer?.["container"]), require_base.object(answer?.["index"])];
	if (container !== void 0) return { container: containerIn(container) };
	if (index === void 0) return void 0;
	const manifests = require_base.list(index["manifests"]).filter(require_base.isObject);
	return { index: {
		...require_base.defined({
			mediaType: require_base.text(index["mediaType"]),
			digest: require_base.text(index["digest"])
		}),
		manifests: manifests.map((entry) => ({
			...descriptorIn(entry),
			...platformIn(require_base.object(entry["platform"]))
		}))
	} };
}
function platformIn(platform) {
	if (platform === void 0) return {};
	const { os, architecture, variant } = platform;
	return { platform: require_base.defined({
		os: require_base.text(os),
		architecture: require_base.text(architecture),
		variant: require_base.text(variant)
	}) };
}
function containerIn(container) {
	const manifest = require_base.object(container["manifest"]) ?? {};
	const { config: own, created } = require_base.object(container["config"]) ?? {};
	const { user, env, cmd, entrypoint, workingDir } = require_base.object(own) ?? {};
	const config = require_base.object(manifest["config"]);
	return {
		registry: "",
		hostName: "",
		imageName: "",
		reference: "",
		...require_base.defined({ digest: require_base.text(container["digest"]) }),
		config: {
			...require_base.defined({ created: require_base.text(created) }),
			config: {
				...require_base.defined({
					user: require_base.text(user),
					workingDir: require_base.text(workingDir)
				}),
				env: require_base.texts(env),
				...Array.isArray(cmd) && { cmd: require_base.texts(cmd) },
				...Array.isArray(entrypoint) && { entrypoint: require_base.texts(entrypoint) }
			},
			rootfs: {}
		},
		manifest: {
			...require_base.defined({ mediaType: require_base.text(manifest["mediaType"]) }),
			...config !== void 0 && { config: descriptorIn(config) },
			...Array.isArray(manifest["layers"]) && { layers: require_base.list(manifest["layers"]).filter(require_base.isObject).map(descriptorIn) }
		},
		v1: container["v1"] === true,
		v2: container["v2"] === true,
		oci: container["oci"] === true
	};
}
function descriptorIn({ mediaType, digest, size }) {
	return require_base.defined({
		mediaType: require_base.text(mediaType),
		digest: require_base.text(digest),
		size: require_base.count(size)
	});
}
function downloadIn(download) {
	if (download === void 0) return void 0;
	const [sif, squashfs] = [require_base.object(download["sif"]), require_base.object(download["squashfs"])];
	return require_base.defined({
		size: require_base.count(download["size"]),
		sif: sif && require_base.defined({
			architecture: require_base.text(sif["architecture"]),
			created: require_base.text(sif["created"])
		}),
		squashfs: squashfs && require_base.defined({ created: require_base.text(squashfs["created"]) })
	});
}
// src/lock/record.ts
/** A file that says what images were at one time: a lock, or the report of a check. */
/** Reports hold every answer. Bytes. */
const LARGEST$1 = 268435456;
/**
* @param name As a person typed it, from the current folder on.
* @throws ConfigurationError where it is neither, with each problem of a lock at its line.
*/
function readRecord(name) {
	const found = require_base.readRegularFile((0, node_path.resolve)(name), LARGEST$1, "followed");
	const text = require_base.isUnread(found) ? found : require_base.decodeText(found);
	if (typeof text !== "string") throw new require_base.ConfigurationError(`${name} ${text.words}; ${WANTED}.`);
	const parsed = parsedJson(text);
	const seen = sightingsInReport(parsed);
	if (seen !== void 0) return seen;
	if (require_base.isObject(parsed) && Array.isArray(parsed["reports"])) throw new require_base.ConfigurationError(`${name} has the reports of several folders; take out the one that is meant: jq '.reports[0]'.`);
	if (!(parsed === void 0 || require_base.isObject(parsed) && "images" in parsed)) throw new require_base.ConfigurationError(`${name} is JSON of another kind; ${WANTED}.`);
	return readLock(text, name).images;
}
const WANTED = "diff takes a containers.lock, or what check --format json printed";
/** Undefined: it is no JSON, and the reader of locks says where and why. */
function parsedJson(text) {
	try {
		return JSON.parse(text);
	} catch {
		return;
	}
}
/** A record as a lock: what a run need not ask again where names still mean the same. */
function lockOf(sightings) {
	return { images: new Map([...sightings].flatMap(([name, { content, processes, files, scenarios, written }]) => content === void 0 ? [] : [[name, {
		content,
		processes,
		files,
		scenarios,
		written,
		by: "registry",
		verified: false,
		firstSeen: ""
	}]])) };
}
// src/report/diff.ts
/** What `wave-inspect diff` says: what changed between two records, image by image, the worst first. */
const NOTHING = "nothing changed";
/** `2 images changed (1 breaking, 1 harmless), 1 added`. */
function counts({ changed, added, removed, processes, unknown }) {
	const grades = driftGrades.map((grade) => [grade, changed.filter((one) => one.grade === grade).length]).filter(([, count]) => count > 0).map(([grade, count]) => `${count} ${grade}`);
	const parts = [
		...changed.length > 0 ? [`${require_base.counted(changed.length, "image")} changed (${grades.join(", ")})`] : [],
		...added.length > 0 ? [`${added.length} added`] : [],
		...removed.length > 0 ? [`${removed.length} removed`] : [],
		...processes.length > 0 ? [`${require_base.counted(processes.length, "process pulls", "processes pull")} other images`] : [],
		...unknown.length > 0 ? [`${unknown.length} not known`] : []
	];
	return parts.length === 0 ? NOTHING : parts.join(", ");
}
function diffText({ old, next, drift }) {
	return `${[
		`${require_base.plain(old)} to ${require_base.plain(next)}: ${counts(drift)}.`,
		...drift.changed.flatMap(changedLines),
		...drift.added.flatMap((one) => useLines("added", one)),
		...drift.removed.flatMap((one) => useLines("removed", one)),
		...drift.processes.map((one) => `${"process".padEnd(10)} ${require_base.plain(processInWords(one))}`),
		...drift.unknown.map(({ image, why }) => `${"not known".padEnd(10)} ${require_base.plain(image)}: ${why}`)
	].join("\n")}\n`;
}
function changedLines({ image, grade, changes, ...usage }) {
	return [
		`${grade.padEnd(10)} ${require_base.plain(image)}`,
		...changes.map((change) => `  ${change.grade.padEnd(8)} ${require_base.plain(changeInWords(change))}`),
		...usageLines(usage)
	];
}
function useLines(word, { image, digest, ...usage }) {
	return [`${word.padEnd(10)} ${require_base.plain(image)}${digest === void 0 ? "" : ` (${require_base.plain(digest)})`}`, ...usageLines(usage)];
}
function usageLines({ processes, files }) {
	return [...processes.length > 0 ? [`  processes: ${require_base.plain(require_base.few(processes, MOST$1))}`] : [], ...files.length > 0 ? [`  files: ${require_base.plain(require_base.few(files, MOST$1))}`] : []];
}
/** Of one image, a person reads no more processes. */
const MOST$1 = 20;
function changeInWords({ message, platforms }) {
	return platforms === void 0 ? message : `${message} (${platforms.join(", ")})`;
}
function processInWords({ process, before, after }) {
	if (before.length === 0) return `${process} is new and pulls ${after.join(", ")}`;
	if (after.length === 0) return `${process} is gone and pulled ${before.join(", ")}`;
	return `${process} pulls ${after.join(", ")}, and pulled ${before.join(", ")}`;
}
/** For comments, issues and job summaries; cut where it is long, the worst first. */
function diffMarkdown({ old, next, drift }) {
	const sections = [
		...drift.changed.map(changedSection),
		...listSection("Added", drift.added.map(useItem)),
		...listSection("Removed", drift.removed.map(useItem)),
		...listSection("Processes that pull other images", drift.processes.map((one) => require_surfaces.escapeMarkdown(processInWords(one)))),
		...listSection("Not known", drift.unknown.map(({ image, why }) => `${require_surfaces.code(image)}: ${why}`))
	];
	const head = `**Drift from ${require_surfaces.code(old)} to ${require_surfaces.code(next)}:** ${counts(drift)}.`;
	const kept = [];
	let room = BUDGET - head.length;
	for (const section of sections) {
		room -= section.length + 2;
		if (room < 0) break;
		kept.push(section);
	}
	const left = sections.length - kept.length;
	const note = left === 0 ? [] : [`\u2026and ${require_base.counted(left, "more section")}; \`--format json\` has all.`];
	return `${[
		head,
		...kept,
		...note
	].join("\n\n")}\n`;
}
/** A comment and an issue of GitHub take 65,536 characters. */
const BUDGET = 6e4;
function changedSection({ image, grade, changes, ...usage }) {
	const items = changes.map((change) => `- **${change.grade}** ${require_surfaces.escapeMarkdown(changeInWords(change))}`);
	return [
		`### ${grade}: ${require_surfaces.code(image)}`,
		"",
		...items,
		...usageItems(usage)
	].join("\n");
}
function usageItems({ processes, files }) {
	return [...processes.length > 0 ? [`- processes: ${inCode(processes)}`] : [], ...files.length > 0 ? [`- files: ${inCode(files)}`] : []];
}
function inCode(names) {
	return require_base.few(names.map(require_surfaces.code), MOST$1);
}
function useItem({ image, digest, processes, files }) {
	const by = [...processes, ...files];
	return `${require_surfaces.code(image)}${digest === void 0 ? "" : ` ${require_surfaces.code(digest)}`}${by.length > 0 ? `: ${inCode(by)}` : ""}`;
}
function listSection(title, items) {
	return items.length === 0 ? [] : [[
		`### ${title}`,
		"",
		...items.map((item) => `- ${item}`)
	].join("\n")];
}
/** Everything, with full digests; nothing of when a run was. */
function diffJson({ old, next, drift }) {
	const { grade, changed, added, removed, processes, unknown } = drift;
	return require_base.printJson({
		schemaVersion: 1,
		old,
		new: next,
		grade: grade ?? null,
		counts: {
			...Object.fromEntries(driftGrades.map((one) => [one, changed.filter((image) => image.grade === one).length])),
			added: added.length,
			removed: removed.length,
			processes: processes.length,
			unknown: unknown.length
		},
		changed: changed.map((one) => ({
			...one,
			changes: one.changes.map(changePart)
		})),
		added,
		removed,
		processes,
		unknown
	});
}
function changePart({ cause, grade, platforms, message, before, after, fields }) {
	return {
		cause,
		grade,
		platforms,
		message,
		means: causes[cause].means,
		before,
		after,
		fields: fields.map((one) => ({
			at: one.at,
			before: jsonValue(one.before),
			after: jsonValue(one.after)
		}))
	};
}
function jsonValue(value) {
	return value instanceof Map ? Object.fromEntries(value) : value;
}
// src/cli/diff.ts
/** `wave-inspect diff`: what changed between two records of images, or between one and now. */
var diff_exports = require_rolldown_runtime.__exportAll({ diff: () => diff });
const surfaces = {
	text: diffText,
	markdown: diffMarkdown,
	json: diffJson
};
/** `wave-inspect diff OLD [NEW]`: 1 where something breaks, 3 where nobody said what an image is now. */
async function diff(args, world) {
	const typed = require_base.readArguments(args, "diff");
	const format = require_base.readWord("--format", typed.values.format ?? "text", [
		"text",
		"markdown",
		"json"
	]);
	const [old, next = ".", ...more] = typed.positionals;
	if (old === void 0 || more.length > 0) throw new require_base.ConfigurationError("diff takes two records, or one and a directory: wave-inspect diff OLD NEW.");
	const isNow = (0, node_fs.statSync)(next, { throwIfNoEntry: false })?.isDirectory() === true;
	if (!isNow) refuseOptions(typed);
	const before = readRecord(old);
	const after = isNow ? await seenNow({
		...typed,
		positionals: [next]
	}, before, world) : readRecord(next);
	if (after === void 0) return "undecided";
	const drift = driftBetween(before, after);
	const told = {
		old,
		next: isNow ? "now" : next,
		drift
	};
	world.out(surfaces[format](told));
	if (drift.grade === "breaking") return "fail";
	return isNow && drift.unknown.length > 0 ? "undecided" : "pass";
}
/** What is given for a run where none is made would count for nothing. */
function refuseOptions({ values, rest }) {
	const option = Object.keys(values).find((name) => name !== "format");
	if (option === void 0 && rest.length === 0) return;
	throw new require_base.ConfigurationError(`${option === void 0 ? "What stands behind --" : `--${option}`} is for a directory: two records are compared as they are.`);
}
/** What the images of a directory are now; undefined where the run was ended. */
async function seenNow(typed, before, world) {
	const old = lockOf(before);
	const { policy, report } = await require_check.runWhole(typed, world, {
		baseline: async () => void 0,
		record: {
			lock: old,
			alone: true,
			old
		}
	});
	if (report.cancelled !== void 0) {
		world.err(`wave-inspect: the run was ended (${report.cancelled}); nothing is compared.\n`);
		return;
	}
	return sightingsOf({
		...report,
		policy
	}, (image) => before.get(image)?.content?.digest);
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
	const text = require_base.isUnread(found) ? found : require_base.decodeText(found);
	if (typeof text !== "string") throw new require_base.ConfigurationError(`${name} ${text.words}; a lock is a JSON file that wave-inspect lock writes.`);
	return readLock(text, name);
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
	const lines = [
		...section("added", added, ({ name, image }) => `${require_base.plain(name)} (${inWords(image)})`),
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
function inWords({ content: { digest, file } }) {
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
		added: added.map(({ name, image }) => ({
			image: name,
			is: identity(image)
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
function identity({ content: { digest, file } }) {
	return {
		digest,
		file
	};
}
// src/cli/lock.ts
/** `wave-inspect lock`: records what every image is, and says what is another one than was recorded. */
var lock_exports = require_rolldown_runtime.__exportAll({ lock: () => lock });
/** `wave-inspect lock [DIR]`: 1 where something moved and was left, 3 where nobody said what an image is. */
async function lock(args, world) {
	const typed = require_base.readArguments(args, "lock");
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
	return [...images.values()].some(({ trouble }) => trouble !== void 0 && trouble.isExpected !== true);
}
function outcomeOf({ left }, isOpen) {
	if (left.length > 0) return "fail";
	return isOpen ? "undecided" : "pass";
}
// src/lock/ask.ts
/** What need not be asked again: where a name still means what the lock has, the lock knows the rest. */
var ask_exports = require_rolldown_runtime.__exportAll({
	askingForOld: () => askingForOld,
	askingWhy: () => askingWhy,
	inRounds: () => inRounds
});
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
/**
* The same with one more question in the second round for each image that means another digest by now: whether what the lock has
* can still be pulled by its digest.
*/
function askingForOld({ first, second }, lock) {
	return {
		first,
		second(answers) {
			const old = movedIn(answers, lock).flatMap(({ image, before }) => oldName(image, before.content.digest) ?? []);
			return [...second(answers), ...old.map((image) => ({
				image,
				platform: null,
				need: "existence"
			}))];
		}
	};
}
/**
* Requests of rules, and in a second round of each image that means another digest by now what tells why.
*
* @param whole What a record of the images for which somebody wants to know would ask.
*/
function askingWhy(first, whole, lock) {
	const byImage = Map.groupBy(whole, ({ image }) => image);
	const second = (answers) => {
		const asked = new Set(answers.map(({ request }) => keyOf(request)));
		return movedIn(answers, lock).flatMap(({ image }) => byImage.get(image) ?? []).filter((request) => !asked.has(keyOf(request)));
	};
	const told = { images: new Map([...lock.images].filter(([image]) => byImage.has(image))) };
	return askingForOld({
		first,
		second
	}, told);
}
/** Images of a lock that mean another digest by now than it has. */
function movedIn(answers, { images }) {
	return [...new Map(answers.flatMap(({ request, digest }) => digest === void 0 ? [] : [[request.image, digest]]))].flatMap(([image, digest]) => {
		const before = images.get(image);
		return before?.content.digest !== void 0 && before.content.digest !== digest ? [{
			image,
			before
		}] : [];
	});
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
Object.defineProperty(exports, "diff_exports", {
	enumerable: true,
	get: function() {
		return diff_exports;
	}
});
Object.defineProperty(exports, "driftBetween", {
	enumerable: true,
	get: function() {
		return driftBetween;
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
Object.defineProperty(exports, "mergeLock", {
	enumerable: true,
	get: function() {
		return mergeLock;
	}
});
Object.defineProperty(exports, "observe", {
	enumerable: true,
	get: function() {
		return observe;
	}
});
Object.defineProperty(exports, "readLock", {
	enumerable: true,
	get: function() {
		return readLock;
	}
});
Object.defineProperty(exports, "seen_exports", {
	enumerable: true,
	get: function() {
		return seen_exports;
	}
});
Object.defineProperty(exports, "sightingsOf", {
	enumerable: true,
	get: function() {
		return sightingsOf;
	}
});
Object.defineProperty(exports, "writeLock", {
	enumerable: true,
	get: function() {
		return writeLock;
	}
});
