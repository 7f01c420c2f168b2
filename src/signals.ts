/** The signals by which a process is asked to end. */
import { Cancellation } from "./cancellation.ts";

const numbers = { SIGINT: 2, SIGTERM: 15 } as const;

/** Milliseconds in which the same signal again is no second one: `npm` and a terminal both hand on one Ctrl-C. */
const ECHO = 100;

/**
 * Listens for SIGINT and SIGTERM from now on: the first asks the run to end with what it has, the second ends the process
 * at once. GitHub's runner sends SIGINT, and SIGTERM 7.5 s later.
 */
export function cancelOnSignal(): Cancellation {
  const cancellation = new Cancellation();
  let at = 0;
  for (const [signal, number] of Object.entries(numbers)) {
    process.on(signal, () => {
      const isEcho = cancellation.reason === signal && performance.now() - at < ECHO;
      if (cancellation.reason !== undefined && !isEcho) process.exit(128 + number);
      at = performance.now();
      cancellation.cancel(signal);
    });
  }
  return cancellation;
}
