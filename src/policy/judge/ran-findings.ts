/** What ran and was not expected, as findings of the rule `ran`. */
import type { Finding, IdentifiedRan, IdentifiedTask, RanOutcome } from "../../model.ts";
import { counted } from "../../text/units.ts";
import { ran as rule } from "../rules/ran.ts";
import { type ActiveRule, findRule } from "./active-rules.ts";
import { type Excuse, fingerprint } from "./findings.ts";

export interface RanContext {
  readonly general: readonly ActiveRule[];
  /** Why a word about a record does not count. */
  readonly excuse: (file: string) => Excuse;
}

/** One for each process and container, at the first record of it. */
export function ranFindings(ran: IdentifiedRan | undefined, { general, excuse }: RanContext): Finding[] {
  const active = findRule(general, rule);
  if (ran === undefined || active === undefined) return [];
  const told = ran.tasks.filter(isTold);
  const groups = Map.groupBy(told, ({ outcome, process, container }) => JSON.stringify([outcome, process, container]));
  return [...groups.values()].flatMap((tasks) => {
    const [first] = tasks;
    if (first === undefined) return [];
    const { file, line, process, container, image = null, outcome } = first;
    const { waived } = excuse(file);
    const { message, help } = WORDS[outcome](tasks, ran);
    return {
      rule: rule.id,
      severity: active.severity,
      message,
      help,
      evidence: {
        tasks: String(tasks.length),
        ...(container !== null && { container }),
        "held against": ran.against ?? "what the files pull",
      },
      location: { file, line, column: 1, endLine: line, endColumn: 1 },
      image,
      pulls: [],
      fingerprint: fingerprint([rule.id, outcome, process, container ?? ""]),
      decidedBy: active.decidedBy,
      ...(outcome === "untold" && { undecided: true }),
      ...(waived !== undefined && { waived }),
    };
  });
}

type Told = Exclude<RanOutcome, "expected" | "without">;

function isTold(task: IdentifiedTask): task is IdentifiedTask & { readonly outcome: Told } {
  return task.outcome !== "expected" && task.outcome !== "without";
}

type Words = (
  tasks: readonly IdentifiedTask[],
  ran: IdentifiedRan,
) => { readonly message: string; readonly help: string };

const WORDS: Readonly<Record<Told, Words>> = {
  unexpected: (tasks, { against }) => ({
    message: `${subjectOf(tasks)} ran in ${nameOf(tasks)}, which ${against === null ? "nothing here pulls" : `${against} does not have`}`,
    help:
      against === null
        ? "Find out what named it (a parameter, a config, a profile), and look at that run: policy key nextflow.scenarios."
        : `Find out what named it; where it is meant, run wave-inspect lock with that run among the scenarios and commit ${against}.`,
  }),
  untold: (tasks) => ({
    message: `${subjectOf(tasks)} ran in an image that Wave made, and the record (${nameOf(tasks)}) does not say of what`,
    help: "Turn on wave.freeze, so that images have names that last, or waive ran for these records.",
  }),
  bare: (tasks) => ({
    message: `${subjectOf(tasks)} ran in no container, and the files give ${tasks.length === 1 ? "its" : "their"} process one`,
    help: "Run it with a container engine on (docker.enabled, -profile docker or singularity).",
  }),
};

function subjectOf([first, ...more]: readonly IdentifiedTask[]): string {
  return `${first!.task}${more.length === 0 ? "" : ` and ${counted(more.length, "more task")} of this process`}`;
}

function nameOf([first]: readonly IdentifiedTask[]): string {
  return first!.image ?? first!.container ?? "";
}
