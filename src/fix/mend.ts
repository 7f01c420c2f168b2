/** From the findings of a run to the edited files. */
import { realOf } from "../files/inside.ts";
import type { Report, ScanOptions, ScanResult } from "../model.ts";
import { below, openRepository, scanRepository } from "../scan/index.ts";
import { Cancelled, type Cancellation } from "../cancellation.ts";
import { choose, type Choice, type Left } from "./choose.ts";
import { prove, type Proven } from "./prove.ts";

/** What a run found, and how it scanned. */
export interface Run {
  /** Absolute path of the directory. */
  readonly root: string;
  /** Only what is below these folders of it was scanned, each by itself. Default: all of it, in one go. */
  readonly folders?: readonly string[];
  readonly report: Pick<Report, "scan" | "findings" | "inspections">;
  readonly scanOptions: ScanOptions;
  readonly cancellation?: Cancellation | undefined;
}

export interface Mended extends Proven {
  /** Findings without a fix that was chosen. */
  readonly left: readonly Left[];
}

const SAFE: Choice = { unsafe: false, rules: new Set(), isMeant: undefined };

/** Nothing is written: what is chosen is made in memory, and scanned. */
export async function mend(
  { root, folders = [""], report, scanOptions, cancellation }: Run,
  choice = SAFE,
): Promise<Mended> {
  const unanswered = report.inspections.filter(({ failure }) => failure !== undefined);
  const { offers, left } = choose(report.findings, choice, new Set(unanswered.map(({ request }) => request.image)));
  const proven = await prove(offers, {
    root: realOf(root),
    before: report.scan,
    open: () => openRepository(root, scanOptions),
    scan: async (tree) => {
      const scans: ScanResult[] = [];
      for (const folder of folders) scans.push(await scanRepository(below(tree, folder), scanOptions, cancellation));
      if (scans.some(({ isCut }) => isCut === true))
        throw new Cancelled(`The run was cancelled (${cancellation?.reason}) before the fixes were proven.`);
      const [only, ...others] = scans;
      return only !== undefined && others.length === 0 ? only : (await import("../together.ts")).scansTogether(scans);
    },
  });
  return { ...proven, left };
}
