/**
 * One chart of Helm: the images that its values name, each a candidate, since other values may be given. They are put
 * together as the templates do where these are made of values and defaults alone, else in the usual way.
 */
import { posix } from "node:path";
import type { SourceTree, Unresolved } from "../../../../model.ts";
import { short } from "../../../../text/quote.ts";
import { FileScanner } from "../../../kit/file-scan.ts";
import { readYaml } from "../../../kit/yaml-file.ts";
import { at, isText, type Place, type Tree, treeOf } from "../tree.ts";
import { asHelm, type ChartScope, textOf, type Value } from "./expressions.ts";
import { render } from "./render.ts";
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
  #parent: { readonly chart: Chart; readonly name: string } | undefined;

  constructor(tree: SourceTree, folder: string, text: string) {
    const path = posix.join(folder, "values.yaml");
    this.#chart = new FileScanner(posix.join(folder, "Chart.yaml"), text, "kubernetes");
    this.#values = new FileScanner(path, tree.read(path) ?? "", "kubernetes");
    this.#templates = new Templates(tree, folder);
    this.#condition = `the values of ${short(path)} are used`;
    const scope = { values: readTree(this.#values), chart: readTree(this.#chart), defines: this.#templates.defines };
    this.#images = imagesOf(scope.values);
    for (const line of this.#templates.lines) this.#render(line, scope);
    for (const image of this.#images) if (!this.#isRendered(image)) this.#compose(image, scope);
    if (this.#values.result().references.length > 0) this.#chart.lead("kubernetes", path);
  }

  scanOf(file: string): FileScanner | undefined {
    return [this.#chart, this.#values].find((scan) => scan.file === file);
  }

  /** Whether what a line of a template makes up is among the images of the values. */
  covers(file: string, offset: number, expression: string): boolean {
    return [...this.#templates.valuesOf({ file, offset, expression })].some((value) => this.#names(value));
  }

  /** The values of a chart may be set by the one that it is a part of, under its name. */
  isPartOf(chart: Chart, name: string): void {
    this.#parent = { chart, name };
  }

  #names(value: string): boolean {
    // `with` and `range` may go by a map or a list around an image.
    const isNamed = this.#images.some(({ path }) => `${value}.`.startsWith(`${path}.`) || path.startsWith(`${value}.`));
    if (isNamed || this.#rendered.has(value)) return true;
    return this.#parent !== undefined && this.#parent.chart.#names(`${this.#parent.name}.${value}`);
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
    const isWhole = ({ range, scan }: Place): boolean => scan.text.slice(range.start, range.end) === image;
    const references = places.map((place) =>
      place.scan.reference(
        place.range,
        isWhole(place) ? "image" : place.kind,
        {},
        image === undefined ? OPEN : undefined,
      ),
    );
    const [first, ...others] = references;
    if (first === undefined) return false;
    places[0]?.scan.pull(
      [first, ...others],
      image === undefined ? { unresolved: OPEN } : { image, confidence: "candidate" },
      { engine: "kubernetes", conditions: [this.#condition] },
    );
    return true;
  }
}

function readTree(scan: FileScanner): Tree {
  // A scaffold is no YAML before another tool fills it in.
  const [yaml] = readYaml(scan, scan.text, scan.text.includes("{{"));
  return (yaml && treeOf(yaml, yaml.root, { scan, kind: "arg" })) ?? null;
}
