/** One folder of a repository, where only that is looked at. */
import type { SourceTree } from "../model.ts";

/** Whether a path is out of the folder that is looked at. */
export function isBeside(path: string, folder = ""): boolean {
  return folder !== "" && !path.startsWith(`${folder}/`);
}

/** The files of one folder alone, by their whole paths. */
export function below(tree: SourceTree, folder = ""): SourceTree {
  if (folder === "") return tree;
  const isBelow = (path: string): boolean => !isBeside(path, folder);
  return {
    ...tree,
    files: tree.files.filter(isBelow),
    // One about a folder around it, or about the root, is one about what is in it.
    problems: () =>
      (tree.problems?.() ?? []).filter(
        ({ file }) => isBelow(file) || [".", ".git"].includes(file) || `${folder}/`.startsWith(`${file}/`),
      ),
  };
}
