/** Exact decimal numbers. */

/** An exact number, as `java.math.BigDecimal` keeps it: `digits` with the point moved `scale` places to the left. */
export interface Decimal {
  readonly digits: bigint;
  readonly scale: number;
}

/** Longer numbers are not followed: no image needs them, and hostile files make them. */
const MOST_DIGITS = 400;
const MOST_PLACES = 1_000;

const DECIMAL = /^([+-]?\d*)(?:\.(\d*))?(?:[eE]([+-]?\d+))?$/;

/** A plain decimal, with or without an exponent. */
export function parseDecimal(written: string): Decimal | undefined {
  const [, whole = "", decimals = "", power = "0"] = DECIMAL.exec(written) ?? [];
  const scale = decimals.length - Number(power);
  const followed = /\d/.test(whole + decimals) && written.length <= MOST_DIGITS && Math.abs(scale) <= MOST_PLACES;
  return followed ? { digits: BigInt((whole + decimals).replace("+", "")), scale } : undefined;
}

/** `BigDecimal.toString` */
export function showDecimal({ digits, scale }: Decimal): string {
  const sign = digits < 0n ? "-" : "";
  const shown = String(digits < 0n ? -digits : digits);
  const exponent = shown.length - 1 - scale;
  if (scale < 0 || exponent < -6) {
    const tail = shown.length > 1 ? `.${shown.slice(1)}` : "";
    return `${sign}${shown.slice(0, 1)}${tail}E${exponent >= 0 ? "+" : ""}${exponent}`;
  }
  const padded = shown.padStart(scale + 1, "0");
  return sign + (scale === 0 ? padded : `${padded.slice(0, -scale)}.${padded.slice(-scale)}`);
}

/** Half up, as Groovy's division and `round` do. */
export function rescale({ digits, scale }: Decimal, places: number): Decimal {
  if (scale <= places) return { digits: digits * 10n ** BigInt(places - scale), scale: places };
  const divisor = 10n ** BigInt(scale - places);
  const size = digits < 0n ? -digits : digits;
  const rounded = (size * 2n + divisor) / (divisor * 2n);
  return { digits: digits < 0n ? -rounded : rounded, scale: places };
}

/** `org.codehaus.groovy.runtime.typehandling.BigDecimalMath`; undefined where it is too long. There is no division by 0. */
export function calculateDecimal(operator: "+" | "-" | "*" | "/" | "%", a: Decimal, b: Decimal): Decimal | undefined {
  if (Math.max(lengthOf(a), lengthOf(b)) > MOST_DIGITS || Math.abs(a.scale - b.scale) > MOST_DIGITS) return undefined;
  if (operator === "*") return { digits: a.digits * b.digits, scale: a.scale + b.scale };
  if (operator === "/") return divide(a, b);
  const scale = Math.max(a.scale, b.scale);
  const left = rescale(a, scale).digits;
  const right = rescale(b, scale).digits;
  if (operator === "%") return { digits: left % right, scale };
  return { digits: operator === "+" ? left + right : left - right, scale };
}

/** `a ** power` for a power from 0 on; undefined where it is too long. */
export function raise(a: Decimal, power: number): Decimal | undefined {
  if (lengthOf(a) * power > MOST_DIGITS * 2) return undefined;
  return { digits: a.digits ** BigInt(power), scale: a.scale * power };
}

function lengthOf({ digits }: Decimal): number {
  return String(digits).length;
}

/** Exact with as few digits as that takes, but with no fewer than the operands have; else ten places, or as many as they have. */
function divide(a: Decimal, b: Decimal): Decimal {
  const preferred = a.scale - b.scale;
  // A fraction ends if its lowest terms divide a power of ten: no more places than bits are needed then.
  const places = String(b.digits < 0n ? -b.digits : b.digits).length * 4;
  const shifted = a.digits * 10n ** BigInt(places);
  if (shifted % b.digits === 0n) {
    let digits = shifted / b.digits;
    let scale = preferred + places;
    while (scale > preferred && digits % 10n === 0n) {
      digits /= 10n;
      scale -= 1;
    }
    return { digits, scale };
  }
  const precision = Math.max(lengthOf(abs(a)), lengthOf(abs(b))) + 10;
  const whole = (a.digits * 10n ** BigInt(places + precision)) / b.digits;
  const long = { digits: whole, scale: preferred + places + precision };
  const rounded = rescale(long, long.scale - (lengthOf(abs(long)) - precision));
  const most = Math.max(a.scale, b.scale, 10);
  return rounded.scale > most ? rescale(rounded, most) : rounded;
}

function abs({ digits, scale }: Decimal): Decimal {
  return { digits: digits < 0n ? -digits : digits, scale };
}
