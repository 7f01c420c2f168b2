import type { Credential, CredentialSource } from "../credentials.ts";
import type { HttpClient, HttpResponse, HttpResult, RequestOptions } from "../http.ts";
import { decodeText } from "../server-text.ts";
import { parseChallenges } from "./challenge.ts";
import type { Meter } from "./meter.ts";
import { mayReceivePassword } from "./realm.ts";
import { basicFor, fetchToken, type Token, type TokenAnswer, type TokenService } from "./token.ts";

/** A registry as it is spoken to. */
export interface Endpoint {
  /** As image names and logins write it: `docker.io`. */
  readonly registry: string;
  /** `https://registry-1.docker.io`. A listed registry begins as http, and becomes https where only that is spoken. */
  base: URL;
  /** The user listed it: plain http and private addresses are allowed. */
  readonly isListed: boolean;
}

/** How a registry wants to be asked. */
type Way =
  | { readonly kind: "open" }
  | { readonly kind: "basic" }
  | { readonly kind: "bearer"; readonly service: TokenService; readonly scope: string | undefined };

/** Names of the machine itself. */
const loopback = /^(?:localhost|127\.\d+\.\d+\.\d+|\[::1\])$/;

interface Host {
  way: Way | undefined;
  /** While the first question is under way: the others wait, so that one 401 teaches all of them. */
  learning: Promise<void> | undefined;
  learned: (() => void) | undefined;
  /** Repositories that want a login although the host serves others without any. */
  readonly guarded: Map<string, Way>;
}

interface Try {
  readonly header: string | undefined;
  /** Forgets the token that the header holds. */
  readonly discard: () => void;
}

export interface Authority {
  /**
   * Sends one request for one repository, with whatever the registry asks for: nothing, Basic, or a Bearer token.
   * The login that is known for it is tried before the anonymous way, which is tried when the login is refused.
   * The answer may still be 401 or 403; `meter.identity` then says whether a login was used.
   */
  send(
    endpoint: Endpoint,
    repository: string,
    path: string,
    request: RequestOptions,
    meter: Meter,
  ): Promise<HttpResult>;
}

export interface AuthorityOptions {
  readonly http: HttpClient;
  readonly credentials: CredentialSource;
  readonly now: () => number;
}

export function createAuthority({ http, credentials, now }: AuthorityOptions): Authority {
  const hosts = new Map<string, Host>();
  const tokens = new Map<string, Promise<TokenAnswer>>();
  /** Tokens for hosts that a registry redirected to, by origin and repository there. */
  const foreign = new Map<string, Token>();

  function hostOf(endpoint: Endpoint): Host {
    let host = hosts.get(endpoint.base.host);
    if (host === undefined) {
      host = { way: undefined, learning: undefined, learned: undefined, guarded: new Map() };
      hosts.set(endpoint.base.host, host);
    }
    return host;
  }

  /** A token from the cache, from a request under way, or a new one. */
  async function tokenFor(
    service: TokenService,
    scope: string,
    credential: Credential | undefined,
    meter: Meter,
  ): Promise<{ readonly answer: TokenAnswer; readonly discard: () => void }> {
    const key = [service.realm.href, service.service ?? "", scope, identityOf(credential)].join("\n");
    for (let pending = tokens.get(key); pending !== undefined; pending = tokens.get(key)) {
      const known = await pending;
      if (!("token" in known) || known.token.expiresAt > now())
        return { answer: known, discard: discarder(key, pending) };
      // It is too old by now: the first one to see it renews it for all who wait.
      if (tokens.get(key) === pending) break;
    }
    const pending = fetchToken(http, service, scope, credential, {
      now,
      deadline: meter.deadline,
      spent: (requests) => {
        meter.requests += requests;
      },
    });
    tokens.set(key, pending);
    const discard = discarder(key, pending);
    const answer = await pending;
    // Trouble is no answer: the next one may ask again.
    if ("failed" in answer || ("refused" in answer && isTrouble(answer.refused.status))) discard();
    return { answer, discard };
  }

  /** Forgets one token, and not the newer one that another request may have put in its place. */
  function discarder(key: string, pending: Promise<TokenAnswer>): () => void {
    return () => {
      if (tokens.get(key) === pending) tokens.delete(key);
    };
  }

  return {
    async send(endpoint, repository, path, request, meter) {
      const host = hostOf(endpoint);
      if (host.way === undefined && host.learning !== undefined) await host.learning;
      const isFirst = host.way === undefined && host.learning === undefined;
      if (isFirst) {
        host.learning = new Promise((resolve) => {
          host.learned = resolve;
        });
      }
      try {
        return await converse(host, endpoint, repository, path, request, meter);
      } finally {
        if (isFirst) {
          host.learned?.();
          host.learning = undefined;
        }
      }
    },
  };

  async function converse(
    host: Host,
    endpoint: Endpoint,
    repository: string,
    path: string,
    request: RequestOptions,
    meter: Meter,
  ): Promise<HttpResult> {
    const credential = await credentials.find(endpoint.registry, repository);
    const first = await withIdentity(credential);
    if (credential === undefined || meter.identity === "anonymous" || !isRefusal(first)) return first;
    if (wayFor(host, repository)?.kind !== "bearer") return first;
    // A login may open less than none at all: a token without access to a public repository of someone else.
    const second = await withIdentity(undefined);
    if (!isRefusal(second) && !("failure" in second)) {
      meter.notes.add(`The login ${credential.origin} was refused; the image was read anonymously.`);
      return second;
    }
    meter.identity = "credentials";
    return first;

    async function withIdentity(login: Credential | undefined): Promise<HttpResult> {
      let scope: string | undefined;
      for (let tokenTries = 0; ;) {
        const way = wayFor(host, repository);
        const prepared = await prepare(way, scope, login);
        if (!("header" in prepared)) return prepared;
        if (way?.kind === "bearer") tokenTries++;
        const answer = await ask(prepared.header);
        const sent = prepared.header;
        if ("failure" in answer || answer.status !== 401) {
          if (!("failure" in answer) && way === undefined && sent === undefined) learn(host, { kind: "open" });
          return answer;
        }
        const offered = readWay(answer, endpoint.base, endpoint.isListed);
        if (offered === undefined) return answer;
        if (typeof offered === "string") return { failure: "configuration", message: offered, requests: 0 };
        const isBearer = sent?.startsWith("Bearer ") === true;
        // A wrong password stays wrong, and a registry that changes its mind after a token (Harbor) means no.
        if ((sent !== undefined && !isBearer) || (isBearer && offered.kind !== "bearer") || tokenTries >= 2)
          return answer;
        if (offered.kind === "basic" && basicFor(login) === undefined) {
          if (way === undefined) learn(host, offered);
          return answer;
        }
        prepared.discard();
        if (isBearer && offered.kind === "bearer") scope = offered.scope;
        if (way === undefined) learn(host, offered);
        else if (way.kind === "open") host.guarded.set(repository, offered);
      }
    }

    /** The Authorization header for a way, or the answer by which the token server refused. */
    async function prepare(
      way: Way | undefined,
      scope: string | undefined,
      login: Credential | undefined,
    ): Promise<Try | HttpResult> {
      meter.identity = "anonymous";
      if (login?.kind === "registry-token" && way?.kind !== "open") {
        meter.identity = "credentials";
        return { header: `Bearer ${login.token}`, discard: nothing };
      }
      if (way === undefined || way.kind === "open") return { header: undefined, discard: nothing };
      if (way.kind === "basic") {
        const basic = basicFor(login);
        if (basic !== undefined) meter.identity = "credentials";
        return { header: basic, discard: nothing };
      }
      const trusted =
        login === undefined || way.service.asListed || mayReceivePassword(endpoint.base.host, way.service.realm.host);
      if (!trusted) {
        meter.notes.add(
          `The login ${login.origin} was not sent to ${way.service.realm.host}, which ${endpoint.base.host} names as its token server.`,
        );
      }
      const used = trusted ? login : undefined;
      if (used !== undefined) meter.identity = "credentials";
      const { answer, discard } = await tokenFor(way.service, scope ?? scopeOf(way, repository), used, meter);
      if ("token" in answer) return { header: `Bearer ${answer.token.token}`, discard };
      return "refused" in answer ? answer.refused : answer.failed;
    }

    async function ask(header: string | undefined): Promise<HttpResult> {
      const { base } = endpoint;
      const authorize = (url: URL): string | undefined => {
        if (url.origin === base.origin) return header;
        const token = foreign.get(foreignKey(url));
        return token === undefined || token.expiresAt <= now() ? undefined : `Bearer ${token.token}`;
      };
      const answer = await http.request(new URL(path, base), {
        ...request,
        redirects: "follow",
        deadline: meter.deadline,
        authorize,
      });
      meter.requests += answer.requests;
      if (host.way === undefined && base.protocol === "http:" && mayBeTls(answer, request.method)) {
        const secure = await askSecurely(answer);
        if (secure !== undefined) return secure;
      }
      if ("failure" in answer || answer.status !== 401 || answer.url.origin === base.origin) return answer;
      return askElsewhere(answer, authorize);
    }

    /** Listed registries may speak https as well: behind a private address, with a certificate of the house. */
    async function askSecurely(plain: HttpResult): Promise<HttpResult | undefined> {
      const base = new URL(`https://${endpoint.base.host}`);
      const answer = await http.request(new URL(path, base), {
        ...request,
        redirects: "follow",
        deadline: meter.deadline,
      });
      meter.requests += answer.requests;
      // Where TLS fails for its certificate, that is the better reason.
      if ("failure" in answer && ("status" in plain || !answer.message.includes("certificate"))) return undefined;
      endpoint.base = base;
      return answer;
    }

    /** The registry redirected to another one, which wants a token of its own: an anonymous one, never our login. */
    async function askElsewhere(
      refusal: HttpResponse,
      authorize: (url: URL) => string | undefined,
    ): Promise<HttpResult> {
      const way = readWay(refusal, refusal.url, false);
      if (way === undefined || typeof way === "string" || way.kind !== "bearer" || way.scope === undefined)
        return refusal;
      const { answer } = await tokenFor(way.service, way.scope, undefined, meter);
      if (!("token" in answer)) return refusal;
      foreign.set(foreignKey(refusal.url), answer.token);
      const again = await http.request(refusal.url, {
        ...request,
        redirects: "follow",
        deadline: meter.deadline,
        authorize,
      });
      meter.requests += again.requests;
      return again;
    }
  }
}

const nothing = (): void => undefined;

const isTrouble = (status: number): boolean => status === 408 || status === 429 || status >= 500;

function wayFor(host: Host, repository: string): Way | undefined {
  return host.guarded.get(repository) ?? host.way;
}

function learn(host: Host, way: Way): void {
  host.way ??= way;
  host.learned?.();
}

/** What a TLS server says to plain http: it hangs up, or says that https is spoken here. */
function mayBeTls(answer: HttpResult, method: RequestOptions["method"]): boolean {
  if ("failure" in answer) return answer.failure === "unreachable";
  // The answer to a HEAD has no words.
  return answer.status === 400 && (method === "HEAD" || /https/i.test(decodeText(answer.bytes) ?? ""));
}

function isRefusal(result: HttpResult): boolean {
  return !("failure" in result) && (result.status === 401 || result.status === 403);
}

/** Bearer before Basic: it works without a login too. Undefined where no challenge can be used; a sentence if it must not. */
function readWay(answer: HttpResponse, base: URL, isListed: boolean): Way | string | undefined {
  const challenges = parseChallenges(answer.headers.get("www-authenticate") ?? []);
  for (const { scheme, parameters } of challenges) {
    const realm = parameters.get("realm");
    if (scheme !== "bearer" || realm === undefined || !URL.canParse(realm, base.href)) continue;
    const url = new URL(realm, base);
    // A password must not leave TLS because a registry says so. Other addresses are judged by the network policy.
    if (base.protocol === "https:" && url.protocol !== "https:") {
      return `${base.host} names a token server without TLS, ${url.host}; nothing was sent there.`;
    }
    return {
      kind: "bearer",
      service: { realm: url, service: parameters.get("service"), asListed: isListed && isSameMachine(base, url) },
      scope: parameters.get("scope"),
    };
  }
  return challenges.some(({ scheme }) => scheme === "basic") ? { kind: "basic" } : undefined;
}

function isSameMachine(a: URL, b: URL): boolean {
  return a.hostname === b.hostname || (loopback.test(a.hostname) && loopback.test(b.hostname));
}

/** What to ask a token for; a registry with scopes of its own kind (`*`) gets its own word back. */
function scopeOf(way: Way & { readonly kind: "bearer" }, repository: string): string {
  const own = `repository:${repository}:pull`;
  return way.scope === undefined || way.scope.startsWith("repository:") ? own : way.scope;
}

function identityOf(credential: Credential | undefined): string {
  if (credential === undefined) return "";
  return credential.kind === "password" ? `${credential.username}:${credential.password}` : credential.token;
}

/** Origin and repository of a registry URL: what a token for one image of it also opens. */
function foreignKey(url: URL): string {
  return url.origin + url.pathname.replace(/\/(?:manifests|blobs)\/[^/]*$/, "");
}
