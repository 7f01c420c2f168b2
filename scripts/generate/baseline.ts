/** What follows from the definition of baselines: the table of docs/baseline.md. */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { knownFields } from "../../src/baseline/definition.ts";
import { between, fieldTable } from "./tables.ts";

export async function files(root: string): Promise<Readonly<Record<string, string>>> {
  const page = await readFile(join(root, "docs/baseline.md"), "utf8");
  return { "docs/baseline.md": between(page, "finding", fieldTable(knownFields)) };
}
