/** What `init` writes down as known, so that only what is new stops anybody. */
import { existsSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { check } from "../../src/cli/check.ts";
import { init } from "../../src/cli/init.ts";
import { startRegistry } from "../support/registry/index.ts";
import { repositoryOf, scratch } from "../support/scratch.ts";
import { BASELINE, byNames, pipeline, POLICY, read, say, WORKFLOW } from "./say.ts";

/** Of which `strict` has something to say. */
const weak = { ...pipeline, "tools/Dockerfile": "FROM quay.io/acme/base\n" };

describe("what is known from the first day on", () => {
  test("what stops is written down, and one thing that is new stops alone", async () => {
    const root = await repositoryOf(weak);
    const { outcome, out } = await say(init, [root, "--yes", "--preset", "strict"]);
    expect(outcome).toBe("pass");
    expect(out).toContain(`Wrote ${BASELINE}, ${POLICY} and ${WORKFLOW}.`);
    expect(out).toMatch(/Known, and stopping nobody: \d findings \(pin \d\), in/);
    expect(read(root, POLICY)).toContain(`\nbaseline: ${BASELINE}\n`);
    expect(await byNames(root)).toBe("pass");
    const known: { findings: { since: string; rule: string }[] } = JSON.parse(read(root, BASELINE));
    expect(new Set(known.findings.map(({ rule, since }) => `${rule} ${since}`))).toEqual(new Set(["pin 2026-11-30"]));

    mkdirSync(join(root, "new"));
    writeFileSync(join(root, "new/Dockerfile"), "FROM quay.io/acme/new:latest\n");
    const after = await say(check, [root, "--inspector", "none"]);
    expect(after.outcome).toBe("fail");
    expect(after.out).toContain("By rule: pin 1 error, ");
  });

  test("what only warns stays a warning, and what passes needs no baseline", async () => {
    const root = await repositoryOf({ ...weak, "CI/Dockerfile": "FROM $X\n" });
    await say(init, [root, "--yes"]);
    const { findings }: { findings: { severity: string }[] } = JSON.parse(read(root, BASELINE));
    expect(findings.map(({ severity }) => severity)).toEqual(findings.map(() => "error"));
    expect((await say(check, [root, "--inspector", "none"])).out).toContain("warning");
    const other = await repositoryOf(weak);
    await say(init, [other, "--yes", "--preset", "observe"]);
    expect(existsSync(join(other, BASELINE))).toBe(false);
  });

  test("a place that is struck is known, and the next image from it is not", async () => {
    const root = await repositoryOf(pipeline);
    await say(init, [root, "--yes", "--registries", "quay.io/acme/*,depot.example.org"]);
    expect(await byNames(root)).toBe("pass");
    expect(read(root, BASELINE)).toContain('"rule":"registry"');
    writeFileSync(join(root, "Dockerfile"), "FROM ghcr.io/acme/team/bar:2.1\n");
    expect(await byNames(root)).toBe("fail");
  });

  test("a baseline that is there stays, and the policy names it", async () => {
    const root = await repositoryOf(weak);
    await say(init, [root, "--yes", "--preset", "strict"]);
    const known = read(root, BASELINE);
    const again = await repositoryOf({ ...weak, [BASELINE]: known });
    const { outcome, out } = await say(init, [again, "--yes", "--preset", "strict"]);
    expect(outcome).toBe("pass");
    expect(out).toContain(`${BASELINE} is there already: it stays as it is.`);
    expect(read(again, POLICY)).toBe(read(root, POLICY));

    const empty = '{ "version": 1, "findings": [] }\n';
    const short = await repositoryOf({ ...weak, [BASELINE]: empty });
    const lacking = await say(init, [short, "--yes", "--preset", "strict"]);
    expect(lacking.outcome).toBe("fault");
    expect(lacking.out).toContain("Or let wave-inspect baseline write them down as known.");
    expect(read(short, BASELINE)).toBe(empty);
  });

  test("beside a policy that names one, the baseline is written; without its name it is said", async () => {
    const own = "version: 1\nrules: { pin: { severity: error, at-least: digest } }\n";
    const root = await repositoryOf({ ...pipeline, [POLICY]: own });
    const { outcome, out } = await say(init, [root]);
    expect(outcome).toBe("fault");
    expect(out).toContain(`Or add "baseline: ${BASELINE}" to ${POLICY} and run this again: they are then known.`);
    expect(existsSync(join(root, BASELINE))).toBe(false);
    writeFileSync(join(root, POLICY), `${own}baseline: docs/known.json\n`);
    expect((await say(init, [root])).outcome).toBe("pass");
    expect(existsSync(join(root, "docs/known.json"))).toBe(true);
    expect(await byNames(root)).toBe("pass");
    expect((await say(init, [root])).out).toContain("Nothing is left to write.");
  });

  test("a baseline is not written out of the repository", async () => {
    const outside = await scratch();
    for (const file of ["../known.json", "docs/new/known.json", "docs/known.json"]) {
      const root = await repositoryOf({
        ...pipeline,
        [POLICY]: `version: 1\nrules: { pin: error }\nbaseline: ${file}\n`,
      });
      symlinkSync(outside, join(root, "docs"));
      await expect(say(init, [root])).rejects.toThrow(/lies outside|leads out of the repository/);
      expect(readdirSync(outside)).toEqual([]);
      expect(readdirSync(join(root, ".github"))).toEqual(["wave-inspect.yml"]);
    }
  });

  test("a registry that does not answer is nothing to get used to: it is said, and exits with 2", async () => {
    const registry = await startRegistry({});
    const root = await repositoryOf({ Dockerfile: `FROM ${registry.host}/acme/tool:1.0@sha256:${"0".repeat(64)}\n` });
    await registry.close();
    const args = [root, "--yes", "--preset", "strict", "--inspector", "registry", "--insecure-registry", registry.host];
    const { outcome, out } = await say(init, args);
    expect(outcome).toBe("fault");
    expect(out).toContain("Dockerfile:1: inspectable: ");
    expect(existsSync(join(root, BASELINE))).toBe(false);
  });
});
