/** The images of an index as Wave shows it, and the one for a platform. */
import type { IndexSpec, Platform } from "../../model.ts";
import { findPlatform } from "../oci/platforms.ts";
import type { WaveCaller } from "./caller.ts";
import { artifactTypeOf, assumedPlatform, entriesOf, type WaveEntry } from "./entries.ts";
import type { WaveFailure } from "./failure.ts";
import type { WaveQuestion } from "./outcome.ts";

type FoundWaveEntry = WaveEntry & { readonly platform: Platform };

/** The images of an index. */
export interface WaveContents {
  readonly children: readonly WaveEntry[];
  /** The one for the platform that was asked for. */
  readonly found?: FoundWaveEntry;
  readonly attestations: number;
  /** Why an entry could not be looked into: the list is then not complete. */
  readonly trouble?: WaveFailure;
}

/** Entries that state no platform are looked into, nested indexes are opened: this many in all, and this deep. */
const MOST_OPENED = 16;
const DEEPEST = 3;

/**
 * Finds the images of an index. An entry that states the platform goes before one that turns out to have it; nothing is
 * opened where one does.
 */
export async function contentsOf(
  caller: WaveCaller,
  { name, wanted, meter }: WaveQuestion,
  index: IndexSpec,
): Promise<WaveContents> {
  let opened = 0;
  return walk(index, 1);

  async function walk(level: IndexSpec, depth: number): Promise<WaveContents> {
    const { children: stated, attestations: own } = entriesOf(level);
    const plain = stated.filter(({ opaque }) => !opaque);
    const direct = find(plain);
    if (direct !== undefined) return { children: plain, found: direct, attestations: own };

    const children: WaveEntry[] = [];
    let attestations = own;
    for (const child of stated) {
      if (!child.opaque) {
        children.push(child);
        continue;
      }
      if (++opened > MOST_OPENED) {
        meter.notes.add(`Only ${MOST_OPENED} of the entries without a platform were opened.`);
        break;
      }
      const reply = await caller.ask({ name, reference: child.digest, platform: null }, meter);
      if (reply.kind !== "answer") {
        const trouble =
          reply.kind === "failure" ? reply : malformed(`${name.subject} has an entry that Wave cannot show`);
        return { children, attestations, trouble };
      }
      if ("container" in reply.answer) {
        const { container } = reply.answer;
        if (artifactTypeOf(container) === undefined) children.push({ ...child, platform: assumedPlatform(container) });
        continue;
      }
      if (depth >= DEEPEST) {
        const trouble = malformed(`${name.subject} is an index nested deeper than ${DEEPEST} levels`);
        return { children, attestations, trouble };
      }
      const inner = await walk(reply.answer.index, depth + 1);
      children.push(...inner.children);
      attestations += inner.attestations;
      if (inner.found !== undefined) break;
      if (inner.trouble !== undefined) return { children, attestations, trouble: inner.trouble };
    }
    const found = find(children);
    return { children, attestations, ...(found !== undefined && { found }) };
  }

  function find(children: readonly WaveEntry[]): FoundWaveEntry | undefined {
    return wanted === undefined ? undefined : findPlatform(children, wanted);
  }
}

function malformed(message: string): WaveFailure {
  return { kind: "failure", state: "malformed", culprit: "image", message };
}
