/** What need not be asked again: where a name still means what the lock has, the lock knows the rest. */
import { oldName } from "../drift/now.ts";
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

/**
 * The same with one more question in the second round for each image that means another digest by now: whether what the lock has
 * can still be pulled by its digest.
 */
export function askingForOld({ first, second }: Rounds, lock: Lock): Rounds {
  return {
    first,
    second(answers) {
      const old = movedIn(answers, lock).flatMap(({ image, before }) => oldName(image, before.content.digest) ?? []);
      return [...second(answers), ...old.map((image) => ({ image, platform: null, need: "existence" as const }))];
    },
  };
}

/**
 * Requests of rules, and in a second round of each image that means another digest by now what tells why.
 *
 * @param whole What a record of the images for which somebody wants to know would ask.
 */
export function askingWhy(
  first: readonly InspectionRequest[],
  whole: readonly InspectionRequest[],
  lock: Lock,
): Rounds {
  const byImage = Map.groupBy(whole, ({ image }) => image);
  const second = (answers: readonly Inspection[]): readonly InspectionRequest[] => {
    const asked = new Set(answers.map(({ request }) => keyOf(request)));
    const moved = movedIn(answers, lock).flatMap(({ image }) => byImage.get(image) ?? []);
    return moved.filter((request) => !asked.has(keyOf(request)));
  };
  const told = { images: new Map([...lock.images].filter(([image]) => byImage.has(image))) };
  return askingForOld({ first, second }, told);
}

/** Images of a lock that mean another digest by now than it has. */
function movedIn(
  answers: readonly Inspection[],
  { images }: Lock,
): readonly { readonly image: string; readonly before: LockedImage }[] {
  const digests = new Map(
    answers.flatMap(({ request, digest }) => (digest === undefined ? [] : [[request.image, digest]])),
  );
  return [...digests].flatMap(([image, digest]) => {
    const before = images.get(image);
    const isMoved = before?.content.digest !== undefined && before.content.digest !== digest;
    return isMoved ? [{ image, before }] : [];
  });
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
