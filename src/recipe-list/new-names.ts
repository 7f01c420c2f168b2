/** The names that images of an environment will have, before anybody builds them. */
import { ConfigurationError } from "../errors.ts";
import { formatPlatform, parseTypedPlatform } from "../image/platform.ts";
import { readEnvironment } from "../recipe/environment.ts";
import { predictNames } from "../recipe/predict.ts";
import { type Engine, templatesOf } from "../recipe/templates.ts";

export interface NewName {
  readonly name: string;
  readonly template: string;
  readonly platform: string;
  /** What tells the template apart, for a person. */
  readonly about: string;
}

export interface NewNameRequest {
  /** What the environment is called in messages. */
  readonly file: string;
  readonly platform: string;
  readonly repository: string | undefined;
  readonly engine: Engine;
  readonly template: string | undefined;
}

/** Who asks for which template, as far as it is known. */
const USERS: Readonly<Record<string, string>> = {
  "conda/micromamba:v2": "Wave's default since 1.34.0 (2026-06-15)",
  "conda/micromamba:v1": "Wave's default before 1.34.0 (2026-06-15)",
  "conda/pixi:v1": "what nf-core tools ask for",
};

/**
 * Of each text that a template had one name, those of Wave's default of today first.
 *
 * @throws ConfigurationError where the environment cannot be read, or there is no such template.
 */
export function newNames(text: string, { file, platform, repository, engine, template }: NewNameRequest): NewName[] {
  const environment = readEnvironment(text);
  if ("problem" in environment) throw new ConfigurationError(`${file}: ${environment.problem}.`);
  const known = [...new Set(templatesOf(engine).map(({ name }) => name))];
  if (template !== undefined && !known.includes(template))
    throw new ConfigurationError(`--template: "${template}" is not one of ${known.join(", ")}.`);
  const names = predictNames({
    environment,
    platform,
    engine,
    ...(repository !== undefined && { repository }),
    ...(template !== undefined && { template }),
  });
  if (names.length === 0)
    throw new ConfigurationError(
      `${file}: Wave builds no such image: for Singularity it takes one platform, and each package needs a name.`,
    );
  return names.map((one) => ({ name: one.name, template: one.template, platform, about: aboutTemplate(one.template) }));
}

function aboutTemplate(template: string): string {
  const user = Object.entries(USERS).find(([name]) => template.startsWith(name))?.[1];
  return user === undefined ? template : `${template}; ${user}`;
}

/** What Wave builds for: one of two platforms, or both into one image (`ContainerController`). */
export function wavePlatform(option: string, text: string): string {
  const platforms = text.split(",").map((one) => {
    const read = parseTypedPlatform(one);
    if ("error" in read) throw new ConfigurationError(`${option}: ${read.error}.`);
    return formatPlatform(read.platform);
  });
  const distinct = [...new Set(platforms)].sort();
  const other = distinct.find((one) => one !== "linux/amd64" && one !== "linux/arm64");
  if (other !== undefined)
    throw new ConfigurationError(`${option}: Wave builds for linux/amd64 and linux/arm64, not for ${other}.`);
  return distinct.join(",");
}
