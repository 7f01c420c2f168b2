/**
 * The names of the images that Wave builds from a `conda` directive, as Nextflow asks for them (`WaveClient.resolveAssets`,
 * 26.08.0-edge) and Wave names them (`ContainerController.makeBuildRequest`, 1.37.0).
 */
import { type Environment, environmentOfDirective } from "../../../recipe/environment.ts";
import { predictNames } from "../../../recipe/predict.ts";
import { short } from "../../../text/quote.ts";
import { isTrue, read, readText } from "../config/engines.ts";
import type { MapValue, Run, Value } from "../evaluate/model.ts";
import { isOpen, shown } from "../evaluate/value.ts";
import type { ModuleFiles } from "./module-files.ts";

/** One image that Wave may build, by the template that it takes. */
export interface WaveBuild {
  readonly name: string;
  /** `conda/micromamba:v2` */
  readonly template: string;
}

export interface BuildRequest {
  /** The value of the directive. */
  readonly conda: Value;
  /** Of the `arch` directive. */
  readonly platforms: readonly string[];
  /** A file for Singularity is built, and no image. */
  readonly asFile: boolean;
  readonly freeze: boolean;
  readonly config: MapValue;
  readonly run: Run;
  readonly module: ModuleFiles;
}

/** One a template that the server may take, exactly one where a setting names it; or why nothing can be known, in a sentence. */
export function predictBuilds(request: BuildRequest): readonly WaveBuild[] | string {
  const beginning = "Wave builds the image from the `conda` directive when the pipeline runs";
  if (!request.freeze)
    return `${beginning}, under a name that only this run has: with \`wave.freeze = true\` the name stays the same and can be worked out before.`;
  const builds = openSetting(request) ?? addition(request) ?? unusual(request) ?? buildsOf(request);
  return typeof builds === "string" ? `${beginning}, and its name cannot be worked out before: ${builds}.` : builds;
}

// ── The request ─────────────────────────────────────────────────────────────

/** Settings that a name hangs on. */
const SETTINGS = [
  "wave.endpoint",
  "wave.build.repository",
  "wave.build.template",
  "wave.build.conda.mambaImage",
  "wave.build.conda.baseImage",
  "wave.build.conda.basePackages",
  "wave.build.conda.commands",
  "conda.channels",
];

function openSetting({ conda, platforms, asFile, config, run }: BuildRequest): string | undefined {
  if (isOpen(conda)) return "the value of `conda` is known only in the run";
  const setting = SETTINGS.find((name) => {
    const value = read(config, run, ...name.split("."));
    return value !== undefined && isOpen(value);
  });
  if (setting !== undefined) return `the value of \`${setting}\` is known only in the run`;
  if (platforms.length < 2) return undefined;
  if (platforms.join(",") !== BOTH) return `Wave builds for several platforms only as \`arch '${BOTH}'\``;
  return asFile ? "Wave builds no file for Singularity of several platforms" : undefined;
}

const BOTH = "linux/amd64,linux/arm64";

/** What Nextflow has Wave add to the image: it is in the hash, and its content is known only to who sends it. */
function addition({ config, run, module }: BuildRequest): string | undefined {
  if (isTrue(config, run, "fusion", "enabled")) return "Fusion adds a layer to it";
  if (readText(config, run, "aws", "batch", "platformType").toLowerCase() === "fargate")
    return "a layer is added to it for Fargate";
  if (module.resources) return "the folder `resources` of the module is added to it as a layer";
  if (module.bin && isTrue(config, run, "wave", "bundleProjectResources"))
    return "`wave.bundleProjectResources` adds the folder `bin` of the project as a layer";
  const isSet =
    isTrue(config, run, "wave", "containerConfigUrl") || (run.env["WAVE_CONTAINER_CONFIG_URL"] ?? "") !== "";
  return isSet ? "what `wave.containerConfigUrl` names is added to it" : undefined;
}

/** `CondaOpts` of wave-api: what Nextflow sends where no setting says otherwise, and the states of templates are for. */
const DEFAULTS = {
  mambaImage: "mambaorg/micromamba:1.5.10-noble",
  baseImage: "ubuntu:24.04",
  basePackages: "conda-forge::procps-ng",
} as const;

/** Wave builds by its later templates with a micromamba of its own, where it is sent one of version 1 (`CondaHelper.isMicromambaV1`). */
const MICROMAMBA_1 = /micromamba:1[.-]/;

/** Settings that change the container file, of which the hash is then not known. */
function unusual({ config, run }: BuildRequest): string | undefined {
  const template = readText(config, run, "wave", "build", "template");
  for (const [name, usual] of Object.entries(DEFAULTS)) {
    const value = read(config, run, "wave", "build", "conda", name);
    const set = value === undefined || value.kind === "null" ? usual : (shown(value) ?? "");
    const isReplaced = name === "mambaImage" && MICROMAMBA_1.test(set) && !["", FIRST].includes(template);
    if (set !== usual && !isReplaced)
      return `\`wave.build.conda.${name}\` is \`${short(set)}\`, and only builds with \`${usual}\` are known`;
  }
  const commands = read(config, run, "wave", "build", "conda", "commands");
  const hasNone =
    commands === undefined || commands.kind === "null" || (commands.kind === "list" && commands.items.length === 0);
  return hasNone ? undefined : "`wave.build.conda.commands` adds commands to it";
}

/** The template of the first servers, which takes the micromamba that it is sent. */
const FIRST = "conda/micromamba:v1";

/** As `WaveClient.resolveAssets0` tells files from packages. */
function environmentOf({ conda, config, run, module }: BuildRequest): Environment | string {
  const written = shown(conda) ?? "";
  if (/^https?:\/\//.test(written))
    return `\`conda\` names a file of a server, ${short(written)}, which is written into the container file`;
  const isFile = !written.includes("\n") && (written.startsWith("/") || /\.(?:ya?ml|txt)$/.test(written));
  const environment = isFile ? module.environment(written) : environmentOfDirective(written, channelsOf(config, run));
  if (environment === undefined) return "the file that `conda` names is not in the repository, or cannot be read";
  return "problem" in environment
    ? `what \`conda\` names is no environment to Wave: ${environment.problem}`
    : environment;
}

/** `CondaConfig.parseChannels`; undefined where nothing is set. */
function channelsOf(config: MapValue, run: Run): readonly string[] | undefined {
  const value = read(config, run, "conda", "channels");
  if (value === undefined) return undefined;
  const listed = value.kind === "list" ? value.items.flatMap((item) => shown(item) ?? []) : undefined;
  const written = value.kind === "string" ? value.value.split(",").map((name) => name.trim()) : [];
  const channels = listed ?? written.filter((name) => name !== "");
  return channels.length === 0 ? undefined : channels;
}

// ── The name ────────────────────────────────────────────────────────────────

const SEQERA = "https://wave.seqera.io";

function buildsOf(request: BuildRequest): readonly WaveBuild[] | string {
  const { platforms, asFile, config, run } = request;
  const text = (...path: readonly string[]): string => readText(config, run, "wave", ...path);
  const [repository, template] = [text("build", "repository"), text("build", "template")];
  const endpoint = (text("endpoint") || run.env["WAVE_API_ENDPOINT"] || SEQERA).replace(/\/+$/, "");
  if (repository === "" && endpoint !== SEQERA)
    return `the server ${short(endpoint)} decides in which repository; set \`wave.build.repository\``;
  const environment = environmentOf(request);
  if (typeof environment === "string") return environment;
  const asked = {
    environment,
    platform: platforms.join(",") || "linux/amd64",
    engine: asFile ? ("singularity" as const) : ("docker" as const),
    ...(repository !== "" && { repository }),
  };
  const builds = predictNames({ ...asked, ...(template !== "" && { template }) });
  if (builds.length > 0) return builds;
  return predictNames(asked).length > 0
    ? `no template \`${short(template)}\` is known`
    : "Wave refuses to name an image of this environment";
}
