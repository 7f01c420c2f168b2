/** The USER of an image. */

/** The names and numbers that it goes by, without its group. Engines read a number as Go does: `00` and `+0` are 0. */
export function spellingsOf(written: string): readonly string[] {
  const name = written.replace(/:.*$/s, "");
  const number = /^[+-]?\d+$/.test(name) ? String(Math.abs(Number(name))) : name;
  return ["", "0", "root"].includes(number) ? ["root", "0"] : [...new Set([name, number])];
}

/** Whether it may write what belongs to root: no user is root. */
export function isRoot(written: string | undefined = ""): boolean {
  return spellingsOf(written).includes("root");
}
