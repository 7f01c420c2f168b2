/** Where in an image name its version stands: what a person, or a fix, changes for another one. */
import type { Range } from "../text/lines.ts";

/** A stretch of a name. `name`: it has no version, which is to be written behind this last part of its path. */
export interface VersionPart extends Range {
  readonly kind: "digest" | "tag" | "name";
}

/** The digest, else the tag, else the last part of the path. */
export function versionPart(name: string): VersionPart {
  const end = name.length;
  const at = name.indexOf("@");
  if (at !== -1) return { kind: "digest", start: at + 1, end };
  const last = name.lastIndexOf("/") + 1;
  const colon = name.indexOf(":", last);
  return colon === -1 ? { kind: "name", start: last, end } : { kind: "tag", start: colon + 1, end };
}
