/** The input `suggest`: fixes as suggestions on the lines of a pull request. What cannot be suggested is a notice, and no failure. */
import { resolve } from "node:path";
import { checkoutAround } from "../base/checkout.ts";
import { Cancelled } from "../cancellation.ts";
import { realOf } from "../files/inside.ts";
import { GitHubRefusal } from "../github/rest.ts";
import { Reviews } from "../github/reviews.ts";
import type { Report } from "../model.ts";
import type { PullRequest } from "../pull-request.ts";
import { pullRequestOf } from "../record/workflow.ts";
import { noticeCommand } from "../report/annotations.ts";
import { Diff } from "../suggest/diff.ts";
import { suggest, type Suggested } from "../suggest/index.ts";
import { planSuggestions } from "../suggest/plan.ts";
import { logLine } from "../text/plain.ts";
import type { Redactor } from "../text/redactor.ts";
import { counted, grouped } from "../text/units.ts";
import type { World } from "../world.ts";
import { type Inputs, readSurfaces } from "./inputs.ts";
import type { Fixes, Scanned } from "./patch.ts";
import { identityOf, ofFork } from "./surfaces.ts";

/** A run, and how it came about. */
export interface ToSuggest extends Pick<World, "env" | "out"> {
  /** Of all folders. */
  readonly report: Report;
  readonly runs: readonly Scanned[];
  readonly fixes: Fixes;
  readonly inputs: Inputs;
  readonly workspace: string;
  readonly redactor: Redactor;
}

/** Writes what can be suggested of a report. */
export async function suggestFixes(run: ToSuggest): Promise<void> {
  const { report, inputs, env, out, redactor } = run;
  const notice = (message: string): void => out(noticeCommand(redactor.redact(`suggest: ${message}`)));
  const { GITHUB_REPOSITORY: here = "", GITHUB_EVENT_NAME: event = "", GITHUB_API_URL: api } = env;
  const pull = pullRequestOf(env);
  if (pull?.number === undefined) {
    out(`${logLine(`suggest: the event ${event} is no pull request with a number, so nothing is suggested.`)}\n`);
    return;
  }
  const { githubToken: token } = inputs;
  if (token === undefined || !/^[^/\s]+\/[^/\s]+$/.test(here)) {
    notice("there is no token (input github-token) or no repository (GITHUB_REPOSITORY), so nothing is suggested.");
    return;
  }
  try {
    if (report.cancelled !== undefined) throw new Cancelled("");
    const reviews = new Reviews(token, api ?? "https://api.github.com", { repository: here, number: pull.number });
    out(`${logLine(`suggest: ${await suggestOn(reviews, pull, run)}`)}\n`);
  } catch (error) {
    if (error instanceof Cancelled) notice("the run was ended before it was done, so nothing is suggested.");
    else if (error instanceof GitHubRefusal) notice(`${error.message}${ofFork({ pull, repository: here }, error)}`);
    else out(`${logLine(`Warning: suggestions could not be made. ${redactor.redact(String(error))}`)}\n`);
  }
}

/** @returns What was done, in one sentence. */
async function suggestOn(reviews: Reviews, pull: PullRequest, run: ToSuggest): Promise<string> {
  const { report, workspace, runs, fixes, env } = run;
  const { head, isOpen } = await reviews.state();
  if (!isOpen) return "the pull request is closed, so nothing is suggested.";
  // The diff and its lines are those of the newest commit.
  if (pull.head !== undefined && pull.head !== head)
    return "the pull request has newer commits, whose own run suggests.";
  const diff = new Diff(await reviews.files());
  const { placed, refused } = await fixes.mended();
  const root = checkoutAround(resolve(workspace, runs[0]?.within ?? ""))?.git.worktree ?? realOf(workspace);
  const plan = planSuggestions(placed, diff, root);
  const done = await suggest(reviews, { report, plan, head, identity: identityOf({ asked: readSurfaces(), env }) });
  return inWords(done, plan.others.length, refused.length);
}

function inWords({ added, kept, left, settled }: Suggested, others: number, refused: number): string {
  const parts = [
    `${counted(added, "suggestion")} added`,
    ...(kept > 0 ? [`${grouped(kept)} there before`] : []),
    ...(settled > 0 ? [`${grouped(settled)} settled`] : []),
    ...(left > 0 ? [`${grouped(left)} left for want of room`] : []),
    ...(others > 0 ? [`${counted(others, "fix", "fixes")} not on lines of the diff`] : []),
    ...(refused > 0 ? [`${counted(refused, "fix", "fixes")} not proven (\`wave-inspect fix\` says why)`] : []),
  ];
  return `${parts.join(", ")}.`;
}
