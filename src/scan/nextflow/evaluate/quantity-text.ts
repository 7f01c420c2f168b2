/** How amounts of memory and time are shown. */

export type Unit = "memory" | "duration";

export const memoryUnits = ["B", "KB", "MB", "GB", "TB", "PB", "EB", "ZB"] as const;

/** As `MemoryUnit.toString` and `Duration.toString` show it. */
export function showQuantity(value: number, unit: Unit): string {
  if (unit === "memory") {
    if (value === 0) return "0";
    let power = 0;
    let amount = value;
    while (amount >= 1024 && power < memoryUnits.length - 1) {
      amount /= 1024;
      power += 1;
    }
    return `${Number(amount.toFixed(1))} ${memoryUnits[power]}`;
  }
  if (value < 1000) return `${value}ms`;
  if (value < 60_000) return `${Math.round(value / 100) / 10}s`;
  const parts: string[] = [];
  let rest = Math.round(value / 1000);
  for (const [name, factor] of [
    ["d", 86_400],
    ["h", 3600],
    ["m", 60],
    ["s", 1],
  ] as const) {
    if (rest >= factor) parts.push(`${Math.floor(rest / factor)}${name}`);
    rest %= factor;
  }
  return parts.join(" ");
}
