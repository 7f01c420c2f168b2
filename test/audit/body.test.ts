/** What the issue of an audit says, and what it leaves out where there is no room. */
import { expect, test } from "vitest";
import { type AuditRun, issueBody } from "../../src/audit/body.ts";
import { isClean, newsOf } from "../../src/audit/news.ts";
import { type AuditState, identityOf, nextState } from "../../src/audit/state.ts";
import type { Finding, ImageDrift, LocksDrift, Report } from "../../src/model.ts";
import { coverage, finding, pull, reportOf, scanOf } from "../policy/make.ts";

const run: AuditRun = {
  identity: identityOf(["images"]),
  url: "https://github.com/acme/demo/actions/runs/7",
  server: "https://github.com",
  workflow: "nightly / images",
  hasLock: true,
};
const ownersOf = (path: string): readonly string[] => (path.startsWith("modules/") ? ["@acme/pipelines"] : []);
const sha = "0a1b2c3d4e5f60718293a4b5c6d7e8f901234567";
const module = { name: "fastqc", repository: "https://github.com/nf-core/modules.git", sha };
const ofNfCore = pull("quay.io/o/a:1", {}, { context: { process: "A", module } });

const usage = { processes: ["A"], files: [], scenarios: [] };
const change = { cause: "entrypoint-added", message: "it has an entry point now", fields: [] } as const;
const moved: ImageDrift = {
  ...usage,
  image: "quay.io/o/a:1",
  grade: "breaking",
  changes: [
    { ...change, grade: "breaking", platforms: ["linux/amd64"] },
    { ...change, cause: "repacked", grade: "harmless", message: "it was packed anew" },
  ],
};
const visible: ImageDrift = {
  ...moved,
  image: "quay.io/o/b:1",
  grade: "visible",
  changes: [{ ...change, grade: "visible" }],
};
const drift: LocksDrift = {
  changed: [moved, visible, { ...moved, image: "quay.io/o/c:1", grade: "harmless" }],
  added: [{ ...usage, image: "quay.io/o/new:1" }],
  removed: [
    { ...usage, image: "quay.io/o/old:1" },
    { ...usage, image: "quay.io/o/older:1" },
  ],
  processes: [],
  unknown: [],
};

function told(report: Report, of?: LocksDrift, before?: AuditState, about: AuditRun = run) {
  const news = newsOf(report, { drift: of, ownersOf });
  const state = nextState(news.keys, before, report.startedAt.slice(0, 10).replaceAll("-", ""));
  return { news, state, body: issueBody({ report, news, drift: of, state, before, run: about }) };
}

const locked = finding({ rule: "locked", image: "quay.io/o/a:1", pulls: [ofNfCore] });

test("what moved is told once, with its causes, its owners and where its module is from", () => {
  const report = reportOf({
    findings: [locked, finding({ severity: "notice" })],
    scan: scanOf([ofNfCore]),
    verdict: "fail",
  });
  const { news, body } = told(report, drift);
  expect(news.items.map(({ sign, image, owners, origins }) => [sign, image, owners, origins])).toEqual([
    ["breaking", "quay.io/o/a:1", ["@acme/pipelines"], ["fastqc of github.com/nf-core/modules"]],
    ["visible", "quay.io/o/b:1", [], []],
  ]);
  expect(news.beside).toBe(1);
  for (const words of [
    "🔴&nbsp;breaking",
    "it has an entry point now (linux/amd64)",
    "<code>&#64;acme/pipelines</code>",
    "1 more finding below `fail-on`",
    "1 image that the lock does not have",
    "2 images of the lock that nothing pulls",
    "Images are held against the lock",
    `<a href="${run.url}">2026-11-24 12:00 UTC</a>`,
  ])
    expect(body).toContain(words);
  expect(body).not.toContain("it was packed anew");
  expect(body).not.toContain("### New");
});

test("what is new stands before what was there, and what is gone is counted", () => {
  const first = told(reportOf({ findings: [finding(), finding({ rule: "tag", image: "quay.io/o/z:1" })] }));
  const later = { startedAt: "2026-11-25T12:00:00.000Z", failOn: "never" } as const;
  const { body, news } = told(reportOf({ ...later, findings: [finding(), locked] }), undefined, first.state, {
    ...run,
    hasLock: false,
    url: undefined,
  });
  expect(body.indexOf("### New")).toBeLessThan(body.indexOf("### Still there"));
  expect(body).toContain("1 item of the run before is gone.");
  expect(body).toContain("There is no lock in the repository");
  expect(body).toContain("**Last run: 2026-11-25 12:00 UTC**");
  expect(body).toContain("2026-11-24 |");
  // Where nothing fails a run, an error is to be looked at all the same.
  expect(news.items).toHaveLength(2);
  expect(told(reportOf({ findings: [] }), undefined, first.state).body).toContain(
    "2 items of the run before are gone.",
  );
});

test("a clean night says that there is nothing to do; one that was not judged to its end is none", () => {
  const clean = told(reportOf({ findings: [] }));
  expect(clean.body).toContain("There is nothing to do.");
  expect(isClean(clean.news, reportOf({ findings: [] }))).toBe(true);
  const open = reportOf({
    findings: [],
    verdict: "undecided",
    coverage: coverage({
      notJudged: [
        { reason: "no-answer", images: 1, names: ["quay.io/o/a:1"], rules: ["exists"], advice: "Ask again." },
        { reason: "unresolved", images: 1, names: ["b"], rules: [], advice: "x", accepted: true },
      ],
      unread: [
        { file: "a.nf", reason: "syntax" },
        { file: "b.nf", reason: "syntax", accepted: true },
      ],
    }),
  });
  const { news, body } = told(open);
  expect([isClean(news, open), news.keys.length]).toEqual([false, 2]);
  expect(body).toContain("- To decide: ");
});

test("an undecided finding, one about a file, and one of the repository's own module", () => {
  const own = pull("quay.io/o/a:1", {}, { context: { process: "A", module: { name: "own", local: true } } });
  const findings: Finding[] = [
    finding({ undecided: true, pulls: [own] }),
    finding({ rule: "readable", image: null, message: "main.nf is cut off" }),
    finding({ rule: "exists", message: "it is gone", image: "quay.io/o/a:1" }),
  ];
  const { news, body } = told(reportOf({ findings }));
  expect(news.items.map(({ sign, origins }) => [sign, origins])).toEqual([
    ["undecided", []],
    ["error", []],
    ["error", []],
  ]);
  // An image that the words do not name stands before them.
  expect(body).toContain("<code>quay.io/o/a&#58;1</code><br>it is gone");
});

test("however much there is to tell, GitHub takes it, and what was left out is counted", () => {
  const findings = Array.from({ length: 3_000 }, (_, at) => {
    const image = `quay.io/o/${"x".repeat(60)}${at}:1`;
    return finding({
      image,
      message: `${image} @everyone <!-- --> | <b>`,
      location: { ...finding().location, line: at + 1 },
    });
  });
  const { body } = told(reportOf({ findings }), drift);
  expect(Buffer.byteLength(body)).toBeLessThan(65_536);
  expect(body).toMatch(/Not shown for lack of room: [\d,]+ items/);
  expect(body.match(/<!--/g)).toHaveLength(1);
  expect(body).not.toMatch(/@everyone|<b>/);
});
