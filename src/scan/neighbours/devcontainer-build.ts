/** The build that a devcontainer.json asks for (devcontainers/cli: singleContainer.ts). */
import type { SourceTree } from "../../model.ts";
import type { BuildContext, BuildValue } from "../kit/build-definition.ts";
import { contextImage } from "../kit/build-options.ts";
import { buildValue } from "../kit/build-value.ts";
import type { AskedBuild, FileScanner, Resolution } from "../kit/file-scan.ts";
import { type PlacedText, subtext } from "../kit/placed-text.ts";
import type { YamlDocument, YamlText } from "../kit/yaml-file.ts";

/** What `docker build` is told, the last of each counting. */
interface Told {
  readonly args: Map<string, BuildValue>;
  readonly contexts: Map<string, BuildContext>;
  target?: BuildValue;
  platforms: readonly string[];
}

/** `resolve` gives the value of a text with variables, `pathOf` the parts of a path. */
export function defineBuild(
  scan: FileScanner,
  yaml: YamlDocument,
  tree: SourceTree,
  resolve: (written: string) => Resolution,
  pathOf: (written: string) => readonly string[],
): void {
  const dockerfile = yaml.textAt(yaml.root, "build", "dockerfile") ?? yaml.textAt(yaml.root, "dockerFile");
  if (dockerfile === undefined) return;
  const told = new BuildReader(scan, resolve).read(yaml);
  const asked: AskedBuild = { name: "dev container", ...told };
  scan.build(dockerfile.start, pathOf(dockerfile.value), asked, tree);
}

class BuildReader {
  readonly #scan: FileScanner;
  readonly #resolve: (written: string) => Resolution;
  readonly #told: Told = { args: new Map(), contexts: new Map(), platforms: [] };

  constructor(scan: FileScanner, resolve: (written: string) => Resolution) {
    this.#scan = scan;
    this.#resolve = resolve;
  }

  read(yaml: YamlDocument): Told {
    const build = yaml.get(yaml.root, "build");
    const target = yaml.textAt(build, "target");
    if (target !== undefined) this.#option("target", target);
    for (const { key, value } of yaml.entries(yaml.get(build, "args"))) {
      const text = yaml.text(value);
      if (text !== undefined) this.#told.args.set(key.value, this.#value(asPrinted(text)));
    }
    const words = yaml.items(yaml.get(build, "options")).flatMap((item) => yaml.text(item) ?? []);
    for (const [at, word] of words.entries()) {
      const [, name, equals] = /^--(build-arg|target|build-context|platform)(=|$)/.exec(word.value) ?? [];
      const value = equals === "=" ? subtext(word, word.value.indexOf("=") + 1) : words[at + 1];
      if (name !== undefined && value !== undefined) this.#option(name, value);
    }
    return this.#told;
  }

  /** One that is a name alone takes its value from the machine, if that has one. */
  #option(name: string, text: PlacedText): void {
    if (name === "target") {
      this.#told.target = this.#value(text);
    } else if (name === "platform") {
      const platform = this.#resolve(text.value);
      this.#told.platforms = "image" in platform ? platform.image.split(",") : [];
    } else {
      const equals = text.value.indexOf("=");
      if (equals === -1) return;
      const key = text.value.slice(0, equals);
      const value = subtext(text, equals + 1);
      if (name === "build-arg") this.#told.args.set(key, this.#value(value));
      else this.#told.contexts.set(key, this.#context(value));
    }
  }

  #context(text: PlacedText): BuildContext {
    const image = contextImage(text);
    return image === undefined ? "no image" : { image: this.#value(image, "context") };
  }

  #value(text: PlacedText, kind: "arg" | "context" = "arg"): BuildValue {
    const resolution = this.#resolve(text.value);
    const value =
      "unresolved" in resolution
        ? resolution
        : { value: resolution.image, parts: [], isDefault: resolution.confidence === "default" };
    return buildValue(this.#scan, text, value, {}, kind);
  }
}

/** A number of JSON as JavaScript prints it. */
function asPrinted(text: YamlText): PlacedText {
  const isNumber = text.isPlain && /^-?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?$/.test(text.value);
  return isNumber ? { ...text, value: String(Number(text.value)) } : text;
}
