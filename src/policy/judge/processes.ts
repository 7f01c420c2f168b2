/** What stands beside a place: the rest of its process, and where its pipeline would say otherwise. */
import type { Pull, Reference, ScanResult } from "../../model.ts";
import { placeOf } from "../../pull.ts";
import type { Subject } from "../rules/subject.ts";

export type Around = (place: Reference) => Pick<Subject, "ofProcess" | "overridePlace">;

export function processesOf({ pulls, overridePlaces = [] }: Pick<ScanResult, "pulls" | "overridePlaces">): Around {
  const byProcess = Map.groupBy(pulls, (pull) => processKey(placeOf(pull)));
  // The innermost pipeline has the word.
  const innermost = overridePlaces.toSorted((a, b) => b.root.length - a.root.length);
  return (place) => {
    const key = processKey(place);
    const overridePlace = innermost.find(({ root }) => place.file.startsWith(root));
    return {
      ofProcess: key === undefined ? [] : (byProcess.get(key) ?? []),
      ...(overridePlace !== undefined && { overridePlace }),
    };
  };
}

function processKey({ file, context }: Pull["references"][number]): string | undefined {
  return context.process === undefined ? undefined : `${file}\n${context.process}`;
}
