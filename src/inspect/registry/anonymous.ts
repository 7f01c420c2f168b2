/** Registries asked directly, as anybody, for a back end that sees manifests only: no login is looked for. */
import { askedName } from "../../image/registry-host.ts";
import { readWrittenName } from "../../image/written.ts";
import type { Evidence } from "../../model.ts";
import { noCache } from "../cache/index.ts";
import { noCredentials } from "../credentials/index.ts";
import type { HttpClient } from "../network/http.ts";
import { TimeBudget } from "../network/time-budget.ts";
import { Authority } from "./authority.ts";
import { RegistryClient } from "./client.ts";
import { RegistryMeter } from "./meter.ts";
import { Endpoints, type Place } from "./place.ts";
import { RegistryReader } from "./reader.ts";

export interface AnonymousOptions {
  readonly http: HttpClient;
  readonly now: () => Date;
  /** Registries, `host` or `host:port`, that are spoken to over plain http. */
  readonly plainHttp: readonly string[];
  /** Milliseconds that the requests for one image may take together. Default 60 s. */
  readonly imageBudget?: number;
}

export class AnonymousRegistries {
  readonly reader: RegistryReader;
  readonly #now: () => Date;
  readonly #imageBudget: number;
  readonly #endpoints: Endpoints;

  constructor({ http, now, plainHttp, imageBudget = 60_000 }: AnonymousOptions) {
    this.#now = now;
    this.#imageBudget = imageBudget;
    this.#endpoints = new Endpoints(plainHttp);
    const authority = new Authority({ http, credentials: noCredentials, now: () => now().getTime() });
    this.reader = new RegistryReader(new RegistryClient(authority, noCache));
  }

  /** Undefined for what is no image of a registry. */
  placeOf(image: string): Place | undefined {
    const written = readWrittenName(image);
    if (written.kind !== "registry") return undefined;
    const name = askedName(written.name);
    return { endpoint: this.#endpoints.of(name.registry), repository: name.repository, subject: written.canonical };
  }

  meter(): RegistryMeter {
    return new RegistryMeter(new TimeBudget(this.#imageBudget, () => this.#now().getTime()));
  }
}

/** The evidence of another back end with what was spent here. `where`: what was read, as a sentence. */
export function withEffort(evidence: Evidence, where: string, { requests, notes }: RegistryMeter): Evidence {
  return {
    ...evidence,
    requests: evidence.requests + requests,
    notes: [...(evidence.notes ?? []), ...notes, where],
  };
}
