/** Platforms, normalised as containerd does before anything is compared. */
import type { Platform } from "../model.ts";
import { suggestion } from "../text/nearest.ts";
import { quote } from "../text/quote.ts";

export type ParsedPlatform = { readonly platform: Platform } | { readonly error: string };

const ARCHITECTURES: ReadonlyMap<string, readonly [architecture: string, variant?: string]> = new Map([
  ["i386", ["386"]],
  ["x86_64", ["amd64"]],
  ["x86-64", ["amd64"]],
  ["aarch64", ["arm64"]],
  ["armhf", ["arm", "v7"]],
  ["armel", ["arm", "v6"]],
]);

/** The variant that an architecture means when none is written: `arm` is v7; of the others the plain word is meant. */
const IMPLIED_VARIANT: Readonly<Record<string, string>> = { amd64: "v1", arm: "v7", arm64: "v8" };

const OPERATING_SYSTEMS: ReadonlySet<string> = new Set(
  "aix android darwin dragonfly freebsd illumos ios js linux netbsd openbsd plan9 solaris wasip1 windows".split(" "),
);
const KNOWN_ARCHITECTURES: ReadonlySet<string> = new Set(
  "386 amd64 arm arm64 loong64 mips mipsle mips64 mips64le ppc64 ppc64le riscv64 s390x wasm".split(" "),
);

/** In lower case, with those that other words stand for. */
export const operatingSystemWords: readonly string[] = [...OPERATING_SYSTEMS, "macos"];
export const architectureWords: readonly string[] = [...KNOWN_ARCHITECTURES, ...ARCHITECTURES.keys()];

const WORD = /^[A-Za-z0-9_.-]+$/;
/** `windows(10.0.17763)`: the version of the operating system, which tells no two platforms apart here. */
const OS_WORD = /^([A-Za-z0-9_-]+)(?:\([A-Za-z0-9_.%+-]*\))?$/;

/**
 * The one platform of a request: `linux/amd64`, `arm64` (an architecture alone means Linux), `linux/arm/v7`,
 * `linux/x86_64`. Words that nobody knows are accepted, as registries do; a list is not. The error says what to write.
 */
export function parseSinglePlatform(text: string): ParsedPlatform {
  if (/[,\s]/.test(text.trim())) {
    return { error: `one platform per request: ${quote(text)} is a list, ask for each of its platforms by itself` };
  }
  const os = normalizePlatform({ os: text.trim(), architecture: "" }).os;
  if (OPERATING_SYSTEMS.has(os))
    return { error: `${quote(text)} names no architecture: write ${os}/amd64 or another one` };
  return parsePlatform(text);
}

/**
 * The same where a person typed it: words that no registry has either are an error, with the word that was meant.
 * `linux/amd46` is no platform, and an image is offered for it nowhere.
 */
export function parseTypedPlatform(text: string): ParsedPlatform {
  const read = parseSinglePlatform(text);
  if ("error" in read) return read;
  const { os, architecture } = read.platform;
  if (!OPERATING_SYSTEMS.has(os))
    return {
      error: `${quote(text)}: ${quote(os)} is not an operating system${suggestion(os, [...OPERATING_SYSTEMS])}`,
    };
  if (KNOWN_ARCHITECTURES.has(architecture)) return read;
  return {
    error: `${quote(text)}: ${quote(architecture)} is not an architecture${suggestion(architecture, [...KNOWN_ARCHITECTURES])}`,
  };
}

/** A platform as a builder reads it (containerd): an operating system alone means its amd64. */
export function parsePlatform(text: string): ParsedPlatform {
  const [first = "", architecture, variant, ...more] = text.trim().split("/");
  const os = OS_WORD.exec(first)?.[1];
  if (
    os === undefined ||
    more.length > 0 ||
    [architecture, variant].some((word) => word !== undefined && !WORD.test(word))
  ) {
    return {
      error: `${quote(text)} is not a platform: write OS/ARCHITECTURE or OS/ARCHITECTURE/VARIANT, such as linux/arm64`,
    };
  }
  if (architecture !== undefined) {
    return { platform: normalizePlatform({ os, architecture, ...(variant === undefined ? {} : { variant }) }) };
  }
  const alone = normalizePlatform({ os, architecture: "amd64" });
  if (OPERATING_SYSTEMS.has(alone.os)) return { platform: alone };
  const platform = normalizePlatform({ os: "linux", architecture: first });
  if (KNOWN_ARCHITECTURES.has(platform.architecture)) return { platform };
  return { error: `${quote(text)} is not an architecture that is known: write OS/ARCHITECTURE, such as linux/amd64` };
}

/**
 * The one form of each platform: `x86_64` is `amd64`, `aarch64` is `arm64`, `arm` is `arm/v7`, `armel` is `arm/v6`,
 * `macos` is `darwin`; `amd64/v1` and `arm64/v8` are what the plain word means. Case does not count.
 */
function normalizePlatform(platform: Platform): Platform {
  const os = platform.os.toLowerCase();
  const word = platform.architecture.toLowerCase();
  const [architecture, known] = ARCHITECTURES.get(word) ?? [word];
  const written = known ?? platform.variant?.toLowerCase() ?? "";
  const variant = /^\d+$/.test(written) ? `v${written}` : written;
  const implied = IMPLIED_VARIANT[architecture];
  const shown = variant === "" || variant === implied ? (architecture === "arm" ? "v7" : "") : variant;
  return { os: os === "macos" ? "darwin" : os, architecture, ...(shown === "" ? {} : { variant: shown }) };
}

/** `linux/amd64`, `linux/arm/v7`; normalised. */
export function formatPlatform(platform: Platform): string {
  const { os, architecture, variant } = normalizePlatform(platform);
  return variant === undefined ? `${os}/${architecture}` : `${os}/${architecture}/${variant}`;
}

/**
 * Whether what is offered is what is asked for: equal once normalised. `linux/arm64` is `arm64/v8`, `linux/amd64` is
 * `amd64/v1` and not `amd64/v3`, `arm/v7` is not `arm/v6`. Versions of Windows do not count.
 */
export function matchesPlatform(asked: Platform, offered: Platform): boolean {
  return formatPlatform(asked) === formatPlatform(offered);
}

/** The one spelling of a platform: `linux/arm64` for `linux/arm64/v8`. What is no platform stays as it is. */
export function normalPlatform(text: string): string {
  const read = parsePlatform(text);
  return "error" in read ? text : formatPlatform(read.platform);
}
