/** Targets that bake makes of the services of Compose files, as far as targets of its own files build on them. */
import { sourceText } from "../../../text/source-text.ts";
import type { FileScanner } from "../../kit/file-scan.ts";
import { type PlacedText, subtext } from "../../kit/placed-text.ts";
import { readYaml, type YamlDocument } from "../../kit/yaml-file.ts";
import type { Attribute, Target } from "./targets.ts";
import { scalar, unknown } from "./values.ts";

/** The Compose files that bake reads by itself, in its order. */
export const COMPOSE_FILES = ["compose.yaml", "compose.yml", "docker-compose.yml", "docker-compose.yaml"] as const;

/** A target for each service that is built. `scan`: of the Compose file; what is said of it is for its own scanner to say. */
export function composeTargets(scan: FileScanner): readonly Target[] {
  const file = sourceText(scan.file, scan.text);
  return readYaml(scan).flatMap((yaml) =>
    yaml.entries(yaml.get(yaml.root, "services")).flatMap(({ key, value }) => {
      const build = yaml.get(value, "build");
      // A name with a dot is one with a line.
      const name = key.value.replaceAll(".", "_");
      return build === undefined ? [] : [new ServiceReader(scan, yaml, file).target(name, key.start, build)];
    }),
  );
}

class ServiceReader {
  readonly #scan: FileScanner;
  readonly #yaml: YamlDocument;
  readonly #file: ReturnType<typeof sourceText>;

  constructor(scan: FileScanner, yaml: YamlDocument, file: ReturnType<typeof sourceText>) {
    this.#scan = scan;
    this.#yaml = yaml;
    this.#file = file;
  }

  target(name: string, start: number, build: unknown): Target {
    const yaml = this.#yaml;
    const one = (key: string): Attribute | undefined => this.#attribute(yaml.textAt(build, key));
    const contexts = this.#pairs(yaml.get(build, "additional_contexts"));
    const inline = yaml.textAt(build, "dockerfile_inline");
    return {
      name,
      scan: this.#scan,
      start,
      isOfCompose: true,
      inherits: [],
      context: this.#attribute(yaml.text(build)) ?? one("context"),
      // What is written within a Compose file is read with that.
      dockerfile:
        inline === undefined ? one("dockerfile") : { value: unknown("It is in a Compose file."), text: inline },
      target: one("target"),
      attestations: [],
      args: new Map(this.#pairs(yaml.get(build, "args"))),
      contexts: new Map(contexts),
    };
  }

  /** A map, or a list of `NAME=value`. */
  #pairs(node: unknown): readonly (readonly [string, Attribute])[] {
    const yaml = this.#yaml;
    const entries = yaml.entries(node).map(({ key, value }) => [key.value, yaml.text(value)] as const);
    const items = yaml.items(node).map((item) => {
      const text = yaml.text(item);
      const [start, name] = /^([^=]+)=/.exec(text?.value ?? "") ?? [];
      return [name ?? "", text && start && subtext(text, start.length)] as const;
    });
    return [...entries, ...items].flatMap(([name, text]) => {
      const value = text === undefined || text === "" ? undefined : this.#attribute(text);
      return value === undefined ? [] : [[name, value] as const];
    });
  }

  #attribute(written: PlacedText | undefined): Attribute | undefined {
    if (written === undefined) return undefined;
    const text = { ...written, file: this.#file };
    const isOpen = text.value.includes("$");
    const value = text.value.replace(/^service:/, "target:");
    return { value: isOpen ? unknown("A Compose file puts it together.") : scalar(value), text };
  }
}
