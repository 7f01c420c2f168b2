/** Whether an entry point runs the command that it is given behind its own words, and not something else in its place. */

/**
 * Nextflow gives `/bin/bash -ue .command.run`. Init processes, `env` and the runners of conda run what stands behind
 * their options, a shell takes it for a script of its own (`bash /bin/bash` is an error, `bash -c` runs an empty shell)
 * unless its `-c` text runs `"$@"`.
 */
export function runsWhatItIsGiven(words: readonly string[]): boolean {
  const [program, ...rest] = words;
  if (program === undefined) return true;
  const name = program.slice(program.lastIndexOf("/") + 1);
  if (SHELLS.has(name)) return isShellPassingOn(rest);
  if (!PASSES_ON.test(name))
    return RUNNERS.test(name) && rest[0] === "run" && runsWhatItIsGiven(afterOptions(rest.slice(1)));
  return runsWhatItIsGiven(afterOptions(rest));
}

const SHELLS: ReadonlySet<string> = new Set(["sh", "bash", "dash", "ash", "zsh", "ksh"]);
/** Init processes, `env`, and scripts that by their name set something up and then run what they are given. */
const PASSES_ON =
  /^(?:tini(?:-static)?|dumb-init|docker-init|catatonit|env|env-execute|.*entrypoint.*|.*shell-hook\.sh)$/;
const RUNNERS = /^(?:conda|mamba|micromamba|pixi)$/;

/** Options that take the next word as their value: of tini, dumb-init, env and the runners. */
const TAKES_VALUE: ReadonlySet<string> = new Set(
  "-p -e -r -u -n -C -S --rewrite --name --prefix --cwd --environment --manifest-path --root-prefix".split(" "),
);

/** What stands behind options, and behind `env`'s variables, which end them. */
function afterOptions(words: readonly string[]): readonly string[] {
  let at = 0;
  for (let word = words[at]; word?.startsWith("-") === true; word = words[at]) {
    at += TAKES_VALUE.has(word) ? 2 : 1;
    if (word === "--") break;
  }
  while (/^\w+=/.test(words[at] ?? "")) at += 1;
  return words.slice(at);
}

/** A text of `-c` gets the first word behind it as `$0`; a script of the shell's gets all. */
function isShellPassingOn(words: readonly string[]): boolean {
  const at = words.findIndex((word) => !/^[-+]/.test(word));
  const options = at === -1 ? words : words.slice(0, at);
  const [text, ...behind] = at === -1 ? [] : words.slice(at);
  if (text === undefined) return false;
  if (!options.some((word) => /^-[a-z]*c/.test(word))) return runsWhatItIsGiven([text, ...behind]);
  return (behind.length > 0 ? RUNS_ARGUMENTS : RUNS_ALL).test(text);
}

/** `"$@"` where a command begins: at the start, behind `exec`, `;`, `&&`. */
const RUNS_ARGUMENTS = /(?:^|[;&|\n]|\bexec)\s*"?\$[@*]/;
const RUNS_ALL = /(?:^|[;&|\n]|\bexec)\s*"?\$0"?\s+"?\$[@*]/;
