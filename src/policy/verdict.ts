/** From findings and coverage to the word about a run. */
import type { Coverage, Verdict } from "../model.ts";

/**
 * The one place that decides: a run that fails or is undecided by its findings is that; one that they let through is a
 * pass only where every image was judged and every file read, or what was not is excused, and the run was not ended before
 * it was done.
 *
 * @param outcome What the run exits with.
 */
export function verdictOf(
  outcome: Verdict,
  { notJudged, unread }: Pick<Coverage, "notJudged" | "unread">,
  { isCut = false }: { readonly isCut?: boolean } = {},
): Verdict {
  if (outcome !== "pass") return outcome;
  return isCut || [...notJudged, ...unread].some(({ accepted }) => accepted !== true) ? "undecided" : "pass";
}
