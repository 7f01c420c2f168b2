/** GitLab CI configurations. */
import type { ReferenceContext, ReferenceKind, Unresolved } from "../model.ts";
import { addComposed, type Composed, isKnown, joinAll, literal } from "./composed.ts";
import { FileScanner, type FileScan } from "./file-scan.ts";
import type { PlacedText } from "./placed-text.ts";
import { readYaml, type YamlDocument } from "./yaml-file.ts";

/** Keywords at the top whose values are maps and no jobs. `default` is not among them: its image is every job's. */
const NO_JOBS: ReadonlySet<string> = new Set(["variables", "include", "workflow", "spec", "stages", "cache"]);

/** Templates of templates, and variables of variables: no file of a person goes as far. */
const DEEPEST = 20;
const MOST_VARIABLES = 200;

/**
 * `image` and `services` of jobs (hidden ones, which others extend, included), of `default`, and at the top. Variables
 * take the values that the file gives, `parallel: matrix` included; since settings of the project can say otherwise,
 * these are defaults. Inputs (`$[[ inputs.x ]]`) take their defaults.
 */
export function scanGitlab(file: string, text: string): FileScan {
  const scan = new FileScanner(file, text, "gitlab");
  const documents = readYaml(scan);
  // A first document may hold nothing but `spec`, the inputs of the second.
  const inputs = documents.map((document) => [document, document.get(document.root, "spec", "inputs")] as const);
  for (const document of documents) new GitlabScanner(scan, document, inputs).scan();
  return scan.result();
}

type Inputs = readonly (readonly [YamlDocument, unknown])[];
type Variables = ReadonlyMap<string, readonly PlacedText[]>;
/** Values of variables of one scope, worked out once. */
type Values = Map<string, Composed[]>;

class GitlabScanner {
  readonly #scan: FileScanner;
  readonly #yaml: YamlDocument;
  readonly #inputs: Inputs;

  constructor(scan: FileScanner, yaml: YamlDocument, inputs: Inputs) {
    this.#scan = scan;
    this.#yaml = yaml;
    this.#inputs = inputs;
  }

  scan(): void {
    const { root } = this.#yaml;
    const top = this.#variables(this.#yaml.get(root, "variables"), new Map());
    this.#images(root, {}, top);
    for (const { key, value } of this.#yaml.entries(root)) {
      if (NO_JOBS.has(key.value) || !this.#yaml.isMap(value)) continue;
      this.#images(value, key.value === "default" ? {} : { job: key.value }, this.#jobVariables(value, top, 0));
    }
  }

  #images(node: unknown, context: ReferenceContext, variables: Variables): void {
    this.#image(this.#yaml.get(node, "image"), "image", context, variables);
    for (const service of this.#yaml.items(this.#yaml.get(node, "services"))) {
      this.#image(service, "service", context, variables);
    }
  }

  #image(node: unknown, kind: ReferenceKind, context: ReferenceContext, variables: Variables): void {
    const yaml = this.#yaml;
    const text = yaml.text(node) ?? yaml.textAt(node, "name");
    if (text === undefined || text.value.trim() === "") return;
    const platform = yaml.textAt(node, "docker", "platform")?.value;
    const values = this.#expand(text.value, variables, new Map());
    addComposed(this.#scan, { text, kind, context, facts: { engine: "docker", platform } }, values);
  }

  /** A job's own variables, over those of the templates that it extends, over those of the file. */
  #jobVariables(job: unknown, top: Variables, depth: number): Variables {
    const yaml = this.#yaml;
    const extended = yaml.get(job, "extends");
    const names = [yaml.text(extended), ...yaml.items(extended).map((item) => yaml.text(item))];
    let variables = top;
    for (const name of depth < DEEPEST ? names : []) {
      const template = name && yaml.get(yaml.root, name.value);
      if (template !== undefined) variables = this.#jobVariables(template, variables, depth + 1);
    }
    variables = this.#variables(yaml.get(job, "variables"), variables);
    for (const combination of yaml.items(yaml.get(job, "parallel", "matrix"))) {
      const own = this.#variables(combination, new Map());
      const merged = new Map(variables);
      for (const [name, values] of own) {
        const known = variables === top || !merged.has(name) ? [] : (merged.get(name) ?? []);
        merged.set(name, [...known, ...values]);
      }
      variables = merged;
    }
    return variables;
  }

  #variables(node: unknown, outer: Variables): Variables {
    const yaml = this.#yaml;
    const variables = new Map(outer);
    for (const { key, value } of yaml.entries(node)) {
      const texts = [
        yaml.text(value) ?? yaml.textAt(value, "value"),
        ...yaml.items(value).map((item) => yaml.text(item)),
      ];
      const given = texts.filter((text) => text !== undefined);
      if (given.length > 0) variables.set(key.value, given);
    }
    return variables;
  }

  /** Every text that the variables in a text can make of it. */
  #expand(text: string, variables: Variables, known: Values): Composed[] {
    let values: Composed[] = [literal("")];
    let at = 0;
    for (const found of text.matchAll(/\$(?:(\w+)|\{(\w+)\}|\[\[\s*inputs\.([\w-]+)[^\]]*\]\])/g)) {
      const [whole, plain, braced, input] = found;
      const named =
        input === undefined ? this.#variable(plain ?? braced ?? "", variables, known) : [this.#input(input)];
      values = joinAll(joinAll(values, [literal(text.slice(at, found.index))]), named);
      at = found.index + whole.length;
    }
    return joinAll(values, [literal(text.slice(at))]);
  }

  #variable(name: string, variables: Variables, known: Values): Composed[] {
    const texts = known.size < MOST_VARIABLES ? variables.get(name) : undefined;
    const found = known.get(name) ?? (texts === undefined ? [{ unresolved: unset(name) }] : undefined);
    if (found !== undefined) return found;
    // One that is made of itself finds this.
    known.set(name, [{ unresolved: unset(name) }]);
    const values = (texts ?? []).flatMap((text) =>
      this.#expand(text.value, variables, known).map((value) =>
        isKnown(value) ? { ...value, origins: [text, ...value.origins], isDefault: true, whole: text } : value,
      ),
    );
    known.set(name, values);
    return values;
  }

  #input(name: string): Composed {
    for (const [document, inputs] of this.#inputs) {
      const text = document.textAt(inputs, name, "default");
      if (text !== undefined) return { value: text.value, origins: [text], isDefault: true, whole: text };
    }
    const detail = `The input ${name} has no default: whoever includes this file gives it.`;
    return { unresolved: { reason: "expression", detail } };
  }
}

function unset(name: string): Unresolved {
  const detail = `This file gives the variable ${name} no value: GitLab or the settings of the project do, in a run.`;
  return { reason: "environment", detail };
}
