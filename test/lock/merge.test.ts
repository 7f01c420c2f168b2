/** What becomes of a lock by what a run saw: trust on first use, nothing replaced unasked, nothing deleted unasked. */
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { agree } from "../../src/image/content.ts";
import { mergeLock, type MergeOptions } from "../../src/lock/merge.ts";
import type { Observation, Observed } from "../../src/lock/observe.ts";
import { readLock } from "../../src/lock/read.ts";
import { writeLock } from "../../src/lock/write.ts";
import type { LockedImage, LockedUsage } from "../../src/model.ts";
import { anyImage, anyLock, digestOf, locked, lockOf, seenImage } from "./make.ts";

const PLAIN: MergeOptions = { update: false, prune: false };
const UPDATE: MergeOptions = { update: true, prune: false };
const A = locked({ digest: digestOf("a") }, { processes: ["OLD"] });
const B = locked({ digest: digestOf("b") }, { processes: ["NEW"], firstSeen: "2026-12-01T00:00:00Z" });

function usageOf({ written, processes, files, scenarios }: LockedUsage): LockedUsage {
  return { written, processes, files, scenarios };
}

const sees = (image: LockedImage): Observed => ({ usage: usageOf(image), image });
const seen = (images: Readonly<Record<string, Observed>>): Observation => ({
  images: new Map(Object.entries(images)),
  outside: new Map(),
});

const merge = (before: LockedImage, now: LockedImage) =>
  mergeLock(lockOf({ a: before }), seen({ a: sees(now) }), PLAIN).lock.images.get("a");

describe("one image", () => {
  test("that is new is added", () => {
    const merged = mergeLock(lockOf({}), seen({ a: sees(A) }), PLAIN);
    expect(merged).toMatchObject({ added: [{ name: "a", image: A }], kept: [], left: [], unseen: [] });
    expect(merged.lock).toEqual(lockOf({ a: A }));
  });

  test("that is the same keeps its first day, and is pulled by whom the run says", () => {
    const again = { ...A, processes: ["NEW"], firstSeen: "2027-01-01T00:00:00Z" };
    const merged = mergeLock(lockOf({ a: { ...A, unseen: "timeout" } }), seen({ a: sees(again) }), PLAIN);
    expect(merged).toMatchObject({ added: [], kept: ["a"] });
    expect(merged.lock).toEqual(lockOf({ a: { ...A, processes: ["NEW"] } }));
  });

  test("that moved is left, and taken over when that is asked for", () => {
    const left = mergeLock(lockOf({ a: A }), seen({ a: sees(B) }), PLAIN);
    expect(left).toMatchObject({ kept: [], left: [{ name: "a", before: A, now: B }], taken: [] });
    expect(left.lock).toEqual(lockOf({ a: { ...A, processes: ["NEW"] } }));
    const taken = mergeLock(lockOf({ a: A }), seen({ a: sees(B) }), UPDATE);
    expect(taken).toMatchObject({ left: [], taken: [{ name: "a", before: A, now: B }] });
    expect(taken.lock).toEqual(lockOf({ a: B }));
  });

  test("that nobody pulls is kept with a mark, and removed when that is asked for", () => {
    const merged = mergeLock(lockOf({ a: A }), seen({}), UPDATE);
    expect(merged.unseen).toEqual([{ name: "a", why: "not-pulled" }]);
    expect(merged.lock).toEqual(lockOf({ a: { ...A, unseen: "not-pulled" } }));
    expect(mergeLock(lockOf({ a: A }), seen({}), { update: false, prune: true })).toMatchObject({
      lock: lockOf({}),
      removed: ["a"],
    });
  });

  test("of which nobody said anything is kept with a mark, and is not added", () => {
    const usage = usageOf(B);
    const gone = seen({ a: { usage, trouble: { state: "not-found", message: "gone" } }, b: { usage } });
    const merged = mergeLock(lockOf({ a: A }), gone, { update: true, prune: true });
    expect(merged.lock).toEqual(lockOf({ a: { ...A, ...usage, unseen: "not-found" } }));
    expect(merged.unseen).toEqual([{ name: "a", why: "not-found" }]);
    expect(merged.missing).toEqual([{ name: "b", why: "not-asked" }]);
  });

  test("of which more is known now gets that too, and is verified as far as all of it is", () => {
    const known = { digest: digestOf("a"), platforms: new Map([["linux/amd64", { digest: digestOf("1") }]]) };
    const more = {
      digest: digestOf("a"),
      platforms: new Map([
        ["linux/amd64", { digest: digestOf("1"), config: digestOf("2") }],
        ["linux/arm64", { digest: digestOf("3") }],
      ]),
    };
    const by = (verified: boolean) =>
      mergeLock(lockOf({ a: locked(known) }), seen({ a: sees(locked(more, { verified })) }), PLAIN).lock.images.get(
        "a",
      );
    expect(by(true)).toEqual(locked(more));
    expect(by(false)).toEqual(locked(more, { verified: false }));
    const less = mergeLock(
      lockOf({ a: locked(more) }),
      seen({ a: sees(locked({ digest: digestOf("a") }, { verified: false })) }),
      PLAIN,
    );
    expect(less.lock.images.get("a")).toEqual(locked(more));
  });
});

test("what Wave said becomes verified once a registry's bytes say all of it, and is never taken back", () => {
  const byWave = { ...A, by: "wave" as const, verified: false };
  expect(merge(byWave, A)).toEqual(A);
  expect(merge(A, byWave)).toEqual(A);
});

const amd64 = (platform: object) => ({ digest: digestOf("a"), platforms: new Map([["linux/amd64", platform]]) });
const sif = (file: object) => ({ file: { format: "sif" as const, ...file } });

describe("the same image", () => {
  test.each([
    ["another digest", { digest: digestOf("a") }, { digest: digestOf("b") }, false],
    ["a file and a digest", { digest: digestOf("a") }, sif({}), false],
    [
      "another configuration under one digest: somebody wrote that",
      amd64({ config: digestOf("1") }),
      amd64({ config: digestOf("2") }),
      false,
    ],
    [
      "another user under one configuration",
      amd64({ config: digestOf("1") }),
      amd64({ config: digestOf("1"), user: "nobody" }),
      false,
    ],
    [
      "a configuration that was not read",
      amd64({ digest: digestOf("1") }),
      amd64({ digest: digestOf("1"), config: digestOf("2"), user: "a" }),
      true,
    ],
    ["platforms that were not listed", { digest: digestOf("a") }, amd64({}), true],
    [
      "a file of the same size and day",
      sif({ size: 1, created: "x" }),
      sif({ size: 1, created: "x", architecture: "linux/amd64" }),
      true,
    ],
    ["a file of another size", sif({ size: 1 }), sif({ size: 2 }), false],
    ["a file of another format", sif({}), { file: { format: "squashfs" as const } }, false],
  ])("%s", (_, one, other, same) => {
    expect(agree(one, other)).toBe(same);
    expect(agree(other, one)).toBe(same);
  });
});

/** What a run saw of names that a lock may have, too. */
const anyObservation = fc
  .dictionary(
    fc.constantFrom("quay.io/a/a:1", "quay.io/b/b:1", "quay.io/c/c:1"),
    fc.oneof(
      seenImage.map(sees),
      anyImage.map((image): Observed => ({ usage: usageOf(image), trouble: { state: "timeout", message: "slow" } })),
    ),
  )
  .map(seen);
const anyOptions = fc.record({ update: fc.boolean(), prune: fc.boolean() });
const fewImages = fc
  .dictionary(fc.constantFrom("quay.io/a/a:1", "quay.io/b/b:1", "quay.io/z/z:1"), anyImage)
  .map((images) => lockOf(images));

describe("properties", () => {
  test("a second run that sees the same changes nothing", () => {
    fc.assert(
      fc.property(fc.oneof(fewImages, anyLock), anyObservation, anyOptions, (old, observation, options) => {
        const once = mergeLock(old, observation, options);
        const twice = mergeLock(once.lock, observation, options);
        expect(twice.lock).toEqual(once.lock);
        expect([twice.added, twice.taken, twice.removed]).toEqual([[], [], []]);
      }),
    );
  });

  test("a lock that is written and read again becomes the same", () => {
    fc.assert(
      fc.property(fewImages, anyObservation, anyOptions, (old, observation, options) => {
        const { lock } = mergeLock(readLock(writeLock(old), "x"), observation, options);
        expect(writeLock(lock)).toBe(writeLock(mergeLock(old, observation, options).lock));
      }),
    );
  });

  test("without update no content changes but by what is known more, and without prune no entry goes", () => {
    fc.assert(
      fc.property(fewImages, anyObservation, (old, observation) => {
        const { lock } = mergeLock(old, observation, PLAIN);
        for (const [name, before] of old.images) {
          const after = lock.images.get(name)!;
          expect(agree(before.content, after.content)).toBe(true);
          expect(after.firstSeen).toBe(before.firstSeen);
        }
      }),
    );
  });

  test("the order of what was seen does not matter", () => {
    fc.assert(
      fc.property(fewImages, anyObservation, anyOptions, (old, observation, options) => {
        const reversed = { ...observation, images: new Map([...observation.images].reverse()) };
        const other = { images: new Map([...old.images].reverse()) };
        expect(mergeLock(other, reversed, options)).toEqual(mergeLock(old, observation, options));
      }),
    );
  });
});
