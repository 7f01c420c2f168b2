/** GitLab CI configurations. */
import type { ProblemKind, ReferenceContext, ReferenceKind, SourceTree } from "../../model.ts";
import {
  addComposed,
  type Composed,
  fillIn,
  isKnown,
  placedValue,
  whyNotWorkedOut,
  withOrigin,
} from "../kit/composed.ts";
import { FileScanner, type FileScan, type Surroundings } from "../kit/file-scan.ts";
import { combinationsOf, countOf, MOST_LISTS } from "../kit/matrix.ts";
import type { PlacedText } from "../kit/placed-text.ts";
import { followIncludes } from "./gitlab-includes.ts";
import { type GivenInputs, includedInputsOf, noInput } from "./gitlab-inputs.ts";
import { isGitlabName } from "./glance.ts";
import { readYaml, type YamlDocument } from "../kit/yaml-file.ts";

/** Keywords at the top whose values are maps and no jobs. `default` is not among them: its image is every job's. */
const NO_JOBS: ReadonlySet<string> = new Set(["variables", "include", "workflow", "spec", "stages", "cache"]);

/** No file of a person has as many variables of variables. */
const MOST_VARIABLES = 200;

/** GitLab refuses templates of templates that go deeper than ten. */
const MOST_TEMPLATES = 100;

const REFERENCE = "!reference";
/** As far as GitLab follows references of references. */
const DEEPEST_REFERENCE = 10;

const TOO_DEEP = `GitLab follows references of references no more than ${DEEPEST_REFERENCE} deep, and refuses this one.`;

/** As many jobs as GitLab makes of one matrix. */
const MOST_JOBS = 200;
const TOO_MANY_JOBS = `GitLab makes no more than ${MOST_JOBS} jobs of a matrix, and refuses this one.`;

/**
 * `image` and `services` of jobs, of what they extend, of `default`, and at the top. Variables take the values that the
 * file gives in each job that has the image, `parallel: matrix` included; since settings of the project can say
 * otherwise, these are defaults. Inputs (`$[[ inputs.x ]]`) take their defaults.
 */
export function scanGitlab(file: string, text: string, { tree }: Surroundings): FileScan {
  const scan = new FileScanner(file, text, "gitlab");
  const documents = readYaml(scan);
  const shared = sharedVariables(tree);
  // A first document may hold nothing but `spec`, the inputs of the second.
  const inputs = new Map<string, PlacedText>();
  for (const document of documents.toReversed()) {
    for (const { key, value } of document.entries(document.get(document.root, "spec", "inputs"))) {
      const text = document.textAt(value, "default");
      if (text !== undefined) inputs.set(key.value, text);
    }
  }
  for (const document of documents) {
    new GitlabScanner(scan, document, { defaults: inputs, given: includedInputsOf(tree).of(file) }, shared).scan();
    followIncludes(scan, document, tree);
  }
  return scan.result();
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

interface Inputs {
  readonly defaults: ReadonlyMap<string, PlacedText>;
  /** Of each time that the file is included. */
  readonly given: readonly GivenInputs[];
}
type Variables = ReadonlyMap<string, PlacedText>;
/** The variables of one way that a job runs: what counts more comes first. */
type Scope = readonly Variables[];
/** One job that runs. */
interface JobRun {
  readonly scope: Scope;
  readonly given: GivenInputs;
  /** Values of variables, worked out once. */
  readonly known: Map<string, Composed>;
  /** Where the image stands whose name is worked out. */
  readonly at: number;
}

/** An image where it is written, and the variables of whatever runs it. */
interface JobImage {
  readonly text: PlacedText;
  readonly kind: ReferenceKind;
  readonly context: ReferenceContext;
  readonly platform: string | undefined;
  /** Of where it is written: what counts if nothing in this file runs it. */
  readonly own: readonly Scope[];
  readonly scopes: Scope[];
}

class GitlabScanner {
  readonly #scan: FileScanner;
  readonly #yaml: YamlDocument;
  readonly #inputs: Inputs;
  readonly #shared: SharedVariables;
  /** By their nodes, in file order. */
  readonly #images = new Map<unknown, JobImage>();
  readonly #variables = new Map<unknown, Variables>();
  /** Items of lists, those in their references included. */
  readonly #flat = new Map<unknown, readonly unknown[]>();
  readonly #said = new Set<string>();
  /** What stands at the top, by name. */
  readonly #named: ReadonlyMap<string, unknown>;

  constructor(scan: FileScanner, yaml: YamlDocument, inputs: Inputs, shared: SharedVariables) {
    this.#scan = scan;
    this.#yaml = yaml;
    this.#inputs = inputs;
    this.#shared = shared;
    this.#named = new Map(yaml.entries(yaml.root).map(({ key, value }) => [key.value, value]));
  }

  scan(): void {
    const yaml = this.#yaml;
    const { root } = yaml;
    this.#declare(root, {}, [[this.#variablesOf(root)]]);
    const jobs = yaml
      .entries(root)
      .filter(({ key, value }) => !NO_JOBS.has(key.value) && yaml.isMap(value))
      .map(({ key, value }) => {
        const lineage = this.#lineage(value);
        const scopes = this.#scopes(lineage);
        this.#declare(value, key.value === "default" ? {} : { job: key.value }, scopes);
        return { name: key.value, lineage, scopes };
      });
    for (const { name, lineage, scopes } of jobs) {
      if (name === "default" || name.startsWith(".")) continue;
      // What a job does not say itself it takes from what it extends, then from `default`, then from the top.
      const places = [...lineage, yaml.get(root, "default"), root];
      const image = places.map((place) => this.#get(place, "image")).find((node) => this.#images.has(node));
      const services = places.find((place) => this.#get(place, "services") !== undefined);
      for (const node of [image, ...this.#services(services)]) {
        const one = this.#images.get(node);
        // Without a variable the text says the same in all of them.
        if (one !== undefined && (one.scopes.length === 0 || one.text.value.includes("$"))) one.scopes.push(...scopes);
      }
    }
    for (const { text, kind, context, platform, own, scopes } of this.#images.values()) {
      const values = this.#valuesOf(text, scopes.length > 0 ? scopes : own);
      addComposed(this.#scan, { text, kind, context, facts: { engine: "docker", platform } }, values);
    }
  }

  #valuesOf(text: PlacedText, scopes: readonly Scope[]): Composed[] {
    const values: Composed[] = [];
    for (const given of this.#inputs.given) {
      for (const scope of scopes) {
        values.push(this.#expand(text.value, { scope, given, known: new Map(), at: text.start }));
        // Those of all further jobs are unresolved as well.
        if (!text.value.includes("$") || this.#scan.budget.isSpent("names")) return values;
      }
    }
    return values;
  }

  #declare(place: unknown, context: ReferenceContext, own: readonly Scope[]): void {
    const yaml = this.#yaml;
    const image = [this.#get(place, "image"), "image"] as const;
    const services = this.#services(place).map((node) => [node, "service"] as const);
    for (const [node, kind] of [image, ...services]) {
      const text = yaml.text(node) ?? yaml.textAt(node, "name");
      if (text === undefined || text.value.trim() === "" || this.#images.has(node)) continue;
      const platform = yaml.textAt(node, "docker", "platform")?.value;
      this.#images.set(node, { text, kind, context, platform, own, scopes: [] });
    }
  }

  #services(place: unknown): readonly unknown[] {
    return this.#flattened(this.#get(place, "services"), 0);
  }

  /** The items of a list, and of the lists that stand in it by reference: each once, however often they are named. */
  #flattened(list: unknown, depth: number): readonly unknown[] {
    const yaml = this.#yaml;
    const known = this.#flat.get(list);
    if (known !== undefined) return known;
    // A list that refers to itself ends here.
    this.#flat.set(list, []);
    const items = new Set<unknown>();
    for (const node of yaml.items(list)) {
      if (yaml.tagged(node, REFERENCE) === undefined) items.add(node);
      else if (depth === DEEPEST_REFERENCE) this.#sayOnce(yaml.startOf(node), "abort", TOO_DEEP);
      else for (const item of this.#flattened(this.#followed(node), depth + 1)) items.add(item);
    }
    const flat = [...items];
    this.#flat.set(list, flat);
    return flat;
  }

  #get(place: unknown, key: string): unknown {
    return this.#followed(this.#yaml.get(place, key));
  }

  /** `!reference [job, key]` is what stands there. */
  #followed(node: unknown): unknown {
    let found = node;
    for (let depth = 0; depth < DEEPEST_REFERENCE; depth++) {
      const path = this.#yaml.tagged(found, REFERENCE);
      if (path === undefined) return found;
      found = this.#yaml.get(this.#yaml.root, ...path);
    }
    this.#sayOnce(this.#yaml.startOf(node), "abort", TOO_DEEP);
    return undefined;
  }

  /** A job, and what it extends: what counts more comes first. */
  #lineage(job: unknown): readonly unknown[] {
    const yaml = this.#yaml;
    const lineage = new Set<unknown>();
    const open = [job];
    while (open.length > 0) {
      if (lineage.size === MOST_TEMPLATES) {
        const message = `This job extends more than ${MOST_TEMPLATES} others: what it takes from the rest is not followed.`;
        this.#sayOnce(yaml.startOf(job), "unreadable", message);
        break;
      }
      const place = open.pop();
      if (place === undefined || lineage.has(place)) continue;
      lineage.add(place);
      const extended = yaml.get(place, "extends");
      for (const name of [extended, ...yaml.items(extended)]) {
        const template = yaml.text(name);
        if (template !== undefined) open.push(this.#named.get(template.value));
      }
    }
    return [...lineage];
  }

  /** The variables of each job that GitLab makes of one: a matrix makes many. */
  #scopes(lineage: readonly unknown[]): readonly Scope[] {
    const yaml = this.#yaml;
    const variables = [...lineage, yaml.root].map((place) => this.#variablesOf(place));
    const matrix = lineage
      .map((place) => yaml.get(this.#get(place, "parallel"), "matrix"))
      .find((node) => node !== undefined);
    const combinations: Variables[] = [];
    let count = 0;
    for (const entry of yaml.items(matrix)) {
      const lists = yaml.entries(entry).map(({ key, value }) => {
        const texts = [value, ...yaml.items(value)].flatMap((node) => yaml.text(node) ?? []);
        return [key.value, texts] as const;
      });
      count += countOf(lists);
      if (count > MOST_JOBS || lists.length > MOST_LISTS) this.#sayOnce(yaml.startOf(matrix), "abort", TOO_MANY_JOBS);
      if (lists.length > MOST_LISTS || combinations.length >= MOST_JOBS) continue;
      combinations.push(...combinationsOf(lists, MOST_JOBS - combinations.length));
    }
    const isFollowed = this.#scan.budget.take("jobs", combinations.length + 1, yaml.startOf(matrix));
    if (combinations.length === 0 || !isFollowed) return [variables];
    return combinations.map((combination) => [combination, ...variables]);
  }

  /** However many jobs come to the place. */
  #sayOnce(at: number, kind: ProblemKind, message: string): void {
    const key = `${at} ${message}`;
    if (this.#said.has(key)) return;
    this.#said.add(key);
    this.#scan.problem(at, kind, message);
  }

  /** The `variables` of a place, read once. */
  #variablesOf(place: unknown): Variables {
    const yaml = this.#yaml;
    const known = this.#variables.get(place);
    if (known !== undefined) return known;
    const variables = new Map<string, PlacedText>();
    for (const { key, value } of yaml.entries(this.#get(place, "variables"))) {
      const text = yaml.text(value) ?? yaml.textAt(value, "value");
      if (text !== undefined) variables.set(key.value, text);
    }
    this.#variables.set(place, variables);
    return variables;
  }

  /** What the variables in a text make of it. */
  #expand(text: string, run: JobRun): Composed {
    const refused = whyNotWorkedOut(text, this.#scan.budget, run.at);
    if (refused !== undefined) return refused;
    const found = text.matchAll(/\$(?:\w+|\{\w+\}|\[\[\s*inputs\.([\w-]+)[^\]]*\]\])/g);
    const fillings = Array.from(found, ({ 0: whole, 1: input, index }) => {
      const name = whole.replaceAll(/[${}]/g, "");
      const value = input === undefined ? this.#variable(name, run) : this.#input(input, run.given);
      return { start: index, end: index + whole.length, value };
    });
    return fillIn(text, fillings);
  }

  #variable(name: string, run: JobRun): Composed {
    const { scope, known } = run;
    const before = known.get(name) ?? (known.size >= MOST_VARIABLES ? unset(name) : undefined);
    if (before !== undefined) return before;
    // A variable whose value names itself ends here.
    known.set(name, unset(name));
    const text = scope.find((variables) => variables.has(name))?.get(name);
    // A variable of another file counts, and has no place in this one.
    const written = text?.value ?? this.#shared.get(name);
    const value = written === undefined ? unset(name) : this.#expand(written, run);
    const placed = isKnown(value)
      ? { ...(text === undefined ? value : withOrigin(value, text)), isDefault: true }
      : value;
    known.set(name, placed);
    return placed;
  }

  #input(name: string, given: GivenInputs): Composed {
    const text = this.#inputs.defaults.get(name);
    return given.get(name) ?? (text === undefined ? noInput(name) : { ...placedValue(text), isDefault: true });
  }
}

function unset(name: string): Composed {
  const detail = `Nothing here gives the variable ${name} a value: GitLab or the settings of the project do, in a run.`;
  return { unresolved: { reason: "environment", detail } };
}
