export type Unit = "memory" | "duration";

export const memoryUnits = ["B", "KB", "MB", "GB", "TB", "PB", "EB", "ZB"] as const;

/** As `MemoryUnit.toString` and `Duration.toString` show it. */
export function showQuantity(value: number, unit: Unit): string {
  if (unit === "memory") {
    let power = 0;
    let amount = value;
    while (amount >= 1024 && power < memoryUnits.length - 1) {
      amount /= 1024;
      power += 1;
    }
    return `${Number(amount.toFixed(1))} ${memoryUnits[power]}`;
  }
  if (value < 1000) return `${value}ms`;
  const parts: string[] = [];
  let rest = value;
  for (const [name, factor] of [
    ["d", 86_400_000],
    ["h", 3_600_000],
    ["m", 60_000],
  ] as const) {
    if (rest >= factor) parts.push(`${Math.floor(rest / factor)}${name}`);
    rest %= factor;
  }
  if (rest > 0) parts.push(`${Number((rest / 1000).toFixed(1))}s`);
  return parts.join(" ");
}
