/** The properties that strings have for being paths. */
import { LAUNCH, PROJECT } from "../constants.ts";
import type { StringValue, Value } from "../model.ts";
import { nothing, text, unknown } from "../value.ts";

/** `x.y` on a string; undefined: it has none of that name. */
export function pathProperty(self: StringValue, name: string): Value | undefined {
  // The directories of a run, of which only the names below are known (paths.ts).
  if (self.value === PROJECT || self.value === LAUNCH) {
    return unknown("runtime-input", `What ${self.value} is called is known only where it is.`, `${self.value}.${name}`);
  }
  const slash = self.value.lastIndexOf("/");
  const file = self.value.slice(slash + 1);
  const point = file.lastIndexOf(".");
  switch (name) {
    case "parent":
      if (slash === -1 || self.value === "/") return nothing;
      return text(self.value.slice(0, Math.max(slash, 1)), self.from);
    case "name":
      return text(file, self.from);
    case "baseName":
      return text(point === -1 ? file : file.slice(0, point), self.from);
    case "simpleName":
      return text(/^\.?[^.]*/.exec(file)![0], self.from);
    case "extension":
      return text(point === -1 ? "" : file.slice(point + 1), self.from);
    default:
      return undefined;
  }
}
