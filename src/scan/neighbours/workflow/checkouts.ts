/** Where a job has which repository. */
import { posix } from "node:path";
import type { YamlText } from "../../kit/yaml-file.ts";

export interface Checkout {
  /** The folder, from that of the job. */
  readonly path: string;
  /** As written; undefined: that of the workflow. */
  readonly repository: string | undefined;
}

/** The place of a file of the job in its repository, and of which that is, where it is not that of the workflow. */
export function fromCheckouts(
  checkouts: readonly Checkout[],
  file: string,
): { readonly path: string; readonly repository?: string | undefined } {
  const path = posix.normalize(file);
  const depth = (checkout: Checkout): number => (checkout.path === "." ? 0 : checkout.path.length + 1);
  // The deepest folder counts, and of two in one folder the later.
  let around: Checkout | undefined;
  for (const checkout of checkouts) {
    if (depth(checkout) > 0 && !path.startsWith(`${checkout.path}/`)) continue;
    if (around === undefined || depth(checkout) >= depth(around)) around = checkout;
  }
  return around === undefined ? { path } : { path: path.slice(depth(around)), repository: around.repository };
}

/** What a step of actions/checkout fetches. */
export function checkoutOf(input: (name: string) => YamlText | undefined): Checkout {
  const repository = input("repository")?.value;
  const isOwn = repository === undefined || /^\$\{\{\s*github\.repository\s*\}\}$/.test(repository.trim());
  return {
    path: posix.normalize(input("path")?.value ?? ".").replace(/(?<=.)\/$/, ""),
    repository: isOwn ? undefined : repository,
  };
}
