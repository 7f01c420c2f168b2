/** Which lock a run is held against, and what is said where there is none. */
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { holdLock } from "../../src/lock/held.ts";
import { writeLock } from "../../src/lock/write.ts";
import type { HeldLock } from "../../src/model.ts";
import { judge } from "../../src/policy/judge/index.ts";
import { defaultPolicy } from "../../src/policy/policy.ts";
import { now, policyOf, pull, scanOf } from "../policy/make.ts";
import { repositoryOf } from "../support/scratch.ts";
import { lockOf } from "./make.ts";

const empty = writeLock(lockOf({}));

describe("which", () => {
  test.each([
    ["one that is there, strictly", {}, true, "strict"],
    ["one that is there, as the policy says", { lock: { value: "warn", by: "default" } }, true, "warn"],
    ["none where the policy says off", { lock: { value: "off", by: "default" } }, true, undefined],
    ["none where there is none", {}, false, undefined],
    ["one that is missing, where the policy wants it", { lock: { value: "warn", by: "default" } }, false, "warn"],
  ] as const)("%s", async (_, said, isThere, mode) => {
    const root = await repositoryOf(isThere ? { "containers.lock": empty } : {});
    const held = holdLock({ root, isNamed: false }, { ...defaultPolicy, ...said });
    expect(held?.mode).toBe(mode);
    expect(held?.lock !== undefined).toBe(isThere && mode !== undefined);
  });

  test("one by its name from the root on, which has to be there", async () => {
    const root = await repositoryOf({ "p/x.lock": empty });
    const off = { ...defaultPolicy, lock: { value: "off", by: "default" } } as const;
    expect(holdLock({ root, name: "p/x.lock", isNamed: true }, off)).toMatchObject({
      file: "p/x.lock",
      mode: "strict",
    });
    expect(() => holdLock({ root, name: "y.lock", isNamed: true }, off)).toThrow("y.lock does not exist");
    expect(() => holdLock({ root, name: "../y.lock", isNamed: true }, off)).toThrow(
      "../y.lock lies outside of the repository",
    );
    expect(() => holdLock({ root, typed: join(root, "none"), isNamed: true }, off)).toThrow("none does not exist");
  });

  test("one that only the base of a pull request has", async () => {
    const root = await repositoryOf({});
    expect(holdLock({ root, isNamed: false, isOfBase: true }, defaultPolicy)).toEqual({
      file: "containers.lock",
      path: "containers.lock",
      lock: undefined,
      mode: "strict",
      by: "lock",
      isRemoved: true,
    });
  });
});

describe("without one", () => {
  const scan = scanOf([pull("quay.io/acme/tool:1.0"), pull("./tool.sif", { file: "tool.sif" })]);
  const missing: HeldLock = { file: "p/containers.lock", lock: undefined, mode: "warn", by: "lock" };
  const told = async (yaml: string, lock?: HeldLock) =>
    judge(await policyOf(yaml), scan, [], { now, platform: null, lock }).findings.map(
      ({ severity, message, help, location }) => `${severity} ${location.file}:${location.line}: ${message} | ${help}`,
    );

  test("that is said once, at the line that wants it or at the file that is not there", async () => {
    expect(await told("rules: { locked: notice }")).toEqual([
      "notice policy.yml:2: There is no containers.lock: nothing says what 1 image should be | Run wave-inspect lock and commit containers.lock.",
    ]);
    expect(await told("rules: {}", missing)).toEqual([
      "warning p/containers.lock:1: There is no p/containers.lock: nothing says what 1 image should be | Run wave-inspect lock and commit p/containers.lock.",
    ]);
    expect(await told("rules: {}", { ...missing, isRemoved: true })).toEqual([
      "warning p/containers.lock:1: The pull request takes p/containers.lock away: nothing says any more what 1 image should be | Leave the lock; the key lock of the policy (warn, off) is what turns it off.",
    ]);
  });

  test.each(["rules: {}", "rules: { locked: off }", "lock: off\nrules: { locked: error }"])(
    "nothing by %j",
    async (yaml) => {
      expect(await told(yaml)).toEqual([]);
    },
  );
});
