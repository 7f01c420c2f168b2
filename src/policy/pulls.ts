/** What everybody asks of a pull. */
import { formatPlatform, parsePlatform } from "../image/platform.ts";
import type { Pull, Reference } from "../model.ts";

/** The reference at which a person would edit it. */
export function placeOf(pull: Pull): Reference {
  return pull.references[0] ?? NOWHERE;
}

/** The name by which it is judged: canonical, else as the engine pulls it, else as the files have it. */
export function judgedName(pull: Pull): string {
  return pull.canonical ?? pull.image ?? pull.written;
}

/** The one spelling of a platform: `linux/arm64` for `linux/arm64/v8`. What is no platform stays as it is. */
export function normalPlatform(text: string): string {
  const read = parsePlatform(text);
  return "error" in read ? text : formatPlatform(read.platform);
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
