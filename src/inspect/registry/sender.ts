/** One request to a registry with a given Authorization header, and to where the registry sends it on. */
import { decodeText } from "../../text/foreign.ts";
import type { HttpClient, HttpResponse, HttpResult, RequestOptions } from "../network/http.ts";
import { readAuthScheme } from "./auth-scheme.ts";
import type { HostAuth } from "./host-auth.ts";
import type { RegistryMeter } from "./meter.ts";
import type { Place } from "./place.ts";
import type { Token } from "./token.ts";
import type { TokenStore } from "./token-store.ts";

export interface RegistryRequest {
  readonly place: Place;
  /** `/v2/…` */
  readonly path: string;
  readonly options: RequestOptions;
  readonly meter: RegistryMeter;
}

type Authorize = (url: URL) => string | undefined;

/** Every request is counted in the meter. */
export class Sender {
  readonly #http: HttpClient;
  readonly #tokens: TokenStore;
  readonly #now: () => number;
  /** Tokens for hosts that a registry redirected to, by origin and repository there. */
  readonly #foreign = new Map<string, Token>();

  constructor(http: HttpClient, tokens: TokenStore, now: () => number) {
    this.#http = http;
    this.#tokens = tokens;
    this.#now = now;
  }

  async send(request: RegistryRequest, header: string | undefined, host: HostAuth): Promise<HttpResult> {
    const { base } = request.place.endpoint;
    const authorize: Authorize = (url) => (url.origin === base.origin ? header : this.#foreignHeader(url));
    const answer = await this.#ask(new URL(request.path, base), request, authorize);
    if (!host.isKnown && base.protocol === "http:" && mayBeTls(answer, request.options.method)) {
      const secure = await this.#askSecurely(request, answer);
      if (secure !== undefined) return secure;
    }
    if ("failure" in answer || answer.status !== 401 || answer.url.origin === base.origin) return answer;
    return this.#askElsewhere(request, answer, authorize);
  }

  /** Listed registries may speak https as well: behind a private address, with a certificate of the house. */
  async #askSecurely(request: RegistryRequest, plain: HttpResult): Promise<HttpResult | undefined> {
    const { endpoint } = request.place;
    const base = new URL(`https://${endpoint.base.host}`);
    const answer = await this.#ask(new URL(request.path, base), request, undefined);
    // Where TLS fails for its certificate, that is the better reason.
    if ("failure" in answer && ("status" in plain || !answer.message.includes("certificate"))) return undefined;
    endpoint.base = base;
    return answer;
  }

  /** The registry redirected to another one, which wants a token of its own: an anonymous one, never our login. */
  async #askElsewhere(request: RegistryRequest, refusal: HttpResponse, authorize: Authorize): Promise<HttpResult> {
    const scheme = readAuthScheme(refusal, refusal.url, false);
    if (scheme === undefined || typeof scheme === "string" || scheme.kind !== "bearer" || scheme.scope === undefined)
      return refusal;
    const { answer } = await this.#tokens.get(scheme.service, scheme.scope, undefined, request.meter);
    if (!("token" in answer)) return refusal;
    this.#foreign.set(foreignKey(refusal.url), answer.token);
    return this.#ask(refusal.url, request, authorize);
  }

  async #ask(url: URL, { options, meter }: RegistryRequest, authorize: Authorize | undefined): Promise<HttpResult> {
    const answer = await this.#http.request(url, {
      ...options,
      redirects: "follow",
      budget: meter.time,
      ...(authorize !== undefined && { authorize }),
    });
    meter.requests += answer.requests;
    return answer;
  }

  #foreignHeader(url: URL): string | undefined {
    const token = this.#foreign.get(foreignKey(url));
    return token === undefined || token.expiresAt <= this.#now() ? undefined : `Bearer ${token.token}`;
  }
}

/** What a TLS server says to plain http: it hangs up, or says that https is spoken here. */
function mayBeTls(answer: HttpResult, method: RequestOptions["method"]): boolean {
  if ("failure" in answer) return answer.failure === "unreachable";
  // The answer to a HEAD has no words.
  return answer.status === 400 && (method === "HEAD" || /https/i.test(decodeText(answer.bytes)));
}

/** Origin and repository of a registry URL: what a token for one image of it also opens. */
function foreignKey(url: URL): string {
  return url.origin + url.pathname.replace(/\/(?:manifests|blobs)\/[^/]*$/, "");
}
