/** How a registry wants to be asked, read from its refusal. */
import type { HttpResponse } from "../network/http.ts";
import { parseChallenges } from "./challenge.ts";
import type { TokenService } from "./token.ts";

/** How a registry wants to be asked. */
export type AuthScheme =
  | { readonly kind: "open" }
  | { readonly kind: "basic" }
  | { readonly kind: "bearer"; readonly service: TokenService; readonly scope: string | undefined };

/** Names of the machine itself. */
const loopback = /^(?:localhost|127\.\d+\.\d+\.\d+|\[::1\])$/;

/** Bearer before Basic: it works without a login too. Undefined where no challenge can be used; a sentence if it must not. */
export function readAuthScheme(answer: HttpResponse, base: URL, isListed: boolean): AuthScheme | string | undefined {
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
export function scopeOf(scheme: AuthScheme & { readonly kind: "bearer" }, repository: string): string {
  const own = `repository:${repository}:pull`;
  return scheme.scope === undefined || scheme.scope.startsWith("repository:") ? own : scheme.scope;
}
