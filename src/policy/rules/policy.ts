/** What of a policy cannot come to pass; the judge says it. */
import { builtInRule } from "./rule.ts";

export const policyRule = builtInRule({
  builtIn: true,
  id: "policy",
  summary: "What the policy says is about something that there is",
  severity: "notice",
  options: {},
  text: {
    why: `A pattern with a capital letter in a repository matches no image, \`quay.io/acme\` is one image and not all of that
namespace, and an override for a module that was renamed holds for nothing: each looks like a rule and is none.`,
    policy: `rules:
  policy: warning
`,
    bad: [
      '`allow: ["quay.io/BioContainers/*"]`',
      "`allow: [quay.io/biocontainers]`",
      'an override with `files: ["modules/renamed/**"]`',
      "an override or a waiver with `images: [ghcr.io]` where nothing is pulled from there",
    ],
    good: ['`allow: ["quay.io/biocontainers/*"]`'],
    notes: `Only the policy's own file is looked at, not the files that it extends: those serve several repositories. A pattern that
matches an image of the run is not doubted. Of overrides and waivers each entry is told that fits nothing of this run; lists of
rules (\`allow\`, \`deny\`) say what may come, and may well be longer than what is here. \`policy validate\` prints doubtful patterns, too.`,
  },
});
