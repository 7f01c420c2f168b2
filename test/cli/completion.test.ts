/** The scripts of `wave-inspect completion`, asked by the shells themselves where they are installed. */
import { execFileSync, spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { type CommandEntry, commands } from "../../src/cli/commands.ts";
import { cli } from "../support/cli.ts";
import { scratch } from "../support/scratch.ts";

type Shell = "bash" | "zsh" | "fish";

const isThere = (shell: Shell): boolean => spawnSync(shell, ["-c", "true"]).status === 0;
const formats = ["text", "json", "sarif", "github", "junit", "markdown", "html"];
const firstWords = [...new Set(Object.keys(commands).map((name) => name.split(" ")[0] ?? ""))];

async function scriptFor(shell: Shell): Promise<string> {
  const { out, code } = await cli(["completion", shell]);
  expect(code).toBe(0);
  const path = join(await scratch(), `script.${shell}`);
  writeFileSync(path, out);
  return path;
}

/** What bash offers for the last of these words. */
function bash(script: string, words: readonly string[]): string[] {
  const asked = words.map((word) => `'${word}'`).join(" ");
  const code = `source "$1"; COMP_WORDS=(${asked}); COMP_CWORD=${words.length - 1}; _wave_inspect; printf '%s\\n' "\${COMPREPLY[@]}"`;
  return execFileSync("bash", ["-c", code, "bash", script], { encoding: "utf8" })
    .split("\n")
    .filter((word) => word !== "");
}

/** What fish offers for what was typed, without what is said of it. */
function fish(script: string, typed: string): string[] {
  const out = execFileSync("fish", ["--no-config", "-c", "source $argv[1]; complete -C $argv[2]", script, typed], {
    encoding: "utf8",
  });
  return out
    .split("\n")
    .map((line) => line.replace(/\t.*$/, ""))
    .filter((word) => word !== "");
}

/** A zsh in a terminal of its own, in which a line is typed and Tab is pressed twice; all that it shows. */
function zsh(script: string, typed: string): string {
  const code = `zmodload zsh/zpty
zpty z zsh -f -i
zpty -w z "LISTMAX=1000; autoload -Uz compinit; compinit -u -D; source $1; bindkey '^I' complete-word; print REA''DY"
zpty -r -m z shown "*READY*"
zpty -w -n z "$2"$'\\t\\t'
sleep 2
out=
while zpty -r -t z part; do out+=$part; done
zpty -d z
print -r -- "$out"`;
  return execFileSync("zsh", ["-f", "-c", code, "zsh", script, typed], { encoding: "utf8", timeout: 60_000 });
}

describe.skipIf(!isThere("bash"))("bash", () => {
  test("offers commands, verbs, options and words", async () => {
    const script = await scriptFor("bash");
    expect(bash(script, ["wave-inspect", ""])).toEqual([...firstWords, "help", "--help", "--version"]);
    expect(bash(script, ["wave-inspect", "ch"])).toEqual(["check"]);
    expect(bash(script, ["wave-inspect", "policy", ""])).toEqual(["validate", "show", "test", "--help"]);
    expect(bash(script, ["wave-inspect", "check", "--format", ""])).toEqual(expect.arrayContaining(formats));
    expect(bash(script, ["wave-inspect", "check", "--min-severity", "e"])).toEqual(["error"]);
    expect(bash(script, ["wave-inspect", "policy", "show", "--o"])).toEqual(["--origin"]);
    // Files, which readline offers itself; behind -- all is Nextflow's.
    expect(bash(script, ["wave-inspect", "check", "--policy", "x"])).toEqual([]);
    expect(bash(script, ["wave-inspect", "check", "--", "-"])).toEqual([]);
  });

  test("offers of each command what it takes", async () => {
    const script = await scriptFor("bash");
    for (const [name, { options }] of Object.entries<CommandEntry>(commands)) {
      const offered = bash(script, ["wave-inspect", ...name.split(" "), "--"]).toSorted();
      expect(offered).toEqual([...Object.keys(options).map((option) => `--${option}`), "--help"].toSorted());
    }
  });
});

describe.skipIf(!isThere("fish"))("fish", () => {
  test("offers commands, verbs, options and words", async () => {
    const script = await scriptFor("fish");
    expect(fish(script, "wave-inspect ").toSorted()).toEqual(firstWords.toSorted());
    expect(fish(script, "wave-inspect policy ").toSorted()).toEqual(["show", "test", "validate"]);
    expect(fish(script, "wave-inspect check --format ")).toEqual(expect.arrayContaining(formats));
    expect(fish(script, "wave-inspect check --min-severity e")).toEqual(["error"]);
    expect(fish(script, "wave-inspect policy show --o")).toEqual(["--origin"]);
    expect(fish(script, "wave-inspect scan --down")).toEqual(["--downloads"]);
    expect(fish(script, "wave-inspect name --down")).toEqual([]);
  });
});

describe.skipIf(!isThere("zsh"))("zsh", () => {
  test("offers commands, verbs, options and words", { timeout: 120_000 }, async () => {
    const script = await scriptFor("zsh");
    const words = zsh(script, "wave-inspect ");
    for (const word of firstWords) expect(words).toMatch(new RegExp(`${word} +-- `));
    expect(zsh(script, "wave-inspect check --format ")).toMatch(/json +.*sarif/s);
    expect(zsh(script, "wave-inspect policy show --or")).toContain("--origin");
  });
});

test.each([[[]], [["bash", "zsh"]], [["tcsh"]]])("completion %j is the user's to fix", async (args) => {
  expect(await cli(["completion", ...args])).toMatchObject({ code: 2, out: "" });
});
