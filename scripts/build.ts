/**
 * Bundles the action and the command line into dist/ as plain readable CommonJS: of ES modules, the command line would
 * take a tenth longer to start, `name` a third.
 *
 *   node scripts/build.ts            build dist/
 *   node scripts/build.ts --check    build elsewhere and compare with dist/ byte for byte
 *
 * The same sources give the same bytes in every directory: no hashes, no source maps, no absolute paths, no dates.
 */
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join, relative, resolve } from "node:path";
import { rolldown, type OutputChunk } from "rolldown";
import { parseDocument } from "yaml";
import { chunks, eager, pathOf } from "./build/chunks.ts";
import { asAscii, withoutIdTokens, withoutMocks } from "./build/plugins.ts";

const root = resolve(import.meta.dirname, "..");
const modules = join(root, "node_modules");

/** Bundles into `directory`, replacing what is there. */
export async function build(directory: string, sources = join(root, "src")): Promise<void> {
  const bundle = await rolldown({
    cwd: root,
    input: { index: join(sources, "main.ts"), cli: join(sources, "start.ts") },
    platform: "node",
    // Its "node" entry is CommonJS; the browser entry is the same library as ES modules, which tree-shakes and starts faster.
    resolve: { alias: { yaml: join(modules, "yaml", "browser", "index.js") } },
    plugins: [withoutIdTokens, withoutMocks],
    preserveEntrySignatures: "allow-extension",
    // How long plugins take is of the machine, not of the bundle.
    checks: { bundlerTimings: false },
    onLog(level, log, print) {
      if (level === "warn") throw new Error(`${log.code ?? "warning"}: ${log.message}`);
      print(level, log);
    },
  });
  try {
    const { output } = await bundle.generate({
      format: "cjs",
      entryFileNames: "[name].js",
      chunkFileNames: "[name].js",
      banner: (chunk) => (chunk.isEntry && chunk.name === "cli" ? "#!/usr/bin/env node" : ""),
      comments: { annotation: false },
      codeSplitting: {
        includeDependenciesRecursively: false,
        groups: chunks.map(({ name, holds }) => ({ name, test: (id) => holds.test(pathOf(root, id)) })),
      },
    });
    const built = output.filter((file) => file.type === "chunk");
    verify(built);
    const files = new Map(built.map((chunk) => [chunk.fileName, asAscii(chunk.code)]));
    // The package around it is of ES modules.
    files.set("package.json", '{ "type": "commonjs" }\n');
    files.set("licenses.txt", await licenses(built));
    await replace(directory, files);
  } finally {
    await bundle.close();
  }
  await chmod(join(directory, "cli.js"), 0o755);
}

/** Makes a directory hold these files and no others; one that somebody runs meanwhile is never half empty. */
async function replace(directory: string, files: ReadonlyMap<string, string>): Promise<void> {
  await mkdir(directory, { recursive: true });
  for (const [name, text] of files) {
    const before = await readFile(join(directory, name), "utf8").catch(() => undefined);
    if (before !== text) await writeFile(join(directory, name), text);
  }
  for (const name of await filesIn(directory)) if (!files.has(name)) await rm(join(directory, name));
}

/** Fails where something is loaded before it is needed, or where undici is bundled more than once. */
function verify(built: readonly OutputChunk[]): void {
  const faults = eager(built, root);
  const copies = packagesOf(built).filter((directory) => basename(directory) === "undici");
  if (copies.length > 1) faults.push(`undici is bundled ${copies.length} times: ${copies.join(", ")}`);
  if (faults.length > 0) throw new Error(faults.join("\n"));
}

/** Directories of the packages that went into the bundle. */
function packagesOf(built: readonly OutputChunk[]): string[] {
  const directory = /^.*[\\/]node_modules[\\/](?:@[^\\/]+[\\/])?[^\\/]+/;
  return [...new Set(built.flatMap((chunk) => chunk.moduleIds.flatMap((id) => directory.exec(id)?.[0] ?? [])))];
}

/** Name, version, licence and licence text of every bundled package. */
async function licenses(built: readonly OutputChunk[]): Promise<string> {
  const entries = await Promise.all(
    packagesOf(built).map(async (directory) => {
      // JSON is YAML, and this reader gives a document instead of an untyped value.
      const manifest = parseDocument(await readFile(join(directory, "package.json"), "utf8"));
      const file = (await readdir(directory)).find((name) => /^licen[cs]e(?:\.(?:md|txt))?$/i.test(name));
      const text = file === undefined ? "" : await readFile(join(directory, file), "utf8");
      const title = `${String(manifest.get("name"))} ${String(manifest.get("version"))} (${String(manifest.get("license"))})`;
      return `${"-".repeat(80)}\n${title}\n\n${text.replaceAll("\r\n", "\n").trim()}\n`;
    }),
  );
  return `Licences of the packages bundled in this directory.\n\n${entries.sort().join("\n")}`;
}

/** Names of the files that differ between two directories, or are in one only. */
async function differences(left: string, right: string): Promise<string[]> {
  const names = new Set([...(await filesIn(left)), ...(await filesIn(right))]);
  const differ: string[] = [];
  for (const name of [...names].sort()) {
    const [a, b] = await Promise.all(
      [join(left, name), join(right, name)].map((file) => readFile(file).catch(() => null)),
    );
    if (!a || !b || !a.equals(b)) differ.push(name);
  }
  return differ;
}

async function filesIn(directory: string): Promise<string[]> {
  const entries = await readdir(directory, { recursive: true, withFileTypes: true }).catch(() => []);
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(directory, join(entry.parentPath, entry.name)));
}

async function main(args: readonly string[]): Promise<void> {
  const dist = join(root, "dist");
  if (!args.includes("--check")) return build(dist);
  const fresh = await mkdtemp(join(tmpdir(), "wave-inspect-dist-"));
  try {
    await build(fresh);
    const differ = await differences(fresh, dist);
    if (differ.length > 0) {
      console.error(`dist/ is not what the sources give; run npm run build. Differs: ${differ.join(", ")}`);
      process.exitCode = 1;
    }
  } finally {
    await rm(fresh, { recursive: true, force: true });
  }
}

if (import.meta.main) await main(process.argv.slice(2));
