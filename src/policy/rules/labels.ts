/** Which labels an image carries. */
import { withDefault } from "../shapes/fields.ts";
import { record } from "../shapes/shape.ts";
import { few } from "../../text/units.ts";
import { textPattern, texts } from "../shapes/values.ts";
import { imageRule, type Message } from "./rule.ts";
import { configuration, containerOf } from "./subject.ts";

export const labels = imageRule({
  id: "labels",
  eachPlatform: true,
  summary: "Images carry the labels that the policy asks for",
  severity: "warning",
  looksAt: "configuration",
  asks: configuration,
  options: {
    require: withDefault(texts, [], "labels that must be there and not be empty"),
    match: withDefault(
      record(textPattern("a pattern of a value"), "a map from label to a pattern of its value"),
      {},
      "labels that must be there with such a value; `*` is any text",
    ),
  },
  text: {
    why: `\`org.opencontainers.image.source\` leads from an image back to the code that it was built from, \`…revision\` to the
commit, \`…licenses\` to the terms. Whoever must explain an image a year later is glad of them.`,
    policy: `rules:
  labels:
    require: [org.opencontainers.image.revision]
    match: { org.opencontainers.image.source: "https://github.com/acme/*" }
`,
    bad: ["quay.io/acme/tool:1.0 without labels"],
    good: ["quay.io/acme/tool:1.0 with both labels"],
    notes: "BioContainers carry no such labels; give the rule to your own images with an override.",
  },
  objection(options) {
    const asks = options.require.length > 0 || Object.keys(options.match).length > 0;
    return asks ? undefined : "it asks for nothing; give require, match or both";
  },
  check(subject, options): readonly Message[] {
    const { image } = subject;
    const container = containerOf(subject);
    if (container === undefined) return [];
    const present = new Map(Object.entries(container.config.config.labels ?? {}));
    const valueOf = (label: string): string => present.get(label) ?? "";
    const missing = [...new Set([...options.require, ...Object.keys(options.match)])].filter(
      (label) => valueOf(label) === "",
    );
    const wrong = Object.entries(options.match).filter(
      ([label, pattern]) => !missing.includes(label) && !pattern.matches(valueOf(label)),
    );
    return [
      ...(missing.length === 0
        ? []
        : [
            {
              message: `${image} lacks the label${missing.length === 1 ? "" : "s"} ${missing.join(", ")}`,
              help: "Set them where the image is built.",
              evidence: { labels: few([...present.keys()], 10) || "none" },
            },
          ]),
      ...wrong.map(([label, pattern]) => ({
        message: `The label ${label} of ${image} is not ${pattern.text}`,
        evidence: { [label]: valueOf(label) },
      })),
    ];
  },
});
