/** What everybody asks of a pull. */
import type { Pull, Reference } from "./model.ts";

/** The reference at which a person would edit it. */
export function placeOf(pull: Pull): Reference {
  return pull.references[0] ?? NOWHERE;
}

/** The name that a stage of a Dockerfile was given; one without has the next number as soon as another is put in front. */
export function givenStage(stage: string | undefined): string | undefined {
  return stage !== undefined && /^stage-\d+$/.test(stage) ? undefined : stage;
}

/** Whether the image has a name that can be known before the run, and that somebody meant. */
export function isNamed({ image, undefinedParameters }: Pull): boolean {
  return image !== null && undefinedParameters === undefined;
}

/** Whether a run or a build pulls it: a workflow calls the process, and the default build reaches the stage. */
export function isRun({ called, reachable }: Pull): boolean {
  return called !== false && reachable !== false;
}

/** The name by which it is judged: canonical, else as the engine pulls it, else as the files have it. */
export function judgedName(pull: Pull): string {
  return pull.canonical ?? withoutBlanks(pull.image ?? pull.written);
}

/** The name as the files mean it: without what Shifter alone puts in front, whose names of a registry are `docker:NAME`. */
export function meantName({ image, written, engine }: Pull): string {
  const name = withoutBlanks(image ?? written);
  return engine === "shifter" ? name.replace(/^docker:/, "") : name;
}

/** Nextflow keeps blanks around a name and loses them on the unquoted command line: every engine is asked without. */
function withoutBlanks(name: string): string {
  return name.trim();
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
