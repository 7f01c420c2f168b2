/** The References of a pipeline: of each value the texts that it is made of, or else the place that uses it. */
import type { Reference, ReferenceContext, ReferenceKind, Rewrite, Unresolved, Written } from "../../../model.ts";
import { ReferenceBook } from "../../kit/references.ts";
import type { Origin } from "../evaluate/model.ts";
import type { RewriteStep } from "./engines.ts";
import type { Sources } from "../files/sources.ts";
import type { ConfigStatement, Node } from "../syntax/tree.ts";
import type { SourceText } from "../../../text/source-text.ts";

/** Makes one Reference for each place, however many pulls come from it. */
export interface References {
  /** The references of a value: its own texts, or the place where it is used if it has none in the repository. */
  of(
    origins: readonly Origin[],
    use: { readonly source: SourceText; readonly node: Node },
    context: ReferenceContext,
    unresolved: Unresolved | undefined,
  ): readonly Reference[];
  all(): readonly Reference[];
  /** Steps with the places of their settings: the same ones for the same steps. */
  rewrites(steps: readonly RewriteStep[]): readonly Rewrite[];
  /** A stretch of a file with its text, the same one each time. */
  written(use: { readonly source: SourceText; readonly node: Node }): Written;
}

export function openReferences(sources: Sources): References {
  const book = new ReferenceBook();
  const ways = new WeakMap<readonly RewriteStep[], readonly Rewrite[]>();
  const texts = new WeakMap<Node, Written>();
  return {
    rewrites(steps) {
      let rewrites = ways.get(steps);
      if (rewrites === undefined) ways.set(steps, (rewrites = steps.map((step) => rewriteOf(step, sources))));
      return rewrites;
    },
    written({ source, node }) {
      let written = texts.get(node);
      if (written === undefined) {
        const { start, end } = node;
        written = { file: source.path, ...source.lines().span(node), text: source.text.slice(start, end) };
        texts.set(node, written);
      }
      return written;
    },
    all: () => book.all(),
    of(origins, use, context, unresolved) {
      const references: Reference[] = [];
      for (const origin of origins) {
        const source = sourceOf(sources, origin.file);
        if (source === undefined || origin.start >= origin.end) continue;
        const kind = origin.external === true ? "launch" : kindOf(sources, origin.file);
        const condition = origin.conditions?.join(" && ");
        const where = kind === "directive" ? context : configContext(sources, origin);
        const reference = book.at(source, origin, {
          source: "nextflow",
          kind,
          context: condition === undefined ? where : { ...where, condition },
        });
        if (!references.includes(reference)) references.push(reference);
      }
      const used = references.some((reference) => reference.file === use.source.path);
      if (!used) {
        const kind = origins.some((origin) => origin.external === true) ? "launch" : kindOf(sources, use.source.path);
        const reason = references.length === 0 ? unresolved : undefined;
        references.push(book.at(use.source, use.node, { source: "nextflow", kind, context, unresolved: reason }));
      }
      return references;
    },
  };
}

function rewriteOf({ by, to, setting }: RewriteStep, sources: Sources): Rewrite {
  if (setting === undefined) return { by, to };
  const { name, origin } = setting;
  const source = origin && sourceOf(sources, origin.file);
  if (origin === undefined || source === undefined) return { by, setting: name, to };
  return { by, setting: name, location: { file: source.path, ...source.lines().span(origin) }, to };
}

function isScript(path: string): boolean {
  return path.endsWith(".nf");
}

function sourceOf(sources: Sources, path: string): SourceText | undefined {
  if (path === "") return undefined;
  if (isScript(path)) return sources.script(path)?.source;
  return path.endsWith(".json") || path.endsWith(".yml") || path.endsWith(".yaml")
    ? sources.plain(path)
    : sources.config(path)?.source;
}

function kindOf(sources: Sources, path: string): ReferenceKind {
  return isScript(path) || sources.isScript(path) ? "directive" : "config";
}

/** Statements stand one behind the other, and a generated configuration has ten thousand of them. */
function statementAround({ start, end }: Origin, statements: readonly ConfigStatement[]): ConfigStatement | undefined {
  let low = 0;
  let high = statements.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (statements[middle]!.end < end) low = middle + 1;
    else high = middle;
  }
  const found = statements[low];
  return found !== undefined && found.start <= start && end <= found.end ? found : undefined;
}

/** The profile and the selector that a setting stands in. */
function configContext(sources: Sources, origin: Origin): ReferenceContext {
  const file = isScript(origin.file) ? undefined : sources.config(origin.file);
  if (file === undefined) return {};
  const context: { profile?: string; selector?: string } = {};
  let statements: readonly ConfigStatement[] | undefined = file.parsed.config.statements;
  let inProfiles = false;
  while (statements !== undefined) {
    const around = statementAround(origin, statements);
    statements = undefined;
    if (around?.kind === "block") {
      const name = around.path.map((key) => key.name).join(".");
      if (inProfiles) context.profile = name;
      inProfiles = name === "profiles";
      statements = around.body;
    } else if (around?.kind === "selector") {
      context.selector = `${around.selector}:${around.target.name}`;
      statements = around.body;
    } else if (around?.kind === "if") statements = [...around.then, ...(around.otherwise ?? [])];
    else if (around?.kind === "try") statements = around.body;
  }
  return context;
}
