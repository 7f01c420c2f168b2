/** SIFs that registries keep as artifacts, for a back end that sees manifests only. */
import { platformsOf, sifLayer } from "../../image/sif.ts";
import type { Inspection } from "../../model.ts";
import { otherPlatform } from "../oci/image-file.ts";
import { type AnonymousRegistries, withEffort } from "./anonymous.ts";

/**
 * The inspection with what the file itself says, by its first bytes; the same where it is of no SIF, or of none that can be
 * asked for.
 */
export async function withSifFile(inspection: Inspection, registries: AnonymousRegistries): Promise<Inspection> {
  const { request, answer, failure } = inspection;
  if (failure !== undefined || answer === undefined || !("container" in answer)) return inspection;
  const layer = sifLayer(answer.container.manifest.layers);
  const place = registries.placeOf(request.image);
  if (layer?.digest === undefined || place === undefined) return inspection;
  const meter = registries.meter();
  const read = await registries.reader.imageFile(place, layer, meter);
  const where = `The first bytes of the SIF were read at ${place.endpoint.base.host}, without a login.`;
  const evidence = withEffort(inspection.evidence, where, meter);
  if ("failure" in read) return { ...inspection, failure: read.failure, evidence };
  const platforms = platformsOf(read);
  const other = otherPlatform(place.subject, request.platform, platforms);
  return {
    ...inspection,
    ...(platforms !== undefined && { platforms }),
    download: read,
    ...(other !== undefined && { failure: other.failure }),
    evidence,
  };
}
