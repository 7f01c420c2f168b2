/** The configuration of a run: its files one after the other, by the rules of a parser. */
import type { Unresolved } from "../../../model.ts";
import type { MapValue } from "../evaluate/model.ts";
import { map } from "../evaluate/value.ts";
import { decideWith, type ConfigContext, type Notice } from "./context.ts";
import { at, Halt } from "./halt.ts";
import { Merger } from "./merge.ts";
import { checkWeight } from "./weight.ts";
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
  /** Why not all of what is given is known. */
  readonly open: Unresolved | undefined;
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
  /** Why there are no values: the files are not followed to their end. */
  readonly open: Unresolved | undefined;
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
    merger: new Merger(request.start.budget),
    visited,
    declaredProfiles,
    declaredParams: declaredParams.entries,
  };
  const { values, halt } = valuesOf(request, context);
  if (halt !== undefined) notices.push(halt.notice);
  const asked = request.profiles?.join(",") === "standard" ? [] : (request.profiles ?? []);
  // A profile may stand behind the place that the evaluation came to.
  const unknownProfiles = halt === undefined ? asked.filter((name) => !declaredProfiles.has(name)) : [];
  const open = request.open ?? halt?.unresolved;
  return { values, notices, declaredProfiles, declaredParams, files: visited, unknownProfiles, open };
}

/** What the files come to one after the other; nothing where one of them has no end. */
function valuesOf(
  { files, start, given }: ConfigRequest,
  context: Omit<ConfigContext, "given">,
): { readonly values: MapValue; readonly halt?: Halt } {
  const values = map();
  try {
    for (const file of files) {
      const followed = (): void => {
        // What a file does to a nested parameter must not reach the next one.
        const own = map([...given.entries].map(([key, value]) => [key, context.merger.deepCopy(value)]));
        const within = { ...context, given: own };
        const found = start.dialect === "v1" ? evaluateV1(file, within) : evaluateV2(file, within, own);
        context.merger.merge(values, found);
        checkWeight(values, start.budget);
      };
      // What is wrong with all of a file is told at its start.
      at(file.source, { start: 0, end: 0 }, followed);
    }
    return { values };
  } catch (error) {
    if (error instanceof Halt) return { values: map(), halt: error };
    throw error;
  }
}
