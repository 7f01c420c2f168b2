/** What another user than root may do, for root may do anything. */
const NOBODY = 65_534;

/** Runs this as somebody without rights where root runs the tests; nothing else runs meanwhile. */
export function asSomebody<T>(work: () => T): T {
  if (process.geteuid?.() !== 0) return work();
  process.seteuid?.(NOBODY);
  try {
    return work();
  } finally {
    process.seteuid?.(0);
  }
}
