/** `wave-inspect lock` against a registry, a server of files and Wave that change from one night to the next. */
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { cli } from "../support/cli.ts";
import { type FileServer, imageFile, ranged, type Serve, startFiles } from "../support/files.ts";
import { arrayOf, objectOf } from "../support/json.ts";
import { artifact, image, multiArch } from "../support/registry/images.ts";
import { type Registry, startRegistry } from "../support/registry/index.ts";
import { repositoryOf } from "../support/scratch.ts";
import { startWave, type Wave } from "../support/wave/index.ts";

const BOTH = ["linux/amd64", "linux/arm64"];

let registry: Registry;
let files: FileServer;
let wave: Wave;
const downloads: Record<string, Serve> = {};

beforeAll(async () => {
  registry = await startRegistry({});
  files = await startFiles(downloads);
  wave = await startWave({ registries: { [registry.host]: registry.url } });
});

afterAll(async () => {
  await Promise.all([registry.close(), files.close(), wave.close()]);
});

/** Each test has names of its own: what it does to the registry is nobody else's. */
async function repository(name: string, { policy = "", extra = "" } = {}) {
  registry.push(`${name}/tool`, "1.0", multiArch(BOTH));
  registry.push(`${name}/base`, "1.0", image({ user: "app", entrypoint: ["/run"] }));
  downloads[`/${name}.sif`] = ranged(imageFile("amd64"));
  const root = await repositoryOf({
    "main.nf": `process A {\n  container '${registry.host}/${name}/tool:1.0'\n  script: 'true'\n}\nprocess B {\n  container "${files.origin}/${name}.sif"\n  script: 'true'\n}\n${extra}workflow { A(); B() }\n`,
    "nextflow.config": "profiles { docker { docker.enabled = true }\n singularity { singularity.enabled = true } }\n",
    Dockerfile: `FROM ${registry.host}/${name}/base:1.0\n`,
    "wave-inspect.yml": `version: 1\n${policy}`,
  });
  return { root, read: () => readFile(join(root, "containers.lock"), "utf8") };
}

/** What `wave-inspect lock` asked of the registry and the server of files. */
async function lock(root: string, ...args: readonly string[]) {
  registry.forget();
  const before = files.requests.length;
  const stand = ["--inspector", "registry", "--insecure-registry", registry.host, "--insecure-registry", files.host];
  const ran = await cli(["lock", root, ...stand, ...args]);
  const asked = registry.requests.map(({ method, kind }) => `${method} ${kind}`).sort();
  return { ...ran, asked, files: files.requests.length - before };
}

const entries = async (text: Promise<string>) => objectOf(objectOf(JSON.parse(await text))["images"]);

test("the first run records, the second asks once an image and changes no byte", async () => {
  const { root, read } = await repository("first");
  const one = await lock(root);
  expect(one).toMatchObject({ code: 0, err: "", files: 1 });
  expect(one.out).toContain("containers.lock is written: 3 images, 3 added, 0 kept.\n");
  // An index, its manifest and config of one platform; a single image's manifest and config.
  expect(one.asked).toEqual(["GET blob", "GET blob", "GET manifest", "GET manifest", "GET manifest"]);
  const text = await read();
  const images = await entries(read());
  expect(Object.keys(images)).toEqual([
    `${files.origin}/first.sif`,
    `${registry.host}/first/base:1.0`,
    `${registry.host}/first/tool:1.0`,
  ]);
  expect(images).toMatchObject({
    [`${files.origin}/first.sif`]: { by: "download", verified: false, processes: ["B"], file: { format: "sif" } },
    [`${registry.host}/first/base:1.0`]: {
      by: "registry",
      verified: true,
      files: ["Dockerfile"],
      platforms: { "linux/amd64": { user: "app", entrypoint: ["/run"], path: "/usr/bin:/bin" } },
    },
    [`${registry.host}/first/tool:1.0`]: {
      digest: multiArch(BOTH).descriptor.digest,
      mediaType: "application/vnd.oci.image.index.v1+json",
      platforms: { "linux/amd64": { created: "2024-03-05T06:07:08Z" }, "linux/arm64": {} },
      processes: ["A"],
    },
  });
  const two = await lock(root);
  expect(two).toMatchObject({ code: 0, files: 1, asked: ["HEAD manifest", "HEAD manifest"] });
  expect(two.out).toBe("containers.lock is as it was: 3 images, 0 added, 3 kept.\n");
  expect(await read()).toBe(text);
});

test("a tag that moved is left until it is taken over", async () => {
  const { root, read } = await repository("moved");
  await lock(root);
  const before = await read();
  const name = `${registry.host}/moved/tool:1.0`;
  const [then, now] = [
    multiArch(BOTH).descriptor.digest,
    registry.push("moved/tool", "1.0", multiArch(BOTH, { user: "x" })),
  ];
  const left = await lock(root);
  expect(left.code).toBe(1);
  expect(left.out).toMatch(
    new RegExp(
      `^containers\\.lock is as it was: 3 images, 0 added, 2 kept, 1 left\\.\n  left       ${name}: ${now} by now, in the lock ${then} since \\d{4}-\\d\\d-\\d\\d\n`,
    ),
  );
  expect(left.out).toContain("wave-inspect lock --update takes it over");
  // What it means by HEAD, then all of it.
  expect(left.asked).toEqual(["GET blob", "GET manifest", "GET manifest", "HEAD manifest", "HEAD manifest"]);
  expect(await read()).toBe(before);
  const json = objectOf(JSON.parse((await lock(root, "--format", "json")).out));
  expect(json).toMatchObject({
    schemaVersion: 1,
    written: false,
    left: [{ image: name, before: { digest: then }, now: { digest: now } }],
  });
  const taken = await lock(root, "--update");
  expect(taken).toMatchObject({ code: 0 });
  expect(taken.out).toContain("2 kept, 1 taken over.\n  taken      ");
  expect(await entries(read())).toMatchObject({ [name]: { digest: now, platforms: { "linux/amd64": { user: "x" } } } });
});

test("a file that is another one by now", async () => {
  const { root } = await repository("file");
  await lock(root);
  downloads["/file.sif"] = ranged(imageFile("arm64"));
  const left = await lock(root);
  expect(left.code).toBe(1);
  expect(left.out).toMatch(
    /left +http:\S+\/file\.sif: a file, .*linux\/arm64, .* in the lock a file, .*linux\/amd64, /,
  );
});

test("what is not answered for is kept with a mark, and is not written where it is new", async () => {
  const { root, read } = await repository("gone");
  await lock(root);
  registry.delete("gone/tool", "1.0");
  await writeFile(join(root, "Dockerfile"), `FROM ${registry.host}/gone/new:1.0\n`);
  const partial = await lock(root);
  expect(partial.code).toBe(3);
  expect(partial.out).toContain("3 images, 0 added, 1 kept, 2 unseen.\n");
  expect(partial.out).toMatch(/unseen +\S+gone\/base:1\.0: nothing that was looked at pulls it\n/);
  expect(partial.out).toMatch(/unseen +\S+gone\/tool:1\.0: .*not.*\n/);
  expect(partial.out).toMatch(/not known +\S+gone\/new:1\.0: /);
  const images = await entries(read());
  expect(images[`${registry.host}/gone/tool:1.0`]).toMatchObject({ unseen: "not-found", digest: expect.any(String) });
  expect(images[`${registry.host}/gone/base:1.0`]).toMatchObject({ unseen: "not-pulled", digest: expect.any(String) });
  const json = objectOf(JSON.parse((await lock(root, "--format", "json")).out));
  expect(arrayOf(json["notKnown"])).toEqual([expect.objectContaining({ why: "not-found" })]);
  const pruned = await lock(root, "--prune");
  expect(pruned.out).toMatch(/removed +\S+gone\/base:1\.0\n/);
  expect(Object.keys(await entries(read()))).toHaveLength(2);
});

test("half an answer is recorded as far as it goes", async () => {
  const { root, read } = await repository("half");
  const away = registry.fault({
    when: ({ kind, repository }) => kind === "blob" && repository === "half/tool",
    reaction: { status: 404 },
  });
  const half = await lock(root);
  away();
  expect(half.code).toBe(3);
  expect(half.out).toMatch(/half known +\S+half\/tool:1\.0: .*config/);
  const name = `${registry.host}/half/tool:1.0`;
  expect(await entries(read())).toMatchObject({
    [name]: { platforms: { "linux/amd64": { digest: expect.any(String) } } },
  });
  const whole = await lock(root);
  expect(whole).toMatchObject({ code: 0 });
  expect(await entries(read())).toMatchObject({
    [name]: { verified: true, platforms: { "linux/amd64": { path: "/usr/bin:/bin" } } },
  });
});

test("a SIF of a registry, by its sha256 and its header", async () => {
  const sif = artifact({
    configType: "application/vnd.sylabs.sif.config.v1+json",
    layerType: "application/vnd.sylabs.sif.layer.v1.sif",
    content: imageFile("arm64"),
  });
  registry.push("oras/sif", "1.0", sif);
  const extra = `process C {\n  container 'oras://${registry.host}/oras/sif:1.0'\n  script: 'true'\n}\nworkflow other { C() }\n`;
  const { root, read } = await repository("oras", { policy: "nextflow: { judge-uncalled: true }\n", extra });
  expect(await lock(root)).toMatchObject({ code: 0 });
  expect(await entries(read())).toMatchObject({
    [`${registry.host}/oras/sif:1.0`]: {
      artifact: "application/vnd.sylabs.sif.layer.v1.sif",
      file: { architecture: "linux/arm64", sha256: expect.stringMatching(/^[0-9a-f]{64}$/) },
    },
  });
  expect((await lock(root)).asked).toEqual(["HEAD manifest", "HEAD manifest", "HEAD manifest"]);
});

test("the platforms that the policy requires, and that of the run", async () => {
  const { root, read } = await repository("platforms", {
    policy: "rules: { architecture: { require: [linux/amd64, linux/arm64] } }\n",
  });
  await lock(root);
  const name = `${registry.host}/platforms/tool:1.0`;
  expect(await entries(read())).toMatchObject({
    [name]: { platforms: { "linux/amd64": { path: "/usr/bin:/bin" }, "linux/arm64": { path: "/usr/bin:/bin" } } },
  });
});

/** Without who said so, and when. */
const facts = (text: string): string => text.replaceAll(/^ +"(?:by|sum|verified|firstSeen)": .*\n/gm, "");

test("Wave says the same on trust, by one call an image on the second night", async () => {
  const { root, read } = await repository("trust");
  const args = [
    "lock",
    root,
    "--wave-endpoint",
    wave.endpoint,
    "--insecure-registry",
    registry.host,
    "--insecure-registry",
    files.host,
  ];
  expect(await cli(args)).toMatchObject({ code: 0 });
  const byWave = await read();
  expect(await entries(read())).toMatchObject({ [`${registry.host}/trust/tool:1.0`]: { by: "wave", verified: false } });
  const before = wave.requests.filter(({ path }) => path.includes("inspect")).length;
  expect((await cli(args)).out).toContain("is as it was: 3 images, 0 added, 3 kept.");
  expect(wave.requests.filter(({ path }) => path.includes("inspect")).length - before).toBe(2);
  await lock(root, "--lock", join(root, "other.lock"));
  expect(facts(await readFile(join(root, "other.lock"), "utf8"))).toBe(facts(byWave));
});

test("a lock that cannot be read is not written over", async () => {
  const { root, read } = await repository("broken");
  await lock(root);
  const broken = (await read()).replace('{\n  "images"', '{\n<<<<<<< HEAD\n  "images"');
  await writeFile(join(root, "containers.lock"), broken);
  const refused = await lock(root);
  expect(refused).toMatchObject({ code: 2, out: "", asked: [] });
  expect(refused.err).toContain("containers.lock:2:1: a merge conflict is not resolved");
  expect(await read()).toBe(broken);
  const elsewhere = await lock(root, "--lock", join(root, "none", "x.lock"));
  expect(elsewhere.code).toBe(2);
  expect(elsewhere.err).toMatch(/x\.lock could not be written\. .*ENOENT/);
  expect((await lock(root, "--lock", root)).err).toMatch(/is a folder.*; a lock is a JSON file/);
});
