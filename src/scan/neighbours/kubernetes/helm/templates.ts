/** The templates of a chart, as texts: their lines with an image, and which values these are made of. */
import type { SourceTree } from "../../../../model.ts";

/** A line `image: …` with tags in it. */
export interface ImageLine {
  readonly file: string;
  readonly offset: number;
  readonly expression: string;
}

/** No chart has as many. */
const MOST_LINES = 1000;
/** Characters of a line. */
const LONGEST = 500;
/** Variables and blocks of a file. */
const MOST_SETTINGS = 5000;
/** An expression with all its helpers. */
const MOST_SNIPPETS = 50;

/** Something further up that an expression goes by: a variable, or what `with` and `range` take apart. */
interface Setting {
  readonly offset: number;
  /** `$name`, or "" for `.`. */
  readonly name: string;
  readonly expression: string;
}

type Formats = ReadonlyMap<string, ReadonlySet<string>>;

export class Templates {
  readonly defines = new Map<string, string>();
  readonly lines: ImageLine[] = [];
  readonly #texts = new Map<string, string>();
  readonly #settings = new Map<string, readonly Setting[]>();
  #formats: Formats | undefined;
  #otherFormats: Formats | undefined;

  constructor(tree: SourceTree, folder: string) {
    const inside = folder === "." ? "templates/" : `${folder}/templates/`;
    for (const file of tree.files) {
      if (!file.startsWith(inside) || !/\.(?:ya?ml|tpl)$/.test(file)) continue;
      const text = tree.read(file) ?? "";
      if (!text.includes("{{")) continue;
      this.#texts.set(file, text);
      this.#read(file, text);
    }
  }

  #read(file: string, text: string): void {
    for (const { 1: name = "", index, 0: whole } of text.matchAll(/\{\{-?\s*define\s+"([^"]*)"\s*-?\}\}/g)) {
      const rest = text.slice(index + whole.length);
      const next = rest.search(/\{\{-?\s*define\s/);
      const body = next === -1 ? rest : rest.slice(0, next);
      const end = [...body.matchAll(/\{\{-?\s*end\s*-?\}\}/g)].at(-1);
      this.defines.set(name, body.slice(0, end?.index ?? 0));
    }
    for (const { 1: written = "", index, 0: whole } of text.matchAll(/^[ \t]*(?:-[ \t]+)?image:[ \t]*(\S.*)$/gm)) {
      const value = written.trimEnd();
      if (!value.includes("{{") || value.length > LONGEST || this.lines.length >= MOST_LINES) continue;
      this.lines.push({
        file,
        offset: index + whole.indexOf(value),
        expression: value.replace(/^(["'])(.*)\1$/, "$2"),
      });
    }
  }

  /** The values that an expression is made of, by their paths: its own, those of its helpers, and those further up. */
  valuesOf(line: ImageLine): ReadonlySet<string> {
    return new Set(this.#snippetsOf(line).flatMap(valuesIn));
  }

  /** What stands for an empty tag: the formats (`v%s`) in which the version of the application takes its place. */
  versionFormats(path: string): ReadonlySet<string> {
    this.#formats ??= formatsIn(new Set(this.lines.flatMap((line) => this.#snippetsOf(line))));
    // An image may be handed on in other words than `image:`.
    this.#otherFormats ??= formatsIn([...this.#texts.values()].flatMap((text) => text.split("\n")));
    return this.#formats.get(`${path}.tag`) ?? this.#otherFormats.get(`${path}.tag`) ?? new Set();
  }

  /** What a variable is set to further up, as expressions; the last few. */
  settingsOf({ file, offset }: ImageLine, name: string): readonly string[] {
    const before = this.#settingsOf(file).filter((one) => one.offset < offset && one.name === name);
    return before.slice(-3).map(({ expression }) => `{{ ${expression} }}`);
  }

  /** An expression and all that it goes by. */
  #snippetsOf({ file, offset, expression }: ImageLine): readonly string[] {
    const before = this.#settingsOf(file).filter((one) => one.offset < offset);
    const variables = new Set([...expression.matchAll(/\$\w+/g)].map(([name]) => name));
    const set = [...variables].flatMap((name) => before.filter((one) => one.name === name).slice(-3));
    const isWithin = valuesIn(expression).length === 0 || /(?:^|[\s(])\.[a-z]/.test(expression);
    const around = isWithin ? before.filter(({ name }) => name === "").slice(-1) : [];
    return this.#withHelpers([expression, ...[...set, ...around].map((one) => one.expression)]);
  }

  #withHelpers(snippets: readonly string[]): readonly string[] {
    const all = new Set(snippets);
    for (const snippet of all) {
      for (const { 1: name = "" } of snippet.matchAll(/(?:include|template)\s+"([^"]*)"/g)) {
        if (all.size < MOST_SNIPPETS) all.add(this.defines.get(name) ?? "");
      }
    }
    return [...all];
  }

  #settingsOf(file: string): readonly Setting[] {
    const known = this.#settings.get(file);
    if (known !== undefined) return known;
    const text = this.#texts.get(file)!;
    const found = [...text.matchAll(/\{\{-?\s*(?:(\$\w+)\s*:?=|(?:with|range)\s)([^{}]*)\}\}/g)].map(
      ({ 1: name = "", 2: expression = "", index }) => ({
        offset: index,
        name,
        expression: expression.replace(/-$/, ""),
      }),
    );
    this.#settings.set(file, found.slice(0, MOST_SETTINGS));
    return found;
  }
}

/** How the version of the application takes the place of a value, by the path of the value. */
function formatsIn(snippets: Iterable<string>): Formats {
  const formats = new Map<string, Set<string>>();
  for (const snippet of snippets) {
    const versions = snippet.includes("Chart.AppVersion") ? versionsIn(snippet) : [];
    for (const value of versions.length === 0 ? [] : valuesIn(snippet)) {
      const known = formats.get(value) ?? new Set();
      formats.set(value, known);
      for (const version of versions) known.add(version);
    }
  }
  return formats;
}

function valuesIn(snippet: string): readonly string[] {
  return [...snippet.matchAll(/\.Values\.([\w.]*\w)/g)].map(([, path = ""]) => path);
}

/** `printf "v%s" .Chart.AppVersion`, `print "v" .Chart.AppVersion`, or the version by itself. */
function versionsIn(snippet: string): readonly string[] {
  const versions = /(?:(?:printf\s+"([^"%]*%[sv][^"%]*)"|print\s+"([^"%]*)")\s+(?:\$\w*)?)?\.Chart\.AppVersion/g;
  return [...snippet.matchAll(versions)].map(([, format, prefix]) => format ?? `${prefix ?? ""}%s`);
}
