/** Whether a digest that is written is that of the image that runs, where Wave puts one of its own in its place. */
import { imageRule, type Message } from "./rule.ts";

export const freeze = imageRule({
  id: "freeze",
  summary: "What is pinned by digest is not replaced by an image that Wave makes of it",
  severity: "warning",
  options: {},
  text: {
    why: `A digest names the bytes of one manifest. With \`wave.enabled\`, Nextflow asks Wave for each image, and Wave
serves one of its own: with a layer for Fusion, for the \`bin\` folder of a module or for what else a process needs, its digest
is another, and changes with every run. The digest in the file then pins nothing that a node pulls. Where Wave is to add a
layer and is not to freeze, it refuses such a name, and the run ends with "does not support the 'containerConfig' attribute".`,
    policy: `rules:
  freeze: error
`,
    bad: ["quay.io/acme/tool:1.0@sha256:2f3c… of a process, with `wave.enabled = true`"],
    good: [
      "quay.io/acme/tool:1.0@sha256:2f3c1d0f5a7e9b8c6d4e2f1a0b9c8d7e6f5a4b3c2d1e0f9a8b7c6d5e4f3a2b1c",
      "quay.io/acme/tool:1.0",
    ],
    notes: `With \`wave.freeze\` Wave builds once from just that digest and keeps the result in \`wave.build.repository\`: name
what it built, and the rule has nothing to say. Where \`wave.strategy\` has \`conda\` or \`dockerfile\` first, the image
is not used at all; that is \`resolvable\`'s to tell. A mirror (\`wave.mirror\`) copies the bytes, and a digest stays.`,
  },
  check({ image, pull, pin }): readonly Message[] {
    if (pull.shadowedBy === undefined || pin.pin !== "digest") return [];
    return [
      {
        message: `${image} is pinned by digest, and Wave puts an image of its own in its place: the digest is not that of what runs`,
        help: "Set wave.freeze with a wave.build.repository and name what Wave builds there once, or turn Wave off where this image runs.",
        evidence: { pin: pin.reason },
      },
    ];
  },
});
