/** Targets of bake: what each says by itself, and what they inherit from one another. */
import { isKnown } from "../../kit/composed.ts";
import type { FileScanner } from "../../kit/file-scan.ts";
import type { PlacedText } from "../../kit/placed-text.ts";
import { type BakeValue, toText } from "./values.ts";

/** A value, and the expression that gives it. */
export interface Attribute {
  readonly value: BakeValue;
  readonly text: PlacedText;
}

/** A target as one block has it, for one combination of its matrix; or several, merged. */
export interface Target {
  readonly name: string;
  /** Where the first block of it is. */
  readonly scan: FileScanner;
  readonly start: number;
  /** No file of bake's own says anything of it. */
  readonly isOfCompose?: boolean;
  readonly inherits: readonly string[];
  readonly context?: Attribute | undefined;
  readonly dockerfile?: Attribute | undefined;
  readonly inline?: InlineDockerfile | undefined;
  readonly target?: Attribute | undefined;
  /** Undefined: it says nothing of them. */
  readonly platforms?: readonly Attribute[] | undefined;
  readonly attestations: readonly Attribute[];
  readonly args: ReadonlyMap<string, Attribute>;
  readonly contexts: ReadonlyMap<string, Attribute>;
}

/** A Dockerfile within the file, what is known of its interpolations filled in. */
export interface InlineDockerfile {
  /** Of the file that it is in. */
  readonly scan: FileScanner;
  readonly text: PlacedText;
}

/** What both say; where they differ, what the second says. */
export function mergeTargets(first: Target, second: Target): Target {
  // What is said of a target is said in a file of bake's.
  const { scan, start } = first.isOfCompose === true ? second : first;
  return {
    ...first,
    scan,
    start,
    isOfCompose: first.isOfCompose === true && second.isOfCompose === true,
    inherits: [...first.inherits, ...second.inherits],
    context: second.context ?? first.context,
    dockerfile: second.dockerfile ?? first.dockerfile,
    inline: second.inline ?? first.inline,
    target: second.target ?? first.target,
    platforms: second.platforms ?? first.platforms,
    attestations: [...first.attestations, ...second.attestations],
    args: new Map([...first.args, ...second.args]),
    contexts: new Map([...first.contexts, ...second.contexts]),
  };
}

/** The targets of a project, by name, and its groups. */
export class Targets {
  readonly #targets = new Map<string, Target>();
  readonly #groups: ReadonlyMap<string, readonly string[]>;
  readonly #heirs = new Map<string, Target[]>();
  readonly #resolved = new Map<string, Target | undefined>();

  constructor(targets: readonly Target[], groups: ReadonlyMap<string, readonly string[]>) {
    for (const target of targets) {
      const known = this.#targets.get(target.name);
      this.#targets.set(target.name, known === undefined ? target : mergeTargets(known, target));
    }
    this.#groups = groups;
    for (const target of this.#targets.values()) {
      for (const base of new Set(target.inherits)) {
        const known = this.#heirs.get(base);
        if (known === undefined) this.#heirs.set(base, [target]);
        else known.push(target);
      }
    }
  }

  /** Those that a build can be asked for, with what they inherit. */
  builds(): readonly (Target & { readonly isAsked: boolean })[] {
    const asked = this.#reached([...this.#groups.keys(), "default"]);
    const names = [...this.#targets.keys()];
    const built = this.#reached([...asked, ...names.filter((name) => !this.#isTemplate(name, asked))]);
    return names.flatMap((name) => {
      const target = this.#resolve(name);
      // The scanner of Compose files has those that are its alone.
      if (target === undefined || target.isOfCompose === true || !built.has(name)) return [];
      return [{ ...target, isAsked: asked.has(name) }];
    });
  }

  /** A target with what it inherits: of several that it names, the later count more, and it counts most. */
  #resolve(name: string, depth = 0): Target | undefined {
    if (this.#resolved.has(name)) return this.#resolved.get(name);
    const own = this.#targets.get(name);
    // One that inherits from itself gets nothing by it.
    this.#resolved.set(name, undefined);
    if (own === undefined || depth > DEEPEST) return undefined;
    const bases = own.inherits.flatMap((base) => this.#resolve(base, depth + 1) ?? []);
    const whole = [...bases, own].reduce(mergeTargets);
    // An empty context takes one away that is inherited, and is none to those that inherit from this target.
    const contexts = new Map([...whole.contexts].filter(([, { value }]) => !isEmpty(value)));
    const { scan, start, inherits, isOfCompose } = own;
    const target = { ...whole, name, scan, start, inherits, contexts, isOfCompose: isOfCompose === true };
    this.#resolved.set(name, target);
    return target;
  }

  /** What groups and targets of these names, and the contexts of what they reach, ask for. */
  #reached(names: readonly string[]): ReadonlySet<string> {
    const reached = new Set<string>();
    const left = [...names];
    const seen = new Set(left);
    for (const name of left) {
      // A group of the name hides the target.
      const members = this.#groups.get(name);
      if (members === undefined) reached.add(name);
      const contexts = members === undefined ? [...(this.#resolve(name)?.contexts.values() ?? [])] : [];
      for (const next of [...(members ?? []), ...contexts.flatMap(linkedTarget)]) {
        if (seen.has(next)) continue;
        seen.add(next);
        left.push(next);
      }
    }
    return reached;
  }

  /**
   * Whether a target that nothing asks for is there for others to inherit from alone: it is private by its name, names no
   * Dockerfile, or those give it a Dockerfile, arguments or contexts that it lacks. Where others are `asked` for, the one
   * that is not is no build of a Dockerfile that its heirs build.
   */
  #isTemplate(name: string, asked: ReadonlySet<string>): boolean {
    // The convention of `docker buildx bake --list=targets`.
    if (name.startsWith("_")) return true;
    const heirs = this.#heirs.get(name);
    const target = this.#resolve(name);
    if (heirs === undefined || target === undefined) return false;
    if (target.context === undefined && target.dockerfile === undefined && target.inline === undefined) return true;
    const isChosen = [...asked].some((other) => this.#targets.has(other));
    return heirs.some((heir) => {
      if (isChosen && isSameDockerfile(this.#resolve(heir.name), target)) return true;
      const isNew = (key: string): boolean => !target.args.has(key) && !target.contexts.has(key);
      if (heir.dockerfile !== undefined && target.dockerfile === undefined) return true;
      if (heir.context !== undefined && target.context === undefined) return true;
      return [...heir.args.keys(), ...heir.contexts.keys()].some(isNew);
    });
  }
}

/** Whether two targets build one Dockerfile of one folder. */
function isSameDockerfile(one: Target | undefined, other: Target): boolean {
  if (one === undefined || one.inline !== other.inline) return false;
  return isSameText(one.context, other.context) && isSameText(one.dockerfile, other.dockerfile);
}

function isSameText(one: Attribute | undefined, other: Attribute | undefined): boolean {
  if (one === undefined || other === undefined || one === other) return one === other;
  const [first, second] = [toText(one.value), toText(other.value)];
  return isKnown(first) && isKnown(second) && first.value === second.value;
}

const DEEPEST = 100;

function isEmpty(value: BakeValue): boolean {
  return value.kind === "scalar" && value.value === "" && value.unset === undefined;
}

/** The target that a context asks for. */
function linkedTarget({ value }: Attribute): readonly string[] {
  if (value.kind !== "scalar" || typeof value.value !== "string") return [];
  return value.value.startsWith("target:") ? [value.value.slice("target:".length)] : [];
}
