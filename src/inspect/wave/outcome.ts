/** What is known of an image in the end, and what follows from a single manifest. */
import type { Answer, ContainerSpec, Failure, FailureState, InspectionRequest, Need, Platform } from "../../model.ts";
import { present } from "../oci/omission.ts";
import { showPlatform } from "../oci/platforms.ts";
import type { WaveMeter } from "./meter.ts";
import { artifactTypeOf, assumedPlatform, compare, looksLikeWindows } from "./entries.ts";
import type { WaveName } from "./names.ts";
import type { WaveFailure } from "./failure.ts";

/** What is known in the end; `failure` may stand beside what was learned before it. */
export interface WaveOutcome {
  readonly digest?: string;
  readonly platforms?: readonly string[];
  readonly answer?: Answer;
  readonly artifact?: string;
  readonly failure?: Failure;
  readonly cause?: WaveFailure;
  readonly indexDigest?: string;
  readonly platform?: Platform;
}

export interface WaveQuestion {
  readonly name: WaveName;
  readonly wanted: Platform | undefined;
  readonly need: Need;
  readonly expects?: InspectionRequest["expects"];
  readonly meter: WaveMeter;
}

/** A single manifest: Wave gives it for any platform, so whether it is the right one is decided here. */
export function ofContainer(question: WaveQuestion, container: ContainerSpec): WaveOutcome {
  const { name, wanted, need, meter } = question;
  const resolved = present({ digest: container.digest });
  const known = { ...resolved, answer: { container } };
  if (container.digest === undefined)
    meter.notes.add("Wave did not tell the digest: the registry labels its manifests inexactly.");
  if (need === "existence") return resolved;
  if (container.v1) {
    const why = `${name.subject} is in Docker's first image format (schema 1), which no current engine pulls.`;
    return { ...resolved, ...failed("unsupported", why) };
  }
  const artifact = artifactTypeOf(container)?.slice(0, 120);
  if (artifact !== undefined) {
    meter.notes.add(`No container image but an artifact: ${artifact}.`);
    return { ...known, artifact };
  }
  const platform = assumedPlatform(container);
  if (platform === undefined) {
    meter.notes.add("The image does not say which architecture it is for.");
    return { ...known, ...(wanted !== undefined && missing(name, wanted, [])) };
  }
  meter.notes.add(
    "Wave does not tell the operating system and the variant of a single image; the usual ones are assumed.",
  );
  const platforms = [showPlatform(platform)];
  const isOdd = looksLikeWindows(container);
  if (wanted === undefined && !(isOdd && need === "platforms")) return { ...known, platforms };
  const verdict = wanted === undefined ? "unknown" : compare(wanted, platform);
  if (wanted !== undefined && verdict === "other") return { ...known, platforms, ...missing(name, wanted, platforms) };
  if (verdict === "same" && !isOdd) return { ...known, platforms };
  const hint = isOdd ? " and looks like one of Windows" : "";
  const unknown = wanted === undefined ? "which platform it is for" : `whether it is for ${showPlatform(wanted)}`;
  const message = `${name.subject} is one image for ${platform.architecture}${hint}; ${unknown} Wave does not tell, ask the registry directly.`;
  return { ...known, ...(!isOdd && { platforms }), ...failed("unsupported", message) };
}

/** The image is there all the same where Wave only stumbled over what it read of it. */
export function because(cause: WaveFailure, { need, meter }: Pick<WaveQuestion, "need" | "meter">): WaveOutcome {
  if (need === "existence" && cause.seen === true) {
    meter.notes.add(`${cause.message}.`);
    return {};
  }
  const { state, message, exhausted } = cause;
  return { failure: { state, message: `${message}.`, ...(exhausted === true && { exhausted }) }, cause };
}

export function failed(state: FailureState, message: string): { readonly failure: Failure } {
  return { failure: { state, message } };
}

export function missing(
  { subject }: WaveName,
  wanted: Platform,
  platforms: readonly string[],
): { readonly failure: Failure } {
  const [only, ...more] = platforms;
  const list = `offers ${platforms.slice(0, 20).join(", ")}`;
  const offer =
    only === undefined
      ? "says for no platform that it is made for it"
      : more.length === 0
        ? `is made for ${only} only`
        : list;
  return failed("platform-missing", `${subject} has no image for ${showPlatform(wanted)}: it ${offer}.`);
}
