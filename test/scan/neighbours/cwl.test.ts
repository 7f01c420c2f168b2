import { expect, test } from "vitest";
import { scanCwl } from "../../../src/scan/neighbours/cwl.ts";
import { around, rows } from "../in-memory.ts";

const scan = (lines: readonly string[]) => scanCwl("tool.cwl", lines.join("\n"), around());

test("hints and requirements, as a map and as a list", () => {
  const found = scan([
    "class: CommandLineTool",
    "id: bwa",
    "hints:",
    "  DockerRequirement:",
    "    dockerPull: quay.io/biocontainers/bwa:0.7.17--0",
    "requirements:",
    "  - class: DockerRequirement",
    "    dockerPull: docker://debian:12",
    "    dockerImageId: local",
    "    dockerLoad: https://example.com/x.tar",
    "  - class: InlineJavascriptRequirement",
  ]);
  expect(rows(found).toSorted()).toEqual([
    "5:17 quay.io/biocontainers/bwa:0.7.17--0 → quay.io/biocontainers/bwa:0.7.17--0",
    "8:26 debian:12 → debian:12",
  ]);
  expect(found.pulls[0]).toMatchObject({ engine: null, process: "bwa" });
});

test("tools within steps, packed documents, and JSON", () => {
  const packed = JSON.stringify({
    $graph: [
      { id: "#a", class: "CommandLineTool", hints: [{ class: "DockerRequirement", dockerPull: "a:1" }] },
      { id: "#main", steps: [{ id: "s", run: { hints: { DockerRequirement: { dockerPull: "b:2" } } } }] },
    ],
  });
  const found = scanCwl("packed.cwl.json", packed, around());
  expect(new Set(found.pulls.map(({ image }) => image))).toEqual(new Set(["a:1", "b:2"]));
  expect(found.pulls.find(({ image }) => image === "a:1")?.process).toBe("a");
});

test("an inline Dockerfile", () => {
  const found = scan([
    "hints:",
    "  DockerRequirement:",
    "    dockerFile: |",
    "      FROM debian:12",
    "    dockerImageId: x",
  ]);
  expect(rows(found)).toEqual(["4:12 debian:12 → debian:12"]);
});

test("a requirement in a file of its own", () => {
  expect(rows(scan(["class: DockerRequirement", "dockerPull: a:1"]))).toEqual(["2:13 a:1 → a:1"]);
});

test("what is not in the file is not known", () => {
  expect(rows(scan(["hints: { DockerRequirement: { dockerPull: $(inputs.image) } }"]))).toEqual([
    "1:43 $(inputs.image) → expression (unresolved)",
  ]);
  expect(rows(scan(["hints: { DockerRequirement: { dockerPull: { $include: image.txt } } }"]))).toEqual([
    "1:55 image.txt → unsupported-expression (unresolved)",
  ]);
});

test("anchors that lead to themselves", () => {
  expect(rows(scan(["a: &a", "  b: *a", "  DockerRequirement: { dockerPull: x:1 }"]))).toEqual(["3:36 x:1 → x:1"]);
});
