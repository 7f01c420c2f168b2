import type { Waived } from "../../../model.ts";
import type { Policy, Waiver } from "../../policy.ts";
import { scopeMatcher, type ScopeSubject } from "../scope.ts";

const DAY = 86_400_000;

/** Days as the `waivers` rule has them. */
export interface WaiverLimits {
  readonly longest?: number | undefined;
}

export type WaiverState = "active" | "expired" | "too-long";

/**
 * Whether a waiver works. The only place that knows: a waiver works to the end of its last day (UTC), and not at all
 * where it lasts longer than the policy lets it.
 */
export function waiverState(waiver: Waiver, now: Date, limits: WaiverLimits): WaiverState {
  const left = daysLeft(waiver, now);
  if (left !== undefined && left < 0) return "expired";
  if (limits.longest !== undefined && (left === undefined || left > limits.longest)) return "too-long";
  return "active";
}

/** Days until the waiver stops working, fractions included: 0 at the last moment; undefined: never. */
export function daysLeft(waiver: Waiver, now: Date): number | undefined {
  if (waiver.expires === undefined) return undefined;
  // The first millisecond of the next day is too late.
  return (Date.parse(`${waiver.expires}T00:00:00Z`) + DAY - 1 - now.getTime()) / DAY;
}

/** A waiver with what has become of it in this run. */
export interface WaiverUse {
  readonly waiver: Waiver;
  readonly state: WaiverState;
  /** Findings that it takes, or would take if it still worked. */
  used: number;
}

export interface Waivers {
  readonly uses: readonly WaiverUse[];
  /** The first waiver that fits and works; counts every one that fits. */
  waive(rule: string, subject: ScopeSubject): { readonly waived?: Waived; readonly lapsed?: WaiverUse };
}

export function prepareWaivers(policy: Policy, now: Date, limits: WaiverLimits): Waivers {
  const prepared = policy.waivers.map((waiver) => ({
    use: { waiver, state: waiverState(waiver, now, limits), used: 0 } satisfies WaiverUse as WaiverUse,
    fits: scopeMatcher(waiver.scope),
  }));
  return {
    uses: prepared.map(({ use }) => use),
    waive(rule, subject) {
      const fitting = prepared
        .filter(({ use, fits }) => use.waiver.rules.includes(rule) && fits(subject))
        .map(({ use }) => use);
      for (const use of fitting) use.used += 1;
      const active = fitting.find((use) => use.state === "active");
      const [lapsed] = fitting;
      if (active !== undefined) return { waived: waivedBy(active.waiver) };
      return lapsed === undefined ? {} : { lapsed };
    },
  };
}

function waivedBy({ reason, owner, expires }: Waiver): Waived {
  return { by: "policy", reason, ...(owner !== undefined && { owner }), ...(expires !== undefined && { expires }) };
}
