/** What a waiver or an override is about, in words. */
import type { Scope } from "./policy.ts";

export function scopeText(scope: Scope): string {
  const parts = [
    scope.images?.map((pattern) => pattern.text),
    scope.files,
    scope.processes,
    scope.labels,
    scope.modules?.map((pattern) => pattern.text),
    scope.sources,
    scope.engines,
    scope.profiles,
    scope.platforms,
    scope.called === undefined ? undefined : [scope.called ? "called processes" : "uncalled processes"],
  ].flatMap((list) => (list === undefined ? [] : [list.join(", ")]));
  return parts.join(" in ");
}
