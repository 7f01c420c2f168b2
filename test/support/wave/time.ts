/** `created` as Java reads and writes it. */
import { crash } from "./refusal.ts";

const shape = /^(?<seconds>\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.(?<fraction>\d{1,9}))?(?<zone>Z|[+-]\d\d:\d\d)$/u;
/** The parts of a time up to its seconds, each with the number of characters before it. */
const parts: readonly (readonly [at: number, pattern: RegExp])[] = [
  [0, /\d{4}/y],
  [4, /-/y],
  [5, /\d\d/y],
  [7, /-/y],
  [8, /\d\d/y],
  [10, /T/y],
  [11, /\d\d/y],
  [13, /:/y],
  [14, /\d\d/y],
  [16, /:/y],
  [17, /\d\d/y],
];

/** Where Java's parser gives up. */
const errorIndex = (text: string): number => {
  for (const [at, pattern] of parts) {
    pattern.lastIndex = at;
    if (!pattern.test(text)) return at;
  }
  return 19;
};

/** UTC with `Z`; the fraction in groups of three digits, none where it is zero. */
export const readInstant = (value: unknown): string | undefined => {
  if (value === undefined || value === null) return undefined;
  if (typeof value === "number") {
    const [digits = "", exponent = "0"] = value.toExponential().split("e+");
    throw crash(`Illegal Instant value: ${digits}E${exponent}`);
  }
  const text = typeof value === "string" ? value : JSON.stringify(value);
  const { seconds, fraction = "", zone = "Z" } = shape.exec(text)?.groups ?? {};
  const time = seconds === undefined ? Number.NaN : Date.parse(`${seconds}${zone}`);
  if (Number.isNaN(time)) throw crash(`Text '${text}' could not be parsed at index ${errorIndex(text)}`);
  const nanos = fraction.padEnd(9, "0").replace(/(?:000)+$/u, "");
  return `${new Date(time).toISOString().slice(0, 19)}${nanos === "" ? "" : `.${nanos}`}Z`;
};
