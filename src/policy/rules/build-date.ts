/** When an image was built, where its own word can be taken for it. */

/** Dates before this are constants of reproducible builds: 0001-01-01, the Unix epoch, the first date of a zip file. */
const FIRST_REAL = Date.UTC(1980, 0, 3);

/** Undefined for no date at all, and for the constant of a reproducible build. */
export function usableDate(written: string | undefined): Date | undefined {
  const date = written === undefined ? undefined : new Date(written);
  return date === undefined || Number.isNaN(date.getTime()) || date.getTime() < FIRST_REAL ? undefined : date;
}
