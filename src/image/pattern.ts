/**
 * Name patterns of a policy: they match the canonical form on segment boundaries.
 *
 *     quay.io                     the whole registry        docker.io            Docker Hub in every spelling
 *     quay.io/biocontainers/*     one segment below         ghcr.io/acme/**      any depth below
 *     docker.io/nfcore/legacy:*   any tag                   *.example.com/**     any host below example.com
 *     ghcr.io/acme/tool:1.2.*     tags that begin so        ghcr.io/acme/*@*     only with a digest
 *     https://depot.galaxyproject.org/singularity/*         downloads only; without a scheme, images and downloads
 *
 * `*` and `?` stay within a segment, `**` is any number of segments (at the end: at least one). A pattern without a tag
 * matches every tag and digest. As in a name, a first segment without dot, port or `localhost` is below docker.io.
 */
import { HUB, isDomain } from "./grammar.ts";
import { judgedRegistry, judgedRepository } from "./registry-host.ts";
import { quote } from "../text/quote.ts";
import { decodedPath, readWrittenName } from "./written.ts";
import { coversText, matchesSequence, matchesText } from "../text/wildcards.ts";

export interface NamePattern {
  /** Whether a name is covered: a canonical one, or one as written (with a scheme, a URL). A local file never is. */
  matches(name: string): boolean;
  /** Whether it covers every name that another pattern does; where it says no, it may be so all the same. */
  covers(pattern: string): boolean;
  /** Why it hardly matches what was meant, and what to write instead. */
  readonly doubt?: string;
}

/** What is matched: the host and the segments below it. An absent tag or digest is empty. */
interface Subject {
  readonly world: string;
  readonly segments: readonly string[];
  readonly tag: string;
  readonly digest: string;
}

/** The same with globs; an absent tag or digest is not looked at. */
interface Glob {
  readonly worlds: ReadonlySet<string>;
  readonly segments: readonly string[];
  readonly tag?: string;
  readonly digest?: string;
}

/** Where the names of a scheme live: `docker://` and `oras://` are both images of a registry. */
const WORLDS: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  ["", new Set(["registry", "https", "http", "ftp"])],
  ["docker", new Set(["registry"])],
  ["oras", new Set(["registry"])],
  ["https", new Set(["https"])],
  ["http", new Set(["http"])],
  ["ftp", new Set(["ftp"])],
  ["library", new Set(["library"])],
  ["shub", new Set(["shub"])],
]);

const ALL_WORLDS: ReadonlySet<string> = new Set([...WORLDS.values()].flatMap((worlds) => [...worlds]));

/** Compiles a pattern. One that could never match is an error which says what to write. */
export function compilePattern(text: string): NamePattern | { readonly error: string } {
  const glob = readPattern(text);
  if ("error" in glob) return { error: `the pattern ${quote(text)}: ${glob.error}` };
  const doubt = doubtOf(text, glob);
  return {
    ...(doubt !== undefined && { doubt: `the pattern ${quote(text)} ${doubt}` }),
    matches(name) {
      const subject = subjectOf(name);
      return (
        subject !== undefined &&
        glob.worlds.has(subject.world) &&
        matchesSequence(glob.segments, "**", subject.segments, matchesText) &&
        (glob.tag === undefined || matchesText(glob.tag, subject.tag)) &&
        (glob.digest === undefined || (subject.digest !== "" && matchesText(glob.digest, subject.digest)))
      );
    },
    covers(pattern) {
      const inner = readPattern(pattern);
      return !("error" in inner) && coversGlob(glob, inner);
    },
  };
}

function coversGlob(outer: Glob, inner: Glob): boolean {
  return (
    [...inner.worlds].every((world) => outer.worlds.has(world)) &&
    matchesSequence(outer.segments, "**", inner.segments, (o, i) => i !== "**" && coversText(o, i)) &&
    (outer.tag === undefined || (inner.tag !== undefined && coversText(outer.tag, inner.tag))) &&
    (outer.digest === undefined || (inner.digest !== undefined && coversText(outer.digest, inner.digest)))
  );
}

function readPattern(text: string): Glob | { readonly error: string } {
  const scheme = /^([A-Za-z][A-Za-z0-9+.-]*):\/\//.exec(text)?.[1] ?? "";
  const worlds = WORLDS.get(scheme.toLowerCase());
  if (worlds === undefined)
    return { error: `the scheme ${quote(`${scheme}://`)} is not known: leave it out, or write https://` };
  const [named = "", digest, ...more] = text.slice(scheme === "" ? 0 : scheme.length + 3).split("@");
  const { segments: written, tag } = splitTag(named);
  const error =
    more.length > 0
      ? 'a digest follows one "@": remove the second'
      : (segmentError(written) ?? tagError(tag) ?? digestError(digest));
  if (error !== undefined) return { error };
  const inRegistry = worlds.has("registry");
  const segments = inRegistry ? qualify(written) : qualifyUrl(written, worlds);
  const upper = inRegistry ? segments.slice(1).find((segment) => segment !== segment.toLowerCase()) : undefined;
  if (upper !== undefined && scheme !== "") {
    return { error: `a repository is in lower case: write ${quote(upper.toLowerCase())}` };
  }
  return {
    worlds: scheme === "" && segments[0] === "**" ? ALL_WORLDS : worlds,
    segments: segments.at(-1) === "**" ? [...segments.slice(0, -1), "*", "**"] : segments,
    ...(tag === undefined ? {} : { tag }),
    ...(digest === undefined ? {} : { digest }),
  };
}

/** Registries in which every image lies in a namespace. */
const HAVE_NAMESPACES: ReadonlySet<string> = new Set(
  "quay.io ghcr.io public.ecr.aws registry.gitlab.com community.wave.seqera.io nvcr.io".split(" "),
);

/** A pattern without a scheme may always be of downloads; of images it is sure to match none here. */
function doubtOf(text: string, { worlds, segments, tag }: Glob): string | undefined {
  if (!worlds.has("registry")) return undefined;
  const [host = "", ...below] = segments;
  if (below.some((segment) => segment !== segment.toLowerCase()))
    return `matches downloads only: a repository is in lower case. Write ${quote(text.toLowerCase())}, or https:// in front of it`;
  if (host === HUB && below.join("/") === "library/*" && !text.includes("library"))
    return `is of official images only (docker.io/library/*): write ${quote(HUB)} for all of Docker Hub`;
  const isLone =
    HAVE_NAMESPACES.has(host) &&
    below.length === 1 &&
    !below.some((segment) => /[*?]/.test(segment)) &&
    tag === undefined;
  return isLone ? `is of one image and of nothing below it: write ${quote(`${text}/**`)}` : undefined;
}

/** Cuts a path into its segments, and the tag off the last one; the port of a lone host is none. */
function splitTag(path: string): { segments: readonly string[]; tag?: string } {
  const last = path.lastIndexOf("/") + 1;
  const colon = path.indexOf(":", Math.max(last, path.lastIndexOf("]") + 1));
  if (colon < 0) return { segments: path.split("/") };
  const named = path.slice(0, colon);
  const tag = path.slice(colon + 1);
  if (last === 0 && isHost(named) && /^\d+$/.test(tag)) return { segments: [path] };
  return { segments: named.split("/"), tag };
}

function isHost(segment: string): boolean {
  return segment !== "**" && (isDomain(segment) || segment.startsWith("*"));
}

/** Fills in what a canonical name has: the registry, `library/`, and `**` below a registry that stands alone. */
function qualify(segments: readonly string[]): readonly string[] {
  const [first = "", ...rest] = segments;
  if (/^\*+$/.test(first) && rest.length === 0) return ["**"];
  if (first === "**") return segments;
  if (!isHost(first)) return rest.length === 0 ? [HUB, "library", first] : [HUB, ...segments];
  const host = judgedRegistry(first);
  if (rest.length === 0) return [host, "**"];
  return host === HUB && rest.length === 1 && rest[0] !== "**" ? [HUB, "library", ...rest] : [host, ...rest];
}

/** A server that stands alone means all of it, as a registry does; a collection of a library is no server. */
function qualifyUrl(segments: readonly string[], worlds: ReadonlySet<string>): readonly string[] {
  const [first = "", ...rest] = segments;
  const isServer = !worlds.has("library") && !worlds.has("shub") && rest.length === 0 && first !== "**";
  return [judgedRegistry(first), ...(isServer ? ["**"] : rest)];
}

function segmentError(segments: readonly string[]): string | undefined {
  if (segments.length === 1 && segments[0] === "")
    return "the pattern is empty: write a registry, or ** for every image";
  for (const [at, segment] of segments.entries()) {
    if (segment === "") {
      return at === segments.length - 1
        ? "nothing follows the last slash: write ** there for everything below"
        : "a segment is empty: write exactly one slash between two";
    }
    if (segment.includes("**") && segment !== "**") return `${quote(segment)}: ** stands alone between slashes`;
    const stray = /[^\w.:[\]*?~%+-]/u.exec(segment)?.[0];
    if (stray !== undefined) return `${quote(stray)} cannot be in a name: only * and ? stand for other characters`;
    if (at > 0 && segment.includes(":"))
      return segment.includes("[")
        ? `${quote(segment)}: in a tag only * and ? stand for other characters`
        : `${quote(segment)}: a colon is for the tag, at the end, or for the port of the registry`;
  }
  return undefined;
}

function tagError(tag: string | undefined): string | undefined {
  if (tag === undefined || /^[\w.*?-]+$/.test(tag)) return undefined;
  return tag === ""
    ? "no tag follows the colon: write * for any"
    : `${quote(tag)} cannot be a tag: * stands for any text, ? for one character, and a range of versions is a pattern each`;
}

function digestError(digest: string | undefined): string | undefined {
  if (digest === undefined || /^[a-z0-9:*?]+$/.test(digest)) return undefined;
  return digest === ""
    ? 'no digest follows the "@": write * for any'
    : `${quote(digest)} cannot be a digest: write sha256:* for any`;
}

/** Many patterns are held against one name after another: it is read once. */
let latest: { readonly name: string; readonly subject: Subject | undefined } | undefined;

function subjectOf(name: string): Subject | undefined {
  if (latest?.name !== name) latest = { name, subject: readSubject(name) };
  return latest.subject;
}

function readSubject(name: string): Subject | undefined {
  const read = readWrittenName(name);
  if (read.kind === "registry") {
    const { registry, tag, digest = "" } = read.name;
    const segments = [judgedRegistry(registry), ...judgedRepository(read.name).split("/")];
    return { world: "registry", segments, tag: tag ?? (digest === "" ? "latest" : ""), digest };
  }
  if (read.kind === "library") {
    const host = read.host === undefined ? [] : [read.host.toLowerCase()];
    return { world: read.scheme, segments: [...host, ...read.path.split("/")], tag: read.tag ?? "latest", digest: "" };
  }
  if (read.kind !== "download") return undefined;
  const { segments, tag = "" } = splitTag(decodedPath(read.url).slice(1));
  return {
    world: read.scheme,
    segments: [judgedRegistry(read.url.host), ...segments],
    tag,
    digest: read.sha256 === undefined ? "" : `sha256:${read.sha256}`,
  };
}
