import { expect, test } from "vitest";
import { directoryOf, locate, type Places } from "../../../../src/scan/nextflow/files/paths.ts";

const inside: Places = { projectDir: "p", launchDir: "l", roots: ["/repo", "/elsewhere"] };
const away: Places = { ...inside, launchDir: "/launch" };

const shown = (written: string, directory: string, places: Places): string => {
  const target = locate(written, directory, places);
  return target.kind === "file" ? target.path : target.kind;
};

test.each([
  ["a.config", "", "a.config"],
  ["../a.config", "x", "a.config"],
  ["../a.config", "", "outside"],
  ["/etc/passwd", "x", "outside"],
  ["/repo/a.config", "x", "a.config"],
  ["/elsewhere/a.config", "x", "a.config"],
  ["/repo/../a.config", "x", "outside"],
  ["file:///repo/a.config", "x", "a.config"],
  ["${projectDir}/a.config", "x", "p/a.config"],
  ["${launchDir}/a.config", "x", "l/a.config"],
  ["${projectDir}/../../a.config", "x", "outside"],
  ["/dev/null", "x", "none"],
  ["https://a/b", "x", "remote"],
])("of the repository: %s in %s is %s", (written, directory, expected) => {
  expect(shown(written, directory, inside)).toBe(expected);
});

test.each([
  ["b.config", "/site", "/site/b.config"],
  ["../b.config", "/site", "/b.config"],
  ["../../../b.config", "/site", "/b.config"],
  ["b.config", "/", "/b.config"],
  ["/etc/b.config", "/site", "/etc/b.config"],
  ["/repo/b.config", "/site", "b.config"],
  ["../repo/b.config", "/site", "b.config"],
  ["${projectDir}/b.config", "/site", "p/b.config"],
  ["${projectDir}/../../b.config", "/site", "/b.config"],
  ["${launchDir}/b.config", "/site", "/launch/b.config"],
])("of a file outside: %s in %s is %s", (written, directory, expected) => {
  expect(shown(written, directory, away)).toBe(expected);
});

test("the launch directory outside is for nothing that the repository says", () => {
  expect(shown("${launchDir}/a.config", "x", away)).toBe("outside");
  expect(shown("${launchDir}", "x", away)).toBe("outside");
});

test.each([
  ["a/b/c.config", "a/b"],
  ["c.config", ""],
  ["/c.config", "/"],
  ["/a/c.config", "/a"],
])("the directory of %s is %s", (path, directory) => {
  expect(directoryOf(path)).toBe(directory);
});
