/** The combinations of a job's matrix, where the file spells it out. */
import type { ProblemKind } from "../../../model.ts";
import type { FileScanner } from "../../kit/file-scan.ts";
import { combinationsOf, countOf, MOST_LISTS } from "../../kit/matrix.ts";
import type { YamlDocument, YamlEntry } from "../../kit/yaml-file.ts";

/** One combination: YAML nodes by key. */
export type Combination = ReadonlyMap<string, unknown>;

export interface Matrix {
  readonly combinations: readonly Combination[];
  /** An expression adds combinations, or keys to these: a key that is missing here may be there in a run. */
  readonly isOpen: boolean;
}

/** As many jobs as GitHub makes of one matrix. */
const MOST_JOBS = 256;
/** As many combinations as are made before `exclude` leaves some of them out. */
const MOST_COMBINED = 2048;

/**
 * Combinations as GitHub makes them: the product of the lists, minus `exclude`, plus `include`. One empty combination
 * where there is no matrix, or an expression makes it up.
 */
export function readMatrix(scan: FileScanner, yaml: YamlDocument, matrix: unknown): Matrix {
  if (!yaml.isMap(matrix)) return { combinations: [new Map()], isOpen: matrix !== undefined };
  return new MatrixReader(scan, yaml, matrix).read();
}

type Entry = readonly YamlEntry[];

class MatrixReader {
  readonly #scan: FileScanner;
  readonly #yaml: YamlDocument;
  readonly #matrix: unknown;
  readonly #shapes: Shapes;

  constructor(scan: FileScanner, yaml: YamlDocument, matrix: unknown) {
    this.#scan = scan;
    this.#yaml = yaml;
    this.#matrix = matrix;
    this.#shapes = new Shapes(yaml);
  }

  read(): Matrix {
    const yaml = this.#yaml;
    const isOpen = yaml.textAt(this.#matrix, "include") !== undefined;
    const axes = yaml.entries(this.#matrix).filter(({ key }) => key.value !== "include" && key.value !== "exclude");
    if (axes.length > MOST_LISTS) return this.#refused("unreadable", `more than ${MOST_LISTS} lists are not combined`);
    const lists = axes.map(({ key, value }) => {
      const items = yaml.items(value);
      // A list that an expression makes up is one value here: not known, and said so where it is used.
      return [key.value, items.length > 0 ? items : [value]] as const;
    });
    const product = lists.length === 0 ? [] : combinationsOf(lists, MOST_COMBINED);
    const included = yaml.items(yaml.get(this.#matrix, "include")).map((entry) => yaml.entries(entry));
    const excluded = yaml.items(yaml.get(this.#matrix, "exclude")).map((entry) => yaml.entries(entry));
    if (!this.#isAffordable(product, [...included, ...excluded])) {
      return { combinations: [new Map()], isOpen: true };
    }
    const combinations = product.filter((each) => !excluded.some((entry) => this.#agree(each, entry, false)));
    this.#include(combinations, included);
    if (combinations.length > MOST_JOBS) {
      this.#refused("abort", `GitHub makes no more than ${MOST_JOBS} jobs of a matrix, and refuses this one`);
    } else if (countOf(lists) > MOST_COMBINED) {
      this.#refused("unreadable", `of the combinations of a matrix, no more than ${MOST_COMBINED} are looked at`);
    }
    return {
      combinations: isOpen && combinations.length === 0 ? [new Map()] : combinations.slice(0, MOST_JOBS),
      isOpen,
    };
  }

  /** As much as each combination is compared with each entry of `include` and `exclude`. */
  #isAffordable(product: readonly Combination[], entries: readonly Entry[]): boolean {
    const keys = entries.reduce((sum, entry) => sum + entry.length, 0);
    const work = Math.ceil((product.length * keys) / 100);
    return this.#scan.budget.take("jobs", product.length + entries.length + work, this.#yaml.startOf(this.#matrix));
  }

  #include(combinations: Map<string, unknown>[], included: readonly Entry[]): void {
    const original = combinations.map((combination) => new Map(combination));
    for (const entry of included) {
      let isAdded = false;
      for (const [index, values] of original.entries()) {
        // An entry extends a combination unless it would change one of the values that the lists gave.
        if (!this.#agree(values, entry, true)) continue;
        for (const { key, value } of entry) combinations[index]?.set(key.value, value);
        isAdded = true;
      }
      if (!isAdded) combinations.push(new Map(entry.map(({ key, value }) => [key.value, value])));
    }
  }

  /** Whether a combination has what an entry says. `orNone`: a key that it has not is no matter. */
  #agree(combination: Combination, entry: Entry, orNone: boolean): boolean {
    return entry.every(({ key, value }) => {
      const own = combination.get(key.value);
      if (own === undefined) return orNone;
      return this.#shapes.of(own) === this.#shapes.of(value);
    });
  }

  #refused(kind: ProblemKind, why: string): Matrix {
    this.#scan.problem(this.#yaml.startOf(this.#matrix), kind, `${why[0]!.toUpperCase()}${why.slice(1)}.`);
    return { combinations: [new Map()], isOpen: true };
  }
}

/** Lists and maps within one another, this deep; deeper ones are equal to nothing but themselves. */
const DEEPEST = 50;

/** Numbers that are the same for equal values. Each node is looked at once, however often anchors lead to it. */
class Shapes {
  readonly #yaml: YamlDocument;
  readonly #byNode = new Map<unknown, number>();
  readonly #byContent = new Map<string, number>();

  constructor(yaml: YamlDocument) {
    this.#yaml = yaml;
  }

  of(node: unknown, depth = 0): number {
    const known = this.#byNode.get(node);
    if (known !== undefined) return known;
    // A node within itself is a value of its own, as what is too deep.
    const own = this.#numberOf(`node ${this.#byNode.size}`);
    this.#byNode.set(node, own);
    if (depth > DEEPEST) return own;
    const shape = this.#numberOf(this.#contentOf(node, depth + 1));
    this.#byNode.set(node, shape);
    return shape;
  }

  #contentOf(node: unknown, depth: number): string {
    const yaml = this.#yaml;
    const text = yaml.text(node);
    if (text !== undefined) return JSON.stringify(text.value);
    if (!yaml.isMap(node))
      return `[${yaml
        .items(node)
        .map((item) => this.of(item, depth))
        .join()}]`;
    const entries = yaml.entries(node).map(({ key, value }) => `${JSON.stringify(key.value)}:${this.of(value, depth)}`);
    return `{${entries.sort().join()}}`;
  }

  #numberOf(content: string): number {
    const number = this.#byContent.get(content) ?? this.#byContent.size;
    this.#byContent.set(content, number);
    return number;
  }
}
