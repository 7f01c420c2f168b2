const require_rolldown_runtime = require("./rolldown-runtime.js");
const require_base = require("./base.js");
let node_path = require("node:path");
let node_fs = require("node:fs");
// src/report/groups.ts
/** Findings sorted for reading: what counts and what does not, and the same word at several places. */
/** Why it does not count, who answers for it, and where that is tracked. */
function whyWaived({ reason, owner, ticket }) {
	return [
		reason,
		owner,
		ticket
	].filter((part) => part !== void 0);
}
/** The same with its end, in one line. */
function waivedInWords(waived) {
	const until = waived.expires === void 0 ? [] : [`until ${waived.expires}`];
	return [...whyWaived(waived), ...until].join(", ");
}
/** Since when it is known, who answers for it, where that is tracked, and until when, in one line. */
function knownInWords({ by, since, expires, owner, reason, ticket }) {
	const first = by === "base" ? "on the base, too" : since === void 0 ? "known" : `known since ${since}`;
	const until = expires === void 0 ? [] : [`until ${expires}`];
	return [
		first,
		...[
			reason,
			owner,
			ticket
		].flatMap((part) => part ?? []),
		...until
	].join(", ");
}
/** Findings that count, and those that do not, each in their order. */
function partition(findings) {
	return {
		open: findings.filter(require_base.isOpen),
		known: findings.filter((finding) => finding.known !== void 0),
		waived: findings.filter((finding) => finding.waived !== void 0)
	};
}
/** Groups in the order of their first finding. */
function groupFindings(findings) {
	const groups = new Map();
	for (const finding of findings) {
		const { rule, severity, message, undecided, waived, known, image, location, writtenAt } = finding;
		const key = JSON.stringify([
			rule,
			severity,
			message,
			undecided,
			waived,
			known,
			image
		]);
		const group = groups.get(key);
		const places = writtenAt === void 0 ? [location] : [location, writtenAt];
		if (group === void 0) groups.set(key, {
			finding,
			places
		});
		else group.places.push(writtenAt ?? location);
	}
	return [...groups.values()];
}
/** Of a fix that is not safe. */
const LOOK_FIRST = "Look at it before you take it: it may change more than the finding asks for.";
/** What to do, and which line made another name of the one that a reader finds at that place: a sentence each. */
function adviceOf({ help, pulls }) {
	return [help, require_base.wayInWords(pulls)].flatMap((text) => text ?? []);
}
// src/report/annotation-words.ts
const MOST_NAMES$1 = 2;
const MOST_PROFILES = 3;
const MOST_EDITS = 3;
const LONGEST$3 = 300;
/** A sentence each: what to do, which line rewrote the name, as what who pulls it, and the replacement. */
function explanationOf(finding) {
	const { help, pulls, fixes: [fix] = [] } = finding;
	const way = require_base.wayInWords(pulls);
	const replacement = fix && fixInWords(fix, finding);
	const isSaid = help !== void 0 && fix?.safe === true && fix.edits.every((edit) => help.includes(edit.replacement));
	const pulled = pulledInWords(finding, way !== void 0);
	return [
		isSaid ? replacement : help,
		way,
		pulled,
		isSaid ? void 0 : replacement
	].flatMap((text) => text ?? []);
}
/** `isBrief`: the engines and who has it pulled are told already. */
function pulledInWords({ pulls }, isBrief) {
	const names = require_base.wayOf(pulls)?.pulled.filter(({ image }) => image !== null) ?? [];
	const said = names.slice(0, MOST_NAMES$1).map((name) => nameInWords(name, isBrief));
	const more = names.length - said.length;
	return said.length === 0 ? void 0 : `Pulled as ${said.join("; as ")}${more > 0 ? `; and as ${require_base.grouped(more)} more` : ""}.`;
}
function nameInWords({ image, engines, profiles, processes, first }, isBrief) {
	const rest = processes - first.length;
	const given = first.flatMap((user) => require_base.givenStage(user) ?? []);
	const users = given.length === 0 ? "" : `${given.join(", ")}${rest > 0 ? ` and ${require_base.grouped(rest)} more` : ""}`;
	return [
		require_base.onOneLine(image ?? "", LONGEST$3),
		isBrief || engines.length === 0 ? "" : ` by ${engines.join(", ")}`,
		isBrief || users === "" ? "" : ` for ${users}`,
		profiles.length === 0 ? "" : ` with -profile ${require_base.few(profiles, MOST_PROFILES).replaceAll(", ", " or ")}`
	].join("");
}
/** `Pin it to the digest that it means today: write a/b:1@sha256:\u2026 in place of a/b:1.` */
function fixInWords({ title, edits, safe }, finding) {
	const said = edits.slice(0, MOST_EDITS).map((edit) => editInWords(edit, finding, edits.length > 1));
	const more = edits.length - said.length;
	const all = [...said, ...more > 0 ? [`change ${require_base.grouped(more)} more places`] : []].join("; ");
	return `${title.replace(/\.$/, "")}: ${all}.${safe ? "" : ` ${LOOK_FIRST}`}`;
}
/** `isOneOfMany`: then a reader cannot tell its place from that of the annotation. */
function editInWords({ location, replacement }, { pulls, location: own }, isOneOfMany) {
	const where = isOneOfMany || location.file !== own.file || location.line !== own.line ? ` at ${require_base.lineOf(location)}` : "";
	const old = pulls.flatMap(({ references }) => references).find((reference) => reference.file === location.file && reference.line === location.line && reference.column === location.column && reference.endColumn === location.endColumn)?.text;
	if (replacement.trim() === "") return `take ${old === void 0 ? "the text" : require_base.onOneLine(old, LONGEST$3)} out${where}`;
	return `write ${require_base.onOneLine(replacement, LONGEST$3)}${old === void 0 ? "" : ` in place of ${require_base.onOneLine(old, LONGEST$3)}`}${where}`;
}
// node_modules/balanced-match/dist/esm/index.js
const range = (a, b, str) => {
	let begs, beg, left, right = void 0, result;
	let ai = str.indexOf(a);
	let bi = str.indexOf(b, ai + 1);
	let i = ai;
	if (ai >= 0 && bi > 0) {
		if (a === b) return [ai, bi];
		begs = [];
		left = str.length;
		while (i >= 0 && !result) {
			if (i === ai) {
				begs.push(i);
				ai = str.indexOf(a, i + 1);
			} else if (begs.length === 1) {
				const r = begs.pop();
				if (r !== void 0) result = [r, bi];
			} else {
				beg = begs.pop();
				if (beg !== void 0 && beg < left) {
					left = beg;
					right = bi;
				}
				bi = str.indexOf(b, i + 1);
			}
			i = ai < bi && ai >= 0 ? ai : bi;
		}
		if (begs.length && right !== void 0) result = [left, right];
	}
	return result;
};
// node_modules/brace-expansion/dist/esm/index.js
const escSlash = "\0SLASH" + Math.random().toFixed(16) + "\0";
const escOpen = "\0OPEN" + Math.random().toFixed(16) + "\0";
const escClose = "\0CLOSE" + Math.random().toFixed(16) + "\0";
const escComma = "\0COMMA" + Math.random().toFixed(16) + "\0";
const escPeriod = "\0PERIOD" + Math.random().toFixed(16) + "\0";
const escSlashPattern = new RegExp(escSlash, "g");
const escOpenPattern = new RegExp(escOpen, "g");
const escClosePattern = new RegExp(escClose, "g");
const escCommaPattern = new RegExp(escComma, "g");
const escPeriodPattern = new RegExp(escPeriod, "g");
const slashPattern = /\\\\/g;
const openPattern = /\\{/g;
const closePattern = /\\}/g;
const commaPattern = /\\,/g;
const periodPattern = /\\\./g;
const EXPANSION_MAX = 1e5;
const EXPANSION_MAX_LENGTH = 4e6;
const EXPANSION_MAX_DEPTH = 1e3;
const EXPANSION_MAX_REWRITES = 1e3;
const EXPANSION_MAX_STEPS = 2e7;
const CALL_STEPS = 16;
function numeric(str) {
	return !isNaN(str) ? parseInt(str, 10) : str.charCodeAt(0);
}
function escapeBraces(str) {
	return str.replace(slashPattern, escSlash).replace(openPattern, escOpen).replace(closePattern, escClose).replace(commaPattern, escComma).replace(periodPattern, escPeriod);
}
function unescapeBraces(str) {
	return str.replace(escSlashPattern, "\\").replace(escOpenPattern, "{").replace(escClosePattern, "}").replace(escCommaPattern, ",").replace(escPeriodPattern, ".");
}
function pushAll(target, items) {
	for (let i = 0; i < items.length; i++) target.push(items[i]);
}
function balancedWithBudget(str, masked, budget) {
	if (budget.remaining < 0) return;
	const r = range("{", "}", masked);
	const unmatched = r !== void 0 && masked.indexOf("{") < r[0];
	budget.remaining -= r && !unmatched ? r[1] + 1 : str.length;
	if (!r || budget.remaining < 0) return;
	return {
		end: r[1],
		pre: str.slice(0, r[0]),
		body: str.slice(r[0] + 1, r[1]),
		post: str.slice(r[1] + 1),
		unmatched
	};
}
function maskUnmatchedOpens(masked, budget) {
	budget.remaining -= masked.length;
	const open = [];
	for (let i = 0; i < masked.length; i++) {
		const c = masked.charCodeAt(i);
		if (c === 123) open.push(i);
		else if (c === 125 && open.length) open.pop();
	}
	let out = "";
	let last = 0;
	for (let i = 0; i < open.length; i++) {
		const at = open[i];
		out += masked.slice(last, at) + "\0";
		last = at + 1;
	}
	return out + masked.slice(last);
}
function commaSetFollows(str, budget) {
	budget.remaining -= str.length;
	if (budget.remaining < 0) return false;
	let close = false;
	for (let i = str.length - 1; i >= 0; i--) {
		const c = str.charCodeAt(i);
		if (c === 125) close = true;
		else if (c === 10 || c === 13 || c === 8232 || c === 8233) close = false;
		else if (c === 44 && close && str.charCodeAt(i + 1) !== 44) return true;
	}
	return false;
}
/**
* Basically just str.split(","), but handling cases
* where we have nested braced sections, which should be
* treated as individual members, like {a,{b,c},d}
*
* Returns `undefined` if the step budget runs out before the whole set is
* split, since splitting what is left on every comma would tear apart the
* nested sets it still holds.
*/
function parseCommaParts(str, budget) {
	const parts = [];
	let carry = "";
	for (;;) {
		const m = balancedWithBudget(str, str, budget);
		if (budget.remaining < 0) return;
		if (!m) {
			const tail = str.split(",");
			tail[0] = carry + tail[0];
			pushAll(parts, tail);
			return parts;
		}
		const { pre, body, post } = m;
		const p = pre.split(",");
		p[0] = carry + p[0];
		p[p.length - 1] += "{" + body + "}";
		if (!post.length) {
			pushAll(parts, p);
			return parts;
		}
		carry = p.pop();
		pushAll(parts, p);
		str = post;
	}
}
function bound(value, fallback) {
	return value === void 0 || isNaN(value) ? fallback : value;
}
function expand(str, options = {}) {
	if (!str) return [];
	const max = bound(options.max, EXPANSION_MAX);
	const maxLength = bound(options.maxLength, EXPANSION_MAX_LENGTH);
	const maxDepth = bound(options.maxDepth, EXPANSION_MAX_DEPTH);
	const maxRewrites = bound(options.maxRewrites, EXPANSION_MAX_REWRITES);
	const maxSteps = bound(options.maxSteps, EXPANSION_MAX_STEPS);
	if (str.slice(0, 2) === "{}") str = "\\{\\}" + str.slice(2);
	return expand_(escapeBraces(str), max, maxLength, maxDepth, 0, maxRewrites, { remaining: maxSteps }, true).map(unescapeBraces);
}
function embrace(str) {
	return "{" + str + "}";
}
function isPadded(el) {
	return /^-?0\d/.test(el);
}
function lte(i, y) {
	return i <= y;
}
function gte(i, y) {
	return i >= y;
}
function combine(acc, pre, values, max, maxLength, dropEmpties, budget) {
	const out = [];
	let length = 0;
	let nonEmpty;
	outer: for (let a = 0; a < acc.length; a++) {
		const prefix = acc[a] + pre;
		let vs = values;
		if (dropEmpties && !prefix) {
			if (!nonEmpty) nonEmpty = values.filter((v) => v);
			vs = nonEmpty;
		}
		for (let v = 0; v < vs.length; v++) {
			if (out.length >= max) break outer;
			const expansion = prefix + vs[v];
			if (length + expansion.length > maxLength) break outer;
			out.push(expansion);
			length += expansion.length;
		}
	}
	budget.remaining -= out.length;
	return out;
}
function expandSequence(body, isAlphaSequence, max, maxLength, budget) {
	const n = body.split(/\.\./);
	const N = [];
	if (n[0] === void 0 || n[1] === void 0) return N;
	const x = numeric(n[0]);
	const y = numeric(n[1]);
	const width = Math.max(n[0].length, n[1].length);
	let incr = n.length === 3 && n[2] !== void 0 ? Math.max(Math.abs(numeric(n[2])), 1) : 1;
	let test = lte;
	if (y < x) {
		incr *= -1;
		test = gte;
	}
	const pad = n.some(isPadded);
	const cost = pad ? width : 1;
	let length = 0;
	for (let i = x; test(i, y) && N.length < max; i += incr) {
		budget.remaining -= cost;
		if (budget.remaining < 0) return;
		let c;
		if (isAlphaSequence) {
			c = String.fromCharCode(i);
			if (c === "\\") c = "";
		} else {
			c = String(i);
			if (pad) {
				const need = width - c.length;
				if (need > 0) {
					const z = new Array(need + 1).join("0");
					if (i < 0) c = "-" + z + c.slice(1);
					else c = z + c;
				}
			}
		}
		if (length + c.length > maxLength) break;
		N.push(c);
		length += c.length;
	}
	return N;
}
function expand_(str, max, maxLength, maxDepth, depth, maxRewrites, budget, isTop) {
	budget.remaining -= CALL_STEPS;
	if (depth > maxDepth) return [str];
	let acc = [""];
	let rewrites = 0;
	let dropEmpties = false;
	let firstGroup = true;
	let masked = str;
	for (;;) {
		const m = balancedWithBudget(str, masked, budget);
		if (!m) return combine(acc, str, [""], max, maxLength, dropEmpties, budget);
		if (m.unmatched) masked = maskUnmatchedOpens(masked, budget);
		const pre = m.pre;
		const literal = () => combine(acc, pre + "{" + m.body + "}" + m.post, [""], max, maxLength, dropEmpties, budget);
		if (/\$$/.test(pre)) {
			acc = combine(acc, pre + "{" + m.body + "}", [""], max, maxLength, dropEmpties && !m.post.length, budget);
			firstGroup = false;
			if (!m.post.length) break;
			str = m.post;
			masked = masked.slice(m.end + 1);
			continue;
		}
		const isNumericSequence = /^-?\d+\.\.-?\d+(?:\.\.-?\d+)?$/.test(m.body);
		const isAlphaSequence = /^[a-zA-Z]\.\.[a-zA-Z](?:\.\.-?\d+)?$/.test(m.body);
		const isSequence = isNumericSequence || isAlphaSequence;
		const isOptions = m.body.indexOf(",") >= 0;
		if (!isSequence && !isOptions) {
			if (rewrites < maxRewrites && commaSetFollows(m.post, budget)) {
				rewrites++;
				str = m.pre + "{" + m.body + escClose + m.post;
				masked = masked.slice(0, m.end) + escClose + masked.slice(m.end + 1);
				isTop = true;
				continue;
			}
			return literal();
		}
		if (firstGroup) {
			dropEmpties = isTop && !isSequence;
			firstGroup = false;
		}
		let values;
		if (isSequence) {
			values = expandSequence(m.body, isAlphaSequence, max, maxLength, budget);
			if (!values) return literal();
		} else {
			let n = parseCommaParts(m.body, budget);
			if (!n) return literal();
			if (n.length === 1 && n[0] !== void 0) {
				n = expand_(n[0], max, maxLength, maxDepth, depth + 1, maxRewrites, budget, false).map(embrace);
				if (budget.remaining < 0) return literal();
				if (n.length === 1) {
					const next = combine(acc, pre + n[0], [""], max, maxLength, dropEmpties && !m.post.length, budget);
					if (budget.remaining < 0) return literal();
					acc = next;
					if (!m.post.length) break;
					str = m.post;
					masked = masked.slice(m.end + 1);
					continue;
				}
			}
			let dropsEmpties = dropEmpties && !m.post.length && !pre;
			for (let d = 0; dropsEmpties && d < acc.length; d++) if (acc[d]) dropsEmpties = false;
			values = [];
			let valuesLength = 0;
			outer: for (let j = 0; j < n.length; j++) {
				const expanded = expand_(n[j], max, maxLength, maxDepth, depth + 1, maxRewrites, budget, false);
				if (budget.remaining < 0) return literal();
				for (let k = 0; k < expanded.length; k++) {
					const v = expanded[k];
					if (dropsEmpties && !v) continue;
					if (values.length >= max || valuesLength + v.length > maxLength) break outer;
					values.push(v);
					valuesLength += v.length;
				}
			}
		}
		const next = combine(acc, pre, values, max, maxLength, dropEmpties && !m.post.length, budget);
		if (budget.remaining < 0) return literal();
		acc = next;
		if (!m.post.length) break;
		str = m.post;
		masked = masked.slice(m.end + 1);
	}
	return acc;
}
// node_modules/@isaacs/nonrecursive-glob-match/dist/esm/numeric-range.js
const digit = (a, b) => a === b ? {
	t: "lit",
	ch: String(a)
} : {
	t: "class",
	re: new RegExp(`^[${a}-${b}]$`)
};
const prefix = (d, alts) => alts.map((s) => [digit(d, d), ...s]);
const fixed = (a, b) => {
	if (!a) return [[]];
	let lo = +a[0];
	let hi = +b[0];
	const ra = a.slice(1);
	const rb = b.slice(1);
	if (lo === hi) return prefix(lo, fixed(ra, rb));
	const zeros = "0".repeat(ra.length);
	const nines = "9".repeat(ra.length);
	const out = [];
	if (ra !== zeros) out.push(...prefix(lo++, fixed(ra, nines)));
	const last = rb === nines ? [] : prefix(hi--, fixed(zeros, rb));
	if (lo <= hi) out.push([digit(lo, hi), ...Array.from(ra, () => digit(0, 9))]);
	out.push(...last);
	return out;
};
const nonneg = (a, b, width) => {
	if (width) return fixed(String(a).padStart(width, "0"), String(b).padStart(width, "0"));
	const out = [];
	for (let len = String(a).length; len <= String(b).length; len++) {
		const lo = Math.max(a, len === 1 ? 0 : 10 ** (len - 1));
		const hi = Math.min(b, 10 ** len - 1);
		out.push(...fixed(String(lo), String(hi)));
	}
	return out;
};
/**
* The strings that the bash brace expansion `{lo..hi}` makes, as
* the alternatives of an `@(...)` extglob. Each one is a sequence of
* digits and digit classes, so there are only a few of them, even for
* a large range.
*
* If either end has a leading zero, such as `{01..10}`, each number
* has leading zeros to make it as long as the longer end, counting a
* `-` sign. So `{-05..3}` makes `-05` to `-01`, then `000` to `003`.
*
* Returns undefined if either end is not a safe integer.
*/
const numericRange = (loStr, hiStr) => {
	let lo = Number(loStr);
	let hi = Number(hiStr);
	if (!Number.isSafeInteger(lo) || !Number.isSafeInteger(hi)) return;
	if (lo > hi) [lo, hi] = [hi, lo];
	const width = /^-?0\d/.test(loStr) || /^-?0\d/.test(hiStr) ? Math.max(loStr.length, hiStr.length) : 0;
	const out = [];
	if (lo < 0) {
		const neg = nonneg(Math.max(-hi, 1), -lo, width && width - 1);
		out.push(...neg.map((s) => [{
			t: "lit",
			ch: "-"
		}, ...s]));
	}
	if (hi >= 0) out.push(...nonneg(Math.max(lo, 0), hi, width));
	return out;
};
// node_modules/@isaacs/nonrecursive-glob-match/dist/esm/parse-class.js
const posixClasses = {
	"[:alnum:]": ["\\p{L}\\p{Nl}\\p{Nd}"],
	"[:alpha:]": ["\\p{L}\\p{Nl}"],
	"[:ascii:]": ["\\x00-\\x7f"],
	"[:blank:]": ["\\p{Zs}\\t"],
	"[:cntrl:]": ["\\p{Cc}"],
	"[:digit:]": ["\\p{Nd}"],
	"[:graph:]": ["\\p{Z}\\p{C}", true],
	"[:lower:]": ["\\p{Ll}"],
	"[:print:]": ["\\p{C}", true],
	"[:punct:]": ["\\p{P}\\p{S}"],
	"[:space:]": ["\\p{Z}\\t\\r\\n\\v\\f"],
	"[:upper:]": ["\\p{Lu}"],
	"[:word:]": ["\\p{L}\\p{Nl}\\p{Nd}\\p{Pc}"],
	"[:xdigit:]": ["A-Fa-f0-9"]
};
const braceEscape = (s) => s.replace(/[[\]\\-]/g, "\\$&");
const noMatch = /$./;
const parseClass = (glob, position, nocase = false, form) => {
	const norm = (c) => {
		const n = form ? c.normalize(form) : c;
		return [...n].length === 1 ? n : c;
	};
	const pos = position;
	if (glob.charAt(pos) !== "[") throw new Error("not in a brace expression");
	const ranges = [];
	const negs = [];
	let i = pos + 1;
	let sawStart = false;
	let escaping = false;
	let negate = false;
	let endPos = pos;
	let rangeStart = "";
	WHILE: while (i < glob.length) {
		const c = String.fromCodePoint(glob.codePointAt(i));
		if ((c === "!" || c === "^") && i === pos + 1) {
			negate = true;
			i++;
			continue;
		}
		if (c === "]" && sawStart && !escaping) {
			endPos = i + 1;
			break;
		}
		sawStart = true;
		if (c === "\\") {
			if (!escaping) {
				escaping = true;
				i++;
				continue;
			}
		}
		if (c === "[" && !escaping) {
			for (const [cls, [unip, neg]] of Object.entries(posixClasses)) if (glob.startsWith(cls, i)) {
				if (rangeStart) return [noMatch, glob.length - pos];
				i += cls.length;
				if (neg) negs.push(unip);
				else ranges.push(unip);
				continue WHILE;
			}
		}
		escaping = false;
		const n = norm(c);
		if (rangeStart) {
			if (n.codePointAt(0) > rangeStart.codePointAt(0)) ranges.push(braceEscape(rangeStart) + "-" + braceEscape(n));
			else if (n === rangeStart) ranges.push(braceEscape(n));
			rangeStart = "";
			i += c.length;
			continue;
		}
		if (glob.startsWith("-]", i + c.length)) {
			ranges.push(braceEscape(n + "-"));
			i += c.length + 1;
			continue;
		}
		if (glob.startsWith("-", i + c.length)) {
			rangeStart = n;
			i += c.length + 1;
			continue;
		}
		ranges.push(braceEscape(n));
		i += c.length;
	}
	if (endPos < i) return [noMatch, 0];
	if (!ranges.length && !negs.length) return [noMatch, glob.length - pos];
	const sranges = "[" + (negate ? "^" : "") + ranges.join("") + "]";
	const snegs = "[" + (negate ? "" : "^") + negs.join("") + "]";
	const comb = "^" + (ranges.length && negs.length ? "(" + sranges + "|" + snegs + ")" : ranges.length ? sranges : snegs);
	return [new RegExp(comb, nocase ? "iu" : "u"), endPos - pos];
};
// node_modules/@isaacs/nonrecursive-glob-match/dist/esm/index.js
const MATCH = {
	t: "match",
	id: 0
};
const extTypes = "!?+*@";
const lit = (ch) => ({
	t: "lit",
	ch
});
const reEscape = (s) => s.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&");
const newFoldRe = (s) => new RegExp(`^${reEscape(s)}$`, "iu");
const foldCache = new Map();
const foldRe = (ch) => {
	let re = foldCache.get(ch);
	if (!re) {
		re = newFoldRe(ch);
		if (foldCache.size >= 1e3) foldCache.clear();
		foldCache.set(ch, re);
	}
	return re;
};
const litMatch = (l, c) => {
	if (c === l.ch) return true;
	if (!l.re) return false;
	const code = c.charCodeAt(0);
	if (code >= 128) return l.re.test(c);
	const ascii = l.ascii ??= new Uint8Array(128);
	ascii[code] ||= l.re.test(c) ? 1 : 2;
	return ascii[code] === 1;
};
const tokenize = (p, nocase, noext, form, mark) => {
	const toks = [];
	for (let i = 0; i < p.length;) {
		const c = String.fromCodePoint(p.codePointAt(i));
		if (mark) {
			const m = c === "\\" && p.startsWith(mark, i + 1) ? 1 : 0;
			if (m || c === mark) {
				const start = i + m + mark.length;
				const end = p.indexOf(mark, start);
				const r = /^(-?\d+)\.\.(-?\d+)$/.exec(p.slice(start, end));
				const alts = end !== -1 && r && numericRange(r[1], r[2]);
				if (alts) {
					toks.push({
						t: "ext",
						type: "@",
						alts
					});
					i = end + mark.length;
					continue;
				}
			}
		}
		if (c === "\\") {
			const e = p.codePointAt(i + 1);
			const ch = e === void 0 ? c : String.fromCodePoint(e);
			toks.push(lit(ch));
			i += 1 + ch.length;
			continue;
		}
		if (c === "[") {
			const [re, consumed] = parseClass(p, i, nocase, form);
			if (consumed) {
				toks.push({
					t: "class",
					re
				});
				i += consumed;
				continue;
			}
		}
		if (!noext && extTypes.includes(c) && p[i + 1] === "(") {
			toks.push({
				t: "open",
				type: c
			});
			i += 2;
			continue;
		}
		toks.push(!noext && c === "|" ? { t: "bar" } : !noext && c === ")" ? { t: "close" } : c === "*" ? { t: "star" } : c === "?" ? { t: "any" } : lit(c));
		i += c.length;
	}
	return toks;
};
const pair = (toks) => {
	const pairs = new Map();
	const stack = [];
	toks.forEach((tok, i) => {
		if (tok.t === "open") stack.push(i);
		else if (tok.t === "close" && stack.length) pairs.set(stack.pop(), i);
	});
	return pairs;
};
const build = (toks, pairs, start, end, top) => {
	let seq = [];
	const alts = [seq];
	for (let i = start; i < end; i++) {
		const tok = toks[i];
		const close = pairs.get(i);
		if (tok.t === "open" && close !== void 0) {
			const sub = build(toks, pairs, i + 1, close, false);
			seq.push({
				t: "ext",
				type: tok.type,
				alts: sub
			});
			i = close;
		} else if (tok.t === "bar" && !top) alts.push(seq = []);
		else if (tok.t === "open") seq.push(lit(tok.type), lit("("));
		else if (tok.t === "bar") seq.push(lit("|"));
		else if (tok.t === "close") seq.push(lit(")"));
		else seq.push(tok);
	}
	return alts;
};
const normalize = (items, form) => {
	const out = [];
	let run = "";
	const flush = () => {
		for (const ch of run.normalize(form)) out.push(lit(ch));
		run = "";
	};
	for (const it of items) {
		if (it.t === "lit") {
			run += it.ch;
			continue;
		}
		flush();
		out.push(it.t === "ext" ? {
			...it,
			alts: it.alts.map((a) => normalize(a, form))
		} : it);
	}
	flush();
	return out;
};
const compile = (items, nocase) => {
	let id = 1;
	const split = (out) => ({
		t: "split",
		id: id++,
		out
	});
	const seq = (items, next) => items.reduceRight((next, it) => item(it, next), next);
	const item = (it, next) => {
		switch (it.t) {
			case "lit":
				const re = nocase ? foldRe(it.ch) : void 0;
				return {
					t: "lit",
					id: id++,
					ch: it.ch,
					re,
					next
				};
			case "any":
			case "star": return {
				t: it.t,
				id: id++,
				next
			};
			case "class": return {
				t: "class",
				id: id++,
				re: it.re,
				next
			};
		}
		const alts = (next) => it.alts.map((a) => seq(a, next));
		switch (it.type) {
			case "@": return split(alts(next));
			case "?": return split([next, ...alts(next)]);
			case "!": return {
				t: "neg",
				id: id++,
				sub: split(alts(MATCH)),
				next
			};
		}
		const after = split([]);
		const entry = split(alts(after));
		after.out.push(next, entry);
		return it.type === "*" ? after : entry;
	};
	return [seq(items, MATCH), id];
};
const show = (start) => {
	const lines = [];
	const seen = new Set();
	const ref = (n) => n.t === "match" ? "match" : String(n.id);
	const walk = (n, indent) => {
		if (n.t === "match" || seen.has(n)) return;
		seen.add(n);
		const line = (desc) => lines.push(`${indent}${n.id}: ${desc}`);
		switch (n.t) {
			case "split":
				line(`split -> ${n.out.map(ref).join(", ")}`);
				for (const o of n.out) walk(o, indent);
				return;
			case "neg":
				line(`!(${ref(n.sub)}) -> ${ref(n.next)}`);
				walk(n.sub, indent + "  ");
				return walk(n.next, indent);
			case "lit":
				line(`${JSON.stringify(n.ch)} -> ${ref(n.next)}`);
				break;
			case "class":
				line(`${n.re} -> ${ref(n.next)}`);
				break;
			default: line(`${n.t === "any" ? "?" : "*"} -> ${ref(n.next)}`);
		}
		walk(n.next, indent);
	};
	walk(start, "");
	return [`start -> ${ref(start)}`, ...lines].join("\n");
};
var State = class {
	gen;
	threads = [];
	match = false;
	runs = [];
	ids = [];
	constructor(gen) {
		this.gen = gen;
	}
	get dead() {
		return !this.threads.length && !this.match && !this.runs.length;
	}
};
const sameState = (a, b) => {
	if (a.ids.length !== b.ids.length) return false;
	if (a.runs.length !== b.runs.length) return false;
	if (a.ids.some((id, i) => id !== b.ids[i])) return false;
	return a.runs.every((r) => b.runs.some((o) => o.neg === r.neg && sameState(o.state, r.state)));
};
const marks = (size) => ({
	has: new Float64Array(size),
	seen: new Float64Array(size),
	gen: 0
});
var Sim = class {
	dots;
	dotStart;
	#marks;
	constructor(dots, dotStart, marks) {
		this.dots = dots;
		this.dotStart = dotStart;
		this.#marks = marks;
	}
	state() {
		return new State(++this.#marks.gen);
	}
	done(state) {
		state.ids = state.threads.map((n) => n.id).sort((a, b) => a - b);
		if (state.match) state.ids.unshift(MATCH.id);
		return state;
	}
	#visit(state, node) {
		const { seen } = this.#marks;
		if (seen[node.id] === state.gen) return false;
		seen[node.id] = state.gen;
		return true;
	}
	#addThread(state, node) {
		const { has } = this.#marks;
		if (has[node.id] === state.gen) return false;
		has[node.id] = state.gen;
		state.threads.push(node);
		return true;
	}
	restricted(i, top) {
		return top && (this.dots || this.dotStart && i === 0);
	}
	add(state, node, i, top) {
		switch (node.t) {
			case "split":
				if (!this.#visit(state, node)) return;
				for (const o of node.out) this.add(state, o, i, top);
				return;
			case "neg":
				if (!this.#visit(state, node)) return;
				const sub = this.state();
				this.add(sub, node.sub, i, false);
				this.done(sub);
				return this.addRun(state, {
					t: "run",
					neg: node,
					state: sub
				}, i, top);
			case "star":
				if (this.restricted(i, top)) return;
				if (this.#addThread(state, node)) this.add(state, node.next, i, top);
				return;
			case "match":
				state.match = true;
				return;
			default: this.#addThread(state, node);
		}
	}
	addRun(state, run, i, top) {
		for (const r of state.runs) if (r.neg === run.neg && sameState(r.state, run.state)) return;
		state.runs.push(run);
		if (!run.state.match) this.add(state, run.neg.next, i, top);
	}
	step(state, c, i, top) {
		const next = this.state();
		for (const th of state.threads) switch (th.t) {
			case "lit":
				if (litMatch(th, c)) this.add(next, th.next, i + 1, top);
				break;
			case "any":
				if (!this.restricted(i, top)) this.add(next, th.next, i + 1, top);
				break;
			case "class":
				if (!this.restricted(i, top) && th.re.test(c)) this.add(next, th.next, i + 1, top);
				break;
			case "star": if (!this.restricted(i, top)) this.add(next, th, i + 1, top);
		}
		if (!this.restricted(i, top)) for (const run of state.runs) {
			if (run.state.dead) {
				this.addRun(next, run, i + 1, top);
				continue;
			}
			const sub = this.step(run.state, c, i, false);
			this.addRun(next, {
				t: "run",
				neg: run.neg,
				state: sub
			}, i + 1, top);
		}
		return this.done(next);
	}
};
const stateKey = (state) => {
	const ids = state.ids.join();
	if (!state.runs.length) return ids;
	return `${ids}|${state.runs.map((r) => `${r.neg.id}(${stateKey(r.state)})`).sort().join("|")}`;
};
const DFA_BUDGET = 1 << 18;
var Dfa = class {
	#start;
	#states = new Map();
	#size = 0;
	#plain;
	#dotStart;
	#sim;
	#dotSim;
	constructor(start, marks) {
		this.#start = start;
		this.#sim = new Sim(false, false, marks);
		this.#dotSim = new Sim(false, true, marks);
	}
	#make(state) {
		return {
			state,
			match: state.match,
			dead: state.dead,
			next: new Map()
		};
	}
	#intern(state) {
		const key = stateKey(state);
		const found = this.#states.get(key);
		if (found) return found;
		if (this.#size > DFA_BUDGET) this.#clear();
		const d = this.#make(state);
		this.#states.set(key, d);
		this.#size += key.length + 1;
		return d;
	}
	#clear() {
		this.#states.clear();
		this.#size = 0;
		this.#plain = void 0;
		this.#dotStart = void 0;
	}
	start(dotStart) {
		if (dotStart) {
			if (this.#dotStart) return this.#dotStart;
			const state = this.#dotSim.state();
			this.#dotSim.add(state, this.#start, 0, true);
			return this.#dotStart = this.#make(this.#dotSim.done(state));
		}
		if (this.#plain) return this.#plain;
		const state = this.#sim.state();
		this.#sim.add(state, this.#start, 0, true);
		return this.#plain = this.#intern(this.#sim.done(state));
	}
	next(d, c) {
		const code = c.charCodeAt(0);
		const found = code < 128 ? void 0 : d.next.get(c);
		if (found) return found;
		const n = d === this.#dotStart ? this.#intern(this.#dotSim.step(d.state, c, 0, true)) : this.#intern(this.#sim.step(d.state, c, 1, true));
		if (code < 128) {
			if (!d.ascii) {
				d.ascii = new Array(128);
				this.#size += 128;
			}
			d.ascii[code] = n;
		} else d.next.set(c, n);
		this.#size++;
		return n;
	}
};
const linear = (start) => {
	const nodes = [];
	for (let n = start; n.t !== "match"; n = n.next) {
		if (n.t === "split" || n.t === "neg") return void 0;
		nodes.push(n);
	}
	return nodes;
};
const testLinear = (nodes, chars, start, end) => {
	let ni = 0;
	let ci = start;
	let starNi = -1;
	let starCi = 0;
	while (ci < end) {
		const n = nodes[ni];
		if (n?.t === "star") {
			starNi = ni++;
			starCi = ci;
			continue;
		}
		const c = chars[ci];
		if (n && (n.t === "any" || n.t === "lit" && litMatch(n, c) || n.t === "class" && n.re.test(c))) {
			ni++;
			ci++;
			continue;
		}
		if (starNi === -1) return false;
		ni = starNi + 1;
		ci = ++starCi;
	}
	while (nodes[ni]?.t === "star") ni++;
	return ni === nodes.length;
};
const lengths = (items) => {
	let min = 0;
	let max = 0;
	for (const it of items) {
		const [lo, hi] = itemLengths(it);
		min += lo;
		max += hi;
	}
	return [min, max];
};
const itemLengths = (it) => {
	if (it.t === "star") return [0, 1e400];
	if (it.t !== "ext") return [1, 1];
	if (it.type === "!") return [0, 1e400];
	const alts = it.alts.map(lengths);
	const min = Math.min(...alts.map((a) => a[0]));
	const max = Math.max(...alts.map((a) => a[1]));
	const loop = max === 0 ? 0 : 1e400;
	return it.type === "@" ? [min, max] : it.type === "?" ? [0, max] : it.type === "*" ? [0, loop] : [min, loop];
};
const hasAffix = (lits, chars, start) => {
	for (let j = 0; j < lits.length; j++) if (!litMatch(lits[j], chars[start + j])) return false;
	return true;
};
const slashOrSurrogate = /[/\ud800-\udfff]/;
const surrogate = /[\ud800-\udfff]/;
const codePoints = (s) => surrogate.test(s) ? [...s] : s;
const noSlash = (s) => {
	if (s.includes("/")) throw new Error("can only match a single path portion, got: " + s);
};
var Matcher = class {
	pattern;
	options;
	#start;
	#size;
	#marks;
	#dotsSim;
	#literal;
	#literalFold = false;
	#literalRe;
	#linear;
	#wild = false;
	#min = 0;
	#max = 1e400;
	#prefix = [];
	#suffix = [];
	#prefixStr;
	#suffixStr;
	#affix = false;
	#dfa;
	#form;
	constructor(pattern, options = {}) {
		if (pattern.includes("/")) throw new Error("can only match a single path portion, got pattern: " + pattern);
		this.pattern = pattern;
		this.options = options;
		const { nocase = false, noext = false, normalize: n } = options;
		this.#form = n === true ? "NFC" : n || void 0;
		const literal = /^[?*+@]\(\)$/.test(pattern);
		const toks = tokenize(pattern, nocase, noext || literal, this.#form, options.rangeMark);
		let [items] = build(toks, pair(toks), 0, toks.length, true);
		if (this.#form) items = normalize(items, this.#form);
		const [start, size] = compile(items, nocase);
		this.#start = start;
		this.#size = size;
		if (items.every((it) => it.t === "lit")) {
			this.#literal = items.map((it) => it.ch).join("");
			this.#literalFold = nocase;
		} else {
			const lit = (it) => it.t !== "lit" ? void 0 : nocase ? {
				ch: it.ch,
				re: foldRe(it.ch)
			} : { ch: it.ch };
			for (const it of items) {
				const l = lit(it);
				if (!l) break;
				this.#prefix.push(l);
			}
			for (let j = items.length - 1; j >= 0; j--) {
				const l = lit(items[j]);
				if (!l) break;
				this.#suffix.unshift(l);
			}
			this.#affix = !!(this.#prefix.length || this.#suffix.length);
			if (!nocase) {
				this.#prefixStr = this.#prefix.map((l) => l.ch).join("");
				this.#suffixStr = this.#suffix.map((l) => l.ch).join("");
			}
			this.#linear = linear(this.#start)?.slice(this.#prefix.length, -this.#suffix.length || void 0);
			this.#wild = !!this.#linear?.every((n) => n.t === "star" || n.t === "any");
			const [min, max] = lengths(items);
			this.#min = min;
			this.#max = max;
		}
	}
	test(s) {
		if (this.#form) {
			noSlash(s);
			return this.#test(s.normalize(this.#form));
		}
		if (slashOrSurrogate.test(s)) {
			noSlash(s);
			return this.#test(s, [...s]);
		}
		return this.#test(s, s);
	}
	/**
	* The same as {@link Matcher#test}, but the string is not checked
	* for `/` chars, so the result for a string that has one is not
	* defined. Only use it for a string that is known to be one path
	* portion, such as a part of a path that was split on `/`. It can
	* be faster, because some patterns do not need to look at each char
	* of the string.
	*/
	testUnchecked(s) {
		return this.#test(this.#form ? s.normalize(this.#form) : s);
	}
	#test(s, chars) {
		if (this.#literal !== void 0) return this.#literalFold ? (this.#literalRe ??= newFoldRe(this.#literal)).test(s) : s === this.#literal;
		const min = this.#min;
		const max = this.#max;
		if (chars === void 0) {
			const most = s.length;
			const least = most + 1 >> 1;
			if (most < min || least > max) return false;
			if (least < min || most > max) chars = codePoints(s);
		}
		if (chars !== void 0 && (chars.length < min || chars.length > max)) return false;
		const prefix = this.#prefix.length;
		if (this.#affix) {
			if (this.#prefixStr !== void 0 && this.#suffixStr !== void 0) {
				if (!s.startsWith(this.#prefixStr) || !s.endsWith(this.#suffixStr)) return false;
			} else {
				chars ??= codePoints(s);
				const end = chars.length - this.#suffix.length;
				if (!hasAffix(this.#prefix, chars, 0) || !hasAffix(this.#suffix, chars, end)) return false;
			}
		}
		const dotStart = !this.options.dot && s.startsWith(".");
		if (this.#linear) {
			if (s === "." || s === "..") return false;
			if (dotStart && !prefix) return false;
			if (this.#wild) return true;
			chars ??= codePoints(s);
			const end = chars.length - this.#suffix.length;
			return testLinear(this.#linear, chars, prefix, end);
		}
		chars ??= codePoints(s);
		if (s === "." || s === "..") {
			this.#marks ??= marks(this.#size);
			const sim = this.#dotsSim ??= new Sim(true, false, this.#marks);
			const start = sim.state();
			sim.add(start, this.#start, 0, true);
			let state = sim.done(start);
			for (let i = 0; i < chars.length; i++) state = sim.step(state, chars[i], i, true);
			return state.match;
		}
		this.#marks ??= marks(this.#size);
		const dfa = this.#dfa ??= new Dfa(this.#start, this.#marks);
		let d = dfa.start(dotStart);
		const str = chars === s;
		for (let i = 0; i < chars.length; i++) {
			if (d.dead) return false;
			const code = str ? s.charCodeAt(i) : chars[i].charCodeAt(0);
			d = d.ascii?.[code] ?? dfa.next(d, chars[i]);
		}
		return d.match;
	}
	/** a readable listing of the state machine */
	toString() {
		return show(this.#start);
	}
};
// node_modules/minimatch/dist/esm/assert-valid-pattern.js
const MAX_PATTERN_LENGTH = 65536;
const assertValidPattern = (pattern) => {
	if (typeof pattern !== "string") throw new TypeError("invalid pattern");
	if (pattern.length > MAX_PATTERN_LENGTH) throw new TypeError("pattern is too long");
};
// node_modules/minimatch/dist/esm/escape.js
/**
* Escape all magic characters in a glob pattern.
*
* If the {@link MinimatchOptions.windowsPathsNoEscape}
* option is used, then characters are escaped by wrapping in `[]`, because
* a magic character wrapped in a character class can only be satisfied by
* that exact character.  In this mode, `\` is _not_ escaped, because it is
* not interpreted as a magic character, but instead as a path separator.
*
* If the {@link MinimatchOptions.magicalBraces} option is used,
* then braces (`{` and `}`) will be escaped.
*
* A leading `#` or `!` is escaped as well, so that the result is never a
* comment or a negated pattern. In `windowsPathsNoEscape` mode, a leading
* `!` is written as `@(!)`, because `[!` starts a negated class.
*/
const escape = (s, { windowsPathsNoEscape = false, magicalBraces = false } = {}) => {
	const e = magicalBraces ? windowsPathsNoEscape ? s.replace(/[?*()[\]{}]/g, "[$&]") : s.replace(/[?*()[\]\\{}]/g, "\\$&") : windowsPathsNoEscape ? s.replace(/[?*()[\]]/g, "[$&]") : s.replace(/[?*()[\]\\]/g, "\\$&");
	const c = e.charAt(0);
	if (c === "#") return (windowsPathsNoEscape ? "[#]" : "\\#") + e.slice(1);
	if (c === "!") return (windowsPathsNoEscape ? "@(!)" : "\\!") + e.slice(1);
	return e;
};
// node_modules/minimatch/dist/esm/unescape.js
/**
* Un-escape a string that has been escaped with {@link escape}.
*
* If the {@link MinimatchOptions.windowsPathsNoEscape} option is used, then
* square-bracket escapes are removed, but not backslash escapes.
*
* For example, it will turn the string `'[*]'` into `*`, but it will not
* turn `'\\*'` into `'*'`, because `\` is a path separator in
* `windowsPathsNoEscape` mode.
*
* When `windowsPathsNoEscape` is not set, then both square-bracket escapes and
* backslash escapes are removed.
*
* Slashes (and backslashes in `windowsPathsNoEscape` mode) cannot be escaped
* or unescaped.
*
* When `magicalBraces` is not set, escapes of braces (`{` and `}`) will not be
* unescaped.
*/
const unescape = (s, { windowsPathsNoEscape = false, magicalBraces = true } = {}) => {
	if (windowsPathsNoEscape && s.startsWith("@(!)")) return "!" + unescape(s.slice(4), {
		windowsPathsNoEscape,
		magicalBraces
	});
	if (magicalBraces) return windowsPathsNoEscape ? s.replace(/\[([^/\\])\]/g, "$1") : s.replace(/((?!\\).|^)\[([^/\\])\]/g, "$1$2").replace(/\\([^/])/g, "$1");
	return windowsPathsNoEscape ? s.replace(/\[([^/\\{}])\]/g, "$1") : s.replace(/((?!\\).|^)\[([^/\\{}])\]/g, "$1$2").replace(/\\([^/{}])/g, "$1");
};
// node_modules/minimatch/dist/esm/index.js
const DEFAULT_BRACE_EXPAND_MAX = 1e5;
const DEFAULT_GLOB_STAR_RECURSION_MAX = 200;
const AWE_KEY = "allowWindowsEscape";
const minimatch = (p, pattern, options) => {
	assertValidPattern(pattern);
	if (!options?.nocomment && pattern.charAt(0) === "#") return false;
	return cachedMinimatch(pattern, options).match(p);
};
let cache = new Map();
let oldCache = new Map();
let cacheSize = 0;
let cacheTotalWeight = 0;
const cacheMax = 256;
const cacheMaxWeight = 32768;
const cacheMaxEntryWeight = 4096;
const cacheWeight = (mm) => {
	let w = mm.pattern.length;
	for (const s of mm.globSet) {
		w += s.length + 1;
		if (w > cacheMaxEntryWeight) break;
	}
	return w;
};
const tri = (v) => v === void 0 ? 0 : v ? 2 : 1;
const booleanWeights = new Map(Object.keys({
	nobrace: 0,
	nocomment: 0,
	nonegate: 0,
	noglobstar: 0,
	noext: 0,
	nonull: 0,
	partial: 0,
	dot: 0,
	nocase: 0,
	nocaseMagicOnly: 0,
	magicalBraces: 0,
	matchBase: 0,
	flipNegate: 0,
	preserveMultipleSlashes: 0,
	windowsNoMagicRoot: 0
}).map((k, i) => [k, 24 * 3 ** i]));
const optionsKey = (o) => {
	let n = 0;
	let wpe = false;
	for (const k in o) {
		const v = o[k];
		switch (k) {
			case "windowsPathsNoEscape":
				if (v) wpe = true;
				break;
			case AWE_KEY:
				if (v === false) wpe = true;
				break;
			case "platform": {
				const p = v || defaultPlatform;
				if (p === defaultPlatform) break;
				if (p === "darwin") n += 3;
				else if (p === "win32") n += 6;
				else if (p === "linux") n += 9;
				else return JSON.stringify(o);
				break;
			}
			case "optimizationLevel":
				if (v === void 0) break;
				n += v >= 2 ? 1 : v >= 1 ? 0 : 2;
				break;
			case "braceExpandMax":
				if (v !== void 0 && v !== DEFAULT_BRACE_EXPAND_MAX) return JSON.stringify(o);
				break;
			case "maxGlobstarRecursion":
				if (v !== void 0 && v !== DEFAULT_GLOB_STAR_RECURSION_MAX) return JSON.stringify(o);
				break;
			case "normalize":
				if (v !== void 0) return JSON.stringify(o);
				break;
			default: n += (booleanWeights.get(k) ?? 0) * tri(v);
		}
	}
	return wpe ? n + 12 : n;
};
const copyOptions = (o) => {
	const copy = {};
	for (const k in o) copy[k] = o[k];
	return copy;
};
const cachedMinimatch = (pattern, options) => {
	const key = options ? optionsKey(options) : 0;
	let mm = cache.get(key)?.get(pattern);
	if (mm) return mm;
	mm = oldCache.get(key)?.get(pattern) ?? new Minimatch(pattern, copyOptions(options));
	const weight = cacheWeight(mm);
	if (weight > cacheMaxEntryWeight) return mm;
	if (cacheSize >= cacheMax || cacheTotalWeight + weight > cacheMaxWeight) {
		oldCache = cache;
		cache = new Map();
		cacheSize = 0;
		cacheTotalWeight = 0;
	}
	let byPattern = cache.get(key);
	if (!byPattern) cache.set(key, byPattern = new Map());
	byPattern.set(pattern, mm);
	cacheSize++;
	cacheTotalWeight += weight;
	return mm;
};
const defaultPlatform = typeof process === "object" && process ? process.env?.__MINIMATCH_TESTING_PLATFORM__ || process.platform : "posix";
const path = {
	win32: { sep: "\\" },
	posix: { sep: "/" }
};
minimatch.sep = defaultPlatform === "win32" ? path.win32.sep : path.posix.sep;
const GLOBSTAR = Symbol("globstar **");
minimatch.GLOBSTAR = GLOBSTAR;
const filter = (pattern, options) => {
	let mm;
	return (p) => (mm ??= cachedMinimatch(pattern, options)).match(p);
};
minimatch.filter = filter;
const ext = (a, b = {}) => Object.assign({}, a, b);
const defaults = (def) => {
	if (!def || typeof def !== "object" || !Object.keys(def).length) return minimatch;
	const orig = minimatch;
	const m = (p, pattern, options = {}) => orig(p, pattern, ext(def, options));
	return Object.assign(m, {
		Minimatch: class Minimatch extends orig.Minimatch {
			constructor(pattern, options = {}) {
				super(pattern, ext(def, options));
			}
			static defaults(options) {
				return orig.defaults(ext(def, options)).Minimatch;
			}
		},
		unescape: (s, options = {}) => orig.unescape(s, ext(def, options)),
		escape: (s, options = {}) => orig.escape(s, ext(def, options)),
		filter: (pattern, options = {}) => orig.filter(pattern, ext(def, options)),
		defaults: (options) => orig.defaults(ext(def, options)),
		braceExpand: (pattern, options = {}) => orig.braceExpand(pattern, ext(def, options)),
		match: (list, pattern, options = {}) => orig.match(list, pattern, ext(def, options)),
		sep: orig.sep,
		GLOBSTAR
	});
};
minimatch.defaults = defaults;
const braceExpand = (pattern, options = {}) => {
	assertValidPattern(pattern);
	if (options.nobrace || !/\{(?:(?!\{).)*\}/.test(pattern)) return [pattern];
	let p = pattern.replace(/\\\\/g, "\\\\\\\\");
	if (options.windowsPathsNoEscape || options[AWE_KEY] === false) p = p.replace(/\[([{}])\]/g, "[\\$1]");
	return expand(p, { max: options.braceExpandMax });
};
minimatch.braceExpand = braceExpand;
const RANGE_MIN = 100;
const rangeRe = /(?<![\\$])\{(-?\d+)\.\.(-?\d+)\}/g;
const inRepeatOrNegExt = (portion, mark) => {
	const stack = [];
	for (let i = 0; i < portion.length; i++) {
		const c = portion.charAt(i);
		if (c === "\\") i++;
		else if (c === mark) {
			if (stack.some((t) => t !== "@" && t !== "?")) return true;
		} else if (portion.charAt(i + 1) === "(" && "!?+*@".includes(c)) {
			stack.push(c);
			i++;
		} else if (c === ")") stack.pop();
	}
	return false;
};
const match = (list, pattern, options = {}) => {
	const mm = new Minimatch(pattern, options);
	list = list.filter((f) => mm.match(f));
	if (mm.options.nonull && !list.length) list.push(pattern);
	return list;
};
minimatch.match = match;
const globMagic = /[?*]|[+@!]\(.*?\)|\[|\]/;
const classEnd = (pattern, start) => {
	let i = start + 1;
	if (pattern.charAt(i) === "!" || pattern.charAt(i) === "^") i++;
	let sawStart = false;
	for (; i < pattern.length; i++) {
		const c = pattern.charAt(i);
		if (c === "]" && sawStart) return i;
		sawStart = true;
		if (c === "\\") i++;
	}
	return -1;
};
const literal = (pattern, noext) => {
	if (!noext && (pattern === "+()" || pattern === "@()")) return pattern;
	let lit = "";
	for (let i = 0; i < pattern.length; i++) {
		const c = pattern.charAt(i);
		if (c === "\\") lit += pattern.charAt(++i) || c;
		else if (c === "*" || c === "?") return;
		else if (c === "[") {
			const close = classEnd(pattern, i);
			if (close === -1) {
				lit += c;
				continue;
			}
			let body = pattern.slice(i + 1, close);
			if (body.startsWith("\\")) body = body.slice(1);
			if ([...body].length !== 1 || "!^".includes(pattern.charAt(i + 1))) return;
			lit += body;
			i = close;
		} else if (!noext && "+@!".includes(c) && pattern.charAt(i + 1) === "(" && pattern.includes(")", i + 2)) return;
		else lit += c;
	}
	return lit;
};
const MAX_EXTGLOBS = 256;
const extglobCount = (pattern) => {
	let n = 0;
	for (let i = 0; i < pattern.length - 1; i++) {
		const c = pattern.charAt(i);
		if (c === "\\") i++;
		else if ("+@!?*".includes(c) && pattern.charAt(i + 1) === "(") {
			n++;
			i++;
		}
	}
	return n;
};
const assertValidExtglobs = (pattern) => {
	if (extglobCount(pattern) > MAX_EXTGLOBS) throw new TypeError("pattern has too many extglobs");
};
const extSafe = (pattern) => {
	if (/^[?*+@]\(\)$/.test(pattern) || pattern.includes("[:")) return false;
	let depth = 0;
	for (let i = 0; i < pattern.length; i++) {
		const c = pattern.charAt(i);
		if (c === "\\") {
			if (++i === pattern.length) return false;
		} else if (c === "[") {
			const close = classEnd(pattern, i);
			if (close !== -1) i = close;
		} else if ("+@!?*".includes(c) && pattern.charAt(i + 1) === "(") {
			depth++;
			i++;
		} else if (c === ")") {
			if (!depth--) return false;
		} else if (c === "|" && !depth) return false;
	}
	return !depth;
};
let lastSplit;
let lastChecked;
const portionMatch = (p, f) => typeof p === "string" ? f === p : f !== "" && p.testUnchecked(f);
const endIndex = (p, last, lastStart, prev, prevStart) => portionMatch(p, last) ? lastStart : prev !== void 0 && portionMatch(p, prev) ? prevStart : -1;
const isDots = (p) => p === "." || p === "..";
const isDrive = (p) => typeof p === "string" && /^[a-z]:$/i.test(p);
const isLongUNC = (p) => typeof p === "string" && /^unc$/i.test(p);
const uncHost = (p) => {
	if (p[0] !== "" || p[1] !== "") return -1;
	const h = p[2] !== "?" ? 2 : isLongUNC(p[3]) ? 4 : -1;
	const host = p[h];
	const share = p[h + 1];
	return h !== -1 && host !== void 0 && host !== "" && host !== GLOBSTAR && share !== void 0 && share !== "" && share !== GLOBSTAR ? h : -1;
};
const walkable = (p, dot) => !isDots(p) && (dot || !p.startsWith("."));
const dotPortion = (f, start, end, dot, sep) => {
	for (let k = start; k < end;) {
		if (f.charCodeAt(k) === 46) {
			if (!dot) return true;
			const n = f.charCodeAt(k + 1) === 46 ? k + 2 : k + 1;
			if (n >= end || isSep(f.charCodeAt(n), sep)) return true;
		}
		const s = nextSep(f, k, sep);
		if (s === -1) return false;
		k = s + 1;
		while (k < end && isSep(f.charCodeAt(k), sep)) k++;
	}
	return false;
};
const isSep = (c, sep) => sep === "/" ? c === 47 : sep === "\\" ? c === 92 : c === 47 || c === 92;
const nextSep = (f, from, sep) => {
	if (sep !== "both") return f.indexOf(sep, from);
	const s = f.indexOf("/", from);
	const b = f.indexOf("\\", from);
	return s === -1 ? b : b === -1 ? s : Math.min(s, b);
};
const lastSep = (f, from, sep) => sep !== "both" ? f.lastIndexOf(sep, from) : Math.max(f.lastIndexOf("/", from), f.lastIndexOf("\\", from));
const PENDING = {};
var Minimatch = class {
	options;
	set;
	pattern;
	windowsPathsNoEscape;
	nonegate;
	negate;
	comment;
	empty;
	preserveMultipleSlashes;
	partial;
	globSet;
	globParts;
	nocase;
	isWindows;
	platform;
	windowsNoMagicRoot;
	maxGlobstarRecursion;
	#endCheck;
	#literalCheck;
	#level2;
	#form;
	#literals = [];
	#shapes = [];
	#endRows = [];
	#matchers = new Map();
	#pending = false;
	#rangeMark;
	#globstarParts = new WeakMap();
	constructor(pattern, options = {}) {
		assertValidPattern(pattern);
		options = options || {};
		this.options = options;
		this.maxGlobstarRecursion = options.maxGlobstarRecursion ?? DEFAULT_GLOB_STAR_RECURSION_MAX;
		this.pattern = pattern;
		this.platform = options.platform || defaultPlatform;
		this.isWindows = this.platform === "win32";
		this.windowsPathsNoEscape = !!options.windowsPathsNoEscape || options[AWE_KEY] === false;
		if (this.windowsPathsNoEscape) this.pattern = this.pattern.replace(/\\/g, "/");
		this.preserveMultipleSlashes = !!options.preserveMultipleSlashes;
		this.negate = false;
		this.nonegate = !!options.nonegate;
		this.comment = false;
		this.empty = false;
		this.partial = !!options.partial;
		this.nocase = !!this.options.nocase;
		this.windowsNoMagicRoot = options.windowsNoMagicRoot !== void 0 ? options.windowsNoMagicRoot : !!(this.isWindows && this.nocase);
		this.globSet = [];
		this.globParts = [];
		this.set = [];
		this.#endCheck = !this.preserveMultipleSlashes;
		this.#level2 = (options.optimizationLevel ?? 1) >= 2;
		const n = options.normalize;
		this.#form = n === true ? "NFC" : n || void 0;
		this.make();
		const drives = this.set.map((row) => this.#rootIndex(row));
		this.#endRows = this.set.map((row, r) => this.#endCheck && row.length - 1 > drives[r]);
		this.#literals = this.set.map((row, r) => {
			const end = this.#endRows[r] ? row.length - 1 : row.length;
			const lits = row.slice(drives[r] + 1, end).filter((p) => typeof p === "string" && !!p);
			return [...new Set(lits)];
		});
		this.#literalCheck = this.#literals.some((l) => l.length);
		this.#shapes = this.set.map((row, r) => {
			const [p0, p1, p2] = row;
			if (this.#endRows[r] && row.length === 2) {
				if (p0 === GLOBSTAR && p1 !== GLOBSTAR) return "tail";
			}
			if (this.#endRows[r] && options.matchBase && row.length === 1 && p0 !== GLOBSTAR && p0 !== "") return "base";
			if (!this.#endCheck || drives[r] !== -1) return void 0;
			if (row.length === 3 && p0 === GLOBSTAR && p2 === GLOBSTAR && p1 !== GLOBSTAR && p1 !== "" && this.maxGlobstarRecursion > 0) return "mid";
			if (row.length === 2 && p1 === GLOBSTAR && p0 !== GLOBSTAR && p0 !== "") return "head";
		});
	}
	#norm(p) {
		return this.#form ? p.normalize(this.#form) : p;
	}
	#rootIndex(row) {
		if (!this.isWindows) return -1;
		if (isDrive(row[0])) return 0;
		if (row[0] === "" && row[1] === "" && row[2] === "?" && isDrive(row[3])) return 3;
		const h = uncHost(row);
		return h === -1 ? -1 : h + 1;
	}
	hasMagic() {
		if (this.options.magicalBraces && this.set.length > 1) return true;
		for (const pattern of this.set) for (const part of pattern) if (typeof part !== "string") return true;
		return false;
	}
	make() {
		const pattern = this.pattern;
		const options = this.options;
		if (!options.nocomment && pattern.charAt(0) === "#") {
			this.comment = true;
			return;
		}
		if (!pattern) {
			this.empty = true;
			return;
		}
		this.parseNegate();
		this.globSet = [...new Set(this.#expandBraces())];
		const rawGlobParts = this.globSet.map((s) => this.#slashSplit(s));
		this.globParts = this.preprocess(rawGlobParts);
		this.#pending = true;
		let set = this.globParts.map((s, _, __) => {
			if (this.isWindows && this.windowsNoMagicRoot) {
				const n = s[2] === "?" && isLongUNC(s[3]) ? 6 : 4;
				const isUNC = s[0] === "" && s[1] === "" && (s[2] === "?" || !globMagic.test(s[2])) && s.slice(3, n).every((p) => !globMagic.test(p));
				const isDrive = /^[a-z]:/i.test(s[0]);
				if (isUNC) return [...s.slice(0, n).map((p) => this.#norm(p)), ...s.slice(n).map((ss) => this.parse(ss))];
				else if (isDrive) return [this.#norm(s[0]), ...s.slice(1).map((ss) => this.parse(ss))];
			}
			return s.map((ss) => this.parse(ss));
		});
		this.set = set.filter((s) => s.indexOf(false) === -1);
		if (this.isWindows) for (let i = 0; i < this.set.length; i++) {
			const p = this.set[i];
			if (p[0] === "" && p[1] === "" && this.globParts[i][2] === "?" && (isDrive(p[3]) || isLongUNC(this.globParts[i][3]))) {
				if (isLongUNC(this.globParts[i][3])) p[3] = "UNC";
				p[2] = "?";
			}
		}
		if (!options.noext) this.mergeRows();
		this.#pending = false;
		this.set.forEach((row, i) => {
			for (let k = 0; k < row.length; k++) if (row[k] === PENDING) row[k] = this.parse(this.globParts[i][k]);
		});
	}
	mergeRows() {
		let merged = true;
		while (merged) {
			merged = false;
			if (this.set.length < 2) return;
			let keys = this.#mergeKeys();
			const len = Math.max(0, ...this.set.map((r) => r.length));
			for (let k = 0; k < len; k++) {
				const groups = new Map();
				const R = this.set.length + 1;
				this.set.forEach((row, i) => {
					if (!(row[k] instanceof Matcher || row[k] === PENDING) || !extSafe(this.globParts[i][k])) return;
					const { pre, suf } = keys[i];
					const key = pre[k] * R + suf[k + 1];
					const g = groups.get(key);
					if (g) g.push(i);
					else groups.set(key, [i]);
				});
				const drop = new Set();
				for (const g of groups.values()) {
					if (g.length < 2) continue;
					const [first, ...rest] = g;
					const glob = `@(${g.map((i) => this.globParts[i][k]).join("|")})`;
					if (extglobCount(glob) > MAX_EXTGLOBS) continue;
					this.globParts[first][k] = glob;
					this.set[first][k] = this.parse(glob);
					for (const i of rest) drop.add(i);
				}
				if (drop.size) {
					merged = true;
					this.set = this.set.filter((_, i) => !drop.has(i));
					this.globParts = this.globParts.filter((_, i) => !drop.has(i));
					if (this.set.length < 2) return;
					keys = this.#mergeKeys();
				}
			}
		}
	}
	#mergeKeys() {
		const partIds = new Map();
		const ids = this.globParts.map((parts) => parts.map((s) => {
			let id = partIds.get(s);
			if (id === void 0) partIds.set(s, id = partIds.size);
			return id;
		}));
		const P = partIds.size;
		const len = Math.max(0, ...ids.map((r) => r.length));
		const keys = ids.map((r) => ({
			pre: [0],
			suf: new Array(r.length + 1).fill(0)
		}));
		for (let k = 0; k < len; k++) {
			const m = new Map();
			ids.forEach((r, i) => {
				if (k >= r.length) return;
				const { pre } = keys[i];
				const key = pre[k] * P + r[k];
				let id = m.get(key);
				if (id === void 0) m.set(key, id = m.size + 1);
				pre.push(id);
			});
		}
		for (let k = len - 1; k >= 0; k--) {
			const m = new Map();
			ids.forEach((r, i) => {
				if (k >= r.length) return;
				const { suf } = keys[i];
				const key = suf[k + 1] * P + r[k];
				let id = m.get(key);
				if (id === void 0) m.set(key, id = m.size + 1);
				suf[k] = id;
			});
		}
		return keys;
	}
	preprocess(globParts) {
		if (this.options.noglobstar) {
			for (const partset of globParts) for (let j = 0; j < partset.length; j++) if (partset[j] === "**") partset[j] = "*";
		}
		const { optimizationLevel = 1 } = this.options;
		if (optimizationLevel >= 2) {
			globParts = this.firstPhasePreProcess(globParts);
			globParts = this.secondPhasePreProcess(globParts);
		} else if (optimizationLevel >= 1) globParts = this.levelOneOptimize(globParts);
		else globParts = this.adjascentGlobstarOptimize(globParts);
		return globParts;
	}
	adjascentGlobstarOptimize(globParts) {
		return globParts.map((parts) => {
			let gs = -1;
			while (-1 !== (gs = parts.indexOf("**", gs + 1))) {
				let i = gs;
				while (parts[i + 1] === "**") i++;
				if (i !== gs) parts.splice(gs, i - gs);
			}
			return parts;
		});
	}
	levelOneOptimize(globParts) {
		return globParts.map((parts) => {
			const root = this.#rootIndex(parts) + 1;
			parts = parts.reduce((set, part) => {
				const prev = set[set.length - 1];
				if (part === "**" && prev === "**") return set;
				if (part === "..") {
					if (set.length > root && prev && prev !== ".." && prev !== "." && prev !== "**") {
						set.pop();
						return set;
					}
				}
				set.push(part);
				return set;
			}, []);
			return parts.length === 0 ? [""] : parts;
		});
	}
	#canMatch(f) {
		const sep = !this.isWindows || !f.includes("\\") ? "/" : f.includes("/") ? "both" : "\\";
		let ends = this.#endCheck ? 0 : -1;
		let last = "";
		let lastStart = 0;
		let prev;
		let prevStart = 0;
		const dot = !!this.options.dot;
		ROWS: for (let r = 0; r < this.set.length; r++) {
			const row = this.set[r];
			const p = row[row.length - 1];
			let end = ends !== -1 && this.#endRows[r] && p !== GLOBSTAR;
			if (end && ends === 0) {
				const i = lastSep(f, f.length, sep);
				lastStart = i + 1;
				last = f.slice(lastStart);
				if (last === "" && i >= 0) {
					let j = i;
					while (j > 0 && isSep(f.charCodeAt(j - 1), sep)) j--;
					prevStart = j === 0 ? 0 : lastSep(f, j - 1, sep) + 1;
					prev = f.slice(prevStart, j);
				}
				const resolves = this.#level2 && (isDots(last) || last === "" && prev !== void 0 && isDots(prev));
				ends = resolves ? -1 : 1;
				end = !resolves;
			}
			let tailStart = -1;
			if (end && typeof p === "string") {
				tailStart = endIndex(p, last, lastStart, prev, prevStart);
				if (tailStart === -1) continue;
			}
			if (this.#literalCheck) {
				for (const l of this.#literals[r]) if (!f.includes(l)) continue ROWS;
			}
			if (end && typeof p === "object") {
				tailStart = endIndex(p, last, lastStart, prev, prevStart);
				if (tailStart === -1) continue;
			}
			const shape = this.#shapes[r];
			if (shape === "base" && end) return "yes";
			if (shape === "tail" && end) {
				if (this.#level2 && dotPortion(f, 0, tailStart, true, sep)) return "maybe";
				if (!dotPortion(f, 0, tailStart, dot, sep)) return "yes";
				continue;
			}
			if (shape === "mid" || shape === "head") {
				const m = this.#walk(f, row, shape === "head", dot, sep);
				if (m !== "no") return m;
				continue;
			}
			return "maybe";
		}
		return "no";
	}
	#matchShape(file, row, shape) {
		const dot = !!this.options.dot;
		const n = file.length;
		if (shape === "head") {
			if (n < 2 || !portionMatch(row[0], file[0])) return false;
			for (let i = 1; i < n; i++) if (!walkable(file[i], dot)) return false;
			return true;
		}
		const x = row[1];
		if (shape === "tail") {
			let t = n - 1;
			if (!portionMatch(x, file[t])) {
				if (file[t] !== "" || n === 1 || !portionMatch(x, file[--t])) return false;
			}
			for (let i = 0; i < t; i++) if (!walkable(file[i], dot)) return false;
			return true;
		}
		for (let k = 0; k < n; k++) {
			if (portionMatch(x, file[k]) && k + 1 < n) {
				let i = k + 1;
				while (i < n && walkable(file[i], dot)) i++;
				if (i === n) return true;
			}
			if (!walkable(file[k], dot)) return false;
		}
		return false;
	}
	#walk(f, row, head, dot, sep) {
		if (this.#level2 && dotPortion(f, 0, f.length, true, sep)) return "maybe";
		const x = row[head ? 0 : 1];
		let s = 0;
		for (let e = nextSep(f, s, sep); e !== -1; e = nextSep(f, s, sep)) {
			let next = e + 1;
			while (next < f.length && isSep(f.charCodeAt(next), sep)) next++;
			if ((typeof x === "string" ? e - s === x.length && f.startsWith(x, s) : e > s && x.testUnchecked(f.slice(s, e))) && !dotPortion(f, next, f.length, dot, sep)) return "yes";
			if (head || dotPortion(f, s, next, dot, sep)) return "no";
			s = next;
		}
		return "no";
	}
	#cachedSplit(f) {
		const last = lastSplit;
		return last?.f === f && last.isWindows === this.isWindows && last.preserveMultipleSlashes === this.preserveMultipleSlashes && last.normalize === this.#form ? last : void 0;
	}
	#split(f) {
		const { isWindows, preserveMultipleSlashes } = this;
		let parts = this.#slashSplit(isWindows ? f.split("\\").join("/") : f);
		const normalize = this.#form;
		if (normalize) parts = parts.map((p) => p.normalize(normalize));
		lastSplit = {
			f,
			isWindows,
			preserveMultipleSlashes,
			normalize,
			parts
		};
		return lastSplit;
	}
	#levelTwoFileOptimize(file) {
		const parts = [...file];
		let didSomething = false;
		do {
			didSomething = false;
			if (!this.preserveMultipleSlashes) {
				for (let i = 1; i < parts.length - 1; i++) {
					const p = parts[i];
					if (i === 1 && p === "" && parts[0] === "") continue;
					if (p === "." || p === "") {
						didSomething = true;
						parts.splice(i, 1);
						i--;
					}
				}
				if (parts[0] === "." && parts.length === 2 && (parts[1] === "." || parts[1] === "")) {
					didSomething = true;
					parts.pop();
				}
			}
			const root = this.#rootIndex(parts) + 1;
			let dd = root;
			while (-1 !== (dd = parts.indexOf("..", dd + 1))) {
				const p = parts[dd - 1];
				if (p && p !== "." && p !== ".." && p !== "**") {
					didSomething = true;
					parts.splice(dd - 1, 2);
					dd = Math.max(dd - 2, root);
				}
			}
		} while (didSomething);
		return parts.length === 0 ? [""] : parts;
	}
	firstPhasePreProcess(globParts) {
		const { braceExpandMax = DEFAULT_BRACE_EXPAND_MAX } = this.options;
		let splitCells = 0;
		const maxSplitCells = 1e6;
		let didSomething = false;
		do {
			didSomething = false;
			for (let parts of globParts) {
				let gs = -1;
				while (-1 !== (gs = parts.indexOf("**", gs + 1))) {
					let gss = gs;
					while (parts[gss + 1] === "**") gss++;
					if (gss > gs) parts.splice(gs + 1, gss - gs);
					let next = parts[gs + 1];
					const p = parts[gs + 2];
					const p2 = parts[gs + 3];
					if (next !== "..") continue;
					if (!p || p === "." || p === ".." || !p2 || p2 === "." || p2 === "..") continue;
					const addedCells = parts.length - 1;
					if (globParts.length >= braceExpandMax || splitCells + addedCells > maxSplitCells) throw new RangeError(`optimizationLevel 2: too many patterns from '**/..'`);
					didSomething = true;
					parts.splice(gs, 1);
					const other = parts.slice(0);
					other[gs] = "**";
					splitCells += addedCells;
					globParts.push(other);
					gs--;
				}
				if (!this.preserveMultipleSlashes) {
					for (let i = 1; i < parts.length - 1; i++) {
						const p = parts[i];
						if (i === 1 && p === "" && parts[0] === "") continue;
						if (p === "." || p === "") {
							didSomething = true;
							parts.splice(i, 1);
							i--;
						}
					}
					if (parts[0] === "." && parts.length === 2 && (parts[1] === "." || parts[1] === "")) {
						didSomething = true;
						parts.pop();
					}
				}
				const root = this.#rootIndex(parts) + 1;
				let dd = root;
				while (-1 !== (dd = parts.indexOf("..", dd + 1))) {
					const p = parts[dd - 1];
					if (p && p !== "." && p !== ".." && p !== "**") {
						didSomething = true;
						const splin = dd === 1 && parts[dd + 1] === "**" ? ["."] : [];
						parts.splice(dd - 1, 2, ...splin);
						if (parts.length === 0) parts.push("");
						dd = Math.max(dd - 2, root);
					}
				}
			}
		} while (didSomething);
		return globParts;
	}
	secondPhasePreProcess(globParts) {
		const keys = new Set();
		const rows = globParts.filter((parts) => {
			const key = parts.join("/");
			if (keys.has(key)) return false;
			keys.add(key);
			return true;
		});
		const stars = new Map();
		for (const parts of rows) {
			const s = [];
			for (let i = 0; i < parts.length; i++) if (parts[i] === "*") s.push(i);
			if (s.length) stars.set(s.join(","), s);
		}
		if (!stars.size || rows.length * stars.size > 1e5) return rows;
		const { dot } = this.options;
		return rows.filter((parts) => {
			for (const s of stars.values()) {
				if (s[s.length - 1] >= parts.length) continue;
				const c = [...parts];
				let ok = true;
				let changed = false;
				for (const i of s) {
					const p = parts[i];
					if (p === "*") continue;
					if (!p || p === "**" || !dot && p.startsWith(".")) {
						ok = false;
						break;
					}
					c[i] = "*";
					changed = true;
				}
				if (ok && changed && keys.has(c.join("/"))) return false;
			}
			return true;
		});
	}
	parseNegate() {
		if (this.nonegate) return;
		const pattern = this.pattern;
		let negate = false;
		let negateOffset = 0;
		for (let i = 0; i < pattern.length && pattern.charAt(i) === "!"; i++) {
			negate = !negate;
			negateOffset++;
		}
		if (negateOffset) this.pattern = pattern.slice(negateOffset);
		this.negate = negate;
	}
	#matchRow(file, resolved, pattern, partial) {
		let fileStartIndex = 0;
		let patternStartIndex = 0;
		const fh = this.isWindows ? uncHost(resolved) : -1;
		const ph = fh === -1 ? -1 : uncHost(pattern);
		if (ph !== -1) {
			const host = pattern[ph];
			const share = pattern[ph + 1];
			if (typeof host !== "string" || typeof share !== "string") {
				fileStartIndex = fh;
				patternStartIndex = ph;
			} else if (resolved[fh].toLowerCase() === host.toLowerCase() && resolved[fh + 1].toLowerCase() === share.toLowerCase()) {
				fileStartIndex = fh + 2;
				patternStartIndex = ph + 2;
			}
		} else if (this.isWindows) {
			const fileDrive = typeof file[0] === "string" && /^[a-z]:$/i.test(file[0]);
			const fileUNC = !fileDrive && file[0] === "" && file[1] === "" && file[2] === "?" && /^[a-z]:$/i.test(file[3]);
			const patternDrive = typeof pattern[0] === "string" && /^[a-z]:$/i.test(pattern[0]);
			const patternUNC = !patternDrive && pattern[0] === "" && pattern[1] === "" && pattern[2] === "?" && typeof pattern[3] === "string" && /^[a-z]:$/i.test(pattern[3]);
			const fdi = fileUNC ? 3 : fileDrive ? 0 : void 0;
			const pdi = patternUNC ? 3 : patternDrive ? 0 : void 0;
			if (typeof fdi === "number" && typeof pdi === "number") {
				const [fd, pd] = [file[fdi], pattern[pdi]];
				if (fd.toLowerCase() === pd.toLowerCase()) {
					patternStartIndex = pdi + 1;
					fileStartIndex = fdi + 1;
				}
			}
		}
		file = resolved;
		if (pattern.includes(GLOBSTAR)) return this.#matchGlobstar(file, pattern, partial, fileStartIndex, patternStartIndex);
		return this.#matchOne(file, pattern, partial, fileStartIndex, patternStartIndex);
	}
	#matchGlobstar(file, pattern, partial, fileIndex, patternIndex) {
		const { head, body, tail, segments } = this.#getGlobstarParts(pattern, partial, patternIndex);
		if (head.length) {
			const headEnd = fileIndex + head.length;
			if (!this.#matchOne(file, head, partial, fileIndex, 0, headEnd)) return false;
			fileIndex += head.length;
			patternIndex += head.length;
		}
		let fileTailMatch = 0;
		if (tail.length) {
			if (tail.length + fileIndex > file.length) return false;
			let tailStart = file.length - tail.length;
			if (this.#matchOne(file, tail, partial, tailStart, 0)) fileTailMatch = tail.length;
			else {
				if (file[file.length - 1] !== "" || fileIndex + tail.length === file.length) return false;
				tailStart--;
				if (!this.#matchOne(file, tail, partial, tailStart, 0)) return false;
				fileTailMatch = tail.length + 1;
			}
		}
		if (!body.length) {
			let sawSome = !!fileTailMatch;
			for (let i = fileIndex; i < file.length - fileTailMatch; i++) {
				const f = String(file[i]);
				sawSome = true;
				if (f === "." || f === ".." || !this.options.dot && f.startsWith(".")) return false;
			}
			return partial || sawSome;
		}
		return !!this.#matchGlobStarBodySections(file, segments, file.length - fileTailMatch, fileIndex, 0, partial, 0, !!fileTailMatch, new Set());
	}
	#getGlobstarParts(pattern, partial, patternIndex) {
		let byStart = this.#globstarParts.get(pattern);
		if (!byStart) {
			byStart = [];
			this.#globstarParts.set(pattern, byStart);
		}
		const key = patternIndex * 2 + (partial ? 1 : 0);
		const found = byStart[key];
		if (found) return found;
		const firstgs = pattern.indexOf(GLOBSTAR, patternIndex);
		const lastgs = pattern.lastIndexOf(GLOBSTAR);
		const head = pattern.slice(patternIndex, firstgs);
		const body = pattern.slice(firstgs + 1, partial ? void 0 : lastgs);
		const tail = partial ? [] : pattern.slice(lastgs + 1);
		const segments = [[[], 0]];
		let current = segments[0];
		let nonGsParts = 0;
		const nonGsPartsSums = [0];
		for (const b of body) if (b === GLOBSTAR) {
			nonGsPartsSums.push(nonGsParts);
			current = [[], 0];
			segments.push(current);
		} else {
			current[0].push(b);
			nonGsParts++;
		}
		segments.forEach((b, i) => {
			b[1] = nonGsParts - nonGsPartsSums[i];
		});
		const parts = {
			head,
			body,
			tail,
			segments
		};
		byStart[key] = parts;
		return parts;
	}
	#matchGlobStarBodySections(file, bodySegments, fileLength, fileIndex, bodyIndex, partial, globStarDepth, sawTail, tried) {
		const bs = bodySegments[bodyIndex];
		if (!bs) {
			if (partial) return fileIndex >= fileLength || fileIndex === fileLength - 1 && file[fileIndex] === "";
			for (let i = fileIndex; i < fileLength; i++) {
				sawTail = true;
				const f = file[i];
				if (f === "." || f === ".." || !this.options.dot && f.startsWith(".")) return false;
			}
			return sawTail;
		}
		const [body, need] = bs;
		const after = partial ? fileLength : fileLength - need;
		while (fileIndex <= after) {
			const key = bodyIndex * (file.length + 1) + fileIndex;
			if (tried.has(key)) return false;
			tried.add(key);
			if (this.#matchOne(file, body, partial, fileIndex, 0, fileIndex + body.length) && globStarDepth < this.maxGlobstarRecursion) {
				const sub = this.#matchGlobStarBodySections(file, bodySegments, fileLength, fileIndex + body.length, bodyIndex + 1, partial, globStarDepth + 1, sawTail, tried);
				if (sub !== false) return sub;
			}
			if (fileIndex === after) break;
			const f = file[fileIndex];
			if (f === "." || f === ".." || !this.options.dot && f.startsWith(".")) return false;
			fileIndex++;
		}
		return partial || null;
	}
	#matchOne(file, pattern, partial, fileIndex, patternIndex, fileEnd = file.length) {
		let fi;
		let pi;
		let pl;
		let fl;
		for (fi = fileIndex, pi = patternIndex, fl = Math.min(fileEnd, file.length), pl = pattern.length; fi < fl && pi < pl; fi++, pi++) {
			let p = pattern[pi];
			let f = file[fi];
			if (p === false || p === GLOBSTAR) return false;
			if (!portionMatch(p, f)) return false;
		}
		if (fi === fl && pi === pl) return true;
		else if (fi === fl) return partial;
		else if (pi === pl) return fi === fl - 1 && file[fi] === "";
		else throw new Error("wtf?");
	}
	braceExpand() {
		return braceExpand(this.pattern, this.options);
	}
	#expandBraces() {
		const { pattern } = this;
		if (this.options.nobrace) return this.braceExpand();
		let code = 57344;
		while (pattern.includes(String.fromCharCode(code))) if (++code > 63743) return this.braceExpand();
		const mark = String.fromCharCode(code);
		let found = false;
		const marked = pattern.replace(rangeRe, (m, lo, hi) => {
			const a = Number(lo);
			const b = Number(hi);
			if (!Number.isSafeInteger(a) || !Number.isSafeInteger(b) || Math.abs(a - b) + 1 < RANGE_MIN) return m;
			found = true;
			return `${mark}${lo}..${hi}${mark}`;
		});
		if (!found) return this.braceExpand();
		const set = braceExpand(marked, this.options);
		for (const p of set) for (const portion of p.split("/")) {
			const c = portion.indexOf("[");
			if (c !== -1 && c < portion.lastIndexOf(mark)) return this.braceExpand();
			if (!this.options.noext && inRepeatOrNegExt(portion, mark)) return this.braceExpand();
		}
		this.#rangeMark = mark;
		return set;
	}
	parse(pattern) {
		assertValidPattern(pattern);
		const options = this.options;
		if (pattern === "**") return GLOBSTAR;
		if (pattern === "") return "";
		const { nocase, nocaseMagicOnly, noext = false, dot, normalize } = options;
		const rangeMark = this.#rangeMark;
		const lit = rangeMark && pattern.includes(rangeMark) ? void 0 : literal(pattern, noext);
		if (lit !== void 0 && !(nocase && !nocaseMagicOnly && pattern.toUpperCase() !== pattern.toLowerCase())) return this.#norm(lit);
		if (this.#pending) return PENDING;
		let m = this.#matchers.get(pattern);
		if (!m) {
			if (!noext) assertValidExtglobs(pattern);
			m = new Matcher(pattern, {
				nocase,
				noext,
				dot,
				normalize,
				...rangeMark && { rangeMark }
			});
			this.#matchers.set(pattern, m);
		}
		return m;
	}
	#slashSplit(p) {
		if (this.preserveMultipleSlashes) return p.split("/");
		else if (this.isWindows && /^\/\/[^/]+/.test(p)) return ["", ...p.split(/\/+/)];
		else return p.split(/\/+/);
	}
	match(f, partial = this.partial) {
		if (this.comment) return false;
		if (this.empty) return f === "";
		if (f === "/" && partial) return true;
		const options = this.options;
		let split = this.#cachedSplit(f);
		if (!split) {
			if (!partial && !this.#form && (this.#endCheck || this.#literalCheck) && lastChecked !== f) {
				lastChecked = f;
				const can = this.#canMatch(f);
				if (can === "no") return options.flipNegate ? false : this.negate;
				if (can === "yes") return options.flipNegate ? true : !this.negate;
			}
			split = this.#split(f);
		}
		const ff = split.parts;
		const resolved = this.#level2 ? split.resolved ??= this.#levelTwoFileOptimize(ff) : ff;
		const set = this.set;
		let filename = ff[ff.length - 1];
		if (!filename) for (let i = ff.length - 2; !filename && i >= 0; i--) filename = ff[i];
		for (let r = 0; r < set.length; r++) {
			const pattern = set[r];
			const shape = partial ? void 0 : this.#shapes[r];
			if (shape === "base" ? portionMatch(pattern[0], filename) : shape ? this.#matchShape(resolved, pattern, shape) : options.matchBase && pattern.length === 1 ? this.#matchRow([filename], [filename], pattern, partial) : this.#matchRow(ff, resolved, pattern, partial)) {
				if (options.flipNegate) return true;
				return !this.negate;
			}
		}
		if (options.flipNegate) return false;
		return this.negate;
	}
	static defaults(def) {
		return minimatch.defaults(def).Minimatch;
	}
};
minimatch.Minimatch = Minimatch;
minimatch.escape = escape;
minimatch.unescape = unescape;
// src/text/globs.ts
/** Globs of paths. */
/** Characters of one glob; no path of a repository is as long. */
const LONGEST_GLOB = 1e3;
/** Globs with wildcards in one list, those counted that braces stand for: each is held against every file. */
const MOST_WILD = 500;
const WILD = /[*?[\]{}()\\]/;
/** What is too much of a list of globs, as a sentence that says what to write instead; undefined where nothing is. */
function globFault(globs) {
	const long = globs.find(isTooLong);
	if (long !== void 0) return `the glob "${require_base.short(long)}" is longer than ${require_base.grouped(LONGEST_GLOB)} characters; write a shorter one`;
	let count = 0;
	for (const glob of globs) {
		if (WILD.test(glob)) count += braceExpand(glob, { braceExpandMax: 501 }).length;
		if (count > MOST_WILD) return `these are more than ${MOST_WILD} globs with wildcards, braces written out; name the folders that hold the files instead`;
	}
}
/** In characters, as a schema counts; two UTF-16 units at most make one. */
function isTooLong(glob) {
	return glob.length > 1e3 && Array.from(glob.slice(0, 2001)).length > 1e3;
}
/**
* Whether a path matches one of the globs. As in a `.gitignore`: a glob that names a folder takes what is below it, and
* names that begin with a dot are nothing special.
*/
function matchesAny(globs) {
	const written = globs.map((glob) => glob.replace(/^\.\//, "").replace(/\/+$/, "")).filter((glob) => glob !== "");
	const plain = new Set(written.filter((glob) => !WILD.test(glob)).map((glob) => node_path.posix.normalize(glob)));
	const wild = written.filter((glob) => WILD.test(glob)).map((glob) => new Minimatch(glob, {
		dot: true,
		nonegate: true,
		nocomment: true
	}));
	const isTaken = (path) => plain.has(path) || wild.some((pattern) => pattern.match(path));
	let folder = "";
	let isFolderTaken = false;
	return (path) => {
		const around = parentOf$2(path);
		if (around !== folder) {
			folder = around;
			isFolderTaken = foldersOf(path).some(isTaken);
		}
		return isFolderTaken || isTaken(path);
	};
}
/** Whether a path is the one that a glob means, as a shell has it: `*` is no name that begins with a dot, and nothing below. */
function wholeMatch(glob) {
	const pattern = new Minimatch(glob.replace(/^(?:\.\/)+/, "").replace(/\/+$/, ""), {
		nonegate: true,
		nocomment: true
	});
	return (path) => pattern.match(path);
}
/** `a`, `a/b` of `a/b/c`. */
function foldersOf(path) {
	return Array.from(path.matchAll(/\//g), ({ index }) => path.slice(0, index));
}
function parentOf$2(path) {
	return path.slice(0, Math.max(0, path.lastIndexOf("/")));
}
// src/report/coverage.ts
/** `119 images: 112 answered, 2 not resolved; 12 files, 1 not readable; profiles not looked at: shifter`; of recorded answers whose. */
function coverageSentence({ coverage, only, findings = [], replayed, ran }) {
	const { images, judged, answered, downloads, byRecipe = 0, notJudged, leftOut, files, unread, notLookedAt, twins } = coverage;
	const byName = judged - answered - downloads - byRecipe;
	const idle = leftOut.reduce((sum, one) => sum + one.images, 0);
	const parts = [
		...some$1(answered, `${require_base.grouped(answered)} answered`),
		...some$1(downloads, `${require_base.counted(downloads, "download")} answered`),
		...some$1(byRecipe, `${require_base.grouped(byRecipe)} judged by recipe`),
		...some$1(byName, `${require_base.grouped(byName)} judged by name`),
		...notJudged.map((one) => `${require_base.grouped(one.images)} ${wordsOf$1(one)}${one.accepted === true ? " (accepted)" : ""}`),
		...some$1(idle, `${require_base.grouped(idle)} more not run`)
	];
	const unreadable = unread.length === 0 ? "" : `, ${require_base.grouped(unread.length)} not readable`;
	return [
		`${require_base.counted(images, "image")}${parts.length === 0 ? "" : `: ${parts.join(", ")}`}`,
		`${require_base.counted(files, "file")}${unreadable}`,
		...only === void 0 ? [] : [onlyInWords(only, findings)],
		...notLookedAt.map(({ what, names }) => `${what}s not looked at: ${require_base.few(names, 10)}`),
		...twins === void 0 ? [] : [twinsInWords(twins)],
		...ran === void 0 ? [] : [ranInWords(ran)],
		...replayed === void 0 ? [] : [replayedInWords(replayed)]
	].join("; ");
}
/** `12 pairs for Docker and Singularity: 8 proven to be the same, 3 the same by name, 1 not comparable`. */
function twinsInWords(twins) {
	const parts = TWINS.flatMap(([answer, words]) => some$1(twins[answer], `${require_base.grouped(twins[answer])} ${words}`));
	const all = Object.values(twins).reduce((sum, count) => sum + count, 0);
	return `${require_base.counted(all, "pair")} for Docker and Singularity: ${parts.join(", ")}`;
}
const TWINS = [
	["proven", "proven to be the same"],
	["same-by-name", "the same by name"],
	["different", "different"],
	["not-comparable", "not comparable"]
];
/** `4 tasks ran by the records in .lineage: 3 as containers.lock has them, 1 not expected`. */
function ranInWords({ folder, against, tasks }) {
	const count = (outcome) => tasks.filter((task) => task.outcome === outcome).length;
	const parts = [
		...some$1(count("expected"), `${require_base.grouped(count("expected"))} as ${against ?? "the files"} ${against === null ? "have" : "has"} them`),
		...some$1(count("unexpected"), `${require_base.grouped(count("unexpected"))} not expected`),
		...some$1(count("untold"), `${require_base.grouped(count("untold"))} not told`),
		...some$1(count("bare") + count("without"), `${require_base.grouped(count("bare") + count("without"))} in no container`)
	];
	return require_base.plain(`${require_base.counted(tasks.length, "task")} ran by the records in ${folder}: ${parts.join(", ")}`);
}
/** `answers of 2026-11-29 02:00 UTC, from night.json (sha256 0123456789ab, wave-inspect 1.2.0), judged as of then`. */
function replayedInWords({ file, sha256, tool, recordedAt, judgedAt, commit }) {
	const by = [
		`sha256 ${sha256.slice(0, 12)}`,
		`${tool.name} ${tool.version}`,
		...commit === void 0 ? [] : [`commit ${commit.slice(0, 12)}`]
	];
	const asOf = judgedAt === recordedAt ? "then" : minuteOf(judgedAt);
	return require_base.plain(`answers of ${minuteOf(recordedAt)}, from ${file} (${by.join(", ")}), judged as of ${asOf}`);
}
function minuteOf(time) {
	return `${time.slice(0, 16).replace("T", " ")} UTC`;
}
/** What counts of the findings, where that is not all of them. */
function onlyInWords(only, findings) {
	if ("nothing" in only) return `all findings count, since ${only.nothing} and there is nothing to compare with`;
	const known = findings.filter((finding) => finding.known?.by === "base").length;
	return `only what changed since the base ${`${only.commit.slice(0, 12)}${only.name === void 0 ? "" : ` (${require_base.short(only.name, 60)})`}`} counts: ${known === 0 ? "no finding was" : require_base.counted(known, "finding was", "findings were")} there before`;
}
/** Of the images that were to be judged; 1 where there are none. At most four digits behind the point. */
function shareJudged({ coverage: { images, judged } }) {
	return images === 0 ? 1 : Math.floor(judged / images * 1e4) / 1e4;
}
/** What would have to be set so that an undecided run can be decided, a sentence for each reason. */
function toDecide({ verdict, coverage }) {
	if (verdict !== "undecided") return [];
	const images = coverage.notJudged.filter(({ accepted }) => accepted !== true);
	const files = coverage.unread.filter(({ accepted }) => accepted !== true);
	return [...images.map((one) => `${require_base.grouped(one.images)} ${wordsOf$1(one)} (${require_base.few(one.names, MOST_NAMES)}). ${one.advice}`), ...files.length === 0 ? [] : [`${require_base.grouped(files.length)} not readable (${require_base.few(files.map(({ file }) => file), MOST_NAMES)}). ${READ}`]];
}
/** Why each image that was to be judged was not, by its name, save where that is accepted. */
function whyNotJudged({ coverage }) {
	const open = coverage.notJudged.filter(({ accepted }) => accepted !== true);
	return new Map(open.flatMap((one) => one.names.map((name) => [name, `${wordsOf$1(one)}. ${one.advice}`])));
}
const MOST_NAMES = 3;
const READ = "Correct what the findings of readable say, or waive readable for these files.";
/** What became of images in place of an answer, in two or three words. */
function wordsOf$1({ reason, state }) {
	return reason === "no-answer" && state !== void 0 ? STATES[state] : REASONS[reason];
}
const REASONS = {
	unresolved: "not resolved",
	"not-pullable": "not pullable",
	"not-asked": "not asked",
	"no-answer": "answered too little",
	"no-inspector": "nobody can be asked about",
	"not-built": "not built yet",
	"not-here": "not in the repository",
	cancelled: "not asked in time"
};
const STATES = {
	"not-found": "not found",
	"absent-or-private": "absent or private",
	unauthorized: "login refused",
	"rate-limited": "rate-limited",
	unreachable: "registry down",
	timeout: "registry silent",
	"server-error": "registry failing",
	"invalid-reference": "refused by name",
	unsupported: "no container image",
	"platform-missing": "not for this platform",
	"digest-mismatch": "other than its digest",
	"too-large": "answered too much",
	malformed: "answered what cannot be read",
	cancelled: "not asked in time",
	configuration: "not asked for want of a set-up",
	"not-recorded": "not recorded"
};
function some$1(count, words) {
	return count === 0 ? [] : [words];
}
// src/report/counts.ts
/** `2 errors`, `1 undecided`: each kind that there is, in this order. */
function countsInWords(counts) {
	return [
		...some(counts.errors, require_base.counted(counts.errors, "error")),
		...some(counts.warnings, require_base.counted(counts.warnings, "warning")),
		...some(counts.notices, require_base.counted(counts.notices, "notice")),
		...some(counts.undecided, `${require_base.grouped(counts.undecided)} undecided`),
		...some(counts.known, `${require_base.grouped(counts.known)} known`),
		...some(counts.waived, `${require_base.grouped(counts.waived)} waived`)
	];
}
function some(count, words) {
	return count > 0 ? [words] : [];
}
/** In the order of the findings: the rule with the worst one first. */
function ruleTotals(findings) {
	return [...Map.groupBy(findings, ({ rule }) => rule)].map(([rule, own]) => totalsOf(rule, own));
}
function totalsOf(rule, findings) {
	const open = findings.filter(require_base.isOpen);
	return {
		rule,
		...require_base.countFindings(findings),
		open: open.length,
		fixable: open.filter(({ fixes = [] }) => fixes.length > 0).length
	};
}
// src/report/text.ts
/** One sentence: the verdict, what was found, in how much. */
function verdictSentence({ verdict, counts, cancelled }) {
	const found = countsInWords(counts);
	const words = {
		pass: "Pass",
		fail: "Fail",
		undecided: "Undecided"
	};
	const scope = `${require_base.counted(counts.images, "image")}, ${require_base.counted(counts.references, "reference")}, ${require_base.counted(counts.files, "file")}`;
	const end = cancelled === void 0 ? "" : ` The run was cancelled (${cancelled}) before it was done.`;
	return `${words[verdict]}: ${found.length === 0 ? "no findings" : found.join(", ")} in ${scope}.${end}`;
}
/** The counts that matter, in a line: `1 error, 2 known; 12 of 13 images judged`. */
function headline(report) {
	const { coverage, verdict, cancelled, counts } = report;
	const judged = coverage.judged === coverage.images ? `${require_base.counted(coverage.images, "image")} judged` : `${require_base.grouped(coverage.judged)} of ${require_base.counted(coverage.images, "image")} judged`;
	const found = countsInWords(counts);
	return [
		`${verdict === "undecided" ? "undecided, " : ""}${found.length === 0 ? "no findings" : found.join(", ")}`,
		judged,
		...cancelled === void 0 ? [] : ["cancelled before it was done"]
	].join("; ");
}
/** `pipelines/rna: Fail: 1 error in 3 images, 4 references, 2 files.`: a line for each of several folders. */
function folderLines({ folders = [] }) {
	return folders.map((one) => require_base.plain(`${one.folder}: ${verdictSentence(one)}`));
}
/** What a registry says of each image, a block each. */
function inspectText(inspected) {
	const blocks = inspected.map(({ image, inspection }) => require_base.block(image, rows(inspection)));
	return require_base.unarmed(blocks.join("\n"));
}
function rows(inspection) {
	if (!("evidence" in inspection)) return [failureRow(inspection.failure)];
	if (inspection.failure !== void 0) return [failureRow(inspection.failure)];
	const { digest, platforms, answer, artifact, download, evidence } = inspection;
	const container = answer !== void 0 && "container" in answer ? answer.container : void 0;
	const size = download === void 0 ? container && require_base.transferSize(container) : download.size;
	return [
		["digest", digest],
		["asked for", inspection.request.platform ?? void 0],
		["platforms", platforms?.join(", ")],
		["image", container?.digest === digest ? void 0 : container?.digest],
		["file", download && formatOf(download)],
		["artifact", artifact],
		["created", container?.config.created ?? require_base.builtAt(download)],
		["size", size === void 0 ? void 0 : require_base.formatBytes(size)],
		["user", container?.config.config.user],
		["entrypoint", container?.config.config.entrypoint?.join(" ")],
		["command", container?.config.config.cmd?.join(" ")],
		["asked", `${evidence.via}, ${evidence.host}${evidence.verified ? ", digests verified" : ""}`]
	].filter((row) => row[1] !== void 0 && row[1] !== "");
}
function formatOf({ sif }) {
	return sif === void 0 ? "squashfs, as Singularity 2 made it" : "SIF";
}
function failureRow({ state, message }) {
	return ["failure", `${state}: ${message}`];
}
// src/git/index-file.ts
/** What git tracks, as its index file says it: gitformat-index(5), versions 2 to 4. No git program is asked. */
/**
* Reads an index, of which every byte may be hostile: whatever it holds, this neither throws nor takes more time and
* memory than a few times its size. It is read in full or not at all.
*/
function readGitIndex(bytes, options = {}) {
	const text = bytes.toString("latin1");
	const sha1 = new IndexReader(bytes, text, SHA1).read();
	const sha256 = isRead(sha1) ? void 0 : new IndexReader(bytes, text, SHA256).read();
	if (sha256 !== void 0 && !isRead(sha256)) return !isIntact(bytes, SHA1) && isIntact(bytes, SHA256) ? sha256 : sha1;
	if (options.checksum !== false && !isIntact(bytes, sha256 === void 0 ? SHA1 : SHA256)) return { unreadable: "its checksum is not that of its content" };
	return sha256 ?? sha1;
}
const isRead = (result) => !("unreadable" in result);
const SHA1 = {
	name: "sha1",
	size: 20
};
const SHA256 = {
	name: "sha256",
	size: 32
};
/** With `index.skipHash` git writes zeros for the checksum. */
function isIntact(bytes, { name, size }) {
	const end = bytes.length - size;
	if (end < 0) return false;
	const trailer = bytes.subarray(end);
	if (trailer.every((byte) => byte === 0)) return true;
	const { createHash } = process.getBuiltinModule("node:crypto");
	return createHash(name).update(bytes.subarray(0, end)).digest().equals(trailer);
}
/** Of an entry: ten numbers of four bytes, the name of the object after them, and two bytes of flags. */
const NUMBERS = 40;
const MODE_AT = 24;
const HEADER = 12;
const EXTENDED = 16384;
/** Length of the path; a longer one has all these bits set and ends where its NUL is. */
const LENGTH = 4095;
const SKIP_WORKTREE = 16384;
const MODES = new Map([
	[32768, "file"],
	[40960, "link"],
	[57344, "submodule"],
	[16384, "folder"]
]);
/**
* Version 4 writes what a path does not share with the one before it, so that a file of a megabyte could hold paths of
* gigabytes. Real ones have paths of at most twice the size of the file.
*/
const PATHS_PER_BYTE = 4;
/** What git has no path with: an empty part, `.`, `..`, `.git`, a NUL; on Windows a backslash, which would divide parts. */
const REFUSED = node_path.sep === "\\" ? /\0|\\|(?:^|\/)(?:\.git|\.\.?)?(?:\/|$)/i : /\0|(?:^|\/)(?:\.git|\.\.?)?(?:\/|$)/i;
/** In all paths that have to be looked at again, and in few others: one look for each of many thousands. */
const UNUSUAL = /[^\x01-\x5b\x5d-\x7f]|\/[./]|^[./]|\/$/;
/** The file is not what git writes. */
var Malformed = class extends Error {};
/**
* Where a reading of an index stands. Paths are held a character a byte, which is the order that git sorts them in.
* They are cut out of the file as one text: that takes a quarter of the time of one decoding a path.
*/
var IndexReader = class {
	#bytes;
	#text;
	#hashSize;
	/** Where the checksum begins. */
	#end;
	#entries = [];
	#illegible = [];
	#version = 0;
	#count = 0;
	/** Of the entry that is read, from 1 on. */
	#number = 0;
	#at = 0;
	#path = "";
	/** Whether an entry has no path: in a split index those that replace one of its other part have none. */
	#nameless = false;
	#isSparse = false;
	/** Characters of all paths. */
	#length = 0;
	constructor(bytes, text, { size }) {
		this.#bytes = bytes;
		this.#text = text;
		this.#hashSize = size;
		this.#end = bytes.length - size;
	}
	read() {
		try {
			this.#header();
			for (this.#number = 1; this.#number <= this.#count; this.#number++) this.#entry();
			while (this.#at < this.#end) this.#extension();
			if (this.#nameless) throw new Malformed("it has an entry without a path");
			return {
				entries: this.#entries,
				illegible: this.#illegible,
				isSparse: this.#isSparse
			};
		} catch (error) {
			if (error instanceof Malformed) return { unreadable: error.message };
			throw error;
		}
	}
	#header() {
		if (this.#end < HEADER) throw new Malformed("it is too short for an index of git");
		if (!this.#text.startsWith("DIRC")) throw new Malformed("it is not an index of git");
		this.#version = this.#bytes.readUInt32BE(4);
		if (this.#version < 2 || this.#version > 4) throw new Malformed(`its version is ${this.#version}, and 2 to 4 are known`);
		this.#count = this.#bytes.readUInt32BE(8);
		this.#at = HEADER;
	}
	#entry() {
		const start = this.#at;
		const flagsAt = start + NUMBERS + this.#hashSize;
		if (flagsAt + 2 >= this.#end) throw this.#malformed("is cut off");
		const flags = this.#bytes.readUInt16BE(flagsAt);
		const more = (flags & EXTENDED) === 0 ? 0 : this.#bytes.readUInt16BE(flagsAt + 2);
		if ((more & -24577) !== 0) throw this.#malformed("has flags that are not known");
		const mode = MODES.get(this.#bytes.readUInt16BE(start + MODE_AT + 2) & 61440);
		if (mode === void 0) throw this.#malformed("is not a file, link, submodule or folder");
		this.#at = (flags & EXTENDED) === 0 ? flagsAt + 2 : flagsAt + 4;
		const path = this.#name(flags & LENGTH);
		this.#at = this.#version === 4 ? this.#at + 1 : start + (this.#at - start + 8 & -8);
		if (this.#at > this.#end) throw this.#malformed("is cut off");
		this.#add(path, mode, (more & SKIP_WORKTREE) !== 0);
	}
	/** The path that begins here; the reading stands at the NUL after it then. */
	#name(length) {
		const kept = this.#version === 4 ? this.#shared() : "";
		const at = this.#at;
		const end = length === LENGTH ? this.#bytes.indexOf(0, at) : at + length - kept.length;
		if (end < at || end >= this.#end || this.#bytes[end] !== 0) throw this.#malformed("has a path that does not end where it should");
		this.#at = end;
		this.#length += kept.length + end - at;
		if (this.#length > PATHS_PER_BYTE * this.#bytes.length) throw new Malformed("its paths are out of all proportion to its size");
		const written = this.#text.slice(at, end);
		return kept === "" ? written : kept + written;
	}
	/** Of version 4: how much of the path before is cut off its end, as the offset of a pack's delta is written. */
	#shared() {
		let byte = this.#bytes.readUInt8(this.#at++);
		let cut = byte & 127;
		while ((byte & 128) !== 0 && cut <= this.#path.length) {
			byte = this.#bytes.readUInt8(this.#at++);
			cut = (cut + 1) * 128 + (byte & 127);
		}
		if (cut > this.#path.length) throw this.#malformed("shares more with the path before it than that has");
		return this.#path.slice(0, this.#path.length - cut);
	}
	#add(path, mode, skipped) {
		if (path === "") this.#nameless = true;
		else if (path < this.#path) throw this.#malformed("is not in the order of the paths");
		const isRepeated = path === this.#path;
		this.#path = path;
		if (isRepeated || path === "") return;
		if (mode !== "folder" && !UNUSUAL.test(path)) this.#entries.push({
			path,
			mode,
			skipped
		});
		else this.#addUnusual(path, mode, skipped);
	}
	#addUnusual(path, mode, skipped) {
		const name = mode === "folder" && path.endsWith("/") ? path.slice(0, -1) : path;
		if (REFUSED.test(name) || mode === "folder" && name === path) throw this.#malformed("has a path that git would not track");
		if (mode === "folder") this.#isSparse = true;
		const text = decoded(name);
		if (text === void 0) this.#illegible.push({
			path: escaped(name),
			mode,
			skipped
		});
		else this.#entries.push({
			path: text,
			mode,
			skipped
		});
	}
	#malformed(how) {
		return new Malformed(`entry ${this.#number} of ${this.#count} ${how}`);
	}
	#extension() {
		if (this.#at + 8 > this.#end) throw new Malformed("it ends within an extension");
		const name = this.#text.slice(this.#at, this.#at + 4);
		const start = this.#at + 8;
		const size = this.#bytes.readUInt32BE(this.#at + 4);
		if (start + size > this.#end) throw new Malformed("it ends within an extension");
		if (name === "link") this.#splitIndex(start, size);
		else if (name !== "sdir" && !/^[A-Z]/.test(name)) throw new Malformed(`it has the extension ${require_base.quote(name)}, which is not known`);
		this.#at = start + size;
	}
	/** An index split in two names its other half by its hash; a name of zeros is none. */
	#splitIndex(start, size) {
		const other = this.#bytes.subarray(start, start + Math.min(size, this.#hashSize));
		if (other.length === this.#hashSize && other.every((byte) => byte === 0)) return;
		throw new Malformed("it is a split index, of which the other part is not read (git update-index --no-split-index)");
	}
};
/** What UTF-8 makes of a path that is held a character a byte; undefined where it is none. */
function decoded(name) {
	const text = Buffer.from(name, "latin1").toString("utf8");
	return text.includes("\ufffd") && Buffer.from(text).toString("latin1") !== name ? void 0 : text;
}
/** A path that is no UTF-8, in a form that can be shown. */
function escaped(name) {
	return name.replace(/[\x80-\xff]/g, (byte) => `\\x${byte.charCodeAt(0).toString(16)}`);
}
// src/git/text.ts
/** The text of a file that git keeps, or reads its settings from. */
/** Of git's own files, and of `.gitignore`: a larger one hides nothing. Bytes. */
const LARGEST_OF_GIT = 2097152;
/** Undefined for a file that is no text, is too large or cannot be read, and for a link. */
function readTextFile(path) {
	const bytes = require_base.readRegularFile(path, LARGEST_OF_GIT, "refused");
	const text = require_base.isUnread(bytes) ? bytes : require_base.decodeText(bytes);
	return typeof text === "string" ? text : void 0;
}
// src/git/directory.ts
/** Where git keeps what it knows of a folder: its index and its excludes. No git program is asked. */
/** Larger indexes are not read: that of a million files has half of it. Bytes. */
const LARGEST_INDEX = 268435456;
/** Of the innermost work tree that a folder is part of, its real path given. */
function gitDirectoryAround(folder) {
	for (let worktree = folder;; worktree = (0, node_path.dirname)(worktree)) {
		const found = gitDirectoryIn(worktree);
		if (found !== void 0 || worktree === (0, node_path.dirname)(worktree)) return found;
	}
}
/**
* Of the work tree whose root a folder is, its real path given. As in git a folder `.git` that holds no repository is
* none, and a file `.git` that leads to none is an error.
*
* A folder `.git` is git's own: git checks out nothing of that name. A file or a link of that name may have come with an
* archive and lead anywhere, and what an index tracks decides what is hidden. So it is followed only to a repository
* that does not say that it is somebody else's: a linked work tree's folder leads back to its `.git`, that of a submodule
* names its work tree, and a `.git` elsewhere is the one of the folder around it.
*/
function gitDirectoryIn(worktree) {
	const dotGit = (0, node_path.join)(worktree, ".git");
	const stat = statOf$2(dotGit);
	if (stat === void 0) return void 0;
	if (stat.isDirectory()) return isRepository(dotGit, dotGit) ? layout(worktree, dotGit, dotGit) : void 0;
	const git = stat.isFile() ? pointedAt(dotGit) : real(dotGit);
	if (git === void 0) return {
		worktree,
		unreadable: "its .git leads nowhere"
	};
	const common = commonFolder(git);
	if (common === void 0 || !isRepository(git, common)) return {
		worktree,
		unreadable: "its .git leads to no repository"
	};
	if (!isOf(worktree, git, common)) return {
		worktree,
		unreadable: "its .git leads to the repository of another folder"
	};
	return layout(worktree, git, common);
}
/**
* Whether a work tree is that of a submodule: its repository is its own and lies elsewhere, in that of the work tree around
* it (gitsubmodules(7)). So does one of `git init --separate-git-dir`, and nothing tells it from a submodule.
*/
function isOfSubmodule({ worktree, own, common }) {
	return own === common && own !== (0, node_path.join)(worktree, ".git");
}
/** What a work tree's index holds. */
function readIndexOf(git, options) {
	const bytes = require_base.readRegularFile(git.index, LARGEST_INDEX, "refused");
	if (Buffer.isBuffer(bytes)) return readGitIndex(bytes, options);
	const isAbsent = bytes.why === "absent";
	return {
		unreadable: isAbsent ? "there is none: git tracks nothing yet" : `it ${bytes.words}`,
		isAbsent
	};
}
function layout(worktree, git, common) {
	return {
		worktree,
		index: (0, node_path.join)(git, "index"),
		exclude: (0, node_path.join)(common, "info", "exclude"),
		own: git,
		common
	};
}
/** What a file `.git` names. */
function pointedAt(dotGit) {
	const path = /^gitdir: ([^\n\r]+)[\n\r]*$/.exec(readTextFile(dotGit) ?? "")?.[1];
	return path === void 0 ? void 0 : real((0, node_path.resolve)((0, node_path.dirname)(dotGit), path));
}
/** The repository that a linked work tree's folder is part of, which it is in `worktrees/`; else the folder itself. */
function commonFolder(git) {
	const text = readTextFile((0, node_path.join)(git, "commondir"))?.trim();
	if (text === void 0) return git;
	const common = real((0, node_path.resolve)(git, text));
	return common !== void 0 && (0, node_path.dirname)((0, node_path.dirname)(git)) === common && (0, node_path.basename)((0, node_path.dirname)(git)) === "worktrees" ? common : void 0;
}
/** As git tells a repository from any other folder. */
function isRepository(git, common) {
	return statOf$2((0, node_path.join)(git, "HEAD")) !== void 0 && statOf$2((0, node_path.join)(common, "objects"))?.isDirectory() === true && statOf$2((0, node_path.join)(common, "refs"))?.isDirectory() === true;
}
/** Whether a repository is this work tree's, as far as it says whose it is. */
function isOf(worktree, git, common) {
	if (git !== common) {
		const back = readTextFile((0, node_path.join)(git, "gitdir"))?.trim() ?? "";
		return (0, node_path.basename)(back) === ".git" && isSame((0, node_path.resolve)(git, (0, node_path.dirname)(back)), worktree);
	}
	const texts = ["config", "config.worktree"].map((name) => readTextFile((0, node_path.join)(git, name)) ?? "");
	const last = (name) => texts.flatMap((text) => settings(text, name)).at(-1);
	const named = last("worktree");
	if (named !== void 0) return isSame((0, node_path.resolve)(git, named), worktree);
	if (last("bare")?.toLowerCase() === "true") return false;
	return (0, node_path.basename)(git).toLowerCase() !== ".git" || (0, node_path.dirname)(git) === worktree;
}
/** The values that a configuration of git has for a name in a section, as git itself writes them: git-config(1). */
function settings(text, name, of = "[core]") {
	let section = "";
	return text.split("\n").flatMap((line) => {
		const words = line.trim();
		if (words.startsWith("[")) section = words.toLowerCase();
		const equals = words.indexOf("=");
		if (section !== of || words.slice(0, equals).trim().toLowerCase() !== name) return [];
		return [words.slice(equals + 1).trim().replace(/^"(.*)"$/, "$1").replace(/\\(.)/g, "$1")];
	});
}
/** Where `origin` is, as the repository's configuration has it. */
function originOf({ common }) {
	return settings(readTextFile((0, node_path.join)(common, "config")) ?? "", "url", "[remote \"origin\"]").at(-1);
}
const isSame = (path, worktree) => real(path) === real(worktree);
function statOf$2(path) {
	try {
		return (0, node_fs.lstatSync)(path, { throwIfNoEntry: false });
	} catch {
		return;
	}
}
function real(path) {
	try {
		return node_fs.realpathSync.native(path);
	} catch {
		return;
	}
}
// src/github/refusal.ts
/** Why GitHub gave no answer that can be used, in words. */
/**
* That the token may ask no more for now, and until when; undefined where it is something else.
*
* @param what Could not be done, in a clause: `acme/readqc:a.yml@main could not be read`.
*/
function limitOf(what, error) {
	const answer = answerOf(error);
	const headers = require_base.isObject(answer) && require_base.isObject(answer["headers"]) ? answer["headers"] : {};
	const status = statusOf(error);
	const isSpent = headers["x-ratelimit-remaining"] === "0" || headers["retry-after"] !== void 0 || /rate limit/i.test(messageOf(error) ?? "");
	if (status !== 429 && !(status === 403 && isSpent)) return void 0;
	const [reset, wait] = [headers["x-ratelimit-reset"], headers["retry-after"]].map(Number);
	return `${what}: the rate limit of GitHub for this token is used up${isSeconds(wait) ? ` for ${wait} seconds` : isSeconds(reset) ? ` until ${timeOf(reset)}` : ""} (${status}). Try again then, or give a token of its own.`;
}
function isSeconds(value) {
	return value !== void 0 && Number.isSafeInteger(value) && value > 0;
}
/** What GitHub says of a refusal, such as that an organisation wants a token to be authorised for its single sign-on. */
function wordsOf(error) {
	const message = messageOf(error);
	return message === void 0 ? "" : ` GitHub says: ${require_base.quote(require_base.oneLine(message, 160))}.`;
}
function messageOf(error) {
	const answer = answerOf(error);
	return require_base.isObject(answer) ? require_base.text(require_base.object(answer["data"])?.["message"]) : void 0;
}
/** `2026-11-29 12:34 UTC`, of seconds since 1970. */
function timeOf(seconds) {
	return `${new Date(Math.min(seconds, 8e12) * 1e3).toISOString().slice(0, 16).replace("T", " ")} UTC`;
}
/** The status of an answer; where there was none, what was said of it. */
function statusOf(error) {
	const answer = answerOf(error);
	return require_base.isObject(answer) ? answer["status"] : require_base.oneLine(String(error), 160);
}
function answerOf(error) {
	return error instanceof Error && "response" in error ? error.response : void 0;
}
// src/github/contents.ts
var contents_exports = require_rolldown_runtime.__exportAll({
	GitHub: () => GitHub,
	unseen: () => unseen
});
/** For which one answer is waited. Milliseconds. */
const LONGEST$2 = 3e4;
/** GitHub as one token sees it. The client is loaded for the first request: most runs never need it. */
var GitHub = class {
	#token;
	#apiUrl;
	#commits = new Map();
	#client;
	/**
	* @param token Needs `contents: read` on a repository; the workflow's own token reads public ones only.
	* @param apiUrl `GITHUB_API_URL`; another on GitHub Enterprise Server.
	*/
	constructor(token, apiUrl) {
		this.#token = token;
		this.#apiUrl = apiUrl;
	}
	get hasToken() {
		return (this.#token ?? "") !== "";
	}
	/**
	* The commit that a ref names now (`GET /repos/{owner}/{repo}/commits/{ref}`); asked once, so that all files of a
	* run are of one commit.
	*
	* @throws ConfigurationError
	*/
	commitOf(file) {
		const { owner, repo, ref } = file;
		const key = `${owner}/${repo}@${ref}`;
		const known = this.#commits.get(key) ?? this.#resolve(file);
		this.#commits.set(key, known);
		return known;
	}
	/**
	* What a folder holds, or where the link leads or which submodule it is that stands in its place (the same call as of
	* `read`); undefined where there is none of these.
	*
	* @throws ConfigurationError
	*/
	async list(folder) {
		const data = await this.#contents(folder);
		if (Array.isArray(data)) return { names: require_base.list(data).flatMap((entry) => require_base.text(require_base.object(entry)?.["name"]) ?? []) };
		const { type, target: written, sha } = require_base.object(data) ?? {};
		if (type === "submodule" && typeof sha === "string") return { submodule: sha };
		const target = type === "symlink" ? require_base.text(written) : void 0;
		return target === void 0 ? void 0 : { target };
	}
	/**
	* The bytes of a file (`GET /repos/{owner}/{repo}/contents/{path}`); undefined where GitHub says that it is not there,
	* which it says of what it does not show, too.
	*
	* @throws ConfigurationError
	*/
	async read(file) {
		const where = formatted(file);
		const data = await this.#contents(file);
		if (data === void 0) return void 0;
		if (Array.isArray(data)) throw new require_base.ConfigurationError(`${where} is a directory; name a file.`);
		const { content, encoding, sha, type } = require_base.object(data) ?? {};
		if (typeof content === "string" && encoding === "base64") return Buffer.from(content, "base64");
		if (encoding === "none" && typeof sha === "string") return this.blob(file, sha, where);
		const what = KINDS$2.get(require_base.text(type) ?? "") ?? "no file of at most 100 MB";
		throw new require_base.ConfigurationError(`${where} is ${what}; name a file.`);
	}
	async #contents(file) {
		const { owner, repo, path, ref } = file;
		return this.#ask(formatted(file), (client, request) => client.rest.repos.getContent({
			owner,
			repo,
			path,
			ref,
			request
		}), { mayBeAbsent: true });
	}
	async #resolve(file) {
		const where = formatted(file);
		const { owner, repo, ref } = file;
		const data = await this.#ask(where, (client, request) => client.rest.repos.getCommit({
			owner,
			repo,
			ref,
			mediaType: { format: "sha" },
			request
		}));
		const commit = typeof data === "string" ? data.trim() : "";
		if (!/^[0-9a-f]{40}(?:[0-9a-f]{24})?$/.test(commit)) throw new require_base.ConfigurationError(`${where} could not be read from GitHub (it names no commit); try again.`);
		if (/^[0-9a-f]{40}$/i.test(ref) && ref.toLowerCase() !== commit) throw new require_base.ConfigurationError(`${where} is another commit (${commit}): a branch or tag has the name of a commit.`);
		return commit;
	}
	/**
	* All files of a commit (`GET /repos/{owner}/{repo}/git/trees/{commit}?recursive=1`).
	*
	* @throws ConfigurationError also where it has more files than GitHub lists at once.
	*/
	async tree({ owner, repo, commit }) {
		const where = `the listing of ${owner}/${repo}@${commit}`;
		const data = await this.#ask(where, (client, request) => client.rest.git.getTree({
			owner,
			repo,
			tree_sha: commit,
			recursive: "1",
			request
		}));
		const { tree, truncated } = require_base.object(data) ?? {};
		if (truncated === true) throw new require_base.ConfigurationError(`${where} is longer than what GitHub gives at once (100,000 files or 7 MB).`);
		if (!Array.isArray(tree)) throw new require_base.ConfigurationError(`${where} could not be read from GitHub; try again.`);
		return tree.flatMap((entry) => {
			const { path, mode, sha } = require_base.object(entry) ?? {};
			return typeof path === "string" && typeof mode === "string" && typeof sha === "string" ? [{
				path,
				mode,
				sha
			}] : [];
		});
	}
	/**
	* The bytes of a file by its id (`GET /repos/{owner}/{repo}/git/blobs/{id}`), of at most 100 MB.
	*
	* @throws ConfigurationError
	*/
	async blob({ owner, repo }, id, where = `the file ${id} of ${owner}/${repo}`) {
		const data = await this.#ask(where, (client, request) => client.rest.git.getBlob({
			owner,
			repo,
			file_sha: id,
			request
		}));
		const { content, encoding } = require_base.object(data) ?? {};
		if (typeof content === "string" && encoding === "base64") return Buffer.from(content, "base64");
		throw new require_base.ConfigurationError(`${where} could not be read from GitHub; try again.`);
	}
	/**
	* Where two commits part (`GET /repos/{owner}/{repo}/compare/{one}...{other}`); undefined where GitHub says that they
	* never met, or does not show one of them.
	*
	* @throws ConfigurationError
	*/
	async mergeBase({ owner, repo, commit }, other) {
		const basehead = `${commit}...${other}`;
		const where = `${owner}/${repo}, ${basehead},`;
		const data = await this.#ask(where, (client, request) => client.rest.repos.compareCommitsWithBasehead({
			owner,
			repo,
			basehead,
			per_page: 1,
			request
		}));
		const { merge_base_commit: found } = require_base.object(data) ?? {};
		const { sha } = require_base.object(found) ?? {};
		return typeof sha === "string" && /^[0-9a-f]{40}(?:[0-9a-f]{24})?$/.test(sha) ? sha : void 0;
	}
	/** The data of one answer; undefined for what may be absent and is. */
	async #ask(where, ask, { mayBeAbsent = false } = {}) {
		const client = await this.#ready(where);
		try {
			return (await ask(client, { signal: AbortSignal.timeout(LONGEST$2) })).data;
		} catch (error) {
			if (mayBeAbsent && statusOf(error) === 404) return void 0;
			throw refusal(where, error);
		}
	}
	async #ready(where) {
		const token = this.#token ?? "";
		if (token === "") throw new require_base.ConfigurationError(`${where} is read through GitHub's API; give a token (input github-token, or GITHUB_TOKEN).`);
		this.#client ??= Promise.resolve().then(() => require("./github.js")).then((n) => n.github_exports).then((library) => library.getOctokit(token, { baseUrl: this.#apiUrl }));
		return this.#client;
	}
};
/** What stands in the place of a file, by the type that GitHub gives it. */
const KINDS$2 = new Map([["submodule", "a submodule"], ["symlink", "a link that leads to no file of the repository"]]);
/** What GitHub does not show is nobody's fault but the user's to mend. */
function unseen(file) {
	return new require_base.ConfigurationError(hidden(formatted(file), 404));
}
function hidden(where, status) {
	return `GitHub does not show ${where} to this token (${status}). Check the spelling; a private repository needs a token of its own with "contents: read".`;
}
/** Why GitHub gave no answer that can be used. */
function refusal(where, error) {
	const status = statusOf(error);
	return new require_base.ConfigurationError(limitOf(`${where} could not be read`, error) ?? (status === 404 || status === 403 || status === 401 ? `${hidden(where, status)}${status === 404 ? "" : wordsOf(error)}` : status === 422 ? `There is no such commit, branch or tag: ${where} (422).` : `${where} could not be read from GitHub (${String(status)}); try again.`), { cause: error });
}
function formatted({ owner, repo, path, ref }) {
	return `${owner}/${repo}:${path}@${ref}`;
}
// src/policy/address.ts
/** Where a policy lies, as it is written in `extends`, in the input `policy` and behind `--policy`. */
/** `owner/repo:path@ref`, whatever its parts are made of. What begins with a dot and a slash is a path. */
const REMOTE = /^(?!\.{1,2}\/)([^/:@]*)\/([^/:@]*):([^@]*)@([^@]*)$/;
/** `wave-inspect:standard`. */
const PRESET = /^wave-inspect:(.*)$/su;
/** Whether a policy is named as one of another repository or as a preset. A path of such a form is written with `./`. */
function isElsewhere(written) {
	return written !== void 0 && (REMOTE.test(written) || PRESET.test(written));
}
/**
* Reads an entry of `extends`, which stands in the policy `from`: `owner/repo:path@ref`, `wave-inspect:NAME`, or a path
* relative to the policy that names it (in another repository: a path of the same commit there). Nothing may climb out of
* its repository.
*/
function readAddress(written, from) {
	const preset = PRESET.exec(written)?.[1];
	if (preset !== void 0) return {
		kind: "preset",
		path: preset
	};
	const remote = REMOTE.exec(written);
	if (remote !== null) {
		const [, owner = "", repo = "", path = "", ref = ""] = remote;
		return remoteAddress({
			kind: "repository",
			owner,
			repo,
			path,
			ref
		});
	}
	if (/^https?:/i.test(written)) return { error: `a policy is not read from a URL; write owner/repo:path@ref` };
	if (/^(?!\.{1,2}\/)[\w.-]+\/[\w.-]+:/.test(written)) return { error: `no ref is named; write owner/repo:path@ref with a tag or a commit` };
	if (node_path.posix.isAbsolute(written)) return { error: `an absolute path is not portable; write a path relative to this file` };
	const path = relativeTo(from.path, written);
	if (path === void 0) return { error: OUTSIDE$1 };
	if (from.kind === "repository" && !isPath(path)) return { error: wrong(path, NAMES.path) };
	return {
		...from,
		path
	};
}
/** The rules by which GitHub and git name things. What is none of these would ask GitHub for something else. */
const NAMES = {
	owner: "an owner on GitHub has letters, digits and hyphens in its name, 39 at most",
	repo: "a repository on GitHub has letters, digits, \".\", \"-\" and \"_\" in its name, 100 at most, and is not \".\", \"..\" or \"\u2026.git\"",
	path: "a path in a repository names a file, with / and without control characters",
	ref: "a branch, tag or commit has none of the characters and parts that git refuses in a name"
};
/** `acme/.github:p.yml@v1` is fine; `acme/..:p.yml@v1` would ask for a path outside of the owner's repositories. */
function remoteAddress(address) {
	const { owner, repo, path, ref } = address;
	if (!/^[a-z0-9][a-z0-9_-]{0,38}$/i.test(owner)) return { error: wrong(owner, NAMES.owner) };
	if (!/^(?!\.{1,2}$|.*\.git$)[\w.-]{1,100}$/i.test(repo)) return { error: wrong(repo, NAMES.repo) };
	const inside = relativeTo("", path);
	if (inside === void 0) return { error: OUTSIDE$1 };
	if (!isPath(path) || path.split("/").includes("..")) return { error: wrong(path, `${NAMES.path}, and no ".." in it`) };
	if (!isRef(ref)) return { error: wrong(ref, NAMES.ref) };
	return {
		...address,
		path: inside
	};
}
function wrong(part, rule) {
	return `${require_base.quote(part)} cannot be: ${rule}; write owner/repo:path@ref`;
}
function isPath(path) {
	return !/^[/.]*$|[\p{C}\\]|\/$/u.test(path);
}
/** As `git check-ref-format --allow-onelevel` has it, and no option of a program. */
function isRef(ref) {
	return ref.length <= 255 && !/^$|^[-/]|[\p{C}\s~^:?*[\\]|\.\.|\/\/|@\{|[/.]$|(?:^|\/)\.|\.lock(?:\/|$)/u.test(ref);
}
const OUTSIDE$1 = "the path leaves the repository; name a file inside";
function relativeTo(file, written) {
	const path = node_path.posix.normalize(node_path.posix.join(node_path.posix.dirname(file), written));
	const climbs = path === ".." || path.startsWith("../");
	const mayClimb = file.startsWith("../");
	return climbs && !mayClimb ? void 0 : path;
}
/** As a person writes it; the key by which cycles are seen. */
function formatAddress(address) {
	if (address.kind === "file") return address.path;
	if (address.kind === "preset") return `wave-inspect:${address.path}@${require_base.version}`;
	return `${address.owner}/${address.repo}:${address.path}@${address.ref}`;
}
// src/policy/policy.ts
/** Where a lock lies when none is named: in the root, beside `nextflow.config`. */
const USUAL_LOCK = "containers.lock";
/**
* Without a policy file: images must exist, for the platform where one is asked for; floating tags are warned of, and what
* cannot be resolved or inspected is said. Registries and pins are a matter of taste until somebody writes them down.
*/
const defaultPolicy = {
	source: null,
	files: {
		exclude: [],
		kinds: {}
	},
	nextflow: {
		scenarios: [],
		params: {}
	},
	dockerfile: { buildArgs: {} },
	rules: new Map([
		["exists", {
			by: "default",
			options: {}
		}],
		["architecture", {
			by: "default",
			options: {}
		}],
		["tag", {
			by: "default",
			options: {}
		}]
	]),
	overrides: [],
	waivers: []
};
// src/policy-source/lookalikes.ts
/** A policy that is there under almost the name that is looked for: somebody believes that it holds. */
/**
* File systems that do not tell case or Unicode forms apart find such a file, git and GitHub do not. One that is passed over
* in silence leaves a repository without its policy.
*
* @param paths None of them is there.
*/
async function findLookalike(paths, namesIn) {
	for (const path of paths) {
		const other = await lookalikeOf(path, namesIn);
		if (other !== void 0) return {
			path,
			other
		};
	}
}
function refusalOf({ path, other }) {
	const why = other.normalize() === path.normalize() ? " (the same letters in another Unicode form)" : "";
	return new require_base.ConfigurationError(`${other}${why} is not looked for: call it ${path}, or name it as the policy.`);
}
/** Folder by folder. */
async function lookalikeOf(path, namesIn) {
	const spelled = [];
	for (const name of path.split("/")) {
		const others = await namesIn(spelled.join("/")) ?? [];
		const other = others.includes(name) ? name : others.find((one) => folded(one) === folded(name));
		if (other === void 0) return void 0;
		spelled.push(other);
	}
	const found = spelled.join("/");
	return found === path ? void 0 : found;
}
/** YAML has two endings. */
function folded(name) {
	return name.normalize().toLowerCase().replace(/\.yaml$/, ".yml");
}
// src/policy-source/index.ts
/** Which file a run goes by: at its usual place or a named one, with all that it extends. */
/** Where a policy is looked for when none is named. */
const usualPolicyFiles = [".github/wave-inspect.yml", "wave-inspect.yml"];
/** No policy is larger. Bytes. */
const LARGEST = 1048576;
/**
* Reads a policy of a repository, and all that it extends: neighbours from disk, which lie in the repository, links
* followed; other repositories through GitHub's API.
*
* @param root The repository, which `file` and relative references start from.
* @param file A path, `owner/repo:path@ref`, or a preset.
* @param token For other repositories; `GITHUB_TOKEN` where absent.
* @throws ConfigurationError
*/
function readPolicyFile(root, file, env, token) {
	const base = require_base.realOf(root);
	const inside = (path) => require_base.readInside(base, path, LARGEST);
	return load({
		file,
		first: inside,
		extended: inside,
		github: gitHubOf(env, token)
	});
}
/**
* The policy that a pull request is judged by: as it is on the base, with all that it extends. Where the base has none,
* the one that the pull request brings is the first.
*
* @param root The workspace, which `file` starts from.
* @param file As the workflow names it; undefined: at its usual place.
* @throws ConfigurationError also where the base cannot be read: the version of the pull request never stands in for it.
*/
async function readPolicyOfBase(root, file, pull, env, token) {
	const { baseOf } = await Promise.resolve().then(() => require("./base-commit.js")).then((n) => n.base_exports);
	const github = gitHubOf(env, token);
	const base = isElsewhere(file) ? void 0 : baseOf(root, (0, node_path.dirname)(file ?? "x"), pull, env, github);
	if (base === void 0) return file === void 0 ? findPolicy(root, env, token) : readPolicyFile(root, file, env, token);
	const read = (path) => base.read((0, node_path.join)(require_base.realOf(root), path));
	const { commit } = base;
	const paths = file === void 0 ? usualPolicyFiles : [file];
	for (const path of paths) {
		const bytes = await read(path);
		if (require_base.isAbsent(bytes)) continue;
		return fromBase(await load({
			file: path,
			first: () => bytes,
			extended: read,
			github,
			commit
		}), { commit });
	}
	const found = await findLookalike(paths, (folder) => base.namesIn((0, node_path.join)(require_base.realOf(root), folder)));
	if (found !== void 0) {
		if (!require_base.isThere((0, node_path.join)(root, found.path))) throw refusalOf(found);
		return fromBase(await load({
			file: found.other,
			first: read,
			extended: read,
			github,
			commit
		}), { commit });
	}
	return fromBase(await (file === void 0 ? findPolicy(root, env, token) : readPolicyFile(root, file, env, token)), "first");
}
/**
* What the pull request makes of the policy that it is judged by: as it is checked out, with all that it extends.
* Undefined where it is not judged by one of its base. Why it cannot be read stops no run.
*/
async function readProposal(root, file, { source }, env, token) {
	if (typeof source?.from !== "object") return void 0;
	try {
		return { policy: await (file === void 0 ? findPolicy(root, env, token) : readPolicyFile(root, file, env, token)) };
	} catch (error) {
		if (!(error instanceof require_base.ConfigurationError)) throw error;
		const [unreadable = ""] = require_base.firstLines(error.message);
		return { unreadable };
	}
}
/**
* The files of the base, as far as the checkout has them. Undefined where the work tree is another repository's: the pull
* request has no say in it.
*
* @param folder What is checked, below the root.
*/
async function filesOfBase(root, folder, pull, env) {
	const { baseOf } = await Promise.resolve().then(() => require("./base-commit.js")).then((n) => n.base_exports);
	const base = baseOf(root, folder, pull, env, gitHubOf(env));
	return base && ((path) => {
		const bytes = base.inCheckout((0, node_path.join)(require_base.realOf(root), path));
		const text = bytes === void 0 || require_base.isUnread(bytes) ? bytes : require_base.decodeText(bytes);
		return text === void 0 || typeof text === "string" ? text : null;
	});
}
/**
* Refuses a run in which nothing of the change would be seen.
*
* @param folder What is to be checked.
* @throws ConfigurationError
*/
async function refuseUnseen(folder, pull, env) {
	if (pull.event !== "pull_request_target") return;
	const { refuseBase } = await Promise.resolve().then(() => require("./base-commit.js")).then((n) => n.base_exports);
	refuseBase(folder, pull, env);
}
/** Says of a policy which version it is. */
function fromBase(policy, from) {
	return policy.source === null ? policy : {
		...policy,
		source: {
			...policy.source,
			from
		}
	};
}
/**
* Reads the policy that a person typed: a path, or `owner/repo:path@ref`, or a preset. It may lie anywhere. What it extends
* was named by whoever wrote the file: it lies in the same repository, links followed. Where no git says which that is, it
* lies below the policy itself.
*
* @param root The repository that is checked, which is the policy's own where that lies in it.
* @param folder Where it was typed, which `file` starts from.
*/
function readTypedPolicy(root, folder, file, env) {
	const anywhere = (path) => require_base.readRegularFile((0, node_path.resolve)(folder, path), LARGEST, "followed");
	return load({
		file,
		first: anywhere,
		extended: besideTyped(root, folder, file),
		github: gitHubOf(env)
	});
}
/**
* A policy that builds on one that a person typed, as if it lay beside that; problems of it are of the file `adds`, their
* lines those of the text.
*
* @param root The repository that is checked.
* @param folder Where the policy was typed, which `policy` starts from.
* @param adds What it says, without its version and without `extends`. YAML.
* @throws ConfigurationError
*/
function readAddition(root, folder, { policy, adds }, env) {
	const isPath = !isElsewhere(policy);
	const file = isPath ? node_path.posix.join(node_path.posix.dirname(policy), "adds") : "adds";
	const base = isPath ? `./${node_path.posix.basename(policy)}` : policy;
	const text = `${adds}\nversion: 1\nextends: ${JSON.stringify(base)}\n`;
	return load({
		file,
		first: () => Buffer.from(text),
		extended: besideTyped(root, folder, file),
		github: gitHubOf(env)
	});
}
/** Reads what is extended by a policy that was typed in a folder. */
function besideTyped(root, folder, file) {
	const written = (0, node_path.dirname)((0, node_path.resolve)(folder, file));
	const home = require_base.realOf(written);
	const base = require_base.isBelow(require_base.realOf(root), home) ? require_base.realOf(root) : require_base.workTreesAround(home)[0] ?? home;
	return (path) => {
		const onDisk = (0, node_path.join)(home, (0, node_path.relative)(written, (0, node_path.resolve)(folder, path)));
		return require_base.readInside(base, (0, node_path.relative)(base, onDisk), LARGEST);
	};
}
/**
* The policy at its usual place, else the built-in one.
*
* @throws ConfigurationError also where one is there under almost that name: somebody believes that it holds.
*/
async function findPolicy(root, env, token) {
	const file = usualPolicyFiles.find((path) => require_base.isThere((0, node_path.join)(root, path)));
	if (file !== void 0) return readPolicyFile(root, file, env, token);
	const found = await findLookalike(usualPolicyFiles, async (folder) => namesOnDisk((0, node_path.join)(root, folder)));
	if (found !== void 0) throw refusalOf(found);
	return defaultPolicy;
}
/**
* The policy of the repository that a folder is a part of, at its usual place there, or of the one that has that repository as
* a submodule; undefined where there is none around it, or the folder is not there.
*/
function policyAround(folder) {
	const own = require_base.realOf(folder);
	if (!require_base.isThere(own)) return void 0;
	const trees = require_base.workTreesAround(own);
	const last = trees.findIndex((tree) => !isSubmodule(tree));
	return trees.slice(0, last + 1).filter((tree) => tree !== own).flatMap((tree) => usualPolicyFiles.map((file) => (0, node_path.join)(tree, file))).find(require_base.isThere);
}
function isSubmodule(tree) {
	const git = gitDirectoryIn(tree);
	return git !== void 0 && "own" in git && isOfSubmodule(git);
}
function namesOnDisk(folder) {
	try {
		return (0, node_fs.readdirSync)(folder);
	} catch {
		return [];
	}
}
function gitHubOf(env, token = env["GITHUB_TOKEN"]) {
	return new GitHub(token, env["GITHUB_API_URL"] ?? "https://api.github.com");
}
async function load({ file, first, extended, github, commit }) {
	const { loadPolicy } = await Promise.resolve().then(() => require("./policy-file.js")).then((n) => n.load_exports);
	const local = async (path, read) => ({
		...textOf(path, await read(path)),
		...commit !== void 0 && { commit }
	});
	const read = async (address) => {
		if (address.kind === "preset") return (await Promise.resolve().then(() => require("./presets.js")).then((n) => n.presets_exports)).readPreset(address.path);
		return address.kind === "file" ? local(address.path, extended) : readRemote(address, github);
	};
	if (!isElsewhere(file)) return loadPolicy(await local(file, first), file, read);
	const address = readAddress(file, {
		kind: "file",
		path: ""
	});
	if ("error" in address) throw new require_base.ConfigurationError(`policy: ${address.error}.`);
	return loadPolicy(await read(address), address, read);
}
/** A file of the commit that its ref names. */
async function readRemote(address, github) {
	const commit = await github.commitOf(address);
	const bytes = await github.read({
		...address,
		ref: commit
	});
	if (bytes === void 0) throw unseen(address);
	return {
		...textOf(formatAddress(address), bytes),
		commit
	};
}
function textOf(path, bytes) {
	if (require_base.isUnread(bytes)) throw unusable(path, bytes);
	const text = require_base.decodeText(bytes);
	if (typeof text !== "string") throw unusable(path, text);
	return {
		text,
		bytes
	};
}
function unusable(path, { words, why }) {
	const absent = `name a policy file${/^[\w-]+$/.test(path) ? `, or write a preset as wave-inspect:${path}` : path.includes("@") ? `, or write ${ELSEWHERE}` : ""}`;
	return new require_base.ConfigurationError(`${path} ${words}; ${why === "absent" ? absent : REMEDY}.`);
}
const ELSEWHERE = "owner/repo:path@ref for one of another repository";
const REMEDY = "a policy is a text file of its own, in the repository where the repository names it";
/**
* What to say of policies that lie in folders of a root and do not hold, since the folders are checked by one policy: a sentence
* each.
*
* @param held Where the policy that holds is, from the root on; null: it is the built-in one.
*/
function passedWithin(root, folders, held) {
	return folders.filter((folder) => folder !== "").flatMap((folder) => usualPolicyFiles.map((file) => `${folder}/${file}`)).filter((file) => file !== held && require_base.isThere((0, node_path.join)(root, file))).map((file) => `${file} does not hold: ${held === null ? "the built-in policy" : held} is that of all folders. Say there what is another in this one (overrides with files), or check the folder by itself.`);
}
// src/scenarios.ts
/**
* The line below `nextflow:` of a policy that has the runs looked at which a scan has looked at already, and others too:
* `scenarios: [{ profiles: [docker] }, { profiles: [shifter] }]`.
*/
function scenariosLine(scan, others) {
	const looked = scan.pulls.flatMap(({ source, scenario }) => source === "nextflow" && scenario ? [scenario] : []);
	return `scenarios: [${[...new Set([...looked, ...others].map(scenarioEntry))].join(", ")}]`;
}
/** A run as it is typed: `-profile test,docker --gpu true`. Empty where nothing sets it apart. */
function scenarioWords({ profiles, arguments: options = [] }) {
	return [...profiles.length === 0 ? [] : [`-profile ${profiles.join(",")}`], ...options].join(" ");
}
/** The runs whose images a scan has found, each once, with the engines that pull them. */
function scenariosOf({ pulls }) {
	const found = pulls.flatMap(({ scenario, engine }) => scenario === null ? [] : [{
		scenario,
		engine
	}]);
	return [...Map.groupBy(found, ({ scenario }) => scenarioEntry(scenario)).values()].flatMap((same) => same.slice(0, 1).map(({ scenario }) => ({
		...scenario,
		engines: [...new Set(same.flatMap(({ engine }) => engine ?? []))]
	})));
}
/** One of them: `{ profiles: [docker], arguments: ["--gpu"] }`. */
function scenarioEntry({ profiles, arguments: options = [] }) {
	const parts = [`profiles: [${profiles.map(word).join(", ")}]`];
	if (options.length > 0) parts.push(`arguments: [${options.map(word).join(", ")}]`);
	return `{ ${parts.join(", ")} }`;
}
/** A word of YAML 1.2 that is a text without quotes, and nothing else. */
function word(text) {
	return /^(?!(?:true|false|null)$)[a-z_][\w-]*$/i.test(text) ? text : JSON.stringify(text);
}
// src/scan/kit/aside.ts
/** Files that stand in a repository without being run or built there: of tests, and what other files are made from. */
const TESTS = /(?:^|\/)(?:tests?|\.nf-test|test[-_]?data|fixtures)\//i;
const TEMPLATES = /(?:^|\/)(?:templates?|cookiecutter[^/]*|\{\{[^/]*\}\}[^/]*)\/|\.(?:tmpl|tpl|template|j2|jinja2?|in)$/i;
/** By where a file lies and what it is called. */
function isAside(file) {
	return TESTS.test(file) || TEMPLATES.test(file);
}
// src/scan/build-args.ts
/** What every build knows without an ARG (BuildKit: `HTTP_PROXY` and its kin in both cases, settings of its own). */
const KNOWN = /^(?:(?:https?|ftp|no|all)_proxy|buildkit_\w+|source_date_epoch)$/i;
/**
* A problem for each, which `docker build` tells of as well: "One or more build-args [NOPE] were not consumed". One that
* any Dockerfile declares is meant for that. `file`: where they are said.
*/
function unusedBuildArgs(typed, scans, file) {
	const isDeclared = (name) => scans.some(({ argumentNames }) => argumentNames?.has(name) === true);
	return typed.filter((name) => !KNOWN.test(name) && !isDeclared(name)).map((name) => {
		return {
			file,
			line: 1,
			column: 1,
			kind: "directive",
			message: `No Dockerfile declares the build argument ${name}, which is used for nothing.`
		};
	});
}
// src/scan/environments.ts
/** No environment is as long; and all of a repository together. Characters. */
const LONGEST$1 = 65536;
const MOST$1 = 16777216;
var EnvironmentTexts = class {
	/** Of files that are called as they are, wanted or not. */
	#texts = new Map();
	/** Keeps the text of a file that may be one. */
	note(file, text) {
		if (/(?:^|\/)environment[^/]*\.ya?ml$/.test(file) && text.length <= LONGEST$1) this.#texts.set(file, text);
	}
	/** Those of these pulls, by path. */
	of(pulls, tree) {
		const wanted = new Map();
		let left = MOST$1;
		for (const { conda } of pulls) {
			if (conda === void 0 || !("file" in conda) || wanted.has(conda.file)) continue;
			const text = this.#texts.get(conda.file) ?? tree.read(conda.file);
			if (text === void 0 || text.length > Math.min(left, LONGEST$1)) continue;
			left -= text.length;
			wanted.set(conda.file, text);
		}
		return wanted;
	}
};
// src/scan/directives/mentions.ts
/** Cheap: one file in thousands has a directive. */
function mayHoldIgnores(text) {
	return /wave-inspect/i.test(text);
}
/** The same tree. The answer for a file is found when its text comes by, and is the same whenever it is asked for. */
function withMentions(tree) {
	const known = new Map();
	const read = (path) => {
		const text = tree.read(path);
		known.set(path, text !== void 0 && mayHoldIgnores(text));
		return text;
	};
	return {
		...tree,
		read,
		mentions(path) {
			if (!known.has(path)) read(path);
			return known.get(path) === true;
		}
	};
}
// src/scan/kit/build-definition.ts
/** Builds of Dockerfiles as other files define them: Compose, bake, workflows, dev containers. */
/** The text of a value; undefined where only a run can know it. */
function plainValue(value) {
	return value.unresolved === void 0 ? value.pieces.map(({ text }) => text).join("") : void 0;
}
/** A path in the repository, by its parts, each from the folder before it; or why it names no file of the repository. */
function pathInRepository(parts) {
	if (parts.some((part) => part.includes("$"))) return "open";
	if (parts.some(isRemote)) return "remote";
	const path = joinPath(parts);
	return /^(?:\/|\.\.(?:\/|$))/.test(path) ? "outside" : { path };
}
/** Whether a part of a path is an address. */
function isRemote(part) {
	return /^(?:[a-z][\w+.-]*:|git@)/i.test(part);
}
/** Each part from the folder before it; an absolute one is a path of the machine, not of the repository. */
function joinPath(parts) {
	return parts.reduce((base, part) => part.startsWith("/") ? part : node_path.posix.join(base, part), "");
}
// src/scan/kit/file-budget.ts
/** How much work one file may ask for. What is beyond is not followed, and the file's problems say so. */
/** The work that a file can multiply, and what a person reads where it is too much. The limits are far above every real file. */
const RESOURCES = {
	merged: {
		most: 5e5,
		message: "the merge keys (<<) of this file add more keys than are followed: maps may have less than they should"
	},
	names: {
		most: 2e6,
		message: "the expressions of this file make more text than is followed: names made of them are unresolved"
	},
	pulls: {
		most: 1e4,
		message: "this file names more images than are followed: the others are left out"
	},
	jobs: {
		most: 5e4,
		message: "the jobs of this file, with their matrices, are more than are followed: images of the others are left out"
	},
	inline: {
		most: 1048576,
		message: "the Dockerfiles within this file are longer than is followed: the others are left out"
	}
};
/** One for a file, handed down to whatever works for it. */
var FileBudget = class {
	#left = new Map();
	#say;
	/** `say`: told once of each resource that runs out, with the place at which it did. */
	constructor(say) {
		this.#say = say;
	}
	/** Whether something was refused. */
	isSpent(resource) {
		return (this.#left.get(resource) ?? 0) < 0;
	}
	/** Takes from what is left; false where there is too little. */
	take(resource, amount, offset) {
		const { most, message } = RESOURCES[resource];
		const left = this.#left.get(resource) ?? most;
		this.#left.set(resource, left - amount);
		if (left >= amount) return true;
		if (left >= 0) this.#say(offset, `${message[0].toUpperCase()}${message.slice(1)}.`);
		return false;
	}
};
// src/scan/kit/references.ts
var ReferenceBook = class {
	#all = new Set();
	/** By file; there by their range and by what tells them apart. */
	#made = new Map();
	/**
	* The Reference of a range; who asks first says what is known of it. `apart` is what tells several References of one
	* range from one another, where there may be several.
	*/
	at(file, range, facts, apart = "") {
		let inFile = this.#made.get(file.path);
		if (inFile === void 0) this.#made.set(file.path, inFile = new Map());
		const { start, end } = range;
		const key = apart === "" ? start * (file.text.length + 1) + end : `${start}:${end}:${apart}`;
		const made = inFile.get(key);
		if (made !== void 0) return made;
		const { source, kind, context, unresolved } = facts;
		const reference = {
			file: file.path,
			...file.lines().span(range),
			text: file.text.slice(start, end),
			source,
			kind,
			context,
			...unresolved !== void 0 && { unresolved }
		};
		inFile.set(key, reference);
		this.#all.add(reference);
		return reference;
	}
	/** Whether it made the Reference. */
	has(reference) {
		return this.#all.has(reference);
	}
	all() {
		return [...this.#all];
	}
};
// src/scan/kit/file-scan.ts
/** What every scanner of one file collects: References, Pulls and Problems, each place made once. */
/**
* Collects what a scanner finds in one file. The same place asked for twice (through a YAML anchor, say) is one
* Reference, and the same image at the same place one Pull.
*/
var FileScanner = class {
	file;
	text;
	source;
	budget = new FileBudget((offset, message) => this.problem(offset, "unreadable", message));
	#file;
	#references = new ReferenceBook();
	#pulls = new Map();
	#problems = [];
	#builds = new Map();
	#dockerfiles = new Map();
	/** References that a build takes with it: only what it pulls makes them some of a scan. */
	#lent;
	/** Those that pulls of this file have, of a Dockerfile in it. */
	#returned = new Set();
	#leads = new Map();
	#argumentNames = new Set();
	/** `lent`: of files that define builds together. */
	constructor(file, text, source, lent = new ReferenceBook()) {
		this.#lent = lent;
		this.file = file;
		this.text = text;
		this.source = source;
		this.#file = require_base.sourceText(file, text);
	}
	reference(place, kind, context = {}, unresolved) {
		return this.#references.at(place.file ?? this.#file, place, {
			source: this.source,
			kind,
			context,
			unresolved
		}, kind);
	}
	/** An image named at one place. `image` in the resolution has no scheme that says nothing new (`docker://`). */
	found(range, kind, context, resolution, facts) {
		if (this.isFull) return;
		const judged = judgeName(resolution, facts.engine);
		const reference = this.reference(range, kind, context, "unresolved" in judged ? judged.unresolved : void 0);
		this.pull([reference], resolution, facts);
	}
	/** An image whose name comes from several places; the first is where a person would edit it. */
	pull(references, resolution, facts) {
		const { engine, platform, process, stage, reachable, conditions, conda } = facts;
		const judged = judgeName(resolution, engine);
		const about = {
			written: "image" in resolution ? resolution.image : references[0].text,
			source: this.source,
			engine,
			scenario: null,
			platform: normalized(platform),
			...process !== void 0 && { process },
			...stage !== void 0 && { stage },
			...reachable !== void 0 && { reachable },
			...conditions !== void 0 && { conditions },
			...conda !== void 0 && { conda },
			references: [references[0], ...references.slice(1).filter((one) => one !== references[0])]
		};
		this.#add("unresolved" in judged ? {
			...about,
			image: null,
			confidence: "unresolved",
			unresolved: judged.unresolved
		} : {
			...about,
			...judged
		});
	}
	/** No more images are taken, and a problem says so. */
	get isFull() {
		return this.budget.isSpent("pulls");
	}
	/** Takes in what another scanner found in a part of this file. `placeOf` says where in this file a place of it is. */
	adopt(inner, placeOf) {
		const moved = new Map();
		const moving = (reference) => {
			const known = moved.get(reference);
			if (known !== void 0) return known;
			if (this.#lent.has(reference)) {
				this.#returned.add(reference);
				return reference;
			}
			const apart = `${reference.kind}:${reference.context.stage}`;
			const own = this.#references.at(this.#file, placeOf(reference), reference, apart);
			moved.set(reference, own);
			return own;
		};
		inner.references.forEach(moving);
		for (const name of inner.argumentNames ?? []) this.#argumentNames.add(name);
		for (const pull of inner.pulls) this.#add({
			...pull,
			references: pull.references.map(moving)
		});
		for (const { line, column, kind, message } of inner.problems) this.problem(placeOf({
			line,
			column,
			endLine: line,
			endColumn: column + 1
		}).start, kind, message);
	}
	/** A place that a build takes with it. */
	lend(place, kind, context, unresolved) {
		return this.#lent.at(place.file ?? this.#file, place, {
			source: this.source,
			kind,
			context,
			unresolved
		}, kind);
	}
	/**
	* A build that this file asks for at an offset. `path`: the parts of the path of its Dockerfile, each from the folder
	* before it. Where the Dockerfile is none of the repository's, a problem says that what it pulls is not known. True where
	* it is one.
	*/
	build(offset, path, asked, tree) {
		const found = pathInRepository(path);
		if (found === "open") return false;
		if (typeof found === "string") {
			const remote = path.find(isRemote);
			const where = remote === void 0 ? "is outside of the repository" : "lies elsewhere";
			const shown = remote === void 0 ? require_base.shortPath(joinPath(path)) : require_base.short(remote);
			this.problem(offset, "remote-include", `${shown} ${where}: what its build pulls is not known.`);
		} else if (!this.#isDockerfile(found.path, tree)) {
			const message = `${require_base.shortPath(found.path)} is not a file of this repository: what its build pulls is not known.`;
			this.problem(offset, "unreadable", message);
		} else {
			const build = this.definition(offset, found.path, asked);
			this.#builds.set(JSON.stringify([
				build,
				...build.args,
				...build.contexts
			]), build);
			return true;
		}
		return false;
	}
	/** A file may ask for the same one often. */
	#isDockerfile(path, tree) {
		const isThere = this.#dockerfiles.get(path) ?? tree.read(path) !== void 0;
		this.#dockerfiles.set(path, isThere);
		return isThere;
	}
	/** A build of a Dockerfile that is defined at an offset of this file. */
	definition(offset, dockerfile, asked) {
		const at = {
			file: this.file,
			...this.#file.lines().at(offset)
		};
		return {
			args: new Map(),
			contexts: new Map(),
			platforms: [],
			madeBeside: [],
			...asked,
			dockerfile,
			at
		};
	}
	lead(source, path) {
		this.#leads.set(`${source} ${path}`, {
			source,
			path
		});
	}
	/** A file that is named at a place, by its path from a folder: followed, or said not to be. */
	follow(source, { start, value }, from, tree) {
		if (/^[a-z][\w+.-]*:/i.test(value)) {
			this.problem(start, "remote-include", `${require_base.short(value)} lies elsewhere: what it says of images is not read.`);
			return;
		}
		const path = node_path.posix.join(from, value);
		if (this.#leads.has(`${source} ${path}`)) return;
		if (!value.startsWith("/") && path !== ".." && !path.startsWith("../") && tree.read(path) !== void 0) this.lead(source, path);
		else this.missingFile(start, value);
	}
	/** Of a file that is named at a place and cannot be read. */
	missingFile(offset, path) {
		const message = `${require_base.shortPath(path)} is not a file of this repository: what it says of images is not known.`;
		this.problem(offset, "missing-include", message);
	}
	problem(offset, kind, message) {
		this.#problems.push({
			file: this.file,
			...this.#file.lines().at(offset),
			kind,
			message
		});
	}
	result() {
		return {
			references: [...this.#references.all(), ...this.#returned],
			pulls: [...this.#pulls.values()],
			problems: fewProblems(this.#problems),
			builds: [...this.#builds.values()],
			leads: [...this.#leads.values()],
			argumentNames: this.#argumentNames
		};
	}
	#add(pull) {
		const places = pull.references.map(({ file, line, column, kind }) => `${file}:${line}:${column}:${kind}`);
		const key = [
			pull.image,
			pull.written,
			pull.platform,
			...places
		].join("\n");
		if (this.#pulls.has(key)) return;
		const first = pull.references.find(({ file }) => file === this.file);
		const offset = first === void 0 ? 0 : this.#file.lines().offset(first.line, first.column);
		if (this.budget.take("pulls", 1, offset ?? 0)) this.#pulls.set(key, pull);
	}
};
/** The first problems of each kind say enough; the last of them says how many more there are. */
const MOST_PROBLEMS = 100;
function fewProblems(problems) {
	if (problems.length <= MOST_PROBLEMS) return problems;
	return [...Map.groupBy(problems, ({ kind }) => kind).values()].flatMap((each) => {
		const next = each[MOST_PROBLEMS];
		if (next === void 0) return each;
		return [...each.slice(0, MOST_PROBLEMS), {
			...next,
			message: `${each.length - MOST_PROBLEMS} more problems like these follow.`
		}];
	});
}
/** Docker's family takes registry names only; the others also know schemes, URLs and local files. */
const DOCKER_FAMILY = new Set([
	"docker",
	"buildkit",
	"kubernetes"
]);
/** A name that no registry would accept is one that cannot be pulled: unresolved, with the reason. */
function judgeName(resolution, engine) {
	if ("unresolved" in resolution) return resolution;
	if (DOCKER_FAMILY.has(engine)) {
		const read = require_base.parseImageName(resolution.image);
		return "error" in read ? invalid(read.error) : {
			...resolution,
			canonical: require_base.canonicalName(read.name)
		};
	}
	const read = require_base.readWrittenName(resolution.image);
	if (read.kind === "invalid") return invalid(read.error);
	return read.kind === "registry" ? {
		...resolution,
		canonical: read.canonical
	} : resolution;
}
function invalid(error) {
	return { unresolved: {
		reason: "invalid-name",
		detail: error
	} };
}
function normalized(platform) {
	const read = require_base.parsePlatform(platform ?? "");
	return "error" in read ? null : require_base.formatPlatform(read.platform);
}
// src/scan/disk/gaps.ts
/** A file or folder that was not read. */
function unread(file, why, message) {
	return {
		file: file === "" ? "." : file,
		line: 1,
		column: 1,
		kind: "unreadable",
		message,
		why
	};
}
/** A file that was asked for in vain. `readers`: by what scanners one of this name may be read. */
function unreadFile(file, { why, words }, readers) {
	const isOfAnyFile = readers !== "" && readers.split(" ").every((reader) => OF_ANY_YAML.has(reader));
	if (why === "pointer") return {
		...unread(file, why, "This file is a pointer of Git LFS: what it stands for is not read."),
		...!isOfAnyFile && { kind: "abort" },
		help: "Check it out with its content (lfs: true of actions/checkout), or keep it in git itself."
	};
	const hides = why === "too-large" && !isOfAnyFile;
	return {
		...unread(file, why, `This file ${words}: it is not read.`),
		...hides && { hides }
	};
}
const OF_ANY_YAML = new Set([
	"cwl",
	"kubernetes",
	"nf-core"
]);
/** More of one kind are only counted. */
const MOST = 100;
/** Everything that is missing from a listing. `isRead`: whether a scanner reads files of this name. */
function gapsOf(listing, isRead) {
	const { absent, skipped, closed, illegible, special, unreadable, unheeded } = listing;
	return [
		unreadable.flatMap(({ folder, reason, isAbsent }) => isAbsent === true ? [] : unread(folder === "" ? ".git" : `${folder}/.git`, "unknown", unknownIndex(reason))),
		closed.map(({ folder, why, words }) => unread(folder, why, `This folder ${words}: nothing of it is read.`)),
		skipped.map((folder) => unread(folder, "skipped", SKIPPED$1)),
		absent.flatMap((entry) => isFile(entry) && !isRead(entry.path) ? [] : unread(entry.path, "absent", absence(entry))),
		illegible.flatMap(({ path, isFolder }) => isFolder || isRead(path) ? unread(path, "name", ILLEGIBLE) : []),
		special.flatMap((path) => isRead(path) ? unread(path, "no-file", SPECIAL) : []),
		unheeded.map((file) => ({
			...UNHEEDED,
			file
		}))
	].flatMap(countedFrom);
}
function countedFrom(problems) {
	const next = problems[MOST];
	if (next === void 0) return problems;
	const message = `${next.message} The same is true of ${problems.length - MOST - 1} more that are not listed here.`;
	return [...problems.slice(0, MOST), {
		...next,
		message
	}];
}
const isFile = ({ mode }) => mode === "file" || mode === "link";
const SKIPPED$1 = "This folder is left out for its name, since no index of git says that it is part of the sources: nothing of it is read. Track it with git, or scan it by itself.";
const ILLEGIBLE = "This name is no UTF-8 (its bytes are shown as \\xHH): nothing of it is read. Rename it.";
const SPECIAL = "This is a pipe, a socket or a device not a regular file: it is not read.";
/** Nothing is missing for it: what git ignores there is scanned as well. */
const UNHEEDED = {
	line: 1,
	column: 1,
	kind: "limit",
	message: "This .gitignore has more than is followed: what it ignores is scanned, too.",
	help: "Shorten it, or leave out what is not to be scanned with files.exclude.",
	aside: true
};
function absence({ mode, skipped }) {
	if (mode === "submodule") return ABSENT_SUBMODULE;
	if (mode === "folder") return ABSENT_FOLDER;
	return skipped ? "git tracks this file and a sparse checkout leaves it out: it is not read. Add it to the checkout." : "git tracks this file and it is not on the disk: it is not read. Check it out, or remove it from git.";
}
const ABSENT_SUBMODULE = "This submodule is not checked out: nothing of it is read. Check it out (submodules: true of actions/checkout).";
const ABSENT_FOLDER = "A sparse checkout leaves this folder out: nothing of it is read. Add it to the checkout.";
function unknownIndex(reason) {
	return `The index of this repository cannot be read: ${reason}. What git tracks and the disk does not have is not known, and no .gitignore hides anything.`;
}
// src/scan/disk/text-file.ts
/** The text of one file of the disk. */
/** No tool writes image references that far down: what has more, comments aside, is data. Bytes, then characters. */
const LARGEST_CONTENT = 2097152;
/** With its comments, which tools skip at any length. Bytes. */
const LARGEST_SOURCE = 8388608;
/** Readers of YAML and JSON take time and memory for comments, too. Bytes. */
const LARGEST_TREE = 4194304;
const TREES = /\.(?:ya?ml|json|cwl)$/i;
/** Languages whose comments begin with slashes. */
const SLASHED = /\.(?:nf|config|groovy|hcl|wdl)$/i;
/** The text of a file that scanners read, or why there is none: for a link, too. `name`: what it is read as. */
function readSource(path, name, links = "refused") {
	const bytes = require_base.readRegularFile(path, mostOf(name), links);
	return require_base.isUnread(bytes) ? bytes : sourceOf(bytes, name);
}
/** The text that the bytes of such a file are, wherever they come from. */
function sourceOf(bytes, name) {
	if (bytes.length > mostOf(name)) return require_base.largerThan(mostOf(name));
	const text = require_base.decodeText(bytes);
	if (typeof text !== "string" || text.length <= LARGEST_CONTENT) return text;
	return contentOf(text, SLASHED.test(name)) > LARGEST_CONTENT ? TOO_MUCH : text;
}
/** Bytes that are read of a file of this name. */
function mostOf(name) {
	return TREES.test(name) ? LARGEST_TREE : LARGEST_SOURCE;
}
/** Bytes. */
const HEAD = 65536;
/** The beginning of a file of any size; undefined where it is no text. */
function readHead(path) {
	const head = require_base.readBeginning(path, HEAD, "refused");
	return require_base.isUnread(head) ? void 0 : headOf(head.bytes);
}
/** The same of bytes, wherever they come from. */
function headOf(bytes) {
	const text = require_base.decodeText(bytes.subarray(0, HEAD));
	return typeof text === "string" ? text : void 0;
}
const TOO_MUCH = {
	why: "too-large",
	words: "has more than 2 MiB beside its comments"
};
/** Characters in lines that are no comments. */
function contentOf(text, isSlashed) {
	let size = 0;
	let isBlock = false;
	for (const line of text.split("\n")) {
		const words = line.trimStart();
		isBlock ||= isSlashed && words.startsWith("/*");
		if (!isBlock && !words.startsWith(isSlashed ? "//" : "#")) size += words.length;
		isBlock &&= !words.includes("*/");
	}
	return size;
}
// src/scan/disk/commit-tree.ts
/** The files of a commit as a tree of files, read as a checkout of it would be. */
/** Links that lead to links, as the system follows them. */
const MOST_LINKS = 40;
/**
* @param checkout The files of the checkout that the commit is compared with. It says which paths over links to folders
* are of interest, and what of the checkout itself cannot be read.
*/
function openCommit$1(content, checkout, { exclude }, readersOf) {
	const paths = new Paths(content);
	const isExcluded = matchesAny(exclude);
	const files = filesOf(content, checkout, paths).filter((path) => !isExcluded(path));
	const listed = new Set(files);
	const asked = new Map();
	return {
		files: files.sort(),
		missing: paths.missing,
		isSource: (path) => readersOf(path) !== "" && !isExcluded(path),
		read(path) {
			const found = paths.bytesAt(path);
			const text = require_base.isUnread(found) ? asSource(found, path) : sourceOf(found, path);
			if (typeof text === "string") return text;
			if (listed.has(path) || ![
				"absent",
				"folder",
				"outside"
			].includes(text.why)) asked.set(path, text);
		},
		beginning(path) {
			const found = paths.bytesAt(path);
			return require_base.isUnread(found) ? void 0 : headOf(found);
		},
		kindAt(path) {
			if (isExcluded(path) || !paths.isBehindLink(path)) return void 0;
			const found = paths.follow(path);
			if (found === "folder") return "folder";
			return "words" in found && found.why !== "outside" ? void 0 : "file";
		},
		problems() {
			return [
				...gapsOf({
					...NO_GAPS,
					...content,
					illegible: content.illegible.map(toFile)
				}, (path) => readersOf(path) !== ""),
				...(checkout.problems?.() ?? []).filter((problem) => isOfCheckout(problem, paths)),
				...[...asked].map(([file, why]) => unreadFile(file, why, readersOf(file)))
			].filter(({ file }) => !isExcluded(file));
		},
		...checkout.outside !== void 0 && { outside: checkout.outside }
	};
}
/** What is too large for anything is larger than a source may be. */
function asSource(why, path) {
	return why.why === "too-large" ? require_base.largerThan(mostOf(path)) : why;
}
const toFile = (path) => ({
	path,
	isFolder: false
});
const NO_GAPS = {
	files: [],
	links: [],
	special: [],
	skipped: [],
	leftOut: [],
	closed: [],
	absent: [],
	illegible: [],
	unreadable: [],
	unheeded: []
};
/** Files, links to files, and what the checkout finds behind a link to a folder. */
function filesOf({ entries }, checkout, paths) {
	const own = entries.filter(({ path, kind }) => kind === "file" || kind === "link" && paths.isFile(path));
	const behind = checkout.files.filter((path) => paths.isBehindLink(path) && paths.isFile(path));
	return [...new Set([...own.map(({ path }) => path), ...behind])];
}
/** What is said of the checkout, and not of what is committed; and of a link that leads out, before and after. */
function isOfCheckout({ file, kind, why }, paths) {
	if (kind !== "unreadable") return false;
	if (why === "unknown" || why === "skipped") return true;
	return (why === "outside" || why === "no-file") && paths.leadsOut(file);
}
const ABSENT = {
	why: "absent",
	words: "does not exist"
};
const OUTSIDE = {
	why: "outside",
	words: "is a link that leads out of the repository"
};
const ENDLESS = {
	why: "outside",
	words: "is a link that leads to no file"
};
/** Finds what stands at a path, links followed within the root. */
var Paths = class {
	missing = new Set();
	#content;
	#entries;
	#folders = new Set(["."]);
	#links;
	constructor(content) {
		const { entries } = content;
		this.#content = content;
		this.#entries = new Map(entries.map((entry) => [entry.path, entry]));
		this.#links = new Set(entries.flatMap(({ path, kind }) => kind === "link" ? path : []));
		for (const { path } of entries) this.#addFolders(path);
	}
	bytesAt(path) {
		const found = this.follow(path);
		if (found === "folder") return {
			why: "folder",
			words: "is a folder, not a regular file"
		};
		return "words" in found ? found : this.#bytesOf(found);
	}
	isFile(path) {
		const found = this.follow(path);
		return found !== "folder" && "kind" in found && found.kind === "file";
	}
	/** Whether a link of the commit, on the way to a path, leads to nothing of it. */
	leadsOut(path) {
		const found = this.isBehindLink(path) ? this.follow(path) : "folder";
		return found !== "folder" && "words" in found;
	}
	isBehindLink(path) {
		if (this.#links.size === 0) return false;
		for (let end = path.length; end > 0; end = path.lastIndexOf("/", end - 1)) if (this.#links.has(path.slice(0, end))) return true;
		return false;
	}
	follow(path, depth = 0) {
		const plain = node_path.posix.normalize(path).replace(/\/$/, "");
		if (plain === ".." || plain.startsWith("../") || plain.startsWith("/")) return OUTSIDE;
		for (let end = plain.indexOf("/"); this.#links.size > 0; end = plain.indexOf("/", end + 1)) {
			const at = end === -1 ? plain : plain.slice(0, end);
			const link = this.#links.has(at) ? this.#entries.get(at) : void 0;
			if (link !== void 0) {
				const target = depth > MOST_LINKS ? ENDLESS : this.#bytesOf(link);
				if (require_base.isUnread(target)) return target;
				const led = target.toString("utf8");
				if (led.startsWith("/")) return OUTSIDE;
				return this.follow(node_path.posix.join(node_path.posix.dirname(at), led, plain.slice(at.length)), depth + 1);
			}
			if (end === -1) break;
		}
		const entry = this.#entries.get(plain);
		if (entry?.kind === "submodule" || this.#folders.has(plain)) return "folder";
		return entry ?? ABSENT;
	}
	#bytesOf(entry) {
		const bytes = this.#content.bytesOf(entry);
		if (bytes !== void 0) return bytes;
		this.missing.add(entry);
		return ABSENT;
	}
	#addFolders(path) {
		for (let end = path.lastIndexOf("/"); end > 0; end = path.lastIndexOf("/", end - 1)) {
			const folder = path.slice(0, end);
			if (this.#folders.has(folder)) return;
			this.#folders.add(folder);
		}
	}
};
// src/scan/disk/links.ts
/** Where the links of a repository lead: further files that a tool would read, and ways that are not taken. */
/** Files and folders that are looked at more than once, since more than one link leads to them: such links multiply. */
const MOST_REPEATED = 5e3;
/**
* A link to a file is a file of its name, as for every tool. What is in a folder is listed where it really is; behind a
* link to it only what other scanners read there, as `.devcontainer` does a `devcontainer.json`. Whatever else is meant by
* a path through it, a scanner finds when it reads that path.
*
* @param base Real path of the repository.
*/
function followLinks(base, links, readersOf) {
	const walk = new LinkWalk(base, readersOf);
	for (const link of links) walk.follow(link);
	return walk;
}
var LinkWalk = class {
	files = [];
	problems = [];
	#base;
	#readersOf;
	/** Real folders behind links. */
	#walked = new Set();
	#repeated = 0;
	#hasGivenUp = false;
	constructor(base, readersOf) {
		this.#base = base;
		this.#readersOf = readersOf;
	}
	follow(link) {
		const place = require_base.placeInside(this.#base, link);
		const stat = statOf$1((0, node_path.join)(this.#base, link));
		const isRead = this.#readersOf(link) !== "";
		if (require_base.isUnread(place)) {
			if (isRead || stat?.isDirectory() === true) this.problems.push(unread(link, place.why, `This ${place.words}: it is not followed.`));
		} else if (stat?.isFile() === true) this.files.push(link);
		else if (stat?.isDirectory() === true) this.#walk(link, place.real, [(0, node_path.dirname)((0, node_path.join)(this.#base, link))]);
		else if (isRead && stat !== void 0) this.problems.push(unread(link, "no-file", `This is a link to ${require_base.nameOfKind(stat)}: it is not read.`));
	}
	/** `above`: the real folders by which it was come to. */
	#walk(path, real, above) {
		if (above.some((folder) => require_base.isBelow(real, folder))) return;
		const isRepeated = this.#walked.has(real);
		this.#walked.add(real);
		if (isRepeated && ++this.#repeated > MOST_REPEATED) return this.#giveUp(path);
		for (const entry of entriesOf$2(real)) {
			if (entry.name === ".git") continue;
			if (isRepeated) this.#repeated++;
			this.#take(`${path}/${entry.name}`, (0, node_path.join)(real, entry.name), entry, [...above, real]);
		}
	}
	#take(path, at, entry, above) {
		const place = entry.isSymbolicLink() ? require_base.placeInside(this.#base, this.#pathOf(at)) : { real: at };
		if (require_base.isUnread(place)) return;
		const stat = entry.isSymbolicLink() ? statOf$1(place.real) : entry;
		if (stat?.isDirectory() === true) this.#walk(path, place.real, above);
		const readers = this.#readersOf(path);
		if (stat?.isFile() === true && readers !== "" && readers !== this.#readersOf(this.#pathOf(at))) this.files.push(path);
	}
	#giveUp(path) {
		if (this.#hasGivenUp) return;
		this.#hasGivenUp = true;
		const message = `More than ${MOST_REPEATED} paths lead over links to the same files: from here on they are not followed.`;
		this.problems.push(unread(path, "too-large", message));
	}
	/** From the root of the repository. */
	#pathOf(real) {
		return (0, node_path.relative)(this.#base, real).split(node_path.sep).join("/");
	}
};
function entriesOf$2(folder) {
	try {
		return (0, node_fs.readdirSync)(folder, { withFileTypes: true });
	} catch {
		return [];
	}
}
/** Links followed. */
function statOf$1(path) {
	try {
		return (0, node_fs.statSync)(path, { throwIfNoEntry: false });
	} catch {
		return;
	}
}
// src/scan/disk/path-glob.ts
/** Globs of `.gitignore`, after git's own matcher (wildmatch.c). Matching takes at most length \u00d7 length steps. */
/** As many characters and names as are compared in all: a second's worth. */
const MOST_STEPS = 5e7;
/** Counts the work of all globs of a repository. */
var Work = class {
	#left = MOST_STEPS;
	step() {
		this.#left--;
	}
	/** Whether there was too much of it. */
	get isSpent() {
		return this.#left < 0;
	}
};
/** Whether a glob is more than the text that it matches. */
function isWild(glob) {
	return /[*?[\]\\]/.test(glob);
}
/** `**` between slashes. */
const FOLDERS = "folders";
const STAR = "star";
function pathGlob(glob) {
	const names = glob.split("/");
	const segments = [];
	for (const [at, name] of names.entries()) {
		if (name === "**" && names.length > 1) {
			if (segments.at(-1) !== FOLDERS) segments.push(FOLDERS);
			if (at === names.length - 1) segments.push({
				tokens: [STAR],
				start: "",
				end: ""
			});
			continue;
		}
		const segment = readSegment(name);
		if (segment === void 0) return () => false;
		segments.push(segment);
	}
	const last = segments.at(-1);
	return (path, work) => {
		const name = path.at(-1);
		if (last === void 0 || last === FOLDERS || name === void 0 || !matchesSegment(last, name, work)) return false;
		return require_base.matchesSequence(segments, FOLDERS, path, (expected, found) => expected !== FOLDERS && matchesSegment(expected, found, work));
	};
}
function matchesSegment({ tokens, start, end }, text, work) {
	work.step();
	if (!text.startsWith(start) || !text.endsWith(end)) return false;
	return require_base.matchesSequence(tokens, STAR, text, (expected, found) => {
		work.step();
		return expected !== STAR && expected(found);
	});
}
/** Undefined for one that git holds to match nothing: a bracket without its end, an escape of nothing. */
function readSegment(glob) {
	const tokens = [];
	for (let at = 0; at < glob.length; at++) {
		const character = glob[at];
		if (character === "*") {
			if (tokens.at(-1) !== STAR) tokens.push(STAR);
		} else if (character === "?") tokens.push(() => true);
		else if (character === "[") {
			const set = readSet(glob, at + 1);
			if (set === void 0) return void 0;
			tokens.push(set.has);
			at = set.end;
		} else {
			const literal = character === "\\" ? glob[++at] : character;
			if (literal === void 0) return void 0;
			tokens.push((found) => found === literal);
		}
	}
	return {
		tokens,
		start: /^[^*?[\\]*/.exec(glob)[0],
		end: plainEnd(glob)
	};
}
/** What stands behind the last wildcard. */
function plainEnd(glob) {
	return isWild(glob) ? /[^*?[\]\\]*$/.exec(glob)[0] : glob;
}
/** `[a-z]`, `[!a]`, `[^[:digit:]]`; `from` is behind the bracket, `end` at the closing one. */
function readSet(glob, from) {
	let at = from;
	const isNegated = glob[at] === "!" || glob[at] === "^";
	if (isNegated) at++;
	const first = at;
	const members = [];
	for (; at < glob.length && (glob[at] !== "]" || at === first); at++) {
		const [whole, name = ""] = /^\[:([a-z]*):\]/.exec(glob.slice(at, at + 12)) ?? [];
		if (whole !== void 0) {
			const kind = KINDS$1[name];
			if (kind === void 0) return void 0;
			members.push((character) => kind.test(character));
			at += whole.length - 1;
			continue;
		}
		if (glob[at] === "\\") at++;
		const low = glob[at];
		if (low === void 0) return void 0;
		if (glob[at + 1] === "-" && glob[at + 2] !== "]" && at + 2 < glob.length) {
			at += glob[at + 2] === "\\" ? 3 : 2;
			const high = glob[at] ?? "";
			members.push((character) => character >= low && character <= high);
		} else members.push((character) => character === low);
	}
	if (at >= glob.length) return void 0;
	return {
		has: (character) => members.some((member) => member(character)) !== isNegated,
		end: at
	};
}
const KINDS$1 = {
	alnum: /[A-Za-z0-9]/,
	alpha: /[A-Za-z]/,
	blank: /[ \t]/,
	cntrl: /[\0-\x1F\x7F]/,
	digit: /\d/,
	graph: /[!-~]/,
	lower: /[a-z]/,
	print: /[ -~]/,
	punct: /[!-/:-@[-`{-~]/,
	space: /[\t-\r ]/,
	upper: /[A-Z]/,
	xdigit: /[A-Fa-f0-9]/
};
// src/scan/disk/gitignore.ts
/** What a `.gitignore` says, as git takes it: gitignore(5). */
/** A `.gitignore` of a person has a hundredth of these; each pattern is held against every file. */
const LONGEST = 262144;
const LONGEST_LINE = 4096;
const MOST_PATTERNS = 1e3;
/** Undefined where it has more than is followed: then nothing is known of what it ignores, and what it takes back in. */
function readGitIgnore(folder, text) {
	if (text.length > LONGEST) return void 0;
	const names = new Map();
	const paths = new Map();
	const patterns = [];
	for (const [number, line] of text.split(/\r?\n/).entries()) {
		if (line.length > LONGEST_LINE) return void 0;
		const written = withoutBlanks(line);
		if (written === "" || written.startsWith("#")) continue;
		const negated = written.startsWith("!");
		const body = negated ? written.slice(1) : written;
		const directoryOnly = body.endsWith("/");
		const pattern = directoryOnly ? body.slice(0, -1) : body;
		if (pattern === "" || pattern.endsWith("/")) continue;
		const isPath = pattern.includes("/");
		const glob = pattern.replace(/^\//, "");
		if (isWild(glob)) {
			patterns.push({
				number,
				negated,
				isPath,
				glob: pathGlob(glob),
				directoryOnly
			});
			if (patterns.length > MOST_PATTERNS) return void 0;
		} else {
			const plain = isPath ? paths : names;
			plain.set(glob, {
				...plain.get(glob),
				[directoryOnly ? "folder" : "any"]: {
					number,
					negated
				}
			});
		}
	}
	return {
		folder,
		names,
		paths,
		patterns
	};
}
/** The rules of an inner folder after those around it; undefined where these are more than are followed. */
function withInner(outer, inner) {
	const all = [...outer, ...inner];
	return all.reduce((sum, { patterns }) => sum + patterns.length, 0) > MOST_PATTERNS ? void 0 : all;
}
/** Without blanks at the end, but for one behind a backslash. */
function withoutBlanks(line) {
	let end = line.length;
	while (line[end - 1] === " ") end--;
	return end < line.length && line[end - 1] === "\\" ? line.slice(0, end + 1) : line.slice(0, end);
}
/** Whether the last rule that matches, inner files after outer ones, ignores the path. Its folders are not ignored. */
function isIgnored(files, path, isDirectory, work) {
	for (const file of files.toReversed()) {
		const rule = lastRule(file, file.folder === "" ? path : path.slice(file.folder.length + 1), isDirectory, work);
		if (rule !== void 0) return !rule.negated;
	}
	return false;
}
function lastRule(file, inner, isDirectory, work) {
	const names = inner.split("/");
	const own = names.slice(-1);
	const [name = ""] = own;
	const plain = [file.names.get(name), file.paths.get(inner)].flatMap((rules) => [rules?.any, isDirectory ? rules?.folder : void 0]);
	let last;
	for (const rule of plain) if (rule !== void 0 && rule.number > (last?.number ?? -1)) last = rule;
	const { patterns } = file;
	for (let at = patterns.length - 1; at >= 0; at--) {
		const rule = patterns[at];
		if (last !== void 0 && rule.number < last.number) break;
		if ((isDirectory || !rule.directoryOnly) && rule.glob(rule.isPath ? names : own, work)) return rule;
	}
	return last;
}
// src/scan/disk/listing.ts
/** Which files a directory has, but for those that git would ignore; and which it should have and has not. */
/** Made by tools beside a project's sources, with thousands of files: left out unless git tracks what is in them. */
const SKIPPED = new Set([
	"node_modules",
	"work",
	".nextflow",
	".nf-test",
	".lineage"
]);
/**
* What is below a directory. What `.gitignore` files name is left out: those below the directory and, where it is part
* of a git work tree, those above it and `.git/info/exclude`. As in git they say nothing of tracked files, and nothing of
* the files of a repository within the repository.
*
* A `.gitignore` is believed only where an index says what is tracked: in a folder without one (an archive, a copy, an
* index that cannot be read, a folder that git tracks nothing of) it may be as foreign as the files that it would hide.
* There nothing is ignored, and folders that are left out for their name are named.
*
* No git program is started: it may be a file of the checkout, refuse a work tree of another owner, or be missing.
*
* @param base Real path of the directory.
*/
function listFiles(base) {
	return new Lister(base).list();
}
var Lister = class {
	#base;
	#git;
	/** Path from the root of the work tree around the base to the base, with a "/" at its end, or "". */
	#above;
	#files = new Set();
	#links = new Set();
	#special = [];
	/** Files and folders that were left out, and that git may track all the same. */
	#leftOut = new Set();
	#skipped = [];
	#closed = [];
	#absent = [];
	/** By path. */
	#illegible = new Map();
	#unreadable = [];
	#unheeded = new Set();
	#work = new Work();
	/** What is tracked, a list a repository. */
	#tracked = [];
	/** Folders of sparse indexes: what is tracked in them is not known. */
	#sparse = new Set();
	#folders;
	constructor(base) {
		this.#base = base;
		this.#folders = new Folders(base);
		this.#git = gitDirectoryAround(base);
		const above = this.#git === void 0 ? "" : (0, node_path.relative)(this.#git.worktree, base).split(node_path.sep).join("/");
		this.#above = above === "" ? "" : `${above}/`;
	}
	list() {
		this.#walk("", this.#git === void 0 ? void 0 : this.#open(this.#git, ""));
		if (this.#work.isSpent) this.#unheeded.add(".gitignore");
		for (const entries of this.#tracked) for (const entry of entries) if (!this.#files.has(entry.path)) this.#lookFor(entry);
		return {
			files: [...this.#files],
			links: [...this.#links],
			special: this.#special,
			skipped: this.#skipped,
			leftOut: [...this.#leftOut],
			closed: this.#closed,
			absent: this.#absent,
			illegible: [...this.#illegible.values()],
			unreadable: this.#unreadable,
			unheeded: [...this.#unheeded]
		};
	}
	#walk(folder, outer) {
		const prefix = folder === "" ? "" : `${folder}/`;
		const entries = this.#entriesOf(folder, prefix);
		const rules = this.#rulesOf(folder, entries, outer);
		for (const entry of entries) {
			const { name } = entry;
			if (name === ".git") continue;
			const path = prefix + name;
			const isDirectory = entry.isDirectory();
			if (this.#leavesOut(name, path, isDirectory, rules)) this.#leftOut.add(path);
			else if (isDirectory) this.#walk(path, rules);
			else if (entry.isFile()) this.#files.add(path);
			else if (entry.isSymbolicLink()) this.#links.add(path);
			else this.#special.push(path);
		}
	}
	/** Those with a name that is text. */
	#entriesOf(folder, prefix) {
		const entries = entriesOf$1(this.#onDisk(folder));
		if ("why" in entries) {
			this.#closed.push({
				folder,
				...entries
			});
			return [];
		}
		if (!entries.some(({ name }) => name.includes("\ufffd"))) return entries;
		const { legible, illegible } = toldApart(this.#onDisk(folder));
		for (const { path, isFolder } of illegible) this.#illegible.set(prefix + path, {
			path: prefix + path,
			isFolder
		});
		return entries.filter(({ name }) => !name.includes("\ufffd") || legible.delete(name));
	}
	#leavesOut(name, path, isDirectory, rules) {
		if (isDirectory && SKIPPED.has(name)) {
			if (rules === void 0) this.#skipped.push(path);
			return true;
		}
		if (rules === void 0 || rules.length === 0 || this.#work.isSpent) return false;
		return isIgnored(rules, this.#above + path, isDirectory, this.#work) && !this.#work.isSpent;
	}
	#rulesOf(folder, entries, outer) {
		let hasIgnore = false;
		let hasGit = false;
		for (const { name } of entries) if (name === ".gitignore") hasIgnore = true;
		else if (name === ".git") hasGit = folder !== "";
		const git = hasGit ? gitDirectoryIn(this.#onDisk(folder)) : void 0;
		const rules = git === void 0 ? outer : this.#open(git, folder);
		if (rules === void 0 || this.#sparse.has(folder)) return void 0;
		if (!hasIgnore) return rules;
		const own = rulesIn(this.#onDisk(folder), `${this.#above}${folder}`);
		const all = own && withInner(rules, own);
		if (all === void 0) this.#unheeded.add(folder === "" ? ".gitignore" : `${folder}/.gitignore`);
		return all;
	}
	/** What a repository tracks below the base, its work tree being around the base or in a folder below it; its rules. */
	#open(git, folder) {
		if ("unreadable" in git) return this.#unread(folder, git.unreadable);
		const index = readIndexOf(git, { checksum: false });
		if ("unreadable" in index) return this.#unread(folder, index.unreadable, index.isAbsent);
		const entries = this.#below(index, folder);
		this.#tracked.push(entries);
		if (index.isSparse) {
			for (const { path, mode } of entries) if (mode === "folder") this.#sparse.add(path);
		}
		if (entries.length === 0) return void 0;
		return folder === "" ? rulesAbove(git, this.#above, this.#work) : excludes(git, `${this.#above}${folder}`);
	}
	#unread(folder, reason, isAbsent = false) {
		this.#unreadable.push({
			folder,
			reason,
			...isAbsent && { isAbsent }
		});
	}
	#below(index, folder) {
		const place = (entries) => {
			if (folder !== "") return entries.map((entry) => ({
				...entry,
				path: `${folder}/${entry.path}`
			}));
			return this.#above === "" ? entries : entries.flatMap((entry) => placedBelow(this.#above, entry));
		};
		for (const { path, mode } of place(index.illegible)) this.#illegible.set(path, {
			path,
			isFolder: mode === "submodule" || mode === "folder"
		});
		return place(index.entries);
	}
	/** What is tracked and was not found: it was left out, or the disk does not have it. */
	#lookFor(entry) {
		const { path, mode } = entry;
		const stat = this.#folders.has(parentOf$1(path)) ? statOf(this.#onDisk(path)) : void 0;
		if (mode === "file" || mode === "link") {
			if (stat?.isFile() === true) this.#files.add(path);
			else if (stat?.isSymbolicLink() === true) this.#links.add(path);
			else if (stat === void 0 || stat.isDirectory()) this.#absent.push(entry);
			return;
		}
		const isFolder = stat?.isDirectory() === true;
		if (isFolder && this.#isLeftOut(path)) this.#walk(path, void 0);
		if (mode === "folder" || !isFolder || isEmpty(this.#onDisk(path))) this.#absent.push(entry);
	}
	#onDisk(path) {
		return path === "" ? this.#base : `${this.#base}${node_path.sep}${path}`;
	}
	#isLeftOut(path) {
		return path !== "" && (this.#leftOut.has(path) || this.#isLeftOut(parentOf$1(path)));
	}
};
/**
* Which folders are on the disk, and below no link. They are asked for in the order of an index, so that the last one
* answers for most of the next: however deep and however many, each part of a path is looked at once.
*/
var Folders = class {
	#base;
	/** The last that is one. */
	#found = "";
	/** The last part of a path that is none, with a "/" at its end: nothing is below it. */
	#none;
	constructor(base) {
		this.#base = base;
	}
	has(folder) {
		if (folder === "") return true;
		const path = `${folder}/`;
		if (this.#none !== void 0 && path.startsWith(this.#none)) return false;
		let known = shared(path, this.#found);
		for (let end = path.indexOf("/", known); end !== -1; end = path.indexOf("/", end + 1)) {
			if (statOf(this.#base + node_path.sep + path.slice(0, end))?.isDirectory() !== true) {
				this.#none = path.slice(0, end + 1);
				break;
			}
			known = end + 1;
		}
		this.#found = path.slice(0, known);
		return known === path.length;
	}
};
/** Characters that two paths have in common, up to a "/". */
function shared(one, other) {
	let length = 0;
	while (length < one.length && one[length] === other[length]) length++;
	return one.lastIndexOf("/", length - 1) + 1;
}
/** An entry of the work tree around the base, from the base on; one for the base itself where it is part of a folder. */
function placedBelow(above, entry) {
	if (entry.path.startsWith(above)) return [{
		...entry,
		path: entry.path.slice(above.length)
	}];
	return entry.mode === "folder" && above.startsWith(`${entry.path}/`) ? [{
		...entry,
		path: ""
	}] : [];
}
/** The rules that the work tree has for what is in the base; none where they leave out the base itself. */
function rulesAbove(git, above, work) {
	let rules = excludes(git, "");
	let folder = "";
	for (const name of above.split("/").slice(0, -1)) {
		const inner = rulesIn((0, node_path.join)(git.worktree, folder), folder);
		rules = rules && inner && withInner(rules, inner);
		if (rules === void 0) return void 0;
		folder = folder === "" ? name : `${folder}/${name}`;
		if (isIgnored(rules, folder, true, work)) return [];
	}
	return rules;
}
/** `info/exclude` says of the whole work tree what a `.gitignore` at its root would. */
function excludes(git, folder) {
	return rulesOf(folder, readTextFile(git.exclude));
}
/** `path`: the same folder from the root of the work tree around the base. */
function rulesIn(folder, path) {
	return rulesOf(path.replace(/\/$/, ""), readTextFile((0, node_path.join)(folder, ".gitignore")));
}
function rulesOf(folder, text) {
	if (text === void 0) return [];
	const read = readGitIgnore(folder, text);
	return read && [read];
}
function entriesOf$1(folder) {
	try {
		return (0, node_fs.readdirSync)(folder, { withFileTypes: true });
	} catch (error) {
		return require_base.reasonOf(error);
	}
}
function isEmpty(folder) {
	const entries = entriesOf$1(folder);
	return "why" in entries || entries.length === 0;
}
/** The names in a folder that are UTF-8, and those that are not, as an index escapes them. */
function toldApart(folder) {
	const legible = new Set();
	const illegible = [];
	for (const entry of (0, node_fs.readdirSync)(folder, {
		withFileTypes: true,
		encoding: "buffer"
	})) {
		const name = entry.name.toString("latin1");
		const text = decoded(name);
		if (text !== void 0) legible.add(text);
		else illegible.push({
			path: escaped(name),
			isFolder: entry.isDirectory()
		});
	}
	return {
		legible,
		illegible
	};
}
function statOf(path) {
	try {
		return (0, node_fs.lstatSync)(path, { throwIfNoEntry: false });
	} catch {
		return;
	}
}
const parentOf$1 = (path) => path.slice(0, Math.max(0, path.lastIndexOf("/")));
// src/scan/disk/outside.ts
/** Files outside of the repository, for a person who named one. */
/** Links are followed: who typed the path may read what it leads to. `roots`: every spelling of the repository's root. */
function outsideFiles(root, base) {
	return {
		roots: [...new Set([root, base])],
		isFile: (path) => (0, node_fs.statSync)(path, { throwIfNoEntry: false })?.isDirectory() === false,
		read(path) {
			try {
				const text = readSource((0, node_fs.realpathSync)(path), path);
				return typeof text === "string" ? text : void 0;
			} catch {
				return;
			}
		}
	};
}
// src/scan/disk/repository.ts
/** A checked-out repository as a tree of files. */
/**
* The files of a checked-out repository, listed at once and read when asked for; their text is not kept. This
* room is all of the scanners that touches the disk.
*
* @throws ConfigurationError if the root is no directory that can be read.
*/
function openRepository$1(root, options, readersOf) {
	const base = realRoot(root);
	const repository = new Repository(base, options, readersOf);
	return {
		...options.nextflow?.isTyped === true && { outside: outsideFiles((0, node_path.resolve)(root), base) },
		files: repository.files,
		read: (path) => repository.read(path),
		beginning: (path) => repository.beginning(path),
		kindAt: (path) => repository.kindAt(path),
		problems: () => repository.problems()
	};
}
var Repository = class {
	files;
	#base;
	#isExcluded;
	/** What was listed below no link: nothing of it needs to be followed. */
	#plain;
	/** Links, and what was left out: a path that begins so is looked for on the disk. */
	#unlisted;
	#readersOf;
	#gaps;
	/** What was asked for and is there, and has no text. */
	#unread = new Map();
	constructor(base, { exclude }, readersOf) {
		const listing = listFiles(base);
		const { files, problems } = followLinks(base, listing.links, readersOf);
		this.#base = base;
		this.#readersOf = readersOf;
		this.#isExcluded = matchesAny(exclude);
		this.#plain = new Set(listing.files);
		this.#unlisted = new Set([...listing.leftOut, ...listing.links]);
		this.#gaps = [...gapsOf(listing, (path) => readersOf(path) !== ""), ...problems];
		this.files = [...listing.files, ...files].filter((path) => !this.#isExcluded(path)).sort();
	}
	read(path) {
		const text = this.#plain.has(path) ? readSource(`${this.#base}${node_path.sep}${path}`, path, "listed") : this.#readAnywhere(path);
		if (typeof text === "string") return text;
		if ((this.#plain.has(path) || text.why !== "absent" && text.why !== "folder") && path !== ".." && !path.startsWith("../")) this.#unread.set(path, text);
	}
	beginning(path) {
		const place = this.#plain.has(path) ? { real: `${this.#base}${node_path.sep}${path}` } : require_base.placeInside(this.#base, path);
		return require_base.isUnread(place) ? void 0 : readHead(place.real);
	}
	/** A link is followed within the root. */
	#readAnywhere(path) {
		const place = require_base.placeInside(this.#base, path);
		return require_base.isUnread(place) ? place : readSource(place.real, path);
	}
	kindAt(path) {
		if (!this.#isUnlisted(path) || this.#isExcluded(path)) return void 0;
		const place = require_base.placeInside(this.#base, path);
		if (require_base.isUnread(place)) return place.why === "outside" ? "file" : void 0;
		const stat = (0, node_fs.statSync)(place.real, { throwIfNoEntry: false });
		return stat?.isDirectory() === true ? "folder" : stat && "file";
	}
	problems() {
		const asked = [...this.#unread].map(([file, why]) => unreadFile(file, why, this.#readersOf(file)));
		const known = new Set(this.#gaps.map(({ file }) => file));
		return [...this.#gaps, ...asked.filter(({ file }) => !known.has(file))].filter(({ file }) => !this.#isExcluded(file));
	}
	#isUnlisted(path) {
		for (let end = path.length; end > 0; end = path.lastIndexOf("/", end - 1)) if (this.#unlisted.has(path.slice(0, end))) return true;
		return false;
	}
};
function realRoot(root) {
	try {
		const base = (0, node_fs.realpathSync)(root);
		if ((0, node_fs.lstatSync)(base).isDirectory()) return base;
	} catch {}
	throw new require_base.ConfigurationError(`${root} is not a directory that can be read: name the root of a checked-out repository.`);
}
// src/scan/in-order.ts
/** By file (code units), line and column; things at the same place stay in the order that they were found in. */
function inOrder(things, placeOf) {
	return things.map((thing) => ({
		thing,
		place: placeOf(thing) ?? {
			file: "",
			line: 0,
			column: 0
		}
	})).sort(({ place: a }, { place: b }) => a.file === b.file ? a.line - b.line || a.column - b.column : a.file < b.file ? -1 : 1).map(({ thing }) => thing);
}
// src/scan/dockerfile/file-name.ts
/** Which files are Dockerfiles, by name. */
/** Names of the builders (`Dockerfile`, `Containerfile`), with a number or a suffix, or as an extension or the last word. */
const NAME = /^(?:docker|container)file\d*(?:[._-].+)?$|.[._-](?:docker|container)file$/is;
/** Endings of files about Dockerfiles, and of what is left of them. `Dockerfile.py` may build an image for Python. */
const OTHER = /\.(?:dockerignore|containerignore|md|mdx|rst|adoc|html?|css|scss|svg|png|diff|patch|orig|rej|bak|swp|log|snap|golden|expected)$/i;
/** Endings of templates: such a file is read, and what it leaves open is said to be so. */
const TEMPLATE = /\.(?:tmpl|tpl|template|j2|jinja2?|erb|in|mustache|ejs)$/i;
/** Whether a path has the name of a Dockerfile: `Dockerfile`, `Dockerfile.dev`, `api.dockerfile`, `Containerfile`. */
function isDockerfileName(path) {
	const name = path.slice(path.lastIndexOf("/") + 1);
	return NAME.test(name.replace(TEMPLATE, "")) && !OTHER.test(name);
}
// src/scan/neighbours/glance.ts
/** What tells files of the neighbours from others at a glance, by name or text: no parser is loaded for a file of no kind. */
/** The files that a configuration consists of, by their names: GitLab lets `include` name any. */
function isGitlabName(path) {
	return /(?:^|\/|\.)gitlab-ci(?:\.[^/]+)?\.ya?ml$|(?:^|\/)\.gitlab(?:-ci)?\/(?!agents\/)(?:.+\/)?[^/]+\.ya?ml$/s.test(path);
}
function isComposeName(path) {
	return /(?:^|[/.\-_])(?:docker-)?compose(?:[.\-_][^/]+)?\.ya?ml$/.test(path);
}
function isSnakemakeName(path) {
	return /(?:^|\/)snakefile(?:[.\-_][^/]*)?$|\.(?:smk|snakefile|snakemake)$/i.test(path) && !/\.(?:md|rst|ya?ml|json)$/i.test(path);
}
function isDevcontainerName(path) {
	return /(?:^|\/)(?:\.devcontainer(?:\/[^/]+)?\/devcontainer|\.devcontainer)\.json$/.test(path);
}
function isDotEnvName(path) {
	return /(?:^|\/)\.env$/.test(path);
}
/** Whether a `.env` names the files that Compose reads. */
function namesComposeFiles(text) {
	return /^\s*(?:export\s+)?COMPOSE_FILE\s*=/m.test(text);
}
/** Definition files of Apptainer and Singularity say how they begin. */
function looksLikeDefinition(text) {
	return /^[ \t]*bootstrap[ \t]*:/im.test(text);
}
/** The metadata of an nf-core module: one line of one file in thirty says whether it is worth a parser. */
function declaresContainers(text) {
	return /^containers:/m.test(text);
}
/** The built-in kinds of Kubernetes that run containers. */
const WORKLOAD_KINDS = [
	"Pod",
	"PodTemplate",
	"ReplicationController",
	"Deployment",
	"ReplicaSet",
	"DaemonSet",
	"StatefulSet",
	"Job",
	"CronJob"
];
const BREAK = "[\\n\\r\\u0085\\u2028\\u2029]";
/** Blanks and anything that may be long end where they end: tried once, and not from each of their characters. */
const BLANKS = "[ \\t]*(?![ \\t])";
/** Anchors and tags that may stand before a key or a value. */
const PROPERTIES = `(?:[&!]\\S{0,200}[ \\t]${BLANKS}){0,3}`;
const VALUE = `${PROPERTIES}(?:["']?(?:${WORKLOAD_KINDS.join("|")}|\\w{0,100}List)\\b|.{0,200}\\{\\{|\\*|"[^"]{0,200}\\\\)`;
/** A kind of workload, a list of manifests, or what a template or an alias makes the kind of; on the line of its key or below. */
const WORKLOAD = new RegExp(`(?:^|\\u0085|[{,])[ \\t-]*${PROPERTIES}["']?kind["']?${BLANKS}:${BLANKS}(?:${VALUE}|${`(?:[|>][-+\\d]{0,2}${BLANKS})?${BREAK}\\s*(?!\\s)`}${VALUE})`, "m");
/** Cheap: most YAML files of a repository are something else, and other manifests (definitions of CRDs!) are large. */
function looksLikeKubernetes(text) {
	return text.includes("apiVersion") && text.includes("image") && WORKLOAD.test(text);
}
function isKustomizationName(path) {
	return /(?:^|\/)(?:kustomization\.ya?ml|Kustomization)$/.test(path);
}
/** What says that a folder is a chart of Helm, whose values lie beside it. */
function isChartName(path) {
	return /(?:^|\/)Chart\.yaml$/.test(path);
}
/** Whether JSON may be a manifest, by its beginning: `apiVersion` is the first key that tools write. */
function beginsLikeManifest(head) {
	return /^\s*\{/.test(head) && /apiVersion|\\u00[4-7]/.test(head);
}
/** What can spell a key in other letters than its own (escapes, base64, aliases), or part it from its value (`? key`, comments). */
const ODD_KEYS = new RegExp(`kind["']?${BLANKS}:${BLANKS}(?:[|>][-+\\d]{0,2}${BLANKS})?#|\\\\[xuU\\r\\n]|!!?binary|!<|%TAG|(?:^|\\u0085|[{,])[ \\t-]*(?:\\?[ \\t\\r\\n]|\\*[^\\s,]{1,200}[ \\t]${BLANKS}:)`, "m");
/** Whether only a parser can tell what the keys of a YAML text are. */
function hasOddKeys(text) {
	return ODD_KEYS.test(text);
}
// src/scan/kinds.ts
const YAML = /\.ya?ml$/;
/** However often it is asked for, it is loaded once. */
function once(load) {
	let loaded;
	return () => loaded ??= load();
}
const loadLook = once(async () => (await Promise.resolve().then(() => require("./dockerfile.js")).then((n) => n.file_content_exports)).looksLikeDockerfile);
const loadDockerfile = once(async () => {
	const { scanDockerfile } = await Promise.resolve().then(() => require("./dockerfile.js")).then((n) => n.dockerfile_exports);
	return (file, text, { options, builds }) => scanDockerfile(file, text, options.dockerfile, builds);
});
const loadBake = once(async () => (await Promise.resolve().then(() => require("./neighbours.js")).then((n) => n.bake_exports)).scanBake);
const loadCompose = once(async () => (await Promise.resolve().then(() => require("./neighbours.js")).then((n) => n.compose_exports)).scanCompose);
const loadGitlab = once(async () => (await Promise.resolve().then(() => require("./neighbours.js")).then((n) => n.gitlab_exports)).scanGitlab);
const loadCwl = once(async () => (await Promise.resolve().then(() => require("./neighbours.js")).then((n) => n.cwl_exports)).scanCwl);
const loadWdl = once(async () => (await Promise.resolve().then(() => require("./neighbours.js")).then((n) => n.wdl_exports)).scanWdl);
const loadSnakemake = once(async () => (await Promise.resolve().then(() => require("./neighbours.js")).then((n) => n.snakemake_exports)).scanSnakemake);
const loadKubernetes = once(() => Promise.resolve().then(() => require("./neighbours.js")).then((n) => n.kubernetes_exports));
const holdsKubernetes = async (text) => (await loadKubernetes()).holdsKubernetes(text);
const loadKubernetesScanner = async () => (await loadKubernetes()).scanKubernetes;
/** The first that takes the name, and likes the look of the text, has the file, apart from those that count beside it. */
const KINDS = [
	{
		source: "bake",
		isNamed: named(/(?:^|\/)docker-bake(?:\.[^/]+)?\.(?:hcl|json)$/),
		load: loadBake
	},
	{
		source: "compose",
		isNamed: isComposeName,
		load: loadCompose
	},
	{
		source: "compose",
		isNamed: isDotEnvName,
		looksLike: namesComposeFiles,
		load: once(async () => (await Promise.resolve().then(() => require("./neighbours.js")).then((n) => n.compose_exports)).scanComposeNames)
	},
	{
		source: "workflow",
		isNamed: named(/(?:^|\/)\.(?:github|gitea|forgejo)\/workflows\/[^/]+\.ya?ml$|(?:^|\/)action\.ya?ml$/),
		load: once(async () => (await Promise.resolve().then(() => require("./neighbours.js")).then((n) => n.workflow_exports)).scanWorkflow)
	},
	{
		source: "apptainer",
		isNamed: named(/(?:^|\/)(?:singularity|apptainer)(?:file)?(?:[.\-_][^/]*)?$|\.def$/i, /\.(?:md|rst|html?|py|sh|nf|ya?ml|json|config)$/i),
		looksLike: looksLikeDefinition,
		load: once(async () => (await Promise.resolve().then(() => require("./neighbours.js")).then((n) => n.apptainer_exports)).scanApptainer)
	},
	{
		source: "devcontainer",
		isNamed: isDevcontainerName,
		load: once(async () => (await Promise.resolve().then(() => require("./neighbours.js")).then((n) => n.devcontainer_exports)).scanDevcontainer)
	},
	{
		source: "gitlab",
		isNamed: isGitlabName,
		load: loadGitlab
	},
	{
		source: "circleci",
		isNamed: named(/(?:^|\/)\.circleci\/[^/]+\.ya?ml$/),
		load: once(async () => (await Promise.resolve().then(() => require("./neighbours.js")).then((n) => n.circleci_exports)).scanCircleci)
	},
	{
		source: "gitpod",
		isNamed: named(/(?:^|\/)\.gitpod\.ya?ml$/),
		load: once(async () => (await Promise.resolve().then(() => require("./neighbours.js")).then((n) => n.gitpod_exports)).scanGitpod)
	},
	{
		source: "cwl",
		isNamed: named(/\.cwl(?:\.json)?$/i),
		load: loadCwl
	},
	{
		source: "cwl",
		isNamed: named(YAML),
		looksLike: async (text) => text.includes("DockerRequirement") && (await Promise.resolve().then(() => require("./neighbours.js")).then((n) => n.cwl_exports)).holdsCwl(text),
		load: loadCwl
	},
	{
		source: "snakemake",
		isNamed: isSnakemakeName,
		load: loadSnakemake
	},
	{
		source: "nf-core",
		isNamed: named(/(?:^|\/)meta\.ya?ml$/),
		looksLike: declaresContainers,
		load: once(async () => (await Promise.resolve().then(() => require("./neighbours.js")).then((n) => n.module_metadata_exports)).scanModuleMetadata)
	},
	{
		source: "wdl",
		isNamed: named(/\.wdl$/i),
		load: loadWdl
	},
	{
		source: "dockerfile",
		isNamed: named(/(?:^|[/.])(?:docker|container)file$/i),
		load: loadDockerfile
	},
	{
		source: "dockerfile",
		isNamed: isDockerfileName,
		looksLike: async (text) => (await loadLook())(text),
		load: loadDockerfile
	},
	{
		source: "kubernetes",
		isNamed: (path) => isKustomizationName(path) || isChartName(path),
		load: loadKubernetesScanner
	},
	{
		source: "kubernetes",
		isBeside: true,
		isNamed: (path) => /\.ya?ml$/i.test(path) && !isKustomizationName(path) && !isChartName(path),
		looksLike: async (text) => looksLikeKubernetes(text) || hasOddKeys(text) && await holdsKubernetes(text),
		load: loadKubernetesScanner
	},
	{
		source: "kubernetes",
		isNamed: named(/\.json$/i),
		begins: beginsLikeManifest,
		looksLike: async (text) => (looksLikeKubernetes(text) || hasOddKeys(text)) && await holdsKubernetes(text),
		load: loadKubernetesScanner
	}
];
/** The scanners of files that others name, whatever they are called. */
const SCANNERS = {
	bake: loadBake,
	compose: loadCompose,
	gitlab: loadGitlab,
	cwl: loadCwl,
	snakemake: loadSnakemake,
	wdl: loadWdl,
	kubernetes: loadKubernetesScanner,
	dockerfile: loadDockerfile
};
/** The kinds that a file of this name may be of. */
function kindsNamed(path) {
	return KINDS.filter((kind) => kind.isNamed(path));
}
/** By what scanners a file of this name may be read, as one text; "" where none would. */
function readersOf(path) {
	const sources = kindsNamed(path).flatMap((kind) => kind.begins === void 0 ? kind.source : []);
	return (isOfNextflow(path) ? ["nextflow", ...sources] : sources).join(" ");
}
/** Whether Nextflow has a say: there is a script, or a configuration that may name one of another extension. */
function isOfNextflow(file) {
	return file.endsWith(".nf") || /(?:^|\/)nextflow\.config$/.test(file);
}
function named(pattern, except) {
	return (path) => pattern.test(path) && except?.test(path) !== true;
}
// src/scan/neighbours/nf-core/module-origins.ts
/** Gives every reference in the folder of a module its origin; those of the pulls are the same objects as before and after. */
function withOrigins(found, originOf) {
	const made = new Map();
	const placed = (reference) => {
		let known = made.get(reference);
		if (known === void 0) {
			const module = originOf(reference.file);
			known = module === void 0 ? reference : {
				...reference,
				context: {
					...reference.context,
					module
				}
			};
			made.set(reference, known);
		}
		return known;
	};
	return {
		references: found.references.map(placed),
		pulls: found.pulls.map((pull) => ({
			...pull,
			references: pull.references.map(placed)
		}))
	};
}
/** What every `modules.json` of the repository says; undefined where there is none. A broken one says nothing. */
function readOrigins(tree) {
	/** By the folder that a module was copied to. */
	const installed = new Map();
	/** The folders of pipelines: `""`, or with a slash at the end. */
	const roots = new Set();
	for (const file of tree.files) {
		if (!/(?:^|\/)modules\.json$/.test(file)) continue;
		const { repos } = objectIn(parse(tree.read(file)));
		if (repos === void 0) continue;
		const root = file.slice(0, -12);
		roots.add(root);
		for (const { folder, origin } of entriesOf(objectIn(repos))) installed.set(`${root}${folder}/`, origin);
	}
	if (roots.size === 0) return void 0;
	return (file) => {
		for (let folder = parentOf(file);; folder = parentOf(folder)) {
			const origin = installed.get(folder);
			if (origin !== void 0) return origin;
			if (roots.has(folder)) return localModule(file.slice(folder.length));
			if (folder === "") return void 0;
		}
	};
}
/** With a slash at the end, or `""`. */
function parentOf(path) {
	return path.replace(/[^/]*\/?$/, "");
}
/** `modules/local/a/main.nf`, `modules/local/a.nf`, and the same of subworkflows. */
function localModule(path) {
	const inner = /^(?:modules|subworkflows)\/local\/(.+)$/s.exec(path)?.[1];
	if (inner === void 0) return void 0;
	const name = inner.endsWith(".nf") && !/(?:^|\/)main\.nf$/.test(inner) ? inner.slice(0, -3) : folderOf(inner);
	return name === "" ? void 0 : {
		name,
		local: true
	};
}
function folderOf(path) {
	return path.slice(0, Math.max(0, path.lastIndexOf("/")));
}
/**
* Since nf-core/tools 2.7 remote \u2192 `modules` or `subworkflows` \u2192 organisation \u2192 name; before, repository \u2192 `modules`
* (2.4) or nothing (2.0) \u2192 name, copied to `modules/REPOSITORY/NAME`.
*/
function* entriesOf(repos) {
	for (const [remote, kinds] of entries(repos)) for (const [kind, names] of entries(kinds)) {
		yield* entryOf(`modules/${remote}/${kind}`, kind, remote, names);
		const repository = textIn(objectIn(kinds)["git_url"]) ?? remote;
		for (const [organisation, modules] of entries(names)) {
			yield* entryOf(`${kind}/${remote}/${organisation}`, organisation, repository, modules);
			for (const [name, module] of entries(modules)) yield* entryOf(`${kind}/${organisation}/${name}`, name, repository, module);
		}
	}
}
/** None, or one: what has a commit is a module. */
function* entryOf(folder, name, repository, module) {
	const { git_sha, branch, patch } = objectIn(module);
	const sha = textIn(git_sha);
	if (sha === void 0) return;
	const [from, patched] = [textIn(branch), textIn(patch)];
	yield {
		folder,
		origin: {
			name,
			repository,
			sha,
			...from !== void 0 && { branch: from },
			...patched !== void 0 && { patched }
		}
	};
}
function parse(text) {
	try {
		return JSON.parse(text ?? "");
	} catch {
		return;
	}
}
function entries(value) {
	return Object.entries(objectIn(value));
}
function objectIn(value) {
	return typeof value === "object" && value !== null && !Array.isArray(value) ? { ...value } : {};
}
function textIn(value) {
	return typeof value === "string" && value !== "" ? value : void 0;
}
// src/scan/neighbours/nf-core/override-places.ts
const MODULES_CONFIG = "conf/modules.config";
/** One for each pipeline with a `modules.json` that has a configuration. */
function overridePlaces(tree) {
	return tree.files.flatMap((file) => {
		if (!/(?:^|\/)modules\.json$/.test(file)) return [];
		return placeOf(tree, file.slice(0, -12)) ?? [];
	});
}
/** In `conf/modules.config`, as the template of nf-core has it, where it is one block and is read; else at the end of `nextflow.config`. */
function placeOf(tree, root) {
	const main = tree.read(`${root}nextflow.config`);
	if (main === void 0) return void 0;
	const modules = /^\s*includeConfig\s*\(?\s*(['"])conf\/modules\.config\1/m.test(main) ? tree.read(`${root}${MODULES_CONFIG}`) : void 0;
	const end = modules === void 0 ? void 0 : endOfBlock(modules);
	if (modules !== void 0 && end !== void 0) return placeAt(root, `${root}${MODULES_CONFIG}`, modules, end);
	return placeAt(root, `${root}nextflow.config`, main, void 0);
}
/** @param block Where the last line of the block is; undefined: behind all of the text. */
function placeAt(root, file, text, block) {
	const at = block ?? text.length;
	return {
		root,
		location: {
			file,
			...require_base.indexLines(text).span({
				start: at,
				end: at
			})
		},
		isInBlock: block !== void 0,
		isOnNewLine: at === 0 || text[at - 1] === "\n",
		lineEnd: text.includes("\r\n") ? "\r\n" : "\n"
	};
}
/** The offset of the line `}` that ends the file, where the line before it that is not indented either is `process {`. */
function endOfBlock(text) {
	const [open, close] = [...text.matchAll(/^(?![ \t]|\/\/|\s*$).*$/gm)].slice(-2);
	return open?.[0].trimEnd() === "process {" && close?.[0].trimEnd() === "}" ? close.index : void 0;
}
// src/scan/folder.ts
/** Whether a path is out of the folder that is looked at. */
function isBeside(path, folder = "") {
	return folder !== "" && !path.startsWith(`${folder}/`);
}
/** The files of one folder alone, by their whole paths. */
function below(tree, folder = "") {
	if (folder === "") return tree;
	const isBelow = (path) => !isBeside(path, folder);
	return {
		...tree,
		files: tree.files.filter(isBelow),
		problems: () => (tree.problems?.() ?? []).filter(({ file }) => isBelow(file) || [".", ".git"].includes(file) || `${folder}/`.startsWith(`${file}/`))
	};
}
// src/scan/index.ts
/** A repository's files in, its References and Pulls out. Runs nothing, asks no network. */
/** The files of a checked-out repository, see disk/. */
function openRepository(root, options) {
	return openRepository$1(root, options, readersOf);
}
/** The files of a commit, which is compared with a checkout. */
function openCommit(content, checkout, options) {
	return openCommit$1(content, checkout, options, readersOf);
}
/**
* Never throws for what a file says: what cannot be read or known is in the result. Ordered by file and place. A scanner
* is loaded when the first file of its kind is met; from time to time it waits for a turn of the event loop, so that
* signals arrive. Once it is cancelled it begins with nothing more and says what it has not come to.
*/
async function scanRepository(tree, options, cancellation = new require_base.Cancellation()) {
	const scan = new RepositoryScan(withMentions(withoutExcluded(tree, options.exclude)), options, cancellation);
	await scan.nextflow();
	await scan.filesOfAKind();
	await scan.filesOfOthers();
	return scan.result();
}
/** Every point in which what Nextflow itself printed says something else; see scan/nextflow. */
async function compareWithNextflow(output, file, pulls, tree, options) {
	return (await Promise.resolve().then(() => require("./nextflow.js")).then((n) => n.nextflow_exports)).compareWithNextflow(output, file, pulls, tree, options);
}
var RepositoryScan = class {
	#tree;
	#options;
	#scans = [];
	#files = [];
	#cancellation;
	/** What the run is cancelled before. */
	#left = [];
	#leftFiles = new Set();
	#environments = new EnvironmentTexts();
	#notLookedAt = [];
	/** Scanned last, when all builds of them are known. */
	#dockerfiles = new Set();
	constructor(tree, options, cancellation) {
		this.#tree = tree;
		this.#options = options;
		this.#cancellation = cancellation;
	}
	/** Nextflow is a project of many files and finds its own. */
	async nextflow() {
		const { kinds } = this.#options;
		const first = this.#tree.files.find(isOfNextflow);
		if (kinds.nextflow === false || first === void 0) return;
		const { scanGeneratedConfig, NextflowScanner } = await Promise.resolve().then(() => require("./nextflow.js")).then((n) => n.nextflow_exports);
		const scanner = new NextflowScanner(this.#tree, this.#options);
		const steps = scanner.steps();
		while (steps.next().done !== true) {
			if (!await this.#cancellation.pause()) continue;
			this.#leave(first, "all pipelines and modules of Nextflow were scanned");
			break;
		}
		const scan = scanner.scan();
		this.#scans.push(scan);
		this.#files.push(...scan.files);
		this.#notLookedAt = scan.notLookedAt;
		for (const file of kinds["nf-core"] === false ? [] : scan.generated) {
			this.#scans.push(scanGeneratedConfig(file, this.#tree.read(file) ?? ""));
			this.#files.push({
				file,
				source: "nf-core"
			});
		}
	}
	async filesOfAKind() {
		const { files } = this.#tree;
		for (const [index, file] of files.entries()) {
			const kinds = this.#kindsOf(file);
			if (kinds.length === 0) continue;
			if (await this.#cancellation.pause()) {
				this.#leaveFiles(files.slice(index).filter((path) => this.#kindsOf(path).length > 0));
				return;
			}
			await this.#scanAsOneOf(kinds, file);
		}
	}
	#kindsOf(file) {
		return kindsNamed(file).filter(({ source }) => this.#options.kinds[source] !== false);
	}
	async #scanAsOneOf(named, file) {
		const kinds = named.filter((kind) => kind.begins?.(this.#beginning(file)) !== false);
		if (kinds.length === 0) return;
		if (kinds.every(({ source }) => source === "dockerfile")) {
			this.#dockerfiles.add(file);
			return;
		}
		const text = this.#tree.read(file);
		if (text === void 0) {
			if (kinds[0]?.looksLike === void 0) this.#scans.push(unreadable(file));
			return;
		}
		this.#environments.note(file, text);
		let isTaken = false;
		for (const kind of kinds) {
			if (isTaken && kind.isBeside !== true) continue;
			if (kind.looksLike !== void 0 && !await kind.looksLike(text)) continue;
			if (kind.source === "dockerfile") {
				this.#dockerfiles.add(file);
				isTaken = true;
				continue;
			}
			const found = (await kind.load())(file, text, this.#around());
			if (isTaken && found.references.length === 0) continue;
			this.#scans.push(found);
			this.#files.push({
				file,
				source: kind.source
			});
			isTaken = true;
		}
	}
	#beginning(file) {
		const tree = this.#tree;
		return (tree.beginning === void 0 ? tree.read(file) : tree.beginning(file)) ?? "";
	}
	/** Files that others name, whatever they are called: those that name more first. */
	async filesOfOthers() {
		for (const source of [
			"compose",
			"gitlab",
			"cwl",
			"snakemake",
			"wdl",
			"kubernetes",
			"bake"
		]) await this.#follow(source, (scan) => scan.leads?.flatMap((lead) => lead.source === source ? lead.path : []));
		await this.#buildDockerfiles();
	}
	/** Each is judged for the builds that other files define; one that none builds, for a build of its own. */
	async #buildDockerfiles() {
		if (this.#options.kinds.dockerfile === false) return;
		const builds = Map.groupBy(this.#scans.flatMap((scan) => scan.builds ?? []), ({ dockerfile }) => dockerfile);
		const files = [...new Set([...this.#dockerfiles, ...builds.keys()])];
		for (const [index, file] of files.entries()) {
			if (await this.#cancellation.pause()) {
				this.#leaveFiles(files.slice(index));
				return;
			}
			if (builds.has(file) || await this.#isDockerfile(file)) await this.#scanAs("dockerfile", file, builds.get(file));
		}
	}
	/** By its name, or by the look of its text where that says little; one that cannot be read then need not be any. */
	async #isDockerfile(file) {
		const kinds = this.#kindsOf(file).filter(({ source }) => source === "dockerfile");
		if (kinds.some((kind) => kind.looksLike === void 0)) return true;
		const text = this.#tree.read(file);
		if (text === void 0) return false;
		for (const kind of kinds) if (await kind.looksLike?.(text) === true) return true;
		return false;
	}
	#around(builds = []) {
		return {
			tree: this.#tree,
			options: this.#options,
			builds
		};
	}
	async #follow(source, namesOf) {
		if (this.#options.kinds[source] === false) return;
		const known = new Set(this.#files.flatMap((one) => one.source === source ? one.file : []));
		const listed = new Set(this.#tree.files);
		for (const found of this.#scans) for (const file of namesOf(found) ?? []) {
			if (known.has(file) || !listed.has(file) && this.#tree.kindAt?.(file) !== "file") continue;
			known.add(file);
			if (await this.#cancellation.pause()) {
				this.#leaveFiles([file]);
				return;
			}
			await this.#scanAs(source, file);
		}
	}
	async #scanAs(source, file, builds) {
		const text = this.#tree.read(file);
		if (text === void 0) {
			this.#scans.push(unreadable(file));
			return;
		}
		const scan = await SCANNERS[source]();
		this.#scans.push(scan(file, text, this.#around(builds)));
		this.#files.push({
			file,
			source
		});
	}
	#leaveFiles(files) {
		for (const file of files) this.#leftFiles.add(file);
	}
	/** One word about all files that are left. */
	#sayLeftFiles() {
		const [first, ...more] = [...this.#leftFiles].toSorted();
		if (first === void 0) return;
		const all = `${more.length + 1} files were scanned, this one the first`;
		this.#leave(first, more.length === 0 ? "this file was scanned" : all);
	}
	#leave(file, what) {
		const message = `The run was cancelled (${this.#cancellation.reason}) before ${what}.`;
		this.#left.push({
			file,
			line: 1,
			column: 1,
			kind: "cancelled",
			message
		});
	}
	async result() {
		this.#sayLeftFiles();
		const originOf = readOrigins(this.#tree);
		const found = {
			references: onceEach(this.#scans.flatMap((scan) => scan.references)),
			pulls: this.#scans.flatMap((scan) => scan.pulls)
		};
		const placed = originOf === void 0 ? found : withOrigins(found, originOf);
		const references = inOrder(placed.references, (reference) => reference);
		const { ignores, problems } = await this.#directives(references);
		const environments = this.#environments.of(placed.pulls, this.#tree);
		return {
			references,
			pulls: inOrder(placed.pulls, (pull) => pull.references[0]),
			problems: inOrder([...this.#problems(), ...problems], (problem) => problem).map(markAside),
			ignores,
			files: inOrder(this.#files, ({ file }) => ({
				file,
				line: 1,
				column: 1
			})),
			...this.#left.length > 0 && { isCut: true },
			notLookedAt: this.#notLookedAt,
			...originOf !== void 0 && { overridePlaces: overridePlaces(this.#tree) },
			...environments.size > 0 && { environments }
		};
	}
	/** Where the tree says why a file was not read, that takes the place of a scanner's own word. */
	#problems() {
		const unread = this.#tree.problems?.() ?? [];
		const said = new Set(unread.map(({ file }) => file));
		const isSaid = ({ file, kind, line }) => kind === "unreadable" && line === 1 && said.has(file);
		const told = this.#scans.flatMap((scan) => scan.problems).filter((problem) => !isSaid(problem));
		const { typedArgs = [] } = this.#options.dockerfile;
		const place = this.#files.find(({ source }) => source === "dockerfile")?.file ?? ".";
		const unused = this.#left.length > 0 ? [] : unusedBuildArgs(typedArgs, this.#scans, place);
		return [
			...told,
			...unread,
			...unused,
			...this.#left
		];
	}
	async #directives(references) {
		const mentioning = [...new Map(this.#files.map((one) => [one.file, one])).values()].filter(({ file }) => this.#tree.mentions(file));
		if (mentioning.length === 0) return {
			ignores: [],
			problems: []
		};
		const { findIgnores } = await Promise.resolve().then(() => require("./directives.js")).then((n) => n.ignore_exports);
		const ignores = [];
		const problems = [];
		const byFile = Map.groupBy(references, (reference) => reference.file);
		for (const { file, source } of mentioning) {
			const found = findIgnores(file, this.#tree.read(file) ?? "", source, byFile.get(file) ?? []);
			for (const ignore of found.ignores) ignores.push(ignore);
			problems.push(...fewProblems(found.problems));
		}
		return {
			ignores: inOrder(ignores, (ignore) => ignore),
			problems
		};
	}
};
/** Excluded files are not scanned; a file that includes one can still read it. */
function withoutExcluded(tree, exclude) {
	if (exclude.length === 0) return tree;
	const excluded = matchesAny(exclude);
	return {
		...tree,
		files: tree.files.filter((file) => !excluded(file))
	};
}
function unreadable(file) {
	return {
		references: [],
		pulls: [],
		problems: [{
			file,
			line: 1,
			column: 1,
			kind: "unreadable",
			message: "This file cannot be read as text."
		}]
	};
}
function markAside(problem) {
	return !problem.file.startsWith("/") && isAside(problem.file) ? {
		...problem,
		aside: true
	} : problem;
}
function onceEach(references) {
	return [...new Map(references.map((reference) => [require_base.referenceKey(reference), reference])).values()];
}
/** Says of each inline ignore whether a pull request adds it. */
async function againstBase(scan, tree, base) {
	if (scan.ignores.length === 0) return scan;
	const { markAdded } = await Promise.resolve().then(() => require("./directives.js")).then((n) => n.added_exports);
	return {
		...scan,
		ignores: markAdded(scan, tree, base)
	};
}
// src/report/links.ts
/** Where the documentation is, unless the run knows which copy of the action it is. */
const USUAL = `${require_base.homepage}/blob/v1`;
/** The page of a rule. */
function ruleUrl({ tool }, rule) {
	return `${tool.url ?? USUAL}/docs/rules/${encodeURIComponent(rule)}.md`;
}
/** The page of the tool. */
function toolUrl({ tool }) {
	return `${tool.url ?? USUAL}/README.md`;
}
/** Where a place can be read on GitHub; undefined where the run does not know repository and commit. */
function lineUrl(report, { file, line, endLine }, server) {
	const { commit, checkout } = report;
	const repository = githubUrl(report, server);
	if (repository === void 0 || commit === void 0 || !isCommit(commit)) return void 0;
	const lines = endLine > line ? `#L${line}-L${endLine}` : `#L${line}`;
	return `${repository}/blob/${commit}/${encodePath([checkout?.folder, file].flatMap((part) => part ?? []).join("/"))}${lines}`;
}
/** A commit of the repository; undefined where it cannot be linked to. */
function commitUrl(report, commit, server) {
	const repository = githubUrl(report, server);
	return repository === void 0 || !isCommit(commit) ? void 0 : `${repository}/commit/${commit}`;
}
/** The repository on GitHub; undefined where it is not there, or not known. */
function githubUrl({ repository = "", server }, address = server ?? "https://github.com") {
	return /^[\w.-]+\/[\w.-]+$/.test(repository) ? `${address}/${repository}` : void 0;
}
/** The repository wherever it is, for programs; undefined where it is not known. */
function repositoryUrl(report, server) {
	const { repository = "" } = report;
	const elsewhere = /^[\w.-]+(?::\d+)?(?:\/[\w.~-]+){2,}$/.test(repository) ? `https://${repository}` : void 0;
	return githubUrl(report, server) ?? elsewhere;
}
function isCommit(text) {
	return /^[0-9a-f]{7,64}$/i.test(text);
}
/** A path as part of a URL; nothing of it can end an attribute or a link. */
function encodePath(file) {
	return file.toWellFormed().split("/").map(encodeURIComponent).join("/");
}
// src/report/policy-words.ts
/** `policy ci/p.yml (sha256 \u2026), as of the base \u2026`, digest and commit whole. `mark`: sets off names and numbers. */
function policyInWords(policy, mark = (text) => text) {
	if (policy === null) return "the built-in policy";
	const { file, sha256, from } = policy;
	const version = from === void 0 ? "" : from === "first" ? ", the first, which the pull request brings" : `, as of the base ${mark(from.commit)}`;
	return `policy ${mark(file)} (sha256 ${mark(sha256)})${version}`;
}
/**
* `wave-inspect scan --format json`: references `r1\u2026`, pulls `p1\u2026` that name them, problems; engines and profiles that are
* `notLookedAt`; `disagreements` where the scan was compared.
*/
function scanJson(scan, disagreements) {
	return require_base.printJson({
		schemaVersion: 1,
		...scanPart(scan, idsOf(scan)),
		notLookedAt: scan.notLookedAt,
		disagreements
	});
}
/** `wave-inspect check --format json`: all of a report; of several folders what they come to, and all of the report of each. */
function checkJson(report) {
	if (report.folders === void 0) return require_base.printJson(wholePart(report));
	const { tool, startedAt, repository, commit, server, run, checkout, inspector, policy, baseline, failOn } = report;
	const { verdict, cancelled, outcome, counts, coverage, folders } = report;
	return require_base.printJson({
		schemaVersion: 1,
		tool,
		startedAt,
		repository,
		commit,
		server,
		run,
		checkout,
		inspector,
		policy,
		baseline,
		failOn,
		verdict,
		cancelled,
		exitCode: require_base.exitCode(outcome),
		counts,
		coverage,
		reports: folders.map(wholePart)
	});
}
/** A report by itself, as it is where one folder is checked alone. */
function wholePart(report) {
	const ids = idsOf(report.scan);
	const { tool, startedAt, repository, commit, server, run, checkout, scenarios } = report;
	const { inspector, replayed, ran, policy, baseline, lock, failOn } = report;
	const { verdict, outcome, counts, cancelled } = report;
	return {
		schemaVersion: 1,
		folder: report.folder,
		tool,
		startedAt,
		repository,
		commit,
		server,
		run,
		checkout,
		scenarios,
		inspector,
		replayed,
		ran,
		policy,
		baseline,
		lock,
		only: report.only,
		failOn,
		verdict,
		cancelled,
		exitCode: require_base.exitCode(outcome),
		counts,
		coverage: report.coverage,
		findings: report.findings.map((finding) => findingPart(finding, ids)),
		...scanPart(report.scan, ids),
		inspections: report.inspections.map(inspectionPart)
	};
}
/**
* `wave-inspect inspect --format json`: one array, in the order given. A failure may come with what is known all the same:
* a single image of another platform than asked (`platform-missing`) has its answer, as Wave gives it.
*/
function inspectJson(inspected) {
	return require_base.printJson(inspected.map(({ image, inspection }) => {
		const { request, answer, digest, platforms, artifact, download, evidence } = "evidence" in inspection ? inspection : {};
		return {
			image,
			platform: request?.platform ?? void 0,
			failure: inspection.failure,
			answer,
			digest,
			platforms,
			artifact,
			download,
			evidence
		};
	}));
}
function idsOf(scan) {
	const references = new Map(scan.references.map((reference, index) => [require_base.referenceKey(reference), `r${index + 1}`]));
	const pulls = new Map(scan.pulls.map((pull, index) => [pull, `p${index + 1}`]));
	return {
		reference: (reference) => references.get(require_base.referenceKey(reference)),
		pull: (pull) => pulls.get(pull)
	};
}
function scanPart(scan, ids) {
	return {
		references: scan.references.map((reference) => {
			const { file, line, column, endLine, endColumn, text, source, kind, context, unresolved } = reference;
			return {
				id: ids.reference(reference),
				file,
				line,
				column,
				endLine,
				endColumn,
				text,
				source,
				kind,
				context,
				unresolved
			};
		}),
		pulls: scan.pulls.map((pull) => pullPart(pull, ids)),
		problems: scan.problems.map(({ file, line, column, kind, message, why, aside, open }) => ({
			file,
			line,
			column,
			kind,
			message,
			...why !== void 0 && { why },
			...aside === true && { aside },
			...open === true && { open }
		})),
		ignores: scan.ignores.map(({ file, line, column, endLine, endColumn, rules, reason, covers }) => ({
			file,
			line,
			column,
			endLine,
			endColumn,
			rules,
			reason,
			covers
		})),
		files: scan.files
	};
}
function pullPart(pull, ids) {
	const { image, canonical, file, written, source, engine, scenario, process, conda, called, stage, reachable, platform, confidence, conditions, unresolved, shadowedBy, predicted, entrypoint, user, undefinedParameters, rewrites, overrode } = pull;
	return {
		id: ids.pull(pull),
		image,
		canonical,
		file,
		written,
		source,
		engine,
		scenario,
		process,
		conda,
		called,
		stage,
		reachable,
		platform,
		confidence,
		conditions,
		...unresolved !== void 0 && {
			reason: unresolved.reason,
			detail: unresolved.detail
		},
		undefinedParameters,
		shadowedBy,
		predicted,
		entrypoint,
		user,
		rewritten: rewrites?.map(rewritePart),
		overrode,
		references: pull.references.map((reference) => ids.reference(reference)).filter((id) => id !== void 0)
	};
}
function rewritePart({ by, setting, location, to }) {
	return {
		by,
		setting,
		file: location?.file,
		line: location?.line,
		column: location?.column,
		to
	};
}
function waivedPart({ location, ...waived }) {
	return location === void 0 ? waived : {
		...waived,
		...placePart(location)
	};
}
/** Of the base of a pull request there is nothing else to say. */
function knownPart({ by, ...entry }) {
	return {
		known: true,
		...by === "baseline" && { baseline: entry }
	};
}
/** Options that nobody set are left out. */
function decidedPart({ rule, severity, enforceFrom, options }) {
	const set = Object.entries(options).filter(([, by]) => by !== "default");
	return {
		rule: deciderPart(rule),
		severity: deciderPart(severity),
		enforceFrom: enforceFrom && deciderPart(enforceFrom),
		...set.length > 0 && { options: Object.fromEntries(set.map(([key, by]) => [key, deciderPart(by)])) }
	};
}
function deciderPart(by) {
	return typeof by === "string" ? by : placePart(by);
}
function placePart({ file, line, column }) {
	return {
		file,
		line,
		column
	};
}
function writtenPart({ text, ...place }) {
	return {
		text,
		...placePart(place)
	};
}
function wayPart(way) {
	return {
		...way,
		written: writtenPart(way.written),
		overrode: way.overrode?.map(writtenPart),
		rewritten: way.rewritten.map(rewritePart)
	};
}
/** Without `ids` no pulls are named: where there is no list of them. */
function findingPart(finding, ids) {
	const { rule, severity, message, help, evidence, location, image, pulls, fingerprint } = finding;
	const { writtenAt, waived, known, undecided, exhausted, fixes, decidedBy } = finding;
	const way = require_base.wayOf(pulls);
	return {
		rule,
		severity,
		message,
		help,
		evidence,
		file: location.file,
		line: location.line,
		column: location.column,
		endLine: location.endLine,
		endColumn: location.endColumn,
		writtenAt: writtenAt && placePart(writtenAt),
		image,
		pulls: ids && pulls.map((pull) => ids.pull(pull)).filter((id) => id !== void 0),
		fingerprint,
		waived: waived && waivedPart(waived),
		...known !== void 0 && knownPart(known),
		way: way && wayPart(way),
		decidedBy: decidedBy && decidedPart(decidedBy),
		undecided,
		exhausted,
		fixes: fixes?.map(fixPart)
	};
}
/** The first edit, and under `with` those that are made with it. */
function fixPart({ title, edits: [first, ...others], safe }) {
	return {
		...editPart(first),
		safe,
		title,
		...others.length > 0 && { with: others.map(editPart) }
	};
}
function editPart({ location, replacement }) {
	const { file, line, column, endLine, endColumn } = location;
	return {
		file,
		line,
		column,
		endLine,
		endColumn,
		replacement
	};
}
function inspectionPart(inspection) {
	const { request, digest, platforms, answer, artifact, download, attestations, failure, evidence } = inspection;
	return {
		image: request.image,
		platform: request.platform,
		need: request.need,
		expects: request.expects,
		lookFor: request.lookFor,
		digest,
		platforms,
		answer,
		artifact,
		download,
		attestations,
		failure,
		evidence
	};
}
// src/report/reachability.ts
/** One JSON array, an entry an image, in the order given. */
function reachabilityJson(rows) {
	return require_base.printJson(rows);
}
/** A block an image: what each reader met, and what follows. */
function reachabilityText(rows) {
	const blocks = rows.map(({ image, readers, conclusion }) => `${require_base.plain(image)}\n${readers.map(line).join("")}  ${require_base.plain(conclusion)}\n`);
	return require_base.unarmed(blocks.join("\n"));
}
function line({ reader, outcome, identity, digest, message }) {
	const who = identity === void 0 || identity === "anonymous" ? "" : `, with ${identity}`;
	return `  ${`${reader}:`.padEnd(12)} ${require_base.plain(outcome)}${who}${digest === void 0 ? "" : ` ${digest}`}${message === void 0 ? "" : ` (${require_base.plain(message)})`}\n`;
}
// src/cli/flags.ts
/** What the options and the environment say, as settings. */
/** What `scan` and `check` were told about the run or build that is meant. */
function readScanFlags(values, launch, root) {
	return {
		profiles: values.profile,
		syntax: given(values.syntax, (text) => require_base.readWord("--syntax", text, require_base.syntaxNames)),
		env: given(values.env, (pairs) => require_base.readPairs("--env", pairs)),
		launchDir: given(values["launch-dir"], (path) => readLaunchDir(root, path)),
		buildArgs: given(values["build-arg"], (pairs) => require_base.readPairs("--build-arg", pairs)),
		target: values.target,
		launch: require_base.readLaunch("Behind -- stand", launch)
	};
}
/** From the root of the repository on, "/" between folders; outside of it the absolute path. */
function readLaunchDir(root, path) {
	const absolute = (0, node_path.resolve)(root, path);
	if ((0, node_fs.statSync)(absolute, { throwIfNoEntry: false })?.isDirectory() !== true) throw new require_base.ConfigurationError(`--launch-dir: ${absolute} is not a directory; name one by its absolute path, or from ${root} on.`);
	const inside = [[root, absolute], [(0, node_fs.realpathSync)(root), (0, node_fs.realpathSync)(absolute)]].find(([folder, way]) => require_base.isBelow(folder, way));
	return inside === void 0 ? absolute : (0, node_path.relative)(...inside).split(node_path.sep).join("/");
}
/** What `inspect` and `check` were told about the network, on the command line and by the environment. */
function readInspectOptions(values, { env, now, err, redactor }) {
	const variable = (...names) => names.map((name) => env[name]).find((value) => value !== void 0 && value !== "");
	return {
		env,
		now,
		log: ({ message }) => err(`${message}\n`),
		addSecret: (secret) => redactor.add(secret),
		addToken: (token) => redactor.addToken(token),
		insecureRegistries: require_base.readHosts("--insecure-registry", values["insecure-registry"] ?? []),
		cacheDir: values["cache-dir"],
		waveEndpoint: given(values["wave-endpoint"], (url) => require_base.readUrl("--wave-endpoint", url)),
		seqera: {
			token: variable("SEQERA_ACCESS_TOKEN", "TOWER_ACCESS_TOKEN"),
			endpoint: given(variable("SEQERA_API_ENDPOINT", "TOWER_API_ENDPOINT"), (url) => require_base.readUrl("SEQERA_API_ENDPOINT", url)),
			workspaceId: given(variable("SEQERA_WORKSPACE_ID", "TOWER_WORKSPACE_ID"), (id) => require_base.readWorkspace("SEQERA_WORKSPACE_ID", id))
		},
		githubToken: variable("GITHUB_TOKEN")
	};
}
/** Reads what was given, and leaves what was not. */
function given(value, read) {
	return value === void 0 ? void 0 : read(value);
}
/**
* The policy that was named, else the one at its usual place in the directory, else the built-in one: where that is since the
* directory is a part of a repository that has a policy, it is said, since somebody believes that it holds.
*/
async function choosePolicy(root, named, { env, err }) {
	if (named !== void 0) return readTypedPolicy(root, process.cwd(), named, env);
	const policy = await findPolicy(root, env);
	const around = policy.source === null ? policyAround(root) : void 0;
	if (around !== void 0) err(`${require_base.logLine(`wave-inspect: ${passedBy(root, around)}`)}\n`);
	return policy;
}
function passedBy(root, around) {
	const [folder, file] = [root, around].map((path) => (0, node_path.relative)(require_base.realOf(process.cwd()), require_base.realOf(path)) || ".");
	return `${folder} has no policy of its own, and that of the repository around it does not hold here: ${file}. Run on the whole repository to go by it, or name it (--policy ${file}): its patterns of files then start from ${folder}.`;
}
// src/cli/place.ts
/** Which directory a command is about, and which file of it where a file was typed. */
/** The directory that was typed, by default the current one, or the repository around the file that was. */
function readPlace(positionals, { takesFile = false } = {}) {
	const [typed] = positionals;
	const isFile = takesFile && positionals.length === 1 && (0, node_fs.statSync)(typed ?? "", { throwIfNoEntry: false })?.isFile() === true;
	if (typed === void 0 || !isFile) return { root: (0, node_path.resolve)(require_base.readDirectory(positionals)) };
	const folder = require_base.realOf((0, node_path.dirname)((0, node_path.resolve)(typed)));
	const root = rootAround(folder, require_base.workTreesAround(folder)[0], require_base.realOf("."));
	return {
		root,
		file: (0, node_path.relative)(root, (0, node_path.join)(folder, (0, node_path.basename)(typed))).split(node_path.sep).join("/")
	};
}
/**
* The nearest folder around a file that has a policy, no further up than the work tree of git; else that work tree. Where
* there is no git, no further up than the current folder, since what lies above may be anybody's: the nearest with a policy,
* else with a nextflow.config, else the file's own.
*/
function rootAround(folder, workTree, current) {
	const ways = waysUp(folder, workTree ?? (require_base.isBelow(current, folder) ? current : folder));
	const holding = (names) => ways.find((way) => names.some((name) => require_base.isThere((0, node_path.join)(way, name))));
	return holding(usualPolicyFiles) ?? workTree ?? holding(["nextflow.config"]) ?? folder;
}
function waysUp(folder, last) {
	return folder === last ? [folder] : [folder, ...waysUp((0, node_path.dirname)(folder), last)];
}
// src/report/finding-lines.ts
const MOST_PLACES = 3;
/** A line each of those that count, worst first: `file:line:column: severity rule: message`. */
function openLines(open, by, paint) {
	return listed(open, by).map((group) => findingLine(group, paint));
}
/** A line each of those that do not count, and why: known ones, then waived ones. */
function excusedLines(findings, by, paint) {
	const { known, waived } = partition(findings);
	return [...sameKnown(known).map((own) => knownLine(own, paint)), ...(by === "image" ? byWaiver(waived) : waived.map((finding) => [finding])).map((own) => waivedLine(own, paint))];
}
/** What is said of an image at several places is one group, or each place by itself. */
function listed(findings, by) {
	return by === "image" ? groupFindings(findings) : findings.map((finding) => ({
		finding,
		places: [finding.location]
	}));
}
function placed({ file, line, column }) {
	return `${require_base.plain(file)}:${line}:${column}:`;
}
function findingLine({ finding, places }, paint) {
	const severity = finding.severity;
	const undecided = finding.undecided === true ? ` ${paint("undecided", "undecided")}` : "";
	return `${paint("bold", placed(finding.location))} ${paint(severity, severity)} ${finding.rule}${undecided}: ${require_base.plain(finding.message)}${alsoAt(places)}`;
}
/** ` (also at b.nf:3 and 12 more places)`. */
function alsoAt(places) {
	const others = otherPlaces(places, MOST_PLACES);
	return others === void 0 ? "" : require_base.plain(` (also at ${others})`);
}
/** `b.nf:3 and 12 more places`: all but the first; undefined for none. */
function otherPlaces(places, most = MOST_PLACES) {
	const others = places.slice(1, 1 + most).map(({ file, line }) => `${file}:${line}`);
	if (others.length === 0) return void 0;
	const rest = places.length - 1 - others.length;
	return `${others.join(", ")}${rest > 0 ? ` and ${require_base.counted(rest, "more place")}` : ""}`;
}
/** What is known of one rule, together: there may be thousands. */
function sameKnown(all) {
	return [...Map.groupBy(all, ({ rule, known }) => JSON.stringify([rule, known])).values()];
}
function knownLine(findings, paint) {
	const { rule, message, location, known } = findings[0];
	return paint("dim", `${placed(location)} known ${rule}: ${require_base.plain(message)}${andMore(findings)} (${require_base.plain(knownInWords(known))})`);
}
/** ` and 12 more`: of several that one line tells of. */
function andMore({ length }) {
	return length > 1 ? ` and ${require_base.grouped(length - 1)} more` : "";
}
/** What one waiver or ignore takes of one rule, together. */
function byWaiver(waived) {
	return [...Map.groupBy(waived, ({ rule, waived: { location, ...why } }) => JSON.stringify([
		rule,
		why,
		location && require_base.placeKey(location)
	])).values()];
}
function waivedLine(findings, paint) {
	const { rule, message, location, waived } = findings[0];
	const { expires, by } = waived;
	const until = expires === void 0 ? "" : ` until ${expires}`;
	const how = by === "inline" ? "ignored" : "waived";
	return paint("dim", `${placed(location)} ${how}${until} ${rule}: ${require_base.plain(message)}${andMore(findings)} (${whyWaived(waived).map((part) => require_base.plain(part)).join(", ")})`);
}
/** `By rule: exists 1 error; pin 31 warnings, 2 waived.`, where there is more than one to count. */
function totalLines(findings, paint) {
	if (findings.length < 2) return [];
	return [paint("dim", `By rule: ${ruleTotals(findings).map((total) => `${total.rule} ${countsInWords(total).join(", ")}`).join("; ")}.`)];
}
// src/cli/report-files.ts
/** `--report FORMAT=FILE`: reports beside the one that is printed, of the same run. */
/** What was typed; a format that is none, no file, or a file that two reports would be in is the user's to fix. */
function readReportFiles(typed, formats) {
	const files = typed.map((text) => {
		const at = text.indexOf("=");
		const file = text.slice(at + 1);
		if (at < 0 || file === "") throw new require_base.ConfigurationError(`--report: "${text}" names no file; write FORMAT=FILE, as in junit=report.xml.`);
		return {
			format: require_base.readWord("--report", text.slice(0, at), formats),
			file
		};
	});
	const places = new Set();
	const twice = files.find(({ file }) => places.size === places.add((0, node_path.resolve)(file)).size);
	if (twice !== void 0) throw new require_base.ConfigurationError(`--report: two reports would be in ${twice.file}.`);
	return files;
}
/** Writes one, whole or not at all. */
function writeReportFile({ file }, text) {
	try {
		require_base.writeWhole((0, node_path.resolve)(file), text);
	} catch (error) {
		throw new require_base.ConfigurationError(`--report: ${file} could not be written. ${String(error)}`, { cause: error });
	}
}
// src/scan/kit/placed-text.ts
/** A text that stands in the file as it is. */
function literalText(file, start, end) {
	return {
		value: file.slice(start, end),
		start,
		end,
		offsetOf: (index) => start + index
	};
}
/** A part of a value (indices into it). Where its own place cannot be told, it has that of the whole. */
function subtext(text, from, to = text.value.length) {
	const start = text.offsetOf(from);
	const last = to > from ? text.offsetOf(to - 1, true) : start;
	const isPlaced = start !== void 0 && last !== void 0;
	return {
		value: text.value.slice(from, to),
		start: isPlaced ? start : text.start,
		end: isPlaced ? last + (to > from ? 1 : 0) : text.end,
		offsetOf: (index, isLast) => text.offsetOf(from + index, isLast),
		...text.file !== void 0 && { file: text.file }
	};
}
/** The pieces between separators, blanks around them left out, empty ones too. */
function splitText(text, separator) {
	const pieces = [];
	let from = 0;
	const add = (to) => {
		const piece = text.value.slice(from, to);
		const lead = piece.length - piece.trimStart().length;
		if (piece.trim() !== "") pieces.push(subtext(text, from + lead, from + piece.trimEnd().length));
	};
	for (const found of text.value.matchAll(separator)) {
		add(found.index);
		from = found.index + found[0].length;
	}
	add(text.value.length);
	return pieces;
}
/** The value with parts replaced, in order. What takes the place of a part stands where all of it stood. */
function replaceParts(text, replacements) {
	if (replacements.length === 0) return text;
	const pieces = [];
	const values = [];
	let at = 0;
	const add = (value, from, to, isNew) => {
		if (value === "") return;
		pieces.push({
			at,
			from,
			to,
			isNew
		});
		values.push(value);
		at += value.length;
	};
	let copied = 0;
	for (const { from, to, value } of replacements) {
		add(text.value.slice(copied, from), copied, from, false);
		add(value, from, to, true);
		copied = to;
	}
	add(text.value.slice(copied), copied, text.value.length, false);
	const offsetOf = (index, isLast = false) => {
		let low = 0;
		let high = pieces.length;
		while (low < high) {
			const middle = low + high >> 1;
			if (pieces[middle].at <= index) low = middle + 1;
			else high = middle;
		}
		const piece = pieces[low - 1];
		if (piece === void 0) return void 0;
		if (!piece.isNew) return text.offsetOf(piece.from + index - piece.at, isLast);
		return text.offsetOf(isLast ? piece.to - 1 : piece.from, isLast);
	};
	return {
		...text,
		value: values.join(""),
		offsetOf
	};
}
// src/report/scan-text.ts
/** The images, then what was in the way; then where Nextflow says otherwise. */
function scanText(scan, { by = "image", disagreements } = {}) {
	const images = imagesOf(scan.pulls);
	const named = images.filter(([{ image }]) => image !== null);
	const idle = named.filter((pulls) => !pulls.some(require_base.isRun));
	const counts = `${require_base.counted(named.length, "image")}${idle.length === 0 ? "" : ` (${require_base.grouped(idle.length)} of them not run)`}`;
	const lines = [
		...by === "image" ? images.map(imageLine) : scan.pulls.map(pullLine),
		...problemLines(scan.problems),
		`${counts}: ${require_base.counted(scan.pulls.length, "pull")} from ${require_base.counted(scan.references.length, "reference")} in ${require_base.counted(scan.files.length, "file")}.`,
		...notLookedAtLines(scan),
		...disagreements?.map(disagreementLine) ?? [],
		...disagreements === void 0 ? [] : [`${require_base.counted(disagreements.length, "disagreement")} with Nextflow.`]
	];
	return require_base.unarmed(`${lines.join("\n")}\n`);
}
/** One line for all, and what to write: nobody named the runs. */
function notLookedAtLines(scan) {
	const { notLookedAt } = scan;
	if (notLookedAt.length === 0) return [];
	return [`Not looked at: ${notLookedAt.map(({ what, name, images }) => {
		const only = images === 0 ? "" : ` (${require_base.counted(images, "image")} of its own)`;
		return `${what === "profile" ? "-profile " : ""}${require_base.plain(name)}${only}`;
	}).join(", ")}. A policy adds them: nextflow: { ${require_base.plain(scenariosLine(scan, notLookedAt))} }`];
}
/** Problems with one cause (a remote configuration that many pipelines share) in one line each. */
function problemLines(problems) {
	return [...Map.groupBy(problems, ({ kind, message }) => `${kind} ${message}`).values()].map((own) => {
		const { file, line, column, message } = own[0];
		return `${require_base.plain(file)}:${line}:${column}: problem: ${require_base.plain(message)}${alsoAt(own)}`;
	});
}
/** Pulls of one image; what cannot be known is one at each place. */
function imagesOf(pulls) {
	const images = new Map();
	for (const pull of pulls) {
		const name = pull.image === null ? `\n${require_base.placeKey(require_base.placeOf(pull))}\n${unresolvedInWords(pull)}` : require_base.judgedName(pull);
		const others = images.get(name);
		if (others === void 0) images.set(name, [pull]);
		else others.push(pull);
	}
	return [...images.values()];
}
function unresolvedInWords({ unresolved, written }) {
	return `unresolved: ${require_base.plain(unresolved?.detail ?? written)}`;
}
/** `modules/a/main.nf:6:15: quay.io/acme/tool:1.0 (2 processes; docker, singularity)`. */
function imageLine(pulls) {
	const [pull] = pulls;
	const { file, line, column } = require_base.placeOf(pull);
	const places = [...new Map(pulls.map(require_base.placeOf).map((place) => [require_base.placeKey(place), place])).values()];
	const what = pull.image === null ? unresolvedInWords(pull) : require_base.plain(require_base.judgedName(pull));
	const conditions = distinct(pulls.map((one) => one.conditions?.join(" and ")));
	const all = (holds, word) => pulls.every(holds) ? [word] : [];
	const details = [
		...usersOf(pulls),
		distinct(pulls.map(({ engine }) => engine)).join(", "),
		distinct(pulls.map(({ platform }) => platform)).join(", "),
		...pulls.some(({ confidence }) => confidence === "default") ? ["default"] : [],
		...all(({ confidence }) => confidence === "candidate", conditions.length === 1 ? `if ${conditions[0]}` : "candidate"),
		...undefinedInWords(pull),
		...all((one) => !require_base.isRun(one), "not run")
	].filter((detail) => detail !== "");
	const about = details.length === 0 ? "" : ` (${require_base.plain(details.join("; "))})`;
	return `${require_base.plain(file)}:${line}:${column}: ${what}${about}${alsoAt(places)}`;
}
/** Where parameters that nobody gives are in the name as `null`. */
function undefinedInWords({ undefinedParameters: names = [] }) {
	return names.length === 0 ? [] : [`without a value: ${require_base.few(names.map((name) => `params.${name}`), 3)}`];
}
/** One by its name, several by their number. */
function usersOf(pulls) {
	return [[
		"process",
		"processes",
		distinct(pulls.map(({ process }) => process))
	], [
		"stage",
		"stages",
		distinct(pulls.map(({ stage }) => stage))
	]].flatMap(([one, many, users]) => users.length > 1 ? [require_base.counted(users.length, one, many)] : users);
}
function distinct(texts) {
	return [...new Set(texts.flatMap((text) => text ?? []))];
}
function disagreementLine({ name, ours, theirs, why }) {
	const place = ours.flatMap(({ places }) => places)[0] ?? theirs;
	const said = ours.map(({ value, scenarios, places }) => {
		const runs = scenarios.map(({ profiles, arguments: options = [] }) => [...profiles.length === 0 ? [] : [`-profile ${profiles.join(",")}`], ...options].join(" ")).filter((run) => run !== "");
		const details = [...places.map(({ file, line, column }) => `${file}:${line}:${column}`).slice(0, 1), ...runs];
		return `${value ?? "it is open"}${details.length === 0 ? "" : ` (${details.join("; ")})`}`;
	});
	const where = theirs.value === void 0 ? theirs.file : `${theirs.file}:${theirs.line}:${theirs.column}`;
	const theirWord = theirs.value === void 0 ? "nothing of it" : theirs.value ?? "no image";
	const message = `${name}: the scan says ${said.length === 0 ? "nothing" : said.join(" or ")}, Nextflow says ${theirWord} (${where}).`;
	return `${require_base.plain(place.file)}:${place.line}:${place.column}: compare: ${require_base.plain(message)}${why === void 0 ? "" : ` ${require_base.plain(why)}`}`;
}
function pullLine(pull) {
	const { file, line, column } = require_base.placeOf(pull);
	const what = pull.image === null ? `unresolved: ${require_base.plain(pull.unresolved?.detail ?? pull.written)}` : require_base.plain(pull.image);
	const details = [
		pull.process ?? pull.stage,
		pull.engine,
		pull.platform,
		pull.scenario === null || pull.scenario.profiles.length === 0 ? void 0 : `-profile ${pull.scenario.profiles.join(",")}`,
		pull.confidence === "exact" ? void 0 : pull.confidence,
		pull.conditions === void 0 || pull.conditions.length === 0 ? void 0 : `if ${pull.conditions.join(" and ")}`,
		...undefinedInWords(pull),
		require_base.isRun(pull) ? void 0 : "not run"
	].filter((detail) => detail !== void 0 && detail !== null);
	return `${require_base.plain(file)}:${line}:${column}: ${what}${details.length === 0 ? "" : ` (${require_base.plain(details.join("; "))})`}`;
}
// src/cli/scan.ts
/** `wave-inspect scan`: what would be pulled, by the files alone. */
var scan_exports = require_rolldown_runtime.__exportAll({ scan: () => scan });
/** `wave-inspect scan [DIR|FILE]`: References and Pulls, without the network; with `--compare`, against Nextflow's own word. */
async function scan(args, world) {
	const { values, positionals, rest } = require_base.readArguments(args, "scan");
	const format = require_base.readWord("--format", values.format ?? "text", [
		"text",
		"json",
		"images"
	]);
	const by = require_base.readWord("--by", values.by ?? "image", ["image", "process"]);
	if (values.downloads === true && format !== "images") throw new require_base.ConfigurationError("--downloads is for --format images: the other formats have downloads as they are.");
	const { root, file } = readPlace(positionals, { takesFile: true });
	if (values.compare !== void 0 && file !== void 0) throw new require_base.ConfigurationError("--compare is about a whole pipeline: name its directory.");
	if (values.compare !== void 0 && format === "images") throw new require_base.ConfigurationError("--compare tells where Nextflow differs: give it with --format text or json.");
	const policy = await choosePolicy(root, values.policy, world);
	const settings = require_base.settle(readScanFlags(values, rest, root), policy);
	const theirs = given(values.compare, (path) => ({
		path,
		text: readOutput(path)
	}));
	const tree = openRepository(root, settings.scan);
	const whole = await scanRepository(tree, settings.scan);
	const result = file === void 0 ? whole : (await Promise.resolve().then(() => single_file_exports)).narrowed(whole, file);
	if (format === "images") return list(result, policy, {
		downloads: values.downloads === true,
		world
	});
	const disagreements = await given(theirs, ({ path, text }) => compareWithNextflow(text, path, result.pulls, tree, settings.scan));
	world.out(format === "json" ? scanJson(result, disagreements) : scanText(result, {
		by,
		disagreements
	}));
	return disagreements === void 0 || disagreements.length === 0 ? "pass" : "fail";
}
/** Names alone on standard output; 3 where there may be more than they. */
async function list(result, policy, { downloads, world }) {
	const [{ judgedPulls }, { imageNames }] = await Promise.all([Promise.resolve().then(() => require("./check.js")).then((n) => n.subjects_exports), Promise.resolve().then(() => image_names_exports)]);
	const { names, unknown } = imageNames(judgedPulls(policy, result), { downloads });
	world.out(names.map((name) => `${name}\n`).join(""));
	const unread = new Set(result.problems.flatMap(({ file, aside, unresolved }) => aside === true || unresolved ? [] : [file]));
	const missing = [...unknown.length === 0 ? [] : [`${require_base.counted(unknown.length, "name")} not known before the run (${require_base.few(unknown, 3)})`], ...unread.size === 0 ? [] : [`${require_base.counted(unread.size, "file")} not read to the end (${require_base.few([...unread], 3)})`]];
	if (missing.length === 0) return "pass";
	world.err(`${require_base.logLine(`wave-inspect: the list may lack images: ${missing.join("; ")}. wave-inspect scan says why.`)}\n`);
	return "undecided";
}
/** Of what Nextflow prints about the largest pipelines, a hundred times the size. Bytes. */
const LARGEST_OUTPUT = 67108864;
function readOutput(path) {
	const bytes = require_base.readRegularFile(path, LARGEST_OUTPUT, "followed");
	if (require_base.isUnread(bytes)) throw new require_base.ConfigurationError(`--compare: ${path} ${bytes.words}.`);
	return bytes.toString("utf8");
}
// src/report/image-names.ts
/** `wave-inspect scan --format images`: a name a line, for programs that copy images. */
var image_names_exports = require_rolldown_runtime.__exportAll({ imageNames: () => imageNames });
/**
* What registries are asked for: the canonical name, and where a digest says which image is meant, no tag beside it, which nobody
* reads and `skopeo copy` refuses.
*
* @param downloads With files behind URLs and images of `oras://`, `library://` and `shub://`, each by its scheme.
*/
function imageNames(pulls, { downloads }) {
	const names = new Set();
	const unknown = new Set();
	for (const pull of pulls) {
		const name = nameOf(pull);
		if (name === void 0) unknown.add(pull.written);
		else if (name !== null && (downloads || !name.includes("://"))) names.add(name);
	}
	return {
		names: [...names].sort(),
		unknown: [...unknown].sort()
	};
}
/** null: it is a file of the repository or of the machine. */
function nameOf(pull) {
	if (!require_base.isNamed(pull)) return void 0;
	const read = require_base.readPulledName(require_base.meantName(pull), pull.canonical);
	if (read.kind === "invalid") return void 0;
	if (read.kind === "local") return null;
	if (read.kind !== "registry") return require_base.plain(require_base.meantName(pull));
	const canonical = read.canonical.replace(/:[^:/@]+@/, "@");
	return read.scheme === "oras" ? `oras://${canonical}` : canonical;
}
// src/scan/kit/docker-run.ts
const PIECE = /(?<blank>\s+|\\\n)|'(?<single>[^']*)'|"(?<double>(?:[^"\\]|\\.)*)"|\\(?<escaped>.)|(?<open>\$\((?:[^()]|\([^()]*\))*\)|\$\{[^}]*\}|\$[\w@*#?$!-]|`[^`]*`)|(?<plain>[^\s'"\\$`]+|.)/gs;
/** Words as Bash splits them. Of a variable (`$X`, `$(id -u)`) the text is what is written. */
function shellWords(line) {
	const words = [];
	let word;
	for (const { groups = {} } of line.matchAll(PIECE)) {
		const { blank } = groups;
		if (blank !== void 0) {
			if (word !== void 0 && blank !== "\\\n") {
				words.push(word);
				word = void 0;
			}
			continue;
		}
		word ??= {
			text: "",
			isOpen: false
		};
		const { single, double, escaped, open, plain } = groups;
		word.text += single ?? double?.replaceAll(/\\([$`"\\])/g, "$1") ?? escaped ?? open ?? plain ?? "";
		word.isOpen ||= open !== void 0 || double !== void 0 && /(?<!\\)(?:\\\\)*(?:\$[\w({]|`)/.test(double);
	}
	return word === void 0 ? words : [...words, word];
}
/** Options without a value, of Docker 28 and Podman 4.3 (`run --help`), of Sarus and of Apple's container. */
const SWITCHES = new Set("d detach disable-content-trust help init i interactive no-healthcheck oom-kill-disable privileged P publish-all q quiet read-only rm sig-proxy t tty use-api-socket env-host http-proxy no-hosts no-hostname passwd read-only-tmpfs replace rmi rootfs tls-verify unsetenv-all mpi glibc ssh centralized-repository no-dns rosetta virtualization remove".split(" "));
/**
* The options in front of the image, in their order; what takes a value takes the next word for it, whatever that looks
* like. Engines go by the last of several.
*/
function runOptions(words) {
	const options = [];
	for (let at = 0; at < words.length; at += 1) {
		const word = words[at];
		const [, dashes = "", rest = ""] = /^(--?)(.+)$/s.exec(word.text) ?? [];
		if (dashes === "" && word.isOpen === true) continue;
		if (dashes === "") break;
		const [, name = "", given] = dashes === "--" ? /^([^=]*)(?:=(.*))?$/s.exec(rest) : clustered(rest);
		if (given !== void 0) options.push({
			name,
			value: {
				...word,
				text: given
			}
		});
		else if (SWITCHES.has(name)) options.push({
			name,
			value: { text: "" }
		});
		else {
			const value = words[++at];
			if (value !== void 0) options.push({
				name,
				value
			});
		}
	}
	return options;
}
/** `-itu 1`, `-u1`, `-u=1`: switches, and at last one that may have its value behind it. */
function clustered(letters) {
	const at = letters.split("").findIndex((letter) => !SWITCHES.has(letter));
	if (at === -1) return ["", letters.at(-1)];
	const value = letters.slice(at + 1).replace(/^=/, "");
	return [
		"",
		letters[at],
		...at + 1 === letters.length ? [] : [value]
	];
}
/** What the last option of one of these names is set to. */
function lastOption(options, ...names) {
	return options.findLast(({ name }) => names.includes(name))?.value;
}
// src/single-file.ts
/** A scan of a repository, narrowed to what one of its files is about. */
var single_file_exports = require_rolldown_runtime.__exportAll({ narrowed: () => narrowed });
/**
* What stands in one file: its references, the pulls of which any part is written in it, its problems, and those of the
* other files of the pipeline, without which its names are not known. All else was read and is left out.
*
* @param file From the root of the repository on, "/" between folders.
* @throws ConfigurationError where no scanner reads the file: nothing could be said of it.
*/
function narrowed(scan, file) {
	const { references, pulls, problems, ignores, files } = scan;
	const own = files.filter((one) => one.file === file);
	const isOfNextflow = own.some(({ source }) => source === "nextflow");
	const sources = new Map(files.map((one) => [one.file, one.source]));
	const isNear = (path) => path === file || isOfNextflow && (sources.get(path) ?? "nextflow") === "nextflow";
	const ofFile = {
		references: references.filter((reference) => reference.file === file),
		pulls: pulls.filter((pull) => pull.references.some((reference) => reference.file === file)),
		problems: problems.filter((problem) => isNear(problem.file)),
		ignores: ignores.filter((ignore) => ignore.file === file)
	};
	if (!(own.length > 0 || ofFile.pulls.length > 0 || problems.some((problem) => problem.file === file))) throw new require_base.ConfigurationError(`${require_base.quote(file)} is not read for images: it is of no kind that names them, or ignored by git, or excluded by the policy. Name the directory to see what is read.`);
	const others = new Set(ofFile.pulls.flatMap((pull) => pull.references.map((reference) => reference.file)));
	const beside = ignores.filter((ignore) => ignore.file !== file && others.has(ignore.file));
	return {
		...scan,
		...ofFile,
		ignores: [...ofFile.ignores, ...beside],
		files: own,
		notLookedAt: []
	};
}
Object.defineProperty(exports, "FileScanner", {
	enumerable: true,
	get: function() {
		return FileScanner;
	}
});
Object.defineProperty(exports, "LONGEST_GLOB", {
	enumerable: true,
	get: function() {
		return LONGEST_GLOB;
	}
});
Object.defineProperty(exports, "LOOK_FIRST", {
	enumerable: true,
	get: function() {
		return LOOK_FIRST;
	}
});
Object.defineProperty(exports, "ReferenceBook", {
	enumerable: true,
	get: function() {
		return ReferenceBook;
	}
});
Object.defineProperty(exports, "USUAL_LOCK", {
	enumerable: true,
	get: function() {
		return USUAL_LOCK;
	}
});
Object.defineProperty(exports, "adviceOf", {
	enumerable: true,
	get: function() {
		return adviceOf;
	}
});
Object.defineProperty(exports, "againstBase", {
	enumerable: true,
	get: function() {
		return againstBase;
	}
});
Object.defineProperty(exports, "below", {
	enumerable: true,
	get: function() {
		return below;
	}
});
Object.defineProperty(exports, "checkJson", {
	enumerable: true,
	get: function() {
		return checkJson;
	}
});
Object.defineProperty(exports, "choosePolicy", {
	enumerable: true,
	get: function() {
		return choosePolicy;
	}
});
Object.defineProperty(exports, "commitUrl", {
	enumerable: true,
	get: function() {
		return commitUrl;
	}
});
Object.defineProperty(exports, "contents_exports", {
	enumerable: true,
	get: function() {
		return contents_exports;
	}
});
Object.defineProperty(exports, "countsInWords", {
	enumerable: true,
	get: function() {
		return countsInWords;
	}
});
Object.defineProperty(exports, "coverageSentence", {
	enumerable: true,
	get: function() {
		return coverageSentence;
	}
});
Object.defineProperty(exports, "decidedPart", {
	enumerable: true,
	get: function() {
		return decidedPart;
	}
});
Object.defineProperty(exports, "decoded", {
	enumerable: true,
	get: function() {
		return decoded;
	}
});
Object.defineProperty(exports, "encodePath", {
	enumerable: true,
	get: function() {
		return encodePath;
	}
});
Object.defineProperty(exports, "escaped", {
	enumerable: true,
	get: function() {
		return escaped;
	}
});
Object.defineProperty(exports, "excusedLines", {
	enumerable: true,
	get: function() {
		return excusedLines;
	}
});
Object.defineProperty(exports, "explanationOf", {
	enumerable: true,
	get: function() {
		return explanationOf;
	}
});
Object.defineProperty(exports, "filesOfBase", {
	enumerable: true,
	get: function() {
		return filesOfBase;
	}
});
Object.defineProperty(exports, "findPolicy", {
	enumerable: true,
	get: function() {
		return findPolicy;
	}
});
Object.defineProperty(exports, "findingPart", {
	enumerable: true,
	get: function() {
		return findingPart;
	}
});
Object.defineProperty(exports, "folderLines", {
	enumerable: true,
	get: function() {
		return folderLines;
	}
});
Object.defineProperty(exports, "formatAddress", {
	enumerable: true,
	get: function() {
		return formatAddress;
	}
});
Object.defineProperty(exports, "gitDirectoryAround", {
	enumerable: true,
	get: function() {
		return gitDirectoryAround;
	}
});
Object.defineProperty(exports, "gitDirectoryIn", {
	enumerable: true,
	get: function() {
		return gitDirectoryIn;
	}
});
Object.defineProperty(exports, "gitHubOf", {
	enumerable: true,
	get: function() {
		return gitHubOf;
	}
});
Object.defineProperty(exports, "given", {
	enumerable: true,
	get: function() {
		return given;
	}
});
Object.defineProperty(exports, "globFault", {
	enumerable: true,
	get: function() {
		return globFault;
	}
});
Object.defineProperty(exports, "groupFindings", {
	enumerable: true,
	get: function() {
		return groupFindings;
	}
});
Object.defineProperty(exports, "hasOddKeys", {
	enumerable: true,
	get: function() {
		return hasOddKeys;
	}
});
Object.defineProperty(exports, "headline", {
	enumerable: true,
	get: function() {
		return headline;
	}
});
Object.defineProperty(exports, "inspectJson", {
	enumerable: true,
	get: function() {
		return inspectJson;
	}
});
Object.defineProperty(exports, "inspectText", {
	enumerable: true,
	get: function() {
		return inspectText;
	}
});
Object.defineProperty(exports, "isAside", {
	enumerable: true,
	get: function() {
		return isAside;
	}
});
Object.defineProperty(exports, "isBeside", {
	enumerable: true,
	get: function() {
		return isBeside;
	}
});
Object.defineProperty(exports, "isChartName", {
	enumerable: true,
	get: function() {
		return isChartName;
	}
});
Object.defineProperty(exports, "isComposeName", {
	enumerable: true,
	get: function() {
		return isComposeName;
	}
});
Object.defineProperty(exports, "isDevcontainerName", {
	enumerable: true,
	get: function() {
		return isDevcontainerName;
	}
});
Object.defineProperty(exports, "isDotEnvName", {
	enumerable: true,
	get: function() {
		return isDotEnvName;
	}
});
Object.defineProperty(exports, "isElsewhere", {
	enumerable: true,
	get: function() {
		return isElsewhere;
	}
});
Object.defineProperty(exports, "isGitlabName", {
	enumerable: true,
	get: function() {
		return isGitlabName;
	}
});
Object.defineProperty(exports, "isKustomizationName", {
	enumerable: true,
	get: function() {
		return isKustomizationName;
	}
});
Object.defineProperty(exports, "isOfSubmodule", {
	enumerable: true,
	get: function() {
		return isOfSubmodule;
	}
});
Object.defineProperty(exports, "isSnakemakeName", {
	enumerable: true,
	get: function() {
		return isSnakemakeName;
	}
});
Object.defineProperty(exports, "knownInWords", {
	enumerable: true,
	get: function() {
		return knownInWords;
	}
});
Object.defineProperty(exports, "lastOption", {
	enumerable: true,
	get: function() {
		return lastOption;
	}
});
Object.defineProperty(exports, "limitOf", {
	enumerable: true,
	get: function() {
		return limitOf;
	}
});
Object.defineProperty(exports, "lineUrl", {
	enumerable: true,
	get: function() {
		return lineUrl;
	}
});
Object.defineProperty(exports, "listed", {
	enumerable: true,
	get: function() {
		return listed;
	}
});
Object.defineProperty(exports, "literalText", {
	enumerable: true,
	get: function() {
		return literalText;
	}
});
Object.defineProperty(exports, "looksLikeKubernetes", {
	enumerable: true,
	get: function() {
		return looksLikeKubernetes;
	}
});
Object.defineProperty(exports, "matchesAny", {
	enumerable: true,
	get: function() {
		return matchesAny;
	}
});
Object.defineProperty(exports, "mayHoldIgnores", {
	enumerable: true,
	get: function() {
		return mayHoldIgnores;
	}
});
Object.defineProperty(exports, "openCommit", {
	enumerable: true,
	get: function() {
		return openCommit;
	}
});
Object.defineProperty(exports, "openLines", {
	enumerable: true,
	get: function() {
		return openLines;
	}
});
Object.defineProperty(exports, "openRepository", {
	enumerable: true,
	get: function() {
		return openRepository;
	}
});
Object.defineProperty(exports, "openRepository$1", {
	enumerable: true,
	get: function() {
		return openRepository$1;
	}
});
Object.defineProperty(exports, "originOf", {
	enumerable: true,
	get: function() {
		return originOf;
	}
});
Object.defineProperty(exports, "otherPlaces", {
	enumerable: true,
	get: function() {
		return otherPlaces;
	}
});
Object.defineProperty(exports, "partition", {
	enumerable: true,
	get: function() {
		return partition;
	}
});
Object.defineProperty(exports, "passedWithin", {
	enumerable: true,
	get: function() {
		return passedWithin;
	}
});
Object.defineProperty(exports, "pathInRepository", {
	enumerable: true,
	get: function() {
		return pathInRepository;
	}
});
Object.defineProperty(exports, "plainValue", {
	enumerable: true,
	get: function() {
		return plainValue;
	}
});
Object.defineProperty(exports, "policyInWords", {
	enumerable: true,
	get: function() {
		return policyInWords;
	}
});
Object.defineProperty(exports, "problemLines", {
	enumerable: true,
	get: function() {
		return problemLines;
	}
});
Object.defineProperty(exports, "reachabilityJson", {
	enumerable: true,
	get: function() {
		return reachabilityJson;
	}
});
Object.defineProperty(exports, "reachabilityText", {
	enumerable: true,
	get: function() {
		return reachabilityText;
	}
});
Object.defineProperty(exports, "readAddition", {
	enumerable: true,
	get: function() {
		return readAddition;
	}
});
Object.defineProperty(exports, "readAddress", {
	enumerable: true,
	get: function() {
		return readAddress;
	}
});
Object.defineProperty(exports, "readIndexOf", {
	enumerable: true,
	get: function() {
		return readIndexOf;
	}
});
Object.defineProperty(exports, "readInspectOptions", {
	enumerable: true,
	get: function() {
		return readInspectOptions;
	}
});
Object.defineProperty(exports, "readPlace", {
	enumerable: true,
	get: function() {
		return readPlace;
	}
});
Object.defineProperty(exports, "readPolicyFile", {
	enumerable: true,
	get: function() {
		return readPolicyFile;
	}
});
Object.defineProperty(exports, "readPolicyOfBase", {
	enumerable: true,
	get: function() {
		return readPolicyOfBase;
	}
});
Object.defineProperty(exports, "readProposal", {
	enumerable: true,
	get: function() {
		return readProposal;
	}
});
Object.defineProperty(exports, "readReportFiles", {
	enumerable: true,
	get: function() {
		return readReportFiles;
	}
});
Object.defineProperty(exports, "readScanFlags", {
	enumerable: true,
	get: function() {
		return readScanFlags;
	}
});
Object.defineProperty(exports, "readTextFile", {
	enumerable: true,
	get: function() {
		return readTextFile;
	}
});
Object.defineProperty(exports, "readTypedPolicy", {
	enumerable: true,
	get: function() {
		return readTypedPolicy;
	}
});
Object.defineProperty(exports, "refuseUnseen", {
	enumerable: true,
	get: function() {
		return refuseUnseen;
	}
});
Object.defineProperty(exports, "replaceParts", {
	enumerable: true,
	get: function() {
		return replaceParts;
	}
});
Object.defineProperty(exports, "repositoryUrl", {
	enumerable: true,
	get: function() {
		return repositoryUrl;
	}
});
Object.defineProperty(exports, "ruleTotals", {
	enumerable: true,
	get: function() {
		return ruleTotals;
	}
});
Object.defineProperty(exports, "ruleUrl", {
	enumerable: true,
	get: function() {
		return ruleUrl;
	}
});
Object.defineProperty(exports, "runOptions", {
	enumerable: true,
	get: function() {
		return runOptions;
	}
});
Object.defineProperty(exports, "scanRepository", {
	enumerable: true,
	get: function() {
		return scanRepository;
	}
});
Object.defineProperty(exports, "scan_exports", {
	enumerable: true,
	get: function() {
		return scan_exports;
	}
});
Object.defineProperty(exports, "scenarioEntry", {
	enumerable: true,
	get: function() {
		return scenarioEntry;
	}
});
Object.defineProperty(exports, "scenarioWords", {
	enumerable: true,
	get: function() {
		return scenarioWords;
	}
});
Object.defineProperty(exports, "scenariosLine", {
	enumerable: true,
	get: function() {
		return scenariosLine;
	}
});
Object.defineProperty(exports, "scenariosOf", {
	enumerable: true,
	get: function() {
		return scenariosOf;
	}
});
Object.defineProperty(exports, "shareJudged", {
	enumerable: true,
	get: function() {
		return shareJudged;
	}
});
Object.defineProperty(exports, "shellWords", {
	enumerable: true,
	get: function() {
		return shellWords;
	}
});
Object.defineProperty(exports, "single_file_exports", {
	enumerable: true,
	get: function() {
		return single_file_exports;
	}
});
Object.defineProperty(exports, "splitText", {
	enumerable: true,
	get: function() {
		return splitText;
	}
});
Object.defineProperty(exports, "statusOf", {
	enumerable: true,
	get: function() {
		return statusOf;
	}
});
Object.defineProperty(exports, "subtext", {
	enumerable: true,
	get: function() {
		return subtext;
	}
});
Object.defineProperty(exports, "toDecide", {
	enumerable: true,
	get: function() {
		return toDecide;
	}
});
Object.defineProperty(exports, "toolUrl", {
	enumerable: true,
	get: function() {
		return toolUrl;
	}
});
Object.defineProperty(exports, "totalLines", {
	enumerable: true,
	get: function() {
		return totalLines;
	}
});
Object.defineProperty(exports, "usualPolicyFiles", {
	enumerable: true,
	get: function() {
		return usualPolicyFiles;
	}
});
Object.defineProperty(exports, "verdictSentence", {
	enumerable: true,
	get: function() {
		return verdictSentence;
	}
});
Object.defineProperty(exports, "waivedInWords", {
	enumerable: true,
	get: function() {
		return waivedInWords;
	}
});
Object.defineProperty(exports, "wayPart", {
	enumerable: true,
	get: function() {
		return wayPart;
	}
});
Object.defineProperty(exports, "wholeMatch", {
	enumerable: true,
	get: function() {
		return wholeMatch;
	}
});
Object.defineProperty(exports, "whyNotJudged", {
	enumerable: true,
	get: function() {
		return whyNotJudged;
	}
});
Object.defineProperty(exports, "whyWaived", {
	enumerable: true,
	get: function() {
		return whyWaived;
	}
});
Object.defineProperty(exports, "wordsOf", {
	enumerable: true,
	get: function() {
		return wordsOf;
	}
});
Object.defineProperty(exports, "wordsOf$1", {
	enumerable: true,
	get: function() {
		return wordsOf$1;
	}
});
Object.defineProperty(exports, "writeReportFile", {
	enumerable: true,
	get: function() {
		return writeReportFile;
	}
});
