/** Where the command line begins: on a Node that is new enough, and from the second run on without compiling it again. */
import { enableCompileCache } from "node:module";
import { setFlagsFromString } from "node:v8";
import { compileCacheFolder } from "./cli/compile-cache.ts";

// An older Node parses no more than this file and what it imports; the rest is loaded by import().
const needed = neededInPlaceOf(process.versions.node);
if (needed !== undefined) {
  process.stderr.write(`wave-inspect: this is Node ${process.versions.node}; ${needed} is needed.\n`);
  process.exitCode = 2;
} else {
  const folder = compileCacheFolder(process);
  if (folder !== undefined) {
    // Node keeps what is compiled when a file is loaded, which is little of it unless V8 is told not to wait for calls.
    setFlagsFromString("--no-lazy");
    enableCompileCache(folder);
  }
  void import("./cli.ts").then(({ commandLine }) => commandLine());
}

function neededInPlaceOf(node: string): string | undefined {
  const [major = 0, minor = 0] = node.split(".").map(Number);
  if (major < 22) return "Node 22 or later";
  // The first three have no process.getBuiltinModule.
  return major === 22 && minor < 3 ? "a later Node 22" : undefined;
}
