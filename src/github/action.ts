import { appendFileSync, mkdirSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, isAbsolute, join, relative, resolve } from "node:path";
import * as core from "@actions/core";
import { ConfigurationError } from "../errors.ts";
import type { Report } from "../model.ts";
import { findPolicy, readPolicyFile } from "../policy-file.ts";
import { exitCode } from "../policy/verdict.ts";
import { annotations, errorCommand, logLine } from "../report/annotations.ts";
import { checkJson } from "../report/json.ts";
import { sarif } from "../report/sarif.ts";
import { summary } from "../report/summary.ts";
import { verdictSentence } from "../report/text.ts";
import { run } from "../run.ts";
import { settle } from "../settings.ts";
import type { World } from "../world.ts";
import { type DirectoryStore, directoryStore } from "./cache.ts";
import { type Inputs, readInputs } from "./inputs.ts";

type ActionWorld = Pick<World, "env" | "now" | "out">;

/** The step, from the runner's environment to its exit code. */
export async function runAction(world: ActionWorld): Promise<number> {
  try {
    const inputs = readInputs();
    const report = await check(inputs, world);
    world.out(annotations(report));
    const written = writeFiles(inputs, report, world);
    setOutputs(report, written);
    world.out(`${logLine(verdictSentence(report))}\n`);
    return exitCode(report.verdict);
  } catch (error) {
    if (error instanceof ConfigurationError) {
      for (const message of error.message.split("\n")) world.out(errorCommand(message));
    } else {
      const trace = error instanceof Error ? (error.stack ?? error.message) : String(error);
      world.out(errorCommand(`wave-inspect-action failed, and that is our fault. Please report it:\n${trace}`));
    }
    return 2;
  }
}

async function check(inputs: Inputs, { env, now, out }: ActionWorld): Promise<Report> {
  const log = (message: string): void => out(`${logLine(message)}\n`);
  const workspace = resolve(env["GITHUB_WORKSPACE"] ?? ".");
  const policy =
    inputs.policy === undefined
      ? await findPolicy(workspace, env, inputs.githubToken)
      : await readPolicyFile(
          workspace,
          relative(workspace, inside(workspace, "policy", inputs.policy)),
          env,
          inputs.githubToken,
        );
  for (const secret of [inputs.seqera.token, inputs.githubToken]) if (secret !== undefined) core.setSecret(secret);
  const settings = settle(inputs.flags, policy);
  const cache = inputs.cache && settings.inspector === "registry" ? openCache(env, log) : undefined;
  await cache?.store?.restore();
  const report = await run({
    root: workspace,
    within: relative(workspace, inside(workspace, "path", inputs.path)),
    policy,
    settings,
    now,
    inspect: {
      env,
      now,
      insecureRegistries: inputs.insecureRegistries,
      log: ({ level, message }) => (level === "debug" ? core.debug(message) : log(message)),
      addSecret: core.setSecret,
      waveEndpoint: inputs.waveEndpoint,
      seqera: inputs.seqera,
      githubToken: inputs.githubToken,
      cacheDir: cache?.directory,
    },
    repository: env["GITHUB_REPOSITORY"],
    commit: env["GITHUB_SHA"],
  });
  await cache?.store?.save();
  return report;
}

/** Where the registry inspector keeps manifests and configs. Wave answers by tag, and nothing by tag is ever kept. */
function openCache(
  env: World["env"],
  log: (message: string) => void,
): { readonly directory: string; readonly store: DirectoryStore | undefined } {
  const directory = join(env["RUNNER_TEMP"] ?? tmpdir(), "wave-inspect-cache");
  const store = directoryStore(directory, env, log);
  if (store === undefined)
    log("cache: this runner offers no cache service (ACTIONS_RESULTS_URL); nothing outlives the job.");
  return { directory, store };
}

/** A path of the workspace; one that leads out of it is refused, since the workflow's author meant the checkout. */
function inside(workspace: string, input: string, path: string): string {
  const absolute = resolve(workspace, path);
  const way = relative(workspace, absolute);
  if (way.startsWith("..") || isAbsolute(way)) {
    throw new ConfigurationError(`${input}: ${path} is outside the workspace; give a path below it.`);
  }
  return absolute;
}

interface Written {
  readonly jsonFile: string;
  readonly sarifFile: string;
}

/** Summary and files. One that cannot be written is a warning: no surface changes the verdict. */
function writeFiles(inputs: Inputs, report: Report, { env, out }: ActionWorld): Written {
  const workspace = resolve(env["GITHUB_WORKSPACE"] ?? ".");
  function attempt(what: string, write: () => string): string {
    try {
      return write();
    } catch (error) {
      out(
        `${logLine(`Warning: ${what} could not be written: ${error instanceof Error ? error.message : String(error)}`)}\n`,
      );
      return "";
    }
  }
  function writeAt(path: string, text: string): string {
    const file = resolve(workspace, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
    return file;
  }
  const summaryFile = env["GITHUB_STEP_SUMMARY"];
  if (inputs.summary && summaryFile !== undefined && summaryFile !== "") {
    attempt("the job summary", () => {
      appendFileSync(summaryFile, summary(report));
      return summaryFile;
    });
  }
  const { jsonFile, sarifFile } = inputs;
  return {
    jsonFile:
      jsonFile === undefined ? "" : attempt(`json-file ${jsonFile}`, () => writeAt(jsonFile, checkJson(report))),
    sarifFile:
      sarifFile === undefined ? "" : attempt(`sarif-file ${sarifFile}`, () => writeAt(sarifFile, sarif(report))),
  };
}

function setOutputs(report: Report, written: Written): void {
  const { errors, warnings, notices, images } = report.counts;
  const outputs = {
    verdict: report.verdict,
    errors,
    warnings,
    notices,
    images,
    "json-file": written.jsonFile,
    "sarif-file": written.sarifFile,
  };
  for (const [name, value] of Object.entries(outputs)) core.setOutput(name, value);
}
