/** Files of parameters that are too deep, too long or double. */
import { lines, type Files } from "./make.ts";

const laughs = `a0: &a0 [x, x, x, x, x, x, x, x, x]\n${lines(20, (n) => `a${n + 1}: &a${n + 1} [${Array.from({ length: 9 }, () => `*a${n}`).join(", ")}]`)}`;
const merges = `a0: &a0 { x: 1 }\n${lines(2_000, (n) => `a${n + 1}: &a${n + 1}\n  <<: *a${n}\n  k${n}: 1`)}`;

export const parameterFiles: Readonly<Record<string, Files>> = {
  "JSON 300,000 deep": { "p.json": `{"a": ${"[".repeat(300_000)}${"]".repeat(300_000)}}` },
  "maps of JSON 100,000 deep": { "p.json": `{"a": ${'{"a": '.repeat(100_000)}1${"}".repeat(100_000)}}` },
  "300,000 brackets of YAML": { "p.yml": `a: ${"[".repeat(300_000)}\n` },
  "lists of YAML 50,000 deep": { "p.yml": `a:\n${"- ".repeat(50_000)}x\n` },
  "maps of YAML, 2,000 deep by columns": { "p.yml": lines(2_000, (n) => `${" ".repeat(n)}a:`) },
  "a billion laughs": { "p.yml": laughs },
  "a map in itself": { "p.yml": "a: &a\n  b: *a\n  c: *a\n" },
  "10,000 aliases": { "p.yml": `a: &a x\n${lines(100_000, (n) => `b${n}: *a`)}` },
  "30,000 aliases": { "p.yml": `a: &a x\n${lines(30_000, (n) => `b${n}: *a`)}` },
  "25,000 parameters that a configuration reads": {
    "p.json": JSON.stringify(Object.fromEntries(Array.from({ length: 25_000 }, (_, n) => [`a${n}`, n]))),
    "nextflow.config": `docker.enabled = true\n${lines(20_000, (n) => `params.b${n} = params.a${n}`)}`,
  },
  "40,000 brackets in lists of 900": {
    "p.json": `{"a": [${Array.from({ length: 44 }, () => "[".repeat(900) + "]".repeat(900)).join(",")}]}`,
  },
  "errors within the limit": { "p.yml": lines(40_000, () => "a: b: [") },
  "merge keys of merge keys": { "p.yml": merges },
  "100,000 errors": { "p.yml": lines(100_000, () => "a: b: c: [") },
  "200,000 parameters": { "p.yml": lines(120_000, (n) => `a${n}: ${n}`) },
  "200,000 parameters that a configuration reads": {
    "p.json": JSON.stringify(Object.fromEntries(Array.from({ length: 100_000 }, (_, n) => [`a${n}`, n]))),
    "nextflow.config": `docker.enabled = true\n${lines(20_000, (n) => `params.b${n} = params.a${n}`)}`,
  },
  "a number of YAML": {
    "p.yml": `a: 0x${"f".repeat(1_000_000)}\nb: ${"9".repeat(1_000_000)}\nc: 0o${"7".repeat(1_000_000)}\n`,
  },
};
