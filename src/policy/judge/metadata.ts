/** What the metadata of judged processes names, for the rules that look at that. */
import type { Pull } from "../../model.ts";
import { isNamed, placeOf } from "../../pull.ts";
import type { ActiveRule } from "./active-rules.ts";
import type { Case } from "./cases.ts";

/** Each image once, with no other rules; none where they are off. What is judged anyway, since the policy asks for it, is not among them. */
export function metadataCases(
  cases: readonly Case[],
  prepare: (pulls: readonly Pull[]) => readonly Case[],
): readonly Case[] {
  const judged = new Set(cases.map(({ subject }) => subject.pull));
  const named = new Set(cases.flatMap(({ subject, active }) => (active.some(looksAtMetadata) ? subject.declared : [])));
  const pulls = [...named].filter((pull) => placeOf(pull).kind === "meta" && isNamed(pull) && !judged.has(pull));
  if (pulls.length === 0) return [];
  return prepare(pulls).map((one) => ({ ...one, active: one.active.filter(looksAtMetadata) }));
}

function looksAtMetadata({ rule }: ActiveRule): boolean {
  return "check" in rule && rule.ofMetadata === true;
}
