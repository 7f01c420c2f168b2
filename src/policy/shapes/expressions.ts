/**
 * What the JSON Schema can say of names and platforms: regular expressions that take what the readers take. Schemas have
 * no flags, so that both cases of a letter are written out. A property test holds them against the readers.
 */
import { architectureWords, operatingSystemWords } from "../../image/platform.ts";

/** A word in any case. */
function anyCase(word: string): string {
  return word
    .replaceAll(/[.*+?^$()[\]{}|\\]/g, "\\$&")
    .replaceAll(/[a-z]/g, (letter) => `[${letter.toUpperCase()}${letter}]`);
}

function oneOf(parts: readonly string[]): string {
  return `(?:${parts.join("|")})`;
}

/** As `parseTypedPlatform` reads one: `linux/arm64`, `arm64`, `windows(10.0.17763)/amd64`. */
export function platformExpression(): string {
  const system = oneOf(operatingSystemWords.map(anyCase));
  const architecture = oneOf(architectureWords.map(anyCase));
  const release = String.raw`\([A-Za-z0-9_.%+-]*\)`;
  const forms = [`${system}(?:${release})?/${architecture}(?:/[A-Za-z0-9_.-]+)?`, system + release, architecture];
  return String.raw`^\s*${oneOf(forms)}\s*$`;
}

/** Characters of a segment of a name pattern, without stars; those of a repository have no capitals. */
const ANY = String.raw`A-Za-z0-9_.[\]?~%+-`;
const LOWER = String.raw`a-z0-9_.[\]?~%+-`;

/** A segment of such characters: two stars stand alone. */
function segment(characters: string): string {
  return oneOf([String.raw`\*\*`, String.raw`(?:\*?[${characters}])+\*?`, String.raw`\*`]);
}

/** As `compilePattern` reads one. */
export function namePatternExpression(): string {
  const tag = "(?::[A-Za-z0-9_.*?-]+)?";
  // In front of a closing bracket a colon is part of an address.
  const address = String.raw`(?:\*?[:${ANY}])*\*?\](?:\*?[${ANY.replace(String.raw`\]`, "")}])*\*?`;
  const lone = oneOf([segment(ANY), address]);
  const path = (below: string): string => oneOf([lone, `${segment(`:${ANY}`)}(?:/${segment(below)})+`]) + tag;
  const schemes = (names: string): string => `${oneOf(names.split(" ").map(anyCase))}://`;
  const forms = [
    `(?:${schemes("https http ftp library shub")})?${path(ANY)}`,
    `${schemes("docker oras")}${path(LOWER)}`,
  ];
  return `^${oneOf(forms)}(?:@[a-z0-9:*?]+)?$`;
}
