/** What the images of a project hang on: the words that decide them, whatever they mean. */
import type { Sources } from "../files/sources.ts";
import type { ConfigStatement, Statement } from "../syntax/tree.ts";
import { visitPartsOfExpression, visitPartsOfStatement, type Visitor } from "../syntax/walk.ts";

/** Settings that are an image, or a part of its name. */
const IMAGE_SETTINGS = ["container", "registry", "registryOverride"];

/** How often a setting that decides an image is followed to the settings that decide it. */
const MOST_STEPS = 5;

/**
 * The settings, variables, properties and texts that stand in the `container` directives of some files, and in the
 * values of the settings named there: a profile that sets none of them, and whose name is none, leaves every image as it is.
 */
export function imageWords(files: Iterable<string>, sources: Sources): ReadonlySet<string> {
  const words = new Set(IMAGE_SETTINGS);
  const visitor: Visitor = {
    expression(expression) {
      if (expression.kind === "variable") words.add(expression.name);
      else if (expression.kind === "string") words.add(expression.value);
      else if (expression.kind === "property" && expression.name !== undefined) words.add(expression.name);
      visitPartsOfExpression(expression, visitor);
    },
    statement: (statement) => visitPartsOfStatement(statement, visitor),
  };
  const configs: (readonly ConfigStatement[])[] = [];
  for (const path of files) {
    if (path.endsWith(".config")) configs.push(sources.config(path)?.parsed.config.statements ?? []);
    else for (const statement of headersOf(path, sources)) if (isAboutImages(statement)) visitor.statement(statement);
  }
  let before = 0;
  for (let step = 0; step < MOST_STEPS && words.size > before; step++) {
    before = words.size;
    for (const statements of configs) visitSettings(statements, words, visitor);
  }
  return words;
}

function headersOf(script: string, sources: Sources): readonly Statement[] {
  const declarations = sources.script(script)?.parsed.script.declarations ?? [];
  return declarations.flatMap((declaration) => (declaration.kind === "process" ? declaration.header : []));
}

/** The directive itself, and whatever may surround or replace one: an `if`, a definition, an assignment. */
function isAboutImages(statement: Statement): boolean {
  if (statement.kind !== "expression" || statement.expression.kind !== "call") return true;
  const { callee } = statement.expression;
  return callee.kind === "variable" && callee.name === "container";
}

function visitSettings(statements: readonly ConfigStatement[], words: ReadonlySet<string>, visitor: Visitor): void {
  for (const statement of statements) {
    if (statement.kind === "block" || statement.kind === "selector") visitSettings(statement.body, words, visitor);
    else if (statement.kind === "assignment" && words.has(statement.path.at(-1)!.name)) {
      visitor.expression(statement.value);
    }
  }
}
