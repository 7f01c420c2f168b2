/**
 * Bundles the action and the command line into dist/ as plain readable ES modules.
 *
 *   node scripts/build.ts            build dist/
 *   node scripts/build.ts --check    build elsewhere and compare with dist/ byte for byte
 *
 * The same sources give the same bytes in every directory: no hashes, no source maps, no absolute paths, no dates.
 */
import { chmod, mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, relative, resolve, sep } from "node:path";
import { pathToFileURL } from "node:url";
import { rolldown, type OutputChunk, type Plugin, type RolldownOutput } from "rolldown";
import license, { type Dependency } from "rollup-plugin-license";

const root = resolve(import.meta.dirname, "..");
const modules = join(root, "node_modules");

/** What a names-only check must never load: only a dynamic import may lead there. */
const heavy = [/node_modules[\\/]undici[\\/]/, /node_modules[\\/]@octokit[\\/]/, /node_modules[\\/]@actions[\\/](?:github|http-client)[\\/]/];

/**
 * @actions/core reaches its HTTP client, and through it undici, for getIDToken() alone. This action asks for no ID
 * token; with the edge cut, a check that needs no network starts in a third of the time.
 */
const withoutIdTokens: Plugin = {
  name: "without-id-tokens",
  resolveId(source, importer) {
    const fromCore = importer?.split(sep).join("/").endsWith("/@actions/core/lib/core.js") === true;
    return fromCore && source === "./oidc-utils.js" ? "\0without-id-tokens" : null;
  },
  load(id) {
    if (id !== "\0without-id-tokens") return null;
    return 'export class OidcClient { static getIDToken() { throw new Error("ID tokens are not part of this bundle"); } }';
  },
};

/** Bundles into `directory`, replacing what is there. */
export async function build(directory: string, sources = join(root, "src")): Promise<void> {
  await rm(directory, { recursive: true, force: true });
  const bundle = await rolldown({
    cwd: root,
    input: { index: join(sources, "main.ts"), cli: join(sources, "cli.ts") },
    platform: "node",
    // Its "node" entry is CommonJS; the browser entry is the same library as ES modules, which tree-shakes and starts faster.
    resolve: { alias: { yaml: join(modules, "yaml", "browser", "index.js") } },
    plugins: [
      withoutIdTokens,
      license({
        thirdParty: { includeSelf: false, output: { file: join(directory, "licenses.txt"), template: licenses } },
      }),
    ],
    onLog(level, log, log_) {
      if (level === "warn") throw new Error(`${log.code ?? "warning"}: ${log.message}`);
      log_(level, log);
    },
  });
  try {
    const output = await bundle.write({
      dir: directory,
      format: "esm",
      entryFileNames: "[name].js",
      chunkFileNames: "[name].js",
      banner: (chunk) => (chunk.isEntry && chunk.name === "cli" ? "#!/usr/bin/env node" : ""),
      codeSplitting: {
        groups: [
          { name: "undici", test: /node_modules[\\/]undici[\\/]/ },
          { name: "github", test: /node_modules[\\/](?:@octokit|@actions[\\/](?:github|http-client))[\\/]/ },
        ],
      },
    });
    verify(output);
  } finally {
    await bundle.close();
  }
  await chmod(join(directory, "cli.js"), 0o755);
}

/** Fails where a heavy module is reached by a static import of an entry, or where undici is bundled more than once. */
function verify({ output }: RolldownOutput): void {
  const chunks = new Map(output.filter((file) => file.type === "chunk").map((chunk) => [chunk.fileName, chunk]));
  const reached = new Set<OutputChunk>();
  const queue = [...chunks.values()].filter((chunk) => chunk.isEntry);
  for (const chunk of queue) {
    if (reached.has(chunk)) continue;
    reached.add(chunk);
    queue.push(...chunk.imports.flatMap((name) => chunks.get(name) ?? []));
  }
  for (const chunk of reached) {
    const module = chunk.moduleIds.find((id) => heavy.some((pattern) => pattern.test(id)));
    if (module !== undefined) throw new Error(`${relative(root, module)} is loaded at start; reach it by import() only`);
  }
  const copies = new Set(
    [...chunks.values()]
      .flatMap((chunk) => chunk.moduleIds)
      .map((id) => /^(.*node_modules[\\/]undici)[\\/]/.exec(id)?.[1])
      .filter((copy) => copy !== undefined),
  );
  if (copies.size > 1) throw new Error(`undici is bundled ${copies.size} times: ${[...copies].join(", ")}`);
}

function licenses(dependencies: Dependency[]): string {
  const entries = dependencies.map((dependency) => ({
    title: `${dependency.name} ${dependency.version} (${dependency.license})`,
    text: (dependency.licenseText ?? "").replaceAll("\r\n", "\n").trim(),
  }));
  entries.sort((a, b) => (a.title < b.title ? -1 : 1));
  const rule = "-".repeat(80);
  return `${["Licences of the packages bundled in this directory.", ...entries.map(({ title, text }) => `${rule}\n${title}\n\n${text}`)].join("\n\n")}\n`;
}

/** Names of the files that differ between two directories, or are in one only. */
async function differences(left: string, right: string): Promise<string[]> {
  const names = async (directory: string): Promise<string[]> =>
    (await readdir(directory, { recursive: true, withFileTypes: true }).catch(() => []))
      .filter((entry) => entry.isFile())
      .map((entry) => relative(directory, join(entry.parentPath, entry.name)));
  const all = new Set([...(await names(left)), ...(await names(right))]);
  const read = (directory: string, name: string): Promise<Buffer | null> => readFile(join(directory, name)).catch(() => null);
  const differ: string[] = [];
  for (const name of [...all].sort()) {
    const [a, b] = await Promise.all([read(left, name), read(right, name)]);
    if (a === null || b === null || !a.equals(b)) differ.push(name);
  }
  return differ;
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

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) await main(process.argv.slice(2));
