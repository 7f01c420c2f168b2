/** What the build of one target reaches, as dockerfile2llb finds it, and where it stops before it builds anything. */
import { checkInstruction } from "./check.ts";
import type { Fault } from "./fault.ts";
import { type Instruction, parseInstruction } from "./instructions.ts";
import { type Source, sourcesOf } from "./sources.ts";
import { type Meaning, type Named, Names, type Node, type Stage } from "./stages.ts";
import { slice, type Text } from "./text.ts";
import type { Variables } from "./variables.ts";

/** An image named at one place of the file. */
export interface Use {
  readonly kind: "from" | "copy" | "mount" | "onbuild-copy" | "onbuild-mount";
  readonly stage: Stage;
  readonly instruction: Instruction;
  readonly written: Text;
  readonly named: Named;
  isReachable: boolean;
}

/** A command that a stage runs, its own or a trigger of its base, with what it copies or mounts from. */
export interface Step {
  readonly instruction: Instruction;
  readonly sources: readonly { readonly source: Source; readonly meaning: Meaning }[];
}

export interface Build {
  readonly uses: readonly Use[];
  readonly faults: readonly Fault[];
  /** The stages that are built, in file order, each with its steps in the order in which they run. */
  readonly reached: readonly { readonly node: Node; readonly stage: Stage; readonly steps: readonly Step[] }[];
}

/** A trigger always has `\` as its escape, whatever the file says. */
const TRIGGER_ESCAPE = "\\";

export function resolveBuild(
  stages: readonly Stage[],
  escape: string,
  variables: Variables,
  target: string | undefined,
): Build {
  const names = new Names(escape, variables);
  const uses: Use[] = [];
  const faults: Fault[] = [];
  const nodes: Node[] = [];
  const steps = new Map<Node, Step[]>();
  const triggers = new Map<Node, Trigger[]>();

  for (const stage of stages) {
    const { node, image } = names.add(stage);
    nodes.push(node);
    if (image === undefined || stage.base === undefined) continue;
    if (image.unresolved !== undefined) {
      faults.push({ offset: stage.from.start, message: `FROM ${stage.base.value}: ${image.unresolved.detail}` });
    }
    uses.push({ kind: "from", stage, instruction: stage.from, written: stage.base, named: image, isReachable: false });
  }
  for (const [index, node] of nodes.entries()) {
    const stage = stages[index];
    if (stage === undefined) continue;
    const own: Step[] = [];
    const later: Trigger[] = [];
    for (const instruction of stage.commands) {
      if (instruction.trigger !== undefined) {
        later.push(readTrigger(instruction, stage, names, uses));
        continue;
      }
      const step = { instruction, sources: readSources(instruction, escape, names, true) };
      own.push(step);
      connect(node, step, faults);
      for (const { source, meaning } of step.sources) {
        if (meaning.image === undefined) continue;
        const written = source.name;
        uses.push({ kind: source.kind, stage, instruction, written, named: meaning.image, isReachable: false });
      }
    }
    steps.set(node, own);
    triggers.set(node, later);
  }

  const aim = target === undefined ? nodes.at(-1) : names.stageNamed(target);
  if (aim === undefined && target !== undefined) {
    faults.push({ offset: 0, message: `there is no stage ${JSON.stringify(target)} to build` });
  }
  for (const node of circles(nodes)) {
    if (node.stage !== undefined)
      faults.push({ offset: node.stage.from.start, message: "the stage depends on itself" });
  }
  const reached = reach(aim, triggers, names, steps, faults);
  for (const use of uses) {
    if (use.kind.startsWith("onbuild-")) continue;
    const node = nodes[use.stage.index];
    use.isReachable = node !== undefined && reached.has(node);
  }
  return {
    uses,
    faults,
    reached: nodes.flatMap((node) =>
      reached.has(node) && node.stage !== undefined ? [{ node, stage: node.stage, steps: steps.get(node) ?? [] }] : [],
    ),
  };
}

/** An instruction put off until a stage is based on the one that declares it. */
interface Trigger {
  readonly instruction: Instruction;
  readonly uses: readonly Use[];
}

function readTrigger(declared: Instruction, stage: Stage, names: Names, uses: Use[]): Trigger {
  const start = /^\s*ONBUILD\s*/i.exec(declared.whole.value)?.[0].length ?? 0;
  const instruction = parseInstruction(slice(declared.whole, start), TRIGGER_ESCAPE, declared.start, []);
  const own: Use[] = [];
  for (const { source, meaning } of readSources(instruction, TRIGGER_ESCAPE, names, false)) {
    if (meaning.image === undefined) continue;
    const kind = source.kind === "copy" ? "onbuild-copy" : "onbuild-mount";
    own.push({ kind, stage, instruction, written: source.name, named: meaning.image, isReachable: false });
  }
  uses.push(...own);
  return { instruction, uses: own };
}

function readSources(instruction: Instruction, escape: string, names: Names, keep: boolean): Step["sources"] {
  return sourcesOf(instruction).map((source) => ({ source, meaning: names.meaning(source, escape, keep) }));
}

function connect(node: Node, { instruction, sources }: Step, faults: Fault[]): void {
  for (const { source, meaning } of sources) {
    if (meaning.node !== undefined) node.sources.add(meaning.node);
    const fault = meaning.fault ?? meaning.image?.unresolved?.detail;
    if (fault !== undefined) {
      const what = `${instruction.keyword} from ${JSON.stringify(source.name.value.slice(0, 80))}`;
      faults.push({ offset: instruction.start, message: `${what}: ${fault}` });
    }
  }
}

/** Everything below the target. A stage that is reached fires the triggers of its base, and may reach more by them. */
function reach(
  target: Node | undefined,
  triggers: ReadonlyMap<Node, readonly Trigger[]>,
  names: Names,
  steps: Map<Node, Step[]>,
  faults: Fault[],
): ReadonlySet<Node> {
  const reached = new Set<Node>();
  const open = target === undefined ? [] : [target];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (reached.has(node)) continue;
    reached.add(node);
    const fired: Step[] = [];
    for (const { instruction, uses } of (node.base && triggers.get(node.base)) ?? []) {
      const refused = checkInstruction(instruction, TRIGGER_ESCAPE);
      if (refused !== undefined) faults.push({ offset: instruction.start, message: `ONBUILD: ${refused}` });
      const step = { instruction, sources: readSources(instruction, TRIGGER_ESCAPE, names, true) };
      connect(node, step, faults);
      fired.push(step);
      for (const use of uses) use.isReachable = true;
    }
    if (fired.length > 0) steps.set(node, [...fired, ...(steps.get(node) ?? [])]);
    if (node.base !== undefined) open.push(node.base);
    for (const source of node.sources) open.push(source);
  }
  return reached;
}

/** Stages that copy or mount from themselves, directly or over others. */
function circles(nodes: readonly Node[]): readonly Node[] {
  const done = new Set<Node>();
  const path = new Set<Node>();
  const found: Node[] = [];
  for (const start of nodes) {
    const stack: { node: Node; rest: Iterator<Node> }[] = [];
    const enter = (node: Node): void => {
      done.add(node);
      path.add(node);
      stack.push({ node, rest: node.sources.values() });
    };
    if (!done.has(start)) enter(start);
    for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
      const next = top.rest.next();
      if (next.done === true) {
        path.delete(top.node);
        stack.pop();
      } else if (path.has(next.value)) {
        found.push(next.value);
      } else if (!done.has(next.value)) {
        enter(next.value);
      }
    }
  }
  return found;
}
