import { describe, expect, test } from "vitest";
import { evaluate } from "../../../../src/scan/nextflow/evaluate/expressions.ts";
import type { Scope, Value } from "../../../../src/scan/nextflow/evaluate/model.ts";
import { frame, sourceText, startRun } from "../../../../src/scan/nextflow/evaluate/scope.ts";
import { execute } from "../../../../src/scan/nextflow/evaluate/statements.ts";
import { fromData, shown } from "../../../../src/scan/nextflow/evaluate/value.ts";
import { parseScript } from "../../../../src/scan/nextflow/syntax/parse.ts";
import { readLines } from "../read-lines.ts";

/**
 * What Nextflow 24.10.0 (Groovy 4.0.23, Java 17) makes of a piece of code: each was run by its `ScriptParser`, with the
 * parameters below and nothing else, and its value shown by `InvokerHelper.toString`.
 */
interface Sample {
  readonly code: string;
  /** A word for its class: `string`, `gstring`, `integer`, `decimal`, `double`, `list`, `map`, `memory`, … */
  readonly type?: string;
  readonly shown?: string;
  /** The exception that it throws instead. */
  readonly error?: string;
  /** We leave it open, knowingly. */
  readonly open?: keyof typeof leftOpen;
  /** We say something else, knowingly. */
  readonly differs?: keyof typeof saidOtherwise;
}

const leftOpen = {
  class: "members of Java classes beyond those of texts and numbers that images are made with",
  conversion: "conversions to and from characters, arrays and classes of their own",
  error: "an error of Groovy's, where it is as safe to leave open what it is",
  exception: "which exception it is that a handler catches",
  index: "indexes that are no whole numbers, keys that are collections",
  loop: "the classic loop with a counter",
  matcher: "the state of a Matcher, and how it is shown",
  method: "methods that nobody makes images with",
  operator: "operators on what they are hardly ever written for",
  property: "properties of texts, lists and quantities that images need not",
  range: "ranges with a step, and how a range is shown",
  syntax: "what the parser v2 has no grammar for",
};

const saidOtherwise = {
  import: "a class is known by its name, whether it is imported or not",
  key: "an entry under a collection is left out",
  label: "labels of loops are not followed",
  lazy: "a closure within a text is called once, when the text is made",
  path: "a path is a text",
  "return-type": "the type that a function returns is not looked at",
};

const samples = readLines<Sample>("evaluate/evaluate.jsonl");

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
  const fresh = startRun({ dialect: "v1", env: {}, given: new Set(), decide: () => true });
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

function answerOf({ type, shown: text }: Sample): string {
  return type === undefined ? "error" : `${type} ${text}`;
}

describe("code comes to what Nextflow makes of it", () => {
  test.each(samples.filter(({ open, differs }) => open === undefined && differs === undefined))("$code", (sample) => {
    expect(outcome(sample.code)).toBe(answerOf(sample));
  });
});

describe("left open", () => {
  test.each(samples.filter(({ open }) => open !== undefined))("$open: $code", ({ code, open }) => {
    expect(outcome(code)).toBe("open");
    expect(leftOpen).toHaveProperty([open!]);
  });
});

describe("said otherwise", () => {
  test.each(samples.filter(({ differs }) => differs !== undefined))("$differs: $code", (sample) => {
    expect([answerOf(sample), "open"]).not.toContain(outcome(sample.code));
    expect(saidOtherwise).toHaveProperty([sample.differs!]);
  });
});
