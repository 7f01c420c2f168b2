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
  const jobs = yaml.entries(yaml.root).map(({ value }) => yaml.get(value, "trigger", "include"));
  for (const includes of [yaml.get(yaml.root, "include"), ...jobs]) {
    const items = yaml.items(includes);
    for (const item of items.length > 0 ? items : [includes]) follow(scan, yaml, item, tree);
  }
}

function follow(scan: FileScanner, yaml: YamlDocument, item: unknown, tree: SourceTree): void {
  const elsewhere = ELSEWHERE.map((key) => yaml.textAt(item, key)).find((text) => text !== undefined);
  const local = yaml.text(item) ?? yaml.textAt(item, "local");
  if (elsewhere !== undefined) {
    const message = `${short(elsewhere.value)} lies elsewhere: what it says of images is not read.`;
    scan.problem(elsewhere.start, "remote-include", message);
  } else if (local !== undefined) followLocal(scan, local, tree);
}

/**
 * A path from the root of the repository, or from the folder of a configuration further down, which is the root of
 * another one. `*` stands for files of one folder, `**` for those below as well.
 */
function followLocal(scan: FileScanner, { start, value: written }: PlacedText, tree: SourceTree): void {
  const value = written.replace(/^\/+/, "");
  const roots = ["", posix.dirname(scan.file)];
  if (!value.includes("*")) {
    const root = roots.find((one) => tree.read(posix.join(one, value)) !== undefined);
    scan.follow("gitlab", { start, value }, root ?? "", tree);
    return;
  }
  const globs = value.length > LONGEST ? [] : roots.map((root) => posix.join(root, value));
  const files = tree.files.filter(matchesAny(globs));
  if (files.length === 0) scan.missingFile(start, written);
  for (const file of files) scan.lead("gitlab", file);
}

/** Characters of a glob; no path of a repository is as long. */
const LONGEST = 1000;
