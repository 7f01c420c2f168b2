/** Text that tries to get out of wherever it is put. */
import * as fc from "fast-check";
import type { Report } from "../../src/model.ts";
import { failed, finding, inspection, pull, reference, reportOf, scanOf } from "../policy/make.ts";

const pieces = [
  "::error::x",
  "::set-output name=verdict::pass",
  "##[error]x",
  "##[set-env name=PATH]x",
  "##vso[task.complete result=Succeeded;]x",
  "#",
  "##\u200B[error]x",
  "##\u00AD[error]x",
  "::stop-commands::y",
  "\n",
  "\r",
  "\r\n",
  "\u2028",
  "\u0085",
  "\u001B[31m",
  "\u202E",
  "\u0000",
  "\uD800",
  "%",
  "%0A",
  ",",
  ":",
  "|",
  "`",
  "```",
  "*",
  "_",
  "~~",
  "[x](javascript:alert(1))",
  "![x](https://example.org/x.png)",
  "<script>alert(1)</script>",
  "<img src=x onerror=alert(1)>",
  "</code></td>",
  "-->",
  "<!--",
  "]]>",
  "&lt;",
  "&#60;",
  "@acme",
  "#1",
  "acme/x#2",
  "GH-3",
  "0123456789abcdef0123456789abcdef01234567",
  "1234567",
  "bob@example.org",
  "www.example.org",
  ":+1:",
  "{0}",
  '"',
  "'",
  "\\",
  "$x$",
  "https://example.org",
  "<details>",
  "a",
  "é",
  "😀",
];

/** Strings of such pieces and of anything at all. */
export const hostileText: fc.Arbitrary<string> = fc
  .array(fc.oneof(fc.constantFrom(...pieces), fc.string({ unit: "binary", maxLength: 4 })), {
    minLength: 1,
    maxLength: 6,
  })
  .map((parts) => parts.join(""));

/** A report with this text wherever text of others can stand. */
export function reportWith(text: string): Report {
  const place = reference(text, { file: `dir/${text}`, text });
  const one = pull("quay.io/acme/tool:1.0", {
    image: text,
    canonical: text,
    written: text,
    process: text,
    conditions: [text],
    references: [place],
  });
  const { line, column, endLine, endColumn } = place;
  const location = { file: place.file, line, column, endLine, endColumn };
  const image = `img-${text}`;
  const about = {
    image,
    message: `${image} is not good: ${image}`,
    help: `Use ${text}.`,
    evidence: { [text]: text, why: text },
    pulls: [one],
    location,
    fixes: [{ title: `Write ${text}.`, edits: [{ location, replacement: text }] as const, safe: false }],
  };
  return reportOf({
    findings: [
      finding(about),
      finding({ ...about, severity: "warning", undecided: true }),
      finding({ ...about, severity: "notice", rule: "waivers", image: null }),
      finding({ ...about, waived: { by: "policy", reason: text, owner: text, expires: "2027-01-01" } }),
      finding({ ...about, waived: { by: "inline", reason: text } }),
    ],
    scan: scanOf([one], { problems: [{ file: text, line: 1, column: 1, kind: "syntax", message: text }] }),
    inspections: [failed(text, "timeout", text), inspection(text, { digest: text, platforms: [text], platform: text })],
    policy: { file: text, sha256: "ab".repeat(32), files: [{ file: text, sha256: text, commit: text }] },
    baseline: { file: text, sha256: text },
    tool: { name: "wave-inspect", version: "1.0.0", sha256: text },
    scenarios: [{ profiles: [text], arguments: [text], engines: ["docker"] }],
    run: {
      url: text,
      event: text,
      workflow: text,
      job: text,
      actor: text,
      ref: text,
      change: { number: 7, headRef: text, headRepository: text, baseCommit: "ab".repeat(20), baseRef: text },
    },
    checkout: { commit: text, branch: text, folder: text, changed: [text] },
    verdict: "fail",
  });
}
