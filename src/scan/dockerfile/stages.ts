/** The stages of a Dockerfile, and what each name in it means: another stage, an image, or nothing. */
import { short } from "../../text/quote.ts";
import type { Unresolved } from "../../model.ts";
import { contextOfImage, contextOfStage, type Contexts } from "./contexts.ts";
import { expandWord, noVariables } from "./expand.ts";
import { plain, WORD } from "./fragments.ts";
import type { Instruction } from "./instructions.ts";
import { failed, invalid, type Named, NOTHING, readName, template } from "./named.ts";
import type { Source } from "./sources.ts";
import { isTemplate, templateBefore } from "./template.ts";
import { EMPTY, type Text } from "./text.ts";
import { expand, missing, type Variables } from "./variables.ts";
import { splitBlanks } from "./words.ts";

/** One stage as written. */
export interface Stage {
  readonly index: number;
  /** In lower case; undefined where FROM gives none. */
  readonly name: string | undefined;
  readonly from: Instruction;
  /** The word behind FROM; empty where there is none. */
  readonly base: Text;
  readonly commands: readonly Instruction[];
}

/** A stage as a part of the build. */
export interface Node {
  readonly stage: Stage;
  /** The stage that this one is based on. */
  base: Node | undefined;
  /** It begins with nothing: `FROM scratch`. */
  isEmpty: boolean;
  /** A named context stands in its place, and none of its instructions is run. */
  isReplaced: boolean;
  /** The stages that it copies or mounts from. */
  readonly sources: Set<Node>;
}

/** What a name means: a stage, an image, or neither (an empty file system, or nothing that there is). */
export interface Meaning {
  readonly node?: Node;
  readonly image?: Named;
  readonly fault?: string;
}

const NO_VARIABLES = "--from= takes no variables: name a stage with FROM, which does, and copy from that";

/** Cuts the instructions into stages; what stands before the first FROM is not in them. */
export function readStages(instructions: readonly Instruction[]): readonly Stage[] {
  const stages: (Stage & { readonly commands: Instruction[] })[] = [];
  for (const instruction of instructions) {
    if (instruction.keyword !== "FROM") {
      stages.at(-1)?.commands.push(instruction);
      continue;
    }
    const [first = EMPTY, as, name] = splitBlanks(instruction.rest);
    const base = templateBefore(instruction.rest) ?? first;
    const named = as?.value.toLowerCase() === "as" ? name?.value.toLowerCase() : undefined;
    stages.push({ index: stages.length, name: named, from: instruction, base, commands: [] });
  }
  return stages;
}

/** The names of one file. Stages are added in file order; sources are looked up when all of them are there. */
export class Names {
  /** By number, as `COPY --from=0` counts: the stages, and then everything else that was met, of which nothing is known. */
  readonly #places: (Node | null)[] = [];
  readonly #byName = new Map<string, Node>();
  readonly #escape: string;
  readonly #variables: Variables;
  readonly #contexts: Contexts;

  constructor(escape: string, variables: Variables, contexts: Contexts) {
    this.#escape = escape;
    this.#variables = variables;
    this.#contexts = contexts;
  }

  stageNamed(name: string): Node | undefined {
    return this.#byName.get(name.toLowerCase());
  }

  /** Adds a stage; its base is a stage above it, by its exact name, or an image, or what stands in the place of the stage. */
  add(stage: Stage): { readonly node: Node; readonly image?: Named } {
    const node: Node = { stage, base: undefined, isEmpty: false, isReplaced: false, sources: new Set() };
    this.#places.push(node);
    const image = this.#replaced(node, this.#base(node, stage.base));
    if (stage.name !== undefined) this.#byName.set(stage.name, node);
    return image === undefined ? { node } : { node, image };
  }

  /** A context of its name stands in the place of the stage, if only its FROM can be read. */
  #replaced(node: Node, image: Named | undefined): Named | undefined {
    const context = contextOfStage(this.#contexts, node.stage.name ?? "");
    if (context === undefined || image?.unresolved !== undefined) return image;
    node.base = undefined;
    node.isEmpty = false;
    node.isReplaced = true;
    return context === "no image" ? undefined : context;
  }

  #base(node: Node, base: Text): Named | undefined {
    if (base.value === "") return undefined;
    const { result, used, unknown } = expand(base.value, this.#escape, this.#variables);
    if (unknown !== undefined) return { used, unresolved: unknown.unresolved, unknownAt: unknown.reference };
    if ("error" in result) {
      const unresolved = this.#whyUnset(base.value, used) ?? failed(result.error);
      return { used, unresolved };
    }
    const text = plain(result.fragments);
    node.base = this.#byName.get(text);
    node.isEmpty = node.base === undefined && text === "scratch";
    if (node.base !== undefined || node.isEmpty) return undefined;
    const named = readName(result.fragments, used);
    if (named.unresolved === undefined) return this.#inContext(named);
    const stage = this.stageNamed(text)?.stage.name;
    const miswritten =
      stage === undefined ? named.unresolved : invalid(`the stage is called ${short(stage)}, in lower case`);
    return { ...named, unresolved: this.#whyUnset(base.value, used) ?? miswritten };
  }

  /** The image, or what stands in its place; undefined: what is none. */
  #inContext(named: Named): Named | undefined {
    const context = named.canonical === undefined ? undefined : contextOfImage(this.#contexts, named.canonical);
    if (context === "no image") return undefined;
    return context === undefined ? named : { ...context, used: new Set([...named.used, ...context.used]) };
  }

  /** Why a name is not what it is to be: another tool, or whoever builds, fills in a part of it. */
  #whyUnset(written: string, used: ReadonlySet<string>): Unresolved | undefined {
    if (isTemplate(written)) return template(written);
    const unset = missing(used, this.#variables);
    return unset === undefined ? undefined : { reason: "environment", detail: unset };
  }

  /**
   * What `COPY --from=` or a mount means. `escape` is the one of the file, or `\` in a trigger.
   * `keep`: an image that is met takes the next number.
   */
  meaning(source: Source, escape: string, keep: boolean): Meaning {
    const name = source.name.value;
    if (source.kind === "copy") {
      const literal = expandWord(name, escape, noVariables());
      if ("error" in literal || plain(literal.fragments) !== name) {
        return { image: { used: NOTHING, unresolved: failed(NO_VARIABLES) } };
      }
      if (/^[+-]?\d{1,18}$/.test(name)) {
        const node = this.#places[Number(name)];
        return node === undefined ? { fault: `there is no stage ${name}` } : node === null ? {} : { node };
      }
    }
    // A mount without `from=` asks for a stage called scratch, as odd as it is.
    const stage = this.stageNamed(name === "" ? "scratch" : name);
    if (stage !== undefined) return { node: stage };
    if (keep) this.#places.push(null);
    if (name === "" || name === "scratch") return {};
    const image = this.#inContext(readName([{ text: name, origin: WORD }], NOTHING));
    return image === undefined ? {} : { image };
  }
}
