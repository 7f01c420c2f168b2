/** `wave-inspect completion`: what a shell needs to complete commands, options and their words. */
import { ConfigurationError } from "../errors.ts";
import type { Outcome } from "../exit-code.ts";
import { readWord } from "../settings.ts";
import type { World } from "../world.ts";
import { readArguments } from "./arguments.ts";
import { type CommandEntry, commands } from "./commands.ts";
import type { Option } from "./options.ts";

const entries = Object.entries<CommandEntry>(commands);
const shells = ["bash", "zsh", "fish"] as const;

/** `wave-inspect completion bash|zsh|fish`: prints a script that the shell sources. */
export async function completion(args: readonly string[], world: World): Promise<Outcome> {
  const { positionals } = readArguments(args, "completion");
  const [shell, ...more] = positionals;
  if (shell === undefined || more.length > 0)
    throw new ConfigurationError(`Name one shell: wave-inspect completion ${shells.join("|")}.`);
  world.out({ bash, zsh, fish }[readWord("completion", shell, shells)]());
  return "pass";
}

/** First words with what they do: `policy` once. */
function firstWords(): readonly (readonly [word: string, about: string])[] {
  const seen = new Map(
    entries.map(([name, { about }]) => {
      const [word = "", verb] = name.split(" ");
      return [word, verb === undefined ? about : "Check, show and test policies"];
    }),
  );
  return [...seen];
}

/** The second words of commands that have some. */
function verbs(): readonly (readonly [word: string, verbs: readonly string[]])[] {
  const pairs = entries.flatMap(([name]) => {
    const [word = "", verb] = name.split(" ");
    return verb === undefined ? [] : [{ word, verb }];
  });
  return [...Map.groupBy(pairs, ({ word }) => word)].map(([word, own]) => [word, own.map(({ verb }) => verb)]);
}

/** All that may be typed for an option: `-q`, `--quiet`. */
function spellings(name: string, { short }: Option): readonly string[] {
  return [...(short === undefined ? [] : [`-${short}`]), `--${name}`];
}

const bash =
  (): string => `# Completion of wave-inspect for bash: source it, or put it into the folder of bash-completion.
_wave_inspect() {
  local cur=\${COMP_WORDS[COMP_CWORD]} prev=\${COMP_WORDS[COMP_CWORD-1]} command=\${COMP_WORDS[1]} words= i
  COMPREPLY=()
  # Behind -- stands a command line of Nextflow.
  for ((i = 1; i < COMP_CWORD; i++)); do [[ \${COMP_WORDS[i]} == -- ]] && return; done
  if ((COMP_CWORD == 1)); then
    COMPREPLY=($(compgen -W "${[...firstWords().map(([word]) => word), "help", "--help", "--version"].join(" ")}" -- "$cur"))
    return
  fi
${verbs()
  .map(
    ([word, own]) => `  if [[ $command == ${word} ]]; then
    if ((COMP_CWORD == 2)); then
      COMPREPLY=($(compgen -W "${own.join(" ")} --help" -- "$cur"))
      return
    fi
    command="${word} \${COMP_WORDS[2]}"
  fi
`,
  )
  .join("")}  case "$command $prev" in
${entries
  .flatMap(([name, { options }]) =>
    Object.entries<Option>(options).flatMap(([option, { words }]) =>
      words === undefined ? [] : `    "${name} --${option}") words="${words.join(" ")}" ;;\n`,
    ),
  )
  .join("")}  esac
  if [[ -n $words ]]; then
    COMPREPLY=($(compgen -W "$words" -- "$cur"))
    return
  fi
  [[ $cur == -* ]] || return
  case $command in
${entries
  .map(([name, { options }]) => {
    const all = Object.entries<Option>(options).flatMap(([option, one]) => spellings(option, one));
    return `    "${name}") words="${[...all, "--help"].join(" ")}" ;;\n`;
  })
  .join("")}  esac
  COMPREPLY=($(compgen -W "$words" -- "$cur"))
}
# Where nothing is offered, files are.
complete -o default -F _wave_inspect wave-inspect
`;

const zsh = (): string => `#compdef wave-inspect
# Completion of wave-inspect for zsh: source it, or put it as _wave-inspect into a folder of $fpath.
_wave_inspect() {
  local -a all
  if (( CURRENT == 2 )); then
    all=(
${firstWords()
  .map(([word, about]) => `      ${quoted(`${word}:${about}`)}\n`)
  .join("")}    )
    _describe command all
    return
  fi
  local command=$words[2]
  shift words
  (( CURRENT-- ))
${verbs()
  .map(
    ([word, own]) => `  if [[ $command == ${word} ]]; then
    if (( CURRENT == 2 )); then
      all=(${own.join(" ")})
      _describe command all
      return
    fi
    command="${word} $words[2]"
    shift words
    (( CURRENT-- ))
  fi
`,
  )
  .join("")}  case $command in
${entries
  .map(([name, entry]) => `    ${quoted(name)}) _arguments -s ${zshArguments(entry).join(" \\\n      ")} ;;\n`)
  .join("")}  esac
}
if [[ $funcstack[1] == _wave_inspect ]]; then _wave_inspect "$@"; else compdef _wave_inspect wave-inspect; fi
`;

function zshArguments({ options }: CommandEntry): readonly string[] {
  const all = Object.entries<Option>(options).map(([name, option]) => {
    const { short, multiple, about, value } = option;
    const said = `[${about.replaceAll(/[[\]\\:]/g, String.raw`\$&`)}]`;
    const takes = value === undefined ? "" : `:${value.replaceAll(":", String.raw`\:`)}:${zshValues(option)}`;
    const long = `--${name}${value === undefined ? "" : "="}`;
    if (short === undefined) return quoted(`${multiple === true ? "*" : ""}${long}${said}${takes}`);
    return `${quoted(`(-${short} --${name})`)}{-${short},${long}}${quoted(`${said}${takes}`)}`;
  });
  return [...all, quoted("(-h --help)--help[The options, with examples]"), quoted("*: :_files")];
}

function zshValues({ words, value }: Option): string {
  if (words !== undefined) return `(${words.join(" ")})`;
  return value === "FILE" ? "_files" : value === "DIR" ? "_files -/" : "";
}

/** What is offered where a condition holds. */
function fishLine(condition: string, rest: string): string {
  return `complete -c wave-inspect -n ${quoted(condition)} ${rest}\n`;
}

const fish =
  (): string => `# Completion of wave-inspect for fish: source it, or put it as wave-inspect.fish into a folder of completions.
complete -c wave-inspect -n __fish_use_subcommand -f
${firstWords()
  .map(([word, about]) => fishLine("__fish_use_subcommand", `-a ${word} -d ${quoted(about)}`))
  .join("")}${verbs()
    .map(([word, own]) =>
      fishLine(
        `__fish_seen_subcommand_from ${word}; and not __fish_seen_subcommand_from ${own.join(" ")}`,
        `-f -a ${quoted(own.join(" "))}`,
      ),
    )
    .join("")}${entries
    .flatMap(([name, { options }]) => {
      const condition = name
        .split(" ")
        .map((word) => `__fish_seen_subcommand_from ${word}`)
        .join("; and ");
      return Object.entries<Option>(options).map(([option, one]) => fishLine(condition, fishOption(option, one)));
    })
    .join("")}`;

function fishOption(name: string, { short, value, words, about }: Option): string {
  const takes =
    words !== undefined
      ? `-x -a ${quoted(words.join(" "))}`
      : value === undefined
        ? ""
        : value === "FILE" || value === "DIR"
          ? "-r -F"
          : "-x";
  return [`-l ${name}`, short === undefined ? "" : `-s ${short}`, takes, `-d ${quoted(about)}`]
    .filter((part) => part !== "")
    .join(" ");
}

/** In single quotes, as all three shells read it. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}
