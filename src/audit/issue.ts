/** The one issue of an audit: found, opened, edited, closed and opened again. */
import type { Issue, IssueChange, Issues } from "../github/issues.ts";
import { type AuditState, hasNews, readMarker } from "./state.ts";

/** The issues of an audit have it. */
export const LABEL = "wave-inspect";

/** What is to be told. */
export interface Telling {
  readonly identity: string;
  readonly title: string;
  readonly isClean: boolean;
  /** The state now, by what the issue kept of the last audit. */
  readonly state: (before: AuditState | undefined) => AuditState;
  readonly body: (state: AuditState, before: AuditState | undefined) => string;
}

/** What was done. */
export interface Told {
  /** Undefined: there is none, and none is needed. */
  readonly issue?: Pick<Issue, "number" | "url">;
  readonly did: "nothing" | "opened" | "updated" | "closed" | "reopened";
  /** What a person should know of it: a sentence each. */
  readonly notes: readonly string[];
}

/** An issue of this audit, and what it keeps of the last one. */
interface Own {
  readonly issue: Issue;
  readonly before: AuditState;
}

/**
 * Two audits at the same time end with one issue, the older; rerun, an audit edits it and adds nothing.
 *
 * @throws GitHubRefusal
 */
export async function tell(issues: Issues, telling: Telling): Promise<Told> {
  const login = await issues.login();
  const [found, ...twins] = await ownIssues(issues, telling.identity, login);
  if (found === undefined) return telling.isClean ? { did: "nothing", notes: [] } : open(issues, telling, login);
  for (const { issue } of twins) await closeTwin(issues, issue, found.issue);
  return edit(issues, found, telling);
}

/**
 * Those that the token's own user wrote, the oldest first. Whoever else could put our mark into an issue of theirs, and a
 * template the label.
 */
async function ownIssues(issues: Issues, identity: string, login: string | undefined): Promise<readonly Own[]> {
  const all = await issues.labelled(LABEL);
  const isOwn = ({ author }: Issue): boolean => (login === undefined ? author.isBot : author.login === login);
  return all
    .flatMap((issue) => {
      const before = isOwn(issue) ? readMarker(issue.body, identity) : undefined;
      return before === undefined ? [] : [{ issue, before }];
    })
    .sort((a, b) => a.issue.number - b.issue.number);
}

async function open(issues: Issues, telling: Telling, login: string | undefined): Promise<Told> {
  const { identity, title, state, body } = telling;
  const made = await issues.create({ title, body: body(state(undefined), undefined), label: LABEL });
  const notes = made.labels.includes(LABEL)
    ? []
    : [`issue ${made.number} has no label ${LABEL}, by which the next audit finds it: give it one`];
  // Another audit may have found none at the same time.
  const [first] = await ownIssues(issues, identity, login);
  if (first === undefined || first.issue.number >= made.number) return { issue: made, did: "opened", notes };
  await closeTwin(issues, made, first.issue);
  return { issue: first.issue, did: "nothing", notes: [`issue ${first.issue.number} of another run is kept`] };
}

/** Without its mark, so that it is none of the audit's any more. */
async function closeTwin(issues: Issues, twin: Issue, first: Issue): Promise<void> {
  const body = `The audit has its issue: #${first.number}.\n`;
  await issues.update(twin.number, { body, state: "closed", state_reason: "not_planned" });
  await issues.comment(twin.number, `Two audits ran at the same time; #${first.number} is the one that is kept.`);
}

/** One that is open stays so until it is clean; one that is closed, by whomever, until there is something new. */
async function edit(issues: Issues, { issue, before }: Own, { isClean, state, body }: Telling): Promise<Told> {
  const now = state(before);
  const did =
    issue.isOpen && isClean ? "closed" : !issue.isOpen && !isClean && hasNews(now, before) ? "reopened" : "updated";
  await issues.update(issue.number, { body: body(now, before), ...CHANGES[did] });
  return { issue, did, notes: [] };
}

const CHANGES: Readonly<Record<"closed" | "reopened" | "updated", IssueChange>> = {
  closed: { state: "closed", state_reason: "completed" },
  reopened: { state: "open", state_reason: "reopened" },
  updated: {},
};
