/** The names that images of an environment will have, before anybody builds them. */
import { ConfigurationError } from "../errors.ts";
import { formatPlatform, parseTypedPlatform } from "../image/platform.ts";
import { readEnvironment } from "../recipe/environment.ts";
import { namesOfTexts } from "../recipe/predict.ts";
import { describeTemplate, type Engine, type Template, templatesOf, textOf } from "../recipe/templates.ts";

export interface NewName {
  readonly name: string;
  readonly template: string;
  readonly platform: string;
  /** The image that installs the packages, and the day of the text that the template had then (ISO 8601). */
  readonly builder: string;
  readonly text: string;
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
 * Of each template one name, by the text that it had last, that of Wave's default of today first. Of a template that is asked for
 * those of its older texts behind it: a server of one's own, or an image of last year, may be of one of them.
 *
 * @throws ConfigurationError where the environment cannot be read, or there is no such template.
 */
export function newNames(text: string, { file, platform, repository, engine, template }: NewNameRequest): NewName[] {
  const environment = readEnvironment(text);
  if ("problem" in environment) throw new ConfigurationError(`${file}: ${environment.problem}.`);
  const known = [...new Set(templatesOf(engine).map(({ name }) => name))];
  if (template !== undefined && !known.includes(template))
    throw new ConfigurationError(`--template: "${template}" is not one of ${known.join(", ")}.`);
  const names = namesOfTexts({
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
  const newest = new Map(names.toReversed().map((one) => [one.template.name, one]));
  const shown = template === undefined ? names.filter((one) => newest.get(one.template.name) === one) : names;
  return shown.map((one) => ({
    name: one.name,
    template: one.template.name,
    platform,
    ...textOf(one.template),
    about: aboutTemplate(one.template, newest.get(one.template.name) === one),
  }));
}

function aboutTemplate(template: Template, isNewest: boolean): string {
  const user = isNewest ? USERS[template.name] : undefined;
  return user === undefined ? describeTemplate(template) : `${describeTemplate(template)}; ${user}`;
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
