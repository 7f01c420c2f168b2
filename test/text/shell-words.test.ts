/** A launch command as typed, parted as a shell parts it. */
import { spawnSync } from "node:child_process";
import { array, assert, constantFrom, property } from "fast-check";
import { describe, expect, test } from "vitest";
import { type ShellWords, shellWords } from "../../src/text/shell-words.ts";

/** What a command gets of it from the shell itself, with patterns left alone; undefined: the shell takes no such line. */
function ofShell(text: string): readonly string[] | undefined {
  const script = `p() { printf '%s.' "$@"; printf %s "$#"; }\np ${text}`;
  const { stdout, status } = spawnSync("sh", ["-fc", script.replaceAll("'%s.'", String.raw`'%s\0'`)], {
    encoding: "utf8",
    env: { PATH: process.env["PATH"] ?? "" },
  });
  if (status !== 0) return undefined;
  const parts = stdout.split("\0");
  return parts.at(-1) === "0" ? [] : parts.slice(0, -1);
}

const wordsOf = (read: ShellWords): readonly string[] | undefined => ("words" in read ? read.words : undefined);
const errorOf = (read: ShellWords): string => ("error" in read ? read.error : "");

describe("what a shell makes of it", () => {
  test.each<[text: string, words: readonly string[]]>([
    ["nextflow run . -profile docker,test", ["nextflow", "run", ".", "-profile", "docker,test"]],
    ["  a \t b  ", ["a", "b"]],
    ["--input 'data/*.fastq.gz' --x=\"a b\"c", ["--input", "data/*.fastq.gz", "--x=a bc"]],
    ["'' \"\" a''b", ["", "", "ab"]],
    ["a\\ b \\\"c\\'", ["a b", "\"c'"]],
    ['"a\\"b \\n \\$x \\\\"', ['a"b \\n $x \\']],
    ["'a\\b' 'it'\\''s'", ["a\\b", "it's"]],
    ["run a \\\n  -profile b \\\n  --c", ["run", "a", "-profile", "b", "--c"]],
    ['"a\\\nb" c\\\nd', ["ab", "cd"]],
    ["a # and more $x", ["a"]],
    ["a#b '#c'", ["a#b", "#c"]],
    ["# nothing", []],
    ["costs 5$ 50% {a,b} a=b ! x:y@z,w+~", ["costs", "5$", "50%", "{a,b}", "a=b", "!", "x:y@z,w+~"]],
    ["'$HOME' '`id`' '~' ';' \"~;|&<>()*\"", ["$HOME", "`id`", "~", ";", "~;|&<>()*"]],
    ["*.csv [ab] a?", ["*.csv", "[ab]", "a?"]],
    ['"5$"', ["5$"]],
    ["ü 🧬 'é ü'", ["ü", "🧬", "é ü"]],
    ["a\\", ["a\\"]],
  ])("%j", (text, words) => {
    expect(wordsOf(shellWords(text))).toEqual(words);
    expect(ofShell(text)).toEqual(words);
  });

  test("of lines of Windows, and of ends of lines around it, nothing is kept", () => {
    expect(wordsOf(shellWords("\r\na \\\r\n b\r\n \n"))).toEqual(["a", "b"]);
  });

  test("is what is read, or it is refused", () => {
    const pieces = [
      "a",
      "-b",
      " ",
      "  ",
      "'",
      '"',
      "\\",
      "\\\n",
      "$",
      "$x",
      "`",
      "#",
      "~",
      "*",
      "=",
      ";",
      "|",
      "(",
      "\n",
      "é",
    ];
    let taken = 0;
    assert(
      property(array(constantFrom(...pieces), { maxLength: 12 }), (parts) => {
        const words = wordsOf(shellWords(parts.join("")));
        if (words === undefined) return;
        taken += 1;
        expect(words).toEqual(ofShell(parts.join("").replace(/^(?:(?:[ \t]|\\\n)*(?:#.*)?\n)+/, "")));
      }),
      { numRuns: 600 },
    );
    expect(taken).toBeGreaterThan(100);
  });
});

describe("what no shell is there for", () => {
  test.each<[text: string, words: string]>([
    ["a $PWD/x", 'put something in for "$PWD" at character 3'],
    ['a "b ${HOME}"', 'put something in for "${HOME}" at character 6'],
    ["a $(id)", 'put something in for "$(" at character 3'],
    ["a `id`", 'put something in for "`" at character 3'],
    ["a $'b'", `put something in for "$'" at character 3`],
    ["a ${b", 'put something in for "${b" at character 3'],
    ["-c ~/my.config", '"~" at character 4 is a home folder'],
    ["a; b", '";" at character 2 ends a command'],
    ["a && b", '"&" at character 3 ends a command'],
    ["a > log", '">" at character 3 ends a command'],
    ["a\nb", "there is a second line; write one command, with a \\ at the end"],
    ["# a\nb\nc", "there is a second line"],
    ["a 'b", "the ' at character 3 is never closed"],
    ['a "b', 'the " at character 3 is never closed'],
    ['a "b\\"', 'the " at character 3 is never closed'],
  ])("%j", (text, words) => {
    expect(errorOf(shellWords(text))).toContain(words);
  });

  test("a long name is cut", () => {
    expect(errorOf(shellWords(`\${${"x".repeat(10_000)}}`)).length).toBeLessThan(300);
  });
});
