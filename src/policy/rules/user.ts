/** As whom an image runs. */
import { spellingsOf } from "../../image/user.ts";
import { optional, withDefault } from "../shapes/fields.ts";
import { list } from "../shapes/shape.ts";
import { textPattern } from "../shapes/values.ts";
import { imageRule, type Message } from "./rule.ts";
import { configuration, containerOf } from "./subject.ts";

const users = list(textPattern("a user"), "a list of users");

export const user = imageRule({
  id: "user",
  eachPlatform: true,
  summary: "Images run as a user that the policy allows",
  severity: "warning",
  looksAt: "configuration",
  asks: configuration,
  options: {
    allow: optional(users, "users, by name or number, with `*`; without it, all that are not denied"),
    deny: withDefault(users, [], "users that are refused; wins over `allow`"),
  },
  text: {
    why: `Two wishes pull in opposite directions, so nothing is on by default. A cluster wants images that do not run as root;
Nextflow wants to write into a work directory that belongs to somebody else, and an image with a user of its own often
cannot (\`docker.runOptions = '-u $(id -u):$(id -g)'\` is the usual way out). Say which of them is yours.`,
    policy: `rules:
  user: { deny: [root] }
`,
    bad: ["quay.io/acme/tool:1.0 without USER"],
    good: ["quay.io/acme/tool:1.0 with `USER 1000`"],
    notes:
      "A user that the run sets itself (`--user` in `docker.runOptions` or `containerOptions`) is judged in place of the image's own; `$(id -u)` is a user of that name. No user, `0`, `00` and `root` are the same; a group behind a colon does not count.",
  },
  objection(options) {
    if (options.allow !== undefined || options.deny.length > 0) return undefined;
    return "it asks for nothing; give allow, deny or both";
  },
  check(subject, options): readonly Message[] {
    const { image, pull } = subject;
    const container = containerOf(subject);
    if (container === undefined) return [];
    const written = pull.user ?? container.config.config.user ?? "";
    const spellings = spellingsOf(written);
    const covers = (pattern: { matches(text: string): boolean }): boolean =>
      spellings.some((spelling) => pattern.matches(spelling));
    const denied = options.deny.find(covers);
    if (denied === undefined && (options.allow?.some(covers) ?? true)) return [];
    const why = denied === undefined ? "is not an allowed user" : `is denied by "${denied.text}"`;
    return [
      {
        message: `${image} runs as ${spellings[0]}, which ${why}`,
        help:
          pull.user === undefined
            ? "Set USER where the image is built, or choose another image."
            : "Change --user in runOptions or containerOptions.",
        evidence: { user: written === "" ? "none, so root" : written },
      },
    ];
  },
});
