/** How firmly a name is tied to one image, judged by the name alone. */
import type { ImageName, PinStrength } from "../model.ts";
import { quote } from "../text/quote.ts";
import { decodedPath, readWrittenName, type WrittenName } from "./written.ts";

export interface Pin {
  readonly pin: PinStrength;
  /** One clause for a person: what in the name makes it so. */
  readonly reason: string;
}

const NO_TAG: Pin = { pin: "none", reason: "neither tag nor digest is written, so :latest is taken" };

/** Strongest first. `locked` is what `containers.lock` makes of a name: no name is it by itself. */
export const PIN_STRENGTHS: readonly PinStrength[] = [
  "digest",
  "locked",
  "content",
  "build",
  "version",
  "floating",
  "none",
];

/** Whether a pin is as strong as asked or stronger. */
export function isAtLeast(pin: PinStrength, asked: PinStrength): boolean {
  return PIN_STRENGTHS.indexOf(pin) <= PIN_STRENGTHS.indexOf(asked);
}

/** The pin strength of any written name: with or without scheme, URL or path. */
export function pinOf(text: string): Pin {
  return pinOfName(readWrittenName(text));
}

/** The same for one that is read already. */
export function pinOfName(read: WrittenName): Pin {
  if (read.kind === "registry") return pinOfImage(read.name);
  if (read.kind === "download") return pinOfDownload(read.url, read.sha256);
  if (read.kind === "library") return pinOfLibraryTag(read.tag);
  if (read.kind === "local") return { pin: "none", reason: "a local file: nothing in the name says what it holds" };
  return { pin: "none", reason: "not a valid image name" };
}

function pinOfImage(name: ImageName): Pin {
  if (name.digest !== undefined)
    return { pin: "digest", reason: `the digest ${short(name.digest)} names one manifest` };
  return name.tag === undefined ? NO_TAG : pinOfTag(name.tag);
}

/** As much of a file name as is looked at, from its end. */
const LONGEST_FILE = 256;

function pinOfDownload(url: URL, sha256: string | undefined): Pin {
  if (sha256 !== undefined)
    return { pin: "content", reason: `the URL carries the sha256 of its content, ${short(sha256)}` };
  const path = decodedPath(url);
  const file = path.slice(path.lastIndexOf("/") + 1).slice(-LONGEST_FILE);
  const colon = file.lastIndexOf(":");
  if (colon >= 0) return pinOfTag(file.slice(colon + 1).replace(/\.(?:sif|simg|img|sqsh)$/, ""));
  const version = /[-_.](v?\d+(?:\.\d+)+[\w.-]*?)(?:\.(?:sif|simg|img|sqsh))?$/.exec(file)?.[1];
  if (version !== undefined) return { pin: "version", reason: `the file name has the version ${quote(version)}` };
  const folders = path.split("/").slice(0, -1);
  const release = folders.findLast((folder) => /^v?\d+(?:\.\d+)+[\w.-]*$/.test(folder));
  if (release !== undefined) return { pin: "version", reason: `the path has the version ${quote(release)}` };
  return { pin: "none", reason: "the URL carries neither a tag nor a sha256" };
}

function pinOfLibraryTag(tag: string | undefined): Pin {
  if (tag === undefined) return NO_TAG;
  const sum = /^sha256[.:]([a-f0-9]{64})$/.exec(tag)?.[1];
  return sum === undefined
    ? pinOfTag(tag)
    : { pin: "content", reason: `the tag is the sha256 of the image, ${short(sum)}` };
}

/** Words that follow whatever was pushed last, even with a number behind them (`stable-1`). */
const FLOATING: ReadonlySet<string> = new Set(
  (
    "latest stable edge main master dev devel develop development nightly weekly daily staging prod production canary " +
    "next current head trunk rolling unstable lts mainline snapshot feature feat bugfix issue branch"
  ).split(" "),
);

/** The build of a pull request, made anew with each push: `pr-123`, `1.2.3-pr45`, `refs-pull-12-merge`. */
const PULL_REQUEST = /(?:^|[-_.])((?:pr|mr|pull|pull-request|merge-request)[-_.]?\d+)(?=$|[-_.])/i;
/** A version that is not out yet, pushed again and again: `1.2.3-SNAPSHOT` of Maven, `2.0dev` of nf-core, `3.20-edge`. */
const UNRELEASED = /(?:^|[-_.])(snapshot)(?=$|[-_.])|(?:[-_.]|\d)(snapshot|dev|latest|nightly|edge|canary)$/i;

/** Words with digits that name a processor, not a version. */
const PROCESSOR =
  /(?:^|[-_.])(?:x86[-_]64(?:[-_]v\d)?|x86|x64|amd64(?:v\d)?|arm64(?:v8)?|aarch64|arm32v\d|armv?\d\w*|i[36]86|386|ppc64(?:le|el)?|s390x|riscv64|mips64(?:le|el)?|k8s)(?=$|[-_.])/gi;

/** The pin strength of a tag. */
function pinOfTag(tag: string): Pin {
  return buildTag(tag) ?? commitTag(tag) ?? dateTag(tag) ?? shortCommitTag(tag) ?? versionTag(tag);
}

function buildTag(tag: string): Pin | undefined {
  // conda's `<version>--<build string>`: `h50ea8bc_0`, `py39hbf8eff0_1`, `pl5321hdfd78af_0`, `py27_2`, `0`.
  const conda = /--((?:[a-z][a-z0-9.]*_)?\d+)$/i.exec(tag)?.[1];
  if (conda !== undefined && !/^\d{8,}$/.test(conda))
    return { pin: "build", reason: `${quote(conda)} is the build of a BioContainers image` };
  const wave = /(?:^|--?)([a-f0-9]{16})$/.exec(tag)?.[1];
  if (wave !== undefined) return { pin: "build", reason: `${quote(wave)} is the hash of what Wave built it from` };
  const [, set, build] = /^([a-f0-9]{40})-(\d+)$/.exec(tag) ?? [];
  if (set !== undefined && build !== undefined)
    return { pin: "build", reason: `build ${build} of the BioContainers package set ${quote(short(set))}` };
  return undefined;
}

/** A commit of the repository that it was built from: `sha-1a2b3c4`, `v1.2-5-g1a2b3c4`, 40 hex digits. */
function commitTag(tag: string): Pin | undefined {
  const found =
    /(?:^|[-_.])(?:sha|git|commit|rev)[-_.]?([a-f0-9]{7,40})(?=$|[-_.])/.exec(tag) ??
    /(?:^|[-_.])g?([a-f0-9]{40})(?=$|[-_.])/.exec(tag) ??
    /-\d+-g([a-f0-9]{7,40})(?=$|[-_.])/.exec(tag);
  const commit = found?.[1];
  return commit === undefined
    ? undefined
    : { pin: "build", reason: `${quote(commit)} is the commit that it was built from` };
}

/** `main-1a2b3c4`, `1a2b3c4`: letters and digits of a hash at the end, with no word before it that says so. */
function shortCommitTag(tag: string): Pin | undefined {
  const found = /(?:^|[-_.])(?=[a-f]*\d)(?=\d*[a-f])([a-f0-9]{7,12})$/.exec(tag)?.[1];
  return found === undefined
    ? undefined
    : { pin: "build", reason: `${quote(found)} looks like the commit that it was built from` };
}

function dateTag(tag: string): Pin | undefined {
  const date = /(?:^|\D)((?:19|20)\d\d([-_.]?)(?:0[1-9]|1[0-2])\2(?:0[1-9]|[12]\d|3[01]))(?=\D|$)/.exec(tag)?.[1];
  return date === undefined ? undefined : { pin: "version", reason: `the tag has the date ${date}` };
}

function versionTag(tag: string): Pin {
  const words = tag.replace(PROCESSOR, "");
  const request = PULL_REQUEST.exec(words)?.[1];
  if (request !== undefined)
    return { pin: "floating", reason: `${quote(request)} is of a pull request, built anew with each push` };
  const unreleased = UNRELEASED.exec(words);
  if (unreleased !== null)
    return { pin: "floating", reason: `${quote(unreleased[1] ?? unreleased[2] ?? "")} is whatever was pushed last` };
  const [first = ""] = words.split(/[-_.]/);
  const floating = FLOATING.has(first.toLowerCase()) ? first : undefined;
  const version = (floating === undefined ? /(?:^|[-_.])([a-z]{0,12}\d[\w.]*)/i : /(?:^|[-_])(v?\d+\.[\w.]*)/i).exec(
    words,
  )?.[1];
  if (version !== undefined) return { pin: "version", reason: `the tag has the version ${quote(version)}` };
  if (floating !== undefined) return { pin: "floating", reason: `${quote(floating)} is whatever was pushed last` };
  return { pin: "floating", reason: `nothing in the tag ${quote(tag)} is a version` };
}

function short(digest: string): string {
  return digest.replace(/([a-f0-9]{12})[a-f0-9]+$/, "$1…");
}
