/** The inspection room: an inspector over Wave or over the registries themselves; downloads are asked for where they lie. */
import type { Cancellation } from "../cancellation.ts";
import type { Inspector } from "../model.ts";
import { type ContentCache, noCache } from "./cache/index.ts";
import { createActionsCache } from "./cache/actions.ts";
import { createDirectoryCache } from "./cache/directory.ts";
import { createCredentialSource } from "./credentials/logins.ts";
import { createDownloadInspector, isDownload } from "./download/inspector.ts";
import type { HttpClient } from "./network/http.ts";
import { createHttpClient } from "./network/client.ts";
import { passwordsOf, proxiesOf } from "./network/proxy.ts";
import { AnonymousRegistries } from "./registry/anonymous.ts";
import { withAttestations } from "./registry/beside.ts";
import { createRegistryInspector } from "./registry/inspector.ts";
import { withSifFile } from "./registry/sif-files.ts";
import { createWaveInspector } from "./wave/index.ts";
import { MOST_CALLS } from "./wave/upstreams.ts";

export { isDownload } from "./download/inspector.ts";
export { inspectAll, inspectEveryPlatform, type InspectAllOptions, type Progress } from "./plan.ts";

export interface LogLine {
  readonly level: "info" | "warning";
  readonly message: string;
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
  /** Used for ghcr.io where no other login is there. */
  readonly githubToken?: string | undefined;
  /** DOCKER_CONFIG, DOCKER_AUTH_CONFIG, REGISTRY_AUTH_FILE, HOME, XDG_RUNTIME_DIR, proxies, NODE_EXTRA_CA_CERTS. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The repository that is checked: no program of it is started. */
  readonly root?: string | undefined;
  /** Directory that keeps manifests and configs, by digest, from run to run. Only the registry back end has them. */
  readonly cacheDir?: string | undefined;
  /** GitHub's cache service in place of a directory, where the runner offers it. */
  readonly actionsCache?: boolean | undefined;
  readonly log: (line: LogLine) => void;
  /** Told of every secret that is read, before it is used, so that the log masks it. */
  readonly addSecret: (text: string) => void;
  /** Told of every token that a server gives for one of these. The log is not: there are many, and none is printed. */
  readonly addToken?: ((token: string) => void) | undefined;
  readonly now: () => Date;
  readonly userAgent: string;
  /** Ends every request at once. */
  readonly cancellation?: Cancellation | undefined;
}

const WAVE = "https://wave.seqera.io";

/**
 * An inspector over the back end asked for. Opens no connection and loads no network code before the first question.
 * Throws ConfigurationError for an endpoint or a proxy that cannot be used.
 */
export function createInspector(options: InspectOptions): Inspector {
  const { via, waveEndpoint = WAVE, insecureRegistries = [] } = options;
  for (const password of passwordsOf(proxiesOf(options.env))) options.addSecret(password);
  const common = {
    env: options.env,
    userAgent: options.userAgent,
    now: options.now,
    warn: (message: string) => options.log({ level: "warning", message }),
  };
  const direct = createHttpClient({ ...common, listedHosts: insecureRegistries });
  const toWave =
    via === "wave"
      ? createHttpClient({
          ...common,
          // Whoever names a Wave of their own means it, wherever it stands.
          listedHosts: [...insecureRegistries, ...hostOf(waveEndpoint)],
          // Behind it stand registries that it waits for; how many calls it gets is decided by how they fare.
          lanes: { perHost: MOST_CALLS, unproven: MOST_CALLS, overall: MOST_CALLS },
        })
      : undefined;
  const close = async (): Promise<void> => {
    await Promise.all([direct.close(), toWave?.close()]);
  };
  options.cancellation?.listen(() => void close());
  const downloads = createDownloadInspector({ http: direct, now: options.now });
  const images =
    toWave === undefined
      ? overRegistries(options, direct, insecureRegistries)
      : overWave(options, toWave, waveEndpoint, insecureRegistries);
  // Wave shows manifests, and neither files nor referrers: those are asked for at the registry itself.
  const registries =
    toWave && new AnonymousRegistries({ http: direct, now: options.now, plainHttp: insecureRegistries });
  return {
    async inspect(request) {
      if (isDownload(request.image)) return downloads.inspect(request);
      const inspection = await images.inspect(request);
      if (registries === undefined) return inspection;
      return withAttestations(await withSifFile(inspection, registries), registries);
    },
    async close() {
      await images.close();
      await downloads.close();
      await close();
    },
  };
}

function overWave(
  options: InspectOptions,
  http: HttpClient,
  endpoint: string,
  localRegistries: readonly string[],
): Inspector {
  const { token, endpoint: seqeraEndpoint, workspaceId } = options.seqera ?? {};
  return createWaveInspector({
    http,
    endpoint,
    ...(token !== undefined && { token }),
    ...(seqeraEndpoint !== undefined && { seqeraEndpoint }),
    ...(workspaceId !== undefined && { workspaceId }),
    localRegistries,
    now: options.now,
    log: options.log,
    addSecret: options.addSecret,
  });
}

function overRegistries(options: InspectOptions, http: HttpClient, plainHttp: readonly string[]): Inspector {
  const cache = cacheFor(options, http);
  const inspector = createRegistryInspector({
    http,
    now: options.now,
    plainHttp,
    cache,
    addToken: options.addToken,
    credentials: createCredentialSource({
      ...(options.githubToken !== undefined && { githubToken: options.githubToken }),
      ...(options.root !== undefined && { root: options.root }),
      env: options.env,
      warn: (message) => options.log({ level: "warning", message }),
      addSecret: options.addSecret,
    }),
  });
  return {
    inspect: (request) => inspector.inspect(request),
    async close() {
      await inspector.close();
      await cache.close();
    },
  };
}

function cacheFor(options: InspectOptions, http: HttpClient): ContentCache {
  if (options.cacheDir !== undefined) return createDirectoryCache(options.cacheDir);
  return (options.actionsCache === true ? createActionsCache({ ...options, http }) : undefined) ?? noCache;
}

/** Nothing where it is no URL: the back end says so. */
function hostOf(url: string): string[] {
  return URL.canParse(url) ? [new URL(url).host] : [];
}
