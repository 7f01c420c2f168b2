/**
 * One chart of Helm: the images that its values name, each a candidate, since other values may be given. They are put
 * together as the templates do where these are made of values and defaults alone, else in the usual way.
 */
import { posix } from "node:path";
import type { SourceTree, Unresolved } from "../../../../model.ts";
import { short } from "../../../../text/quote.ts";
import { FileScanner } from "../../../kit/file-scan.ts";
import { readYaml } from "../../../kit/yaml-file.ts";
import { at, isMap, isText, type Place, type Tree, treeOf } from "../tree.ts";
import { asHelm, type ChartScope, textOf, type Value } from "./expressions.ts";
import { render } from "./render.ts";
import { ofStarter } from "./starter.ts";
import { type ImageLine, Templates } from "./templates.ts";
import { type ImageValue, imagesOf } from "./values.ts";

const OPEN: Unresolved = {
  reason: "template",
  detail: "The values give no version here: only Helm can tell what the templates of the chart put in its place.",
};

export class Chart {
  readonly #templates: Templates;
  readonly #values: FileScanner;
  readonly #chart: FileScanner;
  readonly #images: readonly ImageValue[];
  /** The paths of values of which some line of a template is made that is known as a whole. */
  readonly #rendered = new Set<string>();
  readonly #condition: string;
  readonly #all: Tree;

  /** `parts`: the names of the charts in it. `given`: values that the chart around it sets. */
  constructor(tree: SourceTree, folder: string, text: string, parts: readonly string[], given?: Tree) {
    const path = posix.join(folder, "values.yaml");
    this.#chart = new FileScanner(posix.join(folder, "Chart.yaml"), text, "kubernetes");
    this.#values = new FileScanner(path, tree.read(path) ?? "", "kubernetes");
    this.#templates = new Templates(tree, folder);
    this.#condition = `the values of ${short(path)} are used`;
    this.#all = mergeValues(readTree(this.#values), given);
    const scope = { values: this.#all, chart: readTree(this.#chart), defines: this.#templates.defines };
    this.#images = imagesOf(
      isMap(this.#all) ? new Map([...this.#all].filter(([key]) => !parts.includes(key))) : this.#all,
    );
    for (const line of this.#templates.lines) this.#render(line, scope);
    for (const image of this.#images) if (!this.#isRendered(image)) this.#compose(image, scope);
  }

  /** What it sets of a chart in it: all that is under its name, and what is for all of them. */
  valuesOf(part: string): Tree {
    const own = at(this.#all, part);
    const globally = at(this.#all, "global");
    return mergeValues(isMap(own) ? own : null, globally === undefined ? null : new Map([["global", globally]]));
  }

  scanOf(file: string): FileScanner | undefined {
    // Charts in it may have told of what its values say.
    if (this.#values.result().references.length > 0) this.#chart.lead("kubernetes", this.#values.file);
    return [this.#chart, this.#values].find((scan) => scan.file === file);
  }

  /** Whether what a line of a template makes up is among the images of the values. */
  covers(file: string, offset: number, expression: string): boolean {
    return [...this.#templates.valuesOf({ file, offset, expression })].some((value) => this.#names(value));
  }

  #names(value: string): boolean {
    // `with` and `range` may go by a map or a list around an image.
    const isNamed = this.#images.some(({ path }) => `${value}.`.startsWith(`${path}.`) || path.startsWith(`${value}.`));
    return isNamed || this.#rendered.has(value);
  }

  #isRendered({ path }: ImageValue): boolean {
    return [...this.#rendered].some((value) => value === path || value.startsWith(`${path}.`));
  }

  /** A line that is made of values alone; where one of them is empty it is meant for other values. */
  #render(line: ImageLine, scope: ChartScope): void {
    const variable = (name: string): Value | undefined => {
      const [setting, another] = this.#templates.settingsOf(line, name);
      return setting === undefined || another !== undefined ? undefined : render(setting, scope);
    };
    const rendered = render(line.expression, scope, variable);
    const image = rendered === undefined ? "" : textOf(rendered).trim();
    if (
      rendered === undefined ||
      !/^[^/:@\s](?:(?!\/[/:@]|:[/:@]|@[/:@])\S)*[^/:@\s]$/.test(image) ||
      image.endsWith("@sha256")
    )
      return;
    const places = rendered.pieces.toReversed().flatMap((piece) => (piece.value === "" ? [] : piece.places));
    if (!this.#pull(places, image)) return;
    for (const value of this.#templates.valuesOf(line)) this.#rendered.add(value);
  }

  #compose(image: ImageValue, scope: ChartScope): void {
    const { registry, repository, tag, digest } = image;
    const name = (registry === undefined ? "" : `${registry.value.replace(/\/$/, "")}/`) + repository.value;
    const pin = digest === undefined ? "" : `@${/^[0-9a-f]{64}$/.test(digest.value) ? "sha256:" : ""}${digest.value}`;
    const hasVersion = /[:@][^/]*$/.test(repository.value);
    const others = [repository, registry].flatMap((text) => text?.places ?? []);
    if (tag !== undefined && !hasVersion) {
      this.#pull([...tag.places, ...(digest?.places ?? []), ...others], `${name}:${tag.value}${pin}`);
      return;
    }
    if (digest !== undefined || hasVersion) {
      this.#pull([...(digest?.places ?? []), ...others], name + pin);
      return;
    }
    const version = at(scope.chart, "appVersion");
    const formats = isText(version) ? [...this.#templates.versionFormats(image.path)] : [];
    if (!isText(version) || formats.length === 0) {
      this.#pull(others, undefined);
      return;
    }
    for (const format of formats) {
      this.#pull([...version.places, ...others], `${name}:${format.replace(/%[sv]/, () => asHelm(version))}`);
    }
  }

  /** Whether there is a place of which it comes. */
  #pull(places: readonly Place[], image: string | undefined): boolean {
    const starter = image === undefined ? undefined : ofStarter(image);
    const unresolved = image === undefined ? OPEN : starter;
    // What a starter leaves open is told where it stands, not at the version.
    const isClosed = (place: Place): number => Number(starter !== undefined && ofStarter(textAt(place)) === undefined);
    const ordered = [...places].sort((one, other) => isClosed(one) - isClosed(other));
    const references = ordered.map((place) =>
      place.scan.reference(place.range, textAt(place) === image ? "image" : place.kind, {}, unresolved),
    );
    const [first, ...others] = references;
    if (first === undefined) return false;
    ordered[0]?.scan.pull(
      [first, ...others],
      image === undefined || unresolved !== undefined
        ? { unresolved: unresolved ?? OPEN }
        : { image, confidence: "candidate" },
      { engine: "kubernetes", conditions: [this.#condition] },
    );
    return true;
  }
}

function textAt({ range, scan }: Place): string {
  return scan.text.slice(range.start, range.end);
}

/** As Helm merges values: maps by their keys, and a key with null is taken away. */
function mergeValues(below: Tree, above: Tree | undefined): Tree {
  if (above === undefined || above === null) return below;
  if (!isMap(below) || !isMap(above)) return above;
  const merged = new Map(below);
  for (const [key, value] of above) {
    if (value === null) merged.delete(key);
    else merged.set(key, mergeValues(merged.get(key) ?? null, value));
  }
  return merged;
}

function readTree(scan: FileScanner): Tree {
  // A scaffold is no YAML before another tool fills it in.
  const [yaml] = readYaml(scan, scan.text, scan.text.includes("{{"));
  return (yaml && treeOf(yaml, yaml.root, { scan, kind: "arg" })) ?? null;
}
