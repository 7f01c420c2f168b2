/** The package of a release: what is in it, and that it is put on PATH without a network and by nobody's settings. */
import { createHash } from "node:crypto";
import { execFile } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { mkdir, readFile, readdir, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { promisify } from "node:util";
import { afterAll, describe, expect, test } from "vitest";
import { pack } from "../scripts/pack.ts";
import { defaultScanOptions, openRepository, scanRepository } from "../src/scan/index.ts";
import packageJson from "../package.json" with { type: "json" };
import { repositoryOf, scratch } from "./support/scratch.ts";

const run = promisify(execFile);

const folder = mkdtempSync(join(tmpdir(), "wave-inspect-package-"));
afterAll(() => rmSync(folder, { recursive: true }));
const [tarball, checksum] = pack(folder);
const unpacked = join(folder, "unpacked");
await mkdir(unpacked);
await run("tar", ["-xzf", tarball, "-C", unpacked]);

describe("the package", () => {
  test("has its checksum beside it, as sha256sum writes it", async () => {
    const sha256 = createHash("sha256")
      .update(await readFile(tarball))
      .digest("hex");
    expect(basename(tarball)).toBe(`wave-inspect-action-${packageJson.version}.tgz`);
    expect(await readFile(checksum, "utf8")).toBe(`${sha256}  ${basename(tarball)}\n`);
  });

  test("is the same bytes each time", async () => {
    const [again] = pack(await scratch());
    expect((await readFile(again)).equals(await readFile(tarball))).toBe(true);
  });

  test("asks for no other package and runs nothing when it is installed", async () => {
    const own: object = JSON.parse(await readFile(join(unpacked, "package/package.json"), "utf8"));
    expect(Object.keys(own).toSorted()).toEqual(
      ["bin", "description", "engines", "files", "keywords", "license", "name", "type", "version"].toSorted(),
    );
    expect(own).toMatchObject({ bin: { "wave-inspect": "dist/cli.js" }, engines: { node: ">=22" } });
  });

  test("is dist/ as it is, what its licence asks for, and what a policy is written with", async () => {
    const given = await readdir("dist");
    const found = await readdir(join(unpacked, "package"), { recursive: true });
    expect(found.filter((name) => name.startsWith("dist/")).toSorted()).toEqual(
      given.map((name) => `dist/${name}`).toSorted(),
    );
    for (const name of given)
      expect(await readFile(join(unpacked, "package/dist", name), "utf8")).toBe(
        await readFile(join("dist", name), "utf8"),
      );
    expect(found.filter((name) => !name.startsWith("dist")).toSorted()).toEqual([
      "CHANGELOG.md",
      "LICENSE",
      "README.md",
      "containers-lock.schema.json",
      "package.json",
      "policy-test.schema.json",
      "policy.example.yml",
      "policy.schema.json",
    ]);
  });
});

/** A checkout whose settings of npm would lead elsewhere: nothing answers there. */
async function hostileCheckout(): Promise<string> {
  return repositoryOf({
    ".npmrc": [
      "registry=http://127.0.0.1:9/",
      "prefix=elsewhere",
      "script-shell=./evil.sh",
      "node-options=--require ./evil.js",
      "offline=false",
    ].join("\n"),
    "evil.sh": "#!/bin/sh\nexit 9\n",
    "evil.js": "process.exit(9);\n",
    "package.json": '{ "devEngines": { "runtime": { "name": "node", "version": "1", "onFail": "error" } } }',
    "package-lock.json": "{ nonsense",
    Dockerfile: "FROM alpine:latest\n",
    "wave-inspect.yml": "version: 1\nrules: { tag: error }\n",
  });
}

/** Programs of this machine, with the Node that runs the tests before all others, and no setting of anybody. */
const path = `${dirname(process.execPath)}:${process.env["PATH"] ?? ""}`;

describe.skipIf(process.platform === "win32")("npm install --global", () => {
  test("puts it on PATH without a network, from within a checkout that has other plans", async () => {
    const checkout = await hostileCheckout();
    const home = await scratch();
    const prefix = join(await scratch(), "empty");
    const inCheckout = { cwd: checkout, env: { PATH: path, HOME: home } };
    await run("npm", ["install", "--global", "--offline", "--ignore-scripts", "--prefix", prefix, tarball], inCheckout);
    expect(await readdir(join(prefix, "lib/node_modules"))).toEqual(["wave-inspect-action"]);
    expect(await readdir(join(prefix, "lib/node_modules/wave-inspect-action"))).not.toContain("node_modules");
    expect(await readdir(checkout)).not.toContain("elsewhere");

    const command = join(prefix, "bin/wave-inspect");
    expect((await run(command, ["--version"], inCheckout)).stdout).toBe(`${packageJson.version}\n`);
    const checked = run(command, ["check", ".", "--inspector", "none"], inCheckout);
    await expect(checked).rejects.toMatchObject({
      code: 1,
      stdout: expect.stringContaining(" --> Dockerfile:1:6\n"),
    });
  });
});

test("what is unpacked runs by Node alone", async () => {
  const away = join(unpacked, "away");
  await mkdir(away);
  await writeFile(join(away, "Dockerfile"), "FROM alpine:3.20\n");
  const cli = join(unpacked, "package/dist/cli.js");
  const env = { PATH: "/nonexistent", HOME: unpacked };
  const { stdout } = await run(process.execPath, [cli, "scan", away, "--format", "images"], { env });
  expect(stdout).toBe("docker.io/library/alpine:3.20\n");
});

test("the Dockerfile of the documentation is one that is read without a fault", async () => {
  const [, text = ""] = /```dockerfile\n([\s\S]*?)```/.exec(await readFile("docs/command-line.md", "utf8")) ?? [];
  const { pulls, problems } = await scanRepository(
    openRepository(await repositoryOf({ Dockerfile: text }), defaultScanOptions),
    defaultScanOptions,
  );
  expect(problems).toEqual([]);
  expect(pulls.map(({ canonical }) => canonical)).toEqual([
    "docker.io/docker/dockerfile:1",
    "docker.io/library/node:24-slim",
  ]);
});
