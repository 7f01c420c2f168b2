/** docs/command-line.md with a table of options for each command. */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { type CommandEntry, commands } from "../../src/cli/commands.ts";
import { saidOf, typedAs } from "../../src/cli/help.ts";
import { between, code, table } from "./tables.ts";

const PAGE = "docs/command-line.md";

export async function files(root: string): Promise<Readonly<Record<string, string>>> {
  const page = await readFile(join(root, PAGE), "utf8");
  const sections = Object.entries<CommandEntry>(commands).flatMap(([name, entry]) => sectionOf(name, entry));
  return { [PAGE]: between(page, "options", sections.join("\n\n")) };
}

/** Commands without options have nothing to say here. */
function sectionOf(name: string, { forms, about, options, takesLaunch }: CommandEntry): string[] {
  const rows = Object.entries(options).map(([option, entry]) => [code(typedAs(option, entry)), escaped(saidOf(entry))]);
  const launch = takesLaunch ? [[code("-- ARGUMENTS..."), "the arguments of one `nextflow run`, as typed"]] : [];
  const all = [...rows, ...launch];
  if (all.length === 0) return [];
  const lines = forms.map((form) => code(`wave-inspect ${form}`)).join(", ");
  return [`### ${name}`, `${lines}: ${escaped(about)}`, table(["Option", ""], all)];
}

function escaped(text: string): string {
  return text.replaceAll(/[*_<>]/g, String.raw`\$&`);
}
