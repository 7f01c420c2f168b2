/** The inputs that GitLab CI configurations hand to the files that they include. */
import type { SourceTree } from "../../model.ts";
import { type SourceText, sourceText } from "../../text/source-text.ts";
import { type Composed, fillIn, isKnown, LONGEST, withOrigin } from "../kit/composed.ts";
import { FileScanner } from "../kit/file-scan.ts";
import { readYaml, type YamlDocument, type YamlText } from "../kit/yaml-file.ts";
import { includesOf, localFilesOf } from "./gitlab-includes.ts";
import { isGitlabName } from "./glance.ts";

/** By their names; an input that is left out has its default. */
export type GivenInputs = ReadonlyMap<string, Composed>;

/** `$[[ inputs.name ]]`, functions behind it included. */
export const INPUT = /\$\[\[\s*inputs\.([\w-]+)[^\]]*\]\]/g;

/** An item of `include` that hands inputs over. */
interface Include {
  readonly source: SourceText;
  readonly yaml: YamlDocument;
  readonly inputs: unknown;
}

/** GitLab includes no more files. */
const MOST_WAYS = 150;
const DEEPEST = 10;

const byTree = new WeakMap<SourceTree, IncludedInputs>();

/** Of all of a repository, read once. */
export function includedInputsOf(tree: SourceTree): IncludedInputs {
  const inputs = byTree.get(tree) ?? new IncludedInputs(tree);
  byTree.set(tree, inputs);
  return inputs;
}

export class IncludedInputs {
  readonly #includes = new Map<string, Include[]>();
  readonly #ways = new Map<string, readonly GivenInputs[]>();

  constructor(tree: SourceTree) {
    const open = tree.files.filter(isGitlabName);
    const seen = new Set<string>();
    for (let path = open.pop(); path !== undefined; path = open.pop()) {
      const text = seen.has(path) ? undefined : tree.read(path);
      seen.add(path);
      if (text?.includes("include") !== true) continue;
      const source = sourceText(path, text);
      for (const yaml of readYaml(new FileScanner(path, text, "gitlab"))) {
        for (const item of includesOf(yaml)) {
          for (const file of localFilesOf(path, yaml, item, tree)) {
            open.push(file);
            const includes = this.#includes.get(file) ?? [];
            if (includes.length === 0) this.#includes.set(file, includes);
            includes.push({ source, yaml, inputs: yaml.get(item, "inputs") });
          }
        }
      }
    }
  }

  /** What a file is given each time that it is included; nothing once where it is not. */
  of(file: string, depth = 0): readonly GivenInputs[] {
    const known = this.#ways.get(file);
    if (known !== undefined) return known;
    const nothing = [new Map<string, Composed>()];
    const includes = this.#includes.get(file);
    if (includes === undefined || depth === DEEPEST) return nothing;
    // One that includes itself ends here.
    this.#ways.set(file, nothing);
    const ways = includes.flatMap((include) => this.#given(include, depth + 1)).slice(0, MOST_WAYS);
    this.#ways.set(file, ways);
    return ways;
  }

  #given({ source, yaml, inputs }: Include, depth: number): GivenInputs[] {
    const texts = yaml.entries(inputs).flatMap(({ key, value }) => {
      const text = yaml.text(value);
      return text === undefined ? [] : [[key.value, text] as const];
    });
    const outer = texts.some(([, { value }]) => value.includes("$[[")) ? this.of(source.path, depth) : [new Map()];
    return outer.map((given) => new Map(texts.map(([name, text]) => [name, valueOf(text, source, given)])));
  }
}

/** What stands in `inputs`, which may take the inputs of its own file. */
function valueOf(text: YamlText, file: SourceText, outer: GivenInputs): Composed {
  const found = text.value.length > LONGEST ? [] : text.value.matchAll(INPUT);
  const fillings = Array.from(found, ({ 0: whole, 1: name = "", index }) => {
    return { start: index, end: index + whole.length, value: outer.get(name) ?? noInput(name) };
  });
  const value = fillIn(text.value, fillings);
  return isKnown(value) ? withOrigin(value, { ...text, file }) : value;
}

/** Why an input has no value. */
export function noInput(name: string): Composed {
  const detail = `The input ${name} has no default: whoever includes this file gives it.`;
  return { unresolved: { reason: "expression", detail } };
}
