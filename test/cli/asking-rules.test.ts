/** `check` by rules about what becomes of an image: against a registry, through either inspector. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { cli } from "../support/cli.ts";
import { image, index } from "../support/registry/images.ts";
import { type Registry, startRegistry } from "../support/registry/index.ts";
import { startWave, type Wave } from "../support/wave/index.ts";

let folder: string;
let registry: Registry;
let wave: Wave;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "wave-inspect-asking-"));
  registry = await startRegistry();
  wave = await startWave({ registries: { [registry.host]: registry.url } });
});

afterAll(async () => {
  await Promise.all([registry.close(), wave.close()]);
  rmSync(folder, { recursive: true });
});

interface Checked {
  readonly verdict: string;
  readonly findings: readonly { readonly rule: string; readonly message: string; readonly undecided?: boolean }[];
  readonly inspections: readonly Readonly<Record<string, unknown>>[];
}

/** A pipeline with a process an image, checked by one policy. */
async function check(inspector: "registry" | "wave", images: readonly string[], rules: string, config = "") {
  const root = mkdtempSync(join(folder, "repository-"));
  const write = (path: string, text: string): void => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  };
  const processes = images.map(
    (name, at) => `process P${at} {\n  container '${registry.host}/${name}'\n  script: 'true'\n}\n`,
  );
  write("main.nf", `${processes.join("")}workflow { ${images.map((_, at) => `P${at}()`).join("; ")} }\n`);
  write("nextflow.config", `docker.enabled = true\n${config}`);
  write("policy.yml", `version: 1\nrules: ${rules}\n`);
  registry.forget();
  const options = ["--format", "json", "--inspector", inspector, "--wave-endpoint", wave.endpoint];
  const policy = join(root, "policy.yml");
  const { out, err } = await cli(["check", root, "--policy", policy, "--insecure-registry", registry.host, ...options]);
  expect(err).toBe("");
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the fields are what is tested
  const report = JSON.parse(out) as Checked;
  const said = report.findings.map(
    ({ rule, message, undecided }) =>
      `${rule}${undecided === true ? "?" : ""}: ${message.replaceAll(registry.host, "REG")}`,
  );
  const asked = registry.requests
    .filter(({ kind }) => kind !== "ping")
    .map(({ method, kind, reference = "" }) => `${method} ${kind} ${reference.slice(0, 15)}`);
  return { report, said, asked };
}

describe.each(["registry", "wave"] as const)("through %s", (inspector) => {
  test("ephemeral: the label of an image tells the day, the label within an index is nothing to Quay", async () => {
    const built = { created: "2024-03-05T06:07:08Z", labels: { "quay.expires-after": "1w" } };
    registry.push("acme/passing", "pr-7", image(built));
    registry.push("acme/passing", "2.0", index([image(built)]));
    const rules = `{ ephemeral: { quay: ["${registry.host}"] } }`;
    const single = await check(inspector, ["acme/passing:pr-7"], rules);
    expect(single.said).toEqual([
      "ephemeral: REG/acme/passing:pr-7 was to expire on 2024-03-12, and may be gone any day: it was built on 2024-03-05 with the label quay.expires-after=1w",
    ]);
    const many = await check(inspector, ["acme/passing:2.0"], rules);
    expect(many.said).toEqual([]);
    expect(many.report.verdict).toBe("pass");
    const elsewhere = await check(inspector, ["acme/passing:pr-7"], "{ ephemeral: error }");
    expect(elsewhere).toMatchObject({ said: [], asked: [] });
  });

  test("tag-moved: the tag means another image, or nothing; an index that holds the digest is no other", async () => {
    const old = image({ entrypoint: ["old"] });
    const kept = registry.push("acme/kept", "1.0", old);
    const moved = registry.push("acme/moved", "1.0", old);
    const fresh = registry.push("acme/moved", "1.0", image({ entrypoint: ["new"] }));
    const child = registry.push("acme/child", null, old);
    const whole = registry.push("acme/child", "1.0", index([old]));
    const gone = registry.push("acme/gone", null, old);
    const names = [
      `kept:1.0@${kept}`,
      `moved:1.0@${moved}`,
      `child:1.0@${child}`,
      `child:1.0@${whole}`,
      `gone:1.0@${gone}`,
    ].map((name) => `acme/${name}`);
    const { said, report } = await check(inspector, names, "{ tag-moved: warning }");
    expect(said.toSorted()).toEqual([
      `tag-moved: REG/acme/gone:1.0@${gone}: the tag 1.0 is gone, and only the digest still names the image`,
      `tag-moved: REG/acme/moved:1.0@${moved}: the tag 1.0 means another image by now (${fresh.slice(0, 19)}…), and the digest is what is pulled`,
    ]);
    expect(report.verdict).toBe("pass");
    expect(report.inspections.map(({ image: name, need, expects }) => [name, need, expects])).toEqual([
      [`${registry.host}/acme/kept:1.0`, "existence", [kept]],
      [`${registry.host}/acme/moved:1.0`, "existence", [moved]],
      [`${registry.host}/acme/child:1.0`, "existence", [child, whole]],
      [`${registry.host}/acme/gone:1.0`, "existence", [gone]],
    ]);
  });

  test.each(["HEAD", "GET"])("tag-moved: a registry that refuses a %s leaves it open", async (refused) => {
    const old = registry.push("acme/refused", null, image({ entrypoint: ["old"] }));
    registry.push("acme/refused", "1.0", index([image({})]));
    const reaction = { status: 401 };
    const restore = registry.fault({ when: ({ kind, method }) => kind === "manifest" && method === refused, reaction });
    const { said, report } = await check(inspector, [`acme/refused:1.0@${old}`], "{ tag-moved: warning }");
    restore();
    const open = /^inspectable\?: REG\/acme\/refused:1\.0@sha256:\w+ could not be inspected: .*acme\/refused:1\.0\b/;
    expect(said).toEqual([expect.stringMatching(open)]);
    expect(report.verdict).toBe("undecided");
  });

  test("base: layers are held against those of the images that the policy names, each asked for once", async () => {
    const layers = [{ "etc/os": "one\n" }, { "usr/bin/tool": "tool\n" }];
    registry.push("base/old", "1", index([image({ layers: layers.slice(0, 1) })]));
    registry.push("base/arm", "1", image({ platform: "linux/arm64", layers: layers.slice(0, 1) }));
    registry.push("acme/by-layers", "1.0", image({ layers }));
    registry.push("acme/by-layers", "2.0", image({ layers: layers.toReversed() }));
    const annotations = { "org.opencontainers.image.base.name": `${registry.host}/base/old:1` };
    registry.push("acme/by-word", "1.0", image({ layers: layers.toReversed(), annotations }));
    const compare = ["old", "arm"].map((name) => `"${registry.host}/base/${name}:1"`).join(", ");
    const rules = `{ base: { deny: ["${registry.host}/base/*"], compare: [${compare}] } }`;
    const { said, report } = await check(
      inspector,
      ["acme/by-layers:1.0", "acme/by-layers:2.0", "acme/by-word:1.0"],
      rules,
    );
    const why = 'which is denied by "REG/base/*"';
    expect(said.toSorted()).toEqual([
      `base: REG/acme/by-layers:1.0 is built on REG/base/old:1, by its first layer, ${why}`,
      `base: REG/acme/by-word:1.0 declares that it is built on REG/base/old:1, ${why}`,
    ]);
    expect(report.verdict).toBe("pass");
    expect(report.inspections).toHaveLength(5);
  });

  test("base: a base that is not there is one finding, whatever it is compared with", async () => {
    registry.push("acme/one", "1.0", image({}));
    registry.push("acme/two", "1.0", image({}));
    const rules = `{ base: { deny: ["debian:*"], compare: ["${registry.host}/base/none:1"] } }`;
    const { said, report } = await check(inspector, ["acme/one:1.0", "acme/two:1.0"], rules);
    expect(said).toEqual([
      expect.stringMatching(
        /^inspectable\?: 2 images could not be inspected \(REG\/acme\/one:1\.0, REG\/acme\/two:1\.0\): .*REG\/base\/none:1/,
      ),
    ]);
    expect(report.verdict).toBe("undecided");
  });

  test("digest: under any name, as one image of an index, and where nobody can tell", async () => {
    const bad = image({ entrypoint: ["bad"] });
    const denied = registry.push("bad/tool", "1.0", bad);
    registry.push("bad/copy", "2.0", bad);
    registry.push("bad/index", "1.0", index([bad, image({ entrypoint: ["bad"], platform: "linux/arm64" })]));
    registry.push("bad/other", "1.0", image({ entrypoint: ["good"] }));
    const names = ["copy:2.0", "index:1.0", "other:1.0", `other@${denied}`].map((name) => `bad/${name}`);
    const { said, report } = await check(inspector, names, `{ digest: { deny: ["${denied}"] } }`);
    const told = `${denied.slice(0, 19)}…, which is denied`;
    expect(said).toEqual([
      `digest: REG/bad/copy:2.0 means ${told}`,
      `digest: REG/bad/index:1.0 is an index that holds ${told}`,
      `digest: REG/bad/other is ${told}`,
    ]);
    expect(report.verdict).toBe("fail");
    const restore = registry.fault({ when: ({ repository }) => repository === "bad/other", reaction: { status: 403 } });
    const open = await check(inspector, ["bad/other:1.0"], `{ digest: { deny: ["${denied}"] } }`);
    restore();
    expect(open.said).toEqual([expect.stringMatching(/^inspectable\?: /)]);
    expect(open.report.verdict).toBe("undecided");
  });

  test("mirrored: what the mirror lacks, has otherwise or has of one platform only", async () => {
    const [intel, arm] = [image({ entrypoint: ["a"] }), image({ entrypoint: ["a"], platform: "linux/arm64" })];
    const both = index([intel, arm]);
    registry.push("up/same", "1.0", both);
    registry.push("mirror/up/same", "1.0", both);
    registry.push("up/part", "1.0", both);
    registry.push("mirror/up/part", "1.0", intel);
    registry.push("up/lone", "1.0", both);
    registry.push("mirror/up/moved", "1.0", arm);
    registry.push("up/moved", "1.0", intel);
    registry.push("mirror/up/kept", "1.0", arm);
    const rules = `{ mirrored: { at: { "${registry.host}/up": "${registry.host}/mirror/up" } } }`;
    const names = [
      "up/same",
      "up/part",
      "up/lone",
      "mirror/up/moved",
      "mirror/up/kept",
      "mirror/up/gone",
      "acme/other",
    ];
    const { said, report } = await check(
      inspector,
      names.map((name) => `${name}:1.0`),
      rules,
    );
    expect(said).toEqual([
      "mirrored: REG/mirror/up/part:1.0 of the mirror is another image than REG/up/part:1.0",
      "mirrored: REG/up/lone:1.0 is not at the mirror: REG/mirror/up/lone:1.0 does not exist",
      "mirrored: REG/mirror/up/moved:1.0 is another image than REG/up/moved:1.0, of which it is to be a copy",
      "mirrored: REG/mirror/up/gone:1.0 is not at the mirror: it does not exist",
      "mirrored: REG/acme/other:1.0 is of no place that the mirror copies",
    ]);
    expect(report.verdict).toBe("fail");
  });

  test("mirrored: a mirror that refuses leaves it open", async () => {
    registry.push("up/open", "1.0", image({}));
    const refused = { status: 403 };
    const restore = registry.fault({ when: ({ repository }) => repository === "mirror/up/open", reaction: refused });
    const rules = `{ mirrored: { at: { "${registry.host}/up": "${registry.host}/mirror/up" } } }`;
    const { said, report } = await check(inspector, ["up/open:1.0"], rules);
    restore();
    expect(said).toEqual([
      expect.stringMatching(/^inspectable\?: REG\/up\/open:1\.0 could not be inspected: REG\/mirror\/up\/open:1\.0 /),
    ]);
    expect(report.verdict).toBe("undecided");
  });

  test("attested: presence is said to be presence, in findings and in the record", async () => {
    const built = index([image({ entrypoint: ["built"] })], { attestations: true });
    registry.push("acme/built", "1.0", built);
    registry.push("acme/plain", "1.0", image({ entrypoint: ["plain"] }));
    const names = ["acme/built:1.0", "acme/plain:1.0"];
    const { said, report } = await check(inspector, names, "{ attested: { require: [provenance] } }");
    expect(said).toEqual([
      "attested: REG/acme/plain:1.0 has no provenance beside it (it was looked for; nothing was verified)",
    ]);
    expect(report.inspections).toMatchObject([
      { lookFor: ["provenance"], attestations: { found: [{ kind: "provenance", by: "index" }] } },
      { lookFor: ["provenance"], attestations: { found: [] } },
    ]);
    const both = await check(inspector, ["acme/built:1.0"], "{ attested: { require: [signature, provenance] } }");
    expect(both.report.findings).toMatchObject([
      { evidence: { missing: "signature", present: "provenance in its index, not verified" } },
    ]);
  });

  test("attested: a registry that does not show what refers to an image leaves it open", async () => {
    registry.push("acme/limited", "1.0", image({ entrypoint: ["limited"] }));
    const refused = { status: 403 };
    const restore = registry.fault({ when: ({ kind }) => kind === "referrers", reaction: refused });
    const { said, report } = await check(inspector, ["acme/limited:1.0"], "{ attested: { require: [signature] } }");
    restore();
    expect(said).toEqual([
      expect.stringMatching(
        /^inspectable\?: REG\/acme\/limited:1\.0 could not be inspected: the referrers of REG\/acme\/limited:1\.0 /,
      ),
    ]);
    expect(report.verdict).toBe("undecided");
  });
});

test("ephemeral: an index is asked for once, and of a single image the configuration is read", async () => {
  registry.push("acme/asked", "1.0", image({}));
  registry.push("acme/asked", "2.0", index([image({})]));
  const rules = `{ ephemeral: { quay: ["${registry.host}"] } }`;
  const { asked } = await check("registry", ["acme/asked:1.0"], rules);
  expect(asked).toEqual(["GET manifest 1.0", expect.stringMatching(/^GET blob /)]);
  expect((await check("registry", ["acme/asked:2.0"], rules)).asked).toEqual(["GET manifest 2.0"]);
});

test("tag-moved: each tag is one HEAD, and what it means is read only where that is another digest", async () => {
  const old = image({ entrypoint: ["old"] });
  const kept = registry.push("acme/asked", "kept", old);
  const moved = registry.push("acme/asked", "moved", image({ entrypoint: ["new"] }));
  const rules = "{ tag-moved: warning }";
  expect((await check("registry", [`acme/asked:kept@${kept}`], rules)).asked).toEqual(["HEAD manifest kept"]);
  expect((await check("registry", [`acme/asked:moved@${moved}`], rules)).asked).toEqual(["HEAD manifest moved"]);
  expect((await check("registry", [`acme/asked:moved@${kept}`], rules)).asked).toEqual([
    "HEAD manifest moved",
    `GET manifest ${moved.slice(0, 15)}`,
  ]);
});

test("mirrored: one HEAD a side, and one for a digest", async () => {
  const digest = registry.push("up/asked", "1.0", image({}));
  registry.push("mirror/up/asked", "1.0", image({}));
  const at = `at: { "${registry.host}/up": "${registry.host}/mirror/up" }`;
  const { asked } = await check("registry", ["up/asked:1.0"], `{ mirrored: { ${at} } }`);
  expect(asked).toEqual(["HEAD manifest 1.0", "HEAD manifest 1.0"]);
  const byName = await check("registry", ["up/asked:1.0"], `{ mirrored: { ${at}, compare: name } }`);
  expect(byName.asked).toEqual(["HEAD manifest 1.0"]);
  const byDigest = await check("registry", [`up/asked:1.0@${digest}`], `{ mirrored: { ${at} } }`);
  expect(byDigest).toMatchObject({ said: [], asked: [`HEAD manifest ${digest.slice(0, 15)}`] });
});

test("freeze: a digest holds until Wave serves the image, also where it builds from it, and not where it copies it", async () => {
  const pinned = `acme/tool@sha256:${"2f".repeat(32)}`;
  const rules = "{ freeze: warning, inspectable: off }";
  const said = async (config: string) => (await check("registry", [pinned], rules, config)).said;
  const told = [
    `freeze: REG/${pinned} is pinned by digest, and Wave puts an image of its own in its place: the digest is not that of what runs`,
  ];
  expect(await said("")).toEqual([]);
  expect(await said("wave.enabled = true\n")).toEqual(told);
  expect(await said("wave.enabled = true\nwave.freeze = true\nwave.build.repository = 'quay.io/acme/built'\n")).toEqual(
    told,
  );
  expect(await said("wave.enabled = true\nwave.mirror = true\nwave.build.repository = 'quay.io/acme'\n")).toEqual([]);
});

test("declared: the metadata of a module and a generated configuration are held against its directive", async () => {
  const root = mkdtempSync(join(folder, "modules-"));
  const folderOfModule = join(root, "modules/nf-core/trim");
  mkdirSync(folderOfModule, { recursive: true });
  mkdirSync(join(root, "conf"));
  writeFileSync(join(root, "main.nf"), "include { TRIM } from './modules/nf-core/trim'\nworkflow { TRIM() }\n");
  writeFileSync(join(root, "nextflow.config"), "docker.enabled = true\n");
  writeFileSync(
    join(folderOfModule, "main.nf"),
    "process TRIM {\n  container 'quay.io/acme/trim:1.0'\n  script: 'true'\n}\n",
  );
  const meta = "name: trim\ncontainers:\n  docker:\n    linux/amd64:\n      name: quay.io/acme/trim:1.1\n";
  writeFileSync(join(folderOfModule, "meta.yml"), meta);
  writeFileSync(
    join(root, "conf/containers_docker_amd64.config"),
    "process { withName: 'TRIM' { container = 'quay.io/acme/trim:1.0' } }\n",
  );
  writeFileSync(join(root, "policy.yml"), "version: 1\nrules: { declared: error, readable: off }\n");
  const args = ["check", root, "--policy", join(root, "policy.yml"), "--inspector", "none", "--format", "json"];
  const said = async () => {
    const { code, out } = await cli(args);
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the fields are what is tested
    const { findings } = JSON.parse(out) as Checked;
    return { code, said: findings.map(({ message }) => message) };
  };
  const byMetadata = "quay.io/acme/trim:1.0 is not what meta.yml declares for linux/amd64: quay.io/acme/trim:1.1";
  expect(await said()).toEqual({ code: 1, said: [byMetadata] });
  writeFileSync(
    join(root, "conf/containers_docker_amd64.config"),
    "process { withName: 'TRIM' { container = 'quay.io/acme/trim:1.2' } }\n",
  );
  const byConfiguration =
    "quay.io/acme/trim:1.0 is not what containers_docker_amd64.config declares for linux/amd64: quay.io/acme/trim:1.2";
  expect((await said()).said.toSorted()).toEqual([byConfiguration, byMetadata]);
});
