/** The texts of the environments that pulls are to be made from, taken along while their files are read for something else. */
import type { Pull, SourceTree } from "../model.ts";

/** No environment is as long; and all of a repository together. Characters. */
const LONGEST = 64 * 1024;
const MOST = 16 * 1024 * 1024;

export class EnvironmentTexts {
  /** Of files that are called as they are, wanted or not. */
  readonly #texts = new Map<string, string>();

  /** Keeps the text of a file that may be one. */
  note(file: string, text: string): void {
    if (/(?:^|\/)environment[^/]*\.ya?ml$/.test(file) && text.length <= LONGEST) this.#texts.set(file, text);
  }

  /** Those of these pulls, by path. */
  of(pulls: readonly Pull[], tree: SourceTree): ReadonlyMap<string, string> {
    const wanted = new Map<string, string>();
    let left = MOST;
    for (const { conda } of pulls) {
      if (conda === undefined || !("file" in conda) || wanted.has(conda.file)) continue;
      const text = this.#texts.get(conda.file) ?? tree.read(conda.file);
      if (text === undefined || text.length > Math.min(left, LONGEST)) continue;
      left -= text.length;
      wanted.set(conda.file, text);
    }
    return wanted;
  }
}
