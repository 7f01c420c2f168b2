import * as fc from "fast-check";
import { expect, test } from "vitest";
import { scanDockerfile } from "../../../src/scan/dockerfile/index.ts";
import { scan } from "./scan.ts";

const words = [
  ..."\\ ` \" ' $ { } : / # % * ? < - [ ] , = @".split(" "),
  ..." |\t|\n|\r\n|\r|\\\n|\\ \n|# x\n|# escape=`\n|# syntax=a/b:1\n|\u00A0|\u2028|\uFEFF|\0|é|𝒳".split("|"),
  ..."FROM |ARG |RUN |COPY |ADD |ONBUILD |ENV |EXPOSE |HEALTHCHECK |VOLUME | AS |<<EOF|\nEOF\n|--from=|--mount=|--platform=".split(
    "|",
  ),
  ...'alpine|alpine:3|build|scratch|0|A=1|$A|${A:-b}|${A#*.}|${A%%-*}|${A//a/b}|${|type=cache,target=/c|from=x:1|["a"]'.split(
    "|",
  ),
];
const text = fc.array(fc.constantFrom(...words), { maxLength: 60 }).map((parts) => parts.join(""));

test("whatever the text, it is read without an exception and every span covers what it says", () => {
  fc.assert(
    fc.property(text, (dockerfile) => {
      const { problems, references } = scan(dockerfile);
      const lines = dockerfile.split("\n").length;
      expect(problems.filter(({ line, column }) => line < 1 || line > lines || column < 1)).toEqual([]);
      expect(references.filter((reference) => reference.text === "")).toEqual([]);
    }),
    { numRuns: 1500 },
  );
});

const places = (dockerfile: string) =>
  scan(dockerfile).references.map(({ line, column, endLine, endColumn, text: name }) => [
    line,
    column,
    endLine,
    endColumn,
    name,
  ]);

test("a line more at the end changes no place above it", () => {
  fc.assert(
    fc.property(text, (dockerfile) => {
      const before = `FROM alpine:3\n# ${dockerfile.replaceAll(/[\r\n]/g, " ")}\nCOPY --from=busybox:1 /a /b\n`;
      expect(places(`${before}RUN true\n`)).toEqual(places(before));
    }),
  );
});

/** Milliseconds of processor time, which other tests that run beside this one leave alone. */
const cost = (dockerfile: string): number => {
  const start = process.cpuUsage();
  scanDockerfile("Dockerfile", dockerfile, { buildArgs: {} });
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000;
};

const least = (dockerfile: string): number => Math.min(...Array.from({ length: 2 }, () => cost(dockerfile)));

test.each([
  ["instructions", (n: number) => "FROM alpine:3 AS a\nCOPY --from=busybox:1 /a /b\n".repeat(n / 2)],
  [
    "stages, each based on the one above",
    (n: number) => `FROM a:1 AS s0\n${Array.from({ length: n }, (_, at) => `FROM s${at} AS s${at + 1}\n`).join("")}`,
  ],
  [
    "stages that copy from each other",
    (n: number) =>
      `FROM a:1 AS s0\n${Array.from({ length: n / 2 }, (_, at) => `FROM b:1 AS s${at + 1}\nCOPY --from=s${at} / /\n`).join("")}`,
  ],
  ["lines of one instruction", (n: number) => `FROM a:1\nRUN true ${"\\\n  && true ".repeat(n)}\n`],
  ["comments in an instruction", (n: number) => `FROM a:1\nRUN true \\\n${"# x\n".repeat(n)}\n`],
  ["lines of a here-document", (n: number) => `FROM a:1\nRUN <<EOF\n${"FROM x\n".repeat(n)}EOF\n`],
  [
    "here-documents that never end",
    (n: number) => `FROM a:1\n${Array.from({ length: n }, (_, at) => `RUN <<E${at}\n`).join("")}`,
  ],
  [
    "arguments that hold each other",
    (n: number) =>
      `ARG A0=x\n${Array.from({ length: n }, (_, at) => `ARG A${at + 1}=$A${at}\n`).join("")}FROM a:$A${n}\n`,
  ],
  ["triggers", (n: number) => `FROM a:1 AS s\n${"ONBUILD COPY --from=b:1 / /\n".repeat(n)}FROM s\n`],
])("8,000 %s are read in time, and twice as many in about twice the time", (_, make) => {
  const once = least(make(8000));
  expect(once).toBeLessThan(2000);
  expect(least(make(16_000))).toBeLessThan(once * 3 + 100);
});

test.each([
  ["braces", `FROM a:${"${A:-".repeat(5000)}x`],
  ["triggers of triggers", `FROM a\n${"ONBUILD ".repeat(20_000)}RUN x`],
  [
    "doubling arguments",
    `${Array.from({ length: 60 }, (_, at) => `ARG A${at + 1}=\${A${at}}\${A${at}}x\n`).join("")}FROM a:$A60\n`,
  ],
  ["patterns", `ARG A=${"a".repeat(4000)}\nFROM x:\${A//${"*a".repeat(200)}b/c}\n`],
  ["numbers of images", `FROM a\n${Array.from({ length: 60_000 }, (_, at) => `COPY --from=b:${at} / /\n`).join("")}`],
  ["numbers of mistakes", `FROM a\n${"X\n".repeat(60_000)}`],
  ["quotes", `FROM a\nRUN --mount=${'"'.repeat(50_000)}`],
  ["blanks", `FROM${" ".repeat(60_000)}a${" ".repeat(60_000)}AS b`],
  ["directives", `#${" ".repeat(60_000)}syntax${" ".repeat(60_000)}=${" ".repeat(60_000)}x`],
])("hostile %s take no time", (_, dockerfile) => {
  expect(cost(dockerfile)).toBeLessThan(8000);
});

test("one piece over and over takes no time, wherever it stands", () => {
  const contexts = [
    (piece: string) => `FROM ${piece}`,
    (piece: string) => `FROM --platform=${piece} a`,
    (piece: string) => `ARG A=${piece}\nFROM a:$A`,
    (piece: string) => `FROM a\nRUN ${piece}`,
    (piece: string) => `FROM a\nRUN --mount=${piece} x`,
    (piece: string) => `FROM a\nCOPY --from=${piece} a /b`,
    (piece: string) => `FROM a\nENV A=${piece}`,
    (piece: string) => `FROM a\nHEALTHCHECK --interval=${piece} CMD x`,
    (piece: string) => `# syntax=${piece}\nFROM a`,
    (piece: string) => piece,
  ];
  fc.assert(
    fc.property(fc.constantFrom(...words), fc.constantFrom(...contexts), (word, context) => {
      expect(cost(context(word.repeat(Math.ceil(20_000 / word.length))))).toBeLessThan(1000);
    }),
    { numRuns: 40 },
  );
});
