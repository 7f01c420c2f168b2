/** Docker Buildx bake files, HCL and JSON. */
import { posix } from "node:path";
import { contextImage, sbomScanner } from "./build-options.ts";
import { addComposed, type Composed, isKnown, joinAll, literal, placedValue } from "./composed.ts";
import { FileScanner, type FileScan } from "./file-scan.ts";
import { type HclBody, type HclValue, readHcl } from "./hcl.ts";
import { scanInlineDockerfile } from "./inline-dockerfile.ts";
import { literalText, type PlacedText, replaceParts } from "./placed-text.ts";
import { readYaml, type YamlDocument } from "./yaml-file.ts";

/**
 * Contexts that are images, scanners of attestations, and inline Dockerfiles of targets. Variables take their default,
 * which the environment of a run can override; the values of a matrix are all built.
 */
export function scanBake(file: string, text: string): FileScan {
  const scan = new FileScanner(file, text, "bake");
  const bodies = file.endsWith(".json") ? readYaml(scan).map(jsonBody) : [readHcl(text)];
  const variables: Variables = new Map();
  for (const { blocks } of bodies) {
    for (const { type, labels, body } of blocks) {
      const value = body.attributes.get("default");
      if (type === "variable")
        variables.set(labels[0] ?? "", value?.kind === "text" ? [{ text: value.text, isDefault: true }] : []);
    }
  }
  for (const { blocks } of bodies) {
    for (const { type, labels, body } of blocks)
      if (type === "target") scanTarget(scan, labels[0] ?? "", body, variables);
  }
  return scan.result();
}

type Variables = Map<string, readonly { readonly text: PlacedText; readonly isDefault: boolean }[]>;

function scanTarget(scan: FileScanner, target: string, { attributes }: HclBody, outer: Variables): void {
  const variables: Variables = new Map(outer);
  for (const [name, value] of entriesOf(attributes.get("matrix"))) {
    variables.set(
      name,
      textsOf(value).map((text) => ({ text, isDefault: false })),
    );
  }
  const platforms = textsOf(attributes.get("platforms"));
  const platform = platforms.length === 1 ? platforms[0]?.value : undefined;
  const facts = { engine: "buildkit", platform } as const;
  const context = { job: target };
  for (const [, value] of entriesOf(attributes.get("contexts"))) {
    if (value.kind !== "text") continue;
    const image = contextImage(value.text);
    if (image !== undefined)
      addComposed(scan, { text: image, kind: "context", context, facts }, evaluate(image.value, variables));
  }
  for (const text of attestations(scan.text, attributes.get("attest"))) {
    const scanner = sbomScanner(text, "attestation");
    if (scanner === undefined) continue;
    const values = evaluate(scanner.image, variables);
    addComposed(scan, { text: scanner.text, kind: "scanner", context, facts }, values);
  }
  const dockerfile = attributes.get("dockerfile");
  if (dockerfile?.kind === "text") {
    const folder = attributes.get("context");
    scan.dockerfile(posix.dirname(scan.file), folder?.kind === "text" ? folder.text.value : ".", dockerfile.text.value);
  }
  const inline = attributes.get("dockerfile-inline");
  if (inline?.kind === "text") {
    const args = [...entriesOf(attributes.get("args"))].flatMap(([name, value]) => {
      const [known] = value.kind === "text" ? evaluate(value.text.value, variables).filter(isKnown) : [];
      return known === undefined ? [] : [[name, known.value] as const];
    });
    scanInlineDockerfile(scan, filledIn(inline.text, variables), { buildArgs: Object.fromEntries(args) });
  }
}

/** `"type=sbom,generator=IMAGE"`, or a map that says the same. */
function attestations(file: string, value: HclValue | undefined): PlacedText[] {
  const items = value?.kind === "list" ? value.items : [];
  return items.flatMap((item) => {
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

function textsOf(value: HclValue | undefined): PlacedText[] {
  return value?.kind === "list" ? value.items.flatMap((item) => (item.kind === "text" ? [item.text] : [])) : [];
}

/** Interpolations that have one value in place; `$${` is a plain `${`. */
function filledIn(text: PlacedText, variables: Variables): PlacedText {
  const replacements = [...text.value.matchAll(/\$\$\{|\$\{([^{}]*)\}/g)].flatMap(({ 0: whole, 1: name, index }) => {
    const [value, ...others] = name === undefined ? [literal("${")] : variable(name.trim(), variables);
    if (value === undefined || others.length > 0 || !isKnown(value)) return [];
    return [{ from: index, to: index + whole.length, value: value.value }];
  });
  return replaceParts(text, replacements);
}

/** Every text that `${NAME}` makes of one; other expressions are for bake to work out. */
function evaluate(text: string, variables: Variables): Composed[] {
  let values: Composed[] = [literal("")];
  let at = 0;
  for (const found of text.matchAll(/\$\$\{|\$\{([^{}]*)\}|[$%]\{/g)) {
    const [whole, expression = ""] = found;
    const between = text.slice(at, found.index);
    const named = whole === "$${" ? [literal("${")] : variable(expression.trim(), variables);
    values = joinAll(joinAll(values, [literal(between)]), named);
    at = found.index + whole.length;
  }
  return joinAll(values, [literal(text.slice(at))]);
}

function variable(name: string, variables: Variables): Composed[] {
  const texts = variables.get(name);
  if (texts === undefined) {
    const detail = "Only bake can work out this expression.";
    return [{ unresolved: { reason: "expression", detail } }];
  }
  if (texts.length === 0) {
    const detail = `The variable ${name} has no default that is a plain text: write one in its block.`;
    return [{ unresolved: { reason: "environment", detail } }];
  }
  return texts.map(({ text, isDefault }) => ({ ...placedValue(text), isDefault }));
}

/** The JSON form: block types, labels and attributes are keys. */
function jsonBody(yaml: YamlDocument): HclBody {
  const blocks = ["variable", "target"].flatMap((type) =>
    yaml.entries(yaml.get(yaml.root, type)).map(({ key, value }) => {
      const attributes = yaml.entries(value).flatMap((entry) => {
        const attribute = jsonValue(yaml, entry.value, 0);
        return attribute === undefined ? [] : [[entry.key.value, attribute] as const];
      });
      return { type, labels: [key.value], body: { attributes: new Map(attributes), blocks: [] } };
    }),
  );
  return { attributes: new Map(), blocks };
}

function jsonValue(yaml: YamlDocument, node: unknown, depth: number): HclValue | undefined {
  // No attribute of bake is deeper.
  if (depth > 5) return undefined;
  const text = yaml.text(node);
  if (text !== undefined) return text.isPlain ? { kind: "expression", text } : { kind: "text", text };
  if (!yaml.isMap(node)) {
    return { kind: "list", items: yaml.items(node).flatMap((item) => jsonValue(yaml, item, depth + 1) ?? []) };
  }
  const entries = yaml.entries(node).flatMap(({ key, value }) => {
    const known = jsonValue(yaml, value, depth + 1);
    return known === undefined ? [] : [[key.value, known] as const];
  });
  return { kind: "map", entries };
}
