/** `wave-inspect policy` in the process of the tests: which verb, which file, in which format. */
import { join } from "node:path";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { policy } from "../../src/cli/policy.ts";
import type { Outcome } from "../../src/exit-code.ts";
import { repositoryOf } from "../support/scratch.ts";
import { testWorld } from "../support/world.ts";

const files = {
  "good.yml": "version: 1\nextends: base.yml\nrules: { tag: warning }\n",
  "base.yml": "version: 1\nrules: { tag: error, pin: { severity: notice, at-least: digest } }\n",
  "bad.yml": "version: 1\nrulez: {}\n",
};

async function run(...args: readonly string[]): Promise<{ readonly told: Outcome; readonly printed: string }> {
  const root = await repositoryOf(files);
  const { world, printed } = testWorld();
  const words = args.map((word) => (word.endsWith(".yml") ? join(root, word) : word));
  const told = await policy(words, world);
  return { told, printed: printed.out.replaceAll(`${root}/`, "") };
}

const USE = "Write: wave-inspect policy validate FILE, wave-inspect policy show [FILE], or wave-inspect policy test";

test.each([
  [[], "There is no policy without a verb."],
  [["lint"], 'There is no policy "lint".'],
  [["validate"], "Name a file."],
  [["validate", "good.yml", "bad.yml"], "One file is enough: "],
  [["show", "good.yml", "bad.yml"], "One file is enough: "],
])("%j is refused, and what to write is said", async (args, words) => {
  const refused = run(...args);
  await expect(refused).rejects.toThrow(words);
  await expect(refused).rejects.toThrow(USE);
});

test("show prints what the policy says with all that it extends; the other defaults where they are asked for", async () => {
  const plain = await run("show", "good.yml");
  expect(plain.told).toBe("pass");
  expect(parse(plain.printed)).toEqual({
    version: 1,
    rules: { tag: { severity: "warning" }, pin: { severity: "notice", "at-least": "digest" } },
  });
  expect(plain.printed).not.toMatch(/base\.yml:\d/);
  expect(plain.printed).not.toContain("(default)");
  const whole = await run("show", "good.yml", "--effective", "--origin");
  expect(whole.printed).toMatch(/base\.yml:\d/);
  expect(whole.printed).toContain('fail-on: "error" (default)');
});

test("validate says it to programs, too", async () => {
  const good = await run("validate", "good.yml", "--format", "json");
  expect(good.told).toBe("pass");
  expect(JSON.parse(good.printed)).toEqual({ schemaVersion: 1, file: "good.yml", valid: true, problems: [] });
  const bad = await run("validate", "bad.yml", "--format", "json");
  expect(bad.told).toBe("fault");
  expect(JSON.parse(bad.printed)).toMatchObject({
    valid: false,
    problems: [{ severity: "error", file: "bad.yml", line: 2, column: 1 }],
  });
  // A file that is not there is no word about what it says.
  await expect(run("validate", "gone.yml", "--format", "json")).rejects.toThrow("gone.yml does not exist");
});
