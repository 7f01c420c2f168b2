/** The reports as JSON: the contract with other programs. */
import { exitCode } from "../exit-code.ts";
import type {
  DecidedBy,
  Decider,
  Disagreement,
  Finding,
  Edit,
  Fix,
  Inspection,
  Known,
  Location,
  Problem,
  Pull,
  Reference,
  Report,
  Rewrite,
  ScanResult,
  Waived,
  Written,
} from "../model.ts";
import { referenceKey } from "../reference.ts";
import { type Way, wayOf } from "../way.ts";
import { printJson } from "../text/print-json.ts";
import type { InspectedImage } from "./text.ts";

/** Only additions are made within a version. */
export const schemaVersion = 1;

/**
 * `wave-inspect scan --format json`: references `r1…`, pulls `p1…` that name them, problems; engines and profiles that are
 * `notLookedAt`; `disagreements` where the scan was compared.
 */
export function scanJson(scan: ScanResult, disagreements?: readonly Disagreement[]): string {
  return printJson({ schemaVersion, ...scanPart(scan, idsOf(scan)), notLookedAt: scan.notLookedAt, disagreements });
}

/** `wave-inspect check --format json`: all of a report; of several folders what they come to, and all of the report of each. */
export function checkJson(report: Report): string {
  if (report.folders === undefined) return printJson(wholePart(report));
  const { tool, startedAt, repository, commit, server, run, checkout, inspector, policy, baseline, failOn } = report;
  const { verdict, cancelled, outcome, counts, coverage, folders } = report;
  return printJson({
    schemaVersion,
    tool,
    startedAt,
    repository,
    commit,
    server,
    run,
    checkout,
    inspector,
    policy,
    baseline,
    failOn,
    verdict,
    cancelled,
    exitCode: exitCode(outcome),
    counts,
    coverage,
    reports: folders.map(wholePart),
  });
}

/** A report by itself, as it is where one folder is checked alone. */
function wholePart(report: Report): object {
  const ids = idsOf(report.scan);
  const { tool, startedAt, repository, commit, server, run, checkout, scenarios } = report;
  const { inspector, replayed, ran, policy, baseline, lock, failOn } = report;
  const { verdict, outcome, counts, cancelled } = report;
  return {
    schemaVersion,
    folder: report.folder,
    tool,
    startedAt,
    repository,
    commit,
    server,
    run,
    checkout,
    scenarios,
    inspector,
    replayed,
    ran,
    policy,
    baseline,
    lock,
    only: report.only,
    failOn,
    verdict,
    cancelled,
    exitCode: exitCode(outcome),
    counts,
    coverage: report.coverage,
    findings: report.findings.map((finding) => findingPart(finding, ids)),
    ...scanPart(report.scan, ids),
    inspections: report.inspections.map(inspectionPart),
  };
}

/**
 * `wave-inspect inspect --format json`: one array, in the order given. A failure may come with what is known all the same:
 * a single image of another platform than asked (`platform-missing`) has its answer, as Wave gives it.
 */
export function inspectJson(inspected: readonly InspectedImage[]): string {
  return printJson(
    inspected.map(({ image, inspection }) => {
      const known: Partial<Inspection> = "evidence" in inspection ? inspection : {};
      const { request, answer, digest, platforms, artifact, download, evidence } = known;
      const platform = request?.platform ?? undefined;
      return { image, platform, failure: inspection.failure, answer, digest, platforms, artifact, download, evidence };
    }),
  );
}

interface Ids {
  readonly reference: (reference: Reference) => string | undefined;
  readonly pull: (pull: Pull) => string | undefined;
}

function idsOf(scan: ScanResult): Ids {
  const references = new Map(scan.references.map((reference, index) => [referenceKey(reference), `r${index + 1}`]));
  const pulls = new Map(scan.pulls.map((pull, index) => [pull, `p${index + 1}`]));
  return {
    reference: (reference) => references.get(referenceKey(reference)),
    pull: (pull) => pulls.get(pull),
  };
}

function scanPart(scan: ScanResult, ids: Ids): object {
  return {
    references: scan.references.map((reference) => {
      const { file, line, column, endLine, endColumn, text, source, kind, context, unresolved } = reference;
      return {
        id: ids.reference(reference),
        file,
        line,
        column,
        endLine,
        endColumn,
        text,
        source,
        kind,
        context,
        unresolved,
      };
    }),
    pulls: scan.pulls.map((pull) => pullPart(pull, ids)),
    problems: scan.problems.map(({ file, line, column, kind, message, why, aside, open }: Problem) => ({
      file,
      line,
      column,
      kind,
      message,
      ...(why !== undefined && { why }),
      ...(aside === true && { aside }),
      ...(open === true && { open }),
    })),
    ignores: scan.ignores.map(({ file, line, column, endLine, endColumn, rules, reason, covers }) => ({
      file,
      line,
      column,
      endLine,
      endColumn,
      rules,
      reason,
      covers,
    })),
    files: scan.files,
  };
}

function pullPart(pull: Pull, ids: Ids): object {
  const {
    image,
    canonical,
    file,
    written,
    source,
    engine,
    scenario,
    process,
    conda,
    called,
    stage,
    reachable,
    platform,
    confidence,
    conditions,
    unresolved,
    shadowedBy,
    predicted,
    entrypoint,
    user,
    undefinedParameters,
    rewrites,
    overrode,
  } = pull;
  return {
    id: ids.pull(pull),
    image,
    canonical,
    file,
    written,
    source,
    engine,
    scenario,
    process,
    conda,
    called,
    stage,
    reachable,
    platform,
    confidence,
    conditions,
    ...(unresolved !== undefined && { reason: unresolved.reason, detail: unresolved.detail }),
    undefinedParameters,
    shadowedBy,
    predicted,
    entrypoint,
    user,
    rewritten: rewrites?.map(rewritePart),
    overrode,
    references: pull.references.map((reference) => ids.reference(reference)).filter((id) => id !== undefined),
  };
}

function rewritePart({ by, setting, location, to }: Rewrite): object {
  return { by, setting, file: location?.file, line: location?.line, column: location?.column, to };
}

function waivedPart({ location, ...waived }: Waived): object {
  return location === undefined ? waived : { ...waived, ...placePart(location) };
}

/** Of the base of a pull request there is nothing else to say. */
function knownPart({ by, ...entry }: Known): object {
  return { known: true, ...(by === "baseline" && { baseline: entry }) };
}

/** Options that nobody set are left out. */
export function decidedPart({ rule, severity, enforceFrom, options }: DecidedBy): object {
  const set = Object.entries(options).filter(([, by]) => by !== "default");
  return {
    rule: deciderPart(rule),
    severity: deciderPart(severity),
    enforceFrom: enforceFrom && deciderPart(enforceFrom),
    ...(set.length > 0 && { options: Object.fromEntries(set.map(([key, by]) => [key, deciderPart(by)])) }),
  };
}

function deciderPart(by: Decider): object | string {
  return typeof by === "string" ? by : placePart(by);
}

function placePart({ file, line, column }: Location): object {
  return { file, line, column };
}

function writtenPart({ text, ...place }: Written): object {
  return { text, ...placePart(place) };
}

export function wayPart(way: Way): object {
  return {
    ...way,
    written: writtenPart(way.written),
    overrode: way.overrode?.map(writtenPart),
    rewritten: way.rewritten.map(rewritePart),
  };
}

/** Without `ids` no pulls are named: where there is no list of them. */
export function findingPart(finding: Finding, ids?: Ids): object {
  const { rule, severity, message, help, evidence, location, image, pulls, fingerprint } = finding;
  const { writtenAt, waived, known, undecided, exhausted, fixes, decidedBy } = finding;
  const way = wayOf(pulls);
  return {
    rule,
    severity,
    message,
    help,
    evidence,
    file: location.file,
    line: location.line,
    column: location.column,
    endLine: location.endLine,
    endColumn: location.endColumn,
    writtenAt: writtenAt && placePart(writtenAt),
    image,
    pulls: ids && pulls.map((pull) => ids.pull(pull)).filter((id) => id !== undefined),
    fingerprint,
    waived: waived && waivedPart(waived),
    ...(known !== undefined && knownPart(known)),
    way: way && wayPart(way),
    decidedBy: decidedBy && decidedPart(decidedBy),
    undecided,
    exhausted,
    fixes: fixes?.map(fixPart),
  };
}

/** The first edit, and under `with` those that are made with it. */
function fixPart({ title, edits: [first, ...others], safe }: Fix): object {
  return { ...editPart(first), safe, title, ...(others.length > 0 && { with: others.map(editPart) }) };
}

function editPart({ location, replacement }: Edit): object {
  const { file, line, column, endLine, endColumn } = location;
  return { file, line, column, endLine, endColumn, replacement };
}

function inspectionPart(inspection: Inspection): object {
  const { request, digest, platforms, answer, artifact, download, attestations, failure, evidence } = inspection;
  return {
    image: request.image,
    platform: request.platform,
    need: request.need,
    expects: request.expects,
    lookFor: request.lookFor,
    digest,
    platforms,
    answer,
    artifact,
    download,
    attestations,
    failure,
    evidence,
  };
}
