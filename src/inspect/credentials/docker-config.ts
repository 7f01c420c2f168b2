/** The configuration of docker, Podman and Skopeo, as far as it holds logins. */
import type { Credential } from "./index.ts";
import { object, text } from "../../text/json.ts";

/** What a `config.json` of docker or an `auth.json` of Podman and Skopeo says. */
export interface DockerConfig {
  /** Keys normalised: `quay.io`, `quay.io/org`, `docker.io`. */
  readonly entries: ReadonlyMap<string, Login>;
  /** Registry to the name of its credential helper. */
  readonly helpers: ReadonlyMap<string, string>;
  /** The helper for every other registry. */
  readonly store: string | undefined;
  /** What was left out, as sentences. */
  readonly problems: readonly string[];
}

export type Login =
  | { readonly kind: "password"; readonly username: string; readonly password: string }
  | { readonly kind: "identity-token"; readonly token: string }
  | { readonly kind: "registry-token"; readonly token: string };

const hubNames: ReadonlySet<string> = new Set(["docker.io", "index.docker.io", "registry-1.docker.io"]);

/** Reads the JSON of a config. `origin` names it in sentences. A broken one says nothing and is a problem. */
export function readDockerConfig(json: string, origin: string): DockerConfig {
  const problems: string[] = [];
  const root = parse(json);
  if (root === undefined) problems.push(`${origin} is not the JSON of a docker configuration; it is left out.`);
  const entries = new Map<string, Login>();
  for (const [key, value] of Object.entries(object(root?.["auths"]) ?? {})) {
    // What `docker login` keeps of a sign-in by browser, beside the entry that is meant for registries.
    if (/\/(?:access|refresh)-token$/.test(key)) continue;
    const login = readLogin(value);
    // With a helper, docker leaves an empty entry behind: that is no login.
    if (login === undefined) continue;
    if (typeof login === "string")
      problems.push(`${origin}: the entry ${JSON.stringify(key)} ${login}; it is left out.`);
    else entries.set(normalizeKey(key), login);
  }
  const helpers = new Map<string, string>();
  for (const [key, value] of Object.entries(object(root?.["credHelpers"]) ?? {})) {
    const name = text(value);
    if (name !== undefined) helpers.set(normalizeKey(key), name);
  }
  return { entries, helpers, store: text(root?.["credsStore"]) || undefined, problems };
}

/** The entry for the longest part of `registry/repository` that has one. */
export function findEntry(
  entries: ReadonlyMap<string, Login>,
  registry: string,
  repository: string,
): { readonly login: Login; readonly isScoped: boolean } | undefined {
  const host = normalizeKey(registry);
  for (let key = `${host}/${repository}`; key.length >= host.length; key = key.slice(0, key.lastIndexOf("/"))) {
    const login = entries.get(key);
    if (login !== undefined) return { login, isScoped: key !== host };
    if (key === host) return undefined;
  }
  return undefined;
}

/** The origin of a credential, put beside it. */
export function asCredential(login: Login, origin: string): Credential {
  return { origin, ...login };
}

/**
 * Host in lower case, with the path that Podman allows; Docker Hub's four spellings become `docker.io`. With a scheme
 * (`https://index.docker.io/v1/`) only the host counts, as for docker. Ports belong to the host.
 */
export function normalizeKey(key: string): string {
  const written = key.trim();
  const bare = written.replace(/^https?:\/\//i, "");
  const [host = "", ...rest] = bare.split("/");
  const name = host.toLowerCase();
  const path = bare === written ? rest.filter((part) => part !== "") : [];
  const isApi = /^v[12]$/.test(path.join("/"));
  return [hubNames.has(name) ? "docker.io" : name, ...(isApi ? [] : path)].join("/");
}

function parse(json: string): ReturnType<typeof object> {
  try {
    return object(JSON.parse(json.replace(/^\uFEFF/, "")));
  } catch {
    return undefined;
  }
}

/** One entry of `auths`; undefined where it holds nothing, a sentence's end where it cannot be read. */
function readLogin(value: unknown): Login | string | undefined {
  const entry = object(value);
  const identity = text(entry?.["identitytoken"]);
  if (identity) return { kind: "identity-token", token: identity };
  const registry = text(entry?.["registrytoken"]);
  if (registry) return { kind: "registry-token", token: registry };
  const auth = text(entry?.["auth"]);
  if (!auth) {
    const username = text(entry?.["username"]);
    const password = text(entry?.["password"]);
    return username && password ? loginOf(username, password) : undefined;
  }
  // Old versions of docker padded the pair with NULs.
  const pair = Buffer.from(auth, "base64").toString("utf8").replace(/\0+$/, "");
  const colon = pair.indexOf(":");
  if (colon < 1) return "has an auth that is not a user and password";
  return loginOf(pair.slice(0, colon), pair.slice(colon + 1));
}

/** The user `<token>` says that the password is an identity token. */
export function loginOf(username: string, password: string): Login {
  return username === "<token>"
    ? { kind: "identity-token", token: password }
    : { kind: "password", username, password };
}
