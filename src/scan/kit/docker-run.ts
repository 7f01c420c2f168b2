/** The options of `docker run`: the words that a shell makes of a text, and what each option is set to. */

/** One word of a command line. */
export interface Word {
  readonly text: string;
  /** A variable or a command stands in it, in whose place the shell puts what only the run knows. */
  readonly isOpen?: boolean;
}

/** An option as it is written: `platform` or `u`, without dashes; a switch without a value has an empty one. */
export interface RunOption {
  readonly name: string;
  readonly value: Word;
}

const PIECE =
  /(?<blank>\s+|\\\n)|'(?<single>[^']*)'|"(?<double>(?:[^"\\]|\\.)*)"|\\(?<escaped>.)|(?<open>\$\((?:[^()]|\([^()]*\))*\)|\$\{[^}]*\}|\$[\w@*#?$!-]|`[^`]*`)|(?<plain>[^\s'"\\$`]+|.)/gs;

/** Words as Bash splits them. Of a variable (`$X`, `$(id -u)`) the text is what is written. */
export function shellWords(line: string): readonly Word[] {
  const words: Word[] = [];
  let word: { text: string; isOpen: boolean } | undefined;
  for (const { groups = {} } of line.matchAll(PIECE)) {
    const { blank } = groups;
    if (blank !== undefined) {
      // A line that goes on in the next one parts no words.
      if (word !== undefined && blank !== "\\\n") {
        words.push(word);
        word = undefined;
      }
      continue;
    }
    word ??= { text: "", isOpen: false };
    const { single, double, escaped, open, plain } = groups;
    word.text += single ?? double?.replaceAll(/\\([$`"\\])/g, "$1") ?? escaped ?? open ?? plain ?? "";
    word.isOpen ||= open !== undefined || (double !== undefined && /(?<!\\)(?:\\\\)*(?:\$[\w({]|`)/.test(double));
  }
  return word === undefined ? words : [...words, word];
}

/** Options without a value, of Docker 28 and Podman 4.3 (`run --help`), of Sarus and of Apple's container. */
const SWITCHES: ReadonlySet<string> = new Set(
  (
    "d detach disable-content-trust help init i interactive no-healthcheck oom-kill-disable privileged P publish-all q quiet " +
    "read-only rm sig-proxy t tty use-api-socket env-host http-proxy no-hosts no-hostname passwd read-only-tmpfs replace rmi " +
    "rootfs tls-verify unsetenv-all mpi glibc ssh centralized-repository no-dns rosetta virtualization remove"
  ).split(" "),
);

/**
 * The options in front of the image, in their order; what takes a value takes the next word for it, whatever that looks
 * like. Engines go by the last of several.
 */
export function runOptions(words: readonly Word[]): readonly RunOption[] {
  const options: RunOption[] = [];
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at]!;
    const [, dashes = "", rest = ""] = /^(--?)(.+)$/s.exec(word.text) ?? [];
    // What the shell puts in the place of a variable may be an option or nothing.
    if (dashes === "" && word.isOpen === true) continue;
    if (dashes === "") break;
    const [, name = "", given] = dashes === "--" ? /^([^=]*)(?:=(.*))?$/s.exec(rest)! : clustered(rest);
    if (given !== undefined) options.push({ name, value: { ...word, text: given } });
    else if (SWITCHES.has(name)) options.push({ name, value: { text: "" } });
    else {
      const value = words[++at];
      if (value !== undefined) options.push({ name, value });
    }
  }
  return options;
}

/** `-itu 1`, `-u1`, `-u=1`: switches, and at last one that may have its value behind it. */
function clustered(letters: string): readonly (string | undefined)[] {
  const at = letters.split("").findIndex((letter) => !SWITCHES.has(letter));
  if (at === -1) return ["", letters.at(-1)];
  const value = letters.slice(at + 1).replace(/^=/, "");
  return ["", letters[at], ...(at + 1 === letters.length ? [] : [value])];
}

/** What the last option of one of these names is set to. */
export function lastOption(options: readonly RunOption[], ...names: readonly string[]): Word | undefined {
  return options.findLast(({ name }) => names.includes(name))?.value;
}
