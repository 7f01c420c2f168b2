/** The files that one run of bake reads: their variables and functions, and the targets that their blocks make. */
import { combinationsOf, countOf, MOST_LISTS } from "../../kit/matrix.ts";
import type { FileScanner } from "../../kit/file-scan.ts";
import { type PlacedText, type Replacement, replaceParts } from "../../kit/placed-text.ts";
import { convert } from "./conversion.ts";
import { Evaluator, type Locals, type UserFunction } from "./evaluator.ts";
import type { Attribute, Target } from "./targets.ts";
import type { Block, Body, Expression } from "./syntax.ts";
import { asDefault, type BakeValue, itemsOf, ONLY_BAKE, placed, scalar, toText, unknown } from "./values.ts";

/** A file, and who scans it. */
export interface BakeFile {
  readonly scan: FileScanner;
  readonly body: Body;
}

/** As many combinations of a matrix as are told apart. */
const MOST_COMBINATIONS = 256;

const NO_LOCALS: Locals = new Map();

/** What bake itself gives. */
const GIVEN: ReadonlyMap<string, BakeValue> = new Map<string, BakeValue>([
  ["BAKE_CMD_CONTEXT", scalar("cwd://")],
  ["BAKE_LOCAL_PLATFORM", unknown("The platform of whoever runs bake is not known.")],
]);

export class BakeProject {
  readonly #files: readonly BakeFile[];
  readonly #evaluator: Evaluator;
  readonly #variables = new Map<string, Block>();
  readonly #attributes = new Map<string, Expression>();
  readonly #functions = new Map<string, UserFunction>();
  readonly #targetBlocks = new Map<string, Block[]>();
  readonly #known = new Map<string, BakeValue>();

  /** `files` in the order in which bake reads them: the later count more. `scan` pays for the work. */
  constructor(files: readonly BakeFile[], scan: FileScanner) {
    this.#files = files;
    this.#evaluator = new Evaluator(
      {
        variable: (name) => this.#variable(name),
        attribute: (target, name) => this.#attribute(target, name),
        function: (name) => this.#functions.get(name),
      },
      scan.budget,
    );
    for (const { body } of files) {
      for (const [name, value] of body.attributes) this.#attributes.set(name, value);
      for (const block of body.blocks) this.#declare(block);
    }
  }

  #declare(block: Block): void {
    // Bake refuses a block that has no name.
    const [name] = block.labels;
    if (name === undefined) return;
    if (block.type === "variable") this.#variables.set(name, block);
    if (block.type === "target") this.#targetBlocks.set(name, [...(this.#targetBlocks.get(name) ?? []), block]);
    const result = block.body.attributes.get("result");
    if (block.type !== "function" || result === undefined) return;
    const params = block.body.attributes.get("params");
    const variadic = block.body.attributes.get("variadic_params");
    this.#functions.set(name, {
      params: params?.kind === "list" ? params.items.map(keyword) : [],
      ...(variadic !== undefined && { variadic: keyword(variadic) }),
      result,
    });
  }

  /** The members of each group. A target with a matrix is a group of what its combinations are called. */
  groups(targets: readonly (readonly [label: string, name: string])[]): ReadonlyMap<string, readonly string[]> {
    const groups = new Map<string, readonly string[]>();
    for (const { type, labels, body } of this.#files.flatMap(({ body: { blocks } }) => blocks)) {
      const members = body.attributes.get("targets");
      if (type !== "group" || labels[0] === undefined || members === undefined) continue;
      groups.set(labels[0], this.#texts(members, NO_LOCALS));
    }
    for (const [label, named] of Map.groupBy(targets, ([one]) => one)) {
      const names = named.map(([, name]) => name);
      if (!groups.has(label) && names.some((name) => name !== label)) groups.set(label, names);
    }
    return groups;
  }

  /** A target for each block and each combination of its matrix, in the order of the files. */
  targets(): readonly (Target & { readonly label: string })[] {
    return this.#files.flatMap(({ scan, body }) =>
      body.blocks.flatMap((block) => {
        const [label] = block.labels;
        if (block.type !== "target" || label === undefined) return [];
        const combinations = this.#combinations(scan, block);
        return combinations.map((locals, at) => {
          // Bake refuses a matrix of targets without names; here, each is one.
          const name = combinations.length === 1 ? label : `${label} ${at + 1}`;
          return this.#target(scan, block, { label, name }, locals);
        });
      }),
    );
  }

  #target(
    scan: FileScanner,
    block: Block,
    { label, name: otherwise }: { readonly label: string; readonly name: string },
    locals: Locals,
  ): Target & { readonly label: string } {
    const { attributes } = block.body;
    const named = attributes.get("name");
    const name = named && toText(this.#evaluator.evaluate(named, locals));
    const inherits = attributes.get("inherits");
    const one = (key: string): Attribute | undefined => this.#one(attributes.get(key), locals);
    const inline = attributes.get("dockerfile-inline");
    const inlined = inline && this.#inline(inline, locals);
    return {
      label,
      name: name !== undefined && "value" in name ? name.value : otherwise,
      scan,
      start: block.start,
      inherits: inherits === undefined ? [] : this.#texts(inherits, locals),
      context: one("context"),
      dockerfile: one("dockerfile"),
      ...(inlined !== undefined && { inline: { scan, text: inlined } }),
      target: one("target"),
      platforms: this.#items(attributes.get("platforms"), locals),
      attestations: this.#items(attributes.get("attest"), locals) ?? [],
      args: this.#map(attributes.get("args"), locals, (value) => value.kind !== "scalar" || value.value !== null),
      contexts: this.#map(attributes.get("contexts"), locals, () => true),
    };
  }

  /** The values of each combination of a target's matrix: none where it has no matrix, or one that is not followed. */
  #combinations(scan: FileScanner, block: Block): readonly Locals[] {
    const expression = block.body.attributes.get("matrix");
    const matrix = expression && this.#evaluator.evaluate(expression, NO_LOCALS);
    if (matrix?.kind !== "map") return [NO_LOCALS];
    const lists = Array.from(matrix.entries, ([name, values]) => {
      return [name, values.kind === "list" || values.kind === "map" ? itemsOf(values) : [ONLY_BAKE]] as const;
    });
    if (countOf(lists) > MOST_COMBINATIONS || lists.length > MOST_LISTS) {
      const message = `Of this matrix, no more than ${MOST_COMBINATIONS} combinations of ${MOST_LISTS} variables are followed.`;
      scan.problem(block.start, "unreadable", message);
    }
    const combinations = lists.length > MOST_LISTS ? [] : combinationsOf(lists, MOST_COMBINATIONS);
    return scan.budget.take("jobs", combinations.length, block.start) ? combinations : [];
  }

  #one(expression: Expression | undefined, locals: Locals): Attribute | undefined {
    if (expression === undefined) return undefined;
    const value = this.#evaluator.evaluate(expression, locals);
    return value.kind === "scalar" && value.value === null ? undefined : { value, text: expression.text };
  }

  #items(expression: Expression | undefined, locals: Locals): readonly Attribute[] | undefined {
    if (expression === undefined) return undefined;
    if (expression.kind === "list") return expression.items.flatMap((item) => this.#one(item, locals) ?? []);
    const { text } = expression;
    const value = this.#evaluator.evaluate(expression, locals);
    if (value.kind === "unknown") return [{ value, text }];
    return value.kind === "list" ? value.items.map((item) => ({ value: item, text })) : undefined;
  }

  #map(
    expression: Expression | undefined,
    locals: Locals,
    counts: (value: BakeValue) => boolean,
  ): ReadonlyMap<string, Attribute> {
    const entries: [string, Attribute][] = [];
    if (expression?.kind === "object") {
      for (const [key, one] of expression.entries) {
        const name = toText(this.#evaluator.evaluate(key, locals));
        const value = this.#evaluator.evaluate(one, locals);
        if ("value" in name && counts(value)) entries.push([name.value, { value, text: one.text }]);
      }
    } else if (expression !== undefined) {
      const value = this.#evaluator.evaluate(expression, locals);
      const { text } = expression;
      for (const [name, one] of value.kind === "map" ? value.entries : []) {
        if (counts(one)) entries.push([name, { value: one, text }]);
      }
    }
    return new Map(entries);
  }

  /** The texts of a list that are known. */
  #texts(expression: Expression, locals: Locals): readonly string[] {
    const value = this.#evaluator.evaluate(expression, locals);
    if (value.kind !== "list") return [];
    return value.items.flatMap((item) => {
      const text = toText(item);
      return "value" in text ? text.value : [];
    });
  }

  #inline(expression: Expression, locals: Locals): PlacedText | undefined {
    if (expression.kind !== "template") {
      const text = toText(this.#evaluator.evaluate(expression, locals));
      // What the parts of it are is not told apart.
      return "value" in text ? { ...expression.text, value: text.value, offsetOf: () => undefined } : undefined;
    }
    const base = expression.parts[0]?.from ?? 0;
    const replacements = expression.parts.flatMap((part) => {
      const from = part.from - base;
      const to = part.to - base;
      if ("text" in part) return unescaping(expression.text.value, from, to, part.text);
      // One that only a run knows stays as it is written.
      const filling = toText(this.#evaluator.template([part], locals));
      return "value" in filling ? [{ from, to, value: filling.value }] : [];
    });
    return replaceParts(expression.text, replacements);
  }

  #variable(name: string): BakeValue {
    const given = GIVEN.get(name);
    if (given !== undefined) return given;
    const known = this.#known.get(name);
    if (known !== undefined) return known;
    // A variable whose value names itself, which bake refuses, ends here.
    this.#known.set(name, ONLY_BAKE);
    const value = this.#declared(name);
    this.#known.set(name, value);
    return value;
  }

  #declared(name: string): BakeValue {
    const attribute = this.#attributes.get(name);
    const block = this.#variables.get(name)?.body.attributes;
    const expression = attribute ?? block?.get("default");
    const type = attribute === undefined ? block?.get("type") : undefined;
    if (expression === undefined) {
      if (block === undefined) return ONLY_BAKE;
      if (type !== undefined) return scalar(null, [], true);
      const detail = `The variable ${name.slice(0, 40)} has no default: write one in its block.`;
      return { ...scalar("", [], true), unset: { reason: "environment", detail } };
    }
    const value = convert(placed(this.#evaluator.evaluate(expression, NO_LOCALS), expression.text), type);
    return block === undefined ? value : asDefault(value);
  }

  /** Of several blocks of one target, the last says what it is to others; what it inherits is not asked. */
  #attribute(target: string, name: string): BakeValue {
    const expression = this.#targetBlocks.get(target)?.at(-1)?.body.attributes.get(name);
    if (expression === undefined) return ONLY_BAKE;
    const key = `target.${target}.${name}`;
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    this.#known.set(key, ONLY_BAKE);
    const value = placed(this.#evaluator.evaluate(expression, NO_LOCALS), expression.text);
    this.#known.set(key, value);
    return value;
  }
}

/** What turns a stretch of a template as it is written into the text that it is: indentation and escapes left out. */
function unescaping(written: string, from: number, to: number, text: string): readonly Replacement[] {
  const stretch = written.slice(from, to);
  if (stretch === text) return [];
  const escapes = [...stretch.matchAll(/\$\$\{|%%\{/g)];
  const indent = stretch.length - escapes.length - text.length;
  const isPlain = indent >= 0 && stretch.slice(indent).replace(/\$\$\{|%%\{/g, (escape) => escape.slice(1)) === text;
  if (!isPlain) return [{ from, to, value: text }];
  return [
    ...(indent > 0 ? [{ from, to: from + indent, value: "" }] : []),
    ...escapes.map(({ index }) => ({ from: from + index, to: from + index + 1, value: "" })),
  ];
}

/** A name that stands for itself: in JSON, it is a text. */
function keyword(expression: Expression): string {
  return expression.kind === "variable" ? expression.name : expression.text.value;
}
