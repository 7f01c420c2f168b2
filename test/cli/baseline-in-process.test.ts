/** `wave-inspect baseline` in the process of the tests: what it writes, and what it says of it. */
import { mkdir, readFile, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { baseline, USUAL_BASELINE } from "../../src/cli/baseline.ts";
import { check } from "../../src/cli/check.ts";
import { objectOf, parseJson } from "../support/json.ts";
import { startRegistry } from "../support/registry/index.ts";
import { image } from "../support/registry/images.ts";
import { repositoryOf, scratch } from "../support/scratch.ts";
import { testWorld } from "../support/world.ts";

const POLICY = "version: 1\nrules: { pin: { severity: error, at-least: digest } }\n";

/** Runs on a day; the exit word, and what was printed. */
async function run(command: typeof baseline, args: readonly string[], day = "2026-11-30") {
  const { world, printed } = testWorld({ now: () => new Date(`${day}T12:00:00Z`) });
  const told = await command(args, world);
  return { told, printed: printed.out };
}

const NAMES = ["--inspector", "none"];
const known = async (root: string, file = USUAL_BASELINE) =>
  objectOf(parseJson(await readFile(join(root, file), "utf8")))["findings"];

test("writes what is found, keeps it, takes out what is gone, and says each", async () => {
  const root = await repositoryOf({
    Dockerfile: "FROM quay.io/a/b:1\nRUN true\nFROM quay.io/a/c:1\nCOPY --from=0 / /\n",
    "wave-inspect.yml": POLICY,
  });
  const terms = ["--owner", "me", "--reason", "later", "--ticket", "T-1", "--expires", "2026-12-05"];
  const first = await run(baseline, [root, ...NAMES, ...terms]);
  expect(first).toMatchObject({ told: "pass" });
  expect(first.printed).toContain(`${USUAL_BASELINE}: 2 known findings (2 new, 0 kept, 0 taken out).`);
  expect(first.printed).toContain(`Name it in the policy, so that it is gone by: "baseline: ${USUAL_BASELINE}".`);
  expect(await known(root)).toMatchObject([
    { rule: "pin", since: "2026-11-30", owner: "me", reason: "later", ticket: "T-1", expires: "2026-12-05" },
    { rule: "pin" },
  ]);

  await writeFile(join(root, "wave-inspect.yml"), `${POLICY}baseline: ${USUAL_BASELINE}\n`);
  expect((await run(check, [root, ...NAMES])).told).toBe("pass");
  await writeFile(join(root, "Dockerfile"), "FROM quay.io/a/c:1\n");
  const second = await run(baseline, [root, ...NAMES]);
  expect(second.printed).toContain("1 known finding (0 new, 1 kept, 1 taken out).\nTaken out: pin 1.\n");
  expect(second.printed).not.toContain("Name it");

  const ended = await run(baseline, [root, ...NAMES], "2026-12-06");
  expect(ended.printed).toContain("1 finding is in it and counted all the same: ended, graver than then");
  await run(baseline, [root, ...NAMES, "--renew"], "2026-12-06");
  expect(await known(root)).toMatchObject([{ since: "2026-12-06" }]);
});

test("what a registry that is down says is not written, and the run is undecided", async () => {
  const registry = await startRegistry({});
  registry.push("acme/tool", "1.0", image());
  await registry.close();
  const root = await repositoryOf({ Dockerfile: `FROM ${registry.host}/acme/tool:1.0\n` });
  const args = ["--inspector", "registry", "--insecure-registry", registry.host];
  const { told, printed } = await run(baseline, [root, ...args, "--baseline", join(root, "own.json")]);
  expect(told).toBe("undecided");
  expect(printed).toContain("1 finding is not in it, which may be gone tomorrow");
  expect(await known(root, "own.json")).toEqual([]);
});

test.each([
  ["a day that there is not", ["--expires", "2027-02-30"], /^--expires: "2027-02-30" is not a date/],
  ["a baseline that is none", ["--baseline", "BROKEN"], /cut off here/],
])("%s", async (_, args, words) => {
  const root = await repositoryOf({ Dockerfile: "FROM a:1\n", "broken.json": "{" });
  const typed = args.map((word) => word.replace("BROKEN", join(root, "broken.json")));
  await expect(run(baseline, [root, ...NAMES, ...typed])).rejects.toThrow(words);
});

test("what the policy names lies in the repository", async () => {
  const elsewhere = await scratch();
  const root = await repositoryOf({
    Dockerfile: "FROM a:1\n",
    "wave-inspect.yml": `${POLICY}baseline: out/known.json\n`,
  });
  await mkdir(join(elsewhere, "there"));
  await symlink(join(elsewhere, "there"), join(root, "out"));
  await expect(run(baseline, [root, ...NAMES])).rejects.toThrow(/out\/known\.json is a link|leads out/);
  await writeFile(join(root, "wave-inspect.yml"), `${POLICY}baseline: /known.json\n`);
  await expect(run(baseline, [root, ...NAMES])).rejects.toThrow("/known.json is no path in the repository");
});
