import type { Credential } from "../credentials/index.ts";
import type { HttpClient } from "../network/http.ts";
import type { Meter } from "./meter.ts";
import { fetchToken, type TokenAnswer, type TokenService } from "./token.ts";

export interface TokenStore {
  /** A token that is known, that is being fetched, or a new one; `discard` forgets it. */
  get(
    service: TokenService,
    scope: string,
    credential: Credential | undefined,
    meter: Meter,
  ): Promise<{ readonly answer: TokenAnswer; readonly discard: () => void }>;
}

/** The tokens of a run: one for each token server, scope and login, however many ask for it at once. */
export function createTokenStore(http: HttpClient, now: () => number): TokenStore {
  const tokens = new Map<string, Promise<TokenAnswer>>();

  /** Forgets one token, and not the newer one that another request may have put in its place. */
  function discarder(key: string, pending: Promise<TokenAnswer>): () => void {
    return () => {
      if (tokens.get(key) === pending) tokens.delete(key);
    };
  }

  return {
    async get(service, scope, credential, meter) {
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
    },
  };
}

const isTrouble = (status: number): boolean => status === 408 || status === 429 || status >= 500;

function identityOf(credential: Credential | undefined): string {
  if (credential === undefined) return "";
  return credential.kind === "password" ? `${credential.username}:${credential.password}` : credential.token;
}
