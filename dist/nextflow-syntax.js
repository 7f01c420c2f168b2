const require_base = require("./base.js");
/** Plain numbers to the compiler, which would otherwise take the current token for the same after a step. */
const Kind = {
	end: 0,
	/** One or more line breaks and comments. */
	newline: 1,
	/** A block comment with more text behind it on its line: a line break for v2, nothing for v1. */
	comment: 2,
	semicolon: 3,
	comma: 4,
	colon: 5,
	arrow: 6,
	at: 7,
	/** A character that starts no token. */
	unexpected: 8,
	/** A closing bracket that closes nothing. */
	stray: 9,
	openParen: 10,
	openBracket: 11,
	openBrace: 12,
	/** `${` in a string; its match is a `closeBrace`. */
	openInterpolation: 13,
	closeParen: 14,
	closeBracket: 15,
	closeBrace: 16,
	number: 20,
	/** A whole string without interpolation. */
	string: 21,
	/** The opening quote of a string with interpolation; its match is `gstringEnd`. */
	gstringBegin: 22,
	text: 23,
	/** `$a.b` in a string. */
	path: 24,
	gstringEnd: 25,
	dot: 30,
	safeDot: 31,
	spreadDot: 32,
	attribute: 33,
	methodPointer: 34,
	doubleColon: 35,
	question: 38,
	elvis: 39,
	assign: 40,
	/** `+=`, `?=` and the like. */
	compoundAssign: 41,
	increment: 43,
	decrement: 44,
	not: 45,
	tilde: 46,
	or: 50,
	and: 51,
	bitOr: 52,
	xor: 53,
	bitAnd: 54,
	find: 55,
	match: 56,
	equal: 57,
	notEqual: 58,
	identical: 59,
	notIdentical: 60,
	spaceship: 61,
	less: 62,
	lessEqual: 63,
	greater: 64,
	greaterEqual: 65,
	notIn: 66,
	notInstanceof: 67,
	range: 68,
	rangeRight: 69,
	rangeLeft: 70,
	rangeBoth: 71,
	plus: 72,
	minus: 73,
	star: 74,
	slash: 75,
	percent: 76,
	power: 77,
	word: 80,
	as: 81,
	in: 82,
	instanceof: 83,
	def: 84,
	/** `int`, `boolean`, \u2026 */
	primitive: 85,
	true: 86,
	false: 87,
	null: 88,
	new: 89,
	assert: 90,
	if: 91,
	else: 92,
	try: 93,
	catch: 94,
	return: 95,
	throw: 96,
	import: 97
};
/** Reserved words by the code of their first letter. */
const RESERVED = byFirstLetter([
	["as", Kind.as],
	["in", Kind.in],
	["instanceof", Kind.instanceof],
	["def", Kind.def],
	["true", Kind.true],
	["false", Kind.false],
	["null", Kind.null],
	["new", Kind.new],
	["assert", Kind.assert],
	["if", Kind.if],
	["else", Kind.else],
	["try", Kind.try],
	["catch", Kind.catch],
	["return", Kind.return],
	["throw", Kind.throw],
	["import", Kind.import],
	...[
		"boolean",
		"char",
		"byte",
		"short",
		"int",
		"long",
		"float",
		"double"
	].map((word) => [word, Kind.primitive])
]);
function byFirstLetter(words) {
	const table = [];
	for (const [word, kind] of words) (table[word.charCodeAt(0)] ??= []).push([word, kind]);
	return table;
}
function wordKind(text, start, end) {
	const words = RESERVED[text.charCodeAt(start)];
	if (words === void 0) return Kind.word;
	for (const [word, kind] of words) if (end - start === word.length && text.startsWith(word, start)) return kind;
	return Kind.word;
}
/** Words of Groovy that v2 has no use for and refuses as names; `_` is kept for later. */
const REFUSED_NAMES = new Set("_ abstract break case class const continue default do extends final finally for goto implements interface native package private protected public static super switch synchronized this throws transient void volatile while".split(" "));
/** Any word, reserved or not: what may stand behind a dot or before the colon of a map entry. */
function isWord(kind) {
	return kind >= Kind.word;
}
/**
* A growing list of tokens, one number a field: no objects, so that a large file costs little. `partners` pairs the opening
* and closing brackets (-1: without a partner).
*/
var Tokens = class {
	kinds;
	starts;
	ends;
	partners;
	count = 0;
	constructor(capacity) {
		this.kinds = new Uint8Array(capacity);
		this.starts = new Int32Array(capacity);
		this.ends = new Int32Array(capacity);
		this.partners = new Int32Array(capacity);
	}
	push(kind, start, end) {
		const index = this.count++;
		if (index === this.kinds.length) this.#grow();
		this.kinds[index] = kind;
		this.starts[index] = start;
		this.ends[index] = end;
		this.partners[index] = -1;
		return index;
	}
	#grow() {
		const capacity = this.kinds.length * 2;
		const kinds = new Uint8Array(capacity);
		kinds.set(this.kinds);
		this.kinds = kinds;
		const copy = (from) => {
			const to = new Int32Array(capacity);
			to.set(from);
			return to;
		};
		this.starts = copy(this.starts);
		this.ends = copy(this.ends);
		this.partners = copy(this.partners);
	}
};
// src/scan/nextflow/syntax/strings.ts
const ESCAPES = /\\(?:u+([0-9A-Fa-f]{4})|([0-3]?[0-7]{1,2})|(\r\n|[^]))/g;
const NAMED = {
	b: "\b",
	f: "\f",
	n: "\n",
	r: "\r",
	s: " ",
	t: "	"
};
/** The characters that Groovy makes of what stands between the quotes. */
function decode(raw, quote) {
	const text = raw.includes("\r") ? raw.replaceAll("\r\n", "\n") : raw;
	if (quote === "/") return text.includes("\\") ? text.replaceAll("\\/", "/") : text;
	if (quote === "$/") return text.includes("$") ? text.replace(/\$([$/])/g, "$1") : text;
	if (!text.includes("\\")) return text;
	return text.replace(ESCAPES, (_, unicode, octal, character) => {
		if (unicode !== void 0) return String.fromCharCode(Number.parseInt(unicode, 16));
		if (octal !== void 0) return String.fromCharCode(Number.parseInt(octal, 8));
		if (character === "\n" || character === "\r\n" || character === "\r") return "";
		return NAMED[character] ?? character;
	});
}
// src/scan/nextflow/syntax/literals.ts
/** A string without interpolation; it is the current token. */
function parseString(cursor) {
	const { start, end, text } = cursor;
	const quote = quoteAt$1(text, start);
	const innerStart = start + quote.length;
	const innerEnd = end - quote.length >= innerStart && text.endsWith(quote === "$/" ? "/$" : quote, end) ? end - quote.length : end;
	const raw = text.slice(innerStart, innerEnd);
	const value = decode(raw, quote);
	cursor.advance();
	cursor.height = 0;
	return {
		kind: "string",
		start,
		end,
		quote,
		value,
		plain: value === raw,
		innerStart,
		innerEnd
	};
}
function quoteAt$1(text, start) {
	const first = text.charAt(start);
	if (first === "'") return text.startsWith("'''", start) ? "'''" : "'";
	if (first === "\"") return text.startsWith("\"\"\"", start) ? "\"\"\"" : "\"";
	return first === "$" ? "$/" : "/";
}
/** A string with interpolation; the current token is its opening quote. */
function parseGString(cursor) {
	const start = cursor.start;
	const quote = quoteAt$1(cursor.text, start);
	const parts = [];
	let height = 0;
	cursor.index++;
	for (;;) {
		const part = parsePart(cursor, quote);
		if (part === void 0) break;
		parts.push(part);
		height = Math.max(height, cursor.height);
	}
	const end = cursor.kind === Kind.gstringEnd ? cursor.end : cursor.previousEnd;
	if (cursor.kind === Kind.gstringEnd) cursor.advance();
	cursor.raise(height + 1);
	return {
		kind: "gstring",
		start,
		end,
		quote,
		parts
	};
}
function parsePart(cursor, quote) {
	const { start, end } = cursor;
	switch (cursor.kind) {
		case Kind.text: {
			const raw = cursor.text.slice(start, end);
			const value = decode(raw, quote);
			cursor.index++;
			return {
				kind: "text",
				start,
				end,
				value,
				plain: value === raw
			};
		}
		case Kind.path:
			cursor.index++;
			return {
				kind: "interpolation",
				start,
				end,
				expression: pathOf(cursor, start + 1, end),
				braced: false
			};
		case Kind.openInterpolation: return parseInterpolation(cursor);
		default: return;
	}
}
/** `a.b.c` of `$a.b.c` */
function pathOf(cursor, start, end) {
	const names = cursor.text.slice(start, end).split(".");
	cursor.raise(names.length);
	let at = start + names[0].length;
	let result = {
		kind: "variable",
		start,
		end: at,
		name: names[0]
	};
	for (const name of names.slice(1)) {
		const nameStart = at + 1;
		at = nameStart + name.length;
		result = {
			kind: "property",
			start,
			end: at,
			object: result,
			name,
			nameStart,
			nameEnd: at,
			safe: false,
			spread: false
		};
	}
	return result;
}
function parseInterpolation(cursor) {
	const start = cursor.start;
	const partner = cursor.partnerAt(cursor.index);
	const closed = partner === -1 ? void 0 : cursor.endAt(partner);
	const expression = cursor.bracketed(() => {
		if (cursor.afterBreak) cursor.markLegacy({
			start,
			end: start + 2
		}, "a line break behind `${`");
		const inner = cursor.kind === Kind.arrow ? parseLazy(cursor) : cursor.expression();
		if (cursor.kind === Kind.newline) cursor.markLegacy({
			start: cursor.start,
			end: cursor.end
		}, "a line break before the `}` of a string");
		return inner;
	});
	return {
		kind: "interpolation",
		start,
		end: closed ?? cursor.previousEnd,
		expression,
		braced: true
	};
}
/** `-> x` of `${-> x}` */
function parseLazy(cursor) {
	const start = cursor.start;
	cursor.advance();
	const body = cursor.block();
	const closure = {
		kind: "closure",
		start,
		end: cursor.previousEnd,
		parameters: [],
		body
	};
	cursor.markLegacy(closure, "a lazy `${-> \u2026}` in a string");
	return closure;
}
// src/scan/nextflow/syntax/arguments.ts
const NO_ARGUMENTS = {
	positional: [],
	named: []
};
/** `(a, b: c)`; the current token is the opening parenthesis. */
function parseArguments(cursor) {
	return cursor.bracketed(() => parseList(cursor, Kind.closeParen));
}
/** The arguments of a call without parentheses: `'x', mode: 'y'`. */
function parseCommandArguments(cursor) {
	return parseList(cursor, Kind.newline);
}
function parseList(cursor, closer) {
	const positional = [];
	const named = [];
	let height = 0;
	while (cursor.kind !== closer && cursor.kind !== Kind.end) {
		if (cursor.isKeyAt(cursor.index) || cursor.kind === Kind.star) {
			const entry = parseEntryOrSpread(cursor);
			if (entry.kind === void 0) named.push(entry);
			else positional.push(entry);
		} else {
			const value = cursor.expression();
			if (cursor.kind === Kind.colon) named.push(entryOf(cursor, value));
			else positional.push(value);
		}
		height = Math.max(height, cursor.height);
		const comma = cursor.past(cursor.index);
		if (cursor.kindAt(comma) !== Kind.comma) break;
		cursor.index = comma;
		cursor.advance();
		cursor.skipBreaks();
	}
	cursor.raise(height + 1);
	if (named.length > 0) checkArgumentNames(cursor, named);
	return {
		positional,
		named
	};
}
/** Names have to be words or strings in v2, and each can be given once in both. */
function checkArgumentNames(cursor, named) {
	const seen = new Set();
	for (const { key } of named) if (key.kind !== "string") {
		if (key.kind !== "spread") cursor.markLegacy(key, "an argument whose name is not a word");
	} else if (seen.has(key.value)) cursor.problem(key.start, key.end, `the argument \`${key.value}\` twice`);
	else seen.add(key.value);
}
/** `key: value`, `*: map` or `*list`, in arguments and in brackets. Only a spread has a kind. */
function parseEntryOrSpread(cursor) {
	const start = cursor.start;
	if (cursor.kind !== Kind.star) return entryOf(cursor, parseKey$1(cursor));
	cursor.advance();
	if (cursor.kind === Kind.colon) {
		cursor.advance();
		const operand = cursor.expression();
		const key = {
			kind: "spread",
			start,
			end: operand.end,
			operand
		};
		cursor.markLegacy(key, "`*:`, which spreads a map");
		return {
			start,
			end: operand.end,
			key,
			value: operand
		};
	}
	const operand = cursor.expression();
	const spread = {
		kind: "spread",
		start,
		end: operand.end,
		operand
	};
	cursor.markLegacy(spread, "`*`, which spreads a list");
	return spread;
}
/** The key of an entry: a bare word, a string or a number in front of a colon. */
function parseKey$1(cursor) {
	if (cursor.kind === Kind.string) return parseString(cursor);
	const { start, end, kind } = cursor;
	const name = cursor.text.slice(start, end);
	cursor.advance();
	if (!isWord(kind)) return {
		kind: "number",
		start,
		end,
		text: name
	};
	return bareWord(name, start, end);
}
function bareWord(name, start, end) {
	return {
		kind: "string",
		start,
		end,
		quote: "",
		value: name,
		plain: true,
		innerStart: start,
		innerEnd: end
	};
}
/** The rest of an entry behind its key; the current token is the colon. */
function entryOf(cursor, key) {
	cursor.advance();
	cursor.skipBreaks();
	if (cursor.afterBreak) cursor.markLegacy({
		start: cursor.previousEnd - 1,
		end: cursor.previousEnd
	}, "a line break behind `:`");
	const value = cursor.expression();
	return {
		start: key.start,
		end: value.end,
		key,
		value
	};
}
/** A token that can start the first argument of a call without parentheses, and is no operator. */
function startsArgument(cursor, index) {
	const kind = cursor.kindAt(index);
	switch (kind) {
		case Kind.word:
		case Kind.number:
		case Kind.string:
		case Kind.gstringBegin:
		case Kind.not:
		case Kind.tilde:
		case Kind.new:
		case Kind.true:
		case Kind.false:
		case Kind.null:
		case Kind.primitive: return true;
		default: return isWord(kind) && cursor.kindAt(index + 1) === Kind.colon;
	}
}
/** A bracket closes one of so many that stand open: the parser goes not nearly as deep. */
const FARTHEST = 500;
/** Used again and again: a parse is over, and its tokens with it, before the next one begins. */
const TOKENS = new Tokens(16384);
var Tape = class {
	text;
	tokens = TOKENS;
	problems = [];
	legacy = [];
	position = 0;
	/** Tokens of the open brackets and of the strings with an open interpolation, innermost last. */
	open = [];
	constructor(text) {
		this.text = text;
		this.tokens.count = 0;
	}
	/** The next token, `width` characters from here on. */
	push(kind, width) {
		this.tokens.push(kind, this.position, this.position + width);
		this.position += width;
	}
	/** The next token, up to `end`. */
	pushTo(kind, end) {
		this.tokens.push(kind, this.position, end);
		this.position = end;
	}
	problem(start, end, message) {
		if (this.problems.length < 1e4) this.problems.push({
			start,
			end,
			message
		});
	}
	/** The last token is a line break or a comment. */
	get afterBreak() {
		const { kinds, count } = this.tokens;
		return count > 0 && (kinds[count - 1] === Kind.newline || kinds[count - 1] === Kind.comment);
	}
	/** A line break in front of here: several in a row are one token. */
	newline() {
		const { tokens } = this;
		if (this.afterBreak) {
			const last = tokens.count - 1;
			tokens.kinds[last] = Kind.newline;
			tokens.ends[last] = this.position;
		} else tokens.push(Kind.newline, this.position, this.position);
	}
	/** A bracket that opens. */
	opened(kind, width) {
		this.open.push(this.tokens.count);
		this.push(kind, width);
	}
	/**
	* A bracket that closes the nearest one of its sort, whose kind this gives; undefined where it closes nothing. A brace
	* ends what stands open inside of it; nothing else reaches past a brace.
	*/
	close(kind, opener) {
		const { open, text, position } = this;
		const depth = this.#depthOf(opener);
		if (depth < 0) {
			this.problem(position, position + 1, `\`${text.charAt(position)}\` closes nothing`);
			this.push(Kind.stray, 1);
			return;
		}
		for (const token of open.splice(depth + 1)) this.neverClosed(token);
		const partner = open.pop();
		this.push(kind, 1);
		this.pair(partner);
		return this.tokens.kinds[partner];
	}
	/** Where in the open brackets the nearest one of a sort stands, or -1. */
	#depthOf(opener) {
		const { open, tokens } = this;
		const farthest = Math.max(0, open.length - FARTHEST);
		for (let depth = open.length - 1; depth >= farthest; depth--) {
			const kind = tokens.kinds[open[depth]];
			if (kind === opener || opener === Kind.openBrace && kind === Kind.openInterpolation) return depth;
			if (kind === Kind.openBrace || kind === Kind.openInterpolation || kind === Kind.gstringBegin) return -1;
		}
		return -1;
	}
	/** Pairs a bracket or opening quote with the last token. */
	pair(token) {
		const last = this.tokens.count - 1;
		this.tokens.partners[token] = last;
		this.tokens.partners[last] = token;
	}
	neverClosed(token) {
		const start = this.tokens.starts[token];
		const end = this.tokens.ends[token];
		const what = this.tokens.kinds[token] === Kind.gstringBegin ? "string" : `\`${this.text.slice(start, end)}\``;
		this.problem(start, end, `${what} is never closed`);
	}
	/** The end of the text, which closes nothing. */
	end() {
		for (const token of this.open) this.neverClosed(token);
		this.tokens.push(Kind.end, this.text.length, this.text.length);
	}
};
// src/scan/nextflow/syntax/cursor.ts
/** Where a parse stands in its tokens, and what it has found out on the way. */
/** Nested brackets, blocks and operands. Nextflow's own parsers overflow their stack somewhat deeper. */
const MAX_DEPTH = 200;
/** Height of an expression tree: long chains (`a + b + \u2026`) are high without being nested. Walkers may recurse this far. */
const MAX_HEIGHT = 400;
/**
* Where a parse stands in its tokens, and what it has found out on the way. Never throws: what cannot be understood
* becomes a problem and is stepped over.
*/
var Cursor = class {
	text;
	problems;
	legacy;
	modern = [];
	/** Variables that are read and are not visible where they stand. */
	read = [];
	/** Functions that are called and are no built-in ones. */
	called = [];
	/** In a script statements of a closure may have labels, and `_` is no name; in a configuration it is the other way round. */
	isScript = true;
	/** False where sections of processes have been skipped. */
	checksBodies = true;
	/** `nextflow.enable.types = true` stands before: declarations may have types. */
	typesEnabled = false;
	/** Kind of the current token. A field, kept in step with the index, for it is read many times a token. */
	kind;
	/** Height of the expression that was parsed last. */
	height = 0;
	/** Greatest height since the innermost closure began. */
	peak = 0;
	#grammar;
	#kinds;
	#starts;
	#ends;
	#partners;
	#last;
	#index = 0;
	#depth = 0;
	#reach = 0;
	/** Directly inside of `(` or `[`, where Groovy takes line breaks for blanks. */
	#bracketed = false;
	constructor(text, lexed, grammar) {
		this.text = text;
		this.problems = lexed.problems;
		this.legacy = lexed.legacy;
		this.#grammar = grammar;
		this.#kinds = lexed.tokens.kinds;
		this.#starts = lexed.tokens.starts;
		this.#ends = lexed.tokens.ends;
		this.#partners = lexed.tokens.partners;
		this.#last = lexed.tokens.count - 1;
		this.kind = this.#kinds[0];
	}
	expression() {
		return this.#grammar.expression(this);
	}
	statement(into) {
		this.#grammar.statement(this, into);
	}
	block() {
		return this.#grammar.block(this);
	}
	get index() {
		return this.#index;
	}
	set index(index) {
		this.#index = index;
		this.kind = this.#kinds[index];
	}
	/** Start of the current token. */
	get start() {
		return this.#starts[this.#index];
	}
	get end() {
		return this.#ends[this.#index];
	}
	/** Where a node that stops here ends: behind the last token that is no line break, or where something is missing. */
	get previousEnd() {
		let index = this.#index - 1;
		while (index >= 0 && isBreak(this.#kinds[index])) index--;
		return index < 0 ? this.#reach : Math.max(this.#ends[index], this.#reach);
	}
	/** An empty node in front of the current token, for what should stand there. The nodes around it reach as far. */
	missing() {
		this.#reach = Math.max(this.#reach, this.start);
		return {
			start: this.#reach,
			end: this.#reach
		};
	}
	get word() {
		return this.text.slice(this.start, this.end);
	}
	kindAt(index) {
		return this.#kinds[index < this.#last ? index : this.#last];
	}
	startAt(index) {
		return this.#starts[index < this.#last ? index : this.#last];
	}
	endAt(index) {
		return this.#ends[index < this.#last ? index : this.#last];
	}
	/** Index of the bracket that belongs to the one at `index`, or -1. */
	partnerAt(index) {
		return this.#partners[index];
	}
	is(word) {
		return this.isAt(this.#index, word);
	}
	isAt(index, word) {
		const start = this.startAt(index);
		return this.endAt(index) - start === word.length && this.text.startsWith(word, start);
	}
	/** First index from `index` on that is no line break. */
	past(index) {
		while (isBreak(this.kindAt(index))) index++;
		return index;
	}
	/** A line break or mid-line comment stands right before the current token. */
	get afterBreak() {
		return this.#index > 0 && isBreak(this.#kinds[this.#index - 1]);
	}
	/** The current token follows the one before without a blank. */
	get adjacent() {
		return this.#index > 0 && this.#ends[this.#index - 1] === this.start;
	}
	/** The bracketed word, string or name at `index` is the key of `key: value`. */
	isKeyAt(index) {
		const kind = this.kindAt(index);
		return (isWord(kind) || kind === Kind.string || kind === Kind.number) && this.kindAt(index + 1) === Kind.colon;
	}
	advance() {
		if (this.#index < this.#last) this.kind = this.#kinds[++this.#index];
		if (this.#bracketed) this.skipBreaks();
	}
	skipBreaks() {
		while (this.kind === Kind.newline || this.kind === Kind.comment) this.kind = this.#kinds[++this.#index];
	}
	/** Steps over line breaks, semicolons and stray brackets. */
	skipSeparators() {
		while (isBreak(this.kind) || this.kind === Kind.semicolon || this.kind === Kind.stray) this.index++;
	}
	accept(kind) {
		if (this.kind !== kind) return false;
		this.advance();
		return true;
	}
	/**
	* Parses what stands between an opening bracket, which is the current token, and its partner, and leaves behind it.
	* What the parser leaves over is a problem and is stepped over.
	*/
	bracketed(parse) {
		const opener = this.#index;
		const partner = this.#partners[opener];
		const outer = this.#bracketed;
		const kind = this.kind;
		this.#bracketed = kind === Kind.openParen || kind === Kind.openBracket;
		this.index++;
		this.skipBreaks();
		const result = parse();
		this.skipBreaks();
		this.#bracketed = outer;
		if (partner === -1) return result;
		if (this.#index !== partner) {
			this.unexpected();
			this.index = partner;
		}
		this.advance();
		return result;
	}
	/** Steps over one token, and with an opening bracket over everything up to its partner. */
	skip() {
		const partner = this.#partners[this.#index];
		if (partner > this.#index) this.index = partner;
		this.advance();
	}
	/** Steps over the rest of a statement. */
	skipStatement() {
		for (;;) switch (this.kind) {
			case Kind.end:
			case Kind.newline:
			case Kind.semicolon:
			case Kind.closeBrace:
			case Kind.closeParen:
			case Kind.closeBracket: return;
			default: this.skip();
		}
	}
	/** The current token ends a statement. */
	get atEnd() {
		const kind = this.kind;
		return isBreak(kind) || kind === Kind.semicolon || kind === Kind.closeBrace || kind === Kind.end;
	}
	/** Steps behind the end of a statement; what stands before it is a problem and is skipped. Always gets on. */
	endStatement() {
		if (!this.atEnd) {
			this.unexpected();
			const { index } = this;
			this.skipStatement();
			if (this.#index === index) this.skip();
		}
		this.skipSeparators();
	}
	/** Goes one level deeper, unless that is too deep; then a problem says so. Every true is followed by `leave`. */
	enter() {
		if (this.#depth >= MAX_DEPTH) {
			this.problem(this.start, this.end, "nested too deeply");
			return false;
		}
		this.#depth++;
		return true;
	}
	leave() {
		this.#depth--;
	}
	/** Notes the height of the expression just built. */
	raise(height) {
		this.height = height;
		if (height > this.peak) this.peak = height;
	}
	get tooHigh() {
		return this.height > MAX_HEIGHT;
	}
	problem(start, end, message) {
		if (this.problems.length >= 1e4) return;
		const last = this.problems.at(-1);
		if (last?.start !== start || last.message !== message) this.problems.push({
			start,
			end,
			message
		});
	}
	unexpected() {
		const { kind, start, end } = this;
		if (kind === Kind.unexpected || kind === Kind.stray) return;
		if (kind === Kind.end) this.problem(start, end, "unexpected end of file");
		else if (isBreak(kind)) this.problem(start, Math.min(start + 1, end), "unexpected end of line");
		else this.problem(start, end, `unexpected \`${require_base.short(this.text.slice(start, end), 40)}\``);
	}
	/** What was stepped over from `start` on, or nothing at all. */
	unparsable(start) {
		this.height = 0;
		const end = this.previousEnd;
		if (end > start) return {
			kind: "unparsable",
			start,
			end
		};
		return {
			kind: "unparsable",
			...this.missing()
		};
	}
	/** Tells a name that v2 refuses. */
	checkName(name, start, end) {
		if (REFUSED_NAMES.has(name) && (name !== "_" || this.isScript)) this.markLegacy({
			start,
			end
		}, `\`${name}\` as a name`);
	}
	/** Tells labels where v2 takes none: outside of closures. */
	checkLabels(statements) {
		for (const statement of statements) if (statement.kind === "label") this.markLegacy(statement, `a label (\`${statement.name}:\`)`);
	}
	markLegacy(node, construct) {
		if (this.legacy.length < 1e4) this.legacy.push({
			start: node.start,
			end: node.end,
			construct
		});
	}
	markModern(node, construct) {
		if (this.modern.length < 1e4) this.modern.push({
			start: node.start,
			end: node.end,
			construct
		});
	}
};
function isBreak(kind) {
	return kind === Kind.newline || kind === Kind.comment;
}
// src/scan/nextflow/syntax/types.ts
/**
* Index behind the type that starts at `index`: `int`, `Path`, `java.util.Map<String, List<?>>[]`; -1 where none starts.
* Only looks; each token is looked at once.
*/
function pastType(cursor, index) {
	if (cursor.kindAt(index) === Kind.primitive) return pastArrays(cursor, index + 1);
	if (cursor.kindAt(index) !== Kind.word) return -1;
	let last = index;
	while (cursor.kindAt(last + 1) === Kind.dot && cursor.kindAt(last + 2) === Kind.word) last += 2;
	const initial = cursor.text.charAt(cursor.startAt(last));
	if (initial === initial.toLowerCase()) return -1;
	let next = last + 1;
	if (cursor.kindAt(next) === Kind.less) {
		next = pastTypeArguments(cursor, next);
		if (next === -1) return -1;
	}
	return pastArrays(cursor, next);
}
function pastTypeArguments(cursor, index) {
	let depth = 0;
	for (let next = index;; next++) switch (cursor.kindAt(next)) {
		case Kind.less:
			depth++;
			break;
		case Kind.greater:
			if (--depth === 0) return next + 1;
			break;
		case Kind.word:
		case Kind.primitive:
		case Kind.dot:
		case Kind.comma:
		case Kind.question:
		case Kind.openBracket:
		case Kind.closeBracket: break;
		default: return -1;
	}
}
function pastArrays(cursor, index) {
	while (cursor.kindAt(index) === Kind.openBracket && cursor.kindAt(index + 1) === Kind.closeBracket) index += 2;
	return index;
}
/** Parses a type; undefined, with a problem, where none starts. `nullable`: a `?` behind it belongs to it. */
function parseType(cursor, nullable) {
	const end = pastType(cursor, cursor.index);
	if (end !== -1) return takeType(cursor, end, nullable);
	cursor.unexpected();
}
/** Parses the type up to the token at `end` (`pastType`). */
function takeType(cursor, end, nullable) {
	const start = cursor.start;
	cursor.index = end - 1;
	cursor.advance();
	if (nullable && cursor.kind === Kind.question && cursor.adjacent) cursor.advance();
	const stop = cursor.previousEnd;
	return {
		start,
		end: stop,
		name: cursor.text.slice(start, stop)
	};
}
// src/scan/nextflow/syntax/parameters.ts
/** Whether an arrow follows what could be parameters. Only looks, and at most as far as the first statement reaches. */
function startsParameters(cursor) {
	for (let index = cursor.index;; index++) switch (cursor.kindAt(index)) {
		case Kind.arrow: return true;
		case Kind.newline: {
			const next = cursor.kindAt(cursor.past(index));
			if (next !== Kind.arrow && next !== Kind.comma && cursor.kindAt(index - 1) !== Kind.comma) return false;
			break;
		}
		case Kind.openParen:
		case Kind.openBracket:
		case Kind.openBrace:
		case Kind.gstringBegin:
			index = cursor.partnerAt(index);
			if (index === -1) return false;
			break;
		case Kind.word:
		case Kind.in:
		case Kind.primitive:
		case Kind.def:
		case Kind.comma:
		case Kind.colon:
		case Kind.dot:
		case Kind.less:
		case Kind.greater:
		case Kind.question:
		case Kind.assign:
		case Kind.number:
		case Kind.string:
		case Kind.true:
		case Kind.false:
		case Kind.null:
		case Kind.minus:
		case Kind.comment: break;
		default: return false;
	}
}
/** `a, String b, c: Path, d = 1` up to the arrow or the closing parenthesis. */
function parseParameters(cursor) {
	const parameters = [];
	for (;;) {
		cursor.skipBreaks();
		if (cursor.kind === Kind.arrow || cursor.kind === Kind.closeParen || cursor.kind === Kind.end) break;
		const parameter = parseParameter(cursor);
		if (parameter === void 0) break;
		parameters.push(parameter);
		const next = cursor.past(cursor.index);
		if (cursor.kindAt(next) !== Kind.comma) break;
		cursor.index = next;
		cursor.advance();
	}
	return parameters;
}
function parseParameter(cursor) {
	const start = cursor.start;
	while (cursor.kind === Kind.def || cursor.is("final")) {
		if (cursor.kind !== Kind.def) cursor.markLegacy({
			start,
			end: cursor.end
		}, "`final` before a parameter");
		cursor.advance();
	}
	let type;
	const past = pastType(cursor, cursor.index);
	if (past !== -1 && (cursor.kindAt(past) === Kind.word || cursor.kindAt(past) === Kind.in)) type = parseType(cursor, false);
	if (cursor.kind !== Kind.word && cursor.kind !== Kind.in) {
		cursor.unexpected();
		return;
	}
	const name = cursor.word;
	cursor.checkName(name, cursor.start, cursor.end);
	cursor.advance();
	if (cursor.kind === Kind.colon) {
		const colon = {
			start: cursor.start,
			end: cursor.end
		};
		cursor.advance();
		type = parseType(cursor, true);
		cursor.markModern(colon, "a type behind the name of a parameter");
	}
	const assign = cursor.past(cursor.index);
	if (cursor.kindAt(assign) !== Kind.assign) return {
		start,
		end: cursor.previousEnd,
		name,
		...type && { type }
	};
	cursor.index = assign;
	cursor.advance();
	cursor.skipBreaks();
	const defaultValue = cursor.expression();
	return {
		start,
		end: defaultValue.end,
		name,
		...type && { type },
		defaultValue
	};
}
// src/scan/nextflow/syntax/primary.ts
/** Operands: names, literals, brackets, closures, `new`. */
/** An operand without what follows it. Where none stands the token is left alone, a problem told. */
function parsePrimary(cursor) {
	const { start, end } = cursor;
	switch (cursor.kind) {
		case Kind.word:
		case Kind.primitive:
		case Kind.in: {
			if (cursor.kindAt(cursor.index + 1) === Kind.arrow) return parseLambda(cursor);
			const name = cursor.word;
			cursor.checkName(name, start, end);
			cursor.advance();
			cursor.height = 0;
			return {
				kind: "variable",
				start,
				end,
				name
			};
		}
		case Kind.string: return parseString(cursor);
		case Kind.gstringBegin: return parseGString(cursor);
		case Kind.number: {
			const text = cursor.word;
			cursor.advance();
			cursor.height = 0;
			return {
				kind: "number",
				start,
				end,
				text
			};
		}
		case Kind.true:
		case Kind.false: {
			const value = cursor.kind === Kind.true;
			cursor.advance();
			cursor.height = 0;
			return {
				kind: "boolean",
				start,
				end,
				value
			};
		}
		case Kind.null:
			cursor.advance();
			cursor.height = 0;
			return {
				kind: "null",
				start,
				end
			};
		case Kind.new: return parseNew(cursor);
		case Kind.openParen: return parseParenthesized(cursor);
		case Kind.openBracket: return parseBrackets(cursor);
		case Kind.openBrace: return parseClosure(cursor);
		default:
			cursor.unexpected();
			return cursor.unparsable(start);
	}
}
function parseParenthesized(cursor) {
	const partner = cursor.partnerAt(cursor.index);
	if (partner === -1 || cursor.kindAt(partner + 1) !== Kind.arrow) return cursor.bracketed(() => cursor.expression());
	return parseLambda(cursor);
}
/** Groovy's `(a, b) -> x` and `a -> x`. */
function parseLambda(cursor) {
	const start = cursor.start;
	const parameters = cursor.kind === Kind.openParen ? cursor.bracketed(() => parseParameters(cursor)) : parseParameters(cursor);
	cursor.advance();
	const body = () => {
		const expression = cursor.expression();
		return [{
			kind: "expression",
			start: expression.start,
			end: expression.end,
			expression
		}];
	};
	const closure = {
		kind: "closure",
		start,
		parameters,
		body: cursor.kind === Kind.openBrace ? cursor.bracketed(() => cursor.block()) : body(),
		end: cursor.previousEnd
	};
	cursor.raise(cursor.height + 1);
	cursor.markLegacy(closure, "a lambda");
	return closure;
}
function parseClosure(cursor) {
	const start = cursor.start;
	const outerPeak = cursor.peak;
	cursor.peak = 0;
	let parameters;
	const body = cursor.bracketed(() => {
		if (startsParameters(cursor)) {
			parameters = parseParameters(cursor);
			cursor.skipBreaks();
			if (!cursor.accept(Kind.arrow)) cursor.unexpected();
		}
		return cursor.block();
	});
	if (!cursor.isScript) cursor.checkLabels(body);
	const height = cursor.peak + 1;
	cursor.peak = outerPeak;
	cursor.raise(height);
	return {
		kind: "closure",
		start,
		end: cursor.previousEnd,
		parameters,
		body
	};
}
/** `[a, b]`, `[a: b]`, `[:]` */
function parseBrackets(cursor) {
	const start = cursor.start;
	const elements = [];
	const entries = [];
	let height = 0;
	let empty = false;
	cursor.bracketed(() => {
		empty = cursor.kind === Kind.colon;
		if (empty) cursor.advance();
		while (cursor.kind !== Kind.closeBracket && cursor.kind !== Kind.end) {
			if (cursor.kind === Kind.star || cursor.isKeyAt(cursor.index)) {
				const entry = parseEntryOrSpread(cursor);
				if (entry.kind === void 0) entries.push(entry);
				else elements.push(entry);
			} else {
				const value = cursor.expression();
				if (cursor.kind === Kind.colon) entries.push(entryOf(cursor, value));
				else elements.push(value);
			}
			height = Math.max(height, cursor.height);
			if (!cursor.accept(Kind.comma)) break;
		}
	});
	const end = cursor.previousEnd;
	cursor.raise(height + 1);
	if (!empty && entries.length === 0) return {
		kind: "list",
		start,
		end,
		elements
	};
	if (elements.length > 0) cursor.problem(elements[0].start, elements[0].end, "a value without a key in a map");
	return {
		kind: "map",
		start,
		end,
		entries
	};
}
/** `new Type(\u2026)`; arrays and anonymous classes are stepped over. */
function parseNew(cursor) {
	const start = cursor.start;
	cursor.advance();
	const type = parseCreatedType(cursor);
	let args = NO_ARGUMENTS;
	cursor.height = 0;
	if (cursor.kind === Kind.openParen) args = parseArguments(cursor);
	else if (cursor.kind === Kind.openBracket) {
		while (cursor.kind === Kind.openBracket) cursor.skip();
		cursor.markLegacy({
			start,
			end: cursor.previousEnd
		}, "`new` with an array");
	} else cursor.unexpected();
	if (cursor.kind === Kind.openBrace && !isBreak(cursor.kindAt(cursor.index - 1))) cursor.skip();
	return {
		kind: "new",
		start,
		end: cursor.previousEnd,
		type,
		arguments: args
	};
}
/** Unlike elsewhere the type may have a small first letter. */
function parseCreatedType(cursor) {
	if (pastType(cursor, cursor.index) !== -1 || cursor.kind !== Kind.word) return parseType(cursor, false) ?? {
		...cursor.missing(),
		name: ""
	};
	const { start, end, word: name } = cursor;
	cursor.advance();
	return {
		start,
		end,
		name
	};
}
// src/scan/nextflow/syntax/postfix.ts
/** What follows an operand: members, calls, indexes, closures. */
/** An operand and all that follows it: members, calls, indexes, closures. */
function parsePostfix(cursor) {
	let result = parsePrimary(cursor);
	for (;;) {
		const next = parseSuffix(cursor, result);
		if (next === void 0) return result;
		result = next;
	}
}
/** One member, call, index, closure or `++` behind an operand; undefined where it ends. */
function parseSuffix(cursor, object) {
	const at = isBreak(cursor.kind) ? cursor.past(cursor.index) : cursor.index;
	const kind = cursor.kindAt(at);
	const height = cursor.height;
	if (kind >= Kind.dot && kind <= Kind.doubleColon) {
		cursor.index = at;
		const member = kind >= Kind.methodPointer ? parseMethodPointer(cursor, object) : parseMember(cursor, object);
		cursor.raise(Math.max(height, cursor.height) + 1);
		return member;
	}
	if (at > cursor.index || cursor.afterBreak) return void 0;
	let result;
	switch (kind) {
		case Kind.openParen:
			result = parseCall(cursor, object);
			break;
		case Kind.openBrace:
			result = parseClosureArgument(cursor, object);
			break;
		case Kind.openBracket:
			if (opensMap(cursor, at)) return void 0;
			result = parseIndex(cursor, object, false);
			break;
		case Kind.question:
			if (!cursor.adjacent || cursor.kindAt(at + 1) !== Kind.openBracket || cursor.startAt(at + 1) !== cursor.end) return void 0;
			cursor.markLegacy({
				start: cursor.start,
				end: cursor.end + 1
			}, "`?[`");
			cursor.advance();
			result = parseIndex(cursor, object, true);
			break;
		case Kind.increment:
		case Kind.decrement: {
			const operator = kind === Kind.increment ? "++" : "--";
			cursor.markLegacy({
				start: cursor.start,
				end: cursor.end
			}, `\`${operator}\``);
			result = {
				kind: "unary",
				start: object.start,
				end: cursor.end,
				operator,
				postfix: true,
				operand: object
			};
			cursor.advance();
			break;
		}
		default: return;
	}
	cursor.raise(Math.max(height, cursor.height) + 1);
	return result;
}
/** `.name`, `?.name`, `*.name`, `.@name`, `.'name'`, `."$name"`, `.(name)` */
function parseMember(cursor, object) {
	const { kind, start } = cursor;
	const safe = kind === Kind.safeDot;
	const spread = kind === Kind.spreadDot;
	if (kind === Kind.attribute) cursor.markLegacy({
		start,
		end: cursor.end
	}, "`.@`");
	const dotEnd = cursor.end;
	cursor.advance();
	cursor.skipBreaks();
	if (cursor.afterBreak) cursor.markLegacy({
		start,
		end: dotEnd
	}, "a line break behind `.`");
	const nameStart = cursor.start;
	const nameEnd = cursor.end;
	if (isWord(cursor.kind)) {
		const name = cursor.word;
		cursor.advance();
		cursor.height = 0;
		return {
			kind: "property",
			start: object.start,
			end: nameEnd,
			object,
			name,
			nameStart,
			nameEnd,
			safe,
			spread
		};
	}
	if (cursor.kind === Kind.string) {
		const { value, innerStart, innerEnd, end } = parseString(cursor);
		return {
			kind: "property",
			start: object.start,
			end,
			object,
			name: value,
			safe,
			spread,
			nameStart: innerStart,
			nameEnd: innerEnd
		};
	}
	if (cursor.kind === Kind.gstringBegin || cursor.kind === Kind.openParen) {
		const computed = cursor.kind === Kind.gstringBegin ? parseGString(cursor) : cursor.bracketed(() => cursor.expression());
		const end = cursor.previousEnd;
		cursor.markLegacy({
			start: nameStart,
			end
		}, "a computed property name");
		return {
			kind: "property",
			start: object.start,
			end,
			object,
			name: void 0,
			safe,
			spread,
			nameStart,
			nameEnd: end,
			computed
		};
	}
	cursor.unexpected();
	return cursor.unparsable(object.start);
}
/** `.&name`, `::name` */
function parseMethodPointer(cursor, object) {
	cursor.markLegacy({
		start: cursor.start,
		end: cursor.end
	}, `\`${cursor.word}\``);
	cursor.advance();
	const { end } = cursor;
	if (!isWord(cursor.kind)) {
		cursor.unexpected();
		return cursor.unparsable(object.start);
	}
	const name = cursor.word;
	cursor.advance();
	return {
		kind: "method-pointer",
		start: object.start,
		end,
		object,
		name
	};
}
function parseCall(cursor, callee) {
	return callOf(callee, parseArguments(cursor), cursor.previousEnd, false);
}
/** A call of a variable, a property or any other value. */
function callOf(callee, args, end, command) {
	if (callee.kind !== "property") return {
		kind: "call",
		start: callee.start,
		end,
		callee,
		arguments: args,
		command
	};
	return methodCallOf(callee, args, end, command);
}
function methodCallOf(property, args, end, command) {
	const { start, object, name, nameStart, nameEnd, safe, spread } = property;
	return {
		kind: "method-call",
		start,
		end,
		object,
		name,
		nameStart,
		nameEnd,
		arguments: args,
		safe,
		spread,
		command
	};
}
/** `f { \u2026 }`, and `f(x) { \u2026 }`, where the closure is one more argument. */
function parseClosureArgument(cursor, object) {
	const closure = parseClosure(cursor);
	if (object.kind !== "call" && object.kind !== "method-call") return callOf(object, {
		positional: [closure],
		named: []
	}, closure.end, false);
	const { positional, named } = object.arguments;
	return {
		...object,
		end: closure.end,
		arguments: {
			positional: [...positional, closure],
			named
		}
	};
}
/** `[key: value` or `[:`: never an index, but the argument of a call without parentheses. */
function opensMap(cursor, bracket) {
	const first = cursor.past(bracket + 1);
	return cursor.kindAt(first) === Kind.colon || cursor.isKeyAt(first);
}
/** v2 wants an expression between the brackets, and neither a line break nor a comma beside them (`indexPropertyArgs`). */
function parseIndex(cursor, object, safe) {
	const bracket = cursor.start;
	const indexes = [];
	let height = 0;
	cursor.bracketed(() => {
		while (cursor.kind !== Kind.closeBracket && cursor.kind !== Kind.end) {
			indexes.push(cursor.expression());
			height = Math.max(height, cursor.height);
			if (!cursor.accept(Kind.comma)) break;
		}
	});
	markIndex(cursor, bracket, indexes);
	cursor.height = height;
	return {
		kind: "index",
		start: object.start,
		end: cursor.previousEnd,
		object,
		indexes,
		safe
	};
}
function markIndex(cursor, start, indexes) {
	const end = cursor.previousEnd;
	const [first, last] = [indexes[0], indexes.at(-1)];
	if (first === void 0 || last === void 0) return cursor.markLegacy({
		start,
		end
	}, "an empty index");
	const edges = cursor.text.slice(start + 1, first.start) + cursor.text.slice(last.end, end - 1);
	if (/[\n,]/.test(edges)) cursor.markLegacy({
		start,
		end
	}, "a line break or a comma beside the brackets of an index");
}
// src/scan/nextflow/syntax/commands.ts
/** Calls without parentheses: `file 'x'`, and what Groovy chains to them. */
/** Whether `expression`, just parsed, is a name or a property that arguments without parentheses follow: `f x`, `a.f x`. */
function startsCommand(cursor, expression) {
	if (expression.kind !== "variable" && expression.kind !== "property") return false;
	if (cursor.previousEnd !== expression.end) return false;
	if (cursor.kind === Kind.openBracket) return opensMap(cursor, cursor.index);
	if (cursor.kind !== Kind.comment) return startsArgument(cursor, cursor.index);
	return startsArgument(cursor, cursor.index + 1);
}
/** The rest of a call without parentheses: its arguments, and what Groovy chains to it. */
function parseCommand(cursor, callee) {
	if (cursor.kind === Kind.comment) {
		cursor.markLegacy({
			start: cursor.start,
			end: cursor.end
		}, "a comment before the arguments of a call");
		cursor.skipBreaks();
	}
	return parseChain(cursor, callOf(callee, parseCommandArguments(cursor), Math.max(callee.end, cursor.previousEnd), true));
}
function isText(kind) {
	return kind === Kind.string || kind === Kind.gstringBegin;
}
/** A text behind a text is more likely a comma that is missing. */
function endsInName(call) {
	if (call.kind !== "call" && call.kind !== "method-call") return false;
	const last = call.arguments.positional.at(-1);
	return last?.kind === "property" || last?.kind === "variable";
}
/** Groovy lets names and arguments go on in turn: `file 'x' from y into z`, `path("x") optional true`. */
function parseChain(cursor, call) {
	let result = call;
	let { height } = cursor;
	while (cursor.kind === Kind.word || isText(cursor.kind) && endsInName(result)) {
		const { start, end, kind, word } = cursor;
		const name = kind === Kind.word ? word : void 0;
		const computed = name === void 0 ? parsePrimary(cursor) : void 0;
		if (name !== void 0) cursor.advance();
		cursor.markLegacy({
			start,
			end
		}, `a chain of calls without parentheses (\`${name ?? "\u2026"}\`)`);
		const link = {
			kind: "property",
			object: result,
			name,
			nameStart: start,
			nameEnd: cursor.previousEnd
		};
		const place = {
			start: result.start,
			end: cursor.previousEnd,
			safe: false,
			spread: false
		};
		const property = {
			...link,
			...place,
			...computed && { computed }
		};
		let next = NO_ARGUMENTS;
		if (startsArgument(cursor, cursor.index)) next = parseCommandArguments(cursor);
		else if (cursor.kind === Kind.openParen) next = parseArguments(cursor);
		else if (cursor.kind === Kind.openBracket || cursor.kind === Kind.openBrace) next = {
			positional: [cursor.expression()],
			named: []
		};
		result = callOf(property, next, cursor.previousEnd, true);
		cursor.raise(++height);
	}
	return result;
}
/** `f (a), b: c`: not the call `f(a)` but `f` with the arguments `(a)` and `b: c`; the current token is the comma. */
function parseMoreArguments(cursor, call) {
	cursor.advance();
	cursor.skipBreaks();
	const { positional, named } = parseCommandArguments(cursor);
	const args = {
		positional: [...call.arguments.positional, ...positional],
		named
	};
	return {
		...call,
		end: cursor.previousEnd,
		arguments: args,
		command: true
	};
}
/** A value, which in v1 may be a call without parentheses: `x = file params.y`. */
function parseValue(cursor) {
	const value = cursor.expression();
	if (!startsCommand(cursor, value)) return value;
	const result = parseCommand(cursor, value);
	cursor.markLegacy(result, "a call without parentheses as a value");
	return result;
}
// src/scan/nextflow/syntax/control.ts
/** `(condition)` */
function parseCondition(cursor) {
	if (cursor.kind === Kind.openParen) return cursor.bracketed(() => cursor.expression());
	cursor.unexpected();
	return cursor.unparsable(cursor.start);
}
/** `{ \u2026 }` or one statement. */
function parseBranch(cursor) {
	cursor.skipBreaks();
	let statements;
	if (cursor.kind === Kind.openBrace) statements = cursor.bracketed(() => cursor.block());
	else {
		const one = [];
		if (!cursor.atEnd) cursor.statement(one);
		statements = one;
	}
	cursor.checkLabels(statements);
	return statements;
}
function parseIf(cursor) {
	const start = cursor.start;
	cursor.advance();
	const condition = parseCondition(cursor);
	const then = parseBranch(cursor);
	let otherwise;
	const next = pastSeparators(cursor);
	if (cursor.kindAt(next) === Kind.else) {
		if (cursor.kindAt(cursor.past(cursor.index)) === Kind.semicolon) cursor.markLegacy({
			start: cursor.start,
			end: cursor.end
		}, "a semicolon before `else`");
		cursor.index = next;
		cursor.advance();
		otherwise = parseBranch(cursor);
	}
	return {
		kind: "if",
		start,
		end: cursor.previousEnd,
		condition,
		then,
		otherwise
	};
}
/** Past line breaks and at most one semicolon, as in `if (x) a(); else b()`. */
function pastSeparators(cursor) {
	const next = cursor.past(cursor.index);
	return cursor.kindAt(next) === Kind.semicolon ? cursor.past(next + 1) : next;
}
function parseTry(cursor) {
	const start = cursor.start;
	cursor.advance();
	const body = parseBranch(cursor);
	const handlers = [];
	for (;;) {
		const next = cursor.past(cursor.index);
		if (cursor.kindAt(next) !== Kind.catch) break;
		cursor.index = next;
		cursor.advance();
		let caught = {
			variable: "",
			types: []
		};
		if (cursor.kind === Kind.openParen) caught = cursor.bracketed(() => parseCaught(cursor));
		else cursor.unexpected();
		handlers.push({
			...caught,
			body: parseBranch(cursor)
		});
	}
	let last;
	const next = cursor.past(cursor.index);
	if (cursor.isAt(next, "finally")) {
		cursor.index = next;
		cursor.markLegacy({
			start: cursor.start,
			end: cursor.end
		}, "`finally`");
		cursor.advance();
		last = parseBranch(cursor);
	}
	if (handlers.length === 0 && last === void 0) cursor.markModern({
		start,
		end: start + 3
	}, "a `try` without a `catch`");
	return {
		kind: "try",
		start,
		end: cursor.previousEnd,
		body,
		handlers,
		last
	};
}
/** `e`, `IOException | Error e` or `e: Exception` */
function parseCaught(cursor) {
	const types = [];
	const parseTypes = () => {
		for (let more = true; more; more = cursor.accept(Kind.bitOr)) {
			const type = parseType(cursor, false);
			if (type === void 0) return;
			types.push(type);
		}
	};
	while (cursor.kind === Kind.def || cursor.is("final")) cursor.advance();
	const past = pastType(cursor, cursor.index);
	if (past !== -1 && cursor.kindAt(past) !== Kind.closeParen && cursor.kindAt(past) !== Kind.colon) parseTypes();
	const variable = cursor.word;
	if (cursor.kind === Kind.word) cursor.advance();
	if (cursor.kind === Kind.colon) {
		cursor.markModern({
			start: cursor.start,
			end: cursor.end
		}, "a type behind the name of a caught error");
		cursor.advance();
		parseTypes();
	}
	return {
		variable,
		types
	};
}
/** `for (x in xs)`, `for (Type x : xs)` and the classic form. */
function parseFor(cursor) {
	const { start, end } = cursor;
	cursor.markLegacy({
		start,
		end
	}, "a `for` loop");
	cursor.advance();
	let variable;
	let iterable;
	cursor.bracketed(() => {
		const name = iteratedName(cursor);
		if (name === -1) return skipHead(cursor);
		variable = cursor.text.slice(cursor.startAt(name), cursor.endAt(name));
		cursor.index = name + 1;
		cursor.advance();
		iterable = cursor.expression();
	});
	const body = parseBranch(cursor);
	return {
		kind: "for",
		start,
		end: cursor.previousEnd,
		variable,
		iterable,
		body
	};
}
/** Index of the variable of `for (x in \u2026)`, -1 for the classic form. */
function iteratedName(cursor) {
	let index = cursor.index;
	while (cursor.kindAt(index) === Kind.def || cursor.isAt(index, "final")) index++;
	const past = pastType(cursor, index);
	if (past !== -1 && cursor.kindAt(past) === Kind.word) index = past;
	if (cursor.kindAt(index) !== Kind.word) return -1;
	const next = cursor.kindAt(index + 1);
	return next === Kind.in || next === Kind.colon ? index : -1;
}
/** `int i = 0; i < n; i++`: of no use to anyone. */
function skipHead(cursor) {
	while (cursor.kind !== Kind.closeParen && cursor.kind !== Kind.end && cursor.kind !== Kind.closeBrace) cursor.skip();
}
function parseWhile(cursor) {
	const { start, end } = cursor;
	cursor.markLegacy({
		start,
		end
	}, "a `while` loop");
	cursor.advance();
	return {
		kind: "while",
		start,
		condition: parseCondition(cursor),
		body: parseBranch(cursor),
		end: cursor.previousEnd
	};
}
function parseDo(cursor) {
	const { start, end } = cursor;
	cursor.markLegacy({
		start,
		end
	}, "a `do` loop");
	cursor.advance();
	const body = parseBranch(cursor);
	cursor.skipBreaks();
	if (cursor.is("while")) cursor.advance();
	else cursor.unexpected();
	return {
		kind: "while",
		start,
		body,
		condition: parseCondition(cursor),
		end: cursor.previousEnd
	};
}
function parseSwitch(cursor) {
	const { start, end } = cursor;
	cursor.markLegacy({
		start,
		end
	}, "a `switch`");
	cursor.advance();
	const subject = parseCondition(cursor);
	cursor.skipBreaks();
	const cases = [];
	if (cursor.kind !== Kind.openBrace) cursor.unexpected();
	else cursor.bracketed(() => {
		cursor.skipSeparators();
		while (startsCase(cursor)) cases.push(parseCase(cursor));
	});
	return {
		kind: "switch",
		start,
		end: cursor.previousEnd,
		subject,
		cases
	};
}
function startsCase(cursor) {
	return cursor.kind === Kind.word && (cursor.is("case") || cursor.is("default"));
}
function parseCase(cursor) {
	const isDefault = cursor.is("default");
	cursor.advance();
	const value = isDefault ? void 0 : cursor.expression();
	if (!cursor.accept(Kind.colon) && !cursor.accept(Kind.arrow)) cursor.unexpected();
	const body = [];
	cursor.skipSeparators();
	while (cursor.kind !== Kind.closeBrace && cursor.kind !== Kind.end && !startsCase(cursor)) {
		cursor.statement(body);
		cursor.endStatement();
	}
	return {
		value,
		body
	};
}
// src/scan/nextflow/syntax/definitions.ts
/** Definitions of variables and functions: `def x = 1`, `String f(a) { \u2026 }`. */
const MODIFIERS = new Set([
	"final",
	"static",
	"private",
	"public",
	"protected",
	"abstract",
	"synchronized",
	"void",
	"var"
]);
/** Whether a definition starts here: `def x`, `String x`, `static void f()`. Only looks. */
function startsDefinition(cursor) {
	let index = cursor.index;
	if (cursor.kind === Kind.def) return true;
	if (cursor.kind === Kind.word && MODIFIERS.has(cursor.word)) {
		const next = cursor.kindAt(index + 1);
		return next === Kind.word || next === Kind.primitive || next === Kind.def;
	}
	index = pastType(cursor, index);
	if (index === -1 || cursor.kindAt(index) !== Kind.word) return false;
	switch (cursor.kindAt(index + 1)) {
		case Kind.assign:
		case Kind.newline:
		case Kind.comment:
		case Kind.semicolon:
		case Kind.closeBrace:
		case Kind.end:
		case Kind.comma: return true;
		case Kind.openParen: return isFunctionAt(cursor, index);
		default: return false;
	}
}
/** A name with parentheses and, behind them, a body or a type of result. */
function isFunctionAt(cursor, index) {
	if (cursor.kindAt(index + 1) !== Kind.openParen) return false;
	const partner = cursor.partnerAt(index + 1);
	if (partner === -1) return false;
	const next = cursor.past(partner + 1);
	return cursor.kindAt(next) === Kind.openBrace || cursor.kindAt(next) === Kind.arrow || cursor.isAt(next, "throws");
}
/** Parses a definition into the statements that it is: `def a = 1, b = 2` is two. */
function parseDefinition(cursor, into) {
	const start = cursor.start;
	while (cursor.kind === Kind.def || MODIFIERS.has(cursor.word)) {
		if (cursor.kind !== Kind.def) cursor.markLegacy({
			start: cursor.start,
			end: cursor.end
		}, `\`${cursor.word}\``);
		cursor.advance();
	}
	const past = pastType(cursor, cursor.index);
	const type = past !== -1 && isWord(cursor.kindAt(past)) ? parseType(cursor, false) : void 0;
	if (isFunctionAt(cursor, cursor.index)) into.push(parseFunction(cursor, start));
	else if (cursor.kind === Kind.openParen) into.push(parseDestructuring(cursor, start));
	else parseVariables(cursor, start, type, into);
}
function parseFunction(cursor, start) {
	const nameStart = cursor.start;
	const nameEnd = cursor.end;
	const quoted = cursor.kind === Kind.string ? 1 : 0;
	const name = cursor.text.slice(nameStart + quoted, nameEnd - quoted);
	if (quoted > 0) cursor.markLegacy({
		start: nameStart,
		end: nameEnd
	}, "a function name in quotes");
	cursor.advance();
	const parameters = cursor.bracketed(() => parseParameters(cursor));
	cursor.skipBreaks();
	if (cursor.kind === Kind.arrow) {
		const arrow = {
			start: cursor.start,
			end: cursor.end
		};
		cursor.advance();
		parseType(cursor, true);
		cursor.markModern(arrow, "the type of a result behind `->`");
		cursor.skipBreaks();
	}
	if (cursor.is("throws")) {
		cursor.markLegacy({
			start: cursor.start,
			end: cursor.end
		}, "`throws`");
		while (cursor.kind === Kind.word || cursor.kind === Kind.comma || cursor.kind === Kind.dot) cursor.advance();
		cursor.skipBreaks();
	}
	let body = [];
	if (cursor.kind === Kind.openBrace) body = cursor.bracketed(() => cursor.block());
	else cursor.unexpected();
	cursor.checkLabels(body);
	const written = {
		name,
		start: nameStart + quoted,
		end: nameEnd - quoted
	};
	return {
		kind: "function",
		start,
		end: cursor.previousEnd,
		name: written,
		parameters,
		body
	};
}
/** `(a, b) = value` of `def (a, b) = value` */
function parseDestructuring(cursor, start) {
	const names = cursor.bracketed(() => parseParameters(cursor)).map(({ start, end, name, type }) => {
		if (type !== void 0 && type.start === start) cursor.markLegacy(type, "a type before a variable of several");
		return {
			start,
			end,
			name,
			...type && { type }
		};
	});
	const value = parseInitializer(cursor);
	return {
		kind: "definition",
		start,
		end: cursor.previousEnd,
		names,
		destructured: true,
		value
	};
}
function parseVariables(cursor, start, type, into) {
	for (let first = true;; first = false) {
		const nameStart = cursor.start;
		const nameEnd = cursor.end;
		if (!isWord(cursor.kind)) return cursor.unexpected();
		const name = cursor.word;
		cursor.checkName(name, nameStart, nameEnd);
		if (!first) cursor.markLegacy({
			start: nameStart,
			end: nameEnd
		}, "several variables in one definition");
		cursor.advance();
		let declared = first ? type : void 0;
		if (cursor.kind === Kind.colon) {
			cursor.markModern({
				start: cursor.start,
				end: cursor.end
			}, "a type behind the name of a variable");
			cursor.advance();
			declared = parseType(cursor, true);
		}
		const value = parseInitializer(cursor);
		const names = [{
			start: nameStart,
			end: nameEnd,
			name,
			...declared && { type: declared }
		}];
		const from = first ? start : nameStart;
		into.push({
			kind: "definition",
			start: from,
			end: cursor.previousEnd,
			names,
			destructured: false,
			value
		});
		if (!cursor.accept(Kind.comma)) return;
		cursor.skipBreaks();
	}
}
function parseInitializer(cursor) {
	const assign = cursor.past(cursor.index);
	if (cursor.kindAt(assign) !== Kind.assign) return void 0;
	cursor.index = assign;
	cursor.advance();
	cursor.skipBreaks();
	return parseValue(cursor);
}
// src/scan/nextflow/syntax/config.ts
/** Configuration files: settings, blocks, selectors, and what only v1 takes. */
/** A whole configuration file. */
function parseConfigFile(cursor) {
	const statements = [];
	for (;;) {
		parseConfigStatements(cursor, statements, true);
		if (cursor.kind === Kind.end) break;
		cursor.unexpected();
		cursor.advance();
	}
	return {
		kind: "config",
		start: 0,
		end: cursor.text.length,
		statements
	};
}
function parseConfigStatements(cursor, into, topLevel) {
	cursor.skipSeparators();
	while (cursor.kind !== Kind.closeBrace && cursor.kind !== Kind.end) {
		if (cursor.enter()) {
			parseConfigStatement(cursor, into, topLevel);
			cursor.leave();
		} else cursor.skipStatement();
		cursor.endStatement();
	}
}
/** `{ \u2026 }`; the current token is the opening brace. `id 'x'` is for `plugins`: v2 wants `=` everywhere else. */
function parseBody(cursor, block) {
	const body = [];
	cursor.bracketed(() => parseConfigStatements(cursor, body, false));
	const isList = block === "plugins" && body.every(({ kind }) => kind === "apply");
	for (const statement of body) if (statement.kind === "apply" && !isList) cursor.markLegacy(statement, "a setting without an equals sign");
	return body;
}
function parseConfigStatement(cursor, into, topLevel) {
	switch (cursor.kind) {
		case Kind.if:
			into.push(parseConfigIf(cursor));
			return;
		case Kind.try:
			into.push(parseConfigTry(cursor));
			return;
	}
	if (cursor.kind === Kind.word && cursor.is("includeConfig") && !isAssigned(cursor)) {
		const start = cursor.start;
		cursor.advance();
		const source = cursor.expression();
		into.push({
			kind: "include",
			start,
			end: cursor.previousEnd,
			source
		});
		return;
	}
	if (isSelector(cursor)) {
		into.push(parseSelector(cursor, topLevel));
		return;
	}
	const statement = startsDefinition(cursor) ? void 0 : parseSetting(cursor);
	if (statement !== void 0) into.push(statement);
	else parseLegacy(cursor, into, topLevel);
}
function isAssigned(cursor) {
	const next = cursor.kindAt(cursor.index + 1);
	return next === Kind.assign || next === Kind.dot || next === Kind.openBrace;
}
/** `withName: FOO {` */
function isSelector(cursor) {
	const { index } = cursor;
	if (cursor.kind !== Kind.word || cursor.kindAt(index + 1) !== Kind.colon) return false;
	const target = cursor.past(index + 2);
	return isKey(cursor.kindAt(target)) && cursor.kindAt(cursor.past(target + 1)) === Kind.openBrace;
}
function parseSelector(cursor, topLevel) {
	const { start, end, word: selector } = cursor;
	if (topLevel) cursor.markLegacy({
		start,
		end
	}, "a selector outside of any block");
	cursor.advance();
	cursor.advance();
	cursor.skipBreaks();
	const target = parseKey(cursor);
	cursor.skipBreaks();
	const body = parseBody(cursor);
	return {
		kind: "selector",
		start,
		end: cursor.previousEnd,
		selector,
		target,
		quoted: false,
		body
	};
}
/** A word or a string; the caller has looked. */
function parseKey(cursor) {
	if (cursor.kind === Kind.string) {
		const { value, innerStart, innerEnd } = parseString(cursor);
		return {
			name: value,
			start: innerStart,
			end: innerEnd,
			quoted: true
		};
	}
	const { start, end, word: name } = cursor;
	cursor.advance();
	return {
		name,
		start,
		end,
		quoted: false
	};
}
/** `a.b = c`, `a { \u2026 }`, `'withName:X' { \u2026 }`, `id 'x'`; undefined, with nothing taken, where it is none of these. */
function parseSetting(cursor) {
	const { index, start } = cursor;
	const path = parsePath(cursor);
	if (path === void 0) return void 0;
	const next = cursor.past(cursor.index);
	const kind = cursor.kindAt(next);
	if (kind === Kind.assign || kind === Kind.compoundAssign) {
		cursor.index = next;
		if (path.length === 1 && path[0].quoted) cursor.markModern(path[0], "a name in quotes before `=`");
		const operator = cursor.word;
		if (kind === Kind.compoundAssign) cursor.markLegacy({
			start: cursor.start,
			end: cursor.end
		}, `\`${operator}\` in a configuration`);
		cursor.advance();
		cursor.skipBreaks();
		const value = cursor.expression();
		if (startsCommand(cursor, value)) {
			const call = parseCommand(cursor, value);
			cursor.markLegacy(call, "a call without parentheses as a value");
			return {
				kind: "assignment",
				start,
				end: call.end,
				path,
				operator,
				value: call
			};
		}
		return {
			kind: "assignment",
			start,
			end: cursor.previousEnd,
			path,
			operator,
			value
		};
	}
	if (kind === Kind.openBrace && (path.length === 1 || next === cursor.index)) {
		cursor.index = next;
		return parseBlock$1(cursor, start, path);
	}
	if (cursor.atEnd && path.every(({ quoted }) => !quoted)) cursor.markLegacy({
		start,
		end: cursor.previousEnd
	}, "a setting without a value");
	cursor.index = index;
}
/** A name, a type such as `int`, or a string; no reserved word. */
function isKey(kind) {
	return kind === Kind.word || kind === Kind.string || kind === Kind.primitive || kind === Kind.in;
}
function parsePath(cursor) {
	const path = [];
	for (;;) {
		if (!isKey(cursor.kind)) break;
		path.push(parseKey(cursor));
		if (cursor.kind !== Kind.dot) return path;
		cursor.advance();
	}
}
function parseBlock$1(cursor, start, path) {
	if (path.length > 1) cursor.markLegacy({
		start,
		end: cursor.previousEnd
	}, "a block with a dotted name");
	const key = path[0];
	const colon = key.quoted ? key.name.indexOf(":") : -1;
	const body = parseBody(cursor, key.name);
	const node = {
		start,
		end: cursor.previousEnd
	};
	if (path.length === 1 && colon > 0 && /^with(?:Name|Label)$/.test(key.name.slice(0, colon))) return {
		kind: "selector",
		...node,
		selector: key.name.slice(0, colon),
		target: targetOf(cursor, key, colon),
		quoted: true,
		body
	};
	return {
		kind: "block",
		...node,
		path,
		body
	};
}
/** The part behind the colon of a quoted `withName:X`. Where escapes stand before it the whole string is the span. */
function targetOf(cursor, key, colon) {
	return {
		name: key.name.slice(colon + 1),
		start: cursor.text.startsWith(key.name, key.start) ? key.start + colon + 1 : key.start,
		end: key.end
	};
}
function parseConfigIf(cursor) {
	const { start, end } = cursor;
	cursor.markLegacy({
		start,
		end
	}, "`if` in a configuration");
	cursor.advance();
	let condition;
	if (cursor.kind === Kind.openParen) condition = cursor.bracketed(() => cursor.expression());
	else {
		cursor.unexpected();
		condition = cursor.unparsable(start);
	}
	const then = parseConfigBranch(cursor);
	let otherwise;
	const next = pastSeparators(cursor);
	if (cursor.kindAt(next) === Kind.else) {
		cursor.index = next;
		cursor.advance();
		otherwise = parseConfigBranch(cursor);
	}
	return {
		kind: "if",
		start,
		end: cursor.previousEnd,
		condition,
		then,
		otherwise
	};
}
function parseConfigBranch(cursor) {
	cursor.skipBreaks();
	if (cursor.kind === Kind.openBrace) return parseBody(cursor);
	const statements = [];
	if (!cursor.atEnd && cursor.enter()) {
		parseConfigStatement(cursor, statements, false);
		cursor.leave();
	}
	return statements;
}
function parseConfigTry(cursor) {
	const { start, end } = cursor;
	cursor.markLegacy({
		start,
		end
	}, "`try` in a configuration");
	cursor.advance();
	const body = parseConfigBranch(cursor);
	const handlers = [];
	let last;
	for (;;) {
		const next = cursor.past(cursor.index);
		if (cursor.kindAt(next) === Kind.catch) {
			cursor.index = next;
			cursor.advance();
			if (cursor.kind === Kind.openParen) cursor.skip();
			else cursor.unexpected();
			handlers.push(parseConfigBranch(cursor));
		} else if (cursor.isAt(next, "finally")) {
			cursor.index = next;
			cursor.advance();
			last = parseConfigBranch(cursor);
		} else break;
	}
	return {
		kind: "try",
		start,
		end: cursor.previousEnd,
		body,
		handlers,
		last
	};
}
/** A definition, a function, a loop, a call. */
function parseLegacy(cursor, into, topLevel) {
	const { start } = cursor;
	const statements = [];
	cursor.statement(statements);
	for (const statement of statements) {
		if (statement.kind === "expression") {
			const { expression } = statement;
			if ((expression.kind === "call" || expression.kind === "method-call") && expression.command) {
				into.push({
					kind: "apply",
					start,
					end: statement.end,
					call: expression
				});
				if (topLevel) cursor.markLegacy(statement, "a setting without an equals sign");
				continue;
			}
		}
		cursor.markLegacy(statement, describe(cursor, statement));
		into.push({
			kind: "legacy",
			start: statement.start,
			end: statement.end,
			statement
		});
	}
}
function describe(cursor, { kind, start }) {
	if (kind === "definition") return "a variable in a configuration";
	if (kind === "function") return "a function in a configuration";
	if (kind === "expression") return "an expression in a configuration";
	return `a statement (\`${/^\w*/.exec(cursor.text.slice(start, start + 12))[0]}\`) in a configuration`;
}
// src/scan/nextflow/syntax/operators.ts
/** The binary operators: how tightly they bind, and what they are in the tree. */
const op = (precedence, operator, leads = true) => ({
	precedence,
	operator,
	leads
});
const TABLE$1 = new Map([
	[Kind.or, op(1, "||")],
	[Kind.and, op(2, "&&")],
	[Kind.bitOr, op(3, "|")],
	[Kind.xor, op(4, "^")],
	[Kind.bitAnd, op(5, "&")],
	[Kind.find, op(6, "=~")],
	[Kind.match, op(6, "==~")],
	[Kind.equal, op(7, "==")],
	[Kind.notEqual, op(7, "!=")],
	[Kind.spaceship, op(7, "<=>")],
	[Kind.identical, {
		...op(7, "==="),
		legacy: true
	}],
	[Kind.notIdentical, {
		...op(7, "!=="),
		legacy: true
	}],
	[Kind.as, op(8, "as")],
	[Kind.instanceof, op(8, "instanceof")],
	[Kind.notInstanceof, op(8, "instanceof")],
	[Kind.in, op(8, "in")],
	[Kind.notIn, op(8, "!in")],
	[Kind.less, op(8, "<")],
	[Kind.lessEqual, op(8, "<=")],
	[Kind.greater, op(8, ">")],
	[Kind.greaterEqual, op(8, ">=")],
	[Kind.range, op(9, "range")],
	[Kind.rangeRight, op(9, "range")],
	[Kind.rangeLeft, {
		...op(9, "range"),
		legacy: true
	}],
	[Kind.rangeBoth, {
		...op(9, "range"),
		legacy: true
	}],
	[Kind.plus, op(10, "+", false)],
	[Kind.minus, op(10, "-", false)],
	[Kind.star, op(11, "*")],
	[Kind.slash, op(11, "/")],
	[Kind.percent, op(11, "%")],
	[Kind.power, op(12, "**", false)]
]);
/** By kind of token; undefined where it is no binary operator. */
const OPERATORS = Array.from({ length: 128 }, (_, kind) => TABLE$1.get(kind));
// src/scan/nextflow/syntax/expressions.ts
/** Any expression. An assignment inside of one is a thing of v1; as a statement it is `parseStatement`'s. */
function parseExpression(cursor) {
	const start = cursor.start;
	if (!cursor.enter()) return skipOperand(cursor, start);
	let result = parseTernary(cursor);
	if (cursor.kind === Kind.assign || cursor.kind === Kind.compoundAssign) {
		const operator = cursor.word;
		cursor.advance();
		cursor.skipBreaks();
		const value = parseExpression(cursor);
		result = {
			kind: "assignment",
			start: result.start,
			end: value.end,
			target: result,
			operator,
			value
		};
		cursor.markLegacy(result, "an assignment inside of an expression");
	}
	cursor.leave();
	if (!cursor.tooHigh) return result;
	cursor.problem(result.start, result.end, "expression is too long");
	return cursor.unparsable(start);
}
function skipOperand(cursor, start) {
	while (cursor.kind !== Kind.comma && cursor.kind !== Kind.colon) {
		const index = cursor.index;
		cursor.skipStatement();
		if (cursor.index === index) break;
	}
	return cursor.unparsable(start);
}
/** An expression without assignment: `a ? b : c`, `a ?: b` and what binds tighter. */
function parseTernary(cursor) {
	const condition = parseBinary(cursor, 1);
	const at = cursor.past(cursor.index);
	const kind = cursor.kindAt(at);
	if (kind !== Kind.question && kind !== Kind.elvis) return condition;
	let height = cursor.height;
	cursor.index = at;
	cursor.advance();
	cursor.skipBreaks();
	const then = parseExpression(cursor);
	height = Math.max(height, cursor.height);
	if (kind === Kind.elvis) {
		cursor.raise(height + 1);
		return {
			kind: "elvis",
			start: condition.start,
			end: then.end,
			value: condition,
			otherwise: then
		};
	}
	const colon = cursor.past(cursor.index);
	if (cursor.kindAt(colon) !== Kind.colon) {
		cursor.unexpected();
		return cursor.unparsable(condition.start);
	}
	cursor.index = colon;
	cursor.advance();
	cursor.skipBreaks();
	const otherwise = parseExpression(cursor);
	cursor.raise(Math.max(height, cursor.height) + 1);
	return {
		kind: "ternary",
		start: condition.start,
		end: otherwise.end,
		condition,
		then,
		otherwise
	};
}
/** Precedence climbing: operators that bind at least as tightly as `minimum`, all of them left-associative. */
function parseBinary(cursor, minimum) {
	let left = parseUnary(cursor);
	for (;;) {
		const at = isBreak(cursor.kind) ? cursor.past(cursor.index) : cursor.index;
		const kind = cursor.kindAt(at);
		const operator = OPERATORS[kind];
		if (operator === void 0) return left;
		const shift = kind === Kind.less || kind === Kind.greater ? shiftAt(cursor, at) : 1;
		if ((shift > 1 ? 9 : operator.precedence) < minimum) return left;
		if (!operator.leads && (at > cursor.index || cursor.afterBreak)) {
			if (cursor.kind === Kind.newline) return left;
			const node = {
				start: cursor.startAt(at),
				end: cursor.endAt(at)
			};
			cursor.markLegacy(node, `a line break or comment before \`${operator.operator}\``);
		}
		cursor.index = at;
		left = shift > 1 ? parseShift(cursor, left, shift) : parseOperation(cursor, left, operator);
	}
}
/** How many `<` or `>` in a row make up a shift; 1 where it is none. */
function shiftAt(cursor, at) {
	const kind = cursor.kindAt(at);
	let count = 1;
	while (count < 3 && cursor.kindAt(at + count) === kind && cursor.startAt(at + count) === cursor.endAt(at + count - 1)) count++;
	return kind === Kind.less ? Math.min(count, 2) : count;
}
function parseShift(cursor, left, width) {
	const operator = cursor.kind === Kind.less ? "<<" : width === 2 ? ">>" : ">>>";
	const height = cursor.height;
	for (let count = 0; count < width; count++) cursor.advance();
	cursor.skipBreaks();
	const right = parseBinary(cursor, 10);
	cursor.raise(Math.max(height, cursor.height) + 1);
	return {
		kind: "binary",
		start: left.start,
		end: right.end,
		operator,
		left,
		right
	};
}
const EXCLUSIVE = {
	[Kind.range]: "none",
	[Kind.rangeRight]: "right",
	[Kind.rangeLeft]: "left",
	[Kind.rangeBoth]: "both"
};
/** The rest of `left op right`; the current token is the operator. */
function parseOperation(cursor, left, { operator, precedence, legacy }) {
	const { kind, start } = cursor;
	const height = cursor.height;
	if (legacy) cursor.markLegacy({
		start,
		end: cursor.end
	}, `the operator \`${cursor.word}\``);
	cursor.advance();
	cursor.skipBreaks();
	if (operator === "as" || operator === "instanceof") {
		const type = parseType(cursor, false);
		cursor.raise(height + 1);
		if (type === void 0) return cursor.unparsable(left.start);
		const { end } = type;
		if (operator === "as") return {
			kind: "cast",
			start: left.start,
			end,
			type,
			operand: left,
			form: "as"
		};
		return {
			kind: "instanceof",
			start: left.start,
			end,
			operand: left,
			type,
			negated: kind === Kind.notInstanceof
		};
	}
	const right = parseBinary(cursor, precedence + 1);
	cursor.raise(Math.max(height, cursor.height) + 1);
	const node = {
		start: left.start,
		end: right.end
	};
	if (operator === "range") return {
		kind: "range",
		...node,
		from: left,
		to: right,
		exclusive: EXCLUSIVE[kind]
	};
	return {
		kind: "binary",
		...node,
		operator,
		left,
		right
	};
}
function parseUnary(cursor) {
	const { kind, start } = cursor;
	switch (kind) {
		case Kind.not:
		case Kind.tilde: return parsePrefix(cursor, kind === Kind.not ? "!" : "~", () => parseUnary(cursor));
		case Kind.minus:
		case Kind.plus: return parsePrefix(cursor, kind === Kind.minus ? "-" : "+", () => parseBinary(cursor, 12));
		case Kind.increment:
		case Kind.decrement:
			cursor.markLegacy({
				start,
				end: cursor.end
			}, `\`${cursor.word}\``);
			return parsePrefix(cursor, kind === Kind.increment ? "++" : "--", () => parseUnary(cursor));
		case Kind.openParen: return parseCast(cursor) ?? parsePostfix(cursor);
		default: return parsePostfix(cursor);
	}
}
function parsePrefix(cursor, operator, operand) {
	const start = cursor.start;
	if (!cursor.enter()) return skipOperand(cursor, start);
	cursor.advance();
	cursor.skipBreaks();
	const inner = operand();
	cursor.leave();
	cursor.raise(cursor.height + 1);
	return {
		kind: "unary",
		start,
		end: Math.max(inner.end, cursor.previousEnd),
		operator,
		postfix: false,
		operand: inner
	};
}
/** Whether the token at `index` starts an operand and is no operator. */
function startsOperand(cursor, index) {
	switch (cursor.kindAt(index)) {
		case Kind.word:
		case Kind.number:
		case Kind.string:
		case Kind.gstringBegin:
		case Kind.openParen:
		case Kind.true:
		case Kind.false:
		case Kind.null:
		case Kind.new:
		case Kind.not: return true;
		default: return false;
	}
}
/** `(Type)` in front of an operand; undefined, with nothing taken, where something else stands. */
function parseCast(cursor) {
	const past = pastType(cursor, cursor.index + 1);
	if (past === -1 || past !== cursor.partnerAt(cursor.index) || !startsOperand(cursor, past + 1)) return void 0;
	const start = cursor.start;
	const type = cursor.bracketed(() => takeType(cursor, past, false));
	if (cursor.kind !== Kind.openParen) cursor.markLegacy({
		start,
		end: cursor.previousEnd
	}, "a cast `(Type) value`");
	if (!cursor.enter()) return skipOperand(cursor, start);
	const operand = parseUnary(cursor);
	cursor.leave();
	cursor.raise(cursor.height + 1);
	return {
		kind: "cast",
		start,
		end: operand.end,
		type,
		operand,
		form: "prefix"
	};
}
// src/scan/nextflow/syntax/characters.ts
/** Character classes of Groovy's lexer, by UTF-16 code unit. */
const START = 1;
const PART = 2;
const ASCII = new Uint8Array(128);
for (let code = 48; code <= 57; code++) ASCII[code] = PART;
for (let code = 65; code <= 90; code++) ASCII[code] = ASCII[code + 32] = 3;
ASCII[36] = ASCII[95] = 3;
/** Letters, letter numbers, currency signs and connectors, as Java's `isJavaIdentifierStart`; half a surrogate pair counts. */
function isIdentifierStart(code) {
	if (code < 128) return (ASCII[code] & START) !== 0;
	return /[\p{L}\p{Nl}\p{Sc}\p{Pc}\uD800-\uDFFF]/v.test(String.fromCharCode(code));
}
/** NaN (behind the end of the text) is no part of anything. */
function isIdentifierPart(code) {
	if (code < 128) return ASCII[code] !== 0;
	return code >= 128 && /[\p{L}\p{Nl}\p{Sc}\p{Pc}\p{Nd}\p{Mn}\p{Mc}\uD800-\uDFFF]/v.test(String.fromCharCode(code));
}
function isDigit(code) {
	return code >= 48 && code <= 57;
}
function isHexDigit(code) {
	return isDigit(code) || code >= 65 && code <= 70 || code >= 97 && code <= 102;
}
// src/scan/nextflow/syntax/number-scan.ts
/** Where a number ends: `1_000`, `0x1F`, `1.5e-3`, `5L`. */
const UNDERSCORE = 95;
/** The offset behind the number that starts at `start`, with a digit or with a point before one. */
function endOfNumber(text, start) {
	const end = isBased(text, start) ? endOfHexDigits(text, start + 2) : endOfDecimal(text, start);
	return end < text.length && "lLiIgGfFdD".includes(text.charAt(end)) ? end + 1 : end;
}
/** `0x\u2026`, `0b\u2026` */
function isBased(text, start) {
	const second = text.charCodeAt(start + 1) | 32;
	return text.charCodeAt(start) === 48 && (second === 120 || second === 98);
}
function endOfDecimal(text, start) {
	let end = endOfDigits(text, start);
	if (text.charCodeAt(end) === 46 && isDigit(text.charCodeAt(end + 1))) end = endOfDigits(text, end + 1);
	if ((text.charCodeAt(end) | 32) !== 101) return end;
	const sign = text.charCodeAt(end + 1);
	const exponent = sign === 43 || sign === 45 ? end + 2 : end + 1;
	return isDigit(text.charCodeAt(exponent)) ? endOfDigits(text, exponent) : end;
}
function endOfDigits(text, start) {
	let end = start;
	while (isDigit(text.charCodeAt(end)) || text.charCodeAt(end) === UNDERSCORE) end++;
	return end;
}
function endOfHexDigits(text, start) {
	let end = start;
	while (isHexDigit(text.charCodeAt(end)) || text.charCodeAt(end) === UNDERSCORE) end++;
	return end;
}
// src/scan/nextflow/syntax/punctuation.ts
/** How operators and separators are written. */
const spelled = (kind, ...texts) => texts.map((text) => ({
	text,
	kind
}));
const SPELLINGS = [
	...spelled(Kind.comma, ","),
	...spelled(Kind.semicolon, ";"),
	...spelled(Kind.colon, ":"),
	...spelled(Kind.doubleColon, "::"),
	...spelled(Kind.arrow, "->"),
	...spelled(Kind.at, "@"),
	...spelled(Kind.dot, "."),
	...spelled(Kind.safeDot, "?."),
	...spelled(Kind.spreadDot, "*."),
	...spelled(Kind.attribute, ".@"),
	...spelled(Kind.methodPointer, ".&"),
	...spelled(Kind.range, ".."),
	...spelled(Kind.rangeRight, "..<"),
	...spelled(Kind.rangeLeft, "<.."),
	...spelled(Kind.rangeBoth, "<..<"),
	...spelled(Kind.question, "?"),
	...spelled(Kind.elvis, "?:"),
	...spelled(Kind.assign, "="),
	...spelled(Kind.compoundAssign, "+=", "-=", "*=", "/=", "%=", "**=", "&=", "|=", "^=", "<<=", ">>=", ">>>=", "?="),
	...spelled(Kind.increment, "++"),
	...spelled(Kind.decrement, "--"),
	...spelled(Kind.not, "!"),
	...spelled(Kind.tilde, "~"),
	...spelled(Kind.or, "||"),
	...spelled(Kind.and, "&&"),
	...spelled(Kind.bitOr, "|"),
	...spelled(Kind.xor, "^"),
	...spelled(Kind.bitAnd, "&"),
	...spelled(Kind.find, "=~"),
	...spelled(Kind.match, "==~"),
	...spelled(Kind.equal, "=="),
	...spelled(Kind.notEqual, "!="),
	...spelled(Kind.identical, "==="),
	...spelled(Kind.notIdentical, "!=="),
	...spelled(Kind.spaceship, "<=>"),
	...spelled(Kind.less, "<"),
	...spelled(Kind.lessEqual, "<="),
	...spelled(Kind.greater, ">"),
	...spelled(Kind.greaterEqual, ">="),
	{
		text: "!in",
		kind: Kind.notIn,
		followedBy: " 	\r\n[({"
	},
	{
		text: "!instanceof",
		kind: Kind.notInstanceof,
		followedBy: " 	\r\n"
	},
	...spelled(Kind.plus, "+"),
	...spelled(Kind.minus, "-"),
	...spelled(Kind.star, "*"),
	...spelled(Kind.slash, "/"),
	...spelled(Kind.percent, "%"),
	...spelled(Kind.power, "**")
];
/** By the code of the first character; the longest come first. */
const TABLE = Array.from({ length: 128 }, (_, code) => {
	const candidates = SPELLINGS.filter(({ text }) => text.charCodeAt(0) === code);
	return candidates.length === 0 ? void 0 : candidates.sort((a, b) => b.text.length - a.text.length);
});
/** The longest operator or separator that stands at `at`. */
function punctuationAt(text, at) {
	const candidates = TABLE[text.charCodeAt(at)];
	if (candidates === void 0) return void 0;
	for (const candidate of candidates) {
		const { text: spelling, followedBy } = candidate;
		if (spelling.length > 1 && !text.startsWith(spelling, at)) continue;
		if (followedBy === void 0) return candidate;
		const next = text.charAt(at + spelling.length);
		if (next !== "" && followedBy.includes(next)) return candidate;
	}
}
// src/scan/nextflow/syntax/string-scan.ts
/** Where a run of characters in a string ends. */
const DOLLAR$1 = 36;
const BACKSLASH$1 = 92;
/**
* Where the run of characters from `at` on ends: the offset of the closing quote or of the dollar sign of an
* interpolation. For a string that is never closed the complement of where to go on (one-line quotes: the line's end).
*/
function scanString(text, at, quote) {
	if (quote === "/" || quote === "$/") return scanSlashy(text, at, quote === "/");
	const length = text.length;
	const triple = quote.length === 3;
	const mark = quote.charCodeAt(0);
	const interpolates = mark === 34;
	let index = at;
	while (index < length) {
		const code = text.charCodeAt(index);
		if (code === mark) {
			if (!triple) return index;
			if (text.startsWith(quote, index)) {
				let end = index;
				while (end < index + 2 && text.charCodeAt(end + 3) === mark) end++;
				return end;
			}
			index++;
		} else if (code === BACKSLASH$1) index += text.charCodeAt(index + 1) === 13 && text.charCodeAt(index + 2) === 10 ? 3 : 2;
		else if (code === DOLLAR$1 && interpolates) return index;
		else if ((code === 10 || code === 13) && !triple) return ~index;
		else index++;
	}
	return ~length;
}
/** `/\u2026/`, where a backslash takes only a slash along, and `$/\u2026/$`, where `$$` and `$/` are escapes. */
function scanSlashy(text, at, plain) {
	const length = text.length;
	let index = at;
	while (index < length) {
		const code = text.charCodeAt(index);
		const next = text.charCodeAt(index + 1);
		if (code === 47 && (plain || next === DOLLAR$1)) return index;
		if (code === BACKSLASH$1 && plain && next === 47) index += 2;
		else if (code === DOLLAR$1 && !plain && (next === DOLLAR$1 || next === 47)) index += 2;
		else if (code === DOLLAR$1 && (next === 123 || next !== DOLLAR$1 && isIdentifierStart(next))) return index;
		else index++;
	}
	return ~length;
}
// src/scan/nextflow/syntax/string-tokens.ts
/** The tokens of strings: a whole one, or its text and what is interpolated, piece by piece. */
const DOLLAR = 36;
const BACKSLASH = 92;
/** A string, or its beginning up to the first `${`; the tape is on the opening quote. */
function lexString(tape, quote) {
	const text = tape.text;
	const start = tape.position;
	const stop = scanString(text, start + quote.length, quote);
	if (stop >= 0 && text.charCodeAt(stop) === DOLLAR) {
		tape.opened(Kind.gstringBegin, quote.length);
		return lexContent(tape, quote, stop);
	}
	if (stop < 0) tape.problem(start, start + quote.length, "string is never closed");
	const inner = stop < 0 ? ~stop : stop;
	const end = stop < 0 ? inner : inner + quote.length;
	checkEscapes(tape, start + quote.length, inner, quote);
	tape.pushTo(Kind.string, end);
	if (quote === "$/") tape.legacy.push({
		start,
		end,
		construct: "a dollar-slashy string"
	});
}
/** Goes on with the string behind an interpolation. */
function resumeString(tape) {
	const quote = quoteOf(tape, tape.open.at(-1));
	lexContent(tape, quote, scanString(tape.text, tape.position, quote));
}
/** The quote of a string with interpolation. */
function quoteOf(tape, token) {
	const start = tape.tokens.starts[token];
	switch (tape.text.charCodeAt(start)) {
		case DOLLAR: return "$/";
		case 47: return "/";
		default: return tape.tokens.ends[token] - start === 3 ? "\"\"\"" : "\"";
	}
}
/** Text, `$a.b` and `${` of a string, until it ends or an interpolation opens. `stop` is what the scan from here found. */
function lexContent(tape, quote, stop) {
	const text = tape.text;
	for (;;) {
		const textEnd = stop < 0 ? ~stop : stop;
		if (textEnd > tape.position) {
			checkEscapes(tape, tape.position, textEnd, quote);
			tape.pushTo(Kind.text, textEnd);
		}
		if (stop < 0 || text.charCodeAt(stop) !== DOLLAR) return endString(tape, quote, stop);
		if (text.charCodeAt(stop + 1) === 123) return tape.opened(Kind.openInterpolation, 2);
		lexPath(tape);
		stop = scanString(text, tape.position, quote);
	}
}
function endString(tape, quote, stop) {
	const token = tape.open.pop();
	const start = tape.tokens.starts[token];
	if (stop < 0) tape.neverClosed(token);
	tape.push(Kind.gstringEnd, stop < 0 ? 0 : quote.length);
	tape.pair(token);
	if (quote === "/") tape.legacy.push({
		start,
		end: tape.position,
		construct: "interpolation in a slashy string"
	});
	if (quote === "$/") tape.legacy.push({
		start,
		end: tape.position,
		construct: "a dollar-slashy string"
	});
}
/** `$name(.name)*`; a dollar sign is no part of these names. */
function lexPath(tape) {
	const text = tape.text;
	const start = tape.position;
	const startsName = (offset) => text.charCodeAt(offset) !== DOLLAR && isIdentifierStart(text.charCodeAt(offset));
	let end = start + 1;
	if (!startsName(end)) {
		tape.problem(start, end, "`$` in a string must be followed by a name or `{`, or be written `\\$`");
		return tape.push(Kind.text, 1);
	}
	for (;;) {
		while (isIdentifierPart(text.charCodeAt(end)) && text.charCodeAt(end) !== DOLLAR) end++;
		if (text.charCodeAt(end) !== 46 || !startsName(end + 1)) break;
		end++;
	}
	tape.pushTo(Kind.path, end);
}
/** Both parsers know only these escapes in quoted strings. */
function checkEscapes(tape, start, end, quote) {
	if (quote === "/" || quote === "$/") return;
	const text = tape.text;
	for (let at = start; at < end; at++) {
		if (text.charCodeAt(at) !== BACKSLASH) continue;
		const next = text.charAt(++at);
		if (!"btnfrs\"'\\$01234567u\r\n".includes(next)) tape.problem(at - 1, at + 1, `unknown escape \`\\${next}\` in a string: write \`\\\\${next}\``);
	}
}
// src/scan/nextflow/syntax/skim.ts
/** Where a block ends or a label stands, found without making tokens. */
/** Characters that a walk through code must stop at: quotes, braces, slashes and the colon of a label. */
const STOPS = new Uint8Array(128);
for (const character of [
	"\"",
	"'",
	"{",
	"}",
	"/",
	"$",
	":"
]) STOPS[character.charCodeAt(0)] = 1;
/** Behind one of these a slash starts a string, not a division. */
const BEFORE_SLASHY = "=~(,[{:?!&|;\n";
/**
* Finds, without making tokens, the closing brace of the block that `from` lies in, or the colon of a label directly in
* the block, whichever comes first. The end of the text where there is neither.
*/
function endOfBlock(text, from, isLabel) {
	const length = text.length;
	/** Open braces and strings with an open interpolation, innermost last. */
	const open = [];
	let at = from;
	while (at < length) {
		const code = text.charCodeAt(at);
		if (code >= 128 || STOPS[code] === 0) {
			at++;
			continue;
		}
		switch (code) {
			case 123:
				open.push("{");
				at++;
				break;
			case 125: {
				const inner = open.pop();
				if (inner === void 0) return at;
				at = inner === "{" ? at + 1 : afterString(text, at + 1, inner, open);
				break;
			}
			case 58:
				if (open.length === 0 && isLabel(wordBefore(text, at, from))) return at;
				at++;
				break;
			case 34:
			case 39: {
				const quote = quoteAt(text, at, code === 34 ? "\"" : "'");
				at = afterString(text, at + quote.length, quote, open);
				break;
			}
			case 36:
				if (text.charCodeAt(at + 1) !== 47 || isIdentifierPart(text.charCodeAt(at - 1))) at++;
				else at = afterString(text, at + 2, "$/", open);
				break;
			default: at = afterSlash(text, at, open);
		}
	}
	return length;
}
/** The word on its own at the start of a line that ends before the colon at `colon`; empty where there is none. */
function wordBefore(text, colon, from) {
	let end = colon;
	while (isBlank(text.charCodeAt(end - 1))) end--;
	let start = end;
	while (start > from && isIdentifierPart(text.charCodeAt(start - 1))) start--;
	let before = start - 1;
	while (before >= from && isBlank(text.charCodeAt(before))) before--;
	const code = text.charCodeAt(before);
	return before < from || code === 10 || code === 13 || code === 59 ? text.slice(start, end) : "";
}
function isBlank(code) {
	return code === 32 || code === 9;
}
function quoteAt(text, at, single) {
	const triple = single === "\"" ? "\"\"\"" : "'''";
	return text.startsWith(triple, at) ? triple : single;
}
/** Behind the closing quote, or behind the `${` of an interpolation, which is then noted as open. */
function afterString(text, from, quote, open) {
	for (let at = from;;) {
		const stop = scanString(text, at, quote);
		if (stop < 0) return ~stop;
		if (text.charCodeAt(stop) !== 36) return stop + quote.length;
		if (text.charCodeAt(stop + 1) === 123) {
			open.push(quote);
			return stop + 2;
		}
		at = stop + 1;
	}
}
function afterSlash(text, at, open) {
	const next = text.charCodeAt(at + 1);
	if (next === 47) {
		const end = text.indexOf("\n", at);
		return end === -1 ? text.length : end;
	}
	if (next === 42) {
		const end = text.indexOf("*/", at + 2);
		return end === -1 ? text.length : end + 2;
	}
	let before = at - 1;
	while (before >= 0 && (text.charCodeAt(before) === 32 || text.charCodeAt(before) === 9)) before--;
	if (before < 0 || BEFORE_SLASHY.includes(text.charAt(before))) {
		const lineEnd = text.indexOf("\n", at);
		const close = text.indexOf("/", at + 1);
		if (close !== -1 && (lineEnd === -1 || close < lineEnd)) return afterString(text, at + 1, "/", open);
	}
	return at + 1;
}
// src/scan/nextflow/syntax/unread-sections.ts
/** Steps over the sections of a process that nobody reads, without making tokens of them. */
const COLON = 58;
/** A condition that says by itself whether a process runs. */
const LITERAL = /\s*(?:true|false)\b/y;
/** Labels of the sections of a process. */
const UNREAD = new Set([
	"input",
	"output",
	"topic",
	"when",
	"stage",
	"script",
	"shell",
	"exec",
	"stub"
]);
/** Behind a colon: where it is that of a section at the top of a process, on to the end of the process. */
function skipUnread(tape) {
	for (let label = openedSection(tape); label !== void 0; label = nextSection(tape)) {
		LITERAL.lastIndex = tape.position;
		if (label === "when" && LITERAL.test(tape.text)) return;
		tape.position = endOfBlock(tape.text, tape.position, (word) => UNREAD.has(word));
	}
}
/** The label in front of the colon just read, if it is one of a process. */
function openedSection({ text, tokens, open }) {
	const { kinds, starts, ends, count } = tokens;
	const process = open[0];
	if (count < process + 3 || process < 2 || kinds[count - 2] !== Kind.word) return void 0;
	const before = kinds[count - 3];
	if (before !== Kind.newline && before !== Kind.semicolon && before !== Kind.openBrace) return void 0;
	const label = text.slice(starts[count - 2], ends[count - 2]);
	if (!UNREAD.has(label)) return void 0;
	const opener = kinds[process - 1] === Kind.newline ? process - 3 : process - 2;
	return opener >= 0 && text.slice(starts[opener], ends[opener]) === "process" ? label : void 0;
}
/** The label that stands here with its colon, as tokens; undefined at the end of the process. */
function nextSection(tape) {
	const { text, tokens, position } = tape;
	if (text.charCodeAt(position) !== COLON) return void 0;
	let end = position;
	while (text.charCodeAt(end - 1) === 32 || text.charCodeAt(end - 1) === 9) end--;
	let start = end;
	while (isIdentifierPart(text.charCodeAt(start - 1))) start--;
	tokens.push(Kind.newline, start, start);
	tokens.push(Kind.word, start, end);
	tape.push(Kind.colon, 1);
	return text.slice(start, end);
}
// src/scan/nextflow/syntax/lexer.ts
/** Cuts the text of a script or a configuration into tokens. */
/**
* Cuts a text into tokens, brackets paired. One pass, linear; nesting costs a stack of its own and no recursion.
*
* The rules are those of Nextflow's ScriptLexer.g4 and ConfigLexer.g4, which are one but for a few words, and Groovy's
* where that takes more (dollar-slashy strings, interpolation in slashy ones, `++`, `?[` and so on).
*/
function tokenize(text, extent = "all") {
	const tape = new Tape(text);
	new Lexer(tape, extent).run();
	return tape;
}
var Lexer = class {
	#tape;
	#extent;
	/** The last slash of the text, behind which no slashy string can close; looked for once. */
	#lastSlash;
	constructor(tape, extent) {
		this.#tape = tape;
		this.#extent = extent;
	}
	run() {
		const tape = this.#tape;
		const { text } = tape;
		if (text.startsWith("\ufeff")) tape.position = 1;
		while (text.startsWith("#!", tape.position)) {
			tape.position = lineEnd(text, tape.position);
			tape.newline();
		}
		while (tape.position < text.length) {
			const code = text.charCodeAt(tape.position);
			if (code === 32) tape.position++;
			else this.#token(code);
		}
		tape.end();
	}
	#token(code) {
		const tape = this.#tape;
		const { text, position } = tape;
		if (isIdentifierStart(code)) {
			if (code === 36 && text.charCodeAt(position + 1) === 47 && this.#slashyAllowed()) lexString(tape, "$/");
			else this.#word();
		} else if (isDigit(code)) tape.pushTo(Kind.number, endOfNumber(text, position));
		else this.#punctuation(code);
	}
	#word() {
		const tape = this.#tape;
		const { text, position } = tape;
		let end = position + 1;
		while (isIdentifierPart(text.charCodeAt(end))) end++;
		tape.pushTo(wordKind(text, position, end), end);
	}
	#punctuation(code) {
		const tape = this.#tape;
		const { text } = tape;
		const next = text.charCodeAt(tape.position + 1);
		switch (code) {
			case 32:
			case 9:
			case 12:
				tape.position++;
				return;
			case 10:
			case 13:
				tape.position++;
				return tape.newline();
			case 34: return lexString(tape, text.startsWith("\"\"\"", tape.position) ? "\"\"\"" : "\"");
			case 39: return lexString(tape, text.startsWith("'''", tape.position) ? "'''" : "'");
			case 40: return tape.opened(Kind.openParen, 1);
			case 91: return tape.opened(Kind.openBracket, 1);
			case 123: return tape.opened(Kind.openBrace, 1);
			case 41: return this.#close(Kind.closeParen, Kind.openParen);
			case 93: return this.#close(Kind.closeBracket, Kind.openBracket);
			case 125: return this.#close(Kind.closeBrace, Kind.openBrace);
			case 46:
				if (isDigit(next)) return tape.pushTo(Kind.number, endOfNumber(text, tape.position));
				break;
			case 47:
				if (this.#slash(next)) return;
				break;
			case 92:
				if (next === 10) return void (tape.position += 2);
				if (next === 13) return void (tape.position += text.charCodeAt(tape.position + 2) === 10 ? 3 : 2);
		}
		this.#operator();
	}
	#operator() {
		const tape = this.#tape;
		const { text, position } = tape;
		const spelling = punctuationAt(text, position);
		if (spelling === void 0) {
			tape.problem(position, position + 1, `unexpected character ${JSON.stringify(text.charAt(position))}`);
			return tape.push(Kind.unexpected, 1);
		}
		tape.push(spelling.kind, spelling.text.length);
		if (spelling.kind === Kind.colon && this.#extent === "headers" && tape.open.length === 1) skipUnread(tape);
	}
	#close(kind, opener) {
		if (this.#tape.close(kind, opener) === Kind.openInterpolation) resumeString(this.#tape);
	}
	/** A comment or a string; false where it is an operator. */
	#slash(next) {
		const tape = this.#tape;
		if (next === 47) {
			tape.position = lineEnd(tape.text, tape.position);
			tape.newline();
		} else if (next === 42) blockComment(tape);
		else if (this.#slashyAllowed() && this.#slashyCloses()) lexString(tape, "/");
		else return false;
		return true;
	}
	/** A slash starts a string unless the token before could end an operand (ScriptLexer.g4, `isRegexAllowed`). */
	#slashyAllowed() {
		const { kinds, count } = this.#tape.tokens;
		if (count === 0) return true;
		switch (kinds[count - 1]) {
			case Kind.closeBrace:
			case Kind.closeBracket:
			case Kind.closeParen:
			case Kind.gstringEnd:
			case Kind.string:
			case Kind.number:
			case Kind.word:
			case Kind.true:
			case Kind.false:
			case Kind.null:
			case Kind.increment:
			case Kind.decrement: return false;
			default: return true;
		}
	}
	#slashyCloses() {
		this.#lastSlash ??= this.#tape.text.lastIndexOf("/");
		return this.#lastSlash > this.#tape.position + 1;
	}
};
function blockComment(tape) {
	const { text, position: start, tokens } = tape;
	const close = text.indexOf("*/", start + 2);
	if (close === -1) tape.problem(start, start + 2, "comment is never closed");
	tape.position = close === -1 ? text.length : close + 2;
	if (tape.afterBreak) return;
	let behind = tape.position;
	while (text.charCodeAt(behind) === 32 || text.charCodeAt(behind) === 9) behind++;
	if (behind >= text.length || text.charCodeAt(behind) === 10 || text.charCodeAt(behind) === 13) tape.newline();
	else tokens.push(Kind.comment, start, tape.position);
}
function lineEnd(text, from) {
	for (let at = from; at < text.length; at++) {
		const code = text.charCodeAt(at);
		if (code === 10 || code === 13) return at;
	}
	return text.length;
}
// src/scan/nextflow/syntax/include.ts
/** `include { A; B as C } from './m'`. */
/** Whether an `include` stands here and not a call or a variable of that name. */
function startsInclude(cursor) {
	if (cursor.kind !== Kind.word || !cursor.is("include")) return false;
	const next = cursor.kindAt(cursor.index + 1);
	return next === Kind.openBrace || next === Kind.word || next === Kind.string || next === Kind.gstringBegin;
}
/** `include { A; B as C } from './m'`; the current token is the first word. */
function parseInclude(cursor) {
	const start = cursor.start;
	cursor.advance();
	const names = [];
	if (cursor.kind === Kind.openBrace) cursor.bracketed(() => parseIncludedNames(cursor, names));
	else {
		cursor.markLegacy({
			start,
			end: cursor.end
		}, "an `include` without braces");
		if (cursor.kind === Kind.word) parseIncludedName(cursor, names);
	}
	if (names.length > 0) {
		cursor.skipBreaks();
		if (cursor.is("from")) cursor.advance();
		else cursor.unexpected();
	}
	let source = cursor.expression();
	while (cursor.is("from")) {
		cursor.markLegacy({
			start: cursor.start,
			end: cursor.end
		}, "`from` twice in an `include`");
		cursor.advance();
		source = cursor.expression();
	}
	if (source.kind !== "string") {
		const how = source.kind === "gstring" ? "an interpolated" : "a computed";
		cursor.markLegacy(source, `${how} \`include\` path`);
	}
	const addParams = parseAddParams(cursor);
	return {
		kind: "include",
		start,
		end: cursor.previousEnd,
		names,
		source,
		...addParams && { addParams }
	};
}
function parseIncludedNames(cursor, names) {
	cursor.skipSeparators();
	while (isWord(cursor.kind)) {
		parseIncludedName(cursor, names);
		if (!cursor.atEnd) return;
		cursor.skipSeparators();
	}
}
function parseIncludedName(cursor, names) {
	const { start, end, word: name } = cursor;
	cursor.advance();
	if (cursor.kind !== Kind.as) return void names.push({
		start,
		end,
		name
	});
	cursor.advance();
	if (!isWord(cursor.kind)) return cursor.unexpected();
	const alias = {
		start: cursor.start,
		end: cursor.end,
		name: cursor.word
	};
	cursor.advance();
	names.push({
		start,
		end: alias.end,
		name,
		alias
	});
}
/** `addParams(x: 1)`, `params(x: 1)`, with or without parentheses. */
function parseAddParams(cursor) {
	if (!cursor.is("addParams") && !cursor.is("params")) return void 0;
	const start = cursor.start;
	const form = cursor.word === "params" ? "params" : "addParams";
	cursor.advance();
	let args = NO_ARGUMENTS;
	if (cursor.kind === Kind.openParen) args = parseArguments(cursor);
	else if (!cursor.atEnd) args = {
		positional: [cursor.expression()],
		named: []
	};
	cursor.markLegacy({
		start,
		end: cursor.previousEnd
	}, `\`${form}\` behind an \`include\``);
	return {
		form,
		arguments: args
	};
}
// src/scan/nextflow/syntax/vocabulary.ts
/** The names that Nextflow itself gives to scripts: variables, functions, channel operators, directives. */
/** What every script sees, by name (`ScriptDsl`, `ProcessDsl`, `WorkflowDsl` of nf-lang). */
const EVERYWHERE = "args baseDir channel launchDir log moduleDir nextflow params projectDir secrets workDir workflow".split(" ");
/** Operators can stand in a pipe: `channel | flatten`. */
const CHANNEL_OPERATORS = "branch buffer collate collect collectFile combine concat count cross distinct filter first flatMap flatten groupTuple ifEmpty join last map max merge min mix multiMap randomSample reduce set splitCsv splitFasta splitFastq splitText subscribe sum take toList toSortedList transpose unique until view".split(" ");
const DIRECTIVES = new Set("accelerator afterScript arch array beforeScript cache clusterOptions conda container containerOptions cpus debug disk errorStrategy executor ext fair hints label machineType maxErrors maxForks maxRetries maxSubmitAwait memory module penv pod publishDir queue resourceLabels resourceLimits scratch secret shell spack stageInMode stageOutMode storeDir tag time".split(" "));
/** Functions that every script sees, and what declares inputs and outputs. */
const FUNCTIONS = new Set([...CHANNEL_OPERATORS, ..."branchCriteria each env error eval exit file files groupKey multiMapCriteria path print printf println record sendMail sleep stageAs stdin stdout template tuple val".split(" ")]);
/** First parts of the full names of classes: `java.util.Date`. */
const PACKAGES = new Set([
	"com",
	"groovy",
	"groovyx",
	"io",
	"java",
	"javax",
	"nextflow",
	"org"
]);
/** Types that need no import and do not look like one. */
const CLASSES = new Set("URI URL UUID boolean char byte short int long float double".split(" "));
function isCapitalised(name) {
	return /^\p{Lu}/u.test(name);
}
function isClass(name) {
	return isCapitalised(name) && /\p{Ll}/u.test(name) || CLASSES.has(name);
}
// src/scan/nextflow/syntax/walk.ts
/** Shows a visitor the direct parts of an expression, in source order. Closures show their statements. */
function visitPartsOfExpression(expression, visitor) {
	const show = (part) => visitor.expression(part);
	switch (expression.kind) {
		case "gstring":
			for (const part of expression.parts) if (part.kind === "interpolation") show(part.expression);
			return;
		case "list": return expression.elements.forEach(show);
		case "map": return visitEntries(expression.entries, visitor);
		case "range":
			show(expression.from);
			return show(expression.to);
		case "closure": return visitClosure(expression, visitor);
		case "property":
			show(expression.object);
			if (expression.computed !== void 0) show(expression.computed);
			return;
		case "index":
			show(expression.object);
			return expression.indexes.forEach(show);
		case "call":
			show(expression.callee);
			return visitArguments(expression.arguments, visitor);
		case "method-call":
			show(expression.object);
			return visitArguments(expression.arguments, visitor);
		case "new": return visitArguments(expression.arguments, visitor);
		case "unary":
		case "instanceof":
		case "cast":
		case "spread": return show(expression.operand);
		case "binary":
			show(expression.left);
			return show(expression.right);
		case "ternary":
			show(expression.condition);
			show(expression.then);
			return show(expression.otherwise);
		case "elvis":
			show(expression.value);
			return show(expression.otherwise);
		case "assignment":
			show(expression.target);
			return show(expression.value);
		case "method-pointer": return show(expression.object);
		case "string":
		case "number":
		case "boolean":
		case "null":
		case "variable":
		case "unparsable": return;
	}
}
function visitEntries(entries, visitor) {
	for (const { key, value } of entries) {
		visitor.expression(key);
		visitor.expression(value);
	}
}
function visitClosure({ parameters, body }, visitor) {
	for (const { defaultValue } of parameters ?? []) if (defaultValue !== void 0) visitor.expression(defaultValue);
	for (const statement of body) visitor.statement(statement);
}
function visitArguments({ positional, named }, visitor) {
	for (const { value } of named) visitor.expression(value);
	for (const value of positional) visitor.expression(value);
}
/** Shows a visitor the direct parts of a statement, in source order. */
function visitPartsOfStatement(statement, visitor) {
	const show = (part) => {
		if (part !== void 0) visitor.expression(part);
	};
	const showAll = (parts) => parts?.forEach((part) => visitor.statement(part));
	switch (statement.kind) {
		case "expression": return show(statement.expression);
		case "definition":
		case "return":
		case "throw": return show(statement.value);
		case "if":
			show(statement.condition);
			showAll(statement.then);
			return showAll(statement.otherwise);
		case "for":
			show(statement.iterable);
			return showAll(statement.body);
		case "while":
			show(statement.condition);
			return showAll(statement.body);
		case "try":
			showAll(statement.body);
			for (const { body } of statement.handlers) showAll(body);
			return showAll(statement.last);
		case "assert":
			show(statement.condition);
			return show(statement.message);
		case "switch":
			show(statement.subject);
			for (const { value, body } of statement.cases) {
				show(value);
				showAll(body);
			}
			return;
		case "block": return showAll(statement.body);
		case "function": return showAll(statement.body);
		case "jump":
		case "label":
		case "opaque":
		case "include": return;
	}
}
// src/scan/nextflow/syntax/names.ts
/** Statements that v2 refuses as a whole. */
const REFUSED = new Set([
	"for",
	"while",
	"switch",
	"function",
	"opaque",
	"include"
]);
/** The names that are visible at one place, and what to do with those that are not. */
var Names = class {
	cursor;
	/** Names from outside. */
	#outside;
	/** Innermost last. */
	#scopes = [new Set()];
	#closures = 0;
	constructor(cursor, outside) {
		this.cursor = cursor;
		this.#outside = outside;
	}
	/** True where a call has been dealt with. */
	call(_call) {
		return false;
	}
	add(name) {
		this.#scopes.at(-1).add(name);
	}
	addOutermost(name) {
		this.#scopes[0].add(name);
	}
	get inClosure() {
		return this.#closures > 0;
	}
	knows(name) {
		return this.#outside.has(name) || this.#scopes.some((scope) => scope.has(name));
	}
	within(run) {
		this.#scopes.push(new Set());
		run();
		this.#scopes.pop();
	}
	expression = (expression) => {
		if (expression.kind === "variable") this.#read(expression.name, expression);
		else if ((expression.kind === "call" || expression.kind === "method-call") && this.call(expression)) return;
		else if (expression.kind === "call") {
			this.#callee(expression.callee);
			this.arguments(expression);
		} else if (expression.kind === "assignment") {
			this.expression(expression.value);
			this.#assign(expression.target);
		} else if (expression.kind === "closure") {
			this.#closures++;
			this.within(() => this.#closure(expression));
			this.#closures--;
		} else visitPartsOfExpression(expression, this);
	};
	/** Whether the script has the function is known only when all of it has been read. A variable is none: `f.call()`. */
	#callee(callee) {
		if (callee.kind !== "variable") return this.expression(callee);
		const { name, start, end } = callee;
		if (!FUNCTIONS.has(name) && !this.#outside.has(name)) this.cursor.called.push({
			name,
			start,
			end
		});
	}
	#closure({ parameters, body }) {
		for (const { name, defaultValue } of parameters ?? []) {
			if (defaultValue !== void 0) this.expression(defaultValue);
			this.add(name);
		}
		if (parameters === void 0) this.add("it");
		body.forEach(this.statement);
	}
	arguments({ arguments: { named, positional } }) {
		for (const { value } of named) this.expression(value);
		positional.forEach(this.expression);
	}
	statement = (statement) => {
		const { kind } = statement;
		if (kind === "definition") {
			if (statement.value !== void 0) this.expression(statement.value);
			for (const { name } of statement.names) this.add(name);
		} else if (kind === "if") {
			this.expression(statement.condition);
			this.within(() => statement.then.forEach(this.statement));
			this.within(() => statement.otherwise?.forEach(this.statement));
		} else if (kind === "try") {
			this.within(() => statement.body.forEach(this.statement));
			for (const { variable, body } of statement.handlers) this.within(() => {
				this.add(variable);
				body.forEach(this.statement);
			});
			this.within(() => statement.last?.forEach(this.statement));
		} else if (!REFUSED.has(kind)) visitPartsOfStatement(statement, this);
	};
	#read(name, { start, end }) {
		if (!this.knows(name) && !isClass(name) && !PACKAGES.has(name)) this.cursor.read.push({
			name,
			start,
			end
		});
	}
	#assign(target) {
		if (target.kind === "list") target.elements.forEach((element) => this.#assign(element));
		else if (target.kind !== "variable") this.expression(target);
		else if (!this.knows(target.name)) this.assignUndeclared(target.name, target);
	}
};
/** Processes and workflows have variables of their own, which need no `def` outside of closures. */
var BodyNames = class extends Names {
	assignUndeclared(name, target) {
		if (this.inClosure) this.cursor.markLegacy(target, `the variable \`${name}\` without \`def\` in a closure`);
		this.addOutermost(name);
	}
};
// src/scan/nextflow/syntax/script-names.ts
const IN_FUNCTIONS = new Set(EVERYWHERE);
/** Tells the names of a script that mean nothing: v2 refuses the script for them, v1 looks for them only in a run. */
function checkNames(cursor, declarations) {
	const components = new Set(declarations.flatMap(namesOf));
	const inWorkflows = new Set([
		...EVERYWHERE,
		...CHANNEL_OPERATORS,
		...components
	]);
	for (const declaration of declarations) if (declaration.kind === "workflow") new WorkflowNames(cursor, inWorkflows).check(declaration);
	else if (declaration.kind === "function") new FunctionNames(cursor, IN_FUNCTIONS).check(declaration);
	const readable = new Set(declarations.flatMap(readableNamesOf));
	for (const { name, start, end } of cursor.read) if (!readable.has(name)) cursor.markLegacy({
		start,
		end
	}, `the undefined name \`${name}\``);
	for (const { name, start, end } of cursor.called) if (!components.has(name)) cursor.markLegacy({
		start,
		end
	}, `the undefined function \`${name}\``);
}
/** What a declaration brings in to be called. */
function namesOf(declaration) {
	if (declaration.kind === "include") return declaration.names.map(({ name, alias }) => alias?.name ?? name);
	return "name" in declaration && typeof declaration.name === "object" ? [declaration.name.name] : [];
}
const READABLE = new Set([
	"process",
	"workflow",
	"enum",
	"record"
]);
/** Processes, workflows and types can be read as variables everywhere. What is included may be a type. */
function readableNamesOf(declaration) {
	if (declaration.kind === "include") return namesOf(declaration).filter(isCapitalised);
	return READABLE.has(declaration.kind) ? namesOf(declaration) : [];
}
var FunctionNames = class extends Names {
	check({ parameters, body }) {
		for (const { name, defaultValue } of parameters) {
			if (defaultValue !== void 0) this.expression(defaultValue);
			this.add(name);
		}
		body.forEach(this.statement);
	}
	assignUndeclared(name, target) {
		this.cursor.markLegacy(target, `the undeclared variable \`${name}\``);
		this.add(name);
	}
};
var WorkflowNames = class extends BodyNames {
	/** `channel.set { name }` is an assignment. */
	call(call) {
		const name = call.kind === "method-call" ? call.name : call.callee.kind === "variable" ? call.callee.name : void 0;
		const [closure, ...others] = call.arguments.positional;
		if (name !== "set" && name !== "tap" || closure?.kind !== "closure" || others.length > 0) return false;
		const [only, ...more] = closure.body;
		if (only?.kind !== "expression" || only.expression.kind !== "variable" || more.length > 0) return false;
		if (call.kind === "method-call") this.expression(call.object);
		if (!this.knows(only.expression.name)) this.assignUndeclared(only.expression.name, only.expression);
		return true;
	}
	check({ sections }) {
		for (const { label, body } of sections) if (label === "take") for (const statement of body) this.#take(statement);
		else if (label === "emit" || label === "publish") for (const statement of body) this.#emit(statement);
		else body.forEach(this.statement);
	}
	#take(statement) {
		if (statement.kind === "definition") for (const { name } of statement.names) this.add(name);
		else if (statement.kind === "expression" && statement.expression.kind === "variable") this.add(statement.expression.name);
		else this.cursor.markLegacy(statement, "no name behind `take:`");
	}
	/** `name = value` is a name for the outside. */
	#emit(statement) {
		if (statement.kind === "definition") {
			if (statement.value !== void 0) this.expression(statement.value);
		} else if (statement.kind === "expression" && statement.expression.kind === "assignment") this.expression(statement.expression.value);
		else this.statement(statement);
	}
};
// src/scan/nextflow/syntax/dsl1-channels.ts
/** The first input that comes `from` a channel, or output that goes `into` one. */
function dsl1Channel(sections) {
	const found = sections.filter(({ label }) => label === "input" || label === "output").flatMap(({ body }) => body).find(hasChannel);
	return found && {
		start: found.start,
		end: found.end
	};
}
const STREAMS = new Set(["stdin", "stdout"]);
/** `val x from y`, `file 'z' into a, b`; `stdout into c`, which Groovy reads as `stdout(into).c`. */
function hasChannel(statement) {
	let current = statement.kind === "expression" ? statement.expression : void 0;
	while (current?.kind === "method-call") {
		if (current.command && isChannelWord(current.name)) return true;
		current = current.object;
	}
	if (current?.kind !== "call" || current.callee.kind !== "variable" || !STREAMS.has(current.callee.name)) return false;
	return current.arguments.positional.some((argument) => argument.kind === "variable" && isChannelWord(argument.name));
}
function isChannelWord(name) {
	return name === "from" || name === "into";
}
// src/scan/nextflow/syntax/process-names.ts
const IN_PROCESSES = new Set([...EVERYWHERE, "task"]);
const DECLARING_INPUTS = new Set([
	"val",
	"file",
	"path"
]);
/** `record` is for typed processes. */
const OTHER_INPUTS = new Set([
	"env",
	"stdin",
	"record"
]);
/** Tells the names of a process that mean nothing, before its bodies are let go. What stands around it bears on no name in it. */
function checkProcessNames(cursor, process) {
	new ProcessNames(cursor, IN_PROCESSES).check(process);
}
var ProcessNames = class extends BodyNames {
	check({ header, sections }) {
		const named = (label) => sections.filter((section) => section.label === label).flatMap(({ body }) => body);
		for (const statement of named("input")) this.#declareInput(statement);
		this.within(() => {
			this.add("stdin");
			named("input").forEach(this.#directive);
		});
		for (const label of ["stage", "when"]) named(label).forEach(this.#directive);
		for (const label of [
			"script",
			"shell",
			"exec",
			"stub"
		]) this.within(() => named(label).forEach(this.statement));
		for (const statement of header) {
			this.#checkDirective(statement);
			this.#directive(statement);
		}
		this.add("stdout");
		for (const label of ["output", "topic"]) named(label).forEach(this.#output);
	}
	#declareInput(statement) {
		if (statement.kind === "definition") for (const { name } of statement.names) this.add(name);
		if (statement.kind !== "expression") return;
		const { expression } = statement;
		if (expression.kind === "call") this.#declareInputsOf(expression);
		else if (expression.kind !== "variable") return;
		else if (this.cursor.typesEnabled) this.add(expression.name);
		else this.#checkQualifier(expression.name, expression);
	}
	#declareInputsOf(call) {
		if (call.callee.kind !== "variable") return;
		const { positional } = call.arguments;
		const last = positional.at(-1);
		if (DECLARING_INPUTS.has(call.callee.name)) {
			if (last?.kind === "variable") this.add(last.name);
		} else if (call.callee.name === "tuple" || call.callee.name === "each") {
			for (const argument of positional) if (argument.kind === "call") this.#declareInputsOf(argument);
			else if (argument.kind === "variable" && this.cursor.typesEnabled) this.add(argument.name);
			if (call.callee.name === "each" && last?.kind === "variable") this.add(last.name);
		} else this.#checkQualifier(call.callee.name, call.callee);
	}
	#checkQualifier(name, node) {
		if (!OTHER_INPUTS.has(name)) this.cursor.markLegacy(node, `the unknown input \`${name}\``);
	}
	#directive = (statement) => {
		if (statement.kind !== "expression" || statement.expression.kind === "variable") return;
		if (statement.expression.kind === "call") this.arguments(statement.expression);
		else if (isNegative(statement.expression)) this.expression(statement.expression.right);
		else this.statement(statement);
	};
	#output = (statement) => {
		if (statement.kind === "definition") {
			if (statement.value !== void 0) this.expression(statement.value);
		} else if (statement.kind === "expression" && statement.expression.kind === "call") {
			const call = statement.expression;
			const named = call.arguments.named.filter(({ key }) => key.kind !== "string" || !/^(?:emit|topic)$/.test(key.value));
			this.arguments({
				...call,
				arguments: {
					...call.arguments,
					named
				}
			});
		} else if (statement.kind === "expression" && statement.expression.kind === "assignment") this.expression(statement.expression.value);
		else this.#directive(statement);
	};
	/** Neither parser knows other directives. */
	#checkDirective(statement) {
		if (statement.kind !== "expression") return;
		const { expression } = statement;
		const callee = expression.kind === "call" ? expression.callee : isNegative(expression) ? expression.left : expression;
		if (callee.kind !== "variable" || DIRECTIVES.has(callee.name)) return;
		const construct = `the unknown directive \`${callee.name}\``;
		this.cursor.markLegacy(callee, construct);
		this.cursor.markModern(callee, construct);
	}
};
/** `name -1`: a directive with a negative number. */
function isNegative(expression) {
	return expression.kind === "binary" && expression.operator === "-" && expression.left.kind === "variable";
}
// src/scan/nextflow/syntax/sections.ts
/** The body of a process, workflow or agent; the current token is its opening brace. */
function parseSections(cursor, rules) {
	const header = [];
	const sections = [];
	cursor.bracketed(() => {
		if (!cursor.afterBreak && cursor.kind !== Kind.semicolon) checkFirstLine(cursor, rules);
		cursor.skipSeparators();
		parseUntilLabel(cursor, rules, "", header);
		while (isSectionLabel(cursor, rules, "")) {
			const { start, end, word } = cursor;
			cursor.advance();
			cursor.advance();
			cursor.skipSeparators();
			const body = [];
			parseUntilLabel(cursor, rules, word, body);
			if (body.length === 0 && cursor.checksBodies) checkEmpty(cursor, {
				start,
				end
			}, word);
			sections.push({
				start,
				end: cursor.previousEnd,
				label: word,
				body
			});
		}
	});
	return {
		header,
		sections
	};
}
/** v2 wants a line break between the brace and a label; in a process between the brace and anything. */
function checkFirstLine(cursor, rules) {
	if (cursor.kind === Kind.closeBrace || !isSectionLabel(cursor, rules, "") && rules.startsAnywhere) return;
	cursor.markLegacy({
		start: cursor.start,
		end: cursor.end
	}, "a body that starts on the line of its brace");
}
/** v2 wants something behind every label. To Groovy labels can stand in a row, but not at the end of a block. */
function checkEmpty(cursor, label, word) {
	if (cursor.kind === Kind.word) cursor.markLegacy(label, `an empty section \`${word}:\``);
	else cursor.problem(label.start, label.end, `nothing stands behind \`${word}:\``);
}
/** `within`: the section that we are in, where an input can be called `shell: String`. */
function isSectionLabel(cursor, rules, within) {
	if (cursor.kind !== Kind.word || cursor.kindAt(cursor.index + 1) !== Kind.colon || !rules.labels.has(cursor.word)) return false;
	if (!cursor.typesEnabled || !rules.typed.has(within)) return true;
	const past = pastType(cursor, cursor.index + 2);
	const next = past !== -1 && cursor.kindAt(past) === Kind.question ? past + 1 : past;
	return next === -1 || !isBreak(cursor.kindAt(next)) && cursor.kindAt(next) !== Kind.assign;
}
function parseUntilLabel(cursor, rules, section, into) {
	const typed = rules.typed.has(section);
	while (cursor.kind !== Kind.closeBrace && cursor.kind !== Kind.end && !isSectionLabel(cursor, rules, section)) {
		const declaration = typed ? parseTyped(cursor, section) : void 0;
		if (declaration === void 0) cursor.statement(into);
		else {
			const { start, end } = declaration;
			if (!cursor.typesEnabled && !rules.alwaysTyped) cursor.problem(start, end, "a declaration with a type needs `nextflow.enable.types = true`");
			into.push(declaration);
		}
		cursor.endStatement();
	}
	cursor.checkLabels(into);
}
function parseTyped(cursor, section) {
	if (cursor.kind !== Kind.word) return void 0;
	const next = cursor.kindAt(cursor.index + 1);
	if (next === Kind.colon) return parseTypedName(cursor);
	if (section !== "input" || next !== Kind.openParen || !cursor.is("record") && !cursor.is("tuple")) return void 0;
	const first = cursor.past(cursor.index + 2);
	return cursor.kindAt(first) === Kind.word && cursor.kindAt(first + 1) === Kind.colon ? parseComponents(cursor) : void 0;
}
/** `name: Type`, `name: Type = value` */
function parseTypedName(cursor) {
	const { start } = cursor;
	const name = parseNameAndType(cursor);
	let value;
	if (cursor.kind === Kind.assign) {
		cursor.advance();
		cursor.skipBreaks();
		value = cursor.expression();
	}
	return {
		kind: "definition",
		start,
		end: cursor.previousEnd,
		names: [name],
		destructured: false,
		value
	};
}
/** `record(a: A, b: B)`, `tuple(a: A, b: B)` */
function parseComponents(cursor) {
	const { start } = cursor;
	const names = [];
	cursor.advance();
	cursor.bracketed(() => {
		while (cursor.kind === Kind.word) {
			names.push(parseNameAndType(cursor));
			if (!cursor.accept(Kind.comma)) return;
		}
	});
	return {
		kind: "definition",
		start,
		end: cursor.previousEnd,
		names,
		destructured: true,
		value: void 0
	};
}
function parseNameAndType(cursor) {
	const { start, end, word: name } = cursor;
	cursor.advance();
	if (cursor.kind !== Kind.colon) return {
		start,
		end,
		name
	};
	cursor.markModern({
		start: cursor.start,
		end: cursor.end
	}, "a declaration with its type behind the name");
	cursor.advance();
	const type = parseType(cursor, true);
	return {
		start,
		end,
		name,
		...type && { type }
	};
}
// src/scan/nextflow/syntax/process.ts
const BODIES = new Set([
	"script",
	"shell",
	"exec"
]);
const PROCESS_RULES = {
	labels: new Set([
		"input",
		"output",
		"stage",
		"topic",
		"when",
		"stub",
		...BODIES
	]),
	typed: new Set(["input", "output"]),
	alwaysTyped: false,
	startsAnywhere: false
};
const AGENT_RULES = {
	labels: new Set([
		"input",
		"output",
		"prompt"
	]),
	typed: new Set(["input", "output"]),
	alwaysTyped: true,
	startsAnywhere: false
};
const WORKFLOW_RULES = {
	labels: new Set([
		"take",
		"main",
		"emit",
		"publish",
		"onComplete",
		"onError"
	]),
	typed: new Set(["take", "emit"]),
	alwaysTyped: false,
	startsAnywhere: true
};
/** The two orders of sections that v2 knows (ScriptParser.g4, `processBody`). */
const PROCESS_ORDERS = [[
	"input",
	"stage",
	"output",
	"topic",
	"when",
	"exec",
	"stub"
], [
	"input",
	"stage",
	"when",
	"exec",
	"stub",
	"output",
	"topic"
]];
const WORKFLOW_ORDER = [
	"take",
	"main",
	"emit",
	"publish",
	"onComplete",
	"onError"
];
/** A name as a word or, in old scripts, as a string. The caller has looked: it is there. */
function parseName(cursor) {
	const quoted = cursor.kind === Kind.string ? 1 : 0;
	const start = cursor.start + quoted;
	const end = cursor.end - quoted;
	if (quoted > 0) cursor.markLegacy({
		start: cursor.start,
		end: cursor.end
	}, "a process name in quotes");
	cursor.advance();
	return {
		start,
		end,
		name: cursor.text.slice(start, end)
	};
}
/** Behind the `()` that v1 lets stand behind the name of a process. */
function pastParens(cursor, index) {
	return cursor.kindAt(index) === Kind.openParen && cursor.kindAt(index + 1) === Kind.closeParen ? index + 2 : index;
}
/** `process NAME { \u2026 }`; the current token is the first word. */
function parseProcess(cursor) {
	const start = cursor.start;
	cursor.advance();
	const name = parseName(cursor);
	if (cursor.kind === Kind.openParen) {
		cursor.markLegacy({
			start: cursor.start,
			end: cursor.end
		}, "parentheses behind the name of a process");
		cursor.index = pastParens(cursor, cursor.index);
	}
	cursor.skipBreaks();
	const { header, sections } = parseSections(cursor, PROCESS_RULES);
	const end = cursor.previousEnd;
	takeImplicitScript(cursor, header, sections);
	for (const statement of header) checkDirective(cursor, statement, "directives");
	for (const { label, body } of sections) if (label === "when") checkCondition(cursor, body);
	else if (!cursor.typesEnabled && (label === "input" || label === "output")) for (const statement of body) checkDirective(cursor, statement, `${label}s`);
	if (cursor.checksBodies && !sections.some(({ label }) => BODIES.has(label))) cursor.problem(name.start, name.end, `process \`${name.name}\` has no script`);
	checkOrder(cursor, sections, PROCESS_ORDERS, (label) => BODIES.has(label) ? "exec" : label);
	const process = {
		kind: "process",
		start,
		end,
		name,
		header,
		sections
	};
	if (!cursor.checksBodies) return process;
	checkProcessNames(cursor, process);
	const channel = dsl1Channel(sections);
	return {
		...process,
		sections: sections.map(withoutBody),
		...channel !== void 0 && { channel }
	};
}
const KEPT = new Set(["input", "when"]);
/** A repository can hold tens of thousands of script bodies, and nothing in them decides on an image. */
function withoutBody(section) {
	return KEPT.has(section.label) ? section : {
		...section,
		body: []
	};
}
/** A last string without a label is the script: in v2 only if nothing else stands in the process. */
function takeImplicitScript(cursor, header, sections) {
	if (sections.some(({ label }) => BODIES.has(label))) return;
	const last = sections.at(-1);
	const statements = last?.body ?? header;
	const script = statements.at(-1);
	if (script?.kind !== "expression") return;
	const { kind } = script.expression;
	if (kind !== "string" && kind !== "gstring" && !(last === void 0 && header.length === 1)) return;
	if (header.length > 1 || sections.length > 0) cursor.markLegacy({
		start: script.start,
		end: script.start + 1
	}, "a process script without `script:`");
	if (last === void 0) header.pop();
	else sections[sections.length - 1] = {
		...last,
		body: statements.slice(0, -1)
	};
	sections.push({
		start: script.start,
		end: script.end,
		label: "script",
		body: [script]
	});
}
/** v2 takes one expression behind `when:`. */
function checkCondition(cursor, body) {
	const [first, second] = body;
	if (first === void 0) return;
	const value = first.kind === "expression" ? first.expression : void 0;
	if (!(value === void 0 || value.kind === "assignment" || value.kind === "call" && value.command) && second === void 0) return;
	cursor.markLegacy(second ?? first, "statements behind `when:`");
}
/** v2 takes nothing but calls for directives, inputs and outputs (ScriptAstBuilder, `checkDirective`). */
function checkDirective(cursor, statement, where) {
	if (statement.kind === "label") return;
	const tell = (what) => cursor.markLegacy(statement, `${what} among the ${where} of a process`);
	if (statement.kind !== "expression") {
		if (statement.kind === "definition" && where !== "directives") return;
		tell(statement.kind === "definition" ? "a definition" : `a statement (\`${firstWord(cursor.text, statement)}\`)`);
		return;
	}
	const { expression } = statement;
	if (expression.kind === "assignment") tell(`an assignment (\`${firstWord(cursor.text, statement)} ${expression.operator} \u2026\`)`);
	else if (!isDirective(expression)) tell("an expression");
}
/** `name`, `name arguments`, and `name -1`, which looks like a subtraction. */
function isDirective(expression) {
	if (expression.kind === "call") return expression.callee.kind === "variable";
	if (expression.kind === "binary") return expression.operator === "-" && expression.left.kind === "variable";
	return expression.kind === "variable";
}
function firstWord(text, { start, end }) {
	return /^[\p{L}\p{N}_$.]*/u.exec(text.slice(start, Math.min(end, start + 40)))[0];
}
/** v2 wants the sections in one of some orders, each at most once. */
function checkOrder(cursor, sections, orders, named) {
	const found = sections.map(({ label }) => named(label));
	const follows = (order) => found.every((label, index) => index === 0 || order.indexOf(label) > order.indexOf(found[index - 1]));
	const first = sections[0];
	if (first !== void 0 && !orders.some(follows)) {
		const node = {
			start: first.start,
			end: first.start + first.label.length
		};
		cursor.markLegacy(node, `sections out of order (\`${sections.map(({ label }) => `${label}:`).join("`, `")}\`)`);
	}
}
/** `workflow { \u2026 }`, `workflow NAME { \u2026 }`; the current token is the first word. */
function parseWorkflow(cursor) {
	const start = cursor.start;
	cursor.advance();
	const name = cursor.kind === Kind.openBrace || cursor.kind === Kind.newline ? void 0 : parseName(cursor);
	cursor.skipBreaks();
	const { header, sections } = parseSections(cursor, WORKFLOW_RULES);
	const end = cursor.previousEnd;
	if (header.length > 0) {
		const body = {
			start: header[0].start,
			end: header.at(-1).end
		};
		if (sections.length > 0) cursor.markLegacy({
			start: body.start,
			end: body.start + 1
		}, "a workflow body without `main:`");
		sections.unshift({
			...body,
			label: "main",
			body: header
		});
	}
	for (const { label, start: at } of sections) {
		if (!(name === void 0 ? /^(?:take|emit)$/ : /^(?:publish|onComplete|onError)$/).test(label)) continue;
		const where = name === void 0 ? "the entry workflow" : "a named workflow";
		cursor.markLegacy({
			start: at,
			end: at + label.length
		}, `\`${label}:\` in ${where}`);
	}
	checkOrder(cursor, sections, [WORKFLOW_ORDER], (label) => label);
	return {
		kind: "workflow",
		start,
		end,
		name,
		sections
	};
}
/** `agent NAME { \u2026 }`; the current token is the first word. */
function parseAgent(cursor) {
	const { start, end } = cursor;
	cursor.markModern({
		start,
		end
	}, "an `agent`");
	cursor.advance();
	const name = parseName(cursor);
	cursor.skipBreaks();
	const { header, sections } = parseSections(cursor, AGENT_RULES);
	return {
		kind: "agent",
		start,
		end: cursor.previousEnd,
		name,
		header,
		sections
	};
}
// src/scan/nextflow/syntax/script.ts
/** A whole script. */
function parseScriptFile(cursor) {
	const declarations = [];
	cursor.skipSeparators();
	while (cursor.kind !== Kind.end) {
		if (cursor.kind === Kind.closeBrace) {
			cursor.unexpected();
			cursor.advance();
		} else {
			const declaration = parseDeclaration(cursor);
			if (declaration !== void 0) declarations.push(declaration);
			else {
				const statements = [];
				cursor.statement(statements);
				cursor.checkLabels(statements);
				declarations.push(...statements);
			}
		}
		cursor.endStatement();
	}
	checkMixture(cursor, declarations);
	checkBlocks(cursor, declarations);
	if (cursor.checksBodies) checkNames(cursor, declarations);
	return {
		kind: "script",
		start: 0,
		end: cursor.text.length,
		declarations
	};
}
/** One declaration, or undefined where a statement stands. */
function parseDeclaration(cursor) {
	if (cursor.kind !== Kind.word) return void 0;
	const { index } = cursor;
	const next = cursor.kindAt(index + 1);
	const opens = (at) => cursor.kindAt(cursor.past(at)) === Kind.openBrace;
	switch (cursor.word) {
		case "nextflow": return next === Kind.dot ? parseFeatureFlag(cursor) : void 0;
		case "include": return startsInclude(cursor) ? parseInclude(cursor) : void 0;
		case "params": return opens(index + 1) ? parseParamsBlock(cursor) : void 0;
		case "process":
			if (next !== Kind.word && next !== Kind.string) return void 0;
			return opens(pastParens(cursor, index + 2)) ? parseProcess(cursor) : void 0;
		case "workflow": return opens(index + 1) || next === Kind.word && opens(index + 2) ? parseWorkflow(cursor) : void 0;
		case "agent": return next === Kind.word && opens(index + 2) ? parseAgent(cursor) : void 0;
		case "output": return opens(index + 1) ? parseOutput(cursor) : void 0;
		case "enum": return next === Kind.word && opens(index + 2) ? parseTypeDeclaration(cursor, "enum") : void 0;
		case "record": return next === Kind.word && opens(index + 2) ? parseTypeDeclaration(cursor, "record") : void 0;
		default: return;
	}
}
const LITERALS = new Set([
	"string",
	"number",
	"boolean",
	"null"
]);
/** `nextflow.enable.dsl = 2`; anything else that starts so is a statement. */
function parseFeatureFlag(cursor) {
	const { index, start } = cursor;
	while (isWord(cursor.kind) && cursor.kindAt(cursor.index + 1) === Kind.dot) cursor.index += 2;
	const nameEnd = cursor.end;
	cursor.advance();
	cursor.skipBreaks();
	if (cursor.kind !== Kind.assign) {
		cursor.index = index;
		return;
	}
	cursor.advance();
	cursor.skipBreaks();
	const value = cursor.expression();
	const name = cursor.text.slice(start, nameEnd);
	if (name === "nextflow.enable.types") cursor.typesEnabled = value.kind === "boolean" && value.value;
	if (!LITERALS.has(value.kind)) cursor.markLegacy(value, "a feature flag that is not a literal");
	return {
		kind: "feature-flag",
		start,
		end: value.end,
		name,
		value
	};
}
function parseParamsBlock(cursor) {
	const { start, end } = cursor;
	cursor.markModern({
		start,
		end
	}, "a `params` block in a script");
	cursor.advance();
	cursor.skipBreaks();
	const parameters = [];
	cursor.bracketed(() => {
		cursor.skipSeparators();
		while (cursor.kind === Kind.word) {
			parameters.push(parsePipelineParameter(cursor));
			cursor.endStatement();
		}
	});
	return {
		kind: "params",
		start,
		end: cursor.previousEnd,
		parameters
	};
}
function parsePipelineParameter(cursor) {
	const { start, end, word: name } = cursor;
	if (cursor.kindAt(cursor.index + 1) === Kind.colon) {
		const { names, value } = parseTypedName(cursor);
		return {
			start,
			end,
			name,
			type: names[0].type,
			value
		};
	}
	cursor.advance();
	let value;
	if (cursor.accept(Kind.assign)) {
		cursor.skipBreaks();
		value = cursor.expression();
	}
	return {
		start,
		end,
		name,
		type: void 0,
		value
	};
}
function parseOutput(cursor) {
	const start = cursor.start;
	cursor.advance();
	cursor.skipBreaks();
	const body = cursor.bracketed(() => cursor.block());
	return {
		kind: "output",
		start,
		end: cursor.previousEnd,
		body
	};
}
function parseTypeDeclaration(cursor, kind) {
	const start = cursor.start;
	if (kind === "record") cursor.markModern({
		start,
		end: cursor.end
	}, "a `record`");
	cursor.advance();
	const name = parseName(cursor);
	cursor.skipBreaks();
	const constants = kind === "enum" ? constantsIn(cursor) : [];
	cursor.skip();
	return {
		kind,
		start,
		end: cursor.previousEnd,
		name,
		constants
	};
}
/** The constants between the braces that the cursor stands at; none where Groovy's fields or methods are among them. */
function constantsIn(cursor) {
	const names = [];
	let index = cursor.past(cursor.index + 1);
	while (cursor.kindAt(index) === Kind.word) {
		const [start, end] = [cursor.startAt(index), cursor.endAt(index)];
		names.push({
			start,
			end,
			name: cursor.text.slice(start, end)
		});
		index = cursor.past(index + 1);
		if (cursor.kindAt(index) === Kind.comma) index = cursor.past(index + 1);
	}
	return index === cursor.partnerAt(cursor.index) ? names : [];
}
const DECLARATIONS = new Set([
	"feature-flag",
	"include",
	"params",
	"process",
	"workflow",
	"function",
	"output",
	"enum",
	"record",
	"agent"
]);
/** What a declaration is to v2's rule; an import is an error of its own. */
function roleOf(declaration) {
	if (DECLARATIONS.has(declaration.kind)) return "declaration";
	if (declaration.kind === "opaque" && declaration.what !== "unparsable") return "import";
	return declaration.kind === "expression" && isLegacyParameter(declaration.expression) ? "declaration" : "statement";
}
/** `params.a.b = value` counts as a declaration. */
function isLegacyParameter(expression) {
	if (expression.kind !== "assignment" || expression.operator !== "=") return false;
	let target = expression.target;
	if (target.kind !== "property") return false;
	while (target.kind === "property" && target.name !== void 0 && !target.safe && !target.spread) target = target.object;
	return target.kind === "variable" && target.name === "params";
}
/** v2: a script is either declarations or statements. A script of statements alone is its entry workflow. */
function checkMixture(cursor, declarations) {
	const roles = declarations.map(roleOf);
	if (!roles.includes("declaration")) return;
	for (const [index, declaration] of declarations.entries()) if (roles[index] === "statement") cursor.markLegacy(declaration, "a statement among script declarations");
}
const BLOCKS = new Set([
	"process",
	"workflow",
	"output",
	"agent"
]);
/** Blocks without a name or in the wrong company, which neither parser takes. */
function checkBlocks(cursor, declarations) {
	const hasEntry = declarations.some((each) => each.kind === "workflow" && each.name === void 0);
	for (const declaration of declarations) {
		const { start, end } = declaration;
		if (declaration.kind === "params" && !hasEntry) cursor.problem(start, end, "a `params` block needs an entry workflow in the same script");
		if (declaration.kind === "output" && !hasEntry) cursor.markLegacy({
			start,
			end: start + 6
		}, "an `output` block without an entry workflow");
		if (declaration.kind !== "expression" || declaration.expression.kind !== "call") continue;
		const { callee } = declaration.expression;
		if (callee.kind === "variable" && BLOCKS.has(callee.name)) cursor.problem(start, callee.end, `this is not a ${callee.name}: its name is missing or not a name`);
	}
}
// src/scan/nextflow/syntax/skimmed.ts
/**
* Gives the processes of a skimmed script their inputs: parsed, with the whole script, when somebody asks for them, which
* few do.
*/
function withInputs(skimmed, parseAll) {
	let all;
	const inputsAt = (start) => {
		all ??= new Map(parseAll().script.declarations.flatMap((each) => each.kind === "process" ? [[each.start, each]] : []));
		return all.get(start)?.sections.find(({ label }) => label === "input")?.body ?? [];
	};
	const declarations = skimmed.script.declarations.map((declaration) => {
		if (declaration.kind !== "process") return declaration;
		const sections = declaration.sections.map((section) => section.label === "input" ? new LazySection(section, () => inputsAt(declaration.start)) : section);
		return {
			...declaration,
			sections
		};
	});
	return {
		...skimmed,
		script: {
			...skimmed.script,
			declarations
		}
	};
}
var LazySection = class {
	start;
	end;
	label;
	#read;
	constructor({ start, end, label }, read) {
		this.start = start;
		this.end = end;
		this.label = label;
		this.#read = read;
	}
	get body() {
		return this.#read();
	}
};
// src/scan/nextflow/syntax/statements.ts
/** Statements and blocks of them. */
/** The statements of a block up to its closing brace. */
function parseBlock(cursor) {
	const statements = [];
	cursor.skipSeparators();
	while (cursor.kind !== Kind.closeBrace && cursor.kind !== Kind.end) {
		parseStatement(cursor, statements);
		cursor.endStatement();
	}
	return statements;
}
/** Parses one statement, which in the case of `def a, b` gives two. May stop short of the end: `Cursor.endStatement` tells. */
function parseStatement(cursor, into) {
	if (!cursor.enter()) {
		cursor.skipStatement();
		return;
	}
	parseAny(cursor, into);
	cursor.leave();
}
function parseAny(cursor, into) {
	const { kind, start } = cursor;
	switch (kind) {
		case Kind.if:
			into.push(parseIf(cursor));
			return;
		case Kind.try:
			into.push(parseTry(cursor));
			return;
		case Kind.return: {
			cursor.advance();
			const value = cursor.atEnd ? void 0 : parseValue(cursor);
			into.push({
				kind: "return",
				start,
				end: cursor.previousEnd,
				value
			});
			return;
		}
		case Kind.throw: {
			cursor.advance();
			const value = cursor.expression();
			into.push({
				kind: "throw",
				start,
				end: value.end,
				value
			});
			return;
		}
		case Kind.assert:
			parseAssert(cursor, into);
			return;
		case Kind.import:
			cursor.skipStatement();
			into.push({
				kind: "opaque",
				start,
				end: cursor.previousEnd,
				what: "import"
			});
			cursor.markLegacy({
				start,
				end: cursor.previousEnd
			}, "an `import`");
			return;
		case Kind.at:
			parseAnnotation(cursor);
			if (!cursor.atEnd) parseStatement(cursor, into);
			return;
		case Kind.word:
			if (startsInclude(cursor)) {
				cursor.markLegacy({
					start,
					end: cursor.end
				}, "an `include` among statements");
				into.push(parseInclude(cursor));
				return;
			}
			if (cursor.kindAt(cursor.index + 1) === Kind.colon) return parseLabel(cursor, into);
			if (parseKeyword(cursor, into)) return;
			break;
		case Kind.openBrace: if (parseBareBlock(cursor, into)) return;
	}
	if (startsDefinition(cursor)) parseDefinition(cursor, into);
	else into.push(parseExpressionStatement(cursor));
}
function parseAssert(cursor, into) {
	const start = cursor.start;
	cursor.advance();
	const condition = cursor.expression();
	const colon = cursor.past(cursor.index);
	let message;
	if (cursor.kindAt(colon) === Kind.colon || cursor.kind === Kind.comma) {
		if (cursor.kind === Kind.comma) cursor.markLegacy({
			start: cursor.start,
			end: cursor.end
		}, "a comma in an `assert`");
		else cursor.index = colon;
		cursor.advance();
		cursor.skipBreaks();
		message = cursor.expression();
	}
	into.push({
		kind: "assert",
		start,
		end: cursor.previousEnd,
		condition,
		message
	});
}
/** `@Field`, `@Grab(\u2026)`: of no consequence; the statement behind it is parsed as if it were not there. */
function parseAnnotation(cursor) {
	const start = cursor.start;
	cursor.advance();
	while (isWord(cursor.kind) || cursor.kind === Kind.dot) {
		cursor.advance();
		if (cursor.kind === Kind.word && !cursor.adjacent) break;
	}
	if (cursor.kind === Kind.openParen) cursor.skip();
	cursor.markLegacy({
		start,
		end: cursor.previousEnd
	}, "an annotation");
}
function parseLabel(cursor, into) {
	const { start, word } = cursor;
	cursor.advance();
	cursor.advance();
	const end = cursor.previousEnd;
	into.push({
		kind: "label",
		start,
		end,
		name: word
	});
	cursor.skipBreaks();
	if (cursor.kind === Kind.closeBrace) cursor.problem(start, end, `nothing stands behind \`${word}:\``);
	else if (!cursor.atEnd) parseStatement(cursor, into);
}
/** Statements of Groovy that v2 has no word for; true where it was one. */
function parseKeyword(cursor, into) {
	const next = cursor.kindAt(cursor.index + 1);
	const { start, word } = cursor;
	switch (word) {
		case "for":
			if (next === Kind.openParen) into.push(parseFor(cursor));
			return next === Kind.openParen;
		case "while":
			if (next === Kind.openParen) into.push(parseWhile(cursor));
			return next === Kind.openParen;
		case "switch":
			if (next === Kind.openParen) into.push(parseSwitch(cursor));
			return next === Kind.openParen;
		case "do":
			if (next === Kind.openBrace) into.push(parseDo(cursor));
			return next === Kind.openBrace;
		case "break":
		case "continue":
			if (next !== Kind.word && next < Kind.dot) {
				cursor.advance();
				cursor.markLegacy({
					start,
					end: cursor.previousEnd
				}, `\`${word}\``);
				into.push({
					kind: "jump",
					start,
					end: cursor.previousEnd,
					word
				});
				return true;
			}
			return false;
		case "class":
		case "interface":
		case "trait":
		case "abstract":
			if (next !== Kind.word) return false;
			into.push(parseClass(cursor));
			return true;
		default: return false;
	}
}
function parseClass(cursor) {
	const start = cursor.start;
	while (cursor.kind === Kind.word && cursor.kindAt(cursor.index + 1) === Kind.word && cursor.word !== "class") cursor.advance();
	if (cursor.is("class")) cursor.advance();
	const name = cursor.word;
	while (cursor.kind !== Kind.openBrace && cursor.kind !== Kind.end && cursor.kind !== Kind.closeBrace) cursor.skip();
	if (cursor.kind === Kind.openBrace) cursor.skip();
	else cursor.unexpected();
	cursor.markLegacy({
		start,
		end: cursor.previousEnd
	}, "a class in a script");
	return {
		kind: "opaque",
		start,
		end: cursor.previousEnd,
		what: "class",
		name
	};
}
/** `{ \u2026 }` on its own: statements in v1. A closure that is called or looked into is an expression. */
function parseBareBlock(cursor, into) {
	const partner = cursor.partnerAt(cursor.index);
	const next = cursor.kindAt(partner === -1 ? cursor.index : partner + 1);
	if (partner === -1 || next === Kind.openParen || next === Kind.dot) return false;
	const { start, index } = cursor;
	cursor.index = cursor.past(index + 1);
	const isClosure = startsParameters(cursor);
	cursor.index = index;
	if (isClosure) return false;
	const body = cursor.bracketed(() => parseBlock(cursor));
	into.push({
		kind: "block",
		start,
		end: cursor.previousEnd,
		body
	});
	return true;
}
/** An assignment, a call with or without parentheses, or any other expression. */
function parseExpressionStatement(cursor) {
	const start = cursor.start;
	let expression = isDestructuring(cursor) ? parseTargets(cursor) : parseTernary(cursor);
	const assign = cursor.past(cursor.index);
	const kind = cursor.kindAt(assign);
	if (kind === Kind.assign || kind === Kind.compoundAssign) {
		cursor.index = assign;
		const operator = cursor.word;
		cursor.advance();
		cursor.skipBreaks();
		const value = parseValue(cursor);
		expression = {
			kind: "assignment",
			start: expression.start,
			end: value.end,
			target: expression,
			operator,
			value
		};
	} else if (startsCommand(cursor, expression)) expression = parseCommand(cursor, expression);
	else if (expression.kind === "index" && expression.indexes.length === 0) expression = withEmptyList(cursor, expression);
	else if (cursor.kind === Kind.comma && isCallOfOne(expression)) expression = parseMoreArguments(cursor, expression);
	else if (expression.kind === "call" || expression.kind === "method-call") expression = parseChain(cursor, expression);
	if (cursor.tooHigh) {
		cursor.problem(start, cursor.previousEnd, "expression is too long");
		expression = cursor.unparsable(start);
	}
	return {
		kind: "expression",
		start,
		end: Math.max(start, cursor.previousEnd),
		expression
	};
}
/** `ext []`: to v2 a call with an empty list, to Groovy an index without an expression. */
function withEmptyList(cursor, index) {
	const { object, end } = index;
	const mark = cursor.legacy.at(-1);
	if (object.kind !== "variable" && object.kind !== "property" || mark?.end !== end) return index;
	cursor.legacy.pop();
	cursor.markModern(mark, "an empty list as the argument of a call without parentheses");
	return callOf(object, {
		positional: [{
			kind: "list",
			start: mark.start,
			end,
			elements: []
		}],
		named: []
	}, end, true);
}
function isCallOfOne(expression) {
	if (expression.kind !== "call" && expression.kind !== "method-call") return false;
	return expression.arguments.positional.length === 1 && expression.arguments.named.length === 0;
}
/** `(a, b) =` */
function isDestructuring(cursor) {
	if (cursor.kind !== Kind.openParen) return false;
	const partner = cursor.partnerAt(cursor.index);
	return partner !== -1 && cursor.kindAt(cursor.past(partner + 1)) === Kind.assign;
}
function parseTargets(cursor) {
	const start = cursor.start;
	const elements = cursor.bracketed(() => parseParameters(cursor)).map(({ start, end, name }) => ({
		kind: "variable",
		start,
		end,
		name
	}));
	return {
		kind: "list",
		start,
		end: cursor.previousEnd,
		elements
	};
}
// src/scan/nextflow/syntax/parse.ts
/** Parses a text into the tree of a script or a configuration file. */
const GRAMMAR = {
	expression: parseExpression,
	statement: parseStatement,
	block: parseBlock
};
/** Parses a script: any text, in time linear to its length, without ever throwing. */
function parseScript(text) {
	const lexed = tokenize(text);
	if (isTooLong(lexed)) return {
		script: {
			kind: "script",
			start: 0,
			end: text.length,
			declarations: []
		},
		...CUT
	};
	const cursor = new Cursor(text, lexed, GRAMMAR);
	return {
		script: parseScriptFile(cursor),
		...told(cursor)
	};
}
/**
* Parses of a script what decides on images: of a process its directives, and its inputs when somebody asks for them.
* The other sections are known by their labels; `problems` and the marks tell nothing of them. For modules on their own,
* of which there can be thousands.
*/
function parseHeaders(text) {
	const lexed = tokenize(text, "headers");
	if (isTooLong(lexed)) return parseScript(text);
	const cursor = new Cursor(text, lexed, GRAMMAR);
	cursor.checksBodies = false;
	return withInputs({
		script: parseScriptFile(cursor),
		...told(cursor)
	}, () => parseScript(text));
}
/** Parses a configuration file: any text, in time linear to its length, without ever throwing. */
function parseConfig(text) {
	const lexed = tokenize(text);
	if (isTooLong(lexed)) return {
		config: {
			kind: "config",
			start: 0,
			end: text.length,
			statements: []
		},
		...CUT
	};
	const cursor = new Cursor(text, lexed, GRAMMAR);
	cursor.isScript = false;
	return {
		config: parseConfigFile(cursor),
		...told(cursor)
	};
}
/** A tree takes a hundred times the memory of its text: no file of people has so many words and signs. */
const MOST_TOKENS = 1e6;
const CUT = {
	problems: [{
		start: 0,
		end: 0,
		message: "it has more than 1,000,000 words and signs: nothing of it is followed"
	}],
	legacy: [],
	modern: [],
	isCut: true
};
function isTooLong({ tokens }) {
	return tokens.count > MOST_TOKENS;
}
function told({ problems, legacy, modern }) {
	return {
		problems: problems.sort(byStart),
		legacy: legacy.sort(byStart),
		modern: modern.sort(byStart)
	};
}
function byStart(a, b) {
	return a.start - b.start;
}
// src/scan/nextflow/syntax/sites.ts
/** The calls of some statements, in source order. Whether a name is that of a process is for the caller to know. */
function sitesOf(statements) {
	const calls = [];
	const includes = [];
	/** Those around the statement at hand; the calls in one branch share them. */
	let guards = [];
	let closures = 0;
	const under = (guard, run) => {
		const around = guards;
		guards = [...around, guard];
		run();
		guards = around;
	};
	const found = (name, node, given) => void calls.push({
		name,
		node,
		given,
		guards,
		enclosed: closures > 0
	});
	const visitor = {
		expression(expression) {
			if (expression.kind === "call") {
				visitPartsOfExpression(expression, visitor);
				const { callee } = expression;
				const { positional, named } = expression.arguments;
				const given = named.length > 0 || positional.some(({ kind }) => kind === "spread") ? void 0 : positional.length;
				if (callee.kind === "variable") found(callee.name, expression, given);
			} else if (expression.kind === "binary" && (expression.operator === "|" || expression.operator === "&")) for (const operand of [expression.left, expression.right]) if (operand.kind === "variable") found(operand.name, operand);
			else visitor.expression(operand);
			else if (expression.kind === "ternary") {
				const { condition, then, otherwise } = expression;
				visitor.expression(condition);
				under({
					node: expression,
					branch: 0,
					condition,
					holds: true
				}, () => visitor.expression(then));
				under({
					node: expression,
					branch: 1,
					condition,
					holds: false
				}, () => visitor.expression(otherwise));
			} else if (expression.kind === "closure") {
				closures++;
				visitPartsOfExpression(expression, visitor);
				closures--;
			} else visitPartsOfExpression(expression, visitor);
		},
		statement(statement) {
			if (statement.kind === "if") {
				const { condition, then, otherwise } = statement;
				visitor.expression(condition);
				under({
					node: statement,
					branch: 0,
					condition,
					holds: true
				}, () => then.forEach(visitor.statement));
				under({
					node: statement,
					branch: 1,
					condition,
					holds: false
				}, () => otherwise?.forEach(visitor.statement));
			} else if (statement.kind === "switch") {
				visitor.expression(statement.subject);
				statement.cases.forEach(({ body }, branch) => {
					under({
						node: statement,
						branch,
						condition: void 0,
						holds: true
					}, () => body.forEach(visitor.statement));
				});
			} else if (statement.kind === "include") includes.push({
				node: statement,
				guards
			});
			else visitPartsOfStatement(statement, visitor);
		}
	};
	statements.forEach(visitor.statement);
	return {
		calls,
		includes
	};
}
function sitesOfSections(sections) {
	return sitesOf(sections.filter(({ label }) => label !== "take").flatMap(({ body }) => body));
}
/** Both calls cannot happen in one run. */
function excludeEachOther(first, second) {
	return first.some((one) => second.some((other) => one.node === other.node && one.branch !== other.branch));
}
Object.defineProperty(exports, "PACKAGES", {
	enumerable: true,
	get: function() {
		return PACKAGES;
	}
});
Object.defineProperty(exports, "excludeEachOther", {
	enumerable: true,
	get: function() {
		return excludeEachOther;
	}
});
Object.defineProperty(exports, "isCapitalised", {
	enumerable: true,
	get: function() {
		return isCapitalised;
	}
});
Object.defineProperty(exports, "isClass", {
	enumerable: true,
	get: function() {
		return isClass;
	}
});
Object.defineProperty(exports, "parseConfig", {
	enumerable: true,
	get: function() {
		return parseConfig;
	}
});
Object.defineProperty(exports, "parseHeaders", {
	enumerable: true,
	get: function() {
		return parseHeaders;
	}
});
Object.defineProperty(exports, "parseScript", {
	enumerable: true,
	get: function() {
		return parseScript;
	}
});
Object.defineProperty(exports, "sitesOf", {
	enumerable: true,
	get: function() {
		return sitesOf;
	}
});
Object.defineProperty(exports, "sitesOfSections", {
	enumerable: true,
	get: function() {
		return sitesOfSections;
	}
});
Object.defineProperty(exports, "visitPartsOfExpression", {
	enumerable: true,
	get: function() {
		return visitPartsOfExpression;
	}
});
Object.defineProperty(exports, "visitPartsOfStatement", {
	enumerable: true,
	get: function() {
		return visitPartsOfStatement;
	}
});
