const require_rolldown_runtime = require("./rolldown-runtime.js");
const require_base = require("./base.js");
const require_scan = require("./scan.js");
const require_check = require("./check.js");
const require_base_commit = require("./base-commit.js");
const require_lock = require("./lock.js");
let node_path = require("node:path");
let node_fs = require("node:fs");
let node_util = require("node:util");
// src/git/merge-base.ts
/** Where two lines of history part, as `git merge-base` finds it. */
/** No commit has more to say. Bytes. */
const LARGEST$1 = 1048576;
/** No two branches are that many commits apart. */
const MOST$1 = 2e5;
const ONE = 1;
const OTHER = 2;
/** Behind a commit that both have: no better one is there. */
const BEHIND = 4;
/**
* The best common ancestor of two commits, the newest where there are several.
*
* @returns "none" where they share no history; "unknown" where the repository does not have all of it that it takes (a
* shallow clone).
*/
function mergeBase(objects, one, other) {
	const walk = new Walk(objects);
	if (!walk.reach(one, ONE) || !walk.reach(other, OTHER)) return "unknown";
	const both = [];
	for (let next = walk.take(); next !== void 0; next = walk.take()) {
		let { marks } = next;
		if (marks === 3) {
			both.push(next);
			marks |= BEHIND;
		}
		for (const parent of next.commit.parents) if (!walk.reach(parent, marks) && (marks & BEHIND) === 0) return "unknown";
	}
	const [best] = both.filter(({ marks }) => (marks & BEHIND) === 0).sort((a, b) => b.commit.date - a.commit.date);
	return best === void 0 ? "none" : { id: best.id };
}
/** Commits of both sides, the newest first, so that what both have is mostly met before what is behind it. */
var Walk = class {
	#objects;
	#known = new Map();
	#open = new require_base_commit.NewestFirst();
	constructor(objects) {
		this.#objects = objects;
	}
	/** Marks a commit; one with a new mark is looked at (again). False: it is not there. */
	reach(id, marks) {
		const known = this.#known.get(id) ?? this.#read(id);
		if (known === void 0) return false;
		const all = known.marks | marks;
		if (all === known.marks) return true;
		known.marks = all;
		this.#open.put(known);
		return true;
	}
	/** The newest; undefined where all that is left is behind one that both have. */
	take() {
		if (!this.#open.some(({ marks }) => (marks & BEHIND) === 0)) return void 0;
		return this.#open.take();
	}
	#read(id) {
		const object = this.#known.size < MOST$1 ? this.#objects.read(id, LARGEST$1) : void 0;
		const commit = object && require_base_commit.readCommit(object);
		const found = commit && {
			id,
			commit,
			marks: 0
		};
		if (found !== void 0) this.#known.set(id, found);
		return found;
	}
};
// src/base/content.ts
/** What is at hand of a base: from the checkout where a file is the same there, else out of git, else from GitHub. */
/** Scanners read no larger file. Bytes. */
const LARGEST = 67108864;
/** More files are not asked for one by one: a token of a workflow has 1,000 requests an hour. */
const MOST_REQUESTS = 300;
const AT_ONCE = 8;
/**
* All files of a base by their paths below a folder.
*
* @param root Real path of the folder: in the work tree, or around it.
* @throws ConfigurationError where the base cannot be listed.
*/
async function openBase(base, root) {
	const { checkout, commit, remote } = base;
	const listing = (checkout && new require_base_commit.CommitFiles(checkout.objects, commit).list()) ?? await remote?.list();
	if (listing === void 0) throw new require_base.ConfigurationError(`The checkout does not have all of the base (${commit.slice(0, 12)}). ${base.remedy}`);
	return new BaseContent(base, require_base.realOf(root), listing);
}
/** A base of which parts may still have to be fetched. */
var BaseContent = class {
	entries;
	illegible;
	absent;
	#root;
	#base;
	/** Of the files of submodules: their own. */
	#objects = new Map();
	#fetched = new Map();
	/** What nobody can give. */
	#lost = new Set();
	/** Files that are the same in the checkout. */
	#same = new Set();
	/** Whatever is made of it: path to id. */
	#ids;
	#idsNow;
	#requests = 0;
	constructor(base, root, { entries, illegible }) {
		this.#base = base;
		this.#root = root;
		const worktree = base.checkout?.git.worktree ?? root;
		const hidden = hiddenOf(base.checkout);
		const absent = [];
		const all = [];
		for (const entry of entries) {
			const path = placed(worktree, root, entry.path);
			const left = hidden(entry.path);
			if (path === void 0) continue;
			const own = {
				...entry,
				path
			};
			if (left !== void 0) absent.push({
				...left,
				path: placed(worktree, root, left.path) ?? ""
			});
			else if (entry.kind !== "submodule") all.push(own);
			else if (!this.#addSubmodule(own, all)) absent.push({
				path,
				mode: "submodule",
				skipped: false
			});
		}
		this.entries = all;
		this.#ids = idsOf(entries, worktree, root);
		this.illegible = illegible.flatMap((path) => placed(worktree, root, path) ?? []);
		this.absent = [...new Map(absent.map((entry) => [entry.path, entry])).values()];
	}
	/**
	* Whether a file or folder of the base is in the checkout as it was; what is not on the disk, by what is committed.
	*
	* @param now Its path of now.
	*/
	isAsItWas(path, now) {
		const id = this.#ids.get(path);
		const bytes = require_base.readRegularFile((0, node_path.join)(this.#root, now), LARGEST, "refused");
		if (Buffer.isBuffer(bytes) && id !== void 0) return require_base_commit.isIntact({
			type: "blob",
			bytes
		}, id);
		return (0, node_util.isDeepStrictEqual)(idsBelow(this.#ids, path), idsBelow(this.#committed(), now));
	}
	bytesOf(entry) {
		if (this.#lost.has(entry)) return {
			why: "absent",
			words: "does not exist"
		};
		const path = (0, node_path.join)(this.#root, entry.path);
		const onDisk = entry.kind === "link" ? targetOf(path) : require_base.readRegularFile(path, LARGEST, "refused");
		if (Buffer.isBuffer(onDisk) && (this.#same.has(entry) || require_base_commit.isIntact({
			type: "blob",
			bytes: onDisk
		}, entry.id))) {
			this.#same.add(entry);
			return onDisk;
		}
		const objects = this.#objects.get(entry) ?? this.#base.checkout?.objects;
		const found = this.#fetched.get(entry.id) ?? objects?.read(entry.id, LARGEST)?.bytes;
		if (found === void 0) return onDisk !== void 0 && "why" in onDisk && onDisk.why === "too-large" ? onDisk : void 0;
		return Buffer.isBuffer(onDisk) && isPointerTo(found, onDisk) ? onDisk : found;
	}
	/** Fetches of these what is not at hand. `isRead`: whether a file is worth it before anybody asked for it. */
	async fetchFirst(isRead) {
		if (this.#base.remote === void 0) return;
		const committed = this.#committed();
		const suspects = this.entries.filter((entry) => committed.get(entry.path) !== entry.id && isRead(entry.path));
		await this.fetch(suspects.filter((entry) => this.bytesOf(entry) === void 0));
	}
	/**
	* Fetches what was missed. What no one has of a submodule, which is another repository, counts as not there.
	*
	* @throws ConfigurationError
	*/
	async fetch(missing) {
		for (const entry of missing) if (this.#objects.has(entry)) this.#lost.add(entry);
		const ids = [...new Set(missing.flatMap((entry) => this.#objects.has(entry) ? [] : entry.id))];
		const { remote, commit, remedy } = this.#base;
		const [first] = missing;
		if (ids.length === 0 || first === void 0) return;
		this.#requests += ids.length;
		if (remote === void 0 || this.#requests > MOST_REQUESTS) {
			const most = remote === void 0 ? "" : `, more than are asked for one by one (${MOST_REQUESTS})`;
			const what = `${require_base.grouped(ids.length)} of its files, ${first.path} the first${most}`;
			throw new require_base.ConfigurationError(`The checkout has the base (${commit.slice(0, 12)}) without ${what}. ${remedy}`);
		}
		const left = [...ids];
		const one = async () => {
			for (let id = left.pop(); id !== void 0; id = left.pop()) {
				const bytes = await remote.blob(id);
				if (!require_base_commit.isIntact({
					type: "blob",
					bytes
				}, id)) throw new require_base.ConfigurationError(`GitHub gave another file for ${id} of the base; try again.`);
				this.#fetched.set(id, bytes);
			}
		};
		await Promise.all(Array.from({ length: AT_ONCE }, one));
	}
	/** What the checked-out commit has, which is likely to be at hand: path to id. */
	#committed() {
		this.#idsNow ??= this.#listCommitted();
		return this.#idsNow;
	}
	#listCommitted() {
		const { checkout } = this.#base;
		const head = checkout && require_base_commit.headOf(checkout.git);
		return idsOf((head === void 0 ? void 0 : checkout && new require_base_commit.CommitFiles(checkout.objects, head).list())?.entries ?? [], checkout?.git.worktree ?? this.#root, this.#root);
	}
	/** What is in a submodule, out of its own repository. False: it is not checked out. */
	#addSubmodule({ path, id }, all) {
		const git = require_scan.gitDirectoryIn((0, node_path.join)(this.#root, path));
		if (git === void 0 || "unreadable" in git) return false;
		const objects = new require_base_commit.GitObjects(git);
		for (const entry of new require_base_commit.CommitFiles(objects, id).list()?.entries ?? []) {
			const own = {
				...entry,
				path: `${path}/${entry.path}`
			};
			if (entry.kind === "submodule") this.#addSubmodule(own, all);
			else {
				this.#objects.set(own, objects);
				all.push(own);
			}
		}
		return true;
	}
};
function idsOf(entries, worktree, root) {
	return new Map(entries.flatMap(({ path, id }) => {
		const own = placed(worktree, root, path);
		return own === void 0 ? [] : [[own, id]];
	}));
}
/** The ids of a file, or of all that is in a folder, by what follows its path. */
function idsBelow(ids, path) {
	const all = [...ids].filter(([file]) => file === path || file.startsWith(`${path}/`));
	return Object.fromEntries(all.map(([file, id]) => [file.slice(path.length), id]));
}
const slashed = (way) => way.split(node_path.sep).join("/");
/** From the root on, of a path of the work tree; undefined for what is not below the root. */
function placed(worktree, root, path) {
	if (worktree === root) return path;
	if (require_base.isBelow(root, worktree)) return `${slashed((0, node_path.relative)(root, worktree))}/${path}`;
	const prefix = `${slashed((0, node_path.relative)(worktree, root))}/`;
	return path.startsWith(prefix) ? path.slice(prefix.length) : void 0;
}
/** What a sparse checkout leaves out: the entry of the index that says so of a path. */
function hiddenOf(checkout) {
	const index = checkout && require_scan.readIndexOf(checkout.git, { checksum: false });
	const entries = index === void 0 || "unreadable" in index ? [] : index.entries;
	const files = new Map(entries.flatMap((entry) => entry.skipped ? [[entry.path, entry]] : []));
	const folders = entries.filter(({ mode }) => mode === "folder");
	return (path) => files.get(path) ?? folders.find((folder) => path.startsWith(`${folder.path}/`));
}
function targetOf(path) {
	try {
		return (0, node_fs.readlinkSync)(path, { encoding: "buffer" });
	} catch {
		return;
	}
}
/** Whether git has no more of a file than what Git LFS keeps of it elsewhere, and the checkout has the file. */
function isPointerTo(bytes, onDisk) {
	if (bytes.length > 1024) return false;
	const [, hash] = POINTER.exec(bytes.toString("latin1")) ?? [];
	return hash !== void 0 && hash === require_base.sha256(onDisk);
}
/** https://github.com/git-lfs/git-lfs/blob/main/docs/spec.md */
const POINTER = /^version https:\/\/git-lfs\.github\.com\/spec\/v1\n(?:.+\n)*?oid sha256:([0-9a-f]{64})\n/;
// src/base/index.ts
/** The base of a change: the commit that a pull request, or the work tree of a person, is held against. */
var base_exports = require_rolldown_runtime.__exportAll({
	baseNamed: () => baseNamed,
	baseOfChange: () => baseOfChange,
	openBase: () => openBase
});
/**
* Where the change of a pull request starts. Of GitHub's merge commit that is its first parent, of a merge queue the base
* that its event names, of any other checkout where it parted from the base.
*
* @returns undefined where the work tree is another repository's.
* @throws ConfigurationError where nobody can tell.
*/
async function baseOfChange(folder, pull, env, github) {
	const checkout = require_base_commit.checkoutAround(folder);
	if (checkout !== void 0 && require_base_commit.isOfOthers(checkout.git, pull, env)) return void 0;
	const [owner = "", repo = ""] = pull.repository.split("/");
	const parent = checkout && require_base_commit.firstParentOf(pull, env, checkout);
	const isMerge = parent !== void 0 || checkout === void 0 || pull.event === "merge_group";
	const remedy = `Give actions/checkout "fetch-depth: ${isMerge ? "2" : "0"}"${github.hasToken ? "" : ", or this action a github-token that may read contents"}.`;
	const commit = parent ?? (isMerge ? pull.base : await parting(checkout, pull, github, remedy));
	return {
		commit,
		checkout,
		remote: github.hasToken ? remoteOf(github, {
			owner,
			repo,
			commit
		}, remedy) : void 0,
		remedy
	};
}
/** Where a checkout that is no merge commit parted from the base. */
async function parting(checkout, pull, github, remedy) {
	const head = require_base_commit.headOf(checkout.git) ?? pull.base;
	const found = mergeBase(checkout.objects, head, pull.base);
	if (found === "none") return pull.base;
	if (found !== "unknown") return found.id;
	const [owner = "", repo = ""] = pull.repository.split("/");
	if (!github.hasToken) throw new require_base.ConfigurationError(`"only: changed" needs the commit at which the change parts from its base (${pull.base.slice(0, 12)}), and the checkout does not have that history. ${remedy}`);
	return await github.mergeBase({
		owner,
		repo,
		commit: pull.base
	}, pull.head ?? head) ?? pull.base;
}
function remoteOf(github, commit, remedy) {
	return {
		async list() {
			return {
				entries: (await explained(github.tree(commit), remedy)).flatMap(({ path, mode, sha }) => {
					const kind = require_base_commit.kindOf(mode.replace(/^0+/, ""));
					return kind === "folder" ? [] : [{
						path,
						kind,
						id: sha
					}];
				}).filter(({ path }) => isLegible(path)),
				illegible: []
			};
		},
		blob: (id) => explained(github.blob(commit, id), remedy)
	};
}
/** A name that is no UTF-8 is not told by an answer in JSON; and git checks out no path that leads elsewhere. */
function isLegible(path) {
	return !path.includes("\ufffd") && !path.split("/").some((name) => /^(?:|\.|\.\.|\.git)$/i.test(name));
}
/** With the way that needs no answer of GitHub. */
async function explained(asked, remedy) {
	try {
		return await asked;
	} catch (error) {
		if (!(error instanceof require_base.ConfigurationError)) throw error;
		throw new require_base.ConfigurationError(`${error.message} ${remedy}`, { cause: error });
	}
}
/**
* Where the work tree of a person parted from a branch, tag or commit; undefined: from the branch that `origin` has as its
* own.
*
* @throws ConfigurationError
*/
function baseNamed(folder, named) {
	const checkout = require_base_commit.checkoutAround(folder);
	if (checkout === void 0) throw new require_base.ConfigurationError(`--only changed: ${folder} is in no repository of git; there is nothing to compare with.`);
	const { git, objects } = checkout;
	const name = named ?? require_base_commit.targetOf(git, "refs/remotes/origin/HEAD")?.replace("refs/remotes/", "");
	if (name === void 0) throw new require_base.ConfigurationError("--only changed: this repository does not say which branch origin has as its own; name one with --base, such as --base origin/main.");
	const found = require_base_commit.commitNamed(git, objects, name);
	if (found === "absent") throw new require_base.ConfigurationError(`--base: git knows no branch, tag or commit "${require_base.short(name, 60)}" here; fetch it (git fetch origin), or name another. A commit is named with all its digits.`);
	const head = require_base_commit.headOf(git);
	if (head === void 0) throw new require_base.ConfigurationError("--only changed: nothing is committed here yet.");
	const parted = found === "unknown" ? found : mergeBase(objects, head, found.id);
	if (parted === "unknown") throw new require_base.ConfigurationError(`--base: this clone does not have the history between HEAD and ${require_base.short(name, 60)}; fetch it: git fetch --unshallow.`);
	if (parted === "none") throw new require_base.ConfigurationError(`--base: ${require_base.short(name, 60)} and HEAD have no commit in common; name another.`);
	const { id: commit } = parted;
	return {
		commit,
		name,
		checkout,
		remedy: `Let git fetch it: git diff ${commit.slice(0, 12)} > /dev/null.`
	};
}
// src/changed/lock.ts
/** A lock that somebody typed is no part of a change: both sides are held against it. */
async function lockOfBase(content, { file, path, lock, mode, by }) {
	if (path === void 0) return {
		file,
		lock,
		mode,
		by
	};
	const entry = content.entries.find((one) => one.path === path);
	if (entry === void 0) return {
		file,
		lock: void 0,
		mode,
		by
	};
	if (content.bytesOf(entry) === void 0) await content.fetch([entry]);
	const bytes = content.bytesOf(entry);
	return {
		file,
		lock: Buffer.isBuffer(bytes) ? lockIn(bytes, path) : void 0,
		mode,
		by
	};
}
/** What cannot be read excuses nothing. */
function lockIn(bytes, path) {
	const text = require_base.decodeText(bytes);
	try {
		return require_lock.readLock(typeof text === "string" ? text : "", path);
	} catch (error) {
		if (error instanceof require_base.ConfigurationError) return void 0;
		throw error;
	}
}
// src/text/line-diff.ts
/** Texts that differ in more lines are told apart as a whole: work and memory grow with its square. */
const MOST = 400;
/** In order; empty for equal texts. */
function diffLines(old, now) {
	let start = 0;
	while (start < old.length && start < now.length && old[start] === now[start]) start++;
	let [oldEnd, nowEnd] = [old.length, now.length];
	while (oldEnd > start && nowEnd > start && old[oldEnd - 1] === now[nowEnd - 1]) {
		oldEnd--;
		nowEnd--;
	}
	if (start === oldEnd && start === nowEnd) return [];
	const whole = {
		from: [start, oldEnd],
		to: [start, nowEnd]
	};
	if (start === oldEnd || start === nowEnd) return [whole];
	const kept = keptPairs(old.slice(start, oldEnd), now.slice(start, nowEnd));
	return kept === void 0 ? [whole] : hunksBetween(kept, whole);
}
/** Lines that both have, as pairs of their numbers. Undefined where there are too many others. */
function keptPairs(old, now) {
	/** On each diagonal (place in the old text less that in the new one) the furthest place in the old text, a step each. */
	const steps = [];
	let furthest = new Map([[1, 0]]);
	for (let step = 0; step <= Math.min(old.length + now.length, MOST); step++) {
		steps.push(furthest);
		const next = new Map(furthest);
		for (let diagonal = -step; diagonal <= step; diagonal += 2) {
			let at = startOn(diagonal, step, furthest);
			while (at < old.length && at - diagonal < now.length && old[at] === now[at - diagonal]) at++;
			next.set(diagonal, at);
			if (at >= old.length && at - diagonal >= now.length) return tracedBack(steps, old.length, now.length);
		}
		furthest = next;
	}
}
/** Whether the better way to a diagonal comes from the one above it, by an added line. */
function comesFromAbove(diagonal, step, furthest) {
	const [left, above] = [furthest.get(diagonal - 1) ?? -1, furthest.get(diagonal + 1) ?? -1];
	return diagonal === -step || diagonal !== step && left < above;
}
function startOn(diagonal, step, furthest) {
	return comesFromAbove(diagonal, step, furthest) ? furthest.get(diagonal + 1) ?? 0 : (furthest.get(diagonal - 1) ?? 0) + 1;
}
function tracedBack(steps, oldLength, nowLength) {
	const kept = [];
	let [x, y] = [oldLength, nowLength];
	for (let step = steps.length - 1; step >= 0; step--) {
		const furthest = steps[step];
		const diagonal = x - y;
		const before = comesFromAbove(diagonal, step, furthest) ? diagonal + 1 : diagonal - 1;
		const beforeX = furthest.get(before) ?? 0;
		const beforeY = beforeX - before;
		while (x > beforeX && y > beforeY && x > 0 && y > 0) kept.push([--x, --y]);
		[x, y] = [beforeX, beforeY];
	}
	return kept.reverse();
}
/** What lies between the lines that are kept, whose numbers are counted from the start of `whole`. */
function hunksBetween(kept, { from, to }) {
	const hunks = [];
	let [old, now] = [from[0], to[0]];
	for (const [oldLine, nowLine] of [...kept, [from[1] - from[0], to[1] - to[0]]]) {
		const [nextOld, nextNow] = [from[0] + oldLine, to[0] + nowLine];
		if (nextOld > old || nextNow > now) hunks.push({
			from: [old, nextOld],
			to: [now, nextNow]
		});
		[old, now] = [nextOld + 1, nextNow + 1];
	}
	return hunks;
}
// src/changed/lines.ts
/** A file that was renamed is looked for among so many. */
const MOST_RENAMED = 200;
/** Lines that a file shares with the one that it was, of all that the longer of them has; as git takes it. */
const ENOUGH = .5;
var ChangedLines = class {
	#base;
	#head;
	#hunks = new Map();
	#isOnBase;
	/** New name to old name; made when it is asked for. */
	#renamed;
	constructor(base, head) {
		this.#base = base;
		this.#head = head;
		this.#isOnBase = new Set(base.files);
	}
	/** What the file is called on the base; undefined where it is new. */
	before(file) {
		if (this.#isOnBase.has(file)) return file;
		this.#renamed ??= this.#findRenamed();
		return this.#renamed.get(file);
	}
	/** From the names that renamed files have on the base to those that they have now. */
	renamed() {
		this.#renamed ??= this.#findRenamed();
		return new Map([...this.#renamed].map(([now, old]) => [old, now]));
	}
	/** By how many lines a stretch of the base has moved, in its file's name of now; undefined where it is not as it was. */
	shiftOf({ file, line, endLine }) {
		let shift = 0;
		for (const { from, to } of this.hunksOf(file)) {
			if (endLine - 1 < from[0]) break;
			if (line - 1 < from[1]) return void 0;
			shift = to[1] - from[1];
		}
		return shift;
	}
	/** Whether the change has a say in a stretch of a file of the checkout. */
	has({ file, line, endLine }) {
		return this.hunksOf(file).some(({ to }) => line - 1 < to[1] && endLine - 1 >= to[0]);
	}
	/**
	* Where in the checkout a line of the base is missing: at the line that stands there now, or the last one. Undefined
	* where it is still there, or its file is gone.
	*/
	whereGone({ file, line, endLine }, now) {
		if (this.before(now) !== file) return void 0;
		const hunk = this.hunksOf(now).find(({ from }) => line - 1 < from[1] && endLine - 1 >= from[0]);
		return hunk && this.#placeAt(now, hunk);
	}
	/** The first of the lines that are not as they were. */
	firstOf(file) {
		const [hunk] = this.hunksOf(file);
		return hunk && this.#placeAt(file, hunk);
	}
	hunksOf(file) {
		const known = this.#hunks.get(file);
		if (known !== void 0) return known;
		const old = this.before(file);
		const [before, now] = [old === void 0 ? void 0 : this.#base.read(old), this.#head.read(file)];
		const hunks = now === void 0 || before === now ? [] : diffLines(linesOf(before), linesOf(now));
		this.#hunks.set(file, hunks);
		return hunks;
	}
	#placeAt(file, { to }) {
		const lines = linesOf(this.#head.read(file));
		const line = Math.max(1, Math.min(to[0] + 1, lines.length));
		return {
			file,
			line,
			column: 1,
			endLine: line,
			endColumn: (lines[line - 1]?.length ?? 0) + 1
		};
	}
	#findRenamed() {
		const isThere = new Set(this.#head.files);
		const gone = this.#base.files.filter((file) => !isThere.has(file)).slice(0, MOST_RENAMED);
		const added = this.#head.files.filter((file) => !this.#isOnBase.has(file)).slice(0, MOST_RENAMED);
		if (gone.length === 0) return new Map();
		const old = gone.map((file) => ({
			file,
			lines: linesOf(this.#base.read(file))
		}));
		const pairs = added.flatMap((file) => {
			const lines = linesOf(this.#head.read(file));
			return old.map((one) => ({
				file,
				was: one.file,
				shared: likeness(one.lines, lines)
			}));
		});
		const taken = new Set();
		const renamed = new Map();
		for (const { file, was, shared } of pairs.sort((a, b) => b.shared - a.shared)) {
			if (shared < ENOUGH || renamed.has(file) || taken.has(was)) continue;
			renamed.set(file, was);
			taken.add(was);
		}
		return renamed;
	}
};
function linesOf(text) {
	if (text === void 0 || text === "") return [];
	const lines = text.split(/\r\n|\n|\r/);
	return lines.at(-1) === "" ? lines.slice(0, -1) : lines;
}
/** From 0 to 1. */
function likeness(one, other) {
	const counts = new Map();
	for (const line of one) counts.set(line, (counts.get(line) ?? 0) + 1);
	let shared = 0;
	for (const line of other) {
		const left = counts.get(line) ?? 0;
		if (left === 0) continue;
		counts.set(line, left - 1);
		shared++;
	}
	return shared / Math.max(one.length, other.length, 1);
}
// src/changed/fixed.ts
/** What a change mends: findings of its base that the checkout does not have. */
/**
* Those of them that none of the findings is, waived and known ones among these; one whose file was moved is the same. Where
* the same rule has something new to say in the same file, one image took the place of another, and nothing is mended.
*
* @param findings At the places of their images.
*/
function missingIn(findings, entries) {
	const here = new Set(findings.map(({ fingerprint }) => fingerprint));
	const alike = Map.groupBy(findings, ({ rule, image }) => wordOf(rule, image));
	const isMoved = ({ rule, image, file, fingerprint }) => alike.get(wordOf(rule, image))?.some((one) => one instanceof require_check.JudgedFinding && one.fingerprintIn(file) === fingerprint) === true;
	const missing = entries.filter((entry) => !here.has(entry.fingerprint) && !isMoved(entry));
	const fresh = Map.groupBy(findings.filter(require_base.isOpen), ({ rule, location }) => wordOf(rule, location.file));
	return [...Map.groupBy(missing, ({ rule, file }) => wordOf(rule, file))].flatMap(([word, some]) => some.slice(fresh.get(word)?.length ?? 0));
}
function wordOf(rule, other) {
	return `${rule}\n${other ?? ""}`;
}
// src/changed/placing.ts
/** Rules that hold images against the environments of their processes. */
const OF_ENVIRONMENT = new Set([require_check.recipe.id, require_check.twins.id]);
/**
* The findings with the places at which the change brings them about: the first of the places that gave the image its name
* that the change has a say in, else the place at which one of them is missing. One for which no such place is known
* stays where it is, with the evidence `changed`.
*/
function placeFindings(findings, lines, scans) {
	const placing = new Placing(lines, scans, findings);
	return findings.map((finding) => require_base.isOpen(finding) ? placing.place(finding) : finding);
}
var Placing = class {
	#lines;
	#scans;
	/** Findings that nothing but their places tells apart: which of them is the new one, the lines say. */
	#alike;
	/** Of renamed files, from the name on the base. */
	#now;
	#pullsOfBase;
	#elsewhere = new Map();
	constructor(lines, scans, findings) {
		this.#lines = lines;
		this.#scans = scans;
		this.#now = lines.renamed();
		this.#alike = Map.groupBy(findings, likeOf);
	}
	place(finding) {
		const { location, pulls } = finding;
		const [first] = pulls;
		if (first === void 0 || this.#lines.has(location)) return finding;
		const cause = this.#causeOf(finding);
		if (cause !== void 0) return moved(finding, cause);
		const elsewhere = this.#environmentOf(finding.rule, first) ?? this.#changeOf(first);
		return elsewhere === void 0 ? finding : withEvidence(finding, { changed: elsewhere });
	}
	#causeOf(finding) {
		const alike = (this.#alike.get(likeOf(finding)) ?? []).map(({ location }) => location);
		return [...finding.pulls.flatMap(placesOf), ...alike].find((place) => this.#lines.has(place)) ?? this.#missingOf(finding.pulls);
	}
	/** Where something stood that gave the image another name. */
	#missingOf(pulls) {
		for (const pull of pulls) for (const before of this.#before(pull)) for (const place of placesOf(before)) {
			const gone = this.#lines.whereGone(place, this.#now.get(place.file) ?? place.file);
			if (gone !== void 0) return gone;
		}
	}
	/** What the base pulls in its place. */
	#before(pull) {
		this.#pullsOfBase ??= Map.groupBy(this.#scans.base.pulls, (one) => keyOf$1(one, require_base.placeOf(one).file));
		const { file } = require_base.placeOf(pull);
		return this.#pullsOfBase.get(keyOf$1(pull, this.#lines.before(file) ?? file)) ?? [];
	}
	/** A line of the change in the environment that the image is held against. */
	#environmentOf(rule, { conda }) {
		if (conda === void 0 || !("file" in conda) || !OF_ENVIRONMENT.has(rule)) return void 0;
		const place = this.#lines.firstOf(conda.file);
		return place && `${place.file}:${place.line}`;
	}
	/** A line of the change that may have to do with it, or a file that it removes. */
	#changeOf({ source }) {
		if (!this.#elsewhere.has(source)) this.#elsewhere.set(source, this.#findChange(source));
		return this.#elsewhere.get(source);
	}
	#findChange(source) {
		const ofKind = this.#scans.head.files.filter((one) => one.source === source);
		for (const { file } of [...ofKind, ...this.#scans.head.files]) {
			const place = this.#lines.firstOf(file);
			if (place !== void 0) return `${place.file}:${place.line}`;
		}
		const left = new Set(this.#scans.head.files.map(({ file }) => file));
		const gone = this.#scans.base.files.find(({ file }) => !left.has(file));
		return gone && `${gone.file}, which it removes`;
	}
};
/** Every place that has to do with the name of an image, the one where it is written first. */
function placesOf({ references, rewrites = [], overrode }) {
	const settings = rewrites.flatMap(({ location }) => location ?? []);
	return [
		...references,
		...settings,
		...overrode === void 0 ? [] : [overrode]
	];
}
function keyOf$1(pull, file) {
	const { source, process, stage, engine, scenario, platform } = pull;
	const { kind, context } = require_base.placeOf(pull);
	const who = process ?? require_base.givenStage(stage) ?? context.service ?? context.job ?? context.selector;
	return JSON.stringify([
		file,
		source,
		kind,
		who,
		engine,
		scenario?.profiles,
		scenario?.arguments,
		platform
	]);
}
/** Those of two files, or of two processes, are told apart without their lines. */
function likeOf({ rule, image, location, pulls }) {
	const { process, stage } = pulls[0] ?? {};
	return JSON.stringify([
		rule,
		image,
		location.file,
		process,
		require_base.givenStage(stage)
	]);
}
/** At the place of the cause; where the image is written is kept. */
function moved(finding, cause) {
	const { location } = finding;
	return {
		...withEvidence(finding, { written: `${location.file}:${location.line}` }),
		location: require_base.locationOf(cause),
		writtenAt: location
	};
}
/** A copy, with what is worked out when it is asked for. */
function withEvidence(finding, more) {
	const { message, evidence, fingerprint } = finding;
	return {
		...finding,
		message,
		evidence: {
			...evidence,
			...more
		},
		fingerprint
	};
}
// src/changed/renamed.ts
/**
* So that a finding of a file or a process that was renamed is the same one: what is written on a line that the change
* leaves alone is where it is written now.
*/
function renamed(base, head, lines) {
	const names = lines.renamed();
	const moved = (place) => {
		const file = names.get(place.file);
		return file === void 0 ? place : {
			...place,
			file
		};
	};
	const contextOf = contexts(head, lines);
	const references = new Map();
	const referenceOf = (reference) => {
		const known = references.get(reference) ?? contextOf(moved(reference));
		references.set(reference, known);
		return known;
	};
	return {
		...base,
		references: base.references.map(referenceOf),
		pulls: base.pulls.map((pull) => ({
			...pull,
			references: pull.references.map(referenceOf)
		})),
		problems: base.problems.map(moved),
		ignores: base.ignores.map(moved),
		files: base.files.map(moved)
	};
}
/** Gives a reference of the base, in its file's name of now, the context that its text has now. */
function contexts({ references }, lines) {
	const now = new Map(references.map((reference) => [keyOf(reference), reference.context]));
	return (reference) => {
		const here = now.get(keyOf(reference));
		if (here !== void 0 && isSame(here, reference.context)) return reference;
		const shift = lines.shiftOf(reference);
		const { line, endLine } = reference;
		const context = shift === void 0 ? void 0 : now.get(keyOf({
			...reference,
			line: line + shift,
			endLine: endLine + shift
		}));
		return context === void 0 ? reference : {
			...reference,
			context
		};
	};
}
function keyOf(reference) {
	return `${require_base.placeKey(reference)} ${reference.kind} ${reference.text}`;
}
function isSame(one, other) {
	return JSON.stringify(one) === JSON.stringify(other);
}
// src/changed/index.ts
var changed_exports = require_rolldown_runtime.__exportAll({ judgeBase: () => judgeBase });
/** What may hide images behind it, of the kinds of the rule `readable`. */
const HIDING = new Set(["syntax", "skipped"]);
/** Includes that lead to files that lead to files: each round fetches one more. */
const MOST_ROUNDS = 20;
/** @throws ConfigurationError where not all of the base can be had. */
async function judgeBase(content, head) {
	const { policy, settings, inspections, now, folder } = head;
	const lock = head.lock && await lockOfBase(content, head.lock);
	const { tree, scan } = await scanBase(content, head);
	const lines = new ChangedLines(tree, head.tree);
	const underNewNames = renamed(scan, head.scan, lines);
	const { findings } = require_check.judge(policy, underNewNames, inspections, {
		now,
		environmentsOf: await require_check.environmentsFor(policy, underNewNames),
		platform: settings.platform,
		lock,
		drift: head.drift,
		recipeOf: await require_check.recipesFor(policy, underNewNames, settings),
		folder,
		asksNobody: settings.inspector === "none"
	});
	const isUnseen = ({ rule, evidence: { kind = "" }, location: { file } }) => rule === require_check.readable.id && HIDING.has(kind) && (head.tree.read(file) === void 0 ? !content.isAsItWas(lines.before(file) ?? file, file) : lines.hunksOf(file).length > 0);
	return {
		known: {
			by: "base",
			findings: findings.filter((one) => require_base.isOpen(one) && !isUnseen(one)).map((one) => require_check.entryOf(one))
		},
		fixedBy: (all) => {
			return missingIn(all, findings.filter((one) => require_base.isOpen(one) && one.undecided !== true && require_check.canBeKnown(one)).map((one) => require_check.entryOf(one)));
		},
		place: (all) => require_check.ranked(placeFindings(all, lines, {
			base: scan,
			head: head.scan
		}))
	};
}
/** What turns out to be missing while it is scanned is fetched, and the base is scanned anew. */
async function scanBase(content, head) {
	const { settings, cancellation } = head;
	const commit = require_scan.openCommit(content, head.tree, settings.scan);
	const tree = head.below(commit);
	await cancellation.race(content.fetchFirst(commit.isSource), "its base was read");
	let scan = await require_scan.scanRepository(tree, settings.scan, cancellation);
	for (let round = 0; commit.missing.size > 0 && round < MOST_ROUNDS; round++) {
		await cancellation.race(content.fetch([...commit.missing]), "its base was read");
		commit.missing.clear();
		scan = await require_scan.scanRepository(tree, settings.scan, cancellation);
	}
	return {
		tree,
		scan
	};
}
Object.defineProperty(exports, "base_exports", {
	enumerable: true,
	get: function() {
		return base_exports;
	}
});
Object.defineProperty(exports, "changed_exports", {
	enumerable: true,
	get: function() {
		return changed_exports;
	}
});
