/** How long ago an image was built. */
import { optional, withDefault } from "../shapes/fields.ts";
import { choice } from "../shapes/shape.ts";
import { formatDays } from "../../text/units.ts";
import { days } from "../shapes/values.ts";
import { usableDate } from "./build-date.ts";
import { imageRule, type Message } from "./rule.ts";
import { buildDate, configuration } from "./subject.ts";

export const age = imageRule({
  id: "age",
  eachPlatform: true,
  summary: "Images are neither too old nor too new",
  severity: "warning",
  asks: (image) => configuration(image).map((question) => ({ ...question, ofFile: "date" })),
  options: {
    "at-least": optional(days, "the least age: a cool-down for what was built a moment ago"),
    "at-most": optional(days, "the greatest age"),
    unknown: withDefault(choice(["allow", "deny"]), "allow", "what becomes of an image without a usable date"),
  },
  text: {
    why: `An image that was built years ago has years of known holes; one that was built an hour ago has not been seen by
anybody. Registries do not tell when a tag was pushed, but the image's own configuration says when it was built, at every
registry.`,
    policy: `rules:
  age: { at-most: 2y, at-least: 3d }
`,
    bad: ["quay.io/acme/tool:1.0, built three years ago", "quay.io/acme/tool:1.1, built an hour ago"],
    good: ["quay.io/acme/tool:1.1, built last month"],
    notes: `A SIF says in its header when it was built. Reproducible builds set the date to a constant (0001, 1970 or 1980): that is not an age, and \`unknown\` decides. A date in
the future is always told of: it says nothing of the age and would pass for a young one. A month
counts 30 days, a year 365.`,
  },
  objection(options) {
    const { "at-least": least, "at-most": most } = options;
    if (least === undefined && most === undefined) return "it asks for nothing; give at-least, at-most or both";
    if (least === undefined || most === undefined || least <= most) return undefined;
    return "no image passes: at-least is more than at-most";
  },
  check(subject, options): readonly Message[] {
    const { image, now } = subject;
    const built = buildDate(subject);
    if (built === undefined) return [];
    const written = built.created;
    const created = usableDate(written);
    if (created === undefined) {
      if (options.unknown === "allow") return [];
      return [
        {
          message: `${image} does not say when it was built`,
          help: `${REBUILD.slice(0, -1)}, or allow unknown ages for it.`,
          evidence: { created: written ?? "nothing" },
        },
      ];
    }
    const old = (now.getTime() - created.getTime()) / DAY;
    const evidence = { created: created.toISOString() };
    if (old < -CLOCKS_DIFFER) {
      const day = evidence.created.slice(0, 10);
      return [
        { message: `${image} says that it was built on ${day}, which is still to come`, help: REBUILD, evidence },
      ];
    }
    const least = options["at-least"];
    const most = options["at-most"];
    if (most !== undefined && old > most) {
      const help = "Choose a newer build.";
      const [is, allowed] = [formatDays(old), formatDays(most)];
      const message = `${image} is ${is === allowed ? "more than " : ""}${is} old; the policy allows ${allowed}`;
      return [{ message, help, evidence }];
    }
    if (least !== undefined && old < least) {
      const help = "Wait, or choose an earlier build.";
      const message = `${image} is only ${formatDays(Math.max(0, old))} old; the policy asks for ${formatDays(least)}`;
      return [{ message, help, evidence }];
    }
    return [];
  },
});

const REBUILD = "Build it with a real date.";
const DAY = 86_400_000;
/** Days that a builder's clock may be ahead. */
const CLOCKS_DIFFER = 1;
