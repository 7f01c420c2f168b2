const require_rolldown_runtime = require("./rolldown-runtime.js");
const require_base = require("./base.js");
const require_scan = require("./scan.js");
const require_directives = require("./directives.js");
const require_check = require("./check.js");
// src/fix/edits.ts
/** Edits of one text, none of which takes what another one takes. In the order in which they were added where they put in at one place. */
var Edits = class {
	#edits = [];
	/** Whether an edit can be added: the very same one can, and is made once. */
	takes(edit) {
		return this.#edits.every((other) => isSame(edit, other) || !overlap(edit, other));
	}
	add(edit) {
		if (!this.#edits.some((other) => isSame(edit, other))) this.#edits.push(edit);
	}
	/** By place. */
	sorted() {
		return this.#edits.toSorted((a, b) => a.start - b.start || a.end - b.end);
	}
};
function isSame(a, b) {
	return a.start === b.start && a.end === b.end && a.replacement === b.replacement;
}
/** Two that put in at one place do not overlap, nor do neighbours. */
function overlap(a, b) {
	return a.start < b.end && b.start < a.end;
}
/** @param edits Sorted. */
function applyEdits(text, edits) {
	const parts = [];
	let at = 0;
	for (const { start, end, replacement } of edits) {
		parts.push(text.slice(at, start), replacement);
		at = end;
	}
	return parts.join("") + text.slice(at);
}
/** The same edit without what it takes and puts back at its ends: what stands there is not changed by it. */
function trimmed$1(text, { start, end, replacement }) {
	const most = Math.min(end - start, replacement.length);
	let [before, behind] = [0, 0];
	while (before < most && text[start + before] === replacement[before]) before++;
	while (behind < most - before && text[end - 1 - behind] === replacement.at(-1 - behind)) behind++;
	return {
		start: start + before,
		end: end - behind,
		replacement: replacement.slice(before, replacement.length - behind)
	};
}
/** Whether an edit changes what stands in a stretch: within it, over its ends, or written on at one of them without a blank. */
function touches(edit, { start, end }) {
	if (edit.start < edit.end) return edit.start < end && start < edit.end;
	if (edit.start === start && start < end) return leadsOn(edit);
	return start < edit.start && (edit.start < end || edit.start === end && goesOn(edit));
}
/** Text put in that goes on what stands before it, as a digest does, and not a comment or a line of its own. */
function goesOn({ replacement }) {
	return /^\S/.test(replacement);
}
/** The same of what stands behind it, as a registry does. */
function leadsOn({ replacement }) {
	return /\S$/.test(replacement);
}
/** Where a stretch of the old text is in the new one. Text put in at its ends is part of it where it is written on to it. */
function moved({ start, end }, edits) {
	return {
		start: movedTo(start, edits, "start"),
		end: movedTo(end, edits, "end")
	};
}
function movedTo(offset, edits, side) {
	let shift = 0;
	for (const edit of edits) {
		const { start, end, replacement } = edit;
		const isBehind = start === end && start === offset && (side === "start" ? leadsOn(edit) : !goesOn(edit));
		if (start > offset || isBehind) break;
		if (start < offset && offset < end) return start + shift + (side === "start" ? 0 : replacement.length);
		if (end <= offset) shift += replacement.length - (end - start);
	}
	return offset + shift;
}
/** Where the replacements stand in the new text, in the order of the edits. */
function stretchesOf(edits) {
	let shift = 0;
	return edits.map(({ start, end, replacement }) => {
		const from = start + shift;
		shift += replacement.length - (end - start);
		return {
			start: from,
			end: from + replacement.length
		};
	});
}
// src/fix/bytes.ts
/**
* @param bytes Of the file, with its byte order mark.
* @param text What they decode to (files/text.ts), to which the offsets of the edits belong.
* @param edits Sorted, none over another.
*/
function editBytes(bytes, text, edits) {
	const mark = bytes.toString("latin1", 0, 2);
	const wide = mark === "\u00ff\u00fe" ? "le" : mark === "\u00fe\u00ff" ? "be" : void 0;
	const offsetOf = wide === void 0 ? narrowOffsets(bytes, text) : (offset) => 2 + 2 * offset;
	const parts = [];
	let at = 0;
	for (const { start, end, replacement } of edits) {
		const [from, to] = [offsetOf(start), offsetOf(end)];
		if (from === void 0 || to === void 0) return { why: "has bytes that are no UTF-8 on a line of the edit" };
		parts.push(bytes.subarray(at, from), wide === void 0 ? Buffer.from(replacement) : widened(replacement, wide));
		at = to;
	}
	return Buffer.concat([...parts, bytes.subarray(at)]);
}
function widened(text, order) {
	const bytes = Buffer.from(text, "utf16le");
	return order === "be" ? bytes.swap16() : bytes;
}
/** A line feed is a byte by itself in UTF-8, also behind bytes that are none: text and bytes have the same lines. */
function narrowOffsets(bytes, text) {
	let line = {
		text: 0,
		byte: bytes.toString("latin1", 0, 3) === "\u00ef\u00bb\u00bf" ? 3 : 0
	};
	return (offset) => {
		for (;;) {
			const textEnd = text.indexOf("\n", line.text);
			if (textEnd === -1 || textEnd >= offset) break;
			line = {
				text: textEnd + 1,
				byte: bytes.indexOf(10, line.byte) + 1
			};
		}
		const end = text.indexOf("\n", line.text);
		const written = Buffer.from(text.slice(line.text, end === -1 ? text.length : end));
		return bytes.subarray(line.byte, line.byte + written.length).equals(written) ? line.byte + Buffer.byteLength(text.slice(line.text, offset)) : void 0;
	};
}
// src/fix/files.ts
/** The files that fixes edit: their bytes as they were scanned, and as they are with the edits. */
const isNotEditable = (result) => "why" in result;
/** Bytes of a file that anybody would edit by hand. */
const MOST$1 = 8388608;
/** Reads each file once. What is behind a link is edited where it really is, within the directory. */
var Originals = class {
	#root;
	#tree;
	#reals = new Map();
	#files = new Map();
	/** @param root Real path of the directory. */
	constructor(root, tree) {
		this.#root = root;
		this.#tree = tree;
	}
	/** The absolute path of a file of the tree, links followed. */
	realOf(file) {
		const known = this.#reals.get(file);
		if (known !== void 0) return known;
		const place = file.startsWith("/") ? {
			why: "",
			words: "lies outside of the directory"
		} : require_base.placeInside(this.#root, file);
		const real = "real" in place ? place.real : { why: place.words };
		this.#reals.set(file, real);
		return real;
	}
	at(file) {
		const real = this.realOf(file);
		if (typeof real !== "string") return real;
		const known = this.#files.get(real) ?? this.#read(file, real);
		this.#files.set(real, known);
		return known;
	}
	#read(file, real) {
		const bytes = require_base.readInside(this.#root, file, MOST$1);
		if (require_base.isUnread(bytes)) return { why: bytes.words };
		const text = require_base.decodeText(bytes);
		if (typeof text !== "string") return { why: text.words };
		const scanned = this.#tree.read(file);
		if (scanned !== void 0 && scanned !== text) return { why: "changed while it was read" };
		return {
			file,
			real,
			bytes,
			text,
			lines: require_base.indexLines(text)
		};
	}
};
/** An edit by its offsets, with the line ends of the file; undefined where the file has no such place. */
function textEditOf({ location, replacement }, { text, lines }) {
	const start = lines.offset(location.line, location.column);
	const end = lines.offset(location.endLine, location.endColumn);
	if (start === void 0 || end === void 0 || end < start || end > text.length) return void 0;
	const feed = text.indexOf("\n");
	return {
		start,
		end,
		replacement: feed > 0 && text[feed - 1] === "\r" ? replacement.replaceAll(/\r?\n/g, "\r\n") : replacement
	};
}
/** @param edits Sorted; each of them can be made. */
function editedFile(original, edits) {
	const bytes = editBytes(original.bytes, original.text, edits);
	if ("why" in bytes) throw new Error(`${original.file} ${bytes.why}`);
	const { text } = original;
	return {
		original,
		edits: edits.map((edit) => trimmed$1(text, edit)),
		text: applyEdits(text, edits),
		bytes
	};
}
/** The tree as it is once the files are edited, by whatever path they are read. */
function editedTree(tree, originals, edited) {
	const textAt = (path) => {
		const real = path.startsWith("/") ? path : originals.realOf(path);
		return typeof real === "string" ? edited.get(real)?.text : void 0;
	};
	return {
		...tree,
		read: (path) => textAt(path) ?? tree.read(path),
		beginning: (path) => textAt(path) ?? (tree.beginning === void 0 ? tree.read(path) : tree.beginning(path))
	};
}
// src/fix/tag-comment.ts
/** The name with the tag that an edit takes, kept in a comment: a digest by itself says nothing to a reader. */
/** How a comment to the end of the line begins; absent where a file of the kind has none. */
const MARKS = {
	nextflow: "//",
	snakemake: "#",
	wdl: "#",
	compose: "#",
	kubernetes: "#",
	gitlab: "#",
	workflow: "#",
	circleci: "#",
	cwl: "#"
};
/**
* What is put in at the end of the line where the statement ends there, else as a line of its own above the statement.
* Undefined where the edit takes no tag for a digest, and where no comment can stand.
*/
function tagComment(original, edit, source) {
	const mark = MARKS[source];
	const old = original.text.slice(edit.start, edit.end);
	const isTaken = require_base.versionPart(old).kind === "tag" && require_base.versionPart(edit.replacement).kind === "digest";
	if (mark === void 0 || !isTaken || edit.replacement.startsWith(`${old}@`) || /\s/.test(old)) return void 0;
	const { text, file } = original;
	const { comments, joined } = require_directives.readComments(file, text, source);
	const end = lineEnd(text, edit.end);
	const isCommented = comments.some((comment) => comment.start < end && edit.end < comment.end);
	const behind = text.slice(edit.end, end);
	const comment = `${mark} ${old}`;
	if (!joined.has(feedOf(text, end)) && !joined.has(feedBefore(text, edit.start)) && !isCommented && !/\\\s*$/.test(behind)) return {
		start: end,
		end,
		replacement: ` ${comment}`
	};
	const start = statementStart(text, edit.start, joined);
	return {
		start,
		end: start,
		replacement: `${/^[ \t]*/.exec(text.slice(start))?.[0] ?? ""}${comment}${text[feedOf(text, end) - 1] === "\r" ? "\r\n" : "\n"}`
	};
}
/** The end of the line around an offset, without its line break and the blanks before that. */
function lineEnd(text, offset) {
	const feed = feedOf(text, offset);
	return offset + text.slice(offset, feed).trimEnd().length;
}
function feedOf(text, offset) {
	const feed = text.indexOf("\n", offset);
	return feed === -1 ? text.length : feed;
}
function feedBefore(text, offset) {
	return text.lastIndexOf("\n", offset - 1);
}
/** Where the first line of the statement begins that goes on to an offset. */
function statementStart(text, offset, joined) {
	let feed = feedBefore(text, offset);
	while (feed !== -1 && joined.has(feed)) feed = feedBefore(text, feed);
	return feed + 1;
}
// src/fix/offers.ts
function placedIn(originals, offer) {
	const edits = [];
	for (const edit of offer.fix.edits) {
		const { file, line } = edit.location;
		const original = originals.at(file);
		if (isNotEditable(original)) return { why: `${file} ${original.why}.` };
		const placed = textEditOf(edit, original);
		if (placed === void 0) return { why: `${file} has no such place any more: line ${line}.` };
		const alias = aliasElsewhere(original.text, placed);
		if (alias !== void 0) return { why: `It stands as well where ${file} has ${alias}, which is no image there.` };
		const bytes = editBytes(original.bytes, original.text, [placed]);
		if ("why" in bytes) return { why: `${file} ${bytes.why}.` };
		edits.push({
			original,
			edit: placed
		});
	}
	const source = offer.findings[0].pulls[0]?.source;
	return {
		offer,
		edits,
		comments: edits.flatMap(({ original, edit }) => {
			const comment = source && tagComment(original, edit, source);
			return comment === void 0 ? [] : {
				original,
				edit: comment
			};
		})
	};
}
/** The alias of a YAML value behind an anchor, where it stands for something that no scan looks at. */
function aliasElsewhere(text, { start }) {
	const line = text.slice(text.lastIndexOf("\n", start - 1) + 1, start);
	const [, anchor] = /(?:^|[\s:[{,-])&([\w.-]+)[ \t]+["']?$/.exec(line) ?? [];
	if (anchor === void 0) return void 0;
	return [...text.matchAll(/(?<=[\s:[{,-])\*([\w.-]+)/g)].some(({ 1: name, index }) => name === anchor && !/\bimage["']?:\s*$/.test(text.slice(Math.max(0, index - 100), index))) ? `*${anchor}` : void 0;
}
/** All edits of an offer, comments among them. */
function allEdits({ edits, comments }) {
	return [...edits, ...comments];
}
/** Those that can be made beside what is made already, the first of two that want one place. */
function apart(open, made) {
	const byFile = new EditsByFile(made);
	const { together = [], others = [] } = Object.groupBy(open, (placed) => {
		if (!allEdits(placed).every((one) => byFile.takes(one))) return "others";
		byFile.add(placed);
		return "together";
	});
	return {
		together,
		others
	};
}
/** The edits of many offers, a file each. */
var EditsByFile = class {
	#files = new Map();
	constructor(placed) {
		for (const one of placed) this.add(one);
	}
	takes({ original, edit }) {
		return this.#files.get(original)?.takes(edit) ?? true;
	}
	add(placed) {
		for (const { original, edit } of allEdits(placed)) {
			const edits = this.#files.get(original) ?? new Edits();
			this.#files.set(original, edits);
			edits.add(edit);
		}
	}
	/** Each file with its edits, sorted. */
	entries() {
		return [...this.#files].map(([original, edits]) => [original, edits.sorted()]);
	}
};
/** Whether one of its edits changes a reference; without any, one of its files. */
function isOf({ edits }, file, references) {
	if (references.length === 0) return edits.some(({ original }) => original.file === file);
	return edits.some(({ original, edit }) => references.some((reference) => reference.file === original.file && touches(edit, rangeIn(original, reference))));
}
function rangeIn({ lines }, { line, column, endLine, endColumn }) {
	return {
		start: lines.offset(line, column) ?? 0,
		end: lines.offset(endLine, endColumn) ?? 0
	};
}
// src/fix/choose.ts
/** Which fixes are meant: of the findings that somebody chose the safe ones, or all. */
/**
* Of a finding the first fix that may be made: a safe one where it has one. What is waived or known is left alone.
*
* @param unanswered Images of which nobody said what they are.
*/
function choose(findings, { unsafe, rules, isMeant }, unanswered) {
	const chosen = findings.filter((finding) => require_base.isOpen(finding) && (rules.size === 0 || rules.has(finding.rule)) && (isMeant === void 0 || concerns(finding, isMeant)));
	const offers = new Map();
	const left = [];
	for (const finding of chosen) {
		const fix = require_base.fixOf(finding);
		if (fix === void 0 || !(fix.safe || unsafe)) {
			left.push({
				finding,
				...whyLeft(finding, unanswered)
			});
			continue;
		}
		const key = JSON.stringify(fix.edits);
		const known = offers.get(key);
		if (known === void 0) offers.set(key, {
			fix,
			findings: [finding]
		});
		else known.findings.push(finding);
	}
	const all = [...offers.values()];
	return {
		offers: [...all.filter(({ fix }) => fix.safe), ...all.filter(({ fix }) => !fix.safe)],
		left
	};
}
function concerns({ image, pulls }, isMeant) {
	return (image === null ? pulls.flatMap((pull) => pull.canonical ?? pull.image ?? []) : [image]).some(isMeant);
}
function whyLeft({ fixes: [fix] = [], undecided, noFix, help, image }, unanswered) {
	if (fix !== void 0) return {
		kind: "unsafe",
		why: `${fix.title} Somebody should look at it first: --unsafe.`
	};
	return {
		kind: undecided === true || noFix !== void 0 && image !== null && unanswered.has(image) ? "undecided" : "none",
		why: noFix ?? help ?? "It takes a person to decide."
	};
}
// src/fix/announced.ts
/** What becomes of an image by the edits of the texts that its name is made of. */
/** Whether an image is what edits announce of a pull: its name with what they write in place of what they take. */
function announces(pull, steps) {
	const { image, canonical, rewrites = [] } = pull;
	if (image === null) return (now) => steps.some((step) => now.includes(step.now));
	const expected = steps.reduce((names, step) => new Set([...names].flatMap((name) => replacedIn(name, step))), new Set([image]));
	const [only, ...others] = steps;
	if (only === void 0 || others.length > 0) return (now) => expected.has(now);
	const isSame = require_base.canonicalOf(only.old) === canonical;
	const isPrefixed = rewrites.some(({ by }) => by === "registry" || by === "registry-override");
	const meant = isSame || isPrefixed && image.endsWith(only.old) ? require_base.canonicalOf(only.now) : void 0;
	return (now) => expected.has(now) || meant !== void 0 && require_base.canonicalOf(require_base.withoutDockerScheme(now)) === meant;
}
/** The whole of a text replaced, or of one with variables in it the words that differ. */
function replacedIn(name, { old, now }) {
	const isUntagged = require_base.versionPart(old).kind === "name" && name.endsWith(`${old}:latest`);
	const words = differingWords(old, now);
	return [...replaced(name, isUntagged ? `${old}:latest` : old, now), ...words === void 0 ? [] : replaced(name, words.old, words.now)];
}
/** At one place, each by itself, and at all of them. */
function replaced(name, old, now) {
	if (old === "" || !name.includes(old)) return [];
	const names = [name.replaceAll(old, () => now)];
	for (let at = name.indexOf(old); at !== -1; at = name.indexOf(old, at + 1)) names.push(name.slice(0, at) + now + name.slice(at + old.length));
	return names;
}
/** What two texts do not share, as far as words of a name go; undefined where that has a variable in it. */
function differingWords(old, now) {
	const most = Math.min(old.length, now.length);
	let start = 0;
	while (start < most && old[start] === now[start]) start++;
	let end = 0;
	while (end < most - start && old.at(-1 - end) === now.at(-1 - end)) end++;
	while (start > 0 && isOfWord(old[start - 1])) start--;
	while (end > 0 && isOfWord(old.at(-end))) end--;
	const words = {
		old: old.slice(start, old.length - end),
		now: now.slice(start, now.length - end)
	};
	return words.old === old || words.old.includes("$") || words.now.includes("$") ? void 0 : words;
}
function isOfWord(character) {
	return character !== void 0 && /[\w.-]/.test(character);
}
// src/fix/compare.ts
/** Whether a scan of edited files differs from the one before just as the edits announce. */
/**
* Every pull, reference and problem has to be what it was, at the place to which the edits moved it; a reference that an
* edit touches has to be what the edit writes there, and the pulls that come of it what they were with that in its place.
* What an edit writes anew may be a reference of its own, to which pulls of `mended` then may come.
*
* @param mended Pulls of the findings whose fixes put text in where nothing stood.
*/
function compareScans(before, after, placing, mended) {
	const references = compareReferences(before.references, after.references, placing);
	const pulls = new PullComparison(after.pulls, placing, references.texts, mended).compare(before.pulls);
	return [
		...references.complaints.filter(({ references: [one] }) => one === void 0 || !pulls.excused.has(require_base.placeKey(one))),
		...pulls.complaints,
		...compareProblems(before.problems, after.problems, placing, references.names),
		...compareRest(before, after, placing)
	];
}
function compareReferences(before, after, placing) {
	const left = Map.groupBy(after, (reference) => startKey(reference, reference));
	const texts = new Map();
	const names = [];
	const complaints = [];
	for (const reference of before) {
		const place = placing.moved(reference);
		const now = (left.get(startKey(place, reference)) ?? []).shift();
		const isTouched = placing.isTouched(reference);
		if (isTouched && now !== void 0) {
			texts.set(require_base.placeKey(reference), now.text);
			names.push({
				old: reference.text,
				now: now.text
			});
		}
		if (now !== void 0 && (isTouched ? placing.writes(now, reference) : isUnchanged(reference, now, place))) continue;
		const became = now === void 0 ? "is no image name any more" : `is read as ${require_base.quote(now.text)}`;
		complaints.push({
			words: `${require_base.quote(reference.text)} at ${reference.file}:${reference.line} ${became}`,
			file: reference.file,
			references: [reference]
		});
	}
	for (const others of left.values()) for (const extra of others.filter((one) => !placing.isWritten(one))) {
		const words = `${require_base.quote(extra.text)} is a new image name at ${extra.file}:${extra.line}`;
		complaints.push({
			words,
			file: extra.file,
			references: [extra]
		});
	}
	return {
		complaints,
		texts,
		names
	};
}
function startKey({ file, line, column }, { source, kind, context }) {
	return [
		file,
		line,
		column,
		source,
		kind,
		context.stage
	].join("\n");
}
function isUnchanged(reference, now, place) {
	return now.text === reference.text && require_base.placeKey(now) === require_base.placeKey(place) && now.unresolved?.reason === reference.unresolved?.reason;
}
/** Takes from the pulls of the edited files, one by one, what those of before must have become. */
var PullComparison = class {
	/** By all that an edit does not change. */
	#left;
	#placing;
	#texts;
	#mended;
	#places = new Map();
	#takenElsewhere = [];
	constructor(after, placing, texts, mended) {
		this.#left = Map.groupBy(after, (pull) => circumstances(pull, pull.references.map(startOf)));
		this.#placing = placing;
		this.#texts = texts;
		this.#mended = mended;
	}
	/** With the places that nothing pulls from any more, and that are new, where fixes announce to write a name elsewhere. */
	compare(before) {
		const missing = new Set(before.filter((pull) => !this.#take(pull)));
		const mended = new Set([...missing].filter((pull) => this.#takeMended(pull)));
		const complaints = [...missing].filter((pull) => !mended.has(pull)).map((pull) => this.#complaint(pull));
		for (const pull of [...this.#left.values()].flat()) {
			const words = `${userOf(pull)} pulls ${imageOf(pull)}, which nothing announced`;
			complaints.push({
				words,
				file: require_base.placeOf(pull).file,
				references: []
			});
		}
		const kept = mended.size === 0 ? new Set() : placesOf$1(before.filter((pull) => !mended.has(pull)));
		return {
			complaints,
			excused: new Set([...placesOf$1(mended), ...placesOf$1(this.#takenElsewhere)].filter((one) => !kept.has(one)))
		};
	}
	#take(pull) {
		const steps = pull.references.flatMap((reference) => this.#stepOf(reference) ?? []);
		const announced = steps.length === 0 ? void 0 : announces(pull, steps);
		const others = this.#left.get(circumstances(pull, pull.references.map((one) => this.#placeOf(one)))) ?? [];
		const at = others.findIndex((now) => announced === void 0 ? result(now) === result(pull) && certainty(now) === certainty(pull) : now.image !== null && announced(now.image) && isName(now, pull) && (pull.image === null || certainty(now) === certainty(pull)));
		if (at === -1) return false;
		others.splice(at, 1);
		return true;
	}
	/** One for which a fix writes a name elsewhere, such as in a configuration that overrides it. */
	#takeMended(pull) {
		const key = whose(pull);
		const isMended = this.#mended.has(key);
		for (const others of this.#left.values()) {
			const at = others.findIndex((now) => {
				const place = require_base.placeOf(now);
				if (whose(now) !== key || !this.#placing.isWritten(place)) return false;
				return isMended ? now.image?.endsWith(place.text) === true : result(now) === result(pull);
			});
			if (at === -1) continue;
			this.#takenElsewhere.push(...others.splice(at, 1));
			return true;
		}
		return false;
	}
	/** Undefined for one that no edit touches. */
	#stepOf(reference) {
		const now = this.#texts.get(require_base.placeKey(reference));
		return now === void 0 ? void 0 : {
			old: reference.text.trim(),
			now: now.trim()
		};
	}
	#placeOf(reference) {
		const known = this.#places.get(reference) ?? startOf({
			...reference,
			...this.#placing.moved(reference)
		});
		this.#places.set(reference, known);
		return known;
	}
	#complaint(pull) {
		const place = require_base.placeOf(pull);
		const now = (this.#left.get(circumstances(pull, pull.references.map((one) => this.#placeOf(one)))) ?? []).shift();
		const became = now === void 0 ? "does not pull it any more" : `pulls ${imageOf(now)} in its place`;
		return {
			words: `${userOf(pull)} ${became}: ${imageOf(pull)}`,
			file: place.file,
			references: pull.references
		};
	}
};
function placesOf$1(pulls) {
	return new Set([...pulls].flatMap(({ references }) => references.map(require_base.placeKey)));
}
function startOf({ file, line, column, kind }) {
	return `${file}:${line}:${column} ${kind}`;
}
/** Who pulls, how and for what: what no edit of a name changes. */
function circumstances(pull, places) {
	const { labels, shadowedBy, entrypoint, user, reachable, called } = pull;
	return JSON.stringify([
		whose(pull),
		places,
		labels,
		shadowedBy,
		entrypoint,
		user,
		reachable,
		called
	]);
}
/** Who pulls. */
function whose({ source, engine, scenario, process, stage, platform }) {
	const run = source === "dockerfile" ? withoutValues(scenario) : scenario;
	return JSON.stringify([
		source,
		engine,
		run,
		process,
		stage,
		platform
	]);
}
/** What a build argument is given is written in files, too, and may be what an edit changes: the pull tells what comes of it. */
function withoutValues(scenario) {
	const args = scenario?.arguments;
	if (!scenario || args === void 0) return scenario;
	const names = args.map((word, at) => args[at - 1] === "--build-arg" ? word.replace(/=.*/s, "") : word);
	return {
		...scenario,
		arguments: names
	};
}
/** A name of a registry becomes no text that is none, and none that its engine refuses: other fixes go by other engines. */
function isName(now, before) {
	if (before.canonical === void 0) return true;
	const name = nameOf(now);
	return name.kind !== "invalid" && (!hasTagAndDigest(name) || hasTagAndDigest(nameOf(before)) || takesBoth(now));
}
function nameOf({ image, canonical }) {
	return require_base.readPulledName((image ?? "").trim(), canonical);
}
function hasTagAndDigest(name) {
	return name.kind === "registry" && name.name.tag !== void 0 && name.name.digest !== void 0;
}
/** As the rule pullable has it. */
function takesBoth({ engine }) {
	return engine !== "singularity" && engine !== "apptainer";
}
function certainty({ confidence, conditions, undefinedParameters }) {
	return JSON.stringify([
		confidence,
		conditions,
		undefinedParameters
	]);
}
function result({ image, canonical, file, written, unresolved, rewrites }) {
	return JSON.stringify([
		image,
		canonical,
		file,
		written,
		unresolved?.reason,
		rewrites?.map(({ by, to }) => [by, to])
	]);
}
function userOf(pull) {
	const { process, stage, engine, scenario } = pull;
	const { file, line } = require_base.placeOf(pull);
	const how = [engine, scenario?.profiles.join(",")].filter((word) => word !== void 0 && word !== null && word !== "");
	const who = process ?? (stage === void 0 ? `${file}:${line}` : `stage ${stage} of ${file}`);
	return how.length === 0 ? who : `${who} (${[...new Set(how)].join(", ")})`;
}
function imageOf({ image, unresolved }) {
	return image === null ? `an image that is not known (${unresolved?.reason ?? "no name"})` : require_base.quote(image);
}
/** @param names What is written in place of names, which problems may quote. */
function compareProblems(before, after, placing, names) {
	const left = Map.groupBy(after, (problem) => problemKey(problem, problem));
	const gone = before.filter((problem) => {
		const place = placing.moved({
			...problem,
			endLine: problem.line,
			endColumn: problem.column
		});
		if (left.get(problemKey(problem, place))?.shift() !== void 0) return false;
		const said = names.reduce((text, { old, now }) => text.replaceAll(old, () => now), problem.message);
		return !(left.get(problemKey({
			...problem,
			message: said
		}, place))?.shift() !== void 0) && !placing.isOnEditedLine(problem);
	});
	return [...[...left.values()].flat().map((problem) => complain(`there is a new problem at ${told(problem)}`, problem.file)), ...gone.map((problem) => complain(`a problem is gone that was at ${told(problem)}`, problem.file))];
}
function problemKey({ file, kind, message, help }, { line, column }) {
	return JSON.stringify([
		file,
		line,
		column,
		kind,
		message,
		help
	]);
}
function told({ file, line, message }) {
	return `${file}:${line}: ${message.replace(/\.$/, "")}`;
}
/** Files that are read, runs that are looked at, and comments of ours. */
function compareRest(before, after, placing) {
	const left = Map.groupBy(before.ignores, ignoreKey);
	const fresh = after.ignores.filter((one) => left.get(ignoreKey(one))?.shift() === void 0 && !placing.isWritten(one));
	return [
		...isAlike(before.files, after.files) ? [] : [complain("other files are read")],
		...isAlike(enginesOf(before), enginesOf(after)) ? [] : [complain("the pipeline can be run with other engines")],
		...fresh.map(({ file }) => complain("a comment of wave-inspect holds now", file)),
		...[...left.values()].flat().map(({ file }) => complain("a comment of wave-inspect holds no more", file))
	];
}
/**
* Without how many images only such a run pulls, which is another number where one of two places with the same name is edited. A
* profile is named only where there are such images: it comes and goes with that number.
*/
function enginesOf({ notLookedAt }) {
	return notLookedAt.flatMap(({ what, name, profiles }) => what === "engine" ? [[name, profiles]] : []);
}
function ignoreKey({ file, rules, reason }) {
	return JSON.stringify([
		file,
		rules,
		reason
	]);
}
function isAlike(before, after) {
	return JSON.stringify(before) === JSON.stringify(after);
}
function complain(words, file = "") {
	return {
		words,
		file,
		references: []
	};
}
// src/fix/placing.ts
/** What may stand behind a name in what an edit writes: a comment, after a blank or the quote that ends the name. */
const BEHIND = /^(?:\s*|["']?\s+(?:#|\/\/)[^\n]*)$/;
var Placing = class {
	#editedAt;
	#placed = new Map();
	/** @param editedAt The edited file that is read under a name, if it is one. */
	constructor(editedAt) {
		this.#editedAt = editedAt;
	}
	/** Where it is once the files are edited. */
	moved(location) {
		const { file, line, column, endLine, endColumn } = location;
		const placed = this.#at(file);
		if (placed === void 0) return {
			file,
			line,
			column,
			endLine,
			endColumn
		};
		const { edited, lines } = placed;
		return {
			file,
			...lines.span(moved(rangeOf(location, edited.original.lines), edited.edits))
		};
	}
	/** Whether an edit changes what stands there. */
	isTouched(location) {
		const placed = this.#at(location.file);
		if (placed === void 0) return false;
		const range = rangeOf(location, placed.edited.original.lines);
		return placed.edited.edits.some((edit) => touches(edit, range));
	}
	/** Whether an edit changes the line of a place: what was wrong there may be mended by it. */
	isOnEditedLine({ file, line }) {
		const placed = this.#at(file);
		if (placed === void 0) return false;
		const { original, edits } = placed.edited;
		return edits.some((edit) => isAmong(line, original.lines.span(edit)));
	}
	/** Whether something is what the edits write where something else was; with what they write behind it left out. */
	writes(now, before) {
		const placed = this.#at(before.file);
		const place = this.moved(before);
		if (placed === void 0 || now.line !== place.line || now.column !== place.column) return false;
		const { start, end } = rangeOf(place, placed.lines);
		const text = placed.edited.text.slice(start, end);
		return now.text !== "" && text.startsWith(now.text) && BEHIND.test(text.slice(now.text.length));
	}
	/** Whether something stands in what an edit writes. */
	isWritten(now) {
		const placed = this.#at(now.file);
		if (placed === void 0) return false;
		const { start, end } = rangeOf(now, placed.lines);
		return placed.stretches.some((stretch) => stretch.start <= start && end <= stretch.end);
	}
	#at(file) {
		const edited = this.#editedAt(file);
		if (edited === void 0) return void 0;
		const known = this.#placed.get(edited) ?? {
			edited,
			lines: require_base.indexLines(edited.text),
			stretches: stretchesOf(edited.edits)
		};
		this.#placed.set(edited, known);
		return known;
	}
};
function isAmong(line, span) {
	return span.line <= line && line <= span.endLine;
}
function rangeOf({ line, column, endLine, endColumn }, lines) {
	const start = lines.offset(line, column) ?? 0;
	return {
		start,
		end: Math.max(start, lines.offset(endLine, endColumn) ?? start)
	};
}
// src/fix/prove.ts
/** Scans after which no more is tried of what is complained of; what is not proven by then is refused. */
const MOST_SCANS = 48;
/**
* Makes as many of the offers as can be made together, the first one of two that want the same place. One that does not do
* what it announces takes no other one with it.
*/
async function prove(offers, repository) {
	const originals = new Originals(repository.root, repository.open());
	const proof = new Proof(repository, originals);
	let open = offers.flatMap((offer) => {
		const placed = placedIn(originals, offer);
		if (!("why" in placed)) return placed;
		proof.refused.push({
			offer,
			why: placed.why
		});
		return [];
	});
	while (open.length > 0) {
		const { together, others } = apart(open, proof.made);
		await proof.take(together);
		open = together.length > 0 ? others : [];
		if (together.length > 0) continue;
		for (const { offer } of others) proof.refused.push({
			offer,
			why: OVERLAPS
		});
	}
	const files = [...proof.edited(proof.made).values()];
	return {
		made: proof.made.map(({ offer }) => offer),
		placed: proof.made,
		refused: proof.refused,
		files: files.toSorted((a, b) => a.original.file < b.original.file ? -1 : 1)
	};
}
const OVERLAPS = "Another fix changes the same place: once that is made, run again.";
/** Those that change what is complained of; where that is known of none, those that change a file that is. */
function blamedIn(batch, complaints) {
	const exact = complaints.filter(({ references }) => references.length > 0);
	const blame = (some) => new Set(batch.filter((placed) => some.some(({ file, references }) => isOf(placed, file, references))));
	const blamed = blame(exact);
	return blamed.size > 0 ? blamed : blame(complaints);
}
var Proof = class {
	made = [];
	refused = [];
	#repository;
	#originals;
	#scans = 0;
	constructor(repository, originals) {
		this.#repository = repository;
		this.#originals = originals;
	}
	/** Makes those of a batch that do what they announce: many good ones take one scan, each bad one a few more. */
	async take(batch) {
		const [first, ...others] = batch;
		if (first === void 0) return;
		const complaints = await this.#complaints(batch);
		if (complaints.length === 0) {
			this.made.push(...batch);
			return;
		}
		if (others.length === 0) return this.#takeOne(first, complaints);
		const blamed = blamedIn(batch, complaints);
		const innocent = batch.filter((placed) => !blamed.has(placed));
		const isSome = blamed.size > 0 && innocent.length > 0;
		if (this.#scans >= (isSome ? 96 : MOST_SCANS)) {
			for (const placed of batch) this.#refuse(placed, complaints);
			return;
		}
		const half = Math.ceil(batch.length / 2);
		await this.take(isSome ? innocent : batch.slice(0, half));
		if (isSome && this.#scans >= MOST_SCANS) for (const placed of blamed) this.#refuse(placed, complaints);
		else await this.take(isSome ? [...blamed] : batch.slice(half));
	}
	/** Without its comments, where it has some and they may be what does more. */
	async #takeOne(placed, complaints) {
		if (placed.comments.length > 0) await this.take([{
			...placed,
			comments: []
		}]);
		else this.#refuse(placed, complaints);
	}
	/** Each file with the edits of these. */
	edited(all) {
		return new Map(new EditsByFile(all).entries().map(([original, edits]) => [original.real, editedFile(original, edits)]));
	}
	#refuse(placed, complaints) {
		const own = complaints.filter((complaint) => blamedIn([placed], [complaint]).size > 0);
		const [first, ...others] = own.length > 0 ? own : complaints;
		const more = others.length > 0 ? `; and ${others.length} more` : "";
		this.refused.push({
			offer: placed.offer,
			why: `It does not do what it says and nothing else: ${first?.words}${more}.`
		});
	}
	/** What a scan with these and with all that is made has that nobody announced. */
	async #complaints(batch) {
		this.#scans++;
		const { open, scan, before } = this.#repository;
		const all = [...this.made, ...batch];
		const edited = this.edited(all);
		const after = await scan(editedTree(open(), this.#originals, edited));
		const placing = new Placing((file) => {
			const real = this.#originals.realOf(file);
			return typeof real === "string" ? edited.get(real) : void 0;
		});
		const mended = all.filter(({ edits }) => edits.some(({ edit }) => edit.start === edit.end)).flatMap(({ offer }) => offer.findings.flatMap(({ pulls }) => pulls.map(whose)));
		return compareScans(before, after, placing, new Set(mended));
	}
};
// src/fix/mend.ts
/** From the findings of a run to the edited files. */
const SAFE = {
	unsafe: false,
	rules: new Set(),
	isMeant: void 0
};
/** Nothing is written: what is chosen is made in memory, and scanned. */
async function mend({ root, folders = [""], report, scanOptions, cancellation }, choice = SAFE) {
	const unanswered = report.inspections.filter(({ failure }) => failure !== void 0);
	const { offers, left } = choose(report.findings, choice, new Set(unanswered.map(({ request }) => request.image)));
	return {
		...await prove(offers, {
			root: require_base.realOf(root),
			before: report.scan,
			open: () => require_scan.openRepository(root, scanOptions),
			scan: async (tree) => {
				const scans = [];
				for (const folder of folders) scans.push(await require_scan.scanRepository(require_scan.below(tree, folder), scanOptions, cancellation));
				if (scans.some(({ isCut }) => isCut === true)) throw new require_base.Cancelled(`The run was cancelled (${cancellation?.reason}) before the fixes were proven.`);
				const [only, ...others] = scans;
				return only !== void 0 && others.length === 0 ? only : (await Promise.resolve().then(() => require("./check.js")).then((n) => n.together_exports)).scansTogether(scans);
			}
		}),
		left
	};
}
// src/fix/patch.ts
/** Edited files as one unified diff that `git apply` takes. */
/** Lines of context, as git shows them. */
const CONTEXT = 3;
/** Files whose bytes are not those of a text of UTF-8 are left out: a patch that is text cannot have them. */
function unifiedDiff(files) {
	return files.flatMap((file) => isPatchable(file) ? fileDiff(file) : []).join("");
}
/** Whether a patch can say what becomes of the file. */
function isPatchable({ original: { bytes, file } }) {
	return Buffer.from(bytes.toString("utf8")).equals(bytes) && !bytes.includes(0) && !/\p{Cc}/u.test(file);
}
/** Why it cannot: a clause behind the name of the file. */
const UNPATCHABLE = "is no text of UTF-8, or its name has control characters";
function fileDiff({ original, edits }) {
	const name = original.file;
	const [from, to] = [quoted(`a/${name}`), quoted(`b/${name}`)];
	const end = name.includes(" ") ? "	" : "";
	return `diff --git ${from} ${to}\n--- ${from}${end}\n+++ ${to}${end}\n${hunksOf(changesOf(original, edits), linesOf(original.bytes.toString("utf8"))).join("")}`;
}
/** Names with quotes or backslashes are written as C has them. */
function quoted(name) {
	return /["\\]/.test(name) ? `"${name.replaceAll(/["\\]/g, String.raw`\$&`)}"` : name;
}
/** With their line feeds. */
function linesOf(text) {
	return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}
/** Edits on the same lines are one change. */
function changesOf({ text, lines, bytes }, edits) {
	const blocks = [];
	for (const edit of edits) {
		const [start, end] = [lines.at(edit.start).line - 1, lines.at(edit.end).line];
		const last = blocks.at(-1);
		if (last === void 0 || last.end <= start) blocks.push({
			start,
			end,
			edits: [edit]
		});
		else {
			last.end = Math.max(last.end, end);
			last.edits.push(edit);
		}
	}
	const hasMark = bytes.toString("latin1", 0, 3) === "\u00ef\u00bb\u00bf";
	return blocks.map(({ start, end, edits: own }) => {
		const from = lines.offset(start + 1, 1) ?? 0;
		const old = text.slice(from, lines.offset(end + 1, 1) ?? text.length);
		const shifted = own.map((edit) => ({
			...edit,
			start: edit.start - from,
			end: edit.end - from
		}));
		const mark = hasMark && start === 0 ? "\ufeff" : "";
		const [before, now] = [linesOf(mark + old), linesOf(mark + applyEdits(old, shifted))];
		return trimmed({
			start,
			end: start + before.length,
			lines: now
		}, before);
	});
}
/** Without the lines at its ends that come out as they were. */
function trimmed({ start, end, lines }, old) {
	let [first, left, now] = [
		0,
		old.length,
		lines.length
	];
	while (first < left && first < now && old[first] === lines[first]) first++;
	while (left > first && now > first && old[left - 1] === lines[now - 1]) [left, now] = [left - 1, now - 1];
	return {
		start: start + first,
		end: end - (old.length - left),
		lines: lines.slice(first, now)
	};
}
/** Changes with lines around them; those whose lines meet are one hunk. */
function hunksOf(changes, old) {
	const groups = [];
	for (const change of changes) {
		const last = groups.at(-1);
		if (last !== void 0 && change.start - last.at(-1).end <= 6) last.push(change);
		else groups.push([change]);
	}
	let shift = 0;
	return groups.map((group) => {
		const start = Math.max(0, group[0].start - CONTEXT);
		const end = Math.min(old.length, group.at(-1).end + CONTEXT);
		const lines = [];
		let [at, added] = [start, 0];
		for (const change of group) {
			lines.push(...old.slice(at, change.start).map((line) => ` ${line}`));
			lines.push(...old.slice(change.start, change.end).map((line) => `-${line}`));
			lines.push(...change.lines.map((line) => `+${line}`));
			added += change.lines.length - (change.end - change.start);
			at = change.end;
		}
		lines.push(...old.slice(at, end).map((line) => ` ${line}`));
		const head = `@@ -${rangeText(start, end - start)} +${rangeText(start + shift, end - start + added)} @@\n`;
		shift += added;
		return head + lines.map((line) => line.endsWith("\n") ? line : `${line}\n\\ No newline at end of file\n`).join("");
	});
}
/** A range without lines is said by the line before it. */
function rangeText(start, length) {
	return `${length === 0 ? start : start + 1},${length}`;
}
// src/fix/write.ts
/** Puts the edited files in the place of those that were scanned. */
/** Each file as a whole, with the permissions that it had, and only where it still is what was scanned. */
function writeFiles(files) {
	return files.flatMap(({ original: { file, real, bytes: scanned }, bytes }) => {
		const now = require_base.readRegularFile(real, scanned.length, "refused");
		if (require_base.isUnread(now) || !now.equals(scanned)) return {
			file,
			why: `${file} is another one than was scanned; run again.`
		};
		try {
			require_base.writeWhole(real, bytes);
			return [];
		} catch (error) {
			return {
				file,
				why: `${file} could not be written. ${String(error)}`
			};
		}
	});
}
// src/fix/index.ts
var fix_exports$1 = require_rolldown_runtime.__exportAll({
	UNPATCHABLE: () => UNPATCHABLE,
	isPatchable: () => isPatchable,
	mend: () => mend,
	unifiedDiff: () => unifiedDiff
});
// src/report/fix.ts
/** A person reads no more lines of one kind. */
const MOST = 50;
const MOST_PLACES = 3;
function fixText({ mended, unwritten, unsafe }, paint) {
	const { files, refused, left } = mended;
	const diff = unwritten === void 0 ? unifiedDiff(files).split("\n").slice(0, -1) : [];
	return `${[
		...diff.map((line) => shown(line, paint)),
		...diff.length > 0 ? [""] : [],
		...section("not in the diff", unwritten === void 0 ? files.filter((file) => !isPatchable(file)) : [], ({ original }) => `${require_base.plain(original.file)} ${UNPATCHABLE}; --write edits it`),
		...section("not written", unwritten ?? [], ({ why }) => require_base.plain(why)),
		...section("refused", refused, ({ offer, why }) => `${placeOf(offer)} ${ruleOf(offer)}: ${require_base.plain(why)}`),
		...section("left", leftByReason(left), ({ why, found }) => `${byRule(found)}: ${require_base.plain(why)}${placesOf(found)}`),
		`${verdict(mended, unwritten)}${unsafeHint(left, unsafe)}`
	].join("\n")}\n`;
}
/** What is to be mended, or was. */
function verdict({ made, files, left, refused }, unwritten) {
	if (made.length === 0) return left.length + refused.length === 0 ? "Nothing to mend." : `Nothing that can be mended ${where(left)}.`;
	const lost = new Set(unwritten?.map(({ file }) => file));
	const written = files.filter(({ original }) => !lost.has(original.file));
	const mends = require_base.counted(made.reduce((sum, { findings }) => sum + findings.length, 0), "finding");
	const what = `${require_base.counted(made.length, "fix", "fixes")} for ${mends} in ${require_base.counted(files.length, "file")}`;
	const proof = "A scan of the edited files shows the same pulls but for these";
	if (unwritten === void 0) return `${what}. ${proof}; --write makes them.`;
	return `${what}: ${require_base.counted(written.length, "file")} written. ${proof}.`;
}
/** Where there is a fix that was not chosen, that is no place without any. */
function where(left) {
	return left.some(({ kind }) => kind === "unsafe") ? "safely" : "here";
}
function unsafeHint(left, unsafe) {
	const { length } = left.filter(({ kind }) => kind === "unsafe");
	return unsafe || length === 0 ? "" : ` ${require_base.counted(length, "finding has", "findings have")} a fix that is shown with --unsafe.`;
}
function section(title, items, line) {
	const lines = items.slice(0, MOST).map((item) => require_base.unarmed(`${title}: ${line(item)}`));
	return items.length > MOST ? [...lines, `${title}: and ${items.length - MOST} more`] : lines;
}
/** A line of the diff, in which nothing hides and no command begins; else it stays as it is, so that git takes it. */
function shown(line, paint) {
	const end = line.endsWith("\r") ? "\r" : "";
	const text = line.slice(0, line.length - end.length).split("	").map((part) => require_base.plain(part, 1e4)).join("	") + end;
	const safe = require_base.isObeyed(text) ? require_base.unarmed(text) : text;
	if (/^(?:diff|---|\+\+\+) /.test(line)) return paint("bold", safe);
	if (line.startsWith("@@")) return paint("notice", safe);
	return line.startsWith("+") ? paint("pass", safe) : line.startsWith("-") ? paint("error", safe) : safe;
}
/** Findings that are left for one reason. */
function leftByReason(left) {
	return [...Map.groupBy(left, ({ why }) => why)].map(([why, found]) => ({
		why,
		found
	}));
}
function byRule(left) {
	return [...Map.groupBy(left, ({ finding }) => finding.rule)].map(([rule, { length }]) => `${length} of ${rule}`).join(", ");
}
function placesOf(left) {
	const places = left.map(({ finding: { location } }) => `${require_base.plain(location.file)}:${location.line}`);
	return ` (${require_base.few([...new Set(places)], MOST_PLACES)})`;
}
function placeOf({ fix }) {
	const { file, line, column } = fix.edits[0].location;
	return `${require_base.plain(file)}:${line}:${column}:`;
}
function ruleOf({ findings }) {
	return [...new Set(findings.map(({ rule }) => rule))].join(", ");
}
/** The same for programs, with the patch. */
function fixJson({ mended: { made, refused, left, files }, unwritten }) {
	return require_base.printJson({
		schemaVersion: 1,
		written: unwritten === void 0 ? false : unwritten.length === 0,
		fixes: made.map(offerPart),
		refused: refused.map(({ offer, why }) => ({
			...offerPart(offer),
			why
		})),
		files: files.map((file) => filePart(file, unwritten)),
		left: left.map(({ finding, kind, why }) => ({
			why,
			kind,
			finding: require_scan.findingPart(finding)
		})),
		patch: unifiedDiff(files)
	});
}
function offerPart({ fix: { title, safe, edits }, findings }) {
	return {
		title,
		safe,
		edits: edits.map(({ location, replacement }) => ({
			...location,
			replacement
		})),
		findings: findings.map((finding) => require_scan.findingPart(finding))
	};
}
function filePart(file, unwritten) {
	const { original, edits } = file;
	const lost = unwritten?.find((one) => one.file === original.file);
	return {
		file: original.file,
		edits: edits.length,
		inPatch: isPatchable(file),
		written: unwritten !== void 0 && lost === void 0,
		why: lost?.why
	};
}
// src/cli/fix.ts
/** `wave-inspect fix`: shows the edits that mend what `check` finds, or makes them. */
var fix_exports = require_rolldown_runtime.__exportAll({ fix: () => fix });
/** `wave-inspect fix [DIR]`: 1 where something can be mended and is not, 3 where that is not known. */
async function fix(args, world) {
	const typed = require_base.readArguments(args, "fix");
	const { values } = typed;
	const format = require_base.readWord("--format", values.format ?? "text", require_base.commands.fix.options.format.words);
	const choice = choiceOf(values);
	const { root, settings, report } = await require_check.runWhole(typed, world, { asksDigests: true });
	if (report.cancelled !== void 0) {
		world.err(`wave-inspect: the run was ended (${report.cancelled}); nothing is mended.\n`);
		return "undecided";
	}
	const cancellation = world.cancellable?.();
	const mended = await mend({
		root,
		report,
		scanOptions: settings.scan,
		cancellation
	}, choice);
	const unwritten = values.write === true ? writeFiles(mended.files) : void 0;
	const told = {
		mended,
		unsafe: choice.unsafe,
		...unwritten !== void 0 && { unwritten }
	};
	if (format === "diff") world.out(diffOf(mended.files, world));
	else world.out(format === "json" ? fixJson(told) : fixText(told, require_check.painter(world.color)));
	return outcomeOf(mended, unwritten);
}
/**
* For `git apply`, byte for byte: a file that it cannot have, and one with a line that the agent of a CI would obey in its
* log, are left out and told.
*/
function diffOf(files, world) {
	for (const { original } of files.filter((file) => !isPatchable(file))) world.err(`${require_base.logLine(`wave-inspect: ${original.file} is not in the diff: it ${UNPATCHABLE}; --write edits it.`)}\n`);
	const diffs = files.map((file) => ({
		file: file.original.file,
		diff: unifiedDiff([file])
	}));
	const [obeyed = [], harmless = []] = [true, false].map((isLeft) => diffs.filter(({ diff }) => diff.split(/[\n\r]/).some(require_base.isObeyed) === isLeft));
	for (const { file } of obeyed) world.err(`wave-inspect: ${file} is not in the diff: it has a line that is a command in the log of a CI; --write edits it.\n`);
	return harmless.map(({ diff }) => diff).join("");
}
function choiceOf({ unsafe = false, rule = [], image = [] }) {
	const patterns = image.map((text) => {
		const pattern = require_check.compilePattern(text);
		if ("error" in pattern) throw new require_base.ConfigurationError(`--image: ${pattern.error}.`);
		return pattern;
	});
	for (const id of rule) {
		if (require_check.ruleIds.includes(id)) continue;
		const near = require_base.nearest(id, require_check.ruleIds);
		throw new require_base.ConfigurationError(`--rule: there is no rule ${id}${near === void 0 ? "." : `; did you mean ${near}?`}`);
	}
	return {
		unsafe,
		rules: new Set(rule),
		isMeant: patterns.length === 0 ? void 0 : (name) => patterns.some((pattern) => pattern.matches(name))
	};
}
function outcomeOf({ made, refused, left }, unwritten) {
	if (refused.length > 0 || made.length > 0 && (unwritten === void 0 || unwritten.length > 0)) return "fail";
	return left.some(({ kind }) => kind === "undecided") ? "undecided" : "pass";
}
Object.defineProperty(exports, "Edits", {
	enumerable: true,
	get: function() {
		return Edits;
	}
});
Object.defineProperty(exports, "allEdits", {
	enumerable: true,
	get: function() {
		return allEdits;
	}
});
Object.defineProperty(exports, "applyEdits", {
	enumerable: true,
	get: function() {
		return applyEdits;
	}
});
Object.defineProperty(exports, "fix_exports", {
	enumerable: true,
	get: function() {
		return fix_exports;
	}
});
Object.defineProperty(exports, "fix_exports$1", {
	enumerable: true,
	get: function() {
		return fix_exports$1;
	}
});
