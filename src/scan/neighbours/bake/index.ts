/** Docker Buildx bake files, HCL and JSON. */
import { posix } from "node:path";
import { BakeEvaluator, matrixVariables, type Variable, type Variables } from "./values.ts";
import { contextImage, sbomScanner } from "../../kit/build-options.ts";
import { buildValue } from "../../kit/build-value.ts";
import { addComposed, cutComposed, isKnown } from "../../kit/composed.ts";
import { FileScanner, type FileScan, type Surroundings } from "../../kit/file-scan.ts";
import { type HclBody, type HclValue, readHcl } from "./hcl.ts";
import { scanInlineDockerfile } from "../inline-dockerfile.ts";
import { literalText, type PlacedText, replaceParts } from "../../kit/placed-text.ts";
import type { SourceTree } from "../../../model.ts";
import { readYaml, type YamlDocument } from "../../kit/yaml-file.ts";

const CONTEXT_SCHEME = /^docker-image:\/\//i;

/**
 * Contexts that are images, scanners of attestations, and inline Dockerfiles of targets. Variables take their default,
 * which the environment of a run can override; the values of a matrix are all built.
 */
export function scanBake(file: string, text: string, { tree }: Surroundings): FileScan {
  const scan = new FileScanner(file, text, "bake");
  const bodies = file.endsWith(".json") ? readYaml(scan).map(jsonBody) : [readHcl(scan)];
  const variables = new Map<string, Variable>();
  const targets: { readonly name: string; readonly attributes: HclBody["attributes"] }[] = [];
  for (const { attributes, blocks } of bodies) {
    for (const [name, value] of attributes) variables.set(name, { value, isDefault: false });
    for (const { type, labels, body } of blocks) {
      // Bake refuses a block that has no name.
      const [name] = labels;
      if (name === undefined) continue;
      if (type === "variable") variables.set(name, { value: body.attributes.get("default"), isDefault: true });
      else if (type === "target") targets.push({ name, attributes: body.attributes });
    }
  }
  for (const { name, attributes } of targets) scanTarget(scan, name, attributes, variables, tree);
  return scan.result();
}

function scanTarget(
  scan: FileScanner,
  target: string,
  attributes: HclBody["attributes"],
  variables: Variables,
  tree: SourceTree,
): void {
  const matrix = attributes.get("matrix");
  for (const combination of matrixVariables(scan, entriesOf(matrix), startOf(matrix))) {
    scanBuild(scan, target, attributes, new BakeEvaluator(scan, variables, combination));
    // The names of all further ones are unresolved as well.
    if (scan.budget.isSpent("names")) break;
  }
  const dockerfile = attributes.get("dockerfile");
  if (dockerfile?.kind === "text") {
    const folder = attributes.get("context");
    const path = [posix.dirname(scan.file), folder?.kind === "text" ? folder.text.value : ".", dockerfile.text.value];
    scan.build(dockerfile.text.start, path, { name: `target ${target}` }, tree);
  }
}

/** One combination of a target's matrix, which is a target to bake. */
function scanBuild(scan: FileScanner, job: string, attributes: HclBody["attributes"], evaluator: BakeEvaluator): void {
  const valueOf = (value: HclValue): string | undefined => {
    const known = evaluator.evaluate(value);
    return isKnown(known) ? known.value : undefined;
  };
  const platforms = itemsOf(attributes.get("platforms"));
  const facts = {
    engine: "buildkit",
    platform: platforms.length === 1 ? platforms.map(valueOf)[0] : undefined,
  } as const;
  for (const [, value] of entriesOf(attributes.get("contexts"))) {
    if (value.kind !== "text" && value.kind !== "expression") continue;
    const image = contextImage(value.text);
    const place = { text: image ?? value.text, kind: "context", context: { job }, facts } as const;
    const named = evaluator.evaluate(value);
    if (!isKnown(named)) {
      if (image !== undefined) addComposed(scan, place, [named]);
      continue;
    }
    const [scheme] = CONTEXT_SCHEME.exec(named.value) ?? [];
    if (scheme !== undefined) addComposed(scan, place, [cutComposed(named, scheme.length)]);
  }
  for (const text of attestations(scan.text, attributes.get("attest"))) {
    const scanner = sbomScanner(text, "attestation");
    if (scanner === undefined) continue;
    const place = { text: scanner.text, kind: "scanner", context: { job }, facts } as const;
    addComposed(scan, place, [evaluator.template(scanner.image)]);
  }
  const inline = attributes.get("dockerfile-inline");
  if (inline?.kind === "text" && !scan.budget.isSpent("inline")) {
    const args = [...entriesOf(attributes.get("args"))].flatMap(([name, value]) =>
      "text" in value ? [[name, buildValue(scan, value.text, evaluator.evaluate(value), { job })] as const] : [],
    );
    scanInlineDockerfile(scan, filledIn(inline.text, evaluator), { name: `target ${job}`, args: new Map(args) });
  }
}

/** `"type=sbom,generator=IMAGE"`, or a map that says the same. */
function attestations(file: string, value: HclValue | undefined): PlacedText[] {
  return itemsOf(value).flatMap((item) => {
    if (item.kind === "text") return [item.text];
    const entries = entriesOf(item);
    const type = entries.get("type");
    const generator = entries.get("generator");
    if (type?.kind !== "text" || type.text.value !== "sbom") return [];
    if (generator?.kind !== "text") return [{ ...type.text, value: "type=sbom", offsetOf: () => undefined }];
    const prefix = "type=sbom,generator=";
    const { start, end, value: image } = generator.text;
    return [
      {
        start,
        end,
        value: prefix + image,
        offsetOf: (index: number) => literalText(file, start, end).offsetOf(index - prefix.length),
      },
    ];
  });
}

/** Of a key written twice, the last. */
function entriesOf(value: HclValue | undefined): ReadonlyMap<string, HclValue> {
  return new Map(value?.kind === "map" ? value.entries : []);
}

/** Where a value is written, as far as it is known of its first part; 0 where it is not. */
function startOf(value: HclValue | undefined): number {
  if (value === undefined) return 0;
  if (value.kind === "list") return startOf(value.items[0]);
  return value.kind === "map" ? startOf(value.entries[0]?.[1]) : value.text.start;
}

function itemsOf(value: HclValue | undefined): readonly HclValue[] {
  return value?.kind === "list" ? value.items : [];
}

/** Interpolations that are known in place; `$${` is a plain `${`. */
function filledIn(text: PlacedText, evaluator: BakeEvaluator): PlacedText {
  const replacements = [...text.value.matchAll(/\$\$\{|\$\{[^{}]*\}/g)].flatMap(({ 0: whole, index }) => {
    const named = evaluator.template(whole);
    return isKnown(named) ? [{ from: index, to: index + whole.length, value: named.value }] : [];
  });
  return replaceParts(text, replacements);
}

/** The JSON form: block types, labels and attributes are keys. */
function jsonBody(yaml: YamlDocument): HclBody {
  const blocks = ["variable", "target"].flatMap((type) =>
    yaml.entries(yaml.get(yaml.root, type)).map(({ key, value }) => {
      const attributes = new Map(jsonEntries(yaml, value, 0));
      return { type, labels: [key.value], body: { attributes, blocks: [] } };
    }),
  );
  return { attributes: new Map(), blocks };
}

function jsonEntries(yaml: YamlDocument, node: unknown, depth: number): (readonly [string, HclValue])[] {
  return yaml.entries(node).map(({ key, value }) => [key.value, jsonValue(yaml, value, depth)] as const);
}

function jsonValue(yaml: YamlDocument, node: unknown, depth: number): HclValue {
  const text = yaml.text(node);
  if (text !== undefined) return text.isPlain ? { kind: "expression", text } : { kind: "text", text };
  // No attribute of bake is deeper.
  if (depth > 5) return { kind: "list", items: [] };
  if (yaml.isMap(node)) return { kind: "map", entries: jsonEntries(yaml, node, depth + 1) };
  return { kind: "list", items: yaml.items(node).map((item) => jsonValue(yaml, item, depth + 1)) };
}
