import { expect, test } from "vitest";
import { FileScanner } from "../../../../src/scan/kit/file-scan.ts";
import { readMatrix } from "../../../../src/scan/neighbours/workflow/matrix.ts";
import { readYaml } from "../../../../src/scan/kit/yaml-file.ts";

function documentOf(text: string) {
  const scan = new FileScanner("f", text, "workflow");
  const [yaml] = readYaml(scan);
  return yaml && { scan, yaml };
}

function read(text: string) {
  const document = documentOf(text);
  return document && readMatrix(document.scan, document.yaml, document.yaml.root);
}

function combinations(text: string): string[] {
  const document = documentOf(text);
  if (document === undefined) return [];
  const { scan, yaml } = document;
  return readMatrix(scan, yaml, yaml.root).combinations.map((combination) =>
    [...combination].map(([key, value]) => `${key}=${yaml.text(value)?.value}`).join(" "),
  );
}

test("the example of GitHub's documentation on include", () => {
  const matrix = `
fruit: [apple, pear]
animal: [cat, dog]
include:
  - color: green
  - color: pink
    animal: cat
  - fruit: apple
    shape: circle
  - fruit: banana
  - fruit: banana
    animal: cat
`;
  expect(combinations(matrix)).toEqual([
    "fruit=apple animal=cat color=pink shape=circle",
    "fruit=apple animal=dog color=green shape=circle",
    "fruit=pear animal=cat color=pink",
    "fruit=pear animal=dog color=green",
    "fruit=banana",
    "fruit=banana animal=cat",
  ]);
});

test("the example of GitHub's documentation on exclude", () => {
  const matrix = `
os: [macos-latest, windows-latest]
version: [12, 14, 16]
environment: [staging, production]
exclude:
  - os: macos-latest
    version: 12
    environment: production
  - os: windows-latest
    version: 16
`;
  expect(combinations(matrix)).toHaveLength(9);
  expect(combinations(matrix)).not.toContain("os=windows-latest version=16 environment=staging");
});

const matrixWithout = (exclude: string) =>
  combinations(`{ a: [{ x: "1", y: [p, q] }, { y: [p], x: "1" }, [p, q]], exclude: [${exclude}] }`);

test("values that are maps and lists are excluded by all that is in them", () => {
  expect(matrixWithout("{ a: { y: [p, q], x: '1' } }")).toHaveLength(2);
  expect(matrixWithout("{ a: [p, q] }")).toHaveLength(2);
  expect(matrixWithout("{ a: { x: '1' } }")).toHaveLength(3);
});

test("what expressions make up is one open combination", () => {
  expect(read("include: ${{ fromJSON(x) }}")).toEqual({ combinations: [new Map()], isOpen: true });
  expect(read("${{ fromJSON(x) }}")).toEqual({ combinations: [new Map()], isOpen: true });
  expect(read("{ a: ['1', '2'], include: '${{ fromJSON(x) }}' }")).toMatchObject({ isOpen: true });
});

test("a value that holds itself comes to an end", () => {
  expect(combinations("{ a: [&x [*x], y], exclude: [{ a: [[z]] }] }")).toHaveLength(2);
});

test("no more jobs than GitHub makes", () => {
  const list = JSON.stringify(Array.from({ length: 100 }, (_, index) => String(index)));
  expect(combinations(`{ a: ${list}, b: ${list}, c: ${list}, d: ${list} }`)).toHaveLength(256);
});
