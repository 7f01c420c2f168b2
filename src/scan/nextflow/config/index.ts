/** The configuration of a run: its files one after the other, by the rules of a parser. */
import type { Unresolved } from "../../../model.ts";
import type { MapValue } from "../evaluate/model.ts";
import { map } from "../evaluate/value.ts";
import { decideWith, type Notice } from "./context.ts";
import { deepCopy, mergeInto } from "./merge.ts";
import { evaluateV1 } from "./v1.ts";
import { evaluateV2 } from "./v2.ts";
import type { RunStart } from "./start.ts";
import type { Places } from "../files/paths.ts";
import type { ConfigFile, Sources } from "../files/sources.ts";

/** One run's view of the configuration. */
export interface ConfigRequest {
  readonly sources: Sources;
  readonly start: RunStart;
  readonly places: Places;
  /** Files in Nextflow's order: each is evaluated alone, later ones win. */
  readonly files: readonly ConfigFile[];
  /** As `-profile` gives them; undefined: none was asked for, so `standard`. */
  readonly profiles: readonly string[] | undefined;
  readonly given: MapValue;
  readonly decide: (condition: string, unresolved: Unresolved) => boolean;
}

export interface Configuration {
  readonly values: MapValue;
  readonly notices: readonly Notice[];
  readonly declaredProfiles: ReadonlySet<string>;
  /** Parameters as the files set them, whatever the command line says (v2). */
  readonly declaredParams: MapValue;
  /** Every file that took part. */
  readonly files: ReadonlySet<string>;
  /** Profiles that were asked for and that no file has: Nextflow stops. */
  readonly unknownProfiles: readonly string[];
}

/** Evaluates configuration files as Nextflow does at the start of a run. */
export function configure(request: ConfigRequest): Configuration {
  const notices: Notice[] = [];
  const visited = new Set<string>();
  const declaredProfiles = new Set<string>();
  const declaredParams = map();
  const context = {
    sources: request.sources,
    start: request.start,
    places: request.places,
    profiles: request.profiles ?? ["standard"],
    ...decideWith(request.decide),
    notice: (notice: Notice) => void notices.push(notice),
    visited,
    declaredProfiles,
    declaredParams: declaredParams.entries,
  };
  const values = map();
  for (const file of request.files) {
    // What a file does to a nested parameter must not reach the next one.
    const given = map([...request.given.entries].map(([key, value]) => [key, deepCopy(value)]));
    const own = { ...context, given };
    mergeInto(values, request.start.dialect === "v1" ? evaluateV1(file, own) : evaluateV2(file, own, given));
  }
  const asked = request.profiles?.join(",") === "standard" ? [] : (request.profiles ?? []);
  const unknownProfiles = asked.filter((name) => !declaredProfiles.has(name));
  return { values, notices, declaredProfiles, declaredParams, files: visited, unknownProfiles };
}
