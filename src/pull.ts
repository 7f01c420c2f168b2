/** What everybody asks of a pull. */
import type { Pull, Reference } from "./model.ts";

/** The reference at which a person would edit it. */
export function placeOf(pull: Pull): Reference {
  return pull.references[0] ?? NOWHERE;
}

/** The name by which it is judged: canonical, else as the engine pulls it, else as the files have it. */
export function judgedName(pull: Pull): string {
  return pull.canonical ?? pull.image ?? pull.written;
}

/** The model promises a reference; a pull without one is told of at the top of nothing and not lost. */
const NOWHERE: Reference = {
  file: "",
  line: 1,
  column: 1,
  endLine: 1,
  endColumn: 1,
  text: "",
  source: "nextflow",
  kind: "config",
  context: {},
};
