/** JSON as Wave's encoder writes it: compact, raw UTF-8, but characters beyond the BMP as two upper-case escapes. */
export const toJson = (value: unknown): string =>
  JSON.stringify(value).replaceAll(/[\u{10000}-\u{10FFFF}]/gu, (character) =>
    [...Array(character.length).keys()]
      .map((at) => `\\u${character.charCodeAt(at).toString(16).toUpperCase().padStart(4, "0")}`)
      .join(""),
  );

/** What Wave leaves out: null, "", [] and {}; numbers and booleans always stay. */
const isVoid = (value: unknown): boolean =>
  value === undefined ||
  value === null ||
  value === "" ||
  (typeof value === "object" && Object.keys(value).length === 0);

/** The fields that are left, in the order given. */
export const present = (fields: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => !isVoid(value)));
