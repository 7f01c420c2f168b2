/** Every cause of drift, played by a registry that changes between two nights. */
import { rm } from "node:fs/promises";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { diff } from "../../src/cli/diff.ts";
import { lock } from "../../src/cli/lock.ts";
import { causes } from "../../src/drift/causes.ts";
import { list } from "../../src/text/json.ts";
import { formatBytes } from "../../src/text/units.ts";
import { imageFile, ranged } from "../support/files.ts";
import { objectOf } from "../support/json.ts";
import {
  artifact,
  type Image,
  image,
  type ImageOptions,
  index,
  mediaTypes,
  rawManifest,
  sha256,
} from "../support/registry/images.ts";
import { tar } from "../support/registry/layer.ts";
import { pipeline, type Stand, startStand } from "./two-nights.ts";

let stand: Stand;

beforeAll(async () => {
  stand = await startStand();
});

afterAll(() => stand.close());

const BASE = { "bin/sh": "a shell\n" };
const TOOL = { "bin/tool": "a tool\n" };
const LAYERS = [BASE, TOOL];
const one = (options: ImageOptions = {}): Image => image({ layers: LAYERS, ...options });
const two = (options: ImageOptions = {}): Image => index([one(options), one({ ...options, platform: "linux/arm64" })]);

const sized = (bytes: number): Image => one({ layers: [BASE, { data: "x".repeat(bytes) }] });
const size = (of: Image): string =>
  formatBytes([...of.blobs.values()].slice(1).reduce((sum, { length }) => sum + length, 0));
const bytesOf = ({ length }: Buffer): string => `${formatBytes(length)} (${length} B)`;
const shortOf = (digest: string): string => `${digest.slice(0, 19)}…`;
/** `sha256:0123456789ab…`, as it is told. */
const told = (of: Image): string => `${of.descriptor.digest.slice(0, 19)}…`;
const moved = (before: Image, after: Image) => [
  "harmless",
  "tag-moved",
  `tag moved: it means ${told(after)}, and meant ${told(before)}`,
];

const covered = new Set<string>();
let count = 0;

/** What is told of an image of one process that was pushed anew: grade, cause and words of each change, and the outcome. */
async function second(before: Image, after: Image | ((name: string, digest: string) => void)) {
  count += 1;
  const name = `night${count}/tool`;
  const digest = stand.registry.push(name, "1.0", before);
  const { root, lock: path } = await pipeline({ TOOL: `${stand.registry.host}/${name}:1.0` });
  expect((await stand.ask(lock, [root])).outcome).toBe("pass");
  if (typeof after === "function") after(name, digest);
  else stand.registry.push(name, "1.0", after);
  return compared(path, root);
}

async function compared(path: string, root: string) {
  const { outcome, out, err } = await stand.ask(diff, [path, root, "--format", "json"]);
  expect(err).toBe("");
  const { changed } = objectOf(JSON.parse(out));
  const images = list(changed).map(objectOf);
  expect(images.length).toBeLessThanOrEqual(1);
  const changes = images.flatMap((changedImage) => list(changedImage["changes"]).map(objectOf));
  for (const { cause } of changes) covered.add(String(cause));
  expect(images.map(({ processes }) => processes)).toEqual(images.map(() => ["TOOL"]));
  return {
    outcome,
    grade: images[0]?.["grade"],
    changes: changes.map(({ grade, cause, message, platforms }) => [
      grade,
      cause,
      platforms === undefined ? message : `${String(message)} (${list(platforms).join(", ")})`,
    ]),
  };
}

const AMD = "(linux/amd64)";
const reconfigured = ["harmless", "reconfigured", `reconfigured: the same layers, and another configuration ${AMD}`];
const rebuilt = (words: string) => [
  "visible",
  "rebuilt",
  `rebuilt on the same base: the first ${words} are as before ${AMD}`,
];

test("nothing changed", async () => {
  expect(await second(two(), two())).toEqual({ outcome: "pass", grade: undefined, changes: [] });
});

describe("breaking", () => {
  test("vanished", async () => {
    const after = await second(one(), (name, digest) => {
      stand.registry.delete(name, "1.0");
      stand.registry.delete(name, digest);
    });
    expect(after).toEqual({
      outcome: "fail",
      grade: "breaking",
      changes: [["breaking", "vanished", "vanished: it can be pulled no more"]],
    });
  });

  test.each([
    {
      what: "where there was none",
      from: {},
      words: `entry point added: "tool" starts in place of the task's shell ${AMD}`,
    },
    {
      what: "in place of one that runs what it is given",
      from: { entrypoint: ["tini", "--"] },
      words: `entry point changed: "tool" starts in place of the task's shell, which "tini --" let start ${AMD}`,
    },
  ])("an entry point $what", async ({ from, words }) => {
    const [before, after] = [one(from), one({ entrypoint: ["tool"] })];
    expect(await second(before, after)).toEqual({
      outcome: "fail",
      grade: "breaking",
      changes: [["breaking", "entrypoint-added", words], moved(before, after), reconfigured],
    });
  });

  test("a user that is not root any more", async () => {
    const [before, after] = [one({ user: "0:0" }), one({ user: "1000" })];
    expect(await second(before, after)).toEqual({
      outcome: "fail",
      grade: "breaking",
      changes: [
        [
          "breaking",
          "user-not-root",
          `user changed: it runs as "1000" and no longer as root, who can write into the work directory ${AMD}`,
        ],
        moved(before, after),
        reconfigured,
      ],
    });
  });

  test.each([
    ["a directory that is lost", ["PATH=/opt/bin:/usr/bin"], ["PATH=/usr/bin"]],
    ["a directory in front", ["PATH=/usr/bin"], ["PATH=/opt/bin:/usr/bin"]],
    ["none, so that engines set theirs", ["PATH=/opt/bin"], ["A=1"]],
  ])("PATH: %s", async (_, from, to) => {
    const [before, after] = [one({ env: from }), one({ env: to })];
    const usual = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";
    const path = ([env = ""]: string[]) => (env.startsWith("PATH=") ? env.slice("PATH=".length) : usual);
    expect(await second(before, after)).toEqual({
      outcome: "fail",
      grade: "breaking",
      changes: [
        ["breaking", "path-changed", `PATH changed: "${path(from)}" became "${path(to)}" ${AMD}`],
        moved(before, after),
        reconfigured,
      ],
    });
  });

  test("a platform that is lost", async () => {
    const [before, after] = [two(), index([one()])];
    expect(await second(before, after)).toEqual({
      outcome: "fail",
      grade: "breaking",
      changes: [
        ["breaking", "platform-lost", "platform lost: it is no longer on offer for linux/arm64"],
        moved(before, after),
      ],
    });
  });

  test("schema 1", async () => {
    const before = one();
    const schema1 = Buffer.from(JSON.stringify({ schemaVersion: 1, name: "a/b", tag: "1", fsLayers: [], history: [] }));
    const after = rawManifest("application/vnd.docker.distribution.manifest.v1+prettyjws", schema1);
    expect(await second(before, after)).toEqual({
      outcome: "fail",
      grade: "breaking",
      changes: [
        [
          "breaking",
          "schema-1",
          "format changed: it is in Docker's first image format (schema 1), which current engines refuse",
        ],
        moved(before, after),
      ],
    });
  });

  test("an artifact", async () => {
    const [before, after] = [one(), artifact({ artifactType: "application/vnd.cncf.helm.config.v1+json" })];
    expect(await second(before, after)).toEqual({
      outcome: "fail",
      grade: "breaking",
      changes: [
        [
          "breaking",
          "artifact",
          "format changed: it is no container image any more but an artifact (application/vnd.cncf.helm.config.v1+json)",
        ],
        moved(before, after),
      ],
    });
  });
});

describe("visible", () => {
  test("an entry point that is gone", async () => {
    const [before, after] = [one({ entrypoint: ["tool"] }), one()];
    expect(await second(before, after)).toEqual({
      outcome: "pass",
      grade: "visible",
      changes: [
        ["visible", "entrypoint-changed", `entry point changed: "tool" became none ${AMD}`],
        moved(before, after),
        reconfigured,
      ],
    });
  });

  test("another user", async () => {
    const [before, after] = [one({ user: "1000" }), one({ user: "tool" })];
    expect(await second(before, after)).toEqual({
      outcome: "pass",
      grade: "visible",
      changes: [
        ["visible", "user-changed", `user changed: "1000" became "tool" ${AMD}`],
        moved(before, after),
        reconfigured,
      ],
    });
  });

  test("a directory behind those of PATH", async () => {
    const [before, after] = [one({ env: ["PATH=/usr/bin"] }), one({ env: ["PATH=/usr/bin:/opt/bin"] })];
    expect(await second(before, after)).toEqual({
      outcome: "pass",
      grade: "visible",
      changes: [
        ["visible", "path-extended", `PATH extended: "/usr/bin" became "/usr/bin:/opt/bin" ${AMD}`],
        moved(before, after),
        reconfigured,
      ],
    });
  });

  test("another working directory", async () => {
    const [before, after] = [one(), one({ workingDir: "/data" })];
    expect(await second(before, after)).toEqual({
      outcome: "pass",
      grade: "visible",
      changes: [
        ["visible", "workdir-changed", `working directory changed: none became "/data" ${AMD}`],
        moved(before, after),
        reconfigured,
      ],
    });
  });

  test("rebuilt on the same base, and on a new one", async () => {
    const before = one();
    const same = one({ layers: [BASE, { "bin/tool": "new\n" }, { a: "b\n" }] });
    expect(await second(before, same)).toEqual({
      outcome: "pass",
      grade: "visible",
      changes: [rebuilt("1 of 3 layers"), moved(before, same)],
    });
    const other = one({ layers: [{ "bin/sh": "new\n" }, TOOL] });
    expect(await second(before, other)).toEqual({
      outcome: "pass",
      grade: "visible",
      changes: [
        ["visible", "new-base", `rebuilt on a new base: its first layer is another ${AMD}`],
        moved(before, other),
      ],
    });
  });

  test("grown and shrunk", async () => {
    const [small, large] = [sized(1_000), sized(50_000)];
    expect((await second(small, large)).changes).toEqual([
      rebuilt("1 of 2 layers"),
      ["visible", "grown", `grown: ${size(large)} to pull, and ${size(small)} before ${AMD}`],
      moved(small, large),
    ]);
    expect((await second(large, small)).changes).toContainEqual([
      "visible",
      "shrunk",
      `shrunk: ${size(small)} to pull, and ${size(large)} before ${AMD}`,
    ]);
  });

  test("the image of a platform that nobody looked into", async () => {
    const before = two();
    const after = index([one(), one({ platform: "linux/arm64", user: "1000" })]);
    expect(await second(before, after)).toEqual({
      outcome: "pass",
      grade: "visible",
      changes: [
        [
          "visible",
          "replaced",
          "replaced: it is another image, of which too little is known to say more (linux/arm64)",
        ],
        moved(before, after),
      ],
    });
  });

  test("the old manifest is gone", async () => {
    const [before, after] = [one(), one({ created: "2026-01-01T00:00:00Z" })];
    const said = await second(before, (name, digest) => {
      stand.registry.push(name, "1.0", after);
      stand.registry.delete(name, digest);
    });
    expect(said).toEqual({
      outcome: "pass",
      grade: "visible",
      changes: [
        ["visible", "old-gone", `old manifest gone: ${told(before)} can be pulled no more, by its digest neither`],
        moved(before, after),
        reconfigured,
      ],
    });
  });

  test("one image in place of an index", async () => {
    const [before, after] = [index([one()]), one()];
    expect(await second(before, after)).toEqual({
      outcome: "pass",
      grade: "visible",
      changes: [
        ["visible", "index-lost", "format changed: it is one image and no index of several any more"],
        moved(before, after),
      ],
    });
  });

  test("a container image in place of an artifact", async () => {
    const [before, after] = [artifact({ artifactType: "application/vnd.cncf.helm.config.v1+json" }), one()];
    expect(await second(before, after)).toEqual({
      outcome: "pass",
      grade: "visible",
      changes: [
        [
          "visible",
          "artifact-left",
          "format changed: it is a container image and no artifact (application/vnd.cncf.helm.config.v1+json) any more",
        ],
        moved(before, after),
      ],
    });
  });

  test("access lost, and back again", async () => {
    const name = "private/tool";
    stand.registry.push(name, "1.0", one());
    const { root, lock: path } = await pipeline({ TOOL: `${stand.registry.host}/${name}:1.0` });
    await stand.ask(lock, [root]);
    const open = stand.registry.fault({
      when: ({ repository }) => repository === name,
      reaction: { status: 403, body: '{"errors":[{"code":"DENIED"}]}' },
    });
    expect(await compared(path, root)).toEqual({
      outcome: "pass",
      grade: "visible",
      changes: [["visible", "access-lost", "access lost: it cannot be read any more by who asks"]],
    });
    expect((await stand.ask(lock, [root])).outcome).toBe("undecided");
    open();
    expect(await compared(path, root)).toEqual({
      outcome: "pass",
      grade: "visible",
      changes: [["visible", "came-back", "came back: it can be pulled again"]],
    });
  });
});

describe("harmless", () => {
  const harmless = { outcome: "pass", grade: "harmless" };

  test("a platform more", async () => {
    const [before, after] = [index([one()]), two()];
    expect(await second(before, after)).toEqual({
      ...harmless,
      changes: [
        moved(before, after),
        ["harmless", "platform-added", "platform added: it is on offer for linux/arm64, too"],
      ],
    });
  });

  test("the same configuration in layers that are compressed otherwise", async () => {
    const before = one();
    const packed = LAYERS.map((files) => gzipSync(tar(files), { level: 9 }));
    const layers = packed.map((bytes) => ({
      mediaType: mediaTypes.ociLayer,
      digest: sha256(bytes),
      size: bytes.length,
    }));
    const again = one({ manifest: { layers } });
    const after = {
      ...again,
      blobs: new Map([...again.blobs, ...packed.map((bytes) => [sha256(bytes), bytes] as const)]),
    };
    expect(await second(before, after)).toMatchObject({
      changes: expect.arrayContaining([
        ["harmless", "repacked", `repacked: the same configuration, and so the same content, packed otherwise ${AMD}`],
      ]),
    });
  });

  test("another configuration of the same layers: a date, labels", async () => {
    const [before, after] = [one(), one({ labels: { a: "b" }, created: "2026-01-01T00:00:00Z" })];
    expect(await second(before, after)).toEqual({ ...harmless, changes: [moved(before, after), reconfigured] });
  });

  test("another command", async () => {
    const [before, after] = [one({ cmd: ["bash"] }), one({ cmd: ["tool", "--help"] })];
    expect(await second(before, after)).toEqual({
      ...harmless,
      changes: [
        moved(before, after),
        reconfigured,
        ["harmless", "command-changed", `command changed: "bash" became "tool --help" ${AMD}`],
      ],
    });
  });

  test("an index in place of one image", async () => {
    const [before, after] = [one(), index([one()])];
    expect(await second(before, after)).toEqual({
      ...harmless,
      changes: [moved(before, after), ["harmless", "index-made", "format changed: it is an index and was one image"]],
    });
  });

  test("OCI's media types in place of Docker's", async () => {
    const [before, after] = [one({ family: "docker" }), one()];
    expect(await second(before, after)).toEqual({
      ...harmless,
      changes: [
        moved(before, after),
        ["harmless", "repacked", `repacked: the same configuration, and so the same content, packed otherwise ${AMD}`],
        ["harmless", "format-changed", `format changed: OCI, and Docker before ${AMD}`],
      ],
    });
  });

  test("attestations that were added", async () => {
    const [before, after] = [index([one()]), index([one()], { attestations: true })];
    expect(await second(before, after)).toEqual({
      ...harmless,
      changes: [
        moved(before, after),
        ["harmless", "index-rewritten", "index rewritten: the images in it are the same"],
      ],
    });
  });
});

describe("files", () => {
  let number = 0;
  async function replaced(before: Buffer, after: Buffer | undefined) {
    number += 1;
    const path = `/tool${number}.sif`;
    stand.downloads[path] = ranged(before);
    const { root, lock: recorded } = await pipeline({ TOOL: `${stand.files.origin}${path}` }, "singularity");
    expect((await stand.ask(lock, [root])).outcome).toBe("pass");
    if (after === undefined) delete stand.downloads[path];
    else stand.downloads[path] = ranged(after);
    return compared(recorded, root);
  }
  const amd64 = imageFile("amd64");

  test("of another size", async () => {
    const after = Buffer.concat([amd64, Buffer.alloc(4_096)]);
    expect(await replaced(amd64, after)).toMatchObject({
      outcome: "pass",
      grade: "visible",
      changes: [["visible", "file-changed", `file changed: ${bytesOf(after)}, and ${bytesOf(amd64)} before`]],
    });
  });

  test("for another architecture", async () => {
    expect((await replaced(amd64, imageFile("arm64"))).changes[0]).toEqual([
      "breaking",
      "file-platform",
      "platform lost: the file is for linux/arm64 and was for linux/amd64",
    ]);
  });

  test("gone", async () => {
    expect(await replaced(amd64, undefined)).toEqual({
      outcome: "fail",
      grade: "breaking",
      changes: [["breaking", "vanished", "vanished: it can be pulled no more"]],
    });
  });

  const SIF = {
    layerType: "application/vnd.sylabs.sif.layer.v1.sif",
    configType: "application/vnd.sylabs.sif.config.v1+json",
  };
  const sifOf = (content: Buffer): Image => artifact({ ...SIF, content });

  async function replacedInRegistry(before: Image, after: Image) {
    number += 1;
    stand.registry.push(`sif${number}/tool`, "1.0", before);
    const { root, lock: path } = await pipeline(
      { TOOL: `oras://${stand.registry.host}/sif${number}/tool:1.0` },
      "singularity",
    );
    expect((await stand.ask(lock, [root])).outcome).toBe("pass");
    stand.registry.push(`sif${number}/tool`, "1.0", after);
    return compared(path, root);
  }

  test("a SIF of a registry: another sha256", async () => {
    const other = Buffer.concat([amd64.subarray(0, -1), Buffer.from("x")]);
    const [before, after] = [sifOf(amd64), sifOf(other)];
    expect(await replacedInRegistry(before, after)).toEqual({
      outcome: "pass",
      grade: "visible",
      changes: [
        [
          "visible",
          "file-changed",
          `file changed: ${sha256(other).replace(":", " ")}, and ${sha256(amd64).replace(":", " ")} before`,
        ],
        moved(before, after),
      ],
    });
  });

  test("a container image in place of a SIF", async () => {
    const [before, after] = [sifOf(amd64), one()];
    expect(await replacedInRegistry(before, after)).toMatchObject({
      outcome: "fail",
      grade: "breaking",
      changes: [
        [
          "breaking",
          "sif-lost",
          "format changed: it is a container image and no SIF any more, so oras:// does not fetch it",
        ],
        moved(before, after),
      ],
    });
  });
});

test("every cause was played but those of files that nobody makes any more, and of answers that contradict each other", () => {
  const rest = Object.keys(causes).filter((cause) => !covered.has(cause));
  expect(rest).toEqual(["file-format", "contradiction"]);
});

test("the story of tdf2mzml: the tag was overwritten, an entry point was added, the old manifest is gone", async () => {
  const name = "mfreitas/tdf2mzml";
  const python = { "usr/bin/python3": "python\n" };
  const before = image({ layers: [python, { "tdf2mzml.py": "1\n" }], created: "2023-02-01T00:00:00Z" });
  const after = image({
    layers: [{ "usr/bin/python3": "a newer python\n" }, { "tdf2mzml.py": "2\n" }],
    entrypoint: ["python3", "/tdf2mzml.py"],
    created: "2026-04-01T00:00:00Z",
  });
  const old = stand.registry.push(name, "latest", before);
  const tool = `${stand.registry.host}/${name}:latest`;
  const other = `${stand.registry.host}/acme/other:1.0`;
  stand.registry.push("acme/other", "1.0", one());
  const { root, lock: path } = await pipeline({ TDF2MZML: tool, CONVERT: tool, OTHER: other });
  await stand.ask(lock, [root]);
  const now = stand.registry.push(name, "latest", after);
  stand.registry.delete(name, old);
  expect(await stand.ask(diff, [path, root])).toEqual({
    outcome: "fail",
    err: "",
    out: `${path} to now: 1 image changed (1 breaking).
breaking   ${tool}
  breaking entry point added: "python3 /tdf2mzml.py" starts in place of the task's shell (linux/amd64)
  visible  old manifest gone: ${shortOf(old)} can be pulled no more, by its digest neither
  visible  rebuilt on a new base: its first layer is another (linux/amd64)
  harmless tag moved: it means ${shortOf(now)}, and meant ${shortOf(old)}
  processes: CONVERT, TDF2MZML
`,
  });
  await rm(path);
});
