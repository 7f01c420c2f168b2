/** The images as Workflow Run Crate has containers: entities, and the action that names them. */
import { readWrittenName } from "../image/written.ts";
import { digestOf, type EvidentImage, type Evidence, isSif } from "./facts.ts";
import { addressOf, encoded } from "./purl.ts";

/** Something of a crate, or a reference to it. */
export interface Entity {
  readonly "@id": string;
  readonly [key: string]: unknown;
}

/** Ids of ours begin so: they are replaced where a crate has them already. */
export const OWN = "#wave-inspect/";

/** Terms of Workflow Run Crate. */
export const TERMS = "https://w3id.org/ro/terms/workflow-run";

/**
 * The action that the images hang on, since they hang on nothing else there. It says that it is one that could be, and not
 * one that was: nobody watched a run.
 *
 * @param instrument Id of the workflow.
 */
export function plannedRun({ images, report: { tool } }: Evidence, instrument: string): Entity {
  return {
    "@id": `${OWN}planned-run`,
    "@type": "CreateAction",
    name: "A run of this workflow, as its files say",
    description: `The containers that a run would pull, read from the files by ${tool.name} ${tool.version}. No run was observed.`,
    actionStatus: { "@id": "http://schema.org/PotentialActionStatus" },
    instrument: { "@id": instrument },
    containerImage: images.map((image) => ({ "@id": idOf(image) })),
  };
}

export function containerImage(image: EvidentImage): Entity {
  const { usage, locked } = image;
  const digest = digestOf(image);
  const { platforms: offered, file } = locked?.content ?? {};
  const platforms = [...(offered?.keys() ?? []), ...(file?.architecture === undefined ? [] : [file.architecture])];
  const users = [...usage.processes, ...usage.files];
  return {
    "@id": idOf(image),
    // The second type has the words for platforms.
    "@type": platforms.length > 0 ? ["ContainerImage", "SoftwareApplication"] : "ContainerImage",
    additionalType: { "@id": `${TERMS}#${isSif(image) ? "SIFImage" : "DockerImage"}` },
    ...placeOf(image.name),
    ...(digest !== undefined && { [digest.algorithm]: digest.hex }),
    ...(platforms.length > 0 && {
      operatingSystem: distinct(platforms.map((platform) => platform.replace(/\/.*$/s, ""))),
      processorRequirements: distinct(platforms.map((platform) => platform.split("/").slice(1).join("/"))),
    }),
    ...(users.length > 0 && { description: `Pulled by ${users.join(", ")}` }),
  };
}

function distinct(texts: readonly string[]): readonly string[] {
  return [...new Set(texts)].filter((text) => text !== "").sort();
}

function idOf({ name }: EvidentImage): string {
  return `${OWN}${encoded(name)}`;
}

function placeOf(name: string): object {
  const read = readWrittenName(name);
  if (read.kind === "download")
    return { registry: read.url.host, name: read.url.pathname.slice(1), url: addressOf(read.url) };
  if (read.kind !== "registry") return { name };
  const { registry, repository, tag } = read.name;
  return { ...(registry !== "" && { registry }), name: repository, ...(tag !== undefined && { tag }) };
}
