/** Images as Seqera Wave describes them: `POST /v1alpha1/inspect` (docs/wave.md). */
import { ConfigurationError } from "../../errors.ts";
import type { Inspector } from "../../model.ts";
import type { HttpClient } from "../network/http.ts";
import { WaveCaller } from "./caller.ts";
import { WaveClient, type Workspace } from "./client.ts";
import { WaveInspector } from "./inspector.ts";
import { isLoopback } from "./names.ts";
import { ServiceProbe } from "./service.ts";

export interface WaveInspectorOptions {
  readonly http: HttpClient;
  /** `https://wave.seqera.io`; a trailing slash does not count. */
  readonly endpoint: string;
  /** Access token of the Seqera Platform: Wave then reads with the logins of its workspace. */
  readonly token?: string;
  /** The Platform's API, where it is not the one that Wave belongs to. */
  readonly seqeraEndpoint?: string;
  readonly workspaceId?: number;
  /** Registries, `host` or `host:port`, on this machine or in a private network, that this Wave can reach. */
  readonly localRegistries?: readonly string[];
  readonly now: () => Date;
  readonly log: (line: { readonly level: "info" | "warning"; readonly message: string }) => void;
  readonly addSecret: (text: string) => void;
  /** Numbers in [0, 1) for the wait between two tries. Default Math.random. */
  readonly random?: () => number;
  /** Milliseconds. Defaults: one call 45 s, one image 90 s: Wave waits for a slow registry as long as that takes. */
  readonly timeouts?: { readonly call?: number; readonly image?: number };
}

/**
 * An inspector over one Wave server. Asks nothing twice in a run, and never throws for what a server says.
 * What comes back is taken on the server's word: no bytes come with it that could be hashed.
 */
export function createWaveInspector(options: WaveInspectorOptions): Inspector {
  const { http, token = "", log, now, timeouts = {} } = options;
  const endpoint = options.endpoint.replace(/\/+$/, "");
  if (!URL.canParse(endpoint)) {
    throw new ConfigurationError(
      `The Wave endpoint "${options.endpoint}" is not a URL; write one such as https://wave.seqera.io.`,
    );
  }
  const url = new URL(endpoint);
  const localRegistries = options.localRegistries ?? [];
  if (token !== "") options.addSecret(token);
  if (token !== "" && url.protocol === "http:" && !isLoopback(url.hostname) && !localRegistries.includes(url.host)) {
    throw new ConfigurationError(
      `The Seqera token would go to ${url.host} over plain http; use https, or list ${url.host} under insecure-registries if that is meant.`,
    );
  }

  const service = new ServiceProbe({ http, endpoint, warn: (message) => log({ level: "warning", message }) });
  const client = new WaveClient({
    http,
    endpoint,
    service,
    now: () => now().getTime(),
    random: options.random ?? Math.random,
    callTimeout: timeouts.call ?? 45_000,
  });
  return new WaveInspector({
    caller: new WaveCaller(client, service, workspaceOf(options)),
    server: { endpoint: url, localRegistries },
    service,
    now,
    imageBudget: timeouts.image ?? 90_000,
  });
}

/** Undefined without a token. */
function workspaceOf({ token = "", seqeraEndpoint = "", workspaceId }: WaveInspectorOptions): Workspace | undefined {
  if (token === "") return undefined;
  const endpoint = seqeraEndpoint.replace(/\/+$/, "");
  return { token, ...(endpoint !== "" && { endpoint }), ...(workspaceId !== undefined && { id: workspaceId }) };
}
