/** Which tags may be written. */
import { optional, withDefault } from "../shapes/fields.ts";
import { choice, list } from "../shapes/shape.ts";
import { few } from "../../text/units.ts";
import { textPattern } from "../shapes/values.ts";
import { pinFixes } from "./override-fix.ts";
import { imageRule, type Message } from "./rule.ts";

const tagPatterns = list(
  textPattern("a tag pattern", {
    characters: /^[\w.*?-]+$/,
    advice:
      'is not a tag pattern; a tag has letters, digits, "_", "." and "-", * stands for any text and ? for one character',
  }),
  "a list of tag patterns",
);

export const tag = imageRule({
  id: "tag",
  summary: "Tags do not float and match what the policy allows",
  severity: "warning",
  options: {
    floating: withDefault(
      choice(["deny", "allow"]),
      "deny",
      "what becomes of a missing tag, and of `latest` and branch names where `allow` does not say",
    ),
    allow: optional(tagPatterns, "tags that pass; without it, all that are not denied"),
    deny: withDefault(tagPatterns, [], "tags that do not pass; wins over `allow`"),
  },
  text: {
    why: `\`latest\`, a branch name or no tag at all means "whatever was pushed last": the same commit of a pipeline runs
other software next week, and nobody sees it happen. Patterns can also keep out what your own registry uses for tests.`,
    policy: `rules:
  tag:
    deny: ["dev-*", "*-rc*"]
`,
    bad: ["quay.io/acme/tool", "quay.io/acme/tool:latest", "quay.io/acme/tool:main", "quay.io/acme/tool:1.0-rc1"],
    good: ["quay.io/acme/tool:1.0", "quay.io/acme/tool:2026-03-01"],
    notes: `A name with a digest passes whatever its tag: engines then go by the digest alone. Downloads and local files have no tag.

Of a tag that floats, and of none, the finding has an edit that writes the digest which it means today, as that of [pin](pin.md), where a
registry told it. No edit writes another tag: which tag with a version is the same image no answer says. What \`deny\` and \`allow\` refuse has
none, since a digest would only hide it.`,
  },
  check(subject, options): readonly Message[] {
    const { image, name, pin } = subject;
    if (name === undefined || name.digest !== undefined) return [];
    const written = name.tag;
    const help = "Write a tag that names a version, or add a digest.";
    if (written === undefined) {
      if (options.floating === "allow") return [];
      return [
        {
          message: `${image.replace(/:latest$/, "")} has no tag, so it means "latest"`,
          help,
          ...pinFixes(subject),
          evidence: { tag: "none" },
        },
      ];
    }
    const evidence = { tag: written };
    const denied = options.deny.find((pattern) => pattern.matches(written));
    if (denied !== undefined) return [{ message: `The tag of ${image} is denied by "${denied.text}"`, evidence }];
    if (options.allow?.some((pattern) => pattern.matches(written))) return [];
    if (options.allow !== undefined) {
      const allowed =
        few(
          options.allow.map((pattern) => pattern.text),
          10,
        ) || "none";
      const message = `The tag of ${image} is not an allowed one`;
      return [{ message, help: `Allowed: ${allowed}.`, evidence: { ...evidence, allowed } }];
    }
    if (options.floating === "allow" || pin.pin !== "floating") return [];
    return [{ message: `The tag of ${image} floats: ${pin.reason}`, help, ...pinFixes(subject), evidence }];
  },
});
