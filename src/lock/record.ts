/** A file that says what images were at one time: a lock, or the report of a check. */
import { resolve } from "node:path";
import { type Sightings } from "../drift/index.ts";
import { sightingsInReport } from "../drift/report.ts";
import { ConfigurationError } from "../errors.ts";
import { isUnread, readRegularFile } from "../files/read.ts";
import { decodeText } from "../files/text.ts";
import type { Lock } from "../model.ts";
import { isObject } from "../text/json.ts";
import { readLock } from "./read.ts";

/** Reports hold every answer. Bytes. */
const LARGEST = 256 * 1024 * 1024;

/**
 * @param name As a person typed it, from the current folder on.
 * @throws ConfigurationError where it is neither, with each problem of a lock at its line.
 */
export function readRecord(name: string): Sightings {
  const found = readRegularFile(resolve(name), LARGEST, "followed");
  const text = isUnread(found) ? found : decodeText(found);
  if (typeof text !== "string") throw new ConfigurationError(`${name} ${text.words}; ${WANTED}.`);
  const parsed = parsedJson(text);
  const seen = sightingsInReport(parsed);
  if (seen !== undefined) return seen;
  if (isObject(parsed) && Array.isArray(parsed["reports"]))
    throw new ConfigurationError(
      `${name} has the reports of several folders; take out the one that is meant: jq '.reports[0]'.`,
    );
  const isLock = parsed === undefined || (isObject(parsed) && "images" in parsed);
  if (!isLock) throw new ConfigurationError(`${name} is JSON of another kind; ${WANTED}.`);
  return readLock(text, name).images;
}

const WANTED = "diff takes a containers.lock, or what check --format json printed";

/** Undefined: it is no JSON, and the reader of locks says where and why. */
function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** A record as a lock: what a run need not ask again where names still mean the same. */
export function lockOf(sightings: Sightings): Lock {
  return {
    images: new Map(
      [...sightings].flatMap(([name, { content, processes, files, scenarios, written }]) =>
        content === undefined
          ? []
          : [
              [
                name,
                { content, processes, files, scenarios, written, by: "registry", verified: false, firstSeen: "" },
              ] as const,
            ],
      ),
    ),
  };
}
