/** Why a file is not read: what stands there, and what the system says. */
import { createServer } from "node:net";
import { once } from "node:events";
import { chmod } from "node:fs/promises";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { readRegularFile } from "../../src/files/read.ts";
import { repositoryOf, scratch } from "../support/scratch.ts";
import { asSomebody } from "../support/user.ts";

const MOST = 1024;

test("sockets and devices are not opened", async () => {
  const path = join(await scratch(), "socket");
  const server = createServer().listen(path);
  onTestFinished(() => void server.close());
  await once(server, "listening");
  expect(readRegularFile(path, MOST, "refused")).toEqual({
    why: "no-file",
    words: "is a socket, not a regular file",
  });
  expect(readRegularFile("/dev/null", MOST, "refused")).toEqual({
    why: "no-file",
    words: "is a device, not a regular file",
  });
});

test("a file of somebody else", async () => {
  const root = await repositoryOf({ file: "x" });
  await chmod(root, 0o755);
  await chmod(join(root, "file"), 0o000);
  const read = asSomebody(() => readRegularFile(join(root, "file"), MOST, "followed"));
  expect(read).toEqual({ why: "denied", words: "may not be read by this user" });
});

test("a name that no file can have", async () => {
  const read = readRegularFile(join(await scratch(), "x".repeat(300)), MOST, "followed");
  expect(read).toEqual({ why: "denied", words: "cannot be read (ENAMETOOLONG)" });
});
