/**
 * The registries behind the golden answers of the groups `upstream` and `platform`: Docker Hub, Quay and GHCR with
 * their manners, and forty `*.test` hosts, each wrong in one way. All hold the golden images.
 */
import type { Auth, Fault, Reaction, Registry, RegistryOptions, RequestKind } from "../registry/index.ts";
import { startRegistry } from "../registry/index.ts";
import type { AccountOptions } from "./accounts.ts";
import { goldenImages, goldenRepositories } from "./golden.ts";
import type { Upstream } from "./upstream.ts";

const login = { username: "ann", password: "secret" };
const users = { [login.username]: login.password };

const on = (kind: RequestKind, reaction: Fault["reaction"], method?: string): RegistryOptions => ({
  faults: [{ when: (target) => target.kind === kind && (method === undefined || target.method === method), reaction }],
});

const bearer = (more: Partial<Extract<Auth, { kind: "bearer" }>> = {}): RegistryOptions => ({
  auth: {
    kind: "bearer",
    users,
    isPrivate: (repository) => /private|absent|^library\/nope$/u.test(repository),
    ...more,
  },
});

const tokenFault = (reaction: Reaction): RegistryOptions => ({ ...bearer(), ...on("token", reaction) });
const contentType = (value: string | null): RegistryOptions => on("manifest", { headers: { "content-type": value } });
const html = { "content-type": "text/html" };
const json = { "content-type": "application/json" };
const nope = "<html><body>nope</body></html>";

/** Host to the manners of its registry. */
const manners: Readonly<Record<string, RegistryOptions>> = {
  "docker.io": bearer({ service: "registry.docker.io" }),
  "quay.io": bearer(),
  "ghcr.io": bearer({ refuseAtToken: true }),
  "plain.test": {},
  "rawimg.test": {},
  "bearer.test": bearer(),
  "bearernoservice.test": bearer({ challenge: ({ realm }) => `Bearer realm="${realm}",scope="x"` }),
  "basic.test": { auth: { kind: "basic", users, realm: "Registry Realm" } },
  "basiccomma.test": { auth: { kind: "basic", users, realm: "Test Realm, with comma" } },
  "codeberg.test": bearer({
    challenge: () => {
      const part = 'realm="https://codeberg.test/token",service="container_registry",scope="*"';
      return `Bearer ${part},Basic ${part}`;
    },
  }),
  "zotbare.test": bearer({ challenge: ({ realm }) => `bearer realm=${realm}` }),
  "zotquoted.test": bearer({ challenge: ({ realm, service }) => `bearer realm="${realm}",service="${service}"` }),
  "nochallenge.test": bearer({ challenge: () => [] }),
  "harbor.test": bearer({
    service: "harbor-registry",
    challenge: ({ realm, service, scope = "" }) =>
      scope.includes("absent") ? "" : `Bearer realm="${realm}",service="${service}"`,
  }),
  "blob403.test": on("blob", { status: 403 }),
  "blob404.test": on("blob", { status: 404 }),
  "blobredirbad.test": on("blob", { status: 307 }),
  "redirloop.test": on("blob", ({ path }) => ({ status: 307, headers: { location: path } })),
  "charset.test": on("manifest", ({ reference = "" }) => ({
    headers: { "content-type": charsetTypes.get(reference) ?? "" },
  })),
  "octet.test": contentType("application/octet-stream"),
  "jsontype.test": contentType("application/json"),
  "missingtype.test": contentType(null),
  "head404get200.test": on("manifest", { status: 404 }, "HEAD"),
  "m401.test": on("manifest", { status: 401 }),
  "m403.test": on("manifest", { status: 403 }),
  "m429.test": on("manifest", { status: 429, headers: { "retry-after": "120" } }),
  "m500.test": on("manifest", { status: 500 }),
  "m503.test": on("manifest", { status: 503, headers: { "retry-after": "9" } }),
  "slowhead.test": on("manifest", { delayMs: 50 }),
  "token200none.test": tokenFault({ status: 200, headers: json, body: "{}" }),
  "token401.test": tokenFault({ status: 401, headers: json, body: '{"details":"incorrect username or password"}' }),
  "token429.test": tokenFault({
    status: 429,
    headers: { ...json, "retry-after": "17" },
    body: '{"errors":[{"code":"TOOMANYREQUESTS","message":"retry-after: 1ms, allowed: 44000/minute","detail":null}]}',
  }),
  "token500.test": tokenFault({ status: 500, headers: html, body: nope }),
  "tokenempty.test": tokenFault({ status: 401, headers: { ...json, "x-upstream": "yes" } }),
  "tokenhtml.test": tokenFault({ status: 200, headers: html, body: nope }),
  "v2404.test": on("ping", { status: 404, headers: html, body: nope }),
  "v2429.test": on("ping", { status: 429, headers: { ...json, "retry-after": "60" }, body: '{"message":"slow"}' }),
  "v2500.test": on("ping", { status: 500, headers: html, body: "boom" }),
};

/** Manifest types with a parameter, by tag or digest; filled with the golden images. */
const charsetTypes = new Map<string, string>();

const fill = (registry: Registry): void => {
  for (const repository of goldenRepositories()) {
    for (const { tag, image } of goldenImages(repository)) {
      const names = [repository.name, repository.name.replace(/^golden\//u, "library/")];
      for (const name of names) registry.push(name, tag, image);
      if (repository.name === "golden/docker-v2") registry.push("golden/private", tag, image);
      for (const { digest, mediaType } of image.manifests) charsetTypes.set(digest, `${mediaType}; charset=utf-8`);
    }
  }
};

export interface StandIns {
  readonly registries: Readonly<Record<string, Upstream>>;
  /** By the host that they stand for. */
  readonly byHost: ReadonlyMap<string, Registry>;
  close(): Promise<void>;
}

export const startStandIns = async (): Promise<StandIns> => {
  const byHost = new Map<string, Registry>();
  const start = async (host: string, options: RegistryOptions): Promise<Registry> => {
    const registry = await startRegistry(options);
    fill(registry);
    byHost.set(host, registry);
    return registry;
  };
  for (const [host, options] of Object.entries(manners)) await start(host, options);
  const elsewhere = byHost.get("plain.test")?.url ?? "";
  const away =
    (status: number): Fault["reaction"] =>
    ({ path }) => ({ status, headers: { location: `${elsewhere}${path}` } });
  await start("blobredir.test", on("blob", away(307)));
  await start("m301.test", on("manifest", away(301)));
  await start("kube.test", { faults: [{ when: ({ kind }) => kind !== "ping", reaction: away(307) }] });
  const hub = byHost.get("docker.io")?.url ?? "";
  const selfSigned = "(certificate_unknown) No subject alternative DNS name matching selfsigned.test found.";
  return {
    registries: {
      ...Object.fromEntries([...byHost].map(([host, { url }]) => [host, url])),
      "index.docker.io": hub,
      "registry-1.docker.io": hub,
      "selfsigned.test": { broken: `javax.net.ssl.SSLHandshakeException: ${selfSigned}` },
    },
    byHost,
    close: async () => {
      await Promise.all([...byHost.values()].map((registry) => registry.close()));
    },
  };
};

const logins = { "docker.io": login, "bearer.test": login, "basic.test": login };

/** The Platform behind the golden answers of the group `platform`. */
export const standInPlatform: AccountOptions = {
  paired: ["https://api.cloud.seqera.io"],
  tokens: {
    "tok-good-1": {
      logins,
      workspaces: {
        "999": { status: 403, body: '{"message":"forbidden"}' },
        "998": { status: 404, body: '{"message":"no such workspace"}' },
      },
    },
    "tok-nocreds-1": {},
    "tok-401-empty": { userInfo: { status: 401 } },
    "tok-403": { userInfo: { status: 403 } },
    "tok-404": { userInfo: { status: 404, body: '{"message":"nope"}' } },
    "tok-429": { userInfo: { status: 429, body: '{"message":"slow down"}' } },
    "tok-500": { userInfo: { status: 500, body: "<html>boom</html>" } },
    "tok-503": { userInfo: { status: 503 } },
    "tok-nouser": { userInfo: { status: 200, body: "{}" } },
    "tok-notjson": { userInfo: { status: 200, body: "<html>boom</html>" } },
    "tok-silent": { userInfo: "silent" },
  },
};
