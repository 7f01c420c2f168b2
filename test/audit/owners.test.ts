/** CODEOWNERS by the examples of GitHub's documentation ("About code owners", example of a CODEOWNERS file). */
import { expect, test } from "vitest";
import { codeOwners } from "../../src/audit/owners.ts";

const of = (text: string, path: string): string => codeOwners(text)(path).join(" ");

test("the default owners are those of everything that no later line takes", () => {
  expect(of("*       @global-owner1 @global-owner2\n", "main.nf")).toBe("@global-owner1 @global-owner2");
  expect(of("*       @global-owner1 @global-owner2\n", "a/b/main.nf")).toBe("@global-owner1 @global-owner2");
});

test("the last line that matches decides, whatever the others say", () => {
  const text = "*       @global-owner1\n*.js    @js-owner #This is an inline comment.\n*.go docs@example.com\n";
  expect(of(text, "src/a.js")).toBe("@js-owner");
  expect(of(text, "src/a.go")).toBe("docs@example.com");
  expect(of(text, "src/a.ts")).toBe("@global-owner1");
});

test.each([
  ["*.txt @octo-org/octocats", "a/notes.txt", "@octo-org/octocats"],
  // In this example, @doctocat owns any files in the build/logs directory at the root and its subdirectories.
  ["/build/logs/ @doctocat", "build/logs/a/b.txt", "@doctocat"],
  ["/build/logs/ @doctocat", "x/build/logs/a.txt", ""],
  ["/build/logs/ @doctocat", "build/logs", ""],
  // The `docs/*` pattern will match files like `docs/getting-started.md` but not further nested ones.
  ["docs/* docs@example.com", "docs/getting-started.md", "docs@example.com"],
  ["docs/* docs@example.com", "docs/build-app/troubleshooting.md", ""],
  // In this example, @octocat owns any file in an apps directory anywhere in the repository.
  ["apps/ @octocat", "apps/a.txt", "@octocat"],
  ["apps/ @octocat", "x/y/apps/z/a.txt", "@octocat"],
  // In this example, @doctocat owns any file in the `/docs` directory in the root and any of its subdirectories.
  ["/docs/ @doctocat", "docs/a/b.md", "@doctocat"],
  ["/docs/ @doctocat", "a/docs/b.md", ""],
  ["/scripts/ @doctocat @octocat", "scripts/a.sh", "@doctocat @octocat"],
  // In this example, @octocat owns any file in a `/logs` directory such as /build/logs, /scripts/logs, /deeply/nested/logs.
  ["**/logs @octocat", "build/logs/a", "@octocat"],
  ["**/logs @octocat", "deeply/nested/logs/a/b", "@octocat"],
  ["**/logs @octocat", "logs", "@octocat"],
])("%s: %s", (line, path, owners) => {
  expect(of(line, path)).toBe(owners);
});

test("a line without owners leaves its files to nobody", () => {
  const text = "/apps/ @octocat\n/apps/github\n";
  expect(of(text, "apps/a")).toBe("@octocat");
  expect(of(text, "apps/github/a")).toBe("");
  expect(of("/apps/ @octocat\n/apps/github @doctocat\n", "apps/github")).toBe("@doctocat");
});

test("what GitHub does not take is skipped: !, [ ] and owners that are none", () => {
  expect(of("* @a\n!main.nf @b\n", "main.nf")).toBe("@a");
  expect(of("* @a\n[m]ain.nf @b\n", "main.nf")).toBe("@a");
  expect(of("* @a\nmain.nf b\n", "main.nf")).toBe("@a");
  expect(of("* @a\n/ @b\n", "main.nf")).toBe("@a");
  expect(of("# * @b\n\n   \n* @a\r\n", "main.nf")).toBe("@a");
});

test("paths: case counts, a blank is escaped, ? is one character, ** stands between folders and alone", () => {
  expect(of("Main.nf @a", "main.nf")).toBe("");
  expect(of("/my\\ docs/ @a", "my docs/a")).toBe("@a");
  expect(of("mai?.nf @a", "main.nf")).toBe("@a");
  expect(of("/a/**/b @a", "a/b")).toBe("@a");
  expect(of("/a/**/b @a", "a/x/y/b/z")).toBe("@a");
  expect(of("/a/**/b @a", "a/x/c")).toBe("");
  expect(of("** @a", "a/x/c")).toBe("@a");
  expect(of("/a/b @a", "a")).toBe("");
});

test("a pattern of many stars takes no longer for them", () => {
  // 400 stars that go back and forth would not end before the test does.
  expect(of(`/${"**/*a".repeat(1)}${"/**/a*a".repeat(400)} @a`, `${"a/".repeat(400)}b`)).toBe("");
});
