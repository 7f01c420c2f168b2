/** What can be typed on the command line: the options of the commands, their reader, and the help. */
import { statSync } from "node:fs";
import { parseArgs, type ParseArgsConfig } from "node:util";
import { ConfigurationError } from "../errors.ts";

export type OptionTypes = NonNullable<ParseArgsConfig["options"]>;

/** A command's options as typed: absent where not given. */
export type Values<T extends OptionTypes> = {
  readonly [K in keyof T]?: T[K] extends { multiple: true }
    ? string[]
    : T[K] extends { type: "boolean" }
      ? boolean
      : string;
};

export interface Arguments<T extends OptionTypes> {
  readonly values: Values<T>;
  readonly positionals: readonly string[];
  /** Everything after `--`, untouched. */
  readonly rest: readonly string[];
}

/** Splits the arguments of one command. An unknown option or a missing value is the user's to fix. */
export function readArguments<const T extends OptionTypes>(args: readonly string[], options: T): Arguments<T> {
  const end = args.indexOf("--");
  const own = end < 0 ? args : args.slice(0, end);
  try {
    const { values, positionals } = parseArgs({ args: [...own], options, allowPositionals: true, strict: true });
    return { values, positionals, rest: end < 0 ? [] : args.slice(end + 1) };
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    const message = error.message.replace(/\. To specify a positional.*$|\.$/s, "");
    throw new ConfigurationError(`${message}. See wave-inspect --help.`, { cause: error });
  }
}

/**
 * The one directory that `init`, `scan`, `check`, `lock`, `evidence` and `explain` take, by default the current one. A file is told here: the policy that is looked
 * for in it would be missed first.
 */
export function readDirectory(positionals: readonly string[]): string {
  if (positionals.length > 1) {
    throw new ConfigurationError(`One directory is enough: ${positionals.join(" ")}. Launch arguments go behind --.`);
  }
  const [directory = "."] = positionals;
  if (statSync(directory, { throwIfNoEntry: false })?.isFile() === true) {
    throw new ConfigurationError(`${directory} is a file: name the directory that it lies in.`);
  }
  return directory;
}

export const scanOptions = {
  policy: { type: "string" },
  profile: { type: "string", multiple: true },
  syntax: { type: "string" },
  env: { type: "string", multiple: true },
  "launch-dir": { type: "string" },
  "build-arg": { type: "string", multiple: true },
  target: { type: "string" },
} as const satisfies OptionTypes;

const networkOptions = {
  "wave-endpoint": { type: "string" },
  "insecure-registry": { type: "string", multiple: true },
  "cache-dir": { type: "string" },
} as const satisfies OptionTypes;

export const inspectOptions = { platform: { type: "string" }, ...networkOptions } as const satisfies OptionTypes;

export const initOptions = {
  ...networkOptions,
  preset: { type: "string" },
  engines: { type: "string", multiple: true },
  registries: { type: "string", multiple: true },
  inspector: { type: "string" },
  yes: { type: "boolean" },
  "dry-run": { type: "boolean" },
} as const satisfies OptionTypes;

export const usage = `wave-inspect: which container images will be pulled, and do they meet the policy?

  wave-inspect init [DIR]             Policy, baseline and workflow with which today's state passes
  wave-inspect scan [DIR]             References and pulls of a repository; no network
  wave-inspect check [DIR]            Scan, inspect, apply the policy
  wave-inspect baseline [DIR]         Write down what check finds today, so that only what comes new counts
  wave-inspect explain IMAGE|FILE:LINE [DIR]
                                      Where a name is written, what rewrites it, who pulls it, which rules hold
  wave-inspect lock [DIR]             Records what every image is in containers.lock, and tells which are others by now
  wave-inspect diff OLD [NEW]         What changed between two records of images (containers.lock, or what check --format json
                                      printed), or between one and now: NEW is a directory then (default: .)
  wave-inspect evidence [DIR]         check, and a folder of what it found: lock, attestations, CycloneDX, RO-Crate, TRS
  wave-inspect inspect IMAGE...       What the registry says about images
  wave-inspect name IMAGE... | -      What a name means; - reads one name a line
  wave-inspect policy validate FILE   Check a policy file
  wave-inspect policy show [FILE]     The policy with all that it extends, as one file
  wave-inspect policy test DIR|FILE   Whether a policy says what the cases beside it (*.test.yml) expect

  --format FORMAT        text (default) or json; check also sarif, github, junit, markdown, html
  --format images        scan: the names of all images, a line each, for programs that copy them

scan and check and explain and baseline and lock and diff and evidence
  --policy FILE          policy file, owner/repo:path@ref or wave-inspect:PRESET (default: .github/wave-inspect.yml or wave-inspect.yml)
  --profile A,B          Nextflow profiles of one scenario; repeat for more scenarios
  --syntax SYNTAX        Nextflow's parser: auto (default), v1 or v2
  --env NAME=VALUE       what env() and System.getenv see; repeat for more
  --launch-dir DIR       where nextflow would be launched
  --build-arg NAME=VALUE a build argument of Dockerfiles; repeat for more
  --target STAGE         build target of Dockerfiles
  -- ARGUMENTS...        the arguments of one "nextflow run", as typed

scan and check
  --by WHAT              text: a line an image (default), or process: a line for each process and each place

scan
  --compare FILE         what "nextflow inspect -format json" or "nextflow config -o json" printed: tells where it differs
  --downloads            with --format images: files behind URLs, oras:// and library:// as well

check and explain and baseline and lock and diff and evidence
  --inspector NAME       wave (default), registry or none (names only, no network: default of explain; not for lock, diff and evidence)

check and explain and baseline and evidence
  --baseline FILE        the known findings (default: the file that the policy names)
  --lock FILE            the lock that images are held against (default: containers.lock in DIR, where there is one)

check and explain and baseline
  --answers FILE         what check --format json wrote: judges the answers in it again, and asks nobody
  --as-of TIME           with --answers: how old, ended and due things are by then; now, a date or a time (default: when they were recorded)

check
  --fail-on LEVEL        error (default), warning, notice or never
  --lineage DIR          what ran, by Nextflow's lineage records and traces in DIR: held against the lock, else against the files
  --only WHAT            findings that count: all (default), or changed: those that the change since --base causes
  --base REF             branch, tag or commit that the change parted from (default: the branch of origin/HEAD)

baseline
  --expires DATE         the last day on which new findings are known
  --owner TEXT           who answers for new findings
  --reason TEXT          why they may stay
  --ticket TEXT          where that is tracked
  --renew                findings that ended, or are graver than they were, are known anew

lock
  --lock FILE            the lock to read and write (default: containers.lock in DIR)
  --update               takes over what images are now, where the lock has something else
  --prune                removes the entries of images that this run does not pull

diff
  --format FORMAT        text (default), json or markdown

evidence
  --out DIR              the folder to write (default: wave-inspect-evidence)

inspect
  --via NAME             wave (default) or registry
  --every-platform       an answer for each platform of an index, with its config
  --reachability         who can read each image: anonymous, these credentials, the Seqera workspace

inspect and check and explain and baseline and lock and diff and evidence
  --platform PLATFORM    one platform, such as linux/arm64
  --wave-endpoint URL    default https://wave.seqera.io
  --insecure-registry HOST[:PORT]  plain http and private addresses allowed for this host; repeat for more
  --cache-dir DIR        keeps manifests and configs there, by digest, from run to run

init
  --yes                  what the scan suggests, for all that is not given; else a person is asked
  --preset NAME          rules to build on: observe, standard, nf-core or strict
  --engines A,B          container engines and profiles that pipelines are run with
  --registries A,B       name patterns of places that images may come from; none: no place
  --inspector NAME       whom checks ask; init itself asks, too, which it does not without this option
  --wave-endpoint URL, --insecure-registry HOST[:PORT], --cache-dir DIR  as of check
  --dry-run              print the files, and write none

policy show
  --origin               the file and the line behind each value, as comments
  --effective            what holds by default, as comments

policy test
  --format FORMAT        text (TAP, default), junit or json

Environment: SEQERA_ACCESS_TOKEN (or TOWER_ACCESS_TOKEN), SEQERA_API_ENDPOINT, SEQERA_WORKSPACE_ID, GITHUB_TOKEN,
DOCKER_CONFIG, REGISTRY_AUTH_FILE, HTTPS_PROXY, NO_PROXY, NO_COLOR, SOURCE_DATE_EPOCH.

Exit codes: 0 clean, 1 findings at or above --fail-on, disagreements, images that moved from the lock, or a name that is none, 2 unusable configuration or an internal error, 3 could not decide.
`;
