/** Ways that lead to one thing, each of them conditions that all hold. */
export type Way = readonly string[];

/** More ways than that are no condition that a person reads. */
const MOST_WAYS = 8;

/** As one list of conditions. */
export function asConditions(ways: readonly Way[]): readonly string[] {
  const [only] = ways;
  if (ways.length === 1 && only !== undefined) return only;
  const more = ways.length > MOST_WAYS ? [`${ways.length - MOST_WAYS} more`] : [];
  return [[...ways.slice(0, MOST_WAYS).map((way) => way.join(" and ")), ...more].join(" or ")];
}

/** A way more. `a` and `not (a) and b` are `a` and `b`; what another way says with fewer conditions is left out. */
export function withWay(ways: readonly Way[], added: Way): Way[] {
  const all = [...ways];
  for (const pending = [added]; pending.length > 0;) {
    const way = all.reduce(shortenedBy, pending.pop()!);
    if (all.some((other) => covers(other, way))) continue;
    // What is shorter now may shorten others in turn.
    for (const other of all.splice(0)) {
      if (covers(way, other)) continue;
      const shorter = shortenedBy(other, way);
      (shorter.length === other.length ? all : pending).push(shorter);
    }
    all.push(way);
  }
  return all;
}

/** Without the condition whose opposite leads to the same by another way. */
function shortenedBy(way: Way, other: Way): Way {
  return way.filter((condition) => {
    const opposite = other.find((one) => one === `not (${condition})` || condition === `not (${one})`);
    if (opposite === undefined) return true;
    return !other.every((one) => one === opposite || (one !== condition && way.includes(one)));
  });
}

function covers(way: Way, other: Way): boolean {
  return way.every((one) => other.includes(one));
}
