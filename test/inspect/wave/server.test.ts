import { describe, expect, test } from "vitest";
import { image, multiArch } from "../../support/registry/images.ts";
import { startWave } from "../../support/wave/index.ts";
import { stage, waveBench } from "./harness.ts";

const images = { "acme/x:1.0": image(), "acme/y:1.0": image({ user: "1" }) };
const name = "quay.io/acme/x:1.0";

describe("answers of Wave itself", () => {
  test("503 with Retry-After: 0 of the limiter is waited for", async () => {
    await using servers = await stage({ images });
    const { wave, asking } = servers;
    wave.fault({
      when: ({ method }) => method === "POST",
      times: 2,
      reaction: {
        status: 503,
        headers: { "retry-after": "0" },
        body: '{"message":"Maximum request rate exceeded - Wait 0secs before issuing a new request"}',
      },
    });
    const inspection = await asking.ask(name);
    expect(inspection.failure).toBeUndefined();
    expect(inspection.evidence.requests).toBe(3);
  });

  test("the limiter of a real rate is outlasted", async () => {
    const many = Object.fromEntries(
      Array.from({ length: 30 }, (_, at) => [`acme/x:${at}`, image({ user: String(at) })]),
    );
    await using servers = await stage({ images: many, wave: { requestsPerSecond: 40 } });
    const { asking } = servers;
    const all = await Promise.all(
      Array.from({ length: 30 }, (_, at) => asking.ask(`quay.io/acme/x:${at}`, "existence")),
    );
    expect(all.filter(({ failure }) => failure !== undefined)).toEqual([]);
  });

  test.each([
    [
      "an Error ID that nobody knows",
      500,
      '{"message":"Something new - Error ID: 0123456789ab"}',
      "Wave failed on quay.io/acme/x:1.0: Something new",
    ],
    [
      "no answer from the load balancer",
      502,
      "<html><h1>502 Bad Gateway</h1></html>",
      "Wave got no answer about quay.io/acme/x:1.0: 502",
    ],
    ["an empty 503", 503, "", "Wave got no answer about quay.io/acme/x:1.0: 503"],
    ["a page in no known letters", 502, Buffer.from([0xff]), "Wave got no answer about quay.io/acme/x:1.0: 502"],
    [
      "a message that nobody signs",
      500,
      '{"message":"oops"}',
      "Wave got no answer about quay.io/acme/x:1.0: 500 (oops)",
    ],
    [
      "the encoder's form without a reason",
      500,
      '{"message":"Internal Server Error","_links":{}}',
      "Internal Server Error",
    ],
  ])("%s is tried four times", async (_, status, body, words) => {
    await using servers = await stage({ images });
    const { wave, asking } = servers;
    const mend = wave.fault({ when: ({ method }) => method === "POST", reaction: { status, body } });
    const inspection = await asking.ask(name);
    expect(inspection.failure).toMatchObject({ state: "server-error", message: expect.stringContaining(words) });
    expect(wave.calls()).toHaveLength(4);
    mend();
    // Nothing follows for other images.
    expect((await asking.ask("quay.io/acme/y:1.0")).failure).toBeUndefined();
  });

  test.each([
    ["JSON that ends too early", 200, '{"container":{"registry":"quay.io"', "malformed"],
    ["a page", 200, "<html>hello</html>", "malformed"],
    ["nothing", 200, "", "malformed"],
    ["an empty object", 200, "{}", "server-error"],
    ["fields of other types", 200, '{"container":[],"index":"x"}', "server-error"],
    ["a word about a bad request", 400, '{"message":"Missing \'containerImage\' attribute"}', "malformed"],
    ["a word about a media type", 415, "Content Type [x] not allowed. Allowed types: [application/json]", "malformed"],
  ])("%s is %s: %s, at once", async (_, status, body, state) => {
    await using servers = await stage({ images });
    const { wave, asking } = servers;
    wave.fault({ when: ({ method }) => method === "POST", reaction: { status, body } });
    expect((await asking.ask(name)).failure?.state).toBe(state);
    expect(wave.calls()).toHaveLength(1);
  });

  test.each([
    ["unsupported URI https://my_host.test/v2/", "unreachable", "Wave takes quay.io for no host name"],
    ["Illegal character in authority at index 8: https://x", "unreachable", "Wave takes quay.io for no host name"],
    ["java.net.http.HttpTimeoutException: request timed out", "timeout", "quay.io did not answer Wave in time"],
    ["java.net.UnknownHostException: quay.io", "unreachable", "Wave could not connect to quay.io"],
    ["java.io.IOException: closed", "unreachable", "Wave could not connect to quay.io"],
    ["Invalid container image name: x:", "invalid-reference", "Wave cannot read the name quay.io/acme/x:1.0"],
    ["Illegal character in path at index 53: https://x", "invalid-reference", "Wave cannot read the name"],
    ["Malformed escape pair at index 52: https://x", "invalid-reference", "Wave cannot read the name"],
    ["expecting '}' or ',' but got current char", "malformed", "Wave cannot read what quay.io says"],
  ])("the exception %s is %s, at once", async (message, state, words) => {
    await using servers = await stage({ images });
    const { wave, asking } = servers;
    const body = JSON.stringify({ message: `${message} - Error ID: 0123456789ab` });
    wave.fault({ when: ({ method }) => method === "POST", reaction: { status: 500, body } });
    const { failure, evidence } = await asking.ask(name);
    expect(failure).toMatchObject({ state, message: expect.stringContaining(words) });
    expect(evidence.notes).toContain("Wave's Error ID: 0123456789ab.");
    expect(wave.calls()).toHaveLength(1);
  });

  test.each([
    ["1", 4],
    [undefined, 4],
    ["3600", 1],
    ["Wed, 21 Oct 2065 07:28:00 GMT", 1],
  ])("a 429 with a page and Retry-After %s is asked %d times", async (wait, times) => {
    await using servers = await stage({ images, asking: { timeouts: { image: 2500 } } });
    const { wave, asking } = servers;
    const headers = wait === undefined ? {} : { "retry-after": wait };
    wave.fault({
      when: ({ image: asked }) => asked?.includes("/x:") === true,
      reaction: { status: 429, headers, body: "<html>slow down</html>" },
    });
    const { failure } = await asking.ask(name);
    expect(failure?.state).toBe("rate-limited");
    expect(wave.calls().length).toBeLessThanOrEqual(times);
    expect(wave.calls().length).toBeGreaterThanOrEqual(Math.min(times, 2));
    // The way to Wave stays open.
    expect((await asking.ask("quay.io/acme/y:1.0")).failure).toBeUndefined();
  });

  test("a load balancer that waits for Wave in vain is a timeout", async () => {
    await using servers = await stage({ images });
    const { wave, asking } = servers;
    wave.fault({ when: ({ method }) => method === "POST", reaction: { status: 504, body: "<html>504</html>" } });
    expect((await asking.ask(name)).failure).toMatchObject({
      state: "timeout",
      message: "quay.io did not answer Wave in time.",
    });
    expect(wave.calls()).toHaveLength(4);
  });

  test("answers about a platform where none was asked, and an index where an image should be", async () => {
    await using servers = await stage({
      images: { ...images, "acme/multi:1.0": multiArch(["linux/amd64", "linux/s390x"]) },
    });
    const { wave, asking } = servers;
    const mend = wave.fault({
      when: ({ method }) => method === "POST",
      reaction: { status: 400, body: '{"message":"Unsupported container platform: x"}' },
    });
    expect((await asking.ask(name)).failure?.state).toBe("malformed");
    mend();
    wave.fault({
      when: ({ image: asked }) => asked?.includes("@") === true,
      reaction: { status: 200, body: '{"index":{"schemaVersion":2}}' },
    });
    const inspection = await asking.ask("quay.io/acme/multi:1.0", "config", "linux/s390x");
    expect(inspection.failure).toEqual({
      state: "malformed",
      message: "quay.io/acme/multi:1.0 (linux/s390x) is an index where an image should be.",
    });
  });

  test.each([{ drop: true }, { status: 503 }, { status: 200, body: "[]" }] as const)(
    "a server that answers /service-info with %j costs one warning",
    async (reaction) => {
      await using servers = await stage({ images });
      const { wave, asking } = servers;
      wave.fault({ when: ({ path }) => path === "/service-info", reaction });
      expect((await asking.ask(name)).failure).toBeUndefined();
      expect((await asking.ask("quay.io/acme/y:1.0")).failure).toBeUndefined();
      expect(asking.log).toHaveLength(1);
    },
  );

  test("an answer with nothing in it is taken as far as it goes", async () => {
    await using servers = await stage({ images });
    const { wave, asking } = servers;
    wave.fault({
      when: ({ method }) => method === "POST",
      reaction: {
        status: 200,
        body: '{"container":{"registry":"quay.io","config":null,"digest":null,"manifest":{"config":{"mediaType":"application/vnd.oci.image.config.v1+json"},"layers":[{"size":-1}]},"extra":{"deep":1}}}',
      },
    });
    const inspection = await asking.ask(name);
    expect(inspection.failure).toBeUndefined();
    expect(inspection.platforms).toBeUndefined();
    expect(inspection.answer).toEqual({
      container: {
        registry: "quay.io",
        hostName: "",
        imageName: "",
        reference: "",
        config: { config: {}, rootfs: {} },
        manifest: { config: { mediaType: "application/vnd.oci.image.config.v1+json" }, layers: [{}] },
        v1: false,
        v2: false,
        oci: false,
      },
    });
  });

  test("an answer without descriptors is an image by its architecture", async () => {
    await using servers = await stage({ images });
    const { wave, asking } = servers;
    const body = '{"container":{"registry":"quay.io","config":{"architecture":"amd64"},"manifest":null}}';
    wave.fault({ when: ({ method }) => method === "POST", reaction: { status: 200, body } });
    expect((await asking.ask(name, "config", "linux/amd64")).platforms).toEqual(["linux/amd64"]);
    expect((await asking.ask(name, "config", "linux/arm64")).failure?.state).toBe("platform-missing");
  });

  test("an endpoint that is not a Wave is told once for the run", async () => {
    await using servers = await stage({ images, wave: { version: null } });
    const { wave, asking } = servers;
    wave.fault({ when: ({ method }) => method === "POST", reaction: { status: 404, body: "Page Not Found" } });
    const first = await asking.ask(name);
    expect(first.failure).toMatchObject({
      state: "configuration",
      message: expect.stringContaining("has no Wave inspect service at /v1alpha1/inspect"),
    });
    expect((await asking.ask("quay.io/acme/y:1.0")).failure).toEqual(first.failure);
    expect(wave.calls()).toHaveLength(1);
  });

  test.each([
    ["a page", 404, "<html><h1>404 Not Found</h1></html>"],
    ["a page that says no more than that it may not", 403, "<html>Forbidden</html>"],
    ["a login", 401, "<html>Please log in</html>"],
    ["another method", 405, ""],
    ["another JSON", 404, '{"detail":"Not Found"}'],
    ["a gateway's word", 404, '{"message":"Not Found"}'],
    ["a page for everything", 200, "<html>Welcome</html>"],
    ["JSON for everything", 200, "{}"],
  ])("an endpoint that is no Wave is named, and no registry: %s", async (_, status, body) => {
    await using servers = await stage({ images, wave: { version: null } });
    const { wave, asking } = servers;
    wave.fault({ when: ({ method }) => method === "POST", reaction: { status, body } });
    const { host } = new URL(wave.endpoint);
    expect((await asking.ask(name)).failure).toEqual({
      state: "configuration",
      message: `The Wave endpoint ${host} does not answer as Wave does (${status} for /v1alpha1/inspect); set wave-endpoint to a Wave server.`,
    });
  });

  test("one that answered before is a Wave, whatever it says of itself", async () => {
    await using servers = await stage({ images, wave: { version: null } });
    const { wave, asking } = servers;
    expect((await asking.ask("quay.io/acme/y:1.0")).failure).toBeUndefined();
    wave.fault({ when: ({ method }) => method === "POST", reaction: { status: 404, body: "<html>" } });
    expect((await asking.ask(name)).failure?.message).toContain("quay.io does not answer Wave as a registry does");
  });

  test("a registry that says so of a Wave that is one is only a bad registry", async () => {
    await using servers = await stage({ images });
    const { wave, asking } = servers;
    wave.fault({
      when: ({ image: asked }) => asked?.includes("acme/x") === true,
      reaction: { status: 404, body: "Page Not Found" },
    });
    expect((await asking.ask(name)).failure?.state).toBe("server-error");
    expect((await asking.ask("quay.io/acme/y:1.0")).failure).toBeUndefined();
  });

  test("a redirect says where to set the endpoint to", async () => {
    await using servers = await stage({ images, wave: { version: null } });
    const { wave, asking } = servers;
    wave.fault({
      when: ({ method }) => method === "POST",
      reaction: { status: 308, headers: { location: "https://wave.example/v1alpha1/inspect" } },
    });
    expect((await asking.ask(name)).failure).toMatchObject({
      state: "configuration",
      message: expect.stringContaining("redirects to https://wave.example/"),
    });
  });
});

describe("a Wave that does not answer", () => {
  test("a hanging registry costs its own images only", async () => {
    await using servers = await stage({
      images,
      wave: { registries: { "hangs.test": "" } },
      asking: { timeouts: { call: 2000, image: 8000 } },
    });
    const { wave, asking } = servers;
    wave.fault({ when: ({ image: asked }) => asked?.startsWith("hangs.test/") === true, reaction: { hang: true } });
    const hung = await asking.ask("hangs.test/acme/x:1");
    expect(hung.failure?.state).toBe("timeout");
    const second = await asking.ask("hangs.test/acme/x:2");
    expect(second.failure?.state).toBe("timeout");
    // Twice is enough: the others of that registry are not asked for.
    const calls = wave.calls().length;
    const third = await asking.ask("hangs.test/acme/x:3");
    expect(third.failure).toEqual({
      state: "timeout",
      message: "hangs.test did not answer Wave in time, again and again; it was not asked again.",
    });
    expect(wave.calls()).toHaveLength(calls);
    expect((await asking.ask(name)).failure).toBeUndefined();
  });

  test("many hanging images at one time do not close the way to Wave", async () => {
    await using servers = await stage({ images, asking: { timeouts: { call: 2000, image: 8000 } } });
    const { wave, asking } = servers;
    wave.fault({ when: ({ image: asked }) => asked?.startsWith("hangs.test/") === true, reaction: { hang: true } });
    const hung = await Promise.all(Array.from({ length: 12 }, (_, at) => asking.ask(`hangs.test/acme/x:${at}`)));
    expect(new Set(hung.map(({ failure }) => failure?.state))).toEqual(new Set(["timeout"]));
    // Six were under way when the second of them gave up; no other was asked for.
    expect(wave.calls().length).toBeLessThanOrEqual(8);
    expect((await asking.ask(name)).failure).toBeUndefined();
  });

  test("a slow registry is waited for", async () => {
    await using servers = await stage({ images, registry: { latencyMs: 300 } });
    expect((await servers.asking.ask(name)).failure).toBeUndefined();
  });

  test("a closed port is unreachable", async () => {
    const wave = await startWave();
    await wave.close();
    const asking = waveBench(wave.endpoint);
    expect((await asking.ask(name)).failure?.state).toBe("unreachable");
    await asking.close();
  });

  test("an answer beyond 8 MiB is not read", async () => {
    await using servers = await stage({ images });
    const { wave, asking } = servers;
    wave.fault({ when: ({ method }) => method === "POST", reaction: { body: Buffer.alloc(8 * 1024 * 1024 + 1, "x") } });
    expect((await asking.ask(name)).failure?.state).toBe("too-large");
  });
});
