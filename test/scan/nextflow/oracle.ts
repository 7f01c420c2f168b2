/** Scans a pipeline as it was run, and holds the scan against what Nextflow said. */
import type { NextflowSyntax, Problem, Pull } from "../../../src/model.ts";
import { scanNextflow, type NextflowScan } from "../../../src/scan/nextflow/index.ts";
import type { Answer, Case } from "./cases.ts";
import { scanOptions } from "./scan.ts";

const ROOT = "/somewhere/case";

function place(text: string): string {
  return text.replaceAll("@CASE@", ROOT);
}

export function scanCase(one: Case, syntax: NextflowSyntax): NextflowScan {
  const files = Object.fromEntries(Object.entries(one.files).map(([path, text]) => [path, place(text)]));
  const { launchDir, params, env } = one;
  const nextflow = { syntax, launch: one.launch.map(place), params, ...(launchDir !== undefined && { launchDir }) };
  return scanNextflow(
    { files: Object.keys(files).sort(), read: (path) => files[path] },
    scanOptions({ ...nextflow, env }),
  );
}

export type Verdict =
  | { readonly kind: "right" }
  /** Honestly open: unresolved, or more than one candidate. */
  | { readonly kind: "open"; readonly why: string }
  | { readonly kind: "wrong"; readonly why: string };

/** Holds a scan against what Nextflow said. */
export function judge(one: Case, parser: "v1" | "v2"): Verdict | undefined {
  const answer = one[parser];
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
  return kind === "abort" || kind.startsWith("missing-") || kind === "syntax";
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
