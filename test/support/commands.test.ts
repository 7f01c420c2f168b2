/** The referee of the end-to-end tests, held against what the sources of actions/runner say. */
import { describe, expect, test } from "vitest";
import { commandsIn, fileCommands } from "./commands.ts";

describe("what a runner obeys", () => {
  test.each([
    ["::error file=a.nf,line=3::text", { name: "error", properties: { file: "a.nf", line: "3" }, message: "text" }],
    ["  \t::ERROR::text", { name: "error", properties: {}, message: "text" }],
    ["\u0085::error::behind a blank of .NET", { name: "error", properties: {}, message: "behind a blank of .NET" }],
    ["::error title=a%3Ab%2Cc::x%0Ay%25", { name: "error", properties: { title: "a:b,c" }, message: "x\ny%" }],
    ["::error::%250A stays", { name: "error", properties: {}, message: "%0A stays" }],
    ["text ##[warning]text", { name: "warning", properties: {}, message: "text" }],
    ["##[set-output name=a;x=1]b", { name: "set-output", properties: { name: "a", x: "1" }, message: "b" }],
    ["\u200B:\u00AD:error::text", { name: "error", properties: {}, message: "text" }],
    ["a #\u0000#\u2060[error]text", { name: "error", properties: {}, message: "text" }],
    [":: ##[error]text", { name: "error", properties: {}, message: "text" }],
  ])("%j", (line, command) => {
    expect(commandsIn(line)).toStrictEqual([command]);
  });

  test.each(["text ::error::text", "::unknown::text", "::error", "##[error text", "# #[error]text", ": :error::text"])(
    "%j is plain text",
    (line) => {
      expect(commandsIn(line)).toStrictEqual([]);
    },
  );

  test("a line ends with LF, CR or both", () => {
    expect(commandsIn("a\r::error::1\n::error::2\r\n::error::3").map(({ message }) => message)).toStrictEqual([
      "1",
      "2",
      "3",
    ]);
  });

  test("nothing between stop-commands and its token", () => {
    const names = commandsIn("::stop-commands::tok\n::error::1\n::tok::\n::error::2").map(({ name }) => name);
    expect(names).toStrictEqual(["stop-commands", "error"]);
  });
});

describe("files of commands", () => {
  test("lines and blocks", () => {
    expect(fileCommands("a=1\nb<<END\nx=1\n\ny\nEND\nc=\n")).toStrictEqual({ a: "1", b: "x=1\n\ny", c: "" });
  });

  test.each(["no command\n", "a<<END\nx\n"])("%j is refused", (text) => {
    expect(() => fileCommands(text)).toThrow(/./u);
  });
});
