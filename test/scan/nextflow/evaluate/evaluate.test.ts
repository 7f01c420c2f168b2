/** The tables in `expressions/`: code comes to what Nextflow makes of it, but where the last two say otherwise. */
import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { Budget } from "../../../../src/scan/nextflow/budget/budget.ts";
import { evaluate } from "../../../../src/scan/nextflow/evaluate/expressions.ts";
import type { Scope, Value } from "../../../../src/scan/nextflow/evaluate/model.ts";
import { frame, startRun } from "../../../../src/scan/nextflow/evaluate/scope.ts";
import { execute } from "../../../../src/scan/nextflow/evaluate/statements.ts";
import { fromData, shown } from "../../../../src/scan/nextflow/evaluate/value.ts";
import { parseScript } from "../../../../src/scan/nextflow/syntax/parse.ts";
import { readTable, unquoted } from "../../../support/table.ts";
import { sourceText } from "../../../../src/text/source-text.ts";

/**
 * What Nextflow 24.10.0 (Groovy 4.0.23, Java 17) makes of a piece of code: each was run by its `ScriptParser`, with the
 * parameters below and nothing else, and its value shown by `InvokerHelper.toString`.
 */
interface Sample {
  readonly code: string;
  /**
   * A word for its class (`string`, `gstring`, `integer`, `decimal`, `double`, `list`, `map`, `memory`, …) with how it is
   * shown, or `error` with the exception that it throws instead.
   */
  readonly made: string;
}

interface Group {
  readonly title: string;
  readonly samples: readonly Sample[];
}

const folder = new URL("expressions/", import.meta.url);

function groupsOf(file: string): readonly Group[] {
  return readTable(readFileSync(new URL(file, folder), "utf8"), file).map(({ title, rows }) => ({
    title,
    samples: rows.map(({ given, made, line }) => {
      const [type = ""] = made.split(" ");
      const text = unquoted(made.slice(type.length + 1), file, line);
      return { code: given, made: type === "null" ? "null null" : type === "error" ? type : `${type} ${text}` };
    }),
  }));
}

const params = {
  tag: "1.0",
  gpu: false,
  n: 3,
  img: "quay.io/Org/x:1--h_0",
  list: ["a", "b", "c"],
  map: { a: "x", b: "y" },
};

function run(code: string): Value | undefined {
  const text = `def code() {\n${code}\n}`;
  const globals = new Map([["params", fromData(params, [])]]);
  const root: Scope = {
    source: sourceText("code", text),
    lookup: (name) => globals.get(name),
    callable: (name) => (globals.get(name)?.kind === "closure" ? globals.get(name) : undefined),
    assign: (name, value) => globals.set(name, value).size > 0,
  };
  const scope = frame(root);
  const { script, problems } = parseScript(text);
  const [declared] = script.declarations;
  if (declared?.kind !== "function" || problems.length > 0) return undefined;
  for (const statement of declared.body) {
    if (statement.kind === "function") scope.declare(statement.name.name, { kind: "function", node: statement, scope });
  }
  const fresh = startRun({ dialect: "v1", env: {}, given: new Set(), budget: new Budget(), decide: () => true });
  return execute(declared.body, scope, fresh, evaluate).value;
}

function typeOf(value: Value): string {
  if (value.kind === "string") return value.interpolated ? "gstring" : "string";
  if (value.kind !== "number") return value.kind;
  if (value.unit !== undefined) return value.unit;
  return value.double === true ? "double" : value.scale === undefined ? "integer" : "decimal";
}

/** What an evaluation comes to: a value as it is shown, an error, or nothing that could be known. */
function outcome(code: string): string {
  const value = run(code);
  if (value?.kind === "failure") return "error";
  const text = value && shown(value);
  return value === undefined || text === undefined ? "open" : `${typeOf(value)} ${text}`;
}

const tables = readdirSync(folder)
  .filter((file) => file !== "left-open.txt" && file !== "said-otherwise.txt")
  .map((file) => ({ file, theme: file.replaceAll(/^\d+-|\.txt$/g, "").replaceAll("-", " ") }));

describe.each(tables)("$theme", ({ file }) => {
  describe.each(groupsOf(file))("$title", ({ samples }) => {
    test.each(samples)("$code", ({ code, made }) => expect(outcome(code)).toBe(made));
  });
});

describe("left open, knowingly", () => {
  describe.each(groupsOf("left-open.txt"))("$title", ({ samples }) => {
    test.each(samples)("$code", ({ code }) => expect(outcome(code)).toBe("open"));
  });
});

describe("said otherwise, knowingly", () => {
  describe.each(groupsOf("said-otherwise.txt"))("$title", ({ samples }) => {
    test.each(samples)("$code", ({ code, made }) => expect([made, "open"]).not.toContain(outcome(code)));
  });
});
