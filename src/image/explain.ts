/** Why a text is no image name: the part that is wrong, and what to write instead. */
import { COMPONENT, cutName, DIGEST_LENGTHS, DOMAIN, IMAGE_ID, LONGEST_PATH, TAG } from "./grammar.ts";
import { quote } from "../text/quote.ts";

/** Why a text is no image name. `position` is the 0-based offset (UTF-16 units) of the part that is wrong. */
export interface NameError {
  readonly error: string;
  readonly position: number;
}

/** Explains a text that `parseImageName` refuses. Its checks run from what a person sees first to the fine print. */
export function explainName(text: string): NameError {
  if (text === "")
    return { error: "the image name is empty: write one, such as docker.io/library/alpine:3.20", position: 0 };
  return foreignText(text) ?? explainParts(text);
}

/** Things that belong to the world around a name: blanks, schemes, placeholders, IDs. */
function foreignText(text: string): NameError | undefined {
  const scheme = /^[A-Za-z][A-Za-z0-9+.-]*:\/\//.exec(text);
  if (scheme !== null) {
    const rest = text.slice(scheme[0].length);
    return {
      error: `an image name has no scheme: leave out ${quote(scheme[0])} and write ${quote(rest)}`,
      position: 0,
    };
  }
  const placeholder = /\$\{|\$[A-Za-z_]|\{\{|<[A-Za-z]/.exec(text);
  if (placeholder !== null) {
    return {
      error: `${quote(text)} still holds a placeholder: give ${quote(text.slice(placeholder.index))} its value`,
      position: placeholder.index,
    };
  }
  const blank = /\s/u.exec(text);
  if (blank !== null) {
    return {
      error: `an image name has no blanks: remove the one after ${quote(text.slice(0, blank.index))}`,
      position: blank.index,
    };
  }
  if (IMAGE_ID.test(text)) {
    return { error: "64 hex digits alone are an image ID, not a name: write NAME@sha256: before them", position: 0 };
  }
  const strange = /[^\w./:@+[\]-]/u.exec(text);
  if (strange !== null) {
    return { error: `${quote(strange[0])} cannot stand in an image name: remove it`, position: strange.index };
  }
  return undefined;
}

function explainParts(text: string): NameError {
  const { domain, path, tag, pathAt, tagAt, digestAt } = cutName(text);
  return (
    explainDomain(domain, path) ??
    explainPath(path, pathAt, text) ??
    (tag === undefined ? undefined : explainTag(tag, tagAt)) ??
    // The rest is as it should be, so what is wrong is the digest, which ends the text.
    explainDigest(text.slice(digestAt), digestAt)
  );
}

function explainDomain(domain: string, path: string): NameError | undefined {
  if (DOMAIN.test(domain)) return undefined;
  if (COMPONENT.test(domain) && domain.length + 1 + path.length <= LONGEST_PATH) return undefined;
  const advice =
    /:[^:\]]*$/.test(domain) && !/:[0-9]+$/.test(domain)
      ? "after its colon comes a port number"
      : "write a host name of letters, digits, dashes and dots, with :PORT if it needs one";
  return { error: `${quote(domain)} is not a registry: ${advice}`, position: 0 };
}

function explainPath(path: string, position: number, text: string): NameError | undefined {
  // What Docker fills in is not the writer's to mend.
  const written = text.startsWith(path, position) ? path : path.slice("library/".length);
  const upper = /\p{Lu}/u.exec(written);
  if (upper !== null) {
    const error = `the repository ${quote(written)} must be in lower case: write ${quote(written.toLowerCase())}`;
    return { error, position: position + upper.index };
  }
  let at = position;
  for (const component of written.split("/")) {
    if (!COMPONENT.test(component)) return { error: explainComponent(component, written), position: at };
    at += component.length + 1;
  }
  if (path.length <= LONGEST_PATH) return undefined;
  return { error: `the repository is ${path.length} characters long: ${LONGEST_PATH} are allowed`, position };
}

function explainComponent(component: string, path: string): string {
  if (path === "") return "the name of the repository is missing: write it before the tag or digest";
  if (component !== "") {
    const allowed = "lower-case letters and digits, joined by one dot, one or two underscores, or dashes";
    return `${quote(component)} cannot be a part of the path: it must be ${allowed}`;
  }
  return path.endsWith("/")
    ? "nothing follows the last slash: write the name of a repository there"
    : "a part of the path is empty: write exactly one slash between two parts";
}

function explainTag(tag: string, position: number): NameError | undefined {
  if (TAG.test(tag)) return undefined;
  if (tag === "") return { error: "no tag follows the colon: write one, or leave out the colon", position };
  if (tag.length > 128 && TAG.test(tag.slice(0, 128))) {
    return { error: `the tag is ${tag.length} characters long: 128 are allowed`, position };
  }
  if (tag.includes("/"))
    return { error: `a tag has no slash, and ${quote(tag)} is one: put the path before the tag`, position };
  if (tag.includes(":")) {
    return { error: `${quote(tag)} has a second colon: a name has one tag, and a digest follows "@"`, position };
  }
  return {
    error: `${quote(tag)} cannot be a tag: letters, digits, "_", "." and "-", the first not "." or "-"`,
    position,
  };
}

function explainDigest(digest: string, position: number): NameError {
  const [algorithm = "", hex] = digest.split(":", 2);
  const form = "write sha256: and 64 hex digits";
  if (hex === undefined || hex === "") return { error: `${quote(digest)} is not a digest: ${form}`, position };
  const length = DIGEST_LENGTHS.get(algorithm);
  if (length === undefined) {
    const advice = DIGEST_LENGTHS.has(algorithm.toLowerCase()) ? `write ${algorithm.toLowerCase()}` : form;
    return { error: `${quote(algorithm)} is not a digest algorithm that Docker knows: ${advice}`, position };
  }
  if (digest.includes(":", algorithm.length + 1)) {
    return { error: `something follows the digest in ${quote(digest)}: a tag goes before the "@"`, position };
  }
  const stray = /[^a-f0-9]/.exec(hex);
  if (stray !== null) {
    const advice = /[^a-fA-F0-9]/.test(hex) ? "only 0-9 and a-f are allowed" : "write its letters in lower case";
    return {
      error: `the digest has ${quote(stray[0])} in it: ${advice}`,
      position: position + algorithm.length + 1 + stray.index,
    };
  }
  return { error: `the ${algorithm} digest has ${hex.length} hex digits: it needs ${length}`, position };
}
