/** What a scan found, as text for a terminal. */
import type { Disagreement, Problem, Pull, ScanResult } from "../model.ts";
import { isRun, judgedName, placeOf } from "../pull.ts";
import { placeKey } from "../reference.ts";
import { scenariosLine } from "../scenarios.ts";
import { unarmed } from "../text/commands.ts";
import { counted, few, grouped } from "../text/units.ts";
import { plain } from "../text/plain.ts";
import { alsoAt, type ListedBy } from "./finding-lines.ts";

export interface ScanTextOptions {
  /** A line an image, or a line a pull. */
  readonly by?: ListedBy;
  /** Where the scan was compared. */
  readonly disagreements?: readonly Disagreement[] | undefined;
}

/** The images, then what was in the way; then where Nextflow says otherwise. */
export function scanText(scan: ScanResult, { by = "image", disagreements }: ScanTextOptions = {}): string {
  const images = imagesOf(scan.pulls);
  const named = images.filter(([{ image }]) => image !== null);
  const idle = named.filter((pulls) => !pulls.some(isRun));
  const counts = `${counted(named.length, "image")}${idle.length === 0 ? "" : ` (${grouped(idle.length)} of them not run)`}`;
  const lines = [
    ...(by === "image" ? images.map(imageLine) : scan.pulls.map(pullLine)),
    ...problemLines(scan.problems),
    `${counts}: ${counted(scan.pulls.length, "pull")} from ${counted(scan.references.length, "reference")} in ${counted(scan.files.length, "file")}.`,
    ...notLookedAtLines(scan),
    ...(disagreements?.map(disagreementLine) ?? []),
    ...(disagreements === undefined ? [] : [`${counted(disagreements.length, "disagreement")} with Nextflow.`]),
  ];
  return unarmed(`${lines.join("\n")}\n`);
}

/** One line for all, and what to write: nobody named the runs. */
function notLookedAtLines(scan: ScanResult): readonly string[] {
  const { notLookedAt } = scan;
  if (notLookedAt.length === 0) return [];
  const named = notLookedAt.map(({ what, name, images }) => {
    const only = images === 0 ? "" : ` (${counted(images, "image")} of its own)`;
    return `${what === "profile" ? "-profile " : ""}${plain(name)}${only}`;
  });
  return [
    `Not looked at: ${named.join(", ")}. A policy adds them: nextflow: { ${plain(scenariosLine(scan, notLookedAt))} }`,
  ];
}

/** Problems with one cause (a remote configuration that many pipelines share) in one line each. */
export function problemLines(problems: readonly Problem[]): string[] {
  return [...Map.groupBy(problems, ({ kind, message }) => `${kind} ${message}`).values()].map((own) => {
    const { file, line, column, message } = own[0]!;
    return `${plain(file)}:${line}:${column}: problem: ${plain(message)}${alsoAt(own)}`;
  });
}

type SomePulls = readonly [Pull, ...Pull[]];

/** Pulls of one image; what cannot be known is one at each place. */
function imagesOf(pulls: readonly Pull[]): SomePulls[] {
  const images = new Map<string, [Pull, ...Pull[]]>();
  for (const pull of pulls) {
    const name = pull.image === null ? `\n${placeKey(placeOf(pull))}\n${unresolvedInWords(pull)}` : judgedName(pull);
    const others = images.get(name);
    if (others === undefined) images.set(name, [pull]);
    else others.push(pull);
  }
  return [...images.values()];
}

function unresolvedInWords({ unresolved, written }: Pull): string {
  return `unresolved: ${plain(unresolved?.detail ?? written)}`;
}

/** `modules/a/main.nf:6:15: quay.io/acme/tool:1.0 (2 processes; docker, singularity)`. */
function imageLine(pulls: SomePulls): string {
  const [pull] = pulls;
  const { file, line, column } = placeOf(pull);
  const places = [...new Map(pulls.map(placeOf).map((place) => [placeKey(place), place])).values()];
  const what = pull.image === null ? unresolvedInWords(pull) : plain(judgedName(pull));
  const conditions = distinct(pulls.map((one) => one.conditions?.join(" and ")));
  const all = (holds: (one: Pull) => boolean, word: string): string[] => (pulls.every(holds) ? [word] : []);
  const details = [
    ...usersOf(pulls),
    distinct(pulls.map(({ engine }) => engine)).join(", "),
    distinct(pulls.map(({ platform }) => platform)).join(", "),
    ...(pulls.some(({ confidence }) => confidence === "default") ? ["default"] : []),
    ...all(
      ({ confidence }) => confidence === "candidate",
      conditions.length === 1 ? `if ${conditions[0]}` : "candidate",
    ),
    ...undefinedInWords(pull),
    ...all((one) => !isRun(one), "not run"),
  ].filter((detail) => detail !== "");
  const about = details.length === 0 ? "" : ` (${plain(details.join("; "))})`;
  return `${plain(file)}:${line}:${column}: ${what}${about}${alsoAt(places)}`;
}

/** Where parameters that nobody gives are in the name as `null`. */
function undefinedInWords({ undefinedParameters: names = [] }: Pull): string[] {
  return names.length === 0
    ? []
    : [
        `without a value: ${few(
          names.map((name) => `params.${name}`),
          3,
        )}`,
      ];
}

/** One by its name, several by their number. */
function usersOf(pulls: readonly Pull[]): string[] {
  const kinds = [
    ["process", "processes", distinct(pulls.map(({ process }) => process))],
    ["stage", "stages", distinct(pulls.map(({ stage }) => stage))],
  ] as const;
  return kinds.flatMap(([one, many, users]) => (users.length > 1 ? [counted(users.length, one, many)] : users));
}

function distinct(texts: readonly (string | null | undefined)[]): string[] {
  return [...new Set(texts.flatMap((text) => text ?? []))];
}

function disagreementLine({ name, ours, theirs, why }: Disagreement): string {
  const place = ours.flatMap(({ places }) => places)[0] ?? theirs;
  const said = ours.map(({ value, scenarios, places }) => {
    const runs = scenarios
      .map(({ profiles, arguments: options = [] }) =>
        [...(profiles.length === 0 ? [] : [`-profile ${profiles.join(",")}`]), ...options].join(" "),
      )
      .filter((run) => run !== "");
    const from = places.map(({ file, line, column }) => `${file}:${line}:${column}`);
    const details = [...from.slice(0, 1), ...runs];
    return `${value ?? "it is open"}${details.length === 0 ? "" : ` (${details.join("; ")})`}`;
  });
  const where = theirs.value === undefined ? theirs.file : `${theirs.file}:${theirs.line}:${theirs.column}`;
  const theirWord = theirs.value === undefined ? "nothing of it" : (theirs.value ?? "no image");
  const message = `${name}: the scan says ${said.length === 0 ? "nothing" : said.join(" or ")}, Nextflow says ${theirWord} (${where}).`;
  return `${plain(place.file)}:${place.line}:${place.column}: compare: ${plain(message)}${why === undefined ? "" : ` ${plain(why)}`}`;
}

function pullLine(pull: Pull): string {
  const { file, line, column } = placeOf(pull);
  const what =
    pull.image === null ? `unresolved: ${plain(pull.unresolved?.detail ?? pull.written)}` : plain(pull.image);
  const details = [
    pull.process ?? pull.stage,
    pull.engine,
    pull.platform,
    pull.scenario === null || pull.scenario.profiles.length === 0
      ? undefined
      : `-profile ${pull.scenario.profiles.join(",")}`,
    pull.confidence === "exact" ? undefined : pull.confidence,
    pull.conditions === undefined || pull.conditions.length === 0 ? undefined : `if ${pull.conditions.join(" and ")}`,
    ...undefinedInWords(pull),
    isRun(pull) ? undefined : "not run",
  ].filter((detail) => detail !== undefined && detail !== null);
  return `${plain(file)}:${line}:${column}: ${what}${details.length === 0 ? "" : ` (${plain(details.join("; "))})`}`;
}
