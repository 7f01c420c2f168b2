/** What becomes of the findings of a baseline; the judge says it. */
import { optional, withDefault } from "../shapes/fields.ts";
import { choice, list } from "../shapes/shape.ts";
import { days } from "../shapes/values.ts";
import { builtInRule } from "./rule.ts";

export const baseline = builtInRule({
  builtIn: true,
  id: "baseline",
  summary: "Known findings are still there and have not run out",
  severity: "notice",
  options: {
    "warn-before": withDefault(days, 14, "how long before its end a known finding is announced"),
    longest: optional(days, "for how long after its first day (`since`) a finding may be known"),
    require: withDefault(
      list(choice(["owner", "reason", "ticket", "expires"]), "a list of `owner`, `reason`, `ticket` and `expires`"),
      [],
      "what each known finding must say; one that does not counts",
    ),
  },
  text: {
    why: `A baseline lets a repository begin today with what it has: its findings are shown as known and do not count. This rule
keeps it a list that gets shorter: it says which known findings are no longer found, so that they can be taken out, which are about to
run out, and which have. One that has run out counts again; with \`longest\`, all do after that time.`,
    policy: `baseline: .github/wave-inspect-baseline.json
rules:
  baseline: { severity: warning, warn-before: 30d, longest: 1y, require: [owner] }
`,
    bad: ["a known finding that nobody finds any more", "one with `expires: 2026-01-01`, on 2026-01-02"],
    good: ["one that is still found, with `expires: 2026-01-01`, on 2026-01-01"],
    notes: `What is about several known findings is one finding, at the first of them. That one is no longer found is told only where
every image was answered, or where the rule goes by names alone. \`wave-inspect baseline\` takes such findings out. A finding
that is graver than it was when it was written down counts. A finding of a [final](../policy.md) rule is known only where this
rule is final in the same policy.`,
  },
});
