import { readFileSync, readdirSync } from "node:fs";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { indexLines } from "../../../../src/text/lines.ts";
import { parseConfig, parseHeaders, parseScript } from "../../../../src/scan/nextflow/syntax/parse.ts";
import { nodesOf, shape } from "./trees.ts";

const SOURCES = new URL("sources/", import.meta.url);
const sources = readdirSync(SOURCES).map((name) => ({ name, text: readFileSync(new URL(name, SOURCES), "utf8") }));

const parse = (name: string, text: string) => {
  if (name.endsWith(".config")) {
    const { config, ...told } = parseConfig(text);
    return { tree: config, ...told };
  }
  const { script, ...told } = parseScript(text);
  return { tree: script, ...told };
};

/** Everything that the lexer and the parser branch on, so that random texts get far into both. */
const FRAGMENTS = [
  "( ) { } [ ] , ; : . ? ! = + - * / % < > & | ^ ~ @ # \\ $ ' \" `".split(" "),
  [
    "'''",
    '"""',
    "${",
    "$a.b",
    "$/",
    "/$",
    "//",
    "/*",
    "*/",
    "\n",
    "\r\n",
    " ",
    "\t",
    "\\\n",
    "\u0000",
    "é",
    "😀",
    "\uD800",
  ],
  [
    "->",
    "?.",
    "*.",
    "?:",
    "?[",
    "..",
    "..<",
    "<..",
    "**",
    "++",
    "=~",
    "==~",
    "<=>",
    "!in ",
    "!instanceof ",
    ".&",
    "::",
  ],
  ["process ", "workflow ", "include ", "from ", "params", "input:", "output:", "script:", "main:", "emit:", "when:"],
  ["if ", "else ", "for ", "while ", "switch ", "case ", "default", "try ", "catch ", "return ", "throw ", "assert "],
  ["def ", "new ", "import ", "class ", "enum ", "as ", "in ", "instanceof ", "true", "null", "int ", "List<A> "],
  ["withName:", "includeConfig ", "container ", "x", "A", "1", "1.10", "8.GB", "0x1F", "1e3", "_", "nextflow.enable.x"],
].flat();
const fragments = fc.array(fc.oneof({ weight: 8, arbitrary: fc.constantFrom(...FRAGMENTS) }, fc.string()), {
  maxLength: 60,
});
const texts = fc.oneof(
  fragments.map((parts) => parts.join("")),
  fc.string({ unit: "binary", maxLength: 200 }),
  // A source with a piece taken out or put in: almost right.
  fc
    .tuple(fc.constantFrom(...sources), fc.nat(), fc.nat({ max: 30 }), fragments)
    .map(([{ text }, at, length, parts]) => {
      const start = at % (text.length + 1);
      return text.slice(0, start) + parts.slice(0, 3).join("") + text.slice(start + length);
    }),
);

/** Where a node says that it is what is written, and what it is. */
function writtenIn(node: Readonly<Record<string, unknown>>): { start: number; end: number; says: unknown } | undefined {
  const { kind, plain } = node;
  const start = Number(node["start"]);
  const end = Number(node["end"]);
  if (kind === "variable") return { start, end, says: node["name"] };
  if (kind === "number") return { start, end, says: node["text"] };
  if (kind === "text" && plain === true) return { start, end, says: node["value"] };
  if (kind !== "string" || plain !== true) return undefined;
  return { start: Number(node["innerStart"]), end: Number(node["innerEnd"]), says: node["value"] };
}

describe("any text", () => {
  test("is parsed without an exception, with offsets inside of it", () => {
    fc.assert(
      fc.property(texts, fc.constantFrom("a.nf", "a.config"), (text, name) => {
        const { tree, problems, legacy, modern } = parse(name, text);
        for (const { node, parent } of nodesOf([tree, problems, legacy, modern])) {
          expect(node.start).toBeGreaterThanOrEqual(parent?.start ?? 0);
          expect(node.end).toBeGreaterThanOrEqual(node.start);
          expect(node.end).toBeLessThanOrEqual(parent?.end ?? text.length);
        }
        for (const told of [problems, legacy, modern]) {
          expect(told.map(({ start }) => start)).toEqual(told.map(({ start }) => start).sort((a, b) => a - b));
        }
      }),
      { numRuns: 3000 },
    );
  });

  test("is skimmed without an exception", () => {
    fc.assert(
      fc.property(texts, (text) => {
        for (const { node } of nodesOf(parseHeaders(text).script)) expect(node.end).toBeLessThanOrEqual(text.length);
      }),
      { numRuns: 1000 },
    );
  });

  test("gives names, numbers and plain strings whose spans slice to what they say", () => {
    fc.assert(
      fc.property(texts, fc.constantFrom("a.nf", "a.config"), (text, name) => {
        for (const { node } of nodesOf(parse(name, text).tree)) {
          const written = writtenIn(node);
          expect(written && text.slice(written.start, written.end)).toBe(written?.says);
        }
      }),
      { numRuns: 2000 },
    );
  });
});

describe.each(sources)("$name", ({ name, text }) => {
  const before = shape(parse(name, text).tree);
  const lines = text.split("\n");

  test("means the same with CRLF", () => {
    const after = parse(name, text.replaceAll("\n", "\r\n"));
    expect(shape(after.tree)).toEqual(before);
  });

  test("means the same with comments, blanks and blank lines wherever a line ends outside of a string", () => {
    const inString = new Set<number>();
    const { at } = indexLines(text);
    for (const { node } of nodesOf(parse(name, text).tree)) {
      if (node["kind"] !== "string" && node["kind"] !== "gstring") continue;
      for (let line = at(node.start).line; line < at(node.end).line; line++) inString.add(line);
    }
    // Bodies of processes are not kept: their strings are found by their quotes.
    let open = false;
    lines.forEach((line, index) => {
      if (/"""|'''/.test(line)) open = !open;
      if (open) inString.add(index + 1);
    });
    const additions = fc.constantFrom(
      "",
      " ",
      "\t",
      " // a 'comment'",
      " /* one */",
      "\n",
      '\n\n  // """ {\n',
      "\n/* x\n } */\n",
    );
    fc.assert(
      fc.property(fc.array(additions, { minLength: lines.length, maxLength: lines.length }), (added) => {
        const first = lines[0]!.startsWith("#!") ? 0 : -1;
        const changed = lines
          .map((line, index) => (index === first || inString.has(index + 1) ? line : line + added[index]!))
          .join("\n");
        expect(shape(parse(name, changed).tree)).toEqual(before);
      }),
      { numRuns: 100 },
    );
  });
});
