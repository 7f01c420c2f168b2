/** What a rule is: its one declaration has all that reader, judge and documentation need. */
import type { Fix, Severity } from "../../model.ts";
import type { Fields, Values } from "../shapes/fields.ts";
import type { Question, Subject, WantedImage } from "./subject.ts";

/** What a rule has to say. Severity, place, waivers and ignores are the judge's. */
export interface Message {
  /** What is wrong, in one sentence. */
  readonly message: string;
  /** What to do about it, in one sentence. */
  readonly help?: string;
  /** Edits that mend it, each by itself. */
  readonly fixes?: readonly Fix[];
  /** Why there are none although the rule has some for others of its kind: a sentence. */
  readonly noFix?: string;
  /** What makes it news where something else was known of the same image at the same place: part of the fingerprint. */
  readonly about?: string;
  /** Facts behind it, in display order. */
  readonly evidence?: Readonly<Record<string, string>>;
  /** What it counts as, where that is less than the rule does. */
  readonly severity?: Severity;
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
  readonly options: F;
  readonly text: RuleText;
  /**
   * What it must know of an image before it can judge it: nothing where these options have nothing to say of it. A rule
   * for which the name is always enough has no such part.
   */
  asks?(image: WantedImage, options: Values<F>): readonly Question[];
  /** What it goes by: where an image has none, as a SIF has no configuration, it neither asks nor says anything. */
  readonly looksAt?: "configuration" | "manifest";
  /** Platforms for which these options want every image: rules that look at one platform look at each of them. */
  requires?(options: Values<F>): readonly string[];
  /** A sentence where these options ask for nothing or contradict each other. */
  objection?(options: Values<F>): string | undefined;
}

/** Judges one image by itself. */
export interface ImageRule<F extends Fields = Fields> extends RuleHead<F> {
  /** It looks at the configuration of the subject's platform: it is held against each platform that the policy requires. */
  readonly eachPlatform?: true;
  /** It is held against what the metadata of a judged process names, too: images that no run pulls. */
  readonly ofMetadata?: true;
  check(subject: Subject, options: Values<F>): readonly Message[];
}

/** Judges images beside each other. */
export interface SetRule<F extends Fields = Fields> extends RuleHead<F> {
  /** `optionsOf` gives the options that hold for one of them. */
  compare(
    subjects: readonly Subject[],
    optionsOf: (subject: Subject) => Values<F>,
  ): readonly (Message & { readonly subject: Subject })[];
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
