/** What a comment keeps of the run that wrote it: a line at its beginning, which nobody sees. */

/** The run that wrote it, and what counted then. */
export interface CommentState {
  /** Of the workflow: its number grows from run to run, the attempt from rerun to rerun. */
  readonly run: number;
  readonly attempt: number;
  /** That was judged, all its digits; absent: it is not known. */
  readonly commit?: string;
  /** Fingerprints of what counted, eight hex digits each; absent: there were too many, or there was no verdict. */
  readonly keys?: readonly string[];
}

/** Nine characters each: a fifth of a comment. */
const MOST_KEYS = 1_500;

const MARK =
  /^<!-- wave-inspect:comment v1 id=([0-9a-f]{16}) run=(\d{1,15})\.(\d{1,9})(?: commit=([0-9a-f]{40,64}))?(?: keys=([0-9a-f,]*))? -->/;

/** The state of a run with these fingerprints. */
export function commentState(run: Omit<CommentState, "keys">, fingerprints: readonly string[]): CommentState {
  const keys = [...new Set(fingerprints.map((one) => one.slice(0, 8)))];
  return keys.length > MOST_KEYS ? run : { ...run, keys };
}

/** One line, to stand first. Nothing but digits, letters and separators of ours is in it, so nothing can end it. */
export function commentMark(identity: string, { run, attempt, commit, keys }: CommentState): string {
  const fields = [
    `id=${identity}`,
    `run=${run}.${attempt}`,
    ...(commit === undefined ? [] : [`commit=${commit}`]),
    ...(keys === undefined ? [] : [`keys=${keys.join(",")}`]),
  ];
  return `<!-- wave-inspect:comment v1 ${fields.join(" ")} -->\n`;
}

/** What a comment keeps; undefined where it is none of that identity. */
export function readCommentMark(body: string, identity: string): CommentState | undefined {
  const [whole, id, run = "", attempt = "", commit, keys] = MARK.exec(body) ?? [];
  if (whole === undefined || id !== identity) return undefined;
  return {
    run: Number(run),
    attempt: Number(attempt),
    ...(commit !== undefined && { commit }),
    ...(keys !== undefined && { keys: keys.split(",").filter((key) => key.length === 8) }),
  };
}

/** Whether a state is that of a later run than another. */
export function isLater(state: CommentState, than: CommentState): boolean {
  return state.run === than.run ? state.attempt > than.attempt : state.run > than.run;
}
