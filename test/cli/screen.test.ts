/** Whether colours and links are shown: as Node reads the variables, and as terminals name themselves. */
import { closeSync, openSync } from "node:fs";
import { WriteStream } from "node:tty";
import { expect, test } from "vitest";
import {
  colorsAskedFor,
  columnsOf,
  isAnimated,
  isColored,
  isLinked,
  isTerminal,
  takesLinks,
} from "../../src/cli/screen.ts";

const forced = [undefined, "", "0", "1", "2", "3", "true", "false", "yes"];
const off = [undefined, "", "1", "0"];
const all = forced.flatMap((FORCE_COLOR) =>
  off.flatMap((NO_COLOR) =>
    off.flatMap((NODE_DISABLE_COLORS) =>
      ["dumb", "xterm-256color"].map((TERM) => ({ FORCE_COLOR, NO_COLOR, NODE_DISABLE_COLORS, TERM })),
    ),
  ),
);

test("the variables that Node has are read as Node does", () => {
  for (const env of all) {
    const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined));
    const hasColors = WriteStream.prototype.getColorDepth.call({}, given) > 1;
    expect([env, colorsAskedFor(env) ?? true]).toEqual([env, hasColors]);
  }
});

// https://bixense.com/clicolors
test.each([
  [{ CLICOLOR_FORCE: "1" }, true],
  [{ CLICOLOR_FORCE: "0" }, undefined],
  [{ CLICOLOR_FORCE: "" }, undefined],
  [{ CLICOLOR_FORCE: "1", NO_COLOR: "1" }, false],
  [{ CLICOLOR_FORCE: "1", TERM: "dumb" }, true],
  [{}, undefined],
])("%j: %s", (env, asked) => {
  expect(colorsAskedFor(env)).toBe(asked);
});

test("elsewhere than on a terminal nothing is shown unless somebody forces it", () => {
  // Standard output of a test is none.
  expect(isTerminal(1)).toBe(false);
  expect(isColored({})).toBe(false);
  expect(isColored({ CLICOLOR: "0" })).toBe(false);
  expect(isColored({ FORCE_COLOR: "1" })).toBe(true);
  expect(isLinked({ WT_SESSION: "x" })).toBe(false);
  expect(isLinked({ FORCE_HYPERLINK: "1" })).toBe(true);
  expect(isLinked({ FORCE_HYPERLINK: "0" })).toBe(false);
  expect(isAnimated({})).toBe(false);
  expect(columnsOf()).toBeUndefined();
});

// `tty` says the same of each: a device is not enough, and of a terminal both ends are one.
test.runIf(process.platform === "linux")("a device that is no terminal is none", () => {
  for (const [device, isOne] of [
    ["/dev/null", false],
    ["/dev/ptmx", true],
  ] as const) {
    const descriptor = openSync(device, "r+");
    expect([device, isTerminal(descriptor)]).toEqual([device, isOne]);
    closeSync(descriptor);
  }
});

// As supports-hyperlinks has them, and the terminals' own notes of releases.
test.each([
  [{ TERM_PROGRAM: "iTerm.app", TERM_PROGRAM_VERSION: "3.0.9" }, false],
  [{ TERM_PROGRAM: "iTerm.app", TERM_PROGRAM_VERSION: "3" }, false],
  [{ TERM_PROGRAM: "iTerm.app", TERM_PROGRAM_VERSION: "3.1.0" }, true],
  [{ TERM_PROGRAM: "iTerm.app", TERM_PROGRAM_VERSION: "4.0" }, true],
  [{ TERM_PROGRAM: "WezTerm", TERM_PROGRAM_VERSION: "20200608-110940-3fb3a61" }, false],
  [{ TERM_PROGRAM: "WezTerm", TERM_PROGRAM_VERSION: "20240203-110809-5046fc22" }, true],
  [{ TERM_PROGRAM: "vscode", TERM_PROGRAM_VERSION: "1.71.2" }, false],
  [{ TERM_PROGRAM: "vscode", TERM_PROGRAM_VERSION: "1.72.0" }, true],
  [{ TERM_PROGRAM: "tmux", TERM_PROGRAM_VERSION: "3.3a" }, false],
  [{ TERM_PROGRAM: "tmux", TERM_PROGRAM_VERSION: "3.4" }, true],
  [{ TERM_PROGRAM: "ghostty" }, true],
  [{ TERM_PROGRAM: "Apple_Terminal", TERM_PROGRAM_VERSION: "455" }, false],
  [{ VTE_VERSION: "4601" }, false],
  [{ VTE_VERSION: "5000" }, false],
  [{ VTE_VERSION: "7600" }, true],
  [{ WT_SESSION: "x" }, true],
  [{ KONSOLE_VERSION: "220401" }, true],
  [{ DOMTERM: "x" }, true],
  [{ TERM: "xterm-kitty" }, true],
  [{ TERM: "alacritty" }, true],
  [{ TERM: "xterm-256color" }, false],
  [{ TERM: "dumb", WT_SESSION: "x" }, false],
  [{ CI: "true", WT_SESSION: "x" }, false],
  [{ TEAMCITY_VERSION: "9", WT_SESSION: "x" }, false],
  [{}, false],
])("%j takes links: %s", (env, takes) => {
  expect(takesLinks(env)).toBe(takes);
});
