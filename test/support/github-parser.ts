/** GitHub's own parser of workflows and action.yml: what it complains about, GitHub refuses. */
import { rolldown } from "rolldown";
import type { parseWorkflow } from "@actions/workflow-parser";
import type { parseAction } from "@actions/workflow-parser/actions/action-parser";
import type { NoOperationTraceWriter } from "@actions/workflow-parser/templates/trace-writer";

interface Parser {
  readonly parseWorkflow: typeof parseWorkflow;
  readonly parseAction: typeof parseAction;
  readonly NoOperationTraceWriter: typeof NoOperationTraceWriter;
}

/** Complaints, `(Line: 3, Col: 5): message` each; empty where the text is accepted. */
export type Complain = (text: string) => readonly string[];

/** The package imports JSON without the attribute that Node asks for, so it is bundled before it can be loaded. */
async function load(): Promise<Parser> {
  const bundle = await rolldown({
    input: "entry",
    plugins: [
      {
        name: "entry",
        resolveId: (source) => (source === "entry" ? source : null),
        load: (id) =>
          id === "entry"
            ? `export * from "@actions/workflow-parser"; export * from "@actions/workflow-parser/actions/action-parser";`
            : null,
      },
    ],
  });
  const { output } = await bundle.generate({ format: "esm" });
  await bundle.close();
  const parser: Parser = await import(
    /* @vite-ignore */ `data:text/javascript;base64,${Buffer.from(output[0].code).toString("base64")}`
  );
  return parser;
}

const messages = ({ context }: ReturnType<Parser["parseWorkflow"]>): string[] =>
  context.errors.getErrors().map((error) => error.message);

export async function githubParser(): Promise<{ readonly workflow: Complain; readonly action: Complain }> {
  const { parseWorkflow, parseAction, NoOperationTraceWriter } = await load();
  const trace = new NoOperationTraceWriter();
  return {
    workflow: (content) => messages(parseWorkflow({ name: "workflow.yml", content }, trace)),
    action: (content) => messages(parseAction({ name: "action.yml", content }, trace)),
  };
}
