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
export function lineUrl(report: Report, { file, line, endLine }: Location, server?: string): string | undefined {
  const { commit, checkout } = report;
  const repository = githubUrl(report, server);
  if (repository === undefined || commit === undefined || !isCommit(commit)) return undefined;
  const lines = endLine > line ? `#L${line}-L${endLine}` : `#L${line}`;
  const path = [checkout?.folder, file].flatMap((part) => part ?? []).join("/");
  return `${repository}/blob/${commit}/${encodePath(path)}${lines}`;
}

/** A commit of the repository; undefined where it cannot be linked to. */
export function commitUrl(report: Report, commit: string, server?: string): string | undefined {
  const repository = githubUrl(report, server);
  return repository === undefined || !isCommit(commit) ? undefined : `${repository}/commit/${commit}`;
}

/** The repository on GitHub; undefined where it is not there, or not known. */
function githubUrl({ repository = "", server }: Report, address = server ?? "https://github.com"): string | undefined {
  return /^[\w.-]+\/[\w.-]+$/.test(repository) ? `${address}/${repository}` : undefined;
}

/** The repository wherever it is, for programs; undefined where it is not known. */
export function repositoryUrl(report: Report, server?: string): string | undefined {
  const { repository = "" } = report;
  const elsewhere = /^[\w.-]+(?::\d+)?(?:\/[\w.~-]+){2,}$/.test(repository) ? `https://${repository}` : undefined;
  return githubUrl(report, server) ?? elsewhere;
}

function isCommit(text: string): boolean {
  return /^[0-9a-f]{7,64}$/i.test(text);
}

/** A path as part of a URL; nothing of it can end an attribute or a link. */
export function encodePath(file: string): string {
  return file.toWellFormed().split("/").map(encodeURIComponent).join("/");
}
