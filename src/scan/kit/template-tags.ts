/** Template tags `{{ … }}` of Helm, Jinja and the like, in files whose own language knows nothing of them. */

/** Stands for a tag within a value. No format gives it a meaning. */
const FILLER = "\uE000";

export interface Untagged {
  /** As long as the original, with its lines: tags on a line of their own blanked out, others replaced by filler. */
  readonly text: string;
  readonly hasTags: boolean;
}

export function blankTemplateTags(text: string): Untagged {
  if (!text.includes("{{")) return { text, hasTags: false };
  const filled = text.replace(/\{\{(?:(?!\{\{)[\s\S])*?\}\}/g, (tag) => tag.replace(/[^\r\n]/g, FILLER));
  const alone = new RegExp(`^[ \\t]*(?:-[ \\t]+)?${FILLER}[${FILLER} \\t]*(?=\\r?$)`, "gm");
  return { text: filled.replace(alone, (line) => " ".repeat(line.length)), hasTags: true };
}

export function hasTemplateTag(value: string): boolean {
  return value.includes(FILLER);
}
