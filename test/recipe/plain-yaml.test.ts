/** What the quick reader takes is what the YAML library reads; what it does not take is left to that. */
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { parseDocument } from "yaml";
import { readPlainYaml } from "../../src/recipe/plain-yaml.ts";
import type { YamlValue } from "../../src/recipe/yaml-value.ts";

/** As plain data, texts only. */
function dataOf(value: YamlValue): unknown {
  if (value.kind === "scalar") return value.text;
  if (value.kind === "list") return value.items.map(dataOf);
  return Object.fromEntries(value.entries.map(([key, inner]) => [key.text, dataOf(inner)]));
}

/** Every scalar is a text; undefined: it is no YAML. */
function theirs(text: string): unknown {
  const document = parseDocument(text, { schema: "failsafe", logLevel: "silent" });
  return document.errors.length > 0 ? undefined : (document.toJS() as unknown);
}

const ours = (text: string): unknown => {
  const read = readPlainYaml(text);
  return read === undefined ? undefined : dataOf(read);
};

const NF_CORE = `---
# yaml-language-server: $schema=https://example.com/environment-schema.json
channels:
  - conda-forge
  - bioconda

dependencies:
  - "bioconda::samtools=1.17"
  - bioconda::htslib=1.17 # comment
  - 'python>=3.10,<3.12'
  - pip
  - pip:
      - numpy==1.26.4
      - "pandas"
  - bioconda::multiqc=1.35=pyhdfd78af_1
`;

test.for([
  NF_CORE,
  "name: tool\nchannels:\n- conda-forge\ndependencies:\n- a=1.*\n",
  "dependencies:\n- pip:\n  - a\n- b\n",
  "a: b # c\n",
  "channels:\n    - a\n    # between\n\n    - b",
])("%j", (text) => {
  expect(ours(text)).toEqual(theirs(text));
  expect(ours(text)).toBeDefined();
});

test.for([
  "",
  "- a\n",
  "channels:\n",
  "channels:\ndependencies:\n- a\n",
  "channels: [a, b]\n",
  "a: 1\n",
  "- 1.0\n",
  "a:\n- 1.0\n",
  "a:\n- yes\n",
  "a:\n- b: c\n",
  "a:\n- b\n  c\n",
  "a:\n- b\n - c\n",
  "a:\n- b\n  - c\n",
  "a:\n- pip:\n- b\n",
  "a:\n- pip:\n - b\n",
  "a:\n- pip:\n  - b\n   - c\n",
  "a:\n- pip:\n  - b\n- pip:\n  - c\n",
  "a:\n- pip:\n  - b\n- c\n  - d\n",
  "a:\n- pip:\n",
  "a:\r\n- b\r\n",
  "a: b\na: c\n",
  "a: b\n- c\n",
  "a:\n- b\n---\nc: d\n",
  "a:\n- &x b\n",
  "a:\n- !!str b\n",
  'a:\n- "b\\x41"\n',
  "a:\n- b:\n",
  "a:\n\t- b\n",
  "true:\n- b\n",
  " a:\n- b\n",
  "a:\n- ''''\n",
])("%j is left to the library", (text) => {
  expect(readPlainYaml(text)).toBeUndefined();
});

const PIECES =
  "channels:|dependencies:|pip:|a:|x|...|---|-||name: a|a: b|# c|- a|- a|- b=1|- pip:|- 'c d'|- \"e\"|- 1|- a # b"
    .concat("|- a#b|- a:|- a: b|- *a|- ''|- - a|- a::b=1.*|- ~|- a:b")
    .split("|");

test("whatever is put together, it is read as the library reads it or not at all", () => {
  const line = fc
    .tuple(fc.constantFrom("", "", "  ", "    ", "   ", "      "), fc.constantFrom(...PIECES))
    .map(([indent, text]) => indent + text);
  const texts = fc
    .sample(fc.array(line, { minLength: 1, maxLength: 7 }), 20_000)
    .map((lines) => `channels:\n${lines.join("\n")}\n`);
  const read = texts.flatMap((text) => (ours(text) === undefined ? [] : [{ text, is: ours(text) }]));
  expect(read.length).toBeGreaterThan(500);
  expect(read).toEqual(read.map(({ text }) => ({ text, is: theirs(text) })));
});
