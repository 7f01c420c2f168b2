import { expect, test } from "vitest";
import { looksLikeDefinition } from "../../../src/scan/neighbours/glance.ts";
import { scanApptainer } from "../../../src/scan/neighbours/apptainer.ts";
import { rows } from "../in-memory.ts";

const scan = (lines: readonly string[], file = "image.def") => scanApptainer(file, lines.join("\n"));

test("every stage, with registry and namespace in front, comments cut", () => {
  const found = scan([
    "Bootstrap: docker",
    "From: ubuntu:22.04   # LTS",
    "Stage: build",
    "",
    "Bootstrap: docker",
    "Registry: quay.io",
    "Namespace: biocontainers",
    "From: samtools:1.20--h50ea8bc_0",
    "%files from build",
    " /a /b",
  ]);
  expect(rows(found)).toEqual([
    "2:7 ubuntu:22.04 → ubuntu:22.04",
    "8:7 samtools:1.20--h50ea8bc_0 → quay.io/biocontainers/samtools:1.20--h50ea8bc_0",
  ]);
  expect(found.pulls[0]).toMatchObject({
    stage: "build",
    engine: "apptainer",
    canonical: "docker.io/library/ubuntu:22.04",
    references: [{ kind: "bootstrap", context: { stage: "build" } }],
  });
});

test("arguments take the defaults of the file, one level deep", () => {
  const found = scan([
    "Bootstrap: docker",
    "From: {{ NAME }}:{{VERSION}}",
    "%arguments",
    "  NAME=quay.io/{{ PATH }}",
    "  PATH=a/b",
    "  # VERSION=1",
    "  VERSION=22.04",
    "%post",
    "  VERSION=3",
  ]);
  expect(rows(found)).toEqual(["7:11 22.04 → quay.io/a/b:22.04 (default)"]);
  expect(found.pulls[0]?.references.map(({ line, text, kind }) => [line, text, kind])).toEqual([
    [7, "22.04", "arg"],
    [2, "{{ NAME }}:{{VERSION}}", "bootstrap"],
    [4, "quay.io/{{ PATH }}", "arg"],
    [5, "a/b", "arg"],
  ]);
  expect(rows(scan(["Bootstrap: docker", "From: {{ NAME }}:1"]))).toEqual([
    "2:7 {{ NAME }}:1 → environment (unresolved)",
  ]);
  // Apptainer looks one level deep, and leaves what is deeper as it is.
  for (const defaults of ["NAME={{ A }}\nA={{ B }}\nB=x", "NAME={{ A }}"]) {
    expect(rows(scan(["Bootstrap: docker", "From: {{ NAME }}:1", "%arguments", defaults]))).toEqual([
      "2:7 {{ NAME }}:1 → environment (unresolved)",
    ]);
  }
  expect(rows(scan(["Bootstrap: docker", "From: {{ a.b }}:1"]))).toEqual(["2:7 {{ a.b }}:1 → template (unresolved)"]);
});

test("a line that goes on keeps its place in the file", () => {
  const found = scan(["bootstrap: docker", "FROM: alp\\", "  ine:3.20"]);
  expect(found.pulls[0]?.image).toBe("alpine:3.20");
  expect(found.references[0]).toMatchObject({ line: 2, column: 7, endLine: 3, endColumn: 11 });
});

test("what fetches an image, and what does not", () => {
  const from = (agent: string, name: string) =>
    scan([`Bootstrap: ${agent}`, `From: ${name}`]).pulls.map(({ image }) => image);
  expect(from("oras", "ghcr.io/org/tool:1.0")).toEqual(["oras://ghcr.io/org/tool:1.0"]);
  expect(from("library", "sylabs/tests/x:1")).toEqual(["library://sylabs/tests/x:1"]);
  expect(from("shub", "user/repo:tag")).toEqual(["shub://user/repo:tag"]);
  for (const agent of ["localimage", "docker-daemon", "docker-archive", "oci", "oci-archive", "scratch", "Docker"]) {
    expect(from(agent, "some/thing:1")).toEqual([]);
  }
  expect(scan(["Bootstrap: yum", "OSVersion: 9", "MirrorURL: http://x/"]).pulls).toEqual([]);
});

test("an image of a registry has a canonical name, one of a library has none", () => {
  expect(scan(["Bootstrap: oras", "From: ghcr.io/org/tool:1.0"]).pulls[0]?.canonical).toBe("ghcr.io/org/tool:1.0");
  expect(scan(["Bootstrap: library", "From: sylabs/tests/x:1"]).pulls[0]).not.toHaveProperty("canonical");
});

test("a From before Bootstrap is lost, which a person should know", () => {
  const found = scan(["From: alpine:3", "Bootstrap: docker"]);
  expect(rows(found)).toEqual(["1:7 alpine:3 → alpine:3"]);
  expect(found.problems).toMatchObject([{ line: 1, message: expect.stringContaining("Bootstrap") }]);
});

test("a bootstrap line in the text of a section begins a stage for Apptainer", () => {
  const found = scan(["Bootstrap: docker", "From: a:1", "%post", "cat > x <<EOF", "bootstrap: docker", "EOF"]);
  expect(rows(found)).toEqual(["2:7 a:1 → a:1"]);
  expect(found.problems).toMatchObject([{ line: 5, column: 1 }]);
});

test("the name of the file tells the engine", () => {
  expect(scan(["Bootstrap: docker", "From: a:1"], "tools/Singularity.v1").pulls[0]?.engine).toBe("singularity");
  expect(scan(["Bootstrap: docker", "From: a:1"], "Apptainer").pulls[0]?.engine).toBe("apptainer");
});

test("other files that are called .def", () => {
  expect(looksLikeDefinition("LIBRARY x\nEXPORTS\n  f @1\n")).toBe(false);
  expect(looksLikeDefinition("# comment\nBootStrap : docker\n")).toBe(true);
});
