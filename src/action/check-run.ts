/** One check run for a step at a commit: made, or written anew where an earlier run of the step made it. */
import {
  type CheckAnnotation,
  type CheckResult,
  type CheckRun,
  type Checks,
  type Conclusion,
  MOST_AT_ONCE,
} from "../github/checks.ts";
import { wordsOfError } from "../github/rest.ts";

/** Which one. */
export interface WantedCheckRun {
  readonly name: string;
  readonly commit: string;
  /** 16 hex digits. */
  readonly identity: string;
  /** Of the workflow. */
  readonly run: number;
  readonly attempt: number;
  /** There is time for the conclusion only. */
  readonly isQuick: boolean;
}

export interface KeptCheckRun {
  readonly made: CheckRun;
  /** What a person should know of it: a sentence each. */
  readonly notes: readonly string[];
}

/** Its annotations as many as there are. */
type WholeResult = CheckResult & { readonly output: { readonly annotations: readonly CheckAnnotation[] } };

/**
 * The conclusion is written with the first request, annotations are added after it. GitHub never takes one away: where an
 * earlier run of the step has others than are true now, there is a new check run, and the earlier one concludes alike, so
 * that no old one says something else.
 *
 * @throws GitHubRefusal where there is no check run then; of annotations that are missing there is a note.
 */
export async function keepCheckRun(checks: Checks, wanted: WantedCheckRun, result: WholeResult): Promise<KeptCheckRun> {
  const own = (await checks.named(wanted.name, wanted.commit))
    .filter(({ externalId }) => externalId.startsWith(externalIdOf(wanted.identity)))
    .sort((a, b) => b.id - a.id);
  const whole = { ...result, external_id: externalIdOf(wanted.identity, wanted) };
  const twin = own.find(({ externalId }) => externalId === whole.external_id);
  if (twin !== undefined) return besideTwin(checks, twin, whole);
  const [last, ...older] = own;
  const { annotations } = whole.output;
  const missing = last === undefined || wanted.isQuick ? undefined : await addable(checks, last, annotations);
  const all = wanted.isQuick ? [] : annotations;
  if (last === undefined || missing === undefined || !(await isChanged(checks, last, firstPart(whole, missing)))) {
    const made = await checks.create(wanted.name, wanted.commit, firstPart(whole, all));
    const notes = await addRest(checks, made, whole, all);
    return { made, notes: [...notes, ...(await settle(checks, own, whole.conclusion))] };
  }
  const notes = await addRest(checks, last, whole, missing);
  return { made: last, notes: [...notes, ...(await settle(checks, older, whole.conclusion))] };
}

/** Another step of the same run has made it: the worse of both stands. */
async function besideTwin(checks: Checks, twin: CheckRun, whole: WholeResult): Promise<KeptCheckRun> {
  const note =
    "another step of this run has the same check run, which says the worse of both: give each step its comment-id.";
  if (whole.conclusion === "success") return { made: twin, notes: [note] };
  await checks.update(twin, firstPart(whole, whole.output.annotations));
  return { made: twin, notes: [note, ...(await addRest(checks, twin, whole, whole.output.annotations))] };
}

/** What is to be added so that it has these annotations; undefined where it has others, too. */
async function addable(
  checks: Checks,
  last: CheckRun,
  annotations: readonly CheckAnnotation[],
): Promise<readonly CheckAnnotation[] | undefined> {
  if (last.annotations === 0) return annotations;
  const has = new Set((await checks.annotationsOf(last)).map(wordOf));
  const wanted = new Set(annotations.map(wordOf));
  if (has.size !== last.annotations || ![...has].every((word) => wanted.has(word))) return undefined;
  return annotations.filter((one) => !has.has(wordOf(one)));
}

function wordOf(one: Readonly<Record<string, unknown>> | CheckAnnotation): string {
  const { path, start_line, end_line, annotation_level, title, message } = one;
  return JSON.stringify([path, start_line, end_line, annotation_level, title, message]);
}

/** False where GitHub does not let this token change it: it is another app's. */
async function isChanged(checks: Checks, run: CheckRun, result: CheckResult): Promise<boolean> {
  try {
    await checks.update(run, result);
    return true;
  } catch {
    return false;
  }
}

/** The rest, `MOST_AT_ONCE` a request; what GitHub does not take is a note. */
async function addRest(
  checks: Checks,
  run: CheckRun,
  whole: WholeResult,
  annotations: readonly CheckAnnotation[],
): Promise<readonly string[]> {
  for (let done = MOST_AT_ONCE; done < annotations.length; done += MOST_AT_ONCE) {
    const output = { ...whole.output, annotations: annotations.slice(done, done + MOST_AT_ONCE) };
    try {
      await checks.update(run, { ...whole, output });
    } catch (error) {
      return [`it has ${done} of ${annotations.length} annotations: ${wordsOfError(error)}`];
    }
  }
  return [];
}

/** Makes earlier ones conclude alike. */
async function settle(
  checks: Checks,
  earlier: readonly CheckRun[],
  conclusion: Conclusion,
): Promise<readonly string[]> {
  const output = { title: "A later run has the result", summary: "A later check run of the same name has the result." };
  for (const one of earlier.filter((run) => run.conclusion !== conclusion)) {
    if (!(await isChanged(checks, one, { conclusion, output }))) {
      return [
        `check run ${one.id} of an earlier run still says ${one.conclusion}: GitHub does not let this token change it.`,
      ];
    }
  }
  return [];
}

function firstPart(whole: WholeResult, annotations: readonly CheckAnnotation[]): CheckResult {
  const { annotations: _all, ...said } = whole.output;
  const first = annotations.slice(0, MOST_AT_ONCE);
  return { ...whole, output: { ...said, ...(first.length > 0 && { annotations: first }) } };
}

/** Nothing but hex digits and numbers of ours is in it. */
function externalIdOf(identity: string, of?: Pick<WantedCheckRun, "run" | "attempt">): string {
  return `wave-inspect ${identity} ${of === undefined ? "" : `${of.run}.${of.attempt}`}`;
}
