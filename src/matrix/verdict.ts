/** Whether an image runs on an architecture, by the best that is known: an answer, the header of a SIF, the hash in its name. */
import { normalPlatform } from "../image/platform.ts";
import type { ArchitectureVerdict } from "../model.ts";
import { formatFault } from "../policy/rules/manifest-format.ts";
import { pullFault } from "../policy/rules/pullable.ts";
import {
  failedAnswer,
  factsOf,
  failuresOf,
  type Facts,
  isMissing,
  isUntold,
  type NotAsked,
  requestedPlatforms,
  type Subject,
} from "../policy/rules/subject.ts";
import { isNamed } from "../pull.ts";
import { few } from "../text/units.ts";

export function verdictFor(subject: Subject, architecture: string): ArchitectureVerdict {
  const fault = pullFault(subject.pull);
  if (fault !== undefined) return { verdict: "stops", by: "name", cause: "name", detail: fault.message };
  if (!isNamed(subject.pull)) return unknown(unnamed(subject));
  return byAnswer(subject, architecture) ?? byHash(subject, architecture) ?? unknown(whyUnknown(subject));
}

function byAnswer(subject: Subject, architecture: string): ArchitectureVerdict | undefined {
  const facts = factsOf(subject);
  if (facts === undefined) return undefined;
  const [gone] = facts.exists === false ? failuresOf(subject).filter(({ state }) => state === "not-found") : [];
  if (gone !== undefined)
    return { verdict: "stops", by: "registry", cause: "absent", detail: withoutStop(gone.message) };
  const [fault] = formatFault(subject) ?? [];
  if (fault !== undefined) return { verdict: "stops", by: "registry", cause: "name", detail: fault.message };
  const ofFile = byHeader(facts, architecture);
  if (ofFile !== undefined || !subject.isSif) return ofFile ?? byPlatforms(subject, facts, architecture);
  // What an index offers under `oras://` may be images, of which Singularity runs none.
  return facts.platforms === undefined
    ? undefined
    : unknown("it is an index, which does not say whether SIFs are in it");
}

function byHeader({ download }: Facts, architecture: string): ArchitectureVerdict | undefined {
  const built = download?.sif?.architecture;
  if (built === undefined) return undefined;
  const runs = normalPlatform(built) === architecture;
  return told(runs, "header", `its SIF is for ${built}`);
}

function byPlatforms(subject: Subject, { platforms }: Facts, architecture: string): ArchitectureVerdict | undefined {
  if (isUntold(subject, architecture)) return undefined;
  if (platforms === undefined || platforms.length === 0)
    return isMissing(subject, architecture)
      ? told(false, "registry", `it is not offered for ${architecture}`)
      : undefined;
  if (platforms.includes(architecture)) return told(true, "registry", `it is offered for ${platforms.join(", ")}`);
  return told(false, "registry", `it is offered for ${platforms.join(", ")} only`);
}

/** Each platform that Wave is asked for gives another hash. */
function byHash(subject: Subject, architecture: string): ArchitectureVerdict | undefined {
  const { platforms } = requestedPlatforms(subject) ?? {};
  if (platforms === undefined) return undefined;
  const detail = `by the hash in its name it was asked of Wave for ${platforms.join(", ")}`;
  return told(platforms.includes(architecture), "hash", detail);
}

function told(runs: boolean, by: ArchitectureVerdict["by"] & string, detail: string): ArchitectureVerdict {
  return runs ? { verdict: "runs", by, detail } : { verdict: "stops", by, cause: "architecture", detail };
}

function unknown(detail: string): ArchitectureVerdict {
  return { verdict: "unknown", detail };
}

function unnamed({ pull }: Subject): string {
  const { unresolved, undefinedParameters = [] } = pull;
  if (unresolved !== undefined) return `its name cannot be known before the run: ${withoutStop(unresolved.detail)}`;
  return `its name has parameters without a value: ${few(undefinedParameters.map((name) => `params.${name}`))}`;
}

/** What nobody was asked for, in words. */
const NOT_ASKED: Readonly<Record<NotAsked, string>> = {
  unresolved: "its name cannot be known before the run",
  "invalid-name": "it is no name of an image",
  "no-inspector": "there is nobody to ask about it",
  "not-here": "it is a file of the machine that runs it",
  "no-rule-asks": "nobody was asked",
  "inspector-none": "nobody was asked",
};

function whyUnknown(subject: Subject): string {
  const { known } = subject;
  if (known.state === "not-asked") return NOT_ASKED[known.reason];
  const failure = failedAnswer(subject)?.failure;
  if (failure !== undefined) return withoutStop(failure.message);
  return "what answered does not say for which architecture it is";
}

/** A sentence as a clause. */
function withoutStop(sentence: string): string {
  return sentence.replace(/[.\s]+$/, "");
}
