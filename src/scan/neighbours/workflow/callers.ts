/** Who calls the workflows and actions of a repository, and with which inputs. */
import { posix } from "node:path";
import type { SourceTree } from "../../../model.ts";
import { type SourceText, sourceText } from "../../../text/source-text.ts";
import { isKnown } from "../../kit/composed.ts";
import { FileScanner } from "../../kit/file-scan.ts";
import { readYaml, type YamlDocument } from "../../kit/yaml-file.ts";
import { type GivenInputs, Lookups } from "./lookups.ts";
import { readMatrix } from "./matrix.ts";

/** A job or a step that calls. */
interface Call {
  readonly source: SourceText;
  readonly yaml: YamlDocument;
  /** Its `uses` and `with`. */
  readonly node: unknown;
  /** The job that it is or stands in, for its matrix. */
  readonly job: unknown;
}

/** As many ways to call one file as are told apart. */
const MOST_WAYS = 256;
/** GitHub calls workflows of workflows this deep. */
const DEEPEST = 10;

const WORKFLOW = /^(?:.+\/)?\.(?:github|gitea|forgejo)\/workflows\/[^/]+\.ya?ml$/;
const ACTION = /(?:^|\/)action\.ya?ml$/;

const byTree = new WeakMap<SourceTree, Callers>();

/** Of all of a repository, read once. */
export function callersOf(tree: SourceTree): Callers {
  const callers = byTree.get(tree) ?? new Callers(tree);
  byTree.set(tree, callers);
  return callers;
}

export class Callers {
  readonly #tree: SourceTree;
  readonly #calls = new Map<string, Call[]>();
  readonly #cut = new Set<string>();
  readonly #ways = new Map<string, readonly (GivenInputs | undefined)[]>();

  constructor(tree: SourceTree) {
    this.#tree = tree;
    for (const file of tree.files) if (WORKFLOW.test(file) || ACTION.test(file)) this.#read(file);
  }

  /**
   * The inputs of each way in which a workflow or an action is called; undefined for a run that no file of the
   * repository starts, which there is where nothing calls it or other events start it as well.
   */
  waysTo(file: string, yaml: YamlDocument, depth = 0): readonly (GivenInputs | undefined)[] {
    const known = this.#ways.get(file);
    if (known !== undefined) return known;
    const calls = this.#calls.get(file) ?? [];
    if (calls.length === 0 || depth === DEEPEST) return [undefined];
    // One that calls itself ends here.
    this.#ways.set(file, [undefined]);
    const ways = new Map<string, GivenInputs | undefined>();
    if (isStartedAlone(file, yaml)) ways.set("", undefined);
    for (const call of calls) {
      if (ways.size > MOST_WAYS) break;
      for (const given of this.#given(call, depth + 1)) ways.set(keyOf(given), given);
    }
    if (ways.size > MOST_WAYS) this.#cut.add(file);
    const all = [...ways.values()].slice(0, MOST_WAYS);
    this.#ways.set(file, all);
    return all;
  }

  /** Whether there are more ways than are told apart. */
  isCut(file: string): boolean {
    return this.#cut.has(file);
  }

  /** What a call hands over: for each way to its own file, and each job of its matrix. */
  #given({ source, yaml, node, job }: Call, depth: number): GivenInputs[] {
    const lookups = new Lookups(yaml, source);
    const scan = new FileScanner(source.path, source.text, "workflow");
    const matrix = readMatrix(scan, yaml, yaml.get(job, "strategy", "matrix"));
    const inputs = [...lookups.folded(yaml.get(node, "with"))];
    const all: GivenInputs[] = [];
    for (const outer of this.waysTo(source.path, yaml, depth)) {
      for (const combination of matrix.combinations) {
        if (all.length === MOST_WAYS) return all;
        const lookup = lookups.of(outer, matrix, combination);
        const handed = inputs.flatMap(([name, value]) => {
          const text = yaml.text(value);
          return text === undefined ? [] : [[name, lookups.handed(text, lookup)] as const];
        });
        all.push(new Map(handed));
      }
    }
    return all;
  }

  #read(file: string): void {
    const text = this.#tree.read(file);
    // Most files call nothing of their own repository.
    if (text === undefined || !/uses["']?\s*:\s*["']?\.\//.test(text)) return;
    const source = sourceText(file, text);
    for (const yaml of readYaml(new FileScanner(file, text, "workflow"))) {
      for (const { value: job } of yaml.entries(yaml.get(yaml.root, "jobs"))) {
        this.#note({ source, yaml, node: job, job });
        for (const node of yaml.items(yaml.get(job, "steps"))) this.#note({ source, yaml, node, job });
      }
      for (const node of yaml.items(yaml.get(yaml.root, "runs", "steps")))
        this.#note({ source, yaml, node, job: node });
    }
  }

  #note(call: Call): void {
    const uses = call.yaml.textAt(call.node, "uses")?.value ?? "";
    if (!uses.startsWith("./")) return;
    const path = posix.join(rootOf(call.source.path), uses);
    const files = [path, posix.join(path, "action.yml"), posix.join(path, "action.yaml")];
    const file = files.find((one) => (WORKFLOW.test(one) || ACTION.test(one)) && this.#tree.read(one) !== undefined);
    if (file === undefined) return;
    const calls = this.#calls.get(file) ?? [];
    if (calls.length === 0) this.#calls.set(file, calls);
    calls.push(call);
  }
}

/** The folder that paths of a workflow start from; those of an action start from the root of the repository. */
export function rootOf(file: string): string {
  const at = file.search(/(?<![^/])\.(?:github|gitea|forgejo)\/workflows\//);
  return at === -1 ? "" : file.slice(0, at);
}

/** Other events may start a workflow, and other repositories use an action at the root. */
function isStartedAlone(file: string, yaml: YamlDocument): boolean {
  if (!WORKFLOW.test(file)) return !file.includes("/");
  const on = yaml.get(yaml.root, "on");
  const events = [on, ...yaml.items(on)].flatMap((node) => yaml.text(node)?.value ?? []);
  return [...events, ...yaml.entries(on).map(({ key }) => key.value)].some((event) => event !== "workflow_call");
}

function keyOf(given: GivenInputs): string {
  const inputs = Array.from(given, ([name, value]) => {
    // The same value from another place is edited there.
    const places = isKnown(value) ? value.parts.map(({ origin }) => [origin.file?.path, origin.start]) : [];
    return [name, isKnown(value) ? value.value : value, places];
  });
  return JSON.stringify(inputs);
}
