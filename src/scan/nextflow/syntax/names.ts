import type { Cursor } from "./cursor.ts";
import type {
  Binary,
  Call,
  Closure,
  Declaration,
  Expression,
  FunctionDefinition,
  MethodCall,
  Process,
  Statement,
  Workflow,
} from "./tree.ts";
import { visitPartsOfExpression, visitPartsOfStatement, type Visitor } from "./walk.ts";

/** What every script sees, by name (`ScriptDsl`, `ProcessDsl`, `WorkflowDsl` of nf-lang). */
const EVERYWHERE =
  "args baseDir channel launchDir log moduleDir nextflow params projectDir secrets workDir workflow".split(" ");
/** Operators can stand in a pipe: `channel | flatten`. */
const OPERATORS = (
  "branch buffer collate collect collectFile combine concat count cross distinct filter first flatMap flatten groupTuple " +
  "ifEmpty join last map max merge min mix multiMap randomSample reduce set splitCsv splitFasta splitFastq splitText subscribe " +
  "sum take toList toSortedList transpose unique until view"
).split(" ");
const DIRECTIVES = new Set(
  (
    "accelerator afterScript arch array beforeScript cache clusterOptions conda container containerOptions cpus debug disk " +
    "errorStrategy executor ext fair hints label machineType maxErrors maxForks maxRetries maxSubmitAwait memory module penv pod " +
    "publishDir queue resourceLabels resourceLimits scratch secret shell spack stageInMode stageOutMode storeDir tag time"
  ).split(" "),
);
/** Functions that every script sees, and what declares inputs and outputs. */
const FUNCTIONS = new Set([
  ...OPERATORS,
  ...(
    "branchCriteria each env error eval exit file files groupKey multiMapCriteria path print printf println record sendMail sleep " +
    "stageAs stdin stdout template tuple val"
  ).split(" "),
]);
const IN_FUNCTIONS: ReadonlySet<string> = new Set(EVERYWHERE);
const IN_PROCESSES: ReadonlySet<string> = new Set([...EVERYWHERE, "task"]);
/** First parts of the full names of classes: `java.util.Date`. */
const PACKAGES = new Set(["com", "groovy", "io", "java", "javax", "org"]);
/** Types that need no import and do not look like one. */
const CLASSES = new Set("URI URL UUID boolean char byte short int long float double".split(" "));
const DECLARING_INPUTS = new Set(["val", "file", "path"]);
/** `record` is for typed processes. */
const OTHER_INPUTS = new Set(["env", "stdin", "record"]);

/** Statements that v2 refuses as a whole. */
const REFUSED: ReadonlySet<Statement["kind"]> = new Set(["for", "while", "switch", "function", "opaque", "include"]);

/** Tells the names of a script that mean nothing: v2 refuses the script for them, v1 looks for them only in a run. */
export function checkNames(cursor: Cursor, declarations: readonly Declaration[]): void {
  const components: string[] = [];
  for (const declaration of declarations) {
    if (declaration.kind === "include") {
      for (const { name, alias } of declaration.names) components.push(alias?.name ?? name);
    } else if ("name" in declaration && typeof declaration.name === "object") components.push(declaration.name.name);
  }
  const inWorkflows = new Set([...EVERYWHERE, ...OPERATORS, ...components]);
  for (const declaration of declarations) {
    if (declaration.kind === "workflow") new WorkflowNames(cursor, inWorkflows).check(declaration);
    else if (declaration.kind === "function") new FunctionNames(cursor, IN_FUNCTIONS).check(declaration);
  }
  const known = new Set(components);
  // Processes, workflows and types can be read as variables everywhere. What is included may be a type.
  const own = new Set(
    declarations.flatMap((each) => {
      if (each.kind === "include")
        return each.names.map(({ name, alias }) => alias?.name ?? name).filter(isCapitalised);
      const isReadable = ["process", "workflow", "enum", "record"].includes(each.kind);
      return isReadable && "name" in each && typeof each.name === "object" ? each.name.name : [];
    }),
  );
  for (const { name, start, end } of cursor.read) {
    if (!own.has(name)) cursor.markLegacy({ start, end }, `the undefined name \`${name}\``);
  }
  for (const { name, start, end } of cursor.called) {
    if (!known.has(name)) cursor.markLegacy({ start, end }, `the undefined function \`${name}\``);
  }
}

/** The same for a process, before its bodies are let go. What stands around it bears on no name in it. */
export function checkProcessNames(cursor: Cursor, process: Process): void {
  new ProcessNames(cursor, IN_PROCESSES).check(process);
}

/** The names that are visible at one place, and what to do with those that are not. */
abstract class Names implements Visitor {
  protected readonly cursor: Cursor;
  /** Names from outside. */
  readonly #given: ReadonlySet<string>;
  /** Innermost last. */
  readonly #scopes = [new Set<string>()];
  #closures = 0;

  constructor(cursor: Cursor, given: ReadonlySet<string>) {
    this.cursor = cursor;
    this.#given = given;
  }

  /** A variable that is assigned and was not declared. */
  protected abstract assignUndeclared(name: string, target: Expression): void;

  /** True where a call has been dealt with. */
  protected call(_call: Call | MethodCall): boolean {
    return false;
  }

  protected add(name: string): void {
    this.#scopes.at(-1)!.add(name);
  }

  protected addOutermost(name: string): void {
    this.#scopes[0]!.add(name);
  }

  protected get inClosure(): boolean {
    return this.#closures > 0;
  }

  protected knows(name: string): boolean {
    return this.#given.has(name) || this.#scopes.some((scope) => scope.has(name));
  }

  protected within(run: () => void): void {
    this.#scopes.push(new Set());
    run();
    this.#scopes.pop();
  }

  readonly expression = (expression: Expression): void => {
    if (expression.kind === "variable") this.#read(expression.name, expression);
    else if ((expression.kind === "call" || expression.kind === "method-call") && this.call(expression)) return;
    else if (expression.kind === "call") {
      this.#callee(expression.callee);
      this.arguments(expression);
    } else if (expression.kind === "assignment") {
      this.expression(expression.value);
      this.#assign(expression.target);
    } else if (expression.kind === "closure") {
      this.#closures++;
      this.within(() => this.#closure(expression));
      this.#closures--;
    } else visitPartsOfExpression(expression, this);
  };

  /** Whether the script has the function is known only when all of it has been read. A variable is none: `f.call()`. */
  #callee(callee: Expression): void {
    if (callee.kind !== "variable") return this.expression(callee);
    const { name, start, end } = callee;
    if (!FUNCTIONS.has(name) && !this.#given.has(name)) this.cursor.called.push({ name, start, end });
  }

  #closure({ parameters, body }: Closure): void {
    for (const { name, defaultValue } of parameters ?? []) {
      if (defaultValue !== undefined) this.expression(defaultValue);
      this.add(name);
    }
    if (parameters === undefined) this.add("it");
    body.forEach(this.statement);
  }

  protected arguments({ arguments: { named, positional } }: Call): void {
    for (const { value } of named) this.expression(value);
    positional.forEach(this.expression);
  }

  readonly statement = (statement: Statement): void => {
    const { kind } = statement;
    if (kind === "definition") {
      if (statement.value !== undefined) this.expression(statement.value);
      for (const { name } of statement.names) this.add(name);
    } else if (kind === "if") {
      this.expression(statement.condition);
      this.within(() => statement.then.forEach(this.statement));
      this.within(() => statement.otherwise?.forEach(this.statement));
    } else if (kind === "try") {
      this.within(() => statement.body.forEach(this.statement));
      for (const { variable, body } of statement.handlers) {
        this.within(() => {
          this.add(variable);
          body.forEach(this.statement);
        });
      }
      this.within(() => statement.last?.forEach(this.statement));
    } else if (!REFUSED.has(kind)) visitPartsOfStatement(statement, this);
  };

  #read(name: string, { start, end }: Expression): void {
    if (!this.knows(name) && !isClass(name) && !PACKAGES.has(name)) this.cursor.read.push({ name, start, end });
  }

  #assign(target: Expression): void {
    if (target.kind === "list") target.elements.forEach((element) => this.#assign(element));
    else if (target.kind !== "variable") this.expression(target);
    else if (!this.knows(target.name)) this.assignUndeclared(target.name, target);
  }
}

function isCapitalised(name: string): boolean {
  return /^\p{Lu}/u.test(name);
}

function isClass(name: string): boolean {
  return (isCapitalised(name) && /\p{Ll}/u.test(name)) || CLASSES.has(name);
}

/** `name -1`: a directive with a negative number. */
function isNegative(expression: Expression): expression is Binary {
  return expression.kind === "binary" && expression.operator === "-" && expression.left.kind === "variable";
}

class FunctionNames extends Names {
  check({ parameters, body }: FunctionDefinition): void {
    for (const { name, defaultValue } of parameters) {
      if (defaultValue !== undefined) this.expression(defaultValue);
      this.add(name);
    }
    body.forEach(this.statement);
  }

  protected override assignUndeclared(name: string, target: Expression): void {
    this.cursor.markLegacy(target, `the undeclared variable \`${name}\``);
    this.add(name);
  }
}

/** Processes and workflows have variables of their own, which need no `def` outside of closures. */
abstract class BodyNames extends Names {
  protected override assignUndeclared(name: string, target: Expression): void {
    if (this.inClosure) this.cursor.markLegacy(target, `the variable \`${name}\` without \`def\` in a closure`);
    this.addOutermost(name);
  }
}

class WorkflowNames extends BodyNames {
  /** `channel.set { name }` is an assignment. */
  protected override call(call: Call | MethodCall): boolean {
    const name =
      call.kind === "method-call" ? call.name : call.callee.kind === "variable" ? call.callee.name : undefined;
    const [closure, ...others] = call.arguments.positional;
    if ((name !== "set" && name !== "tap") || closure?.kind !== "closure" || others.length > 0) return false;
    const [only, ...more] = closure.body;
    if (only?.kind !== "expression" || only.expression.kind !== "variable" || more.length > 0) return false;
    if (call.kind === "method-call") this.expression(call.object);
    if (!this.knows(only.expression.name)) this.assignUndeclared(only.expression.name, only.expression);
    return true;
  }

  check({ sections }: Workflow): void {
    for (const { label, body } of sections) {
      if (label === "take") for (const statement of body) this.#take(statement);
      else if (label === "emit" || label === "publish") for (const statement of body) this.#emit(statement);
      else body.forEach(this.statement);
    }
  }

  #take(statement: Statement): void {
    if (statement.kind === "definition") for (const { name } of statement.names) this.add(name);
    else if (statement.kind === "expression" && statement.expression.kind === "variable")
      this.add(statement.expression.name);
    else this.cursor.markLegacy(statement, "no name behind `take:`");
  }

  /** `name = value` is a name for the outside. */
  #emit(statement: Statement): void {
    if (statement.kind === "definition") {
      if (statement.value !== undefined) this.expression(statement.value);
    } else if (statement.kind === "expression" && statement.expression.kind === "assignment") {
      this.expression(statement.expression.value);
    } else this.statement(statement);
  }
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
