/** Which findings a change causes: those of the checkout that its base, scanned and judged alike, does not have. */
import type { BaseContent } from "../base/index.ts";
import type { Cancellation } from "../cancellation.ts";
import { isOpen } from "../finding.ts";
import type {
  Finding,
  DriftOf,
  HeldLock,
  Inspection,
  KnownFinding,
  KnownFindings,
  ScanResult,
  SourceTree,
} from "../model.ts";
import type { Policy } from "../policy/policy.ts";
import { canBeKnown, entryOf } from "../policy/judge/excuses/known.ts";
import { environmentsFor, judge, recipesFor } from "../policy/judge/index.ts";
import { type ReadableKind, readable } from "../policy/rules/readable.ts";
import { ranked } from "../policy/judge/rank.ts";
import { openCommit, scanRepository } from "../scan/index.ts";
import type { Settings } from "../settings.ts";
import { lockOfBase } from "./lock.ts";
import { ChangedLines } from "./lines.ts";
import { missingIn } from "./fixed.ts";
import { placeFindings } from "./placing.ts";
import { renamed } from "./renamed.ts";

/** The run of the checkout, as far as it is. */
export interface HeadRun {
  readonly policy: Policy;
  readonly settings: Settings;
  readonly tree: SourceTree;
  readonly scan: ScanResult;
  /** The base is judged by the same answers; of images that only it has nobody is asked. */
  readonly inspections: readonly Inspection[];
  readonly now: Date;
  readonly folder: string | undefined;
  /** What its images are held against. */
  readonly lock: HeldLock | undefined;
  /** What tells what became of them: the same on both sides. */
  readonly drift: DriftOf | undefined;
  readonly cancellation: Cancellation;
  /** Narrows a tree to the folder that is looked at. */
  readonly below: (tree: SourceTree) => SourceTree;
}

/** What the base has to say of the findings of a run. */
export interface Before {
  readonly known: KnownFindings;
  /** What it has and these, which are all of the checkout, do not. What it could not decide is not among them. */
  fixedBy(findings: readonly Finding[]): readonly KnownFinding[];
  /** Puts findings that count at the lines that cause them; ranked anew. */
  place(findings: readonly Finding[]): Finding[];
}

/** What may hide images behind it, of the kinds of the rule `readable`. */
const HIDING: ReadonlySet<string> = new Set<ReadableKind>(["syntax", "skipped"]);

/** Includes that lead to files that lead to files: each round fetches one more. */
const MOST_ROUNDS = 20;

/** @throws ConfigurationError where not all of the base can be had. */
export async function judgeBase(content: BaseContent, head: HeadRun): Promise<Before> {
  const { policy, settings, inspections, now, folder } = head;
  const lock = head.lock && (await lockOfBase(content, head.lock));
  const { tree, scan } = await scanBase(content, head);
  const lines = new ChangedLines(tree, head.tree);
  const underNewNames = renamed(scan, head.scan, lines);
  const { findings } = judge(policy, underNewNames, inspections, {
    now,
    environmentsOf: await environmentsFor(policy, underNewNames),
    platform: settings.platform,
    lock,
    drift: head.drift,
    recipeOf: await recipesFor(policy, underNewNames, settings),
    folder,
    asksNobody: settings.inspector === "none",
  });
  // What the change does to a file that was not read to its end, and is not now, nobody sees.
  const isUnseen = ({ rule, evidence: { kind = "" }, location: { file } }: Finding): boolean =>
    rule === readable.id &&
    HIDING.has(kind) &&
    (head.tree.read(file) === undefined
      ? !content.isAsItWas(lines.before(file) ?? file, file)
      : lines.hunksOf(file).length > 0);
  return {
    known: { by: "base", findings: findings.filter((one) => isOpen(one) && !isUnseen(one)).map((one) => entryOf(one)) },
    fixedBy: (all) => {
      const before = findings.filter((one) => isOpen(one) && one.undecided !== true && canBeKnown(one));
      return missingIn(
        all,
        before.map((one) => entryOf(one)),
      );
    },
    place: (all) => ranked(placeFindings(all, lines, { base: scan, head: head.scan })),
  };
}

/** What turns out to be missing while it is scanned is fetched, and the base is scanned anew. */
async function scanBase(content: BaseContent, head: HeadRun): Promise<{ tree: SourceTree; scan: ScanResult }> {
  const { settings, cancellation } = head;
  const commit = openCommit(content, head.tree, settings.scan);
  const tree = head.below(commit);
  await cancellation.race(content.fetchFirst(commit.isSource), "its base was read");
  let scan = await scanRepository(tree, settings.scan, cancellation);
  for (let round = 0; commit.missing.size > 0 && round < MOST_ROUNDS; round++) {
    await cancellation.race(content.fetch([...commit.missing]), "its base was read");
    commit.missing.clear();
    scan = await scanRepository(tree, settings.scan, cancellation);
  }
  return { tree, scan };
}
