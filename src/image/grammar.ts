/**
 * The grammar of distribution/reference v0.6, the one that Docker and BuildKit use.
 *
 *     name   = [domain "/"] path [":" tag] ["@" digest]
 *     domain = the first part, if it is `localhost` or has a dot, a colon or an upper-case letter
 */
const DOMAIN_COMPONENT = "(?:[a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9])";

export const DOMAIN = new RegExp(
  `^(?:${DOMAIN_COMPONENT}(?:\\.${DOMAIN_COMPONENT})*|\\[[a-fA-F0-9:]+\\])(?::[0-9]+)?$`,
);
/** One part of a path: runs of letters and digits joined by a dot, one or two underscores or any number of dashes. */
export const COMPONENT = /^[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*$/;
export const TAG = /^\w[\w.-]{0,127}$/;
/** 64 hex digits alone are an image ID to Docker, never a name. */
export const IMAGE_ID = /^[a-f0-9]{64}$/;
/** Longest path, domain not counted. */
export const LONGEST_PATH = 255;

const DIGEST = /^[A-Za-z][A-Za-z0-9]*(?:[-_+.][A-Za-z][A-Za-z0-9]*)*:[0-9A-Fa-f]{32,}$/;

/** Digest algorithms that Docker knows, with their number of hex digits. */
export const DIGEST_LENGTHS: ReadonlyMap<string, number> = new Map([
  ["sha256", 64],
  ["sha384", 96],
  ["sha512", 128],
]);

export const HUB = "docker.io";

/** A name cut into parts, none of them judged. Offsets are into the text; a part that Docker fills in has that of what it is put before. */
export interface NameParts {
  readonly domain: string;
  readonly path: string;
  readonly tag: string | undefined;
  readonly digest: string | undefined;
  readonly pathAt: number;
  readonly tagAt: number;
  readonly digestAt: number;
}

/** Cuts a name into domain, path, tag and digest as Docker does; `docker.io` and `library/` are filled in. */
export function cutName(text: string): NameParts {
  const { domain, prefix, at } = cutDomain(text);
  const digestSign = text.indexOf("@", at);
  const named = digestSign < 0 ? text.length : digestSign;
  const colon = text.indexOf(":", at);
  const tagged = colon >= 0 && colon < named;
  return {
    domain,
    path: prefix + text.slice(at, tagged ? colon : named),
    tag: tagged ? text.slice(colon + 1, named) : undefined,
    digest: digestSign < 0 ? undefined : text.slice(digestSign + 1),
    pathAt: at,
    tagAt: colon + 1,
    digestAt: digestSign + 1,
  };
}

function cutDomain(text: string): { domain: string; prefix: string; at: number } {
  const slash = text.indexOf("/");
  if (slash < 0) return { domain: HUB, prefix: "library/", at: 0 };
  const first = text.slice(0, slash);
  if (first === HUB || first === "index.docker.io") {
    return { domain: HUB, prefix: text.includes("/", slash + 1) ? "" : "library/", at: slash + 1 };
  }
  return isDomain(first) ? { domain: first, prefix: "", at: slash + 1 } : { domain: HUB, prefix: "", at: 0 };
}

/** Whether the first of several parts names a registry and not a part of the path. */
export function isDomain(part: string): boolean {
  return part === "localhost" || /[.:]/.test(part) || part.toLowerCase() !== part;
}

export function isPath(path: string): boolean {
  return path.length <= LONGEST_PATH && path.split("/").every((component) => COMPONENT.test(component));
}

/** A digest that Docker takes: a known algorithm with its number of hex digits, in lower case. */
export function isDigest(digest: string): boolean {
  if (!DIGEST.test(digest)) return false;
  const colon = digest.indexOf(":");
  const hex = digest.slice(colon + 1);
  return DIGEST_LENGTHS.get(digest.slice(0, colon)) === hex.length && /^[a-f0-9]+$/.test(hex);
}
