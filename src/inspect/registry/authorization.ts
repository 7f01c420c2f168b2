/** The Authorization header for a registry: from a login, or from a token that is fetched for it. */
import type { Credential } from "../credentials/index.ts";
import type { HttpResponse, HttpResult, NetworkFailure } from "../network/http.ts";
import { type AuthScheme, scopeOf } from "./auth-scheme.ts";
import type { RegistryMeter } from "./meter.ts";
import type { Place } from "./place.ts";
import { mayReceivePassword } from "./realm.ts";
import { basicFor } from "./token.ts";
import type { TokenStore } from "./token-store.ts";

export interface Authorization {
  readonly header: string | undefined;
  /** Forgets the token that the header holds. */
  readonly discard: () => void;
}

/** Who asks, and for what. */
export interface Asker {
  readonly login: Credential | undefined;
  /** What the registry itself said to ask a token for. */
  readonly scope: string | undefined;
}

/** Notes in the meter as whom the request is sent. Gives the answer of the token server where that refused. */
export async function authorizationFor(
  scheme: AuthScheme | undefined,
  { login, scope }: Asker,
  place: Place,
  tokens: TokenStore,
  meter: RegistryMeter,
): Promise<Authorization | HttpResult> {
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
  const sent = login === undefined || isTrusted(scheme, login, place, meter) ? login : undefined;
  if (sent !== undefined) meter.identity = "credentials";
  const { answer, discard } = await tokens.get(scheme.service, scope ?? scopeOf(scheme, place.repository), sent, meter);
  if ("token" in answer) return { header: `Bearer ${answer.token.token}`, discard };
  if ("failed" in answer) return answer.failed;
  return isDenial(answer.refused) ? answer.refused : noToken(answer.refused);
}

/** 401 or 403. */
export function isDenial(result: HttpResult): boolean {
  return "status" in result && (result.status === 401 || result.status === 403);
}

/** Whether the token server that the registry names may get the login. */
function isTrusted(
  { service }: AuthScheme & { readonly kind: "bearer" },
  login: Credential,
  { endpoint: { base } }: Place,
  meter: RegistryMeter,
): boolean {
  if (service.asListed || mayReceivePassword(base.host, service.realm.host)) return true;
  meter.notes.add(
    `The login ${login.origin} was not sent to ${service.realm.host}, which ${base.host} names as its token server.`,
  );
  return false;
}

/** A token server in trouble: its 404 says nothing about an image. */
function noToken({ status, url, requests }: HttpResponse): NetworkFailure {
  const failure = status === 429 ? "rate-limited" : status >= 500 ? "server-error" : "malformed";
  return { failure, message: `${url.host} answered ${status} in place of a token.`, requests };
}

function nothing(): void {
  // There is no token to forget.
}
