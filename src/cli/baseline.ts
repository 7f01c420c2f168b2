/** `wave-inspect baseline`: writes down what is found today, so that only what comes new counts. */
import { mkdirSync } from "node:fs";
import { dirname, isAbsolute, join, resolve } from "node:path";
import { nextBaseline, type BaselineUpdate, type Terms } from "../baseline/write.ts";
import { ConfigurationError } from "../errors.ts";
import type { Outcome } from "../exit-code.ts";
import { isThere, type Place, placeInside, realOf } from "../files/inside.ts";
import { isAbsent, isUnread, type Unread } from "../files/read.ts";
import { writeWhole } from "../files/write.ts";
import type { Baseline, KnownFinding } from "../model.ts";
import { readTypedBaseline } from "../policy-source/baseline.ts";
import type { Policy } from "../policy/policy.ts";
import { dateFault } from "../policy/shapes/values.ts";
import { logLine } from "../text/plain.ts";
import { counted, few } from "../text/units.ts";
import type { World } from "../world.ts";
import { readArguments } from "./arguments.ts";
import { given } from "./flags.ts";
import { runWhole } from "./whole-run.ts";

/** Where a baseline lies when neither the policy nor anybody else says so, from the root of the repository on. */
export const USUAL_BASELINE = ".github/wave-inspect-baseline.json";

/** `wave-inspect baseline [DIR]`: adds what is new, keeps what is known, takes out what is no longer found. */
export async function baseline(args: readonly string[], world: World): Promise<Outcome> {
  const typed = readArguments(args, "baseline");
  const { values } = typed;
  const terms: Terms = {
    since: world.now().toISOString().slice(0, 10),
    expires: given(values.expires, readDay),
    owner: values.owner,
    reason: values.reason,
    ticket: values.ticket,
    renew: values.renew,
  };
  let previous: Baseline | undefined;
  const place = (root: string, policy: Policy): string => placeOf(root, policy, values.baseline);
  const { root, policy, report } = await runWhole(typed, world, {
    baseline: async (from, by) => (previous = await readPrevious(place(from, by))),
  });
  const file = place(root, policy);
  const update = nextBaseline(report, previous, terms);
  mkdirSync(dirname(file), { recursive: true });
  writeWhole(file, update.text);
  const shown = values.baseline ?? policy.baseline?.file ?? USUAL_BASELINE;
  for (const line of said(shown, update, policy.baseline === undefined && values.baseline === undefined))
    world.out(`${logLine(line)}\n`);
  return report.cancelled === undefined && update.left.length === 0 ? "pass" : "undecided";
}

function readDay(text: string): string {
  const fault = dateFault(text);
  if (fault !== undefined) throw new ConfigurationError(`--expires: ${fault}.`);
  return text;
}

/** The absolute path; what the policy names lies in the repository. */
function placeOf(root: string, policy: Policy, typed: string | undefined): string {
  if (typed !== undefined) return resolve(typed);
  const named = policy.baseline?.file ?? USUAL_BASELINE;
  const found = isAbsolute(named) ? undefined : placeFor(realOf(root), named);
  if (found === undefined || isUnread(found))
    throw new ConfigurationError(
      `baseline: ${named} ${found?.words ?? "is no path in the repository"}; name another file.`,
    );
  return join(root, named);
}

/** Of what is not there yet, the folder around it that is. */
function placeFor(root: string, path: string): Place | Unread {
  const found = placeInside(root, path);
  const isNew = isAbsent(found) && path !== ".";
  return isNew ? placeFor(root, dirname(path)) : found;
}

async function readPrevious(file: string): Promise<Baseline | undefined> {
  return isThere(file) ? readTypedBaseline(file) : undefined;
}

/** What became of it, a line each. */
function said(file: string, update: BaselineUpdate, isUnnamed: boolean): string[] {
  const { findings, added, removed, lapsed, left } = update;
  const kept = findings.length - added.length;
  const counts = [`${added.length} new`, `${kept} kept`, `${removed.length} taken out`].join(", ");
  return [
    `${file}: ${counted(findings.length, "known finding")} (${counts}).`,
    ...(added.length > 0 ? [`New: ${byRule(added)}.`] : []),
    ...(removed.length > 0 ? [`Taken out: ${byRule(removed)}.`] : []),
    ...(lapsed.length > 0
      ? [
          `${counted(lapsed.length, "finding is", "findings are")} in it and counted all the same: ended, graver than then, or about more images (${byRule(lapsed)}). --renew agrees to them anew.`,
        ]
      : []),
    ...(left.length > 0
      ? [
          `${counted(left.length, "finding is", "findings are")} not in it, which may be gone tomorrow (a registry did not answer): ${few(
            left.map(({ message }) => message),
            3,
          )}. Run again.`,
        ]
      : []),
    ...(isUnnamed && findings.length > 0 ? [`Name it in the policy, so that it is gone by: "baseline: ${file}".`] : []),
  ];
}

function byRule(findings: readonly Pick<KnownFinding, "rule">[]): string {
  return [...Map.groupBy(findings, ({ rule }) => rule)].map(([rule, { length }]) => `${rule} ${length}`).join(", ");
}
