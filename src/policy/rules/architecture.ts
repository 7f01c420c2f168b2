import { setting } from "../shapes/shape.ts";
import { platforms } from "../shapes/values.ts";
import { imageRule, type Message } from "./rule.ts";

export const architecture = imageRule({
  id: "architecture",
  summary: "The image is offered for every platform that the policy, the process or the run asks for",
  severity: "error",
  needs: "platforms",
  options: {
    require: setting(platforms, [], "platforms that every image must offer"),
  },
  text: {
    why: `A pipeline that moves to Graviton or to a laptop with an ARM processor stops at the first image without
arm64, or runs it slowly under emulation without a word. The registry's index says which platforms there are; a single
manifest says its own. A platform that a process (\`arch\`), a build (\`--platform\`) or the run (\`platform\`) asks for
counts in addition to the list.`,
    policy: `rules:
  architecture:
    require: [linux/amd64, linux/arm64]
`,
    bad: ["quay.io/acme/amd64-only:1.0"],
    good: ["quay.io/acme/multi-arch:1.0"],
    notes: `Attestations are no platform. \`linux/arm64\` and \`linux/arm64/v8\` are the same, as are \`linux/amd64\` and
\`linux/amd64/v1\`. The index is taken at its word: that the binaries inside are of that architecture is not checked.`,
  },
  idle: ({ asked }, options) => asked === null && options.require.length === 0,
  check({ image, asked, facts }, options): readonly Message[] {
    const wanted = [...new Set([...options.require, ...(asked === null ? [] : [asked])])];
    const offered = facts.platforms;
    if (offered === undefined) {
      if (facts.missing === undefined) return [];
      return [
        { message: `${image} is not offered for ${facts.missing}`, help: HELP, evidence: { missing: facts.missing } },
      ];
    }
    const missing = wanted.filter((platform) => !offered.includes(platform));
    if (missing.length === 0) return [];
    const offers = offered.length === 0 ? "no platform at all" : `${offered.join(", ")} only`;
    return [
      {
        message: `${image} is not offered for ${missing.join(", ")}: it has ${offers}`,
        help: HELP,
        evidence: { missing: missing.join(", "), offered: offered.join(", ") || "none" },
      },
    ];
  },
});

const HELP = "Choose a build for all of these platforms, or set an image per platform.";
