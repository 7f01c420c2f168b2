/** The inspection that an outcome becomes, with its evidence. */
import type { Evidence, Inspection, InspectionRequest } from "../../model.ts";
import type { WaveMeter } from "./meter.ts";
import type { WaveOutcome } from "./outcome.ts";

/** What it cost to find out, and who answered. */
export interface WaveEffort {
  readonly meter: WaveMeter;
  readonly host: string;
  /** Of Wave; undefined where it was not asked or did not say. */
  readonly version: string | undefined;
  readonly observedAt: Date;
}

export function inspectionOf(request: InspectionRequest, outcome: WaveOutcome, effort: WaveEffort): Inspection {
  const { digest, platforms, answer, artifact, failure } = outcome;
  return {
    request,
    ...(digest !== undefined && { digest }),
    ...(platforms !== undefined && { platforms }),
    ...(answer !== undefined && { answer }),
    ...(artifact !== undefined && { artifact }),
    ...(failure !== undefined && { failure }),
    evidence: evidenceOf(outcome, effort),
  };
}

function evidenceOf({ cause, indexDigest, platform }: WaveOutcome, effort: WaveEffort): Evidence {
  const { meter, host, version, observedAt } = effort;
  const wasAsked = meter.identity !== undefined;
  const notes = [
    ...(version === undefined ? [] : [`Wave ${version}.`]),
    ...meter.notes,
    ...(cause?.errorId === undefined ? [] : [`Wave's Error ID: ${cause.errorId}.`]),
  ];
  const status = cause?.status ?? (wasAsked && cause === undefined ? 200 : undefined);
  return {
    via: wasAsked ? "wave" : "none",
    host: wasAsked ? host : "",
    verified: false,
    requests: meter.requests,
    observedAt: observedAt.toISOString(),
    ...(status !== undefined && { status }),
    ...(cause?.code !== undefined && { code: cause.code }),
    ...(indexDigest !== undefined && { indexDigest }),
    ...(platform?.variant !== undefined && { variant: platform.variant }),
    ...(platform !== undefined && { os: platform.os }),
    ...(meter.identity !== undefined && { identity: meter.identity }),
    ...(notes.length > 0 && { notes }),
  };
}
