/** The kinds of value that occur in policies, beyond plain texts. */
import { parseTypedPlatform, formatPlatform } from "../../image/platform.ts";
import { compilePattern } from "../../image/pattern.ts";
import { coversText, matchesText } from "../../text/wildcards.ts";
import type { Severity } from "../../model.ts";
import { namePatternExpression, platformExpression } from "./expressions.ts";
import { choice, type JsonSchema, list, parsed, type Shape, text, textSchema } from "./shape.ts";
import { globFault, LONGEST_GLOB } from "../../text/globs.ts";
import { short } from "../../text/quote.ts";

/** A severity, or that the rule is turned off. */
export type Level = Severity | "off";

export const severities = ["error", "warning", "notice"] as const satisfies readonly Severity[];
export const levels = [...severities, "off"] as const satisfies readonly Level[];

export const level = choice(levels);

/** A letter, a digit or a mark that can be seen. */
const VISIBLE = String.raw`[\p{L}\p{N}\p{P}\p{S}]`;
const visible = new RegExp(VISIBLE, "u");

/** Whether a text says something: blanks and characters that nobody sees do not. */
export function isVisible(written: string): boolean {
  return visible.test(written);
}

/** A text for people. */
export const prose = parsed<string>("a text", textSchema({ pattern: VISIBLE }), (written) =>
  isVisible(written) ? { value: written } : { error: "nothing in it can be seen; write some words" },
);

/** A pattern and how it was written. */
export interface WrittenPattern {
  readonly text: string;
  matches(text: string): boolean;
  /** Whether it takes all that another pattern of this kind takes; where it says no, it may be so all the same. */
  covers(pattern: string): boolean;
}

const certainPattern = parsed<WrittenPattern & { readonly doubt?: string }>(
  "a name pattern",
  {},
  (written) => {
    const pattern = compilePattern(written);
    if ("error" in pattern) return { error: pattern.error };
    const { doubt } = pattern;
    const matches = (image: string): boolean => pattern.matches(image);
    const covers = (other: string): boolean => pattern.covers(other);
    return { value: { text: written, matches, covers, ...(doubt !== undefined && { doubt }) } };
  },
  ({ text }) => text,
);
export const namePattern: Shape<WrittenPattern> = {
  ...certainPattern,
  get schema() {
    return textSchema({ pattern: namePatternExpression() });
  },
  read(tree, reading) {
    const pattern = certainPattern.read(tree, reading);
    if (pattern?.doubt !== undefined)
      reading.problems.doubt(tree.at, `${reading.path}: ${pattern.doubt}`, (image) => pattern.matches(image));
    return pattern;
  },
};
export const namePatterns = list(namePattern, "a list of name patterns");

/** A pattern of a text in which `*` is any text and `?` one character. */
export function textPattern(
  words: string,
  allowed?: { readonly characters: RegExp; readonly advice: string },
): Shape<WrittenPattern> {
  return parsed(
    words,
    textSchema(allowed && { pattern: allowed.characters.source }),
    (written) => {
      if (allowed?.characters.test(written) === false) return { error: `"${short(written)}" ${allowed.advice}` };
      const matches = (value: string): boolean => matchesText(written, value);
      const covers = (other: string): boolean => coversText(written, other);
      return { value: { text: written, matches, covers } };
    },
    ({ text }) => text,
  );
}

/** One platform, normalised: `linux/arm64`. */
const typedPlatform = parsed<string>("a platform", {}, (written) => {
  const result = parseTypedPlatform(written);
  return "error" in result ? { error: result.error } : { value: formatPlatform(result.platform) };
});
export const platform: Shape<string> = {
  ...typedPlatform,
  get schema() {
    const named = { type: "string", pattern: platformExpression(), examples: ["linux/amd64", "linux/arm64"] };
    return { anyOf: [named, { const: 386 }] };
  },
};
export const platforms = list(platform, "a list of platforms", { atLeast: 1 });

export const texts = list(text, "a list of texts");
const globs = list(text, "a list of file globs");

/** All of them are held against every file. */
export const fileGlobs: Shape<readonly string[]> = {
  ...globs,
  get schema() {
    return { ...globs.schema, items: textSchema({ maxLength: LONGEST_GLOB }) };
  },
  read(tree, reading) {
    const given = globs.read(tree, reading);
    const fault = given && globFault(given);
    return fault === undefined ? given : reading.problems.add(tree.at, `${reading.path}: ${fault}`);
  },
};

/** A number with one of these units; undefined where it is no such thing. */
function amount(written: string, units: Readonly<Record<string, number>>): number | undefined {
  const [, number, unit = ""] = /^(\d{1,12}(?:\.\d{1,6})?) ?([A-Za-z]+)$/.exec(written) ?? [];
  const factor = Object.hasOwn(units, unit) ? units[unit] : undefined;
  return factor === undefined ? undefined : Number(number) * factor;
}

/** In days. A month counts 30 days, a year 365. */
const DURATIONS = { h: 1 / 24, d: 1, w: 7, mo: 30, y: 365 };

/** In bytes. */
const SIZES = {
  B: 1,
  kB: 1e3,
  KB: 1e3,
  MB: 1e6,
  GB: 1e9,
  TB: 1e12,
  KiB: 2 ** 10,
  MiB: 2 ** 20,
  GiB: 2 ** 30,
  TiB: 2 ** 40,
};

function amountSchema(units: Readonly<Record<string, number>>, examples: readonly string[]): JsonSchema {
  return { type: "string", pattern: `^[0-9]{1,12}(\\.[0-9]{1,6})? ?(${Object.keys(units).join("|")})$`, examples };
}

/** Days; 36h are 1.5. */
export const days = parsed<number>(
  "a duration (`36h`, `14d`, `8w`, `6mo`, `1y`)",
  amountSchema(DURATIONS, ["14d", "6mo"]),
  (written) => {
    const value = amount(written, DURATIONS);
    if (value !== undefined) return { value };
    return { error: `"${short(written)}" is not a duration; write a number and h, d, w, mo or y, such as 14d` };
  },
  (value) => (Number.isInteger(value) ? `${value}d` : `${Number((value * 24).toFixed(6))}h`),
);

/** Bytes. */
export const bytes = parsed<number>(
  "a size (`500MB`, `2GiB`)",
  amountSchema(SIZES, ["500MB", "2GiB"]),
  (written) => {
    const value = bytesOf(written);
    if (value !== undefined) return { value };
    return { error: `"${short(written)}" is not a size; write a number and a unit, such as 500MB or 2GiB` };
  },
  writtenBytes,
);

function bytesOf(written: string): number | undefined {
  const value = amount(written, SIZES);
  return value === undefined ? undefined : Math.round(value);
}

/** Of all ways to write it the shortest. */
function writtenBytes(value: number): string {
  const ways = Object.entries(SIZES).map(([unit, factor]) => `${value / factor}${unit}`);
  const [shortest] = ways.filter((way) => bytesOf(way) === value).sort((a, b) => a.length - b.length);
  return shortest ?? `${value}B`;
}

/** Per cent. */
export const percentage = parsed<number>(
  "a percentage (`50%`, `100%`)",
  { type: "string", pattern: "^[0-9]{1,6}%$", examples: ["50%", "100%"] },
  (written) => {
    const [, number] = /^(\d{1,6})%$/.exec(written) ?? [];
    if (number !== undefined) return { value: Number(number) };
    return { error: `"${short(written)}" is not a percentage; write a whole number and %, such as 50%` };
  },
  (value) => `${value}%`,
);

/** What is wrong with a day of the calendar; undefined for `YYYY-MM-DD` where that day exists. */
export function dateFault(written: string): string | undefined {
  const day = /^\d{4}-\d{2}-\d{2}$/.test(written) ? new Date(`${written}T00:00:00Z`) : undefined;
  const exists = day !== undefined && !Number.isNaN(day.getTime()) && day.toISOString().startsWith(written);
  return exists ? undefined : `"${short(written)}" is not a date; write YYYY-MM-DD, such as 2027-03-31`;
}

/** A day of the calendar, `YYYY-MM-DD`, that exists. */
export const date = parsed<string>("a date (`2027-03-31`)", { type: "string", format: "date" }, (written) => {
  const fault = dateFault(written);
  return fault === undefined ? { value: written } : { error: fault };
});

/** A date, or a time of RFC 3339, as one of UTC; of a date its beginning. Undefined for anything else. */
export function momentOf(written: string): string | undefined {
  const isTime = /^\d{4}-\d{2}-\d{2}(?:T[\d:.]+(?:Z|[+-]\d{2}:\d{2}))?$/.test(written);
  // Of the last days of a month the clock of JavaScript takes some that do not exist.
  if (!isTime || dateFault(written.slice(0, 10)) !== undefined || Number.isNaN(Date.parse(written))) return undefined;
  return new Date(written).toISOString();
}

const DIGEST = /^sha256:[0-9a-f]{64}$/;

export const digest = parsed<string>("a digest", { type: "string", pattern: DIGEST.source }, (written) =>
  DIGEST.test(written)
    ? { value: written }
    : { error: `"${short(written)}" is not a digest; write sha256: and 64 hexadecimal digits` },
);
