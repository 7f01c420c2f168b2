/** Which token server may get a password. */
import { isIP } from "node:net";

/** Token servers that stand on another domain than their registry. */
const knownPairs: Readonly<Record<string, string>> = {
  "registry-1.docker.io": "auth.docker.io",
  "registry.gitlab.com": "gitlab.com",
};

/** Domains below which strangers live side by side: what two hosts share there says nothing. */
const sharedDomains: ReadonlySet<string> = new Set(
  (
    "amazonaws.com appspot.com azurecr.io azurewebsites.net cloudfront.net duckdns.org fly.dev github.io " +
    "herokuapp.com jfrog.io netlify.app ngrok-free.app ngrok.io nip.io onrender.com pages.dev pkg.dev " +
    "quay.io run.app sslip.io vercel.app web.app windows.net workers.dev"
  ).split(" "),
);
/** Second levels under which a country's registry sells names: `co.uk`, `com.au`. */
const secondLevels = /^(?:ac|co|com|edu|go|gob|gov|mil|ne|net|nom|or|org)\.[a-z]{2}$/;

/**
 * Whether the password for `registry` may go to a token server. A registry names its token server itself, so a
 * registry that was taken over could ask for it to be sent anywhere: the host must be the same, a known partner,
 * or share a domain of one owner. Both are `host` or `host:port`.
 */
export function mayReceivePassword(registry: string, realm: string): boolean {
  const from = hostname(registry);
  const to = hostname(realm);
  if (from === to || knownPairs[from] === to) return true;
  if (isIP(from) !== 0 || isIP(to) !== 0) return false;
  const owner = lastLabels(from, 2);
  if (owner !== lastLabels(to, 2) || !owner.includes(".")) return false;
  if (!secondLevels.test(owner)) return !sharedDomains.has(owner);
  return from !== owner && lastLabels(from, 3) === lastLabels(to, 3);
}

function lastLabels(host: string, labels: number): string {
  return host.split(".").slice(-labels).join(".");
}

function hostname(host: string): string {
  return host
    .toLowerCase()
    .replace(/:\d+$/, "")
    .replace(/^\[|\]$/g, "");
}
