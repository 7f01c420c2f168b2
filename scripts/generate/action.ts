/** docs/action.md with the tables of inputs and outputs that action.yml describes. */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { type Document, isMap, parseDocument } from "yaml";
import { between, code, table } from "./tables.ts";

export async function files(root: string): Promise<Readonly<Record<string, string>>> {
  const [action, page] = await Promise.all(
    ["action.yml", "docs/action.md"].map((name) => readFile(join(root, name), "utf8")),
  );
  const document = parseDocument(action ?? "");
  const inputs = entries(document, "inputs").map(([name, description, value]) => [code(name), description, value]);
  const outputs = entries(document, "outputs").map(([name, description]) => [code(name), description]);
  let text = between(page ?? "", "inputs", table(["Input", "Meaning", "Default"], inputs));
  text = between(text, "outputs", table(["Output", "Meaning"], outputs));
  return { "docs/action.md": text };
}

/** Name, description and default of each input or output, in the order of the file. */
function entries(document: Document, section: string): [string, string, string][] {
  const map = document.get(section);
  if (!isMap(map)) throw new Error(`action.yml has no ${section}`);
  return map.items.map(({ key }) => {
    const field = (name: string): string => {
      const value = document.getIn([section, key, name]);
      return typeof value === "string" ? value : "";
    };
    const fallback = field("default");
    return [String(key), field("description"), fallback === "" ? "" : code(fallback)];
  });
}
