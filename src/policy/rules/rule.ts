import type { Pin } from "../../image/pin.ts";
import type { WrittenName } from "../../image/written.ts";
import type { ContainerSpec, Evidence, ImageName, Need, Pull, Severity } from "../../model.ts";
import type { Fields, Values } from "../shapes/shape.ts";

/** One image that a run would pull, with all that is known of it: what a rule looks at. */
export interface Subject {
  readonly pull: Pull;
  /** The name that is judged: canonical, or as the engine pulls it where no registry is asked (a URL, a file). */
  readonly image: string;
  /** Where it would come from: a registry, a URL, a library of Singularity's, or the machine itself. */
  readonly from: WrittenName["kind"];
  /** The parts of the name; absent where it does not come from a registry. */
  readonly name?: ImageName;
  readonly pin: Pin;
  /** The platform that the process, the build or the run asks for; null: nobody asks. */
  readonly asked: string | null;
  /** What the registry said; absent where it was not asked or could not say. */
  readonly facts: Facts;
  readonly now: Date;
}

export interface Facts {
  /** True or false once a registry has answered. */
  readonly exists?: boolean;
  /** What the name resolves to: of the index, or of the single manifest. */
  readonly digest?: string;
  /** Platforms on offer, attestations left out. */
  readonly platforms?: readonly string[];
  /** Why the image is none that can be read, in the inspector's words. */
  readonly unsupported?: string;
  /** A platform that was asked for and is not there, on the registry's word. */
  readonly missing?: string;
  readonly container?: ContainerSpec;
  readonly evidence?: Evidence;
}

/** What a rule has to say. Severity, place, waivers and ignores are the judge's. */
export interface Message {
  /** What is wrong, in one sentence. */
  readonly message: string;
  /** What to do about it, in one sentence. */
  readonly help?: string;
  /** Facts behind it, in display order. */
  readonly evidence?: Readonly<Record<string, string>>;
}

/** What a page about a rule says beyond its tables. Markdown. */
export interface RuleText {
  /** Why somebody wants the rule: one or two paragraphs. */
  readonly why: string;
  /** A policy that turns it on. */
  readonly policy: string;
  /** Images that the policy above refuses and accepts; with what a registry would have to say, where that counts. */
  readonly bad: readonly string[];
  readonly good: readonly string[];
  /** What the rule does not see, and other fine print. */
  readonly notes?: string;
}

interface RuleHead<F extends Fields> {
  readonly id: string;
  /** What holds where the rule is kept. */
  readonly summary: string;
  /** Where the policy names the rule without a severity. */
  readonly severity: Severity;
  /** What it must know of the image; null: the name is enough. */
  readonly needs: Need | null;
  readonly options: F;
  readonly text: RuleText;
  /** True where these options ask nothing of this image, whose facts are not known yet: then nothing is found out for it. */
  idle?(subject: Subject, options: Values<F>): boolean;
  /** Whether these facts are enough; where absent, what `needs` says decides. */
  knows?(facts: Facts): boolean;
  /** A sentence where these options ask for nothing or contradict each other. */
  objection?(options: Values<F>): string | undefined;
}

/** Judges one image by itself. */
export interface ImageRule<F extends Fields = Fields> extends RuleHead<F> {
  check(subject: Subject, options: Values<F>): readonly Message[];
}

/** Judges images beside each other. */
export interface SetRule<F extends Fields = Fields> extends RuleHead<F> {
  compare(subjects: readonly Subject[]): readonly (Message & { readonly subject: Subject })[];
}

/** A word that the judge itself says; on unless the policy turns it off. */
export interface BuiltInRule<F extends Fields = Fields> extends RuleHead<F> {
  readonly builtIn: true;
}

export type Rule<F extends Fields = Fields> = ImageRule<F> | SetRule<F> | BuiltInRule<F>;

/** Declares a rule; only here for the types. */
export function imageRule<const F extends Fields>(rule: ImageRule<F>): ImageRule<F> {
  return rule;
}

export function builtInRule<const F extends Fields>(rule: BuiltInRule<F>): BuiltInRule<F> {
  return rule;
}

export function setRule<const F extends Fields>(rule: SetRule<F>): SetRule<F> {
  return rule;
}
