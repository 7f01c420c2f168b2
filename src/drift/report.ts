/** A report of `check --format json` as what was seen at its time. */
import type { Answer, ContainerSpec, Descriptor, Download, Evidence, FailureState, Inspection } from "../model.ts";
import { scenarioWords } from "../scenarios.ts";
import { count, defined, flag, isObject, type Json, list, object, text, texts } from "../text/json.ts";
import type { Sighting, Sightings } from "./index.ts";
import { sightingOf } from "./now.ts";

/** Undefined where it is no such report. A field of another type than it should be counts as absent. */
export function sightingsInReport(report: unknown): Sightings | undefined {
  const { pulls, inspections } = object(report) ?? {};
  if (!Array.isArray(pulls) || !Array.isArray(inspections)) return undefined;
  const answers = Map.groupBy(list(inspections).flatMap(inspectionIn), ({ request }) => request.image);
  const places = new Map(
    list(object(report)?.["references"])
      .filter(isObject)
      .map(({ id, file }) => [text(id), text(file)]),
  );
  const byName = Map.groupBy(pulledIn(list(pulls).filter(isObject), new Set(answers.keys())), ({ name }) => name);
  return new Map(
    [...byName].map(([name, own]) => {
      const usage = {
        written: each(own, ({ pull }) => text(pull["written"])),
        processes: each(own, ({ pull }) => text(pull["process"])),
        files: each(own, ({ pull }) => (pull["process"] === undefined ? placeIn(pull, places) : undefined)),
        scenarios: each(own, ({ pull }) => scenarioIn(pull)),
      };
      return [name, sightingIn(name, usage, answers.get(name))];
    }),
  );
}

function sightingIn(name: string, usage: Omit<Sighting, "content">, own: readonly Inspection[] | undefined): Sighting {
  return own === undefined ? { ...usage, unseen: "not-asked" } : sightingOf(name, usage, own);
}

interface Named {
  readonly name: string;
  readonly pull: Json;
}

/** Pulls with the name by which registries are asked, of what a run or a build pulls, and of whatever was asked for. */
function pulledIn(pulls: readonly Json[], asked: ReadonlySet<string>): readonly Named[] {
  return pulls.flatMap((pull) => {
    const image = text(pull["image"]);
    const name = text(pull["canonical"]) ?? (image !== undefined && /^https?:/i.test(image) ? image : undefined);
    if (name === undefined || text(pull["file"]) !== undefined) return [];
    const isRun = flag(pull["called"]) !== false && flag(pull["reachable"]) !== false;
    return isRun || asked.has(name) ? [{ name, pull }] : [];
  });
}

function each(pulls: readonly Named[], of: (one: Named) => string | undefined): readonly string[] {
  return [...new Set(pulls.flatMap((pull) => of(pull) ?? []))].filter((word) => word !== "").sort();
}

function placeIn(
  { references }: Json,
  places: ReadonlyMap<string | undefined, string | undefined>,
): string | undefined {
  return places.get(texts(references)[0]);
}

function scenarioIn({ scenario }: Json): string | undefined {
  const { profiles, arguments: typed } = object(scenario) ?? {};
  return isObject(scenario) ? scenarioWords({ profiles: texts(profiles), arguments: texts(typed) }) : undefined;
}

/** As far as a record goes by it. */
function inspectionIn(value: unknown): Inspection | [] {
  const { image, platform, digest, platforms, answer, artifact, download, failure } = object(value) ?? {};
  const name = text(image);
  if (name === undefined) return [];
  const read = answerIn(object(answer));
  const file = downloadIn(object(download));
  const state = text(object(failure)?.["state"]);
  return {
    request: { image: name, platform: text(platform) ?? null, need: "config" },
    ...defined({ digest: text(digest), artifact: text(artifact), answer: read, download: file }),
    ...(Array.isArray(platforms) && { platforms: texts(platforms) }),
    ...(state !== undefined && {
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- one that is none of the set is no cause of anything
      failure: { state: state as FailureState, message: text(object(failure)?.["message"]) ?? "" },
    }),
    evidence: evidenceIn(object(object(value)?.["evidence"])),
  };
}

function evidenceIn(evidence: Json = {}): Evidence {
  const index = text(evidence["indexDigest"]);
  return {
    via: "none",
    host: "",
    verified: false,
    requests: 0,
    observedAt: "",
    ...(index !== undefined && { indexDigest: index }),
  };
}

function answerIn(answer: Json | undefined): Answer | undefined {
  const [container, index] = [object(answer?.["container"]), object(answer?.["index"])];
  if (container !== undefined) return { container: containerIn(container) };
  if (index === undefined) return undefined;
  const manifests = list(index["manifests"]).filter(isObject);
  return {
    index: {
      ...defined({ mediaType: text(index["mediaType"]), digest: text(index["digest"]) }),
      manifests: manifests.map((entry) => ({ ...descriptorIn(entry), ...platformIn(object(entry["platform"])) })),
    },
  };
}

function platformIn(platform: Json | undefined): object {
  if (platform === undefined) return {};
  const { os, architecture, variant } = platform;
  return { platform: defined({ os: text(os), architecture: text(architecture), variant: text(variant) }) };
}

function containerIn(container: Json): ContainerSpec {
  const manifest = object(container["manifest"]) ?? {};
  const { config: own, created } = object(container["config"]) ?? {};
  const { user, env, cmd, entrypoint, workingDir } = object(own) ?? {};
  const config = object(manifest["config"]);
  return {
    registry: "",
    hostName: "",
    imageName: "",
    reference: "",
    ...defined({ digest: text(container["digest"]) }),
    config: {
      ...defined({ created: text(created) }),
      config: {
        ...defined({ user: text(user), workingDir: text(workingDir) }),
        env: texts(env),
        ...(Array.isArray(cmd) && { cmd: texts(cmd) }),
        ...(Array.isArray(entrypoint) && { entrypoint: texts(entrypoint) }),
      },
      rootfs: {},
    },
    manifest: {
      ...defined({ mediaType: text(manifest["mediaType"]) }),
      ...(config !== undefined && { config: descriptorIn(config) }),
      ...(Array.isArray(manifest["layers"]) && {
        layers: list(manifest["layers"]).filter(isObject).map(descriptorIn),
      }),
    },
    v1: container["v1"] === true,
    v2: container["v2"] === true,
    oci: container["oci"] === true,
  };
}

function descriptorIn({ mediaType, digest, size }: Json): Descriptor {
  return defined({ mediaType: text(mediaType), digest: text(digest), size: count(size) });
}

function downloadIn(download: Json | undefined): Download | undefined {
  if (download === undefined) return undefined;
  const [sif, squashfs] = [object(download["sif"]), object(download["squashfs"])];
  return defined({
    size: count(download["size"]),
    sif: sif && defined({ architecture: text(sif["architecture"]), created: text(sif["created"]) }),
    squashfs: squashfs && defined({ created: text(squashfs["created"]) }),
  });
}
