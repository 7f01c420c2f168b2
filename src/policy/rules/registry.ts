/** Where an image comes from. */
import { optional, withDefault } from "../shapes/fields.ts";
import { choice } from "../shapes/shape.ts";
import { few } from "../../text/units.ts";
import { compilePattern } from "../../image/pattern.ts";
import { isPulledBy, moveFix } from "./move-fix.ts";
import { places, replacementOf, type Replacements } from "./use-instead.ts";
import { namePatterns, type WrittenPattern } from "../shapes/values.ts";
import { imageRule, type Message } from "./rule.ts";
import type { Subject } from "./subject.ts";

export const registry = imageRule({
  id: "registry",
  summary: "Images come from registries and namespaces that the policy allows",
  severity: "error",
  options: {
    allow: optional(namePatterns, "where images may come from; without it, anywhere that is not denied"),
    deny: withDefault(namePatterns, [], "where images may not come from; wins over `allow`"),
    local: withDefault(
      choice(["allow", "deny"]),
      "allow",
      "what becomes of a file of the machine or of the repository (`/opt/images/tool.sif`), which comes from no registry",
    ),
    "use-instead": withDefault(
      places,
      {},
      "what to write instead of a denied place: the beginning of a name, in any spelling of its host, to its replacement",
    ),
  },
  text: {
    why: `A pipeline that pulls from anywhere depends on everybody. An allow list says whom you trust; it holds for the
name as the engine really pulls it (\`docker.registry\` and \`registryOverride\` applied), in its canonical form, so
\`alpine\`, \`library/alpine\` and \`index.docker.io/library/alpine\` are the same image of \`docker.io\`. Patterns end at
segment boundaries: \`quay.io/acme/*\` does not let \`quay.io/acme-evil/tool\` pass.`,
    policy: `rules:
  registry:
    allow: ["quay.io/biocontainers/*", "ghcr.io/acme/**"]
    deny: ["docker.io"]
    use-instead: { "docker.io": "ghcr.io/acme/hub" }
`,
    bad: ["alpine:3.20", "quay.io/other/tool:1.0", "quay.io/biocontainers-evil/tool:1.0"],
    good: ["quay.io/biocontainers/fastqc:0.12.1--hdfd78af_0", "ghcr.io/acme/team/tool:1.0"],
    notes: `A local file (\`/opt/images/tool.sif\`) comes from no registry: patterns say nothing of it, \`local\` does. A download is judged by its URL.

Where \`use-instead\` says what to write, and the name is written so that an edit of one place does it, the finding has that edit
(\`fixes\` of the JSON report): of the whole name, of its beginning (\`FROM quay.io/acme/tool:\${V}\`), or of the value that it begins with
(\`\${params.registry}/acme/tool:1\`), where that gives every image that is pulled by it its place. It is safe where answers say that both places have the same digest for it, which
[mirrored](mirrored.md) asks, and where nothing but these names takes the value; else somebody should look at it first. There is
none where the other place is known not to have the image, or where a setting of the engine puts the registry in front.`,
  },
  objection(options) {
    if (options.allow !== undefined || options.deny.length > 0 || options.local === "deny") return undefined;
    return "it asks for nothing; give allow, deny, local: deny or several of them";
  },
  check(subject, options): readonly Message[] {
    const { pull, image, from } = subject;
    if (from === "local") return options.local === "deny" ? [ofLocalFile(image, options.allow)] : [];
    const denied = options.deny.find((pattern) => pattern.matches(image));
    const allowed = options.allow?.some((pattern) => pattern.matches(image)) ?? true;
    if (denied === undefined && allowed) return [];
    const help = adviceFor(subject, options.allow, options.deny, options["use-instead"]);
    const isGood = (name: string): boolean => isAllowed(name, options.allow, options.deny);
    const fix = moveFix(subject, options["use-instead"], isGood);
    return [
      {
        message:
          denied === undefined ? `${image} is not from an allowed place` : `${image} is denied by "${denied.text}"`,
        help,
        ...(fix !== undefined && { fixes: [fix] }),
        evidence: {
          ...(pull.image !== null &&
            pull.written !== pull.image && { "written as": pull.written, "pulled as": pull.image }),
          ...(denied !== undefined && { "denied by": denied.text }),
          ...(options.allow !== undefined && {
            allowed:
              few(
                options.allow.map((pattern) => pattern.text),
                MOST_SHOWN,
              ) || "nothing",
          }),
        },
      },
    ];
  },
});

type Patterns = readonly WrittenPattern[];

function ofLocalFile(image: string, allow: Patterns = []): Message {
  const texts = allow.map(({ text }) => text);
  return {
    message: `${image} is a local file, which comes from no registry`,
    help: texts.length === 0 ? "Name an image of a registry." : `Allowed: ${few(texts, MOST_SHOWN)}.`,
  };
}

/** What to write, which must be something that this policy lets pass; where that is not known, what it has against it. */
function adviceFor(
  { image, pull }: Subject,
  allow: Patterns | undefined,
  deny: Patterns,
  instead: Replacements,
): string {
  const replaced = replacementOf(image, instead);
  if (replaced !== undefined && isPulledBy(pull, replaced) && isAllowed(replaced, allow, deny))
    return `Use ${replaced}.`;
  const all = allow ?? [];
  const covering = all.find((pattern) => pattern.matches(image));
  if (covering !== undefined)
    return `"${covering.text}" of allow covers it, too, and deny wins: narrow one of the two, or choose another image.`;
  const open = all.filter((pattern) => !isDenied(pattern, deny));
  if (allow === undefined) return ELSEWHERE;
  if (open.length === 0) return all.length === 0 ? NOWHERE : "No place is left: deny covers all that allow has.";
  const texts = open.map((pattern) => pattern.text);
  const nearest = nearestPattern(image, texts);
  const above = texts.find((text) => isAbove(text, image));
  const hint = above === undefined ? "" : ` "${above}" is that one image: write ${above}/** for all below it.`;
  return `Allowed: ${few(texts, MOST_SHOWN)}.${nearest === undefined || texts.length === 1 ? "" : ` Nearest: ${nearest}.`}${hint}`;
}

function isAllowed(image: string, allow: Patterns | undefined, deny: Patterns): boolean {
  return (allow?.some((pattern) => pattern.matches(image)) ?? true) && !deny.some((pattern) => pattern.matches(image));
}

/** Whether deny refuses a name that this pattern of allow is made for. */
function isDenied(allowed: WrittenPattern, deny: Patterns): boolean {
  const name = allowed.text
    .replace(/^\*+(?=$|\/)/, "registry.invalid")
    .replaceAll("**", "x/x")
    .replaceAll(/[*?]/g, "x");
  const candidates = [name, `${name}:x`, `${name}/x/x:x`].filter((candidate) => allowed.matches(candidate));
  return candidates.length > 0 && candidates.every((candidate) => deny.some((pattern) => pattern.matches(candidate)));
}

/** Whether an image lies below what a pattern names as one image. */
function isAbove(text: string, image: string): boolean {
  if (/[*?@]|:[^/]*$/.test(text)) return false;
  const below = compilePattern(`${text}/**`);
  return "matches" in below && below.matches(image);
}

const ELSEWHERE = "Name a copy in another place; `use-instead` of this rule can say which.";
const NOWHERE = "No place is left: allow is empty.";
const MOST_SHOWN = 8;

/** The pattern that shares most segments with the image; undefined where none shares any. */
function nearestPattern(image: string, patterns: readonly string[]): string | undefined {
  const segments = new Set(segmentsOf(image));
  let best: string | undefined;
  let most = 0;
  for (const pattern of patterns) {
    const shared = segmentsOf(pattern).filter((segment) => segments.has(segment)).length;
    if (shared > most) {
      best = pattern;
      most = shared;
    }
  }
  return best;
}

function segmentsOf(name: string): string[] {
  return name
    .replace(/^\w+:\/\//, "")
    .split(/[/:@]/)
    .filter((segment) => segment !== "" && !/[*?]/.test(segment));
}
