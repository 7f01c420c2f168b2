/** Which pulls are judged, and each of them as the rules see it. */
import { pinOfName } from "../../image/pin.ts";
import { readPulledName, type WrittenName } from "../../image/written.ts";
import type { HeldLock, Location, Pull, ScanResult } from "../../model.ts";
import type { Policy } from "../policy.ts";
import { normalPlatform } from "../../image/platform.ts";
import { judgedName, meantName } from "../../pull.ts";
import { placeKey } from "../../reference.ts";
import type { AskingRule } from "./questions.ts";
import { drift } from "../rules/drift.ts";
import { locked } from "../rules/locked.ts";
import { requestName, type WantedImage } from "../rules/subject.ts";

/**
 * The pulls that are judged. What the build does not fetch and what no workflow calls are left out unless the policy
 * asks for them; a repository in which nothing at all is called is a collection of modules, and each of them counts.
 * Where nothing is called because the profile of the run is not there, that is told and mended first.
 */
export function judgedPulls(policy: Policy, scan: ScanResult): readonly Pull[] {
  const processes = scan.pulls.filter((pull) => pull.source === "nextflow");
  const isCollection =
    processes.every((pull) => pull.called === false) && !scan.problems.some(({ kind }) => kind === "missing-profile");
  const uncalled = policy.nextflow.judgeUncalled ?? isCollection;
  const unreachable = policy.dockerfile.judgeUnreachable ?? false;
  return scan.pulls.filter((pull) => (pull.called !== false || uncalled) && (pull.reachable !== false || unreachable));
}

/** The pulls that name a place, wherever among their own. */
export function pullsByPlace(pulls: readonly Pull[]): (place: Location) => readonly Pull[] {
  const byPlace = new Map<string, Pull[]>();
  for (const pull of pulls) {
    for (const key of new Set(pull.references.map(placeKey))) {
      const others = byPlace.get(key);
      if (others === undefined) byPlace.set(key, [pull]);
      else others.push(pull);
    }
  }
  return (place) => byPlace.get(placeKey(place)) ?? [];
}

/** A pull as the rules see it, before anything is asked of a registry. */
export function wantedImage(
  pull: Pull,
  run: { readonly platform: string | null; readonly now: Date; readonly lock?: HeldLock | undefined },
): WantedImage {
  const read = readPulledName(meantName(pull), pull.canonical);
  const image = imageOf(pull, read, run);
  const { file, lock } = run.lock ?? {};
  if (file === undefined || lock === undefined) return image;
  const entry = lock.images.get(requestName(image) ?? "");
  return { ...image, lock: { file, ...(entry !== undefined && { entry }) } };
}

function imageOf(
  pull: Pull,
  read: WrittenName,
  run: { readonly platform: string | null; readonly now: Date },
): WantedImage {
  return {
    pull,
    image: judgedName(pull),
    from: read.kind,
    isSif: read.kind === "registry" ? read.scheme === "oras" : read.kind !== "invalid",
    // Unlike in the canonical form, a tag that nobody wrote is absent.
    ...(read.kind === "registry" && { name: read.name }),
    pin: pinOfName(read),
    required: [],
    platform: pull.platform === null ? run.platform : normalPlatform(pull.platform),
    now: run.now,
  };
}

/** The same with what the rules that hold for it require, and with the lock only where one of them looks at that. */
export function requiredBy({ lock, ...image }: WantedImage, active: readonly AskingRule[]): WantedImage {
  // Where nobody holds the image against the lock, the lock makes nothing of its name.
  const isHeld = lock !== undefined && active.some(({ rule }) => rule.id === locked.id);
  const drifts = lock !== undefined && active.some(({ rule }) => rule.id === drift.id);
  return {
    ...image,
    ...(isHeld && { lock }),
    ...(drifts && { recorded: lock }),
    required: active.flatMap(({ rule, options }) => rule.requires?.(options) ?? []),
  };
}
