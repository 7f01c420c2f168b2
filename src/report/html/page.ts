/** What every page begins with. */
import { sha256 } from "../../text/sha256.ts";
import { escapeHtml } from "./escape.ts";

/** What a page may have: its own style sheet, and its own script or none. */
export interface PageParts {
  /** Of the tab, and of the file that a browser prints to. */
  readonly title: string;
  readonly style: string;
  readonly script?: string;
}

/** Nothing is loaded from anywhere, and nothing runs but these by their hashes. */
export function pageHead({ title, style, script }: PageParts): string {
  const [styles, scripts] = [style, script].map((text) =>
    text === undefined ? "'none'" : `'sha256-${sha256(text, "base64")}'`,
  );
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src ${styles}; script-src ${scripts}; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>${escapeHtml(title)}</title>
<style>${style}</style>
</head>`;
}
