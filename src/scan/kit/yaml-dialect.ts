/** What the tools that read YAML take from its first version (1.1), where the library here goes by 1.2 alone. */
import { isScalar, type Scalar } from "yaml";
import type { SourceKind } from "../../model.ts";

/** go-yaml v3 and v4, libyaml (Psych, PyYAML), YamlDotNet and ruamel end a line at each of these; measured. */
const LINE_ENDS = /\r(?!\n)|[\u0085\u2028\u2029]/g;
/** What is JSON to its tools has these within strings. */
const JSON_LINE_ENDS = /\r(?!\n)/g;

/** A text of the same length in which every line ends with a line feed. */
export function withLineFeeds(text: string, isJson: boolean): string {
  return text.replace(isJson ? JSON_LINE_ENDS : LINE_ENDS, "\n");
}

const TAG = "tag:yaml.org,2002:";

/** `!!merge any: *base` merges as `<<: *base` does for go-yaml v4; others have the key as it is written. */
export function isTaggedMerge(key: unknown): boolean {
  return isScalar(key) && key.tag === `${TAG}merge`;
}

/** Whether a plain scalar stands for no value, whatever its tag: an image of that name is written in quotes. */
export function isNull(scalar: Scalar, value: string): boolean {
  if (scalar.tag === `${TAG}str`) return value === "";
  return /^(?:~|null|Null|NULL)?$/.test(value);
}

/**
 * The text that a scalar gives. `!!binary` is text in base64 to go-yaml (`image: !!binary ZGViaWFuOjEy` is `debian:12`),
 * and `!binary` as well to Psych, which reads GitLab's files.
 */
export function textOf(scalar: Scalar, value: string, source: SourceKind): string {
  const isBinary = scalar.tag === `${TAG}binary` || (scalar.tag === "!binary" && source === "gitlab");
  return isBinary ? Buffer.from(value, "base64").toString("utf8") : value;
}

/** GitLab turns keys into symbols, and Psych reads `:image` as the symbol of that name. */
export function keyOf(key: string, isPlain: boolean, source: SourceKind): string {
  const [, quoted, bare] = source === "gitlab" && isPlain ? (/^:(?:(["'].*["'])|(.+))$/s.exec(key) ?? []) : [];
  return quoted?.slice(1, -1) ?? bare ?? key;
}
