/** What packages ask for as conda's MatchSpec and pip's requirement specifiers (PEP 440, PEP 508) read them, and what refutes an image then. */
import { createHash } from "node:crypto";
import { describe, expect, test } from "vitest";
import { type Environment, readEnvironment } from "../../src/recipe/environment.ts";
import { askedOf } from "../../src/recipe/match-spec.ts";
import { proveRecipe } from "../../src/recipe/prove.ts";

function environment(...lines: readonly string[]): Environment {
  const read = readEnvironment(`channels:\n- bioconda\ndependencies:\n${lines.map((line) => `${line}\n`).join("")}`);
  if ("problem" in read) throw new Error(read.problem);
  return read;
}

const conda = (spec: string) => environment(`- '${spec}'`);
const pip = (spec: string) => environment("- pip", "- pip:", `  - '${spec}'`);
const sha1 = (...words: readonly string[]) => createHash("sha1").update(words.join("\n")).digest("hex");
const verdict = (image: string, ...specs: readonly string[]) =>
  proveRecipe(image, environment(...specs.map((spec) => `- '${spec}'`))).verdict;
const bio = (tag: string): string => `quay.io/biocontainers/samtools:${tag}`;

test.for([
  ["samtools", "samtools", undefined, ["1.21", "0.1.19"], []],
  ["samtools=1.21", "samtools", "1.21", ["1.21", "1.21.1", "1.21beta", "1.21.0"], ["1.211", "1.2", "1.20"]],
  ["samtools==1.21", "samtools", "1.21", ["1.21", "1.21.0"], ["1.21.1", "1.20"]],
  ["samtools 1.21", "samtools", "1.21", ["1.21"], ["1.21.1", "1.2"]],
  ["samtools 1.21 h50ea8bc_0", "samtools", "1.21", ["1.21"], ["1.20"]],
  ["samtools=1.21=h50*", "samtools", "1.21", ["1.21"], ["1.20"]],
  ["samtools==1.21=h50ea8bc_0", "samtools", "1.21", ["1.21"], ["1.20"]],
  ["conda-forge/linux-64::SAMtools=1.21", "samtools", "1.21", ["1.21"], ["1.20"]],
  ["samtools=1.*", "samtools", undefined, ["1.21"], ["2.0"]],
  ["samtools=1.2*", "samtools", undefined, ["1.21"], ["1.3"]],
  ["samtools=*", "samtools", undefined, ["1.21"], []],
  ["samtools=1.*.2", "samtools", undefined, ["1.21"], []],
  ["samtools>=1.17", "samtools", undefined, ["1.21", "1.0"], []],
  ["samtools >=1.17,<2", "samtools", undefined, ["1.21"], []],
  ["samtools!=1.20", "samtools", undefined, ["1.21"], []],
  ["samtools~=1.20", "samtools", undefined, ["1.21"], []],
  ["samtools=1.20|1.21", "samtools", undefined, ["1.21"], []],
  ["bioconda::samtools[version=1.21]", "samtools", undefined, ["1.21"], []],
  ["samtools=1!2.0+c", "samtools", "1!2.0+c", ["1_2.0_c", "12.0c"], ["2.0"]],
  ["https://conda.anaconda.org/bioconda/linux-64/samtools-1.21-h50ea8bc_0.conda", undefined, undefined, ["1.2"], []],
  ["./samtools.conda", undefined, undefined, ["1.2"], []],
] as const)("conda: %s", ([spec, name, version, allowed, refused]) => {
  const [asked] = conda(spec).packages.map(askedOf);
  expect([asked?.name, asked?.version]).toEqual([name, version]);
  expect(allowed.filter((one) => asked?.allows(one) !== true)).toEqual([]);
  expect(refused.filter((one) => asked?.allows(one) !== false)).toEqual([]);
});

test.for([
  ["Foo_Bar==1.21", "foo-bar", "1.21", ["1.21", "1.21.0"], ["1.21.1", "1.2"]],
  ["foo===1.21", "foo", "1.21", ["1.21"], ["1.20"]],
  ["foo==1.*", "foo", undefined, ["1.21"], ["2.0"]],
  ["foo[all]==1.21", "foo", undefined, ["1.21"], []],
  ["foo>=1.20", "foo", undefined, ["1.21"], []],
  ["foo ; python_version < 3", "foo", undefined, ["1.21"], []],
  ["foo @ https://example.org/foo.whl", "foo", undefined, ["1.21"], []],
  ["git+https://github.com/a/foo@main", undefined, undefined, ["1.21"], []],
  ["-r requirements.txt", undefined, undefined, ["1.21"], []],
] as const)("pip: %s", ([spec, name, version, allowed, refused]) => {
  const asked = pip(spec).packages.map(askedOf).at(-1);
  expect([asked?.name, asked?.version]).toEqual([name, version]);
  expect(allowed.filter((one) => asked?.allows(one) !== true)).toEqual([]);
  expect(refused.filter((one) => asked?.allows(one) !== false)).toEqual([]);
});

describe("an image of BioContainers", () => {
  test.for([
    ["samtools>=1.17", "1.21--h50ea8bc_0", "unknown", "no one version"],
    ["samtools=1", "1.21--h50ea8bc_0", "unknown", " allows"],
    ["samtools 1.21", "1.21--h50ea8bc_0", "unknown", "name and version agree"],
    ["samtools 1.20", "1.21--h50ea8bc_0", "version-differs", "the name says 1.21"],
    ["samtools=1.21", "latest", "unknown", "no version"],
    ["samtools=1.9", "v1.9-4-deb_cv1", "unknown", "no version"],
    ["samtools=1.21.1", "1.21", "unknown", "no more than 1.21"],
    ["https://example.org/samtools-1.21-0.conda", "1.21--h50ea8bc_0", "unknown", "not all packages"],
    ["bwa=0.7", "1.21--h50ea8bc_0", "not-from-environment", "does not have"],
  ] as const)("%s, %s", ([spec, tag, expected, detail]) => {
    expect(proveRecipe(bio(tag), conda(spec))).toMatchObject({
      verdict: expected,
      detail: expect.stringContaining(detail),
    });
  });

  test("beside an environment of which no package is known", () => {
    for (const lines of [
      ["- samtools=1.21", "- 5"],
      ["- samtools=1.21", "- pip:"],
    ])
      expect(proveRecipe(bio("1.21--0"), environment(...lines)).verdict).toBe("unknown");
  });

  test("of several packages: a hash is held against versions only where both have them", () => {
    const name = `quay.io/biocontainers/mulled-v2-${sha1("bwa", "samtools")}`;
    const both = `${name}:${sha1("0.7.17", "1.21")}-0`;
    expect(verdict(both, "samtools 1.21", "bwa==0.7.17")).toBe("recomputed-with");
    expect(verdict(both, "samtools=1.20", "bwa=0.7.17")).toBe("version-differs");
    expect(verdict(both, "samtools>=1.17", "bwa=0.7.17")).toBe("unknown");
    expect(verdict(both, "samtools", "bwa")).toBe("unknown");
    expect(verdict(`${name}:0`, "samtools=1.21", "bwa=0.7.17")).toBe("unknown");
    expect(verdict(`${name}:0`, "samtools", "bwa")).toBe("recomputed-with");
  });
});

test.for([
  ["samtools 1.21", "samtools:1.21--8c61296cae7a5fc0", "unknown"],
  ["samtools 1.20", "samtools:1.21--8c61296cae7a5fc0", "version-differs"],
  ["samtools>=1.17", "samtools:1.21--8c61296cae7a5fc0", "unknown"],
  ["samtools=1.17", "samtools:1.21--8c61296cae7a5fc0", "version-differs"],
  ["https://example.org/bwa-0.7-0.conda", "samtools:1.21--8c61296cae7a5fc0", "unknown"],
] as const)("an image of Wave's: %s, %s", ([spec, image, expected]) => {
  const own = spec.startsWith("https:") ? environment("- bwa", `- ${spec}`) : conda(spec);
  expect(proveRecipe(`community.wave.seqera.io/library/${image}`, own).verdict).toBe(expected);
});

test("16 hexadecimal digits in a repository of anybody's are no version that is missing", () => {
  expect(proveRecipe("quay.io/acme/samtools:0123456789abcdef", conda("samtools=1.21")).verdict).toBe("unknown");
});
