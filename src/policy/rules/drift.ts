/** What of an image is another by now than the lock of the repository has, from which cause, and how much that matters. */
import type { DriftChange, DriftGrade, ImageDrift } from "../../model.ts";
import { few } from "../../text/units.ts";
import { withDefault } from "../shapes/fields.ts";
import { level, percentage, severities } from "../shapes/values.ts";
import { imageRule, type Message } from "./rule.ts";
import { requestName } from "./subject.ts";

export const drift = imageRule({
  id: "drift",
  summary: "What images became since `containers.lock` breaks no run, and is told by its cause",
  severity: "error",
  asks({ recorded, name }) {
    const { digest } = recorded?.entry?.content ?? {};
    if (recorded?.entry === undefined) return [];
    const moves = digest !== undefined && name?.digest === undefined;
    return [{ platform: null, need: "existence", ...(moves && { expects: digest }) }];
  },
  options: {
    breaking: withDefault(level, "error", "what a change counts as that breaks a run of Nextflow"),
    visible: withDefault(level, "warning", "one by which results or behaviour may be others"),
    harmless: withDefault(level, "notice", "one that a run does not notice"),
    "size-change": withDefault(
      percentage,
      100,
      "from how much growth on the size counts, and from the shrinking that takes that back: 100% is twice, and half",
    ),
  },
  text: {
    why: `That a tag moved says little: most rebuilds change nothing that a run notices, and one of them adds an ENTRYPOINT and
stops every task. This rule says what is another behind the name than [\`containers.lock\`](../lock.md) has, from which
[cause](../drift.md#causes), and counts it by what it does to a run of Nextflow.`,
    policy: `lock: warn # that a tag moved at all
rules:
  drift: error # what that means: { breaking: error, visible: warning, harmless: notice }
`,
    bad: [
      "quay.io/acme/tool:1.0, which got an ENTRYPOINT (`breaking`)",
      "quay.io/acme/tool:1.0, which is on offer for linux/arm64 no more (`breaking`)",
      "quay.io/acme/tool:1.0, which is rebuilt on another base (`visible`)",
    ],
    good: ["quay.io/acme/tool:1.0, which is what `containers.lock` has"],
    notes: `It needs a lock that is held (see [lock.md](../lock.md#when-it-is-held)) and says nothing without one; \`locked\` tells what
the lock does not have. One HEAD an image tells whether it moved; only of one that did the rest is asked: what is in it, and
whether what the lock has can still be pulled by its digest. An image has one finding, that of its worst change, with every other
in its evidence. The severity of the rule is the most that any grade counts as, so \`drift: warning\` stops nothing.`,
  },
  check(subject, options): readonly Message[] {
    const { image, recorded } = subject;
    const name = requestName(subject);
    if (recorded?.entry === undefined || name === undefined) return [];
    const found = recorded.drift?.(name, recorded.entry, 1 + options["size-change"] / 100);
    const changes = (found?.changes ?? []).filter(({ grade }) => options[grade] !== "off");
    // A policy may let a lesser grade count for more.
    const severity = severities.find((one) => changes.some(({ grade }) => options[grade] === one));
    const worst = changes.find(({ grade }) => options[grade] === severity);
    if (found === undefined || severity === undefined || worst === undefined) return [];
    const more = changes.length > 1 ? ` (and ${changes.length - 1} more)` : "";
    const since = recorded.entry.firstSeen.slice(0, 10);
    return [
      {
        message: `${image} drifted since ${recorded.file} of ${since}: ${inWords(worst)}${more}`,
        help: HELP[worst.grade],
        evidence: evidenceOf(found, changes),
        severity,
      },
    ];
  },
});

const HELP: Readonly<Record<DriftGrade, string>> = {
  breaking:
    "Pull what the lock has by its digest, or another version; where the new one is meant and works, run wave-inspect lock --update.",
  visible: "Look at what changed; where it is meant, run wave-inspect lock --update and commit the lock.",
  harmless: "Run wave-inspect lock --update and commit the lock.",
};

function inWords({ message, platforms }: DriftChange): string {
  return platforms === undefined ? message : `${message} (${platforms.join(", ")})`;
}

/** Every change by its cause; of one cause on several platforms all. */
function evidenceOf(
  { grade, processes }: ImageDrift,
  changes: readonly DriftChange[],
): Readonly<Record<string, string>> {
  const byCause = Map.groupBy(changes, ({ cause }) => cause);
  return {
    grade,
    ...Object.fromEntries([...byCause].map(([cause, those]) => [cause, those.map(inWords).join("; ")])),
    ...(processes.length > 0 && { processes: few(processes, 20) }),
  };
}
