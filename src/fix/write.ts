/** Puts the edited files in the place of those that were scanned. */
import { isUnread, readRegularFile } from "../files/read.ts";
import { writeWhole } from "../files/write.ts";
import type { EditedFile } from "./files.ts";

/** A file that was not written, and why: a sentence. */
export interface Unwritten {
  readonly file: string;
  readonly why: string;
}

/** Each file as a whole, with the permissions that it had, and only where it still is what was scanned. */
export function writeFiles(files: readonly EditedFile[]): readonly Unwritten[] {
  return files.flatMap(({ original: { file, real, bytes: scanned }, bytes }) => {
    const now = readRegularFile(real, scanned.length, "refused");
    if (isUnread(now) || !now.equals(scanned))
      return { file, why: `${file} is another one than was scanned; run again.` };
    try {
      writeWhole(real, bytes);
      return [];
    } catch (error) {
      return { file, why: `${file} could not be written. ${String(error)}` };
    }
  });
}
