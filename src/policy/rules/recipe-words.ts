/** What is said of an environment and of what a recipe proves. */
import { short } from "../../text/quote.ts";
import type { Recipe } from "./subject.ts";

/** `modules/a/environment.yml`, or the packages of the `conda` directive. */
export function environmentInWords({ source }: Recipe): string {
  if (source === undefined) return "none";
  return "file" in source ? source.file : `conda "${short(source.packages, 200)}"`;
}

/** For the evidence of a finding. */
export function templateOf({ proof: { template } }: Recipe): { readonly template?: string } {
  return template === undefined ? {} : { template };
}
