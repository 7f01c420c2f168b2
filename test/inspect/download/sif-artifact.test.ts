/** SIFs that registries keep as artifacts (`oras://`), asked for through either back end. */
import { afterEach, describe, expect, test } from "vitest";
import { createInspector } from "../../../src/inspect/index.ts";
import type { Inspection, Need } from "../../../src/model.ts";
import { imageFile } from "../../support/files.ts";
import { artifact, type Image, index, mediaTypes, sha256 } from "../../support/registry/images.ts";
import { pushOverHttp } from "../../support/registry/push.ts";
import { type RegistryOptions, startRegistry } from "../../support/registry/index.ts";
import { startWave } from "../../support/wave/index.ts";
import { bench } from "../harness.ts";
import { distributions, startDistribution } from "../programs.ts";

const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

const layerType = "application/vnd.sylabs.sif.layer.v1.sif";
const configType = "application/vnd.sylabs.sif.config.v1+json";
const sifOf = (name: string): Image => artifact({ configType, layerType, content: imageFile(name) });
const created = "2024-03-05T06:07:08Z";

async function startBoth(content: Image, options: RegistryOptions = {}) {
  const registry = await startRegistry(options);
  const wave = await startWave({ registries: { [registry.host]: registry.url } });
  registry.push("acme/tool", "1.0", content);
  closing.push(
    () => registry.close(),
    () => wave.close(),
  );
  const image = `${registry.host}/acme/tool:1.0`;
  const ask = async (
    via: "wave" | "registry",
    platform: string | null = null,
    need: Need = "config",
  ): Promise<Inspection> => {
    const inspector = createInspector({
      via,
      env: {},
      insecureRegistries: [registry.host],
      waveEndpoint: wave.endpoint,
      userAgent: "wave-inspect/test",
      now: () => new Date(),
      log: () => undefined,
      addSecret: () => undefined,
    });
    try {
      return await inspector.inspect({ image, platform, need });
    } finally {
      await inspector.close();
    }
  };
  /** What was asked of the registry by us: Wave asks with another agent. */
  const blobs = (): string[] =>
    registry.requests
      .filter(({ kind, headers }) => kind === "blob" && headers["user-agent"] === "wave-inspect/test")
      .map(({ method, headers }) => `${method} ${headers.range}`);
  return { registry, ask, blobs, image };
}

describe.each(["registry", "wave"] as const)("through %s", (via) => {
  test("its header tells architecture and date, its manifest the size", async () => {
    const { ask, blobs } = await startBoth(sifOf("arm64"));
    const inspection = await ask(via);
    expect(inspection).toMatchObject({
      digest: sifOf("arm64").descriptor.digest,
      platforms: ["linux/arm64"],
      artifact: layerType,
      answer: { container: { config: { config: {} } } },
      download: { size: 36864, sif: { architecture: "linux/arm64", created } },
      evidence: { verified: false },
    });
    expect(inspection.failure).toBeUndefined();
    expect(blobs()).toEqual(["GET bytes=0-127"]);
  });

  test("that it is for another platform is said, beside what is known", async () => {
    const { ask, image } = await startBoth(sifOf("amd64"));
    expect(await ask(via, "linux/arm64", "platforms")).toMatchObject({
      failure: {
        state: "platform-missing",
        message: `${image} has no image for linux/arm64: it is made for linux/amd64 only.`,
      },
      platforms: ["linux/amd64"],
      download: { size: 36864 },
    });
  });

  test("it may not say for which platform it is", async () => {
    const { ask } = await startBoth(sifOf("unknown"));
    const { failure, platforms, download } = await ask(via, "linux/arm64");
    expect({ failure, platforms, download }).toEqual({ download: { size: 32176, sif: { created } } });
  });

  test("nothing of it is read where only its existence is asked", async () => {
    const { ask, blobs } = await startBoth(sifOf("arm64"));
    expect((await ask(via, null, "existence")).failure).toBeUndefined();
    expect(blobs()).toEqual([]);
  });

  test("its layer makes it one, whatever its config is called", async () => {
    const slip = "appliciation/vnd.sylabs.sif.layer.tar";
    const { ask } = await startBoth(
      artifact({ configType: mediaTypes.ociConfig, layerType: slip, content: imageFile("amd64") }),
    );
    expect(await ask(via)).toMatchObject({ artifact: slip, platforms: ["linux/amd64"], download: { size: 36864 } });
  });

  test("a layer that is none is said to be so, and what is known of the manifest stays", async () => {
    const { ask, image, registry } = await startBoth(artifact({ configType, layerType }));
    const { failure, answer, artifact: type } = await ask(via);
    expect(failure).toEqual({
      state: "malformed",
      message: `the SIF of ${image} is not an image that can be run: ${registry.host} sent something else (application/octet-stream), 8 bytes of it where a SIF begins with its header.`,
    });
    expect([answer !== undefined, type]).toEqual([true, layerType]);
  });

  test("a Helm chart is an artifact, and none of it is read", async () => {
    const chart = "application/vnd.cncf.helm.config.v1+json";
    const { ask, blobs } = await startBoth(artifact({ configType: chart, layerType: "application/x-tar" }));
    const { artifact: type, download } = await ask(via);
    expect({ type, download }).toEqual({ type: chart });
    expect(blobs()).toEqual([]);
  });

  test("a server that hangs up is no answer", async () => {
    const digest = sha256(imageFile("arm64"));
    const { ask, registry } = await startBoth(sifOf("arm64"));
    registry.fault({
      when: ({ kind, reference }) => kind === "blob" && reference === digest,
      reaction: { drop: true },
    });
    expect((await ask(via)).failure?.state).toBe("unreachable");
  });
});

test("through Wave the header is read at the registry as anybody, and that is said", async () => {
  const { ask, registry } = await startBoth(sifOf("arm64"));
  const { evidence } = await ask("wave");
  expect(evidence).toMatchObject({ via: "wave", requests: 2 });
  expect(evidence.notes).toContain(`The first bytes of the SIF were read at ${registry.host}, without a login.`);
});

test("its config is not fetched: Apptainer once pushed one of no bytes", async () => {
  const config = Buffer.alloc(0);
  const { ask, registry } = await startBoth(artifact({ configType, config, layerType, content: imageFile("amd64") }));
  expect((await ask("registry")).platforms).toEqual(["linux/amd64"]);
  expect(registry.requests.map(({ method, kind }) => `${method} ${kind}`)).toEqual(["GET manifest", "GET blob"]);
});

test("one of an index for several platforms is the one that was asked for", async () => {
  const children = (["amd64", "arm64"] as const).map((architecture) => ({
    ...sifOf(architecture),
    platform: { os: "linux", architecture },
  }));
  const { ask } = await startBoth(index(children));
  expect(await ask("registry", "linux/arm64")).toMatchObject({
    platforms: ["linux/amd64", "linux/arm64"],
    download: { sif: { architecture: "linux/arm64" } },
  });
});

describe.each(distributions)("$name", ({ name, program, install }) => {
  test("answers for 128 bytes of a SIF", async ({ skip }) => {
    if (program === undefined) skip(`${name} is not here: ${install}`);
    const registry = await startDistribution(program ?? "", name);
    closing.push(() => registry.close());
    await pushOverHttp(registry.url, "acme/tool", "1.0", sifOf("s390x"));
    const { ask, inspector } = bench({ listed: [registry.host] });
    closing.push(() => inspector.close());
    expect(await ask(`${registry.host}/acme/tool:1.0`)).toMatchObject({
      platforms: ["linux/s390x"],
      download: { size: 36864, sif: { architecture: "linux/s390x", created } },
      evidence: { requests: 2 },
    });
  });
});
