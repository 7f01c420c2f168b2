/** Standard output, and whether it has colours. */
import { fstatSync, writeSync } from "node:fs";
import { codesOf } from "../errors.ts";

const STDOUT = 1;

/**
 * Standard output, written straight to its descriptor: `process.stdout` loads Node's network first, a tenth of a short
 * run. It takes over where the descriptor is a pipe that does not wait for its reader.
 */
export function standardOutput(): (text: string) => void {
  let stream: NodeJS.WriteStream | undefined;
  return (text) => {
    if (stream !== undefined) {
      stream.write(text);
      return;
    }
    let rest = Buffer.from(text);
    try {
      while (rest.length > 0) rest = rest.subarray(writeSync(STDOUT, rest));
    } catch (error) {
      if (isClosed(error)) process.exit();
      if (!codesOf(error).includes("EAGAIN")) throw error;
      stream = process.stdout.on("error", (failure) => {
        if (!isClosed(failure)) throw failure;
        process.exit();
      });
      stream.write(rest);
    }
  };
}

/** A reader that closes the pipe early (`| head`) has what it wanted. */
function isClosed(error: unknown): boolean {
  return codesOf(error).includes("EPIPE");
}

/** Whether a person reads it who can see colours. */
export function isColored({ NO_COLOR = "" }: Readonly<Record<string, string | undefined>>): boolean {
  // A terminal is a device; the first question spares loading `process.stdout` where it is none.
  return NO_COLOR === "" && fstatSync(STDOUT).isCharacterDevice() && process.stdout.isTTY;
}
