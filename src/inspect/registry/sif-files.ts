/** SIFs that registries keep as artifacts, for a back end that sees manifests only. */
import { askedName } from "../../image/registry-host.ts";
import { platformsOf, sifLayer } from "../../image/sif.ts";
import { readWrittenName } from "../../image/written.ts";
import type { Evidence, Inspection } from "../../model.ts";
import { noCache } from "../cache/index.ts";
import { noCredentials } from "../credentials/index.ts";
import type { HttpClient } from "../network/http.ts";
import { TimeBudget } from "../network/time-budget.ts";
import { otherPlatform } from "../oci/image-file.ts";
import { Authority } from "./authority.ts";
import { RegistryClient } from "./client.ts";
import { RegistryMeter } from "./meter.ts";
import { Endpoints } from "./place.ts";
import { RegistryReader } from "./reader.ts";

export interface SifFilesOptions {
  readonly http: HttpClient;
  readonly now: () => Date;
  /** Registries, `host` or `host:port`, that are spoken to over plain http. */
  readonly plainHttp: readonly string[];
  /** Milliseconds that the requests for one file may take together. Default 60 s. */
  readonly fileBudget?: number;
}

/** Reads the first bytes of SIFs at their registries, as anybody: no login is looked for. */
export class SifFiles {
  readonly #now: () => Date;
  readonly #fileBudget: number;
  readonly #endpoints: Endpoints;
  readonly #reader: RegistryReader;

  constructor({ http, now, plainHttp, fileBudget = 60_000 }: SifFilesOptions) {
    this.#now = now;
    this.#fileBudget = fileBudget;
    this.#endpoints = new Endpoints(plainHttp);
    const authority = new Authority({ http, credentials: noCredentials, now: () => now().getTime() });
    this.#reader = new RegistryReader(new RegistryClient(authority, noCache));
  }

  /** The inspection with what the file itself says; the same where it is of no SIF, or of none that can be asked for. */
  async complete(inspection: Inspection): Promise<Inspection> {
    const { request, answer, failure } = inspection;
    if (failure !== undefined || answer === undefined || !("container" in answer)) return inspection;
    const layer = sifLayer(answer.container.manifest.layers);
    const written = readWrittenName(request.image);
    if (layer?.digest === undefined || written.kind !== "registry") return inspection;
    const name = askedName(written.name);
    const subject = written.canonical;
    const place = { endpoint: this.#endpoints.of(name.registry), repository: name.repository, subject };
    const meter = new RegistryMeter(new TimeBudget(this.#fileBudget, () => this.#now().getTime()));
    const read = await this.#reader.imageFile(place, layer, meter);
    const evidence = withEffort(inspection.evidence, place.endpoint.base.host, meter);
    if ("failure" in read) return { ...inspection, failure: read.failure, evidence };
    const platforms = platformsOf(read);
    const other = otherPlatform(subject, request.platform, platforms);
    return {
      ...inspection,
      ...(platforms !== undefined && { platforms }),
      download: read,
      ...(other !== undefined && { failure: other.failure }),
      evidence,
    };
  }
}

function withEffort(evidence: Evidence, host: string, { requests, notes }: RegistryMeter): Evidence {
  const where = `The first bytes of the SIF were read at ${host}, without a login.`;
  return {
    ...evidence,
    requests: evidence.requests + requests,
    notes: [...(evidence.notes ?? []), ...notes, where],
  };
}
