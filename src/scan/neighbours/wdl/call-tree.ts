/** In which ways a task is run: each call of it, in each way that the workflow around the call is run. */
import { type CallBy, DEEPEST, Evaluator, type Work } from "./evaluator.ts";
import { isAside } from "../../kit/aside.ts";
import type { FileScanner } from "../../kit/file-scan.ts";
import type { Expression } from "./document.ts";
import type { Caller, Placed } from "./program.ts";

/** As many ways to run one task as are told apart. */
const MOST_RUNS = 64;

export class CallTree {
  readonly #work: Work;
  readonly #said = new Set<string>();

  constructor(work: Work) {
    this.#work = work;
  }

  /**
   * One for each way that may give other values to these expressions of it. Calls that hand over nothing that they
   * depend on are all the same, as is a task or workflow that nobody calls.
   */
  runsOf(place: Placed, expressions: readonly Expression[], chain: readonly Placed[] = []): readonly Evaluator[] {
    if (expressions.length === 0) return [];
    const { scan, program } = this.#work;
    const names = namesIn(scan, place, expressions);
    const { callers, isRunAlone } = program.callersOf(place);
    // No workflow can call itself, and none of a person calls as deep.
    const isFollowed =
      chain.length < DEEPEST &&
      !chain.some(({ block }) => block === place.block) &&
      this.#affords(place, expressions, callers.length + 1);
    const told = isFollowed
      ? callers.filter(({ call }) => [...call.inputs.keys()].some((name) => names.has(name)))
      : [];
    const runs: CallBy[] = [];
    for (const caller of told) {
      if (runs.length > MOST_RUNS) break;
      runs.push(...this.#callsBy(caller, names, [...chain, place]));
    }
    if (runs.length > MOST_RUNS) this.#sayMore(place, expressions);
    const isDefault = told.length < callers.length || isRunAlone;
    const calls = [...runs.slice(0, MOST_RUNS), ...(isDefault ? [undefined] : [])];
    return calls.map((call) => new Evaluator(this.#work, place, call));
  }

  #callsBy({ file, block, call }: Caller, names: ReadonlySet<string>, chain: readonly Placed[]): CallBy[] {
    const handed = [...call.inputs].flatMap(([name, value]) => (names.has(name) ? [value] : []));
    const isTest = isAside(file.source.path);
    return this.runsOf({ file, block }, handed, chain).map((caller) => {
      return { call, caller, isTest: isTest || caller.isTest };
    });
  }

  #affords(place: Placed, expressions: readonly Expression[], work: number): boolean {
    const isAffordable = this.#work.program.take(work);
    if (!isAffordable) this.#sayMore(place, expressions);
    return isAffordable;
  }

  #sayMore({ file, block }: Placed, [first]: readonly Expression[]): void {
    const { scan } = this.#work;
    const token = first && file.source.path === scan.file ? file.tokens[first.start] : undefined;
    const message = `Not all ways in which ${block.name} is called are looked at: others may run it in another image.`;
    if (!this.#said.has(message)) scan.problem(token?.start ?? 0, "unreadable", message);
    this.#said.add(message);
  }
}

/** The variables that expressions depend on, through others of the same task or workflow. */
function namesIn({ budget }: FileScanner, { file, block }: Placed, expressions: readonly Expression[]): Set<string> {
  const names = new Set<string>();
  const open = [...expressions];
  for (let range = open.pop(); range !== undefined; range = open.pop()) {
    const from = file.tokens[range.start]?.start ?? 0;
    const to = file.tokens[range.end - 1]?.end ?? 0;
    if (!budget.take("names", (to - from) >> 2, 0)) break;
    for (const [name] of file.source.text.slice(from, to).matchAll(/[A-Za-z]\w*/g)) {
      if (names.has(name)) continue;
      names.add(name);
      // What a call gives back may depend on all that it is handed.
      const values = [block.declarations.get(name)?.value, ...(block.callsByName.get(name)?.inputs.values() ?? [])];
      open.push(...values.filter((value) => value !== undefined));
    }
  }
  return names;
}
