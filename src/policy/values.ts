/** The kinds of value that occur in policies, beyond plain texts. */
import { parseSinglePlatform, formatPlatform } from "../image/platform.ts";
import { compilePattern } from "../image/pattern.ts";
import type { Severity } from "../model.ts";
import { glob } from "./glob.ts";
import { choice, clip, list, parsed, type Shape, text } from "./shape.ts";

/** A severity, or that the rule is turned off. */
export type Level = Severity | "off";

export const severities = ["error", "warning", "notice"] as const satisfies readonly Severity[];
export const levels = [...severities, "off"] as const satisfies readonly Level[];

export const level = choice(levels);

/** A pattern and how it was written. */
export interface WrittenPattern {
  readonly text: string;
  matches(text: string): boolean;
}

export const namePattern = parsed<WrittenPattern>("a name pattern", { type: "string", minLength: 1 }, (written) => {
  const pattern = compilePattern(written);
  if ("error" in pattern) return { error: pattern.error };
  return { value: { text: written, matches: (image) => pattern.matches(image) } };
});
export const namePatterns = list(namePattern, "a list of name patterns");

/** A pattern of a text in which `*` is any text and `?` one character. */
export function textPattern(
  words: string,
  allowed?: { readonly characters: RegExp; readonly advice: string },
): Shape<WrittenPattern> {
  return parsed(
    words,
    { type: "string", minLength: 1 },
    (written) => {
      if (allowed?.characters.test(written) === false) return { error: `"${clip(written)}" ${allowed.advice}` };
      return { value: { text: written, matches: glob(written) } };
    },
    ({ text }) => text,
  );
}

/** One platform, normalised: `linux/arm64`. */
export const platform = parsed<string>(
  "a platform",
  { type: "string", examples: ["linux/amd64", "linux/arm64"] },
  (written) => {
    const result = parseSinglePlatform(written);
    return "error" in result ? { error: result.error } : { value: formatPlatform(result.platform) };
  },
);
export const platforms = list(platform, "a list of platforms", { atLeast: 1 });

export const texts = list(text, "a list of texts");
export const fileGlobs = list(text, "a list of file globs");

/** Days; 36h are 1.5. */
export const days = parsed<number>(
  "a duration (`36h`, `14d`, `8w`, `6mo`, `1y`)",
  { type: "string", pattern: "^[0-9]+(h|d|w|mo|y)$", examples: ["14d", "6mo"] },
  (written) => {
    const match = /^(\d{1,6})\s*(h|d|w|mo|y)$/.exec(written);
    if (match === null)
      return { error: `"${clip(written)}" is no duration; write a number and h, d, w, mo or y, such as 14d` };
    return { value: (Number(match[1]) * (HOURS[match[2] ?? ""] ?? 0)) / 24 };
  },
  (value) => `${value}d`,
);

/** A month counts 30 days, a year 365. */
const HOURS: Readonly<Record<string, number>> = { h: 1, d: 24, w: 7 * 24, mo: 30 * 24, y: 365 * 24 };

/** Bytes. */
export const bytes = parsed<number>(
  "a size (`500MB`, `2GiB`)",
  { type: "string", pattern: "^[0-9]+(\\.[0-9]+)? ?(B|kB|KB|MB|GB|TB|KiB|MiB|GiB|TiB)$", examples: ["2GiB"] },
  (written) => {
    const match = /^(\d{1,12}(?:\.\d{1,6})?)\s*(B|[kK]B|[MGT]B|[KMGT]iB)$/.exec(written);
    if (match === null)
      return { error: `"${clip(written)}" is no size; write a number and a unit, such as 500MB or 2GiB` };
    return { value: Math.round(Number(match[1]) * (UNITS[(match[2] ?? "").toUpperCase()] ?? 1)) };
  },
);

const UNITS: Readonly<Record<string, number>> = {
  B: 1,
  KB: 1e3,
  MB: 1e6,
  GB: 1e9,
  TB: 1e12,
  KIB: 2 ** 10,
  MIB: 2 ** 20,
  GIB: 2 ** 30,
  TIB: 2 ** 40,
};

/** A day of the calendar, `YYYY-MM-DD`, that exists. */
export const date = parsed<string>("a date (`2027-03-31`)", { type: "string", format: "date" }, (written) => {
  const day = /^\d{4}-\d{2}-\d{2}$/.test(written) ? new Date(`${written}T00:00:00Z`) : undefined;
  const exists = day !== undefined && !Number.isNaN(day.getTime()) && day.toISOString().startsWith(written);
  return exists ? { value: written } : { error: `"${clip(written)}" is no date; write YYYY-MM-DD, such as 2027-03-31` };
});
