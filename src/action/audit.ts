/** What the step does in the mode `audit` once the run is done: its folder, and the one issue. */
import { join, resolve } from "node:path";
import { issueBody } from "../audit/body.ts";
import { auditFiles, type Recorded, recorded } from "../audit/files.ts";
import { tell, type Told } from "../audit/issue.ts";
import { isClean, newsOf } from "../audit/news.ts";
import { CODEOWNERS_PLACES, codeOwners, LARGEST_CODEOWNERS } from "../audit/owners.ts";
import { dayOf } from "../audit/body.ts";
import { identityOf, nextState } from "../audit/state.ts";
import { readInside, realOf } from "../files/inside.ts";
import { isUnread } from "../files/read.ts";
import { decodeText } from "../files/text.ts";
import { Issues } from "../github/issues.ts";
import { GitHubRefusal } from "../github/rest.ts";
import type { InspectOptions } from "../inspect/index.ts";
import type { HeldLock, Report } from "../model.ts";
import type { Policy } from "../policy/policy.ts";
import { runUrl, serverOf } from "../record/workflow.ts";
import { noticeCommand } from "../report/annotations.ts";
import { reachabilityMarkdown } from "../report/reachability-table.ts";
import { reachabilityJson } from "../report/reachability.ts";
import { logLine, plain } from "../text/plain.ts";
import type { Redactor } from "../text/redactor.ts";
import { version } from "../version.ts";
import type { World } from "../world.ts";
import { writeReport } from "./files.ts";
import type { AuditInputs, Inputs } from "./inputs.ts";

/** A run, and what it went by. */
export interface Checked {
  readonly report: Report;
  readonly policy: Policy;
  readonly lock: HeldLock | undefined;
  /** How the network was reached. */
  readonly inspect: Omit<InspectOptions, "via" | "userAgent">;
}

/** For the outputs. */
export interface Audited {
  /** Absolute path; empty where nothing was written. */
  readonly directory: string;
  /** Number of the issue; empty where there is none. */
  readonly issue: string | number;
}

interface Audit extends Checked, Pick<World, "env" | "out"> {
  readonly inputs: Inputs;
  readonly audit: AuditInputs;
  readonly workspace: string;
  readonly redactor: Redactor;
}

/** Writes all that can be written; what cannot be is a notice and changes no verdict. */
export async function writeAudit(audit: Audit): Promise<Audited> {
  const { report, policy, lock } = audit;
  const own = recorded(report, policy, lock?.lock);
  const { reachability } = audit.audit;
  const directory = writeFolder(
    audit,
    new Map([...filesOf(audit, own), ...(reachability ? await readersOf(audit, own) : [])]),
  );
  const issue = audit.audit.issue ? await keepIssue(audit, own) : undefined;
  return { directory, issue: issue?.number ?? "" };
}

type Files = ReadonlyMap<string, () => string>;

function filesOf({ report, env }: Audit, { lock }: Recorded): Files {
  return auditFiles(report, lock, serverOf(env));
}

/** Who can read each image that the run pulls. A run that was ended asks no more. */
async function readersOf({ report, inspect, redactor }: Audit, { lock }: Recorded): Promise<Files> {
  if (report.cancelled !== undefined) return new Map();
  const { isDownload } = await import("../inspect/index.ts");
  const { reachability } = await import("../inspect/readers.ts");
  const images = [...lock.images].flatMap(([name, { unseen }]) =>
    unseen === "not-pulled" || isDownload(name) ? [] : [name],
  );
  const unknown = report.inspections.flatMap(({ request }) => (isDownload(request.image) ? [] : [request.image]));
  const names = [...new Set([...images, ...unknown])].sort();
  const rows = redactor.redactAll(await reachability(names, { ...inspect, userAgent: `wave-inspect/${version}` }));
  return new Map([
    ["reachability.json", () => reachabilityJson(rows)],
    ["reachability.md", () => reachabilityMarkdown(rows)],
  ]);
}

function writeFolder({ audit, workspace, out }: Audit, files: Files): string {
  let isAny = false;
  for (const [name, text] of files) {
    try {
      writeReport(workspace, join(audit.directory, name), text());
      isAny = true;
    } catch (error) {
      out(`${logLine(`Warning: audit-dir ${join(audit.directory, name)} could not be written. ${String(error)}`)}\n`);
    }
  }
  return isAny ? resolve(workspace, audit.directory) : "";
}

async function keepIssue(audit: Audit, own: Recorded): Promise<Told["issue"]> {
  const { report, inputs, env, out, redactor } = audit;
  const notice = (message: string): void => out(noticeCommand(redactor.redact(`issue: ${message}`)));
  const { githubToken: token } = inputs;
  const repository = env["GITHUB_REPOSITORY"] ?? "";
  if (report.cancelled !== undefined) {
    notice("the run was ended before it was done, so the issue is as it was.");
    return undefined;
  }
  if (token === undefined || !/^[^/\s]+\/[^/\s]+$/.test(repository)) {
    notice("there is no token (input github-token) or no repository (GITHUB_REPOSITORY), so no issue is kept.");
    return undefined;
  }
  try {
    const issues = new Issues(token, env["GITHUB_API_URL"] ?? "https://api.github.com", repository);
    const { issue, did, notes } = await tell(issues, tellingOf(audit, own));
    for (const note of notes) notice(`${note}.`);
    if (issue !== undefined)
      out(`${logLine(`Issue ${issue.number} ${did === "nothing" ? "kept" : did}: ${issue.url}`)}\n`);
    return issue;
  } catch (error) {
    if (!(error instanceof GitHubRefusal)) throw error;
    notice(error.message);
    return undefined;
  }
}

function tellingOf(
  { report, lock, audit, inputs, workspace, env }: Audit,
  { drift }: Recorded,
): Parameters<typeof tell>[1] {
  const { GITHUB_WORKFLOW: workflow = "", GITHUB_JOB: job = "", GITHUB_REF: ref = "" } = env;
  const folder = report.folder === undefined ? [] : [report.folder];
  const own = audit.issueId === undefined ? [workflow, job, inputs.path, ref] : [audit.issueId, ...folder];
  const identity = identityOf(own);
  const news = newsOf(report, { drift, ownersOf: ownersOf(workspace) });
  const name = [audit.issueId ?? `${workflow} / ${job}`, ...folder].join(", ");
  const run = {
    identity,
    url: runUrl(env),
    server: serverOf(env),
    workflow: `${workflow} / ${job}`,
    hasLock: lock?.lock !== undefined,
  };
  return {
    identity,
    title: `Container images: audit of ${plain(name, 150)}`,
    isClean: isClean(news, report),
    state: (before) => nextState(news.keys, before, dayOf(report)),
    body: (state, before) => issueBody({ report, news, drift, state, before, run }),
  };
}

/** Of the checkout; nobody's where there is no such file. */
function ownersOf(workspace: string): (path: string) => readonly string[] {
  for (const place of CODEOWNERS_PLACES) {
    const found = readInside(realOf(workspace), place, LARGEST_CODEOWNERS);
    const text = isUnread(found) ? undefined : decodeText(found);
    if (typeof text === "string") return codeOwners(text);
  }
  return () => [];
}
