/** A policy that is there under almost the name that is looked for: somebody believes that it holds. */
import { ConfigurationError } from "../errors.ts";

/** The names in a folder, "" for the root of the repository; undefined: there is no such folder. */
type NamesIn = (folder: string) => Promise<readonly string[] | undefined>;

export interface Lookalike {
  readonly path: string;
  /** What is there in its place. */
  readonly other: string;
}

/**
 * File systems that do not tell case or Unicode forms apart find such a file, git and GitHub do not. One that is passed over
 * in silence leaves a repository without its policy.
 *
 * @param paths None of them is there.
 */
export async function findLookalike(paths: readonly string[], namesIn: NamesIn): Promise<Lookalike | undefined> {
  for (const path of paths) {
    const other = await lookalikeOf(path, namesIn);
    if (other !== undefined) return { path, other };
  }
  return undefined;
}

export function refusalOf({ path, other }: Lookalike): ConfigurationError {
  const why = other.normalize() === path.normalize() ? " (the same letters in another Unicode form)" : "";
  return new ConfigurationError(`${other}${why} is not looked for: call it ${path}, or name it as the policy.`);
}

/** Folder by folder. */
async function lookalikeOf(path: string, namesIn: NamesIn): Promise<string | undefined> {
  const spelled: string[] = [];
  for (const name of path.split("/")) {
    const others = (await namesIn(spelled.join("/"))) ?? [];
    const other = others.includes(name) ? name : others.find((one) => folded(one) === folded(name));
    if (other === undefined) return undefined;
    spelled.push(other);
  }
  const found = spelled.join("/");
  return found === path ? undefined : found;
}

/** YAML has two endings. */
function folded(name: string): string {
  return name
    .normalize()
    .toLowerCase()
    .replace(/\.yaml$/, ".yml");
}
