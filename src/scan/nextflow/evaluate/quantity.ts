import { memoryUnits, showQuantity, type Unit } from "./quantity-text.ts";
import { text, type NumberValue, type Origin, type Value } from "./value.ts";

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

/** `8.GB`, `2.h`: a property of a number that is a unit. Memory in bytes, durations in milliseconds. */
export function quantityOf(number: NumberValue, unit: string): NumberValue | undefined {
  const power = memoryUnits.findIndex((name) => name === unit || (name !== "B" && name.slice(0, 1) === unit));
  if (power !== -1) return quantity(number.value * 1024 ** power, "memory", number.from);
  const factor = Object.hasOwn(milliseconds, unit) ? milliseconds[unit] : undefined;
  return factor === undefined ? undefined : quantity(number.value * factor, "duration", number.from);
}

/** What `task.memory`, `task.disk` and `task.time` make of a setting: `'8 GB'`, `'1h 30m'`, a quantity, a plain number. */
export function asQuantity(value: Value, unit: Unit): Value | undefined {
  if (value.kind === "number") return value.unit === undefined ? quantity(value.value, unit, value.from) : value;
  if (value.kind !== "string") return undefined;
  const written = value.value.trim();
  if (unit === "memory") {
    const found = /^(\d+(?:\.\d+)?)\s*([KMGTPEZ]?)i?B?$/i.exec(written);
    if (found === null) return undefined;
    const power = found[2] === "" ? 0 : memoryUnits.findIndex((name) => name.startsWith(found[2]!.toUpperCase()));
    return quantity(Number(found[1]) * 1024 ** power, "memory", value.from);
  }
  if (!/^(?:\d+(?:\.\d+)?\s*[a-z]+\s*)+$/.test(written)) return undefined;
  let total = 0;
  for (const [, amount, name] of written.matchAll(/(\d+(?:\.\d+)?)\s*([a-z]+)/g)) {
    const factor = Object.hasOwn(milliseconds, name!) ? milliseconds[name!] : undefined;
    if (factor === undefined) return undefined;
    total += Number(amount) * factor;
  }
  return quantity(total, "duration", value.from);
}

function quantity(value: number, unit: Unit, from: readonly Origin[]): NumberValue {
  return { kind: "number", value: Math.floor(value), scale: undefined, unit, from };
}

/** `toGiga()`, `toHours()` and their kin. */
export function convertQuantity(value: NumberValue, method: string): Value | undefined {
  const divisor = {
    memory: {
      toBytes: 1,
      toKilo: 1024,
      toMega: 1024 ** 2,
      toGiga: 1024 ** 3,
      getBytes: 1,
      getKilo: 1024,
      getMega: 1024 ** 2,
      getGiga: 1024 ** 3,
    },
    duration: { toMillis: 1, toSeconds: 1000, toMinutes: 60_000, toHours: 3_600_000, toDays: 86_400_000 },
  }[value.unit ?? "memory"] as Readonly<Record<string, number>>;
  if (value.unit === undefined) return undefined;
  if (method === "toString") return text(showQuantity(value.value, value.unit), value.from);
  const factor = Object.hasOwn(divisor, method) ? divisor[method] : undefined;
  if (factor === undefined) return undefined;
  return { kind: "number", value: Math.floor(value.value / factor), scale: undefined, from: value.from };
}
