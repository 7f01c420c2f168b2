/** What becomes of waivers; the judge says it. */
import { optional, withDefault } from "../shapes/fields.ts";
import { choice, list } from "../shapes/shape.ts";
import { days } from "../shapes/values.ts";
import { builtInRule } from "./rule.ts";

export const waivers = builtInRule({
  builtIn: true,
  id: "waivers",
  summary: "Waivers are in use, have an end and have not run out",
  severity: "notice",
  options: {
    "warn-before": withDefault(days, 14, "how long before its end a waiver is announced"),
    longest: optional(days, "how far in the future a waiver may end; one without an end is then too long"),
    require: withDefault(
      list(choice(["owner", "ticket", "expires"]), "a list of `owner`, `ticket` and `expires`"),
      [],
      "what each waiver must say beside its reason",
    ),
  },
  text: {
    why: `A waiver is a debt with a date. It stops working at the end of its last day (UTC), and this rule says so; it also
names waivers that are about to end, that no finding needs any more, and, with \`longest\`, those that were given for too
long. A waiver that is too long does not work, nor one that lacks what \`require\` asks for.`,
    policy: `rules:
  waivers: { severity: warning, warn-before: 30d, longest: 180d, require: [owner] }
`,
    bad: ["a waiver with `expires: 2026-01-01`, on 2026-01-02"],
    good: ["a waiver with `expires: 2026-01-01`, on 2026-01-01"],
    notes:
      "Unused waivers are told only of the policy's own file, not of the files that it extends: those serve several repositories.",
  },
});
