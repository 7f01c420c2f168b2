/** Policies on disk: where they are looked for, and what they extend. */
import { describe, expect, test } from "vitest";
import { findPolicy, readPolicyFile } from "../../src/policy-source/index.ts";
import { repositoryOf } from "../support/scratch.ts";

const tag = (level: string): string => `version: 1\nrules: { tag: ${level} }\n`;

const level = async (root: string): Promise<string | undefined> =>
  (await findPolicy(root, {})).rules.get("tag")?.level?.value;

describe("a policy on disk", () => {
  test("stands at one of two usual places, else it is the built-in one", async () => {
    const files = { ".github/wave-inspect.yml": tag("error"), "wave-inspect.yml": tag("notice") };
    expect(await level(await repositoryOf(files))).toBe("error");
    expect(await level(await repositoryOf({ "wave-inspect.yml": files["wave-inspect.yml"] }))).toBe("notice");
    expect((await findPolicy(await repositoryOf({}), {})).source).toBeNull();
  });

  test.for([".github/wave-inspect", "wave-inspect"])("%s.yaml does not pass for none", async (name) => {
    const root = await repositoryOf({ [`${name}.yaml`]: tag("error") });
    await expect(findPolicy(root, {})).rejects.toThrow(
      `${name}.yaml is not looked for: call it ${name}.yml, or name it as the policy.`,
    );
  });

  test("extends its neighbours, by paths that begin at its own folder", async () => {
    const root = await repositoryOf({
      "ci/policy.yml": "version: 1\nextends: ../base.yml\nrules: { pin: notice }\n",
      "base.yml": tag("warning"),
    });
    const { rules, source } = await readPolicyFile(root, "ci/policy.yml", {});
    expect([...rules].map(([id, { level }]) => `${id} ${level?.value}`)).toEqual(["tag warning", "pin notice"]);
    expect(source?.file).toBe("ci/policy.yml");
  });

  test.for([
    ["none.yml", "none.yml does not exist; name a policy file."],
    ["nf-core", "nf-core does not exist; name a policy file, or write a preset as wave-inspect:nf-core."],
    [
      "a/b/none.yml@v1",
      "a/b/none.yml@v1 does not exist; name a policy file, or write owner/repo:path@ref for one of another repository.",
    ],
    ["folder", "folder is a folder, not a regular file;"],
    ["base.yml/x.yml", "base.yml/x.yml does not exist; name a policy file."],
  ])("%s is the user's to mend", async ([file, message]) => {
    const root = await repositoryOf({ "folder/x": "", "base.yml": tag("error") });
    await expect(readPolicyFile(root, file ?? "", {})).rejects.toThrow(message);
  });

  test("what it extends is told of at the place that names it", async () => {
    const root = await repositoryOf({ "p.yml": "version: 1\nextends: [none.yml]\n" });
    await expect(readPolicyFile(root, "p.yml", {})).rejects.toThrow("p.yml:2:11: extends: none.yml does not exist");
  });
});
