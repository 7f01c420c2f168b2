/** The one comment of a step on a pull request: found, written, written anew. */
import type { Comment, Comments } from "../github/comments.ts";
import { type CommentState, isLater, readCommentMark } from "../report/comment-mark.ts";

/** What is to be told. */
export interface CommentTelling {
  readonly identity: string;
  /** Of this run. */
  readonly state: CommentState;
  /** False: only what an earlier run has written is written anew. */
  readonly isNeeded: boolean;
  /** By what the comment kept of the run before. */
  readonly body: (before: CommentState | undefined) => string;
}

export interface KeptComment {
  /** Undefined: there is none, and none is needed. */
  readonly kept?: Pick<Comment, "url">;
  /** What a person should know of it: a sentence each. */
  readonly notes: readonly string[];
}

interface Own {
  readonly comment: Comment;
  readonly before: CommentState;
}

/**
 * Two runs at the same time end with one comment; an older one never takes the place of a newer.
 *
 * @throws GitHubRefusal
 */
export async function keepComment(comments: Comments, telling: CommentTelling): Promise<KeptComment> {
  const login = await comments.login();
  const [found, ...twins] = await ownComments(comments, telling.identity, login);
  for (const { comment } of twins) await comments.remove(comment);
  if (found !== undefined) return rewrite(comments, found, telling);
  if (!telling.isNeeded) return { notes: [] };
  const made = await comments.create(telling.body(undefined));
  // Another run may have found none at the same time.
  const [first] = await ownComments(comments, telling.identity, login);
  if (first === undefined || first.comment.id >= made.id) return { kept: made, notes: [] };
  await comments.remove(made);
  return rewrite(comments, first, telling);
}

async function rewrite(comments: Comments, { comment, before }: Own, telling: CommentTelling): Promise<KeptComment> {
  if (isLater(before, telling.state)) {
    return { kept: comment, notes: ["it is of a later run of the workflow, and stays as that has written it."] };
  }
  await comments.update(comment, telling.body(before));
  const isShared = before.run === telling.state.run && before.attempt === telling.state.attempt;
  return {
    kept: comment,
    notes: isShared
      ? ["another step of this run has the same comment, which the last one writes: give each step its comment-id."]
      : [],
  };
}

/** Those that the token's own user wrote, the oldest first: whoever else could put our mark into a comment of theirs. */
async function ownComments(comments: Comments, identity: string, login: string | undefined): Promise<readonly Own[]> {
  const isOwn = ({ author }: Comment): boolean => (login === undefined ? author.isBot : author.login === login);
  return (await comments.all())
    .flatMap((comment) => {
      const before = isOwn(comment) ? readCommentMark(comment.body, identity) : undefined;
      return before === undefined ? [] : [{ comment, before }];
    })
    .sort((a, b) => a.comment.id - b.comment.id);
}
