/** `wave-inspect scan --format images`: a name a line, for programs that copy images. */
import { readPulledName } from "../image/written.ts";
import type { Pull } from "../model.ts";
import { isNamed, meantName } from "../pull.ts";
import { plain } from "../text/plain.ts";

export interface ImageNames {
  /** Sorted, each once. */
  readonly names: readonly string[];
  /** As files have them: of pulls whose image cannot be known before the run, or that no engine takes. */
  readonly unknown: readonly string[];
}

/**
 * What registries are asked for: the canonical name, and where a digest says which image is meant, no tag beside it, which nobody
 * reads and `skopeo copy` refuses.
 *
 * @param downloads With files behind URLs and images of `oras://`, `library://` and `shub://`, each by its scheme.
 */
export function imageNames(pulls: readonly Pull[], { downloads }: { readonly downloads: boolean }): ImageNames {
  const names = new Set<string>();
  const unknown = new Set<string>();
  for (const pull of pulls) {
    const name = nameOf(pull);
    if (name === undefined) unknown.add(pull.written);
    else if (name !== null && (downloads || !name.includes("://"))) names.add(name);
  }
  return { names: [...names].sort(), unknown: [...unknown].sort() };
}

/** null: it is a file of the repository or of the machine. */
function nameOf(pull: Pull): string | null | undefined {
  if (!isNamed(pull)) return undefined;
  const read = readPulledName(meantName(pull), pull.canonical);
  if (read.kind === "invalid") return undefined;
  if (read.kind === "local") return null;
  if (read.kind !== "registry") return plain(meantName(pull));
  const canonical = read.canonical.replace(/:[^:/@]+@/, "@");
  return read.scheme === "oras" ? `oras://${canonical}` : canonical;
}
