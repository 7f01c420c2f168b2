/** The job summary: what stands first, what is counted, and what goes where there is no room. */
import { describe, expect, test } from "vitest";
import { countFindings } from "../../src/finding.ts";
import type { Edit, Finding, Fix, Pull, Report } from "../../src/model.ts";
import { factsOf } from "../../src/report/facts.ts";
import { firstSteps } from "../../src/report/first-steps.ts";
import { distributions, outcomes } from "../../src/report/image-totals.ts";
import { Page } from "../../src/report/markdown.ts";
import { pinChange } from "../../src/report/pin-change.ts";
import { platformGrid, type PlatformRow } from "../../src/report/platform-grid.ts";
import { markdown, summary } from "../../src/report/summary.ts";
import { locationOf } from "../../src/reference.ts";
import {
  coverage,
  digest,
  failed,
  finding,
  inspection,
  pull,
  reportOf,
  scanOf,
  unresolvedPull,
} from "../policy/make.ts";

/** A finding about a pull, where it is written. */
function about(one: Pull, differing: Partial<Finding> = {}): Finding {
  return finding({
    image: one.canonical ?? null,
    pulls: [one],
    location: locationOf(one.references[0]!),
    ...differing,
  });
}

/** One edit of the whole name. */
function fixOf(one: Pull, replacement: string, differing: Partial<Fix> = {}): { readonly fixes: readonly [Fix] } {
  const edits: readonly [Edit] = [{ location: locationOf(one.references[0]!), replacement }];
  return { fixes: [{ title: "Pin it.", edits, safe: true, ...differing }] };
}

const at = (file: string): Pull =>
  pull(`quay.io/acme/${file}:1.0`, { process: file.toUpperCase() }, { file: `${file}.nf` });
const [a, b, c, d] = [at("a"), at("b"), at("c"), at("d")];

const stepsOf = (findings: readonly Finding[], differing: Partial<Report> = {}) =>
  firstSteps(reportOf({ findings, ...differing }));
const words = (findings: readonly Finding[]): string[] => stepsOf(findings).steps.map(({ what }) => what);

describe("what to do first", () => {
  test("is all safe edits by one command, whatever their rules, and then what mends most", () => {
    const findings = [
      about(a, { rule: "exists", help: "Correct the tag." }),
      about(b, { rule: "exists", help: "Correct the tag." }),
      about(c, { rule: "pin", ...fixOf(c, `quay.io/acme/c:1.0@${digest}`) }),
      about(d, { rule: "tag-moved", ...fixOf(d, "quay.io/acme/d:2.0", { safe: false, title: "Take 2.0." }) }),
      about(d, { rule: "registry", severity: "warning", ...fixOf(d, "ghcr.io/acme/d:1.0", { title: "Move it." }) }),
    ];
    const { steps, mended, open } = stepsOf(findings);
    expect(steps.map(({ what, command }) => [what, command])).toEqual([
      ["Make the safe edits: Pin it, Move it.", "wave-inspect fix --write"],
      ["Correct the tag.", undefined],
      [
        "Look at the edits on offer, and make those that are right: Take 2.0.",
        "wave-inspect fix --rule tag-moved --unsafe",
      ],
    ]);
    expect(steps.map(({ counts, rules }) => [counts.errors, counts.warnings, rules])).toEqual([
      [1, 1, ["pin", "registry"]],
      [2, 0, ["exists"]],
      [1, 0, ["tag-moved"]],
    ]);
    expect([mended, open]).toEqual([5, 5]);
  });

  test("counts errors before what is undecided, that before warnings, and those before notices", () => {
    const findings = [
      about(a, { severity: "notice", help: "notice" }),
      about(b, { severity: "warning", help: "warning" }),
      about(c, { undecided: true, help: "undecided" }),
      about(d, { help: "error" }),
    ];
    expect(words(findings).map((text) => text.replace(/^.*: /, ""))).toEqual([
      "error",
      "undecided",
      "warning",
      "notice",
    ]);
  });

  test("names the image where several rules speak of it, and the line that its name goes through", () => {
    const of = (rule: string, help: string) => about(a, { rule, help });
    expect(words([of("exists", "Correct it."), of("registry", "Move it."), of("age", "Renew it.")])).toEqual([
      "quay.io/acme/a:1.0: Correct it. Move it.",
    ]);
    const line = { file: "nextflow.config", line: 12, column: 1, endLine: 12, endColumn: 9 };
    const through = (one: Pull): Pull => ({
      ...one,
      rewrites: [
        { by: "engine", to: "x" },
        { by: "registry", setting: "docker.registry", location: line, to: "x" },
      ],
    });
    const findings = [a, b, c].map((one, index) =>
      about(through(one), { rule: "registry", help: `Use ${index}.`, severity: index === 0 ? "error" : "warning" }),
    );
    expect(words(findings)).toEqual([
      "Look at docker.registry (nextflow.config:12), which all of these images go through.",
    ]);
    // Of how old an image is no line of a configuration is the cause.
    expect(words(findings.map((one) => ({ ...one, rule: "age" })))).toHaveLength(3);
    expect(words(findings.slice(0, 1))).toEqual(["quay.io/acme/a:1.0: Use 0."]);
  });

  test("is a file where there is no image, and says so where there is no advice", () => {
    const { help: _, ...silent } = about(a, { rule: "readable", image: null, pulls: [] });
    expect(words([silent])).toEqual(["Look at a.nf."]);
  });

  test("is at most five steps, and leaves out what does not count", () => {
    const pulls = Array.from({ length: 9 }, (_, index) => at(`p${index}`));
    const findings = pulls.map((one) => about(one, { help: `Of ${one.image}.` }));
    const { steps, mended, open } = stepsOf([
      ...findings,
      about(a, { known: { by: "base" } }),
      about(b, { waived: { by: "inline", reason: "x" } }),
    ]);
    expect([steps.length, mended, open]).toEqual([5, 5, 9]);
    const text = markdown(reportOf({ findings }));
    expect(text).toContain("That takes care of 5 of 9 findings.");
    expect(text.match(/^1\. \*\*1 error\*\*/gm)).toHaveLength(5);
  });

  test("goes by the safe fix of a finding that has others before it, as the command does", () => {
    const [{ fixes }] = [fixOf(a, "quay.io/acme/a:2.0", { safe: false, title: "Take 2.0." })];
    const one = about(a, { fixes: [...fixes, ...fixOf(a, `quay.io/acme/a:1.0@${digest}`).fixes] });
    expect(words([one])).toEqual(["Make the safe edits: Pin it."]);
    const report = reportOf({ findings: [one] });
    expect(pinChange(factsOf(report), report)).toEqual([
      { pin: "digest", now: 0, safe: 1, all: 1 },
      { pin: "version", now: 1, safe: 0, all: 0 },
    ]);
  });

  test("types the folder that was checked, where a shell takes it as it is", () => {
    const findings = [about(a, fixOf(a, "x"))];
    const commandIn = (folder: string) =>
      stepsOf(findings, { checkout: { commit: "ab".repeat(20), folder } }).steps[0]?.command;
    expect(commandIn("pipelines/rna-1")).toBe("wave-inspect fix pipelines/rna-1 --write");
    for (const folder of ["$(reboot)", "a b", "-x", "a;b", "a\nb"])
      expect(commandIn(folder)).toBe("wave-inspect fix DIR --write");
  });

  test("is not said of one finding, which says it itself", () => {
    expect(markdown(reportOf({ findings: [finding()] }))).not.toContain("What to do first");
  });
});

const rule = (id: string): string =>
  `[${id}](https://github.com/wave-inspect/wave-inspect-action/blob/v1/docs/rules/${id}.md)`;

describe("what is counted", () => {
  test("of each rule, new against known and waived, with the columns that there are", () => {
    const findings = [
      about(a),
      about(b, fixOf(b, "x")),
      about(c, { known: { by: "baseline" } }),
      about(d, { rule: "age", severity: "warning", waived: { by: "policy", reason: "later" } }),
    ];
    const text = markdown(reportOf({ findings }));
    expect(text).toContain(
      `| Rule | 🔴 Errors | New | Known | Waived | With a fix |
| :-- | --: | --: | --: | --: | --: |
| **All** | **2** | **2** | **1** | **1** | **1** |
| ${rule("pin")} | 2 | 2 | 1 |  | 1 |
| ${rule("age")} |  |  |  | 1 |  |
`,
    );
    expect(markdown(reportOf({ findings: [finding()] }))).not.toContain("**All**");
    expect(markdown(reportOf())).not.toContain("By rule");
  });

  test("of images, the worst that was found", () => {
    const pulls = [a, b, c, d, unresolvedPull("x"), { ...at("idle"), called: false }];
    const report = reportOf({
      scan: scanOf(pulls),
      findings: [about(a), about(a, { severity: "notice" }), about(b, { undecided: true })],
      coverage: coverage({
        images: 5,
        notJudged: [
          { reason: "no-answer", images: 1, names: ["quay.io/acme/c:1.0"], rules: ["exists"], advice: "Wait." },
        ],
        leftOut: [{ reason: "uncalled", images: 1 }],
      }),
    });
    const images = factsOf(report);
    expect(Object.fromEntries(outcomes(images, report))).toEqual({
      error: 1,
      undecided: 1,
      warning: 0,
      notice: 0,
      "not judged": 1,
      "name not known before the run": 1,
      "nothing to say": 1,
    });
    for (const { total, bars } of distributions(images, report)) {
      expect(total).toBe(5);
      expect(bars.reduce((sum, [, count]) => sum + count, 0)).toBe(5);
    }
    // As the parser of mermaid 11.17 takes it; the largest first, since pie1 is the colour of the first.
    const more = markdown({ ...report, coverage: coverage({ ...report.coverage, images: 6 }) });
    expect(more).toContain(`\`\`\`mermaid
%%{init: {"theme": "base", "themeVariables": {"pie1": "#9a6700", "pie2": "#cf222e", "pie3": "#8c959f", "pie4": "#bf8700", "pie5": "#2da44e", "pieOpacity": "1"}}}%%
pie showData
    "name not known before the run" : 2
    "error" : 1
    "undecided" : 1
    "not judged" : 1
    "nothing to say" : 1
\`\`\``);
    expect(markdown(reportOf({ scan: scanOf([a, b]), coverage: coverage({ images: 2 }) }))).not.toContain("mermaid");
  });

  test("of registries, whether they are allowed where the policy says so", () => {
    const docker = [pull("alpine:3"), pull("busybox:1", {}, { line: 9 })];
    const report = (differing: Partial<Report>) =>
      markdown(reportOf({ scan: scanOf([a, b, ...docker, pull("ghcr.io/x/y:1", {}, { line: 12 })]), ...differing }));
    expect(report({})).toContain("| Registry | Images | Answered |\n| :-- | --: | --: |\n");
    const findings = [a, ...docker].map((one) => about(one, { rule: "registry" }));
    const text = report({ findings, rules: ["registry"], inspections: [inspection("docker.io/library/alpine:3")] });
    expect(text).toContain(`<details><summary>3 registries</summary>

| Registry | Images | Allowed | Answered |
| :-- | --: | :-- | --: |
| <code>quay.io</code> | 2 | ✗ 1 image | 0 |
| <code>docker.io</code> | 2 | ✗ | 1 |
| <code>ghcr.io</code> | 1 | ✓ | 0 |
`);
  });
});

const cells = ({ user, offers }: PlatformRow) => [user, ...offers];

const gridOf = (pulls: readonly Pull[], inspections: Report["inspections"]) =>
  platformGrid(factsOf(reportOf({ scan: scanOf(pulls), inspections })));
const told = (one: Pull, ...platforms: string[]) => inspection(one.canonical ?? "", { platforms });

describe("platforms of processes", () => {
  test("are offered, missing or not known; what misses a usual one comes first", () => {
    const { platforms, rows } = gridOf(
      [a, b, c, d],
      [
        told(a, "linux/amd64", "linux/arm64", "linux/s390x"),
        failed("quay.io/acme/b:1.0", "timeout"),
        told(c, "linux/amd64"),
        told(d, "linux/amd64", "linux/arm64"),
      ],
    );
    expect(platforms).toEqual(["linux/amd64", "linux/arm64", "linux/s390x"]);
    expect(rows.map(cells)).toEqual([
      ["C", "offered", "missing", "missing"],
      ["B", "unknown", "unknown", "unknown"],
      ["A", "offered", "offered", "offered"],
      ["D", "offered", "offered", "missing"],
    ]);
  });

  test("are those of each image where a process has several, and of the platform that it runs on", () => {
    const arm = { ...b, process: "A", engine: "podman", platform: "linux/arm64/v8" } as const;
    const { rows } = gridOf(
      [a, { ...a, engine: "singularity" }, arm],
      [told(a, "linux/amd64"), told(b, "linux/arm64")],
    );
    expect(rows).toEqual([
      {
        user: "A",
        engines: ["docker", "singularity"],
        images: ["quay.io/acme/a:1.0"],
        offers: ["offered", "missing"],
      },
      { user: "A", engines: ["podman"], images: ["quay.io/acme/b:1.0"], offers: ["other", "offered"] },
    ]);
  });

  test("tell stages of two files apart, and what a registry said of one platform alone", () => {
    const { process: _, ...rest } = a;
    const stage = (file: string): Pull => ({ ...rest, stage: "build", references: [{ ...a.references[0]!, file }] });
    const service: Pull = { ...rest, references: [{ ...a.references[0]!, context: { service: "db" } }] };
    const loose: Pull = { ...rest, engine: null, references: [{ ...a.references[0]!, context: {} }] };
    const { rows } = gridOf(
      [stage("x/Dockerfile"), stage("y/Dockerfile"), service, loose, b],
      [
        { ...told(a, "linux/amd64"), request: { image: "quay.io/acme/a:1.0", platform: null, need: "platforms" } },
        failed("quay.io/acme/a:1.0", "unsupported", "who knows", "linux/arm64"),
        failed("quay.io/acme/b:1.0", "platform-missing", "not there", "linux/arm64"),
      ],
    );
    expect(rows.map(cells)).toEqual([
      ["B", "unknown", "missing"],
      ["build (x/Dockerfile)", "offered", "unknown"],
      ["build (y/Dockerfile)", "offered", "unknown"],
      ["db (a.nf)", "offered", "unknown"],
      ["nextflow (a.nf)", "offered", "unknown"],
    ]);
  });

  test("are at most six, and nothing where no registry told any", () => {
    const { platforms } = gridOf([a], [told(a, ..."1 2 3 4 5 6 7".split(" ").map((n) => `linux/x${n}`))]);
    expect(platforms).toEqual(["linux/amd64", "linux/arm64", "linux/x1", "linux/x2", "linux/x3", "linux/x4"]);
    expect(gridOf([a], []).rows).toEqual([]);
  });

  test("as a table, folded under what they come to", () => {
    const text = markdown(
      reportOf({ scan: scanOf([a, b]), inspections: [told(a, "linux/amd64"), told(b, "linux/amd64", "linux/arm64")] }),
    );
    expect(text).toContain(
      "<details><summary>Platforms: linux/amd64 2&nbsp;✓, linux/arm64 1&nbsp;✓ 1&nbsp;✗</summary>",
    );
    expect(text).toContain("| A (docker) | ✓ | ✗ |\n| B (docker) | ✓ | ✓ |\n");
  });
});

const pinsOf = (pulls: readonly Pull[], findings: readonly Finding[]) => {
  const report = reportOf({ scan: scanOf(pulls), findings });
  return pinChange(factsOf(report), report).map(({ pin, now, safe, all }) => [pin, now, safe, all]);
};

describe("pins, before and after the fixes on offer", () => {
  const pinned = `quay.io/acme/a:1.0@${digest}`;
  test("are what the edits write; the safe ones by themselves, and with the others", () => {
    const latest = pull("quay.io/acme/e:latest", {}, { file: "e.nf" });
    const findings = [
      about(a, fixOf(a, pinned)),
      about(b, fixOf(b, `quay.io/acme/b@${digest}`, { safe: false })),
      about(latest, { rule: "tag", ...fixOf(latest, "quay.io/acme/e:2.1") }),
    ];
    expect(pinsOf([a, b, c, latest], findings)).toEqual([
      ["digest", 0, 1, 2],
      ["version", 3, 3, 2],
      ["floating", 1, 0, 0],
    ]);
    const text = markdown(reportOf({ scan: scanOf([a, b, c]), findings }));
    expect(text).toContain("<summary>Pins: 0 of 3 images by digest, 2 with the fixes on offer</summary>");
    expect(text).toContain("| Pin | Now | With the safe fixes | With all fixes |");
  });

  test("are those of the weakest place, and stay where the edits do not tell", () => {
    const elsewhere = pull("quay.io/acme/a:1.0", {}, { file: "z.nf" });
    expect(pinsOf([a, elsewhere], [about(a, fixOf(a, pinned))])).toEqual([["version", 1, 1, 1]]);
    const composed: Pull = { ...b, references: [{ ...b.references[0]!, text: "1.0", kind: "arg" }] };
    expect(pinsOf([composed], [about(composed, fixOf(composed, "2.0"))])).toEqual([["version", 1, 1, 1]]);
    const [tag] = fixOf(b, "2.0").fixes;
    const part: Edit = { location: { ...tag.edits[0].location, column: 33 }, replacement: "2.0" };
    expect(pinsOf([b], [about(b, { fixes: [{ ...tag, edits: [part] }] })])).toEqual([["version", 1, 1, 1]]);
    const inserted = fixOf(c, `withName: X { container = 'quay.io/acme/c@${digest}' }`);
    expect(pinsOf([c], [about(c, inserted)])).toEqual([
      ["digest", 0, 1, 1],
      ["version", 1, 0, 0],
    ]);
    expect(pinsOf([a], [about(a, { ...fixOf(a, pinned), known: { by: "base" } })])).toEqual([["version", 1, 1, 1]]);
    const text = markdown(reportOf({ scan: scanOf([a]) }));
    expect(text).toContain("<summary>Pins: 0 of 1 image by digest</summary>\n\n| Pin | Now |\n");
  });
});

describe("where there is no room", () => {
  test("what has the higher rank goes first, whatever stands where, and is counted", () => {
    const page = new Page(200);
    page.add("start\n");
    page.table("line of the list", "list\n", ["x".repeat(90), "y".repeat(90), "z"], "", { rank: 7 });
    page.table("row", "rows\n", ["1\n".repeat(20), "2\n"], "", { rank: 1, most: 50 });
    page.add("end\n");
    expect(page.text("Look there.")).toBe(
      `start\nlist\n${"x".repeat(90)}\nrows\n${"1\n".repeat(20)}2\n\nend\n\n> Not shown for lack of room: 2 lines of the list. Look there.\n`,
    );
    const small = new Page(40);
    small.table("thing", "head\n", ["a".repeat(50)], "");
    small.details("all", "other", "", []);
    expect(small.text("There.")).toBe("\n> Not shown for lack of room: 1 thing. There.\n");
  });

  test("ten thousand findings in two thousand images leave what is read first whole", () => {
    const images = Array.from({ length: 2_000 }, (_, index) => at(`m${index}`));
    const findings = images.flatMap((one) =>
      ["exists", "pin", "age", "user", "labels"].map((rule) => about(one, { rule, message: `${one.image} ${rule}` })),
    );
    const report = reportOf({
      findings,
      inspections: images.map((one) => inspection(one.canonical ?? "", { platforms: ["linux/amd64"] })),
      rules: ["registry"],
      counts: { ...countFindings(findings), references: 2_000, images: 2_000, files: 2_000 },
      coverage: coverage({ images: 2_000, judged: 2_000 }),
      verdict: "fail",
    });
    const [long, short] = [summary(report), markdown(report)];
    expect(Buffer.byteLength(long)).toBeLessThan(900 * 1024);
    expect(short.length).toBeLessThan(60_000);
    for (const text of [long, short]) {
      for (const part of [
        "What to do first",
        "By rule",
        "2,000&nbsp;✓",
        "1 registry",
        "Pins: 0 of 2,000",
        "Record of this run",
      ])
        expect(text).toContain(part);
      const [note = ""] = /^> Not shown.*/m.exec(text) ?? [];
      expect(note).toMatch(
        /^> Not shown for lack of room: [\d,]+ findings, 2,000 images(?:, [\d,]+ rows of platforms)?\. /,
      );
    }
  });

  test("images of which there is most to say are the last to go", () => {
    const report = reportOf({ scan: scanOf([a, b, c]), findings: [about(c), about(b, { severity: "warning" })] });
    const [, table = ""] = markdown(report).split("<details><summary>3 images</summary>");
    const [rows = ""] = table.split("</details>");
    const names = [...rows.matchAll(/^\| ([^|]*) \| <code>([^<]*)<\/code>/gm)].map(([, sign, name]) => [sign, name]);
    expect(names).toEqual([
      ["🔴&nbsp;error", "quay.io/acme/c&#58;1.0"],
      ["🟠&nbsp;warning", "quay.io/acme/b&#58;1.0"],
      ["", "quay.io/acme/a&#58;1.0"],
    ]);
  });
});
