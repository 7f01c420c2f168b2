const require_rolldown_runtime = require("./rolldown-runtime.js");
const require_base = require("./base.js");
const require_yaml = require("./yaml.js");
// src/recipe/yaml-scalar.ts
/** Which plain words are no strings to SnakeYAML 2.2 (`Resolver`), and how Java prints what they are instead. */
const BOOLEAN = /^(?:yes|Yes|YES|no|No|NO|true|True|TRUE|false|False|FALSE|on|On|ON|off|Off|OFF)$/;
const NOTHING$1 = /^(?:~|null|Null|NULL| |)$/;
const INTEGER = /^[-+]?(?:0b_*[01][01_]*|0_*[0-7][0-7_]*|0|[1-9][0-9_]*|0x_*[0-9a-fA-F][0-9a-fA-F_]*)$/;
const FLOAT = /^[-+]?(?:[0-9][0-9_]*\.[0-9_]*(?:[eE][-+]?[0-9]+)?|[0-9][0-9_]*[eE][-+]?[0-9]+|\.[0-9_]+(?:[eE][-+]?[0-9]+)?)$/;
const SPECIAL = /^(?:[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))$/;
/** Numbers to the base 60, times and merges: they are told, and not followed. */
const OTHER = /^(?:[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?|<<|\d{4}-\d\d-\d\d|\d{4}-\d\d?-\d\d?(?:[Tt]|[ \t]+)\d\d?:\d\d:\d\d(?:\.\d*)?(?:[ \t]*(?:Z|[-+]\d\d?(?::\d\d)?))?)$/;
/** No longer word is looked at as a number (`Resolver.addImplicitResolver`). */
const LONGEST$2 = 1024;
/** `string`, what Java prints of the value, or undefined where that is not known here. */
function plainWord(word) {
	if (word.length > LONGEST$2) return "string";
	if (BOOLEAN.test(word)) return { printed: /^(?:y|t|on$)/i.test(word) ? "true" : "false" };
	if (NOTHING$1.test(word)) return { printed: "null" };
	if (INTEGER.test(word)) return { printed: printedInteger(word) };
	if (FLOAT.test(word)) return printedDouble(Number(word.replaceAll("_", "")));
	if (SPECIAL.test(word)) return { printed: word.toLowerCase().replace("+", "").replace("nan", "NaN") };
	return OTHER.test(word) ? void 0 : "string";
}
function printedInteger(word) {
	const digits = word.replaceAll("_", "").replace(/^[-+]/, "");
	const isOctal = /^0[0-7]+$/.test(digits);
	const value = BigInt(isOctal ? `0o${digits.slice(1)}` : digits);
	return String(word.startsWith("-") ? -value : value);
}
/** `Double.toString`: with an exponent from ten million on and below a thousandth. */
function printedDouble(value) {
	if (!Number.isFinite(value)) return Number.isNaN(value) ? void 0 : { printed: value > 0 ? ".inf" : "-.inf" };
	const size = Math.abs(value);
	if (value === 0) return { printed: Object.is(value, -0) ? "-0.0" : "0.0" };
	if (size >= .001 && size < 1e7) return { printed: Number.isInteger(value) ? `${value}.0` : String(value) };
	const [digits = "", exponent = ""] = value.toExponential().split("e");
	return { printed: `${digits.includes(".") ? digits : `${digits}.0`}E${Number(exponent)}` };
}
// src/recipe/plain-yaml.ts
/** Most environments are lists of plain words. They are read here in a small part of the time that a reader of all YAML takes. */
/** Blanks in front, a dash, a word with or without quotes; a comment. A word has nothing in it that YAML gives a meaning. */
const ITEM = /^( *)- +(?:(\w[\w.+=:<>!*,/~-]*)|"([\w.+=:<>!*,/~ -]*)"|'([\w.+=:<>!*,/~ -]*)')(?: +#.*)? *$/;
/** A key with nothing or a plain word behind it. */
const KEY = /^(\w[\w-]*):(?: +(\w[\w.+=<>!*,/~-]*))?(?: +#.*)? *$/;
/** The list of pip among the others. */
const INNER_KEY = /^( *)- (pip):(?: +#.*)? *$/;
const NOTHING = /^ *(?:#.*)?$/;
/** Undefined where the text is of any other form: that says nothing against it. */
function readPlainYaml(text) {
	if (text.includes("\r")) return void 0;
	const entries = [];
	const keys = new Set();
	const lists = new Lists();
	let isFirst = true;
	for (const line of text.split("\n")) {
		if (NOTHING.test(line)) continue;
		const isMark = isFirst && /^--- *$/.test(line);
		isFirst = false;
		if (isMark) continue;
		if (!lists.take(line)) {
			const [, key, word] = KEY.exec(line) ?? [];
			const name = plain$1(key);
			if (!lists.isWhole || name === void 0 || keys.has(name.text)) return void 0;
			keys.add(name.text);
			const value = word === void 0 ? lists.begin() : plain$1(word);
			if (value === void 0) return void 0;
			if (word !== void 0) lists.end();
			entries.push([name, value]);
		}
	}
	return entries.every(([, value]) => value.kind !== "list" || value.items.length > 0) && lists.isWhole && entries.length > 0 ? {
		kind: "map",
		entries
	} : void 0;
}
/** The list that stands open, and that of pip in it. */
var Lists = class {
	#list;
	#indent;
	#inner;
	#innerIndent;
	begin() {
		this.end();
		this.#list = {
			kind: "list",
			items: []
		};
		return this.#list;
	}
	end() {
		this.#list = this.#indent = this.#inner = this.#innerIndent = void 0;
	}
	/** No list of pip is empty. */
	get isWhole() {
		return this.#inner === void 0 || this.#inner.items.length > 0;
	}
	/** False where the line is none of the list. */
	take(line) {
		const list = this.#list;
		if (list === void 0) return false;
		const [, blanks, pip] = INNER_KEY.exec(line) ?? [];
		if (blanks !== void 0 && pip !== void 0) {
			const key = plain$1(pip);
			if (key === void 0 || this.#inner !== void 0 || !this.#isAt(blanks.length)) return false;
			this.#inner = {
				kind: "list",
				items: []
			};
			list.items.push({
				kind: "map",
				entries: [[key, this.#inner]]
			});
			return true;
		}
		const [, indent, word, ...quoted] = ITEM.exec(line) ?? [];
		const value = word === void 0 ? textOf$2(quoted.find((text) => text !== void 0)) : plain$1(word);
		if (indent === void 0 || value === void 0) return false;
		return this.#isInner(indent.length) || this.#isAt(indent.length) ? this.#put(indent.length, value) : false;
	}
	/** The first item says how far all are indented. */
	#isAt(indent) {
		this.#indent ??= indent;
		return this.#indent === indent && this.isWhole;
	}
	#isInner(indent) {
		if (this.#inner === void 0 || this.#indent === void 0 || indent <= this.#indent + 1) return false;
		this.#innerIndent ??= indent;
		return this.#innerIndent === indent && this.#list?.items.at(-1)?.kind === "map";
	}
	#put(indent, value) {
		(indent === this.#indent ? this.#list : this.#inner)?.items.push(value);
		return true;
	}
};
function plain$1(word) {
	if (word === void 0 || word.endsWith(":") || plainWord(word) !== "string") return void 0;
	return textOf$2(word);
}
function textOf$2(text) {
	return text === void 0 ? void 0 : {
		kind: "scalar",
		text,
		isString: true
	};
}
// src/recipe/yaml-value.ts
/** YAML as SnakeYAML 2.2 reads it for Wave, as far as an environment needs: YAML 1.1, no tags, no merges. */
/** What stands in the text that is not followed; the message says what. */
var YamlProblem = class extends Error {};
/** SnakeYAML's own limits (`LoaderOptions`): characters, levels, aliases of lists and maps. */
const LONGEST$1 = 3145728;
const DEEPEST = 50;
const MOST_ALIASES = 50;
/** They end a line in YAML 1.1 and are part of it in YAML 1.2. */
const LINE_ENDS = /[\u0085\u2028\u2029]/;
/** Throws a YamlProblem. */
function readYamlValue(text) {
	if (text.length > LONGEST$1) throw new YamlProblem("it is longer than 3 MiB, more than Wave reads");
	if (LINE_ENDS.test(text)) throw new YamlProblem("it has line ends that are no line feeds");
	const plain = readPlainYaml(text);
	if (plain !== void 0) return plain;
	const { documents, cut } = require_yaml.parseYaml(text, {
		schema: "failsafe",
		isLibyaml: true
	});
	if (cut !== void 0) throw new YamlProblem(cut.why);
	const [document, another] = documents;
	if (document?.contents == null) throw new YamlProblem("it is empty");
	if (another !== void 0) throw new YamlProblem("it has more than one document");
	const [fault] = document.errors;
	if (fault !== void 0) throw new YamlProblem(`it is no YAML: ${fault.message}`);
	return new Reader().read(document.contents, 0);
}
var Reader = class {
	/** Undefined while the value is being read: an alias to it would be within itself. */
	#anchors = new Map();
	#aliases = 0;
	read(node, depth) {
		if (require_yaml.isAlias(node)) return this.#follow(node.source);
		if (depth > DEEPEST) throw new YamlProblem(`it is nested more than ${DEEPEST} levels deep, more than Wave reads`);
		const anchor = require_yaml.isScalar(node) || require_yaml.isMap(node) || require_yaml.isSeq(node) ? node.anchor : void 0;
		if (anchor !== void 0) this.#anchors.set(anchor, void 0);
		const value = this.#value(node, depth);
		if (anchor !== void 0) this.#anchors.set(anchor, value);
		return value;
	}
	#follow(anchor) {
		const value = this.#anchors.get(anchor);
		if (value === void 0) throw new YamlProblem(`the alias *${anchor} stands for nothing that ends before it`);
		if (value.kind !== "scalar" && ++this.#aliases > MOST_ALIASES) throw new YamlProblem(`it has more than ${MOST_ALIASES} aliases, more than Wave reads`);
		return value;
	}
	#value(node, depth) {
		if (require_yaml.isScalar(node)) return scalarOf(node);
		if (require_yaml.isSeq(node) && isPlainTag(node.tag, "seq")) return {
			kind: "list",
			items: node.items.map((item) => this.read(item, depth + 1))
		};
		if (require_yaml.isMap(node) && isPlainTag(node.tag, "map")) return {
			kind: "map",
			entries: this.#entries(node.items, depth + 1)
		};
		return nothing;
	}
	/** Of a key that is written twice, the last one counts. */
	#entries(pairs, depth) {
		const entries = new Map();
		for (const pair of pairs) {
			const key = this.read(pair.key, depth);
			if (key.kind !== "scalar") throw new YamlProblem("a key is no word");
			const word = `${key.isString}:${key.text}`;
			const value = this.read(pair.value, depth);
			entries.delete(word);
			entries.set(word, [key, value]);
		}
		return [...entries.values()];
	}
};
const nothing = {
	kind: "scalar",
	text: "null",
	isString: false
};
function scalarOf(scalar) {
	const text = typeof scalar.value === "string" ? scalar.value : "";
	isPlainTag(scalar.tag, "str");
	if (scalar.tag !== void 0 || scalar.type !== "PLAIN") return {
		kind: "scalar",
		text,
		isString: true
	};
	const word = plainWord(text);
	if (word === void 0) throw new YamlProblem(`${require_base.quote(text)} is no text to YAML: put it in quotes`);
	return word === "string" ? {
		kind: "scalar",
		text,
		isString: true
	} : {
		kind: "scalar",
		text: word.printed,
		isString: false
	};
}
/** Throws for a tag that makes something else of a value than its form does. */
function isPlainTag(tag, kind) {
	if (tag === void 0 || tag === `tag:yaml.org,2002:${kind}`) return true;
	throw new YamlProblem(`it has the tag ${require_base.quote(tag)}`);
}
// src/recipe/yaml-dump.ts
/** YAML as SnakeYAML 2.2 writes it for Wave: block style, two blanks a level, lists as far left as their key, folded from column 80 on. */
const WIDTH = 80;
/** A longer key is written in another way; the tag that it would have counts (`Emitter.checkSimpleKey`). */
const LONGEST_KEY = 122;
/** Throws a YamlProblem where a text holds what needs escapes or more lines than one. */
function dumpYaml(value) {
	const writer = new Writer(anchorsOf(value));
	writer.node(value, -2, false);
	return `${writer.text}\n`;
}
/** Lists and maps that stand in more than one place, by the name that is given them: in the order of their second place. */
function anchorsOf(root) {
	const seen = new Set();
	const anchors = new Map();
	const visit = (value) => {
		if (value.kind === "scalar") return;
		if (seen.has(value)) {
			if (!anchors.has(value)) anchors.set(value, `id${String(anchors.size + 1).padStart(3, "0")}`);
			return;
		}
		seen.add(value);
		if (value.kind === "list") for (const item of value.items) visit(item);
		else for (const [, entry] of value.entries) visit(entry);
	};
	visit(root);
	return anchors;
}
/** Indents are of the level around; -2 for what is around the document. */
var Writer = class {
	text = "";
	#anchors;
	#written = new Set();
	#column = 0;
	/** Whether only blanks and dashes stand before this on the line. */
	#isIndenting = true;
	#isAfterBlank = true;
	constructor(anchors) {
		this.#anchors = anchors;
	}
	node(value, indent, isValue) {
		if (value.kind === "scalar") return this.#scalar(value, indent + 2);
		const anchor = this.#anchors.get(value);
		if (this.#written.has(value)) return this.#mark(`*${anchor}`);
		this.#written.add(value);
		if (anchor !== void 0) this.#mark(`&${anchor}`);
		if (value.kind === "map") this.#map(value, indent + 2);
		else if (value.items.length === 0) this.#mark("[]");
		else this.#list(value.items, isValue && !this.#isIndenting ? indent : indent + 2);
	}
	#list(items, indent) {
		for (const item of items) {
			this.#newLine(indent);
			this.#mark("-", true);
			this.node(item, indent, false);
		}
	}
	#map({ entries }, indent) {
		if (entries.length === 0) this.#mark("{}");
		for (const [key, value] of entries) {
			const word = scalarText(key);
			if (key.text === "" || key.text.length > LONGEST_KEY) throw new YamlProblem("a key is empty, or very long");
			this.#newLine(indent);
			this.#mark(word, false);
			this.#write(":");
			this.node(value, indent, true);
		}
	}
	#scalar(scalar, indent) {
		const text = scalarText(scalar);
		const from = text === scalar.text ? 0 : 1;
		if (!this.#isAfterBlank) this.#write(" ");
		let at = 0;
		for (const { 0: blanks, index } of text.matchAll(/ +/g)) {
			this.#write(text.slice(at, index));
			at = index + blanks.length;
			const isInside = index > from && at < text.length - from;
			if (blanks.length === 1 && isInside && this.#column > WIDTH) this.#newLine(indent);
			else this.#write(blanks);
		}
		this.#write(text.slice(at));
	}
	/** A word of its own: a blank goes before it where none is. */
	#mark(word, isIndenting = false) {
		if (!this.#isAfterBlank) this.#write(" ");
		const was = this.#isIndenting;
		this.#write(word);
		this.#isIndenting = was && isIndenting;
	}
	#write(text) {
		if (text === "") return;
		this.text += text;
		this.#column += text.length;
		this.#isAfterBlank = false;
		this.#isIndenting = false;
	}
	#newLine(indent) {
		if (!this.#isIndenting || this.#column > indent || this.#column === indent && !this.#isAfterBlank) {
			this.text += "\n";
			this.#column = 0;
		}
		this.text += " ".repeat(indent - this.#column);
		this.#column = indent;
		this.#isAfterBlank = true;
		this.#isIndenting = true;
	}
};
/** What YAML reads as something else than this text where it has no quotes (`Emitter.analyzeScalar`). */
const NEEDS_QUOTES = /^(?:---|\.\.\.|[#,[\]{}&*!|>'"%@`]|[?:-](?: |$)| |0[0-9_]+$)|:(?: |$)| #| $/;
/** What has no place in a plain text or in single quotes: line ends, and all that YAML has escapes for. */
const NEEDS_ESCAPES = /[^ -~\u00a0-\u2027\u202a-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u;
function scalarText({ text, isString }) {
	if (!isString) return text;
	if (NEEDS_ESCAPES.test(text)) throw new YamlProblem("a text has line ends or control characters in it");
	if (plainWord(text) === "string" && !NEEDS_QUOTES.test(text)) return text;
	return `'${text.replaceAll("'", "''")}'`;
}
// src/recipe/environment.ts
/** What an environment.yml or a `conda` directive asks for, and the text that Wave makes of it and hashes. */
/** What requests have that say nothing else: Nextflow (`WaveClient`), wave-cli (`App`) and the site of Seqera Containers. */
const defaultChannels = ["conda-forge", "bioconda"];
/** Reads an environment.yml. */
function readEnvironment(text) {
	return orProblem(() => {
		const document = readYamlValue(text);
		if (document.kind !== "map") throw new YamlProblem("it is no environment: it has no `dependencies:`");
		return environmentOf(document, "file");
	});
}
function orProblem(read) {
	try {
		return read();
	} catch (error) {
		if (error instanceof YamlProblem) return { problem: error.message };
		throw error;
	}
}
/** Throws a YamlProblem where its text cannot be written. */
function environmentOf(document, kind) {
	const name = valueOf(document, "name");
	const channels = valueOf(document, "channels");
	const words = dependenciesOf(document);
	if (name !== void 0 && name.kind !== "scalar") throw new YamlProblem("its `name:` is no word");
	return {
		...name !== void 0 && isGroovyTrue(name) && { name: name.text },
		channels: channels?.kind === "list" ? channels.items.flatMap((item) => item.kind === "scalar" ? [item.text] : []) : [],
		packages: (words ?? []).map(readPackage),
		dumped: dumpYaml(document),
		kind,
		document
	};
}
function valueOf({ entries }, key) {
	return entries.find(([word]) => word.isString && word.text === key)?.[1];
}
/** `if( yaml.name )`: empty, zero, false and nothing are no name. */
function isGroovyTrue({ text, isString }) {
	return isString ? text !== "" : !/^(?:null|false|-?0(?:\.0)?)$/.test(text);
}
/** Texts with `pip:` before those of pip's list; undefined where one is of another form, which is no name to Wave either. */
function dependenciesOf(document) {
	const dependencies = valueOf(document, "dependencies");
	if (dependencies?.kind !== "list") return void 0;
	const words = [];
	for (const item of dependencies.items) if (item.kind === "scalar" && item.isString) words.push(item.text);
	else if (item.kind === "map") for (const [key, value] of item.entries) {
		if (key.text !== "pip" || value.kind !== "list") return void 0;
		for (const word of value.items) words.push(`pip:${word.kind === "scalar" ? word.text : ""}`);
	}
	else return void 0;
	return words;
}
const PIP$1 = /^pip:(?=[^:])/;
/** `bioconda::samtools=1.17=h00cdaf9_0`, or that with `pip:` before it. */
function readPackage(word) {
	const written = word.replace(PIP$1, "");
	const end = written.indexOf("::");
	const channel = end < 0 ? void 0 : written.slice(0, end);
	const [name = "", version, build] = specPieces(end < 0 ? written : written.slice(end + 2));
	return {
		name: name.trim(),
		...version !== void 0 && { version: version.trim() },
		...build !== void 0 && { build: build.trim() },
		...channel !== void 0 && { channel },
		manager: PIP$1.test(word) ? "pip" : "conda",
		written
	};
}
/** Name, version and build, as Wave cuts them (`splitVersion`). */
function specPieces(spec) {
	return spec.split(/[=<>]/).filter((piece) => piece !== "");
}
/** Reads packages as Nextflow and Wave do where a `conda` directive names them: `bioconda::samtools=1.17 pip:numpy==1.26`. */
function environmentOfDirective(text, channels = defaultChannels) {
	const words = text.split(" ").filter((word) => word !== "").map(unquoted);
	const refused = words.find((word) => /^(?:pip::|https?:\/\/)/.test(word));
	if (words.length === 0) return { problem: "it names no package" };
	if (refused !== void 0) return { problem: `${require_base.quote(refused)} is no package to Wave` };
	return orProblem(() => environmentOf(entriesDocument(words, channels), "entries"));
}
/** What Wave writes for packages that a request names one by one (`DockerHelper.condaPackagesToCondaYaml`). */
function entriesDocument(words, channels) {
	const conda = words.filter((word) => !word.startsWith("pip:")).map(textOf$1);
	const pip = words.filter((word) => word.startsWith("pip:")).map((word) => textOf$1(word.slice(4)));
	const dependencies = pip.length === 0 ? conda : [
		...conda,
		textOf$1("pip"),
		mapOf({ pip: listOf(pip) })
	];
	return mapOf({
		...channels.length > 0 && { channels: listOf(channels.map(textOf$1)) },
		dependencies: listOf(dependencies)
	});
}
const textOf$1 = (text) => ({
	kind: "scalar",
	text,
	isString: true
});
const listOf = (items) => ({
	kind: "list",
	items
});
const mapOf = (entries) => ({
	kind: "map",
	entries: Object.entries(entries).map(([key, value]) => [textOf$1(key), value])
});
/** Single quotes around a word, then double ones, as often as there are some (`DockerHelper.trim0`). */
function unquoted(word) {
	let text = word.trim();
	for (const mark of ["'", "\""]) while (text.length > 1 && text.startsWith(mark) && text.endsWith(mark)) text = text.slice(1, -1);
	return text;
}
// src/recipe/built-name.ts
/** Names that say what was built: those of Wave's builds, mulled-v1 and mulled-v2 ones, and those of BioContainers. */
const WAVE_TAG = /^(?:(.*)--)?([0-9a-f]{16})$/;
const COMMUNITY = /^community\.wave\.seqera\.io\/library\/(?!build$)[^/]+$/;
const MULLED = /^mulled-v([12])-([0-9a-f]{40})$/;
/** Undefined where a name says nothing of what was built. Never throws. */
function readBuiltName(image) {
	const read = require_base.readWrittenName(image);
	const build = require_base.namedBuild(read);
	if (build?.origin === "biocontainers") return bioName(build.software, build.tag);
	if (read.kind !== "registry" || read.name.tag === void 0) return void 0;
	const [, prefix = "", id] = WAVE_TAG.exec(read.name.tag) ?? [];
	if (id === void 0) return void 0;
	const repository = `${read.name.registry}/${read.name.repository}`;
	return {
		kind: "wave",
		id,
		engine: read.scheme === "oras" ? "singularity" : "docker",
		repository,
		path: repository.slice(repository.lastIndexOf("/") + 1),
		prefix,
		isCommunity: COMMUNITY.test(repository)
	};
}
/** Tags are `VERSION--BUILD`, of mulled-v2 `VERSIONS-BUILD` or `BUILD`, of mulled-v1 `BUILD`. */
function bioName(software, tag) {
	const [, version, hash] = MULLED.exec(software) ?? [];
	if (hash === void 0) return {
		kind: "single",
		software,
		version: tag.replace(/--[^-]*$/, "")
	};
	const [versionsHash] = /^[0-9a-f]{40}(?=-|$)/.exec(tag) ?? [];
	return {
		kind: "mulled",
		version: version === "1" ? 1 : 2,
		hash,
		...version === "2" && versionsHash !== void 0 && { versionsHash }
	};
}
/** Whether anything can be proven of a name: one of Wave's with an id, or of BioContainers in either form. Cheap. */
function isProvable(image) {
	return readBuiltName(image) !== void 0;
}
// src/recipe/match-spec.ts
const SPEC = /^(\w(?:[\w.-]*\w)?)\s*(.*)$/s;
/** A range, one of several, a condition, an extra of pip's: which version comes of it the text does not tell. */
const OPEN = /^!|[<>~|,;@[(^$]|\*./;
/** What may be any package. */
const ELSEWHERE = /^[/:\\+]/;
const known = new WeakMap();
function askedOf(one) {
	let asked = known.get(one);
	if (asked === void 0) known.set(one, asked = readSpec(one));
	return asked;
}
function readSpec({ written, manager, build }) {
	const text = manager === "conda" ? written.replace(/^[^[]*::/, "") : written;
	const [, name, rest = ""] = SPEC.exec(text.trim()) ?? [];
	if (name === void 0 || ELSEWHERE.test(rest)) return { allows: () => true };
	const named = { name: manager === "pip" ? pipName(name) : name.toLowerCase() };
	const [operand = ""] = /^={0,3}\s*[^\s=]*/.exec(rest) ?? [];
	if (OPEN.test(operand) || /^[[;]/.test(rest)) return {
		...named,
		allows: () => true
	};
	const [, sign = "", version = "", star] = /^(=*)\s*([^*]*?)(\.?\*)?$/s.exec(operand) ?? [];
	if (version === "") return {
		...named,
		allows: () => true
	};
	const isPattern = star !== void 0;
	const isStart = isPattern || sign === "=" && manager === "conda" && build === void 0;
	const wanted = plain(version);
	return {
		...named,
		...!isPattern && { version },
		allows: (said) => plain(said) === wanted || isStart && isBeginning(said, version, star === "*")
	};
}
/** 1.17.1 goes on behind 1.17, and 1.171 does not; behind `1.17*` it does. */
function isBeginning(said, start, isOfText) {
	const [whole, begun] = [letters(said), letters(start)];
	return whole.startsWith(begun) && (isOfText || !(/\d$/.test(begun) && /^\d/.test(whole.slice(begun.length))));
}
/** Without what tags have another character for, or none. */
const letters = (version) => version.replace(/[^a-z0-9.]/gi, "");
/** To conda and pip 1.17 and 1.17.0 are one. */
const plain = (version) => letters(version).replace(/(?:\.0)+$/, "");
/** A name as pip compares it (PEP 503). */
const pipName = (name) => name.toLowerCase().replace(/[-_.]+/g, "-");
// src/recipe/names.ts
/** More than five names are four and this. */
const MOST = 5;
const PRUNED = "pruned";
/** Undefined where Wave refuses the environment for such a name. */
function nameParts(environment, strategy) {
	const none = {
		path: "",
		prefix: ""
	};
	if (strategy === "none") return none;
	const { names, versions } = strategy === "imageSuffix" ? splitNames(environment) : {
		names: joinedNames(environment),
		versions: []
	};
	if (names.length === 0) return none;
	const joined = names.length <= MOST ? names.join("_") : [...names.slice(0, 4), PRUNED].join("_");
	if (strategy === "tagPrefix") return {
		path: "",
		prefix: normalTag(joined)
	};
	const path = normal(joined.toLowerCase(), 255, /[^a-z0-9_.\-/]/g);
	const [version] = versions;
	return path === "" ? void 0 : {
		path,
		prefix: version === void 0 || versions.length > 1 ? "" : normalTag(version)
	};
}
/** The name of an image, its id left for the caller; undefined where Wave refuses the environment for such a name. */
function waveName(id, environment, { repository, engine, strategy }) {
	const parts = nameParts(environment, strategy);
	if (parts === void 0) return void 0;
	const place = parts.path === "" ? repository : `${repository.replace(/\/+$/, "")}/${parts.path}`;
	return `${engine === "singularity" ? "oras://" : ""}${place}:${parts.prefix === "" ? "" : `${parts.prefix}--`}${id}`;
}
/** Each distinct one; a version that is not there is one of them, `undefined` in a list of its own. */
function splitNames({ name, packages }) {
	if (name !== void 0) return {
		names: [name],
		versions: [void 0]
	};
	const pieces = packages.filter(({ written }) => !isUrl(written)).map(({ written }) => specPieces(spec(written)));
	return {
		names: [...new Set(pieces.flatMap(([first = ""]) => first === "" ? [] : [first]))],
		versions: [...new Set(pieces.map(([, version]) => version))]
	};
}
/** `samtools-1.17` each. */
function joinedNames({ name, packages }) {
	if (name !== void 0) return [name];
	const words = packages.filter(({ written }) => !isUrl(written)).map(({ written }) => {
		const [first, version] = specPieces(spec(written));
		return version === void 0 ? spec(written) : `${first}-${version}`;
	});
	return [...new Set(words.filter((word) => word !== ""))];
}
/** Wave names nothing after a package that is a URL. */
const isUrl = (written) => /^https?:\/\//.test(written);
/** Without its channel. */
const spec = (written) => written.slice(written.indexOf("::") < 0 ? 0 : written.indexOf("::") + 2);
/** Wave prints the word of Java for nothing where no character is left. */
function normalTag(text) {
	return normal(text, 80, /[^a-zA-Z0-9_.-]/g) || "null";
}
/** Without what no name may have; cut behind the part that makes it too long, then at its most characters (`normalise0`). */
function normal(text, most, unwanted) {
	let kept = text.replace(unwanted, "");
	if (kept.length > most) {
		let joined = "";
		for (const part of kept.split("_").filter((word) => word !== "")) {
			joined += joined === "" ? part : `_${part}`;
			if (joined.length > most) break;
		}
		kept = joined.slice(0, most);
	}
	return kept.replace(/^[\W_]+|[\W_]+$/g, "");
}
// src/recipe/differences.ts
/** Wave cuts names that are longer than 255. */
const LONGEST = 200;
function compareNames(name, environment) {
	const { packages, asIs, asConda } = readingsOf(environment);
	if (packages.length === 0 || name.path.length > LONGEST) return { kind: "silent" };
	if (asIs.some(({ path, prefix }) => (path === "" || path === name.path) && prefix === name.prefix)) return name.prefix === "" && !asIs.some(({ path }) => path === name.path) ? { kind: "silent" } : {
		kind: "same",
		order: packages
	};
	const said = name.prefix;
	const order = orderOf(name.path, packages) ?? orderOf(name.path, withPip(packages));
	const { name: _, ...unnamed } = environment;
	if (order !== void 0 && partsOf({
		...unnamed,
		packages: order
	}).some(({ prefix }) => prefix === said)) return {
		kind: "same",
		order
	};
	const likely = order ?? orderOf(name.path, asConda ?? []);
	if (likely === void 0) return asConda === void 0 ? { kind: "silent" } : otherPackages(name, asConda);
	return said === "" || likely.every((one) => askedOf(one).allows(said)) ? {
		kind: "open",
		order: likely,
		said
	} : {
		kind: "version",
		said
	};
}
/** Many names are compared with one environment. */
const readings = new WeakMap();
function readingsOf(environment) {
	let known = readings.get(environment);
	if (known !== void 0) return known;
	const packages = environment.packages.filter(({ written }) => !isUrl(written));
	const isNamed = environment.packages.every((one) => askedOf(one).name !== void 0);
	known = {
		packages,
		asIs: partsOf(environment),
		asConda: isNamed ? packages.map(asCondaReads) : void 0
	};
	readings.set(environment, known);
	return known;
}
/** `samtools 1.21` is a package of that name to Wave, and to nobody else. */
function asCondaReads(one) {
	return {
		...one,
		name: askedOf(one).name ?? one.name
	};
}
/** Of both forms that have packages in them, that with a path first. */
function partsOf(environment) {
	return ["imageSuffix", "tagPrefix"].flatMap((strategy) => nameParts(environment, strategy) ?? []);
}
/** Undefined where the path is not made of the names of all the packages. */
function orderOf(path, packages) {
	const left = new Map(packages.map((one) => [wordOf(one), one]));
	const order = [];
	let rest = path;
	while (rest !== "" && !(rest === "pruned" && order.length === 4 && left.size > 1)) {
		const word = longestStart(rest, left.keys());
		if (word === void 0) return void 0;
		order.push(left.get(word));
		left.delete(word);
		rest = rest.slice(word.length + 1);
	}
	return rest === "" && left.size > 0 ? void 0 : [...order, ...left.values()];
}
const PIP = {
	name: "pip",
	manager: "conda",
	written: "pip"
};
/** A request for packages of pip gets pip itself from Wave. */
function withPip(packages) {
	const first = packages.findIndex(({ manager }) => manager === "pip");
	return first < 0 ? packages : [
		...packages.slice(0, first),
		PIP,
		...packages.slice(first)
	];
}
/** A package as it stands in a path. */
const wordOf = ({ name }) => name.toLowerCase().replace(/[^a-z0-9_.\-/]/g, "").replace(/^[\W_]+|[\W_]+$/g, "");
/** Of `a` and `a_b` the one that a text begins with and that is longer. */
function longestStart(text, words) {
	return [...words].filter((word) => word !== "" && (text === word || text.startsWith(`${word}_`))).sort((a, b) => b.length - a.length)[0];
}
/** Only of Seqera Containers is it known that the path names packages. */
function otherPackages({ path, isCommunity }, packages) {
	if (!isCommunity) return { kind: "silent" };
	const left = new Set(packages.map(wordOf));
	const extra = [];
	let rest = path;
	let isPruned = false;
	while (rest !== "") {
		const word = longestStart(rest, left);
		const taken = word ?? rest.split("_", 1)[0];
		rest = rest.slice(taken.length + 1);
		if (word !== void 0) left.delete(word);
		else if (taken === "pruned" && rest === "") isPruned = true;
		else if (taken !== "") extra.push(taken);
	}
	const missing = isPruned ? [] : [...left];
	return missing.length === 0 && extra.length === 0 ? { kind: "silent" } : {
		kind: "packages",
		missing,
		extra
	};
}
// src/recipe/explanations.ts
/** Other requests that could have been made from an environment: what people and tools are known to do with one. */
/** A lock file that is longer is not of one environment. Characters. */
const LONGEST_LOCK = 2097152;
/** Each of so many packages is tried with its build. */
const MOST_PINNED = 8;
/** `https://\u2026/noarch/multiqc-1.35-pyhdfd78af_1.conda`, in explicit lists and in pixi's lock files. */
const PACKAGE_FILE = /\/([\w.-]{1,128})-([^\s/-]{1,64})-([^\s/-]{1,64})\.(?:conda|tar\.bz2)\b/g;
function buildsOf(lockFile) {
	if (lockFile.length > LONGEST_LOCK) return [];
	return [...lockFile.matchAll(PACKAGE_FILE)].map(([, name = "", version = "", build = ""]) => ({
		name,
		version,
		build
	}));
}
/** Nobody writes a longer environment by hand, and each explanation of one is hashed with every template. Characters. */
const LONGEST_ENVIRONMENT = 65536;
/** Those that were asked for last: the images of one module are held against one environment. */
let last;
/** Each text once, likely ones first. `order`: the packages as the name of the image has them. */
function explanations(environment, order, builds) {
	if (environment.dumped.length > LONGEST_ENVIRONMENT) return [];
	const key = [
		environment,
		builds,
		...order.map(({ written }) => written)
	];
	if (last === void 0 || !isSame(last.key, key)) last = {
		key,
		explanations: distinct(environment.dumped, requests(environment, order, builds))
	};
	return last.explanations;
}
function isSame(a, b) {
	return a.length === b.length && a.every((one, index) => one === b[index]);
}
function distinct(own, all) {
	const texts = new Map();
	for (const one of all) if (one.condaFile !== own && !texts.has(one.condaFile)) texts.set(one.condaFile, one);
	return [...texts.values()];
}
function* requests(environment, order, builds) {
	const { channels: own, packages, document } = environment;
	for (const channels of channelLists(own)) {
		const how = channels === own ? [] : [`the channels ${channels.join(", ")}`];
		if (channels !== own) yield file(withChannels(document, channels), how);
		for (const arranged of arrangements(packages, order)) yield request(arranged.packages, channels, [...how, arranged.how]);
	}
	for (const pinned of pinnings(packages, builds)) {
		const how = [`the exact build ${pinned.map(({ build }) => build).join(" and ")}`];
		const pin = (text) => pinned.find(({ written }) => written === text)?.pinnedText ?? text;
		yield file(withDependencies(document, pin), how);
		yield request(order.map((one) => ({
			...one,
			written: pin(one.written)
		})), own, how);
	}
}
/** The packages of a request that names them: in the order of the file, of the name and of the alphabet, and without their channels. */
function* arrangements(written, named) {
	const sorted = [...named].sort((a, b) => a.written < b.written ? -1 : 1);
	yield {
		packages: written,
		how: "the packages given one by one"
	};
	yield {
		packages: named,
		how: "the packages in the order of the name"
	};
	yield {
		packages: sorted,
		how: "the packages sorted"
	};
	yield {
		packages: named.map((one) => ({
			...one,
			written: one.written.replace(/^[^:]*::/, "")
		})),
		how: "the packages without their channels"
	};
	for (const channel of defaultChannels) yield {
		packages: named.map((one) => ({
			...one,
			written: withChannel(one, channel)
		})),
		how: `the packages with the channel ${channel}`
	};
}
/** The site of Seqera Containers has a channel and one `=` for each package. */
function withChannel({ manager, channel, name, version, written }, wanted) {
	return channel !== void 0 || manager === "pip" || name === "pip" ? written : `${wanted}::${written === `${name}==${version}` ? `${name}=${version}` : written}`;
}
/** Those of the environment first; what wave-cli and Nextflow send of their own is appended to it, or stands in its place. */
function channelLists(own) {
	return [
		own,
		[...own, ...defaultChannels.filter((channel) => !own.includes(channel))],
		defaultChannels,
		[...defaultChannels].reverse()
	];
}
/** Each package alone whose version the lock file has, then all of them. */
function pinnings(packages, builds) {
	const byName = new Map(builds.map((one) => [`${one.name}=${one.version}`, one]));
	const pinned = packages.flatMap(({ name, version, build, manager, written }) => {
		const locked = byName.get(`${name}=${version}`);
		if (locked === void 0 || build !== void 0 || manager === "pip") return [];
		return [{
			written,
			pinnedText: `${written}=${locked.build}`,
			build: `${name}=${locked.version}=${locked.build}`
		}];
	});
	const alone = pinned.slice(0, MOST_PINNED).map((one) => [one]);
	return pinned.length > 1 ? [...alone, pinned] : alone;
}
function file(document, how) {
	return {
		condaFile: dumpYaml(document),
		how: how.join(" and ")
	};
}
function withChannels(document, channels) {
	const list = {
		kind: "list",
		items: channels.map(textOf$1)
	};
	const has = document.entries.some(([key]) => key.text === "channels");
	const entries = document.entries.map(([key, value]) => [key, key.text === "channels" ? list : value]);
	return {
		kind: "map",
		entries: has ? entries : [...entries, [textOf$1("channels"), list]]
	};
}
/** With other words for its packages, those of pip as they are. */
function withDependencies(document, change) {
	return {
		kind: "map",
		entries: document.entries.map(([key, value]) => {
			if (key.text !== "dependencies" || value.kind !== "list") return [key, value];
			return [key, {
				kind: "list",
				items: value.items.map((item) => item.kind === "scalar" ? {
					...item,
					text: change(item.text)
				} : item)
			}];
		})
	};
}
function request(packages, channels, how) {
	const words = packages.map(({ manager, written }) => manager === "pip" ? `pip:${written}` : written);
	const hasPip = packages.some(({ manager }) => manager === "pip");
	return {
		condaFile: dumpYaml(entriesDocument(words.filter((word) => !(hasPip && word === "pip")), channels)),
		how: how.join(" and ")
	};
}
// src/recipe/mulled.ts
/** A container of some packages of the environment: each subset is tried as long as there are no more of them than that. */
const MOST_LEFT_OUT = 10;
/** The most packages of an environment that give the hash of a name; undefined where none do. */
function matchMulled(name, packages) {
	const sorted = packages.filter(({ manager }) => manager === "conda").map(readTarget).sort((a, b) => a.name < b.name ? -1 : 1);
	const subsets = sorted.length > MOST_LEFT_OUT ? [sorted] : subsetsOf(sorted);
	for (const subset of subsets) {
		if (subset.length === 0 || !isHashOf(name, subset)) continue;
		const used = new Set(subset.map(({ of }) => of));
		return {
			missing: packages.filter((one) => !used.has(one)),
			versions: versionsOf(name, subset)
		};
	}
}
function readTarget(of) {
	const { name = of.name.toLowerCase(), version } = askedOf(of);
	return {
		of,
		name,
		version,
		build: of.build
	};
}
/** Largest first. */
function subsetsOf(all) {
	let subsets = [[]];
	for (const one of all) subsets = subsets.flatMap((subset) => [[...subset, one], subset]);
	return subsets.sort((a, b) => b.length - a.length);
}
function isHashOf(name, packages) {
	return sha1(packages.map((one) => name.version === 2 ? one.name : [
		one.name,
		one.version,
		one.build
	].filter((word) => word !== void 0).join("="))) === name.hash;
}
function versionsOf(name, packages) {
	if (name.version === 1) return "same";
	const versions = packages.map(({ version }) => version);
	const isNone = versions.every((version) => version === void 0);
	if (name.versionsHash === void 0) return isNone ? "same" : "open";
	if (!isNone && name.versionsHash === sha1(versions.map((version) => version ?? "null"))) return "same";
	return versions.includes(void 0) ? "open" : "other";
}
function sha1(lines) {
	return process.getBuiltinModule("node:crypto").createHash("sha1").update(lines.join("\n")).digest("hex");
}
// src/recipe/template-states.ts
/**
* The templates of Wave as SipHash has them once it took one in, written by `scripts/template-states.ts`: no text of them is here.
* A line each, of one template and engine the newest first: template, engine, builder image, where its text came from (repository,
* commit and day, one or several), v0 to v3, the bytes that make no word yet, bytes so far. Base image and packages are the defaults.
*/
const templateStates = `
conda/micromamba:v2 docker mambaorg/micromamba:2-amazon2023 wave@417e43a72@2026-07-06 9184d669d5a98d3378549f923cf27b8d5cbb3bb587854f824e8f1cca6165847f 1e00 2194
conda/micromamba:v2 docker mambaorg/micromamba:1.5.10-noble wave@417e43a72@2026-07-06 f737e24f02d292699ae4215e1ffc36f8d6b3cb61a552e1a4ca1b1fdfc81a17f2 1e00 2194
conda/micromamba:v2 docker mambaorg/micromamba:2-amazon2023 wave@6d57360a6@2026-04-27 de8a98fc52f37cff5933b9011b0236d481ec1378925caf2463b344d05bdfb299 1e00 1722
conda/micromamba:v2 docker mambaorg/micromamba:1.5.10-noble wave@6d57360a6@2026-04-27 080326985ae19367d398992f9c03b52ba1bd1ac0d181564523df28a7572f0e2d 1e00 1722
conda/micromamba:v2 docker mambaorg/micromamba:2-amazon2023 wave@67542ce25@2026-04-15 4fabf5911aa40e67a9d13530e898fa306baff483aac2ff8cb5be3c90322030b3 1e00 1658
conda/micromamba:v2 docker mambaorg/micromamba:1.5.10-noble wave@67542ce25@2026-04-15 7cec22c9a71cf2d535e3a6b3e1b39a2b513a4d65df7bb96d33ee44a1de4a10af 1e00 1658
conda/micromamba:v2 docker mambaorg/micromamba:2-amazon2023 wave@21e9e425a@2025-12-10 a02a7073787de269c013ea674d9599e8f8c279f706de7a80ca8af3c277f8094e - 1248
conda/micromamba:v2 docker mambaorg/micromamba:1.5.10-noble wave@21e9e425a@2025-12-10 25183ff09ceb8eceeafa30b7b9627399fc985d17fbebde970ff11c724f742178 - 1248
conda/micromamba:v2 singularity mambaorg/micromamba:2-amazon2023 wave@417e43a72@2026-07-06 6e27de0aeb58d1b577a980d1118622573c5778c53e2656765c01fc3f8dc94d22 22000a001e00 1942
conda/micromamba:v2 singularity mambaorg/micromamba:1.5.10-noble wave@417e43a72@2026-07-06 0facf4c94b0a2ee3c60e6b2cf1ca116da30ddfdab093751d6aafc24b849b14ec 22000a001e00 1942
conda/micromamba:v2 singularity mambaorg/micromamba:2-amazon2023 wave@6d57360a6@2026-04-27 9caa4e554d44ad825133c1240a0c900dd6f68a967a33d922916f9ceff380df10 22000a001e00 1502
conda/micromamba:v2 singularity mambaorg/micromamba:1.5.10-noble wave@6d57360a6@2026-04-27 28e8145bb0a00bc5fb87f8cc121112c3aca9c0dab8e579ed1c4bb0f5adc7c9fe 22000a001e00 1502
conda/micromamba:v2 singularity mambaorg/micromamba:2-amazon2023 wave@67542ce25@2026-04-15 4a7c4917aec4aa0603ba31b177f4b63300e0c094b655104998cfac0a0327563f - 1448
conda/micromamba:v2 singularity mambaorg/micromamba:1.5.10-noble wave@67542ce25@2026-04-15 c97f901abbacba9d31cb644a48d9af93be1ed9486d1bd2a669cfd283fe5d1c1e - 1448
conda/micromamba:v2 singularity mambaorg/micromamba:2-amazon2023 wave@17273e544@2026-04-02 cf32116c6a4947f4c8c19fc9a882e1e58cac3993b4451b1c8cad1173ceabcb0d 1e00 1010
conda/micromamba:v2 singularity mambaorg/micromamba:1.5.10-noble wave@17273e544@2026-04-02 7437891d742866c47e63a737742cedd99d0ffe7a96ffa6f729783208215d7725 1e00 1010
conda/micromamba:v2 singularity mambaorg/micromamba:2-amazon2023 wave@21e9e425a@2025-12-10 a62c956ba16d9ea8599d8b64c31e761361c9cdff527b75e88c18b2611419b572 0a001e00 1468
conda/micromamba:v2 singularity mambaorg/micromamba:1.5.10-noble wave@21e9e425a@2025-12-10 aa3e7b6f41baa1d90d3df48738e878a856f55592aa6c3206adb77ccc5644ec14 0a001e00 1468
conda/pixi:v1 docker public.cr.seqera.io/wave/pixi:0.61.0-noble wave@417e43a72@2026-07-06 509ab2cd9d30d06176296b75e993a20e8b1d6a2da7ec3358f6ad065bdbcc4af2 - 1928
conda/pixi:v1 docker public.cr.seqera.io/wave/pixi:0.61.0-noble wave@c2042fa58@2026-03-04 b13946b985eea43fa04078106fef5ca8c84cf9919790f232fed336dc06f5b907 5d000a001e00 1854
conda/pixi:v1 docker public.cr.seqera.io/wave/pixi:0.61.0-noble wave@21e9e425a@2025-12-10 48f75ebcaa1f5196886481e8074ba9c492ea7635a09e848072998937b1a2424d - 1680
conda/pixi:v1 singularity public.cr.seqera.io/wave/pixi:0.61.0-noble wave@417e43a72@2026-07-06 8586fb97538046a21bfaac7fa4e5400a87931cc5b219be4cf456224c4d1ea2ac 0a001e00 908
conda/pixi:v1 singularity public.cr.seqera.io/wave/pixi:0.61.0-noble wave@a199953e5@2026-04-27 c6fbceaaa02e84f041f4af24cbc9ff29d544467903a033f4ef31123b0afee466 0a001e00 844
conda/pixi:v1 singularity public.cr.seqera.io/wave/pixi:0.61.0-noble wave@17273e544@2026-04-02 ba5411d8a1e49628026361aedafda8ab1e5bb263bd8f37a721b7d44087fb968f 22000a001e00 974
conda/pixi:v1 singularity public.cr.seqera.io/wave/pixi:0.61.0-noble wave@21e9e425a@2025-12-10 66f3e9dcbaa8233a73b78d8fc1df69a9dbcd15db58f2253a08aa007e86c22ac3 22000a001e00 1806
conda/micromamba:v1 docker mambaorg/micromamba:1.5.10-noble libseqera@7c4860bd6@2024-10-04,wave@21e9e425a@2025-12-10 a9b757cf160169eb9da60d9d195652813c425189acf89f920d9ef7215b3c42f8 - 968
conda/micromamba:v1 docker mambaorg/micromamba:1.5.10-lunar libseqera@7c4860bd6@2024-10-04,wave@21e9e425a@2025-12-10 56c01c3ad37275917dbd03542cb814276273d629bb7b2a8f9f6fab51eb04e831 - 968
conda/micromamba:v1 docker mambaorg/micromamba:1.5.8-lunar libseqera@7c4860bd6@2024-10-04,wave@21e9e425a@2025-12-10 81c51ae37553f0968ad2bbf8bef5b1103aea2d2e3aba092d85e6030456653080 22000a001e00 966
conda/micromamba:v1 docker mambaorg/micromamba:1.5.10-noble libseqera@348cf29b9@2023-10-30 652bb123dd3d757ae048ee1a64cdd1d4483889c6c587be2e71e32e55af8d2fbe 22000a001e00 622
conda/micromamba:v1 docker mambaorg/micromamba:1.5.10-lunar libseqera@348cf29b9@2023-10-30 01499bf653d13b332bf9de748719ac4252eb40aae89eddacc99770c98e2a1b72 22000a001e00 622
conda/micromamba:v1 docker mambaorg/micromamba:1.5.8-lunar libseqera@348cf29b9@2023-10-30 98cd1747e9488078dbb08ce6d369efa0b6cf25aeefd16cef4d0bb03376ebe87c 0a001e00 620
conda/micromamba:v1 docker mambaorg/micromamba:1.5.10-noble libseqera@624a853ab@2023-08-19,libseqera@aa5c06ef6@2023-09-26 e2a1687e2ef532a1e88e1d570ff6df2fc23aa1b9593bedcd81c8636d4de51918 74000a001e00 542
conda/micromamba:v1 docker mambaorg/micromamba:1.5.10-lunar libseqera@624a853ab@2023-08-19,libseqera@aa5c06ef6@2023-09-26 b950e5edb5f6c07a28d0bf8996ed80c5fb6c792f95181f30a1672f46a9f89a87 74000a001e00 542
conda/micromamba:v1 docker mambaorg/micromamba:1.5.8-lunar libseqera@624a853ab@2023-08-19,libseqera@aa5c06ef6@2023-09-26 20da404c3e74098ec8eb66ff78fcdb043b36a5cdac3e7ff8050cac578fd0d6d7 0a001e00 540
conda/micromamba:v1 docker mambaorg/micromamba:1.5.10-noble libseqera@cc8f64393@2023-09-21 3a5159bda6e6f2aef7892a6df8b86e29c97f8aa0af268ff805e7c14d6e1dda24 1e00 666
conda/micromamba:v1 docker mambaorg/micromamba:1.5.10-lunar libseqera@cc8f64393@2023-09-21 99ee7f56b62586bd65f39d63a3d2d7275d7661517dc502981c52ada50c7bdecc 1e00 666
conda/micromamba:v1 docker mambaorg/micromamba:1.5.8-lunar libseqera@cc8f64393@2023-09-21 3162de477cefbffa7ebfd96c3a9171a71b4a2a66fd0bcca4e50c09a8401d0182 - 664
conda/micromamba:v1 singularity mambaorg/micromamba:1.5.10-noble libseqera@7c4860bd6@2024-10-04,wave@21e9e425a@2025-12-10 1434f3bc9e5dc287a0aa178ea93e0c78bc898826b34311c0d0b78348765629e5 - 984
conda/micromamba:v1 singularity mambaorg/micromamba:1.5.10-lunar libseqera@7c4860bd6@2024-10-04,wave@21e9e425a@2025-12-10 5991e12fcc82e258c1727824488cbfc84d8fd9504c0a8d8daa24433e01f282e6 - 984
conda/micromamba:v1 singularity mambaorg/micromamba:1.5.8-lunar libseqera@7c4860bd6@2024-10-04,wave@21e9e425a@2025-12-10 517dbe5d7b8f1d0e8e53691eca021fcabffc306e5266e3929b2082c5b3c74a9c 22000a001e00 982
conda/micromamba:v1 singularity mambaorg/micromamba:1.5.10-noble libseqera@aa5c06ef6@2023-09-26 7745c5788d62305282975ae24329ff8871e26758b4b957c8ace5f994ce348257 22000a001e00 678
conda/micromamba:v1 singularity mambaorg/micromamba:1.5.10-lunar libseqera@aa5c06ef6@2023-09-26 f2358c7750b63a550f4fd750f1b5d9cad89255864ad8909bd4585b6edd69867d 22000a001e00 678
conda/micromamba:v1 singularity mambaorg/micromamba:1.5.8-lunar libseqera@aa5c06ef6@2023-09-26 0fd8cf4203cef1bf4baa2a70fcc91f41b48e6ffb347ed9392f1c8e0e71599b3b 0a001e00 676
conda/micromamba:v1 singularity mambaorg/micromamba:1.5.10-noble libseqera@cc8f64393@2023-09-21 5b9fd8fbc5040317de81cca88e4e61454ed0df71cea76f2f55b4b203874fd875 - 792
conda/micromamba:v1 singularity mambaorg/micromamba:1.5.10-lunar libseqera@cc8f64393@2023-09-21 a38e3213831d1fbcf867ea0f87d4f16a7e3264c627502e5cdd2717bf10a63856 - 792
conda/micromamba:v1 singularity mambaorg/micromamba:1.5.8-lunar libseqera@cc8f64393@2023-09-21 6d4852a348080783b0197c3c82c561a6862753920e326b129534f243c4ecc9e7 22000a001e00 790
conda/micromamba:v1 singularity mambaorg/micromamba:1.5.10-noble libseqera@3e73854ad@2023-08-26 a947f5fa0152632de97ff88c9d60637d8650de7952e5ca8c17bffb9027158662 - 688
conda/micromamba:v1 singularity mambaorg/micromamba:1.5.10-lunar libseqera@3e73854ad@2023-08-26 1f91ed4ec9b5cfa05d9d779929da7795fff003eddc0bd9cb03e1fdae15195b9f - 688
conda/micromamba:v1 singularity mambaorg/micromamba:1.5.8-lunar libseqera@3e73854ad@2023-08-26 d02a389bf174d77319dbfab7bd6bf1496a8b2ecb887bd34482a5cd1b9acfbd88 22000a001e00 686
conda/micromamba:v1 singularity mambaorg/micromamba:1.5.10-noble libseqera@624a853ab@2023-08-19 5b3e17de9893b7247310acadd53de20d75e15f04a2da212ae9f38371bf82f852 - 672
conda/micromamba:v1 singularity mambaorg/micromamba:1.5.10-lunar libseqera@624a853ab@2023-08-19 76a8dc61a19dcef66c5c8423c1cbf795c6ea2e5fbd41444323f07774ef6e23dd - 672
conda/micromamba:v1 singularity mambaorg/micromamba:1.5.8-lunar libseqera@624a853ab@2023-08-19 e507dbdb91245e8a56160eb508132cf3b117e5f98453b95518e52dd623d3eb0e 22000a001e00 670
`;
// src/recipe/templates.ts
const read = new Map();
/** Those of an engine: the default of today's servers first, of each template the newest text first. */
function templatesOf(engine) {
	const known = read.get(engine);
	if (known !== void 0) return known;
	const own = templateStates.trim().split("\n").map(readTemplate).filter((template) => template.engine === engine);
	read.set(engine, own);
	return own;
}
function readTemplate(line) {
	const [name = "", engine, builder = "", sources = "", v = "", tail = "", length] = line.split(" ");
	const low = [
		0,
		16,
		32,
		48
	].map((at) => word(v.slice(at + 8, at + 16)));
	const high = [
		0,
		16,
		32,
		48
	].map((at) => word(v.slice(at, at + 8)));
	const bytes = Buffer.alloc(8);
	bytes.write(tail, "hex");
	return {
		name,
		engine: engine === "singularity" ? "singularity" : "docker",
		builder,
		sources: sources.split(","),
		state: Int32Array.of(...low, ...high, bytes.readInt32LE(0), bytes.readInt32LE(4), Number(length))
	};
}
function word(hex) {
	return Number.parseInt(hex, 16) | 0;
}
/** `conda/micromamba:v1 (mambaorg/micromamba:1.5.10-noble, text of 2024-10-04)`. */
function describeTemplate(template) {
	const { builder, text } = textOf(template);
	return `${template.name} (${builder}, text of ${text})`;
}
/** The image that installs the packages, and the day on which the template was first given this text (ISO 8601). */
function textOf({ builder, sources }) {
	const [, , text = ""] = (sources[0] ?? "").split("@");
	return {
		builder,
		text
	};
}
// src/recipe/sip-hash.ts
const [TAIL, TAIL_HIGH, BYTES] = [
	8,
	9,
	10
];
/** A state after a text: its UTF-16 code units, each the low byte first (`putUnencodedChars`). */
function absorb(state, text) {
	const own = state.slice();
	take(own, text);
	return own;
}
/** 16 hexadecimal digits: the eight bytes of the hash, the lowest first. */
function digest(state) {
	const own = state.slice();
	finish(own);
	return [own[0], own[4]].map((word) => (turned(word) >>> 0).toString(16).padStart(8, "0")).join("");
}
const scratch = new Int32Array(11);
/** Whether a state with a text behind it gives these digits. Thousands are tried: nothing is made for one that does not. */
function givesDigest(state, text, digits) {
	scratch.set(state);
	take(scratch, text);
	finish(scratch);
	return turned(scratch[0]) === half(digits, 0) && turned(scratch[4]) === half(digits, 8);
}
function half(digits, at) {
	return Number.parseInt(digits.slice(at, at + 8), 16) | 0;
}
/** The four bytes of a word the other way round. */
function turned(word) {
	return word << 24 | (word & 65280) << 8 | word >>> 8 & 65280 | word >>> 24;
}
function take(v, text) {
	let low = v[TAIL];
	let high = v[TAIL_HIGH];
	let at = v[BYTES] % 8;
	for (let index = 0; index < text.length; index++) {
		const unit = text.charCodeAt(index);
		if (at < 4) low |= unit << 8 * at;
		else high |= unit << 8 * at - 32;
		at += 2;
		if (at < 8) continue;
		compress(v, low, high);
		low = high = at = 0;
	}
	v[TAIL] = low;
	v[TAIL_HIGH] = high;
	v[BYTES] += 2 * text.length;
}
/** The hash is in the place of v0 then. */
function finish(v) {
	compress(v, v[TAIL], v[TAIL_HIGH] | v[BYTES] << 24);
	v[2] ^= 255;
	rounds(v, 4);
	v[0] ^= v[1] ^ v[2] ^ v[3];
	v[4] ^= v[5] ^ v[6] ^ v[7];
}
function compress(v, low, high) {
	v[3] ^= low;
	v[7] ^= high;
	rounds(v, 2);
	v[0] ^= low;
	v[4] ^= high;
}
function rounds(v, count) {
	for (let round = 0; round < count; round++) {
		mix(v, 0, 1, 13);
		swap(v, 0);
		mix(v, 2, 3, 16);
		mix(v, 0, 3, 21);
		mix(v, 2, 1, 17);
		swap(v, 2);
	}
}
/** Adds b to a, turns b to the left by some bits less than 32, and takes a into b. */
function mix(v, a, b, bits) {
	const low = v[b];
	const high = v[b + 4];
	const sum = v[a] + low | 0;
	const sumHigh = v[a + 4] + high + (sum >>> 0 < low >>> 0 ? 1 : 0) | 0;
	v[a] = sum;
	v[a + 4] = sumHigh;
	v[b] = (low << bits | high >>> 32 - bits) ^ sum;
	v[b + 4] = (high << bits | low >>> 32 - bits) ^ sumHigh;
}
/** Turns a word by 32 bits. */
function swap(v, a) {
	const low = v[a];
	v[a] = v[a + 4];
	v[a + 4] = low;
}
// src/recipe/wave-id.ts
/** The id in the names that Wave gives to what it builds: a hash of container file, conda file, platform and repository. */
/** As Wave writes them into the hash; the last one stands for an image of both. */
const wavePlatforms = [
	"linux/amd64",
	"linux/arm64",
	"linux/amd64,linux/arm64"
];
/** 16 hexadecimal digits (`ContainerHelper.makeContainerId`). `condaFile` is the text that Wave made of the environment. */
function waveId(condaFile, { template, platform, repository }) {
	return digest(absorb(withCondaFile(template, condaFile), behindCondaFile(platform, repository)));
}
/** The request that gives an id, of all templates of an engine and of these platforms and repositories; undefined where none does. */
function findRequest(id, condaFile, { engine, platforms = wavePlatforms, repositories }) {
	const ends = repositories.flatMap((repository) => platforms.map((platform) => ({
		platform,
		repository,
		text: behindCondaFile(platform, repository)
	})));
	const states = condaFile.length < LONG ? void 0 : keptStates(condaFile, engine);
	const likely = lastFound.get(engine);
	for (const template of likely === void 0 ? templatesOf(engine) : [likely, ...templatesOf(engine)]) {
		const state = states?.get(template) ?? withCondaFile(template, condaFile);
		const end = ends.find(({ text }) => givesDigest(state, text, id));
		if (end === void 0) continue;
		lastFound.set(engine, template);
		return {
			template,
			platform: end.platform,
			repository: end.repository
		};
	}
}
/** Tried first: most images of a repository are of one template. Only one gives an id, whichever is tried first. */
const lastFound = new Map();
/** Characters of a conda file of which states are kept: the names of one module are looked for one behind the other in the same few. */
const LONG = 4096;
const MOST_KEPT = 16777216;
const kept = new Map();
let charactersKept = 0;
/** Of each template the state after it and a conda file. */
function keptStates(condaFile, engine) {
	const key = `${engine}\n${condaFile}`;
	const known = kept.get(key);
	if (known !== void 0) return known;
	if (charactersKept > MOST_KEPT) {
		kept.clear();
		charactersKept = 0;
	}
	const made = new Map(templatesOf(engine).map((template) => [template, withCondaFile(template, condaFile)]));
	kept.set(key, made);
	charactersKept += key.length;
	return made;
}
/** The container file is in the template's state: each attribute is its key, U+001C, its value and U+001E (`RegHelper.sipHash`). */
function withCondaFile({ state }, condaFile) {
	return absorb(state, `condaFile\u001c${condaFile}\u001eplatform\u001c`);
}
function behindCondaFile(platform, repository) {
	return `${platform}\u001erepository\u001c${repository}\u001e`;
}
// src/recipe/prove.ts
/** Holds the name of an image against the environment that it is said to be made from. Offline: a match proves the request, not the bytes. */
/** So many commits of a file are looked at. */
const MOST_COMMITS = 200;
/** Never throws for what stands in a name or a file. What is no name of a build (`isProvable`) is `unknown`. */
function proveRecipe(image, environment, options = {}) {
	const name = readBuiltName(image);
	if (name?.kind === "wave") return new WaveProof(name, environment, options).prove();
	if (name?.kind === "mulled") return proveMulled(name, environment);
	if (name?.kind === "single") return proveSingle(name, environment);
	return {
		verdict: "unknown",
		by: "names",
		detail: "the name says nothing of what the image was made from"
	};
}
/** What `older` adds to the proof that a name has without it, in the same words as if it had been given at once. */
function proveByOlder(proof, image, environment, options) {
	const name = readBuiltName(image);
	return name?.kind === "wave" ? new WaveProof(name, environment, options).withOlder(proof) : proof;
}
/** One name against one environment. */
var WaveProof = class {
	#name;
	#environment;
	#options;
	constructor(name, environment, options) {
		this.#name = name;
		this.#environment = environment;
		this.#options = options;
	}
	prove() {
		const names = compareNames(this.#name, this.#environment);
		const found = this.#find(this.#environment.dumped);
		const refuted = refutation(found !== void 0 && names.kind === "open" ? {
			...names,
			kind: "version"
		} : names, this.#environment);
		if (refuted !== void 0) return this.#refuted(refuted, found);
		if (found !== void 0) return this.#matched(found);
		return this.#explained(names) ?? this.#ofCommit() ?? this.#unknown(names);
	}
	withOlder(proof) {
		if (proof.verdict === "unknown") return this.#ofCommit() ?? proof;
		return proof.verdict === "version-differs" || proof.verdict === "not-from-environment" ? this.#refuted(proof, void 0) : proof;
	}
	#refuted(proof, found) {
		if (found !== void 0) return {
			...proof,
			detail: `${proof.detail}; yet the id is that of this environment: the name was changed by hand`
		};
		const commit = this.#commit();
		return commit === void 0 ? proof : {
			...proof,
			detail: `${proof.detail}; it was made from the file as it was at ${commit.commit}`
		};
	}
	#matched(found, how) {
		const { template, platform } = found;
		const proof = {
			platform,
			template: describeTemplate(template),
			engine: template.engine,
			by: "wave-hash",
			...how !== void 0 && { how }
		};
		const what = `the id is that of a request for ${platform.replace(",", " and ")} with ${proof.template}${how === void 0 ? "" : `, with ${how}`}`;
		const detail = template.engine === this.#name.engine ? what : `${what}; ${WRONG_KIND[template.engine]}`;
		const claimed = this.#options.platform;
		if (claimed !== void 0 && !platform.split(",").includes(require_base.normalPlatform(claimed))) return {
			...proof,
			verdict: "other-platform",
			detail: `${detail}, and not for ${require_base.normalPlatform(claimed)}`
		};
		return {
			...proof,
			verdict: how === void 0 ? "recomputed" : "recomputed-with",
			detail
		};
	}
	#explained(names) {
		const order = names.kind === "same" || names.kind === "open" ? names.order : this.#environment.packages;
		const builds = this.#options.builds?.() ?? [];
		for (const { condaFile, how } of explanations(this.#environment, order, builds)) {
			const found = this.#findLikely(condaFile);
			if (found !== void 0) return this.#matched(found, how);
		}
	}
	#ofCommit() {
		const found = this.#commit();
		return found === void 0 ? void 0 : this.#matched(found.request, `the file as it was at ${found.commit}`);
	}
	#commit() {
		let looked = 0;
		for (const { commit, text } of this.#options.older?.() ?? []) {
			if (++looked > MOST_COMMITS) return void 0;
			const environment = readEnvironment(text);
			const request = "problem" in environment ? void 0 : this.#find(environment.dumped);
			if (request !== void 0) return {
				commit,
				request
			};
		}
	}
	#unknown(names) {
		return {
			verdict: "unknown",
			by: "names",
			detail: `${names.kind === "same" || names.kind === "open" ? {
				same: "names and versions agree, and ",
				open: "the names agree, and "
			}[names.kind] : ""}no request that is known here has that id`
		};
	}
	/** What the scheme says first: a name of one kind with an id of the other is a mistake that is found here. */
	#find(condaFile) {
		const { id, engine } = this.#name;
		const repositories = this.#repositories();
		const other = engine === "docker" ? "singularity" : "docker";
		return findRequest(id, condaFile, {
			engine,
			repositories
		}) ?? findRequest(id, condaFile, {
			engine: other,
			repositories
		});
	}
	/** What of the name Wave may have been given: all but the packages that it adds, or all of it. */
	#repositories() {
		const { repository } = this.#name;
		return [repository.slice(0, repository.lastIndexOf("/")), repository];
	}
	/** In the common way only: there are many to look at. */
	#findLikely(condaFile) {
		const { id, engine, isCommunity } = this.#name;
		return findRequest(id, condaFile, {
			engine,
			repositories: isCommunity ? this.#repositories().slice(0, 1) : this.#repositories(),
			platforms: wavePlatforms.slice(0, 2)
		});
	}
};
const WRONG_KIND = {
	docker: "it is the id of an image, which `oras://` pulls no SIF from",
	singularity: "it is the id of a SIF, which needs `oras://` in front of its name"
};
function refutation(names, { packages }) {
	if (names.kind === "packages") return {
		verdict: "not-from-environment",
		by: "names",
		detail: `the name is that of a request ${[names.missing.length > 0 && `without ${list(names.missing)}`, names.extra.length > 0 && `with ${list(names.extra)}`].filter((part) => part !== false).join(" and ")}`
	};
	if (names.kind !== "version") return void 0;
	const asks = list(packages.map(writtenOf));
	return {
		verdict: "version-differs",
		by: "names",
		detail: names.said === "" ? `the name has no version, and that of a request for ${asks} has one` : `the name says ${names.said}, and the environment ${asks}`
	};
}
function proveMulled(name, { packages }) {
	const by = "mulled-hash";
	const match = matchMulled(name, packages);
	if (match === void 0) return {
		verdict: "unknown",
		by,
		detail: "no packages of the environment give the hash of the name"
	};
	const missing = match.missing.map(writtenOf);
	if (missing.length > 0) return {
		verdict: "not-from-environment",
		by,
		detail: `the hash is that of a request without ${list(missing)}`
	};
	if (match.versions === "open") return {
		verdict: "unknown",
		by,
		detail: "the hash of the names is that of the environment, and one of the two says no version of each"
	};
	if (match.versions === "same") return {
		verdict: "recomputed-with",
		by,
		detail: "the hash of the name is that of the packages and versions of the environment"
	};
	return {
		verdict: "version-differs",
		by,
		detail: "the hash of the names is that of the environment, that of the versions is not"
	};
}
function byNames(verdict, detail) {
	return {
		verdict,
		by: "names",
		detail
	};
}
function proveSingle({ software, version }, { packages }) {
	const asked = packages.map((one) => ({
		one,
		...askedOf(one)
	}));
	const found = asked.filter(({ one, name }) => name === (one.manager === "pip" ? pipName(software) : software));
	const [first] = found;
	if (first === void 0) return asked.length === 0 || asked.some(({ name }) => name === void 0) ? byNames("unknown", `the image is of ${software}; not all packages of the environment are known by name`) : byNames("not-from-environment", `the image is of ${software}, which the environment does not have`);
	const asks = writtenOf(first.one);
	const has = `the name says ${version}, and the environment ${require_base.quote(asks)}`;
	if (found.every((one) => one.version === void 0 && one.allows(""))) return first.one.version === void 0 ? byNames("unknown", `the name agrees; the environment asks for no version of ${software}`) : byNames("unknown", `${has}, which is no one version`);
	if (found.some((one) => isSameVersion(one.version, version))) return {
		...byNames("unknown", "name and version agree"),
		agrees: true
	};
	if (!/^v?\d/.test(version) || OF_DOCKERFILE.test(version)) return byNames("unknown", `the name agrees; its tag, ${version}, is no version of a package of conda`);
	if (found.some((one) => one.allows(version))) return {
		...byNames("unknown", `the name says ${version}, which ${require_base.quote(asks)} allows`),
		agrees: true
	};
	if (found.some((one) => isLessPrecise(one.version, version))) return byNames("unknown", `the name says no more than ${version}, and the environment ${require_base.quote(asks)}`);
	return byNames("version-differs", has);
}
/** BioContainers has images of Dockerfiles, too, whose tags are of another form: `v1.9-4-deb_cv1`. */
const OF_DOCKERFILE = /_cv\d+$/;
/** A tag that is no build of a package, such as `python:3.12`, may say less. */
function isLessPrecise(version, said) {
	return version?.startsWith(`${said}.`) === true;
}
/** The tag has `_` where a version of conda has a character that no tag has. */
function isSameVersion(version, said) {
	return version?.replace(/[^\w.-]/g, "_") === said;
}
/** Without the channel, of which no name says anything. */
function writtenOf({ written }) {
	return written.replace(/^.*?::/s, "");
}
/** More are counted. */
const MOST_LISTED = 8;
function list(words) {
	const shown = words.slice(0, MOST_LISTED).map((word) => require_base.quote(word)).join(", ");
	return words.length > MOST_LISTED ? `${shown} and ${words.length - MOST_LISTED} more` : shown;
}
// src/recipe/sif-names.ts
/** What Wave calls the SIF that it makes of the environment of an image for Docker. */
/**
* Names with `oras://`: of the template that the hash in Docker's name tells, with each text that it had for Singularity while it had
* that one for Docker, since whoever builds both does so in one go. Empty where the hash is of something else.
*
* @param environment The text that Wave hashed with it.
*/
function sifNames(docker, environment) {
	const [, place, prefix = "", id] = /^(?:docker:\/\/)?(.+):((?:[^:/]*--)?)([0-9a-f]{16})$/.exec(docker) ?? [];
	if (place === void 0 || id === void 0) return [];
	const request = findRequest(id, environment, {
		engine: "docker",
		repositories: [place, place.slice(0, place.lastIndexOf("/"))]
	});
	if (request === void 0) return [];
	const { template, platform, repository } = request;
	return templatesBeside(template).flatMap((other) => platform.split(",").map((one) => waveId(environment, {
		template: other,
		platform: one,
		repository
	}))).map((other) => `oras://${place}:${prefix}${other}`);
}
/** Those for Singularity of the same template and builder that were in use on a day on which this one was. */
function templatesBeside(docker) {
	const own = periodsOf(docker, "docker");
	return templatesOf("singularity").filter((template) => template.name === docker.name && template.builder === docker.builder && periodsOf(template, "singularity").some(({ from, to }) => own.some((one) => one.from < to && from < one.to)));
}
/** From each day that brought the text to the next that brought another one. */
function periodsOf({ name, sources }, engine) {
	const all = templatesOf(engine).filter((one) => one.name === name);
	const days = [...new Set(all.flatMap((one) => one.sources.map(dayOf)))].sort();
	return sources.map(dayOf).map((from) => ({
		from,
		to: days.find((day) => day > from) ?? "9999"
	}));
}
function dayOf(source) {
	return source.slice(source.lastIndexOf("@") + 1);
}
// src/policy/judge/environment-book.ts
var environment_book_exports = require_rolldown_runtime.__exportAll({ openEnvironments: () => openEnvironments });
function openEnvironments(scan) {
	const environmentOf = environmentReader(scan);
	const known = new Map();
	return (source) => {
		const environment = environmentOf(source);
		return "problem" in environment ? void 0 : once(known, environment, () => ofEnvironment(environment));
	};
}
/** Reads each environment once. */
function environmentReader({ environments }) {
	const known = new Map();
	return (source) => once(known, sourceKey(source), () => readSource(source, environments));
}
/** What tells environments apart. */
function sourceKey(source) {
	return "file" in source ? source.file : `\n${source.packages}`;
}
function ofEnvironment(environment) {
	const proofs = new Map();
	const names = new Map();
	return {
		prove: (image) => once(proofs, image, () => proveRecipe(image, environment)),
		sifNames: (docker) => once(names, docker, () => sifNames(docker, environment.dumped))
	};
}
function readSource(source, texts) {
	if ("packages" in source) return environmentOfDirective(source.packages);
	const text = texts?.get(source.file);
	return text === void 0 ? { problem: "it is no text, or longer than an environment is" } : readEnvironment(text);
}
function once(known, key, make) {
	let value = known.get(key);
	if (value === void 0) known.set(key, value = make());
	return value;
}
// src/recipe/other-platform.ts
/** The name that Wave gives to the same request for another platform. */
/**
* Whatever text the template of the image had: only the id of a name tells its platform. Undefined where the id is not that of the
* environment as it stands, and behind a digest.
*
* @param platform One platform: an image of several has a name of another form.
*/
function nameForPlatform(image, environment, platform) {
	const built = readBuiltName(image);
	if (built?.kind !== "wave" || !image.endsWith(built.id)) return void 0;
	const { id, engine, repository } = built;
	const above = repository.slice(0, repository.lastIndexOf("/"));
	const request = findRequest(id, environment.dumped, {
		engine,
		repositories: [above, repository]
	});
	if (request === void 0) return void 0;
	return `${image.slice(0, -id.length)}${waveId(environment.dumped, {
		...request,
		platform
	})}`;
}
// src/policy/judge/recipe-book.ts
/** What the names of images say of the environments of their processes, each worked out once. */
var recipe_book_exports = require_rolldown_runtime.__exportAll({ openRecipes: () => openRecipes });
function openRecipes(scan) {
	const proofs = new Map();
	const environmentOf = environmentReader(scan);
	return (pull) => {
		if (!isOfProcess(pull)) return void 0;
		const { conda: source } = pull;
		const name = require_base.withoutDockerScheme(require_base.meantName(pull));
		const own = {
			name,
			isMirrored: false
		};
		if (source === void 0) return {
			...own,
			proof: unknown("no environment is known for it")
		};
		const environment = environmentOf(source);
		if ("problem" in environment) {
			const { problem } = environment;
			return {
				...own,
				source,
				proof: unknown(problem),
				...isProvable(name) && { unread: problem }
			};
		}
		const platform = pull.platform === null ? void 0 : require_base.normalPlatform(pull.platform);
		const prove = (image) => once(proofs, [
			sourceKey(source),
			platform,
			image
		].join("\n"), () => proveRecipe(image, environment, platform === void 0 ? {} : { platform }));
		const recipe = (image, isMirrored) => {
			const proof = prove(image);
			return {
				name: image,
				isMirrored,
				source,
				proof,
				nameFor: (asked) => nameForPlatform(image, environment, asked)
			};
		};
		const found = recipe(name, false);
		const written = require_base.withoutDockerScheme(pull.written.trim());
		if (found.proof.by === "wave-hash" || written === name) return found;
		const before = recipe(written, true);
		return before.proof.by === "wave-hash" ? before : found;
	};
}
/** A process pulls it, or the metadata of its module says what Wave built for it. */
function isOfProcess(pull) {
	return pull.source === "nextflow" || require_base.placeOf(pull).kind === "meta";
}
function unknown(detail) {
	return {
		verdict: "unknown",
		by: "names",
		detail
	};
}
// src/recipe/predict.ts
/** Seqera Containers. */
const COMMUNITY_HOST = "community.wave.seqera.io";
/** The default of today's servers first, of each template the text that it has had last. Empty where Wave refuses the request. */
function predictNames(request) {
	const all = templatesOf(request.engine);
	const newest = new Map(all.toReversed().map((template) => [template.name, template]));
	return namesBy(all.filter((template) => newest.get(template.name) === template), request).map(({ name, template }) => ({
		name,
		template: template.name
	}));
}
/** A name for each text of each template: what a server of another day gives. In the order of `predictNames`. */
function namesOfTexts(request) {
	return namesBy(templatesOf(request.engine), request);
}
function namesBy(templates, request) {
	const { environment, platform, engine } = request;
	const place = placeOf(request);
	if (place === void 0) return [];
	return templates.filter(({ name }) => (request.template ?? name) === name).flatMap((template) => {
		const name = waveName(waveId(environment.dumped, {
			template,
			platform,
			repository: place.repository
		}), environment, {
			...place,
			engine
		});
		return name === void 0 ? [] : [{
			name,
			template
		}];
	});
}
/** What Wave makes of a repository and a strategy (`ContainerController.targetRepo`, `makeBuildRequest`); undefined where it refuses. */
function placeOf({ environment, platform, repository = COMMUNITY_HOST, engine, strategy }) {
	const isCommunity = repository === "community.wave.seqera.io" || repository.startsWith(`community.wave.seqera.io/`);
	const forOne = {
		repository: repository !== "community.wave.seqera.io" ? repository : `${repository}/library${(strategy ?? "imageSuffix") === "imageSuffix" ? "" : "/build"}`,
		strategy: strategy ?? (isCommunity ? "imageSuffix" : "tagPrefix")
	};
	if (!platform.includes(",")) return forOne;
	if (engine === "singularity") return void 0;
	const name = waveName("id", environment, {
		...forOne,
		engine
	});
	return name === void 0 ? void 0 : {
		repository: name.slice(0, name.lastIndexOf(":")),
		strategy: strategy ?? "tagPrefix"
	};
}
Object.defineProperty(exports, "buildsOf", {
	enumerable: true,
	get: function() {
		return buildsOf;
	}
});
Object.defineProperty(exports, "describeTemplate", {
	enumerable: true,
	get: function() {
		return describeTemplate;
	}
});
Object.defineProperty(exports, "environmentOfDirective", {
	enumerable: true,
	get: function() {
		return environmentOfDirective;
	}
});
Object.defineProperty(exports, "environmentReader", {
	enumerable: true,
	get: function() {
		return environmentReader;
	}
});
Object.defineProperty(exports, "environment_book_exports", {
	enumerable: true,
	get: function() {
		return environment_book_exports;
	}
});
Object.defineProperty(exports, "explanations", {
	enumerable: true,
	get: function() {
		return explanations;
	}
});
Object.defineProperty(exports, "findRequest", {
	enumerable: true,
	get: function() {
		return findRequest;
	}
});
Object.defineProperty(exports, "isProvable", {
	enumerable: true,
	get: function() {
		return isProvable;
	}
});
Object.defineProperty(exports, "namesOfTexts", {
	enumerable: true,
	get: function() {
		return namesOfTexts;
	}
});
Object.defineProperty(exports, "openEnvironments", {
	enumerable: true,
	get: function() {
		return openEnvironments;
	}
});
Object.defineProperty(exports, "openRecipes", {
	enumerable: true,
	get: function() {
		return openRecipes;
	}
});
Object.defineProperty(exports, "predictNames", {
	enumerable: true,
	get: function() {
		return predictNames;
	}
});
Object.defineProperty(exports, "proveByOlder", {
	enumerable: true,
	get: function() {
		return proveByOlder;
	}
});
Object.defineProperty(exports, "proveRecipe", {
	enumerable: true,
	get: function() {
		return proveRecipe;
	}
});
Object.defineProperty(exports, "readBuiltName", {
	enumerable: true,
	get: function() {
		return readBuiltName;
	}
});
Object.defineProperty(exports, "readEnvironment", {
	enumerable: true,
	get: function() {
		return readEnvironment;
	}
});
Object.defineProperty(exports, "recipe_book_exports", {
	enumerable: true,
	get: function() {
		return recipe_book_exports;
	}
});
Object.defineProperty(exports, "templatesOf", {
	enumerable: true,
	get: function() {
		return templatesOf;
	}
});
Object.defineProperty(exports, "textOf", {
	enumerable: true,
	get: function() {
		return textOf;
	}
});
Object.defineProperty(exports, "waveName", {
	enumerable: true,
	get: function() {
		return waveName;
	}
});
Object.defineProperty(exports, "wavePlatforms", {
	enumerable: true,
	get: function() {
		return wavePlatforms;
	}
});
