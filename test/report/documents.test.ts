/** Markdown, HTML, JUnit and text: what text of others cannot do to them, and how large they get. */
import { createHash } from "node:crypto";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { html } from "../../src/report/html/index.ts";
import { imageRows } from "../../src/report/images.ts";
import { junit } from "../../src/report/junit.ts";
import { code, escapeMarkdown, prose } from "../../src/report/markdown.ts";
import { markdown, summary } from "../../src/report/summary.ts";
import { scanJson } from "../../src/report/json.ts";
import { scanText } from "../../src/report/scan-text.ts";
import { checkText } from "../../src/report/check-text.ts";
import { inspectText, verdictSentence } from "../../src/report/text.ts";
import {
  container,
  digest,
  failed,
  finding,
  inspection,
  pull,
  reportOf,
  scanOf,
  unresolvedPull,
  withoutHelp,
} from "../policy/make.ts";
import type { Disagreement, Pull, Reference } from "../../src/model.ts";
import { hostileText, reportWith } from "./hostile.ts";

/** What Markdown and HTML are made of, in order; entities and well-formed addresses left out. */
const skeleton = (text: string): string =>
  text.replaceAll(/&#?\w+;|href="[\w%.!~*'():/#-]*"/g, "").replaceAll(/[^`*_<>[\]|~#@!$\\\n]/g, "");
/** What GitHub would make a link, a mention or a picture of, in Markdown without code and tags. */
const linksIn = (text: string): string[] =>
  text
    .replaceAll(/&#(\d+);/g, (_, number) => String.fromCodePoint(Number(number)))
    .match(/@\w|#\d|\bGH-\d|:\/\/|www\.|:[\w+-]+:|(?<![0-9a-z])[0-9a-f]{7,40}(?![0-9a-z])/gi) ?? [];
/** Tags and comments in order, each with the names of its attributes. */
const tagsOf = (text: string): string[] =>
  [...text.matchAll(/<(!--|[!?/]?[A-Za-z][\w-]*)([^>]*)/g)].map(([, tag = "", rest = ""]) =>
    [tag, ...rest.replaceAll(/"[^"]*"/g, "").matchAll(/[^\s=/]+/g)].join(" "),
  );

/** A pull that is of no process and no engine. */
function outside(image: string, place: Partial<Reference>): Pull {
  const { process: _, ...rest } = pull(image, { source: "workflow", engine: null, scenario: null }, place);
  return rest;
}

/** A place within one line. */
const at = (line: number) => ({ file: "a.nf", line, column: 1, endLine: line, endColumn: 9 });

const benign = reportWith("plain");
const numbers = Array.from({ length: 10_000 }, (_, index) => index);
const pulls = numbers.map((number) =>
  pull(`quay.io/acme/tool:${number}`, {}, { file: `modules/${number}/main.nf`, line: number + 1 }),
);
const many = reportOf({
  findings: pulls.map((one, number) =>
    finding({
      message: `${one.image} is pinned by version only`,
      image: one.image,
      pulls: [one],
      location: { ...at(number + 1), file: `modules/${number}/main.nf` },
    }),
  ),
  inspections: pulls.map((one) => inspection(one.canonical ?? "", { platforms: ["linux/amd64"] })),
  counts: {
    errors: 10_000,
    warnings: 0,
    notices: 0,
    waived: 0,
    known: 0,
    undecided: 0,
    references: 10_000,
    images: 10_000,
    files: 10_000,
  },
  verdict: "fail",
});

describe("Markdown", () => {
  test("keeps its form whatever stands in it", () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        expect(skeleton(markdown(reportWith(text)))).toBe(skeleton(markdown(benign)));
      }),
    );
  });

  test("escapes to one line without anything that Markdown reads", () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        expect(escapeMarkdown(text).replaceAll(/&#\d+;/g, "")).not.toMatch(/[`*_<>[\]|~#@!$\\&\n\r]|:\/\//);
        expect(
          code(text)
            .slice(6, -7)
            .replaceAll(/&#\d+;/g, ""),
        ).not.toMatch(/[`*_<>[\]|~#@!$\\&\n\r]/);
      }),
    );
  });

  test("a name with a digest can be copied out of a sentence, and what is between backticks is code", () => {
    const name = `quay.io/acme/tool:1.0--abcdef1@sha256:${"0123456789abcdef".repeat(4)}`;
    expect(prose(`Write ${name} to keep it, or ask for \`content\`.`)).toBe(
      `Write ${code(name)} to keep it, or ask for ${code("content")}.`,
    );
    fc.assert(
      fc.property(hostileText, (text) => {
        for (const all of [text, `\`${text}\``, `${text}@sha256:${"a".repeat(64)}`]) {
          expect(linksIn(prose(all).replaceAll(/<code>.*?<\/code>/g, " "))).toEqual([]);
          expect(prose(all).replaceAll(/&#\d+;|<\/?code>/g, "")).not.toMatch(/[`*_<>[\]|~#@!$\\&\n\r]/);
        }
      }),
    );
    // It takes no longer the longer a word is.
    expect(prose("@".repeat(200_000)).length).toBeGreaterThan(0);
  });

  test("says nothing that GitHub would make a link of", () => {
    fc.assert(
      fc.property(hostileText, hostileText, (one, other) => {
        expect(linksIn(escapeMarkdown(`${one}${other}`))).toEqual([]);
      }),
    );
    const sha = "0123456789abcdef0123456789abcdef01234567";
    const texts = [
      "#1",
      "a/b#2",
      "GH-3",
      "@ann",
      "a@b.c",
      `a/b@${sha}`,
      sha,
      "0123456",
      "https://a.b",
      "www.a.b",
      ":+1:",
    ];
    for (const text of texts) {
      expect(linksIn(`see ${text}.`)).not.toEqual([]);
      expect(linksIn(escapeMarkdown(`see ${text}.`))).toEqual([]);
    }
    // Code has no such links, and there a name can be copied; an address of mail is none.
    for (const text of texts.filter((one) => one !== "a@b.c")) expect(code(text)).not.toContain("\u200B");
  });

  test("says nothing in code that cmark-gfm, which knows no tags of code, would make a link of", () => {
    // What it links is `www.` as it is written, and an address of mail, by entities or not: its autolink.c.
    expect(code("www.example.org/tool:1")).toBe("<code>&#119;ww.example.org/tool&#58;1</code>");
    expect(code("bob@example.org")).toBe("<code>bob&#64;\u200Bexample.org</code>");
    expect(code(`quay.io/acme/tool:1.0@${digest}`)).toBe(
      `<code>quay.io/acme/tool&#58;1.0&#64;sha256&#58;${"2f".repeat(32)}</code>`,
    );
  });

  test("stays within GitHub's size for ten thousand findings and says what is left out", () => {
    const text = summary(many);
    expect(Buffer.byteLength(text)).toBeLessThan(900 * 1024);
    expect(text).toMatch(
      /> Not shown for lack of room: [\d,]+ findings, [\d,]+ images\. A JSON, SARIF or HTML report would have all of them; this run writes none\.\n$/,
    );
    expect(summary(many, { elsewhere: { json: true, sarif: true } })).toMatch(
      / images\. All are in the JSON and SARIF reports\.\n$/,
    );
    expect(summary(many, { elsewhere: { json: true, sarif: true, html: true } })).toMatch(
      / images\. All are in the JSON, SARIF and HTML reports\.\n$/,
    );
    expect(summary(many, { elsewhere: { sarif: true } })).toMatch(/ images\. All are in the SARIF report\.\n$/);
    const comment = markdown(many);
    expect(comment.length).toBeLessThan(60_000);
    expect(comment).toMatch(/> Not shown for lack of room: [\d,]+ findings, [\d,]+ images\./);
  });

  test("keeps to its size even where every text is as long as can be", () => {
    const text = "|".repeat(100_000);
    for (const budget of [5_000, 20_000])
      expect(Buffer.byteLength(markdown(reportWith(text), { budget }))).toBeLessThanOrEqual(budget + 30_000);
    expect(Buffer.byteLength(summary(reportWith(text)))).toBeLessThan(1024 * 1024);
  });

  test("links rules and lines, and sets the image apart", () => {
    const text = markdown(
      reportOf({
        findings: [finding()],
        tool: { name: "wave-inspect", version: "1", url: "https://github.com/acme/action/blob/v1" },
      }),
    );
    expect(text).toContain("[pin](https://github.com/acme/action/blob/v1/docs/rules/pin.md)");
    expect(text).toContain(
      '<a href="https://github.com/acme/demo/blob/0a1b2c3d4e5f60718293a4b5c6d7e8f901234567/modules/a/main.nf#L6">',
    );
    expect(text).toContain("<code>quay.io/acme/tool&#58;1.0</code> is only pinned by version");
  });

  test("links to all lines of a place, and names a few of many", () => {
    const places = numbers
      .slice(0, 9)
      .map((number) => withoutHelp(finding({ location: { ...at(number + 1), endLine: number + 2 } })));
    const text = markdown(reportOf({ findings: places }));
    expect(text).toContain("a.nf#L1-L2");
    expect(text).toContain("<br>and 6 more |");
  });

  test("links to the server that it is given, and to none where the commit is unknown", () => {
    expect(markdown(reportOf({ findings: [finding()] }), { server: "https://ghe.example" })).toContain(
      '<a href="https://ghe.example/acme/demo/blob/',
    );
    const { commit: _, ...without } = reportOf({ findings: [finding()] });
    expect(markdown(without)).not.toContain("/blob/0");
  });

  test("shows every part that there is", () => {
    const image = "quay.io/acme/tool:1.0";
    const text = markdown(
      reportOf({
        findings: [
          finding(),
          finding({ undecided: true, rule: "inspectable" }),
          finding({ waived: { by: "policy", reason: "later", owner: "@acme/x" } }),
        ],
        scan: scanOf(
          [pull(image), pull(image, { engine: "podman" }), pull("quay.io/a/b:1", { written: "a/b:1" }, { line: 9 })],
          {
            problems: [{ file: "x.config", line: 3, column: 1, kind: "syntax", message: "a brace is missing" }],
          },
        ),
        inspections: [
          inspection(image, { answer: container({}, { layers: [2048] }), platforms: ["linux/amd64"] }),
          failed("quay.io/a/b:1", "timeout"),
        ],
        policy: null,
        inspector: "none",
      }),
    );
    for (const part of [
      "🔴&nbsp;error",
      "⚪&nbsp;undecided",
      "1 waived finding",
      "later",
      "no end",
      "2 images",
      "DEMO&#58;A (docker, podman)",
      "written <code>a/b&#58;1</code>",
      "2 KiB",
      "2026-10-01",
      "timeout",
      "the built-in policy",
      "judged by name only",
    ]) {
      expect(text).toContain(part);
    }
  });
});

describe("HTML", () => {
  test("has no tag but its own, whatever stands in it", () => {
    const expected = tagsOf(html(benign));
    fc.assert(
      fc.property(hostileText, (text) => {
        const page = html(reportWith(text));
        expect(tagsOf(page)).toEqual(expected);
      }),
    );
  });

  test("allows its own style and its own script by their hashes, and nothing else", () => {
    const page = html(many);
    const hashOf = (tag: string): string => {
      const [, content = ""] = new RegExp(`<${tag}>([^]*?)</${tag}>`).exec(page) ?? [];
      return createHash("sha256").update(content).digest("base64");
    };
    expect(page).toContain(
      `content="default-src 'none'; style-src 'sha256-${hashOf("style")}'; script-src 'sha256-${hashOf("script")}'; base-uri 'none'; form-action 'none'"`,
    );
    expect(page.match(/<script/g)).toHaveLength(1);
    expect(page).not.toMatch(/<link|<img|<iframe|style="|\son\w+="/);
  });

  test("leaves nothing out of ten thousand findings and images", () => {
    const page = html(many);
    expect(page.match(/<article/g)).toHaveLength(10_000);
    expect(page.match(/<tbody data-registry/g)).toHaveLength(10_000);
    expect(page.length).toBeLessThan(40_000_000);
  });

  test("shows every part that there is", () => {
    const image = "quay.io/acme/tool:1.0";
    const {
      repository: _,
      commit: __,
      ...nowhere
    } = reportOf({
      findings: [
        withoutHelp(finding({ evidence: {} })),
        finding({ waived: { by: "policy", reason: "later" } }),
        finding({ waived: { by: "inline", reason: "vendor" } }),
      ],
      scan: scanOf([
        ...numbers
          .slice(0, 7)
          .map((number) => pull(image, { process: `P${number}`, written: "tool:1.0" }, { line: number + 1 })),
        { ...outside("quay.io/a/b:1", { line: 20 }), stage: "build" },
        outside("quay.io/a/c:1", { line: 21, context: { service: "db" } }),
        outside("quay.io/a/d:1", { line: 22, context: {} }),
      ]),
      inspections: [
        inspection(image, { answer: container(), platforms: ["linux/amd64"] }),
        failed("quay.io/a/b:1", "timeout"),
      ],
      counts: {
        errors: 1,
        warnings: 0,
        notices: 0,
        waived: 2,
        known: 0,
        undecided: 0,
        references: 1,
        images: 1,
        files: 1,
      },
      policy: null,
    });
    const everywhere = numbers.slice(0, 14).map((line) => finding({ location: at(line + 1), message: "everywhere" }));
    const all = html(reportOf({ findings: everywhere }));
    expect(all).toContain("<details><summary>and 8 more</summary>");
    for (const { location } of everywhere) expect(all).toContain(`<code>a.nf:${location.line}</code>`);
    const page = html(nowhere);
    expect(page).not.toContain('href="https://github.com/acme/demo');
    for (const part of [
      "<b>1</b> error<",
      "Waived: later",
      "Ignored inline: vendor",
      "P2 (docker)",
      "and 1 more",
      "written tool:1.0",
      "<li>build</li>",
      "<li>db</li>",
      "<li>workflow</li>",
      "timeout",
      "1000 B",
      "2026-10-01",
      "built-in policy",
    ]) {
      expect(page).toContain(part);
    }
    expect(html(reportOf({ findings: [finding()] }), { server: "https://ghe.example" })).toContain(
      'href="https://ghe.example/acme/demo/blob/',
    );
  });

  test("says so where there is nothing to say", () => {
    expect(html(reportOf())).toContain("Nothing to say");
  });
});

describe("the list of images", () => {
  test("says when an image is not pulled, or only under conditions", () => {
    const rows = imageRows(
      reportOf({
        scan: scanOf([
          pull("a:1", { called: false }),
          pull("a:1", { called: false, engine: "podman" }),
          pull("b:1", { reachable: false }),
          pull("b:1"),
          pull("c:1", { confidence: "candidate", conditions: ["params.gpu", "params.fast"] }),
          pull("d:1", { confidence: "candidate" }),
          pull("e:1", { reachable: false }),
        ]),
      }),
    );
    expect(rows.map(({ users }) => users)).toEqual([
      ["DEMO:A (docker, podman; not run)"],
      ["DEMO:A (docker)"],
      ["DEMO:A (docker; if params.gpu and params.fast)"],
      ["DEMO:A (docker; if chosen at run time)"],
      ["DEMO:A (docker; not run)"],
    ]);
  });
});

/**
 * Elements and attributes of junit-10.xsd (Jenkins, xunit-plugin), with `file` and `line` of a case, which it does not know and
 * GitLab and others link; `xunit` of Jenkins refuses these, `junit` does not.
 */
const JUNIT: Readonly<Record<string, readonly string[]>> = {
  testsuites: ["name", "time", "tests", "failures", "errors"],
  testsuite: [
    "name",
    "tests",
    "failures",
    "errors",
    "group",
    "time",
    "skipped",
    "timestamp",
    "hostname",
    "id",
    "package",
    "file",
    "log",
    "url",
  ],
  properties: [],
  property: ["name", "value"],
  testcase: ["name", "time", "classname", "group", "file", "line"],
  failure: ["type", "message"],
  error: ["type", "message"],
  skipped: ["type", "message"],
  "system-out": [],
};

describe("JUnit", () => {
  test("has no element and no attribute but those of the schema", () => {
    const tags = tagsOf(junit(reportWith("x"))).filter((tag) => /^\w/.test(tag));
    expect(tags.length).toBeGreaterThan(5);
    const unknown = tags.filter((tag) => {
      const [element = "", ...attributes] = tag.split(" ");
      return !attributes.every((attribute) => JUNIT[element]?.includes(attribute) ?? false) || !(element in JUNIT);
    });
    expect(unknown).toEqual([]);
  });

  test("is well-formed XML whatever stands in it", () => {
    const expected = tagsOf(junit(benign));
    fc.assert(
      fc.property(hostileText, (text) => {
        const xml = junit(reportWith(text));
        expect(tagsOf(xml)).toEqual(expected);
        // oxlint-disable-next-line no-control-regex -- characters that XML 1.0 does not have
        expect(xml).not.toMatch(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/);
        expect(xml).not.toMatch(/&(?!(?:amp|lt|gt|quot|apos|#58|#91);)/);
        expect(xml.isWellFormed()).toBe(true);
      }),
    );
  });

  test("has a case for each image: failed, in error, skipped or passed", () => {
    const pulls = [1, 2, 3, 4, 5].map((line) => pull(`quay.io/acme/tool:${line}`, {}, at(line)));
    const about = (line: number) => ({ pulls: pulls.slice(line - 1, line), location: at(line) });
    const xml = junit(
      reportOf({
        scan: scanOf(pulls),
        findings: [
          finding({ ...about(1), message: "bad" }),
          finding({ ...about(2), undecided: true, rule: "inspectable", message: "unknown" }),
          finding({ ...about(3), waived: { by: "policy", reason: "later" } }),
          finding({ ...about(4), severity: "warning", message: "not nice" }),
          withoutHelp(finding({ pulls: [], location: at(6), rule: "waivers", message: "a waiver ended" })),
        ],
      }),
    );
    expect(xml).toContain('<testsuites name="wave-inspect" tests="6" failures="2" errors="1">');
    expect(xml).toContain('<testcase classname="a.nf" name="quay.io/acme/tool:1 (line 1)" file="a.nf" line="1">');
    expect(xml).toContain('<failure type="pin" message="bad">error pin: bad. Add a digest.</failure>');
    expect(xml).toContain('<error type="inspectable" message="unknown">');
    expect(xml).toContain('<skipped message="pin: later"/>');
    expect(xml).toContain("<system-out>warning pin: not nice. Add a digest.</system-out>");
    expect(xml).toContain('name="quay.io/acme/tool:5 (line 5)" file="a.nf" line="5"/>');
    expect(xml).toContain('name="waivers (line 6)" file="a.nf" line="6">');
    expect(xml).toContain(">error waivers: a waiver ended.</failure>");
  });
});

const topOf = (file: string) => ({ file, line: 1, column: 2, endLine: 1, endColumn: 3 });

describe("text", () => {
  test("is a line a finding, its help below, the verdict at the end", () => {
    const report = reportOf({
      findings: [
        finding(),
        finding({ severity: "warning", undecided: true, rule: "inspectable", message: "unknown" }),
        finding({ waived: { by: "policy", reason: "later", owner: "@x", expires: "2027-01-01" } }),
        finding({ waived: { by: "inline", reason: "vendor" } }),
      ],
      scan: scanOf([], {
        problems: [{ file: "x.config", line: 3, column: 1, kind: "syntax", message: "a brace is missing" }],
      }),
      counts: {
        errors: 1,
        warnings: 0,
        notices: 0,
        waived: 2,
        known: 0,
        undecided: 1,
        references: 1,
        images: 2,
        files: 1,
      },
      verdict: "fail",
    });
    const place = "modules/a/main.nf:6:15";
    expect(checkText(report).split("\n")).toEqual([
      "1 image: 1 answered; 1 file.",
      "",
      "error[pin]: quay.io/acme/tool:1.0 is only pinned by version",
      ` --> ${place}`,
      "  = pulled: quay.io/acme/tool:1.0, by docker, -profile docker, for DEMO:A",
      "  = help: Add a digest.",
      "",
      "undecided warning[inspectable]: unknown",
      ` --> ${place}`,
      "  = pulled: quay.io/acme/tool:1.0, by docker, -profile docker, for DEMO:A",
      "",
      `${place}: waived until 2027-01-01 pin: quay.io/acme/tool:1.0 is only pinned by version (later, @x)`,
      `${place}: ignored pin: quay.io/acme/tool:1.0 is only pinned by version (vendor)`,
      "",
      "By rule: pin 1 error, 2 waived; inspectable 1 undecided.",
      "",
      "Fail: 1 error, 1 undecided, 2 waived in 2 images, 1 reference, 1 file.",
      "",
    ]);
    expect(checkText(report, { detail: "quiet" }).split("\n")).toEqual([
      `${place}: error pin: quay.io/acme/tool:1.0 is only pinned by version`,
      `${place}: warning inspectable undecided: unknown`,
      "Fail: 1 error, 1 undecided, 2 waived in 2 images, 1 reference, 1 file.",
      "",
    ]);
    expect(checkText(report, { color: true })).toContain("\u001B[1;31merror\u001B[0m\u001B[1;31m[pin]\u001B[0m");
  });

  test("steers no terminal", () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        const report = reportWith(text);
        const output = checkText(report) + scanText(report.scan);
        expect(output.replaceAll("\n", "")).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}]/u);
        expect(checkText(report).split("\n")).toHaveLength(checkText(benign).split("\n").length);
      }),
    );
  });

  test("says in one sentence what came of it", () => {
    const counts = {
      errors: 0,
      warnings: 1,
      notices: 2,
      waived: 0,
      known: 0,
      undecided: 1,
      references: 1,
      images: 1,
      files: 1,
    };
    expect(verdictSentence(reportOf({ counts, verdict: "undecided" }))).toBe(
      "Undecided: 1 warning, 2 notices, 1 undecided in 1 image, 1 reference, 1 file.",
    );
    expect(checkText(reportOf())).toBe(
      "1 image: 1 answered; 1 file.\n\nPass: no findings in 1 image, 1 reference, 1 file.\n",
    );
    expect(checkText(reportOf({ findings: [withoutHelp(finding())] })).split("\n")).toHaveLength(8);
    expect(verdictSentence(reportOf())).toBe("Pass: no findings in 1 image, 1 reference, 1 file.");
    expect(verdictSentence(reportOf({ cancelled: "SIGTERM" }))).toMatch(
      /1 file\. The run was cancelled \(SIGTERM\) before it was done\.$/u,
    );
    expect(verdictSentence(many)).toBe("Fail: 10,000 errors in 10,000 images, 10,000 references, 10,000 files.");
  });

  test("lists what a scan found", () => {
    const scan = scanOf([
      pull("quay.io/acme/tool:1.0", { platform: "linux/arm64", confidence: "candidate", conditions: ["params.gpu"] }),
      pull(
        "alpine:3",
        { source: "dockerfile", engine: "buildkit", scenario: null, stage: "build", reachable: false },
        { file: "Dockerfile", line: 1, column: 6 },
      ),
      unresolvedPull("${params.x}"),
      { ...pull("x:1", { called: false, scenario: { profiles: [] } }), image: null },
      outside("y:1", {}),
    ]);
    expect(scanText(scan, { by: "process" }).split("\n")).toEqual([
      "modules/a/main.nf:6:15: quay.io/acme/tool:1.0 (DEMO:A; docker; linux/arm64; -profile docker; candidate; if params.gpu)",
      "Dockerfile:1:6: alpine:3 (DEMO:A; buildkit; not run)",
      "modules/a/main.nf:6:15: unresolved: params.image has no value (DEMO:A; docker; -profile docker; unresolved)",
      "modules/a/main.nf:6:15: unresolved: x:1 (DEMO:A; docker; not run)",
      "modules/a/main.nf:6:15: y:1",
      "3 images (1 of them not run): 5 pulls from 5 references in 2 files.",
      "",
    ]);
    expect(scanText(scan).split("\n")).toEqual([
      "modules/a/main.nf:6:15: quay.io/acme/tool:1.0 (DEMO:A; docker; linux/arm64; if params.gpu)",
      "Dockerfile:1:6: docker.io/library/alpine:3 (DEMO:A; build; buildkit; not run)",
      "modules/a/main.nf:6:15: unresolved: params.image has no value (DEMO:A; docker)",
      "modules/a/main.nf:6:15: unresolved: x:1 (DEMO:A; docker; not run)",
      "modules/a/main.nf:6:15: docker.io/library/y:1",
      "3 images (1 of them not run): 5 pulls from 5 references in 2 files.",
      "",
    ]);
  });

  test("lists an image once, however many processes, engines and places it has", () => {
    const image = "quay.io/acme/tool:1.0";
    const places = ["b.nf", "c.nf", "d.nf", "e.nf", "f.nf"].map((file) => pull(image, { process: file }, { file }));
    const others = [
      pull(`docker://${image}`, { process: "b.nf", confidence: "default", references: places[0]!.references }),
      ...["x", "y"].map((condition) =>
        pull("quay.io/acme/gpu:1.0", { confidence: "candidate", conditions: [condition] }, { line: 9 }),
      ),
    ];
    const problem = { line: 3, column: 1, kind: "remote-include", message: "x is not fetched." } as const;
    const problems = ["a.config", "b.config"].map((file) => ({ ...problem, file }));
    expect(scanText(scanOf([...places, ...others], { problems })).split("\n")).toEqual([
      `b.nf:6:15: ${image} (5 processes; docker, singularity; default) (also at c.nf:6, d.nf:6, e.nf:6 and 1 more place)`,
      "modules/a/main.nf:9:15: quay.io/acme/gpu:1.0 (DEMO:A; docker; candidate)",
      "a.config:3:1: problem: x is not fetched. (also at b.config:3)",
      "2 images: 8 pulls from 7 references in 6 files.",
      "",
    ]);
  });

  test("says the same word at several places in one line, and no advice twice", () => {
    const later = { by: "policy", reason: "later", location: topOf("policy.yml") } as const;
    const setting = { setting: "docker.registry", location: topOf("nextflow.config") } as const;
    const rewritten = pull("quay.io/o/x:1", {
      written: "o/x:1",
      rewrites: [{ by: "registry", ...setting, to: "quay.io/o/x:1" }],
    });
    const findings = [
      finding({ location: topOf("a.nf"), pulls: [rewritten] }),
      finding({ location: topOf("b.nf") }),
      finding({ location: topOf("c.nf"), image: "other", message: "other is bad" }),
      finding({ location: topOf("a.nf"), waived: later }),
      finding({ location: topOf("b.nf"), waived: later, message: "other is bad" }),
    ];
    const report = reportOf({ findings, verdict: "fail" });
    expect(checkText(report).split("\n").slice(2, 14)).toEqual([
      "error[pin]: quay.io/acme/tool:1.0 is only pinned by version",
      " --> a.nf:1:2",
      "  = rewritten: quay.io/o/x:1, by docker.registry (nextflow.config:1)",
      "  = pulled: quay.io/o/x:1, by docker, -profile docker, for DEMO:A",
      "  = also at: b.nf:1",
      "  = help: Add a digest.",
      "",
      "error[pin]: other is bad",
      " --> c.nf:1:2",
      "  = pulled: quay.io/acme/tool:1.0, by docker, -profile docker, for DEMO:A",
      "",
      "a.nf:1:2: waived pin: quay.io/acme/tool:1.0 is only pinned by version and 1 more (later)",
    ]);
    expect(checkText(report, { detail: "quiet" }).split("\n").slice(0, 2)).toEqual([
      "a.nf:1:2: error pin: quay.io/acme/tool:1.0 is only pinned by version (also at b.nf:1)",
      "c.nf:1:2: error pin: other is bad",
    ]);
    const each = checkText(report, { by: "process" }).split("\n");
    expect(each.filter((line) => /^(?: --> )?[abc]\.nf/.test(line))).toHaveLength(5);
  });

  test("names what no run looked at reaches, and the line that adds it", () => {
    const docker = pull("quay.io/acme/tool:1.0", { scenario: { profiles: ["docker"] } });
    const build = pull("alpine:3", { source: "dockerfile", scenario: null });
    const scan = scanOf([docker, build], {
      notLookedAt: [
        { what: "engine", name: "podman", profiles: ["podman"], images: 0 },
        { what: "engine", name: "shifter", profiles: ["hpc"], images: 23 },
        { what: "profile", name: "gpu", profiles: ["docker", "gpu"], images: 1 },
      ],
    });
    expect(scanText(scan).split("\n").at(-2)).toBe(
      "Not looked at: podman, shifter (23 images of its own), -profile gpu (1 image of its own). A policy adds them: " +
        "nextflow: { scenarios: [{ profiles: [docker] }, { profiles: [podman] }, { profiles: [hpc] }, { profiles: [docker, gpu] }] }",
    );
    expect(JSON.parse(scanJson(scan))).toMatchObject({ notLookedAt: scan.notLookedAt });
  });

  test("tells where Nextflow says something else, in which runs, and from where", () => {
    const theirs = { file: "config.json", line: 3, column: 9 };
    const place = { file: "main.nf", line: 2, column: 14, endLine: 2, endColumn: 19 };
    const runs = [{ profiles: [] }, { profiles: ["a", "b"] }, { profiles: ["c"], arguments: ["--gpu", "true"] }];
    const disagreements: Disagreement[] = [
      {
        about: "process",
        name: "FOO",
        ours: [
          { value: "x:1", scenarios: runs, places: [place, { ...place, line: 9 }] },
          { value: null, scenarios: [], places: [] },
        ],
        theirs: { ...theirs, value: "x:2" },
        why: "It was asked before the change.",
      },
      { about: "process", name: "BAR", ours: [], theirs: { ...theirs, value: null } },
      { about: "setting", name: "docker.registry", ours: [{ value: "q", scenarios: [], places: [] }], theirs },
    ];
    expect(scanText(scanOf([]), { disagreements }).split("\n").slice(1)).toEqual([
      "main.nf:2:14: compare: FOO: the scan says x:1 (main.nf:2:14; -profile a,b; -profile c --gpu true) or it is open, Nextflow says x:2 (config.json:3:9). It was asked before the change.",
      "config.json:3:9: compare: BAR: the scan says nothing, Nextflow says no image (config.json:3:9).",
      "config.json:3:9: compare: docker.registry: the scan says q, Nextflow says nothing of it (config.json).",
      "3 disagreements with Nextflow.",
      "",
    ]);
  });

  test("shows what a registry said, and what could not be asked", () => {
    const image = "quay.io/acme/tool:1.0";
    const request = { image, platform: "linux/arm64", need: "config" as const };
    expect(
      inspectText([
        { image: "x.sif", inspection: { failure: { state: "unsupported", message: "no registry" } } },
        { image, inspection: failed(image, "not-found", "gone") },
        {
          image,
          inspection: {
            ...inspection(image, { answer: container({ user: "7" }) }),
            request,
            platforms: ["linux/arm64"],
          },
        },
      ]).split("\n"),
    ).toEqual([
      "x.sif",
      "  failure:     unsupported: no registry",
      "",
      image,
      "  failure:     not-found: gone",
      "",
      image,
      `  digest:      ${digest}`,
      "  asked for:   linux/arm64",
      "  platforms:   linux/arm64",
      "  created:     2026-10-01T00:00:00Z",
      "  size:        1000 B",
      "  user:        7",
      "  asked:       registry, quay.io, digests verified",
      "",
    ]);
  });
});
