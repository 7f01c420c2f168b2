import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { inWorkspace, writeReport } from "../../src/action/files.ts";
import { isBelow } from "../../src/files/inside.ts";

let folder: string;
let workspace: string;

beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), "wave-inspect-files-")));
  workspace = join(folder, "workspace");
  mkdirSync(join(workspace, "inner"), { recursive: true });
  mkdirSync(join(folder, "secret"));
  writeFileSync(join(folder, "secret/file"), "untouched");
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

test.each([
  ["/w", "/w", true],
  ["/w", "/w/a/b", true],
  ["/w", "/w/..a", true],
  ["/w", "/w/../x", false],
  ["/w", "/wx", false],
  ["/w", "/", false],
])("isBelow(%j, %j) is %j", (outer, path, expected) => {
  expect(isBelow(outer, path)).toBe(expected);
});

describe("inWorkspace", () => {
  test("takes what is there and what is not there yet", () => {
    expect(inWorkspace(workspace, "path", ".")).toBe(workspace);
    expect(inWorkspace(workspace, "policy", "inner/new.yml")).toBe(join(workspace, "inner/new.yml"));
  });

  test("refuses a way out, by name or by a link of the checkout", () => {
    expect(() => inWorkspace(workspace, "policy", "../secret/file")).toThrow(
      "policy: ../secret/file is outside the workspace",
    );
    symlinkSync(join(folder, "secret"), join(workspace, "out"));
    expect(() => inWorkspace(workspace, "policy", "out/file")).toThrow("policy: out/file is a link that leads out");
  });

  test("takes a link within the workspace", () => {
    symlinkSync("inner", join(workspace, "link"));
    expect(inWorkspace(workspace, "path", "link")).toBe(join(workspace, "link"));
  });
});

describe("writeReport", () => {
  test("makes the directories and replaces what was there", () => {
    const file = writeReport(workspace, "a/b/report.json", "first, and longer");
    expect(writeReport(workspace, "a/b/report.json", "second")).toBe(file);
    expect(readFileSync(file, "utf8")).toBe("second");
  });

  test("writes outside of the workspace where the workflow says so", () => {
    expect(readFileSync(writeReport(workspace, join(folder, "temp/report.json"), "x"), "utf8")).toBe("x");
  });

  test("writes nothing into git's own folder, nor out by another name of the workspace", () => {
    mkdirSync(join(workspace, ".git/hooks"), { recursive: true });
    symlinkSync(".git", join(workspace, "reports"));
    for (const path of ["reports/report.json", "reports/new/report.json", ".git/hooks/report.json"])
      expect(() => writeReport(workspace, path, "x")).toThrow("its directory lies in git's own folder");
    symlinkSync(folder, join(workspace, "way-out"));
    const other = join(folder, "other-name");
    symlinkSync(workspace, other);
    expect(() => writeReport(other, join(workspace, "way-out/report.json"), "x")).toThrow("leads out of the workspace");
  });

  test("follows no link of the checkout", () => {
    symlinkSync(join(folder, "secret/file"), join(workspace, "report.json"));
    symlinkSync(join(folder, "secret"), join(workspace, "out"));
    expect(() => writeReport(workspace, "report.json", "x")).toThrow("ELOOP");
    expect(() => writeReport(workspace, "out/file", "x")).toThrow("its directory is a link that leads out");
    expect(() => writeReport(workspace, "out/new/file", "x")).toThrow("its directory is a link that leads out");
    expect(readFileSync(join(folder, "secret/file"), "utf8")).toBe("untouched");
  });
});
