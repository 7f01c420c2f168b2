/** What a GitLab CI configuration includes, or hands to a child pipeline. */
import { posix } from "node:path";
import type { SourceTree } from "../../model.ts";
import { matchesAny } from "../../text/globs.ts";
import { short } from "../../text/quote.ts";
import type { FileScanner } from "../kit/file-scan.ts";
import type { PlacedText } from "../kit/placed-text.ts";
import type { YamlDocument } from "../kit/yaml-file.ts";

/** Where a configuration is that lies elsewhere. An artifact is made by a job. */
const ELSEWHERE = ["remote", "project", "template", "component", "artifact"];

/** Follows files of this repository, and says of others that they are not read. */
export function followIncludes(scan: FileScanner, yaml: YamlDocument, tree: SourceTree): void {
  for (const item of includesOf(yaml)) follow(scan, yaml, item, tree);
}

/** What `include` names, of the file and of its child pipelines. */
export function includesOf(yaml: YamlDocument): readonly unknown[] {
  const jobs = yaml.entries(yaml.root).map(({ value }) => yaml.get(value, "trigger", "include"));
  return [yaml.get(yaml.root, "include"), ...jobs].flatMap((includes) => {
    const items = yaml.items(includes);
    return items.length > 0 ? items : [includes];
  });
}

/** The files that an item of `include` names in this repository. */
export function localFilesOf(file: string, yaml: YamlDocument, item: unknown, tree: SourceTree): readonly string[] {
  const local = yaml.text(item) ?? yaml.textAt(item, "local");
  return local === undefined ? [] : filesNamed(file, local.value, tree);
}

function follow(scan: FileScanner, yaml: YamlDocument, item: unknown, tree: SourceTree): void {
  const elsewhere = ELSEWHERE.map((key) => yaml.textAt(item, key)).find((text) => text !== undefined);
  const local = yaml.text(item) ?? yaml.textAt(item, "local");
  if (elsewhere !== undefined) {
    const message = `${short(elsewhere.value)} lies elsewhere: what it says of images is not read.`;
    scan.problem(elsewhere.start, "remote-include", message);
  } else if (local !== undefined) followLocal(scan, local, tree);
}

function followLocal(scan: FileScanner, { start, value: written }: PlacedText, tree: SourceTree): void {
  const value = written.replace(/^\/+/, "");
  const files = filesNamed(scan.file, written, tree);
  if (value.includes("*")) {
    if (files.length === 0) scan.missingFile(start, written);
    for (const file of files) scan.lead("gitlab", file);
  } else if (files[0] === undefined) scan.follow("gitlab", { start, value }, "", tree);
  else scan.lead("gitlab", files[0]);
}

/**
 * A path from the root of the repository, or from the folder of a configuration further down, which is the root of
 * another one. `*` stands for files of one folder, `**` for those below as well.
 */
function filesNamed(from: string, written: string, tree: SourceTree): readonly string[] {
  const value = written.replace(/^\/+/, "");
  const roots = ["", posix.dirname(from)];
  if (value.includes("*")) {
    return value.length > LONGEST ? [] : tree.files.filter(matchesAny(roots.map((root) => posix.join(root, value))));
  }
  const paths = /^[a-z][\w+.-]*:/i.test(value) ? [] : roots.map((root) => posix.join(root, value));
  const found = paths.find((path) => path !== ".." && !path.startsWith("../") && tree.read(path) !== undefined);
  return found === undefined ? [] : [found];
}

/** Characters of a glob; no path of a repository is as long. */
const LONGEST = 1000;
