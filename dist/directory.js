const require_base = require("./base.js");
let node_fs = require("node:fs");
let node_path = require("node:path");
let node_buffer = require("node:buffer");
// src/git/index-file.ts
/** What git tracks, as its index file says it: gitformat-index(5), versions 2 to 4. No git program is asked. */
/**
* Reads an index, of which every byte may be hostile: whatever it holds, this neither throws nor takes more time and
* memory than a few times its size. It is read in full or not at all.
*/
function readGitIndex(bytes, options = {}) {
	if (bytes.length > node_buffer.constants.MAX_STRING_LENGTH) return { unreadable: "it is too large" };
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
		const flags = this.#short(flagsAt);
		const more = (flags & EXTENDED) === 0 ? 0 : this.#short(flagsAt + 2);
		if ((more & -24577) !== 0) throw this.#malformed("has flags that are not known");
		const mode = MODES.get(this.#short(start + MODE_AT + 2) & 61440);
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
		let byte = this.#bytes[this.#at++] ?? 0;
		let cut = byte & 127;
		while ((byte & 128) !== 0 && cut <= this.#path.length) {
			byte = this.#bytes[this.#at++] ?? 0;
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
	/** Two bytes. */
	#short(at) {
		return (this.#bytes[at] ?? 0) << 8 | (this.#bytes[at + 1] ?? 0);
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
	const text = require_base.isUnread(bytes) ? bytes : require_base.decodeText$1(bytes);
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
	const stat = statOf(dotGit);
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
/** What a work tree's index holds. */
function readIndexOf(git, options) {
	if ("unreadable" in git) return { unreadable: git.unreadable };
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
	return statOf((0, node_path.join)(git, "HEAD")) !== void 0 && statOf((0, node_path.join)(common, "objects"))?.isDirectory() === true && statOf((0, node_path.join)(common, "refs"))?.isDirectory() === true;
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
/** The values that a configuration of git has for `core.NAME`, as git itself writes them: git-config(1). */
function settings(text, name) {
	let section = "";
	return text.split("\n").flatMap((line) => {
		const words = line.trim();
		if (words.startsWith("[")) section = words.toLowerCase();
		const equals = words.indexOf("=");
		if (section !== "[core]" || words.slice(0, equals).trim().toLowerCase() !== name) return [];
		return [words.slice(equals + 1).trim().replace(/^"(.*)"$/, "$1").replace(/\\(.)/g, "$1")];
	});
}
const isSame = (path, worktree) => real(path) === real(worktree);
function statOf(path) {
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
Object.defineProperty(exports, "decoded", {
	enumerable: true,
	get: function() {
		return decoded;
	}
});
Object.defineProperty(exports, "escaped", {
	enumerable: true,
	get: function() {
		return escaped;
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
Object.defineProperty(exports, "readIndexOf", {
	enumerable: true,
	get: function() {
		return readIndexOf;
	}
});
Object.defineProperty(exports, "readTextFile", {
	enumerable: true,
	get: function() {
		return readTextFile;
	}
});
