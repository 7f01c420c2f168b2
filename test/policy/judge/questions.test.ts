/** The joint between rules and registries: what a rule asks becomes a request, and what is answered becomes known. */
import { describe, expect, test } from "vitest";
import type { Inspection, Pull } from "../../../src/model.ts";
import { indexInspections, knowledgeOf } from "../../../src/policy/judge/facts.ts";
import { isAnswered } from "../../../src/policy/judge/questions.ts";
import { requestsOf } from "../../../src/policy/judge/requests.ts";
import { wantedImage } from "../../../src/policy/judge/subjects.ts";
import { imageRule, type Rule } from "../../../src/policy/rules/rule.ts";
import { containerOf, type Question, type Subject } from "../../../src/policy/rules/subject.ts";
import { container, digest, failed, inspection, now, pull, unresolvedPull } from "../make.ts";

const TOOL = "quay.io/acme/tool:1.0";
const ARM = "linux/arm64";
const run = { platform: null, now };

/** A rule that nobody has heard of. */
function ruleThatAsks(...questions: readonly Question[]): Rule {
  return imageRule({
    id: "made-up",
    summary: "Nothing",
    severity: "error",
    options: {},
    text: { why: "", policy: "", bad: [], good: [] },
    asks: () => questions,
    check: () => [],
  });
}

const asking = (...questions: readonly Question[]) => ({ rule: ruleThatAsks(...questions), options: {} });

function requests(one: Pull, ...active: readonly ReturnType<typeof asking>[]): string[] {
  return requestsOf([{ image: wantedImage(one, run), active }]).map(({ platform, need }) => `${platform} ${need}`);
}

function subjectOf(one: Pull, inspections: readonly Inspection[], questions: readonly Question[] = []): Subject {
  const image = wantedImage(one, run);
  return {
    ...image,
    ...knowledgeOf(image, questions, indexInspections(inspections)),
    samePlace: [one],
    at: () => [one],
    ofProcess: [one],
    declared: [],
    recipe: () => undefined,
  };
}

describe("a rule that no other file knows", () => {
  test.each(["existence", "platforms", "config"] as const)("has its request for %s", (need) => {
    expect(requests(pull(TOOL), asking({ platform: null, need }))).toEqual([`null ${need}`]);
    expect(requests(pull(TOOL), asking({ platform: ARM, need }))).toEqual([`${ARM} ${need}`]);
  });

  test("has a request for each platform that it asks about", () => {
    const questions = ["linux/amd64", ARM].map((platform) => ({ platform, need: "config" }) as const);
    expect(requests(pull(TOOL), asking(...questions))).toEqual(["linux/amd64 config", `${ARM} config`]);
  });

  test("may ask about another image, which has requests of its own", () => {
    const of = "quay.io/acme/base:1";
    const one = {
      image: wantedImage(pull(TOOL), run),
      active: [asking({ of, platform: ARM, need: "config" }, { platform: null, need: "existence" })],
    };
    expect(requestsOf([one, one])).toEqual([
      { image: of, platform: ARM, need: "config" },
      { image: TOOL, platform: null, need: "existence" },
    ]);
    const sif = wantedImage(pull(`oras://${TOOL}`), run);
    expect(requestsOf([{ image: sif, active: [asking({ of, platform: ARM, need: "config" })] }])).toEqual([
      { image: of, platform: ARM, need: "config" },
    ]);
  });

  test("says which digests a tag is written with, all of them, unless more is asked that shows the index", () => {
    const of = "quay.io/acme/base:1";
    const active = (expects: string) => ({
      image: wantedImage(pull(TOOL), run),
      active: [asking({ of, platform: null, need: "existence", expects }, { of, platform: ARM, need: "config" })],
    });
    const whole = { image: wantedImage(pull(of), run), active: [asking({ platform: null, need: "platforms" })] };
    const bare = { image: wantedImage(pull(of), run), active: [asking({ platform: null, need: "existence" })] };
    const config = { image: of, platform: ARM, need: "config" };
    const expecting = { image: of, platform: null, need: "existence", expects: ["sha256:a", "sha256:b"] };
    const many = [active("sha256:a"), active("sha256:b"), active("sha256:a"), bare];
    expect(requestsOf(many)).toEqual([config, expecting]);
    expect(requestsOf([bare, ...many])).toEqual([expecting, config]);
    const platforms = { image: of, platform: null, need: "platforms" };
    expect(requestsOf([...many, whole])).toEqual([config, platforms]);
    expect(requestsOf([whole, ...many])).toEqual([platforms, config]);
  });

  test("may look for what is kept beside the image, in the request that there is for the platform", () => {
    const lookFor = ["signature"] as const;
    const active = asking(
      { platform: ARM, need: "existence", lookFor },
      { platform: ARM, need: "config" },
      { platform: null, need: "existence" },
    );
    const other = asking({ platform: ARM, need: "existence", lookFor: ["provenance"] });
    const both = ["provenance", "signature"];
    const of = (one: Pull, ...rules: readonly ReturnType<typeof asking>[]) => ({
      image: wantedImage(one, run),
      active: rules,
    });
    expect(requestsOf([of(pull(TOOL), active, other)])).toEqual([
      { image: TOOL, platform: ARM, need: "config", lookFor: both },
    ]);
    const config = { image: TOOL, platform: ARM, need: "config", lookFor: both };
    expect(requestsOf([of(pull(TOOL), other), of(pull(TOOL), active)])).toEqual([config]);
    expect(requestsOf([of(pull(TOOL), active), of(pull(TOOL), other)])).toEqual([config]);
    expect(requestsOf([of(pull(TOOL), other), of(pull(TOOL), other)])).toEqual([
      { ...config, need: "existence", lookFor: ["provenance"] },
    ]);
    const platforms = asking({ platform: null, need: "platforms" });
    expect(requestsOf([of(pull(`oras://${TOOL}`), platforms, other)])).toEqual([
      { image: TOOL, platform: null, need: "platforms", lookFor: ["provenance"] },
    ]);
  });

  test("has none where it asks nothing, or where there is no registry to ask", () => {
    expect(requests(pull(TOOL), asking())).toEqual([]);
    const question = { platform: null, need: "config" } as const;
    expect(requests(pull("/opt/tool.sif"), asking(question))).toEqual([]);
    expect(requests(unresolvedPull("${params.x}"), asking(question))).toEqual([]);
  });
});

describe("questions of several rules", () => {
  test.each<[string, Question[], string[]]>([
    [
      "one platform once, with the deeper need",
      [
        { platform: ARM, need: "platforms" },
        { platform: ARM, need: "config" },
      ],
      [`${ARM} config`],
    ],
    [
      "two platforms apart",
      [
        { platform: null, need: "platforms" },
        { platform: ARM, need: "config" },
      ],
      [`${ARM} config`, "null platforms"],
    ],
    [
      "whether it exists, by any other answer",
      [
        { platform: ARM, need: "existence" },
        { platform: null, need: "platforms" },
      ],
      ["null platforms"],
    ],
    [
      "whether it exists, once",
      [
        { platform: null, need: "existence" },
        { platform: ARM, need: "existence" },
      ],
      ["null existence"],
    ],
  ])("ask for %s, whatever the order", (_, questions, expected) => {
    expect(requests(pull(TOOL), ...questions.map((question) => asking(question)))).toEqual(expected);
    const backwards = questions.toReversed().map((question) => asking(question));
    expect(requests(pull(TOOL), ...backwards)).toHaveLength(expected.length);
  });
});

describe("what is known of an image", () => {
  const question = { platform: "linux/amd64", need: "config" } as const;

  test.each<[string, Pull, Question[], string]>([
    ["its name cannot be known", unresolvedPull("${params.x}"), [question], "unresolved"],
    ["it is a file", pull("/opt/tool.sif"), [question], "not-here"],
    ["it is a file of the repository that cannot be read", pull("/x/a.sif", { file: "a.sif" }), [question], "not-here"],
    ["it is of a service that is not asked", pull("library://a/b/c:1"), [question], "no-inspector"],
    ["it is a download by a protocol that is not spoken", pull("ftp://a.b/c.sif"), [question], "no-inspector"],
    ["it is no name at all", pull("a b"), [question], "invalid-name"],
    ["nobody was asked of a download", pull("https://a.b/c.sif"), [question], "inspector-none"],
    ["a download is judged by its name", pull("https://a.b/c.sif"), [], "no-rule-asks"],
    ["its name is enough", pull(TOOL), [], "no-rule-asks"],
    ["nobody was asked", pull(TOOL), [question], "inspector-none"],
  ])("is nothing, with the reason, where %s", (_, one, questions, reason) => {
    expect(subjectOf(one, [], questions).known).toEqual({ state: "not-asked", reason });
  });

  test("is kept for each platform that was asked for", () => {
    const arm = container({ user: "arm" });
    const subject = subjectOf(
      pull(TOOL),
      [
        inspection(TOOL, { platforms: ["linux/amd64", "linux/arm64"], answer: { index: {} } }),
        inspection(TOOL, { platform: "linux/amd64", answer: container({ user: "amd" }) }),
        inspection(TOOL, { platform: ARM, answer: arm }),
        failed(TOOL, "platform-missing", "no", "linux/s390x"),
      ],
      [
        { platform: ARM, need: "config" },
        { platform: "linux/s390x", need: "config" },
      ],
    );
    expect(subject.known).toMatchObject({ state: "asked", facts: { exists: true, digest } });
    expect(containerOf(subject)?.config.config.user).toBe("amd");
    expect(containerOf(subject, ARM)).toEqual(arm.container);
    expect(containerOf(subject, "linux/s390x")).toBeUndefined();
    const answered = (platform: string | null, need: Question["need"]): boolean =>
      isAnswered({ platform, need }, subject);
    expect(answered(ARM, "config")).toBe(true);
    expect(answered("linux/s390x", "config")).toBe(false);
    expect(answered("linux/s390x", "platforms")).toBe(true);
    expect(answered("linux/ppc64le", "config")).toBe(false);
  });

  test("of an image without an index is the same for each platform", () => {
    const whole = inspection(TOOL, { platforms: ["linux/amd64"], answer: container({ user: "one" }) });
    expect(containerOf(subjectOf(pull(TOOL), [whole]), ARM)?.config.config.user).toBe("one");
  });

  test("says of an image that cannot be read what was asked only where that is an answer", () => {
    const subject = subjectOf(pull(TOOL), [failed(TOOL, "unsupported", "schema 1", "linux/amd64")]);
    expect(isAnswered(question, subject)).toBe(false);
    expect(isAnswered({ ...question, orUnsupported: true }, subject)).toBe(true);
  });
});
