import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { promisify } from "node:util";
import { describe, expect, test } from "vitest";
import { arrayOf, objectOf, parseJson } from "./json.ts";
import { artifact, attestation, image, index, mediaTypes, multiArch, rawManifest, sha256 } from "./registry/images.ts";
import { type RegistryOptions, startRegistry, type Registry } from "./registry/index.ts";
import { pushOverHttp } from "./registry/push.ts";

const run = promisify(execFile);
const skopeo = await run("skopeo", ["--version"]).then(
  () => true,
  () => false,
);

const everything = [mediaTypes.ociIndex, mediaTypes.ociManifest, mediaTypes.dockerList, mediaTypes.dockerManifest].join(
  ", ",
);

async function open(options: RegistryOptions = {}): Promise<Registry & AsyncDisposable> {
  const registry = await startRegistry(options);
  return Object.assign(registry, { [Symbol.asyncDispose]: () => registry.close() });
}

describe("images", () => {
  test("have the same digests on every machine", () => {
    // The one that skopeo 1.9.3 gave for the same image, read from this registry.
    expect(multiArch(["linux/amd64", "linux/arm64"]).descriptor.digest).toBe(
      "sha256:e8fb9792ca495656bccd212cae8c26da40e3f2fc0a273a928b394826db5e8b35",
    );
  });

  test("carry what they are made with", () => {
    const { manifests, blobs } = image({
      platform: "linux/arm/v7",
      family: "docker",
      user: "1000",
      labels: { a: "b" },
      created: null,
    });
    const manifest = objectOf(parseJson(manifests[0]?.bytes.toString() ?? ""));
    const digest = objectOf(manifest["config"])["digest"];
    const config = objectOf(parseJson(blobs.get(String(digest))?.toString() ?? ""));
    expect(manifest["mediaType"]).toBe(mediaTypes.dockerManifest);
    expect(config).toMatchObject({
      architecture: "arm",
      os: "linux",
      variant: "v7",
      config: { User: "1000", Labels: { a: "b" } },
    });
    expect(config["created"]).toBeUndefined();
  });

  test("an attestation names its subject", () => {
    const subject = image();
    const bytes = index([subject], { attestations: true }).manifests.at(-1)?.bytes.toString() ?? "";
    const [, proof] = arrayOf(objectOf(parseJson(bytes))["manifests"]).map(objectOf);
    expect(proof).toMatchObject({
      digest: attestation(subject).descriptor.digest,
      annotations: { "vnd.docker.reference.digest": subject.descriptor.digest },
      platform: { os: "unknown", architecture: "unknown" },
    });
  });
});

describe("reading", () => {
  const content = multiArch(["linux/amd64", "linux/arm64"]);

  test("by tag and by digest, with HEAD and GET", async () => {
    await using registry = await open();
    registry.push("acme/x", "1.0", content);
    for (const reference of ["1.0", content.descriptor.digest]) {
      for (const method of ["HEAD", "GET"]) {
        const response = await fetch(`${registry.url}/v2/acme/x/manifests/${reference}`, {
          method,
          headers: { accept: everything },
        });
        expect(response.status).toBe(200);
        expect(response.headers.get("content-type")).toBe(mediaTypes.ociIndex);
        expect(response.headers.get("docker-content-digest")).toBe(content.descriptor.digest);
        expect(response.headers.get("content-length")).toBe(String(content.descriptor.size));
        const bytes = Buffer.from(await response.arrayBuffer());
        expect(bytes.length).toBe(method === "HEAD" ? 0 : content.descriptor.size);
      }
    }
    expect(registry.count({ kind: "manifest", method: "HEAD" })).toBe(2);
  });

  test("an OCI type that is not accepted is not there, a Docker list becomes the image for amd64", async () => {
    await using registry = await open();
    const list = index([image({ family: "docker", platform: "linux/arm64" }), image({ family: "docker" })], {
      family: "docker",
    });
    registry.push("acme/x", "oci", content);
    registry.push("acme/x", "docker", list);
    const get = (reference: string, accept: string): Promise<Response> =>
      fetch(`${registry.url}/v2/acme/x/manifests/${reference}`, { headers: { accept } });
    const refused = await get("oci", "*/*");
    expect(refused.status).toBe(404);
    expect(await refused.text()).toContain("accept header does not support OCI indexes");
    const rewritten = await get("docker", mediaTypes.dockerManifest);
    expect(rewritten.headers.get("docker-content-digest")).toBe(list.manifests[1]?.digest);
    expect((await get(list.descriptor.digest, mediaTypes.dockerManifest)).headers.get("content-type")).toBe(
      mediaTypes.dockerList,
    );
  });

  test.each([
    ["/v2/acme/x/manifests/nope", 404, "MANIFEST_UNKNOWN"],
    ["/v2/acme/none/manifests/1.0", 404, "MANIFEST_UNKNOWN"],
    [`/v2/acme/x/manifests/sha256:${"0".repeat(64)}`, 404, "MANIFEST_UNKNOWN"],
    ["/v2/acme/x/manifests/sha256:abc", 500, "UNKNOWN"],
    [`/v2/acme/x/blobs/sha256:${"0".repeat(64)}`, 404, "BLOB_UNKNOWN"],
    ["/v2/acme/none/tags/list", 404, "NAME_UNKNOWN"],
    ["/v2/Acme/x/manifests/1.0", 404, "404 page not found"],
    [`/v2/acme/x/manifests/${"t".repeat(129)}`, 404, "404 page not found"],
    ["/v1/", 404, "404 page not found"],
  ])("%s is %d %s", async (path, status, words) => {
    await using registry = await open();
    registry.push("acme/x", "1.0", content);
    const response = await fetch(`${registry.url}${path}`, { headers: { accept: everything } });
    expect(response.status).toBe(status);
    expect(await response.text()).toContain(words);
  });

  test("tags, pages of them, the catalog, and what is not changed", async () => {
    await using registry = await open();
    for (const tag of ["c", "a", "b"]) registry.push("acme/x", tag, content);
    const list = await fetch(`${registry.url}/v2/acme/x/tags/list?n=2&last=`);
    expect(await list.json()).toEqual({ name: "acme/x", tags: ["a", "b"] });
    expect(list.headers.get("link")).toBe('</v2/acme/x/tags/list?n=2&last=b>; rel="next"');
    expect(await (await fetch(`${registry.url}/v2/_catalog`)).json()).toEqual({ repositories: ["acme/x"] });
    const headers = { accept: everything, "if-none-match": `"${content.descriptor.digest}"` };
    expect((await fetch(`${registry.url}/v2/acme/x/manifests/a`, { headers })).status).toBe(304);
    registry.move("acme/x", "a", content.manifests[0]?.digest ?? "");
    expect((await fetch(`${registry.url}/v2/acme/x/manifests/a`, { headers })).status).toBe(200);
    registry.delete("acme/x", "a");
    expect((await fetch(`${registry.url}/v2/acme/x/manifests/a`, { headers })).status).toBe(404);
  });
});

describe("pushing over HTTP", () => {
  test("everything that is pushed comes back", async () => {
    await using registry = await open();
    const content = multiArch(["linux/amd64"], { family: "oci" });
    await pushOverHttp(registry.url, "acme/x", "1.0", content);
    const response = await fetch(`${registry.url}/v2/acme/x/manifests/1.0`, { headers: { accept: everything } });
    expect(response.headers.get("docker-content-digest")).toBe(content.descriptor.digest);
    for (const [digest, bytes] of content.blobs) {
      const blob = await fetch(`${registry.url}/v2/acme/x/blobs/${digest}`);
      expect(Buffer.from(await blob.arrayBuffer()).equals(bytes)).toBe(true);
    }
  });

  test("in pieces, in one request, or from another repository", async () => {
    await using registry = await open();
    const bytes = Buffer.from("hello");
    const digest = sha256(bytes);
    const uploads = `${registry.url}/v2/acme/x/blobs/uploads/`;
    const location = (await fetch(uploads, { method: "POST" })).headers.get("location") ?? "";
    expect((await fetch(`${registry.url}${location}`, { method: "PATCH", body: "hel" })).headers.get("range")).toBe(
      "0-2",
    );
    expect((await fetch(`${registry.url}${location}`)).status).toBe(204);
    expect((await fetch(`${registry.url}${location}?digest=${digest}`, { method: "PUT", body: "lo" })).status).toBe(
      201,
    );
    expect((await fetch(`${uploads}?digest=${digest}`, { method: "POST", body: "hello" })).status).toBe(201);
    expect((await fetch(`${uploads}?digest=${digest}`, { method: "POST", body: "other" })).status).toBe(400);
    const mounted = await fetch(`${registry.url}/v2/acme/y/blobs/uploads/?mount=${digest}&from=acme/x`, {
      method: "POST",
    });
    expect(mounted.status).toBe(201);
    expect((await fetch(`${registry.url}/v2/acme/y/blobs/uploads/u9`, { method: "PATCH" })).status).toBe(404);
  });

  test.each([
    ["no JSON", "x", "MANIFEST_INVALID"],
    ["another schema", '{"schemaVersion":1}', "MANIFEST_INVALID"],
    ["a config that is not there", '{"schemaVersion":2,"config":{"digest":"sha256:0"}}', "MANIFEST_BLOB_UNKNOWN"],
    ["a child that is not there", '{"schemaVersion":2,"manifests":[{"digest":"sha256:0"}]}', "MANIFEST_BLOB_UNKNOWN"],
  ])("%s is refused", async (_, body, code) => {
    await using registry = await open();
    const url = `${registry.url}/v2/acme/x/manifests/1.0`;
    const response = await fetch(url, { method: "PUT", body, headers: { "content-type": mediaTypes.ociIndex } });
    expect(response.status).toBe(400);
    expect(await response.text()).toContain(code);
    await expect(
      pushOverHttp(registry.url, "acme/x", "1.0", rawManifest(mediaTypes.ociIndex, Buffer.from(body))),
    ).rejects.toThrow(code);
  });

  test("deleting, and what no method fits", async () => {
    await using registry = await open();
    const content = artifact();
    const url = `${registry.url}/v2/acme/x/manifests`;
    registry.push("acme/x", "1.0", content);
    registry.push("acme/x", "2.0", content);
    expect((await fetch(`${url}/2.0`, { method: "DELETE" })).status).toBe(202);
    expect((await fetch(`${url}/${content.descriptor.digest}`, { method: "DELETE" })).status).toBe(202);
    expect((await fetch(`${url}/1.0`, { method: "DELETE" })).status).toBe(404);
    expect((await fetch(`${url}/1.0`, { method: "PATCH" })).status).toBe(405);
  });
});

const isPrivate = (name: string): boolean => name === "acme/private";

describe("authentication", () => {
  const users = { ann: "p:w:d" };
  const basic = `Basic ${Buffer.from("ann:p:w:d").toString("base64")}`;

  test("Basic", async () => {
    await using registry = await open({ auth: { kind: "basic", users, realm: "here" } });
    const get = (authorization?: string): Promise<Response> =>
      fetch(`${registry.url}/v2/`, { headers: authorization === undefined ? {} : { authorization } });
    expect((await get()).headers.get("www-authenticate")).toBe('Basic realm="here"');
    expect((await get("Basic eDp5")).status).toBe(401);
    expect((await get(basic)).status).toBe(200);
  });

  test("Bearer: tokens for what one may read, that end", async () => {
    let now = 1_000_000;
    const auth = {
      kind: "bearer",
      users,
      expiresIn: 60,
      isPrivate: (name: string) => name === "acme/private",
    } as const;
    await using registry = await open({ auth, now: () => now });
    registry.push("acme/open", "1.0", image());
    registry.push("acme/private", "1.0", image());
    const read = async (repository: string, login?: string): Promise<number> => {
      const url = `${registry.url}/v2/${repository}/manifests/1.0`;
      const challenge = (await fetch(url)).headers.get("www-authenticate") ?? "";
      const [, realm, service, scope] = /^Bearer realm="(.*?)",service="(.*?)",scope="(.*?)"$/u.exec(challenge) ?? [];
      const answer = await fetch(`${realm}?service=${service}&scope=${scope}`, {
        headers: login === undefined ? {} : { authorization: login },
      });
      const { token } = objectOf(await answer.json());
      const again = await fetch(url, { headers: { accept: everything, authorization: `Bearer ${String(token)}` } });
      now += 60_000;
      const late = await fetch(url, { headers: { accept: everything, authorization: `Bearer ${String(token)}` } });
      expect(late.status).toBe(401);
      return again.status;
    };
    expect(await read("acme/open")).toBe(200);
    expect(await read("acme/private")).toBe(401);
    expect(await read("acme/private", basic)).toBe(200);
  });

  test("Quay serves public images without a token, GHCR refuses the token, refresh tokens are posted", async () => {
    await using quay = await open({ auth: { kind: "bearer", open: true, isPrivate } });
    quay.push("acme/open", "1.0", image());
    expect((await fetch(`${quay.url}/v2/acme/open/manifests/1.0`, { headers: { accept: everything } })).status).toBe(
      200,
    );
    await using ghcr = await open({
      auth: { kind: "bearer", isPrivate, refuseAtToken: true, refreshTokens: { again: "ann" } },
    });
    expect((await fetch(`${ghcr.url}/token?scope=repository:acme/private:pull`)).status).toBe(403);
    const post = (refresh: string): Promise<Response> =>
      fetch(`${ghcr.url}/token`, {
        method: "POST",
        body: new URLSearchParams({
          grant_type: "refresh_token",
          refresh_token: refresh,
          scope: "repository:acme/private:pull",
        }),
      });
    expect((await post("again")).status).toBe(200);
    expect((await post("other")).status).toBe(401);
  });
});

describe("faults", () => {
  test("strike as often as they are told, and can be taken away", async () => {
    await using registry = await open({
      faults: [{ when: ({ kind }) => kind === "ping", times: 1, reaction: { status: 503 } }],
    });
    const ping = (): Promise<number> => fetch(`${registry.url}/v2/`).then(({ status }) => status);
    expect([await ping(), await ping()]).toEqual([503, 200]);
    const mend = registry.fault({ when: () => true, reaction: ({ path }) => ({ status: 418, body: path }) });
    expect(await ping()).toBe(418);
    mend();
    expect(await ping()).toBe(200);
    expect(registry.requests.map(({ status }) => status)).toEqual([503, 200, 418, 200]);
  });

  test("drop, drip, delay, hang and rewrite", async () => {
    await using registry = await open();
    const url = `${registry.url}/v2/`;
    registry.fault({ when: () => true, times: 1, reaction: { drop: true } });
    await expect(fetch(url)).rejects.toThrow("fetch failed");
    registry.fault({ when: () => true, times: 1, reaction: { body: "abc", dripMs: 1 } });
    expect(await (await fetch(url)).text()).toBe("abc");
    registry.fault({
      when: () => true,
      times: 1,
      reaction: { delayMs: 20, headers: { "content-type": null }, rewrite: () => Buffer.from("x") },
    });
    const response = await fetch(url);
    expect(response.headers.get("content-type")).toBeNull();
    expect(await response.text()).toBe("x");
    registry.fault({ when: () => true, times: 1, reaction: { hang: true } });
    await expect(fetch(url, { signal: AbortSignal.timeout(50) })).rejects.toThrow("timeout");
    expect(registry.connections()).toBeGreaterThan(0);
    registry.forget();
    expect(registry.requests).toEqual([]);
  });

  test("latency is that of every request, and the peak is counted", async () => {
    await using registry = await open({ latencyMs: 20 });
    await Promise.all([1, 2, 3].map(() => fetch(`${registry.url}/v2/`)));
    expect(registry.peak()).toBe(3);
  });
});

describe.skipIf(!skopeo)("skopeo (skipped where it is not installed)", () => {
  const flags = ["--tls-verify=false"];

  test("reads an index and one platform of it", async () => {
    await using registry = await open();
    const content = multiArch(["linux/amd64", "linux/arm64"]);
    registry.push("acme/x", "1.0", content);
    const name = `docker://127.0.0.1:${registry.port}/acme/x:1.0`;
    const raw = await run("skopeo", ["inspect", "--raw", ...flags, name], { encoding: "buffer" });
    expect(`sha256:${createHash("sha256").update(raw.stdout).digest("hex")}`).toBe(content.descriptor.digest);
    const arm = await run("skopeo", ["--override-arch", "arm64", "inspect", ...flags, name]);
    expect(objectOf(parseJson(arm.stdout))).toMatchObject({ Architecture: "arm64", Digest: content.descriptor.digest });
  });

  test("copies all of an image to it", async () => {
    await using registry = await open();
    const content = multiArch(["linux/amd64", "linux/arm64"]);
    registry.push("acme/x", "1.0", content);
    const host = `docker://127.0.0.1:${registry.port}`;
    await run("skopeo", [
      "copy",
      "--all",
      "--src-tls-verify=false",
      "--dest-tls-verify=false",
      `${host}/acme/x:1.0`,
      `${host}/copy/x:2.0`,
    ]);
    const copied = await fetch(`${registry.url}/v2/copy/x/manifests/2.0`, {
      method: "HEAD",
      headers: { accept: everything },
    });
    expect(copied.headers.get("docker-content-digest")).toBe(content.descriptor.digest);
  });

  test.each(["basic", "bearer"] as const)("logs in with %s", async (kind) => {
    await using registry = await open({ auth: { kind, users: { ann: "p:w:d" }, isPrivate: () => true } });
    registry.push("acme/x", "1.0", image());
    const name = `docker://127.0.0.1:${registry.port}/acme/x:1.0`;
    await expect(run("skopeo", ["inspect", "--raw", ...flags, name])).rejects.toThrow("unauthorized");
    const { stdout } = await run("skopeo", ["inspect", "--raw", "--creds", "ann:p:w:d", ...flags, name]);
    expect(sha256(Buffer.from(stdout))).toBe(image().descriptor.digest);
  });
});
