/** An earlier run's answers in place of the network: whose they are, and as of when they are judged. */
import { ConfigurationError } from "../errors.ts";
import type { Inspection, InspectionRequest, Replayed, Report } from "../model.ts";
import { momentOf } from "../policy/shapes/values.ts";
import { quote } from "../text/quote.ts";
import { RecordedAnswers } from "./answers.ts";
import { readRecordingFile } from "./read.ts";

export interface Replay {
  readonly replayed: Replayed;
  /** Who was asked then. */
  readonly inspector: Report["inspector"];
  readonly inspect: (request: InspectionRequest) => Inspection | undefined;
}

export interface ReplayOptions {
  /** As typed: `now`, a date or a time; by default when the answers were recorded. */
  readonly asOf: string | undefined;
  readonly now: () => Date;
  /** The repository that is judged. */
  readonly root: string;
}

/**
 * @param file The JSON report of `check`, as typed.
 * @throws ConfigurationError
 */
export function replayOf(file: string, { asOf, now, root }: ReplayOptions): Replay {
  const recording = readRecordingFile(file);
  const { inspector, inspections: _, ...record } = recording;
  const judgedAt = asOf === undefined ? recording.recordedAt : readMoment(asOf, now);
  const answers = new RecordedAnswers(recording, root);
  return { replayed: { ...record, judgedAt }, inspector, inspect: (request) => answers.answer(request) };
}

/** As RFC 3339, UTC; of a day its beginning. */
function readMoment(text: string, now: () => Date): string {
  if (text === "now") return now().toISOString();
  const moment = momentOf(text);
  if (moment !== undefined) return moment;
  throw new ConfigurationError(
    `--as-of: ${quote(text)} is neither now nor a time; write 2026-11-30 or 2026-11-30T12:00:00Z.`,
  );
}
