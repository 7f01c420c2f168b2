const require_rolldown_runtime = require("./rolldown-runtime.js");
const require_base = require("./base.js");
const require_scan = require("./scan.js");
let node_path = require("node:path");
// src/scan/dockerfile/fault.ts
/** What Go's `strconv.ParseBool` takes. */
const BOOLEAN = /^(?:1|t|T|TRUE|true|True|0|f|F|FALSE|false|False)$/;
// src/scan/dockerfile/text.ts
const EMPTY = {
	value: "",
	pieces: [],
	from: 0
};
function textAt(file, start, end) {
	return {
		value: file.slice(start, end),
		pieces: [{
			index: 0,
			offset: start
		}],
		from: 0
	};
}
/** Where a character of the text stands in the file. */
function offsetAt(text, index) {
	const at = text.from + index;
	const piece = text.pieces[pieceAt(text, at)];
	return piece === void 0 ? at : piece.offset + at - piece.index;
}
/** The number of the piece that holds an index of the text that the pieces are of; -1 before the first. */
function pieceAt({ pieces }, index) {
	let low = 0;
	let high = pieces.length;
	while (low < high) {
		const middle = low + high >> 1;
		const piece = pieces[middle];
		if (piece !== void 0 && piece.index <= index) low = middle + 1;
		else high = middle;
	}
	return low - 1;
}
/** From the first character to the last, with whatever lies between (a continuation, an escape). */
function rangeOf(text) {
	return {
		start: offsetAt(text, 0),
		end: offsetAt(text, text.value.length - 1) + 1
	};
}
function slice(text, start, end = text.value.length) {
	const value = text.value.slice(start, end);
	return value === "" ? EMPTY : {
		value,
		pieces: text.pieces,
		from: text.from + Math.max(0, start)
	};
}
/** Puts a text together from parts of others. */
var TextBuilder = class {
	#value = "";
	#pieces = [];
	/** In the file, behind the last character. */
	#next = -1;
	add(part, offset) {
		if (part === "") return;
		if (offset !== this.#next) this.#pieces.push({
			index: this.#value.length,
			offset
		});
		this.#value += part;
		this.#next = offset + part.length;
	}
	append(text) {
		const { value, pieces, from } = text;
		let number = pieceAt(text, from);
		for (let at = 0; at < value.length; number++) {
			const next = pieces[number + 1];
			const end = next === void 0 ? value.length : Math.min(value.length, next.index - from);
			this.add(value.slice(at, end), offsetAt(text, at));
			at = end;
		}
	}
	/** The text so far; begins another. */
	take() {
		const text = {
			value: this.#value,
			pieces: this.#pieces,
			from: 0
		};
		this.#value = "";
		this.#pieces = [];
		this.#next = -1;
		return text;
	}
};
/** What Go's `unicode.IsSpace` says, for one UTF-16 unit. */
function isSpace(unit) {
	if (unit < 128) return unit === 32 || unit >= 9 && unit <= 13;
	return unit === 133 || unit === 160 || unit === 5760 || unit >= 8192 && unit <= 8202 || unit === 8232 || unit === 8233 || unit === 8239 || unit === 8287 || unit === 12288;
}
/** Where the first character is, from an index on, that is no blank (Unicode's); `end` where there is none. */
function skipSpace(value, from, end = value.length) {
	let at = from;
	while (at < end && isSpace(value.charCodeAt(at))) at++;
	return at;
}
/** The text without blanks (Unicode's) at either end. */
function trim(text) {
	const { value } = text;
	const start = skipSpace(value, 0);
	let end = value.length;
	while (end > start && isSpace(value.charCodeAt(end - 1))) end--;
	return start === 0 && end === value.length ? text : slice(text, start, end);
}
// src/scan/dockerfile/directives.ts
/** The comments at the head of a file that the parser obeys: `# escape=`, `# syntax=`, `# check=`. */
const KNOWN = new Set([
	"syntax",
	"escape",
	"check"
]);
/** Reads `KEY = VALUE` behind the comment sign between two offsets of the file; other comments give undefined. */
function readDirective(file, start, end, sign) {
	if (!file.startsWith(sign, start)) return void 0;
	const from = skipSpace(file, start + sign.length, end);
	const [whole, name] = /^([a-zA-Z][a-zA-Z0-9]*)[\t\n\f\r ]*=[\t\n\f\r ]*/.exec(file.slice(from, end)) ?? [];
	if (whole === void 0 || name === void 0 || !KNOWN.has(name.toLowerCase())) return void 0;
	const at = from + whole.length;
	let last = end;
	while (last > at && "	\n\f\r ".includes(file.charAt(last - 1))) last--;
	return last === at ? void 0 : {
		name: name.toLowerCase(),
		value: textAt(file, at, last)
	};
}
/**
* The frontend image that a file asks for (parser.DetectSyntax): `# syntax=`, or `// syntax=`, below a `#!` line if
* there is one; or the key `syntax` of a file that is a JSON object.
*/
function findSyntax(file) {
	return findDirective(file, "syntax", "#") ?? findDirective(file, "syntax", "//") ?? findSyntaxKey(file);
}
function readCheckOptions(file) {
	const options = findDirective(file, "check", "#");
	const skips = new Set();
	let failsOnWarning = false;
	if (options === void 0) return {
		skips,
		failsOnWarning
	};
	for (const option of options.value.split(";")) {
		const [, name = "", value = ""] = /^\s*(skip|experimental|error)\s*=([^]*)$/.exec(option) ?? [];
		if (name === "" || name === "error" && !BOOLEAN.test(value.trim())) {
			const message = `"# check=" has no option ${require_base.quote(option)}`;
			return {
				skips,
				failsOnWarning,
				fault: {
					offset: offsetAt(options, 0),
					message
				}
			};
		}
		if (name === "error") failsOnWarning = /^(?:1|t)/i.test(value.trim());
		if (name === "skip") for (const rule of value.split(",")) skips.add(rule.trim());
	}
	return {
		skips,
		failsOnWarning
	};
}
/** The value of a directive up to its first blank, where no blank is before the comment sign. */
function findDirective(file, name, sign) {
	const seen = new Set();
	for (let start = belowShebang(file); start < file.length;) {
		const newline = file.indexOf("\n", start);
		const end = newline < 0 ? file.length : newline;
		const directive = readDirective(file, start, end, sign);
		if (directive === void 0 || seen.has(directive.name)) return void 0;
		if (directive.name === name) {
			const blank = directive.value.value.indexOf(" ");
			return slice(directive.value, 0, blank < 0 ? directive.value.value.length : blank);
		}
		seen.add(directive.name);
		start = end + 1;
	}
}
function belowShebang(file) {
	if (!file.startsWith("#!")) return 0;
	const newline = file.indexOf("\n");
	return newline < 0 ? file.length : newline + 1;
}
function findSyntaxKey(file) {
	const from = belowShebang(file);
	if (!file.slice(from).trimStart().startsWith("{")) return void 0;
	let syntax;
	try {
		({syntax} = JSON.parse(file.slice(from)));
	} catch {
		return;
	}
	if (typeof syntax !== "string" || syntax === "") return void 0;
	const at = file.indexOf(JSON.stringify(syntax), file.indexOf("\"syntax\""));
	if (at >= 0) return textAt(file, at + 1, at + 1 + syntax.length);
	const first = {
		index: 0,
		offset: file.indexOf("{", from)
	};
	const last = {
		index: syntax.length - 1,
		offset: file.lastIndexOf("}")
	};
	return {
		value: syntax,
		pieces: [first, last],
		from: 0
	};
}
// src/scan/dockerfile/fragments.ts
const WORD = { kind: "word" };
/** Collects the fragments of a word, in which other values stand. */
var FragmentsBuilder = class {
	#parts = [];
	#written = "";
	/** Characters of the word itself. */
	write(text) {
		this.#written += text;
	}
	append(value) {
		this.#end();
		for (const part of value) this.#parts.push(part);
	}
	build() {
		this.#end();
		return this.#parts;
	}
	#end() {
		if (this.#written !== "") this.#parts.push({
			text: this.#written,
			origin: WORD
		});
		this.#written = "";
	}
};
function plain(fragments) {
	const [first, second] = fragments;
	return second === void 0 ? first?.text ?? "" : fragments.map((fragment) => fragment.text).join("");
}
/** The part between two indices (UTF-16 units). */
function cut(fragments, start, end) {
	const parts = [];
	let at = 0;
	for (const { text, origin } of fragments) {
		const part = text.slice(Math.max(0, start - at), Math.max(0, end - at));
		if (part !== "") parts.push({
			text: part,
			origin
		});
		at += text.length;
	}
	return parts;
}
/** What was written in the word of an ARG default is, from outside, of that default. */
function rename(fragments, origin) {
	return fragments.map((fragment) => fragment.origin === WORD ? {
		text: fragment.text,
		origin
	} : fragment);
}
const LONGEST_PATTERN = 512;
/** Reads a pattern; undefined where a backslash escapes what needs no escape, which BuildKit refuses. */
function parsePattern(text) {
	const tokens = [];
	let isEscaped = false;
	for (const char of text) if (isEscaped) {
		if (!"*?\\}/".includes(char)) return void 0;
		tokens.push(char);
		isEscaped = false;
	} else if (char === "\\") isEscaped = true;
	else tokens.push(char === "*" || char === "?" ? { wildcard: char } : char);
	return isEscaped || tokens.length > LONGEST_PATTERN ? void 0 : tokens;
}
/**
* The first match at or behind `from`, in characters (code points). `longest`: of those that begin there the longest,
* else the shortest. `anchored`: it begins at `from`. All beginnings are followed at once, so that no text is read twice.
* "spent": it takes more work than there is.
*/
function findMatch(pattern, chars, from, { longest, anchored, work }) {
	const end = pattern.length;
	/** Where the attempt began that has reached each state; of several the first. */
	let begun = new Map();
	let found;
	for (let at = from;; at++) {
		if (found === void 0 && (at === from || !anchored)) enter(pattern, begun, 0, at);
		const start = begun.get(end);
		if (start !== void 0) {
			found = {
				start,
				length: at - start
			};
			if (!longest) return found;
		}
		if (at >= chars.length || begun.size === 0 && (anchored || found !== void 0)) return found;
		if (!work.take(begun.size + 1)) return "spent";
		const next = new Map();
		for (const [state, start] of begun) {
			const token = pattern[state];
			if (token === void 0 || found !== void 0 && start > found.start) continue;
			const char = chars[at];
			if (typeof token === "string") {
				if (token === char) enter(pattern, next, state + 1, start);
			} else if (char !== "\n") enter(pattern, next, token.wildcard === "*" ? state : state + 1, start);
		}
		begun = next;
	}
}
/** Enters a state, and those behind it that stars can match as nothing. */
function enter(pattern, begun, first, start) {
	for (let state = first;; state++) {
		const known = begun.get(state);
		if (known !== void 0 && known <= start) return;
		begun.set(state, start);
		const token = pattern[state];
		if (typeof token !== "object" || token.wildcard !== "*") return;
	}
}
/** A pattern from its end to its beginning; what is escaped stays behind its escape. */
function backwards(pattern) {
	return (pattern.match(/\\[^]|[^]/gu) ?? []).reverse().join("");
}
const GROUP = /\$(?:\$|[\p{L}\p{Nd}_]+|\{[\p{L}\p{Nd}_]+\})/gu;
/** The groups of a replacement where all matches are replaced, which goes by Go's `regexp`: `$0` is the match. */
function filledIn(replacement, match) {
	const text = plain(replacement);
	if (!text.includes("$")) return replacement;
	return [{
		text: text.replace(GROUP, (group) => {
			if (group === "$$") return "$";
			return group === "$0" || group === "${0}" ? match : "";
		}),
		origin: WORD
	}];
}
// src/scan/dockerfile/template.ts
/** Files that another tool fills in before any builder reads them. */
const BRACES = /\{\{|\{%|<%/;
/** `@NAME@`, `%%NAME%%`, `__NAME__`, `<name>`, `REPLACE-ME`. */
const PLACEHOLDER = /@[A-Za-z_]+@|%%\w+%%|__[A-Z][A-Z0-9_]*__|^<[^<>]+>|^[A-Z][A-Z0-9]*(?:[_-][A-Z0-9]+)+$/;
/** Whether a name is a place to fill in. Only for names that no registry accepts. */
function isTemplate(name) {
	return BRACES.test(name) || PLACEHOLDER.test(name) || name.includes(`\${templateOption:`);
}
/** Whether a line belongs to a template language. */
function isTemplateLine(line) {
	return /^(?:\{\{|\{%|\{#|<%)/.test(line);
}
/** The name of a FROM with `{{ \u2026 }}` in it, which may hold blanks, without the name of the stage behind it. */
function templateBefore(words) {
	if (!BRACES.test(words.value)) return void 0;
	const as = words.value.replace(/(?:\{\{|\{%|<%)[^{}%]{0,200}[}%>]/g, (inside) => "x".repeat(inside.length)).search(/[\t ]as[\t ]/i);
	return as < 0 ? words : trim(slice(words, 0, as));
}
// src/scan/dockerfile/word-cutter.ts
/** Words of a text that is read character by character. */
/** Collects words as a shell does: blanks end one, except where they are quoted. */
var WordCutter = class {
	#words;
	#word = "";
	constructor(words) {
		this.#words = words;
	}
	add(text) {
		this.#word += text;
	}
	addSplit(text) {
		for (const char of text) if (isSpace(char.charCodeAt(0))) this.end();
		else this.#word += char;
	}
	reset() {
		this.#word = "";
	}
	end() {
		if (this.#word !== "") this.#words.push(this.#word);
		this.#word = "";
	}
};
// src/scan/dockerfile/work.ts
/** How much work one Dockerfile may ask for: values that double, and patterns that are held against long ones. */
/**
* In characters of values that are put in place of variables, and steps of patterns. The largest Dockerfiles that people
* write take some ten thousand.
*/
const MOST = 4e6;
/** As many triggers as are followed: those of a base are fired by each stage that is based on it. */
const MOST_FIRED = 2e4;
/** What is left of it for one file, in all of its builds. */
var Work = class {
	#left = MOST;
	#fired = 0;
	/** Takes from what is left; false where there is too little. */
	take(amount) {
		this.#left -= amount;
		return this.#left >= 0;
	}
	/** Counts a trigger; false where it is not followed any more. */
	fire() {
		this.#fired++;
		return this.#fired <= MOST_FIRED;
	}
};
const SPENT = "the file makes more of its variables than is followed here";
// src/scan/dockerfile/lexer.ts
/** The lexer behind expand.ts: reads a text once, from left to right, in every form of `${\u2026}` that BuildKit knows. */
/** Deeper nesting than anybody writes; a limit keeps hostile files off the stack. */
const DEEPEST$1 = 64;
/** No name is as long; a limit keeps `ARG A=$B$B` chains from growing without end. */
const LONGEST$1 = 65536;
const NAME$1 = /\p{Nd}+|[@*#?$!-]|[\p{L}_][\p{L}\p{Nd}_]*/uy;
const HEREDOC_MARK = /<<[\t\r ]*/y;
var Lexer = class {
	error;
	words = [];
	#cutter;
	#source;
	#escape;
	#scope;
	#rawQuotes;
	#forWords;
	#quotesMean;
	#at = 0;
	#depth = 0;
	#length = 0;
	constructor(source, escape, scope, mode) {
		this.#source = source;
		this.#escape = escape;
		this.#scope = scope;
		this.#rawQuotes = mode.rawQuotes ?? false;
		this.#forWords = mode.forWords ?? false;
		this.#cutter = this.#forWords ? new WordCutter(this.words) : void 0;
		this.#quotesMean = mode.quotesMean ?? true;
	}
	/**
	* Reads up to `stop` (one character, or "" for the end). `rawEscapes` keeps escapes in the result;
	* `inPattern` doubles those in quotes, so that the pattern can be read again.
	*/
	run(stop, rawEscapes, inPattern) {
		const parts = new FragmentsBuilder();
		const words = stop === "" ? this.#cutter : void 0;
		if (stop !== "") this.#cutter?.reset();
		const take = (text) => {
			words?.add(text);
			parts.write(text);
		};
		while (this.#at < this.#source.length && this.error === void 0) {
			const char = this.#source.charAt(this.#at);
			if (char === stop) {
				this.#at++;
				return parts.build();
			}
			if (char === "$") {
				const value = this.#dollar();
				words?.addSplit(plain(value));
				parts.append(value);
			} else if (char === "'" && this.#quotesMean) take(this.#singleQuoted(inPattern));
			else if (char === "\"" && this.#quotesMean) {
				const quoted = this.#doubleQuoted(rawEscapes, inPattern);
				words?.add(plain(quoted));
				parts.append(quoted);
			} else if (char === "<" && this.#source.charAt(this.#at + 1) === "<") take(this.#take(HEREDOC_MARK));
			else if (char === this.#escape) {
				const next = this.#source.charAt(this.#at + 1);
				this.#at += 2;
				take((rawEscapes ? char : "") + next);
			} else {
				this.#at++;
				words?.addSplit(char);
				parts.write(char);
			}
		}
		if (this.error === void 0 && stop !== "") this.#fail(stop === "/" ? "'/' is missing in ${}" : "'}' is missing");
		words?.end();
		return parts.build();
	}
	#fail(error) {
		this.error ??= error;
		return [];
	}
	#singleQuoted(inPattern) {
		const end = this.#source.indexOf("'", this.#at + 1);
		if (end < 0) {
			this.#fail("a single quote is not closed");
			return "";
		}
		const inner = this.#source.slice(this.#at + 1, end);
		this.#at = end + 1;
		const shown = inPattern ? inner.replaceAll(this.#escape, this.#escape + this.#escape) : inner;
		return this.#rawQuotes ? `'${shown}'` : shown;
	}
	#doubleQuoted(rawEscapes, inPattern) {
		const parts = new FragmentsBuilder();
		if (this.#rawQuotes) parts.write("\"");
		this.#at++;
		while (this.#at < this.#source.length && this.error === void 0) {
			const char = this.#source.charAt(this.#at);
			if (char === "\"") {
				this.#at++;
				if (this.#rawQuotes) parts.write(char);
				return parts.build();
			}
			if (char === "$") {
				parts.append(this.#dollar());
				continue;
			}
			this.#at++;
			if (char !== this.#escape) {
				parts.write(char);
				continue;
			}
			const next = this.#source.charAt(this.#at);
			if (next === "") break;
			if (next === "\"" || next === "$" || next === this.#escape) {
				parts.write((rawEscapes ? char : "") + next);
				this.#at++;
			} else parts.write(rawEscapes && (!this.#rawQuotes || inPattern) ? char + char : char);
		}
		return this.#fail("a double quote is not closed");
	}
	#dollar() {
		this.#at++;
		if (this.#source.charAt(this.#at) !== "{") {
			const name = this.#name();
			return name === "" ? literally("$") : this.#value(name) ?? this.#unset(`$${name}`);
		}
		this.#at++;
		if (++this.#depth > DEEPEST$1) return this.#fail("${} is nested too deeply");
		const value = this.#braced();
		this.#depth--;
		this.#length += value.reduce((sum, part) => sum + part.text.length, 0);
		return this.#length > LONGEST$1 ? this.#fail("the value is too long") : value;
	}
	#braced() {
		const first = this.#source.charAt(this.#at);
		if (first === "") return this.#fail("'}' is missing");
		if (first === "{" || first === "}" || first === ":") return this.#fail(`\${${first} is a bad substitution`);
		const name = this.#name();
		const operator = this.#source.charAt(this.#at++);
		if (operator === "") return this.#fail("'}' is missing");
		if (operator === "}") return this.#value(name) ?? this.#unset(`\${${name}}`);
		if (operator === "/") return this.#replace(name);
		const orEmpty = operator === ":";
		if (orEmpty && name === "templateOption") return literally(`\${${name}:${plain(this.run("}", false, false))}}`);
		const kind = orEmpty ? this.#source.charAt(this.#at++) : operator;
		const shown = orEmpty ? `:${kind}` : kind;
		if (kind === "" || !"+-?#%".includes(kind) || orEmpty && (kind === "#" || kind === "%")) return this.#fail(`\${${require_base.short(name)}${shown}\u2026} is not a form that BuildKit knows`);
		const isPattern = kind === "#" || kind === "%";
		const word = this.run("}", isPattern, isPattern);
		if (this.error !== void 0) return [];
		const value = this.#value(name);
		if (value === void 0 && this.#forWords) return literally(`\${${name}${shown}${plain(word)}}`);
		const missing = value === void 0 || orEmpty && plain(value) === "";
		if (kind === "-") return missing ? word : value;
		if (kind === "+") return missing ? [] : word;
		if (isPattern) return this.#strip(value ?? [], plain(word), kind);
		if (!missing) return value;
		return this.#fail(`${require_base.short(name)}: ${require_base.short(plain(word)) || `is not allowed to be ${value === void 0 ? "unset" : "empty"}`}`);
	}
	/** `${X#p}`, `${X##p}`, `${X%p}`, `${X%%p}`: the shortest or longest match goes, from the front or the back. */
	#strip(value, word, kind) {
		const longest = word.startsWith(kind);
		const written = longest ? word.slice(1) : word;
		const fromBack = kind === "%";
		const pattern = this.#pattern(fromBack ? backwards(written) : written);
		const text = plain(value);
		if (pattern === void 0 || this.#isTooLong(text)) return [];
		const chars = Array.from(text);
		const how = {
			longest,
			anchored: true,
			work: this.#scope.work
		};
		const match = findMatch(pattern, fromBack ? chars.toReversed() : chars, 0, how);
		if (match === "spent") return this.#fail(SPENT);
		const length = match?.length ?? 0;
		if (!fromBack) return cut(value, units(chars, length), text.length);
		return cut(value, 0, units(chars, chars.length - length));
	}
	/** `${X/p/r}` replaces the first match, `${X//p/r}` all of them; each as long as can be. */
	#replace(name) {
		const all = this.#source.charAt(this.#at) === "/";
		if (all) this.#at++;
		const written = plain(this.run("/", true, true));
		if (this.error !== void 0) return [];
		const replacement = this.run("}", true, false);
		if (this.error !== void 0) return [];
		const known = this.#value(name);
		if (known === void 0 && this.#forWords) return literally(`\${${name}/${written}/${plain(replacement)}}`);
		const value = known ?? [];
		const pattern = this.#pattern(written);
		const text = plain(value);
		if (pattern === void 0 || this.#isTooLong(text)) return [];
		const chars = Array.from(text);
		const parts = [];
		let kept = 0;
		for (let from = 0; from <= chars.length;) {
			const match = findMatch(pattern, chars, from, {
				longest: true,
				anchored: false,
				work: this.#scope.work
			});
			if (match === "spent") return this.#fail(SPENT);
			if (match === void 0) break;
			const end = match.start + match.length;
			if (match.length > 0 || match.start !== kept || kept === 0) {
				parts.push(...cut(value, units(chars, kept), units(chars, match.start)));
				parts.push(...all ? filledIn(replacement, chars.slice(match.start, end).join("")) : replacement);
				kept = end;
			}
			if (!all) break;
			from = match.length > 0 ? end : match.start + 1;
		}
		parts.push(...cut(value, units(chars, kept), text.length));
		return parts;
	}
	#pattern(written) {
		const pattern = parsePattern(written);
		if (pattern === void 0) this.#fail(`the pattern ${require_base.quote(written)} is too long, or escapes what needs no escape`);
		return pattern;
	}
	#isTooLong(text) {
		if (text.length <= 4096) return false;
		this.#fail("the value is too long for a pattern");
		return true;
	}
	#value(name) {
		const value = this.#scope.lookup(name);
		if (value === void 0) return void 0;
		const { work } = this.#scope;
		if (!work.take(value.length + 1)) return this.#fail(SPENT);
		const length = value.reduce((sum, part) => sum + part.text.length, 0);
		if (!work.take(length)) return this.#fail(SPENT);
		this.#length += length;
		return this.#length > LONGEST$1 ? this.#fail("the value is too long") : value;
	}
	#unset(written) {
		return this.#forWords ? literally(written) : [];
	}
	/** Letters, digits and `_`; digits alone where it starts with one; one special character. */
	#name() {
		return this.#take(NAME$1);
	}
	#take(form) {
		form.lastIndex = this.#at;
		const found = form.exec(this.#source)?.[0] ?? "";
		this.#at += found.length;
		return found;
	}
};
function literally(text) {
	return [{
		text,
		origin: WORD
	}];
}
/** UTF-16 units of the first `count` characters. */
function units(chars, count) {
	return chars.slice(0, count).join("").length;
}
// src/scan/dockerfile/expand.ts
/**
* BuildKit's shell-like lexer (frontend/dockerfile/shell): quotes, escapes and `$` in one word, every form of `${\u2026}`.
* The result says of each part where it comes from.
*/
/** Expands one word: quotes and escapes go, variables take their values. */
function expandWord(word, escape, scope) {
	if (!needsLexer(word, escape)) return { fragments: word === "" ? [] : [{
		text: word,
		origin: WORD
	}] };
	const lexer = new Lexer(word, escape, scope, {});
	const fragments = lexer.run("", false, false);
	return lexer.error === void 0 ? { fragments } : { error: lexer.error };
}
/** Looks for what cannot be expanded in a text where quotes mean nothing: the body of a here-document. */
function expansionError(text, scope) {
	if (!text.includes("$")) return void 0;
	const lexer = new Lexer(text, "\\", scope, { quotesMean: false });
	lexer.run("", false, false);
	return lexer.error;
}
/** Cuts a text into words as a shell would, with quotes, escapes and unset variables left as they are written. */
function rawWords(text) {
	return wordsOf(text, true);
}
/** The same with quotes and escapes removed. */
function cookedWords(text) {
	return wordsOf(text, false);
}
function wordsOf(text, raw) {
	const lexer = new Lexer(text, "\\", noVariables(), {
		rawQuotes: raw,
		forWords: true
	});
	lexer.run("", raw, false);
	return lexer.error === void 0 ? lexer.words : [];
}
/** For words in which variables mean nothing. */
function noVariables() {
	return {
		lookup: () => void 0,
		work: new Work()
	};
}
function needsLexer(word, escape) {
	return word.includes("$") || word.includes("\"") || word.includes("'") || word.includes(escape);
}
// src/scan/dockerfile/heredoc.ts
/** Here-documents: which ones an instruction opens, and where their bodies end. */
/** One word as a here-document mark (parser.ParseHeredoc): `<<EOF`, `<<-EOF`, `3<<'EOF'`. */
function readHeredoc(word) {
	const [, dash, rest = ""] = /^\d*<<(-?)[\t\n\f\r ]*(?![\t\n\f\r ])([^<]*)$/.exec(word) ?? [];
	if (rest === "") return void 0;
	const [name, ...more] = cookedWords(rest);
	if (name === void 0 || more.length > 0) return void 0;
	const [raw = ""] = rawWords(rest);
	return {
		name,
		stripTabs: dash === "-",
		isQuoted: quotes(raw) !== quotes(name)
	};
}
function quotes(text) {
	return text.replace(/[^'"]/g, "").length;
}
/** The here-documents that an instruction opens, in order. */
function heredocsOf(instruction) {
	return rawWords(instruction).flatMap((word) => readHeredoc(word) ?? []);
}
/** The line that ends a here-document; `from` is where its body begins. */
function endOfHeredoc(file, { name, stripTabs }, from) {
	if (stripTabs && name.startsWith("	")) return void 0;
	for (let line = from;;) {
		const at = file.indexOf(name, line);
		if (at < 0) return void 0;
		let start = at;
		if (stripTabs) while (start > line && file.charAt(start - 1) === "	") start--;
		let end = at + name.length;
		while (file.charAt(end) === "\r") end++;
		if ((end === file.length || file.charAt(end) === "\n") && (start === from || file.charAt(start - 1) === "\n")) return {
			start,
			end: at + name.length
		};
		line = file.indexOf("\n", at) + 1;
		if (line === 0) return void 0;
	}
}
// src/scan/dockerfile/words.ts
/** How BuildKit cuts an instruction into keyword, flags and words. Each piece keeps its place in the file. */
/** What separates words; other blanks of Unicode do not. */
function isBlank(unit) {
	return unit === 32 || unit === 9 || unit === 11 || unit === 12 || unit === 13;
}
/** Splits one whole instruction (parser/split_command.go). */
function splitCommand(line, escape) {
	const whole = trim(line);
	const { value } = whole;
	let end = 0;
	while (end < value.length && !isBlank(value.charCodeAt(end))) end++;
	let next = end;
	while (next < value.length && isBlank(value.charCodeAt(next))) next++;
	const { flags, rest } = takeFlags(slice(whole, next), escape);
	return {
		keyword: slice(whole, 0, end),
		flags,
		rest: trim(rest)
	};
}
function takeFlags(text, escape) {
	const { value } = text;
	const flags = [];
	const word = new TextBuilder();
	let at = 0;
	for (;;) {
		at = skipSpace(value, at);
		if (!value.startsWith("--", at)) return {
			flags,
			rest: slice(text, at)
		};
		at = takeFlag(text, at, escape, word);
		const flag = word.take();
		if (at < value.length && flag.value === "--") return {
			flags,
			rest: slice(text, at)
		};
		if (flag.value !== "--") flags.push(flag);
		if (at >= value.length) return {
			flags,
			rest: EMPTY
		};
	}
}
/** Of a flag: characters of ASCII that are no blanks, no quotes and no escape character. Most flags are one run of these. */
const PLAIN = /[!#-&(-[\]-_a-~]+/y;
/**
* Reads one flag into `word`; the end of the text closes a quote. BuildKit goes by bytes here: those of a character
* beyond ASCII become characters of their own, and 0x85 and 0xA0 among them (a no-break space has one) are blanks.
*/
function takeFlag(text, start, escape, word) {
	const { value } = text;
	let quote = "";
	let at = start;
	for (; at < value.length; at++) {
		PLAIN.lastIndex = at;
		const [run] = PLAIN.exec(value) ?? [];
		if (run !== void 0) {
			word.append(slice(text, at, at + run.length));
			at += run.length - 1;
			continue;
		}
		let char = value.charAt(at);
		if (char > "") {
			const [whole = char] = value.slice(at, at + 2);
			const bytes = [...Buffer.from(whole)];
			const blank = quote === "" ? bytes.findIndex(isSpace) : -1;
			word.add(String.fromCharCode(...blank < 0 ? bytes : bytes.slice(0, blank)), offsetAt(text, at));
			at += whole.length - 1;
			if (blank >= 0) return at + 1;
			continue;
		}
		if (quote === "" && isSpace(value.charCodeAt(at))) return at;
		if (quote === "" ? char === "\"" || char === "'" : char === quote) {
			quote = quote === "" ? char : "";
			continue;
		}
		if (char === escape) {
			if (at + 1 === value.length) continue;
			char = value.charAt(++at);
		}
		word.add(char, offsetAt(text, at));
	}
	return at;
}
/** Words between blanks, quotes not looked at (`parseStringsWhitespaceDelimited`). */
function splitBlanks(text) {
	const { value } = text;
	const words = [];
	let start = 0;
	for (let at = 0; at <= value.length; at++) {
		if (at < value.length && !isBlank(value.charCodeAt(at))) continue;
		if (at > start) words.push(slice(text, start, at));
		start = at + 1;
	}
	return words;
}
/** Words between blanks outside quotes; quotes and escapes are kept (`parseWords`). */
function splitQuoted(text, escape) {
	const { value } = text;
	const words = [];
	let at = 0;
	for (;;) {
		at = skipSpace(value, at);
		if (at >= value.length) return words;
		const start = at;
		let quote = "";
		let dangling = false;
		for (; at < value.length; at++) {
			const char = value.charAt(at);
			if (quote === "" && isSpace(value.charCodeAt(at))) break;
			if (char === escape && quote !== "'") {
				dangling = at + 1 === value.length;
				at++;
			} else if (quote === "" ? char === "\"" || char === "'" : char === quote) quote = quote === "" ? char : "";
		}
		at = Math.min(at, value.length);
		const word = slice(text, start, dangling ? at - 1 : at);
		if (word.value !== "") words.push(word);
	}
}
/** Fields of one line of comma-separated values, or undefined where its quotes are wrong. */
function splitFields(text) {
	const { value } = text;
	if (value === "") return void 0;
	const fields = [];
	const field = new TextBuilder();
	let at = 0;
	for (;;) {
		if (value.charAt(at) === "\"") {
			for (at++;; at++) {
				const quote = value.indexOf("\"", at);
				if (quote < 0) return void 0;
				field.append(slice(text, at, quote));
				at = quote + 1;
				if (value.charAt(at) !== "\"") break;
				field.add("\"", offsetAt(text, at));
			}
			if (at < value.length && value.charAt(at) !== ",") return void 0;
			fields.push(field.take());
		} else {
			const comma = value.indexOf(",", at);
			const end = comma < 0 ? value.length : comma;
			const plain = slice(text, at, end);
			if (plain.value.includes("\"")) return void 0;
			fields.push(plain);
			at = end;
		}
		if (at >= value.length) return fields;
		at++;
	}
}
/** The strings of a JSON array; null where it is one of other things; undefined where it is no array. */
function jsonStrings(text) {
	if (!text.value.startsWith("[")) return void 0;
	let parsed;
	try {
		parsed = JSON.parse(text.value);
	} catch {
		return;
	}
	return Array.isArray(parsed) && parsed.every((item) => typeof item === "string") ? parsed : null;
}
// src/scan/dockerfile/instructions.ts
/**
* A Dockerfile as instructions, cut as BuildKit's parser cuts it (frontend/dockerfile/parser): continuations joined,
* comments and here-document bodies left out. Where BuildKit stops, this notes a fault and reads on.
*/
/** Longest line that BuildKit reads, in bytes. */
const LONGEST_LINE = 65535;
/** Characters of one instruction: what Linux takes as one argument of a program. */
const LONGEST = 131072;
/** Files of people and of generators have a hundredth of these; more would keep a scan busy, not a builder. */
const MOST_INSTRUCTIONS = 2e4;
/** Characters of all instructions, here-documents and comments left out. */
const MOST_TEXT = 1048576;
/** BuildKit stops at the first here-document that is not ended. Behind some of them, no ends are looked for. */
const MOST_UNENDED = 20;
const WITH_HEREDOC = new Set([
	"ADD",
	"COPY",
	"RUN"
]);
const MAYBE_JSON = new Set([
	"ADD",
	"CMD",
	"COPY",
	"ENTRYPOINT",
	"RUN",
	"SHELL",
	"VOLUME"
]);
/** Parses a file; a byte-order mark is not expected in it. */
function parseInstructions(file) {
	return new Parser(file).parse();
}
var Parser = class {
	#file;
	#faults = [];
	/** Names of the directives in the head. */
	#directives = new Set();
	/** The instruction that is read, its lines joined. */
	#joined = new TextBuilder();
	#escape = "\\";
	#inHead = true;
	/** Where the line begins that is read next. */
	#next = 0;
	/** Characters of the instructions so far. */
	#length = 0;
	#unended = 0;
	constructor(file) {
		this.#file = file;
	}
	parse() {
		const instructions = [];
		findLongLines(this.#file, this.#faults);
		for (let line = this.#line(); line !== void 0; line = this.#line()) {
			const { end } = line;
			const start = skipSpace(this.#file, line.start, line.end);
			if (this.#inHead) this.#readHead(start, end);
			if (start === end || this.#file.charAt(start) === "#") continue;
			if (instructions.length === MOST_INSTRUCTIONS || this.#length > MOST_TEXT) {
				this.#unread(start, "the file has more instructions than are followed: from here on it is not read");
				break;
			}
			instructions.push(this.#instruction({
				start,
				end
			}));
		}
		if (instructions.length === 0) this.#faults.push({
			offset: 0,
			message: "the file has no instructions"
		});
		return {
			instructions,
			escape: this.#escape,
			faults: this.#faults
		};
	}
	/** The next line. Line breaks, and the carriage returns before them, belong to none. */
	#line() {
		const start = this.#next;
		if (start >= this.#file.length) return void 0;
		const newline = this.#file.indexOf("\n", start);
		let end = newline < 0 ? this.#file.length : newline;
		this.#next = end + 1;
		while (end > start && this.#file.charCodeAt(end - 1) === 13) end--;
		return {
			start,
			end
		};
	}
	#unread(offset, message) {
		this.#faults.push({
			offset,
			message,
			kind: "unreadable"
		});
	}
	/** A comment of the head: obeys it, or ends the head. */
	#readHead(start, end) {
		const directive = readDirective(this.#file, start, end, "#");
		if (directive === void 0) this.#inHead = false;
		else if (this.#directives.has(directive.name)) this.#faults.push({
			offset: start,
			message: `only one "# ${directive.name}=" directive can be used`
		});
		else {
			this.#directives.add(directive.name);
			if (directive.name !== "escape") return;
			if (directive.value.value === "`" || directive.value.value === "\\") this.#escape = directive.value.value;
			else this.#faults.push({
				offset: start,
				message: "the escape character can be \\ or ` only"
			});
		}
	}
	#instruction(first) {
		const hasGap = this.#join(first);
		const parsed = parseInstruction(this.#joined.take(), this.#escape, first.start, this.#faults);
		return {
			...parsed,
			heredocs: this.#bodies(parsed),
			hasGap
		};
	}
	/** Joins a line and those below in which it goes on; gives whether an empty line stands between them. */
	#join(first) {
		let hasGap = false;
		let room = LONGEST;
		let line = first;
		while (line !== void 0) {
			const { start, end } = line;
			const cut = continuation(this.#file, start, end, this.#escape);
			const length = (cut ?? end) - start;
			this.#joined.add(this.#file.slice(start, start + Math.min(length, room)), start);
			if (length > room && room >= 0) this.#unread(first.start, `the instruction is longer than ${LONGEST} characters: no more of it is read`);
			room = length > room ? -1 : room - length;
			if (cut === void 0) break;
			for (line = this.#line(); line !== void 0; line = this.#line()) {
				const sign = skipSpace(this.#file, line.start, line.end);
				hasGap ||= sign === line.end;
				if (sign < line.end && this.#file.charAt(sign) !== "#") break;
			}
		}
		this.#length += LONGEST - Math.max(0, room);
		return hasGap;
	}
	/** The bodies of the here-documents that an instruction opens, which stand below it. */
	#bodies(instruction) {
		const { whole, start } = instruction;
		if (!canHaveHeredoc(instruction) || !whole.value.includes("<<") || this.#unended === MOST_UNENDED) return [];
		const bodies = [];
		for (const heredoc of heredocsOf(whole.value)) {
			const body = this.#next;
			const last = endOfHeredoc(this.#file, heredoc, body);
			if (last === void 0) {
				this.#unended++;
				this.#faults.push({
					offset: start,
					message: `the here-document ${require_base.quote(heredoc.name)} is not ended`
				});
				break;
			}
			bodies.push({
				heredoc,
				start: body,
				end: last.start
			});
			const newline = this.#file.indexOf("\n", last.end);
			this.#next = newline < 0 ? this.#file.length : newline + 1;
		}
		return bodies;
	}
};
/** Parses one instruction that stands on a line of its own. `isTrigger`: it stands behind `ONBUILD`. */
function parseInstruction(whole, escape, start, faults, isTrigger = false) {
	const { keyword: word, flags, rest } = splitCommand(whole, escape);
	const keyword = word.value.toUpperCase();
	const json = MAYBE_JSON.has(keyword) ? jsonStrings(rest) : void 0;
	if (json === null) faults.push({
		offset: start,
		message: `the JSON array of ${keyword} may hold strings only`
	});
	const parsed = {
		keyword,
		flags,
		rest,
		whole,
		json,
		heredocs: [],
		start,
		hasGap: false
	};
	if (keyword !== "ONBUILD" || isTrigger || rest.value === "") return parsed;
	return {
		...parsed,
		trigger: parseInstruction(rest, escape, start, faults, true)
	};
}
function canHaveHeredoc(instruction) {
	const { keyword, json } = instruction.trigger ?? instruction;
	return WITH_HEREDOC.has(keyword) && !Array.isArray(json);
}
/** Where the line goes on below: the offset of its escape character. */
function continuation(file, start, end, escape) {
	let last = end;
	while (last > start && (file.charAt(last - 1) === " " || file.charAt(last - 1) === "	")) last--;
	if (last === start || file.charAt(last - 1) !== escape) return void 0;
	return last - 1 > start && file.charAt(last - 2) === escape ? void 0 : last - 1;
}
/** BuildKit stops at a line that is too long, wherever it stands. */
function findLongLines(file, faults) {
	for (let start = 0; start < file.length;) {
		const newline = file.indexOf("\n", start);
		const end = newline < 0 ? file.length : newline;
		if ((end - start) * 3 > LONGEST_LINE && Buffer.byteLength(file.slice(start, end)) > LONGEST_LINE) faults.push({
			offset: start,
			message: `the line is longer than ${LONGEST_LINE} bytes`
		});
		start = end + 1;
	}
}
// src/scan/dockerfile/file-content.ts
/** Which files are Dockerfiles, by content. */
var file_content_exports = require_rolldown_runtime.__exportAll({ looksLikeDockerfile: () => looksLikeDockerfile });
/** As much of a file as nearly always tells whether it is one. */
const HEAD = 16384;
/**
* Whether a text reads as a Dockerfile: it names the frontend that is to read it, or its first instruction, ARGs and
* lines of a template left out, is a FROM with an image. For files whose name only hints at one. A script that speaks of FROM further down does not count, nor does
* `from x import y`.
*/
function looksLikeDockerfile(text) {
	const start = text.startsWith("\ufeff") ? 1 : 0;
	if (findSyntax(text.slice(start)) !== void 0) return true;
	const first = firstBuild(text.slice(start));
	if (first?.keyword !== "FROM" || first.rest.value === "") return false;
	const [, as] = splitBlanks(first.rest);
	return as === void 0 || /^(?:as$|#)/i.test(as.value) || templateBefore(first.rest) !== void 0;
}
/** The first instruction that counts. Comments, ARGs and templates may fill any number of pages before it. */
function firstBuild(written) {
	const text = written.length > HEAD ? written.slice(endOfComments(written)) : written;
	for (let length = HEAD;; length *= 4) {
		const { instructions } = parseInstructions(text.slice(0, length));
		const at = instructions.findIndex(({ keyword, whole }) => keyword !== "ARG" && !isTemplateLine(whole.value));
		if (length >= text.length || at !== -1 && at < instructions.length - 1) return instructions[at];
	}
}
/** Where the first line is that is neither blank nor a comment. */
function endOfComments(text) {
	let at = 0;
	while (at < text.length) {
		const end = text.indexOf("\n", at);
		const line = text.slice(at, end === -1 ? text.length : end).trimStart();
		if (line !== "" && !line.startsWith("#")) return at;
		at = end === -1 ? text.length : end + 1;
	}
	return at;
}
// src/scan/dockerfile/variables.ts
/** What FROM can see: the arguments that the builder sets, and each ARG before the first FROM. */
/** By their names, and what work is left for them. */
var Variables = class extends Map {
	work;
	constructor(work, entries = []) {
		super(entries);
		this.work = work;
	}
};
const SIDES = ["BUILD", "TARGET"];
const PARTS = [
	"PLATFORM",
	"OS",
	"OSVERSION",
	"ARCH",
	"VARIANT"
];
/** Arguments that the builder sets without any ARG. */
const PREDEFINED = new Set([...SIDES.flatMap((side) => PARTS.map((part) => side + part)), "TARGETSTAGE"]);
/** The machine that builds, and what is built for it, as far as nobody says. */
const COMMON = {
	os: "linux",
	architecture: "amd64"
};
/** A platform as the builder hands it on; one that the build is not given is another on another machine. */
function platformVariables(side, given) {
	const platform = given ?? COMMON;
	const texts = {
		PLATFORM: require_base.formatPlatform(platform),
		OS: platform.os,
		OSVERSION: "",
		ARCH: platform.architecture,
		VARIANT: platform.variant ?? ""
	};
	return PARTS.map((part) => {
		const name = side + part;
		const origin = {
			kind: given === void 0 ? "platform" : "given",
			name
		};
		return [name, {
			value: fragment(texts[part], origin),
			isOpen: given === void 0,
			dependsOn: []
		}];
	});
}
/** The stage that is built, as TARGETSTAGE says it. */
function targetVariable(target) {
	const about = {
		isOpen: true,
		dependsOn: []
	};
	if (typeof target !== "string") return {
		value: void 0,
		unknown: target,
		...about
	};
	return {
		value: fragment(target, {
			kind: "platform",
			name: "TARGETSTAGE"
		}),
		...about
	};
}
/** Evaluates the global arguments in order, as `buildMetaArgs` does. `stage` is TARGETSTAGE. */
function globalVariables(instructions, escape, { args, platform }, stage, { work, faults }) {
	const variables = new Variables(work, [
		...platformVariables("BUILD", void 0),
		...platformVariables("TARGET", platform),
		["TARGETSTAGE", stage]
	]);
	for (const name of variables.keys()) variables.set(name, args.get(name) ?? variables.get(name));
	return withArguments(variables, instructions, escape, args, faults);
}
/** The variables after some `ARG`. */
function withArguments(before, instructions, escape, args, faults) {
	const variables = new Variables(before.work, before);
	for (const instruction of instructions) for (const { name, value } of argumentsOf(instruction, escape)) {
		const known = args.get(name);
		if (known !== void 0) variables.set(name, known);
		else if (value !== void 0) {
			const { result, used, unknown } = expand(value.value, escape, variables);
			const about = {
				isOpen: true,
				dependsOn: [...used]
			};
			if (unknown !== void 0) variables.set(name, {
				value: void 0,
				unknown,
				...about
			});
			else if ("error" in result) {
				const message = `ARG ${require_base.short(name)}: ${result.error}`;
				faults.push({
					offset: instruction.start,
					message
				});
				variables.set(name, {
					value: void 0,
					error: message,
					...about
				});
			} else {
				const own = {
					kind: "default",
					name,
					value
				};
				variables.set(name, {
					value: rename(result.fragments, own),
					...about
				});
			}
		} else if (!variables.has(name)) variables.set(name, {
			value: void 0,
			isOpen: true,
			dependsOn: []
		});
	}
	return variables;
}
/** The names of one `ARG`, each with its default as written. */
function argumentsOf(instruction, escape) {
	return splitQuoted(instruction.rest, escape).map((word) => {
		const equals = word.value.indexOf("=");
		if (equals < 0) return {
			name: word.value,
			value: void 0
		};
		return {
			name: word.value.slice(0, equals),
			value: slice(word, equals + 1)
		};
	});
}
/** Expands a word with the global arguments. */
function expand(word, escape, variables) {
	const used = new Set();
	let unknown;
	const lookup = (name) => {
		used.add(name);
		const variable = variables.get(name);
		unknown ??= variable?.unknown;
		return variable?.value;
	};
	return {
		result: expandWord(word, escape, {
			lookup,
			work: variables.work
		}),
		used,
		unknown
	};
}
/** Whether another build, of the same file, could give another result. */
function isOpen(used, variables) {
	return [...used].some((name) => variables.get(name)?.isOpen === true);
}
/** As many variables as are looked at for the one that is missing. */
const MOST_ASKED = 100;
/** Which of the variables, or of those in their defaults, has no value, and where to give it one; undefined: all have. */
function missing(used, variables) {
	const asked = new Set(used);
	for (const name of asked) {
		const variable = variables.get(name);
		const shown = require_base.short(name);
		if (variable === void 0) return `${shown} has no value here: declare ARG ${shown}=\u2026 before the first FROM`;
		if (variable.error !== void 0) return variable.error;
		if (variable.value === void 0) return `ARG ${shown} has no default: write one, or build with --build-arg ${shown}=\u2026`;
		if (variable.dependsOn.length === 0 && variable.value.length === 0 && variable.isOpen) return `${shown} is empty: write a default, or build with --build-arg ${shown}=\u2026`;
		if (asked.size < MOST_ASKED) for (const other of variable.dependsOn) asked.add(other);
	}
}
/** The default without the quotes around it, as a person would edit it. */
function editableRange(value) {
	const quote = value.value.charAt(0);
	return rangeOf((quote === "\"" || quote === "'") && value.value.indexOf(quote, 1) === value.value.length - 1 ? slice(value, 1, value.value.length - 1) : value);
}
function fragment(text, origin) {
	return text === "" ? [] : [{
		text,
		origin
	}];
}
// src/scan/dockerfile/places.ts
/** From offsets of one Dockerfile to References and Problems, each place made once. */
var Places = class {
	#file;
	#book = new require_scan.ReferenceBook();
	/** Places in the files that define builds. */
	#lent = new Set();
	/** `source` is the text of the file, without its byte-order mark. */
	constructor(path, source) {
		this.#file = require_base.sourceText(path, source);
	}
	reference(text, kind, context, unresolved) {
		return this.#at(rangeOf(text), kind, context, unresolved);
	}
	/**
	* The places that make up a name, of which `own` is the one that is read: first the one where a person would change the
	* version, or say what is not known.
	*/
	around(own, named) {
		const owns = own === void 0 ? [] : [own];
		if (named.canonical === void 0) {
			if (named.unknownAt === void 0) return owns;
			this.#lent.add(named.unknownAt);
			return [named.unknownAt, ...owns];
		}
		const first = this.#placesIn(versionOf(named.name)).slice(0, 1);
		return [...new Set([
			...first,
			...owns,
			...this.#placesIn(named.name)
		])];
	}
	problem(offset, kind, message) {
		return {
			file: this.#file.path,
			...this.#file.lines().at(offset),
			kind,
			message
		};
	}
	/** All that were made, in file order; behind them, those of definitions. */
	references() {
		return [...this.#book.all().toSorted((a, b) => a.line - b.line || a.column - b.column), ...this.#lent];
	}
	/** The defaults of ARG, and the places in definitions, that a value is made of. */
	#placesIn(fragments) {
		return fragments.flatMap(({ origin }) => {
			if (origin.kind === "default") return this.#at(editableRange(origin.value), "arg", {});
			if (origin.kind !== "given" || origin.reference === void 0) return [];
			this.#lent.add(origin.reference);
			return origin.reference;
		});
	}
	#at(range, kind, context, unresolved) {
		return this.#book.at(this.#file, range, {
			source: "dockerfile",
			kind,
			context,
			unresolved
		});
	}
};
/** What a person would change for another version. One that is not there is written behind the last character. */
function versionOf(name) {
	const { kind, start, end } = require_base.versionPart(plain(name));
	return cut(name, kind === "name" ? end - 1 : start, end);
}
// src/scan/dockerfile/named.ts
/** A name in the place of an image, and what a registry would make of it. */
/** No variables. */
const NOTHING = new Set();
/** What a registry would make of a name. */
function readName(name, used) {
	const text = plain(name);
	const read = require_base.parseImageName(text);
	if ("name" in read) return {
		name,
		used,
		canonical: require_base.canonicalName(read.name)
	};
	if (isTemplate(text)) return {
		name,
		used,
		unresolved: template(text)
	};
	const made = used.size > 0 ? `its variables make it ${require_base.quote(text)}, and ` : "";
	return {
		name,
		used,
		unresolved: invalid(made + read.error)
	};
}
const failed = (detail) => ({
	reason: "unsupported-expression",
	detail
});
const invalid = (detail) => ({
	reason: "invalid-name",
	detail
});
const template = (name) => ({
	reason: "template",
	detail: `${require_base.short(name)} is filled in by another tool`
});
// src/scan/dockerfile/contexts.ts
/** Named contexts of a build: what stands in the place of its images and stages (dockerui: NamedContext). */
/** Names of stages that no context stands for. */
const RESERVED = new Set(["scratch", "context"]);
function readContexts(contexts) {
	const read = new Map();
	for (const [written, context] of contexts) {
		const name = contextName(written);
		if (name !== void 0) read.set(name, context === "no image" ? context : imageOf(context.image, written));
	}
	return read;
}
/** What stands in the place of an image; undefined: the image itself. */
function contextOfImage(contexts, name) {
	return contexts.size === 0 ? void 0 : contexts.get(contextName(name) ?? "");
}
function contextOfStage(contexts, name) {
	return RESERVED.has(name) ? void 0 : contextOfImage(contexts, name);
}
/** `alpine` for `docker.io/library/alpine:latest`; undefined where no registry would accept the name. */
function contextName(name) {
	return require_base.canonicalOf(name)?.replace(/^docker\.io\/(?:library\/(?=[^/]+$))?/, "").replace(/:latest$/, "");
}
function imageOf(value, name) {
	if (value.unresolved !== void 0) return {
		used: NOTHING,
		unresolved: value.unresolved,
		unknownAt: value.reference
	};
	const named = readName(value.pieces.map(({ text, reference }) => ({
		text,
		origin: {
			kind: "given",
			name,
			reference
		}
	})), NOTHING);
	if (named.unresolved !== void 0) return named;
	return require_scan.plainValue(value) === "scratch" ? "no image" : {
		...named,
		isDefault: value.isDefault
	};
}
// src/scan/dockerfile/given.ts
/** What the builds of one Dockerfile are given: by the files that define them, and by who typed an option. */
/** No file is built in as many ways by people. */
const MOST_BUILDS = 100;
/**
* Without definitions the one build that nobody defines. `isSeen`: whether the file has an eye for an argument; others
* have no effect. `cost`: what one build costs, of `MOST_COST` for all of them.
*/
function givenBuilds(options, definitions, isSeen, cost) {
	const typed = new Map(Object.entries(options.buildArgs).map(([name, value]) => [name, typedArgument(name, value)]));
	const distinct = new Map();
	const most = Math.max(1, Math.min(MOST_BUILDS, Math.floor(MOST_COST / cost)));
	let left = 0;
	for (const definition of definitions) {
		const args = [...definition.args].filter(([name]) => isSeen(name) && !typed.has(name));
		const { contexts, platforms, madeBeside } = definition;
		const target = options.target === void 0 ? definition.target : void 0;
		for (const platform of platforms.length === 0 ? [void 0] : platforms) {
			const key = JSON.stringify([
				args,
				target,
				[...contexts],
				platform,
				madeBeside
			]);
			if (distinct.has(key)) continue;
			if (distinct.size === most) {
				left++;
				continue;
			}
			distinct.set(key, {
				args: new Map([...args.map(([name, value]) => [name, definedArgument(name, value)]), ...typed]),
				target: options.target ?? (target && targetOf(target)),
				contexts: readContexts(contexts),
				platform: platformOf$1(platform),
				made: new Set(madeBeside.flatMap(canonicalOf)),
				definition
			});
		}
	}
	if (distinct.size > 0) return {
		builds: [...distinct.values()],
		left
	};
	const { target } = options;
	return {
		builds: [{
			args: typed,
			target,
			contexts: new Map(),
			platform: void 0,
			made: new Set(),
			definition: void 0
		}],
		left: 0
	};
}
/** In instructions that are looked at. */
const MOST_COST = 2e4;
function typedArgument(name, value) {
	return {
		value: fragment(value, {
			kind: "given",
			name
		}),
		isOpen: false,
		dependsOn: []
	};
}
function definedArgument(name, value) {
	if (value.unresolved !== void 0) return {
		value: void 0,
		unknown: value,
		isOpen: true,
		dependsOn: []
	};
	return {
		value: value.pieces.flatMap(({ text, reference }) => fragment(text, {
			kind: "given",
			name,
			reference
		})),
		isOpen: value.isDefault,
		dependsOn: []
	};
}
function canonicalOf(name) {
	const read = require_base.parseImageName(name);
	return "error" in read ? [] : [require_base.canonicalName(read.name)];
}
/** An empty one is none. */
function targetOf(value) {
	return value.unresolved === void 0 ? require_scan.plainValue(value) || void 0 : value;
}
/** One that cannot be read, or is not known, is up to the builder. */
function platformOf$1(written) {
	const read = require_base.parsePlatform(written ?? "");
	return "error" in read ? void 0 : read.platform;
}
// src/scan/dockerfile/pulls.ts
/** The pulls of a Dockerfile: in each of its builds, one for each place that names an image. */
/**
* What is pulled alike in several builds is one pull. What a build does not reach is left out where another reaches the
* same image at the same place. In the order of the stages; of one stage, its base, then what its instructions name.
*/
function pullsOf(source, readings, at) {
	const merged = new Map();
	const reached = new Set();
	const mentions = readings.flatMap(({ build }) => build.mentions);
	const known = new Set(mentions.flatMap(({ named, written }) => named.unresolved ? [] : rangeOf(written).start));
	for (const reading of readings) {
		const scenario = scenarioOf(reading);
		const syntax = syntaxPull(source, reading.given, scenario, at);
		const images = reading.build.mentions.map((mention) => {
			const { kind, stage, written, named } = mention;
			const unresolved = known.has(rangeOf(written).start) ? void 0 : named.unresolved;
			return imagePull(mention, at.reference(written, kind, { stage: stageName(stage) }, unresolved), reading, scenario, at);
		});
		for (const placed of syntax === void 0 ? images : [syntax, ...images]) {
			const key = keyOf(placed);
			if (!merged.has(key)) merged.set(key, placed);
			if (placed.pull.reachable === true) reached.add(imageAt(placed));
		}
	}
	const isLeft = (placed) => placed.pull.reachable === true || !reached.has(imageAt(placed));
	return [...merged.values()].filter(isLeft).map(({ pull }) => pull);
}
function placeKey({ file, line, column, endLine, endColumn }) {
	return `${file}:${line}:${column}-${endLine}:${endColumn}`;
}
function imageAt({ pull: { image, written }, at }) {
	return [
		image,
		written,
		at && placeKey(at)
	].join("\n");
}
function keyOf(placed) {
	const { platform, confidence, unresolved, reachable, references } = placed.pull;
	const places = references.map(placeKey);
	return [
		imageAt(placed),
		platform,
		confidence,
		unresolved?.detail,
		reachable,
		...places
	].join("\n");
}
function imagePull(mention, own, reading, scenario, at) {
	const { named, stage } = mention;
	return {
		pull: withImage({
			written: named.canonical === void 0 ? mention.written.value : plain(named.name),
			source: "dockerfile",
			engine: "buildkit",
			scenario,
			stage: stageName(stage),
			reachable: mention.isReachable && !reading.given.made.has(named.canonical ?? ""),
			platform: platformOf(mention, reading),
			references: at.around(own, named)
		}, named, named.isDefault === true || isOpen(named.used, reading.variables) ? "default" : "exact"),
		at: own
	};
}
/** Only FROM can ask for another platform than that of the build; copies and mounts never do. */
function platformOf({ kind, stage }, { platforms, given }) {
	if (kind === "from") return platforms[stage.index] ?? null;
	return given.platform === void 0 ? null : require_base.formatPlatform(given.platform);
}
/** The frontend image, which the builder pulls before it reads anything else. It is of no stage. */
function syntaxPull(source, given, scenario, at) {
	const written = findSyntax(source);
	const named = frontendOf(written, given);
	if (named === void 0) return void 0;
	const own = written && at.reference(written, "syntax", {}, named.unresolved);
	const references = at.around(own, named);
	if (references.length === 0) return void 0;
	return {
		pull: withImage({
			written: plain(named.name ?? []),
			source: "dockerfile",
			engine: "buildkit",
			scenario,
			reachable: true,
			platform: null,
			references
		}, named, named.isDefault === true ? "default" : "exact"),
		at: own
	};
}
/** As `BUILDKIT_SYNTAX` says, or the file. Options may follow. Undefined: the frontend that is built in. */
function frontendOf(written, { args, contexts }) {
	const argument = args.get("BUILDKIT_SYNTAX");
	const { unknown } = argument ?? {};
	if (unknown !== void 0) return {
		used: NOTHING,
		unresolved: unknown.unresolved,
		unknownAt: unknown.reference
	};
	const value = argument?.value ?? [];
	const [asked = ""] = plain(value).trim().split(" ");
	const start = plain(value).indexOf(asked);
	const name = asked === "" ? [{
		text: written?.value ?? "",
		origin: WORD
	}] : cut(value, start, start + asked.length);
	const text = plain(name);
	if (text === "" || text === "dockerfile.v0") return void 0;
	const context = contextOfImage(contexts, text);
	if (context === "no image") return void 0;
	return context ?? {
		...readName(name, NOTHING),
		...argument?.isOpen === true && { isDefault: true }
	};
}
function withImage(pull, { name, canonical, unresolved }, confidence) {
	if (unresolved !== void 0) return {
		...pull,
		image: null,
		confidence: "unresolved",
		unresolved
	};
	return {
		...pull,
		image: plain(name),
		canonical,
		confidence
	};
}
/** As BuildKit shows it. */
function stageName(stage) {
	return stage.name ?? `stage-${stage.index}`;
}
/** What the build was given, as far as its images depend on it: other build arguments may be secrets. */
function scenarioOf({ build, variables, given: { target, args } }) {
	const asked = new Set(build.mentions.flatMap(({ named }) => [...named.used]));
	for (const name of asked) for (const other of variables.get(name)?.dependsOn ?? []) asked.add(other);
	const words = [...args].flatMap(([name, { value }]) => asked.has(name) && value !== void 0 ? ["--build-arg", `${name}=${plain(value)}`] : []);
	if (typeof target === "string") words.unshift("--target", target);
	return words.length === 0 ? null : {
		profiles: [],
		arguments: words
	};
}
// src/scan/dockerfile/check.ts
/**
* What makes BuildKit refuse an instruction before it builds anything (frontend/dockerfile/instructions): unknown
* keywords and flags, missing or superfluous arguments. Whether the stage is built does not matter here.
*/
const FLAGS = {
	ADD: {
		chown: "text",
		chmod: "text",
		link: "boolean",
		"keep-git-dir": "boolean",
		checksum: "text",
		unpack: "boolean",
		exclude: "list"
	},
	COPY: {
		chown: "text",
		from: "text",
		chmod: "text",
		link: "boolean",
		exclude: "list",
		parents: "boolean"
	},
	FROM: { platform: "text" },
	RUN: {
		mount: "list",
		network: "text",
		security: "text",
		device: "list"
	},
	HEALTHCHECK: {
		interval: "text",
		timeout: "text",
		"start-period": "text",
		"start-interval": "text",
		retries: "text"
	}
};
/** Instructions whose flags BuildKit cuts off and forgets, or (HEALTHCHECK) looks at only now and then. */
const FLAGS_IN_CHECK = new Set([
	"ARG",
	"STOPSIGNAL",
	"HEALTHCHECK"
]);
const STAGE_NAME = /^[a-z][a-z0-9\-_.]*$/;
function readFlag(flag) {
	const equals = flag.value.indexOf("=");
	if (equals < 0) return {
		name: flag.value.slice(2),
		value: void 0
	};
	return {
		name: flag.value.slice(2, equals),
		value: slice(flag, equals + 1)
	};
}
/** Says in one clause why BuildKit refuses the instruction, or undefined. */
function checkInstruction(instruction, escape) {
	const { keyword } = instruction;
	const check = Object.hasOwn(CHECKS, keyword) ? CHECKS[keyword] : void 0;
	if (check === void 0) return `${require_base.quote(keyword)} is not an instruction`;
	return check(instruction, escape) ?? (FLAGS_IN_CHECK.has(keyword) ? void 0 : checkFlags(instruction));
}
/** The part of it that BuildKit's parser does, which a trigger of `ONBUILD` meets even if it is never fired. */
function checkSyntax(instruction, escape) {
	const { keyword, rest } = instruction;
	if (keyword !== "ENV" && keyword !== "LABEL" || rest.value === "") return void 0;
	return checkPairs(instruction, escape);
}
function checkFlags({ keyword, flags }) {
	const known = FLAGS[keyword] ?? {};
	const seen = new Set();
	for (const written of flags) {
		const { name, value } = readFlag(written);
		const kind = Object.hasOwn(known, name) ? known[name] : void 0;
		if (kind === void 0) return `${keyword} has no flag --${require_base.short(name)}`;
		if (seen.has(name) && kind !== "list") return `the flag --${name} is given twice`;
		seen.add(name);
		if (kind === "boolean") {
			const word = value?.value.toLowerCase();
			if (word !== void 0 && word !== "true" && word !== "false") return `the flag --${name} is either true or false`;
		} else if (value === void 0) return `the flag --${name} has no value: write --${name}=VALUE`;
	}
}
const CHECKS = {
	ADD: checkCopy,
	ARG: checkArguments,
	CMD: () => void 0,
	COPY: checkCopy,
	ENTRYPOINT: () => void 0,
	ENV: checkPairs,
	EXPOSE: checkSome,
	FROM: checkFrom,
	HEALTHCHECK: checkHealth,
	LABEL: checkPairs,
	MAINTAINER: checkSome,
	ONBUILD: checkTrigger,
	RUN: checkRun,
	SHELL: ({ json }) => Array.isArray(json) && json.length > 0 ? void 0 : "SHELL needs a JSON array of strings",
	STOPSIGNAL: checkSome,
	USER: checkSome,
	VOLUME: checkVolumes,
	WORKDIR: checkSome
};
function checkSome({ keyword, rest }) {
	return rest.value === "" ? `${keyword} needs an argument` : void 0;
}
function checkVolumes({ json, rest }) {
	if (Array.isArray(json) ? json.length === 0 : rest.value === "") return "VOLUME needs an argument";
	return Array.isArray(json) && json.some((path) => path.trim() === "") ? "a path of VOLUME is empty" : void 0;
}
function checkFrom({ rest }) {
	const [, as, name, ...more] = splitBlanks(rest);
	if (rest.value === "") return "FROM needs an image";
	if (as === void 0) return void 0;
	if (as.value.startsWith("#")) return "a comment cannot follow on the line of FROM: put it on a line of its own";
	if (name === void 0 || more.length > 0 || as.value.toLowerCase() !== "as") return "FROM takes one image, and AS with one name behind it";
	return STAGE_NAME.test(name.value.toLowerCase()) ? void 0 : `${require_base.quote(name.value)} cannot be the name of a stage`;
}
/** Words of COPY and ADD, the destination last. */
function copyWords({ json, rest }) {
	return Array.isArray(json) ? json : splitBlanks(rest).map((word) => word.value);
}
function checkCopy(instruction) {
	const words = copyWords(instruction);
	const { keyword } = instruction;
	const destination = words.at(-1);
	if (destination === void 0 || words.length < 2) return `${keyword} needs a source and a destination`;
	return readHeredoc(destination) === void 0 ? void 0 : `the destination of ${keyword} cannot be a here-document`;
}
function checkArguments({ rest }, escape) {
	const words = splitQuoted(rest, escape);
	if (words.length === 0) return "ARG needs a name";
	return words.some((word) => word.value.startsWith("=")) ? "an ARG has no name: no blanks may stand around its =" : void 0;
}
/** `ENV` and `LABEL`: `NAME=VALUE \u2026`, or the old `NAME VALUE`. */
function checkPairs({ keyword, rest }, escape) {
	const words = splitQuoted(rest, escape);
	const [first] = words;
	if (first === void 0) return `${keyword} needs an argument`;
	if (!first.value.includes("=")) return splitBlanks(rest).length < 2 ? `${keyword} needs a name and a value` : void 0;
	const odd = words.find((word) => !word.value.includes("="));
	if (odd !== void 0) return `${keyword} takes NAME=VALUE, and ${require_base.quote(odd.value)} has no =`;
	return words.some((word) => word.value.startsWith("=")) ? `a name of ${keyword} is empty` : void 0;
}
function checkTrigger({ trigger }, escape) {
	if (trigger === void 0) return "ONBUILD needs an instruction";
	if (trigger.keyword === "ONBUILD") return "ONBUILD cannot follow ONBUILD";
	if (trigger.keyword === "FROM" || trigger.keyword === "MAINTAINER") return `${trigger.keyword} cannot follow ONBUILD`;
	return checkSyntax(trigger, escape);
}
function checkHealth(instruction) {
	const [, type = "", command = ""] = /^(\S+)\s*([^]*)$/.exec(instruction.rest.value) ?? [];
	if (type === "") return "HEALTHCHECK needs NONE or CMD";
	if (type.toUpperCase() === "NONE") return command === "" ? void 0 : "HEALTHCHECK NONE takes no arguments";
	if (type.toUpperCase() !== "CMD") return `${require_base.quote(type)} is not a HEALTHCHECK: write NONE or CMD`;
	const json = jsonStrings(slice(instruction.rest, instruction.rest.value.length - command.length));
	if (json === null) return "the JSON array of HEALTHCHECK may hold strings only";
	if (command === "" || json?.length === 0) return "HEALTHCHECK CMD needs a command";
	for (const written of instruction.flags) {
		const { name, value } = readFlag(written);
		const text = value?.value ?? "";
		const isRight = name === "retries" ? /^\+?\d{1,9}$/.test(text) : isDuration(text);
		if (text !== "" && !isRight) return `${require_base.quote(text)} is not a value of --${name}`;
	}
	return checkFlags(instruction);
}
/** In seconds. */
const UNITS = {
	ns: 1e-9,
	us: 1e-6,
	\u00b5s: 1e-6,
	\u03bcs: 1e-6,
	ms: .001,
	m: 60,
	h: 3600
};
/** A duration of Go that is nothing, or a millisecond at least. */
function isDuration(text) {
	const unsigned = text.replace(/^[+-]/, "");
	if (unsigned === "0") return true;
	if (!/^(?:(?:\d+(?:\.\d*)?|\.\d+)(?:[nu\u00b5\u03bcm]?s|m|h))+$/.test(unsigned)) return false;
	let seconds = 0;
	for (const [, number = "", unit = ""] of unsigned.matchAll(/([\d.]+)([a-z\u00b5\u03bc]+)/g)) seconds += Number(number) * (UNITS[unit] ?? 1);
	return seconds < 1e-9 || !text.startsWith("-") && seconds >= .001;
}
function checkRun({ flags }) {
	for (const written of flags) {
		const { name, value } = readFlag(written);
		if (value === void 0) continue;
		if (name === "mount") {
			const fault = checkMount(value);
			if (fault !== void 0) return fault;
		} else if (name === "network" && ![
			"default",
			"none",
			"host"
		].includes(value.value)) return `${require_base.quote(value.value)} is not a network mode`;
		else if (name === "security" && !["insecure", "sandbox"].includes(value.value)) return `${require_base.quote(value.value)} is not a security mode`;
		else if (name === "device") {
			const fault = checkDevice(value);
			if (fault !== void 0) return fault;
		}
	}
}
/** `NAME`, `name=NAME`, `required`, `required=true`. */
function checkDevice(value) {
	const fields = splitFields(value);
	if (fields === void 0) return "the fields of --device are not separated as they should be";
	let name = "";
	for (const { value: field } of fields) {
		const [key = "", text] = field.split(/=([^]*)/, 2);
		if (key.toLowerCase() === "required") {
			if (text !== void 0 && !BOOLEAN.test(text)) return "required= of a device is true or false";
		} else if (name === "") name = key.toLowerCase() === "name" && text !== void 0 ? text : field;
		else return `a device has one name, and ${require_base.quote(field)} is another`;
	}
}
/** What is checked of a mount before anything is expanded. */
function checkMount(value) {
	const fields = splitFields(value);
	if (fields === void 0) return "the fields of --mount are not separated as they should be";
	for (const field of fields) {
		const [, from] = /^from=([^]*)$/i.exec(field.value) ?? [];
		const dollar = from?.indexOf("$") ?? -1;
		if (from !== void 0 && dollar >= 0 && dollar < from.length - 1) return "from= of a mount takes no variables: name a stage with FROM, and mount from that";
	}
}
// src/scan/dockerfile/sources.ts
/** Where an instruction names another stage or an image: `COPY --from=` and the mounts of `RUN`. */
/** In the order in which BuildKit meets them. A flag given twice, which BuildKit refuses, gives two. */
function sourcesOf({ keyword, flags }) {
	if (keyword === "COPY") return flags.flatMap((flag) => {
		const { name, value } = readFlag(flag);
		return name === "from" && value !== void 0 && value.value !== "" ? [{
			kind: "copy",
			name: value
		}] : [];
	});
	if (keyword !== "RUN") return [];
	return flags.flatMap((flag) => {
		const { name, value } = readFlag(flag);
		return name === "mount" && value !== void 0 ? [readMount(value)] : [];
	});
}
function readMount(value) {
	let from = EMPTY;
	let type = "bind";
	for (const field of splitFields(value) ?? []) {
		const equals = field.value.indexOf("=");
		const key = field.value.slice(0, Math.max(0, equals)).toLowerCase();
		if (key === "from") from = slice(field, equals + 1);
		else if (key === "type") type = field.value.slice(equals + 1).toLowerCase();
	}
	return {
		kind: "mount",
		name: from,
		type
	};
}
// src/scan/dockerfile/stages.ts
/** The stages of a Dockerfile, and what each name in it means: another stage, an image, or nothing. */
const NO_VARIABLES = "--from= takes no variables: name a stage with FROM, which does, and copy from that";
/** Cuts the instructions into stages; what stands before the first FROM is not in them. */
function readStages(instructions) {
	const stages = [];
	for (const instruction of instructions) {
		if (instruction.keyword !== "FROM") {
			stages.at(-1)?.commands.push(instruction);
			continue;
		}
		const [first = EMPTY, as, name] = splitBlanks(instruction.rest);
		const base = templateBefore(instruction.rest) ?? first;
		const named = as?.value.toLowerCase() === "as" ? name?.value.toLowerCase() : void 0;
		stages.push({
			index: stages.length,
			name: named,
			from: instruction,
			base,
			commands: []
		});
	}
	return stages;
}
/** The names of one file. Stages are added in file order; sources are looked up when all of them are there. */
var Names = class {
	/** By number, as `COPY --from=0` counts: the stages, and then everything else that was met, of which nothing is known. */
	#places = [];
	#byName = new Map();
	#escape;
	#variables;
	#contexts;
	constructor(escape, variables, contexts) {
		this.#escape = escape;
		this.#variables = variables;
		this.#contexts = contexts;
	}
	stageNamed(name) {
		return this.#byName.get(name.toLowerCase());
	}
	/** Adds a stage; its base is a stage above it, by its exact name, or an image, or what stands in the place of the stage. */
	add(stage) {
		const node = {
			stage,
			base: void 0,
			isEmpty: false,
			isReplaced: false,
			sources: new Set()
		};
		this.#places.push(node);
		const image = this.#replaced(node, this.#base(node, stage.base));
		if (stage.name !== void 0) this.#byName.set(stage.name, node);
		return image === void 0 ? { node } : {
			node,
			image
		};
	}
	/** A context of its name stands in the place of the stage, if only its FROM can be read. */
	#replaced(node, image) {
		const context = contextOfStage(this.#contexts, node.stage.name ?? "");
		if (context === void 0 || image?.unresolved !== void 0) return image;
		node.base = void 0;
		node.isEmpty = false;
		node.isReplaced = true;
		return context === "no image" ? void 0 : context;
	}
	#base(node, base) {
		if (base.value === "") return void 0;
		const { result, used, unknown } = expand(base.value, this.#escape, this.#variables);
		if (unknown !== void 0) return {
			used,
			unresolved: unknown.unresolved,
			unknownAt: unknown.reference
		};
		if ("error" in result) return {
			used,
			unresolved: this.#whyUnset(base.value, used) ?? failed(result.error)
		};
		const text = plain(result.fragments);
		node.base = this.#byName.get(text);
		node.isEmpty = node.base === void 0 && text === "scratch";
		if (node.base !== void 0 || node.isEmpty) return void 0;
		const named = readName(result.fragments, used);
		if (named.unresolved === void 0) return this.#inContext(named);
		const stage = this.stageNamed(text)?.stage.name;
		const miswritten = stage === void 0 ? named.unresolved : invalid(`the stage is called ${require_base.short(stage)}, in lower case`);
		return {
			...named,
			unresolved: this.#whyUnset(base.value, used) ?? miswritten
		};
	}
	/** The image, or what stands in its place; undefined: what is none. */
	#inContext(named) {
		const context = named.canonical === void 0 ? void 0 : contextOfImage(this.#contexts, named.canonical);
		if (context === "no image") return void 0;
		return context === void 0 ? named : {
			...context,
			used: new Set([...named.used, ...context.used])
		};
	}
	/** Why a name is not what it is to be: another tool, or whoever builds, fills in a part of it. */
	#whyUnset(written, used) {
		if (isTemplate(written)) return template(written);
		const unset = missing(used, this.#variables);
		return unset === void 0 ? void 0 : {
			reason: "environment",
			detail: unset
		};
	}
	/**
	* What `COPY --from=` or a mount means. `escape` is the one of the file, or `\` in a trigger.
	* `keep`: an image that is met takes the next number.
	*/
	meaning(source, escape, keep) {
		const name = source.name.value;
		if (source.kind === "copy") {
			const literal = expandWord(name, escape, noVariables());
			if ("error" in literal || plain(literal.fragments) !== name) return { image: {
				used: NOTHING,
				unresolved: failed(NO_VARIABLES)
			} };
			if (/^[+-]?\d{1,18}$/.test(name)) {
				const node = this.#places[Number(name)];
				return node === void 0 ? { fault: `there is no stage ${name}` } : node === null ? {} : { node };
			}
		}
		const stage = this.stageNamed(name === "" ? "scratch" : name);
		if (stage !== void 0) return { node: stage };
		if (keep) this.#places.push(null);
		if (name === "" || name === "scratch") return {};
		const image = this.#inContext(readName([{
			text: name,
			origin: WORD
		}], NOTHING));
		return image === void 0 ? {} : { image };
	}
};
// src/scan/dockerfile/build.ts
/** What the build of one target reaches, as dockerfile2llb finds it, and where it stops before it builds anything. */
/** A trigger always has `\` as its escape, whatever the file says. */
const TRIGGER_ESCAPE = "\\";
function resolveBuild(stages, escape, variables, { target, contexts }) {
	const names = new Names(escape, variables, contexts);
	const mentions = [];
	const faults = [];
	const built = stages.map((stage) => {
		const { node, image } = names.add(stage);
		if (image !== void 0) {
			const { from, base } = stage;
			const { unresolved } = image;
			if (unresolved !== void 0 && image.unknownAt === void 0) faults.push({
				offset: from.start,
				message: `FROM ${require_base.short(base.value)}: ${unresolved.detail}`,
				unresolved
			});
			mentions.push({
				kind: "from",
				stage,
				instruction: from,
				written: base,
				named: image,
				isReachable: false
			});
		}
		return {
			node,
			stage,
			steps: [],
			triggers: []
		};
	});
	readSteps(built, escape, names, mentions, faults);
	for (const { stage } of circles(built.map(({ node }) => node))) faults.push({
		offset: stage.from.start,
		message: "the stage depends on itself"
	});
	const isOpen = typeof target === "object";
	const named = typeof target === "string" ? names.stageNamed(target) : void 0;
	const aims = isOpen ? built : built.slice(-1);
	const byNode = new Map(built.map((each) => [each.node, each]));
	const reached = reach(named === void 0 ? aims.map(({ node }) => node) : [named], byNode, names, faults, variables.work);
	for (const mention of mentions) {
		const node = built[mention.stage.index]?.node;
		if (!mention.kind.startsWith("onbuild-")) mention.isReachable = node !== void 0 && reached.has(node);
	}
	return {
		mentions,
		faults,
		isWithoutTarget: typeof target === "string" && named === void 0,
		reached: isOpen ? [] : built.filter(({ node }) => reached.has(node) && !node.isReplaced)
	};
}
/** Names of stages are known all over the file, so that instructions are read when all of them are there. */
function readSteps(built, escape, names, mentions, faults) {
	for (const { node, stage, steps, triggers } of built) for (const instruction of stage.commands) {
		if (instruction.trigger !== void 0) {
			const trigger = readTrigger(instruction, stage, names);
			triggers.push(trigger);
			for (const mention of trigger.mentions) mentions.push(mention);
			continue;
		}
		const step = {
			instruction,
			sources: readSources(instruction, escape, names, true)
		};
		steps.push(step);
		connect(node, step, faults);
		for (const { source, meaning } of step.sources) {
			if (meaning.image === void 0) continue;
			const named = meaning.image;
			mentions.push({
				kind: source.kind,
				stage,
				instruction,
				written: source.name,
				named,
				isReachable: false
			});
		}
	}
}
function readTrigger(declared, stage, names) {
	const { whole } = declared;
	const command = whole.value.replace(/^\s*ONBUILD\s*/i, "");
	const instruction = parseInstruction(slice(whole, whole.value.length - command.length), TRIGGER_ESCAPE, declared.start, []);
	const mentions = [];
	for (const { source, meaning } of readSources(instruction, TRIGGER_ESCAPE, names, false)) {
		if (meaning.image === void 0) continue;
		const kind = source.kind === "copy" ? "onbuild-copy" : "onbuild-mount";
		mentions.push({
			kind,
			stage,
			instruction,
			written: source.name,
			named: meaning.image,
			isReachable: false
		});
	}
	return {
		instruction,
		mentions
	};
}
function readSources(instruction, escape, names, keep) {
	return sourcesOf(instruction).map((source) => ({
		source,
		meaning: names.meaning(source, escape, keep)
	}));
}
function connect(node, { instruction, sources }, faults) {
	for (const { source, meaning } of sources) {
		if (meaning.node !== void 0) node.sources.add(meaning.node);
		const { image } = meaning;
		const unresolved = image?.unresolved === void 0 || image.unknownAt !== void 0 ? void 0 : image.unresolved;
		const fault = meaning.fault ?? unresolved?.detail;
		if (fault !== void 0) {
			const what = `${instruction.keyword} from ${require_base.quote(source.name.value)}`;
			faults.push({
				offset: instruction.start,
				message: `${what}: ${fault}`,
				...unresolved !== void 0 && { unresolved }
			});
		}
	}
}
/** Everything below the targets. A stage that is reached fires the triggers of its base, and may reach more by them. */
function reach(targets, built, names, faults, work) {
	const reached = new Set();
	const open = [...targets];
	const marked = new Set();
	let isFollowed = true;
	for (let node = open.pop(); node !== void 0; node = open.pop()) {
		if (reached.has(node)) continue;
		reached.add(node);
		const fired = [];
		const { base } = node;
		const triggers = (base && built.get(base)?.triggers) ?? [];
		if (base !== void 0 && !marked.has(base)) {
			marked.add(base);
			for (const { mentions } of triggers) for (const mention of mentions) mention.isReachable = true;
		}
		for (const { instruction } of triggers) {
			isFollowed = work.fire();
			if (!isFollowed) break;
			const refused = checkInstruction(instruction, TRIGGER_ESCAPE);
			if (refused !== void 0) faults.push({
				offset: instruction.start,
				message: `ONBUILD: ${refused}`
			});
			const step = {
				instruction,
				sources: readSources(instruction, TRIGGER_ESCAPE, names, true)
			};
			connect(node, step, faults);
			fired.push(step);
		}
		const own = built.get(node);
		if (own !== void 0 && fired.length > 0) own.steps = [...fired, ...own.steps];
		if (node.base !== void 0) open.push(node.base);
		for (const source of node.sources) open.push(source);
	}
	if (!isFollowed) faults.push({
		offset: targets[0]?.stage.from.start ?? 0,
		message: "stages fire more ONBUILD instructions than are followed: what the others copy from is not known",
		kind: "unreadable"
	});
	return reached;
}
/** Stages that copy or mount from themselves, directly or over others. */
function circles(nodes) {
	const done = new Set();
	const path = new Set();
	const found = [];
	for (const start of nodes) {
		const stack = [];
		const enter = (node) => {
			done.add(node);
			path.add(node);
			stack.push({
				node,
				rest: node.sources.values()
			});
		};
		if (!done.has(start)) enter(start);
		for (let top = stack.at(-1); top !== void 0; top = stack.at(-1)) {
			const next = top.rest.next();
			if (next.done === true) {
				path.delete(top.node);
				stack.pop();
			} else if (path.has(next.value)) found.push(next.value);
			else if (!done.has(next.value)) enter(next.value);
		}
	}
	return found;
}
// src/scan/dockerfile/environment.ts
/** The variables inside a stage: its own ARG and ENV, and those of the stages below it. */
/** Stages that are asked for a variable, one below the other. */
const DEEPEST = 64;
/** Expands the words of one stage as far as the file can tell: what the image below all of it sets is not known here. */
var Environment = class {
	/** A working directory other than that of the base image is set. */
	hasDirectory;
	/** Undefined: set, to what cannot be known here. */
	#values = new Map();
	#around;
	#below;
	/** Nothing is set beyond what the file sets. */
	#isClosed;
	#isCertain = true;
	/** It goes by something that is set, to what cannot be known here. */
	#isBlind = false;
	/** `below`: the stage that it is based on; `fromScratch`: it is based on nothing. */
	constructor(around, below, fromScratch) {
		this.#around = around;
		this.#below = below;
		this.#isClosed = fromScratch;
		this.hasDirectory = below?.hasDirectory ?? false;
	}
	get work() {
		return this.#around.globals.work;
	}
	lookup(name) {
		const value = this.#find(name, 0);
		if (value === void 0 || value === "blind") this.#isCertain = false;
		if (value !== "blind") return value ?? void 0;
		this.#isBlind = true;
	}
	/** Null where nobody sets it, undefined where the base image may, "blind" where it is set to what cannot be known. */
	#find(name, depth) {
		if (this.#values.has(name)) return this.#values.get(name) ?? "blind";
		if (this.#isClosed && name !== "PATH") return null;
		const below = this.#below;
		return below === void 0 || depth === DEEPEST ? void 0 : below.#find(name, depth + 1);
	}
	/** The value of a word; undefined where it depends on what the base image sets. */
	expand(word) {
		this.#isCertain = true;
		this.#isBlind = false;
		const result = expandWord(word, this.#around.escape, this);
		if ("error" in result && this.#isBlind) return { value: void 0 };
		if ("error" in result) return { error: `${require_base.short(word)}: ${result.error}` };
		return { value: this.#isCertain ? plain(result.fragments) : void 0 };
	}
	/** The fault of a word: that of its expansion, or what `judge` says of its value where that is known. */
	check(word, judge = () => void 0) {
		const expanded = this.expand(word);
		if ("error" in expanded) return expanded.error;
		return expanded.value === void 0 ? void 0 : judge(expanded.value);
	}
	/** `ARG`, one name after the other. */
	declare(instruction) {
		const { escape, globals, args } = this.#around;
		for (const { name, value } of argumentsOf(instruction, escape)) {
			const given = args.get(name);
			if (given !== void 0) this.#values.set(name, given.value);
			else if (value !== void 0) {
				const expanded = this.expand(value.value);
				if ("error" in expanded) return expanded.error;
				this.#set(name, expanded.value);
			} else {
				const global = globals.get(name);
				if (global?.value !== void 0 || global?.unknown !== void 0) this.#values.set(name, global.value);
			}
		}
	}
	/** `ENV` and `LABEL`. All of their words are expanded before the first value is set. */
	assign({ keyword, rest }) {
		const words = splitQuoted(rest, this.#around.escape);
		const pairs = words[0]?.value.includes("=") === false ? [oldPair(rest)] : words.map((word) => pair(word.value));
		const values = [];
		for (const [name, value = ""] of pairs) {
			const key = this.expand(name);
			if ("error" in key) return key.error;
			const expanded = this.expand(value);
			if ("error" in expanded) return expanded.error;
			values.push([key.value ?? name, expanded.value]);
		}
		if (keyword === "ENV") for (const [name, value] of values) this.#set(name, value);
	}
	#set(name, value) {
		this.#values.set(name, value === void 0 ? void 0 : fragment(value, WORD));
	}
};
function pair(word) {
	const equals = word.indexOf("=");
	return equals < 0 ? [word, void 0] : [word.slice(0, equals), word.slice(equals + 1)];
}
/** `ENV NAME VALUE`: all behind the first blank is the value. */
function oldPair(rest) {
	const [, name = "", value = ""] = /^([^\t\v\f\r ]+)[\t\v\f\r ]+([^]*)$/.exec(rest.value) ?? [];
	return [name, value];
}
// src/scan/dockerfile/mount.ts
/** What makes BuildKit refuse a mount when its stage is built (instructions/commands_runmount.go). */
const TYPES = new Set([
	"bind",
	"cache",
	"tmpfs",
	"secret",
	"ssh"
]);
const KEYS = new Set("type from source target readonly id sharing required size mode uid gid src dst destination ro rw readwrite env".split(" "));
const ALIASES = {
	src: "source",
	dst: "target",
	destination: "target"
};
/** `hasDirectory`: the stage has a working directory of its own, which is where a mount without a target goes. */
function mountFault(fields, hasDirectory) {
	const values = new Map();
	for (const { key, value, isKnown } of fields) {
		const type = values.get("type") ?? "bind";
		const fault = isKnown ? fieldFault(key, value, type) : keyFault(key, type);
		if (fault !== void 0) return fault;
		values.set(ALIASES[key] ?? key, key === "type" ? value?.toLowerCase() : value);
	}
	const isPartial = fields.some((field) => !field.isKnown);
	return wholeFault(values, isPartial) ?? targetFault(values, hasDirectory || isPartial);
}
function keyFault(key, type) {
	if (!KEYS.has(key)) return `a mount has no ${require_base.quote(key)}`;
	if (key === "required" && type !== "secret" && type !== "ssh") return `a mount of type ${type} has no "required"`;
	return key === "size" && type !== "tmpfs" ? `a mount of type ${type} has no "size"` : void 0;
}
function fieldFault(key, value, type) {
	if (value === void 0) {
		if ([
			"readonly",
			"ro",
			"readwrite",
			"rw"
		].includes(key)) return void 0;
		if (key !== "required") return `a mount takes KEY=VALUE, and ${require_base.quote(key)} has no =`;
	}
	const fault = keyFault(key, type);
	if (fault !== void 0) return fault;
	const text = value ?? "";
	switch (key) {
		case "type": return TYPES.has(text.toLowerCase()) ? void 0 : `there is no mount of type ${require_base.quote(text)}`;
		case "readonly":
		case "ro":
		case "readwrite":
		case "rw": return BOOLEAN.test(text) ? void 0 : `${key}= of a mount is true or false`;
		case "required": return value === void 0 || BOOLEAN.test(text) ? void 0 : `${key}= of a mount is true or false`;
		case "size": return /^(?:\d+\.?\d*|\.\d+) ?(?:b|[kmgtp](?:i?b)?)?$/i.test(text) ? void 0 : `${require_base.quote(text)} is not a size`;
		case "sharing": return /^(?:shared|private|locked)$/i.test(text) ? void 0 : `sharing= of a mount is shared, private or locked`;
		case "mode": return /^[0-7]+$/.test(text) && isShort(text, 8) ? void 0 : `mode= of a mount is an octal number`;
		case "uid":
		case "gid": return /^\d+$/.test(text) && isShort(text, 10) ? void 0 : `${key}= of a mount is a number`;
		default: return;
	}
}
/** Whether a number has no more than 32 bits. */
function isShort(text, base) {
	return Number.parseInt(text, base) < 2 ** 32;
}
/** `isPartial`: some field is unknown, so that what seems to be missing may be there. */
function wholeFault(values, isPartial) {
	const type = values.get("type") ?? "bind";
	const source = values.get("source");
	if ((type === "bind" || type === "tmpfs") && [
		"mode",
		"uid",
		"gid"
	].some((key) => values.has(key))) return `a mount of type ${type} has no mode, uid or gid`;
	if (values.has("sharing") && type !== "cache") return `a mount of type ${type} has no "sharing"`;
	if (type === "ssh" && source) return "a mount of type ssh has no source";
	if (type !== "secret") return void 0;
	if (values.get("from")) return "a mount of type secret has no from";
	if (source && values.get("id")) return "a mount of type secret takes source or id, not both";
	return source || values.get("id") || values.get("target") || isPartial ? void 0 : "a mount of type secret needs an id or a target";
}
function targetFault(values, hasDirectory) {
	const type = values.get("type") ?? "bind";
	const target = values.get("target") ?? "";
	if (type === "secret" || type === "ssh") return void 0;
	if (target === "/") return "a mount cannot cover the whole file system";
	if (hasDirectory || target.startsWith("/") || node_path.posix.join("/", target) !== "/") return void 0;
	return "a mount needs a target, unless the base image sets a working directory: write target=/PATH";
}
// src/scan/dockerfile/port.ts
/** What EXPOSE takes (dockerfile2llb/convert_expose.go): `[[IP:]HOST:]PORT[-PORT][/tcp|udp|sctp]`. */
function isPort(word) {
	const [last = "", host = "", ...before] = word.split(":").reverse();
	const [ports = "", protocol = "", ...more] = last.split("/");
	const address = before.reverse().join(":").replace(/^\[(.*)\]$/, "$1");
	const container = range(ports);
	if (container === void 0 || !/^(?:|tcp|udp|sctp)$/i.test([protocol, ...more].join("/"))) return false;
	if (address !== "" && process.getBuiltinModule("node:net").isIP(address) === 0) return false;
	const mapped = host === "" ? container : range(host);
	return mapped !== void 0 && (container === 0 || mapped === container);
}
/** How many ports a range has beyond the first; undefined where it is none. */
function range(text) {
	const [start, end = start, ...more] = text.split("-").map((port) => /^\+?\d{1,9}$/.test(port) ? Number(port) : 65536);
	if (start === void 0 || end === void 0 || more.length > 0 || start > 65535 || end > 65535) return void 0;
	return end < start ? void 0 : end - start;
}
// src/scan/dockerfile/signal.ts
/** What STOPSIGNAL takes: the signals of Linux, by name or by number. */
const NAMES = new Set("ABRT ALRM BUS CHLD CLD CONT FPE HUP ILL INT IO IOT KILL PIPE POLL PROF PWR QUIT SEGV STKFLT STOP SYS TERM TRAP TSTP TTIN TTOU URG USR1 USR2 VTALRM WINCH XCPU XFSZ RTMIN RTMAX".split(" "));
function isSignal(text) {
	if (/^[+-]?\d+$/.test(text)) return Number(text) !== 0;
	const name = text.toUpperCase().replace(/^SIG/, "");
	const [, above, below] = /^RT(?:MIN\+(\d{1,2})|MAX-(\d{1,2}))$/.exec(name) ?? [];
	const isBetween = above !== void 0 && Number(above) <= 15 || below !== void 0 && Number(below) <= 14;
	return NAMES.has(name) || isBetween;
}
// src/scan/dockerfile/steps.ts
/**
* What stops a build when it comes to the steps of its stages (dockerfile2llb: dispatch). Only stages that the target
* needs are built, so only they are looked at. What depends on the environment of a base image cannot be known here.
*/
/** `source` is the text of the file, for the bodies of here-documents. */
function stepFaults(build, source, around) {
	const faults = [];
	const environments = new Map();
	for (const { node, steps } of build.reached) {
		const environment = new Environment(around, node.base === void 0 ? void 0 : environments.get(node.base), node.isEmpty);
		environments.set(node, environment);
		for (const step of steps) {
			const message = stepFault(step, node, environment, source);
			if (message !== void 0) faults.push({
				offset: step.instruction.start,
				message
			});
		}
	}
	return faults;
}
function stepFault(step, node, environment, source) {
	const { instruction } = step;
	switch (instruction.keyword) {
		case "ARG": return environment.declare(instruction);
		case "ENV":
		case "LABEL": return environment.assign(instruction);
		case "COPY":
		case "ADD": return laterStage(step, node) ?? copyFault(instruction, environment, source);
		case "RUN": return runFault(step, node, environment);
		case "EXPOSE": return exposeFault(instruction, environment);
		case "STOPSIGNAL": return environment.check(instruction.rest.value, (signal) => isSignal(signal) ? void 0 : `${require_base.quote(signal)} is not a signal`);
		case "WORKDIR":
			environment.hasDirectory = true;
			return environment.check(instruction.rest.value);
		case "USER": return environment.check(instruction.rest.value);
		case "VOLUME": return first(copyWords(instruction), (word) => environment.check(word, (path) => path === "" ? `the path ${require_base.short(word)} of VOLUME is empty` : void 0));
		default: return;
	}
}
/** A stage can only be copied or mounted from below it. */
function laterStage({ instruction, sources }, node) {
	return first(sources, ({ source, meaning }) => {
		const stage = meaning.node?.isReplaced === true ? void 0 : meaning.node?.stage;
		const isUsed = source.name.value !== "" || source.type === "cache";
		if (stage === void 0 || stage.index <= node.stage.index || !isUsed) return void 0;
		const name = stage.name ?? `number ${stage.index}`;
		return `${instruction.keyword} needs the stage ${require_base.short(name)}, which comes later: move it above this one`;
	});
}
const MODE = /^[ugoa]*(?:[-+=](?:[rwxXst]*|[ugo]))+(?:,[ugoa]*(?:[-+=](?:[rwxXst]*|[ugo]))+)*$/;
/** Whether ADD fetches a source from elsewhere. */
function isRemote(source) {
	return /^(?:https?|git|ssh):\/\/|^git@/.test(source);
}
function copyFault(instruction, environment, source) {
	const { keyword, flags, heredocs } = instruction;
	const paths = copyWords(instruction);
	const values = [];
	for (const path of paths.slice(0, -1)) {
		if (readHeredoc(path) !== void 0) continue;
		const expanded = environment.expand(path);
		if ("error" in expanded) return expanded.error;
		if (keyword === "COPY" && expanded.value !== void 0 && isRemote(expanded.value)) return "COPY takes no URL: write ADD";
		values.push(expanded.value);
	}
	const isLinked = flags.some((flag) => /^--link(?:=true)?$/i.test(flag.value));
	const judges = {
		chmod: (mode) => isMode(mode) ? void 0 : `${require_base.quote(mode)} is not a mode of files`,
		chown: (owner) => isLinked && /[^\d:]/.test(owner) ? `--link takes no names in --chown=${require_base.quote(owner)}: write numbers` : void 0,
		checksum: (sum) => checksumFault(sum, values)
	};
	return environment.check(paths.at(-1) ?? "") ?? first(flags.map(readFlag), ({ name, value }) => {
		const judge = Object.hasOwn(judges, name) ? judges[name] : void 0;
		return judge === void 0 || value === void 0 ? void 0 : environment.check(value.value, (text) => text === "" ? void 0 : judge(text));
	}) ?? first(heredocsNamed(paths), (named) => {
		const body = heredocs.findLast(({ heredoc }) => heredoc.name === named.name);
		if (named.isQuoted || body === void 0) return void 0;
		const fault = expansionError(source.slice(body.start, body.end), environment);
		return fault === void 0 ? void 0 : `in the here-document ${require_base.quote(named.name)}: ${fault}`;
	});
}
/** The here-documents among the sources, each once: all but the last path are sources. */
function heredocsNamed(paths) {
	const named = paths.slice(0, -1).flatMap((path) => readHeredoc(path) ?? []);
	return new Map(named.map((heredoc) => [`${heredoc.isQuoted} ${heredoc.name}`, heredoc])).values();
}
function isMode(text) {
	return /^0*[0-7]{1,4}$/.test(text) || MODE.test(text);
}
/** What is wrong with `--checksum=` for the sources of an ADD, of which undefined ones are unknown. */
function checksumFault(sum, sources) {
	const [source] = sources;
	if (sources.length !== 1) return "--checksum is for one source";
	if (source === void 0) return void 0;
	if (!isRemote(source) && !source.startsWith("github.com/")) return "--checksum is for a source behind a URL";
	return /^https?:\/\//.test(source) && !/\.git(?:[#?]|$)/.test(source) && !require_base.isDigest(sum) ? `${require_base.quote(sum)} is not a checksum: write sha256: and 64 hex digits` : void 0;
}
function runFault(step, node, environment) {
	return first(step.instruction.flags.map(readFlag), ({ name, value }) => {
		if (name !== "mount" || value === void 0) return void 0;
		const fields = [];
		for (const field of splitFields(value) ?? []) {
			const [key, text] = pair(field.value);
			const expanded = text === void 0 ? { value: void 0 } : environment.expand(text);
			if ("error" in expanded) return expanded.error;
			const isKnown = text === void 0 || expanded.value !== void 0;
			fields.push({
				key: key.toLowerCase(),
				value: expanded.value,
				isKnown
			});
		}
		return mountFault(fields, environment.hasDirectory);
	}) ?? laterStage(step, node);
}
function exposeFault(instruction, environment) {
	return first(splitBlanks(instruction.rest), (port) => environment.check(port.value, (value) => first(value.split(/\s+/), (word) => word === "" || isPort(word) ? void 0 : `${require_base.quote(word)} is not a port`)));
}
/** What `judge` says of the first item that it has something to say of. */
function first(items, judge) {
	for (const item of items) {
		const said = judge(item);
		if (said !== void 0) return said;
	}
}
// src/scan/dockerfile/epoch.ts
/** `SOURCE_DATE_EPOCH` of the global scope, which BuildKit reads before it resolves anything (dockerfile2llb/epoch.go). */
const NAME = "SOURCE_DATE_EPOCH";
const isArgument$1 = ({ keyword }) => keyword === "ARG";
/** A number, `context`, or a stage that does nothing but add one remote file; all else stops the build. */
function epochFault(stages, globals, escape, variables, { args, contexts }) {
	const known = (args.get(NAME) ?? variables.get(NAME))?.value;
	const value = known === void 0 ? "" : plain(known);
	if (value === "" || /^[+-]?\d{1,18}$/.test(value) || value === "context") return void 0;
	if (contextOfStage(contexts, value) !== void 0) return void 0;
	const stage = stages.find(({ name }) => name === value.toLowerCase());
	if (stage === void 0) return {
		offset: globals.find(({ rest }) => rest.value.includes(NAME))?.start ?? 0,
		message: `${NAME} is neither a number of seconds nor a stage: ${require_base.quote(value)}`
	};
	return addsOneFile(stage, escape, variables, args) ? void 0 : {
		offset: stage.from.start,
		message: `the stage of ${NAME} may only add one remote file to scratch`
	};
}
function addsOneFile({ base, commands }, escape, variables, args) {
	const [add, ...others] = commands.filter((command) => !isArgument$1(command));
	if (add?.keyword !== "ADD" || others.length > 0) return false;
	const faults = [];
	const inside = withArguments(variables, commands.filter(isArgument$1), escape, args, faults);
	const valueOf = (word, known) => {
		const { result } = expand(word, escape, known);
		return "error" in result ? "" : plain(result.fragments);
	};
	const [file = "", ...more] = copyWords(add).map((word) => valueOf(word, inside));
	const sums = add.flags.map(readFlag).flatMap(({ name, value }) => name === "checksum" && value ? [value.value] : []);
	return faults.length === 0 && valueOf(base.value, variables) === "scratch" && more.length === 1 && isRemote(file) && sums.every((sum) => checksumFault(valueOf(sum, inside), [file]) === void 0);
}
// src/scan/dockerfile/lint.ts
/**
* The checks of BuildKit that tell by the text alone, for files that make them errors (`# check=error=true`). The others,
* which need the images or the context, and a `# check=` above a single instruction are left to BuildKit.
*/
/** Warnings that fail the build; none where the file does not ask for that. */
function lintFaults(source, instructions, stages, build, escape, variables) {
	const options = readCheckOptions(source);
	if (!options.failsOnWarning || options.skips.has("all")) return [];
	return [
		...casing(stages),
		...stageNames(stages),
		...stages.flatMap((stage) => fromWarnings(stage, escape, variables)),
		...instructions.filter(({ hasGap }) => hasGap).map(warn("NoEmptyContinuation", "an empty line is in the instruction")),
		...stepWarnings(build.reached, escape),
		...stages.flatMap(({ commands }) => commands.filter(isNamed("MAINTAINER")).map(warn("MaintainerDeprecated", "MAINTAINER is deprecated")))
	].filter(({ rule }) => !options.skips.has(rule)).map(({ rule, offset, message }) => ({
		offset,
		message: `${message} (${rule}, which "# check=error=true" makes an error)`
	}));
}
function warn(rule, message) {
	return ({ start }) => ({
		rule,
		message,
		offset: start
	});
}
function isNamed(keyword) {
	return (instruction) => instruction.keyword === keyword;
}
/** The keyword as it is written. */
function written({ whole }) {
	const [{ value } = EMPTY] = splitBlanks(whole);
	return value;
}
const isLower = (word) => word === word.toLowerCase();
const isUpper = (word) => word === word.toUpperCase();
function casing(stages) {
	const all = stages.flatMap(({ from, commands }) => [from, ...commands]);
	const words = all.map(written);
	const mostAreLower = words.filter(isLower).length > words.filter(isUpper).length;
	const warnings = all.filter((instruction) => !(mostAreLower ? isLower : isUpper)(written(instruction))).map(warn("ConsistentInstructionCasing", "the keyword is not in the case of the others"));
	for (const { from } of stages) {
		const [, as = "", name = ""] = splitBlanks(from.rest).map(({ value }) => value);
		const keyword = written(from);
		if (isLower(keyword) ? !isLower(as) : isUpper(keyword) && !isUpper(as)) warnings.push(warn("FromAsCasing", "AS is not in the case of FROM")(from));
		if (!isLower(name)) warnings.push(warn("StageNameCasing", "the name of the stage is not in lower case")(from));
	}
	return warnings;
}
function stageNames(stages) {
	const seen = new Set();
	return stages.flatMap(({ name, from }) => {
		if (name === void 0) return [];
		const warnings = seen.size === seen.add(name).size ? [warn("DuplicateStageName", `there are two stages ${require_base.quote(name)}`)(from)] : [];
		return name === "scratch" || name === "context" ? [...warnings, warn("ReservedStageName", `${name} is not a name for a stage`)(from)] : warnings;
	});
}
/** Variables of FROM that nobody declares, and platforms that say too little or too much. */
function fromWarnings({ from, base, name = "" }, escape, variables) {
	const platform = from.flags.map(readFlag).find((flag) => flag.name === "platform")?.value?.value ?? "";
	const asked = expand(platform, escape, variables);
	const unknown = [...expand(base.value, escape, variables).used, ...asked.used].find((variable) => !variables.has(variable));
	const warnings = unknown === void 0 ? [] : [warn("UndefinedArgInFrom", `there is no ARG ${require_base.quote(unknown)} before FROM`)(from)];
	if (platform === "" || "error" in asked.result) return warnings;
	const value = plain(asked.result.fragments);
	const [only, ...more] = asked.used;
	if (only === void 0) {
		const parsed = require_base.parsePlatform(value);
		if (!("platform" in parsed && (name.includes(parsed.platform.os) || name.includes(parsed.platform.architecture)))) warnings.push(warn("FromPlatformFlagConstDisallowed", "the platform of FROM is a constant")(from));
	} else if (only === "TARGETPLATFORM" && more.length === 0) {
		const whole = variables.get(only)?.value;
		if (whole !== void 0 && plain(whole) === value) warnings.push(warn("RedundantTargetPlatform", "$TARGETPLATFORM is the platform of FROM anyway")(from));
	}
	return warnings;
}
const SECRET = /(?:_|^)(?:apikey|auth|credentials?|key|password|pword|passwd|secret|token)(?:_|$)/i;
const NO_SECRET = /(?:_|^)(?:public|file|version)(?:_|$)/i;
function stepWarnings(reached, escape) {
	/** Stages with a shell of their own, or of the stage below. */
	const withShell = new Set();
	return reached.flatMap(({ node, steps }) => {
		const instructions = steps.map(({ instruction }) => instruction);
		const isInherited = node.base !== void 0 && withShell.has(node.base);
		if (isInherited || instructions.some(isNamed("SHELL"))) withShell.add(node);
		return warningsOf(instructions, escape, isInherited);
	});
}
function warningsOf(instructions, escape, isShellSet) {
	const warnings = [];
	const last = new Map();
	let hasShell = isShellSet;
	for (const instruction of instructions) {
		const { keyword, json, rest } = instruction;
		if (keyword === "SHELL") hasShell = true;
		if (keyword === "CMD" || keyword === "ENTRYPOINT") {
			if (!hasShell && !Array.isArray(json)) warnings.push(warn("JSONArgsRecommended", `${keyword} is not a JSON array`)(instruction));
			const before = last.get(keyword);
			if (before !== void 0) warnings.push(warn("MultipleInstructionsDisallowed", `only the last ${keyword} counts`)(before));
			last.set(keyword, instruction);
		}
		if ((keyword === "ARG" || keyword === "ENV" ? splitQuoted(rest, escape).map(({ value }) => pair(value)[0]) : []).some((name) => SECRET.test(name) && !NO_SECRET.test(name))) warnings.push(warn("SecretsUsedInArgOrEnv", `${keyword} has the name of a secret`)(instruction));
		if ((keyword === "ENV" || keyword === "LABEL") && splitQuoted(rest, escape)[0]?.value.includes("=") === false) warnings.push(warn("LegacyKeyValueFormat", `${keyword} is not of the form NAME=VALUE`)(instruction));
	}
	return warnings;
}
// src/scan/dockerfile/platform.ts
/** The platform that a FROM asks for. */
/**
* Reads `--platform=` of a FROM, which has that of the build without. `$BUILDPLATFORM` and the like, which depend on the
* machine, give null.
*/
function askedPlatform(from, escape, variables, ofBuild) {
	const written = from.flags.map(readFlag).findLast((flag) => flag.name === "platform")?.value;
	if (written === void 0 || written.value === "") return { platform: ofBuild };
	const { result, used, unknown } = expand(written.value, escape, variables);
	if (unknown !== void 0) return { platform: null };
	if ("error" in result) return {
		platform: null,
		fault: `--platform: ${result.error}`
	};
	const text = plain(result.fragments);
	if (text === "") return {
		platform: null,
		fault: `--platform is empty: ${missing(used, variables) ?? "write one"}`
	};
	if (/\s/.test(text)) return {
		platform: null,
		fault: `--platform: ${require_base.quote(text)} has a blank in it: write OS/ARCHITECTURE`
	};
	const read = require_base.parsePlatform(text);
	if ("error" in read) return {
		platform: null,
		fault: `--platform: ${read.error}`
	};
	return { platform: result.fragments.every(({ text: part, origin }) => origin.kind !== "platform" || part === read.platform.os) ? require_base.formatPlatform(read.platform) : null };
}
// src/scan/dockerfile/reading.ts
/** Everything that one Dockerfile says: its instructions and stages, and for each build what they mean and what stops it. */
/** Arguments that need no ARG to count. */
const UNDECLARED = ["BUILDKIT_SYNTAX", "SOURCE_DATE_EPOCH"];
const isArgument = ({ keyword }) => keyword === "ARG";
function readDockerfile(source) {
	const { instructions, escape, faults: syntaxFaults } = parseInstructions(source);
	const stages = readStages(instructions);
	const firstFrom = stages[0]?.from.start ?? 1e400;
	const head = instructions.filter(({ start }) => start < firstFrom);
	const declared = instructions.filter(isArgument).flatMap((each) => argumentsOf(each, escape));
	const faults = [...syntaxFaults, ...headFaults(head, stages)];
	for (const instruction of instructions) {
		const message = checkInstruction(instruction, escape);
		if (message !== void 0) faults.push({
			offset: instruction.start,
			message
		});
	}
	const { fault } = readCheckOptions(source);
	if (fault !== void 0) faults.push(fault);
	return {
		source,
		instructions,
		escape,
		stages,
		globals: head.filter(isArgument),
		argumentNames: new Set([
			...PREDEFINED,
			...UNDECLARED,
			...declared.map(({ name }) => name)
		]),
		work: new Work(),
		faults
	};
}
function readBuild(dockerfile, given) {
	const { source, instructions, escape, stages, globals, work } = dockerfile;
	const faults = [];
	const variables = globalVariables(globals, escape, given, targetVariable(given.target ?? (stages.at(-1)?.name || "default")), {
		work,
		faults
	});
	const ofBuild = given.platform === void 0 ? null : require_base.formatPlatform(given.platform);
	const platforms = stages.map(({ from }) => {
		const { platform, fault } = askedPlatform(from, escape, variables, ofBuild);
		if (fault !== void 0) faults.push({
			offset: from.start,
			message: fault
		});
		return platform;
	});
	const epoch = epochFault(stages, globals, escape, variables, given);
	if (epoch !== void 0) faults.push(epoch);
	const build = resolveBuild(stages, escape, variables, given);
	const later = stepFaults(build, source, {
		escape,
		globals: variables,
		args: given.args
	});
	const lint = lintFaults(source, instructions, stages, build, escape, variables);
	return {
		given,
		platforms,
		variables,
		build,
		faults: [
			...faults,
			...build.faults,
			...later,
			...lint
		]
	};
}
/** What may not stand before the first FROM, and that there has to be one. */
function headFaults(head, stages) {
	const last = head.at(-1);
	if (stages.length === 0 && last !== void 0) return [{
		offset: last.start,
		message: "the file has no FROM"
	}];
	return head.filter(({ keyword }) => keyword !== "ARG").map(({ keyword, start }) => ({
		offset: start,
		message: `${require_base.short(keyword)} stands before the first FROM`
	}));
}
// src/scan/dockerfile/index.ts
/**
* Reads a Dockerfile as BuildKit does and says which images its builds pull, from which places of the files.
* Where BuildKit stops, this names the problem and reads on.
*/
var dockerfile_exports = require_rolldown_runtime.__exportAll({ scanDockerfile: () => scanDockerfile });
/** BuildKit stops at the first; more than these help nobody. */
const MOST_PROBLEMS = 20;
/**
* Scans one file, for each build that `definitions` tell apart, or for a build of its own. The references are in file
* order, those of definitions behind them; a name of a stage is none. A byte-order mark at the head of `text` does not
* count as a column. Never throws.
*/
function scanDockerfile(file, text, options, definitions = []) {
	const source = text.startsWith("\ufeff") ? text.slice(1) : text;
	const dockerfile = readDockerfile(source);
	const isSeen = (name) => dockerfile.argumentNames.has(name);
	const { builds, left } = givenBuilds(options, definitions, isSeen, dockerfile.instructions.length);
	const readings = builds.map((given) => readBuild(dockerfile, given));
	const at = new Places(file, source);
	const pulls = pullsOf(source, readings, at);
	const problems = [...problemsOf(dockerfile, readings, at), ...readings.flatMap((each) => withoutTarget(each, file, at))];
	if (left > 0) problems.push(at.problem(0, "limit", `${left} more builds of this file are not followed.`));
	return {
		references: at.references(),
		pulls,
		problems,
		argumentNames: dockerfile.argumentNames
	};
}
/** Said where it is asked for: by a file that defines the build; of what is typed, and in an inline Dockerfile, at the head. */
function withoutTarget({ given, build }, file, at) {
	const { target, definition } = given;
	if (!build.isWithoutTarget || typeof target !== "string") return [];
	const message = `there is no stage ${require_base.quote(target)} to build`;
	const asked = definition?.target;
	const place = asked?.unresolved === void 0 && asked?.pieces[0]?.reference;
	if (!place || place.file === file || require_scan.plainValue(asked) !== target) return [at.problem(0, "syntax", message)];
	const { file: definedIn, line, column } = place;
	return [{
		file: definedIn,
		line,
		column,
		kind: "abort",
		message: `${message} in ${require_base.shortPath(file)}`
	}];
}
/** In file order, each said once. A template is one problem: no builder reads the rest of it as it stands. */
function problemsOf(dockerfile, readings, at) {
	const faults = [...dockerfile.faults, ...readings.flatMap((reading) => reading.faults)];
	const template = dockerfile.instructions.find(({ whole }) => isTemplateLine(whole.value)) ?? readings.flatMap(({ build }) => build.mentions).find(({ named }) => named.unresolved?.reason === "template" && named.unknownAt === void 0)?.instruction;
	if (template !== void 0) return [at.problem(template.start, "dialect", "this is a template: another tool makes the Dockerfile from it"), ...few(unreadOf(faults), at)];
	return [...few(faults.filter(({ kind }) => kind === void 0), at), ...few(unreadOf(faults), at)];
}
/** What was not read is said whatever else is. */
function unreadOf(faults) {
	return faults.filter(({ kind }) => kind !== void 0);
}
/** The first of them, and how many more there are. */
function few(faults, at) {
	const seen = new Set();
	const told = faults.toSorted((a, b) => a.offset - b.offset).filter(({ offset, message }) => seen.size < seen.add(`${offset} ${message}`).size);
	const problems = told.slice(0, MOST_PROBLEMS).map(({ offset, kind, message, unresolved }) => ({
		...at.problem(offset, kind ?? "syntax", message),
		...unresolved !== void 0 && { unresolved }
	}));
	const next = told[MOST_PROBLEMS];
	if (next === void 0) return problems;
	const message = `${told.length - MOST_PROBLEMS} more problems follow: is this a Dockerfile?`;
	return [...problems, at.problem(next.offset, next.kind ?? "syntax", message)];
}
Object.defineProperty(exports, "dockerfile_exports", {
	enumerable: true,
	get: function() {
		return dockerfile_exports;
	}
});
Object.defineProperty(exports, "file_content_exports", {
	enumerable: true,
	get: function() {
		return file_content_exports;
	}
});
Object.defineProperty(exports, "scanDockerfile", {
	enumerable: true,
	get: function() {
		return scanDockerfile;
	}
});
