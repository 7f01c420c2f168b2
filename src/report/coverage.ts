/** What was judged and what was not, in words: every surface opens with it. */
import type {
  Coverage,
  FailureState,
  Finding,
  IdentifiedRan,
  NotJudged,
  OnlyChanged,
  RanOutcome,
  Replayed,
  Report,
  TwinAnswer,
} from "../model.ts";
import { short } from "../text/quote.ts";
import { plain } from "../text/plain.ts";
import { counted, few, grouped } from "../text/units.ts";

type Open = Coverage["notJudged"][number];

/** `119 images: 112 answered, 2 not resolved; 12 files, 1 not readable; profiles not looked at: shifter`; of recorded answers whose. */
export function coverageSentence({
  coverage,
  only,
  findings = [],
  replayed,
  ran,
}: Pick<Report, "coverage"> & Partial<Pick<Report, "only" | "findings" | "replayed" | "ran">>): string {
  const {
    images,
    judged,
    answered,
    downloads,
    byRecipe = 0,
    notJudged,
    leftOut,
    files,
    unread,
    notLookedAt,
    twins,
  } = coverage;
  const byName = judged - answered - downloads - byRecipe;
  const idle = leftOut.reduce((sum, one) => sum + one.images, 0);
  const parts = [
    ...some(answered, `${grouped(answered)} answered`),
    ...some(downloads, `${counted(downloads, "download")} answered`),
    ...some(byRecipe, `${grouped(byRecipe)} judged by recipe`),
    ...some(byName, `${grouped(byName)} judged by name`),
    ...notJudged.map((one) => `${grouped(one.images)} ${wordsOf(one)}${one.accepted === true ? " (accepted)" : ""}`),
    ...some(idle, `${grouped(idle)} more not run`),
  ];
  const unreadable = unread.length === 0 ? "" : `, ${grouped(unread.length)} not readable`;
  return [
    `${counted(images, "image")}${parts.length === 0 ? "" : `: ${parts.join(", ")}`}`,
    `${counted(files, "file")}${unreadable}`,
    ...(only === undefined ? [] : [onlyInWords(only, findings)]),
    ...notLookedAt.map(({ what, names }) => `${what}s not looked at: ${few(names, 10)}`),
    ...(twins === undefined ? [] : [twinsInWords(twins)]),
    ...(ran === undefined ? [] : [ranInWords(ran)]),
    ...(replayed === undefined ? [] : [replayedInWords(replayed)]),
  ].join("; ");
}

/** `12 pairs for Docker and Singularity: 8 proven to be the same, 3 the same by name, 1 not comparable`. */
function twinsInWords(twins: NonNullable<Coverage["twins"]>): string {
  const parts = TWINS.flatMap(([answer, words]) => some(twins[answer], `${grouped(twins[answer])} ${words}`));
  const all = Object.values(twins).reduce((sum, count) => sum + count, 0);
  return `${counted(all, "pair")} for Docker and Singularity: ${parts.join(", ")}`;
}

const TWINS = [
  ["proven", "proven to be the same"],
  ["same-by-name", "the same by name"],
  ["different", "different"],
  ["not-comparable", "not comparable"],
] as const satisfies readonly (readonly [TwinAnswer, string])[];

/** `4 tasks ran by the records in .lineage: 3 as containers.lock has them, 1 not expected`. */
function ranInWords({ folder, against, tasks }: IdentifiedRan): string {
  const count = (outcome: RanOutcome): number => tasks.filter((task) => task.outcome === outcome).length;
  const parts = [
    ...some(
      count("expected"),
      `${grouped(count("expected"))} as ${against ?? "the files"} ${against === null ? "have" : "has"} them`,
    ),
    ...some(count("unexpected"), `${grouped(count("unexpected"))} not expected`),
    ...some(count("untold"), `${grouped(count("untold"))} not told`),
    ...some(count("bare") + count("without"), `${grouped(count("bare") + count("without"))} in no container`),
  ];
  return plain(`${counted(tasks.length, "task")} ran by the records in ${folder}: ${parts.join(", ")}`);
}

/** `answers of 2026-11-29 02:00 UTC, from night.json (sha256 0123456789ab, wave-inspect 1.2.0), judged as of then`. */
function replayedInWords({ file, sha256, tool, recordedAt, judgedAt, commit }: Replayed): string {
  const by = [
    `sha256 ${sha256.slice(0, 12)}`,
    `${tool.name} ${tool.version}`,
    ...(commit === undefined ? [] : [`commit ${commit.slice(0, 12)}`]),
  ];
  const asOf = judgedAt === recordedAt ? "then" : minuteOf(judgedAt);
  return plain(`answers of ${minuteOf(recordedAt)}, from ${file} (${by.join(", ")}), judged as of ${asOf}`);
}

function minuteOf(time: string): string {
  return `${time.slice(0, 16).replace("T", " ")} UTC`;
}

/** What counts of the findings, where that is not all of them. */
function onlyInWords(only: OnlyChanged, findings: readonly Finding[]): string {
  if ("nothing" in only) return `all findings count, since ${only.nothing} and there is nothing to compare with`;
  const known = findings.filter((finding) => finding.known?.by === "base").length;
  const base = `${only.commit.slice(0, 12)}${only.name === undefined ? "" : ` (${short(only.name, 60)})`}`;
  const before = known === 0 ? "no finding was" : counted(known, "finding was", "findings were");
  return `only what changed since the base ${base} counts: ${before} there before`;
}

/** Of the images that were to be judged; 1 where there are none. At most four digits behind the point. */
export function shareJudged({ coverage: { images, judged } }: Pick<Report, "coverage">): number {
  return images === 0 ? 1 : Math.floor((judged / images) * 10_000) / 10_000;
}

/** What would have to be set so that an undecided run can be decided, a sentence for each reason. */
export function toDecide({ verdict, coverage }: Pick<Report, "verdict" | "coverage">): readonly string[] {
  if (verdict !== "undecided") return [];
  const images = coverage.notJudged.filter(({ accepted }) => accepted !== true);
  const files = coverage.unread.filter(({ accepted }) => accepted !== true);
  return [
    ...images.map((one) => `${grouped(one.images)} ${wordsOf(one)} (${few(one.names, MOST_NAMES)}). ${one.advice}`),
    ...(files.length === 0
      ? []
      : [
          `${grouped(files.length)} not readable (${few(
            files.map(({ file }) => file),
            MOST_NAMES,
          )}). ${READ}`,
        ]),
  ];
}

/** Why each image that was to be judged was not, by its name, save where that is accepted. */
export function whyNotJudged({ coverage }: Pick<Report, "coverage">): ReadonlyMap<string, string> {
  const open = coverage.notJudged.filter(({ accepted }) => accepted !== true);
  return new Map(open.flatMap((one) => one.names.map((name) => [name, `${wordsOf(one)}. ${one.advice}`])));
}

const MOST_NAMES = 3;
const READ = "Correct what the findings of readable say, or waive readable for these files.";

/** What became of images in place of an answer, in two or three words. */
export function wordsOf({ reason, state }: Pick<Open, "reason" | "state">): string {
  return reason === "no-answer" && state !== undefined ? STATES[state] : REASONS[reason];
}

const REASONS: Readonly<Record<NotJudged, string>> = {
  unresolved: "not resolved",
  "not-pullable": "not pullable",
  "not-asked": "not asked",
  "no-answer": "answered too little",
  "no-inspector": "nobody can be asked about",
  "not-built": "not built yet",
  "not-here": "not in the repository",
  cancelled: "not asked in time",
};

const STATES: Readonly<Record<FailureState, string>> = {
  "not-found": "not found",
  "absent-or-private": "absent or private",
  unauthorized: "login refused",
  "rate-limited": "rate-limited",
  unreachable: "registry down",
  timeout: "registry silent",
  "server-error": "registry failing",
  "invalid-reference": "refused by name",
  unsupported: "no container image",
  "platform-missing": "not for this platform",
  "digest-mismatch": "other than its digest",
  "too-large": "answered too much",
  malformed: "answered what cannot be read",
  cancelled: "not asked in time",
  configuration: "not asked for want of a set-up",
  "not-recorded": "not recorded",
};

function some(count: number, words: string): string[] {
  return count === 0 ? [] : [words];
}
