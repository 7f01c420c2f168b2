/** Tokens, as a registry's token server gives them. */
import type { Credential } from "../credentials/index.ts";
import type { HttpClient, HttpResponse, NetworkFailure, RequestOptions } from "../network/http.ts";
import type { TimeBudget } from "../network/time-budget.ts";
import { decodeJson } from "../../text/foreign.ts";
import { count, object, text } from "../../text/json.ts";

/** Where tokens come from, as a registry's challenge says it. */
export interface TokenService {
  readonly realm: URL;
  readonly service: string | undefined;
  /** It stands on the machine of a registry that the user listed, so that the same is allowed there. */
  readonly asListed: boolean;
}

export interface Token {
  readonly token: string;
  /** Epoch milliseconds. */
  readonly expiresAt: number;
}

export type TokenAnswer =
  | { readonly token: Token }
  | { readonly refused: HttpResponse }
  | { readonly failed: NetworkFailure };

/** Bytes, seconds and milliseconds. */
const MAX_TOKEN_ANSWER = 64 * 1024;
const DEFAULT_LIFE = 60;
const RENEW_EARLY = 8000;
const CLIENT_ID = "wave-inspect";

/**
 * One token for one scope: `GET` with Basic or without any credential (distribution's token specification), or the
 * OAuth2 form with a refresh token, which some servers do not have (404, 405, 400 or 401: then `GET` once).
 */
export async function fetchToken(
  http: HttpClient,
  { realm, service, asListed }: TokenService,
  scope: string,
  credential: Credential | undefined,
  options: { readonly now: () => number; readonly budget: TimeBudget; readonly spent: (requests: number) => void },
): Promise<TokenAnswer> {
  const common = {
    maxBytes: MAX_TOKEN_ANSWER,
    redirects: "same-origin",
    budget: options.budget,
    asListed,
  } as const;
  const ask = async (url: URL, request: RequestOptions): Promise<TokenAnswer> => {
    const answer = await http.request(url, request);
    options.spent(answer.requests);
    if ("failure" in answer) return { failed: answer };
    if (answer.status !== 200) return { refused: answer };
    return readToken(answer, options.now());
  };

  if (credential?.kind === "identity-token") {
    const form = new URLSearchParams({
      grant_type: "refresh_token",
      refresh_token: credential.token,
      client_id: CLIENT_ID,
      scope,
      ...(service !== undefined && { service }),
    });
    const answer = await ask(realm, {
      ...common,
      // A redirect could carry the refresh token in the body elsewhere.
      redirects: "refuse",
      method: "POST",
      headers: { "content-type": "application/x-www-form-urlencoded" },
      body: form.toString(),
    });
    if (!("refused" in answer) || ![400, 401, 404, 405].includes(answer.refused.status)) return answer;
  }

  const url = new URL(realm);
  if (service !== undefined) url.searchParams.append("service", service);
  url.searchParams.append("scope", scope);
  if (credential?.kind === "password") url.searchParams.append("account", credential.username);
  const basic = basicFor(credential);
  return ask(url, {
    ...common,
    // Redirects stay within the origin, and so does the password.
    ...(basic !== undefined && { authorize: () => basic }),
  });
}

/** The Basic header of a credential; docker and its kin send an identity token as the password of `<token>`. */
export function basicFor(credential: Credential | undefined): string | undefined {
  if (credential === undefined || credential.kind === "registry-token") return undefined;
  const pair =
    credential.kind === "password" ? `${credential.username}:${credential.password}` : `<token>:${credential.token}`;
  return `Basic ${Buffer.from(pair).toString("base64")}`;
}

function readToken(answer: HttpResponse, now: number): TokenAnswer {
  const body = object(decodeJson(answer.bytes));
  const token = text(body?.["token"]) ?? text(body?.["access_token"]);
  if (token === undefined || !/^[\x21-\x7e]+$/.test(token)) {
    const message = `${answer.url.host} gave no token where it should.`;
    return { failed: { failure: "malformed", message, requests: 0 } };
  }
  // The clock of the server says nothing here: the time counts from the moment of receipt.
  const life = Math.max(DEFAULT_LIFE, count(body?.["expires_in"]) ?? DEFAULT_LIFE) * 1000;
  return { token: { token, expiresAt: now + life - RENEW_EARLY } };
}
