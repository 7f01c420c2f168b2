/** Whether one waiver takes out no more than another one. */
import type { Scope, Waiver } from "./policy.ts";
import type { WrittenPattern } from "./shapes/values.ts";

/** Where it says no, it may be so all the same. */
export function isNarrower(one: Waiver, other: Waiver): boolean {
  const endsBy = other.expires === undefined || (one.expires !== undefined && one.expires <= other.expires);
  return endsBy && one.rules.every((rule) => other.rules.includes(rule)) && isWithin(one.scope, other.scope);
}

type Entry = string | WrittenPattern;

function isWithin(inner: Scope, outer: Scope): boolean {
  const own = new Map(listsOf(inner));
  return listsOf(outer).every(
    ([key, all]) => own.get(key)?.every((entry) => all.some((by) => covers(by, entry))) === true,
  );
}

function listsOf({ called, ...lists }: Scope): [string, readonly Entry[]][] {
  const given = Object.entries<readonly Entry[] | undefined>(lists);
  return [
    ...given.flatMap(([key, list]): [string, readonly Entry[]][] => (list === undefined ? [] : [[key, list]])),
    ...(called === undefined ? [] : [["called", [String(called)]] satisfies [string, readonly Entry[]]]),
  ];
}

function covers(outer: Entry, inner: Entry): boolean {
  if (typeof outer === "string" || typeof inner === "string") return outer === inner;
  return outer.covers(inner.text);
}
