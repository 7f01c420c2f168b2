/** The tokens of a run. */
import type { Credential } from "../credentials/index.ts";
import type { HttpClient } from "../network/http.ts";
import type { RegistryMeter } from "./meter.ts";
import { fetchToken, type TokenAnswer, type TokenService } from "./token.ts";

/** One token for each token server, scope and login, however many ask for it at once. */
export class TokenStore {
  readonly #http: HttpClient;
  readonly #now: () => number;
  readonly #tokens = new Map<string, Promise<TokenAnswer>>();

  readonly #addToken: (token: string) => void;

  /** `addToken` is told of each before it is used. */
  constructor(http: HttpClient, now: () => number, addToken: (token: string) => void) {
    this.#http = http;
    this.#now = now;
    this.#addToken = addToken;
  }

  /** A token that is known, that is being fetched, or a new one; `discard` forgets it. */
  async get(
    service: TokenService,
    scope: string,
    credential: Credential | undefined,
    meter: RegistryMeter,
  ): Promise<{ readonly answer: TokenAnswer; readonly discard: () => void }> {
    const key = [service.realm.href, service.service ?? "", scope, identityOf(credential)].join("\n");
    for (let pending = this.#tokens.get(key); pending !== undefined; pending = this.#tokens.get(key)) {
      const known = await pending;
      if (!("token" in known) || known.token.expiresAt > this.#now())
        return { answer: known, discard: this.#discarder(key, pending) };
      // It is too old by now: the first one to see it renews it for all who wait.
      if (this.#tokens.get(key) === pending) break;
    }
    const pending = fetchToken(this.#http, service, scope, credential, {
      now: this.#now,
      budget: meter.time,
      spent: (requests) => {
        meter.requests += requests;
      },
    });
    this.#tokens.set(key, pending);
    const discard = this.#discarder(key, pending);
    const answer = await pending;
    if ("token" in answer) this.#addToken(answer.token.token);
    // Trouble is no answer: the next one may ask again.
    if ("failed" in answer || ("refused" in answer && isTrouble(answer.refused.status))) discard();
    return { answer, discard };
  }

  /** Forgets one token, and not the newer one that another request may have put in its place. */
  #discarder(key: string, pending: Promise<TokenAnswer>): () => void {
    return () => {
      if (this.#tokens.get(key) === pending) this.#tokens.delete(key);
    };
  }
}

const isTrouble = (status: number): boolean => status === 408 || status === 429 || status >= 500;

function identityOf(credential: Credential | undefined): string {
  if (credential === undefined) return "";
  return credential.kind === "password" ? `${credential.username}:${credential.password}` : credential.token;
}
