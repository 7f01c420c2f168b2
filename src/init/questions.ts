/** What a person is asked, and what was typed in place of an answer. */
import { ConfigurationError } from "../errors.ts";
import { compilePattern } from "../image/pattern.ts";
import { presetNames } from "../policy/presets/index.ts";
import { type InspectorName, inspectorNames } from "../settings.ts";
import { suggestion } from "../text/nearest.ts";
import { plain } from "../text/plain.ts";
import { quote } from "../text/quote.ts";
import { counted } from "../text/units.ts";
import type { PlaceChoice, RunChoice } from "./survey.ts";

/** Asks one question, and gives the line that was typed. */
export type Ask = (question: string) => Promise<string>;

/** What was typed on the command line; absent: not said. */
export interface Typed {
  readonly preset?: string | undefined;
  readonly engines?: readonly string[] | undefined;
  /** Name patterns; empty: no place is approved. */
  readonly registries?: readonly string[] | undefined;
  readonly inspector?: InspectorName | undefined;
}

/** What an answer comes to, or what is wrong with it. */
type Read<T> = (typed: string) => { readonly value: T } | { readonly error: string };

/** Where answers come from: what was typed, else a person, else what is suggested. */
export class Questions {
  readonly #typed: Typed;
  readonly #ask: Ask | undefined;

  /** @param ask Undefined: what the scan suggests is taken. */
  constructor(typed: Typed, ask: Ask | undefined) {
    this.#typed = typed;
    this.#ask = ask;
  }

  async preset(suggested: string): Promise<string> {
    const lines = presetNames.map((name) => row(name, PRESETS[name] ?? ""));
    const question = ["Which rules shall the policy build on?", ...lines];
    return this.#typed.preset ?? this.#answer(question, suggested, (word) => oneOf(word, presetNames));
  }

  /** Those of the choices that count. */
  async runs(choices: readonly RunChoice[]): Promise<readonly RunChoice[]> {
    const usual = choices.filter(({ isUsual }) => isUsual);
    const { engines } = this.#typed;
    if (engines !== undefined && choices.length > 0) {
      const chosen = chosenRuns(engines, choices);
      if ("error" in chosen) throw new ConfigurationError(`--engines: ${chosen.error}`);
      return chosen.value;
    }
    if (choices.length <= 1) return usual;
    const lines = choices.map((choice) => row(shownName(choice), imagesOf(choice)));
    const question = ["With which container engines and profiles is it run? Names, with commas between.", ...lines];
    return this.#answer(question, usual.map(shownName).join(", "), (words) => chosenRuns(listOf(words), choices));
  }

  /** Name patterns of the places that are allowed; undefined: there is none to choose from. */
  async places(choices: readonly PlaceChoice[]): Promise<readonly string[] | undefined> {
    const { registries } = this.#typed;
    if (registries !== undefined || choices.length === 0) return registries;
    const longest = Math.max(...choices.map(({ pattern }) => pattern.length));
    const lines = choices.map(
      ({ pattern, images }, at) =>
        `  ${String(at + 1).padStart(2)}  ${pattern.padEnd(longest)}  ${counted(images, "image")}`,
    );
    const question = ["Images come from these places. Which are not approved? Numbers, with commas between.", ...lines];
    return this.#answer(question, NONE, (words) => {
      const struck = numbersOf(listOf(words), choices.length);
      if ("error" in struck) return struck;
      return { value: choices.filter((_, at) => !struck.value.includes(at + 1)).map(({ pattern }) => pattern) };
    });
  }

  async inspector(): Promise<InspectorName> {
    const lines = inspectorNames.map((name) => row(name, INSPECTORS[name]));
    const question = ["Whom shall checks ask about images?", ...lines];
    return this.#typed.inspector ?? this.#answer(question, "wave", (word) => oneOf(word, inspectorNames));
  }

  /** Asks until the answer can be used; an empty one is the suggestion. */
  async #answer<T>(lines: readonly string[], suggested: string, read: Read<T>): Promise<T> {
    for (let question = `\n${lines.join("\n")}`; ;) {
      const typed = (await this.#ask?.(`${question}\n[${suggested}] `))?.trim() ?? "";
      const answer = read(typed === "" ? suggested : typed);
      if ("value" in answer) return answer.value;
      question = answer.error;
    }
  }
}

/** Typed where a list is empty. */
const NONE = "none";

const PRESETS: Readonly<Record<string, string>> = {
  observe: "warns of everything and stops nothing: for a first look",
  standard: "stops for images that cannot be pulled, and for names that mean another image tomorrow",
  strict: "stops also for places that you did not approve, names without a build, root, and what cannot be known",
  "nf-core": "as standard, and stops for images from elsewhere than nf-core takes them",
};

const INSPECTORS: Readonly<Record<InspectorName, string>> = {
  wave: "Seqera Wave, which needs no login for public images",
  registry: "each registry itself",
  none: "nobody: names alone are judged, without any network",
};

const row = (name: string, about: string): string => `  ${name.padEnd(12)} ${about}`;

const shownName = ({ name }: RunChoice): string => plain(name, 60);

function imagesOf({ images, isUsual }: RunChoice): string {
  if (isUsual) return counted(images, "image");
  return images === 0 ? "the same images" : counted(images, "more image");
}

/** The parts of a list as it is typed: `a, b`. */
export function listOf(typed: string): readonly string[] {
  const parts = typed.split(",").map((part) => part.trim());
  return parts.filter((part) => part !== "");
}

function oneOf<T extends string>(typed: string, words: readonly T[]): ReturnType<Read<T>> {
  const value = words.find((word) => word === typed);
  return value === undefined ? { error: `${quote(typed)} is none of them${suggestion(typed, words)}` } : { value };
}

function chosenRuns(typed: readonly string[], choices: readonly RunChoice[]): ReturnType<Read<readonly RunChoice[]>> {
  const names = choices.map(shownName);
  const unknown = typed.find((word) => !names.includes(word));
  if (unknown !== undefined)
    return { error: `${quote(unknown)} is nothing that this repository is run with${suggestion(unknown, names)}` };
  if (typed.length === 0) return { error: `name one at least of ${names.join(", ")}` };
  return { value: choices.filter((choice) => typed.includes(shownName(choice))) };
}

function numbersOf(typed: readonly string[], most: number): ReturnType<Read<readonly number[]>> {
  if (typed.length === 1 && typed[0] === NONE) return { value: [] };
  const wrong = typed.find((word) => !/^\d{1,6}$/.test(word) || Number(word) < 1 || Number(word) > most);
  if (wrong !== undefined) return { error: `${quote(wrong)} is no number from 1 to ${most}, and not "${NONE}"` };
  return { value: typed.map(Number) };
}

/**
 * Places as they are typed behind `--registries`: name patterns, or `none`.
 *
 * @throws ConfigurationError where one is no name pattern.
 */
export function readPlaces(typed: readonly string[]): readonly string[] {
  const patterns = typed.flatMap(listOf);
  if (patterns.length === 1 && patterns[0] === NONE) return [];
  for (const pattern of patterns) {
    const compiled = compilePattern(pattern);
    if ("error" in compiled) throw new ConfigurationError(`--registries: ${compiled.error}.`);
  }
  return patterns;
}
