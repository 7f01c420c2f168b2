/** As whom a registry is asked: with the login that is known for it, and as a stranger where that opens more. */
import type { Credential, CredentialSource } from "../credentials/index.ts";
import type { HttpClient, HttpResult } from "../network/http.ts";
import { type AuthScheme, readAuthScheme } from "./auth-scheme.ts";
import { authorizationFor, isDenial } from "./authorization.ts";
import { HostAuth } from "./host-auth.ts";
import type { Endpoint } from "./place.ts";
import { type RegistryRequest, Sender } from "./sender.ts";
import { basicFor } from "./token.ts";
import { TokenStore } from "./token-store.ts";

export interface AuthorityOptions {
  readonly http: HttpClient;
  readonly credentials: CredentialSource;
  readonly now: () => number;
  /** Told of every token that a server gives. */
  readonly addToken?: ((token: string) => void) | undefined;
}

/** A second token is worth a try where the registry only then said what to ask for. */
const MOST_TOKENS = 2;

export class Authority {
  readonly #credentials: CredentialSource;
  readonly #tokens: TokenStore;
  readonly #sender: Sender;
  readonly #hosts = new Map<string, HostAuth>();

  constructor({ http, credentials, now, addToken = () => undefined }: AuthorityOptions) {
    this.#credentials = credentials;
    this.#tokens = new TokenStore(http, now, addToken);
    this.#sender = new Sender(http, this.#tokens, now);
  }

  /**
   * Sends one request for one repository, with whatever the registry asks for: nothing, Basic, or a Bearer token.
   * The login that is known for it is tried before the anonymous way, which is tried when the login is refused.
   * The answer may still be 401 or 403; `meter.identity` then says whether a login was used.
   */
  send(request: RegistryRequest): Promise<HttpResult> {
    const host = this.#hostOf(request.place.endpoint);
    return host.inTurn(() => this.#sendAsAnybody(host, request));
  }

  async #sendAsAnybody(host: HostAuth, request: RegistryRequest): Promise<HttpResult> {
    const { place, meter } = request;
    const login = await this.#credentials.find(place.endpoint.registry, place.repository);
    const first = await this.#sendAs(login, host, request);
    if (login === undefined || meter.identity === "anonymous" || !isDenial(first)) return first;
    if (host.schemeFor(place.repository)?.kind !== "bearer") return first;
    // A login may open less than none at all: a token without access to a public repository of someone else.
    const second = await this.#sendAs(undefined, host, request);
    if (!isDenial(second) && !("failure" in second)) {
      meter.notes.add(`The login ${login.origin} was refused; the image was read anonymously.`);
      return second;
    }
    meter.identity = "credentials";
    return first;
  }

  /** Sends and learns from each refusal how to ask, until there is an answer or no other way to ask. */
  async #sendAs(login: Credential | undefined, host: HostAuth, request: RegistryRequest): Promise<HttpResult> {
    const { place, meter } = request;
    let scope: string | undefined;
    for (let tokens = 0; ;) {
      const scheme = host.schemeFor(place.repository);
      const authorization = await authorizationFor(scheme, { login, scope }, place, this.#tokens, meter);
      if (!("header" in authorization)) return authorization;
      const { header, discard } = authorization;
      if (scheme?.kind === "bearer") tokens++;
      const answer = await this.#sender.send(request, header, host);
      if ("failure" in answer) return answer;
      if (answer.status !== 401) {
        if (scheme === undefined && header === undefined) host.learn({ kind: "open" });
        return answer;
      }
      const offered = readAuthScheme(answer, place.endpoint.base, place.endpoint.isListed);
      if (offered === undefined) return answer;
      if (typeof offered === "string") return { failure: "configuration", message: offered, requests: 0 };
      if (scheme === undefined) host.learn(offered);
      else if (scheme.kind === "open") host.guard(place.repository, offered);
      if (tokens >= MOST_TOKENS || isLastWord(header, offered, login)) return answer;
      discard();
      if (header !== undefined && offered.kind === "bearer") scope = offered.scope;
    }
  }

  #hostOf({ base }: Endpoint): HostAuth {
    let host = this.#hosts.get(base.host);
    if (host === undefined) this.#hosts.set(base.host, (host = new HostAuth()));
    return host;
  }
}

/** Whether a 401 to a request with this header is the end: a wrong password stays wrong. */
function isLastWord(header: string | undefined, offered: AuthScheme, login: Credential | undefined): boolean {
  if (offered.kind === "basic" && basicFor(login) === undefined) return true;
  if (header === undefined) return false;
  // A registry that changes its mind after a token (Harbor) means no.
  return !header.startsWith("Bearer ") || offered.kind !== "bearer" || login?.kind === "registry-token";
}
