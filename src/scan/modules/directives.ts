/** What the directives `container` and `conda` of the processes of a script name: each text that may come out, none evaluated. */
import type { Expression, GString, Process, Statement, StringLiteral } from "../nextflow/syntax/tree.ts";
import { parseHeaders } from "../nextflow/syntax/parse.ts";

/** A file that `conda` names, by its path from where the directive says. */
export interface NamedFile {
  readonly from: "module" | "project" | "launch";
  readonly path: string;
}

/** One process. */
export interface ProcessDirectives {
  /** As written, without blanks around. */
  readonly images: readonly string[];
  /** Names of which a part is put in by the run: which images they are is not known. */
  readonly open: number;
  /** Files of environments. */
  readonly files: readonly NamedFile[];
  /** Packages that `conda` lists in the script itself, a text each. */
  readonly packages: readonly string[];
}

export interface ScriptDirectives {
  readonly processes: readonly ProcessDirectives[];
  /** Where the first thing is that is no script of Nextflow, and what; absent where there is none. */
  readonly problem?: { readonly start: number; readonly message: string };
}

/**
 * Reads a script. Of a condition both sides are taken, since whoever built the images built those of both; words of the
 * condition itself are no names. Processes without `container` are left out.
 */
export function readDirectives(text: string): ScriptDirectives {
  const { script, problems } = parseStart(text) ?? parseHeaders(text);
  const processes = script.declarations.flatMap((declaration) =>
    declaration.kind === "process" ? directivesOf(declaration) : [],
  );
  const [problem] = problems;
  return { processes, ...(problem !== undefined && { problem }) };
}

/** At the beginning of a line: in a process what stands before it are directives. */
const SECTION = /^[ \t]*(?:input|output|when|script|shell|exec|stub|topic|stage)[ \t]*:/m;
const PROCESS = /^[ \t]*process\b/gm;

/**
 * Of a script with one process, as modules are, what stands before its first section: a third of it. Undefined where that
 * is no whole of its own, because the word is one of a comment, say.
 */
function parseStart(text: string): ReturnType<typeof parseHeaders> | undefined {
  const end = text.search(SECTION);
  const [first, another] = [...text.matchAll(PROCESS)];
  if (first === undefined || another !== undefined || end < first.index) return undefined;
  const parsed = parseHeaders(`${text.slice(0, end)}script: ""\n}`);
  return parsed.problems.length === 0 ? parsed : undefined;
}

function directivesOf({ header }: Process): readonly ProcessDirectives[] {
  const containers = new Values();
  const conda = new Values();
  const walk = (statements: readonly Statement[]): void => {
    for (const statement of statements) {
      if (statement.kind === "if") {
        walk(statement.then);
        walk(statement.otherwise ?? []);
      } else if (statement.kind === "expression") {
        const { expression } = statement;
        if (expression.kind !== "call" || expression.callee.kind !== "variable") continue;
        const into = { container: containers, conda }[expression.callee.name];
        for (const value of expression.arguments.positional) into?.of(value);
      }
    }
  };
  walk(header);
  const images = containers.texts.map(({ value }) => value.trim()).filter((name) => name !== "");
  if (images.length === 0 && containers.composed.length === 0) return [];
  const named = [...conda.texts.map(({ value }) => fileNamed(value, "launch")), ...conda.composed.map(fileWithin)];
  return [
    {
      images,
      open: containers.composed.length,
      files: named.filter((file) => file !== undefined),
      packages: conda.texts.map(({ value }) => value.trim()).filter(isOfPackages),
    },
  ];
}

/** Every text that an expression may give. */
class Values {
  readonly texts: StringLiteral[] = [];
  /** Texts with something put in. */
  readonly composed: GString[] = [];

  of(expression: Expression): void {
    if (expression.kind === "string") this.texts.push(expression);
    else if (expression.kind === "gstring") this.#ofParts(expression);
    else if (expression.kind === "cast") this.of(expression.operand);
    else if (expression.kind === "closure") this.#ofStatements(expression.body);
    else if (expression.kind === "ternary" || expression.kind === "elvis") {
      this.of(expression.kind === "ternary" ? expression.then : expression.value);
      this.of(expression.otherwise);
    }
  }

  /** `"${a ? 'x' : 'y'}"` is one of two texts. */
  #ofParts(whole: GString): void {
    const parts = whole.parts.filter((part) => part.kind === "interpolation" || part.value.trim() !== "");
    const [only] = parts;
    if (parts.length === 1 && only?.kind === "interpolation" && only.braced) this.of(only.expression);
    else this.composed.push(whole);
  }

  #ofStatements(statements: readonly Statement[]): void {
    for (const statement of statements) {
      if (statement.kind === "expression") this.of(statement.expression);
      else if (statement.kind === "return" && statement.value !== undefined) this.of(statement.value);
      else if (statement.kind === "if") {
        this.#ofStatements(statement.then);
        this.#ofStatements(statement.otherwise ?? []);
      }
    }
  }
}

/** Where the folders are that variables of a script stand for. */
const FOLDERS: Readonly<Record<string, NamedFile["from"]>> = {
  moduleDir: "module",
  projectDir: "project",
  baseDir: "project",
  launchDir: "launch",
};

/** `"${moduleDir}/environment.yml"` */
function fileWithin({ parts }: GString): NamedFile | undefined {
  const [folder, rest, more] = parts;
  if (folder?.kind !== "interpolation" || rest?.kind !== "text" || more !== undefined) return undefined;
  const { expression } = folder;
  const from = expression.kind === "variable" ? FOLDERS[expression.name] : undefined;
  return from !== undefined && rest.value.startsWith("/") ? fileNamed(rest.value.slice(1), from) : undefined;
}

/** As Nextflow tells a file from a list of packages (CondaCache, `isYamlFilePath`); one that lies elsewhere is none of ours. */
function fileNamed(text: string, from: NamedFile["from"]): NamedFile | undefined {
  const path = text.trim();
  return /\.ya?ml$/.test(path) && !/[\n\0]|^\/|:\/\//.test(path) ? { from, path } : undefined;
}

/** To Nextflow what has a slash is a folder or a file, and an environment that is made already. */
function isOfPackages(text: string): boolean {
  return text !== "" && !/[\n/]|\.(?:ya?ml|txt|lock)$/.test(text);
}
