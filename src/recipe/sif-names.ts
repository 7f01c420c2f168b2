/** What Wave calls the SIF that it makes of the environment of an image for Docker. */
import { findRequest, waveId } from "./wave-id.ts";
import { type Engine, type Template, templatesOf } from "./templates.ts";

/**
 * Names with `oras://`: of the template that the hash in Docker's name tells, with each text that it had for Singularity while it had
 * that one for Docker, since whoever builds both does so in one go. Empty where the hash is of something else.
 *
 * @param environment The text that Wave hashed with it.
 */
export function sifNames(docker: string, environment: string): readonly string[] {
  const [, place, prefix = "", id] = /^(?:docker:\/\/)?(.+):((?:[^:/]*--)?)([0-9a-f]{16})$/.exec(docker) ?? [];
  if (place === undefined || id === undefined) return [];
  // The packages are the last part of the place, or stand in the tag.
  const repositories = [place, place.slice(0, place.lastIndexOf("/"))];
  const request = findRequest(id, environment, { engine: "docker", repositories });
  if (request === undefined) return [];
  const { template, platform, repository } = request;
  const names = templatesBeside(template).flatMap((other) =>
    platform.split(",").map((one) => waveId(environment, { template: other, platform: one, repository })),
  );
  return names.map((other) => `oras://${place}:${prefix}${other}`);
}

/** Those for Singularity of the same template and builder that were in use on a day on which this one was. */
function templatesBeside(docker: Template): readonly Template[] {
  const own = periodsOf(docker, "docker");
  return templatesOf("singularity").filter(
    (template) =>
      template.name === docker.name &&
      template.builder === docker.builder &&
      periodsOf(template, "singularity").some(({ from, to }) => own.some((one) => one.from < to && from < one.to)),
  );
}

interface Period {
  /** Days, `2024-10-04`; the last one is not in it. */
  readonly from: string;
  readonly to: string;
}

/** From each day that brought the text to the next that brought another one. */
function periodsOf({ name, sources }: Template, engine: Engine): readonly Period[] {
  const all = templatesOf(engine).filter((one) => one.name === name);
  const days = [...new Set(all.flatMap((one) => one.sources.map(dayOf)))].sort();
  return sources.map(dayOf).map((from) => ({ from, to: days.find((day) => day > from) ?? "9999" }));
}

function dayOf(source: string): string {
  return source.slice(source.lastIndexOf("@") + 1);
}
