const require_rolldown_runtime = require("./rolldown-runtime.js");
const require_base = require("./base.js");
const require_scan = require("./scan.js");
let node_path = require("node:path");
let node_fs = require("node:fs");
// src/policy/shapes/shape.ts
/**
* Shapes: one definition of a setting drives the strict reader, the JSON Schema and the documentation.
* A reader never stops at the first problem; it notes each with its place and gives undefined for what it cannot use.
*/
/** One of a closed set of words. */
function choice(words) {
	return {
		words: words.map((word) => `\`${word}\``).join(", "),
		schema: { enum: words },
		read(tree, reading) {
			const text = tree.kind === "scalar" ? tree.text : void 0;
			const found = words.find((word) => word === text);
			if (found !== void 0) return found;
			if (text === void 0) return wrongKind(tree, reading, `one of ${words.join(", ")}`);
			return reading.problems.add(tree.at, () => `${reading.path}: "${require_base.short(text)}" is not known here${require_base.suggestion(text, words)}`);
		}
	};
}
/** The JSON Schema of a text that may be written without quotes: a number and a boolean are one, too. */
function textSchema(constraints = {}) {
	return {
		type: [
			"string",
			"number",
			"boolean"
		],
		minLength: 1,
		...constraints
	};
}
/** A non-empty text. Numbers and dates count as the text that was written. */
const text = {
	words: "a text",
	schema: textSchema(),
	read(tree, reading) {
		if (tree.kind === "scalar" && tree.value !== null && tree.text !== "") return tree.text;
		return wrongKind(tree, reading, "a text");
	}
};
const flag = {
	words: "`true` or `false`",
	schema: { type: "boolean" },
	read(tree, reading) {
		if (tree.kind === "scalar" && typeof tree.value === "boolean") return tree.value;
		return wrongKind(tree, reading, "true or false");
	}
};
/** A text that `parse` turns into a value, or into `{ error }`: a sentence that says what to write instead. */
function parsed(words, schema, parse, write) {
	return {
		words,
		schema,
		...write !== void 0 && { write },
		read(tree, reading) {
			const written = text.read(tree, reading);
			if (written === void 0) return void 0;
			const result = parse(written);
			if ("value" in result) return result.value;
			return reading.problems.add(tree.at, `${reading.path}: ${result.error}`);
		}
	};
}
/** A list; what cannot be used is left out and noted. */
function list(item, words, limits = {}) {
	const atLeast = limits.atLeast ?? 0;
	const write = item.write?.bind(item);
	return {
		words,
		get schema() {
			return {
				type: "array",
				items: item.schema,
				...atLeast > 0 && { minItems: atLeast }
			};
		},
		read(tree, reading) {
			if (tree.kind !== "list") return wrongKind(tree, reading, `${words}; write [ \u2026 ] or one "- " line each`);
			if (tree.items.length < atLeast) return reading.problems.add(tree.at, `${reading.path}: the list is empty; give ${words}`);
			return tree.items.flatMap((entry, index) => {
				const value = item.read(entry, {
					...reading,
					path: `${reading.path}[${index}]`
				});
				return value === void 0 ? [] : [value];
			});
		},
		...write !== void 0 && { write: (values) => values.map((value) => write(value)) }
	};
}
/** A map with free keys. `keys` says what is wrong with one, and what a schema can say of it. */
function record(value, words, keys) {
	const write = value.write?.bind(value);
	return {
		words,
		get schema() {
			return {
				type: "object",
				...keys && { propertyNames: keys.schema },
				additionalProperties: value.schema
			};
		},
		read(tree, reading) {
			if (tree.kind !== "map") return wrongKind(tree, reading, words);
			const entries = tree.entries.flatMap((entry) => {
				const fault = keys?.fault(entry.key);
				if (fault !== void 0) reading.problems.add(entry.at, `${reading.path}: ${fault}`);
				const read = value.read(entry.value, {
					...reading,
					path: join$2(reading.path, entry.key)
				});
				return read === void 0 ? [] : [[entry.key, read]];
			});
			return Object.fromEntries(entries);
		},
		...write !== void 0 && { write: (values) => Object.fromEntries(Object.entries(values).map(([key, one]) => [key, write(one)])) }
	};
}
/** A map whose keys are of a closed set. */
function closedRecord(keys, value, words) {
	const free = record(value, words);
	return {
		words,
		get schema() {
			return {
				type: "object",
				additionalProperties: false,
				properties: Object.fromEntries(keys.map((key) => [key, value.schema]))
			};
		},
		read(tree, reading) {
			if (tree.kind !== "map") return wrongKind(tree, reading, words);
			for (const { key, at } of tree.entries) if (!keys.some((known) => known === key)) reading.problems.add(at, () => unknownKey(key, reading.path, keys));
			return free.read(tree, reading);
		}
	};
}
/** Any value, as YAML has it. */
const anything$1 = {
	words: "any value",
	schema: {},
	read: (tree) => plain(tree)
};
/** The message for a key that nobody knows here. */
function unknownKey(key, path, known, refused = {}) {
	const reason = Object.hasOwn(refused, key) ? refused[key] : void 0;
	if (key === "<<") return `merge keys ("<<") are not of YAML 1.2${path === "" ? "" : ` (in ${path})`}; write the keys out`;
	if (reason !== void 0) return `"${require_base.short(key)}" does not belong in a policy: ${reason}`;
	return `unknown key "${require_base.short(key)}"${path === "" ? "" : ` in ${path}`}${require_base.suggestion(key, known)}`;
}
/** Notes that a value is of another kind than `wanted`. An absent value (`key:` and nothing) is said to be so. */
function wrongKind(tree, reading, wanted) {
	const what = reading.path === "" ? `the ${reading.problems.what}` : reading.path;
	return reading.problems.add(tree.at, `${what} must be ${wanted.replaceAll("`", "")}, not ${kindOf(tree)}`);
}
function join$2(path, key) {
	return path === "" ? require_base.short(key) : `${path}.${require_base.short(key)}`;
}
function kindOf(tree) {
	if (tree.kind === "map") return "a map";
	if (tree.kind === "list") return "a list";
	if (tree.value === null || tree.text === "") return "empty";
	return typeof tree.value === "string" ? `the text "${require_base.short(tree.text)}"` : require_base.short(tree.text);
}
function plain(tree) {
	if (tree.kind === "scalar") return tree.value;
	if (tree.kind === "list") return tree.items.map(plain);
	return Object.fromEntries(tree.entries.map((entry) => [entry.key, plain(entry.value)]));
}
// src/policy/shapes/fields.ts
/** Maps with known keys: each setting with its shape, what it means and what holds where nobody gives it. */
function withDefault(shape, fallback, summary) {
	return {
		shape,
		summary,
		fallback,
		required: false
	};
}
function optional(shape, summary) {
	return {
		shape,
		summary,
		fallback: void 0,
		required: false
	};
}
function required(shape, summary) {
	return {
		shape,
		summary,
		fallback: void 0,
		required: true
	};
}
function withFallbacks(fields, given) {
	const values = Object.entries(fields).map(([key, field]) => [key, given[key] ?? field.fallback]);
	return Object.fromEntries(values);
}
/**
* A map with known keys. Unknown ones are problems that name the nearest known one.
*
* @param refused Keys that people may expect here, with the sentence that says why not.
*/
function object(fields, words, refused = {}) {
	const needed = Object.entries(fields).filter(([, field]) => field.required);
	return {
		words,
		get schema() {
			return objectSchema(fields);
		},
		read(tree, reading) {
			if (tree.kind !== "map") return wrongKind(tree, reading, words);
			const given = {};
			for (const { key, at, value } of tree.entries) {
				const field = Object.hasOwn(fields, key) ? fields[key] : void 0;
				if (field !== void 0) given[key] = field.shape.read(value, {
					...reading,
					path: join$2(reading.path, key)
				});
				else reading.problems.add(at, () => unknownKey(key, reading.path, Object.keys(fields), refused));
			}
			for (const [key, { summary }] of needed) {
				if (tree.entries.some((entry) => entry.key === key)) continue;
				reading.problems.add(tree.at, `${reading.path === "" ? "" : `${reading.path}: `}"${key}" is missing: ${summary}`);
			}
			return needed.some(([key]) => given[key] === void 0) ? void 0 : given;
		}
	};
}
/** The JSON Schema of a map with these fields and no others. */
function objectSchema(fields) {
	const needed = Object.keys(fields).filter((key) => fields[key]?.required === true);
	return {
		type: "object",
		additionalProperties: false,
		...needed.length > 0 && { required: needed },
		properties: Object.fromEntries(Object.entries(fields).map(([key, field]) => [key, {
			...field.shape.schema,
			description: field.summary,
			...field.fallback !== void 0 && { default: written(field) }
		}]))
	};
}
/** The fallback of a field as one would write it. */
function written({ shape, fallback }) {
	return shape.write === void 0 || fallback === void 0 ? fallback : shape.write(fallback);
}
// src/image/pattern.ts
/**
* Name patterns of a policy: they match the canonical form on segment boundaries.
*
*     quay.io                     the whole registry        docker.io            Docker Hub in every spelling
*     quay.io/biocontainers/*     one segment below         ghcr.io/acme/**      any depth below
*     docker.io/nfcore/legacy:*   any tag                   *.example.com/**     any host below example.com
*     ghcr.io/acme/tool:1.2.*     tags that begin so        ghcr.io/acme/*@*     only with a digest
*     https://depot.galaxyproject.org/singularity/*         downloads only; without a scheme, images and downloads
*
* `*` and `?` stay within a segment, `**` is any number of segments (at the end: at least one). A pattern without a tag
* matches every tag and digest. As in a name, a first segment without dot, port or `localhost` is below docker.io.
*/
/** Where the names of a scheme live: `docker://` and `oras://` are both images of a registry. */
const WORLDS = new Map([
	["", new Set([
		"registry",
		"https",
		"http",
		"ftp"
	])],
	["docker", new Set(["registry"])],
	["oras", new Set(["registry"])],
	["https", new Set(["https"])],
	["http", new Set(["http"])],
	["ftp", new Set(["ftp"])],
	["library", new Set(["library"])],
	["shub", new Set(["shub"])]
]);
const ALL_WORLDS = new Set([...WORLDS.values()].flatMap((worlds) => [...worlds]));
/** Compiles a pattern. One that could never match is an error which says what to write. */
function compilePattern(text) {
	const glob = readPattern(text);
	if ("error" in glob) return { error: `the pattern ${require_base.quote(text)}: ${glob.error}` };
	const doubt = doubtOf(text, glob);
	return {
		...doubt !== void 0 && { doubt: `the pattern ${require_base.quote(text)} ${doubt}` },
		matches(name) {
			const subject = subjectOf$1(name);
			return subject !== void 0 && glob.worlds.has(subject.world) && require_base.matchesSequence(glob.segments, "**", subject.segments, require_base.matchesText) && (glob.tag === void 0 || require_base.matchesText(glob.tag, subject.tag)) && (glob.digest === void 0 || subject.digest !== "" && require_base.matchesText(glob.digest, subject.digest));
		},
		covers(pattern) {
			const inner = readPattern(pattern);
			return !("error" in inner) && coversGlob(glob, inner);
		}
	};
}
function coversGlob(outer, inner) {
	return [...inner.worlds].every((world) => outer.worlds.has(world)) && require_base.matchesSequence(outer.segments, "**", inner.segments, (o, i) => i !== "**" && require_base.coversText(o, i)) && (outer.tag === void 0 || inner.tag !== void 0 && require_base.coversText(outer.tag, inner.tag)) && (outer.digest === void 0 || inner.digest !== void 0 && require_base.coversText(outer.digest, inner.digest));
}
function readPattern(text) {
	const scheme = /^([A-Za-z][A-Za-z0-9+.-]*):\/\//.exec(text)?.[1] ?? "";
	const worlds = WORLDS.get(scheme.toLowerCase());
	if (worlds === void 0) return { error: `the scheme ${require_base.quote(`${scheme}://`)} is not known: leave it out, or write https://` };
	const [named = "", digest, ...more] = text.slice(scheme === "" ? 0 : scheme.length + 3).split("@");
	const { segments: written, tag } = splitTag(named);
	const error = more.length > 0 ? "a digest follows one \"@\": remove the second" : segmentError(written) ?? tagError(tag) ?? digestError(digest);
	if (error !== void 0) return { error };
	const inRegistry = worlds.has("registry");
	const segments = inRegistry ? qualify(written) : qualifyUrl(written, worlds);
	const upper = inRegistry ? segments.slice(1).find((segment) => segment !== segment.toLowerCase()) : void 0;
	if (upper !== void 0 && scheme !== "") return { error: `a repository is in lower case: write ${require_base.quote(upper.toLowerCase())}` };
	return {
		worlds: scheme === "" && segments[0] === "**" ? ALL_WORLDS : worlds,
		segments: segments.at(-1) === "**" ? [
			...segments.slice(0, -1),
			"*",
			"**"
		] : segments,
		...tag === void 0 ? {} : { tag },
		...digest === void 0 ? {} : { digest }
	};
}
/** Registries in which every image lies in a namespace. */
const HAVE_NAMESPACES = new Set("quay.io ghcr.io public.ecr.aws registry.gitlab.com community.wave.seqera.io nvcr.io".split(" "));
/** A pattern without a scheme may always be of downloads; of images it is sure to match none here. */
function doubtOf(text, { worlds, segments, tag }) {
	if (!worlds.has("registry")) return void 0;
	const [host = "", ...below] = segments;
	if (below.some((segment) => segment !== segment.toLowerCase())) return `matches downloads only: a repository is in lower case. Write ${require_base.quote(text.toLowerCase())}, or https:// in front of it`;
	if (host === "docker.io" && below.join("/") === "library/*" && !text.includes("library")) return `is of official images only (docker.io/library/*): write ${require_base.quote(require_base.HUB)} for all of Docker Hub`;
	return HAVE_NAMESPACES.has(host) && below.length === 1 && !below.some((segment) => /[*?]/.test(segment)) && tag === void 0 ? `is of one image and of nothing below it: write ${require_base.quote(`${text}/**`)}` : void 0;
}
/** Cuts a path into its segments, and the tag off the last one; the port of a lone host is none. */
function splitTag(path) {
	const last = path.lastIndexOf("/") + 1;
	const colon = path.indexOf(":", Math.max(last, path.lastIndexOf("]") + 1));
	if (colon < 0) return { segments: path.split("/") };
	const named = path.slice(0, colon);
	const tag = path.slice(colon + 1);
	if (last === 0 && isHost(named) && /^\d+$/.test(tag)) return { segments: [path] };
	return {
		segments: named.split("/"),
		tag
	};
}
function isHost(segment) {
	return segment !== "**" && (require_base.isDomain(segment) || segment.startsWith("*"));
}
/** Fills in what a canonical name has: the registry, `library/`, and `**` below a registry that stands alone. */
function qualify(segments) {
	const [first = "", ...rest] = segments;
	if (/^\*+$/.test(first) && rest.length === 0) return ["**"];
	if (first === "**") return segments;
	if (!isHost(first)) return rest.length === 0 ? [
		require_base.HUB,
		"library",
		first
	] : [require_base.HUB, ...segments];
	const host = require_base.judgedRegistry(first);
	if (rest.length === 0) return [host, "**"];
	return host === "docker.io" && rest.length === 1 && rest[0] !== "**" ? [
		require_base.HUB,
		"library",
		...rest
	] : [host, ...rest];
}
/** A server that stands alone means all of it, as a registry does; a collection of a library is no server. */
function qualifyUrl(segments, worlds) {
	const [first = "", ...rest] = segments;
	const isServer = !worlds.has("library") && !worlds.has("shub") && rest.length === 0 && first !== "**";
	return [require_base.judgedRegistry(first), ...isServer ? ["**"] : rest];
}
function segmentError(segments) {
	if (segments.length === 1 && segments[0] === "") return "the pattern is empty: write a registry, or ** for every image";
	for (const [at, segment] of segments.entries()) {
		if (segment === "") return at === segments.length - 1 ? "nothing follows the last slash: write ** there for everything below" : "a segment is empty: write exactly one slash between two";
		if (segment.includes("**") && segment !== "**") return `${require_base.quote(segment)}: ** stands alone between slashes`;
		const stray = /[^\w.:[\]*?~%+-]/u.exec(segment)?.[0];
		if (stray !== void 0) return `${require_base.quote(stray)} cannot be in a name: only * and ? stand for other characters`;
		if (at > 0 && segment.includes(":")) return segment.includes("[") ? `${require_base.quote(segment)}: in a tag only * and ? stand for other characters` : `${require_base.quote(segment)}: a colon is for the tag, at the end, or for the port of the registry`;
	}
}
function tagError(tag) {
	if (tag === void 0 || /^[\w.*?-]+$/.test(tag)) return void 0;
	return tag === "" ? "no tag follows the colon: write * for any" : `${require_base.quote(tag)} cannot be a tag: * stands for any text, ? for one character, and a range of versions is a pattern each`;
}
function digestError(digest) {
	if (digest === void 0 || /^[a-z0-9:*?]+$/.test(digest)) return void 0;
	return digest === "" ? "no digest follows the \"@\": write * for any" : `${require_base.quote(digest)} cannot be a digest: write sha256:* for any`;
}
/** Many patterns are held against one name after another: it is read once. */
let latest;
function subjectOf$1(name) {
	if (latest?.name !== name) latest = {
		name,
		subject: readSubject(name)
	};
	return latest.subject;
}
function readSubject(name) {
	const read = require_base.readWrittenName(name);
	if (read.kind === "registry") {
		const { registry, tag, digest = "" } = read.name;
		return {
			world: "registry",
			segments: [require_base.judgedRegistry(registry), ...require_base.judgedRepository(read.name).split("/")],
			tag: tag ?? (digest === "" ? "latest" : ""),
			digest
		};
	}
	if (read.kind === "library") {
		const host = read.host === void 0 ? [] : [read.host.toLowerCase()];
		return {
			world: read.scheme,
			segments: [...host, ...read.path.split("/")],
			tag: read.tag ?? "latest",
			digest: ""
		};
	}
	if (read.kind !== "download") return void 0;
	const { segments, tag = "" } = splitTag(require_base.decodedPath(read.url).slice(1));
	return {
		world: read.scheme,
		segments: [require_base.judgedRegistry(read.url.host), ...segments],
		tag,
		digest: read.sha256 === void 0 ? "" : `sha256:${read.sha256}`
	};
}
// src/policy/shapes/expressions.ts
/**
* What the JSON Schema can say of names and platforms: regular expressions that take what the readers take. Schemas have
* no flags, so that both cases of a letter are written out. A property test holds them against the readers.
*/
/** A word in any case. */
function anyCase(word) {
	return word.replaceAll(/[.*+?^$()[\]{}|\\]/g, "\\$&").replaceAll(/[a-z]/g, (letter) => `[${letter.toUpperCase()}${letter}]`);
}
function oneOf(parts) {
	return `(?:${parts.join("|")})`;
}
/** As `parseTypedPlatform` reads one: `linux/arm64`, `arm64`, `windows(10.0.17763)/amd64`. */
function platformExpression() {
	const system = oneOf(require_base.operatingSystemWords.map(anyCase));
	const architecture = oneOf(require_base.architectureWords.map(anyCase));
	const release = String.raw`\([A-Za-z0-9_.%+-]*\)`;
	const forms = [
		`${system}(?:${release})?/${architecture}(?:/[A-Za-z0-9_.-]+)?`,
		system + release,
		architecture
	];
	return String.raw`^\s*${oneOf(forms)}\s*$`;
}
/** Characters of a segment of a name pattern, without stars; those of a repository have no capitals. */
const ANY = String.raw`A-Za-z0-9_.[\]?~%+-`;
const LOWER = String.raw`a-z0-9_.[\]?~%+-`;
/** A segment of such characters: two stars stand alone. */
function segment(characters) {
	return oneOf([
		String.raw`\*\*`,
		String.raw`(?:\*?[${characters}])+\*?`,
		String.raw`\*`
	]);
}
/** As `compilePattern` reads one. */
function namePatternExpression() {
	const tag = "(?::[A-Za-z0-9_.*?-]+)?";
	const address = String.raw`(?:\*?[:${ANY}])*\*?\](?:\*?[${ANY.replace(String.raw`\]`, "")}])*\*?`;
	const lone = oneOf([segment(ANY), address]);
	const path = (below) => oneOf([lone, `${segment(`:${ANY}`)}(?:/${segment(below)})+`]) + tag;
	const schemes = (names) => `${oneOf(names.split(" ").map(anyCase))}://`;
	return `^${oneOf([`(?:${schemes("https http ftp library shub")})?${path(ANY)}`, `${schemes("docker oras")}${path(LOWER)}`])}(?:@[a-z0-9:*?]+)?$`;
}
// src/policy/shapes/values.ts
/** The kinds of value that occur in policies, beyond plain texts. */
const severities = [
	"error",
	"warning",
	"notice"
];
const levels = [...severities, "off"];
const level = choice(levels);
/** A letter, a digit or a mark that can be seen. */
const VISIBLE = String.raw`[\p{L}\p{N}\p{P}\p{S}]`;
const visible = new RegExp(VISIBLE, "u");
/** Whether a text says something: blanks and characters that nobody sees do not. */
function isVisible(written) {
	return visible.test(written);
}
/** A text for people. */
const prose = parsed("a text", textSchema({ pattern: VISIBLE }), (written) => isVisible(written) ? { value: written } : { error: "nothing in it can be seen; write some words" });
const certainPattern = parsed("a name pattern", {}, (written) => {
	const pattern = compilePattern(written);
	if ("error" in pattern) return { error: pattern.error };
	const { doubt } = pattern;
	const matches = (image) => pattern.matches(image);
	const covers = (other) => pattern.covers(other);
	return { value: {
		text: written,
		matches,
		covers,
		...doubt !== void 0 && { doubt }
	} };
}, ({ text }) => text);
const namePatterns = list({
	...certainPattern,
	get schema() {
		return textSchema({ pattern: namePatternExpression() });
	},
	read(tree, reading) {
		const pattern = certainPattern.read(tree, reading);
		if (pattern?.doubt !== void 0) reading.problems.doubt(tree.at, `${reading.path}: ${pattern.doubt}`, (image) => pattern.matches(image));
		return pattern;
	}
}, "a list of name patterns");
/** A pattern of a text in which `*` is any text and `?` one character. */
function textPattern(words, allowed) {
	return parsed(words, textSchema(allowed && { pattern: allowed.characters.source }), (written) => {
		if (allowed?.characters.test(written) === false) return { error: `"${require_base.short(written)}" ${allowed.advice}` };
		const matches = (value) => require_base.matchesText(written, value);
		const covers = (other) => require_base.coversText(written, other);
		return { value: {
			text: written,
			matches,
			covers
		} };
	}, ({ text }) => text);
}
const platform = {
	...parsed("a platform", {}, (written) => {
		const result = require_base.parseTypedPlatform(written);
		return "error" in result ? { error: result.error } : { value: require_base.formatPlatform(result.platform) };
	}),
	get schema() {
		return { anyOf: [{
			type: "string",
			pattern: platformExpression(),
			examples: ["linux/amd64", "linux/arm64"]
		}, { const: 386 }] };
	}
};
const platforms = list(platform, "a list of platforms", { atLeast: 1 });
const texts = list(text, "a list of texts");
const globs = list(text, "a list of file globs");
/** All of them are held against every file. */
const fileGlobs = {
	...globs,
	get schema() {
		return {
			...globs.schema,
			items: textSchema({ maxLength: require_scan.LONGEST_GLOB })
		};
	},
	read(tree, reading) {
		const given = globs.read(tree, reading);
		const fault = given && require_scan.globFault(given);
		return fault === void 0 ? given : reading.problems.add(tree.at, `${reading.path}: ${fault}`);
	}
};
/** A number with one of these units; undefined where it is no such thing. */
function amount(written, units) {
	const [, number, unit = ""] = /^(\d{1,12}(?:\.\d{1,6})?) ?([A-Za-z]+)$/.exec(written) ?? [];
	const factor = Object.hasOwn(units, unit) ? units[unit] : void 0;
	return factor === void 0 ? void 0 : Number(number) * factor;
}
/** In days. A month counts 30 days, a year 365. */
const DURATIONS = {
	h: 1 / 24,
	d: 1,
	w: 7,
	mo: 30,
	y: 365
};
/** In bytes. */
const SIZES = {
	B: 1,
	kB: 1e3,
	KB: 1e3,
	MB: 1e6,
	GB: 1e9,
	TB: 0xe8d4a51000,
	KiB: 1024,
	MiB: 2 ** 20,
	GiB: 2 ** 30,
	TiB: 2 ** 40
};
function amountSchema(units, examples) {
	return {
		type: "string",
		pattern: `^[0-9]{1,12}(\\.[0-9]{1,6})? ?(${Object.keys(units).join("|")})$`,
		examples
	};
}
/** Days; 36h are 1.5. */
const days = parsed("a duration (`36h`, `14d`, `8w`, `6mo`, `1y`)", amountSchema(DURATIONS, ["14d", "6mo"]), (written) => {
	const value = amount(written, DURATIONS);
	if (value !== void 0) return { value };
	return { error: `"${require_base.short(written)}" is not a duration; write a number and h, d, w, mo or y, such as 14d` };
}, (value) => Number.isInteger(value) ? `${value}d` : `${Number((value * 24).toFixed(6))}h`);
/** Bytes. */
const bytes = parsed("a size (`500MB`, `2GiB`)", amountSchema(SIZES, ["500MB", "2GiB"]), (written) => {
	const value = bytesOf(written);
	if (value !== void 0) return { value };
	return { error: `"${require_base.short(written)}" is not a size; write a number and a unit, such as 500MB or 2GiB` };
}, writtenBytes);
function bytesOf(written) {
	const value = amount(written, SIZES);
	return value === void 0 ? void 0 : Math.round(value);
}
/** Of all ways to write it the shortest. */
function writtenBytes(value) {
	const [shortest] = Object.entries(SIZES).map(([unit, factor]) => `${value / factor}${unit}`).filter((way) => bytesOf(way) === value).sort((a, b) => a.length - b.length);
	return shortest ?? `${value}B`;
}
/** Per cent. */
const percentage = parsed("a percentage (`50%`, `100%`)", {
	type: "string",
	pattern: "^[0-9]{1,6}%$",
	examples: ["50%", "100%"]
}, (written) => {
	const [, number] = /^(\d{1,6})%$/.exec(written) ?? [];
	if (number !== void 0) return { value: Number(number) };
	return { error: `"${require_base.short(written)}" is not a percentage; write a whole number and %, such as 50%` };
}, (value) => `${value}%`);
/** What is wrong with a day of the calendar; undefined for `YYYY-MM-DD` where that day exists. */
function dateFault(written) {
	const day = /^\d{4}-\d{2}-\d{2}$/.test(written) ? new Date(`${written}T00:00:00Z`) : void 0;
	return day !== void 0 && !Number.isNaN(day.getTime()) && day.toISOString().startsWith(written) ? void 0 : `"${require_base.short(written)}" is not a date; write YYYY-MM-DD, such as 2027-03-31`;
}
/** A day of the calendar, `YYYY-MM-DD`, that exists. */
const date = parsed("a date (`2027-03-31`)", {
	type: "string",
	format: "date"
}, (written) => {
	const fault = dateFault(written);
	return fault === void 0 ? { value: written } : { error: fault };
});
/** A date, or a time of RFC 3339, as one of UTC; of a date its beginning. Undefined for anything else. */
function momentOf(written) {
	if (!/^\d{4}-\d{2}-\d{2}(?:T[\d:.]+(?:Z|[+-]\d{2}:\d{2}))?$/.test(written) || dateFault(written.slice(0, 10)) !== void 0 || Number.isNaN(Date.parse(written))) return void 0;
	return new Date(written).toISOString();
}
const DIGEST$1 = /^sha256:[0-9a-f]{64}$/;
const digest$1 = parsed("a digest", {
	type: "string",
	pattern: DIGEST$1.source
}, (written) => DIGEST$1.test(written) ? { value: written } : { error: `"${require_base.short(written)}" is not a digest; write sha256: and 64 hexadecimal digits` });
// src/policy/rules/build-date.ts
/** When an image was built, where its own word can be taken for it. */
/** Dates before this are constants of reproducible builds: 0001-01-01, the Unix epoch, the first date of a zip file. */
const FIRST_REAL = Date.UTC(1980, 0, 3);
/** Undefined for no date at all, and for the constant of a reproducible build. */
function usableDate(written) {
	const date = written === void 0 ? void 0 : new Date(written);
	return date === void 0 || Number.isNaN(date.getTime()) || date.getTime() < FIRST_REAL ? void 0 : date;
}
// src/policy/rules/rule.ts
/** Declares a rule; only here for the types. */
function imageRule(rule) {
	return rule;
}
function builtInRule(rule) {
	return rule;
}
function setRule(rule) {
	return rule;
}
// src/policy/rules/subject.ts
/** The name by which an image is asked for, `./PATH` for a file of the repository; undefined where there is nobody to ask. */
function requestName({ pull, from }) {
	if (pull.file !== void 0) return `./${pull.file}`;
	const url = from === "download" && /^https?:/i.test(pull.image ?? "") ? pull.image : null;
	return pull.canonical ?? url ?? void 0;
}
/** The platform whose configuration is looked at where nobody asks for one. */
const USUAL = "linux/amd64";
/** The platform for which an image is judged. */
function judgedPlatform({ platform }) {
	return platform ?? USUAL;
}
/** The platforms whose configuration is looked at: what is asked for, else the usual one. Never empty. */
function judgedPlatforms({ platform, required }) {
	const asked = new Set(platform === null ? required : [platform, ...required]);
	return asked.size === 0 ? [USUAL] : [...asked];
}
/** The questions of a rule that looks at the configuration of the image. */
function configuration(image) {
	return judgedPlatforms(image).map((platform) => ({
		platform,
		need: "config"
	}));
}
/** What a record of the image takes, whatever the rules ask: all platforms on offer, and the configuration of those looked at. */
function wholeImage(image) {
	return [{
		platform: null,
		need: "platforms"
	}, ...configuration(image)];
}
/** A subject in whose place another image stands that a rule asks about. */
function otherImage(subject, name) {
	return {
		...subject,
		known: subject.others.get(name) ?? {
			state: "not-asked",
			reason: "no-rule-asks"
		}
	};
}
/** Undefined where nobody was asked. */
function factsOf$1({ known }) {
	return known.state === "asked" ? known.facts : void 0;
}
/** Whether it is not there because no run has asked Wave for it yet: nothing is wrong with it. */
function isNotBuilt(subject) {
	return subject.pull.predicted !== void 0 && factsOf$1(subject)?.exists === false;
}
/** The image for one platform, by default the one that is judged; an image without an index is the same for each. */
function containerOf$1(subject, platform = judgedPlatform(subject)) {
	const byPlatform = factsOf$1(subject)?.byPlatform;
	return byPlatform?.get(platform)?.container ?? byPlatform?.get(null)?.container;
}
/**
* The platforms for which it was asked of Wave, by the hash in its name, where no registry told for which it is there; with
* what says so. A digest says which bytes are pulled, whatever tag stands beside it, and a mirror may have others.
*/
function requestedPlatforms(subject) {
	const facts = factsOf$1(subject);
	if (facts?.platforms !== void 0 || facts?.exists === false || failuresOf(subject).some(({ state }) => state === "platform-missing") || subject.name?.digest !== void 0) return void 0;
	const recipe = subject.recipe();
	const { by, platform } = recipe?.proof ?? {};
	if (recipe === void 0 || recipe.isMirrored || by !== "wave-hash" || platform === void 0) return void 0;
	return {
		platforms: platform.split(","),
		recipe
	};
}
/** When the image was built, as it says itself, if it does; undefined where nothing of that is known. */
function buildDate(subject) {
	const { download } = factsOf$1(subject) ?? {};
	return containerOf$1(subject)?.config ?? download?.sif ?? download?.squashfs;
}
/** What was found beside the image for one platform; undefined where nobody looked. */
function attestationsOf(subject, platform = judgedPlatform(subject)) {
	const byPlatform = factsOf$1(subject)?.byPlatform;
	return byPlatform?.get(platform)?.attestations ?? byPlatform?.get(null)?.attestations;
}
/** Bytes to pull for it. */
function pullSize(subject) {
	const container = containerOf$1(subject);
	return container === void 0 ? factsOf$1(subject)?.download?.size : require_base.transferSize(container);
}
/** The first answer that tells of a failure. */
function failedAnswer(subject) {
	return [...factsOf$1(subject)?.byPlatform.values() ?? []].find((answer) => answer.failure !== void 0);
}
/** Every way in which asking about the image failed, in the order in which the answers count. */
function failuresOf(subject) {
	return [...factsOf$1(subject)?.byPlatform.values() ?? []].flatMap(({ failure, attestations }) => failure ?? attestations?.failure ?? []);
}
/** Whether a registry said that the image is not there for this platform. */
function isMissing(subject, platform) {
	return platform !== null && factsOf$1(subject)?.byPlatform.get(platform)?.failure?.state === "platform-missing";
}
/** Whether nobody could tell if the image is for this platform: Wave tells neither system nor variant of a single image. */
function isUntold(subject, platform) {
	return platform !== null && factsOf$1(subject)?.byPlatform.get(platform)?.failure?.state === "unsupported";
}
// src/policy/rules/age.ts
/** How long ago an image was built. */
const age = imageRule({
	id: "age",
	eachPlatform: true,
	summary: "Images are neither too old nor too new",
	severity: "warning",
	asks: (image) => configuration(image).map((question) => ({
		...question,
		ofFile: "date"
	})),
	options: {
		"at-least": optional(days, "the least age: a cool-down for what was built a moment ago"),
		"at-most": optional(days, "the greatest age"),
		unknown: withDefault(choice(["allow", "deny"]), "allow", "what becomes of an image without a usable date")
	},
	text: {
		why: `An image that was built years ago has years of known holes; one that was built an hour ago has not been seen by
anybody. Registries do not tell when a tag was pushed, but the image's own configuration says when it was built, at every
registry.`,
		policy: `rules:
  age: { at-most: 2y, at-least: 3d }
`,
		bad: ["quay.io/acme/tool:1.0, built three years ago", "quay.io/acme/tool:1.1, built an hour ago"],
		good: ["quay.io/acme/tool:1.1, built last month"],
		notes: `A SIF says in its header when it was built. Reproducible builds set the date to a constant (0001, 1970 or 1980): that is not an age, and \`unknown\` decides. A date in
the future is always told of: it says nothing of the age and would pass for a young one. A month
counts 30 days, a year 365.`
	},
	objection(options) {
		const { "at-least": least, "at-most": most } = options;
		if (least === void 0 && most === void 0) return "it asks for nothing; give at-least, at-most or both";
		if (least === void 0 || most === void 0 || least <= most) return void 0;
		return "no image passes: at-least is more than at-most";
	},
	check(subject, options) {
		const { image, now } = subject;
		const built = buildDate(subject);
		if (built === void 0) return [];
		const written = built.created;
		const created = usableDate(written);
		if (created === void 0) {
			if (options.unknown === "allow") return [];
			return [{
				message: `${image} does not say when it was built`,
				help: `${REBUILD.slice(0, -1)}, or allow unknown ages for it.`,
				evidence: { created: written ?? "nothing" }
			}];
		}
		const old = (now.getTime() - created.getTime()) / DAY$1;
		const evidence = { created: created.toISOString() };
		if (old < -CLOCKS_DIFFER) return [{
			message: `${image} says that it was built on ${evidence.created.slice(0, 10)}, which is still to come`,
			help: REBUILD,
			evidence
		}];
		const least = options["at-least"];
		const most = options["at-most"];
		if (most !== void 0 && old > most) {
			const help = "Choose a newer build.";
			const [is, allowed] = [require_base.formatDays(old), require_base.formatDays(most)];
			return [{
				message: `${image} is ${is === allowed ? "more than " : ""}${is} old; the policy allows ${allowed}`,
				help,
				evidence
			}];
		}
		if (least !== void 0 && old < least) return [{
			message: `${image} is only ${require_base.formatDays(Math.max(0, old))} old; the policy asks for ${require_base.formatDays(least)}`,
			help: "Wait, or choose an earlier build.",
			evidence
		}];
		return [];
	}
});
const REBUILD = "Build it with a real date.";
const DAY$1 = 864e5;
/** Days that a builder's clock may be ahead. */
const CLOCKS_DIFFER = 1;
// src/policy/rules/recipe-words.ts
/** What is said of an environment and of what a recipe proves. */
/** `modules/a/environment.yml`, or the packages of the `conda` directive. */
function environmentInWords({ source }) {
	if (source === void 0) return "none";
	return "file" in source ? source.file : `conda "${require_base.short(source.packages, 200)}"`;
}
/** For the evidence of a finding. */
function templateOf({ proof: { template } }) {
	return template === void 0 ? {} : { template };
}
// src/policy/rules/architecture.ts
/** For which platforms an image is offered. */
const architecture$1 = imageRule({
	id: "architecture",
	summary: "The image is offered for every platform that the policy, the process or the run asks for",
	severity: "error",
	options: { require: withDefault(platforms, [], "platforms that every image must offer") },
	text: {
		why: `A pipeline that moves to Graviton or to a laptop with an ARM processor stops at the first image without
arm64, or runs it slowly under emulation without a word. The registry's index says which platforms there are; a single
manifest says its own, and so does the header of a SIF. A platform that a process (\`arch\`), a build (\`--platform\`) or the run (\`platform\`) asks for
counts in addition to the list.`,
		policy: `rules:
  architecture:
    require: [linux/amd64, linux/arm64]
`,
		bad: ["quay.io/acme/amd64-only:1.0"],
		good: ["quay.io/acme/multi-arch:1.0"],
		notes: `Attestations do not count as platforms. \`linux/arm64\` and \`linux/arm64/v8\` are the same, as are \`linux/amd64\` and
\`linux/amd64/v1\`. The index is taken at its word: that the binaries inside are of that architecture is not checked.
Rules that look at the configuration (\`age\`, \`labels\`, \`user\` and so on) look at that of each platform in \`require\`.
Where no registry was asked, or none answered, and the tag is the hash that Wave makes of the environment of the process
([recipe](recipe.md)), the platforms for which it was asked of Wave count, and the coverage has the image under \`byRecipe\`; what a
registry answers wins, and beside a digest the tag says nothing.
Through Wave nobody can tell whether a single image is for Windows or which variant of ARM it is for: it is then undecided.
A SIF is
for one architecture: where that is meant, say so in an override with \`images: ["https://depot.galaxyproject.org/**"]\` or
\`engines: [singularity, apptainer]\`.`
	},
	requires: ({ require: require$4 }) => require$4,
	asks({ platform }, { require: require$5 }) {
		const single = new Set([...platform === null ? [] : [platform], ...require$5.filter(isUnusual)]);
		return [...require$5.some((required) => required !== platform) ? [null] : [], ...single].map((asked) => ({
			platform: asked,
			need: "platforms",
			orRecipe: true
		}));
	},
	check(subject, options) {
		const { image, platform } = subject;
		const wanted = [...new Set([...options.require, ...platform === null ? [] : [platform]])];
		if (wanted.length === 0) return [];
		const offered = factsOf$1(subject)?.platforms;
		const requested = requestedPlatforms(subject);
		if (requested !== void 0) return byRecipe(subject, wanted, requested);
		if (offered === void 0) {
			if (!isMissing(subject, platform)) return [];
			return [{
				message: `${image} is not offered for ${platform}`,
				help: helpFor$1(subject),
				evidence: { missing: platform }
			}];
		}
		const missing = wanted.filter((one) => !offered.includes(one) && !isUntold(subject, one));
		if (missing.length === 0) return [];
		const offers = offered.length === 0 ? "no platform at all" : `${offered.join(", ")} only`;
		return [{
			message: `${image} is not offered for ${missing.join(", ")}: it has ${offers}`,
			help: helpFor$1(subject),
			evidence: {
				missing: missing.join(", "),
				offered: offered.join(", ") || "none"
			}
		}];
	}
});
/** Nobody was asked, or nobody answered: the hash in the name says for which platforms it was asked of Wave. */
function byRecipe({ image }, wanted, { platforms, recipe }) {
	const missing = wanted.filter((one) => !platforms.includes(one));
	if (missing.length === 0) return [];
	const [lacking, offers] = [missing.join(", "), platforms.join(", ")];
	const environment = environmentInWords(recipe);
	return [{
		message: `${image} is not offered for ${lacking}: by its recipe it was asked of Wave for ${offers} only`,
		help: HELP$6,
		evidence: {
			missing: lacking,
			requested: offers,
			environment,
			...templateOf(recipe),
			proof: require_base.PROVES
		}
	}];
}
/** Not the usual variant of an architecture under Linux. */
function isUnusual(platform) {
	return !/^linux\/[^/]+$/.test(platform);
}
/** A digest may be of one platform where the tag has more: nobody tells from a manifest that an index has it. */
function helpFor$1(subject) {
	const platforms = factsOf$1(subject)?.platforms ?? [];
	return subject.name?.digest !== void 0 && platforms.length <= 1 ? HELP_OF_DIGEST$1 : HELP$6;
}
const HELP_OF_DIGEST$1 = "The digest names the image of one platform. If the tag offers more, write the digest of its index: `docker buildx imagetools inspect NAME:TAG` prints it first.";
const HELP$6 = "Choose a build for all of these platforms, or set an image per platform.";
const attested = imageRule({
	id: "attested",
	eachPlatform: true,
	summary: "Provenance, an SBOM or a signature is kept beside each image",
	severity: "warning",
	asks: (image, { require: require$2 }) => image.from === "registry" ? judgedPlatforms(image).map((platform) => ({
		platform,
		need: "existence",
		lookFor: require$2
	})) : [],
	options: { require: withDefault(list(choice([
		"provenance",
		"sbom",
		"signature"
	]), "a list of `provenance`, `sbom` and `signature`", { atLeast: 1 }), ["provenance"], "what must be there, all of it") },
	text: {
		why: `An image that says how it was built, what is in it and who signed it can be checked by those who run it; one that says
nothing cannot. This rule looks whether something of the sort is there. **That it is there is no proof**: no signature is
verified, no statement is read, and anybody who may push to the repository can put one there. What admits an image
(\`cosign verify\`, Kyverno, \`gh attestation verify\`) has something to look at, and no more is said.`,
		policy: `rules:
  attested: { require: [provenance, signature] }
`,
		bad: ["quay.io/acme/tool:1.0 without any of it"],
		good: ["quay.io/acme/tool:2.0, built with provenance in its index and signed by cosign"],
		notes: `Looked at, in this order and no further than it takes: what BuildKit keeps in the index for the image of the platform; referrers
of the index and of that image, by the API of the registry, else by the tag \`sha256-<hex>\`; the tags \`.sig\`, \`.sbom\` and \`.att\` of cosign 1
and 2. A signed statement counts as what it states, and not as a signature of the image. Wave cannot be
asked for any of it: the registry is asked then, without a login, and an image that it does not show is undecided.
BioContainers and what Wave builds carry none of the three. Says nothing of files behind a URL.`
	},
	check(subject, { require: require$3 }) {
		const attestations = attestationsOf(subject);
		if (attestations === void 0) return [];
		const missing = require$3.filter((kind) => !attestations.found.some((one) => one.kind === kind));
		if (missing.length === 0 || attestations.failure !== void 0) return [];
		return [{
			message: `${subject.image} has no ${inWords$4(missing)} beside it (it was looked for; nothing was verified)`,
			help: missing.map((kind) => HELP$5[kind]).join(" "),
			evidence: {
				missing: missing.join(", "),
				present: present(attestations)
			}
		}];
	}
});
const WORDS$2 = {
	provenance: "provenance",
	sbom: "SBOM",
	signature: "signature"
};
function inWords$4(kinds) {
	return kinds.map((kind) => WORDS$2[kind]).join(" and no ");
}
const HELP$5 = {
	provenance: "Build it with provenance (docker buildx build --provenance=true, or actions/attest with push-to-registry).",
	sbom: "Build it with an SBOM (docker buildx build --sbom=true, or cosign attest).",
	signature: "Sign it (cosign sign, notation sign)."
};
const PLACES = {
	index: "in its index",
	referrers: "as a referrer",
	"referrers-tag": "as a referrer, by tag",
	"cosign-tag": "under a tag of cosign"
};
function present({ found }) {
	return found.map(({ kind, by }) => `${WORDS$2[kind]} ${PLACES[by]}, not verified`).join("; ") || "nothing";
}
// src/policy/rules/base-evidence.ts
/** On which images an image is built: what it declares itself, and what its layers show. */
/** Annotation of the manifest, or a label of that name (OCI image-spec, annotations.md). */
const NAME = "org.opencontainers.image.base.name";
const DIGEST = "org.opencontainers.image.base.digest";
/** `compared`: canonical names of the images whose layers are looked for. The firmer evidence first. */
function basesOf(subject, container, compared) {
	const others = compared.flatMap((base) => comparedBase(subject, base) ?? []);
	return [...others.flatMap((other) => byLayers(container, other) ?? []), ...declaredBases(container, others)];
}
/** The image that a policy names, for the platform that is judged; undefined where it has none, or nothing is known of it. */
function comparedBase(subject, base) {
	const other = otherImage(subject, base);
	const container = containerOf$1(other);
	if (container === void 0 || isMissing(other, judgedPlatform(subject))) return void 0;
	return {
		base,
		container,
		digest: factsOf$1(other)?.digest
	};
}
function byLayers(image, { base, container }) {
	const [layers, first] = [layersOf(image), layersOf(container)];
	return first.length > 0 && first.every((layer, at) => layer === layers[at]) ? {
		base,
		grade: "same layers",
		by: `its first ${layersInWords(first.length)}`
	} : void 0;
}
function layersInWords(count) {
	return count === 1 ? "layer" : require_base.counted(count, "layer");
}
/** By the content of each layer, which says the same however it is compressed. */
function layersOf({ config }) {
	return config.rootfs.diff_ids ?? [];
}
function declaredBases(image, others) {
	const name = declaredAs(image, NAME);
	if (name !== void 0) return [{
		base: require_base.canonicalOf(name.value) ?? require_base.oneLine(name.value, 200),
		grade: "declared",
		by: name.by
	}];
	const digest = declaredAs(image, DIGEST);
	if (digest === void 0) return [];
	return others.filter((other) => digest.value === other.digest || digest.value === other.container.digest).map(({ base }) => ({
		base,
		grade: "declared",
		by: digest.by
	}));
}
function declaredAs({ manifest, config }, key) {
	const annotation = manifest.annotations?.[key];
	if (annotation !== void 0 && annotation !== "") return {
		value: annotation,
		by: `its annotation ${key}`
	};
	const label = config.config.labels?.[key];
	return label === void 0 || label === "" ? void 0 : {
		value: label,
		by: `its label ${key}`
	};
}
// src/policy/rules/base.ts
/** What an image is built on. */
const imageName = parsed("an image name", textSchema(), (written) => {
	const canonical = require_base.canonicalOf(written);
	if (canonical !== void 0) return { value: canonical };
	const read = require_base.readWrittenName(written);
	const why = read.kind === "invalid" ? read.error : "write the name of an image in a registry";
	return { error: `"${require_base.short(written)}" is no image that can be compared: ${why}` };
});
const base = imageRule({
	id: "base",
	eachPlatform: true,
	summary: "Images are built on base images that the policy allows",
	severity: "warning",
	looksAt: "configuration",
	asks: (image, options) => [...configuration(image), ...options.compare.flatMap((of) => configuration(image).map((one) => ({
		...one,
		of,
		orMissing: true
	})))],
	options: {
		allow: optional(namePatterns, "what images may be built on; without it, on anything that is not denied"),
		deny: withDefault(namePatterns, [], "what images may not be built on; wins over `allow`"),
		compare: withDefault(list(imageName, "a list of image names"), [], "base images whose layers are looked for at the beginning of each image; each of them is inspected"),
		unknown: withDefault(choice(["allow", "deny"]), "allow", "what becomes of an image whose base is not known")
	},
	text: {
		why: `Most of an image is what it was built on: the distribution, its libraries, and how long somebody mends them. Builders
may say it in \`org.opencontainers.image.base.name\` (an annotation of the manifest, or a label); that is their word, and a finding
calls it declared. Where the policy names base images under \`compare\`, layers are held against each other: an image that begins with all
layers of a base is built on it, whatever it declares.`,
		policy: `rules:
  base:
    allow: ["docker.io/library/debian:12*", "ghcr.io/acme/base"]
    deny: ["docker.io/library/debian:10*"]
    compare: ["debian:12-slim", "debian:10-slim", "ghcr.io/acme/base:2"]
`,
		bad: ["quay.io/acme/tool:1.0, whose first layers are those of debian:10-slim", "quay.io/acme/tool:1.1, which declares alpine:3.20"],
		good: ["quay.io/acme/tool:2.0, whose first layers are those of debian:12-slim"],
		notes: `A base that was pushed again since has other layers than those that an older image begins with: name its tags by date or by digest
to find those, too. Layers are compared by their content (\`rootfs.diff_ids\`), for the platform that is judged, and each
image of \`compare\` costs three requests a platform and run. A declared digest counts where an image of
\`compare\` has it. A label, other than an annotation, is inherited by what is built on the image: it may name the base of its base. Annotations of an index are not read: Wave does not show them.`
	},
	objection({ allow, deny, unknown }) {
		if (allow !== void 0 || deny.length > 0 || unknown === "deny") return void 0;
		return "it asks for nothing; give allow, deny or unknown: deny";
	},
	check(subject, { allow, deny, compare, unknown }) {
		const container = containerOf$1(subject);
		if (container === void 0) return [];
		const bases = basesOf(subject, container, compare);
		const [first] = bases.flatMap((one) => deny.flatMap((pattern) => pattern.matches(one.base) ? {
			one,
			pattern
		} : []));
		if (first !== void 0) return [notOn(subject, first.one, `which is denied by "${first.pattern.text}"`, allow)];
		const [firmest] = bases;
		if (firmest === void 0) return unknown === "deny" ? [ofUnknown(subject, compare)] : [];
		const alike = bases.filter(({ grade }) => grade === firmest.grade);
		return allow?.some((pattern) => alike.some((one) => pattern.matches(one.base))) ?? true ? [] : [notOn(subject, firmest, "which is no allowed base", allow)];
	}
});
function notOn({ image }, { base: name, grade, by }, why, allow) {
	const how = grade === "declared" ? `declares that it is built on ${name}` : `is built on ${name}, by ${by}`;
	const places = require_base.few((allow ?? []).map(({ text }) => text));
	return {
		message: `${image} ${how}, ${why}`,
		help: places === "" ? "Build it on another image." : `Build it on one of: ${places}.`,
		evidence: {
			base: name,
			evidence: grade,
			by
		}
	};
}
function ofUnknown({ image }, compared) {
	return {
		message: `${image} does not declare what it is built on${compared.length === 0 ? "" : `, and begins with the layers of none that is compared (${require_base.few(compared, 3)})`}`,
		help: "Build it with the annotation org.opencontainers.image.base.name, or name its base under compare."
	};
}
// src/policy/rules/declared.ts
/** Whether what nf-core's metadata declares is what the process names. */
const declared = imageRule({
	id: "declared",
	summary: "What nf-core's metadata declares is what the process names",
	severity: "warning",
	options: {},
	text: {
		why: `A module of nf-core says its images twice: in the \`container\` directive, which runs, and in \`containers\` of its
\`meta.yml\` or in \`conf/containers_\u2026.config\`, which tools read: for other platforms, for lock files, for reports of what is inside
(\`build_id\`, \`scan_id\`). Where only one of the two is updated, what is read about an image is about another one.`,
		policy: `rules:
  declared: error
`,
		bad: ["quay.io/biocontainers/fastqc:0.12.1--hdfd78af_0, where meta.yml has community.wave.seqera.io/library/fastqc:0.11.9--2f3c1d0f5a7e9b8c"],
		good: ["community.wave.seqera.io/library/fastqc:0.12.1--af7a5314d5015c29, and the same in meta.yml"],
		notes: `Compared is the directive of a process with what is declared for its engine and platform (\`linux/amd64\` where nothing
asks for another). An image of BioContainers and one that Wave built count as the same where both are of one package and one
version; of two that Wave built the whole tag counts. A SIF behind a URL is compared with the declared URL only, and one of
depot.galaxyproject.org not with one that is named by its content alone: that says of no package and version. A configuration
that is included is not only read but runs: it is no declaration any more.

Wave calls a build by the hash in the tag of its image: \`bd-5cb1a2fa2f18c7c2_1\` of \`fastqc:0.12.1--5cb1a2fa2f18c7c2\`. A \`build_id\` beside a declared
image, and the lock file of conda for its platform, which has the build in its name, have to be of that one, whichever the platform. The name for Singularity (\`oras://\`) has another hash
than Docker's.`
	},
	check(subject) {
		if (subject.pull.predicted !== void 0) return [];
		const platform = judgedPlatform(subject);
		const forPlatform = subject.declared.filter((other) => other.platform === platform);
		return [...[...Map.groupBy(forPlatform, (other) => require_base.placeOf(other).file).values()].flatMap((declarations) => compare(subject, platform, declarations)), ...subject.declared.flatMap((other) => isSif(other.engine) === isSif(subject.pull.engine) ? [...ofBuild(other), ...ofHalf(other, subject.declared)] : [])];
	}
});
/** With what one file declares for one platform. */
function compare(subject, platform, declarations) {
	const { image, pull } = subject;
	const isForSif = isSif(pull.engine);
	if (declarations.some((other) => (isForSif || !isSif(other.engine)) && require_base.judgedName(other) === image)) return [];
	const answers = declarations.filter(({ engine }) => isSif(engine) === isForSif).map((other) => ({
		other,
		same: isDeclared(pull, other)
	}));
	const first = answers.find(({ same }) => same === false)?.other;
	if (first === void 0 || answers.some(({ same }) => same === true)) return [];
	const { file, line } = require_base.placeOf(first);
	return [{
		message: `${image} is not what ${file.slice(file.lastIndexOf("/") + 1)} declares for ${platform}: ${require_base.judgedName(first)}`,
		help: "Name one image in both; the directive is what runs.",
		evidence: {
			declared: require_base.judgedName(first),
			"declared at": `${file}:${line}`
		}
	}];
}
/** What stands beside a declared image and is of another build of Wave's than its name has the hash of. */
function ofBuild(declared) {
	const { file, line, context } = require_base.placeOf(declared);
	const id = idOf(declared);
	if (id === void 0) return [];
	const beside = {
		build_id: context.buildId,
		lock_file: context.lockFile
	};
	return Object.entries(beside).flatMap(([key, written]) => {
		const [, build] = (written ?? "").match(/\bbd-([0-9a-f]{16})_\d/) ?? [];
		if (build === void 0 || build === id) return [];
		return {
			message: `${file.slice(file.lastIndexOf("/") + 1)} has the ${key} of another build beside ${require_base.judgedName(declared)}: ${written}`,
			help: `Write what belongs to the build bd-${id}, or name the image of the other one.`,
			evidence: {
				[key]: written ?? "",
				"declared at": `${file}:${line}`
			}
		};
	});
}
/** A SIF by the name of an image for Docker: the tags of both halves are hashes, and no template makes both. */
function ofHalf(declared, all) {
	if (!isOras(readName(declared)) || idOf(declared) === void 0) return [];
	if (!all.some((other) => !isSif(other.engine) && idOf(other) === idOf(declared))) return [];
	const { file, line } = require_base.placeOf(declared);
	return [{
		message: `${file.slice(file.lastIndexOf("/") + 1)} has the hash of Docker's image in the name for Singularity: ${require_base.meantName(declared)}`,
		help: "Name the SIF that Wave built: it has a hash of its own.",
		evidence: {
			declared: require_base.meantName(declared),
			"declared at": `${file}:${line}`
		}
	}];
}
/** The hash that Wave ends a tag with. */
function idOf(pull) {
	return /[0-9a-f]{16}$/.exec(require_base.judgedName(pull))?.[0];
}
function isSif(engine) {
	return engine === "singularity" || engine === "apptainer";
}
/** Undefined where two names cannot be held against each other: a file behind a URL and a name of a registry. */
function isDeclared(pull, other) {
	const [mine, theirs] = [readName(pull), readName(other)];
	const [build, declaredBuild] = [require_base.namedBuild(mine), require_base.namedBuild(theirs)];
	const same = build && declaredBuild && require_base.isSameBuild(build, declaredBuild);
	if (same === void 0) {
		const isOpaque = mine.kind === "download" && build === void 0 !== (declaredBuild === void 0);
		return mine.kind === theirs.kind && mine.kind !== "local" && !isOpaque ? false : void 0;
	}
	const isOneHalf = build?.origin === "wave" && declaredBuild?.origin === "wave" && isOras(mine) === isOras(theirs);
	return same && !isOneHalf;
}
function readName(pull) {
	return require_base.readPulledName(require_base.meantName(pull), pull.canonical);
}
function isOras(name) {
	return name.kind === "registry" && name.scheme === "oras";
}
// src/policy/rules/drift.ts
const drift = imageRule({
	id: "drift",
	summary: "What images became since `containers.lock` breaks no run, and is told by its cause",
	severity: "error",
	asks({ recorded, name }) {
		const { digest } = recorded?.entry?.content ?? {};
		if (recorded?.entry === void 0) return [];
		return [{
			platform: null,
			need: "existence",
			...digest !== void 0 && name?.digest === void 0 && { expects: digest }
		}];
	},
	options: {
		breaking: withDefault(level, "error", "what a change counts as that breaks a run of Nextflow"),
		visible: withDefault(level, "warning", "one by which results or behaviour may be others"),
		harmless: withDefault(level, "notice", "one that a run does not notice"),
		"size-change": withDefault(percentage, 100, "from how much growth on the size counts, and from the shrinking that takes that back: 100% is twice, and half")
	},
	text: {
		why: `That a tag moved says little: most rebuilds change nothing that a run notices, and one of them adds an ENTRYPOINT and
stops every task. This rule says what is another behind the name than [\`containers.lock\`](../lock.md) has, from which
[cause](../drift.md#causes), and counts it by what it does to a run of Nextflow.`,
		policy: `lock: warn # that a tag moved at all
rules:
  drift: error # what that means: { breaking: error, visible: warning, harmless: notice }
`,
		bad: [
			"quay.io/acme/tool:1.0, which got an ENTRYPOINT (`breaking`)",
			"quay.io/acme/tool:1.0, which is on offer for linux/arm64 no more (`breaking`)",
			"quay.io/acme/tool:1.0, which is rebuilt on another base (`visible`)"
		],
		good: ["quay.io/acme/tool:1.0, which is what `containers.lock` has"],
		notes: `It needs a lock that is held (see [lock.md](../lock.md#when-it-is-held)) and says nothing without one; \`locked\` tells what
the lock does not have. One HEAD an image tells whether it moved; only of one that did the rest is asked: what is in it, and
whether what the lock has can still be pulled by its digest. An image has one finding, that of its worst change, with every other
in its evidence. The severity of the rule is the most that any grade counts as, so \`drift: warning\` stops nothing.`
	},
	check(subject, options) {
		const { image, recorded } = subject;
		const name = requestName(subject);
		if (recorded?.entry === void 0 || name === void 0) return [];
		const found = recorded.drift?.(name, recorded.entry, 1 + options["size-change"] / 100);
		const changes = (found?.changes ?? []).filter(({ grade }) => options[grade] !== "off");
		const severity = severities.find((one) => changes.some(({ grade }) => options[grade] === one));
		const worst = changes.find(({ grade }) => options[grade] === severity);
		if (found === void 0 || severity === void 0 || worst === void 0) return [];
		const more = changes.length > 1 ? ` (and ${changes.length - 1} more)` : "";
		const since = recorded.entry.firstSeen.slice(0, 10);
		return [{
			message: `${image} drifted since ${recorded.file} of ${since}: ${inWords$3(worst)}${more}`,
			help: HELP$4[worst.grade],
			evidence: evidenceOf$1(found, changes),
			severity
		}];
	}
});
const HELP$4 = {
	breaking: "Pull what the lock has by its digest, or another version; where the new one is meant and works, run wave-inspect lock --update.",
	visible: "Look at what changed; where it is meant, run wave-inspect lock --update and commit the lock.",
	harmless: "Run wave-inspect lock --update and commit the lock."
};
function inWords$3({ message, platforms }) {
	return platforms === void 0 ? message : `${message} (${platforms.join(", ")})`;
}
/** Every change by its cause; of one cause on several platforms all. */
function evidenceOf$1({ grade, processes }, changes) {
	const byCause = Map.groupBy(changes, ({ cause }) => cause);
	return {
		grade,
		...Object.fromEntries([...byCause].map(([cause, those]) => [cause, those.map(inWords$3).join("; ")])),
		...processes.length > 0 && { processes: require_base.few(processes, 20) }
	};
}
// src/policy/rules/baseline.ts
/** What becomes of the findings of a baseline; the judge says it. */
const baseline = builtInRule({
	builtIn: true,
	id: "baseline",
	summary: "Known findings are still there and have not run out",
	severity: "notice",
	options: {
		"warn-before": withDefault(days, 14, "how long before its end a known finding is announced"),
		longest: optional(days, "for how long after its first day (`since`) a finding may be known"),
		require: withDefault(list(choice([
			"owner",
			"reason",
			"ticket",
			"expires"
		]), "a list of `owner`, `reason`, `ticket` and `expires`"), [], "what each known finding must say; one that does not counts")
	},
	text: {
		why: `A baseline lets a repository begin today with what it has: its findings are shown as known and do not count. This rule
keeps it a list that gets shorter: it says which known findings are no longer found, so that they can be taken out, which are about to
run out, and which have. One that has run out counts again; with \`longest\`, all do after that time.`,
		policy: `baseline: .github/wave-inspect-baseline.json
rules:
  baseline: { severity: warning, warn-before: 30d, longest: 1y, require: [owner] }
`,
		bad: ["a known finding that nobody finds any more", "one with `expires: 2026-01-01`, on 2026-01-02"],
		good: ["one that is still found, with `expires: 2026-01-01`, on 2026-01-01"],
		notes: `What is about several known findings is one finding, at the first of them. That one is no longer found is told only where
every image was answered, or where the rule goes by names alone. \`wave-inspect baseline\` takes such findings out. A finding
that is graver than it was when it was written down counts. A finding of a [final](../policy.md) rule is known only where this
rule is final in the same policy.`
	}
});
// src/policy/rules/digest.ts
/** Whether a name means an image that the policy knows to be bad. */
const digest = imageRule({
	id: "digest",
	summary: "No name means an image that the policy denies by its digest",
	severity: "error",
	asks: (image, { deny }) => image.from !== "registry" || deny.includes(writtenDigest(image) ?? "") ? [] : [{
		platform: null,
		need: "platforms",
		ofFile: "kind"
	}],
	options: { deny: withDefault(list(digest$1, "a list of digests"), [], "digests of images, or of indexes, that must not be pulled under any name") },
	text: {
		why: `An image that was found to be compromised has many names: tags that were pushed again, copies at other registries, a digest in
somebody's configuration. What all of them share is the digest. A name pattern (\`registry: { deny: ["**@sha256:\u2026"] }\`) sees it
where it is written; this rule asks what each tag means today.`,
		policy: `rules:
  digest:
    deny: ["sha256:2f3c1d0f5a7e9b8c6d4e2f1a0b9c8d7e6f5a4b3c2d1e0f9a8b7c6d5e4f3a2b1c"]
`,
		bad: [
			"quay.io/acme/tool:1.0, which means that image today",
			"quay.io/acme/tool:2.0, an index that has it for one of its platforms",
			"ghcr.io/acme/copy@sha256:2f3c1d0f5a7e9b8c6d4e2f1a0b9c8d7e6f5a4b3c2d1e0f9a8b7c6d5e4f3a2b1c"
		],
		good: ["quay.io/acme/tool:1.1, which means another image"],
		notes: `An image that was built on the compromised one has a digest of its own: deny the base with [base](base.md). A copy that was
pushed anew (\`docker pull\`, \`docker push\`) or unpacked into a SIF may have another digest, too. Of a SIF the SHA-256 in its URL counts, where
it has one, and nobody is asked. Says nothing of local files.`
	},
	objection: ({ deny }) => deny.length === 0 ? "it asks for nothing; give deny" : void 0,
	check(subject, { deny }) {
		const { digest: meant, entries = [] } = factsOf$1(subject) ?? {};
		const written = writtenDigest(subject);
		const found = [
			written,
			meant,
			...entries
		].find((one) => one !== void 0 && deny.includes(one));
		if (found === void 0) return [];
		const how = found === written ? "is" : found === meant ? "means" : "is an index that holds";
		return [{
			message: `${nameOf$3(subject, found)} ${how} ${found.slice(0, 19)}\u2026, which is denied`,
			help: "Choose another build; what ran it may have to be looked into.",
			evidence: { denied: found }
		}];
	}
});
/** In the name itself, or in the URL of a file. */
function writtenDigest({ image, name }) {
	if (name !== void 0) return name.digest;
	const read = require_base.readWrittenName(image);
	return read.kind === "download" && read.sha256 !== void 0 ? `sha256:${read.sha256}` : void 0;
}
/** The digest is told once. */
function nameOf$3({ image }, found) {
	return image.replace(`@${found}`, "");
}
// src/policy/rules/ephemeral.ts
/** Whether an image is there for a while only. */
const ephemeral = imageRule({
	id: "ephemeral",
	summary: "Images stay where they are: none of them has a date on which it is gone",
	severity: "error",
	asks: (image, options) => labelCounts(image, options.quay) && placeOfPassage(image) === void 0 ? [{
		platform: null,
		need: "platforms",
		ofFile: "kind"
	}] : [],
	options: { quay: withDefault(texts, ["quay.io"], "registries that run Quay, which goes by the label `quay.expires-after`: images of others are not asked for it") },
	text: {
		why: `Some names are made to be thrown away. \`wave.seqera.io/wt/\u2026\` is what Wave gives a single run: it is served for
hours (36 where nobody set another time) and refused afterwards, to everybody. Images of \`ttl.sh\` are deleted within a day. And Quay deletes a
tag whose image carries the label \`quay.expires-after\` when that time is over. Each of them works on the day on which it is
committed.`,
		policy: `rules:
  ephemeral: error
`,
		bad: [
			"wave.seqera.io/wt/6e2c1a8d3b5f/library/alpine:3.20",
			"ttl.sh/acme-tool:1h",
			"quay.io/acme/tool:pr-7, with the label quay.expires-after=2w"
		],
		good: ["community.wave.seqera.io/library/fastqc:0.12.1--af7a5314d5015c29", "quay.io/acme/tool:1.0 without the label"],
		notes: `Quay counts from the day on which the tag was pushed, which no registry tells; the date of a finding counts from
the build, and is the earliest. Quay reads the label where the tag is one image: within an index it has no effect, and
is not told of. A name with a digest is no better off: what no tag has any more is deleted, too.`
	},
	check(subject, options) {
		const said = placeOfPassage(subject);
		if (said !== void 0) return [said];
		return labelCounts(subject, options.quay) ? byLabel(subject) : [];
	}
});
/** What is said of a name that is of a place where nothing stays. */
function placeOfPassage({ image, name }) {
	if (name === void 0) return void 0;
	if (isOfOneRun(name)) return {
		message: `${image} is a name that Wave made for one run: it is served for hours, and refused afterwards`,
		help: "Name the image that Wave was asked for, or one that it keeps (wave.freeze, community.wave.seqera.io)."
	};
	if (require_base.judgedRegistry(name.registry) !== "ttl.sh") return void 0;
	return {
		message: `${image} is deleted within a day: ttl.sh keeps nothing for longer than 24 hours`,
		help: "Push it to a registry that keeps it."
	};
}
/** The token of a request stands in the path: twelve hex digits, at whichever host a Wave runs. */
function isOfOneRun({ registry, repository }) {
	return /^wt\/[0-9a-f]{12}\//.test(repository) || registry === "wave.seqera.io" && repository.startsWith("wt/");
}
function labelCounts({ name, isSif }, hosts) {
	return name !== void 0 && !isSif && hosts.some((host) => require_base.judgedRegistry(host) === require_base.judgedRegistry(name.registry));
}
const LABEL = "quay.expires-after";
/** Milliseconds. What has no such unit behind its number says nothing to Quay, `never` and `1y` among it. */
const UNITS = {
	s: 1e3,
	m: 6e4,
	h: 36e5,
	d: 864e5,
	w: 6048e5
};
function byLabel(subject) {
	const { image, now } = subject;
	const config = containerOf$1(subject, null)?.config;
	const label = config?.config.labels?.[LABEL]?.trim() ?? "";
	const [, number, unit = ""] = /^(\d{1,6})([smhdw])$/.exec(label) ?? [];
	const lifetime = Number(number) * (UNITS[unit] ?? NaN);
	if (Number.isNaN(lifetime)) return [];
	const help = "Push it without the label, or copy it to a place where it stays.";
	const built = usableDate(config?.created);
	if (built === void 0) return [{
		message: `${image} is deleted ${label} after it was pushed: its label ${LABEL} says so`,
		help,
		evidence: { [LABEL]: label }
	}];
	const end = new Date(built.getTime() + lifetime);
	const [from, until] = [dayOf(built), dayOf(end)];
	return [{
		message: end > now ? `${image} expires on ${until}: it was built on ${from} with the label ${LABEL}=${label}` : `${image} was to expire on ${until}, and may be gone any day: it was built on ${from} with the label ${LABEL}=${label}`,
		help,
		evidence: {
			[LABEL]: label,
			created: built.toISOString(),
			expires: end.toISOString()
		}
	}];
}
function dayOf(date) {
	return date.toISOString().slice(0, 10);
}
// src/policy/rules/entrypoint.ts
const entrypoint = imageRule({
	id: "entrypoint",
	eachPlatform: true,
	summary: "Images of Nextflow processes let the task's shell start",
	severity: "warning",
	options: { allow: optional(list(textPattern("a command"), "a list of commands"), "entry points that pass on what they are given, with `*`; without it, those that are known to") },
	text: {
		why: `Nextflow starts \`/bin/bash\` with the task's script inside the container. An image whose ENTRYPOINT is the tool itself
gets that as arguments: the task fails with the tool's usage text, and often only since the tag was moved to a newer build.
Entry points that run what they are given (\`tini --\`, \`docker-entrypoint.sh\`, a conda activation) do no harm; those that end
in a tool (\`tini -- tool\`, \`sh -c "exec tool"\`) or in a bare shell do.`,
		policy: `rules:
  entrypoint: warning
`,
		bad: ["quay.io/acme/tool:1.0 with `ENTRYPOINT [\"tool\"]`", "quay.io/acme/tool:1.0 with `ENTRYPOINT [\"tini\", \"--\", \"tool\"]`"],
		good: ["quay.io/acme/tool:1.0 without ENTRYPOINT", "quay.io/acme/tool:1.1 with `ENTRYPOINT [\"tini\", \"--\"]`"],
		notes: "Only images of Nextflow processes are judged. Singularity and Apptainer do not run the entry point for `exec`; the image is judged where Docker or Podman pulls it. An entry point that the run sets itself (`--entrypoint` in `docker.runOptions` or `containerOptions`, `NXF_CONTAINER_ENTRYPOINT_OVERRIDE=true` given with `--env`) is judged in place of the image's own."
	},
	looksAt: "configuration",
	asks: (image) => isStarted(image) ? configuration(image) : [],
	check(subject, options) {
		if (!isStarted(subject)) return [];
		const { image, pull } = subject;
		const own = containerOf$1(subject)?.config.config.entrypoint ?? [];
		const words = pull.entrypoint === void 0 ? own : [pull.entrypoint];
		const [program] = words;
		if (program === void 0 || program === "" && words.length === 1) return [];
		const command = words.join(" ");
		if (options.allow?.some((pattern) => pattern.matches(command) || pattern.matches(program)) ?? require_base.runsWhatItIsGiven(words)) return [];
		const scope = pull.engine !== null && SCOPES[pull.engine] || "docker";
		return [{
			message: `${image} starts "${command}" and not the task's shell`,
			help: `Choose an image without ENTRYPOINT, or set ${scope}.runOptions = '--entrypoint ""' (for this process alone: containerOptions).`,
			evidence: { entrypoint: command }
		}];
	}
});
/** Whether a task begins with the image's entry point. */
function isStarted({ pull }) {
	return pull.source === "nextflow" && (pull.engine === null || SCOPES[pull.engine] !== void 0);
}
/** Engines that start the image's entry point, and the scope of the configuration that has their `runOptions`. */
const SCOPES = {
	docker: "docker",
	podman: "podman",
	sarus: "sarus",
	"apple-container": "appleContainer"
};
// src/policy/rules/inspectable.ts
const inspectable = builtInRule({
	builtIn: true,
	id: "inspectable",
	summary: "What the policy needs to know of an image can be found out",
	severity: "warning",
	options: {},
	text: {
		why: `A registry that is down, asks for a login or limits the rate says nothing about the image. Such an image is
neither good nor bad: it is *undecided*, and so is the verdict, also where this rule is off. Where the severity of this rule
reaches \`fail-on\`, the exit code is 3, never the 1 of a violation; the other images are judged all the same. A server that is
down is one finding, with the number of its images and the first three.

Two things are not left to the registry. Where it was us who did not get through, because the time for an image or for the
run was used up or the run was cancelled, the exit code is 3 whatever the severity, also where this rule is off; only
\`fail-on: never\` exits with 0 then. And where a registry sends other bytes than the digest that was asked for, that
is no open question but a violation: an \`error\`, unless the policy gives this rule a severity of its own.`,
		policy: `rules:
  inspectable: error
`,
		bad: ["registry.example.org/private/tool:1.0"],
		good: ["quay.io/acme/tool:1.0"],
		notes: `On unless turned off; says nothing where no rule needs to ask a registry, and with \`inspector: none\`. Nobody can be asked
about images of \`library://\` and \`shub://\`, nor about a file of the machine that runs it: they are undecided, too.`
	}
});
/** What the rule says of an image that a registry gave no usable answer for. `offered`: its platforms, where they are known. */
function uninspectableMessage(image, failure, wanted, offered) {
	if (failure === void 0) return {
		message: `${image} could not be judged: the answer says nothing of ${wanted.join(", ")}`,
		evidence: { "not judged": wanted.join(", ") }
	};
	return {
		message: `${image} ${failure.state === "digest-mismatch" ? "is not what its digest says" : "could not be inspected"}: ${failure.message.replace(/[.\s]+$/, "")}`,
		help: helpFor(failure, offered ?? []),
		evidence: {
			state: failure.state,
			"not judged": wanted.join(", ")
		}
	};
}
/** `offered`: the platforms that the image is known to have. */
function helpFor({ state, incomplete }, offered) {
	if (incomplete === true) return REMEDY_OF_PART;
	return state === "platform-missing" && offered.length === 0 ? "Choose another build." : REMEDY[state];
}
/** What the rule says of an image about which there is nobody to ask, for what reason, and of several of that sort. */
function unaskableMessage(image, reason, wanted) {
	const { why, help } = UNASKABLE[reason];
	return {
		message: `${image} could not be inspected: ${why}`,
		help,
		evidence: {
			state: reason,
			"not judged": wanted.join(", ")
		},
		why
	};
}
const UNASKABLE = {
	"no-inspector": {
		why: "nobody can be asked about images of this service",
		help: "Name a copy in a registry, or waive inspectable for it."
	},
	"not-here": {
		why: "it is a file of the machine that runs it, and not of this repository",
		help: "Name an image of a registry, or waive inspectable for it."
	}
};
/** What to do where asking failed in this way. */
function remedyOf(state) {
	return REMEDY[state];
}
/** What to do about an image that is there without a part of it. */
const REMEDY_OF_PART = "Push the image again, or choose another build: what it names was deleted at the registry.";
const REMEDY = {
	"not-found": "Check the spelling and the tag.",
	"absent-or-private": "Check the spelling; if it is private, log in to the registry before this step.",
	unauthorized: "The credentials for this registry are refused for this image; check them.",
	"rate-limited": "Log in to the registry, or run again later.",
	unreachable: "Check the host name and that the runner can reach it.",
	timeout: "Run again; if it stays so, inspect through the other back end (`inspector`).",
	"server-error": "Run again later; the failure is the registry's.",
	"invalid-reference": "Correct the name: the registry does not accept it.",
	unsupported: "Set `inspector: registry` if it is Wave that cannot tell; else waive the rule for it, or replace the image.",
	"platform-missing": "Ask for a platform that it has, or choose another build.",
	"digest-mismatch": "Do not use the image before it is explained why its bytes are not what the digest says.",
	"too-large": "Look at the image by hand: no honest manifest is that large.",
	malformed: "Look at the image by hand: what was answered cannot be read.",
	cancelled: "Run again.",
	configuration: "Correct the set-up of this step; the images themselves were not judged.",
	"not-recorded": "Record it where registries can be asked: wave-inspect check --format json, with this policy."
};
/** Every way in which asking fails. */
const failureStates = Object.keys(REMEDY);
// src/policy/rules/exists.ts
/** Whether an image is there. */
const exists = imageRule({
	id: "exists",
	summary: "The image is there to be pulled",
	severity: "error",
	asks: ({ platform }) => [{
		platform,
		need: "existence"
	}],
	options: {},
	text: {
		why: `Images vanish: a build is withdrawn, a namespace is closed, a tag was mistyped. A run finds out after hours of
queueing; a pull request can find out in a second.`,
		policy: `rules:
  exists: error
`,
		bad: ["quay.io/acme/tool:no-such-tag"],
		good: ["quay.io/acme/tool:1.0"],
		notes: `A registry that refuses an anonymous question (401, 403) does not say whether the image is absent or private:
that is a finding of [inspectable](inspectable.md), not of this rule. Downloads (\`https://\u2026\`) are asked for
[where they lie](../registries.md#downloads); \`library://\`, \`shub://\` and files of another machine are not.
An image that [Wave is to build](../nextflow.md#images-that-wave-builds) and has not built yet is a notice.`
	},
	check(subject) {
		if (factsOf$1(subject)?.exists !== false) return [];
		const { image, name, pull } = subject;
		if (isNotBuilt(subject)) return pull.confidence === "candidate" ? [] : [notBuilt(image, pull.predicted ?? "")];
		const { failure, evidence } = failedAnswer(subject) ?? {};
		if (failure?.incomplete === true) return [{
			message: failure.message.replace(/\.$/, ""),
			help: REMEDY_OF_PART,
			evidence: {}
		}];
		return [{
			message: `${image} does not exist (${[
				evidence?.host,
				evidence?.status,
				evidence?.code
			].filter((part) => part !== void 0).join(" ")})`,
			help: name?.digest === void 0 ? HELP$3 : HELP_OF_DIGEST,
			evidence: {}
		}];
	}
});
function notBuilt(image, template) {
	return {
		message: `${image} is not there yet: Wave builds it when a run first asks for it`,
		help: "Nothing is wrong: its name is worked out from the `conda` directive. Run the pipeline once, and what it holds can be judged.",
		severity: "notice",
		evidence: { template }
	};
}
const HELP$3 = "Check the spelling and the tag; if it was removed, choose another build or your own copy.";
/** `docker images --no-trunc` shows the digest of the configuration, which is no name at a registry. */
const HELP_OF_DIGEST = "Check the spelling, and that this is the digest of a manifest and not of a configuration (the image ID that `docker images` shows): `docker buildx imagetools inspect NAME:TAG` prints the right one.";
// src/policy/rules/freeze.ts
/** Whether a digest that is written is that of the image that runs, where Wave puts one of its own in its place. */
const freeze = imageRule({
	id: "freeze",
	summary: "What is pinned by digest is not replaced by an image that Wave makes of it",
	severity: "warning",
	options: {},
	text: {
		why: `A digest names the bytes of one manifest. With \`wave.enabled\`, Nextflow asks Wave for each image, and Wave
serves one of its own: with a layer for Fusion, for the \`bin\` folder of a module or for what else a process needs, its digest
is another, and changes with every run. The digest in the file then pins nothing that a node pulls. Where Wave is to add a
layer and is not to freeze, it refuses such a name, and the run ends with "does not support the 'containerConfig' attribute".`,
		policy: `rules:
  freeze: error
`,
		bad: ["quay.io/acme/tool:1.0@sha256:2f3c\u2026 of a process, with `wave.enabled = true`"],
		good: ["quay.io/acme/tool:1.0@sha256:2f3c1d0f5a7e9b8c6d4e2f1a0b9c8d7e6f5a4b3c2d1e0f9a8b7c6d5e4f3a2b1c", "quay.io/acme/tool:1.0"],
		notes: `With \`wave.freeze\` Wave builds once from just that digest and keeps the result in \`wave.build.repository\`: name
what it built, and the rule has nothing to say. Where \`wave.strategy\` has \`conda\` or \`dockerfile\` first, the image
is not used at all; that is \`resolvable\`'s to tell. A mirror (\`wave.mirror\`) copies the bytes, and a digest stays.`
	},
	check({ image, pull, pin }) {
		if (pull.shadowedBy === void 0 || pin.pin !== "digest") return [];
		return [{
			message: `${image} is pinned by digest, and Wave puts an image of its own in its place: the digest is not that of what runs`,
			help: "Set wave.freeze with a wave.build.repository and name what Wave builds there once, or turn Wave off where this image runs.",
			evidence: { pin: pin.reason }
		}];
	}
});
// src/policy/rules/ignores.ts
/** What becomes of inline ignores; the judge says it. */
const ignores = builtInRule({
	builtIn: true,
	id: "ignores",
	summary: "Inline ignores are allowed, give a reason and are in use",
	severity: "warning",
	options: {
		inline: withDefault(choice(["allow", "refuse"]), "allow", "whether comments may ignore findings; refused ones do not work"),
		added: withDefault(choice(["allow", "refuse"]), "allow", "whether comments that a pull request adds may ignore findings; refused ones do not work before it is merged")
	},
	text: {
		why: `A comment \`wave-inspect: ignore RULE -- reason\` on the line above an image, or on its line, takes that image out of a rule.
Without a reason nobody could tell later whether it still holds, so it takes no effect; one that ignores nothing would
hide the next mistake. Where a
change must not be able to excuse itself, \`inline: refuse\` leaves waivers in the policy as the only way; \`added: refuse\` keeps those that are there already.`,
		policy: `rules:
  ignores: { severity: error, inline: refuse }
`,
		bad: ["`// wave-inspect: ignore pin` (no reason)", "`# wave-inspect: ignore pin -- \u2026` above an image that `pin` accepts"],
		good: ["`// wave-inspect: ignore pin -- vendor publishes no digests, ticket 123`"],
		notes: `A comment is one that the pull request adds where the same file of its base has none of the same words above the same
code: moved lines are no difference, another image below it is one. The base is read out of git (\`fetch-depth: 2\`). Where
the checkout does not have it nobody can tell, and with \`added: refuse\` no comment works. What a pull request adds is told by
[\`policy-change\`](policy-change.md) either way.`
	}
});
// src/policy/rules/labels.ts
/** Which labels an image carries. */
const labels = imageRule({
	id: "labels",
	eachPlatform: true,
	summary: "Images carry the labels that the policy asks for",
	severity: "warning",
	looksAt: "configuration",
	asks: configuration,
	options: {
		require: withDefault(texts, [], "labels that must be there and not be empty"),
		match: withDefault(record(textPattern("a pattern of a value"), "a map from label to a pattern of its value"), {}, "labels that must be there with such a value; `*` is any text")
	},
	text: {
		why: `\`org.opencontainers.image.source\` leads from an image back to the code that it was built from, \`\u2026revision\` to the
commit, \`\u2026licenses\` to the terms. Whoever must explain an image a year later is glad of them.`,
		policy: `rules:
  labels:
    require: [org.opencontainers.image.revision]
    match: { org.opencontainers.image.source: "https://github.com/acme/*" }
`,
		bad: ["quay.io/acme/tool:1.0 without labels"],
		good: ["quay.io/acme/tool:1.0 with both labels"],
		notes: "BioContainers carry no such labels; give the rule to your own images with an override."
	},
	objection(options) {
		return options.require.length > 0 || Object.keys(options.match).length > 0 ? void 0 : "it asks for nothing; give require, match or both";
	},
	check(subject, options) {
		const { image } = subject;
		const container = containerOf$1(subject);
		if (container === void 0) return [];
		const present = new Map(Object.entries(container.config.config.labels ?? {}));
		const valueOf = (label) => present.get(label) ?? "";
		const missing = [...new Set([...options.require, ...Object.keys(options.match)])].filter((label) => valueOf(label) === "");
		const wrong = Object.entries(options.match).filter(([label, pattern]) => !missing.includes(label) && !pattern.matches(valueOf(label)));
		return [...missing.length === 0 ? [] : [{
			message: `${image} lacks the label${missing.length === 1 ? "" : "s"} ${missing.join(", ")}`,
			help: "Set them where the image is built.",
			evidence: { labels: require_base.few([...present.keys()], 10) || "none" }
		}], ...wrong.map(([label, pattern]) => ({
			message: `The label ${label} of ${image} is not ${pattern.text}`,
			evidence: { [label]: valueOf(label) }
		}))];
	}
});
// src/policy/rules/locked.ts
/** Whether an image is what the lock of the repository has. */
const locked = imageRule({
	id: "locked",
	summary: "Every image is in `containers.lock`, and still what it says",
	severity: "error",
	asks({ lock, name, pull }) {
		const { digest, file } = lock?.entry?.content ?? {};
		if (lock !== void 0 && lock.entry === void 0 && pull.predicted !== void 0) return [{
			platform: null,
			need: "existence"
		}];
		if (digest !== void 0 && name?.digest === void 0) return [{
			platform: null,
			need: "existence",
			expects: digest
		}];
		return file === void 0 || digest !== void 0 ? [] : [{
			platform: null,
			need: "existence"
		}];
	},
	options: {},
	text: {
		why: `A tag can mean other bytes tomorrow than it does today, and nobody who reads the pipeline sees that. A committed
[\`containers.lock\`](../lock.md) says which bytes were meant; with this rule a run stops before it pulls something else, or
something that nobody recorded.`,
		policy: `lock: strict
rules:
  locked: error # what strict means; here and in overrides something else may be said
`,
		bad: ["quay.io/acme/tool:1.0, which `containers.lock` does not have", "quay.io/acme/tool:1.0, which means another digest by now than `containers.lock` has"],
		good: ["quay.io/acme/tool:1.0, which means the digest that `containers.lock` has"],
		notes: `It is on where there is a \`containers.lock\` (or \`--lock\` names one), as an error; the key \`lock\` of the policy makes
that warnings (\`warn\`), turns it off (\`off\`), or asks for a lock where there is none (\`strict\`, one finding for all images).
\`rules.locked\`, overrides and waivers say otherwise for some images. One HEAD an image tells. Of a file (SIF) without a digest
its size and what its header says are compared. Names that no lock can have (files of the machine, \`library://\`, names that are
not known before the run) are left to other rules, and so is an image that is gone (\`exists\`) or that Wave has not built yet. Nothing but the digest is
taken from the lock: what other rules judge is what registries say.`
	},
	check(subject) {
		const { lock, image, name, pull } = subject;
		if (lock === void 0 || !isLockable(subject)) return [];
		const { file: lockFile, entry } = lock;
		if (entry === void 0) {
			if (pull.predicted !== void 0 && factsOf$1(subject)?.exists !== true) return [];
			return [{
				message: `${image} is not in ${lockFile}`,
				help: `Run wave-inspect lock and commit ${lockFile}: it records what the image is.`,
				evidence: { lock: lockFile }
			}];
		}
		const { digest, file } = entry.content;
		const { digest: now = name?.digest, download } = factsOf$1(subject) ?? {};
		const recorded = {
			file: lockFile,
			since: entry.firstSeen.slice(0, 10)
		};
		if (digest !== void 0) return now === void 0 || now === digest ? [] : [moved(image, recorded, digest, now)];
		const differs = download !== void 0 && file !== void 0 ? difference(file, require_base.fileFacts(download)) : void 0;
		return differs === void 0 ? [] : [otherFile(image, recorded, differs)];
	}
});
/** Whether a lock can have it: somebody can be asked, and git does not keep it already. */
function isLockable(subject) {
	return requestName(subject) !== void 0 && subject.pull.file === void 0;
}
const HELP$2 = "Where the new one is meant, run wave-inspect lock --update and commit the lock; where it is not,";
function moved(image, { file, since }, then, now) {
	return {
		message: `${image} is ${now.slice(0, 19)}\u2026 and ${file} has ${then.slice(0, 19)}\u2026 since ${since}`,
		help: `${HELP$2} pull by digest: @${then}.`,
		about: `${then} ${now}`,
		evidence: {
			locked: then,
			now
		}
	};
}
function otherFile(image, { file, since }, { what, then, now }) {
	return {
		message: `${image} is another file than ${file} has since ${since}: ${what} ${now}, and there ${then}`,
		help: `${HELP$2} find out who put it there.`,
		about: `${what} ${then} ${now}`,
		evidence: {
			locked: `${what} ${then}`,
			now: `${what} ${now}`
		}
	};
}
/** The first fact in which two files differ, of those that are known of both. */
function difference(then, now) {
	return [
		"format",
		"size",
		"architecture",
		"created"
	].filter((fact) => then[fact] !== void 0 && now[fact] !== void 0 && then[fact] !== now[fact]).map((fact) => ({
		what: fact,
		then: inWords$2(then[fact]),
		now: inWords$2(now[fact])
	}))[0];
}
function inWords$2(value) {
	return typeof value === "number" ? `${require_base.formatBytes(value)} (${value} B)` : String(value);
}
// src/policy/rules/manifest-format.ts
/** Whether an image is of a format that engines still pull. */
const manifestFormat = imageRule({
	id: "manifest-format",
	eachPlatform: true,
	summary: "Images are in a format that the engine pulls",
	severity: "error",
	looksAt: "manifest",
	asks: (image) => configuration(image).map((question) => ({
		...question,
		orUnsupported: true,
		ofFile: "kind"
	})),
	options: {},
	text: {
		why: `Images that were pushed before 2017 may still be in Docker's first format (schema 1). Docker 29 and current containerd
refuse them, registries are ceasing to serve them, and the run ends with "not implemented: media type ... is no longer supported".

Registries hold more than images: a Helm chart, a signature, a SIF are artifacts that no engine runs as a container image.
\`oras://\` is the other way round: Singularity and Apptainer fetch a SIF by it, and refuse an image.`,
		policy: `rules:
  manifest-format: error
`,
		bad: ["quay.io/acme/ancient:1.0 in schema 1", "quay.io/acme/chart:1.0, a Helm chart"],
		good: ["quay.io/acme/tool:1.0 in schema 2 or OCI format", "oras://quay.io/acme/tool:1.0, a SIF"],
		notes: "Says nothing of downloads (`https://\u2026`), which have no manifest."
	},
	check(subject) {
		return formatFault(subject) ?? [];
	}
});
/** Why no engine runs what a registry has there, whatever the architecture; undefined where nothing says so. */
function formatFault(subject) {
	const failure = failedAnswer(subject)?.failure;
	const unsupported = failure?.state === "unsupported" ? failure.message : "";
	const container = containerOf$1(subject);
	if (container?.v1 === true || /\bschema ?1\b/i.test(unsupported)) return [ofSchema1(subject)];
	const artifact = factsOf$1(subject)?.artifact;
	if (artifact !== void 0) return subject.isSif && require_base.isSifType(artifact) ? void 0 : [ofArtifact(subject, artifact)];
	if (/ not a container image\b/.test(unsupported)) return [ofArtifact(subject, "of a type that engines do not know")];
	return container !== void 0 && subject.isSif ? [notByOras(subject)] : void 0;
}
function ofSchema1({ image }) {
	return {
		message: `${image} is in Docker's first image format (schema 1), which current engines refuse`,
		help: "Choose a newer build of the same version, or pull it once with an old Docker and push it again.",
		evidence: { format: "schema 1" }
	};
}
function ofArtifact({ image }, artifact) {
	const evidence = { artifact };
	if (require_base.isSifType(artifact)) return {
		message: `${image} is a SIF, which is fetched by oras:// only`,
		help: "Write oras:// in front of it for Singularity or Apptainer; other engines need the container image.",
		evidence
	};
	return {
		message: `${image} is no container image but an artifact (${artifact})`,
		help: "Name the image itself: this is something that is kept beside it.",
		evidence
	};
}
function notByOras({ image }) {
	return {
		message: `${image} is a container image, and oras:// fetches none`,
		help: "Write docker:// in place of oras://.",
		evidence: { format: "container image" }
	};
}
// src/policy/rules/use-instead.ts
/** Places that stand in place of others: what a policy says of them, and the name that comes of it. */
/** That it is the beginning of a name, no expression says. */
const placeSchema = { pattern: "^[^*?]+$" };
const places = record(parsed("the beginning of a name", textSchema(placeSchema), (written) => {
	const fault = placeFault(written);
	return fault === void 0 ? { value: written } : { error: fault };
}), "a map from a place to its replacement", {
	schema: placeSchema,
	fault: placeFault
});
/**
* The longest beginning wins; it ends where a segment ends. Hosts are compared as patterns compare them: case, the default
* port and the names of Docker Hub do not count. Undefined where none fits, or where no name would come of it.
*/
function replacementOf(image, replacements) {
	const read = require_base.readWrittenName(image);
	const whole = read.kind === "registry" ? judgedText(read.name) : image;
	const [best] = Object.entries(replacements).flatMap(([key, to]) => spellingsOf(key).map((from) => ({
		from,
		to: withoutSlash(to)
	}))).filter(({ from }) => whole.startsWith(from) && /^[/:@]|^$/.test(whole.slice(from.length))).sort((a, b) => b.from.length - a.from.length);
	if (best === void 0) return void 0;
	const name = best.to + whole.slice(best.from.length);
	return isPlace(name) ? name : void 0;
}
/** What is wrong with a beginning of a name, or with what stands in its place. */
function placeFault(text) {
	if (/[*?]/.test(text)) return `${require_base.quote(text)} is a pattern: write the beginning of a name, without * and ?`;
	const place = withoutSlash(text);
	if (isPlace(place) || isPlace(`${place}/x`)) return void 0;
	const read = require_base.readWrittenName(`${place}/x`);
	return `${require_base.quote(text)} is not the beginning of an image name${read.kind === "invalid" ? `: ${read.error}` : ""}`;
}
/** Whether it names an image of a registry or a download. */
function isPlace(text) {
	const { kind } = require_base.readWrittenName(text);
	return kind === "registry" || kind === "download";
}
function withoutSlash(text) {
	return text.replace(/\/+$/, "");
}
/** A name with its host and path as they are compared. */
function judgedText(name) {
	return `${require_base.judgedRegistry(name.registry)}/${require_base.judgedRepository(name)}` + (name.tag === void 0 ? "" : `:${name.tag}`) + (name.digest === void 0 ? "" : `@${name.digest}`);
}
/** What a beginning may mean: without a registry it is of Docker Hub, where one part may be an image below `library`. */
function spellingsOf(key) {
	const text = withoutSlash(key);
	if (/^[a-z]+:\/\//i.test(text)) return [text];
	const slash = text.indexOf("/");
	const first = slash === -1 ? text : text.slice(0, slash);
	const [host, path] = require_base.isDomain(first) && !(slash === -1 && /^[^.]*:(?!\d+$)/.test(first)) ? [require_base.judgedRegistry(first), slash === -1 ? "" : text.slice(slash + 1)] : [require_base.HUB, text];
	if (path === "") return [host];
	return host === "docker.io" && !path.includes("/") ? [`${host}/${path}`, `${host}/library/${path}`] : [`${host}/${path}`];
}
// src/policy/rules/mirrored.ts
/** Whether a mirror has each image, and the same one. */
const mirrored = imageRule({
	id: "mirrored",
	summary: "A mirror has each image, and the same one",
	severity: "error",
	asks(image, { at, compare }) {
		const { isAtMirror, copy, original } = sidesOf(image, at);
		const compares = compare === "digest" && hasOpenDigest(image);
		const other = copy ?? (compares ? original : void 0);
		return [...isAtMirror || compares && copy !== void 0 ? [EXISTENCE] : [], ...other === void 0 ? [] : [{
			...EXISTENCE,
			of: other
		}]];
	},
	options: {
		at: withDefault(places, {}, "where the mirror has the images of a place: the beginning of a name, in any spelling of its host, to what stands in its place at the mirror"),
		compare: withDefault(choice(["digest", "name"]), "digest", "whether both sides must be the same image, or it is enough that the mirror has one of that name"),
		others: withDefault(choice(["deny", "allow"]), "deny", "what becomes of an image of a place that `at` does not name and that is not at the mirror")
	},
	text: {
		why: `A mirror of one's own (a registry that copies, or a pull-through cache of ECR, Artifactory, Harbor) keeps a pipeline running when
the other side is down, limits its rate or deletes an image. It does so for what it has: an image that nobody copied is found missing on
the day on which it is needed. And a copy that was made of an older push, or of one platform only, is another image under
the same name.`,
		policy: `rules:
  mirrored:
    at:
      quay.io: 123456789012.dkr.ecr.eu-west-1.amazonaws.com/quay
      docker.io: 123456789012.dkr.ecr.eu-west-1.amazonaws.com/hub
`,
		bad: [
			"quay.io/acme/tool:1.0, where the mirror has no quay/acme/tool:1.0",
			"quay.io/acme/tool:1.1, where the mirror has an older push of it",
			"ghcr.io/acme/tool:1.0, which is of no place that the mirror copies"
		],
		good: [
			"quay.io/acme/tool:1.0, where the mirror has it with the same digest",
			"123456789012.dkr.ecr.eu-west-1.amazonaws.com/hub/library/alpine:3.20, where Docker Hub's alpine:3.20 has the same digest",
			"the same name at the mirror, where Docker Hub has no such image any more"
		],
		notes: `An image that is named elsewhere is looked for at the mirror. One that is named at the mirror is held against the place that it
is a copy of, and is enough where that one is gone. Two HEADs tell, one a side. A name with a digest is looked for by
it, and needs no comparison. A mirror that lags on purpose has other images than the tags elsewhere mean: \`compare: name\`. A file
behind a URL is looked for and not compared, as no digest is told of it. A pull-through cache may fetch what it is asked for, and so have it
from then on. The mirror is asked as any registry is: log in to it first; Wave must be able to read it, else \`inspector: registry\`.
Says nothing of local files, \`library://\` and \`shub://\`, nor which of the two names a pipeline should write: that is what \`registry\` is for.`
	},
	objection: ({ at }) => Object.keys(at).length === 0 ? "it asks for nothing; give at" : void 0,
	check(subject, { at, compare, others }) {
		const { image, from } = subject;
		if (from !== "registry" && from !== "download") return [];
		const { isAtMirror, copy, original } = sidesOf(subject, at);
		if (copy === void 0 && !isAtMirror) return others === "deny" ? [ofNoPlace(image, at)] : [];
		const atMirror = copy === void 0 ? subject : otherImage(subject, copy);
		if (isNotBuilt(subject)) return [];
		if (factsOf$1(atMirror)?.exists === false) return [notThere(image, copy)];
		const other = copy ?? original;
		if (other === void 0 || compare === "name") return [];
		return differing(subject, other, isAtMirror);
	}
});
const EXISTENCE = {
	platform: null,
	need: "existence"
};
const COPY = "Copy it there with all of its platforms (crane copy, skopeo copy --all): the digest then stays the same.";
/** Whether two registries could have different images under the name. */
function hasOpenDigest({ name }) {
	return name !== void 0 && name.digest === void 0;
}
/** The mirror may lie within a place that it copies: what is there already is no copy of a copy. */
function sidesOf({ image, from }, at) {
	if (from !== "registry" && from !== "download") return { isAtMirror: false };
	const originals = new Set(Object.entries(at).flatMap(([place, mirror]) => replacementOf(image, { [mirror]: place }) ?? []));
	if (originals.size > 0) {
		const [original] = originals;
		return {
			isAtMirror: true,
			...original !== void 0 && originals.size === 1 && { original: asked(original) }
		};
	}
	const copy = replacementOf(image, at);
	return {
		isAtMirror: false,
		...copy !== void 0 && { copy: asked(copy) }
	};
}
/** The name by which a registry is asked, or the URL. */
function asked(name) {
	return require_base.canonicalOf(name) ?? name;
}
function notThere(image, copy = image) {
	return {
		message: `${image} is not at the mirror: ${copy === image ? "it does not exist" : `${copy} does not exist`}`,
		help: COPY,
		evidence: { mirror: copy }
	};
}
function ofNoPlace(image, at) {
	return {
		message: `${image} is of no place that the mirror copies`,
		help: `Copied: ${require_base.few(Object.keys(at))}.`,
		evidence: { copied: require_base.few(Object.keys(at)) }
	};
}
/** Where either side is gone or nobody could be asked, there is nothing to compare. */
function differing(subject, other, isAtMirror) {
	const here = factsOf$1(subject)?.digest;
	const there = factsOf$1(otherImage(subject, other))?.digest;
	if (!hasOpenDigest(subject) || here === void 0 || there === void 0 || here === there) return [];
	const { image } = subject;
	const [mirror, elsewhere] = isAtMirror ? [here, there] : [there, here];
	return [{
		message: isAtMirror ? `${image} is another image than ${other}, of which it is to be a copy` : `${other} of the mirror is another image than ${image}`,
		help: AGAIN,
		evidence: {
			"at the mirror": mirror,
			elsewhere
		}
	}];
}
const AGAIN = `It was copied before the tag moved, or for one platform. ${COPY}`;
// src/policy/rules/name-edit.ts
/** Undefined where no edit of one place gives all that is pulled by it its new name, and no other one. */
function nameEdit({ pull, at }, newName) {
	for (const place of pull.references) {
		if (!isEditable(place.kind) || place.unresolved !== void 0) continue;
		const pulls = at(place);
		const texts = new Set(pulls.map((one) => newText(place.text, one, newName)));
		const [replacement] = texts;
		if (texts.size !== 1 || replacement === void 0 || replacement === place.text) continue;
		const isPart = !isTemplate(place.text) && place.text.trim() !== pull.written.trim();
		return {
			edit: {
				location: require_base.locationOf(place),
				replacement
			},
			pulls,
			isPart,
			module: place.context.module
		};
	}
}
/** Kinds whose text is a name, or a value that becomes one, and no text of another language. */
const IS_EDITABLE = {
	directive: true,
	config: true,
	from: true,
	arg: true,
	copy: true,
	mount: true,
	"onbuild-copy": true,
	"onbuild-mount": true,
	syntax: true,
	image: true,
	service: true,
	launch: false,
	uses: true,
	bootstrap: false,
	context: false,
	scanner: false,
	meta: false
};
function isEditable(kind) {
	return IS_EDITABLE[kind];
}
/** A variable of Groovy, of a shell, of Dockerfiles or of HCL in a text that is not only that. */
function isTemplate(text) {
	return text.includes("$") && /^[\w.:/@-]/.test(text);
}
/** What has to stand in place of a text so that the pull has its new name. */
function newText(text, pull, newName) {
	if (pull.image === null || pull.predicted !== void 0) return void 0;
	const written = pull.written.trim();
	const scheme = /^docker:\/\//.exec(written)?.[0] ?? "";
	const name = newName(written.slice(scheme.length), pull);
	if (name === void 0) return void 0;
	const now = scheme + name;
	return isTemplate(text) ? newTemplate(text, written, now) : newValue(text, written, now);
}
/** Where the value stands in the name just once. */
function newValue(text, written, now) {
	const value = text.trim();
	const [before = "", behind, ...more] = written.split(value);
	if (behind === void 0 || more.length > 0) return void 0;
	return now.startsWith(before) && now.endsWith(behind) && now.length > before.length + behind.length ? text.replace(value, () => now.slice(before.length, now.length - behind.length)) : void 0;
}
/** Where only the beginning of the name is another one, and the text has all of that as it is. */
function newTemplate(text, written, now) {
	const shared = commonEnd(written, now);
	const old = written.slice(0, written.length - shared);
	return old !== "" && text.startsWith(old) && !old.includes("$") && !/^[\w-]/.test(text.slice(old.length)) ? now.slice(0, now.length - shared) + text.slice(old.length) : void 0;
}
/** From a boundary of the name on. */
function commonEnd(a, b) {
	let length = 0;
	while (length < a.length && length < b.length && a.at(-1 - length) === b.at(-1 - length)) length++;
	while (length > 0 && /[\w-]/.test(a.at(-length) ?? "")) length--;
	return length;
}
/** Whether an edit changes what is meant and nothing else, as far as its place goes. */
function isSure({ isPart, pulls, module }) {
	return (module === void 0 || "local" in module) && !isPart && pulls.every(({ confidence }) => confidence === "exact");
}
/** What is to be looked at first, in words that follow a sentence: a value that is shared, code of others. */
function caution({ isPart, module }) {
	if (module !== void 0 && !("local" in module)) return " It is in a module that was copied from elsewhere: updates of that are then to be merged.";
	return isPart ? " Whatever else takes this value gets it, too." : "";
}
// src/policy/rules/with-digest.ts
/** A name with the digest that it means today, in the form that every engine which pulls by it takes. */
/** Whether an engine takes a tag beside a digest. Of the others nobody has tried it. */
const TAKES_TAG_AND_DIGEST = {
	docker: true,
	podman: true,
	buildkit: true,
	singularity: false,
	apptainer: false
};
/** Whether it is known which form an engine takes. */
function takesDigest({ engine }) {
	return engine !== null && TAKES_TAG_AND_DIGEST[engine] !== void 0;
}
/** Whether one of these pulls must go without the tag. */
function refusesTag(pulls) {
	return pulls.some(({ engine }) => engine !== null && TAKES_TAG_AND_DIGEST[engine] === false);
}
/** `NAME:TAG@DIGEST`, or `NAME@DIGEST` where one of the engines refuses a tag beside it. */
function withDigest(name, digest, pulls) {
	const { kind, start } = require_base.versionPart(name);
	return `${kind === "tag" && refusesTag(pulls) ? name.slice(0, start - 1) : name}@${digest}`;
}
// src/policy/rules/digest-fix.ts
/** The edit that writes a digest behind a name, offered only where it is sure to do that and nothing else. */
/**
* Or why there is none, in a sentence: the registry told no digest, the text of the place is not the whole name (a part of
* it), or something is pulled by the same text that could not be with a digest, or that would lose it.
*/
function digestFix(subject) {
	const place = require_base.placeOf(subject.pull);
	const name = require_base.withoutDockerScheme(place.text.trim());
	const digest = factsOf$1(subject)?.digest;
	const why = objection(subject, place, name);
	const part = why === void 0 || digest === void 0 ? void 0 : partFix(subject, digest);
	if (part !== void 0) return part;
	if (why !== void 0) return why;
	if (digest === void 0) return unknownDigest(subject);
	const pinned = withDigest(name, digest, subject.samePlace);
	if (require_base.canonicalOf(pinned) === void 0) return "What was said to be its digest is none.";
	const { module } = place.context;
	const isOurs = module === void 0 || "local" in module;
	return {
		title: isOurs ? TITLE : OF_OTHERS,
		edits: [{
			location: require_base.locationOf(place),
			replacement: place.text.replace(name, () => pinned)
		}],
		safe: isOurs && subject.samePlace.every(({ confidence }) => confidence === "exact")
	};
}
/** Where the name is put together and its end stands by itself: the version of an ARG or of a parameter, with the digest behind it. */
function partFix(subject, digest) {
	const { canonical } = subject.pull;
	if (subject.isSif || !require_base.isDigest(digest)) return void 0;
	const found = nameEdit(subject, (name, pull) => {
		const { shadowedBy, rewrites = [] } = pull;
		const isPlain = shadowedBy === void 0 && rewrites.every(({ by }) => IN_FRONT.has(by));
		return pull.canonical === canonical && isPlain && takesDigest(pull) ? withDigest(name, digest, [pull]) : void 0;
	});
	if (found === void 0) return void 0;
	return {
		title: `${TITLE}${caution(found)}`,
		edits: [found.edit],
		safe: isSure(found)
	};
}
const TITLE = "Pin it to the digest that it means today.";
const OF_OTHERS = "Pin it to the digest that it means today, in a module that was copied from elsewhere, of which updates are then to be merged.";
function unknownDigest(subject) {
	const { known } = subject;
	if (known.state === "not-asked" && known.reason === "inspector-none") return "Nobody was asked which digest it means today: set inspector to wave or registry.";
	const { failure } = failedAnswer(subject) ?? {};
	return `Nobody said which digest it means today${failure === void 0 ? "" : `: ${failure.message.replace(/\.$/, "")}`}.`;
}
/** Why nothing could be written there. */
function objection({ pull, from, isSif, pin, samePlace }, place, name) {
	if (from === "download") return pin.pin === "content" ? "It is a file behind a URL that carries its sha256 already: nothing is firmer." : "It is a file behind a URL, which has no digest; no URL is known that carries its sha256.";
	if (from !== "registry") return "It does not come from a registry, so that it has no digest.";
	if (isSif) return "It is an artifact with a SIF in it, of which nobody has tried whether engines take its digest.";
	const shadowed = samePlace.find(({ shadowedBy }) => shadowedBy !== void 0);
	if (shadowed !== void 0) return `Wave puts an image of its own in its place (${shadowed.shadowedBy}), and would refuse or lose the digest: freeze what it builds, and name that.`;
	if (!isName(place.kind) || place.unresolved !== void 0 || samePlace.some((one) => !isWhole(name, one))) return `The name is not written in one piece: ${require_base.quote(place.text)} is a part of it, or more than it.`;
	const other = samePlace.find(({ canonical }) => canonical !== pull.canonical);
	if (other !== void 0) return `By the same text something else is pulled, too (${other.image ?? "an image that is not known"}), which has another digest.`;
	const unknown = samePlace.find((one) => !takesDigest(one));
	if (unknown !== void 0) return `Nobody has tried whether ${unknown.engine ?? "what pulls it"} takes a digest.`;
}
/** What leaves the name as it is, but for what stands in front of it. */
const IN_FRONT = new Set(["registry", "engine"]);
/** Whether the text of the place is all of what a pull is written as, and nothing comes in its place. */
function isWhole(name, { written, rewrites = [] }) {
	return require_base.withoutDockerScheme(written.trim()) === name && rewrites.every(({ by }) => IN_FRONT.has(by));
}
/** Whether the text is an image name by itself, where the tool that reads the file takes a digest: an ARG has a part of one. */
function isName(kind) {
	return kind !== "arg" && isEditable(kind);
}
// src/policy/rules/override-fix.ts
/** The edits that pin an image to what it means today, what is meant first; or why there are none. */
function pinFixes(subject) {
	const fix = digestFix(subject);
	if (typeof fix === "string") return { noFix: fix };
	const override = overrideFix(subject, fix.edits[0].replacement);
	return { fixes: override === void 0 ? [fix] : [override, fix] };
}
/**
* Undefined where the code is the pipeline's own, and where something of the process is put together. A selector of the same
* name that is there keeps its settings: Nextflow brings both together (24.10 with parser v1, 26.04 with v2).
*
* @param text What is to stand in place of the name.
*/
function overrideFix({ pull, ofProcess, overridePlace }, text) {
	const place = require_base.placeOf(pull);
	const { process, module } = place.context;
	if (module === void 0 || "local" in module || process === void 0 || overridePlace === void 0) return void 0;
	const halves = new Map();
	for (const { references, predicted } of ofProcess) {
		if (predicted !== void 0) continue;
		const [only, ...others] = references;
		if (only?.kind !== "directive" || others.length > 0) return void 0;
		halves.set(require_base.placeKey(only), only === place || require_base.placeKey(only) === require_base.placeKey(place) ? {
			...only,
			text
		} : only);
	}
	const value = containerOf([...halves.values()]);
	if (value === void 0) return void 0;
	return {
		title: "Pin it to the digest that it means today, in the pipeline's own configuration: an update of the module then no longer changes what it pulls.",
		edits: [{
			location: overridePlace.location,
			replacement: blockOf(overridePlace, process, value)
		}],
		safe: false
	};
}
/** The same choice as the module has, written for a configuration. */
function containerOf([first, second, ...others]) {
	const [one, other] = [first && quoted(first.text), second && quoted(second.text)];
	if (first === void 0 || one === void 0 || others.length > 0) return void 0;
	if (second === void 0) return first.context.condition === void 0 ? one : void 0;
	const [a, b] = [conditionOf(first), conditionOf(second)];
	if (a === void 0 || b === void 0 || other === void 0) return void 0;
	if (b === `!(${a})`) return `{ ${a} ? ${one} : ${other} }`;
	return a === `!(${b})` ? `{ ${b} ? ${other} : ${one} }` : void 0;
}
/** On one line; undefined where a comment could be in it. */
function conditionOf({ context }) {
	const text = context.condition?.replaceAll(/\s+/g, " ");
	return text === void 0 || /\/[/*]/.test(text) ? void 0 : text;
}
function quoted(text) {
	return /['\\$\r\n]/.test(text) ? void 0 : `'${text}'`;
}
/** As the template of nf-core has it: four blanks a level. */
function blockOf(place, process, value) {
	const { isInBlock, isOnNewLine, lineEnd } = place;
	const inner = [
		`    withName: '${process}' {`,
		`        container = ${value}`,
		"    }"
	];
	return (isInBlock ? inner : [
		...isOnNewLine ? [""] : ["", ""],
		"process {",
		...inner,
		"}"
	]).map((line) => `${line}${lineEnd}`).join("");
}
// src/policy/rules/pin-advice.ts
const IMAGE = {
	digest: "Add the manifest digest: NAME:TAG@sha256:\u2026.",
	locked: "Run wave-inspect lock and commit containers.lock, or add the manifest digest: NAME:TAG@sha256:\u2026.",
	content: "Use a SIF or blob URL that carries its sha256, or add the manifest digest.",
	build: "Write a tag that names one build (BioContainers, a Wave hash, a commit), or add the manifest digest.",
	version: "Write a tag with a version, or add the manifest digest.",
	floating: "Write a tag.",
	none: "Every name will do."
};
/** Where Singularity or Apptainer pulls: they refuse a tag beside a digest. */
const IN_PLACE = "the manifest digest in place of the tag (NAME@sha256:\u2026; Singularity and Apptainer refuse both)";
const IMAGE_WITHOUT_TAG = {
	...IMAGE,
	digest: `Write ${IN_PLACE}.`,
	locked: `Run wave-inspect lock and commit containers.lock, or write ${IN_PLACE}.`,
	content: `Use a SIF or blob URL that carries its sha256, or write ${IN_PLACE}.`,
	build: `Write a tag that names one build (BioContainers, a Wave hash, a commit), or ${IN_PLACE}.`,
	version: `Write a tag with a version, or ${IN_PLACE}.`
};
/** A file behind a URL has no manifest: what names its bytes is a sha256 in the path, as registries keep their blobs. */
const BLOB = "a URL that carries the sha256 of its content (\u2026/blobs/sha256/AB/ABCD\u2026/data, as Seqera serves its SIFs)";
const DOWNLOAD = {
	...IMAGE,
	digest: `Use ${BLOB}, and ask for \`content\` here with an override: a file has no manifest digest.`,
	locked: `Use ${BLOB}, and run wave-inspect lock: of another URL a lock has no sha256.`,
	content: `Use ${BLOB}.`,
	build: `Use a URL whose file names one build (NAME:VERSION--BUILD at the depot), or ${BLOB}.`,
	version: `Use a URL with a version, or ${BLOB}.`,
	floating: "Use a URL with a tag or a version."
};
/** There is nothing to write: the policy asks for what no file has. */
const FIRMEST = "Ask for `content` here with an override: a file has no manifest digest, and this URL carries the sha256 of its content.";
/** One of Sylabs' library: its tags may be the sum of the image. */
const LIBRARY = {
	...DOWNLOAD,
	digest: "Write the sum of the image as its tag (:sha256.\u2026), and ask for `content` here with an override.",
	locked: "Write the sum of the image as its tag (:sha256.\u2026), and ask for `content` here with an override: no lock has it.",
	content: "Write the sum of the image as its tag (:sha256.\u2026).",
	build: "Write a tag that names one build, or the sum of the image as its tag (:sha256.\u2026).",
	version: "Write a tag with a version, or the sum of the image as its tag (:sha256.\u2026).",
	floating: IMAGE.floating
};
function adviceFor$1({ from, pin, pull, samePlace }, asked) {
	if (from === "download" && pin.pin === "content" && asked === "digest") return FIRMEST;
	if (from === "download") return DOWNLOAD[asked];
	if (from === "library") return LIBRARY[asked];
	return (refusesTag([pull, ...samePlace]) ? IMAGE_WITHOUT_TAG : IMAGE)[asked];
}
// src/policy/rules/pin.ts
/** How firmly a name is tied to one image. */
const LACKS = {
	digest: "is pinned by digest",
	locked: "is pinned by the lock only",
	content: "is pinned by content only",
	build: "is pinned by build only",
	version: "is pinned by version only",
	floating: "has a floating tag",
	none: "has neither tag nor digest, so :latest is taken"
};
const pin = imageRule({
	id: "pin",
	summary: "Names are tied to one image at least as firmly as the policy asks",
	severity: "error",
	options: { "at-least": withDefault(choice(require_base.PIN_STRENGTHS), "version", "the weakest pin that passes") },
	text: {
		why: `A tag can be moved to another image at any time; a digest cannot. "A digest everywhere" however fails every
nf-core pipeline, so pins are graded. Strongest first: \`digest\` (\`@sha256:\u2026\`), \`locked\` ([\`containers.lock\`](../lock.md) has its
digest), \`content\` (a SIF or blob URL with its
sha256), \`build\` (a Wave content-hash tag, a BioContainers build \`--h\u2026_N\`, a commit), \`version\`, \`floating\`
(\`latest\`, \`stable\`, a branch), \`none\` (no tag).`,
		policy: `rules:
  pin: { at-least: build }
overrides:
  - images: ["ghcr.io/acme/**"]
    rules: { pin: { at-least: digest } }
`,
		bad: [
			"alpine:3.20",
			"quay.io/biocontainers/fastqc:0.12.1",
			"ghcr.io/acme/tool:1.0--hdfd78af_0"
		],
		good: [
			"quay.io/biocontainers/fastqc:0.12.1--hdfd78af_0",
			"community.wave.seqera.io/library/fastqc:0.12.1--af7a5314d5015c29",
			"ghcr.io/acme/tool:1.0@sha256:2f3c1d0f5a7e9b8c6d4e2f1a0b9c8d7e6f5a4b3c2d1e0f9a8b7c6d5e4f3a2b1c"
		],
		notes: `\`locked\` is for images that rule [\`locked\`](locked.md) holds against the lock, and of which no answer says another digest; a
SIF behind a URL is it where the URL carries its sha256. Local files are not judged: nothing in their name says what they hold. Where a registry told the digest and the
name stands in the file in one piece, the finding has an edit that adds it (\`fixes\` of the JSON report), which
[\`wave-inspect fix\`](../fix.md) shows and makes. Where
Singularity or Apptainer pulls by the same text, the digest stands in place of the tag: they refuse both. Where the name ends with a
value (the version of an \`ARG\` or of a parameter), the digest is written behind that, which is never safe: a script or another step may
take the value, too. For a module that \`modules.json\` says was copied, the first edit is a \`withName\` in the pipeline's own configuration
(\`conf/modules.config\`, else \`nextflow.config\`) with the choice that the module makes between Docker and Singularity; it is not safe, since an update
of the module no longer changes what it pulls then. A \`withName\` of the same name that is there keeps its settings. There is none where an engine pulls by it of which that is not known, and where Wave would lose the digest.`
	},
	check(subject, options) {
		const { pull, image, from } = subject;
		const asked = options["at-least"];
		const actual = heldPin(subject);
		if (require_base.isAtLeast(actual.pin, asked) || from === "local") return [];
		const digest = factsOf$1(subject)?.digest;
		const exact = digest === void 0 || pull.canonical === void 0 ? void 0 : exactName(subject, digest);
		return [{
			message: `${image} ${from === "download" && actual.pin === "none" ? "carries neither a version nor a sha256" : LACKS[actual.pin]}; the policy asks for ${asked}${asked === "digest" ? "" : " or stronger"}`,
			...pinFixes(subject),
			help: exact === void 0 || asked === "locked" ? adviceFor$1(subject, asked) : `Write ${exact} to keep what the name means today.`,
			evidence: {
				pin: actual.pin,
				because: actual.reason,
				asked
			}
		}];
	}
});
/** How firmly an image is tied by its name and by the lock, of which every answer must say the same. */
function heldPin(image) {
	const { pin: byName, lock, name } = image;
	const { digest, file } = lock?.entry?.content ?? {};
	const now = image.known?.state === "asked" ? image.known.facts.digest : void 0;
	const isHeld = digest === void 0 ? file?.sha256 !== void 0 : now === void 0 || now === digest;
	if (lock === void 0 || !isHeld || name?.digest !== void 0) return byName;
	const what = digest === void 0 ? "sha256" : `digest ${digest.slice(0, 19)}\u2026`;
	return {
		pin: "locked",
		reason: `${lock.file} has its ${what}`
	};
}
/** The name as it is written, with the digest that it means today. */
function exactName({ pull, image, samePlace }, digest) {
	return (/^(?:docker|oras):\/\//.exec(pull.written)?.[0] ?? "") + withDigest(image, digest, [pull, ...samePlace]);
}
// src/policy/rules/ran.ts
/** What ran that nobody expected; the judge says it. */
const ran = builtInRule({
	builtIn: true,
	id: "ran",
	summary: "What ran is what the lock has, or the files",
	severity: "error",
	options: {},
	text: {
		why: `A check tells what the files would pull. What ran may be something else: a parameter on the command line, a config that is on
nobody's list, a profile that turns the engine off. Nextflow keeps which container each task ran in; \`check --lineage DIR\` holds
that against [\`containers.lock\`](../lock.md), and where there is none against what the files pull.`,
		policy: `rules:
  ran: { severity: error }
`,
		bad: ["a task that ran quay.io/acme/tool:2.0, which `containers.lock` does not have", "a task that ran in no container, although the files give its process one"],
		good: ["a task that ran quay.io/acme/tool:1.0, which `containers.lock` has"],
		notes: `It says nothing without \`--lineage\`. Tasks of one process in one container are one finding, at the first record. A name says
which digest it meant that night as far as the lock does, or an [earlier run's answers](../replay.md): Nextflow records the name alone.
An image that Wave made for a task has a name of its own, and lineage has a hash of it: which image that was is undecided.
[ran.md](../ran.md) has how records are made.`
	}
});
// src/policy/rules/pullable.ts
/** What is said of a name that the engine of a pull cannot pull; the judge says it. */
const pullable = builtInRule({
	builtIn: true,
	id: "pullable",
	summary: "The engine can pull a name of this form",
	severity: "error",
	options: {},
	text: {
		why: `A name with a capital letter in its path, a second colon or a digest that is cut off stops every run, and so does a
name in the form of another engine: \`docker://\u2026\`, \`oras://\u2026\` and \`https://\u2026\` are words of Singularity and Apptainer, which
Docker, BuildKit, Kubernetes and the cloud services that Nextflow submits to take for a mistake (Podman takes \`docker://\`
of them). No registry is needed to see it. A name that no registry could have is judged by this rule alone.`,
		policy: `rules:
  pullable: error
`,
		bad: [
			"quay.io/acme/Tool:1.0",
			"a/b:1:2",
			"debian@sha256:abc",
			"`docker://quay.io/acme/tool:1.0` where Docker pulls it"
		],
		good: ["quay.io/acme/tool:1.0", "`docker://quay.io/acme/tool:1.0` where Singularity pulls it"],
		notes: `On unless turned off. Singularity and Apptainer refuse a tag beside a digest
(containers/image: "references with both a tag and digest are currently not supported"); Docker and Podman take both.`
	}
});
/** How each engine calls itself. */
const NAMES$1 = {
	docker: "Docker",
	podman: "Podman",
	singularity: "Singularity",
	apptainer: "Apptainer",
	charliecloud: "Charliecloud",
	shifter: "Shifter",
	sarus: "Sarus",
	"apple-container": "Apple's container",
	smolvm: "smolvm",
	buildkit: "BuildKit",
	kubernetes: "Kubernetes"
};
/** What the rule says of a pull; undefined where its engine can pull a name of this form, or the name is not known. */
function pullFault(pull) {
	const named = faultOf(pull);
	if (named === void 0) return void 0;
	const fault = faultOfRegistry(pull) ?? named;
	return {
		message: `${pull.engine === null ? "No engine" : NAMES$1[pull.engine]} ${pull.engine === null ? "can" : "cannot"} pull ${require_base.short(pull.image ?? pull.written).trim() || "an empty name"}: ${fault.why.replace(/[.\s]+$/, "")}`,
		help: fault.help,
		...pull.engine !== null && { evidence: { engine: pull.engine } }
	};
}
/** Whether no registry could have the name that the engine is given, so that no other rule has anything to judge. */
function isRefused(pull) {
	return pull.canonical === void 0 && faultOf(pull) !== void 0;
}
function faultOf({ image, canonical, engine, unresolved, undefinedParameters }) {
	if (unresolved?.reason === "invalid-name") return {
		why: unresolved.detail,
		help: CORRECT
	};
	if (image === null || undefinedParameters !== void 0) return void 0;
	const name = require_base.readPulledName(image.trim(), canonical);
	if (engine !== null && engine !== "singularity" && engine !== "apptainer") return canonical === void 0 ? byNameAlone(name, image.trim(), engine) : void 0;
	if (name.kind === "invalid") return {
		why: name.error,
		help: CORRECT
	};
	return engine === null ? void 0 : inSingularity(name);
}
/** A setting of the registry that holds an address in place of a host: Nextflow puts it in front of the name as it is. */
function faultOfRegistry({ rewrites = [] }) {
	for (const { by, setting, location, to } of rewrites) {
		const scheme = by === "registry" || by === "registry-override" ? /^[a-z][a-z0-9+.-]*:\/\//i.exec(to ?? "")?.[0] : void 0;
		if (scheme === void 0 || setting === void 0) continue;
		const place = location === void 0 ? "" : ` (${location.file}:${location.line})`;
		return {
			why: `the setting ${setting} has a scheme in front, "${require_base.short(scheme)}"`,
			help: `Leave out the scheme of ${setting}${place}: it is the name of a host.`
		};
	}
}
const CORRECT = "Correct the name.";
/** Engines whose images come from registries, by a name without a scheme. */
function byNameAlone(name, image, engine) {
	if (name.kind === "invalid") return {
		why: name.error,
		help: CORRECT
	};
	if (name.kind === "registry" && name.scheme !== "oras") return {
		why: "it takes no scheme in front of a name",
		help: `Write ${image.slice(image.indexOf("://") + 3)}.`
	};
	if (name.kind === "local" && name.scheme === null && engine === "charliecloud") return void 0;
	return {
		why: OTHERS[name.kind],
		help: OWN_IMAGE
	};
}
/** What such an engine does not do with the other forms. */
const OTHERS = {
	registry: "it is an artifact for Singularity and Apptainer",
	download: "it downloads no files",
	library: "the service behind it has images for Singularity and Apptainer only",
	local: "it takes no file for an image"
};
const OWN_IMAGE = "Name an image of a registry where this engine runs; `workflow.containerEngine` tells a process which one does.";
function inSingularity(name) {
	if (name.kind === "download" && name.scheme === "ftp") return {
		why: "it downloads by https and http only",
		help: "Give the image an https address."
	};
	if (name.kind !== "registry" || name.scheme === "oras") return void 0;
	const { tag, digest } = name.name;
	if (tag === void 0 || digest === void 0) return void 0;
	return {
		why: "it does not take a tag beside a digest",
		help: `Leave out the tag ${tag} and keep the digest; the tag may stand in a comment.`
	};
}
// src/policy/rules/readable.ts
const readable = builtInRule({
	builtIn: true,
	id: "readable",
	summary: "Everything that a run or a build reads can be read, and names an image",
	severity: "error",
	options: {
		syntax: optional(level, "what the tool itself refuses (`error`; `warning` in tests, templates, unused scripts)"),
		missing: optional(level, "an include, a profile or a module that is not there (`error`; `warning` as above)"),
		skipped: optional(level, "a file that is too large, binary, of another encoding or not checked out (`warning`; `error` for one that is too large where its name says what reads it)"),
		remote: optional(level, "a configuration of another server, which is not fetched (`notice`, told once)"),
		note: optional(level, "what else is worth knowing: a configuration that nothing includes (`notice`)"),
		empty: optional(level, "that no file names an image (`error`)")
	},
	text: {
		why: `A script that is cut off names no image, an include that is missing may have named ten, and a typo in \`path\` or
\`-profile\` leaves nothing to check at all. Each of these would pass in silence. What is found counts by its kind: an error
where the run or the build would stop, less where it goes on. A file of which a run would have read more makes the verdict
"undecided" at least, also where this rule is off; a waiver for the file accepts that.`,
		policy: `rules:
  readable: { empty: notice, skipped: error }
`,
		bad: ["a `main.nf` without its last brace; `includeConfig 'conf/gone.config'`; `-profile dokcer`", "a repository in which no file names an image (`empty`)"],
		good: ["a broken script below `tests/` (a warning)", "a configuration that is included from a server (a notice)"],
		notes: `On unless turned off. The severity of a kind holds for every file; a severity of the whole rule (\`readable: warning\`)
for every kind that has none of its own. Where one workflow is rolled out over many repositories, \`readable: { empty: notice }\`
lets those pass that name no image. Waivers and overrides take \`files\`; an ignore stands in the file itself.

What is broken in many places for one reason, such as a remote configuration that seventy pipelines share or a profile that
none of them has, is one finding. Where an error says why nothing is there, \`empty\` says nothing.`
	}
});
/** Of what kind a problem is. */
const KIND_OF = {
	syntax: "syntax",
	abort: "syntax",
	"missing-include": "missing",
	"missing-profile": "missing",
	"remote-include": "remote",
	unreadable: "skipped",
	limit: "skipped",
	cancelled: "skipped",
	unreachable: "note",
	dialect: "note",
	conflict: "note",
	directive: "note"
};
/** Where neither the kind nor the rule has a severity in the policy. */
function usualSeverity(kind, { isAside, hides }) {
	if (hides) return "error";
	if (kind === "remote" || kind === "note") return "notice";
	return kind === "skipped" || isAside ? "warning" : "error";
}
/** Why images may be missing that a run or a build would find here; undefined: it would read no more than was read. */
function hiddenBy({ kind, why, aside }) {
	const of = KIND_OF[kind];
	return aside === true || why === "skipped" || of === "remote" || of === "note" ? void 0 : of;
}
function unreadableMessage({ kind, why, message, help = HELP$1[KIND_OF[kind]] }) {
	return {
		message: message.replace(/[.\s]+$/, ""),
		...help !== void 0 && { help },
		evidence: {
			problem: kind,
			...why !== void 0 && { why }
		}
	};
}
const HELP$1 = {
	syntax: "Correct it: images that are named behind it may be missing from this report.",
	missing: "Correct the name, or add what is missing.",
	skipped: "Make it readable, leave it out with files.exclude, or waive readable for this file.",
	remote: "Keep a copy in the repository if it sets containers.",
	note: void 0
};
/** What is said where no file names an image. */
function emptyMessage(files) {
	const read = files === 1 ? "the one file that was read names none" : `none of the ${files} files that were read names one`;
	return {
		message: `There is no image to check: ${files === 0 ? "no file is of a kind that names images" : read}`,
		help: "Check the path, files.exclude and the checkout; readable: { empty: notice } lets such a repository pass.",
		evidence: { files: String(files) }
	};
}
// src/policy/rules/policy.ts
/** What of a policy cannot come to pass; the judge says it. */
const policyRule = builtInRule({
	builtIn: true,
	id: "policy",
	summary: "What the policy says is about something that there is",
	severity: "notice",
	options: {},
	text: {
		why: `A pattern with a capital letter in a repository matches no image, \`quay.io/acme\` is one image and not all of that
namespace, and an override for a module that was renamed holds for nothing: each looks like a rule and is none.`,
		policy: `rules:
  policy: warning
`,
		bad: [
			"`allow: [\"quay.io/BioContainers/*\"]`",
			"`allow: [quay.io/biocontainers]`",
			"an override with `files: [\"modules/renamed/**\"]`",
			"an override or a waiver with `images: [ghcr.io]` where nothing is pulled from there"
		],
		good: ["`allow: [\"quay.io/biocontainers/*\"]`"],
		notes: `Only the policy's own file is looked at, not the files that it extends: those serve several repositories. A pattern that
matches an image of the run is not doubted. Of overrides and waivers each entry is told that fits nothing of this run; lists of
rules (\`allow\`, \`deny\`) say what may come, and may well be longer than what is here. \`policy validate\` prints doubtful patterns, too.`
	}
});
// src/policy/rules/policy-change.ts
/** What is said of a pull request that changes what it is judged by; the judge says it. */
const policyChange = builtInRule({
	builtIn: true,
	id: "policy-change",
	summary: "A pull request leaves the policy as it is, or says what it loosens",
	severity: "warning",
	options: {},
	text: {
		why: `A pull request is judged by the policy of its base, so what it does to the policy shows nowhere until it is merged. This rule
says it in words before: rules that are off or weaker, patterns that take more, waivers, overrides and inline ignores that are new. What
tightens is a notice, whatever the severity of the rule.`,
		policy: `rules:
  policy-change: error
`,
		bad: [
			"a pull request that turns `pin: error` into `pin: off`, or takes the rule out",
			"one that adds `docker.io/*` to `rules.registry.allow`, or a waiver",
			"one that removes the policy, or leaves one that cannot be read"
		],
		good: ["`rules.age.at-most: 6mo` where it was `1y` (a notice)"],
		notes: `On \`pull_request\`, \`pull_request_target\` and \`merge_group\`, where the policy is read from the base (\`policy-from: base\`). The
checked-out policy with all that it extends is held against that of the base, one finding a setting, at its line, or at
the policy file where the line is gone. The evidence \`change\` is \`looser\`, \`tighter\` or \`other\`: of that nobody can tell
which it is, such as other parameters of a run. What is tighter is the table of [final settings](../policy.md). An override
is looser where it may be: it is held against the policy and against every other override that names its rule. A waiver
that takes the place of one which took out more is tighter; another reason, owner or ticket of a waiver is told, and so is a policy of another repository (\`owner/repo:path@ref\`) that is extended in place of
one, whether or not it says the same today. The first policy of a repository is a notice. Neither waivers nor ignores
take a finding of this rule out; the policy of the base turns it off.`
	}
});
// src/policy/rules/recipe-fix.ts
/** The name that Wave makes of the same request for the platform that is claimed; never safe, for it may not be built yet. */
function platformFix(subject, recipe) {
	const { pull, platform } = subject;
	if (require_base.placeOf(pull).kind === "meta") return { noFix: META };
	const name = platform === null ? void 0 : recipe.nameFor?.(platform);
	const found = name === void 0 ? void 0 : nameEdit(subject, (now) => now === recipe.name ? name : void 0);
	if (name === void 0 || found === void 0 || platform === null) return { noFix: NO_EDIT };
	return { fixes: [{
		title: `${subject.declared.some((one) => one.platform === platform && require_base.meantName(one) === name) ? `Name the one that the metadata of the module has for ${platform}.` : `Name the one that Wave makes of the same request for ${platform}: whether it was built nobody has asked.`}${caution(found)}`,
		edits: [found.edit],
		safe: false
	}] };
}
const META = "nf-core modules writes meta.yml with the images that it had built.";
const NO_EDIT = "No edit of one place names the image for the platform that is claimed.";
// src/policy/rules/recipe.ts
/** Whether an image is made from the environment of its process, as far as its name proves that. */
const recipe = imageRule({
	id: "recipe",
	summary: "What the name of an image proves of its recipe is what the environment of its process says",
	severity: "error",
	ofMetadata: true,
	options: {
		"other-platform": withDefault(level, "error", "what an image counts as whose hash is that of another platform than its place claims, or that of a SIF without `oras://`"),
		"version-differs": withDefault(level, "error", "one of another version than the environment has"),
		"not-from-environment": withDefault(level, "warning", "one of other packages than the environment has"),
		"recomputed-with": withDefault(level, "off", "one whose hash matches with something else than what stands there: another order, other channels, a build"),
		unknown: withDefault(level, "off", "one of which nothing is proven and nothing refuted"),
		metadata: withDefault(level, "warning", "what an image counts as at most that only the `meta.yml` of a module names")
	},
	text: {
		why: `A module says twice what it runs: in the environment that conda installs, and in an image. They are edited by hand and
drift apart: whoever runs with conda then runs another version, or has a package that the image lacks. The tag of an image that
Wave built is a hash of what it was asked for, so it can be computed again from \`environment.yml\` and held against the name, for
both platforms, without a registry; a name of BioContainers says its packages or their hash. **A match proves what was asked of
Wave, not the bytes**: conda may resolve the same request otherwise another day, and [\`containers.lock\`](../lock.md) records what it
came to.`,
		policy: `rules:
  recipe: { severity: error, not-from-environment: notice }
`,
		bad: [
			"community.wave.seqera.io/library/grep_sed_tar:4b2523b1c76a5494 for linux/amd64: its hash is that of linux/arm64 (`other-platform`)",
			"quay.io/biocontainers/samtools:1.17--h00cdaf9_0 beside `bioconda::samtools=1.21` (`version-differs`)",
			"community.wave.seqera.io/library/bbmap_pigz:07416fe99b090fa9 beside an environment with samtools (`not-from-environment`)"
		],
		good: ["community.wave.seqera.io/library/grep_sed_tar:4f61255d5eff93dc for linux/amd64 beside grep=3.11, sed=4.8 and tar=1.34", "an image whose hash matches nothing, with the names and versions of the environment (`unknown`)"],
		notes: `The environment is that of the \`conda\` directive of the process, else the \`environment.yml\` beside its script; for an
image of \`meta.yml\` the one beside that. The platform that is claimed is the key in \`meta.yml\`, or the \`arch\` of the process. Images
of other kinds of files, such as the base of a Dockerfile, are made from no environment and not judged.

Verdicts are \`recomputed\` (which is never told), and those of the options. A hash that matches nothing convicts nobody: Wave may have
a template that is not known here, and a Dockerfile of its own was the recipe of some. So \`unknown\` counts only where a policy says so,
\`recipe: { unknown: error, recomputed-with: error }\` for "every image must be recomputed"; it then counts for images that Wave did
not build, too. Neither the history of git nor lock files of conda are looked at; \`wave-inspect recipe\` tells the older commit or the build that matches.
An environment
that cannot be read counts as the rule does, for every image that would be held against it: nobody has looked.
Where Docker or Singularity is told to take images from a mirror, the name that the files have is held against the environment.

The id of a SIF in a name without \`oras://\`, or that of an image behind it, counts as \`other-platform\` does: no engine pulls that.

For \`other-platform\` the finding has an edit: the name that Wave makes of the same request for the platform that is claimed. It is
never safe, for nobody has asked whether that image was built.`
	},
	check(subject, options) {
		const found = subject.recipe();
		if (found === void 0) return [];
		const weighed = weigh(found);
		if (weighed === void 0) return [];
		const severity = severityOf$1(subject, countsAs(weighed, options), options.metadata);
		if (severity === void 0) return [];
		return [{
			...wordsOf$2(subject, found, weighed),
			...weighed === "other-platform" ? platformFix(subject, found) : { noFix: NO_BUILD },
			about: weighed,
			severity,
			evidence: evidenceOf(subject, found)
		}];
	}
});
/** What was not seen counts as the rule does. */
function countsAs(weighed, options) {
	return weighed === "unread" ? "error" : options[weighed === "other-kind" ? "other-platform" : weighed];
}
/** Undefined where there is nothing to say. */
function weigh({ name, unread, proof: { verdict, engine } }) {
	if (unread !== void 0) return "unread";
	const isKind = engine === void 0 || engine === (require_base.isOras(name) ? "singularity" : "docker");
	if (verdict === "other-platform" || isKind) return verdict === "recomputed" ? void 0 : verdict;
	return "other-kind";
}
function severityOf$1({ pull }, counts, metadata) {
	if (counts === "off") return void 0;
	if (require_base.placeOf(pull).kind !== "meta") return counts;
	return metadata === "off" ? void 0 : [counts, metadata].sort(require_base.bySeverity)[1];
}
function wordsOf$2(subject, found, weighed) {
	return WORDS$1[weighed]({
		image: found.isMirrored ? `${subject.image} (${found.name})` : subject.image,
		environment: found.source === void 0 ? "an environment" : environmentInWords(found).replaceAll(/[^\s"':]+::/g, ""),
		claimed: subject.platform ?? "another platform",
		proof: found.proof
	});
}
const WORDS$1 = {
	"other-platform": ({ image, environment, claimed, proof }) => ({
		message: `${image} was asked of Wave for ${proof.platform ?? "another platform"} and stands for ${claimed}: ${proof.detail}`,
		help: `Name the image that was built from ${environment} for ${claimed}. ${require_base.PROVES}`
	}),
	"other-kind": ({ image, environment, proof }) => ({
		message: `${image} cannot be pulled by this name: ${proof.detail}`,
		help: `Name what was built from ${environment} for this engine. ${require_base.PROVES}`
	}),
	"version-differs": ({ image, environment, proof }) => ({
		message: `The version of ${image} is not that of ${environment}: ${proof.detail}`,
		help: "Name one version in both: conda installs that of the environment, and containers run that of the image."
	}),
	"not-from-environment": ({ image, environment, proof }) => ({
		message: `${image} is not made from ${environment}: ${proof.detail}`,
		help: "Build the image from the environment, or write into the environment what the image has; where that is meant, waive it."
	}),
	"recomputed-with": ({ image, environment, proof }) => ({
		message: `${image} is made from ${environment} with something else: ${proof.detail}`,
		help: `Build the image from the environment as it stands, or write there what was asked for. ${require_base.PROVES}`
	}),
	unread: ({ image, environment, proof }) => ({
		message: `Nothing can be held against ${image}: ${environment} cannot be read: ${proof.detail}`,
		help: "Mend the file, so that conda, Wave and this rule read it; until then nobody looks at what the image is made from."
	}),
	unknown: ({ image, environment, proof }) => ({
		message: `${image} is not proven to be made from ${environment}: ${proof.detail}`,
		help: `Build it through Wave from an environment that is kept beside the process. ${require_base.PROVES}`
	})
};
const NO_BUILD = "Which of the two is meant, and which build has it, takes a person to decide.";
function evidenceOf(subject, found) {
	const { verdict, by, platform } = found.proof;
	return {
		verdict,
		environment: environmentInWords(found),
		"goes by": GOES_BY[by],
		...platform !== void 0 && { "asked for": platform },
		...subject.pull.platform !== null && { claimed: subject.pull.platform },
		...templateOf(found),
		proof: require_base.PROVES
	};
}
const GOES_BY = {
	"wave-hash": "the hash of Wave in its tag",
	"mulled-hash": "the hash of a mulled-v2 name",
	names: "names and versions"
};
// src/policy/rules/move-fix.ts
/** The edit that takes an image from another place, where a policy says which. */
/**
* Undefined where the name is not written so that an edit moves it, and where the other place is known not to have it.
*
* @param isGood Whether a name is one that the policy lets pass.
*/
function moveFix(subject, instead, isGood) {
	const found = nameEdit(subject, (name, pull) => movedName(name, pull, instead, isGood));
	const target = replacementOf(subject.image, instead);
	if (found === void 0 || target === void 0) return void 0;
	const there = factsOf$1(otherImage(subject, require_base.canonicalOf(target) ?? target));
	if (there?.exists === false) return void 0;
	const here = subject.name?.digest ?? factsOf$1(subject)?.digest;
	const isSame = here !== void 0 && here === there?.digest;
	return {
		title: `Take it from ${target}, ${isSame ? "which has the same image." : "as the policy says; nobody has compared what the two have."}${caution(found)}`,
		edits: [found.edit],
		safe: isSame && isSure(found)
	};
}
function movedName(name, pull, instead, isGood) {
	const { canonical, image } = pull;
	const moved = (canonical === void 0 ? name === image : require_base.canonicalOf(name) === canonical) ? replacementOf(name, instead) : void 0;
	if (moved === void 0 || !isPulledBy(pull, moved)) return void 0;
	return isGood(require_base.canonicalOf(moved) ?? moved) ? moved : void 0;
}
/** Whether what pulls one name pulls another one, too: a URL is for Singularity and Apptainer. */
function isPulledBy({ engine }, name) {
	return engine === null || engine === "singularity" || engine === "apptainer" || require_base.readWrittenName(name).kind !== "download";
}
// src/policy/rules/registry.ts
/** Where an image comes from. */
const registry = imageRule({
	id: "registry",
	summary: "Images come from registries and namespaces that the policy allows",
	severity: "error",
	options: {
		allow: optional(namePatterns, "where images may come from; without it, anywhere that is not denied"),
		deny: withDefault(namePatterns, [], "where images may not come from; wins over `allow`"),
		local: withDefault(choice(["allow", "deny"]), "allow", "what becomes of a file of the machine or of the repository (`/opt/images/tool.sif`), which comes from no registry"),
		"use-instead": withDefault(places, {}, "what to write instead of a denied place: the beginning of a name, in any spelling of its host, to its replacement")
	},
	text: {
		why: `A pipeline that pulls from anywhere depends on everybody. An allow list says whom you trust; it holds for the
name as the engine really pulls it (\`docker.registry\` and \`registryOverride\` applied), in its canonical form, so
\`alpine\`, \`library/alpine\` and \`index.docker.io/library/alpine\` are the same image of \`docker.io\`. Patterns end at
segment boundaries: \`quay.io/acme/*\` does not let \`quay.io/acme-evil/tool\` pass.`,
		policy: `rules:
  registry:
    allow: ["quay.io/biocontainers/*", "ghcr.io/acme/**"]
    deny: ["docker.io"]
    use-instead: { "docker.io": "ghcr.io/acme/hub" }
`,
		bad: [
			"alpine:3.20",
			"quay.io/other/tool:1.0",
			"quay.io/biocontainers-evil/tool:1.0"
		],
		good: ["quay.io/biocontainers/fastqc:0.12.1--hdfd78af_0", "ghcr.io/acme/team/tool:1.0"],
		notes: `A local file (\`/opt/images/tool.sif\`) comes from no registry: patterns say nothing of it, \`local\` does. A download is judged by its URL.

Where \`use-instead\` says what to write, and the name is written so that an edit of one place does it, the finding has that edit
(\`fixes\` of the JSON report): of the whole name, of its beginning (\`FROM quay.io/acme/tool:\${V}\`), or of the value that it begins with
(\`\${params.registry}/acme/tool:1\`), where that gives every image that is pulled by it its place. It is safe where answers say that both places have the same digest for it, which
[mirrored](mirrored.md) asks, and where nothing but these names takes the value; else somebody should look at it first. There is
none where the other place is known not to have the image, or where a setting of the engine puts the registry in front.`
	},
	objection(options) {
		if (options.allow !== void 0 || options.deny.length > 0 || options.local === "deny") return void 0;
		return "it asks for nothing; give allow, deny, local: deny or several of them";
	},
	check(subject, options) {
		const { pull, image, from } = subject;
		if (from === "local") return options.local === "deny" ? [ofLocalFile(image, options.allow)] : [];
		const denied = options.deny.find((pattern) => pattern.matches(image));
		const allowed = options.allow?.some((pattern) => pattern.matches(image)) ?? true;
		if (denied === void 0 && allowed) return [];
		const help = adviceFor(subject, options.allow, options.deny, options["use-instead"]);
		const isGood = (name) => isAllowed(name, options.allow, options.deny);
		const fix = moveFix(subject, options["use-instead"], isGood);
		return [{
			message: denied === void 0 ? `${image} is not from an allowed place` : `${image} is denied by "${denied.text}"`,
			help,
			...fix !== void 0 && { fixes: [fix] },
			evidence: {
				...pull.image !== null && pull.written !== pull.image && {
					"written as": pull.written,
					"pulled as": pull.image
				},
				...denied !== void 0 && { "denied by": denied.text },
				...options.allow !== void 0 && { allowed: require_base.few(options.allow.map((pattern) => pattern.text), MOST_SHOWN) || "nothing" }
			}
		}];
	}
});
function ofLocalFile(image, allow = []) {
	const texts = allow.map(({ text }) => text);
	return {
		message: `${image} is a local file, which comes from no registry`,
		help: texts.length === 0 ? "Name an image of a registry." : `Allowed: ${require_base.few(texts, MOST_SHOWN)}.`
	};
}
/** What to write, which must be something that this policy lets pass; where that is not known, what it has against it. */
function adviceFor({ image, pull }, allow, deny, instead) {
	const replaced = replacementOf(image, instead);
	if (replaced !== void 0 && isPulledBy(pull, replaced) && isAllowed(replaced, allow, deny)) return `Use ${replaced}.`;
	const all = allow ?? [];
	const covering = all.find((pattern) => pattern.matches(image));
	if (covering !== void 0) return `"${covering.text}" of allow covers it, too, and deny wins: narrow one of the two, or choose another image.`;
	const open = all.filter((pattern) => !isDenied(pattern, deny));
	if (allow === void 0) return ELSEWHERE;
	if (open.length === 0) return all.length === 0 ? NOWHERE : "No place is left: deny covers all that allow has.";
	const texts = open.map((pattern) => pattern.text);
	const nearest = nearestPattern(image, texts);
	const above = texts.find((text) => isAbove(text, image));
	const hint = above === void 0 ? "" : ` "${above}" is that one image: write ${above}/** for all below it.`;
	return `Allowed: ${require_base.few(texts, MOST_SHOWN)}.${nearest === void 0 || texts.length === 1 ? "" : ` Nearest: ${nearest}.`}${hint}`;
}
function isAllowed(image, allow, deny) {
	return (allow?.some((pattern) => pattern.matches(image)) ?? true) && !deny.some((pattern) => pattern.matches(image));
}
/** Whether deny refuses a name that this pattern of allow is made for. */
function isDenied(allowed, deny) {
	const name = allowed.text.replace(/^\*+(?=$|\/)/, "registry.invalid").replaceAll("**", "x/x").replaceAll(/[*?]/g, "x");
	const candidates = [
		name,
		`${name}:x`,
		`${name}/x/x:x`
	].filter((candidate) => allowed.matches(candidate));
	return candidates.length > 0 && candidates.every((candidate) => deny.some((pattern) => pattern.matches(candidate)));
}
/** Whether an image lies below what a pattern names as one image. */
function isAbove(text, image) {
	if (/[*?@]|:[^/]*$/.test(text)) return false;
	const below = compilePattern(`${text}/**`);
	return "matches" in below && below.matches(image);
}
const ELSEWHERE = "Name a copy in another place; `use-instead` of this rule can say which.";
const NOWHERE = "No place is left: allow is empty.";
const MOST_SHOWN = 8;
/** The pattern that shares most segments with the image; undefined where none shares any. */
function nearestPattern(image, patterns) {
	const segments = new Set(segmentsOf(image));
	let best;
	let most = 0;
	for (const pattern of patterns) {
		const shared = segmentsOf(pattern).filter((segment) => segments.has(segment)).length;
		if (shared > most) {
			best = pattern;
			most = shared;
		}
	}
	return best;
}
function segmentsOf(name) {
	return name.replace(/^\w+:\/\//, "").split(/[/:@]/).filter((segment) => segment !== "" && !/[*?]/.test(segment));
}
// src/policy/rules/resolvable.ts
const resolvable = builtInRule({
	builtIn: true,
	id: "resolvable",
	summary: "Every image name can be known before the run",
	severity: "warning",
	options: {},
	text: {
		why: `A name that depends on a parameter without a default, on an environment variable or on the data cannot be judged
by any rule. It is reported instead of passing in silence, with what is missing and where it could be given. Nextflow does
not stop at a parameter that nobody sets: it writes \`null\` into the name, and such a name is no other rule's either.`,
		policy: `rules:
  resolvable: error
`,
		bad: ["${params.registry}/tool:1.0"],
		good: ["quay.io/acme/tool:1.0"],
		notes: "On unless turned off. Give the value in `nextflow.params` or `dockerfile.build-args` of the policy, or on the command line."
	}
});
/** What the rule says of a pull whose name cannot be known. */
function unresolvedMessage({ unresolved, written, image, undefinedParameters }) {
	if (undefinedParameters !== void 0) return undefinedMessage(undefinedParameters, image ?? written);
	const { reason, detail = "its name depends on the run" } = unresolved ?? {};
	return {
		message: `The image${written === "" ? "" : ` ${written}`} cannot be known before the run: ${detail.replace(/[.\s]+$/, "")}`,
		...reason !== void 0 && reason !== "invalid-name" && {
			help: ADVICE$1[reason],
			evidence: { reason }
		}
	};
}
/** Nextflow does not stop there: it writes `null` into the name. */
function undefinedMessage(names, image) {
	const [first = "", ...others] = names.map((name) => require_base.short(name));
	const many = others.length > 0;
	const all = require_base.few([first, ...others], 3);
	return {
		message: `${many ? "The parameters" : "The parameter"} ${all} ${many ? "have" : "has"} no value: Nextflow would pull ${require_base.short(image)}`,
		help: `Give ${many ? "each" : "it"} a default (params.${first} in nextflow.config), or a value with --${first}, in a file of parameters (-params-file), or under nextflow.params in the policy.`,
		evidence: {
			reason: "undefined-parameter",
			parameters: all
		}
	};
}
const ADVICE$1 = {
	"undefined-parameter": "Give the parameter a default, or its value under nextflow.params in the policy.",
	"runtime-input": "Choose among fixed names, so that each of them can be checked.",
	environment: "Give the value with --env or --build-arg, or write a default.",
	"unsupported-expression": "Write the name in a simpler way, or set it in a config file.",
	"unknown-function": "Set the name in a config file, or write it out.",
	"wave-build": "Set wave.freeze and wave.build.template, so that its name can be worked out before the run; or build it beforehand and name the result.",
	template: "Check what the template becomes instead of the template.",
	"remote-include": "Keep a copy of the included file in the repository.",
	limit: "Take out what doubles or goes round; the problems of the scan say where.",
	"job-definition": "Name the image and let Nextflow define the job, or hold the job definition against the policy by hand.",
	expression: "Write the name out, or give the expression literal values."
};
// src/policy/rules/size.ts
/** How much an image is to pull. */
const size = imageRule({
	id: "size",
	eachPlatform: true,
	summary: "Images are not larger than the policy allows",
	severity: "warning",
	asks: (image) => configuration(image).map((question) => ({
		...question,
		ofFile: "size"
	})),
	options: { "at-most": optional(bytes, "the greatest sum of the compressed layers, or of a file that is downloaded") },
	text: {
		why: `Every node of a cluster pulls every image: ten gigabytes are minutes of start-up on each and fill the disk of a small
one. What counts is what is transferred, the compressed layers; unpacked, expect two to four times as much.`,
		policy: `rules:
  size: { at-most: 2GiB }
`,
		bad: ["quay.io/acme/everything:1.0, 9.4 GiB"],
		good: ["quay.io/acme/tool:1.0, 120 MiB"],
		notes: "Layers that two images share are counted for each of them."
	},
	objection: (options) => options["at-most"] === void 0 ? "it asks for nothing; give at-most" : void 0,
	check(subject, options) {
		const { image } = subject;
		const total = pullSize(subject);
		const most = options["at-most"];
		if (total === void 0 || most === void 0 || total <= most) return [];
		const [is, allowed] = [require_base.formatBytes(total), require_base.formatBytes(most)];
		return [{
			message: `${image} is ${is === allowed ? "more than " : ""}${is} to pull; at most ${allowed} are allowed`,
			help: "Choose an image with only what the process needs.",
			evidence: { size: is }
		}];
	}
});
// src/policy/rules/tag.ts
/** Which tags may be written. */
const tagPatterns = list(textPattern("a tag pattern", {
	characters: /^[\w.*?-]+$/,
	advice: "is not a tag pattern; a tag has letters, digits, \"_\", \".\" and \"-\", * stands for any text and ? for one character"
}), "a list of tag patterns");
const tag = imageRule({
	id: "tag",
	summary: "Tags do not float and match what the policy allows",
	severity: "warning",
	options: {
		floating: withDefault(choice(["deny", "allow"]), "deny", "what becomes of a missing tag, and of `latest` and branch names where `allow` does not say"),
		allow: optional(tagPatterns, "tags that pass; without it, all that are not denied"),
		deny: withDefault(tagPatterns, [], "tags that do not pass; wins over `allow`")
	},
	text: {
		why: `\`latest\`, a branch name or no tag at all means "whatever was pushed last": the same commit of a pipeline runs
other software next week, and nobody sees it happen. Patterns can also keep out what your own registry uses for tests.`,
		policy: `rules:
  tag:
    deny: ["dev-*", "*-rc*"]
`,
		bad: [
			"quay.io/acme/tool",
			"quay.io/acme/tool:latest",
			"quay.io/acme/tool:main",
			"quay.io/acme/tool:1.0-rc1"
		],
		good: ["quay.io/acme/tool:1.0", "quay.io/acme/tool:2026-03-01"],
		notes: `A name with a digest passes whatever its tag: engines then go by the digest alone. Downloads and local files have no tag.

Of a tag that floats, and of none, the finding has an edit that writes the digest which it means today, as that of [pin](pin.md), where a
registry told it. No edit writes another tag: which tag with a version is the same image no answer says. What \`deny\` and \`allow\` refuse has
none, since a digest would only hide it.`
	},
	check(subject, options) {
		const { image, name, pin } = subject;
		if (name === void 0 || name.digest !== void 0) return [];
		const written = name.tag;
		const help = "Write a tag that names a version, or add a digest.";
		if (written === void 0) {
			if (options.floating === "allow") return [];
			return [{
				message: `${image.replace(/:latest$/, "")} has no tag, so it means "latest"`,
				help,
				...pinFixes(subject),
				evidence: { tag: "none" }
			}];
		}
		const evidence = { tag: written };
		const denied = options.deny.find((pattern) => pattern.matches(written));
		if (denied !== void 0) return [{
			message: `The tag of ${image} is denied by "${denied.text}"`,
			evidence
		}];
		if (options.allow?.some((pattern) => pattern.matches(written))) return [];
		if (options.allow !== void 0) {
			const allowed = require_base.few(options.allow.map((pattern) => pattern.text), 10) || "none";
			return [{
				message: `The tag of ${image} is not an allowed one`,
				help: `Allowed: ${allowed}.`,
				evidence: {
					...evidence,
					allowed
				}
			}];
		}
		if (options.floating === "allow" || pin.pin !== "floating") return [];
		return [{
			message: `The tag of ${image} floats: ${pin.reason}`,
			help,
			...pinFixes(subject),
			evidence
		}];
	}
});
// src/policy/rules/tag-moved.ts
/** Whether the tag beside a digest still means the image of the digest. */
const tagMoved = imageRule({
	id: "tag-moved",
	summary: "A tag beside a digest still means the image of the digest",
	severity: "warning",
	asks: (image) => {
		const pair = pairOf(image);
		return pair === void 0 ? [] : [{
			of: pair.tagged,
			platform: null,
			need: "existence",
			expects: pair.digest
		}];
	},
	options: {},
	text: {
		why: `In \`NAME:TAG@sha256:\u2026\` the digest alone decides what is pulled; the tag is there for people. Where the tag was
pushed again, the two say different things: whoever reads \`1.2\` runs what \`1.2\` once was, without the fixes that it got since, or
without what somebody slipped into it. Where the tag is gone, nothing but the digest keeps the image, and many registries
delete what no tag has.`,
		policy: `rules:
  tag-moved: warning
`,
		bad: ["quay.io/acme/tool:1.0@sha256:2f3c\u2026, where quay.io/acme/tool:1.0 is another image today"],
		good: ["quay.io/acme/tool:1.0@sha256:2f3c\u2026, where the tag means just that, or an index that holds it", "quay.io/acme/tool:1.0"],
		notes: `One HEAD for each tag tells; only where it names another digest is the index behind it read, since the digest of one
platform's image is no other image. Says nothing of a name without a tag or without a digest, nor whether the digest itself
is still there: that is what \`exists\` asks.`
	},
	check(subject) {
		const pair = pairOf(subject);
		if (pair === void 0) return [];
		const { tagged, tag, digest } = pair;
		const other = otherImage(subject, tagged);
		const facts = factsOf$1(other);
		if (facts?.exists === false) return [{
			message: `${subject.image}: the tag ${tag} is gone, and only the digest still names the image`,
			help: "Name a tag that is there, or copy the image to a place where it stays: what no tag has may be deleted.",
			evidence: {
				tag,
				written: digest,
				now: "nothing"
			}
		}];
		const now = facts?.digest;
		if (now === void 0 || failuresOf(other).length > 0 || now === digest || facts?.entries?.includes(digest) === true) return [];
		return [{
			message: `${subject.image}: the tag ${tag} means another image by now (${now.slice(0, 19)}\u2026), and the digest is what is pulled`,
			...fixesOf$2(subject, digest, now),
			help: `Write @${now} to follow the tag, or the tag of the image that the digest names.`,
			evidence: {
				tag,
				written: digest,
				now
			}
		}];
	}
});
/** What the tag means now in place of what is written, where the place has it. Somebody should look at what has changed. */
function fixesOf$2({ pull }, written, now) {
	const place = require_base.placeOf(pull);
	const parts = place.text.split(written);
	if (parts.length !== 2 || !require_base.isDigest(now)) return {};
	return { fixes: [{
		title: "Follow the tag to the image that it means by now.",
		edits: [{
			location: require_base.locationOf(place),
			replacement: parts.join(now)
		}],
		safe: false
	}] };
}
/** A tag and the digest beside it, where both are written. */
function pairOf({ name }) {
	if (name?.tag === void 0 || name.digest === void 0) return void 0;
	const { digest, ...rest } = name;
	return {
		tagged: require_base.canonicalName(rest),
		tag: name.tag,
		digest
	};
}
// src/recipe/twin-pair.ts
/** The two images of a process, with what is known of them from elsewhere: what the chain between them is read from. */
function readTwins(twins, context) {
	const { prove = () => void 0, platform = null } = context;
	const factsOf = (image) => context.factsOf?.(asAsked(image));
	const [docker, sif] = [require_base.readWrittenName(twins.docker), require_base.readWrittenName(twins.singularity)];
	const sha256 = sif.kind === "download" ? sif.sha256 : void 0;
	const written = sha256 === void 0 ? twins.singularity : declaredName(twins, context);
	const holders = written === void 0 ? guessedNames(twins, context) : [written].filter(require_base.isOras);
	const holder = holders.find((one) => sha256 === void 0 || factsOf(one)?.sif === sha256);
	const name = written ?? holder;
	return {
		twins,
		docker,
		sif,
		name,
		holders,
		holder,
		agree: name === void 0 ? void 0 : doAgree(twins.docker, name),
		ofDocker: ofTag(twins.docker, prove),
		ofName: name === void 0 ? void 0 : ofTag(name, prove),
		platform: platform === null ? null : require_base.normalPlatform(platform),
		factsOf
	};
}
/**
* The name in a registry that is declared beside the URL. Where the URL is not declared and Docker's half is, the file should be the
* one that is declared beside that, as long as those two are of one build.
*/
function declaredName({ docker, singularity }, { declared = [], prove }) {
	const isOfSif = (name) => prove?.(name)?.engine !== "docker";
	return namesBeside(singularity, declared).find(isOfSif) ?? namesBeside(docker, declared).find((name) => isOfSif(name) && doAgree(docker, name) === true);
}
/** What Wave calls the SIF, and what is declared for the platform that Docker's half is built for. */
function guessedNames({ docker }, { declared = [], predicted = () => [], prove }) {
	const built = prove?.(docker)?.platform;
	const other = declared.filter(({ image, platform }) => require_base.isOras(image) && platform === built);
	return [...new Set([...other.map(({ image }) => image), ...predicted()])];
}
/** The names with `oras://` that are declared for a platform for which the image is declared, too. */
function namesBeside(image, declared) {
	const asked = asAsked(image);
	const platforms = new Set(declared.filter((one) => asAsked(one.image) === asked).map(({ platform }) => platform));
	return declared.flatMap((one) => require_base.isOras(one.image) && platforms.has(one.platform) ? [one.image] : []);
}
function doAgree(docker, name) {
	const [mine, other] = [require_base.namedBuild(require_base.readWrittenName(docker)), require_base.namedBuild(require_base.readWrittenName(name))];
	return mine && other && require_base.isSameBuild(other, mine);
}
/** A digest says which bytes are pulled, whatever tag stands beside it. */
function ofTag(image, prove) {
	return digestOf(require_base.readWrittenName(image)) === void 0 ? prove(image) : void 0;
}
/** As registries and servers are asked for it. */
function asAsked(image) {
	const read = require_base.readWrittenName(image);
	return read.kind === "registry" ? read.canonical : image;
}
/** The digest that a name has itself. */
function digestOf(read) {
	return read.kind === "registry" ? read.name.digest : void 0;
}
// src/recipe/twins.ts
/** Whether the images of a process for Docker and for Singularity are the same thing: the chain between them, link by link. */
/** How each link is called. */
const twinLinks = {
	"environment-docker": "environment \u2192 Docker's name",
	"environment-singularity": "environment \u2192 Singularity's name",
	names: "Docker's name \u2192 Singularity's name",
	"manifest-sif": "Singularity's name \u2192 SIF in its manifest",
	"sif-path": "SIF in the manifest \u2192 path of the URL",
	architecture: "header of the SIF \u2192 platform"
};
/**
* The first link that is broken, else how much of the chain is known to hold. Only what is certain makes two images different: a
* hash that matches nothing, a name that is not there and a question that nobody answered do not.
*/
function compareTwins(twins, context = {}) {
	const pair = readTwins(twins, context);
	for (const link of CHAIN) {
		const told = link(pair);
		if (told !== void 0) return told;
	}
	return conclusion(pair);
}
/**
* The names in registries under which the SIF of a URL may be kept, as registries are asked for them: what the metadata declares
* beside that URL or for the platform of Docker's half, else what Wave calls it. Empty where the image is no URL with a digest.
*/
function registryNames(twins, context) {
	const sif = require_base.readWrittenName(twins.singularity);
	if (sif.kind !== "download" || sif.sha256 === void 0) return [];
	return readTwins(twins, context).holders.map(asAsked);
}
/** One image, whatever its names are; `oras://` pulls no image. */
const digests = ({ twins, docker, sif, factsOf }) => {
	if (sif.kind !== "registry" || sif.scheme === "oras") return void 0;
	const mine = digestOf(docker) ?? factsOf(twins.docker)?.digest;
	const other = digestOf(sif) ?? factsOf(twins.singularity)?.digest;
	return mine !== void 0 && mine === other ? {
		answer: "proven",
		detail: `both are ${mine}`
	} : void 0;
};
const environment = ({ twins, name, ofDocker, ofName }) => {
	if (ofDocker === void 0 || ofName === void 0) return void 0;
	if (require_base.isConfirmed(ofDocker) && ofDocker.engine === "singularity" && twins.docker !== require_base.withoutDockerScheme(name ?? "")) return different("environment-docker", `${twins.docker} has the id of a SIF, and is no image`);
	if (require_base.isRefuted(ofDocker) && require_base.isConfirmed(ofName)) return different("environment-docker", `${name} is made from the environment; ${ofDocker.detail}`);
	if (require_base.isConfirmed(ofDocker) && require_base.isRefuted(ofName)) return different("environment-singularity", `Docker's is made from the environment; ${name}: ${ofName.detail}`);
};
const names = ({ twins, name, agree, ofDocker, ofName, platform }) => {
	if (require_base.isConfirmed(ofDocker) && require_base.isConfirmed(ofName)) {
		const [mine, other] = [platformsOf(ofDocker), platformsOf(ofName)];
		if (mine === void 0 || other === void 0) return void 0;
		const built = `Docker's is built for ${mine.join(",")}, ${name} for ${other.join(",")}`;
		if (!overlap(mine, other)) return different("names", built);
		return platform !== null && mine.includes(platform) !== other.includes(platform) ? different("names", `${built}, and ${platform} is asked for`) : void 0;
	}
	if (agree !== false) return void 0;
	return different("names", name === twins.singularity ? NAMES : `${NAMES}: Singularity's is ${name}`);
};
const NAMES = "their names are of two builds";
const manifest = ({ name, holders, factsOf, ofName }) => {
	if (name === void 0 || !holders.includes(name)) return void 0;
	const held = factsOf(name)?.sif;
	if (require_base.isConfirmed(ofName) && ofName.engine === "docker" && held == null) return different("manifest-sif", `${name} has the id of an image, and no SIF`);
	return held === null ? different("manifest-sif", `the manifest of ${name} holds no SIF`) : void 0;
};
const path = ({ twins, sif, name, holder, factsOf }) => {
	if (sif.kind !== "download" || sif.sha256 === void 0) return void 0;
	const begin = sif.sha256.slice(0, 2);
	const [, folder = begin] = STORAGE.exec(sif.url.pathname) ?? [];
	if (folder.toLowerCase() !== begin) return {
		...different("sif-path", `no registry keeps ${twins.singularity}: in place of ${folder} it has to be ${begin}`),
		expected: sif.sha256
	};
	const held = name === void 0 ? void 0 : factsOf(name)?.sif;
	if (holder !== void 0 || held == null) return void 0;
	return {
		...different("sif-path", `${name} holds the SIF sha256:${held}, the URL is of sha256:${sif.sha256}`),
		expected: held
	};
};
/** Where CNCF's distribution keeps a blob: in a folder that is called as its digest begins. */
const STORAGE = /\/docker\/registry\/v2\/blobs\/sha256\/([^/]+)\/[0-9a-f]{64}(?:\/|$)/i;
const architecture = ({ twins, factsOf, ofDocker, ofName, name, holder, platform }) => {
	const own = factsOf(twins.singularity)?.platforms ?? (holder === void 0 ? void 0 : factsOf(holder)?.platforms);
	if (own?.length !== 1) return void 0;
	const told = `the SIF is for ${own.join("")}`;
	const named = platformsOf(ofName);
	if (named !== void 0 && !overlap(own, named)) return different("architecture", `${told}, and ${name} is built for ${named.join(",")}`);
	const offered = factsOf(twins.docker)?.platforms ?? platformsOf(ofDocker);
	if (offered !== void 0 && offered.length > 0 && !overlap(own, offered)) return different("architecture", `${told}, Docker's image for ${offered.join(", ")}`);
	if (platform === null || own.includes(platform) || offered?.includes(platform) === false) return void 0;
	return different("architecture", `${told}, and ${platform} is asked for`);
};
const CHAIN = [
	digests,
	environment,
	names,
	manifest,
	path,
	architecture
];
function conclusion(pair) {
	const { sif, agree, holder, name } = pair;
	if (isMade(pair)) {
		if (sif.kind === "registry") return {
			answer: "proven",
			detail: MADE
		};
		if (holder !== void 0) return {
			answer: "proven",
			detail: `${MADE}, and ${holder} holds the SIF of the URL`
		};
		if (name !== void 0) return {
			answer: "same-by-name",
			detail: `${MADE}; that the URL is of ${name} is declared only`
		};
	}
	if (agree === true) return {
		answer: "same-by-name",
		detail: agreement(pair)
	};
	return {
		answer: "not-comparable",
		detail: whyNot(pair)
	};
}
const MADE = "both are recomputed from the environment (a match proves what was asked of Wave, not the bytes)";
/** Whether both halves are of one request, as far as the hashes of Wave tell, and nobody has said that one is not there. */
function isMade({ twins, name, ofDocker, ofName, factsOf }) {
	if (!require_base.isConfirmed(ofDocker) || !require_base.isConfirmed(ofName)) return false;
	if ([
		twins.docker,
		twins.singularity,
		name ?? ""
	].some((one) => factsOf(one)?.isAbsent === true)) return false;
	return [ofDocker, ofName].every(({ by }) => by === "wave-hash") && require_base.isOneRequest(ofDocker, ofName);
}
function agreement({ twins, docker, sif, name, holder, ofDocker, ofName }) {
	const what = [docker, sif].some((one) => require_base.namedBuild(one)?.origin === "wave") || name !== twins.singularity ? "package and version agree" : "name, version and build agree";
	const hashed = [ofDocker, ofName].every((proof) => require_base.isConfirmed(proof) && proof.by === "mulled-hash") ? ", and the hash of mulled-v2 is that of the environment" : "";
	if (name === twins.singularity) return `${what}${hashed}`;
	return holder === void 0 ? `${what}; that the URL is of ${name} is declared only` : `${what}, and ${holder} holds the SIF of the URL`;
}
function whyNot({ sif, name, holders, factsOf }) {
	if (sif.kind !== "download" || name !== void 0) return sif.kind === "download" && require_base.namedBuild(sif) === void 0 && holders.length === 0 ? "the URL does not say which image its file is of" : "the two names cannot be compared";
	if (holders.length === 0) return "the URL has a digest, and nothing says which image it is of";
	return holders.some((holder) => factsOf(holder) !== void 0) ? "no name that Wave gives to the environment holds the SIF of the URL" : "nobody was asked which image the URL is of";
}
/** For which Wave was asked for it, where a hash tells. */
function platformsOf(proof) {
	return require_base.isConfirmed(proof) ? proof.platform?.split(",") : void 0;
}
function different(link, detail) {
	return {
		answer: "different",
		link,
		detail
	};
}
function overlap(some, others) {
	const all = new Set(others.map(require_base.normalPlatform));
	return some.some((one) => all.has(require_base.normalPlatform(one)));
}
// src/policy/rules/halves.ts
/** The two images of a process, for Docker and for Singularity, and edits that change both as one. */
const SIF_ENGINES = new Set(["singularity", "apptainer"]);
function isOfSif({ pull }) {
	return pull.engine !== null && SIF_ENGINES.has(pull.engine);
}
/** A qualified name is unique in its pipeline; a plain one only in its file. */
function processOf({ pull }) {
	if (pull.process === void 0) return void 0;
	return pull.process.includes(":") ? pull.process : `${pull.process}\n${require_base.placeOf(pull).file}`;
}
/** By the name as its engine pulls it, which says whether it is a SIF (`oras://`). */
function buildOf({ pull }) {
	return require_base.namedBuild(require_base.readPulledName(require_base.meantName(pull), pull.canonical));
}
/**
* Edits that make all of these changes, sorted by place, each once. Undefined where one of them cannot be made: no half moves
* alone. Never safe: another build does something else.
*/
function fixOfBuilds(title, changes) {
	const found = changes.map(([subject, to]) => editOf(subject, to));
	const edits = found.flatMap((one) => one ?? []);
	if (edits.length < found.length) return void 0;
	const unique = [...new Map(edits.map((one) => [require_base.placeKey(one.edit.location), one]))].sort(([a], [b]) => a < b ? -1 : 1).map(([, one]) => one);
	const [first, ...others] = unique.map(({ edit }) => edit);
	if (first === void 0) return void 0;
	return {
		title: `${title}${[...new Set(unique.map(caution))].join("")}`,
		edits: [first, ...others],
		safe: false
	};
}
function editOf(subject, to) {
	const { written } = subject.pull;
	return nameEdit(subject, (name, pull) => pull.written === written ? to(name) : void 0);
}
// src/policy/rules/twin-facts.ts
/** What is asked of registries about the two images of a process, and what is known of them. */
/**
* Of Singularity's half the header of the SIF, and the manifest of each name under which a registry may keep what lies behind its
* URL; of Docker's half the platforms that it offers, where its name does not say them.
*/
function twinQuestions(image) {
	const others = image.beside?.ofTask.filter((pull) => isOther(image, pull)) ?? [];
	if (others.length === 0) return [];
	if (!isOfSif(image)) return isToldByHash(image) ? [] : [WHOLE];
	const context = contextOf(image);
	const names = others.flatMap((pull) => registryNames(twinsOf$2(pull, image.pull), context(pull)));
	return [...requestName(image) === void 0 ? [] : [image.isSif ? {
		...WHOLE,
		ofFile: "header"
	} : WHOLE], ...[...new Set(names)].map((of) => ({
		...WHOLE,
		of,
		ofFile: "kind",
		orAbsent: true
	}))];
}
/** Whether its name says for which platforms it is. */
function isToldByHash({ pull, beside, name: read }) {
	const name = require_base.meantName(pull);
	return read?.digest === void 0 && /[0-9a-f]{16}$/.test(name) && beside?.environment()?.prove(name).platform !== void 0;
}
const WHOLE = {
	platform: null,
	need: "platforms"
};
/** Whether a pull is of the other kind of engine. */
function isOther(image, pull) {
	return pull.engine !== null && pull.image !== null && isOfSif({ pull }) !== isOfSif(image);
}
/** How far it is known that the two are the same thing. */
function proveTwins(sif, docker) {
	const known = new Map();
	for (const [name, knowledge] of sif.others) known.set(name, knowledge.state === "asked" ? knowledge.facts : void 0);
	for (const one of [docker, sif]) known.set(one.pull.canonical ?? require_base.meantName(one.pull), factsOf$1(one));
	const facts = (name) => twinFacts(known.get(name));
	return compareTwins(twinsOf$2(docker.pull, sif.pull), {
		...contextOf(sif)(docker.pull),
		factsOf: facts
	});
}
function twinsOf$2(docker, sif) {
	return {
		docker: require_base.meantName(docker),
		singularity: require_base.meantName(sif)
	};
}
/** What the files say of a pair of which this is Singularity's half. */
function contextOf({ beside, platform }) {
	const { declared = [] } = beside ?? {};
	const images = declared.map((pull) => ({
		image: require_base.meantName(pull),
		platform: pull.platform === null ? null : require_base.normalPlatform(pull.platform)
	}));
	return (docker) => ({
		declared: images,
		platform,
		prove: (image) => beside?.environment()?.prove(image),
		predicted: () => sifNamesOf(require_base.meantName(docker), beside?.environment())
	});
}
/** None where Docker's name is of something else than the environment as it stands. */
function sifNamesOf(docker, environment) {
	return environment?.prove(docker).verdict === "recomputed" ? environment.sifNames(docker) : [];
}
function twinFacts(facts) {
	if (facts === void 0) return void 0;
	const { sif, digest, platforms, artifact, download } = facts;
	const isBroken = [...facts.byPlatform.values()].some(({ failure }) => failure?.state === "malformed");
	const held = typeof sif === "string" ? /^sha256:([0-9a-f]{64})$/.exec(sif)?.[1] : sif;
	const isImage = artifact === void 0 && download === void 0;
	return {
		...(facts.exists === false || isBroken) && { isAbsent: true },
		...held !== void 0 && { sif: held },
		...isImage && digest !== void 0 && { digest },
		...platforms !== void 0 && { platforms }
	};
}
// src/policy/rules/twins.ts
/** Whether a process's images for Docker and for Singularity are of one build. */
const twins = setRule({
	id: "twins",
	summary: "Docker and Singularity run the same build of a process",
	severity: "warning",
	options: { by: withDefault(choice(["names", "content"]), "names", "`content` follows the chain from the environment to the SIF, and asks registries for its links") },
	text: {
		why: `A process of nf-core names two images, one for Docker and one for Singularity. They are edited by hand and drift apart:
the laptop and the cluster then run different builds, and results differ for no reason that anybody can see.`,
		policy: `rules:
  twins: error
`,
		bad: ["https://depot.galaxyproject.org/singularity/blat:472--h9b8f530_0 beside quay.io/biocontainers/blat:472--h664eb37_1"],
		good: ["https://depot.galaxyproject.org/singularity/fastqc:0.12.1--hdfd78af_0 beside quay.io/biocontainers/fastqc:0.12.1--hdfd78af_0"],
		notes: `By \`names\`, which asks nobody, names are compared that say the same thing in two places: BioContainers at any registry
with their SIF at a depot or in CVMFS, images that Wave built (by packages and version, in a mirror too: each half has a hash of its own),
one of each (where both are of a single package, by its version), and two tags of one repository, but for a SIF (\`oras://\`) beside an
image: no tag and no digest is that of both. A digest beside a tag changes nothing, save
where both halves of one repository have one. What cannot be compared by name is not judged: a SIF by its sha256, or no more than a hash
where a repository of one's own holds all that Wave built.

\`twins: { by: content }\` follows the chain link by link, and tells the first one that is broken:

1. the environment of the process \u2192 the name for Docker, and \u2192 the name for Singularity: recomputed as the rule
   [recipe](recipe.md) does;
2. one name \u2192 the other: packages, versions and builds, or the platforms that their hashes tell;
3. the name for Singularity (\`oras://\`) \u2192 the one SIF that its manifest holds;
4. that SIF \u2192 the URL that Singularity downloads, which has to be \`\u2026/blobs/sha256/ab/abcd\u2026/data\` with its digest;
5. the first 128 bytes of the SIF \u2192 the platform of Docker's half, or the one that is asked for.

A URL of Seqera's has no name in it. It is the one that nf-core's metadata declares beside the URL, or for the platform of Docker's
half; where nothing is declared, it is one of those that Wave gives to the environment, as the hash in Docker's name says, and only
the registry tells which. Each pair is then \`proven\`, the \`same by name\`, \`different\`, or \`not comparable\`; \`coverage.twins\` of the JSON
report counts them, and only \`different\` is a finding. A hash that matches nothing, a name that is not in its registry and a platform
that neither half has are no difference. A match proves what was asked of Wave, not the bytes; [docs/proof.md](../proof.md) has
more. Per pair it costs one request for the header of the SIF, two or three for each name that may hold it, and one or two for an
image of Docker's whose hash does not tell its platform.

Where the names differ in their tags alone, the finding has two edits (\`fixes\` of the JSON report): Docker's build for Singularity,
and the other way round. Neither is safe: which of the two is meant a person has to say, and nobody has asked whether Galaxy has
that SIF. Where the path of the URL is not that of the SIF in the manifest, the edit writes that path; it is not safe either, for
what was built again may be another build.`
	},
	asks: (image, { by }) => by === "content" ? twinQuestions(image) : [],
	compare(subjects, optionsOf) {
		return [...Map.groupBy(subjects, processOf)].flatMap(([process, group]) => process === void 0 ? [] : compareHalves(group, (subject) => optionsOf(subject).by));
	}
});
function compareHalves(group, byOf) {
	return group.filter(isOfSif).flatMap((subject) => {
		const proofs = proofsOf(subject, group, byOf(subject));
		const first = proofs.find(({ proof }) => proof.answer === "different");
		if (first === void 0 || proofs.some(({ proof }) => isSame$1(proof))) return [];
		const { other, proof } = first;
		const place = require_base.placeOf(other.pull);
		const { link = "names" } = proof;
		return [{
			subject,
			...messageOf(subject, other, proof),
			about: other.image,
			...link === "names" ? fixesOf$1(subject, other) : fixOfPath(subject, proof),
			evidence: {
				singularity: subject.image,
				docker: other.image,
				"docker's at": `${place.file}:${place.line}`,
				...byOf(subject) === "content" && { "broken link": twinLinks[link] }
			}
		}];
	});
}
/**
* How many pairs were compared by content, by the answer: of each SIF and process the surest one, for the image of Docker's that it
* fits best. Pairs of the same two names count once, by the least sure of their answers: a platform that one process asks for may part them.
*/
function countTwins(subjects, byOf) {
	const answers = new Map();
	for (const [process, group] of Map.groupBy(subjects, processOf)) {
		if (process === void 0) continue;
		for (const sif of group.filter((subject) => isOfSif(subject) && byOf(subject) === "content")) {
			const [best] = proofsOf(sif, group, "content").toSorted((a, b) => rankOf$1(a) - rankOf$1(b));
			if (best === void 0) continue;
			const pair = `${sif.image}\n${best.other.image}`;
			const before = answers.get(pair);
			if (before === void 0 || BY_DOUBT.indexOf(best.proof.answer) < BY_DOUBT.indexOf(before)) answers.set(pair, best.proof.answer);
		}
	}
	const count = (answer) => [...answers.values()].filter((one) => one === answer).length;
	return {
		proven: count("proven"),
		"same-by-name": count("same-by-name"),
		different: count("different"),
		"not-comparable": count("not-comparable")
	};
}
const BY_SURENESS = [
	"proven",
	"same-by-name",
	"different",
	"not-comparable"
];
/** What counts where one pair has several answers. */
const BY_DOUBT = [
	"different",
	"not-comparable",
	"same-by-name",
	"proven"
];
function rankOf$1({ proof }) {
	return BY_SURENESS.indexOf(proof.answer);
}
/** Each image that Docker pulls for the process, beside the one that Singularity does. */
function proofsOf(sif, group, by) {
	return group.filter((subject) => subject.pull.engine !== null && !isOfSif(subject)).map((other) => ({
		other,
		proof: by === "content" ? proveTwins(sif, other) : byName(sif, other)
	}));
}
function isSame$1({ answer }) {
	return answer === "proven" || answer === "same-by-name";
}
function byName(sif, docker) {
	const [mine, other] = [buildOf(sif), buildOf(docker)];
	const same = mine && other && require_base.isSameBuild(mine, other);
	if (same === false) return {
		answer: "different",
		link: "names",
		detail: ""
	};
	return {
		answer: same === true ? "same-by-name" : "not-comparable",
		detail: ""
	};
}
function messageOf(sif, docker, { link = "names", detail }) {
	const other = `is another build than Docker's ${docker.image}`;
	if (link === "names" && byName(sif, docker).answer === "different") return {
		message: `${sif.image} ${other}`,
		help: HELP.names
	};
	return {
		message: `${sif.image} ${link === "names" ? other : `is not what Docker runs, ${docker.image}`}: ${detail}`,
		help: HELP[link]
	};
}
const HELP = {
	"environment-docker": "Build Docker's image from the environment as it stands, and name it.",
	"environment-singularity": "Build Singularity's image from the environment as it stands, and name it.",
	names: "Name the same version and build in both.",
	"manifest-sif": "Build Singularity's image anew, or declare the name that holds its SIF.",
	"sif-path": "Write the URL of the SIF that the registry holds under that name: its digest is in its manifest.",
	architecture: "Name the SIF that is built for the platform of the other half."
};
/** The URL with the digest of the SIF that is held under its name, where registries keep that. */
function fixOfPath(sif, { expected }) {
	if (expected === void 0) return {};
	const path = `/sha256/${expected.slice(0, 2)}/${expected}`;
	const fix = fixOfBuilds("Write the URL of the SIF that the registry holds.", [[sif, (name) => name.replace(/\/sha256\/[^/]+\/[0-9a-f]{64}(?=\/|$)/i, path)]]);
	return fix === void 0 ? {} : { fixes: [fix] };
}
/** Either half may be the one that is meant. */
function fixesOf$1(sif, oci) {
	const [ofSif, ofOci] = [buildOf(sif), buildOf(oci)];
	if (ofSif === void 0 || ofOci === void 0) return {};
	const fixes = [fixOfBuilds("Name Docker's build for Singularity, too.", [[sif, (name) => require_base.withBuild(name, ofSif, ofOci)]]), fixOfBuilds("Name Singularity's build for Docker, too.", [[oci, (name) => require_base.withBuild(name, ofOci, ofSif)]])].flatMap((fix) => fix ?? []);
	return fixes.length === 0 ? {} : { fixes };
}
// src/policy/rules/user.ts
/** As whom an image runs. */
const users = list(textPattern("a user"), "a list of users");
const user = imageRule({
	id: "user",
	eachPlatform: true,
	summary: "Images run as a user that the policy allows",
	severity: "warning",
	looksAt: "configuration",
	asks: configuration,
	options: {
		allow: optional(users, "users, by name or number, with `*`; without it, all that are not denied"),
		deny: withDefault(users, [], "users that are refused; wins over `allow`")
	},
	text: {
		why: `Two wishes pull in opposite directions, so nothing is on by default. A cluster wants images that do not run as root;
Nextflow wants to write into a work directory that belongs to somebody else, and an image with a user of its own often
cannot (\`docker.runOptions = '-u $(id -u):$(id -g)'\` is the usual way out). Say which of them is yours.`,
		policy: `rules:
  user: { deny: [root] }
`,
		bad: ["quay.io/acme/tool:1.0 without USER"],
		good: ["quay.io/acme/tool:1.0 with `USER 1000`"],
		notes: "A user that the run sets itself (`--user` in `docker.runOptions` or `containerOptions`) is judged in place of the image's own; `$(id -u)` is a user of that name. No user, `0`, `00` and `root` are the same; a group behind a colon does not count."
	},
	objection(options) {
		if (options.allow !== void 0 || options.deny.length > 0) return void 0;
		return "it asks for nothing; give allow, deny or both";
	},
	check(subject, options) {
		const { image, pull } = subject;
		const container = containerOf$1(subject);
		if (container === void 0) return [];
		const written = pull.user ?? container.config.config.user ?? "";
		const spellings = require_base.spellingsOf(written);
		const covers = (pattern) => spellings.some((spelling) => pattern.matches(spelling));
		const denied = options.deny.find(covers);
		if (denied === void 0 && (options.allow?.some(covers) ?? true)) return [];
		const why = denied === void 0 ? "is not an allowed user" : `is denied by "${denied.text}"`;
		return [{
			message: `${image} runs as ${spellings[0]}, which ${why}`,
			help: pull.user === void 0 ? "Set USER where the image is built, or choose another image." : "Change --user in runOptions or containerOptions.",
			evidence: { user: written === "" ? "none, so root" : written }
		}];
	}
});
// src/policy/rules/version-spread.ts
/** How many versions of one tool a repository uses. */
const versionSpread = setRule({
	id: "version-spread",
	summary: "One tool has one version in the whole repository",
	severity: "notice",
	options: {},
	text: {
		why: `Two modules that were installed a year apart run two builds of samtools in the same pipeline: twice the pulls, and files
that one of them writes may not be what the other expects.`,
		policy: `rules:
  version-spread: notice
`,
		bad: ["quay.io/biocontainers/samtools:1.17--h00cdaf9_0 beside quay.io/biocontainers/samtools:1.21--h50ea8bc_0"],
		good: ["quay.io/biocontainers/samtools:1.21--h50ea8bc_0 everywhere"],
		notes: "Told at the images that are not of the version with the most uses. The hash that Wave ends a tag with is no version: both halves of a pair, and each platform, have one of their own. Where one repository holds all that Wave built, tags are compared that name the same packages, and those of a hash alone are not. Downloads are not counted. Where one version has most uses, the finding has an edit (`fixes` of the JSON report) that writes the tag of an image with that version, as the files have it, together with the other half of the process: where one half cannot be edited, neither is. It is never safe: another version does something else."
	},
	compare(subjects) {
		const images = subjects.flatMap((subject) => versioned(subject) ?? []);
		const ofProcess = Map.groupBy(subjects, processOf);
		const twinOf = (subject) => otherHalf(subject, ofProcess.get(processOf(subject)));
		return [...Map.groupBy(images, ({ repository, half }) => `${half} ${repository}`).values()].flatMap((group) => compareVersions(group, twinOf));
	}
});
/** One tag with two digests is two versions; the tag alone may be either, and stays one by itself. */
function byDigest(images) {
	return [...Map.groupBy(images, ({ version }) => version).values()].flatMap((own) => {
		if (new Set(own.flatMap(({ digest }) => digest ?? [])).size < 2) return own;
		return own.map((one) => one.digest === void 0 ? one : {
			...one,
			version: `${one.version}@${one.digest}`
		});
	});
}
function compareVersions(all, twinOf) {
	const images = byDigest(all);
	const ranked = [...Map.groupBy(images, ({ version }) => version)].map(([version, own]) => ({
		version,
		places: placesOf$1(own)
	})).sort((a, b) => b.places - a.places || (a.version < b.version ? 1 : -1));
	const [first, second] = ranked;
	const usual = first?.version;
	const isMost = second === void 0 || first === void 0 || first.places > second.places;
	const models = isMost ? images.filter(({ version }) => version === usual) : [];
	const versions = require_base.few(ranked.map(({ version, places }) => `${version} (${places})`));
	return images.filter(({ version }) => version !== usual).map(({ subject, repository, version }) => ({
		subject,
		message: `${repository} is used in ${ranked.length} versions${comparison(require_base.shortDigest(version), require_base.shortDigest(usual ?? ""), isMost)}`,
		help: "Bring the modules to one version.",
		...fixesOf(subject, models, twinOf),
		evidence: { versions }
	}));
}
function otherHalf(subject, group = []) {
	if (processOf(subject) === void 0) return void 0;
	return group.find((other) => other.pull.engine !== null && isOfSif(other) !== isOfSif(subject));
}
/** The build of an image that has the usual version and is otherwise alike, with the other half of the process, where it has one. */
function fixesOf(subject, usual, twinOf) {
	const isAlike = ({ subject: { isSif, platform } }) => isSif === subject.isSif && platform === subject.platform;
	const model = usual.find(isAlike)?.subject;
	if (model === void 0 || model.name?.tag === void 0 || processOf(model) === processOf(subject)) return {};
	const changes = [[subject, (name) => withTag(name, subject, model)]];
	const [twin, modelTwin] = [twinOf(subject), twinOf(model)];
	if (twin !== void 0 && !isSamePlace(twin, subject)) changes.push([twin, (name) => asTwin(name, {
		twin,
		subject
	}, {
		twin: modelTwin,
		subject: model
	})]);
	const halves = changes.length > 1 ? "for Docker and for Singularity" : "here";
	const fix = fixOfBuilds(`Bring it to ${model.name.tag}, ${halves}: other versions do other things.`, changes);
	return fix === void 0 ? {} : { fixes: [fix] };
}
function isSamePlace(a, b) {
	return require_base.placeKey(require_base.placeOf(a.pull)) === require_base.placeKey(require_base.placeOf(b.pull));
}
/** A tag as the files have it for an image of the same repository; with a digest beside it, a tag alone says nothing. */
function withTag(name, { name: own }, { name: model }) {
	const end = `:${own?.tag}`;
	if (own?.tag === void 0 || own.digest !== void 0 || model?.digest !== void 0 || !name.endsWith(end)) return void 0;
	return `${name.slice(0, -end.length)}:${model?.tag}`;
}
/** What the other half of the usual image is called; where that has none, the SIF that Galaxy makes of each of its images. */
function asTwin(name, own, model) {
	const written = model.twin?.pull.written.trim();
	if (written !== void 0) return isUrl(written) === isUrl(name) ? require_base.withoutDockerScheme(written) : void 0;
	const [mine, theirs] = [own.twin && buildOf(own.twin), buildOf(model.subject)];
	return mine && theirs && require_base.withBuild(name, mine, theirs);
}
function isUrl(name) {
	return /^https?:/i.test(name);
}
function comparison(version, usual, isMost) {
	return isMost ? `; most use ${usual}, not ${version}` : `: ${version} here, ${usual} elsewhere`;
}
/** Scenarios do not count, places do. */
function placesOf$1(images) {
	return new Set(images.map(({ subject }) => require_base.placeKey(require_base.placeOf(subject.pull)))).size;
}
/** Undefined where it does not come from a registry, or says nothing of what it is. */
function versioned(subject) {
	const { pull, name } = subject;
	if (name === void 0) return void 0;
	const build = buildOf(subject);
	if (build !== void 0 && require_base.isBareHash(build)) return void 0;
	const ofWave = build?.origin === "wave" ? build : void 0;
	const packages = ofWave?.package ?? ofWave?.packages;
	if (pull.predicted !== void 0 && (packages === void 0 || ofWave?.version === void 0)) return void 0;
	const isOnlyHash = ofWave !== void 0 && ofWave.version === void 0;
	const repository = `${require_base.judgedRegistry(name.registry)}/${require_base.judgedRepository(name)}`;
	return {
		subject,
		repository: ofWave?.packages === void 0 ? repository : `${packages} of ${repository}`,
		half: isOnlyHash ? /^oras:/i.test(pull.image ?? "") ? "sif" : "image" : "",
		digest: ofWave === void 0 && name.tag !== void 0 ? name.digest : void 0,
		version: ofWave?.version ?? name.tag ?? name.digest ?? "latest"
	};
}
// src/policy/rules/waivers.ts
/** What becomes of waivers; the judge says it. */
const waivers = builtInRule({
	builtIn: true,
	id: "waivers",
	summary: "Waivers are in use, have an end and have not run out",
	severity: "notice",
	options: {
		"warn-before": withDefault(days, 14, "how long before its end a waiver is announced"),
		longest: optional(days, "how far in the future a waiver may end; one without an end is then too long"),
		require: withDefault(list(choice([
			"owner",
			"ticket",
			"expires"
		]), "a list of `owner`, `ticket` and `expires`"), [], "what each waiver must say beside its reason")
	},
	text: {
		why: `A waiver is a debt with a date. It stops working at the end of its last day (UTC), and this rule says so; it also
names waivers that are about to end, that no finding needs any more, and, with \`longest\`, those that were given for too
long. A waiver that is too long does not work, nor one that lacks what \`require\` asks for.`,
		policy: `rules:
  waivers: { severity: warning, warn-before: 30d, longest: 180d, require: [owner] }
`,
		bad: ["a waiver with `expires: 2026-01-01`, on 2026-01-02"],
		good: ["a waiver with `expires: 2026-01-01`, on 2026-01-01"],
		notes: "Unused waivers are told only of the policy's own file, not of the files that it extends: those serve several repositories."
	}
});
// src/policy/rules/index.ts
/** Every rule, by its name. */
/** Every rule, in the order of the documentation. */
const rules = [
	registry,
	digest,
	pin,
	locked,
	drift,
	tagMoved,
	freeze,
	tag,
	exists,
	mirrored,
	ephemeral,
	architecture$1,
	age,
	size,
	labels,
	attested,
	base,
	user,
	entrypoint,
	manifestFormat,
	twins,
	declared,
	recipe,
	versionSpread,
	pullable,
	resolvable,
	readable,
	inspectable,
	ran,
	waivers,
	ignores,
	baseline,
	policyRule,
	policyChange
];
const ruleIds = rules.map((rule) => rule.id);
/** Rules about the policy itself and what excuses findings: none of them judges an image. */
const ofPolicy$1 = new Set([
	waivers,
	ignores,
	baseline,
	policyRule,
	policyChange
].map(({ id }) => id));
function ruleOf(id) {
	return rules.find((rule) => rule.id === id);
}
/** Whether a rule says the same whatever a registry answers: it asks nothing, and is not about the answers themselves. */
function goesByNameAlone(id) {
	const rule = ruleOf(id);
	return rule !== void 0 && rule.asks === void 0 && rule !== inspectable;
}
/** The rules by what their findings weigh: what stops a run, what lets strangers in, what makes results move, the rest. */
const BY_WEIGHT = [
	[
		"exists",
		"pullable",
		"ephemeral",
		"readable",
		"manifest-format",
		"architecture",
		"entrypoint",
		"drift"
	],
	[
		"registry",
		"digest",
		"mirrored",
		"inspectable",
		"resolvable"
	],
	[
		"pin",
		"locked",
		"ran",
		"tag-moved",
		"freeze",
		"tag",
		"twins",
		"declared",
		"recipe"
	],
	[
		"age",
		"attested",
		"base",
		"user",
		"labels",
		"size",
		"version-spread",
		"waivers",
		"ignores",
		"baseline",
		"policy",
		"policy-change"
	]
].flat();
/** Smaller is weightier. */
function weightOf(id) {
	const at = BY_WEIGHT.indexOf(id);
	return at === -1 ? BY_WEIGHT.length : at;
}
// src/image-files.ts
/** Images that are files of the repository itself: what their first bytes tell. */
/** Whether a request is about a file of the repository. */
function isFileRequest({ image }) {
	return image.startsWith("./");
}
/**
* The inspections of the requests that are about a file. What cannot be read has none: it is then as much of a riddle as
* a file of another machine.
*/
function inspectFiles(root, requests, now) {
	const real = (0, node_fs.realpathSync)(root);
	return requests.filter(isFileRequest).flatMap((request) => inspectFile(real, request, now) ?? []);
}
/** `root` is a real path. */
function inspectFile(root, request, now) {
	const path = request.image.slice(2);
	const read = require_base.readBeginningInside(root, path, 128);
	if (require_base.isUnread(read)) return void 0;
	const evidence = {
		via: "file",
		host: "",
		verified: false,
		requests: 0,
		observedAt: now.toISOString()
	};
	const known = require_base.readDownload(read.bytes, read.size);
	if (known === void 0 || "least" in known) return {
		request,
		failure: known === void 0 ? noImage(path, read.bytes) : cutOff(path, read.size, known.least),
		evidence
	};
	return {
		request,
		...about(known.download),
		evidence
	};
}
function about(download) {
	const platforms = require_base.platformsOf(download);
	return {
		download,
		...platforms !== void 0 && { platforms }
	};
}
function cutOff(path, size, least) {
	return {
		state: "malformed",
		message: `${path} is cut off: it has ${size} bytes, and by its header at least ${least}.`
	};
}
function noImage(path, bytes) {
	if (require_base.isPointer(bytes)) return {
		state: "unsupported",
		message: `${path} is a pointer of Git LFS; check it out with its content (lfs: true of actions/checkout).`
	};
	if (require_base.hasStarter(bytes)) return {
		state: "unsupported",
		message: `${path} is an image of a format before SIF, whose first bytes say nothing more.`
	};
	return {
		state: "malformed",
		message: `${path} is not an image that can be run: it does not begin as a SIF does.`
	};
}
// src/policy/merge.ts
/** Severity and options of each rule, the later one over the earlier one, option by option. */
function mergeRules(before, after) {
	const merged = new Map(before);
	for (const [id, setting] of after ?? []) merged.set(id, mergeSetting(merged.get(id), setting));
	return merged;
}
/** The later one over the earlier one, option by option. */
function mergeSetting(before, after) {
	const from = mergeDates(before, after);
	const options = {
		...before?.options,
		...after.options
	};
	return {
		...before,
		...after,
		options,
		...from !== void 0 && { from }
	};
}
/** Day by day; what is said without a day holds on every day. */
function mergeDates(before, after) {
	if (before?.from === void 0) return after.from;
	const dates = new Map([...before.from].map(([day, said]) => [day, withoutSettings(said, settingNames(after))]));
	for (const [day, said] of after.from ?? []) dates.set(day, over(dates.get(day), said));
	return dates;
}
function over(before, after) {
	return {
		...before,
		...after,
		options: {
			...before?.options,
			...after.options
		}
	};
}
function settingNames({ level, options }) {
	return new Set([...level === void 0 ? [] : ["severity"], ...Object.keys(options)]);
}
/** What is left without some of the settings. */
function withoutSettings({ level, options }, names) {
	return {
		...level !== void 0 && !names.has("severity") && { level },
		options: Object.fromEntries(Object.entries(options).filter(([name]) => !names.has(name)))
	};
}
/** The setting as it holds on a day (ISO date, UTC); of the empty text it has what holds before all days. */
function settingOn(setting, day) {
	return [...setting.from ?? []].filter(([first]) => first <= day).sort(([a], [b]) => a < b ? -1 : 1).reduce((before, [, said]) => ({
		...before,
		...over(before, said)
	}), setting);
}
/** The options without who decided them. */
function optionValues(options) {
	return Object.fromEntries(Object.entries(options).map(([key, { value }]) => [key, value]));
}
// src/policy/rules/tightening.ts
/**
* What a policy that builds on another one may make of a setting that is final there: the one place that knows, a setting
* at a time. docs/policy.md has its table from here.
*/
/** One of a closed set of words, tightest first. */
function ranked$1(words) {
	const rank = (word) => words.findIndex((one) => one === word);
	return {
		words: `the same word or an earlier one of ${words.join(", ")}`,
		allows: (from, to) => to === void 0 ? rank(from) === words.length - 1 : rank(to) <= Math.max(rank(from), 0)
	};
}
/** Whether each pattern of the one list is covered by one of the other. */
function isWithin$2(inner, outer) {
	return patternsOf(inner).every(({ text }) => patternsOf(outer).some((pattern) => pattern.covers(text)));
}
function patternsOf(value) {
	return value ?? [];
}
const fewerPatterns = {
	words: "patterns that one of the list covers each; any where there is no list",
	allows: (from, to) => from === void 0 || to !== void 0 && isWithin$2(to, from)
};
const fewerGivenPatterns = {
	words: "patterns that one of the list covers each; nothing where there is no list",
	allows: (from, to) => from !== void 0 && isWithin$2(to, from)
};
const morePatterns = {
	words: "a list with patterns that cover each of the list; and more",
	allows: (from, to) => isWithin$2(from, to)
};
const moreEntries = {
	words: "a list with all entries of the list; and more",
	allows: (from, to) => isSubset(from, to)
};
const fewerEntries = {
	words: "a list with no other entries",
	allows: (from, to) => isSubset(to, from)
};
function isSubset(some, all) {
	const known = new Set(Array.isArray(all) ? all : []);
	return Array.isArray(some) ? some.every((one) => known.has(one)) : true;
}
const narrowerValues = {
	words: "a map with all its keys, each with a pattern that the one of the map covers; and more",
	allows(from, to) {
		const narrower = new Map(entriesOf$1(to));
		return entriesOf$1(from).every(([key, pattern]) => narrower.has(key) && isWithin$2([narrower.get(key)], [pattern]));
	}
};
/** Kinds of file: what is on stays on. */
const moreKinds = {
	words: "a map that turns no further kind off",
	allows(from, to) {
		const before = new Map(entriesOf$1(from));
		return entriesOf$1(to).every(([key, isOn]) => isOn === true || before.get(key) === false);
	}
};
function entriesOf$1(value) {
	return typeof value === "object" && value !== null ? Object.entries(value) : [];
}
const smaller = {
	words: "the same or a smaller amount; any where there is none",
	allows: (from, to) => from === void 0 || Number(to) <= Number(from)
};
const larger = {
	words: "the same or a larger amount; any where there is none",
	allows: (from, to) => from === void 0 || Number(to) >= Number(from)
};
const earlier = {
	words: "the same or an earlier day; none where there is none",
	allows: (from, to) => typeof from === "string" && typeof to === "string" && to <= from
};
const onlyOn = {
	words: "`true`",
	allows: (from, to) => to === true || from === to
};
const anything = {
	words: "anything: it is advice",
	allows: () => true
};
const nothingElse = {
	words: "nothing else",
	allows: (from, to) => JSON.stringify(from) === JSON.stringify(to)
};
/** A list that is empty means those that the project itself can be run as. */
const moreScenarios = {
	words: "a list with all scenarios of the list; and more; nothing where there is no list",
	allows(from, to) {
		const [before, after] = [runsOf(from), runsOf(to)];
		return before.length === 0 ? after.length === 0 : before.every((run) => after.includes(run));
	}
};
function runsOf(scenarios) {
	return (Array.isArray(scenarios) ? scenarios : []).map((scenario) => {
		const { profiles, arguments: given } = {
			profiles: [],
			arguments: [],
			...scenario
		};
		return JSON.stringify([profiles, given]);
	});
}
/** How severely an image is held: where there is a lock, and where there is none. */
function heldBy(mode) {
	if (mode === void 0) return [2, 0];
	const held = [
		"off",
		"warn",
		"strict"
	].findIndex((one) => one === mode);
	return [held, held];
}
const lock = {
	words: "the same word or an earlier one of strict, warn, off; `strict` where nothing is said",
	allows(from, to) {
		const [before, after] = [heldBy(from), heldBy(to)];
		return before[0] <= after[0] && before[1] <= after[1];
	}
};
const sameMap = {
	words: "the same map",
	allows(from, to) {
		const [before, after] = [new Map(entriesOf$1(from)), entriesOf$1(to)];
		return before.size === after.length && after.every(([key, value]) => before.get(key) === value);
	}
};
const severity = ranked$1([
	"error",
	"warning",
	"notice",
	"off"
]);
const stricterWord = ranked$1(["deny", "allow"]);
/** By rule, by option. */
const OPTIONS = {
	registry: {
		allow: fewerPatterns,
		deny: morePatterns,
		local: stricterWord,
		"use-instead": anything
	},
	digest: { deny: moreEntries },
	mirrored: {
		at: sameMap,
		compare: ranked$1(["digest", "name"]),
		others: stricterWord
	},
	pin: { "at-least": ranked$1(require_base.PIN_STRENGTHS) },
	drift: {
		breaking: severity,
		visible: severity,
		harmless: severity,
		"size-change": smaller
	},
	recipe: {
		"other-platform": severity,
		"version-differs": severity,
		"not-from-environment": severity,
		"recomputed-with": severity,
		unknown: severity,
		metadata: severity
	},
	tag: {
		floating: stricterWord,
		allow: fewerPatterns,
		deny: morePatterns
	},
	architecture: { require: moreEntries },
	age: {
		"at-least": larger,
		"at-most": smaller,
		unknown: stricterWord
	},
	size: { "at-most": smaller },
	labels: {
		require: moreEntries,
		match: narrowerValues
	},
	user: {
		allow: fewerPatterns,
		deny: morePatterns
	},
	entrypoint: { allow: fewerGivenPatterns },
	twins: { by: ranked$1(["content", "names"]) },
	ephemeral: { quay: moreEntries },
	base: {
		allow: fewerPatterns,
		deny: morePatterns,
		compare: moreEntries,
		unknown: stricterWord
	},
	attested: { require: moreEntries },
	readable: {
		syntax: severity,
		missing: severity,
		skipped: severity,
		remote: severity,
		note: severity,
		empty: severity
	},
	waivers: {
		"warn-before": anything,
		longest: smaller,
		require: moreEntries
	},
	baseline: {
		"warn-before": anything,
		longest: smaller,
		require: moreEntries
	},
	ignores: {
		inline: ranked$1(["refuse", "allow"]),
		added: ranked$1(["refuse", "allow"])
	}
};
/** Of a setting that is not listed nothing is known: it stays as it is. */
function ruleTightening(rule, setting) {
	if (setting === "severity") return severity;
	if (setting === "enforce-from") return earlier;
	return OPTIONS[rule]?.[setting] ?? nothingElse;
}
/** What may be final of the rest of a policy, by its dotted path; and what holds where nothing is said. */
const sectionTightenings = {
	"fail-on": {
		fallback: "error",
		...ranked$1([
			"notice",
			"warning",
			"error",
			"never"
		])
	},
	lock,
	inspector: {
		fallback: "wave",
		words: "`wave` or `registry`; `none` only where it is so already",
		allows: (from, to) => to !== "none" || from === "none"
	},
	"files.exclude": fewerEntries,
	"files.kinds": moreKinds,
	"files.tests": onlyOn,
	"nextflow.scenarios": moreScenarios,
	"nextflow.judge-uncalled": onlyOn,
	"dockerfile.judge-unreachable": onlyOn
};
// src/policy/finals.ts
/** What is said of a rule, setting by setting, as they are written. */
function settingsOf({ level, enforceFrom, options }) {
	return [
		...level === void 0 ? [] : [["severity", level]],
		...enforceFrom === void 0 ? [] : [["enforce-from", enforceFrom]],
		...Object.entries(options)
	];
}
/** What holds of a setting, by default too; undefined where nothing does. */
function valueOf(id, setting, name) {
	if (name === "severity") return setting?.level?.value ?? ruleOf(id)?.severity;
	if (name === "enforce-from") return setting?.enforceFrom?.value;
	return setting?.options[name]?.value ?? ruleOf(id)?.options[name]?.fallback;
}
/** A value of a setting as one would write it; undefined as it is. */
function writtenValue(id, name, value) {
	return value === void 0 ? void 0 : ruleOf(id)?.options[name]?.shape.write?.(value) ?? value;
}
/** The settings by which `after` would loosen `before` on some day, of those that are final. */
function looserSettings(final, before, after) {
	const merged = mergeSetting(before, after);
	const own = new Set([after, ...after.from?.values() ?? []].flatMap(settingsOf).map(([, said]) => said));
	return ["", ...merged.from?.keys() ?? []].sort().flatMap((day) => {
		const held = before && settingOn(before, day);
		return settingsOf(settingOn(merged, day)).flatMap(([name, said]) => {
			const isFinal = final.settings === true || final.settings.includes(name);
			const isLooser = !ruleTightening(final.rule, name).allows(valueOf(final.rule, held, name), said.value);
			return isFinal && isLooser && own.has(said) ? [{
				name,
				said,
				day
			}] : [];
		});
	});
}
/** What is left of a setting without what would loosen the one before it. */
function withoutLooser(finals, before, after) {
	const dropped = new Set(finals.flatMap((final) => looserSettings(final, before, after)).map(({ name }) => name));
	if (dropped.size === 0) return after;
	const { by, enforceFrom, from } = after;
	return {
		by,
		...withoutSettings(after, dropped),
		...enforceFrom !== void 0 && !dropped.has("enforce-from") && { enforceFrom },
		...from !== void 0 && { from: new Map([...from].map(([day, said]) => [day, withoutSettings(said, dropped)])) }
	};
}
/**
* Where a rule is final so that somebody else may not excuse it: only final terms in the same family say that one may.
* `terms`: `waivers` for waivers of the policy `file`; `ignores` for comments in the files that are checked;
* `baseline` for what the repository knows.
*/
function unexcusable(finals, rule, terms, file) {
	return finals.find((final) => final.rule === rule && (file === void 0 || !final.family.has(file)) && !finals.some((other) => other.rule === terms && final.family.has(other.by.file)))?.by;
}
// src/policy/shapes/module-pattern.ts
/** `local`, `nf-core`, or a repository with `*`: without a host one of github.com. It is held against what `moduleText` says. */
const modulePattern = parsed("an origin of modules", textSchema(), (written) => {
	const pattern = patternOf(written.toLowerCase());
	const covers = (other) => require_base.coversText(pattern, patternOf(other.toLowerCase()));
	return { value: {
		text: written,
		matches: (origin) => require_base.matchesText(pattern, origin),
		covers
	} };
}, ({ text }) => text);
function patternOf(written) {
	if (written === "local") return written;
	if (written === "nf-core") return "github.com/nf-core/modules";
	const plain = withoutScheme(written);
	return /^[^/]*\.[^/]*\/|^\*+(?:\/|$)/.test(plain) ? plain : `github.com/${plain}`;
}
/** `local`, or host and path of the repository: `github.com/nf-core/modules`. */
function moduleText(module) {
	return "local" in module ? "local" : withoutScheme(module.repository.toLowerCase());
}
/** Of `https://github.com/a/b.git` and `git@github.com:a/b.git` the same. */
function withoutScheme(remote) {
	return remote.replace(/^[a-z+]+:\/\/(?:[^/@]*@)?/, "").replace(/^[^/@:]+@([^/:]+):/, "$1/").replace(/(?:\.git)?\/*$/, "");
}
// src/policy/judge/scope.ts
/** Which images an override or a waiver is about. */
/** Compiles a scope once. Every list that is given must have an entry that fits; a file has no more than its path. */
function scopeMatcher(scope) {
	const { files, ...others } = scope;
	const inFiles = files && require_scan.matchesAny(files);
	const isAboutPulls = Object.values(others).some((list) => list !== void 0);
	const fits = criteriaOf(scope).map(({ entries }) => entries.map((entry) => entry.fits));
	return (subject) => {
		if ("file" in subject) return !isAboutPulls && (inFiles === void 0 || inFiles(subject.file));
		return fits.every((entries) => entries.some((entry) => entry(subject))) && (inFiles === void 0 || inFiles(require_base.placeOf(subject.pull).file));
	};
}
/** All lists of a scope but the files, which are matched together. */
function criteriaOf(scope) {
	const { images, sources, engines, processes, labels, profiles, modules, platforms, called } = scope;
	return [
		criterion("no image is named", images, (pattern) => ({
			text: pattern.text,
			fits: ({ image }) => pattern.matches(image)
		})),
		criterion(void 0, sources, (source) => ({
			text: source,
			fits: ({ pull }) => source === pull.source
		})),
		criterion(void 0, engines, (engine) => ({
			text: engine,
			fits: ({ pull }) => engine === pull.engine
		})),
		criterion("no process with an image is named", processes, (text) => {
			const glob = processGlob(text);
			return {
				text,
				fits: ({ pull }) => pull.process !== void 0 && glob(pull.process)
			};
		}),
		criterion("no process with an image has the label", labels, (text) => ({
			text,
			fits: ({ pull }) => someFit(text, pull.labels)
		})),
		criterion("no run has the profile", profiles, (text) => ({
			text,
			fits: ({ pull }) => someFit(text, pull.scenario?.profiles)
		})),
		criterion("no image is named in a module of", modules, (pattern) => ({
			text: pattern.text,
			fits({ pull }) {
				const { module } = require_base.placeOf(pull).context;
				return module !== void 0 && pattern.matches(moduleText(module));
			}
		})),
		criterion(void 0, platforms, (text) => ({
			text,
			fits: ({ platform }) => text === platform
		})),
		criterion(void 0, called === void 0 ? void 0 : [called], (isCalled) => ({
			text: String(isCalled),
			fits: ({ pull }) => isCalled === (pull.called !== false)
		}))
	].flat();
}
function criterion(lacking, list, entryOf) {
	return list === void 0 ? [] : [{
		...lacking !== void 0 && { lacking },
		entries: list.map(entryOf)
	}];
}
function someFit(glob, texts = []) {
	return texts.some((text) => require_base.matchesText(glob, text));
}
/** `*` is any text, colons included; a pattern without a colon means the last part, the process's own name. */
function processGlob(written) {
	const plain = !written.includes(":");
	return (process) => require_base.matchesText(written, process) || plain && require_base.matchesText(written, process.slice(process.lastIndexOf(":") + 1));
}
// src/policy/judge/active-rules.ts
/**
* The rules that hold for a pull: what the policy says, then every override that fits it, in order, the later one
* winning key by key. An override can turn a rule on that is off elsewhere. Built-in rules are on unless turned off, and so
* is `architecture` where the run is for one platform: who says so wants to know. So is `locked` where a lock is held.
*/
function activeRules(policy, run) {
	const { finals = [] } = policy;
	const overrides = policy.overrides.map(({ scope, rules: given, location }) => ({
		fits: scopeMatcher(scope),
		given,
		finals: finals.filter(({ family }) => !family.has(location.file))
	}));
	const { now } = run;
	const base = withImplied(policy, run);
	const known = new Map();
	return (subject) => {
		const fitting = overrides.flatMap((override, index) => override.fits(subject) ? [index] : []);
		const key = fitting.join();
		let active = known.get(key);
		if (active === void 0) {
			active = activate(fitting.reduce((before, index) => withOverride(before, overrides[index]), base), now);
			known.set(key, active);
		}
		return active;
	};
}
/** The rules of a policy over those that a run implies: a lock that is held is. */
function withImplied(policy, { platform, lock }) {
	const implied = new Map();
	if (platform !== null) implied.set(architecture$1.id, {
		by: "platform",
		options: {}
	});
	if (lock !== void 0) {
		const { by, mode } = lock;
		implied.set(locked.id, {
			by,
			level: {
				value: mode === "strict" ? "error" : "warning",
				by
			},
			options: {}
		});
	}
	const merged = new Map(mergeRules(implied, policy.rules));
	if (policy.lock?.value === "off" && lock === void 0) merged.delete(locked.id);
	return merged;
}
/** The rule about the lock, as it holds for all images; undefined where it is off. */
function lockRule(policy, run) {
	return activate(withImplied(policy, run), run.now).find(({ rule }) => rule === locked);
}
/** An override over what holds before it. Of what is final for its file, only what tightens that counts. */
function withOverride(before, { given, finals }) {
	if (finals.length === 0) return mergeRules(before, given);
	const kept = [...given].map(([id, setting]) => {
		return [id, withoutLooser(finals.filter(({ rule }) => rule === id), before.get(id), setting)];
	});
	return mergeRules(before, new Map(kept));
}
/** The rules that hold where no override counts: for what is about the policy and not about an image. */
function generalRules(policy, now) {
	return activate(policy.rules, now);
}
/** One rule among those that hold, with options of its own type; undefined where it is off. */
function findRule(active, rule) {
	const found = active.find((one) => one.rule.id === rule.id);
	return found && {
		...found,
		options: found.options
	};
}
function activate(settings, now) {
	const today = now.toISOString().slice(0, 10);
	return rules.flatMap((rule) => {
		const setting = settings.get(rule.id);
		const current = activeOn(rule, setting, today, now);
		const day = [...setting?.from?.keys() ?? []].filter((first) => first > today).sort()[0];
		const next = day === void 0 ? void 0 : activeOn(rule, setting, day, now);
		if (day === void 0 || next === void 0) return current ?? [];
		const later = `${next.severity} from ${day}`;
		return current === void 0 ? {
			...next,
			severity: "notice",
			later
		} : {
			...current,
			next: {
				day,
				rule: next
			}
		};
	});
}
/** A rule as it holds on a day; undefined where it is off. */
function activeOn(rule, said, day, now) {
	const setting = said && settingOn(said, day);
	const level = setting?.level?.value ?? (setting !== void 0 || "builtIn" in rule ? rule.severity : "off");
	if (level === "off") return void 0;
	const options = withFallbacks(rule.options, optionValues(setting?.options ?? {}));
	const from = setting?.enforceFrom?.value;
	const waits = from !== void 0 && now.getTime() < Date.parse(`${from}T00:00:00Z`);
	const active = {
		rule,
		options,
		decidedBy: decidedBy(rule, setting)
	};
	return waits ? {
		...active,
		severity: "notice",
		later: `${level} from ${from}`
	} : {
		...active,
		severity: level
	};
}
function decidedBy(rule, setting) {
	const options = Object.keys(rule.options).map((key) => [key, setting?.options[key]?.by ?? "default"]);
	return {
		rule: setting?.by ?? "default",
		severity: setting?.level?.by ?? "default",
		...setting?.enforceFrom !== void 0 && { enforceFrom: setting.enforceFrom.by },
		options: Object.fromEntries(options)
	};
}
// src/policy/judge/applicability.ts
/** Why a rule says nothing of an image, in words that follow "does not apply:"; undefined where it applies. */
function whyNotApplied({ looksAt }, image) {
	if (looksAt === "manifest") return image.from === "registry" ? void 0 : "a file has no manifest";
	if (looksAt !== "configuration") return void 0;
	if (image.isSif) return "a SIF has no configuration of a container image";
	return ("known" in image ? factsOf$1(image)?.artifact : void 0) === void 0 ? void 0 : "an artifact has no configuration of a container image";
}
// src/policy/judge/declarations.ts
/**
* By the directive of a process: `meta.yml` in its folder, for the process that the metadata is of, and the generated
* configurations of the pipeline around it, which go by the name of the process alone. Empty for every other place.
*/
function declarationsOf(pulls) {
	const byProcess = Map.groupBy(pulls.filter(({ source }) => source === "nf-core"), (pull) => require_base.placeOf(pull).context.process);
	return ({ file, kind, context }) => {
		if (kind !== "directive" || context.process === void 0) return [];
		return (byProcess.get(context.process) ?? []).filter((pull) => {
			const declared = require_base.placeOf(pull);
			return declared.kind === "meta" ? folderOf(declared.file) === folderOf(file) : file.startsWith(pipelineOf(declared.file));
		});
	};
}
function folderOf(file) {
	return file.slice(0, file.lastIndexOf("/") + 1);
}
/** The folder around `conf/containers_\u2026.config`. */
function pipelineOf(file) {
	return file.slice(0, file.lastIndexOf("conf/"));
}
// src/policy/judge/beside.ts
function besides({ pulls }, environmentsOf) {
	const byTask = Map.groupBy(pulls, (pull) => processOf({ pull }));
	const declaredFor = declarationsOf(pulls);
	return (pull) => {
		const task = processOf({ pull });
		return {
			ofTask: task === void 0 ? [] : byTask.get(task) ?? [],
			declared: declaredFor(require_base.placeOf(pull)),
			environment: () => pull.conda === void 0 ? void 0 : environmentsOf?.(pull.conda)
		};
	};
}
// src/policy/judge/facts.ts
/** Inspections by what was asked: of an image there are a few, one a platform. */
function indexInspections(inspections) {
	const byImage = Map.groupBy(inspections, ({ request }) => request.image);
	return (image, platform) => byImage.get(image)?.findLast(({ request }) => request.platform === platform);
}
function keyOf$1(image, platform) {
	return `${image}\n${platform ?? ""}`;
}
/** What is known of one image: as a whole, for the platform that is judged, and for each that a rule asks about. */
function knowledgeOf(image, questions, inspectionOf) {
	const others = knowledgeOfOthers(image, questions, inspectionOf);
	return {
		known: knowledgeOfItself(image, questions, {
			inspectionOf,
			others
		}),
		others
	};
}
function knowledgeOfItself(image, questions, { inspectionOf, others }) {
	if (!require_base.isNamed(image.pull)) return notAsked("unresolved");
	const name = requestName(image);
	if (name === void 0) return notAsked(NOBODY$1[image.from]);
	const own = questions.flatMap(({ of, platform }) => of === void 0 ? [platform] : []);
	const answers = answersTo(name, image.isSif ? [] : [judgedPlatform(image), ...own], inspectionOf);
	if (answers.length > 0 || others.size > 0) return {
		state: "asked",
		facts: factsOf(image, answers)
	};
	if (questions.length === 0) return notAsked("no-rule-asks");
	return notAsked(image.pull.file === void 0 ? "inspector-none" : "not-here");
}
/** Those that somebody was asked about. */
function knowledgeOfOthers(image, questions, inspectionOf) {
	const named = Map.groupBy(questions, ({ of }) => of);
	return new Map([...named].flatMap(([name, asked]) => {
		if (name === void 0) return [];
		const answers = answersTo(name, asked.map(({ platform }) => platform), inspectionOf);
		return answers.length === 0 ? [] : [[name, {
			state: "asked",
			facts: factsOf(image, answers)
		}]];
	}));
}
function answersTo(name, platforms, inspectionOf) {
	return [...new Set([null, ...platforms])].flatMap((platform) => inspectionOf(name, platform) ?? []);
}
/** Why there is nobody to ask, by where an image would come from. */
const NOBODY$1 = {
	registry: "no-inspector",
	download: "no-inspector",
	library: "no-inspector",
	local: "not-here",
	invalid: "invalid-name"
};
function notAsked(reason) {
	return {
		state: "not-asked",
		reason
	};
}
/** Brings the answers about one image together, in the order in which they count. */
function factsOf(image, answers) {
	const exists = existence(answers);
	const digest = answers.find((answer) => answer.digest !== void 0)?.digest;
	const offered = answers.find((answer) => answer.platforms !== void 0)?.platforms?.map(require_base.normalPlatform) ?? confirmed(image, answers);
	const entries = answers.map(entriesOf).find((digests) => digests !== void 0);
	const artifact = answers.find((answer) => answer.artifact !== void 0)?.artifact;
	const download = answers.map(fileOf).find((file) => file !== void 0);
	const sif = answers.map(sifOf).find((held) => held !== void 0);
	return {
		...exists !== void 0 && { exists },
		...digest !== void 0 && { digest },
		...entries !== void 0 && { entries },
		...offered !== void 0 && { platforms: offered },
		...artifact !== void 0 && { artifact },
		...download !== void 0 && { download },
		...sif !== void 0 && { sif },
		byPlatform: new Map(answers.map((answer) => [answer.request.platform, platformFacts(answer)]))
	};
}
function entriesOf({ answer }) {
	if (answer === void 0 || "container" in answer) return void 0;
	return (answer.index.manifests ?? []).flatMap(({ digest }) => digest ?? []);
}
/** Of what is no container image, the file: of an artifact its layers at least have a size. */
function fileOf({ download, artifact, answer }) {
	if (download !== void 0 || artifact === void 0 || answer === void 0 || !("container" in answer)) return download;
	const size = require_base.transferSize(answer.container);
	return size === void 0 ? void 0 : { size };
}
/** Of an index nothing is said: its manifests may hold one. */
function sifOf({ answer, artifact }) {
	if (answer !== void 0 && "container" in answer) return require_base.sifLayer(answer.container.manifest.layers)?.digest ?? null;
	return artifact === void 0 || require_base.isSifType(artifact) ? void 0 : null;
}
function platformFacts({ answer, artifact, attestations, failure, evidence }) {
	return {
		...answer !== void 0 && "container" in answer && artifact === void 0 && { container: answer.container },
		...attestations !== void 0 && { attestations },
		...failure !== void 0 && { failure },
		evidence
	};
}
/** Where only one platform was asked for and the answer lists none, that one is known to be there. */
function confirmed({ platform }, answers) {
	const answerFor = (asked) => answers.find(({ request }) => request.platform === asked);
	if (platform === null || answerFor(null) !== void 0) return void 0;
	return answerFor(platform)?.answer === void 0 ? void 0 : [platform];
}
/**
* An image whose platform is missing, or that is no container image, is there all the same; so is one with a manifest, and one
* of which less is recorded than is asked.
*/
function existence(answers) {
	if (answers.some(({ failure, artifact, digest }) => failure === void 0 || failure.state === "platform-missing" || failure.state === "unsupported" || failure.state === "not-recorded" && digest !== void 0 || artifact !== void 0 && failure.state !== "not-found")) return true;
	return answers.some(({ failure }) => failure?.state === "not-found") ? false : void 0;
}
// src/policy/judge/questions.ts
/** Empty where the name is enough, and where the rule does not apply. */
function questionsOf({ rule, options }, image) {
	if (whyNotApplied(rule, image) !== void 0) return [];
	return rule.asks?.(image, options) ?? [];
}
/**
* The questions about one image by one name, each platform once: the deeper need answers the other. Whether the image is there at
* all, every answer about it says.
*/
function mergeQuestions(questions) {
	const merged = new Map();
	for (const question of questions.toSorted((a, b) => require_base.byNeed(a.need, b.need))) {
		const { platform, need, expects, lookFor } = question;
		const before = merged.get(platform);
		const isBare = need === "existence" && expects === void 0 && lookFor === void 0;
		if (before !== void 0) merged.set(platform, withSearch(before, lookFor));
		else if (!isBare || merged.size === 0) merged.set(platform, question);
	}
	return [...merged.values()];
}
/** A question or request that looks for this, too. */
function withSearch(one, lookFor = []) {
	const all = new Set([...one.lookFor ?? [], ...lookFor]);
	return all.size === 0 ? one : {
		...one,
		lookFor: [...all].sort()
	};
}
/** Whether what is known of an image says what was asked. */
function isAnswered({ of, expects, ...question }, asking) {
	const { platform, need, lookFor, orMissing, orAbsent, orUnsupported, ofFile } = question;
	const subject = of === void 0 ? asking : otherImage(asking, of);
	const { exists, digest } = factsOf$1(subject) ?? NOTHING;
	if (expects !== void 0) return exists === false || digest === expects || digest !== void 0 && failuresOf(subject).length === 0;
	if (lookFor !== void 0) return isFound(lookFor, attestationsOf(subject, platform)) || isToldMissing(subject, platform);
	if (orMissing === true && isMissing(subject, platform)) return true;
	if (orAbsent === true && exists === false) return true;
	if (orUnsupported === true && failedAnswer(subject)?.failure.state === "unsupported") return true;
	if (ofFile !== void 0 && FILE_ANSWERS[ofFile](factsOf$1(subject) ?? NOTHING)) return true;
	return ANSWERED[need](subject, platform);
}
/** Whether the search came to an end, or found all of it before that. */
function isFound(lookFor, attestations) {
	if (attestations === void 0) return false;
	const { failure, found } = attestations;
	return failure === void 0 || lookFor.every((kind) => found.some((one) => one.kind === kind));
}
const NOTHING = {};
function hasHeader(download) {
	return download?.sif !== void 0 || download?.squashfs !== void 0;
}
/** What a file that is an image says of itself. */
const FILE_ANSWERS = {
	size: ({ download }) => download?.size !== void 0,
	date: ({ download }) => hasHeader(download),
	header: ({ download, sif }) => hasHeader(download) || sif === null,
	kind: ({ artifact }) => artifact !== void 0
};
const ANSWERED = {
	existence: (subject) => factsOf$1(subject)?.exists !== void 0,
	platforms: (subject, platform) => !isUntold(subject, platform) && (factsOf$1(subject)?.platforms !== void 0 || isMissing(subject, platform) || isMissing(subject, subject.platform)),
	config: (subject, platform) => containerOf$1(subject, platform) !== void 0 || isToldMissing(subject, platform)
};
/** That a required platform is not there is said by the rule that requires it. */
function isToldMissing(subject, platform) {
	return isMissing(subject, platform) && subject.required.includes(platform);
}
// src/policy/judge/processes.ts
function processesOf({ pulls, overridePlaces = [] }) {
	const byProcess = Map.groupBy(pulls, (pull) => processKey(require_base.placeOf(pull)));
	const innermost = overridePlaces.toSorted((a, b) => b.root.length - a.root.length);
	return (place) => {
		const key = processKey(place);
		const overridePlace = innermost.find(({ root }) => place.file.startsWith(root));
		return {
			ofProcess: key === void 0 ? [] : byProcess.get(key) ?? [],
			...overridePlace !== void 0 && { overridePlace }
		};
	};
}
function processKey({ file, context }) {
	return context.process === void 0 ? void 0 : `${file}\n${context.process}`;
}
// src/policy/judge/subjects.ts
/** Which pulls are judged, and each of them as the rules see it. */
var subjects_exports = require_rolldown_runtime.__exportAll({
	judgedPulls: () => judgedPulls,
	pullsByPlace: () => pullsByPlace,
	requiredBy: () => requiredBy,
	wantedImage: () => wantedImage
});
/**
* The pulls that are judged. What the build does not fetch and what no workflow calls are left out unless the policy
* asks for them; a repository in which nothing at all is called is a collection of modules, and each of them counts.
* Where nothing is called because the profile of the run is not there, that is told and mended first.
*/
function judgedPulls(policy, scan) {
	const isCollection = scan.pulls.filter((pull) => pull.source === "nextflow").every((pull) => pull.called === false) && !scan.problems.some(({ kind }) => kind === "missing-profile");
	const uncalled = policy.nextflow.judgeUncalled ?? isCollection;
	const unreachable = policy.dockerfile.judgeUnreachable ?? false;
	return scan.pulls.filter((pull) => (pull.called !== false || uncalled) && (pull.reachable !== false || unreachable));
}
/** The pulls that name a place, wherever among their own. */
function pullsByPlace(pulls) {
	const byPlace = new Map();
	for (const pull of pulls) for (const key of new Set(pull.references.map(require_base.placeKey))) {
		const others = byPlace.get(key);
		if (others === void 0) byPlace.set(key, [pull]);
		else others.push(pull);
	}
	return (place) => byPlace.get(require_base.placeKey(place)) ?? [];
}
/** A pull as the rules see it, before anything is asked of a registry. */
function wantedImage(pull, run) {
	const image = imageOf(pull, require_base.readPulledName(require_base.meantName(pull), pull.canonical), run);
	const { file, lock } = run.lock ?? {};
	if (file === void 0 || lock === void 0) return image;
	const entry = lock.images.get(requestName(image) ?? "");
	return {
		...image,
		lock: {
			file,
			...entry !== void 0 && { entry }
		}
	};
}
function imageOf(pull, read, run) {
	return {
		pull,
		image: require_base.judgedName(pull),
		from: read.kind,
		isSif: read.kind === "registry" ? read.scheme === "oras" : read.kind !== "invalid",
		...read.kind === "registry" && { name: read.name },
		pin: require_base.pinOfName(read),
		required: [],
		platform: pull.platform === null ? run.platform : require_base.normalPlatform(pull.platform),
		now: run.now
	};
}
/** The same with what the rules that hold for it require, and with the lock only where one of them looks at that. */
function requiredBy({ lock, ...image }, active) {
	const isHeld = lock !== void 0 && active.some(({ rule }) => rule.id === locked.id);
	const drifts = lock !== void 0 && active.some(({ rule }) => rule.id === drift.id);
	return {
		...image,
		...isHeld && { lock },
		...drifts && { recorded: lock },
		required: active.flatMap(({ rule, options }) => rule.requires?.(options) ?? [])
	};
}
// src/policy/judge/cases.ts
function prepareCases(policy, { pulls, scan }, inspections, options) {
	const at = pullsByPlace(scan.pulls);
	const besideOf = besides(scan, options.environmentsOf);
	const processAround = processesOf(scan);
	const rulesOf = activeRules(policy, options);
	const inspectionOf = indexInspections(inspections);
	return pulls.map((pull) => {
		const beside = besideOf(pull);
		const wanted = {
			...wantedImage(pull, options),
			beside
		};
		const active = rulesOf(wanted);
		const image = requiredBy(wanted, active);
		const asked = active.map((one) => ({
			rule: one.rule,
			questions: questionsOf(one, image)
		}));
		const questions = asked.flatMap((one) => one.questions);
		const place = require_base.placeOf(pull);
		const knowledge = knowledgeOf(image, questions, inspectionOf);
		const { recorded } = image;
		const told = recorded && options.drift && { recorded: {
			...recorded,
			drift: options.drift
		} };
		const around = {
			samePlace: at(place),
			at,
			...processAround(place),
			declared: beside.declared
		};
		const subject = {
			...image,
			...told,
			...knowledge,
			...around,
			recipe: () => options.recipeOf?.(pull)
		};
		const applied = asked.filter((one) => one.questions.length > 0 && whyNotApplied(one.rule, subject) === void 0);
		const asking = applied.filter((one) => !isToldByRecipe(one, subject));
		const open = undecidable(subject, asking);
		const failed = gravestFailure(subject, open.flatMap((one) => one.questions));
		return {
			subject,
			active,
			asking: asking.map(({ rule }) => rule.id),
			unknown: open.map(({ rule }) => rule.id),
			...failed !== void 0 && { failed },
			...asking.length < applied.length && { byRecipe: true }
		};
	});
}
/** Whether the hash in its name says all that a rule asks, and nobody else says it. */
function isToldByRecipe({ questions }, subject) {
	return questions.every(({ orRecipe }) => orRecipe === true) && requestedPlatforms(subject) !== void 0;
}
/**
* The rules that would need to know more than the registry told; none where it was not asked. An image that does not exist
* is judged by `exists` alone, and one that Wave has not built yet by its name.
*/
function undecidable(subject, asking) {
	const facts = factsOf$1(subject);
	if (facts === void 0) return [];
	if (isNotBuilt(subject)) return [];
	if (facts.exists === false && asking.some(({ rule }) => rule.id === "exists")) return [];
	return asking.flatMap(({ rule, questions }) => {
		const open = questions.filter((question) => !isAnswered(question, subject));
		return open.length === 0 ? [] : {
			rule,
			questions: open
		};
	});
}
/** Of several, bytes that are not what they should be before what is our own doing, and that before the rest. */
function gravestFailure(subject, open) {
	const failures = [...Map.groupBy(open, ({ of }) => of).keys()].flatMap((of) => {
		return failuresOf(of === void 0 ? subject : otherImage(subject, of)).map((failure) => ({
			failure,
			...of !== void 0 && { of }
		}));
	});
	return failures.find(({ failure }) => failure.state === "digest-mismatch") ?? failures.find(({ failure }) => failure.exhausted === true) ?? failures[0];
}
// src/policy/scope-cover.ts
/** Where it says no, it may be so all the same. */
function isNarrower(one, other) {
	return (other.expires === void 0 || one.expires !== void 0 && one.expires <= other.expires) && one.rules.every((rule) => other.rules.includes(rule)) && isWithin$1(one.scope, other.scope);
}
function isWithin$1(inner, outer) {
	const own = new Map(listsOf(inner));
	return listsOf(outer).every(([key, all]) => own.get(key)?.every((entry) => all.some((by) => covers(by, entry))) === true);
}
function listsOf({ called, ...lists }) {
	return [...Object.entries(lists).flatMap(([key, list]) => list === void 0 ? [] : [[key, list]]), ...called === void 0 ? [] : [["called", [String(called)]]]];
}
function covers(outer, inner) {
	if (typeof outer === "string" || typeof inner === "string") return outer === inner;
	return outer.covers(inner.text);
}
// src/policy/scope-text.ts
function scopeText(scope) {
	return [
		scope.images?.map((pattern) => pattern.text),
		scope.files,
		scope.processes,
		scope.labels,
		scope.modules?.map((pattern) => pattern.text),
		scope.sources,
		scope.engines,
		scope.profiles,
		scope.platforms,
		scope.called === void 0 ? void 0 : [scope.called ? "called processes" : "uncalled processes"]
	].flatMap((list) => list === void 0 ? [] : [list.join(", ")]).join(" in ");
}
// src/policy/setting-changes.ts
/** Whether a setting that changes becomes looser or tighter, and how its values are said in words. */
function directionOf({ allows }, before, after) {
	const isTighter = allows(before, after);
	if (isTighter === allows(after, before)) return "other";
	return isTighter ? "tighter" : "looser";
}
/** Values of which nobody can tell where they were read: patterns by their text, maps in any order of their keys. */
function isSame(before, after) {
	const [from, to] = [before, after].map((value) => JSON.stringify(value, (_, one) => inOrder(one)));
	return from === to;
}
function inOrder(value) {
	return isMap(value) ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => a < b ? -1 : 1)) : value;
}
/** A severity as it holds: a rule that nobody names is off, unless it is built in. */
function heldOf(id, setting, name) {
	if (name === "severity" && setting === void 0) {
		const rule = ruleOf(id);
		return rule !== void 0 && "builtIn" in rule ? rule.severity : "off";
	}
	return valueOf(id, setting, name) ?? (name === "enforce-from" ? "" : void 0);
}
function namesOf$1(id) {
	return [
		"severity",
		"enforce-from",
		...Object.keys(ruleOf(id)?.options ?? {})
	];
}
function daysOf(...settings) {
	return ["", ...new Set(settings.flatMap((setting) => [...setting?.from?.keys() ?? []]))].sort();
}
/** What is told on one day is not told again on the next. */
function onceEach(changes) {
	const told = new Map();
	for (const change of changes) {
		const key = JSON.stringify([
			change.name,
			change.before,
			change.after
		]);
		if (!told.has(key)) told.set(key, change);
	}
	return [...told.values()];
}
/**
* What of a rule changes for all images. Where it is off before or after, its options count only where overrides turn it on.
*
* @param isElsewhere Whether an override names the rule.
*/
function generalChanges(id, before, after, isElsewhere) {
	return onceEach(daysOf(before, after).flatMap((day) => {
		const [from, to] = [before, after].map((setting) => setting && settingOn(setting, day));
		return ([from, to].some((setting) => heldOf(id, setting, "severity") === "off") && !isElsewhere ? ["severity"] : namesOf$1(id)).flatMap((name) => {
			const values = {
				before: heldOf(id, from, name),
				after: heldOf(id, to, name)
			};
			if (isSame(values.before, values.after)) return [];
			return [{
				name,
				day,
				...values,
				kind: directionOf(ruleTightening(id, name), values.before, values.after)
			}];
		});
	}));
}
/** What of a rule changes by what an override says; undefined settings: there is or was no such override. */
function overrideChanges(id, before, after) {
	return onceEach(daysOf(before.setting, after.setting).flatMap((day) => {
		const from = saidOn(id, before, day);
		const to = saidOn(id, after, day);
		return [...new Set([...from.keys(), ...to.keys()])].flatMap((name) => {
			const values = {
				before: from.get(name),
				after: to.get(name)
			};
			if (isSame(values.before, values.after)) return [];
			const kinds = alternatives(id, name, day, before, from).flatMap((one) => alternatives(id, name, day, after, to).filter((other) => !isSame(one, other)).map((other) => directionOf(ruleTightening(id, name), one, other)));
			return [{
				name,
				day,
				...values,
				kind: worst$1(kinds)
			}];
		});
	}));
}
/** Tighter only where nothing is anything else. */
function worst$1(kinds) {
	if (kinds.includes("looser")) return "looser";
	return kinds.length > 0 && kinds.every((kind) => kind === "tighter") ? "tighter" : "other";
}
function saidOn(id, { policy, setting }, day) {
	if (setting === void 0) return new Map();
	const said = new Map(settingsOf(settingOn(setting, day)).map(([name, { value }]) => [name, value]));
	const rule = ruleOf(id);
	if (!said.has("severity") && !policy.rules.has(id)) said.set("severity", rule?.severity);
	return said;
}
/** What may hold of a setting for the images of an override: its own word, else that of the policy and of any other override. */
function alternatives(id, name, day, { policy }, own) {
	if (own.has(name)) return [own.get(name)];
	const general = policy.rules.get(id);
	return [general, ...policy.overrides.flatMap(({ rules }) => {
		const said = rules.get(id);
		return said === void 0 ? [] : mergeSetting(general, said);
	})].map((setting) => heldOf(id, setting && settingOn(setting, day), name));
}
/** A value of a rule's setting, as one would write it. */
function settingWords(id, { name, before, after, day }) {
	const [from, to] = [before, after].map((value) => writtenValue(id, name, value));
	const since = day === "" ? "" : `, from ${day} on`;
	return [
		valueWords(from),
		valueWords(to),
		`${changeWords(from, to)}${since}`
	];
}
/** `is x where it was y`; of lists and maps what is added, dropped and changed. */
function changeWords(before, after) {
	if (isMap(before) && isMap(after)) return mapWords(before, after);
	if (!Array.isArray(before) || !Array.isArray(after)) return `is ${valueWords(after)} where it was ${valueWords(before)}`;
	const [old, young] = [textsOf(before), textsOf(after)];
	const parts = addedAndDropped(young.filter((text) => !old.includes(text)), old.filter((text) => !young.includes(text)));
	return parts.length === 0 ? "has another order" : parts.join(" and ");
}
function addedAndDropped(added, dropped) {
	return [...added.length > 0 ? [`adds ${require_base.few(added)}`] : [], ...dropped.length > 0 ? [`drops ${require_base.few(dropped)}`] : []];
}
function isMap(value) {
	return typeof value === "object" && value !== null && !Array.isArray(value);
}
function mapWords(before, after) {
	const lacking = (map, other) => Object.entries(map).flatMap(([key, value]) => Object.hasOwn(other, key) ? [] : entryOf$1(key, value));
	const changed = Object.entries(after).flatMap(([key, value]) => {
		if (!Object.hasOwn(before, key) || isSame(before[key], value)) return [];
		return `${entryOf$1(key, value)} where it was ${entryText(before[key])}`;
	});
	return [...addedAndDropped(lacking(after, before), lacking(before, after)), ...changed.length > 0 ? [`has ${require_base.few(changed)}`] : []].join(" and ");
}
function entryOf$1(key, value) {
	return `${entryText(key)}: ${entryText(value)}`;
}
/** A key or a value of a map: in quotes where it would be taken for something else, or for more than one. */
function entryText(value) {
	const isPlain = typeof value === "string" && /^(?!~$|(?:null|true|false)$|[-+.]?\d)[!-~]+$/i.test(value);
	return require_base.short(isPlain ? value : JSON.stringify(value));
}
function valueWords(value) {
	if (value === void 0 || value === "") return "nothing";
	if (Array.isArray(value)) return value.length === 0 ? "nothing" : require_base.few(textsOf(value));
	return textOf$2(value);
}
function textsOf(values) {
	return values.map(textOf$2);
}
function textOf$2(value) {
	return typeof value === "string" ? value : JSON.stringify(value);
}
// src/policy/shapes/tree.ts
/** What stands below a path of keys. */
function treeAt(tree, keys) {
	return keys.reduce((around, key) => around?.kind === "map" ? around.entries.find((entry) => entry.key === key)?.value : void 0, tree);
}
/** A line a problem: `file:line:column: what`. */
function problemLines(problems) {
	return problems.map(({ file, line, column, message }) => `${file}:${line}:${column}: ${message}`).join("\n");
}
/** A person mends no more at once; a file that is no policy has thousands. Fewer than what a step shows of an error. */
const MOST_PROBLEMS = 19;
/** Collects what is wrong while the readers go on, so that a person sees all of it at once. */
var Problems = class {
	file;
	/** What the file is, in words, and the least that it says. */
	what;
	least;
	#found = [];
	#doubts = [];
	#more = 0;
	constructor(file, { what, least } = {
		what: "policy",
		least: "version: 1"
	}) {
		this.file = file;
		this.what = what;
		this.least = least;
	}
	/** Those that are told; the last says how many more there are. */
	get found() {
		const last = this.#found.at(-1);
		if (this.#more === 0 || last === void 0) return this.#found;
		return [...this.#found, {
			...last,
			message: `${require_base.counted(this.#more, "more problem")} of this file not shown`
		}];
	}
	/** What can be used and hardly means what was meant. */
	get doubts() {
		return this.#doubts;
	}
	doubt(at, message, isRefuted) {
		this.#doubts.push({
			location: {
				file: this.file,
				...at
			},
			message,
			isRefuted
		});
	}
	/** The message becomes one line, whatever text of the file is in it. One that takes work is made where it is shown. */
	add(at, message) {
		if (this.#found.length === MOST_PROBLEMS) {
			this.#more++;
			return;
		}
		const line = (typeof message === "string" ? message : message()).replaceAll(/[\p{Cc}\u2028\u2029]+/gu, " ");
		this.#found.push({
			file: this.file,
			line: at.line,
			column: at.column,
			message: line
		});
	}
};
// src/policy/changes.ts
/** Every change, in the order of a policy file. */
function policyChanges(before, after) {
	const changes = [
		...fileChanges(before, after),
		...parentChanges(before, after),
		...sectionChanges(before, after),
		...ruleChanges(before, after),
		...finalChanges(before, after),
		...changesOfOverrides(before, after),
		...waiverChanges(before.waivers, after.waivers)
	];
	const own = new Set(after.source?.files.flatMap(({ file, commit }) => commit === void 0 && !file.startsWith("wave-inspect:") ? [file] : []));
	return changes.map((change) => ({
		...change,
		at: change.at && own.has(change.at.file) ? change.at : void 0
	}));
}
function changeOf(kind, setting, [before, after, words], at) {
	return {
		kind,
		setting,
		before,
		after,
		message: `${HEADS[kind]}: ${setting} ${words}`,
		at
	};
}
const HEADS = {
	looser: "Looser than the policy of the base",
	tighter: "Tighter than the policy of the base",
	other: "Otherwise than in the policy of the base"
};
function fileChanges({ source: before }, { source: after }) {
	if (before === null || after?.file === before.file) return [];
	const { file } = before;
	if (after === null) return [changeOf("looser", file, [
		file,
		"nothing",
		"is gone: without a policy the built-in one holds"
	])];
	const at = {
		file: after.file,
		line: 1,
		column: 1,
		endLine: 1,
		endColumn: 1
	};
	return [changeOf("other", "the policy", [
		file,
		after.file,
		`is ${after.file} where it was ${file}`
	], at)];
}
/** Whoever may write in another repository says what holds here: the day on which it does may be after the merge. */
function parentChanges(before, after) {
	const [from, to] = [parentsOf(before), parentsOf(after)];
	if (isSame(from, to)) return [];
	return [changeOf("other", "extends", [
		valueWords(from),
		valueWords(to),
		changeWords(from, to)
	], placeIn(after, ["extends"]))];
}
/** The policies of other repositories that it builds on, at any depth. */
function parentsOf({ source }) {
	return (source?.files ?? []).flatMap(({ file }) => require_scan.isElsewhere(file) && !file.startsWith("wave-inspect:") ? [file] : []).sort();
}
/** By dotted path, as it is written. */
const SECTIONS = {
	"fail-on": ({ failOn }) => failOn,
	lock: ({ lock }) => lock?.value,
	inspector: ({ inspector }) => inspector,
	platform: ({ platform }) => platform,
	baseline: ({ baseline }) => baseline?.file,
	"files.exclude": ({ files }) => files.exclude,
	"files.kinds": ({ files }) => files.kinds,
	"files.tests": ({ files }) => files.tests,
	"nextflow.syntax": ({ nextflow }) => nextflow.syntax,
	"nextflow.scenarios": ({ nextflow }) => nextflow.scenarios,
	"nextflow.params": ({ nextflow }) => nextflow.params,
	"nextflow.launch-dir": ({ nextflow }) => nextflow.launchDir,
	"nextflow.judge-uncalled": ({ nextflow }) => nextflow.judgeUncalled,
	"dockerfile.build-args": ({ dockerfile }) => dockerfile.buildArgs,
	"dockerfile.target": ({ dockerfile }) => dockerfile.target,
	"dockerfile.judge-unreachable": ({ dockerfile }) => dockerfile.judgeUnreachable
};
function scenariosIn({ nextflow }) {
	return nextflow.scenarios.map(require_scan.scenarioEntry);
}
const unknown = {
	words: "",
	allows: () => false
};
function sectionChanges(before, after) {
	return Object.entries(SECTIONS).flatMap(([path, valueIn]) => {
		const tightening = sectionTightenings[path] ?? unknown;
		const from = valueIn(before) ?? tightening.fallback;
		const to = valueIn(after) ?? tightening.fallback;
		if (isSame(from, to)) return [];
		const [was, is] = path === "nextflow.scenarios" ? [before, after].map(scenariosIn) : [from, to];
		const words = [
			valueWords(was),
			valueWords(is),
			changeWords(was, is)
		];
		return [changeOf(directionOf(tightening, from, to), path, words, placeIn(after, path.split(".")))];
	});
}
/** Where the last file that has a key has it. */
function placeIn({ written = [] }, keys) {
	return written.flatMap(({ file, tree }) => {
		const found = treeAt(tree, keys);
		return found === void 0 ? [] : [{
			file,
			...found.at
		}];
	}).at(-1);
}
function ruleChanges(before, after) {
	const overridden = new Set([before, after].flatMap(({ overrides }) => overrides.flatMap(({ rules }) => [...rules.keys()])));
	return ruleIds.flatMap((id) => {
		const [from, to] = [before.rules.get(id), after.rules.get(id)];
		const isGone = from !== void 0 && to === void 0;
		return generalChanges(id, from, to, overridden.has(id)).map((change) => {
			const [old, young, words] = settingWords(id, change);
			const said = isGone ? `${words}: the rule is no longer named` : words;
			return changeOf(change.kind, `rules.${id}.${change.name}`, [
				old,
				young,
				said
			], placeOf(to, change));
		});
	});
}
/** Where a setting is said, else where the rule is named. */
function placeOf(setting, { name, after }) {
	if (setting === void 0) return void 0;
	const by = [setting, ...setting.from?.values() ?? []].flatMap(settingsOf).findLast(([key, { value }]) => key === name && isSame(value, after))?.[1].by ?? setting.by;
	return typeof by === "string" ? void 0 : by;
}
function finalChanges(before, after) {
	return [...ruleIds.flatMap((id) => {
		const said = after.finals?.findLast(({ rule }) => rule === id);
		return finalChange(`rules.${id}.final`, finalOf(before, id), finalOf(after, id), said?.by);
	}), ...finalChange("final", finalSections(before), finalSections(after), placeIn(after, ["final"]))];
}
function finalChange(setting, from, to, at) {
	if (isSame(from, to)) return [];
	const words = [
		valueWords(from),
		valueWords(to),
		changeWords(from, to)
	];
	return [changeOf(directionOf(finality, from, to), setting, words, at)];
}
const finality = {
	words: "",
	allows: (from, to) => to === true || Array.isArray(from) && Array.isArray(to) && from.every((one) => to.includes(one))
};
function finalOf({ finals = [] }, id) {
	const said = finals.filter(({ rule }) => rule === id).map(({ settings }) => settings);
	const names = said.flatMap((settings) => settings === true ? [] : settings);
	return said.includes(true) || [...new Set(names)].sort();
}
function finalSections({ written = [] }) {
	const named = written.flatMap(({ tree }) => {
		const list = treeAt(tree, ["final"]);
		return list?.kind === "list" ? list.items.flatMap((item) => item.kind === "scalar" ? item.text : []) : [];
	});
	return [...new Set(named)].sort();
}
/** Those of two lists that have the same key: the first with the first, the second with the second. */
function paired(before, after, keyOf) {
	const keyed = (all) => Map.groupBy(all, (one) => JSON.stringify(keyOf(one)));
	const [old, young] = [keyed(before), keyed(after)];
	return [...new Set([...old.keys(), ...young.keys()])].flatMap((key) => {
		const [from = [], to = []] = [old.get(key), young.get(key)];
		const gone = from.slice(to.length).map((one) => ({
			one,
			from: one,
			to: void 0
		}));
		return [...to.map((one, at) => ({
			one,
			from: from[at],
			to: one
		})), ...gone];
	});
}
/** Of each list of a scope one entry is enough: the order says nothing. */
function inAnyOrder(scope) {
	return Object.entries(scope).map(([key, list]) => [key, Array.isArray(list) ? list.map((entry) => JSON.stringify(entry)).sort() : [list]]).map((parts) => JSON.stringify(parts)).sort();
}
function changesOfOverrides(before, after) {
	const pairs = paired(before.overrides, after.overrides, ({ scope }) => inAnyOrder(scope));
	const changes = pairs.flatMap((pair) => overrideSettings(before, after, pair));
	const order = pairs.flatMap(({ from, to }) => from === void 0 || to === void 0 ? [] : [{
		from,
		to
	}]).toSorted((a, b) => after.overrides.indexOf(a.to) - after.overrides.indexOf(b.to));
	const moved = order.find(({ from }, at) => {
		const next = order[at + 1];
		return next !== void 0 && before.overrides.indexOf(next.from) < before.overrides.indexOf(from);
	});
	if (moved === void 0) return changes;
	const words = [
		"the order of the base",
		"another order",
		"have another order, and a later one wins"
	];
	return [...changes, changeOf("other", "overrides", words, moved.to.location)];
}
function overrideSettings(before, after, { one, from, to }) {
	const scope = require_base.short(scopeText(one.scope));
	const state = from === void 0 ? "new" : to === void 0 ? "removed" : "changed";
	return ruleIds.flatMap((id) => {
		const [old, young] = [from?.rules.get(id), to?.rules.get(id)];
		return overrideChanges(id, {
			policy: before,
			setting: old
		}, {
			policy: after,
			setting: young
		}).map((change) => {
			const setting = `overrides[${scope}].${id}.${change.name}`;
			const [was, is, words] = settingWords(id, change);
			return changeOf(change.kind, setting, [
				was,
				is,
				`${words} (${state})`
			], placeOf(young, change) ?? to?.location);
		});
	});
}
function waiverChanges(before, after) {
	const pairs = paired(before, after, ({ rules, scope }) => [rules.toSorted(), inAnyOrder(scope)]);
	const gone = pairs.flatMap(({ from, to }) => from === void 0 || to !== void 0 ? [] : [from]);
	return pairs.flatMap(({ one, from, to }) => {
		const setting = nameOf$2(one);
		const [was, is] = [endOf$1(from), endOf$1(to)];
		if (to === void 0) return [changeOf("tighter", setting, [
			was,
			is,
			"is gone"
		])];
		if (from === void 0) {
			const wider = gone.find((other) => isNarrower(to, other));
			if (wider === void 0) return [changeOf("looser", setting, [
				was,
				is,
				`is new and holds ${is}`
			], to.location)];
			return [changeOf("tighter", setting, [
				was,
				is,
				`stands in place of ${nameOf$2(wider)} and holds ${is}`
			], to.location), ...termChanges(setting, wider, to)];
		}
		const terms = termChanges(setting, from, to);
		if (was === is) return terms;
		return [changeOf(to.expires !== void 0 && (from.expires === void 0 || to.expires < from.expires) ? "tighter" : "looser", setting, [
			was,
			is,
			`holds ${is} where it held ${was}`
		], to.location), ...terms];
	});
}
function nameOf$2({ rules, scope }) {
	return `the waiver of ${rules.join(", ")} for ${scopeText(scope)}`;
}
/** Who answers for it, and why: what those who let it pass went by. */
function termChanges(setting, from, to) {
	return [
		"reason",
		"owner",
		"ticket"
	].flatMap((term) => {
		const [was, is] = [valueWords(from[term]), valueWords(to[term])];
		if (was === is) return [];
		return [changeOf("other", setting, [
			was,
			is,
			`has another ${term}: ${require_base.short(is)} where it was ${require_base.short(was)}`
		], to.location)];
	});
}
function endOf$1(waiver) {
	if (waiver === void 0) return "nothing";
	return waiver.expires === void 0 ? "without an end" : `until ${waiver.expires}`;
}
// src/policy/judge/findings.ts
/**
* One word about one pull; whoever finds the same word about more of them adds these. Filled in field by field, and what
* a report shows is made where it is asked for: most of the judge's time would be this, of a hundred thousand findings.
*/
var JudgedFinding = class {
	rule;
	severity;
	location;
	image;
	pulls;
	#said;
	#isShared;
	#identity;
	/** Which it is of several with its identity. */
	#ordinal = 0;
	/** Why a baseline that has it does not excuse it. */
	#lapsed;
	/** Shared: told of all images that have its cause. The identity, with the ordinal, tells it from every other finding, whatever lines move. */
	constructor(said, isShared, identity) {
		const { word, excuse } = said;
		const { pull, image } = word.subject;
		const { help, fixes, noFix } = word.message;
		this.rule = word.rule;
		this.severity = word.severity;
		this.location = require_base.locationOf(require_base.placeOf(pull));
		this.image = pull.image === null || isShared ? null : image;
		this.pulls = [pull];
		this.#said = said;
		this.#isShared = isShared;
		this.#identity = identity;
		if (help !== void 0) this.help = help;
		if (fixes !== void 0) this.fixes = fixes;
		if (noFix !== void 0) this.noFix = noFix;
		if (excuse.waived !== void 0) this.waived = excuse.waived;
		if (word.decidedBy !== void 0) this.decidedBy = word.decidedBy;
		if (word.undecided) this.undecided = true;
		if (word.exhausted === true) this.exhausted = true;
	}
	/** What is said of one image alone; of what is shared nothing, for that depends on who shares it. */
	get ownMessage() {
		return this.#isShared ? "" : this.#said.word.message.message;
	}
	/** Tells it from the others of its identity. */
	number(ordinal) {
		this.#ordinal = ordinal;
	}
	get message() {
		const { cause, message } = this.#said.word;
		if (cause === void 0 || !this.#isShared) return message.message;
		return cause.told([...new Set(this.pulls.map(require_base.judgedName))]);
	}
	get evidence() {
		const { word, excuse } = this.#said;
		const baseline = this.#lapsed === void 0 ? {} : { baseline: this.#lapsed };
		return {
			...word.message.evidence,
			...usage(this.pulls),
			...lapse(excuse),
			...baseline
		};
	}
	get fingerprint() {
		return fingerprint([...this.#identity, String(this.#ordinal)]);
	}
	/** What its fingerprint would be if the file had another name. */
	fingerprintIn(file) {
		const [rule = "", place = "", ...about] = this.#identity;
		const [image = "", , ...context] = place.split("\0");
		return fingerprint([
			rule,
			this.#isShared ? place : [
				image,
				file,
				...context
			].join("\0"),
			...about,
			String(this.#ordinal)
		]);
	}
	know(known) {
		this.known = known;
		return this;
	}
	note(lapsed) {
		this.#lapsed = lapsed;
		return this;
	}
	/** Whether it is of the rule, the severity and the waiver of a word. */
	countsAs({ word, excuse: { waived } }) {
		return this.rule === word.rule && this.severity === word.severity && (this.waived === waived || JSON.stringify(this.waived) === JSON.stringify(waived));
	}
};
/** 32 hex digits. */
function fingerprint(parts) {
	return require_base.sha256(parts.join("\0")).slice(0, 32);
}
/** The same words twice in a file are two findings. */
function numbered(findings) {
	const seen = new Map();
	return findings.map((finding) => {
		const ordinal = seen.get(finding.fingerprint) ?? 0;
		seen.set(finding.fingerprint, ordinal + 1);
		return ordinal === 0 ? finding : {
			...finding,
			fingerprint: fingerprint([finding.fingerprint, String(ordinal)])
		};
	});
}
/** Who pulls it, when. */
function usage(pulls) {
	return Object.fromEntries(USAGE.flatMap(([key, textOf]) => {
		const said = pulls.flatMap((pull) => textOf(pull) || []);
		return said.length === 0 ? [] : [[key, require_base.few([...new Set(said)])]];
	}));
}
const USAGE = [
	["process", (pull) => pull.process],
	["stage", (pull) => pull.stage],
	["engine", (pull) => pull.engine ?? void 0],
	["profiles", (pull) => pull.scenario?.profiles.join(",")],
	["module", (pull) => originOf(require_base.placeOf(pull).context.module)],
	["only if", (pull) => pull.conditions?.join(" and ")],
	["replaced by", (pull) => pull.shadowedBy],
	["built by Wave with", (pull) => pull.predicted]
];
/** Where a fix belongs: in the pipeline itself, or where the module was copied from. */
function originOf(module) {
	if (module === void 0) return void 0;
	if ("local" in module) return `${module.name}, local`;
	const { name, repository, sha, patched } = module;
	return `${name} of ${repository} at ${sha.slice(0, 10)}${patched === void 0 ? "" : ", patched here"}`;
}
function lapse({ waived, lapsed }) {
	if (waived !== void 0 || lapsed === void 0) return {};
	const { waiver, state } = lapsed;
	return { waiver: [
		{
			expired: `ended on ${waiver.expires}`,
			"too-long": "lasts longer than the policy allows",
			incomplete: "does not say what the policy asks for",
			works: ""
		}[state],
		waiver.owner,
		waiver.ticket
	].filter((part) => part !== void 0).join(", ") };
}
// src/policy/judge/change-findings.ts
/** What a pull request makes of the policy that it is judged by, as findings of the rule `policy-change`. */
/** One for each change; none where the rule is off or nothing changes. */
function changeFindings(policy, { ignores }, context) {
	const active = findRule(context.general, policyChange);
	if (active === void 0) return [];
	return numbered([
		...ofPolicy(policy, context.proposal),
		...ofBaseline(context.baselineChange),
		...ofIgnores(ignores)
	].map(({ told, at, isNews = false }) => findingOf$1(told, isNews || told.kind === "tighter" ? "notice" : active.severity, at)));
}
function ofPolicy(policy, proposal) {
	if (policy.source === null) return [];
	const { file, from } = policy.source;
	if (from === "first") return [{
		told: firstOf(file),
		at: topOf$1(file),
		isNews: true
	}];
	if (proposal === void 0) return [];
	if ("unreadable" in proposal) return [{
		told: unreadable(file, proposal.unreadable),
		at: topOf$1(file)
	}];
	const top = topOf$1(proposal.policy.source?.file ?? file);
	return policyChanges(policy, proposal.policy).map((change) => ({
		told: change,
		at: change.at ?? top
	}));
}
/** However many findings: what it knows more, what longer, what fewer. */
function ofBaseline(change) {
	const { file, before, after } = change ?? {
		file: "",
		before: void 0,
		after: void 0
	};
	if (after !== void 0 && "unreadable" in after) return [{
		told: {
			kind: "other",
			setting: "baseline",
			before: file,
			after: "nothing that can be read",
			message: `The baseline that this pull request brings cannot be read, and a run after the merge would stop: ${after.unreadable.replace(/[.\s]+$/, "")}`
		},
		at: topOf$1(file)
	}];
	const [old, young] = [before?.findings ?? [], after?.findings ?? []];
	if (after?.from === "first") {
		const message = `${file} is the first baseline here: it knows ${require_base.counted(young.length, "finding")}`;
		return [{
			told: {
				kind: "other",
				setting: "baseline",
				before: "nothing",
				after: countOf(young),
				message
			},
			at: topOf$1(file),
			isNews: true
		}];
	}
	const known = new Map(old.map((entry) => [entry.fingerprint, entry]));
	const kept = new Set(young.map(({ fingerprint }) => fingerprint));
	const more = young.filter(({ fingerprint }) => !known.has(fingerprint));
	const longer = young.filter((entry) => isLooser(known.get(entry.fingerprint), entry));
	const fewer = old.filter(({ fingerprint }) => !kept.has(fingerprint));
	const words = {
		setting: "baseline",
		before: countOf(old),
		after: countOf(young)
	};
	const told = (kind, some, what) => {
		const [first] = some;
		if (first === void 0) return [];
		const line = kind === "tighter" ? 1 : after?.lineOf(first) ?? 1;
		const message = `${kind === "tighter" ? "Tighter" : "Looser"} than the baseline of the base: ${require_base.counted(some.length, "finding")} ${what} (${byRule(some)})`;
		return [{
			told: {
				kind,
				...words,
				message
			},
			at: {
				...topOf$1(file),
				line,
				endLine: line
			}
		}];
	};
	return [
		...told("looser", more, "more would be known"),
		...told("looser", longer, "would be known for longer, as graver, or of more images"),
		...told("tighter", fewer, "fewer would be known")
	];
}
function isLooser(before, { expires, since, severity, images = [] }) {
	if (before === void 0) return false;
	const isLonger = before.expires !== void 0 && (expires === void 0 || expires > before.expires);
	const isLater = before.since !== since && (since === void 0 || since > (before.since ?? ""));
	const isWider = images.some((image) => before.images?.includes(image) !== true);
	return isLonger || isLater || isWider || require_base.bySeverity(severity, before.severity) < 0;
}
function countOf(findings) {
	return require_base.counted(findings.length, "finding");
}
function byRule(findings) {
	return require_base.few([...Map.groupBy(findings, ({ rule }) => rule)].map(([rule, { length }]) => `${rule} ${length}`));
}
function ofIgnores(ignores) {
	const unknown = ignores.filter(({ added }) => added === "unknown").slice(0, 1);
	return [...ignores.filter(({ added }) => added === true).map((one) => ({
		told: addedOf(one),
		at: require_base.locationOf(one)
	})), ...unknown.map((one) => ({
		told: NOT_COMPARED,
		at: require_base.locationOf(one),
		isNews: true
	}))];
}
function addedOf({ rules, reason }) {
	const setting = `the ignore of ${rules.join(", ")}`;
	const message = `Looser than the base: the pull request adds an inline ignore of ${rules.join(", ")}`;
	return {
		kind: "looser",
		setting,
		before: "nothing",
		after: reason || "without a reason",
		message
	};
}
const NOT_COMPARED = {
	kind: "other",
	setting: "inline ignores",
	before: "not known",
	after: "not compared",
	message: "Inline ignores were not compared with those of the base, which the checkout does not have; give actions/checkout \"fetch-depth: 2\""
};
function firstOf(file) {
	return {
		kind: "other",
		setting: "the policy",
		before: "nothing",
		after: file,
		message: `${file} is the first policy here: the base has none, and nobody but the pull request says what it holds`
	};
}
function unreadable(file, why) {
	return {
		kind: "other",
		setting: "the policy",
		before: file,
		after: "nothing that can be read",
		message: `The policy that this pull request brings cannot be read, and a run after the merge would stop: ${why.replace(/[.\s]+$/, "")}`
	};
}
function findingOf$1({ kind, setting, before, after, message }, severity, location) {
	return {
		rule: policyChange.id,
		severity,
		message,
		...kind !== "tighter" && { help: "Have those who keep the policy look at it; until it is merged that of the base counts." },
		evidence: {
			change: kind,
			setting,
			before,
			after
		},
		location,
		image: null,
		pulls: [],
		fingerprint: fingerprint([
			policyChange.id,
			location.file,
			setting,
			before,
			after
		])
	};
}
function topOf$1(file) {
	return {
		file,
		line: 1,
		column: 1,
		endLine: 1,
		endColumn: 1
	};
}
// src/policy/judge/coverage.ts
/** Counts by name: what somebody would have to know to say that all is well. */
function coverageOf$1(cases, scan, { accepts, unread }) {
	const ends = endsByName(cases, accepts);
	const judged = (how) => [...ends.values()].filter((end) => "judged" in end && end.judged === how).length;
	const [answered, downloads, byRecipe] = [
		judged("answered"),
		judged("downloads"),
		judged("by-recipe")
	];
	return {
		images: ends.size,
		judged: answered + downloads + byRecipe + judged("by-name"),
		answered,
		downloads,
		...byRecipe > 0 && { byRecipe },
		notJudged: notJudgedOf$1(ends),
		leftOut: leftOutOf(cases, scan, ends),
		notApplied: notAppliedOf(cases),
		...twinsOf$1(cases),
		files: scan.files.length,
		unread,
		notLookedAt: notLookedAtOf(scan)
	};
}
function twinsOf$1(cases) {
	const by = new Map();
	for (const { subject, active } of cases) {
		const rule = require_base.isNamed(subject.pull) ? findRule(active, twins) : void 0;
		if (rule !== void 0) by.set(subject, rule.options.by);
	}
	const counts = countTwins([...by.keys()], (subject) => by.get(subject) ?? "names");
	return Object.values(counts).some((count) => count > 0) ? { twins: counts } : {};
}
/** Engines in one line, profiles in another: what adds them to a policy adds all of a line. */
function notLookedAtOf(scan) {
	return [...Map.groupBy(scan.notLookedAt, ({ what }) => what)].map(([what, others]) => ({
		what,
		names: others.map(({ name }) => name),
		add: `nextflow: { ${require_scan.scenariosLine(scan, others)} }`
	}));
}
/** Of several pulls of one name the worst: what nobody excuses, what is excused, what is judged. */
function endsByName(cases, accepts) {
	const ends = new Map();
	for (const one of cases) {
		const name = nameOf$1(one.subject.pull);
		const end = endOf(one, accepts);
		const before = ends.get(name);
		if (before === void 0 || weight(end) > weight(before)) ends.set(name, end);
	}
	return ends;
}
function weight(end) {
	if ("reason" in end) return end.accepted ? 4 : 5;
	return {
		"by-name": 0,
		"by-recipe": 1,
		downloads: 2,
		answered: 3
	}[end.judged];
}
/** A name that is not even written in part goes by its place. */
function nameOf$1(pull) {
	const { file, line } = require_base.placeOf(pull);
	return require_base.judgedName(pull) || `${file}:${line}`;
}
function endOf(one, accepts) {
	const { subject, active, asking, unknown } = one;
	const { pull, known, from } = subject;
	const refused = isRefused(pull);
	if (refused || !require_base.isNamed(pull)) {
		const rules = active.flatMap(({ rule }) => "builtIn" in rule ? [] : [rule.id]);
		const [reason, by] = refused ? ["not-pullable", "pullable"] : ["unresolved", "resolvable"];
		return {
			reason,
			rules,
			accepted: accepts(by, subject)
		};
	}
	if (asking.length === 0) return { judged: one.byRecipe === true ? "by-recipe" : "by-name" };
	if (isNotBuilt(subject)) return {
		reason: "not-built",
		rules: asking,
		accepted: accepts("exists", subject)
	};
	if (known.state === "asked") {
		if (unknown.length === 0) return { judged: from === "download" ? "downloads" : "answered" };
		const failure = one.failed?.failure;
		return {
			reason: failure?.exhausted === true ? "cancelled" : "no-answer",
			...failure !== void 0 && { state: failure.state },
			rules: unknown,
			accepted: accepts("inspectable", subject)
		};
	}
	return {
		reason: UNASKED[known.reason],
		rules: asking,
		accepted: accepts("inspectable", subject)
	};
}
/** Why nothing is known of an image that a rule asks about. */
const UNASKED = {
	unresolved: "unresolved",
	"invalid-name": "not-pullable",
	"no-inspector": "no-inspector",
	"not-here": "not-here",
	"no-rule-asks": "not-asked",
	"inspector-none": "not-asked"
};
/** Names with the same reason together, the largest group first. */
function notJudgedOf$1(ends) {
	const groups = new Map();
	const rules = new Map();
	for (const [name, end] of ends) {
		if ("judged" in end) continue;
		const key = JSON.stringify([
			end.reason,
			end.state,
			end.accepted
		]);
		const group = groups.get(key);
		if (group === void 0) groups.set(key, {
			end,
			names: [name]
		});
		else group.names.push(name);
		rules.set(key, new Set([...rules.get(key) ?? [], ...end.rules]));
	}
	return [...groups].map(([key, { end: { reason, state, accepted }, names }]) => ({
		reason,
		...state !== void 0 && { state },
		images: names.length,
		names,
		rules: [...rules.get(key) ?? []],
		advice: reason === "no-answer" && state !== void 0 ? remedyOf(state) : ADVICE[reason],
		...accepted && { accepted }
	})).sort((a, b) => b.images - a.images);
}
const ADVICE = {
	unresolved: "Give the values that are missing (nextflow.params, --env, --build-arg), or waive resolvable for them.",
	"not-pullable": "Correct the names.",
	"not-asked": "Set inspector to wave or registry (--inspector, the input, or the policy).",
	"no-answer": "Ask through the other back end (inspector), or waive inspectable for them.",
	"no-inspector": "Name a copy in a registry, or waive inspectable for them.",
	"not-built": "Set wave.build.template where several may be meant, run the pipeline once, and check again; or waive exists for them.",
	"not-here": "Name an image of a registry, or waive inspectable for them.",
	cancelled: "Run again."
};
/** Rules that had nothing to look at, by the reason; images by name. */
function notAppliedOf(cases) {
	const reasons = new Map();
	for (const { subject, active } of cases) {
		if (!require_base.isNamed(subject.pull)) continue;
		for (const { rule } of active) {
			const why = whyNotApplied(rule, subject);
			if (why === void 0) continue;
			const group = reasons.get(why) ?? {
				rules: new Set(),
				names: new Set()
			};
			reasons.set(why, group);
			group.rules.add(rule.id);
			group.names.add(nameOf$1(subject.pull));
		}
	}
	return [...reasons].map(([why, { rules, names }]) => ({
		rules: [...rules],
		images: names.size,
		why
	}));
}
/** What no judged pull names either. */
function leftOutOf(cases, scan, ends) {
	const judged = new Set(cases.map(({ subject }) => subject.pull));
	const names = new Map();
	for (const pull of scan.pulls) {
		const name = nameOf$1(pull);
		if (judged.has(pull) || ends.has(name)) continue;
		const reason = pull.reachable === false ? "unreachable" : "uncalled";
		names.set(reason, (names.get(reason) ?? new Set()).add(name));
	}
	return [...names].map(([reason, { size }]) => ({
		reason,
		images: size
	}));
}
// src/policy/judge/excuses/waivers.ts
const DAY = 864e5;
/** What a waiver lacks of what the policy asks for. */
function lackedBy(waiver, { require: require$1 = [] }) {
	return require$1.filter((key) => waiver[key] === void 0);
}
/**
* Whether a waiver works. The only place that knows: a waiver works to the end of its last day (UTC), and not at all
* where it lasts longer than the policy lets it, or does not say what the policy asks for.
*/
function waiverState(waiver, now, terms) {
	const left = daysLeft(waiver, now);
	if (left !== void 0 && left < 0) return "expired";
	if (lackedBy(waiver, terms).length > 0) return "incomplete";
	if (terms.longest !== void 0 && (left === void 0 || left > terms.longest)) return "too-long";
	return "works";
}
/** Days until what has such a last day stops working, fractions included: 0 at the last moment; undefined: never. */
function daysLeft({ expires }, now) {
	if (expires === void 0) return void 0;
	return (Date.parse(`${expires}T00:00:00Z`) + DAY - 1 - now.getTime()) / DAY;
}
/**
* The last day (ISO) of something that was written down on one day and may last so many days; undefined: it has no end.
*/
function endsOn({ since, expires }, longest) {
	return [expires, longest === void 0 || since === void 0 ? void 0 : new Date(Date.parse(`${since}T00:00:00Z`) + longest * DAY).toISOString().slice(0, 10)].flatMap((day) => day ?? []).sort()[0];
}
function trackWaivers(policy, now, terms) {
	const prepared = policy.waivers.map((waiver) => ({
		tracked: {
			waiver,
			state: waiverState(waiver, now, terms),
			used: 0
		},
		fits: scopeMatcher(waiver.scope)
	}));
	return {
		all: prepared.map(({ tracked }) => tracked),
		excuse(rule, subject) {
			const fitting = prepared.filter(({ tracked, fits }) => tracked.waiver.rules.includes(rule) && fits(subject)).map(({ tracked }) => tracked);
			for (const tracked of fitting) tracked.used += 1;
			const working = fitting.find((tracked) => tracked.state === "works");
			const [lapsed] = fitting;
			if (working !== void 0) return { waived: waivedBy(working.waiver) };
			return lapsed === void 0 ? {} : { lapsed };
		}
	};
}
function waivedBy({ reason, owner, ticket, expires, location }) {
	return {
		by: "policy",
		reason,
		...owner !== void 0 && { owner },
		...ticket !== void 0 && { ticket },
		...expires !== void 0 && { expires },
		location
	};
}
// src/policy/judge/excuses/baseline-findings.ts
/** One finding for all that the same is to be said of. */
function baselineFindings(baseline$1, tracked, context) {
	const active = findRule(context.general, baseline);
	if (baseline$1 === void 0 || active === void 0) return [];
	const { options, severity } = active;
	return groups(tracked, {
		...context,
		warnBefore: options["warn-before"]
	}).map(({ kind, entries, message, help }) => {
		const line = Math.min(...entries.map((entry) => baseline$1.lineOf(entry)));
		return {
			rule: baseline.id,
			severity,
			message,
			help,
			evidence: {
				findings: require_base.few(entries.map(inWords$1)),
				...textOf$1("owner", entries),
				...textOf$1("ticket", entries)
			},
			location: {
				file: baseline$1.file,
				line,
				column: 1,
				endLine: line,
				endColumn: 1
			},
			image: null,
			pulls: [],
			fingerprint: fingerprint([
				baseline.id,
				baseline$1.file,
				kind
			])
		};
	});
}
function groups(all, context) {
	const { complete, isCut, now, folder, warnBefore } = context;
	const isLookedFor = ({ rule, file }) => !isCut && (complete || goesByNameAlone(rule)) && (folder === "" || file.startsWith(`${folder}/`));
	const fixed = all.filter(({ isMet, entry }) => !isMet && isLookedFor(entry));
	const found = all.filter(({ isMet }) => isMet);
	const soon = ({ lastDay }) => (daysLeft({ ...lastDay !== void 0 && { expires: lastDay } }, now) ?? 1e400) <= warnBefore;
	return [
		...groupOf("fixed", fixed, (count) => ({
			message: `${count} no longer found`,
			help: "Take out what is no longer found: wave-inspect baseline does."
		})),
		...[...Map.groupBy(found, ({ lacks }) => lacks.join(" and no "))].flatMap(([lacks, incomplete]) => lacks === "" ? [] : groupOf(`without ${lacks}`, incomplete, (count) => ({
			message: `${count} not excused: there is no ${lacks}, as the policy asks`,
			help: "Write it into the baseline."
		}))),
		...byLastDay(found.filter(({ isEnded }) => isEnded)).flatMap(([day, ended]) => groupOf(`ended ${day}`, ended, (count) => ({
			message: `${count} no longer excused: the last day was ${day}`,
			help: "Mend what they say, or agree on a new end."
		}))),
		...byLastDay(found.filter((one) => !one.isEnded && soon(one))).flatMap(([day, ending]) => groupOf(`ending ${day}`, ending, (count) => ({
			message: `${count} about to count again: the last day is ${day}`,
			help: "Mend what they say, or agree on a new end."
		})))
	];
}
function byLastDay(all) {
	return [...Map.groupBy(all, ({ lastDay = "" }) => lastDay)];
}
function groupOf(kind, tracked, say) {
	if (tracked.length === 0) return [];
	const count = tracked.length === 1 ? "One known finding is" : `${tracked.length} known findings are`;
	return [{
		kind,
		entries: tracked.map(({ entry }) => entry),
		...say(count)
	}];
}
function inWords$1({ rule, image, file }) {
	return `${rule}${image === null ? "" : ` of ${image}`} in ${file}`;
}
function textOf$1(name, entries) {
	const texts = new Set(entries.flatMap((entry) => entry[name] ?? []));
	return texts.size === 0 ? {} : { [name]: require_base.few([...texts]) };
}
// src/policy/judge/excuses/ignore-findings.ts
/** What there is to say of inline ignores themselves: refused, without a reason, of an unknown rule, not needed. */
function ignoreFindings(ignores$2, context) {
	const active = findRule(context.general, ignores);
	if (active === void 0) return [];
	const elsewhere = new Set(context.unjudged.flatMap((pull) => ignores$2.covering(pull.references)));
	return numbered(ignores$2.all.flatMap((tracked) => said(tracked, {
		...context,
		elsewhere: context.isCut || elsewhere.has(tracked)
	}).map(({ message, help }) => ({
		rule: "ignores",
		severity: active.severity,
		message,
		help,
		evidence: {
			ignores: tracked.ignore.rules.join(", "),
			reason: tracked.ignore.reason || "none"
		},
		location: require_base.locationOf(tracked.ignore),
		image: null,
		pulls: [],
		fingerprint: fingerprint([
			"ignores",
			tracked.ignore.file,
			tracked.ignore.rules.join(),
			tracked.ignore.reason,
			message
		])
	}))));
}
function said({ ignore, used }, { refused, refusesAdded, complete, elsewhere, finalAt }) {
	if (refused) return [{
		message: "Inline ignores do not work: the policy refuses them",
		help: "Ask for a waiver in the policy."
	}];
	if (refusesAdded && ignore.added !== void 0) return [ADDED[ignore.added === true ? "added" : "unknown"]];
	if (ignore.rules.length === 0) return [{
		message: "The ignore takes no effect: it names no rule",
		help: FORM
	}];
	if (!isVisible(ignore.reason)) return [{
		message: "The ignore takes no effect without a reason",
		help: FORM
	}];
	const certain = (id) => !elsewhere && (complete || goesByNameAlone(id));
	return ignore.rules.flatMap((id) => {
		if (ruleOf(id) === void 0) return [{
			message: `The ignore names the unknown rule "${id}"`,
			help: `Correct it${require_base.suggestion(id, ruleIds)}`
		}];
		const final = finalAt(id);
		if (final !== void 0) return [{
			message: `The ignore of ${id} does not work: the rule is final (${final.file}:${final.line})`,
			help: "Ask those who keep that policy."
		}];
		if (used.has(id) || !certain(id)) return [];
		return [{
			message: `The ignore of ${id} is not needed: there is no such finding here`,
			help: "Remove it."
		}];
	});
}
const ADDED = {
	added: {
		message: "The ignore does not work: this pull request adds it, and the policy refuses that",
		help: "Ask for a waiver in the policy."
	},
	unknown: {
		message: "The ignore does not work: the checkout does not say whether this pull request adds it",
		help: "Give actions/checkout \"fetch-depth: 2\"."
	}
};
const FORM = "Write: wave-inspect: ignore RULE -- reason.";
// src/policy/judge/excuses/ignores.ts
/** `isRefused`: those that excuse nothing, and are of use all the same. */
function trackIgnores(ignores, isRefused = () => false) {
	const all = ignores.map((ignore) => ({
		ignore,
		used: new Set()
	}));
	const byFile = Map.groupBy(all, ({ ignore }) => ignore.file);
	function covering(places) {
		const found = new Set();
		for (const { file, line } of places) for (const tracked of byFile.get(file) ?? []) {
			const [first, last] = tracked.ignore.covers;
			if (line >= first && line <= last) found.add(tracked);
		}
		return [...found];
	}
	return {
		all,
		covering,
		excuse(rule, places) {
			const fitting = covering(places).filter(({ ignore }) => isVisible(ignore.reason) && ignore.rules.includes(rule));
			for (const tracked of fitting) tracked.used.add(rule);
			const first = fitting.find(({ ignore }) => !isRefused(ignore));
			return first === void 0 ? void 0 : {
				by: "inline",
				reason: first.ignore.reason,
				location: require_base.locationOf(first.ignore)
			};
		}
	};
}
// src/policy/judge/excuses/known.ts
/**
* Findings are told apart by their fingerprints. One of a file that is no longer there is met by one that is the same but
* for its file.
*/
function trackKnown(lists, { now, isGone, terms, isFinal }) {
	const today = now.toISOString().slice(0, 10);
	const books = lists.map(({ by, findings }) => {
		const all = findings.map((entry) => {
			const asked = by === "baseline" ? terms : void 0;
			const lastDay = by === "baseline" ? endsOn(entry, asked?.longest) : void 0;
			const lacks = [...asked?.require ?? [], ...asked?.longest === void 0 ? [] : ["since"]].filter((key) => entry[key] === void 0);
			return {
				entry,
				lastDay,
				isEnded: lastDay !== void 0 && lastDay < today,
				lacks,
				isMet: false
			};
		});
		const gone = all.filter(({ entry }) => isGone(entry.file));
		return {
			by,
			all,
			byFingerprint: new Map(all.map((one) => [one.entry.fingerprint, one])),
			moved: Map.groupBy(gone, ({ entry: { rule, image } }) => keyOf(rule, image))
		};
	});
	function meet({ byFingerprint, moved }, finding) {
		const found = byFingerprint.get(finding.fingerprint) ?? moved.get(keyOf(finding.rule, finding.image))?.find((one) => !one.isMet && isMoved(finding, one.entry));
		if (found !== void 0) found.isMet = true;
		return found;
	}
	return {
		baseline: books.flatMap(({ by, all }) => by === "baseline" ? all : []),
		mark(finding) {
			if (!canBeKnown(finding)) return finding;
			const met = books.flatMap((book) => {
				const one = meet(book, finding);
				return one === void 0 ? [] : {
					by: book.by,
					one
				};
			});
			if (finding.waived !== void 0) return finding;
			const told = met.map(({ by, one }) => ({
				by,
				one,
				lapse: lapseOf(one, finding, {
					today,
					isFinal: by === "baseline" && isFinal(finding.rule)
				})
			}));
			const holds = told.find(({ lapse }) => lapse === void 0);
			if (holds !== void 0) return withKnown(finding, {
				by: holds.by,
				...require_base.defined(termsOf(holds.one.entry))
			});
			const [{ lapse } = {}] = told;
			return lapse === void 0 ? finding : withEvidence(finding, lapse);
		}
	};
}
/**
* What there is to say of the policy itself is mended there; what we had no time for says nothing of the repository; that
* there is nothing to check is no fault that one could get used to.
*/
function canBeKnown({ rule, exhausted, evidence }) {
	return !ofPolicy$1.has(rule) && exhausted !== true && evidence["kind"] !== "empty";
}
function keyOf(rule, image) {
	return `${rule}\n${image ?? ""}`;
}
function isMoved(finding, entry) {
	return finding instanceof JudgedFinding && finding.fingerprintIn(entry.file) === entry.fingerprint;
}
/** Why a known finding counts all the same, in words. */
function lapseOf({ entry, isEnded, lastDay, lacks }, finding, { today, isFinal }) {
	const parts = [entry.owner, entry.ticket].filter((part) => part !== void 0);
	if (isFinal) return "the rule is final: no baseline excuses it";
	if (entry.since !== void 0 && entry.since > today) return `known from ${entry.since} on`;
	if (lacks.length > 0) return `known without ${lacks.join(" and ")}, which the policy asks for`;
	if (isEnded) return [`known until ${lastDay}`, ...parts].join(", ");
	const known = new Set(entry.images);
	const other = sharedBy(finding)?.find((image) => !known.has(image));
	if (other !== void 0) return `known without ${other}`;
	return require_base.bySeverity(finding.severity, entry.severity) < 0 ? [`known as ${entry.severity}, which is less`, ...parts].join(", ") : void 0;
}
/** The images that one finding is told of, where these are several: nothing else of it says which. */
function sharedBy({ image, pulls }) {
	if (image !== null || pulls.length < 2) return void 0;
	const images = new Set(pulls.map(require_base.judgedName));
	return images.size < 2 ? void 0 : [...images].sort();
}
/** A finding of a run as one to know again. */
function entryOf(finding, terms = {}) {
	const { fingerprint, rule, severity, image, location, message } = finding;
	const { file } = location;
	return knownFinding({
		fingerprint,
		rule,
		severity,
		image,
		images: sharedBy(finding),
		file,
		message,
		...termsOf(terms)
	});
}
/** In the order in which a baseline has it, without what there is not. */
function knownFinding(fields) {
	const { fingerprint, rule, severity, image, images, file, message } = fields;
	return require_base.defined({
		fingerprint,
		rule,
		severity,
		image,
		images,
		file,
		message,
		...termsOf(fields)
	});
}
function termsOf({ since, expires, owner, reason, ticket }) {
	return {
		since,
		expires,
		owner,
		reason,
		ticket
	};
}
function withKnown(finding, known) {
	return finding instanceof JudgedFinding ? finding.know(known) : {
		...finding,
		known
	};
}
function withEvidence(finding, baseline) {
	if (finding instanceof JudgedFinding) return finding.note(baseline);
	return {
		...finding,
		evidence: {
			...finding.evidence,
			baseline
		}
	};
}
// src/policy/judge/excuses/waiver-findings.ts
/** What there is to say of the waivers themselves: ended, too long, about to end, not needed. */
function waiverFindings(tracked, context) {
	const active = findRule(context.general, waivers);
	if (active === void 0) return [];
	const { options } = active;
	return numbered(tracked.flatMap((one) => {
		const lacks = lackedBy(one.waiver, options);
		const said = saidOf(one, {
			...context,
			warnBefore: options["warn-before"],
			lacks
		});
		if (said === void 0) return [];
		const { waiver } = one;
		return [{
			rule: "waivers",
			severity: active.severity,
			message: `The waiver of ${waiver.rules.join(", ")} for ${scopeText(waiver.scope)} ${said.message}`,
			help: waiver.ticket === void 0 ? said.help : `${said.help} Its ticket: ${waiver.ticket}.`,
			evidence: {
				reason: waiver.reason,
				...waiver.owner !== void 0 && { owner: waiver.owner },
				...waiver.ticket !== void 0 && { ticket: waiver.ticket },
				...waiver.expires !== void 0 && { expires: waiver.expires },
				...!waiver.own && { policy: waiver.location.file }
			},
			location: waiver.own ? waiver.location : topOf(context.policy),
			image: null,
			pulls: [],
			fingerprint: fingerprint([
				"waivers",
				waiver.location.file,
				waiver.rules.join(),
				scopeText(waiver.scope),
				said.kind
			])
		}];
	}));
}
function saidOf({ waiver, state, used }, context) {
	const { now, warnBefore, lacks, complete, isCut, folder, gapOf } = context;
	if (state === "incomplete") return {
		kind: state,
		message: `says no ${lacks.join(" and no ")}, as the policy asks, and does not work`,
		help: `Give it ${lacks.join(" and ")}.`
	};
	if (state === "too-long") return {
		kind: state,
		message: "lasts longer than the policy allows and does not work",
		help: "Give it an earlier end, or change the policy if the exception is to last."
	};
	if (state === "expired") {
		const help = used > 0 || isCut ? "Correct what it was for, or agree on a new end." : "Nothing needs it any more: remove it.";
		return {
			kind: state,
			message: `ended on ${waiver.expires} and no longer works`,
			help
		};
	}
	const gap = waiver.own && !isCut ? gapOf(waiver.scope) : void 0;
	if (used === 0 && gap?.isWhole === true) return {
		kind: "unused",
		message: `is not needed: ${gap.why}`,
		help: "Correct it, or remove it."
	};
	if (used === 0) {
		const certain = !isCut && (complete || waiver.rules.every(goesByNameAlone));
		if (!waiver.own || !certain || !isWithin(waiver, folder)) return void 0;
		return {
			kind: "unused",
			message: "is not needed: there is no such finding",
			help: "Remove it."
		};
	}
	const left = daysLeft(waiver, now);
	if (left === void 0 || left > warnBefore) {
		if (gap === void 0) return void 0;
		return {
			kind: "part",
			message: `holds in part for nothing: ${gap.why}`,
			help: "Take that out of it."
		};
	}
	const whole = Math.floor(left);
	return {
		kind: "ending",
		message: `ends ${whole === 0 ? "today" : `in ${whole} day${whole === 1 ? "" : "s"}`} (${waiver.expires})`,
		help: "Correct what it is for, or agree on a new end."
	};
}
/** Whether all that a waiver is about was scanned: what names no files may be about the folders beside. */
function isWithin({ scope: { files } }, folder) {
	return folder === "" || (files?.every((glob) => glob.startsWith(`${folder}/`)) ?? false);
}
function topOf(policy) {
	return {
		file: policy.source?.file ?? "",
		line: 1,
		column: 1,
		endLine: 1,
		endColumn: 1
	};
}
// src/policy/judge/excuses/index.ts
function excusesOf(policy, scan, general, { now, folder = "", known: lists = [], isThere }) {
	const waivers$1 = trackWaivers(policy, now, findRule(general, waivers)?.options ?? {});
	const { inline, added } = findRule(general, ignores)?.options ?? {};
	const [refused, refusesAdded] = [inline === "refuse", added === "refuse"];
	const ignores$1 = trackIgnores(scan.ignores, (ignore) => refusesAdded && ignore.added !== void 0);
	const finalAt = (rule) => unexcusable(policy.finals ?? [], rule, "ignores");
	const known = trackKnown(lists, {
		now,
		isGone: goneFrom(scan, isThere),
		terms: findRule(general, baseline)?.options,
		isFinal: (rule) => unexcusable(policy.finals ?? [], rule, "baseline") !== void 0
	});
	return {
		excuse(rule, subject, places) {
			const ignored = ignores$1.excuse(rule, places);
			const { waived, lapsed } = waivers$1.excuse(rule, subject);
			const by = waived ?? (refused || finalAt(rule) !== void 0 ? void 0 : ignored);
			return {
				...by !== void 0 && { waived: by },
				...lapsed !== void 0 && { lapsed }
			};
		},
		mark: (finding) => known.mark(finding),
		findings({ complete, unjudged, gapOf }) {
			const shared = {
				general,
				complete,
				isCut: scan.isCut === true,
				now,
				folder
			};
			const baseline = lists.find((list) => list.by === "baseline");
			return [
				...waiverFindings(waivers$1.all, {
					...shared,
					policy,
					gapOf
				}),
				...ignoreFindings(ignores$1, {
					...shared,
					refused,
					refusesAdded,
					unjudged,
					finalAt
				}),
				...baselineFindings(baseline, known.baseline, shared)
			];
		}
	};
}
/** Whether a file is neither scanned, nor in what was not read, nor left out for another reason. */
function goneFrom({ files, problems }, isThere) {
	const scanned = new Set(files.map(({ file }) => file));
	const unread = problems.filter(({ why }) => why !== void 0);
	return (path) => !scanned.has(path) && !unread.some(({ file }) => path === file || path.startsWith(`${file}/`)) && isThere?.(path) !== true;
}
// src/policy/judge/excuses/nothing-here.ts
/** `within`: the folder that was scanned; empty: all. */
function gapFinder(scan, { within, platform }) {
	let subjects;
	let names;
	return (scope) => {
		const { files } = scope;
		if (!(within === "" || files?.every((glob) => glob.startsWith(`${within}/`)) === true)) return void 0;
		names ??= new Set([...scan.files, ...scan.references].map(({ file }) => file));
		subjects ??= distinct$1(scan, platform);
		return gapOf(scope, [...names], subjects);
	};
}
function gapOf(scope, names, subjects) {
	const { files = [] } = scope;
	const gaps = [{
		lacking: "no file that was read is named",
		all: files.length,
		texts: files.filter((glob) => !names.some(require_scan.matchesAny([glob])))
	}, ...criteriaOf(scope).flatMap(({ lacking, entries }) => {
		if (lacking === void 0) return [];
		const texts = entries.filter(({ fits }) => !subjects.some(fits)).map(({ text }) => text);
		return [{
			lacking,
			all: entries.length,
			texts
		}];
	})].filter(({ texts }) => texts.length > 0);
	const whole = gaps.find(({ all, texts }) => texts.length === all);
	const [gap] = whole === void 0 ? gaps : [whole];
	return gap && {
		why: `${gap.lacking} ${require_base.few(gap.texts)}`,
		isWhole: whole !== void 0
	};
}
/** Pulls that differ in nothing that a scope looks at, once. */
function distinct$1({ pulls }, run) {
	const known = new Map();
	for (const pull of pulls) {
		const image = require_base.judgedName(pull);
		const platform = pull.platform === null ? run : require_base.normalPlatform(pull.platform);
		const { source, engine, process, labels, scenario, called } = pull;
		const key = [
			image,
			platform,
			source,
			engine,
			process,
			labels,
			scenario?.profiles,
			called,
			require_base.placeOf(pull).file
		];
		known.set(key.join("\n"), {
			pull,
			image,
			platform
		});
	}
	return [...known.values()];
}
// src/policy/judge/excuses/policy-findings.ts
/** Doubtful patterns that no image of the run takes, and overrides for what is not here. */
function policyFindings(policy, scan, context) {
	const active = findRule(context.general, policyRule);
	if (active === void 0) return [];
	const doubts = (policy.doubts ?? []).filter(({ isRefuted }) => !scan.pulls.some((pull) => isRefuted(require_base.judgedName(pull))));
	const overrides = policy.overrides.flatMap(({ scope, location, own }) => {
		const gap = own && scan.isCut !== true ? context.gapOf(scope) : void 0;
		return gap === void 0 ? [] : [{
			location,
			message: `The override holds ${extent(gap)}: ${gap.why}`
		}];
	});
	return numbered([...doubts, ...overrides].map(({ location, message }) => finding(location, message, active.severity)));
}
function extent({ isWhole }) {
	return isWhole ? "for nothing" : "in part for nothing";
}
function finding(location, message, severity) {
	return {
		rule: policyRule.id,
		severity,
		message,
		help: "Correct it, or take it out.",
		evidence: {},
		location,
		image: null,
		pulls: [],
		fingerprint: fingerprint([
			policyRule.id,
			location.file,
			message
		])
	};
}
// src/policy/judge/by-platform.ts
/** An image for each platform that it is judged for. */
function platformViews(subject) {
	return judgedPlatforms(subject).map((platform) => ({
		subject: {
			...subject,
			platform
		},
		platform
	}));
}
/** What holds on every platform is said once; what does not names the platforms on which it does. */
function byPlatform(rule, views, options) {
	const lists = views.map(({ subject, platform }) => ({
		platform,
		messages: rule.check(subject, options)
	}));
	const [first = { messages: [] }, ...others] = lists;
	if (others.every(({ messages }) => areEqual(messages, first.messages))) return first.messages;
	const said = lists.flatMap(({ messages, platform }) => messages.map((message) => ({
		message,
		platform
	})));
	return [...Map.groupBy(said, ({ message }) => message.message).values()].flatMap(([first, ...more]) => {
		if (first === void 0) return [];
		if (more.length === views.length - 1) return [first.message];
		const where = [first, ...more].map(({ platform }) => platform).join(", ");
		const { message, evidence } = first.message;
		return [{
			...first.message,
			message: `${message} (${where})`,
			evidence: {
				...evidence,
				platform: where
			}
		}];
	});
}
function areEqual(some, others) {
	return some.length === others.length && some.every(({ message }, at) => message === others[at]?.message);
}
// src/policy/judge/ran-findings.ts
/** One for each process and container, at the first record of it. */
function ranFindings(ran$1, { general, excuse }) {
	const active = findRule(general, ran);
	if (ran$1 === void 0 || active === void 0) return [];
	const told = ran$1.tasks.filter(isTold);
	return [...Map.groupBy(told, ({ outcome, process, container }) => JSON.stringify([
		outcome,
		process,
		container
	])).values()].flatMap((tasks) => {
		const [first] = tasks;
		if (first === void 0) return [];
		const { file, line, process, container, image = null, outcome } = first;
		const { waived } = excuse(file);
		const { message, help } = WORDS[outcome](tasks, ran$1);
		return {
			rule: ran.id,
			severity: active.severity,
			message,
			help,
			evidence: {
				tasks: String(tasks.length),
				...container !== null && { container },
				"held against": ran$1.against ?? "what the files pull"
			},
			location: {
				file,
				line,
				column: 1,
				endLine: line,
				endColumn: 1
			},
			image,
			pulls: [],
			fingerprint: fingerprint([
				ran.id,
				outcome,
				process,
				container ?? ""
			]),
			decidedBy: active.decidedBy,
			...outcome === "untold" && { undecided: true },
			...waived !== void 0 && { waived }
		};
	});
}
function isTold(task) {
	return task.outcome !== "expected" && task.outcome !== "without";
}
const WORDS = {
	unexpected: (tasks, { against }) => ({
		message: `${subjectOf(tasks)} ran in ${nameOf(tasks)}, which ${against === null ? "nothing here pulls" : `${against} does not have`}`,
		help: against === null ? "Find out what named it (a parameter, a config, a profile), and look at that run: policy key nextflow.scenarios." : `Find out what named it; where it is meant, run wave-inspect lock with that run among the scenarios and commit ${against}.`
	}),
	untold: (tasks) => ({
		message: `${subjectOf(tasks)} ran in an image that Wave made, and the record (${nameOf(tasks)}) does not say of what`,
		help: "Turn on wave.freeze, so that images have names that last, or waive ran for these records."
	}),
	bare: (tasks) => ({
		message: `${subjectOf(tasks)} ran in no container, and the files give ${tasks.length === 1 ? "its" : "their"} process one`,
		help: "Run it with a container engine on (docker.enabled, -profile docker or singularity)."
	})
};
function subjectOf([first, ...more]) {
	return `${first.task}${more.length === 0 ? "" : ` and ${require_base.counted(more.length, "more task")} of this process`}`;
}
function nameOf([first]) {
	return first.image ?? first.container ?? "";
}
// src/policy/judge/rank.ts
/**
* Worst first: what counts before what is known, and that before what is waived, by severity, violations before what is undecided, then by place. Of one
* rank are many: these are compared by their places alone.
*/
function ranked(findings) {
	return [...Map.groupBy(findings, rankOf)].sort(([a], [b]) => a - b).flatMap(([, equals]) => equals.sort(byPlace));
}
/** 0 is the worst. */
function rankOf({ waived, known, severity, undecided = false }) {
	return (waived !== void 0 ? 2 : known !== void 0 ? 1 : 0) * 6 + require_base.bySeverity(severity, "error") * 2 + Number(undecided);
}
function byPlace(a, b) {
	return require_base.compareText(a.location.file, b.location.file) || a.location.line - b.location.line || a.location.column - b.location.column || require_base.compareText(a.rule, b.rule) || require_base.compareText(a.message, b.message);
}
// src/policy/judge/requests.ts
const RULES = {
	rules: true,
	record: false
};
/**
* What must be asked of registries so that the policy can be judged, or the images recorded, each image and platform once,
* in order of appearance. For rules nothing where the names are enough.
*/
function requestsFor(policy, scan, options, asked = RULES) {
	const run = {
		now: new Date(0),
		...options
	};
	const rulesOf = activeRules(policy, run);
	const besideOf = besides(scan, run.environmentsOf);
	return requestsOf(judgedPulls(policy, scan).map((pull) => ({
		...wantedImage(pull, run),
		beside: besideOf(pull)
	})).map((image) => {
		const active = rulesOf(image);
		return {
			image: requiredBy(image, active),
			active
		};
	}), asked);
}
/** The name by which registries are asked for an image that a run would pull; undefined where there is nothing to ask for. */
function askedName(image) {
	return require_base.isNamed(image.pull) && !isRefused(image.pull) ? requestName(image) : void 0;
}
/** The requests for images and the rules that hold for each. */
function requestsOf(images, { rules, record } = RULES) {
	const requests = new Map();
	for (const { image, active } of images) {
		const name = askedName(image);
		if (name === void 0) continue;
		const questions = [
			...rules ? active.flatMap((rule) => questionsOf(rule, image)) : [],
			...record === true || record === "drift" && image.recorded?.entry !== void 0 ? wholeImage(image) : [],
			...record === "digest" && isToPin(image, active) ? [{
				platform: null,
				need: "existence"
			}] : []
		];
		for (const [of = name, asked] of Map.groupBy(questions, (question) => question.of)) {
			const merged = mergeQuestions(asked);
			for (const { platform, need, expects, lookFor } of image.isSif && of === name ? ofOneFile(merged) : merged) {
				const request = {
					image: of,
					platform,
					need,
					...expects !== void 0 && { expects: [expects] },
					...lookFor !== void 0 && { lookFor }
				};
				const key = keyOf$1(of, platform);
				requests.set(key, deeper(requests.get(key), request));
			}
		}
	}
	return [...requests.values()];
}
function isToPin({ name, isSif, pin: own }, active) {
	if (name === void 0 || name.digest !== void 0 || isSif) return false;
	const floats = own.pin === "floating" || own.pin === "none";
	return active.some(({ rule }) => rule.id === pin.id || floats && rule.id === tag.id);
}
/** Of two requests for one image and platform the one that answers both. An index is shown from need `platforms` on. */
function deeper(before, request) {
	if (before === void 0) return request;
	const order = require_base.byNeed(before.need, request.need);
	if (order < 0) return withSearch(before, request.lookFor);
	if (order > 0) return withSearch(request, before.lookFor);
	const expects = new Set([...before.expects ?? [], ...request.expects ?? []]);
	const both = withSearch(before, request.lookFor);
	return expects.size === 0 ? both : {
		...both,
		expects: [...expects]
	};
}
/** A file is the same for all platforms, and the deepest question about it answers all others. */
function ofOneFile(questions) {
	return questions.slice(0, 1).map((deepest) => questions.reduce((one, { lookFor }) => withSearch(one, lookFor), {
		...deepest,
		platform: null
	}));
}
// src/policy/judge/lock-findings.ts
function lockFindings(policy, pulls, run) {
	if (run.lock?.lock !== void 0) return [];
	const active = lockRule(policy, run);
	const names = new Set(pulls.flatMap((pull) => pull.file === void 0 ? askedName(wantedImage(pull, run)) ?? [] : []));
	if (active === void 0 || names.size === 0) return [];
	const { decidedBy, severity } = active;
	const { file = require_scan.USUAL_LOCK, isRemoved = false } = run.lock ?? {};
	const location = typeof decidedBy.rule === "string" ? {
		file,
		line: 1,
		column: 1,
		endLine: 1,
		endColumn: 1
	} : decidedBy.rule;
	const what = require_base.counted(names.size, "image");
	return [{
		rule: active.rule.id,
		severity,
		message: isRemoved ? `The pull request takes ${file} away: nothing says any more what ${what} should be` : `There is no ${file}: nothing says what ${what} should be`,
		help: isRemoved ? "Leave the lock; the key lock of the policy (warn, off) is what turns it off." : `Run wave-inspect lock and commit ${file}.`,
		evidence: { lock: "none" },
		location,
		image: null,
		pulls: [],
		fingerprint: fingerprint([active.rule.id, file]),
		decidedBy
	}];
}
// src/policy/judge/metadata.ts
/** Each image once, with no other rules; none where they are off. What is judged anyway, since the policy asks for it, is not among them. */
function metadataCases(cases, prepare) {
	const judged = new Set(cases.map(({ subject }) => subject.pull));
	const pulls = [...new Set(cases.flatMap(({ subject, active }) => active.some(looksAtMetadata) ? subject.declared : []))].filter((pull) => require_base.placeOf(pull).kind === "meta" && require_base.isNamed(pull) && !judged.has(pull));
	if (pulls.length === 0) return [];
	return prepare(pulls).map((one) => ({
		...one,
		active: one.active.filter(looksAtMetadata)
	}));
}
function looksAtMetadata({ rule }) {
	return "check" in rule && rule.ofMetadata === true;
}
// src/policy/judge/same-words.ts
/**
* The same word about the same image at the same place, in several scenarios or processes, is one finding; so is what several
* images have from one cause. In order of appearance.
*/
function mergeFindings(words, excuse) {
	const said = words.map((word) => ({
		word,
		excuse: excuse(word)
	}));
	const identityOf = identities();
	const ofCause = neighboursByCause(said, identityOf);
	const atPlace = neighboursByPlace(identityOf);
	const all = [];
	const several = [];
	for (const one of said) {
		const { rule, subject, message } = one.word;
		const { findings, identity, isShared } = ofCause(one) ?? atPlace(subject);
		const text = isShared ? identity.text : message.message;
		const alike = findings.get(text) ?? [];
		const same = alike.find((finding) => finding.countsAs(one));
		if (same === void 0) {
			const finding = new JudgedFinding(one, isShared, [
				rule,
				identity.text,
				...message.about === void 0 ? [] : [message.about]
			]);
			const others = identity.byRule.get(rule);
			if (others === void 0) identity.byRule.set(rule, [finding]);
			else others.push(finding);
			if (others?.length === 2) several.push(others);
			alike.push(finding);
			findings.set(text, alike);
			all.push(finding);
		} else same.pulls.push(subject.pull);
	}
	for (const findings of several) count(findings);
	return all;
}
/** Tells apart what one rule says of one image at one place, in whatever order it was come to. */
function count(findings) {
	const sorted = findings.map((finding) => ({
		finding,
		key: JSON.stringify([
			finding.severity,
			finding.ownMessage,
			finding.waived
		])
	})).sort(({ finding: { location: a }, key: one }, { finding: { location: b }, key: other }) => a.line - b.line || a.column - b.column || (one < other ? -1 : 1));
	for (const [ordinal, { finding }] of sorted.entries()) finding.number(ordinal);
}
/** A cause counts as one where it is that of several images; one image is told of at its places. */
function neighboursByCause(said, identityOf) {
	const causes = new Map();
	const keys = new Map();
	for (const one of said) {
		const { rule, severity, cause, subject } = one.word;
		if (cause === void 0) continue;
		const key = JSON.stringify([
			rule,
			severity,
			cause.key,
			one.excuse.waived
		]);
		const identity = identityOf(cause.key);
		const known = causes.get(key) ?? {
			findings: new Map(),
			identity,
			isShared: true,
			images: new Set()
		};
		known.images.add(subject.image);
		causes.set(key, known);
		keys.set(one, key);
	}
	return (one) => {
		const known = causes.get(keys.get(one) ?? "");
		return known !== void 0 && known.images.size > 1 ? known : void 0;
	};
}
function neighboursByPlace(identityOf) {
	const places = new Map();
	const known = new Map();
	return (subject) => {
		const before = known.get(subject);
		if (before !== void 0) return before;
		const { file, line, column } = require_base.placeOf(subject.pull);
		const place = `${line}:${column}\0${file}\0${subject.image}`;
		const findings = places.get(place) ?? new Map();
		places.set(place, findings);
		const neighbours = {
			findings,
			identity: identityOf(stablePlaceOf(subject)),
			isShared: false
		};
		known.set(subject, neighbours);
		return neighbours;
	};
}
/** Image, file, and the process or stage that the name is written in. */
function stablePlaceOf({ pull, image }) {
	const { file, context } = require_base.placeOf(pull);
	const { process, selector, stage, service, job } = context;
	return [
		image,
		file,
		process ?? selector ?? require_base.givenStage(stage) ?? service ?? job
	].join("\0");
}
function identities() {
	const known = new Map();
	return (text) => {
		const identity = known.get(text) ?? {
			text,
			byRule: new Map()
		};
		known.set(text, identity);
		return identity;
	};
}
// src/policy/judge/unread.ts
/** Every problem of a scan, and that there is nothing to check. */
function judgeProblems({ problems, pulls, references, files, isCut }, context) {
	const words = causesOf(problems, context).flatMap((cause) => wordsOf$1(cause, context).map((said) => ({
		cause,
		said
	})));
	const told = numbered(words.map(({ said }) => said)).map(context.mark);
	const known = words.flatMap(({ cause: { problem, others } }, at) => told[at]?.known === void 0 ? [] : [problem, ...others]);
	const isExplained = told.some((finding) => finding.severity === "error" && require_base.isOpen(finding) && finding.evidence["kind"] !== "note");
	const empty = pulls.length === 0 && references.length === 0 && !isExplained && isCut !== true && context.mayBeEmpty !== true ? findingOf("empty", {
		place: placed$1(context.folder),
		message: emptyMessage(files.length),
		weight: PLAIN
	}, context) : [];
	return {
		findings: [...told, ...empty],
		files: hidden(problems, new Set(known), context)
	};
}
/** What many pipelines of one repository share: one server, one configuration, one typing error in the name of a profile. */
const SHARED$1 = new Set([
	"remote-include",
	"unreachable",
	"missing-profile"
]);
/**
* What is shared is told once for all for which it counts the same; of what a parser stumbles over in a file the first: the
* rest may be its doing.
*/
function causesOf(problems, { excuse, rulesOf }) {
	return [...Map.groupBy(problems, ({ file, line, column, kind, message, aside = false }) => {
		const { waived } = excuse(placed$1(file, line, column));
		if (SHARED$1.has(kind)) return JSON.stringify([
			kind,
			message,
			severityOf(KIND_OF[kind], {
				...PLAIN,
				isAside: aside
			}, rulesOf({ file })),
			waived
		]);
		return JSON.stringify([
			kind,
			file,
			...kind === "syntax" ? [waived] : [
				line,
				column,
				message
			]
		]);
	}).values()].flatMap(([problem, ...others]) => problem === void 0 ? [] : {
		problem,
		others
	});
}
function wordsOf$1({ problem, others }, context) {
	const { file, line, column, kind } = problem;
	const weight = {
		isAside: problem.aside === true || problem.open === true,
		hides: problem.hides === true
	};
	const of = {
		place: placed$1(file, line, column),
		message: unreadableMessage(problem),
		weight
	};
	const found = findingOf(KIND_OF[kind], of, context);
	const count = others.length;
	if (count === 0) return found;
	const more = kind === "syntax" ? `and ${count} more in this file` : `the same at ${require_base.counted(count, "more place")}`;
	const places = require_base.few(others.map((other) => `${other.file}:${other.line}`));
	return found.map((finding) => ({
		...finding,
		message: `${finding.message} (${more})`,
		evidence: {
			...finding.evidence,
			"also at": places
		}
	}));
}
function placed$1(file, line = 1, column = 1) {
	return {
		file,
		line,
		column,
		endLine: line,
		endColumn: column
	};
}
function findingOf(kind, { place, message: said, weight }, context) {
	const severity = severityOf(kind, weight, context.rulesOf(place));
	if (severity === void 0) return [];
	const { message, help, evidence = {} } = said;
	const excused = context.excuse(place);
	return [{
		rule: readable.id,
		severity,
		message,
		...help !== void 0 && { help },
		evidence: {
			kind,
			...evidence,
			...lapse(excused)
		},
		location: place,
		image: null,
		pulls: [],
		fingerprint: fingerprint([
			readable.id,
			kind,
			place.file,
			message
		]),
		...excused.waived !== void 0 && { waived: excused.waived }
	}];
}
const PLAIN = {
	isAside: false,
	hides: false
};
/** The kind's own, else what the policy says of the whole rule, else the usual one. Undefined: off. */
function severityOf(kind, weight, active) {
	const rule = findRule(active, readable);
	const own = rule?.options[kind];
	if (rule === void 0 || own === "off") return void 0;
	if (rule.later !== void 0) return rule.severity;
	return own ?? (rule.decidedBy.severity === "default" ? usualSeverity(kind, weight) : rule.severity);
}
/** Each file once; one that is excused in one point and not in another is not excused. */
function hidden(problems, known, { excuse }) {
	const files = new Map();
	for (const problem of problems) {
		const { file, line, column } = problem;
		const reason = hiddenBy(problem);
		if (reason === void 0) continue;
		const accepted = known.has(problem) || excuse(placed$1(file, line, column)).waived !== void 0;
		const before = files.get(file);
		if (before !== void 0 && (accepted || before.accepted !== true)) continue;
		files.set(file, {
			file,
			reason,
			...accepted && { accepted }
		});
	}
	return [...files.values()];
}
// src/policy/judge/environments.ts
/** Undefined where no rule of the policy goes by it: it is loaded only where one does. */
async function environmentsFor(policy, scan) {
	return [policy.rules, ...policy.overrides.map(({ rules }) => rules)].flatMap((rules) => rules.get(twins.id) ?? []).some(goesByContent) ? (await Promise.resolve().then(() => require("./recipe.js")).then((n) => n.environment_book_exports)).openEnvironments(scan) : void 0;
}
/** At some time. */
function goesByContent({ options, from }) {
	return [{ options }, ...from?.values() ?? []].some((one) => one.options["by"]?.value === "content");
}
// src/policy/judge/recipes.ts
/** Undefined where no rule of the policy goes by it: it is loaded only where one does. */
async function recipesFor(policy, scan, { platform }) {
	const names = (id) => policy.rules.has(id) || policy.overrides.some((override) => override.rules.has(id));
	const isOffered = platform !== null || names(architecture$1.id);
	return names(recipe.id) || isOffered && scan.pulls.some(({ conda }) => conda !== void 0) ? (await Promise.resolve().then(() => require("./recipe.js")).then((n) => n.recipe_book_exports)).openRecipes(scan) : void 0;
}
// src/policy/judge/index.ts
/**
* Holds every judged pull against the policy.
*
* What the rules say is told once a place however many scenarios share it; waivers and inline ignores mark findings and
* do not remove them. A name that is unknown is the rule `resolvable`'s, an image that could not be inspected is
* `inspectable`'s and undecided; an image that no registry was asked about is judged by its name alone.
*/
function judge(policy, scan, inspections, options) {
	const general = generalRules(policy, options.now);
	const pulls = judgedPulls(policy, scan);
	const cases = prepareCases(policy, {
		pulls,
		scan
	}, inspections, options);
	const ofMetadata = metadataCases(cases, (own) => prepareCases(policy, {
		pulls: own,
		scan
	}, inspections, options));
	const words = [
		...cases.flatMap((one) => wordsOf(one, options)),
		...ofMetadata.flatMap(({ subject, active }) => active.flatMap((rule) => check$1(rule, subject, []))),
		...compareSets(cases)
	];
	const { excuse, mark, findings: findingsOfExcuses } = excusesOf(policy, scan, general, options);
	const excuseImage = (rule, subject) => excuse(rule, subject, subject.pull.references);
	const unread = judgeProblems(withoutNames(scan, pulls), {
		rulesOf: activeRules(policy, options),
		excuse: (place) => excuse(readable.id, { file: place.file }, [place]),
		mark,
		folder: options.folder || ".",
		mayBeEmpty: options.mayBeEmpty === true
	});
	const stops = new Set(unread.findings.map(({ message }) => message));
	const findings = mergeFindings(words.filter((word) => !isToldAsStop(word, stops)), ({ rule, subject }) => excuseImage(rule, subject)).map(mark);
	const isKnown = knownPulls(findings);
	const accepts = (rule, subject) => isKnown(rule, subject.pull) || excuseImage(rule, subject).waived !== void 0;
	const coverage = coverageOf$1(cases, scan, {
		accepts,
		unread: unread.files
	});
	const gapOf = gapFinder(scan, {
		within: options.folder ?? "",
		platform: options.platform
	});
	const complete = inspections.length > 0 && cases.every(({ unknown }) => unknown.length === 0);
	const judged = new Set(pulls);
	const unjudged = scan.pulls.filter((pull) => !judged.has(pull));
	const all = [
		...findings,
		...unread.findings,
		...policyFindings(policy, scan, {
			general,
			gapOf
		}),
		...lockFindings(policy, pulls, options),
		...ranFindings(options.ran, {
			general,
			excuse: (file) => excuse(ran.id, { file }, [])
		}).map(mark),
		...changeFindings(policy, scan, {
			...options,
			general
		}),
		...findingsOfExcuses({
			complete,
			unjudged,
			gapOf
		})
	];
	const rules = new Set(cases.flatMap(({ active }) => active.map(({ rule }) => rule.id)));
	return {
		findings: ranked(all),
		coverage,
		rules: [...rules]
	};
}
/** Whether a finding of a rule about a pull was there before. */
function knownPulls(findings) {
	const known = new Map();
	for (const { rule, pulls, known: before } of findings) {
		if (before === void 0) continue;
		const own = known.get(rule) ?? new Set();
		known.set(rule, own);
		for (const pull of pulls) own.add(pull);
	}
	return (rule, pull) => known.get(rule)?.has(pull) === true;
}
/**
* That a name cannot be known since the run stops there is told once: `readable` says at what. A parameter without a value
* is told as well, with what to do.
*/
function isToldAsStop({ rule, subject: { pull } }, stops) {
	const { reason, detail = "" } = pull.unresolved ?? {};
	if (rule !== resolvable.id || reason !== "unsupported-expression" || pull.called === false) return false;
	const [, stop] = STOPPED.exec(detail) ?? [];
	return stop !== void 0 && stops.has(stop);
}
const STOPPED = /^Nextflow stops with an error: (.*?)[.\s]*$/s;
/** Without the problems that are the name of an image that is judged: `pullable` and `resolvable` tell of it. */
function withoutNames(scan, judged) {
	const told = new Set(judged.flatMap((pull) => nameFault(require_base.placeOf(pull).file, pull.unresolved)));
	const isTold = ({ file, unresolved }) => nameFault(file, unresolved).some((key) => told.has(key));
	return {
		...scan,
		problems: scan.problems.filter((problem) => !isTold(problem))
	};
}
/** What tells apart why names of a file cannot be known. */
function nameFault(file, why) {
	return why === void 0 ? [] : [`${file}\n${why.detail}`];
}
function wordsOf(one, { asksNobody = false }) {
	const { subject, active } = one;
	const { pull } = subject;
	const fault = pullFault(pull);
	const refused = fault === void 0 ? [] : say(active, pullable.id, subject, fault);
	if (isRefused(pull)) return refused;
	if (!require_base.isNamed(pull)) return say(active, resolvable.id, subject, unresolvedMessage(pull));
	const views = platformViews(subject);
	const open = [...uninspected(one), ...asksNobody ? [] : unaskable(one)];
	return [
		...refused,
		...active.flatMap((rule) => check$1(rule, subject, views)),
		...open
	];
}
/** What an ordinary rule says of one image. */
function check$1(active, subject, views) {
	const { rule, options, next } = active;
	if (!("check" in rule)) return [];
	const said = rule.eachPlatform === true ? byPlatform(rule, views, options) : rule.check(subject, options);
	if (said.length > 0 || next === void 0) return said.map((message) => wordOf(active, subject, message));
	const later = `${next.rule.severity} from ${next.day}`;
	return check$1({
		...next.rule,
		severity: "notice",
		later
	}, subject, views);
}
/** What a built-in rule says, if it is on. */
function say(active, id, subject, message) {
	return active.filter(({ rule }) => rule.id === id).map((one) => wordOf(one, subject, message));
}
function wordOf({ rule, severity, later, decidedBy }, subject, message) {
	const told = later === void 0 ? message : withLater(message, later);
	const counts = [severity, message.severity ?? severity].sort(require_base.bySeverity)[1] ?? severity;
	return {
		rule: rule.id,
		severity: counts,
		subject,
		message: told,
		undecided: false,
		decidedBy
	};
}
function withLater(message, later) {
	const help = [message.help, `It counts as ${later}.`].filter((sentence) => sentence !== void 0).join(" ");
	return {
		...message,
		help,
		evidence: {
			...message.evidence,
			"counts as": later
		}
	};
}
function uninspected({ subject, active, unknown, failed }) {
	if (unknown.length === 0) return [];
	const failure = failed?.failure;
	const said = uninspectableMessage(subject.image, failure, unknown, factsOf$1(subject)?.platforms);
	const message = subject.pull.predicted !== void 0 && failure?.state === "absent-or-private" ? {
		...said,
		...UNBUILT
	} : said;
	const cause = failed && sharedCause(failed, subject.image);
	const open = {
		undecided: true,
		...cause !== void 0 && { cause }
	};
	const words = say(active, inspectable.id, subject, message).map((word) => ({
		...word,
		...open
	}));
	if (failure?.state === "digest-mismatch") {
		const severity = ownSeverity(active);
		return words.map((word) => ({
			...word,
			undecided: false,
			severity: severity ?? "error"
		}));
	}
	if (failure?.exhausted !== true && failure?.state !== "not-recorded") return words;
	return (words.length > 0 ? words : [{
		rule: inspectable.id,
		severity: inspectable.severity,
		subject,
		message
	}]).map((word) => ({
		...word,
		...open,
		exhausted: true
	}));
}
const UNBUILT = {
	severity: "notice",
	help: "Wave builds it when a run first asks for it, so that it need not be there yet; if it is, log in to the registry before this step."
};
/** Where a rule asks, and nobody could answer: an image of a service that is not spoken to, a file of another machine. */
function unaskable({ subject, active, asking }) {
	const { known, image } = subject;
	if (known.state === "asked" || asking.length === 0) return [];
	const { reason } = known;
	if (reason !== "no-inspector" && reason !== "not-here") return [];
	const { why, ...message } = unaskableMessage(image, reason, asking);
	const told = (images) => `${require_base.grouped(images.length)} images could not be inspected (${require_base.few(images, 3)}): ${why}`;
	return say(active, inspectable.id, subject, message).map((word) => ({
		...word,
		undecided: true,
		cause: {
			key: reason,
			told
		}
	}));
}
/** Failures that say something of a server or of this run, and not of the image. */
const SHARED = new Set([
	"configuration",
	"unreachable",
	"timeout",
	"server-error",
	"rate-limited",
	"cancelled",
	"not-recorded"
]);
/** One server that is down is one thing to say, however many images it has; so is another image that many are asked for. Times in the words are no difference. */
function sharedCause({ failure: { state, message }, of }, image) {
	if (of === void 0 && !SHARED.has(state)) return void 0;
	const said = message.replaceAll(image, "each").replace(/[.\s]+$/, "");
	return {
		key: `${state} ${said.replace(NO_MORE, "").replaceAll(/\d+(?:\.\d+)?(?= s\b)/g, "")}`,
		told: (images) => `${require_base.grouped(images.length)} images could not be inspected (${require_base.few(images, 3)}): ${said}`
	};
}
/** What is said of the images that come behind those for which a server was tried. */
const NO_MORE = /(?:,? again and again)?[.;] it was not asked again$/i;
/** What the policy says itself of how grave it is that an image cannot be inspected; undefined where it leaves that to us. */
function ownSeverity(active) {
	const found = active.find(({ rule }) => rule.id === inspectable.id);
	return found?.decidedBy.severity === "default" && found.later === void 0 ? void 0 : found?.severity;
}
/** Rules that look at several images beside each other: at those for which they are on. */
function compareSets(cases) {
	const sets = new Map();
	for (const { subject, active } of cases) {
		if (!require_base.isNamed(subject.pull)) continue;
		for (const one of active) {
			if (!("compare" in one.rule)) continue;
			const set = sets.get(one.rule) ?? new Map();
			sets.set(one.rule, set.set(subject, one));
		}
	}
	return [...sets].flatMap(([rule, set]) => {
		const optionsOf = (subject) => set.get(subject)?.options ?? {};
		const said = Map.groupBy(rule.compare([...set.keys()], optionsOf), ({ subject }) => subject);
		return [...set].flatMap(([subject, active]) => (said.get(subject) ?? []).map((message) => wordOf(active, subject, message)));
	});
}
// src/policy/verdict.ts
/**
* The one place that decides: a run that fails or is undecided by its findings is that; one that they let through is a
* pass only where every image was judged and every file read, or what was not is excused, and the run was not ended before
* it was done.
*
* @param outcome What the run exits with.
*/
function verdictOf(outcome, { notJudged, unread }, { isCut = false } = {}) {
	if (outcome !== "pass") return outcome;
	return isCut || [...notJudged, ...unread].some(({ accepted }) => accepted !== true) ? "undecided" : "pass";
}
// src/run.ts
/** One run, from the files of a repository to the report. */
/** What a run may take to inspect its images, in milliseconds; what is not known by then is said to be so. */
const LONGEST = 18e5;
/** The whole stream: files, References, Pulls, Inspections, Findings, Report. */
async function run(job) {
	const { policy, settings } = job;
	const startedAt = job.now();
	const now = job.replayed === void 0 ? startedAt : new Date(job.replayed.judgedAt);
	const tree = require_scan.below(job.tree ?? require_scan.openRepository(job.root, settings.scan), job.within);
	const scanned = job.scanned ?? await require_scan.scanRepository(tree, settings.scan, job.cancellation);
	const whole = job.base === void 0 ? scanned : await require_scan.againstBase(scanned, tree, job.base);
	const scan = job.file === void 0 ? whole : (await Promise.resolve().then(() => require("./scan.js")).then((n) => n.single_file_exports)).narrowed(whole, job.file);
	const record = await job.provenanceOf?.(scan);
	const environmentsOf = await environmentsFor(policy, scan);
	const inspections = await inspect(await roundsOf(job, scan, {
		now,
		environmentsOf
	}), job, startedAt);
	const ran = job.ran && (await Promise.resolve().then(() => require("./lineage.js")).then((n) => n.identify_exports)).identifyRan(job.ran, {
		lock: job.lock,
		pulls: scan.pulls,
		inspections
	});
	const { baseline } = job;
	const drift = await driftIn(job, {
		scan,
		inspections,
		now
	});
	const before = await findingsBefore(job, {
		tree,
		scan,
		inspections,
		now,
		drift
	});
	const { findings: judged, coverage, rules } = judge(job.file === void 0 ? policy : {
		...policy,
		doubts: []
	}, scan, inspections, {
		now,
		platform: settings.platform,
		lock: job.lock,
		drift,
		environmentsOf,
		recipeOf: await recipesFor(policy, scan, settings),
		ran,
		folder: job.file ?? job.within,
		mayBeEmpty: job.file !== void 0 && whole.pulls.length > 0,
		proposal: job.proposal,
		baselineChange: job.baselineChange,
		known: [...baseline === void 0 ? [] : [baseline], ...before === void 0 ? [] : [before.known]],
		isThere: (file) => require_scan.isBeside(file, job.within) || require_base.isThere((0, node_path.join)(job.root, file)),
		asksNobody: settings.inspector === "none"
	});
	return reportOf(job, {
		startedAt,
		scan,
		inspections,
		ran,
		findings: before?.place(judged) ?? judged,
		fixed: job.cancellation.reason === void 0 && coverage.unread.length === 0 ? before?.fixedBy(judged) : void 0,
		coverage,
		rules,
		record
	});
}
function reportOf(job, done) {
	const { policy, settings, redactor, baseline, lock, only } = job;
	const { startedAt, scan, inspections, ran, findings, coverage, rules, record } = done;
	const { reason: cancelled } = job.cancellation;
	const isCut = cancelled !== void 0;
	const outcome = require_base.outcomeOf(findings, settings.failOn, { isCut });
	return {
		tool: {
			name: "wave-inspect",
			version: require_base.version,
			...job.toolUrl !== void 0 && { url: job.toolUrl },
			...record?.toolSha256 !== void 0 && { sha256: record.toolSha256 }
		},
		startedAt: startedAt.toISOString(),
		...record?.provenance,
		inspector: settings.inspector,
		...job.replayed !== void 0 && { replayed: job.replayed },
		...ran !== void 0 && { ran },
		policy: policy.source,
		...baseline !== void 0 && { baseline: recordOf(baseline) },
		...lock !== void 0 && { lock: {
			file: lock.file,
			mode: lock.mode
		} },
		...only !== void 0 && { only: onlyOf$1(only, done.fixed && redactor.redactAll(done.fixed)) },
		failOn: settings.failOn,
		scenarios: require_scan.scenariosOf(scan),
		scan,
		inspections: inspections.map((inspection) => require_base.redactedInspection(inspection, redactor)),
		findings: findings.map((finding) => require_base.redactedFinding(finding, redactor)),
		counts: {
			...require_base.countFindings(findings),
			references: scan.references.length,
			images: coverage.images,
			files: scan.files.length
		},
		coverage,
		rules,
		verdict: verdictOf(outcome, coverage, { isCut }),
		outcome,
		...cancelled !== void 0 && { cancelled }
	};
}
/** What the base of a change says of the findings; undefined where all of them count. Loaded only where it is asked for. */
async function findingsBefore(job, head) {
	const { only, policy, settings, cancellation, lock, within: folder } = job;
	if (only === void 0 || "nothing" in only) return void 0;
	const [{ openBase }, { judgeBase }] = await Promise.all([Promise.resolve().then(() => require("./changed.js")).then((n) => n.base_exports), Promise.resolve().then(() => require("./changed.js")).then((n) => n.changed_exports)]);
	const content = await cancellation.race(openBase(only, job.root), "its base was read");
	const narrowed = (tree) => require_scan.below(tree, folder);
	return judgeBase(content, {
		...head,
		policy,
		settings,
		folder,
		lock,
		cancellation,
		below: narrowed
	});
}
function onlyOf$1(only, fixed) {
	if ("nothing" in only) return only;
	const { commit, name } = only;
	return {
		commit,
		...name !== void 0 && { name },
		...fixed !== void 0 && { fixed }
	};
}
/** Which baseline it is, without what it holds. */
function recordOf({ file, sha256, from }) {
	return {
		file,
		sha256,
		...from !== void 0 && { from }
	};
}
/** What tells why images are others than a lock has; undefined where no rule wants to know. Loaded only where one does. */
async function driftIn({ policy, settings, lock }, seen) {
	const { scan, inspections, now } = seen;
	const run = {
		platform: settings.platform,
		now,
		lock
	};
	if (lock?.lock === void 0 || requestsFor(policy, scan, run, DRIFT).length === 0) return void 0;
	const { driftOf } = await Promise.resolve().then(() => require("./lock.js")).then((n) => n.seen_exports);
	const { images } = lock.lock;
	return driftOf({
		policy,
		scan,
		inspections,
		startedAt: now.toISOString()
	}, (image) => images.get(image)?.content.digest);
}
/** What a record asks of the images of which a rule wants to know what became of them. */
const DRIFT = {
	rules: false,
	record: "drift"
};
async function roundsOf(job, scan, known) {
	const { policy, settings, record, lock, more, asksDigests = false } = job;
	const options = {
		platform: settings.platform,
		lock,
		...known
	};
	if (record === void 0) {
		const first = requestsFor(policy, scan, options, {
			rules: true,
			record: asksDigests && "digest"
		});
		if (more !== void 0) return {
			first,
			second: (answers) => more(scan, answers)
		};
		const whole = lock?.lock === void 0 ? [] : requestsFor(policy, scan, options, DRIFT);
		if (lock?.lock === void 0 || whole.length === 0) return {
			first,
			second: () => []
		};
		return (await Promise.resolve().then(() => require("./lock.js")).then((n) => n.ask_exports)).askingWhy(first, whole, lock.lock);
	}
	const { askingForOld, inRounds } = await Promise.resolve().then(() => require("./lock.js")).then((n) => n.ask_exports);
	const ofRules = record.alone ? [] : requestsFor(policy, scan, options);
	const rounds = inRounds(requestsFor(policy, scan, options, {
		rules: !record.alone,
		record: true
	}), ofRules, record.lock);
	return record.old === void 0 ? rounds : askingForOld(rounds, record.old);
}
async function inspect({ first, second }, job, startedAt) {
	const { inspect: by, settings } = job;
	if (typeof by === "function") {
		const answers = settings.inspector === "none" ? [] : first.flatMap((request) => by(request) ?? []);
		return [...answers, ...second(answers).flatMap((request) => by(request) ?? [])];
	}
	const images = first.filter((request) => !isFileRequest(request));
	return [...inspectFiles(job.root, first, startedAt), ...await inspectImages({
		first: images,
		second
	}, by, job)];
}
async function inspectImages({ first, second }, options, job) {
	const via = job.settings.inspector;
	if (via === "none" || first.length === 0) return [];
	const { createInspector, inspectAll } = await Promise.resolve().then(() => require("./inspect.js")).then((n) => n.inspect_exports$1);
	const { cancellation, progress } = job;
	const told = progress === void 0 ? { log: options.log } : { onProgress: progress };
	const identity = {
		root: job.root,
		via,
		userAgent: `wave-inspect/${require_base.version}`
	};
	const inspector = remembering(createInspector({
		...options,
		...identity,
		cancellation
	}), job.asked);
	try {
		const deadline = job.now().getTime() + LONGEST;
		const ask = (requests) => inspectAll(inspector, requests, {
			...told,
			now: options.now,
			deadline,
			cancellation
		});
		const answers = await ask(first);
		const more = second(answers);
		return more.length === 0 ? answers : [...answers, ...await ask(more)];
	} finally {
		progress?.(void 0);
		await inspector.close();
	}
}
function remembering(inspector, asked) {
	if (asked === void 0) return inspector;
	return {
		close: () => inspector.close(),
		inspect(request) {
			const key = JSON.stringify(request);
			const answer = asked.get(key) ?? inspector.inspect(request);
			asked.set(key, answer);
			return answer;
		}
	};
}
// src/policy/shapes/json.ts
/** More than any file of ours needs. */
const DEEPEST = 16;
/** What git writes into a file that it could not merge. */
const CONFLICT = /^(?:<{7}|={7}|>{7}|\|{7})(?: .*)?$/m;
const BLANK = /[ \t\r\n]*/y;
const STRING = /"[^"\\\u0000-\u001f]*(?:\\(?:["\\/bfnrt]|u[\da-fA-F]{4})[^"\\\u0000-\u001f]*)*"/y;
const WORD = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?(?![\w.+-])|(?:true|false|null)\b/y;
/**
* Undefined where it cannot be read: what is wrong is noted, at the first place where something is.
*
* @param command What writes such a file.
*/
function readJsonTree(text, problems, command) {
	const lines = require_base.indexLines(text);
	const conflict = CONFLICT.exec(text);
	if (conflict !== null) {
		const at = lines.span({
			start: conflict.index,
			end: conflict.index + conflict[0].length
		});
		return problems.add(at, `a merge conflict is not resolved: take one side of each entry whole, then run ${command}, which completes it`);
	}
	if (/^\s*$/.test(text)) return problems.add(lines.span({
		start: 0,
		end: 0
	}), `the ${problems.what} is empty`);
	try {
		return new JsonReader(text, lines, problems).document();
	} catch (error) {
		if (error instanceof Stop) return problems.add(error.at, error.message);
		throw error;
	}
}
/** The text cannot be read further than here. */
var Stop = class extends Error {
	at;
	constructor(at, message) {
		super(message);
		this.at = at;
	}
};
var JsonReader = class {
	#text;
	#lines;
	#problems;
	#at = 0;
	constructor(text, lines, problems) {
		this.#text = text;
		this.#lines = lines;
		this.#problems = problems;
	}
	document() {
		this.#skipBlank();
		const tree = this.#value(0);
		this.#skipBlank();
		if (this.#at < this.#text.length) this.#stop("something stands behind the end of the JSON document");
		return tree;
	}
	#value(depth) {
		if (depth > DEEPEST) this.#stop(`JSON: nested more than ${DEEPEST} levels deep`);
		if (this.#takes("{")) return this.#map(depth);
		if (this.#takes("[")) return this.#list(depth);
		const start = this.#at;
		const string = this.#match(STRING);
		if (string !== void 0) {
			const value = String(JSON.parse(string));
			return {
				kind: "scalar",
				at: this.#spanFrom(start),
				value,
				text: value
			};
		}
		const word = this.#match(WORD);
		if (word === void 0) return this.#stop("JSON: a value should stand here");
		const value = JSON.parse(word);
		return {
			kind: "scalar",
			at: this.#spanFrom(start),
			value,
			text: word
		};
	}
	#map(depth) {
		const start = this.#at - 1;
		const entries = [];
		const seen = new Set();
		this.#skipBlank();
		if (this.#takes("}")) return {
			kind: "map",
			at: this.#spanFrom(start),
			entries
		};
		do {
			this.#skipBlank();
			const from = this.#at;
			const written = this.#match(STRING) ?? this.#stop("JSON: a key in double quotes should stand here");
			const at = this.#spanFrom(from);
			const key = String(JSON.parse(written));
			if (seen.has(key)) this.#problems.add(at, `${require_base.quote(key)} stands here twice: remove one of them`);
			seen.add(key);
			this.#skipBlank();
			if (!this.#takes(":")) this.#stop("JSON: a colon should stand here");
			this.#skipBlank();
			entries.push({
				key,
				at,
				value: this.#value(depth + 1)
			});
			this.#skipBlank();
		} while (this.#takes(","));
		if (!this.#takes("}")) this.#stop("JSON: a comma or } should stand here");
		return {
			kind: "map",
			at: entries[0]?.at ?? this.#spanFrom(start),
			entries
		};
	}
	#list(depth) {
		const start = this.#at - 1;
		const items = [];
		this.#skipBlank();
		if (this.#takes("]")) return {
			kind: "list",
			at: this.#spanFrom(start),
			items
		};
		do {
			this.#skipBlank();
			items.push(this.#value(depth + 1));
			this.#skipBlank();
		} while (this.#takes(","));
		if (!this.#takes("]")) this.#stop("JSON: a comma or ] should stand here");
		return {
			kind: "list",
			at: this.#spanFrom(start),
			items
		};
	}
	#takes(character) {
		if (this.#text[this.#at] !== character) return false;
		this.#at++;
		return true;
	}
	#skipBlank() {
		this.#match(BLANK);
	}
	#match(pattern) {
		pattern.lastIndex = this.#at;
		const found = pattern.exec(this.#text)?.[0];
		this.#at += found?.length ?? 0;
		return found;
	}
	#spanFrom(start) {
		return this.#lines.span({
			start,
			end: this.#at
		});
	}
	#stop(message) {
		const rest = this.#text.slice(this.#at);
		const isCut = rest === "" || /^"[^\n]*$/.test(rest);
		throw new Stop(this.#spanFrom(this.#at), isCut ? `the ${this.#problems.what} is cut off here` : message);
	}
};
// src/cli/whole-run.ts
/** What `check`, `explain`, `baseline`, `lock` and `evidence` share: a whole run, as its options say. */
/** Runs on one directory. */
async function runWhole({ values, positionals, rest }, world, defaults = {}) {
	const { inspector, failOn, changed, baseline: chooseBaseline, lineage, record, asksDigests, by = (found) => found, more, isOnRecord = false, takesFile, isSeveral = false } = defaults;
	const { root, file, folders } = await readPlaces(positionals, {
		values,
		lineage,
		takesFile,
		isSeveral
	});
	const replay = await findReplay(values, root, world);
	const flags = flagsOf({
		values,
		rest,
		root
	}, replay?.inspector ?? values.inspector ?? inspector, failOn);
	const inspect = replay?.inspect ?? require_scan.readInspectOptions(values, world);
	const { now, redactor, progress } = world;
	const cancellation = world.cancellable?.() ?? new require_base.Cancellation();
	const policy = by(await cancellation.race(require_scan.choosePolicy(root, values.policy, world), "its policy was read"));
	const baseline = await (chooseBaseline ?? ((from, by) => findBaseline(from, by, values.baseline)))(root, policy);
	const settings = require_base.settle(flags, policy);
	const ran = lineage === void 0 ? void 0 : (await Promise.resolve().then(() => require("./lineage.js")).then((n) => n.read_exports)).readRan(lineage);
	if (record !== void 0 && settings.inspector === "none") throw new require_base.ConfigurationError(NOBODY);
	const lockOf = async (within) => record?.alone === true ? void 0 : findLock(root, policy, values.lock, within);
	const only = changed && (await Promise.resolve().then(() => require("./changed.js")).then((n) => n.base_exports)).baseNamed(root, changed.base);
	const provenanceOf = isOnRecord ? (scan) => putOnRecord(root, scan, world) : void 0;
	const job = {
		root,
		file,
		policy,
		baseline,
		only,
		settings,
		inspect,
		replayed: replay?.replayed,
		ran,
		now,
		progress,
		cancellation,
		redactor,
		record,
		asksDigests,
		provenanceOf
	};
	for (const sentence of require_scan.passedWithin(root, folders ?? [], policy.source?.file ?? null)) world.err(`wave-inspect: ${sentence}\n`);
	if (folders !== void 0) return {
		root,
		policy,
		settings,
		...await runEach(folders, job, lockOf)
	};
	const lock = await lockOf();
	return {
		root,
		policy,
		settings,
		lock,
		report: await run({
			...job,
			lock,
			more: more?.(policy, lock)
		})
	};
}
function flagsOf({ values, rest, root }, inspector, failOn) {
	return {
		...require_scan.readScanFlags(values, rest, root),
		inspector: require_scan.given(inspector, (text) => require_base.readWord("--inspector", text, require_base.inspectorNames)),
		platform: require_scan.given(values.platform, (text) => require_base.readPlatform("--platform", text)),
		failOn: require_scan.given(failOn, (text) => require_base.readWord("--fail-on", text, require_base.failOnLevels))
	};
}
/** Every lock is read before the first run; none is that of all. */
async function runEach(folders, job, lockOf) {
	const { runFolders } = await Promise.resolve().then(() => folders_exports);
	const locks = new Map();
	for (const within of folders) locks.set(within, await lockOf(within));
	const asked = new Map();
	return {
		lock: void 0,
		report: await runFolders(folders, (within) => run({
			...job,
			asked,
			within,
			lock: locks.get(within)
		}))
	};
}
/** The one directory or file, or several folders of the current directory: those are for no options of one run. */
async function readPlaces(typed, { values, lineage, takesFile, isSeveral }) {
	if (isSeveral !== true || typed.length < 2) return require_scan.readPlace(typed, { takesFile });
	const given = {
		"--answers": values.answers,
		"--lineage": lineage
	};
	const [name] = Object.entries(given).flatMap(([option, value]) => value === void 0 ? [] : [option]);
	if (name !== void 0) throw new require_base.ConfigurationError(`${name} is about one run: give one directory alone.`);
	const { foldersTyped } = await Promise.resolve().then(() => folders_exports);
	return {
		root: process.cwd(),
		folders: foldersTyped(typed)
	};
}
const NOBODY = "A lock records what registries say: give --inspector wave or registry; none asks nobody.";
async function putOnRecord(root, scan, { env }) {
	const { recordOf, stepAround } = await Promise.resolve().then(() => require("./base-commit.js")).then((n) => n.record_exports);
	return recordOf(root, scan, stepAround(root, env));
}
/** Loaded only where there is one: most runs know nothing before. */
async function findBaseline(root, policy, typed) {
	if (typed === void 0 && policy.baseline === void 0) return void 0;
	const { readBaselineFile, readTypedBaseline } = await Promise.resolve().then(() => require("./base-commit.js")).then((n) => n.baseline_exports);
	return typed === void 0 ? readBaselineFile(root, policy) : readTypedBaseline(typed);
}
/** Loaded only where recorded answers are judged. */
async function findReplay({ answers, inspector, "as-of": asOf }, root, { now }) {
	if (answers === void 0) {
		if (asOf === void 0) return void 0;
		throw new require_base.ConfigurationError("--as-of is for recorded answers: give --answers FILE, too.");
	}
	if (inspector !== void 0) throw new require_base.ConfigurationError("With --answers nobody is asked: leave --inspector out, or --answers.");
	const { replayOf } = await Promise.resolve().then(() => require("./replay.js")).then((n) => n.replay_exports);
	return replayOf(answers, {
		asOf,
		now,
		root
	});
}
/** Loaded only where there is one, or somebody wants one. */
async function findLock(root, policy, typed, within = "") {
	const name = node_path.posix.join(within, require_scan.USUAL_LOCK);
	if (typed === void 0 && policy.lock === void 0 && !require_base.isThere((0, node_path.join)(root, name))) return void 0;
	const { holdLock } = await Promise.resolve().then(() => require("./lock.js")).then((n) => n.held_exports);
	return holdLock({
		root,
		name,
		typed,
		isNamed: typed !== void 0
	}, policy);
}
// src/report/deciders.ts
/** `policy.yml:12 (severity :13, at-least build :14)`: where the rule is named, its options, and what is decided on other lines. */
function decidersInWords({ rule, severity, enforceFrom, options }, values = {}) {
	const named = deciderInWords(rule);
	const said = Object.entries({
		severity,
		"enforce-from": enforceFrom,
		...options
	}).flatMap(([what, by]) => {
		if (by === void 0 || by === "default") return [];
		const place = deciderInWords(by);
		const isNear = typeof by === "object" && typeof rule === "object" && by.file === rule.file;
		const where = place === named ? [] : [isNear ? `:${by.line}` : place];
		const words = [
			what,
			values[what] ?? [],
			where
		].flat();
		return words.length === 1 ? [] : [words.join(" ")];
	});
	return said.length === 0 ? named : `${named} (${said.join(", ")})`;
}
function deciderInWords(by) {
	if (by === "default") return "by default";
	if (by === "lock") return "by the lock that is there";
	return by === "platform" ? "by the platform that was asked for" : require_base.lineOf(by);
}
// src/report/snippet.ts
/** A span of more lines is shown by its first ones and its last. */
const MOST_LINES = 4;
/** No screen is taken to be narrower: there is always room for a name. */
const NARROWEST$1 = 40;
/** Stands where a long line is cut. */
const CUT = {
	text: "\u2026",
	width: 1
};
/** The rows of a place; none where its first line is not known. */
function snippet(span, lineOf, options) {
	if (lineOf(span.line) === void 0) return [];
	return linesOf(span).flatMap((number) => {
		if (number === void 0) return [gutter("...", options).trimEnd()];
		const text = lineOf(number) ?? "";
		return rowsOf(number, text, markedIn(text, number, span), options);
	});
}
/** The numbers of the lines that are shown; undefined for those between that are not. */
function linesOf({ line, endLine, endColumn }) {
	const last = Math.max(line, endColumn <= 1 ? endLine - 1 : endLine);
	const count = last - line + 1;
	if (count <= MOST_LINES) return Array.from({ length: count }, (_, index) => line + index);
	return [
		...Array.from({ length: 3 }, (_, index) => line + index),
		void 0,
		last
	];
}
/** What of a line belongs to a span: between the first and the last line, from its first character on. */
function markedIn(text, number, { line, column, endLine, endColumn }) {
	const indent = text.length - text.trimStart().length;
	const from = number === line ? column - 1 : indent;
	return {
		from,
		to: number === endLine ? endColumn - 1 : Math.max(from, text.trimEnd().length)
	};
}
function rowsOf(number, text, marked, options) {
	const shown = fitting(text, marked, Math.max(NARROWEST$1, options.columns - options.digits - 3));
	const isMarked = ({ at }) => at >= marked.from && at < marked.to;
	const length = sum(shown.filter(isMarked));
	const indent = sum(shown.slice(0, indexFrom(shown, marked.from)));
	const carets = options.paint(options.style, "^".repeat(Math.max(1, length)));
	return [`${gutter(String(number), options)}${textOf(shown)}`.trimEnd(), `${gutter("", options)}${" ".repeat(indent)}${carets}`];
}
/** `12 | `: what stands to the left of a row. */
function gutter(text, { paint, digits }) {
	return `${paint("gutter", `${text.padStart(digits)} |`)} `;
}
/** A line that stands in place of another: cut around what is new of it. */
function replacementRow(number, text, fresh, options) {
	const shown = fitting(text, fresh, Math.max(NARROWEST$1, options.columns - options.digits - 3));
	const isFresh = ({ at }) => at >= fresh.from && at < fresh.to;
	const first = shown.findIndex(isFresh);
	const last = shown.findLastIndex(isFresh);
	const [before = "", middle = "", after = ""] = (first < 0 ? [
		shown,
		[],
		[]
	] : [
		shown.slice(0, first),
		shown.slice(first, last + 1),
		shown.slice(last + 1)
	]).map(textOf);
	return `${options.paint("gutter", `${String(number).padStart(options.digits)} `) + options.paint("pass", "+")} ${before}${middle === "" ? "" : options.paint("pass", middle)}${after}`.trimEnd();
}
/** The cells of a line, or of a long one those around the marked ones, as many as there is room for. */
function fitting(text, { from, to }, room) {
	const start = Math.max(0, from - 4 * room);
	const end = Math.min(text.length, Math.max(to, from) + 4 * room, from + 8 * room);
	const cells = require_base.cellsOf(text.slice(start, end), start);
	if (start === 0 && end === text.length && sum(cells) <= room) return cells;
	const first = indexFrom(cells, from);
	const window = windowOf(cells, {
		from: first,
		to: Math.max(first, indexFrom(cells, to))
	}, room - 2 * CUT.width);
	const isWhole = window.to === cells.length && end === text.length;
	return [
		...window.from === 0 && start === 0 ? [] : [{
			...CUT,
			at: -1
		}],
		...cells.slice(window.from, window.to),
		...isWhole ? [] : [{
			...CUT,
			at: text.length
		}]
	];
}
/** The first cell that stands there or behind. */
function indexFrom(cells, place) {
	const found = cells.findIndex(({ at }) => at >= place);
	return found < 0 ? cells.length : found;
}
/** Indices of the cells that fit around marked ones: a third of what is left over in front of them, the rest behind. */
function windowOf(cells, { from, to }, room) {
	const marked = fill(cells, from, to, room);
	const left = room - sum(cells.slice(from, marked));
	if (marked < to) return {
		from,
		to: marked
	};
	const before = fillBack(cells, from, Math.floor(left / 3));
	const end = fill(cells, to, cells.length, left - sum(cells.slice(before, from)));
	return {
		from: fillBack(cells, from, left - sum(cells.slice(to, end))),
		to: end
	};
}
/** The end of those from an index on that fit into so many columns. */
function fill(cells, from, to, room) {
	let [end, width] = [from, 0];
	for (; end < to; end++) {
		width += cells[end]?.width ?? 0;
		if (width > room) break;
	}
	return end;
}
/** The first of those in front of an index that fit into so many columns. */
function fillBack(cells, to, room) {
	let [start, width] = [to, 0];
	for (; start > 0; start--) {
		width += cells[start - 1]?.width ?? 0;
		if (width > room) break;
	}
	return start;
}
function sum(cells) {
	return cells.reduce((total, { width }) => total + width, 0);
}
function textOf(cells) {
	return cells.map(({ text }) => text).join("");
}
// src/report/way-lines.ts
/** Settings of several engines that make the same of it, together. */
function stepsInWords(steps) {
	return [...Map.groupBy(steps, ({ by, to }) => JSON.stringify([by, to])).values()].map((own) => {
		const { by, to } = own[0];
		if (by === "file") return `the file ${to}, which is there`;
		const settings = require_base.few(own.map(require_base.settingInWords));
		return `${to ?? "a name that Wave gives it in the run"}, by ${settings}`;
	});
}
/** `quay.io/acme/tool:1, by docker, -profile test, for A, B`. */
function pulledInWords({ image, engines, profiles, platforms, processes, first }) {
	const details = [
		engines.length > 0 ? `by ${engines.join(", ")}` : "",
		profiles.length > 0 ? `-profile ${profiles.join(" | ")}` : "",
		platforms.join(", "),
		processes > 0 ? `for ${usersInWords(first, processes)}` : ""
	].filter((detail) => detail !== "");
	return `${image ?? ""}${details.length === 0 ? "" : `, ${details.join(", ")}`}`;
}
/** `A, B`, `12 (A, B, C and 9 more)`: processes, stages or services. */
function usersInWords(first, count) {
	const rest = count - first.length;
	return rest > 0 ? `${require_base.grouped(count)} (${first.join(", ")} and ${require_base.grouped(rest)} more)` : first.join(", ");
}
// src/report/finding-blocks.ts
/** Columns of a page where nobody says. */
const PAGE = 120;
/** Of a note, on the narrowest screen. */
const NARROWEST = 30;
/** Names as which one image is pulled: engines spell it each in its way. */
const MOST_NAMES = 4;
/** Prints findings one after the other; what several of them advise is said at the first. */
var FindingBlocks = class {
	#report;
	#options;
	#given = new Set();
	constructor(report, options) {
		this.#report = report;
		this.#options = options;
	}
	/** The lines of one, an empty one at the end. */
	linesOf(group) {
		const { finding } = group;
		const { paint, lineOf: textOf, columns = PAGE } = this.#options;
		const { location } = finding;
		const fix = finding.fixes?.[0];
		const numbers = [location.endLine, ...(fix?.edits ?? []).map((edit) => edit.location.endLine)];
		const style = styleOf(finding);
		const options = {
			paint,
			style,
			columns,
			digits: String(Math.max(...numbers)).length
		};
		const rows = snippet(location, (line) => textOf(location.file, line), options);
		const empty = gutter("", options).trimEnd();
		return [
			this.#title(finding, style),
			`${" ".repeat(options.digits)}${paint("gutter", "-->")} ${placed(location)}`,
			...rows.length === 0 ? [] : [empty, ...rows],
			...rows.length === 0 ? [] : [empty],
			...this.#notes(group).flatMap(([key, text]) => this.#note(key, text, options)),
			...fix === void 0 ? [] : this.#fix(fix, options),
			""
		];
	}
	#title(finding, style) {
		const { rule, severity, undecided, waived, known, message } = finding;
		const { paint, link } = this.#options;
		return `${`${waived !== void 0 ? "waived " : known !== void 0 ? "known " : undecided === true ? "undecided " : ""}${paint(style, severity)}${paint(style, `[${link(require_scan.ruleUrl(this.#report, rule), rule)}]`)}`}${paint("bold", `: ${require_base.plain(message)}`)}`;
	}
	#note(key, text, { digits }) {
		const { paint, columns } = this.#options;
		const name = require_base.plain(key);
		const indent = digits + 5 + require_base.widthOf(name);
		const [first = "", ...more] = columns === void 0 ? [require_base.plain(text)] : require_base.wrapped(require_base.plain(text), Math.max(NARROWEST, columns - indent));
		return [`${" ".repeat(digits)} ${paint("gutter", "=")} ${paint("bold", `${name}:`)} ${first}`, ...more.map((line) => " ".repeat(indent) + line)];
	}
	/** What is known of it, in the order of its way: a name and a sentence each. */
	#notes({ finding, places }) {
		const { pulls, help, waived, known, evidence, decidedBy, rule } = finding;
		const { isVerbose } = this.#options;
		const way = require_base.wayOf(pulls);
		const steps = stepsInWords((way?.rewritten ?? []).filter(({ by }) => isVerbose || by !== "engine"));
		const names = (way?.pulled ?? []).filter(({ image }) => image !== null).map(pulledInWords);
		const rest = isVerbose ? 0 : names.length - MOST_NAMES;
		const also = require_scan.otherPlaces(places, isVerbose ? places.length : void 0);
		return [
			...partsOf(pulls[0]).map((part) => ["used in", part]),
			...steps.map((step) => ["rewritten", step]),
			...names.slice(0, isVerbose ? names.length : MOST_NAMES).map((name) => ["pulled", name]),
			...rest > 0 ? [["pulled", `and as ${require_base.grouped(rest)} more names`]] : [],
			...also === void 0 ? [] : [["also at", also]],
			...help === void 0 || this.#isGiven(help) ? [] : [["help", help]],
			...waived === void 0 ? [] : [[waived.by === "inline" ? "ignored" : "waived", reasonOf(waived)]],
			...known === void 0 ? [] : [["known", require_scan.knownInWords(known)]],
			...isVerbose ? Object.entries(evidence) : [],
			...isVerbose && decidedBy !== void 0 ? [["decided by", decidersInWords(decidedBy)]] : [],
			...isVerbose ? [["see", require_scan.ruleUrl(this.#report, rule)]] : []
		];
	}
	#isGiven(text) {
		if (this.#options.isVerbose) return false;
		const isGiven = this.#given.has(text);
		this.#given.add(text);
		return isGiven;
	}
	/** What it does, and the lines as they would be. */
	#fix({ title, safe, edits }, options) {
		const note = this.#note("fix", `${title}${safe ? "" : " Look at it first."}`, options);
		const byLine = Map.groupBy(edits, ({ location }) => `${location.file}\n${location.line}`);
		return [...note, ...[...byLine.values()].flatMap((own) => this.#edited(own, options))];
	}
	/** One line with its edits made. Of several lines, or where the line is not known, only what is to stand there. */
	#edited(edits, options) {
		const [first, ...more] = edits.toSorted((a, b) => a.location.column - b.location.column);
		if (first === void 0) return [];
		const { file, line, column, endLine } = first.location;
		const text = this.#options.lineOf(file, line);
		const isOneLine = edits.every((edit) => edit.location.endLine === line && !/[\r\n]/.test(edit.replacement));
		if (text === void 0 || !isOneLine) {
			const where = endLine > line ? `${require_base.lineOf(first.location)}-${endLine}` : require_base.lineOf(first.location);
			return this.#note("at", `${where}: ${require_base.short(first.replacement.trim(), 200)}`, options);
		}
		const all = [first, ...more];
		const made = all.reduceRight((made, { location, replacement }) => made.slice(0, location.column - 1) + replacement + made.slice(location.endColumn - 1), text);
		const behind = text.length - (all.at(-1)?.location.endColumn ?? 1) + 1;
		return [replacementRow(line, made, {
			from: column - 1,
			to: made.length - behind
		}, options)];
	}
};
/** What else the name is made of: `python:${VERSION} at Dockerfile:3:6`. */
function partsOf(pull) {
	return (pull?.references.slice(1, 4) ?? []).map(({ text, file, line, column }) => `${require_base.onOneLine(text, 120)} at ${file}:${line}:${column}`);
}
function styleOf({ severity, undecided, waived, known }) {
	if (waived !== void 0 || known !== void 0) return "dim";
	return undecided === true ? "undecided" : severity;
}
function placed({ file, line, column }) {
	return `${require_base.plain(file)}:${line}:${column}`;
}
/** `rebuilt soon, @acme/x, OPS-7, until 2027-06-30 (wave-inspect.yml:4)`. */
function reasonOf(waived) {
	const where = waived.location === void 0 ? "" : ` (${require_base.lineOf(waived.location)})`;
	return `${require_scan.waivedInWords(waived)}${where}`;
}
// src/report/paint.ts
/** Colours and links of a terminal. */
const COLORS = {
	error: "1;31",
	warning: "1;33",
	notice: "1;36",
	undecided: "1;35",
	pass: "32",
	gutter: "94",
	bold: "1",
	dim: "2"
};
function painter(color) {
	return (style, text) => color ? `\u001B[${COLORS[style]}m${text}\u001B[0m` : text;
}
function linker(links) {
	return (url, text) => links ? `\u001B]8;;${url}\u001B\\${text}\u001B]8;;\u001B\\` : text;
}
// src/report/check-text.ts
/** `wave-inspect check` as text for a terminal. */
const STYLES = {
	pass: "pass",
	fail: "error",
	undecided: "undecided"
};
/**
* For a terminal: what was judged, then a block each of what counts, the line with the name and what to do about it, a line
* each of what does not count, totals, the verdict at the end, and what would decide it.
*/
function checkText(report, options = {}) {
	const { detail = "usual", minSeverity = "notice", by = "image" } = options;
	const paint = painter(options.color ?? false);
	const shown = report.findings.filter(({ severity }) => require_base.reaches(severity, minSeverity));
	const hidden = report.findings.length - shown.length;
	const { open } = require_scan.partition(shown);
	const isQuiet = detail === "quiet";
	const parts = [
		...isQuiet ? [] : [
			`${require_scan.coverageSentence(report)}.`,
			...detail === "verbose" ? coverageLines(report) : [],
			""
		],
		...isQuiet ? require_scan.openLines(open, by, paint) : blocksOf(report, shown, options),
		...detail === "usual" ? spaced(require_scan.excusedLines(shown, by, paint)) : [],
		...hidden > 0 ? [paint("dim", `${require_base.counted(hidden, "finding")} below ${minSeverity} not shown.`)] : [],
		...isQuiet ? [] : spaced([...require_scan.totalLines(report.findings, paint), ...fixLines(open)]),
		...require_scan.folderLines(report),
		paint(STYLES[report.verdict], require_scan.verdictSentence(report)),
		...require_scan.toDecide(report).map((sentence) => `    To decide: ${require_base.plain(sentence)}`)
	];
	return require_base.unarmed(`${parts.join("\n")}\n`);
}
/** Lines and an empty one behind them; nothing for none. */
function spaced(lines) {
	return lines.length === 0 ? [] : [...lines, ""];
}
/** Those that count, then, where all is told, those that do not. */
function blocksOf(report, shown, options) {
	const { open, known, waived } = require_scan.partition(shown);
	const isVerbose = options.detail === "verbose";
	const blocks = new FindingBlocks(report, {
		paint: painter(options.color ?? false),
		link: linker(options.links ?? false),
		lineOf: options.lineOf ?? (() => void 0),
		columns: options.columns,
		isVerbose
	});
	const all = isVerbose ? [
		...open,
		...known,
		...waived
	] : open;
	return require_scan.listed(all, options.by ?? "image").flatMap((group) => blocks.linesOf(group));
}
/** Of each image that was not judged, and of each file that was not read, which one it is. */
function coverageLines({ coverage }) {
	return [...coverage.notJudged.map((one) => `    ${require_scan.wordsOf$1(one)}: ${one.names.join(", ")}`), ...coverage.unread.map(({ file, reason }) => `    not read (${reason}): ${file}`)].map((line) => require_base.plain(line));
}
/** How many can be mended, and how. */
function fixLines(open) {
	const fixes = open.flatMap((finding) => require_base.fixOf(finding) ?? []);
	const safe = fixes.filter((fix) => fix.safe).length;
	const others = fixes.length - safe;
	return [...safe > 0 ? [`${haveFix(safe)}: wave-inspect fix shows it, --write makes it.`] : [], ...others > 0 ? [`${haveFix(others)} to be looked at first: wave-inspect fix --unsafe shows it.`] : []];
}
function haveFix(count) {
	return `${require_base.counted(count, "finding has", "findings have")} a fix`;
}
// src/cli/text-options.ts
/** How much of a check is told as text, and what the screen shows of it. */
const { options } = require_base.commands.check;
/** @throws ConfigurationError where an option of text stands beside another format. */
function readTextOptions(values, format, world) {
	const ofText = [
		"quiet",
		"verbose",
		"min-severity"
	].find((name) => values[name] !== void 0);
	if (ofText !== void 0 && format !== "text") throw new require_base.ConfigurationError(`--${ofText} is for --format text: ${format} always has all.`);
	if (values.quiet === true && values.verbose === true) throw new require_base.ConfigurationError("--quiet leaves out what --verbose adds: give one of them.");
	const when = require_base.readWord("--color", values.color ?? "auto", options.color.words);
	const color = when === "auto" ? world.color : when === "always";
	return {
		by: require_base.readWord("--by", values.by ?? "image", options.by.words),
		detail: values.quiet === true ? "quiet" : values.verbose === true ? "verbose" : "usual",
		minSeverity: require_base.readWord("--min-severity", values["min-severity"] ?? "notice", options["min-severity"].words),
		color,
		links: color && world.links === true,
		columns: world.columns
	};
}
// src/cli/check.ts
/** `wave-inspect check`: scan, inspect, apply the policy. */
var check_exports = require_rolldown_runtime.__exportAll({ check: () => check });
const formatNames = require_base.commands.check.options.format.words;
/** All but the usual ones are loaded only when they are asked for. */
const formats = {
	text: (report, { text }) => checkText(report, text),
	json: require_scan.checkJson,
	sarif: async (report, { pathOf }) => (await Promise.resolve().then(() => require("./surfaces.js")).then((n) => n.sarif_exports)).sarif(report, { pathOf }),
	github: async (report, { pathOf }) => `${require_base.logLine(`${require_scan.coverageSentence(report)}.`)}\n${(await Promise.resolve().then(() => require("./surfaces.js")).then((n) => n.annotations_exports)).annotations(report, {}, pathOf)}`,
	gitlab: async (report, { pathOf }) => (await Promise.resolve().then(() => require("./surfaces.js")).then((n) => n.code_quality_exports)).codeQuality(report, pathOf),
	junit: async (report) => (await Promise.resolve().then(() => require("./surfaces.js")).then((n) => n.junit_exports)).junit(report),
	markdown: async (report) => (await Promise.resolve().then(() => require("./surfaces.js")).then((n) => n.summary_exports)).markdown(report),
	html: async (report) => (await Promise.resolve().then(() => require("./surfaces.js")).then((n) => n.html_exports)).html(report),
	rdjson: async (report, { pathOf, textOf }) => (await Promise.resolve().then(() => require("./surfaces.js")).then((n) => n.rdjson_exports)).rdjson(report, {
		pathOf,
		textOf
	})
};
/** Those that say which commit was read, by whom and with which program. */
const recorded = new Set([
	"json",
	"sarif",
	"markdown",
	"html"
]);
/** `wave-inspect check [DIR...|FILE]`: the whole run; the exit code follows the findings. */
async function check(args, world) {
	const typed = require_base.readArguments(args, "check");
	const { values } = typed;
	const format = require_base.readWord("--format", values.format ?? "text", formatNames);
	const text = readTextOptions(values, format, world);
	const files = require_scan.readReportFiles(values.report ?? [], formatNames);
	const only = require_base.readWord("--only", values.only ?? "all", ["all", "changed"]);
	if (values.base !== void 0 && only === "all") throw new require_base.ConfigurationError("--base says what --only changed compares with; type --only changed beside it.");
	const changed = only === "changed" ? { base: values.base } : void 0;
	const { root, report } = await runWhole(typed, world, {
		lineage: values.lineage,
		failOn: values["fail-on"],
		changed,
		takesFile: true,
		isSeveral: true,
		isOnRecord: [format, ...files.map((one) => one.format)].some((name) => recorded.has(name))
	});
	const typedByName = typedFiles(values, report);
	const pathOf = pathsFrom(require_base.workspaceAround(root, world.env), root, typedByName);
	const textOf = (file) => require_base.utf8Inside(typedByName.has(file) ? "." : root, file);
	const lineOf = shownLines(require_base.lineReader(root, typedByName), world);
	const plainText = {
		...text,
		lineOf,
		color: false,
		links: false,
		columns: void 0
	};
	for (const one of files) require_scan.writeReportFile(one, await formats[one.format](report, {
		text: plainText,
		pathOf,
		textOf
	}));
	world.out(await formats[format](report, {
		text: {
			...text,
			lineOf
		},
		pathOf,
		textOf
	}));
	return report.outcome;
}
/** Lines without those that hold a secret that this run knows. */
function shownLines(read, { redactor }) {
	return (file, line) => {
		const text = read(file, line);
		return text === void 0 || redactor.redact(text) !== text ? void 0 : text;
	};
}
/** Files that findings are about and that were typed: their names start from the current folder. */
function typedFiles({ policy, baseline }, { findings, ran }) {
	const ofPolicy = findings.flatMap(({ rule, location }) => rule === "policy" || rule === "waivers" ? location.file : []);
	return new Set([
		...policy === void 0 ? [] : ofPolicy,
		...baseline === void 0 ? [] : [baseline],
		...(ran?.tasks ?? []).map(({ file }) => file)
	]);
}
/**
* Files of a report by their paths from the workspace on; undefined for what lies outside.
*
* @param typed Those whose names start from the current folder.
*/
function pathsFrom(workspace, root, typed) {
	return (file) => {
		if ((0, node_path.isAbsolute)(file)) return require_base.wayFrom(workspace, file);
		const way = require_base.wayFrom(workspace, typed.has(file) ? "." : root);
		const path = way === void 0 ? ".." : node_path.posix.join(way, file);
		return path === ".." || path.startsWith("../") ? void 0 : path;
	};
}
// src/explain.ts
/** What there is to say of the pulls of one image or of one line: the way of the name, its rules, who decided, the findings. */
/** Each place, image and set of rules by itself, in the order of the scan. */
function explain$1(pulls, report, policy, { platform, lock }) {
	const run = {
		platform,
		lock,
		now: new Date(report.replayed?.judgedAt ?? report.startedAt)
	};
	const rulesOf = activeRules(policy, run);
	const judged = new Set(judgedPulls(policy, report.scan));
	const scopes = policy.overrides.map((override) => ({
		override,
		fits: scopeMatcher(override.scope)
	}));
	const overridesOf = (image) => scopes.flatMap(({ override, fits }) => fits(image) ? override : []);
	const sets = new Map();
	return [...Map.groupBy(pulls, (pull) => {
		const rules = rulesOf(wantedImage(pull, run));
		if (!sets.has(rules)) sets.set(rules, sets.size);
		return [
			require_base.placeKey(require_base.placeOf(pull)),
			require_base.judgedName(pull),
			sets.get(rules),
			judged.has(pull)
		].join("\n");
	}).values()].map((own) => {
		const pull = own[0];
		const image = wantedImage(pull, run);
		const among = new Set(own);
		const pin = heldPin(requiredBy(image, rulesOf(image)));
		const held = rulesOf(image).filter(({ rule }) => !ABOUT_NO_IMAGE.has(rule.id));
		const notJudged = judged.has(pull) ? notJudgedOf(pull, report, new Set(held.map(({ rule }) => rule.id))) : void 0;
		return {
			image: image.image,
			...pull.canonical !== void 0 && { canonical: pull.canonical },
			way: require_base.wayOf(own),
			...!require_base.isNamed(pull) && { unresolved: pull.unresolved?.detail ?? unresolvedMessage(pull).message },
			pin: pin.pin,
			pinReason: pin.reason,
			judged: judged.has(pull),
			...notJudged !== void 0 && { notJudged },
			rules: held.map((one) => heldRule(one, overridesOf(image))),
			findings: report.findings.filter((finding) => finding.pulls.some((one) => among.has(one)))
		};
	});
}
function heldRule({ rule, severity, later, options, decidedBy, next }, overrides) {
	const values = new Map(Object.entries(options));
	const said = Object.entries(decidedBy.options).filter(([, by]) => by !== "default").map(([key]) => [key, inWords(rule.options[key]?.shape.write?.(values.get(key)) ?? values.get(key))]);
	return {
		rule: rule.id,
		severity,
		...later !== void 0 && { later },
		...next !== void 0 && { changes: next.day },
		options: Object.fromEntries(said),
		decidedBy,
		overrides: overrides.flatMap(({ rules, location }) => rules.has(rule.id) ? location : [])
	};
}
/** Patterns as they were written; of a map its keys. */
function inWords(value) {
	if (Array.isArray(value)) return value.length === 0 ? "nothing" : require_base.few(value.map(inWords), 2);
	if (typeof value !== "object" || value === null) return String(value);
	return "text" in value ? String(value.text) : require_base.few(Object.keys(value));
}
/** Of images that share a reason, each has the rules that hold for it. */
function notJudgedOf(pull, { coverage }, held) {
	const { file, line } = require_base.placeOf(pull);
	const name = require_base.judgedName(pull) || `${file}:${line}`;
	const found = coverage.notJudged.find(({ names }) => names.includes(name));
	if (found === void 0) return void 0;
	const { reason, state, rules, advice } = found;
	return {
		reason,
		...state !== void 0 && { state },
		rules: rules.filter((rule) => held.has(rule)),
		advice
	};
}
const ABOUT_NO_IMAGE = new Set([
	readable.id,
	ran.id,
	...ofPolicy$1
]);
/** The pulls of an image, by any name that it has on its way, or those that a line (`FILE:LINE`) has to do with. */
function findPulls(asked, scan) {
	const place = placeAsked(asked, scan.pulls);
	const pulls = place === void 0 ? pullsNamed(asked, scan.pulls) : pullsAt(place, scan.pulls);
	if (pulls.length > 0) return { pulls };
	return place === void 0 ? { why: `Nothing here pulls ${asked}. ${nearNames(asked, scan.pulls)}` } : { why: `No image has to do with ${place.file}:${place.line}. ${nearLines(place, scan.pulls)}` };
}
/** Undefined for what names no file that has to do with an image. */
function placeAsked(asked, pulls) {
	const [, path, line] = /^(?:\.\/)*(.+?):(\d{1,9})(?::\d{1,9})?$/.exec(asked) ?? [];
	return pulls.some((pull) => placesOf(pull).some(({ file }) => file === path)) && path !== void 0 ? {
		file: path,
		line: Number(line)
	} : void 0;
}
function placesOf({ references, overrode, rewrites = [] }) {
	return [
		...references,
		...overrode ? [overrode] : [],
		...rewrites.flatMap(({ location }) => location ?? [])
	];
}
function pullsAt({ file, line }, pulls) {
	return pulls.filter((pull) => placesOf(pull).some((place) => place.file === file && place.line <= line && line <= place.endLine));
}
/** Lines of that file which have to do with an image. */
function nearLines({ file, line }, pulls) {
	const lines = pulls.flatMap(placesOf).flatMap((place) => place.file === file ? [place.line] : []);
	return `The nearest that do: ${[...new Set(lines)].sort((a, b) => Math.abs(a - line) - Math.abs(b - line)).slice(0, MOST_NEAR).map((one) => `${file}:${one}`).join(", ")}.`;
}
const MOST_NEAR = 3;
function namesOf({ image, canonical, written, rewrites = [] }) {
	return [
		image,
		canonical,
		written,
		...rewrites.map(({ to }) => to)
	].flatMap((name) => name === "" ? [] : name ?? []);
}
function pullsNamed(asked, pulls) {
	const canonical = require_base.canonicalOf(asked);
	return pulls.filter((pull) => namesOf(pull).some((name) => name === asked || name === canonical));
}
/** Other versions of the image, or else images whose names are nearly the same. */
function nearNames(asked, pulls) {
	const names = new Map();
	for (const pull of pulls) {
		const name = require_base.judgedName(pull);
		const key = toolOf(name);
		names.set(key, (names.get(key) ?? new Set()).add(name));
	}
	const key = toolOf(asked);
	const near = names.get(key) ?? names.get(require_base.nearest(key, [...names.keys()]) ?? "");
	if (near === void 0) return "See wave-inspect scan for all that is pulled.";
	return `Did you mean ${[...near].slice(0, MOST_NEAR).join(" or ")}?`;
}
/** The last part of the repository: `fastqc` of `quay.io/biocontainers/fastqc:0.12.1`. */
function toolOf(name) {
	return name.slice(name.lastIndexOf("/") + 1).replace(/[:@].*$/s, "");
}
// src/report/explain.ts
/** `wave-inspect explain --format json`. */
function explainJson(asked, explanations) {
	return require_base.printJson({
		schemaVersion: 1,
		asked,
		explanations: explanations.map(({ way, rules, findings, ...rest }) => ({
			...rest,
			way: require_scan.wayPart(way),
			rules: rules.map(({ decidedBy, ...rule }) => ({
				...rule,
				decidedBy: require_scan.decidedPart(decidedBy)
			})),
			findings: findings.map((finding) => require_scan.findingPart(finding))
		}))
	});
}
/** A block each image and place. */
function explainText(explanations) {
	return require_base.unarmed(explanations.map((one, index) => block(one, explanations[index - 1])).join("\n"));
}
function block(one, above) {
	const lines = [
		["written", [writtenInWords(one.way)]],
		["overrides", (one.way.overrode ?? []).map((written) => `${require_base.onOneLine(written.text, 120)} at ${require_base.lineOf(written)}`)],
		["rewritten", stepsInWords(one.way.rewritten)],
		["pulled", one.unresolved === void 0 ? one.way.pulled.map(pulledInWords) : [one.unresolved]],
		["pin", one.unresolved === void 0 ? [`${one.pin}: ${one.pinReason}`] : []],
		["rules", rulesInWords(one, above)],
		["not judged", notJudgedInWords(one)],
		["findings", one.findings.length > 0 ? one.findings.map(findingInWords) : ["none"]]
	].flatMap(([key, values]) => values.map((value, index) => `  ${(index === 0 ? key : "").padEnd(10)} ${require_base.plain(value)}\n`));
	return `${require_base.plain(one.image)}\n${lines.join("")}`;
}
function writtenInWords({ written: { text, file, line, column } }) {
	return `${require_base.onOneLine(text, 200)} at ${file}:${line}:${column}`;
}
function notJudgedInWords({ notJudged }) {
	if (notJudged === void 0) return [];
	return [`${notJudged.rules.join(", ")}: ${require_scan.wordsOf$1(notJudged)}`, notJudged.advice];
}
/** The same ones as of the block above are told there. */
function rulesInWords({ judged, rules }, above) {
	if (!judged) return ["none: nothing runs or builds it"];
	const said = rules.map(ruleInWords);
	return above?.judged === true && said.join("\n") === above.rules.map(ruleInWords).join("\n") ? ["the same as above"] : said;
}
function ruleInWords({ rule, severity, later, changes, options, decidedBy, overrides }) {
	const turns = [later === void 0 ? "" : `, ${later}`, changes === void 0 ? "" : `, until ${changes}`].join("");
	const over = overrides.length === 0 ? "" : `, by the override${overrides.length > 1 ? "s" : ""} at ${overrides.map(require_base.lineOf).join(", ")}`;
	return `${rule.padEnd(16)} ${severity}${turns}, ${decidersInWords(decidedBy, options)}${over}`;
}
/** Without what to do, which is the word of `check`. */
function findingInWords({ severity, rule, message, undecided, waived, known }) {
	const open = undecided === true ? " undecided" : "";
	if (waived === void 0) return `${severity} ${rule}${open}: ${message}${known === void 0 ? "" : ` (${require_scan.knownInWords(known)})`}`;
	const { by, location, expires } = waived;
	const until = expires === void 0 ? "" : ` until ${expires}`;
	const where = location === void 0 ? "" : ` at ${require_base.lineOf(location)}`;
	return `${by === "inline" ? "ignored" : "waived"}${where}${until} ${rule}: ${message} (${require_scan.whyWaived(waived).join(", ")})`;
}
// src/cli/explain.ts
/** `wave-inspect explain`: why an image is pulled under its name, and which rules hold for it. */
var explain_exports = require_rolldown_runtime.__exportAll({ explain: () => explain });
/** `wave-inspect explain IMAGE|FILE:LINE [DIR]`: no registry is asked unless `--inspector` says so. */
async function explain(args, world) {
	const typed = require_base.readArguments(args, "explain");
	const format = require_base.readWord("--format", typed.values.format ?? "text", ["text", "json"]);
	const [asked, ...positionals] = typed.positionals;
	if (asked === void 0) throw new require_base.ConfigurationError("Name an image, or a line of a file as FILE:LINE.");
	const { report, policy, settings, lock } = await runWhole({
		...typed,
		positionals
	}, world, { inspector: "none" });
	const found = findPulls(asked, report.scan);
	if ("why" in found) throw new require_base.ConfigurationError(require_base.plain(found.why));
	const explanations = explain$1(found.pulls, report, policy, {
		platform: settings.platform,
		lock
	});
	world.out(format === "json" ? explainJson(asked, explanations) : explainText(explanations));
	return "pass";
}
// src/together.ts
var together_exports = require_rolldown_runtime.__exportAll({
	scansTogether: () => scansTogether,
	together: () => together
});
/**
* One report of all: the worst verdict, every finding once, counts and coverage as sums, so that an image that two folders
* pull is two images to judge. All folders are checked by one policy with one set of settings.
*
* @param left Folders that a run which was ended before it was done did not come to.
*/
function together(folders, left = []) {
	const [first] = folders;
	if (first === void 0) throw new RangeError("there is no folder");
	const { folder: _, lock, cancelled: __, ...shared } = first;
	const said = folders.flatMap((one) => one.findings);
	const findings = ranked([...Map.groupBy(said, findingKey).values()].map(withSharedFixes));
	const scan = scansTogether(folders.map((one) => one.scan));
	const coverage = coverageOf(folders.map((one) => one.coverage), scan, left);
	const cancelled = folders.find((one) => one.cancelled !== void 0)?.cancelled;
	const locks = new Set(folders.map((one) => one.lock?.file));
	return {
		...shared,
		...checkoutOf(folders),
		...onlyOf(folders),
		...lock !== void 0 && locks.size === 1 && { lock },
		scenarios: once(folders.flatMap((one) => one.scenarios), require_scan.scenarioEntry),
		scan,
		inspections: once(folders.flatMap((one) => one.inspections), ({ request }) => JSON.stringify(request)),
		findings,
		rules: [...new Set(folders.flatMap((one) => one.rules))].sort(),
		counts: {
			...require_base.countFindings(findings),
			references: scan.references.length,
			images: coverage.images,
			files: scan.files.length
		},
		coverage,
		verdict: worst(folders.map((one) => one.verdict)),
		outcome: worst(folders.map((one) => one.outcome)),
		...cancelled !== void 0 && { cancelled },
		folders
	};
}
/** A violation outweighs what is undecided, as within one run. */
const GRAVITY = {
	fail: 2,
	undecided: 1,
	pass: 0
};
function worst(verdicts) {
	return verdicts.reduce((a, b) => GRAVITY[b] > GRAVITY[a] ? b : a);
}
/** What is said of a file that several folders have to do with, the policy above all, is said once; as it counts. */
function findingKey({ fingerprint, rule, message, severity, location, waived, known }) {
	const excused = [waived !== void 0, known !== void 0];
	return JSON.stringify([
		fingerprint,
		rule,
		message,
		severity,
		require_base.placeKey(location),
		...excused
	]);
}
/** A fix that mends a file for one folder may break another that shares it: what is not on offer in all is on offer in none. */
function withSharedFixes(same) {
	const [first] = same;
	const [one, ...others] = same.map(({ fixes }) => JSON.stringify(fixes));
	if (others.every((other) => other === one)) return first;
	const { fixes: _, ...rest } = first;
	const { message, evidence, fingerprint } = first;
	return {
		...rest,
		message,
		evidence,
		fingerprint
	};
}
function once(items, keyOf) {
	return [...new Map(items.toReversed().map((item) => [keyOf(item), item])).values()].toReversed();
}
/** What a file has that several folders read is there once; what each pulls stays. */
function scansTogether(scans) {
	return {
		references: once(scans.flatMap(({ references }) => references), require_base.referenceKey),
		pulls: scans.flatMap(({ pulls }) => pulls),
		problems: once(scans.flatMap(({ problems }) => problems), (problem) => JSON.stringify(problem)),
		ignores: once(scans.flatMap(({ ignores }) => ignores), require_base.placeKey),
		files: once(scans.flatMap(({ files }) => files), (file) => JSON.stringify(file)),
		notLookedAt: byKey(scans.flatMap(({ notLookedAt }) => notLookedAt), ({ what, name }) => [what, name]).map(([one, all]) => added(one, all)),
		...scans.some(({ isCut }) => isCut === true) && { isCut: true }
	};
}
/** What the change mends, of every folder; unknown of all where it is of one. */
function onlyOf(folders) {
	const [first] = folders.flatMap(({ only }) => only ?? []);
	if (first === void 0 || "nothing" in first) return {};
	const { fixed: _, ...rest } = first;
	const each = folders.map(({ only }) => only !== void 0 && "fixed" in only ? only.fixed : void 0);
	if (each.some((fixed) => fixed === void 0)) return { only: rest };
	return { only: {
		...rest,
		fixed: once(each.flatMap((fixed) => fixed ?? []), ({ fingerprint }) => fingerprint)
	} };
}
/** Files that are not as the commit has them, of every folder; unknown of all where it is of one. */
function checkoutOf(folders) {
	const checkouts = folders.flatMap(({ checkout }) => checkout ?? []);
	const [first] = checkouts;
	if (first === void 0) return {};
	const { changed: _, ...rest } = first;
	if (checkouts.some(({ changed }) => changed === void 0)) return { checkout: rest };
	return { checkout: {
		...rest,
		changed: [...new Set(checkouts.flatMap(({ changed = [] }) => changed))]
	} };
}
function coverageOf(coverages, scan, left) {
	const sum = (of) => coverages.reduce((total, one) => total + of(one), 0);
	return {
		images: sum(({ images }) => images),
		judged: sum(({ judged }) => judged),
		answered: sum(({ answered }) => answered),
		downloads: sum(({ downloads }) => downloads),
		...coverages.some(({ byRecipe }) => byRecipe !== void 0) && { byRecipe: sum(({ byRecipe = 0 }) => byRecipe) },
		notJudged: byKey(coverages.flatMap(({ notJudged }) => notJudged), ({ reason, state, advice, accepted }) => [
			reason,
			state,
			advice,
			accepted
		]).map(([one, all]) => ({
			...added(one, all),
			names: distinct(all, "names"),
			rules: distinct(all, "rules")
		})),
		leftOut: byKey(coverages.flatMap(({ leftOut }) => leftOut), ({ reason }) => reason).map(([one, all]) => added(one, all)),
		notApplied: byKey(coverages.flatMap(({ notApplied }) => notApplied), ({ rules, why }) => [rules, why]).map(([one, all]) => added(one, all)),
		...twinsOf(coverages),
		files: scan.files.length,
		unread: [...once(coverages.flatMap(({ unread }) => unread), (one) => JSON.stringify(one)), ...left.map((file) => ({
			file,
			reason: "skipped"
		}))],
		notLookedAt: notLookedAtOf(scan)
	};
}
function twinsOf(coverages) {
	const all = coverages.flatMap(({ twins }) => twins ?? []);
	const sum = (answer) => all.reduce((total, counts) => total + counts[answer], 0);
	if (all.length === 0) return {};
	return { twins: {
		proven: sum("proven"),
		"same-by-name": sum("same-by-name"),
		different: sum("different"),
		"not-comparable": sum("not-comparable")
	} };
}
/** Those of one key, and the first of them. */
function byKey(items, keyOf) {
	return [...Map.groupBy(items, (item) => JSON.stringify(keyOf(item))).values()].flatMap((all) => all.slice(0, 1).map((first) => [first, all]));
}
function added(one, all) {
	return {
		...one,
		images: all.reduce((total, { images }) => total + images, 0)
	};
}
function distinct(same, key) {
	return [...new Set(same.flatMap((one) => one[key]))];
}
// src/cli/folders.ts
/** Several directories of one check: as the input `paths` of the action has them. */
var folders_exports = require_rolldown_runtime.__exportAll({
	foldersTyped: () => foldersTyped,
	runFolders: () => runFolders
});
/**
* The directories that were typed as folders of the current one, "/" between names, each once.
*
* @throws ConfigurationError
*/
function foldersTyped(directories) {
	const folders = [...new Set(directories.map(folderTyped))];
	const nested = require_base.firstNested(folders);
	if (nested === void 0) return folders;
	const { inner, outer } = nested;
	throw new require_base.ConfigurationError(`${inner} lies in ${outer === "" ? "." : outer}, which is checked as well; leave out one of them.`);
}
function folderTyped(directory) {
	const path = (0, node_path.resolve)(directory);
	if ((0, node_fs.statSync)(path, { throwIfNoEntry: false })?.isDirectory() !== true) throw new require_base.ConfigurationError(`${directory} is not a directory; launch arguments go behind --.`);
	const way = require_base.wayFrom(process.cwd(), path);
	if (way === void 0) throw new require_base.ConfigurationError(`${directory} is not below the current directory: several are checked as folders of it; start from one around all.`);
	return way === "." ? "" : way;
}
/** Runs on one after the other, until a run is ended before it is done. */
async function runFolders(folders, run) {
	const done = [];
	for (const folder of folders) {
		const report = await run(folder);
		done.push({
			...report,
			folder: folder === "" ? "." : folder
		});
		if (report.cancelled !== void 0) break;
	}
	return together(done, folders.slice(done.length));
}
Object.defineProperty(exports, "JudgedFinding", {
	enumerable: true,
	get: function() {
		return JudgedFinding;
	}
});
Object.defineProperty(exports, "Problems", {
	enumerable: true,
	get: function() {
		return Problems;
	}
});
Object.defineProperty(exports, "anything", {
	enumerable: true,
	get: function() {
		return anything$1;
	}
});
Object.defineProperty(exports, "architecture", {
	enumerable: true,
	get: function() {
		return architecture$1;
	}
});
Object.defineProperty(exports, "askedName", {
	enumerable: true,
	get: function() {
		return askedName;
	}
});
Object.defineProperty(exports, "bytes", {
	enumerable: true,
	get: function() {
		return bytes;
	}
});
Object.defineProperty(exports, "canBeKnown", {
	enumerable: true,
	get: function() {
		return canBeKnown;
	}
});
Object.defineProperty(exports, "check_exports", {
	enumerable: true,
	get: function() {
		return check_exports;
	}
});
Object.defineProperty(exports, "choice", {
	enumerable: true,
	get: function() {
		return choice;
	}
});
Object.defineProperty(exports, "closedRecord", {
	enumerable: true,
	get: function() {
		return closedRecord;
	}
});
Object.defineProperty(exports, "compilePattern", {
	enumerable: true,
	get: function() {
		return compilePattern;
	}
});
Object.defineProperty(exports, "date", {
	enumerable: true,
	get: function() {
		return date;
	}
});
Object.defineProperty(exports, "dateFault", {
	enumerable: true,
	get: function() {
		return dateFault;
	}
});
Object.defineProperty(exports, "digest", {
	enumerable: true,
	get: function() {
		return digest$1;
	}
});
Object.defineProperty(exports, "entryOf", {
	enumerable: true,
	get: function() {
		return entryOf;
	}
});
Object.defineProperty(exports, "environmentsFor", {
	enumerable: true,
	get: function() {
		return environmentsFor;
	}
});
Object.defineProperty(exports, "explain_exports", {
	enumerable: true,
	get: function() {
		return explain_exports;
	}
});
Object.defineProperty(exports, "factsOf", {
	enumerable: true,
	get: function() {
		return factsOf$1;
	}
});
Object.defineProperty(exports, "failedAnswer", {
	enumerable: true,
	get: function() {
		return failedAnswer;
	}
});
Object.defineProperty(exports, "failureStates", {
	enumerable: true,
	get: function() {
		return failureStates;
	}
});
Object.defineProperty(exports, "failuresOf", {
	enumerable: true,
	get: function() {
		return failuresOf;
	}
});
Object.defineProperty(exports, "fileGlobs", {
	enumerable: true,
	get: function() {
		return fileGlobs;
	}
});
Object.defineProperty(exports, "findRule", {
	enumerable: true,
	get: function() {
		return findRule;
	}
});
Object.defineProperty(exports, "flag", {
	enumerable: true,
	get: function() {
		return flag;
	}
});
Object.defineProperty(exports, "formatFault", {
	enumerable: true,
	get: function() {
		return formatFault;
	}
});
Object.defineProperty(exports, "generalRules", {
	enumerable: true,
	get: function() {
		return generalRules;
	}
});
Object.defineProperty(exports, "goesByNameAlone", {
	enumerable: true,
	get: function() {
		return goesByNameAlone;
	}
});
Object.defineProperty(exports, "heldPin", {
	enumerable: true,
	get: function() {
		return heldPin;
	}
});
Object.defineProperty(exports, "inspectFiles", {
	enumerable: true,
	get: function() {
		return inspectFiles;
	}
});
Object.defineProperty(exports, "isFileRequest", {
	enumerable: true,
	get: function() {
		return isFileRequest;
	}
});
Object.defineProperty(exports, "isMissing", {
	enumerable: true,
	get: function() {
		return isMissing;
	}
});
Object.defineProperty(exports, "isOfSif", {
	enumerable: true,
	get: function() {
		return isOfSif;
	}
});
Object.defineProperty(exports, "isRefused", {
	enumerable: true,
	get: function() {
		return isRefused;
	}
});
Object.defineProperty(exports, "isUntold", {
	enumerable: true,
	get: function() {
		return isUntold;
	}
});
Object.defineProperty(exports, "join", {
	enumerable: true,
	get: function() {
		return join$2;
	}
});
Object.defineProperty(exports, "judge", {
	enumerable: true,
	get: function() {
		return judge;
	}
});
Object.defineProperty(exports, "judgedPulls", {
	enumerable: true,
	get: function() {
		return judgedPulls;
	}
});
Object.defineProperty(exports, "knownFinding", {
	enumerable: true,
	get: function() {
		return knownFinding;
	}
});
Object.defineProperty(exports, "level", {
	enumerable: true,
	get: function() {
		return level;
	}
});
Object.defineProperty(exports, "levels", {
	enumerable: true,
	get: function() {
		return levels;
	}
});
Object.defineProperty(exports, "list", {
	enumerable: true,
	get: function() {
		return list;
	}
});
Object.defineProperty(exports, "looserSettings", {
	enumerable: true,
	get: function() {
		return looserSettings;
	}
});
Object.defineProperty(exports, "mergeRules", {
	enumerable: true,
	get: function() {
		return mergeRules;
	}
});
Object.defineProperty(exports, "modulePattern", {
	enumerable: true,
	get: function() {
		return modulePattern;
	}
});
Object.defineProperty(exports, "moduleText", {
	enumerable: true,
	get: function() {
		return moduleText;
	}
});
Object.defineProperty(exports, "momentOf", {
	enumerable: true,
	get: function() {
		return momentOf;
	}
});
Object.defineProperty(exports, "namePatterns", {
	enumerable: true,
	get: function() {
		return namePatterns;
	}
});
Object.defineProperty(exports, "object", {
	enumerable: true,
	get: function() {
		return object;
	}
});
Object.defineProperty(exports, "objectSchema", {
	enumerable: true,
	get: function() {
		return objectSchema;
	}
});
Object.defineProperty(exports, "ofPolicy", {
	enumerable: true,
	get: function() {
		return ofPolicy$1;
	}
});
Object.defineProperty(exports, "optionValues", {
	enumerable: true,
	get: function() {
		return optionValues;
	}
});
Object.defineProperty(exports, "optional", {
	enumerable: true,
	get: function() {
		return optional;
	}
});
Object.defineProperty(exports, "painter", {
	enumerable: true,
	get: function() {
		return painter;
	}
});
Object.defineProperty(exports, "parsed", {
	enumerable: true,
	get: function() {
		return parsed;
	}
});
Object.defineProperty(exports, "platform", {
	enumerable: true,
	get: function() {
		return platform;
	}
});
Object.defineProperty(exports, "platforms", {
	enumerable: true,
	get: function() {
		return platforms;
	}
});
Object.defineProperty(exports, "prepareCases", {
	enumerable: true,
	get: function() {
		return prepareCases;
	}
});
Object.defineProperty(exports, "problemLines", {
	enumerable: true,
	get: function() {
		return problemLines;
	}
});
Object.defineProperty(exports, "processOf", {
	enumerable: true,
	get: function() {
		return processOf;
	}
});
Object.defineProperty(exports, "prose", {
	enumerable: true,
	get: function() {
		return prose;
	}
});
Object.defineProperty(exports, "proveTwins", {
	enumerable: true,
	get: function() {
		return proveTwins;
	}
});
Object.defineProperty(exports, "pullFault", {
	enumerable: true,
	get: function() {
		return pullFault;
	}
});
Object.defineProperty(exports, "ranked", {
	enumerable: true,
	get: function() {
		return ranked;
	}
});
Object.defineProperty(exports, "readJsonTree", {
	enumerable: true,
	get: function() {
		return readJsonTree;
	}
});
Object.defineProperty(exports, "readable", {
	enumerable: true,
	get: function() {
		return readable;
	}
});
Object.defineProperty(exports, "recipe", {
	enumerable: true,
	get: function() {
		return recipe;
	}
});
Object.defineProperty(exports, "recipesFor", {
	enumerable: true,
	get: function() {
		return recipesFor;
	}
});
Object.defineProperty(exports, "record", {
	enumerable: true,
	get: function() {
		return record;
	}
});
Object.defineProperty(exports, "registry", {
	enumerable: true,
	get: function() {
		return registry;
	}
});
Object.defineProperty(exports, "requestedPlatforms", {
	enumerable: true,
	get: function() {
		return requestedPlatforms;
	}
});
Object.defineProperty(exports, "required", {
	enumerable: true,
	get: function() {
		return required;
	}
});
Object.defineProperty(exports, "ruleIds", {
	enumerable: true,
	get: function() {
		return ruleIds;
	}
});
Object.defineProperty(exports, "ruleOf", {
	enumerable: true,
	get: function() {
		return ruleOf;
	}
});
Object.defineProperty(exports, "ruleTightening", {
	enumerable: true,
	get: function() {
		return ruleTightening;
	}
});
Object.defineProperty(exports, "rules", {
	enumerable: true,
	get: function() {
		return rules;
	}
});
Object.defineProperty(exports, "run", {
	enumerable: true,
	get: function() {
		return run;
	}
});
Object.defineProperty(exports, "runWhole", {
	enumerable: true,
	get: function() {
		return runWhole;
	}
});
Object.defineProperty(exports, "sectionTightenings", {
	enumerable: true,
	get: function() {
		return sectionTightenings;
	}
});
Object.defineProperty(exports, "settingOn", {
	enumerable: true,
	get: function() {
		return settingOn;
	}
});
Object.defineProperty(exports, "settingsOf", {
	enumerable: true,
	get: function() {
		return settingsOf;
	}
});
Object.defineProperty(exports, "severities", {
	enumerable: true,
	get: function() {
		return severities;
	}
});
Object.defineProperty(exports, "subjects_exports", {
	enumerable: true,
	get: function() {
		return subjects_exports;
	}
});
Object.defineProperty(exports, "text", {
	enumerable: true,
	get: function() {
		return text;
	}
});
Object.defineProperty(exports, "textSchema", {
	enumerable: true,
	get: function() {
		return textSchema;
	}
});
Object.defineProperty(exports, "texts", {
	enumerable: true,
	get: function() {
		return texts;
	}
});
Object.defineProperty(exports, "together_exports", {
	enumerable: true,
	get: function() {
		return together_exports;
	}
});
Object.defineProperty(exports, "treeAt", {
	enumerable: true,
	get: function() {
		return treeAt;
	}
});
Object.defineProperty(exports, "twins", {
	enumerable: true,
	get: function() {
		return twins;
	}
});
Object.defineProperty(exports, "unexcusable", {
	enumerable: true,
	get: function() {
		return unexcusable;
	}
});
Object.defineProperty(exports, "unknownKey", {
	enumerable: true,
	get: function() {
		return unknownKey;
	}
});
Object.defineProperty(exports, "valueOf", {
	enumerable: true,
	get: function() {
		return valueOf;
	}
});
Object.defineProperty(exports, "wantedImage", {
	enumerable: true,
	get: function() {
		return wantedImage;
	}
});
Object.defineProperty(exports, "weightOf", {
	enumerable: true,
	get: function() {
		return weightOf;
	}
});
Object.defineProperty(exports, "withFallbacks", {
	enumerable: true,
	get: function() {
		return withFallbacks;
	}
});
Object.defineProperty(exports, "written", {
	enumerable: true,
	get: function() {
		return written;
	}
});
Object.defineProperty(exports, "writtenValue", {
	enumerable: true,
	get: function() {
		return writtenValue;
	}
});
Object.defineProperty(exports, "wrongKind", {
	enumerable: true,
	get: function() {
		return wrongKind;
	}
});
