/** Whether what an override or a waiver is about is here at all. */
import type { ScanResult } from "../../../model.ts";
import { normalPlatform } from "../../../image/platform.ts";
import { judgedName, placeOf } from "../../../pull.ts";
import { matchesAny } from "../../../text/globs.ts";
import type { Scope } from "../../policy.ts";
import { few } from "../../../text/units.ts";
import { criteriaOf, type PullSubject } from "../scope.ts";

/** What of a scope fits nothing of a run, in words. */
export interface Gap {
  readonly why: string;
  /** So that the whole of it is about nothing. */
  readonly isWhole: boolean;
}

/** Tells of a scope what it names that is not here; undefined where all is, or where nobody looked. */
export type GapFinder = (scope: Scope) => Gap | undefined;

/** `within`: the folder that was scanned; empty: all. */
export function gapFinder(
  scan: ScanResult,
  { within, platform }: { readonly within: string; readonly platform: string | null },
): GapFinder {
  let subjects: readonly PullSubject[] | undefined;
  let names: ReadonlySet<string> | undefined;
  return (scope) => {
    const { files } = scope;
    const isKnown = within === "" || files?.every((glob) => glob.startsWith(`${within}/`)) === true;
    if (!isKnown) return undefined;
    names ??= new Set([...scan.files, ...scan.references].map(({ file }) => file));
    subjects ??= distinct(scan, platform);
    return gapOf(scope, [...names], subjects);
  };
}

function gapOf(scope: Scope, names: readonly string[], subjects: readonly PullSubject[]): Gap | undefined {
  const { files = [] } = scope;
  const gaps = [
    {
      lacking: "no file that was read is named",
      all: files.length,
      texts: files.filter((glob) => !names.some(matchesAny([glob]))),
    },
    ...criteriaOf(scope).flatMap(({ lacking, entries }) => {
      if (lacking === undefined) return [];
      const texts = entries.filter(({ fits }) => !subjects.some(fits)).map(({ text }) => text);
      return [{ lacking, all: entries.length, texts }];
    }),
  ].filter(({ texts }) => texts.length > 0);
  const whole = gaps.find(({ all, texts }) => texts.length === all);
  const [gap] = whole === undefined ? gaps : [whole];
  return gap && { why: `${gap.lacking} ${few(gap.texts)}`, isWhole: whole !== undefined };
}

/** Pulls that differ in nothing that a scope looks at, once. */
function distinct({ pulls }: ScanResult, run: string | null): readonly PullSubject[] {
  const known = new Map<string, PullSubject>();
  for (const pull of pulls) {
    const image = judgedName(pull);
    const platform = pull.platform === null ? run : normalPlatform(pull.platform);
    const { source, engine, process, labels, scenario, called } = pull;
    const key = [image, platform, source, engine, process, labels, scenario?.profiles, called, placeOf(pull).file];
    known.set(key.join("\n"), { pull, image, platform });
  }
  return [...known.values()];
}
