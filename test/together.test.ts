/** Several folders that are checked in one go, in this process: the command line, and what their reports come to. */
import { mkdir, symlink } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, describe, expect, test, vi } from "vitest";
import { foldersOf } from "../src/action/folders.ts";
import { check } from "../src/cli/check.ts";
import type { Coverage, Finding, FolderReport, Report } from "../src/model.ts";
import { folderSections } from "../src/report/folders.ts";
import { summary } from "../src/report/summary.ts";
import { passedWithin } from "../src/policy-source/index.ts";
import { wholeMatch } from "../src/text/globs.ts";
import { together } from "../src/together.ts";
import { reportOf } from "./policy/make.ts";
import { reportWith } from "./report/hostile.ts";
import { arrayOf, objectOf, parseJson } from "./support/json.ts";
import { repositoryOf } from "./support/scratch.ts";
import { testWorld } from "./support/world.ts";

afterEach(() => vi.restoreAllMocks());

const files = {
  "wave-inspect.yml": "version: 1\ninspector: none\nrules: { tag: error }\n",
  "a/Dockerfile": "FROM quay.io/acme/a:latest\n",
  "b/Dockerfile": "FROM quay.io/acme/b:1.0\n",
  "b/in/Dockerfile": "FROM quay.io/acme/b:1.0\n",
};

/** As in a shell that stands in the repository. */
async function checkIn(root: string, ...args: readonly string[]): Promise<{ outcome: string; printed: string }> {
  vi.spyOn(process, "cwd").mockReturnValue(root);
  const { world, printed } = testWorld();
  const outcome = await check(args, world);
  return { outcome, printed: printed.out };
}

describe("check with several directories", () => {
  test("is the worst of them, with paths from the current directory on", async () => {
    const root = await repositoryOf(files);
    const { outcome, printed } = await checkIn(root, join(root, "b"), join(root, "a"), join(root, "b"));
    expect(outcome).toBe("fail");
    expect(printed).toMatch(/^error\[tag\]: .*\n --> a\/Dockerfile:1:6$/m);
    expect(printed).toMatch(/^b: Pass: .*\na: Fail: 1 error in 1 image.*\nFail: 1 error in 2 images/mu);
    const json = objectOf(
      parseJson((await checkIn(root, join(root, "a"), join(root, "b"), "--format", "json")).printed),
    );
    expect(json).toMatchObject({ verdict: "fail", exitCode: 1, counts: { errors: 1 } });
    expect(arrayOf(json["reports"])).toMatchObject([{ folder: "a" }, { folder: "b" }]);
  });

  test.each<[typed: readonly string[], words: RegExp]>([
    [["a", "nowhere"], /nowhere is not a directory; launch arguments go behind --/u],
    [["b", "b/in"], /b\/in lies in b, which is checked as well/u],
    [[".", "b"], /b lies in \., which is checked as well/u],
    [["a", ".."], /is not below the current directory/u],
    [["a", "b", "--answers", "x.json"], /--answers is about one run: give one directory alone/u],
    [["a", "b", "--lineage", "x"], /--lineage is about one run: give one directory alone/u],
  ])("%j is refused", async (typed, words) => {
    const root = await repositoryOf(files);
    const at = (word: string): string => (/^(?:a|b|b\/in|\.|\.\.|nowhere)$/u.test(word) ? join(root, word) : word);
    await expect(checkIn(root, ...typed.map(at))).rejects.toThrow(words);
  });
});

test("a policy that lies in one of several folders is told not to hold", async () => {
  const own = { "a/wave-inspect.yml": "version: 1\n", "b/.github/wave-inspect.yml": "" };
  const root = await repositoryOf({ ...files, ...own });
  const of = (folders: readonly string[], held: string | null) => passedWithin(root, folders, held);
  expect(of(["", "c"], null)).toEqual([]);
  expect(of(["a", "b"], "wave-inspect.yml")).toEqual([
    expect.stringMatching(/^a\/wave-inspect\.yml does not hold: wave-inspect\.yml is that of all folders\./),
    expect.stringMatching(/^b\/\.github\/wave-inspect\.yml does not hold/),
  ]);
  expect(of(["a"], null)).toEqual([expect.stringContaining("the built-in policy is that of all folders")]);
  expect(of(["a"], "a/wave-inspect.yml")).toEqual([]);
});

describe("the folders of the action", () => {
  test("patterns take links to folders of the workspace, by the names that they have", async () => {
    const root = await repositoryOf({ "p/a/Dockerfile": "FROM a:1\n", "real/Dockerfile": "FROM b:1\n", x: "x" });
    const out = await repositoryOf({ Dockerfile: "FROM c:1\n" });
    const links = { "p/link": "../real", "p/same": "a", "p/out": out, "p/file": "../x", "p/gone": "nowhere" };
    for (const [path, target] of Object.entries(links)) await symlink(target, join(root, path));
    expect(foldersOf({ path: ".", paths: ["p/*"] }, root)).toEqual(["p/a", "real"]);
    expect(foldersOf({ path: ".", paths: ["p/*", "!p/link"] }, root)).toEqual(["p/a"]);
  });

  test("patterns, what is taken out again, and what is refused", async () => {
    const root = await repositoryOf({ ...files, "b/.x/Dockerfile": "FROM a:1\n", "README.md": "x" });
    await mkdir(join(root, "empty"));
    const of = (...paths: string[]): unknown => foldersOf({ path: ".", paths }, root);
    expect(of("*")).toEqual(["a", "b"]);
    expect(of("b/*", "!b/.*", "./a/")).toEqual(["b/in", "a"]);
    expect(of("empty", ".//a")).toEqual(["empty", "a"]);
    expect(foldersOf({ path: "b/in", paths: undefined }, root)).toEqual(["b/in"]);
    expect(foldersOf({ path: ".", paths: undefined }, root)).toEqual([""]);
    expect(() => of("c*")).toThrow('"c*" matches no directory');
    expect(() => of("a", "!a")).toThrow("nothing is left");
    expect(() => of("**")).toThrow("lies in");
    expect(() => of("*".repeat(2000))).toThrow("longer than");
    expect(() => of("README.md")).toThrow("is not a directory");
    expect(() => foldersOf({ path: "x", paths: undefined }, root)).toThrow("path: x is not a directory");
  });

  test("a pattern means the folder and none below", () => {
    const isTaken = wholeMatch("./p/*/");
    expect(["p/a", "p/a/b", "p", "p/.a"].map(isTaken)).toEqual([true, false, false, false]);
  });
});

const empty: Coverage = {
  images: 0,
  judged: 0,
  answered: 0,
  downloads: 0,
  notJudged: [],
  leftOut: [],
  notApplied: [],
  files: 0,
  unread: [],
  notLookedAt: [],
};
const folder = (name: string, differing: Partial<Report> = {}): FolderReport => ({
  ...reportWith("x"),
  findings: [],
  coverage: empty,
  verdict: "pass",
  outcome: "pass",
  folder: name,
  ...differing,
});

const verdictOf = (...verdicts: Report["verdict"][]): unknown =>
  together(verdicts.map((verdict, index) => folder(String(index), { verdict, outcome: verdict }))).outcome;

const lockOf = (file: string) => ({ lock: { file, mode: "strict" as const } });

const many = (count: number, verdict: Report["verdict"] = "pass"): Report =>
  together(Array.from({ length: count }, (_, index) => folder(`p/${index}`, { verdict })));

const render = (_: FolderReport, budget: number): string => "x".repeat(budget);

describe("what reports come to", () => {
  test("there is none of no folder", () => {
    expect(() => together([])).toThrow(RangeError);
  });

  test("a violation outweighs what is undecided, and that a pass", () => {
    expect(verdictOf("pass", "undecided", "pass")).toBe("undecided");
    expect(verdictOf("undecided", "fail", "undecided")).toBe("fail");
    expect(verdictOf("pass", "pass")).toBe("pass");
  });

  test("what went by its recipe is added up, and is not there where nothing did", () => {
    const one = folder("a", { coverage: { ...empty, images: 2, judged: 2, byRecipe: 2 } });
    expect(together([one, folder("b"), one]).coverage.byRecipe).toBe(4);
    expect(together([folder("b")]).coverage).not.toHaveProperty("byRecipe");
  });

  test("coverage is added up by reason, and a folder that was not come to is a gap", () => {
    const open = { reason: "not-asked" as const, images: 1, rules: ["exists"], advice: "Ask." };
    const coverage = (name: string, more: Partial<Coverage> = {}): Coverage => ({
      ...empty,
      images: 2,
      judged: 1,
      notJudged: [{ ...open, names: [name] }],
      leftOut: [{ reason: "uncalled", images: 1 }],
      notApplied: [{ rules: ["age"], images: 1, why: "x" }],
      unread: [{ file: "conf", reason: "missing" }],
      twins: { proven: 1, "same-by-name": 2, different: 3, "not-comparable": 0 },
      ...more,
    });
    const reports = [
      folder("a", { coverage: coverage("one") }),
      folder("b", { coverage: coverage("two"), cancelled: "SIGTERM", verdict: "undecided" }),
    ];
    const whole = together(reports, ["c"]);
    expect(whole.coverage).toMatchObject({
      images: 4,
      judged: 2,
      notJudged: [{ reason: "not-asked", images: 2, names: ["one", "two"], rules: ["exists"] }],
      leftOut: [{ reason: "uncalled", images: 2 }],
      notApplied: [{ rules: ["age"], images: 2 }],
      twins: { proven: 2, "same-by-name": 4, different: 6, "not-comparable": 0 },
      unread: [
        { file: "conf", reason: "missing" },
        { file: "c", reason: "skipped" },
      ],
    });
    expect(whole).toMatchObject({ cancelled: "SIGTERM", verdict: "undecided" });
  });

  test("files unlike the commit are those of all, or unknown; a lock is that of all, or of none", () => {
    const checkout = { commit: "a".repeat(40) };
    const withChanges = (...changes: (string[] | undefined)[]) =>
      together(
        changes.map((changed, index) =>
          folder(String(index), { ...lockOf("l"), checkout: { ...checkout, ...(changed && { changed }) } }),
        ),
      );
    expect(withChanges(["a"], ["b", "a"]).checkout).toEqual({ ...checkout, changed: ["a", "b"] });
    expect(withChanges(["a"], undefined).checkout).toEqual(checkout);
    expect(withChanges([], []).lock).toEqual(lockOf("l").lock);
    expect(together([folder("a", lockOf("a/l")), folder("b", lockOf("b/l"))]).lock).toBeUndefined();
    const { checkout: _, ...bare } = folder("a");
    expect(together([bare]).checkout).toBeUndefined();
  });
});

describe("the summary of several folders", () => {
  test("begins with those that do not pass", () => {
    const text = summary(together([folder("good"), folder("open", { verdict: "undecided" })]));
    expect(text.indexOf("<code>open</code>")).toBeLessThan(text.indexOf("<code>good</code>"));
    expect(text).toContain("<details open>");
  });

  test("stays within its budget, and says of how many folders there is nothing", () => {
    for (const [count, words] of [
      [3, /<details>/u],
      [40, /Not shown for lack of room: 40 folders\./u],
      [5_000, /Not shown for lack of room: [\d,]+ folders\./u],
    ] as const) {
      const text = folderSections(many(count), { budget: 100_000, elsewhere: {}, render });
      expect(Buffer.byteLength(text)).toBeLessThanOrEqual(101_000);
      expect(text).toMatch(words);
    }
  });
});

test("a fix that is not on offer in all folders is on offer in none", () => {
  const [one] = reportWith("a").findings;
  const edit = { location: one!.location, replacement: "b" };
  const of = (folder: string, fixes: Finding["fixes"]) => ({
    ...reportOf({ findings: [{ ...one!, ...(fixes !== undefined && { fixes }) }] }),
    folder,
  });
  const other = [{ title: "Another.", edits: [edit], safe: true }] as const;
  expect(together([of("a", undefined), of("b", undefined)]).findings).toMatchObject([{ fixes: one!.fixes }]);
  const [apart, ...more] = together([of("a", undefined), of("b", other)]).findings;
  expect(more).toEqual([]);
  expect(apart).toMatchObject({ message: one!.message, fingerprint: one!.fingerprint });
  expect(apart).not.toHaveProperty("fixes");
});

const knownAs = (fingerprint: string) => ({
  fingerprint,
  rule: "pin",
  severity: "error" as const,
  image: null,
  file: "a",
  message: "m",
});
const heldAgainst = (folder: string, only: Report["only"]): FolderReport => ({
  ...reportOf(only === undefined ? {} : { only }),
  folder,
});
const commit = "c".repeat(40);

describe("what a change mends", () => {
  test("in several folders is told once", () => {
    const a = heldAgainst("a", { commit, fixed: [knownAs("1"), knownAs("2")] });
    const b = heldAgainst("b", { commit, fixed: [knownAs("2"), knownAs("3")] });
    expect(together([a, b]).only).toEqual({ commit, fixed: [knownAs("1"), knownAs("2"), knownAs("3")] });
  });

  test("is unknown of all where it is of one, and nothing where all findings count", () => {
    expect(together([heldAgainst("a", { commit, fixed: [knownAs("1")] }), heldAgainst("b", { commit })]).only).toEqual({
      commit,
    });
    expect(together([heldAgainst("a", { nothing: "no base" }), heldAgainst("b", { nothing: "no base" })]).only).toEqual(
      {
        nothing: "no base",
      },
    );
    expect(together([heldAgainst("a", undefined), heldAgainst("b", undefined)])).not.toHaveProperty("only");
  });
});
