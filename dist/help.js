const require_rolldown_runtime = require("./rolldown-runtime.js");
const require_base = require("./base.js");
// src/cli/completion.ts
/** `wave-inspect completion`: what a shell needs to complete commands, options and their words. */
var completion_exports = require_rolldown_runtime.__exportAll({ completion: () => completion });
const entries$1 = Object.entries(require_base.commands);
const shells = [
	"bash",
	"zsh",
	"fish"
];
/** `wave-inspect completion bash|zsh|fish`: prints a script that the shell sources. */
async function completion(args, world) {
	const { positionals } = require_base.readArguments(args, "completion");
	const [shell, ...more] = positionals;
	if (shell === void 0 || more.length > 0) throw new require_base.ConfigurationError(`Name one shell: wave-inspect completion ${shells.join("|")}.`);
	world.out({
		bash,
		zsh,
		fish
	}[require_base.readWord("completion", shell, shells)]());
	return "pass";
}
/** First words with what they do: `policy` once. */
function firstWords() {
	return [...new Map(entries$1.map(([name, { about }]) => {
		const [word = "", verb] = name.split(" ");
		return [word, verb === void 0 ? about : "Check, show and test policies"];
	}))];
}
/** The second words of commands that have some. */
function verbs() {
	const pairs = entries$1.flatMap(([name]) => {
		const [word = "", verb] = name.split(" ");
		return verb === void 0 ? [] : [{
			word,
			verb
		}];
	});
	return [...Map.groupBy(pairs, ({ word }) => word)].map(([word, own]) => [word, own.map(({ verb }) => verb)]);
}
/** All that may be typed for an option: `-q`, `--quiet`. */
function spellings(name, { short }) {
	return [...short === void 0 ? [] : [`-${short}`], `--${name}`];
}
const bash = () => `# Completion of wave-inspect for bash: source it, or put it into the folder of bash-completion.
_wave_inspect() {
  local cur=\${COMP_WORDS[COMP_CWORD]} prev=\${COMP_WORDS[COMP_CWORD-1]} command=\${COMP_WORDS[1]} words= i
  COMPREPLY=()
  # Behind -- stands a command line of Nextflow.
  for ((i = 1; i < COMP_CWORD; i++)); do [[ \${COMP_WORDS[i]} == -- ]] && return; done
  if ((COMP_CWORD == 1)); then
    COMPREPLY=($(compgen -W "${[
	...firstWords().map(([word]) => word),
	"help",
	"--help",
	"--version"
].join(" ")}" -- "$cur"))
    return
  fi
${verbs().map(([word, own]) => `  if [[ $command == ${word} ]]; then
    if ((COMP_CWORD == 2)); then
      COMPREPLY=($(compgen -W "${own.join(" ")} --help" -- "$cur"))
      return
    fi
    command="${word} \${COMP_WORDS[2]}"
  fi
`).join("")}  case "$command $prev" in
${entries$1.flatMap(([name, { options }]) => Object.entries(options).flatMap(([option, { words }]) => words === void 0 ? [] : `    "${name} --${option}") words="${words.join(" ")}" ;;\n`)).join("")}  esac
  if [[ -n $words ]]; then
    COMPREPLY=($(compgen -W "$words" -- "$cur"))
    return
  fi
  [[ $cur == -* ]] || return
  case $command in
${entries$1.map(([name, { options }]) => {
	return `    "${name}") words="${[...Object.entries(options).flatMap(([option, one]) => spellings(option, one)), "--help"].join(" ")}" ;;\n`;
}).join("")}  esac
  COMPREPLY=($(compgen -W "$words" -- "$cur"))
}
# Where nothing is offered, files are.
complete -o default -F _wave_inspect wave-inspect
`;
const zsh = () => `#compdef wave-inspect
# Completion of wave-inspect for zsh: source it, or put it as _wave-inspect into a folder of $fpath.
_wave_inspect() {
  local -a all
  if (( CURRENT == 2 )); then
    all=(
${firstWords().map(([word, about]) => `      ${quoted(`${word}:${about}`)}\n`).join("")}    )
    _describe command all
    return
  fi
  local command=$words[2]
  shift words
  (( CURRENT-- ))
${verbs().map(([word, own]) => `  if [[ $command == ${word} ]]; then
    if (( CURRENT == 2 )); then
      all=(${own.join(" ")})
      _describe command all
      return
    fi
    command="${word} $words[2]"
    shift words
    (( CURRENT-- ))
  fi
`).join("")}  case $command in
${entries$1.map(([name, entry]) => `    ${quoted(name)}) _arguments -s ${zshArguments(entry).join(" \\\n      ")} ;;\n`).join("")}  esac
}
if [[ $funcstack[1] == _wave_inspect ]]; then _wave_inspect "$@"; else compdef _wave_inspect wave-inspect; fi
`;
function zshArguments({ options }) {
	return [
		...Object.entries(options).map(([name, option]) => {
			const { short, multiple, about, value } = option;
			const said = `[${about.replaceAll(/[[\]\\:]/g, String.raw`\$&`)}]`;
			const takes = value === void 0 ? "" : `:${value.replaceAll(":", String.raw`\:`)}:${zshValues(option)}`;
			const long = `--${name}${value === void 0 ? "" : "="}`;
			if (short === void 0) return quoted(`${multiple === true ? "*" : ""}${long}${said}${takes}`);
			return `${quoted(`(-${short} --${name})`)}{-${short},${long}}${quoted(`${said}${takes}`)}`;
		}),
		quoted("(-h --help)--help[The options, with examples]"),
		quoted("*: :_files")
	];
}
function zshValues({ words, value }) {
	if (words !== void 0) return `(${words.join(" ")})`;
	return value === "FILE" ? "_files" : value === "DIR" ? "_files -/" : "";
}
/** What is offered where a condition holds. */
function fishLine(condition, rest) {
	return `complete -c wave-inspect -n ${quoted(condition)} ${rest}\n`;
}
const fish = () => `# Completion of wave-inspect for fish: source it, or put it as wave-inspect.fish into a folder of completions.
complete -c wave-inspect -n __fish_use_subcommand -f
${firstWords().map(([word, about]) => fishLine("__fish_use_subcommand", `-a ${word} -d ${quoted(about)}`)).join("")}${verbs().map(([word, own]) => fishLine(`__fish_seen_subcommand_from ${word}; and not __fish_seen_subcommand_from ${own.join(" ")}`, `-f -a ${quoted(own.join(" "))}`)).join("")}${entries$1.flatMap(([name, { options }]) => {
	const condition = name.split(" ").map((word) => `__fish_seen_subcommand_from ${word}`).join("; and ");
	return Object.entries(options).map(([option, one]) => fishLine(condition, fishOption(option, one)));
}).join("")}`;
function fishOption(name, { short, value, words, about }) {
	const takes = words !== void 0 ? `-x -a ${quoted(words.join(" "))}` : value === void 0 ? "" : value === "FILE" || value === "DIR" ? "-r -F" : "-x";
	return [
		`-l ${name}`,
		short === void 0 ? "" : `-s ${short}`,
		takes,
		`-d ${quoted(about)}`
	].filter((part) => part !== "").join(" ");
}
/** In single quotes, as all three shells read it. */
function quoted(text) {
	return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}
// src/cli/help.ts
/** The help: of the program, and of each command. */
var help_exports = require_rolldown_runtime.__exportAll({
	helpOf: () => helpOf,
	overview: () => overview
});
/** A terminal is no narrower. Characters. */
const WIDTH = 80;
/** Where what is said of an option begins. */
const INDENT = 27;
const entries = Object.entries(require_base.commands);
/** `wave-inspect --help`: the commands, and what holds for all. */
function overview() {
	return `Which container images will be pulled, and do they meet the policy?

${entries.flatMap(([, { forms, about }]) => [...forms.map((form) => `  wave-inspect ${form}`), ...indented(about, 6)]).join("\n")}

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
function helpOf(words) {
	const [name = "", verb = ""] = words;
	const exact = entries.filter(([own]) => own === name || own === `${name} ${verb}`);
	const found = exact.length > 0 ? exact : entries.filter(([own]) => own.startsWith(`${name} `));
	return found.length === 0 ? void 0 : found.map(([, entry]) => helpOfCommand(entry)).join("\n");
}
function helpOfCommand({ forms, about, options, takesLaunch, examples }) {
	const rows = Object.entries(options).map(([name, option]) => rowOf(typedAs(name, option), saidOf(option)));
	const launch = takesLaunch ? [rowOf("-- ARGUMENTS...", "the arguments of one \"nextflow run\", as typed")] : [];
	const all = [...rows, ...launch];
	return [
		...forms.map((form) => `wave-inspect ${form}`),
		...indented(about, 2),
		"",
		...all.length === 0 ? [] : [
			"Options:",
			...all,
			""
		],
		"Examples:",
		...examples.map(([line, what]) => `  wave-inspect ${line}\n      ${what}`),
		""
	].join("\n");
}
/** `-q, --quiet`, `--policy FILE`. */
function typedAs(name, { short, value }) {
	return [`${short === void 0 ? "" : `-${short}, `}--${name}`, ...value === void 0 ? [] : [value]].join(" ");
}
/** What can be written, and what it does: `text (default) or json; how it is printed`. */
function saidOf({ about, words = [], isOpen }) {
	if (words.length === 0) return about;
	const named = words.map((word, index) => index === 0 && isOpen !== true ? `${word} (default)` : word);
	return `${[named.slice(0, -1).join(", "), ...named.slice(-1)].join(" or ")}; ${about}`;
}
function rowOf(typed, said) {
	const head = `  ${typed}`;
	const lines = indented(said, INDENT);
	if (head.length >= 26) return [head, ...lines].join("\n");
	return [head + (lines[0] ?? "").slice(head.length), ...lines.slice(1)].join("\n");
}
/** Lines of words behind so many blanks. */
function indented(text, indent) {
	return require_base.wrapped(text, WIDTH - indent).map((line) => " ".repeat(indent) + line);
}
Object.defineProperty(exports, "completion_exports", {
	enumerable: true,
	get: function() {
		return completion_exports;
	}
});
Object.defineProperty(exports, "help_exports", {
	enumerable: true,
	get: function() {
		return help_exports;
	}
});
