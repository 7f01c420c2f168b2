/** Shows a piece of a name in a message; a hostile one is cut, and its control characters are escaped. */
export function quote(text: string): string {
  return JSON.stringify(text.length > 80 ? `${text.slice(0, 77)}...` : text);
}
