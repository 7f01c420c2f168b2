import type { Location, Report } from "../model.ts";

export const projectUrl = "https://github.com/wave-inspect/wave-inspect-action";

/** The page of a rule. */
export function ruleUrl(rule: string): string {
  return `${projectUrl}/blob/v1/docs/rules/${encodeURIComponent(rule)}.md`;
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
  const path = file.split("/").map(encodeURIComponent).join("/");
  const lines = endLine > line ? `#L${line}-L${endLine}` : `#L${line}`;
  return `${server}/${repository}/blob/${commit}/${path}${lines}`;
}
