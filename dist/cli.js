#!/usr/bin/env node
let node_fs = require("node:fs");
let node_path = require("node:path");
let node_module = require("node:module");
let node_vm = require("node:vm");
// src/warm-start.ts
/**
* The command line, from the second run on without compiling it: V8's bytecode of what a run called is kept from one run
* to the next, a third of the time of a short command. Node's own compile cache keeps what is compiled before
* anything has run, which is next to nothing or, forced, twice as much as is called.
*
* The files are in `wave-inspect/` of XDG_CACHE_HOME (`~/.cache`), or of NODE_COMPILE_CACHE where that is set; none are
* kept with NODE_DISABLE_COMPILE_CACHE. V8 itself refuses bytecode of another version or other flags.
*/
const oldest = 22;
if (Number.parseInt(process.versions.node, 10) < oldest) {
	process.stderr.write(`wave-inspect: this is Node ${process.versions.node}; Node ${oldest} or later is needed.\n`);
	process.exitCode = 2;
} else {
	const folder = cacheFolder();
	if (folder !== void 0) keepBytecode(folder);
	Promise.resolve().then(() => require("./engine.js")).then((n) => n.cli_exports).then(({ commandLine }) => commandLine());
}
function cacheFolder() {
	const { NODE_COMPILE_CACHE, NODE_DISABLE_COMPILE_CACHE, XDG_CACHE_HOME, HOME } = process.env;
	if (NODE_DISABLE_COMPILE_CACHE === "1") return void 0;
	const caches = NODE_COMPILE_CACHE || XDG_CACHE_HOME || HOME && (0, node_path.join)(HOME, ".cache");
	return caches && (0, node_path.join)(caches, "wave-inspect");
}
/** From here on, the files beside this one are loaded with the bytecode of an earlier run of the same command. */
function keepBytecode(folder) {
	const { extensions } = (0, node_module.createRequire)(__filename);
	const load = extensions[".js"];
	const command = /^[a-z]+$/.exec(process.argv[2] ?? "")?.[0] ?? "other";
	extensions[".js"] = (module, file) => {
		if ((0, node_path.dirname)(file) !== __dirname) {
			load(module, file);
			return;
		}
		const { size, ctimeMs } = (0, node_fs.statSync)(file);
		const entry = `${command}-${(0, node_path.basename)(file)}-${process.version}-${process.arch}-`;
		const name = `${entry}${size}-${ctimeMs}`;
		const cachedData = readIfThere((0, node_path.join)(folder, name));
		const text = `(function (exports, require, module, __filename, __dirname) { ${(0, node_fs.readFileSync)(file, "latin1")}\n})`;
		const script = new node_vm.Script(text, {
			filename: file,
			...cachedData !== void 0 && { cachedData }
		});
		if (script.cachedDataRejected !== false) process.once("exit", () => keep(folder, entry, name, script));
		script.runInThisContext()(module.exports, (0, node_module.createRequire)(file), module, file, (0, node_path.dirname)(file));
	};
}
function readIfThere(file) {
	try {
		return (0, node_fs.readFileSync)(file);
	} catch {
		return;
	}
}
/**
* In place of what an earlier build left under the same `entry`, and of no use to a run that did not get to its command.
* Whole or not at all, since another run may read it meanwhile.
*/
function keep(folder, entry, name, script) {
	if (process.exitCode === 2) return;
	try {
		(0, node_fs.mkdirSync)(folder, {
			recursive: true,
			mode: 448
		});
		const unfinished = (0, node_path.join)(folder, `${process.pid}-${name}`);
		(0, node_fs.writeFileSync)(unfinished, script.createCachedData(), { mode: 384 });
		for (const other of (0, node_fs.readdirSync)(folder)) if (other.startsWith(entry)) (0, node_fs.unlinkSync)((0, node_path.join)(folder, other));
		(0, node_fs.renameSync)(unfinished, (0, node_path.join)(folder, name));
	} catch {}
}
