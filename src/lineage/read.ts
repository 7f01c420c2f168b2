/** Reads what ran: Nextflow's lineage records, and trace files that have a column `container`. */
import { readdirSync } from "node:fs";
import { basename, join } from "node:path";
import { ConfigurationError } from "../errors.ts";
import { isUnread, readRegularFile } from "../files/read.ts";
import { decodeText } from "../files/text.ts";
import type { Ran, RanTask } from "../model.ts";
import { object, text } from "../text/json.ts";
import { plain } from "../text/plain.ts";
import { few, counted } from "../text/units.ts";

/** A record of a task has some KiB, a trace a line a task. Bytes. */
const LARGEST = 64 * 1024 * 1024;
/** More than the lineage of years. */
const MOST_FILES = 500_000;

/** What Nextflow calls a record of lineage. */
const RECORD = ".data.json";
/** `trace.txt`, `trace-20261130-1234.txt`, nf-core's `execution_trace_2026-11-30_12-00-00.txt`. */
const TRACE = /trace.*\.(?:txt|tsv)$/i;

/**
 * Every record in a folder and below; links are not followed.
 *
 * @param folder As a person typed it, from the current folder on.
 * @throws ConfigurationError where a record cannot be read, and where there is none: nothing that ran is passed over.
 */
export function readRan(folder: string): Ran {
  const found = recordsIn(folder);
  const tasks: RanTask[] = [];
  const faults: string[] = [];
  let records = 0;
  for (const file of found) {
    const read = readRecord(file);
    if ("fault" in read) faults.push(`${plain(file)}${read.fault}`);
    else if (read.tasks !== undefined) {
      records++;
      for (const task of read.tasks) tasks.push(task);
    }
  }
  if (faults.length > 0) throw new ConfigurationError(faults.join("\n"));
  if (records === 0)
    throw new ConfigurationError(
      `--lineage: ${folder} has no record of a task: name the folder with Nextflow's lineage (lineage.enabled; .lineage by default) or with a trace that has the column container (trace.fields).`,
    );
  return { folder, records, tasks };
}

function recordsIn(folder: string): readonly string[] {
  try {
    const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
    const files = entries.filter((entry) => entry.isFile() && (entry.name === RECORD || TRACE.test(entry.name)));
    if (files.length > MOST_FILES)
      throw new ConfigurationError(`--lineage: ${folder} has ${counted(files.length, "record")}; name a part of it.`);
    return files.map(({ parentPath, name }) => join(parentPath, name)).sort();
  } catch (error) {
    if (error instanceof ConfigurationError) throw error;
    throw new ConfigurationError(`--lineage: ${folder} cannot be read: ${String(error)}`, { cause: error });
  }
}

/** Without tasks: it tells of something else. */
type Record = { readonly tasks?: readonly RanTask[] } | { readonly fault: string };

function readRecord(file: string): Record {
  const bytes = readRegularFile(file, LARGEST, "refused");
  const content = isUnread(bytes) ? bytes : decodeText(bytes);
  if (typeof content !== "string") return { fault: ` ${content.words}.` };
  return basename(file) === RECORD ? readLineage(content, file) : readTrace(content, file);
}

const VERSION = "lineage/v1beta1";

/**
 * A record of lineage: `{ version, kind, spec }`; in older ones the fields of `spec` stand beside `kind` (LinTypeAdapterFactory of
 * Nextflow 26.04.6 reads both), and `type` in its place is taken as well.
 */
function readLineage(content: string, file: string): Record {
  let record: ReturnType<typeof object>;
  try {
    record = object(JSON.parse(content));
  } catch (error) {
    return { fault: `: no JSON: ${plain(String(error), 200)}` };
  }
  const kind = text(record?.["kind"]) ?? text(record?.["type"]);
  if (record === undefined || kind === undefined)
    return { fault: ": no record of Nextflow's lineage: it has no kind." };
  if (kind !== "TaskRun") return {};
  const version = text(record["version"]);
  if (version !== VERSION)
    return { fault: `: lineage of version ${plain(version ?? "none", 50)}; this release reads ${VERSION}.` };
  const spec = object(record["spec"]) ?? record;
  const task = text(spec["name"]);
  const { container = null } = spec;
  if (task === undefined || (container !== null && typeof container !== "string"))
    return { fault: ": a TaskRun without a name, or with a container that is no text." };
  return { tasks: [taskOf(task, undefined, container, { file, line: 1 })] };
}

/** A table with tabs, its first line the names of the columns; `-` stands for nothing. */
function readTrace(content: string, file: string): Record {
  const [head = "", ...lines] = content.split(/\r?\n/);
  const columns = head.split("\t");
  if (!columns.includes("task_id") && !columns.includes("hash")) return {};
  const at = (column: string): number => columns.indexOf(column);
  if (at("container") < 0 || (at("name") < 0 && at("process") < 0))
    return {
      fault: `:1: a trace without ${at("container") < 0 ? "the column container" : "the columns name and process"}; set trace.fields, such as 'task_id,hash,process,name,status,container'.`,
    };
  const tasks: RanTask[] = [];
  const short: number[] = [];
  for (const [index, row] of lines.entries()) {
    if (row === "") continue;
    const cells = row.split("\t");
    if (cells.length !== columns.length) short.push(index + 2);
    const cell = (column: string): string | undefined => {
      const value = cells[at(column)];
      return value === "-" ? undefined : value;
    };
    const name = cell("name") ?? cell("process");
    if (name !== undefined)
      tasks.push(taskOf(name, cell("process"), cell("container") ?? null, { file, line: index + 2 }));
  }
  if (short.length > 0)
    return { fault: `: other than ${counted(columns.length, "column")} at line ${few(short.map(String), 5)}.` };
  return { tasks };
}

function taskOf(
  task: string,
  process: string | undefined,
  container: string | null,
  place: { readonly file: string; readonly line: number },
): RanTask {
  return {
    task,
    process: process ?? task.replace(/ \(.*\)$/s, ""),
    container: container === "" ? null : container,
    ...place,
  };
}
