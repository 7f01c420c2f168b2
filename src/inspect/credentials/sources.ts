import { readFile } from "node:fs/promises";
import { join, relative, isAbsolute } from "node:path";
import type { Credential, CredentialSource } from "./index.ts";
import { codesOf } from "../../errors.ts";
import {
  asCredential,
  type DockerConfig,
  findEntry,
  type Login,
  loginOf,
  normalizeKey,
  readDockerConfig,
} from "./docker-config.ts";
import { askHelper, type HelperAnswer } from "./helper.ts";

export interface CredentialOptions {
  /** For ghcr.io, where nothing else is there. */
  readonly githubToken?: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly warn: (message: string) => void;
  readonly addSecret: (text: string) => void;
  /** Milliseconds for a credential helper. Default 15 s. */
  readonly helperTimeout?: number;
}

/** A place where logins are kept: its name for a person, and its JSON where there is any. */
interface Source {
  readonly origin: string;
  readonly load: () => Promise<string | undefined>;
}

const MAX_FILE = 1024 * 1024;

/**
 * The logins of the tools on this machine, the first that has one: `DOCKER_AUTH_CONFIG`, docker's `config.json`,
 * `REGISTRY_AUTH_FILE`, the `auth.json` of Podman and Skopeo, the GitHub token for ghcr.io.
 * A file that is broken is a warning and holds nothing. Each file is read once, each helper asked once a registry.
 */
export function createCredentialSource(options: CredentialOptions): CredentialSource {
  const { env, addSecret } = options;
  const warned = new Set<string>();
  const warn = (message: string): void => {
    if (!warned.has(message)) options.warn(message);
    warned.add(message);
  };
  const sources = sourcesOf(env, warn);
  const configs = new Map<Source, Promise<DockerConfig | undefined>>();
  const asked = new Map<string, Promise<HelperAnswer>>();

  async function configOf(source: Source): Promise<DockerConfig | undefined> {
    const json = await source.load();
    if (json === undefined) return undefined;
    const config = readDockerConfig(json, source.origin);
    for (const problem of config.problems) warn(problem);
    for (const login of config.entries.values()) hide(login, addSecret);
    return config;
  }

  async function fromHelper(name: string | undefined, registry: string): Promise<Login | undefined> {
    if (name === undefined) return undefined;
    const server = registry === "docker.io" ? "https://index.docker.io/v1/" : registry;
    const key = `${name} ${server}`;
    let answer = asked.get(key);
    if (answer === undefined)
      asked.set(key, (answer = askHelper(name, server, { env, timeout: options.helperTimeout ?? 15_000 })));
    const result = await answer;
    if ("problem" in result) warn(`${result.problem} ${registry} is read without its login.`);
    if (!("login" in result)) return undefined;
    hide(result.login, addSecret);
    return result.login;
  }

  async function find(registry: string, repository: string): Promise<Credential | undefined> {
    const host = normalizeKey(registry);
    for (const source of sources) {
      let loading = configs.get(source);
      if (loading === undefined) configs.set(source, (loading = configOf(source)));
      const config = await loading;
      if (config === undefined) continue;
      const entry = findEntry(config.entries, host, repository);
      const login =
        (entry?.isScoped === true ? entry.login : undefined) ??
        (await fromHelper(config.helpers.get(host) ?? config.store, host)) ??
        entry?.login;
      if (login !== undefined) return asCredential(login, `of ${source.origin}`);
    }
    if (host !== "ghcr.io" || !options.githubToken) return undefined;
    addSecret(options.githubToken);
    const login = loginOf(env["GITHUB_ACTOR"] || "x-access-token", options.githubToken);
    hide(login, addSecret);
    return asCredential(login, "of the GitHub token");
  }

  const found = new Map<string, Promise<Credential | undefined>>();
  return {
    find(registry, repository) {
      const key = `${registry}/${repository}`;
      let result = found.get(key);
      if (result === undefined) found.set(key, (result = find(registry, repository)));
      return result;
    },
  };
}

/** Everything of a login that must not be seen: a JSON key is masked line by line, for that is how a log shows it. */
function hide(login: Login, addSecret: (text: string) => void): void {
  const secret = login.kind === "password" ? login.password : login.token;
  addSecret(secret);
  for (const line of secret.split(/\r?\n/)) if (line.trim().length > 3) addSecret(line.trim());
  if (login.kind === "password") addSecret(Buffer.from(`${login.username}:${secret}`).toString("base64"));
}

function sourcesOf(env: CredentialOptions["env"], warn: (message: string) => void): Source[] {
  const file = (origin: string, path: string): Source => ({ origin, load: () => readText(path, origin, warn) });
  const home = env["HOME"] || env["USERPROFILE"];
  const sources: Source[] = [];
  const inline = env["DOCKER_AUTH_CONFIG"];
  if (inline) sources.push({ origin: "DOCKER_AUTH_CONFIG", load: () => Promise.resolve(inline) });

  const directory = env["DOCKER_CONFIG"];
  if (directory) {
    warnOfWorkspace(directory, env["GITHUB_WORKSPACE"], warn);
    sources.push(file("DOCKER_CONFIG/config.json", join(directory, "config.json")));
  } else if (home) {
    sources.push(file("~/.docker/config.json", join(home, ".docker", "config.json")));
  }
  if (env["REGISTRY_AUTH_FILE"]) sources.push(file("REGISTRY_AUTH_FILE", env["REGISTRY_AUTH_FILE"]));
  const runtime = env["XDG_RUNTIME_DIR"];
  if (runtime) sources.push(file("XDG_RUNTIME_DIR/containers/auth.json", join(runtime, "containers", "auth.json")));
  const uid = process.getuid?.();
  if (uid !== undefined) sources.push(file(`/run/containers/${uid}/auth.json`, `/run/containers/${uid}/auth.json`));
  const settings = env["XDG_CONFIG_HOME"] || (home && join(home, ".config"));
  if (settings) sources.push(file("containers/auth.json", join(settings, "containers", "auth.json")));
  return sources;
}

/** Logins that lie in the checked-out repository come from whoever wrote the pull request. */
function warnOfWorkspace(directory: string, workspace: string | undefined, warn: (message: string) => void): void {
  if (!workspace) return;
  const inside = relative(workspace, directory);
  if (inside.startsWith("..") || isAbsolute(inside)) return;
  warn(
    "DOCKER_CONFIG points into the checked-out repository: whoever can change a pull request can change its logins.",
  );
}

async function readText(path: string, origin: string, warn: (message: string) => void): Promise<string | undefined> {
  try {
    const bytes = await readFile(path);
    if (bytes.length <= MAX_FILE) return bytes.toString("utf8");
    warn(`${origin} is larger than ${MAX_FILE} bytes; it is left out.`);
  } catch (error) {
    const isAbsent = codesOf(error).some((code) => code === "ENOENT" || code === "ENOTDIR");
    if (!isAbsent) warn(`${origin} cannot be read; it is left out.`);
  }
  return undefined;
}
