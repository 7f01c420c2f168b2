/** The stages of a Dockerfile, and what each name in it means: another stage, an image, or nothing. */
import { short } from "../../image/quote.ts";
import { canonicalOf, parseImageName } from "../../image/name.ts";
import type { Unresolved } from "../../model.ts";
import { expandWord } from "./expand.ts";
import { type Fragments, plain, WORD } from "./fragments.ts";
import type { Instruction } from "./instructions.ts";
import type { Source } from "./sources.ts";
import { isTemplate, templateBefore } from "./template.ts";
import type { Text } from "./text.ts";
import { expand, missing, type Variables } from "./variables.ts";
import { splitBlanks } from "./words.ts";

/** One stage as written. */
export interface Stage {
  readonly index: number;
  /** In lower case; undefined where FROM gives none. */
  readonly name: string | undefined;
  readonly from: Instruction;
  /** The word behind FROM; undefined where there is none. */
  readonly base: Text | undefined;
  readonly commands: readonly Instruction[];
}

/** A stage, an image or an empty file system, as a part of the build. */
export interface Node {
  readonly stage: Stage | undefined;
  /** The stage that this one is based on. */
  base: Node | undefined;
  /** It begins with nothing: `FROM scratch`. */
  isEmpty: boolean;
  /** What it copies or mounts from. */
  readonly sources: Set<Node>;
}

/** A name in the place of an image. */
export interface Named {
  /** As the builder takes it; undefined where an expansion fails. */
  readonly name: Fragments | undefined;
  /** Variables that were looked at. */
  readonly used: ReadonlySet<string>;
  /** Undefined where no registry would accept it. */
  readonly canonical: string | undefined;
  /** Why there is no canonical name. */
  readonly unresolved: Unresolved | undefined;
}

/** What a name means: a node where it means something that is built or fetched, and the image name if it is one. */
export interface Meaning {
  readonly node: Node | undefined;
  readonly image?: Named;
  readonly fault?: string;
}

const NOTHING: ReadonlySet<string> = new Set();
const NO_VARIABLES: Unresolved = {
  reason: "unsupported-expression",
  detail: "--from= takes no variables: name a stage with FROM, which does, and copy from that",
};

/** Cuts the instructions into stages; what stands before the first FROM is not in them. */
export function readStages(instructions: readonly Instruction[]): readonly Stage[] {
  const stages: (Stage & { readonly commands: Instruction[] })[] = [];
  for (const instruction of instructions) {
    if (instruction.keyword !== "FROM") {
      stages.at(-1)?.commands.push(instruction);
      continue;
    }
    const [first, as, name] = splitBlanks(instruction.rest);
    const base = templateBefore(instruction.rest) ?? first;
    const named = as?.value.toLowerCase() === "as" ? name?.value.toLowerCase() : undefined;
    stages.push({ index: stages.length, name: named, from: instruction, base, commands: [] });
  }
  return stages;
}

/** The names of one file. Stages are added in file order; sources are looked up when all of them are there. */
export class Names {
  /** By number, as `COPY --from=0` counts: the stages, and then everything else that was met. */
  readonly #places: Node[] = [];
  readonly #byName = new Map<string, Node>();
  readonly #escape: string;
  readonly #variables: Variables;

  constructor(escape: string, variables: Variables) {
    this.#escape = escape;
    this.#variables = variables;
  }

  stageNamed(name: string): Node | undefined {
    return this.#byName.get(name.toLowerCase());
  }

  /** Adds a stage; its base is a stage above it, by its exact name, or an image. */
  add(stage: Stage): { readonly node: Node; readonly image?: Named } {
    const node = newNode(stage);
    this.#places.push(node);
    const image = this.#base(node, stage.base);
    if (stage.name !== undefined) this.#byName.set(stage.name, node);
    return image === undefined ? { node } : { node, image };
  }

  #base(node: Node, base: Text | undefined): Named | undefined {
    if (base === undefined) return undefined;
    const { result, used } = expand(base.value, this.#escape, this.#variables);
    const name = "error" in result ? undefined : plain(result.fragments);
    node.base = name === undefined ? undefined : this.#byName.get(name);
    node.isEmpty = node.base === undefined && name === "scratch";
    if (node.base !== undefined || node.isEmpty) return undefined;
    const fragments = "error" in result ? undefined : result.fragments;
    const canonical = name === undefined ? undefined : canonicalOf(name);
    if (canonical !== undefined) return { name: fragments, used, canonical, unresolved: undefined };
    const error = "error" in result ? result.error : undefined;
    return { name: fragments, used, canonical, unresolved: this.#whyNoImage(base.value, name, error, used) };
  }

  #whyNoImage(
    written: string,
    name: string | undefined,
    error: string | undefined,
    used: ReadonlySet<string>,
  ): Unresolved {
    if (isTemplate(written)) return { reason: "template", detail: `${short(written)} is filled in by another tool` };
    const unset = missing(used, this.#variables);
    if (unset !== undefined) return { reason: "environment", detail: unset };
    if (error !== undefined) return { reason: "unsupported-expression", detail: error };
    const stage = this.#byName.get((name ?? "").toLowerCase())?.stage?.name;
    if (stage !== undefined)
      return { reason: "invalid-name", detail: `the stage is called ${short(stage)}, in lower case` };
    return whyInvalid(name ?? "");
  }

  /**
   * What `COPY --from=` or a mount means. `escape` is the one of the file, or `\` in a trigger.
   * `keep`: an image that is met takes the next number.
   */
  meaning(source: Source, escape: string, keep: boolean): Meaning {
    const name = source.name.value;
    if (source.kind === "copy") {
      const literal = expandWord(name, escape, () => undefined);
      if ("error" in literal || plain(literal.fragments) !== name) {
        return {
          node: undefined,
          image: { name: undefined, used: NOTHING, canonical: undefined, unresolved: NO_VARIABLES },
        };
      }
      const number = /^[+-]?\d{1,18}$/.test(name) ? Number(name) : undefined;
      if (number !== undefined) {
        const node = this.#places[number];
        return node === undefined ? { node, fault: `there is no stage ${number}` } : { node };
      }
    }
    // A mount without `from=` asks for a stage called scratch, as odd as it is.
    const stage = this.stageNamed(name === "" ? "scratch" : name);
    if (stage !== undefined) return { node: stage };
    const node = newNode(undefined);
    if (keep) this.#places.push(node);
    if (name === "" || name === "scratch") return { node };
    const canonical = canonicalOf(name);
    const unresolved = canonical === undefined ? whyInvalid(name) : undefined;
    return { node, image: { name: [{ text: name, origin: WORD }], used: NOTHING, canonical, unresolved } };
  }
}

function newNode(stage: Stage | undefined): Node {
  return { stage, base: undefined, isEmpty: false, sources: new Set() };
}

function whyInvalid(name: string): Unresolved {
  if (isTemplate(name)) return { reason: "template", detail: `${short(name)} is filled in by another tool` };
  const read = parseImageName(name);
  return { reason: "invalid-name", detail: "error" in read ? read.error : "" };
}
