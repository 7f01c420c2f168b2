/** Where the values of a JSON text stand. */
const TOKEN = /"[^"\\]*(?:\\.[^"\\]*)*"|[{}[\],:]/g;
const DEEPEST = 4;

/**
 * The offset of each value of a valid JSON text, by its path (`JSON.stringify(["processes", 0, "name"])`). Four keys
 * deep. Of equal keys the last counts, as in `JSON.parse`.
 */
export function jsonPlaces(text: string): ReadonlyMap<string, number> {
  const places = new Map<string, number>();
  const path: (string | number)[] = [];
  const put = (from: number): void => {
    if (path.length > DEEPEST) return;
    places.set(JSON.stringify(path), from + text.slice(from, from + 200).search(/\S|$/));
  };
  let key = "";
  for (const { 0: token, index } of text.matchAll(TOKEN)) {
    const end = index + token.length;
    const top = path.length - 1;
    if (token === "{") path.push("");
    else if (token === "[") {
      path.push(0);
      put(end);
    } else if (token === "}" || token === "]") path.pop();
    else if (token === ",") {
      const at = path[top];
      if (typeof at !== "number") continue;
      path[top] = at + 1;
      put(end);
    } else if (token === ":") {
      path[top] = path.length > DEEPEST ? "" : String(JSON.parse(key));
      put(end);
    } else key = token;
  }
  return places;
}
