/** GitLab CI configurations. */
import type { ReferenceContext, ReferenceKind, SourceTree, Unresolved } from "../model.ts";
import { addComposed, type Composed, isKnown, joinAll, literal, placedValue, withOrigin } from "./composed.ts";
import { FileScanner, type FileScan, type Surroundings } from "./file-scan.ts";
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
export function scanGitlab(file: string, text: string, { tree }: Surroundings): FileScan {
  const scan = new FileScanner(file, text, "gitlab");
  const documents = readYaml(scan);
  const shared = sharedVariables(tree);
  // A first document may hold nothing but `spec`, the inputs of the second.
  const inputs = documents.map((document) => [document, document.get(document.root, "spec", "inputs")] as const);
  for (const document of documents) new GitlabScanner(scan, document, inputs, shared).scan();
  return scan.result();
}

/** The files that a configuration consists of, by their names: GitLab lets `include` name any. */
export function isGitlabName(path: string): boolean {
  return /(?:^|\/|\.)gitlab-ci(?:\.[^/]+)?\.ya?ml$|(?:^|\/)\.gitlab(?:-ci)?\/(?!agents\/)(?:.+\/)?[^/]+\.ya?ml$/.test(
    path,
  );
}

type SharedVariables = ReadonlyMap<string, string>;
const sharedByTree = new WeakMap<SourceTree, SharedVariables>();

/** What the `variables` at the top of any of the files say, since `include` joins them; those of the main file win. */
function sharedVariables(tree: SourceTree): SharedVariables {
  const known = sharedByTree.get(tree);
  if (known !== undefined) return known;
  const shared = new Map<string, string>();
  const files = tree.files.filter(isGitlabName);
  for (const file of [...files.filter((one) => one !== MAIN_FILE), ...files.filter((one) => one === MAIN_FILE)]) {
    const content = tree.read(file);
    if (content === undefined) continue;
    for (const document of readYaml(new FileScanner(file, content, "gitlab"))) {
      for (const { key, value } of document.entries(document.get(document.root, "variables"))) {
        const text = document.text(value) ?? document.textAt(value, "value");
        if (text !== undefined) shared.set(key.value, text.value);
      }
    }
  }
  sharedByTree.set(tree, shared);
  return shared;
}

const MAIN_FILE = ".gitlab-ci.yml";

type Inputs = readonly (readonly [YamlDocument, unknown])[];
type Variables = ReadonlyMap<string, readonly PlacedText[]>;
/** Values of variables of one scope, worked out once. */
type Values = Map<string, Composed[]>;

class GitlabScanner {
  readonly #scan: FileScanner;
  readonly #yaml: YamlDocument;
  readonly #inputs: Inputs;
  readonly #shared: SharedVariables;

  constructor(scan: FileScanner, yaml: YamlDocument, inputs: Inputs, shared: SharedVariables) {
    this.#scan = scan;
    this.#yaml = yaml;
    this.#inputs = inputs;
    this.#shared = shared;
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
    const matrix = new Map<string, PlacedText[]>();
    for (const combination of yaml.items(yaml.get(job, "parallel", "matrix"))) {
      for (const [name, values] of this.#variables(combination, new Map())) {
        matrix.set(name, [...(matrix.get(name) ?? []), ...values]);
      }
    }
    return new Map([...variables, ...matrix]);
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
    for (const found of text.matchAll(/\$(?:\w+|\{\w+\}|\[\[\s*inputs\.([\w-]+)[^\]]*\]\])/g)) {
      const [whole, input] = found;
      const named =
        input === undefined ? this.#variable(whole.replaceAll(/[${}]/g, ""), variables, known) : [this.#input(input)];
      values = joinAll(joinAll(values, [literal(text.slice(at, found.index))]), named);
      at = found.index + whole.length;
    }
    return joinAll(values, [literal(text.slice(at))]);
  }

  #variable(name: string, variables: Variables, known: Values): Composed[] {
    const isTooMany = known.size >= MOST_VARIABLES;
    const found = known.get(name) ?? (isTooMany ? [{ unresolved: unset(name) }] : undefined);
    if (found !== undefined) return found;
    // One that is made of itself finds this.
    known.set(name, [{ unresolved: unset(name) }]);
    const texts = variables.get(name);
    const values =
      texts === undefined
        ? this.#sharedVariable(name, variables, known)
        : texts.flatMap((text) =>
            this.#expand(text.value, variables, known).map((value) =>
              isKnown(value) ? { ...withOrigin(value, text), isDefault: true } : value,
            ),
          );
    known.set(name, values);
    return values;
  }

  /** A variable of another file: its value counts, and this file has no place for it. */
  #sharedVariable(name: string, variables: Variables, known: Values): Composed[] {
    const text = this.#shared.get(name);
    if (text === undefined) return [{ unresolved: unset(name) }];
    return this.#expand(text, variables, known).map((value) =>
      isKnown(value) ? { ...value, isDefault: true } : value,
    );
  }

  #input(name: string): Composed {
    for (const [document, inputs] of this.#inputs) {
      const text = document.textAt(inputs, name, "default");
      if (text !== undefined) return { ...placedValue(text), isDefault: true };
    }
    const detail = `The input ${name} has no default: whoever includes this file gives it.`;
    return { unresolved: { reason: "expression", detail } };
  }
}

function unset(name: string): Unresolved {
  const detail = `Nothing here gives the variable ${name} a value: GitLab or the settings of the project do, in a run.`;
  return { reason: "environment", detail };
}
