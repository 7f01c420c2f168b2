/** The base of a change: the commit that a pull request, or the work tree of a person, is held against. */
import { ConfigurationError } from "../errors.ts";
import type { CommitListing } from "../git/commit.ts";
import { mergeBase } from "../git/merge-base.ts";
import { kindOf } from "../git/object.ts";
import { commitNamed, headOf, targetOf } from "../git/references.ts";
import type { GitHub } from "../github/contents.ts";
import type { PullRequest } from "../pull-request.ts";
import { short } from "../text/quote.ts";
import { type Checkout, checkoutAround, type Environment, firstParentOf, isOfOthers } from "./checkout.ts";
import type { Base, Remote } from "./content.ts";

export { type Base, type BaseContent, openBase } from "./content.ts";

/**
 * Where the change of a pull request starts. Of GitHub's merge commit that is its first parent, of a merge queue the base
 * that its event names, of any other checkout where it parted from the base.
 *
 * @returns undefined where the work tree is another repository's.
 * @throws ConfigurationError where nobody can tell.
 */
export async function baseOfChange(
  folder: string,
  pull: PullRequest,
  env: Environment,
  github: GitHub,
): Promise<Base | undefined> {
  const checkout = checkoutAround(folder);
  if (checkout !== undefined && isOfOthers(checkout.git, pull, env)) return undefined;
  const [owner = "", repo = ""] = pull.repository.split("/");
  const parent = checkout && firstParentOf(pull, env, checkout);
  const isMerge = parent !== undefined || checkout === undefined || pull.event === "merge_group";
  const depth = isMerge ? "2" : "0";
  const remedy = `Give actions/checkout "fetch-depth: ${depth}"${github.hasToken ? "" : ", or this action a github-token that may read contents"}.`;
  const commit = parent ?? (isMerge ? pull.base : await parting(checkout, pull, github, remedy));
  const remote = github.hasToken ? remoteOf(github, { owner, repo, commit }, remedy) : undefined;
  return { commit, checkout, remote, remedy };
}

/** Where a checkout that is no merge commit parted from the base. */
async function parting(checkout: Checkout, pull: PullRequest, github: GitHub, remedy: string): Promise<string> {
  const head = headOf(checkout.git) ?? pull.base;
  const found = mergeBase(checkout.objects, head, pull.base);
  if (found === "none") return pull.base;
  if (found !== "unknown") return found.id;
  const [owner = "", repo = ""] = pull.repository.split("/");
  if (!github.hasToken) {
    throw new ConfigurationError(
      `"only: changed" needs the commit at which the change parts from its base (${pull.base.slice(0, 12)}), and the checkout does not have that history. ${remedy}`,
    );
  }
  return (await github.mergeBase({ owner, repo, commit: pull.base }, pull.head ?? head)) ?? pull.base;
}

function remoteOf(github: GitHub, commit: Parameters<GitHub["tree"]>[0], remedy: string): Remote {
  return {
    async list(): Promise<CommitListing> {
      const entries = await explained(github.tree(commit), remedy);
      const all = entries.flatMap(({ path, mode, sha }) => {
        const kind = kindOf(mode.replace(/^0+/, ""));
        return kind === "folder" ? [] : [{ path, kind, id: sha }];
      });
      return { entries: all.filter(({ path }) => isLegible(path)), illegible: [] };
    },
    blob: (id) => explained(github.blob(commit, id), remedy),
  };
}

/** A name that is no UTF-8 is not told by an answer in JSON; and git checks out no path that leads elsewhere. */
function isLegible(path: string): boolean {
  return !path.includes("\uFFFD") && !path.split("/").some((name) => /^(?:|\.|\.\.|\.git)$/i.test(name));
}

/** With the way that needs no answer of GitHub. */
async function explained<T>(asked: Promise<T>, remedy: string): Promise<T> {
  try {
    return await asked;
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    throw new ConfigurationError(`${error.message} ${remedy}`, { cause: error });
  }
}

/**
 * Where the work tree of a person parted from a branch, tag or commit; undefined: from the branch that `origin` has as its
 * own.
 *
 * @throws ConfigurationError
 */
export function baseNamed(folder: string, named: string | undefined): Base {
  const checkout = checkoutAround(folder);
  if (checkout === undefined) {
    throw new ConfigurationError(
      `--only changed: ${folder} is in no repository of git; there is nothing to compare with.`,
    );
  }
  const { git, objects } = checkout;
  const name = named ?? targetOf(git, "refs/remotes/origin/HEAD")?.replace("refs/remotes/", "");
  if (name === undefined) {
    throw new ConfigurationError(
      "--only changed: this repository does not say which branch origin has as its own; name one with --base, such as --base origin/main.",
    );
  }
  const found = commitNamed(git, objects, name);
  if (found === "absent") {
    throw new ConfigurationError(
      `--base: git knows no branch, tag or commit "${short(name, 60)}" here; fetch it (git fetch origin), or name another. A commit is named with all its digits.`,
    );
  }
  const head = headOf(git);
  if (head === undefined) throw new ConfigurationError("--only changed: nothing is committed here yet.");
  const parted = found === "unknown" ? found : mergeBase(objects, head, found.id);
  if (parted === "unknown") {
    throw new ConfigurationError(
      `--base: this clone does not have the history between HEAD and ${short(name, 60)}; fetch it: git fetch --unshallow.`,
    );
  }
  if (parted === "none") {
    throw new ConfigurationError(`--base: ${short(name, 60)} and HEAD have no commit in common; name another.`);
  }
  const { id: commit } = parted;
  return { commit, name, checkout, remedy: `Let git fetch it: git diff ${commit.slice(0, 12)} > /dev/null.` };
}
