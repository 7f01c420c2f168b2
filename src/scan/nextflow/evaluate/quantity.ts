/** Amounts of memory and time: `8.GB`, `'1h 30m'`. */
import { memoryUnits, type Unit } from "./quantity-text.ts";
import type { NumberValue, Origin, Value } from "./model.ts";
import { wholeNumber } from "./value.ts";

const milliseconds: Readonly<Record<string, number>> = {
  ms: 1,
  milli: 1,
  millis: 1,
  s: 1000,
  sec: 1000,
  second: 1000,
  seconds: 1000,
  m: 60_000,
  min: 60_000,
  minute: 60_000,
  minutes: 60_000,
  h: 3_600_000,
  hour: 3_600_000,
  hours: 3_600_000,
  d: 86_400_000,
  day: 86_400_000,
  days: 86_400_000,
};

/** `8.GB`, `2.h`: a property of a number that is a unit, in any case. Memory in bytes, durations in milliseconds. */
export function quantityOf(number: NumberValue, unit: string): NumberValue | undefined {
  const power = memoryUnits.findIndex((name) => name === unit.toUpperCase());
  if (power !== -1) return quantity(number.value * 1024 ** power, "memory", number.from);
  const factor = factorOf(unit.toLowerCase());
  return factor === undefined ? undefined : quantity(number.value * factor, "duration", number.from);
}

function factorOf(unit: string): number | undefined {
  return Object.hasOwn(milliseconds, unit) ? milliseconds[unit] : undefined;
}

/** What `task.memory`, `task.disk` and `task.time` make of a setting: `'8 GB'`, `'1h 30m'`, a quantity, a plain number. */
export function asQuantity(value: Value, unit: Unit): NumberValue | undefined {
  if (value.kind === "number") {
    if (value.unit === undefined) return quantity(value.value, unit, value.from);
    return value.unit === unit ? value : undefined;
  }
  if (value.kind !== "string") return undefined;
  const written = value.value.trim();
  if (unit === "memory") {
    const found = MEMORY.exec(written);
    if (found === null) return undefined;
    const power = found[2] === "" ? 0 : memoryUnits.findIndex((name) => name.startsWith(found[2]!.toUpperCase()));
    return quantity(Number(found[1]) * 1024 ** power, "memory", value.from);
  }
  const clock = CLOCK.exec(written);
  if (clock !== null) {
    const [hours, minutes, seconds] = clock.slice(1).map(Number);
    return quantity(((hours! * 60 + minutes!) * 60 + seconds!) * 1000, "duration", value.from);
  }
  if (!/^(?:\d+(?:\.\d+)?\s*[a-z]+\s*)+$/.test(written)) return undefined;
  let total = 0;
  for (const [, amount, name] of written.matchAll(/(\d+(?:\.\d+)?)\s*([a-z]+)/g)) {
    const factor = factorOf(name!);
    if (factor === undefined) return undefined;
    total += Number(amount) * factor;
  }
  return quantity(total, "duration", value.from);
}

/** `MemoryUnit.of`: `8 GB`, `8.GB`, `8g`, `8`. */
const MEMORY = /^(\d+(?:\.\d+)?)\.?\s*([KMGTPEZkmgtpez]?)B?$/;
/** `Duration.of`: hours, minutes and seconds. */
const CLOCK = /^(\d+):(\d+):(\d+)$/;

/** A `MemoryUnit` or `Duration` holds a `long`. */
const MOST = 2 ** 63;

function quantity(value: number, unit: Unit, from: readonly Origin[]): NumberValue {
  // As Java makes a `long` of a `double`.
  const kept = Math.floor(Math.max(-MOST, Math.min(value, MOST))) || 0;
  return { kind: "number", value: kept, scale: undefined, unit, from };
}

const divisors = {
  memory: { bytes: 1, kilo: 1024, mega: 1024 ** 2, giga: 1024 ** 3 },
  duration: { millis: 1, seconds: 1000, minutes: 60_000, hours: 3_600_000, days: 86_400_000 },
} as const;

/** `toGiga()`, `getHours()` and the like, of a number with a unit. */
export function convertQuantity(value: NumberValue, unit: Unit, method: string): Value | undefined {
  const name = /^(?:to|get)([A-Z]\w*)$/.exec(method)?.[1]?.toLowerCase() ?? "";
  const known: Readonly<Record<string, number>> = divisors[unit];
  const divisor = Object.hasOwn(known, name) ? known[name] : undefined;
  if (divisor === undefined) return undefined;
  return wholeNumber(BigInt(Math.floor(value.value / divisor)), "long", value.from);
}
