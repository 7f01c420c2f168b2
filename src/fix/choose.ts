/** Which fixes are meant: of the findings that somebody chose the safe ones, or all. */
import { fixOf, isOpen } from "../finding.ts";
import type { Finding, Fix } from "../model.ts";
import type { Offer } from "./offers.ts";

export interface Choice {
  /** Fixes that a person should look at, too. */
  readonly unsafe: boolean;
  /** Rules by their names; empty: all. */
  readonly rules: ReadonlySet<string>;
  /** Whether an image is meant; undefined: all, and findings about none. */
  readonly isMeant: ((image: string) => boolean) | undefined;
}

/** A finding that nothing mends, and why: a sentence. */
export interface Left {
  readonly finding: Finding;
  readonly why: string;
  /** `unsafe`: there is a fix, which was not chosen; `undecided`: nobody said what a fix would have to know. */
  readonly kind: "none" | "unsafe" | "undecided";
}

export interface Chosen {
  /** Safe ones first, each once, with all findings that it mends. */
  readonly offers: readonly Offer[];
  readonly left: readonly Left[];
}

/**
 * Of a finding the first fix that may be made: a safe one where it has one. What is waived or known is left alone.
 *
 * @param unanswered Images of which nobody said what they are.
 */
export function choose(
  findings: readonly Finding[],
  { unsafe, rules, isMeant }: Choice,
  unanswered: ReadonlySet<string>,
): Chosen {
  const chosen = findings.filter(
    (finding) =>
      isOpen(finding) &&
      (rules.size === 0 || rules.has(finding.rule)) &&
      (isMeant === undefined || concerns(finding, isMeant)),
  );
  const offers = new Map<string, { readonly fix: Fix; readonly findings: [Finding, ...Finding[]] }>();
  const left: Left[] = [];
  for (const finding of chosen) {
    const fix = fixOf(finding);
    if (fix === undefined || !(fix.safe || unsafe)) {
      left.push({ finding, ...whyLeft(finding, unanswered) });
      continue;
    }
    const key = JSON.stringify(fix.edits);
    const known = offers.get(key);
    if (known === undefined) offers.set(key, { fix, findings: [finding] });
    else known.findings.push(finding);
  }
  const all = [...offers.values()];
  return { offers: [...all.filter(({ fix }) => fix.safe), ...all.filter(({ fix }) => !fix.safe)], left };
}

function concerns({ image, pulls }: Finding, isMeant: (image: string) => boolean): boolean {
  const names = image === null ? pulls.flatMap((pull) => pull.canonical ?? pull.image ?? []) : [image];
  return names.some(isMeant);
}

function whyLeft(
  { fixes: [fix] = [], undecided, noFix, help, image }: Finding,
  unanswered: ReadonlySet<string>,
): Omit<Left, "finding"> {
  if (fix !== undefined) return { kind: "unsafe", why: `${fix.title} Somebody should look at it first: --unsafe.` };
  const isOpen = undecided === true || (noFix !== undefined && image !== null && unanswered.has(image));
  return { kind: isOpen ? "undecided" : "none", why: noFix ?? help ?? "It takes a person to decide." };
}
