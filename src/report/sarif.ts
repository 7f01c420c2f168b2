/** The report as SARIF, for code scanning. */
import { pathToFileURL } from "node:url";
import type { Finding, Fix, Location, Report, Severity } from "../model.ts";
import { rules } from "../policy/rules/index.ts";
import type { Rule } from "../policy/rules/rule.ts";
import { coverageSentence } from "./coverage.ts";
import { adviceOf, knownInWords, LOOK_FIRST, waivedInWords } from "./groups.ts";
import { encodePath, repositoryUrl, ruleUrl, toolUrl } from "./links.ts";
import { counted } from "../text/units.ts";
import { plain } from "../text/plain.ts";
import { printJson } from "../text/print-json.ts";

type PathOf = (file: string) => string | undefined;

export interface SarifOptions {
  /**
   * Tells several runs of one workflow apart; code scanning keeps one upload a tool and category.
   * Default `wave-inspect`.
   */
  readonly category?: string;
  /** Address of GitHub; another on GitHub Enterprise Server. */
  readonly server?: string;
  /** Where code scanning finds a file of the report; undefined for one that is not in the repository. */
  readonly pathOf?: PathOf;
}

/** Code scanning refuses more than 25,000 results and keeps the worst 5,000. */
const MOST_RESULTS = 5_000;
const LEVELS: Readonly<Record<Severity, "error" | "warning" | "note">> = {
  error: "error",
  warning: "warning",
  notice: "note",
};

/**
 * SARIF 2.1.0 (OASIS), within the limits of GitHub code scanning: narrow regions, fingerprints that survive line shifts,
 * waived and known findings as suppressed ones. Not indented: the size of an upload is limited.
 */
export function sarif(
  report: Report,
  { category = "wave-inspect", server, pathOf = (file) => file }: SarifOptions = {},
): string {
  const shown = report.findings.slice(0, MOST_RESULTS);
  const log = {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: {
          driver: {
            name: report.tool.name,
            version: report.tool.version,
            semanticVersion: report.tool.version,
            informationUri: toolUrl(report),
            ...(report.tool.sha256 !== undefined && { properties: { sha256: report.tool.sha256 } }),
            rules: rules.map((rule) => ruleDescriptor(rule, ruleUrl(report, rule.id))),
          },
        },
        automationDetails: automationDetails(report, category),
        ...versionControl(report, server),
        columnKind: "utf16CodeUnits",
        invocations: [
          {
            executionSuccessful: true,
            startTimeUtc: report.startedAt,
            ...(report.run?.actor !== undefined && { account: plain(report.run.actor) }),
            toolExecutionNotifications: leftOut(report.findings.length - shown.length),
          },
        ],
        results: shown.map((finding) => result(finding, pathOf)),
        properties: recordPart(report),
      },
    ],
  };
  return printJson(log, 0);
}

/** Code scanning takes what stands before the last slash for the category: behind it there is nothing. */
function automationDetails({ run }: Report, category: string): object {
  const { workflow, url } = run ?? {};
  const parts = [
    ...(workflow === undefined ? [] : [`workflow ${plain(workflow)}`]),
    ...(url === undefined ? [] : [url]),
  ];
  return {
    id: `${category.replace(/\/+$/, "")}/`,
    ...(parts.length > 0 && { description: { text: messageText(parts.join(", ")) } }),
  };
}

/** Of a pull request the revision is GitHub's merge of it, which no branch holds. */
function versionControl(report: Report, server: string | undefined): object {
  const { commit, run, checkout } = report;
  const repositoryUri = repositoryUrl(report, server);
  if (repositoryUri === undefined || commit === undefined) return {};
  const branch = run === undefined ? checkout?.branch : /^refs\/heads\/(.+)$/s.exec(run.ref ?? "")?.[1];
  const details = { repositoryUri, revisionId: plain(commit), ...(branch !== undefined && { branch: plain(branch) }) };
  return { versionControlProvenance: [details] };
}

/** What an auditor asks of the run. */
function recordPart(report: Report): object {
  const { verdict, coverage, repository, commit, run, checkout, scenarios, inspector, policy, baseline, failOn } =
    report;
  const covered = coverageSentence(report);
  const went = { inspector, policy, baseline, failOn, scenarios };
  const folders = report.folders?.map((one) => ({
    folder: one.folder,
    verdict: one.verdict,
    covered: coverageSentence(one),
    coverage: one.coverage,
    lock: one.lock,
  }));
  return { verdict, covered, coverage, repository, commit, run, checkout, ...went, folders };
}

function leftOut(count: number): object[] {
  if (count === 0) return [];
  const text = `${counted(count, "more finding")} left out: code scanning keeps ${MOST_RESULTS}.`;
  return [{ level: "warning", message: { text } }];
}

function ruleDescriptor(rule: Rule, url: string): object {
  const why = rule.text.why.replaceAll("\n", " ");
  return {
    id: rule.id,
    name: rule.id.replaceAll(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase()),
    shortDescription: { text: `${rule.summary}.` },
    fullDescription: { text: why },
    help: {
      text: `${why}\n\n${url}`,
      markdown: `${rule.text.why}\n\n\`\`\`yaml\n${rule.text.policy}\`\`\`\n\n[About this rule](${url})`,
    },
    helpUri: url,
    defaultConfiguration: { level: LEVELS[rule.severity] },
    properties: {
      tags: ["containers", "supply-chain"],
      precision: "very-high",
      "problem.severity": problemSeverity(rule.severity),
    },
  };
}

function problemSeverity(severity: Severity): string {
  return severity === "notice" ? "recommendation" : severity;
}

function result(finding: Finding, pathOf: PathOf): object {
  const { rule, severity, message, evidence, location, image, fingerprint, undecided } = finding;
  const index = rules.findIndex(({ id }) => id === rule);
  return {
    ruleId: rule,
    ...(index >= 0 && { ruleIndex: index }),
    level: LEVELS[severity],
    message: { text: messageText([`${message}.`, ...adviceOf(finding)].join(" ")) },
    locations: [{ physicalLocation: physicalLocation(location, pathOf) }],
    partialFingerprints: { primaryLocationLineHash: `${fingerprint}:1`, "waveInspect/v1": fingerprint },
    ...suppressed(finding),
    ...(finding.fixes !== undefined && { fixes: finding.fixes.map((fix) => fixPart(fix, pathOf)) }),
    properties: {
      severity,
      ...(image !== null && { image: plain(image) }),
      ...(undecided === true && { undecided }),
      evidence,
    },
  };
}

/** What does not count, and why. */
function suppressed({ waived, known }: Finding): object {
  const why = waived === undefined ? known && knownInWords(known) : waivedInWords(waived);
  if (why === undefined) return {};
  const kind = waived?.by === "inline" ? "inSource" : "external";
  return { suppressions: [{ kind, status: "accepted", justification: plain(why) }] };
}

/** What makes all the edits of a fix, file by file; one without length is an insertion. */
function fixPart({ title, edits, safe }: Fix, pathOf: PathOf): object {
  const byFile = Map.groupBy(edits, ({ location }) => location.file);
  return {
    description: { text: messageText(safe ? title : `${title} ${LOOK_FIRST}`) },
    artifactChanges: [...byFile].map(([file, changes]) => ({
      artifactLocation: artifactLocation(file, pathOf),
      replacements: changes.map(({ location, replacement }) => ({
        deletedRegion: region(location),
        insertedContent: { text: replacement },
      })),
    })),
    properties: { safe },
  };
}

function physicalLocation(location: Location, pathOf: PathOf): object {
  return { artifactLocation: artifactLocation(location.file, pathOf), region: region(location) };
}

function artifactLocation(file: string, pathOf: PathOf): object {
  const path = pathOf(file);
  return path === undefined ? { uri: pathToFileURL(file).href } : { uri: encodePath(path), uriBaseId: "%SRCROOT%" };
}

function region({ line, column, endLine, endColumn }: Location): object {
  return { startLine: line, startColumn: column, endLine, endColumn };
}

/** Plain text in which nothing is an embedded link (`[text](target)`) or a placeholder (`{0}`). */
function messageText(text: string): string {
  return plain(text)
    .replaceAll("](", "] (")
    .replaceAll(/\{(?=\d+\})/g, "{ ");
}
