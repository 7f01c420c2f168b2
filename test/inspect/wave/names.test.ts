import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { nameForWave } from "../../../src/inspect/wave/names.ts";
import { objectOf, parseJson } from "../../support/json.ts";
import { image } from "../../support/registry/images.ts";
import { stage, type Stage, waveBench } from "./harness.ts";

const single = image();
const digest = single.descriptor.digest;

describe("the name that Wave gets", () => {
  let servers: Stage;
  beforeAll(async () => {
    const images = {
      "library/x:22.04": single,
      "library/x:22": single,
      "library/node.js:18": single,
      "acme/x:1.0": single,
    };
    servers = await stage({ images });
  });
  afterAll(async () => {
    await servers[Symbol.asyncDispose]();
  });

  test.each([
    ["docker.io/library/x:22.04", "docker.io/library/x:22.04"],
    ["x:22.04", "docker.io/library/x:22.04"],
    // The tag goes where a digest says more: Wave would make it part of the path, or dial port 22 of the host `x`.
    [`docker.io/library/x:22.04@${digest}`, `docker.io/library/x@${digest}`],
    [`x:22@${digest}`, `docker.io/library/x@${digest}`],
    [`quay.io/acme/x:1.0@${digest}`, `quay.io/acme/x@${digest}`],
    // One word with a dot is a registry to Wave.
    ["node.js:18", "docker.io/library/node.js:18"],
    ["quay.io/acme/x", "quay.io/acme/x:latest"],
    // Wave knows Docker Hub by one name only.
    ["index.docker.io/acme/x:1.0", "docker.io/acme/x:1.0"],
    ["registry-1.docker.io/acme/x:1.0", "docker.io/acme/x:1.0"],
    ["registry-1.docker.io/x:22.04", "docker.io/library/x:22.04"],
    ["DOCKER.IO/acme/x:1.0", "docker.io/acme/x:1.0"],
    ["docker.io:443/x:1.0", "docker.io/library/x:1.0"],
    ["Index.Docker.IO:443/acme/x:1.0", "docker.io/acme/x:1.0"],
    ["registry.hub.docker.com/library/x:1.0", "docker.io/library/x:1.0"],
    ["QUAY.IO/acme/x:1.0", "quay.io/acme/x:1.0"],
    ["docker://quay.io/acme/x:1.0", "quay.io/acme/x:1.0"],
    ["oras://quay.io/acme/x:1.0", "quay.io/acme/x:1.0"],
  ])("of %s is %s", async (written, sent) => {
    const before = servers.wave.calls().length;
    const asking = waveBench(servers.wave.endpoint);
    await asking.ask(written);
    await asking.close();
    const [call, ...more] = servers.wave.calls().slice(before);
    expect(call?.image).toBe(sent);
    expect(more).toEqual([]);
    // Anonymous: the name is all that goes out.
    expect(parseJson(call?.body ?? "")).toEqual({ containerImage: sent });
    expect(call?.headers).toMatchObject({ "content-type": "application/json", accept: "application/json" });
    expect(call?.headers.authorization).toBeUndefined();
  });

  test("several spellings of one image are one call", async () => {
    const before = servers.wave.calls().length;
    const asking = waveBench(servers.wave.endpoint);
    await Promise.all(
      [
        "docker.io/x:22.04",
        "index.docker.io/library/x:22.04",
        "registry-1.docker.io/library/x:22.04",
        "DOCKER.IO/x:22.04",
        "docker.io:443/library/x:22.04",
      ].map((name) => asking.ask(name)),
    );
    await asking.close();
    expect(servers.wave.calls().length - before).toBe(1);
  });
});

describe("names that are never sent", () => {
  test.each([
    ["https://depot.galaxyproject.org/singularity/fastqc:0.12.1--hdfd78af_0", "invalid-reference"],
    ["library://a/b/c:1", "invalid-reference"],
    ["/opt/images/tool.sif", "invalid-reference"],
    ["quay.io/acme/x:${version}", "invalid-reference"],
    ["quay.io/Acme/x:1", "invalid-reference"],
    ["quay.io/acme/x:", "invalid-reference"],
    [`quay.io/acme/x:${"t".repeat(129)}`, "invalid-reference"],
    [`quay.io/acme/x@sha256:${"0".repeat(63)}`, "invalid-reference"],
    ["", "invalid-reference"],
    ["localhost/x:1", "unreachable"],
    ["localhost:5000/x:1", "unreachable"],
    ["sub.localhost:5000/x:1", "unreachable"],
    ["127.0.0.1:5000/x:1", "unreachable"],
    ["[::1]:5000/x:1", "unreachable"],
    ["10.0.0.7/x:1", "unreachable"],
    ["169.254.169.254/x:1", "unreachable"],
    ["registry.corp.internal/x:1", "unreachable"],
    ["myhost:5000/x:1", "unreachable"],
    ["Myhost/x:1", "unreachable"],
  ])("%s: %s, and no request at all", async (name, state) => {
    await using servers = await stage();
    const inspection = await servers.asking.ask(name);
    expect(inspection.failure?.state).toBe(state);
    expect(inspection.failure?.message).toMatch(/\.$/);
    expect(inspection.evidence).toMatchObject({ via: "none", host: "", requests: 0 });
    expect(servers.wave.requests).toEqual([]);
  });

  test("a platform that is none costs nothing either", async () => {
    await using servers = await stage();
    const inspection = await servers.asking.ask("quay.io/acme/x:1.0", "config", "linux/amd64,linux/arm64");
    expect(inspection.failure).toMatchObject({
      state: "invalid-reference",
      message: expect.stringContaining("is a list"),
    });
    expect(servers.wave.requests).toEqual([]);
  });
});

const sent = (image: string, endpoint: URL, localRegistries: readonly string[]): boolean =>
  !("failure" in nameForWave(image, { endpoint, localRegistries }));

describe("names of this machine and of private networks", () => {
  const hosted = new URL("https://wave.seqera.io");
  const own = new URL("https://wave.acme.example");
  const loopback = new URL("http://127.0.0.1:9090");
  test.each([
    ["localhost:5000/x:1", loopback, ["localhost:5000"], true],
    ["localhost:5000/x:1", loopback, [], false],
    ["localhost:5000/x:1", hosted, ["localhost:5000"], false],
    ["localhost:5000/x:1", own, ["localhost:5000"], false],
    ["localhost:5001/x:1", loopback, ["localhost:5000"], false],
    ["registry.corp.internal/x:1", own, ["registry.corp.internal"], true],
    ["registry.corp.internal/x:1", own, [], false],
    ["registry.corp.internal/x:1", hosted, ["registry.corp.internal"], false],
    ["10.0.0.7:5000/x:1", own, ["10.0.0.7:5000"], true],
    ["localhost/x:1", loopback, ["localhost"], false],
  ])("%s through %s, listed %j: sent %s", (image, endpoint, listed, expected) => {
    expect(sent(image, endpoint, listed)).toBe(expected);
  });

  test("a listed one is read", async () => {
    await using servers = await stage({ images: { "acme/x:1.0": single } });
    const { registry, wave } = servers;
    const asking = waveBench(wave.endpoint, { localRegistries: [registry.host] });
    const inspection = await asking.ask(`${registry.host}/acme/x:1.0`, "existence");
    await asking.close();
    expect(inspection.digest).toBe(digest);
    expect(objectOf(parseJson(wave.calls()[0]?.body ?? ""))).toEqual({ containerImage: `${registry.host}/acme/x:1.0` });
  });
});
