/** The threat model of docs/security.md: each row names the tests that hold it, and they are there. */
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { describe, expect, test } from "vitest";

const root = resolve(import.meta.dirname, "../..");
const page = await readFile(join(root, "docs/security.md"), "utf8");
const table = /<!-- threats:start -->(?<rows>.*)<!-- threats:end -->/su.exec(page)?.groups?.["rows"] ?? "";
const rows = [...table.matchAll(/^\| (?<tries>[^|]+) \| [^|]+ \| (?<tests>[^|]+) \|$/gmu)]
  .map(({ groups }) => [groups?.["tries"] ?? "", groups?.["tests"] ?? ""] as const)
  .filter(([tries]) => !/^(?:Somebody tries|-+)$/u.test(tries));

describe("somebody tries", () => {
  test.each(rows)("%s", (_, tests) => {
    const files = [...tests.matchAll(/`(?<file>[^`]+)`/gu)].map(([, file = ""]) => file);
    expect(files).not.toEqual([]);
    expect(files.filter((file) => !/^test\/.*\.test\.ts$/u.test(file) || !existsSync(join(root, file)))).toEqual([]);
  });

  test("all that SECURITY.md counts", () => {
    // Two lines are the head of the table.
    expect(rows).toHaveLength(table.trim().split("\n").length - 2);
    expect(rows.length).toBeGreaterThan(15);
  });
});
