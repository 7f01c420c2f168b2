/** Numbers as bake reckons with them: with 512 bits, which is the same here as long as they are whole. */

/** A result; undefined where it, or a number that it is made of, is not exact here. */
export function whole(result: number, ...numbers: readonly number[]): number | undefined {
  return [result, ...numbers].every((number) => Number.isSafeInteger(number)) ? result : undefined;
}

/** Of whole numbers; undefined where the quotient has more digits than are exact here. */
export function quotient(left: number, right: number): number | undefined {
  const result = left / right;
  const isExact = Number.isSafeInteger(result * 1024) && result * right === left;
  return isExact && whole(0, left, right) !== undefined ? result : undefined;
}

/** Of whole numbers. A zero keeps its sign, as for bake. */
export function remainder(left: number, right: number): number | undefined {
  return right === 0 ? undefined : whole(left === 0 ? left : (left % right) + 0, left, right);
}
