/** What is said of a pull request that changes what it is judged by; the judge says it. */
import { builtInRule } from "./rule.ts";

export const policyChange = builtInRule({
  builtIn: true,
  id: "policy-change",
  summary: "A pull request leaves the policy as it is, or says what it loosens",
  severity: "warning",
  options: {},
  text: {
    why: `A pull request is judged by the policy of its base, so what it does to the policy shows nowhere until it is merged. This rule
says it in words before: rules that are off or weaker, patterns that take more, waivers, overrides and inline ignores that are new. What
tightens is a notice, whatever the severity of the rule.`,
    policy: `rules:
  policy-change: error
`,
    bad: [
      "a pull request that turns `pin: error` into `pin: off`, or takes the rule out",
      "one that adds `docker.io/*` to `rules.registry.allow`, or a waiver",
      "one that removes the policy, or leaves one that cannot be read",
    ],
    good: ["`rules.age.at-most: 6mo` where it was `1y` (a notice)"],
    notes: `On \`pull_request\`, \`pull_request_target\` and \`merge_group\`, where the policy is read from the base (\`policy-from: base\`). The
checked-out policy with all that it extends is held against that of the base, one finding a setting, at its line, or at
the policy file where the line is gone. The evidence \`change\` is \`looser\`, \`tighter\` or \`other\`: of that nobody can tell
which it is, such as other parameters of a run. What is tighter is the table of [final settings](../policy.md). An override
is looser where it may be: it is held against the policy and against every other override that names its rule. A waiver
that takes the place of one which took out more is tighter; another reason, owner or ticket of a waiver is told, and so is a policy of another repository (\`owner/repo:path@ref\`) that is extended in place of
one, whether or not it says the same today. The first policy of a repository is a notice. Neither waivers nor ignores
take a finding of this rule out; the policy of the base turns it off.`,
  },
});
