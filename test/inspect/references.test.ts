import { afterEach, describe, expect, test } from "vitest";
import { inspectAll } from "../../src/inspect/index.ts";
import type { InspectionRequest } from "../../src/model.ts";
import { image, multiArch } from "../support/registry/images.ts";
import { startRegistry } from "../support/registry/index.ts";
import { bench } from "./harness.ts";
import { startInternet } from "./internet.ts";

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

async function registryWith(repository: string, tag: string, content = image()) {
  const registry = await startRegistry();
  const digest = registry.push(repository, tag, content);
  const asking = bench({ listed: [registry.host] });
  closing.push(
    () => asking.inspector.close(),
    () => registry.close(),
  );
  return { registry, digest, ...asking };
}

describe("what a name asks for", () => {
  test("a bare word is Docker Hub's library, at the host that serves it", async () => {
    const internet = await startInternet(["registry-1.docker.io"]);
    const digest = internet.registry.push("library/ubuntu", "latest", image());
    const { ask, inspector } = bench({ env: internet.env });
    closing.push(
      () => inspector.close(),
      () => internet.close(),
    );

    const inspection = await ask("ubuntu");
    expect(inspection.digest).toBe(digest);
    expect(inspection.answer).toMatchObject({
      container: {
        registry: "docker.io",
        hostName: "https://registry-1.docker.io",
        imageName: "library/ubuntu",
        reference: "latest",
      },
    });
    expect(new Set(internet.tunnels)).toEqual(new Set(["registry-1.docker.io:443"]));
  });

  test("three spellings of one image of Docker Hub are one look-up", async () => {
    const internet = await startInternet(["registry-1.docker.io"]);
    internet.registry.push("library/x", "1", image());
    const { ask, inspector } = bench({ env: internet.env });
    closing.push(
      () => inspector.close(),
      () => internet.close(),
    );
    const names = ["index.docker.io/library/x:1", "registry-1.docker.io/library/x:1", "docker.io/x:1"];
    const inspections = await Promise.all(names.map((name) => ask(name)));
    expect(new Set(inspections.map(({ digest }) => digest)).size).toBe(1);
    expect(internet.registry.count({ kind: "manifest", method: "GET" })).toBe(1);
  });

  test("a digest wins over the tag beside it", async () => {
    const { registry, digest, ask } = await registryWith("a/b", "1");
    const inspection = await ask(`${registry.host}/a/b:other@${digest}`);
    expect(inspection.digest).toBe(digest);
    expect(registry.requests.filter(({ kind }) => kind === "manifest").map(({ reference }) => reference)).toEqual([
      digest,
    ]);
    expect(inspection.answer).toMatchObject({ container: { imageName: "a/b", reference: digest } });
  });

  test("the schemes of Singularity are read, and a download is not an image of a registry", async () => {
    const { registry, digest, ask } = await registryWith("a/b", "1");
    expect((await ask(`docker://${registry.host}/a/b:1`)).digest).toBe(digest);
    expect((await ask(`oras://${registry.host}/a/b:1`)).digest).toBe(digest);
    registry.forget();
    const download = await ask("https://depot.galaxyproject.org/singularity/fastqc:0.12.1--hdfd78af_0");
    expect(download.failure?.state).toBe("invalid-reference");
    expect(download.evidence).toMatchObject({ via: "none", requests: 0 });
  });

  test.for([
    "localhost:1/A/b",
    "localhost:1/a/b:",
    `localhost:1/a/b:${"t".repeat(129)}`,
    `localhost:1/a/b@sha256:${"0".repeat(63)}`,
    "localhost:1/a b",
    "localhost:1/a/../b",
    "0".repeat(64),
    `localhost:1/${"a/".repeat(130)}b`,
    "localhost:1/a/b:\n1",
    "a.b_c/d",
    "",
  ])("%j is refused without a request", async (name) => {
    const { ask, inspector } = bench({ listed: ["localhost:1"] });
    closing.push(() => inspector.close());
    const inspection = await ask(name);
    expect(inspection.failure?.state).toBe("invalid-reference");
    expect(inspection.failure?.message).not.toMatch(/[\r\n]/);
    expect(inspection.evidence.requests).toBe(0);
  });
});

describe("how many requests it takes", () => {
  test.for([
    { what: "the digest of a tag", need: "existence", platform: null, sent: ["HEAD manifest"] },
    { what: "the platforms of an index", need: "platforms", platform: null, sent: ["GET manifest"] },
    {
      what: "a platform of an index, by name only",
      need: "platforms",
      platform: "linux/arm64",
      sent: ["GET manifest"],
    },
    {
      what: "the config of a platform",
      need: "config",
      platform: "linux/arm64",
      sent: ["GET manifest", "GET manifest", "GET blob"],
    },
    { what: "a platform that is not there", need: "config", platform: "linux/s390x", sent: ["GET manifest"] },
  ] as const)("$what: $sent", async ({ need, platform, sent }) => {
    const { registry, ask } = await registryWith("a/b", "1", multiArch(["linux/amd64", "linux/arm64", "linux/arm/v7"]));
    const inspection = await ask(`${registry.host}/a/b:1`, need, platform);
    expect(registry.requests.map(({ method, kind }) => `${method} ${kind}`)).toEqual(sent);
    expect(inspection.evidence.requests).toBe(sent.length);
  });

  test("one image thirty times, with every need: as if it were asked for once", async () => {
    const { registry, digest, inspector } = await registryWith("a/b", "1", multiArch(["linux/amd64", "linux/arm64"]));
    const requests = Array.from({ length: 30 }, (_, n): InspectionRequest => {
      const need = (["existence", "platforms", "config"] as const)[n % 3] ?? "config";
      return { image: `${registry.host}/a/b:1`, need, platform: need === "config" ? "linux/arm64" : null };
    });
    const inspections = await inspectAll(inspector, requests);
    expect(inspections.map(({ digest: found }) => found)).toEqual(requests.map(() => digest));
    expect(inspections.map(({ request }) => request)).toEqual(requests);
    expect(registry.requests.map(({ method, kind }) => `${method} ${kind}`).sort()).toEqual([
      "GET blob",
      "GET manifest",
      "GET manifest",
    ]);
  });
});
