/** What would mend what is stopped: images that are there already, and builds that could be made. */
import { normalPlatform } from "../image/platform.ts";
import type { Inspection, InspectionRequest, Location, Mend } from "../model.ts";
import type { Stop } from "./blockers.ts";
import { askedName, BOTH, type Candidate } from "./candidates.ts";

/** What a registry or a server said of an image as a whole. */
export type AnswerOf = (name: string) => Inspection | undefined;

export function answersOf(inspections: readonly Inspection[]): AnswerOf {
  const whole = inspections.filter(({ request }) => request.platform === null);
  const byImage = new Map(whole.map((one) => [one.request.image, one]));
  return (name) => {
    const asked = askedName(name);
    return asked === undefined ? undefined : byImage.get(asked);
  };
}

/** What is to be asked of these images that nobody was asked so far, each once. */
export function requestsAbout(
  candidates: readonly Candidate[],
  asked: readonly Inspection[],
): readonly InspectionRequest[] {
  const before = new Set(asked.flatMap(({ request }) => (request.platform === null ? request.image : [])));
  const names = new Set(candidates.flatMap(({ name }) => askedName(name) ?? []));
  return [...names]
    .filter((name) => !before.has(name))
    .map((image) => ({ image, platform: null, need: "platforms" as const }));
}

/** Those that are there first; where there is none, what could be built, or that somebody has to look. */
export function mendsFor(stop: Stop, candidates: readonly Candidate[], answerOf: AnswerOf): readonly Mend[] {
  const states = candidates.map((candidate) => ({ candidate, exists: isThere(candidate, answerOf(candidate.name)) }));
  const there = states.filter(({ exists }) => exists === true);
  const open = states.filter(({ candidate, exists }) => exists === undefined && candidate.isSure);
  const told = [...there, ...open.filter(({ candidate }) => candidate.how !== "both")];
  const mends = told.map(({ candidate, exists }) => mendOf(candidate, exists));
  const isOfBoth = candidates.some(({ how }) => how === "both");
  if (isOfBoth && !there.some(({ candidate }) => candidate.how === "both")) {
    const sure = candidates.find(({ how, isSure }) => how === "both" && isSure);
    return [...mends, { how: "both", ...(sure !== undefined && { image: sure.name }), detail: BUILD_BOTH }];
  }
  return mends.length === 0 ? [{ how: "choose", detail: choice(stop) }] : mends;
}

const BUILD_BOTH = `Build it for both: Wave takes ${BOTH}.`;

function choice({ stops, architecture }: Stop): string {
  if (stops === architecture) return `Choose an image that is offered for ${stops}, or set one per architecture.`;
  return `Name an image that is there and that ${stops} can pull.`;
}

/** Undefined where nobody was asked, or nobody could say. */
function isThere({ architecture, isByName }: Candidate, answer: Inspection | undefined): boolean | undefined {
  if (answer === undefined) return undefined;
  const { failure, platforms = [], download } = answer;
  if (failure?.state === "not-found") return false;
  const built = download?.sif?.architecture;
  const offered = built === undefined ? platforms : [built];
  if (architecture !== undefined && offered.length > 0) return offered.map(normalPlatform).includes(architecture);
  return failure === undefined && (isByName === true || architecture === undefined) ? true : undefined;
}

function mendOf(candidate: Candidate, exists: boolean | undefined): Mend {
  const { how, name, location } = candidate;
  return {
    how,
    image: name,
    ...(location !== undefined && { location: placeAlone(location) }),
    ...(exists === true && { exists }),
    detail: `${SENTENCES[how](candidate)}${exists === true ? ", and it is there" : "; whether it is there is not known"}.`,
  };
}

const SENTENCES: Readonly<Record<Candidate["how"], (candidate: Candidate) => string>> = {
  declared: ({ location, architecture }) => `${location!.file} names another one for ${architecture}`,
  tag: ({ architecture }) => `Without the digest the name is for ${architecture}: write the digest of its index`,
  build: ({ architecture }) => `Another build of the same environment, for ${architecture}`,
  both: () => `One build of the same environment for ${BOTH}`,
  convert: () => "For both, name Docker's image: Singularity makes a SIF of it",
};

function placeAlone({ file, line, column, endLine, endColumn }: Location): Location {
  return { file, line, column, endLine, endColumn };
}
