const require_rolldown_runtime = require("./rolldown-runtime.js");
const require_base = require("./base.js");
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

${entries.flatMap(([, { forms, about }]) => [...forms.map((form) => `  wave-inspect ${form}`), ...wrapped(about, 6)]).join("\n")}

  wave-inspect COMMAND --help         The options of one command, with examples
  wave-inspect --version, -V          The version

${CLOSE}`;
}
const CLOSE = `Environment: SEQERA_ACCESS_TOKEN (or TOWER_ACCESS_TOKEN), SEQERA_API_ENDPOINT,
SEQERA_WORKSPACE_ID, GITHUB_TOKEN, DOCKER_CONFIG, REGISTRY_AUTH_FILE,
HTTPS_PROXY, NO_PROXY, NO_COLOR, SOURCE_DATE_EPOCH.

Exit codes: 0 clean, 1 findings at or above --fail-on, disagreements, images
that moved from the lock, or a name that is none, 2 unusable configuration or
an internal error, 3 could not decide.
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
		...wrapped(about, 2),
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
	const lines = wrapped(said, INDENT);
	if (head.length >= 26) return [head, ...lines].join("\n");
	return [head + (lines[0] ?? "").slice(head.length), ...lines.slice(1)].join("\n");
}
/** Lines of words behind so many blanks. */
function wrapped(text, indent) {
	const lines = [];
	let line = "";
	for (const word of text.split(" ")) if (line !== "" && indent + line.length + 1 + word.length > WIDTH) {
		lines.push(line);
		line = word;
	} else line = line === "" ? word : `${line} ${word}`;
	return [...lines, line].map((one) => " ".repeat(indent) + one);
}
Object.defineProperty(exports, "help_exports", {
	enumerable: true,
	get: function() {
		return help_exports;
	}
});
