/** A value that a file hands to the build of a Dockerfile: a build argument, a target, the image of a context. */
import type { ReferenceContext } from "../../model.ts";
import type { BuildValue } from "./build-definition.ts";
import { type Composed, isKnown, withOrigin } from "./composed.ts";
import type { FileScanner } from "./file-scan.ts";
import type { PlacedText } from "./placed-text.ts";

/** The value, put together from a file, as it is asked for at `text`. */
export function buildValue(
  scan: FileScanner,
  text: PlacedText,
  value: Composed,
  context: ReferenceContext = {},
  kind: "arg" | "context" = "arg",
): BuildValue {
  if (!isKnown(value)) {
    return { unresolved: value.unresolved, reference: scan.lend(text, kind, context, value.unresolved) };
  }
  const pieces = withOrigin(value, text).parts.map(({ from, to, origin }) => ({
    text: value.value.slice(from, to),
    reference: scan.lend(origin, kind, context),
  }));
  return { pieces, isDefault: value.isDefault };
}
