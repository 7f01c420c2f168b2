/** git itself, for what is compared with it. */
import { execFileSync } from "node:child_process";

/** No configuration of the machine, and file:// submodules, which git refuses by default. */
const SETTINGS = ["user.name=t", "user.email=t@example.com", "protocol.file.allow=always", "init.defaultBranch=main"];
const ENV = {
  ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith("GIT_"))),
  GIT_CONFIG_GLOBAL: "/dev/null",
  GIT_CONFIG_SYSTEM: "/dev/null",
};

/** What git prints, a character a byte. */
export function git(root: string, ...args: readonly string[]): string {
  return gitReading("", root, ...args);
}

/** With a standard input, a character a byte. */
export function gitReading(input: string, root: string, ...args: readonly string[]): string {
  const settings = SETTINGS.flatMap((setting) => ["-c", setting]);
  return execFileSync("git", [...settings, ...args], {
    cwd: root,
    env: ENV,
    input: Buffer.from(input, "latin1"),
    encoding: "latin1",
    maxBuffer: 64 * 1024 * 1024,
    stdio: ["pipe", "pipe", "ignore"],
  });
}

export interface Tracked {
  /** A character a byte. */
  readonly path: string;
  /** Of four to six octal digits. */
  readonly mode: string;
  /** The first, in a conflict. */
  readonly stage: string;
  readonly skipped: boolean;
}

/** What git itself says that it tracks, each path once. */
export function tracked(root: string): Tracked[] {
  // Where the work tree holds a file that is marked as left out, git forgets the mark unless told otherwise.
  const words = ["-c", "sparse.expectFilesOutsideOfPatterns=true", "ls-files", "-s", "-t", "--sparse", "-z"];
  const entries = git(root, ...words)
    .split("\0")
    .slice(0, -1)
    .map((line): Tracked => {
      const [, tag = "", mode = "", stage = "", path = ""] = /^(\S) (\d+) \S+ (\d)\t([^]*)$/.exec(line) ?? [];
      return { path, mode, stage, skipped: tag === "S" };
    });
  return entries.filter(({ path }, index) => path !== entries[index - 1]?.path);
}
