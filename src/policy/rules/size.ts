/** How much an image is to pull. */
import { optional } from "../shapes/fields.ts";
import { formatBytes } from "../../text/units.ts";
import { bytes } from "../shapes/values.ts";
import { imageRule, type Message } from "./rule.ts";
import { configuration, pullSize } from "./subject.ts";

export const size = imageRule({
  id: "size",
  eachPlatform: true,
  summary: "Images are not larger than the policy allows",
  severity: "warning",
  asks: (image) => configuration(image).map((question) => ({ ...question, ofFile: "size" })),
  options: {
    "at-most": optional(bytes, "the greatest sum of the compressed layers, or of a file that is downloaded"),
  },
  text: {
    why: `Every node of a cluster pulls every image: ten gigabytes are minutes of start-up on each and fill the disk of a small
one. What counts is what is transferred, the compressed layers; unpacked, expect two to four times as much.`,
    policy: `rules:
  size: { at-most: 2GiB }
`,
    bad: ["quay.io/acme/everything:1.0, 9.4 GiB"],
    good: ["quay.io/acme/tool:1.0, 120 MiB"],
    notes: "Layers that two images share are counted for each of them.",
  },
  objection: (options) => (options["at-most"] === undefined ? "it asks for nothing; give at-most" : undefined),
  check(subject, options): readonly Message[] {
    const { image } = subject;
    const total = pullSize(subject);
    const most = options["at-most"];
    if (total === undefined || most === undefined || total <= most) return [];
    const [is, allowed] = [formatBytes(total), formatBytes(most)];
    return [
      {
        message: `${image} is ${is === allowed ? "more than " : ""}${is} to pull; at most ${allowed} are allowed`,
        help: "Choose an image with only what the process needs.",
        evidence: { size: is },
      },
    ];
  },
});
