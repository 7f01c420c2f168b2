import type { Credential, CredentialSource } from "../credentials/index.ts";
import type { HttpClient, HttpResponse, HttpResult, NetworkFailure, RequestOptions } from "../network/http.ts";
import { decodeText } from "../../text/foreign.ts";
import type { Meter } from "./meter.ts";
import { mayReceivePassword } from "./realm.ts";
import { basicFor, type Token } from "./token.ts";
import { createTokenStore } from "./token-store.ts";
import { readAuthScheme, scopeOf, type AuthScheme } from "./auth-scheme.ts";

/** A registry as it is spoken to. */
export interface Endpoint {
  /** As image names and logins write it: `docker.io`. */
  readonly registry: string;
  /** `https://registry-1.docker.io`. A listed registry begins as http, and becomes https where only that is spoken. */
  base: URL;
  /** The user listed it: plain http and private addresses are allowed. */
  readonly isListed: boolean;
}

interface Host {
  scheme: AuthScheme | undefined;
  /** While the first question is under way: the others wait, so that one 401 teaches all of them. */
  learning: Promise<void> | undefined;
  learned: (() => void) | undefined;
  /** Repositories that want a login although the host serves others without any. */
  readonly guarded: Map<string, AuthScheme>;
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
  const tokens = createTokenStore(http, now);
  /** Tokens for hosts that a registry redirected to, by origin and repository there. */
  const foreign = new Map<string, Token>();

  function hostOf(endpoint: Endpoint): Host {
    let host = hosts.get(endpoint.base.host);
    if (host === undefined) {
      host = { scheme: undefined, learning: undefined, learned: undefined, guarded: new Map() };
      hosts.set(endpoint.base.host, host);
    }
    return host;
  }

  return {
    async send(endpoint, repository, path, request, meter) {
      const host = hostOf(endpoint);
      if (host.scheme === undefined && host.learning !== undefined) await host.learning;
      const isFirst = host.scheme === undefined && host.learning === undefined;
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
    if (schemeFor(host, repository)?.kind !== "bearer") return first;
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
        const scheme = schemeFor(host, repository);
        const prepared = await prepare(scheme, scope, login);
        if (!("header" in prepared)) return prepared;
        if (scheme?.kind === "bearer") tokenTries++;
        const answer = await ask(prepared.header);
        const sent = prepared.header;
        if ("failure" in answer || answer.status !== 401) {
          if (!("failure" in answer) && scheme === undefined && sent === undefined) learn(host, { kind: "open" });
          return answer;
        }
        const offered = readAuthScheme(answer, endpoint.base, endpoint.isListed);
        if (offered === undefined) return answer;
        if (typeof offered === "string") return { failure: "configuration", message: offered, requests: 0 };
        if (scheme === undefined) learn(host, offered);
        else if (scheme.kind === "open") host.guarded.set(repository, offered);
        const isBearer = sent?.startsWith("Bearer ") === true;
        // A wrong password stays wrong, and a registry that changes its mind after a token (Harbor) means no.
        if ((sent !== undefined && !isBearer) || (isBearer && offered.kind !== "bearer") || tokenTries >= 2)
          return answer;
        if (isBearer && login?.kind === "registry-token") return answer;
        if (offered.kind === "basic" && basicFor(login) === undefined) return answer;
        prepared.discard();
        if (isBearer && offered.kind === "bearer") scope = offered.scope;
      }
    }

    /** The Authorization header for a scheme, or the answer by which the token server refused. */
    async function prepare(
      scheme: AuthScheme | undefined,
      scope: string | undefined,
      login: Credential | undefined,
    ): Promise<Try | HttpResult> {
      meter.identity = "anonymous";
      if (login?.kind === "registry-token" && scheme?.kind !== "open") {
        meter.identity = "credentials";
        return { header: `Bearer ${login.token}`, discard: nothing };
      }
      if (scheme === undefined || scheme.kind === "open") return { header: undefined, discard: nothing };
      if (scheme.kind === "basic") {
        const basic = basicFor(login);
        if (basic !== undefined) meter.identity = "credentials";
        return { header: basic, discard: nothing };
      }
      const trusted =
        login === undefined ||
        scheme.service.asListed ||
        mayReceivePassword(endpoint.base.host, scheme.service.realm.host);
      if (!trusted) {
        meter.notes.add(
          `The login ${login.origin} was not sent to ${scheme.service.realm.host}, which ${endpoint.base.host} names as its token server.`,
        );
      }
      const used = trusted ? login : undefined;
      if (used !== undefined) meter.identity = "credentials";
      const { answer, discard } = await tokens.get(scheme.service, scope ?? scopeOf(scheme, repository), used, meter);
      if ("token" in answer) return { header: `Bearer ${answer.token.token}`, discard };
      if ("failed" in answer) return answer.failed;
      return isDenial(answer.refused.status) ? answer.refused : noToken(answer.refused);
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
      if (host.scheme === undefined && base.protocol === "http:" && mayBeTls(answer, request.method)) {
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
      const scheme = readAuthScheme(refusal, refusal.url, false);
      if (scheme === undefined || typeof scheme === "string" || scheme.kind !== "bearer" || scheme.scope === undefined)
        return refusal;
      const { answer } = await tokens.get(scheme.service, scheme.scope, undefined, meter);
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

function schemeFor(host: Host, repository: string): AuthScheme | undefined {
  return host.guarded.get(repository) ?? host.scheme;
}

function learn(host: Host, scheme: AuthScheme): void {
  host.scheme ??= scheme;
  host.learned?.();
}

/** What a TLS server says to plain http: it hangs up, or says that https is spoken here. */
function mayBeTls(answer: HttpResult, method: RequestOptions["method"]): boolean {
  if ("failure" in answer) return answer.failure === "unreachable";
  // The answer to a HEAD has no words.
  return answer.status === 400 && (method === "HEAD" || /https/i.test(decodeText(answer.bytes)));
}

const isDenial = (status: number): boolean => status === 401 || status === 403;

function isRefusal(result: HttpResult): boolean {
  return "status" in result && isDenial(result.status);
}

/** A token server in trouble: its 404 says nothing about an image. */
function noToken({ status, url, requests }: HttpResponse): NetworkFailure {
  const failure = status === 429 ? "rate-limited" : status >= 500 ? "server-error" : "malformed";
  return { failure, message: `${url.host} answered ${status} in place of a token.`, requests };
}

/** Origin and repository of a registry URL: what a token for one image of it also opens. */
function foreignKey(url: URL): string {
  return url.origin + url.pathname.replace(/\/(?:manifests|blobs)\/[^/]*$/, "");
}
