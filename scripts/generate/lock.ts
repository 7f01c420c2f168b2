/** What follows from the definition of locks: the JSON Schema, and the tables of docs/lock.md. */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import {
  fileFields,
  imageFields,
  layerFields,
  lockFields,
  lockShape,
  platformFields,
} from "../../src/lock/definition.ts";
import { between, fieldTable } from "./tables.ts";

export async function files(root: string): Promise<Readonly<Record<string, string>>> {
  const page = await readFile(join(root, "docs/lock.md"), "utf8");
  return {
    "containers-lock.schema.json": `${JSON.stringify(lockSchema(), null, 2)}\n`,
    "docs/lock.md": tables().reduce((text, [name, body]) => between(text, name, body), page),
  };
}

/** JSON Schema 2020-12 of a lock. */
function lockSchema(): object {
  return {
    $schema: "https://json-schema.org/draft/2020-12/schema",
    title: "containers.lock of wave-inspect",
    description: "Which bytes the container images of a repository were when they were recorded.",
    ...lockShape.schema,
  };
}

function tables(): [name: string, body: string][] {
  return [
    ["lock", fieldTable(lockFields)],
    ["image", fieldTable(imageFields)],
    ["platform", fieldTable(platformFields)],
    ["layer", fieldTable(layerFields)],
    ["file", fieldTable(fileFields)],
  ];
}
