/** Which inline ignores a pull request adds: those that its base does not have for the same code. */
import type { FileOfBase, Ignore, ScanResult, SourceKind, SourceTree } from "../../model.ts";
import { findIgnores } from "./ignore.ts";

/** The ignores of a scan, each held against the same file of the base. Moved lines are no difference, other code below is one. */
export function markAdded(scan: ScanResult, tree: SourceTree, baseOf: FileOfBase): readonly Ignore[] {
  const sources = new Map(scan.files.map(({ file, source }) => [file, source]));
  return [...Map.groupBy(scan.ignores, ({ file }) => file)].flatMap(([file, ignores]) => {
    const base = baseOf(file);
    const source = sources.get(file);
    if (base === undefined || source === undefined) return ignores.map((ignore) => ({ ...ignore, added: "unknown" }));
    const left = Map.groupBy(keysOf(file, base ?? "", source).values(), (key) => key);
    const keys = keysOf(file, tree.read(file) ?? "", source);
    return ignores.map((ignore) => {
      const isOld = left.get(keys.get(placeOf(ignore)) ?? "")?.pop() !== undefined;
      return isOld ? ignore : { ...ignore, added: true };
    });
  });
}

/** What each ignore of a text says and covers, by its place. */
function keysOf(file: string, text: string, source: SourceKind): ReadonlyMap<string, string> {
  const lines = text.split("\n").map((line) => line.trim());
  return new Map(
    findIgnores(file, text, source, []).ignores.map((ignore) => {
      const [first, last] = ignore.covers;
      return [placeOf(ignore), JSON.stringify([ignore.rules, ignore.reason, lines.slice(first - 1, last)])];
    }),
  );
}

function placeOf({ line, column }: Ignore): string {
  return `${line}:${column}`;
}
