/** Colours and links of a terminal. */

const COLORS = {
  error: "1;31",
  warning: "1;33",
  notice: "1;36",
  undecided: "1;35",
  pass: "32",
  gutter: "94",
  bold: "1",
  dim: "2",
} as const;

export type Style = keyof typeof COLORS;
export type Paint = (style: Style, text: string) => string;

export function painter(color: boolean): Paint {
  return (style, text) => (color ? `\u001B[${COLORS[style]}m${text}\u001B[0m` : text);
}

/** Text that leads to an address of ours where a terminal takes links (OSC 8), else the text alone. */
export type Link = (url: string, text: string) => string;

export function linker(links: boolean): Link {
  return (url, text) => (links ? `\u001B]8;;${url}\u001B\\${text}\u001B]8;;\u001B\\` : text);
}
