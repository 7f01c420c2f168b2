/** One object of git: what it is, what it says, and whether it is what its id promises. */

export const OBJECT_TYPES = ["commit", "tree", "blob", "tag"] as const;

export interface GitObject {
  readonly type: (typeof OBJECT_TYPES)[number];
  readonly bytes: Buffer;
}

/** Whether the content gives the id, by SHA-1 or, where the id is longer, SHA-256. */
export function isIntact({ type, bytes }: GitObject, id: string): boolean {
  const { createHash } = process.getBuiltinModule("node:crypto");
  const hash = createHash(id.length === 40 ? "sha1" : "sha256");
  return hash.update(`${type} ${bytes.length}\0`).update(bytes).digest("hex") === id;
}

/** What a commit says of its place in history. */
export interface Commit {
  readonly tree: string;
  readonly parents: readonly string[];
  /** Of its committer; seconds since 1970. */
  readonly date: number;
}

/** Undefined for what is no commit. */
export function readCommit({ type, bytes }: GitObject): Commit | undefined {
  if (type !== "commit") return undefined;
  const [head = ""] = bytes.toString("latin1").split("\n\n", 1);
  const ids = (name: string): string[] =>
    [...head.matchAll(new RegExp(`^${name} ([0-9a-f]+)$`, "gm"))].map(([, id = ""]) => id);
  const [tree] = ids("tree");
  const [, date = ""] = /^committer .*> (\d+) [+-]\d+$/m.exec(head) ?? [];
  return tree === undefined ? undefined : { tree, parents: ids("parent"), date: Number(date) };
}

/** The object that a tag with a message of its own names; undefined for what is no such tag. */
export function readTag({ type, bytes }: GitObject): string | undefined {
  return type === "tag" ? /^object ([0-9a-f]+)\n/.exec(bytes.toString("latin1"))?.[1] : undefined;
}

export interface TreeEntry {
  /** A character a byte. */
  readonly name: string;
  readonly kind: "file" | "folder" | "link" | "submodule";
  readonly id: string;
}

/** What a mode of a tree, in octal digits without zeros in front, is of. */
export function kindOf(mode: string): TreeEntry["kind"] {
  return KINDS[mode] ?? "file";
}

const KINDS: Readonly<Record<string, TreeEntry["kind"]>> = {
  "40000": "folder",
  "120000": "link",
  "160000": "submodule",
};

/** What a tree holds, in its order; undefined for what is no tree. `idLength`: of its ids, in hexadecimal digits. */
export function readTree({ type, bytes }: GitObject, idLength: number): readonly TreeEntry[] | undefined {
  if (type !== "tree") return undefined;
  const entries: TreeEntry[] = [];
  for (let at = 0; at < bytes.length;) {
    const end = bytes.indexOf(0, at);
    const next = end + 1 + idLength / 2;
    if (end === -1 || next > bytes.length) return undefined;
    const [, mode, name] = /^(\d+) (.*)$/s.exec(bytes.toString("latin1", at, end)) ?? [];
    if (mode === undefined || name === undefined) return undefined;
    entries.push({ name, kind: kindOf(mode), id: bytes.toString("hex", end + 1, next) });
    at = next;
  }
  return entries;
}
