/**
 * Against BuildKit v0.34.2 (dockerfile2llb with a resolver that writes down what it is asked for). cases.jsonl holds
 * hand-made Dockerfiles with each image name in them; generated.jsonl and instructions.jsonl random ones with what their
 * builds ask for, none where the file is refused; corners.jsonl hand-made ones of one instruction or two, where they are
 * refused with the lines that BuildKit names; expansions.jsonl names with variables, and what becomes of them.
 */
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { plain } from "../../../src/scan/dockerfile/fragments.ts";
import type { FileScan } from "../../../src/scan/kit/file-scan.ts";
import { givenBuilds } from "../../../src/scan/dockerfile/given.ts";
import { readBuild, readDockerfile } from "../../../src/scan/dockerfile/reading.ts";
import { type Given, pulled, scan } from "./scan.ts";

interface Case {
  readonly name: string;
  readonly text: string;
  readonly builds: boolean;
  readonly pulls?: readonly string[];
  /** Kind, line, column, text, image, canonical, reachable; null where BuildKit refuses the file. */
  readonly refs: readonly (readonly [string, number, number, string, string | null, string | null, boolean | null])[];
}

interface Generated extends Given {
  readonly text: string;
  readonly pulls?: readonly string[];
  /** One of them is at fault. */
  readonly lines?: readonly number[];
}

const linesOf = (file: string): readonly string[] =>
  readFileSync(new URL(file, import.meta.url), "utf8")
    .split("\n")
    .filter((line) => line !== "");
const cases = linesOf("cases.jsonl").map((line): Case => JSON.parse(line));
const generated = ["generated.jsonl", "instructions.jsonl", "corners.jsonl"].flatMap((file) =>
  linesOf(file).map((line): Generated => JSON.parse(line)),
);
const expansions = linesOf("expansions.jsonl").map((line): readonly [string, string | null] => JSON.parse(line));

const isImage = (kind: string | undefined): boolean => kind !== "syntax";

/** What a scan says, but for the exact ends of its spans. */
const shape = ({ pulls, references, problems }: FileScan) => ({
  pulls: pulls.map((pull) => ({ ...pull, references: pull.references.length })),
  places: references.map(({ kind, line, column }) => [kind, line, column]),
  problems,
});

/** The pulls of a scan, each with the place of its name. */
const named = (result: FileScan) =>
  result.pulls.map((pull) => ({ pull, reference: pull.references.find(({ kind }) => kind !== "arg") }));

describe("hand-made Dockerfiles", () => {
  test.each(cases.filter(({ builds }) => builds))("$name builds", ({ text, pulls }) => {
    const result = scan(text);
    expect(result.problems).toEqual([]);
    expect(pulled(result)).toEqual(pulls);
  });

  test.each(cases.filter(({ builds }) => !builds))("$name is refused", ({ text }) => {
    expect(scan(text).problems[0]?.line).toBeGreaterThanOrEqual(1);
  });

  test.each(cases)("$name has its names where they are", ({ text, refs }) => {
    // A name that goes on below, or with an escape in it, covers that too.
    const places = named(scan(text)).map(({ reference: at }) => [at?.kind, at?.line, at?.column, bare(at?.text ?? "")]);
    expect(places).toEqual(refs.map(([kind, line, column, written]) => [kind, line, column, bare(written)]));
  });

  test.each(cases)("$name has names that mean what they do to BuildKit", ({ text, refs }) => {
    const known = named(scan(text)).filter((_, at) => refs[at]?.[5] !== null);
    const expected = refs.filter(([, , , , , canonical]) => canonical !== null);
    expect(known.map(({ pull }) => [pull.image, pull.canonical])).toEqual(
      expected.map(([, , , , image, canonical]) => [image, canonical]),
    );
    expect(known.filter(({ reference }) => isImage(reference?.kind)).map(({ pull }) => pull.reachable)).toEqual(
      expected.filter(([kind]) => isImage(kind)).map((row) => row[6]),
    );
  });
});

const bare = (text: string): string => text.replace(/\\\n?/g, "");

describe("generated Dockerfiles", () => {
  test.each(generated.filter(({ pulls }) => pulls !== undefined))("$text", ({ text, pulls, ...given }) => {
    const result = scan(text, given);
    expect(result.problems).toEqual([]);
    expect(pulled(result)).toEqual(pulls);
  });

  test.each(generated.filter(({ pulls }) => pulls === undefined))("refused: $text", ({ text, lines, ...given }) => {
    const { problems } = scan(text, given);
    expect(problems.filter(({ line }) => lines?.includes(line) ?? line >= 1)).not.toEqual([]);
  });

  test.each(generated)("CRLF changes nothing: $text", ({ text, ...given }) => {
    const unix = text.replaceAll("\r", "");
    expect(shape(scan(unix.replaceAll("\n", "\r\n"), given))).toEqual(shape(scan(unix, given)));
  });
});

test.each(expansions)("%j names %j", (text, expected) => {
  const { builds } = givenBuilds({ buildArgs: {} }, [], () => true, 1);
  const [base] = builds.flatMap((given) => [...readBuild(readDockerfile(text), given).build.mentions]);
  expect(base?.named.name === undefined ? "" : plain(base.named.name)).toBe(expected ?? "");
});
