/** Which lines of a text took the place of which lines of another: Myers, "An O(ND) Difference Algorithm" (1986). */

/** Lines `from` of the old text that became lines `to` of the new one; both 0-based, the ends not in them. */
export interface Hunk {
  readonly from: readonly [number, number];
  readonly to: readonly [number, number];
}

/** Texts that differ in more lines are told apart as a whole: work and memory grow with its square. */
const MOST = 400;

/** In order; empty for equal texts. */
export function diffLines(old: readonly string[], now: readonly string[]): readonly Hunk[] {
  let start = 0;
  while (start < old.length && start < now.length && old[start] === now[start]) start++;
  let [oldEnd, nowEnd] = [old.length, now.length];
  while (oldEnd > start && nowEnd > start && old[oldEnd - 1] === now[nowEnd - 1]) {
    oldEnd--;
    nowEnd--;
  }
  if (start === oldEnd && start === nowEnd) return [];
  const whole: Hunk = { from: [start, oldEnd], to: [start, nowEnd] };
  if (start === oldEnd || start === nowEnd) return [whole];
  const kept = keptPairs(old.slice(start, oldEnd), now.slice(start, nowEnd));
  return kept === undefined ? [whole] : hunksBetween(kept, whole);
}

/** Lines that both have, as pairs of their numbers. Undefined where there are too many others. */
function keptPairs(old: readonly string[], now: readonly string[]): readonly [number, number][] | undefined {
  /** On each diagonal (place in the old text less that in the new one) the furthest place in the old text, a step each. */
  const steps: Map<number, number>[] = [];
  let furthest = new Map([[1, 0]]);
  for (let step = 0; step <= Math.min(old.length + now.length, MOST); step++) {
    steps.push(furthest);
    const next = new Map(furthest);
    for (let diagonal = -step; diagonal <= step; diagonal += 2) {
      let at = startOn(diagonal, step, furthest);
      while (at < old.length && at - diagonal < now.length && old[at] === now[at - diagonal]) at++;
      next.set(diagonal, at);
      if (at >= old.length && at - diagonal >= now.length) return tracedBack(steps, old.length, now.length);
    }
    furthest = next;
  }
  return undefined;
}

/** Whether the better way to a diagonal comes from the one above it, by an added line. */
function comesFromAbove(diagonal: number, step: number, furthest: ReadonlyMap<number, number>): boolean {
  const [left, above] = [furthest.get(diagonal - 1) ?? -1, furthest.get(diagonal + 1) ?? -1];
  return diagonal === -step || (diagonal !== step && left < above);
}

function startOn(diagonal: number, step: number, furthest: ReadonlyMap<number, number>): number {
  return comesFromAbove(diagonal, step, furthest)
    ? (furthest.get(diagonal + 1) ?? 0)
    : (furthest.get(diagonal - 1) ?? 0) + 1;
}

function tracedBack(
  steps: readonly ReadonlyMap<number, number>[],
  oldLength: number,
  nowLength: number,
): [number, number][] {
  const kept: [number, number][] = [];
  let [x, y] = [oldLength, nowLength];
  for (let step = steps.length - 1; step >= 0; step--) {
    const furthest = steps[step]!;
    const diagonal = x - y;
    const before = comesFromAbove(diagonal, step, furthest) ? diagonal + 1 : diagonal - 1;
    const beforeX = furthest.get(before) ?? 0;
    const beforeY = beforeX - before;
    while (x > beforeX && y > beforeY && x > 0 && y > 0) kept.push([--x, --y]);
    [x, y] = [beforeX, beforeY];
  }
  return kept.reverse();
}

/** What lies between the lines that are kept, whose numbers are counted from the start of `whole`. */
function hunksBetween(kept: readonly [number, number][], { from, to }: Hunk): readonly Hunk[] {
  const hunks: Hunk[] = [];
  let [old, now] = [from[0], to[0]];
  for (const [oldLine, nowLine] of [...kept, [from[1] - from[0], to[1] - to[0]] as const]) {
    const [nextOld, nextNow] = [from[0] + oldLine, to[0] + nowLine];
    if (nextOld > old || nextNow > now) hunks.push({ from: [old, nextOld], to: [now, nextNow] });
    [old, now] = [nextOld + 1, nextNow + 1];
  }
  return hunks;
}
