/** SHA-256 of a text or of bytes. */

/** As `sha256sum` prints it, or in base64. Loads node:crypto when it is called: a check that shows no hash starts 5 ms sooner. */
export function sha256(text: string | Buffer, encoding: "hex" | "base64" = "hex"): string {
  return process.getBuiltinModule("node:crypto").createHash("sha256").update(text).digest(encoding);
}

/** As many hex digits of what several words make together: to know it again by. */
export function shortHash(words: readonly (string | null)[], digits: number): string {
  return sha256(JSON.stringify(words)).slice(0, digits);
}
