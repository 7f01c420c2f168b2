/**
 * Objects of a repository by their ids, as git keeps them: one file each (gitrepository-layout(5)) or in packs
 * (gitformat-pack(5)). No git program is asked.
 */
import { readdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { isUnread, readRegularFile } from "../files/read.ts";
import type { GitDirectory } from "./directory.ts";
import { isIntact, type GitObject, OBJECT_TYPES } from "./object.ts";
import { inflated, Pack } from "./pack.ts";
import { readTextFile } from "./text.ts";

/** Repositories that borrow from one another (`git clone --shared`) are followed this far, as git does. */
const DEEPEST = 6;

export class GitObjects {
  readonly #folders: readonly string[];
  #packs: readonly Pack[] | undefined;
  /** What folders of objects in files of their own hold. */
  readonly #names = new Map<string, ReadonlySet<string>>();

  constructor({ common }: Pick<GitDirectory, "common">) {
    this.#folders = [...foldersFrom(join(common, "objects"), 0)];
  }

  /**
   * The object of an id (hexadecimal, whole); undefined where the repository has none of that id (a shallow or partial
   * clone), none that is intact, or one larger than `most` bytes.
   */
  read(id: string, most: number): GitObject | undefined {
    if (!/^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(id)) return undefined;
    const found = this.#loose(id, most) ?? this.#packed(id, most);
    return found !== undefined && isIntact(found, id) ? found : undefined;
  }

  #loose(id: string, most: number): GitObject | undefined {
    for (const folder of this.#folders) {
      if (!this.#isLoose(folder, id)) continue;
      const packed = readRegularFile(join(folder, id.slice(0, 2), id.slice(2)), LARGEST_FILE, "refused");
      const whole = isUnread(packed) ? undefined : inflated(packed, most + LONGEST_HEADER);
      const end = whole?.indexOf(0) ?? -1;
      if (whole === undefined || end === -1) continue;
      const [name, size] = whole.toString("latin1", 0, end).split(" ");
      const type = OBJECT_TYPES.find((one) => one === name);
      const bytes = whole.subarray(end + 1);
      if (type !== undefined && Number(size) === bytes.length) return { type, bytes };
    }
    return undefined;
  }

  /** Listed once, as git does: to ask for each file that is not there would take longer than to read a pack. */
  #isLoose(folder: string, id: string): boolean {
    const [first, rest] = [id.slice(0, 2), id.slice(2)];
    if (!this.#namesIn(folder).has(first)) return false;
    return this.#namesIn(join(folder, first)).has(rest);
  }

  #namesIn(folder: string): ReadonlySet<string> {
    let names = this.#names.get(folder);
    if (names === undefined) {
      names = new Set(namesIn(folder));
      this.#names.set(folder, names);
    }
    return names;
  }

  /** Holds the packs open, for those that read many objects. */
  whileOpen<T>(work: () => T): T {
    return this.#allPacks.reduce<() => T>((inner, pack) => () => pack.whileOpen(inner), work)();
  }

  get #allPacks(): readonly Pack[] {
    return (this.#packs ??= this.#folders.flatMap((folder) => packsIn(join(folder, "pack"))));
  }

  #packed(id: string, most: number): GitObject | undefined {
    for (const pack of this.#allPacks) {
      const found = pack.read(id, most);
      if (found !== undefined) return found;
    }
    return undefined;
  }
}

/** `commit 1234` and a zero. */
const LONGEST_HEADER = 32;

/** What one object takes on the disk. Bytes. */
const LARGEST_FILE = 64 * 1024 * 1024;

/** The folder of a repository's objects, and those that it borrows from. */
function* foldersFrom(folder: string, depth: number): Generator<string> {
  yield folder;
  if (depth === DEEPEST) return;
  for (const line of (readTextFile(join(folder, "info", "alternates")) ?? "").split("\n")) {
    if (line !== "" && !line.startsWith("#")) yield* foldersFrom(resolve(folder, line), depth + 1);
  }
}

function packsIn(folder: string): readonly Pack[] {
  return namesIn(folder)
    .filter((name) => name.endsWith(".idx"))
    .sort()
    .map((name) => new Pack(join(folder, name)));
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
