/** Scalars without quotes as Go prints them: Compose takes numbers for texts, and `3.10` is 3.1 to it. */

const INTEGER = /^([-+]?)(?:(0[xX][0-9a-fA-F]+)|(0[bB][01]+)|0[oO]?([0-7]+)|0|[1-9]\d*)$/;
const FLOAT = /^[-+]?(?:\.\d+|\d+(?:\.\d*)?)(?:[eE][-+]?\d+)?$/;
const DAY = /^\d{4}-\d{1,2}-\d{1,2}$/;

/** What compose-go makes of the value of a build argument that is written so (go.yaml.in/yaml/v4: resolve; fmt.Sprint). */
export function goScalar(text: string): string {
  if (/^(?:true|True|TRUE|false|False|FALSE)$/.test(text)) return text.toLowerCase();
  if (DAY.test(text)) return goDay(text);
  const plain = text.replaceAll("_", "");
  const [integer, sign, hex, binary, octal] = INTEGER.exec(plain) ?? [];
  if (integer !== undefined) {
    const value = BigInt(hex ?? binary ?? (octal === undefined ? integer.replace(/^[-+]/, "") : `0o${octal}`));
    return (sign === "-" ? -value : value).toString();
  }
  return FLOAT.test(plain) ? goFloat(Number(plain)) : text;
}

/** `fmt.Sprint` writes an exponent of two digits, below a ten thousandth as well. */
function goFloat(value: number): string {
  const text = value !== 0 && Math.abs(value) < 1e-4 ? value.toExponential() : String(value);
  return text.replace(/e([-+])(\d)$/, "e$10$2");
}

/** A day is a moment to YAML; one that no calendar has is a text. */
function goDay(text: string): string {
  const [year = 0, month = 0, day = 0] = text.split("-").map(Number);
  const date = new Date(Date.UTC(year, month - 1, day));
  const isDay = date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return isDay ? `${date.toISOString().slice(0, 10)} 00:00:00 +0000 UTC` : text;
}
