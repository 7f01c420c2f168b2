/** What `wave-inspect name` says of a name. */
import type { PinStrength } from "../model.ts";
import { pinOf } from "./pin.ts";
import { readWrittenName } from "./written.ts";

/** Absent parts are left out; a name that is no registry reference has no canonical form and no parts. */
export type NameDescription =
  | {
      readonly written: string;
      readonly canonical?: string;
      readonly registry?: string;
      readonly repository?: string;
      readonly tag?: string;
      readonly digest?: string;
      readonly pin: PinStrength;
      readonly pinReason: string;
    }
  | { readonly written: string; readonly error: string };

export function describeName(written: string): NameDescription {
  const read = readWrittenName(written);
  if (read.kind === "invalid") return { written, error: read.error };
  const { pin, reason: pinReason } = pinOf(written);
  if (read.kind !== "registry") return { written, pin, pinReason };
  return { written, canonical: read.canonical, ...read.name, pin, pinReason };
}
