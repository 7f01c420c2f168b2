#!/usr/bin/env node
const module = process.getBuiltinModule("node:module");
const v8 = process.getBuiltinModule("node:v8");
// src/warm-start.ts
/**
* The command line, from the second run on without compiling it: V8 keeps the bytecode in Node's compile cache (a directory
* in the temporary one, or NODE_COMPILE_CACHE). It keeps what is compiled when a module is loaded, so functions are
* compiled then and not at their first call; what is loaded later, for the network, is left as it is.
*/
const oldest = 22;
if (Number.parseInt(process.versions.node, 10) < oldest) {
	process.stderr.write(`wave-inspect: this is Node ${process.versions.node}; Node ${oldest} or later is needed.\n`);
	process.exitCode = 2;
} else {
	v8.setFlagsFromString("--no-lazy");
	module.enableCompileCache?.();
	const commandLine = import("./cli2.js");
	v8.setFlagsFromString("--lazy");
	await commandLine;
}
export {};
