import { createServer } from "node:http";
import { once } from "node:events";
import { afterEach, describe, expect, test } from "vitest";
import { image } from "../../support/registry/images.ts";
import { type RegistryOptions, startRegistry } from "../../support/registry/index.ts";
import { bench, type Setting } from "../harness.ts";
import { startInternet } from "../internet.ts";

const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

async function registryWith(options: RegistryOptions, setting: Omit<Setting, "listed"> = {}) {
  const registry = await startRegistry(options);
  registry.push("a/b", "1", image());
  registry.push("a/b", "2", image({ platform: "linux/arm64" }));
  registry.push("c/d", "1", image());
  const logins = (setting.logins ?? []).map((login) => ({ ...login, registry: login.registry || registry.host }));
  const asking = bench({ ...setting, logins, listed: [registry.host] });
  closing.push(
    () => asking.inspector.close(),
    () => registry.close(),
  );
  const sent = (): string[] => registry.requests.map(({ method, kind, status }) => `${method} ${kind} ${status}`);
  return { registry, sent, name: (text: string) => `${registry.host}/${text}`, ...asking };
}

const ann = { registry: "", username: "ann", password: "s3cret:with:colons" };

describe("a registry without authentication", () => {
  test("sees no token call and no Authorization header", async () => {
    const { registry, ask, name } = await registryWith({}, { logins: [ann] });
    const inspection = await ask(name("a/b:1"));
    expect(inspection.failure).toBeUndefined();
    expect(inspection.evidence.identity).toBe("anonymous");
    expect(registry.requests.map(({ kind, headers }) => [kind, headers.authorization])).toEqual([
      ["manifest", undefined],
      ["blob", undefined],
    ]);
  });
});

describe("Bearer", () => {
  test("one token a repository, with the right service and scope, and no ping", async () => {
    const { registry, sent, ask, name } = await registryWith({ auth: { kind: "bearer", service: "the service" } });
    await ask(name("a/b:1"));
    await ask(name("a/b:2"));
    await ask(name("c/d:1"), "existence");
    expect(sent()).toEqual([
      "GET manifest 401",
      "GET token 200",
      "GET manifest 200",
      "GET blob 200",
      "GET manifest 200",
      "GET blob 200",
      "GET token 200",
      "HEAD manifest 200",
    ]);
    const tokens = registry.requests.filter(({ kind }) => kind === "token");
    expect(tokens.map(({ query }) => [query.get("service"), query.getAll("scope")])).toEqual([
      ["the service", ["repository:a/b:pull"]],
      ["the service", ["repository:c/d:pull"]],
    ]);
  });

  test("two images of one repository started together share the challenge and the token", async () => {
    const { registry, ask, name } = await registryWith({ auth: { kind: "bearer" }, latencyMs: 20 });
    await Promise.all([ask(name("a/b:1")), ask(name("a/b:2"))]);
    expect(registry.count({ kind: "token" })).toBe(1);
    expect(registry.requests.filter(({ status }) => status === 401)).toHaveLength(1);
  });

  test.for([
    ["scheme in lower case, value bare (zot)", ({ realm }: { realm: string }) => `bearer realm=${realm}`],
    [
      "a scope with a comma, further parameters, blanks",
      ({ realm, service }: { realm: string; service: string }) =>
        `BEARER  Realm="${realm}" , x="a,\\"b" ,service="${service}",scope="repository:a/b:pull,push"`,
    ],
    [
      "two challenges in one line (Codeberg)",
      ({ realm }: { realm: string }) => `Bearer realm="${realm}",service="x",scope="*",Basic realm="${realm}"`,
    ],
    ["Basic first, in one line", ({ realm }: { realm: string }) => `Basic realm="x, y", Bearer realm="${realm}"`],
    ["two lines", ({ realm }: { realm: string }) => [`Basic realm="x"`, `Bearer realm="${realm}"`]],
    ["a relative realm", () => `Bearer realm="/token"`],
    ["a realm with a query of its own", ({ realm }: { realm: string }) => `Bearer realm="${realm}?x=1"`],
  ] as const)("%s", async ([what, challenge]) => {
    const { ask, name } = await registryWith({ auth: { kind: "bearer", challenge } });
    const inspection = await ask(name("a/b:1"), "existence");
    // The scope `*` is given back as it is, and the token for it opens nothing here: only the conversation must end.
    expect(inspection.failure?.state).toBe(what.includes("Codeberg") ? "absent-or-private" : undefined);
    expect(inspection.evidence.requests).toBeLessThanOrEqual(5);
  });

  test("a scope of the registry's own kind is given back to it", async () => {
    const { registry, ask, name } = await registryWith({
      auth: { kind: "bearer", challenge: ({ realm }) => `Bearer realm="${realm}",service="s",scope="*"` },
    });
    await ask(name("a/b:1"), "existence");
    expect(registry.requests.find(({ kind }) => kind === "token")?.query.getAll("scope")).toEqual(["*"]);
  });

  test("a 401 without any challenge is the end, and no loop", async () => {
    const { sent, ask, name } = await registryWith({ auth: { kind: "bearer", challenge: () => "" } });
    const inspection = await ask(name("a/b:1"));
    expect(inspection.failure?.state).toBe("absent-or-private");
    expect(inspection.evidence).toMatchObject({ status: 401, code: "UNAUTHORIZED", requests: 1 });
    expect(sent()).toEqual(["GET manifest 401"]);
  });

  test.for([
    ["token", (token: string) => ({ token })],
    ["access_token", (token: string) => ({ access_token: token })],
    [
      "issued_at an hour ahead",
      (token: string) => ({ token, issued_at: new Date(Date.now() + 3_600_000).toISOString() }),
    ],
    ["a life of zero", (token: string) => ({ token, expires_in: 0 })],
    ["a life of words", (token: string) => ({ token, expires_in: "soon" })],
  ] as const)("the answer of the token server may have: %s", async ([, tokenBody]) => {
    const { registry, ask, name } = await registryWith({ auth: { kind: "bearer", tokenBody } });
    expect((await ask(name("a/b:1"))).failure).toBeUndefined();
    expect(registry.count({ kind: "token" })).toBe(1);
  });

  test("a token is taken to live sixty seconds where nobody says so, and is renewed before it ends", async () => {
    let time = Date.now();
    const { registry, sent, ask, name } = await registryWith(
      { auth: { kind: "bearer" }, now: () => time },
      { now: () => new Date(time) },
    );
    await ask(name("a/b:1"), "existence");
    time += 45_000;
    await ask(name("a/b:2"), "existence");
    expect(registry.count({ kind: "token" })).toBe(1);
    time += 10_000;
    registry.forget();
    await Promise.all([ask(name("a/b:1")), ask(name("a/b:2"))]);
    expect(sent().filter((line) => line.endsWith("401"))).toEqual([]);
    expect(registry.count({ kind: "token" })).toBe(1);
  });

  test("a token that was revoked is fetched again, once", async () => {
    const { registry, sent, ask, name } = await registryWith({ auth: { kind: "bearer" } });
    await ask(name("a/b:1"), "existence");
    registry.forget();
    registry.fault({
      when: ({ kind }) => kind === "manifest",
      times: 1,
      reaction: {
        status: 401,
        headers: {
          "www-authenticate": `Bearer realm="${registry.url}/token",service="test-registry",error="invalid_token"`,
        },
      },
    });
    expect((await ask(name("a/b:2"), "existence")).failure).toBeUndefined();
    expect(sent()).toEqual(["HEAD manifest 401", "GET token 200", "HEAD manifest 200"]);
  });

  test("two that learn one after the other of the same revoked token fetch one new token", async () => {
    const { registry, ask, name } = await registryWith({ auth: { kind: "bearer" } });
    await ask(name("a/b:1"), "existence");
    registry.forget();
    const challenge = `Bearer realm="${registry.url}/token",service="test-registry",error="invalid_token"`;
    for (const [tag, delayMs] of [
      ["1", 0],
      ["2", 60],
    ] as const) {
      registry.fault({
        when: ({ reference }) => reference === tag,
        times: 1,
        reaction: { status: 401, headers: { "www-authenticate": challenge }, delayMs },
      });
    }
    const inspections = await Promise.all([ask(name("a/b:1")), ask(name("a/b:2"))]);
    expect(inspections.map(({ failure }) => failure)).toEqual([undefined, undefined]);
    expect(registry.count({ kind: "token" })).toBe(1);
  });

  test.for(["{}", "[]", "hello", '{"token":""}', '{"token":"two words"}', '{"token":3}'])(
    "an answer of the token server without a token: %s",
    async (body) => {
      const { registry, ask, name } = await registryWith({ auth: { kind: "bearer" } });
      registry.fault({ when: ({ kind }) => kind === "token", reaction: { body } });
      expect((await ask(name("a/b:1"))).failure).toEqual({
        state: "malformed",
        message: expect.stringContaining("gave no token where it should"),
      });
    },
  );

  test("a token without the scope is asked for once more, and then it is over", async () => {
    const { registry, ask, name } = await registryWith(
      { auth: { kind: "bearer", users: { ann: ann.password }, isPrivate: (repository) => repository === "a/b" } },
      {},
    );
    const inspection = await ask(name("a/b:1"));
    expect(inspection.failure?.state).toBe("absent-or-private");
    expect(registry.count({ kind: "token" })).toBe(2);
    expect(registry.count({ kind: "manifest" })).toBe(3);
  });

  test("a token server that refuses: absent or private to anyone, unauthorized to a login", async () => {
    const auth = {
      kind: "bearer",
      users: { ann: ann.password },
      isPrivate: (repository: string) => repository === "a/b",
      refuseAtToken: true,
    } as const;
    const anonymous = await registryWith({ auth });
    const first = await anonymous.ask(anonymous.name("a/b:1"));
    expect(first.failure?.state).toBe("absent-or-private");
    expect(first.evidence).toMatchObject({ status: 403, code: "DENIED", identity: "anonymous" });
    expect((await anonymous.ask(anonymous.name("c/d:1"))).failure).toBeUndefined();

    const wrong = await registryWith({ auth }, { logins: [{ ...ann, password: "wrong" }] });
    const second = await wrong.ask(wrong.name("a/b:1"));
    expect(second.failure?.state).toBe("unauthorized");
    expect(second.evidence.identity).toBe("credentials");
  });

  test.for([
    [404, "malformed"],
    [400, "malformed"],
    [429, "rate-limited"],
    [503, "server-error"],
  ] as const)("a token server that answers %i says nothing about an image", async ([status, state]) => {
    const { registry, ask, name } = await registryWith({ auth: { kind: "bearer" } });
    registry.fault({ when: ({ kind }) => kind === "token", reaction: { status } });
    const inspection = await ask(name("a/b:1"));
    expect(inspection.failure?.state).toBe(state);
    expect(inspection.failure?.message).toContain("token");
  });

  test("a login that is refused does not hide a public image", async () => {
    const { ask, name } = await registryWith(
      { auth: { kind: "bearer", users: { ann: ann.password } } },
      { logins: [{ ...ann, password: "wrong" }] },
    );
    const inspection = await ask(name("a/b:1"));
    expect(inspection.failure).toBeUndefined();
    expect(inspection.evidence.identity).toBe("anonymous");
    expect(inspection.evidence.notes?.join()).toContain("refused");
  });

  test("a login opens what is private, with the password whole", async () => {
    const { ask, name } = await registryWith(
      { auth: { kind: "bearer", users: { ann: ann.password }, isPrivate: () => true } },
      { logins: [ann] },
    );
    const inspection = await ask(name("a/b:1"));
    expect(inspection.failure).toBeUndefined();
    expect(inspection.evidence.identity).toBe("credentials");
  });

  test("a registry that serves public images without a token is asked without one (Quay)", async () => {
    const { registry, sent, ask, name } = await registryWith({
      auth: { kind: "bearer", open: true, isPrivate: (repository) => repository === "c/d" },
    });
    await ask(name("a/b:1"), "existence");
    expect((await ask(name("c/d:1"), "existence")).failure?.state).toBe("absent-or-private");
    registry.forget();
    await ask(name("a/b:2"), "existence");
    expect(sent()).toEqual(["HEAD manifest 200"]);
  });
});

const envWith = (entry: object, host: string): Record<string, string> => ({
  DOCKER_AUTH_CONFIG: JSON.stringify({ auths: { [host]: entry } }),
});

describe("tokens that are kept for a registry", () => {
  test("an identity token is exchanged by POST, as a form", async () => {
    const registry = await startRegistry({
      auth: { kind: "bearer", isPrivate: () => true, refreshTokens: { refresh: "ann" } },
    });
    registry.push("a/b", "1", image());
    const asking = bench({ listed: [registry.host], env: envWith({ identitytoken: "refresh" }, registry.host) });
    closing.push(
      () => asking.inspector.close(),
      () => registry.close(),
    );
    expect((await asking.ask(`${registry.host}/a/b:1`)).failure).toBeUndefined();
    expect(registry.requests.filter(({ kind }) => kind === "token").map(({ method }) => method)).toEqual(["POST"]);
    expect(asking.secrets).toContain("refresh");
  });

  test.for([404, 405, 400, 401])(
    "a token server that answers the POST with %i is asked by GET, once",
    async (status) => {
      const registry = await startRegistry({ auth: { kind: "bearer" } });
      registry.push("a/b", "1", image());
      registry.fault({
        when: ({ kind, method }) => kind === "token" && method === "POST",
        reaction: { status, body: "no" },
      });
      const asking = bench({ listed: [registry.host], env: envWith({ identitytoken: "refresh" }, registry.host) });
      closing.push(
        () => asking.inspector.close(),
        () => registry.close(),
      );
      const inspection = await asking.ask(`${registry.host}/a/b:1`);
      expect(inspection.failure).toBeUndefined();
      const methods = registry.requests.filter(({ kind }) => kind === "token").map(({ method }) => method);
      // The embedded registry knows no user `<token>`: the GET fails too, and the image is public all the same.
      expect(methods.slice(0, 2)).toEqual(["POST", "GET"]);
      expect(methods.filter((method) => method === "POST")).toHaveLength(1);
    },
  );

  test("a registry token that is refused is sent once, and a public image is read without it", async () => {
    const registry = await startRegistry({ auth: { kind: "bearer" } });
    registry.push("a/b", "1", image());
    const asking = bench({ listed: [registry.host], env: envWith({ registrytoken: "abc" }, registry.host) });
    closing.push(
      () => asking.inspector.close(),
      () => registry.close(),
    );
    const inspection = await asking.ask(`${registry.host}/a/b:1`, "existence");
    expect(inspection.failure).toBeUndefined();
    expect(inspection.evidence.identity).toBe("anonymous");
    expect(registry.requests.filter(({ headers }) => headers.authorization === "Bearer abc")).toHaveLength(1);
  });

  test("a registry token is sent as it is", async () => {
    const registry = await startRegistry();
    registry.push("a/b", "1", image());
    const asking = bench({ listed: [registry.host], env: envWith({ registrytoken: "abc" }, registry.host) });
    closing.push(
      () => asking.inspector.close(),
      () => registry.close(),
    );
    await asking.ask(`${registry.host}/a/b:1`, "existence");
    expect(registry.requests.map(({ kind, headers }) => [kind, headers.authorization])).toEqual([
      ["manifest", "Bearer abc"],
    ]);
  });
});

describe("Basic", () => {
  const auth = { kind: "basic", users: { ann: ann.password }, realm: "Test Realm, with comma" } as const;

  test("one challenge, then the login with every request", async () => {
    const { sent, ask, name } = await registryWith({ auth }, { logins: [ann] });
    const inspection = await ask(name("a/b:1"));
    expect(inspection.failure).toBeUndefined();
    expect(inspection.evidence.identity).toBe("credentials");
    await ask(name("c/d:1"), "existence");
    expect(sent()).toEqual(["GET manifest 401", "GET manifest 200", "GET blob 200", "HEAD manifest 200"]);
  });

  test("a wrong password is tried once", async () => {
    const { sent, ask, name } = await registryWith({ auth }, { logins: [{ ...ann, password: "wrong" }] });
    expect((await ask(name("a/b:1"))).failure?.state).toBe("unauthorized");
    expect(sent()).toEqual(["GET manifest 401", "GET manifest 401"]);
  });

  test("without a login no header is made up", async () => {
    const { registry, ask, name } = await registryWith({ auth });
    for (const image of ["a/b:1", "c/d:1"]) {
      expect((await ask(name(image))).failure?.state).toBe("absent-or-private");
    }
    expect(registry.requests.map(({ headers }) => headers.authorization)).toEqual([undefined, undefined]);
  });
});

describe("where a secret goes", () => {
  test("a second challenge of another kind ends it (Harbor)", async () => {
    const { registry, sent, ask, name } = await registryWith({ auth: { kind: "bearer" } }, { logins: [ann] });
    registry.fault({
      when: ({ kind }) => kind === "manifest",
      reaction: () => {
        const isFirst = registry.count({ kind: "token" }) === 0;
        const challenge = isFirst
          ? `Bearer realm="${registry.url}/token",service="harbor-registry"`
          : 'Basic realm="harbor"';
        return { status: 401, headers: { "www-authenticate": challenge } };
      },
    });
    registry.fault({ when: ({ kind }) => kind === "token", reaction: { status: 200, body: '{"token":"t"}' } });
    expect((await ask(name("a/b:1"))).failure?.state).toBe("unauthorized");
    expect(sent().length).toBeLessThanOrEqual(6);
    expect(
      registry.requests.every(({ kind, headers }) => kind === "token" || !headers.authorization?.startsWith("Basic")),
    ).toBe(true);
  });

  test.for([
    ["plain http", "http://auth.example.test/token"],
    ["this machine", "https://127.0.0.1:8443/token"],
    ["the metadata service", "https://169.254.169.254/token"],
    ["a name of a private network", "https://vault.internal/token"],
  ])("no token server at %s", async ([, realm]) => {
    const internet = await startInternet(["registry.example.test"], {
      auth: { kind: "bearer", challenge: () => `Bearer realm="${realm}",service="x"` },
    });
    internet.registry.push("a/b", "1", image());
    const asking = bench({ env: internet.env, logins: [{ ...ann, registry: "registry.example.test" }] });
    closing.push(
      () => asking.inspector.close(),
      () => internet.close(),
    );
    const inspection = await asking.ask("registry.example.test/a/b:1");
    expect(inspection.failure?.state).toBe("configuration");
    expect(new Set(internet.tunnels)).toEqual(new Set(["registry.example.test:443"]));
    expect(internet.registry.requests.every(({ headers }) => headers.authorization === undefined)).toBe(true);
  });

  test("a token server of strangers is asked anonymously, one of the same owner with the login", async () => {
    const hosts = ["registry.example.test", "auth.example.test", "auth.elsewhere.test"];
    for (const [realm, expected] of [
      ["https://auth.example.test/token", true],
      ["https://auth.elsewhere.test/token", false],
    ] as const) {
      const internet = await startInternet(hosts, {
        auth: { kind: "bearer", users: { ann: ann.password }, challenge: () => `Bearer realm="${realm}",service="x"` },
      });
      internet.registry.push("a/b", "1", image());
      const asking = bench({ env: internet.env, logins: [{ ...ann, registry: "registry.example.test" }] });
      closing.push(
        () => asking.inspector.close(),
        () => internet.close(),
      );
      const inspection = await asking.ask("registry.example.test/a/b:1", "existence");
      expect(inspection.failure).toBeUndefined();
      const token = internet.registry.requests.find(({ kind }) => kind === "token");
      expect(token?.headers.authorization?.startsWith("Basic") ?? false).toBe(expected);
      expect(inspection.evidence.identity).toBe(expected ? "credentials" : "anonymous");
    }
  });

  test("Docker Hub's login goes to Docker Hub's token server", async () => {
    const internet = await startInternet(["registry-1.docker.io", "auth.docker.io"], {
      auth: {
        kind: "bearer",
        users: { ann: ann.password },
        isPrivate: () => true,
        challenge: ({ scope }) =>
          `Bearer realm="https://auth.docker.io/token",service="registry.docker.io",scope="${scope}"`,
      },
    });
    internet.registry.push("acme/tool", "1", image());
    const asking = bench({ env: internet.env, logins: [{ ...ann, registry: "https://index.docker.io/v1/" }] });
    closing.push(
      () => asking.inspector.close(),
      () => internet.close(),
    );
    internet.registry.push("library/alpine", "1", image());
    for (const name of ["docker.io/acme/tool:1", "DOCKER.IO/acme/tool:1", "docker.io:443/alpine:1"])
      expect((await asking.ask(name)).failure).toBeUndefined();
    expect(new Set(internet.tunnels)).toEqual(new Set(["registry-1.docker.io:443", "auth.docker.io:443"]));
  });

  test("a token server may redirect within its host only", async () => {
    const seen: (string | undefined)[] = [];
    const elsewhere = createServer((request, response) => {
      seen.push(request.headers.authorization);
      response.end('{"token":"t"}');
    }).listen(0, "127.0.0.1");
    await once(elsewhere, "listening");
    const address = elsewhere.address();
    const port = typeof address === "object" ? address?.port : 0;
    closing.push(async () => elsewhere.close());
    const { registry, ask, name } = await registryWith({ auth: { kind: "bearer" } }, { logins: [ann] });
    registry.fault({
      when: ({ kind }) => kind === "token",
      reaction: { status: 307, headers: { location: `http://127.0.0.1:${port}/token` } },
    });
    expect((await ask(name("a/b:1"))).failure).toBeDefined();
    expect(seen).toEqual([]);
  });
});
