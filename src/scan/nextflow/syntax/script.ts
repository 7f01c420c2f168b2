/** Scripts: their declarations, and what v2 checks of them as a whole. */
import type { Cursor } from "./cursor.ts";
import { parseInclude, startsInclude } from "./include.ts";
import { checkNames } from "./script-names.ts";
import { parseAgent, parseName, parseProcess, parseWorkflow, pastParens } from "./process.ts";
import { parseTypedName } from "./sections.ts";
import { Kind, isWord } from "./tokens.ts";
import type {
  Declaration,
  Expression,
  FeatureFlag,
  Name,
  OutputBlock,
  ParamsBlock,
  Script,
  Statement,
  TypeDeclaration,
} from "./tree.ts";

/** A whole script. */
export function parseScriptFile(cursor: Cursor): Script {
  const declarations: Declaration[] = [];
  cursor.skipSeparators();
  while (cursor.kind !== Kind.end) {
    if (cursor.kind === Kind.closeBrace) {
      cursor.unexpected();
      cursor.advance();
    } else {
      const declaration = parseDeclaration(cursor);
      if (declaration !== undefined) declarations.push(declaration);
      else {
        const statements: Statement[] = [];
        cursor.statement(statements);
        cursor.checkLabels(statements);
        declarations.push(...statements);
      }
    }
    cursor.endStatement();
  }
  checkMixture(cursor, declarations);
  checkBlocks(cursor, declarations);
  if (cursor.checksBodies) checkNames(cursor, declarations);
  return { kind: "script", start: 0, end: cursor.text.length, declarations };
}

/** One declaration, or undefined where a statement stands. */
function parseDeclaration(cursor: Cursor): Declaration | undefined {
  if (cursor.kind !== Kind.word) return undefined;
  const { index } = cursor;
  const next = cursor.kindAt(index + 1);
  const opens = (at: number): boolean => cursor.kindAt(cursor.past(at)) === Kind.openBrace;
  switch (cursor.word) {
    case "nextflow":
      return next === Kind.dot ? parseFeatureFlag(cursor) : undefined;
    case "include":
      return startsInclude(cursor) ? parseInclude(cursor) : undefined;
    case "params":
      return opens(index + 1) ? parseParamsBlock(cursor) : undefined;
    case "process":
      if (next !== Kind.word && next !== Kind.string) return undefined;
      return opens(pastParens(cursor, index + 2)) ? parseProcess(cursor) : undefined;
    case "workflow":
      return opens(index + 1) || (next === Kind.word && opens(index + 2)) ? parseWorkflow(cursor) : undefined;
    case "agent":
      return next === Kind.word && opens(index + 2) ? parseAgent(cursor) : undefined;
    case "output":
      return opens(index + 1) ? parseOutput(cursor) : undefined;
    case "enum":
      return next === Kind.word && opens(index + 2) ? parseTypeDeclaration(cursor, "enum") : undefined;
    case "record":
      return next === Kind.word && opens(index + 2) ? parseTypeDeclaration(cursor, "record") : undefined;
    default:
      return undefined;
  }
}

const LITERALS: ReadonlySet<string> = new Set(["string", "number", "boolean", "null"]);

/** `nextflow.enable.dsl = 2`; anything else that starts so is a statement. */
function parseFeatureFlag(cursor: Cursor): FeatureFlag | undefined {
  const { index, start } = cursor;
  while (isWord(cursor.kind) && cursor.kindAt(cursor.index + 1) === Kind.dot) cursor.index += 2;
  const nameEnd = cursor.end;
  cursor.advance();
  cursor.skipBreaks();
  if (cursor.kind !== Kind.assign) {
    cursor.index = index;
    return undefined;
  }
  cursor.advance();
  cursor.skipBreaks();
  const value = cursor.expression();
  const name = cursor.text.slice(start, nameEnd);
  if (name === "nextflow.enable.types") cursor.typesEnabled = value.kind === "boolean" && value.value;
  if (!LITERALS.has(value.kind)) cursor.markLegacy(value, "a feature flag that is not a literal");
  return { kind: "feature-flag", start, end: value.end, name, value };
}

// ── Blocks ──────────────────────────────────────────────────────────────────

function parseParamsBlock(cursor: Cursor): ParamsBlock {
  const { start, end } = cursor;
  cursor.markModern({ start, end }, "a `params` block in a script");
  cursor.advance();
  cursor.skipBreaks();
  const parameters: ParamsBlock["parameters"][number][] = [];
  cursor.bracketed(() => {
    cursor.skipSeparators();
    while (cursor.kind === Kind.word) {
      parameters.push(parsePipelineParameter(cursor));
      cursor.endStatement();
    }
  });
  return { kind: "params", start, end: cursor.previousEnd, parameters };
}

function parsePipelineParameter(cursor: Cursor): ParamsBlock["parameters"][number] {
  const { start, end, word: name } = cursor;
  if (cursor.kindAt(cursor.index + 1) === Kind.colon) {
    const { names, value } = parseTypedName(cursor);
    return { start, end, name, type: names[0]!.type, value };
  }
  cursor.advance();
  let value: Expression | undefined;
  if (cursor.accept(Kind.assign)) {
    cursor.skipBreaks();
    value = cursor.expression();
  }
  return { start, end, name, type: undefined, value };
}

function parseOutput(cursor: Cursor): OutputBlock {
  const start = cursor.start;
  cursor.advance();
  cursor.skipBreaks();
  const body = cursor.bracketed(() => cursor.block());
  return { kind: "output", start, end: cursor.previousEnd, body };
}

function parseTypeDeclaration(cursor: Cursor, kind: TypeDeclaration["kind"]): TypeDeclaration {
  const start = cursor.start;
  if (kind === "record") cursor.markModern({ start, end: cursor.end }, "a `record`");
  cursor.advance();
  const name = parseName(cursor);
  cursor.skipBreaks();
  const constants = kind === "enum" ? constantsIn(cursor) : [];
  cursor.skip();
  return { kind, start, end: cursor.previousEnd, name, constants };
}

/** The constants between the braces that the cursor stands at; none where Groovy's fields or methods are among them. */
function constantsIn(cursor: Cursor): readonly Name[] {
  const names: Name[] = [];
  let index = cursor.past(cursor.index + 1);
  while (cursor.kindAt(index) === Kind.word) {
    const [start, end] = [cursor.startAt(index), cursor.endAt(index)];
    names.push({ start, end, name: cursor.text.slice(start, end) });
    index = cursor.past(index + 1);
    if (cursor.kindAt(index) === Kind.comma) index = cursor.past(index + 1);
  }
  return index === cursor.partnerAt(cursor.index) ? names : [];
}

// ── What v2 checks of a script as a whole ───────────────────────────────────

const DECLARATIONS: ReadonlySet<Declaration["kind"]> = new Set([
  "feature-flag",
  "include",
  "params",
  "process",
  "workflow",
  "function",
  "output",
  "enum",
  "record",
  "agent",
]);

/** What a declaration is to v2's rule; an import is an error of its own. */
function roleOf(declaration: Declaration): "declaration" | "statement" | "import" {
  if (DECLARATIONS.has(declaration.kind)) return "declaration";
  if (declaration.kind === "opaque" && declaration.what !== "unparsable") return "import";
  return declaration.kind === "expression" && isLegacyParameter(declaration.expression) ? "declaration" : "statement";
}

/** `params.a.b = value` counts as a declaration. */
function isLegacyParameter(expression: Expression): boolean {
  if (expression.kind !== "assignment" || expression.operator !== "=") return false;
  let target = expression.target;
  if (target.kind !== "property") return false;
  while (target.kind === "property" && target.name !== undefined && !target.safe && !target.spread)
    target = target.object;
  return target.kind === "variable" && target.name === "params";
}

/** v2: a script is either declarations or statements. A script of statements alone is its entry workflow. */
function checkMixture(cursor: Cursor, declarations: readonly Declaration[]): void {
  const roles = declarations.map(roleOf);
  if (!roles.includes("declaration")) return;
  for (const [index, declaration] of declarations.entries()) {
    if (roles[index] === "statement") cursor.markLegacy(declaration, "a statement among script declarations");
  }
}

const BLOCKS: ReadonlySet<string> = new Set(["process", "workflow", "output", "agent"]);

/** Blocks without a name or in the wrong company, which neither parser takes. */
function checkBlocks(cursor: Cursor, declarations: readonly Declaration[]): void {
  const hasEntry = declarations.some((each) => each.kind === "workflow" && each.name === undefined);
  for (const declaration of declarations) {
    const { start, end } = declaration;
    if (declaration.kind === "params" && !hasEntry) {
      cursor.problem(start, end, "a `params` block needs an entry workflow in the same script");
    }
    if (declaration.kind === "output" && !hasEntry) {
      cursor.markLegacy({ start, end: start + 6 }, "an `output` block without an entry workflow");
    }
    if (declaration.kind !== "expression" || declaration.expression.kind !== "call") continue;
    const { callee } = declaration.expression;
    if (callee.kind === "variable" && BLOCKS.has(callee.name)) {
      cursor.problem(start, callee.end, `this is not a ${callee.name}: its name is missing or not a name`);
    }
  }
}
