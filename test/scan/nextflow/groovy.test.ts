import { expect, test } from "vitest";
import { evaluate } from "../../../src/scan/nextflow/evaluate/expressions.ts";
import { frame, sourceText, startRun, type Scope } from "../../../src/scan/nextflow/evaluate/scope.ts";
import { execute } from "../../../src/scan/nextflow/evaluate/statements.ts";
import { fromData, shown, type Value } from "../../../src/scan/nextflow/evaluate/value.ts";
import { parseScript } from "../../../src/scan/nextflow/syntax/parse.ts";
import { readLines } from "./read-lines.ts";

/** What Groovy 4.0.27 shows for a piece of code, or that it throws. */
interface Sample {
  readonly code: string;
  readonly shown?: string;
  readonly error?: boolean;
}

const samples = readLines<Sample>("groovy.jsonl");

function run(code: string): Value {
  const text = `def code() {\n${code}\n}`;
  const params = fromData(
    {
      tag: "1.0",
      gpu: false,
      n: 3,
      img: "quay.io/Org/x:1--h_0",
      list: ["a", "b", "c"],
      map: { a: "x", b: "y" },
    },
    [],
  );
  const root: Scope = {
    source: sourceText("code", text),
    lookup: (name) => (name === "params" ? params : undefined),
    callable: () => undefined,
    assign: () => false,
  };
  const scope = frame(root);
  const [code_] = parseScript(text).script.declarations;
  if (code_?.kind !== "function") throw new Error(`no function: ${code}`);
  for (const statement of code_.body) {
    if (statement.kind === "function") scope.declare(statement.name.name, { kind: "function", node: statement, scope });
  }
  const fresh = startRun({ dialect: "v1", env: {}, given: new Set(), decide: () => true });
  return execute(code_.body, scope, fresh, evaluate).value;
}

/** What an evaluation comes to: the text, an error, or nothing that could be known. */
function outcome(code: string): string {
  const value = run(code);
  if (value.kind === "failure") return "error";
  const text = shown(value);
  return text === undefined ? "open" : `= ${text}`;
}

test.each(samples)("$code", ({ code, shown: text }) => {
  expect([text === undefined ? "error" : `= ${text}`, "open"]).toContain(outcome(code));
});

test("hardly anything stays open", () => {
  const open = samples.filter(({ code }) => outcome(code) === "open");
  expect(open.length / samples.length).toBeLessThan(0.05);
});
