/** The names in a process: its inputs, its directives, and what its bodies read. */
import type { Cursor } from "./cursor.ts";
import { BodyNames } from "./names.ts";
import type { Binary, Call, Expression, Process, Statement } from "./tree.ts";
import { DIRECTIVES, EVERYWHERE } from "./vocabulary.ts";

const IN_PROCESSES: ReadonlySet<string> = new Set([...EVERYWHERE, "task"]);
const DECLARING_INPUTS = new Set(["val", "file", "path"]);
/** `record` is for typed processes. */
const OTHER_INPUTS = new Set(["env", "stdin", "record"]);

/** Tells the names of a process that mean nothing, before its bodies are let go. What stands around it bears on no name in it. */
export function checkProcessNames(cursor: Cursor, process: Process): void {
  new ProcessNames(cursor, IN_PROCESSES).check(process);
}

class ProcessNames extends BodyNames {
  check({ header, sections }: Process): void {
    const named = (label: string): readonly Statement[] =>
      sections.filter((section) => section.label === label).flatMap(({ body }) => body);
    for (const statement of named("input")) this.#declareInput(statement);
    this.within(() => {
      this.add("stdin");
      named("input").forEach(this.#directive);
    });
    for (const label of ["stage", "when"]) named(label).forEach(this.#directive);
    for (const label of ["script", "shell", "exec", "stub"]) this.within(() => named(label).forEach(this.statement));
    for (const statement of header) {
      this.#checkDirective(statement);
      this.#directive(statement);
    }
    this.add("stdout");
    for (const label of ["output", "topic"]) named(label).forEach(this.#output);
  }

  #declareInput(statement: Statement): void {
    if (statement.kind === "definition") for (const { name } of statement.names) this.add(name);
    if (statement.kind !== "expression") return;
    const { expression } = statement;
    if (expression.kind === "call") this.#declareInputsOf(expression);
    else if (expression.kind !== "variable") return;
    else if (this.cursor.typesEnabled) this.add(expression.name);
    else this.#checkQualifier(expression.name, expression);
  }

  #declareInputsOf(call: Call): void {
    if (call.callee.kind !== "variable") return;
    const { positional } = call.arguments;
    const last = positional.at(-1);
    if (DECLARING_INPUTS.has(call.callee.name)) {
      if (last?.kind === "variable") this.add(last.name);
    } else if (call.callee.name === "tuple" || call.callee.name === "each") {
      for (const argument of positional) {
        if (argument.kind === "call") this.#declareInputsOf(argument);
        // `tuple(x, y)` of a typed process
        else if (argument.kind === "variable" && this.cursor.typesEnabled) this.add(argument.name);
      }
      if (call.callee.name === "each" && last?.kind === "variable") this.add(last.name);
    } else this.#checkQualifier(call.callee.name, call.callee);
  }

  #checkQualifier(name: string, node: Expression): void {
    if (!OTHER_INPUTS.has(name)) this.cursor.markLegacy(node, `the unknown input \`${name}\``);
  }

  readonly #directive = (statement: Statement): void => {
    if (statement.kind !== "expression" || statement.expression.kind === "variable") return;
    if (statement.expression.kind === "call") this.arguments(statement.expression);
    // `maxRetries -1` is no subtraction.
    else if (isNegative(statement.expression)) this.expression(statement.expression.right);
    else this.statement(statement);
  };

  readonly #output = (statement: Statement): void => {
    if (statement.kind === "definition") {
      if (statement.value !== undefined) this.expression(statement.value);
    } else if (statement.kind === "expression" && statement.expression.kind === "call") {
      const call = statement.expression;
      const named = call.arguments.named.filter(
        ({ key }) => key.kind !== "string" || !/^(?:emit|topic)$/.test(key.value),
      );
      this.arguments({ ...call, arguments: { ...call.arguments, named } });
    } else if (statement.kind === "expression" && statement.expression.kind === "assignment") {
      this.expression(statement.expression.value);
    } else this.#directive(statement);
  };

  /** Neither parser knows other directives. */
  #checkDirective(statement: Statement): void {
    if (statement.kind !== "expression") return;
    const { expression } = statement;
    const callee =
      expression.kind === "call" ? expression.callee : isNegative(expression) ? expression.left : expression;
    if (callee.kind !== "variable" || DIRECTIVES.has(callee.name)) return;
    const construct = `the unknown directive \`${callee.name}\``;
    this.cursor.markLegacy(callee, construct);
    this.cursor.markModern(callee, construct);
  }
}

/** `name -1`: a directive with a negative number. */
function isNegative(expression: Expression): expression is Binary {
  return expression.kind === "binary" && expression.operator === "-" && expression.left.kind === "variable";
}
