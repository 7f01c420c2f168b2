/** Processes, workflows and agents. */
import type { Cursor } from "./cursor.ts";
import { Kind } from "./tokens.ts";
import type { Agent, Expression, Name, Node, Process, Section, Statement, Workflow } from "./tree.ts";
import { dsl1Channel } from "./dsl1-channels.ts";
import { checkProcessNames } from "./process-names.ts";
import type { SectionRules } from "./sections.ts";
import { parseSections } from "./sections.ts";

const BODIES: ReadonlySet<string> = new Set(["script", "shell", "exec"]);

const PROCESS_RULES: SectionRules = {
  labels: new Set(["input", "output", "stage", "topic", "when", "stub", ...BODIES]),
  typed: new Set(["input", "output"]),
  alwaysTyped: false,
  startsAnywhere: false,
};

const AGENT_RULES: SectionRules = {
  labels: new Set(["input", "output", "prompt"]),
  typed: new Set(["input", "output"]),
  alwaysTyped: true,
  startsAnywhere: false,
};

const WORKFLOW_RULES: SectionRules = {
  labels: new Set(["take", "main", "emit", "publish", "onComplete", "onError"]),
  typed: new Set(["take", "emit"]),
  alwaysTyped: false,
  startsAnywhere: true,
};

/** The two orders of sections that v2 knows (ScriptParser.g4, `processBody`). */
const PROCESS_ORDERS = [
  ["input", "stage", "output", "topic", "when", "exec", "stub"],
  ["input", "stage", "when", "exec", "stub", "output", "topic"],
];
const WORKFLOW_ORDER = ["take", "main", "emit", "publish", "onComplete", "onError"];

/** A name as a word or, in old scripts, as a string. The caller has looked: it is there. */
export function parseName(cursor: Cursor): Name {
  const quoted = cursor.kind === Kind.string ? 1 : 0;
  const start = cursor.start + quoted;
  const end = cursor.end - quoted;
  if (quoted > 0) cursor.markLegacy({ start: cursor.start, end: cursor.end }, "a process name in quotes");
  cursor.advance();
  return { start, end, name: cursor.text.slice(start, end) };
}

/** Behind the `()` that v1 lets stand behind the name of a process. */
export function pastParens(cursor: Cursor, index: number): number {
  return cursor.kindAt(index) === Kind.openParen && cursor.kindAt(index + 1) === Kind.closeParen ? index + 2 : index;
}

/** `process NAME { … }`; the current token is the first word. */
export function parseProcess(cursor: Cursor): Process {
  const start = cursor.start;
  cursor.advance();
  const name = parseName(cursor);
  if (cursor.kind === Kind.openParen) {
    cursor.markLegacy({ start: cursor.start, end: cursor.end }, "parentheses behind the name of a process");
    cursor.index = pastParens(cursor, cursor.index);
  }
  cursor.skipBreaks();
  const { header, sections } = parseSections(cursor, PROCESS_RULES);
  const end = cursor.previousEnd;
  takeImplicitScript(cursor, header, sections);
  for (const statement of header) checkDirective(cursor, statement, "directives");
  for (const { label, body } of sections) {
    if (label === "when") checkCondition(cursor, body);
    else if (!cursor.typesEnabled && (label === "input" || label === "output")) {
      for (const statement of body) checkDirective(cursor, statement, `${label}s`);
    }
  }
  if (cursor.checksBodies && !sections.some(({ label }) => BODIES.has(label))) {
    cursor.problem(name.start, name.end, `process \`${name.name}\` has no script`);
  }
  checkOrder(cursor, sections, PROCESS_ORDERS, (label) => (BODIES.has(label) ? "exec" : label));
  const process: Process = { kind: "process", start, end, name, header, sections };
  if (!cursor.checksBodies) return process;
  checkProcessNames(cursor, process);
  const channel = dsl1Channel(sections);
  return { ...process, sections: sections.map(withoutBody), ...(channel !== undefined && { channel }) };
}

const KEPT: ReadonlySet<string> = new Set(["input", "when"]);

/** A repository can hold tens of thousands of script bodies, and nothing in them decides on an image. */
function withoutBody(section: Section): Section {
  return KEPT.has(section.label) ? section : { ...section, body: [] };
}

/** A last string without a label is the script: in v2 only if nothing else stands in the process. */
function takeImplicitScript(cursor: Cursor, header: Statement[], sections: Section[]): void {
  if (sections.some(({ label }) => BODIES.has(label))) return;
  const last = sections.at(-1);
  const statements = last?.body ?? header;
  const script = statements.at(-1);
  if (script?.kind !== "expression") return;
  const { kind } = script.expression;
  if (kind !== "string" && kind !== "gstring" && !(last === undefined && header.length === 1)) return;
  if (header.length > 1 || sections.length > 0) {
    cursor.markLegacy({ start: script.start, end: script.start + 1 }, "a process script without `script:`");
  }
  if (last === undefined) header.pop();
  else sections[sections.length - 1] = { ...last, body: statements.slice(0, -1) };
  sections.push({ start: script.start, end: script.end, label: "script", body: [script] });
}

/** v2 takes one expression behind `when:`. */
function checkCondition(cursor: Cursor, body: readonly Statement[]): void {
  const [first, second] = body;
  if (first === undefined) return;
  const value = first.kind === "expression" ? first.expression : undefined;
  const isStatement = value === undefined || value.kind === "assignment" || (value.kind === "call" && value.command);
  if (!isStatement && second === undefined) return;
  cursor.markLegacy(second ?? first, "statements behind `when:`");
}

/** v2 takes nothing but calls for directives, inputs and outputs (ScriptAstBuilder, `checkDirective`). */
function checkDirective(cursor: Cursor, statement: Statement, where: string): void {
  if (statement.kind === "label") return; // has its mark
  const tell = (what: string): void => cursor.markLegacy(statement, `${what} among the ${where} of a process`);
  if (statement.kind !== "expression") {
    if (statement.kind === "definition" && where !== "directives") return; // has a type, which is a mark already
    tell(statement.kind === "definition" ? "a definition" : `a statement (\`${firstWord(cursor.text, statement)}\`)`);
    return;
  }
  const { expression } = statement;
  if (expression.kind === "assignment")
    tell(`an assignment (\`${firstWord(cursor.text, statement)} ${expression.operator} …\`)`);
  else if (!isDirective(expression)) tell("an expression");
}

/** `name`, `name arguments`, and `name -1`, which looks like a subtraction. */
function isDirective(expression: Expression): boolean {
  if (expression.kind === "call") return expression.callee.kind === "variable";
  if (expression.kind === "binary") return expression.operator === "-" && expression.left.kind === "variable";
  return expression.kind === "variable";
}

function firstWord(text: string, { start, end }: Node): string {
  return /^[\p{L}\p{N}_$.]*/u.exec(text.slice(start, Math.min(end, start + 40)))![0];
}

/** v2 wants the sections in one of some orders, each at most once. */
function checkOrder(
  cursor: Cursor,
  sections: readonly Section[],
  orders: readonly (readonly string[])[],
  named: (label: string) => string,
): void {
  const found = sections.map(({ label }) => named(label));
  const follows = (order: readonly string[]): boolean =>
    found.every((label, index) => index === 0 || order.indexOf(label) > order.indexOf(found[index - 1]!));
  const first = sections[0];
  if (first !== undefined && !orders.some(follows)) {
    const node = { start: first.start, end: first.start + first.label.length };
    cursor.markLegacy(node, `sections out of order (\`${sections.map(({ label }) => `${label}:`).join("`, `")}\`)`);
  }
}

/** `workflow { … }`, `workflow NAME { … }`; the current token is the first word. */
export function parseWorkflow(cursor: Cursor): Workflow {
  const start = cursor.start;
  cursor.advance();
  const name = cursor.kind === Kind.openBrace || cursor.kind === Kind.newline ? undefined : parseName(cursor);
  cursor.skipBreaks();
  const { header, sections } = parseSections(cursor, WORKFLOW_RULES);
  const end = cursor.previousEnd;
  if (header.length > 0) {
    const body = { start: header[0]!.start, end: header.at(-1)!.end };
    if (sections.length > 0)
      cursor.markLegacy({ start: body.start, end: body.start + 1 }, "a workflow body without `main:`");
    sections.unshift({ ...body, label: "main", body: header });
  }
  for (const { label, start: at } of sections) {
    const misplaced = name === undefined ? /^(?:take|emit)$/ : /^(?:publish|onComplete|onError)$/;
    if (!misplaced.test(label)) continue;
    const where = name === undefined ? "the entry workflow" : "a named workflow";
    cursor.markLegacy({ start: at, end: at + label.length }, `\`${label}:\` in ${where}`);
  }
  checkOrder(cursor, sections, [WORKFLOW_ORDER], (label) => label);
  return { kind: "workflow", start, end, name, sections };
}

/** `agent NAME { … }`; the current token is the first word. */
export function parseAgent(cursor: Cursor): Agent {
  const { start, end } = cursor;
  cursor.markModern({ start, end }, "an `agent`");
  cursor.advance();
  const name = parseName(cursor);
  cursor.skipBreaks();
  const { header, sections } = parseSections(cursor, AGENT_RULES);
  return { kind: "agent", start, end: cursor.previousEnd, name, header, sections };
}
