/** Images as Seqera Wave describes them: `POST /v1alpha1/inspect` (docs/wave.md). */
import { ConfigurationError } from "../../errors.ts";
import type { Inspector } from "../../model.ts";
import type { HttpClient } from "../network/http.ts";
import { createCaller } from "./caller.ts";
import { createInspectorOver } from "./inspector.ts";
import { isLoopback } from "./names.ts";
import { limitsOf, probeService, type Service } from "./service.ts";

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
      `The Wave endpoint "${options.endpoint}" is no URL; write one such as https://wave.seqera.io.`,
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

  let probe: Promise<Service> | undefined;
  const service = (): Promise<Service> => (probe ??= probeOnce());

  async function probeOnce(): Promise<Service> {
    const found = await probeService(http, endpoint);
    if (found.trouble !== undefined) log({ level: "warning", message: found.trouble });
    for (const message of limitsOf(found.version ?? "")) log({ level: "warning", message });
    return found;
  }

  const platformEndpoint = options.seqeraEndpoint?.replace(/\/+$/, "") ?? "";
  const ask = createCaller({
    http,
    endpoint,
    workspace:
      token === ""
        ? undefined
        : {
            token,
            ...(platformEndpoint !== "" && { endpoint: platformEndpoint }),
            ...(options.workspaceId !== undefined && { id: options.workspaceId }),
          },
    service,
    now: () => now().getTime(),
    random: options.random ?? Math.random,
    callTimeout: timeouts.call ?? 45_000,
  });
  return createInspectorOver({
    ask: (...question) => {
      void service();
      return ask(...question);
    },
    reach: { endpoint: url, localRegistries },
    service,
    now,
    imageBudget: timeouts.image ?? 90_000,
  });
}
