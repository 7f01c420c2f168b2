/** The suggestions of one job on one pull request: written once, and settled when their finding is gone. */
import type { ReviewComment, Reviews, Thread } from "../github/reviews.ts";
import type { FailureState, Report } from "../model.ts";
import { isSettled, keyOf, type Mark, readMark, reviewBody, settledBody, suggestionBody } from "./body.ts";
import type { Plan } from "./plan.ts";

export interface Suggesting {
  readonly report: Report;
  readonly plan: Plan;
  /** The commit whose lines these are. */
  readonly head: string;
  /** Of the job: 16 hex digits. */
  readonly identity: string;
}

/** What was done, in numbers of suggestions. */
export interface Suggested {
  readonly added: number;
  /** That were there before. */
  readonly kept: number;
  /** For which there is no room. */
  readonly left: number;
  /** Whose finding is gone. */
  readonly settled: number;
}

/** A pull request with more of them is not read by anybody, and each review is one request. */
export const MOST_SUGGESTIONS = 50;

/** A comment of ours, and what it keeps. */
interface Own {
  readonly comment: ReviewComment;
  readonly mark: Mark;
}

/**
 * Writes what is not suggested yet in one review; rerun, it adds nothing.
 *
 * @throws GitHubRefusal
 */
export async function suggest(reviews: Reviews, suggesting: Suggesting): Promise<Suggested> {
  const { plan, identity, head, report } = suggesting;
  const comments = await reviews.comments();
  const own = await ownComments(reviews, comments);
  const live = new Map(own.flatMap((one) => (one.comment.line === undefined ? [] : [[one.mark.key, one]])));
  const fresh = plan.suggestions.filter((suggestion) => !live.has(keyOf(suggestion)));
  const kept = plan.suggestions.length - fresh.length;
  const settled = await settle(reviews, comments, goneOf(own, suggesting), head);
  const added = fresh.slice(0, Math.max(0, MOST_SUGGESTIONS - kept));
  const left = fresh.length - added.length;
  if (added.length > 0) {
    await reviews.create(
      head,
      reviewBody(added.length, left, plan),
      added.map((suggestion) => ({ ...suggestion, body: suggestionBody(suggestion, identity, report) })),
    );
  }
  return { added: added.length, kept, left, settled };
}

/** Those that the token's own user wrote: whoever else could put our mark into a comment of theirs. */
async function ownComments(reviews: Reviews, comments: readonly ReviewComment[]): Promise<readonly Own[]> {
  const marked = comments.flatMap((comment) => {
    const mark = comment.answersTo === undefined ? readMark(comment.body) : undefined;
    return mark === undefined ? [] : [{ comment, mark }];
  });
  if (marked.length === 0) return [];
  const login = await reviews.login();
  return marked.filter(({ comment: { author } }) => (login === undefined ? author.isBot : author.login === login));
}

/**
 * Of this job, those that are not suggested any more. Where somebody gave no answer this time, a finding or its fix may be
 * back with the next run: then only those whose lines are gone.
 */
function goneOf(own: readonly Own[], { plan, identity, report }: Suggesting): readonly Own[] {
  const wanted = new Set(plan.suggestions.map(keyOf));
  const isSure = report.inspections.every(({ failure }) => failure === undefined || ANSWERS.has(failure.state));
  return own.filter(
    ({ comment, mark }) =>
      mark.identity === identity && (comment.line === undefined || (isSure && !wanted.has(mark.key))),
  );
}

/** Failures that will be the same tomorrow. */
const ANSWERS: ReadonlySet<FailureState> = new Set([
  "not-found",
  "invalid-reference",
  "unsupported",
  "platform-missing",
]);

/** @returns How many had to be. */
async function settle(
  reviews: Reviews,
  comments: readonly ReviewComment[],
  gone: readonly Own[],
  head: string,
): Promise<number> {
  if (gone.length === 0) return 0;
  const threads = await threadsOf(reviews);
  const answered = new Set(comments.flatMap(({ answersTo }) => answersTo ?? []));
  let settled = 0;
  for (const { comment, mark } of gone) {
    const thread = threads.get(comment.node);
    // Somebody took it, or said no to it; or a run before this one settled it as far as it could.
    if (thread?.isResolved === true || isSettled(comment.body)) continue;
    settled += 1;
    if (thread?.isResolvable === true && (await isDone(reviews.resolve(thread)))) continue;
    // An open conversation stops a merge where all have to be resolved, folded away or not.
    if (!answered.has(comment.id)) await reviews.remove(comment);
    else {
      await reviews.update(comment, settledBody(mark, head));
      await isDone(reviews.fold(comment));
    }
  }
  return settled;
}

/** By their first comment; none where GraphQL is not to be had. */
async function threadsOf(reviews: Reviews): Promise<ReadonlyMap<string, Thread>> {
  try {
    return new Map((await reviews.threads()).map((thread) => [thread.first, thread]));
  } catch {
    return new Map();
  }
}

/** What a token may or may not do, and nothing hangs on it. */
async function isDone(asked: Promise<void>): Promise<boolean> {
  try {
    await asked;
    return true;
  } catch {
    return false;
  }
}
