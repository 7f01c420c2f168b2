import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createCredentialSource, type CredentialOptions } from "../../../src/inspect/credentials/logins.ts";
import type { Credential } from "../../../src/inspect/credentials/index.ts";
import { image } from "../../support/registry/images.ts";
import { startRegistry } from "../../support/registry/index.ts";
import { bench } from "../harness.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "wave-inspect-logins-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const pair = (user: string, password: string): string => Buffer.from(`${user}:${password}`).toString("base64");
const auths = (entries: Readonly<Record<string, string>>): string =>
  JSON.stringify({
    auths: Object.fromEntries(Object.entries(entries).map(([key, user]) => [key, { auth: pair(user, "secret") }])),
  });

function write(path: string, content: string): string {
  const file = join(folder, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, content);
  return file;
}

/** A credential helper: a shell script that gets the server on its standard input. */
function writeHelper(name: string, script: string): void {
  const file = write(`bin/docker-credential-${name}`, `#!/bin/sh\n${script}\n`);
  chmodSync(file, 0o755);
}

function isRunning(pid: number): boolean {
  try {
    return !/^State:\s*Z/m.test(readFileSync(`/proc/${pid}/status`, "utf8"));
  } catch {
    return false;
  }
}

function source(env: Readonly<Record<string, string>> = {}, more: Partial<CredentialOptions> = {}) {
  const warnings: string[] = [];
  const secrets = new Set<string>();
  const logins = createCredentialSource({
    env: { PATH: [join(folder, "bin"), process.env["PATH"] ?? ""].join(delimiter), ...env },
    warn: (message) => warnings.push(message),
    addSecret: (text) => secrets.add(text),
    ...more,
  });
  const user = async (registry: string, repository = "a/b"): Promise<string | undefined> =>
    describeLogin(await logins.find(registry, repository));
  return { logins, user, warnings, secrets };
}

function describeLogin(credential: Credential | undefined): string | undefined {
  if (credential === undefined) return undefined;
  return credential.kind === "password" ? credential.username : `${credential.kind} ${credential.token}`;
}

const loginOfEntry = async (entry: unknown): Promise<Credential | undefined> =>
  source({ DOCKER_AUTH_CONFIG: JSON.stringify({ auths: { "r.test": entry } }) }).logins.find("r.test", "a/b");

const configWith = (content: object): { REGISTRY_AUTH_FILE: string } => ({
  REGISTRY_AUTH_FILE: write("auth.json", JSON.stringify(content)),
});

describe("where logins are found", () => {
  test("the first source that has an entry wins, registry by registry", async () => {
    const home = join(folder, "home");
    write("home/.docker/config.json", auths({ "r1.test": "home", "r4.test": "home" }));
    write("home/.config/containers/auth.json", auths({ "r1.test": "podman", "r6.test": "podman" }));
    write("run/containers/auth.json", auths({ "r1.test": "run", "r6.test": "run" }));
    const registryAuthFile = write("auth.json", auths({ "r1.test": "file", "r4.test": "file", "r5.test": "file" }));
    const inline = auths({ "r1.test": "inline", "r2.test": "inline" });
    const env = {
      HOME: home,
      REGISTRY_AUTH_FILE: registryAuthFile,
      DOCKER_AUTH_CONFIG: inline,
      XDG_RUNTIME_DIR: join(folder, "run"),
    };

    const { user } = source(env);
    expect(
      await Promise.all(["r1.test", "r2.test", "r4.test", "r5.test", "r6.test", "r7.test"].map((r) => user(r))),
    ).toEqual(["inline", "inline", "home", "file", "run", undefined]);
    const { user: later } = source({ ...env, XDG_RUNTIME_DIR: join(folder, "nowhere") });
    expect(await later("r6.test")).toBe("podman");
  });

  test.for([
    ["that is a folder", (path: string) => mkdirSync(path), "is a folder, not a regular file"],
    ["beyond a megabyte", (path: string) => writeFileSync(path, " ".repeat(1024 * 1024 + 1)), "larger than"],
  ] as const)("a file %s is one warning and holds nothing", async ([, make, words]) => {
    const path = join(folder, "auth.json");
    make(path);
    const { user, warnings } = source({ REGISTRY_AUTH_FILE: path });
    expect(await user("r.test")).toBeUndefined();
    expect(warnings).toEqual([expect.stringContaining(words)]);
  });

  test("DOCKER_CONFIG takes the place of the home directory", async () => {
    write("home/.docker/config.json", auths({ "r1.test": "home", "r2.test": "home" }));
    write("other/config.json", auths({ "r1.test": "other" }));
    const { user } = source({ HOME: join(folder, "home"), DOCKER_CONFIG: join(folder, "other") });
    expect(await user("r1.test")).toBe("other");
    expect(await user("r2.test")).toBeUndefined();
  });

  test("a configuration inside the checked-out repository is used and warned of", async () => {
    write("workspace/.docker/config.json", auths({ "r1.test": "pr" }));
    const { user, warnings } = source({
      DOCKER_CONFIG: join(folder, "workspace/.docker"),
      GITHUB_WORKSPACE: join(folder, "workspace"),
    });
    expect(await user("r1.test")).toBe("pr");
    expect(warnings).toHaveLength(1);
  });

  test.for([
    "https://index.docker.io/v1/",
    "docker.io",
    "index.docker.io",
    "registry-1.docker.io",
    "https://registry-1.docker.io/v2/",
  ])("Docker Hub's entry may be called %s", async (key) => {
    expect(await source({ DOCKER_AUTH_CONFIG: auths({ [key]: "hub" }) }).user("docker.io", "library/alpine")).toBe(
      "hub",
    );
  });

  test("what a sign-in by browser leaves beside it is not a login", async () => {
    const key = "https://index.docker.io/v1/";
    const { user } = source({
      DOCKER_AUTH_CONFIG: auths({ [key]: "hub", [`${key}access-token`]: "access", [`${key}refresh-token`]: "refresh" }),
    });
    expect(await user("docker.io")).toBe("hub");
  });

  test("the longest path wins, on whole segments", async () => {
    const { user } = source({
      DOCKER_AUTH_CONFIG: auths({
        "quay.io": "all",
        "quay.io/org": "org",
        "quay.io/org/repo": "repo",
        "https://ghcr.io/v2/": "github",
      }),
    });
    expect(await user("quay.io", "org/repo")).toBe("repo");
    expect(await user("quay.io", "org/repo/deep")).toBe("repo");
    expect(await user("quay.io", "org/repository")).toBe("org");
    expect(await user("quay.io", "organisation/x")).toBe("all");
    expect(await user("ghcr.io", "a/b")).toBe("github");
  });

  test("a host is itself and nothing that looks like it", async () => {
    const { user } = source(
      { DOCKER_AUTH_CONFIG: auths({ "ghcr.io": "github", localhost: "local" }) },
      { githubToken: "token" },
    );
    for (const host of ["evil-ghcr.io", "ghcr.io.evil.example", "ghcr.io:8443", "localhost:5001", "ghcr.evil.io"]) {
      expect(await user(host)).toBeUndefined();
    }
    expect(await user("GHCR.io")).toBe("github");
  });

  test("the GitHub token is for ghcr.io, where nothing else is there", async () => {
    const { logins, user, secrets } = source({ GITHUB_ACTOR: "octocat" }, { githubToken: "ghs_token" });
    expect(await logins.find("ghcr.io", "a/b")).toMatchObject({
      kind: "password",
      username: "octocat",
      password: "ghs_token",
    });
    expect(await user("docker.io")).toBeUndefined();
    expect(await user("containers.ghcr.io")).toBeUndefined();
    expect(secrets).toContain("ghs_token");
    // Outside of a workflow run nobody says whose it is; GitHub takes any name.
    expect(await source({}, { githubToken: "ghs_token" }).user("ghcr.io")).toBe("x-access-token");
    const other = source({ DOCKER_AUTH_CONFIG: auths({ "ghcr.io": "mine" }) }, { githubToken: "ghs_token" });
    expect(await other.user("ghcr.io")).toBe("mine");
  });
});

describe("what an entry may look like", () => {
  test.for([
    [{ auth: pair("ann", "s3cret:with:colons") }, { username: "ann", password: "s3cret:with:colons" }],
    [{ auth: Buffer.from("ann:padded\0\0\0").toString("base64") }, { username: "ann", password: "padded" }],
    [
      { username: "ann", password: "clear" },
      { username: "ann", password: "clear" },
    ],
    [
      { auth: pair("ann", "x"), identitytoken: "id" },
      { kind: "identity-token", token: "id" },
    ],
    [{ registrytoken: "rt" }, { kind: "registry-token", token: "rt" }],
    [{ auth: pair("<token>", "id") }, { kind: "identity-token", token: "id" }],
  ] as const)("%j", async ([entry, expected]) => {
    expect(await loginOfEntry(entry)).toMatchObject(expected);
  });

  test.for([
    [{}],
    [{ auth: "" }],
    [{ auth: pair("", "x") }],
    [{ auth: "%%%" }],
    [{ username: "ann" }],
    [null],
    ["text"],
    [[]],
  ])("%j is not a login", async ([entry]) => {
    expect(await loginOfEntry(entry)).toBeUndefined();
  });

  test.for([
    "{",
    "[]",
    "null",
    "",
    "not json",
    '{"auths": 3}',
    '{"auths": {"r.test": 3}, "credHelpers": []}',
    '{"credHelpers": {"r.test": 3}}',
  ])("a configuration of %j is at most one warning", async (text) => {
    const file = write("auth.json", text);
    const { user, warnings } = source({ REGISTRY_AUTH_FILE: file });
    expect(await Promise.all([user("r.test"), user("r.test", "c/d"), user("other.test")])).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
    expect(warnings.length).toBeLessThanOrEqual(1);
  });

  test("every form of a secret is masked, a key file line by line", async () => {
    const key = '{\n  "type": "service_account",\n  "private_key": "abc"\n}';
    const entry = { "europe-docker.pkg.dev": { auth: pair("_json_key", key) } };
    const { user, secrets } = source({ DOCKER_AUTH_CONFIG: JSON.stringify({ auths: entry }) });
    expect(await user("europe-docker.pkg.dev")).toBe("_json_key");
    for (const secret of [key, '"private_key": "abc"', pair("_json_key", key)]) expect(secrets).toContain(secret);
    expect([...secrets].every((secret) => secret.length > 3)).toBe(true);
  });
});

describe("credential helpers", () => {
  test("are asked for one server on standard input, once for fifty images", async () => {
    const log = join(folder, "log");
    writeHelper(
      "test",
      `test "$1" = get && read -r server; echo "$server" >> ${log}; echo '{"ServerURL":"x","Username":"ann","Secret":"s"}'`,
    );
    const { user, secrets } = source(
      configWith({ credHelpers: { "r.test": "test", "https://index.docker.io/v1/": "test" } }),
    );
    const users = await Promise.all(Array.from({ length: 50 }, (_, n) => user("r.test", `a/image-${n}`)));
    expect(new Set(users)).toEqual(new Set(["ann"]));
    await user("docker.io");
    expect(await user("other.test")).toBeUndefined();
    expect(readFileSync(log, "utf8")).toBe("r.test\nhttps://index.docker.io/v1/\n");
    expect(secrets).toContain(pair("ann", "s"));
  });

  test("credsStore is for every registry, beside the empty entries that docker leaves", async () => {
    writeHelper("store", `echo '{"Username":"<token>","Secret":"refresh"}'`);
    const { user } = source(configWith({ auths: { "r.test": {} }, credsStore: "store" }));
    expect(await user("r.test")).toBe("identity-token refresh");
  });

  test.for([
    ["knows none", "echo 'credentials not found in native keychain'; exit 1", 0],
    // What a helper for a cloud says where nobody is signed in; docker then asks anonymously.
    ["gives an empty pair", `echo '{"ServerURL":"r.test","Username":"","Secret":""}'`, 0],
    ["fails", "echo 'no credentials server URL'; exit 1", 1],
    ["answers nonsense", "echo 'Hello!'", 1],
    ["answers without a secret", `echo '{"Username":"ann"}'`, 1],
    ["says nothing", "exit 3", 1],
    ["talks without end", "while :; do echo 0123456789012345678901234567890123456789; done", 1],
  ] as const)("one that %s leaves the registry without a login", async ([, script, warned]) => {
    writeHelper("test", script);
    const { user, warnings } = source(configWith({ credHelpers: { "r.test": "test" } }));
    expect(await user("r.test")).toBeUndefined();
    expect(await user("r.test", "c/d")).toBeUndefined();
    expect(warnings).toHaveLength(warned);
  });

  test("one that hangs is ended, with what it started", async () => {
    const file = join(folder, "pid");
    writeHelper("test", `sleep 600 & echo $! > ${file}; wait`);
    const { user, warnings } = source(configWith({ credHelpers: { "r.test": "test" } }), { helperTimeout: 2_000 });
    expect(await user("r.test")).toBeUndefined();
    expect(warnings).toHaveLength(1);
    const pid = Number(readFileSync(file, "utf8"));
    // Until its parent has taken note of its end, a process that was killed still has its number.
    await expect.poll(() => isRunning(pid)).toBe(false);
  });

  test("one that may not be run is one warning", async () => {
    write("bin/docker-credential-test", "#!/bin/sh\n");
    const { user, warnings } = source(configWith({ credHelpers: { "r.test": "test" } }));
    expect(await user("r.test")).toBeUndefined();
    expect(warnings).toEqual([expect.stringContaining("could not be started")]);
  });

  test.for(["missing", "../../bin/sh", "a b", "a;b", ""])("no program for the name %j", async (name) => {
    const { user, warnings } = source(configWith({ credHelpers: { "r.test": name } }));
    expect(await user("r.test")).toBeUndefined();
    expect(warnings).toHaveLength(1);
  });
});

test("no secret is in anything that a failing run says", async () => {
  const registry = await startRegistry({ auth: { kind: "bearer", users: { ann: "other" }, isPrivate: () => true } });
  registry.push("a/b", "1", image());
  registry.fault({
    when: ({ kind }) => kind === "token",
    reaction: { status: 500, body: '{"errors":[{"code":"UNKNOWN","message":"\\u001b[31m::error::boom\\nfor you"}]}' },
  });
  const { ask, inspector, warnings, secrets } = bench({
    listed: [registry.host],
    logins: [{ registry: registry.host, username: "ann", password: "hunter-two-hunter" }],
  });
  const said = JSON.stringify([
    await ask(`${registry.host}/a/b:1`),
    await ask(`${registry.host}/a/b:1`, "existence"),
    warnings,
  ]);
  await inspector.close();
  await registry.close();
  expect(secrets.size).toBeGreaterThan(1);
  for (const secret of secrets) expect(said).not.toContain(secret);
  expect(said).not.toMatch(/\\u001b|\\n/);
});
