import { describe, expect, test } from "vitest";
import { ConfigurationError } from "../../../src/errors.ts";
import { createHttpClient } from "../../../src/inspect/network/client.ts";
import { createWaveInspector } from "../../../src/inspect/wave/index.ts";
import { objectOf, parseJson } from "../../support/json.ts";
import { image } from "../../support/registry/images.ts";
import type { Reaction, RegistryOptions } from "../../support/registry/index.ts";
import type { WaveOptions } from "../../support/wave/index.ts";
import { standInPlatform } from "../../support/wave/stand-ins.ts";
import { stage, type Setting, waveBench } from "./harness.ts";

const now = (): Date => new Date();
const ignore = (): void => undefined;
const http = createHttpClient({ env: {}, listedHosts: [], userAgent: "wave-inspect/test", now, warn: ignore });

const ann = { username: "ann", password: "secret" };
const images = {
  "acme/open:1.0": image(),
  "acme/private:1.0": image({ user: "1" }),
  "acme/other:1.0": image({ user: "2" }),
};
const privacy: RegistryOptions = {
  auth: { kind: "bearer", users: { ann: "secret" }, isPrivate: (repository) => repository.includes("private") },
};
const paired: WaveOptions = {
  platform: {
    paired: ["https://api.cloud.seqera.io", "https://platform.acme.example/api"],
    tokens: {
      ...standInPlatform.tokens,
      good: { logins: { "quay.io": ann }, workspaces: { "5": {}, "404": { status: 404 } } },
    },
  },
};
const withToken = (token: string, more: Setting = {}): Setting => ({ token, ...more });

describe("with a token", () => {
  test("it goes in the body, with endpoint and numeric workspace, and nowhere else", async () => {
    await using servers = await stage({
      images,
      wave: paired,
      asking: withToken("good", { seqeraEndpoint: "https://platform.acme.example/api/", workspaceId: 5 }),
    });
    const { wave, asking } = servers;
    await asking.ask("quay.io/acme/open:1.0");
    const [call] = wave.calls();
    expect(parseJson(call?.body ?? "")).toEqual({
      containerImage: "quay.io/acme/open:1.0",
      towerAccessToken: "good",
      // The slash is taken away: Wave compares the text.
      towerEndpoint: "https://platform.acme.example/api",
      towerWorkspaceId: 5,
    });
    expect(call?.headers.authorization).toBeUndefined();
    expect(asking.secrets).toEqual(new Set(["good"]));
    expect(JSON.stringify(wave.requests.filter(({ path }) => path === "/service-info"))).not.toContain("good");
  });

  test("a private image is read with the login of the workspace", async () => {
    await using servers = await stage({ images, registry: privacy, wave: paired, asking: withToken("good") });
    const inspection = await servers.asking.ask("quay.io/acme/private:1.0");
    expect(inspection.failure).toBeUndefined();
    expect(inspection.evidence).toMatchObject({ identity: "workspace", requests: 1 });
  });

  test("a workspace without a login that lowers the reach: asked again without it", async () => {
    // The server has a login of its own, which it uses for callers without a token only.
    await using servers = await stage({
      images,
      registry: privacy,
      wave: { ...paired, ownLogins: { "quay.io": ann } },
      asking: withToken("good", { workspaceId: 5 }),
    });
    const inspection = await servers.asking.ask("quay.io/acme/private:1.0");
    expect(inspection.failure).toBeUndefined();
    expect(inspection.evidence).toMatchObject({ identity: "anonymous", requests: 2 });
    expect(inspection.evidence.notes).toContain(
      "The workspace opens nothing on quay.io; Wave read the image as for a caller without a token.",
    );
  });

  test("what nobody may read is told for the workspace", async () => {
    await using servers = await stage({
      images,
      registry: privacy,
      wave: paired,
      asking: withToken("good", { workspaceId: 5 }),
    });
    const inspection = await servers.asking.ask("quay.io/acme/private:1.0");
    expect(inspection.failure).toMatchObject({
      state: "absent-or-private",
      message: expect.stringContaining("refuses Wave with this workspace"),
    });
    expect(inspection.evidence.identity).toBe("workspace");
  });

  test("a refusal as a stranger that is a plain no without the token is believed", async () => {
    await using servers = await stage({
      images,
      registry: privacy,
      wave: { ...paired, ownLogins: { "quay.io": ann } },
      asking: withToken("good", { workspaceId: 5 }),
    });
    expect((await servers.asking.ask("quay.io/acme/private:nope")).failure?.state).toBe("not-found");
  });
});

describe("what is wrong with the token is told once for the run", () => {
  test.each([
    [
      "a token that the Platform refuses",
      withToken("tok-bad"),
      "The Seqera Platform refuses the token: Unauthorized access to Tower resource: https://api.cloud.seqera.io/user-info",
    ],
    [
      "an endpoint that is not paired",
      withToken("good", { seqeraEndpoint: "https://tower.example.test/api" }),
      "Wave is not paired with this Seqera Platform",
    ],
    [
      "a workspace that it does not know",
      withToken("good", { workspaceId: 404 }),
      "The Seqera Platform does not know the workspace",
    ],
    [
      "a Platform without the page that Wave asks for",
      withToken("tok-404"),
      "The Seqera Platform does not know what Wave asks it for",
    ],
    [
      "a Platform that refuses the workspace",
      withToken("tok-403"),
      "The Seqera Platform refuses the workspace to this token",
    ],
    ["a token without a user", withToken("tok-nouser"), "does not know whose token this is"],
  ])("%s", async (_, setting, words) => {
    await using servers = await stage({ images, wave: paired, asking: setting });
    const { wave, asking } = servers;
    const first = await asking.ask("quay.io/acme/open:1.0");
    expect(first.failure).toMatchObject({ state: "configuration", message: expect.stringContaining(words) });
    expect(first.failure?.message).not.toContain("{");
    const calls = wave.calls().length;
    const others = await Promise.all(
      ["quay.io/acme/other:1.0", "docker.io/acme/open:1.0"].map((name) => asking.ask(name)),
    );
    for (const { failure } of others) expect(failure).toEqual(first.failure);
    expect(wave.calls()).toHaveLength(calls);
  });

  test.each([
    ["tok-429", "rate-limited", 429],
    ["tok-500", "server-error", 500],
    ["tok-503", "server-error", 503],
    ["tok-silent", "timeout", 408],
  ])("%s is the Platform's trouble: %s", async (token, state, status) => {
    await using servers = await stage({ images, wave: paired, asking: withToken(token) });
    const inspection = await servers.asking.ask("quay.io/acme/open:1.0");
    expect(inspection.failure).toMatchObject({ state, message: expect.stringContaining("The Seqera Platform") });
    expect(inspection.evidence.status).toBe(status);
  });

  test("an empty 401 of a registry is not the token's", async () => {
    await using servers = await stage({ images, wave: paired, asking: withToken("good") });
    const { wave, asking } = servers;
    wave.fault({ when: ({ image: asked }) => asked?.includes("/open:") === true, reaction: { status: 401, body: "" } });
    expect((await asking.ask("quay.io/acme/open:1.0")).failure?.state).toBe("absent-or-private");
    expect((await asking.ask("quay.io/acme/other:1.0")).failure).toBeUndefined();
  });

  test.each([
    ["hangs", { hang: true }],
    ["fails", { status: 500, body: "<html>" }],
  ] as const)(
    "nor that of one that refuses the token at once and then %s, which is asked no more",
    async (_, reaction) => {
      const asking = withToken("good", { timeouts: { call: 1500, image: 4500 } });
      await using servers = await stage({ images, wave: { ...paired, registries: { "hangs.test": "" } }, asking });
      const { wave } = servers;
      const isOfIt = /^hangs\.test\//;
      const refusal = { status: 401, body: "" };
      const fault = (isSigned: boolean, its: Reaction): unknown =>
        wave.fault({
          when: ({ image: asked = "", token }) => isOfIt.test(asked) && isSigned === (token !== undefined),
          reaction: its,
        });
      fault(true, refusal);
      fault(false, reaction);
      for (const tag of ["1", "2"])
        expect((await servers.asking.ask(`hangs.test/acme/x:${tag}`)).failure?.state).toBe("absent-or-private");
      const calls = wave.calls().length;
      expect((await servers.asking.ask("hangs.test/acme/x:3")).failure?.message).toContain("it was not asked again");
      expect(wave.calls()).toHaveLength(calls);
      expect((await servers.asking.ask("quay.io/acme/other:1.0")).failure).toBeUndefined();
    },
  );

  test("the second try leaves half of the time", async () => {
    const asking = withToken("good", { timeouts: { call: 60_000, image: 10_000 } });
    await using servers = await stage({ images, wave: paired, asking });
    const { wave } = servers;
    wave.fault({ when: ({ token }) => token !== undefined, reaction: { status: 401, body: "" } });
    wave.fault({
      when: ({ image: asked, token }) => asked !== undefined && token === undefined,
      reaction: { hang: true },
    });
    const started = performance.now();
    await servers.asking.ask("quay.io/acme/open:1.0");
    expect(performance.now() - started).toBeLessThan(8_500);
  });

  test("a registry that speaks as the Platform is not believed by a caller without a token", async () => {
    await using servers = await stage({ images });
    const { wave, asking } = servers;
    const words =
      "Unauthorized access to Tower resource: https://api.cloud.seqera.io/user-info - HTTP status=401 - response=-";
    wave.fault({
      when: ({ image: asked }) => asked?.includes("/open:") === true,
      reaction: { status: 401, body: JSON.stringify({ message: words }) },
    });
    expect((await asking.ask("quay.io/acme/open:1.0")).failure?.state).toBe("absent-or-private");
    expect((await asking.ask("quay.io/acme/other:1.0")).failure).toBeUndefined();
  });
});

describe("the endpoint", () => {
  test("a trailing slash does not count", async () => {
    await using servers = await stage({ images });
    const asking = waveBench(`${servers.wave.endpoint}/`);
    expect((await asking.ask("quay.io/acme/open:1.0")).failure).toBeUndefined();
    await asking.close();
  });

  test("a path before the service is kept", async () => {
    await using servers = await stage({ images });
    const asking = waveBench(`${servers.wave.endpoint}/wave`);
    await asking.ask("quay.io/acme/open:1.0");
    await asking.close();
    expect(servers.wave.requests.map(({ path }) => path).sort()).toEqual([
      "/wave/service-info",
      "/wave/v1alpha1/inspect",
    ]);
  });

  test("a token is not sent over plain http, unless the host is listed", () => {
    expect(() => waveBench("http://wave.acme.example", { token: "good" })).toThrow(ConfigurationError);
    expect(() =>
      waveBench("http://wave.acme.example", { token: "good", localRegistries: ["wave.acme.example"] }),
    ).not.toThrow();
    expect(() => waveBench("http://wave.acme.example")).not.toThrow();
  });

  test("one that is not a URL is the user's to mend", () => {
    expect(() => waveBench("http://127.0.0.1:1", {})).not.toThrow();
    expect(() =>
      createWaveInspector({ http, endpoint: "wave.seqera.io", now, log: ignore, addSecret: ignore }),
    ).toThrow('The Wave endpoint "wave.seqera.io" is not a URL; write one such as https://wave.seqera.io.');
  });

  test("an empty token is none", async () => {
    await using servers = await stage({ images, asking: { token: "" } });
    const inspection = await servers.asking.ask("quay.io/acme/open:1.0");
    expect(inspection.evidence.identity).toBe("anonymous");
    expect(objectOf(parseJson(servers.wave.calls()[0]?.body ?? ""))).toEqual({
      containerImage: "quay.io/acme/open:1.0",
    });
  });
});
