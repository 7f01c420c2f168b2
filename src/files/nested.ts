/** Folders that lie in one another. */

/**
 * @param folders From a root on, "/" between names, the root itself empty; none twice.
 * @returns The first that lies in another one of them, and that one.
 */
export function firstNested(
  folders: readonly string[],
): { readonly inner: string; readonly outer: string } | undefined {
  for (const inner of folders) {
    const outer = folders.find((one) => one !== inner && (one === "" || inner.startsWith(`${one}/`)));
    if (outer !== undefined) return { inner, outer };
  }
  return undefined;
}
