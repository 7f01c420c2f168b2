/** Amounts in words, for messages and tables. */

/** `1 image`, `2,000 images`. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${grouped(count)} ${count === 1 ? one : many}`;
}

/** `2,000`. By hand: the first call of toLocaleString costs a short run a tenth of its time. */
export function grouped(count: number): string {
  return String(count).replace(/\B(?=(?:\d{3})+$)/g, ",");
}

/** `a, b, c and 2,000 more`. */
export function few(items: readonly string[], most = 5): string {
  const rest = items.length - most;
  return items.slice(0, most).join(", ") + (rest > 0 ? ` and ${grouped(rest)} more` : "");
}

/** `34.1 MiB`. */
export function formatBytes(bytes: number): string {
  const units = ["B", "KiB", "MiB", "GiB", "TiB"];
  const power = bytes < 1 ? 0 : Math.min(units.length - 1, Math.floor(Math.log2(bytes) / 10));
  const value = bytes / 1024 ** power;
  const digits = power === 0 || Number.isInteger(value) ? 0 : value < 10 ? 2 : 1;
  return `${value.toFixed(digits)} ${units[power]}`;
}

/** `5 hours`, `12 days`, `7 months`, `3.2 years`: in the largest unit that says enough, rounded down. */
export function formatDays(days: number): string {
  if (days < 2) return counted(Math.floor(days * 24), "hour");
  if (days < 90) return counted(Math.floor(days), "day");
  if (days % 365 === 0) return counted(days / 365, "year");
  if (days < 730) return counted(Math.floor(days / 30), "month");
  return `${Math.floor((days / 365) * 10) / 10} years`;
}
