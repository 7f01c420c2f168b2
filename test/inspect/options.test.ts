/** What a run may tell either back end, and that it gets there. */
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { ConfigurationError } from "../../src/errors.ts";
import { createInspector, type InspectOptions } from "../../src/inspect/index.ts";
import type { Inspector } from "../../src/model.ts";
import { objectOf, parseJson } from "../support/json.ts";
import { image } from "../support/registry/images.ts";
import { type Registry, type RegistryOptions, startRegistry } from "../support/registry/index.ts";
import { startWave } from "../support/wave/index.ts";
import { startCacheService } from "./cache/cache-service.ts";

const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

function inspectorWith(options: Partial<InspectOptions> & Pick<InspectOptions, "via">): Inspector {
  return createInspector({
    env: {},
    log: () => undefined,
    addSecret: () => undefined,
    now: () => new Date(),
    userAgent: "wave-inspect/test",
    ...options,
  });
}

async function registryWith(options: RegistryOptions = {}): Promise<Registry> {
  const registry = await startRegistry(options);
  registry.push("a/b", "1", image());
  closing.push(() => registry.close());
  return registry;
}

test("the Seqera token, its Platform and its workspace go to Wave", async () => {
  const wave = await startWave();
  closing.push(() => wave.close());
  const seqera = { token: "tok", endpoint: "https://platform.acme.example/api", workspaceId: 5 };
  const inspector = inspectorWith({ via: "wave", waveEndpoint: wave.endpoint, seqera });
  await inspector.inspect({ image: "quay.io/a/b:1", platform: null, need: "existence" });
  await inspector.close();
  expect(objectOf(parseJson(wave.calls()[0]?.body ?? ""))).toEqual({
    containerImage: "quay.io/a/b:1",
    towerAccessToken: "tok",
    towerEndpoint: "https://platform.acme.example/api",
    towerWorkspaceId: 5,
  });
});

test("a Wave endpoint that is not a URL is the user's to mend", () => {
  expect(() => inspectorWith({ via: "wave", waveEndpoint: "wave.seqera.io" })).toThrow(ConfigurationError);
});

test("without a list no registry is plain http, at either back end", async () => {
  const registry = await registryWith();
  for (const via of ["wave", "registry"] as const) {
    const inspector = inspectorWith({ via });
    const { failure, evidence } = await inspector.inspect({
      image: `${registry.host}/a/b:1`,
      platform: null,
      need: "existence",
    });
    await inspector.close();
    expect(failure).toBeDefined();
    expect(evidence.requests).toBe(0);
  }
  expect(registry.requests).toEqual([]);
});

test.for(["directory", "service"])("what was read is kept in a %s", async (kind) => {
  const registry = await registryWith();
  const folder = mkdtempSync(join(tmpdir(), "wave-inspect-cache-"));
  const service = await startCacheService();
  closing.push(
    async () => rmSync(folder, { recursive: true, force: true }),
    () => service.close(),
  );
  const requests: string[][] = [];
  for (let run = 0; run < 2; run++) {
    registry.forget();
    const inspector = inspectorWith({
      via: "registry",
      insecureRegistries: [registry.host],
      actionsCache: true,
      env: service.env,
      ...(kind === "directory" && { cacheDir: folder }),
    });
    await inspector.inspect({ image: `${registry.host}/a/b:1`, platform: null, need: "config" });
    await inspector.close();
    requests.push(registry.requests.map(({ method, kind: what }) => `${method} ${what}`));
  }
  expect(requests).toEqual([["GET manifest", "GET blob"], ["HEAD manifest"]]);
  expect(readdirSync(folder)).toEqual(kind === "directory" ? ["content-v1"] : []);
  expect(service.stored.size).toBe(kind === "directory" ? 0 : 1);
});

test("the GitHub token is nobody's but ghcr.io's", async () => {
  const registry = await registryWith({ auth: { kind: "basic", users: { "x-access-token": "ghs_token" } } });
  const inspector = inspectorWith({
    via: "registry",
    insecureRegistries: [registry.host],
    githubToken: "ghs_token",
    actionsCache: true,
  });
  const { failure } = await inspector.inspect({ image: `${registry.host}/a/b:1`, platform: null, need: "existence" });
  await inspector.close();
  expect(failure?.state).toBe("absent-or-private");
  expect(registry.requests.map(({ headers }) => headers.authorization)).toEqual([undefined]);
});
