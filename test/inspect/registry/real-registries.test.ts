/** What a real registry can show, shown by real ones: both major versions of distribution, and skopeo as a second witness. */
import { execFileSync } from "node:child_process";
import { createHash, generateKeyPairSync, sign } from "node:crypto";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { objectOf } from "../../support/json.ts";
import { artifact, image, type Image, index, multiArch } from "../../support/registry/images.ts";
import { pushOverHttp } from "../../support/registry/push.ts";
import { certificateFor } from "../certificate.ts";
import { bench } from "../harness.ts";
import { distributions, findProgram, type RealRegistry, run, startDistribution } from "../programs.ts";

const skopeo = findProgram("skopeo");
const htpasswd = findProgram("htpasswd");
const password = "s3cret:with:colons";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "wave-inspect-real-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const shapes: Readonly<Record<string, Image>> = {
  single: image({ labels: { a: "b" } }),
  docker: image({ family: "docker" }),
  index: multiArch(["linux/amd64", "linux/arm64", "linux/arm/v7"]),
  list: multiArch(["linux/amd64", "linux/arm64"], { family: "docker" }),
  nested: index([index([image(), image({ platform: "linux/arm64" })])]),
  artifact: artifact({ artifactType: "application/vnd.example.thing" }),
  empty: index([]),
};

describe.each(distributions)("$name", ({ name, program, install }) => {
  const missing = program === undefined ? `${name} is not here: ${install}` : undefined;

  describe("without authentication", () => {
    let registry: RealRegistry;
    beforeAll(async () => {
      if (missing !== undefined) return;
      registry = await startDistribution(program ?? "", name);
      for (const [shape, content] of Object.entries(shapes))
        await pushOverHttp(registry.url, `shapes/${shape}`, "1.0", content);
    });
    afterAll(async () => registry?.close());

    test.for(Object.keys(shapes))("%s: its digest, by HEAD and by its bytes", async (shape, { skip }) => {
      if (missing !== undefined) skip(missing);
      const expected = shapes[shape]?.descriptor.digest;
      for (const need of ["existence", "platforms"] as const) {
        const { ask, inspector } = bench({ listed: [registry.host] });
        expect((await ask(`${registry.host}/shapes/${shape}:1.0`, need)).digest).toBe(expected);
        await inspector.close();
      }
    });

    test.for(["single", "docker", "index", "list", "nested"])(
      "%s: skopeo sees the same digest and platforms",
      async (shape, { skip }) => {
        if (missing !== undefined) skip(missing);
        if (skopeo === undefined) skip("skopeo is not here: apt-get install skopeo");
        const name = `${registry.host}/shapes/${shape}:1.0`;
        const inspect = (args: readonly string[]): Promise<Buffer> =>
          run(skopeo ?? "", [
            ...args.slice(0, -1),
            "inspect",
            "--tls-verify=false",
            args.at(-1) ?? "",
            `docker://${name}`,
          ]);
        const { ask, inspector } = bench({ listed: [registry.host] });
        const raw = await inspect(["--raw"]);
        expect((await ask(name, "platforms")).digest).toBe(`sha256:${createHash("sha256").update(raw).digest("hex")}`);

        const platforms = (await ask(name, "platforms")).platforms ?? [];
        expect(platforms.length).toBeGreaterThan(0);
        for (const platform of platforms) {
          const [os = "", architecture = "", variant] = platform.split("/");
          const chosen = [
            "--override-os",
            os,
            "--override-arch",
            architecture,
            ...(variant === undefined ? [] : ["--override-variant", variant]),
          ];
          const theirs = objectOf(JSON.parse((await inspect([...chosen, "--config"])).toString()));
          expect((await ask(name, "config", platform)).answer).toMatchObject({
            container: { config: { architecture: theirs["architecture"], rootfs: theirs["rootfs"] } },
          });
        }
        await inspector.close();
      },
    );

    test("what is not there is not found, and says so with the registry's code", async ({ skip }) => {
      if (missing !== undefined) skip(missing);
      const { ask, inspector } = bench({ listed: [registry.host] });
      for (const reference of ["shapes/single:nope", "shapes/nope:1.0", `shapes/single@sha256:${"0".repeat(64)}`]) {
        const inspection = await ask(`${registry.host}/${reference}`);
        expect(inspection.failure?.state).toBe("not-found");
        expect(inspection.evidence).toMatchObject({ status: 404, code: "MANIFEST_UNKNOWN", requests: 1 });
      }
      await inspector.close();
    });
  });

  test("htpasswd: a password with colons, a wrong one, and none", async ({ skip }) => {
    if (missing !== undefined) skip(missing);
    if (htpasswd === undefined) skip("htpasswd is not here: apt-get install apache2-utils");
    const file = join(folder, `${name}.htpasswd`);
    writeFileSync(file, execFileSync(htpasswd ?? "", ["-Bbn", "ann", password]));
    const settings = `auth: {htpasswd: {realm: "Test Realm, with comma", path: ${JSON.stringify(file)}}}`;
    const registry = await startDistribution(program ?? "", name, { settings });
    const authorization = `Basic ${Buffer.from(`ann:${password}`).toString("base64")}`;
    await pushOverHttp(registry.url, "a/b", "1", image(), { authorization });
    const states: (string | undefined)[] = [];
    for (const given of [password, "wrong", undefined]) {
      const logins = given === undefined ? [] : [{ registry: registry.host, username: "ann", password: given }];
      const { ask, inspector } = bench({ listed: [registry.host], logins });
      const { failure, evidence } = await ask(`${registry.host}/a/b:1`);
      states.push(failure?.state ?? evidence.identity);
      await inspector.close();
    }
    await registry.close();
    expect(states).toEqual(["credentials", "unauthorized", "absent-or-private"]);
  });

  test("tokens: signed ones, one a repository, and real refusals", async ({ skip }) => {
    if (missing !== undefined) skip(missing);
    const server = await startTokenServer();
    const bundle = join(folder, `${name}.pem`);
    writeFileSync(bundle, server.certificate);
    const settings = `auth: {token: {realm: "${server.realm}", service: "the registry", issuer: tester, rootcertbundle: ${JSON.stringify(bundle)}}}`;
    const registry = await startDistribution(program ?? "", name, { settings });
    for (const repository of ["public/a", "private/b"]) {
      const authorization = `Bearer ${server.tokenFor(`repository:${repository}:pull,push`)}`;
      await pushOverHttp(registry.url, repository, "1", image(), { authorization });
    }
    const listed = [registry.host];
    const anonymous = bench({ listed });
    expect((await anonymous.ask(`${registry.host}/public/a:1`)).failure).toBeUndefined();
    const refused = await anonymous.ask(`${registry.host}/private/b:1`);
    expect(refused.failure?.state).toBe("absent-or-private");
    expect(server.asked).toEqual([
      "repository:public/a:pull",
      // The token for it opens nothing, which the registry says with the scope that it wants: once more, and no further.
      "repository:private/b:pull",
      "repository:private/b:pull",
    ]);
    const known = bench({ listed, logins: [{ registry: registry.host, username: "ann", password }] });
    const opened = await known.ask(`${registry.host}/private/b:1`);
    expect(opened.failure).toBeUndefined();
    expect(opened.evidence.identity).toBe("credentials");
    await Promise.all([anonymous.inspector.close(), known.inspector.close(), registry.close(), server.close()]);
  });

  test("TLS, with a certificate of the house, over HTTP/2", async ({ skip }) => {
    if (missing !== undefined) skip(missing);
    const certificate = certificateFor(["localhost", "127.0.0.1"]);
    const [cert, key, store] = ["crt", "key", "store"].map((extension) => join(folder, `${name}.${extension}`));
    writeFileSync(cert ?? "", certificate.cert);
    writeFileSync(key ?? "", certificate.key);
    const plain = await startDistribution(program ?? "", name, { folder: store ?? "" });
    const content = multiArch(["linux/amd64", "linux/arm64"]);
    for (let n = 0; n < 8; n++) await pushOverHttp(plain.url, "a/b", `n${n}`, content);
    await plain.close();

    const settings = `http: {addr: "127.0.0.1:PORT", tls: {certificate: ${JSON.stringify(cert)}, key: ${JSON.stringify(key)}}}`;
    const registry = await startDistribution(program ?? "", name, { settings, folder: store ?? "", scheme: "https" });
    const setting = { listed: [registry.host], env: { NODE_EXTRA_CA_CERTS: cert } };
    // What it says to plain http: to a GET in words, to a HEAD without any.
    const first = bench(setting);
    expect((await first.ask(`${registry.host}/a/b:n0`)).failure).toBeUndefined();
    await first.inspector.close();
    const { ask, inspector } = bench(setting);
    const tags = Array.from({ length: 8 }, (_, n) => `${registry.host}/a/b:n${n}`);
    const heads = await Promise.all(tags.map((tag) => ask(tag, "existence")));
    expect(new Set(heads.map(({ digest }) => digest))).toEqual(new Set([content.descriptor.digest]));
    const configs = await Promise.all(tags.map((tag) => ask(tag, "config", "linux/arm64")));
    expect(configs.map(({ failure }) => failure)).toEqual(tags.map(() => undefined));
    expect(configs[0]?.answer).toMatchObject({
      container: { hostName: `https://${registry.host}`, config: { architecture: "arm64" } },
    });
    expect((await ask(`${registry.host}/a/nope:1`)).evidence).toMatchObject({ status: 404, code: "MANIFEST_UNKNOWN" });
    await inspector.close();
    await registry.close();
  });
});

const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString("base64url");

/** A token server as distribution wants it: RS256, its certificate in the header of every token (x5c). */
async function startTokenServer() {
  const { privateKey, publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const certificate = certificateFor(["localhost"], { privateKey, publicKey });
  const x5c = [certificate.cert.replace(/-----[^-]+-----|\s/g, "")];
  const tokenFor = (scope: string): string => {
    const [type, name, actions = ""] = scope.split(":");
    const now = Math.floor(Date.now() / 1000);
    const claims = {
      iss: "tester",
      sub: "",
      aud: "the registry",
      exp: now + 300,
      nbf: now - 10,
      iat: now,
      jti: `${now}`,
      access: actions === "" ? [] : [{ type, name, actions: actions.split(",") }],
    };
    const text = `${encode({ typ: "JWT", alg: "RS256", x5c })}.${encode(claims)}`;
    return `${text}.${sign("sha256", Buffer.from(text), privateKey).toString("base64url")}`;
  };
  const asked: string[] = [];
  const server = createServer((request, response) => {
    const scope = new URL(request.url ?? "", "http://x").searchParams.get("scope") ?? "";
    asked.push(scope);
    const isAnn = request.headers.authorization === `Basic ${Buffer.from(`ann:${password}`).toString("base64")}`;
    const granted = scope.startsWith("repository:private/") && !isAnn ? scope.replace(/:[^:]*$/, ":") : scope;
    response.setHeader("content-type", "application/json");
    response.end(JSON.stringify({ token: tokenFor(granted), expires_in: 300 }));
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const port = typeof address === "object" ? address?.port : 0;
  return {
    realm: `http://localhost:${port}/token`,
    certificate: certificate.cert,
    tokenFor,
    asked,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}
