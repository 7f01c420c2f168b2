/**
 * The command line, from the second run on without compiling it: V8's bytecode of what a run called is kept from one run
 * to the next, a third of the time of a short command. Node's own compile cache keeps what is compiled before
 * anything has run, which is next to nothing or, forced, twice as much as is called.
 *
 * The files are in `wave-inspect/` of XDG_CACHE_HOME (`~/.cache`), or of NODE_COMPILE_CACHE where that is set; none are
 * kept with NODE_DISABLE_COMPILE_CACHE. V8 itself refuses bytecode of another version or other flags.
 */
import { mkdirSync, readdirSync, readFileSync, renameSync, statSync, unlinkSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { basename, dirname, join } from "node:path";
import { Script } from "node:vm";

const oldest = 22;

type Wrapped = (
  exports: unknown,
  require: NodeJS.Require,
  module: NodeJS.Module,
  file: string,
  directory: string,
) => void;

if (Number.parseInt(process.versions.node, 10) < oldest) {
  process.stderr.write(`wave-inspect: this is Node ${process.versions.node}; Node ${oldest} or later is needed.\n`);
  process.exitCode = 2;
} else {
  const folder = cacheFolder();
  if (folder !== undefined) keepBytecode(folder);
  void import("./cli.ts").then(({ commandLine }) => commandLine());
}

function cacheFolder(): string | undefined {
  const { NODE_COMPILE_CACHE, NODE_DISABLE_COMPILE_CACHE, XDG_CACHE_HOME, HOME } = process.env;
  if (NODE_DISABLE_COMPILE_CACHE === "1") return undefined;
  const caches = NODE_COMPILE_CACHE || XDG_CACHE_HOME || (HOME && join(HOME, ".cache"));
  return caches && join(caches, "wave-inspect");
}

/** From here on, the files beside this one are loaded with the bytecode of an earlier run of the same command. */
function keepBytecode(folder: string): void {
  const { extensions } = createRequire(import.meta.filename);
  const load = extensions[".js"];
  const command = /^[a-z]+$/.exec(process.argv[2] ?? "")?.[0] ?? "other";
  extensions[".js"] = (module, file) => {
    if (dirname(file) !== import.meta.dirname) {
      load(module, file);
      return;
    }
    const { size, ctimeMs } = statSync(file);
    const entry = `${command}-${basename(file)}-${process.version}-${process.arch}-`;
    const name = `${entry}${size}-${ctimeMs}`;
    const cachedData = readIfThere(join(folder, name));
    const text = `(function (exports, require, module, __filename, __dirname) { ${readFileSync(file, "latin1")}\n})`;
    const script = new Script(text, { filename: file, ...(cachedData !== undefined && { cachedData }) });
    if (script.cachedDataRejected !== false) process.once("exit", () => keep(folder, entry, name, script));
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the function that the text is
    const run = script.runInThisContext() as Wrapped;
    run(module.exports, createRequire(file), module, file, dirname(file));
  };
}

function readIfThere(file: string): Buffer | undefined {
  try {
    return readFileSync(file);
  } catch {
    return undefined;
  }
}

/**
 * In place of what an earlier build left under the same `entry`, and of no use to a run that did not get to its command.
 * Whole or not at all, since another run may read it meanwhile.
 */
function keep(folder: string, entry: string, name: string, script: Script): void {
  if (process.exitCode === 2) return;
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const unfinished = join(folder, `${process.pid}-${name}`);
    writeFileSync(unfinished, script.createCachedData(), { mode: 0o600 });
    for (const other of readdirSync(folder)) if (other.startsWith(entry)) unlinkSync(join(folder, other));
    renameSync(unfinished, join(folder, name));
  } catch {
    // A cache that cannot be written makes the next run no slower than this one.
  }
}
