const require_rolldown_runtime = require("./rolldown-runtime.js");
const require_base = require("./base.js");
const require_scan = require("./scan.js");
const require_yaml = require("./yaml.js");
const require_dockerfile = require("./dockerfile.js");
let node_path = require("node:path");
let node_crypto = require("node:crypto");
// src/scan/kit/alternatives.ts
/** More ways than that are no condition that a person reads. */
const MOST_WAYS$4 = 8;
/** As one list of conditions. */
function asConditions(ways) {
	const [only] = ways;
	if (ways.length === 1 && only !== void 0) return only;
	const more = ways.length > MOST_WAYS$4 ? [`${ways.length - MOST_WAYS$4} more`] : [];
	return [[...ways.slice(0, MOST_WAYS$4).map((way) => way.join(" and ")), ...more].join(" or ")];
}
/** A way more. `a` and `not (a) and b` are `a` and `b`; what another way says with fewer conditions is left out. */
function withWay(ways, added) {
	const all = [...ways];
	for (const pending = [added]; pending.length > 0;) {
		const way = all.reduce(shortenedBy, pending.pop());
		if (all.some((other) => covers(other, way))) continue;
		for (const other of all.splice(0)) {
			if (covers(way, other)) continue;
			const shorter = shortenedBy(other, way);
			(shorter.length === other.length ? all : pending).push(shorter);
		}
		all.push(way);
	}
	return all;
}
/** Without the condition whose opposite leads to the same by another way. */
function shortenedBy(way, other) {
	return way.filter((condition) => {
		const opposite = other.find((one) => one === `not (${condition})` || condition === `not (${one})`);
		if (opposite === void 0) return true;
		return !other.every((one) => one === opposite || one !== condition && way.includes(one));
	});
}
function covers(way, other) {
	return way.every((one) => other.includes(one));
}
// src/scan/kit/composed.ts
/** Names that a file puts together from pieces: matrices, variables, inputs and their defaults. */
function isKnown(value) {
	return "value" in value;
}
function literal$2(value) {
	return {
		value,
		parts: [],
		isDefault: false
	};
}
/** A value that stands elsewhere, as what a variable stands for. */
function placedValue(text) {
	return withOrigin(literal$2(text.value), text);
}
/** The value as it is, where what no other place gives comes from this one. */
function withOrigin(value, origin) {
	const parts = [];
	let at = 0;
	for (const part of [...value.parts, void 0]) {
		const to = part?.from ?? value.value.length;
		if (to > at) parts.push({
			from: at,
			to,
			origin
		});
		if (part === void 0) break;
		parts.push(part);
		at = part.to;
	}
	return {
		...value,
		parts
	};
}
/** One value after the other. */
function joinComposed(left, right) {
	if (!isKnown(left)) return left;
	if (!isKnown(right)) return right;
	const { length } = left.value;
	if (length + right.value.length > 2e3) return { unresolved: tooLong };
	const conditions = [...new Set([...left.conditions ?? [], ...right.conditions ?? []])];
	const moved = right.parts.map(({ from, to, origin }) => ({
		from: from + length,
		to: to + length,
		origin
	}));
	return {
		value: left.value + right.value,
		parts: [...left.parts, ...moved],
		isDefault: left.isDefault || right.isDefault,
		...conditions.length > 0 && { conditions }
	};
}
/** A text in which something else stands for some stretches, in order; what is between them is as written. */
function fillIn(text, fillings) {
	let composed = literal$2("");
	let at = 0;
	for (const { start, end, value } of fillings) {
		composed = joinComposed(joinComposed(composed, literal$2(text.slice(at, start))), value);
		at = end;
	}
	return joinComposed(composed, literal$2(text.slice(at)));
}
/** The values that something has under one more condition. */
function under(condition, values) {
	return values.map((value) => isKnown(value) ? {
		...value,
		conditions: [condition, ...value.conditions ?? []]
	} : value);
}
/** The value without its first characters. */
function cutComposed(value, count) {
	const parts = value.parts.filter(({ to }) => to > count).map(({ from, to, origin }) => {
		const cut = Math.max(0, count - from);
		const isWhole = origin.value === value.value.slice(from, to);
		return {
			from: from + cut - count,
			to: to - count,
			origin: isWhole ? require_scan.subtext(origin, cut) : origin
		};
	});
	return {
		...value,
		value: value.value.slice(count),
		parts
	};
}
/** Every pair of one of these and one of those that can come together; behind as many as are told apart, one that is not known. */
function joinAll(left, right) {
	const joined = [];
	for (const one of left) for (const other of right) {
		const value = joinComposed(one, other);
		if (isKnown(value) && isContradiction(value.conditions ?? [])) continue;
		if (joined.length === MOST_VALUES) return [...joined, { unresolved: tooMany }];
		joined.push(value);
	}
	return joined;
}
/** Why a text is not worked out: too long for a name, or too much for its file. Undefined where it is; `at`: where it stands. */
function whyNotWorkedOut(text, budget, at) {
	if (text.length > 4e3) return { unresolved: tooLong };
	return budget.take("names", text.length + 1, at) ? void 0 : { unresolved: tooMuch };
}
/** Whether a condition is to hold and not to hold. */
function isContradiction(conditions) {
	return conditions.some((condition) => conditions.includes(`not (${condition})`));
}
const MOST_VALUES = 64;
const tooLong = {
	reason: "invalid-name",
	detail: `The name that the file puts together is longer than 2000 characters.`
};
const tooMany = {
	reason: "unsupported-expression",
	detail: `The file gives more than ${MOST_VALUES} values for this name: the others are not told apart.`
};
const tooMuch = {
	reason: "unsupported-expression",
	detail: "The file makes more of its expressions than is followed here."
};
/**
* Adds a pull for each value that a name takes: all of them are pulled, by one run or another. An empty one is none.
* The text itself is a reference of each, and so is every text that goes into the name. First comes the one that a
* person would change for another version.
*/
function addComposed(scan, place, values) {
	if (scan.isFull) return;
	const { kind, context, facts } = place;
	const unknown = values.find((value) => !isKnown(value));
	const reason = values.some(isKnown) ? void 0 : unknown?.unresolved;
	const written = scan.reference(withoutDockerScheme(place.text), kind, context, reason);
	for (const value of eachOnce(values)) {
		if (!isKnown(value)) {
			scan.pull([written], value, facts);
			continue;
		}
		const bare = value.value.replace(/^\s*(?:docker:\/\/)?/i, "");
		const lead = value.value.length - bare.length;
		const image = bare.trimEnd();
		if (image === "") continue;
		const isCandidate = value.conditions !== void 0 && value.conditions.length > 0;
		const confidence = isCandidate ? "candidate" : value.isDefault ? "default" : "exact";
		const referenceOf = ({ from, to, origin }) => {
			const isName = from <= lead && to >= lead + image.length;
			return scan.reference(withoutDockerScheme(origin), isName ? kind : "arg", context);
		};
		const first = editedPart(value.parts, lead, image);
		const references = [
			...first === void 0 ? [] : [referenceOf(first)],
			written,
			...value.parts.map(referenceOf)
		];
		const [edited = written, ...others] = new Set(references);
		scan.pull([edited, ...others], {
			image,
			confidence
		}, isCandidate ? {
			...facts,
			conditions: value.conditions
		} : facts);
	}
}
/**
* Each value once. What gives the same name from the same places under several conditions is pulled under any of them, and
* always where one of them holds whenever the others do not.
*/
function eachOnce(values) {
	const known = new Map();
	return values.map((value) => {
		if (!isKnown(value)) return value;
		const key = keyOf$2(value);
		const same = known.get(key);
		const way = value.conditions ?? [];
		if (same === void 0) known.set(key, {
			value,
			ways: [way]
		});
		else {
			same.ways = withWay(same.ways, way);
			if (value.isDefault) same.value = {
				...same.value,
				isDefault: true
			};
		}
		return same === void 0 ? key : void 0;
	}).flatMap((one) => {
		if (typeof one !== "string") return one ?? [];
		const { value, ways } = known.get(one);
		return {
			...value,
			conditions: asConditions(ways)
		};
	});
}
/** The name and the places of its parts. */
function keyOf$2({ value, parts }) {
	return JSON.stringify([value, ...parts.map(({ from, to, origin }) => [
		from,
		to,
		origin.file?.path,
		origin.start,
		origin.end
	])]);
}
/** The part with all of the version in it. */
function editedPart(parts, lead, image) {
	const { start, end } = require_base.versionPart(image);
	return parts.find(({ from, to }) => from <= lead + start && to >= lead + end);
}
/** `docker://` says nothing new where only images are named. */
function withoutDockerScheme(text) {
	const scheme = /^\s*docker:\/\//i.exec(text.value)?.[0];
	return scheme === void 0 ? text : require_scan.subtext(text, scheme.length);
}
// src/scan/kit/yaml-dialect.ts
/** What the tools that read YAML take from its first version (1.1), where the library here goes by 1.2 alone. */
/** go-yaml v3 and v4, libyaml (Psych, PyYAML), YamlDotNet and ruamel end a line at each of these; measured. */
const LINE_ENDS = /\r(?!\n)|[\u0085\u2028\u2029]/g;
/** What is JSON to its tools has these within strings. */
const JSON_LINE_ENDS = /\r(?!\n)/g;
/** A text of the same length in which every line ends with a line feed. */
function withLineFeeds$1(text, isJson) {
	return text.replace(isJson ? JSON_LINE_ENDS : LINE_ENDS, "\n");
}
const TAG = "tag:yaml.org,2002:";
/** `!!merge any: *base` merges as `<<: *base` does for go-yaml v4; others have the key as it is written. */
function isTaggedMerge(key) {
	return require_yaml.isScalar(key) && key.tag === `${TAG}merge`;
}
/** Whether a plain scalar stands for no value, whatever its tag: an image of that name is written in quotes. */
function isNull$1(scalar, value) {
	if (scalar.tag === `${TAG}str`) return value === "";
	return /^(?:~|null|Null|NULL)?$/.test(value);
}
/**
* The text that a scalar gives. `!!binary` is text in base64 to go-yaml (`image: !!binary ZGViaWFuOjEy` is `debian:12`),
* and `!binary` as well to Psych, which reads GitLab's files.
*/
function textOf$3(scalar, value, source) {
	return scalar.tag === `${TAG}binary` || scalar.tag === "!binary" && source === "gitlab" ? Buffer.from(value, "base64").toString("utf8") : value;
}
/** GitLab turns keys into symbols, and Psych reads `:image` as the symbol of that name. */
function keyOf$1(key, isPlain, source) {
	const [, quoted, bare] = source === "gitlab" && isPlain ? /^:(?:(["'].*["'])|(.+))$/s.exec(key) ?? [] : [];
	return quoted?.slice(1, -1) ?? bare ?? key;
}
// src/scan/kit/yaml-file.ts
/** YAML as the scanners read it: plain texts with their places in the file, aliases and merge keys followed. */
/** Merge keys of merge keys are followed this far. No file of a person comes near. */
const DEEPEST_MERGE = 100;
/**
* Reads all documents of a YAML (or JSON) text. Broken YAML gives one Problem a document, and whatever could be read.
* `source` is the text to parse where it is not the file itself: of the same length, template tags blanked out, say.
* `isTemplate`: it need be no YAML before another tool fills it in, and nothing is said of that.
*/
function readYaml(scan, source = scan.text, isTemplate = false) {
	const { text, documents, cut } = parseLoosely(withLineFeeds$1(source, isJson(scan)));
	if (cut !== void 0) scan.problem(cut.offset, "unreadable", `This file is read no further than here: ${cut.why}.`);
	return documents.map((document) => {
		const [error] = faultsIn(document);
		if (error !== void 0 && !isTemplate && (cut === void 0 || error.pos[0] < cut.offset)) scan.problem(error.pos[0], "syntax", `This is not valid YAML: ${require_base.short(error.message, 200)}.`);
		const yaml = new YamlDocument(document, text, scan);
		if (!isTemplate) yaml.sayMissing();
		return yaml;
	});
}
/** Files that their tools read as JSON. */
function isJson({ file, source }) {
	return source === "devcontainer" || (source === "bake" || source === "kubernetes") && /\.json$/i.test(file);
}
function parseLoosely(source) {
	const options = {
		schema: "failsafe",
		strict: false,
		resolveKnownTags: false
	};
	const parsed = require_yaml.parseYaml(source, options);
	const faults = faultsOf(parsed);
	if (faults === 0) return parsed;
	const loose = require_yaml.parseYaml(source, {
		...options,
		isLibyaml: true
	});
	return faultsOf(loose) < faults && loose.cut === void 0 ? loose : parsed;
}
function faultsOf({ documents }) {
	return documents.reduce((sum, document) => sum + faultsIn(document).length, 0);
}
/** To libyaml a `#` right behind a quote or a bracket begins a comment. */
function faultsIn({ errors }) {
	return errors.filter(({ message }) => !message.startsWith("Comments must be separated"));
}
/** One document. Nodes are opaque to callers: what a node is comes from asking for a map, a list or a text. */
var YamlDocument = class {
	root;
	#source;
	#scan;
	#targets;
	/** "open" while they are put together. */
	#entries = new Map();
	/** The values of a map by their keys: a file can have thousands, and each is asked for. */
	#values = new Map();
	constructor(document, source, scan) {
		this.#source = source;
		this.#scan = scan;
		this.#targets = aliasTargets(document.contents);
		this.root = this.#follow(document.contents);
	}
	/** The entries of a map, own ones first, then those that merge keys (`<<`) add. Empty for anything else. */
	entries(node, depth = 0) {
		const map = this.#follow(node);
		if (!require_yaml.isMap(map)) return [];
		const known = this.#entries.get(map);
		if (known === "open") return this.#refuse(map, "this map merges itself (<<), which no tool can read");
		if (known !== void 0) return known;
		if (depth > DEEPEST_MERGE) return this.#refuse(map, `its merge keys (<<) lead over more than ${DEEPEST_MERGE} maps`);
		this.#entries.set(map, "open");
		const own = [];
		const bases = [];
		for (const pair of map.items) {
			const key = this.#key(pair.key);
			if (key === void 0) continue;
			if (key.value === "<<" || isTaggedMerge(pair.key)) bases.push(pair.value);
			if (key.value !== "<<") own.push({
				key,
				value: this.#follow(pair.value)
			});
		}
		const entries = bases.length === 0 ? own : this.#merged(map, own, bases, depth);
		this.#entries.set(map, entries);
		return entries;
	}
	#key(node) {
		const key = this.text(node);
		return key && {
			...key,
			value: keyOf$1(key.value, key.isPlain, this.#scan.source)
		};
	}
	#merged(map, own, bases, depth) {
		const entries = [...own];
		const seen = new Set(own.map((entry) => entry.key.value));
		for (const base of bases) {
			const list = this.items(base);
			for (const one of list.length > 0 ? list : [base]) {
				const merged = this.entries(one, depth + 1);
				if (!this.#scan.budget.take("merged", merged.length + 1, map.range?.[0] ?? 0)) return entries;
				for (const entry of merged) {
					if (seen.has(entry.key.value)) continue;
					seen.add(entry.key.value);
					entries.push(entry);
				}
			}
		}
		return entries;
	}
	#refuse(map, why) {
		this.#scan.problem(map.range?.[0] ?? 0, "unreadable", `Keys are missing here: ${why}.`);
		return [];
	}
	/** An alias of no anchor stands for nothing, and the tools refuse the file. */
	sayMissing() {
		for (const [alias, target] of this.#targets) {
			if (target !== void 0) continue;
			const message = `This is not valid YAML: there is no anchor ${require_base.quote(alias.source)} above this alias.`;
			this.#scan.problem(alias.range?.[0] ?? 0, "syntax", message);
			return;
		}
	}
	/** Where a node begins; 0 for none. */
	startOf(node) {
		const followed = this.#follow(node);
		return require_yaml.isMap(followed) || require_yaml.isSeq(followed) || require_yaml.isScalar(followed) ? followed.range?.[0] ?? 0 : 0;
	}
	/** The value under a path of keys; of a key written twice, the last. */
	get(node, ...path) {
		let value = this.#follow(node);
		for (const key of path) value = this.#valuesOf(value).get(key);
		return value;
	}
	#valuesOf(map) {
		let values = this.#values.get(map);
		if (values === void 0) {
			values = new Map(this.entries(map).map(({ key, value }) => [key.value, value]));
			this.#values.set(map, values);
		}
		return values;
	}
	items(node) {
		const list = this.#follow(node);
		return require_yaml.isSeq(list) ? list.items.map((item) => this.#follow(item)) : [];
	}
	/** The texts of a list that has a tag, such as GitLab's `!reference [job, key]`. */
	tagged(node, tag) {
		const list = this.#follow(node);
		if (!require_yaml.isSeq(list) || list.tag !== tag) return void 0;
		return list.items.flatMap((item) => this.text(item)?.value ?? []);
	}
	/** The tag that is written at a node, or at what an alias stands for. */
	tagOf(node) {
		const followed = this.#follow(node);
		return require_yaml.isMap(followed) || require_yaml.isSeq(followed) || require_yaml.isScalar(followed) ? followed.tag : void 0;
	}
	/** The text under a path of keys. A key without a value, and a value that Compose's `!reset` takes away, is none. */
	textAt(node, ...path) {
		return this.text(this.get(node, ...path));
	}
	isMap(node) {
		return require_yaml.isMap(this.#follow(node));
	}
	isList(node) {
		return require_yaml.isSeq(this.#follow(node));
	}
	text(node) {
		const scalar = this.#follow(node);
		if (!require_yaml.isScalar(scalar) || typeof scalar.value !== "string" || !scalar.range || scalar.tag === "!reset") return void 0;
		if (scalar.type === require_yaml.Scalar.PLAIN && isNull$1(scalar, scalar.value)) return void 0;
		const value = textOf$3(scalar, scalar.value, this.#scan.source);
		return {
			...scalarText(this.#source, value, scalar),
			isPlain: scalar.type === require_yaml.Scalar.PLAIN
		};
	}
	#follow(node) {
		return require_yaml.isAlias(node) ? this.#targets.get(node) : node;
	}
};
/** What each alias stands for: the last node before it with that anchor. One pass, however many aliases there are. */
function aliasTargets(root) {
	const targets = new Map();
	const anchors = new Map();
	const stack = [root];
	while (stack.length > 0) {
		const node = stack.pop();
		if (require_yaml.isAlias(node)) targets.set(node, anchors.get(node.source));
		else if (require_yaml.isPair(node)) stack.push(node.value, node.key);
		else if (require_yaml.isMap(node) || require_yaml.isSeq(node) || require_yaml.isScalar(node)) {
			if (node.anchor !== void 0) anchors.set(node.anchor, node);
			if (!require_yaml.isScalar(node)) for (const item of node.items.toReversed()) stack.push(item);
		}
	}
	return targets;
}
function scalarText(source, value, scalar) {
	const [from, to] = scalar.range;
	const { type } = scalar;
	if (type === require_yaml.Scalar.BLOCK_LITERAL || type === require_yaml.Scalar.BLOCK_FOLDED) return blockText(source, value, from, to, type === require_yaml.Scalar.BLOCK_LITERAL);
	if (type !== require_yaml.Scalar.QUOTE_DOUBLE && type !== require_yaml.Scalar.QUOTE_SINGLE) return placed$1(source, value, from, to);
	const closed = to - 1 > from && source.charAt(to - 1) === source.charAt(from);
	return placed$1(source, value, from + 1, closed ? to - 1 : to);
}
/** A text within one line: its characters are where they are, unless an escape or a fold changed its length. */
function placed$1(source, value, start, end) {
	const literal = source.slice(start, end) === value;
	return {
		value,
		start,
		end,
		offsetOf: (index) => literal ? start + index : void 0
	};
}
/** `|` and `>`: from the first character of the content to its last. */
function blockText(source, value, from, to, literal) {
	const headerEnd = source.indexOf("\n", from);
	const body = headerEnd === -1 || headerEnd >= to ? to : headerEnd + 1;
	const content = source.slice(body, to);
	const start = body + (content.length - content.trimStart().length);
	const end = Math.max(start, body + content.trimEnd().length);
	if (!literal) return {
		value,
		start,
		end,
		offsetOf: () => void 0
	};
	let counted;
	const offsetOf = (index) => {
		counted ??= {
			lines: require_base.indexLines(value),
			starts: literalLines(source, value, body)
		};
		const { line, column } = counted.lines.at(index);
		const lineStart = counted.starts[line - 1];
		return lineStart && lineStart + column - 1;
	};
	return {
		value,
		start,
		end,
		offsetOf
	};
}
/** Where each line of a literal block's value begins in the file. */
function literalLines(source, value, body) {
	const starts = [];
	let at = body;
	let indent;
	for (const line of value.split("\n")) {
		const lineEnd = source.indexOf("\n", at);
		const written = source.slice(at, lineEnd === -1 ? source.length : lineEnd).replace(/\r$/, "");
		if (indent === void 0 && line.trim() !== "") indent = written.length - line.length;
		starts.push(at + Math.min(indent ?? written.length, written.length));
		if (lineEnd === -1) break;
		at = lineEnd + 1;
	}
	return starts;
}
// src/scan/neighbours/nf-core/module-metadata.ts
var module_metadata_exports = require_rolldown_runtime.__exportAll({ scanModuleMetadata: () => scanModuleMetadata });
const ENGINES = ["docker", "singularity"];
/**
* `name` of docker and singularity on each platform, and the `https` form of the latter. They say what Wave built; a run
* pulls what `main.nf` says, so none of them is reachable, and no process of a run pulls it: the module's process is in the
* context of the reference only. Lock files of conda are no images, and stand beside those for Docker. Only beside a `main.nf`.
*/
function scanModuleMetadata(file, text, { tree }) {
	const scan = new require_scan.FileScanner(file, text, "nf-core");
	const script = tree.read(file.replace(/[^/]*$/, "main.nf"));
	if (script === void 0) return scan.result();
	const process = /^[ \t]*process[ \t]+(\w+)/m.exec(script)?.[1];
	const environment = file.replace(/[^/]*$/, "environment.yml");
	const conda = tree.read(environment) === void 0 ? void 0 : { file: environment };
	for (const document of readYaml(scan, containersOnly(text))) scanContainers(scan, document, {
		process,
		conda
	});
	return scan.result();
}
function scanContainers(scan, yaml, { process, conda }) {
	for (const engine of ENGINES) for (const { key, value } of yaml.entries(yaml.get(yaml.root, "containers", engine))) {
		const buildId = yaml.textAt(value, "build_id")?.value;
		const scanId = (yaml.textAt(value, "scan_id") ?? yaml.textAt(value, "scanId"))?.value;
		const lockFile = engine === "docker" ? lockOf(yaml, key.value) : void 0;
		const context = {
			...process !== void 0 && { process },
			...buildId !== void 0 && { buildId },
			...scanId !== void 0 && { scanId },
			...lockFile !== void 0 && { lockFile }
		};
		const names = [yaml.textAt(value, "name"), engine === "singularity" ? yaml.textAt(value, "https") : void 0];
		for (const name of names) {
			if (name === void 0 || name.value.trim() === "") continue;
			const image = withoutDockerScheme(name);
			const facts = {
				engine,
				platform: platformOf$1(key.value),
				reachable: false,
				conda
			};
			scan.found(image, "meta", context, {
				image: image.value.trim(),
				confidence: "exact"
			}, facts);
		}
	}
}
/** Both `linux/amd64` and `linux_amd64` are written. */
function platformOf$1(key) {
	return key.replace("_", "/");
}
/** What conda installed into the image for Docker; for Singularity it is installed anew. */
function lockOf(yaml, platform) {
	const own = yaml.entries(yaml.get(yaml.root, "containers", "conda")).find(({ key }) => platformOf$1(key.value) === platformOf$1(platform));
	return own && yaml.textAt(own.value, "lock_file")?.value;
}
/** The `containers` block where it stands, and nothing around it: the rest is long, and broken or not is no matter here. */
function containersOnly(text) {
	const start = text.search(/^containers:/m);
	const length = text.slice(start).search(/\n[^\s#]/);
	const end = length === -1 ? text.length : start + length;
	return (start === 0 ? "" : `${" ".repeat(start - 1)}\n`) + text.slice(start, end);
}
// src/scan/neighbours/apptainer.ts
/** Apptainer and Singularity definition files, after Apptainer's own parser (pkg/build/types/parser/deffile.go). */
var apptainer_exports = require_rolldown_runtime.__exportAll({ scanApptainer: () => scanApptainer });
/** Agents that fetch an image by name; the scheme is kept where the name alone would mean another service. */
const FETCHING_AGENTS = {
	docker: "",
	oras: "oras://",
	library: "library://",
	shub: "shub://"
};
/**
* The image that each stage starts from. Agents that take something local (`localimage`, `docker-daemon`,
* `docker-archive`, `oci`, \u2026), install a distribution or build a Dockerfile fetch none, and `%files from STAGE` names a
* stage. `{{ NAME }}` takes the default that `%arguments` gives it.
*/
function scanApptainer(file, text) {
	const scan = new require_scan.FileScanner(file, text, "apptainer");
	const engine = /(?:^|\/)apptainer[^/]*$/i.test(file) || !/(?:^|\/)singularity[^/]*$/i.test(file) ? "apptainer" : "singularity";
	const stages = readStages(text);
	const shared = new Map(stages.flatMap(({ defaults }) => [...defaults]));
	for (const [index, { headers, defaults, start, isText }] of stages.entries()) {
		const agent = headers.get("bootstrap");
		const from = headers.get("from");
		if (from === void 0 && isText) {
			scan.problem(start, "syntax", "Apptainer begins a new stage at this line, whatever section it stands in: indent it.");
			continue;
		}
		const next = stages[index + 1]?.headers;
		const isLost = agent === void 0 && from !== void 0 && next?.has("from") === false;
		if (isLost) scan.problem(from.start, "syntax", "This \"From\" is lost: \"Bootstrap\" must be the first line of its stage.");
		const scheme = FETCHING_AGENTS[(isLost ? next.get("bootstrap") : agent)?.value ?? ""];
		if (from === void 0 || scheme === void 0) continue;
		const written = [...["registry", "namespace"].map((key) => headers.get(key)).filter((header) => header !== void 0), from].map(({ value }) => value).join("/");
		const name = new Arguments(scan, from.start, (argument) => defaults.get(argument) ?? shared.get(argument)).fill(written);
		const stage = headers.get("stage")?.value;
		addComposed(scan, {
			text: from,
			kind: "bootstrap",
			context: stage === void 0 ? {} : { stage },
			facts: {
				engine,
				stage
			}
		}, [isKnown(name) && !name.value.startsWith(scheme) ? joinComposed(literal$2(scheme), name) : name]);
	}
	return scan.result();
}
/** Apptainer cuts the file at every `bootstrap:` in the first column. What is before the first is a stage too. */
function readStages(text) {
	const bounds = [
		0,
		...[...text.matchAll(/^bootstrap:/gim)].map(({ index }) => index).filter((cut) => cut > 0),
		text.length
	];
	const stages = [];
	let inSection = false;
	for (let index = 0; index + 1 < bounds.length; index++) {
		const start = bounds[index];
		const end = bounds[index + 1];
		const body = text.slice(start, end);
		const section = /^[ \t]*%\S/m.exec(body)?.index;
		stages.push({
			start,
			isText: inSection,
			headers: readHeaders(text, start, start + (section ?? body.length)),
			defaults: readArguments(text, start, end)
		});
		inSection = section !== void 0;
	}
	return stages;
}
/** `Key: value` lines: keys in any case, comments cut, a `\` at the end joins the next line, the last of a key counts. */
function readHeaders(text, start, end) {
	const headers = new Map();
	let line = [];
	let length = 0;
	let at = start;
	for (const written of text.slice(start, end).split("\n")) {
		const piece = trimmed$1(text, at, at + written.replace(/#.*/, "").trimEnd().length);
		at += written.length + 1;
		if (piece.value.endsWith("\\")) {
			if (length <= 4e3 && piece.value.length > 1) line.push(require_scan.subtext(piece, 0, piece.value.length - 1));
			length += piece.value.length;
			continue;
		}
		const whole = joined$2([...line, piece]);
		line = [];
		length = 0;
		const colon = whole.value.indexOf(":");
		if (colon === -1) continue;
		const value = whole.value.slice(colon + 1);
		const lead = value.length - value.trimStart().length;
		const key = whole.value.slice(0, colon).trim().toLowerCase();
		if (value.trim() === "") headers.delete(key);
		else headers.set(key, require_scan.subtext(whole, colon + 1 + lead));
	}
	return headers;
}
function trimmed$1(text, start, end) {
	const lead = text.slice(start, end).search(/\S/);
	return require_scan.literalText(text, lead === -1 ? end : start + lead, end);
}
function joined$2(pieces) {
	const [first] = pieces;
	if (first !== void 0 && pieces.length === 1) return first;
	const starts = [];
	let length = 0;
	for (const { value } of pieces) {
		starts.push(length);
		length += value.length;
	}
	const filled = pieces.filter(({ value }) => value !== "");
	const offsetOf = (index) => {
		const at = starts.findLastIndex((start) => start <= index);
		const piece = index < length ? pieces[at] : void 0;
		return piece && piece.start + index - starts[at];
	};
	return {
		value: pieces.map((piece) => piece.value).join(""),
		start: filled[0]?.start ?? 0,
		end: filled.at(-1)?.end ?? 1,
		offsetOf
	};
}
/** `NAME=value` lines of `%arguments` sections. */
function readArguments(text, start, end) {
	const defaults = new Map();
	let isOpen = false;
	for (const { index, 0: line } of text.slice(start, end).matchAll(/[^\n]+/g)) {
		const section = /^\s*%(\w+)/.exec(line)?.[1];
		if (section !== void 0) isOpen = section.toLowerCase() === "arguments";
		const [before = "", name] = /^\s*(\w+)\s*=\s*/.exec(line) ?? [];
		if (!isOpen || name === void 0) continue;
		const from = start + index + before.length;
		defaults.set(name, require_scan.literalText(text, from, from + line.slice(before.length).trimEnd().length));
	}
	return defaults;
}
/** `{{ NAME }}` in the name of one stage. A default may name other arguments, once. */
var Arguments = class {
	#scan;
	#at;
	#defaultOf;
	/** `at`: where the name stands. */
	constructor(scan, at, defaultOf) {
		this.#scan = scan;
		this.#at = at;
		this.#defaultOf = defaultOf;
	}
	fill(written, depth = 0) {
		const refused = whyNotWorkedOut(written, this.#scan.budget, this.#at);
		if (refused !== void 0) return refused;
		const fillings = Array.from(written.matchAll(/\{\{\s*(\w+)\s*\}\}/g), ({ index, 0: tag, 1: name = "" }) => {
			const origin = depth < 2 ? this.#defaultOf(name) : void 0;
			const value = origin === void 0 ? missing$1(name) : this.#argument(origin, depth);
			return {
				start: index,
				end: index + tag.length,
				value
			};
		});
		const open = written.indexOf("{{", fillings.at(-1)?.end);
		const rest = {
			start: open,
			end: written.length,
			value: TEMPLATE
		};
		return fillIn(written, open === -1 ? fillings : [...fillings, rest]);
	}
	#argument(origin, depth) {
		const value = this.fill(origin.value, depth + 1);
		return isKnown(value) ? {
			...withOrigin(value, origin),
			isDefault: true
		} : value;
	}
};
function missing$1(name) {
	return { unresolved: {
		reason: "environment",
		detail: `Nothing gives the build argument ${name} a value: write its default under %arguments.`
	} };
}
const TEMPLATE = { unresolved: {
	reason: "template",
	detail: "A tool other than Apptainer fills in this template."
} };
// src/scan/kit/build-options.ts
/** Options of an image build that name images, alike in Compose, bake files and workflows. */
/** The image that BuildKit runs to list what an image holds, unless another is named. */
const SBOM_SCANNER = "docker/buildkit-syft-scanner:stable-1";
/** The image of a named context: `docker-image://alpine:3.20`, or `base=docker-image://alpine:3.20`. */
function contextImage(text) {
	const prefix = /^(?:[^=]*=)?docker-image:\/\//i.exec(text.value)?.[0];
	return prefix === void 0 ? void 0 : require_scan.subtext(text, prefix.length);
}
/**
* The scanner that a software bill of materials asks for: `true`, `generator=IMAGE`, and as an attestation
* `type=sbom`, `type=sbom,generator=IMAGE`. Undefined where there is none.
*/
function sbomScanner(text, form) {
	const options = require_scan.splitText(text, /,/g);
	const valueOf = (name) => {
		const option = options.findLast(({ value }) => value.toLowerCase().startsWith(`${name}=`));
		return option === void 0 ? void 0 : require_scan.subtext(option, name.length + 1);
	};
	if (form === "attestation" && valueOf("type")?.value !== "sbom") return void 0;
	if (/^(?:false|0)$/i.test(text.value.trim()) || /^(?:true|1)$/i.test(valueOf("disabled")?.value ?? "")) return void 0;
	if (text.value.trim() === "") return void 0;
	const generator = valueOf("generator");
	return generator === void 0 ? {
		image: SBOM_SCANNER,
		text
	} : {
		image: generator.value,
		text: generator
	};
}
// src/scan/kit/build-value.ts
/** The value, put together from a file, as it is asked for at `text`. */
function buildValue(scan, text, value, context = {}, kind = "arg") {
	if (!isKnown(value)) return {
		unresolved: value.unresolved,
		reference: scan.lend(text, kind, context, value.unresolved)
	};
	return {
		pieces: withOrigin(value, text).parts.map(({ from, to, origin }) => ({
			text: value.value.slice(from, to),
			reference: scan.lend(origin, kind, context)
		})),
		isDefault: value.isDefault
	};
}
// src/scan/neighbours/inline-dockerfile.ts
/** Dockerfiles that are a value of another file: `dockerfile_inline` of Compose, `dockerfile-inline` of bake, `dockerFile` of CWL. */
/** Scans a Dockerfile that is a value of another file, which may define its build; its references have their places in that file. */
function scanInlineDockerfile(scan, text, build) {
	if (!scan.budget.take("inline", text.value.length + 1, text.start)) return;
	const lines = require_base.indexLines(text.value);
	const offsetOf = (line, column, isLast = false) => text.offsetOf(lines.offset(line, column) ?? column - 1, isLast);
	const builds = build === void 0 ? [] : [scan.definition(text.start, scan.file, build)];
	scan.adopt(require_dockerfile.scanDockerfile(scan.file, text.value, { buildArgs: {} }, builds), (span) => {
		const start = offsetOf(span.line, span.column);
		const last = offsetOf(span.endLine, span.endColumn - 1, true);
		return start === void 0 || last === void 0 ? text : {
			start,
			end: last + 1
		};
	});
}
// src/scan/neighbours/bake/values.ts
/** Values of bake's expressions: texts know where their parts are written. */
/** Bake refuses a file with this in it, whatever the run. */
var Refused = class extends Error {};
/** A value, or that bake refuses to give one. */
function orRefused(read) {
	try {
		return read();
	} catch (error) {
		if (error instanceof Refused) return REFUSED;
		throw error;
	}
}
/** As many items of a list, or entries of a map, as are told apart, those within them too. */
const MOST_ITEMS = 4096;
function unknown$2(detail, isRefused = false) {
	return {
		kind: "unknown",
		unresolved: {
			reason: "expression",
			detail
		},
		isRefused
	};
}
const ONLY_BAKE = unknown$2("Only bake can work out this expression.");
const REFUSED = unknown$2("Bake refuses this expression.", true);
function scalar(value, parts = [], isDefault = false) {
	return {
		kind: "scalar",
		value,
		parts,
		isDefault
	};
}
function list(items) {
	const size = sizeOf(items);
	return size > MOST_ITEMS ? ONLY_BAKE : {
		kind: "list",
		items,
		size
	};
}
function mapping(entries) {
	const map = new Map(entries);
	const size = sizeOf([...map.values()]);
	if (size > MOST_ITEMS) return ONLY_BAKE;
	return {
		kind: "map",
		entries: new Map([...map].sort(([a], [b]) => a < b ? -1 : 1)),
		size
	};
}
function sizeOf(values) {
	return values.reduce((sum, value) => sum + 1 + ("size" in value ? value.size : 0), 0);
}
function fromComposed(value) {
	if (!isKnown(value)) return {
		kind: "unknown",
		unresolved: value.unresolved,
		isRefused: false
	};
	return {
		kind: "scalar",
		value: value.value,
		parts: value.parts,
		isDefault: value.isDefault
	};
}
/** As bake writes a number, a truth value or a text; undefined for one that is not written exactly here. */
function textOf$2(value) {
	if (typeof value !== "number") return String(value);
	const text = Object.is(value, -0) ? "-0" : String(value);
	return /^-?\d{1,15}$|^-?(?=[\d.]{1,16}$)\d+\.\d+$/.test(text) ? text : void 0;
}
/** A value where bake takes a text. */
function toText(value) {
	if (value.kind === "unknown") return { unresolved: value.unresolved };
	if (value.kind !== "scalar" || value.value === null) return { unresolved: REFUSED.unresolved };
	if (value.unset !== void 0) return { unresolved: value.unset };
	const text = textOf$2(value.value);
	if (text === void 0) return { unresolved: ONLY_BAKE.unresolved };
	return joinComposed(literal$2(""), {
		value: text,
		parts: value.parts,
		isDefault: value.isDefault
	});
}
/** The value, where it is written: a text has its places from there, as far as it has no others. */
function placed(value, text) {
	if (value.kind !== "scalar" || value.value === null) return value;
	const written = textOf$2(value.value) ?? "";
	return {
		...value,
		parts: withOrigin({
			...value,
			value: written
		}, text).parts
	};
}
/** The value, which a run could be given another of. */
function asDefault$2(value) {
	if (value.kind === "scalar") return {
		...value,
		isDefault: true
	};
	if (value.kind === "list") return {
		...value,
		items: value.items.map(asDefault$2)
	};
	if (value.kind === "unknown") return value;
	return {
		...value,
		entries: new Map(Array.from(value.entries, ([key, one]) => [key, asDefault$2(one)]))
	};
}
function isNull(value) {
	return value.kind === "scalar" && value.value === null;
}
function isDefault$1(value) {
	if (value.kind === "scalar") return value.isDefault;
	if (value.kind === "unknown") return false;
	return value.kind === "list" ? value.items.some(isDefault$1) : [...value.entries.values()].some(isDefault$1);
}
/** What of a value only a run can know, or bake refuses. */
function unknownIn(value) {
	if (value.kind === "unknown") return value;
	if (value.kind === "scalar") return void 0;
	for (const one of itemsOf(value)) {
		const found = unknownIn(one);
		if (found !== void 0) return found;
	}
}
/** What a loop goes over: the items of a list, the values of a map. */
function itemsOf(value) {
	return value.kind === "list" ? value.items : [...value.entries.values()];
}
/** Whether values are the same to bake: of different types, they are not. */
function isEqual$1(left, right) {
	if (left.kind === "scalar" && right.kind === "scalar") return left.value === right.value;
	if (left.kind === "list" && right.kind === "list") return left.items.length === right.items.length && left.items.every((one, at) => isEqual$1(one, right.items[at]));
	if (left.kind !== "map" || right.kind !== "map" || left.entries.size !== right.entries.size) return false;
	return [...left.entries].every(([key, one]) => {
		const other = right.entries.get(key);
		return other !== void 0 && isEqual$1(one, other);
	});
}
/** The truth value that bake takes for a condition. */
function toBoolean(value) {
	const given = value.kind === "scalar" ? value.value : null;
	if (given === true || given === "true") return true;
	if (given === false || given === "false") return false;
	throw new Refused();
}
function toNumber(value) {
	const given = value.kind === "scalar" ? value.value : null;
	if (typeof given === "number") return given;
	if (typeof given === "string" && /^-?\d+(?:\.\d+)?$/.test(given)) return Number(given);
	throw new Refused();
}
// src/scan/neighbours/bake/builds.ts
/** What the build of a bake target pulls, or hands to the Dockerfile that it builds. */
const CONTEXT_SCHEME = /^docker-image:\/\//i;
/** What an argument costs of the budget of its file. */
const COST$1 = 8;
var TargetScanner = class {
	#scan;
	#target;
	#around;
	#platforms;
	/** `scan`: of the file that bake reads first. */
	constructor(scan, target, around) {
		this.#scan = scan;
		this.#target = target;
		this.#around = around;
		const platforms = (target.platforms ?? []).flatMap((platform) => plain(platform) ?? []);
		this.#platforms = [...new Set(platforms)].filter((platform) => platform !== "" && platform !== "local");
	}
	scan() {
		const { inline, attestations, args, contexts, start } = this.#target;
		if (!this.#scan.budget.take("names", COST$1 * (1 + args.size + contexts.size), start)) return;
		if (inline !== void 0) this.#inline(inline);
		else if (!this.#dockerfile()) this.#pullContexts();
		for (const { value, text } of attestations) this.#attestation(value, text);
	}
	get #facts() {
		return {
			engine: "buildkit",
			platform: this.#target.platforms?.length === 1 ? this.#platforms[0] : void 0
		};
	}
	/** Hands the build to its Dockerfile; false where that is not read. */
	#dockerfile() {
		const { scan, start, context, dockerfile, isAsked } = this.#target;
		const { tree, options } = this.#around;
		const folder = context === void 0 ? "." : plain(context);
		const path = dockerfile === void 0 ? "Dockerfile" : plain(dockerfile);
		if (folder === void 0 || path === void 0) return false;
		const below = [folder === "" ? "." : withoutCwd(folder), path === "" ? "Dockerfile" : withoutCwd(path)];
		if (path.startsWith("cwd://")) below.shift();
		const beside = [node_path.posix.dirname(scan.file), ...below];
		const isThere = (parts) => {
			const found = require_scan.pathInRepository(parts);
			return typeof found !== "string" && tree.read(found.path) !== void 0;
		};
		const parts = !isThere(beside) && isThere(below) ? below : beside;
		if (!(isAsked || context !== void 0 || dockerfile !== void 0) && !isThere(parts)) return false;
		scan.build(start, parts, this.#asked(this.#scan), tree);
		return isThere(parts) && options.kinds.dockerfile !== false;
	}
	/** What the build is asked for; `scan` lends the places of it. */
	#asked(scan) {
		const { name, args, contexts, target } = this.#target;
		const context = { job: name };
		const valueOf = ({ value, text }) => buildValue(scan, text, toText(value), context);
		const named = Array.from(contexts, ([key, { value, text }]) => {
			return [key, contextOf$1(scan, toText(value), text, context)];
		});
		const isLast = target === void 0 || plain(target) === "";
		return {
			name: `target ${name}`,
			args: new Map(Array.from(args, ([arg, value]) => [arg, valueOf(value)])),
			contexts: new Map(named),
			platforms: this.#platforms,
			...!isLast && { target: valueOf(target) }
		};
	}
	/** Contexts that are images, where the Dockerfile that may use them is not read. */
	#pullContexts() {
		for (const { value, text } of this.#target.contexts.values()) {
			const known = toText(value);
			const image = contextImage(text);
			if (!isKnown(known)) {
				if (image !== void 0) this.#add("context", image, known);
				continue;
			}
			const scheme = CONTEXT_SCHEME.exec(known.value)?.[0].length;
			if (scheme !== void 0) this.#add("context", image ?? text, cutComposed(known, scheme));
		}
	}
	#add(kind, text, value) {
		addComposed(this.#scan, {
			text,
			kind,
			context: { job: this.#target.name },
			facts: this.#facts
		}, [value]);
	}
	/** `"type=sbom,generator=IMAGE"`, or a map that says the same. */
	#attestation(value, text) {
		if (value.kind === "map") {
			const type = value.entries.get("type");
			const generator = value.entries.get("generator");
			const disabled = value.entries.get("disabled");
			if (type?.kind !== "scalar" || type.value !== "sbom") return;
			if (disabled?.kind === "scalar" && /^(?:true|1)$/.test(String(disabled.value))) return;
			const image = generator === void 0 ? literal$2(SBOM_IMAGE) : toText(generator);
			this.#add("scanner", placeOf(generator) ?? placeOf(type) ?? text, image);
			return;
		}
		const written = sbomScanner(text, "attestation");
		const known = toText(value);
		if (!isKnown(known)) {
			if (written !== void 0) this.#add("scanner", written.text, known);
			return;
		}
		const scanner = sbomScanner({
			...text,
			value: known.value,
			offsetOf: () => void 0
		}, "attestation");
		if (scanner === void 0) return;
		const { image } = scanner;
		const at = known.value.endsWith(image) ? known.value.length - image.length : void 0;
		this.#add("scanner", (written ?? scanner).text, at === void 0 ? literal$2(image) : cutComposed(known, at));
	}
	#inline({ scan, text }) {
		if (!scan.budget.isSpent("inline")) scanInlineDockerfile(scan, text, this.#asked(scan));
	}
};
/** What stands for the name of a context. */
function contextOf$1(scan, value, text, context) {
	const place = contextImage(text) ?? text;
	if (!isKnown(value)) return { image: buildValue(scan, place, value, context, "context") };
	const scheme = CONTEXT_SCHEME.exec(value.value)?.[0].length;
	if (scheme === void 0) return "no image";
	return { image: buildValue(scan, place, cutComposed(value, scheme), context, "context") };
}
const SBOM_IMAGE = "docker/buildkit-syft-scanner:stable-1";
function placeOf(value) {
	return value?.kind === "scalar" ? value.parts[0]?.origin : void 0;
}
function plain({ value }) {
	const text = toText(value);
	return isKnown(text) ? text.value : void 0;
}
/** A path of the machine on which bake runs. */
function withoutCwd(path) {
	const local = path.replace(/^cwd:\/\//, "");
	return local === "" ? "." : local;
}
// src/scan/neighbours/bake/compose.ts
/** Targets that bake makes of the services of Compose files, as far as targets of its own files build on them. */
/** The Compose files that bake reads by itself, in its order. */
const COMPOSE_FILES = [
	"compose.yaml",
	"compose.yml",
	"docker-compose.yml",
	"docker-compose.yaml"
];
/** A target for each service that is built. `scan`: of the Compose file; what is said of it is for its own scanner to say. */
function composeTargets(scan) {
	const file = require_base.sourceText(scan.file, scan.text);
	return readYaml(scan).flatMap((yaml) => yaml.entries(yaml.get(yaml.root, "services")).flatMap(({ key, value }) => {
		const build = yaml.get(value, "build");
		const name = key.value.replaceAll(".", "_");
		return build === void 0 ? [] : [new ServiceReader$1(scan, yaml, file).target(name, key.start, build)];
	}));
}
var ServiceReader$1 = class {
	#scan;
	#yaml;
	#file;
	constructor(scan, yaml, file) {
		this.#scan = scan;
		this.#yaml = yaml;
		this.#file = file;
	}
	target(name, start, build) {
		const yaml = this.#yaml;
		const one = (key) => this.#attribute(yaml.textAt(build, key));
		const contexts = this.#pairs(yaml.get(build, "additional_contexts"));
		const inline = yaml.textAt(build, "dockerfile_inline");
		return {
			name,
			scan: this.#scan,
			start,
			isOfCompose: true,
			inherits: [],
			context: this.#attribute(yaml.text(build)) ?? one("context"),
			dockerfile: inline === void 0 ? one("dockerfile") : {
				value: unknown$2("It is in a Compose file."),
				text: inline
			},
			target: one("target"),
			attestations: [],
			args: new Map(this.#pairs(yaml.get(build, "args"))),
			contexts: new Map(contexts)
		};
	}
	/** A map, or a list of `NAME=value`. */
	#pairs(node) {
		const yaml = this.#yaml;
		const entries = yaml.entries(node).map(({ key, value }) => [key.value, yaml.text(value)]);
		const items = yaml.items(node).map((item) => {
			const text = yaml.text(item);
			const [start, name] = /^([^=]+)=/.exec(text?.value ?? "") ?? [];
			return [name ?? "", text && start && require_scan.subtext(text, start.length)];
		});
		return [...entries, ...items].flatMap(([name, text]) => {
			const value = text === void 0 || text === "" ? void 0 : this.#attribute(text);
			return value === void 0 ? [] : [[name, value]];
		});
	}
	#attribute(written) {
		if (written === void 0) return void 0;
		const text = {
			...written,
			file: this.#file
		};
		const isOpen = text.value.includes("$");
		const value = text.value.replace(/^service:/, "target:");
		return {
			value: isOpen ? unknown$2("A Compose file puts it together.") : scalar(value),
			text
		};
	}
};
// src/scan/neighbours/bake/cursor.ts
/** A place in a text of HCL, as it is read from left to right. */
/** What is read is no HCL, or more than is followed. */
var NotHcl = class extends Error {};
/** What a reader gives; undefined where what it reads is no HCL. */
function orNothing(read) {
	try {
		return read();
	} catch (error) {
		if (error instanceof NotHcl) return void 0;
		throw error;
	}
}
const BLANKS = /(?:[ \t\r]+|#[^\n]*|\/\/[^\n]*|\/\*[\s\S]*?(?:\*\/|$))+/y;
const BLANKS_AND_LINES = /(?:\s+|#[^\n]*|\/\/[^\n]*|\/\*[\s\S]*?(?:\*\/|$))+/y;
var Cursor = class {
	source;
	text;
	allowance;
	at = 0;
	/** Within brackets, the end of a line is a blank. */
	isLoose = false;
	#depth = 0;
	constructor(source, allowance) {
		this.source = source;
		this.text = source.value;
		this.allowance = allowance;
	}
	get isAtEnd() {
		return this.at >= this.text.length;
	}
	skipBlanks(isLoose = this.isLoose) {
		this.#match(isLoose ? BLANKS_AND_LINES : BLANKS);
	}
	/** What comes next, behind blanks, is taken where it matches; `pattern` is sticky. */
	take(pattern) {
		const before = this.at;
		this.skipBlanks();
		const found = this.#match(pattern);
		if (found === void 0) this.at = before;
		return found;
	}
	/** As `take`; whatever else comes is an error. */
	expect(pattern) {
		const found = this.take(pattern);
		if (found === void 0) throw new NotHcl();
		return found;
	}
	/** As `take`, of what comes at once. */
	takeHere(pattern) {
		return this.#match(pattern);
	}
	/** Whether this comes next, behind blanks. */
	isNext(pattern) {
		const before = this.at;
		const found = this.take(pattern);
		this.at = before;
		return found !== void 0;
	}
	placed(from, to = this.at) {
		return require_scan.subtext(this.source, from, to);
	}
	/** Reads something that may hold more of its kind. */
	within(isLoose, read) {
		const before = this.isLoose;
		if (this.#depth >= 50) throw new NotHcl();
		this.isLoose = isLoose;
		this.#depth++;
		try {
			return read();
		} finally {
			this.isLoose = before;
			this.#depth--;
		}
	}
	#match(pattern) {
		if (this.allowance.left-- < 0) throw new NotHcl();
		pattern.lastIndex = this.at;
		const found = pattern.exec(this.text);
		if (found === null) return void 0;
		this.at = pattern.lastIndex;
		return found[0];
	}
};
// src/scan/neighbours/bake/templates.ts
/** Templates of HCL: texts with `${\u2026}` and `%{\u2026}` in them. */
const WORD$1 = /[\p{ID_Start}_][\p{ID_Continue}-]*/uy;
const QUOTED = /(?:[^\\"\n$%]|\\(?:[nrt"\\]|u[\da-fA-F]{4}|U[\da-fA-F]{8})|\$\$\{|%%\{|\$(?!\{)|%(?!\{))+/y;
const PLAIN = /(?:[^\n$%]|\$\$\{|%%\{|\$(?!\{)|%(?!\{))+\n?|\n/y;
const ESCAPE = /\\(?:(u[\da-fA-F]{4}|U[\da-fA-F]{8})|([nrt"\\]))/g;
const ESCAPED = new Map([
	["n", "\n"],
	["r", "\r"],
	["t", "	"]
]);
/**
* Reads up to `end` (an index of the cursor's text) or, of a quoted one, to its closing quote, which is left.
* `isFlush`: lines lose the indentation that all of them have.
*/
function readTemplate(cursor, form, end, readExpression, isFlush = false) {
	const pieces = readPieces(cursor, form, end, readExpression);
	if (isFlush) flush(pieces);
	const sorter = new Sorter(pieces);
	const parts = sorter.parts();
	if (!sorter.isDone) throw new NotHcl();
	return parts;
}
function readPieces(cursor, form, end, readExpression) {
	const pieces = [];
	let trimsNext = false;
	while (cursor.at < end) {
		const from = cursor.at;
		const literal = cursor.takeHere(form === "quoted" ? QUOTED : PLAIN);
		if (literal !== void 0) {
			const text = unescaped(literal, form);
			pieces.push({
				from,
				to: cursor.at,
				text: trimsNext ? text.trimStart() : text,
				isText: true
			});
			trimsNext = false;
			continue;
		}
		const opening = cursor.takeHere(/[$%]\{~?/y);
		if (opening === void 0) break;
		const last = pieces.at(-1);
		if (opening.endsWith("~") && last?.isText === true) last.text = last.text.trimEnd();
		const isDirective = opening.startsWith("%");
		const read = cursor.within(true, () => {
			const found = isDirective ? { directive: readDirective(cursor, readExpression) } : { value: readExpression() };
			trimsNext = cursor.expect(/~?\}/y).startsWith("~");
			return found;
		});
		pieces.push({
			from,
			to: cursor.at,
			...read
		});
	}
	return pieces;
}
function readDirective(cursor, readExpression) {
	const name = cursor.expect(WORD$1);
	switch (name) {
		case "if": return {
			name,
			condition: readExpression()
		};
		case "for": return {
			name,
			names: readNames(cursor),
			of: readExpression()
		};
		case "else":
		case "endif":
		case "endfor": return { name };
		default: throw new NotHcl();
	}
}
/** `key, value in`, of a `for`. */
function readNames(cursor) {
	const names = [cursor.expect(WORD$1)];
	if (cursor.take(/,/y) !== void 0) names.push(cursor.expect(WORD$1));
	if (cursor.expect(WORD$1) !== "in") throw new NotHcl();
	return names;
}
function unescaped(literal, form) {
	const text = literal.replace(/\$\$\{|%%\{/g, (escape) => escape.slice(1));
	if (form === "plain") return text;
	return text.replace(ESCAPE, (_, code, letter) => {
		if (code === void 0) return ESCAPED.get(letter) ?? letter;
		const number = Number.parseInt(code.slice(1), 16);
		if (number > 1114111) throw new NotHcl();
		return String.fromCodePoint(number);
	});
}
/** Takes the indentation of the least indented line from the beginning of each; lines of blanks alone do not count. */
function flush(pieces) {
	const indented = [];
	let least = 1e400;
	let isLineStart = true;
	for (const piece of pieces) {
		if (isLineStart) {
			if (piece.isText !== true) least = 0;
			else if (piece.text.trim() !== "" || !piece.text.endsWith("\n")) {
				indented.push(piece);
				least = Math.min(least, piece.text.length - piece.text.trimStart().length);
			}
		}
		isLineStart = piece.isText === true && piece.text.endsWith("\n");
	}
	for (const piece of indented) piece.text = piece.text.slice(least);
}
/** Puts what stands between directives into them. */
var Sorter = class {
	#pieces;
	#at = 0;
	constructor(pieces) {
		this.#pieces = pieces;
	}
	get isDone() {
		return this.#at === this.#pieces.length;
	}
	/** Up to a directive that closes another. */
	parts() {
		const parts = [];
		for (let piece = this.#pieces[this.#at]; piece !== void 0; piece = this.#pieces[this.#at]) {
			const { from } = piece;
			if (!("directive" in piece)) {
				parts.push(piece);
				this.#at++;
				continue;
			}
			const { directive } = piece;
			if (directive.name !== "if" && directive.name !== "for") break;
			this.#at++;
			if (directive.name === "for") {
				const each = this.parts();
				parts.push({
					from,
					to: this.#close("endfor"),
					names: directive.names,
					of: directive.of,
					each
				});
				continue;
			}
			const yes = this.parts();
			const next = this.#pieces[this.#at];
			const hasElse = next !== void 0 && "directive" in next && next.directive.name === "else";
			if (hasElse) this.#at++;
			const no = hasElse ? this.parts() : [];
			parts.push({
				from,
				to: this.#close("endif"),
				condition: directive.condition,
				yes,
				no
			});
		}
		return parts;
	}
	/** Takes the directive that closes another; where that ends. */
	#close(name) {
		const piece = this.#pieces[this.#at++];
		if (piece === void 0 || !("directive" in piece) || piece.directive.name !== name) throw new NotHcl();
		return piece.to;
	}
};
// src/scan/neighbours/bake/expressions.ts
/** Reads one expression where the cursor is. Throws `NotHcl` for what is none. */
function readExpression(cursor) {
	return new ExpressionReader(cursor).expression();
}
/** A text of JSON, which is a template as it stands. */
function readJsonText(text, allowance) {
	const cursor = new Cursor(text, allowance);
	const parts = orNothing(() => readTemplate(cursor, "plain", text.value.length, () => readExpression(cursor)));
	return parts === void 0 ? {
		kind: "unreadable",
		text
	} : {
		kind: "template",
		parts,
		text
	};
}
/** Binary operators, those that bind least first. */
const OPERATORS$1 = [
	/\|\|/y,
	/&&/y,
	/==|!=/y,
	/<=|>=|<|>/y,
	/[+-]/y,
	/[*/%]/y
];
var ExpressionReader = class {
	#cursor;
	constructor(cursor) {
		this.#cursor = cursor;
	}
	expression() {
		const cursor = this.#cursor;
		return cursor.within(cursor.isLoose, () => this.#conditional());
	}
	#conditional() {
		const cursor = this.#cursor;
		const from = this.#start();
		const condition = this.#binary(0);
		if (cursor.take(/\?/y) === void 0) return condition;
		const yes = this.expression();
		cursor.expect(/:/y);
		return {
			kind: "conditional",
			condition,
			yes,
			no: this.expression(),
			text: cursor.placed(from)
		};
	}
	#binary(level) {
		const operators = OPERATORS$1[level];
		if (operators === void 0) return this.#unary();
		const cursor = this.#cursor;
		const from = this.#start();
		let left = this.#binary(level + 1);
		for (let operator = cursor.take(operators); operator !== void 0; operator = cursor.take(operators)) {
			const right = this.#binary(level + 1);
			left = {
				kind: "binary",
				operator,
				left,
				right,
				text: cursor.placed(from)
			};
		}
		return left;
	}
	#unary() {
		const cursor = this.#cursor;
		const from = this.#start();
		const operator = cursor.take(/[-!]/y);
		if (operator === void 0) return this.#traversal(this.#primary(), from);
		return {
			kind: "unary",
			operator,
			of: cursor.within(cursor.isLoose, () => this.#unary()),
			text: cursor.placed(from)
		};
	}
	/** What stands behind a value: `.name`, `[0]`, `[*]`. */
	#traversal(first, from) {
		const cursor = this.#cursor;
		let value = first;
		for (;;) {
			if (cursor.take(/\.\*|\[[ \t\r\n]*\*[ \t\r\n]*\]/y) !== void 0) {
				const item = {
					kind: "variable",
					name: "*",
					text: value.text
				};
				const each = cursor.within(cursor.isLoose, () => this.#traversal(item, from));
				return {
					kind: "splat",
					of: value,
					each,
					text: cursor.placed(from)
				};
			}
			if (cursor.take(/\.(?!\.)/y) !== void 0) {
				const name = cursor.take(/\d+/y) ?? cursor.expect(WORD$1);
				value = {
					kind: "member",
					of: value,
					key: textExpression(cursor, name),
					text: cursor.placed(from)
				};
			} else if (cursor.take(/\[/y) !== void 0) {
				const key = cursor.within(true, () => this.expression());
				this.#closing(/\]/y);
				value = {
					kind: "member",
					of: value,
					key,
					text: cursor.placed(from)
				};
			} else return value;
		}
	}
	#primary() {
		const cursor = this.#cursor;
		const from = this.#start();
		if (cursor.take(/\(/y) !== void 0) {
			const value = cursor.within(true, () => this.expression());
			this.#closing(/\)/y);
			return value;
		}
		if (cursor.take(/"/y) !== void 0) return this.#quoted();
		const heredoc = cursor.take(/<<-?[\p{ID_Start}_][\p{ID_Continue}-]*\r?\n/uy);
		if (heredoc !== void 0) return this.#heredoc(heredoc);
		if (cursor.take(/\[/y) !== void 0) return cursor.within(true, () => this.#list(from));
		if (cursor.take(/\{/y) !== void 0) return cursor.within(true, () => this.#object(from));
		const number = cursor.take(/\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/y);
		if (number !== void 0) return {
			kind: "literal",
			value: Number(number),
			text: cursor.placed(from)
		};
		const name = cursor.expect(WORD$1);
		if (cursor.take(/\(/y) !== void 0) return cursor.within(true, () => this.#call(name, from));
		const text = cursor.placed(from);
		if (name === "null") return {
			kind: "literal",
			value: null,
			text
		};
		if (name === "true" || name === "false") return {
			kind: "literal",
			value: name === "true",
			text
		};
		return {
			kind: "variable",
			name,
			text
		};
	}
	#quoted() {
		const cursor = this.#cursor;
		const from = cursor.at;
		const parts = readTemplate(cursor, "quoted", 1e400, () => this.expression());
		const text = cursor.placed(from);
		if (cursor.takeHere(/"/y) === void 0) throw new NotHcl();
		return {
			kind: "template",
			parts,
			text
		};
	}
	#heredoc(opening) {
		const cursor = this.#cursor;
		const marker = opening.replace(/^<<-?/, "").trim();
		const closing = new RegExp(`^[ \\t]*${marker}[ \\t]*\\r?$`, "gm");
		closing.lastIndex = cursor.at;
		const close = closing.exec(cursor.text);
		cursor.allowance.left -= (close?.index ?? cursor.text.length) - cursor.at >> 6;
		if (close === null) throw new NotHcl();
		const from = cursor.at;
		const isFlush = opening.startsWith("<<-");
		const parts = readTemplate(cursor, "plain", close.index, () => this.expression(), isFlush);
		if (cursor.at !== close.index) throw new NotHcl();
		const text = cursor.placed(from);
		cursor.at += close[0].length;
		return {
			kind: "template",
			parts,
			text
		};
	}
	#list(from) {
		const cursor = this.#cursor;
		if (this.#isFor()) return this.#for(from, /\]/y, false);
		const items = [];
		while (cursor.take(/\]/y) === void 0) {
			items.push(this.expression());
			if (cursor.take(/,/y) === void 0 && !cursor.isNext(/\]/y)) throw new NotHcl();
		}
		return {
			kind: "list",
			items,
			text: cursor.placed(from)
		};
	}
	#object(from) {
		const cursor = this.#cursor;
		if (this.#isFor()) return this.#for(from, /\}/y, true);
		const entries = [];
		while (cursor.take(/\}/y) === void 0) {
			const key = this.#key();
			cursor.expect(/=(?!=)|:/y);
			const value = cursor.within(false, () => this.expression());
			entries.push([key, value]);
			const before = cursor.at;
			cursor.skipBlanks(false);
			const isSeparated = cursor.takeHere(/[ \t]*(?:,|\n)/y) !== void 0;
			if (!isSeparated) cursor.at = before;
			if (!isSeparated && !cursor.isNext(/\}/y)) throw new NotHcl();
		}
		return {
			kind: "object",
			entries,
			text: cursor.placed(from)
		};
	}
	/** A name is itself, and no variable; in parentheses it is one. */
	#key() {
		const cursor = this.#cursor;
		const from = this.#start();
		const name = cursor.take(/[\p{ID_Start}_][\p{ID_Continue}-]*(?=[ \t]*(?:=(?!=)|:))/uy);
		if (name !== void 0) return textExpression(cursor, name, from);
		return this.expression();
	}
	#isFor() {
		return this.#cursor.isNext(/for[ \t\r\n]+[\p{ID_Start}_][\p{ID_Continue}-]*[ \t\r\n]*(?:,|[ \t\r\n]in\b)/uy);
	}
	#for(from, closing, isMap) {
		const cursor = this.#cursor;
		cursor.expect(WORD$1);
		const names = readNames(cursor);
		const of = this.expression();
		cursor.expect(/:/y);
		const first = this.expression();
		const second = isMap && cursor.expect(/=>/y) !== "" ? this.expression() : void 0;
		const isGrouped = isMap && cursor.take(/\.\.\./y) !== void 0;
		const condition = cursor.take(/if\b/y) === void 0 ? void 0 : this.expression();
		this.#closing(closing);
		return {
			kind: "for",
			names,
			of,
			...second !== void 0 && { resultKey: first },
			result: second ?? first,
			...condition !== void 0 && { condition },
			isGrouped,
			text: cursor.placed(from)
		};
	}
	#call(name, from) {
		const cursor = this.#cursor;
		const args = [];
		let isSpread = false;
		while (cursor.take(/\)/y) === void 0) {
			args.push(this.expression());
			isSpread = cursor.take(/\.\.\./y) !== void 0;
			if (cursor.take(/,/y) === void 0 && !cursor.isNext(/\)/y)) throw new NotHcl();
		}
		return {
			kind: "call",
			name,
			args,
			isSpread,
			text: cursor.placed(from)
		};
	}
	/** Where what comes next begins. */
	#start() {
		this.#cursor.skipBlanks();
		return this.#cursor.at;
	}
	/** A closing bracket, before which a line may end. */
	#closing(bracket) {
		this.#cursor.skipBlanks(true);
		this.#cursor.expect(bracket);
	}
};
function textExpression(cursor, value, from = cursor.at - value.length) {
	const text = cursor.placed(from);
	return {
		kind: "template",
		parts: [{
			from: 0,
			to: value.length,
			text: value
		}],
		text
	};
}
// src/scan/neighbours/bake/hcl.ts
/** No file of a person has as many words and marks. */
const MOST_PIECES = 1e6;
/** Reads what it can: a part that is not HCL is stepped over, and the first of them is said. */
function readHcl(scan, text) {
	const attributes = new Map();
	const blocks = [];
	const reader = new BodyReader(new Cursor(text, { left: MOST_PIECES }));
	if (orNothing(() => reader.read(attributes, blocks, 0)) === void 0) scan.problem(0, "unreadable", "This file is not read to its end: it has more words than are followed.");
	else if (reader.broken !== void 0) scan.problem(text.offsetOf(reader.broken) ?? text.start, "unreadable", "What stands here is not read: it is no HCL, it is cut off, or it is nested too deeply.");
	return {
		attributes,
		blocks
	};
}
var BodyReader = class {
	/** Where the first part begins that is not HCL. */
	broken;
	#cursor;
	constructor(cursor) {
		this.#cursor = cursor;
	}
	/** Reads attributes and blocks up to the closing brace, which is taken, or the end. Throws where the allowance ends. */
	read(attributes, blocks, depth) {
		const cursor = this.#cursor;
		for (;;) {
			cursor.skipBlanks(true);
			const start = cursor.at;
			if (cursor.isAtEnd && depth > 0) this.#break(start);
			if (cursor.isAtEnd || cursor.takeHere(/\}/y) !== void 0 && depth > 0) return true;
			const name = cursor.takeHere(WORD$1);
			if (name === void 0) {
				this.#stepOver(start);
				continue;
			}
			if (cursor.take(/=(?!=)/y) !== void 0) {
				attributes.set(name, this.#value());
				continue;
			}
			const labels = this.#labels();
			if (cursor.take(/\{/y) === void 0 || depth > 50) {
				this.#break(start);
				continue;
			}
			const body = {
				attributes: new Map(),
				blocks: []
			};
			this.read(body.attributes, body.blocks, depth + 1);
			blocks.push({
				type: name,
				labels,
				body,
				start
			});
		}
	}
	#labels() {
		const labels = [];
		for (;;) {
			const label = this.#cursor.take(/"[^"\n]*"/y)?.slice(1, -1) ?? this.#cursor.take(WORD$1);
			if (label === void 0) return labels;
			labels.push(label);
		}
	}
	/** The value of an attribute, which the end of its line or of its body ends. */
	#value() {
		const cursor = this.#cursor;
		const from = cursor.at;
		const value = orNothing(() => readExpression(cursor));
		if (value !== void 0 && cursor.isNext(/[\n}]|$/y)) return value;
		this.#stepOver(from);
		return {
			kind: "unreadable",
			text: cursor.placed(from)
		};
	}
	#break(at) {
		this.broken ??= at;
	}
	/** To the end of the line, or behind what is in brackets; always further. */
	#stepOver(from) {
		const cursor = this.#cursor;
		const { text } = cursor;
		this.#break(from);
		let open = 0;
		let at = from;
		for (; at < text.length; at++) {
			const character = text.charAt(at);
			if (character === "\n" && open <= 0) break;
			if (character === "}" && open <= 0 && at > from) break;
			if ("[{(".includes(character)) open++;
			else if (")]}".includes(character)) open--;
			else if (character === "\"") at = endOfString$1(text, at + 1);
		}
		cursor.at = Math.max(at, from + 1);
	}
};
/** Where a string ends: at its quote, or before the end of its line. */
function endOfString$1(text, from) {
	for (let at = from; at < text.length; at++) {
		if (text[at] === "\\") at++;
		else if (text[at] === "\"") return at;
		if (text[at] === "\n") return at - 1;
	}
	return text.length;
}
// src/scan/neighbours/bake/json.ts
const BLOCKS = new Set([
	"variable",
	"function",
	"group",
	"target"
]);
/** No attribute of bake is deeper. */
const DEEPEST$14 = 50;
function readJson(scan, source) {
	const reader = new JsonReader(scan, source);
	const bodies = readYaml(scan).map((document) => reader.body(document));
	return {
		attributes: new Map(bodies.flatMap(({ attributes }) => [...attributes])),
		blocks: bodies.flatMap(({ blocks }) => blocks)
	};
}
var JsonReader = class {
	#scan;
	#source;
	#allowance = { left: MOST_PIECES };
	constructor(scan, source) {
		this.#scan = scan;
		this.#source = source;
	}
	body(yaml) {
		const attributes = new Map();
		const blocks = [];
		for (const { key, value } of yaml.entries(yaml.root)) if (!BLOCKS.has(key.value)) attributes.set(key.value, this.#expression(yaml, value, 0));
		else for (const one of listOf$1(yaml, value)) blocks.push(...this.#blocks(yaml, key.value, one));
		return {
			attributes,
			blocks
		};
	}
	/** Blocks of one type by their labels; of several of one label there is a list. */
	#blocks(yaml, type, node) {
		return yaml.entries(node).flatMap(({ key, value }) => listOf$1(yaml, value).map((block) => {
			const entries = yaml.entries(block);
			const attributes = new Map(entries.map((one) => [one.key.value, this.#expression(yaml, one.value, 0)]));
			return {
				type,
				labels: [key.value],
				body: {
					attributes,
					blocks: []
				},
				start: key.start
			};
		}));
	}
	#expression(yaml, node, depth) {
		const scalar = yaml.text(node);
		if (scalar !== void 0) {
			const text = {
				...scalar,
				file: this.#source
			};
			return scalar.isPlain ? literal$1(text) : readJsonText(text, this.#allowance);
		}
		const start = yaml.startOf(node);
		const text = {
			...require_scan.literalText(this.#scan.text, start, start + 1),
			file: this.#source
		};
		if (depth > DEEPEST$14) return {
			kind: "unreadable",
			text
		};
		if (yaml.isMap(node)) return {
			kind: "object",
			entries: yaml.entries(node).map(({ key, value }) => {
				return [readJsonText({
					...key,
					file: this.#source
				}, this.#allowance), this.#expression(yaml, value, depth + 1)];
			}),
			text
		};
		if (this.#scan.text[start] !== "[") return {
			kind: "literal",
			value: null,
			text
		};
		return {
			kind: "list",
			items: yaml.items(node).map((item) => this.#expression(yaml, item, depth + 1)),
			text
		};
	}
};
function listOf$1(yaml, node) {
	return yaml.isMap(node) ? [node] : yaml.items(node);
}
function literal$1(text) {
	if (text.value === "true" || text.value === "false") return {
		kind: "literal",
		value: text.value === "true",
		text
	};
	const value = Number(text.value);
	return Number.isNaN(value) ? {
		kind: "unreadable",
		text
	} : {
		kind: "literal",
		value,
		text
	};
}
// src/scan/kit/matrix.ts
/** The combinations that a matrix of lists makes. */
/**
* One value of each list under its name, in the order in which the lists would be nested; no more than `most`, however
* wide they are. None where a list is empty, and a single empty one where there is no list.
*/
function combinationsOf(lists, most) {
	let combinations = [new Map()];
	for (const [name, values] of lists) {
		const more = [];
		for (const combination of combinations) for (const value of values) {
			if (more.length === most) break;
			more.push(new Map(combination).set(name, value));
		}
		combinations = more;
	}
	return combinations;
}
/** How many combinations there are, those that are left out too. */
function countOf(lists) {
	let count = 1;
	for (const [, values] of lists) count *= values.length;
	return count;
}
// src/scan/neighbours/bake/conversion.ts
/** A value as one of a type, which is written as an expression: `string`, `list(number)`. No type changes nothing. */
function convert(value, type) {
	return type === void 0 ? value : orRefused(() => converted(value, type));
}
function converted(value, type) {
	if (type.kind === "call") return collection(value, type.name, type.args[0]);
	if (value.kind !== "scalar" || value.value === null || type.kind !== "variable") return value;
	switch (type.name) {
		case "string": return fromComposed(toText(value));
		case "number": return {
			...value,
			value: toNumber(value)
		};
		case "bool": return {
			...value,
			value: toBoolean(value)
		};
		default: return value;
	}
}
function collection(value, name, type) {
	const one = (item) => convert(item, type);
	if ((name === "list" || name === "set") && value.kind === "list") return list(value.items.map(one));
	if (name !== "map" || value.kind !== "map") return value;
	return mapping(Array.from(value.entries, ([key, item]) => [key, one(item)]));
}
// src/scan/neighbours/bake/arithmetic.ts
/** Numbers as bake reckons with them: with 512 bits, which is the same here as long as they are whole. */
/** A result; undefined where it, or a number that it is made of, is not exact here. */
function whole(result, ...numbers) {
	return [result, ...numbers].every((number) => Number.isSafeInteger(number)) ? result : void 0;
}
/** Of whole numbers; undefined where the quotient has more digits than are exact here. */
function quotient(left, right) {
	const result = left / right;
	return Number.isSafeInteger(result * 1024) && result * right === left && whole(0, left, right) !== void 0 ? result : void 0;
}
/** Of whole numbers. A zero keeps its sign, as for bake. */
function remainder(left, right) {
	return right === 0 ? void 0 : whole(left === 0 ? left : left % right + 0, left, right);
}
// src/scan/neighbours/bake/text-functions.ts
/** Functions of bake on texts. */
/** The text that bake makes of an argument. */
function text(value) {
	if (value?.kind !== "scalar" || value.value === null) throw new Refused();
	const made = textOf$2(value.value);
	if (made === void 0) throw new Refused();
	return made;
}
/** A text that a function makes of others. */
function made(value) {
	return fromComposed(joinComposed(literal$2(""), literal$2(value)));
}
/** Those that make a text of texts. */
const OF_TEXTS = {
	upper: (value) => value.toUpperCase(),
	lower: (value) => value.toLowerCase(),
	title: (value) => value.replace(/(?<![\p{L}\p{N}_])\p{L}/gu, (letter) => letter.toUpperCase()),
	trim: (value, set) => trimmed(value, set),
	trimprefix: (value, prefix) => value.startsWith(prefix) ? value.slice(prefix.length) : value,
	trimsuffix: (value, suffix) => suffix !== "" && value.endsWith(suffix) ? value.slice(0, value.length - suffix.length) : value,
	trimspace: (value) => value.trim(),
	chomp: (value) => value.replace(/[\r\n]+$/, ""),
	reverse: (value) => Array.from(value).reverse().join(""),
	replace: (value, part, by) => value.replaceAll(part, () => by),
	sanitize: (value) => value.replace(/[^\w-]/gu, "_"),
	basename: (value) => value === "" ? "." : node_path.posix.basename(value) || "/",
	dirname: (value) => node_path.posix.normalize(node_path.posix.dirname(value)),
	base64encode: (value) => Buffer.from(value).toString("base64")
};
for (const algorithm of [
	"md5",
	"sha1",
	"sha256",
	"sha512"
]) OF_TEXTS[algorithm] = (value) => (0, node_crypto.createHash)(algorithm).update(value).digest("hex");
const TEXT_FUNCTIONS = {
	...Object.fromEntries(Object.entries(OF_TEXTS).map(([name, call]) => [name, (...args) => {
		if (args.length !== call.length) throw new Refused();
		return made(call(...args.map(text)));
	}])),
	strlen: (value) => scalar(Array.from(text(value)).length),
	substr: (value, offset, length) => {
		const characters = Array.from(text(value));
		const from = toNumber(offset);
		const start = from < 0 ? Math.max(0, from + characters.length) : from;
		const count = toNumber(length);
		return made(characters.slice(start, count < 0 ? void 0 : start + count).join(""));
	},
	indent: (spaces, value) => made(text(value).replaceAll("\n", `\n${" ".repeat(Math.min(100, toNumber(spaces)))}`)),
	split: (separator, value) => list(text(value).split(text(separator)).map((piece) => scalar(piece))),
	join: (separator, ...lists) => {
		return joined$1(lists.flatMap((one) => {
			if (one.kind !== "list") throw new Refused();
			return one.items;
		}), text(separator));
	},
	format: (pattern, ...values) => formatted$2(text(pattern), values),
	formatlist: (pattern, ...values) => {
		const lists = values.flatMap((value) => value.kind === "list" ? [value.items] : []);
		const count = lists[0]?.length ?? 1;
		if (lists.some(({ length }) => length !== count)) throw new Refused();
		return list(Array.from({ length: count }, (_, at) => values.map((value) => value.kind === "list" ? value.items[at] : value)).map((round) => formatted$2(text(pattern), round)));
	},
	parseint: (value, base) => {
		const radix = toNumber(base);
		const digits = text(value);
		const number = Number.parseInt(digits, radix);
		if (!/^[+-]?[\da-z]+$/i.test(digits) || Number.isNaN(number)) throw new Refused();
		return Number.isSafeInteger(number) ? scalar(number) : ONLY_BAKE;
	},
	regex_replace: (value, pattern, by) => {
		const expression = expressionOf(text(pattern), text(value), "g");
		const replacement = text(by);
		if (expression === void 0 || /\$(?!\d(?!\w)|\{\d+\})/.test(replacement)) return ONLY_BAKE;
		return made(text(value).replace(expression, (...found) => replacement.replace(/\$\{?(\d+)\}?/g, (_, group) => {
			const one = found[Number(group)];
			return typeof one === "string" && Number(group) < found.length - 2 ? one : "";
		})));
	},
	regex: (pattern, value) => {
		const found = expressionOf(text(pattern), text(value), "")?.exec(text(value));
		if (found === void 0 || found?.groups !== void 0) return ONLY_BAKE;
		if (found === null) throw new Refused();
		const [whole, ...groups] = found;
		return groups.length === 0 ? made(whole) : list(groups.map((group) => scalar(group ?? null)));
	}
};
/** The texts one after the other, each with the places of its parts. */
function joined$1(values, separator) {
	return fromComposed(values.map((value) => ({
		...literal$2(text(value)),
		parts: "parts" in value ? value.parts : []
	})).reduce((whole, one, at) => joinComposed(at === 0 ? whole : joinComposed(whole, literal$2(separator)), one), literal$2("")));
}
/** `format`, with `%s`, `%d`, `%v` and widths; other verbs are for bake to work out. */
function formatted$2(pattern, values) {
	const left = [...values];
	let whole = literal$2("");
	let at = 0;
	for (const { 0: verb, 1: zero, 2: width = "0", 3: kind, index } of pattern.matchAll(/%(?:%|(0?)(\d{1,3})?([sdv]))|%/g)) {
		if (verb === "%") return ONLY_BAKE;
		whole = joinComposed(whole, literal$2(pattern.slice(at, index)));
		at = index + verb.length;
		if (verb === "%%") {
			whole = joinComposed(whole, literal$2("%"));
			continue;
		}
		const value = left.shift();
		if (value?.kind !== "scalar") return ONLY_BAKE;
		if (kind === "d" && !Number.isSafeInteger(toNumber(value))) throw new Refused();
		const plain = kind === "d" ? String(toNumber(value)) : text(value);
		const isPadded = plain.length < Number(width);
		const isNumber = kind === "d" || typeof value.value === "number";
		const sign = zero === "0" && isNumber && plain.startsWith("-") ? "-" : "";
		const padded = sign + plain.slice(sign.length).padStart(Number(width) - sign.length, zero === "0" && isNumber ? "0" : " ");
		whole = joinComposed(whole, {
			...literal$2(padded),
			parts: isPadded || kind === "d" ? [] : value.parts
		});
	}
	if (left.length > 0) throw new Refused();
	whole = joinComposed(whole, literal$2(pattern.slice(at)));
	return fromComposed(whole);
}
function trimmed(value, set) {
	const characters = Array.from(value);
	const isCut = (character) => character !== void 0 && set.includes(character);
	const start = characters.findIndex((character) => !isCut(character));
	if (start === -1) return "";
	return characters.slice(start, characters.findLastIndex((character) => !isCut(character)) + 1).join("");
}
/** No more repetitions than can be tried in no time, of texts as long as a version is. */
const MOST_REPEATS = 3;
const LONGEST$5 = 200;
/**
* A regular expression that Go's and JavaScript's engines read alike, and that no text keeps busy: no flags, classes by name, groups
* that repeat.
*/
function expressionOf(pattern, subject, flags) {
	if (subject.length > LONGEST$5 || pattern.length > LONGEST$5) return void 0;
	const bare = pattern.replace(/\\[\s\S]/g, (escape) => /\\[pPQEAzCxaUbB\d]/.test(escape) ? "(?" : "x");
	const repeats = bare.match(/[*+]|\{\d*,?\d*\}/g) ?? [];
	if (/\(\?|\[\[:|\)[*+{?]|[*+?}][*+]|\[\]|\[\^\]/.test(bare) || repeats.length > MOST_REPEATS) return void 0;
	try {
		return new RegExp(pattern, flags);
	} catch {
		throw new Refused();
	}
}
// src/scan/neighbours/bake/collection-functions.ts
/** Functions of bake on lists and maps. */
const COLLECTION_FUNCTIONS = {
	length: (value) => scalar(value?.kind === "list" ? value.items.length : entries(value).size),
	concat: (...lists) => list(lists.flatMap((one) => items(one))),
	flatten: (value) => list(flattened(items(value))),
	reverselist: (value) => list(items(value).toReversed()),
	distinct: (value) => {
		const all = items(value);
		if (all.length > MOST_COMPARED) return ONLY_BAKE;
		return list(all.filter((one, at) => all.findIndex((other) => isEqual$1(one, other)) === at));
	},
	sort: (value) => list(items(value).toSorted((a, b) => text(a) < text(b) ? -1 : text(a) > text(b) ? 1 : 0)),
	compact: (value) => list(items(value).filter((one) => text(one) !== "")),
	contains: (value, wanted) => scalar(items(value).some((one) => isEqual$1(one, wanted))),
	indexof: (value, wanted) => {
		const at = items(value).findIndex((one) => isEqual$1(one, wanted));
		if (at === -1) throw new Refused();
		return scalar(at);
	},
	element: (value, index) => {
		const all = items(value);
		const at = toNumber(index) % all.length;
		return found(all.at(at));
	},
	index: (value, key) => found(value?.kind === "map" ? value.entries.get(text(key)) : items(value)[toNumber(key)]),
	hasindex: (value, key) => {
		if (value?.kind === "map") return scalar(value.entries.has(text(key)));
		return scalar(items(value)[toNumber(key)] !== void 0);
	},
	slice: (value, start, end) => {
		const all = items(value);
		const [from, to] = [toNumber(start), toNumber(end)];
		if (from < 0 || to > all.length || from > to) throw new Refused();
		return list(all.slice(from, to));
	},
	coalescelist: (...lists) => found(lists.find((one) => items(one).length > 0)),
	lookup: (value, key, otherwise) => found(entries(value).get(text(key)) ?? otherwise),
	keys: (value) => list([...entries(value).keys()].map((key) => scalar(key))),
	values: (value) => list([...entries(value).values()]),
	merge: (...maps) => mapping(maps.filter((one) => !isNull(one)).flatMap((one) => [...entries(one)])),
	zipmap: (keys, values) => {
		const all = items(values);
		if (items(keys).length !== all.length) throw new Refused();
		return mapping(items(keys).map((key, at) => [text(key), all[at]]));
	},
	range: (...limits) => {
		const [first = 0, second, third] = limits.map(toNumber);
		const [from, to] = second === void 0 ? [0, first] : [first, second];
		const step = third ?? (from > to ? -1 : 1);
		const count = to === from ? 0 : Math.ceil((to - from) / step);
		return count < 0 || count > 1024 ? refuse() : list(Array.from({ length: count }, (_, at) => scalar(from + at * step)));
	},
	setproduct: (...lists) => {
		const product = combinationsOf(lists.map((one, at) => [String(at), items(one)]), MOST_PRODUCTS + 1);
		if (product.length > MOST_PRODUCTS) return ONLY_BAKE;
		return list(product.map((combination) => list([...combination.values()])));
	}
};
const MOST_PRODUCTS = 1e3;
const MOST_COMPARED = 256;
function refuse() {
	throw new Refused();
}
function found(value) {
	return value ?? refuse();
}
function items(value) {
	return value?.kind === "list" ? value.items : refuse();
}
function entries(value) {
	return value?.kind === "map" ? value.entries : refuse();
}
function flattened(values) {
	return values.flatMap((value) => value.kind === "list" ? flattened(value.items) : [value]);
}
// src/scan/neighbours/bake/functions.ts
/** The functions of bake that a file alone decides: those on texts, numbers, lists and maps. */
const FUNCTIONS = new Map([
	...Object.entries({
		equal: (left, right) => scalar(isEqual$1(left, right)),
		notequal: (left, right) => scalar(!isEqual$1(left, right)),
		and: (left, right) => scalar(toBoolean(left) && toBoolean(right)),
		or: (left, right) => scalar(toBoolean(left) || toBoolean(right)),
		not: (value) => scalar(!toBoolean(value)),
		greaterthan: (left, right) => scalar(toNumber(left) > toNumber(right)),
		greaterthanorequalto: (left, right) => scalar(toNumber(left) >= toNumber(right)),
		lessthan: (left, right) => scalar(toNumber(left) < toNumber(right)),
		lessthanorequalto: (left, right) => scalar(toNumber(left) <= toNumber(right)),
		add: (left, right) => exact(left, right, (a, b) => whole(a + b, a, b)),
		subtract: (left, right) => exact(left, right, (a, b) => whole(a - b, a, b)),
		multiply: (left, right) => exact(left, right, (a, b) => whole(a * b, a, b)),
		divide: (left, right) => exact(left, right, quotient),
		modulo: (left, right) => exact(left, right, remainder),
		negate: (value) => scalar(-toNumber(value)),
		absolute: (value) => scalar(Math.abs(toNumber(value))),
		floor: (value) => scalar(Math.floor(toNumber(value))),
		ceil: (value) => scalar(Math.ceil(toNumber(value))),
		int: (value) => scalar(Math.trunc(toNumber(value))),
		max: (...values) => scalar(Math.max(...values.map(toNumber))),
		min: (...values) => scalar(Math.min(...values.map(toNumber))),
		coalesce: (...values) => {
			const found = values.find((value) => !isNull(value)) ?? REFUSED;
			return values.some((value) => value.kind === "scalar" && typeof value.value === "string") && found.kind === "scalar" && found.unset === void 0 ? fromComposed(toText(found)) : found;
		}
	}),
	...Object.entries(TEXT_FUNCTIONS),
	...Object.entries(COLLECTION_FUNCTIONS)
]);
/** What a function gives; unknown for one that is not known here. */
function callFunction(name, args) {
	if (name === "try" || name === "can") return attempt(name, args);
	const open = args.map(unknownIn).find((value) => value !== void 0);
	if (open !== void 0) return open;
	const call = FUNCTIONS.get(name);
	if (call === void 0) return unknown$2(`Only a run of bake can know what ${name.slice(0, 40)}() gives.`);
	if (args.length < call.length) return REFUSED;
	const value = orRefused(() => call(...args));
	return args.some(isDefault$1) ? asDefault$2(value) : value;
}
/** `try` gives the first argument that bake does not refuse, `can` whether it refuses its own. */
function attempt(name, args) {
	for (const arg of args) {
		const open = unknownIn(arg);
		if (open !== void 0 && !open.isRefused) return open;
		if (name === "can") return scalar(open === void 0);
		if (open === void 0) return arg;
	}
	return REFUSED;
}
function exact(left, right, reckon) {
	const result = reckon(toNumber(left), toNumber(right));
	return result === void 0 ? ONLY_BAKE : scalar(result);
}
// src/scan/neighbours/bake/evaluator.ts
/** What the expressions of bake files give. */
/** What an expression costs of the budget of its file, as characters of text: a loop makes many of a few. */
const COST = 8;
/** Expressions in expressions, and what variables stand for, this deep. */
const DEEPEST$13 = 300;
var Evaluator$3 = class {
	#names;
	#budget;
	#depth = 0;
	constructor(names, budget) {
		this.#names = names;
		this.#budget = budget;
	}
	/** A text has its places from where its parts are written; what is in no part is written in the expression itself. */
	evaluate(expression, locals) {
		if (this.#depth > DEEPEST$13 || !this.#budget.take("names", COST, 0)) return ONLY_BAKE;
		this.#depth++;
		const value = orRefused(() => this.#evaluate(expression, locals));
		this.#depth--;
		return value;
	}
	/** As `evaluate`; every part of a text has a place. */
	#placed(expression, locals) {
		return placed(this.evaluate(expression, locals), expression.text);
	}
	#evaluate(expression, locals) {
		switch (expression.kind) {
			case "literal": return scalar(expression.value);
			case "template": return this.template(expression.parts, locals);
			case "list": return list(expression.items.map((item) => this.#placed(item, locals)));
			case "object": return this.#object(expression.entries, locals);
			case "variable": return locals.get(expression.name) ?? this.#names.variable(expression.name);
			case "member": return this.#member(expression.of, expression.key, locals);
			case "splat": return this.#splat(expression.of, expression.each, locals);
			case "call": return this.#call(expression.name, expression.args, expression.isSpread, locals);
			case "unary": return this.#unary(expression.operator, this.evaluate(expression.of, locals));
			case "binary": return this.#binary(expression.operator, expression.left, expression.right, locals);
			case "conditional": return this.#conditional(expression.condition, expression.yes, expression.no, locals);
			case "for": return this.#for(expression, locals);
			default: return ONLY_BAKE;
		}
	}
	/** A single `${\u2026}` is what stands in it, and need not be a text. */
	template(parts, locals) {
		const [only] = parts;
		if (parts.length === 1 && only !== void 0 && "value" in only) return this.#placed(only.value, locals);
		return this.#joined(parts, locals);
	}
	#joined(parts, locals) {
		let text = "";
		const fillings = parts.flatMap((part) => {
			if ("text" in part) {
				text += part.text;
				return [];
			}
			const at = text.length;
			return [{
				start: at,
				end: at,
				value: toText(this.#part(part, locals))
			}];
		});
		return fromComposed(fillIn(text, fillings));
	}
	#part(part, locals) {
		if ("value" in part) return this.#placed(part.value, locals);
		if ("condition" in part) {
			const condition = this.evaluate(part.condition, locals);
			if (condition.kind === "unknown") return condition;
			const chosen = this.#joined(toBoolean(condition) ? part.yes : part.no, locals);
			return isDefault$1(condition) ? asDefault$2(chosen) : chosen;
		}
		const of = this.evaluate(part.of, locals);
		if (of.kind === "unknown") return of;
		return fromComposed(fillIn("", this.#rounds(of, part.names, locals).map((round) => toText(this.#joined(part.each, round))).map((value) => ({
			start: 0,
			end: 0,
			value
		}))));
	}
	#object(entries, locals) {
		const made = [];
		for (const [key, value] of entries) {
			const name = toText(this.evaluate(key, locals));
			if (!isKnown(name)) return fromComposed(name);
			made.push([name.value, this.#placed(value, locals)]);
		}
		return mapping(made);
	}
	#member(of, key, locals) {
		const target = this.#targetOf(of, locals);
		const name = this.evaluate(key, locals);
		if (target !== void 0) {
			if (name.kind !== "scalar" || typeof name.value !== "string") return ONLY_BAKE;
			return this.#names.attribute(target, name.value);
		}
		const whole = this.evaluate(of, locals);
		if (whole.kind === "unknown") return whole;
		if (name.kind === "unknown") return name;
		return member(whole, name);
	}
	/** The name of a target, of `target.NAME` or `target["NAME"]`. */
	#targetOf(expression, locals) {
		if (expression.kind !== "member" || expression.of.kind !== "variable" || expression.of.name !== "target") return;
		const name = this.evaluate(expression.key, locals);
		return name.kind === "scalar" && typeof name.value === "string" ? name.value : void 0;
	}
	#splat(of, each, locals) {
		const whole = this.evaluate(of, locals);
		if (whole.kind === "unknown") return whole;
		return list((whole.kind === "list" ? whole.items : [whole].filter((one) => !isNull(one))).map((item) => this.evaluate(each, new Map([...locals, ["*", item]]))));
	}
	#call(name, args, isSpread, locals) {
		const values = args.map((arg) => this.#placed(arg, locals));
		const last = isSpread ? values.pop() : void 0;
		if (last?.kind === "unknown") return last;
		if (last !== void 0) {
			if (last.kind !== "list") return REFUSED;
			values.push(...last.items);
		}
		if (!this.#budget.take("names", sizeOf(values), 0)) return ONLY_BAKE;
		const own = this.#names.function(name);
		if (own === void 0) return callFunction(name, values);
		const { params, variadic, result } = own;
		if (values.length < params.length || variadic === void 0 && values.length > params.length) return REFUSED;
		const given = new Map(params.map((param, at) => [param, values[at]]));
		if (variadic !== void 0) given.set(variadic, list(values.slice(params.length)));
		return this.evaluate(result, given);
	}
	#unary(operator, value) {
		if (value.kind === "unknown") return value;
		return scalar(operator === "!" ? !toBoolean(value) : -toNumber(value), [], isDefault$1(value));
	}
	#binary(operator, left, right, locals) {
		const values = [this.evaluate(left, locals), this.evaluate(right, locals)];
		if (operator === "&&" || operator === "||") return logical(operator, ...values);
		const lost = unknownIn(values[0]) ?? unknownIn(values[1]);
		if (lost !== void 0) return lost;
		const isOpen = values.some(isDefault$1);
		if (operator === "==" || operator === "!=") return scalar(isEqual$1(...values) === (operator === "=="), [], isOpen);
		const value = calculate(operator, toNumber(values[0]), toNumber(values[1]));
		return value === void 0 ? ONLY_BAKE : scalar(value, [], isOpen);
	}
	#conditional(condition, yes, no, locals) {
		const decided = this.evaluate(condition, locals);
		if (decided.kind === "unknown") return decided;
		const isTrue = toBoolean(decided);
		const value = asTypeOf(this.#placed(isTrue ? yes : no, locals), this.evaluate(isTrue ? no : yes, locals));
		return isDefault$1(decided) ? asDefault$2(value) : value;
	}
	#for({ names, of, resultKey, result, condition, isGrouped }, locals) {
		const whole = this.evaluate(of, locals);
		if (whole.kind === "unknown") return whole;
		const rounds = [];
		for (const round of this.#rounds(whole, names, locals)) {
			const isMeant = condition === void 0 ? scalar(true) : this.evaluate(condition, round);
			if (isMeant.kind === "unknown") return isMeant;
			if (toBoolean(isMeant)) rounds.push(round);
		}
		if (resultKey === void 0) return list(rounds.map((round) => this.#placed(result, round)));
		const entries = new Map();
		for (const round of rounds) {
			const key = toText(this.evaluate(resultKey, round));
			if (!isKnown(key)) return fromComposed(key);
			const known = entries.get(key.value);
			if (known !== void 0 && !isGrouped) return REFUSED;
			entries.set(key.value, [...known ?? [], this.#placed(result, round)]);
		}
		return mapping(Array.from(entries, ([key, values]) => [key, isGrouped ? list(values) : values[0]]));
	}
	/** What the names of a loop stand for in each of its rounds. */
	#rounds(of, names, locals) {
		if (of.kind !== "list" && of.kind !== "map") throw new Refused();
		const keys = of.kind === "list" ? of.items.map((_, at) => scalar(at)) : [...of.entries.keys()].map((key) => scalar(key));
		const [first = "", second] = names;
		return itemsOf(of).map((value, at) => {
			const round = new Map(locals);
			if (second === void 0) return round.set(first, value);
			return round.set(first, keys[at]).set(second, value);
		});
	}
};
function member(whole, key) {
	if (whole.kind === "list") return whole.items[toNumber(key)] ?? REFUSED;
	const name = toText(key);
	return whole.kind === "map" && isKnown(name) ? whole.entries.get(name.value) ?? REFUSED : REFUSED;
}
/** One side can decide by itself. */
function logical(operator, left, right) {
	const decisive = operator === "||";
	for (const side of [left, right]) if (side.kind !== "unknown" && toBoolean(side) === decisive) return scalar(decisive, [], isDefault$1(side));
	return [left, right].find(({ kind }) => kind === "unknown") ?? scalar(!decisive, [], isDefault$1(left) || isDefault$1(right));
}
/** Undefined where the number is none that is written exactly here. */
function calculate(operator, left, right) {
	switch (operator) {
		case "<": return left < right;
		case ">": return left > right;
		case "<=": return left <= right;
		case ">=": return left >= right;
		case "+": return whole(left + right, left, right);
		case "-": return whole(left - right, left, right);
		case "*": return whole(left * right, left, right);
		case "/": return quotient(left, right);
		default: return remainder(left, right);
	}
}
/** Both sides of a condition have one type: a text, where one of them is a text. */
function asTypeOf(chosen, other) {
	if (chosen.kind !== "scalar" || other.kind !== "scalar" || typeof other.value !== "string") return chosen;
	if (chosen.value === null || typeof chosen.value === "string") return chosen;
	return fromComposed(toText(chosen));
}
// src/scan/neighbours/bake/project.ts
/** The files that one run of bake reads: their variables and functions, and the targets that their blocks make. */
/** As many combinations of a matrix as are told apart. */
const MOST_COMBINATIONS = 256;
const NO_LOCALS = new Map();
/** What bake itself gives. */
const GIVEN = new Map([["BAKE_CMD_CONTEXT", scalar("cwd://")], ["BAKE_LOCAL_PLATFORM", unknown$2("The platform of whoever runs bake is not known.")]]);
var BakeProject = class {
	#files;
	#evaluator;
	#variables = new Map();
	#attributes = new Map();
	#functions = new Map();
	#targetBlocks = new Map();
	#known = new Map();
	/** `files` in the order in which bake reads them: the later count more. `scan` pays for the work. */
	constructor(files, scan) {
		this.#files = files;
		this.#evaluator = new Evaluator$3({
			variable: (name) => this.#variable(name),
			attribute: (target, name) => this.#attribute(target, name),
			function: (name) => this.#functions.get(name)
		}, scan.budget);
		for (const { body } of files) {
			for (const [name, value] of body.attributes) this.#attributes.set(name, value);
			for (const block of body.blocks) this.#declare(block);
		}
	}
	#declare(block) {
		const [name] = block.labels;
		if (name === void 0) return;
		if (block.type === "variable") this.#variables.set(name, block);
		if (block.type === "target") this.#targetBlocks.set(name, [...this.#targetBlocks.get(name) ?? [], block]);
		const result = block.body.attributes.get("result");
		if (block.type !== "function" || result === void 0) return;
		const params = block.body.attributes.get("params");
		const variadic = block.body.attributes.get("variadic_params");
		this.#functions.set(name, {
			params: params?.kind === "list" ? params.items.map(keyword) : [],
			...variadic !== void 0 && { variadic: keyword(variadic) },
			result
		});
	}
	/** The members of each group. A target with a matrix is a group of what its combinations are called. */
	groups(targets) {
		const groups = new Map();
		for (const { type, labels, body } of this.#files.flatMap(({ body: { blocks } }) => blocks)) {
			const members = body.attributes.get("targets");
			if (type !== "group" || labels[0] === void 0 || members === void 0) continue;
			groups.set(labels[0], this.#texts(members, NO_LOCALS));
		}
		for (const [label, named] of Map.groupBy(targets, ([one]) => one)) {
			const names = named.map(([, name]) => name);
			if (!groups.has(label) && names.some((name) => name !== label)) groups.set(label, names);
		}
		return groups;
	}
	/** A target for each block and each combination of its matrix, in the order of the files. */
	targets() {
		return this.#files.flatMap(({ scan, body }) => body.blocks.flatMap((block) => {
			const [label] = block.labels;
			if (block.type !== "target" || label === void 0) return [];
			const combinations = this.#combinations(scan, block);
			return combinations.map((locals, at) => {
				const name = combinations.length === 1 ? label : `${label} ${at + 1}`;
				return this.#target(scan, block, {
					label,
					name
				}, locals);
			});
		}));
	}
	#target(scan, block, { label, name: otherwise }, locals) {
		const { attributes } = block.body;
		const named = attributes.get("name");
		const name = named && toText(this.#evaluator.evaluate(named, locals));
		const inherits = attributes.get("inherits");
		const one = (key) => this.#one(attributes.get(key), locals);
		const inline = attributes.get("dockerfile-inline");
		const inlined = inline && this.#inline(inline, locals);
		return {
			label,
			name: name !== void 0 && "value" in name ? name.value : otherwise,
			scan,
			start: block.start,
			inherits: inherits === void 0 ? [] : this.#texts(inherits, locals),
			context: one("context"),
			dockerfile: one("dockerfile"),
			...inlined !== void 0 && { inline: {
				scan,
				text: inlined
			} },
			target: one("target"),
			platforms: this.#items(attributes.get("platforms"), locals),
			attestations: this.#items(attributes.get("attest"), locals) ?? [],
			args: this.#map(attributes.get("args"), locals, (value) => value.kind !== "scalar" || value.value !== null),
			contexts: this.#map(attributes.get("contexts"), locals, () => true)
		};
	}
	/** The values of each combination of a target's matrix: none where it has no matrix, or one that is not followed. */
	#combinations(scan, block) {
		const expression = block.body.attributes.get("matrix");
		const matrix = expression && this.#evaluator.evaluate(expression, NO_LOCALS);
		if (matrix?.kind !== "map") return [NO_LOCALS];
		const lists = Array.from(matrix.entries, ([name, values]) => {
			return [name, values.kind === "list" || values.kind === "map" ? itemsOf(values) : [ONLY_BAKE]];
		});
		if (countOf(lists) > MOST_COMBINATIONS || lists.length > 100) {
			const message = `Of this matrix, no more than ${MOST_COMBINATIONS} combinations of 100 variables are followed.`;
			scan.problem(block.start, "unreadable", message);
		}
		const combinations = lists.length > 100 ? [] : combinationsOf(lists, MOST_COMBINATIONS);
		return scan.budget.take("jobs", combinations.length, block.start) ? combinations : [];
	}
	#one(expression, locals) {
		if (expression === void 0) return void 0;
		const value = this.#evaluator.evaluate(expression, locals);
		return value.kind === "scalar" && value.value === null ? void 0 : {
			value,
			text: expression.text
		};
	}
	#items(expression, locals) {
		if (expression === void 0) return void 0;
		if (expression.kind === "list") return expression.items.flatMap((item) => this.#one(item, locals) ?? []);
		const { text } = expression;
		const value = this.#evaluator.evaluate(expression, locals);
		if (value.kind === "unknown") return [{
			value,
			text
		}];
		return value.kind === "list" ? value.items.map((item) => ({
			value: item,
			text
		})) : void 0;
	}
	#map(expression, locals, counts) {
		const entries = [];
		if (expression?.kind === "object") for (const [key, one] of expression.entries) {
			const name = toText(this.#evaluator.evaluate(key, locals));
			const value = this.#evaluator.evaluate(one, locals);
			if ("value" in name && counts(value)) entries.push([name.value, {
				value,
				text: one.text
			}]);
		}
		else if (expression !== void 0) {
			const value = this.#evaluator.evaluate(expression, locals);
			const { text } = expression;
			for (const [name, one] of value.kind === "map" ? value.entries : []) if (counts(one)) entries.push([name, {
				value: one,
				text
			}]);
		}
		return new Map(entries);
	}
	/** The texts of a list that are known. */
	#texts(expression, locals) {
		const value = this.#evaluator.evaluate(expression, locals);
		if (value.kind !== "list") return [];
		return value.items.flatMap((item) => {
			const text = toText(item);
			return "value" in text ? text.value : [];
		});
	}
	#inline(expression, locals) {
		if (expression.kind !== "template") {
			const text = toText(this.#evaluator.evaluate(expression, locals));
			return "value" in text ? {
				...expression.text,
				value: text.value,
				offsetOf: () => void 0
			} : void 0;
		}
		const base = expression.parts[0]?.from ?? 0;
		const replacements = expression.parts.flatMap((part) => {
			const from = part.from - base;
			const to = part.to - base;
			if ("text" in part) return unescaping(expression.text.value, from, to, part.text);
			const filling = toText(this.#evaluator.template([part], locals));
			return "value" in filling ? [{
				from,
				to,
				value: filling.value
			}] : [];
		});
		return require_scan.replaceParts(expression.text, replacements);
	}
	#variable(name) {
		const given = GIVEN.get(name);
		if (given !== void 0) return given;
		const known = this.#known.get(name);
		if (known !== void 0) return known;
		this.#known.set(name, ONLY_BAKE);
		const value = this.#declared(name);
		this.#known.set(name, value);
		return value;
	}
	#declared(name) {
		const attribute = this.#attributes.get(name);
		const block = this.#variables.get(name)?.body.attributes;
		const expression = attribute ?? block?.get("default");
		const type = attribute === void 0 ? block?.get("type") : void 0;
		if (expression === void 0) {
			if (block === void 0) return ONLY_BAKE;
			if (type !== void 0) return scalar(null, [], true);
			const detail = `The variable ${name.slice(0, 40)} has no default: write one in its block.`;
			return {
				...scalar("", [], true),
				unset: {
					reason: "environment",
					detail
				}
			};
		}
		const value = convert(placed(this.#evaluator.evaluate(expression, NO_LOCALS), expression.text), type);
		return block === void 0 ? value : asDefault$2(value);
	}
	/** Of several blocks of one target, the last says what it is to others; what it inherits is not asked. */
	#attribute(target, name) {
		const expression = this.#targetBlocks.get(target)?.at(-1)?.body.attributes.get(name);
		if (expression === void 0) return ONLY_BAKE;
		const key = `target.${target}.${name}`;
		const known = this.#known.get(key);
		if (known !== void 0) return known;
		this.#known.set(key, ONLY_BAKE);
		const value = placed(this.#evaluator.evaluate(expression, NO_LOCALS), expression.text);
		this.#known.set(key, value);
		return value;
	}
};
/** What turns a stretch of a template as it is written into the text that it is: indentation and escapes left out. */
function unescaping(written, from, to, text) {
	const stretch = written.slice(from, to);
	if (stretch === text) return [];
	const escapes = [...stretch.matchAll(/\$\$\{|%%\{/g)];
	const indent = stretch.length - escapes.length - text.length;
	if (!(indent >= 0 && stretch.slice(indent).replace(/\$\$\{|%%\{/g, (escape) => escape.slice(1)) === text)) return [{
		from,
		to,
		value: text
	}];
	return [...indent > 0 ? [{
		from,
		to: from + indent,
		value: ""
	}] : [], ...escapes.map(({ index }) => ({
		from: from + index,
		to: from + index + 1,
		value: ""
	}))];
}
/** A name that stands for itself: in JSON, it is a text. */
function keyword(expression) {
	return expression.kind === "variable" ? expression.name : expression.text.value;
}
// src/scan/neighbours/bake/targets.ts
/** Targets of bake: what each says by itself, and what they inherit from one another. */
/** What both say; where they differ, what the second says. */
function mergeTargets(first, second) {
	const { scan, start } = first.isOfCompose === true ? second : first;
	return {
		...first,
		scan,
		start,
		isOfCompose: first.isOfCompose === true && second.isOfCompose === true,
		inherits: [...first.inherits, ...second.inherits],
		context: second.context ?? first.context,
		dockerfile: second.dockerfile ?? first.dockerfile,
		inline: second.inline ?? first.inline,
		target: second.target ?? first.target,
		platforms: second.platforms ?? first.platforms,
		attestations: [...first.attestations, ...second.attestations],
		args: new Map([...first.args, ...second.args]),
		contexts: new Map([...first.contexts, ...second.contexts])
	};
}
/** The targets of a project, by name, and its groups. */
var Targets = class {
	#targets = new Map();
	#groups;
	#heirs = new Map();
	#resolved = new Map();
	constructor(targets, groups) {
		for (const target of targets) {
			const known = this.#targets.get(target.name);
			this.#targets.set(target.name, known === void 0 ? target : mergeTargets(known, target));
		}
		this.#groups = groups;
		for (const target of this.#targets.values()) for (const base of new Set(target.inherits)) {
			const known = this.#heirs.get(base);
			if (known === void 0) this.#heirs.set(base, [target]);
			else known.push(target);
		}
	}
	/** Those that a build can be asked for, with what they inherit. */
	builds() {
		const asked = this.#reached([...this.#groups.keys(), "default"]);
		const names = [...this.#targets.keys()];
		const built = this.#reached([...asked, ...names.filter((name) => !this.#isTemplate(name, asked))]);
		return names.flatMap((name) => {
			const target = this.#resolve(name);
			if (target === void 0 || target.isOfCompose === true || !built.has(name)) return [];
			return [{
				...target,
				isAsked: asked.has(name)
			}];
		});
	}
	/** A target with what it inherits: of several that it names, the later count more, and it counts most. */
	#resolve(name, depth = 0) {
		if (this.#resolved.has(name)) return this.#resolved.get(name);
		const own = this.#targets.get(name);
		this.#resolved.set(name, void 0);
		if (own === void 0 || depth > DEEPEST$12) return void 0;
		const whole = [...own.inherits.flatMap((base) => this.#resolve(base, depth + 1) ?? []), own].reduce(mergeTargets);
		const contexts = new Map([...whole.contexts].filter(([, { value }]) => !isEmpty(value)));
		const { scan, start, inherits, isOfCompose } = own;
		const target = {
			...whole,
			name,
			scan,
			start,
			inherits,
			contexts,
			isOfCompose: isOfCompose === true
		};
		this.#resolved.set(name, target);
		return target;
	}
	/** What groups and targets of these names, and the contexts of what they reach, ask for. */
	#reached(names) {
		const reached = new Set();
		const left = [...names];
		const seen = new Set(left);
		for (const name of left) {
			const members = this.#groups.get(name);
			if (members === void 0) reached.add(name);
			const contexts = members === void 0 ? [...this.#resolve(name)?.contexts.values() ?? []] : [];
			for (const next of [...members ?? [], ...contexts.flatMap(linkedTarget)]) {
				if (seen.has(next)) continue;
				seen.add(next);
				left.push(next);
			}
		}
		return reached;
	}
	/**
	* Whether a target that nothing asks for is there for others to inherit from alone: it is private by its name, names no
	* Dockerfile, or those give it a Dockerfile, arguments or contexts that it lacks. Where others are `asked` for, the one
	* that is not is no build of a Dockerfile that its heirs build.
	*/
	#isTemplate(name, asked) {
		if (name.startsWith("_")) return true;
		const heirs = this.#heirs.get(name);
		const target = this.#resolve(name);
		if (heirs === void 0 || target === void 0) return false;
		if (target.context === void 0 && target.dockerfile === void 0 && target.inline === void 0) return true;
		const isChosen = [...asked].some((other) => this.#targets.has(other));
		return heirs.some((heir) => {
			if (isChosen && isSameDockerfile(this.#resolve(heir.name), target)) return true;
			const isNew = (key) => !target.args.has(key) && !target.contexts.has(key);
			if (heir.dockerfile !== void 0 && target.dockerfile === void 0) return true;
			if (heir.context !== void 0 && target.context === void 0) return true;
			return [...heir.args.keys(), ...heir.contexts.keys()].some(isNew);
		});
	}
};
/** Whether two targets build one Dockerfile of one folder. */
function isSameDockerfile(one, other) {
	if (one === void 0 || one.inline !== other.inline) return false;
	return isSameText(one.context, other.context) && isSameText(one.dockerfile, other.dockerfile);
}
function isSameText(one, other) {
	if (one === void 0 || other === void 0 || one === other) return one === other;
	const [first, second] = [toText(one.value), toText(other.value)];
	return isKnown(first) && isKnown(second) && first.value === second.value;
}
const DEEPEST$12 = 100;
function isEmpty(value) {
	return value.kind === "scalar" && value.value === "" && value.unset === void 0;
}
/** The target that a context asks for. */
function linkedTarget({ value }) {
	if (value.kind !== "scalar" || typeof value.value !== "string") return [];
	return value.value.startsWith("target:") ? [value.value.slice(7)] : [];
}
// src/scan/neighbours/bake/index.ts
/** Docker Buildx bake files, HCL and JSON. */
var bake_exports = require_rolldown_runtime.__exportAll({ scanBake: () => scanBake });
/** The files that bake reads by itself, in its order. */
const DEFAULT_FILES = [
	"docker-bake.json",
	"docker-bake.hcl",
	"docker-bake.override.json",
	"docker-bake.override.hcl"
];
/**
* The builds that targets define, with what they inherit, and the scanners of attestations. Variables take their default,
* which the environment of a run can override; each combination of a matrix is built. Files that bake reads together are
* scanned with the first of them.
*/
function scanBake(file, text, around) {
	const { tree } = around;
	const scan = new require_scan.FileScanner(file, text, "bake");
	const together = filesWith(file, tree);
	if (together[0] !== file) return scan.result();
	const files = together.map((path) => {
		return readFile(path === file ? scan : new require_scan.FileScanner(path, tree.read(path) ?? "", "bake"));
	});
	const project = new BakeProject(files, scan);
	const targets = project.targets();
	const services = besides(file, tree, COMPOSE_FILES).flatMap((path) => {
		return composeTargets(new require_scan.FileScanner(path, tree.read(path) ?? "", "compose"));
	});
	const groups = project.groups(targets.map(({ label, name }) => [label, name]));
	for (const target of new Targets([...services, ...targets], groups).builds()) new TargetScanner(scan, target, around).scan();
	return joinScans([scan, ...files.flatMap((one) => one.scan === scan ? [] : one.scan)].map((one) => one.result()));
}
/** Files that bake reads in one run with this one, in its order. */
function filesWith(file, tree) {
	return isDefault(file) ? besides(file, tree, DEFAULT_FILES) : [file];
}
function isDefault(file) {
	return DEFAULT_FILES.some((name) => name === node_path.posix.basename(file));
}
/** Those of some names that are in the folder of a file that bake reads by itself. */
function besides(file, tree, names) {
	if (!isDefault(file)) return [];
	return names.map((name) => node_path.posix.join(node_path.posix.dirname(file), name)).filter((path) => path === file || tree.files.includes(path));
}
function readFile(scan) {
	const file = require_base.sourceText(scan.file, scan.text);
	if (scan.file.endsWith(".json")) return {
		scan,
		body: readJson(scan, file)
	};
	return {
		scan,
		body: readHcl(scan, {
			...require_scan.literalText(scan.text, 0, scan.text.length),
			file
		})
	};
}
function joinScans(scans) {
	return {
		references: scans.flatMap(({ references }) => references),
		pulls: scans.flatMap(({ pulls }) => pulls),
		problems: scans.flatMap(({ problems }) => problems),
		builds: scans.flatMap(({ builds }) => builds ?? [])
	};
}
// src/scan/neighbours/circleci/parameters.ts
/** `<< \u2026 >>` in configurations of CircleCI. */
/** CircleCI makes no more jobs of one matrix. */
const MOST_JOBS$2 = 128;
var Parameters = class {
	#scan;
	#yaml;
	/** Whoever starts a pipeline can give its parameters other values. */
	#pipeline;
	constructor(scan, yaml) {
		this.#scan = scan;
		this.#yaml = yaml;
		const defaults = this.#defaults(yaml.root, "pipeline.parameters");
		this.#pipeline = new Map(Array.from(defaults, ([name, value]) => [name, {
			...value,
			isDefault: true
		}]));
	}
	/** What a text is where it is used. */
	evaluate({ value: text, start }, scope) {
		const refused = whyNotWorkedOut(text, this.#scan.budget, start);
		if (refused !== void 0) return refused;
		return fillIn(text, Array.from(text.matchAll(/<<\s*([^<>\s]+)\s*>>/g), ({ 0: whole, 1: name = "", index }) => {
			const value = scope.get(name) ?? this.#pipeline.get(name) ?? unknown$1(name);
			return {
				start: index,
				end: index + whole.length,
				value
			};
		}));
	}
	/** The parameters of a job or an executor: what it is given, in the scope of who gives it, else its defaults. */
	scopeOf(definition, given) {
		const scope = new Map(this.#defaults(definition, "parameters"));
		for (const [name, value] of given) scope.set(`parameters.${name}`, value);
		return scope;
	}
	/** The entries of a map, worked out. */
	given(node, scope) {
		const yaml = this.#yaml;
		const entries = yaml.entries(node).flatMap(({ key, value }) => {
			const text = yaml.text(value);
			return text === void 0 ? [] : [[key.value, this.#placed(text, scope)]];
		});
		return new Map(entries);
	}
	/** What each job of a matrix is given; an empty one where there is no matrix. */
	matrix(node) {
		const yaml = this.#yaml;
		const lists = yaml.entries(yaml.get(node, "parameters")).map(({ key, value }) => {
			const texts = [value, ...yaml.items(value)].flatMap((item) => yaml.text(item) ?? []);
			return [key.value, texts];
		});
		if (lists.length > 100) return [new Map()];
		const excluded = yaml.items(yaml.get(node, "exclude")).map((entry) => yaml.entries(entry));
		const combinations = combinationsOf(lists, MOST_JOBS$2).filter((combination) => {
			return !excluded.some((entry) => entry.every(({ key, value }) => combination.get(key.value)?.value === yaml.text(value)?.value));
		});
		const work = combinations.length * (excluded.length + 4);
		if (!this.#scan.budget.take("jobs", work, yaml.startOf(node))) return [new Map()];
		return combinations.map((combination) => {
			return new Map(Array.from(combination, ([name, text]) => [name, this.#placed(text, new Map())]));
		});
	}
	#defaults(definition, prefix) {
		const yaml = this.#yaml;
		const defaults = yaml.entries(yaml.get(definition, "parameters")).flatMap(({ key, value }) => {
			const text = yaml.textAt(value, "default");
			return text === void 0 ? [] : [[`${prefix}.${key.value}`, placedValue(text)]];
		});
		return new Map(defaults);
	}
	#placed(text, scope) {
		return text.value.includes("<<") ? this.evaluate(text, scope) : placedValue(text);
	}
};
function unknown$1(name) {
	return { unresolved: {
		reason: "expression",
		detail: `Only a run of the pipeline can know ${require_base.short(name)}.`
	} };
}
// src/scan/neighbours/circleci/index.ts
var circleci_exports = require_rolldown_runtime.__exportAll({ scanCircleci: () => scanCircleci });
/**
* The images of jobs and of the executors that they run in, those of orbs in the file included: the first is the job's,
* the others are services. Parameters have the values of each job of the workflows, `matrix` included. The images of
* `machine` and `macos` are no container images; orbs that lie elsewhere are not read, and that is said.
*/
function scanCircleci(file, text) {
	const scan = new require_scan.FileScanner(file, text, "circleci");
	for (const document of readYaml(scan)) new CircleciScanner(scan, document).scan();
	return scan.result();
}
var CircleciScanner = class {
	#scan;
	#yaml;
	#parameters;
	/** By their nodes, in the order in which they are met. */
	#images = new Map();
	/** `name` or `orb/name`. */
	#jobs = new Map();
	#executors = new Map();
	constructor(scan, yaml) {
		this.#scan = scan;
		this.#yaml = yaml;
		this.#parameters = new Parameters(scan, yaml);
		this.#declare(yaml.root, "");
		for (const { key, value } of yaml.entries(yaml.get(yaml.root, "orbs"))) {
			const remote = yaml.text(value);
			if (remote === void 0) this.#declare(value, `${key.value}/`);
			else {
				const message = `The orb ${require_base.short(remote.value)} lies elsewhere: what it says of images is not read.`;
				scan.problem(remote.start, "remote-include", message);
			}
		}
	}
	scan() {
		const called = this.#workflowJobs();
		for (const [name, job] of this.#jobs) {
			const ways = called.get(name) ?? [new Map()];
			for (const given of ways) this.#job(name, job, this.#parameters.scopeOf(job, given));
		}
		for (const executor of this.#executors.values()) if (this.#docker(executor).every((image) => !this.#images.has(image))) this.#run(executor, {}, this.#parameters.scopeOf(executor, new Map()));
		for (const { text, kind, context, values } of this.#images.values()) addComposed(this.#scan, {
			text,
			kind,
			context,
			facts: { engine: "docker" }
		}, values);
	}
	#declare(place, prefix) {
		const yaml = this.#yaml;
		for (const { key, value } of yaml.entries(yaml.get(place, "jobs"))) this.#jobs.set(prefix + key.value, value);
		for (const { key, value } of yaml.entries(yaml.get(place, "executors"))) this.#executors.set(prefix + key.value, value);
	}
	/** The parameters of each job of the workflows, by the name of what it runs. */
	#workflowJobs() {
		const yaml = this.#yaml;
		const called = new Map();
		const note = (name, given) => {
			const ways = called.get(name) ?? [];
			if (ways.length === 0) called.set(name, ways);
			ways.push(given);
		};
		for (const { value: workflow } of yaml.entries(yaml.get(yaml.root, "workflows"))) for (const item of yaml.items(yaml.get(workflow, "jobs"))) {
			const alone = yaml.text(item)?.value;
			if (alone !== void 0) note(alone, new Map());
			for (const { key, value } of yaml.entries(item)) for (const combination of this.#parameters.matrix(yaml.get(value, "matrix"))) {
				const scope = new Map(Array.from(combination, ([name, one]) => [`matrix.${name}`, one]));
				note(key.value, new Map([...this.#parameters.given(value, scope), ...combination]));
			}
		}
		return called;
	}
	#job(name, job, scope) {
		const yaml = this.#yaml;
		this.#run(job, { job: name }, scope);
		const written = yaml.get(job, "executor");
		const text = yaml.text(written) ?? yaml.textAt(written, "name");
		const named = text && this.#parameters.evaluate(text, scope);
		if (named === void 0 || !isKnown(named)) return;
		const orb = name.slice(0, name.lastIndexOf("/") + 1);
		const executor = this.#executors.get(orb + named.value) ?? this.#executors.get(named.value);
		const given = this.#parameters.given(written, scope);
		this.#run(executor, { job: name }, this.#parameters.scopeOf(executor, given));
	}
	#docker(place) {
		return this.#yaml.items(this.#yaml.get(place, "docker"));
	}
	#run(place, context, scope) {
		for (const [index, node] of this.#docker(place).entries()) {
			const text = this.#yaml.textAt(node, "image");
			if (text === void 0) continue;
			const known = this.#images.get(node);
			const image = known ?? {
				text,
				kind: index === 0 ? "image" : "service",
				context,
				values: []
			};
			this.#images.set(node, image);
			if (known === void 0 || text.value.includes("<<")) image.values.push(this.#valueOf(text, scope));
		}
	}
	#valueOf(text, scope) {
		const value = this.#parameters.evaluate(text, scope);
		if (!isKnown(value) || !value.value.includes("$")) return value;
		return { unresolved: {
			reason: "environment",
			detail: "CircleCI fills in variables of the environment in a run: write the name here."
		} };
	}
};
// src/scan/neighbours/compose/interpolation.ts
/** Compose's `${VARIABLE}` in a value, after compose-go's template package. */
const NAME$1 = /[_a-z][_a-z0-9]*/iy;
/** No name and no platform takes a text as long to write. */
const LONGEST$4 = 4e3;
/** Puts values in place of variables. `lookup` gives the value of a set variable; defaults come from the text. */
function interpolate(template, lookup) {
	if (template.length > LONGEST$4) return {
		value: "",
		variables: [],
		missing: [],
		error: `The text is longer than ${LONGEST$4} characters: the variables in it are not looked at.`
	};
	const reader = new Interpolator(template, lookup);
	return {
		value: reader.read(0),
		variables: [...reader.variables],
		missing: [...reader.missing],
		...reader.error !== void 0 && { error: reader.error }
	};
}
/** A text as it is with these variables: a `default` where it has some, and not known where nothing gives one a value. */
function resolveText(written, known) {
	const { value, variables, missing, error } = interpolate(written, (name) => known.get(name));
	if (error !== void 0) return { unresolved: {
		reason: "expression",
		detail: error
	} };
	if (missing.length > 0) return { unresolved: {
		reason: "environment",
		detail: `Nothing gives ${missing.join(", ")} a value: write a default (\${${missing[0]}:-VALUE}), or set it in a .env file beside this one.`
	} };
	return {
		image: value,
		confidence: variables.length === 0 ? "exact" : "default"
	};
}
/** Defaults nest (`${A:-${B:-c}}`), as deep as a person would go. */
const DEEPEST$11 = 50;
var Interpolator = class {
	variables = new Set();
	missing = new Set();
	error;
	#text;
	#lookup;
	#at = 0;
	constructor(text, lookup) {
		this.#text = text;
		this.#lookup = lookup;
	}
	/** Up to the end of the text or, inside of braces, to the brace that closes them. */
	read(depth) {
		const pieces = [];
		while (this.#at < this.#text.length) {
			const character = this.#text[this.#at];
			if (depth > 0 && character === "}") break;
			if (character === "$") pieces.push(this.#variable(depth));
			else {
				pieces.push(character);
				this.#at++;
			}
		}
		return pieces.join("");
	}
	#variable(depth) {
		const next = this.#text[this.#at + 1];
		if (next === "$") {
			this.#at += 2;
			return "$";
		}
		const braced = next === "{";
		const name = this.#name(this.#at + (braced ? 2 : 1));
		if (name === void 0 && !braced) {
			this.#at++;
			return "$";
		}
		if (name === void 0 || depth > DEEPEST$11) return this.#fail();
		if (!braced) return this.#valueOf(name) ?? this.#unset(name);
		return this.#braced(name, depth);
	}
	#braced(name, depth) {
		const [operator = ""] = /^:?[-+?]/.exec(this.#text.slice(this.#at, this.#at + 2)) ?? [];
		this.#at += operator.length;
		const value = this.#valueOf(name);
		if (operator === "") return this.#close() ?? value ?? this.#unset(name);
		const isSet = value !== void 0 && !(operator.startsWith(":") && value === "");
		const used = operator.endsWith("+") ? isSet : operator.endsWith("-") && !isSet;
		const missing = [...this.missing];
		const word = this.read(depth + 1);
		if (!used) {
			this.missing.clear();
			for (const one of missing) this.missing.add(one);
		}
		const broken = this.#close();
		if (broken !== void 0) return broken;
		if (operator.endsWith("+")) return isSet ? word : "";
		if (isSet) return value;
		return operator.endsWith("?") ? this.#unset(name) : word;
	}
	#name(at) {
		NAME$1.lastIndex = at;
		const name = NAME$1.exec(this.#text)?.[0];
		if (name !== void 0) this.#at = at + name.length;
		return name;
	}
	#valueOf(name) {
		this.variables.add(name);
		return this.#lookup(name);
	}
	#unset(name) {
		this.missing.add(name);
		return "";
	}
	/** Steps over the closing brace; anything else there is an error. */
	#close() {
		if (this.#text[this.#at] !== "}") return this.#fail();
		this.#at++;
	}
	#fail() {
		this.error ??= `Compose cannot read the variable in ${require_base.quote(this.#text)}: write \${NAME} or \${NAME:-default}, and $$ for a plain dollar sign.`;
		this.#at = this.#text.length;
		return "";
	}
};
// src/scan/neighbours/compose/scalar.ts
/** Scalars without quotes as Go prints them: Compose takes numbers for texts, and `3.10` is 3.1 to it. */
const INTEGER = /^([-+]?)(?:(0[xX][0-9a-fA-F]+)|(0[bB][01]+)|0[oO]?([0-7]+)|0|[1-9]\d*)$/;
const FLOAT = /^[-+]?(?:\.\d+|\d+(?:\.\d*)?)(?:[eE][-+]?\d+)?$/;
const DAY = /^\d{4}-\d{1,2}-\d{1,2}$/;
/** What compose-go makes of the value of a build argument that is written so (go.yaml.in/yaml/v4: resolve; fmt.Sprint). */
function goScalar(text) {
	if (/^(?:true|True|TRUE|false|False|FALSE)$/.test(text)) return text.toLowerCase();
	if (DAY.test(text)) return goDay(text);
	const plain = text.replaceAll("_", "");
	const [integer, sign, hex, binary, octal] = INTEGER.exec(plain) ?? [];
	if (integer !== void 0) {
		const value = BigInt(hex ?? binary ?? (octal === void 0 ? integer.replace(/^[-+]/, "") : `0o${octal}`));
		return (sign === "-" ? -value : value).toString();
	}
	return FLOAT.test(plain) ? goFloat(Number(plain)) : text;
}
/** `fmt.Sprint` writes an exponent of two digits, below a ten thousandth as well. */
function goFloat(value) {
	return (value !== 0 && Math.abs(value) < 1e-4 ? value.toExponential() : String(value)).replace(/e([-+])(\d)$/, "e$10$2");
}
/** A day is a moment to YAML; one that no calendar has is a text. */
function goDay(text) {
	const [year = 0, month = 0, day = 0] = text.split("-").map(Number);
	const date = new Date(Date.UTC(year, month - 1, day));
	return date.getUTCMonth() === month - 1 && date.getUTCDate() === day ? `${date.toISOString().slice(0, 10)} 00:00:00 +0000 UTC` : text;
}
// src/scan/neighbours/compose/builds.ts
/** Values of `pull_policy` by which Compose pulls an image that it could build. */
const PULLING_POLICY = /^(?:always|missing|if_not_present|daily|weekly|every_)/;
/** Of the services of which a file says something. */
var ServiceBuilds = class {
	#scan;
	#projects;
	#tree;
	#readsDockerfiles;
	constructor(scan, projects, tree, readsDockerfiles) {
		this.#scan = scan;
		this.#projects = projects;
		this.#tree = tree;
		this.#readsDockerfiles = readsDockerfiles;
	}
	/**
	* The images that stand in this file: what one service builds another may pull by the same text. Gives where they
	* start.
	*/
	images(services) {
		const { file } = this.#scan;
		const all = services.flatMap(({ name, settings, made }) => {
			const image = settings.get("image");
			if (image?.way.file !== file || image.text.value === "") return [];
			const isBuilt = settings.has("build") || made.has(this.#known(image) ?? "");
			return [{
				name,
				settings,
				image,
				isPulled: PULLING_POLICY.test(this.#known(settings.get("pull_policy")) ?? "") || !isBuilt
			}];
		});
		const pulled = new Set(all.flatMap(({ isPulled, image }) => isPulled ? image.text.start : []));
		for (const { name, settings, image } of all) this.#scan.found(image.text, "image", { service: name }, this.#resolve(image), {
			engine: "docker",
			platform: this.#known(settings.get("platform")),
			reachable: pulled.has(image.text.start) ? void 0 : false
		});
		return new Set(all.map(({ image }) => image.text.start));
	}
	/** The build, where this file asks for it. */
	build(service) {
		const { name, settings, made } = service;
		const context = { service: name };
		const contexts = this.#named(service, "build.additional_contexts.");
		const target = settings.get("build.target");
		const asked = {
			name: `service ${name}`,
			args: this.#arguments(service, context),
			...target !== void 0 && { target: this.#value(target, context) },
			contexts: new Map(contexts.map(([key, setting]) => [key, this.#context(setting, context)])),
			platforms: this.#platforms(service),
			madeBeside: [...made]
		};
		const inline = settings.get("build.dockerfile_inline");
		if (inline !== void 0) {
			if (inline.way.file === this.#scan.file) scanInlineDockerfile(this.#scan, withSingleDollars(inline.text), asked);
			return;
		}
		const build = settings.get("build");
		if (build?.way.file !== this.#scan.file) return;
		if (this.#scan.build(build.text.start, this.#path(service), asked, this.#tree) && this.#readsDockerfiles) return;
		const facts = {
			engine: "buildkit",
			platform: this.#known(settings.get("platform"))
		};
		for (const [, setting] of contexts) {
			const image = contextImage(setting.text);
			if (image !== void 0 && setting.way.file === this.#scan.file) this.#scan.found(image, "context", context, this.#resolve({
				...setting,
				text: image
			}), facts);
		}
	}
	/** From the folder of the project over that of the build. */
	#path({ settings }) {
		const folder = settings.get("build.context");
		const context = this.#filled(folder) ?? "";
		const file = this.#filled(settings.get("build.dockerfile")) || "Dockerfile";
		return [
			folder?.way.directory ?? "",
			context.replace(/^github\.com\//, "https://$&"),
			file
		];
	}
	/** Compose has nothing in the place of a variable that nothing gives a value. */
	#filled(setting) {
		const variables = setting && this.#projects.variables.of(setting.way.environment);
		return variables && interpolate(setting.text.value, (name) => variables.get(name)).value;
	}
	/** Those of the build; without, that of the service. */
	#platforms(service) {
		const own = this.#named(service, "build.platforms.").map(([, setting]) => setting);
		const all = own.length > 0 ? own : [service.settings.get("platform")];
		return [...new Set(all.flatMap((setting) => this.#known(setting) ?? []))];
	}
	#named({ settings }, prefix) {
		const named = [];
		for (const [path, setting] of settings) if (path.startsWith(prefix)) named.push([path.slice(prefix.length), setting]);
		return named;
	}
	/** A name alone takes its value from the environment of a run, or from `.env`; without, it is not given. */
	#arguments(service, context) {
		return new Map(this.#named(service, "build.args.").flatMap(([name, setting]) => {
			const { text } = setting;
			const value = text.isPlain === true ? goScalar(text.value) : text.value;
			if (setting.isBare !== true) return [[name, this.#value({
				...setting,
				text: {
					...text,
					value
				}
			}, context)]];
			const given = this.#projects.variables.of(service.environment).get(name);
			if (given === void 0) return [];
			return [[name, this.#lent(setting, {
				value: given,
				parts: [],
				isDefault: true
			}, context, "arg")]];
		}));
	}
	#context(setting, context) {
		const image = contextImage(setting.text);
		if (image !== void 0) return { image: this.#value({
			...setting,
			text: image
		}, context, "context") };
		const value = this.#composed(setting);
		if ("unresolved" in value) return { image: this.#lent(setting, value, context, "context") };
		const [scheme] = /^docker-image:\/\//i.exec(value.value) ?? [];
		if (scheme === void 0) return "no image";
		return { image: this.#lent(setting, {
			...value,
			value: value.value.slice(scheme.length)
		}, context, "context") };
	}
	#value(setting, context, kind = "arg") {
		return this.#lent(setting, this.#composed(setting), context, kind);
	}
	#lent(setting, value, context, kind) {
		return buildValue(this.#projects.read(setting.way.file).scan, setting.text, value, context, kind);
	}
	#composed(setting) {
		const resolution = this.#resolve(setting);
		if ("unresolved" in resolution) return resolution;
		return {
			value: resolution.image,
			parts: [],
			isDefault: resolution.confidence === "default"
		};
	}
	#resolve({ text, way }) {
		return resolveText(text.value, this.#projects.variables.of(way.environment));
	}
	#known(setting) {
		const resolution = setting && this.#resolve(setting);
		return resolution !== void 0 && "image" in resolution ? resolution.image : void 0;
	}
};
/** Compose reads `$$` as a dollar sign; what it leaves of a variable, Dockerfiles read in the same way. */
function withSingleDollars(text) {
	const doubled = [...text.value.matchAll(/\$\$/g)].map(({ index }) => ({
		from: index,
		to: index + 2,
		value: "$"
	}));
	return require_scan.replaceParts(text, doubled);
}
// src/scan/neighbours/compose/services.ts
/** The services of a project as Compose merges them from its files (compose-go: loader, override), as far as images go. */
const TEXTS = [
	"image",
	"platform",
	"pull_policy"
];
const BUILD_TEXTS = [
	"context",
	"dockerfile",
	"dockerfile_inline",
	"target"
];
/** `take`: whether so many settings more are read. */
function readService(yaml, node, way, take) {
	const reader = new ServiceReader(yaml, way, take);
	reader.read(node);
	const extended = yaml.get(node, "extends");
	const base = yaml.text(yaml.get(extended, "service") ?? extended)?.value;
	return {
		settings: reader.settings,
		resets: reader.resets,
		isGone: yaml.tagOf(node) === "!reset",
		base
	};
}
var ServiceReader = class {
	settings = new Map();
	resets = [];
	#yaml;
	#way;
	#take;
	constructor(yaml, way, take) {
		this.#take = take;
		this.#yaml = yaml;
		this.#way = way;
	}
	read(node) {
		if (!this.#isKept("", node)) return;
		for (const key of TEXTS) this.#text(key, this.#yaml.get(node, key));
		const build = this.#yaml.get(node, "build");
		if (this.#isKept("build", build)) this.#build(build);
	}
	/** What a tag takes away below; false where nothing takes its place. */
	#isKept(path, node) {
		const tag = this.#yaml.tagOf(node);
		if (tag === "!reset" || tag === "!override") this.resets.push(path);
		return tag !== "!reset";
	}
	#text(path, node) {
		const text = this.#yaml.text(node);
		if (this.#isKept(path, node) && text !== void 0) this.#set(path, text);
	}
	#set(path, text) {
		this.settings.set(path, {
			text,
			way: this.#way
		});
	}
	#build(node) {
		const yaml = this.#yaml;
		const context = yaml.text(node);
		if (context === void 0 && !yaml.isMap(node)) return;
		const start = yaml.startOf(node);
		const at = {
			value: "",
			start,
			end: start,
			offsetOf: () => void 0
		};
		this.settings.set("build", {
			text: at,
			way: this.#way
		});
		if (context !== void 0) this.#set("build.context", context);
		for (const key of BUILD_TEXTS) this.#text(`build.${key}`, yaml.get(node, key));
		this.#pairs("build.args", yaml.get(node, "args"));
		this.#pairs("build.additional_contexts", yaml.get(node, "additional_contexts"));
		const platforms = yaml.get(node, "platforms");
		if (!this.#isKept("build.platforms", platforms)) return;
		for (const item of yaml.items(platforms)) {
			const text = yaml.text(item);
			const around = text?.value.includes("$") === true ? ` ${this.#way.environment.join(" ")}` : "";
			if (text !== void 0) this.#set(`build.platforms.${text.value}${around}`, text);
		}
	}
	/** A map, or a list of `NAME=value`. */
	#pairs(path, node) {
		const yaml = this.#yaml;
		if (!this.#isKept(path, node) || !this.#take(yaml.entries(node).length + yaml.items(node).length)) return;
		for (const { key, value } of yaml.entries(node)) {
			const own = `${path}.${key.value}`;
			if (!this.#isKept(own, value)) continue;
			const text = yaml.text(value);
			if (text !== void 0) this.#set(own, text);
			else if (!yaml.isMap(value)) this.settings.set(own, {
				text: key,
				way: this.#way,
				isBare: true
			});
		}
		for (const item of yaml.items(node)) {
			const text = yaml.text(item);
			if (text === void 0) continue;
			const equals = text.value.indexOf("=");
			const own = `${path}.${equals < 0 ? text.value : text.value.slice(0, equals)}`;
			const about = {
				way: this.#way,
				isListed: true
			};
			if (equals < 0) this.settings.set(own, {
				text,
				...about,
				isBare: true
			});
			else this.settings.set(own, {
				text: require_scan.subtext(text, equals + 1),
				...about
			});
		}
	}
};
/** What Compose turns into a list where it merges it. */
const LISTED = ["build.args", "build.additional_contexts"];
function isIn(list) {
	return (path) => path.startsWith(`${list}.`);
}
/** What is above counts more; of what is below, nothing that the one above takes away. */
function mergeSettings(below, above, resets) {
	const merged = new Map(withoutReset(below, resets));
	const listed = LISTED.filter((list) => [merged, above].every((one) => [...one.keys()].some(isIn(list))));
	for (const [path, setting] of above) merged.set(path, setting);
	for (const [path, setting] of merged) if (listed.some((list) => isIn(list)(path))) merged.set(path, {
		...setting,
		isListed: true
	});
	const first = merged.get("build") && below.get("build");
	return first === void 0 || resets.includes("build") ? merged : merged.set("build", first);
}
function withoutReset(settings, resets) {
	if (resets.length === 0) return settings;
	const isReset = (path, { isListed }) => resets.some((reset) => isListed === true && reset === path ? false : reset === "" || `${path}.`.startsWith(`${reset}.`));
	return new Map([...settings].filter(([path, setting]) => !isReset(path, setting)));
}
// src/scan/neighbours/compose/models.ts
/** Settings that are read and merged, of all projects of a repository: what is beyond is left out. */
const MOST_SETTINGS$1 = 1e5;
/** Services that are based on one another. */
const DEEPEST$10 = 100;
var Models = class {
	#files;
	#bases = new Map();
	#numbers = new Map();
	/** By the numbers of their ways: files may lead to one another over and over. */
	#known = new Map();
	#left = MOST_SETTINGS$1;
	/** The file from which on not all is in the services that the files say. */
	cutIn;
	constructor(files) {
		this.#files = files;
	}
	/** The services of files that are read together, the first of which is overridden by the others. */
	services(ways, depth = 0) {
		const key = ways.map((way) => this.#numberOf(way)).join(" ");
		const known = this.#known.get(key);
		if (known !== void 0) return known;
		const services = this.#load(ways, depth);
		this.#known.set(key, services);
		return services;
	}
	#numberOf(way) {
		const number = this.#numbers.get(way) ?? this.#numbers.size;
		this.#numbers.set(way, number);
		return number;
	}
	#load(ways, depth) {
		const [main] = ways;
		if (main === void 0 || depth > DEEPEST$10) return [];
		let services = new Map();
		for (const way of ways) for (const yaml of this.#files.documents(way.file)) services = this.#document(services, yaml, way, depth);
		const { environment } = main;
		return [...services].map(([name, settings]) => ({
			name,
			settings: withContext(settings, main),
			environment
		}));
	}
	/** What the document says over what the files before it say. */
	#document(below, yaml, way, depth) {
		const written = this.#read(yaml, way);
		const own = new Map([...written].flatMap(([name, { settings, isGone }]) => isGone ? [] : [[name, settings]]));
		const resetsOf = (name) => written.get(name)?.resets ?? [];
		const links = this.#files.links(way);
		for (const ways of links.includes) for (const { name, settings } of this.services(ways, depth + 1)) {
			const above = own.get(name);
			own.set(name, above === void 0 ? settings : this.#merge(settings, above, resetsOf(name)));
		}
		const done = new Map();
		for (const name of own.keys()) this.#extended(name, own, written, links, done, 0);
		const services = new Map([...below].map(([name, settings]) => [name, withoutReset(settings, resetsOf(name))]));
		for (const [name, settings] of done) services.set(name, this.#merge(services.get(name) ?? new Map(), settings, resetsOf(name)));
		return services;
	}
	/** A service over the one that it extends, which may stand in the same file. */
	#extended(name, own, written, links, done, depth) {
		const known = done.get(name) ?? own.get(name);
		const service = written.get(name);
		if (done.has(name) || known === void 0 || depth > DEEPEST$10) return known;
		done.set(name, known);
		if (service === void 0) return known;
		const { base, resets } = service;
		const elsewhere = links.extended.get(name);
		const extended = elsewhere !== void 0 ? this.#base(elsewhere, 0) : base === void 0 ? void 0 : this.#extended(base, own, written, links, done, depth + 1);
		if (extended !== void 0) done.set(name, this.#merge(extended, known, resets));
		return done.get(name);
	}
	/** A service of a file that another extends. */
	#base(way, depth) {
		if (this.#bases.has(way) || depth > DEEPEST$10) return this.#bases.get(way);
		let settings;
		const resets = [];
		for (const yaml of this.#files.documents(way.file)) {
			const service = this.#read(yaml, way).get(way.service);
			if (service === void 0) continue;
			settings = this.#merge(settings ?? new Map(), service.settings, service.resets);
			resets.push(...service.resets);
		}
		this.#bases.set(way, settings);
		const next = this.#files.links(way).extended.get(way.service);
		const below = next && this.#base(next, depth + 1);
		if (below !== void 0 && settings !== void 0) settings = this.#merge(below, settings, resets);
		this.#bases.set(way, settings);
		return settings;
	}
	#read(yaml, way) {
		const services = new Map();
		for (const { key, value } of this.#files.services(yaml)) {
			if (way.service !== void 0 && way.service !== key.value) continue;
			const take = (settings) => this.#take(settings, way.file);
			const service = readService(yaml, value, way, take);
			if (take(1)) services.set(key.value, service);
		}
		return services;
	}
	#merge(below, above, resets) {
		const [first] = above.values();
		return this.#take(below.size + above.size, first?.way.file) ? mergeSettings(below, above, resets) : above;
	}
	#take(settings, file) {
		this.#left -= settings;
		if (this.#left < 0) this.cutIn ??= file;
		return this.#left >= 0;
	}
};
/** A build without a context has the folder of the project. */
function withContext(settings, way) {
	const build = settings.get("build");
	if (build === void 0 || settings.has("build.context")) return settings;
	return new Map(settings).set("build.context", {
		text: {
			...build.text,
			value: "."
		},
		way
	});
}
// src/scan/neighbours/devcontainer-build.ts
/** `resolve` gives the value of a text with variables, `pathOf` the parts of a path. */
function defineBuild(scan, yaml, tree, resolve, pathOf) {
	const dockerfile = yaml.textAt(yaml.root, "build", "dockerfile") ?? yaml.textAt(yaml.root, "dockerFile");
	if (dockerfile === void 0) return;
	const asked = {
		name: "dev container",
		...new BuildReader(scan, resolve).read(yaml)
	};
	scan.build(dockerfile.start, pathOf(dockerfile.value), asked, tree);
}
var BuildReader = class {
	#scan;
	#resolve;
	#told = {
		args: new Map(),
		contexts: new Map(),
		platforms: []
	};
	constructor(scan, resolve) {
		this.#scan = scan;
		this.#resolve = resolve;
	}
	read(yaml) {
		const build = yaml.get(yaml.root, "build");
		const target = yaml.textAt(build, "target");
		if (target !== void 0) this.#option("target", target);
		for (const { key, value } of yaml.entries(yaml.get(build, "args"))) {
			const text = yaml.text(value);
			if (text !== void 0) this.#told.args.set(key.value, this.#value(asPrinted(text)));
		}
		const words = yaml.items(yaml.get(build, "options")).flatMap((item) => yaml.text(item) ?? []);
		for (const [at, word] of words.entries()) {
			const [, name, equals] = /^--(build-arg|target|build-context|platform)(=|$)/.exec(word.value) ?? [];
			const value = equals === "=" ? require_scan.subtext(word, word.value.indexOf("=") + 1) : words[at + 1];
			if (name !== void 0 && value !== void 0) this.#option(name, value);
		}
		return this.#told;
	}
	/** One that is a name alone takes its value from the machine, if that has one. */
	#option(name, text) {
		if (name === "target") this.#told.target = this.#value(text);
		else if (name === "platform") {
			const platform = this.#resolve(text.value);
			this.#told.platforms = "image" in platform ? platform.image.split(",") : [];
		} else {
			const equals = text.value.indexOf("=");
			if (equals === -1) return;
			const key = text.value.slice(0, equals);
			const value = require_scan.subtext(text, equals + 1);
			if (name === "build-arg") this.#told.args.set(key, this.#value(value));
			else this.#told.contexts.set(key, this.#context(value));
		}
	}
	#context(text) {
		const image = contextImage(text);
		return image === void 0 ? "no image" : { image: this.#value(image, "context") };
	}
	#value(text, kind = "arg") {
		const resolution = this.#resolve(text.value);
		const value = "unresolved" in resolution ? resolution : {
			value: resolution.image,
			parts: [],
			isDefault: resolution.confidence === "default"
		};
		return buildValue(this.#scan, text, value, {}, kind);
	}
};
/** A number of JSON as JavaScript prints it. */
function asPrinted(text) {
	return text.isPlain && /^-?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?$/.test(text.value) ? {
		...text,
		value: String(Number(text.value))
	} : text;
}
// src/scan/neighbours/devcontainer.ts
/** devcontainer.json, which may have comments and trailing commas. */
var devcontainer_exports = require_rolldown_runtime.__exportAll({ scanDevcontainer: () => scanDevcontainer });
/**
* The `image`, and the files that it builds from. Features are artifacts and no images, and a Dockerfile or Compose file
* that is named has references of its own. Variables of the host (`${localEnv:NAME:default}`) take their default.
*/
function scanDevcontainer(file, text, { tree }) {
	const scan = new require_scan.FileScanner(file, text, "devcontainer");
	for (const { offset, written, path } of composeFilesOf(file, text)) if (path === void 0 || tree.read(path) === void 0) scan.missingFile(offset, path ?? written);
	else scan.lead("compose", path);
	for (const document of readYaml(scan, withoutComments(text))) {
		defineBuild(scan, document, tree, resolve, (path) => partsOf(file, path));
		const image = document.textAt(document.root, "image");
		if (image === void 0 || image.value === "") continue;
		scan.found(image, "image", {}, resolve(image.value), {
			engine: "docker",
			platform: platformOf(document)
		});
	}
	return scan.result();
}
/** `dockerComposeFile`, a path or several, from the folder of the file. */
function composeFilesOf(file, text) {
	return readYaml(new require_scan.FileScanner(file, text, "devcontainer"), withoutComments(text)).flatMap((document) => {
		const written = document.get(document.root, "dockerComposeFile");
		return [written, ...document.items(written)].flatMap((node) => {
			const text = document.text(node);
			if (text === void 0) return [];
			const path = node_path.posix.join(...partsOf(file, text.value));
			const isInside = !/^\.\.(?:\/|$)|\$\{/.test(path) && !text.value.startsWith("/");
			return [{
				offset: text.start,
				written: text.value,
				path: isInside ? path : void 0
			}];
		});
	});
}
/** A path from the folder of the file, or of the workspace, by its parts. */
function partsOf(file, path) {
	const [, ofWorkspace] = /^\$\{localWorkspaceFolder\}\/(.*)/s.exec(path) ?? [];
	return ofWorkspace === void 0 ? [node_path.posix.dirname(file), path] : [workspaceOf(file), ofWorkspace];
}
/** The folder that a developer opens. */
function workspaceOf(file) {
	return node_path.posix.dirname(file.replace(/(?:^|\/)\.devcontainer\/.*/s, "/.devcontainer").replace(/^\//, ""));
}
/** Of the same length: comments and tabs become blanks, which makes it YAML. Strings stay. */
function withoutComments(text) {
	return text.replace(/"(?:[^"\\\r\n]|\\.)*"?|\/\/[^\r\n]*|\/\*[\s\S]*?(?:\*\/|$)|\t/g, (token) => token.startsWith("\"") ? token : token.replace(/[^\r\n]/g, " "));
}
function resolve(written) {
	if (written.length > LONGEST$3) return { unresolved: {
		reason: "invalid-name",
		detail: `The name is longer than ${LONGEST$3} characters.`
	} };
	const pieces = [];
	let isDefault = false;
	let at = 0;
	for (const { start, end, value } of variablesIn(written)) {
		const variable = written.slice(start, end);
		if (value === void 0) return { unresolved: missing(variable) };
		isDefault = true;
		pieces.push(written.slice(at, start), value);
		at = end;
	}
	return {
		image: pieces.join("") + written.slice(at),
		confidence: isDefault ? "default" : "exact"
	};
}
/** No image name is as long. */
const LONGEST$3 = 4e3;
/**
* Each `${SOURCE:NAME:DEFAULT}`; the value is its default, where it has one that counts. A default ends at a colon, too
* (devcontainers/cli: variableSubstitution.ts).
*/
function* variablesIn(text) {
	for (let start = text.indexOf("${"); start !== -1;) {
		const close = text.indexOf("}", start);
		if (close === -1) return;
		const [source, , value] = text.slice(start + 2, close).split(":");
		const isOfHost = source === "localEnv" || source === "env";
		yield {
			start,
			end: close + 1,
			value: isOfHost ? value : void 0
		};
		start = text.indexOf("${", close);
	}
}
function missing(variable) {
	const shown = require_base.short(variable);
	if (variable.startsWith("${templateOption:")) return {
		reason: "template",
		detail: `${shown} is chosen when the template is applied.`
	};
	return {
		reason: "environment",
		detail: `${shown} is known on the machine of the developer only: write a default, \${localEnv:NAME:VALUE}.`
	};
}
/** `--platform` among the arguments of `docker run`. */
function platformOf(document) {
	const words = document.items(document.get(document.root, "runArgs")).map((item) => ({ text: document.text(item)?.value ?? "" }));
	return require_scan.lastOption(require_scan.runOptions(words), "platform")?.text;
}
// src/scan/neighbours/compose/variables.ts
/** The variables that Compose reads from files. */
/** Variables of several files, of which the first counts most. Each file is read once. */
var VariableFiles = class {
	#tree;
	#files = new Map();
	#joined = new Map();
	constructor(tree) {
		this.#tree = tree;
	}
	/** Of files that may be missing, by their paths. */
	of(paths) {
		const key = paths.join("\n");
		const known = this.#joined.get(key);
		if (known !== void 0) return known;
		const joined = new Map();
		for (const path of paths.toReversed()) for (const [name, value] of this.#file(path)) joined.set(name, value);
		this.#joined.set(key, joined);
		return joined;
	}
	#file(path) {
		const known = this.#files.get(path) ?? readDotEnv(this.#tree.read(path) ?? "");
		this.#files.set(path, known);
		return known;
	}
};
/** The file that Compose reads in the folder of a project. */
function dotEnvIn(folder) {
	return node_path.posix.join(folder, ".env");
}
/** A value may take those above it; where nothing gives one, it stays as it is written. */
function readDotEnv(text) {
	const variables = new Map();
	for (const line of text.split("\n")) {
		const [assigned, name] = /^\s*(?:export\s+)?(\w+)\s*=/.exec(line) ?? [];
		if (assigned === void 0 || name === void 0) continue;
		const value = line.slice(assigned.length).trim();
		const [, double, single] = /^(?:"([^"\\]*)"|'([^']*)')(?:\s+#.*)?$/.exec(value) ?? [];
		const comment = value.search(/(?<!\S)#/);
		const written = double ?? (comment === -1 ? value : value.slice(0, comment).trimEnd());
		const filled = interpolate(written, (other) => variables.get(other));
		const isKnown = filled.error === void 0 && filled.missing.length === 0;
		variables.set(name, single ?? (isKnown ? filled.value : written));
	}
	return variables;
}
// src/scan/neighbours/compose/roots.ts
/** Where projects of Compose begin: with a file by its name, and what dev containers and `.env` files name. */
/** The names that Compose looks for by itself, the first of which it takes (compose-go: cli/options.go). */
const MAIN = [
	"compose.yaml",
	"compose.yml",
	"docker-compose.yml",
	"docker-compose.yaml"
];
/** What it merges over the file of such a name. */
const OVERRIDES = [
	"compose.override.yml",
	"compose.override.yaml",
	"docker-compose.override.yml",
	"docker-compose.override.yaml"
];
/**
* The files of each project, those that override others behind them. `isPart`: whether a file says of services of a main
* one what makes no service by itself.
*/
function rootsOf(tree, isPart) {
	const files = new Set(tree.files);
	const named = tree.files.filter(require_scan.isComposeName);
	const find = (folder, names) => names.map((name) => node_path.posix.join(folder, name)).find((file) => files.has(file));
	const given = [...tree.files.flatMap((file) => require_scan.isDevcontainerName(file) ? [devcontainerRoot(file, tree)] : []), ...tree.files.flatMap((file) => require_scan.isDotEnvName(file) ? [dotEnvRoot(file, tree)] : [])];
	const above = new Set(given.flatMap(([, ...others]) => others.map(({ file }) => file)));
	for (const folder of new Set(named.map((file) => node_path.posix.dirname(file)))) {
		const override = find(folder, OVERRIDES);
		if (override !== void 0 && find(folder, MAIN) !== void 0) above.add(override);
	}
	return [...named.flatMap((file) => {
		if (above.has(file)) return [];
		const main = find(node_path.posix.dirname(file), MAIN);
		const override = file === main ? find(node_path.posix.dirname(file), OVERRIDES) : void 0;
		if (override !== void 0) return [[namedWay(file), namedWay(override)]];
		return [main !== void 0 && main !== file && isPart(file, main) ? [namedWay(main), namedWay(file)] : [namedWay(file)]];
	}), ...given];
}
function namedWay(file) {
	const directory = node_path.posix.dirname(file);
	return {
		file,
		directory,
		environment: [dotEnvIn(directory)]
	};
}
/** Its command takes variables from the root of the workspace, and Compose from the folder of the first file. */
function devcontainerRoot(file, tree) {
	const found = composeFilesOf(file, tree.read(file) ?? "");
	const directory = node_path.posix.dirname(found.find(({ path }) => path !== void 0)?.path ?? file);
	return found.flatMap(({ path }) => path === void 0 || tree.read(path) === void 0 ? [] : [{
		file: path,
		directory,
		environment: [...new Set([dotEnvIn(workspaceOf(file)), dotEnvIn(directory)])]
	}]);
}
/** `COMPOSE_FILE` names the files that are read where nobody says otherwise. */
function filesOfDotEnv(file, text) {
	const variables = readDotEnv(text);
	const separator = variables.get("COMPOSE_PATH_SEPARATOR") || ":";
	return (variables.get("COMPOSE_FILE")?.split(separator) ?? []).filter((name) => name !== "").map((name) => node_path.posix.join(node_path.posix.dirname(file), name));
}
function dotEnvRoot(file, tree) {
	const paths = filesOfDotEnv(file, tree.read(file) ?? "");
	const directory = node_path.posix.dirname(paths[0] ?? file);
	return paths.filter((path) => tree.read(path) !== void 0).map((path) => ({
		file: path,
		directory,
		environment: [file]
	}));
}
// src/scan/neighbours/compose/projects.ts
/** How Compose comes to a file: by its name, or from other files (`include`, `extends`, COMPOSE_FILE, dev containers). */
/** No project has as many; the same file with another folder or other variables counts again. */
const MOST_WAYS$3 = 1e3;
/** To all of one file. */
const MOST_WAYS_TO_ONE = 20;
/** Services looked at, those of a file for each way that leads to it. */
const MOST_SERVICES = 2e5;
const byTree$6 = new WeakMap();
/** Of all of a repository, worked out once. */
function projectsOf(tree) {
	const projects = byTree$6.get(tree) ?? new Projects(tree);
	byTree$6.set(tree, projects);
	return projects;
}
var Projects = class {
	variables;
	/** Places that builds take with them, from whichever file. */
	#lent = new require_scan.ReferenceBook();
	#tree;
	#ways = new Map();
	#leads = new Map();
	#complaints = new Map();
	#files = new Map();
	#links = new Map();
	#services = new Map();
	#isThereBy = new Map();
	#wholes = new Map();
	#full = new Set();
	#led = 0;
	#extending = 0;
	constructor(tree) {
		this.#tree = tree;
		this.variables = new VariableFiles(tree);
		const isPart = (file, main) => this.#isPart(file, main);
		const roots = rootsOf(tree, isPart).map((ways) => ways.map((way) => this.#visit(way, [])));
		const models = new Models({
			documents: (file) => this.read(file).documents,
			services: servicesOf,
			links: (way) => this.#linksOf(way)
		});
		for (const ways of roots) this.#keepAll(models.services(ways));
		if (models.cutIn !== void 0) this.#sayTooMuch({ file: models.cutIn }, 0);
	}
	/**
	* Whether a file says of a service of the main one what Compose, reading the file alone, makes no service of: neither an
	* image nor a folder to build. (`docker compose -f compose.yaml -f compose.prod.yaml`)
	*/
	#isPart(file, main) {
		const services = (of) => this.read(of).documents.flatMap((yaml) => servicesOf(yaml).map((service) => [yaml, service]));
		const known = new Set(services(main).map(([, { key }]) => key.value));
		return services(file).some(([yaml, { key, value }]) => {
			const build = yaml.get(value, "build");
			const whole = [
				yaml.get(value, "image"),
				yaml.get(value, "extends"),
				yaml.get(build, "context")
			];
			const isBuilt = yaml.text(build) !== void 0 || yaml.get(build, "dockerfile_inline") !== void 0;
			return known.has(key.value) && !isBuilt && whole.every((node) => node === void 0);
		});
	}
	/** The services of a project, which know what all of them build. */
	#keepAll(services) {
		const made = new Set(services.flatMap(({ settings }) => settings.has("build") ? this.#imageOf(settings) : []));
		for (const service of services) this.#keep({
			...service,
			made
		});
	}
	/** The name of the image, if there is one. */
	#imageOf(settings) {
		const image = settings.get("image");
		if (image === void 0) return [];
		const variables = this.variables.of(image.way.environment);
		const { value } = interpolate(image.text.value, (name) => variables.get(name));
		return value === "" ? [] : [value];
	}
	/** By the files that say their image and their build. */
	#keep(service) {
		const said = [
			"image",
			"build",
			"build.dockerfile_inline"
		].map((path) => service.settings.get(path)?.way.file);
		for (const file of new Set(said)) if (file !== void 0) this.#services.set(file, [...this.#services.get(file) ?? [], service]);
	}
	/** Merged services whose image, build or inline Dockerfile stands in a file. */
	servicesIn(file) {
		return this.#services.get(file) ?? [];
	}
	#linksOf(way) {
		return this.#links.get(way) ?? {
			includes: [],
			extended: new Map()
		};
	}
	read(file) {
		const known = this.#files.get(file);
		if (known !== void 0) return known;
		const scan = new require_scan.FileScanner(file, this.#tree.read(file) ?? "", "compose", this.#lent);
		const read = {
			scan,
			documents: readYaml(scan)
		};
		this.#files.set(file, read);
		return read;
	}
	/** All ways to a file; the one by its own name at least. */
	waysTo(file) {
		const ways = [...this.#ways.values()].filter((way) => way.file === file);
		return ways.length > 0 ? ways : [namedWay(file)];
	}
	/** The files that one leads to at once. */
	leadsOf(file) {
		return [...this.#leads.get(file) ?? []];
	}
	complaintsOf(file) {
		return [...this.#complaints.get(file)?.values() ?? []];
	}
	/** `chain`: the ways that led here. */
	#visit(way, chain) {
		const key = JSON.stringify(way);
		const known = this.#ways.get(key);
		if (known !== void 0) return known;
		this.#ways.set(key, way);
		this.#links.set(way, {
			includes: [],
			extended: new Map()
		});
		const inner = [...chain, way];
		for (const yaml of this.read(way.file).documents) {
			if (way.service === void 0) this.#includes(way, yaml, inner);
			this.#extends(way, yaml, inner);
		}
		return way;
	}
	#includes(way, yaml, chain) {
		for (const { key, value } of yaml.entries(yaml.root)) {
			if (key.value !== "include") continue;
			const items = yaml.items(value);
			if (items.length === 0 && (yaml.isMap(value) || yaml.text(value) !== void 0)) this.#complain(way, yaml.startOf(value), "abort", "Compose stops here: `include` must be a list.");
			for (const item of items) this.#include(way, yaml, item, chain);
		}
	}
	/** The first of several paths is the file, and the others override it. */
	#include(way, yaml, item, chain) {
		const paths = [item, ...listed(yaml, yaml.get(item, "path"))].flatMap((node) => this.#path(way, yaml, node) ?? []);
		const [main] = paths;
		if (main === void 0) return;
		const own = yaml.get(item, "project_directory");
		const folder = yaml.text(own) === void 0 ? node_path.posix.dirname(main.path) : this.#path(way, yaml, own)?.path;
		if (folder === void 0) return;
		const given = listed(yaml, yaml.get(item, "env_file")).flatMap((node) => this.#path(way, yaml, node) ?? []);
		for (const { path, offset } of given) this.#isThere(way, path, offset);
		const files = given.length > 0 ? given.map(({ path }) => path).toReversed() : [dotEnvIn(folder)];
		const environment = [...new Set([...way.environment, ...files])];
		const led = paths.flatMap(({ path, offset }) => {
			const circle = chain.findIndex((one) => one.file === path && one.service === void 0);
			if (circle < 0) return this.#lead(way, offset, {
				file: path,
				directory: folder,
				environment
			}, chain) ?? [];
			this.#sayCircle(way, offset, chain.slice(circle), path);
			return [];
		});
		this.#links.get(way)?.includes.push(led);
	}
	#extends(way, yaml, chain) {
		for (const { key, value } of servicesOf(yaml)) {
			if (way.service !== void 0 && way.service !== key.value) continue;
			if (++this.#extending > MOST_SERVICES) {
				this.#sayTooMuch(way, key.start);
				return;
			}
			const extended = yaml.get(value, "extends");
			const name = this.#resolved(way, yaml, yaml.get(extended, "service") ?? extended);
			const written = yaml.get(extended, "file");
			const { environment } = way;
			if (yaml.text(written) !== void 0) {
				const found = this.#path(way, yaml, written);
				if (found === void 0 || name === void 0) continue;
				const directory = node_path.posix.dirname(found.path);
				this.#extend(way, key, found.offset, {
					file: found.path,
					directory,
					environment,
					service: name
				}, chain);
			} else if (name !== void 0 && way.service !== void 0) this.#extend(way, key, key.start, {
				...way,
				service: name
			}, chain);
		}
	}
	#extend(way, { value: name }, offset, next, chain) {
		const circle = chain.findIndex(({ file, service }) => file === next.file && service === next.service);
		const led = circle < 0 ? this.#lead(way, offset, next, chain) : void 0;
		if (circle >= 0) this.#sayCircle(way, offset, chain.slice(circle), next.file);
		if (isOfService(led)) this.#links.get(way)?.extended.set(name, led);
	}
	/** The way that is led to; undefined where it is not followed. */
	#lead(way, offset, next, chain) {
		if (!this.#isThere(way, next.file, offset)) return void 0;
		const known = this.#ways.get(JSON.stringify(next));
		if (known !== void 0) return known;
		const wholes = (this.#wholes.get(next.file) ?? 0) + (next.service === void 0 ? 1 : 0);
		if (this.#led >= MOST_WAYS$3 || wholes > MOST_WAYS_TO_ONE) {
			this.#sayTooMuch(way, offset);
			return;
		}
		this.#wholes.set(next.file, wholes);
		this.#led++;
		const leads = this.#leads.get(way.file) ?? new Set();
		this.#leads.set(way.file, leads.add(next.file));
		return this.#visit(next, chain);
	}
	#isThere(way, path, offset) {
		const isThere = this.#isThereBy.get(path) ?? this.#tree.read(path) !== void 0;
		this.#isThereBy.set(path, isThere);
		if (isThere) return true;
		const message = `${require_base.shortPath(path)} is not in this repository: what Compose takes from it is not known.`;
		this.#complain(way, offset, "missing-include", message);
		return false;
	}
	/** A path from the root of the repository. */
	#path(way, yaml, node) {
		const text = yaml.text(node);
		const value = this.#resolved(way, yaml, node);
		if (text === void 0 || value === void 0 || value === "/dev/null") return void 0;
		const offset = text.start;
		if (/^(?:[a-z][\w+.-]*:\/\/|git@|github\.com\/)|\.git(?:#|$)/i.test(value)) {
			const message = `${require_base.short(value)} lies elsewhere: what Compose takes from it is not read.`;
			this.#complain(way, offset, "remote-include", message);
			return;
		}
		const path = node_path.posix.join(way.directory, value);
		if (value.startsWith("/") || path === ".." || path.startsWith("../")) {
			const message = `${require_base.shortPath(value)} lies outside of the repository: what Compose takes from it is not read.`;
			this.#complain(way, offset, "missing-include", message);
			return;
		}
		return {
			path,
			offset
		};
	}
	#resolved(way, yaml, node) {
		const text = yaml.text(node);
		if (text === void 0) return void 0;
		const variables = this.variables.of(way.environment);
		const { value, missing, error } = interpolate(text.value, (name) => variables.get(name));
		if (error === void 0 && missing.length === 0) return value;
		const message = error ?? `Nothing gives ${missing.join(", ")} a value: what Compose takes from this is not read.`;
		this.#complain(way, text.start, "missing-include", message);
	}
	#sayCircle(way, offset, circle, last) {
		const files = [...circle.map(({ file }) => file), last].map((file) => require_base.shortPath(file));
		const message = `These files lead to each other (${(files.length > 10 ? [
			...files.slice(0, 8),
			"...",
			...files.slice(-1)
		] : files).join(" -> ")}): Compose stops with an error.`;
		this.#complain(way, offset, "abort", message);
	}
	/** Once for each file. */
	#sayTooMuch(way, offset) {
		if (this.#full.has(way.file)) return;
		this.#full.add(way.file);
		this.#complain(way, offset, "limit", "The Compose files of this repository lead to more than is followed: images of the rest are left out.");
	}
	#complain({ file }, offset, kind, message) {
		const complaints = this.#complaints.get(file) ?? new Map();
		this.#complaints.set(file, complaints.set(`${offset} ${message}`, {
			offset,
			kind,
			message
		}));
	}
};
function isOfService(way) {
	return way?.service !== void 0;
}
/** Before version 2 the services stood at the top, where later ones have extensions as well. */
function servicesOf(yaml) {
	const services = yaml.get(yaml.root, "services");
	if (services !== void 0) return yaml.entries(services);
	return yaml.entries(yaml.root).filter(({ key }) => !key.value.startsWith("x-"));
}
/** A list, or the one thing that stands for a list of one. */
function listed(yaml, node) {
	const items = yaml.items(node);
	return items.length > 0 ? items : [node];
}
// src/scan/neighbours/compose/index.ts
var compose_exports = require_rolldown_runtime.__exportAll({
	scanCompose: () => scanCompose,
	scanComposeNames: () => scanComposeNames
});
/**
* Images of services, of image volumes and of `pre_start` hooks; scanners of builds; inline Dockerfiles, and the builds
* of others. An `image` beside `build` names what is built, and one that other files override is not asked for: their
* pulls are unreachable, unless `pull_policy` asks for them.
* A file is read once for each way that leads to it, which has variables and a folder of its own.
* Variables take their values from a `.env` beside the file, then from their defaults; either is a `default`, since the
* environment of a run can say otherwise.
*/
function scanCompose(file, _text, { tree, options }) {
	const projects = projectsOf(tree);
	const { scan, documents } = projects.read(file);
	const builds = new ServiceBuilds(scan, projects, tree, options.kinds.dockerfile !== false);
	const services = projects.servicesIn(file);
	const told = builds.images(services);
	for (const service of services) builds.build(service);
	for (const way of projects.waysTo(file)) {
		const variables = projects.variables.of(way.environment);
		for (const document of documents) new ComposeScanner(scan, document, way, variables, told).scan();
	}
	for (const { offset, kind, message } of projects.complaintsOf(file)) scan.problem(offset, kind, message);
	for (const lead of projects.leadsOf(file)) scan.lead("compose", lead);
	return scan.result();
}
/** A `.env` that names the Compose files of its folder. */
function scanComposeNames(file, text, { tree }) {
	const scan = new require_scan.FileScanner(file, text, "compose");
	for (const path of filesOfDotEnv(file, text)) if (tree.read(path) === void 0) scan.missingFile(Math.max(0, text.indexOf("COMPOSE_FILE")), path);
	else scan.lead("compose", path);
	return scan.result();
}
/** What a file says by itself, whatever other files make of its services. */
var ComposeScanner = class {
	#scan;
	#yaml;
	#way;
	#variables;
	#told;
	/** `told`: where images start of which the projects have told. */
	constructor(scan, yaml, way, variables, told) {
		this.#told = told;
		this.#scan = scan;
		this.#yaml = yaml;
		this.#way = way;
		this.#variables = variables;
	}
	scan() {
		const only = this.#way.service;
		for (const { key, value } of servicesOf(this.#yaml)) if (only === void 0 || only === key.value) this.#service(key.value, value);
	}
	#service(service, node) {
		const yaml = this.#yaml;
		const context = { service };
		const facts = {
			engine: "docker",
			platform: this.#known(yaml.textAt(node, "platform"))
		};
		const image = yaml.textAt(node, "image");
		if (image !== void 0 && !this.#told.has(image.start)) this.#image(image, "image", context, {
			...facts,
			reachable: false
		});
		for (const volume of yaml.items(yaml.get(node, "volumes"))) if (yaml.textAt(volume, "type")?.value === "image") this.#image(yaml.textAt(volume, "source"), "image", context, facts);
		for (const hook of yaml.items(yaml.get(node, "pre_start"))) this.#image(yaml.textAt(hook, "image"), "image", context, facts);
		const sbom = yaml.textAt(node, "build", "sbom");
		const scanner = sbom && sbomScanner(sbom, "sbom");
		if (scanner !== void 0) {
			const { platform } = facts;
			this.#scan.found(scanner.text, "scanner", context, this.#resolve(scanner.image), {
				engine: "buildkit",
				platform
			});
		}
	}
	#image(text, kind, context, facts) {
		if (text === void 0 || text.value === "") return;
		this.#scan.found(text, kind, context, this.#resolve(text.value), facts);
	}
	#resolve(written) {
		return resolveText(written, this.#variables);
	}
	#known(text) {
		const resolution = text && this.#resolve(text.value);
		return resolution !== void 0 && "image" in resolution ? resolution.image : void 0;
	}
};
// src/scan/neighbours/cwl.ts
/** CWL documents, YAML or JSON: the `dockerPull` of every DockerRequirement. */
var cwl_exports = require_rolldown_runtime.__exportAll({
	holdsCwl: () => holdsCwl,
	scanCwl: () => scanCwl
});
/**
* Requirements and hints, as a list or a map, of tools, workflows and steps, packed ones (`$graph`) included.
* `dockerImageId`, `dockerLoad` and `dockerImport` name no image of a registry. The engine is the runner's choice.
*/
function scanCwl(file, text, { tree }) {
	const scan = new require_scan.FileScanner(file, text, "cwl");
	for (const document of readYaml(scan)) scanDocument$1(scan, document, tree);
	return scan.result();
}
/** Whether a YAML text of any name has a requirement in it. */
function holdsCwl(text) {
	return scanCwl("", text, { tree: {
		files: [],
		read: () => void 0
	} }).references.length > 0;
}
/** Under a prefix of namespaces it is the same. */
const REQUIREMENT = /(?:^|[#:/])DockerRequirement$/;
function scanDocument$1(scan, yaml, tree) {
	const stack = [{
		node: yaml.root,
		id: void 0
	}];
	const seen = new Set();
	while (stack.length > 0) {
		const { node, id: outer } = stack.pop();
		if (seen.has(node)) continue;
		seen.add(node);
		const id = yaml.textAt(node, "id")?.value.replace(/^.*#/, "") ?? outer;
		if (REQUIREMENT.test(yaml.textAt(node, "class")?.value ?? "")) addImage$3(scan, yaml, node, id);
		for (const item of yaml.items(node)) stack.push({
			node: item,
			id
		});
		for (const { key, value } of yaml.entries(node)) {
			if (REQUIREMENT.test(key.value)) addImage$3(scan, yaml, value, id);
			if (/^(?:run|\$import|\$mixin)$/.test(key.value)) follow$1(scan, yaml.text(value), tree);
			stack.push({
				node: value,
				id
			});
		}
	}
}
/** Another document, or a part of this one (`#id`). An input may be called `run`: what is no file is none. */
function follow$1(scan, text, tree) {
	const [path = ""] = text?.value.split("#") ?? [];
	if (text === void 0 || path === "") return;
	const folder = node_path.posix.dirname(scan.file);
	if (!(/^[\w-]+[?[\]]*$/.test(path) && tree.read(node_path.posix.join(folder, path)) === void 0)) scan.follow("cwl", {
		start: text.start,
		value: path
	}, folder, tree);
}
function addImage$3(scan, yaml, requirement, process) {
	const dockerfile = yaml.textAt(requirement, "dockerFile");
	if (dockerfile !== void 0) scanInlineDockerfile(scan, dockerfile);
	const written = yaml.textAt(requirement, "dockerPull") ?? yaml.textAt(requirement, "dockerPull", "$include");
	if (written === void 0 || written.value === "") return;
	const isIncluded = yaml.isMap(yaml.get(requirement, "dockerPull"));
	const text = withoutDockerScheme(written);
	const context = process === void 0 ? {} : { process };
	const open = isIncluded ? `The name is what the file ${written.value} holds: write it here.` : "Only a run can know what this expression gives.";
	const resolution = isIncluded || /\$[({]/.test(text.value) ? { unresolved: {
		reason: isIncluded ? "unsupported-expression" : "expression",
		detail: open
	} } : {
		image: text.value.trim(),
		confidence: "exact"
	};
	scan.found(text, "image", context, resolution, {
		engine: null,
		process
	});
}
// src/scan/neighbours/gitlab-includes.ts
/** What a GitLab CI configuration includes, or hands to a child pipeline. */
/** Where a configuration is that lies elsewhere. An artifact is made by a job. */
const ELSEWHERE = [
	"remote",
	"project",
	"template",
	"component",
	"artifact"
];
/** Follows files of this repository, and says of others that they are not read. */
function followIncludes(scan, yaml, tree) {
	for (const item of includesOf(yaml)) follow(scan, yaml, item, tree);
}
/** What `include` names, of the file and of its child pipelines. */
function includesOf(yaml) {
	const jobs = yaml.entries(yaml.root).map(({ value }) => yaml.get(value, "trigger", "include"));
	return [yaml.get(yaml.root, "include"), ...jobs].flatMap((includes) => {
		const items = yaml.items(includes);
		return items.length > 0 ? items : [includes];
	});
}
/** The files that an item of `include` names in this repository. */
function localFilesOf(file, yaml, item, tree) {
	const local = yaml.text(item) ?? yaml.textAt(item, "local");
	return local === void 0 ? [] : filesNamed(file, local.value, tree);
}
function follow(scan, yaml, item, tree) {
	const elsewhere = ELSEWHERE.map((key) => yaml.textAt(item, key)).find((text) => text !== void 0);
	const local = yaml.text(item) ?? yaml.textAt(item, "local");
	if (elsewhere !== void 0) {
		const message = `${require_base.short(elsewhere.value)} lies elsewhere: what it says of images is not read.`;
		scan.problem(elsewhere.start, "remote-include", message);
	} else if (local !== void 0) followLocal(scan, local, tree);
}
function followLocal(scan, { start, value: written }, tree) {
	const value = written.replace(/^\/+/, "");
	const files = filesNamed(scan.file, written, tree);
	if (value.includes("*")) {
		if (files.length === 0) scan.missingFile(start, written);
		for (const file of files) scan.lead("gitlab", file);
	} else if (files[0] === void 0) scan.follow("gitlab", {
		start,
		value
	}, "", tree);
	else scan.lead("gitlab", files[0]);
}
/**
* A path from the root of the repository, or from the folder of a configuration further down, which is the root of
* another one. `*` stands for files of one folder, `**` for those below as well.
*/
function filesNamed(from, written, tree) {
	const value = written.replace(/^\/+/, "");
	const roots = ["", node_path.posix.dirname(from)];
	if (value.includes("*")) return value.length > LONGEST$2 ? [] : tree.files.filter(require_scan.matchesAny(roots.map((root) => node_path.posix.join(root, value))));
	const found = (/^[a-z][\w+.-]*:/i.test(value) ? [] : roots.map((root) => node_path.posix.join(root, value))).find((path) => path !== ".." && !path.startsWith("../") && tree.read(path) !== void 0);
	return found === void 0 ? [] : [found];
}
/** Characters of a glob; no path of a repository is as long. */
const LONGEST$2 = 1e3;
// src/scan/neighbours/gitlab-inputs.ts
/** `$[[ inputs.name ]]`, functions behind it included. */
const INPUT = /\$\[\[\s*inputs\.([\w-]+)[^\]]*\]\]/g;
/** GitLab includes no more files. */
const MOST_WAYS$2 = 150;
const DEEPEST$9 = 10;
const byTree$5 = new WeakMap();
/** Of all of a repository, read once. */
function includedInputsOf(tree) {
	const inputs = byTree$5.get(tree) ?? new IncludedInputs(tree);
	byTree$5.set(tree, inputs);
	return inputs;
}
var IncludedInputs = class {
	#includes = new Map();
	#ways = new Map();
	constructor(tree) {
		const open = tree.files.filter(require_scan.isGitlabName);
		const seen = new Set();
		for (let path = open.pop(); path !== void 0; path = open.pop()) {
			const text = seen.has(path) ? void 0 : tree.read(path);
			seen.add(path);
			if (text?.includes("include") !== true) continue;
			const source = require_base.sourceText(path, text);
			for (const yaml of readYaml(new require_scan.FileScanner(path, text, "gitlab"))) for (const item of includesOf(yaml)) for (const file of localFilesOf(path, yaml, item, tree)) {
				open.push(file);
				const includes = this.#includes.get(file) ?? [];
				if (includes.length === 0) this.#includes.set(file, includes);
				includes.push({
					source,
					yaml,
					inputs: yaml.get(item, "inputs")
				});
			}
		}
	}
	/** What a file is given each time that it is included; nothing once where it is not. */
	of(file, depth = 0) {
		const known = this.#ways.get(file);
		if (known !== void 0) return known;
		const nothing = [new Map()];
		const includes = this.#includes.get(file);
		if (includes === void 0 || depth === DEEPEST$9) return nothing;
		this.#ways.set(file, nothing);
		const ways = includes.flatMap((include) => this.#given(include, depth + 1)).slice(0, MOST_WAYS$2);
		this.#ways.set(file, ways);
		return ways;
	}
	#given({ source, yaml, inputs }, depth) {
		const texts = yaml.entries(inputs).flatMap(({ key, value }) => {
			const text = yaml.text(value);
			return text === void 0 ? [] : [[key.value, text]];
		});
		return (texts.some(([, { value }]) => value.includes("$[[")) ? this.of(source.path, depth) : [new Map()]).map((given) => new Map(texts.map(([name, text]) => [name, valueOf$2(text, source, given)])));
	}
};
/** What stands in `inputs`, which may take the inputs of its own file. */
function valueOf$2(text, file, outer) {
	const found = text.value.length > 2e3 ? [] : text.value.matchAll(INPUT);
	const fillings = Array.from(found, ({ 0: whole, 1: name = "", index }) => {
		return {
			start: index,
			end: index + whole.length,
			value: outer.get(name) ?? noInput(name)
		};
	});
	const value = fillIn(text.value, fillings);
	return isKnown(value) ? withOrigin(value, {
		...text,
		file
	}) : value;
}
/** Why an input has no value. */
function noInput(name) {
	return { unresolved: {
		reason: "expression",
		detail: `The input ${name} has no default: whoever includes this file gives it.`
	} };
}
// src/scan/neighbours/gitlab.ts
var gitlab_exports = require_rolldown_runtime.__exportAll({ scanGitlab: () => scanGitlab });
/** Keywords at the top whose values are maps and no jobs. `default` is not among them: its image is every job's. */
const NO_JOBS = new Set([
	"variables",
	"include",
	"workflow",
	"spec",
	"stages",
	"cache"
]);
/** No file of a person has as many variables of variables. */
const MOST_VARIABLES = 200;
/** GitLab refuses templates of templates that go deeper than ten. */
const MOST_TEMPLATES = 100;
const REFERENCE = "!reference";
/** As far as GitLab follows references of references. */
const DEEPEST_REFERENCE = 10;
const TOO_DEEP = `GitLab follows references of references no more than ${DEEPEST_REFERENCE} deep, and refuses this one.`;
/** As many jobs as GitLab makes of one matrix. */
const MOST_JOBS$1 = 200;
const TOO_MANY_JOBS = `GitLab makes no more than ${MOST_JOBS$1} jobs of a matrix, and refuses this one.`;
/**
* `image` and `services` of jobs, of what they extend, of `default`, and at the top. Variables take the values that the
* file gives in each job that has the image, `parallel: matrix` included; since settings of the project can say
* otherwise, these are defaults. Inputs (`$[[ inputs.x ]]`) take their defaults.
*/
function scanGitlab(file, text, { tree }) {
	const scan = new require_scan.FileScanner(file, text, "gitlab");
	const documents = readYaml(scan);
	const shared = sharedVariables(tree);
	const inputs = new Map();
	for (const document of documents.toReversed()) for (const { key, value } of document.entries(document.get(document.root, "spec", "inputs"))) {
		const text = document.textAt(value, "default");
		if (text !== void 0) inputs.set(key.value, text);
	}
	for (const document of documents) {
		new GitlabScanner(scan, document, {
			defaults: inputs,
			given: includedInputsOf(tree).of(file)
		}, shared).scan();
		followIncludes(scan, document, tree);
	}
	return scan.result();
}
const sharedByTree = new WeakMap();
/** What the `variables` at the top of any of the files say, since `include` joins them; those of the main file win. */
function sharedVariables(tree) {
	const known = sharedByTree.get(tree);
	if (known !== void 0) return known;
	const shared = new Map();
	const files = tree.files.filter(require_scan.isGitlabName);
	for (const file of [...files.filter((one) => one !== MAIN_FILE), ...files.filter((one) => one === MAIN_FILE)]) {
		const content = tree.read(file);
		if (content === void 0) continue;
		for (const document of readYaml(new require_scan.FileScanner(file, content, "gitlab"))) for (const { key, value } of document.entries(document.get(document.root, "variables"))) {
			const text = document.text(value) ?? document.textAt(value, "value");
			if (text !== void 0) shared.set(key.value, text.value);
		}
	}
	sharedByTree.set(tree, shared);
	return shared;
}
const MAIN_FILE = ".gitlab-ci.yml";
var GitlabScanner = class {
	#scan;
	#yaml;
	#inputs;
	#shared;
	/** By their nodes, in file order. */
	#images = new Map();
	#variables = new Map();
	/** Items of lists, those in their references included. */
	#flat = new Map();
	#said = new Set();
	/** What stands at the top, by name. */
	#named;
	constructor(scan, yaml, inputs, shared) {
		this.#scan = scan;
		this.#yaml = yaml;
		this.#inputs = inputs;
		this.#shared = shared;
		this.#named = new Map(yaml.entries(yaml.root).map(({ key, value }) => [key.value, value]));
	}
	scan() {
		const yaml = this.#yaml;
		const { root } = yaml;
		this.#declare(root, {}, [[this.#variablesOf(root)]]);
		const jobs = yaml.entries(root).filter(({ key, value }) => !NO_JOBS.has(key.value) && yaml.isMap(value)).map(({ key, value }) => {
			const lineage = this.#lineage(value);
			const scopes = this.#scopes(lineage);
			this.#declare(value, key.value === "default" ? {} : { job: key.value }, scopes);
			return {
				name: key.value,
				lineage,
				scopes
			};
		});
		for (const { name, lineage, scopes } of jobs) {
			if (name === "default" || name.startsWith(".")) continue;
			const places = [
				...lineage,
				yaml.get(root, "default"),
				root
			];
			const image = places.map((place) => this.#get(place, "image")).find((node) => this.#images.has(node));
			const services = places.find((place) => this.#get(place, "services") !== void 0);
			for (const node of [image, ...this.#services(services)]) {
				const one = this.#images.get(node);
				if (one !== void 0 && (one.scopes.length === 0 || one.text.value.includes("$"))) one.scopes.push(...scopes);
			}
		}
		for (const { text, kind, context, platform, own, scopes } of this.#images.values()) {
			const values = this.#valuesOf(text, scopes.length > 0 ? scopes : own);
			addComposed(this.#scan, {
				text,
				kind,
				context,
				facts: {
					engine: "docker",
					platform
				}
			}, values);
		}
	}
	#valuesOf(text, scopes) {
		const values = [];
		for (const given of this.#inputs.given) for (const scope of scopes) {
			values.push(this.#expand(text.value, {
				scope,
				given,
				known: new Map(),
				at: text.start
			}));
			if (!text.value.includes("$") || this.#scan.budget.isSpent("names")) return values;
		}
		return values;
	}
	#declare(place, context, own) {
		const yaml = this.#yaml;
		const image = [this.#get(place, "image"), "image"];
		const services = this.#services(place).map((node) => [node, "service"]);
		for (const [node, kind] of [image, ...services]) {
			const text = yaml.text(node) ?? yaml.textAt(node, "name");
			if (text === void 0 || text.value.trim() === "" || this.#images.has(node)) continue;
			const platform = yaml.textAt(node, "docker", "platform")?.value;
			this.#images.set(node, {
				text,
				kind,
				context,
				platform,
				own,
				scopes: []
			});
		}
	}
	#services(place) {
		return this.#flattened(this.#get(place, "services"), 0);
	}
	/** The items of a list, and of the lists that stand in it by reference: each once, however often they are named. */
	#flattened(list, depth) {
		const yaml = this.#yaml;
		const known = this.#flat.get(list);
		if (known !== void 0) return known;
		this.#flat.set(list, []);
		const items = new Set();
		for (const node of yaml.items(list)) if (yaml.tagged(node, REFERENCE) === void 0) items.add(node);
		else if (depth === DEEPEST_REFERENCE) this.#sayOnce(yaml.startOf(node), "abort", TOO_DEEP);
		else for (const item of this.#flattened(this.#followed(node), depth + 1)) items.add(item);
		const flat = [...items];
		this.#flat.set(list, flat);
		return flat;
	}
	#get(place, key) {
		return this.#followed(this.#yaml.get(place, key));
	}
	/** `!reference [job, key]` is what stands there. */
	#followed(node) {
		let found = node;
		for (let depth = 0; depth < DEEPEST_REFERENCE; depth++) {
			const path = this.#yaml.tagged(found, REFERENCE);
			if (path === void 0) return found;
			found = this.#yaml.get(this.#yaml.root, ...path);
		}
		this.#sayOnce(this.#yaml.startOf(node), "abort", TOO_DEEP);
	}
	/** A job, and what it extends: what counts more comes first. */
	#lineage(job) {
		const yaml = this.#yaml;
		const lineage = new Set();
		const open = [job];
		while (open.length > 0) {
			if (lineage.size === MOST_TEMPLATES) {
				const message = `This job extends more than ${MOST_TEMPLATES} others: what it takes from the rest is not followed.`;
				this.#sayOnce(yaml.startOf(job), "unreadable", message);
				break;
			}
			const place = open.pop();
			if (place === void 0 || lineage.has(place)) continue;
			lineage.add(place);
			const extended = yaml.get(place, "extends");
			for (const name of [extended, ...yaml.items(extended)]) {
				const template = yaml.text(name);
				if (template !== void 0) open.push(this.#named.get(template.value));
			}
		}
		return [...lineage];
	}
	/** The variables of each job that GitLab makes of one: a matrix makes many. */
	#scopes(lineage) {
		const yaml = this.#yaml;
		const variables = [...lineage, yaml.root].map((place) => this.#variablesOf(place));
		const matrix = lineage.map((place) => yaml.get(this.#get(place, "parallel"), "matrix")).find((node) => node !== void 0);
		const combinations = [];
		let count = 0;
		for (const entry of yaml.items(matrix)) {
			const lists = yaml.entries(entry).map(({ key, value }) => {
				const texts = [value, ...yaml.items(value)].flatMap((node) => yaml.text(node) ?? []);
				return [key.value, texts];
			});
			count += countOf(lists);
			if (count > MOST_JOBS$1 || lists.length > 100) this.#sayOnce(yaml.startOf(matrix), "abort", TOO_MANY_JOBS);
			if (lists.length > 100 || combinations.length >= MOST_JOBS$1) continue;
			combinations.push(...combinationsOf(lists, MOST_JOBS$1 - combinations.length));
		}
		const isFollowed = this.#scan.budget.take("jobs", combinations.length + 1, yaml.startOf(matrix));
		if (combinations.length === 0 || !isFollowed) return [variables];
		return combinations.map((combination) => [combination, ...variables]);
	}
	/** However many jobs come to the place. */
	#sayOnce(at, kind, message) {
		const key = `${at} ${message}`;
		if (this.#said.has(key)) return;
		this.#said.add(key);
		this.#scan.problem(at, kind, message);
	}
	/** The `variables` of a place, read once. */
	#variablesOf(place) {
		const yaml = this.#yaml;
		const known = this.#variables.get(place);
		if (known !== void 0) return known;
		const variables = new Map();
		for (const { key, value } of yaml.entries(this.#get(place, "variables"))) {
			const text = yaml.text(value) ?? yaml.textAt(value, "value");
			if (text !== void 0) variables.set(key.value, text);
		}
		this.#variables.set(place, variables);
		return variables;
	}
	/** What the variables in a text make of it. */
	#expand(text, run) {
		const refused = whyNotWorkedOut(text, this.#scan.budget, run.at);
		if (refused !== void 0) return refused;
		const found = text.matchAll(/\$(?:\w+|\{\w+\}|\[\[\s*inputs\.([\w-]+)[^\]]*\]\])/g);
		return fillIn(text, Array.from(found, ({ 0: whole, 1: input, index }) => {
			const name = whole.replaceAll(/[${}]/g, "");
			const value = input === void 0 ? this.#variable(name, run) : this.#input(input, run.given);
			return {
				start: index,
				end: index + whole.length,
				value
			};
		}));
	}
	#variable(name, run) {
		const { scope, known } = run;
		const before = known.get(name) ?? (known.size >= MOST_VARIABLES ? unset(name) : void 0);
		if (before !== void 0) return before;
		known.set(name, unset(name));
		const text = scope.find((variables) => variables.has(name))?.get(name);
		const written = text?.value ?? this.#shared.get(name);
		const value = written === void 0 ? unset(name) : this.#expand(written, run);
		const placed = isKnown(value) ? {
			...text === void 0 ? value : withOrigin(value, text),
			isDefault: true
		} : value;
		known.set(name, placed);
		return placed;
	}
	#input(name, given) {
		const text = this.#inputs.defaults.get(name);
		return given.get(name) ?? (text === void 0 ? noInput(name) : {
			...placedValue(text),
			isDefault: true
		});
	}
};
function unset(name) {
	return { unresolved: {
		reason: "environment",
		detail: `Nothing here gives the variable ${name} a value: GitLab or the settings of the project do, in a run.`
	} };
}
// src/scan/neighbours/gitpod.ts
/** Workspaces of Gitpod. */
var gitpod_exports = require_rolldown_runtime.__exportAll({ scanGitpod: () => scanGitpod });
/** The `image`: a name, or the Dockerfile that it is built from. */
function scanGitpod(file, text, { tree }) {
	const scan = new require_scan.FileScanner(file, text, "gitpod");
	for (const document of readYaml(scan)) {
		const image = document.textAt(document.root, "image");
		const dockerfile = document.textAt(document.root, "image", "file");
		if (dockerfile !== void 0) scan.build(dockerfile.start, [node_path.posix.dirname(file), dockerfile.value], { name: "Gitpod" }, tree);
		if (image !== void 0 && image.value.trim() !== "") scan.found(image, "image", {}, {
			image: image.value.trim(),
			confidence: "exact"
		}, { engine: "docker" });
	}
	return scan.result();
}
// src/scan/kit/template-tags.ts
/** Template tags `{{ \u2026 }}` of Helm, Jinja and the like, in files whose own language knows nothing of them. */
/** Stands for a tag within a value. No format gives it a meaning. */
const FILLER = "\ue000";
function blankTemplateTags(text) {
	if (!text.includes("{{")) return {
		text,
		hasTags: false
	};
	const filled = text.replace(/\{\{(?:(?!\{\{)[\s\S])*?\}\}/g, (tag) => tag.replace(/[^\r\n]/g, FILLER));
	const alone = new RegExp(`^[ \\t]*(?:-[ \\t]+)?${FILLER}[${FILLER} \\t]*(?=\\r?$)`, "gm");
	return {
		text: filled.replace(alone, (line) => " ".repeat(line.length)),
		hasTags: true
	};
}
function hasTemplateTag(value) {
	return value.includes(FILLER);
}
// src/scan/neighbours/kubernetes/pods.ts
/** Where the pod specification of each kind is. Kinds of other API groups are left alone, whatever their names. */
const POD_SPECS = {
	Pod: {
		api: /^v1$/,
		path: ["spec"]
	},
	PodTemplate: {
		api: /^v1$/,
		path: ["template", "spec"]
	},
	ReplicationController: {
		api: /^v1$/,
		path: [
			"spec",
			"template",
			"spec"
		]
	},
	Deployment: {
		api: /^(?:apps|extensions)\//,
		path: [
			"spec",
			"template",
			"spec"
		]
	},
	ReplicaSet: {
		api: /^(?:apps|extensions)\//,
		path: [
			"spec",
			"template",
			"spec"
		]
	},
	DaemonSet: {
		api: /^(?:apps|extensions)\//,
		path: [
			"spec",
			"template",
			"spec"
		]
	},
	StatefulSet: {
		api: /^apps\//,
		path: [
			"spec",
			"template",
			"spec"
		]
	},
	Job: {
		api: /^batch\//,
		path: [
			"spec",
			"template",
			"spec"
		]
	},
	CronJob: {
		api: /^batch\//,
		path: [
			"spec",
			"jobTemplate",
			"spec",
			"template",
			"spec"
		]
	}
};
const CONTAINER_LISTS = [
	"initContainers",
	"containers",
	"ephemeralContainers"
];
// src/scan/neighbours/kubernetes/documents.ts
/** In a Helm template, what a tag makes up stands as a filler. */
function readManifests(scan) {
	const { text, hasTags } = blankTemplateTags(scan.text);
	const source = withoutOthers(scan.text, text);
	return source === void 0 ? [] : readYaml(scan, source, hasTags);
}
/** `---` at the head of a line, wherever it stands, begins a document. Directives belong to what follows it. */
const MARK$1 = /^---(?=\s|$)/gm;
const DIRECTIVE = /^%/m;
/** The text with blanks for documents without workloads, everything in its place; undefined where none is left. */
function withoutOthers(written, untagged) {
	if (DIRECTIVE.test(written)) return untagged;
	const starts = [0, ...[...written.matchAll(MARK$1)].map(({ index }) => index + 3)];
	let isAny = false;
	const pieces = starts.map((start, index) => {
		const next = starts[index + 1];
		const end = next === void 0 ? written.length : next - 3;
		const mark = next === void 0 ? "" : "---";
		if (mayHoldWorkload(written.slice(start, end))) {
			isAny = true;
			return untagged.slice(start, end) + mark;
		}
		return (end === start ? "" : `${" ".repeat(end - start - 1)}\n`) + mark;
	});
	return isAny ? pieces.join("") : void 0;
}
function mayHoldWorkload(document) {
	return (require_scan.looksLikeKubernetes(document) || require_scan.hasOddKeys(document)) && !isPlainlyAnother(document);
}
/**
* Whether the kind of a document is plain to see, and none with pods: definitions of resources are long, and write of
* pods. All keys of a map that begins at the head of a line do, and only one of them is its kind.
*/
function isPlainlyAnother(document) {
	if (!/^(?:[^\S\n]*(?:#.*)?\r?\n)*[A-Za-z]\w*:(?=\s)/.test(document)) return false;
	const heads = [...document.matchAll(/^[^\s#].*$/gm)].map(([line]) => line);
	const [kind, another] = heads.flatMap((line) => /^\W*kind/.test(line) ? KIND.exec(line)?.[1] ?? "List" : []);
	if (kind === void 0 || another !== void 0 || Object.hasOwn(POD_SPECS, kind)) return false;
	return !kind.endsWith("List") && !require_scan.hasOddKeys(heads.join("\n"));
}
const KIND = /^kind:[ \t]+([A-Z][A-Za-z]*)[ \t]*\r?$/;
/** The objects of a text that consists of nothing else, as kubectl reads them one after the other; none for other text. */
function jsonObjects(text) {
	const objects = [];
	let depth = 0;
	let start = 0;
	for (const { 0: mark, index } of text.matchAll(/"(?:[^"\\]|\\[\s\S])*"|[{}[\]]|[^\s"{}[\]]+/g)) {
		if (depth === 0) {
			if (mark !== "{") return [];
			start = index;
		}
		if (mark === "{" || mark === "[") depth++;
		else if (mark === "}" || mark === "]") depth--;
		if (depth === 0) objects.push({
			start,
			end: index + 1
		});
	}
	return depth === 0 ? objects : [];
}
// src/scan/neighbours/kubernetes/tree.ts
function isMap(tree) {
	return tree instanceof Map;
}
function isList(tree) {
	return Array.isArray(tree);
}
function isText(tree) {
	return tree !== void 0 && tree !== null && !isMap(tree) && !isList(tree);
}
function at(tree, ...path) {
	return path.reduce((node, key) => isMap(node) ? node.get(key) : void 0, tree);
}
function valueAt(tree, ...path) {
	const found = at(tree, ...path);
	return isText(found) ? found.value : void 0;
}
/** The text there, "" where there is none. */
function textAt$2(tree, ...path) {
	return valueAt(tree, ...path) ?? "";
}
function itemsAt(tree, ...path) {
	const found = at(tree, ...path);
	return isList(found) ? found : [];
}
/** The map with another value under a key; without one the key is gone. */
function withKey(map, key, value) {
	const changed = new Map(map);
	if (value === void 0) changed.delete(key);
	else changed.set(key, value);
	return changed;
}
/** No manifest of a person comes near; what aliases lead to counts each time. */
const MOST_NODES = 1e5;
/** Undefined where aliases make too much of it. */
function treeOf(yaml, node, origin) {
	const { tree, size } = new TreeReader(yaml, origin).read(node);
	return size > MOST_NODES ? void 0 : tree;
}
var TreeReader = class {
	#yaml;
	#origin;
	/** What several aliases lead to is one tree. */
	#made = new Map();
	constructor(yaml, origin) {
		this.#yaml = yaml;
		this.#origin = origin;
	}
	read(node) {
		const written = this.#yaml.text(node);
		if (written !== void 0) {
			const { scan, kind, placeOf } = this.#origin;
			const { value, start, end } = written;
			return {
				tree: {
					value,
					places: [{
						scan,
						range: placeOf?.({
							start,
							end
						}) ?? {
							start,
							end
						},
						kind
					}],
					written
				},
				size: 1
			};
		}
		const made = this.#made.get(node);
		if (made !== void 0) return made;
		this.#made.set(node, {
			tree: null,
			size: 1
		});
		const sized = this.#yaml.isMap(node) ? this.#map(node) : this.#list(node);
		this.#made.set(node, sized);
		return sized;
	}
	#map(node) {
		const entries = this.#yaml.entries(node).map(({ key, value }) => [key.value, this.read(value)]);
		return {
			tree: new Map(entries.map(([key, { tree }]) => [key, tree])),
			size: entries.reduce((size, [, one]) => size + one.size, 1)
		};
	}
	#list(node) {
		if (!this.#yaml.isList(node)) return {
			tree: null,
			size: 1
		};
		const items = this.#yaml.items(node).map((item) => this.read(item));
		return {
			tree: items.map(({ tree }) => tree),
			size: items.reduce((size, one) => size + one.size, 1)
		};
	}
};
// src/scan/neighbours/kubernetes/helm/expressions.ts
/** Pipelines of Helm templates, as far as they are made of values, defaults and helpers that are made of them. */
/** Brackets; no person writes as many. */
const DEEPEST$8 = 20;
const EMPTY = { pieces: [] };
const TRUE = { pieces: [{
	value: "true",
	places: []
}] };
function textOf$1({ pieces }) {
	return pieces.map(({ value }) => value).join("");
}
function isRendered(value) {
	return typeof value === "object" && "pieces" in value;
}
function literal(value) {
	return value === "" ? EMPTY : { pieces: [{
		value,
		places: []
	}] };
}
/** What `if`, `and` and `default` take for nothing: what is not set, and a plain `false` or 0. */
function isSet(value) {
	if (value === "root") return true;
	if ("tree" in value) return value.tree.size > 0;
	if ("dict" in value) return value.dict.size > 0;
	const [first, second] = value.pieces;
	const isPlain = second === void 0 && first?.written?.isPlain === true;
	return textOf$1(value) !== "" && !(isPlain && /^(?:false|0)$/.test(first.value));
}
/** Undefined for what is more than is followed. */
function evaluate(text, frame) {
	return new Pipeline(text, frame).read();
}
var Pipeline = class {
	#words;
	#frame;
	#at = 0;
	constructor(text, frame) {
		const words = text.match(/"(?:[^"\\]|\\.)*"|`[^`]*`|[()|]|[^\s()|]+/g) ?? [];
		this.#words = words.filter((word) => word === "(").length > DEEPEST$8 ? [] : words;
		this.#frame = frame;
	}
	read() {
		const value = this.#pipeline();
		return this.#at === this.#words.length ? value : void 0;
	}
	#pipeline() {
		let value = this.#command();
		while (value !== void 0 && this.#words[this.#at] === "|") {
			this.#at++;
			value = this.#command(value);
		}
		return value;
	}
	/** A value by itself, or a function with its arguments, the last of which a pipe gives. */
	#command(piped) {
		const name = this.#words[this.#at] ?? "";
		if (!/^[a-zA-Z]+$/.test(name)) return piped === void 0 ? this.#term() : void 0;
		this.#at++;
		const values = [];
		while (/^[^|)]/.test(this.#words[this.#at] ?? "")) {
			const value = this.#term();
			if (value === void 0) return void 0;
			values.push(value);
		}
		return this.#call(name, piped === void 0 ? values : [...values, piped]);
	}
	#term() {
		const word = this.#words[this.#at++] ?? "";
		if (word === "(") {
			const value = this.#pipeline();
			return this.#words[this.#at++] === ")" ? value : void 0;
		}
		if (/^["`]/.test(word)) return literal(word.slice(1, -1));
		const [, name, path] = /^(?=.)(\$\w*)?((?:\.\w+)*)\.?$/.exec(word) ?? [];
		if (path === void 0) return void 0;
		const base = name === void 0 ? this.#frame.dot : this.#frame.variable(name);
		return base && field(base, path.split(".").slice(1), this.#frame.scope);
	}
	#call(name, values) {
		const [first, second] = values;
		const last = values.at(-1);
		if (first === void 0 || last === void 0) return void 0;
		switch (name) {
			case "default": return isSet(last) ? last : first;
			case "coalesce":
			case "or": return values.find(isSet) ?? last;
			case "and": return values.find((value) => !isSet(value)) ?? last;
			case "not": return isSet(first) ? EMPTY : TRUE;
			case "eq": return isRendered(first) && isRendered(second) ? textOf$1(first) === textOf$1(second) ? TRUE : EMPTY : void 0;
			case "quote":
			case "squote":
			case "toString":
			case "trim":
			case "required": return last;
			case "dict": return dictOf(values);
			default: return this.#text(name, values);
		}
	}
	#text(name, values) {
		const { scope, template, dot } = this.#frame;
		const texts = values.filter(isRendered);
		const [first] = texts;
		if (first === void 0) return void 0;
		if (name === "tpl") return textOf$1(first).includes("{{") ? template(textOf$1(first), dot) : first;
		if (name === "print") return { pieces: texts.flatMap(({ pieces }) => pieces) };
		if (name === "printf") return formatted$1(first, texts.slice(1));
		const body = name === "include" || name === "template" ? scope.defines.get(textOf$1(first)) : void 0;
		return body === void 0 ? void 0 : template(body, values[1] ?? "root");
	}
};
function field(base, keys, scope) {
	const [key, ...rest] = keys;
	if (key === void 0) return base;
	if (base === "root") {
		const names = rest.map((name) => name.charAt(0).toLowerCase() + name.slice(1));
		if (key === "Chart") return valueOf$1(at(scope.chart, ...names));
		return key === "Values" ? valueOf$1(at(scope.values, ...rest)) : void 0;
	}
	if ("tree" in base) return valueOf$1(at(base.tree, ...keys));
	const inner = "dict" in base ? base.dict.get(key) ?? EMPTY : void 0;
	return inner && (rest.length === 0 ? inner : field(inner, rest, scope));
}
function valueOf$1(tree) {
	if (tree === void 0 || tree === null) return EMPTY;
	if (isText(tree)) return { pieces: [{
		...tree,
		value: asHelm(tree)
	}] };
	return isMap(tree) ? { tree } : void 0;
}
function dictOf(values) {
	const dict = new Map();
	for (let index = 0; index + 1 < values.length; index += 2) {
		const [key, value] = values.slice(index, index + 2);
		if (isRendered(key) && value !== void 0) dict.set(textOf$1(key), value);
	}
	return { dict };
}
/** `%s`, `%v` and `%d` stand for the texts, one after the other. */
function formatted$1(format, texts) {
	const parts = textOf$1(format).split(/%[svd]/);
	if (parts.length !== texts.length + 1) return void 0;
	return { pieces: parts.flatMap((part, index) => [...literal(part).pieces, ...texts[index]?.pieces ?? []]) };
}
/** A number without quotes is one to Helm: `1.10` is `1.1`, and 20230101 becomes `2.0230101e+07`. Measured with 3.22. */
function asHelm({ value, written }) {
	if (written?.isPlain !== true || !/^[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?$/i.test(value)) return value;
	const number = Number(value);
	if (Math.abs(number) < 1e6) return String(number);
	return number.toExponential().replace(/e\+(\d)$/, "e+0$1");
}
// src/scan/neighbours/kubernetes/helm/render.ts
/** Texts of Helm templates with their conditions, as far as the values of a chart decide them. */
/** Characters; no helper that makes a name is longer. */
const LONGEST$1 = 4e3;
/** Helpers that name helpers are followed this far, and this many for one name. */
const DEEPEST$7 = 6;
const MOST_STEPS$1 = 50;
/** Undefined for what is more than is followed. `variable`: those that are set outside of the text. */
function render(text, scope, variable = () => void 0) {
	let steps = 0;
	const run = (body, dot, depth, outer) => {
		if (body.length > LONGEST$1 || depth > DEEPEST$7 || ++steps > MOST_STEPS$1) return void 0;
		const template = (inner, to) => run(inner.trim(), to, depth + 1, () => void 0);
		return new Body(nodesOf(body), {
			scope,
			dot,
			variable: (name) => name === "$" ? dot : outer(name),
			template
		}).read();
	};
	return run(text, "root", 0, variable);
}
/** Texts and actions in turn. A dash takes the blanks beside it away. */
function nodesOf(text) {
	const nodes = [];
	let copied = 0;
	for (const { 0: whole, 1: inner = "", index } of text.matchAll(/\{\{((?:"(?:[^"\\]|\\.)*"|[^"{}]|\{(?!\{))*)\}\}/g)) {
		const before = text.slice(copied, Math.max(copied, index));
		const isCut = inner.startsWith("-");
		const cutsNext = inner.endsWith("-");
		nodes.push({ text: isCut ? before.trimEnd() : before });
		nodes.push({ action: inner.slice(isCut ? 1 : 0, cutsNext ? -1 : void 0).trim() });
		copied = index + whole.length;
		if (cutsNext) copied = text.length - text.slice(copied).trimStart().length;
	}
	return [...nodes, { text: text.slice(copied) }];
}
var Body = class {
	#nodes;
	#frame;
	#variables = new Map();
	#found = [];
	#at = 0;
	#isOpen = false;
	constructor(nodes, frame) {
		this.#nodes = nodes;
		this.#frame = {
			...frame,
			variable: (name) => this.#variables.get(name) ?? frame.variable(name)
		};
	}
	read() {
		const end = this.#run(true, this.#frame);
		return this.#isOpen || end !== "" ? void 0 : { pieces: this.#found.flatMap(({ pieces }) => pieces) };
	}
	/** Goes on to the end of a block and gives the action that ends it, "" at the end of the text. */
	#run(isTaken, frame) {
		for (let node = this.#nodes[this.#at++]; node !== void 0 && !this.#isOpen; node = this.#nodes[this.#at++]) {
			if ("text" in node) {
				this.#isOpen ||= node.text.includes("{{");
				if (isTaken) this.#found.push(literal(node.text));
				continue;
			}
			const { action } = node;
			if (/^(?:else|end)\b/.test(action)) return action;
			if (/^(?:if|with)\b/.test(action)) this.#choose(action, isTaken, frame);
			else if (/^(?:range|define|block)\b/.test(action)) this.#isOpen = true;
			else if (isTaken && !action.startsWith("/*")) this.#act(action, frame);
		}
		return "";
	}
	#act(action, frame) {
		const [, name, expression = action] = /^(\$\w+)\s*:?=\s*([\s\S]*)$/.exec(action) ?? [];
		const value = evaluate(expression, frame);
		if (value === void 0) this.#isOpen = true;
		else if (name !== void 0) this.#variables.set(name, value);
		else if (isRendered(value)) this.#found.push(value);
		else this.#isOpen = true;
	}
	/** One branch of a condition is taken; all are gone through. */
	#choose(first, isTaken, frame) {
		let action = first;
		let isLeft = isTaken;
		while (!this.#isOpen && action !== "end" && action !== "") {
			const [, word, condition] = /^(?:else\s+)?(if|with)\b\s*([\s\S]*)$/.exec(action) ?? [];
			const value = isLeft && condition !== void 0 ? evaluate(condition, frame) : void 0;
			if (isLeft && condition !== void 0 && value === void 0) this.#isOpen = true;
			const isThis = isLeft && (condition === void 0 || value !== void 0 && isSet(value));
			if (isThis) isLeft = false;
			action = this.#run(isThis, word === "with" && value !== void 0 ? {
				...frame,
				dot: value
			} : frame);
		}
	}
};
// src/scan/neighbours/kubernetes/helm/starter.ts
const NAME = "<CHARTNAME>";
/** Why a name of a starter chart is none yet. */
function ofStarter(image) {
	if (!image.includes(NAME)) return void 0;
	return {
		reason: "template",
		detail: `helm create puts the name of the new chart in the place of ${NAME}.`
	};
}
// src/scan/neighbours/kubernetes/helm/templates.ts
/** No chart has as many. */
const MOST_LINES = 1e3;
/** Characters of a line. */
const LONGEST = 500;
/** Variables and blocks of a file. */
const MOST_SETTINGS = 5e3;
/** An expression with all its helpers. */
const MOST_SNIPPETS = 50;
var Templates = class {
	defines = new Map();
	lines = [];
	#texts = new Map();
	#settings = new Map();
	#formats;
	#otherFormats;
	constructor(tree, folder) {
		const inside = folder === "." ? "templates/" : `${folder}/templates/`;
		for (const file of tree.files) {
			if (!file.startsWith(inside) || !/\.(?:ya?ml|tpl)$/.test(file)) continue;
			const text = tree.read(file) ?? "";
			if (!text.includes("{{")) continue;
			this.#texts.set(file, text);
			this.#read(file, text);
		}
	}
	#read(file, text) {
		for (const { 1: name = "", index, 0: whole } of text.matchAll(/\{\{-?\s*define\s+"([^"]*)"\s*-?\}\}/g)) {
			const rest = text.slice(index + whole.length);
			const next = rest.search(/\{\{-?\s*define\s/);
			const body = next === -1 ? rest : rest.slice(0, next);
			const end = [...body.matchAll(/\{\{-?\s*end\s*-?\}\}/g)].at(-1);
			this.defines.set(name, body.slice(0, end?.index ?? 0));
		}
		for (const { 1: written = "", index, 0: whole } of text.matchAll(/^[ \t]*(?:-[ \t]+)?image:[ \t]*(\S.*)$/gm)) {
			const value = written.trimEnd();
			if (!value.includes("{{") || value.length > LONGEST || this.lines.length >= MOST_LINES) continue;
			this.lines.push({
				file,
				offset: index + whole.indexOf(value),
				expression: value.replace(/^(["'])(.*)\1$/, "$2")
			});
		}
	}
	/** The values that an expression is made of, by their paths: its own, those of its helpers, and those further up. */
	valuesOf(line) {
		return new Set(this.#snippetsOf(line).flatMap(valuesIn));
	}
	/** What stands for an empty tag: the formats (`v%s`) in which the version of the application takes its place. */
	versionFormats(path) {
		this.#formats ??= formatsIn(new Set(this.lines.flatMap((line) => this.#snippetsOf(line))));
		this.#otherFormats ??= formatsIn([...this.#texts.values()].flatMap((text) => text.split("\n")));
		return this.#formats.get(`${path}.tag`) ?? this.#otherFormats.get(`${path}.tag`) ?? new Set();
	}
	/** What a variable is set to further up, as expressions; the last few. */
	settingsOf({ file, offset }, name) {
		return this.#settingsOf(file).filter((one) => one.offset < offset && one.name === name).slice(-3).map(({ expression }) => `{{ ${expression} }}`);
	}
	/** An expression and all that it goes by. */
	#snippetsOf({ file, offset, expression }) {
		const before = this.#settingsOf(file).filter((one) => one.offset < offset);
		const set = [...new Set([...expression.matchAll(/\$\w+/g)].map(([name]) => name))].flatMap((name) => before.filter((one) => one.name === name).slice(-3));
		const around = valuesIn(expression).length === 0 || /(?:^|[\s(])\.[a-z]/.test(expression) ? before.filter(({ name }) => name === "").slice(-1) : [];
		return this.#withHelpers([expression, ...[...set, ...around].map((one) => one.expression)]);
	}
	#withHelpers(snippets) {
		const all = new Set(snippets);
		for (const snippet of all) for (const { 1: name = "" } of snippet.matchAll(/(?:include|template)\s+"([^"]*)"/g)) if (all.size < MOST_SNIPPETS) all.add(this.defines.get(name) ?? "");
		return [...all];
	}
	#settingsOf(file) {
		const known = this.#settings.get(file);
		if (known !== void 0) return known;
		const found = [...this.#texts.get(file).matchAll(/\{\{-?\s*(?:(\$\w+)\s*:?=|(?:with|range)\s)([^{}]*)\}\}/g)].map(({ 1: name = "", 2: expression = "", index }) => ({
			offset: index,
			name,
			expression: expression.replace(/-$/, "")
		}));
		this.#settings.set(file, found.slice(0, MOST_SETTINGS));
		return found;
	}
};
/** How the version of the application takes the place of a value, by the path of the value. */
function formatsIn(snippets) {
	const formats = new Map();
	for (const snippet of snippets) {
		const versions = snippet.includes("Chart.AppVersion") ? versionsIn(snippet) : [];
		for (const value of versions.length === 0 ? [] : valuesIn(snippet)) {
			const known = formats.get(value) ?? new Set();
			formats.set(value, known);
			for (const version of versions) known.add(version);
		}
	}
	return formats;
}
function valuesIn(snippet) {
	return [...snippet.matchAll(/\.Values\.([\w.]*\w)/g)].map(([, path = ""]) => path);
}
/** `printf "v%s" .Chart.AppVersion`, `print "v" .Chart.AppVersion`, or the version by itself. */
function versionsIn(snippet) {
	return [...snippet.matchAll(/(?:(?:printf\s+"([^"%]*%[sv][^"%]*)"|print\s+"([^"%]*)")\s+(?:\$\w*)?)?\.Chart\.AppVersion/g)].map(([, format, prefix]) => format ?? `${prefix ?? ""}%s`);
}
// src/scan/neighbours/kubernetes/helm/values.ts
/** Where the values of a chart name images. */
/** Levels of keys, and images of a chart. */
const DEEPEST$6 = 12;
const MOST_IMAGES = 1e3;
function imagesOf(values) {
	const found = [];
	const globally = at(values, "global", "imageRegistry");
	const walk = (node, path) => {
		if (isList(node)) node.forEach((item, index) => walk(item, [...path, String(index)]));
		if (!isMap(node) || path.length > DEEPEST$6 || found.length >= MOST_IMAGES) return;
		const image = imageIn(node, path, globally);
		if (image !== void 0) found.push(image);
		for (const [key, value] of node) {
			const text = isText(value) && value.value !== "" ? value : void 0;
			if (text !== void 0 && /image$/i.test(key) && isName(text.value) && image === void 0) found.push({
				path: [...path, key].join("."),
				registry: void 0,
				repository: text,
				tag: textAt$1(node, `${key}Tag`) ?? textAt$1(node, "imageTag") ?? textAt$1(node, "tag"),
				digest: void 0
			});
			walk(value, [...path, key]);
		}
	};
	walk(values, []);
	return found;
}
/** The name of an image, and no path, address or sentence. */
function isName(value) {
	return /^[a-z0-9][\w.-]*(?::\d+)?(?:\/[\w.-]+)*(?::[\w.-]+)?(?:@sha256:[0-9a-f]{64})?$/i.test(value) && !/^(?:true|false)$/i.test(value);
}
function textAt$1(node, key) {
	const text = at(node, key);
	return isText(text) && text.value !== "" ? {
		...text,
		value: asHelm(text)
	} : void 0;
}
function imageIn(node, path, globally) {
	const isImage = path.some((key) => /image/i.test(key)) || valueAt(node, "pullPolicy") !== void 0;
	const own = textAt$1(node, "registry");
	const isParted = at(node, "tag") !== void 0 || at(node, "digest") !== void 0 || own !== void 0;
	const repository = textAt$1(node, "repository") ?? textAt$1(node, "repo") ?? (isParted ? textAt$1(node, "name") ?? textAt$1(node, "image") : void 0);
	if (!isImage || repository === void 0 || !isName(repository.value)) return void 0;
	const isGlobal = at(node, "registry") !== void 0 && isText(globally) && globally.value !== "";
	return {
		path: path.join("."),
		registry: isGlobal ? globally : own,
		repository,
		tag: textAt$1(node, "tag"),
		digest: textAt$1(node, "digest") ?? textAt$1(node, "sha")
	};
}
// src/scan/neighbours/kubernetes/helm/chart.ts
/**
* One chart of Helm: the images that its values name, each a candidate, since other values may be given. They are put
* together as the templates do where these are made of values and defaults alone, else in the usual way.
*/
const OPEN = {
	reason: "template",
	detail: "The values give no version here: only Helm can tell what the templates of the chart put in its place."
};
var Chart = class {
	#templates;
	#values;
	#chart;
	#images;
	/** The paths of values of which some line of a template is made that is known as a whole. */
	#rendered = new Set();
	#condition;
	#all;
	/** `parts`: the names of the charts in it. `given`: values that the chart around it sets. */
	constructor(tree, folder, text, parts, given) {
		const path = node_path.posix.join(folder, "values.yaml");
		this.#chart = new require_scan.FileScanner(node_path.posix.join(folder, "Chart.yaml"), text, "kubernetes");
		this.#values = new require_scan.FileScanner(path, tree.read(path) ?? "", "kubernetes");
		this.#templates = new Templates(tree, folder);
		this.#condition = `the values of ${require_base.short(path)} are used`;
		this.#all = mergeValues(readTree(this.#values), given);
		const scope = {
			values: this.#all,
			chart: readTree(this.#chart),
			defines: this.#templates.defines
		};
		this.#images = imagesOf(isMap(this.#all) ? new Map([...this.#all].filter(([key]) => !parts.includes(key))) : this.#all);
		for (const line of this.#templates.lines) this.#render(line, scope);
		for (const image of this.#images) if (!this.#isRendered(image)) this.#compose(image, scope);
	}
	/** What it sets of a chart in it: all that is under its name, and what is for all of them. */
	valuesOf(part) {
		const own = at(this.#all, part);
		const globally = at(this.#all, "global");
		return mergeValues(isMap(own) ? own : null, globally === void 0 ? null : new Map([["global", globally]]));
	}
	scanOf(file) {
		if (this.#values.result().references.length > 0) this.#chart.lead("kubernetes", this.#values.file);
		return [this.#chart, this.#values].find((scan) => scan.file === file);
	}
	/** Whether what a line of a template makes up is among the images of the values. */
	covers(file, offset, expression) {
		return [...this.#templates.valuesOf({
			file,
			offset,
			expression
		})].some((value) => this.#names(value));
	}
	#names(value) {
		return this.#images.some(({ path }) => `${value}.`.startsWith(`${path}.`) || path.startsWith(`${value}.`)) || this.#rendered.has(value);
	}
	#isRendered({ path }) {
		return [...this.#rendered].some((value) => value === path || value.startsWith(`${path}.`));
	}
	/** A line that is made of values alone; where one of them is empty it is meant for other values. */
	#render(line, scope) {
		const variable = (name) => {
			const [setting, another] = this.#templates.settingsOf(line, name);
			return setting === void 0 || another !== void 0 ? void 0 : render(setting, scope);
		};
		const rendered = render(line.expression, scope, variable);
		const image = rendered === void 0 ? "" : textOf$1(rendered).trim();
		if (rendered === void 0 || !/^[^/:@\s](?:(?!\/[/:@]|:[/:@]|@[/:@])\S)*[^/:@\s]$/.test(image) || image.endsWith("@sha256")) return;
		const places = rendered.pieces.toReversed().flatMap((piece) => piece.value === "" ? [] : piece.places);
		if (!this.#pull(places, image)) return;
		for (const value of this.#templates.valuesOf(line)) this.#rendered.add(value);
	}
	#compose(image, scope) {
		const { registry, repository, tag, digest } = image;
		const name = (registry === void 0 ? "" : `${registry.value.replace(/\/$/, "")}/`) + repository.value;
		const pin = digest === void 0 ? "" : `@${/^[0-9a-f]{64}$/.test(digest.value) ? "sha256:" : ""}${digest.value}`;
		const hasVersion = /[:@][^/]*$/.test(repository.value);
		const others = [repository, registry].flatMap((text) => text?.places ?? []);
		if (tag !== void 0 && !hasVersion) {
			this.#pull([
				...tag.places,
				...digest?.places ?? [],
				...others
			], `${name}:${tag.value}${pin}`);
			return;
		}
		if (digest !== void 0 || hasVersion) {
			this.#pull([...digest?.places ?? [], ...others], name + pin);
			return;
		}
		const version = at(scope.chart, "appVersion");
		const formats = isText(version) ? [...this.#templates.versionFormats(image.path)] : [];
		if (!isText(version) || formats.length === 0) {
			this.#pull(others, void 0);
			return;
		}
		for (const format of formats) this.#pull([...version.places, ...others], `${name}:${format.replace(/%[sv]/, () => asHelm(version))}`);
	}
	/** Whether there is a place of which it comes. */
	#pull(places, image) {
		const starter = image === void 0 ? void 0 : ofStarter(image);
		const unresolved = image === void 0 ? OPEN : starter;
		const isClosed = (place) => Number(starter !== void 0 && ofStarter(textAt(place)) === void 0);
		const ordered = [...places].sort((one, other) => isClosed(one) - isClosed(other));
		const [first, ...others] = ordered.map((place) => place.scan.reference(place.range, textAt(place) === image ? "image" : place.kind, {}, unresolved));
		if (first === void 0) return false;
		ordered[0]?.scan.pull([first, ...others], image === void 0 || unresolved !== void 0 ? { unresolved: unresolved ?? OPEN } : {
			image,
			confidence: "candidate"
		}, {
			engine: "kubernetes",
			conditions: [this.#condition]
		});
		return true;
	}
};
function textAt({ range, scan }) {
	return scan.text.slice(range.start, range.end);
}
/** As Helm merges values: maps by their keys, and a key with null is taken away. */
function mergeValues(below, above) {
	if (above === void 0 || above === null) return below;
	if (!isMap(below) || !isMap(above)) return above;
	const merged = new Map(below);
	for (const [key, value] of above) if (value === null) merged.delete(key);
	else merged.set(key, mergeValues(merged.get(key) ?? null, value));
	return merged;
}
function readTree(scan) {
	const [yaml] = readYaml(scan, scan.text, scan.text.includes("{{"));
	return (yaml && treeOf(yaml, yaml.root, {
		scan,
		kind: "arg"
	})) ?? null;
}
// src/scan/neighbours/kubernetes/helm/charts.ts
/** The charts of Helm that a repository holds. */
const byTree$4 = new WeakMap();
/** Of all of a repository, worked out once. */
function chartsOf(tree) {
	const charts = byTree$4.get(tree) ?? new Charts(tree);
	byTree$4.set(tree, charts);
	return charts;
}
var Charts = class {
	/** By folder. */
	#charts = new Map();
	constructor(tree) {
		const folders = tree.files.filter(require_scan.isChartName).map((file) => node_path.posix.dirname(file));
		const parts = Map.groupBy(folders, (folder) => node_path.posix.dirname(folder));
		for (const folder of folders.toSorted((one, other) => one.length - other.length)) {
			const text = tree.read(node_path.posix.join(folder, "Chart.yaml"));
			if (text === void 0) continue;
			const within = (parts.get(node_path.posix.join(folder, "charts")) ?? []).map((part) => node_path.posix.basename(part));
			const [, above = ".", name = ""] = /^(?:(.+)\/)?charts\/([^/]+)$/.exec(folder) ?? [];
			const parent = name === "" ? void 0 : this.#charts.get(above);
			this.#charts.set(folder, new Chart(tree, folder, text, within, parent?.valuesOf(name)));
		}
	}
	/** The chart that a template is of. */
	chartOf(file) {
		for (let end = file.lastIndexOf("/templates/"); end > 0; end = file.lastIndexOf("/templates/", end - 1)) {
			const chart = this.#charts.get(file.slice(0, end));
			if (chart !== void 0) return chart;
		}
		return file.startsWith("templates/") ? this.#charts.get(".") : void 0;
	}
	/** What is in `Chart.yaml` or the values of a chart. */
	scanOf(file) {
		return this.#charts.get(node_path.posix.dirname(file))?.scanOf(file);
	}
};
// src/scan/neighbours/kubernetes/kustomize/sources.ts
/** The files that builds read: kustomizations, the objects of their resources, their patches. */
const NAMES = [
	"kustomization.yaml",
	"kustomization.yml",
	"Kustomization"
];
var Sources = class {
	#tree;
	#files;
	#scans = new Map();
	#kustomizations = new Map();
	#objects = new Map();
	#documents = new Map();
	#said = new Set();
	#isTooMuch = false;
	constructor(tree) {
		this.#tree = tree;
		this.#files = new Set(tree.files);
	}
	/** What was found in a file; undefined for one that no build reads. */
	scanOf(path) {
		return this.#scans.get(path);
	}
	kustomizationIn(folder) {
		if (this.#files.has(folder)) return void 0;
		if (this.#kustomizations.has(folder)) return this.#kustomizations.get(folder);
		const path = NAMES.map((name) => node_path.posix.join(folder, name)).find((one) => this.#tree.read(one) !== void 0);
		const kustomization = path === void 0 ? void 0 : this.#kustomization(folder, path);
		this.#kustomizations.set(folder, kustomization);
		return kustomization;
	}
	/** One of another tool (Flux) has the same name and kind, and another version. */
	#kustomization(folder, path) {
		const scan = new require_scan.FileScanner(path, this.#tree.read(path) ?? "", "kubernetes");
		const [yaml] = readYaml(scan);
		const tree = yaml && treeOf(yaml, yaml.root, {
			scan,
			kind: "arg"
		});
		if (!isMap(tree)) return void 0;
		const version = textAt$2(tree, "apiVersion");
		if (version !== "" && !version.startsWith("kustomize.config.k8s.io/")) return void 0;
		this.#scans.set(path, scan);
		return {
			folder,
			scan,
			tree,
			isComponent: valueAt(tree, "kind") === "Component"
		};
	}
	/** The workloads of a file, lists of them taken apart; undefined where there is no such file. */
	objects(path) {
		const known = this.#objects.get(path);
		if (known !== void 0) return known;
		const scan = this.#open(path);
		if (scan === void 0) return void 0;
		const documents = readManifests(scan);
		if (documents.length > 0) this.#scans.set(path, scan);
		const objects = documents.flatMap((yaml) => objectsOf(treeOf(yaml, yaml.root, {
			scan,
			kind: "image"
		})));
		this.#objects.set(path, objects);
		return objects;
	}
	/** The documents of a patch; undefined where there is no such file. */
	documents(path) {
		const known = this.#documents.get(path);
		const scan = this.#open(path);
		if (known !== void 0 || scan === void 0) return known;
		this.#scans.set(path, scan);
		const documents = documentsOf(readYaml(scan), {
			scan,
			kind: "image"
		});
		this.#documents.set(path, documents);
		return documents;
	}
	#open(path) {
		const text = this.#scans.get(path)?.text ?? this.#tree.read(path);
		return text === void 0 ? void 0 : this.#scans.get(path) ?? new require_scan.FileScanner(path, text, "kubernetes");
	}
	/** A path from the root of the repository; undefined, and said, for what lies elsewhere. */
	pathOf({ folder }, { value, places }) {
		const path = node_path.posix.join(folder, value);
		if (/^[a-z][\w+.-]*:\/\/|^(?:git::|git@|github\.com[/:])|\?(?:.*&)?(?:ref|version)=|\.git(?:\/|\?|$)/i.test(value)) {
			this.say(places, "remote-include", `${require_base.short(value)} lies elsewhere: what it says of images is not read.`);
			return;
		}
		if (!value.startsWith("/") && path !== ".." && !path.startsWith("../")) return path.replace(/\/$/, "");
		this.say(places, "missing-include", `${require_base.shortPath(value)} lies outside of the repository: it is not read.`);
	}
	sayMissing({ value, places }) {
		const message = `${require_base.shortPath(value)} is neither a file nor a folder with a kustomization: kustomize stops here.`;
		this.say(places, "missing-include", message);
	}
	sayTooMuch(places) {
		if (this.#isTooMuch) return;
		this.#isTooMuch = true;
		this.say(places, "limit", "The kustomizations of this repository ask for more than is followed: the rest is left out.");
	}
	/** Each once, however many builds come by. */
	say([place], kind, message) {
		if (place === void 0) return;
		const key = `${place.scan.file}:${place.range.start} ${message}`;
		if (this.#said.has(key)) return;
		this.#said.add(key);
		place.scan.problem(place.range.start, kind, message);
	}
};
function documentsOf(documents, origin) {
	return documents.flatMap((yaml) => {
		const tree = treeOf(yaml, yaml.root, origin);
		return tree === void 0 || tree === null ? [] : [tree];
	});
}
/** The documents of a patch that is a text of its kustomization. */
function inlineDocuments({ value, written, places: [place] }) {
	if (place === void 0 || written === void 0) return [];
	const scan = new require_scan.FileScanner(place.scan.file, value, "kubernetes");
	const placeOf = ({ start, end }) => require_scan.subtext(written, start, end);
	return documentsOf(readYaml(scan, value, true), {
		scan: place.scan,
		kind: "image",
		placeOf
	});
}
/** A list of objects is those objects. */
function objectsOf(tree) {
	const found = [];
	const left = [tree];
	for (const object of left) {
		if (!isMap(object)) continue;
		if (valueAt(object, "kind")?.endsWith("List") === true && object.has("items")) left.push(...itemsAt(object, "items"));
		else found.push(object);
	}
	return found;
}
/** The texts of a list of a kustomization. */
function textsAt({ tree }, key) {
	return itemsAt(tree, key).filter((item) => isText(item));
}
// src/scan/neighbours/kubernetes/kustomize/ids.ts
/** By what kustomize knows an object: group, version, kind, name and namespace, now and before it was renamed. */
function idOf(object) {
	const version = textAt$2(object, "apiVersion");
	return {
		group: groupOf(version),
		version: versionOf(version),
		kind: textAt$2(object, "kind"),
		name: textAt$2(object, "metadata", "name"),
		namespace: valueAt(object, "metadata", "namespace") || "default"
	};
}
function groupOf(apiVersion) {
	return apiVersion.includes("/") ? apiVersion.slice(0, apiVersion.indexOf("/")) : "";
}
function versionOf(apiVersion) {
	return apiVersion.slice(apiVersion.indexOf("/") + 1);
}
/** With the name that it has kept in mind. */
function remembering({ object, before }) {
	return {
		object,
		before: [...before, idOf(object)]
	};
}
function hasId({ object, before }, id) {
	return [...before, idOf(object)].some((one) => one.group === id.group && one.version === id.version && one.kind === id.kind && one.name === id.name && one.namespace === id.namespace);
}
/** Whether a `target` means an object: its parts are regular expressions for all of a text, labels an expression of their own. */
function isSelected(target, { object, before }) {
	const now = idOf(object);
	const first = before[0] ?? now;
	const matches = (key, ...texts) => {
		const pattern = textAt$2(target, key);
		return pattern === "" || texts.some((text) => isMatch(pattern, text));
	};
	return matches("group", now.group) && matches("version", now.version) && matches("kind", now.kind) && matches("name", first.name, now.name) && matches("namespace", first.namespace, now.namespace) && hasLabels(textAt$2(target, "labelSelector"), at(object, "metadata", "labels")) && hasLabels(textAt$2(target, "annotationSelector"), at(object, "metadata", "annotations"));
}
/**
* Names and `.*`, sets and choices: what takes time for what a stranger may write is compared as a text. No name of an
* object is longer than 253 characters.
*/
function isMatch(pattern, text, part = "whole") {
	if (!(pattern.length <= 300 && text.length <= 253 && (pattern.match(/[*+?{]/g)?.length ?? 0) <= 3 && !/\)[*+?{]|\(\?|\\\d/.test(pattern))) return pattern === text;
	try {
		return new RegExp(part === "whole" ? `^(?:${pattern})$` : pattern).test(text);
	} catch {
		return false;
	}
}
/** `a=b,c!=d,e in (f,g),h notin (i),j,!k`. */
function hasLabels(selector, labels) {
	if (selector.trim() === "") return true;
	return selector.split(/,(?![^(]*\))/).every((part) => {
		const found = PART.exec(part.trim());
		return found !== null && isLabel(found, valueAt(labels, found[2]));
	});
}
const PART = /^(!?)([\w./-]+)\s*(?:(==?|!=)\s*([\w.-]*)|(in|notin)\s*\(([^)]*)\))?$/;
function isLabel([, not, , operator, value, list, set = ""], found) {
	if (not === "!") return found === void 0;
	const isIn = found !== void 0 && set.split(",").some((one) => one.trim() === found);
	if (list !== void 0) return list === "in" ? isIn : !isIn;
	if (operator === void 0) return found !== void 0;
	return operator === "!=" ? found !== value : found === value;
}
// src/scan/neighbours/kubernetes/kustomize/images.ts
/** `images` of a kustomization: kustomize's ImageTagTransformer (api v0.21). */
const POD_FIELDS = [
	"containers/image",
	"initContainers/image",
	"volumes/image/reference"
];
const IMAGE_FIELDS = ["spec", "spec/template/spec"].flatMap((spec) => POD_FIELDS.map((field) => ({ path: `${spec}/${field}`.split("/") })));
/** Undefined for a name that is more of a regular expression than the characters of an image name. */
function imageChange(entry) {
	const given = (key) => {
		const text = at(entry, key);
		return isText(text) && text.value !== "" ? text : void 0;
	};
	const name = textAt$2(entry, "name");
	if (!/^[\w./:@-]*$/.test(name)) return void 0;
	return {
		pattern: new RegExp(`^${name}(?::[a-zA-Z0-9_.{}-]*)?(?:@sha256:[a-zA-Z0-9_.{}-]*)?$`),
		newName: given("newName"),
		newTag: given("newTag"),
		digest: given("digest"),
		tagSuffix: given("tagSuffix")
	};
}
/** Texts under the keys that images have, of an object. */
const texts = new WeakMap();
/** Whether an object may hold an image that is meant: most do not, and need no second look. */
function mayHold(object, { pattern }, fields) {
	if (fields.some(({ path }) => !KEYS.has(path.at(-1) ?? ""))) return true;
	let known = texts.get(object);
	if (known === void 0) texts.set(object, known = [...new Set(textsUnder(object, new Set()))]);
	return known.some((text) => pattern.test(text));
}
const KEYS = new Set(["image", "reference"]);
function textsUnder(tree, seen) {
	if (seen.has(tree) || !isMap(tree) && !isList(tree)) return [];
	seen.add(tree);
	if (isList(tree)) return tree.flatMap((item) => textsUnder(item, seen));
	return [...tree].flatMap(([key, value]) => isText(value) ? KEYS.has(key) ? value.value : [] : textsUnder(value, seen));
}
/** The object with its images changed: by both ways after one another, as kustomize does (a suffix is added twice). */
function withImages(object, change, fields) {
	const inContainers = changeContainers(object, change, new Map());
	const changed = fields.filter((field) => isOf(object, field)).reduce((tree, { path }) => changeField(tree, path, change), inContainers);
	return isMap(changed) ? changed : object;
}
function isOf(object, { group, version, kind }) {
	return (kind === void 0 || kind === textAt$2(object, "kind")) && (group === void 0 || group === groupOf(textAt$2(object, "apiVersion"))) && (version === void 0 || version === versionOf(textAt$2(object, "apiVersion")));
}
const CONTAINERS = new Set(["containers", "initContainers"]);
/** `made`: what was changed already, since aliases make one tree of several. */
function changeContainers(tree, change, made) {
	if (!isMap(tree) && !isList(tree)) return tree;
	const known = made.get(tree);
	if (known !== void 0) return known;
	const result = isList(tree) ? sharedList(tree, (item) => changeContainers(item, change, made)) : sharedMap(tree, (value, key) => {
		const inner = changeContainers(value, change, made);
		return CONTAINERS.has(key) && isList(inner) ? sharedList(inner, (item) => changeField(item, ["image"], change)) : inner;
	});
	made.set(tree, result);
	return result;
}
/** The list itself where nothing in it changes, as most do not. */
function sharedList(list, to) {
	const changed = list.map(to);
	return changed.every((item, index) => item === list[index]) ? list : changed;
}
function sharedMap(map, to) {
	let changed;
	for (const [key, value] of map) {
		const result = to(value, key);
		if (result !== value) changed = (changed ?? new Map(map)).set(key, result);
	}
	return changed ?? map;
}
/** Lists on the way are gone through. */
function changeField(tree, path, change) {
	const [key, ...rest] = path;
	if (isList(tree)) return sharedList(tree, (item) => changeField(item, path, change));
	if (key === void 0) return isText(tree) ? changed(tree, change) : tree;
	const value = isMap(tree) ? tree.get(key) : void 0;
	if (!isMap(tree) || value === void 0) return tree;
	const result = changeField(value, rest, change);
	return result === value ? tree : new Map([...tree, [key, result]]);
}
function changed(text, { pattern, newName, newTag, digest, tagSuffix }) {
	if (!pattern.test(text.value)) return text;
	const old = splitImage(text.value);
	const isReplaced = newTag !== void 0 || digest !== void 0;
	const tag = isReplaced ? newTag?.value ?? "" : old.tag + (tagSuffix?.value ?? "");
	const pin = isReplaced ? digest?.value ?? "" : tagSuffix === void 0 ? old.digest : "";
	const versions = [newTag, digest].flatMap((one) => one?.places ?? []);
	const others = [newName, isReplaced ? void 0 : tagSuffix].flatMap((one) => one?.places ?? []);
	const value = (newName?.value ?? old.name) + (tag === "" ? "" : `:${tag}`) + (pin === "" ? "" : `@${pin}`);
	if (value === text.value && [...versions, ...others].every((place) => text.places.includes(place))) return text;
	return {
		...text.open !== void 0 && { open: text.open },
		value,
		places: [...new Set([
			...versions,
			...text.places,
			...others
		])]
	};
}
/** A colon before the first slash is that of a port. */
function splitImage(image) {
	const slash = Math.max(image.indexOf("/"), 0);
	const at = image.indexOf("@", slash);
	const colon = image.indexOf(":", slash);
	if (colon < 0 && at < 0) return {
		name: image,
		tag: "",
		digest: ""
	};
	if (at >= 0 && (at < colon || colon < 0)) return {
		name: image.slice(0, at),
		tag: "",
		digest: image.slice(at + 1)
	};
	const end = at < 0 ? image.length : at;
	return {
		name: image.slice(0, colon),
		tag: image.slice(colon + 1, end),
		digest: image.slice(end + 1)
	};
}
// src/scan/neighbours/kubernetes/kustomize/patches.ts
/** Patches as kustomize applies them: strategic merge (kyaml v0.21, by the schema of Kubernetes 1.21) and JSON 6902. */
/** Lists of a pod whose items are merged by their names; others are replaced. */
const MERGED_LISTS = new Set([
	"containers",
	"initContainers",
	"ephemeralContainers",
	"volumes",
	"env",
	"imagePullSecrets"
]);
/** Versions whose lists kustomize knows: of another it replaces every list. */
const KNOWN_VERSION = /^(?:v1|apps\/v1|batch\/v1)$/;
/** The object with a patch merged into it; undefined where the patch deletes it. */
function mergePatch(object, patch) {
	const version = textAt$2(object, "apiVersion");
	const merged = merge(object, patch, "", KNOWN_VERSION.test(version) || version === "batch/v1beta1" && valueAt(object, "kind") === "CronJob");
	return isMap(merged) ? merged : void 0;
}
function merge(old, patch, key, isKnown) {
	if (patch === null) return void 0;
	if (isMap(patch)) return mergeMap(isMap(old) ? old : void 0, patch, isKnown);
	if (isList(patch) && isKnown && MERGED_LISTS.has(key)) return mergeList(isList(old) ? old : void 0, patch);
	return patch;
}
function mergeMap(old, patch, isKnown) {
	const directive = valueAt(patch, "$patch");
	if (directive === "delete") return void 0;
	const base = directive === "replace" || old === void 0 ? new Map() : old;
	const merged = new Map(base);
	for (const [key, value] of patch) {
		if (key === "$patch") continue;
		const result = merge(base.get(key), value, key, isKnown);
		if (result === void 0) merged.delete(key);
		else merged.set(key, result);
	}
	return merged;
}
/** Items of the patch come first. */
function mergeList(old, patch) {
	const directive = patch.find((item) => isMap(item) && item.size === 1 && item.has("$patch"));
	const how = valueAt(directive, "$patch");
	if (how === "delete") return void 0;
	if (how === "replace" && old === void 0) return [];
	const items = patch.filter((item) => item !== directive);
	const others = how === "replace" ? [] : old ?? [];
	const named = new Map(others.map((item) => [valueAt(item, "name"), item]));
	const first = items.flatMap((item) => {
		const known = named.get(valueAt(item, "name"));
		if (known !== void 0 && valueAt(item, "$patch") === "replace") return [known];
		return merge(known, item, "", true) ?? [];
	});
	const names = new Set(items.map((item) => valueAt(item, "name")));
	return [...first, ...others.filter((item) => !names.has(valueAt(item, "name")))];
}
/** The object after the operations; the object itself where one of them fails, at which kustomize stops. */
function applyOperations(object, operations) {
	let tree = object;
	for (const operation of operations) tree = tree && operate(tree, operation);
	return isMap(tree) ? tree : object;
}
function operate(tree, operation) {
	const path = pointer(textAt$2(operation, "path"));
	const from = pointer(textAt$2(operation, "from"));
	const value = at(operation, "value") ?? null;
	const op = valueAt(operation, "op");
	if (op === "test") return tree;
	if (op === "remove") return change(tree, path, () => void 0, "remove");
	if (op === "add") return change(tree, path, () => value, "add");
	if (op === "replace") return change(tree, path, () => value, "set");
	const moved = op === "move" || op === "copy" ? find(tree, from) : void 0;
	if (moved === void 0) return void 0;
	const rest = op === "move" ? change(tree, from, () => void 0, "remove") : tree;
	return rest && change(rest, path, () => moved, "add");
}
function pointer(path) {
	return path.split("/").slice(1).map((part) => part.replaceAll("~1", "/").replaceAll("~0", "~"));
}
function find(tree, path) {
	return path.reduce((node, key) => isMap(node) ? node.get(key) : isList(node) ? node[Number(key)] : void 0, tree);
}
/** Another tree with another value at a path; undefined where there is no such path. */
function change(tree, [key, ...rest], to, how) {
	if (key === void 0) return to(tree);
	if (isMap(tree)) {
		const old = tree.get(key);
		if (rest.length > 0) {
			const inner = old === void 0 ? void 0 : change(old, rest, to, how);
			return inner === void 0 ? void 0 : withKey(tree, key, inner);
		}
		if (how === "remove") return old === void 0 ? void 0 : withKey(tree, key, void 0);
		const value = to(old);
		return value === void 0 ? void 0 : withKey(tree, key, value);
	}
	return isList(tree) ? changeItem(tree, key, rest, to, how) : void 0;
}
function changeItem(list, key, rest, to, how) {
	const index = key === "-" && how === "add" ? list.length : /^\d+$/.test(key) ? Number(key) : list.length + 1;
	const isEnd = index === list.length && how === "add" && rest.length === 0;
	if (index >= list.length && !isEnd) return void 0;
	if (rest.length === 0 && how === "remove") return list.toSpliced(index, 1);
	const old = list[index];
	const value = rest.length > 0 ? old !== void 0 && change(old, rest, to, how) : to(old);
	if (value === void 0 || value === false) return void 0;
	return list.toSpliced(index, rest.length === 0 && how === "add" ? 0 : 1, value);
}
/** Whether a text of a patch is a list of operations. */
function isOperations(tree) {
	return isList(tree) && tree.every((item) => isMap(item) && isText(item.get("op")));
}
// src/scan/neighbours/kubernetes/kustomize/replacements.ts
/** `replacements` of a kustomization: texts of one object that are copied into others, their images among them. */
function withReplacements(resources, replacements) {
	let all = resources;
	for (const replacement of replacements) {
		const value = sourceOf(replacement, all);
		for (const target of itemsAt(replacement, "targets")) all = all.map((one) => isTarget(target, one) ? {
			...one,
			object: replaced(one.object, target, value)
		} : one);
	}
	return all;
}
const NOT_A_WORKLOAD = "A replacement of kustomize sets this from an object that is not read here: only a build tells what it is.";
function sourceOf(replacement, resources) {
	const given = at(replacement, "sourceValue");
	if (isText(given)) return given;
	const source = at(replacement, "source");
	const found = resources.find((one) => isNamed(source, one));
	const path = pathOf$1(valueAt(source, "fieldPath") || "metadata.name");
	const value = found && placesOf$1(found.object, path)[0]?.value;
	if (!isText(value)) return {
		value: "",
		places: [],
		open: NOT_A_WORKLOAD
	};
	const delimiter = textAt$2(source, "options", "delimiter");
	if (delimiter === "") return value;
	const part = value.value.split(delimiter)[Number(valueAt(source, "options", "index") ?? 0)];
	return {
		...value,
		value: part ?? ""
	};
}
/** Here names are texts and no regular expressions. */
function isNamed(source, resource) {
	return [idOf(resource.object), ...resource.before].some((id) => [
		"group",
		"version",
		"kind",
		"name",
		"namespace"
	].every((key) => {
		const wanted = textAt$2(source, key);
		return wanted === "" || wanted === id[key];
	}));
}
function isTarget(target, resource) {
	const isMeant = (selector) => isSelected(selector, resource) || resource.before.some((id) => isSelectedAs(selector, resource, id.name));
	return isMeant(at(target, "select")) && !itemsAt(target, "reject").some((one) => isSelected(one, resource));
}
/** By any of the names that it had. */
function isSelectedAs(selector, { object }, name) {
	const id = idOf(object);
	const then = new Map([...object, ["metadata", new Map([...metadataOf(object), ["name", {
		value: name,
		places: []
	}]])]]);
	return hasId({
		object: then,
		before: []
	}, {
		...id,
		name
	}) && isSelected(selector, {
		object: then,
		before: []
	});
}
function metadataOf(object) {
	const metadata = object.get("metadata");
	return isMap(metadata) ? metadata : new Map();
}
function replaced(object, target, value) {
	let changed = object;
	const fields = itemsAt(target, "fieldPaths").flatMap((item) => isText(item) ? item.value : []);
	for (const field of fields.length > 0 ? fields : ["metadata.name"]) for (const { path } of placesOf$1(changed, pathOf$1(field))) {
		const set = (old) => isText(old) ? withPart(old, value, at(target, "options")) : value;
		changed = change(changed, path, set, "set") ?? changed;
	}
	return isMap(changed) ? changed : object;
}
/** One part of a text between delimiters, or all of it. What is not known leaves the rest as it is. */
function withPart(old, value, options) {
	if (value.open !== void 0) return {
		...old,
		open: value.open
	};
	const delimiter = textAt$2(options, "delimiter");
	if (delimiter === "") return value;
	const index = Number(valueAt(options, "index") ?? 0);
	const parts = old.value.split(delimiter);
	const next = index < 0 ? [value.value, ...parts] : index >= parts.length ? [...parts, value.value] : parts.with(index, value.value);
	const places = [...new Set([...value.places, ...old.places])];
	return {
		value: next.join(delimiter),
		places,
		...old.open !== void 0 && { open: old.open }
	};
}
/** `a.[name=x].b\.c`: dots within brackets and behind a backslash part nothing. */
function pathOf$1(path) {
	return [...path.matchAll(/\[[^\]]*\]|(?:\\.|[^.\\])+/g)].map(([part]) => part.replace(/\\(.)/g, "$1"));
}
/** The places that a path means. */
function placesOf$1(tree, [part, ...rest]) {
	if (part === void 0) return [{
		path: [],
		value: tree
	}];
	const below = (key, value) => value === void 0 ? [] : placesOf$1(value, rest).map((place) => ({
		...place,
		path: [key, ...place.path]
	}));
	if (isMap(tree)) return part === "*" ? [] : below(part, tree.get(part));
	if (!isList(tree)) return [];
	const [, field = "", pattern = ""] = /^\[([^=]*)=(.*)\]$/.exec(part) ?? [];
	return tree.flatMap((item, index) => {
		return part === "*" || part === String(index) || field !== "" && isMatch(pattern, valueAt(item, field) ?? "\0", "part") ? below(String(index), item) : [];
	});
}
// src/scan/neighbours/kubernetes/kustomize/transformers.ts
/** What a kustomization makes of its objects, in kustomize's order, as far as names, labels and images go. */
const RENAMING = [
	"namespace",
	"namePrefix",
	"nameSuffix",
	"labels",
	"commonLabels",
	"commonAnnotations"
];
/** Transformers of kustomize itself that leave images alone. */
const HARMLESS = /^(?:Annotations|Hash|Label|Namespace|Prefix|ReplicaCount|SortOrder|Suffix|PrefixSuffix)Transformer$/;
/** Times that an object is changed; no repository comes near. */
const MOST_WORK = 6e4;
/** What it takes to see that none of its images is meant. */
const LOOK = .02;
var Transformers = class {
	#sources;
	#work = 0;
	constructor(sources) {
		this.#sources = sources;
	}
	/** What makes objects that are in no file. */
	sayUnread({ tree }) {
		for (const [key, what] of [
			["helmCharts", "Helm renders this chart"],
			["helmChartInflationGenerator", "Helm renders this chart"],
			["generators", "A generator makes objects here"]
		]) for (const item of itemsAt(tree, key)) {
			const places = isText(item) ? item.places : placesOf(item);
			this.#sources.say(places, "limit", `${what}: the images of what it gives are not read.`);
		}
	}
	/** The further places of images that `configurations` name. */
	fieldsOf(one) {
		return textsAt(one, "configurations").flatMap((entry) => {
			return this.#documents(one, entry, () => void 0).flatMap((tree) => itemsAt(tree, "images")).flatMap(fieldSpec);
		});
	}
	apply(one, { resources, fields }, note) {
		let all = resources;
		for (const entry of textsAt(one, "patchesStrategicMerge")) {
			const documents = /\n|^\s*\{/.test(entry.value) ? inlineDocuments(entry) : this.#documents(one, entry, note);
			if (this.#isFollowed(all, entry, documents.length)) all = merged(all, documents);
		}
		for (const entry of itemsAt(one.tree, "patches")) all = this.#patched(one, all, entry, note);
		if (RENAMING.some((key) => one.tree.has(key)) && this.#isFollowed(all, one.tree)) all = renamed(all, one.tree);
		for (const entry of itemsAt(one.tree, "patchesJson6902")) all = this.#patched(one, all, entry, note);
		const changes = ["images", "imageTags"].flatMap((key) => itemsAt(one.tree, key));
		all = this.#withImages(all, changes, [...IMAGE_FIELDS, ...fields]);
		const replacements = this.#replacements(one, note);
		all = withReplacements(all, replacements.filter((entry) => this.#isFollowed(all, entry)));
		for (const entry of textsAt(one, "transformers")) all = this.#transformed(one, all, entry, note);
		return all;
	}
	/** Whether so many objects are looked at once more, for what stands at a place. */
	#isFollowed(resources, tree, times = 1) {
		this.#work += (resources.length + 1) * times;
		if (this.#work <= MOST_WORK) return true;
		this.#sources.sayTooMuch(placesOf(tree));
		return false;
	}
	#documents(one, entry, note) {
		const path = this.#sources.pathOf(one, entry);
		if (path === void 0) return [];
		const documents = this.#sources.documents(path);
		if (documents === void 0) this.#sources.sayMissing(entry);
		else note(path);
		return documents ?? [];
	}
	/** An entry of `patches`: a merge or a list of operations, inline or of a file, for a target or for what it names itself. */
	#patched(one, resources, entry, note) {
		const inline = at(entry, "patch");
		const file = at(entry, "path");
		const documents = isText(inline) && inline.value.trim() !== "" ? inlineDocuments(inline) : isText(file) ? this.#documents(one, file, note) : [];
		if (!this.#isFollowed(resources, entry, documents.length)) return resources;
		const [first] = documents;
		const target = at(entry, "target");
		if (isOperations(first)) {
			const isMeant = (resource) => isMap(target) && isSelected(target, resource);
			return resources.map((resource) => isMeant(resource) ? operated(resource, first) : resource);
		}
		const options = at(entry, "options");
		if (!isMap(target)) return merged(resources, documents, options);
		return resources.flatMap((resource) => isMap(first) && isSelected(target, resource) ? withMerge(resource, first, options) : resource);
	}
	#withImages(resources, entries, fields) {
		let all = resources;
		for (const entry of entries) {
			const change = this.#change(entry);
			const meant = new Set(change && all.filter(({ object }) => mayHold(object, change, fields)));
			this.#work += all.length * LOOK;
			if (change === void 0 || !this.#isFollowed([...meant], entry)) continue;
			all = all.map((one) => meant.has(one) ? {
				...one,
				object: withImages(one.object, change, fields)
			} : one);
		}
		return all;
	}
	#change(entry) {
		const change = imageChange(entry);
		if (change === void 0) {
			this.#sources.say(placesOf(at(entry, "name")), "limit", "This name is a regular expression: which images it means is not followed.");
			return;
		}
		for (const text of [
			change.newName,
			change.newTag,
			change.digest
		]) {
			if (text === void 0 || !isNumber(text)) continue;
			const message = `kustomize stops here: ${require_base.short(text.value)} is a number and no text. Write it in quotes.`;
			this.#sources.say(text.places, "abort", message);
		}
		return change;
	}
	#replacements(one, note) {
		return itemsAt(one.tree, "replacements").flatMap((entry) => {
			const path = at(entry, "path");
			if (!isText(path)) return [entry];
			return this.#documents(one, path, note).flatMap((tree) => isList(tree) ? tree : [tree]);
		});
	}
	/** Transformers in files of their own, or as texts. */
	#transformed(one, resources, entry, note) {
		const isInline = entry.value.includes("\n");
		let all = resources;
		for (const tree of isInline ? inlineDocuments(entry) : this.#documents(one, entry, note)) {
			const kind = textAt$2(tree, "kind");
			const isBuiltin = valueAt(tree, "apiVersion") === "builtin";
			const own = itemsAt(tree, "fieldSpecs").flatMap(fieldSpec);
			const image = at(tree, "imageTag");
			if (isBuiltin && kind === "ImageTagTransformer") all = this.#withImages(all, isMap(image) ? [image] : [], own);
			else if (isBuiltin && kind === "PatchTransformer") all = this.#patched(one, all, tree, note);
			else if (!isBuiltin || !HARMLESS.test(kind)) {
				const message = `${require_base.short(kind)} is a plugin of kustomize: what it makes of images is not followed.`;
				this.#sources.say(entry.places, "limit", message);
			}
		}
		return all;
	}
};
/** Merges each patch into the object that it names. */
function merged(resources, documents, options) {
	return documents.flatMap(objectsOf).reduce((all, patch) => {
		const id = idOf(patch);
		return all.flatMap((resource) => hasId(resource, id) ? withMerge(resource, patch, options) : resource);
	}, resources);
}
/** A patch changes no kind and no name, unless its options say so. */
function withMerge(resource, patch, options) {
	const { object } = resource;
	const keepsName = valueAt(options, "allowNameChange") !== "true";
	const keepsKind = valueAt(options, "allowKindChange") !== "true";
	const result = mergePatch(object, patch);
	if (result === void 0) return [];
	const kept = new Map([...result, ["apiVersion", object.get("apiVersion") ?? null]]);
	if (keepsKind) kept.set("kind", object.get("kind") ?? null);
	const named = withMetadata(kept, (map) => withKey(keepsName ? withKey(map, "name", at(object, "metadata", "name")) : map, "namespace", at(object, "metadata", "namespace")));
	return [{
		...keepsName && keepsKind ? resource : remembering(resource),
		object: named
	}];
}
function operated(resource, operations) {
	return {
		...remembering(resource),
		object: applyOperations(resource.object, operations)
	};
}
/** Namespace, prefix, suffix, labels and annotations. */
function renamed(resources, tree) {
	const namespace = at(tree, "namespace");
	const prefix = at(tree, "namePrefix");
	const suffix = at(tree, "nameSuffix");
	const labels = [...itemsAt(tree, "labels").map((item) => at(item, "pairs")), at(tree, "commonLabels")];
	return resources.map((resource) => {
		let one = resource;
		if (isText(namespace)) one = setMetadata(one, "namespace", namespace);
		if (isText(prefix)) one = setMetadata(one, "name", joined(prefix, nameOf$1(one)));
		if (isText(suffix)) one = setMetadata(one, "name", joined(nameOf$1(one), suffix));
		const object = labels.reduce((map, pairs) => withPairs(map, "labels", pairs), one.object);
		return {
			...one,
			object: withPairs(object, "annotations", at(tree, "commonAnnotations"))
		};
	});
}
function nameOf$1({ object }) {
	return at(object, "metadata", "name");
}
function joined(left, right) {
	const texts = [left, right].filter((tree) => isText(tree));
	return {
		value: texts.map(({ value }) => value).join(""),
		places: texts.flatMap(({ places }) => places)
	};
}
function setMetadata(resource, key, value) {
	return {
		...remembering(resource),
		object: withMetadata(resource.object, (map) => withKey(map, key, value))
	};
}
function withMetadata(object, change) {
	const metadata = object.get("metadata");
	return withKey(object, "metadata", change(isMap(metadata) ? metadata : new Map()));
}
function withPairs(object, key, pairs) {
	if (!isMap(pairs) || pairs.size === 0) return object;
	return withMetadata(object, (metadata) => {
		const old = metadata.get(key);
		return withKey(metadata, key, new Map([...isMap(old) ? old : [], ...pairs]));
	});
}
function fieldSpec(tree) {
	const path = textAt$2(tree, "path");
	if (path === "") return [];
	const [group, version, kind] = [
		"group",
		"version",
		"kind"
	].map((key) => valueAt(tree, key));
	return {
		path: path.split("/").map((part) => part.replace(/\[\]$/, "")),
		...group !== void 0 && { group },
		...version !== void 0 && { version },
		...kind !== void 0 && { kind }
	};
}
/** What YAML without quotes reads as a number, where kustomize wants a text. */
function isNumber({ value, written }) {
	return written?.isPlain === true && /^[-+]?(?:\d[\d_]*\.?\d*|\.\d+)(?:e[-+]?\d+)?$|^(?:true|false)$/i.test(value);
}
/** Where something begins that is no text itself. */
function placesOf(tree) {
	if (isText(tree)) return tree.places;
	return (isMap(tree) ? [...tree.values()] : isList(tree) ? tree : []).map(placesOf).find(({ length }) => length > 0) ?? [];
}
// src/scan/neighbours/kubernetes/kustomize/builds.ts
/**
* What `kustomize build` makes of the workloads of a repository. Every kustomization that no other one names is built;
* the objects of all others are judged as those builds give them, which rename and retag their images.
*/
/** No repository has as many: kustomizations that are gone through, and objects of one of them. */
const MOST_STEPS = 1e4;
const MOST_RESOURCES = 1e4;
/** Levels of kustomizations that name one another. */
const DEEPEST$5 = 50;
const NOTHING$2 = {
	resources: [],
	fields: []
};
const byTree$3 = new WeakMap();
/** Of all of a repository, worked out once. */
function buildsOf(tree) {
	const builds = byTree$3.get(tree) ?? new Builds(tree);
	byTree$3.set(tree, builds);
	return builds;
}
var Builds = class {
	#sources;
	#transformers;
	/** By folder. */
	#gathered = new Map();
	/** What a kustomization reads, whatever it is called. */
	#reads = new Map();
	#steps = 0;
	constructor(tree) {
		this.#sources = new Sources(tree);
		this.#transformers = new Transformers(this.#sources);
		const all = tree.files.filter(require_scan.isKustomizationName).flatMap((file) => this.#sources.kustomizationIn(node_path.posix.dirname(file)) ?? []);
		const named = new Set(all.flatMap((one) => this.#named(one)));
		const order = [...all.filter(({ folder }) => !named.has(folder)), ...all];
		for (const root of order) {
			if (this.#reads.has(root.folder)) continue;
			for (const resource of this.#gather(root, NOTHING$2, []).resources) pullImages(resource);
		}
		for (const [folder, paths] of this.#reads) this.#lead(folder, paths);
	}
	/** What the builds found in a file; undefined for one that none of them reads. */
	scanOf(file) {
		return this.#sources.scanOf(file);
	}
	/** The folders of the kustomizations that one builds on. */
	#named(one) {
		return [
			"resources",
			"bases",
			"components"
		].flatMap((key) => textsAt(one, key).map(({ value }) => node_path.posix.join(one.folder, value).replace(/\/$/, "")));
	}
	#gather(one, given, chain) {
		const known = one.isComponent ? void 0 : this.#gathered.get(one.folder);
		if (known !== void 0) return known;
		this.#reads.set(one.folder, this.#reads.get(one.folder) ?? new Set());
		const found = [...given.resources];
		let fields = given.fields;
		for (const entry of [...textsAt(one, "resources"), ...textsAt(one, "bases")]) {
			const more = this.#resource(one, entry, chain);
			for (const resource of more.resources) found.push(resource);
			fields = [...fields, ...more.fields];
		}
		let resources = found;
		this.#transformers.sayUnread(one);
		fields = [...fields, ...this.#transformers.fieldsOf(one)];
		for (const entry of textsAt(one, "components")) ({resources, fields} = this.#component(one, entry, {
			resources,
			fields
		}, chain));
		const note = (path) => this.#reads.get(one.folder)?.add(path);
		const gathered = {
			resources: this.#transformers.apply(one, {
				resources,
				fields
			}, note),
			fields
		};
		if (!one.isComponent) this.#gathered.set(one.folder, gathered);
		return gathered;
	}
	/** A file with objects, or the folder of another kustomization. */
	#resource(one, entry, chain) {
		const path = this.#sources.pathOf(one, entry);
		if (path === void 0) return NOTHING$2;
		const base = this.#sources.kustomizationIn(path);
		if (base !== void 0) return this.#isFollowed(one, base, entry, chain) ? this.#gather(base, NOTHING$2, [...chain, one]) : NOTHING$2;
		const objects = this.#sources.objects(path);
		if (objects === void 0) {
			this.#sources.sayMissing(entry);
			return NOTHING$2;
		}
		this.#reads.get(one.folder)?.add(path);
		return {
			resources: objects.map((object) => ({
				object,
				before: []
			})),
			fields: []
		};
	}
	/** A component works on what is there. */
	#component(one, entry, given, chain) {
		const path = this.#sources.pathOf(one, entry);
		const component = path === void 0 ? void 0 : this.#sources.kustomizationIn(path);
		if (component !== void 0) return this.#isFollowed(one, component, entry, chain) ? this.#gather(component, given, [...chain, one]) : given;
		if (path !== void 0) this.#sources.sayMissing(entry);
		return given;
	}
	#isFollowed(one, next, { places }, chain) {
		if (next === one || chain.includes(next)) {
			this.#sources.say(places, "abort", "These kustomizations lead to each other: kustomize stops with an error.");
			return false;
		}
		const resources = this.#gathered.get(next.folder)?.resources.length ?? 0;
		if (++this.#steps <= MOST_STEPS && chain.length < DEEPEST$5 && resources <= MOST_RESOURCES) return true;
		this.#sources.sayTooMuch(places);
		return false;
	}
	/** Files in which something was found, whatever they are called. */
	#lead(folder, paths) {
		for (const path of paths) if ((this.#sources.scanOf(path)?.result().references.length ?? 0) > 0) this.#sources.kustomizationIn(folder)?.scan.lead("kubernetes", path);
	}
};
/** An object that is only meant for kustomize itself is not among what it prints. */
function pullImages({ object }) {
	const local = valueAt(object, "metadata", "annotations", "config.kubernetes.io/local-config");
	const kind = textAt$2(object, "kind");
	const spec = Object.entries(POD_SPECS).find(([name]) => name === kind)?.[1];
	if (local !== void 0 && local !== "false" || spec?.api.test(textAt$2(object, "apiVersion")) !== true) return;
	const pod = at(object, ...spec.path);
	for (const container of CONTAINER_LISTS.flatMap((list) => itemsAt(pod, list))) pullImage(at(container, "image"), valueAt(container, "name"));
	for (const volume of itemsAt(pod, "volumes")) pullImage(at(volume, "image", "reference"), void 0);
}
function pullImage(image, service) {
	if (!isText(image) || image.value === "") return;
	const [first, ...others] = image.places.map(({ scan, range, kind }) => scan.reference(range, kind, kind === "image" && service !== void 0 ? { service } : {}));
	const { open } = image;
	image.places[0]?.scan.pull([first, ...others], open === void 0 ? {
		image: image.value,
		confidence: "exact"
	} : { unresolved: {
		reason: "unsupported-expression",
		detail: open
	} }, { engine: "kubernetes" });
}
// src/scan/neighbours/kubernetes/index.ts
var kubernetes_exports = require_rolldown_runtime.__exportAll({
	holdsKubernetes: () => holdsKubernetes,
	scanKubernetes: () => scanKubernetes,
	scanManifests: () => scanManifests
});
/**
* Containers of every sort and image volumes. In a Helm template, what a tag makes up is unresolved. What a kustomization
* reads is as its builds give it.
*/
function scanKubernetes(file, text, { tree }) {
	const charts = chartsOf(tree);
	return (buildsOf(tree).scanOf(file) ?? charts.scanOf(file))?.result() ?? scanManifests(file, text, charts.chartOf(file));
}
/** A file by itself, as `kubectl apply` reads it; a template of a chart leaves to that what its values name. */
function scanManifests(file, text, chart) {
	const scan = new require_scan.FileScanner(file, text, "kubernetes");
	const objects = /^\s*\{(?!\{)/.test(text) ? jsonObjects(text) : [];
	if (objects.length > 1) scanObjects(scan, objects);
	else for (const document of readManifests(scan)) scanDocument(scan, document, chart);
	return scan.result();
}
/** JSON needs no marks between documents, where YAML does. */
function scanObjects(scan, objects) {
	for (const { start, end } of objects) {
		const object = scan.text.slice(start, end);
		if (!require_scan.looksLikeKubernetes(object) && !require_scan.hasOddKeys(object)) continue;
		const lines = require_base.indexLines(object);
		const offsetOf = (line, column) => start + (lines.offset(line, column) ?? 0);
		scan.adopt(scanManifests(scan.file, object), (span) => ({
			start: offsetOf(span.line, span.column),
			end: offsetOf(span.endLine, span.endColumn)
		}));
	}
}
/** Whether there is a pod in it, however its keys are written. */
function holdsKubernetes(text) {
	return scanManifests("", text).references.length > 0;
}
/** A manifest, or a list of manifests, which may be lists again. What anchors lead to more than once is read once. */
function scanDocument(scan, yaml, chart) {
	const manifests = new Map([[yaml.root, {
		kind: "",
		version: ""
	}]]);
	const seen = new Set();
	for (const [manifest, unsaid] of manifests) {
		const kind = yaml.textAt(manifest, "kind")?.value ?? unsaid.kind;
		const version = yaml.textAt(manifest, "apiVersion")?.value ?? unsaid.version;
		if (kind.endsWith("List")) {
			const inner = {
				kind: kind.slice(0, -4),
				version
			};
			for (const item of yaml.items(yaml.get(manifest, "items"))) if (!manifests.has(item)) manifests.set(item, inner);
			continue;
		}
		for (const [name, { api, path }] of Object.entries(POD_SPECS)) if ((kind === name || hasTemplateTag(kind)) && (api.test(version) || hasTemplateTag(version))) scanPod({
			scan,
			yaml,
			chart
		}, yaml.get(manifest, ...path), seen);
	}
}
function scanPod(reading, pod, seen) {
	const { yaml } = reading;
	for (const name of CONTAINER_LISTS) {
		const list = yaml.get(pod, name);
		if (seen.has(list)) continue;
		seen.add(list);
		for (const container of yaml.items(list)) {
			const service = yaml.textAt(container, "name")?.value;
			const context = service === void 0 || hasTemplateTag(service) ? {} : { service };
			for (const { key, value } of yaml.entries(container)) if (key.value === "image") addImage$2(reading, value, context);
		}
	}
	const volumes = yaml.get(pod, "volumes");
	if (seen.has(volumes)) return;
	seen.add(volumes);
	for (const volume of yaml.items(volumes)) addImage$2(reading, yaml.get(volume, "image", "reference"), {});
}
/** No image has such a name: `IMAGE_URL`, for `sed` and the like to fill in. */
const PLACEHOLDER = /^[A-Z][A-Z0-9_]*$/;
function addImage$2({ scan, yaml, chart }, node, context) {
	const text = yaml.text(node);
	if (text === void 0 || text.value === "") return;
	if (PLACEHOLDER.test(text.value)) {
		const detail = `${require_base.short(text.value)} stands for a name that another tool puts in its place.`;
		scan.found(text, "image", context, { unresolved: {
			reason: "template",
			detail
		} }, { engine: "kubernetes" });
		return;
	}
	if (!hasTemplateTag(text.value)) {
		const unresolved = ofStarter(text.value);
		const resolution = unresolved ? { unresolved } : {
			image: text.value,
			confidence: "exact"
		};
		scan.found(text, "image", context, resolution, { engine: "kubernetes" });
		return;
	}
	if (chart?.covers(scan.file, text.start, scan.text.slice(text.start, text.end)) === true) return;
	scan.found(text, "image", context, { unresolved: {
		reason: "template",
		detail: "The chart's values make up this name: only Helm can fill in the template."
	} }, { engine: "kubernetes" });
}
// src/scan/neighbours/snakemake/configs.ts
/** The configurations of a workflow of Snakemake, and which of its files share them. */
/** `config` of a workflow: what later files say counts more. */
var Configuration = class {
	#documents;
	constructor(documents) {
		this.#documents = documents;
	}
	/** The text under a path of keys; undefined where there is none. */
	textAt(path) {
		for (const { yaml, source } of this.#documents.toReversed()) {
			const text = yaml.textAt(yaml.root, ...path);
			if (text !== void 0) return {
				...text,
				file: source
			};
		}
	}
};
const byTree$2 = new WeakMap();
/** Of all of a repository. `read` gives what a file says, by its path and text. */
function configurationsOf(tree, isSnakefile, read) {
	const known = byTree$2.get(tree) ?? new Configurations(tree, isSnakefile, read);
	byTree$2.set(tree, known);
	return known;
}
var Configurations = class {
	#tree;
	#files = new Map();
	/** Those that each file is included by. */
	#includedBy = new Map();
	#documents = new Map();
	constructor(tree, isSnakefile, read) {
		this.#tree = tree;
		const open = tree.files.filter(isSnakefile);
		for (let path = open.pop(); path !== void 0; path = open.pop()) {
			const text = this.#files.has(path) ? void 0 : tree.read(path);
			if (text === void 0) continue;
			const file = read(path, text);
			this.#files.set(path, file);
			for (const included of file.includes) {
				const around = this.#includedBy.get(included) ?? new Set();
				this.#includedBy.set(included, around.add(path));
				open.push(included);
			}
		}
	}
	/** Of each workflow that a file is part of: of what includes it, and of all that this includes. */
	of(path) {
		const roots = this.#reached(path, (one) => this.#includedBy.get(one) ?? []).filter((one) => !this.#includedBy.has(one));
		const found = new Map();
		for (const root of roots.length > 0 ? roots : [path]) {
			const paths = this.#reached(root, (one) => this.#files.get(one)?.includes ?? []).flatMap((one) => this.#files.get(one)?.configurations.map((name) => place(this.#tree, root, name)) ?? []);
			const key = JSON.stringify(paths);
			if (paths.length > 0) found.set(key, this.#documents.get(key) ?? this.#configuration(paths));
			const made = found.get(key);
			if (made !== void 0) this.#documents.set(key, made);
		}
		return [...found.values()];
	}
	#configuration(paths) {
		return new Configuration([...new Set(paths)].flatMap((path) => {
			const text = this.#tree.read(path);
			if (text === void 0) return [];
			const source = require_base.sourceText(path, text);
			return readYaml(new require_scan.FileScanner(path, text, "snakemake")).map((yaml) => ({
				yaml,
				source
			}));
		}));
	}
	#reached(from, next) {
		const reached = new Set([from]);
		for (const path of reached) for (const one of next(path)) reached.add(one);
		return [...reached];
	}
};
/** Snakemake takes the path from the folder that it is started in: that of the workflow, or one around it. */
function place(tree, root, name) {
	for (let folder = node_path.posix.dirname(root);; folder = node_path.posix.dirname(folder)) {
		const path = node_path.posix.join(folder, name);
		if (folder === "." || tree.read(path) !== void 0) return path;
	}
}
// src/scan/neighbours/snakemake/python-tokens.ts
const TOKEN$1 = /([ \t\f\r]+|\\\r?\n|#[^\n]*)|(\n)|((?:[rRbBuU]|[fF]|[rR][fFbB]|[fFbB][rR])?(?:"""|'''|"|'))|([A-Za-z_]\w*)|(\d[\w.]*)|([\s\S])/y;
/** No Snakefile of a person has as many. */
const MOST_TOKENS$3 = 3e5;
/** `onMore`: told where the text has more than is read. */
function tokenizePython(text, onMore) {
	const tokens = [];
	let depth = 0;
	const startLine = (at) => {
		let end = at;
		while (text[end] === " " || text[end] === "	") end++;
		if (tokens.at(-1)?.kind === "line") tokens.pop();
		tokens.push({
			kind: "line",
			start: at,
			end: at,
			indent: end - at
		});
	};
	startLine(0);
	TOKEN$1.lastIndex = 0;
	for (let found = TOKEN$1.exec(text); found !== null; found = TOKEN$1.exec(text)) {
		const [whole, blank, newline, quote, word, number] = found;
		const start = found.index;
		let end = start + whole.length;
		if (blank !== void 0) continue;
		if (tokens.length >= MOST_TOKENS$3) {
			onMore(start);
			break;
		}
		if (newline !== void 0) {
			if (depth === 0) startLine(end);
		} else if (quote !== void 0) {
			const content = {
				start: end,
				end: endOfString(text, end, quote.replace(/^\w+/, ""))
			};
			end = Math.min(text.length, content.end + (text[content.end] === "\n" ? 0 : quote.replace(/^\w+/, "").length));
			tokens.push({
				kind: "string",
				start,
				end,
				content,
				isFormat: /^\w*f/i.test(quote)
			});
			TOKEN$1.lastIndex = end;
		} else {
			if (/^[([{]$/.test(whole)) depth++;
			else if (/^[)\]}]$/.test(whole)) depth = Math.max(0, depth - 1);
			const kind = word !== void 0 ? "word" : number !== void 0 ? "number" : "mark";
			tokens.push({
				kind,
				value: whole,
				start,
				end
			});
		}
	}
	return tokens;
}
/** Where the closing quote is; a string in one line ends with it in any case. */
function endOfString(text, from, quote) {
	let at = from;
	while (at < text.length && !text.startsWith(quote, at)) {
		if (text[at] === "\n" && quote.length === 1) return at;
		at += text[at] !== "\\" ? 1 : text.startsWith("\r\n", at + 1) ? 3 : 2;
	}
	return Math.min(at, text.length);
}
function wordAt(tokens, at) {
	const token = tokens[at];
	return token?.kind === "word" ? token.value : void 0;
}
function isMark$1(tokens, at, value) {
	const token = tokens[at];
	return (token?.kind === "mark" || token?.kind === "word") && token.value === value;
}
/** Indices of what stands in no bracket; brackets are in themselves. */
function topLevel(tokens) {
	let depth = 0;
	return tokens.flatMap((token, at) => {
		if (token.kind === "mark" && /^[([{]$/.test(token.value)) depth++;
		if (token.kind === "mark" && /^[)\]}]$/.test(token.value)) depth--;
		return depth === 0 ? [at] : [];
	});
}
/** Index of the bracket that closes the one at an index; undefined where there is none. */
function closerOf(tokens, open) {
	let depth = 0;
	for (let at = open; at < tokens.length; at++) {
		const token = tokens[at];
		if (token?.kind !== "mark") continue;
		if (/^[([{]$/.test(token.value)) depth++;
		else if (/^[)\]}]$/.test(token.value)) depth--;
		if (depth <= 0) return depth === 0 && at > open ? at : void 0;
	}
}
// src/scan/neighbours/snakemake/evaluator.ts
/** Conditions, calls and f-strings within one another are followed this far. */
const DEEPEST$4 = 20;
/** No string of a name is longer. */
const LONGEST_STRING = 4e3;
var Evaluator$2 = class Evaluator$2 {
	#text;
	#names;
	#locals;
	constructor(text, names, locals = new Map()) {
		this.#text = text;
		this.#names = names;
		this.#locals = locals;
	}
	evaluate(tokens, depth = 0) {
		const isAffordable = this.#names.budget.take("names", tokens.length + 1, tokens[0]?.start ?? 0);
		if (tokens.length === 0 || depth > DEEPEST$4 || !isAffordable) return [this.#unsupported(tokens)];
		const words = topLevel(tokens).filter((at) => tokens[at]?.kind === "word");
		const condition = words.find((at) => wordAt(tokens, at) === "if");
		const otherwise = words.find((at) => at > (condition ?? 1e400) && wordAt(tokens, at) === "else");
		if (condition !== void 0 && otherwise !== void 0 && wordAt(tokens, 0) !== "lambda") {
			const test = require_base.onOneLine(this.#text.slice(tokens[condition].end, tokens[otherwise].start), 500);
			return [...under(test, this.evaluate(tokens.slice(0, condition), depth + 1)), ...under(`not (${test})`, this.evaluate(tokens.slice(otherwise + 1), depth + 1))];
		}
		let values = [literal$2("")];
		let from = 0;
		for (const at of [...topLevel(tokens).filter((one) => isMark$1(tokens, one, "+")), tokens.length]) {
			values = joinAll(values, this.#operand(tokens.slice(from, at), depth));
			from = at + 1;
		}
		return values;
	}
	/** Strings beside each other are one. */
	#operand(tokens, depth) {
		if (tokens.length > 0 && tokens.every(({ kind }) => kind === "string")) return tokens.map((token) => this.#string(token, depth)).reduce(joinAll);
		const [first, second] = tokens;
		if (first?.kind === "word" && second === void 0) return this.#variable(first.value, depth);
		const entry = this.#entry(tokens);
		if (entry !== void 0) return this.#elsewhere(entry, depth);
		const part = this.#configPart(tokens, depth);
		if (part !== void 0) return this.#configured(part, tokens);
		const given = this.#environment(tokens, depth);
		if (given !== void 0) return given;
		if (isMark$1(tokens, 0, "(") && closerOf(tokens, 0) === tokens.length - 1) return this.evaluate(tokens.slice(1, -1), depth + 1);
		return this.#call(tokens, depth) ?? [this.#unsupported(tokens)];
	}
	/** What a directive is given: Snakemake calls a function with the wildcards, which only a run knows. */
	evaluateDirective(tokens) {
		const name = tokens.length === 1 ? wordAt(tokens, 0) : void 0;
		const called = name === void 0 ? lambdaOf(tokens) : this.#names.functions.get(name);
		const [first, ...others] = called?.parameters ?? [];
		if (called === void 0 || first === void 0 || others.some((other) => !called.defaults.has(other))) return this.evaluate(tokens);
		return this.#body(called, [[unknown(first, "runtime-input")]], new Map(), 0);
	}
	/** What stands at the top of the file; a string is edited there. */
	#elsewhere(tokens, depth) {
		const values = new Evaluator$2(this.#text, this.#names).evaluate(tokens, depth + 1);
		const [only, ...more] = tokens;
		if (only?.kind !== "string" || more.length > 0) return values;
		const origin = require_scan.literalText(this.#text, only.content.start, only.content.end);
		return values.map((value) => isKnown(value) ? withOrigin(value, origin) : value);
	}
	#variable(name, depth) {
		const local = this.#locals.get(name);
		if (local !== void 0) return [...local];
		const value = this.#names.values.get(name);
		if (value === void 0) return [unknown(name, "unsupported-expression")];
		return this.#elsewhere(value, depth);
	}
	/** `NAME["key"]` of a dictionary that is written out. */
	#entry(tokens) {
		const name = wordAt(tokens, 0);
		const key = tokens[2];
		if (name === void 0 || tokens.length !== 4 || !isMark$1(tokens, 1, "[") || key?.kind !== "string") return void 0;
		const value = this.#locals.has(name) || key.isFormat ? void 0 : this.#names.values.get(name);
		if (value === void 0 || !isMark$1(value, 0, "{") || closerOf(value, 0) !== value.length - 1) return void 0;
		const written = (token) => token?.kind === "string" ? this.#text.slice(token.content.start, token.content.end) : void 0;
		return argumentsOf(value.slice(1, -1)).findLast((entry) => isMark$1(entry, 1, ":") && written(entry[0]) === written(key))?.slice(2);
	}
	#string(token, depth) {
		if (token.kind !== "string") return [this.#unsupported([token])];
		const { start, end } = token.content;
		const content = this.#text.slice(start, end);
		if (content.length > LONGEST_STRING) return [unknown(content, "invalid-name")];
		if (!content.includes("{")) return [literal$2(content)];
		if (!token.isFormat) return [unknown(content, "runtime-input")];
		let values = [literal$2("")];
		let at = start;
		for (const { index, 0: whole } of content.matchAll(/\{([^{}!]+)\}/g)) {
			const from = start + index;
			const tokens = tokensWithin(this.#text, from + 1, from + whole.length - 1);
			values = joinAll(joinAll(values, [this.#plain(at, from)]), this.evaluate(tokens, depth + 1));
			at = from + whole.length;
		}
		return joinAll(values, [this.#plain(at, end)]);
	}
	/** What is between placeholders. */
	#plain(start, end) {
		const text = this.#text.slice(start, end);
		return /[{}]/.test(text) ? unknown(text, "unsupported-expression") : literal$2(text);
	}
	/** `config["a"]["b"]` and `config.get("a", default)`. */
	#configPart(tokens, depth) {
		if (wordAt(tokens, 0) !== "config") return void 0;
		let part = { path: [] };
		for (let at = 1; at < tokens.length;) {
			const isGet = isMark$1(tokens, at, ".") && wordAt(tokens, at + 1) === "get" && isMark$1(tokens, at + 2, "(");
			const open = isGet ? at + 2 : at;
			const close = closerOf(tokens, open);
			if (close === void 0 || !isGet && !isMark$1(tokens, open, "[")) return void 0;
			const [key = [], otherwise] = argumentsOf(tokens.slice(open + 1, close));
			const [only] = key;
			if (key.length !== 1 || only?.kind !== "string" || only.isFormat) return void 0;
			part = { path: [...part.path, this.#text.slice(only.content.start, only.content.end)] };
			const isMap = isMark$1(otherwise ?? [], 0, "{");
			if (isGet && otherwise !== void 0 && !isMap) part = {
				...part,
				otherwise: this.evaluate(otherwise, depth + 1)
			};
			at = close + 1;
		}
		return part.path.length === 0 ? void 0 : part;
	}
	/** The command line of a run can say otherwise. */
	#configured({ path, otherwise }, tokens) {
		const { configurations } = this.#names;
		const values = configurations.flatMap((one) => {
			const text = one.textAt(path);
			return text === void 0 ? otherwise ?? [this.#unsupported(tokens)] : [placedValue(text)];
		});
		return (configurations.length === 0 ? otherwise ?? [this.#unsupported(tokens)] : values).map(asDefault$1);
	}
	/** `os.environ.get("NAME", default)` and `os.getenv("NAME", default)`. */
	#environment(tokens, depth) {
		const open = tokens.findIndex((_, at) => isMark$1(tokens, at, "("));
		const name = tokens.slice(0, Math.max(open, 0)).map((_, at) => tokens[at]?.kind === "string" ? "" : this.#text.slice(tokens[at].start, tokens[at].end)).join("");
		if (!/^(?:os\.)?(?:environ\.get|getenv)$/.test(name) || closerOf(tokens, open) !== tokens.length - 1) return void 0;
		const [, otherwise] = argumentsOf(tokens.slice(open + 1, -1));
		if (otherwise === void 0) return [unknown(this.#textOf(tokens), "environment")];
		return this.evaluate(otherwise, depth + 1).map(asDefault$1);
	}
	/** A function that does nothing but return, or `format` of a string. */
	#call(tokens, depth) {
		const [first] = tokens;
		const isFormat = first?.kind === "string" && !first.isFormat && wordAt(tokens, 2) === "format";
		const open = isFormat && isMark$1(tokens, 1, ".") ? 3 : 1;
		if (!isMark$1(tokens, open, "(") || closerOf(tokens, open) !== tokens.length - 1) return void 0;
		const handed = argumentsOf(tokens.slice(open + 1, -1)).map((argument) => {
			const isNamed = isMark$1(argument, 1, "=");
			return {
				name: isNamed ? wordAt(argument, 0) : void 0,
				value: this.evaluate(argument.slice(isNamed ? 2 : 0), depth + 1)
			};
		});
		const named = new Map(handed.flatMap(({ name, value }) => name === void 0 ? [] : [[name, value]]));
		const positional = handed.flatMap(({ name, value }) => name === void 0 ? [value] : []);
		if (isFormat) return this.#formatted(first, positional, named);
		const called = first?.kind === "word" ? this.#names.functions.get(first.value) : void 0;
		return called && this.#body(called, positional, named, depth);
	}
	#body(called, positional, named, depth) {
		const locals = new Map(called.parameters.flatMap((name, index) => {
			const value = positional[index] ?? named.get(name) ?? this.#defaultOf(called, name, depth);
			return value === void 0 ? [] : [[name, value]];
		}));
		return new Evaluator$2(this.#text, this.#names, locals).evaluate(called.returned, depth + 1);
	}
	#defaultOf({ defaults }, name, depth) {
		const tokens = defaults.get(name);
		return tokens && this.evaluate(tokens, depth + 1);
	}
	#formatted({ content }, positional, named) {
		const text = this.#text.slice(content.start, content.end);
		if (text.length > LONGEST_STRING) return [unknown(text, "invalid-name")];
		let next = 0;
		const fillings = Array.from(text.matchAll(/\{(\w*)\}/g), ({ 0: whole, 1: name = "", index }) => {
			const [value, ...more] = (/^\d*$/.test(name) ? positional[name === "" ? next++ : Number(name)] : named.get(name)) ?? [];
			const isOne = value !== void 0 && more.length === 0;
			return {
				start: index,
				end: index + whole.length,
				value: isOne ? value : unknown(whole, "unsupported-expression")
			};
		});
		const rest = text.replaceAll(/\{\w*\}/g, "");
		if (/[{}]/.test(rest)) return [unknown(text, "unsupported-expression")];
		const filled = fillIn(text, fillings);
		return [isKnown(filled) ? withOrigin(filled, require_scan.literalText(this.#text, content.start, content.end)) : filled];
	}
	#textOf(tokens) {
		return this.#text.slice(tokens[0]?.start ?? 0, tokens.at(-1)?.end ?? 0);
	}
	#unsupported(tokens) {
		return unknown(this.#textOf(tokens), "unsupported-expression");
	}
};
function asDefault$1(value) {
	return isKnown(value) ? {
		...value,
		isDefault: true
	} : value;
}
function unknown(what, reason) {
	return { unresolved: {
		reason,
		detail: `Only a run of the workflow can know ${require_base.onOneLine(what)}.`
	} };
}
function lambdaOf(tokens) {
	const colon = topLevel(tokens).find((at) => isMark$1(tokens, at, ":"));
	if (wordAt(tokens, 0) !== "lambda" || colon === void 0) return void 0;
	return {
		...parametersOf(tokens.slice(1, colon)),
		returned: tokens.slice(colon + 1)
	};
}
/** Names and defaults of parameters. */
function parametersOf(tokens) {
	const defaults = new Map();
	return {
		parameters: argumentsOf(tokens).flatMap((parameter) => {
			const name = wordAt(parameter, 0);
			const equals = topLevel(parameter).find((at) => isMark$1(parameter, at, "="));
			if (name !== void 0 && equals !== void 0) defaults.set(name, parameter.slice(equals + 1));
			return name ?? [];
		}),
		defaults
	};
}
/** The tokens of each argument. */
function argumentsOf(tokens) {
	const all = [];
	let from = 0;
	for (const at of [...topLevel(tokens).filter((one) => isMark$1(tokens, one, ",")), tokens.length]) {
		if (at > from) all.push(tokens.slice(from, at));
		from = at + 1;
	}
	return all;
}
/** The tokens of a part of the text, by their places in the whole. */
function tokensWithin(text, start, end) {
	return tokenizePython(text.slice(start, end), () => void 0).flatMap((token) => {
		const moved = {
			start: token.start + start,
			end: token.end + start
		};
		if (token.kind === "line") return [];
		if (token.kind !== "string") return [{
			...token,
			...moved
		}];
		const content = {
			start: token.content.start + start,
			end: token.content.end + start
		};
		return [{
			...token,
			...moved,
			content
		}];
	});
}
// src/scan/neighbours/snakemake/index.ts
/** Snakefiles: `container:`, `containerized:` and `singularity:`, of a rule or of the whole workflow. */
var snakemake_exports = require_rolldown_runtime.__exportAll({ scanSnakemake: () => scanSnakemake });
const DIRECTIVES = new Set([
	"container",
	"containerized",
	"singularity"
]);
/**
* Images with a scheme (`docker://` and the like); a path is a local file, and nothing fetches it. Global variables
* that are given one value, functions that return one, `config`, `format`, f-strings and `+` are worked out. Snakemake runs all of them with Apptainer.
*/
function scanSnakemake(file, written, { tree }) {
	const text = written.replace(/\r(?!\n)/g, "\n");
	const scan = new require_scan.FileScanner(file, text, "snakemake");
	const tokens = tokenizePython(text, (at) => scan.problem(at, "unreadable", "This file is read no further than here: it has more words than are followed."));
	const evaluator = new Evaluator$2(text, {
		values: readValues(tokens),
		functions: readFunctions(tokens),
		configurations: configurationsOf(tree, require_scan.isSnakemakeName, readSnakefile).of(file),
		budget: scan.budget
	});
	/** Python lets a rule go without a name. */
	let rule;
	let behind = 0;
	for (const [at, token] of tokens.entries()) {
		if (token.kind !== "line" || at < behind) continue;
		const word = wordAt(tokens, at + 1);
		if (rule !== void 0 && word !== void 0 && token.indent <= rule.indent) rule = void 0;
		const isRule = word === "rule" || word === "checkpoint";
		if (isRule) rule = {
			name: wordAt(tokens, at + 2),
			indent: token.indent
		};
		if (word === "include" || word === "snakefile") followFile(scan, tokens, at, tree);
		const key = !isRule ? at + 1 : isMark$1(tokens, at + 2, ":") ? at + 3 : at + 4;
		if (!DIRECTIVES.has(wordAt(tokens, key) ?? "") || !isMark$1(tokens, key + 1, ":")) continue;
		const { value, end } = valueOf(tokens, key + 2, token.indent);
		behind = end;
		addImage$1(scan, value, evaluator, rule?.name);
	}
	return scan.result();
}
/** What `configfile` and `include` of a file name, where they name it in one plain text. */
function readSnakefile(path, text) {
	const tokens = tokenizePython(text.replace(/\r(?!\n)/g, "\n"), () => void 0);
	const named = (directive) => tokens.flatMap((token, at) => {
		const value = token.kind === "line" && wordAt(tokens, at + 1) === directive ? fileAt(tokens, at) : void 0;
		return value === void 0 ? [] : [text.slice(value.start, value.end)];
	});
	const includes = named("include").map((one) => node_path.posix.join(node_path.posix.dirname(path), one));
	return {
		path,
		configurations: named("configfile"),
		includes
	};
}
/** The plain text that is all of the value of a directive. */
function fileAt(tokens, at) {
	const below = tokens[at + 3]?.kind === "line" ? 1 : 0;
	const value = tokens[at + 3 + below];
	const isAlone = tokens[at + 4 + below] === void 0 || tokens[at + 4 + below]?.kind === "line";
	return isMark$1(tokens, at + 2, ":") && value?.kind === "string" && !value.isFormat && isAlone ? value.content : void 0;
}
/** `include: "file"`, and the `snakefile: "file"` of a module, by its path from this one. */
function followFile(scan, tokens, at, tree) {
	const named = fileAt(tokens, at);
	if (named === void 0) return;
	scan.follow("snakemake", require_scan.literalText(scan.text, named.start, named.end), node_path.posix.dirname(scan.file), tree);
}
/** A value of more words and marks than these is not worked out. */
const MOST_TOKENS$2 = 2e3;
/** Tokens of the value: the rest of the line or, where there is none, the lines below that are indented more. */
function valueOf(tokens, from, indent) {
	const isBelow = tokens[from]?.kind === "line";
	let end = from;
	for (; end < tokens.length; end++) {
		const token = tokens[end];
		if (token.kind === "line" && !(isBelow && token.indent > indent)) break;
	}
	return {
		value: tokens.slice(from, end).filter(({ kind }) => kind !== "line"),
		end
	};
}
function addImage$1(scan, value, evaluator, process) {
	const first = value[0];
	const last = value.at(-1);
	if (first === void 0 || last === void 0 || value.length === 1 && isMark$1(value, 0, "None")) return;
	const text = first.kind === "string" && last.kind === "string" ? require_scan.literalText(scan.text, first.content.start, last.content.end) : require_scan.literalText(scan.text, first.start, last.end);
	const values = (value.length > MOST_TOKENS$2 ? [unknown(text.value, "unsupported-expression")] : evaluator.evaluateDirective(value)).filter((one) => !isKnown(one) || /^\s*\w+:\/\//.test(one.value));
	if (values.length === 0) return;
	addComposed(scan, {
		text,
		kind: "image",
		context: process === void 0 ? {} : { process },
		facts: {
			engine: "apptainer",
			process
		}
	}, values);
}
/** Variables at the top that are given one value and no other; undefined for those that are given more, or are changed. */
function readValues(tokens) {
	const values = new Map();
	for (const [at, token] of tokens.entries()) {
		const name = wordAt(tokens, at + 1);
		if (token.kind !== "line" || name === void 0) continue;
		const isGiven = isMark$1(tokens, at + 2, "=");
		const isChanged = isMark$1(tokens, at + 3, "=") || isMark$1(tokens, at + 2, "[") || isMark$1(tokens, at + 2, ".");
		if (!isGiven && !isChanged) continue;
		const { value } = valueOf(tokens, at + 3, token.indent);
		const isOnly = isGiven && token.indent === 0 && !values.has(name) && value.length <= MOST_TOKENS$2;
		values.set(name, isOnly ? value : void 0);
	}
	return values;
}
/** Functions at the top that do nothing but return. */
function readFunctions(tokens) {
	const functions = new Map();
	for (const [at, token] of tokens.entries()) {
		const name = wordAt(tokens, at + 2);
		if (token.kind !== "line" || token.indent > 0 || wordAt(tokens, at + 1) !== "def" || name === void 0) continue;
		const close = closerOf(tokens, at + 3);
		if (close === void 0) continue;
		const body = bodyOf(tokens, close);
		if (body === void 0 || functions.has(name)) functions.delete(name);
		else functions.set(name, {
			...parametersOf(tokens.slice(at + 4, close)),
			returned: body
		});
	}
	return functions;
}
/** What the only statement of a function returns; a text in front of it says what the function is for. */
function bodyOf(tokens, close) {
	let colon = close;
	while (tokens[colon] !== void 0 && tokens[colon]?.kind !== "line" && !isMark$1(tokens, colon, ":")) colon++;
	const { value, end } = valueOf(tokens, colon + 1, 0);
	const lines = tokens.slice(colon + 1, end).filter(({ kind }) => kind === "line").length;
	const statement = value[0]?.kind === "string" ? value.slice(1) : value;
	const isOne = lines <= (value[0]?.kind === "string" ? 2 : 1);
	return isMark$1(tokens, colon, ":") && isOne && wordAt(statement, 0) === "return" ? statement.slice(1) : void 0;
}
// src/scan/neighbours/wdl/tokens.ts
const COMMENT = /\s+|#[^\n]*/y;
const NUMBER = /\d+(?:\.\d*)?(?:[eE][+-]?\d+)?/y;
const WORD = /[A-Za-z]\w*/y;
const MARK = /<<<|>>>|&&|\|\||[=!<>]=|[\s\S]/y;
/** No document of a person has as many. */
const MOST_TOKENS$1 = 3e5;
/** The words of a whole text, or of a part of it; `onMore` is told where there are more than are followed. */
function tokenizeWdl(text, from = 0, to = text.length, onMore = () => void 0) {
	const tokens = [];
	let at = from;
	const take = (pattern) => {
		pattern.lastIndex = at;
		const found = pattern.exec(text)?.[0];
		if (found !== void 0) at += found.length;
		return found;
	};
	while (at < to) {
		if (take(COMMENT) !== void 0) continue;
		if (tokens.length === MOST_TOKENS$1) {
			onMore(at);
			break;
		}
		const start = at;
		const character = text[at];
		if (character === "\"" || character === "'") {
			const { pieces, end } = readString(text, at + 1, to, character);
			at = Math.min(to, end + 1);
			tokens.push({
				kind: "string",
				start,
				end: at,
				pieces
			});
			continue;
		}
		const word = take(WORD);
		if (word === "command") at = skipCommand(text, at, to);
		else if (word !== void 0) tokens.push({
			kind: "word",
			value: word,
			start,
			end: at
		});
		else {
			const number = take(NUMBER);
			if (number === void 0) take(MARK);
			tokens.push({
				kind: number === void 0 ? "mark" : "number",
				value: text.slice(start, at),
				start,
				end: at
			});
		}
	}
	return tokens;
}
/** Whether there is this mark at an index. */
function isMark(tokens, at, value) {
	const token = tokens[at];
	return token?.kind === "mark" && token.value === value;
}
/** From behind the quote to the closing one, or to the end of the line where there is none. */
function readString(text, from, to, quote) {
	const pieces = [];
	let start = from;
	let at = from;
	while (at < to && text[at] !== quote && text[at] !== "\n") if (text[at] === "\\") at += text[at + 1] === "\n" ? 1 : 2;
	else if ((text[at] === "~" || text[at] === "$") && text[at + 1] === "{") {
		const end = closingBrace(text, at + 2, to);
		pieces.push({
			start,
			end: at,
			isPlaceholder: false
		}, {
			start: at + 2,
			end,
			isPlaceholder: true
		});
		at = Math.min(end + 1, to);
		start = at;
	} else at++;
	at = Math.min(at, to);
	pieces.push({
		start: Math.min(start, at),
		end: at,
		isPlaceholder: false
	});
	return {
		pieces,
		end: at
	};
}
/** Where the brace is that closes a placeholder, or its line ends: strings in it may hold placeholders of their own. */
function closingBrace(text, from, to) {
	const open = [];
	let at = from;
	for (; at < to && text[at] !== "\n"; at++) {
		const character = text[at];
		const top = open.at(-1);
		const inString = top === "\"" || top === "'";
		if (inString && character === "\\" && text[at + 1] !== "\n") at++;
		else if (inString && character === top) open.pop();
		else if (inString && (character === "~" || character === "$") && text[at + 1] === "{") {
			open.push("{");
			at++;
		} else if (inString) continue;
		else if (character === "\"" || character === "'" || character === "{") open.push(character);
		else if (character === "}" && open.pop() === void 0) return at;
	}
	return Math.min(at, to);
}
/** `command <<< \u2026 >>>`, or `command { \u2026 }` up to the first brace that closes no placeholder. */
function skipCommand(text, from, to) {
	const opener = /\s*(<<<|\{)/y;
	opener.lastIndex = from;
	const found = opener.exec(text);
	if (found === null) return from;
	const body = from + found[0].length;
	if (found[1] === "<<<") {
		const end = text.indexOf(">>>", body);
		return end === -1 ? to : end + 3;
	}
	const brace = /[~$]\{|\}/g;
	brace.lastIndex = body;
	for (let mark = brace.exec(text); mark !== null; mark = brace.exec(text)) {
		if (mark[0] === "}") return mark.index + 1;
		brace.lastIndex = closingBrace(text, brace.lastIndex, to) + 1;
	}
	return to;
}
// src/scan/neighbours/wdl/expression.ts
/** The elements of a list literal; anything else is one by itself. */
function elementsOf(tokens, expression) {
	const { start, end } = expression;
	if (!isMark(tokens, start, "[") || !isMark(tokens, end - 1, "]")) return [expression];
	return splitAt(tokens, {
		start: start + 1,
		end: end - 1
	}, [","]).filter((one) => one.end > one.start);
}
/** The value of `name: value` or `"name": value` among the entries of an object. */
function memberAt(tokens, range, name, textOf) {
	for (const { start, end } of splitAt(tokens, range, [","])) {
		const key = tokens[start];
		if (key === void 0 || !isMark(tokens, start + 1, ":")) continue;
		if ((key.kind === "string" ? textOf(key) : key.value) === name) return {
			start: start + 2,
			end
		};
	}
}
/** The last `.member`, `["member"]` or `[0]` of an expression. */
function lastStep(tokens, { start, end }, textOf) {
	const last = tokens[end - 1];
	if (last?.kind === "word") {
		const index = {
			start: end - 1,
			end
		};
		return isMark(tokens, end - 2, ".") ? {
			base: {
				start,
				end: end - 2
			},
			step: `.${last.value}`,
			index
		} : void 0;
	}
	const open = isMark(tokens, end - 1, "]") ? openerOf(tokens, start, end - 1) : start;
	if (open <= start) return void 0;
	const inner = tokens[open + 1];
	const index = {
		start: open + 1,
		end: end - 1
	};
	const steps = {
		base: {
			start,
			end: open
		},
		index
	};
	if (index.end !== index.start + 1 || inner === void 0) return {
		...steps,
		step: void 0
	};
	if (inner.kind === "number") return {
		...steps,
		step: `[${inner.value}]`
	};
	return {
		...steps,
		step: inner.kind === "string" && inner.pieces.length === 1 ? `.${textOf(inner)}` : void 0
	};
}
/** Index of the bracket that one at the end closes. */
function openerOf(tokens, start, closer) {
	let depth = 0;
	for (let at = closer; at >= start; at--) {
		const token = tokens[at];
		if (token?.kind !== "mark") continue;
		if (/^[\])}]$/.test(token.value)) depth++;
		else if (/^[[({]$/.test(token.value) && --depth === 0) return at;
	}
	return start;
}
/** The parts of an expression between words or marks that are in no bracket and in no inner condition. */
function splitAt(tokens, { start, end }, separators) {
	const parts = [];
	let depth = 0;
	let from = start;
	for (let at = start; at < end; at++) {
		const token = tokens[at];
		if (token === void 0 || token.kind === "string") continue;
		if (/^(?:[[({]|if)$/.test(token.value)) depth++;
		else if (depth === 0 && separators.includes(token.value)) {
			parts.push({
				start: from,
				end: at
			});
			from = at + 1;
		} else if (/^[\])}]$/.test(token.value) || depth > 0 && token.value === "else") depth--;
	}
	return [...parts, {
		start: from,
		end
	}];
}
const NOTHING$1 = {
	...literal$2(""),
	isDefault: true
};
const EACH = "[]";
/** Of a workflow or a task, in one call of it. An optional input that nobody gives has no value: an empty list. */
var Evaluator$1 = class Evaluator$1 {
	#work;
	#place;
	#call;
	#variables = new Map();
	#called = new Map();
	constructor(work, place, call) {
		this.#work = work;
		this.#place = place;
		this.#call = call;
	}
	get isTest() {
		return this.#call?.isTest === true;
	}
	/** What an expression of the file gives, or the part of it at the end of a path. */
	evaluate({ start, end }, depth, path = [], tokens = this.#tokens) {
		const range = {
			start,
			end
		};
		const first = tokens[start];
		if (first === void 0 || start >= end || depth > 30 || !this.#affords(range, first.start)) return [this.#unsupported(tokens, range)];
		if (first.kind === "word" && first.value === "if") return this.#conditional(tokens, range, depth, path);
		const split = path.length === 0 ? splitAt(tokens, range, ["+"]) : [];
		if (split.length > 1) {
			const sums = split.map((part) => this.evaluate(part, depth + 1, [], tokens)).reduce(joinAll);
			return sums.length === 0 && tokens === this.#tokens ? [this.#unsupported(tokens, range)] : sums;
		}
		if (end === start + 1) return this.#single(tokens, start, depth, path);
		const behind = lastStep(tokens, range, this.#written);
		if (behind !== void 0) {
			const step = behind.step ?? (this.#isElement(tokens, behind.index) ? EACH : void 0);
			if (step === void 0) return [this.#unsupported(tokens, range)];
			return this.evaluate(behind.base, depth + 1, [step, ...path], tokens);
		}
		if (first.kind === "word" && first.value === "select_first" && isMark(tokens, start + 1, "(")) return this.#selectFirst(tokens, {
			start: start + 2,
			end: end - 1
		}, depth, path);
		return this.#literal(tokens, range, depth, path);
	}
	get #tokens() {
		return this.#place.file.tokens;
	}
	get #text() {
		return this.#place.file.source.text;
	}
	/** What stands between the quotes. */
	#written = ({ start, end }) => this.#text.slice(start + 1, end - 1);
	#single(tokens, at, depth, path) {
		const token = tokens[at];
		if (token.kind === "word") return this.#variable(token.value, depth, path);
		if (path.length === 0 && token.kind === "string") return this.#string(token, depth);
		if (path.length === 0 && token.kind === "number") return [literal$2(token.value)];
		return [this.#unsupported(tokens, {
			start: at,
			end: at + 1
		})];
	}
	/** An object, a list, a pair, or an expression in parentheses. */
	#literal(tokens, range, depth, path) {
		const [step = "", ...rest] = path;
		const open = tokens[range.start]?.kind === "word" ? range.start + 1 : range.start;
		const inner = {
			start: open + 1,
			end: range.end - 1
		};
		let found = [];
		if (open === range.start && isMark(tokens, open, "(")) {
			const parts = splitAt(tokens, inner, [","]);
			if (parts.length === 1) return this.evaluate(inner, depth + 1, path, tokens);
			found = [parts[[".left", ".right"].indexOf(step)]];
		} else if (isMark(tokens, open, "{")) found = [memberAt(tokens, inner, step.slice(1), this.#written)];
		else if (open === range.start && isMark(tokens, open, "[") && step !== "") {
			const elements = elementsOf(tokens, range);
			found = step === EACH ? elements : [elements[Number(step.slice(1, -1))]];
		}
		const values = found.flatMap((one) => one === void 0 ? [] : this.evaluate(one, depth + 1, rest, tokens));
		return values.length > 0 ? values : [this.#unsupported(tokens, range)];
	}
	/** Each token that is looked at counts as a character of a name. */
	#affords({ start, end }, at) {
		const { scan } = this.#work;
		return scan.budget.take("names", end - start + 1, this.#place.file.source.path === scan.file ? at : 0);
	}
	#string(token, depth) {
		const own = placedIn(this.#work.scan, this.#place, token.start + 1, Math.max(token.start + 1, token.end - 1));
		return token.pieces.map((piece) => {
			if (!piece.isPlaceholder) return [literal$2(this.#text.slice(piece.start, piece.end))];
			const tokens = tokenizeWdl(this.#text, piece.start, piece.end);
			const values = this.evaluate({
				start: 0,
				end: tokens.length
			}, depth + 1, [], tokens);
			return values.length === 0 ? [NOTHING$1] : values;
		}).reduce(joinAll, [literal$2("")]).map((value) => isKnown(value) ? withOrigin(value, own) : value);
	}
	/** All values that the first one given can be. One that stands in an `if` block is given under its condition. */
	#selectFirst(tokens, list, depth, path) {
		let isSkipped = false;
		let otherwise = [];
		const found = [];
		for (const element of elementsOf(tokens, list)) {
			const values = this.evaluate(element, depth + 1, path, tokens);
			const given = otherwise.reduce((all, condition) => under(condition, all), values);
			found.push(...given.map((value) => isSkipped ? asDefault(value) : value));
			const conditions = this.#conditionsOf(tokens, element);
			if (values.length > 0 && conditions.length === 0) return found;
			if (values.length === 0) isSkipped = true;
			else otherwise = [...otherwise, `not (${conditions.join(" && ")})`];
		}
		return found.length > 0 ? found : [this.#unsupported(tokens, list)];
	}
	/** The conditions under which a lone variable has a value at all. */
	#conditionsOf(tokens, { start, end }) {
		const token = tokens[start];
		return (end === start + 1 && token?.kind === "word" ? this.#declared(token.value) : void 0)?.conditions.map((condition) => this.#textOf(this.#tokens, condition)) ?? [];
	}
	#conditional(tokens, range, depth, path) {
		const [test, rest] = splitAt(tokens, {
			start: range.start + 1,
			end: range.end
		}, ["then"]);
		const [yes, no] = rest === void 0 ? [] : splitAt(tokens, rest, ["else"]);
		if (test === void 0 || yes === void 0 || no === void 0) return [this.#unsupported(tokens, range)];
		const defined = this.#isDefined(tokens, test, depth);
		if (defined !== void 0) return this.evaluate(defined ? yes : no, depth + 1, path, tokens);
		const condition = this.#textOf(tokens, test);
		return [...under(condition, this.evaluate(yes, depth + 1, path, tokens)), ...under(`not (${condition})`, this.evaluate(no, depth + 1, path, tokens))];
	}
	/** `defined(x)` and `!defined(x)` of a variable with one value, or with none unless a run gives it one. */
	#isDefined(tokens, { start, end }, depth) {
		const isNot = isMark(tokens, start, "!");
		const at = isNot ? start + 1 : start;
		const [word, , variable] = tokens.slice(at, end);
		if (end !== at + 4 || word?.kind !== "word" || word.value !== "defined" || variable?.kind !== "word") return void 0;
		const values = this.#variable(variable.value, depth + 1, []);
		return values.some((value) => !isKnown(value) || (value.conditions ?? []).length > 0) ? void 0 : values.length > 0 !== isNot;
	}
	#declared(name) {
		return this.#place.block.declarations.get(name);
	}
	#isElement(tokens, { start, end }) {
		const token = tokens[start];
		return end === start + 1 && token?.kind === "word" && this.#declared(token.value)?.isElement === true;
	}
	#variable(name, depth, path) {
		const key = `${name}${path.join("")}`;
		const known = this.#variables.get(key);
		if (known !== void 0) return known;
		this.#variables.set(key, [{ unresolved: unknownName(name) }]);
		const declared = this.#declared(name);
		const values = declared === void 0 ? this.#output(name, depth, path) : this.#valuesOf(declared, depth, path);
		this.#variables.set(key, values);
		return values;
	}
	/** What the call hands to an input, or its default. */
	#valuesOf(declared, depth, path) {
		const { name, value, isInput, isOptional, isElement, conditions } = declared;
		const given = isInput ? this.#call?.call.inputs.get(name) : void 0;
		const handed = given && this.#call?.caller.evaluate(given, depth + 1, path);
		if (handed !== void 0 && (handed.length > 0 || value === void 0)) return handed;
		if (value === void 0) return isOptional ? [] : [{ unresolved: missingInput(name, this.#place.block.name) }];
		const values = this.evaluate(value, depth + 1, isElement === true ? [EACH, ...path] : path);
		const own = isInput ? values.map(asDefault) : values;
		return conditions.reduce((all, condition) => under(this.#textOf(this.#tokens, condition), all), own);
	}
	/** `call.output`. */
	#output(name, depth, [step = "", ...rest]) {
		const call = this.#place.block.callsByName.get(name);
		if (call === void 0) return [{ unresolved: unknownName(name) }];
		const called = this.#work.program.called(this.#place.file, call);
		const declared = called?.block.outputs.get(step.slice(1));
		if (called === void 0 || declared?.value === void 0) return [{ unresolved: unknownOutput(name, step) }];
		const known = this.#called.get(call) ?? new Evaluator$1(this.#work, called, {
			call,
			caller: this,
			isTest: this.isTest
		});
		this.#called.set(call, known);
		return known.evaluate(declared.value, depth + 1, rest);
	}
	#textOf(tokens, { start, end }) {
		return require_base.onOneLine(this.#text.slice(tokens[start]?.start ?? 0, tokens[end - 1]?.end ?? 0));
	}
	#unsupported(tokens, range) {
		return { unresolved: {
			reason: "unsupported-expression",
			detail: `Only a run can know what ${this.#textOf(tokens, range)} gives.`
		} };
	}
};
/** A stretch of the file of a task or workflow. */
function placedIn(scan, { file: { source } }, start, end) {
	const text = require_scan.literalText(source.text, start, end);
	return source.path === scan.file ? text : {
		...text,
		file: source
	};
}
function asDefault(value) {
	return isKnown(value) ? {
		...value,
		isDefault: true
	} : value;
}
function unknownName(name) {
	return {
		reason: "unsupported-expression",
		detail: `Nothing in this file declares ${name}.`
	};
}
function unknownOutput(call, step) {
	return {
		reason: "unsupported-expression",
		detail: `Only a run can know what ${call}${step} gives.`
	};
}
function missingInput(name, block) {
	return {
		reason: "runtime-input",
		detail: `The input ${name} of ${block} has no default: write one, or pass it in a call.`
	};
}
// src/scan/neighbours/wdl/call-tree.ts
/** In which ways a task is run: each call of it, in each way that the workflow around the call is run. */
/** As many ways to run one task as are told apart. */
const MOST_RUNS = 64;
var CallTree = class {
	#work;
	#said = new Set();
	constructor(work) {
		this.#work = work;
	}
	/**
	* One for each way that may give other values to these expressions of it. Calls that hand over nothing that they
	* depend on are all the same, as is a task or workflow that nobody calls.
	*/
	runsOf(place, expressions, chain = []) {
		if (expressions.length === 0) return [];
		const { scan, program } = this.#work;
		const names = namesIn(scan, place, expressions);
		const { callers, isRunAlone } = program.callersOf(place);
		const told = chain.length < 30 && !chain.some(({ block }) => block === place.block) && this.#affords(place, expressions, callers.length + 1) ? callers.filter(({ call }) => [...call.inputs.keys()].some((name) => names.has(name))) : [];
		const runs = [];
		for (const caller of told) {
			if (runs.length > MOST_RUNS) break;
			runs.push(...this.#callsBy(caller, names, [...chain, place]));
		}
		if (runs.length > MOST_RUNS) this.#sayMore(place, expressions);
		const isDefault = told.length < callers.length || isRunAlone;
		return [...runs.slice(0, MOST_RUNS), ...isDefault ? [void 0] : []].map((call) => new Evaluator$1(this.#work, place, call));
	}
	#callsBy({ file, block, call }, names, chain) {
		const handed = [...call.inputs].flatMap(([name, value]) => names.has(name) ? [value] : []);
		const isTest = require_scan.isAside(file.source.path);
		return this.runsOf({
			file,
			block
		}, handed, chain).map((caller) => {
			return {
				call,
				caller,
				isTest: isTest || caller.isTest
			};
		});
	}
	#affords(place, expressions, work) {
		const isAffordable = this.#work.program.take(work);
		if (!isAffordable) this.#sayMore(place, expressions);
		return isAffordable;
	}
	#sayMore({ file, block }, [first]) {
		const { scan } = this.#work;
		const token = first && file.source.path === scan.file ? file.tokens[first.start] : void 0;
		const message = `Not all ways in which ${block.name} is called are looked at: others may run it in another image.`;
		if (!this.#said.has(message)) scan.problem(token?.start ?? 0, "unreadable", message);
		this.#said.add(message);
	}
};
/** The variables that expressions depend on, through others of the same task or workflow. */
function namesIn({ budget }, { file, block }, expressions) {
	const names = new Set();
	const open = [...expressions];
	for (let range = open.pop(); range !== void 0; range = open.pop()) {
		const from = file.tokens[range.start]?.start ?? 0;
		const to = file.tokens[range.end - 1]?.end ?? 0;
		if (!budget.take("names", to - from >> 2, 0)) break;
		for (const [name] of file.source.text.slice(from, to).matchAll(/[A-Za-z]\w*/g)) {
			if (names.has(name)) continue;
			names.add(name);
			const values = [block.declarations.get(name)?.value, ...block.callsByName.get(name)?.inputs.values() ?? []];
			open.push(...values.filter((value) => value !== void 0));
		}
	}
	return names;
}
// src/scan/neighbours/wdl/document.ts
/** `onMore`: told where the text has more than is read. */
function readWdl(text, onMore) {
	return new DocumentReader(tokenizeWdl(text, 0, text.length, onMore)).read();
}
const OPERATORS = new Set([
	"+",
	"-",
	"*",
	"/",
	"%",
	"==",
	"!=",
	"<",
	">",
	"<=",
	">=",
	"&&",
	"||"
]);
const CLOSERS = {
	"{": "}",
	"(": ")",
	"[": "]"
};
var DocumentReader = class {
	#tokens;
	/** Before version 1.0, whatever a task declares can be given from outside. */
	#isDraft;
	/** Index of the closing bracket of each opening one. */
	#closing = new Map();
	constructor(tokens) {
		this.#tokens = tokens;
		this.#isDraft = this.#word(0) !== "version";
		const open = [];
		for (const [index, token] of tokens.entries()) {
			if (token.kind !== "mark") continue;
			if (Object.hasOwn(CLOSERS, token.value)) open.push(index);
			else if (/^[})\]]$/.test(token.value)) {
				const opener = open.pop();
				if (opener !== void 0) this.#closing.set(opener, index);
			}
		}
	}
	read() {
		const tasks = [];
		const workflows = [];
		const imports = [];
		for (let at = 0; at < this.#tokens.length; at++) {
			const word = this.#word(at);
			const name = this.#word(at + 1);
			const file = this.#tokens[at + 1];
			if (word === "import" && file?.kind === "string") {
				const alias = this.#word(at + 2) === "as" ? this.#word(at + 3) : void 0;
				imports.push({
					file: {
						start: file.start + 1,
						end: file.end - 1
					},
					...alias !== void 0 && { name: alias }
				});
			}
			if (word !== "task" && word !== "workflow" || name === void 0 || !this.#isMark(at + 2, "{")) continue;
			const end = this.#closeOf(at + 2);
			(word === "task" ? tasks : workflows).push(this.#block(name, at + 3, end));
			at = end;
		}
		return {
			tokens: this.#tokens,
			imports,
			tasks,
			workflows
		};
	}
	#block(name, from, to) {
		const declarations = new Map();
		const images = [];
		const calls = [];
		let outputs = new Map();
		let inputsEnd = from;
		let conditions = [];
		for (let at = from; at < to; at++) {
			const word = this.#word(at);
			if (word === void 0) continue;
			conditions = conditions.filter(({ until }) => at < until);
			if (this.#isMark(at + 1, "{")) {
				const end = this.#closeOf(at + 1);
				if (word === "input") inputsEnd = end;
				else if (word === "runtime" || word === "requirements") images.push(...this.#images(at + 2, end));
				else if (word === "output") outputs = this.#outputs(at + 2, end);
				if (/^(?:runtime|requirements|meta|parameter_meta|hints|output)$/.test(word)) at = end;
			} else if (word === "call") {
				const call = this.#call(at + 1, to);
				if (call === void 0) continue;
				calls.push(call);
				at = call.end - 1;
			} else if (word === "if" && this.#isMark(at + 1, "(")) {
				const end = this.#closeOf(at + 1);
				conditions = [...conditions, {
					start: at + 2,
					end,
					until: this.#closeOf(end + 1)
				}];
				at = end;
			} else if (word === "scatter") {
				const element = this.#element(at + 1);
				if (element !== void 0) declarations.set(element.name, {
					...element,
					conditions
				});
				at = this.#isMark(at + 1, "(") ? this.#closeOf(at + 1) : at;
			} else {
				const declared = this.#declaration(at, this.#isDraft || at < inputsEnd);
				if (declared === void 0) continue;
				declarations.set(declared.name, {
					...declared,
					conditions
				});
				at = (declared.value?.end ?? declared.end) - 1;
			}
		}
		const callsByName = new Map(calls.map((call) => [call.name, call]));
		return {
			name,
			declarations,
			outputs,
			images,
			calls,
			callsByName
		};
	}
	#outputs(from, to) {
		const outputs = new Map();
		for (let at = from; at < to; at++) {
			const declared = this.#declaration(at, false);
			if (declared === void 0) continue;
			outputs.set(declared.name, declared);
			at = (declared.value?.end ?? declared.end) - 1;
		}
		return outputs;
	}
	/** `(name in list)`, behind `scatter`. */
	#element(at) {
		const name = this.#word(at + 1);
		if (!this.#isMark(at, "(") || name === void 0 || this.#word(at + 2) !== "in") return void 0;
		return {
			name,
			value: {
				start: at + 3,
				end: this.#closeOf(at)
			},
			isElement: true,
			isOptional: false,
			isInput: false,
			conditions: []
		};
	}
	#images(from, to) {
		const images = [];
		let at = from;
		while (at < to) {
			const key = this.#word(at);
			if (key === void 0 || !this.#isMark(at + 1, ":")) {
				at++;
				continue;
			}
			const end = Math.min(this.#endOf(at + 2), to);
			if (key === "docker" || key === "container") images.push({
				start: at + 2,
				end
			});
			at = Math.max(end, at + 2);
		}
		return images;
	}
	/** `TYPE name`, with `= expression` or not. A type may have parameters and be optional. */
	#declaration(at, isInput) {
		if (this.#word(at) === void 0) return void 0;
		let next = at + 1;
		if (this.#isMark(next, "[")) next = this.#closeOf(next) + 1;
		let isOptional = false;
		for (; this.#isMark(next, "?") || this.#isMark(next, "+"); next++) isOptional ||= this.#isMark(next, "?");
		const name = this.#word(next);
		if (name === void 0) return void 0;
		const end = next + 1;
		if (!this.#isMark(end, "=")) return {
			name,
			isOptional,
			isInput: true,
			conditions: [],
			end
		};
		const value = {
			start: end + 1,
			end: this.#endOf(end + 1)
		};
		return {
			name,
			isOptional,
			isInput,
			value,
			conditions: [],
			end
		};
	}
	/** `call a.b as c { input: x = 1, y }`. */
	#call(from, to) {
		let at = from;
		const path = [this.#word(at++)];
		for (; this.#isMark(at, "."); at += 2) path.push(this.#word(at + 1));
		if (!path.every((word) => word !== void 0)) return void 0;
		const about = {
			path,
			name: (this.#word(at) === "as" ? this.#word(at + 1) : void 0) ?? path.join(".").replace(/^.*\./, "")
		};
		if (this.#word(at) === "as") at += 2;
		while (this.#word(at) === "after") at += 2;
		const inputs = new Map();
		if (!this.#isMark(at, "{")) return {
			...about,
			inputs,
			end: at
		};
		const end = Math.min(this.#closeOf(at), to);
		at++;
		if (this.#word(at) === "input" && this.#isMark(at + 1, ":")) at += 2;
		while (at < end) {
			const name = this.#word(at);
			if (name !== void 0 && this.#isMark(at + 1, "=")) {
				const value = {
					start: at + 2,
					end: Math.min(this.#endOf(at + 2), end)
				};
				inputs.set(name, value);
				at = Math.max(value.end, at + 2);
			} else {
				if (name !== void 0) inputs.set(name, {
					start: at,
					end: at + 1
				});
				at++;
			}
		}
		return {
			...about,
			inputs,
			end: end + 1
		};
	}
	/** The index behind the expression that begins at a token. */
	#endOf(from) {
		let at = from;
		for (;;) {
			while (this.#isMark(at, "-") || this.#isMark(at, "!") || this.#isMark(at, "+")) at++;
			const token = this.#tokens[at];
			if (token === void 0) return at;
			if (token.kind === "word" && /^(?:if|then|else)$/.test(token.value)) {
				at++;
				continue;
			}
			if (token.kind === "mark" && !Object.hasOwn(CLOSERS, token.value)) return at;
			at = token.kind === "mark" ? this.#closeOf(at) + 1 : at + 1;
			if (token.kind === "word" && this.#isMark(at, "{")) at = this.#closeOf(at) + 1;
			for (;;) if (this.#isMark(at, ".")) at += 2;
			else if (this.#isMark(at, "[") || this.#isMark(at, "(")) at = this.#closeOf(at) + 1;
			else break;
			const next = this.#tokens[at];
			if (next?.kind === "word" && (next.value === "then" || next.value === "else")) continue;
			if (next?.kind !== "mark" || !OPERATORS.has(next.value)) return at;
			at++;
		}
	}
	#word(at) {
		const token = this.#tokens[at];
		return token?.kind === "word" ? token.value : void 0;
	}
	#isMark(at, value) {
		return isMark(this.#tokens, at, value);
	}
	#closeOf(at) {
		return this.#closing.get(at) ?? this.#tokens.length;
	}
};
// src/scan/neighbours/wdl/program.ts
/** The WDL documents of a repository together: which file an import names, and which calls a task or workflow has. */
/** Words and marks of all documents together; a thousand large workflows have as many. */
const MOST_TOKENS = 3e6;
/** Calls that are looked at for all tasks together, those on the way to them too. */
const MOST_CALLS = 2e5;
const byTree$1 = new WeakMap();
/** Of all of a repository, read once. */
function programOf(tree) {
	const program = byTree$1.get(tree) ?? new WdlProgram(tree);
	byTree$1.set(tree, program);
	return program;
}
var WdlProgram = class {
	#tree;
	#files = new Map();
	#callers = new Map();
	#tokens = 0;
	#left = MOST_CALLS;
	constructor(tree) {
		this.#tree = tree;
		for (const path of tree.files) if (/\.wdl$/i.test(path)) this.#visit(path);
		const files = [...this.#files.values()].filter((file) => file !== void 0);
		for (const file of files) for (const block of file.workflows) this.#noteCalls({
			file,
			block
		});
	}
	#noteCalls({ file, block }) {
		for (const call of block.calls) {
			const called = this.called(file, call);
			if (called === void 0) continue;
			const callers = this.#callers.get(called.block) ?? [];
			if (callers.length === 0) this.#callers.set(called.block, callers);
			callers.push({
				file,
				block,
				call
			});
		}
	}
	/** Some documents were not read: what calls tasks of others may be unknown. */
	get isCut() {
		return this.#tokens >= MOST_TOKENS;
	}
	/** Whether so many calls more may be looked at, in whichever scan. */
	take(calls) {
		this.#left -= calls;
		return this.#left >= 0;
	}
	/** Of one that is not among the files as well; `onMore` is told where the text has more than is read. */
	file(path, text, onMore) {
		const known = this.#files.get(path);
		if (known?.source.text === text) return known;
		const file = {
			source: require_base.sourceText(path, text),
			...readWdl(text, onMore)
		};
		for (const block of file.workflows) this.#noteCalls({
			file,
			block
		});
		return file;
	}
	/** A test that calls one is no reason to think that nobody runs it by itself. */
	callersOf({ file, block }) {
		const callers = this.#callers.get(block) ?? [];
		const isOwn = (caller) => require_scan.isAside(file.source.path) || !require_scan.isAside(caller.file.source.path);
		return {
			callers,
			isRunAlone: !callers.some(isOwn)
		};
	}
	/** The task or workflow that a call runs; undefined where it is in no file that is here. */
	called(file, { path }) {
		let at = file;
		for (const name of path.slice(0, -1)) at = at && this.#imported(at, name);
		const block = [...at?.tasks ?? [], ...at?.workflows ?? []].find(({ name }) => name === path.at(-1));
		return at && block && {
			file: at,
			block
		};
	}
	#imported(file, name) {
		const named = file.imports.find((one) => nameOf(file, one) === name);
		return named && this.#files.get(pathOf(file, named));
	}
	#visit(first) {
		const open = [first];
		for (let path = open.pop(); path !== void 0; path = open.pop()) {
			if (this.#files.has(path) || this.isCut) continue;
			const written = this.#tree.read(path);
			this.#files.set(path, void 0);
			if (written === void 0) continue;
			const text = withLineFeeds(written);
			let isWhole = true;
			const document = readWdl(text, () => isWhole = false);
			this.#tokens += document.tokens.length;
			if (!isWhole) continue;
			const file = {
				source: require_base.sourceText(path, text),
				...document
			};
			this.#files.set(path, file);
			open.push(...document.imports.map((one) => pathOf(file, one)));
		}
	}
};
/** A carriage return ends a line, and a comment, too. */
function withLineFeeds(text) {
	return text.replace(/\r(?!\n)/g, "\n");
}
/** What an import is called where it has no name: by its file. */
function nameOf(file, { file: { start, end }, name }) {
	return name ?? node_path.posix.basename(file.source.text.slice(start, end)).replace(/\.wdl$/, "");
}
/** By its path from the file that imports it; one that is elsewhere is no file of the tree. */
function pathOf(file, { file: { start, end } }) {
	return node_path.posix.join(node_path.posix.dirname(file.source.path), file.source.text.slice(start, end));
}
// src/scan/neighbours/wdl/index.ts
/** WDL documents: `docker` and `container` of tasks. */
var wdl_exports = require_rolldown_runtime.__exportAll({ scanWdl: () => scanWdl });
/**
* Literals, lists of alternatives, and expressions over inputs with defaults: `~{version}`, `+`, `select_first`, `if`,
* members of structs. What the calls of any file of the repository hand to a task counts for its inputs. The engine is
* the runner's choice.
*/
function scanWdl(file, written, { tree }) {
	const text = withLineFeeds(written);
	const scan = new require_scan.FileScanner(file, text, "wdl");
	const program = programOf(tree);
	const document = program.file(file, text, (at) => scan.problem(at, "unreadable", "This file is read no further than here: it has more words than are followed."));
	if (program.isCut) scan.problem(0, "unreadable", "The WDL files here have more words than are put together: calls are missing.");
	const calls = new CallTree({
		scan,
		program
	});
	for (const task of document.tasks) {
		const runs = calls.runsOf({
			file: document,
			block: task
		}, task.images);
		for (const image of task.images) addImage(scan, document, task, image, runs);
	}
	followImports(scan, document, tree);
	return scan.result();
}
/** `import "file"`, by its path from this one. */
function followImports(scan, { imports }, tree) {
	for (const { file } of imports) scan.follow("wdl", require_scan.literalText(scan.text, file.start, file.end), node_path.posix.dirname(scan.file), tree);
}
function addImage(scan, { tokens }, task, image, runs) {
	const alternatives = elementsOf(tokens, image);
	for (const alternative of alternatives) {
		const first = tokens[alternative.start];
		const last = tokens[alternative.end - 1];
		if (alternative.start >= alternative.end || first === void 0 || last === void 0) continue;
		const isString = first.kind === "string" && first === last;
		const text = require_scan.literalText(scan.text, first.start + (isString ? 1 : 0), last.end - (isString ? 1 : 0));
		const conditions = alternatives.length > 1 ? ["the runner takes one of the list"] : [];
		if (scan.isFull) return;
		const given = valuesOf(scan, runs, alternative).map((value) => isKnown(value) && conditions.length > 0 ? {
			...value,
			conditions
		} : value);
		addComposed(scan, {
			text,
			kind: "image",
			context: { process: task.name },
			facts: {
				engine: null,
				process: task.name
			}
		}, given);
	}
}
/** What a test hands over and only a run of it knows says nothing of what the others pull. */
function valuesOf(scan, runs, image) {
	const values = [];
	const open = [];
	for (const run of runs) {
		for (const value of run.evaluate(image, 0)) (run.isTest && !isKnown(value) ? open : values).push(value);
		if (scan.budget.isSpent("names")) break;
	}
	return values.length > 0 ? values : open;
}
// src/scan/neighbours/workflow/expression.ts
/** The part of GitHub's expression language that can be worked out from a file. */
/** Works out a text with `${{ \u2026 }}` in it. Values become texts as the runner writes them. */
function evaluateText(text, lookup, choices) {
	const expressions = expressionsIn(text);
	const broken = expressions.find(({ isClosed }) => !isClosed);
	if (broken !== void 0) return unknownValue(text.slice(broken.start));
	return fillIn(text, expressions.map(({ start, end }) => {
		const value = evaluateExpression(text.slice(start + 3, end - 2), lookup, choices);
		return {
			start,
			end,
			value: isKnown(value) ? asText(value) : value
		};
	}));
}
/** Each `${{ \u2026 }}` of a text; the last may not be closed. */
function expressionsIn(text) {
	const expressions = [];
	for (let start = text.indexOf("${{"); start !== -1;) {
		const close = endOfExpression(text, start + 3);
		const end = close === void 0 ? text.length : close + 2;
		expressions.push({
			start,
			end,
			isClosed: close !== void 0
		});
		start = text.indexOf("${{", end);
	}
	return expressions;
}
/** A number may be written in another way than it is said: the part is the whole of it. */
function asText({ value, parts, isDefault }) {
	const text = textOf(value);
	const [only] = parts;
	return {
		value: text,
		parts: only === void 0 ? [] : [{
			from: 0,
			to: text.length,
			origin: only.origin
		}],
		isDefault
	};
}
/** Where the `}}` is that ends an expression: not within a string. */
function endOfExpression(text, from) {
	const token = /'[^']*'|\}\}/g;
	token.lastIndex = from;
	for (let found = token.exec(text); found !== null; found = token.exec(text)) if (found[0] === "}}") return found.index;
}
function evaluateExpression(source, lookup, choices) {
	const tokens = tokenize(source);
	if (tokens === void 0) return unknownValue(source);
	return new Evaluator(tokens, source, lookup, choices).evaluate();
}
const TOKEN = /\s*(?:('(?:[^']|'')*')|([+-]?(?:0x[0-9a-f]+|\d+\.?\d*(?:e[+-]?\d+)?|\.\d+))|([a-z_][\w-]*)|(&&|\|\||[=!<>]=|[!<>()[\],.*]))/iy;
function tokenize(source) {
	const tokens = [];
	const ends = [];
	TOKEN.lastIndex = 0;
	const end = source.trimEnd().length;
	while (TOKEN.lastIndex < end) {
		const found = TOKEN.exec(source);
		if (found === null) return void 0;
		tokens.push(found[0].trim());
		ends.push(TOKEN.lastIndex);
	}
	return {
		tokens,
		ends
	};
}
/** `what`: the piece of an expression that is not in the file. */
function unknownValue(what) {
	return { unresolved: {
		reason: "expression",
		detail: `Only a run of the workflow can know ${require_base.short(what.trim())}.`
	} };
}
/** What is not there: no text. */
const NOTHING = {
	value: null,
	parts: [],
	isDefault: false
};
const FALSE = {
	value: false,
	parts: [],
	isDefault: false
};
/** Parentheses and negations go this deep. */
const DEEPEST$2 = 50;
var Evaluator = class {
	#tokens;
	#source;
	#lookup;
	#ends;
	#choices;
	#at = 0;
	#depth = 0;
	#isSkipped = false;
	constructor({ tokens, ends }, source, lookup, choices) {
		this.#tokens = tokens;
		this.#ends = ends;
		this.#source = source;
		this.#lookup = lookup;
		this.#choices = choices;
	}
	evaluate() {
		const value = this.#or();
		return this.#at === this.#tokens.length ? value : unknownValue(this.#source);
	}
	#take(...tokens) {
		const token = this.#tokens[this.#at];
		if (token === void 0 || !tokens.includes(token)) return void 0;
		this.#at++;
		return token;
	}
	/** `a || b`: an `a` that only a run knows is taken for unset, and `b` for its default. */
	#or() {
		let left = this.#and();
		while (this.#take("||") !== void 0) {
			const right = this.#right(isKnown(left) && isTruthy(left), () => this.#and());
			if (!isKnown(left)) left = isKnown(right) ? {
				...right,
				isDefault: true
			} : right;
			else if (!isTruthy(left)) left = decidedBy(left, right);
		}
		return left;
	}
	/** `a && b`: an `a` that only a run knows decides whether it is `b`, where somebody asks for both. */
	#and() {
		const start = this.#at;
		let left = this.#equality();
		for (let end = this.#at; this.#take("&&") !== void 0; end = this.#at) {
			const right = this.#right(isKnown(left) && !isTruthy(left), () => this.#equality());
			if (isKnown(left)) left = isTruthy(left) ? decidedBy(left, right) : left;
			else if (this.#choices !== void 0 && !this.#isSkipped && isKnown(right) && isTruthy(right)) left = holds(this.#between(start, end), this.#choices) ? right : NOTHING;
		}
		return left;
	}
	/** The right side of an operator. Where the left one has decided already, nothing in it is to be chosen. */
	#right(isDecided, read) {
		const before = this.#isSkipped;
		this.#isSkipped ||= isDecided;
		const right = read();
		this.#isSkipped = before;
		return right;
	}
	/** What stands from one token up to another, in one line. */
	#between(start, end) {
		return this.#source.slice(this.#ends[start - 1] ?? 0, this.#ends[end - 1]).replace(/\s+/g, " ").trim();
	}
	#equality() {
		let left = this.#unary();
		for (let operator = this.#comparison(); operator !== void 0; operator = this.#comparison()) {
			const right = this.#unary();
			const unknown = [left, right].find((value) => !isKnown(value));
			if (unknown !== void 0) left = unknown;
			else if (!isKnown(left) || !isKnown(right) || operator !== "==" && operator !== "!=") left = unknownValue(this.#source);
			else {
				const value = isEqual(left.value, right.value) === (operator === "==");
				left = {
					...FALSE,
					value,
					isDefault: left.isDefault || right.isDefault
				};
			}
		}
		return left;
	}
	#comparison() {
		return this.#take("==", "!=", "<", ">", "<=", ">=");
	}
	#unary() {
		if (this.#depth >= DEEPEST$2) return unknownValue(this.#source);
		this.#depth++;
		try {
			if (this.#take("!") !== void 0) {
				const value = this.#unary();
				return isKnown(value) ? {
					...FALSE,
					value: !isTruthy(value),
					isDefault: value.isDefault
				} : value;
			}
			if (this.#take("(") !== void 0) {
				const value = this.#or();
				return this.#take(")") === void 0 ? unknownValue(this.#source) : value;
			}
			return this.#primary();
		} finally {
			this.#depth--;
		}
	}
	#primary() {
		const token = this.#tokens[this.#at++];
		if (token === void 0) return unknownValue(this.#source);
		if (token.startsWith("'")) return {
			...FALSE,
			value: token.slice(1, -1).replaceAll("''", "'")
		};
		if (/^[+\-.\d]/.test(token)) return {
			...FALSE,
			value: Number(token)
		};
		if (!/^[a-z_]/i.test(token)) return unknownValue(this.#source);
		if (this.#take("(") !== void 0) return this.#call(token);
		const path = this.#path(token);
		if (path === void 0) return unknownValue(this.#source);
		if (path.length === 1 && /^(?:true|false|null)$/i.test(token)) return {
			...FALSE,
			value: token.toLowerCase() === "null" ? null : token.toLowerCase() === "true"
		};
		return this.#lookup(path);
	}
	#path(first) {
		const path = [first];
		for (;;) if (this.#take(".") !== void 0) {
			const name = this.#tokens[this.#at++];
			if (name === void 0 || !/^[a-z_]/i.test(name)) return void 0;
			path.push(name);
		} else if (this.#take("[") !== void 0) {
			const name = this.#tokens[this.#at++];
			if (name?.startsWith("'") !== true || this.#take("]") === void 0) return void 0;
			path.push(name.slice(1, -1));
		} else return path;
	}
	#call(name) {
		const values = [];
		while (this.#at < this.#tokens.length && this.#take(")") === void 0) {
			values.push(this.#or());
			if (this.#take(",") === void 0) {
				if (this.#take(")") === void 0) return unknownValue(this.#source);
				break;
			}
		}
		const unknown = values.find((value) => !isKnown(value));
		if (unknown !== void 0) return unknown;
		const known = values.filter(isKnown);
		const [template, ...rest] = known;
		if (name.toLowerCase() !== "format" || typeof template?.value !== "string") return unknownValue(this.#source);
		const value = formatted(template.value, rest);
		if (value === void 0) return unknownValue(this.#source);
		return {
			value,
			parts: [],
			isDefault: known.some((one) => one.isDefault)
		};
	}
};
/** What `format` makes of its first argument; undefined where that is longer than any name. */
function formatted(template, values) {
	const pieces = [];
	let length = 0;
	let at = 0;
	for (const { 0: mark, 1: number, index } of template.matchAll(/\{\{|\}\}|\{(\d+)\}/g)) {
		const value = number === void 0 ? mark.charAt(0) : textOf(values[Number(number)]?.value ?? null);
		pieces.push(template.slice(at, index), value);
		length += index - at + value.length;
		if (length > 2e3) return void 0;
		at = index + mark.length;
	}
	return pieces.join("") + template.slice(at);
}
/** Whether a condition holds by the choices that were made. */
function holds(condition, choices) {
	const known = choices.get(condition);
	if (known === void 0) choices.set(condition, true);
	return known ?? true;
}
/** The right side of an operator, where the left one makes it count: it is a default if either is. */
function decidedBy(left, right) {
	return isKnown(right) ? {
		...right,
		isDefault: right.isDefault || left.isDefault
	} : right;
}
function isTruthy({ value }) {
	return value !== null && value !== false && value !== 0 && value !== "";
}
/** Texts compare without regard to case; different types as numbers. */
function isEqual(left, right) {
	if (typeof left === "string" && typeof right === "string") return left.toLowerCase() === right.toLowerCase();
	if (typeof left === typeof right) return left === right;
	return Number(left ?? 0) === Number(right ?? 0);
}
function textOf(value) {
	return value === null ? "" : String(value);
}
// src/scan/neighbours/workflow/lookups.ts
/** `folder`: of an action, where a job that runs it finds the files of the action. */
function withActionPath(lookup, folder) {
	return (path) => {
		return path.join(".").toLowerCase() === "github.action_path" ? {
			value: folder,
			parts: [],
			isDefault: false
		} : lookup(path);
	};
}
var Lookups = class {
	#yaml;
	#file;
	#byFolded = new Map();
	/** `file`: of the document, where it is not the one that is scanned. */
	constructor(yaml, file) {
		this.#yaml = yaml;
		this.#file = file;
	}
	/** One way that a job runs. `given`: what the caller hands over; undefined: there is none. */
	of(given, matrix, combination) {
		const outer = (path) => {
			const [context, ...rest] = path.map((name) => name.toLowerCase());
			const isEvent = context === "github" && rest[0] === "event" && rest[1] === "inputs";
			const [input, ...more] = context === "inputs" ? rest : isEvent ? rest.slice(2) : [];
			const unknown = unknownValue(path.join("."));
			return input === void 0 || more.length > 0 ? unknown : this.#input(input, given, unknown);
		};
		return (path) => {
			if (path[0]?.toLowerCase() !== "matrix" || combination === void 0) return outer(path);
			const [, key = "", ...properties] = path.map((name) => name.toLowerCase());
			const unknown = unknownValue(path.join("."));
			const found = [...combination].find(([name]) => name.toLowerCase() === key);
			if (found === void 0) return matrix?.isOpen === true ? unknown : NOTHING;
			return this.#node(this.#property(found[1], properties), unknown, outer);
		};
	}
	/** What a text hands over: a single expression its value, whatever type that is of. */
	handed(text, lookup) {
		if (text.value.length > 2e3) return unknownValue(text.value);
		if (!text.value.includes("${{")) return this.#placed(text);
		const [, only] = /^\s*\$\{\{((?:[^}']|'[^']*'|\}(?!\}))*)\}\}\s*$/.exec(text.value) ?? [];
		const value = only === void 0 ? evaluateText(text.value, lookup) : evaluateExpression(only, lookup);
		if (!isKnown(value)) return value;
		const origin = {
			...text,
			file: this.#file
		};
		const { parts, isDefault } = withOrigin({
			...value,
			value: textOf(value.value)
		}, origin);
		return {
			value: value.value,
			parts,
			isDefault
		};
	}
	/** The values of a map by their keys in lower case. */
	folded(map) {
		const known = this.#byFolded.get(map);
		if (known !== void 0) return known;
		const folded = new Map(this.#yaml.entries(map).map(({ key, value }) => [key.value.toLowerCase(), value]));
		this.#byFolded.set(map, folded);
		return folded;
	}
	#property(node, properties) {
		let value = node;
		for (const name of properties) value = this.folded(value).get(name);
		return value;
	}
	/** The value of a node of a matrix; a property that is not there is null. */
	#node(node, unknown, lookup) {
		if (node === void 0) return NOTHING;
		const text = this.#yaml.text(node) ?? this.#yaml.textAt(node, "image");
		return text === void 0 ? unknown : this.handed(text, lookup);
	}
	/** What the caller gives; else the default of an input: of the event that starts this, as each has its own. */
	#input(name, given, unknown) {
		const handed = given?.get(name);
		if (handed !== void 0) return handed;
		const yaml = this.#yaml;
		const ofEvents = (given === void 0 ? ["workflow_dispatch", "workflow_call"] : ["workflow_call"]).map((event) => yaml.get(yaml.root, "on", event, "inputs"));
		let isOptional = false;
		for (const inputs of [...ofEvents, yaml.get(yaml.root, "inputs")]) {
			const node = this.#property(inputs, [name]);
			isOptional ||= node !== void 0 && yaml.textAt(node, "required")?.value !== "true";
			const text = yaml.textAt(node, "default");
			if (text === void 0 || text.value.length > 2e3 || text.value.includes("${{")) continue;
			return {
				...this.#placed(text),
				isDefault: true
			};
		}
		return given !== void 0 && isOptional ? NOTHING : unknown;
	}
	#placed(text) {
		const origin = {
			...text,
			file: this.#file
		};
		return {
			value: scalarOf(text),
			parts: [{
				from: 0,
				to: text.value.length,
				origin
			}],
			isDefault: false
		};
	}
};
/** Without quotes, `3.10` is the number 3.1, here as on GitHub. */
function scalarOf(text) {
	if (!text.isPlain) return text.value;
	if (/^(?:true|false)$/i.test(text.value)) return text.value.toLowerCase() === "true";
	return /^[-+]?(?:0x[0-9a-f]+|0o[0-7]+|(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?)$/i.test(text.value) ? Number(text.value) : text.value;
}
// src/scan/neighbours/workflow/matrix.ts
/** As many jobs as GitHub makes of one matrix. */
const MOST_JOBS = 256;
/** As many combinations as are made before `exclude` leaves some of them out. */
const MOST_COMBINED = 2048;
/**
* Combinations as GitHub makes them: the product of the lists, minus `exclude`, plus `include`. One empty combination
* where there is no matrix, or an expression makes it up.
*/
function readMatrix(scan, yaml, matrix) {
	if (!yaml.isMap(matrix)) return {
		combinations: [new Map()],
		isOpen: matrix !== void 0
	};
	return new MatrixReader(scan, yaml, matrix).read();
}
var MatrixReader = class {
	#scan;
	#yaml;
	#matrix;
	#shapes;
	constructor(scan, yaml, matrix) {
		this.#scan = scan;
		this.#yaml = yaml;
		this.#matrix = matrix;
		this.#shapes = new Shapes(yaml);
	}
	read() {
		const yaml = this.#yaml;
		const isOpen = yaml.textAt(this.#matrix, "include") !== void 0;
		const axes = yaml.entries(this.#matrix).filter(({ key }) => key.value !== "include" && key.value !== "exclude");
		if (axes.length > 100) return this.#refused("unreadable", `more than 100 lists are not combined`);
		const lists = axes.map(({ key, value }) => {
			const items = yaml.items(value);
			return [key.value, items.length > 0 ? items : [value]];
		});
		const product = lists.length === 0 ? [] : combinationsOf(lists, MOST_COMBINED);
		const included = yaml.items(yaml.get(this.#matrix, "include")).map((entry) => yaml.entries(entry));
		const excluded = yaml.items(yaml.get(this.#matrix, "exclude")).map((entry) => yaml.entries(entry));
		if (!this.#isAffordable(product, [...included, ...excluded])) return {
			combinations: [new Map()],
			isOpen: true
		};
		const combinations = product.filter((each) => !excluded.some((entry) => this.#agree(each, entry, false)));
		this.#include(combinations, included);
		if (combinations.length > MOST_JOBS) this.#refused("abort", `GitHub makes no more than ${MOST_JOBS} jobs of a matrix, and refuses this one`);
		else if (countOf(lists) > MOST_COMBINED) this.#refused("unreadable", `of the combinations of a matrix, no more than ${MOST_COMBINED} are looked at`);
		return {
			combinations: isOpen && combinations.length === 0 ? [new Map()] : combinations.slice(0, MOST_JOBS),
			isOpen
		};
	}
	/** As much as each combination is compared with each entry of `include` and `exclude`. */
	#isAffordable(product, entries) {
		const keys = entries.reduce((sum, entry) => sum + entry.length, 0);
		const work = Math.ceil(product.length * keys / 100);
		return this.#scan.budget.take("jobs", product.length + entries.length + work, this.#yaml.startOf(this.#matrix));
	}
	#include(combinations, included) {
		const original = combinations.map((combination) => new Map(combination));
		for (const entry of included) {
			let isAdded = false;
			for (const [index, values] of original.entries()) {
				if (!this.#agree(values, entry, true)) continue;
				for (const { key, value } of entry) combinations[index]?.set(key.value, value);
				isAdded = true;
			}
			if (!isAdded) combinations.push(new Map(entry.map(({ key, value }) => [key.value, value])));
		}
	}
	/** Whether a combination has what an entry says. `orNone`: a key that it has not is no matter. */
	#agree(combination, entry, orNone) {
		return entry.every(({ key, value }) => {
			const own = combination.get(key.value);
			if (own === void 0) return orNone;
			return this.#shapes.of(own) === this.#shapes.of(value);
		});
	}
	#refused(kind, why) {
		this.#scan.problem(this.#yaml.startOf(this.#matrix), kind, `${why[0].toUpperCase()}${why.slice(1)}.`);
		return {
			combinations: [new Map()],
			isOpen: true
		};
	}
};
/** Lists and maps within one another, this deep; deeper ones are equal to nothing but themselves. */
const DEEPEST$1 = 50;
/** Numbers that are the same for equal values. Each node is looked at once, however often anchors lead to it. */
var Shapes = class {
	#yaml;
	#byNode = new Map();
	#byContent = new Map();
	constructor(yaml) {
		this.#yaml = yaml;
	}
	of(node, depth = 0) {
		const known = this.#byNode.get(node);
		if (known !== void 0) return known;
		const own = this.#numberOf(`node ${this.#byNode.size}`);
		this.#byNode.set(node, own);
		if (depth > DEEPEST$1) return own;
		const shape = this.#numberOf(this.#contentOf(node, depth + 1));
		this.#byNode.set(node, shape);
		return shape;
	}
	#contentOf(node, depth) {
		const yaml = this.#yaml;
		const text = yaml.text(node);
		if (text !== void 0) return JSON.stringify(text.value);
		if (!yaml.isMap(node)) return `[${yaml.items(node).map((item) => this.of(item, depth)).join()}]`;
		return `{${yaml.entries(node).map(({ key, value }) => `${JSON.stringify(key.value)}:${this.of(value, depth)}`).sort().join()}}`;
	}
	#numberOf(content) {
		const number = this.#byContent.get(content) ?? this.#byContent.size;
		this.#byContent.set(content, number);
		return number;
	}
};
// src/scan/neighbours/workflow/callers.ts
/** Who calls the workflows and actions of a repository, and with which inputs. */
/** As many ways to call one file as are told apart. */
const MOST_WAYS$1 = 256;
/** GitHub calls workflows of workflows this deep. */
const DEEPEST = 10;
const WORKFLOW = /^(?:.+\/)?\.(?:github|gitea|forgejo)\/workflows\/[^/]+\.ya?ml$/;
const ACTION = /(?:^|\/)action\.ya?ml$/;
const byTree = new WeakMap();
/** Of all of a repository, read once. */
function callersOf(tree) {
	const callers = byTree.get(tree) ?? new Callers(tree);
	byTree.set(tree, callers);
	return callers;
}
var Callers = class {
	#tree;
	#calls = new Map();
	#cut = new Set();
	#ways = new Map();
	constructor(tree) {
		this.#tree = tree;
		for (const file of tree.files) if (WORKFLOW.test(file) || ACTION.test(file)) this.#read(file);
	}
	/**
	* The inputs of each way in which a workflow or an action is called; undefined for a run that no file of the
	* repository starts, which there is where nothing calls it or other events start it as well.
	*/
	waysTo(file, yaml, depth = 0) {
		const known = this.#ways.get(file);
		if (known !== void 0) return known;
		const calls = this.#calls.get(file) ?? [];
		if (calls.length === 0 || depth === DEEPEST) return [void 0];
		this.#ways.set(file, [void 0]);
		const ways = new Map();
		if (isStartedAlone(file, yaml)) ways.set("", void 0);
		for (const call of calls) {
			if (ways.size > MOST_WAYS$1) break;
			for (const given of this.#given(call, depth + 1)) ways.set(keyOf(given), given);
		}
		if (ways.size > MOST_WAYS$1) this.#cut.add(file);
		const all = [...ways.values()].slice(0, MOST_WAYS$1);
		this.#ways.set(file, all);
		return all;
	}
	/** Whether there are more ways than are told apart. */
	isCut(file) {
		return this.#cut.has(file);
	}
	/** What a call hands over: for each way to its own file, and each job of its matrix. */
	#given({ source, yaml, node, job }, depth) {
		const lookups = new Lookups(yaml, source);
		const matrix = readMatrix(new require_scan.FileScanner(source.path, source.text, "workflow"), yaml, yaml.get(job, "strategy", "matrix"));
		const inputs = [...lookups.folded(yaml.get(node, "with"))];
		const all = [];
		for (const outer of this.waysTo(source.path, yaml, depth)) for (const combination of matrix.combinations) {
			if (all.length === MOST_WAYS$1) return all;
			const lookup = lookups.of(outer, matrix, combination);
			const handed = inputs.flatMap(([name, value]) => {
				const text = yaml.text(value);
				return text === void 0 ? [] : [[name, lookups.handed(text, lookup)]];
			});
			all.push(new Map(handed));
		}
		return all;
	}
	#read(file) {
		const text = this.#tree.read(file);
		if (text === void 0 || !/uses["']?\s*:\s*["']?\.\//.test(text)) return;
		const source = require_base.sourceText(file, text);
		for (const yaml of readYaml(new require_scan.FileScanner(file, text, "workflow"))) {
			for (const { value: job } of yaml.entries(yaml.get(yaml.root, "jobs"))) {
				this.#note({
					source,
					yaml,
					node: job,
					job
				});
				for (const node of yaml.items(yaml.get(job, "steps"))) this.#note({
					source,
					yaml,
					node,
					job
				});
			}
			for (const node of yaml.items(yaml.get(yaml.root, "runs", "steps"))) this.#note({
				source,
				yaml,
				node,
				job: node
			});
		}
	}
	#note(call) {
		const uses = call.yaml.textAt(call.node, "uses")?.value ?? "";
		if (!uses.startsWith("./")) return;
		const path = node_path.posix.join(rootOf$1(call.source.path), uses);
		const file = [
			path,
			node_path.posix.join(path, "action.yml"),
			node_path.posix.join(path, "action.yaml")
		].find((one) => (WORKFLOW.test(one) || ACTION.test(one)) && this.#tree.read(one) !== void 0);
		if (file === void 0) return;
		const calls = this.#calls.get(file) ?? [];
		if (calls.length === 0) this.#calls.set(file, calls);
		calls.push(call);
	}
};
/** The folder that paths of a workflow start from; those of an action start from the root of the repository. */
function rootOf$1(file) {
	const at = file.search(/(?<![^/])\.(?:github|gitea|forgejo)\/workflows\//);
	return at === -1 ? "" : file.slice(0, at);
}
/** Other events may start a workflow, and other repositories use an action at the root. */
function isStartedAlone(file, yaml) {
	if (!WORKFLOW.test(file)) return !file.includes("/");
	const on = yaml.get(yaml.root, "on");
	return [...[on, ...yaml.items(on)].flatMap((node) => yaml.text(node)?.value ?? []), ...yaml.entries(on).map(({ key }) => key.value)].some((event) => event !== "workflow_call");
}
function keyOf(given) {
	const inputs = Array.from(given, ([name, value]) => {
		const places = isKnown(value) ? value.parts.map(({ origin }) => [origin.file?.path, origin.start]) : [];
		return [
			name,
			isKnown(value) ? value.value : value,
			places
		];
	});
	return JSON.stringify(inputs);
}
// src/scan/neighbours/workflow/checkouts.ts
/** Where a job has which repository. */
/** The place of a file of the job in its repository, and of which that is, where it is not that of the workflow. */
function fromCheckouts(checkouts, file) {
	const path = node_path.posix.normalize(file);
	const depth = (checkout) => checkout.path === "." ? 0 : checkout.path.length + 1;
	let around;
	for (const checkout of checkouts) {
		if (depth(checkout) > 0 && !path.startsWith(`${checkout.path}/`)) continue;
		if (around === void 0 || depth(checkout) >= depth(around)) around = checkout;
	}
	return around === void 0 ? { path } : {
		path: path.slice(depth(around)),
		repository: around.repository
	};
}
/** What a step of actions/checkout fetches. */
function checkoutOf(input) {
	const repository = input("repository")?.value;
	const isOwn = repository === void 0 || /^\$\{\{\s*github\.repository\s*\}\}$/.test(repository.trim());
	return {
		path: node_path.posix.normalize(input("path")?.value ?? ".").replace(/(?<=.)\/$/, ""),
		repository: isOwn ? void 0 : repository
	};
}
// src/scan/neighbours/workflow/builds.ts
/** The builds that steps of docker/build-push-action define, and the file that one of docker/bake-action names. */
/** The repository at the commit of the run, as a context: docker/build-push-action's own word for it, and its URL. */
const OWN_CONTEXT = /^(?:\{\{\s*defaultContext\s*\}\}|(?:https:\/\/github\.com|\$\{\{\s*github\.server_url\s*\}\})\/\$\{\{\s*github\.repository\s*\}\}(?:\.git)?(?:#(?:\$\{\{[^}]*\}\}|[^:$])*)?)(?::([\s\S]*))?$/;
/** Hands the builds of a step to the Dockerfiles that they build; false where one of those is not read. */
function handBuilds(scan, step, { tree, options }) {
	let isRead = options.kinds.dockerfile !== false;
	const root = rootOf(scan);
	for (const lookup of step.runs) {
		const build = new StepBuild(scan, step, lookup);
		const below = build.path();
		if (below === void 0) {
			isRead = false;
			continue;
		}
		const path = [root, ...below];
		const found = require_scan.pathInRepository(path);
		if (typeof found === "string" || tree.read(found.path) === void 0) isRead = false;
		scan.build(step.start, path, build.asked(), tree);
	}
	return isRead;
}
/**
* Follows the file that a step of docker/bake-action names, whatever it is called. Of several that are known, which bake
* reads as one, none is.
*/
function followBakeFile(scan, step, { tree }) {
	for (const lookup of step.runs) {
		const build = new StepBuild(scan, step, lookup);
		const [file, ...others] = build.bakeFiles();
		const folder = build.folder();
		if (file === void 0 || others.length > 0 || folder === void 0) continue;
		const value = file.replace(/^cwd:\/\//, "");
		const start = step.input("files")?.start ?? step.start;
		if (/\.(?:hcl|json)$/.test(value)) scan.follow("bake", {
			start,
			value
		}, node_path.posix.join(rootOf(scan), folder), tree);
	}
}
/** The folder of the repository that a workflow is in. The files of an action are elsewhere than those of the job that runs it. */
function rootOf({ file }) {
	return file.slice(0, Math.max(0, file.lastIndexOf(".github/workflows/")));
}
/** One way in which a step runs. */
var StepBuild = class {
	#scan;
	#step;
	#lookup;
	constructor(scan, step, lookup) {
		this.#scan = scan;
		this.#step = step;
		this.#lookup = lookup;
	}
	/** The parts of the Dockerfile's path; undefined where only a run can know it. */
	path() {
		const own = OWN_CONTEXT.exec(this.#step.input("context")?.value ?? "{{defaultContext}}");
		const isOwn = own !== null;
		const context = isOwn ? this.#evaluated(own[1] ?? "") : this.#plain("context");
		const file = this.#plain("file");
		if (context === void 0 || file === void 0) return void 0;
		if (isOwn || context === "") return [context === "" ? "." : context, file === "" ? "Dockerfile" : file];
		if (require_scan.pathInRepository([context]) === "remote") return [context, file];
		const { path, repository } = fromCheckouts(this.#step.checkouts, file === "" ? `${context}/Dockerfile` : file);
		return repository === void 0 ? [path] : [`https://github.com/${repository}`, path];
	}
	asked() {
		const { job } = this.#step;
		const target = this.#step.input("target");
		const stage = target && this.#evaluate(target);
		const isNone = stage === void 0 || isKnown(stage) && stage.value.trim() === "";
		const contexts = Array.from(this.#pairs("build-contexts"), ([name, { text, value }]) => {
			return [name, this.#context(text, value)];
		});
		const args = Array.from(this.#pairs("build-args"), ([name, { text, value }]) => {
			return [name, buildValue(this.#scan, text, value, contextOf(job))];
		});
		return {
			name: job === void 0 ? "action" : `job ${job}`,
			args: new Map(args),
			contexts: new Map(contexts),
			platforms: (this.#plain("platforms") ?? "").split(/[\n,]/).flatMap((platform) => platform.trim() || []),
			...!isNone && { target: buildValue(this.#scan, target, stage, contextOf(job)) }
		};
	}
	/** The files that a step of docker/bake-action names, as far as they are known. */
	bakeFiles() {
		const files = this.#step.input("files");
		return (files === void 0 ? [] : require_scan.splitText(files, /[\n,]/g)).flatMap(({ value, start }) => this.#evaluated(value, start) ?? []);
	}
	/** Where docker/bake-action runs, from the root of the repository; undefined where it is not there, or not known. */
	folder() {
		const own = OWN_CONTEXT.exec(this.#step.input("source")?.value ?? ".");
		const below = own === null ? this.#plain("source") : this.#evaluated(own[1] ?? "");
		const folder = this.#plain("workdir");
		if (below === void 0 || folder === void 0 || require_scan.pathInRepository([below]) === "remote") return void 0;
		return node_path.posix.join(below, folder);
	}
	#context(text, value) {
		if (!isKnown(value)) return { image: buildValue(this.#scan, text, value, contextOf(this.#step.job), "context") };
		const scheme = /^docker-image:\/\//i.exec(value.value)?.[0].length;
		if (scheme === void 0) return "no image";
		const image = text.value.toLowerCase().startsWith("docker-image://") ? require_scan.subtext(text, scheme) : text;
		return { image: buildValue(this.#scan, image, cutComposed(value, scheme), contextOf(this.#step.job), "context") };
	}
	/** The lines `NAME=VALUE` of an input; a name alone takes its value from the environment of the step. */
	#pairs(input) {
		const pairs = new Map();
		const text = this.#step.input(input);
		for (const line of text === void 0 ? [] : require_scan.splitText(text, /\n/g)) {
			const bare = /^"[^"]*"$/.test(line.value) ? require_scan.subtext(line, 1, line.value.length - 1) : line;
			const [start, name] = /^([^=$]+)=/.exec(bare.value) ?? [];
			if (start !== void 0 && name !== void 0) {
				const value = require_scan.subtext(bare, start.length);
				pairs.set(name, {
					text: value,
					value: this.#evaluate(value)
				});
				continue;
			}
			const whole = this.#evaluate(bare);
			if (isKnown(whole)) this.#addLines(pairs, bare, whole);
		}
		return pairs;
	}
	/** What an expression gives may be several lines. */
	#addLines(pairs, text, whole) {
		for (const { 0: line, index } of whole.value.matchAll(/[^\n]+/g)) {
			const [start, name] = /^\s*([^=]+)=/.exec(line) ?? [];
			if (start === void 0 || name === void 0) {
				const value = this.#lookup(["env", line.trim()]);
				pairs.set(line.trim(), {
					text,
					value: isKnown(value) ? {
						...value,
						value: textOf(value.value)
					} : value
				});
				continue;
			}
			const rest = cutComposed(whole, index + start.length);
			const length = line.trimEnd().length - start.length;
			const cut = rest.parts.filter(({ from }) => from < length).map((part) => ({
				...part,
				to: Math.min(part.to, length)
			}));
			pairs.set(name, {
				text,
				value: {
					...rest,
					value: rest.value.slice(0, length),
					parts: cut
				}
			});
		}
	}
	/** The text of an input, "" where it is not given; undefined where only a run can know it. */
	#plain(name) {
		const text = this.#step.input(name);
		return text === void 0 ? "" : this.#evaluated(text.value, text.start);
	}
	#evaluated(text, at = this.#step.start) {
		const value = whyNotWorkedOut(text, this.#scan.budget, at) ?? evaluateText(text, this.#lookup);
		return isKnown(value) ? value.value.trim() : void 0;
	}
	#evaluate(text) {
		if (!text.value.includes("${{")) return literal$2(text.value);
		return whyNotWorkedOut(text.value, this.#scan.budget, text.start) ?? evaluateText(text.value, this.#lookup);
	}
};
function contextOf(job) {
	return job === void 0 ? {} : { job };
}
// src/scan/neighbours/workflow/environment.ts
/** The variables that a workflow, a job and a step set in their `env`. */
/** A lookup that knows `env` as well, as far as it is written in the file and no command sets it anew. */
function withEnvironment(lookup, environment) {
	return (path) => {
		const [context = "", name = ""] = path;
		const text = context.toLowerCase() === "env" && path.length === 2 ? environment.value(name) : void 0;
		if (text === void 0) return lookup(path);
		if (text.value.length > 2e3 || environment.written.includes(`${name}=`)) return unknownValue(path.join("."));
		const composed = !text.value.includes("${{") ? literal$2(textOf(scalarOf(text))) : evaluateText(text.value, lookup);
		return isKnown(composed) ? withOrigin(composed, text) : composed;
	};
}
// src/scan/neighbours/workflow/ways.ts
/** The values that a text may have, by conditions that only a run of the workflow can know. */
/** More ways than that are not told apart. */
const MOST_WAYS = 16;
/**
* Each value that a text may have, with the conditions of its own: `${{ github.ref == 'x' && 'a:1' || 'b:1' }}` has two. Where
* there are more than `MOST_WAYS`, none is known.
*/
function evaluateWays(text, lookup) {
	const values = [];
	const open = [[]];
	for (let begun = open.pop(); begun !== void 0; begun = open.pop()) {
		if (values.length === MOST_WAYS) return [unknownValue(text)];
		const choices = new Map(begun);
		const value = evaluateText(text, lookup, choices);
		const made = [...choices];
		const conditions = made.map(([condition, holds]) => holds ? condition : `not (${condition})`);
		values.push(isKnown(value) ? {
			...value,
			conditions
		} : value);
		const added = made.slice(begun.length);
		open.push(...added.map(([condition], at) => [...made.slice(0, begun.length + at), [condition, false]]));
	}
	return values;
}
// src/scan/neighbours/workflow/index.ts
/** GitHub workflows and actions. */
var workflow_exports = require_rolldown_runtime.__exportAll({ scanWorkflow: () => scanWorkflow });
/**
* Containers and services of jobs, `uses: docker://` of steps, the image of a Docker action, and the contexts and
* scanners that steps hand to docker/build-push-action and docker/bake-action. Literal matrices and the defaults of
* inputs are worked out; any other expression is unresolved.
*/
function scanWorkflow(file, text, around) {
	const scan = new require_scan.FileScanner(file, text, "workflow");
	for (const document of readYaml(scan)) new WorkflowScanner(scan, document, around).scan();
	return scan.result();
}
var WorkflowScanner = class {
	#scan;
	#yaml;
	#around;
	#lookups;
	/** The inputs of each way in which the file is called. */
	#ways;
	constructor(scan, yaml, around) {
		this.#scan = scan;
		this.#yaml = yaml;
		this.#around = around;
		this.#lookups = new Lookups(yaml);
		const callers = callersOf(around.tree);
		this.#ways = callers.waysTo(scan.file, yaml);
		if (callers.isCut(scan.file)) {
			const message = `Of the ways in which this file is called, no more than ${this.#ways.length} are looked at: others may run other images.`;
			scan.problem(0, "unreadable", message);
		}
	}
	scan() {
		const yaml = this.#yaml;
		for (const { key, value } of yaml.entries(yaml.get(yaml.root, "jobs"))) this.#job(key.value, value);
		const runs = yaml.get(yaml.root, "runs");
		const image = yaml.textAt(runs, "image");
		if (yaml.textAt(runs, "using")?.value.toLowerCase() === "docker" && image !== void 0) {
			this.#dockerScheme(image, "image", {});
			if (!/^docker:/i.test(image.value)) this.#scan.build(image.start, [node_path.posix.dirname(this.#scan.file), image.value], { name: "action" }, this.#around.tree);
		}
		const folder = node_path.posix.dirname(this.#scan.file);
		const ways = this.#ways.map((given) => withActionPath(this.#lookups.of(given), folder));
		this.#steps(yaml.get(runs, "steps"), {}, ways, []);
	}
	#job(job, node) {
		const yaml = this.#yaml;
		const matrix = readMatrix(this.#scan, yaml, yaml.get(node, "strategy", "matrix"));
		const runs = this.#ways.flatMap((given) => {
			return matrix.combinations.map((combination) => this.#lookups.of(given, matrix, combination));
		});
		this.#called(yaml.textAt(node, "uses"));
		const container = yaml.get(node, "container");
		const image = yaml.text(container) ?? yaml.textAt(container, "image");
		this.#image(image, "image", { job }, runs, "docker", this.#platform(container));
		const services = yaml.get(node, "services");
		const whole = yaml.text(services);
		if (whole?.value.includes("${{") === true) this.#image(whole, "service", { job }, runs, "docker");
		for (const { key, value } of [...yaml.entries(container), ...yaml.entries(services)]) if (key.value.includes("${{")) this.#image(yaml.text(value), "service", { job }, runs, "docker");
		for (const { key, value } of yaml.entries(services)) {
			if (key.value.includes("${{")) continue;
			const context = {
				job,
				service: key.value
			};
			const service = yaml.text(value) ?? yaml.textAt(value, "image");
			this.#image(service, "service", context, runs, "docker", this.#platform(value));
		}
		this.#steps(yaml.get(node, "steps"), { job }, runs, [yaml.get(yaml.root, "env"), yaml.get(node, "env")]);
	}
	/** A workflow of the same commit: GitHub refuses the whole file where it is not there. */
	#called(uses) {
		const [, path] = /^\.\/(\.github\/workflows\/[^/]+)$/.exec(uses?.value ?? "") ?? [];
		const at = this.#scan.file.lastIndexOf(".github/workflows/");
		if (uses === void 0 || path === void 0 || at === -1) return;
		if (this.#around.tree.read(this.#scan.file.slice(0, at) + path) === void 0) this.#scan.missingFile(uses.start, uses.value);
	}
	/** `environments`: the `env` around the steps, outermost first. */
	#steps(steps, context, runs, environments) {
		const yaml = this.#yaml;
		const checkouts = [];
		const texts = yaml.items(steps).map((step) => yaml.textAt(step, "run")?.value ?? "");
		const written = texts.filter((text) => text.includes("GITHUB_ENV")).join("\n");
		for (const step of yaml.items(steps)) {
			const uses = yaml.textAt(step, "uses");
			if (uses === void 0) continue;
			this.#dockerScheme(uses, "uses", context);
			const inputs = this.#lookups.folded(yaml.get(step, "with"));
			const input = (name) => yaml.text(inputs.get(name));
			if (/^actions\/checkout@/i.test(uses.value)) checkouts.push(checkoutOf(input));
			if (context.job !== void 0) this.#localAction(uses, checkouts, texts);
			const [, action] = /^docker\/(build-push|bake)-action@/i.exec(uses.value) ?? [];
			if (action === void 0) continue;
			const nodes = [...environments, yaml.get(step, "env")];
			const variables = new Map(nodes.flatMap((node) => yaml.entries(node).map(({ key, value }) => [key.value, value])));
			const environment = {
				value: (name) => yaml.text(variables.get(name)),
				written
			};
			const own = runs.map((lookup) => withEnvironment(lookup, environment));
			const build = {
				start: uses.start,
				job: context.job,
				input,
				runs: own,
				checkouts: [...checkouts]
			};
			const isBake = action.toLowerCase() === "bake";
			if (isBake) followBakeFile(this.#scan, build, this.#around);
			if (isBake || !handBuilds(this.#scan, build, this.#around)) for (const named of listOf(input("build-contexts"))) this.#image(contextImage(named), "context", context, own, "buildkit");
			this.#scanners(input, context);
		}
	}
	/** An action of the same commit, unless a checkout of another repository or a command brings it. */
	#localAction({ start, value }, checkouts, commands) {
		if (!value.startsWith("./") || commands.some((text) => text.includes(value.slice(2)))) return;
		const { path, repository } = fromCheckouts(checkouts, value);
		const folder = node_path.posix.join(rootOf$1(this.#scan.file), path);
		const isThere = [
			"action.yml",
			"action.yaml",
			"Dockerfile"
		].map((name) => node_path.posix.join(folder, name)).some((file) => this.#around.tree.read(file) !== void 0);
		if (repository === void 0 && !isThere) this.#scan.missingFile(start, value);
	}
	/** The scanners of bills of materials. */
	#scanners(input, context) {
		const scanners = [...listOf(input("sbom")).map((text) => sbomScanner(text, "sbom")), ...listOf(input("attests")).map((text) => sbomScanner(text, "attestation"))];
		for (const scanner of scanners) {
			if (scanner === void 0 || scanner.text.value.includes("${{")) continue;
			const resolution = {
				image: scanner.image,
				confidence: "exact"
			};
			this.#scan.found(scanner.text, "scanner", context, resolution, { engine: "buildkit" });
		}
	}
	/** Places where only `docker://` makes an image of the text. */
	#dockerScheme(text, kind, context) {
		const image = withoutDockerScheme(text);
		if (image === text || image.value === "") return;
		this.#scan.found(image, kind, context, {
			image: image.value,
			confidence: "exact"
		}, { engine: "docker" });
	}
	/** A text that may hold expressions: worked out for each way that its job runs. An empty one is no container. */
	#image(text, kind, context, runs, engine, platform) {
		if (text === void 0 || text.value.trim() === "") return;
		const image = withoutDockerScheme(text);
		if (!image.value.includes("${{")) {
			this.#scan.found(image, kind, context, {
				image: image.value.trim(),
				confidence: "exact"
			}, {
				engine,
				platform
			});
			return;
		}
		const values = [];
		for (const lookup of runs) {
			const refused = whyNotWorkedOut(image.value, this.#scan.budget, text.start);
			values.push(...refused === void 0 ? evaluateWays(image.value, lookup) : [refused]);
			if (refused !== void 0) break;
		}
		addComposed(this.#scan, {
			text,
			kind,
			context,
			facts: {
				engine,
				platform
			}
		}, values);
	}
	/** `--platform` among the options of `docker create`; what an expression makes of it is not looked into. */
	#platform(container) {
		const options = this.#yaml.textAt(container, "options")?.value ?? "";
		const asked = options.length > 2e3 ? void 0 : require_scan.lastOption(require_scan.runOptions(require_scan.shellWords(options)), "platform");
		return asked?.isOpen === true ? void 0 : asked?.text;
	}
};
/** The lines of an input that takes a list. */
function listOf(text) {
	return text === void 0 ? [] : require_scan.splitText(text, /\n/g);
}
Object.defineProperty(exports, "apptainer_exports", {
	enumerable: true,
	get: function() {
		return apptainer_exports;
	}
});
Object.defineProperty(exports, "bake_exports", {
	enumerable: true,
	get: function() {
		return bake_exports;
	}
});
Object.defineProperty(exports, "circleci_exports", {
	enumerable: true,
	get: function() {
		return circleci_exports;
	}
});
Object.defineProperty(exports, "compose_exports", {
	enumerable: true,
	get: function() {
		return compose_exports;
	}
});
Object.defineProperty(exports, "cwl_exports", {
	enumerable: true,
	get: function() {
		return cwl_exports;
	}
});
Object.defineProperty(exports, "devcontainer_exports", {
	enumerable: true,
	get: function() {
		return devcontainer_exports;
	}
});
Object.defineProperty(exports, "gitlab_exports", {
	enumerable: true,
	get: function() {
		return gitlab_exports;
	}
});
Object.defineProperty(exports, "gitpod_exports", {
	enumerable: true,
	get: function() {
		return gitpod_exports;
	}
});
Object.defineProperty(exports, "kubernetes_exports", {
	enumerable: true,
	get: function() {
		return kubernetes_exports;
	}
});
Object.defineProperty(exports, "module_metadata_exports", {
	enumerable: true,
	get: function() {
		return module_metadata_exports;
	}
});
Object.defineProperty(exports, "scanModuleMetadata", {
	enumerable: true,
	get: function() {
		return scanModuleMetadata;
	}
});
Object.defineProperty(exports, "snakemake_exports", {
	enumerable: true,
	get: function() {
		return snakemake_exports;
	}
});
Object.defineProperty(exports, "wdl_exports", {
	enumerable: true,
	get: function() {
		return wdl_exports;
	}
});
Object.defineProperty(exports, "workflow_exports", {
	enumerable: true,
	get: function() {
		return workflow_exports;
	}
});
