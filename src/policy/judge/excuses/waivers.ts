/** Which waivers excuse what, which of them still work, and which were of use. */
import type { Waived } from "../../../model.ts";
import type { Policy, Waiver } from "../../policy.ts";
import { scopeMatcher, type ScopeSubject } from "../scope.ts";

const DAY = 86_400_000;

/** Terms as the `waivers` rule has them. */
export interface WaiverTerms {
  /** In days. */
  readonly longest?: number | undefined;
  readonly require?: readonly ("owner" | "ticket" | "expires")[];
}

export type WaiverState = "works" | "expired" | "too-long" | "incomplete";

/** What a waiver lacks of what the policy asks for. */
export function lackedBy(waiver: Waiver, { require = [] }: WaiverTerms): readonly string[] {
  return require.filter((key) => waiver[key] === undefined);
}

/**
 * Whether a waiver works. The only place that knows: a waiver works to the end of its last day (UTC), and not at all
 * where it lasts longer than the policy lets it, or does not say what the policy asks for.
 */
export function waiverState(waiver: Waiver, now: Date, terms: WaiverTerms): WaiverState {
  const left = daysLeft(waiver, now);
  if (left !== undefined && left < 0) return "expired";
  if (lackedBy(waiver, terms).length > 0) return "incomplete";
  if (terms.longest !== undefined && (left === undefined || left > terms.longest)) return "too-long";
  return "works";
}

/** Days until what has such a last day stops working, fractions included: 0 at the last moment; undefined: never. */
export function daysLeft({ expires }: Pick<Waiver, "expires">, now: Date): number | undefined {
  if (expires === undefined) return undefined;
  // The first millisecond of the next day is too late.
  return (Date.parse(`${expires}T00:00:00Z`) + DAY - 1 - now.getTime()) / DAY;
}

/**
 * The last day (ISO) of something that was written down on one day and may last so many days; undefined: it has no end.
 */
export function endsOn(
  { since, expires }: { readonly since?: string; readonly expires?: string },
  longest: number | undefined,
): string | undefined {
  const latest =
    longest === undefined || since === undefined
      ? undefined
      : new Date(Date.parse(`${since}T00:00:00Z`) + longest * DAY).toISOString().slice(0, 10);
  return [expires, latest].flatMap((day) => day ?? []).sort()[0];
}

/** A waiver with what has become of it in this run. */
export interface TrackedWaiver {
  readonly waiver: Waiver;
  readonly state: WaiverState;
  /** Findings that it takes, or would take if it still worked. */
  used: number;
}

export interface WaiverBook {
  readonly all: readonly TrackedWaiver[];
  /** The first waiver that fits and works; counts every one that fits. */
  excuse(rule: string, subject: ScopeSubject): { readonly waived?: Waived; readonly lapsed?: TrackedWaiver };
}

export function trackWaivers(policy: Policy, now: Date, terms: WaiverTerms): WaiverBook {
  const prepared = policy.waivers.map((waiver) => ({
    tracked: { waiver, state: waiverState(waiver, now, terms), used: 0 } satisfies TrackedWaiver as TrackedWaiver,
    fits: scopeMatcher(waiver.scope),
  }));
  return {
    all: prepared.map(({ tracked }) => tracked),
    excuse(rule, subject) {
      const fitting = prepared
        .filter(({ tracked, fits }) => tracked.waiver.rules.includes(rule) && fits(subject))
        .map(({ tracked }) => tracked);
      for (const tracked of fitting) tracked.used += 1;
      const working = fitting.find((tracked) => tracked.state === "works");
      const [lapsed] = fitting;
      if (working !== undefined) return { waived: waivedBy(working.waiver) };
      return lapsed === undefined ? {} : { lapsed };
    },
  };
}

function waivedBy({ reason, owner, ticket, expires, location }: Waiver): Waived {
  return {
    by: "policy",
    reason,
    ...(owner !== undefined && { owner }),
    ...(ticket !== undefined && { ticket }),
    ...(expires !== undefined && { expires }),
    location,
  };
}
