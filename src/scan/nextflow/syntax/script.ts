import type { Cursor } from "./cursor.ts";
import { parseInclude, startsInclude } from "./include.ts";
import { parseAgent, parseName, parseProcess, parseWorkflow } from "./process.ts";
import { parseTypedName } from "./sections.ts";
import { Kind, isWord } from "./tokens.ts";
import type {
  Declaration,
  Expression,
  FeatureFlag,
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
      else cursor.statement(declarations as Statement[]);
    }
    cursor.endStatement();
  }
  checkMixture(cursor, declarations);
  checkTyping(cursor, declarations);
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
      return (next === Kind.word || next === Kind.string) && opens(index + 2) ? parseProcess(cursor) : undefined;
    case "workflow":
      return opens(index + 1) || (next === Kind.word && opens(index + 2)) ? parseWorkflow(cursor) : undefined;
    case "agent":
      return next === Kind.word && opens(index + 2) ? parseAgent(cursor) : undefined;
    case "output":
      return opens(index + 1) ? parseOutput(cursor) : undefined;
    case "enum":
    case "record":
      return next === Kind.word && opens(index + 2)
        ? parseTypeDeclaration(cursor, cursor.word as "enum" | "record")
        : undefined;
    default:
      return undefined;
  }
}

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
  return { kind: "feature-flag", start, end: value.end, name: cursor.text.slice(start, nameEnd), value };
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
      parameters.push(parseParameter(cursor));
      cursor.endStatement();
    }
  });
  return { kind: "params", start, end: cursor.previousEnd, parameters };
}

function parseParameter(cursor: Cursor): ParamsBlock["parameters"][number] {
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
  cursor.skip();
  return { kind, start, end: cursor.previousEnd, name };
}

// ── What v2 checks of a script as a whole ───────────────────────────────────

function isStatement(declaration: Declaration): boolean {
  switch (declaration.kind) {
    case "feature-flag":
    case "include":
    case "params":
    case "process":
    case "workflow":
    case "function":
    case "output":
    case "enum":
    case "record":
    case "agent":
      return false;
    case "opaque":
      return declaration.what === "unparsable";
    case "expression":
      return !isLegacyParameter(declaration.expression);
    default:
      return true;
  }
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
  const hasDeclarations = declarations.some(
    (declaration) =>
      declaration.kind !== "opaque" &&
      (!isStatement(declaration) || (declaration.kind === "expression" && isLegacyParameter(declaration.expression))),
  );
  if (!hasDeclarations) return;
  for (const declaration of declarations) {
    if (isStatement(declaration)) cursor.markLegacy(declaration, "a statement among script declarations");
  }
}

/** Typed declarations need `nextflow.enable.types`; without it neither parser takes them. */
function checkTyping(cursor: Cursor, declarations: readonly Declaration[]): void {
  const typed = declarations.some(
    (declaration) =>
      declaration.kind === "feature-flag" &&
      declaration.name === "nextflow.enable.types" &&
      declaration.value.kind === "boolean" &&
      declaration.value.value,
  );
  if (typed) return;
  for (const declaration of declarations) {
    if (declaration.kind !== "process" && declaration.kind !== "workflow") continue;
    for (const { label, body } of declaration.sections) {
      if (label === "publish" || (label === "emit" && declaration.kind === "workflow")) continue;
      for (const statement of body) {
        if (statement.kind !== "definition" || statement.names[0]?.type === undefined) continue;
        if (!TYPED_SECTIONS.has(label) || cursor.text.charAt(statement.names[0].end) !== ":") continue;
        const what = `a typed declaration needs \`nextflow.enable.types = true\``;
        cursor.problem(statement.start, statement.end, what);
      }
    }
  }
}

const TYPED_SECTIONS = new Set(["input", "output", "take"]);
