/** What GitHub shows beside the step: the check run and the comment. What cannot be shown is a notice, and no failure. */
import { exitCode } from "../exit-code.ts";
import { Checks } from "../github/checks.ts";
import { Comments } from "../github/comments.ts";
import { statusOf } from "../github/refusal.ts";
import { GitHubRefusal, wordsOfError } from "../github/rest.ts";
import type { Report } from "../model.ts";
import type { PullRequest } from "../pull-request.ts";
import { pullRequestOf, serverOf, workflowRunOf } from "../record/workflow.ts";
import { type IsChanged, noticeCommand } from "../report/annotations.ts";
import { checkRunWords, faultWords } from "../report/check-run.ts";
import { commentBody, type CommentRun, faultBody, stateOf } from "../report/comment.ts";
import { commentMark } from "../report/comment-mark.ts";
import type { Elsewhere } from "../report/elsewhere.ts";
import { object, text } from "../text/json.ts";
import { plain } from "../text/plain.ts";
import type { Redactor } from "../text/redactor.ts";
import { shortHash } from "../text/sha256.ts";
import type { World } from "../world.ts";
import { keepCheckRun } from "./check-run.ts";
import { keepComment } from "./comment.ts";
import type { SurfaceInputs } from "./inputs.ts";

/** What the step came to: a report, or no verdict and why. */
export type Told =
  | {
      readonly report: Report;
      readonly elsewhere: Elsewhere;
      /** As the annotations of the step were told. */
      readonly isChanged?: IsChanged | undefined;
    }
  | { readonly messages: readonly string[]; readonly isCut?: boolean };

/** Empty where there is none. */
export interface SurfaceOutputs extends Readonly<Record<string, string>> {
  readonly "check-run-url": string;
  readonly "comment-url": string;
}

/** A run that was ended has seconds left. Milliseconds for one answer. */
const SHORT = 2_000;

type Environment = World["env"];

interface Showing {
  readonly told: Told;
  readonly asked: SurfaceInputs;
  readonly token: string;
  readonly api: string;
  readonly repository: string;
  readonly event: string;
  /** The change that the workflow runs for. */
  readonly pull: PullRequest | undefined;
  readonly env: Environment;
  readonly now: () => Date;
  readonly isCut: boolean;
}

/** Writes all that is asked for and can be written. */
export async function showOnGitHub(
  told: Told,
  asked: SurfaceInputs,
  { env, now, out }: Pick<World, "env" | "now" | "out">,
  redactor: Redactor,
): Promise<SurfaceOutputs> {
  const showing = showingOf(told, asked, env, now);
  const attempt = async (
    input: string,
    show: (showing: Showing, notice: Notice) => Promise<string>,
  ): Promise<string> => {
    const notice = (message: string): void => out(noticeCommand(redactor.redact(`${input}: ${message}`)));
    try {
      if (showing !== undefined) return await show(showing, notice);
      notice(
        "there is no token (input github-token) or no repository (GITHUB_REPOSITORY), so nothing is shown on GitHub.",
      );
    } catch (error) {
      notice(`${wordsOfError(error)}${ofFork(showing, error)}`);
    }
    return "";
  };
  const checkRun = asked.checkRun ? await attempt("check-run", showCheckRun) : "";
  const comment = asked.comment ? await attempt("comment", showComment) : "";
  return { "check-run-url": checkRun, "comment-url": comment };
}

/** Tells a person of something that changes no verdict. */
export type Notice = (message: string) => void;

/** Undefined: there is nowhere to show it, or nobody who could. */
function showingOf(told: Told, asked: SurfaceInputs, env: Environment, now: () => Date): Showing | undefined {
  const {
    GITHUB_REPOSITORY: repository = "",
    GITHUB_API_URL: api = "https://api.github.com",
    GITHUB_EVENT_NAME: event = "",
  } = env;
  if (asked.token === undefined || !/^[^/\s]+\/[^/\s]+$/.test(repository)) return undefined;
  const isCut = "report" in told ? told.report.cancelled !== undefined : told.isCut === true;
  return {
    told,
    asked,
    token: asked.token,
    api,
    repository,
    event: plain(event),
    pull: changeOf(env),
    env,
    now,
    isCut,
  };
}

/** A payload that does not say its commits has stopped the step already. */
function changeOf(env: Environment): PullRequest | undefined {
  try {
    return pullRequestOf(env);
  } catch {
    return undefined;
  }
}

// ── The check run ───────────────────────────────────────────────────────────

async function showCheckRun(showing: Showing, notice: Notice): Promise<string> {
  const { told, token, api, repository, event, env, now, isCut } = showing;
  const commit = commitOf(showing);
  if (commit === undefined) {
    notice(`the event ${event} does not say the commit of the change, so there is no check run.`);
    return "";
  }
  const words =
    "report" in told ? checkRunWords(told.report, { ...told, server: serverOf(env) }) : faultWords(told.messages);
  const { run, attempt } = runOf(env);
  const url = workflowRunOf(env).url;
  const { made, notes } = await keepCheckRun(
    new Checks(token, api, repository, isCut ? { longest: SHORT } : {}),
    {
      name: `Wave Inspect: ${nameOf(showing)}`,
      commit,
      identity: identityOf(showing),
      run,
      attempt,
      isQuick: isCut,
    },
    {
      conclusion: "report" in told && exitCode(told.report.outcome) === 0 ? "success" : "failure",
      ...(url !== undefined && { details_url: url }),
      started_at: "report" in told ? told.report.startedAt : now().toISOString(),
      output: words,
    },
  );
  for (const note of notes) notice(note);
  return made.url;
}

/** Of the change, where the workflow runs for one, and not GitHub's own merge of it: a check counts at its commit. */
function commitOf({ pull, env }: Showing): string | undefined {
  const commit = pull === undefined ? env["GITHUB_SHA"] : pull.head;
  return commit === undefined || !/^[0-9a-f]{40,64}$/.test(commit) ? undefined : commit;
}

// ── The comment ─────────────────────────────────────────────────────────────

async function showComment(showing: Showing, notice: Notice): Promise<string> {
  const { told, asked, token, api, repository, event, pull, env, isCut } = showing;
  if (pull?.number === undefined) {
    notice(`the event ${event} is no pull request with a number, so there is no comment.`);
    return "";
  }
  if (isCut) {
    notice("the run was ended before it was done, so the comment is as it was.");
    return "";
  }
  const identity = identityOf(showing);
  const { head: commit } = pull;
  const isTold = asked.id !== undefined || valuesOf(asked.matrix).length > 0 || asked.path !== ".";
  const run: CommentRun = {
    name: isTold ? nameOf(showing) : undefined,
    commit,
    url: workflowRunOf(env).url,
    server: serverOf(env),
  };
  const plainState = { ...runOf(env), ...(commit !== undefined && { commit }) };
  const state = "report" in told ? stateOf(told.report, plainState) : plainState;
  const mark = commentMark(identity, state);
  const { kept, notes } = await keepComment(new Comments(token, api, { repository, number: pull.number }), {
    identity,
    state,
    isNeeded: "report" in told,
    body: (before) =>
      "report" in told
        ? commentBody(told.report, mark, { run, before, elsewhere: told.elsewhere })
        : faultBody(told.messages, mark, run),
  });
  for (const note of notes) notice(note);
  return kept?.url ?? "";
}

// ── Which one it is ─────────────────────────────────────────────────────────

/** What tells it from those of other jobs, legs of a matrix and folders. */
export function identityOf({ asked, env }: Pick<Showing, "asked" | "env">): string {
  const { GITHUB_WORKFLOW: workflow = "", GITHUB_JOB: job = "" } = env;
  const { id, matrix, path } = asked;
  return shortHash(id === undefined ? [workflow, job, ...valuesOf(matrix), path] : [id], 16);
}

/** The same for people: `images / check (linux/arm64), sub`. */
function nameOf({ asked: { id, matrix, path }, env }: Showing): string {
  if (id !== undefined) return plain(id, LONGEST_NAME);
  const { GITHUB_WORKFLOW: workflow = "", GITHUB_JOB: job = "" } = env;
  const values = valuesOf(matrix);
  const leg = values.length === 0 ? "" : ` (${values.join(", ")})`;
  return plain(`${workflow} / ${job}${leg}${path === "." ? "" : `, ${path}`}`, LONGEST_NAME);
}

const LONGEST_NAME = 150;

/** Of the leg of a matrix that this job is, as GitHub's own names of jobs have them. */
function valuesOf(matrix: string): readonly string[] {
  try {
    return Object.values(object(JSON.parse(matrix)) ?? {}).map((value) => text(value) ?? JSON.stringify(value));
  } catch {
    return [];
  }
}

function runOf(env: Environment): { readonly run: number; readonly attempt: number } {
  return { run: numberIn(env["GITHUB_RUN_ID"]), attempt: numberIn(env["GITHUB_RUN_ATTEMPT"]) };
}

function numberIn(text = ""): number {
  return /^\d{1,15}$/.test(text) ? Number(text) : 0;
}

/** What explains a refusal (403) where the change comes from a fork. */
export function ofFork(showing: Pick<Showing, "pull" | "repository"> | undefined, error: unknown): string {
  const from = showing?.pull?.from?.toLowerCase() ?? "";
  const isOther = from !== "" && from !== showing?.repository.toLowerCase();
  return isOther && error instanceof GitHubRefusal && statusOf(error.cause) === 403
    ? " The pull request comes from a fork, whose workflows get a token that only reads."
    : "";
}
