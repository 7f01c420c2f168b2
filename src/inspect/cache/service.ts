/** GitHub's cache service, version 2, as actions/cache 4 speaks to it. */
import { decodeJson } from "../../text/foreign.ts";
import { object, text } from "../../text/json.ts";
import type { HttpClient, HttpResponse, HttpResult } from "../network/http.ts";

const SERVICE = "twirp/github.actions.results.api.v1.CacheService";

/** What the runner gives to actions and to nobody else: ACTIONS_RESULTS_URL and ACTIONS_RUNTIME_TOKEN. */
export interface ServiceAccess {
  readonly url: URL;
  readonly token: string;
}

/** Trouble with the service is the same as nothing found, and as nothing stored. */
export class CacheService {
  readonly #http: HttpClient;
  readonly #access: ServiceAccess;
  /** The service keeps apart what was made by other means. */
  readonly #version: string;

  constructor(http: HttpClient, access: ServiceAccess, version: string) {
    this.#http = http;
    this.#access = access;
    this.#version = version;
  }

  /** The newest entry whose key begins so; undefined where there is none. */
  async download(prefix: string, maxBytes: number): Promise<Download | undefined> {
    const found = await this.#call("GetCacheEntryDownloadURL", { key: prefix, restore_keys: [prefix] });
    const url = text(found?.["signed_download_url"]) ?? "";
    if (!URL.canParse(url)) return undefined;
    const answer = await this.#http.request(url, { asListed: true, maxBytes, timeout: 60_000 });
    return { bytes: isGood(answer) ? answer.bytes : undefined };
  }

  /** `pack` is called only where the service takes the entry. */
  async upload(key: string, pack: () => Uint8Array): Promise<void> {
    const created = await this.#call("CreateCacheEntry", { key });
    const url = text(created?.["signed_upload_url"]) ?? "";
    // Somebody else keeps the same already, or this run may not write: a pull request from a fork.
    if (!URL.canParse(url)) return;
    const body = pack();
    const uploaded = await this.#http.request(url, {
      method: "PUT",
      headers: { "x-ms-blob-type": "BlockBlob", "content-type": "application/octet-stream" },
      body,
      asListed: true,
      timeout: 60_000,
    });
    if (isGood(uploaded)) await this.#call("FinalizeCacheEntryUpload", { key, size_bytes: String(body.length) });
  }

  async #call(method: string, fields: Readonly<Record<string, unknown>>): Promise<ReturnType<typeof object>> {
    const answer = await this.#http.request(new URL(`${SERVICE}/${method}`, this.#access.url), {
      method: "POST",
      headers: { "content-type": "application/json", accept: "application/json" },
      body: JSON.stringify({ ...fields, version: this.#version }),
      authorize: () => `Bearer ${this.#access.token}`,
      asListed: true,
      timeout: 20_000,
    });
    return isGood(answer) ? object(decodeJson(answer.bytes)) : undefined;
  }
}

/** An entry that is there; without bytes where they could not be fetched. */
interface Download {
  readonly bytes: Uint8Array | undefined;
}

function isGood(answer: HttpResult): answer is HttpResponse {
  return "status" in answer && answer.status >= 200 && answer.status < 300;
}
