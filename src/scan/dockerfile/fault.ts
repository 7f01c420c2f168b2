import type { Unresolved } from "../../model.ts";

/** Something that makes BuildKit refuse a file, or stop its build. */
export interface Fault {
  /** Into the text of the file. */
  readonly offset: number;
  readonly message: string;
  /** It is the name of an image: why that cannot be pulled. */
  readonly unresolved?: Unresolved;
  /** Ours, not BuildKit's: from there on something is not read. */
  readonly kind?: "unreadable";
}

/** What Go's `strconv.ParseBool` takes. */
export const BOOLEAN = /^(?:1|t|T|TRUE|true|True|0|f|F|FALSE|false|False)$/;
