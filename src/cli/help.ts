/** The help: of the program, and of each command. */
import { type CommandEntry, commands } from "./commands.ts";
import { wrapped } from "../text/wrap.ts";
import type { Option } from "./options.ts";

/** A terminal is no narrower. Characters. */
const WIDTH = 80;
/** Where what is said of an option begins. */
const INDENT = 27;

const entries = Object.entries<CommandEntry>(commands);

/** `wave-inspect --help`: the commands, and what holds for all. */
export function overview(): string {
  const lines = entries.flatMap(([, { forms, about }]) => [
    ...forms.map((form) => `  wave-inspect ${form}`),
    ...indented(about, 6),
  ]);
  return `Which container images will be pulled, and do they meet the policy?

${lines.join("\n")}

  wave-inspect COMMAND --help         The options of one command, with examples
  wave-inspect --version, -V          The version

${CLOSE}`;
}

const CLOSE = `Environment: SEQERA_ACCESS_TOKEN (or TOWER_ACCESS_TOKEN), SEQERA_API_ENDPOINT,
SEQERA_WORKSPACE_ID, GITHUB_TOKEN, DOCKER_CONFIG, REGISTRY_AUTH_FILE,
HTTPS_PROXY, NO_PROXY, NO_COLOR, FORCE_COLOR, SOURCE_DATE_EPOCH.

Exit codes: 0 clean, 1 findings at or above --fail-on, fixes that were not made,
disagreements, images that moved from the lock, or a word that is no name of an
image, 2 unusable configuration or an internal error, 3 could not decide.
`;

/** `wave-inspect COMMAND --help`; undefined for a word that is no command. Of `policy`, all that begin so. */
export function helpOf(words: readonly string[]): string | undefined {
  const [name = "", verb = ""] = words;
  const exact = entries.filter(([own]) => own === name || own === `${name} ${verb}`);
  const found = exact.length > 0 ? exact : entries.filter(([own]) => own.startsWith(`${name} `));
  return found.length === 0 ? undefined : found.map(([, entry]) => helpOfCommand(entry)).join("\n");
}

function helpOfCommand({ forms, about, options, takesLaunch, examples }: CommandEntry): string {
  const rows = Object.entries(options).map(([name, option]) => rowOf(typedAs(name, option), saidOf(option)));
  const launch = takesLaunch ? [rowOf("-- ARGUMENTS...", 'the arguments of one "nextflow run", as typed')] : [];
  const all = [...rows, ...launch];
  return [
    ...forms.map((form) => `wave-inspect ${form}`),
    ...indented(about, 2),
    "",
    ...(all.length === 0 ? [] : ["Options:", ...all, ""]),
    "Examples:",
    ...examples.map(([line, what]) => `  wave-inspect ${line}\n      ${what}`),
    "",
  ].join("\n");
}

/** `-q, --quiet`, `--policy FILE`. */
export function typedAs(name: string, { short, value }: Option): string {
  return [`${short === undefined ? "" : `-${short}, `}--${name}`, ...(value === undefined ? [] : [value])].join(" ");
}

/** What can be written, and what it does: `text (default) or json; how it is printed`. */
export function saidOf({ about, words = [], isOpen }: Option): string {
  if (words.length === 0) return about;
  const named = words.map((word, index) => (index === 0 && isOpen !== true ? `${word} (default)` : word));
  return `${[named.slice(0, -1).join(", "), ...named.slice(-1)].join(" or ")}; ${about}`;
}

function rowOf(typed: string, said: string): string {
  const head = `  ${typed}`;
  const lines = indented(said, INDENT);
  // What is too long for its column has a line of its own.
  if (head.length >= INDENT - 1) return [head, ...lines].join("\n");
  return [head + (lines[0] ?? "").slice(head.length), ...lines.slice(1)].join("\n");
}

/** Lines of words behind so many blanks. */
function indented(text: string, indent: number): string[] {
  return wrapped(text, WIDTH - indent).map((line) => " ".repeat(indent) + line);
}
