/** Answers requests from what is on record: with what was answered then, or with the word that it is not recorded. */
import { inspectFiles, isFileRequest } from "../image-files.ts";
import { normalPlatform } from "../image/platform.ts";
import type { Failure, FailureState, Inspection, InspectionRequest } from "../model.ts";
import { byNeed } from "../order.ts";
import type { Recording } from "./read.ts";

export class RecordedAnswers {
  readonly #recording: Recording;
  readonly #root: string;
  readonly #byImage: ReadonlyMap<string, readonly Inspection[]>;

  /** @param root The repository: images that are files of it are read there, as its other files are. */
  constructor(recording: Recording, root: string) {
    this.#recording = recording;
    this.#root = root;
    this.#byImage = Map.groupBy(recording.inspections, ({ request }) => request.image);
  }

  /** Undefined for a file that is not there: as in any run, it is then a file of another machine. */
  answer(request: InspectionRequest): Inspection | undefined {
    if (isFileRequest(request)) return inspectFiles(this.#root, [request], new Date(this.#recording.recordedAt))[0];
    const recorded = this.#byImage.get(request.image) ?? [];
    const same = recorded.find(({ request: { platform } }) => platform === request.platform);
    if (same !== undefined) {
      const { request: _, ...said } = same;
      return says(same, request) ? { request, ...said } : { request, ...said, failure: this.#tooLittle(request) };
    }
    const other = fromOther(request, recorded);
    if (other !== undefined) return other;
    return { request, evidence: this.#nobody, ...ofTheName(recorded), failure: this.#nothing(request) };
  }

  #nothing({ image, platform }: InspectionRequest): Failure {
    const { file, recordedAt } = this.#recording;
    const of = this.#byImage.has(image) && platform !== null ? `${image} for ${platform}` : image;
    return { state: "not-recorded", message: `${file} of ${recordedAt.slice(0, 10)} has no answer about ${of}.` };
  }

  #tooLittle({ image }: InspectionRequest): Failure {
    const { file, recordedAt } = this.#recording;
    const message = `${file} of ${recordedAt.slice(0, 10)} has less about ${image} than the policy asks.`;
    return { state: "not-recorded", message };
  }

  get #nobody(): Inspection["evidence"] {
    return { via: "none", host: "", verified: false, requests: 0, observedAt: this.#recording.recordedAt };
  }
}

/** Whether the answer to one request says as much as another asks, about the same image and platform. */
function says({ request: asked, digest, answer, failure }: Inspection, request: InspectionRequest): boolean {
  const { expects = [], lookFor = [], need } = request;
  // Whoever got no answer to less would have got none to more.
  if (failure !== undefined) return true;
  const known = new Set([...(asked.expects ?? []), digest]);
  return (
    byNeed(asked.need, need) <= 0 &&
    (answer !== undefined || expects.every((one) => known.has(one))) &&
    lookFor.every((kind) => asked.lookFor?.includes(kind) === true)
  );
}

/** Failures that are of the name, whichever platform is asked for. */
const OF_THE_NAME: ReadonlySet<FailureState> = new Set<FailureState>([
  "not-found",
  "absent-or-private",
  "unauthorized",
  "invalid-reference",
]);

/**
 * What an answer for another platform tells, or one for none: a name has one digest and one list of platforms, one that is not there
 * is there for nobody, and an image that is made for a single platform is the same for whoever asks.
 */
function fromOther(request: InspectionRequest, recorded: readonly Inspection[]): Inspection | undefined {
  const failed = recorded.find(
    ({ failure }) => failure !== undefined && failure.incomplete !== true && OF_THE_NAME.has(failure.state),
  );
  if (failed !== undefined) return { ...failed, request };
  const name = ofTheName(recorded);
  if (name === undefined || request.lookFor !== undefined) return undefined;
  if (request.platform === null) {
    const isEnough = request.need === "existence" || (request.need === "platforms" && name.platforms !== undefined);
    return isEnough && (request.expects ?? []).every((one) => one === name.digest) ? { request, ...name } : undefined;
  }
  const single = recorded.find((one) => one.request.platform === null && says(one, request) && isOnlyFor(one, request));
  return single && { ...single, request };
}

/** What one answer tells of a name for all platforms. */
function ofTheName(recorded: readonly Inspection[]): Pick<Inspection, "digest" | "platforms" | "evidence"> | undefined {
  const known = recorded.filter(({ digest, failure }) => digest !== undefined && failure === undefined);
  const best = known.find(({ platforms }) => platforms !== undefined) ?? known[0];
  if (best?.digest === undefined) return undefined;
  const { digest, platforms, evidence } = best;
  return { digest, ...(platforms !== undefined && { platforms }), evidence };
}

/** Whether it is an image, and not an index, and for no other platform than that of a request. */
function isOnlyFor({ platforms = [], answer }: Inspection, { platform }: InspectionRequest): boolean {
  return answer !== undefined && "container" in answer && platforms.map(normalPlatform).join(" ") === platform;
}
