import { createHash } from "node:crypto";
import type { ContentCache } from "./index.ts";
import type { HttpClient, HttpResult } from "../network/http.ts";
import { digestOf, isCheckable } from "../oci/digest.ts";
import { object, text } from "../../text/json.ts";
import { decodeJson } from "../../text/foreign.ts";
import { packBundle, readBundle } from "./bundle.ts";

export interface ActionsCacheOptions {
  readonly http: HttpClient;
  /** Read: ACTIONS_RESULTS_URL and ACTIONS_RUNTIME_TOKEN, which the runner gives to actions and to nobody else. */
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly log: (line: { readonly level: "info"; readonly message: string }) => void;
  readonly addSecret: (text: string) => void;
}

/** Entries of a cache are found by the beginning of their key; the rest tells one content from another. */
const KEY = "wave-inspect-content-v1-";
/** The service keeps apart what was made by other means; this is the format of the bundle. */
const VERSION = createHash("sha256").update("wave-inspect bundle 1").digest("hex");
const SERVICE = "twirp/github.actions.results.api.v1.CacheService";
/** Bytes, unpacked. */
const MAX_BUNDLE = 32 * 1024 * 1024;

/**
 * GitHub's cache service (version 2, the one of actions/cache 4): one bundle, read on first use and written at the end
 * where anything is new. What the run used comes first, so what nobody asks for falls out. Trouble with the service is
 * a line in the log and an empty cache. Undefined where there is no such service.
 */
export function createActionsCache(options: ActionsCacheOptions): ContentCache | undefined {
  const { http, env, log, addSecret } = options;
  const base = env["ACTIONS_RESULTS_URL"] ?? "";
  const token = env["ACTIONS_RUNTIME_TOKEN"] ?? "";
  if (!URL.canParse(base) || token === "") return undefined;
  addSecret(token);
  const service = new URL(base);
  const used = new Map<string, Uint8Array>();
  const added = new Set<string>();
  let loading: Promise<Map<string, Uint8Array>> | undefined;
  const stored = (): Promise<Map<string, Uint8Array>> => (loading ??= load());

  async function call(method: string, body: object): Promise<ReturnType<typeof object>> {
    const answer = await http.request(new URL(`${SERVICE}/${method}`, service), {
      method: "POST",
      headers: { "content-type": "application/json", accept: "application/json" },
      body: JSON.stringify(body),
      authorize: () => `Bearer ${token}`,
      asListed: true,
      timeout: 20_000,
    });
    return isGood(answer) ? object(decodeJson(answer.bytes)) : undefined;
  }

  async function load(): Promise<Map<string, Uint8Array>> {
    const found = await call("GetCacheEntryDownloadURL", { key: KEY, restore_keys: [KEY], version: VERSION });
    const url = text(found?.["signed_download_url"]) ?? "";
    if (!URL.canParse(url)) return new Map();
    const answer = await http.request(url, { asListed: true, maxBytes: MAX_BUNDLE, timeout: 60_000 });
    const entries = isGood(answer) ? readBundle(answer.bytes, MAX_BUNDLE) : new Map<string, Uint8Array>();
    log({ level: "info", message: `${entries.size} manifests and configs are known from earlier runs.` });
    return entries;
  }

  async function save(): Promise<void> {
    const entries = new Map([...used, ...(await stored())]);
    const kept: [string, Uint8Array][] = [];
    let size = 0;
    for (const [digest, bytes] of entries) {
      size += bytes.length + digest.length + 10;
      if (size > MAX_BUNDLE) break;
      kept.push([digest, bytes]);
    }
    const names = kept.map(([digest]) => digest).sort();
    const key = KEY + createHash("sha256").update(names.join("\n")).digest("hex").slice(0, 32);
    const created = await call("CreateCacheEntry", { key, version: VERSION });
    const url = text(created?.["signed_upload_url"]) ?? "";
    // Somebody else keeps the same already, or this run may not write: a pull request from a fork.
    if (!URL.canParse(url)) return;
    const bundle = packBundle(kept);
    const uploaded = await http.request(url, {
      method: "PUT",
      headers: { "x-ms-blob-type": "BlockBlob", "content-type": "application/octet-stream" },
      body: bundle,
      asListed: true,
      timeout: 60_000,
    });
    if (!isGood(uploaded)) return;
    await call("FinalizeCacheEntryUpload", { key, version: VERSION, size_bytes: String(bundle.length) });
  }

  return {
    async isWarm() {
      return (await stored()).size > 0;
    },
    async get(digest) {
      const bytes = used.get(digest) ?? (await stored()).get(digest);
      if (bytes === undefined || !isCheckable(digest) || digestOf(bytes, digest) !== digest) return undefined;
      used.set(digest, bytes);
      return bytes;
    },
    put(digest, bytes) {
      if (!isCheckable(digest)) return;
      used.set(digest, bytes);
      added.add(digest);
    },
    async close() {
      if (added.size > 0) await save();
    },
  };
}

function isGood(answer: HttpResult): answer is Extract<HttpResult, { status: number }> {
  return "status" in answer && answer.status >= 200 && answer.status < 300;
}
