/** Docker Compose files, after the Compose specification. */
import type { ReferenceContext, ReferenceKind, SourceTree } from "../../../model.ts";
import type { BuildValue } from "../../kit/build-definition.ts";
import { contextImage, sbomScanner } from "../../kit/build-options.ts";
import { buildValue } from "../../kit/build-value.ts";
import type { Composed } from "../../kit/composed.ts";
import { interpolate } from "./interpolation.ts";
import { filesOfDotEnv, projectsOf, servicesOf, type Way } from "./projects.ts";
import type { Variables } from "./variables.ts";
import {
  type AskedBuild,
  FileScanner,
  type FileScan,
  type Resolution,
  type PullFacts,
  type Surroundings,
} from "../../kit/file-scan.ts";
import { scanInlineDockerfile } from "../inline-dockerfile.ts";
import { type PlacedText, replaceParts, subtext } from "../../kit/placed-text.ts";
import { readYaml, type YamlDocument } from "../../kit/yaml-file.ts";

/** Values of `pull_policy` by which Compose pulls an image that it could build. */
const PULLING_POLICY = /^(?:always|missing|if_not_present|daily|weekly|every_)/;

/**
 * Images of services, of image volumes and of `pre_start` hooks; contexts and scanners of builds; inline Dockerfiles.
 * An `image` beside `build` names what is built: its pull is unreachable, unless `pull_policy` asks for it.
 * A file is read once for each way that leads to it, which has variables and a folder of its own.
 * Variables take their values from a `.env` beside the file, then from their defaults; either is a `default`, since the
 * environment of a run can say otherwise.
 */
export function scanCompose(file: string, text: string, { tree }: Surroundings): FileScan {
  const scan = new FileScanner(file, text, "compose");
  const projects = projectsOf(tree);
  const documents = readYaml(scan);
  for (const way of projects.waysTo(file)) {
    const variables = projects.variables.of(way.environment);
    for (const document of documents) new ComposeScanner(scan, document, way, variables, tree).scan();
  }
  for (const { offset, kind, message } of projects.complaintsOf(file)) scan.problem(offset, kind, message);
  for (const lead of projects.leadsOf(file)) scan.lead("compose", lead);
  return scan.result();
}

/** A `.env` that names the Compose files of its folder. */
export function scanComposeNames(file: string, text: string, { tree }: Surroundings): FileScan {
  const scan = new FileScanner(file, text, "compose");
  for (const path of filesOfDotEnv(file, text)) {
    if (tree.read(path) === undefined) scan.missingFile(Math.max(0, text.indexOf("COMPOSE_FILE")), path);
    else scan.lead("compose", path);
  }
  return scan.result();
}

class ComposeScanner {
  readonly #scan: FileScanner;
  readonly #yaml: YamlDocument;
  readonly #way: Way;
  readonly #variables: Variables;
  readonly #tree: SourceTree;

  constructor(scan: FileScanner, yaml: YamlDocument, way: Way, variables: Variables, tree: SourceTree) {
    this.#scan = scan;
    this.#tree = tree;
    this.#yaml = yaml;
    this.#way = way;
    this.#variables = variables;
  }

  scan(): void {
    const only = this.#way.service;
    for (const { key, value } of servicesOf(this.#yaml)) {
      if (only === undefined || only === key.value) this.#service(key.value, value);
    }
  }

  #service(service: string, node: unknown): void {
    const yaml = this.#yaml;
    const context = { service };
    const facts: PullFacts = { engine: "docker", platform: this.#known(yaml.textAt(node, "platform")) };
    const build = yaml.get(node, "build");
    const isBuilt = yaml.isMap(build) || yaml.text(build) !== undefined;
    const asksToPull = PULLING_POLICY.test(this.#known(yaml.textAt(node, "pull_policy")) ?? "");
    this.#image(yaml.textAt(node, "image"), "image", context, {
      ...facts,
      reachable: isBuilt && !asksToPull ? false : undefined,
    });
    for (const volume of yaml.items(yaml.get(node, "volumes"))) {
      if (yaml.textAt(volume, "type")?.value === "image") {
        this.#image(yaml.textAt(volume, "source"), "image", context, facts);
      }
    }
    for (const hook of yaml.items(yaml.get(node, "pre_start"))) {
      this.#image(yaml.textAt(hook, "image"), "image", context, facts);
    }
    this.#build(build, context, facts.platform);
  }

  #build(build: unknown, context: ReferenceContext, platform: string | undefined): void {
    const yaml = this.#yaml;
    const facts: PullFacts = { engine: "buildkit", platform };
    const folder = this.#path(yaml.text(build) ?? yaml.textAt(build, "context")) ?? ".";
    const dockerfile = this.#path(yaml.textAt(build, "dockerfile"));
    const target = yaml.textAt(build, "target");
    const asked: AskedBuild = {
      name: `service ${context.service}`,
      args: this.#buildArgs(yaml.get(build, "args"), context),
      ...(target !== undefined && { target: buildValue(this.#scan, target, this.#composed(target), context) }),
    };
    if (dockerfile !== undefined) {
      const path = [this.#way.directory, folder, dockerfile];
      this.#scan.build(yaml.startOf(build), path, asked, this.#tree);
    }
    const contexts = yaml.get(build, "additional_contexts");
    for (const node of [...yaml.items(contexts), ...yaml.entries(contexts).map(({ value }) => value)]) {
      const text = yaml.text(node);
      this.#image(text && contextImage(text), "context", context, facts);
    }
    const sbom = yaml.textAt(build, "sbom");
    const scanner = sbom && sbomScanner(sbom, "sbom");
    if (scanner !== undefined) {
      this.#scan.found(scanner.text, "scanner", context, this.#resolve(scanner.image), facts);
    }
    const inline = yaml.textAt(build, "dockerfile_inline");
    if (inline !== undefined) scanInlineDockerfile(this.#scan, withSingleDollars(inline), asked);
  }

  /** A map, or a list of `NAME=value`. A name alone takes its value from the environment of a run, or from `.env`. */
  #buildArgs(node: unknown, context: ReferenceContext): ReadonlyMap<string, BuildValue> {
    const yaml = this.#yaml;
    const pairs = [
      ...yaml.entries(node).map(({ key, value }) => ({ name: key, value: yaml.text(value) })),
      ...yaml.items(node).flatMap((item) => {
        const text = yaml.text(item);
        const equals = text?.value.indexOf("=") ?? -1;
        if (text === undefined) return [];
        return equals < 0
          ? { name: text, value: undefined }
          : { name: subtext(text, 0, equals), value: subtext(text, equals + 1) };
      }),
    ];
    return new Map(
      pairs.flatMap(({ name, value }) => {
        const given = this.#variables.get(name.value);
        if (value !== undefined) return [[name.value, buildValue(this.#scan, value, this.#composed(value), context)]];
        if (given === undefined) return [];
        return [[name.value, buildValue(this.#scan, name, { value: given, parts: [], isDefault: true }, context)]];
      }),
    );
  }

  #composed(text: PlacedText): Composed {
    const resolution = this.#resolve(text.value);
    if ("unresolved" in resolution) return resolution;
    return { value: resolution.image, parts: [], isDefault: resolution.confidence === "default" };
  }

  #image(text: PlacedText | undefined, kind: ReferenceKind, context: ReferenceContext, facts: PullFacts): void {
    if (text === undefined || text.value === "") return;
    this.#scan.found(text, kind, context, this.#resolve(text.value), facts);
  }

  #resolve(written: string): Resolution {
    const { value, variables, missing, error } = interpolate(written, (name) => this.#variables.get(name));
    if (error !== undefined) return { unresolved: { reason: "expression", detail: error } };
    if (missing.length > 0) {
      const names = missing.join(", ");
      const detail = `Nothing gives ${names} a value: write a default (\${${missing[0]}:-VALUE}), or set it in a .env file beside this one.`;
      return { unresolved: { reason: "environment", detail } };
    }
    return { image: value, confidence: variables.length === 0 ? "exact" : "default" };
  }

  /** Compose has nothing in the place of a variable that nothing gives a value. */
  #path(text: PlacedText | undefined): string | undefined {
    return text && interpolate(text.value, (name) => this.#variables.get(name)).value;
  }

  #known(text: PlacedText | undefined): string | undefined {
    const resolution = text && this.#resolve(text.value);
    return resolution !== undefined && "image" in resolution ? resolution.image : undefined;
  }
}

/** Compose reads `$$` as a dollar sign; what it leaves of a variable, Dockerfiles read in the same way. */
function withSingleDollars(text: PlacedText): PlacedText {
  const doubled = [...text.value.matchAll(/\$\$/g)].map(({ index }) => ({ from: index, to: index + 2, value: "$" }));
  return replaceParts(text, doubled);
}
