/** `--report FORMAT=FILE`: reports beside the one that is printed, of the same run. */
import { resolve } from "node:path";
import { ConfigurationError } from "../errors.ts";
import { writeWhole } from "../files/write.ts";
import { readWord } from "../settings.ts";

/** A report that was asked for, and the path where it is to be, as it was typed. */
export interface ReportFile<Name extends string> {
  readonly format: Name;
  readonly file: string;
}

/** What was typed; a format that is none, no file, or a file that two reports would be in is the user's to fix. */
export function readReportFiles<Name extends string>(
  typed: readonly string[],
  formats: readonly Name[],
): readonly ReportFile<Name>[] {
  const files = typed.map((text) => {
    const at = text.indexOf("=");
    const file = text.slice(at + 1);
    if (at < 0 || file === "")
      throw new ConfigurationError(`--report: "${text}" names no file; write FORMAT=FILE, as in junit=report.xml.`);
    return { format: readWord("--report", text.slice(0, at), formats), file };
  });
  const places = new Set<string>(); // It does not grow by one that is in it already.
  const twice = files.find(({ file }) => places.size === places.add(resolve(file)).size);
  if (twice !== undefined) throw new ConfigurationError(`--report: two reports would be in ${twice.file}.`);
  return files;
}

/** Writes one, whole or not at all. */
export function writeReportFile({ file }: ReportFile<string>, text: string): void {
  try {
    writeWhole(resolve(file), text);
  } catch (error) {
    throw new ConfigurationError(`--report: ${file} could not be written. ${String(error)}`, { cause: error });
  }
}
