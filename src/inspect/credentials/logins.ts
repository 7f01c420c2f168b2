/** The login for a registry, as the tools on this machine know it. */
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
import type { Credential, CredentialSource } from "./index.ts";
import { Programs } from "./program.ts";
import { type Source, sourcesOf } from "./sources.ts";

export interface CredentialOptions {
  /** For ghcr.io, where nothing else is there. */
  readonly githubToken?: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly warn: (message: string) => void;
  readonly addSecret: (text: string) => void;
  /** The repository that is checked, whose programs are never started. */
  readonly root?: string;
  /** Milliseconds for a credential helper. Default 15 s. */
  readonly helperTimeout?: number;
}

/**
 * The logins of the tools on this machine, the first that has one: `DOCKER_AUTH_CONFIG`, docker's `config.json`,
 * `REGISTRY_AUTH_FILE`, the `auth.json` of Podman and Skopeo, the GitHub token for ghcr.io.
 * A file that is broken is a warning and holds nothing. Each file is read once, each helper asked once a registry.
 */
export function createCredentialSource(options: CredentialOptions): CredentialSource {
  return new Logins(options);
}

class Logins implements CredentialSource {
  readonly #options: CredentialOptions;
  readonly #sources: readonly Source[];
  #programs: Programs | undefined;
  readonly #configs = new Map<Source, DockerConfig | undefined>();
  readonly #helped = new Map<string, Promise<HelperAnswer>>();
  readonly #found = new Map<string, Promise<Credential | undefined>>();
  readonly #warned = new Set<string>();

  constructor(options: CredentialOptions) {
    this.#options = options;
    this.#sources = sourcesOf(options.env, this.#warn);
  }

  find(registry: string, repository: string): Promise<Credential | undefined> {
    const key = `${registry}/${repository}`;
    let result = this.#found.get(key);
    if (result === undefined) this.#found.set(key, (result = this.#find(normalizeKey(registry), repository)));
    return result;
  }

  async #find(host: string, repository: string): Promise<Credential | undefined> {
    for (const source of this.#sources) {
      const config = this.#configOf(source);
      if (config === undefined) continue;
      const entry = findEntry(config.entries, host, repository);
      const login =
        (entry?.isScoped === true ? entry.login : undefined) ??
        (await this.#fromHelper(config.helpers.get(host) ?? config.store, host)) ??
        entry?.login;
      if (login !== undefined) return asCredential(login, `of ${source.origin}`);
    }
    return host === "ghcr.io" ? this.#fromGithub() : undefined;
  }

  #fromGithub(): Credential | undefined {
    const { githubToken, env, addSecret } = this.#options;
    if (!githubToken) return undefined;
    addSecret(githubToken);
    const login = loginOf(env["GITHUB_ACTOR"] || "x-access-token", githubToken);
    hide(login, addSecret);
    return asCredential(login, "of the GitHub token");
  }

  async #fromHelper(name: string | undefined, registry: string): Promise<Login | undefined> {
    if (name === undefined) return undefined;
    const { env, root, addSecret, helperTimeout: timeout = 15_000 } = this.#options;
    const programs = (this.#programs ??= new Programs({ env, ...(root !== undefined && { foreign: [root] }) }));
    const server = registry === "docker.io" ? "https://index.docker.io/v1/" : registry;
    const key = `${name} ${server}`;
    let answer = this.#helped.get(key);
    if (answer === undefined) this.#helped.set(key, (answer = askHelper(name, server, { programs, timeout })));
    const result = await answer;
    if ("problem" in result) this.#warn(`${result.problem} ${registry} is read without its login.`);
    if (!("login" in result)) return undefined;
    hide(result.login, addSecret);
    return result.login;
  }

  #configOf(source: Source): DockerConfig | undefined {
    if (!this.#configs.has(source)) this.#configs.set(source, this.#load(source));
    return this.#configs.get(source);
  }

  #load(source: Source): DockerConfig | undefined {
    const json = source.load();
    if (json === undefined) return undefined;
    const config = readDockerConfig(json, source.origin);
    for (const problem of config.problems) this.#warn(problem);
    for (const login of config.entries.values()) hide(login, this.#options.addSecret);
    return config;
  }

  readonly #warn = (message: string): void => {
    if (!this.#warned.has(message)) this.#options.warn(message);
    this.#warned.add(message);
  };
}

/** Everything of a login that must not be seen: a JSON key is masked line by line, for that is how a log shows it. */
function hide(login: Login, addSecret: (text: string) => void): void {
  const secret = login.kind === "password" ? login.password : login.token;
  addSecret(secret);
  for (const line of secret.split(/\r?\n/)) if (line.trim().length > 3) addSecret(line.trim());
  if (login.kind === "password") addSecret(Buffer.from(`${login.username}:${secret}`).toString("base64"));
}
