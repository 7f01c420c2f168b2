import type { Inspector } from "../model.ts";
import { createDirectoryCache, noCache } from "./cache.ts";
import { createCredentialSource } from "./credentials/sources.ts";
import { createHttpClient } from "./http-client.ts";
import { createRegistryInspector } from "./registry/inspector.ts";

export { inspectAll, type InspectAllOptions, type Progress } from "./plan.ts";

export interface LogLine {
  readonly level: "debug" | "info" | "warning";
  readonly message: string;
}

/** User and password for one registry (`ghcr.io`), or for one part of it (`quay.io/acme`). */
export interface RegistryLogin {
  readonly registry: string;
  readonly username: string;
  readonly password: string;
}

/** What both back ends may be told. */
export interface InspectOptions {
  readonly via: "wave" | "registry";
  /** Default https://wave.seqera.io. */
  readonly waveEndpoint?: string | undefined;
  readonly seqera?: {
    readonly token?: string | undefined;
    readonly endpoint?: string | undefined;
    readonly workspaceId?: number | undefined;
  };
  /** `host` or `host:port`: plain http and private addresses are allowed there. */
  readonly insecureRegistries?: readonly string[];
  /** Before every login that the environment holds. */
  readonly logins?: readonly RegistryLogin[];
  /** Used for ghcr.io where no other login is there. */
  readonly githubToken?: string | undefined;
  /** DOCKER_CONFIG, DOCKER_AUTH_CONFIG, REGISTRY_AUTH_FILE, HOME, XDG_RUNTIME_DIR, proxies, NODE_EXTRA_CA_CERTS. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Directory that keeps manifests and configs, by digest, from run to run; none: nothing is kept. */
  readonly cacheDir?: string;
  readonly log: (line: LogLine) => void;
  /** Told of every secret that is read, before it is used, so that the log masks it. */
  readonly addSecret: (text: string) => void;
  readonly now: () => Date;
  readonly userAgent: string;
}

/** An inspector over the back end asked for. Opens no connection and loads no network code before the first question. */
export function createInspector(options: InspectOptions): Inspector {
  const { log, insecureRegistries = [] } = options;
  const warn = (message: string): void => log({ level: "warning", message });
  const http = createHttpClient({
    env: options.env,
    listedHosts: insecureRegistries,
    userAgent: options.userAgent,
    now: options.now,
    warn,
  });
  const cache = options.cacheDir === undefined ? noCache : createDirectoryCache(options.cacheDir);
  const inspector = createRegistryInspector({
    http,
    now: options.now,
    plainHttp: insecureRegistries,
    cache,
    credentials: createCredentialSource({
      logins: options.logins ?? [],
      ...(options.githubToken !== undefined && { githubToken: options.githubToken }),
      env: options.env,
      warn,
      addSecret: options.addSecret,
    }),
  });
  return {
    inspect: (request) => inspector.inspect(request),
    async close() {
      await inspector.close();
      await Promise.all([http.close(), cache.close()]);
    },
  };
}
