/** The policies that ship with the program. */
import { createHash } from "node:crypto";
import { describe, expect, test } from "vitest";
import packageJson from "../../package.json" with { type: "json" };
import { isElsewhere, readAddress } from "../../src/policy/address.ts";
import { presetNames, readPreset } from "../../src/policy/presets/index.ts";
import { findPolicy, readPolicyFile, readPolicyOfBase, readTypedPolicy } from "../../src/policy-source/index.ts";
import { cli } from "../support/cli.ts";
import { repositoryOf } from "../support/scratch.ts";

const sha256 = (text: string): string => createHash("sha256").update(text).digest("hex");

describe("presets", () => {
  test.each(presetNames)(
    "%s can be named as the policy, and is on record with its version and its hash",
    async (name) => {
      const root = await repositoryOf({});
      const { source, rules, doubts } = await readTypedPolicy(root, root, `wave-inspect:${name}`, {});
      const file = `wave-inspect:${name}@${packageJson.version}`;
      expect(source?.file).toBe(file);
      expect(source?.files[0]).toEqual({ file, sha256: sha256(await readPreset(name)) });
      expect(rules.has("exists")).toBe(true);
      expect(doubts).toBeUndefined();
    },
  );

  test("can be built on, and what builds on one wins", async () => {
    const root = await repositoryOf({
      ".github/wave-inspect.yml": "version: 1\nextends: [wave-inspect:strict]\nrules: { pin: warning }\n",
    });
    const { rules, source } = await findPolicy(root, {});
    expect(rules.get("pin")?.level?.value).toBe("warning");
    expect(rules.get("pin")?.options["at-least"]?.value).toBe("build");
    expect(source?.files.map(({ file }) => file.replace(/@.*/, ""))).toEqual([
      ".github/wave-inspect.yml",
      "wave-inspect:strict",
      "wave-inspect:standard",
    ]);
  });

  test.for([
    ["wave-inspect:standart", 'wave-inspect:standart: there is no such preset; did you mean "standard"?'],
    ["wave-inspect:x/y", "there is no such preset; write one of observe, standard, strict, nf-core"],
    ["wave-inspect:", "there is no such preset; write one of"],
    ["wave-inspect:constructor", "there is no such preset"],
    ["wave-inspect:strict@1.0.0", "a preset is that of the running release: write it without a version"],
  ])("%s is an error that says what to write", async ([name = "", message = ""]) => {
    const root = await repositoryOf({ "p.yml": `version: 1\nextends:\n  - "${name}"\n` });
    await expect(readPolicyFile(root, "p.yml", {})).rejects.toThrow(`p.yml:3:5: extends: wave-inspect:`);
    await expect(readPolicyFile(root, "p.yml", {})).rejects.toThrow(message);
    await expect(readPolicyFile(root, name, {})).rejects.toThrow(message);
  });

  test("a file of such a name is written as a path", async () => {
    const root = await repositoryOf({
      "wave-inspect:standard": "version: 1\nrules: { tag: error }\n",
      "p.yml": 'version: 1\nextends: "./wave-inspect:standard"\n',
    });
    expect([...(await readPolicyFile(root, "p.yml", {})).rules.keys()]).toEqual(["tag"]);
    expect(isElsewhere("./wave-inspect:standard")).toBe(false);
    expect(readAddress("./wave-inspect:strict", { kind: "file", path: "a/p.yml" })).toEqual({
      kind: "file",
      path: "a/wave-inspect:strict",
    });
  });

  test("on a pull request one that the workflow names is not looked for on the base", async () => {
    const root = await repositoryOf({});
    const pull = { event: "pull_request", base: "0".repeat(40), head: "1".repeat(40), repository: "acme/demo" };
    const { source } = await readPolicyOfBase(root, "wave-inspect:observe", pull, {});
    expect(source?.file).toBe(`wave-inspect:observe@${packageJson.version}`);
    expect(source?.from).toBeUndefined();
  });

  test("observe fails nothing, standard does, and nothing of them is told to fit nothing", async () => {
    const root = await repositoryOf({ Dockerfile: "FROM alpine\n" });
    const check = async (name: string) =>
      cli(["check", "--inspector", "none", "--policy", `wave-inspect:${name}`], { cwd: root });
    const [observe, standard, strict] = [await check("observe"), await check("standard"), await check("strict")];
    expect(observe.out).toContain("warning[pin]: ");
    expect([observe.code, standard.code, strict.code]).toEqual([0, 1, 1]);
    expect(strict.out).toContain("not from an allowed place");
    expect(strict.out).not.toContain("notice[policy]");
  });
});
