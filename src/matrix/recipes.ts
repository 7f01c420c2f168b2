/** What Wave would call other builds of the environments of processes; an environment is read once. */
import { isOras, withoutDockerScheme } from "../image/written.ts";
import type { ScanResult } from "../model.ts";
import { environmentReader } from "../policy/judge/environment-book.ts";
import type { Subject } from "../policy/rules/subject.ts";
import { meantName } from "../pull.ts";
import type { Environment } from "../recipe/environment.ts";
import { predictNames } from "../recipe/predict.ts";

/** A name that Wave would give to a build. */
export interface Build {
  /** As the engine pulls it. */
  readonly name: string;
  /** The image in whose place it stands is of the same template: it is this name and no other. */
  readonly isSure: boolean;
}

/** What Wave would call a build of the environment of an image; none where that has no environment. */
export type BuildsOf = (subject: Subject, platform: string, engine: "docker" | "singularity") => readonly Build[];

export function buildsAmong(scan: Pick<ScanResult, "environments">): BuildsOf {
  const environmentOf = environmentReader(scan);
  return (subject, platform, engine) => {
    const environment = subject.pull.conda && environmentOf(subject.pull.conda);
    if (environment === undefined || "problem" in environment) return [];
    const template = templateOf(subject, environment);
    const predicted = predictNames({ environment, platform, engine }).map((one) => ({
      name: one.name,
      isSure: one.template === template,
    }));
    const same = platform.includes(",") ? undefined : subject.recipe()?.nameFor?.(platform);
    if (same === undefined || isOras(same) !== (engine === "singularity")) return predicted;
    return [{ name: same, isSure: true }, ...predicted.filter((one) => one.name !== same)];
  };
}

/** The template whose newest text gives the name of the image: it gives the names of its other builds. */
function templateOf(subject: Subject, environment: Environment): string | undefined {
  const { by, platform } = subject.recipe()?.proof ?? {};
  if (by !== "wave-hash" || platform === undefined) return undefined;
  const name = withoutDockerScheme(meantName(subject.pull));
  const names = predictNames({ environment, platform, engine: isOras(name) ? "singularity" : "docker" });
  return names.find((one) => one.name === name)?.template;
}
