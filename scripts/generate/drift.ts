/** What follows from the causes of drift: the table of docs/drift.md. */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { causes } from "../../src/drift/causes.ts";
import { between, code, table } from "./tables.ts";

export async function files(root: string): Promise<Readonly<Record<string, string>>> {
  const page = await readFile(join(root, "docs/drift.md"), "utf8");
  const rows = Object.entries(causes).map(([cause, { grade, ofTasks = false, means }]) => [
    code(cause),
    `${grade}${ofTasks ? " *" : ""}`,
    means,
  ]);
  return { "docs/drift.md": between(page, "causes", table(["Cause", "Grade", "What it means"], rows)) };
}
