/** Docker Compose files, after the Compose specification. */
import type { ReferenceContext, ReferenceKind } from "../../../model.ts";
import { sbomScanner } from "../../kit/build-options.ts";
import { FileScanner, type FileScan, type PullFacts, type Resolution, type Surroundings } from "../../kit/file-scan.ts";
import type { PlacedText } from "../../kit/placed-text.ts";
import type { YamlDocument } from "../../kit/yaml-file.ts";
import { ServiceBuilds } from "./builds.ts";
import { resolveText } from "./interpolation.ts";
import { projectsOf, servicesOf } from "./projects.ts";
import { filesOfDotEnv, type Way } from "./roots.ts";
import type { Variables } from "./variables.ts";

/**
 * Images of services, of image volumes and of `pre_start` hooks; scanners of builds; inline Dockerfiles, and the builds
 * of others. An `image` beside `build` names what is built, and one that other files override is not asked for: their
 * pulls are unreachable, unless `pull_policy` asks for them.
 * A file is read once for each way that leads to it, which has variables and a folder of its own.
 * Variables take their values from a `.env` beside the file, then from their defaults; either is a `default`, since the
 * environment of a run can say otherwise.
 */
export function scanCompose(file: string, _text: string, { tree, options }: Surroundings): FileScan {
  const projects = projectsOf(tree);
  const { scan, documents } = projects.read(file);
  const builds = new ServiceBuilds(scan, projects, tree, options.kinds.dockerfile !== false);
  const services = projects.servicesIn(file);
  const told = builds.images(services);
  for (const service of services) builds.build(service);
  for (const way of projects.waysTo(file)) {
    const variables = projects.variables.of(way.environment);
    for (const document of documents) new ComposeScanner(scan, document, way, variables, told).scan();
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

/** What a file says by itself, whatever other files make of its services. */
class ComposeScanner {
  readonly #scan: FileScanner;
  readonly #yaml: YamlDocument;
  readonly #way: Way;
  readonly #variables: Variables;
  readonly #told: ReadonlySet<number>;

  /** `told`: where images start of which the projects have told. */
  constructor(scan: FileScanner, yaml: YamlDocument, way: Way, variables: Variables, told: ReadonlySet<number>) {
    this.#told = told;
    this.#scan = scan;
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
    const image = yaml.textAt(node, "image");
    // Other files say otherwise.
    if (image !== undefined && !this.#told.has(image.start)) {
      this.#image(image, "image", context, { ...facts, reachable: false });
    }
    for (const volume of yaml.items(yaml.get(node, "volumes"))) {
      if (yaml.textAt(volume, "type")?.value === "image") {
        this.#image(yaml.textAt(volume, "source"), "image", context, facts);
      }
    }
    for (const hook of yaml.items(yaml.get(node, "pre_start"))) {
      this.#image(yaml.textAt(hook, "image"), "image", context, facts);
    }
    const sbom = yaml.textAt(node, "build", "sbom");
    const scanner = sbom && sbomScanner(sbom, "sbom");
    if (scanner !== undefined) {
      const { platform } = facts;
      this.#scan.found(scanner.text, "scanner", context, this.#resolve(scanner.image), {
        engine: "buildkit",
        platform,
      });
    }
  }

  #image(text: PlacedText | undefined, kind: ReferenceKind, context: ReferenceContext, facts: PullFacts): void {
    if (text === undefined || text.value === "") return;
    this.#scan.found(text, kind, context, this.#resolve(text.value), facts);
  }

  #resolve(written: string): Resolution {
    return resolveText(written, this.#variables);
  }

  #known(text: PlacedText | undefined): string | undefined {
    const resolution = text && this.#resolve(text.value);
    return resolution !== undefined && "image" in resolution ? resolution.image : undefined;
  }
}
