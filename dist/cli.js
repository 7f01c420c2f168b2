#!/usr/bin/env node
let node_path = require("node:path");
let node_fs = require("node:fs");
let node_module = require("node:module");
let node_v8 = require("node:v8");
// src/cli/compile-cache.ts
/** The folder in which Node may keep what it compiled: the user's own and nobody else's, or none. */
/** Permissions of the group and of others. */
const OF_OTHERS = 63;
/**
* Makes the folder where it is missing. Node runs whatever bytecode it finds there and asks for nobody's name, and its
* usual place is the shared folder for temporary files: so there is no cache where the folder is a link, belongs to
* somebody else, is open to others, or lies in a checkout, which may bring it along. Where NODE_COMPILE_CACHE is set, Node has its own already.
*/
function compileCacheFolder({ env, platform, getuid }) {
	if (env["NODE_DISABLE_COMPILE_CACHE"] || env["NODE_COMPILE_CACHE"]) return void 0;
	const caches = cachesOf(env, platform);
	if (caches === void 0 || !(0, node_path.isAbsolute)(caches)) return void 0;
	const folder = (0, node_path.join)(caches, "wave-inspect");
	try {
		if (isOfCheckout(folder, env)) return void 0;
		(0, node_fs.mkdirSync)(folder, {
			recursive: true,
			mode: 448
		});
		if (isOfCheckout((0, node_fs.realpathSync)(folder), env)) return void 0;
		const found = (0, node_fs.lstatSync)(folder);
		return (getuid === void 0 || found.uid === getuid() && (found.mode & OF_OTHERS) === 0) && found.isDirectory() ? folder : void 0;
	} catch {
		return;
	}
}
/** Whether a work tree of git or the workspace is around a folder. `files/work-trees.ts` would be a file more at each start. */
function isOfCheckout(folder, env) {
	if (folder === env["GITHUB_WORKSPACE"]) return true;
	if ((0, node_fs.lstatSync)((0, node_path.join)(folder, ".git"), { throwIfNoEntry: false }) !== void 0) return true;
	return folder !== (0, node_path.dirname)(folder) && isOfCheckout((0, node_path.dirname)(folder), env);
}
function cachesOf(env, platform) {
	if (env["XDG_CACHE_HOME"]) return env["XDG_CACHE_HOME"];
	if (platform === "win32") return env["LOCALAPPDATA"];
	const home = env["HOME"];
	return home ? (0, node_path.join)(home, platform === "darwin" ? "Library/Caches" : ".cache") : void 0;
}
// src/start.ts
/** Where the command line begins: on a Node that is new enough, and from the second run on without compiling it again. */
const needed = neededInPlaceOf(process.versions.node);
if (needed !== void 0) {
	process.stderr.write(`wave-inspect: this is Node ${process.versions.node}; ${needed} is needed.\n`);
	process.exitCode = 2;
} else {
	const folder = compileCacheFolder(process);
	if (folder !== void 0) {
		(0, node_v8.setFlagsFromString)("--no-lazy");
		(0, node_module.enableCompileCache)(folder);
	}
	Promise.resolve().then(() => require("./base.js")).then((n) => n.cli_exports).then(({ commandLine }) => commandLine());
}
function neededInPlaceOf(node) {
	const [major = 0, minor = 0] = node.split(".").map(Number);
	if (major < 22) return "Node 22 or later";
	return major === 22 && minor < 3 ? "a later Node 22" : void 0;
}
