/** Text that is no command any more, by the runner's own reading, and JSON that means what it meant. */
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { unarmed } from "../../src/text/commands.ts";
import { logLine } from "../../src/text/plain.ts";
import { printJson } from "../../src/text/print-json.ts";
import { hostileText } from "../report/hostile.ts";
import { commandsIn } from "../support/commands.ts";

/** What the agents of Azure Pipelines and TeamCity look for. */
const OF_OTHER_AGENTS = /##(?:vso|teamcity)\[/i;

describe("plain text", () => {
  test.each([
    ["::error::x", ": :error: :x"],
    ["a ##[error]x", "a ## [error]x"],
    ["#[", "# ["],
    [":::::", ": : : : :"],
    ["[::1]:5000/a and ::1", "[::1]:5000/a and : :1"],
    ["##[::1]", "## [: :1]"],
    ["a ##vso[task.setvariable variable=x]y", "a ##vso [task.setvariable variable=x]y"],
    ["##VSO[::1]", "##VSO [: :1]"],
    ["##teamcity[message text='x']", "##teamcity [message text='x']"],
    ["vso[task.x] and a[0]", "vso[task.x] and a[0]"],
    ["[::error::x]", "[: :error: :x]"],
    ["a.nf:1:2: b", "a.nf:1:2: b"],
  ])("%j", (text, broken) => {
    expect(unarmed(text)).toBe(broken);
  });

  test("has no command, whatever it is made of", () => {
    fc.assert(
      fc.property(fc.array(hostileText), (texts) => {
        const line = logLine(texts.join(""));
        expect(commandsIn(line)).toEqual([]);
        expect(line).not.toMatch(OF_OTHER_AGENTS);
      }),
    );
  });
});

describe("JSON", () => {
  test("is equal once it is read, and has no command and nothing hidden", () => {
    const value = fc.oneof(hostileText, fc.dictionary(hostileText, fc.array(hostileText)), fc.json());
    fc.assert(
      fc.property(value, fc.constantFrom(0, 2), (one, indent) => {
        const text = printJson(one, indent);
        expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(one)));
        expect(commandsIn(text)).toEqual([]);
        expect(text).not.toMatch(OF_OTHER_AGENTS);
        expect(text).not.toMatch(/::|#\[|[^\P{C}\n]|[\u2028\u2029]/u);
      }),
    );
  });

  test("writes in numbers only what has to be", () => {
    expect(printJson({ a: "é 😀 ::#[\u202E\u0085\u{E0041}" }, 0)).toBe(
      `{"a":"é 😀 :\\u003a#\\u005b\\u202e\\u0085\\udb40\\udc41"}\n`,
    );
  });
});
