/** The inspection that an outcome becomes, with its evidence. */
import type { Evidence, Inspection, InspectionRequest } from "../../model.ts";
import type { RegistryOutcome } from "./outcome.ts";

/** What it cost to find out, and who was asked. */
export interface Effort {
  /** Empty where nobody was asked. */
  readonly host: string;
  readonly requests: number;
  readonly notes: ReadonlySet<string>;
  readonly observedAt: Date;
}

export function inspectionOf(request: InspectionRequest, outcome: RegistryOutcome, effort: Effort): Inspection {
  const { digest, platforms, answer, artifact, download, failed } = outcome;
  return {
    request,
    ...(digest !== undefined && { digest }),
    ...(platforms !== undefined && { platforms }),
    ...(answer !== undefined && { answer }),
    ...(artifact !== undefined && { artifact }),
    ...(download !== undefined && { download }),
    ...(failed !== undefined && { failure: failed.failure }),
    evidence: evidenceOf(outcome, effort),
  };
}

function evidenceOf(outcome: RegistryOutcome, effort: Effort): Evidence {
  const { failed, fetched = [], platform, indexDigest } = outcome;
  const { host } = effort;
  const identity = outcome.identity ?? failed?.identity ?? fetched[0]?.identity;
  const notes = [...new Set([...(outcome.notes ?? []), ...fetched.flatMap(({ notes }) => notes), ...effort.notes])];
  const isCached = fetched.length > 0 && fetched.every(({ fromCache }) => fromCache);
  return {
    via: isCached ? "cache" : host === "" ? "none" : "registry",
    host,
    verified: outcome.verified && (failed === undefined || failed.failure.state === "platform-missing"),
    requests: effort.requests,
    observedAt: effort.observedAt.toISOString(),
    ...(failed?.status !== undefined && { status: failed.status }),
    ...(failed === undefined && { status: 200 }),
    ...(failed?.code !== undefined && { code: failed.code }),
    ...(indexDigest !== undefined && { indexDigest }),
    ...(platform?.variant !== undefined && { variant: platform.variant }),
    ...(platform !== undefined && { os: platform.os }),
    ...(identity !== undefined && { identity }),
    ...(notes.length > 0 && { notes }),
  };
}
