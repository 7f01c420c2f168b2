/** What is installed to build and test is what the lock file names, byte for byte; and the workflows give nothing away. */
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { once } from "node:events";
import { readdir, readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { join, resolve } from "node:path";
import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { faultsOf } from "../../scripts/check-lock.ts";
import { arrayOf, objectOf } from "../support/json.ts";
import { tar } from "../support/registry/layer.ts";
import { repositoryOf, scratch } from "../support/scratch.ts";

const root = resolve(import.meta.dirname, "../..");
const text = await readFile(join(root, "package-lock.json"), "utf8");

const lockOf = (packages: object): string => JSON.stringify({ lockfileVersion: 3, packages: { "": {}, ...packages } });

describe("the lock file", () => {
  test("has the hash of every package, and no address", () => {
    expect(faultsOf(text)).toEqual([]);
  });

  const integrity = `sha512-${"A".repeat(86)}==`;
  test.each([
    [lockOf({ a: { version: "1.0.0", integrity } }), []],
    [lockOf({ a: { version: "1.0.0" } }), [expect.stringContaining("a: no sha512 hash")]],
    [lockOf({ a: { version: "1.0.0", integrity: "sha1-AAAA" } }), [expect.stringContaining("a: no sha512 hash")]],
    [lockOf({ a: { integrity } }), ["a: it has no version"]],
    [
      lockOf({ a: { version: "1.0.0", integrity, resolved: "https://example.org/a.tgz" } }),
      [expect.stringContaining("a: it says where it is fetched from (https://example.org/a.tgz)")],
    ],
    [lockOf({ a: { resolved: "../a", link: true } }), [expect.stringContaining("a: it is a link")]],
    [lockOf({}), ["it has no packages"]],
    ['{"lockfileVersion":1}', ["lockfileVersion is 1; npm 9 and later write 3"]],
  ])("%s", (lock, faults) => {
    expect(faultsOf(lock)).toEqual(faults);
  });

  test("npm refuses a package whose bytes are others, wherever it comes from", async () => {
    const entry = objectOf(objectOf(objectOf(JSON.parse(text))["packages"])["node_modules/yaml"]);
    const version = String(entry["version"]);
    const forged = gzipSync(tar({ "package/package.json": JSON.stringify({ name: "yaml", version }) }));
    const server = createServer((request, response) => {
      const tarball = `http://${request.headers.host}/yaml.tgz`;
      const hash = `sha512-${createHash("sha512").update(forged).digest("base64")}`;
      const dist = { tarball, integrity: hash };
      const document = {
        name: "yaml",
        "dist-tags": { latest: version },
        versions: { [version]: { name: "yaml", version, dist } },
      };
      response.end(request.url === "/yaml.tgz" ? forged : JSON.stringify(document));
    }).listen(0, "127.0.0.1");
    await once(server, "listening");
    try {
      const address = server.address();
      const registry = `http://127.0.0.1:${typeof address === "object" ? address?.port : ""}`;
      const install = async (locked: object): Promise<string> => {
        const manifest = { name: "x", version: "1.0.0", dependencies: { yaml: version } };
        const packages = { "": manifest, "node_modules/yaml": locked };
        const folder = await repositoryOf({
          "package.json": JSON.stringify(manifest),
          "package-lock.json": JSON.stringify({ ...manifest, lockfileVersion: 3, requires: true, packages }),
          ".npmrc": `${await readFile(join(root, ".npmrc"), "utf8")}registry=${registry}\n`,
        });
        return npmCi(folder, await scratch());
      };
      expect(await install(entry)).toMatch(/EINTEGRITY/);
      const { integrity: _, ...unchecked } = entry;
      // The reason for the check: without a hash, it is taken.
      expect(await install(unchecked)).toMatch(/added 1 package/);
    } finally {
      server.close();
      server.closeAllConnections();
    }
  });
});

async function npmCi(cwd: string, home: string): Promise<string> {
  const env = {
    PATH: process.env["PATH"] ?? "",
    HOME: home,
    npm_config_cache: join(home, "cache"),
    npm_config_update_notifier: "false",
  };
  const child = spawn("npm", ["ci", "--ignore-scripts"], { cwd, env });
  let said = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk: Buffer) => (said += chunk.toString()));
  await once(child, "close");
  return said;
}

describe("workflows", async () => {
  const folder = join(root, ".github/workflows");
  const workflows = await Promise.all(
    (await readdir(folder)).map(async (name) => [name, await readFile(join(folder, name), "utf8")] as const),
  );

  test.each(workflows)("%s pins every action by commit, and begins without permissions", (_, workflow) => {
    const uses = [...workflow.matchAll(/uses: (?<what>.*)/gu)].map(([, what = ""]) => what);
    for (const one of uses) expect(one).toMatch(/^(?:[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+|\.\/.*)$/u);
    expect(objectOf(parse(workflow))["permissions"]).toEqual({});
  });

  test("what may write runs nothing of the repository or of npm", () => {
    const [, release = ""] = workflows.find(([name]) => name === "release.yml") ?? [];
    const jobs = Object.values(objectOf(objectOf(parse(release))["jobs"])).map(objectOf);
    const writing = jobs.filter(({ permissions }) => Object.values(objectOf(permissions)).includes("write"));
    expect(writing).toHaveLength(1);
    const steps = arrayOf(writing[0]?.["steps"]).map(objectOf);
    expect(steps.map(({ run = "" }) => String(run)).join("\n")).not.toMatch(/\b(?:npm|npx|node|\.ci\/run)\b/u);
  });
});
