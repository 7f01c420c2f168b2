/** Which places a pull request changes: asked for only where there are more findings of a severity than GitHub shows. */
import type { Location, Report } from "../model.ts";
import { pullRequestOf } from "../record/workflow.ts";
import { areTooMany } from "../report/annotations.ts";
import type { World } from "../world.ts";
import type { Inputs } from "./inputs.ts";

/** For which one answer is waited: nothing hangs on it but an order. Milliseconds. */
const SHORT = 5_000;

/** Undefined where nobody needs to know, or nobody can tell: a token that may not read pull requests is no problem. */
export async function changedPlaces(
  report: Report,
  { githubToken: token }: Pick<Inputs, "githubToken">,
  env: World["env"],
): Promise<((location: Location) => boolean) | undefined> {
  const { GITHUB_REPOSITORY: repository = "", GITHUB_API_URL: api = "https://api.github.com" } = env;
  const isCaused = report.only !== undefined && "commit" in report.only;
  if (!areTooMany(report) || isCaused || token === undefined || !/^[^/\s]+\/[^/\s]+$/.test(repository))
    return undefined;
  const number = pullRequestOf(env)?.number;
  if (number === undefined) return undefined;
  const [{ Reviews }, { Diff }] = await Promise.all([import("../github/reviews.ts"), import("../suggest/diff.ts")]);
  try {
    const diff = new Diff(await new Reviews(token, api, { repository, number }, { longest: SHORT }).files());
    const folder = report.checkout?.folder;
    const pathOf = (file: string): string => (folder === undefined ? file : `${folder}/${file}`);
    return ({ file, line, endLine }) => diff.meets(pathOf(file), [line, endLine]);
  } catch {
    return undefined;
  }
}
