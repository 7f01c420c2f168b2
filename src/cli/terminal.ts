/** Asks a person at a terminal. */
import { createInterface } from "node:readline/promises";
import { Cancelled } from "../cancellation.ts";

/**
 * One line of what a person types; the question goes to standard error.
 *
 * @throws Cancelled where it is ended by Ctrl-C or Ctrl-D.
 */
export async function askTerminal(
  question: string,
  {
    stdin: input,
    stderr: output,
  }: { readonly stdin: NodeJS.ReadableStream; readonly stderr: NodeJS.WritableStream } = process,
): Promise<string> {
  // The editor of lines draws its prompt anew at each key: that is the last line, and no more.
  const prompt = question.slice(question.lastIndexOf("\n") + 1);
  output.write(question.slice(0, question.length - prompt.length));
  const lines = createInterface({ input, output });
  try {
    return await new Promise((resolve, reject) => {
      const end = (): void => reject(new Cancelled("Ended before it was done: nothing was written."));
      lines.on("SIGINT", end).on("close", end);
      lines.question(prompt).then(resolve, reject);
    });
  } finally {
    lines.close();
  }
}
