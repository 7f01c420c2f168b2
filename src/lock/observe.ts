/** From the answers of one run to what a lock would say of each image that it pulls. */
import type { Inspection, LockedImage, LockedUsage, Pull, Recorder, ScanResult } from "../model.ts";
import type { Policy } from "../policy/policy.ts";
import { isRefused } from "../policy/rules/pullable.ts";
import { askedName, type RunOptions } from "../policy/judge/requests.ts";
import { judgedPulls, wantedImage } from "../policy/judge/subjects.ts";
import { isNamed, judgedName, placeOf } from "../pull.ts";
import { scenarioWords } from "../scenarios.ts";
import { contentOf, isTrouble } from "../image/content.ts";

/** One run, as a lock sees it. Every list and map is in the order of the names. */
export interface Observation {
  readonly images: ReadonlyMap<string, Observed>;
  /** Names of images that no lock can have, and why; of one that is not known before the run what is written. */
  readonly outside: ReadonlyMap<string, Outside>;
}

/**
 * `unresolved`: the name is not known before the run. `not-pullable`: no engine that would pull it takes the name.
 * `in-repository`: a file that git keeps. `nobody-to-ask`: a service that is not spoken to, or a file of another machine.
 */
export type Outside = "unresolved" | "not-pullable" | "in-repository" | "nobody-to-ask";

/** One image that the run pulls. */
export interface Observed {
  readonly usage: LockedUsage;
  /** What it is; absent where nobody said. */
  readonly image?: LockedImage;
  /** What went wrong with one of the questions. */
  readonly trouble?: Trouble;
}

export interface Trouble {
  readonly state: NonNullable<Inspection["failure"]>["state"];
  readonly message: string;
  /** Nothing is wrong: Wave builds the image when a run first asks for it. */
  readonly isExpected?: true;
}

/** What a run saw: the pulls that are judged, by the policy, and all that was answered about them. */
export interface Seen {
  readonly policy: Policy;
  readonly scan: ScanResult;
  readonly inspections: readonly Inspection[];
  /** RFC 3339, UTC. */
  readonly startedAt: string;
}

/** The same whatever the order of the pulls and of the answers. */
export function observe({ policy, scan, inspections, startedAt }: Seen): Observation {
  const run: RunOptions & { now: Date } = { platform: null, now: new Date(startedAt) };
  const outside = new Map<string, Outside>();
  const pulls = new Map<string, Pull[]>();
  for (const pull of judgedPulls(policy, scan)) {
    const name = askedName(wantedImage(pull, run));
    if (name === undefined) outside.set(judgedName(pull), whyOutside(pull));
    else if (pull.file !== undefined) outside.set(name, "in-repository");
    else pulls.set(name, [...(pulls.get(name) ?? []), pull]);
  }
  const answers = Map.groupBy(inspections, ({ request }) => request.image);
  return {
    images: new Map(
      [...pulls].sort(byName).map(([name, own]) => [name, observed(name, own, answers.get(name) ?? [], startedAt)]),
    ),
    outside: new Map([...outside].filter(([name]) => !pulls.has(name)).sort(byName)),
  };
}

function whyOutside(pull: Pull): Outside {
  if (!isNamed(pull)) return "unresolved";
  return isRefused(pull) ? "not-pullable" : "nobody-to-ask";
}

function observed(name: string, pulls: readonly Pull[], answers: readonly Inspection[], startedAt: string): Observed {
  const usage = usageOf(pulls);
  const trouble = troubleOf(answers, pulls);
  // Bytes that are not what they should be say nothing of what they should be.
  const content = trouble?.state === "digest-mismatch" ? undefined : contentOf(name, answers);
  const image = content && {
    ...usage,
    content,
    by: recorderOf(answers),
    verified: answers.every(({ evidence }) => evidence.verified),
    firstSeen: `${startedAt.slice(0, 19)}Z`,
  };
  return { usage, ...(image && { image }), ...(trouble && { trouble }) };
}

function troubleOf(answers: readonly Inspection[], pulls: readonly Pull[]): Trouble | undefined {
  const failure = answers.find(isTrouble)?.failure;
  if (failure === undefined) return undefined;
  const { state, message } = failure;
  if (state !== "not-found" || pulls.some(({ predicted }) => predicted === undefined)) return { state, message };
  return { state, message: "Wave has not built it yet: no run has asked for it", isExpected: true };
}

/** Nobody but who was asked: a cache keeps bytes of registries. */
function recorderOf(answers: readonly Inspection[]): Recorder {
  const via = answers.find(({ failure }) => failure === undefined)?.evidence.via;
  return via === "wave" || via === "download" ? via : "registry";
}

function usageOf(pulls: readonly Pull[]): LockedUsage {
  const each = (of: (pull: Pull) => string | null | undefined): readonly string[] =>
    [...new Set(pulls.flatMap((pull) => of(pull) ?? []))].filter((text) => text !== "").sort();
  return {
    written: each(({ written }) => written),
    processes: each(({ process }) => process),
    files: each((pull) => (pull.process === undefined ? placeOf(pull).file : undefined)),
    scenarios: each(({ scenario }) => scenario && scenarioWords(scenario)),
  };
}

function byName([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number {
  return a < b ? -1 : 1;
}
