/** Docker Buildx bake files, HCL and JSON. */
import { posix } from "node:path";
import type { SourceTree } from "../../../model.ts";
import { sourceText } from "../../../text/source-text.ts";
import { FileScanner, type FileScan, type Surroundings } from "../../kit/file-scan.ts";
import { literalText } from "../../kit/placed-text.ts";
import { TargetScanner } from "./builds.ts";
import { COMPOSE_FILES, composeTargets } from "./compose.ts";
import { readHcl } from "./hcl.ts";
import { readJson } from "./json.ts";
import { type BakeFile, BakeProject } from "./project.ts";
import { Targets } from "./targets.ts";

/** The files that bake reads by itself, in its order. */
const DEFAULT_FILES = [
  "docker-bake.json",
  "docker-bake.hcl",
  "docker-bake.override.json",
  "docker-bake.override.hcl",
] as const;

/**
 * The builds that targets define, with what they inherit, and the scanners of attestations. Variables take their default,
 * which the environment of a run can override; each combination of a matrix is built. Files that bake reads together are
 * scanned with the first of them.
 */
export function scanBake(file: string, text: string, around: Surroundings): FileScan {
  const { tree } = around;
  const scan = new FileScanner(file, text, "bake");
  const together = filesWith(file, tree);
  if (together[0] !== file) return scan.result();
  const files = together.map((path): BakeFile => {
    return readFile(path === file ? scan : new FileScanner(path, tree.read(path) ?? "", "bake"));
  });
  const project = new BakeProject(files, scan);
  const targets = project.targets();
  const services = besides(file, tree, COMPOSE_FILES).flatMap((path) => {
    return composeTargets(new FileScanner(path, tree.read(path) ?? "", "compose"));
  });
  const groups = project.groups(targets.map(({ label, name }) => [label, name]));
  for (const target of new Targets([...services, ...targets], groups).builds())
    new TargetScanner(scan, target, around).scan();
  return joinScans([scan, ...files.flatMap((one) => (one.scan === scan ? [] : one.scan))].map((one) => one.result()));
}

/** Files that bake reads in one run with this one, in its order. */
function filesWith(file: string, tree: SourceTree): readonly string[] {
  return isDefault(file) ? besides(file, tree, DEFAULT_FILES) : [file];
}

function isDefault(file: string): boolean {
  return DEFAULT_FILES.some((name) => name === posix.basename(file));
}

/** Those of some names that are in the folder of a file that bake reads by itself. */
function besides(file: string, tree: SourceTree, names: readonly string[]): readonly string[] {
  if (!isDefault(file)) return [];
  const paths = names.map((name) => posix.join(posix.dirname(file), name));
  return paths.filter((path) => path === file || tree.files.includes(path));
}

function readFile(scan: FileScanner): BakeFile {
  // What one file says may stand in the values of another.
  const file = sourceText(scan.file, scan.text);
  if (scan.file.endsWith(".json")) return { scan, body: readJson(scan, file) };
  return { scan, body: readHcl(scan, { ...literalText(scan.text, 0, scan.text.length), file }) };
}

function joinScans(scans: readonly FileScan[]): FileScan {
  return {
    references: scans.flatMap(({ references }) => references),
    pulls: scans.flatMap(({ pulls }) => pulls),
    problems: scans.flatMap(({ problems }) => problems),
    builds: scans.flatMap(({ builds }) => builds ?? []),
  };
}
