/** Texts of Helm templates with their conditions, as far as the values of a chart decide them. */
import {
  type ChartScope,
  evaluate,
  type Frame,
  isRendered,
  isSet,
  literal,
  type Rendered,
  type Value,
} from "./expressions.ts";

/** Characters; no helper that makes a name is longer. */
const LONGEST = 4000;
/** Helpers that name helpers are followed this far, and this many for one name. */
const DEEPEST = 6;
const MOST_STEPS = 50;

type Node = { readonly text: string } | { readonly action: string };

/** Undefined for what is more than is followed. `variable`: those that are set outside of the text. */
export function render(
  text: string,
  scope: ChartScope,
  variable: (name: string) => Value | undefined = () => undefined,
): Rendered | undefined {
  let steps = 0;
  const run = (body: string, dot: Value, depth: number, outer: Frame["variable"]): Rendered | undefined => {
    if (body.length > LONGEST || depth > DEEPEST || ++steps > MOST_STEPS) return undefined;
    const template = (inner: string, to: Value): Rendered | undefined =>
      run(inner.trim(), to, depth + 1, () => undefined);
    return new Body(nodesOf(body), {
      scope,
      dot,
      variable: (name) => (name === "$" ? dot : outer(name)),
      template,
    }).read();
  };
  return run(text, "root", 0, variable);
}

/** Texts and actions in turn. A dash takes the blanks beside it away. */
function nodesOf(text: string): readonly Node[] {
  const nodes: Node[] = [];
  let copied = 0;
  for (const { 0: whole, 1: inner = "", index } of text.matchAll(/\{\{((?:"(?:[^"\\]|\\.)*"|[^"{}]|\{(?!\{))*)\}\}/g)) {
    const before = text.slice(copied, Math.max(copied, index));
    const isCut = inner.startsWith("-");
    const cutsNext = inner.endsWith("-");
    nodes.push({ text: isCut ? before.trimEnd() : before });
    nodes.push({ action: inner.slice(isCut ? 1 : 0, cutsNext ? -1 : undefined).trim() });
    copied = index + whole.length;
    if (cutsNext) copied = text.length - text.slice(copied).trimStart().length;
  }
  return [...nodes, { text: text.slice(copied) }];
}

class Body {
  readonly #nodes: readonly Node[];
  readonly #frame: Frame;
  readonly #variables = new Map<string, Value>();
  readonly #found: Rendered[] = [];
  #at = 0;
  #isOpen = false;

  constructor(nodes: readonly Node[], frame: Frame) {
    this.#nodes = nodes;
    this.#frame = { ...frame, variable: (name) => this.#variables.get(name) ?? frame.variable(name) };
  }

  read(): Rendered | undefined {
    const end = this.#run(true, this.#frame);
    return this.#isOpen || end !== "" ? undefined : { pieces: this.#found.flatMap(({ pieces }) => pieces) };
  }

  /** Goes on to the end of a block and gives the action that ends it, "" at the end of the text. */
  #run(isTaken: boolean, frame: Frame): string {
    for (let node = this.#nodes[this.#at++]; node !== undefined && !this.#isOpen; node = this.#nodes[this.#at++]) {
      if ("text" in node) {
        this.#isOpen ||= node.text.includes("{{");
        if (isTaken) this.#found.push(literal(node.text));
        continue;
      }
      const { action } = node;
      if (/^(?:else|end)\b/.test(action)) return action;
      if (/^(?:if|with)\b/.test(action)) this.#choose(action, isTaken, frame);
      else if (/^(?:range|define|block)\b/.test(action)) this.#isOpen = true;
      else if (isTaken && !action.startsWith("/*")) this.#act(action, frame);
    }
    return "";
  }

  #act(action: string, frame: Frame): void {
    const [, name, expression = action] = /^(\$\w+)\s*:?=\s*([\s\S]*)$/.exec(action) ?? [];
    const value = evaluate(expression, frame);
    if (value === undefined) this.#isOpen = true;
    else if (name !== undefined) this.#variables.set(name, value);
    else if (isRendered(value)) this.#found.push(value);
    else this.#isOpen = true;
  }

  /** One branch of a condition is taken; all are gone through. */
  #choose(first: string, isTaken: boolean, frame: Frame): void {
    let action = first;
    let isLeft = isTaken;
    while (!this.#isOpen && action !== "end" && action !== "") {
      const [, word, condition] = /^(?:else\s+)?(if|with)\b\s*([\s\S]*)$/.exec(action) ?? [];
      const value = isLeft && condition !== undefined ? evaluate(condition, frame) : undefined;
      if (isLeft && condition !== undefined && value === undefined) this.#isOpen = true;
      const isThis = isLeft && (condition === undefined || (value !== undefined && isSet(value)));
      if (isThis) isLeft = false;
      action = this.#run(isThis, word === "with" && value !== undefined ? { ...frame, dot: value } : frame);
    }
  }
}
