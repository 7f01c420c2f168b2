/** Standard output and standard error. */
import { writeSync } from "node:fs";
import { codesOf } from "../errors.ts";

const STDOUT = 1;

/**
 * Standard output, written straight to its descriptor: `process.stdout` loads Node's network first, a tenth of a short
 * run. It takes over where the descriptor is a pipe that does not wait for its reader.
 */
export class StandardOutput {
  #stream: NodeJS.WriteStream | undefined;
  #trouble: string | undefined;

  /** Why not all of it could be written (`ENOSPC`: the disk is full); undefined as long as it could. */
  get trouble(): string | undefined {
    return this.#trouble;
  }

  write(text: string): void {
    if (this.#stream !== undefined) {
      this.#stream.write(text);
      return;
    }
    let rest = Buffer.from(text);
    try {
      while (rest.length > 0) rest = rest.subarray(writeSync(STDOUT, rest));
    } catch (error) {
      if (codesOf(error).includes("EAGAIN"))
        this.#stream = process.stdout.on("error", (failure) => this.#fail(failure));
      else this.#fail(error);
      this.#stream?.write(rest);
    }
  }

  /** Calls back when all is written. */
  end(callback: () => void): void {
    if (this.#stream === undefined) callback();
    else this.#stream.write("", callback);
  }

  #fail(error: unknown): void {
    if (isClosed(error)) process.exit();
    this.#trouble ??= String(error);
  }
}

/** Standard error: where it cannot be written there is nobody left to tell. */
export function standardError(): (text: string) => void {
  let stream: NodeJS.WriteStream | undefined;
  return (text) => {
    stream ??= process.stderr.on("error", () => undefined);
    stream.write(text);
  };
}

/** A reader that closes the pipe early (`| head`) has what it wanted. */
function isClosed(error: unknown): boolean {
  return codesOf(error).includes("EPIPE");
}
