/** The help, made of the table of commands, and the reader of arguments that goes by it. */
import { expect, test } from "vitest";
import { nearestCommand, readArguments } from "../../src/cli/arguments.ts";
import { type CommandEntry, type CommandName, commands } from "../../src/cli/commands.ts";
import { helpOf, overview } from "../../src/cli/help.ts";

const isCommand = (name: string): name is CommandName => Object.hasOwn(commands, name);
const entries = Object.entries<CommandEntry>(commands);

test("the overview names each command and fits a terminal of 80 columns", () => {
  const text = overview();
  for (const [name, { forms }] of entries) {
    expect(forms.every((form) => form === name || form.startsWith(`${name} `))).toBe(true);
    for (const form of forms) expect(text).toContain(`\n  wave-inspect ${form}\n`);
  }
  expect(text.split("\n").filter((line) => line.length > 80)).toEqual([]);
});

test.each(entries)("%s: its own options and no others, in 80 columns, with examples that it takes", (name, entry) => {
  const text = helpOf(name.split(" ")) ?? "";
  const [, listed = ""] = /\nOptions:\n([^]*?)\n\n/.exec(text) ?? [];
  const options = [...listed.matchAll(/^ {2}(?:-\w, )?--([a-z-]+)/gmu)].map(([, option]) => option);
  expect(options).toEqual(Object.keys(entry.options));
  expect(listed.includes("  -- ARGUMENTS...")).toBe(entry.takesLaunch === true);
  expect(text.split("\n").filter((line) => line.length > 80)).toEqual([]);
  expect(entry.examples.length).toBeGreaterThan(0);
  for (const [line] of entry.examples) {
    expect(line === name || line.startsWith(`${name} `)).toBe(true);
    const args = line
      .replace(/ [<>|] .*$/, "")
      .split(" ")
      .slice(name.split(" ").length);
    expect(() => isCommand(name) && readArguments(args, name)).not.toThrow();
  }
});

test("words of a closed set stand in the order of the table, the default first", () => {
  expect(helpOf(["check"])).toMatch(/--fail-on LEVEL +error \(default\), warning, notice or never; the least/);
  expect(helpOf(["explain"])).toMatch(/none \(default\), wave or registry;\s+who\s+is\s+asked\s+about\s+the\s+image/);
  expect(helpOf(["init"])).toMatch(/--preset NAME +standard, observe, nf-core or strict; rules to build\s+on/);
});

test("a word that begins several commands gives the help of all, and one that is no command none", () => {
  expect(helpOf(["policy"])).toMatch(/policy validate[^]*policy show[^]*policy test/);
  expect(helpOf(["policy", "show"])).not.toContain("policy test");
  expect(helpOf(["chekc"])).toBeUndefined();
  expect(helpOf([])).toBeUndefined();
});

test.each([
  ["chekc", "check"],
  ["INSPECT", "inspect"],
  ["baselin", "baseline"],
  ["polcy", "policy"],
  ["frobnicate", undefined],
])("%s is taken for %s", (written, meant) => {
  expect(nearestCommand(written)).toBe(meant);
});

test.each([
  ["--polcy", "Unknown option '--polcy'; did you mean --policy? See wave-inspect scan --help."],
  ["--bogus", "Unknown option '--bogus'. See wave-inspect scan --help."],
  ["-x", "Unknown option '-x'. See wave-inspect scan --help."],
  ["--renew", "Unknown option '--renew': baseline takes it, and scan does not. See wave-inspect scan --help."],
  ["--policy", "Option '--policy <value>' argument missing. See wave-inspect scan --help."],
])("scan %s", (option, message) => {
  expect(() => readArguments([option], "scan")).toThrow(message);
});
