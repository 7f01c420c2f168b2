/** A script of which only headers are parsed, with its inputs for those that ask. */
import type { ParsedScript, Process, Section, Statement } from "./tree.ts";

/**
 * Gives the processes of a skimmed script their inputs: parsed, with the whole script, when somebody asks for them, which
 * few do.
 */
export function withInputs(skimmed: ParsedScript, parseAll: () => ParsedScript): ParsedScript {
  let all: ReadonlyMap<number, Process> | undefined;
  const inputsAt = (start: number): readonly Statement[] => {
    all ??= new Map(
      parseAll().script.declarations.flatMap((each) => (each.kind === "process" ? [[each.start, each]] : [])),
    );
    return all.get(start)?.sections.find(({ label }) => label === "input")?.body ?? [];
  };
  const declarations = skimmed.script.declarations.map((declaration) => {
    if (declaration.kind !== "process") return declaration;
    const sections = declaration.sections.map((section) =>
      section.label === "input" ? new LazySection(section, () => inputsAt(declaration.start)) : section,
    );
    return { ...declaration, sections };
  });
  return { ...skimmed, script: { ...skimmed.script, declarations } };
}

class LazySection implements Section {
  readonly start: number;
  readonly end: number;
  readonly label: string;
  readonly #read: () => readonly Statement[];

  constructor({ start, end, label }: Section, read: () => readonly Statement[]) {
    this.start = start;
    this.end = end;
    this.label = label;
    this.#read = read;
  }

  get body(): readonly Statement[] {
    return this.#read();
  }
}
