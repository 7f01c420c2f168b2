/** Functions of bake on texts. */
import { createHash } from "node:crypto";
import { posix } from "node:path";
import { joinComposed, literal } from "../../kit/composed.ts";
import { type BakeValue, fromComposed, list, ONLY_BAKE, Refused, scalar, textOf, toNumber } from "./values.ts";

/** The text that bake makes of an argument. */
export function text(value: BakeValue | undefined): string {
  if (value?.kind !== "scalar" || value.value === null) throw new Refused();
  const made = textOf(value.value);
  if (made === undefined) throw new Refused();
  return made;
}

/** A text that a function makes of others. */
function made(value: string): BakeValue {
  return fromComposed(joinComposed(literal(""), literal(value)));
}

/** Those that make a text of texts. */
const OF_TEXTS: Record<string, (...texts: string[]) => string> = {
  upper: (value) => value.toUpperCase(),
  lower: (value) => value.toLowerCase(),
  title: (value) => value.replace(/(?<![\p{L}\p{N}_])\p{L}/gu, (letter) => letter.toUpperCase()),
  trim: (value, set) => trimmed(value, set),
  trimprefix: (value, prefix) => (value.startsWith(prefix) ? value.slice(prefix.length) : value),
  trimsuffix: (value, suffix) =>
    suffix !== "" && value.endsWith(suffix) ? value.slice(0, value.length - suffix.length) : value,
  trimspace: (value) => value.trim(),
  chomp: (value) => value.replace(/[\r\n]+$/, ""),
  reverse: (value) => Array.from(value).reverse().join(""),
  replace: (value, part, by) => value.replaceAll(part, () => by),
  sanitize: (value) => value.replace(/[^\w-]/gu, "_"),
  basename: (value) => (value === "" ? "." : posix.basename(value) || "/"),
  dirname: (value) => posix.normalize(posix.dirname(value)),
  base64encode: (value) => Buffer.from(value).toString("base64"),
};

for (const algorithm of ["md5", "sha1", "sha256", "sha512"]) {
  OF_TEXTS[algorithm] = (value) => createHash(algorithm).update(value).digest("hex");
}

export const TEXT_FUNCTIONS: Readonly<Record<string, (...args: BakeValue[]) => BakeValue>> = {
  ...Object.fromEntries(
    Object.entries(OF_TEXTS).map(([name, call]) => [
      name,
      (...args: BakeValue[]) => {
        if (args.length !== call.length) throw new Refused();
        return made(call(...args.map(text)));
      },
    ]),
  ),
  strlen: (value) => scalar(Array.from(text(value)).length),
  substr: (value, offset, length) => {
    const characters = Array.from(text(value));
    const from = toNumber(offset);
    const start = from < 0 ? Math.max(0, from + characters.length) : from;
    const count = toNumber(length);
    return made(characters.slice(start, count < 0 ? undefined : start + count).join(""));
  },
  indent: (spaces, value) => made(text(value).replaceAll("\n", `\n${" ".repeat(Math.min(100, toNumber(spaces)))}`)),
  split: (separator, value) =>
    list(
      text(value)
        .split(text(separator))
        .map((piece) => scalar(piece)),
    ),
  join: (separator, ...lists) => {
    const items = lists.flatMap((one) => {
      if (one.kind !== "list") throw new Refused();
      return one.items;
    });
    return joined(items, text(separator));
  },
  format: (pattern, ...values) => formatted(text(pattern), values),
  formatlist: (pattern, ...values) => {
    const lists = values.flatMap((value) => (value.kind === "list" ? [value.items] : []));
    const count = lists[0]?.length ?? 1;
    if (lists.some(({ length }) => length !== count)) throw new Refused();
    const rounds = Array.from({ length: count }, (_, at) =>
      values.map((value) => (value.kind === "list" ? value.items[at]! : value)),
    );
    return list(rounds.map((round) => formatted(text(pattern), round)));
  },
  parseint: (value, base) => {
    const radix = toNumber(base);
    const digits = text(value);
    const number = Number.parseInt(digits, radix);
    if (!/^[+-]?[\da-z]+$/i.test(digits) || Number.isNaN(number)) throw new Refused();
    return Number.isSafeInteger(number) ? scalar(number) : ONLY_BAKE;
  },
  regex_replace: (value, pattern, by) => {
    const expression = expressionOf(text(pattern), text(value), "g");
    // `$1` and `${1}` are groups, as far as they are written alike.
    const replacement = text(by);
    if (expression === undefined || /\$(?!\d(?!\w)|\{\d+\})/.test(replacement)) return ONLY_BAKE;
    return made(
      text(value).replace(expression, (...found: unknown[]) =>
        replacement.replace(/\$\{?(\d+)\}?/g, (_, group: string) => {
          const one = found[Number(group)];
          return typeof one === "string" && Number(group) < found.length - 2 ? one : "";
        }),
      ),
    );
  },
  regex: (pattern, value) => {
    const found = expressionOf(text(pattern), text(value), "")?.exec(text(value));
    if (found === undefined || found?.groups !== undefined) return ONLY_BAKE;
    if (found === null) throw new Refused();
    const [whole, ...groups] = found;
    return groups.length === 0 ? made(whole) : list(groups.map((group) => scalar(group ?? null)));
  },
};

/** The texts one after the other, each with the places of its parts. */
function joined(values: readonly BakeValue[], separator: string): BakeValue {
  const texts = values.map((value) => ({ ...literal(text(value)), parts: "parts" in value ? value.parts : [] }));
  return fromComposed(
    texts.reduce<ReturnType<typeof joinComposed>>(
      (whole, one, at) => joinComposed(at === 0 ? whole : joinComposed(whole, literal(separator)), one),
      literal(""),
    ),
  );
}

/** `format`, with `%s`, `%d`, `%v` and widths; other verbs are for bake to work out. */
function formatted(pattern: string, values: readonly BakeValue[]): BakeValue {
  const left = [...values];
  let whole: ReturnType<typeof joinComposed> = literal("");
  let at = 0;
  for (const { 0: verb, 1: zero, 2: width = "0", 3: kind, index } of pattern.matchAll(
    /%(?:%|(0?)(\d{1,3})?([sdv]))|%/g,
  )) {
    if (verb === "%") return ONLY_BAKE;
    whole = joinComposed(whole, literal(pattern.slice(at, index)));
    at = index + verb.length;
    if (verb === "%%") {
      whole = joinComposed(whole, literal("%"));
      continue;
    }
    const value = left.shift();
    if (value?.kind !== "scalar") return ONLY_BAKE;
    if (kind === "d" && !Number.isSafeInteger(toNumber(value))) throw new Refused();
    const plain = kind === "d" ? String(toNumber(value)) : text(value);
    const isPadded = plain.length < Number(width);
    const isNumber = kind === "d" || typeof value.value === "number";
    const sign = zero === "0" && isNumber && plain.startsWith("-") ? "-" : "";
    const padded =
      sign + plain.slice(sign.length).padStart(Number(width) - sign.length, zero === "0" && isNumber ? "0" : " ");
    whole = joinComposed(whole, { ...literal(padded), parts: isPadded || kind === "d" ? [] : value.parts });
  }
  if (left.length > 0) throw new Refused();
  whole = joinComposed(whole, literal(pattern.slice(at)));
  return fromComposed(whole);
}

function trimmed(value: string, set: string): string {
  const characters = Array.from(value);
  const isCut = (character: string | undefined): boolean => character !== undefined && set.includes(character);
  const start = characters.findIndex((character) => !isCut(character));
  if (start === -1) return "";
  return characters.slice(start, characters.findLastIndex((character) => !isCut(character)) + 1).join("");
}

/** No more repetitions than can be tried in no time, of texts as long as a version is. */
const MOST_REPEATS = 3;
const LONGEST = 200;

/**
 * A regular expression that Go's and JavaScript's engines read alike, and that no text keeps busy: no flags, classes by name, groups
 * that repeat.
 */
function expressionOf(pattern: string, subject: string, flags: string): RegExp | undefined {
  if (subject.length > LONGEST || pattern.length > LONGEST) return undefined;
  const bare = pattern.replace(/\\[\s\S]/g, (escape) => (/\\[pPQEAzCxaUbB\d]/.test(escape) ? "(?" : "x"));
  const repeats = bare.match(/[*+]|\{\d*,?\d*\}/g) ?? [];
  if (/\(\?|\[\[:|\)[*+{?]|[*+?}][*+]|\[\]|\[\^\]/.test(bare) || repeats.length > MOST_REPEATS) return undefined;
  try {
    return new RegExp(pattern, flags);
  } catch {
    throw new Refused();
  }
}
