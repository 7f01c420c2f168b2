/** What becomes of inline ignores; the judge says it. */
import { withDefault } from "../shapes/fields.ts";
import { choice } from "../shapes/shape.ts";
import { builtInRule } from "./rule.ts";

export const ignores = builtInRule({
  builtIn: true,
  id: "ignores",
  summary: "Inline ignores are allowed, give a reason and are in use",
  severity: "warning",
  options: {
    inline: withDefault(
      choice(["allow", "refuse"]),
      "allow",
      "whether comments may ignore findings; refused ones do not work",
    ),
    added: withDefault(
      choice(["allow", "refuse"]),
      "allow",
      "whether comments that a pull request adds may ignore findings; refused ones do not work before it is merged",
    ),
  },
  text: {
    why: `A comment \`wave-inspect: ignore RULE -- reason\` on the line above an image, or on its line, takes that image out of a rule.
Without a reason nobody could tell later whether it still holds, so it takes no effect; one that ignores nothing would
hide the next mistake. Where a
change must not be able to excuse itself, \`inline: refuse\` leaves waivers in the policy as the only way; \`added: refuse\` keeps those that are there already.`,
    policy: `rules:
  ignores: { severity: error, inline: refuse }
`,
    bad: [
      "`// wave-inspect: ignore pin` (no reason)",
      "`# wave-inspect: ignore pin -- …` above an image that `pin` accepts",
    ],
    good: ["`// wave-inspect: ignore pin -- vendor publishes no digests, ticket 123`"],
    notes: `A comment is one that the pull request adds where the same file of its base has none of the same words above the same
code: moved lines are no difference, another image below it is one. The base is read out of git (\`fetch-depth: 2\`). Where
the checkout does not have it nobody can tell, and with \`added: refuse\` no comment works. What a pull request adds is told by
[\`policy-change\`](policy-change.md) either way.`,
  },
});
