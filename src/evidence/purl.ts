/** Package URLs (purl-spec), the names that inventories and statements have for images and repositories. */

export interface PackageUrl {
  readonly type: "oci" | "github" | "generic";
  readonly namespace?: readonly string[];
  readonly name: string;
  readonly version?: string | undefined;
  /** Those without a value are left out. */
  readonly qualifiers?: Readonly<Record<string, string | undefined>>;
  /** A path in the package, "/" between folders. */
  readonly subpath?: string | undefined;
}

/** In the canonical form: everything that is not plain is percent-encoded, qualifiers are sorted. */
export function packageUrl({ type, namespace = [], name, version, qualifiers = {}, subpath }: PackageUrl): string {
  const path = [type, ...namespace.map(encoded), encoded(name)].join("/");
  const query = Object.entries(qualifiers)
    .flatMap(([key, value]) => (value === undefined || value === "" ? [] : [`${key}=${encoded(value)}`]))
    .sort()
    .join("&");
  const below = encodedPath(subpath ?? "");
  return [
    `pkg:${path}`,
    version === undefined || version === "" ? "" : `@${encoded(version)}`,
    query === "" ? "" : `?${query}`,
    below === "" ? "" : `#${below}`,
  ].join("");
}

/** A path as part of a URI, each name encoded by itself; empty ones, `.` and `..` are none. */
export function encodedPath(path: string): string {
  return path
    .split("/")
    .filter((name) => !["", ".", ".."].includes(name))
    .map(encoded)
    .join("/");
}

/** All but letters, digits, `.-_~` and the colon, as UTF-8. Half of a character, which no UTF-8 has, becomes U+FFFD. */
export function encoded(text: string): string {
  return encodeURIComponent(text.toWellFormed())
    .replace(/[!'()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`)
    .replaceAll("%3A", ":");
}

/** A URL as every reader takes it: what browsers leave as it is in paths (`|`, brackets) encoded, too; without who logs in. */
export function addressOf({ origin, pathname, search }: URL): string {
  // WHATWG URL lets these stand in a path, and braces in a host.
  return percent(origin, /[`{}]/g) + percent(`${pathname}${search}`, /[|\\^[\]`{}]/g);
}

function percent(text: string, characters: RegExp): string {
  return text.replace(characters, (character) => encodeURIComponent(character));
}
