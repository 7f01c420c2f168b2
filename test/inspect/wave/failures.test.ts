import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { image } from "../../support/registry/images.ts";
import { startRegistry } from "../../support/registry/index.ts";
import { startWave, type Wave } from "../../support/wave/index.ts";
import { type StandIns, startStandIns } from "../../support/wave/stand-ins.ts";
import { stage, waveBench } from "./harness.ts";

const images = { "acme/x:1.0": image(), "acme/y:1.0": image({ user: "1" }) };
const name = "quay.io/acme/x:1.0";

describe("what the registries behind Wave do (docs/wave.md)", () => {
  let standIns: StandIns;
  let wave: Wave;
  beforeAll(async () => {
    standIns = await startStandIns();
    wave = await startWave({ registries: standIns.registries });
  });
  afterAll(async () => {
    await Promise.all([wave.close(), standIns.close()]);
  });

  test.each([
    // Wave's own word about the image: the only certain one.
    ["docker.io/golden/docker-v2:nope", "not-found", 404, "docker.io/golden/docker-v2:nope is not on docker.io."],
    ["blob404.test/golden/docker-v2:1.0", "not-found", 404, "is not on blob404.test"],
    ["docker.io/golden/absent:1", "absent-or-private", 401, "does not exist on docker.io or is private"],
    ["m401.test/golden/docker-v2:1.0", "absent-or-private", 401, "anonymous reader"],
    ["m403.test/golden/docker-v2:1.0", "absent-or-private", 403, "does not exist on m403.test or is private"],
    ["basic.test/golden/docker-v2:1.0", "absent-or-private", 401, "is private"],
    // Words of token servers and pings, under Wave's name.
    ["ghcr.io/golden/private:1.0", "absent-or-private", 403, "(DENIED: requested access to the resource is denied)"],
    ["token401.test/golden/docker-v2:1.0", "absent-or-private", 401, "(incorrect username or password)"],
    ["tokenempty.test/golden/docker-v2:1.0", "absent-or-private", 401, "is private"],
    ["v2404.test/golden/docker-v2:1.0", "server-error", 404, "v2404.test does not answer Wave as a registry does"],
    ["token200none.test/golden/docker-v2:1.0", "server-error", 200, "token200none.test gave Wave no token"],
    [
      "token429.test/golden/docker-v2:1.0",
      "rate-limited",
      429,
      "(TOOMANYREQUESTS: retry-after: 1ms, allowed: 44000/minute)",
    ],
    ["v2429.test/golden/docker-v2:1.0", "rate-limited", 429, "v2429.test limits the requests of Wave"],
    ["m429.test/golden/docker-v2:1.0", "rate-limited", 429, "m429.test limits the requests of Wave"],
    [
      "token500.test/golden/docker-v2:1.0",
      "server-error",
      500,
      "no answer about token500.test/golden/docker-v2:1.0: 500",
    ],
    ["v2500.test/golden/docker-v2:1.0", "server-error", 500, "500 (boom)"],
    ["m500.test/golden/docker-v2:1.0", "server-error", 500, "no answer about m500.test/golden/docker-v2:1.0"],
    ["m503.test/golden/docker-v2:1.0", "server-error", 503, "no answer about m503.test/golden/docker-v2:1.0"],
    ["blobredirbad.test/golden/docker-v2:1.0", "server-error", 400, "blobredirbad.test answered Wave with 400"],
    // Challenges that Wave cannot read.
    ["nochallenge.test/golden/docker-v2:1.0", "absent-or-private", 400, "in a way that Wave does not understand"],
    ["zotbare.test/golden/docker-v2:1.0", "absent-or-private", 400, "in a way that Wave does not understand"],
    ["zotquoted.test/golden/docker-v2:1.0", "absent-or-private", 500, "in a way that Wave does not understand"],
    ["codeberg.test/golden/docker-v2:1.0", "absent-or-private", 500, "in a way that Wave does not understand"],
    // Java's exceptions.
    ["no-such-host.test/golden/docker-v2:1.0", "unreachable", 500, "Wave could not connect to no-such-host.test"],
    [
      "selfsigned.test/golden/docker-v2:1.0",
      "unreachable",
      500,
      "Wave could make no secure connection to selfsigned.test",
    ],
    ["tokenhtml.test/golden/docker-v2:1.0", "malformed", 500, "Wave cannot read what tokenhtml.test says"],
    ["rawimg.test/golden/raw:not-json", "malformed", 500, "Wave cannot read what rawimg.test says"],
    ["rawimg.test/golden/raw:no-schema-version", "malformed", 500, "Wave cannot write what it read"],
    [
      "plain.test/golden/cfg-null-config:1.0",
      "malformed",
      500,
      "Wave cannot read the config of plain.test/golden/cfg-null-config:1.0",
    ],
    [
      "plain.test/golden/cfg-created:empty",
      "malformed",
      500,
      "Wave cannot read the config of plain.test/golden/cfg-created:empty",
    ],
    [
      "plain.test/golden/cfg-types:user-number",
      "malformed",
      500,
      "Wave cannot read the config of plain.test/golden/cfg-types:user-number",
    ],
    ["plain.test/golden/cfg-types:label-number", "malformed", 500, "Wave cannot write what it read"],
  ])("%s: %s", async (asked, state, status, words) => {
    const asking = waveBench(wave.endpoint);
    const inspection = await asking.ask(asked);
    await asking.close();
    expect(inspection.failure).toMatchObject({ state, message: expect.stringContaining(words) });
    expect(inspection.failure?.message).toMatch(/[^.]\.$/);
    expect(inspection.failure?.message).not.toMatch(/Error ID|java\.lang\.Object\b/);
    expect(inspection.evidence.status).toBe(status);
    expect(inspection.answer).toBeUndefined();
    expect(asking.log).toEqual([]);
  });

  test.each([
    ["no-such-host.test", "Wave could not connect to no-such-host.test"],
    ["m429.test", "m429.test limits the requests of Wave"],
    ["m503.test", "Wave got no answer from m503.test"],
  ])("%s in trouble twice is not asked again", async (host, words) => {
    const asking = waveBench(wave.endpoint);
    for (const tag of ["1.0", "2.0"]) await asking.ask(`${host}/golden/docker-v2:${tag}`);
    const calls = wave.calls().length;
    const { failure } = await asking.ask(`${host}/golden/docker-v2:3.0`);
    await asking.close();
    expect(failure?.message).toBe(`${words}, again and again; it was not asked again.`);
    expect(wave.calls()).toHaveLength(calls);
  });

  test.each(["blobredir.test", "bearernoservice.test", "harbor.test", "slowhead.test", "charset.test"])(
    "%s is read",
    async (host) => {
      const asking = waveBench(wave.endpoint);
      const inspection = await asking.ask(`${host}/golden/docker-v2:1.0`);
      await asking.close();
      expect(inspection.failure).toBeUndefined();
      expect(inspection.answer).toMatchObject({ container: { registry: host } });
    },
  );
});

test("existence is known where Wave stumbles over the config only", async () => {
  const images = { "acme/x:1.0": image({ config: { created: "yesterday" } }) };
  await using servers = await stage({ images });
  const { asking } = servers;
  const inspection = await asking.ask(name, "existence");
  expect(inspection.failure).toBeUndefined();
  expect(inspection.evidence.notes).toEqual([
    "Wave 1.37.0.",
    "Wave cannot read the config of quay.io/acme/x:1.0 (Text 'yesterday' could not be parsed at index 0).",
  ]);
  expect((await asking.ask(name, "config")).failure?.state).toBe("malformed");
});

test.each(["registry.k8s.io", "registry.access.redhat.com"])(
  "a 404 about %s, which Wave cannot read, says nothing",
  async (host) => {
    const redirect = { status: 307, headers: { location: "https://elsewhere.example/" } };
    const registry = await startRegistry({ faults: [{ when: ({ kind }) => kind === "manifest", reaction: redirect }] });
    await using servers = await stage({ wave: { registries: { [host]: registry.url } } });
    const inspection = await servers.asking.ask(`${host}/pause:3.10`, "existence");
    await registry.close();
    expect(inspection.failure).toMatchObject({
      state: "unreachable",
      message: expect.stringContaining("which says nothing"),
    });
  },
);

test("a registry in trouble twice is left alone, and another one is not", async () => {
  await using servers = await stage({ images: { "acme/x:1.0": image() } });
  const { wave, asking } = servers;
  const tags = ["1", "2", "3", "4"];
  for (const tag of tags) await asking.ask(`gone.test/acme/x:${tag}`);
  expect(wave.calls()).toHaveLength(2);
  const last = await asking.ask("gone.test/acme/x:5");
  expect(last.failure).toEqual({
    state: "unreachable",
    message: "Wave could not connect to gone.test, again and again; it was not asked again.",
  });
  expect((await asking.ask(name)).failure).toBeUndefined();
});

test("hostile words are cut and clean", async () => {
  await using servers = await stage({ images });
  const { wave, asking } = servers;
  const words = `\u001b[31mred\u001b[0m\n::error::pwned\r\n${"x".repeat(5000)}`;
  wave.fault({
    when: ({ method }) => method === "POST",
    reaction: { status: 403, body: JSON.stringify({ errors: [{ code: "DENIED", message: words }] }) },
  });
  const { failure } = await asking.ask(name);
  expect(failure?.message).not.toMatch(/\p{Cc}/u);
  expect(failure?.message.length).toBeLessThan(400);
});
