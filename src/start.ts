/** Where the command line begins: on a Node that is new enough, and from the second run on without compiling it again. */
import { enableCompileCache } from "node:module";
import { setFlagsFromString } from "node:v8";
import { compileCacheFolder } from "./cli/compile-cache.ts";

/** What an older Node parses stands in this file and in those that it imports; the rest is loaded by import() only. */
const oldest = 22;

if (Number.parseInt(process.versions.node, 10) < oldest) {
  process.stderr.write(`wave-inspect: this is Node ${process.versions.node}; Node ${oldest} or later is needed.\n`);
  process.exitCode = 2;
} else {
  const folder = compileCacheFolder(process);
  if (folder !== undefined) {
    // Node keeps what is compiled when a file is loaded, which is little of it unless V8 is told not to wait for calls.
    setFlagsFromString("--no-lazy");
    // Node 22.0 has none.
    enableCompileCache?.(folder);
  }
  void import("./cli.ts").then(({ commandLine }) => commandLine());
}
