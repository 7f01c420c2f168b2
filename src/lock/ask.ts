/** What need not be asked again: where a name still means what the lock has, the lock knows the rest. */
import { isSifType } from "../image/sif.ts";
import type { Inspection, InspectionRequest, Lock, LockedImage } from "../model.ts";

/** The requests of a run in two rounds. */
export interface Rounds {
  readonly first: readonly InspectionRequest[];
  /** What is still to be asked after the answers of the first. */
  readonly second: (answers: readonly Inspection[]) => readonly InspectionRequest[];
}

/**
 * Requests for a record, of which those are put off that a lock can answer: of its images first only what they mean now, by
 * one request each; where that is another digest than the lock has, the rest.
 *
 * @param all What a record and the rules need.
 * @param ofRules What the rules alone need: it is asked whatever a lock says, since a change may have written that.
 */
export function inRounds(all: readonly InspectionRequest[], ofRules: readonly InspectionRequest[], lock: Lock): Rounds {
  const byImage = Map.groupBy(all, ({ image }) => image);
  const rulesByImage = Map.groupBy(ofRules, ({ image }) => image);
  const putOff = new Map<string, LockedImage>();
  const first = [...byImage].flatMap(([image, requests]) => {
    const entry = lock.images.get(image);
    if (entry === undefined || !isKnown(entry, requests)) return requests;
    putOff.set(image, entry);
    return rulesByImage.get(image) ?? [{ image, platform: null, need: "existence" as const }];
  });
  return {
    first,
    second(answers) {
      const asked = new Map(answers.map((answer) => [keyOf(answer.request), answer]));
      const digests = new Map(
        answers.flatMap(({ request, digest }) => (digest === undefined ? [] : [[request.image, digest]])),
      );
      return [...putOff].flatMap(([image, { content }]) => {
        const digest = digests.get(image);
        if (digest === undefined || digest === content.digest) return [];
        return (byImage.get(image) ?? []).filter((request) => !asked.has(keyOf(request)));
      });
    },
  };
}

/** Whether an entry has all that these requests would tell of its digest. */
function isKnown({ content }: LockedImage, requests: readonly InspectionRequest[]): boolean {
  const { digest, artifact, file, platforms } = content;
  if (digest === undefined) return false;
  if (artifact !== undefined) return file !== undefined || !isSifType(artifact);
  if (platforms === undefined) return false;
  return requests.every(({ platform, need }) => {
    if (need !== "config" || platform === null) return true;
    const known = platforms.get(platform);
    return known === undefined || known.config !== undefined;
  });
}

function keyOf({ image, platform, need }: InspectionRequest): string {
  return `${image}\n${platform ?? ""}\n${need}`;
}
