import type { Arguments, Expression, Statement } from "../../../../src/scan/nextflow/syntax/tree.ts";

/** An expression in one line, every operator in parentheses, so that a test shows how it was understood. */
export function print(expression: Expression): string {
  switch (expression.kind) {
    case "string":
      return JSON.stringify(expression.value);
    case "gstring":
      return `g${JSON.stringify(expression.parts.map((part) => (part.kind === "text" ? part.value : `{${print(part.expression)}}`)).join(""))}`;
    case "number":
      return expression.text;
    case "boolean":
      return String(expression.value);
    case "null":
      return "null";
    case "list":
      return `[${expression.elements.map(print).join(", ")}]`;
    case "map":
      return expression.entries.length === 0
        ? "[:]"
        : `[${expression.entries.map(({ key, value }) => `${print(key)}: ${print(value)}`).join(", ")}]`;
    case "range":
      return `(${print(expression.from)} ..${expression.exclusive === "none" ? "" : expression.exclusive} ${print(expression.to)})`;
    case "closure": {
      const { parameters } = expression;
      const names = parameters?.map(({ name, type, defaultValue }) =>
        [type && `${type.name} `, name, defaultValue && ` = ${print(defaultValue)}`].join(""),
      );
      return `{${names === undefined ? "" : ` ${names.join(", ")} ->`} ${expression.body.map(printStatement).join("; ")} }`;
    }
    case "variable":
      return expression.name;
    case "property": {
      const dot = expression.safe ? "?." : expression.spread ? "*." : ".";
      return `${print(expression.object)}${dot}${expression.name ?? `(${print(expression.computed!)})`}`;
    }
    case "index":
      return `${print(expression.object)}${expression.safe ? "?" : ""}[${expression.indexes.map(print).join(", ")}]`;
    case "call":
      return `${print(expression.callee)}${printArguments(expression.arguments)}`;
    case "method-call": {
      const dot = expression.safe ? "?." : expression.spread ? "*." : ".";
      return `${print(expression.object)}${dot}${expression.name}${printArguments(expression.arguments)}`;
    }
    case "unary":
      return expression.postfix
        ? `(${print(expression.operand)}${expression.operator})`
        : `(${expression.operator}${print(expression.operand)})`;
    case "binary":
      return `(${print(expression.left)} ${expression.operator} ${print(expression.right)})`;
    case "instanceof":
      return `(${print(expression.operand)} ${expression.negated ? "!" : ""}instanceof ${expression.type.name})`;
    case "ternary":
      return `(${print(expression.condition)} ? ${print(expression.then)} : ${print(expression.otherwise)})`;
    case "elvis":
      return `(${print(expression.value)} ?: ${print(expression.otherwise)})`;
    case "assignment":
      return `(${print(expression.target)} ${expression.operator} ${print(expression.value)})`;
    case "cast":
      return `(${print(expression.operand)} as ${expression.type.name})`;
    case "new":
      return `new ${expression.type.name}${printArguments(expression.arguments)}`;
    case "method-pointer":
      return `${print(expression.object)}.&${expression.name}`;
    case "spread":
      return `*${print(expression.operand)}`;
    case "unparsable":
      break;
  }
  return "<unparsable>";
}

function printArguments({ positional, named }: Arguments): string {
  const entries = named.map(({ key, value }) => `${print(key)}: ${print(value)}`);
  return `(${[...entries, ...positional.map(print)].join(", ")})`;
}

export function printStatement(statement: Statement): string {
  const block = (statements: readonly Statement[] | undefined): string =>
    `{ ${statements?.map(printStatement).join("; ") ?? ""} }`;
  switch (statement.kind) {
    case "expression":
      return print(statement.expression);
    case "definition": {
      const names = statement.names
        .map(({ name, type }) => (type === undefined ? name : `${type.name} ${name}`))
        .join(", ");
      const target = statement.destructured ? `(${names})` : names;
      return `def ${target}${statement.value === undefined ? "" : ` = ${print(statement.value)}`}`;
    }
    case "if":
      return `if ${print(statement.condition)} ${block(statement.then)}${statement.otherwise === undefined ? "" : ` else ${block(statement.otherwise)}`}`;
    case "for":
      return `for ${statement.variable ?? "…"} ${block(statement.body)}`;
    case "while":
      return `while ${print(statement.condition)} ${block(statement.body)}`;
    case "try":
      return `try ${block(statement.body)}${statement.handlers.map(({ types, variable, body }) => ` catch ${[...types.map(({ name }) => name), variable].join(" ")} ${block(body)}`).join("")}`;
    case "return":
      return `return${statement.value === undefined ? "" : ` ${print(statement.value)}`}`;
    case "throw":
      return `throw ${print(statement.value)}`;
    case "assert":
      return `assert ${print(statement.condition)}`;
    case "switch":
      return `switch ${print(statement.subject)} { ${statement.cases.map(({ value, body }) => `${value === undefined ? "default" : print(value)}: ${body.map(printStatement).join("; ")}`).join(" | ")} }`;
    case "block":
      return block(statement.body);
    case "jump":
      return statement.word;
    case "function":
      return `def ${statement.name.name}(${statement.parameters.map(({ name }) => name).join(", ")}) ${block(statement.body)}`;
    case "label":
      return `${statement.name}:`;
    case "include":
      return `include ${statement.names.map(({ name }) => name).join(", ")}`;
    case "opaque":
      break;
  }
  return `<${statement.what}>`;
}
