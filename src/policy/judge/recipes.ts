/** Whether a run has to work out what the names of images prove of their recipes. */
import type { ScanResult } from "../../model.ts";
import type { Policy } from "../policy.ts";
import { architecture } from "../rules/architecture.ts";
import { recipe } from "../rules/recipe.ts";
import type { RecipeOf } from "../rules/subject.ts";

/** Undefined where no rule of the policy goes by it: it is loaded only where one does. */
export async function recipesFor(
  policy: Policy,
  scan: ScanResult,
  { platform }: { readonly platform: string | null },
): Promise<RecipeOf | undefined> {
  const names = (id: string): boolean =>
    policy.rules.has(id) || policy.overrides.some((override) => override.rules.has(id));
  const isOffered = platform !== null || names(architecture.id);
  const isWanted = names(recipe.id) || (isOffered && scan.pulls.some(({ conda }) => conda !== undefined));
  return isWanted ? (await import("./recipe-book.ts")).openRecipes(scan) : undefined;
}
