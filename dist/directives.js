const require_rolldown_runtime = require("./rolldown-runtime.js");
const require_yaml = require("./yaml.js");
const require_scan = require("./scan.js");
const require_base = require("./base.js");
// src/scan/directives/comments.ts
/** The comments of a text by the syntax of its kind, and which of its lines make up one statement. */
/** Comments inside of string literals are none. */
function readComments(file, text, source) {
	return READERS[source === "nf-core" && file.endsWith(".config") ? "nextflow" : source](text);
}
const READERS = {
	nextflow: code({
		line: ["//"],
		block: true,
		strings: [
			"'''",
			"\"\"\"",
			"'",
			"\""
		],
		open: ["${"],
		groovy: true
	}),
	bake: code({
		line: ["#", "//"],
		block: true,
		strings: ["\""],
		open: ["${", "%{"]
	}),
	wdl: code({
		line: ["#"],
		block: false,
		strings: ["'", "\""],
		open: ["${", "~{"]
	}),
	snakemake: code({
		line: ["#"],
		block: false,
		strings: [
			"'''",
			"\"\"\"",
			"'",
			"\""
		],
		open: []
	}),
	devcontainer: code({
		line: ["//"],
		block: true,
		strings: ["\""],
		open: []
	}),
	dockerfile: dockerfileComments,
	apptainer: definitionComments,
	compose: yamlComments,
	workflow: yamlComments,
	kubernetes: yamlComments,
	gitlab: yamlComments,
	circleci: yamlComments,
	gitpod: yamlComments,
	cwl: yamlComments,
	"nf-core": yamlComments
};
/** Dockerfiles: only whole lines, wherever they stand; an instruction goes on after the escape character. */
function dockerfileComments(text) {
	const escape = /^\s*#\s*escape\s*=\s*`/im.test(text.slice(0, 1e3)) ? "`" : "\\";
	const comments = [];
	const joined = new Set();
	let open = false;
	for (const { start, end, line } of linesOf(text)) {
		const at = line.search(/\S/);
		if (at !== -1 && line[at] === "#") comments.push({
			start: start + at,
			end
		});
		else if (at !== -1) open = line.trimEnd().endsWith(escape) && !line.trimEnd().endsWith(escape + escape);
		if (open) joined.add(start + line.length);
	}
	return {
		comments,
		joined
	};
}
/** Definition files: `#` at the start of a line or after a blank. */
function definitionComments(text) {
	const comments = [];
	const joined = new Set();
	for (const { start, end, line } of linesOf(text)) {
		const at = line.search(/(?<!\S)#/);
		if (at !== -1) comments.push({
			start: start + at,
			end
		});
		if (line.trimEnd().endsWith("\\")) joined.add(start + line.length);
	}
	return {
		comments,
		joined
	};
}
const LEXER_MARKS = new Set([
	"\ufeff",
	"",
	"",
	""
]);
function yamlComments(text) {
	const comments = [];
	let at = 0;
	for (const token of new require_yaml.Lexer().lex(text)) {
		if (LEXER_MARKS.has(token)) continue;
		if (token.startsWith("#")) comments.push({
			start: at,
			end: at + token.length
		});
		at += token.length;
	}
	return {
		comments,
		joined: new Set()
	};
}
function* linesOf(text) {
	let start = 0;
	while (start <= text.length) {
		const at = text.indexOf("\n", start);
		const line = text.slice(start, at === -1 ? text.length : at);
		yield {
			start,
			end: start + line.trimEnd().length,
			line
		};
		if (at === -1) return;
		start = at + 1;
	}
}
function code(syntax) {
	return (text) => new CodeReader(text, syntax).read();
}
/**
* One pass with a stack. A statement goes on at a line end inside of a bracket or string; the braces of a block
* (`process FOO {`) hold statements of their own, those of a value (`container = {`) do not.
*/
var CodeReader = class {
	#text;
	#syntax;
	#comments = [];
	#joined = new Set();
	#open = [];
	/** The last character of code that is no blank. */
	#significant = "";
	/** Offset of the next character that is no blank; looked for once for all line ends before it. */
	#solid = 0;
	#at = 0;
	constructor(text, syntax) {
		this.#text = text;
		this.#syntax = syntax;
	}
	read() {
		while (this.#at < this.#text.length) {
			const innermost = this.#open.at(-1);
			if (this.#text[this.#at] === "\n") this.#lineEnd(innermost);
			else if (typeof innermost === "object") this.#inString(innermost.quote);
			else if (!this.#comment()) this.#code();
		}
		return {
			comments: this.#comments,
			joined: this.#joined
		};
	}
	#lineEnd(innermost) {
		if (typeof innermost === "object" && innermost.quote.length === 1) this.#open.pop();
		if (this.#solid <= this.#at) this.#solid = offsetOf(/\S/g, this.#text, this.#at);
		if (this.#open.length > 0 && this.#open.at(-1) !== "block" || goesOn(this.#text, this.#at, this.#significant, this.#solid)) this.#joined.add(this.#at);
		this.#at++;
	}
	#inString(quote) {
		const opener = quote.startsWith("\"") ? this.#syntax.open.find((mark) => this.#isAt(mark)) : void 0;
		if (this.#isAt("\\")) this.#at += this.#text[this.#at + 1] === "\n" ? 1 : 2;
		else if (opener !== void 0) {
			this.#open.push("bracket");
			this.#at += opener.length;
		} else if (this.#isAt(quote)) {
			this.#open.pop();
			this.#significant = quote.charAt(0);
			this.#at += quote.length;
		} else this.#at++;
	}
	/** Takes a comment; false where none begins. */
	#comment() {
		const start = this.#at;
		if (this.#syntax.line.some((mark) => this.#isAt(mark))) {
			const newline = this.#text.indexOf("\n", start);
			const comment = this.#text.slice(start, newline === -1 ? this.#text.length : newline);
			this.#comments.push({
				start,
				end: start + comment.trimEnd().length
			});
			this.#at += comment.length;
			return true;
		}
		if (!this.#syntax.block || !this.#isAt("/*")) return false;
		const closed = this.#text.indexOf("*/", start + 2);
		this.#at = closed === -1 ? this.#text.length : closed + 2;
		this.#comments.push({
			start,
			end: this.#at
		});
		return true;
	}
	#code() {
		const character = this.#text[this.#at];
		const isGroovy = this.#syntax.groovy === true;
		const quote = isGroovy && character === "/" && /[(,=:?[{!&|~]/.test(this.#significant) ? "/" : this.#syntax.strings.find((mark) => this.#isAt(mark));
		if (quote !== void 0) this.#open.push({ quote });
		else if (character === "(" || character === "[") this.#open.push("bracket");
		else if (character === "{") this.#open.push(!isGroovy || opensBlock(this.#text, this.#at, this.#significant) ? "block" : "bracket");
		else if (character === ")" || character === "]" || character === "}") this.#open.pop();
		if (character.trim() !== "") this.#significant = character;
		this.#at += quote?.length ?? 1;
	}
	#isAt(mark) {
		return this.#text.startsWith(mark, this.#at);
	}
};
/** Whether a brace opens statements: it follows a name or a label, and neither an operator nor `container`. */
function opensBlock(text, at, significant) {
	if (significant === "" || /[)'"]/.test(significant)) return true;
	return /\w/.test(significant) && !/(?<!\w)container\s*$/.test(text.slice(Math.max(0, at - 40), at));
}
/** A line that ends with, or is followed by, an operator of a conditional; Snakemake's `container:` alone on its line. */
function goesOn(text, at, significant, solid) {
	if (/[?+=]/.test(significant)) return true;
	if (text[solid] === "?" || text[solid] === ":") return true;
	return significant === ":" && /(?<!\w)(?:container|containerized|singularity)\s*:\s*$/.test(text.slice(Math.max(0, at - 60), at));
}
/** Where the next match of a global pattern begins; the end of the text where there is none. */
function offsetOf(pattern, text, from) {
	pattern.lastIndex = from;
	return pattern.exec(text)?.index ?? text.length;
}
// src/scan/directives/ignore.ts
var ignore_exports = require_rolldown_runtime.__exportAll({ findIgnores: () => findIgnores });
const MARK = "wave-inspect";
const FORM = `"${MARK}: ignore RULE[, RULE] -- reason"`;
/**
* The directives of one file. One on a line of its own covers the statement below it, comments in between skipped;
* one behind code covers its line. Either covers the whole of a reference that begins on these lines. `references`
* are those of the same file.
*/
function findIgnores(file, text, source, references) {
	if (!require_scan.mayHoldIgnores(text)) return {
		ignores: [],
		problems: []
	};
	const lines = require_base.indexLines(text);
	const { comments, joined } = readComments(file, text, source);
	const cover = coverage(text, lines, {
		comments,
		joined
	}, references);
	const ignores = [];
	const problems = [];
	for (const comment of comments) {
		const covers = cover(comment);
		for (const range of directivesIn(text, comment)) {
			const span = lines.span(range);
			const read = readDirective(text.slice(range.start, range.end));
			if ("message" in read) problems.push({
				file,
				line: span.line,
				column: span.column,
				kind: "directive",
				message: read.message
			});
			else ignores.push({
				file,
				...span,
				...read,
				covers
			});
		}
	}
	return {
		ignores,
		problems
	};
}
/** Each line of a comment that begins with the mark, from the mark to the last character of the line. */
function* directivesIn(text, comment) {
	const body = text.slice(comment.start, comment.end).replace(/\*\/$/, "");
	for (const found of body.matchAll(/^(?:[/*#]|[^\S\n\r\u2028\u2029])*(wave-inspect[^\S\n]*:.*)/gim)) {
		const directive = found[1];
		const start = comment.start + found.index + found[0].length - directive.length;
		yield {
			start,
			end: start + directive.trimEnd().length
		};
	}
}
function readDirective(text) {
	const body = text.slice(text.indexOf(":") + 1).trim();
	const [word = ""] = body.split(/\s/, 1);
	if (word !== "ignore") return { message: `${require_base.quote(word)} is not a directive of ${MARK}; the only one is ${FORM}.` };
	const rest = body.slice(word.length);
	const dashes = /(?:^|\s)--(?=\s|$)/.exec(rest);
	const list = rest.slice(0, dashes?.index);
	const reason = dashes === null ? "" : rest.slice(dashes.index + dashes[0].length).trim();
	const rules = list.split(",").map((rule) => rule.trim());
	const unnamed = rules.find((rule) => !/^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/.test(rule));
	if (unnamed === "") return { message: `This directive takes no effect, it names no rule: write ${FORM}.` };
	if (unnamed !== void 0) return { message: `This directive takes no effect, ${require_base.quote(unnamed)} is not a name of a rule: write ${FORM}.` };
	return {
		rules,
		reason
	};
}
/** What each comment covers. One pass from the last line to the first, however many comments stand above a statement. */
function coverage(text, lines, { comments, joined }, references) {
	const lineCount = lines.at(text.length).line;
	const joinedLines = new Set([...joined].map((end) => lines.at(end).line));
	const commentLines = linesOfComments(text, lines, comments);
	const ends = new Map();
	for (const { line, endLine } of references) ends.set(line, Math.max(ends.get(line) ?? line, endLine));
	/** For each line: the first one from there on that is more than comment, and the last one of what begins there. */
	const below = [];
	const reach = [];
	for (let line = lineCount; line > 0; line--) {
		const isLast = line === lineCount;
		below[line] = commentLines.has(line) && !isLast ? below[line + 1] : line;
		reach[line] = Math.max(ends.get(line) ?? line, joinedLines.has(line) && !isLast ? reach[line + 1] : line);
	}
	return (comment) => {
		const own = lines.at(comment.start).line;
		if (commentLines.has(own)) {
			const first = below[Math.min(own + 1, lineCount)];
			return [first, reach[first]];
		}
		let last = lines.at(comment.end).line;
		for (let line = own, end = last; line <= end; line++) last = Math.max(last, ends.get(line) ?? line);
		return [own, last];
	};
}
/** Lines that hold nothing but comments. A block comment may take several. */
function linesOfComments(text, lines, comments) {
	const found = new Set();
	const restOfLine = /[^\S\n]*(?:\n|$)/y;
	let lastEnd = 0;
	for (const { start, end } of comments) {
		const { line: first, column } = lines.at(start);
		const lineStart = start - column + 1;
		const isFirst = lastEnd <= lineStart && text.slice(lineStart, start).trim() === "";
		lastEnd = end;
		restOfLine.lastIndex = end;
		if (!isFirst || !restOfLine.test(text)) continue;
		for (let line = first; line <= lines.at(end).line; line++) found.add(line);
	}
	return found;
}
// src/scan/directives/added.ts
var added_exports = require_rolldown_runtime.__exportAll({ markAdded: () => markAdded });
/** The ignores of a scan, each held against the same file of the base. Moved lines are no difference, other code below is one. */
function markAdded(scan, tree, baseOf) {
	const sources = new Map(scan.files.map(({ file, source }) => [file, source]));
	return [...Map.groupBy(scan.ignores, ({ file }) => file)].flatMap(([file, ignores]) => {
		const base = baseOf(file);
		const source = sources.get(file);
		if (base === void 0 || source === void 0) return ignores.map((ignore) => ({
			...ignore,
			added: "unknown"
		}));
		const left = Map.groupBy(keysOf(file, base ?? "", source).values(), (key) => key);
		const keys = keysOf(file, tree.read(file) ?? "", source);
		return ignores.map((ignore) => {
			return left.get(keys.get(placeOf(ignore)) ?? "")?.pop() !== void 0 ? ignore : {
				...ignore,
				added: true
			};
		});
	});
}
/** What each ignore of a text says and covers, by its place. */
function keysOf(file, text, source) {
	const lines = text.split("\n").map((line) => line.trim());
	return new Map(findIgnores(file, text, source, []).ignores.map((ignore) => {
		const [first, last] = ignore.covers;
		return [placeOf(ignore), JSON.stringify([
			ignore.rules,
			ignore.reason,
			lines.slice(first - 1, last)
		])];
	}));
}
function placeOf({ line, column }) {
	return `${line}:${column}`;
}
Object.defineProperty(exports, "added_exports", {
	enumerable: true,
	get: function() {
		return added_exports;
	}
});
Object.defineProperty(exports, "ignore_exports", {
	enumerable: true,
	get: function() {
		return ignore_exports;
	}
});
Object.defineProperty(exports, "readComments", {
	enumerable: true,
	get: function() {
		return readComments;
	}
});
