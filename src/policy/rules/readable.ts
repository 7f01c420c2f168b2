/** What is said of a file that cannot be read or followed; the judge says it. */
import type { Coverage, Problem, ProblemKind, Severity } from "../../model.ts";
import { optional } from "../shapes/fields.ts";
import { level } from "../shapes/values.ts";
import { builtInRule, type Message } from "./rule.ts";

/** What can be wrong with a file, as the policy names it. */
export type ReadableKind = "syntax" | "missing" | "skipped" | "remote" | "note" | "empty";

export const readable = builtInRule({
  builtIn: true,
  id: "readable",
  summary: "Everything that a run or a build reads can be read, and names an image",
  severity: "error",
  options: {
    syntax: optional(level, "what the tool itself refuses (`error`; `warning` in tests, templates, unused scripts)"),
    missing: optional(level, "an include, a profile or a module that is not there (`error`; `warning` as above)"),
    skipped: optional(
      level,
      "a file that is too large, binary, of another encoding or not checked out (`warning`; `error` for one that is too large where its name says what reads it)",
    ),
    remote: optional(level, "a configuration of another server, which is not fetched (`notice`, told once)"),
    note: optional(level, "what else is worth knowing: a configuration that nothing includes (`notice`)"),
    empty: optional(level, "that no file names an image (`error`)"),
  },
  text: {
    why: `A script that is cut off names no image, an include that is missing may have named ten, and a typo in \`path\` or
\`-profile\` leaves nothing to check at all. Each of these would pass in silence. What is found counts by its kind: an error
where the run or the build would stop, less where it goes on. A file of which a run would have read more makes the verdict
"undecided" at least, also where this rule is off; a waiver for the file accepts that.`,
    policy: `rules:
  readable: { empty: notice, skipped: error }
`,
    bad: [
      "a `main.nf` without its last brace; `includeConfig 'conf/gone.config'`; `-profile dokcer`",
      "a repository in which no file names an image (`empty`)",
    ],
    good: ["a broken script below `tests/` (a warning)", "a configuration that is included from a server (a notice)"],
    notes: `On unless turned off. The severity of a kind holds for every file; a severity of the whole rule (\`readable: warning\`)
for every kind that has none of its own. Where one workflow is rolled out over many repositories, \`readable: { empty: notice }\`
lets those pass that name no image. Waivers and overrides take \`files\`; an ignore stands in the file itself.

What is broken in many places for one reason, such as a remote configuration that seventy pipelines share or a profile that
none of them has, is one finding. Where an error says why nothing is there, \`empty\` says nothing.`,
  },
});

/** Of what kind a problem is. */
export const KIND_OF: Readonly<Record<ProblemKind, Exclude<ReadableKind, "empty">>> = {
  syntax: "syntax",
  abort: "syntax",
  "missing-include": "missing",
  "missing-profile": "missing",
  "remote-include": "remote",
  unreadable: "skipped",
  limit: "skipped",
  cancelled: "skipped",
  unreachable: "note",
  dialect: "note",
  conflict: "note",
  directive: "note",
};

/** Whether anything stops there, and whether anybody could hide an image there. */
export interface Weight {
  readonly isAside: boolean;
  readonly hides: boolean;
}

/** Where neither the kind nor the rule has a severity in the policy. */
export function usualSeverity(kind: ReadableKind, { isAside, hides }: Weight): Severity {
  if (hides) return "error";
  if (kind === "remote" || kind === "note") return "notice";
  return kind === "skipped" || isAside ? "warning" : "error";
}

/** Why images may be missing that a run or a build would find here; undefined: it would read no more than was read. */
export function hiddenBy({ kind, why, aside }: Problem): Coverage["unread"][number]["reason"] | undefined {
  const of = KIND_OF[kind];
  // Folders that are left out for their names hold what earlier runs and installations left behind.
  return aside === true || why === "skipped" || of === "remote" || of === "note" ? undefined : of;
}

export function unreadableMessage({ kind, why, message, help = HELP[KIND_OF[kind]] }: Problem): Message {
  return {
    message: message.replace(/[.\s]+$/, ""),
    ...(help !== undefined && { help }),
    evidence: { problem: kind, ...(why !== undefined && { why }) },
  };
}

const HELP: Readonly<Record<Exclude<ReadableKind, "empty">, string | undefined>> = {
  syntax: "Correct it: images that are named behind it may be missing from this report.",
  missing: "Correct the name, or add what is missing.",
  skipped: "Make it readable, leave it out with files.exclude, or waive readable for this file.",
  remote: "Keep a copy in the repository if it sets containers.",
  note: undefined,
};

/** What is said where no file names an image. */
export function emptyMessage(files: number): Message {
  const read =
    files === 1 ? "the one file that was read names none" : `none of the ${files} files that were read names one`;
  return {
    message: `There is no image to check: ${files === 0 ? "no file is of a kind that names images" : read}`,
    help: "Check the path, files.exclude and the checkout; readable: { empty: notice } lets such a repository pass.",
    evidence: { files: String(files) },
  };
}
