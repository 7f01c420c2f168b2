/** Image names as Docker and BuildKit read them. */
import type { ImageName } from "../model.ts";
import { explainName, type NameError } from "./explain.ts";
import { COMPONENT, cutName, DOMAIN, IMAGE_ID, isDigest, isPath, LONGEST_PATH, TAG } from "./grammar.ts";

export type ParsedName = { readonly name: ImageName } | NameError;

/**
 * Reads a name as Docker does (`ParseNormalizedNamed` of distribution/reference v0.6): `docker.io` and `library/` are
 * filled in, the tag is not. Nothing is trimmed and no scheme is accepted; see written.ts for names with one.
 * The error names the part that is wrong and says what to write.
 */
export function parseImageName(text: string): ParsedName {
  const name = readName(text);
  return name === undefined ? explainName(text) : { name };
}

/** Fully qualified: `docker.io/library/alpine:3.20`; `:latest` where neither tag nor digest is; both kept where both are. */
export function canonicalName(name: ImageName): string {
  const tag = name.tag ?? (name.digest === undefined ? "latest" : undefined);
  return (
    (name.registry === "" ? "" : `${name.registry}/`) +
    name.repository +
    (tag === undefined ? "" : `:${tag}`) +
    (name.digest === undefined ? "" : `@${name.digest}`)
  );
}

/** The canonical form of a name, or undefined where no registry would accept it. */
export function canonicalOf(text: string): string | undefined {
  const name = readName(text);
  return name === undefined ? undefined : canonicalName(name);
}

function readName(text: string): ImageName | undefined {
  if (IMAGE_ID.test(text)) return undefined;
  const { domain, path, tag, digest } = cutName(text);
  if (tag !== undefined && !TAG.test(tag)) return undefined;
  if (digest !== undefined && !isDigest(digest)) return undefined;
  if (!isPath(path)) return undefined;
  const rest = { ...(tag === undefined ? {} : { tag }), ...(digest === undefined ? {} : { digest }) };
  if (DOMAIN.test(domain)) return { registry: domain, repository: path, ...rest };
  // `a.b_c/d`: no domain by its underscore, yet a fine path. Docker's parser takes it and knows no registry for it.
  const repository = `${domain}/${path}`;
  if (!COMPONENT.test(domain) || repository.length > LONGEST_PATH) return undefined;
  return { registry: "", repository, ...rest };
}
