/** What the build of one target reaches, as dockerfile2llb finds it, and where it stops before it builds anything. */
import { quote, short } from "../../text/quote.ts";
import { checkInstruction } from "./check.ts";
import type { Fault } from "./fault.ts";
import { type Instruction, parseInstruction } from "./instructions.ts";
import { type Source, sourcesOf } from "./sources.ts";
import { type Meaning, type Named, Names, type Node, type Stage } from "./stages.ts";
import { slice, type Text } from "./text.ts";
import type { Variables } from "./variables.ts";

/** An image named at one place of the file. */
export interface Mention {
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
  readonly mentions: readonly Mention[];
  readonly faults: readonly Fault[];
  /** The stages that are built, in file order, each with its steps in the order in which they run. */
  readonly reached: readonly { readonly node: Node; readonly stage: Stage; readonly steps: readonly Step[] }[];
}

interface Built {
  readonly node: Node;
  readonly stage: Stage;
  steps: Step[];
  readonly triggers: Trigger[];
}

/** As many triggers as are followed: those of a base are fired by each stage that is based on it. */
const MOST_FIRED = 20_000;

/** A trigger always has `\` as its escape, whatever the file says. */
const TRIGGER_ESCAPE = "\\";

export function resolveBuild(
  stages: readonly Stage[],
  escape: string,
  variables: Variables,
  target: string | undefined,
): Build {
  const names = new Names(escape, variables);
  const mentions: Mention[] = [];
  const faults: Fault[] = [];
  const built = stages.map((stage): Built => {
    const { node, image } = names.add(stage);
    if (image !== undefined) {
      const { from, base } = stage;
      const { unresolved } = image;
      if (unresolved !== undefined) {
        faults.push({ offset: from.start, message: `FROM ${short(base.value)}: ${unresolved.detail}`, unresolved });
      }
      mentions.push({ kind: "from", stage, instruction: from, written: base, named: image, isReachable: false });
    }
    return { node, stage, steps: [], triggers: [] };
  });
  // Names of stages are known all over the file, so that instructions are read when all of them are there.
  for (const { node, stage, steps, triggers } of built) {
    for (const instruction of stage.commands) {
      if (instruction.trigger !== undefined) {
        const trigger = readTrigger(instruction, stage, names);
        triggers.push(trigger);
        for (const mention of trigger.mentions) mentions.push(mention);
        continue;
      }
      const step = { instruction, sources: readSources(instruction, escape, names, true) };
      steps.push(step);
      connect(node, step, faults);
      for (const { source, meaning } of step.sources) {
        if (meaning.image === undefined) continue;
        const named = meaning.image;
        mentions.push({ kind: source.kind, stage, instruction, written: source.name, named, isReachable: false });
      }
    }
  }
  for (const { stage } of circles(built.map(({ node }) => node))) {
    faults.push({ offset: stage.from.start, message: "the stage depends on itself" });
  }

  // Not every Dockerfile of a repository has the target: where it is missing, the last stage is built, and a fault says so.
  const aim = (target === undefined ? undefined : names.stageNamed(target)) ?? built.at(-1)?.node;
  if (target !== undefined && names.stageNamed(target) === undefined) {
    faults.push({ offset: 0, message: `there is no stage ${quote(target)} to build` });
  }
  const byNode = new Map(built.map((each) => [each.node, each]));
  const reached = reach(aim, byNode, names, faults);
  for (const mention of mentions) {
    const node = built[mention.stage.index]?.node;
    if (!mention.kind.startsWith("onbuild-")) mention.isReachable = node !== undefined && reached.has(node);
  }
  return { mentions, faults, reached: built.filter(({ node }) => reached.has(node)) };
}

/** An instruction put off until a stage is based on the one that declares it. */
interface Trigger {
  readonly instruction: Instruction;
  readonly mentions: readonly Mention[];
}

function readTrigger(declared: Instruction, stage: Stage, names: Names): Trigger {
  const { whole } = declared;
  const command = whole.value.replace(/^\s*ONBUILD\s*/i, "");
  const text = slice(whole, whole.value.length - command.length);
  const instruction = parseInstruction(text, TRIGGER_ESCAPE, declared.start, []);
  const mentions: Mention[] = [];
  for (const { source, meaning } of readSources(instruction, TRIGGER_ESCAPE, names, false)) {
    if (meaning.image === undefined) continue;
    const kind = source.kind === "copy" ? "onbuild-copy" : "onbuild-mount";
    mentions.push({ kind, stage, instruction, written: source.name, named: meaning.image, isReachable: false });
  }
  return { instruction, mentions };
}

function readSources(instruction: Instruction, escape: string, names: Names, keep: boolean): Step["sources"] {
  return sourcesOf(instruction).map((source) => ({ source, meaning: names.meaning(source, escape, keep) }));
}

function connect(node: Node, { instruction, sources }: Step, faults: Fault[]): void {
  for (const { source, meaning } of sources) {
    if (meaning.node !== undefined) node.sources.add(meaning.node);
    const unresolved = meaning.image?.unresolved;
    const fault = meaning.fault ?? unresolved?.detail;
    if (fault !== undefined) {
      const what = `${instruction.keyword} from ${quote(source.name.value)}`;
      faults.push({
        offset: instruction.start,
        message: `${what}: ${fault}`,
        ...(unresolved !== undefined && { unresolved }),
      });
    }
  }
}

/** Everything below the target. A stage that is reached fires the triggers of its base, and may reach more by them. */
function reach(
  target: Node | undefined,
  built: ReadonlyMap<Node, Built>,
  names: Names,
  faults: Fault[],
): ReadonlySet<Node> {
  const reached = new Set<Node>();
  const open = target === undefined ? [] : [target];
  const marked = new Set<Node>();
  let count = 0;
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (reached.has(node)) continue;
    reached.add(node);
    const fired: Step[] = [];
    const { base } = node;
    const triggers = (base && built.get(base)?.triggers) ?? [];
    if (base !== undefined && !marked.has(base)) {
      marked.add(base);
      for (const { mentions } of triggers) for (const mention of mentions) mention.isReachable = true;
    }
    for (const { instruction } of triggers) {
      count++;
      if (count > MOST_FIRED) break;
      const refused = checkInstruction(instruction, TRIGGER_ESCAPE);
      if (refused !== undefined) faults.push({ offset: instruction.start, message: `ONBUILD: ${refused}` });
      const step = { instruction, sources: readSources(instruction, TRIGGER_ESCAPE, names, true) };
      connect(node, step, faults);
      fired.push(step);
    }
    const own = built.get(node);
    if (own !== undefined && fired.length > 0) own.steps = [...fired, ...own.steps];
    if (node.base !== undefined) open.push(node.base);
    for (const source of node.sources) open.push(source);
  }
  if (count > MOST_FIRED) {
    const message = "stages fire more ONBUILD instructions than are followed: what the others copy from is not known";
    faults.push({ offset: target?.stage.from.start ?? 0, message, kind: "unreadable" });
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
