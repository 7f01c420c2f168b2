import { describe, expect, test } from "vitest";
import { freshState } from "../../scripts/template-states.ts";
import { absorb, digest } from "../../src/recipe/sip-hash.ts";
import { templatesOf } from "../../src/recipe/templates.ts";
import { findRequest, waveId } from "../../src/recipe/wave-id.ts";
import { vectors } from "./vectors.ts";

const repository = "community.wave.seqera.io/library";
const engineOf = (name: string) => (name.startsWith("oras://") ? "singularity" : "docker");

describe("SipHash-2-4", () => {
  test.each([
    // RegHelperTest of Wave: `sipHash('a')` and `sipHash([foo: 'one', bar: 'two'])`.
    ["a list", "a\u001c\u001e", "bcf5c2d233d23f0f"],
    ["a map", "foo\u001cone\u001ebar\u001ctwo\u001e", "28e758ec870964c8"],
    // vectors_sip64 of the reference implementation: no bytes, then 2, 4, 6, 8 and 16 of 00 01 02 …
    ["nothing", "", "310e0edd47db6f72"],
    ["one word", "\u0100", "5a4fa9d909806c0d"],
    ["two words", "\u0100\u0302", "b7877127e09427cf"],
    ["three words", "\u0100\u0302\u0504", "cee3fe586e46c9cb"],
    ["a whole block", "\u0100\u0302\u0504\u0706", "6224939a79f5f593"],
    ["two blocks", "\u0100\u0302\u0504\u0706\u0908\u0b0a\u0d0c\u0f0e", "db9bc2577fcc2a3f"],
  ])("of %s is that of the reference", (_, text, hash) => {
    expect(digest(absorb(freshState, text))).toBe(hash);
  });

  test("goes on from any place, with lone surrogates too", () => {
    const text = "channels:\n- conda-forge\n\ud800 \udfff 🧬 ÿ";
    const whole = digest(absorb(freshState, text));
    for (let cut = 0; cut <= text.length; cut++)
      expect(digest(absorb(absorb(freshState, text.slice(0, cut)), text.slice(cut)))).toBe(whole);
  });
});

describe("the id of a build", () => {
  test.each(vectors)("is that of $name", ({ condaFile, platform, template, commit, name }) => {
    const found = findRequest(name.slice(-16), condaFile, { engine: engineOf(name), repositories: [repository] });
    expect(found).toMatchObject({ platform, repository, template: { name: template } });
    expect(found?.template.sources.join()).toContain(commit);
    expect(found && waveId(condaFile, found)).toBe(name.slice(-16));
  });

  test("of a long environment is found again and again, and that of no other one", () => {
    const long = `dependencies:\n${Array.from({ length: 400 }, (_, at) => `- package-${at}=1.0\n`).join("")}`;
    const [template] = templatesOf("docker");
    const id = waveId(long, { template: template!, platform: "linux/arm64", repository });
    const range = { engine: "docker", repositories: [repository] } as const;
    for (const _ of [1, 2])
      expect(findRequest(id, long, range)).toEqual({ template, platform: "linux/arm64", repository });
    expect(findRequest(id, `${long}- one-more=1.0\n`, range)).toBeUndefined();
  });

  test("there are all 43 of them", () => {
    expect(vectors).toHaveLength(43);
  });

  test("belongs to one text of one template", () => {
    const states = (["docker", "singularity"] as const).flatMap(templatesOf);
    expect(states).toHaveLength(52);
    expect(new Set(states.map(({ state }) => digest(state))).size).toBe(52);
    expect(states.flatMap(({ sources }) => sources)).toHaveLength(61);
  });
});
