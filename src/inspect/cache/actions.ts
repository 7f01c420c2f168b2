/** Content kept from run to run in GitHub's cache service. */
import { createHash } from "node:crypto";
import type { HttpClient } from "../network/http.ts";
import { digestOf, isCheckable } from "../oci/digest.ts";
import { packBundle, readBundle } from "./bundle.ts";
import type { ContentCache } from "./index.ts";
import { CacheService } from "./service.ts";

export interface ActionsCacheOptions {
  readonly http: HttpClient;
  /** Read: ACTIONS_RESULTS_URL and ACTIONS_RUNTIME_TOKEN. */
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly log: (line: { readonly level: "info"; readonly message: string }) => void;
  readonly addSecret: (text: string) => void;
}

/** Entries of a cache are found by the beginning of their key; the rest tells one content from another. */
const KEY = "wave-inspect-content-v1-";
/** The format of the bundle. */
const VERSION = createHash("sha256").update("wave-inspect bundle 1").digest("hex");
/** Bytes, unpacked. */
const MAX_BUNDLE = 32 * 1024 * 1024;

/**
 * One bundle, read on first use and written at the end where anything is new. What the run used comes first, so what
 * nobody asks for falls out. Trouble with the service is a line in the log and an empty cache. Undefined where there is
 * no such service.
 */
export function createActionsCache({ http, env, log, addSecret }: ActionsCacheOptions): ContentCache | undefined {
  const url = env["ACTIONS_RESULTS_URL"] ?? "";
  const token = env["ACTIONS_RUNTIME_TOKEN"] ?? "";
  if (!URL.canParse(url) || token === "") return undefined;
  addSecret(token);
  return new ActionsCache(new CacheService(http, { url: new URL(url), token }, VERSION), log);
}

class ActionsCache implements ContentCache {
  readonly #service: CacheService;
  readonly #log: ActionsCacheOptions["log"];
  readonly #used = new Map<string, Uint8Array>();
  #isChanged = false;
  #stored: Promise<Map<string, Uint8Array>> | undefined;

  constructor(service: CacheService, log: ActionsCacheOptions["log"]) {
    this.#service = service;
    this.#log = log;
  }

  async isWarm(): Promise<boolean> {
    return (await this.#fromEarlier()).size > 0;
  }

  async get(digest: string): Promise<Uint8Array | undefined> {
    const bytes = this.#used.get(digest) ?? (await this.#fromEarlier()).get(digest);
    if (bytes === undefined || !isCheckable(digest) || digestOf(bytes, digest) !== digest) return undefined;
    this.#used.set(digest, bytes);
    return bytes;
  }

  put(digest: string, bytes: Uint8Array): void {
    if (!isCheckable(digest)) return;
    this.#used.set(digest, bytes);
    this.#isChanged = true;
  }

  async close(): Promise<void> {
    if (!this.#isChanged) return;
    const kept = worthKeeping(new Map([...this.#used, ...(await this.#fromEarlier())]));
    const names = kept.map(([digest]) => digest).sort();
    const content = createHash("sha256").update(names.join("\n")).digest("hex").slice(0, 32);
    await this.#service.upload(KEY + content, () => packBundle(kept));
  }

  #fromEarlier(): Promise<Map<string, Uint8Array>> {
    return (this.#stored ??= this.#load());
  }

  async #load(): Promise<Map<string, Uint8Array>> {
    const found = await this.#service.download(KEY, MAX_BUNDLE);
    if (found === undefined) return new Map();
    const entries = found.bytes === undefined ? new Map<string, Uint8Array>() : readBundle(found.bytes, MAX_BUNDLE);
    this.#log({ level: "info", message: `${entries.size} manifests and configs are known from earlier runs.` });
    return entries;
  }
}

/** The first ones, as many as a bundle takes. */
function worthKeeping(entries: ReadonlyMap<string, Uint8Array>): readonly [string, Uint8Array][] {
  const kept: [string, Uint8Array][] = [];
  let size = 0;
  for (const [digest, bytes] of entries) {
    size += bytes.length + digest.length + 10;
    if (size > MAX_BUNDLE) break;
    kept.push([digest, bytes]);
  }
  return kept;
}
