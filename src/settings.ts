/** What a run goes by: flags over the policy over the defaults, and the readers of what was typed. */
import { formatPlatform, parseTypedPlatform } from "./image/platform.ts";
import { ConfigurationError } from "./errors.ts";
import type { FailOn, NextflowSyntax, ScanOptions, Scenario } from "./model.ts";
import type { Policy } from "./policy/policy.ts";
import { defaultScanOptions } from "./scan/options.ts";
import { quote, short } from "./text/quote.ts";
import { shellWords } from "./text/shell-words.ts";

export const inspectorNames = ["wave", "registry", "none"] as const;
export type InspectorName = (typeof inspectorNames)[number];

export const syntaxNames = ["auto", "v1", "v2"] as const satisfies readonly NextflowSyntax[];

export const failOnLevels = ["error", "warning", "notice", "never"] as const satisfies readonly FailOn[];

/** What the caller typed, or wrote into a workflow: nobody else gives `launch` and `launchDir`. A field that is absent was not said: the policy decides, then the default. */
export interface Flags {
  readonly inspector?: InspectorName | undefined;
  readonly platform?: string | undefined;
  readonly failOn?: FailOn | undefined;
  readonly profiles?: readonly string[] | undefined;
  readonly syntax?: NextflowSyntax | undefined;
  readonly env?: Readonly<Record<string, string>> | undefined;
  readonly launchDir?: string | undefined;
  readonly launch?: readonly string[] | undefined;
  readonly buildArgs?: Readonly<Record<string, string>> | undefined;
  readonly target?: string | undefined;
}

/** What one run goes by, everything decided. */
export interface Settings {
  readonly inspector: InspectorName;
  readonly platform: string | null;
  readonly failOn: FailOn;
  readonly scan: ScanOptions;
}

/** Flags win over the policy, the policy over the defaults. */
export function settle(flags: Flags, policy: Policy): Settings {
  const base = defaultScanOptions;
  if (policy.nextflow.launchDir?.startsWith("/") === true)
    throw new ConfigurationError("nextflow.launch-dir of the policy must be relative to the repository.");
  const launchDir = flags.launchDir ?? policy.nextflow.launchDir ?? base.nextflow.launchDir;
  // A launch command that was typed says all about the run: it stands in place of the policy's scenarios.
  const launch = flags.launch ?? base.nextflow.launch;
  const target = flags.target ?? policy.dockerfile.target ?? base.dockerfile.target;
  return {
    inspector: flags.inspector ?? policy.inspector ?? "wave",
    platform: flags.platform ?? policy.platform ?? null,
    failOn: flags.failOn ?? policy.failOn ?? "error",
    scan: {
      exclude: policy.files.exclude,
      kinds: policy.files.kinds,
      nextflow: {
        syntax: flags.syntax ?? policy.nextflow.syntax ?? base.nextflow.syntax,
        scenarios: flags.profiles?.map(scenarioOf) ?? (launch.length > 0 ? [] : policy.nextflow.scenarios),
        params: policy.nextflow.params,
        tests: policy.files.tests ?? false,
        launch,
        ...((launch.length > 0 || flags.launchDir !== undefined) && { isTyped: true }),
        ...(launchDir !== undefined && { launchDir }),
      },
      dockerfile: {
        buildArgs: { ...policy.dockerfile.buildArgs, ...flags.buildArgs },
        ...(flags.buildArgs !== undefined && { typedArgs: Object.keys(flags.buildArgs) }),
        ...(target !== undefined && { target }),
      },
      env: flags.env ?? base.env,
    },
  };
}

/** `A,B` is one `nextflow run -profile A,B`: order counts, blanks are part of the name as in Nextflow. */
function scenarioOf(profiles: string): Scenario {
  return { profiles: profiles.split(",").filter((name) => name !== "") };
}

// The readers below turn one typed text into a value, or say what to write instead. `name` is how the user knows
// the setting: an input of the action or a flag of the command line.

/** One of a closed set of words. */
export function readWord<T extends string>(name: string, text: string, words: readonly T[]): T {
  const word = words.find((candidate) => candidate === text);
  if (word === undefined) {
    throw new ConfigurationError(`${name}: "${text}" is not one of ${words.join(", ")}.`);
  }
  return word;
}

/** A single platform, normalised (`linux/arm64`). */
export function readPlatform(name: string, text: string): string {
  const parsed = parseTypedPlatform(text);
  if ("error" in parsed) throw new ConfigurationError(`${name}: ${parsed.error}.`);
  return formatPlatform(parsed.platform);
}

/** `NAME=VALUE` pairs; the value may be empty and may hold further equal signs. */
export function readPairs(name: string, texts: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    texts.map((text) => {
      const at = text.indexOf("=");
      if (at < 1) throw new ConfigurationError(`${name}: "${text}" has no value; write NAME=VALUE.`);
      return [text.slice(0, at), text.slice(at + 1)];
    }),
  );
}

/** One scenario a line, the profiles of each as `-profile` takes them: `docker,test`. */
export function readScenarios(name: string, text: string): string[] {
  const lines = text.split(/\r\n|\r|\n/).map((line) => line.trim());
  return lines.filter((line) => line !== "").map((line) => readProfiles(name, line));
}

function readProfiles(name: string, line: string): string {
  const isNames = line.split(",").every((profile) => /^[^\s-]\S*$/.test(profile));
  if (isNames) return line;
  throw new ConfigurationError(
    `${name}: ${quote(line)} is no list of profiles; write them as behind -profile, such as docker,test, and each run in a line of its own.`,
  );
}

/** A launch command in one line, as typed into a shell. */
export function readLaunchCommand(name: string, text: string): readonly string[] {
  const parted = shellWords(text);
  if ("error" in parted) throw new ConfigurationError(`${name}: ${parted.error}.`);
  if (parted.words.length === 0) throw new ConfigurationError(`${name}: there is no command, but a comment alone.`);
  return readLaunch(`${name}: write`, parted.words);
}

/**
 * The arguments of a launch: `nextflow run …`, or options alone. Any other word in front would be taken for nothing, and a
 * run looked at that nobody meant.
 *
 * @param where How a sentence begins that says what stands there.
 */
export function readLaunch(where: string, words: readonly string[]): readonly string[] {
  const [first] = words;
  const last = words.at(-1) ?? "";
  if (WITH_VALUE.has(last))
    throw new ConfigurationError(
      `${last} ends the launch, and Nextflow expects a value behind it: write one, or leave it out.`,
    );
  const isOptions = first === undefined || first.startsWith("-");
  if (isOptions || first === "run" || (/(?:^|\/)nextflow$/.test(first) && words.includes("run"))) return words;
  throw new ConfigurationError(
    `${where} the arguments of one "nextflow run", or its options alone; "${short(words.join(" "), 60)}" is neither.`,
  );
}

/** Options that bear on containers, and that Nextflow's launcher refuses at the end of a line ("Expected a value after parameter"). */
const WITH_VALUE: ReadonlySet<string> = new Set("-profile -c -config -C -params-file -entry -main-script".split(" "));

const hostPattern = /^(?:[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?|\[[0-9a-f:.]+\])(?::\d{1,5})?$/i;

/** Registry hosts, `host[:port]`, lower case. */
export function readHosts(name: string, texts: readonly string[]): string[] {
  return texts.map((text) => {
    if (!hostPattern.test(text)) {
      throw new ConfigurationError(
        `${name}: "${text}" is not a registry host; write host or host:port, without a scheme.`,
      );
    }
    return text.toLowerCase();
  });
}

/** An http or https URL without credentials, query or trailing slash. */
export function readUrl(name: string, text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (
    url === undefined ||
    !/^https?:$/.test(url.protocol) ||
    url.search !== "" ||
    url.hash !== "" ||
    url.username !== "" ||
    url.password !== ""
  ) {
    throw new ConfigurationError(`${name}: "${text}" is not a usable URL; write one such as https://wave.seqera.io.`);
  }
  return url.href.replace(/\/+$/, "");
}

/** A workspace of Seqera Platform is a number; its name is not enough for Wave. */
export function readWorkspace(name: string, text: string): number {
  if (!/^\d{1,15}$/.test(text)) {
    throw new ConfigurationError(
      `${name}: "${text}" is not a workspace number; you find it on the settings page of the workspace.`,
    );
  }
  return Number(text);
}
