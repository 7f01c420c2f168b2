/** Two megabytes of one thing again and again, as a script and as a configuration. */
import { pipeline, type Files } from "./make.ts";

/** Just below what is still read of a file. */
const LENGTH = 2_000_000;

const PARTS = [
  "{",
  "}",
  "(",
  "[",
  "[a:",
  '"${',
  '"$a',
  "'",
  '"""',
  "'''",
  "/*",
  "//",
  "/",
  "$/",
  "a.",
  "a?.",
  "a*.",
  "a ? b : ",
  "a ?: ",
  "a + ",
  "-> ",
  "{ -> ",
  "{ a, b -> ",
  "@A ",
  "\n",
  ";",
  "a=1\n",
  "a b c\n",
  "a { b }\n",
  "a { ",
  "!",
  "-",
  "a(",
  "a[",
  "if (a) ",
  "if (a) { ",
  "else ",
  "try { ",
  "def a = ",
  "def a() { ",
  "for (a in b) ",
  "while (a) ",
  "switch (a) { case b: ",
  "new A(",
  "(A) ",
  "a as ",
  "a in ",
  "a = ",
  "process a { ",
  "workflow a { ",
  "include { a } from ",
  "include { a; ",
  "a | ",
  "a: ",
  "1",
  "1.",
  "0x",
  "1e9 ",
  "\\",
  "\\u",
  "\u0000",
  "é",
  "withName: a { ",
  "'withName:a' { ",
  "includeConfig 'a'\n",
  "profiles { a { ",
  "params.a.b = [a: [",
  "a.b.c.",
  "input:\n",
  "script:\n",
  "a <",
] as const;

const halves = (pair: string): string => {
  const opener = pair.slice(0, -1);
  return opener.repeat(LENGTH / 2 / opener.length) + pair.slice(-1).repeat(LENGTH / 2);
};

const flooded = (part: string): string => part.repeat(Math.floor(LENGTH / part.length));

/** Brackets that stand open, and others that close none of them. */
const CROSSED = ["(]", "[)", "(}", "{)", "[}", '"${)', "({", "{(["] as const;

export const floods: Readonly<Record<string, Files>> = Object.fromEntries(
  [
    ...PARTS.map((part) => [JSON.stringify(part), flooded(part)] as const),
    ...CROSSED.map((pair) => [`${pair} by halves`, halves(pair)] as const),
  ].flatMap(([name, text]) => [
    [`a configuration of ${name}`, { ...pipeline, "nextflow.config": text }],
    [`a script of ${name}`, { "main.nf": `${pipeline["main.nf"]}\n${text}` }],
  ]),
);
