import { describe, expect, test } from "vitest";
import type { Coverage, Replayed, Report } from "../../src/model.ts";
import { coverageSentence, shareJudged, toDecide } from "../../src/report/coverage.ts";
import { html } from "../../src/report/html/index.ts";
import { junit } from "../../src/report/junit.ts";
import { markdown } from "../../src/report/summary.ts";
import { sarif } from "../../src/report/sarif.ts";
import { checkText } from "../../src/report/check-text.ts";
import { coverage, finding, pull, reportOf, scanOf } from "../policy/make.ts";

const names = ["a", "b", "c", "d"];
const open = (differing: Partial<Coverage["notJudged"][number]>): Coverage["notJudged"][number] => ({
  reason: "unresolved",
  images: names.length,
  names,
  rules: ["tag"],
  advice: "Do this.",
  ...differing,
});
const sentence = (differing: Partial<Coverage>): string => coverageSentence({ coverage: coverage(differing) });

const undecided = (differing: Partial<Coverage>): readonly string[] =>
  toDecide({ verdict: "undecided", coverage: coverage(differing) });

describe("what was covered", () => {
  test("is one sentence", () => {
    expect(sentence({})).toBe("1 image: 1 answered; 1 file");
    expect(sentence({ images: 0, judged: 0, answered: 0, files: 0 })).toBe("0 images; 0 files");
    expect(
      sentence({
        images: 119,
        judged: 116,
        answered: 112,
        downloads: 4,
        notJudged: [open({ images: 2 }), open({ reason: "no-answer", state: "unreachable", images: 1 })],
        files: 12,
        unread: [{ file: "x", reason: "syntax" }],
        notLookedAt: [{ what: "profile", names: ["shifter", "charliecloud"], add: "" }],
      }),
    ).toBe(
      "119 images: 112 answered, 4 downloads answered, 2 not resolved, 1 registry down; 12 files, 1 not readable; profiles not looked at: shifter, charliecloud",
    );
  });

  test("tells how far twins are the same, where they are compared by content", () => {
    expect(sentence({ twins: { proven: 1204, "same-by-name": 1, different: 0, "not-comparable": 2 } })).toBe(
      "1 image: 1 answered; 1 file; 1,207 pairs for Docker and Singularity: 1,204 proven to be the same, 1 the same by name, 2 not comparable",
    );
  });

  test("tells what goes by its name, what is accepted and what is left out", () => {
    expect(
      sentence({
        images: 5,
        judged: 1,
        answered: 0,
        notJudged: [open({ reason: "not-here", accepted: true })],
        leftOut: [
          { reason: "uncalled", images: 3 },
          { reason: "unreachable", images: 1 },
        ],
      }),
    ).toBe("5 images: 1 judged by name, 4 not in the repository (accepted), 4 more not run; 1 file");
  });

  test("tells what ran, and against what that was held", () => {
    const outcomes = ["expected", "expected", "unexpected", "untold", "bare", "without"] as const;
    const record = { process: "A", container: null, file: ".lineage/x/.data.json", line: 1 };
    const tasks = outcomes.map((outcome, at) => ({ ...record, task: `A (${at})`, outcome }));
    const ran = { folder: ".lineage", records: 1, against: "containers.lock", tasks };
    expect(coverageSentence({ coverage: coverage(), ran })).toBe(
      "1 image: 1 answered; 1 file; 6 tasks ran by the records in .lineage: 2 as containers.lock has them, 1 not expected, 1 not told, 2 in no container",
    );
    expect(coverageSentence({ coverage: coverage(), ran: { ...ran, against: null, tasks: tasks.slice(0, 1) } })).toBe(
      "1 image: 1 answered; 1 file; 1 task ran by the records in .lineage: 1 as the files have them",
    );
  });

  test("tells whose answers were judged, and as of when", () => {
    const replayed = {
      file: "night.json",
      sha256: "0123456789abcdef".repeat(4),
      tool: { name: "wave-inspect", version: "1.2.0" },
      recordedAt: "2026-11-29T02:00:17.000Z",
      judgedAt: "2026-11-29T02:00:17.000Z",
    };
    const answers = (differing: Partial<Replayed>): string | undefined =>
      coverageSentence({ coverage: coverage(), replayed: { ...replayed, ...differing } }).split("; ")[2];
    expect(answers({})).toBe(
      "answers of 2026-11-29 02:00 UTC, from night.json (sha256 0123456789ab, wave-inspect 1.2.0), judged as of then",
    );
    expect(answers({ commit: "abcdef0123456789", judgedAt: "2027-01-31T00:00:00.000Z" })).toBe(
      "answers of 2026-11-29 02:00 UTC, from night.json (sha256 0123456789ab, wave-inspect 1.2.0, commit abcdef012345), judged as of 2027-01-31 00:00 UTC",
    );
  });

  test("tells what went by its recipe", () => {
    expect(sentence({ images: 5, judged: 5, answered: 2, byRecipe: 2 })).toBe(
      "5 images: 2 answered, 2 judged by recipe, 1 judged by name; 1 file",
    );
  });

  test("is a share that is 1 only where nothing is left over", () => {
    expect(shareJudged({ coverage: coverage({ images: 3, judged: 2 }) })).toBe(0.6666);
    expect(shareJudged({ coverage: coverage({ images: 100_000, judged: 99_999 }) })).toBe(0.9999);
    expect(shareJudged({ coverage: coverage({ images: 3, judged: 3 }) })).toBe(1);
    expect(shareJudged({ coverage: coverage({ images: 0, judged: 0 }) })).toBe(1);
  });
});

describe("what would decide a run", () => {
  test("is told for each reason, with the first names", () => {
    expect(
      undecided({
        notJudged: [
          open({ advice: "Give the values." }),
          open({ reason: "no-answer", state: "rate-limited", images: 1, names: ["a"], advice: "Log in." }),
        ],
      }),
    ).toEqual(["4 not resolved (a, b, c and 1 more). Give the values.", "1 rate-limited (a). Log in."]);
  });

  test("is nothing for what is accepted, and files count as well", () => {
    const accepted = true;
    expect(
      undecided({
        notJudged: [open({ accepted })],
        unread: [
          { file: "a.nf", reason: "syntax" },
          { file: "b.nf", reason: "missing", accepted },
        ],
      }),
    ).toEqual([expect.stringMatching(/^1 not readable \(a\.nf\)\. /)]);
    expect(toDecide({ verdict: "pass", coverage: coverage({ notJudged: [open({ accepted })] }) })).toEqual([]);
    expect(toDecide({ verdict: "fail", coverage: coverage({ notJudged: [open({})] }) })).toEqual([]);
  });
});

describe("every surface", () => {
  const report = reportOf({
    findings: [finding({ severity: "warning" })],
    coverage: coverage({ images: 5, judged: 1, notJudged: [open({ reason: "not-asked" })] }),
    verdict: "undecided",
    outcome: "pass",
  });
  const covered = "5 images: 1 answered, 4 not asked; 1 file";

  test("opens with it, and ends or goes on with what would decide it", () => {
    const [first = "", ...rest] = checkText(report).split("\n");
    expect(first).toBe(`${covered}.`);
    expect(rest.at(-2)).toMatch(/^ {4}To decide: 4 not asked \(a, b, c and 1 more\)\. Do this\./);
    expect(markdown(report).indexOf("5 images&#58; 1 answered")).toBeLessThan(300);
    expect(markdown(report)).toContain("- To decide: 4 not asked");
    expect(html(report)).toMatch(new RegExp(`<header[^]*${covered}[^]*<li>To decide: 4 not asked[^]*</header>`, "u"));
    expect(JSON.parse(sarif(report))).toMatchObject({
      runs: [{ properties: { verdict: "undecided", covered, coverage: { images: 5 } } }],
    });
    expect(junit(report)).toContain(`<property name="coverage" value="${covered}"/>`);
  });

  test("the page has all that was not judged, not read and has no rule that says something", () => {
    const page = html(
      reportOf({
        coverage: coverage({
          notJudged: [open({ accepted: true })],
          unread: [
            { file: "a.nf", reason: "syntax", accepted: true },
            { file: "<b>.nf", reason: "missing" },
          ],
          notApplied: [{ rules: ["pin", "age"], images: 1204, why: "a file has no tag" }],
        }),
      }),
    );
    expect(page).toContain("<h3>4 not resolved (accepted)</h3>");
    expect(page).toContain("<code>a.nf</code> syntax (accepted)");
    expect(page).toContain("<code>&lt;b&gt;.nf</code> missing<");
    expect(page).toMatch(/<dt>pin, age<\/dt>\s*<dd>1,204: a file has no tag<\/dd>/);
  });

  test("JUnit passes no image that could not be judged", () => {
    const name = "quay.io/acme/tool:1.0";
    const cases = (one: Partial<Coverage["notJudged"][number]>): string =>
      junit(
        reportOf({ scan: scanOf([pull(name)]), coverage: coverage({ notJudged: [open({ names: [name], ...one })] }) }),
      );
    const skipped = '<skipped message="not judged: not resolved. Do this."/>';
    expect(cases({})).toContain(skipped);
    expect(cases({})).toContain('tests="1" failures="0" errors="0" skipped="1"');
    expect(cases({ accepted: true })).toContain('skipped="0"');
    const failed = reportOf({
      scan: scanOf([pull(name)]),
      findings: [finding({ pulls: [pull(name)] })],
      coverage: coverage({ notJudged: [open({ names: [name] })] }),
    });
    expect(junit(failed)).not.toContain("<skipped");
  });
});

const said = (only: Report["only"], findings: Report["findings"]): string =>
  coverageSentence({ coverage: coverage(), ...(only !== undefined && { only }), findings });

test("what counts of the findings, where that is not all of them", () => {
  const known = finding({ known: { by: "base" } });
  const base = { commit: "0123456789abcdef0123456789abcdef01234567" };
  expect(said(base, [])).toContain("only what changed since the base 0123456789ab counts: no finding was there before");
  expect(said({ ...base, name: "main" }, [known])).toContain("0123456789ab (main) counts: 1 finding was there before");
  expect(said(base, [known, known, finding()])).toContain("2 findings were there before");
  expect(said({ nothing: "it is a push" }, [])).toContain(
    "all findings count, since it is a push and there is nothing",
  );
});
