/** Charts as GitHub draws them from mermaid's source. No text of others is part of one. */
import type { Outcome } from "./image-totals.ts";

/** A share of a whole. */
type Slice = readonly [outcome: Outcome, count: number];

/** Colours of GitHub's own signs, which read on white and on black. */
const COLORS: Readonly<Record<Outcome, string>> = {
  error: "#cf222e",
  undecided: "#8c959f",
  warning: "#d4720b",
  notice: "#218bff",
  "not judged": "#bf8700",
  "name not known before the run": "#9a6700",
  "nothing to say": "#2da44e",
};

/** A pie, the largest slice first: mermaid gives out its colours in that order. */
export function pie(slices: readonly Slice[]): string {
  const shown = slices.filter(([, count]) => count > 0).toSorted(([, a], [, b]) => b - a);
  const colors = shown.map(([outcome], index) => `"pie${index + 1}": "${COLORS[outcome]}"`);
  const lines = shown.map(([outcome, count]) => `    "${outcome}" : ${count}\n`);
  const theme = `%%{init: {"theme": "base", "themeVariables": {${colors.join(", ")}, "pieOpacity": "1"}}}%%`;
  return `\`\`\`mermaid\n${theme}\npie showData\n${lines.join("")}\`\`\`\n`;
}
