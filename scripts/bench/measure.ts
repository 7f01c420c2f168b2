/** How the benches measure. */

/** Milliseconds that `work` takes. */
export function measure(work: () => void): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}

/** The median of milliseconds of processor time, which what else the machine does leaves alone. */
export async function cpuTime(rounds: number, work: () => unknown): Promise<number> {
  const times: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const start = process.cpuUsage();
    await work();
    const { user, system } = process.cpuUsage(start);
    times.push((user + system) / 1000);
  }
  return median(times);
}

/** The middle one; of an even number, the lower of the two. */
export function median(values: readonly number[]): number {
  const middle = [...values].sort((a, b) => a - b)[Math.floor((values.length - 1) / 2)];
  if (middle === undefined) throw new Error("there is no median of nothing");
  return middle;
}
