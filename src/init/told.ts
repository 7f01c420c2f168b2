/** What `init` says when it is done: what was written, how the repository does by it, and what to do next. */
import type { Outcome } from "../exit-code.ts";
import { isOpen } from "../finding.ts";
import type { Finding, Report } from "../model.ts";
import { reaches } from "../order.ts";
import { unarmed } from "../text/commands.ts";
import { plain } from "../text/plain.ts";
import { counted, few, grouped } from "../text/units.ts";
import type { Present } from "./files.ts";
import type { Plan } from "./index.ts";
import { BASELINE, PAGES, WORKFLOW } from "./paths.ts";
import { ACTION } from "./workflow-text.ts";

/** What came of it. */
export interface Done extends Omit<Plan, "files"> {
  readonly present: Present;
  /** Paths of what was written, or would be. */
  readonly written: readonly string[];
  readonly isDry: boolean;
  /** How `git` is told which repository it is: nothing where that is the current folder. */
  readonly at: string | undefined;
}

/** Whether what is there now checks the repository and lets today's state pass. */
export function isUsable({ present, report }: Pick<Done, "present" | "report">): boolean {
  return report.outcome === "pass" && present.workflow?.usesAction !== false;
}

export function outcomeOfInit(done: Done): Outcome {
  return isUsable(done) ? "pass" : "fault";
}

export function toldOf(done: Done): string {
  const { written, isDry } = done;
  const wrote =
    written.length === 0 ? "Nothing is left to write." : `${isDry ? "Would write" : "Wrote"} ${listed(written)}.`;
  return unarmed(
    `${[...leftLines(done.present), wrote, "", ...stateLines(done), "", ...nextLines(done)].join("\n")}\n`,
  );
}

function left(path: string): string {
  return `${plain(path)} is there already: it stays as it is.`;
}

function leftLines({ policy, workflow, baseline }: Present): string[] {
  return [
    ...(policy === undefined ? [] : [left(policy)]),
    ...(baseline ? [left(BASELINE)] : []),
    ...(workflow === undefined
      ? []
      : [
          workflow.usesAction
            ? `${plain(workflow.path)} runs the action already: no workflow is written.`
            : left(workflow.path),
        ]),
  ];
}

function stateLines({ report, others }: Done): string[] {
  const { counts, outcome, inspector } = report;
  const scope = `${counted(counts.images, "image")} in ${counted(counts.files, "file")}`;
  const how =
    inspector === "none"
      ? "judged by their names"
      : `of which ${inspector === "wave" ? "Wave" : "each registry"} was asked`;
  const missed = others.filter(({ images }) => images > 0);
  const words = missed.map(({ name, images }) => `${plain(name, 60)} (${counted(images, "image")})`);
  const open = stopping(report);
  return [
    outcome === "pass"
      ? `wave-inspect check lets today's state pass: ${scope}, ${how}.`
      : `wave-inspect check does not let today's state pass: ${scope}, ${how}.`,
    ...open.slice(0, MOST).map((finding) => `  ${lineOf(finding)}`),
    ...(open.length > MOST ? [`  and ${grouped(open.length - MOST)} more`] : []),
    ...knownLines(report),
    ...(words.length > 0 ? [`Not looked at: ${few(words)}.`] : []),
  ];
}

function knownLines({ findings, baseline }: Report): string[] {
  const known = findings.filter((finding) => finding.known !== undefined);
  if (baseline === undefined || known.length === 0) return [];
  const rules = [...Map.groupBy(known, ({ rule }) => rule)].sort(([, a], [, b]) => b.length - a.length);
  const byRule = rules.map(([rule, { length }]) => `${rule} ${grouped(length)}`).join(", ");
  return [`Known, and stopping nobody: ${counted(known.length, "finding")} (${byRule}), in ${plain(baseline.file)}.`];
}

function lineOf({ location: { file, line }, rule, message }: Finding): string {
  return `${plain(`${file}:${line}`)}: ${rule}: ${plain(message, 300)}`;
}

const MOST = 10;

function stopping({ findings, failOn }: Report): Finding[] {
  return findings.filter((finding) => isOpen(finding) && reaches(finding.severity, failOn));
}

function nextLines(done: Done): string[] {
  const { present, report } = done;
  const steps = isUsable(done) ? stepsToUse(done) : stepsToMend(present, report);
  return ["Next:", ...steps.map((step) => `  - ${step}`), `The way from here: ${PAGES.adopting}`];
}

function stepsToUse({ written, report, asksLater, isDry, at }: Done): string[] {
  const git = at === undefined ? "git" : `git -C ${plain(at)}`;
  const isUnasked = asksLater && report.coverage.notJudged.some(({ reason }) => reason === "not-asked");
  return [
    ...(isDry ? ["Run it again without --dry-run."] : []),
    ...(written.length > 0
      ? [`Read what was written, commit it (${git} add ${written.join(" ")}), and open a pull request.`]
      : []),
    ...(isUnasked
      ? [
          "Nobody was asked about the images so far. Run wave-inspect check, which asks as the workflow will, and wave-inspect baseline for what it finds and you cannot mend yet.",
        ]
      : []),
    ...(report.findings.some(({ known }) => known !== undefined)
      ? ["Mend what is known one by one: a check tells what is gone, and wave-inspect baseline takes it out."]
      : []),
    "Ask for more when that is green: a stricter preset, other rules.",
  ];
}

function stepsToMend({ policy, workflow }: Present, report: Report): string[] {
  const taken = `${WORKFLOW} does something else: give it the step "uses: ${ACTION}", or another name and run this again.`;
  return [
    ...(report.outcome === "pass" ? [] : ["Mend what is named above, or excuse it in the policy with a waiver."]),
    ...(report.outcome === "pass" ? [] : knowing(policy, report.baseline !== undefined)),
    ...(workflow?.usesAction === false ? [taken] : []),
  ];
}

/** How findings that a policy stops for become known ones. */
function knowing(policy: string | undefined, isNamed: boolean): string[] {
  if (isNamed) return ["Or let wave-inspect baseline write them down as known."];
  return policy === undefined
    ? []
    : [`Or add "baseline: ${BASELINE}" to ${policy} and run this again: they are then known.`];
}

/** `a, b and c`. */
function listed(items: readonly string[]): string {
  return items.length < 2 ? items.join("") : `${items.slice(0, -1).join(", ")} and ${items.at(-1)}`;
}
