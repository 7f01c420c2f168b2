/** Which of many fixes do just what they announce: shown by scanning the repository with their edits in memory. */
import type { ScanResult, SourceTree } from "../model.ts";
import { compareScans, type Complaint, whose } from "./compare.ts";
import { editedFile, type EditedFile, editedTree, Originals } from "./files.ts";
import { apart, EditsByFile, isOf, type Offer, type Placed, placedIn, type Refused } from "./offers.ts";
import { Placing } from "./placing.ts";

export interface Repository {
  /** Real path of the directory. */
  readonly root: string;
  /** Its files as they are now, read anew. */
  readonly open: () => SourceTree;
  /** Scans a tree with the options of the scan before. */
  readonly scan: (tree: SourceTree) => Promise<ScanResult>;
  /** What the findings come from. */
  readonly before: ScanResult;
}

/** What came of the offers. */
export interface Proven {
  readonly made: readonly Offer[];
  /** The same with the places of all their edits. */
  readonly placed: readonly Placed[];
  readonly refused: readonly Refused[];
  /** By name. */
  readonly files: readonly EditedFile[];
}

/** Scans after which no more is tried of what is complained of; what is not proven by then is refused. */
const MOST_SCANS = 48;

/**
 * Makes as many of the offers as can be made together, the first one of two that want the same place. One that does not do
 * what it announces takes no other one with it.
 */
export async function prove(offers: readonly Offer[], repository: Repository): Promise<Proven> {
  const originals = new Originals(repository.root, repository.open());
  const proof = new Proof(repository, originals);
  let open: readonly Placed[] = offers.flatMap((offer) => {
    const placed = placedIn(originals, offer);
    if (!("why" in placed)) return placed;
    proof.refused.push({ offer, why: placed.why });
    return [];
  });
  while (open.length > 0) {
    const { together, others } = apart(open, proof.made);
    await proof.take(together);
    // Where the one that was first is refused, its place is free again.
    open = together.length > 0 ? others : [];
    if (together.length > 0) continue;
    for (const { offer } of others) proof.refused.push({ offer, why: OVERLAPS });
  }
  const files = [...proof.edited(proof.made).values()];
  return {
    made: proof.made.map(({ offer }) => offer),
    placed: proof.made,
    refused: proof.refused,
    files: files.toSorted((a, b) => (a.original.file < b.original.file ? -1 : 1)),
  };
}

const OVERLAPS = "Another fix changes the same place: once that is made, run again.";

/** Those that change what is complained of; where that is known of none, those that change a file that is. */
function blamedIn(batch: readonly Placed[], complaints: readonly Complaint[]): ReadonlySet<Placed> {
  const exact = complaints.filter(({ references }) => references.length > 0);
  const blame = (some: readonly Complaint[]): ReadonlySet<Placed> =>
    new Set(batch.filter((placed) => some.some(({ file, references }) => isOf(placed, file, references))));
  const blamed = blame(exact);
  return blamed.size > 0 ? blamed : blame(complaints);
}

class Proof {
  readonly made: Placed[] = [];
  readonly refused: Refused[] = [];
  readonly #repository: Repository;
  readonly #originals: Originals;
  #scans = 0;

  constructor(repository: Repository, originals: Originals) {
    this.#repository = repository;
    this.#originals = originals;
  }

  /** Makes those of a batch that do what they announce: many good ones take one scan, each bad one a few more. */
  async take(batch: readonly Placed[]): Promise<void> {
    const [first, ...others] = batch;
    if (first === undefined) return;
    const complaints = await this.#complaints(batch);
    if (complaints.length === 0) {
      this.made.push(...batch);
      return;
    }
    if (others.length === 0) return this.#takeOne(first, complaints);
    const blamed = blamedIn(batch, complaints);
    const innocent = batch.filter((placed) => !blamed.has(placed));
    const isSome = blamed.size > 0 && innocent.length > 0;
    if (this.#scans >= (isSome ? 2 * MOST_SCANS : MOST_SCANS)) {
      for (const placed of batch) this.#refuse(placed, complaints);
      return;
    }
    const half = Math.ceil(batch.length / 2);
    await this.take(isSome ? innocent : batch.slice(0, half));
    if (isSome && this.#scans >= MOST_SCANS) for (const placed of blamed) this.#refuse(placed, complaints);
    else await this.take(isSome ? [...blamed] : batch.slice(half));
  }

  /** Without its comments, where it has some and they may be what does more. */
  async #takeOne(placed: Placed, complaints: readonly Complaint[]): Promise<void> {
    if (placed.comments.length > 0) await this.take([{ ...placed, comments: [] }]);
    else this.#refuse(placed, complaints);
  }

  /** Each file with the edits of these. */
  edited(all: readonly Placed[]): ReadonlyMap<string, EditedFile> {
    return new Map(
      new EditsByFile(all).entries().map(([original, edits]) => [original.real, editedFile(original, edits)]),
    );
  }

  #refuse(placed: Placed, complaints: readonly Complaint[]): void {
    const own = complaints.filter((complaint) => blamedIn([placed], [complaint]).size > 0);
    const [first, ...others] = own.length > 0 ? own : complaints;
    const more = others.length > 0 ? `; and ${others.length} more` : "";
    this.refused.push({
      offer: placed.offer,
      why: `It does not do what it says and nothing else: ${first?.words}${more}.`,
    });
  }

  /** What a scan with these and with all that is made has that nobody announced. */
  async #complaints(batch: readonly Placed[]): Promise<readonly Complaint[]> {
    this.#scans++;
    const { open, scan, before } = this.#repository;
    const all = [...this.made, ...batch];
    const edited = this.edited(all);
    const after = await scan(editedTree(open(), this.#originals, edited));
    const placing = new Placing((file) => {
      const real = this.#originals.realOf(file);
      return typeof real === "string" ? edited.get(real) : undefined;
    });
    const insertions = all.filter(({ edits }) => edits.some(({ edit }) => edit.start === edit.end));
    const mended = insertions.flatMap(({ offer }) => offer.findings.flatMap(({ pulls }) => pulls.map(whose)));
    return compareScans(before, after, placing, new Set(mended));
  }
}
