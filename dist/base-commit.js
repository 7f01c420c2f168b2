const require_rolldown_runtime = require("./rolldown-runtime.js");
const require_base = require("./base.js");
const require_scan = require("./scan.js");
let node_path = require("node:path");
let node_fs = require("node:fs");
let node_zlib = require("node:zlib");
// src/pull-request.ts
/** The pull request that a workflow runs for, as the payload of its event has it. */
/** Events that run for a change that nobody has merged yet. */
const EVENTS = /^(?:pull_request(?:_target|_review|_review_comment)?|merge_group)$/;
/**
* Undefined where the event is another one.
*
* @param name `GITHUB_EVENT_NAME`.
* @param payload Text of the file at `GITHUB_EVENT_PATH`; undefined where there is none.
* @param sha `GITHUB_SHA`: the newest commit of the default branch for events that run there.
* @throws ConfigurationError where such an event does not say its commits: nobody knows then what to trust.
*/
function readPullRequest(name, payload, repository, sha) {
	const event = parsed(payload);
	const said = EVENTS.test(name) ? ofChange(name, event) : ofDefaultBranch(name, event, sha);
	if (said === void 0) return void 0;
	const { base, head } = said;
	if (!isCommit(base) || head !== void 0 && !isCommit(head)) throw unclear(name);
	const into = nameOf(said.into) ?? repository;
	const from = nameOf(said.from);
	return {
		event: name,
		base,
		repository: into,
		...require_base.defined({
			baseRef: branchOf$1(said.baseRef),
			head,
			headRef: branchOf$1(said.headRef),
			from,
			isFork: said.from === void 0 ? void 0 : said.from !== "own" && !isSame$1(from, into),
			number: numberOf(said.number)
		})
	};
}
function ofChange(name, event) {
	if (name === "merge_group") {
		const { base_sha: base, base_ref: baseRef, head_sha: head = null, head_ref: headRef } = fields(event["merge_group"]);
		return {
			base,
			baseRef,
			head,
			headRef,
			into: event["repository"],
			from: "own"
		};
	}
	const pull = fields(event["pull_request"]);
	const { sha: base, ref: baseRef, repo: into } = fields(pull["base"]);
	const { sha: head = null, ref: headRef, repo: from = null } = fields(pull["head"]);
	return {
		base,
		baseRef,
		head,
		headRef,
		into,
		from,
		number: pull["number"] ?? event["number"]
	};
}
/**
* Events that run on the default branch for a change, which the workflow has to check out by itself: nothing of the change
* says by what it is judged, and neither does what is checked out.
*/
function ofDefaultBranch(name, event, sha) {
	const issue = fields(event["issue"]);
	if (name === "issue_comment" && issue["pull_request"] !== void 0) return {
		base: sha,
		number: issue["number"]
	};
	const run = fields(event["workflow_run"]);
	if (name !== "workflow_run" || !EVENTS.test(require_base.text(run["event"]) ?? "")) return void 0;
	const { head_sha: head = null, head_branch: headRef, head_repository: from = null } = run;
	const [pull, ...others] = require_base.list(run["pull_requests"]).map(fields).filter((one) => fields(one["head"])["sha"] === head);
	const is = others.length === 0 ? pull : void 0;
	return {
		base: sha,
		baseRef: fields(is?.["base"])["ref"],
		head,
		headRef,
		from,
		number: is?.["number"]
	};
}
/** None of what is no object. */
function fields(value) {
	return require_base.object(value) ?? {};
}
function unclear(name) {
	return new require_base.ConfigurationError(`The payload of the event ${name} (GITHUB_EVENT_PATH) does not name the commits of a change: the policy of its base cannot be told. Write policy-from: head to go by the checked-out policy.`);
}
function parsed(payload) {
	try {
		return require_base.object(JSON.parse(payload ?? "")) ?? {};
	} catch {
		return {};
	}
}
/** `acme/readqc`: it becomes part of addresses. */
function nameOf(repository) {
	const name = require_base.text(fields(repository)["full_name"]);
	return name !== void 0 && /^[\w.-]{1,100}\/(?!\.{1,2}$)[\w.-]{1,100}$/.test(name) ? name : void 0;
}
/** GitHub does not tell capitals in names apart. */
function isSame$1(one, other) {
	return one?.toLowerCase() === other.toLowerCase();
}
/** As git allows one: no blank, no control character. GitHub takes no longer one than 255 bytes. */
function branchOf$1(ref) {
	const branch = require_base.text(ref)?.replace(/^refs\/heads\//, "");
	return branch !== void 0 && /^[^ \p{Cc}]{1,255}$/u.test(branch) ? branch : void 0;
}
/** The first pull request of a repository is number 1. */
function numberOf(value) {
	return require_base.count(value) || void 0;
}
function isCommit(value) {
	return typeof value === "string" && /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(value);
}
// src/record/workflow.ts
/** The run of a workflow, from the runner's environment and the payload of its event. */
/** The payload of an event is not larger: GitHub cuts it off at 25 MB. Bytes. */
const LARGEST_PAYLOAD = 33554432;
/**
* The change that a workflow runs for.
*
* @throws ConfigurationError where its event does not say its commits.
*/
function pullRequestOf(env) {
	const payload = require_base.readRegularFile(env["GITHUB_EVENT_PATH"] ?? "", LARGEST_PAYLOAD, "followed");
	const text = require_base.isUnread(payload) ? void 0 : payload.toString("utf8");
	return readPullRequest(env["GITHUB_EVENT_NAME"] ?? "", text, env["GITHUB_REPOSITORY"] ?? "", env["GITHUB_SHA"]);
}
/** Address of GitHub Enterprise Server; undefined on github.com, and where it is no address. */
function serverOf({ GITHUB_SERVER_URL: server = "" }) {
	const url = URL.parse(server);
	if (url === null || !/^https?:$/.test(url.protocol) || url.origin === "https://github.com") return void 0;
	return url.origin;
}
/** What the runner tells of it. */
function workflowRunOf(env) {
	const said = (name) => env[name] || void 0;
	const told = {
		url: runUrl(env),
		event: said("GITHUB_EVENT_NAME"),
		workflow: said("GITHUB_WORKFLOW"),
		job: said("GITHUB_JOB"),
		actor: said("GITHUB_ACTOR"),
		ref: said("GITHUB_REF")
	};
	const change = changeOf(env);
	const entries = Object.entries(told).filter(([, value]) => value !== void 0);
	return {
		...Object.fromEntries(entries),
		...change !== void 0 && { change }
	};
}
/** Where it can be read; undefined outside of a run. */
function runUrl(env) {
	const { GITHUB_REPOSITORY: repository = "", GITHUB_RUN_ID: id = "", GITHUB_RUN_ATTEMPT: attempt = "" } = env;
	if (!/^[\w.-]+\/[\w.-]+$/.test(repository) || !/^\d+$/.test(id)) return void 0;
	const url = `${serverOf(env) ?? "https://github.com"}/${repository}/actions/runs/${id}`;
	return /^\d+$/.test(attempt) ? `${url}/attempts/${attempt}` : url;
}
function changeOf(env) {
	const pull = pullRequestIn(env);
	if (pull === void 0) return void 0;
	const { number, head, headRef = env["GITHUB_HEAD_REF"] || void 0, base, baseRef, from } = pull;
	return {
		...number !== void 0 && { number },
		...head !== void 0 && { headCommit: head },
		...headRef !== void 0 && { headRef },
		...from !== void 0 && { headRepository: from },
		baseCommit: base,
		...baseRef !== void 0 && { baseRef }
	};
}
/** A payload that cannot be told from a change of nobody stops what is judged by it, and no record. */
function pullRequestIn(env) {
	try {
		return pullRequestOf(env);
	} catch (error) {
		if (!(error instanceof require_base.ConfigurationError)) throw error;
		return;
	}
}
// src/git/object.ts
/** One object of git: what it is, what it says, and whether it is what its id promises. */
const OBJECT_TYPES = [
	"commit",
	"tree",
	"blob",
	"tag"
];
/** Whether the content gives the id, by SHA-1 or, where the id is longer, SHA-256. */
function isIntact({ type, bytes }, id) {
	const { createHash } = process.getBuiltinModule("node:crypto");
	return createHash(id.length === 40 ? "sha1" : "sha256").update(`${type} ${bytes.length}\0`).update(bytes).digest("hex") === id;
}
/** Undefined for what is no commit. */
function readCommit({ type, bytes }) {
	if (type !== "commit") return void 0;
	const [head = ""] = bytes.toString("latin1").split("\n\n", 1);
	const ids = (name) => [...head.matchAll(new RegExp(`^${name} ([0-9a-f]+)$`, "gm"))].map(([, id = ""]) => id);
	const [tree] = ids("tree");
	const [, date = ""] = /^committer .*> (\d+) [+-]\d+$/m.exec(head) ?? [];
	return tree === void 0 ? void 0 : {
		tree,
		parents: ids("parent"),
		date: Number(date)
	};
}
/** The object that a tag with a message of its own names; undefined for what is no such tag. */
function readTag({ type, bytes }) {
	return type === "tag" ? /^object ([0-9a-f]+)\n/.exec(bytes.toString("latin1"))?.[1] : void 0;
}
/** What a mode of a tree, in octal digits without zeros in front, is of. */
function kindOf(mode) {
	return KINDS[mode] ?? "file";
}
const KINDS = {
	"40000": "folder",
	"120000": "link",
	"160000": "submodule"
};
/** What a tree holds, in its order; undefined for what is no tree. `idLength`: of its ids, in hexadecimal digits. */
function readTree({ type, bytes }, idLength) {
	if (type !== "tree") return void 0;
	const entries = [];
	for (let at = 0; at < bytes.length;) {
		const end = bytes.indexOf(0, at);
		const next = end + 1 + idLength / 2;
		if (end === -1 || next > bytes.length) return void 0;
		const [, mode, name] = /^(\d+) (.*)$/s.exec(bytes.toString("latin1", at, end)) ?? [];
		if (mode === void 0 || name === void 0) return void 0;
		entries.push({
			name,
			kind: kindOf(mode),
			id: bytes.toString("hex", end + 1, next)
		});
		at = next;
	}
	return entries;
}
// src/git/changed.ts
/** Which files of a work tree are not as a commit has them. Their bytes are compared; no time stamp of an index is believed. */
/** A larger file was read by no scanner. Bytes. */
const LARGEST$4 = 67108864;
/**
* Those of the files that the commit has otherwise or not at all, in their order; undefined where the repository does not
* have what it takes to tell. A file with CRLF is equal to one with LF (`core.autocrlf`), and what a submodule holds is
* of another repository.
*
* @param files Paths from the root of the work tree on, "/" between folders.
*/
function filesUnlike(commit, worktree, files) {
	const unlike = [];
	for (const file of files) {
		const is = isUnlike(commit, worktree, file);
		if (is === void 0) return void 0;
		if (is) unlike.push(file);
	}
	return unlike;
}
function isUnlike(commit, worktree, file) {
	const entry = commit.follow(file);
	if (entry === "unknown") return void 0;
	if (entry === "absent") return true;
	if (entry.kind === "in submodule") return false;
	const bytes = require_base.readInside(worktree, file, LARGEST$4);
	if (require_base.isUnread(bytes)) return true;
	if (isIntact({
		type: "blob",
		bytes
	}, entry.id)) return false;
	return !isIntact({
		type: "blob",
		bytes: Buffer.from(bytes.toString("latin1").replaceAll("\r\n", "\n"), "latin1")
	}, entry.id);
}
// src/git/commit.ts
/** The files of one commit. */
/** Links that lead to links. */
const DEEPEST$3 = 10;
const LONGEST_PATH = 4096;
/** A folder of a commit is not larger. Bytes. */
const LARGEST_TREE$1 = 33554432;
/** No repository has more files: a tree that holds another many times over is not listed to its end. */
const MOST_FILES = 2e6;
var CommitFiles = class {
	#objects;
	#tree;
	#known = new Map();
	/** `id`: of a commit, all its digits. */
	constructor(objects, id) {
		this.#objects = objects;
		const commit = objects.read(id, LARGEST_TREE$1);
		this.#tree = commit && readCommit(commit)?.tree;
	}
	/** Whether the commit is there: in a shallow clone it need not be. */
	get isThere() {
		return this.#tree !== void 0;
	}
	/**
	* What stands at a path, links followed that stay within the commit, those of folders too. `path`: from the root,
	* without "." and "..".
	*/
	follow(path, depth = 0) {
		const names = path.split("/");
		for (let count = 1;; count++) {
			const front = names.slice(0, count).join("/");
			const found = this.at(front);
			if (typeof found === "string") return found;
			if (found.kind !== "link") {
				if (count === names.length) return found;
				const { kind, id } = found;
				if (kind === "submodule") return {
					kind: "in submodule",
					path: front,
					id,
					rest: names.slice(count).join("/")
				};
				continue;
			}
			const target = depth > DEEPEST$3 ? "/" : this.read(found, LONGEST_PATH)?.toString("utf8");
			if (target === void 0) return "unknown";
			const led = behindLink(names.slice(0, count), target, names.slice(count));
			return led === void 0 ? found : this.follow(led, depth + 1);
		}
	}
	/** The names in a folder, links followed. Undefined: there is no such folder. `folder`: as of `follow`; "": the root. */
	namesIn(folder) {
		const found = folder === "" ? this.#root() : this.follow(folder);
		if (found === "unknown") return "unknown";
		if (found === "absent" || found.kind !== "folder") return void 0;
		return this.#entries(found.id)?.map(({ name }) => Buffer.from(name, "latin1").toString("utf8")) ?? "unknown";
	}
	/** `path`: from the root, "/" between folders, without "." and "..". A link is not followed. */
	at(path) {
		let entry = this.#root();
		if (entry === "unknown") return "unknown";
		for (const name of path.split("/")) {
			if (entry.kind !== "folder") return "absent";
			const entries = this.#entries(entry.id);
			if (entries === void 0) return "unknown";
			const found = entries.find((one) => one.name === Buffer.from(name, "utf8").toString("latin1"));
			if (found === void 0) return "absent";
			entry = found;
		}
		return entry;
	}
	/** Undefined where the repository does not have all folders of the commit, or there is no end of them. */
	list() {
		const entries = [];
		const illegible = [];
		const walk = (id, prefix) => {
			return this.#entries(id)?.every(({ name, kind, id: of }) => {
				if (REFUSED.test(name)) return true;
				const path = prefix + name;
				if (kind === "folder") return walk(of, `${path}/`);
				const text = require_scan.decoded(path);
				if (text === void 0) illegible.push(require_scan.escaped(path));
				else entries.push({
					path: text,
					kind,
					id: of
				});
				return entries.length < MOST_FILES;
			}) === true;
		};
		return this.#tree !== void 0 && walk(this.#tree, "") ? {
			entries,
			illegible
		} : void 0;
	}
	/** The bytes of a file or the target of a link. */
	read({ id }, most) {
		const object = this.#objects.read(id, most);
		return object?.type === "blob" ? object.bytes : void 0;
	}
	#root() {
		return this.#tree === void 0 ? "unknown" : {
			name: "",
			kind: "folder",
			id: this.#tree
		};
	}
	#entries(id) {
		if (!this.#known.has(id)) {
			const tree = this.#objects.read(id, LARGEST_TREE$1);
			this.#known.set(id, tree && readTree(tree, id.length));
		}
		return this.#known.get(id);
	}
};
const REFUSED = /^(?:|\.|\.\.|\.git)$|\//i;
/**
* The path that a link leads to: `a/link` to `../b`, and `c` behind it, is `b/c`. Undefined where that lies outside, or is
* the root itself.
*/
function behindLink(link, target, rest) {
	const led = node_path.posix.join(...link.slice(0, -1), target, ...rest);
	return target.startsWith("/") || led === "." || led === ".." || led.startsWith("../") ? void 0 : led;
}
// src/git/delta.ts
/** A change that makes one object of another: gitformat-pack(5), "Deltified representation". */
/** The base with the change; undefined where the change is not one of this base, or gives more than `most` bytes. */
function withDelta(base, delta, most) {
	let at = 0;
	const byte = () => delta[at++] ?? 0;
	const size = () => {
		let value = 0;
		for (let unit = 1; at < delta.length && unit < 2 ** 48; unit *= 128) {
			const next = byte();
			value += (next & 127) * unit;
			if (next < 128) break;
		}
		return value;
	};
	/** The bytes of a number that are there: one bit each. */
	const sparse = (bits, count) => {
		let value = 0;
		for (let index = 0; index < count; index++) if (bits >> index & 1) value += byte() * 256 ** index;
		return value;
	};
	const [from, to] = [size(), size()];
	if (from !== base.length || to > most) return void 0;
	const result = Buffer.allocUnsafe(to);
	let filled = 0;
	while (at < delta.length) {
		const code = byte();
		const isCopy = code >= 128;
		const start = isCopy ? sparse(code & 15, 4) : at;
		const length = isCopy ? sparse(code >> 4 & 7, 3) || 65536 : code;
		const source = isCopy ? base : delta;
		const isCut = at > delta.length || start + length > source.length;
		if (length === 0 || isCut || filled + length > to) return void 0;
		source.copy(result, filled, start, start + length);
		filled += length;
		if (!isCopy) at += length;
	}
	return filled === to ? result : void 0;
}
// src/git/pack.ts
/** Objects of one pack, looked up in its index: gitformat-pack(5), index version 2. */
const TYPES = {
	1: "commit",
	2: "tree",
	3: "blob",
	4: "tag"
};
const OFFSET_DELTA = 6;
const ID_DELTA = 7;
/** git makes chains of 50, and never more than 4095. */
const LONGEST_CHAIN = 4096;
/** Read at once: a header, the offset or the id of a base, and of most commits and changes all that follows. Bytes. */
const FIRST_READ = 2048;
/** What was read lately of a pack, for those that are changes of it. Bytes. */
const MOST_KEPT = 50331648;
var Pack = class {
	#index;
	#pack;
	/** While the pack is held open. */
	#reader;
	/** `index`: path of the `.idx`; the `.pack` stands beside it. */
	constructor(index) {
		this.#index = new PackIndex(index);
		this.#pack = index.replace(/\.idx$/, ".pack");
	}
	/** The object of an id. A pack on the disk has all that its objects are made of. */
	read(id, most) {
		const offset = this.#index.offsetOf(id);
		if (offset === void 0) return void 0;
		const read = (reader) => reader.read(offset, {
			most,
			idLength: id.length / 2
		});
		const found = this.#reader === void 0 ? this.#open(read) : read(this.#reader);
		return found === void 0 || require_base.isUnread(found) ? void 0 : found;
	}
	/** Holds the pack open while many objects are read, and keeps what others of them are changes of. */
	whileOpen(work) {
		const done = this.#open((reader) => {
			this.#reader = reader;
			try {
				return { result: work() };
			} finally {
				this.#reader = void 0;
			}
		});
		return require_base.isUnread(done) ? work() : done.result;
	}
	#open(work) {
		return require_base.openRegularFile(this.#pack, Number.POSITIVE_INFINITY, "refused", (descriptor, size) => work(new PackReader(descriptor, size, this.#index)));
	}
};
const MAGIC = 4285812579;
const FANOUT = 8;
const IDS = 1032;
/** An index, read part by part: the ids are sorted, and the fan-out says how many begin with which byte. */
var PackIndex = class {
	#path;
	#head;
	#parts = new Map();
	constructor(path) {
		this.#path = path;
	}
	/** Where the index says that an object begins. */
	offsetOf(id) {
		const bytes = Buffer.from(id, "hex");
		const [first = 0] = bytes;
		let part = this.#parts.get(first);
		if (part === void 0) {
			part = this.#within((descriptor) => this.#read(descriptor, first, bytes.length)) ?? NO_PART;
			this.#parts.set(first, part);
		}
		const at = positionOf(part.ids, bytes);
		if (at === void 0 || part.offsets.length < (at + 1) * 4) return void 0;
		const short = part.offsets.readUInt32BE(at * 4);
		return short < 2147483648 ? short : this.#long(part.long + (short - 2147483648) * 8);
	}
	#read(descriptor, first, idLength) {
		const head = this.#head ??= require_base.readAll(descriptor, IDS);
		if (head.length < IDS || head.readUInt32BE(0) !== MAGIC || head.readUInt32BE(4) !== 2) return void 0;
		const count = (byte) => head.readUInt32BE(FANOUT + byte * 4);
		const [from, to] = [first === 0 ? 0 : count(first - 1), count(first)];
		if (to <= from) return void 0;
		return {
			ids: require_base.readAll(descriptor, (to - from) * idLength, IDS + from * idLength),
			offsets: require_base.readAll(descriptor, (to - from) * 4, IDS + count(255) * (idLength + 4) + from * 4),
			long: IDS + count(255) * (idLength + 8)
		};
	}
	#long(at) {
		const long = this.#within((descriptor) => require_base.readAll(descriptor, 8, at));
		return long === void 0 || long.length < 8 ? void 0 : Number(long.readBigUInt64BE(0));
	}
	#within(read) {
		const found = require_base.openRegularFile(this.#path, Number.POSITIVE_INFINITY, "refused", (descriptor) => ({ part: read(descriptor) }));
		return require_base.isUnread(found) ? void 0 : found.part;
	}
};
const NO_PART = {
	ids: Buffer.alloc(0),
	offsets: Buffer.alloc(0),
	long: 0
};
/** The place of an id among sorted ones. */
function positionOf(ids, id) {
	let from = 0;
	let to = Math.floor(ids.length / id.length);
	while (from < to) {
		const middle = from + to >> 1;
		const order = ids.compare(id, 0, id.length, middle * id.length, (middle + 1) * id.length);
		if (order === 0) return middle;
		if (order < 0) from = middle + 1;
		else to = middle;
	}
}
var PackReader = class {
	#descriptor;
	#size;
	#index;
	/** By offset. */
	#kept = new Map();
	#keptBytes = 0;
	constructor(descriptor, size, index) {
		this.#descriptor = descriptor;
		this.#size = size;
		this.#index = index;
	}
	read(offset, wanted) {
		const { most } = wanted;
		const deltas = [];
		let at = offset;
		while (at !== void 0 && deltas.length <= LONGEST_CHAIN) {
			const found = this.#kept.get(at) ?? this.#entry(at, wanted);
			if (found === void 0) return void 0;
			if ("type" in found) return this.#keep(offset, changed(found, deltas, most), most);
			deltas.push(found.bytes);
			at = typeof found.base === "string" ? this.#index.offsetOf(found.base) : found.base;
		}
	}
	#keep(offset, object, most) {
		if (object === void 0 || object.bytes.length > most) return void 0;
		if (object.type === "blob" || this.#kept.has(offset)) return object;
		if (this.#keptBytes > MOST_KEPT) {
			this.#kept.clear();
			this.#keptBytes = 0;
		}
		this.#kept.set(offset, object);
		this.#keptBytes += object.bytes.length;
		return object;
	}
	#entry(offset, { most, idLength }) {
		const head = require_base.readAll(this.#descriptor, Math.min(FIRST_READ, Math.max(0, this.#size - offset)), offset);
		let at = 0;
		const next = () => head[at++] ?? 0;
		let byte = next();
		const code = byte >> 4 & 7;
		let size = byte & 15;
		for (let unit = 16; byte >= 128 && unit < 2 ** 40; unit *= 128) {
			byte = next();
			size += (byte & 127) * unit;
		}
		let base;
		if (code === OFFSET_DELTA) {
			byte = next();
			let back = byte & 127;
			while (byte >= 128 && at < head.length) {
				byte = next();
				back = (back + 1) * 128 + (byte & 127);
			}
			base = offset - back;
		} else if (code === ID_DELTA) {
			base = head.toString("hex", at, at + idLength);
			at += idLength;
		}
		if (size > most || typeof base === "number" && (base <= 0 || base >= offset)) return void 0;
		const length = Math.min(deflatedAtMost(size), this.#size - offset - at);
		const bytes = inflated(at + length <= head.length ? head.subarray(at, at + length) : require_base.readAll(this.#descriptor, length, offset + at), size);
		if (bytes?.length !== size) return void 0;
		if (base !== void 0) return {
			bytes,
			base
		};
		const type = TYPES[code];
		return type && {
			type,
			bytes
		};
	}
};
function changed({ type, bytes }, deltas, most) {
	let result = bytes;
	for (const delta of deltas.toReversed()) result &&= withDelta(result, delta, most);
	return result && {
		type,
		bytes: result
	};
}
/** zlib's compressBound, with room for other compressors. Bytes. */
function deflatedAtMost(size) {
	return size + (size >> 8) + 1024;
}
const LARGEST_CHUNK = 262144;
/** Undefined for what is not deflated or gives more than `most` bytes. What stands behind the stream is left. */
function inflated(packed, most) {
	try {
		return (0, node_zlib.inflateSync)(packed, {
			maxOutputLength: Math.max(1, most),
			chunkSize: Math.min(Math.max(64, most), LARGEST_CHUNK)
		});
	} catch {
		return;
	}
}
// src/git/objects.ts
/**
* Objects of a repository by their ids, as git keeps them: one file each (gitrepository-layout(5)) or in packs
* (gitformat-pack(5)). No git program is asked.
*/
/** Repositories that borrow from one another (`git clone --shared`) are followed this far, as git does. */
const DEEPEST$2 = 6;
var GitObjects = class {
	#folders;
	#packs;
	/** What folders of objects in files of their own hold. */
	#names = new Map();
	constructor({ common }) {
		this.#folders = [...foldersFrom((0, node_path.join)(common, "objects"), 0)];
	}
	/**
	* The object of an id (hexadecimal, whole); undefined where the repository has none of that id (a shallow or partial
	* clone), none that is intact, or one larger than `most` bytes.
	*/
	read(id, most) {
		if (!/^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(id)) return void 0;
		const found = this.#loose(id, most) ?? this.#packed(id, most);
		return found !== void 0 && isIntact(found, id) ? found : void 0;
	}
	#loose(id, most) {
		for (const folder of this.#folders) {
			if (!this.#isLoose(folder, id)) continue;
			const packed = require_base.readRegularFile((0, node_path.join)(folder, id.slice(0, 2), id.slice(2)), LARGEST_FILE, "refused");
			const whole = require_base.isUnread(packed) ? void 0 : inflated(packed, most + LONGEST_HEADER);
			const end = whole?.indexOf(0) ?? -1;
			if (whole === void 0 || end === -1) continue;
			const [name, size] = whole.toString("latin1", 0, end).split(" ");
			const type = OBJECT_TYPES.find((one) => one === name);
			const bytes = whole.subarray(end + 1);
			if (type !== void 0 && Number(size) === bytes.length) return {
				type,
				bytes
			};
		}
	}
	/** Listed once, as git does: to ask for each file that is not there would take longer than to read a pack. */
	#isLoose(folder, id) {
		const [first, rest] = [id.slice(0, 2), id.slice(2)];
		if (!this.#namesIn(folder).has(first)) return false;
		return this.#namesIn((0, node_path.join)(folder, first)).has(rest);
	}
	#namesIn(folder) {
		let names = this.#names.get(folder);
		if (names === void 0) {
			names = new Set(namesIn(folder));
			this.#names.set(folder, names);
		}
		return names;
	}
	/** Holds the packs open, for those that read many objects. */
	whileOpen(work) {
		return this.#allPacks.reduce((inner, pack) => () => pack.whileOpen(inner), work)();
	}
	get #allPacks() {
		return this.#packs ??= this.#folders.flatMap((folder) => packsIn((0, node_path.join)(folder, "pack")));
	}
	#packed(id, most) {
		for (const pack of this.#allPacks) {
			const found = pack.read(id, most);
			if (found !== void 0) return found;
		}
	}
};
/** `commit 1234` and a zero. */
const LONGEST_HEADER = 32;
/** What one object takes on the disk. Bytes. */
const LARGEST_FILE = 67108864;
/** The folder of a repository's objects, and those that it borrows from. */
function* foldersFrom(folder, depth) {
	yield folder;
	if (depth === DEEPEST$2) return;
	for (const line of (require_scan.readTextFile((0, node_path.join)(folder, "info", "alternates")) ?? "").split("\n")) if (line !== "" && !line.startsWith("#")) yield* foldersFrom((0, node_path.resolve)(folder, line), depth + 1);
}
function packsIn(folder) {
	return namesIn(folder).filter((name) => name.endsWith(".idx")).sort().map((name) => new Pack((0, node_path.join)(folder, name)));
}
function namesIn(folder) {
	try {
		return (0, node_fs.readdirSync)(folder);
	} catch {
		return [];
	}
}
// src/git/references.ts
/** The commits that names lead to, as gitrevisions(7) has it: branches, tags, ids, and their parents. */
/** References that lead to references are followed this far, as git does. */
const DEEPEST$1 = 5;
/** No commit and no tag has more to say. Bytes. */
const LARGEST$3 = 1048576;
const ID = /^[0-9a-f]{40}(?:[0-9a-f]{24})?$/;
/** The commit that the work tree is at: what `HEAD` leads to. Undefined where there is none yet. */
function headOf(git) {
	return idOf(git, "HEAD");
}
/** The branch that the work tree is at; undefined where it is at a commit by itself. */
function branchOf(git) {
	return /^refs\/heads\/(.+)$/.exec(targetOf(git, "HEAD") ?? "")?.[1];
}
/** What a symbolic reference (`refs/remotes/origin/HEAD`) names; undefined where there is no such one. */
function targetOf(git, name) {
	return /^ref: (refs\/[^\0]+)$/.exec(textOf(git, name) ?? "")?.[1];
}
/** What may stand behind a name: `~2`, `^`, `^2`. */
const STEPS = /(?:[~^]\d{0,4})*$/;
/**
* The commit of a name as a person types it: an id with all its digits, `HEAD`, `main`, `origin/main`, `v1.0`,
* `refs/heads/main`, with parents of it (`HEAD~2`, `main^`).
*
* @returns "absent" where there is no such name; "unknown" where the repository does not have a commit on the way (a
* shallow clone).
*/
function commitNamed(git, objects, text) {
	const [steps = ""] = STEPS.exec(text) ?? [];
	const name = text.slice(0, text.length - steps.length);
	const id = ID.test(name) ? name : idNamed(git, name);
	if (id === void 0) return "absent";
	let commit = peeled(objects, id);
	for (const [, kind, count = ""] of steps.matchAll(/([~^])(\d*)/g)) {
		const number = count === "" ? 1 : Number(count);
		for (let left = kind === "~" ? number : Math.min(number, 1); left > 0; left--) {
			const read = commit === void 0 ? void 0 : objects.read(commit, LARGEST$3);
			const parents = read && readCommit(read)?.parents;
			if (parents === void 0) return "unknown";
			commit = parents[kind === "~" ? 0 : number - 1];
			if (commit === void 0) return "absent";
		}
	}
	return commit === void 0 || peeled(objects, commit) === void 0 ? "unknown" : { id: commit };
}
/** In the order in which git looks. */
function idNamed(git, name) {
	if (name === "" || name.startsWith("-") || name.includes("\0")) return void 0;
	const remote = `refs/remotes/${name}`;
	return [
		name,
		`refs/${name}`,
		`refs/tags/${name}`,
		`refs/heads/${name}`,
		remote,
		`${remote}/HEAD`
	].filter((one) => one.startsWith("refs/") || /^[A-Z_]+$/.test(one)).map((one) => idOf(git, one)).find((id) => id !== void 0);
}
/** What a tag with a message names, however many of them there are. */
function peeled(objects, id, depth = 0) {
	const object = objects.read(id, LARGEST$3);
	if (object === void 0 || depth > DEEPEST$1) return void 0;
	const named = readTag(object);
	if (named !== void 0) return peeled(objects, named, depth + 1);
	return object.type === "commit" ? id : void 0;
}
function idOf(git, name, depth = 0) {
	const text = textOf(git, name);
	if (text === void 0 || ID.test(text)) return text;
	const target = targetOf(git, name);
	return target === void 0 || depth === DEEPEST$1 ? void 0 : idOf(git, target, depth + 1);
}
/** What a reference says; of those of a linked work tree its own come first. */
function textOf({ own, common }, name) {
	if (name.split("/").includes("..")) return void 0;
	return (require_scan.readTextFile((0, node_path.join)(own, name)) ?? require_scan.readTextFile((0, node_path.join)(common, name)))?.trim() ?? packed(common, name);
}
function packed(common, name) {
	return (require_scan.readTextFile((0, node_path.join)(common, "packed-refs")) ?? "").split("\n").find((line) => line.endsWith(` ${name}`))?.split(" ")[0];
}
// src/record/remote.ts
/** Which repository the address of a remote names. */
/** One of `user@host:path`, as scp(1) takes them; a letter before the colon is a drive of Windows. */
const SCP = /^(?:[^@/:]+@)?([^@/:]{2,}):(?!\/\/)(.+)$/;
const PROTOCOLS = new Set([
	"https:",
	"http:",
	"ssh:",
	"git:",
	"git+ssh:"
]);
/** GitHub over SSH through the port of HTTPS is at a host of its own. */
const GITHUB = new Set([
	"github.com",
	"www.github.com",
	"ssh.github.com"
]);
/**
* Who logs in, with what, and everything behind a `?` is left out. Undefined for what is no place that others reach: a
* folder of the machine.
*/
function remoteOf(remote) {
	const [host, path] = partsOf(remote);
	const names = path.replace(/\/+$/, "").replace(/\.git$/, "").split("/").filter((name) => name !== "");
	if (host === "" || names.length === 0) return void 0;
	if (names.some((name) => !/^~?[\w.-]{1,100}$/.test(name) || /^\.+$/.test(name))) return void 0;
	return {
		host: GITHUB.has(host.replace(/:\d+$/, "")) ? "github.com" : host,
		path: names.join("/")
	};
}
/** `acme/readqc` of GitHub, `git.example.org/group/readqc` of anywhere else. */
function repositoryAt(remote) {
	const { host = "", path = "" } = remoteOf(remote) ?? {};
	if (host === "") return void 0;
	return host === "github.com" && /^[^/]+\/[^/]+$/.test(path) ? path : `${host}/${path}`;
}
function partsOf(remote) {
	const [, host, path] = remote.includes("://") ? [] : SCP.exec(remote) ?? [];
	if (host !== void 0 && path !== void 0) return [hostOf(`ssh://${host}/`), path];
	const url = URL.parse(remote);
	return url !== null && PROTOCOLS.has(url.protocol) ? [url.host.toLowerCase(), url.pathname] : ["", ""];
}
/** As a URL has it, so that nothing but a name of a host is one. */
function hostOf(url) {
	return URL.parse(url)?.host.toLowerCase() ?? "";
}
// src/record/checkout.ts
/** The work tree that is read, as git's own files have it. */
/** Nothing is known of a folder that no work tree holds, or whose `.git` leads elsewhere. */
function checkoutOf(root, { files }) {
	const git = require_scan.gitDirectoryAround(require_base.realOf(root));
	if (git === void 0 || "unreadable" in git) return {};
	const repository = repositoryAt(require_scan.originOf(git) ?? "");
	const commit = headOf(git);
	const [folder, branch] = [require_base.wayFrom(git.worktree, root) ?? ".", branchOf(git)];
	const prefix = folder === "." ? "" : `${folder}/`;
	const own = files.filter(({ file }) => !(0, node_path.isAbsolute)(file) && !file.startsWith("../"));
	const paths = [...new Set(own.map(({ file }) => `${prefix}${file}`))];
	const changed = commit && filesUnlike(new CommitFiles(new GitObjects(git), commit), git.worktree, paths);
	return {
		...repository !== void 0 && { repository },
		...commit !== void 0 && { checkout: {
			commit,
			...branch !== void 0 && { branch },
			...prefix !== "" && { folder },
			...changed && { changed: changed.map((file) => file.slice(prefix.length)) }
		} }
	};
}
// src/record/tool-digest.ts
/** Which files ran. */
/** What `cd FOLDER && LC_ALL=C sha256sum * | sha256sum` prints, so that anybody can tell which release ran. Undefined: no release. */
function toolDigest(folder) {
	const names = (0, node_fs.readdirSync)(folder).filter((name) => !name.startsWith("."));
	if (!names.includes("cli.js") || !names.includes("index.js")) return void 0;
	return require_base.sha256(names.sort().map((name) => `${require_base.sha256((0, node_fs.readFileSync)((0, node_path.join)(folder, name)))}  ${name}\n`).join(""));
}
// src/record/index.ts
/** What is put on record of a run beside what it found: which repository and commit, who had it run, which program. */
var record_exports = require_rolldown_runtime.__exportAll({
	recordOf: () => recordOf,
	stepAround: () => stepAround
});
/**
* In a step of a workflow as the runner tells it; otherwise, and for another repository that a step checked out, as git's
* files have it.
*
* @param root Where the report's paths start.
* @param step The environment of the step; undefined outside of a workflow.
* @param program The folder of the running program.
*/
function recordOf(root, scan, step, program = __dirname) {
	const { repository: origin, checkout } = checkoutOf(root, scan);
	const digest = toolDigest(program);
	const [server, run] = step === void 0 ? [] : [serverOf(step), workflowRunOf(step)];
	const { GITHUB_REPOSITORY: own = "", GITHUB_SHA: sha = "" } = step ?? {};
	const isOwn = own !== "" && (origin === void 0 || isSame(origin, own, server));
	const repository = isOwn ? own : origin;
	const commit = isOwn && sha !== "" ? sha : checkout?.commit;
	return {
		provenance: {
			...repository !== void 0 && { repository },
			...commit !== void 0 && { commit },
			...server !== void 0 && isOwn && { server },
			...run !== void 0 && { run },
			...checkout !== void 0 && { checkout }
		},
		...digest !== void 0 && { toolSha256: digest }
	};
}
/** The environment, where the folder is one of a step's workspace. */
function stepAround(root, env) {
	const { GITHUB_ACTIONS: is, GITHUB_WORKSPACE: workspace = "" } = env;
	return is === "true" && workspace !== "" && require_base.isBelow(require_base.realOf(workspace), require_base.realOf(root)) ? env : void 0;
}
/** GitHub does not tell capitals in names apart. */
function isSame(origin, own, server) {
	const named = server === void 0 ? own : `${new URL(server).host}/${own}`;
	return origin.toLowerCase() === named.toLowerCase();
}
// src/policy-source/baseline.ts
/** The known findings that a run goes by: the file that the policy or the caller names. */
var baseline_exports = require_rolldown_runtime.__exportAll({
	readBaselineFile: () => readBaselineFile,
	readTypedBaseline: () => readTypedBaseline
});
/** No baseline is larger: a hundred thousand findings. Bytes. */
const LARGEST$2 = 67108864;
/** The file that the caller names, else the one that the policy does. */
function namedBy(input, { baseline }) {
	if (input !== void 0) return {
		file: input,
		mayBeMissing: false
	};
	return baseline && {
		file: baseline.file,
		mayBeMissing: !baseline.own
	};
}
/**
* The baseline of a repository. Undefined where none is named, or where one that only a parent of the policy names is not
* there.
*
* @param input As the caller names it, from the root on.
* @throws ConfigurationError
*/
async function readBaselineFile(root, policy, input) {
	const named = namedBy(input, policy);
	if (named === void 0) return void 0;
	const found = require_base.readInside(require_base.realOf(root), named.file, LARGEST$2);
	return named.mayBeMissing && require_base.isAbsent(found) ? void 0 : baselineOf(named.file, found);
}
/** The baseline that a person typed, from the current folder on: it may lie anywhere. */
function readTypedBaseline(file) {
	return baselineOf(file, require_base.readRegularFile((0, node_path.resolve)(file), LARGEST$2, "followed"));
}
/**
* The baseline as it is on the base of a pull request. What the pull request adds to it does not count, save where its
* policy is the first: then the baseline that comes with it is the first, too.
*
* @param input As the workflow names it, from the root on; undefined: as the policy does.
* @throws ConfigurationError
*/
async function readBaselineOfBase(root, policy, input, { pull, env, token }) {
	const named = namedBy(input, policy);
	if (named === void 0) return {
		baseline: void 0,
		baselineChange: void 0
	};
	const { file } = named;
	const { baseOf } = await Promise.resolve().then(() => base_exports);
	const base = baseOf(root, (0, node_path.dirname)(file), pull, env, require_scan.gitHubOf(env, token));
	const brought = require_base.readInside(require_base.realOf(root), file, LARGEST$2);
	const here = async (from) => named.mayBeMissing && require_base.isAbsent(brought) ? void 0 : baselineOf(file, brought, from);
	if (base === void 0) return {
		baseline: await here(),
		baselineChange: void 0
	};
	const before = await base.read((0, node_path.join)(require_base.realOf(root), file), LARGEST$2);
	const isFirst = input === void 0 && policy.source?.from === "first";
	if (require_base.isAbsent(before) && (isFirst || require_base.isAbsent(brought))) {
		const first = await here("first");
		return {
			baseline: first,
			baselineChange: {
				before: void 0,
				after: first,
				file
			}
		};
	}
	const baseline = require_base.isAbsent(before) ? void 0 : await baselineOf(file, before, { commit: base.commit });
	return {
		baseline,
		baselineChange: {
			before: baseline,
			after: await broughtOne(file, brought),
			file
		}
	};
}
/** What the pull request brings stops no run. */
async function broughtOne(file, brought) {
	if (require_base.isAbsent(brought)) return void 0;
	try {
		return await baselineOf(file, brought);
	} catch (error) {
		if (!(error instanceof require_base.ConfigurationError)) throw error;
		return { unreadable: error.message.split("\n")[0] ?? "" };
	}
}
async function baselineOf(file, found, from) {
	const text = require_base.isUnread(found) ? found : require_base.decodeText(found);
	if (typeof text !== "string") {
		const remedy = text.why === "absent" ? "; write it with wave-inspect baseline, or name another" : "";
		throw new require_base.ConfigurationError(`baseline: ${file} ${text.words}${remedy}.`);
	}
	const { readBaseline } = await Promise.resolve().then(() => require("./baseline.js")).then((n) => n.read_exports);
	const read = readBaseline(text, file, require_base.isUnread(found) ? text : found);
	return from === void 0 ? read : {
		...read,
		from
	};
}
// src/base/checkout.ts
/** The checkout that a pull request is judged in, and which commit of it the change starts from. */
/** No commit has more to say. Bytes. */
const LARGEST$1 = 1048576;
/** Of the innermost work tree that a folder is part of; undefined where there is none that can be read. */
function checkoutAround(folder) {
	const git = require_scan.gitDirectoryAround(require_base.realOf(folder));
	return git === void 0 || "unreadable" in git ? void 0 : {
		git,
		objects: new GitObjects(git)
	};
}
/**
* GitHub's merge commit, where that is checked out, has the base as its first parent: the newest there is. The payload
* may name an older one.
*/
function basesOf(pull, env, checkout) {
	const first = checkout && firstParentOf(pull, env, checkout);
	return first === void 0 ? [pull.base] : [...new Set([first, pull.base])];
}
/** Of GitHub's merge commit, where that is checked out. */
function firstParentOf(pull, env, { git, objects }) {
	const head = headOf(git);
	const merge = head !== void 0 && head === env["GITHUB_SHA"] ? objects.read(head, LARGEST$1) : void 0;
	const [first, second, ...others] = (merge && readCommit(merge)?.parents) ?? [];
	return second !== void 0 && second === pull.head && others.length === 0 ? first : void 0;
}
/**
* Whether a work tree is a checkout of another repository. That of a submodule is not: the pull request says which
* repository a submodule is. (A submodule's `.git` is a file, and git checks out no folder of that name.) A comment
* does not say from which fork a change comes: it may be of any other owner.
*/
function isOfOthers(git, { repository, from, head, event }, env) {
	const origin = require_scan.originOf(git);
	const at = headOf(git);
	if (at !== void 0 && [head, env["GITHUB_SHA"]].includes(at)) return false;
	const isOwnFolder = git.own === (0, node_path.resolve)(git.worktree, ".git") && git.own === git.common;
	if (origin === void 0 || !isOwnFolder) return false;
	const [, owner = "", name = ""] = /[/:]([^/:]+)\/([^/]+?)(?:\.git)?\/*$/.exec(origin.toLowerCase()) ?? [];
	return !(event === "issue_comment" && owner !== repository.toLowerCase().split("/")[0]) && ![repository, from].some((own) => own?.toLowerCase() === `${owner}/${name}`);
}
// src/git/by-date.ts
/** A heap. */
var NewestFirst = class {
	#heap = [];
	put(found) {
		const heap = this.#heap;
		let at = heap.push(found) - 1;
		for (let above = at - 1 >> 1; at > 0 && isNewer(found, heap[above]); above = at - 1 >> 1) {
			heap[at] = heap[above];
			at = above;
		}
		heap[at] = found;
	}
	take() {
		const heap = this.#heap;
		const [first] = heap;
		const last = heap.pop();
		if (last === void 0 || heap.length === 0) return first;
		let at = 0;
		for (let below = 1; below < heap.length; below = 2 * at + 1) {
			if (isNewer(heap[below + 1], heap[below])) below++;
			if (!isNewer(heap[below], last)) break;
			heap[at] = heap[below];
			at = below;
		}
		heap[at] = last;
		return first;
	}
	some(is) {
		return this.#heap.some(is);
	}
};
function isNewer(a, b) {
	return a !== void 0 && (b === void 0 || a.commit.date > b.commit.date);
}
// src/git/file-history.ts
/** What files were in the commits before: each text that one of them had, by the newest commit that has it so. */
/** No commit has more to say; no folder is larger; and the most of a file. Bytes. */
const LARGEST_COMMIT = 1048576;
const LARGEST_TREE = 33554432;
/**
* Goes back from a commit on, the newest commit first as `git log` does, no further than somebody asks, and for all files at
* once: a folder that is known is not read again. A file that had another name before has no versions from then.
*/
var FileHistory = class {
	#objects;
	#most;
	#root = newPlace();
	#files = new Map();
	#open = new NewestFirst();
	#known = new Set();
	#walked = 0;
	#lacks = false;
	/**
	* @param head Id of the commit to begin with.
	* @param files From the root of the repository, "/" between folders.
	* @param most Commits that are looked at.
	*/
	constructor(objects, head, { files, most }) {
		this.#objects = objects;
		this.#most = most;
		for (const file of files) this.#files.set(file, this.#placeOf(file));
		this.#reach(head);
	}
	/** Commits that were looked at so far. */
	get walked() {
		return this.#walked;
	}
	/** There are more commits than may be looked at. */
	get isCut() {
		return this.#walked >= this.#most && this.#open.some(() => true);
	}
	/** The repository does not have all of what was asked for: it is a shallow or partial clone, or damaged. */
	get lacks() {
		return this.#lacks;
	}
	/** The versions of one file, the newest first. Each is told once. */
	*versionsOf(file) {
		const versions = this.#files.get(file)?.versions ?? [];
		for (let told = 0;; told++) {
			while (told >= versions.length) if (!this.#step()) return;
			yield versions[told];
		}
	}
	/** The bytes of a version; undefined where the repository does not have them, or there are more than `most`. */
	read({ id }, most) {
		const object = this.#objects.read(id, most);
		if (object === void 0) this.#lacks = true;
		return object?.type === "blob" ? object.bytes : void 0;
	}
	#placeOf(file) {
		let place = this.#root;
		for (const name of file.split("/")) {
			const key = Buffer.from(name, "utf8").toString("latin1");
			let inner = place.inner.get(key);
			if (inner === void 0) {
				inner = newPlace();
				place.inner.set(key, inner);
			}
			place = inner;
		}
		return place;
	}
	#reach(id) {
		if (this.#known.has(id)) return;
		this.#known.add(id);
		const object = this.#objects.read(id, LARGEST_COMMIT);
		const commit = object && readCommit(object);
		if (commit === void 0) this.#lacks = true;
		else this.#open.put({
			id,
			commit
		});
	}
	/** Looks at one more commit. False: there is none. */
	#step() {
		if (this.#walked >= this.#most) return false;
		const next = this.#open.take();
		if (next === void 0) return false;
		this.#walked++;
		this.#visit(next.commit.tree, this.#root, next.id);
		for (const parent of next.commit.parents) this.#reach(parent);
		return true;
	}
	#visit(id, place, commit) {
		if (place.seen.has(id)) return;
		place.seen.add(id);
		if (place.inner.size === 0) {
			place.versions.push({
				commit,
				id
			});
			return;
		}
		const tree = this.#objects.read(id, LARGEST_TREE);
		if (tree === void 0) this.#lacks = true;
		if (tree?.type !== "tree") return;
		const { bytes } = tree;
		const changed = changedPart(place.last, bytes);
		place.last = bytes;
		for (let at = 0; at < changed.end;) {
			const blank = bytes.indexOf(BLANK, at);
			const end = bytes.indexOf(0, blank);
			if (blank === -1 || end === -1) return;
			at = end + 1 + id.length / 2;
			if (at <= changed.start) continue;
			const inner = place.inner.get(bytes.toString("latin1", blank + 1, end));
			if (inner !== void 0) this.#visit(bytes.toString("hex", end + 1, at), inner, commit);
		}
	}
};
const BLANK = 32;
function newPlace() {
	return {
		inner: new Map(),
		seen: new Set(),
		versions: [],
		last: Buffer.alloc(0)
	};
}
/** Where a folder is not what it was in the commit looked at before: of thousands of entries a commit changes a few. */
function changedPart(before, now) {
	const most = Math.min(before.length, now.length);
	const start = longest(most, (length) => now.compare(before, 0, length, 0, length) === 0);
	const same = longest(most - start, (length) => now.compare(before, before.length - length, before.length, now.length - length, now.length) === 0);
	return {
		start,
		end: now.length - same
	};
}
/** The largest number up to `most` that is right, where all smaller ones are right as well. */
function longest(most, isRight) {
	let low = 0;
	let high = most;
	while (low < high) {
		const middle = low + high + 1 >> 1;
		if (isRight(middle)) low = middle;
		else high = middle - 1;
	}
	return low;
}
// src/policy-source/through-api.ts
/** The files of a base through GitHub's contents API, which follows the link of a file and none of a folder. */
const ABSENT = {
	why: "absent",
	words: "does not exist"
};
const LED_OUT = {
	why: "outside",
	words: "is a link that leads out of the repository"
};
/** Links that lead to links. */
const DEEPEST = 10;
var CommitThroughApi = class {
	#github;
	#pull;
	#commit;
	#lists = new Map();
	/** `commit`: of the repository that the change is added to, all its digits. */
	constructor(github, pull, commit) {
		this.#github = github;
		this.#pull = pull;
		this.#commit = commit;
	}
	/**
	* `path`: from the root, without "." and "..".
	*
	* @throws ConfigurationError
	*/
	async read(path, depth = 0) {
		const file = this.#file(path);
		const bytes = await this.#github.read(file);
		if (bytes !== void 0) return bytes;
		await this.#github.commitOf(file);
		const led = await this.#behindFolders(path);
		if (led === null) return ABSENT;
		if (typeof led === "object") return led;
		return led === void 0 || depth > DEEPEST ? LED_OUT : this.read(led, depth + 1);
	}
	/** The names in a folder, "" for the root; undefined: there is none. */
	async namesIn(folder) {
		const found = await this.#list(folder);
		return found !== void 0 && "names" in found ? found.names : void 0;
	}
	/** The path behind the first folder of it that is a link or a submodule; null where none is. Undefined: it leads out. */
	async #behindFolders(path) {
		const names = path.split("/");
		for (let count = 1; count < names.length; count++) {
			const front = names.slice(0, count);
			const found = await this.#list(front.join("/"));
			if (found === void 0) return null;
			if ("submodule" in found) return {
				kind: "in submodule",
				path: front.join("/"),
				id: found.submodule,
				rest: names.slice(count).join("/")
			};
			if ("target" in found) return behindLink(front, found.target, names.slice(count));
		}
		return null;
	}
	#list(folder) {
		const found = this.#lists.get(folder) ?? this.#github.list(this.#file(folder));
		this.#lists.set(folder, found);
		return found;
	}
	#file(path) {
		const [owner = "", repo = ""] = this.#pull.repository.split("/");
		if (!this.#github.hasToken) {
			const message = `This run is for a ${this.#pull.event}, so the policy is read from the base (${this.#commit.slice(0, 12)}), which the checkout does not have. Give actions/checkout "fetch-depth: 2", or this action a github-token that may read contents; "policy-from: head" goes by the version of the pull request.`;
			throw new require_base.ConfigurationError(message);
		}
		return {
			owner,
			repo,
			path,
			ref: this.#commit
		};
	}
};
// src/policy-source/base.ts
/**
* The files of a policy as they are on the base of a pull request: out of git where the checkout has that commit, else
* through GitHub's API. What the pull request itself says of them does not count.
*/
var base_exports = require_rolldown_runtime.__exportAll({
	baseOf: () => baseOf,
	refuseBase: () => refuseBase
});
/**
* The base of a pull request, for the work tree that a folder is part of. Undefined where that work tree is another
* repository's, which the workflow checked out: the pull request has no say in it.
*
* @param root The workspace.
* @param folder Below it, as it is named there.
*/
function baseOf(root, folder, pull, env, github) {
	const workspace = require_base.realOf(root);
	const checkout = ownCheckout(workspace, beforeLinks(workspace, folder));
	const { git, objects } = checkout ?? {};
	if (git !== void 0 && isOfOthers(git, pull, env)) return void 0;
	const worktree = git?.worktree ?? workspace;
	const commits = basesOf(pull, env, checkout);
	const inGit = commits.map((id) => objects && new CommitFiles(objects, id)).find((files) => files?.isThere === true);
	const [commit = pull.base] = inGit === void 0 ? commits : commits.filter((id) => objects?.read(id, LARGEST));
	const api = new CommitThroughApi(github, pull, commit);
	const insideOf = (path) => (0, node_path.relative)(worktree, path).split(node_path.sep).join("/");
	const around = insideOf((0, node_path.resolve)(workspace, folder));
	const inCheckout = (path, most = LARGEST) => {
		const inside = insideOf(path);
		if (/^\.\.(?:\/|$)/.test(inside) || node_path.posix.isAbsolute(inside)) return OUTSIDE;
		return inGit && readCommitted({
			files: inGit,
			worktree
		}, inside, most);
	};
	const throughApi = async (path, most = LARGEST) => {
		const found = await api.read(path);
		return isInSubmodule(found) ? readSubmodule(worktree, found, most) : found;
	};
	return {
		commit,
		inCheckout(path) {
			const found = inCheckout(path);
			return isInSubmodule(found) ? void 0 : found;
		},
		async read(path, most) {
			const found = inCheckout(path, most) ?? await firstThere(pathsOf(insideOf(path), around, git), throughApi, most);
			if (isInSubmodule(found)) throw lacking(found);
			return found;
		},
		async namesIn(path) {
			const inside = insideOf(path);
			const names = inGit?.namesIn(inside) ?? "unknown";
			return names === "unknown" ? api.namesIn(inside) : names;
		}
	};
}
function isInSubmodule(found) {
	return found !== void 0 && "kind" in found;
}
/**
* The work tree that a folder is part of; of a submodule that of the repository which has it, as that says which commit of
* it counts: the pull request may name another one.
*/
function ownCheckout(workspace, folder) {
	const found = checkoutAround(folder);
	if (found === void 0) return void 0;
	const { worktree } = found.git;
	if (!require_scan.isOfSubmodule(found.git) || worktree === workspace || !require_base.isBelow(workspace, worktree)) return found;
	return ownCheckout(workspace, (0, node_path.dirname)(worktree)) ?? found;
}
/**
* Where the repository may have what lies at a path of the workspace: without git nobody says into which of the folders
* around the file that the workflow names it was checked out.
*/
function pathsOf(path, folder, git) {
	const names = git === void 0 ? folder.split("/") : [];
	return [path, ...names.map((_, at) => `${names.slice(0, at + 1).join("/")}/`).flatMap((front) => path.startsWith(front) ? [path.slice(front.length)] : [])];
}
async function firstThere(paths, read, most) {
	for (const path of paths) {
		const found = await read(path, most);
		if (isInSubmodule(found) || !require_base.isAbsent(found)) return found;
	}
	return ABSENT;
}
/**
* The folder on the way from the workspace to another one where the first link stands, else that folder: where a link
* leads is for the work tree to say that it is part of, into another repository's checkout too.
*/
function beforeLinks(root, folder) {
	let at = root;
	for (const name of (0, node_path.relative)(root, (0, node_path.resolve)(root, folder)).split(node_path.sep)) {
		const next = (0, node_path.join)(at, name);
		if ((0, node_fs.lstatSync)(next, { throwIfNoEntry: false })?.isDirectory() !== true) return at;
		at = next;
	}
	return at;
}
/**
* Refuses a checkout of the base. `pull_request_target` has that unless it is told otherwise, and a check of it passes
* whatever the change is.
*
* @throws ConfigurationError
*/
function refuseBase(folder, pull, env) {
	const { git } = checkoutAround(folder) ?? {};
	if (git === void 0 || isOfOthers(git, pull, env)) return;
	const head = headOf(git);
	if (head === void 0 || head !== pull.base && head !== env["GITHUB_SHA"]) return;
	const ref = `refs/pull/${pull.number ?? "${{ github.event.number }}"}/merge`;
	const message = `The checkout is the base (${head.slice(0, 12)}), not the pull request: pull_request_target checks that out by default, and nothing of the change would be seen. Run on pull_request, or give actions/checkout "ref: ${ref}".`;
	throw new require_base.ConfigurationError(message);
}
function readCommitted({ files, worktree }, path, most) {
	const found = files.follow(path);
	if (found === "unknown") return void 0;
	if (found !== "absent" && found.kind === "in submodule") return readSubmodule(worktree, found, most);
	if (found === "absent") return ABSENT;
	if (found.kind === "submodule" || found.kind === "folder") return {
		why: "folder",
		words: `is a ${found.kind}`
	};
	if (found.kind === "link") return LED_OUT;
	return files.read(found, most);
}
/** Out of what the checkout has of the submodule; itself where that is not the commit of the base. */
function readSubmodule(worktree, within, most) {
	const git = require_scan.gitDirectoryIn((0, node_path.join)(worktree, within.path));
	if (git === void 0 || "unreadable" in git) return within;
	return readCommitted({
		files: new CommitFiles(new GitObjects(git), within.id),
		worktree: git.worktree
	}, within.rest, most) ?? within;
}
function lacking({ path, id, rest }) {
	return new require_base.ConfigurationError(`What a pull request is judged by is read from its base, which has ${path}/${rest} in the submodule ${path} at ${id.slice(0, 12)}; the checkout does not have that commit. Give actions/checkout "submodules: true" and "fetch-depth: 0", or name the policy as owner/repo:path@ref.`);
}
/** No policy and no commit has more to say. Bytes. */
const LARGEST = 1048576;
const OUTSIDE = {
	why: "outside",
	words: "lies outside of the repository"
};
Object.defineProperty(exports, "CommitFiles", {
	enumerable: true,
	get: function() {
		return CommitFiles;
	}
});
Object.defineProperty(exports, "FileHistory", {
	enumerable: true,
	get: function() {
		return FileHistory;
	}
});
Object.defineProperty(exports, "GitObjects", {
	enumerable: true,
	get: function() {
		return GitObjects;
	}
});
Object.defineProperty(exports, "NewestFirst", {
	enumerable: true,
	get: function() {
		return NewestFirst;
	}
});
Object.defineProperty(exports, "base_exports", {
	enumerable: true,
	get: function() {
		return base_exports;
	}
});
Object.defineProperty(exports, "baseline_exports", {
	enumerable: true,
	get: function() {
		return baseline_exports;
	}
});
Object.defineProperty(exports, "checkoutAround", {
	enumerable: true,
	get: function() {
		return checkoutAround;
	}
});
Object.defineProperty(exports, "commitNamed", {
	enumerable: true,
	get: function() {
		return commitNamed;
	}
});
Object.defineProperty(exports, "firstParentOf", {
	enumerable: true,
	get: function() {
		return firstParentOf;
	}
});
Object.defineProperty(exports, "headOf", {
	enumerable: true,
	get: function() {
		return headOf;
	}
});
Object.defineProperty(exports, "isIntact", {
	enumerable: true,
	get: function() {
		return isIntact;
	}
});
Object.defineProperty(exports, "isOfOthers", {
	enumerable: true,
	get: function() {
		return isOfOthers;
	}
});
Object.defineProperty(exports, "kindOf", {
	enumerable: true,
	get: function() {
		return kindOf;
	}
});
Object.defineProperty(exports, "pullRequestOf", {
	enumerable: true,
	get: function() {
		return pullRequestOf;
	}
});
Object.defineProperty(exports, "readBaselineFile", {
	enumerable: true,
	get: function() {
		return readBaselineFile;
	}
});
Object.defineProperty(exports, "readBaselineOfBase", {
	enumerable: true,
	get: function() {
		return readBaselineOfBase;
	}
});
Object.defineProperty(exports, "readCommit", {
	enumerable: true,
	get: function() {
		return readCommit;
	}
});
Object.defineProperty(exports, "readTypedBaseline", {
	enumerable: true,
	get: function() {
		return readTypedBaseline;
	}
});
Object.defineProperty(exports, "recordOf", {
	enumerable: true,
	get: function() {
		return recordOf;
	}
});
Object.defineProperty(exports, "record_exports", {
	enumerable: true,
	get: function() {
		return record_exports;
	}
});
Object.defineProperty(exports, "remoteOf", {
	enumerable: true,
	get: function() {
		return remoteOf;
	}
});
Object.defineProperty(exports, "runUrl", {
	enumerable: true,
	get: function() {
		return runUrl;
	}
});
Object.defineProperty(exports, "serverOf", {
	enumerable: true,
	get: function() {
		return serverOf;
	}
});
Object.defineProperty(exports, "targetOf", {
	enumerable: true,
	get: function() {
		return targetOf;
	}
});
Object.defineProperty(exports, "workflowRunOf", {
	enumerable: true,
	get: function() {
		return workflowRunOf;
	}
});
