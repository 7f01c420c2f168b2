/** What the build of one target reaches, as dockerfile2llb finds it, and where it stops before it builds anything. */
import { quote, short } from "../../text/quote.ts";
import { checkInstruction } from "./check.ts";
import type { Fault } from "./fault.ts";
import { type Instruction, parseInstruction } from "./instructions.ts";
import { type Source, sourcesOf } from "./sources.ts";
import type { Given } from "./given.ts";
import type { Named } from "./named.ts";
import { type Meaning, Names, type Node, type Stage } from "./stages.ts";
import { slice, type Text } from "./text.ts";
import type { Variables } from "./variables.ts";
import type { Work } from "./work.ts";

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
  /** The file has no stage of the name that is to be built. */
  readonly isWithoutTarget: boolean;
  /** The stages that are built, and not replaced, in file order, each with its steps in the order in which they run. None where only a run knows what is
   * built. */
  readonly reached: readonly { readonly node: Node; readonly stage: Stage; readonly steps: readonly Step[] }[];
}

interface Built {
  readonly node: Node;
  readonly stage: Stage;
  steps: Step[];
  readonly triggers: Trigger[];
}

/** A trigger always has `\` as its escape, whatever the file says. */
const TRIGGER_ESCAPE = "\\";

export function resolveBuild(
  stages: readonly Stage[],
  escape: string,
  variables: Variables,
  { target, contexts }: Pick<Given, "target" | "contexts">,
): Build {
  const names = new Names(escape, variables, contexts);
  const mentions: Mention[] = [];
  const faults: Fault[] = [];
  const built = stages.map((stage): Built => {
    const { node, image } = names.add(stage);
    if (image !== undefined) {
      const { from, base } = stage;
      const { unresolved } = image;
      if (unresolved !== undefined && image.unknownAt === undefined) {
        faults.push({ offset: from.start, message: `FROM ${short(base.value)}: ${unresolved.detail}`, unresolved });
      }
      mentions.push({ kind: "from", stage, instruction: from, written: base, named: image, isReachable: false });
    }
    return { node, stage, steps: [], triggers: [] };
  });
  readSteps(built, escape, names, mentions, faults);
  for (const { stage } of circles(built.map(({ node }) => node))) {
    faults.push({ offset: stage.from.start, message: "the stage depends on itself" });
  }

  const isOpen = typeof target === "object";
  const named = typeof target === "string" ? names.stageNamed(target) : undefined;
  // Not every Dockerfile of a repository has the target: where it is missing, the last stage is built.
  const aims = isOpen ? built : built.slice(-1);
  const byNode = new Map(built.map((each) => [each.node, each]));
  const aimed = named === undefined ? aims.map(({ node }) => node) : [named];
  const reached = reach(aimed, byNode, names, faults, variables.work);
  for (const mention of mentions) {
    const node = built[mention.stage.index]?.node;
    if (!mention.kind.startsWith("onbuild-")) mention.isReachable = node !== undefined && reached.has(node);
  }
  return {
    mentions,
    faults,
    isWithoutTarget: typeof target === "string" && named === undefined,
    reached: isOpen ? [] : built.filter(({ node }) => reached.has(node) && !node.isReplaced),
  };
}

/** Names of stages are known all over the file, so that instructions are read when all of them are there. */
function readSteps(built: readonly Built[], escape: string, names: Names, mentions: Mention[], faults: Fault[]): void {
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
    const { image } = meaning;
    const unresolved = image?.unresolved === undefined || image.unknownAt !== undefined ? undefined : image.unresolved;
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

/** Everything below the targets. A stage that is reached fires the triggers of its base, and may reach more by them. */
function reach(
  targets: readonly Node[],
  built: ReadonlyMap<Node, Built>,
  names: Names,
  faults: Fault[],
  work: Work,
): ReadonlySet<Node> {
  const reached = new Set<Node>();
  const open = [...targets];
  const marked = new Set<Node>();
  let isFollowed = true;
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
      isFollowed = work.fire();
      if (!isFollowed) break;
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
  if (!isFollowed) {
    const message = "stages fire more ONBUILD instructions than are followed: what the others copy from is not known";
    faults.push({ offset: targets[0]?.stage.from.start ?? 0, message, kind: "unreadable" });
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
