/** What the services of a project pull and build, once all files have had their say. */
import type { ReferenceContext, SourceTree } from "../../../model.ts";
import type { BuildContext, BuildValue } from "../../kit/build-definition.ts";
import { contextImage } from "../../kit/build-options.ts";
import { buildValue } from "../../kit/build-value.ts";
import type { Composed } from "../../kit/composed.ts";
import type { AskedBuild, FileScanner, PullFacts } from "../../kit/file-scan.ts";
import { type PlacedText, replaceParts } from "../../kit/placed-text.ts";
import { scanInlineDockerfile } from "../inline-dockerfile.ts";
import { interpolate, resolveText } from "./interpolation.ts";
import type { Service } from "./models.ts";
import type { Projects, ProjectService } from "./projects.ts";
import { goScalar } from "./scalar.ts";
import type { Setting } from "./services.ts";

/** Values of `pull_policy` by which Compose pulls an image that it could build. */
const PULLING_POLICY = /^(?:always|missing|if_not_present|daily|weekly|every_)/;

/** Of the services of which a file says something. */
export class ServiceBuilds {
  readonly #scan: FileScanner;
  readonly #projects: Projects;
  readonly #tree: SourceTree;
  readonly #readsDockerfiles: boolean;

  constructor(scan: FileScanner, projects: Projects, tree: SourceTree, readsDockerfiles: boolean) {
    this.#scan = scan;
    this.#projects = projects;
    this.#tree = tree;
    this.#readsDockerfiles = readsDockerfiles;
  }

  /**
   * The images that stand in this file: what one service builds another may pull by the same text. Gives where they
   * start.
   */
  images(services: readonly ProjectService[]): ReadonlySet<number> {
    const { file } = this.#scan;
    const all = services.flatMap(({ name, settings, made }) => {
      const image = settings.get("image");
      if (image?.way.file !== file || image.text.value === "") return [];
      const isBuilt = settings.has("build") || made.has(this.#known(image) ?? "");
      const asksToPull = PULLING_POLICY.test(this.#known(settings.get("pull_policy")) ?? "");
      return [{ name, settings, image, isPulled: asksToPull || !isBuilt }];
    });
    const pulled = new Set(all.flatMap(({ isPulled, image }) => (isPulled ? image.text.start : [])));
    for (const { name, settings, image } of all) {
      this.#scan.found(image.text, "image", { service: name }, this.#resolve(image), {
        engine: "docker",
        platform: this.#known(settings.get("platform")),
        reachable: pulled.has(image.text.start) ? undefined : false,
      });
    }
    return new Set(all.map(({ image }) => image.text.start));
  }

  /** The build, where this file asks for it. */
  build(service: ProjectService): void {
    const { name, settings, made } = service;
    const context = { service: name };
    const contexts = this.#named(service, "build.additional_contexts.");
    const target = settings.get("build.target");
    const asked: AskedBuild = {
      name: `service ${name}`,
      args: this.#arguments(service, context),
      ...(target !== undefined && { target: this.#value(target, context) }),
      contexts: new Map(contexts.map(([key, setting]) => [key, this.#context(setting, context)])),
      platforms: this.#platforms(service),
      madeBeside: [...made],
    };
    const inline = settings.get("build.dockerfile_inline");
    if (inline !== undefined) {
      if (inline.way.file === this.#scan.file) scanInlineDockerfile(this.#scan, withSingleDollars(inline.text), asked);
      return;
    }
    const build = settings.get("build");
    if (build?.way.file !== this.#scan.file) return;
    if (this.#scan.build(build.text.start, this.#path(service), asked, this.#tree) && this.#readsDockerfiles) return;
    // What they stand for in the Dockerfile is not known.
    const facts: PullFacts = { engine: "buildkit", platform: this.#known(settings.get("platform")) };
    for (const [, setting] of contexts) {
      const image = contextImage(setting.text);
      if (image !== undefined && setting.way.file === this.#scan.file) {
        this.#scan.found(image, "context", context, this.#resolve({ ...setting, text: image }), facts);
      }
    }
  }

  /** From the folder of the project over that of the build. */
  #path({ settings }: Service): readonly string[] {
    const folder = settings.get("build.context");
    const context = this.#filled(folder) ?? "";
    const file = this.#filled(settings.get("build.dockerfile")) || "Dockerfile";
    return [folder?.way.directory ?? "", context.replace(/^github\.com\//, "https://$&"), file];
  }

  /** Compose has nothing in the place of a variable that nothing gives a value. */
  #filled(setting: Setting | undefined): string | undefined {
    const variables = setting && this.#projects.variables.of(setting.way.environment);
    return variables && interpolate(setting.text.value, (name) => variables.get(name)).value;
  }

  /** Those of the build; without, that of the service. */
  #platforms(service: Service): readonly string[] {
    const own = this.#named(service, "build.platforms.").map(([, setting]) => setting);
    const all = own.length > 0 ? own : [service.settings.get("platform")];
    return [...new Set(all.flatMap((setting) => this.#known(setting) ?? []))];
  }

  #named({ settings }: Service, prefix: string): (readonly [name: string, Setting])[] {
    const named: (readonly [name: string, Setting])[] = [];
    for (const [path, setting] of settings) {
      if (path.startsWith(prefix)) named.push([path.slice(prefix.length), setting]);
    }
    return named;
  }

  /** A name alone takes its value from the environment of a run, or from `.env`; without, it is not given. */
  #arguments(service: Service, context: ReferenceContext): ReadonlyMap<string, BuildValue> {
    return new Map(
      this.#named(service, "build.args.").flatMap(([name, setting]) => {
        const { text } = setting;
        const value = text.isPlain === true ? goScalar(text.value) : text.value;
        if (setting.isBare !== true)
          return [[name, this.#value({ ...setting, text: { ...text, value } }, context)] as const];
        const given = this.#projects.variables.of(service.environment).get(name);
        if (given === undefined) return [];
        return [[name, this.#lent(setting, { value: given, parts: [], isDefault: true }, context, "arg")] as const];
      }),
    );
  }

  #context(setting: Setting, context: ReferenceContext): BuildContext {
    const image = contextImage(setting.text);
    if (image !== undefined) return { image: this.#value({ ...setting, text: image }, context, "context") };
    const value = this.#composed(setting);
    if ("unresolved" in value) return { image: this.#lent(setting, value, context, "context") };
    const [scheme] = /^docker-image:\/\//i.exec(value.value) ?? [];
    if (scheme === undefined) return "no image";
    return { image: this.#lent(setting, { ...value, value: value.value.slice(scheme.length) }, context, "context") };
  }

  #value(setting: Setting, context: ReferenceContext, kind: "arg" | "context" = "arg"): BuildValue {
    return this.#lent(setting, this.#composed(setting), context, kind);
  }

  #lent(setting: Setting, value: Composed, context: ReferenceContext, kind: "arg" | "context"): BuildValue {
    return buildValue(this.#projects.read(setting.way.file).scan, setting.text, value, context, kind);
  }

  #composed(setting: Setting): Composed {
    const resolution = this.#resolve(setting);
    if ("unresolved" in resolution) return resolution;
    return { value: resolution.image, parts: [], isDefault: resolution.confidence === "default" };
  }

  #resolve({ text, way }: Setting): ReturnType<typeof resolveText> {
    return resolveText(text.value, this.#projects.variables.of(way.environment));
  }

  #known(setting: Setting | undefined): string | undefined {
    const resolution = setting && this.#resolve(setting);
    return resolution !== undefined && "image" in resolution ? resolution.image : undefined;
  }
}

/** Compose reads `$$` as a dollar sign; what it leaves of a variable, Dockerfiles read in the same way. */
function withSingleDollars(text: PlacedText): PlacedText {
  const doubled = [...text.value.matchAll(/\$\$/g)].map(({ index }) => ({ from: index, to: index + 2, value: "$" }));
  return replaceParts(text, doubled);
}
