/** What changed in the image of one platform. */
import { runsWhatItIsGiven } from "../image/entry-command.ts";
import { familyOf } from "../image/format.ts";
import { isRoot, spellingsOf } from "../image/user.ts";
import type { LockedPlatform } from "../model.ts";
import { type Cause, cause } from "./change.ts";
import { Differences } from "./fields.ts";
import { sizeCauses } from "./size.ts";

/** Where an image sets no PATH (moby, oci/defaults.go: DefaultPathEnv). */
const USUAL_PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

/**
 * What is another in the image of one platform; a configuration that was read on one side only tells nothing.
 *
 * @param times From how much growth on its size is told: 2 is twice, and half.
 */
export function platformCauses(
  name: string,
  before: LockedPlatform,
  after: LockedPlatform,
  times: number,
): readonly Cause[] {
  const isRead = before.config !== undefined && after.config !== undefined;
  const differing = new Differences(["platforms", name], before, after, isRead);
  const own = [
    ...(isRead ? configurationCauses(before, after, differing) : []),
    ...formatCauses(before, after, differing),
  ];
  const told = [
    ...own,
    ...contentCauses(before, after, differing),
    ...sizeCauses(pullSize(before), pullSize(after), times),
  ];
  return told.map((one) => ({ ...one, platform: name }));
}

function configurationCauses(before: LockedPlatform, after: LockedPlatform, differing: Differences): readonly Cause[] {
  const told: Cause[] = [];
  const [start, starts] = [startOf(before), startOf(after)];
  if (JSON.stringify(start) !== JSON.stringify(starts)) {
    const hurts = runsWhatItIsGiven(start) && !runsWhatItIsGiven(starts);
    const name = hurts ? "entrypoint-added" : "entrypoint-changed";
    told.push(cause(name, differing.take("entrypoint"), start.join(" "), starts.join(" ")));
  }
  if (differing.has("user") && spellingsOf(before.user ?? "")[0] !== spellingsOf(after.user ?? "")[0]) {
    const hurts = isRoot(before.user) && !isRoot(after.user);
    told.push(cause(hurts ? "user-not-root" : "user-changed", differing.take("user"), before.user, after.user));
  }
  const [then, now] = [before.path ?? USUAL_PATH, after.path ?? USUAL_PATH];
  if (then !== now)
    told.push(
      cause(`${now}:`.startsWith(`${then}:`) ? "path-extended" : "path-changed", differing.take("path"), then, now),
    );
  if ((before.workdir ?? "/") !== (after.workdir ?? "/"))
    told.push(cause("workdir-changed", differing.take("workdir"), before.workdir, after.workdir));
  if (differing.has("cmd"))
    told.push(cause("command-changed", differing.take("cmd"), before.cmd?.join(" "), after.cmd?.join(" ")));
  return told;
}

/** The entry point; one empty word is none (moby, daemon/create.go). */
function startOf({ entrypoint = [] }: LockedPlatform): readonly string[] {
  return entrypoint.length === 1 && entrypoint[0] === "" ? [] : entrypoint;
}

function formatCauses(before: LockedPlatform, after: LockedPlatform, differing: Differences): readonly Cause[] {
  const [then, now] = [familyOf(before.mediaType ?? ""), familyOf(after.mediaType ?? "")];
  if (then === undefined || now === undefined || then === now) return [];
  return [cause("format-changed", differing.take("mediaType"), then, now)];
}

/** What explains all that is left of the difference: whether the content is the same, and if not on which base it stands. */
function contentCauses(before: LockedPlatform, after: LockedPlatform, differing: Differences): readonly Cause[] {
  const isMoved = differing.has("digest");
  const rest = differing.rest();
  if (rest.length === 0) return [];
  if (!isMoved && before.digest !== undefined && after.digest !== undefined) return [cause("contradiction", rest)];
  if (before.config === undefined || after.config === undefined) return [cause("replaced", rest)];
  if (before.config === after.config) return [cause("repacked", rest)];
  if (before.layers === undefined || after.layers === undefined) return [cause("replaced", rest)];
  const shared = sharedLayers(before, after);
  const { length } = after.layers;
  if (shared === length && length === before.layers.length) return [cause("reconfigured", rest)];
  return [shared === 0 ? cause("new-base", rest) : cause("rebuilt", rest, undefined, `${shared} of ${length} layers`)];
}

/** How many layers from the lowest on are the same. */
function sharedLayers({ layers: then = [] }: LockedPlatform, { layers: now = [] }: LockedPlatform): number {
  const at = now.findIndex(({ digest }, depth) => digest !== then[depth]?.digest);
  return at === -1 ? now.length : at;
}

/** Bytes to pull; undefined where one of the layers does not tell its own. */
function pullSize({ layers }: LockedPlatform): number | undefined {
  return layers?.reduce<number | undefined>(
    (sum, { size }) => (sum === undefined || size === undefined ? undefined : sum + size),
    0,
  );
}
