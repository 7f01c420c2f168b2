/** `<< … >>` in configurations of CircleCI. */
import { type Composed, fillIn, type Known, placedValue, whyNotWorkedOut } from "../../kit/composed.ts";
import type { FileScanner } from "../../kit/file-scan.ts";
import { combinationsOf, MOST_LISTS } from "../../kit/matrix.ts";
import type { PlacedText } from "../../kit/placed-text.ts";
import type { YamlDocument } from "../../kit/yaml-file.ts";
import { short } from "../../../text/quote.ts";

/** What names within `<< >>` stand for: `parameters.tag`, `matrix.tag`. */
export type Scope = ReadonlyMap<string, Composed>;

/** CircleCI makes no more jobs of one matrix. */
const MOST_JOBS = 128;

export class Parameters {
  readonly #scan: FileScanner;
  readonly #yaml: YamlDocument;
  /** Whoever starts a pipeline can give its parameters other values. */
  readonly #pipeline: Scope;

  constructor(scan: FileScanner, yaml: YamlDocument) {
    this.#scan = scan;
    this.#yaml = yaml;
    const defaults = this.#defaults(yaml.root, "pipeline.parameters");
    this.#pipeline = new Map(Array.from(defaults, ([name, value]) => [name, { ...value, isDefault: true }]));
  }

  /** What a text is where it is used. */
  evaluate({ value: text, start }: PlacedText, scope: Scope): Composed {
    const refused = whyNotWorkedOut(text, this.#scan.budget, start);
    if (refused !== undefined) return refused;
    const fillings = Array.from(text.matchAll(/<<\s*([^<>\s]+)\s*>>/g), ({ 0: whole, 1: name = "", index }) => {
      const value = scope.get(name) ?? this.#pipeline.get(name) ?? unknown(name);
      return { start: index, end: index + whole.length, value };
    });
    return fillIn(text, fillings);
  }

  /** The parameters of a job or an executor: what it is given, in the scope of who gives it, else its defaults. */
  scopeOf(definition: unknown, given: ReadonlyMap<string, Composed>): Scope {
    const scope = new Map<string, Composed>(this.#defaults(definition, "parameters"));
    for (const [name, value] of given) scope.set(`parameters.${name}`, value);
    return scope;
  }

  /** The entries of a map, worked out. */
  given(node: unknown, scope: Scope): Map<string, Composed> {
    const yaml = this.#yaml;
    const entries = yaml.entries(node).flatMap(({ key, value }) => {
      const text = yaml.text(value);
      return text === undefined ? [] : [[key.value, this.#placed(text, scope)] as const];
    });
    return new Map(entries);
  }

  /** What each job of a matrix is given; an empty one where there is no matrix. */
  matrix(node: unknown): readonly ReadonlyMap<string, Composed>[] {
    const yaml = this.#yaml;
    const lists = yaml.entries(yaml.get(node, "parameters")).map(({ key, value }) => {
      const texts = [value, ...yaml.items(value)].flatMap((item) => yaml.text(item) ?? []);
      return [key.value, texts] as const;
    });
    if (lists.length > MOST_LISTS) return [new Map()];
    const excluded = yaml.items(yaml.get(node, "exclude")).map((entry) => yaml.entries(entry));
    const combinations = combinationsOf(lists, MOST_JOBS).filter((combination) => {
      return !excluded.some((entry) =>
        entry.every(({ key, value }) => combination.get(key.value)?.value === yaml.text(value)?.value),
      );
    });
    // Each is worked out for all images of its job.
    const work = combinations.length * (excluded.length + 4);
    if (!this.#scan.budget.take("jobs", work, yaml.startOf(node))) return [new Map()];
    return combinations.map((combination) => {
      return new Map(Array.from(combination, ([name, text]) => [name, this.#placed(text, new Map())]));
    });
  }

  #defaults(definition: unknown, prefix: string): Map<string, Known> {
    const yaml = this.#yaml;
    const defaults = yaml.entries(yaml.get(definition, "parameters")).flatMap(({ key, value }) => {
      const text = yaml.textAt(value, "default");
      return text === undefined ? [] : [[`${prefix}.${key.value}`, placedValue(text)] as const];
    });
    return new Map(defaults);
  }

  #placed(text: PlacedText, scope: Scope): Composed {
    return text.value.includes("<<") ? this.evaluate(text, scope) : placedValue(text);
  }
}

function unknown(name: string): Composed {
  const detail = `Only a run of the pipeline can know ${short(name)}.`;
  return { unresolved: { reason: "expression", detail } };
}
