/** The inputs of action.yml. */
import { getInput } from "@actions/core";
import { ConfigurationError } from "../errors.ts";
import {
  failOnLevels,
  type Flags,
  inspectorNames,
  readHosts,
  readLaunchCommand,
  readPlatform,
  readScenarios,
  readUrl,
  readWord,
  readWorkspace,
  syntaxNames,
} from "../settings.ts";

/** The inputs of action.yml, read once. Undefined: not given, so that the policy or the default decides. */
export interface Inputs {
  /** `audit`: images are recorded whatever the rules ask, and what is another is told. Undefined: a plain check. */
  readonly audit: AuditInputs | undefined;
  readonly flags: Flags;
  readonly policy: string | undefined;
  /** Whose version of the policy counts on a pull request. */
  readonly policyFrom: "base" | "head";
  readonly baseline: string | undefined;
  readonly lock: string | undefined;
  readonly path: string;
  /** Several folders in place of it: paths and globs, those to leave out behind a `!`. Undefined: only `path`. */
  readonly paths: readonly string[] | undefined;
  /** Which findings count on a pull request: all, or those that its change causes. */
  readonly only: "all" | "changed";
  readonly waveEndpoint: string | undefined;
  readonly seqera: {
    readonly token: string | undefined;
    readonly endpoint: string | undefined;
    readonly workspaceId: number | undefined;
  };
  readonly insecureRegistries: readonly string[];
  readonly githubToken: string | undefined;
  readonly jsonFile: string | undefined;
  readonly sarifFile: string | undefined;
  /** The folder that evidence is written into. */
  readonly evidence: string | undefined;
  readonly htmlFile: string | undefined;
  /** Where the safe fixes are written as one patch. */
  readonly patchFile: string | undefined;
  readonly summary: boolean;
  /** Whether fixes are suggested on the lines of a pull request. */
  readonly suggest: boolean;
  readonly cache: boolean;
}

/** What is shown on GitHub beside the step: read by itself, since it is told as well of a step whose other inputs are wrong. */
export interface SurfaceInputs {
  readonly checkRun: boolean;
  readonly comment: boolean;
  /** Tells check runs and comments of one commit or pull request apart, where workflow, job, matrix and path do not. */
  readonly id: string | undefined;
  /** Of the job, as JSON; `null` where it has none. */
  readonly matrix: string;
  readonly path: string;
  readonly token: string | undefined;
}

export function readSurfaces(): SurfaceInputs {
  return {
    checkRun: getInput("check-run") === "true",
    comment: getInput("comment") === "true",
    id: getInput("comment-id") || undefined,
    matrix: getInput("matrix"),
    path: getInput("path") || linesOf(getInput("paths")).join(", ") || ".",
    token: getInput("github-token") || undefined,
  };
}

export interface AuditInputs {
  /** The folder for all that an audit writes. */
  readonly directory: string;
  /** Whether the one issue is opened and kept. */
  readonly issue: boolean;
  /** Whether each image is asked for as each who could read it. */
  readonly reachability: boolean;
  /** Tells audits of one repository apart, where workflow, job, path and branch do not. */
  readonly issueId: string | undefined;
}

/** Reads every input; all that is wrong is said in one error. */
export function readInputs(): Inputs {
  const problems: string[] = [];
  function read<T>(name: string, convert: (name: string, text: string) => T): T | undefined {
    const text = getInput(name);
    if (text === "") return undefined;
    try {
      return convert(name, text);
    } catch (error) {
      if (!(error instanceof ConfigurationError)) throw error;
      problems.push(error.message);
      return undefined;
    }
  }

  const issue = read("issue", oneOf(["true", "false"])) === "true";
  const isAudit = read("mode", oneOf(["check", "audit"])) === "audit";
  if (issue && !isAudit) problems.push("issue: an issue is what an audit writes; set mode: audit, too.");
  for (const name of ["check-run", "comment"]) read(name, oneOf(["true", "false"]));
  const audit = {
    directory: read("audit-dir", asWritten) ?? "wave-inspect-audit",
    issue,
    reachability: read("reachability", oneOf(["true", "false"])) === "true",
    issueId: read("issue-id", asWritten),
  };
  const inputs: Inputs = {
    audit: isAudit ? audit : undefined,
    flags: {
      inspector: read("inspector", oneOf(inspectorNames)),
      platform: read("platform", readPlatform),
      failOn: read("fail-on", oneOf(failOnLevels)),
      profiles: read("profiles", readScenarios),
      launch: read("arguments", readLaunchCommand),
      syntax: read("syntax", oneOf(syntaxNames)),
    },
    policy: read("policy", asWritten),
    policyFrom: read("policy-from", oneOf(["base", "head"])) ?? "base",
    baseline: read("baseline", asWritten),
    lock: read("lock", asWritten),
    ...foldersOf(read, problems),
    only: read("only", oneOf(["all", "changed"])) ?? "all",
    waveEndpoint: read("wave-endpoint", readUrl),
    seqera: {
      token: read("seqera-access-token", asWritten),
      endpoint: read("seqera-endpoint", readUrl),
      workspaceId: read("seqera-workspace-id", readWorkspace),
    },
    insecureRegistries: read("insecure-registries", (name, text) => readHosts(name, listOf(text))) ?? [],
    githubToken: read("github-token", asWritten),
    jsonFile: read("json-file", asWritten),
    sarifFile: read("sarif-file", asWritten),
    evidence: read("evidence", asWritten),
    htmlFile: read("html-file", asWritten),
    patchFile: read("patch-file", asWritten),
    summary: read("summary", oneOf(["true", "false"])) !== "false",
    suggest: read("suggest", oneOf(["true", "false"])) === "true",
    cache: read("cache", oneOf(["true", "false"])) === "true",
  };
  if (problems.length > 0) throw new ConfigurationError(problems.join("\n"));
  return inputs;
}

function foldersOf(
  read: <T>(name: string, convert: (name: string, text: string) => T) => T | undefined,
  problems: string[],
): Pick<Inputs, "path" | "paths"> {
  const [path, paths] = [read("path", asWritten), read("paths", (_, text) => linesOf(text))];
  if (path !== undefined && paths !== undefined)
    problems.push("path: the input paths is given as well; name every folder in paths, or the only one in path.");
  return { path: path ?? ".", paths };
}

/** A reader of one of these words. */
function oneOf<T extends string>(words: readonly T[]): (name: string, text: string) => T {
  return (name, text) => readWord(name, text, words);
}

function asWritten(_name: string, text: string): string {
  return text;
}

function linesOf(text: string): string[] {
  const lines = text.split(/\r\n|\r|\n/).map((line) => line.trim());
  return lines.filter((line) => line !== "");
}

function listOf(text: string): string[] {
  return text.split(/[\s,]+/).filter((word) => word !== "");
}
