import { readFileSync } from "node:fs";
import type { lookup } from "node:dns";
import { getCACertificates, rootCertificates } from "node:tls";
import type { Dispatcher, request as undiciRequest } from "undici";
import { guardedLookup } from "./network-policy.ts";

/** Error codes that are about a certificate. */
export const certificates = /CERT|SELF_SIGNED|UNABLE_TO_VERIFY|UNABLE_TO_GET_ISSUER/;

export interface DispatcherOptions {
  /** Read: HTTPS_PROXY, HTTP_PROXY, NO_PROXY in either case, NODE_EXTRA_CA_CERTS. */
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly connectTimeout: number;
  /** Connections to one host. */
  readonly connections: number;
  readonly lookup?: typeof lookup;
  readonly warn: (message: string) => void;
}

export interface Opened {
  readonly request: typeof undiciRequest;
  readonly dispatcherFor: (isListed: boolean) => Dispatcher;
}

export interface Dispatchers {
  /** Loads undici on first use. */
  open(): Promise<Opened>;
  close(): Promise<void>;
}

/**
 * Two connection pools: one for hosts that the user listed, and one whose sockets connect to public addresses only.
 * Through a proxy it is the proxy that looks names up, so there only the checks of names apply.
 */
export function createDispatchers(options: DispatcherOptions): Dispatchers {
  let opened: Promise<Opened & { close: () => Promise<void> }> | undefined;
  return {
    open() {
      return (opened ??= load(options));
    },
    async close() {
      if (opened !== undefined) await (await opened).close();
    },
  };
}

async function load(options: DispatcherOptions): Promise<Opened & { close: () => Promise<void> }> {
  const { EnvHttpProxyAgent, request } = await import("undici");
  const { env } = options;
  const ca = trustedCertificates(options);
  const tls = ca === undefined ? {} : { ca };
  const pool = (lookup: object): Dispatcher =>
    new EnvHttpProxyAgent({
      connections: options.connections,
      keepAliveTimeout: 30_000,
      connectTimeout: options.connectTimeout,
      connect: { ...tls, ...lookup },
      requestTls: tls,
      proxyTls: tls,
      // An empty text keeps undici from reading the environment of the process.
      httpProxy: env["http_proxy"] ?? env["HTTP_PROXY"] ?? "",
      httpsProxy: env["https_proxy"] ?? env["HTTPS_PROXY"] ?? "",
      noProxy: env["no_proxy"] ?? env["NO_PROXY"] ?? "",
    });
  const guarded = pool({ lookup: guardedLookup(options.lookup) });
  const trusted = pool(options.lookup === undefined ? {} : { lookup: options.lookup });
  return {
    request,
    dispatcherFor: (isListed) => (isListed ? trusted : guarded),
    async close() {
      await Promise.all([guarded.destroy(), trusted.destroy()]);
    },
  };
}

/** Node's own certificates and those of NODE_EXTRA_CA_CERTS; undefined where there are no further ones. */
function trustedCertificates({ env, warn }: DispatcherOptions): string[] | undefined {
  const file = env["NODE_EXTRA_CA_CERTS"];
  if (file === undefined || file === "") return undefined;
  try {
    return [...(getCACertificates("default") ?? rootCertificates), readFileSync(file, "utf8")];
  } catch {
    warn("The certificates of NODE_EXTRA_CA_CERTS cannot be read; only the built-in ones are trusted.");
    return undefined;
  }
}
