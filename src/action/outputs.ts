/** The outputs of the step. */
import { randomUUID } from "node:crypto";
import { setOutput } from "@actions/core";
import { appendWhole } from "../files/write.ts";

/**
 * Gives all outputs to the runner, or none: half of one in its file (a full disk) would fail the step. Without such a file
 * they are commands on standard output.
 */
export function setOutputs(file: string | undefined, outputs: Readonly<Record<string, string | number>>): void {
  if (file === undefined || file === "") {
    for (const [name, value] of Object.entries(outputs)) setOutput(name, value);
    return;
  }
  appendWhole(
    file,
    Object.entries(outputs)
      .map(([name, value]) => block(name, String(value)))
      .join(""),
  );
}

/** Nobody can know the line that ends a value. */
function block(name: string, value: string): string {
  const end = `ghadelimiter_${randomUUID()}`;
  return `${name}<<${end}\n${value}\n${end}\n`;
}
