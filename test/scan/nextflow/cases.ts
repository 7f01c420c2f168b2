/** Pipelines with what Nextflow itself said about them: those in `cases/`, and the random ones in `compact/`. */
import { readdirSync, readFileSync } from "node:fs";
import { failAt, readArchive, type Entry, type Section } from "../../support/archive.ts";
import { isObject, parseJson } from "../../support/json.ts";
import { unquoted } from "../../support/table.ts";
import { readLines } from "./read-lines.ts";

/** What Nextflow said with one of its parsers. */
export interface Answer {
  readonly version: string;
  /** Process and image; null: the task used no container. */
  readonly images: readonly (readonly [process: string, image: string | null])[];
  /** The first line of the error that it stopped with. */
  readonly error?: string;
}

/** A pipeline and how it was run; `@CASE@` stands for its absolute directory. */
export interface Case {
  readonly theme: string;
  readonly title: string;
  readonly files: Readonly<Record<string, string>>;
  /** The words of the command behind `nextflow`. */
  readonly launch: readonly string[];
  /** The directory that it was started in, where that is not the pipeline's. */
  readonly launchDir?: string;
  readonly env: Readonly<Record<string, string>>;
  /** The values of a parameter file. */
  readonly params: Readonly<Record<string, unknown>>;
  readonly v1?: Answer;
  readonly v2?: Answer;
  /** Why the scan leaves its images open. */
  readonly open?: string;
}

type Run = Pick<Case, "launch" | "launchDir" | "env" | "params">;

/** Words as a shell takes them: apart by blanks, or in single quotes. */
function wordsOf(command: string): readonly string[] {
  return [...command.matchAll(/(?:[^\s']|'[^']*')+/g)].map(([word]) => word.replaceAll("'", ""));
}

const PLAIN: Run = { launch: ["run", "."], env: {}, params: {} };

/** A line of a run: `in DIRECTORY`, `params JSON`, or a command with its environment in front. */
function partOf(text: string, file: string, line: number): Partial<Run> {
  if (text.startsWith("in ")) return { launchDir: text.slice(3) };
  if (text.startsWith("params ")) {
    const params = parseJson(text.slice(7));
    return isObject(params) ? { params } : failAt(file, line, "has no object of JSON behind `params`");
  }
  const words = wordsOf(text);
  const start = words.indexOf("nextflow");
  if (start === -1) failAt(file, line, "is neither `in`, `params` nor a command of nextflow");
  const env = words.slice(0, start).map((word): [string, string] => {
    const at = word.indexOf("=");
    if (at < 1) failAt(file, line, `has \`${word}\` in front of nextflow, which is not NAME=VALUE`);
    return [word.slice(0, at), word.slice(at + 1)];
  });
  return { launch: words.slice(start + 1), env: Object.fromEntries(env) };
}

function runOf({ text, line }: Section, file: string): Run {
  const parts = text
    .trimEnd()
    .split("\n")
    .map((own, index) => partOf(own, file, line + 1 + index));
  return Object.assign({}, PLAIN, ...parts);
}

const NONE = "no container";

/** `PROCESS  IMAGE` and `PROCESS  no container` a line, `error: ITS FIRST LINE` last; `no task` where there is neither. */
function answerIn({ text, line }: Section, version: string, file: string): Answer {
  const lines = text.trimEnd().split("\n");
  if (lines.length === 1 && lines[0] === "no task") return { version, images: [] };
  const error = /^error: (.+)$/.exec(lines.at(-1)!)?.[1];
  const images = lines.slice(0, error === undefined ? undefined : -1).map((own, index): Answer["images"][number] => {
    const [, process, image] = /^(\S+) {2}(\S.*)$/.exec(own) ?? [];
    const at = line + 1 + index;
    if (process === undefined || image === undefined) failAt(file, at, "is neither `PROCESS  IMAGE` nor `error: …`");
    return [process, image === NONE ? null : unquoted(image, file, at)];
  });
  return { version, images, ...(error !== undefined && { error }) };
}

const ANSWER = /^Nextflow (\d[\d.]*)(?:, (v1|v2))?$/;
const FILE = /^[^\s,]*[./][^\s,]*$/;

/** What a section gives to its case. */
function pieceOf(section: Section, file: string): Partial<Case> {
  const { name, text, line } = section;
  if (name === "run") return runOf(section, file);
  if (name === "open") return { open: text.trim() };
  const [, version, parser] = ANSWER.exec(name) ?? [];
  if (version === undefined)
    return failAt(file, line, "is neither a file, `run`, `Nextflow VERSION[, v1|v2]` nor `open`");
  const answer = answerIn(section, version, file);
  return parser === undefined ? { v1: answer, v2: answer } : { [parser]: answer };
}

function caseOf({ title, sections, line }: Entry, theme: string, file: string): Case {
  const files = sections.filter(({ name }) => FILE.test(name));
  const pieces = sections.filter((section) => !files.includes(section)).map((section) => pieceOf(section, file));
  const given = [...files.map(({ name }) => name), ...pieces.flatMap((piece) => Object.keys(piece))];
  const twice = given.find((name, index) => given.indexOf(name) < index);
  if (twice !== undefined) failAt(file, line, `has \`${twice}\` twice`);
  if (!given.includes("v1") && !given.includes("v2")) failAt(file, line, "has no section of what Nextflow said");
  const own = { theme, title, files: Object.fromEntries(files.map(({ name, text }) => [name, text])) };
  return Object.assign({}, PLAIN, ...pieces, own);
}

/** The cases of an archive; the theme is the name of its file. */
export function parseCases(text: string, file: string): readonly Case[] {
  const theme = file.replaceAll(/^\d+-|\.txt$/g, "").replaceAll("-", " ");
  return readArchive(text, file).map((entry) => caseOf(entry, theme, file));
}

export function readCases(): readonly Case[] {
  const folder = new URL("cases/", import.meta.url);
  const files = readdirSync(folder).filter((file) => file.endsWith(".txt"));
  return files.sort().flatMap((file) => parseCases(readFileSync(new URL(file, folder), "utf8"), file));
}

/** A random pipeline as it is kept: a line each. */
interface Generated extends Pick<Case, "files"> {
  readonly id: string;
  readonly profile?: string;
  readonly params?: Case["params"];
  readonly args?: readonly string[];
  readonly v2: Omit<Answer, "version">;
  readonly v1?: Omit<Answer, "version"> | "same";
}

export function readGenerated(): readonly Case[] {
  const version = "26.04.6";
  return readLines<Generated>("compact/pipelines.jsonl").map(
    ({ id, files, profile, args = [], params = {}, v2, v1 }) => ({
      theme: "generated",
      title: id,
      files,
      launch: ["run", ".", ...(profile === undefined ? [] : ["-profile", profile]), ...args],
      env: {},
      params,
      v2: { version, ...v2 },
      ...(v1 !== undefined && { v1: { version, ...(v1 === "same" ? v2 : v1) } }),
    }),
  );
}
