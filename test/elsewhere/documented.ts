/** Blocks of docs/other-ci.md, as they are there to be copied. */
import { readFileSync } from "node:fs";

const page = readFileSync("docs/other-ci.md", "utf8");

/** The block between the marks `<!-- NAME:start -->` and `<!-- NAME:end -->`. */
export function documented(name: string): string {
  const [, text] =
    new RegExp(`<!-- ${name}:start -->\\n\\n\`\`\`\\w+\\n([^]*?)\`\`\`\\n\\n<!-- ${name}:end -->`).exec(page) ?? [];
  if (text === undefined) throw new Error(`docs/other-ci.md has no ${name}`);
  return text;
}

/** Every block of a language, in order. */
export function blocks(language: string): readonly string[] {
  return [...page.matchAll(new RegExp(`^\`\`\`${language}\\n([^]*?)^\`\`\`$`, "gm"))].map(([, text = ""]) => text);
}
