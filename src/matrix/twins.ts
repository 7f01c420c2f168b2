/** What each image of a process has to do with the other half of the process. */
import type { TwinAnswer, TwinProof } from "../model.ts";
import { isOfSif } from "../policy/rules/halves.ts";
import type { Subject } from "../policy/rules/subject.ts";
import { proveTwins } from "../policy/rules/twin-facts.ts";
import { isNamed } from "../pull.ts";

/**
 * Of all images of one process; nothing of one that has no other half. Where a half may be one of several, one that is the same
 * is enough.
 */
export function twinsAmong(subjects: readonly Subject[]): ReadonlyMap<Subject, TwinProof> {
  const named = subjects.filter(({ pull }) => isNamed(pull) && pull.engine !== null);
  const [sifs, others] = [named.filter(isOfSif), named.filter((subject) => !isOfSif(subject))];
  const pairs = sifs.flatMap((sif) =>
    others.filter((other) => isOnePlatform(sif, other)).map((other) => ({ sif, other, proof: proveTwins(sif, other) })),
  );
  return new Map(
    named.flatMap((subject) => {
      const own = pairs.flatMap(({ sif, other, proof }) => (sif === subject || other === subject ? [proof] : []));
      const [best] = own.toSorted((a, b) => ANSWERS.indexOf(a.answer) - ANSWERS.indexOf(b.answer));
      return best === undefined ? [] : [[subject, best] as const];
    }),
  );
}

const ANSWERS: readonly TwinAnswer[] = ["proven", "same-by-name", "different", "not-comparable"];

/** Two that are asked for different architectures are no halves of one thing. */
function isOnePlatform(a: Subject, b: Subject): boolean {
  return a.platform === null || b.platform === null || a.platform === b.platform;
}
