/** Colours of a terminal. */

const COLORS = { error: 31, warning: 33, notice: 36, undecided: 35, pass: 32, bold: 1, dim: 2 } as const;

export type Paint = (style: keyof typeof COLORS, text: string) => string;

export function painter(color: boolean): Paint {
  return (style, text) => (color ? `\u001B[${COLORS[style]}m${text}\u001B[0m` : text);
}
