/** The files of a base through GitHub's contents API, which follows the link of a file and none of a folder. */
import { ConfigurationError } from "../errors.ts";
import type { Unread } from "../files/read.ts";
import { behindLink, type InSubmodule } from "../git/commit.ts";
import type { GitHub, RemoteFile } from "../github/contents.ts";
import type { PullRequest } from "../pull-request.ts";

export const ABSENT: Unread = { why: "absent", words: "does not exist" };
export const LED_OUT: Unread = { why: "outside", words: "is a link that leads out of the repository" };

/** Links that lead to links. */
const DEEPEST = 10;

export class CommitThroughApi {
  readonly #github: GitHub;
  readonly #pull: PullRequest;
  readonly #commit: string;
  readonly #lists = new Map<string, ReturnType<GitHub["list"]>>();

  /** `commit`: of the repository that the change is added to, all its digits. */
  constructor(github: GitHub, pull: PullRequest, commit: string) {
    this.#github = github;
    this.#pull = pull;
    this.#commit = commit;
  }

  /**
   * `path`: from the root, without "." and "..".
   *
   * @throws ConfigurationError
   */
  async read(path: string, depth = 0): Promise<Buffer | Unread | InSubmodule> {
    const file = this.#file(path);
    const bytes = await this.#github.read(file);
    if (bytes !== undefined) return bytes;
    // Only where the commit is shown is the file really absent.
    await this.#github.commitOf(file);
    const led = await this.#behindFolders(path);
    if (led === null) return ABSENT;
    if (typeof led === "object") return led;
    return led === undefined || depth > DEEPEST ? LED_OUT : this.read(led, depth + 1);
  }

  /** The names in a folder, "" for the root; undefined: there is none. */
  async namesIn(folder: string): Promise<readonly string[] | undefined> {
    const found = await this.#list(folder);
    return found !== undefined && "names" in found ? found.names : undefined;
  }

  /** The path behind the first folder of it that is a link or a submodule; null where none is. Undefined: it leads out. */
  async #behindFolders(path: string): Promise<string | InSubmodule | null | undefined> {
    const names = path.split("/");
    for (let count = 1; count < names.length; count++) {
      const front = names.slice(0, count);
      const found = await this.#list(front.join("/"));
      if (found === undefined) return null;
      if ("submodule" in found)
        return { kind: "in submodule", path: front.join("/"), id: found.submodule, rest: names.slice(count).join("/") };
      if ("target" in found) return behindLink(front, found.target, names.slice(count));
    }
    return null;
  }

  #list(folder: string): ReturnType<GitHub["list"]> {
    const found = this.#lists.get(folder) ?? this.#github.list(this.#file(folder));
    this.#lists.set(folder, found);
    return found;
  }

  #file(path: string): RemoteFile {
    const [owner = "", repo = ""] = this.#pull.repository.split("/");
    if (!this.#github.hasToken) {
      const message = `This run is for a ${this.#pull.event}, so the policy is read from the base (${this.#commit.slice(0, 12)}), which the checkout does not have. Give actions/checkout "fetch-depth: 2", or this action a github-token that may read contents; "policy-from: head" goes by the version of the pull request.`;
      throw new ConfigurationError(message);
    }
    return { owner, repo, path, ref: this.#commit };
  }
}
