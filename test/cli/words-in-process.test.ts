/** What commands make of options, in the process of the test: completion, how much text is told, what does not go together. */
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { commands } from "../../src/cli/commands.ts";
import { completion } from "../../src/cli/completion.ts";
import { scan } from "../../src/cli/scan.ts";
import { readTextOptions } from "../../src/cli/text-options.ts";
import { repositoryOf } from "../support/scratch.ts";
import { testWorld } from "../support/world.ts";

describe("completion", () => {
  test.each(["bash", "zsh", "fish"])("of %s knows every command and every option", async (shell) => {
    const { world, printed } = testWorld();
    expect(await completion([shell], world)).toBe("pass");
    for (const [name, { options }] of Object.entries(commands)) {
      for (const word of name.split(" ")) expect(printed.out).toContain(word);
      for (const option of Object.keys(options)) expect(printed.out).toMatch(new RegExp(`(?:--|-l )${option}\\b`));
    }
  });

  test.each([[[]], [["bash", "zsh"]], [["tcsh"]]])("is refused for %j", async (args) => {
    await expect(completion(args, testWorld().world)).rejects.toThrow(/bash/);
  });
});

describe("the text of a check", () => {
  test.each([
    [{ quiet: true }, { detail: "quiet" }],
    [{ verbose: true }, { detail: "verbose" }],
    [{ color: "always" }, { color: true, links: true }],
    [{ color: "never" }, { color: false, links: false }],
    [
      { "min-severity": "error", by: "process" },
      { minSeverity: "error", by: "process", detail: "usual" },
    ],
  ])("%j is %j", (typed, read) => {
    expect(readTextOptions(typed, "text", testWorld({ color: true, links: true, columns: 80 }).world)).toMatchObject(
      read,
    );
  });

  test("some options do not go together", () => {
    expect(() => readTextOptions({ quiet: true, verbose: true }, "text", testWorld().world)).toThrow(
      "give one of them",
    );
    expect(() => readTextOptions({ quiet: true }, "json", testWorld().world)).toThrow("--quiet is for --format text");
  });
});

describe("scan", () => {
  const files = { Dockerfile: "FROM quay.io/acme/tool:1.0\nCOPY --from=quay.io/acme/other:1.0 / /\n" };

  test("of a file tells of it alone, as text, JSON and names", async () => {
    const root = await repositoryOf({ ...files, "b/Dockerfile": "FROM quay.io/acme/beside:1.0\n" });
    for (const format of ["text", "json", "images"]) {
      const { world, printed } = testWorld();
      expect(await scan([join(root, "Dockerfile"), "--format", format], world)).toBe("pass");
      expect(printed.out).toContain("quay.io/acme/other:1.0");
      expect(printed.out).not.toContain("beside");
    }
  });

  test("a name that is open makes a list of images undecided", async () => {
    const root = await repositoryOf({ Dockerfile: "ARG X\nFROM quay.io/acme/$X\n" });
    expect(await scan([root, "--format", "images"], testWorld().world)).toBe("undecided");
    const named = await repositoryOf({
      "main.nf": "process A {\n  container 'https://x.example/a.sif'\n  script: 'true'\n}\nworkflow { A() }\n",
      "nextflow.config": "singularity.enabled = true\n",
    });
    const { world, printed } = testWorld();
    expect(await scan([named, "--format", "images", "--downloads"], world)).toBe("pass");
    expect(printed.out).toBe("https://x.example/a.sif\n");
  });

  test("options that do not go together are told", async () => {
    const root = await repositoryOf(files);
    const compare = join(root, "inspect.json");
    await writeFile(compare, "{}");
    await expect(scan([root, "--downloads"], testWorld().world)).rejects.toThrow("--downloads is for --format images");
    await expect(scan([join(root, "Dockerfile"), "--compare", compare], testWorld().world)).rejects.toThrow(
      "whole pipeline",
    );
    await expect(scan([root, "--compare", compare, "--format", "images"], testWorld().world)).rejects.toThrow(
      "--compare tells",
    );
  });
});
