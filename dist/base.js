const require_rolldown_runtime = require("./rolldown-runtime.js");
let node_path = require("node:path");
let node_fs = require("node:fs");
let node_util = require("node:util");
// src/cancellation.ts
/** The wish to end a run before it is done. */
/** What is thrown where a run is cancelled before it could come to anything. */
var Cancelled = class extends Error {
	name = "Cancelled";
};
/** Milliseconds that something may compute before the event loop, which brings signals, has a turn. */
const TURN = 50;
var Cancellation = class {
	#listeners = new Set();
	#reason;
	#turn = performance.now();
	/** Who or what cancelled the run (`SIGTERM`); undefined as long as nobody did. */
	get reason() {
		return this.#reason;
	}
	/** The first reason stays. */
	cancel(reason) {
		if (this.#reason !== void 0) return;
		this.#reason = reason;
		for (const listener of this.#listeners) listener();
	}
	/** Calls back when the run is cancelled: at once where it is. Gives what takes that back. */
	listen(listener) {
		if (this.#reason !== void 0) listener();
		else this.#listeners.add(listener);
		return () => void this.#listeners.delete(listener);
	}
	/**
	* Between two pieces of work that computes: lets signals in where they have waited for long. True where the run is
	* cancelled, and nothing more is to be begun.
	*/
	async pause() {
		if (performance.now() - this.#turn > TURN) {
			await new Promise((resolve) => setImmediate(resolve));
			this.#turn = performance.now();
		}
		return this.#reason !== void 0;
	}
	/** The work, or a `Cancelled` as soon as there is a reason. `what` completes the sentence `The run was cancelled before \u2026`. */
	race(work, what) {
		return new Promise((resolve, reject) => {
			const forget = this.listen(() => {
				reject(new Cancelled(`The run was cancelled (${this.#reason}) before ${what}.`));
			});
			work.then(resolve, reject).finally(forget);
		});
	}
};
// src/version.ts
/** Which program this is: its version, and where it is at home. */
/** Kept equal to package.json by a test. */
const version = "1.0.0";
/** The repository of the project, for links to its pages and its issues. */
const homepage = "https://github.com/wave-inspect/wave-inspect-action";
// src/errors.ts
/** What may be thrown: what the user can fix, and everything else. */
/** The user can fix it: the message says where and what to write instead. Everything else that is thrown is our bug. */
var ConfigurationError = class extends Error {
	name = "ConfigurationError";
};
/** Lines of a message that a person still reads. */
const MOST_LINES = 20;
/** The lines of a message, of a long one the first and how many more there are. */
function firstLines(message) {
	const lines = message.split("\n");
	if (lines.length <= MOST_LINES) return lines;
	const rest = lines.length - MOST_LINES;
	return [...lines.slice(0, MOST_LINES), `There ${rest === 1 ? "is 1 more" : `are ${rest} more`} of these.`];
}
/** What to say of anything else that was thrown. Loads node:util when it is called, which hardly any run does. */
function internalError(error) {
	const trace = process.getBuiltinModule("node:util").inspect(error);
	return `internal error, please report it: ${homepage}/issues\n${trace}`;
}
/** The codes of an error and of all that caused it, outermost first; undici's parser gives its errors only a name. */
function codesOf(error) {
	const codes = [];
	const seen = new Set([error]);
	for (const next of seen) {
		if (!(next instanceof Error)) continue;
		if ("code" in next && typeof next.code === "string") codes.push(next.code);
		else if (next.name === "HTTPParserError") codes.push(next.name);
		seen.add(next.cause);
		if (next instanceof AggregateError) for (const part of next.errors) seen.add(part);
	}
	return codes;
}
// src/finding.ts
/** Whether it counts: nobody waives it, and it was not there before. */
function isOpen({ waived, known }) {
	return waived === void 0 && known === void 0;
}
/** Each finding once: a waived or known one as such, one that is undecided as such, any other by its severity. */
function countFindings(findings) {
	const open = findings.filter(isOpen);
	const violations = open.filter((finding) => finding.undecided !== true);
	const count = (severity) => violations.filter((finding) => finding.severity === severity).length;
	return {
		errors: count("error"),
		warnings: count("warning"),
		notices: count("notice"),
		waived: findings.filter(({ waived }) => waived !== void 0).length,
		known: findings.filter(({ waived, known }) => waived === void 0 && known !== void 0).length,
		undecided: open.length - violations.length
	};
}
/** The fix that is meant where nobody chooses: a safe one where there is one. */
function fixOf({ fixes = [] }) {
	return fixes.find(({ safe }) => safe) ?? fixes[0];
}
// src/order.ts
const GRAVITY = {
	notice: 0,
	warning: 1,
	error: 2
};
const DEPTH = {
	existence: 0,
	platforms: 1,
	config: 2
};
/** For sorting: the worse one first. */
function bySeverity(a, b) {
	return GRAVITY[b] - GRAVITY[a];
}
/** Whether a severity is as bad as the least one that counts, or worse. */
function reaches(severity, least) {
	return least !== "never" && GRAVITY[severity] >= GRAVITY[least];
}
/** For sorting: the one that asks for more first; it answers the other, too. */
function byNeed(a, b) {
	return DEPTH[b] - DEPTH[a];
}
/** For sorting: by code units, the same everywhere. */
function compareText(a, b) {
	return a < b ? -1 : a > b ? 1 : 0;
}
// src/exit-code.ts
/** What the command line and the step of the action exit with; no other place knows a number. */
const CODES = {
	pass: 0,
	fail: 1,
	fault: 2,
	undecided: 3
};
function exitCode(outcome) {
	return CODES[outcome];
}
/**
* What a run exits with, by its findings alone: a violation that reaches `failOn` fails it; where there is none, something
* undecided that reaches it leaves the run undecided, and so does what nobody was asked because of us, however grave: a
* run that did not get through is not clean. What is waived or known counts for nothing.
*
* @param isCut Whether the run was ended before it was done.
*/
function outcomeOf(findings, failOn, { isCut = false } = {}) {
	const open = findings.filter(isOpen);
	const counts = ({ severity }) => reaches(severity, failOn);
	const leavesOpen = (finding) => finding.undecided === true && (counts(finding) || finding.exhausted === true && failOn !== "never");
	if (open.some((finding) => finding.undecided !== true && counts(finding))) return "fail";
	return isCut && failOn !== "never" || open.some(leavesOpen) ? "undecided" : "pass";
}
// src/files/read.ts
/** Reads a file that anybody may have put there: a regular one of a bounded size, and nothing else. */
const isUnread = (result) => "why" in result && "words" in result;
/** Whether there is nothing at that place. */
function isAbsent(result) {
	return isUnread(result) && result.why === "absent";
}
/**
* The bytes of a regular file of at most `most` bytes. A pipe that nobody writes into is not waited for, a device that
* never ends is not opened, and what a file grows by while it is read is left out.
*/
function readRegularFile(path, most, links) {
	return openRegularFile(path, most, links, readAll);
}
/** The first bytes of a regular file of any size, with the same care. */
function readBeginning(path, length, links) {
	return openRegularFile(path, Number.POSITIVE_INFINITY, links, (descriptor, size) => ({
		bytes: readAll(descriptor, Math.min(size, length)),
		size
	}));
}
/** What `read` makes of a regular file, opened with the same care; its size is given in bytes. */
function openRegularFile(path, most, links, read) {
	let descriptor;
	try {
		const before = links === "listed" ? void 0 : links === "followed" ? (0, node_fs.statSync)(path) : (0, node_fs.lstatSync)(path);
		const objected = before && objection(before, most);
		if (objected !== void 0) return objected;
		const follow = links === "followed" ? 0 : node_fs.constants.O_NOFOLLOW;
		descriptor = (0, node_fs.openSync)(path, node_fs.constants.O_RDONLY | node_fs.constants.O_NONBLOCK | follow);
		const stat = (0, node_fs.fstatSync)(descriptor);
		return objection(stat, most) ?? read(descriptor, stat.size);
	} catch (error) {
		return reasonOf(error);
	} finally {
		if (descriptor !== void 0) (0, node_fs.closeSync)(descriptor);
	}
}
/** Bytes of a file from a position on, fewer where it ends. */
function readAll(descriptor, size, position = 0) {
	const bytes = Buffer.allocUnsafe(size);
	let length = 0;
	while (length < size) {
		const read = (0, node_fs.readSync)(descriptor, bytes, length, size - length, position + length);
		if (read === 0) break;
		length += read;
	}
	return bytes.subarray(0, length);
}
function objection(stat, most) {
	if (!stat.isFile()) return {
		why: stat.isDirectory() ? "folder" : "no-file",
		words: `is ${nameOfKind(stat)}, not a regular file`
	};
	return stat.size > most ? largerThan(most) : void 0;
}
/** That a file has more than so many bytes. */
function largerThan(most) {
	return {
		why: "too-large",
		words: `is larger than ${sizeInWords(most)}`
	};
}
/** With its article: "a folder". */
function nameOfKind(stat) {
	if (stat.isFile()) return "a file";
	if (stat.isDirectory()) return "a folder";
	if (stat.isSymbolicLink()) return "a link";
	if (stat.isFIFO()) return "a pipe";
	return stat.isSocket() ? "a socket" : "a device";
}
/** What an error of the file system says of a file. */
function reasonOf(error) {
	const [code] = codesOf(error);
	if (code === "ENOENT" || code === "ENOTDIR") return {
		why: "absent",
		words: "does not exist"
	};
	if (code === "ELOOP") return {
		why: "outside",
		words: "is a link that leads to no file"
	};
	if (code === "EACCES" || code === "EPERM") return {
		why: "denied",
		words: "may not be read by this user"
	};
	return {
		why: "denied",
		words: `cannot be read (${String(code)})`
	};
}
function sizeInWords(bytes) {
	return `${bytes / 1024 / 1024} MiB`;
}
// src/files/inside.ts
/** Where a path really lies, links followed, and whether that is within a folder. */
/**
* Follows a path that was written in, or found in, a folder. One that leads out of the folder is refused, and so is what
* lies in git's own `.git`, where a checkout keeps its token.
*
* @param root Real path of the folder.
*/
function placeInside(root, path) {
	const at = (0, node_path.join)(root, path);
	if (!isBelow(root, at)) return {
		why: "outside",
		words: "lies outside of the repository"
	};
	try {
		const real = node_fs.realpathSync.native(at);
		if (!isBelow(root, real)) return {
			why: "outside",
			words: `is a link that leads out of the repository${targetOf(real)}`
		};
		return isOfGit(root, real) ? OF_GIT : { real };
	} catch (error) {
		const reason = reasonOf(error);
		return reason.why === "absent" && isLink(at) ? {
			why: "outside",
			words: "is a link that leads nowhere"
		} : reason;
	}
}
/** A path with the links of it followed; the path itself where there is nothing: to read it says so. */
function realOf(path) {
	try {
		return node_fs.realpathSync.native(path);
	} catch {
		return (0, node_path.resolve)(path);
	}
}
/** Whether there is something at a path. A link that leads nowhere is there: somebody meant something by it. */
function isThere(path) {
	try {
		return (0, node_fs.lstatSync)(path, { throwIfNoEntry: false }) !== void 0;
	} catch {
		return true;
	}
}
/** A regular file of the folder: see `placeInside` and `readRegularFile`. */
function readInside(root, path, most) {
	const place = placeInside(root, path);
	return isUnread(place) ? place : readRegularFile(place.real, most, "refused");
}
/** The first bytes of a regular file of the folder. */
function readBeginningInside(root, path, length) {
	const place = placeInside(root, path);
	return isUnread(place) ? place : readBeginning(place.real, length, "refused");
}
const OF_GIT = {
	why: "outside",
	words: "lies in git's own folder, of which nothing is read"
};
/** Whether a path is a folder or something in it, going by its text. */
function isBelow(folder, path) {
	const way = (0, node_path.relative)(folder, path);
	return way !== ".." && !way.startsWith(`..${node_path.sep}`) && !(0, node_path.isAbsolute)(way);
}
/** Whether a real path below a folder is `.git` or in one. File systems that do not tell case apart have one `.git` under many names. */
function isOfGit(root, real) {
	return (0, node_path.relative)(root, real).toLowerCase().split(node_path.sep).includes(".git");
}
/** Of what kind a link's target is, and nothing else of it. */
function targetOf(real) {
	try {
		return `, to ${nameOfKind((0, node_fs.statSync)(real))}`;
	} catch {
		return "";
	}
}
function isLink(path) {
	try {
		return (0, node_fs.lstatSync)(path).isSymbolicLink();
	} catch {
		return false;
	}
}
// src/files/work-trees.ts
/** Which checkouts a folder lies in. */
/**
* The work trees of git around a folder, given by its absolute path: each folder on its way up that has a `.git`, whatever
* that is, the innermost first. A submodule lies in that of the repository around it, too.
*/
function workTreesAround(folder) {
	const found = hasGit(folder) ? [folder] : [];
	const above = (0, node_path.dirname)(folder);
	return above === folder ? found : [...found, ...workTreesAround(above)];
}
function hasGit(folder) {
	try {
		return (0, node_fs.lstatSync)((0, node_path.join)(folder, ".git"), { throwIfNoEntry: false }) !== void 0;
	} catch {
		return true;
	}
}
// src/files/workspace.ts
/** The folder that GitHub's paths start from. */
/** The workspace of the runner, the current folder where there is none. */
function workspaceOf(env) {
	return (0, node_path.resolve)(env["GITHUB_WORKSPACE"] ?? ".");
}
/**
* Where the paths of a folder that was typed start: in the workspace of the runner, else in the repository of the current
* folder, else in the current folder; in the folder itself where it lies in none of them. Links are followed.
*/
function workspaceAround(folder, env) {
	const { GITHUB_WORKSPACE: workspace = "" } = env;
	const cwd = process.cwd();
	return [...workspace === "" ? [] : [workspace], workTreesAround(cwd)[0] ?? cwd].map(realOf).find((base) => isBelow(base, realOf(folder))) ?? realOf(folder);
}
/** A path below a workspace from there on, "/" between folders; `.` for the workspace, undefined for what is outside. */
function wayFrom(workspace, path) {
	const base = realOf(workspace);
	const place = realOf(path);
	if (!isBelow(base, place)) return void 0;
	return (0, node_path.relative)(base, place).split(node_path.sep).join("/") || ".";
}
// src/pull.ts
/** The reference at which a person would edit it. */
function placeOf(pull) {
	return pull.references[0] ?? NOWHERE;
}
/** The name that a stage of a Dockerfile was given; one without has the next number as soon as another is put in front. */
function givenStage(stage) {
	return stage !== void 0 && /^stage-\d+$/.test(stage) ? void 0 : stage;
}
/** Whether the image has a name that can be known before the run, and that somebody meant. */
function isNamed({ image, undefinedParameters }) {
	return image !== null && undefinedParameters === void 0;
}
/** Whether a run or a build pulls it: a workflow calls the process, and the default build reaches the stage. */
function isRun({ called, reachable }) {
	return called !== false && reachable !== false;
}
/** The name by which it is judged: canonical, else as the engine pulls it, else as the files have it. */
function judgedName(pull) {
	return pull.canonical ?? withoutBlanks(pull.image ?? pull.written);
}
/** The name as the files mean it: without what Shifter alone puts in front, whose names of a registry are `docker:NAME`. */
function meantName({ image, written, engine }) {
	const name = withoutBlanks(image ?? written);
	return engine === "shifter" ? name.replace(/^docker:/, "") : name;
}
/** Nextflow keeps blanks around a name and loses them on the unquoted command line: every engine is asked without. */
function withoutBlanks(name) {
	return name.trim();
}
/** The model promises a reference; a pull without one is told of at the top of nothing and not lost. */
const NOWHERE = {
	file: "",
	line: 1,
	column: 1,
	endLine: 1,
	endColumn: 1,
	text: "",
	source: "nextflow",
	kind: "config",
	context: {}
};
// src/text/units.ts
/** Amounts in words, for messages and tables. */
/** `1 image`, `2,000 images`. */
function counted(count, one, many = `${one}s`) {
	return `${grouped(count)} ${count === 1 ? one : many}`;
}
/** `2,000`. By hand: the first call of toLocaleString costs a short run a tenth of its time. */
function grouped(count) {
	return String(count).replace(/\B(?=(?:\d{3})+$)/g, ",");
}
/** `a, b, c and 2,000 more`. */
function few(items, most = 5) {
	const rest = items.length - most;
	return items.slice(0, most).join(", ") + (rest > 0 ? ` and ${grouped(rest)} more` : "");
}
/** `34.1 MiB`. */
function formatBytes(bytes) {
	const units = [
		"B",
		"KiB",
		"MiB",
		"GiB",
		"TiB"
	];
	const power = bytes < 1 ? 0 : Math.min(units.length - 1, Math.floor(Math.log2(bytes) / 10));
	const value = bytes / 1024 ** power;
	const digits = power === 0 || Number.isInteger(value) ? 0 : value < 10 ? 2 : 1;
	return `${value.toFixed(digits)} ${units[power]}`;
}
/** `5 hours`, `12 days`, `7 months`, `3.2 years`: in the largest unit that says enough, rounded down. */
function formatDays(days) {
	if (days < 2) return counted(Math.floor(days * 24), "hour");
	if (days < 90) return counted(Math.floor(days), "day");
	if (days % 365 === 0) return counted(days / 365, "year");
	if (days < 730) return counted(Math.floor(days / 30), "month");
	return `${Math.floor(days / 365 * 10) / 10} years`;
}
// src/text/quote.ts
/** Pieces of a name, a file or an answer in a message for people: whatever they hold, the message stays short. */
/** In double quotes, control characters escaped, cut where it is long. */
function quote(text, most = 80) {
	return JSON.stringify(short$1(text, most));
}
/**
* At most `most` UTF-16 code units, the last of them a mark where it was cut; no half of a character before it. For what
* is known to hold no control characters, or is escaped where it is shown.
*/
function short$1(text, most = 80) {
	return text.length > most ? `${text.slice(0, most - 1).replace(/[\uD800-\uDBFF]$/, "")}\u2026` : text;
}
/** The same of a path, cut in front: its end says which file it is. */
function shortPath(path, most = 80) {
	return path.length > most ? `\u2026${path.slice(1 - most).replace(/^[\uDC00-\uDFFF]/, "")}` : path;
}
/** `sha256:0123456789ab\u2026` of a digest, and of a name or tag that ends in one. */
function shortDigest(text) {
	return text.replace(/((?:^|@)\w+:[0-9a-f]{12})[0-9a-f]+$/, "$1\u2026");
}
/** One line of code: runs of blanks are one blank. Of long code, no more than what can be shown is looked at. */
function onOneLine(code, most = 80) {
	const isLong = code.length > most * 50;
	const line = (isLong ? code.slice(0, most * 50) : code).trim().replace(/\s+/g, " ");
	return short$1(isLong ? `${line} \u2026` : line, most);
}
// src/way.ts
const MOST_USERS = 3;
/** Of pulls of one finding, written where the first one is; undefined for none. */
function wayOf(pulls) {
	const [pull] = pulls;
	if (pull === void 0) return void 0;
	const { file, line, column, endLine, endColumn, text } = placeOf(pull);
	const overrode = [...new Set(pulls.flatMap((one) => one.overrode ?? []))];
	return {
		written: {
			file,
			line,
			column,
			endLine,
			endColumn,
			text
		},
		...overrode.length > 0 && { overrode },
		rewritten: stepsOf(pulls),
		pulled: [...Map.groupBy(pulls, ({ image }) => image)].map(([image, own]) => pulledAs(image, own))
	};
}
function stepsOf(pulls) {
	const steps = new Map();
	for (const rewrites of new Set(pulls.map((pull) => pull.rewrites))) for (const step of rewrites ?? []) {
		const { by, setting, location, to } = step;
		steps.set(JSON.stringify([
			by,
			setting,
			location?.file,
			location?.line,
			to
		]), step);
	}
	return [...steps.values()];
}
function pulledAs(image, pulls) {
	const users = distinct(pulls.map(userOf));
	return {
		image,
		engines: distinct(pulls.map(({ engine }) => engine)),
		profiles: distinct(pulls.map(({ scenario }) => scenario?.profiles.join(","))),
		platforms: distinct(pulls.map(({ platform }) => platform)),
		processes: users.length,
		first: users.slice(0, MOST_USERS)
	};
}
function userOf(pull) {
	return pull.process ?? pull.stage ?? placeOf(pull).context.service;
}
function distinct(texts) {
	return [...new Set(texts.flatMap((text) => text === "" ? [] : text ?? []))];
}
/**
* Which lines made another name of the written one, and for whom, in one sentence; undefined where that is no more than
* the spelling of an engine, and for several images, which are told of together for what they share.
*/
function wayInWords(pulls) {
	if (!pulls.some(({ image, rewrites }) => image !== null && rewrites?.some(({ by }) => by !== "engine") === true) || new Set(pulls.map(judgedName)).size > 1) return void 0;
	const steps = stepsOf(pulls).filter(({ by }) => by !== "engine");
	const said = [...Map.groupBy(steps, ({ by, to }) => JSON.stringify([by, to])).values()].map(inWords$1);
	const written = distinct(pulls.map((pull) => pull.written));
	const users = distinct(pulls.map(userOf));
	const engines = distinct(pulls.map(({ engine }) => engine)).join(", ");
	const by = engines === "" ? "" : `, by ${engines}`;
	return `Written ${few(written.map((text) => short$1(text, 200)), 2)}: ${few(said, 4)}; for ${usersInWords(users)}${by}.`;
}
/** `2 processes (A, B)`. */
function usersInWords(users, count = users.length) {
	return `${counted(count, "process", "processes")} (${few(users, MOST_USERS)})`;
}
/** Steps with one outcome. */
function inWords$1(steps) {
	const { by, to } = steps[0];
	const settings = few(steps.map(settingInWords), 3);
	switch (by) {
		case "store": return `${settings} has it as ${to}`;
		case "file": return `it is the file ${to}`;
		case "mirror": return `Wave mirrors it to ${to} by ${settings}`;
		case "wave": return `Wave serves it under a name of its own by ${settings}`;
	}
	return `${settings} ${steps.length > 1 ? "make" : "makes"} it ${to}`;
}
/** `docker.registry (nextflow.config:12)`. */
function settingInWords({ setting = "the engine", location }) {
	return location === void 0 ? setting : `${setting} (${lineOf(location)})`;
}
/** `nextflow.config:12`. */
function lineOf({ file, line }) {
	return `${file}:${line}`;
}
// src/text/nearest.ts
/** Which word of a closed set was meant. */
/**
* The word of a closed set that somebody most likely meant, or undefined where none comes near.
* Case, `_` and `-` are no difference; otherwise a third of the letters may be wrong, or one word continues the other.
*/
function nearest(written, words) {
	const given = fold(written);
	if (given === "" || given.length > LONGEST$1) return void 0;
	let best;
	let least = Number.POSITIVE_INFINITY;
	for (const word of words) {
		const candidate = fold(word);
		const apart = given.length >= 3 && (candidate.startsWith(given) || given.startsWith(candidate)) ? 1 : distance(given, candidate);
		if (apart <= Math.max(1, Math.floor(Math.max(given.length, candidate.length) / 3)) && apart < least) {
			best = word;
			least = apart;
		}
	}
	return best;
}
/** `; did you mean "x"?`, else the whole set where it is short enough to read. */
function suggestion(written, words) {
	const word = nearest(written, words);
	const all = `; write one of ${words.join(", ")}`;
	return word === void 0 ? all : `; did you mean "${word}"?`;
}
const LONGEST$1 = 60;
function fold(word) {
	return word.toLowerCase().replaceAll("_", "-");
}
/** Levenshtein with neighbouring letters swapped counted once (optimal string alignment). */
function distance(a, b) {
	const width = b.length + 1;
	const table = [];
	const at = (row, column) => table[row * width + column] ?? Number.POSITIVE_INFINITY;
	for (let row = 0; row <= a.length; row++) for (let column = 0; column < width; column++) {
		const same = a[row - 1] === b[column - 1];
		const swapped = row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
		table.push(row === 0 || column === 0 ? row + column : Math.min(at(row - 1, column) + 1, at(row, column - 1) + 1, at(row - 1, column - 1) + (same ? 0 : 1), swapped ? at(row - 2, column - 2) + 1 : Number.POSITIVE_INFINITY));
	}
	return at(a.length, b.length);
}
// src/image/platform.ts
const ARCHITECTURES$1 = new Map([
	["i386", ["386"]],
	["x86_64", ["amd64"]],
	["x86-64", ["amd64"]],
	["aarch64", ["arm64"]],
	["armhf", ["arm", "v7"]],
	["armel", ["arm", "v6"]]
]);
/** The variant that an architecture means when none is written: `arm` is v7; of the others the plain word is meant. */
const IMPLIED_VARIANT = {
	amd64: "v1",
	arm: "v7",
	arm64: "v8"
};
const OPERATING_SYSTEMS = new Set("aix android darwin dragonfly freebsd illumos ios js linux netbsd openbsd plan9 solaris wasip1 windows".split(" "));
const KNOWN_ARCHITECTURES = new Set("386 amd64 arm arm64 loong64 mips mipsle mips64 mips64le ppc64 ppc64le riscv64 s390x wasm".split(" "));
/** In lower case, with those that other words stand for. */
const operatingSystemWords = [...OPERATING_SYSTEMS, "macos"];
const architectureWords = [...KNOWN_ARCHITECTURES, ...ARCHITECTURES$1.keys()];
const WORD = /^[A-Za-z0-9_.-]+$/;
/** `windows(10.0.17763)`: the version of the operating system, which tells no two platforms apart here. */
const OS_WORD = /^([A-Za-z0-9_-]+)(?:\([A-Za-z0-9_.%+-]*\))?$/;
/**
* The one platform of a request: `linux/amd64`, `arm64` (an architecture alone means Linux), `linux/arm/v7`,
* `linux/x86_64`. Words that nobody knows are accepted, as registries do; a list is not. The error says what to write.
*/
function parseSinglePlatform(text) {
	if (/[,\s]/.test(text.trim())) return { error: `one platform per request: ${quote(text)} is a list, ask for each of its platforms by itself` };
	const os = normalizePlatform({
		os: text.trim(),
		architecture: ""
	}).os;
	if (OPERATING_SYSTEMS.has(os)) return { error: `${quote(text)} names no architecture: write ${os}/amd64 or another one` };
	return parsePlatform(text);
}
/**
* The same where a person typed it: words that no registry has either are an error, with the word that was meant.
* `linux/amd46` is no platform, and an image is offered for it nowhere.
*/
function parseTypedPlatform(text) {
	const read = parseSinglePlatform(text);
	if ("error" in read) return read;
	const { os, architecture } = read.platform;
	if (!OPERATING_SYSTEMS.has(os)) return { error: `${quote(text)}: ${quote(os)} is not an operating system${suggestion(os, [...OPERATING_SYSTEMS])}` };
	if (KNOWN_ARCHITECTURES.has(architecture)) return read;
	return { error: `${quote(text)}: ${quote(architecture)} is not an architecture${suggestion(architecture, [...KNOWN_ARCHITECTURES])}` };
}
/** A platform as a builder reads it (containerd): an operating system alone means its amd64. */
function parsePlatform(text) {
	const [first = "", architecture, variant, ...more] = text.trim().split("/");
	const os = OS_WORD.exec(first)?.[1];
	if (os === void 0 || more.length > 0 || [architecture, variant].some((word) => word !== void 0 && !WORD.test(word))) return { error: `${quote(text)} is not a platform: write OS/ARCHITECTURE or OS/ARCHITECTURE/VARIANT, such as linux/arm64` };
	if (architecture !== void 0) return { platform: normalizePlatform({
		os,
		architecture,
		...variant === void 0 ? {} : { variant }
	}) };
	const alone = normalizePlatform({
		os,
		architecture: "amd64"
	});
	if (OPERATING_SYSTEMS.has(alone.os)) return { platform: alone };
	const platform = normalizePlatform({
		os: "linux",
		architecture: first
	});
	if (KNOWN_ARCHITECTURES.has(platform.architecture)) return { platform };
	return { error: `${quote(text)} is not an architecture that is known: write OS/ARCHITECTURE, such as linux/amd64` };
}
/**
* The one form of each platform: `x86_64` is `amd64`, `aarch64` is `arm64`, `arm` is `arm/v7`, `armel` is `arm/v6`,
* `macos` is `darwin`; `amd64/v1` and `arm64/v8` are what the plain word means. Case does not count.
*/
function normalizePlatform(platform) {
	const os = platform.os.toLowerCase();
	const word = platform.architecture.toLowerCase();
	const [architecture, known] = ARCHITECTURES$1.get(word) ?? [word];
	const written = known ?? platform.variant?.toLowerCase() ?? "";
	const variant = /^\d+$/.test(written) ? `v${written}` : written;
	const implied = IMPLIED_VARIANT[architecture];
	const shown = variant === "" || variant === implied ? architecture === "arm" ? "v7" : "" : variant;
	return {
		os: os === "macos" ? "darwin" : os,
		architecture,
		...shown === "" ? {} : { variant: shown }
	};
}
/** `linux/amd64`, `linux/arm/v7`; normalised. */
function formatPlatform(platform) {
	const { os, architecture, variant } = normalizePlatform(platform);
	return variant === void 0 ? `${os}/${architecture}` : `${os}/${architecture}/${variant}`;
}
/**
* Whether what is offered is what is asked for: equal once normalised. `linux/arm64` is `arm64/v8`, `linux/amd64` is
* `amd64/v1` and not `amd64/v3`, `arm/v7` is not `arm/v6`. Versions of Windows do not count.
*/
function matchesPlatform(asked, offered) {
	return formatPlatform(asked) === formatPlatform(offered);
}
/** The one spelling of a platform: `linux/arm64` for `linux/arm64/v8`. What is no platform stays as it is. */
function normalPlatform(text) {
	const read = parsePlatform(text);
	return "error" in read ? text : formatPlatform(read.platform);
}
// src/image/grammar.ts
/**
* The grammar of distribution/reference v0.6, the one that Docker and BuildKit use.
*
*     name   = [domain "/"] path [":" tag] ["@" digest]
*     domain = the first part, if it is `localhost` or has a dot, a colon or an upper-case letter
*/
const DOMAIN_COMPONENT = "(?:[a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9])";
const DOMAIN = new RegExp(`^(?:${DOMAIN_COMPONENT}(?:\\.${DOMAIN_COMPONENT})*|\\[[a-fA-F0-9:]+\\])(?::[0-9]+)?$`);
/** One part of a path: runs of letters and digits joined by a dot, one or two underscores or any number of dashes. */
const COMPONENT = /^[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*$/;
const TAG = /^\w[\w.-]{0,127}$/;
/** 64 hex digits alone are an image ID to Docker, never a name. */
const IMAGE_ID = /^[a-f0-9]{64}$/;
const DIGEST = /^[A-Za-z][A-Za-z0-9]*(?:[-_+.][A-Za-z][A-Za-z0-9]*)*:[0-9A-Fa-f]{32,}$/;
/** Digest algorithms that Docker knows, with their number of hex digits. */
const DIGEST_LENGTHS = new Map([
	["sha256", 64],
	["sha384", 96],
	["sha512", 128]
]);
const HUB = "docker.io";
/** Cuts a name into domain, path, tag and digest as Docker does; `docker.io` and `library/` are filled in. */
function cutName(text) {
	const { domain, prefix, at } = cutDomain(text);
	const digestSign = text.indexOf("@", at);
	const named = digestSign < 0 ? text.length : digestSign;
	const colon = text.indexOf(":", at);
	const tagged = colon >= 0 && colon < named;
	return {
		domain,
		path: prefix + text.slice(at, tagged ? colon : named),
		tag: tagged ? text.slice(colon + 1, named) : void 0,
		digest: digestSign < 0 ? void 0 : text.slice(digestSign + 1),
		pathAt: at,
		tagAt: colon + 1,
		digestAt: digestSign + 1
	};
}
function cutDomain(text) {
	const slash = text.indexOf("/");
	if (slash < 0) return {
		domain: HUB,
		prefix: "library/",
		at: 0
	};
	const first = text.slice(0, slash);
	if (first === "docker.io" || first === "index.docker.io") return {
		domain: HUB,
		prefix: text.includes("/", slash + 1) ? "" : "library/",
		at: slash + 1
	};
	return isDomain(first) ? {
		domain: first,
		prefix: "",
		at: slash + 1
	} : {
		domain: HUB,
		prefix: "",
		at: 0
	};
}
/** Whether the first of several parts names a registry and not a part of the path. */
function isDomain(part) {
	return part === "localhost" || /[.:]/.test(part) || part.toLowerCase() !== part;
}
function isPath(path) {
	return path.length <= 255 && path.split("/").every((component) => COMPONENT.test(component));
}
/** A digest that Docker takes: a known algorithm with its number of hex digits, in lower case. */
function isDigest(digest) {
	if (!DIGEST.test(digest)) return false;
	const colon = digest.indexOf(":");
	const hex = digest.slice(colon + 1);
	return DIGEST_LENGTHS.get(digest.slice(0, colon)) === hex.length && /^[a-f0-9]+$/.test(hex);
}
// src/image/registry-host.ts
const HUB_HOSTS = new Set([
	HUB,
	"index.docker.io",
	"registry-1.docker.io",
	"registry.docker.io",
	"registry.hub.docker.com"
]);
/** One host however it is written: case, the default port and a final dot do not count, the names of Docker Hub are one. */
function judgedRegistry(registry) {
	const host = registry.toLowerCase().replace(/:0*443$/, "").replace(/\.$/, "");
	return HUB_HOSTS.has(host) ? HUB : host;
}
/** One path however it is written: on Docker Hub a single name is below `library/`. */
function judgedRepository({ registry, repository }) {
	return judgedRegistry(registry) === "docker.io" && !repository.includes("/") ? `library/${repository}` : repository;
}
/**
* The name under which a server is asked for an image: `DOCKER.IO/alpine` and `docker.io:443/alpine` are
* `docker.io/library/alpine`. Of another host only the case is changed: logins and lists of hosts go by its port.
*/
function askedName(name) {
	const isHub = judgedRegistry(name.registry) === HUB;
	return {
		...name,
		registry: isHub ? HUB : name.registry.toLowerCase(),
		repository: judgedRepository(name)
	};
}
// src/image/explain.ts
/** Why a text is no image name: the part that is wrong, and what to write instead. */
/** Explains a text that `parseImageName` refuses. Its checks run from what a person sees first to the fine print. */
function explainName(text) {
	if (text === "") return {
		error: "the image name is empty: write one, such as docker.io/library/alpine:3.20",
		position: 0
	};
	return foreignText(text) ?? explainParts(text);
}
/** Things that belong to the world around a name: blanks, schemes, placeholders, IDs. */
function foreignText(text) {
	const scheme = /^[A-Za-z][A-Za-z0-9+.-]*:\/\//.exec(text);
	if (scheme !== null) {
		const rest = text.slice(scheme[0].length);
		return {
			error: `an image name has no scheme: leave out ${quote(scheme[0])} and write ${quote(rest)}`,
			position: 0
		};
	}
	const placeholder = /\$\{|\$[A-Za-z_]|\{\{|<[A-Za-z]/.exec(text);
	if (placeholder !== null) return {
		error: `${quote(text)} still holds a placeholder: give ${quote(text.slice(placeholder.index))} its value`,
		position: placeholder.index
	};
	const blank = /\s/u.exec(text);
	if (blank !== null) return {
		error: `an image name has no blanks: remove the one after ${quote(text.slice(0, blank.index))}`,
		position: blank.index
	};
	if (IMAGE_ID.test(text)) return {
		error: "64 hex digits alone are an image ID, not a name: write NAME@sha256: before them",
		position: 0
	};
	const strange = /[^\w./:@+[\]-]/u.exec(text);
	if (strange !== null) return {
		error: `${quote(strange[0])} cannot stand in an image name: remove it`,
		position: strange.index
	};
}
function explainParts(text) {
	const { domain, path, tag, pathAt, tagAt, digestAt } = cutName(text);
	return explainDomain(domain, path) ?? explainPath(path, pathAt, text) ?? (tag === void 0 ? void 0 : explainTag(tag, tagAt)) ?? explainDigest(text.slice(digestAt), digestAt);
}
function explainDomain(domain, path) {
	if (DOMAIN.test(domain)) return void 0;
	if (COMPONENT.test(domain) && domain.length + 1 + path.length <= 255) return void 0;
	const advice = /:[^:\]]*$/.test(domain) && !/:[0-9]+$/.test(domain) ? "after its colon comes a port number" : "write a host name of letters, digits, dashes and dots, with :PORT if it needs one";
	return {
		error: `${quote(domain)} is not a registry: ${advice}`,
		position: 0
	};
}
function explainPath(path, position, text) {
	const written = text.startsWith(path, position) ? path : path.slice(8);
	const upper = /\p{Lu}/u.exec(written);
	if (upper !== null) return {
		error: `the repository ${quote(written)} must be in lower case: write ${quote(written.toLowerCase())}`,
		position: position + upper.index
	};
	let at = position;
	for (const component of written.split("/")) {
		if (!COMPONENT.test(component)) return {
			error: explainComponent(component, written),
			position: at
		};
		at += component.length + 1;
	}
	if (path.length <= 255) return void 0;
	return {
		error: `the repository is ${path.length} characters long: 255 are allowed`,
		position
	};
}
function explainComponent(component, path) {
	if (path === "") return "the name of the repository is missing: write it before the tag or digest";
	if (component !== "") return `${quote(component)} cannot be a part of the path: it must be lower-case letters and digits, joined by one dot, one or two underscores, or dashes`;
	return path.endsWith("/") ? "nothing follows the last slash: write the name of a repository there" : "a part of the path is empty: write exactly one slash between two parts";
}
function explainTag(tag, position) {
	if (TAG.test(tag)) return void 0;
	if (tag === "") return {
		error: "no tag follows the colon: write one, or leave out the colon",
		position
	};
	if (tag.length > 128 && TAG.test(tag.slice(0, 128))) return {
		error: `the tag is ${tag.length} characters long: 128 are allowed`,
		position
	};
	if (tag.includes("/")) return {
		error: `a tag has no slash, and ${quote(tag)} is one: put the path before the tag`,
		position
	};
	if (tag.includes(":")) return {
		error: `${quote(tag)} has a second colon: a name has one tag, and a digest follows "@"`,
		position
	};
	return {
		error: `${quote(tag)} cannot be a tag: letters, digits, "_", "." and "-", the first not "." or "-"`,
		position
	};
}
function explainDigest(digest, position) {
	const [algorithm = "", hex] = digest.split(":", 2);
	const form = "write sha256: and 64 hex digits";
	if (hex === void 0 || hex === "") return {
		error: `${quote(digest)} is not a digest: ${form}`,
		position
	};
	const length = DIGEST_LENGTHS.get(algorithm);
	if (length === void 0) {
		const advice = DIGEST_LENGTHS.has(algorithm.toLowerCase()) ? `write ${algorithm.toLowerCase()}` : form;
		return {
			error: `${quote(algorithm)} is not a digest algorithm that Docker knows: ${advice}`,
			position
		};
	}
	if (digest.includes(":", algorithm.length + 1)) return {
		error: `something follows the digest in ${quote(digest)}: a tag goes before the "@"`,
		position
	};
	const stray = /[^a-f0-9]/.exec(hex);
	if (stray !== null) {
		const advice = /[^a-fA-F0-9]/.test(hex) ? "only 0-9 and a-f are allowed" : "write its letters in lower case";
		return {
			error: `the digest has ${quote(stray[0])} in it: ${advice}`,
			position: position + algorithm.length + 1 + stray.index
		};
	}
	return {
		error: `the ${algorithm} digest has ${hex.length} hex digits: it needs ${length}`,
		position
	};
}
// src/image/name.ts
/**
* Reads a name as Docker does (`ParseNormalizedNamed` of distribution/reference v0.6): `docker.io` and `library/` are
* filled in, the tag is not. Nothing is trimmed and no scheme is accepted; see written.ts for names with one.
* The error names the part that is wrong and says what to write.
*/
function parseImageName(text) {
	const name = readName(text);
	return name === void 0 ? explainName(text) : { name };
}
/** Fully qualified: `docker.io/library/alpine:3.20`; `:latest` where neither tag nor digest is; both kept where both are. */
function canonicalName(name) {
	const tag = name.tag ?? (name.digest === void 0 ? "latest" : void 0);
	return (name.registry === "" ? "" : `${name.registry}/`) + name.repository + (tag === void 0 ? "" : `:${tag}`) + (name.digest === void 0 ? "" : `@${name.digest}`);
}
/** The canonical form of a name, or undefined where no registry would accept it. */
function canonicalOf(text) {
	const name = readName(text);
	return name === void 0 ? void 0 : canonicalName(name);
}
function readName(text) {
	if (IMAGE_ID.test(text)) return void 0;
	const { domain, path, tag, digest } = cutName(text);
	if (tag !== void 0 && !TAG.test(tag)) return void 0;
	if (digest !== void 0 && !isDigest(digest)) return void 0;
	if (!isPath(path)) return void 0;
	const rest = {
		...tag === void 0 ? {} : { tag },
		...digest === void 0 ? {} : { digest }
	};
	if (DOMAIN.test(domain)) return {
		registry: domain,
		repository: path,
		...rest
	};
	const repository = `${domain}/${path}`;
	if (!COMPONENT.test(domain) || repository.length > 255) return void 0;
	return {
		registry: "",
		repository,
		...rest
	};
}
// src/image/written.ts
/** What a written name means: a registry image, a file to download, an image of another service, or something local. */
/** Schemes of containers/image and of Singularity for things that lie on the machine. */
const LOCAL_SCHEMES = new Set("file docker-daemon docker-archive oci oci-archive dir containers-storage ostree localimage sif podman-daemon".split(" "));
/** Of those, the ones that can also be the beginning of a registry name (`oci:1`); only `oci:/path` is told apart. */
const AMBIGUOUS_SCHEMES = new Set([
	"oci",
	"dir",
	"ostree",
	"localimage",
	"sif"
]);
const DOWNLOAD_SCHEMES = new Set([
	"https",
	"http",
	"ftp"
]);
/** Reads any name that a Nextflow process, a definition file or a build may give. Never throws. */
function readWrittenName(text) {
	const [, scheme = "", slashes = ""] = /^([A-Za-z][A-Za-z0-9+.-]*):(\/\/)?/.exec(text) ?? [];
	const word = scheme.toLowerCase();
	const rest = text.slice(scheme.length + 1 + slashes.length);
	if (isLocalPath(text)) return {
		kind: "local",
		scheme: null,
		path: text
	};
	if (isLocalScheme(word, slashes, rest)) return {
		kind: "local",
		scheme: word,
		path: rest
	};
	if (slashes === "") return registryName(text, null, 0);
	if (word === "docker" || word === "oras") return registryName(rest, word, text.length - rest.length);
	if (word === "library" || word === "shub") return libraryName(rest, word, text.length - rest.length);
	if (DOWNLOAD_SCHEMES.has(word)) return download(text, word);
	return {
		kind: "invalid",
		error: `the scheme ${JSON.stringify(`${scheme}://`)} is not known: write docker://, oras://, library://, shub://, https:// or file:`,
		position: 0
	};
}
/** `docker://` is a word of Singularity's for the name that all engines have. */
function withoutDockerScheme(name) {
	return name.replace(/^docker:\/\//, "");
}
/** Whether Singularity is to pull a SIF that a registry keeps as an artifact. */
function isOras(name) {
	return /^oras:\/\//i.test(name);
}
/** A file of a pipeline, wherever that is checked out or launched. */
const OF_THE_RUN = /^\$\{(?:projectDir|launchDir)\}\//;
/**
* Reads the name of a pull. Schemes of the machine are words of Singularity, Apptainer and their like: to Docker, BuildKit and
* Kubernetes `docker-daemon:x` and `file:x` are images of Docker Hub, and there the pull has a canonical name.
*/
function readPulledName(image, canonical) {
	if (OF_THE_RUN.test(image)) return {
		kind: "local",
		scheme: null,
		path: image
	};
	const read = readWrittenName(image);
	return read.kind === "local" && canonical !== void 0 ? registryName(image, null, 0) : read;
}
function isLocalPath(text) {
	return /^(?:\/|\.\.?\/|~\/)/.test(text);
}
function isLocalScheme(word, slashes, rest) {
	if (!LOCAL_SCHEMES.has(word)) return false;
	return !AMBIGUOUS_SCHEMES.has(word) || slashes !== "" || isLocalPath(rest);
}
function registryName(text, scheme, offset) {
	const read = parseImageName(text);
	if ("error" in read) return {
		kind: "invalid",
		error: read.error,
		position: offset + read.position
	};
	return {
		kind: "registry",
		scheme,
		name: read.name,
		canonical: canonicalName(read.name)
	};
}
function libraryName(rest, scheme, offset) {
	const [, host, path, tag] = /^(?:\/?([A-Za-z0-9.-]+(?::\d+)?)\/(?=[^/]+\/[^/]+\/[^/]+$))?([\w.-]+(?:\/[\w.-]+){0,3})(?:[:@]([\w.@:,-]+))?$/.exec(rest) ?? [];
	if (path === void 0) {
		const form = scheme === "library" ? "library://ENTITY/COLLECTION/CONTAINER:TAG" : "shub://USER/REPOSITORY:TAG";
		return {
			kind: "invalid",
			error: `${JSON.stringify(rest)} names no image of that service: write ${form}`,
			position: offset
		};
	}
	return {
		kind: "library",
		scheme,
		path,
		...host === void 0 ? {} : { host },
		...tag === void 0 ? {} : { tag }
	};
}
function download(text, scheme) {
	const url = /\s/.test(text) ? null : URL.parse(text);
	if (url === null || url.hostname === "") return {
		kind: "invalid",
		error: `${JSON.stringify(text)} is not a URL: write ${scheme}://HOST/PATH`,
		position: 0
	};
	const sha256 = carriedDigest(url);
	return {
		kind: "download",
		scheme,
		url,
		...sha256 === void 0 ? {} : { sha256 }
	};
}
/** The sha256 in the path of a URL: `\u2026/blobs/sha256/ab/abcd\u2026/data` of a registry's storage, or `\u2026/blobs/sha256:abcd\u2026` of its API. */
function carriedDigest(url) {
	return /\/sha256(?:\/[a-f0-9]{2}\/|[:/]|%3A)([a-f0-9]{64})(?:\/|$)/i.exec(url.pathname)?.[1]?.toLowerCase();
}
/** The path of a URL as a server resolves it: `..` cannot climb out of what a pattern covers, plain or percent-encoded. */
function decodedPath(url) {
	try {
		return node_path.posix.normalize(`/${decodeURIComponent(url.pathname)}`);
	} catch {
		return node_path.posix.normalize(`/${url.pathname}`);
	}
}
// src/text/wildcards.ts
/** Wildcards in sequences: of characters, and of the folders of a path. */
/** Whether a whole text fits: `*` is any text, `?` one UTF-16 unit. */
function matchesText(glob, text) {
	return matchesSequence(glob, "*", text, (expected, found) => expected === "?" || expected === found);
}
/** Whether every text that fits `inner` fits `outer`; where it says no, it may be so all the same. */
function coversText(outer, inner) {
	return matchesSequence(outer, "*", inner, (expected, found) => expected === "?" ? found !== "*" : expected === found);
}
/** Wildcard matching without recursion: on a mismatch the last star takes one item more. At most length \u00d7 length steps. */
function matchesSequence(glob, star, text, same) {
	let g = 0;
	let t = 0;
	let starAt = -1;
	let taken = 0;
	for (let found = text[t]; found !== void 0; found = text[t]) {
		const expected = glob[g];
		if (expected === star) {
			starAt = g++;
			taken = t;
		} else if (expected !== void 0 && same(expected, found)) {
			g++;
			t++;
		} else if (starAt >= 0) {
			g = starAt + 1;
			t = ++taken;
		} else return false;
	}
	while (g < glob.length && glob[g] === star) g++;
	return g === glob.length;
}
// src/image/size.ts
/** Bytes to pull for an image: its compressed layers. Undefined where the manifest has none. */
function transferSize({ manifest }) {
	return manifest.layers?.reduce((sum, { size = 0 }) => sum + size, 0);
}
// src/recipe/proofs.ts
/** What every surface says beside a proof. */
const PROVES = "A match proves what was asked of Wave, not the bytes.";
/** A hash matches. */
function isConfirmed(proof) {
	return proof?.verdict === "recomputed" || proof?.verdict === "recomputed-with";
}
/** It cannot be from the environment. */
function isRefuted({ verdict }) {
	return verdict === "not-from-environment" || verdict === "version-differs";
}
/** Whether two names that are confirmed are of one request: of the environment as it stands, or of the same in its place. */
function isOneRequest(a, b) {
	return a.verdict === b.verdict && a.how === b.how;
}
// src/text/foreign.ts
/** Words of a server, made fit to stand in one of our own sentences. */
const terminalSequence = /\u001b(?:\[[0-9;?]*[ -/]*[@-~]|\][^\u0007\u001b]*(?:\u0007|\u001b\\)?)/g;
const invisible = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\s]+/gu;
/** One line without control, format or terminal characters, at most `limit` UTF-16 units and a mark where it was cut. */
function oneLine(text, limit = 300) {
	const clean = text.slice(0, limit * 8).replace(terminalSequence, "").replace(invisible, " ").trim();
	return clean.length <= limit && text.length <= limit * 8 ? clean : `${clean.slice(0, limit).trimEnd()}\u2026`;
}
const utf8 = new TextDecoder("utf-8", { fatal: true });
/** UTF-8 text of a body; nothing where it is none. A byte order mark is dropped. */
function decodeText$1(bytes) {
	try {
		return utf8.decode(bytes);
	} catch {
		return "";
	}
}
/** The JSON value of a body, whatever its content type says; undefined where it is no JSON. */
function decodeJson(bytes) {
	try {
		return JSON.parse(decodeText$1(bytes));
	} catch {
		return;
	}
}
// src/image/named-build.ts
/** Which build of which software a name says that it is, where it says so. */
const WAVE = "community.wave.seqera.io";
const WAVE_HASH = /(?:--|^)[0-9a-f]{16}$/;
/** Undefined where nothing in the name can be compared with another one. */
function namedBuild(read) {
	if (read.kind === "download") return galaxyFile(decodedPath(read.url), /\/singularity\//);
	if (read.kind === "local") return galaxyFile(read.path, /\/singularity\.galaxyproject\.org\//);
	if (read.kind !== "registry" || read.name.tag === void 0) return void 0;
	const { registry, repository, tag, digest } = read.name;
	const [, software] = /(?:^|\/)biocontainers\/([^/]+)$/.exec(repository) ?? [];
	if (software !== void 0) return {
		origin: "biocontainers",
		software,
		tag
	};
	const place = `${judgedRegistry(registry)}/${judgedRepository(read.name)}`;
	const version = tag.replace(WAVE_HASH, "");
	const isSif = read.scheme === "oras";
	if (registry !== WAVE && version === tag) return {
		origin: "repository",
		software: place,
		tag,
		...digest !== void 0 && { digest },
		isSif
	};
	if (version === "") return {
		origin: "wave",
		software: place,
		hashed: `${isSif ? "oras://" : ""}${place}:${tag}`
	};
	const name = repository.slice(repository.lastIndexOf("/") + 1);
	const isOfPackages = registry === WAVE && name !== BUILDS;
	if (!isOfPackages && isListOfPackages(version)) return {
		origin: "wave",
		software: place,
		...packagesOfTag(version)
	};
	return {
		origin: "wave",
		software: place,
		version,
		...isOfPackages && !name.includes("_") && { package: name }
	};
}
/** Where Seqera Containers keeps what has no packages in its path. */
const BUILDS = "build";
/**
* Whether the packages stand in a tag, where a repository of one's own holds all that Wave built (its name strategy `tagPrefix`):
* `bwa-0.7.18_samtools-1.21`, `3d-dna-201008`. A mirror of Seqera Containers has a version there, and none of conda's has a dash.
*/
function isListOfPackages(tag) {
	return !/^[a-z]?\d(?!.*-\d)/i.test(tag);
}
/** Whoever names the same packages in another order asks for the same ones. */
function packagesOfTag(tag) {
	const parts = tag.split("_");
	const names = parts.map((one) => one.replace(/-\d.*$/, ""));
	return {
		version: parts.sort().join("_"),
		packages: names.sort().join(", ")
	};
}
/** Whether a name says nothing of what was built: a hash, in a repository that is not called after packages. */
function isBareHash(build) {
	if (build.origin !== "wave" || build.version !== void 0) return false;
	const name = build.software.slice(build.software.lastIndexOf("/") + 1);
	return isOfCommunity(build) ? name === BUILDS : !name.includes("_");
}
/** A SIF of Galaxy's: its file is named as the image is. */
function galaxyFile(path, folder) {
	if (!folder.test(path)) return void 0;
	const [, software, tag] = /\/([^/:]+):([^/:]+?)(?:\.(?:sif|simg|img))?$/.exec(path) ?? [];
	return software === void 0 || tag === void 0 ? void 0 : {
		origin: "biocontainers",
		software,
		tag
	};
}
/** Whether two names say that they are one build; undefined where they cannot be compared. */
function isSameBuild(a, b) {
	if (a.origin === "wave") return b.origin === "biocontainers" ? isSamePackage(b, a) : isSameOfWave(a, b);
	if (b.origin === "wave") return a.origin === "biocontainers" ? isSamePackage(a, b) : void 0;
	if (a.origin === "biocontainers") return b.origin === "biocontainers" ? a.software === b.software && a.tag === b.tag : void 0;
	if (b.origin !== "repository" || a.software !== b.software || a.isSif !== b.isSif) return void 0;
	return a.tag === b.tag && (a.digest === void 0 || b.digest === void 0 || a.digest === b.digest);
}
/** Each half has a hash of its own, so that versions are all that two of them have in common. */
function isSameOfWave(a, b) {
	if (b.origin !== "wave") return void 0;
	if (a.hashed !== void 0 && a.hashed === b.hashed) return true;
	if (saysLess(a, b) || saysLess(b, a)) return void 0;
	if (a.software === b.software || packagesOf(a) === packagesOf(b)) return a.version === b.version;
	return isOfCommunity(a) && isOfCommunity(b) ? false : void 0;
}
/** A hash alone beside one of these, or beside packages in the tag, may be of anything. */
function saysLess(a, b) {
	return isBareHash(a) || a.version === void 0 && b.packages !== void 0;
}
/** What a mirror keeps of the place, in whatever order the environment had them. */
function packagesOf({ software }) {
	return software.slice(software.lastIndexOf("/") + 1).split("_").sort().join("_");
}
function isOfCommunity({ software }) {
	return software.startsWith(`${WAVE}/`);
}
/** Both are built from conda's packages: of one package the name and the version say the same in both worlds. */
function isSamePackage({ software, tag }, wave) {
	if (wave.package === void 0 || software.startsWith("mulled-")) return void 0;
	return software === wave.package && tag.replace(/--[^-]*$/, "") === wave.version;
}
/** The name with another build of the same software in its place; undefined where its hash would be another one, or a digest too. */
function withBuild(name, own, other) {
	if (own.origin === "wave" || other.origin !== own.origin || other.software !== own.software) return void 0;
	const [before = "", behind, ...more] = name.split(`:${own.tag}`);
	if (behind === void 0 || more.length > 0 || behind.includes("@")) return void 0;
	return `${before}:${other.tag}${behind}`;
}
// src/image/entry-command.ts
/** Whether an entry point runs the command that it is given behind its own words, and not something else in its place. */
/**
* Nextflow gives `/bin/bash -ue .command.run`. Init processes, `env` and the runners of conda run what stands behind
* their options, a shell takes it for a script of its own (`bash /bin/bash` is an error, `bash -c` runs an empty shell)
* unless its `-c` text runs `"$@"`.
*/
function runsWhatItIsGiven(words) {
	const [program, ...rest] = words;
	if (program === void 0) return true;
	const name = program.slice(program.lastIndexOf("/") + 1);
	if (SHELLS.has(name)) return isShellPassingOn(rest);
	if (!PASSES_ON.test(name)) return RUNNERS.test(name) && rest[0] === "run" && runsWhatItIsGiven(afterOptions(rest.slice(1)));
	return runsWhatItIsGiven(afterOptions(rest));
}
const SHELLS = new Set([
	"sh",
	"bash",
	"dash",
	"ash",
	"zsh",
	"ksh"
]);
/** Init processes, `env`, and scripts that by their name set something up and then run what they are given. */
const PASSES_ON = /^(?:tini(?:-static)?|dumb-init|docker-init|catatonit|env|env-execute|.*entrypoint.*|.*shell-hook\.sh)$/;
const RUNNERS = /^(?:conda|mamba|micromamba|pixi)$/;
/** Options that take the next word as their value: of tini, dumb-init, env and the runners. */
const TAKES_VALUE = new Set("-p -e -r -u -n -C -S --rewrite --name --prefix --cwd --environment --manifest-path --root-prefix".split(" "));
/** What stands behind options, and behind `env`'s variables, which end them. */
function afterOptions(words) {
	let at = 0;
	for (let word = words[at]; word?.startsWith("-") === true; word = words[at]) {
		at += TAKES_VALUE.has(word) ? 2 : 1;
		if (word === "--") break;
	}
	while (/^\w+=/.test(words[at] ?? "")) at += 1;
	return words.slice(at);
}
/** A text of `-c` gets the first word behind it as `$0`; a script of the shell's gets all. */
function isShellPassingOn(words) {
	const at = words.findIndex((word) => !/^[-+]/.test(word));
	const options = at === -1 ? words : words.slice(0, at);
	const [text, ...behind] = at === -1 ? [] : words.slice(at);
	if (text === void 0) return false;
	if (!options.some((word) => /^-[a-z]*c/.test(word))) return runsWhatItIsGiven([text, ...behind]);
	return (behind.length > 0 ? RUNS_ARGUMENTS : RUNS_ALL).test(text);
}
/** `"$@"` where a command begins: at the start, behind `exec`, `;`, `&&`. */
const RUNS_ARGUMENTS = /(?:^|[;&|\n]|\bexec)\s*"?\$[@*]/;
const RUNS_ALL = /(?:^|[;&|\n]|\bexec)\s*"?\$0"?\s+"?\$[@*]/;
const MAGIC_AT = 32;
const MAGIC = "SIF_MAGIC\0";
const ARCHITECTURE_AT = 45;
const CREATED_AT = 64;
const DATA_OFFSET_AT = 112;
const DATA_SIZE_AT = 120;
/** By their numbers (pkg/sif/arch.go); 00 is "unknown". */
const ARCHITECTURES = [
	void 0,
	"386",
	"amd64",
	"arm",
	"arm64",
	"ppc64",
	"ppc64le",
	"mips",
	"mipsle",
	"mips64",
	"mips64le",
	"s390x",
	"riscv64",
	"loong64"
];
const SQUASHFS = "hsqs";
/** The line with which Singularity 2 begins a file that can be started (apptainer, pkg/image/squashfs.go). */
const STARTER = "#!/usr/bin/env run-singularity\n";
/** Milliseconds that a date may have. */
const LATEST = 864e13;
/** What the first bytes of a file say; undefined where they are the beginning of no image that is known here. */
function readFileHeader(bytes) {
	const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.byteLength, 128));
	if (head.length === 128 && head.toString("latin1", MAGIC_AT, 42) === MAGIC) return sif(head);
	const start = head.toString("latin1", 0, 31) === STARTER ? 31 : 0;
	if (head.toString("latin1", start, start + 4) !== SQUASHFS || head.length < start + 12) return void 0;
	return {
		format: "squashfs",
		...dated(head.readUInt32LE(start + 8))
	};
}
/** What a file of this size tells by its first bytes; the bytes that it should have at least where it is cut off. */
function readDownload(bytes, size) {
	const read = readFileHeader(bytes);
	if (read === void 0) return void 0;
	const sized = size === void 0 ? {} : { size };
	const created = read.created === void 0 ? {} : { created: read.created };
	if (read.format === "squashfs") return { download: {
		...sized,
		squashfs: created
	} };
	if (size !== void 0 && size < read.length) return { least: read.length };
	const { architecture } = read;
	return { download: {
		...sized,
		sif: {
			...architecture !== void 0 && { architecture },
			...created
		}
	} };
}
/** What tells a file from another one of the same name, as far as its first bytes and its server say. */
function fileFacts(download) {
	const { size, sif, squashfs } = download;
	const architecture = platformsOf(download)?.[0];
	const created = (sif ?? squashfs)?.created;
	return {
		format: sif === void 0 ? "squashfs" : "sif",
		...size !== void 0 && { size },
		...architecture !== void 0 && { architecture },
		...created !== void 0 && { created }
	};
}
/** The one platform that a file is for, normalised; undefined where it does not say. */
function platformsOf({ sif }) {
	return sif?.architecture === void 0 ? void 0 : [normalPlatform(sif.architecture)];
}
/** Whether a file begins as an image does that can be started, of whatever format. */
function hasStarter(bytes) {
	return Buffer.from(bytes.subarray(0, 31)).toString("latin1") === STARTER;
}
/** What Apptainer and Singularity push a SIF as; the second is their first, with its slip (apptainer, internal/pkg/client/oras). */
const SIF_LAYERS = new Set(["application/vnd.sylabs.sif.layer.v1.sif", "appliciation/vnd.sylabs.sif.layer.tar"]);
/**
* The one layer of an artifact that is a SIF. Its config says nothing: versions of the engines differ in its type, and
* they do not look at it either.
*/
function sifLayer(layers = []) {
	return layers.length === 1 ? layers.find(isSifLayer) : void 0;
}
function isSifLayer(layer) {
	return layer.mediaType !== void 0 && isSifType(layer.mediaType);
}
/** Whether an artifact of this type is a SIF. */
function isSifType(type) {
	return SIF_LAYERS.has(type);
}
/** When the file was built, as it says itself: RFC 3339, UTC. */
function builtAt(download) {
	return download?.sif?.created ?? download?.squashfs?.created;
}
function sif(head) {
	const code = head.toString("latin1", ARCHITECTURE_AT, 47);
	const architecture = /^\d\d$/.test(code) ? ARCHITECTURES[Number(code)] : void 0;
	return {
		format: "sif",
		...architecture !== void 0 && { architecture: `linux/${architecture}` },
		...dated(Number(head.readBigInt64LE(CREATED_AT))),
		length: Number(head.readBigInt64LE(DATA_OFFSET_AT) + head.readBigInt64LE(DATA_SIZE_AT))
	};
}
function dated(seconds) {
	const milliseconds = seconds * 1e3;
	if (Math.abs(milliseconds) > LATEST) return {};
	return { created: new Date(milliseconds).toISOString().replace(".000Z", "Z") };
}
// src/image/pin.ts
const NO_TAG = {
	pin: "none",
	reason: "neither tag nor digest is written, so :latest is taken"
};
/** Strongest first. `locked` is what `containers.lock` makes of a name: no name is it by itself. */
const PIN_STRENGTHS = [
	"digest",
	"locked",
	"content",
	"build",
	"version",
	"floating",
	"none"
];
/** Whether a pin is as strong as asked or stronger. */
function isAtLeast$1(pin, asked) {
	return PIN_STRENGTHS.indexOf(pin) <= PIN_STRENGTHS.indexOf(asked);
}
/** The pin strength of any written name: with or without scheme, URL or path. */
function pinOf(text) {
	return pinOfName(readWrittenName(text));
}
/** The same for one that is read already. */
function pinOfName(read) {
	if (read.kind === "registry") return pinOfImage(read.name);
	if (read.kind === "download") return pinOfDownload(read.url, read.sha256);
	if (read.kind === "library") return pinOfLibraryTag(read.tag);
	if (read.kind === "local") return {
		pin: "none",
		reason: "a local file: nothing in the name says what it holds"
	};
	return {
		pin: "none",
		reason: "not a valid image name"
	};
}
function pinOfImage(name) {
	if (name.digest !== void 0) return {
		pin: "digest",
		reason: `the digest ${short(name.digest)} names one manifest`
	};
	return name.tag === void 0 ? NO_TAG : pinOfTag(name.tag);
}
function pinOfDownload(url, sha256) {
	if (sha256 !== void 0) return {
		pin: "content",
		reason: `the URL carries the sha256 of its content, ${short(sha256)}`
	};
	const path = decodedPath(url);
	const file = path.slice(path.lastIndexOf("/") + 1).slice(-256);
	const colon = file.lastIndexOf(":");
	if (colon >= 0) return pinOfTag(file.slice(colon + 1).replace(/\.(?:sif|simg|img|sqsh)$/, ""));
	const version = /[-_.](v?\d+(?:\.\d+)+[\w.-]*?)(?:\.(?:sif|simg|img|sqsh))?$/.exec(file)?.[1];
	if (version !== void 0) return {
		pin: "version",
		reason: `the file name has the version ${quote(version)}`
	};
	const release = path.split("/").slice(0, -1).findLast((folder) => /^v?\d+(?:\.\d+)+[\w.-]*$/.test(folder));
	if (release !== void 0) return {
		pin: "version",
		reason: `the path has the version ${quote(release)}`
	};
	return {
		pin: "none",
		reason: "the URL carries neither a tag nor a sha256"
	};
}
function pinOfLibraryTag(tag) {
	if (tag === void 0) return NO_TAG;
	const sum = /^sha256[.:]([a-f0-9]{64})$/.exec(tag)?.[1];
	return sum === void 0 ? pinOfTag(tag) : {
		pin: "content",
		reason: `the tag is the sha256 of the image, ${short(sum)}`
	};
}
/** Words that follow whatever was pushed last, even with a number behind them (`stable-1`). */
const FLOATING = new Set("latest stable edge main master dev devel develop development nightly weekly daily staging prod production canary next current head trunk rolling unstable lts mainline snapshot feature feat bugfix issue branch".split(" "));
/** The build of a pull request, made anew with each push: `pr-123`, `1.2.3-pr45`, `refs-pull-12-merge`. */
const PULL_REQUEST = /(?:^|[-_.])((?:pr|mr|pull|pull-request|merge-request)[-_.]?\d+)(?=$|[-_.])/i;
/** A version that is not out yet, pushed again and again: `1.2.3-SNAPSHOT` of Maven, `2.0dev` of nf-core, `3.20-edge`. */
const UNRELEASED = /(?:^|[-_.])(snapshot)(?=$|[-_.])|(?:[-_.]|\d)(snapshot|dev|latest|nightly|edge|canary)$/i;
/** Words with digits that name a processor, not a version. */
const PROCESSOR = /(?:^|[-_.])(?:x86[-_]64(?:[-_]v\d)?|x86|x64|amd64(?:v\d)?|arm64(?:v8)?|aarch64|arm32v\d|armv?\d\w*|i[36]86|386|ppc64(?:le|el)?|s390x|riscv64|mips64(?:le|el)?|k8s)(?=$|[-_.])/gi;
/** The pin strength of a tag. */
function pinOfTag(tag) {
	return buildTag(tag) ?? commitTag(tag) ?? dateTag(tag) ?? shortCommitTag(tag) ?? versionTag(tag);
}
function buildTag(tag) {
	const conda = /--((?:[a-z][a-z0-9.]*_)?\d+)$/i.exec(tag)?.[1];
	if (conda !== void 0 && !/^\d{8,}$/.test(conda)) return {
		pin: "build",
		reason: `${quote(conda)} is the build of a BioContainers image`
	};
	const wave = /(?:^|--?)([a-f0-9]{16})$/.exec(tag)?.[1];
	if (wave !== void 0) return {
		pin: "build",
		reason: `${quote(wave)} is the hash of what Wave built it from`
	};
	const [, set, build] = /^([a-f0-9]{40})-(\d+)$/.exec(tag) ?? [];
	if (set !== void 0 && build !== void 0) return {
		pin: "build",
		reason: `build ${build} of the BioContainers package set ${quote(short(set))}`
	};
}
/** A commit of the repository that it was built from: `sha-1a2b3c4`, `v1.2-5-g1a2b3c4`, 40 hex digits. */
function commitTag(tag) {
	const commit = (/(?:^|[-_.])(?:sha|git|commit|rev)[-_.]?([a-f0-9]{7,40})(?=$|[-_.])/.exec(tag) ?? /(?:^|[-_.])g?([a-f0-9]{40})(?=$|[-_.])/.exec(tag) ?? /-\d+-g([a-f0-9]{7,40})(?=$|[-_.])/.exec(tag))?.[1];
	return commit === void 0 ? void 0 : {
		pin: "build",
		reason: `${quote(commit)} is the commit that it was built from`
	};
}
/** `main-1a2b3c4`, `1a2b3c4`: letters and digits of a hash at the end, with no word before it that says so. */
function shortCommitTag(tag) {
	const found = /(?:^|[-_.])(?=[a-f]*\d)(?=\d*[a-f])([a-f0-9]{7,12})$/.exec(tag)?.[1];
	return found === void 0 ? void 0 : {
		pin: "build",
		reason: `${quote(found)} looks like the commit that it was built from`
	};
}
function dateTag(tag) {
	const date = /(?:^|\D)((?:19|20)\d\d([-_.]?)(?:0[1-9]|1[0-2])\2(?:0[1-9]|[12]\d|3[01]))(?=\D|$)/.exec(tag)?.[1];
	return date === void 0 ? void 0 : {
		pin: "version",
		reason: `the tag has the date ${date}`
	};
}
function versionTag(tag) {
	const words = tag.replace(PROCESSOR, "");
	const request = PULL_REQUEST.exec(words)?.[1];
	if (request !== void 0) return {
		pin: "floating",
		reason: `${quote(request)} is of a pull request, built anew with each push`
	};
	const unreleased = UNRELEASED.exec(words);
	if (unreleased !== null) return {
		pin: "floating",
		reason: `${quote(unreleased[1] ?? unreleased[2] ?? "")} is whatever was pushed last`
	};
	const [first = ""] = words.split(/[-_.]/);
	const floating = FLOATING.has(first.toLowerCase()) ? first : void 0;
	const version = (floating === void 0 ? /(?:^|[-_.])([a-z]{0,12}\d[\w.]*)/i : /(?:^|[-_])(v?\d+\.[\w.]*)/i).exec(words)?.[1];
	if (version !== void 0) return {
		pin: "version",
		reason: `the tag has the version ${quote(version)}`
	};
	if (floating !== void 0) return {
		pin: "floating",
		reason: `${quote(floating)} is whatever was pushed last`
	};
	return {
		pin: "floating",
		reason: `nothing in the tag ${quote(tag)} is a version`
	};
}
function short(digest) {
	return digest.replace(/([a-f0-9]{12})[a-f0-9]+$/, "$1\u2026");
}
// src/reference.ts
/**
* Tells references apart by what they say and not by which object they are, so that a copy is the same reference. One
* place of one file is one reference, save where the place is named in two ways: of another kind or by the scanner of
* another kind of file, or as two stages of a Dockerfile that stands within the file and is built more than once. What
* else a reference knows (its condition, its module) makes no other one of it.
*/
function referenceKey(reference) {
	return `${placeKey(reference)} ${reference.source} ${reference.kind} ${reference.context.stage ?? ""}`;
}
/** The same for whatever stands at one place of one file. */
function placeKey({ file, line, column, endLine, endColumn }) {
	return `${file}\n${line}:${column}-${endLine}:${endColumn}`;
}
/** The place without what else is known there. */
function locationOf({ file, line, column, endLine, endColumn }) {
	return {
		file,
		line,
		column,
		endLine,
		endColumn
	};
}
// src/image/version-part.ts
/** The digest, else the tag, else the last part of the path. */
function versionPart(name) {
	const end = name.length;
	const at = name.indexOf("@");
	if (at !== -1) return {
		kind: "digest",
		start: at + 1,
		end
	};
	const last = name.lastIndexOf("/") + 1;
	const colon = name.indexOf(":", last);
	return colon === -1 ? {
		kind: "name",
		start: last,
		end
	} : {
		kind: "tag",
		start: colon + 1,
		end
	};
}
// src/image/user.ts
/** The USER of an image. */
/** The names and numbers that it goes by, without its group. Engines read a number as Go does: `00` and `+0` are 0. */
function spellingsOf(written) {
	const name = written.replace(/:.*$/s, "");
	const number = /^[+-]?\d+$/.test(name) ? String(Math.abs(Number(name))) : name;
	return [
		"",
		"0",
		"root"
	].includes(number) ? ["root", "0"] : [...new Set([name, number])];
}
/** Whether it may write what belongs to root: no user is root. */
function isRoot(written = "") {
	return spellingsOf(written).includes("root");
}
// src/text/commands.ts
/** What the agents of CI take for a command in printed text, and how text is kept from being one. */
/**
* The runner obeys `::command::` where a line begins, after blanks, and `##[command]` anywhere in a line. It compares as
* people read: characters without width count for nothing. The agent of Azure Pipelines obeys `##vso[command]` anywhere in a
* line, in either case, and TeamCity `##teamcity[command]`. So whoever prints text of others makes these characters visible first,
* and then breaks each `::`, `#[`, `#vso[` and `#teamcity[` wherever it stands: what begins a line tomorrow is the middle of one today.
*/
const beginning = /(?<=#(?:vso|teamcity)?)\[|(?<=:):/gi;
/** In plain text the address of a host (`[::1]`) stays whole: behind its bracket nothing begins a line. */
const beginningOrAddress = /(?<!#(?:vso|teamcity)?)\[[\da-f]*:[\da-f:.]*\]|(?<=#(?:vso|teamcity)?)\[|(?<=:):/gi;
/** Text in which no command begins: `## [`, `: :`. */
function unarmed(text) {
	return text.replace(beginningOrAddress, (found) => found.length === 1 ? ` ${found}` : found);
}
/** Whether an agent would obey a line of a log, as it stands. */
function isObeyed(line) {
	return /^\s*::|#(?:vso|teamcity)?\[/i.test(line.replaceAll(/[\p{C}\p{Default_Ignorable_Code_Point}]/gu, ""));
}
/** Where `unarmed` puts its blanks: in front of these places of the text. */
function breaksIn(text) {
	return [...text.matchAll(beginningOrAddress)].flatMap(({ 0: found, index }) => found.length === 1 ? index : []);
}
/** The same for a format in which a character can be written in another way, so that it says what it said. */
function unarmedBy(text, written) {
	return text.replace(beginning, written);
}
// src/text/plain.ts
/** Foreign text made fit to be shown. */
/**
* What every surface does first with text of files and registries: one line of visible characters, not endless.
*
* Blanks of all kinds become one blank each; control, format, private and unassigned characters and those that a
* display may leave out become U+FFFD, so that nothing hides (text that runs backwards, zero-width characters).
*/
function plain(text, longest = 2e3) {
	if (text.length <= longest && /^[ -~]*$/.test(text)) return text;
	return short$1(text.replaceAll(/\r\n|[\s\u0085]/gu, " ").replaceAll(/[\p{C}\p{Default_Ignorable_Code_Point}]/gu, "\ufffd"), longest);
}
/** Lines for a log or a terminal: no text in them can be a command. Without a line break at the end where there was none. */
function logLine(text) {
	return text.split(/\r\n|\r|\n/).map((line) => unarmed(plain(line))).join("\n");
}
/** Something and what is known of it, a line each. */
function block(name, about) {
	return `${plain(name)}\n${about.map(([key, value]) => `  ${`${key}:`.padEnd(12)} ${plain(value)}\n`).join("")}`;
}
// src/text/issued-tokens.ts
/** Tokens that servers gave us, as many as they like: found again in any text, by their first characters. */
/** So many of a token nobody writes by chance, and no token that opens anything is shorter. */
const HEAD$1 = 10;
/**
* Of each token only the beginning of every form is kept, for there may be one for each image, of any length. What follows
* such a beginning is part of the token as long as it is made of what tokens are made of.
*/
var IssuedTokens = class {
	#heads = new Set();
	/** Which two characters a head begins with: most places of a text need no further look. */
	#starts = new Set();
	/** The forms in which a token may be written, in lower case. */
	add(forms) {
		for (const form of forms) {
			if (form.length < HEAD$1) continue;
			this.#heads.add(form.slice(0, HEAD$1));
			this.#starts.add(startOf(form, 0));
		}
	}
	get isEmpty() {
		return this.#heads.size === 0;
	}
	/** Where tokens stand in a text that is in lower case: each with its end, in order. */
	*find(text) {
		for (let at = 0; at + HEAD$1 <= text.length; at++) {
			if (!this.#starts.has(startOf(text, at)) || !this.#heads.has(text.slice(at, at + HEAD$1))) continue;
			const end = endOf(text, at + HEAD$1);
			yield [at, end];
			at = end - 1;
		}
	}
};
function startOf(text, at) {
	return text.charCodeAt(at) * 65536 + text.charCodeAt(at + 1);
}
function endOf(text, start) {
	const rest = /[\w.~+/=%-]*/y;
	rest.lastIndex = start;
	rest.test(text);
	return rest.lastIndex;
}
// src/text/redactor.ts
/** Secrets, and what is shown in their place wherever a server may have put them into its words. */
const MASK = "***";
/** A shorter one would be found in every second word. */
const SHORTEST = 4;
/** As much of a secret that was cut (of a long message) is enough to know it by. */
const HEAD = 8;
/** Shorter ones are found in other words once they are packed. */
const SHORTEST_PACKED = 6;
/** What a client sends to say who it is, whoever gave it the token. */
const authorization = /\b(Bearer|Basic)(?: +|%20|\+)(?=[^\s"',;]*\d)[\w.~+/=-]{8,}/gi;
const webToken = /\beyJ[\w-]{8,}\.[\w-]{8,}(?:\.[\w-]*)?/g;
/** Of digests nothing is taken away: who reads a report must be able to compare them. */
const digest = /^sha(?:256|384|512):[0-9a-f]+$/;
/**
* Knows the secrets of a run and finds them again in text of strangers: as they are, in whole or cut, escaped for JSON,
* HTML or a URL, and packed in base64 or hex. Letters may be of either case.
*/
var Redactor = class {
	#secrets = new Set();
	#tokens = new IssuedTokens();
	/** Every form of every secret, by its beginning; built anew after a secret was added. */
	#forms;
	add(secret) {
		if (secret.length < SHORTEST || this.#secrets.has(secret)) return;
		this.#secrets.add(secret);
		this.#forms = void 0;
	}
	/** A token that a server gave: see `IssuedTokens`. Its beginning is enough to know it by. */
	addToken(token) {
		this.#tokens.add(formsOf(token.slice(0, 32)).map(lowered));
	}
	/** Gives back what it got where there is nothing to hide. */
	redact(text) {
		if (digest.test(text)) return text;
		return this.#withoutTokens(this.#withoutSecrets(text.replace(authorization, `$1 ${MASK}`).replace(webToken, MASK)));
	}
	/** The same for every text in JSON-like data, names of fields included; what holds no secret is kept as it is. */
	redactAll(value) {
		return this.#cleaned(value);
	}
	#cleaned(value) {
		if (typeof value === "string") return this.redact(value);
		if (typeof value !== "object" || value === null) return value;
		if (Array.isArray(value)) {
			const items = value;
			const clean = items.map((item) => this.#cleaned(item));
			return clean.some((item, at) => item !== items[at]) ? clean : value;
		}
		const fields = Object.entries(value);
		const clean = fields.map(([name, field]) => [this.redact(name), this.#cleaned(field)]);
		return clean.every(([name, field], at) => name === fields[at]?.[0] && field === fields[at][1]) ? value : Object.fromEntries(clean);
	}
	#withoutTokens(text) {
		if (this.#tokens.isEmpty) return text;
		let clean = "";
		let done = 0;
		for (const [start, end] of this.#tokens.find(lowered(text))) {
			clean += text.slice(done, start) + MASK;
			done = end;
		}
		return done === 0 ? text : clean + text.slice(done);
	}
	#withoutSecrets(text) {
		if (this.#secrets.size === 0) return text;
		const { heads, byHead } = this.#forms ??= indexForms(this.#secrets);
		const lower = lowered(text);
		let clean = "";
		let done = 0;
		for (const { 0: head, index } of lower.matchAll(heads)) {
			if (index < done) continue;
			const runs = byHead.get(head)?.map((form) => commonLength(lower, index, form)) ?? [];
			clean += text.slice(done, index) + MASK;
			done = index + Math.max(head.length, ...runs);
		}
		return done === 0 ? text : clean + text.slice(done);
	}
};
function indexForms(secrets) {
	const forms = new Set([...secrets].flatMap(formsOf).map(lowered));
	const byHead = Map.groupBy(forms, (form) => form.slice(0, HEAD));
	const heads = [...byHead.keys()].sort((a, b) => b.length - a.length);
	return {
		heads: new RegExp(heads.map(escapeRegExp).join("|"), "g"),
		byHead
	};
}
/** How a secret may be written. */
function formsOf(secret) {
	const json = inJson(secret);
	const bytes = Buffer.from(secret);
	const packed = bytes.length < SHORTEST_PACKED ? [] : [bytes.toString("hex"), ...base64Of(bytes)];
	return [
		secret,
		secret.trim().replace(/\s+/g, " "),
		json,
		inJson(json),
		percentEncoded(secret),
		new URLSearchParams({ "": secret }).toString().slice(1),
		secret.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll("\"", "&quot;"),
		secret.replace(/[^\w./-]/g, "?"),
		...packed
	].filter((form) => form.length >= SHORTEST);
}
function inJson(text) {
	return JSON.stringify(text).slice(1, -1);
}
function percentEncoded(text) {
	try {
		return encodeURIComponent(text);
	} catch {
		return text;
	}
}
/**
* Base64 takes three bytes at a time, so that what stands before a text decides between three forms of it; those without
* the characters that also hold bits of the neighbours. Each in both alphabets.
*/
function base64Of(bytes) {
	return [
		0,
		1,
		2
	].flatMap((before) => {
		const own = Buffer.concat([Buffer.alloc(before), bytes]).toString("base64").slice(Math.ceil(before * 8 / 6), Math.floor((before + bytes.length) * 8 / 6));
		return [own, own.replaceAll("+", "-").replaceAll("/", "_")];
	});
}
/** In lower case, at the same length: only ASCII. */
function lowered(text) {
	return text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
}
function commonLength(text, start, form) {
	let length = 0;
	while (length < form.length && text[start + length] === form[length]) length++;
	return length;
}
function escapeRegExp(text) {
	return text.replace(/[\\^$.*+?()[\]{}|/-]/g, "\\$&");
}
// src/text/json.ts
const isObject = (value) => typeof value === "object" && value !== null && !Array.isArray(value);
const object = (value) => isObject(value) ? value : void 0;
const text = (value) => typeof value === "string" ? value : void 0;
const flag = (value) => typeof value === "boolean" ? value : void 0;
/** A count of bytes or a version: whole, not negative, exact in a double. */
const count = (value) => typeof value === "number" && Number.isSafeInteger(value) && value >= 0 ? value : void 0;
const list = (value) => Array.isArray(value) ? value : [];
const texts = (value) => list(value).filter((item) => typeof item === "string");
/** Text values by name; others are left out. Safe for a key such as `__proto__`. */
const textMap = (value) => Object.fromEntries(Object.entries(object(value) ?? {}).filter((entry) => typeof entry[1] === "string"));
function defined(fields) {
	return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== void 0));
}
// src/files/text.ts
/** How much of a file is looked at to tell text from binary, as git does. Bytes. */
const SNIFFED = 8e3;
/**
* UTF-8, or UTF-16 where a byte order mark says so: what most readers of YAML take, and nothing is lost by it where a tool
* would not. The mark is left out, so that column 1 is the first character that an editor shows. Bytes that are no
* UTF-8, and NULs, become U+FFFD, one character each place: a tool may well read past them, so they end nothing here.
*/
function decodeText(bytes) {
	if (isPointer(bytes)) return POINTER;
	const mark = bytes.subarray(0, 4).toString("latin1");
	if (mark === "\u00ff\u00fe\0\0" || mark === "\0\0\u00fe\u00ff") return {
		why: "encoding",
		words: "is UTF-32, which is not read"
	};
	if (mark.startsWith("\u00ff\u00fe")) return readable(utf16(bytes, "utf-16le"));
	if (mark.startsWith("\u00fe\u00ff")) return readable(utf16(bytes, "utf-16be"));
	const start = mark.startsWith("\u00ef\u00bb\u00bf") ? 3 : 0;
	if (!bytes.includes(0)) return bytes.toString("utf8", start);
	return isMostlyText(bytes) ? readable(bytes.toString("utf8", start)) : BINARY;
}
/** What git keeps in place of a large file until somebody asks for it; it is of less than 1,024 bytes (git-lfs spec). */
function isPointer(bytes) {
	return bytes.toString("latin1", 0, POINTS.length) === POINTS;
}
const POINTS = "version https://git-lfs.github.com/spec/";
const POINTER = {
	why: "pointer",
	words: "is a pointer of Git LFS"
};
const BINARY = {
	why: "binary",
	words: "is binary and no text"
};
/** A quarter of it NULs is text of another encoding, or none. */
function isMostlyText(bytes) {
	const head = bytes.subarray(0, SNIFFED);
	let nuls = 0;
	for (const byte of head) if (byte === 0) nuls++;
	return nuls * 4 < head.length;
}
function utf16(bytes, encoding) {
	return new TextDecoder(encoding).decode(bytes);
}
const readable = (text) => text.replaceAll("\0", "\ufffd");
// src/text/sha256.ts
/** SHA-256 of a text or of bytes. */
/** As `sha256sum` prints it, or in base64. Loads node:crypto when it is called: a check that shows no hash starts 5 ms sooner. */
function sha256(text, encoding = "hex") {
	return process.getBuiltinModule("node:crypto").createHash("sha256").update(text).digest(encoding);
}
/** As many hex digits of what several words make together: to know it again by. */
function shortHash(words, digits) {
	return sha256(JSON.stringify(words)).slice(0, digits);
}
// src/redaction.ts
/** What was asked for is ours, and stays. */
function redactedInspection(inspection, redactor) {
	const clean = redactor.redactAll(inspection);
	return clean === inspection ? inspection : {
		...clean,
		request: inspection.request
	};
}
/** Place, image and fixes are made of what the files say, and stay. */
function redactedFinding(finding, redactor) {
	const { message, help, evidence } = finding;
	const words = {
		message,
		evidence,
		...help !== void 0 && { help }
	};
	const clean = redactor.redactAll(words);
	return clean === words ? finding : {
		...finding,
		...clean,
		fingerprint: finding.fingerprint
	};
}
// src/text/lines.ts
/** A line ends at `\n`; a `\r` before it is the last column of its line. Linear to build, logarithmic to ask. */
function indexLines(text) {
	const starts = [0];
	for (let next = text.indexOf("\n"); next !== -1; next = text.indexOf("\n", next + 1)) starts.push(next + 1);
	const at = (offset) => {
		const position = Math.min(Math.max(offset, 0), text.length);
		let low = 0;
		let high = starts.length - 1;
		while (low < high) {
			const middle = low + high + 1 >> 1;
			if (starts[middle] <= position) low = middle;
			else high = middle - 1;
		}
		return {
			line: low + 1,
			column: position - starts[low] + 1
		};
	};
	return {
		at,
		offset(line, column) {
			const start = starts[line - 1];
			return start === void 0 ? void 0 : start + column - 1;
		},
		span(range) {
			const start = at(range.start);
			const end = at(range.end);
			return {
				line: start.line,
				column: start.column,
				endLine: end.line,
				endColumn: end.column
			};
		}
	};
}
// src/text/source-text.ts
/** A file as its path and its text; its lines are counted when somebody asks for a place in it. */
function sourceText(path, text) {
	let lines;
	return {
		path,
		text,
		lines: () => lines ??= indexLines(text)
	};
}
// src/scan/options.ts
/** Every kind is on; kinds.ts has the names that a file of each kind has. */
const defaultScanOptions = {
	exclude: [],
	kinds: {},
	nextflow: {
		syntax: "auto",
		scenarios: [],
		params: {},
		launch: []
	},
	dockerfile: { buildArgs: {} },
	env: {}
};
// src/text/shell-words.ts
/** The words of one command as it is typed into a shell, parted as a POSIX shell parts them; no shell runs. */
/**
* Blanks part words; quotes and backslashes keep what they keep in a shell, one at the end of a line goes on in the next, and
* `#` begins a comment. What a shell would put something else in for (variables, commands, `~`) is refused, and so is a
* second command: nobody here knows what it would come to. Patterns (`*.csv`) stay as they are, as in a shell that finds
* no file of such a name.
*/
function shellWords(text) {
	try {
		return { words: new Words(text.replaceAll("\r\n", "\n")).read() };
	} catch (error) {
		if (error instanceof Refusal) return { error: error.message };
		throw error;
	}
}
var Refusal = class extends Error {};
var Words = class {
	#text;
	#words = [];
	/** The word that is read; undefined between words. */
	#word;
	#at = 0;
	constructor(text) {
		this.#text = text;
	}
	read() {
		while (this.#at < this.#text.length) this.#step();
		this.#end();
		return this.#words;
	}
	#step() {
		const character = this.#text.charAt(this.#at);
		if (character === "'") this.#singleQuoted();
		else if (character === "\"") this.#doubleQuoted();
		else if (character === "\\") this.#escaped(/[^\n]/);
		else if (/[ \t]/.test(character)) this.#end();
		else if (character === "#" && this.#word === void 0) this.#comment();
		else this.#plain(character);
		this.#at += 1;
	}
	#plain(character) {
		if (character === "\n") {
			this.#endOfLine();
			return;
		}
		if (/[|&;<>()]/.test(character)) throw new Refusal(`${this.#here(1)} ends a command in a shell; write one command alone, and in quotes what is meant as it is`);
		if (character === "~" && this.#word === void 0) throw new Refusal(`${this.#here(1)} is a home folder in a shell, and none runs here; write the path`);
		this.#refuseExpansion(/^(?:`|\$(?:\{[^}]*\}?|\w+|[('"@*#?$!-]|\\\n))/);
		this.#add(character);
	}
	/** Lines without a word may stand around the one that has them. */
	#endOfLine() {
		this.#end();
		if (this.#words.length === 0 || this.#text.slice(this.#at).trim() === "") return;
		throw new Refusal("there is a second line; write one command, with a \\ at the end of each line that goes on");
	}
	#singleQuoted() {
		const end = this.#text.indexOf("'", this.#at + 1);
		if (end < 0) throw this.#unclosed(this.#at);
		this.#add(this.#text.slice(this.#at + 1, end));
		this.#at = end;
	}
	#doubleQuoted() {
		const start = this.#at;
		this.#add("");
		for (this.#at += 1; this.#text.charAt(this.#at) !== "\""; this.#at += 1) {
			const character = this.#text.charAt(this.#at);
			if (character === "") throw this.#unclosed(start);
			if (character === "\\") this.#escaped(/[$`"\\]/);
			else {
				this.#refuseExpansion(/^(?:`|\$(?:\{[^}]*\}?|\w+|[(@*#?$!-]|\\\n))/);
				this.#add(character);
			}
		}
	}
	/** A backslash takes the meaning from what `takes` matches; before the end of a line both are gone. */
	#escaped(takes) {
		const next = this.#text.charAt(this.#at + 1);
		if (next === "\n") this.#at += 1;
		else if (takes.test(next)) {
			this.#add(next);
			this.#at += 1;
		} else this.#add("\\");
	}
	#comment() {
		const end = this.#text.indexOf("\n", this.#at);
		this.#at = (end < 0 ? this.#text.length : end) - 1;
	}
	#refuseExpansion(expands) {
		const [found] = expands.exec(this.#text.slice(this.#at, this.#at + LONGEST_NAME)) ?? [];
		if (found === void 0) return;
		throw new Refusal(`no shell runs here, which would put something in for ${this.#here(found.length)}; write what it stands for, or in single quotes what is meant as it is`);
	}
	#add(text) {
		this.#word = (this.#word ?? "") + text;
	}
	#end() {
		if (this.#word !== void 0) this.#words.push(this.#word);
		this.#word = void 0;
	}
	#here(length) {
		return `${quote(this.#text.slice(this.#at, this.#at + length))} at character ${this.#at + 1}`;
	}
	#unclosed(start) {
		return new Refusal(`the ${this.#text.charAt(start)} at character ${start + 1} is never closed; close it`);
	}
};
/** Of a name that is shown. UTF-16 code units. */
const LONGEST_NAME = 80;
// src/settings.ts
/** What a run goes by: flags over the policy over the defaults, and the readers of what was typed. */
const inspectorNames = [
	"wave",
	"registry",
	"none"
];
const syntaxNames = [
	"auto",
	"v1",
	"v2"
];
const failOnLevels = [
	"error",
	"warning",
	"notice",
	"never"
];
/** Flags win over the policy, the policy over the defaults. */
function settle(flags, policy) {
	const base = defaultScanOptions;
	if (policy.nextflow.launchDir?.startsWith("/") === true) throw new ConfigurationError("nextflow.launch-dir of the policy must be relative to the repository.");
	const launchDir = flags.launchDir ?? policy.nextflow.launchDir ?? base.nextflow.launchDir;
	const launch = flags.launch ?? base.nextflow.launch;
	const target = flags.target ?? policy.dockerfile.target ?? base.dockerfile.target;
	return {
		inspector: flags.inspector ?? policy.inspector ?? "wave",
		platform: flags.platform ?? policy.platform ?? null,
		failOn: flags.failOn ?? policy.failOn ?? "error",
		scan: {
			exclude: policy.files.exclude,
			kinds: policy.files.kinds,
			nextflow: {
				syntax: flags.syntax ?? policy.nextflow.syntax ?? base.nextflow.syntax,
				scenarios: flags.profiles?.map(scenarioOf) ?? (launch.length > 0 ? [] : policy.nextflow.scenarios),
				params: policy.nextflow.params,
				tests: policy.files.tests ?? false,
				launch,
				...(launch.length > 0 || flags.launchDir !== void 0) && { isTyped: true },
				...launchDir !== void 0 && { launchDir }
			},
			dockerfile: {
				buildArgs: {
					...policy.dockerfile.buildArgs,
					...flags.buildArgs
				},
				...flags.buildArgs !== void 0 && { typedArgs: Object.keys(flags.buildArgs) },
				...target !== void 0 && { target }
			},
			env: flags.env ?? base.env
		}
	};
}
/** `A,B` is one `nextflow run -profile A,B`: order counts, blanks are part of the name as in Nextflow. */
function scenarioOf(profiles) {
	return { profiles: profiles.split(",").filter((name) => name !== "") };
}
/** One of a closed set of words. */
function readWord(name, text, words) {
	const word = words.find((candidate) => candidate === text);
	if (word === void 0) throw new ConfigurationError(`${name}: "${text}" is not one of ${words.join(", ")}.`);
	return word;
}
/** A single platform, normalised (`linux/arm64`). */
function readPlatform(name, text) {
	const parsed = parseTypedPlatform(text);
	if ("error" in parsed) throw new ConfigurationError(`${name}: ${parsed.error}.`);
	return formatPlatform(parsed.platform);
}
/** `NAME=VALUE` pairs; the value may be empty and may hold further equal signs. */
function readPairs(name, texts) {
	return Object.fromEntries(texts.map((text) => {
		const at = text.indexOf("=");
		if (at < 1) throw new ConfigurationError(`${name}: "${text}" has no value; write NAME=VALUE.`);
		return [text.slice(0, at), text.slice(at + 1)];
	}));
}
/** One scenario a line, the profiles of each as `-profile` takes them: `docker,test`. */
function readScenarios(name, text) {
	return text.split(/\r\n|\r|\n/).map((line) => line.trim()).filter((line) => line !== "").map((line) => readProfiles(name, line));
}
function readProfiles(name, line) {
	if (line.split(",").every((profile) => /^[^\s-]\S*$/.test(profile))) return line;
	throw new ConfigurationError(`${name}: ${quote(line)} is no list of profiles; write them as behind -profile, such as docker,test, and each run in a line of its own.`);
}
/** A launch command in one line, as typed into a shell. */
function readLaunchCommand(name, text) {
	const parted = shellWords(text);
	if ("error" in parted) throw new ConfigurationError(`${name}: ${parted.error}.`);
	if (parted.words.length === 0) throw new ConfigurationError(`${name}: there is no command, but a comment alone.`);
	return readLaunch(`${name}: write`, parted.words);
}
/**
* The arguments of a launch: `nextflow run \u2026`, or options alone. Any other word in front would be taken for nothing, and a
* run looked at that nobody meant.
*
* @param where How a sentence begins that says what stands there.
*/
function readLaunch(where, words) {
	const [first] = words;
	const last = words.at(-1) ?? "";
	if (WITH_VALUE.has(last)) throw new ConfigurationError(`${last} ends the launch, and Nextflow expects a value behind it: write one, or leave it out.`);
	if (first === void 0 || first.startsWith("-") || first === "run" || /(?:^|\/)nextflow$/.test(first) && words.includes("run")) return words;
	throw new ConfigurationError(`${where} the arguments of one "nextflow run", or its options alone; "${short$1(words.join(" "), 60)}" is neither.`);
}
/** Options that bear on containers, and that Nextflow's launcher refuses at the end of a line ("Expected a value after parameter"). */
const WITH_VALUE = new Set("-profile -c -config -C -params-file -entry -main-script".split(" "));
const hostPattern = /^(?:[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?|\[[0-9a-f:.]+\])(?::\d{1,5})?$/i;
/** Registry hosts, `host[:port]`, lower case. */
function readHosts(name, texts) {
	return texts.map((text) => {
		if (!hostPattern.test(text)) throw new ConfigurationError(`${name}: "${text}" is not a registry host; write host or host:port, without a scheme.`);
		return text.toLowerCase();
	});
}
/** An http or https URL without credentials, query or trailing slash. */
function readUrl(name, text) {
	const url = URL.canParse(text) ? new URL(text) : void 0;
	if (url === void 0 || !/^https?:$/.test(url.protocol) || url.search !== "" || url.hash !== "" || url.username !== "" || url.password !== "") throw new ConfigurationError(`${name}: "${text}" is not a usable URL; write one such as https://wave.seqera.io.`);
	return url.href.replace(/\/+$/, "");
}
/** A workspace of Seqera Platform is a number; its name is not enough for Wave. */
function readWorkspace(name, text) {
	if (!/^\d{1,15}$/.test(text)) throw new ConfigurationError(`${name}: "${text}" is not a workspace number; you find it on the settings page of the workspace.`);
	return Number(text);
}
// src/files/nested.ts
/** Folders that lie in one another. */
/**
* @param folders From a root on, "/" between names, the root itself empty; none twice.
* @returns The first that lies in another one of them, and that one.
*/
function firstNested(folders) {
	for (const inner of folders) {
		const outer = folders.find((one) => one !== inner && (one === "" || inner.startsWith(`${one}/`)));
		if (outer !== void 0) return {
			inner,
			outer
		};
	}
}
// src/files/write.ts
/**
* Files that are there whole or not at all: written beside their place and renamed. A full disk, a kill and a second run
* leave the old file or the new one.
*/
/** Named after the process, so that what a killed one left is known as nobody's. */
const BESIDE = /^\.wave-inspect-(\d+)-[0-9a-z]+\.tmp$/;
/** Milliseconds after which a file beside is nobody's, whoever has the number of its process by now. */
const OLD = 36e5;
const { O_WRONLY, O_CREAT, O_EXCL, O_NOFOLLOW } = node_fs.constants;
/** Where the system has it: who opens a pipe without a reader would wait for one. */
const O_NONBLOCK = node_fs.constants.O_NONBLOCK ?? 0;
/**
* Puts a file in the place of another one, of which it keeps the permissions and, as root, the owner. Links are not followed; a device
* (`/dev/stdout` is a link, `/dev/null` is none) is written to as it is.
*/
function writeWhole(file, content) {
	const found = (0, node_fs.lstatSync)(file, { throwIfNoEntry: false });
	if (found?.isCharacterDevice() === true) writeInto((0, node_fs.openSync)(file, O_WRONLY | O_NOFOLLOW | O_NONBLOCK), content);
	else if (found === void 0 || found.isFile()) replace(file, content, found);
	else throw new Error(`${found.isSymbolicLink() ? "ELOOP: it is a link" : "it is something else than a file"}: ${file}`);
}
/** Adds to the end of a file, all of it or nothing. Where nothing can be written beside the file, to the file itself. */
function appendWhole(file, text) {
	const found = (0, node_fs.lstatSync)(file, { throwIfNoEntry: false });
	if (found !== void 0 && !found.isFile()) {
		(0, node_fs.appendFileSync)(file, text);
		return;
	}
	try {
		const before = found === void 0 ? Buffer.alloc(0) : (0, node_fs.readFileSync)(file);
		replace(file, Buffer.concat([before, Buffer.from(text)]), found);
	} catch (error) {
		if (!codesOf(error).some((code) => [
			"EACCES",
			"EPERM",
			"EROFS",
			"EBUSY"
		].includes(code))) throw error;
		(0, node_fs.appendFileSync)(file, text);
	}
}
/** As `writeWhole`, for a file of which nobody else knows the name. The caller sweeps. */
async function writeWholeSoon(file, content) {
	const beside = besideOf(file);
	try {
		await node_fs.promises.writeFile(beside, content, { flag: "wx" });
		await node_fs.promises.rename(beside, file);
	} catch (error) {
		await node_fs.promises.rm(beside, { force: true });
		throw error;
	}
}
/** Removes what killed runs left in a folder. */
function sweep(folder) {
	try {
		for (const name of (0, node_fs.readdirSync)(folder)) {
			const [, pid] = BESIDE.exec(name) ?? [];
			if (pid === void 0) continue;
			const path = (0, node_path.join)(folder, name);
			const found = (0, node_fs.lstatSync)(path, { throwIfNoEntry: false });
			if (found?.isFile() === true && (Date.now() - found.mtimeMs > OLD || !isAlive(Number(pid)))) (0, node_fs.rmSync)(path, { force: true });
		}
	} catch {}
}
function replace(file, content, old) {
	sweep((0, node_path.dirname)(file));
	const beside = besideOf(file);
	const descriptor = (0, node_fs.openSync)(beside, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW);
	try {
		writeInto(descriptor, content, old);
		(0, node_fs.renameSync)(beside, file);
	} catch (error) {
		(0, node_fs.rmSync)(beside, { force: true });
		throw error;
	}
}
function writeInto(descriptor, content, old) {
	try {
		(0, node_fs.writeFileSync)(descriptor, content);
		if (old === void 0) return;
		keepOwner(descriptor, old);
		(0, node_fs.fchmodSync)(descriptor, old.mode & 511);
	} finally {
		(0, node_fs.closeSync)(descriptor);
	}
}
/** Root, as which containers run, leaves the file to whom it belongs; nobody else can, or has to. */
function keepOwner(descriptor, { uid, gid }) {
	const now = (0, node_fs.fstatSync)(descriptor);
	if (now.uid === uid && now.gid === gid) return;
	try {
		(0, node_fs.fchownSync)(descriptor, uid, gid);
	} catch {}
}
function besideOf(file) {
	return (0, node_path.join)((0, node_path.dirname)(file), `.wave-inspect-${process.pid}-${Math.random().toString(36).slice(2)}.tmp`);
}
function isAlive(pid) {
	try {
		return process.kill(pid, 0);
	} catch (error) {
		return codesOf(error).includes("EPERM");
	}
}
// src/text/print-json.ts
/** JSON as it is printed and written to files: whoever shows it shows no command and nothing that hides. */
/**
* The value as JSON with a line break at its end. Equal to any other writing of it once it is read: what a display would
* hide, obey or turn around, and what begins a command, is written as `\u` and four digits.
*/
function printJson(value, indent = 2) {
	return `${unarmedBy(JSON.stringify(value, null, indent), escaped).replace(beyondAscii, escapedHidden)}\n`;
}
/** Looked at closer only where it stands: most reports have none of it. */
const beyondAscii = /[^\n -~]+/g;
const hidden = /[\p{C}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu;
function escapedHidden(text) {
	return text.replace(hidden, (character) => character.replace(/[^]/g, escaped));
}
/** One UTF-16 code unit. */
function escaped(unit) {
	return `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`;
}
// src/signals.ts
/** The signals by which a process is asked to end. */
const numbers = {
	SIGINT: 2,
	SIGTERM: 15
};
/** Milliseconds in which the same signal again is no second one: `npm` and a terminal both hand on one Ctrl-C. */
const ECHO = 100;
/**
* Listens for SIGINT and SIGTERM from now on: the first asks the run to end with what it has, the second ends the process
* at once. GitHub's runner sends SIGINT, and SIGTERM 7.5 s later.
*/
function cancelOnSignal() {
	const cancellation = new Cancellation();
	let at = 0;
	for (const [signal, number] of Object.entries(numbers)) process.on(signal, () => {
		const isEcho = cancellation.reason === signal && performance.now() - at < ECHO;
		if (cancellation.reason !== void 0 && !isEcho) process.exit(128 + number);
		at = performance.now();
		cancellation.cancel(signal);
	});
	return cancellation;
}
// src/image/content.ts
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
	return defined({
		digest,
		mediaType: mediaTypeOf(own, digest),
		artifact,
		platforms,
		file
	});
}
/** Of several the one of which the most is known: the name may have moved while it was asked for. */
function digestOf(answers) {
	const known = answers.filter(({ digest = "" }) => isDigest(digest));
	return (known.findLast(({ answer }) => answer !== void 0) ?? known[0])?.digest;
}
/** A digest that a stranger states, where it is one. */
function sound(digest) {
	return digest !== void 0 && isDigest(digest) ? digest : void 0;
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
	const names = answers.find((one) => one.platforms !== void 0)?.platforms?.map(normalPlatform);
	if (names === void 0) return void 0;
	const platforms = new Map(names.map((name) => [name, {}]));
	for (const { answer } of answers) {
		if (answer === void 0 || !("index" in answer)) continue;
		for (const { platform, digest, mediaType } of (answer.index.manifests ?? []).toReversed()) {
			const name = platformName(platform);
			if (name !== void 0 && platforms.has(name)) platforms.set(name, defined({
				digest: sound(digest),
				mediaType: filled(mediaType)
			}));
		}
	}
	for (const one of answers) {
		if (one.answer === void 0 || !("container" in one.answer)) continue;
		const name = one.evidence.indexDigest === void 0 ? names[0] : one.request.platform;
		if (name !== null && name !== void 0) platforms.set(normalPlatform(name), platformOf(one.answer.container));
	}
	return platforms;
}
function platformName(platform = {}) {
	const { os = "", architecture = "", variant = "" } = platform;
	if (os === "" || architecture === "") return void 0;
	return normalPlatform([
		os,
		architecture,
		...variant === "" ? [] : [variant]
	].join("/"));
}
function platformOf({ digest, manifest, config }) {
	const { user, entrypoint, cmd, workingDir, env = [] } = config.config;
	const path = env.find((variable) => variable.startsWith("PATH="))?.slice(5);
	return defined({
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
	return text.length <= LONGEST ? text : `sha256:${sha256(text)} of ${text.length} characters`;
}
/** That a platform is not on offer is an answer: what is on offer is known then. */
function isTrouble({ failure }) {
	return failure !== void 0 && failure.state !== "platform-missing";
}
function fileOf(name, answers) {
	const download = answers.find((one) => one.download !== void 0)?.download;
	return download && defined({
		...fileFacts(download),
		sha256: sha256OfFile(name, answers)
	});
}
/** As the manifest of the artifact has it, or the URL itself. */
function sha256OfFile(name, answers) {
	for (const { answer } of answers) {
		if (answer === void 0 || !("container" in answer)) continue;
		const [, hex] = /^sha256:([0-9a-f]{64})$/.exec(sifLayer(answer.container.manifest.layers)?.digest ?? "") ?? [];
		if (hex !== void 0) return hex;
	}
	const read = readPulledName(name, void 0);
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
// src/image/format.ts
/** In which format a manifest is, by its media type. */
/** Docker's first format, signed or not. */
const isSchema1Type = (type) => type !== void 0 && /^application\/vnd\.docker\.distribution\.manifest\.v1\+(?:json|prettyjws)$/.test(type);
/** Who defines a media type: `OCI`, `Docker`, or nobody that is known here. */
function familyOf(type) {
	if (type.startsWith("application/vnd.oci.")) return "OCI";
	return type.startsWith("application/vnd.docker.") ? "Docker" : void 0;
}
/** Whether it lists images of several platforms: an OCI index, a Docker list. */
function isListType(type) {
	return /\.(?:image\.index|manifest\.list)\.v\d+\+json$/.test(type);
}
// src/cli/options.ts
/** Which run or build is meant, and by which policy. */
const scanOptions = {
	policy: {
		type: "string",
		value: "FILE",
		about: "policy file, owner/repo:path@ref or wave-inspect:PRESET (default: .github/wave-inspect.yml or wave-inspect.yml)"
	},
	profile: {
		type: "string",
		multiple: true,
		value: "A,B",
		about: "Nextflow profiles of one scenario; repeat for more scenarios"
	},
	syntax: {
		type: "string",
		value: "SYNTAX",
		words: [
			"auto",
			"v1",
			"v2"
		],
		about: "Nextflow's parser"
	},
	env: {
		type: "string",
		multiple: true,
		value: "NAME=VALUE",
		about: "what env() and System.getenv see; repeat for more"
	},
	"launch-dir": {
		type: "string",
		value: "DIR",
		about: "where nextflow would be launched"
	},
	"build-arg": {
		type: "string",
		multiple: true,
		value: "NAME=VALUE",
		about: "a build argument of Dockerfiles; repeat for more"
	},
	target: {
		type: "string",
		value: "STAGE",
		about: "build target of Dockerfiles"
	}
};
/** How registries and Wave are reached. */
const networkOptions = {
	"wave-endpoint": {
		type: "string",
		value: "URL",
		about: "default https://wave.seqera.io"
	},
	"insecure-registry": {
		type: "string",
		multiple: true,
		value: "HOST[:PORT]",
		about: "plain http and private addresses allowed for this host; repeat for more"
	},
	"cache-dir": {
		type: "string",
		value: "DIR",
		about: "keeps manifests and configs there, by digest, from run to run"
	}
};
const inspectOptions = {
	platform: {
		type: "string",
		value: "PLATFORM",
		about: "one platform, such as linux/arm64"
	},
	...networkOptions
};
/** Who is asked where that has to be somebody. */
const askingOptions = { inspector: {
	type: "string",
	value: "NAME",
	words: ["wave", "registry"],
	about: "who is asked about images"
} };
/** Of a whole run. */
const runOptions = {
	...scanOptions,
	inspector: {
		type: "string",
		value: "NAME",
		words: [
			"wave",
			"registry",
			"none"
		],
		about: "who is asked about images; none: names only, no network"
	},
	...inspectOptions,
	baseline: {
		type: "string",
		value: "FILE",
		about: "the known findings (default: the file that the policy names)"
	},
	lock: {
		type: "string",
		value: "FILE",
		about: "the lock that images are held against (default: containers.lock in DIR, where there is one)"
	},
	answers: {
		type: "string",
		value: "FILE",
		about: "what check --format json wrote: judges the answers in it again, and asks nobody"
	},
	"as-of": {
		type: "string",
		value: "TIME",
		about: "with --answers: how old, ended and due things are by then; now, a date or a time (default: when they were recorded)"
	}
};
/** `--format` with these words. */
function formatOption(words, about = "how it is printed") {
	return {
		type: "string",
		value: "FORMAT",
		words,
		about
	};
}
/** What a line is about. */
const byOption = { by: {
	type: "string",
	value: "WHAT",
	words: ["image", "process"],
	about: "text: one image wherever it is, or each process and each place by itself"
} };
/** What is asked of the names of images without a network. */
const recipeOptions = {
	format: formatOption(["text", "json"]),
	history: {
		type: "string",
		value: "COMMITS",
		about: "how many commits of git are looked at for names that nothing else explains; all; none (default: 100, with --find none)"
	},
	from: {
		type: "string",
		value: "FILE",
		about: "the names that Wave would give to images of this environment.yml; - reads it"
	},
	platform: {
		type: "string",
		value: "PLATFORM",
		about: "with --from: linux/amd64 (the default), linux/arm64, or both with a comma between: one image for both"
	},
	repository: {
		type: "string",
		multiple: true,
		value: "NAME",
		about: "where Wave builds to, with --from and --find (default: community.wave.seqera.io/library); repeat for more"
	},
	singularity: {
		type: "boolean",
		about: "with --from: an image for Singularity and Apptainer"
	},
	template: {
		type: "string",
		value: "NAME",
		about: "with --from: this template of Wave's only (conda/pixi:v1), with a name for each text that it had"
	},
	find: {
		type: "string",
		value: "NAME",
		about: "which environment of these directories an image or tag was made from"
	}
};
// src/cli/policy-commands.ts
/** The commands about policy files: a part of the table of all commands. */
const policyCommands = {
	"policy validate": {
		forms: ["policy validate FILE"],
		about: "Check a policy file",
		options: { format: formatOption(["text", "json"]) },
		examples: [["policy validate .github/wave-inspect.yml", "errors with file, line and column"]]
	},
	"policy show": {
		forms: ["policy show [FILE]"],
		about: "The policy with all that it extends, as one file",
		options: {
			origin: {
				type: "boolean",
				about: "the file and the line behind each value, as comments"
			},
			effective: {
				type: "boolean",
				about: "what holds by default, as comments"
			}
		},
		examples: [["policy show --origin --effective", "all that holds here, and who says so"]]
	},
	"policy test": {
		forms: ["policy test DIR|FILE"],
		about: "Whether a policy says what the cases beside it (*.test.yml) expect",
		options: { format: formatOption([
			"text",
			"junit",
			"json"
		], "how it is printed; text is TAP") },
		examples: [["policy test policies", "every *.test.yml below the folder"]]
	}
};
// src/cli/commands.ts
/**
* What can be typed: every command with its options and examples. The reader of arguments, the help, the documentation,
* completion and "did you mean" all go by this table.
*/
const onlyAsking = {
	...scanOptions,
	...askingOptions,
	...inspectOptions
};
/** Of a matrix, which is of several platforms and of no findings. */
const { platform: _platform, baseline: _baseline, ...matrixOptions } = runOptions;
/** Anybody can write down an answer: evidence is of what was asked now. */
const { answers: _answers, "as-of": _asOf, ...evidenceOptions } = {
	...runOptions,
	...askingOptions
};
const commands$1 = {
	init: {
		forms: ["init [DIR]"],
		about: "Policy, baseline and workflow with which today's state passes",
		options: {
			yes: {
				type: "boolean",
				about: "what the scan suggests, for all that is not given; else a person is asked"
			},
			preset: {
				type: "string",
				value: "NAME",
				words: [
					"standard",
					"observe",
					"nf-core",
					"strict"
				],
				isOpen: true,
				about: "rules to build on"
			},
			engines: {
				type: "string",
				multiple: true,
				value: "A,B",
				about: "container engines and profiles that pipelines are run with"
			},
			registries: {
				type: "string",
				multiple: true,
				value: "A,B",
				about: "name patterns of places that images may come from; none: no place"
			},
			inspector: {
				type: "string",
				value: "NAME",
				words: [
					"wave",
					"registry",
					"none"
				],
				isOpen: true,
				about: "whom checks ask; init itself asks, too, which it does not without this option"
			},
			...networkOptions,
			"dry-run": {
				type: "boolean",
				about: "print the files, and write none"
			}
		},
		examples: [["init", "asks what the policy shall say, and writes it"], ["init --yes --dry-run", "shows what it would write by what the scan finds"]]
	},
	scan: {
		forms: ["scan [DIR|FILE]"],
		about: "References and pulls of a repository; no network",
		options: {
			...scanOptions,
			format: formatOption([
				"text",
				"json",
				"images"
			], "how it is printed; images: the names of all images, a line each"),
			...byOption,
			compare: {
				type: "string",
				value: "FILE",
				about: "what \"nextflow inspect -format json\" or \"nextflow config -o json\" printed: tells where it differs"
			},
			downloads: {
				type: "boolean",
				about: "with --format images: files behind URLs, oras:// and library:// as well"
			}
		},
		takesLaunch: true,
		examples: [
			["scan", "the images of the repository around you"],
			["scan Dockerfile", "those of one file, with the repository around it"],
			["scan --format images", "their names alone, for programs that copy them"],
			["scan . -- -profile test,docker --outdir out", "as this launch would pull them"]
		]
	},
	check: {
		forms: ["check [DIR...|FILE]"],
		about: "Scan, inspect, apply the policy",
		options: {
			...runOptions,
			format: formatOption([
				"text",
				"json",
				"sarif",
				"github",
				"gitlab",
				"junit",
				"markdown",
				"html",
				"rdjson"
			]),
			...byOption,
			report: {
				type: "string",
				multiple: true,
				value: "FORMAT=FILE",
				about: "one more report of the same run, into a file; repeat for more"
			},
			quiet: {
				type: "boolean",
				short: "q",
				about: "text: a line each, file:line:column: severity rule: message"
			},
			verbose: {
				type: "boolean",
				short: "v",
				about: "text: all places and facts, who decided what, and what is waived in full"
			},
			"min-severity": {
				type: "string",
				value: "LEVEL",
				words: [
					"notice",
					"warning",
					"error"
				],
				about: "text: the least that is shown; the verdict goes by all"
			},
			color: {
				type: "string",
				value: "WHEN",
				words: [
					"auto",
					"always",
					"never"
				],
				about: "text: colours; auto: on a terminal, and as NO_COLOR, FORCE_COLOR and CLICOLOR_FORCE say"
			},
			"fail-on": {
				type: "string",
				value: "LEVEL",
				words: failOnLevels,
				about: "the least that makes it exit with 1"
			},
			lineage: {
				type: "string",
				value: "DIR",
				about: "what ran, by Nextflow's lineage records and traces in DIR: held against the lock, else against the files"
			},
			only: {
				type: "string",
				value: "WHAT",
				words: ["all", "changed"],
				about: "findings that count; changed: those that the change since --base causes"
			},
			base: {
				type: "string",
				value: "REF",
				about: "branch, tag or commit that the change parted from (default: the branch of origin/HEAD)"
			}
		},
		takesLaunch: true,
		examples: [
			["check", "the repository around you, by its policy"],
			["check main.nf", "what one file is about, by the policy of the repository around it"],
			["check --inspector none", "by the names alone, without the network"],
			["check --quiet | grep ' error '", "a line each, for other programs"],
			["check pipelines/*", "several folders of a monorepo, with one verdict"],
			["check --only changed --base origin/main", "no more than what this branch causes"]
		]
	},
	matrix: {
		forms: ["matrix [DIR]"],
		about: "Which image each process gets, by run and architecture, and what stops arm64 or Singularity",
		options: {
			...matrixOptions,
			arch: {
				type: "string",
				multiple: true,
				value: "A,B",
				about: "architectures that are looked at (default: linux/amd64,linux/arm64); repeat for more"
			},
			format: formatOption([
				"text",
				"json",
				"csv",
				"html"
			])
		},
		takesLaunch: true,
		examples: [
			["matrix", "what stops the pipeline around you on arm64, and what would mend it"],
			["matrix --inspector none", "by names and the hashes in them alone, without the network"],
			["matrix --profile docker --arch arm64 --format html > page.html", "one run on arm64, as a page"]
		]
	},
	baseline: {
		forms: ["baseline [DIR]"],
		about: "Write down what check finds today, so that only what comes new counts",
		options: {
			...runOptions,
			expires: {
				type: "string",
				value: "DATE",
				about: "the last day on which new findings are known"
			},
			owner: {
				type: "string",
				value: "TEXT",
				about: "who answers for new findings"
			},
			reason: {
				type: "string",
				value: "TEXT",
				about: "why they may stay"
			},
			ticket: {
				type: "string",
				value: "TEXT",
				about: "where that is tracked"
			},
			renew: {
				type: "boolean",
				about: "findings that ended, or are graver than they were, are known anew"
			}
		},
		takesLaunch: true,
		examples: [["baseline --owner team-a --expires 2027-06-30", "what is found today may stay until then"], ["baseline --renew", "agrees to what ended or became graver"]]
	},
	fix: {
		forms: ["fix [DIR]"],
		about: "Shows edits that mend what check finds, each proven by another scan; --write makes them",
		options: {
			...runOptions,
			format: formatOption([
				"text",
				"diff",
				"json"
			], "text: the diff and what is left; diff: the diff alone, for git apply"),
			write: {
				type: "boolean",
				about: "makes the edits, in files that still are what was scanned"
			},
			unsafe: {
				type: "boolean",
				about: "also those that somebody should look at first"
			},
			rule: {
				type: "string",
				multiple: true,
				value: "ID",
				about: "only findings of this rule; repeat for more"
			},
			image: {
				type: "string",
				multiple: true,
				value: "PATTERN",
				about: "only findings about images with such a name, as in a policy; repeat for more"
			}
		},
		takesLaunch: true,
		examples: [
			["fix --rule pin", "the digests that names lack, as a diff"],
			["fix --write", "makes the edits that change nothing but what they say"],
			["fix --format diff | git apply", "the same, by git"]
		]
	},
	explain: {
		forms: ["explain IMAGE|FILE:LINE [DIR]"],
		about: "Where a name is written, what rewrites it, who pulls it, which rules hold",
		options: {
			...runOptions,
			inspector: {
				type: "string",
				value: "NAME",
				words: [
					"none",
					"wave",
					"registry"
				],
				about: "who is asked about the image"
			},
			format: formatOption(["text", "json"])
		},
		takesLaunch: true,
		examples: [["explain quay.io/biocontainers/samtools:1.21--h50ea8bc_0", "by any name that the image has on its way"], ["explain conf/base.config:7", "by the line that writes, overrides or rewrites it"]]
	},
	lock: {
		forms: ["lock [DIR]"],
		about: "Records what every image is in containers.lock, and tells which are others by now",
		options: {
			...onlyAsking,
			format: formatOption(["text", "json"]),
			lock: {
				type: "string",
				value: "FILE",
				about: "the lock to read and write (default: containers.lock in DIR)"
			},
			update: {
				type: "boolean",
				about: "takes over what images are now, where the lock has something else"
			},
			prune: {
				type: "boolean",
				about: "removes the entries of images that this run does not pull"
			}
		},
		takesLaunch: true,
		examples: [["lock", "writes containers.lock, or adds to it"], ["lock --update --prune", "makes it what the images are now, and nothing else"]]
	},
	diff: {
		forms: ["diff OLD [NEW]"],
		about: "What changed between two records of images (containers.lock, or what check --format json printed), or between one and now: NEW is a directory then (default: .)",
		options: {
			...onlyAsking,
			format: formatOption([
				"text",
				"json",
				"markdown"
			])
		},
		takesLaunch: true,
		examples: [["diff containers.lock", "what the images are now against what was recorded"], ["diff old.json new.json", "two reports of check --format json"]]
	},
	evidence: {
		forms: ["evidence [DIR]"],
		about: "check, and a folder of what it found: lock, attestations, CycloneDX, RO-Crate, TRS",
		options: {
			...evidenceOptions,
			out: {
				type: "string",
				value: "DIR",
				about: "the folder to write (default: wave-inspect-evidence)"
			}
		},
		takesLaunch: true,
		examples: [["evidence --out evidence", "for an auditor, or to sign"]]
	},
	inspect: {
		forms: ["inspect IMAGE..."],
		about: "What the registry says about images",
		options: {
			...inspectOptions,
			format: formatOption(["text", "json"]),
			via: {
				type: "string",
				value: "NAME",
				words: ["wave", "registry"],
				about: "who is asked"
			},
			"every-platform": {
				type: "boolean",
				about: "an answer for each platform of an index, with its config"
			},
			reachability: {
				type: "boolean",
				about: "who can read each image: anonymous, these credentials, the Seqera workspace"
			}
		},
		examples: [["inspect alpine:3.20 --platform linux/arm64", "digest, size and config of one platform"], ["inspect --via registry --reachability ghcr.io/acme/tool:1", "who can read it"]]
	},
	recipe: {
		forms: [
			"recipe [DIR]",
			"recipe --from FILE|-",
			"recipe --find TAG|NAME [DIR...]"
		],
		about: "What Wave made images from, by their names: each module, the names of a new one, or the origin of a tag; no network",
		options: recipeOptions,
		examples: [
			["recipe", "each image beside an environment.yml, and what is proven of it"],
			["recipe --from environment.yml --platform linux/arm64", "the names of a new module, before it exists"],
			["recipe --find fa8c3b82bba97878 modules pipelines/*/", "which file a mirrored tag was made from"]
		]
	},
	name: {
		forms: ["name IMAGE... | -"],
		about: "What a name means; - reads one name a line",
		options: { format: formatOption(["text", "json"]) },
		examples: [["name ubuntu", "the name in full, and how it is pinned"], ["name --format json - < images.txt", "of each line of a file"]]
	},
	...policyCommands,
	completion: {
		forms: ["completion bash|zsh|fish"],
		about: "A script with which the shell completes commands, options and their words",
		options: {},
		examples: [
			["completion bash >> ~/.bash_completion", "for each new bash"],
			["completion zsh > ~/.zsh/completions/_wave-inspect", "for each new zsh that has the folder in $fpath"],
			["completion fish > ~/.config/fish/completions/wave-inspect.fish", "for each new fish"]
		]
	}
};
// src/cli/arguments.ts
/** Reads what was typed behind a command. */
/** Splits the arguments of one command. An unknown option or a missing value is the user's to fix. */
function readArguments(args, name) {
	return split(args, commands$1[name].options, name);
}
function split(args, options, name) {
	const end = args.indexOf("--");
	const own = end < 0 ? args : args.slice(0, end);
	try {
		const { values, positionals } = (0, node_util.parseArgs)({
			args: [...own],
			options,
			allowPositionals: true,
			strict: true
		});
		return {
			values,
			positionals,
			rest: end < 0 ? [] : args.slice(end + 1)
		};
	} catch (error) {
		if (!(error instanceof TypeError)) throw error;
		const message = error.message.replace(/\. To specify a positional.*$|\.$/s, "");
		throw new ConfigurationError(`${message}${(codesOf(error).includes("ERR_PARSE_ARGS_UNKNOWN_OPTION") ? adviceOn(message, name) : "") || "."} See wave-inspect ${name} --help.`, { cause: error });
	}
}
/** What was meant by an option that the command does not have: one of another command, or another one of its own. */
function adviceOn(message, name) {
	const [, option = ""] = /'--([^' ]+)'/.exec(message) ?? [];
	const others = Object.entries(commands$1).flatMap(([other, { options }]) => Object.hasOwn(options, option) ? other : []);
	if (others.length > 0) return `: ${few(others, 3)} ${others.length === 1 ? "takes" : "take"} it, and ${name} does not.`;
	const word = nearest(option, Object.keys(commands$1[name].options));
	return word === void 0 ? "" : `; did you mean --${word}?`;
}
/** The command that was meant. */
function nearestCommand(written) {
	return nearest(written, [...new Set(Object.keys(commands$1).flatMap((name) => name.split(" ", 1)))]);
}
/**
* The one directory that commands take, by default the current one. A file is told here: the policy that is looked for in
* it would be missed first.
*/
function readDirectory(positionals) {
	if (positionals.length > 1) throw new ConfigurationError(`One directory is enough: ${positionals.join(" ")}. Launch arguments go behind --.`);
	const [directory = "."] = positionals;
	if ((0, node_fs.statSync)(directory, { throwIfNoEntry: false })?.isFile() === true) throw new ConfigurationError(`${directory} is a file: name the directory that it lies in.`);
	return directory;
}
// src/cli/output.ts
/** Standard output and standard error. */
const STDOUT$1 = 1;
/**
* Standard output, written straight to its descriptor: `process.stdout` loads Node's network first, a tenth of a short
* run. It takes over where the descriptor is a pipe that does not wait for its reader.
*/
var StandardOutput = class {
	#stream;
	#trouble;
	/** Why not all of it could be written (`ENOSPC`: the disk is full); undefined as long as it could. */
	get trouble() {
		return this.#trouble;
	}
	write(text) {
		if (this.#stream !== void 0) {
			this.#stream.write(text);
			return;
		}
		let rest = Buffer.from(text);
		try {
			while (rest.length > 0) rest = rest.subarray((0, node_fs.writeSync)(STDOUT$1, rest));
		} catch (error) {
			if (codesOf(error).includes("EAGAIN")) this.#stream = process.stdout.on("error", (failure) => this.#fail(failure));
			else this.#fail(error);
			this.#stream?.write(rest);
		}
	}
	/** Calls back when all is written. */
	end(callback) {
		if (this.#stream === void 0) callback();
		else this.#stream.write("", callback);
	}
	#fail(error) {
		if (isClosed(error)) process.exit();
		this.#trouble ??= String(error);
	}
};
/** Standard error: where it cannot be written there is nobody left to tell. */
function standardError() {
	let stream;
	return (text) => {
		stream ??= process.stderr.on("error", () => void 0);
		stream.write(text);
	};
}
/** A reader that closes the pipe early (`| head`) has what it wanted. */
function isClosed(error) {
	return codesOf(error).includes("EPIPE");
}
// src/text/cells.ts
/** A line of a file as a terminal shows it: harmless characters, each with the columns that it takes. */
/** Columns of a tab, wherever it stands. */
const TAB = "    ";
/**
* The cells of a piece of a line. Tabs are blanks, what could steer a terminal or hide is U+FFFD, and what a runner would
* obey is broken with a blank.
*
* @param start Where the piece begins in its line.
*/
function cellsOf(piece, start = 0) {
	const cells = [];
	let at = start;
	for (const character of piece) {
		const text = character === "	" ? TAB : plain(character);
		cells.push({
			text,
			width: character === "	" ? 4 : widthOf(text),
			at
		});
		at += character.length;
	}
	return broken(cells);
}
/** With a blank wherever a command could begin: at the same place as what stands behind it. */
function broken(cells) {
	const breaks = new Set(breaksIn(cells.map(({ text }) => text).join("")));
	if (breaks.size === 0) return cells;
	let offset = 0;
	return cells.flatMap((cell) => {
		const isBroken = breaks.has(offset);
		offset += cell.text.length;
		return isBroken ? [{
			text: " ",
			width: 1,
			at: cell.at - 1
		}, cell] : [cell];
	});
}
/** Columns that text takes. */
function widthOf(text) {
	if (/^[ -~]*$/.test(text)) return text.length;
	let width = 0;
	for (const character of text) width += NARROWEST$1.test(character) ? 0 : WIDE.test(character) ? 2 : 1;
	return width;
}
/** Those that combine with the one before, and the vowels and finals of a Korean syllable. */
const NARROWEST$1 = /^[\p{Mn}\p{Me}\u1160-\u11FF]$/u;
/** Wide and fullwidth in EastAsianWidth.txt of Unicode: emoji, and the scripts of East Asia. Two letters make a flag. */
const WIDE = /^(?:(?![\u{1F1E6}-\u{1F1FF}])\p{Emoji_Presentation}|[\u1100-\u115F\u2329\u232A\u2E80-\u303E\u3041-\u3247\u3250-\u4DBF\u4E00-\uA4CF\uA960-\uA97C\uAC00-\uD7A3\uF900-\uFAFF\uFE10-\uFE19\uFE30-\uFE6B\uFF01-\uFF60\uFFE0-\uFFE6\u{16FE0}-\u{18DFF}\u{1AFF0}-\u{1B2FB}\u{1F200}-\u{1F320}\u{20000}-\u{3FFFD}])$/u;
// src/cli/progress.ts
/** One line on a terminal that says how far the inspection is, drawn anew in its place and gone when it is done. */
/** What is done sooner is not worth a line. Milliseconds. */
const SHORT = 400;
/** Milliseconds between two drawings. */
const EVERY = 100;
/** Before that an estimate says nothing. Milliseconds, and images. */
const ESTIMATED = {
	after: 2e3,
	images: 5
};
const MOST_REGISTRIES = 3;
/** Puts the cursor to the beginning of the line and clears it. */
const ERASE = "\r\x1B[K";
var ProgressLine = class {
	#options;
	#start;
	#drawn = Number.NEGATIVE_INFINITY;
	#isShown = false;
	constructor(options) {
		this.#options = options;
	}
	/** undefined: it is over. */
	show(step) {
		if (step === void 0) {
			this.erase();
			this.#start = void 0;
			return;
		}
		const now = this.#options.now();
		this.#start ??= now;
		const elapsed = now - this.#start;
		if (elapsed < SHORT || now - this.#drawn < EVERY) return;
		this.#drawn = now;
		this.#isShown = true;
		this.#options.write(`${ERASE}${fitting(inWords(step, elapsed), this.#options.columns() - 1)}`);
	}
	/** Before anything else is written there. */
	erase() {
		if (this.#isShown) this.#options.write(ERASE);
		this.#isShown = false;
	}
};
/** `120 of 500 images inspected, about 2 minutes left; open: quay.io 300, docker.io 80`. */
function inWords({ done, total, open }, elapsed) {
	const waiting = open.slice(0, MOST_REGISTRIES).map(({ registry, images }) => `${registry} ${images}`);
	const left = elapsed >= ESTIMATED.after && done >= ESTIMATED.images && done < total ? `, about ${durationInWords(elapsed / done * (total - done))} left` : "";
	return `${done} of ${counted(total, "image")} inspected${left}${waiting.length === 0 ? "" : `; open: ${waiting.join(", ")}`}`;
}
function durationInWords(milliseconds) {
	const seconds = Math.max(1, Math.round(milliseconds / 1e3));
	return seconds < 90 ? counted(seconds, "second") : counted(Math.round(seconds / 60), "minute");
}
/** As much as fits into one line: what wraps could not be erased. */
function fitting(text, columns) {
	let [shown, width] = ["", 0];
	for (const cell of cellsOf(plain(text))) {
		width += cell.width;
		if (width > columns) break;
		shown += cell.text;
	}
	return shown;
}
// src/cli/screen.ts
/** What standard output shows: colours, links, and how wide it is. */
const STDOUT = 1;
const STDERR = 2;
/** Whether a descriptor is a terminal. Node's terminals are loaded only where it is a device. */
function isTerminal(descriptor) {
	return (0, node_fs.fstatSync)(descriptor).isCharacterDevice() && process.getBuiltinModule("node:tty").isatty(descriptor);
}
/** Whether colours are shown: as variables say, else on a terminal. */
function isColored(env) {
	return colorsAskedFor(env) ?? (env["CLICOLOR"] !== "0" && isTerminal(STDOUT));
}
/**
* What variables say of colours; undefined where they leave it to the terminal. FORCE_COLOR, NODE_DISABLE_COLORS, NO_COLOR
* and TERM as Node reads them (`getColorDepth` of node:tty), CLICOLOR_FORCE as bixense.com/clicolors has it.
*/
function colorsAskedFor(env) {
	const { FORCE_COLOR: force } = env;
	if (force !== void 0) return [
		"",
		"1",
		"2",
		"3",
		"true"
	].includes(force);
	if (isSet(env["NODE_DISABLE_COLORS"]) || isSet(env["NO_COLOR"])) return false;
	if (isSet(env["CLICOLOR_FORCE"]) && env["CLICOLOR_FORCE"] !== "0") return true;
	return env["TERM"] === "dumb" ? false : void 0;
}
function isSet(value) {
	return value !== void 0 && value !== "";
}
/** Columns of the terminal; undefined where standard output is none. */
function columnsOf() {
	return isTerminal(STDOUT) ? process.stdout.columns : void 0;
}
/** Whether links are shown: on a terminal that is known to take them, and in no log of CI. FORCE_HYPERLINK decides for all. */
function isLinked(env) {
	const { FORCE_HYPERLINK: force = "" } = env;
	if (force !== "") return force !== "0";
	return isTerminal(STDOUT) && takesLinks(env);
}
/** Whether a line of standard error is drawn anew in its place: on a terminal that can, and in no log of CI. */
function isAnimated(env) {
	return isTerminal(STDERR) && env["TERM"] !== "dumb" && !isSet(env["CI"]);
}
/** Terminals that take OSC 8, by the names that they give themselves, from the versions on that have it. */
function takesLinks(env) {
	if (["CI", "TEAMCITY_VERSION"].some((name) => isSet(env[name])) || env["TERM"] === "dumb") return false;
	const { TERM_PROGRAM: program = "", TERM_PROGRAM_VERSION: version = "", VTE_VERSION: vte = "", TERM: term = "" } = env;
	const least = LINKING[program];
	if (least !== void 0) return isAtLeast(version, least);
	if (isSet(env["WT_SESSION"]) || isSet(env["KONSOLE_VERSION"]) || isSet(env["DOMTERM"])) return true;
	if (/^\d{4,5}$/.test(vte)) return Number(vte) > 5e3;
	return /^(?:xterm-kitty|xterm-ghostty|alacritty|foot|contour)/.test(term);
}
const LINKING = {
	"iTerm.app": [3, 1],
	WezTerm: [20200620],
	vscode: [1, 72],
	tmux: [3, 4],
	ghostty: [0],
	zed: [0]
};
function isAtLeast(version, least) {
	const parts = version.split(/[^\d]+/).map(Number);
	for (const [index, wanted] of least.entries()) {
		const part = parts[index] ?? 0;
		if (part !== wanted) return part > wanted;
	}
	return true;
}
// src/cli.ts
/** The command line: finds the command, and says what went wrong where it could not run. */
var cli_exports = require_rolldown_runtime.__exportAll({ commandLine: () => commandLine });
/** Variables of the environment that open something. Logins for registries are added where they are read. */
const SECRETS = [
	"GITHUB_TOKEN",
	"SEQERA_ACCESS_TOKEN",
	"TOWER_ACCESS_TOKEN"
];
/** Each command is loaded only when it is called: a check of names alone starts in a blink. */
const commands = {
	init: async () => (await Promise.resolve().then(() => require("./init.js")).then((n) => n.init_exports)).init,
	scan: async () => (await Promise.resolve().then(() => require("./scan.js")).then((n) => n.scan_exports)).scan,
	check: async () => (await Promise.resolve().then(() => require("./check.js")).then((n) => n.check_exports)).check,
	inspect: async () => (await Promise.resolve().then(() => require("./inspect.js")).then((n) => n.inspect_exports)).inspect,
	matrix: async () => (await Promise.resolve().then(() => require("./matrix.js")).then((n) => n.matrix_exports)).matrix,
	baseline: async () => (await Promise.resolve().then(() => require("./baseline.js")).then((n) => n.baseline_exports)).baseline,
	diff: async () => (await Promise.resolve().then(() => require("./lock.js")).then((n) => n.diff_exports)).diff,
	explain: async () => (await Promise.resolve().then(() => require("./check.js")).then((n) => n.explain_exports)).explain,
	lock: async () => (await Promise.resolve().then(() => require("./lock.js")).then((n) => n.lock_exports)).lock,
	fix: async () => (await Promise.resolve().then(() => require("./fix.js")).then((n) => n.fix_exports)).fix,
	evidence: async () => (await Promise.resolve().then(() => require("./evidence.js")).then((n) => n.evidence_exports)).evidence,
	recipe: async () => (await Promise.resolve().then(() => require("./recipe-list.js")).then((n) => n.recipe_exports)).recipe,
	name: async () => (await Promise.resolve().then(() => name_exports)).name,
	policy: async () => (await Promise.resolve().then(() => require("./policy-file.js")).then((n) => n.policy_exports)).policy,
	completion: async () => (await Promise.resolve().then(() => require("./help.js")).then((n) => n.completion_exports)).completion
};
async function askTerminal(question) {
	return (await Promise.resolve().then(() => require("./init.js")).then((n) => n.terminal_exports)).askTerminal(logLine(question));
}
async function overview() {
	return (await Promise.resolve().then(() => require("./help.js")).then((n) => n.help_exports)).overview();
}
/** The help of the command that is named, else that of the program. */
async function help(args, world) {
	const words = args.filter((word) => word !== "help" && !word.startsWith("-"));
	const { helpOf } = await Promise.resolve().then(() => require("./help.js")).then((n) => n.help_exports);
	const [name] = words;
	const text = name === void 0 ? await overview() : helpOf(words);
	if (text === void 0) world.err(`wave-inspect: ${noCommand(name ?? "")}\n`);
	else world.out(text);
	return text === void 0 ? "fault" : "pass";
}
function noCommand(name) {
	if (name.startsWith("-")) return "the command comes first: wave-inspect COMMAND [OPTIONS]. See wave-inspect --help.";
	const meant = nearestCommand(name);
	return `there is no command "${name}"${meant === void 0 ? "." : `; did you mean ${meant}?`} See wave-inspect --help.`;
}
async function main(args, world) {
	const [name = "", ...rest] = args;
	const end = args.indexOf("--");
	const own = end < 0 ? args : args.slice(0, end);
	if (name === "help" || own.includes("--help") || own.includes("-h")) return help(own, world);
	if (name === "--version" || name === "-V") {
		world.out(`${version}\n`);
		return "pass";
	}
	const load = Object.hasOwn(commands, name) ? commands[name] : void 0;
	if (load === void 0) {
		world.err(name === "" ? await overview() : `wave-inspect: ${noCommand(name)}\n`);
		return "fault";
	}
	try {
		return await (await load())(rest, world);
	} catch (error) {
		if (error instanceof Cancelled) {
			world.err(`wave-inspect: ${error.message}\n`);
			return "undecided";
		}
		const said = error instanceof ConfigurationError ? firstLines(error.message).join("\n") : internalError(error);
		world.err(`wave-inspect: ${said}\n`);
		return "fault";
	}
}
/** The whole program, after the process that it runs in. */
async function commandLine() {
	let cancellation;
	const output = new StandardOutput();
	const redactor = new Redactor();
	for (const name of SECRETS) redactor.add(process.env[name] ?? "");
	const print = standardError();
	const line = new ProgressLine({
		write: print,
		columns: () => process.stderr.columns,
		now: () => performance.now()
	});
	const err = (text) => {
		line.erase();
		print(redactor.redact(text));
	};
	const outcome = await main(process.argv.slice(2), {
		env: process.env,
		now: () => new Date(),
		out: (text) => output.write(text),
		err: (text) => err(logLine(text)),
		input: async () => (await import("node:stream/consumers")).text(process.stdin),
		get ask() {
			const { isatty } = process.getBuiltinModule("node:tty");
			return isatty(0) && isatty(2) ? askTerminal : void 0;
		},
		get color() {
			return isColored(process.env);
		},
		get links() {
			return isLinked(process.env);
		},
		get columns() {
			return columnsOf();
		},
		get progress() {
			return isAnimated(process.env) ? (step) => line.show(step) : void 0;
		},
		redactor,
		cancellable: () => cancellation ??= cancelOnSignal()
	});
	process.exitCode = exitCode(outcome);
	if (output.trouble !== void 0) {
		err(`wave-inspect: standard output could not be written; what it holds is not all. ${output.trouble}\n`);
		if (outcome === "pass") process.exitCode = exitCode("fault");
	}
	if (cancellation !== void 0) output.end(() => process.exit());
}
// src/text/wrap.ts
/** Text in lines of a width. */
/** Broken between words where it is wider; a word that is wider itself is left whole. */
function wrapped(text, columns) {
	const lines = [];
	let line = "";
	for (const word of text.split(" ")) if (line !== "" && widthOf(line) + 1 + widthOf(word) > columns) {
		lines.push(line);
		line = word;
	} else line = line === "" ? word : `${line} ${word}`;
	return [...lines, line];
}
/** Where nobody knows how wide the screen is, and no wider where somebody does: long lines are hard to read. Columns. */
const [USUAL, WIDEST, NARROWEST] = [
	100,
	140,
	40
];
/** How wide text for reading is on a screen of so many columns. */
function readingWidth(columns = USUAL) {
	return Math.max(NARROWEST, Math.min(columns, WIDEST));
}
/** Wrapped, with something in front of the first line and of the others. */
function indented(text, { first, rest = first, width }) {
	return wrapped(text, width - rest.length).map((line, index) => `${index === 0 ? first : rest}${line}`);
}
// src/files/lines.ts
/** Lines of files, for whoever shows them. */
/** No file that is read for its images is larger. Bytes. */
const LARGEST = 8388608;
/**
* The text of a line of a file, without its end, by the path of the file and the number of the line, 1-based; undefined
* where there is none or the file cannot be read. Columns count as in locations. Each file is read when the first of its
* lines is asked for.
*
* @param root The folder that a relative path starts from; a file outside of it is not read.
* @param typed Files that a person named: from the current folder on, wherever they lie.
*/
function lineReader(root, typed) {
	const base = realOf(root);
	const read = (file) => typed.has(file) || (0, node_path.isAbsolute)(file) ? readRegularFile((0, node_path.resolve)(file), LARGEST, "followed") : readInside(base, file, LARGEST);
	const files = new Map();
	return (file, line) => {
		let lines = files.get(file);
		if (lines === void 0) {
			lines = linesOf$1(read(file));
			files.set(file, lines);
		}
		return lines[line - 1]?.replace(/\r$/, "");
	};
}
function linesOf$1(bytes) {
	const text = isUnread(bytes) ? bytes : decodeText(bytes);
	return typeof text === "string" ? text.split("\n") : [];
}
// src/files/utf8.ts
/** A file whose text and bytes say the same. */
/** No file that a fix is in is larger. Bytes. */
const MOST = 8388608;
/**
* The whole text of a file of a folder, with its byte order mark, where its bytes are those of the text in UTF-8;
* undefined for any other file, and where there is none.
*/
function utf8Inside(root, file) {
	if ((0, node_path.isAbsolute)(file)) return void 0;
	const bytes = readInside(realOf(root), file, MOST);
	if (isUnread(bytes)) return void 0;
	try {
		return new TextDecoder("utf-8", {
			fatal: true,
			ignoreBOM: true
		}).decode(bytes);
	} catch {
		return;
	}
}
// src/image/describe.ts
function describeName(written) {
	const read = readWrittenName(written);
	if (read.kind === "invalid") return {
		written,
		error: read.error
	};
	const { pin, reason: pinReason } = pinOf(written);
	if (read.kind !== "registry") return {
		written,
		pin,
		pinReason
	};
	return {
		written,
		canonical: read.canonical,
		...read.name,
		pin,
		pinReason
	};
}
// src/cli/name.ts
/** `wave-inspect name`: what a name means. */
var name_exports = require_rolldown_runtime.__exportAll({ name: () => name });
/** `wave-inspect name IMAGE... | -`: what each name means, in the order given; it fails where one is no name. */
async function name(args, world) {
	const { values, positionals } = readArguments(args, "name");
	const format = readWord("--format", values.format ?? "text", ["text", "json"]);
	if (positionals.length === 0) throw new ConfigurationError("Name an image, or - to read one a line from standard input.");
	const names = [];
	for (const positional of positionals) if (positional === "-") names.push(...linesOf(await world.input()));
	else names.push(positional);
	const answers = names.map(describeName);
	world.out(format === "json" ? printJson(answers) : unarmed(answers.map(describe).join("")));
	return answers.some((answer) => "error" in answer) ? "fail" : "pass";
}
/** Every line is a name, blanks and all; only the line break after the last one is no name of its own. */
function linesOf(input) {
	const lines = input.split(/\r?\n/);
	if (lines.at(-1) === "") lines.pop();
	return lines;
}
function describe(answer) {
	const { written, ...parts } = answer;
	return "error" in answer ? `${plain(written)}\n  error: ${plain(answer.error)}\n` : block(written, Object.entries(parts));
}
Object.defineProperty(exports, "Cancellation", {
	enumerable: true,
	get: function() {
		return Cancellation;
	}
});
Object.defineProperty(exports, "Cancelled", {
	enumerable: true,
	get: function() {
		return Cancelled;
	}
});
Object.defineProperty(exports, "ConfigurationError", {
	enumerable: true,
	get: function() {
		return ConfigurationError;
	}
});
Object.defineProperty(exports, "HUB", {
	enumerable: true,
	get: function() {
		return HUB;
	}
});
Object.defineProperty(exports, "PIN_STRENGTHS", {
	enumerable: true,
	get: function() {
		return PIN_STRENGTHS;
	}
});
Object.defineProperty(exports, "PROVES", {
	enumerable: true,
	get: function() {
		return PROVES;
	}
});
Object.defineProperty(exports, "Redactor", {
	enumerable: true,
	get: function() {
		return Redactor;
	}
});
Object.defineProperty(exports, "agree", {
	enumerable: true,
	get: function() {
		return agree;
	}
});
Object.defineProperty(exports, "appendWhole", {
	enumerable: true,
	get: function() {
		return appendWhole;
	}
});
Object.defineProperty(exports, "architectureWords", {
	enumerable: true,
	get: function() {
		return architectureWords;
	}
});
Object.defineProperty(exports, "askedName", {
	enumerable: true,
	get: function() {
		return askedName;
	}
});
Object.defineProperty(exports, "block", {
	enumerable: true,
	get: function() {
		return block;
	}
});
Object.defineProperty(exports, "builtAt", {
	enumerable: true,
	get: function() {
		return builtAt;
	}
});
Object.defineProperty(exports, "byNeed", {
	enumerable: true,
	get: function() {
		return byNeed;
	}
});
Object.defineProperty(exports, "bySeverity", {
	enumerable: true,
	get: function() {
		return bySeverity;
	}
});
Object.defineProperty(exports, "cancelOnSignal", {
	enumerable: true,
	get: function() {
		return cancelOnSignal;
	}
});
Object.defineProperty(exports, "canonicalName", {
	enumerable: true,
	get: function() {
		return canonicalName;
	}
});
Object.defineProperty(exports, "canonicalOf", {
	enumerable: true,
	get: function() {
		return canonicalOf;
	}
});
Object.defineProperty(exports, "cellsOf", {
	enumerable: true,
	get: function() {
		return cellsOf;
	}
});
Object.defineProperty(exports, "cli_exports", {
	enumerable: true,
	get: function() {
		return cli_exports;
	}
});
Object.defineProperty(exports, "codesOf", {
	enumerable: true,
	get: function() {
		return codesOf;
	}
});
Object.defineProperty(exports, "commands", {
	enumerable: true,
	get: function() {
		return commands$1;
	}
});
Object.defineProperty(exports, "compareText", {
	enumerable: true,
	get: function() {
		return compareText;
	}
});
Object.defineProperty(exports, "contentOf", {
	enumerable: true,
	get: function() {
		return contentOf;
	}
});
Object.defineProperty(exports, "count", {
	enumerable: true,
	get: function() {
		return count;
	}
});
Object.defineProperty(exports, "countFindings", {
	enumerable: true,
	get: function() {
		return countFindings;
	}
});
Object.defineProperty(exports, "counted", {
	enumerable: true,
	get: function() {
		return counted;
	}
});
Object.defineProperty(exports, "coversText", {
	enumerable: true,
	get: function() {
		return coversText;
	}
});
Object.defineProperty(exports, "decodeJson", {
	enumerable: true,
	get: function() {
		return decodeJson;
	}
});
Object.defineProperty(exports, "decodeText", {
	enumerable: true,
	get: function() {
		return decodeText;
	}
});
Object.defineProperty(exports, "decodeText$1", {
	enumerable: true,
	get: function() {
		return decodeText$1;
	}
});
Object.defineProperty(exports, "decodedPath", {
	enumerable: true,
	get: function() {
		return decodedPath;
	}
});
Object.defineProperty(exports, "defined", {
	enumerable: true,
	get: function() {
		return defined;
	}
});
Object.defineProperty(exports, "exitCode", {
	enumerable: true,
	get: function() {
		return exitCode;
	}
});
Object.defineProperty(exports, "failOnLevels", {
	enumerable: true,
	get: function() {
		return failOnLevels;
	}
});
Object.defineProperty(exports, "familyOf", {
	enumerable: true,
	get: function() {
		return familyOf;
	}
});
Object.defineProperty(exports, "few", {
	enumerable: true,
	get: function() {
		return few;
	}
});
Object.defineProperty(exports, "fileFacts", {
	enumerable: true,
	get: function() {
		return fileFacts;
	}
});
Object.defineProperty(exports, "firstLines", {
	enumerable: true,
	get: function() {
		return firstLines;
	}
});
Object.defineProperty(exports, "firstNested", {
	enumerable: true,
	get: function() {
		return firstNested;
	}
});
Object.defineProperty(exports, "fixOf", {
	enumerable: true,
	get: function() {
		return fixOf;
	}
});
Object.defineProperty(exports, "flag", {
	enumerable: true,
	get: function() {
		return flag;
	}
});
Object.defineProperty(exports, "formatBytes", {
	enumerable: true,
	get: function() {
		return formatBytes;
	}
});
Object.defineProperty(exports, "formatDays", {
	enumerable: true,
	get: function() {
		return formatDays;
	}
});
Object.defineProperty(exports, "formatPlatform", {
	enumerable: true,
	get: function() {
		return formatPlatform;
	}
});
Object.defineProperty(exports, "givenStage", {
	enumerable: true,
	get: function() {
		return givenStage;
	}
});
Object.defineProperty(exports, "grouped", {
	enumerable: true,
	get: function() {
		return grouped;
	}
});
Object.defineProperty(exports, "hasStarter", {
	enumerable: true,
	get: function() {
		return hasStarter;
	}
});
Object.defineProperty(exports, "homepage", {
	enumerable: true,
	get: function() {
		return homepage;
	}
});
Object.defineProperty(exports, "indented", {
	enumerable: true,
	get: function() {
		return indented;
	}
});
Object.defineProperty(exports, "indexLines", {
	enumerable: true,
	get: function() {
		return indexLines;
	}
});
Object.defineProperty(exports, "inspectorNames", {
	enumerable: true,
	get: function() {
		return inspectorNames;
	}
});
Object.defineProperty(exports, "internalError", {
	enumerable: true,
	get: function() {
		return internalError;
	}
});
Object.defineProperty(exports, "isAbsent", {
	enumerable: true,
	get: function() {
		return isAbsent;
	}
});
Object.defineProperty(exports, "isAtLeast", {
	enumerable: true,
	get: function() {
		return isAtLeast$1;
	}
});
Object.defineProperty(exports, "isBareHash", {
	enumerable: true,
	get: function() {
		return isBareHash;
	}
});
Object.defineProperty(exports, "isBelow", {
	enumerable: true,
	get: function() {
		return isBelow;
	}
});
Object.defineProperty(exports, "isConfirmed", {
	enumerable: true,
	get: function() {
		return isConfirmed;
	}
});
Object.defineProperty(exports, "isDigest", {
	enumerable: true,
	get: function() {
		return isDigest;
	}
});
Object.defineProperty(exports, "isDomain", {
	enumerable: true,
	get: function() {
		return isDomain;
	}
});
Object.defineProperty(exports, "isListType", {
	enumerable: true,
	get: function() {
		return isListType;
	}
});
Object.defineProperty(exports, "isNamed", {
	enumerable: true,
	get: function() {
		return isNamed;
	}
});
Object.defineProperty(exports, "isObeyed", {
	enumerable: true,
	get: function() {
		return isObeyed;
	}
});
Object.defineProperty(exports, "isObject", {
	enumerable: true,
	get: function() {
		return isObject;
	}
});
Object.defineProperty(exports, "isOfGit", {
	enumerable: true,
	get: function() {
		return isOfGit;
	}
});
Object.defineProperty(exports, "isOneRequest", {
	enumerable: true,
	get: function() {
		return isOneRequest;
	}
});
Object.defineProperty(exports, "isOpen", {
	enumerable: true,
	get: function() {
		return isOpen;
	}
});
Object.defineProperty(exports, "isOras", {
	enumerable: true,
	get: function() {
		return isOras;
	}
});
Object.defineProperty(exports, "isPointer", {
	enumerable: true,
	get: function() {
		return isPointer;
	}
});
Object.defineProperty(exports, "isRefuted", {
	enumerable: true,
	get: function() {
		return isRefuted;
	}
});
Object.defineProperty(exports, "isRoot", {
	enumerable: true,
	get: function() {
		return isRoot;
	}
});
Object.defineProperty(exports, "isRun", {
	enumerable: true,
	get: function() {
		return isRun;
	}
});
Object.defineProperty(exports, "isSameBuild", {
	enumerable: true,
	get: function() {
		return isSameBuild;
	}
});
Object.defineProperty(exports, "isSchema1Type", {
	enumerable: true,
	get: function() {
		return isSchema1Type;
	}
});
Object.defineProperty(exports, "isSifType", {
	enumerable: true,
	get: function() {
		return isSifType;
	}
});
Object.defineProperty(exports, "isThere", {
	enumerable: true,
	get: function() {
		return isThere;
	}
});
Object.defineProperty(exports, "isTrouble", {
	enumerable: true,
	get: function() {
		return isTrouble;
	}
});
Object.defineProperty(exports, "isUnread", {
	enumerable: true,
	get: function() {
		return isUnread;
	}
});
Object.defineProperty(exports, "judgedName", {
	enumerable: true,
	get: function() {
		return judgedName;
	}
});
Object.defineProperty(exports, "judgedRegistry", {
	enumerable: true,
	get: function() {
		return judgedRegistry;
	}
});
Object.defineProperty(exports, "judgedRepository", {
	enumerable: true,
	get: function() {
		return judgedRepository;
	}
});
Object.defineProperty(exports, "largerThan", {
	enumerable: true,
	get: function() {
		return largerThan;
	}
});
Object.defineProperty(exports, "lineOf", {
	enumerable: true,
	get: function() {
		return lineOf;
	}
});
Object.defineProperty(exports, "lineReader", {
	enumerable: true,
	get: function() {
		return lineReader;
	}
});
Object.defineProperty(exports, "list", {
	enumerable: true,
	get: function() {
		return list;
	}
});
Object.defineProperty(exports, "locationOf", {
	enumerable: true,
	get: function() {
		return locationOf;
	}
});
Object.defineProperty(exports, "logLine", {
	enumerable: true,
	get: function() {
		return logLine;
	}
});
Object.defineProperty(exports, "matchesPlatform", {
	enumerable: true,
	get: function() {
		return matchesPlatform;
	}
});
Object.defineProperty(exports, "matchesSequence", {
	enumerable: true,
	get: function() {
		return matchesSequence;
	}
});
Object.defineProperty(exports, "matchesText", {
	enumerable: true,
	get: function() {
		return matchesText;
	}
});
Object.defineProperty(exports, "meantName", {
	enumerable: true,
	get: function() {
		return meantName;
	}
});
Object.defineProperty(exports, "nameOfKind", {
	enumerable: true,
	get: function() {
		return nameOfKind;
	}
});
Object.defineProperty(exports, "namedBuild", {
	enumerable: true,
	get: function() {
		return namedBuild;
	}
});
Object.defineProperty(exports, "nearest", {
	enumerable: true,
	get: function() {
		return nearest;
	}
});
Object.defineProperty(exports, "normalPlatform", {
	enumerable: true,
	get: function() {
		return normalPlatform;
	}
});
Object.defineProperty(exports, "object", {
	enumerable: true,
	get: function() {
		return object;
	}
});
Object.defineProperty(exports, "onOneLine", {
	enumerable: true,
	get: function() {
		return onOneLine;
	}
});
Object.defineProperty(exports, "oneLine", {
	enumerable: true,
	get: function() {
		return oneLine;
	}
});
Object.defineProperty(exports, "openRegularFile", {
	enumerable: true,
	get: function() {
		return openRegularFile;
	}
});
Object.defineProperty(exports, "operatingSystemWords", {
	enumerable: true,
	get: function() {
		return operatingSystemWords;
	}
});
Object.defineProperty(exports, "outcomeOf", {
	enumerable: true,
	get: function() {
		return outcomeOf;
	}
});
Object.defineProperty(exports, "parseImageName", {
	enumerable: true,
	get: function() {
		return parseImageName;
	}
});
Object.defineProperty(exports, "parsePlatform", {
	enumerable: true,
	get: function() {
		return parsePlatform;
	}
});
Object.defineProperty(exports, "parseSinglePlatform", {
	enumerable: true,
	get: function() {
		return parseSinglePlatform;
	}
});
Object.defineProperty(exports, "parseTypedPlatform", {
	enumerable: true,
	get: function() {
		return parseTypedPlatform;
	}
});
Object.defineProperty(exports, "pinOf", {
	enumerable: true,
	get: function() {
		return pinOf;
	}
});
Object.defineProperty(exports, "pinOfName", {
	enumerable: true,
	get: function() {
		return pinOfName;
	}
});
Object.defineProperty(exports, "placeInside", {
	enumerable: true,
	get: function() {
		return placeInside;
	}
});
Object.defineProperty(exports, "placeKey", {
	enumerable: true,
	get: function() {
		return placeKey;
	}
});
Object.defineProperty(exports, "placeOf", {
	enumerable: true,
	get: function() {
		return placeOf;
	}
});
Object.defineProperty(exports, "plain", {
	enumerable: true,
	get: function() {
		return plain;
	}
});
Object.defineProperty(exports, "platformsOf", {
	enumerable: true,
	get: function() {
		return platformsOf;
	}
});
Object.defineProperty(exports, "printJson", {
	enumerable: true,
	get: function() {
		return printJson;
	}
});
Object.defineProperty(exports, "quote", {
	enumerable: true,
	get: function() {
		return quote;
	}
});
Object.defineProperty(exports, "reaches", {
	enumerable: true,
	get: function() {
		return reaches;
	}
});
Object.defineProperty(exports, "readAll", {
	enumerable: true,
	get: function() {
		return readAll;
	}
});
Object.defineProperty(exports, "readArguments", {
	enumerable: true,
	get: function() {
		return readArguments;
	}
});
Object.defineProperty(exports, "readBeginning", {
	enumerable: true,
	get: function() {
		return readBeginning;
	}
});
Object.defineProperty(exports, "readBeginningInside", {
	enumerable: true,
	get: function() {
		return readBeginningInside;
	}
});
Object.defineProperty(exports, "readDirectory", {
	enumerable: true,
	get: function() {
		return readDirectory;
	}
});
Object.defineProperty(exports, "readDownload", {
	enumerable: true,
	get: function() {
		return readDownload;
	}
});
Object.defineProperty(exports, "readHosts", {
	enumerable: true,
	get: function() {
		return readHosts;
	}
});
Object.defineProperty(exports, "readInside", {
	enumerable: true,
	get: function() {
		return readInside;
	}
});
Object.defineProperty(exports, "readLaunch", {
	enumerable: true,
	get: function() {
		return readLaunch;
	}
});
Object.defineProperty(exports, "readLaunchCommand", {
	enumerable: true,
	get: function() {
		return readLaunchCommand;
	}
});
Object.defineProperty(exports, "readPairs", {
	enumerable: true,
	get: function() {
		return readPairs;
	}
});
Object.defineProperty(exports, "readPlatform", {
	enumerable: true,
	get: function() {
		return readPlatform;
	}
});
Object.defineProperty(exports, "readPulledName", {
	enumerable: true,
	get: function() {
		return readPulledName;
	}
});
Object.defineProperty(exports, "readRegularFile", {
	enumerable: true,
	get: function() {
		return readRegularFile;
	}
});
Object.defineProperty(exports, "readScenarios", {
	enumerable: true,
	get: function() {
		return readScenarios;
	}
});
Object.defineProperty(exports, "readUrl", {
	enumerable: true,
	get: function() {
		return readUrl;
	}
});
Object.defineProperty(exports, "readWord", {
	enumerable: true,
	get: function() {
		return readWord;
	}
});
Object.defineProperty(exports, "readWorkspace", {
	enumerable: true,
	get: function() {
		return readWorkspace;
	}
});
Object.defineProperty(exports, "readWrittenName", {
	enumerable: true,
	get: function() {
		return readWrittenName;
	}
});
Object.defineProperty(exports, "readingWidth", {
	enumerable: true,
	get: function() {
		return readingWidth;
	}
});
Object.defineProperty(exports, "realOf", {
	enumerable: true,
	get: function() {
		return realOf;
	}
});
Object.defineProperty(exports, "reasonOf", {
	enumerable: true,
	get: function() {
		return reasonOf;
	}
});
Object.defineProperty(exports, "redactedFinding", {
	enumerable: true,
	get: function() {
		return redactedFinding;
	}
});
Object.defineProperty(exports, "redactedInspection", {
	enumerable: true,
	get: function() {
		return redactedInspection;
	}
});
Object.defineProperty(exports, "referenceKey", {
	enumerable: true,
	get: function() {
		return referenceKey;
	}
});
Object.defineProperty(exports, "runsWhatItIsGiven", {
	enumerable: true,
	get: function() {
		return runsWhatItIsGiven;
	}
});
Object.defineProperty(exports, "settingInWords", {
	enumerable: true,
	get: function() {
		return settingInWords;
	}
});
Object.defineProperty(exports, "settle", {
	enumerable: true,
	get: function() {
		return settle;
	}
});
Object.defineProperty(exports, "sha256", {
	enumerable: true,
	get: function() {
		return sha256;
	}
});
Object.defineProperty(exports, "short", {
	enumerable: true,
	get: function() {
		return short$1;
	}
});
Object.defineProperty(exports, "shortDigest", {
	enumerable: true,
	get: function() {
		return shortDigest;
	}
});
Object.defineProperty(exports, "shortHash", {
	enumerable: true,
	get: function() {
		return shortHash;
	}
});
Object.defineProperty(exports, "shortPath", {
	enumerable: true,
	get: function() {
		return shortPath;
	}
});
Object.defineProperty(exports, "sifLayer", {
	enumerable: true,
	get: function() {
		return sifLayer;
	}
});
Object.defineProperty(exports, "sourceText", {
	enumerable: true,
	get: function() {
		return sourceText;
	}
});
Object.defineProperty(exports, "spellingsOf", {
	enumerable: true,
	get: function() {
		return spellingsOf;
	}
});
Object.defineProperty(exports, "suggestion", {
	enumerable: true,
	get: function() {
		return suggestion;
	}
});
Object.defineProperty(exports, "sweep", {
	enumerable: true,
	get: function() {
		return sweep;
	}
});
Object.defineProperty(exports, "syntaxNames", {
	enumerable: true,
	get: function() {
		return syntaxNames;
	}
});
Object.defineProperty(exports, "text", {
	enumerable: true,
	get: function() {
		return text;
	}
});
Object.defineProperty(exports, "textMap", {
	enumerable: true,
	get: function() {
		return textMap;
	}
});
Object.defineProperty(exports, "texts", {
	enumerable: true,
	get: function() {
		return texts;
	}
});
Object.defineProperty(exports, "together", {
	enumerable: true,
	get: function() {
		return together;
	}
});
Object.defineProperty(exports, "transferSize", {
	enumerable: true,
	get: function() {
		return transferSize;
	}
});
Object.defineProperty(exports, "unarmed", {
	enumerable: true,
	get: function() {
		return unarmed;
	}
});
Object.defineProperty(exports, "unarmedBy", {
	enumerable: true,
	get: function() {
		return unarmedBy;
	}
});
Object.defineProperty(exports, "utf8Inside", {
	enumerable: true,
	get: function() {
		return utf8Inside;
	}
});
Object.defineProperty(exports, "version", {
	enumerable: true,
	get: function() {
		return version;
	}
});
Object.defineProperty(exports, "versionPart", {
	enumerable: true,
	get: function() {
		return versionPart;
	}
});
Object.defineProperty(exports, "wayFrom", {
	enumerable: true,
	get: function() {
		return wayFrom;
	}
});
Object.defineProperty(exports, "wayInWords", {
	enumerable: true,
	get: function() {
		return wayInWords;
	}
});
Object.defineProperty(exports, "wayOf", {
	enumerable: true,
	get: function() {
		return wayOf;
	}
});
Object.defineProperty(exports, "widthOf", {
	enumerable: true,
	get: function() {
		return widthOf;
	}
});
Object.defineProperty(exports, "withBuild", {
	enumerable: true,
	get: function() {
		return withBuild;
	}
});
Object.defineProperty(exports, "withoutDockerScheme", {
	enumerable: true,
	get: function() {
		return withoutDockerScheme;
	}
});
Object.defineProperty(exports, "workTreesAround", {
	enumerable: true,
	get: function() {
		return workTreesAround;
	}
});
Object.defineProperty(exports, "workspaceAround", {
	enumerable: true,
	get: function() {
		return workspaceAround;
	}
});
Object.defineProperty(exports, "workspaceOf", {
	enumerable: true,
	get: function() {
		return workspaceOf;
	}
});
Object.defineProperty(exports, "wrapped", {
	enumerable: true,
	get: function() {
		return wrapped;
	}
});
Object.defineProperty(exports, "writeWhole", {
	enumerable: true,
	get: function() {
		return writeWhole;
	}
});
Object.defineProperty(exports, "writeWholeSoon", {
	enumerable: true,
	get: function() {
		return writeWholeSoon;
	}
});
