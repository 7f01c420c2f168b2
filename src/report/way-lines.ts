/** The way of a name in lines: what rewrites it, and as what it is pulled by whom. */
import type { Rewrite } from "../model.ts";
import { few, grouped } from "../text/units.ts";
import { type PulledAs, settingInWords } from "../way.ts";

/** Settings of several engines that make the same of it, together. */
export function stepsInWords(steps: readonly Rewrite[]): string[] {
  return [...Map.groupBy(steps, ({ by, to }) => JSON.stringify([by, to])).values()].map((own) => {
    const { by, to } = own[0]!;
    if (by === "file") return `the file ${to}, which is there`;
    const settings = few(own.map(settingInWords));
    return `${to ?? "a name that Wave gives it in the run"}, by ${settings}`;
  });
}

/** `quay.io/acme/tool:1, by docker, -profile test, for A, B`. */
export function pulledInWords({ image, engines, profiles, platforms, processes, first }: PulledAs): string {
  const details = [
    engines.length > 0 ? `by ${engines.join(", ")}` : "",
    profiles.length > 0 ? `-profile ${profiles.join(" | ")}` : "",
    platforms.join(", "),
    processes > 0 ? `for ${usersInWords(first, processes)}` : "",
  ].filter((detail) => detail !== "");
  return `${image ?? ""}${details.length === 0 ? "" : `, ${details.join(", ")}`}`;
}

/** `A, B`, `12 (A, B, C and 9 more)`: processes, stages or services. */
function usersInWords(first: readonly string[], count: number): string {
  const rest = count - first.length;
  return rest > 0 ? `${grouped(count)} (${first.join(", ")} and ${grouped(rest)} more)` : first.join(", ");
}
