/** The comment and the check run: what they say, how large they get, and what text of others cannot do to them. */
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Finding, KnownFinding, Location, Report, Severity } from "../../src/model.ts";
import { annotations } from "../../src/report/annotations.ts";
import { checkRunWords, faultWords, MOST_ANNOTATIONS } from "../../src/report/check-run.ts";
import { commentBody, type CommentRun, faultBody, stateOf } from "../../src/report/comment.ts";
import { commentMark, type CommentState, isLater, readCommentMark } from "../../src/report/comment-mark.ts";
import { coverage, finding, reportOf } from "../policy/make.ts";
import { hostileText, reportWith } from "./hostile.ts";

const ID = "0123456789abcdef";
const COMMIT = "c".repeat(40);
const BASE = "e".repeat(40);
const nowhere: CommentRun = { name: undefined, commit: undefined, url: undefined, server: undefined };
const MARK = commentMark(ID, { run: 1, attempt: 1, keys: [] });

const body = (report: Report, run: CommentRun = nowhere, before?: CommentState): string =>
  commentBody(report, MARK, { run, before, elsewhere: {} });
const words = (report: Report, server?: string) => checkRunWords(report, { server, elsewhere: { json: true } });
const at = (line: number) => ({ file: "a.nf", line, column: 1, endLine: line, endColumn: 9 });
const many = (count: number, text = ""): Report =>
  reportOf({
    findings: Array.from({ length: count }, (_, n) =>
      finding({
        message: `no good ${n} ${text}`,
        location: at(n + 1),
        fingerprint: n.toString(16).padStart(8, "0").padEnd(32, "0"),
      }),
    ),
    counts: { ...reportOf().counts, errors: count },
    verdict: "fail",
  });

const known = (message: string): KnownFinding => ({
  fingerprint: "1".repeat(32),
  rule: "pin",
  severity: "error",
  image: null,
  file: "b.nf",
  message,
});

/**
 * What Markdown and HTML are made of, in order; entities, well-formed addresses and whole spans of code left out: what a
 * message has between backticks is set as code, whoever wrote it.
 */
const skeleton = (text: string): string =>
  text
    .replaceAll(/<code>([^<]*)<\/code>/g, "$1")
    .replaceAll(/&#?\w+;|href="[\w%.!~*'():/#-]*"/g, "")
    .replaceAll(/[^`*_<>[\]|~#@!$\\\n]/g, "");
const told = (text: string): readonly string[] => {
  const report = { ...reportWith(text), only: { commit: BASE, fixed: [{ ...known(text), file: text }] } };
  const run = { name: text, commit: undefined, url: undefined, server: undefined };
  return [body(report, run), faultBody([text], MARK, run), words(report).summary, faultWords([text]).summary];
};

const ten = (severity: Severity): readonly Finding[] =>
  Array.from({ length: 10 }, (_, n) => finding({ severity, message: `${severity} ${n}`, location: at(100 + n) }));

describe("the comment", () => {
  test("is one folded line where there is nothing to do", () => {
    const [, title, ...rest] = body(reportOf()).split("\n");
    expect(title).toBe("<details><summary>✅ Container images: no findings; 1 image judged</summary>");
    expect(rest.join("\n")).toMatch(/<\/details>\n\n<sub>Last run, wave-inspect 1&#46;0&#46;0, fails on error\./);
  });

  test("folds findings that a pass lets through", () => {
    const report = reportOf({
      findings: [finding({ severity: "notice" })],
      counts: { ...reportOf().counts, notices: 1 },
    });
    expect(body(report)).toMatch(
      /^<!--.*\n### ✅ Container images: 1 notice;[^]*<details><summary>1 finding<\/summary>/,
    );
  });

  test("says what is new, known and fixed since the base that was judged", () => {
    const old = finding({ known: { by: "base" } });
    const report = reportOf({
      ...many(2),
      findings: [...many(2).findings, old],
      only: { commit: BASE, fixed: [known("was bad")] },
    });
    const text = body(report);
    expect(text).toContain(
      `**2 new**, 1 there before, **1 fixed** since the base <a href="https://github.com/acme/demo/commit/${BASE}"><code>${BASE.slice(0, 12)}</code></a>.`,
    );
    expect(text).toMatch(
      /<summary>1 fixed since the base<\/summary>[^]*was bad<br><code>b&#46;nf|was bad<br><code>b\.nf/,
    );
    const { repository: _, ...elsewhere } = report;
    expect(body({ ...elsewhere, only: { commit: BASE } })).toContain(
      "what is fixed cannot be told, since not all was read.",
    );
    expect(body({ ...report, only: { nothing: "the event push is no pull request" } })).not.toContain("new**");
  });

  test("says what came and went since the run before, as far as it was kept", () => {
    const before = stateOf(many(3), { run: 1, attempt: 1, commit: COMMIT });
    expect(body(many(2), nowhere, before)).toContain(
      `Since the run before, of commit <code>${COMMIT.slice(0, 12)}</code>: 0 more, 1 gone.`,
    );
    expect(body(many(4), nowhere, { ...before, keys: [] })).toContain("4 more, 0 gone.");
    expect(body(many(3), nowhere, before)).not.toContain("Since the run");
    expect(body(many(3), nowhere, { run: 1, attempt: 1 })).not.toContain("Since the run");
    expect(body(many(1_600), nowhere, before)).not.toContain("Since the run");
    expect(stateOf(many(1_600), { run: 1, attempt: 1 }).keys).toBeUndefined();
  });

  test("names what has to be told apart, its commit and its run", () => {
    const run = { name: "a|b", commit: COMMIT, url: "https://github.com/a/b/actions/runs/1", server: undefined };
    const text = body(many(1_000), run);
    expect(text).toContain("### ❌ Container images, a&#124;b: 1,000 errors;");
    expect(text).toContain(`<a href="${run.url}">Last run</a>: of commit <code>${COMMIT.slice(0, 12)}</code>`);
    expect(text).toMatch(/Not shown for lack of room: \d+ findings\. The <a href="[^"]+">run<\/a> has more\. A JSON/);
  });

  test("stays within GitHub's size, whatever it is told", () => {
    expect(body(many(10_000)).length).toBeLessThanOrEqual(65_536);
    const long = "|<é".repeat(700);
    const report = {
      ...many(50, long),
      coverage: coverage({
        notJudged: Array.from(
          { length: 30 },
          () => ({ reason: "no-answer", images: 1, names: [long], rules: [], advice: long }) as const,
        ),
      }),
      verdict: "undecided",
    } as const;
    expect(Buffer.byteLength(body(report))).toBeLessThanOrEqual(65_536);
    expect(body(report)).toContain("reasons");
    const messages = Array.from({ length: 40 }, () => long);
    expect(Buffer.byteLength(faultBody(messages, MARK, nowhere))).toBeLessThanOrEqual(65_536);
    expect(Buffer.byteLength(faultWords(messages).summary)).toBeLessThanOrEqual(65_535);
    expect(Buffer.byteLength(words(report).summary)).toBeLessThanOrEqual(65_535);
  });
});

describe("the check run", () => {
  test("has none where the commands of the step show all", () => {
    const { annotations: none, summary } = words(reportOf({ findings: ten("error") }));
    expect(none).toEqual([]);
    expect(summary).not.toContain("annotations");
  });

  test("has the rest, the worst first, whole lines without columns, and what has no place in the repository only in words", () => {
    const { location, ...rest } = finding({ severity: "warning", message: "of two lines" });
    const beyond = [
      finding({ ...rest, location: { ...location, line: 3, endLine: 4 } }),
      finding({ message: "outside", location: { ...location, file: "../x.nf" } }),
      finding({ message: "nowhere", location: { ...location, file: "/etc/x.nf" } }),
      finding({ message: "an error", location: at(1) }),
      finding({ severity: "notice", message: "a hint", location: at(2) }),
    ];
    const shown = [...ten("error"), ...ten("warning"), ...ten("notice")];
    const report = reportOf({ findings: [...shown, ...beyond], checkout: { commit: COMMIT, folder: "sub" } });
    const { annotations, summary } = words(report, "https://git.example.org");
    expect(annotations).toMatchObject([
      { path: "sub/a.nf", start_line: 1, start_column: 1, end_column: 9, annotation_level: "failure" },
      { start_line: 3, end_line: 4, annotation_level: "warning" },
      { annotation_level: "notice" },
    ]);
    expect(annotations[1]).not.toHaveProperty("start_column");
    expect(summary).toContain(
      "The first 10 of each severity are annotations of the step; 3 more are here. 2 more are not. All are in the JSON report.",
    );
    expect(summary).toContain("https://git.example.org/acme/demo/");
    const few = words({ ...report, findings: [...shown, ...beyond.slice(1, 2), ...beyond.slice(3, 4)] });
    expect(few.summary).toContain("1 more is here. 1 more is not.");
  });

  test("together with the commands each finding is told once, in whichever order they were given", () => {
    const all = Array.from({ length: 25 }, (_, n) => finding({ message: `number ${n}.`, location: at(n + 1) }));
    const report = reportOf({ findings: all });
    for (const isChanged of [undefined, ({ line }: Location) => line > 12]) {
      const commands = annotations(report, {}, undefined, isChanged).split("::group::")[0] ?? "";
      const told = [
        ...[...commands.matchAll(/line=(\d+)/g)].map(([, line]) => Number(line)),
        ...checkRunWords(report, { server: undefined, elsewhere: {}, isChanged }).annotations.map(
          (one) => one.start_line,
        ),
      ];
      expect(told.toSorted((a, b) => a - b)).toEqual(all.map((_, n) => n + 1));
    }
  });

  test("stops at as many annotations as the token can pay for", () => {
    const { annotations, summary, title } = words(many(10_000));
    expect(annotations).toHaveLength(MOST_ANNOTATIONS);
    expect(summary.length).toBeLessThanOrEqual(65_535);
    expect(title).toBe("10,000 errors; 1 image judged");
  });
});

describe("the mark", () => {
  const states: readonly CommentState[] = [
    { run: 0, attempt: 0 },
    { run: 19_999_999_999, attempt: 12, commit: COMMIT },
    { run: 1, attempt: 1, keys: [] },
    { run: 1, attempt: 1, commit: "a".repeat(64), keys: ["0123abcd", "ffffffff"] },
  ];

  test.each(states)("is read as it was written: %j", (state) => {
    expect(readCommentMark(`${commentMark(ID, state)}### words`, ID)).toEqual(state);
    expect(readCommentMark(commentMark(ID, state), "f".repeat(16))).toBeUndefined();
  });

  test.each([
    ["not first", `words\n${MARK}`],
    ["quoted", `> ${MARK}`],
    ["of an audit", `<!-- wave-inspect:audit v1 id=${ID} items= -->`],
    ["with more", MARK.replace(" -->", " x=1 -->")],
    ["in capitals", MARK.toUpperCase()],
  ])("is none: %s", (_, text) => {
    expect(readCommentMark(text, ID)).toBeUndefined();
  });

  test("tells later runs from earlier ones", () => {
    const [one, rerun, next] = [
      { run: 9, attempt: 1 },
      { run: 9, attempt: 2 },
      { run: 10, attempt: 1 },
    ];
    expect([
      isLater(rerun, one),
      isLater(one, rerun),
      isLater(next, rerun),
      isLater(rerun, next),
      isLater(one, one),
    ]).toEqual([true, false, true, false, false]);
  });
});

describe("text of others", () => {
  const benign = told("plain").map(skeleton);

  test("changes no form, ends no mark, begins none", () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        const texts = told(text);
        expect(texts.map(skeleton)).toEqual(benign);
        expect(texts.map((one) => one.split("<!--").length)).toEqual([2, 2, 1, 1]);
      }),
    );
  });

  test("is one line of a title, and lines of an annotation", () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        const { title, annotations } = words(reportWith(text));
        expect(title).not.toMatch(/[\n\r]/);
        for (const one of annotations) {
          expect(one.title).not.toMatch(/[\n\r]/);
          // oxlint-disable-next-line no-control-regex -- what steers a terminal
          expect(one.message).not.toMatch(/[\u0000-\u0009\u000B-\u001F\u202A-\u202E]/u);
        }
      }),
    );
  });
});
