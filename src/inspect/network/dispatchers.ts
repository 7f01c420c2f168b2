/** The pools of connections: undici, loaded on first use. */
import * as tls from "node:tls";
import type { Dispatcher } from "undici";
import { isUnread, readRegularFile } from "../../files/read.ts";
import type { Proxies } from "./proxy.ts";
import type { Resolve } from "./names.ts";
import { socketLookup } from "./policy.ts";

export interface DispatcherOptions {
  readonly proxies: Proxies;
  /** Read: NODE_EXTRA_CA_CERTS. */
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly connectTimeout: number;
  /** Connections to one host. */
  readonly connections: number;
  /** Default: the name service of the system. */
  readonly resolve?: Resolve;
  readonly warn: (message: string) => void;
}

/**
 * Two connection pools: one for hosts that the user listed, and one whose sockets connect to public addresses only.
 * Through a proxy it is the proxy that looks names up, so there only the checks of names apply.
 */
export class Dispatchers {
  readonly #options: DispatcherOptions;
  #pools: Promise<Pools> | undefined;

  constructor(options: DispatcherOptions) {
    this.#options = options;
  }

  /** Loads undici on first use. `isListed`: private addresses are allowed. */
  async open(isListed: boolean): Promise<Dispatcher> {
    const { trusted, guarded } = await (this.#pools ??= load(this.#options));
    return isListed ? trusted : guarded;
  }

  async close(): Promise<void> {
    if (this.#pools === undefined) return;
    const { trusted, guarded } = await this.#pools;
    await Promise.all([trusted.destroy(), guarded.destroy()]);
  }
}

interface Pools {
  readonly trusted: Dispatcher;
  readonly guarded: Dispatcher;
}

async function load(options: DispatcherOptions): Promise<Pools> {
  const { EnvHttpProxyAgent } = await import("./undici-core.ts");
  const ca = trustedCertificates(options);
  const trust = ca === undefined ? {} : { ca };
  const pool = (isGuarded: boolean): Dispatcher =>
    new EnvHttpProxyAgent({
      connections: options.connections,
      keepAliveTimeout: 30_000,
      connectTimeout: options.connectTimeout,
      connect: { ...trust, lookup: socketLookup(isGuarded, options.resolve) },
      requestTls: trust,
      proxyTls: trust,
      ...options.proxies,
    });
  return {
    guarded: pool(true),
    trusted: pool(false),
  };
}

/** The bundle of a whole system has a quarter of a megabyte. Bytes. */
const LARGEST_BUNDLE = 16 * 1024 * 1024;

/** Node's own certificates and those of NODE_EXTRA_CA_CERTS; undefined where there are no further ones. */
function trustedCertificates({ env, warn }: DispatcherOptions): string[] | undefined {
  const file = env["NODE_EXTRA_CA_CERTS"];
  if (file === undefined || file === "") return undefined;
  const bytes = readRegularFile(file, LARGEST_BUNDLE, "followed");
  if (isUnread(bytes)) {
    warn(
      `The certificates of NODE_EXTRA_CA_CERTS cannot be read: the file ${bytes.words}. Only the built-in ones are trusted.`,
    );
    return undefined;
  }
  // Before 22.15, Node has only its built-in ones to give.
  const { getCACertificates = () => tls.rootCertificates } = tls as Partial<typeof tls>;
  return [...getCACertificates("default"), bytes.toString("utf8")];
}
