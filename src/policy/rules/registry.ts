/** Where an image comes from. */
import { optional, withDefault } from "../shapes/fields.ts";
import { record, text } from "../shapes/shape.ts";
import { few } from "../../text/units.ts";
import { namePatterns, type WrittenPattern } from "../shapes/values.ts";
import { imageRule, type Message } from "./rule.ts";

export const registry = imageRule({
  id: "registry",
  summary: "Images come from registries and namespaces that the policy allows",
  severity: "error",
  options: {
    allow: optional(namePatterns, "where images may come from; without it, anywhere that is not denied"),
    deny: withDefault(namePatterns, [], "where images may not come from; wins over `allow`"),
    "use-instead": withDefault(
      record(text, "a map from a place to its replacement"),
      {},
      "what to write instead of a denied place: the beginning of a name to its replacement",
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
    notes:
      "A local file (`/opt/images/tool.sif`) comes from no registry and is not judged. A download is judged by its URL.",
  },
  objection(options) {
    if (options.allow !== undefined || options.deny.length > 0) return undefined;
    return "it asks for nothing; give allow, deny or both";
  },
  check({ pull, image, from }, options): readonly Message[] {
    if (from === "local") return [];
    const denied = options.deny.find((pattern) => pattern.matches(image));
    const allowed = options.allow?.some((pattern) => pattern.matches(image)) ?? true;
    if (denied === undefined && allowed) return [];
    const help = advice(image, options.allow ?? [], options["use-instead"]);
    return [
      {
        message:
          denied === undefined ? `${image} is not from an allowed place` : `${image} is denied by "${denied.text}"`,
        ...(help !== undefined && { help }),
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

function advice(
  image: string,
  allow: readonly WrittenPattern[],
  replacements: Readonly<Record<string, string>>,
): string | undefined {
  const replaced = replacement(image, replacements);
  if (replaced !== undefined) return `Use ${replaced}.`;
  if (allow.length === 0) return undefined;
  const texts = allow.map((pattern) => pattern.text);
  const nearest = nearestPattern(image, texts);
  return `Allowed: ${few(texts, MOST_SHOWN)}.${nearest === undefined || texts.length === 1 ? "" : ` Nearest: ${nearest}.`}`;
}

const MOST_SHOWN = 8;

/** The longest beginning wins; it ends where a segment ends. */
function replacement(image: string, replacements: Readonly<Record<string, string>>): string | undefined {
  const from = Object.keys(replacements)
    .filter((key) => image.startsWith(key) && (key.endsWith("/") || /^[/:@]|^$/.test(image.slice(key.length))))
    .sort((a, b) => b.length - a.length)[0];
  return from === undefined ? undefined : `${replacements[from]}${image.slice(from.length)}`;
}

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
