/** Changes as gitformat-pack(5) has them under "Deltified representation": two sizes, then what to copy and what to add. */
import { expect, test } from "vitest";
import { withDelta } from "../../src/git/delta.ts";

const MOST = 1024 * 1024;
const BASE = Buffer.from("0123456789");

const changed = (...delta: readonly number[]): string | undefined =>
  withDelta(BASE, Buffer.from(delta), MOST)?.toString();

test("what is copied and what is added", () => {
  // From offset 2 on three bytes, then two of its own; an offset that is not written is 0.
  expect(changed(10, 5, 0x91, 2, 3, 2, 0x61, 0x62)).toBe("234ab");
  expect(changed(10, 2, 0x90, 2)).toBe("01");
});

test("a size that is not written is 65536 bytes", () => {
  const base = Buffer.alloc(0x10001, "b");
  base[0] = 0x61;
  // Sizes are written seven bits a byte, the lowest first.
  const delta = Buffer.from([0x81, 0x80, 0x04, 0x80, 0x80, 0x04, 0x80]);
  expect(withDelta(base, delta, MOST)).toEqual(base.subarray(0, 0x10000));
});

test.for([
  ["is one of a larger base", [11, 2, 0x90, 2]],
  ["copies from behind the base", [10, 3, 0x91, 8, 3]],
  ["adds more than it has", [10, 3, 3, 0x61]],
  ["gives less than it says", [10, 3, 0x90, 2]],
  ["gives more than it says", [10, 1, 0x90, 2]],
  ["has the instruction 0, which is reserved", [10, 2, 0x90, 2, 0]],
  ["ends within an offset", [10, 2, 0x93, 1]],
  ["ends within a length", [10, 2, 0xb0, 2]],
] as const)("a change that %s is none", ([, delta]) => {
  expect(changed(...delta)).toBeUndefined();
});

test("a result larger than asked for is none", () => {
  const delta = Buffer.from([10, 5, 0x90, 5]);
  expect([withDelta(BASE, delta, 4), withDelta(BASE, delta, 5)?.toString()]).toEqual([undefined, "01234"]);
});
