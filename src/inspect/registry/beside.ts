/** What is kept beside an image, for a back end that cannot ask for it. */
import type { Inspection } from "../../model.ts";
import { type AnonymousRegistries, withEffort } from "./anonymous.ts";
import { findAttestations, isInTheWay } from "./attestations.ts";

/** The inspection with what its request looks for; the same where it looks for nothing, or where no digest is known. */
export async function withAttestations(inspection: Inspection, registries: AnonymousRegistries): Promise<Inspection> {
  const { request, digest, failure, evidence } = inspection;
  const { lookFor, platform } = request;
  const place = registries.placeOf(request.image);
  if (lookFor === undefined || digest === undefined || place === undefined || isInTheWay(failure)) return inspection;
  const meter = registries.meter();
  const attestations = await findAttestations(registries.reader, { place, digest, platform, lookFor, meter });
  const where = `What is kept beside the image was looked for at ${place.endpoint.base.host}, without a login.`;
  return { ...inspection, attestations, evidence: withEffort(evidence, where, meter) };
}
