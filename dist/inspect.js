const require_rolldown_runtime = require("./rolldown-runtime.js");
const require_base = require("./base.js");
const require_scan = require("./scan.js");
let node_path = require("node:path");
let node_fs = require("node:fs");
let node_zlib = require("node:zlib");
let node_crypto = require("node:crypto");
let node_net = require("node:net");
let node_util = require("node:util");
let node_tls = require("node:tls");
node_tls = require_rolldown_runtime.__toESM(node_tls, 1);
let node_dns = require("node:dns");
let node_fs_promises = require("node:fs/promises");
let node_child_process = require("node:child_process");
let node_os = require("node:os");
let node_timers_promises = require("node:timers/promises");
// src/inspect/cache/index.ts
const noCache = {
	isWarm: () => Promise.resolve(false),
	get: () => Promise.resolve(void 0),
	put: () => void 0,
	close: () => Promise.resolve()
};
// src/inspect/oci/digest.ts
/** Digests, and bytes held against them. */
const lengths = {
	sha256: 64,
	sha384: 96,
	sha512: 128
};
const pattern = /^(sha256|sha384|sha512):([0-9a-f]+)$/;
/** A digest that can be checked here: a known algorithm and hex of its length. */
function isCheckable(digest) {
	const [, algorithm = "", hex = ""] = pattern.exec(digest) ?? [];
	return lengths[algorithm] === hex.length;
}
/** The digest of bytes, by the algorithm of another digest; sha256 where there is none. */
function digestOf(bytes, like = "sha256:") {
	const algorithm = like.slice(0, like.indexOf(":"));
	return `${algorithm}:${(0, node_crypto.createHash)(algorithm).update(bytes).digest("hex")}`;
}
// src/inspect/cache/bundle.ts
/** The file format of a cache that is kept as a whole. */
/** Entries by digest as one compressed file: for each a line `digest length`, then so many bytes. */
function packBundle(entries) {
	const parts = [];
	for (const [digest, bytes] of entries) parts.push(Buffer.from(`${digest} ${bytes.length}\n`), bytes);
	return (0, node_zlib.gzipSync)(Buffer.concat(parts));
}
/** Reads as far as the file makes sense; the bytes are not checked here. `limit` is in bytes, unpacked. */
function readBundle(packed, limit) {
	const entries = new Map();
	let content;
	try {
		content = (0, node_zlib.gunzipSync)(packed, { maxOutputLength: limit });
	} catch {
		return entries;
	}
	for (let at = 0; at < content.length;) {
		const end = content.indexOf(10, at);
		if (end < 0 || end - at > 200) break;
		const [, digest, length] = /^(\S+) (\d{1,9})$/.exec(content.toString("latin1", at, end)) ?? [];
		const next = end + 1 + Number(length);
		if (digest === void 0 || next > content.length) break;
		entries.set(digest, content.subarray(end + 1, next));
		at = next;
	}
	return entries;
}
// src/inspect/cache/service.ts
/** GitHub's cache service, version 2, as actions/cache 4 speaks to it. */
const SERVICE = "twirp/github.actions.results.api.v1.CacheService";
/** Trouble with the service is the same as nothing found, and as nothing stored. */
var CacheService = class {
	#http;
	#access;
	/** The service keeps apart what was made by other means. */
	#version;
	constructor(http, access, version) {
		this.#http = http;
		this.#access = access;
		this.#version = version;
	}
	/** The newest entry whose key begins so; undefined where there is none. */
	async download(prefix, maxBytes) {
		const found = await this.#call("GetCacheEntryDownloadURL", {
			key: prefix,
			restore_keys: [prefix]
		});
		const url = require_base.text(found?.["signed_download_url"]) ?? "";
		if (!URL.canParse(url)) return void 0;
		const answer = await this.#http.request(url, {
			asListed: true,
			maxBytes,
			timeout: 6e4
		});
		return { bytes: isGood(answer) ? answer.bytes : void 0 };
	}
	/** `pack` is called only where the service takes the entry. */
	async upload(key, pack) {
		const created = await this.#call("CreateCacheEntry", { key });
		const url = require_base.text(created?.["signed_upload_url"]) ?? "";
		if (!URL.canParse(url)) return;
		const body = pack();
		if (isGood(await this.#http.request(url, {
			method: "PUT",
			headers: {
				"x-ms-blob-type": "BlockBlob",
				"content-type": "application/octet-stream"
			},
			body,
			asListed: true,
			timeout: 6e4
		}))) await this.#call("FinalizeCacheEntryUpload", {
			key,
			size_bytes: String(body.length)
		});
	}
	async #call(method, fields) {
		const answer = await this.#http.request(new URL(`${SERVICE}/${method}`, this.#access.url), {
			method: "POST",
			headers: {
				"content-type": "application/json",
				accept: "application/json"
			},
			body: JSON.stringify({
				...fields,
				version: this.#version
			}),
			authorize: () => `Bearer ${this.#access.token}`,
			asListed: true,
			timeout: 2e4
		});
		return isGood(answer) ? require_base.object(require_base.decodeJson(answer.bytes)) : void 0;
	}
};
function isGood(answer) {
	return "status" in answer && answer.status >= 200 && answer.status < 300;
}
// src/inspect/cache/actions.ts
/** Content kept from run to run in GitHub's cache service. */
/** Entries of a cache are found by the beginning of their key; the rest tells one content from another. */
const KEY = "wave-inspect-content-v1-";
/** The format of the bundle. */
const VERSION = (0, node_crypto.createHash)("sha256").update("wave-inspect bundle 1").digest("hex");
/** Bytes, unpacked. */
const MAX_BUNDLE = 33554432;
/**
* One bundle, read on first use and written at the end where anything is new. What the run used comes first, so what
* nobody asks for falls out. Trouble with the service is a line in the log and an empty cache. Undefined where there is
* no such service.
*/
function createActionsCache({ http, env, log, addSecret }) {
	const url = env["ACTIONS_RESULTS_URL"] ?? "";
	const token = env["ACTIONS_RUNTIME_TOKEN"] ?? "";
	if (!URL.canParse(url) || token === "") return void 0;
	addSecret(token);
	return new ActionsCache(new CacheService(http, {
		url: new URL(url),
		token
	}, VERSION), log);
}
var ActionsCache = class {
	#service;
	#log;
	#used = new Map();
	#isChanged = false;
	#stored;
	constructor(service, log) {
		this.#service = service;
		this.#log = log;
	}
	async isWarm() {
		return (await this.#fromEarlier()).size > 0;
	}
	async get(digest) {
		const bytes = this.#used.get(digest) ?? (await this.#fromEarlier()).get(digest);
		if (bytes === void 0 || !isCheckable(digest) || digestOf(bytes, digest) !== digest) return void 0;
		this.#used.set(digest, bytes);
		return bytes;
	}
	put(digest, bytes) {
		if (!isCheckable(digest)) return;
		this.#used.set(digest, bytes);
		this.#isChanged = true;
	}
	async close() {
		if (!this.#isChanged) return;
		const kept = worthKeeping(new Map([...this.#used, ...await this.#fromEarlier()]));
		const names = kept.map(([digest]) => digest).sort();
		const content = (0, node_crypto.createHash)("sha256").update(names.join("\n")).digest("hex").slice(0, 32);
		await this.#service.upload(KEY + content, () => packBundle(kept));
	}
	#fromEarlier() {
		return this.#stored ??= this.#load();
	}
	async #load() {
		const found = await this.#service.download(KEY, MAX_BUNDLE);
		if (found === void 0) return new Map();
		const entries = found.bytes === void 0 ? new Map() : readBundle(found.bytes, MAX_BUNDLE);
		this.#log({
			level: "info",
			message: `${entries.size} manifests and configs are known from earlier runs.`
		});
		return entries;
	}
};
/** The first ones, as many as a bundle takes. */
function worthKeeping(entries) {
	const kept = [];
	let size = 0;
	for (const [digest, bytes] of entries) {
		size += bytes.length + digest.length + 10;
		if (size > MAX_BUNDLE) break;
		kept.push([digest, bytes]);
	}
	return kept;
}
// src/inspect/cache/directory.ts
/** Content kept from run to run in a directory. */
/** No manifest and no config is larger. Bytes. */
const LARGEST_ENTRY = 16777216;
/** Changes with the layout, so that an old directory is ignored and not misread. */
const LAYOUT = "content-v1";
/**
* A directory with one file an entry, named by its digest: `content-v1/sha256-<hex>`. Several runs may share it:
* files appear whole (written aside and renamed) and are never changed. The directory is made on first use.
*/
function createDirectoryCache(directory, limits = {}) {
	return new DirectoryCache((0, node_path.join)(directory, LAYOUT), limits);
}
var DirectoryCache = class {
	#root;
	#limits;
	#put = new Set();
	#writing = new Set();
	#listing;
	#isMade = false;
	constructor(root, limits) {
		this.#root = root;
		this.#limits = limits;
	}
	async isWarm() {
		return (await this.#names()).size > 0;
	}
	async get(digest) {
		const name = fileName(digest);
		const known = await this.#names();
		if (name === void 0 || !known.has(name)) return void 0;
		const path = (0, node_path.join)(this.#root, name);
		const bytes = require_base.readRegularFile(path, LARGEST_ENTRY, "refused");
		if (!require_base.isUnread(bytes) && digestOf(bytes, digest) === digest) {
			const now = new Date();
			await (0, node_fs_promises.utimes)(path, now, now).catch(() => void 0);
			return bytes;
		}
		await (0, node_fs_promises.rm)(path, { force: true }).catch(() => void 0);
		known.delete(name);
	}
	put(digest, bytes) {
		const name = fileName(digest);
		if (name === void 0 || this.#put.has(name)) return;
		this.#put.add(name);
		const written = this.#write(name, bytes).finally(() => this.#writing.delete(written));
		this.#writing.add(written);
	}
	async close() {
		await Promise.all(this.#writing);
		const { maxBytes = 67108864, maxEntries = 2e4 } = this.#limits;
		if (this.#put.size > 0) await prune(this.#root, maxBytes, maxEntries);
	}
	#names() {
		return this.#listing ??= list(this.#root);
	}
	async #write(name, bytes) {
		try {
			if (!this.#isMade) {
				(0, node_fs.mkdirSync)(this.#root, { recursive: true });
				require_base.sweep(this.#root);
			}
			this.#isMade = true;
			await require_base.writeWholeSoon((0, node_path.join)(this.#root, name), bytes);
		} catch {}
	}
};
function fileName(digest) {
	return isCheckable(digest) ? digest.replace(":", "-") : void 0;
}
async function list(root) {
	return new Set(await entriesIn(root).catch(() => []));
}
/** What is being written is no entry yet. */
async function entriesIn(root) {
	return (await (0, node_fs_promises.readdir)(root)).filter((name) => !name.startsWith("."));
}
/**
* Drops the entries that were not used for the longest time. Another run may be at it, too, and what is no entry of ours
* (a folder) stays: what cannot be looked at or removed keeps nothing else.
*/
async function prune(root, maxBytes, maxEntries) {
	const names = await entriesIn(root).catch(() => []);
	const files = (await Promise.all(names.map(async (name) => ({
		name,
		stat: await (0, node_fs_promises.lstat)((0, node_path.join)(root, name)).catch(none)
	})))).flatMap(({ name, stat }) => stat === void 0 || stat.isDirectory() ? [] : [{
		name,
		size: stat.size,
		mtimeMs: stat.mtimeMs
	}]);
	files.sort((a, b) => b.mtimeMs - a.mtimeMs);
	let bytes = 0;
	for (const [position, { name, size }] of files.entries()) {
		bytes += size;
		if (bytes > maxBytes || position >= maxEntries) await (0, node_fs_promises.rm)((0, node_path.join)(root, name), { force: true }).catch(none);
	}
}
const none = () => void 0;
// src/inspect/credentials/docker-config.ts
const hubNames = new Set([
	"docker.io",
	"index.docker.io",
	"registry-1.docker.io"
]);
/** Reads the JSON of a config. `origin` names it in sentences. A broken one says nothing and is a problem. */
function readDockerConfig(json, origin) {
	const problems = [];
	const root = parse(json);
	if (root === void 0) problems.push(`${origin} is not the JSON of a docker configuration; it is left out.`);
	const entries = new Map();
	for (const [key, value] of Object.entries(require_base.object(root?.["auths"]) ?? {})) {
		if (/\/(?:access|refresh)-token$/.test(key)) continue;
		const login = readLogin$1(value);
		if (login === void 0) continue;
		if (typeof login === "string") problems.push(`${origin}: the entry ${JSON.stringify(key)} ${login}; it is left out.`);
		else entries.set(normalizeKey(key), login);
	}
	const helpers = new Map();
	for (const [key, value] of Object.entries(require_base.object(root?.["credHelpers"]) ?? {})) {
		const name = require_base.text(value);
		if (name !== void 0) helpers.set(normalizeKey(key), name);
	}
	return {
		entries,
		helpers,
		store: require_base.text(root?.["credsStore"]) || void 0,
		problems
	};
}
/** The entry for the longest part of `registry/repository` that has one. */
function findEntry(entries, registry, repository) {
	const host = normalizeKey(registry);
	for (let key = `${host}/${repository}`; key.length >= host.length; key = key.slice(0, key.lastIndexOf("/"))) {
		const login = entries.get(key);
		if (login !== void 0) return {
			login,
			isScoped: key !== host
		};
		if (key === host) return void 0;
	}
}
/** The origin of a credential, put beside it. */
function asCredential(login, origin) {
	return {
		origin,
		...login
	};
}
/**
* Host in lower case, with the path that Podman allows; Docker Hub's four spellings become `docker.io`. With a scheme
* (`https://index.docker.io/v1/`) only the host counts, as for docker. Ports belong to the host.
*/
function normalizeKey(key) {
	const written = key.trim();
	const bare = written.replace(/^https?:\/\//i, "");
	const [host = "", ...rest] = bare.split("/");
	const name = host.toLowerCase();
	const path = bare === written ? rest.filter((part) => part !== "") : [];
	const isApi = /^v[12]$/.test(path.join("/"));
	return [hubNames.has(name) ? "docker.io" : name, ...isApi ? [] : path].join("/");
}
function parse(json) {
	try {
		return require_base.object(JSON.parse(json.replace(/^\uFEFF/, "")));
	} catch {
		return;
	}
}
/** One entry of `auths`; undefined where it holds nothing, a sentence's end where it cannot be read. */
function readLogin$1(value) {
	const entry = require_base.object(value);
	const identity = require_base.text(entry?.["identitytoken"]);
	if (identity) return {
		kind: "identity-token",
		token: identity
	};
	const registry = require_base.text(entry?.["registrytoken"]);
	if (registry) return {
		kind: "registry-token",
		token: registry
	};
	const auth = require_base.text(entry?.["auth"]);
	if (!auth) {
		const username = require_base.text(entry?.["username"]);
		const password = require_base.text(entry?.["password"]);
		return username && password ? loginOf(username, password) : void 0;
	}
	const pair = Buffer.from(auth, "base64").toString("utf8").replace(/\0+$/, "");
	const colon = pair.indexOf(":");
	if (colon < 1) return "has an auth that is not a user and password";
	return loginOf(pair.slice(0, colon), pair.slice(colon + 1));
}
/** The user `<token>` says that the password is an identity token. */
function loginOf(username, password) {
	return username === "<token>" ? {
		kind: "identity-token",
		token: password
	} : {
		kind: "password",
		username,
		password
	};
}
// src/inspect/credentials/helper.ts
/** Credential helpers: the programs that docker asks for a login. */
/** Bytes. */
const MAX_OUTPUT = 65536;
/**
* Asks `docker-credential-<name> get` for one server: the server on standard input, JSON on standard output, and its
* errors on standard output too. No shell; a helper that does not end within `timeout` milliseconds is ended, and none
* outlives this process.
*/
function askHelper(name, server, options) {
	const program = `docker-credential-${name}`;
	if (!/^[A-Za-z0-9_.-]{1,64}$/.test(name)) return Promise.resolve({ problem: `The credential helper ${JSON.stringify(name.slice(0, 64))} has no usable name.` });
	const found = options.programs.find(program);
	if ("problem" in found) return Promise.resolve({ problem: `${program} ${found.problem}.` });
	return new Promise((resolve) => {
		const child = (0, node_child_process.spawn)(found.path, ["get"], {
			env: found.env,
			cwd: (0, node_path.dirname)(found.path),
			stdio: [
				"pipe",
				"pipe",
				"ignore"
			],
			detached: process.platform !== "win32"
		});
		let output = "";
		const timer = setTimeout(() => finish({ problem: `${program} did not answer within ${options.timeout / 1e3} s.` }), options.timeout);
		const atExit = () => end(child);
		process.once("exit", atExit);
		const finish = (answer) => {
			clearTimeout(timer);
			process.off("exit", atExit);
			end(child);
			child.stdout.destroy();
			resolve(answer);
		};
		child.on("error", () => finish({ problem: `${program} could not be started.` }));
		child.stdin.on("error", () => void 0);
		child.stdin.end(server);
		child.stdout.setEncoding("utf8");
		child.stdout.on("data", (text) => {
			output += text;
			if (output.length > MAX_OUTPUT) finish({ problem: `${program} said too much.` });
		});
		child.on("close", (code) => finish(code === 0 ? readLogin(program, output) : readRefusal(program, output)));
	});
}
function end(child) {
	if (child.pid === void 0) return;
	try {
		if (process.platform === "win32") child.kill();
		else process.kill(-child.pid, "SIGKILL");
	} catch {}
}
function readLogin(program, output) {
	let value;
	try {
		value = JSON.parse(output);
	} catch {
		return { problem: `${program} did not answer in JSON.` };
	}
	const username = require_base.text(require_base.object(value)?.["Username"]);
	const secret = require_base.text(require_base.object(value)?.["Secret"]);
	if (username === void 0 || secret === void 0) return { problem: `${program} gave no user and secret.` };
	return username === "" || secret === "" ? { none: true } : { login: loginOf(username, secret) };
}
function readRefusal(program, output) {
	const said = output.trim();
	if (said === "credentials not found in native keychain") return { none: true };
	return { problem: `${program} failed${said === "" ? "" : `: ${require_base.oneLine(said, 120)}`}.` };
}
// src/inspect/credentials/program.ts
/** Finds the programs that are started, which nobody may put into place by a pull request, and what they are told. */
/**
* Programs by name, each looked for once, in the folders of the PATH. Left out are relative ones, those in a folder that
* holds what others wrote, and every `node_modules/.bin`, which `npx` and `npm run` put before all others. A program
* elsewhere that is a link into such a folder does not count either.
*/
var Programs = class {
	#env;
	#isWindows;
	#foreign;
	/** The current folder where it is a person's home or above it: no checkout, and most programs are in it. */
	#around;
	#trusted;
	/** Folders of the PATH that are left out. */
	#dropped;
	#found = new Map();
	constructor({ env, foreign = [], platform = process.platform, cwd = process.cwd(), home = homeOfUser() }) {
		this.#env = env;
		this.#isWindows = platform === "win32";
		const isAround = cwd === (0, node_path.dirname)(cwd) || home !== void 0 && require_base.isBelow(real(cwd), real(home));
		this.#around = isAround ? real(cwd) : void 0;
		const folders = [
			...foreign,
			this.#variable("GITHUB_WORKSPACE"),
			this.#variable("GIT_WORK_TREE")
		].flatMap((folder) => folder ? bothPaths(folder) : []);
		const around = [...folders, ...bothPaths(cwd)].flatMap(require_base.workTreesAround);
		this.#foreign = [
			...folders,
			...isAround ? [] : bothPaths(cwd),
			...around
		];
		this.#trusted = this.#folders.filter((folder) => this.#isTrusted(folder));
		this.#dropped = this.#folders.filter((folder) => !this.#isTrusted(folder)).map((folder) => (0, node_path.resolve)(cwd, folder));
	}
	/** Of the PATH, as they are written there. */
	get #folders() {
		return (this.#variable("PATH") ?? "").split(this.#isWindows ? ";" : ":");
	}
	find(name) {
		let found = this.#found.get(name);
		if (found === void 0) this.#found.set(name, found = this.#find(name));
		return found;
	}
	#find(name) {
		let refused;
		for (const path of this.#candidates(name, this.#trusted)) {
			const program = real(path);
			if (!this.#isTrusted((0, node_path.dirname)(program))) refused ??= `is a link into a folder whose programs are not started (${path})`;
			else if (!isExecutable(program)) refused ??= `could not be started: this user may not run ${path}`;
			else if (this.#needsShell(program)) refused ??= `could not be started: ${path} needs a shell`;
			else return {
				path,
				env: this.#told()
			};
		}
		const [dropped] = this.#candidates(name, this.#dropped);
		if (refused === void 0 && dropped !== void 0) return { problem: `is not started: it is on the PATH only as ${dropped}, which a repository may have brought along` };
		return { problem: refused ?? "is not on the PATH" };
	}
	/** Files of the name, in the order of the PATH. */
	#candidates(name, folders) {
		const endings = this.#isWindows ? (this.#variable("PATHEXT") || ".COM;.EXE;.BAT;.CMD").split(";") : [""];
		return folders.flatMap((folder) => endings.map((ending) => (0, node_path.join)(folder, name + ending))).filter(isFile);
	}
	#isTrusted(folder) {
		if (!(0, node_path.isAbsolute)(folder)) return false;
		return bothPaths(folder).every((path) => path !== this.#around && !isOfNpm(path) && !this.#foreign.some((foreign) => require_base.isBelow(foreign, path)));
	}
	#needsShell(path) {
		return this.#isWindows && !/\.(?:exe|com)$/i.test(path);
	}
	#told() {
		const told = {};
		for (const [name, value] of Object.entries(this.#env)) if (value !== void 0 && TOLD.test(name)) told[name] = value;
		return {
			...told,
			PATH: this.#trusted.join(this.#isWindows ? ";" : ":")
		};
	}
	/** Windows does not tell the case of variables apart. */
	#variable(name) {
		if (!this.#isWindows) return this.#env[name];
		const key = Object.keys(this.#env).find((one) => one.toUpperCase() === name);
		return key === void 0 ? void 0 : this.#env[key];
	}
};
/**
* What a helper may need: whose files are meant and where they are, the keyring and password store of a desktop, how the
* network is reached, and the sign-in of the three large clouds. No token of ours or of the workflow, and nothing that
* loads code into a program (NODE_OPTIONS, LD_PRELOAD, PYTHONPATH).
*/
const TOLD = new RegExp(`^(?:${[
	"HOME|USER|LOGNAME|LANG|LC_\\w+|TZ|TMPDIR|TEMP|TMP|DOCKER_CONFIG|REGISTRY_AUTH_FILE|XDG_\\w+",
	"DBUS_SESSION_BUS_ADDRESS|DISPLAY|WAYLAND_DISPLAY|GNUPGHOME|GPG_TTY|PASSWORD_STORE_\\w+",
	"USERPROFILE|USERNAME|HOMEDRIVE|HOMEPATH|APPDATA|LOCALAPPDATA|PROGRAMDATA|SYSTEMROOT|SYSTEMDRIVE|WINDIR",
	"HTTPS?_PROXY|NO_PROXY|ALL_PROXY|SSL_CERT_FILE|SSL_CERT_DIR",
	"AWS_\\w+|GOOGLE_\\w+|CLOUDSDK_\\w+|GCE_METADATA_\\w+|AZURE_\\w+|MSI_\\w+|IDENTITY_\\w+"
].join("|")})$`, "i");
/** Whether a folder is a `node_modules/.bin` or in one. */
function isOfNpm(folder) {
	const parts = folder.toLowerCase().split(node_path.sep);
	return parts.some((part, at) => part === "node_modules" && parts[at + 1] === ".bin");
}
function isFile(path) {
	try {
		return (0, node_fs.statSync)(path).isFile();
	} catch {
		return false;
	}
}
function isExecutable(path) {
	try {
		(0, node_fs.accessSync)(path, node_fs.constants.X_OK);
		return true;
	} catch {
		return false;
	}
}
/** Undefined for a user whom the system does not know, as in some containers. */
function homeOfUser() {
	try {
		return (0, node_os.userInfo)().homedir;
	} catch {
		return;
	}
}
/** As it is written, and where it really is. */
function bothPaths(path) {
	return [(0, node_path.resolve)(path), real(path)];
}
/** As far as a path is there, links followed. */
function real(path) {
	try {
		return node_fs.realpathSync.native(path);
	} catch {
		const above = (0, node_path.dirname)((0, node_path.resolve)(path));
		return above === (0, node_path.resolve)(path) ? above : (0, node_path.join)(real(above), (0, node_path.basename)(path));
	}
}
// src/inspect/credentials/sources.ts
/** Where the tools on this machine keep their logins. */
const MAX_FILE = 1048576;
/** In the order in which they are looked into. */
function sourcesOf(env, warn) {
	const file = (origin, path) => ({
		origin,
		load: () => readText(path, origin, warn)
	});
	const home = env["HOME"] || env["USERPROFILE"];
	const sources = [];
	const inline = env["DOCKER_AUTH_CONFIG"];
	if (inline) sources.push({
		origin: "DOCKER_AUTH_CONFIG",
		load: () => inline
	});
	const directory = env["DOCKER_CONFIG"];
	if (directory) {
		warnOfWorkspace(directory, env["GITHUB_WORKSPACE"], warn);
		sources.push(file("DOCKER_CONFIG/config.json", (0, node_path.join)(directory, "config.json")));
	} else if (home) sources.push(file("~/.docker/config.json", (0, node_path.join)(home, ".docker", "config.json")));
	if (env["REGISTRY_AUTH_FILE"]) sources.push(file("REGISTRY_AUTH_FILE", env["REGISTRY_AUTH_FILE"]));
	const runtime = env["XDG_RUNTIME_DIR"];
	if (runtime) sources.push(file("XDG_RUNTIME_DIR/containers/auth.json", (0, node_path.join)(runtime, "containers", "auth.json")));
	const uid = process.getuid?.();
	if (uid !== void 0) sources.push(file(`/run/containers/${uid}/auth.json`, `/run/containers/${uid}/auth.json`));
	const settings = env["XDG_CONFIG_HOME"] || home && (0, node_path.join)(home, ".config");
	if (settings) sources.push(file("containers/auth.json", (0, node_path.join)(settings, "containers", "auth.json")));
	return sources;
}
/** Logins that lie in the checked-out repository come from whoever wrote the pull request. */
function warnOfWorkspace(directory, workspace, warn) {
	if (!workspace || !require_base.isBelow(workspace, directory)) return;
	warn("DOCKER_CONFIG points into the checked-out repository: whoever can change a pull request can change its logins.");
}
function readText(path, origin, warn) {
	const bytes = require_base.readRegularFile(path, MAX_FILE, "followed");
	if (!require_base.isUnread(bytes)) return bytes.toString("utf8");
	if (bytes.why !== "absent") warn(`${origin} ${bytes.words}; it is left out.`);
}
// src/inspect/credentials/logins.ts
/** The login for a registry, as the tools on this machine know it. */
/**
* The logins of the tools on this machine, the first that has one: `DOCKER_AUTH_CONFIG`, docker's `config.json`,
* `REGISTRY_AUTH_FILE`, the `auth.json` of Podman and Skopeo, the GitHub token for ghcr.io.
* A file that is broken is a warning and holds nothing. Each file is read once, each helper asked once a registry.
*/
function createCredentialSource(options) {
	return new Logins(options);
}
var Logins = class {
	#options;
	#sources;
	#programs;
	#configs = new Map();
	#helped = new Map();
	#found = new Map();
	#warned = new Set();
	constructor(options) {
		this.#options = options;
		this.#sources = sourcesOf(options.env, this.#warn);
	}
	find(registry, repository) {
		const key = `${registry}/${repository}`;
		let result = this.#found.get(key);
		if (result === void 0) this.#found.set(key, result = this.#find(normalizeKey(registry), repository));
		return result;
	}
	async #find(host, repository) {
		for (const source of this.#sources) {
			const config = this.#configOf(source);
			if (config === void 0) continue;
			const entry = findEntry(config.entries, host, repository);
			const login = (entry?.isScoped === true ? entry.login : void 0) ?? await this.#fromHelper(config.helpers.get(host) ?? config.store, host) ?? entry?.login;
			if (login !== void 0) return asCredential(login, `of ${source.origin}`);
		}
		return host === "ghcr.io" ? this.#fromGithub() : void 0;
	}
	#fromGithub() {
		const { githubToken, env, addSecret } = this.#options;
		if (!githubToken) return void 0;
		addSecret(githubToken);
		const login = loginOf(env["GITHUB_ACTOR"] || "x-access-token", githubToken);
		hide(login, addSecret);
		return asCredential(login, "of the GitHub token");
	}
	async #fromHelper(name, registry) {
		if (name === void 0) return void 0;
		const { env, root, addSecret, helperTimeout: timeout = 15e3 } = this.#options;
		const programs = this.#programs ??= new Programs({
			env,
			...root !== void 0 && { foreign: [root] }
		});
		const server = registry === "docker.io" ? "https://index.docker.io/v1/" : registry;
		const key = `${name} ${server}`;
		let answer = this.#helped.get(key);
		if (answer === void 0) this.#helped.set(key, answer = askHelper(name, server, {
			programs,
			timeout
		}));
		const result = await answer;
		if ("problem" in result) this.#warn(`${result.problem} ${registry} is read without its login.`);
		if (!("login" in result)) return void 0;
		hide(result.login, addSecret);
		return result.login;
	}
	#configOf(source) {
		if (!this.#configs.has(source)) this.#configs.set(source, this.#load(source));
		return this.#configs.get(source);
	}
	#load(source) {
		const json = source.load();
		if (json === void 0) return void 0;
		const config = readDockerConfig(json, source.origin);
		for (const problem of config.problems) this.#warn(problem);
		for (const login of config.entries.values()) hide(login, this.#options.addSecret);
		return config;
	}
	#warn = (message) => {
		if (!this.#warned.has(message)) this.#options.warn(message);
		this.#warned.add(message);
	};
};
/** Everything of a login that must not be seen: a JSON key is masked line by line, for that is how a log shows it. */
function hide(login, addSecret) {
	const secret = login.kind === "password" ? login.password : login.token;
	addSecret(secret);
	for (const line of secret.split(/\r?\n/)) if (line.trim().length > 3) addSecret(line.trim());
	if (login.kind === "password") addSecret(Buffer.from(`${login.username}:${secret}`).toString("base64"));
}
// src/inspect/network/time-budget.ts
/** The time that may be spent on one image. */
/**
* Begins with the first request that is really sent, and counts only requests and the waits between two tries: who has
* to wait for a turn behind others loses nothing by it.
*/
var TimeBudget = class {
	#now;
	#left;
	/** What `now` gives is in milliseconds. */
	constructor(milliseconds, now) {
		this.#left = milliseconds;
		this.#now = now;
	}
	/** Milliseconds; none or fewer where it is used up. */
	get left() {
		return this.#left;
	}
	/** True where a wait of so many milliseconds ends in time. */
	allows(wait) {
		return wait <= this.#left;
	}
	async spendOn(work) {
		const started = this.#now();
		try {
			return await work();
		} finally {
			this.#left -= this.#now() - started;
		}
	}
};
// src/inspect/network/http.ts
/** The first value of a header, or undefined. */
function header(response, name) {
	return response.headers.get(name)?.[0];
}
// src/inspect/oci/media-types.ts
const OCI_INDEX = "application/vnd.oci.image.index.v1+json";
const OCI_MANIFEST = "application/vnd.oci.image.manifest.v1+json";
/**
* All four, always: a registry that misses one answers 404 (an OCI index), or silently another manifest with another
* digest (a Docker list). A header line each, as Docker sends them: an old Harbor reads one type of a line, the first
* (containerd#5632).
*/
const ACCEPT = [
	OCI_INDEX,
	OCI_MANIFEST,
	"application/vnd.docker.distribution.manifest.list.v2+json",
	"application/vnd.docker.distribution.manifest.v2+json"
];
const isIndexType = (type) => type === "application/vnd.oci.image.index.v1+json" || type === "application/vnd.docker.distribution.manifest.list.v2+json";
const isManifestType = (type) => type === "application/vnd.oci.image.manifest.v1+json" || type === "application/vnd.docker.distribution.manifest.v2+json";
/** The config of a container image, as early Docker versions label it too; any other makes the manifest an artifact. */
const isImageConfigType = (type) => type === "application/vnd.oci.image.config.v1+json" || type === "application/vnd.docker.container.image.v1+json" || type === "application/octet-stream";
/** Of an artifact, a config that says an architecture and when it was made, as that of an image does. */
const isTellingConfigType = (type) => type === "application/vnd.wasm.config.v0+json";
/**
* What a manifest is that holds no image (image-spec 1.1, "Guidelines for Artifact Usage"): its `artifactType`, else the
* type of its config, and where that is the empty one or not stated, of its first layer. Undefined where it tells nothing.
*/
function artifactTypeFrom(artifactType, configType, layerType) {
	return artifactType ?? (configType !== void 0 && configType !== "application/vnd.oci.empty.v1+json" ? configType : layerType ?? configType);
}
/**
* What the layers of an image's manifest hold where none is of a file system: signatures of cosign 1 and attestations of
* BuildKit have an image's config, too. A layer that says nothing of its own may be one.
*/
function foreignContent(layers = []) {
	const types = layers.map(({ mediaType = "" }) => mediaType);
	return types.every((type) => type.startsWith("application/vnd.") && !FILE_SYSTEM.test(type)) ? types[0] : void 0;
}
/** However it is packed and encrypted; with the names of before OCI 1.0 and of Docker's schema 1. */
const FILE_SYSTEM = /^application\/vnd\.(?:oci\.image\.(?:layer|rootfs)|docker\.(?:container\.)?image\.rootfs)\./;
/** A Content-Type without its parameters, in lower case. */
const essence = (contentType) => contentType?.split(";", 1)[0]?.trim().toLowerCase();
// src/inspect/oci/error.ts
/** The first error of a registry's answer (distribution-spec, "Error codes"), whatever the content type says. */
function readError(response) {
	const body = require_base.object(require_base.decodeJson(response.bytes));
	const first = require_base.object(require_base.list(body?.["errors"])[0]) ?? body;
	const code = require_base.text(first?.["code"]);
	const message = require_base.text(first?.["message"]) ?? require_base.text(first?.["details"]) ?? require_base.text(body?.["error"]);
	if (body !== void 0) return {
		...code !== void 0 && /^[A-Za-z0-9_ -]{1,64}$/.test(code) && { code },
		...message !== void 0 && message !== "" && { message: require_base.oneLine(message, 160) }
	};
	const plain = require_base.decodeText$1(response.bytes.subarray(0, 2048)).trim();
	return plain === "" || plain.startsWith("<") ? {} : { message: require_base.oneLine(plain, 160) };
}
// src/inspect/oci/refusal.ts
function refusal(state, message) {
	return { failure: {
		state,
		message
	} };
}
/** What a status other than 200 means for an image. `identity` is who asked. */
function refusalOf(subject, host, response, identity) {
	const { status } = response;
	const { code, message } = readError(response);
	const words = [code, message].filter((word) => word !== void 0).join(": ");
	const aside = words === "" ? "" : ` (${words})`;
	return {
		failure: {
			state: stateOf(status, identity),
			message: `${sentence(subject, host, status, identity)}${aside}.`
		},
		status,
		...code !== void 0 && { code },
		identity
	};
}
function stateOf(status, identity) {
	if (status === 404 || status === 410) return "not-found";
	if (status === 401 || status === 403) return identity === "anonymous" ? "absent-or-private" : "unauthorized";
	if (status === 429) return "rate-limited";
	return status >= 200 && status < 500 && status !== 408 ? "malformed" : "server-error";
}
function sentence(subject, host, status, identity) {
	if (status === 404 || status === 410) return `${subject} is not on ${host}`;
	if (status === 401 || status === 403) return identity === "anonymous" ? `${subject} does not exist on ${host} or is private: it refuses anonymous readers` : `${host} refuses ${subject} to the login used`;
	if (status === 429) return `${host} limits the rate of requests and did not let ${subject} through`;
	return `${host} answered ${status} when asked for ${subject}`;
}
/** The same, said of an image that is there, where a part of it is not: a registry may lose what an index or manifest names. */
function ofPart(refused, { subject }, host, part) {
	if (refused.failure.state !== "not-found") return refused;
	const message = `${subject} is on ${host}, and ${part} is not: an engine that pulls it fails there.`;
	return {
		...refused,
		failure: {
			state: "not-found",
			message,
			incomplete: true
		}
	};
}
function refusalOfNetwork({ failure: state, message, exhausted }) {
	return { failure: {
		state,
		message,
		...exhausted === true && { exhausted }
	} };
}
function missing$1({ subject }, wanted, platforms) {
	const [only, ...more] = platforms;
	return refusal("platform-missing", `${subject} has no image for ${wanted}: it ${only === void 0 ? "says for no platform that it is made for it" : more.length === 0 ? `is made for ${only} only` : `offers ${platforms.slice(0, 20).join(", ")}`}.`);
}
/** Asks for the first bytes only; a server that does not know ranges is hung up on after as many. */
const firstBytes = {
	headers: { range: `bytes=0-127` },
	beginning: 128,
	maxBytes: 4096
};
/** `subject` and `host` are what was asked for where; `identity` is who asked. */
function readImageFile({ subject, host, identity }, answer) {
	if (answer.status !== 200 && answer.status !== 206) return refusalOf(subject, host, answer, identity);
	const size = sizeOf(answer);
	const read = require_base.readDownload(answer.bytes, size);
	if (read === void 0) return noImage(subject, host, answer);
	if ("download" in read) return read.download;
	return {
		...refusal("malformed", `${subject} is cut off: it has ${size} bytes on ${host}, and by its header at least ${read.least}.`),
		status: answer.status
	};
}
/** Where a file is known to be for another platform than was asked for; a file that does not say may be for any. */
function otherPlatform(subject, asked, platforms) {
	if (asked === null || platforms === void 0) return void 0;
	const wanted = require_base.normalPlatform(asked);
	return platforms.includes(wanted) ? void 0 : missing$1({ subject }, wanted, platforms);
}
/** Bytes of the whole file. */
function sizeOf(answer) {
	const range = header(answer, "content-range");
	const said = answer.status === 206 ? /\/(\d{1,15})$/.exec(range ?? "")?.[1] : header(answer, "content-length");
	return said !== void 0 && /^\d{1,15}$/.test(said) ? Number(said) : void 0;
}
/** A server may send a web page in place of what it does not have, and say 200 all the same. */
function noImage(subject, host, answer) {
	const { bytes, status } = answer;
	if (require_base.hasStarter(bytes) && bytes.length === 128) return {
		...refusal("unsupported", `${subject} is an image of a format before SIF, whose first bytes say nothing more.`),
		status
	};
	const type = essence(header(answer, "content-type")) ?? "";
	const encoding = header(answer, "content-encoding");
	const what = type === "text/html" ? "a web page (text/html)" : `something else (${[type, encoding].filter((word) => word !== void 0 && word !== "").join(", ") || "of no stated type"})`;
	const few = bytes.length < 128 ? `, ${bytes.length} bytes of it` : "";
	return {
		...refusal("malformed", `${subject} is not an image that can be run: ${host} sent ${require_base.oneLine(what, 120)}${few} where a SIF begins with its header.`),
		status
	};
}
// src/inspect/download/inspector.ts
/** Files behind a URL, mostly SIFs, by one request each: what Singularity and Apptainer download without any registry. */
/** Whether an image is asked for by its URL and not by a registry's protocol. */
function isDownload(image) {
	return /^https?:\/\//i.test(image);
}
/**
* Asks the server of a file for its first 128 bytes. No login is sent, to nobody: engines send none either. A URL is
* asked for once a run, whatever is asked about it.
*/
function createDownloadInspector(options) {
	return new DownloadInspector(options);
}
var DownloadInspector = class {
	#http;
	#now;
	#fileBudget;
	#found = new Map();
	constructor({ http, now, fileBudget = 6e4 }) {
		this.#http = http;
		this.#now = now;
		this.#fileBudget = fileBudget;
	}
	async inspect(request) {
		const subject = require_base.oneLine(request.image);
		if (!URL.canParse(request.image)) {
			const failed = refusal("invalid-reference", `${subject} is not a URL.`);
			return this.#inspectionOf(request, {
				failed,
				host: "",
				requests: 0
			});
		}
		const url = new URL(request.image);
		url.hash = "";
		let found = this.#found.get(url.href);
		if (found === void 0) this.#found.set(url.href, found = this.#ask(url, subject));
		return this.#inspectionOf(request, await found);
	}
	async close() {}
	async #ask(url, subject) {
		const { host } = url;
		const budget = new TimeBudget(this.#fileBudget, () => this.#now().getTime());
		const answer = await this.#http.request(url, {
			...firstBytes,
			redirects: "follow",
			budget
		});
		const { requests } = answer;
		if ("failure" in answer) return {
			failed: refusalOfNetwork(answer),
			host,
			requests
		};
		const read = readImageFile({
			subject,
			host,
			identity: "anonymous"
		}, answer);
		const notes = answer.url.host === host ? {} : { notes: [`${host} redirected to ${answer.url.host}.`] };
		if ("failure" in read) return {
			failed: read,
			host,
			requests,
			...notes
		};
		return {
			download: read,
			host,
			requests,
			status: answer.status,
			...notes
		};
	}
	#inspectionOf(request, { download, failed, ...effort }) {
		const platforms = download && require_base.platformsOf(download);
		const { failure } = failed ?? otherPlatform(require_base.oneLine(request.image), request.platform, platforms) ?? {};
		return {
			request,
			...platforms !== void 0 && { platforms },
			...download !== void 0 && { download },
			...failure !== void 0 && { failure },
			evidence: evidenceOf$2(effort, failed, this.#now())
		};
	}
};
function evidenceOf$2({ host, requests, status, notes }, failed, now) {
	const said = failed === void 0 ? status : failed.status;
	return {
		via: requests === 0 ? "none" : "download",
		host,
		verified: false,
		requests,
		observedAt: now.toISOString(),
		...said !== void 0 && { status: said },
		...failed?.code !== void 0 && { code: failed.code },
		identity: "anonymous",
		...notes !== void 0 && { notes }
	};
}
// src/inspect/network/closing.ts
/** The end of a client. */
/** What is under way and has to end at once when the client is closed. */
var Closing = class {
	#ends = new Set();
	#isClosed = false;
	get isClosed() {
		return this.#isClosed;
	}
	add(end) {
		this.#ends.add(end);
	}
	delete(end) {
		this.#ends.delete(end);
	}
	pause(milliseconds) {
		return new Promise((resolve) => {
			const end = () => {
				clearTimeout(timer);
				this.delete(end);
				resolve();
			};
			const timer = setTimeout(end, milliseconds);
			this.add(end);
		});
	}
	close() {
		this.#isClosed = true;
		for (const end of this.#ends) end();
	}
};
// src/inspect/network/addresses.ts
/** Which IP addresses are not of the public internet. */
/** Everything that is not the public internet (IANA special-purpose registries), tunnels to IPv4 included. */
const special = new node_net.BlockList();
for (const [network, prefix] of [
	["0.0.0.0", 8],
	["10.0.0.0", 8],
	["100.64.0.0", 10],
	["127.0.0.0", 8],
	["169.254.0.0", 16],
	["172.16.0.0", 12],
	["192.0.0.0", 24],
	["192.0.2.0", 24],
	["192.88.99.0", 24],
	["192.168.0.0", 16],
	["198.18.0.0", 15],
	["198.51.100.0", 24],
	["203.0.113.0", 24],
	["224.0.0.0", 3]
]) special.addSubnet(network, prefix, "ipv4");
for (const [network, prefix] of [
	["::", 96],
	["64:ff9b::", 96],
	["64:ff9b:1::", 48],
	["100::", 64],
	["2001::", 23],
	["2001:db8::", 32],
	["2002::", 16],
	["3fff::", 20],
	["fc00::", 7],
	["fe80::", 10],
	["fec0::", 10],
	["ff00::", 8]
]) special.addSubnet(network, prefix, "ipv6");
/** True for loopback, private, link-local, shared, multicast and reserved addresses, IPv4-mapped ones included. */
function isSpecialAddress(address) {
	const plain = address.replace(/^\[|\]$/g, "").replace(/%.*$/, "");
	const family = (0, node_net.isIP)(plain);
	if (family === 0) return false;
	return special.check(plain, family === 4 ? "ipv4" : "ipv6");
}
// src/inspect/network/names.ts
/** Looking up names, also where the system is busy with names that nobody answers for. */
/** Milliseconds after which the name servers are asked by ourselves. */
const PATIENCE$1 = 1e3;
/**
* Asks the system, which knows every source of names, but for two at a time only: names whose servers hang, of which a
* pull request may bring any number, hold up all others for as long as the system has patience. So after a second the
* name servers are asked beside it, and the first good answer counts. That a name does not exist is the system's to say.
*/
function patientLookup(system = node_dns.lookup, servers = askServers) {
	return (hostname, options, callback) => {
		let isDone = false;
		const timer = setTimeout(() => {
			servers(hostname, options, (error, addresses) => {
				if (error === null && addresses.length > 0) end(null, addresses);
			});
		}, PATIENCE$1);
		const end = (error, addresses) => {
			if (isDone) return;
			isDone = true;
			clearTimeout(timer);
			callback(error, addresses);
		};
		system(hostname, options, end);
	};
}
let resolver;
/** The name servers of the system, without its threads. */
function askServers(...[hostname, { family }, callback]) {
	resolver ??= new node_dns.Resolver({
		timeout: 2e3,
		tries: 2
	});
	const found = [];
	const kinds = [4, 6].filter((kind) => !family || family === kind || family === `IPv${kind}`);
	let open = kinds.length;
	for (const kind of kinds) resolver[`resolve${kind}`](hostname, (_error, addresses) => {
		for (const address of addresses ?? []) found.push({
			address,
			family: kind
		});
		if (--open > 0) return;
		callback(null, found.sort((a, b) => a.family - b.family));
	});
}
// src/inspect/network/policy.ts
/** Which hosts and addresses may be asked. */
const localNames = /(?:^|\.)(?:localhost|local|internal|intranet|lan|home|corp|private|home\.arpa)\.?$/;
function createNetworkPolicy(listedHosts) {
	const listed = new Set(listedHosts.map((host) => host.toLowerCase()));
	const isListed = (url) => listed.has(url.host) || listed.has(url.port === "" ? `${url.host}:${defaultPort(url)}` : "");
	return {
		isListed,
		refusal(url) {
			if (url.protocol !== "https:" && url.protocol !== "http:") return `${url.protocol}// is not a protocol of a registry.`;
			if (url.username !== "" || url.password !== "") return `The address of ${url.host} carries credentials.`;
			if (isListed(url)) return void 0;
			if (url.protocol === "http:") return `${url.host} would be asked over plain http; list it under insecure-registries if that is meant.`;
			const name = url.hostname.replace(/^\[|\]$/g, "");
			if ((0, node_net.isIP)(name) !== 0 || localNames.test(name) || !name.includes(".")) return `${url.host} is an address or a name of a private network; list it under insecure-registries if that is meant.`;
		}
	};
}
function defaultPort(url) {
	return url.protocol === "https:" ? "443" : "80";
}
/** Code of the error by which `socketLookup` refuses a name. */
const privateAddressCode = "ERR_PRIVATE_ADDRESS";
/**
* A `lookup` for sockets; `isGuarded` drops private addresses from every answer. The check is on the very address that
* the socket then connects to, so a name that changes its address between two lookups gains nothing.
*/
function socketLookup(isGuarded, resolve = patientLookup()) {
	return (hostname, options, callback) => {
		resolve(hostname, {
			...options,
			all: true
		}, (error, addresses) => {
			if (error !== null) {
				callback(error, []);
				return;
			}
			const open = isGuarded ? addresses.filter(({ address }) => !isSpecialAddress(address)) : addresses;
			const [first] = open;
			if (first === void 0) callback(Object.assign(new Error(`${hostname} has only private addresses`), { code: privateAddressCode }), []);
			else if (options.all === true) callback(null, open);
			else callback(null, first.address, first.family);
		});
	};
}
// src/inspect/network/dispatchers.ts
/** The pools of connections: undici, loaded on first use. */
/**
* Two connection pools: one for hosts that the user listed, and one whose sockets connect to public addresses only.
* Through a proxy it is the proxy that looks names up, so there only the checks of names apply.
*/
var Dispatchers = class {
	#options;
	#pools;
	constructor(options) {
		this.#options = options;
	}
	/** Loads undici on first use. `isListed`: private addresses are allowed. */
	async open(isListed) {
		const { trusted, guarded } = await (this.#pools ??= load(this.#options));
		return isListed ? trusted : guarded;
	}
	async close() {
		if (this.#pools === void 0) return;
		const { trusted, guarded } = await this.#pools;
		await Promise.all([trusted.destroy(), guarded.destroy()]);
	}
};
async function load(options) {
	const { EnvHttpProxyAgent } = await Promise.resolve().then(() => require("./undici.js")).then((n) => n.undici_core_exports);
	const ca = trustedCertificates(options);
	const trust = ca === void 0 ? {} : { ca };
	const pool = (isGuarded) => new EnvHttpProxyAgent({
		connections: options.connections,
		keepAliveTimeout: 3e4,
		connectTimeout: options.connectTimeout,
		connect: {
			...trust,
			lookup: socketLookup(isGuarded, options.resolve)
		},
		requestTls: trust,
		proxyTls: trust,
		...options.proxies
	});
	return {
		guarded: pool(true),
		trusted: pool(false)
	};
}
/** The bundle of a whole system has a quarter of a megabyte. Bytes. */
const LARGEST_BUNDLE = 16777216;
/** Node's own certificates and those of NODE_EXTRA_CA_CERTS; undefined where there are no further ones. */
function trustedCertificates({ env, warn }) {
	const file = env["NODE_EXTRA_CA_CERTS"];
	if (file === void 0 || file === "") return void 0;
	const bytes = require_base.readRegularFile(file, LARGEST_BUNDLE, "followed");
	if (require_base.isUnread(bytes)) {
		warn(`The certificates of NODE_EXTRA_CA_CERTS cannot be read: the file ${bytes.words}. Only the built-in ones are trusted.`);
		return;
	}
	const { getCACertificates = () => node_tls.rootCertificates } = node_tls;
	return [...getCACertificates("default"), bytes.toString("utf8")];
}
// src/inspect/network/errors.ts
/** What went wrong on the network, in words and in our closed set of states. */
/** Error codes that are about a certificate. */
const certificates = /CERT|SELF_SIGNED|UNABLE_TO_VERIFY|UNABLE_TO_GET_ISSUER/;
/** Codes that are worth another try; a name that does not exist, a closed port or a certificate is not. */
const transientCodes = new Set([
	"ECONNRESET",
	"ETIMEDOUT",
	"EPIPE",
	"EAI_AGAIN",
	"UND_ERR_SOCKET",
	"UND_ERR_INFO",
	"UND_ERR_CONNECT_TIMEOUT",
	"UND_ERR_HEADERS_TIMEOUT",
	"UND_ERR_BODY_TIMEOUT",
	"UND_ERR_RES_CONTENT_LENGTH_MISMATCH",
	"HTTPParserError"
]);
const seconds = (milliseconds) => `${milliseconds / 1e3} s`;
function isTransient(code) {
	return transientCodes.has(code) || code.startsWith("ERR_HTTP2_");
}
/** What an error of undici or of a socket means. */
function explain(error, url, headersTimeout) {
	const codes = require_base.codesOf(error);
	const has = (...names) => codes.some((code) => names.includes(code));
	const host = url.host;
	if (has("UND_ERR_HEADERS_TIMEOUT")) return {
		failure: "timeout",
		message: `${host} did not answer within ${seconds(headersTimeout)}.`,
		transient: true
	};
	if (has("UND_ERR_BODY_TIMEOUT")) return {
		failure: "timeout",
		message: `${host} fell silent in the middle of its answer.`,
		transient: true
	};
	if (has("ERR_PRIVATE_ADDRESS")) return {
		failure: "configuration",
		message: `${host} has only private addresses; list it under insecure-registries if that is meant.`,
		transient: false
	};
	const transient = codes.some(isTransient);
	return {
		failure: "unreachable",
		message: unreachable(host, codes, error),
		transient
	};
}
function unreachable(host, codes, error) {
	const has = (...names) => codes.some((code) => names.includes(code));
	if (has("ENOTFOUND")) return `${host}: no such host.`;
	if (has("EAI_AGAIN")) return `${host}: its name could not be looked up.`;
	if (has("ECONNREFUSED")) return `${host} refused the connection.`;
	if (has("EHOSTUNREACH", "ENETUNREACH")) return `${host}: no route to it.`;
	if (has("UND_ERR_CONNECT_TIMEOUT", "ETIMEDOUT")) return `${host}: no connection in time.`;
	if (codes.some((code) => certificates.test(code))) return `${host}: its certificate is not trusted (${codes.find((code) => certificates.test(code))}).`;
	if (codes.some((code) => code.startsWith("ERR_SSL_") || code === "EPROTO")) return `${host} does not speak TLS as expected.`;
	if (has("HTTPParserError")) return `${host} does not speak HTTP.`;
	if (has("ECONNRESET", "EPIPE", "UND_ERR_SOCKET", "UND_ERR_INFO") || codes.some((code) => code.startsWith("ERR_HTTP2_"))) return `${host} closed the connection.`;
	return `${host} could not be reached: ${require_base.oneLine(error.message, 120)}.`;
}
/** Nothing was asked, because the time for the image is used up or the run is at its end. */
function noTime({ host }) {
	return {
		failure: "timeout",
		message: `${host}: no time was left to ask it.`,
		transient: false,
		exhausted: true
	};
}
/** The answer was not waited for as long as it could have been: the time for the image was used up before. */
function outOfTime({ host }, left) {
	return {
		failure: "timeout",
		message: `${host} did not answer within the ${seconds(Math.round(left))} that were left for the image.`,
		transient: false,
		exhausted: true
	};
}
function tooLarge(url, limit) {
	return {
		failure: "too-large",
		message: `${url.host} sent more than ${limit} bytes.`,
		transient: false
	};
}
function notAgain({ failure, message }) {
	return {
		failure,
		message: `${message} It was not asked again.`
	};
}
/** `wait` is in milliseconds, the jitter of less than a second included. */
function limited(host, wait) {
	return {
		failure: "rate-limited",
		message: `${host} accepts no requests for the next ${Math.floor(wait / 1e3)} s. It was not asked again.`
	};
}
function inRuins(host, status) {
	return {
		failure: status === 429 ? "rate-limited" : "server-error",
		message: `${host} answered ${status} again and again. It was not asked again.`
	};
}
// src/inspect/network/body.ts
/** A body as it was meant: one content encoding undone, within the limit. */
const decoders = {
	gzip: (0, node_util.promisify)(node_zlib.gunzip),
	"x-gzip": (0, node_util.promisify)(node_zlib.gunzip),
	deflate: (0, node_util.promisify)(node_zlib.inflate),
	br: (0, node_util.promisify)(node_zlib.brotliDecompress)
};
/** Some registries compress although nobody asked for it. `limit` is in bytes, decoded. */
async function decodeBody(bytes, encoding, limit) {
	const [word = "", ...more] = (encoding ?? []).join(",").toLowerCase().split(",").map((word) => word.trim()).filter((name) => name !== "" && name !== "identity");
	if (word === "") return bytes;
	const decoder = decoders[word];
	if (decoder === void 0 || more.length > 0) return "unknown";
	try {
		return await decoder(bytes, { maxOutputLength: limit });
	} catch (error) {
		return require_base.codesOf(error).includes("ERR_BUFFER_TOO_LARGE") ? "too-large" : "unknown";
	}
}
// src/inspect/network/receiver.ts
/** Collects the answer with its body as it was sent; gives up on a body that is too large or an answer that takes too long. */
var Receiver = class {
	result;
	#url;
	#init;
	#closing;
	#timer;
	#resolve;
	#controller;
	#ended = false;
	#status = 0;
	#headers = new Map();
	#chunks = [];
	#size = 0;
	constructor(url, init, closing) {
		this.#url = url;
		this.#init = init;
		this.#closing = closing;
		this.result = new Promise((resolve) => {
			this.#resolve = resolve;
		});
		this.#timer = setTimeout(this.#stop, init.timeout);
		closing.add(this.#stop);
	}
	onRequestStart(controller) {
		this.#controller = controller;
		if (this.#ended) controller.abort(new Error("too late"));
	}
	onResponseStart(_controller, status, fields) {
		if (status < 200) return;
		this.#status = status;
		for (const [name, value] of Object.entries(fields)) this.#headers.set(name, [value].flat().filter((part) => part !== void 0));
		const { method, maxBytes, beginning } = this.#init;
		if (method === "HEAD" || beginning !== void 0) return;
		if (Number(fields["content-length"]) > maxBytes) this.#giveUp(tooLarge(this.#url, maxBytes));
	}
	onResponseData(_controller, chunk) {
		const { maxBytes, beginning } = this.#init;
		this.#size += chunk.length;
		if (beginning !== void 0) this.#takeBeginning(chunk, this.#isWanted ? beginning : maxBytes);
		else if (this.#size > maxBytes) this.#giveUp(tooLarge(this.#url, maxBytes));
		else this.#chunks.push(chunk);
	}
	onResponseEnd() {
		this.#end(this.#received());
	}
	/** A server may send gigabytes where 128 bytes were asked for: it is hung up on. */
	#takeBeginning(chunk, most) {
		this.#chunks.push(chunk);
		if (this.#size < most) return;
		const { bytes, ...received } = this.#received();
		this.#end({
			...received,
			bytes: bytes.subarray(0, most)
		});
		const announced = this.#headers.get("content-length")?.[0];
		if (announced === void 0 || Number(announced) > most) this.#controller?.abort(new Error("enough"));
	}
	get #isWanted() {
		return this.#status === 200 || this.#status === 206;
	}
	#received() {
		const [first] = this.#chunks;
		const bytes = this.#chunks.length === 1 && first !== void 0 ? first : Buffer.concat(this.#chunks);
		return {
			status: this.#status,
			headers: this.#headers,
			bytes
		};
	}
	onResponseError(_controller, error) {
		this.#end(explain(error, this.#url, this.#init.headersTimeout));
	}
	#stop = () => {
		const message = `${this.#url.host} did not finish its answer within ${seconds(this.#init.timeout)}.`;
		this.#giveUp({
			failure: "timeout",
			message,
			transient: false
		});
	};
	#giveUp(result) {
		this.#end(result);
		this.#controller?.abort(new Error(result.message));
	}
	#end(result) {
		if (this.#ended) return;
		this.#ended = true;
		clearTimeout(this.#timer);
		this.#closing.delete(this.#stop);
		this.#resolve(result);
	}
};
// src/inspect/network/transport.ts
/** One request and its answer, no redirect and no retry. */
/**
* Sends the request and gives its answer. Ends within `timeout` whatever the server does: undici's own limits do not
* stop a body that drips. `closing` ends it from outside.
*/
async function exchange(dispatcher, url, init, closing) {
	const receiver = new Receiver(url, init, closing);
	dispatcher.dispatch({
		origin: url.origin,
		path: url.pathname + url.search,
		method: init.method,
		headers: init.headers,
		body: init.body ?? null,
		headersTimeout: init.headersTimeout,
		bodyTimeout: init.idleTimeout,
		...init.method === "HEAD" && { reset: false }
	}, receiver);
	const received = await receiver.result;
	if ("failure" in received) return received;
	await (0, node_timers_promises.setImmediate)();
	const bytes = await decodeBody(received.bytes, received.headers.get("content-encoding"), init.maxBytes);
	if (typeof bytes === "string" && init.beginning !== void 0) return {
		...received,
		bytes: new Uint8Array()
	};
	if (bytes === "too-large") return tooLarge(url, init.maxBytes);
	if (bytes === "unknown") return {
		failure: "malformed",
		message: `${url.host} sent a body in an encoding that cannot be read.`,
		transient: false
	};
	return {
		...received,
		bytes
	};
}
// src/inspect/network/hops.ts
/** Milliseconds of a budget that are too few to wait for anything. */
const USED_UP = 20;
const MAX_BYTES$1 = 4194304;
/** Asks an address once: if it may be asked at all, when it is its host's turn, and as long as there is time. */
var Hops = class {
	#options;
	constructor(options) {
		this.#options = options;
	}
	/** `vouched`: a listed host stands for this address. */
	async take(url, request, vouched) {
		const { policy, lanes } = this.#options;
		const refusal = vouched ? void 0 : policy.refusal(url);
		if (refusal !== void 0) return {
			failure: "configuration",
			message: refusal,
			transient: false,
			requests: 0
		};
		const turn = await lanes.enter(url.host);
		if ("failure" in turn) return {
			...turn,
			transient: false,
			requests: 0
		};
		try {
			return await this.#send(url, request, vouched || policy.isListed(url));
		} finally {
			turn.leave();
		}
	}
	async #send(url, request, isListed) {
		const { dispatchers, closing } = this.#options;
		const { budget } = request;
		const left = budget?.left ?? Number.POSITIVE_INFINITY;
		if (left <= 0 || closing.isClosed) return {
			...noTime(url),
			requests: 0
		};
		const init = this.#init(url, request, left);
		const dispatcher = await dispatchers.open(isListed);
		const send = () => exchange(dispatcher, url, init, closing);
		const answer = await (budget === void 0 ? send() : budget.spendOn(send));
		if ("failure" in answer && answer.failure === "timeout" && budget !== void 0 && budget.left < USED_UP) return {
			...outOfTime(url, left),
			requests: 1
		};
		this.#report(url.host, answer, request);
		return {
			...answer,
			requests: 1
		};
	}
	/** `left` is in milliseconds. */
	#init(url, request, left) {
		const { timeouts, userAgent } = this.#options;
		const authorization = request.authorize?.(url);
		const attempt = Math.min(request.timeout ?? timeouts.attempt, left);
		return {
			method: request.method ?? "GET",
			headers: {
				"user-agent": userAgent,
				"accept-encoding": "identity",
				...request.headers,
				...authorization !== void 0 && { authorization }
			},
			body: request.body,
			maxBytes: request.maxBytes ?? MAX_BYTES$1,
			beginning: request.beginning,
			timeout: attempt,
			headersTimeout: request.waitsForOthers === true ? 2 * attempt : Math.min(timeouts.headers, attempt),
			idleTimeout: Math.min(timeouts.idle, attempt)
		};
	}
	/** What the answer says of its host. Failures that another try may mend are counted when there is none left. */
	#report(host, answer, { waitsForOthers }) {
		const { lanes } = this.#options;
		if ("status" in answer) {
			lanes.answered(host);
			if (answer.status !== 429 && answer.status < 500) lanes.succeeded(host);
		} else if (answer.failure === "timeout" && waitsForOthers !== true || answer.failure === "unreachable" && !answer.transient) lanes.failed(host, answer.failure, notAgain(answer));
	}
};
// src/inspect/network/breaker.ts
/** The breaker that stands before a server. */
/** Spares a server that does not answer: after so many failures of one kind in a row it is asked no more. */
var Breaker = class {
	#breakAfter;
	#streak = 0;
	#kind;
	#reason;
	constructor(breakAfter) {
		this.#breakAfter = breakAfter;
	}
	/** Why nothing more is asked; undefined as long as something is. */
	get reason() {
		return this.#reason;
	}
	succeeded() {
		this.#streak = 0;
	}
	failed(kind, reason) {
		this.#streak = this.#kind === kind ? this.#streak + 1 : 1;
		this.#kind = kind;
		if (this.#streak >= this.#breakAfter) this.stop(reason);
	}
	/** At once and for good; the first reason stays. */
	stop(reason) {
		this.#reason ??= reason;
	}
};
// src/inspect/network/pause.ts
/** The pause of a host. */
/** The time for which a host is left alone, because it asked for that. */
var Pause = class {
	#timer;
	#until = 0;
	get isOn() {
		return this.#timer !== void 0;
	}
	/** A shorter one does not end a longer one that is on. `over` is called at the end, and not where `end` comes first. */
	begin(milliseconds, over) {
		const until = performance.now() + milliseconds;
		if (this.isOn && until <= this.#until) return;
		this.end();
		this.#until = until;
		this.#timer = setTimeout(() => {
			this.#timer = void 0;
			over();
		}, milliseconds);
	}
	end() {
		clearTimeout(this.#timer);
		this.#timer = void 0;
	}
};
// src/inspect/network/lane.ts
/** Answers in a row after which a host is counted on. */
const ENOUGH_ANSWERS = 8;
/** Failures in a row after which a host that never answered is given up. */
const FIRST_FAILURES = 2;
/**
* A bounded number of requests on one host: one until it has answered at all, fewer after it was too much for the host,
* and none during a pause.
*/
var Lane = class {
	host;
	breaker;
	#pause = new Pause();
	#widths;
	#waiting = [];
	/** Shrinks on "too many requests", grows back with success. */
	#width;
	#active = 0;
	#silent = 0;
	#wasAsked = false;
	#hasAnswered = false;
	/** Since it was last silent. */
	#answers = 0;
	#failures = 0;
	constructor(host, widths, breaker) {
		this.host = host;
		this.breaker = breaker;
		this.#widths = widths;
		this.#width = widths.perHost;
	}
	get active() {
		return this.#active;
	}
	get waiting() {
		return this.#waiting.length;
	}
	get standing() {
		if (this.#silent > 0) return "silent";
		if (this.#answers >= ENOUGH_ANSWERS) return "reliable";
		return this.#wasAsked ? "unsure" : "new";
	}
	/** Whether the next one could be let go, going by this host alone. */
	get isFree() {
		const width = this.#hasAnswered ? this.#width : Math.min(this.#width, this.#widths.unproven);
		return this.#waiting.length > 0 && !this.#pause.isOn && this.#active < width;
	}
	/** Ends when `letNext` or `giveUp` has come to it. */
	queue() {
		return new Promise((resolve) => {
			this.#waiting.push(resolve);
		});
	}
	/** Lets go who has waited longest. */
	letNext(turn) {
		this.#active++;
		this.#wasAsked = true;
		this.#waiting.shift()?.(turn);
	}
	leave(wasSilent) {
		this.#active--;
		if (wasSilent) this.#silent--;
	}
	/** Somebody waits for an answer for too long. */
	fellSilent() {
		this.#silent++;
		this.#answers = 0;
	}
	/** It said something, be it that it is in trouble. */
	answered() {
		this.#hasAnswered = true;
		this.#answers++;
	}
	succeeded() {
		this.breaker.succeeded();
		this.#width = Math.min(this.#widths.perHost, this.#width + 1 / this.#width);
	}
	failed(kind, reason) {
		this.breaker.failed(kind, reason);
		this.#failures++;
		if (!this.#hasAnswered && this.#failures >= FIRST_FAILURES) this.breaker.stop(reason);
		this.giveUp();
	}
	stop(reason) {
		this.breaker.stop(reason);
		this.giveUp();
	}
	/** Where the breaker is open, nobody waits for the bad news: no turn is needed to hear it, and no pause holds it up. */
	giveUp() {
		const { reason } = this.breaker;
		if (reason === void 0) return;
		for (const tell of this.#waiting.splice(0)) tell(reason);
	}
	/** Nobody is let go for so many milliseconds, and fewer at a time from then on. */
	slowDown(wait, over) {
		this.#width = Math.max(1, Math.floor(this.#width / 2));
		this.#pause.begin(wait, over);
	}
	endPause() {
		this.#pause.end();
	}
};
// src/inspect/network/turn.ts
/** The turn of one request, from being let go to its end. */
/** Milliseconds after which whoever still waits for an answer makes room: no host that is well takes so long. */
const PATIENCE = 1e3;
var Turn = class {
	#events;
	#timer;
	#isSilent = false;
	constructor(events) {
		this.#events = events;
		this.#timer = setTimeout(() => {
			this.#isSilent = true;
			events.silent();
		}, PATIENCE);
	}
	/** To be called once, at the end. */
	leave() {
		clearTimeout(this.#timer);
		this.#events.over(this.#isSilent);
	}
};
// src/inspect/network/lanes.ts
/** All hosts side by side: a lane for each, and a bound on all of them together. */
const defaultLaneLimits = {
	perHost: 8,
	unproven: 1,
	overall: 24,
	aside: 512,
	breakAfter: 3
};
/** How much of the room aside a host may use: the less is known against it, the more. */
const SHARE = {
	new: 1,
	unsure: 3 / 4,
	silent: 1 / 2
};
/**
* One lane a host: a bounded number of requests in flight, a common pause when the host asks for one, and a breaker
* that spares a host which does not answer.
*
* Hosts that answer share a number of turns, each its fair part. Every host begins beside them and goes back there as
* soon as it is silent, so that however many hosts hang, those that answer find all turns free: a host that nobody
* knows is asked at once, and is given up after its first failures.
*/
var Lanes = class {
	#limits;
	#lanes = new Map();
	/** Lanes in which somebody waits, in the order of their turns. */
	#queued = new Set();
	#active = 0;
	#aside = 0;
	constructor(limits) {
		this.#limits = limits;
	}
	/** Waits for a turn, which the caller has to leave; gives the reason where the host is asked no more. */
	async enter(host) {
		const lane = this.#laneOf(host);
		if (lane.breaker.reason !== void 0) return lane.breaker.reason;
		const turn = lane.queue();
		this.#queued.add(lane);
		this.#pump();
		return turn;
	}
	/** It said something, be it that it is in trouble. */
	answered(host) {
		this.#laneOf(host).answered();
	}
	/** It is well. */
	succeeded(host) {
		this.#laneOf(host).succeeded();
	}
	/** Counts towards the breaker, those of one kind together. */
	failed(host, kind, reason) {
		this.#laneOf(host).failed(kind, reason);
	}
	/** No further request on this host, those that wait included. */
	stop(host, reason) {
		this.#laneOf(host).stop(reason);
	}
	/** No request on this host for so many milliseconds, and fewer at a time from then on. */
	slowDown(host, wait) {
		this.#laneOf(host).slowDown(wait, () => this.#pump());
	}
	/** Whether so many hosts hang that the room beside those that answer runs short. */
	get isCrowded() {
		return this.#aside > this.#limits.aside / 2;
	}
	/** Requests in flight or waiting, by host; the busiest first. */
	load() {
		return [...this.#lanes.values()].map(({ host, active, waiting }) => ({
			host,
			active,
			waiting
		})).filter((lane) => lane.active + lane.waiting > 0).sort((a, b) => b.active + b.waiting - (a.active + a.waiting));
	}
	/** Ends every pause. */
	close() {
		for (const lane of this.#lanes.values()) lane.endPause();
		this.#pump();
	}
	/** Lets waiting requests go, one a host in turn: a lane that was served goes behind all others. */
	#pump() {
		for (const lane of this.#queued) {
			if (lane.waiting === 0) this.#queued.delete(lane);
			if (!lane.isFree || !this.#hasRoomFor(lane)) continue;
			this.#queued.delete(lane);
			lane.letNext(this.#begin(lane));
			if (lane.waiting > 0) this.#queued.add(lane);
		}
	}
	#hasRoomFor({ standing }) {
		const { overall, aside } = this.#limits;
		return standing === "reliable" ? this.#active < overall : this.#aside < aside * SHARE[standing];
	}
	#begin(lane) {
		let isAside = lane.standing !== "reliable";
		if (isAside) this.#aside++;
		else this.#active++;
		return new Turn({
			silent: () => {
				lane.fellSilent();
				if (isAside) return;
				isAside = true;
				this.#active--;
				this.#aside++;
				this.#pump();
			},
			over: (wasSilent) => {
				lane.leave(wasSilent);
				if (isAside) this.#aside--;
				else this.#active--;
				this.#pump();
			}
		});
	}
	#laneOf(host) {
		let lane = this.#lanes.get(host);
		if (lane === void 0) {
			const { breakAfter, ...widths } = this.#limits;
			this.#lanes.set(host, lane = new Lane(host, widths, new Breaker(breakAfter)));
		}
		return lane;
	}
};
// src/inspect/network/proxy.ts
/** The proxies that an environment names. */
/**
* The proxies of an environment: `https_proxy`, `http_proxy`, `no_proxy`, or the same in upper case. An address without
* a scheme (`proxy.corp:3128`) is http, as for curl. Throws ConfigurationError for one that cannot be used.
*/
function proxiesOf(env) {
	const valueOf = (name) => env[name] || env[name.toUpperCase()] || "";
	const proxy = (name) => {
		const value = valueOf(name).trim();
		const url = value === "" || value.includes("://") ? value : `http://${value}`;
		if (url !== "" && !(URL.canParse(url) && /^(?:https?|socks5?):$/.test(new URL(url).protocol))) throw new require_base.ConfigurationError(`${name.toUpperCase()} is not an address of a proxy; write one such as http://proxy.example.com:3128.`);
		return url;
	};
	return {
		httpProxy: proxy("http_proxy"),
		httpsProxy: proxy("https_proxy"),
		noProxy: valueOf("no_proxy")
	};
}
/** The passwords in the addresses, as they are written and as they are meant. */
function passwordsOf({ httpProxy, httpsProxy }) {
	return [httpProxy, httpsProxy].flatMap((url) => {
		const password = url === "" ? "" : new URL(url).password;
		return password === "" ? [] : [password, unescape(password)];
	});
}
function unescape(text) {
	try {
		return decodeURIComponent(text);
	} catch {
		return text;
	}
}
// src/inspect/network/redirects.ts
/** Where a redirect leads, and whether it is followed. */
/** The next address; a sentence where it leads nowhere; undefined where the answer is to be taken as it is. */
function redirection(answer, from, request) {
	if (request.redirects === void 0 || request.redirects === "refuse") return void 0;
	if (![
		301,
		302,
		303,
		307,
		308
	].includes(answer.status)) return void 0;
	const location = answer.headers.get("location")?.[0];
	if (location === void 0 || !URL.canParse(location, from.href)) return `${from.host} redirected to no address.`;
	const target = new URL(location, from);
	if (from.protocol === "https:" && target.protocol !== "https:") return `${from.host} redirected from https to ${require_base.oneLine(target.protocol, 20)}//${target.host}.`;
	if (request.redirects === "same-origin" && target.origin !== from.origin) return `${from.host} redirected to another host, ${target.host}.`;
	return target;
}
// src/inspect/network/retry.ts
const defaultRetry = {
	attempts: 3,
	statuses: [
		408,
		429,
		499,
		500,
		502,
		503,
		504,
		522
	],
	base: 500,
	cap: 3e4,
	floor: 250,
	patience: 3e4
};
/** The tries of one request. */
var Retry = class {
	#options;
	#tries = 0;
	constructor(options) {
		this.#options = options;
	}
	/** To be asked once after each try that another one may better. `asked` is the `Retry-After` of its answer, as sent. */
	next(asked) {
		const { policy, budget, now, random } = this.#options;
		this.#tries++;
		const wait = backoff(policy, this.#tries, retryAfter(asked, now()), random);
		if (wait > policy.patience) return {
			wait,
			over: "patience"
		};
		if (this.#tries >= policy.attempts) return {
			wait,
			over: "attempts"
		};
		return {
			wait,
			over: budget?.allows(wait) === false ? "budget" : void 0
		};
	}
};
/**
* Milliseconds that a `Retry-After` asks for: whole seconds or an HTTP date (RFC 9110 \u00a710.2.3), the two obsolete forms
* of a date included (\u00a75.6.7); undefined if neither.
*/
function retryAfter(value, now) {
	if (value === void 0) return void 0;
	const text = value.trim();
	if (/^\d{1,9}$/.test(text)) return Number(text) * 1e3;
	if (!/^[A-Za-z]{3,9},? /.test(text)) return void 0;
	const date = Date.parse(text.endsWith("GMT") ? text : `${text} GMT`);
	return Number.isNaN(date) ? void 0 : Math.max(0, date - now);
}
/** The wait before try `attempt + 1`; `random` gives numbers in [0, 1). */
function backoff(policy, attempt, asked, random) {
	if (asked !== void 0) return Math.max(asked, policy.floor) + random() * policy.floor;
	return random() * Math.min(policy.cap, policy.base * 2 ** (attempt - 1));
}
// src/inspect/network/client.ts
/** The HTTP client of a run: redirects and retries over single hops. */
/** Throws ConfigurationError for a proxy in the environment that cannot be used. */
function createHttpClient(options) {
	return new Client(options);
}
var Client = class {
	#closing = new Closing();
	#lanes;
	#dispatchers;
	#hops;
	#retry;
	#now;
	#random;
	constructor(options) {
		const { connect = 1e4, headers = 15e3, idle = 1e4, attempt = 3e4 } = options.timeouts ?? {};
		const limits = {
			...defaultLaneLimits,
			...options.lanes
		};
		this.#lanes = new Lanes(limits);
		this.#dispatchers = new Dispatchers({
			proxies: proxiesOf(options.env),
			env: options.env,
			connectTimeout: connect,
			connections: limits.perHost,
			warn: options.warn,
			...options.resolve !== void 0 && { resolve: options.resolve }
		});
		this.#hops = new Hops({
			policy: createNetworkPolicy(options.listedHosts),
			lanes: this.#lanes,
			dispatchers: this.#dispatchers,
			closing: this.#closing,
			timeouts: {
				headers,
				idle,
				attempt
			},
			userAgent: options.userAgent
		});
		this.#retry = {
			...defaultRetry,
			...options.retry
		};
		this.#now = () => options.now().getTime();
		this.#random = options.random ?? Math.random;
	}
	async request(address, request = {}) {
		const start = new URL(address);
		const policy = {
			...this.#retry,
			...request.retry
		};
		const { budget } = request;
		const retry = new Retry({
			policy,
			budget,
			now: this.#now,
			random: this.#random
		});
		for (let requests = 0;;) {
			const attempt = await this.#attempt(start, request);
			requests += attempt.requests;
			const result = {
				...attempt,
				requests
			};
			if (this.#closing.isClosed || !mayDoBetter(result, policy, request)) return result;
			const next = this.#next(retry, start.host, result);
			if (next.over !== void 0) return result;
			const pause = () => this.#closing.pause(next.wait);
			await (budget === void 0 ? pause() : budget.spendOn(pause));
		}
	}
	load() {
		return this.#lanes.load();
	}
	async close() {
		this.#closing.close();
		this.#lanes.close();
		await this.#dispatchers.close();
	}
	/** One attempt: the request and the redirects that it meets. */
	async #attempt(start, request) {
		let url = start;
		let requests = 0;
		for (let redirects = 0;; redirects++) {
			const answer = await this.#hops.take(url, request, redirects === 0 && request.asListed === true);
			requests += answer.requests;
			if ("failure" in answer) return {
				...answer,
				requests
			};
			const target = redirection(answer, url, request);
			if (target === void 0) return {
				...answer,
				url,
				requests
			};
			if (typeof target === "string" || redirects === 5) return {
				failure: "malformed",
				message: typeof target === "string" ? target : `${start.host} redirected more than 5 times.`,
				transient: false,
				requests
			};
			url = target;
		}
	}
	/** What follows a try that failed; the lane of the host learns what it says for the others. */
	#next(retry, startHost, result) {
		const host = "status" in result ? result.url.host : startHost;
		const next = retry.next("status" in result ? header(result, "retry-after") : void 0);
		if ("status" in result && result.status === 429) {
			if (next.over === "patience") this.#lanes.stop(host, limited(host, next.wait));
			else this.#lanes.slowDown(host, next.wait);
		}
		if (next.over === void 0) return next;
		if ("status" in result) {
			if (result.status === 500) return next;
			const reason = inRuins(host, result.status);
			this.#lanes.failed(host, reason.failure, reason);
		} else if (result.failure === "unreachable") this.#lanes.failed(host, result.failure, notAgain(result));
		return next;
	}
};
function mayDoBetter(result, policy, request) {
	if ("failure" in result) return result.transient;
	return policy.statuses.includes(result.status) && request.isFinal?.(result) !== true;
}
// src/inspect/credentials/index.ts
const noCredentials = { find: () => Promise.resolve(void 0) };
// src/inspect/registry/challenge.ts
const token = /[!#$%&'*+.^_`|~0-9A-Za-z-]+/y;
const quoted = /"(?:[^"\\]|\\.)*"?/sy;
const bare = /[^\s,"]*/y;
const blank = /[\s,]*/y;
const space = /[ \t]*/y;
/**
* Reads all WWW-Authenticate lines of an answer (RFC 9110 \u00a711.6.1), as messy as registries send them: schemes and
* keys in any case, values quoted or bare, commas inside quotes, several challenges in one line, empty lines.
* What cannot be read ends the line and is left out.
*/
function parseChallenges(lines) {
	return lines.flatMap(parseLine);
}
function parseLine(line) {
	const challenges = [];
	let at = 0;
	const take = (pattern) => {
		pattern.lastIndex = at;
		const [match = ""] = pattern.exec(line) ?? [];
		at += match.length;
		return match;
	};
	for (;;) {
		take(blank);
		const word = take(token).toLowerCase();
		if (word === "") return challenges;
		const spaced = take(space);
		const current = challenges.at(-1);
		if (line[at] === "=" && current !== void 0) {
			at++;
			take(space);
			const value = line[at] === "\"" ? unquoted(take(quoted)) : take(bare);
			if (!current.parameters.has(word)) current.parameters.set(word, value);
		} else if (spaced !== "" || at >= line.length || line[at] === ",") challenges.push({
			scheme: word,
			parameters: new Map()
		});
		else return challenges;
	}
}
/** The text of a quoted string, its escapes undone; the quote at the end may be missing. */
const unquoted = (text) => text.slice(1).replace(/\\(.)|"/gs, "$1");
// src/inspect/registry/auth-scheme.ts
/** Names of the machine itself. */
const loopback = /^(?:localhost|127\.\d+\.\d+\.\d+|\[::1\])$/;
/** Bearer before Basic: it works without a login too. Undefined where no challenge can be used; a sentence if it must not. */
function readAuthScheme(answer, base, isListed) {
	const challenges = parseChallenges(answer.headers.get("www-authenticate") ?? []);
	for (const { scheme, parameters } of challenges) {
		const realm = parameters.get("realm");
		if (scheme !== "bearer" || realm === void 0 || !URL.canParse(realm, base.href)) continue;
		const url = new URL(realm, base);
		if (base.protocol === "https:" && url.protocol !== "https:") return `${base.host} names a token server without TLS, ${url.host}; nothing was sent there.`;
		return {
			kind: "bearer",
			service: {
				realm: url,
				service: parameters.get("service"),
				asListed: isListed && isSameMachine(base, url)
			},
			scope: parameters.get("scope")
		};
	}
	return challenges.some(({ scheme }) => scheme === "basic") ? { kind: "basic" } : void 0;
}
function isSameMachine(a, b) {
	return a.hostname === b.hostname || loopback.test(a.hostname) && loopback.test(b.hostname);
}
/** What to ask a token for; a registry with scopes of its own kind (`*`) gets its own word back. */
function scopeOf(scheme, repository) {
	const own = `repository:${repository}:pull`;
	return scheme.scope === void 0 || scheme.scope.startsWith("repository:") ? own : scheme.scope;
}
// src/inspect/registry/realm.ts
/** Which token server may get a password. */
/** Token servers that stand on another domain than their registry. */
const knownPairs = {
	"registry-1.docker.io": "auth.docker.io",
	"registry.gitlab.com": "gitlab.com"
};
/** Domains below which strangers live side by side: what two hosts share there says nothing. */
const sharedDomains = new Set("amazonaws.com appspot.com azurecr.io azurewebsites.net cloudfront.net duckdns.org fly.dev github.io herokuapp.com jfrog.io netlify.app ngrok-free.app ngrok.io nip.io onrender.com pages.dev pkg.dev quay.io run.app sslip.io vercel.app web.app windows.net workers.dev".split(" "));
/** Second levels under which a country's registry sells names: `co.uk`, `com.au`. */
const secondLevels = /^(?:ac|co|com|edu|go|gob|gov|mil|ne|net|nom|or|org)\.[a-z]{2}$/;
/**
* Whether the password for `registry` may go to a token server. A registry names its token server itself, so a
* registry that was taken over could ask for it to be sent anywhere: the host must be the same, a known partner,
* or share a domain of one owner. Both are `host` or `host:port`.
*/
function mayReceivePassword(registry, realm) {
	const from = hostname(registry);
	const to = hostname(realm);
	if (from === to || knownPairs[from] === to) return true;
	if ((0, node_net.isIP)(from) !== 0 || (0, node_net.isIP)(to) !== 0) return false;
	const owner = lastLabels(from, 2);
	if (owner !== lastLabels(to, 2) || !owner.includes(".")) return false;
	if (!secondLevels.test(owner)) return !sharedDomains.has(owner);
	return from !== owner && lastLabels(from, 3) === lastLabels(to, 3);
}
function lastLabels(host, labels) {
	return host.split(".").slice(-labels).join(".");
}
function hostname(host) {
	return host.toLowerCase().replace(/:\d+$/, "").replace(/^\[|\]$/g, "");
}
// src/inspect/registry/token.ts
/** Bytes, seconds and milliseconds. */
const MAX_TOKEN_ANSWER = 65536;
const DEFAULT_LIFE = 60;
const RENEW_EARLY = 8e3;
const CLIENT_ID = "wave-inspect";
/**
* One token for one scope: `GET` with Basic or without any credential (distribution's token specification), or the
* OAuth2 form with a refresh token, which some servers do not have (404, 405, 400 or 401: then `GET` once).
*/
async function fetchToken(http, { realm, service, asListed }, scope, credential, options) {
	const common = {
		maxBytes: MAX_TOKEN_ANSWER,
		redirects: "same-origin",
		budget: options.budget,
		asListed
	};
	const ask = async (url, request) => {
		const answer = await http.request(url, request);
		options.spent(answer.requests);
		if ("failure" in answer) return { failed: answer };
		if (answer.status !== 200) return { refused: answer };
		return readToken(answer, options.now());
	};
	if (credential?.kind === "identity-token") {
		const form = new URLSearchParams({
			grant_type: "refresh_token",
			refresh_token: credential.token,
			client_id: CLIENT_ID,
			scope,
			...service !== void 0 && { service }
		});
		const answer = await ask(realm, {
			...common,
			redirects: "refuse",
			method: "POST",
			headers: { "content-type": "application/x-www-form-urlencoded" },
			body: form.toString()
		});
		if (!("refused" in answer) || ![
			400,
			401,
			404,
			405
		].includes(answer.refused.status)) return answer;
	}
	const url = new URL(realm);
	if (service !== void 0) url.searchParams.append("service", service);
	url.searchParams.append("scope", scope);
	if (credential?.kind === "password") url.searchParams.append("account", credential.username);
	const basic = basicFor(credential);
	return ask(url, {
		...common,
		...basic !== void 0 && { authorize: () => basic }
	});
}
/** The Basic header of a credential; docker and its kin send an identity token as the password of `<token>`. */
function basicFor(credential) {
	if (credential === void 0 || credential.kind === "registry-token") return void 0;
	const pair = credential.kind === "password" ? `${credential.username}:${credential.password}` : `<token>:${credential.token}`;
	return `Basic ${Buffer.from(pair).toString("base64")}`;
}
function readToken(answer, now) {
	const body = require_base.object(require_base.decodeJson(answer.bytes));
	const token = require_base.text(body?.["token"]) ?? require_base.text(body?.["access_token"]);
	if (token === void 0 || !/^[\x21-\x7e]+$/.test(token)) return { failed: {
		failure: "malformed",
		message: `${answer.url.host} gave no token where it should.`,
		requests: 0
	} };
	return { token: {
		token,
		expiresAt: now + Math.max(DEFAULT_LIFE, require_base.count(body?.["expires_in"]) ?? DEFAULT_LIFE) * 1e3 - RENEW_EARLY
	} };
}
// src/inspect/registry/authorization.ts
/** Notes in the meter as whom the request is sent. Gives the answer of the token server where that refused. */
async function authorizationFor(scheme, { login, scope }, place, tokens, meter) {
	meter.identity = "anonymous";
	if (login?.kind === "registry-token" && scheme?.kind !== "open") {
		meter.identity = "credentials";
		return {
			header: `Bearer ${login.token}`,
			discard: nothing$1
		};
	}
	if (scheme === void 0 || scheme.kind === "open") return {
		header: void 0,
		discard: nothing$1
	};
	if (scheme.kind === "basic") {
		const basic = basicFor(login);
		if (basic !== void 0) meter.identity = "credentials";
		return {
			header: basic,
			discard: nothing$1
		};
	}
	const sent = login === void 0 || isTrusted(scheme, login, place, meter) ? login : void 0;
	if (sent !== void 0) meter.identity = "credentials";
	const { answer, discard } = await tokens.get(scheme.service, scope ?? scopeOf(scheme, place.repository), sent, meter);
	if ("token" in answer) return {
		header: `Bearer ${answer.token.token}`,
		discard
	};
	if ("failed" in answer) return answer.failed;
	return isDenial(answer.refused) ? answer.refused : noToken(answer.refused);
}
/** 401 or 403. */
function isDenial(result) {
	return "status" in result && (result.status === 401 || result.status === 403);
}
/** Whether the token server that the registry names may get the login. */
function isTrusted({ service }, login, { endpoint: { base } }, meter) {
	if (service.asListed || mayReceivePassword(base.host, service.realm.host)) return true;
	meter.notes.add(`The login ${login.origin} was not sent to ${service.realm.host}, which ${base.host} names as its token server.`);
	return false;
}
/** A token server in trouble: its 404 says nothing about an image. */
function noToken({ status, url, requests }) {
	return {
		failure: status === 429 ? "rate-limited" : status >= 500 ? "server-error" : "malformed",
		message: `${url.host} answered ${status} in place of a token.`,
		requests
	};
}
function nothing$1() {}
// src/inspect/registry/host-auth.ts
/** Learns from the first question: while it is under way the others wait, so that one 401 teaches all of them. */
var HostAuth = class {
	#scheme;
	/** Repositories that want a login although the host serves others without any. */
	#guarded = new Map();
	#learning;
	#endLesson = nothing;
	get isKnown() {
		return this.#scheme !== void 0;
	}
	schemeFor(repository) {
		return this.#guarded.get(repository) ?? this.#scheme;
	}
	/** The first answer counts. Those that wait go on. */
	learn(scheme) {
		this.#scheme ??= scheme;
		this.#endLesson();
	}
	/** The host is open, and this repository of it is not. */
	guard(repository, scheme) {
		this.#guarded.set(repository, scheme);
	}
	async inTurn(question) {
		if (!this.isKnown && this.#learning !== void 0) await this.#learning;
		if (this.isKnown || this.#learning !== void 0) return question();
		this.#learning = new Promise((resolve) => {
			this.#endLesson = resolve;
		});
		try {
			return await question();
		} finally {
			this.#endLesson();
			this.#learning = void 0;
		}
	}
};
function nothing() {}
// src/inspect/registry/sender.ts
/** One request to a registry with a given Authorization header, and to where the registry sends it on. */
/** Every request is counted in the meter. */
var Sender = class {
	#http;
	#tokens;
	#now;
	/** Tokens for hosts that a registry redirected to, by origin and repository there. */
	#foreign = new Map();
	constructor(http, tokens, now) {
		this.#http = http;
		this.#tokens = tokens;
		this.#now = now;
	}
	async send(request, header, host) {
		const { base } = request.place.endpoint;
		const authorize = (url) => url.origin === base.origin ? header : this.#foreignHeader(url);
		const answer = await this.#ask(new URL(request.path, base), request, authorize);
		if (!host.isKnown && base.protocol === "http:" && mayBeTls(answer, request.options.method)) {
			const secure = await this.#askSecurely(request, answer);
			if (secure !== void 0) return secure;
		}
		if ("failure" in answer || answer.status !== 401 || answer.url.origin === base.origin) return answer;
		return this.#askElsewhere(request, answer, authorize);
	}
	/** Listed registries may speak https as well: behind a private address, with a certificate of the house. */
	async #askSecurely(request, plain) {
		const { endpoint } = request.place;
		const base = new URL(`https://${endpoint.base.host}`);
		const answer = await this.#ask(new URL(request.path, base), request, void 0);
		if ("failure" in answer && ("status" in plain || !answer.message.includes("certificate"))) return void 0;
		endpoint.base = base;
		return answer;
	}
	/** The registry redirected to another one, which wants a token of its own: an anonymous one, never our login. */
	async #askElsewhere(request, refusal, authorize) {
		const scheme = readAuthScheme(refusal, refusal.url, false);
		if (scheme === void 0 || typeof scheme === "string" || scheme.kind !== "bearer" || scheme.scope === void 0) return refusal;
		const { answer } = await this.#tokens.get(scheme.service, scheme.scope, void 0, request.meter);
		if (!("token" in answer)) return refusal;
		this.#foreign.set(foreignKey(refusal.url), answer.token);
		return this.#ask(refusal.url, request, authorize);
	}
	async #ask(url, { options, meter }, authorize) {
		const answer = await this.#http.request(url, {
			...options,
			redirects: "follow",
			budget: meter.time,
			...authorize !== void 0 && { authorize }
		});
		meter.requests += answer.requests;
		return answer;
	}
	#foreignHeader(url) {
		const token = this.#foreign.get(foreignKey(url));
		return token === void 0 || token.expiresAt <= this.#now() ? void 0 : `Bearer ${token.token}`;
	}
};
/** What a TLS server says to plain http: it hangs up, or says that https is spoken here. */
function mayBeTls(answer, method) {
	if ("failure" in answer) return answer.failure === "unreachable";
	return answer.status === 400 && (method === "HEAD" || /https/i.test(require_base.decodeText$1(answer.bytes)));
}
/** Origin and repository of a registry URL: what a token for one image of it also opens. */
function foreignKey(url) {
	return url.origin + url.pathname.replace(/\/(?:manifests|blobs)\/[^/]*$/, "");
}
// src/inspect/registry/token-store.ts
/** One token for each token server, scope and login, however many ask for it at once. */
var TokenStore = class {
	#http;
	#now;
	#tokens = new Map();
	#addToken;
	/** `addToken` is told of each before it is used. */
	constructor(http, now, addToken) {
		this.#http = http;
		this.#now = now;
		this.#addToken = addToken;
	}
	/** A token that is known, that is being fetched, or a new one; `discard` forgets it. */
	async get(service, scope, credential, meter) {
		const key = [
			service.realm.href,
			service.service ?? "",
			scope,
			identityOf$1(credential)
		].join("\n");
		for (let pending = this.#tokens.get(key); pending !== void 0; pending = this.#tokens.get(key)) {
			const known = await pending;
			if (!("token" in known) || known.token.expiresAt > this.#now()) return {
				answer: known,
				discard: this.#discarder(key, pending)
			};
			if (this.#tokens.get(key) === pending) break;
		}
		const pending = fetchToken(this.#http, service, scope, credential, {
			now: this.#now,
			budget: meter.time,
			spent: (requests) => {
				meter.requests += requests;
			}
		});
		this.#tokens.set(key, pending);
		const discard = this.#discarder(key, pending);
		const answer = await pending;
		if ("token" in answer) this.#addToken(answer.token.token);
		if ("failed" in answer || "refused" in answer && isTrouble(answer.refused.status)) discard();
		return {
			answer,
			discard
		};
	}
	/** Forgets one token, and not the newer one that another request may have put in its place. */
	#discarder(key, pending) {
		return () => {
			if (this.#tokens.get(key) === pending) this.#tokens.delete(key);
		};
	}
};
const isTrouble = (status) => status === 408 || status === 429 || status >= 500;
function identityOf$1(credential) {
	if (credential === void 0) return "";
	return credential.kind === "password" ? `${credential.username}:${credential.password}` : credential.token;
}
// src/inspect/registry/authority.ts
/** A second token is worth a try where the registry only then said what to ask for. */
const MOST_TOKENS = 2;
var Authority = class {
	#credentials;
	#tokens;
	#sender;
	#hosts = new Map();
	constructor({ http, credentials, now, addToken = () => void 0 }) {
		this.#credentials = credentials;
		this.#tokens = new TokenStore(http, now, addToken);
		this.#sender = new Sender(http, this.#tokens, now);
	}
	/**
	* Sends one request for one repository, with whatever the registry asks for: nothing, Basic, or a Bearer token.
	* The login that is known for it is tried before the anonymous way, which is tried when the login is refused.
	* The answer may still be 401 or 403; `meter.identity` then says whether a login was used.
	*/
	send(request) {
		const host = this.#hostOf(request.place.endpoint);
		return host.inTurn(() => this.#sendAsAnybody(host, request));
	}
	async #sendAsAnybody(host, request) {
		const { place, meter } = request;
		const login = await this.#credentials.find(place.endpoint.registry, place.repository);
		const first = await this.#sendAs(login, host, request);
		if (login === void 0 || meter.identity === "anonymous" || !isDenial(first)) return first;
		if (host.schemeFor(place.repository)?.kind !== "bearer") return first;
		const second = await this.#sendAs(void 0, host, request);
		if (!isDenial(second) && !("failure" in second)) {
			meter.notes.add(`The login ${login.origin} was refused; the image was read anonymously.`);
			return second;
		}
		meter.identity = "credentials";
		return first;
	}
	/** Sends and learns from each refusal how to ask, until there is an answer or no other way to ask. */
	async #sendAs(login, host, request) {
		const { place, meter } = request;
		let scope;
		for (let tokens = 0;;) {
			const scheme = host.schemeFor(place.repository);
			const authorization = await authorizationFor(scheme, {
				login,
				scope
			}, place, this.#tokens, meter);
			if (!("header" in authorization)) return authorization;
			const { header, discard } = authorization;
			if (scheme?.kind === "bearer") tokens++;
			const answer = await this.#sender.send(request, header, host);
			if ("failure" in answer) return answer;
			if (answer.status !== 401) {
				if (scheme === void 0 && header === void 0) host.learn({ kind: "open" });
				return answer;
			}
			const offered = readAuthScheme(answer, place.endpoint.base, place.endpoint.isListed);
			if (offered === void 0) return answer;
			if (typeof offered === "string") return {
				failure: "configuration",
				message: offered,
				requests: 0
			};
			if (scheme === void 0) host.learn(offered);
			else if (scheme.kind === "open") host.guard(place.repository, offered);
			if (tokens >= MOST_TOKENS || isLastWord(header, offered, login)) return answer;
			discard();
			if (header !== void 0 && offered.kind === "bearer") scope = offered.scope;
		}
	}
	#hostOf({ base }) {
		let host = this.#hosts.get(base.host);
		if (host === void 0) this.#hosts.set(base.host, host = new HostAuth());
		return host;
	}
};
/** Whether a 401 to a request with this header is the end: a wrong password stays wrong. */
function isLastWord(header, offered, login) {
	if (offered.kind === "basic" && basicFor(login) === void 0) return true;
	if (header === void 0) return false;
	return !header.startsWith("Bearer ") || offered.kind !== "bearer" || login?.kind === "registry-token";
}
// src/inspect/registry/bytes.ts
/** Bytes held against what was promised of them. */
const MAX_INLINE = 65536;
/** `part` names the bytes in messages where they are part of another image (`linux/arm64`). */
function checkBytes({ subject, endpoint: { base } }, bytes, promised, part) {
	const where = part === void 0 ? "" : ` (${part})`;
	if (promised.size !== void 0 && promised.size !== bytes.length) return refusal("digest-mismatch", `${subject}${where}: ${base.host} sent ${bytes.length} bytes where its index or manifest says ${promised.size}.`);
	if (promised.digest.endsWith(":")) return {
		digest: digestOf(bytes),
		verified: true
	};
	if (!isCheckable(promised.digest)) return {
		digest: promised.digest,
		verified: false
	};
	const digest = digestOf(bytes, promised.digest);
	if (digest === promised.digest) return {
		digest,
		verified: true
	};
	return refusal("digest-mismatch", `${subject}${where}: ${base.host} sent bytes with the digest ${digest} for ${promised.digest}.`);
}
/** The content that a descriptor carries itself, where it is what the descriptor says. */
function inlineBytes({ data, digest, size }) {
	if (data === void 0 || data.length > MAX_INLINE || !isCheckable(digest)) return void 0;
	const bytes = Buffer.from(data, "base64");
	return digestOf(bytes, digest) === digest && (size === void 0 || size === bytes.length) ? bytes : void 0;
}
// src/inspect/registry/document.ts
/** Manifests and indexes, read from the bytes of a registry. */
const MOST_ENTRIES = 1e3;
/**
* Reads a manifest or an index. Which of the two it is decides, in this order: `mediaType` in the body, the
* Content-Type, the shape. A body that contradicts its Content-Type or that could be read as both is refused
* (distribution-spec, "Pulling manifests"): it would mean different things to different clients.
*/
function readDocument(bytes, contentType) {
	const sent = essence(contentType);
	const body = require_base.decodeJson(bytes);
	if (!require_base.isObject(body)) return {
		state: "malformed",
		reason: "has a manifest that is not JSON"
	};
	const stated = require_base.text(body["mediaType"]);
	if (require_base.isSchema1Type(stated) || require_base.isSchema1Type(sent) || body["schemaVersion"] === 1) return {
		state: "unsupported",
		reason: "is in Docker's first image format (schema 1), which no current engine pulls"
	};
	if (isKnownType(stated) && isKnownType(sent) && stated !== sent) return {
		state: "malformed",
		reason: `says ${stated} in its manifest and came as ${sent}`
	};
	const hasManifests = Array.isArray(body["manifests"]);
	const hasLayers = body["layers"] !== void 0 || body["config"] !== void 0;
	if (hasManifests && hasLayers) return {
		state: "malformed",
		reason: "has a manifest that is an index and an image at once"
	};
	const type = isKnownType(stated) ? stated : stated === void 0 && isKnownType(sent) ? sent : void 0;
	if (type === void 0 && stated !== void 0) return {
		state: "unsupported",
		reason: `has the media type ${require_base.oneLine(stated, 120)}, which is not a container image`
	};
	if (isIndexType(type) || type === void 0 && hasManifests) return hasLayers ? contradiction$1(type) : readIndex$1(body, stated);
	if (isManifestType(type) || hasLayers) return hasManifests ? contradiction$1(type) : readManifest(body, stated);
	return {
		state: "malformed",
		reason: "has a manifest that is neither an index nor an image"
	};
}
function isKnownType(type) {
	return isIndexType(type) || isManifestType(type);
}
function contradiction$1(type) {
	return {
		state: "malformed",
		reason: `has a manifest of the type ${type} with the content of another`
	};
}
function readIndex$1(body, mediaType) {
	const raw = require_base.list(body["manifests"]);
	if (raw.length > MOST_ENTRIES) return {
		state: "too-large",
		reason: `has an index of ${raw.length} entries`
	};
	const entries = raw.map(readDescriptor$1);
	if (!entries.every((entry) => entry !== void 0)) return {
		state: "malformed",
		reason: "has an index entry without a digest"
	};
	return {
		kind: "index",
		...common(body, mediaType),
		entries
	};
}
function readManifest(body, mediaType) {
	const raw = require_base.list(body["layers"]);
	if (raw.length > MOST_ENTRIES) return {
		state: "too-large",
		reason: `has ${raw.length} layers`
	};
	const layers = raw.map(readDescriptor$1);
	if (!layers.every((entry) => entry !== void 0)) return {
		state: "malformed",
		reason: "has a layer without a digest"
	};
	const config = readDescriptor$1(body["config"]);
	const artifactType = require_base.text(body["artifactType"]);
	const manifest = {
		kind: "manifest",
		...common(body, mediaType),
		layers,
		annotations: require_base.textMap(body["annotations"]),
		...artifactType !== void 0 && { artifactType }
	};
	if (config !== void 0 && isImageConfigType(config.mediaType)) return {
		...manifest,
		config
	};
	const artifact = artifactTypeFrom(artifactType, config?.mediaType, layers[0]?.mediaType) ?? "unknown";
	return {
		...manifest,
		artifact,
		...config !== void 0 && { config }
	};
}
function common(body, mediaType) {
	const schemaVersion = require_base.count(body["schemaVersion"]);
	return {
		...schemaVersion !== void 0 && { schemaVersion },
		...mediaType !== void 0 && { mediaType }
	};
}
function readDescriptor$1(value) {
	const entry = require_base.object(value);
	const digest = require_base.text(entry?.["digest"]);
	if (entry === void 0 || digest === void 0 || !/^[a-z0-9+._-]+:[A-Za-z0-9=_-]+$/.test(digest)) return void 0;
	const mediaType = require_base.text(entry["mediaType"]);
	const artifactType = require_base.text(entry["artifactType"]);
	const size = require_base.count(entry["size"]);
	const data = require_base.text(entry["data"]);
	const platform = require_base.object(entry["platform"]);
	return {
		digest,
		...mediaType !== void 0 && { mediaType },
		...artifactType !== void 0 && { artifactType },
		...size !== void 0 && { size },
		annotations: require_base.textMap(entry["annotations"]),
		...data !== void 0 && { data },
		...platform !== void 0 && { platform: readPlatform$1(platform) }
	};
}
function readPlatform$1(platform) {
	const architecture = require_base.text(platform["architecture"]);
	const os = require_base.text(platform["os"]);
	const variant = require_base.text(platform["variant"]);
	return {
		...architecture !== void 0 && { architecture },
		...os !== void 0 && { os },
		...variant !== void 0 && { variant }
	};
}
/** Provenance and the like, which BuildKit keeps as an index entry beside the image that it is about. */
function isAttestation$1(entry) {
	return entry.annotations["vnd.docker.reference.type"] === "attestation-manifest" || entry.platform?.os === "unknown" && entry.platform.architecture === "unknown";
}
/** True for an entry that is an index itself. */
function isNested(entry) {
	return entry.mediaType === "application/vnd.oci.image.index.v1+json" || entry.mediaType === "application/vnd.docker.distribution.manifest.list.v2+json";
}
// src/inspect/registry/pull-budget.ts
/** Registries that count what is pulled. */
/** Others send headers of the same name about limits of another kind, such as requests a minute. */
const metered = new Set(["registry-1.docker.io"]);
/** Whether the registry at this host counts GETs of manifests, and says how many are left. */
function isMetered(host) {
	return metered.has(host);
}
/**
* What a metered registry still lets us read. Docker Hub counts every GET of a manifest as a pull and says with each
* answer, HEAD included, how many are left (`ratelimit-remaining: 76;w=21600`).
*/
var PullBudget = class {
	#remaining = Number.POSITIVE_INFINITY;
	#underWay = 0;
	/** Takes one pull; false where none is left. */
	take() {
		if (this.#remaining <= 0) return false;
		this.#remaining--;
		this.#underWay++;
		return true;
	}
	/** The answer to a pull that was taken is there, or will never be. */
	settle() {
		this.#underWay--;
	}
	/** Reads what an answer says about the limit. */
	learn(response) {
		const said = /^\s*(\d{1,9})\b/.exec(header(response, "ratelimit-remaining") ?? "")?.[1];
		if (said !== void 0) this.#remaining = Math.max(0, Number(said) - this.#underWay);
		if (isPullLimit(response)) this.#remaining = 0;
	}
};
/** Docker Hub's "no more pulls", which no waiting of ours ends and which leaves HEAD requests alone. */
function isPullLimit(response) {
	return response.status === 429 && /pull rate limit/i.test(require_base.decodeText$1(response.bytes));
}
// src/inspect/registry/referrers.ts
/** The pages of a registry's list of referrers (OCI distribution-spec 1.1, "Listing Referrers"). */
const MOST_PAGES = 10;
const MOST_BYTES = 4194304;
/** What registries that know no referrers answer: the specification has 404, older ones call the path or the method wrong. */
const NOT_SERVED = new Set([
	400,
	404,
	405,
	406,
	501
]);
async function listReferrers(authority, place, digest, meter) {
	const start = `/v2/${place.repository}/referrers/`;
	const entries = [];
	let path = `${start}${digest}`;
	for (let page = 1; path !== void 0; page++) {
		if (page > MOST_PAGES) return refusal("too-large", `${place.subject} has more than ${MOST_PAGES} pages of referrers.`);
		const options = {
			headers: { accept: OCI_INDEX },
			maxBytes: MOST_BYTES
		};
		const answer = await authority.send({
			place,
			path,
			options,
			meter
		});
		if ("failure" in answer) return refusalOfNetwork(answer);
		if (NOT_SERVED.has(answer.status)) return {
			entries: [],
			isServed: false
		};
		if (answer.status !== 200) return refusalOf(`the referrers of ${place.subject}`, place.endpoint.base.host, answer, meter.identity);
		const document = readDocument(answer.bytes, header(answer, "content-type"));
		if ("state" in document || document.kind !== "index") return {
			entries: [],
			isServed: false
		};
		entries.push(...document.entries);
		path = nextPage(answer, start);
	}
	return {
		entries,
		isServed: true
	};
}
/** Of the same list and no other: `Link: </v2/\u2026/referrers/sha256:\u2026?n=\u2026>; rel="next"`. */
function nextPage(answer, start) {
	const [, target = ""] = /<([^<>]*)>\s*;\s*rel="?next"?/i.exec(header(answer, "link") ?? "") ?? [];
	const url = target === "" ? null : URL.parse(target, answer.url.href);
	return url?.origin === answer.url.origin && url.pathname.startsWith(start) ? url.pathname + url.search : void 0;
}
// src/inspect/registry/client.ts
/** Bytes. A descriptor that announces more is not even asked for. */
const MAX_DOCUMENT = 4194304;
var RegistryClient = class {
	#authority;
	#cache;
	#budgets = new Map();
	constructor(authority, cache) {
		this.#authority = authority;
		this.#cache = cache;
	}
	/** The digest of a tag or digest by HEAD, or by GET where HEAD does not tell. */
	async locate(place, reference, meter) {
		const answer = await this.#askManifest(place, reference, "HEAD", meter);
		if ("failure" in answer) {
			if (!mayGetMore(answer)) return answer;
		} else {
			const digest = digestSaid(answer);
			const fits = !reference.includes(":") || digest === reference;
			if (digest !== void 0 && fits) return {
				digest,
				identity: meter.identity,
				verified: false
			};
		}
		return this.document(place, reference, meter);
	}
	/** Whether there is a manifest under a name of which nobody promised any. */
	async has(place, reference, meter) {
		const answer = await this.#askManifest(place, reference, "HEAD", meter);
		if (!("failure" in answer)) return true;
		return answer.failure.state === "not-found" ? false : answer;
	}
	referrers(place, digest, meter) {
		return listReferrers(this.#authority, place, digest, meter);
	}
	/** A manifest or index by tag or digest; `part` names it in messages where it is part of another (`linux/arm64`). */
	async document(place, reference, meter, promised, part) {
		const known = promised === void 0 ? await this.#digestFirst(place, reference, meter) : void 0;
		if (typeof known === "object") return known;
		const wanted = reference.includes(":") ? reference : known;
		if (wanted !== void 0 && (promised !== void 0 || known !== void 0)) {
			const kept = await this.#documentFromCache(wanted, meter);
			if (kept !== void 0) return kept;
		}
		const answer = await this.#askManifest(place, wanted ?? reference, "GET", meter);
		if ("failure" in answer) return known === void 0 ? answer : {
			...answer,
			digest: known
		};
		const checked = checkBytes(place, answer.bytes, {
			digest: wanted ?? "sha256:",
			...promised
		}, part);
		if ("failure" in checked) return checked;
		const document = readDocument(answer.bytes, header(answer, "content-type"));
		if ("state" in document) return {
			...refusal(document.state, `${place.subject} ${document.reason}.`),
			digest: checked.digest,
			status: 200
		};
		this.#keep(checked.digest, answer.bytes, meter);
		const notes = contradiction(place, digestSaid(answer), checked.digest);
		return {
			...checked,
			document,
			fromCache: false,
			identity: meter.identity,
			notes
		};
	}
	/** The bytes of a config. */
	async blob(place, promised, meter, part) {
		if ((promised.size ?? 0) > MAX_DOCUMENT) return refusal("too-large", `${place.subject} has a config of ${promised.size} bytes (${part}).`);
		const known = inlineBytes(promised) ?? await this.#cache.get(promised.digest);
		if (known !== void 0) return known;
		const path = `/v2/${place.repository}/blobs/${promised.digest}`;
		const answer = await this.#authority.send({
			place,
			path,
			options: { maxBytes: MAX_DOCUMENT },
			meter
		});
		if ("failure" in answer) return refusalOfNetwork(answer);
		if (answer.status !== 200) return ofPart(refusalOf(`the config of ${place.subject}`, answer.url.host, answer, meter.identity), place, place.endpoint.base.host, `its config (${promised.digest}, ${part})`);
		const checked = checkBytes(place, answer.bytes, promised, `config, ${part}`);
		if ("failure" in checked) return checked;
		this.#keep(checked.digest, answer.bytes, meter);
		return answer.bytes;
	}
	/** A SIF that is the layer of an artifact, by its first bytes. They are a part of what the digest is of: nothing is hashed. */
	async imageFile(place, layer, meter) {
		const path = `/v2/${place.repository}/blobs/${layer.digest}`;
		const answer = await this.#authority.send({
			place,
			path,
			options: firstBytes,
			meter
		});
		if ("failure" in answer) return refusalOfNetwork(answer);
		const read = readImageFile({
			subject: `the SIF of ${place.subject}`,
			host: answer.url.host,
			identity: meter.identity
		}, answer);
		return "failure" in read || layer.size === void 0 ? read : {
			...read,
			size: layer.size
		};
	}
	/** Where a GET costs, or where the cache may spare it, the free HEAD goes first; undefined where it tells nothing. */
	async #digestFirst(place, reference, meter) {
		if (!isMetered(place.endpoint.base.host) && !await this.#cache.isWarm()) return void 0;
		const answer = await this.#askManifest(place, reference, "HEAD", meter);
		if ("failure" in answer) return mayGetMore(answer) ? void 0 : answer;
		return digestSaid(answer);
	}
	async #documentFromCache(digest, meter) {
		const bytes = await this.#cache.get(digest);
		const document = bytes === void 0 ? void 0 : readDocument(bytes, void 0);
		if (document === void 0 || "state" in document) return void 0;
		return {
			digest,
			document,
			verified: true,
			fromCache: true,
			identity: meter.identity,
			notes: []
		};
	}
	async #askManifest(place, reference, method, meter) {
		const { host } = place.endpoint.base;
		const budget = this.#budgetOf(host);
		if (method === "GET" && budget?.take() === false) {
			meter.notes.add(`No pull is left at ${host} for now: only digests are read there.`);
			return noPullsLeft(place);
		}
		const answer = await this.#authority.send({
			place,
			path: `/v2/${place.repository}/manifests/${reference}`,
			options: {
				method,
				headers: { accept: ACCEPT },
				maxBytes: MAX_DOCUMENT,
				...budget !== void 0 && { isFinal: isPullLimit }
			},
			meter
		});
		if (method === "GET") budget?.settle();
		if ("failure" in answer) return refusalOfNetwork(answer);
		budget?.learn(answer);
		if (answer.status === 200) return answer;
		return refusalOf(place.subject, place.endpoint.base.host, answer, meter.identity);
	}
	#budgetOf(host) {
		if (!isMetered(host)) return void 0;
		let budget = this.#budgets.get(host);
		if (budget === void 0) this.#budgets.set(host, budget = new PullBudget());
		return budget;
	}
	/** Only what everyone may read: a cache is shared more widely than a login. */
	#keep(digest, bytes, meter) {
		if (meter.identity === "anonymous") this.#cache.put(digest, bytes);
	}
};
/** The digest that a registry names in its header, where it is one. */
function digestSaid(answer) {
	const digest = header(answer, "docker-content-digest");
	return digest !== void 0 && isCheckable(digest) ? digest : void 0;
}
function contradiction({ endpoint }, said, digest) {
	if (said === void 0 || said === digest) return [];
	return [`${endpoint.base.host} says the digest is ${said}; the bytes that it sent have ${digest}.`];
}
/** Whether a GET can tell more than the HEAD that failed: some registries know manifests by GET only. */
function mayGetMore({ status }) {
	return status !== void 0 && status !== 401 && status !== 429 && status < 500;
}
function noPullsLeft({ subject, endpoint }) {
	return refusal("rate-limited", `${endpoint.base.host} lets nothing more be pulled for now, so only the digest of ${subject} is known; log in for a higher limit.`);
}
// src/inspect/registry/meter.ts
/** Becomes the evidence of the inspection. */
var RegistryMeter = class {
	/** HTTP requests spent, tokens and challenges included. */
	requests = 0;
	/** Who asked last. */
	identity = "anonymous";
	notes = new Set();
	time;
	constructor(time) {
		this.time = time;
	}
};
// src/inspect/registry/place.ts
/** The registries of a run: one endpoint each, so that what is learned about it holds for all of its images. */
var Endpoints = class {
	#listed;
	#known = new Map();
	constructor(listed) {
		this.#listed = new Set(listed.map((host) => host.toLowerCase()));
	}
	of(registry) {
		const known = this.#known.get(registry);
		if (known !== void 0) return known;
		const host = registry === "docker.io" ? "registry-1.docker.io" : registry;
		const isListed = this.#listed.has(registry);
		const endpoint = {
			registry,
			isListed,
			base: new URL(`${isListed ? "http" : "https"}://${host}`)
		};
		this.#known.set(registry, endpoint);
		return endpoint;
	}
};
// src/inspect/oci/omission.ts
/** The fields that Wave would show, in the order given. */
function present(fields) {
	const kept = {};
	for (const [name, value] of Object.entries(fields)) if (!isEmpty(value)) kept[name] = value;
	return kept;
}
function isEmpty(value) {
	if (value === void 0 || value === null || value === "") return true;
	if (typeof value !== "object") return false;
	return Object.keys(value).length === 0;
}
/** A map without the entries that have an empty text. */
const filled = (map) => Object.fromEntries(Object.entries(map).filter(([, value]) => value !== ""));
// src/inspect/oci/platforms.ts
/** Platforms as registries and Wave state them. */
/** The platform of a request; empty parts (`linux/amd64/`) count for nothing, as at Wave. */
function readPlatform(text) {
	return require_base.parseSinglePlatform(text.split("/").filter((part) => part !== "").join("/"));
}
/** The platform that an index entry or a config states; undefined where it states none. */
function platformOf(stated) {
	const { os = "", architecture = "", variant = "" } = stated ?? {};
	if (os === "" || architecture === "") return void 0;
	return {
		os,
		architecture,
		...variant !== "" && { variant }
	};
}
/** A platform for a person and for comparison, in its one form (`linux/arm64`); hostile words are cut. */
function showPlatform(platform) {
	return require_base.formatPlatform(platform).replace(/[^\w./-]/g, "?").slice(0, 80);
}
/** The first image for a platform, as the image specification has it. */
function findPlatform(images, asked) {
	const wanted = require_base.formatPlatform(asked);
	const fits = (image) => image.platform !== void 0 && require_base.formatPlatform(image.platform) === wanted;
	return images.find(fits);
}
// src/inspect/registry/config.ts
function readConfig(config) {
	return {
		answer: answerOf(config),
		platform: platformIn(config)
	};
}
function platformIn(config) {
	const os = require_base.text(config["os"]);
	const architecture = require_base.text(config["architecture"]);
	const variant = require_base.text(config["variant"]);
	return platformOf({
		...os !== void 0 && { os },
		...architecture !== void 0 && { architecture },
		...variant !== void 0 && { variant }
	});
}
function answerOf(config) {
	const inner = require_base.object(config["config"]) ?? {};
	const rootfs = require_base.object(config["rootfs"]) ?? {};
	return {
		...present({ architecture: require_base.text(config["architecture"]) }),
		config: present({
			hostName: require_base.text(inner["Hostname"]),
			domainName: require_base.text(inner["Domainname"]),
			user: require_base.text(inner["User"]),
			attachStdin: coerced(inner["AttachStdin"]),
			attachStdout: coerced(inner["AttachStdout"]),
			attachStderr: coerced(inner["AttachStderr"]),
			tty: coerced(inner["Tty"]),
			env: require_base.texts(inner["Env"]),
			cmd: require_base.texts(inner["Cmd"]),
			image: require_base.text(inner["Image"]),
			workingDir: require_base.text(inner["WorkingDir"]),
			entrypoint: require_base.texts(inner["Entrypoint"]),
			labels: filled(require_base.textMap(inner["Labels"]))
		}),
		...present({
			container: require_base.text(config["container"]),
			created: instant(require_base.text(config["created"]))
		}),
		rootfs: present({
			type: require_base.text(rootfs["type"]),
			diff_ids: require_base.texts(rootfs["diff_ids"])
		})
	};
}
/** `Helper.asBoolean` of wave-api: what is no boolean is false, but for the text `true` in any case. */
function coerced(value) {
	if (value === void 0 || value === null) return void 0;
	return value === true || require_base.text(value)?.toLowerCase() === "true";
}
const rfc3339 = /^(\d{4}-\d\d-\d\d)[Tt](\d\d:\d\d:\d\d)(?:\.(\d{1,9}))?([Zz]|[+-]\d\d:\d\d)$/;
/**
* A time as `java.time.Instant` prints it: UTC, the fraction in groups of three digits, none where it is zero.
* Undefined for what is no RFC 3339 time.
*/
function instant(time) {
	const [, day, clock, fraction = "", zone = ""] = rfc3339.exec(time ?? "") ?? [];
	if (day === void 0 || clock === void 0) return void 0;
	const seconds = Date.parse(`${day}T${clock}${zone.toUpperCase()}`);
	if (Number.isNaN(seconds)) return void 0;
	const nanos = fraction.padEnd(9, "0");
	const shown = nanos.endsWith("000000") ? nanos.slice(0, 3) : nanos.endsWith("000") ? nanos.slice(0, 6) : nanos;
	return `${new Date(seconds).toISOString().slice(0, 19)}${Number(nanos) === 0 ? "" : `.${shown}`}Z`;
}
// src/inspect/registry/reader.ts
/** Remembers every answer, also while it is under way. */
var RegistryReader = class {
	#client;
	#documents = new Map();
	#located = new Map();
	#tags = new Map();
	#referrers = new Map();
	#files = new Map();
	#configs = new Map();
	constructor(client) {
		this.#client = client;
	}
	/** The digest alone: from a manifest that is known anyway, else by HEAD. */
	locate(place, reference, meter) {
		const key = keyOf$1(place, reference);
		return this.#documents.get(key) ?? once(this.#located, key, () => this.#client.locate(place, reference, meter));
	}
	/** `part` names the document in messages where it is part of another (`linux/arm64`). */
	document(place, reference, meter, promised, part) {
		return once(this.#documents, keyOf$1(place, reference), () => this.#client.document(place, reference, meter, promised, part));
	}
	/** Whether there is such a tag. */
	has(place, reference, meter) {
		return once(this.#tags, keyOf$1(place, reference), () => this.#client.has(place, reference, meter));
	}
	referrers(place, digest, meter) {
		return once(this.#referrers, keyOf$1(place, digest), () => this.#client.referrers(place, digest, meter));
	}
	imageFile(place, layer, meter) {
		const key = keyOf$1(place, layer.digest ?? "");
		return once(this.#files, key, () => this.#client.imageFile(place, layer, meter));
	}
	config(place, { config }, meter, part) {
		return once(this.#configs, keyOf$1(place, config.digest), async () => {
			const bytes = await this.#client.blob(place, config, meter, part);
			if ("failure" in bytes) return bytes;
			const value = require_base.decodeJson(bytes);
			if (require_base.isObject(value)) return readConfig(value);
			return refusal("malformed", `${place.subject} has a config that is not a JSON object (${part}).`);
		});
	}
};
function keyOf$1({ endpoint, repository }, reference) {
	return `${endpoint.base.host}/${repository}@${reference}`;
}
function once(known, key, make) {
	let result = known.get(key);
	if (result === void 0) known.set(key, result = make());
	return result;
}
// src/inspect/registry/anonymous.ts
/** Registries asked directly, as anybody, for a back end that sees manifests only: no login is looked for. */
var AnonymousRegistries = class {
	reader;
	#now;
	#imageBudget;
	#endpoints;
	constructor({ http, now, plainHttp, imageBudget = 6e4 }) {
		this.#now = now;
		this.#imageBudget = imageBudget;
		this.#endpoints = new Endpoints(plainHttp);
		const authority = new Authority({
			http,
			credentials: noCredentials,
			now: () => now().getTime()
		});
		this.reader = new RegistryReader(new RegistryClient(authority, noCache));
	}
	/** Undefined for what is no image of a registry. */
	placeOf(image) {
		const written = require_base.readWrittenName(image);
		if (written.kind !== "registry") return void 0;
		const name = require_base.askedName(written.name);
		return {
			endpoint: this.#endpoints.of(name.registry),
			repository: name.repository,
			subject: written.canonical
		};
	}
	meter() {
		return new RegistryMeter(new TimeBudget(this.#imageBudget, () => this.#now().getTime()));
	}
};
/** The evidence of another back end with what was spent here. `where`: what was read, as a sentence. */
function withEffort(evidence, where, { requests, notes }) {
	return {
		...evidence,
		requests: evidence.requests + requests,
		notes: [
			...evidence.notes ?? [],
			...notes,
			where
		]
	};
}
// src/inspect/oci/attestation-kind.ts
/** Annotations that name the predicate of an in-toto statement: of BuildKit, of cosign 1 and 2, of a Sigstore bundle. */
const PREDICATE_KEYS = [
	"in-toto.io/predicate-type",
	"predicateType",
	"dev.sigstore.bundle.predicateType"
];
const PREDICATES = [
	[/^https:\/\/(?:slsa\.dev\/provenance|in-toto\.io\/Provenance)\b/, "provenance"],
	[/^https:\/\/(?:spdx\.dev\/Document|cyclonedx\.org\/(?:bom|schema)|syft\.dev\/bom)\b/, "sbom"],
	[/^https:\/\/(?:cosign\.)?sigstore\.dev\/(?:cosign\/)?sign\b/, "signature"]
];
const TYPES = [
	[/^application\/vnd\.cncf\.notary\.signature\b/, "signature"],
	[/^application\/vnd\.dev\.cosign\.(?:artifact\.sig|simplesigning)\b/, "signature"],
	[/^(?:application|text)\/(?:vnd\.)?(?:spdx|cyclonedx|syft)\b/, "sbom"],
	[/^application\/vnd\.dev\.cosign\.artifact\.sbom\b/, "sbom"]
];
/** Undefined where it does not say: an envelope by its media type alone, or something of another sort. */
function attestationKind({ artifactType, mediaType, annotations = {} }) {
	if (annotations["dev.sigstore.bundle.content"] === "message-signature") return "signature";
	const predicate = PREDICATE_KEYS.map((key) => annotations[key]).find((value) => value !== void 0);
	const types = [artifactType, mediaType].filter((type) => type !== void 0);
	return predicate === void 0 ? TYPES.find(([pattern]) => types.some((type) => pattern.test(type)))?.[1] : PREDICATES.find(([pattern]) => pattern.test(predicate))?.[1];
}
/** Types that say nothing of what is within: an envelope of any statement, and the empty config that some registries list. */
const OPEN = /^application\/vnd\.(?:dev\.sigstore\.bundle|in-toto|dsse\.envelope|oci\.empty)\b/;
/** Whether the manifest itself has to be read to know: the entry that names it does not say. */
function isUntold({ artifactType, annotations = {} }) {
	if (PREDICATE_KEYS.some((key) => annotations[key] !== void 0)) return false;
	return artifactType === void 0 || OPEN.test(artifactType);
}
// src/inspect/registry/attestations.ts
/** Of what only its own manifest says of which sort it is, this much is opened for one image. */
const MOST_OPENED$2 = 16;
/**
* Looks for what is asked, and no further than it takes to find one of each sort: in the index first, then beside what
* the name means, then beside the image of the platform.
*/
async function findAttestations(reader, question) {
	const search = new AttestationSearch(reader, question);
	const refused = await search.run();
	return {
		found: search.found,
		...refused !== void 0 && { failure: refused.failure }
	};
}
/** Where asking about the image itself failed, nothing beside it is looked for, save that another platform was asked for. */
function isInTheWay(failure) {
	return failure !== void 0 && failure.state !== "platform-missing";
}
var AttestationSearch = class {
	found = [];
	#reader;
	#question;
	#opened = 0;
	constructor(reader, question) {
		this.#reader = reader;
		this.#question = question;
	}
	/** What stood in the way, if anything did. */
	async run() {
		const { digest } = this.#question;
		const top = this.#question.top ?? await this.#document({
			digest,
			annotations: {}
		});
		if ("failure" in top) return top;
		const child = top.kind === "index" ? this.#imageIn(top) : void 0;
		const steps = [...top.kind === "index" && child !== void 0 ? [() => this.#inIndex(top, child)] : [], ...[digest, ...child === void 0 ? [] : [child]].flatMap((subject) => [() => this.#referrers(subject), () => this.#cosignTags(subject)])];
		for (const step of steps) {
			if (this.#missing().length === 0) return void 0;
			const refused = await step();
			if (refused !== void 0) return refused;
		}
	}
	#missing() {
		return this.#question.lookFor.filter((kind) => !this.found.some((one) => one.kind === kind));
	}
	/** The image of the platform that is asked for, where the index states it. */
	#imageIn({ entries }) {
		const asked = this.#question.platform === null ? void 0 : readPlatform(this.#question.platform);
		if (asked === void 0 || "error" in asked) return void 0;
		const wanted = showPlatform(asked.platform);
		return entries.find((entry) => {
			const stated = platformOf(entry.platform);
			return stated !== void 0 && showPlatform(stated) === wanted;
		})?.digest;
	}
	/** BuildKit keeps a manifest of statements for each image (attestation-storage.md). It keeps no signatures. */
	async #inIndex({ entries }, subject) {
		for (const entry of entries) {
			const { annotations } = entry;
			if (annotations["vnd.docker.reference.type"] !== "attestation-manifest") continue;
			if (annotations["vnd.docker.reference.digest"] !== subject) continue;
			if (this.#missing().every((kind) => kind === "signature")) return void 0;
			const refused = await this.#open(entry, {
				by: "index",
				subject
			});
			if (refused !== void 0) return refused;
		}
	}
	async #referrers(subject) {
		const { place, meter } = this.#question;
		const listed = await this.#reader.referrers(place, subject, meter);
		if ("failure" in listed) return listed;
		if (listed.isServed) return this.#entries(listed.entries, {
			by: "referrers",
			subject
		});
		const tag = subject.replace(":", "-");
		const index = await this.#ofTag(tag);
		if (index === void 0 || "failure" in index) return index;
		return index.kind === "index" ? this.#entries(index.entries, {
			by: "referrers-tag",
			subject
		}) : void 0;
	}
	async #entries(entries, from) {
		for (const entry of entries) {
			const kind = attestationKind(entry);
			if (kind !== void 0) this.#add({
				kind,
				...from,
				digest: entry.digest
			});
		}
		for (const entry of entries.filter((one) => attestationKind(one) === void 0 && isUntold(one))) {
			if (this.#missing().length === 0) return void 0;
			const refused = await this.#open(entry, from);
			if (refused !== void 0) return refused;
		}
	}
	async #cosignTags(subject) {
		const { place, meter } = this.#question;
		const stem = subject.replace(":", "-");
		for (const [kind, suffix] of COSIGN_TAGS) {
			if (!this.#missing().includes(kind)) continue;
			const isThere = await this.#reader.has(place, `${stem}.${suffix}`, meter);
			if (typeof isThere === "object") return isThere;
			if (isThere) this.#add({
				kind,
				by: "cosign-tag",
				subject
			});
		}
		if (this.#missing().every((kind) => kind === "signature")) return void 0;
		const statements = await this.#ofTag(`${stem}.att`);
		if (statements === void 0 || "failure" in statements) return statements;
		this.#layers(statements, {
			by: "cosign-tag",
			subject
		});
	}
	/** The manifest of a tag that may well not be there. */
	async #ofTag(tag) {
		const { place, meter } = this.#question;
		const isThere = await this.#reader.has(place, tag, meter);
		if (typeof isThere === "object") return isThere;
		if (!isThere) return void 0;
		const fetched = await this.#reader.document(place, tag, meter);
		return "failure" in fetched ? fetched : fetched.document;
	}
	async #open(entry, from) {
		if (++this.#opened > MOST_OPENED$2) {
			const { subject } = this.#question.place;
			return refusal("too-large", `${subject} has more than ${MOST_OPENED$2} things beside it of which the registry does not say what they are.`);
		}
		const opened = await this.#document(entry);
		if ("failure" in opened) return opened;
		this.#layers(opened, {
			...from,
			digest: entry.digest
		});
	}
	/** Each layer may be a statement of its own; a bundle says on its manifest what it holds. */
	#layers(document, from) {
		if (document.kind === "index") return;
		const { artifactType, annotations, layers } = document;
		for (const labelled of [{
			artifactType,
			annotations
		}, ...layers]) {
			const kind = attestationKind(labelled);
			if (kind !== void 0) this.#add({
				kind,
				...from
			});
		}
	}
	async #document(entry) {
		const { place, meter } = this.#question;
		const fetched = await this.#reader.document(place, entry.digest, meter, entry, entry.digest.slice(0, 19));
		return "failure" in fetched ? fetched : fetched.document;
	}
	/** What nobody asked for is nothing to tell; of each sort the first is. */
	#add(found) {
		if (this.#missing().includes(found.kind)) this.found.push(found);
	}
};
/** Whose tag by itself says what it is. */
const COSIGN_TAGS = [["signature", "sig"], ["sbom", "sbom"]];
// src/inspect/registry/beside.ts
/** The inspection with what its request looks for; the same where it looks for nothing, or where no digest is known. */
async function withAttestations(inspection, registries) {
	const { request, digest, failure, evidence } = inspection;
	const { lookFor, platform } = request;
	const place = registries.placeOf(request.image);
	if (lookFor === void 0 || digest === void 0 || place === void 0 || isInTheWay(failure)) return inspection;
	const meter = registries.meter();
	const attestations = await findAttestations(registries.reader, {
		place,
		digest,
		platform,
		lookFor,
		meter
	});
	const where = `What is kept beside the image was looked for at ${place.endpoint.base.host}, without a login.`;
	return {
		...inspection,
		attestations,
		evidence: withEffort(evidence, where, meter)
	};
}
// src/inspect/registry/answer.ts
function descriptor({ mediaType, digest, size, annotations }) {
	return present({
		mediaType,
		digest,
		size,
		annotations: filled(annotations)
	});
}
function indexAnswer(index, digest) {
	const { schemaVersion, mediaType, entries } = index;
	return present({
		schemaVersion,
		mediaType,
		manifests: entries.map((entry) => ({
			...descriptor(entry),
			...present({ platform: present(entry.platform ?? {}) })
		})),
		digest
	});
}
/** `config` is undefined for an artifact, whose config is nobody's business. */
function containerAnswer(name, endpoint, manifest, digest, config) {
	const { schemaVersion, mediaType, layers, annotations, artifactType } = manifest;
	return {
		registry: name.registry,
		hostName: endpoint.base.origin,
		imageName: name.repository,
		reference: name.digest ?? name.tag ?? "latest",
		digest,
		config: config ?? {
			config: {},
			rootfs: {}
		},
		manifest: present({
			schemaVersion,
			mediaType,
			config: manifest.config === void 0 ? void 0 : configDescriptor(manifest.config),
			layers: layers.map(descriptor),
			annotations: filled(annotations),
			artifactType
		}),
		v1: schemaVersion === 1,
		v2: schemaVersion === 2,
		oci: mediaType === OCI_MANIFEST
	};
}
function configDescriptor({ mediaType, digest, size }) {
	return present({
		mediaType,
		digest,
		size
	});
}
// src/inspect/registry/contents.ts
/** Nested indexes and entries without a platform are opened: this many of one image, and this deep. */
const MOST_OPENED$1 = 16;
const DEEPEST$1 = 3;
function contentsOf$1(reader, question, index) {
	return new IndexWalk(reader, question).look(index, 1);
}
/** One walk through an index and those within it. */
var IndexWalk = class {
	#reader;
	#question;
	/** On all levels, or a few levels of a few entries each would be thousands of requests. */
	#opened = 0;
	constructor(reader, question) {
		this.#reader = reader;
		this.#question = question;
	}
	async look(index, depth) {
		const images = index.entries.filter((entry) => !isAttestation$1(entry));
		let attestations = index.entries.length - images.length;
		const stated = images.map((entry) => ({
			entry,
			platform: isNested(entry) ? void 0 : shown(platformOf(entry.platform))
		}));
		const direct = this.#find(stated);
		if (direct !== void 0) return {
			children: stated.filter(isStated),
			found: direct,
			attestations,
			notes: []
		};
		const children = [];
		const notes = [];
		for (const child of stated) {
			if (child.platform !== void 0 || !isOpenable(child.entry)) {
				children.push(child);
				continue;
			}
			if (++this.#opened > MOST_OPENED$1) {
				notes.push(`Only ${MOST_OPENED$1} of the entries without a platform were opened.`);
				break;
			}
			const inner = await this.#open(child.entry, depth);
			if ("failure" in inner) return inner;
			children.push(...inner.children);
			attestations += inner.attestations;
			notes.push(...inner.notes);
			if (inner.found !== void 0) break;
		}
		return {
			children,
			found: this.#find(children),
			attestations,
			notes
		};
	}
	/** What an entry holds that states no platform. One that cannot be read is a note, unless its bytes are not what they should be. */
	async #open(entry, depth) {
		const { place, meter } = this.#question;
		const nothing = {
			children: [],
			found: void 0,
			attestations: 0,
			notes: []
		};
		const opened = await this.#reader.document(place, entry.digest, meter, entry, shortDigest(entry));
		if ("failure" in opened) return opened.failure.state === "digest-mismatch" ? opened : {
			...nothing,
			notes: [opened.failure.message]
		};
		const { document } = opened;
		if (document.kind === "manifest") return {
			...nothing,
			children: [{
				entry,
				platform: await this.#platformWithin(document, entry)
			}]
		};
		if (depth < DEEPEST$1) return this.look(document, depth + 1);
		return refusal("malformed", `${place.subject} is an index nested deeper than ${DEEPEST$1} levels.`);
	}
	async #platformWithin(manifest, entry) {
		if (manifest.artifact !== void 0) return void 0;
		const { place, meter } = this.#question;
		const read = await this.#reader.config(place, manifest, meter, shortDigest(entry));
		return "failure" in read ? void 0 : shown(read.platform);
	}
	/** The first one, as the image specification has it. */
	#find(children) {
		const { wanted } = this.#question;
		return children.find((child) => child.platform !== void 0 && child.platform === wanted);
	}
};
function shown(platform) {
	return platform === void 0 ? void 0 : showPlatform(platform);
}
const isStated = (child) => child.platform !== void 0;
/** An entry of a type that nobody knows is no error, and nothing to open. */
function isOpenable({ mediaType }) {
	return mediaType === void 0 || /^application\/vnd\.(?:oci\.image|docker\.distribution)\./.test(mediaType);
}
/** How an entry that states no platform is named in messages. */
function shortDigest({ digest }) {
	return digest.slice(0, 19);
}
// src/inspect/registry/inspection.ts
function inspectionOf$1(request, outcome, effort) {
	const { digest, platforms, answer, artifact, download, failed } = outcome;
	return {
		request,
		...digest !== void 0 && { digest },
		...platforms !== void 0 && { platforms },
		...answer !== void 0 && { answer },
		...artifact !== void 0 && { artifact },
		...download !== void 0 && { download },
		...failed !== void 0 && { failure: failed.failure },
		evidence: evidenceOf$1(outcome, effort)
	};
}
function evidenceOf$1(outcome, effort) {
	const { failed, fetched = [], platform, indexDigest } = outcome;
	const { host } = effort;
	const identity = outcome.identity ?? failed?.identity ?? fetched[0]?.identity;
	const notes = [...new Set([
		...outcome.notes ?? [],
		...fetched.flatMap(({ notes }) => notes),
		...effort.notes
	])];
	return {
		via: fetched.length > 0 && fetched.every(({ fromCache }) => fromCache) ? "cache" : host === "" ? "none" : "registry",
		host,
		verified: outcome.verified && (failed === void 0 || failed.failure.state === "platform-missing"),
		requests: effort.requests,
		observedAt: effort.observedAt.toISOString(),
		...failed?.status !== void 0 && { status: failed.status },
		...failed === void 0 && { status: 200 },
		...failed?.code !== void 0 && { code: failed.code },
		...indexDigest !== void 0 && { indexDigest },
		...platform?.variant !== void 0 && { variant: platform.variant },
		...platform !== void 0 && { os: platform.os },
		...identity !== void 0 && { identity },
		...notes.length > 0 && { notes }
	};
}
// src/inspect/registry/outcome.ts
function failed$2(state, message) {
	return {
		failed: refusal(state, message),
		verified: false
	};
}
// src/inspect/registry/inspector.ts
/** Images as their registries describe them (OCI distribution-spec 1.1). */
/**
* Asks the registries themselves, with as few requests as the need allows: one HEAD for existence, one GET for the
* platforms of an index, manifest and config more where a config is needed. Every byte that comes back is hashed.
* One inspector serves one run: it asks for nothing twice.
*/
function createRegistryInspector(options) {
	return new RegistryInspector(options);
}
var RegistryInspector = class {
	#now;
	#imageBudget;
	#endpoints;
	#reader;
	constructor(options) {
		const { http, credentials = noCredentials, cache = noCache } = options;
		this.#now = options.now;
		this.#imageBudget = options.imageBudget ?? 6e4;
		this.#endpoints = new Endpoints(options.plainHttp ?? []);
		this.#reader = new RegistryReader(new RegistryClient(new Authority({
			http,
			credentials,
			now: this.#milliseconds,
			addToken: options.addToken
		}), cache));
	}
	async inspect(request) {
		const written = require_base.readWrittenName(request.image);
		if (written.kind !== "registry" || written.name.registry === "") {
			const why = written.kind === "invalid" ? written.error : "it names no image of a registry";
			return inspectionOf$1(request, invalid(`${request.image}: ${why}.`), this.#effort(""));
		}
		const name = require_base.askedName(written.name);
		const endpoint = this.#endpoints.of(name.registry);
		const { host } = endpoint.base;
		const parsed = request.platform === null ? void 0 : readPlatform(request.platform);
		if (parsed !== void 0 && "error" in parsed) return inspectionOf$1(request, invalid(`${parsed.error}.`), this.#effort(host));
		const meter = new RegistryMeter(new TimeBudget(this.#imageBudget, this.#milliseconds));
		const place = {
			endpoint,
			repository: name.repository,
			subject: written.canonical
		};
		const outcome = await this.#answer({
			name,
			place,
			wanted: parsed === void 0 ? void 0 : showPlatform(parsed.platform),
			need: request.need,
			expects: request.expects,
			isOpened: request.lookFor !== void 0,
			meter
		});
		const attestations = await this.#beside(request, place, outcome, meter);
		const inspection = inspectionOf$1(request, outcome, this.#effort(host, meter));
		return attestations === void 0 ? inspection : {
			...inspection,
			attestations
		};
	}
	async close() {}
	#milliseconds = () => this.#now().getTime();
	#effort(host, { requests, notes } = unasked) {
		return {
			host,
			requests,
			notes,
			observedAt: this.#now()
		};
	}
	async #answer(question) {
		const { name, place, need, meter } = question;
		const reference = name.digest ?? name.tag ?? "latest";
		if (need === "existence") return this.#existence(question, reference);
		const top = await this.#reader.document(place, reference, meter);
		if ("failure" in top) return {
			failed: top,
			verified: false,
			...top.digest !== void 0 && { digest: top.digest }
		};
		return top.document.kind === "index" ? this.#ofIndex(question, top, top.document) : this.#ofManifest(question, top, top.document);
	}
	async #beside({ platform, lookFor }, place, { digest, fetched, failed: refused }, meter) {
		if (lookFor === void 0 || digest === void 0 || isInTheWay(refused?.failure)) return void 0;
		const top = fetched?.find((one) => one.digest === digest)?.document;
		return findAttestations(this.#reader, {
			place,
			digest,
			top,
			platform,
			lookFor,
			meter
		});
	}
	async #existence({ place, expects, isOpened, meter }, reference) {
		const found = await (isOpened ? this.#reader.document(place, reference, meter) : this.#reader.locate(place, reference, meter));
		if ("failure" in found) return {
			failed: found,
			verified: false
		};
		const { digest, identity, verified } = found;
		if (expects?.every((expected) => expected === digest) ?? true) return {
			digest,
			identity,
			verified,
			..."document" in found && { fetched: [found] }
		};
		const other = "document" in found ? found : await this.#reader.document(place, digest, meter, {
			digest,
			annotations: {}
		});
		if ("failure" in other) return {
			digest,
			failed: other,
			verified: false
		};
		const known = {
			digest,
			verified: other.verified,
			fetched: [other]
		};
		return other.document.kind === "index" ? {
			...known,
			answer: { index: indexAnswer(other.document, digest) }
		} : known;
	}
	async #ofIndex(question, top, index) {
		const { place, wanted, need } = question;
		const contents = await contentsOf$1(this.#reader, question, index);
		if ("failure" in contents) return {
			failed: contents,
			verified: false,
			digest: top.digest
		};
		const { attestations, found } = contents;
		const platforms = [...new Set(contents.children.flatMap(({ platform }) => platform ?? []))];
		const notes = [...contents.notes, ...attestations === 0 ? [] : [`${attestations} attestation${attestations === 1 ? "" : "s"} in the index.`]];
		const known = {
			digest: top.digest,
			platforms,
			notes,
			fetched: [top],
			verified: top.verified
		};
		if (found !== void 0 && need !== "platforms") return this.#ofEntry(question, top, found, known);
		const answer = { index: indexAnswer(index, top.digest) };
		if (wanted === void 0 || found !== void 0) return {
			...known,
			answer
		};
		return {
			...known,
			answer,
			failed: missing$1(place, wanted, platforms)
		};
	}
	/** The image of one platform; `known` is what its index says. */
	async #ofEntry(question, top, { entry, platform: part }, known) {
		const { place, meter } = question;
		const child = await this.#reader.document(place, entry.digest, meter, entry, part);
		if ("failure" in child) {
			const what = `its manifest for ${part} (${entry.digest})`;
			return {
				...known,
				failed: ofPart(child, place, place.endpoint.base.host, what)
			};
		}
		if (child.document.kind === "index") {
			const message = `${place.subject} (${part}) is an index where an image should be.`;
			return {
				...known,
				failed: refusal("malformed", message)
			};
		}
		const image = await this.#ofManifest({
			...question,
			wanted: void 0
		}, child, child.document, part);
		if (image.failed !== void 0) return {
			...known,
			failed: image.failed
		};
		const inside = image.platforms?.[0];
		const differs = inside !== void 0 && part !== inside;
		return {
			...image,
			...known,
			fetched: [top, child],
			verified: top.verified && image.verified,
			indexDigest: top.digest,
			notes: [
				...known.notes ?? [],
				...image.notes ?? [],
				...differs ? [`The index says ${part}, the config of that image says ${inside}.`] : []
			]
		};
	}
	async #ofManifest(question, fetched, manifest, part = "image") {
		const { name, place, wanted, meter } = question;
		const { digest, verified } = fetched;
		const known = {
			digest,
			verified,
			fetched: [fetched]
		};
		const sif = require_base.sifLayer(manifest.layers);
		if (sif !== void 0) return this.#ofSif(question, fetched, manifest, sif);
		if (manifest.artifact !== void 0) return this.#ofArtifact(question, fetched, manifest, part);
		const read = await this.#reader.config(place, manifest, meter, part);
		if ("failure" in read) return {
			...known,
			failed: read
		};
		const foreign = foreignContent(manifest.layers);
		if (foreign !== void 0) return ofArtifact(question, fetched, manifest, foreign, read.answer);
		const { platform } = read;
		const platforms = platform === void 0 ? void 0 : [showPlatform(platform)];
		const isMissing = wanted !== void 0 && platforms?.[0] !== wanted;
		return {
			...known,
			...platforms !== void 0 && { platforms },
			...platform !== void 0 && { platform },
			answer: { container: containerAnswer(name, place.endpoint, manifest, digest, read.answer) },
			...isMissing && { failed: missing$1(place, wanted, platforms ?? []) }
		};
	}
	/** Of a config that no rule looks at, what Wave's answer keeps; that it cannot be read is nothing to fail for. */
	async #ofArtifact(question, fetched, manifest, part) {
		const { place, meter } = question;
		const { config, artifact } = manifest;
		if (config === void 0 || !isTellingConfigType(config.mediaType)) return ofArtifact(question, fetched, manifest, artifact);
		const read = await this.#reader.config(place, { config }, meter, part);
		return ofArtifact(question, fetched, manifest, artifact, "failure" in read ? void 0 : read.answer);
	}
	async #ofSif(question, fetched, manifest, sif) {
		const { place, wanted, meter } = question;
		const known = ofArtifact(question, fetched, manifest, sif.mediaType);
		const download = await this.#reader.imageFile(place, sif, meter);
		if ("failure" in download) return {
			...known,
			failed: download
		};
		const platforms = require_base.platformsOf(download);
		const other = otherPlatform(place.subject, wanted ?? null, platforms);
		return {
			...known,
			verified: false,
			download,
			...platforms !== void 0 && { platforms },
			...other !== void 0 && { failed: other }
		};
	}
};
/** What is no container image: whatever config it has is nobody's business, save one of an image that was read to see it. */
function ofArtifact({ name, place }, fetched, manifest, type, config) {
	const { digest, verified } = fetched;
	const artifact = require_base.oneLine(type, 120);
	return {
		digest,
		verified,
		fetched: [fetched],
		artifact,
		answer: { container: containerAnswer(name, place.endpoint, manifest, digest, config) },
		notes: [`No container image but an artifact: ${artifact}.`]
	};
}
/** The effort where no request was sent. */
const unasked = {
	requests: 0,
	notes: new Set()
};
function invalid(message) {
	return failed$2("invalid-reference", require_base.oneLine(message));
}
// src/inspect/registry/sif-files.ts
/** SIFs that registries keep as artifacts, for a back end that sees manifests only. */
/**
* The inspection with what the file itself says, by its first bytes; the same where it is of no SIF, or of none that can be
* asked for.
*/
async function withSifFile(inspection, registries) {
	const { request, answer, failure } = inspection;
	if (failure !== void 0 || answer === void 0 || !("container" in answer)) return inspection;
	const layer = require_base.sifLayer(answer.container.manifest.layers);
	const place = registries.placeOf(request.image);
	if (layer?.digest === void 0 || place === void 0) return inspection;
	const meter = registries.meter();
	const read = await registries.reader.imageFile(place, layer, meter);
	const where = `The first bytes of the SIF were read at ${place.endpoint.base.host}, without a login.`;
	const evidence = withEffort(inspection.evidence, where, meter);
	if ("failure" in read) return {
		...inspection,
		failure: read.failure,
		evidence
	};
	const platforms = require_base.platformsOf(read);
	const other = otherPlatform(place.subject, request.platform, platforms);
	return {
		...inspection,
		...platforms !== void 0 && { platforms },
		download: read,
		...other !== void 0 && { failure: other.failure },
		evidence
	};
}
// src/inspect/wave/names.ts
/** Image names in the form that Wave reads, and which of them it can reach. */
/**
* The name to send, or why none is sent. Wave reads names by rules of its own: `localhost/x` and `myhost/x` are images of
* Docker Hub to it, a tag before a digest becomes part of the path or a port that it dials, and what is no registry name
* at all is an internal error. So it gets the canonical form, the tag left out where a digest says more, or nothing.
*/
function nameForWave(image, server) {
	const written = require_base.readWrittenName(image);
	if (written.kind !== "registry" || written.name.registry === "") return failed$1("invalid-reference", `${image} cannot be asked for: ${written.kind === "invalid" ? written.error : "it names no image of a registry"}.`);
	const name = require_base.askedName(written.name);
	const why = whyOutOfReach(name.registry, server);
	if (why !== void 0) return failed$1("unreachable", `${written.canonical} was not asked for: ${why}.`);
	return {
		name,
		subject: written.canonical,
		registry: name.registry,
		repository: `${name.registry}/${name.repository}`,
		reference: name.digest ?? name.tag ?? "latest"
	};
}
/** The text that Wave gets for an image, or for one of its manifests. */
function textFor({ repository }, reference) {
	return `${repository}${reference.includes(":") ? "@" : ":"}${reference}`;
}
function whyOutOfReach(registry, { endpoint, localRegistries }) {
	if (!/[.:]/.test(registry)) return `Wave takes ${registry} for a name on Docker Hub`;
	if (registry.startsWith("[")) return "Wave cannot read an IPv6 address in a name";
	const url = new URL(`https://${registry}`);
	if (publicNames.refusal(url) === void 0) return void 0;
	const isListed = localRegistries.some((host) => host.toLowerCase() === registry.toLowerCase());
	if (isLoopback(url.hostname)) {
		if (isListed && isLoopback(endpoint.hostname)) return void 0;
		return `${registry} is the machine that asks, and Wave at ${endpoint.host} would take it for its own`;
	}
	const isHosted = endpoint.hostname === "seqera.io" || endpoint.hostname.endsWith(".seqera.io");
	if (isListed && !isHosted) return void 0;
	return `${registry} is a name or address of a private network; ${isHosted ? "ask the registry directly" : "list it under insecure-registries if your Wave can reach it"}`;
}
const publicNames = createNetworkPolicy([]);
function isLoopback(hostname) {
	if (hostname === "localhost" || hostname.endsWith(".localhost")) return true;
	return isSpecialAddress(hostname) && /^(?:127\.|\[?::1\]?$)/.test(hostname);
}
function failed$1(state, message) {
	return { failure: {
		state,
		message
	} };
}
// src/inspect/wave/upstreams.ts
/** The registries behind Wave as they fare: how many calls each may have under way, and what is asked no more. */
/**
* Calls about registries that answer: as many as one host gets of us elsewhere, and not all of them for one registry.
* A call about one that hangs takes Wave as long as we have patience; as many of those wait beside the others as Wave
* is known to serve at once. A registry is given up after two failures in a row, of whatever kind.
*/
const limits = {
	perHost: 6,
	unproven: 1,
	overall: 8,
	aside: 128,
	breakAfter: 2
};
/** Calls that may be under way at once, all together. */
const MOST_CALLS = limits.overall + limits.aside;
/** The states that say more of a registry than of one image. */
const troubles = new Set([
	"unreachable",
	"timeout",
	"rate-limited",
	"server-error"
]);
var Upstreams = class {
	#lanes = new Lanes(limits);
	/** What is wrong with our own set-up: told to every image, asked once. */
	#misconfigured;
	/** Waits for a turn to ask about an image of this registry; or why no image of it is asked for any more. */
	async enter(registry) {
		if (this.#misconfigured !== void 0) return this.#misconfigured;
		const turn = await this.#lanes.enter(registry);
		if ("kind" in turn || this.#misconfigured === void 0) return turn;
		turn.leave();
		return this.#misconfigured;
	}
	/** Whether so many registries hang that none can be waited for as long as otherwise. */
	get isCrowded() {
		return this.#lanes.isCrowded;
	}
	/** What Wave's reply about one image says for the others. */
	learn(registry, reply) {
		if (reply.kind === "failure" && reply.state === "configuration") this.#misconfigured ??= reply;
		if (reply.kind === "failure" && reply.exhausted === true) return;
		if (reply.kind !== "failure" || reply.culprit !== "registry" || !troubles.has(reply.state)) {
			this.#lanes.answered(registry);
			this.#lanes.succeeded(registry);
			return;
		}
		const message = `${withoutSubject(reply, registry)}, again and again; it was not asked again`;
		this.#lanes.failed(registry, "any", {
			...reply,
			message
		});
	}
};
function withoutSubject({ state }, registry) {
	if (state === "unreachable") return `Wave could not connect to ${registry}`;
	if (state === "rate-limited") return `${registry} limits the requests of Wave`;
	if (state === "timeout") return `${registry} did not answer Wave in time`;
	return `Wave got no answer from ${registry}`;
}
// src/inspect/wave/caller.ts
/** Asks Wave; the same question goes out once a run. */
var WaveCaller = class {
	#client;
	#service;
	#workspace;
	#heard = new Map();
	#upstreams = new Upstreams();
	constructor(client, service, workspace) {
		this.#client = client;
		this.#service = service;
		this.#workspace = workspace;
	}
	async ask(question, meter) {
		this.#service.ask();
		const key = JSON.stringify([textFor(question.name, question.reference), question.platform]);
		let pending = this.#heard.get(key);
		if (pending === void 0) this.#heard.set(key, pending = this.#askInTurn(question, meter));
		const { reply, identity, note } = await pending;
		meter.identity = identity;
		if (note !== void 0) meter.notes.add(note);
		return reply;
	}
	async #askInTurn(question, meter) {
		const { registry } = question.name;
		const turn = await this.#upstreams.enter(registry);
		if ("kind" in turn) return {
			reply: turn,
			identity: identityOf(this.#workspace)
		};
		try {
			const heard = await this.#askAsAnybody(question, meter);
			this.#upstreams.learn(registry, heard.lesson ?? heard.reply);
			return heard;
		} finally {
			turn.leave();
		}
	}
	async #askAsAnybody(question, meter) {
		const { registry } = question.name;
		const workspace = this.#workspace;
		const identity = identityOf(workspace);
		const first = await this.#client.send(question, workspace, {
			meter,
			isCrowded: this.#upstreams.isCrowded
		});
		if (first.kind !== "failure" || first.refused !== true || workspace === void 0) return {
			reply: first,
			identity
		};
		const second = await this.#client.send(question, void 0, {
			meter,
			isCrowded: this.#upstreams.isCrowded,
			most: meter.time.left / 2
		});
		if (second.kind === "failure" && second.culprit === "registry") return {
			reply: first,
			identity,
			lesson: second
		};
		if (first.silent === true && !(second.kind === "failure" && second.refused === true)) return {
			reply: {
				...first,
				...nobody
			},
			identity
		};
		if (second.kind === "failure") return {
			reply: second.state === "not-found" ? second : first,
			identity
		};
		return {
			reply: second,
			identity: "anonymous",
			note: `The workspace opens nothing on ${registry}; Wave read the image as for a caller without a token.`
		};
	}
};
function identityOf(workspace) {
	return workspace === void 0 ? "anonymous" : "workspace";
}
/** What an empty 401 means where an anonymous call fares otherwise. */
const nobody = {
	state: "configuration",
	culprit: "account",
	message: "The Seqera Platform does not know whose token this is (401 without a word)"
};
// src/inspect/wave/answer.ts
/**
* Reads Wave's answers field by field: what is of another type than the contract says counts as absent, and nothing but
* the fields of the contract (server 1.37) comes through.
*/
/** Undefined where the body holds neither a container nor an index. */
function readAnswer(body) {
	const container = require_base.object(body["container"]);
	if (container !== void 0) return { container: readContainer(container) };
	const index = require_base.object(body["index"]);
	return index === void 0 ? void 0 : { index: readIndex(index) };
}
/** An index in Wave's form, from Wave's answer or from a registry's own text. */
function readIndex(index) {
	const manifests = require_base.list(index["manifests"]).map((value) => {
		const { architecture, os, variant } = require_base.object(require_base.object(value)?.["platform"]) ?? {};
		const platform = present({
			architecture: require_base.text(architecture),
			os: require_base.text(os),
			variant: require_base.text(variant)
		});
		return {
			...readDescriptor(value),
			...present({ platform })
		};
	});
	return present({
		schemaVersion: require_base.count(index["schemaVersion"]),
		mediaType: require_base.text(index["mediaType"]),
		manifests,
		digest: require_base.text(index["digest"])
	});
}
function readDescriptor(value) {
	const { mediaType, digest, size, annotations } = require_base.object(value) ?? {};
	return present({
		mediaType: require_base.text(mediaType),
		digest: require_base.text(digest),
		size: require_base.count(size),
		annotations: require_base.textMap(annotations)
	});
}
function readContainer(body) {
	const config = require_base.object(body["config"]) ?? {};
	const inner = require_base.object(config["config"]) ?? {};
	const rootfs = require_base.object(config["rootfs"]) ?? {};
	const manifest = require_base.object(body["manifest"]) ?? {};
	const mediaType = require_base.text(manifest["mediaType"]);
	const schemaVersion = require_base.count(manifest["schemaVersion"]);
	return {
		registry: require_base.text(body["registry"]) ?? "",
		hostName: require_base.text(body["hostName"]) ?? "",
		imageName: require_base.text(body["imageName"]) ?? "",
		reference: require_base.text(body["reference"]) ?? "",
		...present({ digest: require_base.text(body["digest"]) }),
		config: {
			...present({ architecture: require_base.text(config["architecture"]) }),
			config: present({
				hostName: require_base.text(inner["hostName"]),
				domainName: require_base.text(inner["domainName"]),
				user: require_base.text(inner["user"]),
				attachStdin: require_base.flag(inner["attachStdin"]),
				attachStdout: require_base.flag(inner["attachStdout"]),
				attachStderr: require_base.flag(inner["attachStderr"]),
				tty: require_base.flag(inner["tty"]),
				env: require_base.texts(inner["env"]),
				cmd: require_base.texts(inner["cmd"]),
				image: require_base.text(inner["image"]),
				workingDir: require_base.text(inner["workingDir"]),
				entrypoint: require_base.texts(inner["entrypoint"]),
				labels: require_base.textMap(inner["labels"])
			}),
			...present({
				container: require_base.text(config["container"]),
				created: require_base.text(config["created"])
			}),
			rootfs: present({
				type: require_base.text(rootfs["type"]),
				diff_ids: require_base.texts(rootfs["diff_ids"])
			})
		},
		manifest: present({
			schemaVersion,
			mediaType,
			config: readDescriptor(manifest["config"]),
			layers: require_base.list(manifest["layers"]).map(readDescriptor),
			annotations: require_base.textMap(manifest["annotations"]),
			artifactType: require_base.text(manifest["artifactType"])
		}),
		v1: require_base.flag(body["v1"]) ?? schemaVersion === 1,
		v2: require_base.flag(body["v2"]) ?? schemaVersion === 2,
		oci: require_base.flag(body["oci"]) ?? false
	};
}
// src/inspect/wave/crashes.ts
/** What Java's exceptions say of the image and its registry. */
const crashes = [
	{
		pattern: /^(?:javax\.net\.ssl|sun\.security)\./,
		state: "unreachable",
		culprit: "registry",
		words: ({ registry }) => `Wave could make no secure connection to ${registry}`
	},
	{
		pattern: /^java\.net\.http\.Http\w*Timeout/,
		state: "timeout",
		culprit: "registry",
		words: ({ registry }) => `${registry} did not answer Wave in time`
	},
	{
		pattern: /^java\.(?:net|nio\.channels|io)\.\w*Exception\b/,
		state: "unreachable",
		culprit: "registry",
		words: ({ registry }) => `Wave could not connect to ${registry}`
	},
	{
		pattern: /^(?:unsupported URI|Illegal character in authority) /,
		state: "unreachable",
		culprit: "registry",
		words: ({ registry }) => `Wave takes ${registry} for no host name`
	},
	{
		pattern: /^(?:Invalid container (?:image )?(?:name|scheme)|Illegal character in|Malformed escape pair|Negative array index)/,
		state: "invalid-reference",
		culprit: "image",
		words: ({ subject }) => `Wave cannot read the name ${subject}`
	},
	{
		pattern: /^No enum constant io\.seqera\.wave\.auth\.RegistryAuth/,
		state: "absent-or-private",
		culprit: "registry",
		words: ({ registry }) => `${registry} asks for a login in a way that Wave does not understand`
	},
	{
		pattern: /^Unable to parse JSON to interface java\.util\.Map - offending value:$/,
		state: "unsupported",
		culprit: "image",
		words: ({ subject }) => `${subject} has an empty config, as an artifact has and no container image`,
		seen: true
	},
	{
		pattern: /^(?:Text '.*' could not be parsed|Illegal Instant value|class \S+ cannot be cast to class|Expected BEGIN_|Unable to parse JSON to interface java\.util\.Map|Cannot invoke "java\.util\.Map\.get)/s,
		state: "malformed",
		culprit: "image",
		words: ({ subject }) => `Wave cannot read the config of ${subject}`,
		seen: true
	},
	{
		pattern: /^(?:expecting '|Unable to determine the current character)/,
		state: "malformed",
		culprit: "image",
		words: ({ subject, registry }) => `Wave cannot read what ${registry} says of ${subject}`
	},
	{
		pattern: /^Internal Server Error: Error encoding object/,
		state: "malformed",
		culprit: "image",
		words: ({ subject }) => `Wave cannot write what it read of ${subject}`,
		seen: true
	}
];
// src/inspect/wave/reply.ts
/** What Wave's answer means. Five body shapes are expected (docs/wave.md), and anything else. */
function readReply(response, about) {
	const { status } = response;
	const body = require_base.object(require_base.decodeJson(response.bytes));
	const own = ownMessage(body);
	const reply = status === 200 ? readSuccess(body, about) : own === void 0 ? readForeign(response, body, about) : readOwn(status, own, about);
	if (reply.kind !== "failure") return reply;
	const isOfNobody = reply.code === void 0 && reply.errorId === void 0 && reply.silent !== true;
	const isRefusal = status === 200 || status >= 400 && status < 500 && status !== 408 && status !== 429;
	return {
		...reply,
		status,
		...isOfNobody && isRefusal && !isWords(own) && { unsigned: true }
	};
}
/** What a gateway of any kind may say as well, as a message. */
function isWords(own) {
	return own !== void 0 && !/^(?:not found|forbidden|unauthorized|bad request|method not allowed)$/i.test(own.trim());
}
const fail = (state, culprit, message, more = {}) => ({
	kind: "failure",
	state,
	culprit,
	message,
	...more
});
function readSuccess(body, { registry }) {
	if (body === void 0) return fail("malformed", "wave", "Wave's answer is not JSON");
	const answer = readAnswer(body);
	if (answer !== void 0) return {
		kind: "answer",
		answer
	};
	const reason = `the token server of ${registry} gave Wave no token`;
	return fail("server-error", "registry", `Wave's answer holds neither an image nor an index, as when ${reason}`);
}
/** The message of a body of Wave's own form, the encoder's form included. */
function ownMessage(body) {
	const message = require_base.text(body?.["message"]);
	if (body === void 0 || message === void 0) return void 0;
	const inner = require_base.text(require_base.object(require_base.list(require_base.object(body["_embedded"])?.["errors"])[0])?.["message"]);
	if (inner !== void 0) return inner;
	return Object.keys(body).every((key) => [
		"message",
		"_links",
		"_embedded"
	].includes(key)) ? message : void 0;
}
const errorIdPattern = / - Error ID: ([0-9a-f]{4,40})$/;
function readOwn(status, message, about) {
	const errorId = errorIdPattern.exec(message)?.[1];
	const plain = message.replace(errorIdPattern, "");
	const reply = readPlatformWords(status, plain, about) ?? readImageWords(status, plain, about) ?? readCrash(plain, about);
	if (reply !== void 0) return errorId === void 0 || reply.kind !== "failure" ? reply : {
		...reply,
		errorId
	};
	const shown = require_base.oneLine(plain, 160);
	if (errorId !== void 0 || message === "Internal Server Error") {
		const failure = fail("server-error", "wave", `Wave failed on ${about.subject}: ${shown}`, { passing: true });
		return errorId === void 0 ? failure : {
			...failure,
			errorId
		};
	}
	return readStatus(status, about, {
		aside: shown === "" ? "" : ` (${shown})`,
		unsigned: status !== 429
	});
}
/** About the token and the Seqera Platform. Believed only where a token was sent: a registry could say the same. */
function readPlatformWords(status, message, { withToken }) {
	if (!withToken) return void 0;
	const shown = require_base.oneLine(message.replace(/ - response=.*$/s, ""), 240);
	if (/^Tower instance '.*' has not enabled to connect Wave service '/s.test(message)) return fail("configuration", "account", `Wave is not paired with this Seqera Platform; check the Seqera endpoint, https://api.cloud.seqera.io for Seqera Cloud (${shown})`);
	if (message.startsWith("Unauthorized access to Tower resource:")) return fail("configuration", "account", `The Seqera Platform refuses the token: ${shown}`);
	if (message.startsWith("Tower resource not found:")) {
		const what = message.includes("workspaceId=") ? "does not know the workspace" : "does not know what Wave asks it for";
		return fail("configuration", "account", `The Seqera Platform ${what}: ${shown}`);
	}
	if (message.startsWith("Timeout error connecting to '")) return fail("timeout", "account", `The Seqera Platform did not answer Wave: ${shown}`);
	if (!/^Unexpected status code \d+ while accessing Tower resource:/.test(message)) return void 0;
	if (status === 403) return fail("configuration", "account", `The Seqera Platform refuses the workspace to this token: ${shown}`);
	return fail(status === 429 ? "rate-limited" : "server-error", "account", `The Seqera Platform answered Wave with ${status}: ${shown}`, { passing: true });
}
/** About the image, from a check that Wave makes on purpose. */
function readImageWords(status, message, about) {
	const { subject, registry } = about;
	if (/^repository '.*' not found$/s.test(message)) return notFound(about);
	if (/^repository '.*' .+ \(\d+\)$/s.test(message)) {
		if (status >= 500 || [
			401,
			403,
			429
		].includes(status)) return readStatus(status, about, {
			aside: "",
			unsigned: false
		});
		return fail("server-error", "registry", `${registry} answered Wave with ${status} when asked for ${subject}`);
	}
	if (message.startsWith("Cannot find platform '")) {
		const at = message.indexOf(" in the manifest: ");
		const index = at < 0 ? void 0 : parseObject(message.slice(at + 18));
		return index === void 0 ? { kind: "no-match" } : {
			kind: "no-match",
			index: readIndex(index)
		};
	}
	if (message.startsWith("Unsupported container platform:") || message.startsWith("Invalid container platform:")) return { kind: "no-match" };
	if (message === "Missing authentication credentials") {
		const reason = `${registry} asks for a login in a way that Wave does not understand`;
		return fail("absent-or-private", "registry", `${subject} was not read: ${reason}`, { refused: true });
	}
	if (message.startsWith("Maximum request rate exceeded")) return fail("rate-limited", "wave", "Wave accepts no more requests for now", { passing: true });
}
/** Registries of which Wave reads nothing, whatever they hold: to it, none of their images is there. */
const unreadable = new Map([
	["registry.k8s.io", "redirects requests for manifests, which Wave does not follow"],
	["k8s.gcr.io", "redirects requests for manifests, which Wave does not follow"],
	["registry.access.redhat.com", "does not tell the digest of a tag, which Wave asks for"],
	["registry.redhat.io", "does not tell the digest of a tag, which Wave asks for"]
]);
function notFound({ subject, registry }) {
	const reason = unreadable.get(registry);
	if (reason === void 0) return fail("not-found", "image", `${subject} is not on ${registry}`);
	const message = `Wave found no ${subject}, which says nothing: ${registry} ${reason}; ask the registry directly`;
	return fail("unreachable", "image", message);
}
function readCrash(message, about) {
	if (message.includes("because \"this.platform\" is null")) return { kind: "lost-index" };
	if (message.includes("because \"record\" is null") || message.startsWith("Unexpected media type for request")) return { kind: "stumble" };
	const known = crashes.find(({ pattern }) => pattern.test(message));
	if (known === void 0) return void 0;
	const { state, culprit, words, seen } = known;
	return fail(state, culprit, `${words(about)} (${require_base.oneLine(message, 120)})`, seen === void 0 ? {} : { seen });
}
/** A body that Wave forwards from a registry or its token server, plain text of Wave's router, or a load balancer's page. */
function readForeign(response, body, about) {
	const { status } = response;
	const plain = body === void 0 ? require_base.decodeText$1(response.bytes.subarray(0, 2048)).trim() : "";
	if (status === 404 && plain === "Page Not Found") return fail("configuration", "wave", `${response.url.host} has no Wave inspect service at ${response.url.pathname}`);
	if (status >= 300 && status < 400) {
		const target = require_base.oneLine(header(response, "location") ?? "another address", 120);
		return fail("configuration", "wave", `The Wave endpoint redirects to ${target}; set it to where it leads`);
	}
	const { code, message } = readError(response);
	const words = [code, message].filter((word) => word !== void 0).join(": ");
	const reply = readStatus(status, about, {
		aside: words === "" ? "" : ` (${words})`,
		wait: header(response, "retry-after"),
		unsigned: body === void 0 && (status !== 429 || isSoon(response)),
		silent: response.bytes.length === 0
	});
	return code === void 0 ? reply : {
		...reply,
		code
	};
}
/** A 429 of a load balancer is worth another try; one that asks for minutes is more likely a registry's. */
function isSoon(response) {
	const wait = header(response, "retry-after");
	return wait === void 0 || /^\d$/.test(wait.trim());
}
/** What is left to go by is the status. */
function readStatus(status, { subject, registry, withToken }, { aside, unsigned, silent, wait }) {
	const passing = unsigned ? { passing: true } : {};
	if (status === 401 || status === 403) {
		const message = `${subject} does not exist on ${registry} or is private: it refuses ${withToken ? "Wave with this workspace" : "Wave as an anonymous reader"}${aside}`;
		return fail("absent-or-private", "image", message, {
			refused: true,
			...silent === true && { silent }
		});
	}
	if (status === 404) {
		const message = `${registry} does not answer Wave as a registry does: 404 to its first request${aside}`;
		return fail("server-error", "registry", message);
	}
	if (status === 429) {
		const message = `${registry} limits the requests of Wave and did not let ${subject} through${wait === void 0 ? "" : `, and asks to wait ${/^\d+$/.test(wait) ? `${wait} s` : `until ${require_base.oneLine(wait, 40)}`}`}${aside}`;
		return fail("rate-limited", "registry", message, {
			...passing,
			refused: true
		});
	}
	if (status === 408 || status === 504) return fail("timeout", "registry", `${registry} did not answer Wave in time${aside}`, passing);
	if (status >= 500) return fail("server-error", "registry", `Wave got no answer about ${subject}: ${status}${aside}`, passing);
	return fail("malformed", "wave", `Wave answered ${status} when asked for ${subject}${aside}`);
}
function parseObject(json) {
	try {
		return require_base.object(JSON.parse(json));
	} catch {
		return;
	}
}
// src/inspect/wave/client.ts
/** One question to Wave, tried again where another try may do better. */
const MAX_BYTES = 8388608;
/** Wave's load balancer may ask for any wait: what ends the tries is the time of the image. */
const waveRetry = {
	...defaultRetry,
	attempts: 4,
	patience: Number.POSITIVE_INFINITY
};
var WaveClient = class {
	#options;
	/** With an image, or with what only Wave says of one. */
	#hasAnswered = false;
	constructor(options) {
		this.#options = options;
	}
	/** `as`: with whose logins Wave shall read; undefined for a caller without a token. */
	async send(question, as, { meter, isCrowded, most = meter.time.left }) {
		const { http, endpoint, callTimeout, now, random } = this.#options;
		const { name, platform } = question;
		const query = platform === null ? "" : `?platform=${encodeURIComponent(platform)}`;
		const about = {
			subject: name.subject,
			registry: name.registry,
			withToken: as !== void 0
		};
		const budget = meter.time;
		const timeout = Math.min(isCrowded ? callTimeout / 3 : callTimeout, most);
		const retry = new Retry({
			policy: waveRetry,
			budget,
			now,
			random
		});
		for (;;) {
			const response = await http.request(`${endpoint}/v1alpha1/inspect${query}`, {
				method: "POST",
				headers: {
					"content-type": "application/json",
					accept: "application/json"
				},
				body: bodyOf(question, as),
				maxBytes: MAX_BYTES,
				timeout,
				waitsForOthers: true,
				budget,
				isFinal: () => true
			});
			meter.requests += response.requests;
			if ("failure" in response) return unanswered(name, response);
			const reply = readReply(response, about);
			if (reply.kind !== "failure" || reply.passing !== true) return this.#believable(reply, name);
			const { wait, over } = retry.next(header(response, "retry-after"));
			if (over !== void 0) return reply;
			await budget.spendOn(() => new Promise((resolve) => setTimeout(resolve, wait)));
		}
	}
	/**
	* That the endpoint is no Wave is believed only of a server that did not say it is one: a registry can send any page. Of
	* such a server it is believed at once: what nobody signed is no word about a registry.
	*/
	async #believable(reply, { registry }) {
		if (reply.kind !== "failure") {
			this.#hasAnswered = true;
			return reply;
		}
		const isOfWave = reply.state === "configuration" && reply.culprit === "wave";
		if (!isOfWave && reply.unsigned !== true) return reply;
		const isWave = this.#hasAnswered || (await this.#options.service.ask()).version !== void 0;
		if (isOfWave !== isWave) return reply;
		if (isWave) {
			const message = `${registry} does not answer Wave as a registry does`;
			return {
				...reply,
				state: "server-error",
				culprit: "registry",
				message
			};
		}
		const { host, pathname } = new URL(`${this.#options.endpoint}/v1alpha1/inspect`);
		return {
			kind: "failure",
			state: "configuration",
			culprit: "wave",
			message: `The Wave endpoint ${host} does not answer as Wave does (${String(reply.status)} for ${pathname}); set wave-endpoint to a Wave server`
		};
	}
};
function bodyOf({ name, reference }, as) {
	return JSON.stringify({
		containerImage: textFor(name, reference),
		...as !== void 0 && {
			towerAccessToken: as.token,
			...as.endpoint !== void 0 && { towerEndpoint: as.endpoint },
			...as.id !== void 0 && { towerWorkspaceId: as.id }
		}
	});
}
/** Nothing came back, or nothing of use. A timeout is the registry's: Wave has none of its own and waits for it. */
function unanswered({ subject, registry }, { failure: state, message, exhausted }) {
	const words = message.replace(/\.$/, "");
	if (state !== "timeout") return {
		kind: "failure",
		state,
		culprit: "wave",
		message: words
	};
	if (exhausted === true) return {
		kind: "failure",
		state,
		culprit: "image",
		message: `${subject}: ${words}`,
		exhausted
	};
	return {
		kind: "failure",
		state,
		culprit: "registry",
		message: `Wave gave no answer about ${subject} in time, as when it waits for ${registry}: ${words}`
	};
}
// src/inspect/wave/entries.ts
/** The entries of an index as Wave tells them, and what a container of one is. */
/** An entry of another type is no error, and nothing to open. */
const imageTypes = /^application\/vnd\.(?:oci\.image|docker\.distribution)\./;
/** The entries of an index; attestations are counted and left out. */
function entriesOf(index) {
	const manifests = index.manifests ?? [];
	const rest = manifests.filter((entry) => !isAttestation(entry));
	return {
		attestations: manifests.length - rest.length,
		children: rest.map(({ digest = "", mediaType, platform }) => {
			const stated = platformOf(platform);
			return {
				digest,
				platform: stated,
				opaque: digest !== "" && (mediaType === void 0 || imageTypes.test(mediaType)) && (stated === void 0 || isIndexType(mediaType))
			};
		})
	};
}
function isAttestation({ annotations, platform }) {
	if (annotations?.["vnd.docker.reference.type"] !== void 0) return true;
	return platform?.os === "unknown" || platform?.architecture === "unknown";
}
/** What a container is if it is no image: the type that its manifest states. */
function artifactTypeOf({ manifest, config }) {
	const { artifactType, config: descriptor, layers } = manifest;
	const type = descriptor?.mediaType;
	const layerType = layers?.[0]?.mediaType;
	const sif = require_base.sifLayer(layers);
	if (sif !== void 0) return sif.mediaType;
	if (config.architecture === "unknown") return layerType ?? "unknown";
	return (type === void 0 ? config.architecture !== void 0 : isImageConfigType(type)) ? foreignContent(layers) : artifactTypeFrom(artifactType, type, layerType);
}
/** Wave tells the architecture of a single image and neither its system nor its variant: Linux and the usual one are assumed. */
function assumedPlatform({ config }) {
	const parsed = require_base.parsePlatform(`linux/${config.architecture ?? ""}`);
	return "platform" in parsed ? parsed.platform : void 0;
}
/**
* Whether a single image is for a platform. `unknown`: the architecture is right, but Wave does not tell the rest, and
* what is wanted is not the usual, or of an architecture that has no usual variant (`arm`).
*/
function compare(wanted, image) {
	if (wanted.architecture !== image.architecture) return "other";
	return wanted.architecture !== "arm" && require_base.matchesPlatform(wanted, image) ? "same" : "unknown";
}
/**
* Layers that may be had of Microsoft only (since 2023 its images have none), paths with the letter of a drive, and the
* two users that every such image has: Windows, whatever else is not told.
*/
function looksLikeWindows({ config: { config }, manifest: { layers = [] } }) {
	const { cmd = [], entrypoint = [], workingDir = "", env = [], user = "" } = config;
	const hasForeign = layers.some(({ mediaType = "" }) => /\.(?:foreign|nondistributable)\./.test(mediaType));
	const paths = [
		cmd[0] ?? "",
		entrypoint[0] ?? "",
		workingDir,
		...env.map((one) => one.slice(one.indexOf("=") + 1))
	];
	return hasForeign || /^Container(?:User|Administrator)$/i.test(user) || paths.some((path) => /^[A-Za-z]:\\/.test(path));
}
// src/inspect/wave/contents.ts
/** Entries that state no platform are looked into, nested indexes are opened: this many in all, and this deep. */
const MOST_OPENED = 16;
const DEEPEST = 3;
/**
* Finds the images of an index. An entry that states the platform goes before one that turns out to have it; nothing is
* opened where one does.
*/
async function contentsOf(caller, { name, wanted, meter }, index) {
	let opened = 0;
	return walk(index, 1);
	async function walk(level, depth) {
		const { children: stated, attestations: own } = entriesOf(level);
		const plain = stated.filter(({ opaque }) => !opaque);
		const direct = find(plain);
		if (direct !== void 0) return {
			children: plain,
			found: direct,
			attestations: own
		};
		const children = [];
		let attestations = own;
		for (const child of stated) {
			if (!child.opaque) {
				children.push(child);
				continue;
			}
			if (++opened > MOST_OPENED) {
				meter.notes.add(`Only ${MOST_OPENED} of the entries without a platform were opened.`);
				break;
			}
			const reply = await caller.ask({
				name,
				reference: child.digest,
				platform: null
			}, meter);
			if (reply.kind !== "answer") {
				const trouble = reply.kind === "failure" ? reply : malformed(`${name.subject} has an entry that Wave cannot show`);
				return {
					children,
					attestations,
					trouble
				};
			}
			if ("container" in reply.answer) {
				const { container } = reply.answer;
				if (artifactTypeOf(container) === void 0) children.push({
					...child,
					platform: assumedPlatform(container)
				});
				continue;
			}
			if (depth >= DEEPEST) {
				const trouble = malformed(`${name.subject} is an index nested deeper than ${DEEPEST} levels`);
				return {
					children,
					attestations,
					trouble
				};
			}
			const inner = await walk(reply.answer.index, depth + 1);
			children.push(...inner.children);
			attestations += inner.attestations;
			if (inner.found !== void 0) break;
			if (inner.trouble !== void 0) return {
				children,
				attestations,
				trouble: inner.trouble
			};
		}
		const found = find(children);
		return {
			children,
			attestations,
			...found !== void 0 && { found }
		};
	}
	function find(children) {
		return wanted === void 0 ? void 0 : findPlatform(children, wanted);
	}
}
function malformed(message) {
	return {
		kind: "failure",
		state: "malformed",
		culprit: "image",
		message
	};
}
// src/inspect/wave/inspection.ts
function inspectionOf(request, outcome, effort) {
	const { digest, platforms, answer, artifact, failure } = outcome;
	return {
		request,
		...digest !== void 0 && { digest },
		...platforms !== void 0 && { platforms },
		...answer !== void 0 && { answer },
		...artifact !== void 0 && { artifact },
		...failure !== void 0 && { failure },
		evidence: evidenceOf(outcome, effort)
	};
}
function evidenceOf({ cause, indexDigest, platform }, effort) {
	const { meter, host, version, observedAt } = effort;
	const wasAsked = meter.identity !== void 0;
	const notes = [
		...version === void 0 ? [] : [`Wave ${version}.`],
		...meter.notes,
		...cause?.errorId === void 0 ? [] : [`Wave's Error ID: ${cause.errorId}.`]
	];
	const status = cause?.status ?? (wasAsked && cause === void 0 ? 200 : void 0);
	return {
		via: wasAsked ? "wave" : "none",
		host: wasAsked ? host : "",
		verified: false,
		requests: meter.requests,
		observedAt: observedAt.toISOString(),
		...status !== void 0 && { status },
		...cause?.code !== void 0 && { code: cause.code },
		...indexDigest !== void 0 && { indexDigest },
		...platform?.variant !== void 0 && { variant: platform.variant },
		...platform !== void 0 && { os: platform.os },
		...meter.identity !== void 0 && { identity: meter.identity },
		...notes.length > 0 && { notes }
	};
}
// src/inspect/wave/meter.ts
/** Becomes the evidence of the inspection. */
var WaveMeter = class {
	requests = 0;
	/** As whom Wave was asked last; undefined where it was not asked at all. */
	identity;
	notes = new Set();
	time;
	constructor(time) {
		this.time = time;
	}
};
// src/inspect/wave/outcome.ts
/** A single manifest: Wave gives it for any platform, so whether it is the right one is decided here. */
function ofContainer(question, container) {
	const { name, wanted, need, meter } = question;
	const resolved = present({ digest: container.digest });
	const known = {
		...resolved,
		answer: { container }
	};
	if (container.digest === void 0) meter.notes.add("Wave did not tell the digest: the registry labels its manifests inexactly.");
	if (need === "existence") return resolved;
	if (container.v1) {
		const why = `${name.subject} is in Docker's first image format (schema 1), which no current engine pulls.`;
		return {
			...resolved,
			...failed("unsupported", why)
		};
	}
	const artifact = artifactTypeOf(container)?.slice(0, 120);
	if (artifact !== void 0) {
		meter.notes.add(`No container image but an artifact: ${artifact}.`);
		return {
			...known,
			artifact
		};
	}
	const platform = assumedPlatform(container);
	if (platform === void 0) {
		meter.notes.add("The image does not say which architecture it is for.");
		return {
			...known,
			...wanted !== void 0 && missing(name, wanted, [])
		};
	}
	meter.notes.add("Wave does not tell the operating system and the variant of a single image; the usual ones are assumed.");
	const platforms = [showPlatform(platform)];
	const isOdd = looksLikeWindows(container);
	if (wanted === void 0 && !(isOdd && need === "platforms")) return {
		...known,
		platforms
	};
	const verdict = wanted === void 0 ? "unknown" : compare(wanted, platform);
	if (wanted !== void 0 && verdict === "other") return {
		...known,
		platforms,
		...missing(name, wanted, platforms)
	};
	if (verdict === "same" && !isOdd) return {
		...known,
		platforms
	};
	const hint = isOdd ? " and looks like one of Windows" : "";
	const unknown = wanted === void 0 ? "which platform it is for" : `whether it is for ${showPlatform(wanted)}`;
	const message = `${name.subject} is one image for ${platform.architecture}${hint}; ${unknown} Wave does not tell, ask the registry directly.`;
	return {
		...known,
		...!isOdd && { platforms },
		...failed("unsupported", message)
	};
}
/** The image is there all the same where Wave only stumbled over what it read of it. */
function because(cause, { need, meter }) {
	if (need === "existence" && cause.seen === true) {
		meter.notes.add(`${cause.message}.`);
		return {};
	}
	const { state, message, exhausted } = cause;
	return {
		failure: {
			state,
			message: `${message}.`,
			...exhausted === true && { exhausted }
		},
		cause
	};
}
function failed(state, message) {
	return { failure: {
		state,
		message
	} };
}
function missing({ subject }, wanted, platforms) {
	const [only, ...more] = platforms;
	const list = `offers ${platforms.slice(0, 20).join(", ")}`;
	const offer = only === void 0 ? "says for no platform that it is made for it" : more.length === 0 ? `is made for ${only} only` : list;
	return failed("platform-missing", `${subject} has no image for ${showPlatform(wanted)}: it ${offer}.`);
}
// src/inspect/wave/inspector.ts
/** One image through Wave: which questions it takes, and what follows from the replies. */
/** The architectures that Wave takes as a platform, whatever the image has. */
const KNOWN_TO_WAVE = new Set([
	"amd64",
	"arm64",
	"arm"
]);
/** A platform that no image has: Wave then shows the whole index in its refusal. */
const NOBODYS_PLATFORM = "none/amd64";
/** Inspects through one Wave server. */
var WaveInspector = class {
	#parts;
	constructor(parts) {
		this.#parts = parts;
	}
	async inspect(request) {
		const { imageBudget, now, server, service } = this.#parts;
		const meter = new WaveMeter(new TimeBudget(imageBudget, () => now().getTime()));
		const outcome = await this.#outcomeOf(request, meter);
		const { version } = meter.identity === void 0 ? {} : await service.ask();
		return inspectionOf(request, outcome, {
			meter,
			host: server.endpoint.host,
			version,
			observedAt: now()
		});
	}
	async close() {}
	async #outcomeOf(request, meter) {
		const name = nameForWave(request.image, this.#parts.server);
		if ("failure" in name) return name;
		const parsed = request.platform === null ? void 0 : require_base.parseSinglePlatform(request.platform);
		if (parsed !== void 0 && "error" in parsed) return failed("invalid-reference", `${parsed.error}.`);
		const question = {
			name,
			wanted: parsed?.platform,
			need: request.need,
			expects: request.expects,
			meter
		};
		const reply = await this.#ask(question, name.reference, null);
		if (reply.kind === "failure") return because(reply, question);
		if (reply.kind === "lost-index") return this.#ofLostIndex(question);
		if (reply.kind !== "answer") return failed("malformed", `Wave answered about a platform when none was asked of ${name.subject}.`);
		const { answer } = reply;
		const digest = "index" in answer ? answer.index.digest : answer.container.digest;
		const asked = name.name.digest;
		if (asked !== void 0 && digest !== void 0 && digest !== asked) return failed("digest-mismatch", `Wave answered about ${digest.slice(0, 140)} when asked for ${name.subject}.`);
		return "index" in answer ? this.#ofIndex(question, answer.index) : ofContainer(question, answer.container);
	}
	async #ofIndex(question, index) {
		const { name, wanted, need, expects, meter } = question;
		const resolved = present({ digest: index.digest });
		if (need === "existence") return expects?.every((expected) => expected === index.digest) ?? true ? resolved : {
			...resolved,
			answer: { index }
		};
		const { children, found, attestations, trouble } = await contentsOf(this.#parts.caller, question, index);
		if (attestations > 0) meter.notes.add(`${attestations} attestation${attestations === 1 ? "" : "s"} in the index.`);
		if (trouble !== void 0 && wanted !== void 0) return {
			...resolved,
			...because(trouble, question)
		};
		if (trouble !== void 0) {
			meter.notes.add(`${trouble.message}.`);
			return {
				...resolved,
				answer: { index }
			};
		}
		const shown = children.flatMap(({ platform }) => platform === void 0 ? [] : [showPlatform(platform)]);
		const platforms = [...new Set(shown)];
		const known = {
			...resolved,
			platforms
		};
		if (wanted !== void 0 && found === void 0) return {
			...known,
			answer: { index },
			...missing(name, wanted, platforms)
		};
		if (found === void 0 || wanted === void 0 || need === "platforms") return {
			...known,
			answer: { index }
		};
		const container = await this.#ofChild(question, found, wanted);
		if ("kind" in container) return {
			...known,
			...because(container, question)
		};
		return {
			...known,
			answer: { container },
			platform: found.platform,
			...present({ indexDigest: index.digest })
		};
	}
	/** The image of one platform: as Wave picks it, and where its rules are too strict, by the digest of the entry. */
	async #ofChild(question, child, wanted) {
		const { name } = question;
		if (!child.opaque && KNOWN_TO_WAVE.has(wanted.architecture)) {
			const reply = await this.#ask(question, name.reference, require_base.formatPlatform(wanted));
			if (reply.kind === "failure") return reply;
			if (reply.kind === "answer" && "container" in reply.answer && reply.answer.container.digest === child.digest) return reply.answer.container;
		}
		const reply = await this.#ask(question, child.digest, null);
		if (reply.kind === "failure") return reply;
		if (reply.kind !== "answer" || !("container" in reply.answer)) return {
			kind: "failure",
			state: "malformed",
			culprit: "image",
			message: `${name.subject} (${showPlatform(wanted)}) is an index where an image should be`
		};
		return {
			...reply.answer.container,
			reference: name.reference
		};
	}
	/** An index whose Content-Type Wave does not know: it can be shown by way of a platform only. */
	async #ofLostIndex(question) {
		const { name, wanted, need, meter } = question;
		meter.notes.add("The registry labels the index inexactly, so Wave could not tell its digest.");
		if (need === "existence") return {};
		const listing = await this.#ask(question, name.reference, NOBODYS_PLATFORM);
		if (listing.kind === "no-match" && listing.index !== void 0) return this.#ofIndex(question, listing.index);
		const platform = wanted ?? {
			os: "linux",
			architecture: "amd64"
		};
		const reply = await this.#ask(question, name.reference, require_base.formatPlatform(platform));
		if (reply.kind === "answer" && "container" in reply.answer) {
			meter.notes.add(`Only the image for ${showPlatform(platform)} was seen; Wave could not show the others.`);
			return {
				answer: reply.answer,
				platform
			};
		}
		if (reply.kind === "failure") return because(reply, question);
		return failed("unsupported", `${name.subject} is an index that Wave cannot show; ask the registry directly.`);
	}
	#ask({ name, meter }, reference, platform) {
		return this.#parts.caller.ask({
			name,
			reference,
			platform
		}, meter);
	}
};
// src/inspect/wave/service.ts
/** Asks once who answers, and warns of what that server cannot do. A server that does not say may be a Wave all the same. */
var ServiceProbe = class {
	#options;
	#service;
	constructor(options) {
		this.#options = options;
	}
	ask() {
		return this.#service ??= this.#probe();
	}
	async #probe() {
		const { http, endpoint, warn } = this.#options;
		const service = await probeService(http, endpoint);
		if (service.trouble !== void 0) warn(service.trouble);
		for (const limit of limitsOf(service.version ?? "")) warn(limit);
		return service;
	}
};
async function probeService(http, endpoint) {
	const url = `${endpoint}/service-info`;
	const response = await http.request(url, {
		timeout: 1e4,
		maxBytes: 65536,
		retry: { attempts: 1 },
		isFinal: () => true
	});
	if ("failure" in response) return { trouble: response.message };
	const version = require_base.text(require_base.object(require_base.object(require_base.decodeJson(response.bytes))?.["serviceInfo"])?.["version"]);
	if (response.status === 200 && version !== void 0) return { version: require_base.oneLine(version, 40) };
	return { trouble: `${response.url.host} does not say that it is a Wave server (${response.status} for /service-info).` };
}
/** What an older server cannot do, each as a sentence; 1.37.0 can do all. */
function limitsOf(version) {
	const [major = 0, minor = 0] = version.split(".").map(Number);
	const isBefore = (wanted) => major === 1 && minor < wanted;
	return [...isBefore(13) ? [`Wave ${version} tells nothing of the platforms of an image (1.13 and later do).`] : [], ...isBefore(30) ? [`Wave ${version} tells no labels (1.30 and later do).`] : []];
}
// src/inspect/wave/index.ts
/** Images as Seqera Wave describes them: `POST /v1alpha1/inspect` (docs/wave.md). */
/**
* An inspector over one Wave server. Asks nothing twice in a run, and never throws for what a server says.
* What comes back is taken on the server's word: no bytes come with it that could be hashed.
*/
function createWaveInspector(options) {
	const { http, token = "", log, now, timeouts = {} } = options;
	const endpoint = options.endpoint.replace(/\/+$/, "");
	if (!URL.canParse(endpoint)) throw new require_base.ConfigurationError(`The Wave endpoint "${options.endpoint}" is not a URL; write one such as https://wave.seqera.io.`);
	const url = new URL(endpoint);
	const localRegistries = options.localRegistries ?? [];
	if (token !== "") options.addSecret(token);
	if (token !== "" && url.protocol === "http:" && !isLoopback(url.hostname) && !localRegistries.includes(url.host)) throw new require_base.ConfigurationError(`The Seqera token would go to ${url.host} over plain http; use https, or list ${url.host} under insecure-registries if that is meant.`);
	const service = new ServiceProbe({
		http,
		endpoint,
		warn: (message) => log({
			level: "warning",
			message
		})
	});
	return new WaveInspector({
		caller: new WaveCaller(new WaveClient({
			http,
			endpoint,
			service,
			now: () => now().getTime(),
			random: options.random ?? Math.random,
			callTimeout: timeouts.call ?? 45e3
		}), service, workspaceOf(options)),
		server: {
			endpoint: url,
			localRegistries
		},
		service,
		now,
		imageBudget: timeouts.image ?? 9e4
	});
}
/** Undefined without a token. */
function workspaceOf({ token = "", seqeraEndpoint = "", workspaceId }) {
	if (token === "") return void 0;
	const endpoint = seqeraEndpoint.replace(/\/+$/, "");
	return {
		token,
		...endpoint !== "" && { endpoint },
		...workspaceId !== void 0 && { id: workspaceId }
	};
}
// src/inspect/plan.ts
/**
* Inspects many images: the same request once, results in the order of the requests. Each registry has a queue of its
* own, so that one that hangs holds up nobody else; within it the strongest need for an image goes first, which
* answers the weaker ones. Never rejects.
*/
async function inspectAll(inspector, requests, options = {}) {
	const batch = new Batch(inspector, requests, options);
	await batch.run();
	return requests.map((request) => batch.resultOf(request));
}
/** The requests of one call, each once. */
var Batch = class {
	#inspector;
	#options;
	#now;
	#start;
	#total;
	#queues = new Map();
	#results = new Map();
	#begun = new Set();
	#isOver = false;
	constructor(inspector, requests, options) {
		this.#inspector = inspector;
		this.#options = options;
		this.#now = options.now ?? (() => new Date());
		this.#start = this.#now().getTime();
		const jobs = new Map(requests.map((request) => [keyOf(request), request]));
		this.#total = jobs.size;
		for (const request of [...jobs.values()].sort((a, b) => require_base.byNeed(a.need, b.need))) {
			const registry = registryOf(request.image);
			const queue = this.#queues.get(registry);
			if (queue === void 0) this.#queues.set(registry, {
				waiting: [request],
				open: 1
			});
			else queue.open = queue.waiting.push(request);
		}
	}
	/** Ends with the last result, at the deadline, or when the run is cancelled. */
	async run() {
		const { log, logEvery = 1e4, deadline = Number.POSITIVE_INFINITY, cancellation } = this.#options;
		const timer = setInterval(() => {
			log?.({
				level: "info",
				message: describe(this.#progress(), this.#now().getTime() - this.#start)
			});
		}, logEvery);
		const time = deadline - this.#start;
		let end;
		let forget;
		const over = new Promise((resolve) => {
			if (Number.isFinite(time)) end = setTimeout(resolve, Math.max(0, time));
			forget = cancellation?.listen(() => {
				this.#end();
				resolve();
			});
		});
		await Promise.race([Promise.all(time > 0 && !this.#isOver ? this.#workers() : []), over]);
		this.#end();
		clearInterval(timer);
		clearTimeout(end);
		forget?.();
	}
	resultOf(request) {
		const key = keyOf(request);
		const reason = this.#options.cancellation?.reason;
		return this.#results.get(key) ?? (reason === void 0 ? unfinished(request, this.#now) : cancelled(request, this.#now, {
			reason,
			isBegun: this.#begun.has(key)
		}));
	}
	/** What still waits is not begun; what is under way is left to itself, and what comes of it says nothing any more. */
	#end() {
		this.#isOver = true;
		for (const queue of this.#queues.values()) queue.waiting.length = 0;
	}
	#workers() {
		const { concurrency = 8 } = this.#options;
		return [...this.#queues.values()].flatMap((queue) => Array.from({ length: Math.min(concurrency, queue.waiting.length) }, () => this.#work(queue)));
	}
	async #work(queue) {
		for (let request = queue.waiting.shift(); request !== void 0; request = queue.waiting.shift()) {
			this.#begun.add(keyOf(request));
			const inspection = await inspectOne(this.#inspector, request, this.#now);
			if (this.#isOver) return;
			this.#results.set(keyOf(request), inspection);
			queue.open--;
			this.#options.onProgress?.(this.#progress());
		}
	}
	#progress() {
		return {
			done: this.#results.size,
			total: this.#total,
			open: [...this.#queues].map(([registry, queue]) => ({
				registry,
				images: queue.open
			})).filter(({ images }) => images > 0).sort((a, b) => b.images - a.images)
		};
	}
};
/**
* One inspection for each platform that an image offers, with its config: the index once, then manifest and config a
* platform. What is no index is one inspection, and so are a failure and an index of which no platform is known.
*/
async function inspectEveryPlatform(inspector, image, options = {}) {
	const whole = await inspector.inspect({
		image,
		platform: null,
		need: "platforms"
	});
	if (whole.failure !== void 0 || whole.answer === void 0 || "container" in whole.answer) return [whole];
	const { platforms = [] } = whole;
	if (platforms.length === 0) return [whole];
	return inspectAll(inspector, platforms.map((platform) => ({
		image,
		platform,
		need: "config"
	})), options);
}
/** `120 of 500 images inspected (11.8 a second); open: quay.io 300, docker.io 80`. */
function describe({ done, total, open }, milliseconds) {
	return `${done} of ${total} images inspected (${(done / (milliseconds / 1e3)).toFixed(1)} a second); open: ${open.slice(0, 5).map(({ registry, images }) => `${registry} ${images}`).join(", ")}.`;
}
async function inspectOne(inspector, request, now) {
	try {
		return await inspector.inspect(request);
	} catch (error) {
		return without(request, now, {
			state: "malformed",
			message: `${request.image} could not be inspected: ${String(error)}`
		});
	}
}
function unfinished(request, now) {
	return without(request, now, {
		state: "timeout",
		message: `${request.image} was not inspected: the time for all images was used up.`,
		exhausted: true
	});
}
function cancelled(request, now, { reason, isBegun }) {
	const { image } = request;
	return without(request, now, {
		state: "cancelled",
		message: isBegun ? `${image} had not been answered for when the run was cancelled (${reason}).` : `${image} was not asked for: the run was cancelled (${reason}).`,
		exhausted: true
	});
}
function without(request, now, failure) {
	return {
		request,
		failure,
		evidence: {
			via: "none",
			host: "",
			verified: false,
			requests: 0,
			observedAt: now().toISOString()
		}
	};
}
function keyOf({ image, platform, need, expects = [], lookFor = [] }) {
	return `${image} ${platform ?? ""} ${need} ${expects.join()} ${lookFor.join()}`;
}
/** Only for the queues: requests to one registry, or to one server of downloads, wait for each other. */
function registryOf(image) {
	const name = image.replace(/^https?:\/\//, "");
	return name.slice(0, name.indexOf("/"));
}
// src/inspect/index.ts
var inspect_exports$1 = require_rolldown_runtime.__exportAll({
	createInspector: () => createInspector,
	inspectAll: () => inspectAll,
	isDownload: () => isDownload
});
const WAVE = "https://wave.seqera.io";
/**
* An inspector over the back end asked for. Opens no connection and loads no network code before the first question.
* Throws ConfigurationError for an endpoint or a proxy that cannot be used.
*/
function createInspector(options) {
	const { via, waveEndpoint = WAVE, insecureRegistries = [] } = options;
	for (const password of passwordsOf(proxiesOf(options.env))) options.addSecret(password);
	const common = {
		env: options.env,
		userAgent: options.userAgent,
		now: options.now,
		warn: (message) => options.log({
			level: "warning",
			message
		})
	};
	const direct = createHttpClient({
		...common,
		listedHosts: insecureRegistries
	});
	const toWave = via === "wave" ? createHttpClient({
		...common,
		listedHosts: [...insecureRegistries, ...hostOf(waveEndpoint)],
		lanes: {
			perHost: MOST_CALLS,
			unproven: MOST_CALLS,
			overall: MOST_CALLS
		}
	}) : void 0;
	const close = async () => {
		await Promise.all([direct.close(), toWave?.close()]);
	};
	options.cancellation?.listen(() => void close());
	const downloads = createDownloadInspector({
		http: direct,
		now: options.now
	});
	const images = toWave === void 0 ? overRegistries(options, direct, insecureRegistries) : overWave(options, toWave, waveEndpoint, insecureRegistries);
	const registries = toWave && new AnonymousRegistries({
		http: direct,
		now: options.now,
		plainHttp: insecureRegistries
	});
	return {
		async inspect(request) {
			if (isDownload(request.image)) return downloads.inspect(request);
			const inspection = await images.inspect(request);
			if (registries === void 0) return inspection;
			return withAttestations(await withSifFile(inspection, registries), registries);
		},
		async close() {
			await images.close();
			await downloads.close();
			await close();
		}
	};
}
function overWave(options, http, endpoint, localRegistries) {
	const { token, endpoint: seqeraEndpoint, workspaceId } = options.seqera ?? {};
	return createWaveInspector({
		http,
		endpoint,
		...token !== void 0 && { token },
		...seqeraEndpoint !== void 0 && { seqeraEndpoint },
		...workspaceId !== void 0 && { workspaceId },
		localRegistries,
		now: options.now,
		log: options.log,
		addSecret: options.addSecret
	});
}
function overRegistries(options, http, plainHttp) {
	const cache = cacheFor(options, http);
	const inspector = createRegistryInspector({
		http,
		now: options.now,
		plainHttp,
		cache,
		addToken: options.addToken,
		credentials: createCredentialSource({
			...options.githubToken !== void 0 && { githubToken: options.githubToken },
			...options.root !== void 0 && { root: options.root },
			env: options.env,
			warn: (message) => options.log({
				level: "warning",
				message
			}),
			addSecret: options.addSecret
		})
	});
	return {
		inspect: (request) => inspector.inspect(request),
		async close() {
			await inspector.close();
			await cache.close();
		}
	};
}
function cacheFor(options, http) {
	if (options.cacheDir !== void 0) return createDirectoryCache(options.cacheDir);
	return (options.actionsCache === true ? createActionsCache({
		...options,
		http
	}) : void 0) ?? noCache;
}
/** Nothing where it is no URL: the back end says so. */
function hostOf(url) {
	return URL.canParse(url) ? [new URL(url).host] : [];
}
// src/inspect/readers.ts
var readers_exports = require_rolldown_runtime.__exportAll({ reachability: () => reachability });
/**
* Asks for each image, by canonical name, through all three; the order is that of the images. One reader that is refused
* costs the others nothing. "Readable" by Wave without a token is no proof that an image is public: a Wave server of
* one's own may hold a login.
*/
async function reachability(images, options) {
	const readers = [
		["anonymous", anonymousInspector(options)],
		["runner", createInspector({
			...options,
			via: "registry"
		})],
		["wave", createInspector({
			...options,
			via: "wave"
		})]
	];
	const requests = images.map((image) => ({
		image,
		platform: null,
		need: "existence"
	}));
	const columns = await Promise.all(readers.map(async ([reader, inspector]) => {
		try {
			return (await inspectAll(inspector, requests)).map((inspection) => reachOf(reader, inspection));
		} finally {
			await inspector.close();
		}
	}));
	return images.map((image, at) => {
		const row = columns.flatMap((column) => column[at] ?? []);
		return {
			image,
			readers: row,
			conclusion: conclude(row)
		};
	});
}
/** Without any login, also those that lie where no variable of the environment leads. */
function anonymousInspector(options) {
	const { env, insecureRegistries = [], userAgent, now, log, addToken } = options;
	const warn = (message) => log({
		level: "warning",
		message
	});
	const http = createHttpClient({
		env,
		listedHosts: insecureRegistries,
		userAgent,
		now,
		warn
	});
	const inspector = createRegistryInspector({
		http,
		now,
		plainHttp: insecureRegistries,
		addToken
	});
	return {
		inspect: (request) => inspector.inspect(request),
		async close() {
			await inspector.close();
			await http.close();
		}
	};
}
function reachOf(reader, { failure, digest, evidence }) {
	const { identity } = evidence;
	return {
		reader,
		outcome: failure?.state ?? "readable",
		...identity !== void 0 && { identity },
		...digest !== void 0 && { digest },
		...failure !== void 0 && { message: failure.message }
	};
}
/** States that mean: the registry was there, and gave nothing away to this reader. */
const REFUSED = new Set([
	"absent-or-private",
	"unauthorized",
	"not-found"
]);
/** States that mean: nobody was there. */
const SILENT = new Set(["unreachable", "timeout"]);
/** What follows from what each reader met, in one sentence. */
function conclude(row) {
	const outcomes = new Map(row.map(({ reader, outcome }) => [reader, outcome]));
	const reads = (reader) => outcomes.get(reader) === "readable";
	const isRefused = (reader) => REFUSED.has(outcomes.get(reader) ?? "");
	if (new Set(row.flatMap(({ digest }) => digest ?? [])).size > 1) return "The readers see different images: the tag moved between two questions, or a mirror lags behind.";
	if (reads("anonymous")) return reads("wave") ? "Public: everybody can read it." : `Public, but Wave does not read it (${outcomes.get("wave")}): ask the registry directly.`;
	const open = `whether it is public is not known (${outcomes.get("anonymous")})`;
	if (reads("runner") && reads("wave")) return isRefused("anonymous") ? "Private: the runner and Wave can both read it." : `The runner and Wave can both read it; ${open}.`;
	if (reads("runner")) return isRefused("anonymous") && isRefused("wave") ? "Private: the runner's login reads it, Wave does not; add the login to the workspace." : `The runner reads it and Wave does not (${outcomes.get("wave")}); ${open}.`;
	if (reads("wave")) return isRefused("runner") ? "Private: Wave reads it, the runner does not; log the runner in to ask the registry directly." : `Wave reads it, the runner does not (${outcomes.get("runner")}); ${open}.`;
	return concludeUnread(row);
}
/** Nobody could read it. */
function concludeUnread(row) {
	if (row.every(({ outcome }) => outcome === "not-found")) return "It does not exist.";
	if (row.filter(({ reader }) => reader !== "wave").every(({ outcome }) => SILENT.has(outcome))) return "Nobody here gets an answer: the registry's name is wrong, or it is down or out of reach. Whether it has the image is not known.";
	if (row.some(({ outcome }) => REFUSED.has(outcome))) return "Nobody here can read it: it does not exist, or none of these identities may see it.";
	return `It could not be found out (${row.map(({ reader, outcome }) => `${reader}: ${outcome}`).join(", ")}).`;
}
// src/cli/inspect.ts
/** `wave-inspect inspect`: what the registry says about images. */
var inspect_exports = require_rolldown_runtime.__exportAll({ inspect: () => inspect });
/** Failures that are a plain no; the others leave the question open. */
const decided = new Set([
	"not-found",
	"invalid-reference",
	"platform-missing",
	"digest-mismatch"
]);
/** `wave-inspect inspect IMAGE...`: what the registry says, in the order given. */
async function inspect(args, world) {
	const { values, positionals } = require_base.readArguments(args, "inspect");
	const format = require_base.readWord("--format", values.format ?? "text", ["text", "json"]);
	const via = require_base.readWord("--via", values.via ?? "wave", ["wave", "registry"]);
	const platform = require_scan.given(values.platform, (text) => require_base.readPlatform("--platform", text)) ?? null;
	const options = {
		...require_scan.readInspectOptions(values, world),
		userAgent: `wave-inspect/${require_base.version}`
	};
	if (positionals.length === 0) throw new require_base.ConfigurationError("Name the images to inspect.");
	const everyPlatform = values["every-platform"] === true;
	if (everyPlatform && platform !== null) throw new require_base.ConfigurationError("--platform asks for one platform, --every-platform for all: give one of them.");
	if (values.reachability === true) return compareReaders(positionals, options, format, world);
	const inspector = createInspector({
		...options,
		via
	});
	const answers = await Promise.all(positionals.map(async (image) => {
		const request = requestFor(image, platform);
		if ("failure" in request) return [{
			image,
			inspection: request
		}];
		return (everyPlatform ? await inspectEveryPlatform(inspector, request.image) : [await inspector.inspect(request)]).map((inspection) => ({
			image,
			inspection
		}));
	}));
	await inspector.close();
	const inspected = answers.flat().map(({ image, inspection }) => ({
		image,
		inspection: "evidence" in inspection ? require_base.redactedInspection(inspection, world.redactor) : inspection
	}));
	world.out(format === "json" ? require_scan.inspectJson(inspected) : require_scan.inspectText(inspected));
	return outcomeOf(inspected);
}
/** Who can read each image; it fails where nobody can. */
async function compareReaders(images, options, format, world) {
	const canonical = images.map((image) => {
		const request = requestFor(image, null);
		if ("failure" in request) throw new require_base.ConfigurationError(`${image}: ${request.failure.message}`);
		if (isDownload(request.image)) throw new require_base.ConfigurationError(`${image}: a download is read without any login.`);
		return request.image;
	});
	const rows = world.redactor.redactAll(await reachability(canonical, options));
	world.out(format === "json" ? require_scan.reachabilityJson(rows) : require_scan.reachabilityText(rows));
	return rows.every(({ readers }) => readers.some((reader) => reader.outcome === "readable")) ? "pass" : "fail";
}
function requestFor(image, platform) {
	const name = require_base.readWrittenName(image);
	if (name.kind === "invalid") return { failure: {
		state: "invalid-reference",
		message: name.error
	} };
	if (name.kind === "registry") return {
		image: name.canonical,
		platform,
		need: "config"
	};
	if (name.kind === "download" && name.scheme !== "ftp") return {
		image,
		platform,
		need: "config"
	};
	return { failure: {
		state: "unsupported",
		message: NOBODY[name.kind === "download" ? "ftp" : name.kind]
	} };
}
/** Why there is nobody to ask about a name. */
const NOBODY = {
	ftp: "Only https and http are spoken here, and no engine pulls an image by ftp.",
	library: "Services of library:// and shub:// are not asked: they have protocols of their own.",
	local: "This is a path on the machine that runs it, so there is no server to ask."
};
function outcomeOf(inspected) {
	const states = inspected.flatMap(({ inspection }) => inspection.failure?.state ?? []);
	if (states.length === 0) return "pass";
	return states.some((state) => decided.has(state)) ? "fail" : "undecided";
}
Object.defineProperty(exports, "inspect_exports", {
	enumerable: true,
	get: function() {
		return inspect_exports;
	}
});
Object.defineProperty(exports, "inspect_exports$1", {
	enumerable: true,
	get: function() {
		return inspect_exports$1;
	}
});
Object.defineProperty(exports, "readers_exports", {
	enumerable: true,
	get: function() {
		return readers_exports;
	}
});
