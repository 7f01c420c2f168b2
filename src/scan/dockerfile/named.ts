/** A name in the place of an image, and what a registry would make of it. */
import { canonicalName, parseImageName } from "../../image/name.ts";
import type { Reference, Unresolved } from "../../model.ts";
import { quote, short } from "../../text/quote.ts";
import { type Fragments, plain } from "./fragments.ts";
import { isTemplate } from "./template.ts";

interface Naming {
  /** Variables that were looked at. */
  readonly used: ReadonlySet<string>;
  /** Another build could be given another name in its place. */
  readonly isDefault?: boolean;
  /** What of the file that defines the build only a run can know. */
  readonly unknownAt?: Reference;
}

/** A name in the place of an image: one that a registry would accept, or why there is none. */
export type Named =
  | (Naming & {
      /** As the builder takes it. */
      readonly name: Fragments;
      readonly canonical: string;
      readonly unresolved?: undefined;
    })
  | (Naming & {
      readonly name?: Fragments | undefined;
      readonly canonical?: undefined;
      readonly unresolved: Unresolved;
    });

/** No variables. */
export const NOTHING: ReadonlySet<string> = new Set();

/** What a registry would make of a name. */
export function readName(name: Fragments, used: ReadonlySet<string>): Named {
  const text = plain(name);
  const read = parseImageName(text);
  if ("name" in read) return { name, used, canonical: canonicalName(read.name) };
  if (isTemplate(text)) return { name, used, unresolved: template(text) };
  const made = used.size > 0 ? `its variables make it ${quote(text)}, and ` : "";
  return { name, used, unresolved: invalid(made + read.error) };
}

export const failed = (detail: string): Unresolved => ({ reason: "unsupported-expression", detail });
export const invalid = (detail: string): Unresolved => ({ reason: "invalid-name", detail });
export const template = (name: string): Unresolved => ({
  reason: "template",
  detail: `${short(name)} is filled in by another tool`,
});
