/** The names that Wave will give to what it builds of an environment, before it does. */
import type { Environment } from "./environment.ts";
import { type NameStrategy, waveName } from "./names.ts";
import { type Engine, type Template, templatesOf } from "./templates.ts";
import { waveId } from "./wave-id.ts";

/** Seqera Containers. */
export const COMMUNITY_HOST = "community.wave.seqera.io";

export interface PredictionRequest {
  readonly environment: Environment;
  /** As Wave writes it: `linux/amd64`, `linux/arm64` or `linux/amd64,linux/arm64`. */
  readonly platform: string;
  /** `wave.build.repository`; that of Seqera Containers where none is given. */
  readonly repository?: string;
  readonly engine: Engine;
  /** `wave.build.template`: the one that there is a name of; all that are known without it. */
  readonly template?: string;
  /** `imageSuffix` for Seqera Containers and `tagPrefix` for others where none is given. */
  readonly strategy?: NameStrategy;
}

/** The default of today's servers first, of each template the text that it has had last. Empty where Wave refuses the request. */
export function predictNames(
  request: PredictionRequest,
): readonly { readonly name: string; readonly template: string }[] {
  const all = templatesOf(request.engine);
  const newest = new Map(all.toReversed().map((template) => [template.name, template]));
  const names = namesBy(
    all.filter((template) => newest.get(template.name) === template),
    request,
  );
  return names.map(({ name, template }) => ({ name, template: template.name }));
}

interface NameOfText {
  readonly name: string;
  readonly template: Template;
}

/** A name for each text of each template: what a server of another day gives. In the order of `predictNames`. */
export function namesOfTexts(request: PredictionRequest): readonly NameOfText[] {
  return namesBy(templatesOf(request.engine), request);
}

function namesBy(templates: readonly Template[], request: PredictionRequest): readonly NameOfText[] {
  const { environment, platform, engine } = request;
  const place = placeOf(request);
  if (place === undefined) return [];
  const asked = templates.filter(({ name }) => (request.template ?? name) === name);
  return asked.flatMap((template) => {
    const id = waveId(environment.dumped, { template, platform, repository: place.repository });
    const name = waveName(id, environment, { ...place, engine });
    return name === undefined ? [] : [{ name, template }];
  });
}

interface Place {
  readonly repository: string;
  readonly strategy: NameStrategy;
}

/** What Wave makes of a repository and a strategy (`ContainerController.targetRepo`, `makeBuildRequest`); undefined where it refuses. */
function placeOf({
  environment,
  platform,
  repository = COMMUNITY_HOST,
  engine,
  strategy,
}: PredictionRequest): Place | undefined {
  const isCommunity = repository === COMMUNITY_HOST || repository.startsWith(`${COMMUNITY_HOST}/`);
  const forOne: Place = {
    repository:
      repository !== COMMUNITY_HOST
        ? repository
        : `${repository}/library${(strategy ?? "imageSuffix") === "imageSuffix" ? "" : "/build"}`,
    strategy: strategy ?? (isCommunity ? "imageSuffix" : "tagPrefix"),
  };
  if (!platform.includes(",")) return forOne;
  if (engine === "singularity") return undefined;
  // An image of both is kept where those of one platform would be, packages in the path and all, and named there once more.
  const name = waveName("id", environment, { ...forOne, engine });
  return name === undefined
    ? undefined
    : { repository: name.slice(0, name.lastIndexOf(":")), strategy: strategy ?? "tagPrefix" };
}
