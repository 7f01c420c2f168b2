import type { NextflowSyntax, Problem, Pull } from "../../../src/model.ts";
import { scanNextflow, type NextflowScan } from "../../../src/scan/nextflow/index.ts";
import { readLines } from "./read-lines.ts";
import { scanOptions } from "./scan.ts";

/** What Nextflow itself said about a small pipeline with one of its parsers: 26.04.6, for `legacy.jsonl` 24.10.0. */
export interface Answer {
  /** Process and image; null: the task used no container. */
  readonly images: readonly (readonly [process: string, image: string | null])[];
  /** The first line of the error that it stopped with. */
  readonly error?: string;
}

/** A pipeline and how it was run; `@CASE@` stands for its absolute directory. */
export interface Case {
  readonly id: string;
  readonly title?: string;
  readonly files: Readonly<Record<string, string>>;
  readonly profile?: string;
  readonly params?: Readonly<Record<string, unknown>>;
  readonly args?: readonly string[];
  readonly launcherArgs?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  readonly launchDir?: string;
  readonly stub?: boolean;
  /** Nextflow's own answer changes from run to run: any subset of the images is right. */
  readonly unstable?: boolean;
  readonly v2?: Answer;
  readonly v1?: Answer | "same";
}

export function readCases(file: string): readonly Case[] {
  return readLines<Case>(file);
}

export function answerOf(one: Case, parser: "v1" | "v2"): Answer | undefined {
  return parser === "v1" && one.v1 !== "same" ? one.v1 : one.v2;
}

const ROOT = "/somewhere/case";

function place(text: string): string {
  return text.replaceAll("@CASE@", ROOT);
}

export function scanCase(one: Case, syntax: NextflowSyntax): NextflowScan {
  const files = Object.fromEntries(Object.entries(one.files).map(([path, text]) => [path, place(text)]));
  const launch = [
    ...(one.launcherArgs ?? []),
    "run",
    ".",
    ...(one.profile === undefined ? [] : ["-profile", one.profile]),
    ...(one.stub === true ? ["-stub-run"] : []),
    ...(one.args ?? []),
  ].map(place);
  const { launchDir } = one;
  const nextflow = { syntax, launch, params: one.params ?? {}, ...(launchDir === undefined ? {} : { launchDir }) };
  return scanNextflow(
    { files: Object.keys(files).sort(), read: (path) => files[path] },
    scanOptions({ ...nextflow, env: one.env ?? {} }),
  );
}

export type Verdict =
  | { readonly kind: "right" }
  /** Honestly open: unresolved, or more than one candidate. */
  | { readonly kind: "open"; readonly why: string }
  | { readonly kind: "wrong"; readonly why: string };

/** Holds a scan against what Nextflow said. */
export function judge(one: Case, parser: "v1" | "v2"): Verdict | undefined {
  const answer = answerOf(one, parser);
  if (answer === undefined) return undefined;
  const scan = scanCase(one, parser);
  const stops = scan.problems.filter(stopsNextflow);
  if (answer.error !== undefined && answer.images.length === 0) {
    return stops.length > 0 ? { kind: "right" } : wrong(`no problem says: ${answer.error}`);
  }
  if (stops.length > 0 && answer.error === undefined) return wrong(`it does not stop at: ${stops[0]!.message}`);
  return compare(
    one,
    answer,
    scan.pulls.filter(({ called }) => called !== false),
  );
}

function stopsNextflow({ kind }: Problem): boolean {
  return kind === "abort" || kind === "missing-include" || kind === "syntax";
}

function wrong(why: string): Verdict {
  return { kind: "wrong", why };
}

function compare(one: Case, answer: Answer, pulls: readonly Pull[]): Verdict {
  const wanted = new Map<string, Set<string>>();
  for (const [process, image] of answer.images) {
    const images = wanted.get(process) ?? new Set<string>();
    wanted.set(process, image === null ? images : images.add(image));
  }
  const launchDir = one.launchDir === undefined ? "$CASE" : `$CASE/${one.launchDir}`;
  const shown = (image: string): string =>
    image.replaceAll("${launchDir}", launchDir).replaceAll("${projectDir}", "$CASE").replaceAll(ROOT, "$CASE");
  // Without an engine nothing is pulled, whatever is declared.
  const used = pulls.filter(({ engine }) => engine !== null);
  let open: string | undefined;
  for (const pull of used) {
    const { process = "", image, confidence } = pull;
    const images = wanted.get(process);
    if (image === null) open = `${process} is open: ${pull.unresolved?.detail}`;
    else if (images?.has(shown(image)) === true) continue;
    else if (confidence === "candidate") open = `${process} may have ${image}`;
    else return wrong(`${process} has ${image}, not ${[...(images ?? ["no run"])].join(" or ")}`);
  }
  for (const [process, images] of wanted) {
    const own = used.filter((pull) => pull.process === process);
    for (const image of images) {
      if (own.some((pull) => pull.image !== null && shown(pull.image) === image)) continue;
      if (!own.some((pull) => pull.image === null)) return wrong(`${process} lacks ${image}`);
    }
  }
  return open === undefined ? { kind: "right" } : { kind: "open", why: open };
}
