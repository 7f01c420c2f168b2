/** What is on record of a run, in reading order: names are ours, values text of others. */
import type { Checkout, PolicySource, Report, WorkflowRun } from "../model.ts";
import { scenarioEntry } from "../scenarios.ts";
import { coverageSentence } from "./coverage.ts";
import { folderLines } from "./text.ts";
import { commitUrl, repositoryUrl } from "./links.ts";
import { counted } from "../text/units.ts";

export interface RecordLine {
  readonly name: string;
  /** Never empty. */
  readonly values: readonly RecordValue[];
}

export interface RecordValue {
  readonly text: string;
  /** Where to read more; of what was found fit to be part of an address. */
  readonly url?: string | undefined;
}

type Line = readonly [name: string, ...values: readonly (string | RecordValue | undefined)[]];

/** What was read, for whom, by which policy, and what that came to. Digests and commits are whole, and no list is cut. */
export function recordLines(report: Report, server?: string): RecordLine[] {
  const { repository, commit, run, checkout } = report;
  const linked = (text: string | undefined): RecordValue | undefined =>
    text === undefined ? undefined : { text, url: commitUrl(report, text, server) };
  const lines: Line[] = [
    ["Repository", repository === undefined ? undefined : { text: repository, url: repositoryUrl(report, server) }],
    ["Commit", linked(commit)],
    ...changeLines(report, linked),
    ...checkoutLines(checkout, commit),
    ...runLines(run),
    ["Date", inUtc(report.startedAt)],
    ...policyLines(report),
    ["Runs looked at", ...report.scenarios.map((one) => `${scenarioEntry(one)} ${one.engines.join(", ")}`.trim())],
    ["Folders", ...folderLines(report)],
    ["Coverage", coverageSentence(report)],
    ["Tool", `${report.tool.name} ${report.tool.version}`],
    ["Tool sha256", report.tool.sha256],
  ];
  return lines.flatMap(([name, ...values]) => {
    const said = values.flatMap((value) => {
      if (value === undefined) return [];
      return typeof value === "string" ? { text: value } : value;
    });
    return said.length === 0 ? [] : [{ name, values: said }];
  });
}

/** `2026-11-24 12:00:00 UTC`. */
export function inUtc(time: string): string {
  return `${time.slice(0, 19).replace("T", " ")} UTC`;
}

function changeLines(
  { run, repository }: Report,
  linked: (text: string | undefined) => RecordValue | undefined,
): Line[] {
  const { number, headCommit, headRef, headRepository, baseCommit, baseRef } = run?.change ?? {};
  return [
    ["Pull request", number === undefined ? undefined : `#${number}`],
    ["Head commit", linked(headCommit)],
    ["Head branch", headRef],
    ["Head repository", headRepository === repository ? undefined : headRepository],
    ["Base commit", linked(baseCommit)],
    ["Base branch", baseRef],
  ];
}

function checkoutLines(checkout: Checkout | undefined, standsFor: string | undefined): Line[] {
  if (checkout === undefined) return [];
  const { commit, branch, folder, changed } = checkout;
  return [
    ["Checked out", commit === standsFor ? undefined : commit],
    ["Branch", branch],
    ["Folder", folder],
    ["Files", changed === undefined ? "not compared with the commit, of which not all is here" : comparison(changed)],
    ["Not as in the commit", ...(changed ?? [])],
  ];
}

function comparison({ length }: readonly string[]): string {
  return length === 0
    ? "all that were read are as the commit has them"
    : `${counted(length, "file")} of those that were read ${length === 1 ? "is" : "are"} not as the commit has them`;
}

/** The page of a run. */
const RUN = /^https?:\/\/[\w.:-]+\/[\w.-]+\/[\w.-]+\/actions\/runs\/\d+(?:\/attempts\/\d+)?$/;

function runLines({ url, event, workflow, job, actor, ref }: WorkflowRun = {}): Line[] {
  return [
    ["Ref", ref],
    ["Workflow", workflow],
    ["Job", job],
    ["Event", event],
    ["Actor", actor],
    ["Run", url === undefined ? undefined : { text: url, url: RUN.test(url) ? url : undefined }],
  ];
}

function policyLines({ policy, baseline, failOn, inspector }: Report): Line[] {
  const by = { wave: "Seqera Wave", registry: "the registries", none: "nobody: images are judged by name" } as const;
  return [
    ["Policy", policy === null ? "the built-in policy" : policy.file],
    ["Policy sha256", policy?.sha256],
    ["Policy version", versionOf(policy)],
    ["Policy files", ...(policy?.files ?? []).map(policyFile)],
    ["Baseline", baseline?.file],
    ["Baseline sha256", baseline?.sha256],
    ["Fails on", failOn],
    ["Who was asked", by[inspector]],
  ];
}

function versionOf(policy: PolicySource | null): string | undefined {
  if (policy?.from === undefined) return undefined;
  return policy.from === "first" ? "the first, which the pull request brings" : `of the base ${policy.from.commit}`;
}

/** As `sha256sum` prints it. */
function policyFile({ file, commit, sha256 }: PolicySource["files"][number]): string {
  return `${sha256}  ${file}${commit === undefined ? "" : ` of the commit ${commit}`}`;
}
