/** Links of a report: to the pages of the tool and to places of the checked repository. */
import type { Location, Report } from "../model.ts";
import { homepage } from "../version.ts";

/** Where the documentation is, unless the run knows which copy of the action it is. */
const USUAL = `${homepage}/blob/v1`;

/** The page of a rule. */
export function ruleUrl({ tool }: Report, rule: string): string {
  return `${tool.url ?? USUAL}/docs/rules/${encodeURIComponent(rule)}.md`;
}

/** The page of the tool. */
export function toolUrl({ tool }: Report): string {
  return `${tool.url ?? USUAL}/README.md`;
}

/** Where a place can be read on GitHub; undefined where the run does not know repository and commit. */
export function lineUrl(
  report: Report,
  { file, line, endLine }: Location,
  server = "https://github.com",
): string | undefined {
  const { repository, commit } = report;
  if (
    repository === undefined ||
    commit === undefined ||
    !/^[\w.-]+\/[\w.-]+$/.test(repository) ||
    !/^[0-9a-f]{7,64}$/i.test(commit)
  )
    return undefined;
  const lines = endLine > line ? `#L${line}-L${endLine}` : `#L${line}`;
  return `${server}/${repository}/blob/${commit}/${encodePath(file)}${lines}`;
}

/** A path as part of a URL; nothing of it can end an attribute or a link. */
export function encodePath(file: string): string {
  return file.toWellFormed().split("/").map(encodeURIComponent).join("/");
}
