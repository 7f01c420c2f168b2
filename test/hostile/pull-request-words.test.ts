/** One hostile text in every place of a report, on every surface of a pull request and of a terminal: it forges nothing on any. */
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { type EditedFile, editedFile } from "../../src/fix/files.ts";
import type { Report } from "../../src/model.ts";
import { annotations } from "../../src/report/annotations.ts";
import { checkRunWords, faultWords } from "../../src/report/check-run.ts";
import { checkText } from "../../src/report/check-text.ts";
import { codeQuality } from "../../src/report/code-quality.ts";
import { commentBody, faultBody } from "../../src/report/comment.ts";
import { commentMark, readCommentMark } from "../../src/report/comment-mark.ts";
import { fixJson, fixText } from "../../src/report/fix.ts";
import { junit } from "../../src/report/junit.ts";
import { rdjson } from "../../src/report/rdjson.ts";
import { sarif } from "../../src/report/sarif.ts";
import { summary } from "../../src/report/summary.ts";
import { suggestionBody } from "../../src/suggest/body.ts";
import type { Suggestion } from "../../src/suggest/plan.ts";
import { isObeyed } from "../../src/text/commands.ts";
import { indexLines } from "../../src/text/lines.ts";
import { together } from "../../src/together.ts";
import { hostileText, reportWith } from "../report/hostile.ts";

const IDENTITY = "0123456789abcdef";
const STATE = { run: 1, attempt: 1, keys: [] };
const MARK = commentMark(IDENTITY, STATE);
const unpainted = (_: unknown, text: string): string => text;

/** A file of that name, of which the first letter becomes that text. */
function edited(text: string): EditedFile {
  const content = `x ${text}\n`;
  const file = `dir/${text}`;
  const original = {
    file,
    real: "/x",
    bytes: Buffer.from(content),
    text: content,
    lines: indexLines(content),
  };
  return editedFile(original, [{ start: 0, end: 1, replacement: text }]);
}

function mendedWith(text: string, { findings }: Report): Parameters<typeof fixText>[0] {
  const [finding] = findings;
  const offer = { fix: finding!.fixes![0]!, findings: [finding!] } as const;
  const left = [{ finding: finding!, why: text, kind: "none" as const }];
  return {
    unsafe: true,
    mended: { made: [offer], refused: [{ offer, why: text }], left, files: [edited(text)], placed: [] },
  };
}

/** What is printed, or may be printed by a later step: nothing in it hides, nothing in it is obeyed. */
function printed(text: string): Readonly<Record<string, string>> {
  const report = reportWith(text);
  const lineOf = (): string => text.replaceAll(/[\r\n]/g, " ");
  const files = { pathOf: (file: string) => file, textOf: () => text };
  return {
    usual: checkText(report, { lineOf }),
    quiet: checkText(report, { detail: "quiet", lineOf }),
    verbose: checkText(report, { detail: "verbose", by: "process", lineOf }),
    fix: fixText(mendedWith(text, report), unpainted),
    "fix as JSON": fixJson(mendedWith(text, report)),
    annotations: annotations(report).replaceAll(/^::(?:error|warning|notice|group|endgroup)\b/gm, ""),
    gitlab: codeQuality(report, (file) => file),
    rdjson: rdjson(report, files),
    sarif: sarif(report),
    junit: junit(report),
  };
}

/** What GitHub renders: words of others are no part of its form. */
function rendered(text: string): readonly string[] {
  const report = reportWith(text);
  const run = { name: text, commit: undefined, url: undefined, server: undefined };
  const { title, summary: words } = checkRunWords(report, { server: undefined, elsewhere: {} });
  const folders = together([{ ...report, folder: text }]);
  return [
    commentBody(report, MARK, { run, before: undefined, elsewhere: {} }),
    faultBody([text], MARK, run),
    title,
    words,
    faultWords([text]).summary,
    summary(report),
    summary(folders),
  ];
}

/** What Markdown and HTML are made of, in order; entities and well-formed addresses left out. */
const skeleton = (text: string): string =>
  text.replaceAll(/&#?\w+;|href="[\w%.!~*'():/#-]*"/g, "").replaceAll(/[^`*_<>[\]|~#@!$\\\n]/g, "");

function suggestionWith(text: string): Suggestion {
  const [finding] = reportWith(text).findings;
  const offers = [{ fix: finding!.fixes![0]!, findings: [finding!] as const }];
  return { path: text, lines: [1, 1], replacement: text.split("\n"), offers };
}

test("is visible and no command, wherever it is printed", () => {
  fc.assert(
    fc.property(hostileText, (text) => {
      for (const [surface, output] of Object.entries(printed(text))) {
        const lines = output.split("\n");
        expect([surface, lines.filter(isObeyed)]).toEqual([surface, []]);
        // A diff keeps tabs and the end of a line as they are.
        expect([surface, lines.filter((line) => /[\p{Cc}\p{Cf}\p{Cs}]/u.test(line.replaceAll(/[\t\r]/g, "")))]).toEqual(
          [surface, []],
        );
      }
    }),
  );
});

test("changes no form of what GitHub renders, and no mark", () => {
  const benign = rendered("plain").map(skeleton);
  fc.assert(
    fc.property(hostileText, (text) => {
      const texts = rendered(text);
      expect(texts.map(skeleton)).toEqual(benign);
      expect(readCommentMark(texts[0]!, IDENTITY)).toEqual(STATE);
      const body = suggestionBody(suggestionWith(text), IDENTITY, reportWith(text));
      expect(body.split("<!-- wave-inspect").length).toBe(2 + text.split("<!-- wave-inspect").length - 1);
      expect(body.slice(0, body.search(/^`{3,}suggestion$/m)).split("<!--")).toHaveLength(2);
    }),
  );
});
