import { existsSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { dirname, join, relative, resolve } from "node:path";
import { describe, expect, test } from "vitest";

const root = resolve(import.meta.dirname, "../..");

const pages = [
  ...(await readdir(root)).filter((name) => name.endsWith(".md")).map((name) => join(root, name)),
  ...(await readdir(join(root, "docs"), { recursive: true }))
    .filter((name) => name.endsWith(".md"))
    .map((name) => join(root, "docs", name)),
];

/** As GitHub makes them: lower case, blanks as hyphens, punctuation gone. */
const anchorOf = (heading: string): string =>
  heading
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}\s_-]/gu, "")
    .trim()
    .replaceAll(/\s/gu, "-");

async function anchorsIn(file: string): Promise<Set<string>> {
  const text = await readFile(file, "utf8");
  return new Set([...text.matchAll(/^#+ (?<heading>.+)$/gmu)].map(([, heading = ""]) => anchorOf(heading)));
}

describe("documentation", () => {
  test.each(pages.map((page) => [relative(root, page), page]))("every link of %s leads somewhere", async (_, page) => {
    const text = (await readFile(page, "utf8")).replaceAll(/^```.*?^```/gmsu, "");
    const links = [...text.matchAll(/\]\((?<target>[^)\s]+)\)/gu)]
      .map(([, target = ""]) => target)
      .filter((target) => !/^[a-z]+:/u.test(target));
    const broken: string[] = [];
    for (const link of links) {
      const [path = "", anchor] = link.split("#");
      const target = path === "" ? page : join(dirname(page), path);
      if (!existsSync(target)) broken.push(link);
      else if (anchor !== undefined && !(await anchorsIn(target)).has(anchor)) broken.push(link);
    }
    expect(broken).toStrictEqual([]);
  });

  test("CONTRIBUTING names every folder of src/, and no other", async () => {
    const text = await readFile(join(root, "CONTRIBUTING.md"), "utf8");
    const rows = /<!-- rooms:start -->(?<rows>.*)<!-- rooms:end -->/su.exec(text)?.groups?.["rows"] ?? "";
    const named = [...rows.matchAll(/^\|(?<cell>[^|]+)\|/gmu)]
      .flatMap(([, cell = ""]) => [...cell.matchAll(/`(?<path>[^`]+)`/gu)].map(([, path = ""]) => path))
      .filter((path) => path.startsWith("src/"));
    expect(named.filter((path) => !existsSync(join(root, path)))).toStrictEqual([]);
    const folders = await readdir(join(root, "src"), { recursive: true, withFileTypes: true });
    const paths = folders.filter((entry) => entry.isDirectory()).map((entry) => join(entry.parentPath, entry.name));
    const isNamed = (path: string): boolean => named.includes(`${relative(root, path)}/`);
    // What lies within a format's own folder is that format's.
    const missing = paths.filter((path) => !isNamed(path) && !isNamed(dirname(path)));
    expect(missing.map((path) => relative(root, path))).toStrictEqual([]);
  });

  test("the README can be read in one go", async () => {
    const lines = (await readFile(join(root, "README.md"), "utf8")).split("\n");
    expect(lines.length).toBeLessThanOrEqual(251);
  });
});
