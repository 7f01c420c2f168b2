/** What is read of the registries within one run: nothing is asked for twice, and a tag keeps its meaning. */
import type { Descriptor, Download } from "../../model.ts";
import { decodeJson } from "../../text/foreign.ts";
import { isObject } from "../../text/json.ts";
import type { Fetched, Located, RegistryClient } from "./client.ts";
import { type Config, readConfig } from "./config.ts";
import type { ImageDocument, OciDescriptor } from "./document.ts";
import type { RegistryMeter } from "./meter.ts";
import type { Place } from "./place.ts";
import type { Referrers } from "./referrers.ts";
import { refusal, type Refusal } from "../oci/refusal.ts";

/** Remembers every answer, also while it is under way. */
export class RegistryReader {
  readonly #client: RegistryClient;
  readonly #documents = new Map<string, Promise<Fetched | Refusal>>();
  readonly #located = new Map<string, Promise<Located | Fetched | Refusal>>();
  readonly #tags = new Map<string, Promise<boolean | Refusal>>();
  readonly #referrers = new Map<string, Promise<Referrers | Refusal>>();
  readonly #files = new Map<string, Promise<Download | Refusal>>();
  readonly #configs = new Map<string, Promise<Config | Refusal>>();

  constructor(client: RegistryClient) {
    this.#client = client;
  }

  /** The digest alone: from a manifest that is known anyway, else by HEAD. */
  locate(place: Place, reference: string, meter: RegistryMeter): Promise<Located | Fetched | Refusal> {
    const key = keyOf(place, reference);
    return this.#documents.get(key) ?? once(this.#located, key, () => this.#client.locate(place, reference, meter));
  }

  /** `part` names the document in messages where it is part of another (`linux/arm64`). */
  document(
    place: Place,
    reference: string,
    meter: RegistryMeter,
    promised?: OciDescriptor,
    part?: string,
  ): Promise<Fetched | Refusal> {
    return once(this.#documents, keyOf(place, reference), () =>
      this.#client.document(place, reference, meter, promised, part),
    );
  }

  /** Whether there is such a tag. */
  has(place: Place, reference: string, meter: RegistryMeter): Promise<boolean | Refusal> {
    return once(this.#tags, keyOf(place, reference), () => this.#client.has(place, reference, meter));
  }

  referrers(place: Place, digest: string, meter: RegistryMeter): Promise<Referrers | Refusal> {
    return once(this.#referrers, keyOf(place, digest), () => this.#client.referrers(place, digest, meter));
  }

  imageFile(place: Place, layer: Descriptor, meter: RegistryMeter): Promise<Download | Refusal> {
    const key = keyOf(place, layer.digest ?? "");
    return once(this.#files, key, () => this.#client.imageFile(place, layer, meter));
  }

  config(
    place: Place,
    { config }: Pick<ImageDocument, "config">,
    meter: RegistryMeter,
    part: string,
  ): Promise<Config | Refusal> {
    return once(this.#configs, keyOf(place, config.digest), async () => {
      const bytes = await this.#client.blob(place, config, meter, part);
      if ("failure" in bytes) return bytes;
      const value = decodeJson(bytes);
      if (isObject(value)) return readConfig(value);
      return refusal("malformed", `${place.subject} has a config that is not a JSON object (${part}).`);
    });
  }
}

function keyOf({ endpoint, repository }: Place, reference: string): string {
  return `${endpoint.base.host}/${repository}@${reference}`;
}

function once<T>(known: Map<string, Promise<T>>, key: string, make: () => Promise<T>): Promise<T> {
  let result = known.get(key);
  if (result === undefined) known.set(key, (result = make()));
  return result;
}
