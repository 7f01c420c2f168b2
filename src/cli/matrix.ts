/** `wave-inspect matrix`: which image each process is given, run by run and architecture by architecture, and what stops it. */
import type { Outcome } from "../exit-code.ts";
import { askMore, matrixOf, matrixPolicy } from "../matrix/index.ts";
import type { Matrix } from "../model.ts";
import { matrixText } from "../report/matrix.ts";
import { readPlatform, readWord } from "../settings.ts";
import type { World } from "../world.ts";
import { readArguments } from "./arguments.ts";
import { commands } from "./commands.ts";
import { runWhole } from "./whole-run.ts";

const formatNames = commands.matrix.options.format.words;

type Format = (matrix: Matrix, world: World) => string | Promise<string>;

const formats: Readonly<Record<(typeof formatNames)[number], Format>> = {
  text: (matrix, { columns }) => matrixText(matrix, { columns }),
  json: async (matrix) => (await import("../report/matrix-json.ts")).matrixJson(matrix),
  csv: async (matrix) => (await import("../report/matrix-csv.ts")).matrixCsv(matrix),
  html: async (matrix) => (await import("../report/html/matrix.ts")).matrixHtml(matrix),
};

/** Those that most pipelines are run on. */
const USUAL = ["linux/amd64", "linux/arm64"];

/** `wave-inspect matrix [DIR]`: tells and judges nothing, so that 0 is all that it exits with, and 3 where it was ended before. */
export async function matrix(args: readonly string[], world: World): Promise<Outcome> {
  const typed = readArguments(args, "matrix");
  const { values } = typed;
  const format = readWord("--format", values.format ?? "text", formatNames);
  const architectures = readArchitectures(values.arch);
  const now = world.now();
  const { policy, lock, report } = await runWhole(typed, world, {
    by: (found) => matrixPolicy(found, architectures),
    more: (by, held) => (scan, answers) => askMore(scan, answers, { policy: by, architectures, now, lock: held }),
  });
  if (report.cancelled !== undefined) {
    world.err(`wave-inspect: the run was ended (${report.cancelled}); there is no matrix.\n`);
    return "undecided";
  }
  world.out(await formats[format](matrixOf(report, { policy, architectures, now, lock }), world));
  return "pass";
}

/** Each once, in the order given. */
function readArchitectures(typed: readonly string[] = USUAL): readonly string[] {
  return [...new Set(typed.flatMap((list) => list.split(",")).map((one) => readPlatform("--arch", one)))];
}
