/** The platform that a FROM asks for. */
import { formatPlatform, parsePlatform } from "../../image/platform.ts";
import { quote } from "../../text/quote.ts";
import { readFlag } from "./check.ts";
import { plain } from "./fragments.ts";
import type { Instruction } from "./instructions.ts";
import { expand, missing, type Variables } from "./variables.ts";

export interface AskedPlatform {
  /** Normalised; null where none is written, or where it is that of the machine or of the build. */
  readonly platform: string | null;
  readonly fault?: string;
}

/**
 * Reads `--platform=` of a FROM, which has that of the build without. `$BUILDPLATFORM` and the like, which depend on the
 * machine, give null.
 */
export function askedPlatform(
  from: Instruction,
  escape: string,
  variables: Variables,
  ofBuild: string | null,
): AskedPlatform {
  const written = from.flags.map(readFlag).findLast((flag) => flag.name === "platform")?.value;
  if (written === undefined || written.value === "") return { platform: ofBuild };
  const { result, used, unknown } = expand(written.value, escape, variables);
  if (unknown !== undefined) return { platform: null };
  if ("error" in result) return { platform: null, fault: `--platform: ${result.error}` };
  const text = plain(result.fragments);
  if (text === "") return { platform: null, fault: `--platform is empty: ${missing(used, variables) ?? "write one"}` };
  if (/\s/.test(text))
    return { platform: null, fault: `--platform: ${quote(text)} has a blank in it: write OS/ARCHITECTURE` };
  const read = parsePlatform(text);
  if ("error" in read) return { platform: null, fault: `--platform: ${read.error}` };
  // What is fixed whatever the build: every part behind the operating system.
  const isFixed = result.fragments.every(
    ({ text: part, origin }) => origin.kind !== "platform" || part === read.platform.os,
  );
  return { platform: isFixed ? formatPlatform(read.platform) : null };
}
