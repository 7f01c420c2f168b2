/** A change that makes one object of another: gitformat-pack(5), "Deltified representation". */

/** The base with the change; undefined where the change is not one of this base, or gives more than `most` bytes. */
export function withDelta(base: Buffer, delta: Buffer, most: number): Buffer | undefined {
  let at = 0;
  const byte = (): number => delta[at++] ?? 0;
  const size = (): number => {
    let value = 0;
    for (let unit = 1; at < delta.length && unit < 2 ** 48; unit *= 128) {
      const next = byte();
      value += (next & 0x7f) * unit;
      if (next < 0x80) break;
    }
    return value;
  };
  /** The bytes of a number that are there: one bit each. */
  const sparse = (bits: number, count: number): number => {
    let value = 0;
    for (let index = 0; index < count; index++) if ((bits >> index) & 1) value += byte() * 256 ** index;
    return value;
  };

  const [from, to] = [size(), size()];
  if (from !== base.length || to > most) return undefined;
  const result = Buffer.allocUnsafe(to);
  let filled = 0;
  while (at < delta.length) {
    const code = byte();
    const isCopy = code >= 0x80;
    const start = isCopy ? sparse(code & 0xf, 4) : at;
    const length = isCopy ? sparse((code >> 4) & 7, 3) || 0x10000 : code;
    const source = isCopy ? base : delta;
    const isCut = at > delta.length || start + length > source.length;
    if (length === 0 || isCut || filled + length > to) return undefined;
    source.copy(result, filled, start, start + length);
    filled += length;
    if (!isCopy) at += length;
  }
  return filled === to ? result : undefined;
}
