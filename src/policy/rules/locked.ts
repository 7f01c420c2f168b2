/** Whether an image is what the lock of the repository has. */
import { fileFacts } from "../../image/sif.ts";
import type { Download, LockedFile } from "../../model.ts";
import { formatBytes } from "../../text/units.ts";
import { imageRule, type Message } from "./rule.ts";
import { factsOf, requestName, type Subject } from "./subject.ts";

export const locked = imageRule({
  id: "locked",
  summary: "Every image is in `containers.lock`, and still what it says",
  severity: "error",
  asks({ lock, name, pull }) {
    const { digest, file } = lock?.entry?.content ?? {};
    // Nobody can record what Wave has not built yet.
    if (lock !== undefined && lock.entry === undefined && pull.predicted !== undefined)
      return [{ platform: null, need: "existence" }];
    // A name with a digest means that, whoever is asked.
    if (digest !== undefined && name?.digest === undefined)
      return [{ platform: null, need: "existence", expects: digest }];
    return file === undefined || digest !== undefined ? [] : [{ platform: null, need: "existence" }];
  },
  options: {},
  text: {
    why: `A tag can mean other bytes tomorrow than it does today, and nobody who reads the pipeline sees that. A committed
[\`containers.lock\`](../lock.md) says which bytes were meant; with this rule a run stops before it pulls something else, or
something that nobody recorded.`,
    policy: `lock: strict
rules:
  locked: error # what strict means; here and in overrides something else may be said
`,
    bad: [
      "quay.io/acme/tool:1.0, which `containers.lock` does not have",
      "quay.io/acme/tool:1.0, which means another digest by now than `containers.lock` has",
    ],
    good: ["quay.io/acme/tool:1.0, which means the digest that `containers.lock` has"],
    notes: `It is on where there is a \`containers.lock\` (or \`--lock\` names one), as an error; the key \`lock\` of the policy makes
that warnings (\`warn\`), turns it off (\`off\`), or asks for a lock where there is none (\`strict\`, one finding for all images).
\`rules.locked\`, overrides and waivers say otherwise for some images. One HEAD an image tells. Of a file (SIF) without a digest
its size and what its header says are compared. Names that no lock can have (files of the machine, \`library://\`, names that are
not known before the run) are left to other rules, and so is an image that is gone (\`exists\`) or that Wave has not built yet. Nothing but the digest is
taken from the lock: what other rules judge is what registries say.`,
  },
  check(subject): readonly Message[] {
    const { lock, image, name, pull } = subject;
    if (lock === undefined || !isLockable(subject)) return [];
    const { file: lockFile, entry } = lock;
    if (entry === undefined) {
      // Of what Wave is to build something can be recorded once it is there.
      if (pull.predicted !== undefined && factsOf(subject)?.exists !== true) return [];
      return [
        {
          message: `${image} is not in ${lockFile}`,
          help: `Run wave-inspect lock and commit ${lockFile}: it records what the image is.`,
          evidence: { lock: lockFile },
        },
      ];
    }
    const { digest, file } = entry.content;
    const { digest: now = name?.digest, download } = factsOf(subject) ?? {};
    const recorded = { file: lockFile, since: entry.firstSeen.slice(0, 10) };
    if (digest !== undefined) return now === undefined || now === digest ? [] : [moved(image, recorded, digest, now)];
    const differs = download !== undefined && file !== undefined ? difference(file, fileFacts(download)) : undefined;
    return differs === undefined ? [] : [otherFile(image, recorded, differs)];
  },
});

/** Whether a lock can have it: somebody can be asked, and git does not keep it already. */
function isLockable(subject: Subject): boolean {
  return requestName(subject) !== undefined && subject.pull.file === undefined;
}

const HELP = "Where the new one is meant, run wave-inspect lock --update and commit the lock; where it is not,";

interface Recorded {
  /** The lock. */
  readonly file: string;
  /** ISO date. */
  readonly since: string;
}

function moved(image: string, { file, since }: Recorded, then: string, now: string): Message {
  return {
    message: `${image} is ${now.slice(0, 19)}… and ${file} has ${then.slice(0, 19)}… since ${since}`,
    help: `${HELP} pull by digest: @${then}.`,
    about: `${then} ${now}`,
    evidence: { locked: then, now },
  };
}

function otherFile(image: string, { file, since }: Recorded, { what, then, now }: Difference): Message {
  return {
    message: `${image} is another file than ${file} has since ${since}: ${what} ${now}, and there ${then}`,
    help: `${HELP} find out who put it there.`,
    about: `${what} ${then} ${now}`,
    evidence: { locked: `${what} ${then}`, now: `${what} ${now}` },
  };
}

interface Difference {
  readonly what: string;
  readonly then: string;
  readonly now: string;
}

/** The first fact in which two files differ, of those that are known of both. */
function difference(then: LockedFile, now: ReturnType<typeof fileFacts>): Difference | undefined {
  return (["format", "size", "architecture", "created"] as const)
    .filter((fact) => then[fact] !== undefined && now[fact] !== undefined && then[fact] !== now[fact])
    .map((fact) => ({ what: fact, then: inWords(then[fact]), now: inWords(now[fact]) }))[0];
}

function inWords(value: Download["size"] | string): string {
  return typeof value === "number" ? `${formatBytes(value)} (${value} B)` : String(value);
}
