/**
 * Packs the command line for a release: what `npm install --global FILE` puts on PATH without a network.
 *
 *   node scripts/pack.ts FOLDER    writes NAME-VERSION.tgz and NAME-VERSION.tgz.sha256 there, and prints both names
 *
 * dist/ is whole by itself. Its package.json must ask for nothing then, while that of the repository names what dist/ is
 * built from, so that GitHub warns of those as what is shipped and not as tools of developers. Packed is therefore a copy
 * with a package.json of its own. It needs npm and nothing from node_modules. The same dist/ and the same npm give the same bytes.
 */
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

const root = resolve(import.meta.dirname, "..");

/** What of package.json tells a user something; the rest is for those who build it. */
const KEPT = ["name", "version", "description", "keywords", "license", "type", "bin", "engines", "files"];
/** npm packs these whatever `files` says. */
const ALWAYS = ["README.md", "LICENSE"];

/** Writes the package and its checksum, in the form that `sha256sum --check` reads, into a folder; their paths. */
export function pack(folder: string): readonly [tarball: string, checksum: string] {
  const packageJson: Readonly<Record<string, unknown>> = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  const files: readonly string[] = JSON.parse(JSON.stringify(packageJson["files"]));
  const copy = mkdtempSync(join(tmpdir(), "wave-inspect-pack-"));
  try {
    for (const name of [...files, ...ALWAYS]) cpSync(join(root, name), join(copy, name), { recursive: true });
    const own = Object.fromEntries(KEPT.map((key) => [key, packageJson[key]]));
    writeFileSync(join(copy, "package.json"), `${JSON.stringify(own, null, 2)}\n`);
    mkdirSync(folder, { recursive: true });
    // In the copy there is no .npmrc, and nothing of it is run.
    execFileSync("npm", ["pack", "--silent", "--ignore-scripts", "--pack-destination", resolve(folder)], {
      cwd: copy,
      stdio: ["ignore", "ignore", "inherit"],
      // npm is a batch file there, which no process can be without a shell.
      shell: process.platform === "win32",
    });
  } finally {
    rmSync(copy, { recursive: true });
  }
  const name = `${String(packageJson["name"])}-${String(packageJson["version"])}.tgz`;
  const tarball = join(folder, name);
  const checksum = `${tarball}.sha256`;
  writeFileSync(checksum, `${createHash("sha256").update(readFileSync(tarball)).digest("hex")}  ${name}\n`);
  return [tarball, checksum];
}

if (import.meta.main) {
  const [folder] = process.argv.slice(2);
  if (folder === undefined) {
    console.error("usage: node scripts/pack.ts FOLDER");
    process.exitCode = 2;
  } else console.log(pack(folder).join("\n"));
}
