/** From a lock to its text: the same lock gives the same bytes, and a change of one image changes lines of that entry only. */
import type { Lock, LockedContent, LockedImage, LockedLayer, LockedPlatform } from "../model.ts";
import { defined } from "../text/json.ts";
import { printJson } from "../text/print-json.ts";
import { sha256 } from "../text/sha256.ts";
import { lockVersion } from "./definition.ts";

/** JSON with sorted keys, a layer on one line, and a line break at the end. */
export function writeLock({ images }: Lock): string {
  const entries = [...images].map(([name, image]) => {
    const entry = entryOf(image);
    return [name, sorted({ ...entry, sum: sumOf(name, entry) })] as const;
  });
  const text = printJson({ images: Object.fromEntries(entries.sort(byText)), version: lockVersion });
  return text.replaceAll(LAYER, "{ $1 $2 }");
}

/** A layer as it is printed; no text of JSON has a line break in it. */
const LAYER = /\{\n +("digest": "[^"\n]*",)\n +("size": \d+)\n +\}/g;

/** Tells a damaged entry from a whole one: 16 hex digits over its name and all that it says. No protection from anybody who means it. */
export function sumOf(name: string, entry: object): string {
  return sha256(JSON.stringify([name, entry])).slice(0, 16);
}

/** An image as it is written, without its sum: keys in their order, nothing that is empty. */
export function entryOf({ content, by, verified, firstSeen, unseen, ...usage }: LockedImage): object {
  const { written, processes, files, scenarios } = usage;
  return sorted({
    ...contentPart(content),
    by,
    verified,
    firstSeen,
    unseen,
    written: list(written),
    processes: list(processes),
    files: list(files),
    scenarios: list(scenarios),
  });
}

function contentPart({ platforms, file, ...content }: LockedContent): object {
  return {
    ...content,
    file: file && sorted(file),
    platforms:
      platforms &&
      Object.fromEntries([...platforms].sort(byText).map(([name, platform]) => [name, platformPart(platform)])),
  };
}

function platformPart({ layers, entrypoint, cmd, ...platform }: LockedPlatform): object {
  return sorted({ ...platform, layers: layers?.map(layerPart), entrypoint, cmd });
}

function layerPart({ digest, size }: LockedLayer): object {
  return { digest, ...(size !== undefined && { size }) };
}

/** Order and repetition say nothing of who pulls an image. */
function list(texts: readonly string[]): readonly string[] | undefined {
  return texts.length === 0 ? undefined : [...new Set(texts)].sort();
}

function sorted(fields: object): object {
  const given = Object.entries(defined(fields));
  return Object.fromEntries(given.sort(byText));
}

/** By code units, so that every machine has the same order. */
function byText([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number {
  return a < b ? -1 : 1;
}
