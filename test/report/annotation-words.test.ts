/** What annotations explain, of findings as rules make them. */
import { describe, expect, test } from "vitest";
import type { Fix, Location } from "../../src/model.ts";
import { explanationOf } from "../../src/report/annotation-words.ts";
import { digest, finding, pull, withoutHelp } from "../policy/make.ts";

const name = "quay.io/acme/tool:1.0";
const place: Location = { file: "modules/a/main.nf", line: 6, column: 15, endLine: 6, endColumn: 36 };
const at = (line: number): Location => ({ ...place, line, endLine: line });
const fix = (differing: Partial<Fix> = {}): Fix => ({
  title: "Pin it to the digest that it means today.",
  edits: [{ location: place, replacement: `${name}@${digest}` }],
  safe: true,
  ...differing,
});
const PULLED = `Pulled as ${name} by docker for DEMO:A with -profile docker.`;

describe("who pulls it", () => {
  test("all runs that pull one name together", () => {
    const pulls = ["test", "test,docker", "docker", "conda"].flatMap((profile) =>
      ["A", "B", "C", "D", "E"].map((process) => pull(name, { process, scenario: { profiles: profile.split(",") } })),
    );
    expect(explanationOf(withoutHelp(finding({ pulls })))).toEqual([
      `Pulled as ${name} by docker for A, B, C and 2 more with -profile test or test,docker or docker and 1 more.`,
    ]);
  });

  test("several names, and no more than two of them", () => {
    const pulls = [1, 2, 3, 4].map((tag) => pull(`quay.io/acme/tool:${tag}`));
    const [said] = explanationOf(withoutHelp(finding({ pulls })));
    expect(said).toBe(
      "Pulled as quay.io/acme/tool:1 by docker for DEMO:A with -profile docker; as quay.io/acme/tool:2 by docker for DEMO:A with -profile docker; and as 2 more.",
    );
  });

  test("the line that rewrote it, after which engines and processes are told", () => {
    const location = { file: "nextflow.config", line: 12, column: 1, endLine: 12, endColumn: 2 };
    const rewritten = pull(name, {
      written: "acme/tool:1.0",
      rewrites: [{ by: "registry", setting: "docker.registry", location, to: name }],
    });
    expect(explanationOf(withoutHelp(finding({ pulls: [rewritten] })))).toEqual([
      `Written acme/tool:1.0: docker.registry (nextflow.config:12) makes it ${name}; for 1 process (DEMO:A), by docker.`,
      `Pulled as ${name} with -profile docker.`,
    ]);
  });

  test("a stage without a name of its own, and a name that nobody knows, are not named", () => {
    const build = { scenario: null, engine: null, stage: "stage-0", process: undefined } as const;
    const { process: _, ...staged } = pull(name, build as object);
    expect(explanationOf(withoutHelp(finding({ pulls: [staged] })))).toEqual([`Pulled as ${name}.`]);
    expect(explanationOf(withoutHelp(finding({ pulls: [pull(name, { image: null })] })))).toEqual([]);
    expect(explanationOf(withoutHelp(finding({ pulls: [] })))).toEqual([]);
  });
});

const told = (one: Fix, differing = {}): string =>
  explanationOf(withoutHelp(finding({ fixes: [one], ...differing })))[1] ?? "";

describe("the replacement", () => {
  test("with what it takes the place of", () => {
    expect(told(fix())).toBe(`Pin it to the digest that it means today: write ${name}@${digest} in place of ${name}.`);
  });

  test("is not told twice where the rule says it", () => {
    const help = `Write ${name}@${digest} to keep what the name means today.`;
    expect(explanationOf(finding({ help, fixes: [fix()] }))).toEqual([told(fix()), PULLED]);
    expect(explanationOf(finding({ help: "Do.", fixes: [fix()] }))).toEqual(["Do.", PULLED, told(fix())]);
  });

  test("elsewhere, of text that is no reference, of nothing, and of many places", () => {
    expect(told(fix({ edits: [{ location: at(9), replacement: "a\n  b" }] }))).toMatch(
      /today: write a b at modules\/a\/main\.nf:9\.$/,
    );
    expect(told(fix({ edits: [{ location: place, replacement: "" }] }))).toMatch(`: take ${name} out.`);
    expect(told(fix({ edits: [{ location: at(9), replacement: "" }] }))).toMatch(/: take the text out at .*:9\.$/);
    const [first, ...more] = [2, 3, 4, 5].map((line) => ({ location: at(line), replacement: `n${line}` }));
    expect(told(fix({ edits: [{ location: at(1), replacement: "n1" }, first!, ...more] }))).toMatch(
      /: write n1 at \S+:1; write n2 at \S+:2; write n3 at \S+:3; change 2 more places\.$/,
    );
  });

  test("that is not safe says so", () => {
    expect(told(fix({ safe: false }))).toMatch(/ Look at it before you take it: /);
  });
});
