/**
 * What can be typed: every command with its options and examples. The reader of arguments, the help, the documentation,
 * completion and "did you mean" all go by this table.
 */
import { failOnLevels } from "../settings.ts";
import {
  askingOptions,
  byOption,
  formatOption,
  inspectOptions,
  networkOptions,
  type OptionTable,
  recipeOptions,
  runOptions,
  scanOptions,
} from "./options.ts";
import { policyCommands } from "./policy-commands.ts";

/** One command. */
export interface CommandEntry {
  /** How it is typed, a line each, without the program's name and the options. */
  readonly forms: readonly string[];
  /** What it does, in a phrase. */
  readonly about: string;
  readonly options: OptionTable;
  /** Whether the arguments of one `nextflow run` may stand behind `--`. */
  readonly takesLaunch?: true;
  /** A command line, without the program's name, and what it is for. */
  readonly examples: readonly (readonly [line: string, about: string])[];
}

const onlyAsking = { ...scanOptions, ...askingOptions, ...inspectOptions } as const satisfies OptionTable;

/** Of a matrix, which is of several platforms and of no findings. */
const { platform: _platform, baseline: _baseline, ...matrixOptions } = runOptions;

/** Anybody can write down an answer: evidence is of what was asked now. */
const { answers: _answers, "as-of": _asOf, ...evidenceOptions } = { ...runOptions, ...askingOptions };

export const commands = {
  init: {
    forms: ["init [DIR]"],
    about: "Policy, baseline and workflow with which today's state passes",
    options: {
      yes: { type: "boolean", about: "what the scan suggests, for all that is not given; else a person is asked" },
      preset: {
        type: "string",
        value: "NAME",
        words: ["standard", "observe", "nf-core", "strict"],
        isOpen: true,
        about: "rules to build on",
      },
      engines: {
        type: "string",
        multiple: true,
        value: "A,B",
        about: "container engines and profiles that pipelines are run with",
      },
      registries: {
        type: "string",
        multiple: true,
        value: "A,B",
        about: "name patterns of places that images may come from; none: no place",
      },
      inspector: {
        type: "string",
        value: "NAME",
        words: ["wave", "registry", "none"],
        isOpen: true,
        about: "whom checks ask; init itself asks, too, which it does not without this option",
      },
      ...networkOptions,
      "dry-run": { type: "boolean", about: "print the files, and write none" },
    },
    examples: [
      ["init", "asks what the policy shall say, and writes it"],
      ["init --yes --dry-run", "shows what it would write by what the scan finds"],
    ],
  },
  scan: {
    forms: ["scan [DIR|FILE]"],
    about: "References and pulls of a repository; no network",
    options: {
      ...scanOptions,
      format: formatOption(
        ["text", "json", "images"],
        "how it is printed; images: the names of all images, a line each",
      ),
      ...byOption,
      compare: {
        type: "string",
        value: "FILE",
        about: 'what "nextflow inspect -format json" or "nextflow config -o json" printed: tells where it differs',
      },
      downloads: {
        type: "boolean",
        about: "with --format images: files behind URLs, oras:// and library:// as well",
      },
    },
    takesLaunch: true,
    examples: [
      ["scan", "the images of the repository around you"],
      ["scan Dockerfile", "those of one file, with the repository around it"],
      ["scan --format images", "their names alone, for programs that copy them"],
      ["scan . -- -profile test,docker --outdir out", "as this launch would pull them"],
    ],
  },
  check: {
    forms: ["check [DIR...|FILE]"],
    about: "Scan, inspect, apply the policy",
    options: {
      ...runOptions,
      format: formatOption(["text", "json", "sarif", "github", "gitlab", "junit", "markdown", "html", "rdjson"]),
      ...byOption,
      report: {
        type: "string",
        multiple: true,
        value: "FORMAT=FILE",
        about: "one more report of the same run, into a file; repeat for more",
      },
      quiet: { type: "boolean", short: "q", about: "text: a line each, file:line:column: severity rule: message" },
      verbose: {
        type: "boolean",
        short: "v",
        about: "text: all places and facts, who decided what, and what is waived in full",
      },
      "min-severity": {
        type: "string",
        value: "LEVEL",
        words: ["notice", "warning", "error"],
        about: "text: the least that is shown; the verdict goes by all",
      },
      color: {
        type: "string",
        value: "WHEN",
        words: ["auto", "always", "never"],
        about: "text: colours; auto: on a terminal, and as NO_COLOR, FORCE_COLOR and CLICOLOR_FORCE say",
      },
      "fail-on": {
        type: "string",
        value: "LEVEL",
        words: failOnLevels,
        about: "the least that makes it exit with 1",
      },
      lineage: {
        type: "string",
        value: "DIR",
        about:
          "what ran, by Nextflow's lineage records and traces in DIR: held against the lock, else against the files",
      },
      only: {
        type: "string",
        value: "WHAT",
        words: ["all", "changed"],
        about: "findings that count; changed: those that the change since --base causes",
      },
      base: {
        type: "string",
        value: "REF",
        about: "branch, tag or commit that the change parted from (default: the branch of origin/HEAD)",
      },
    },
    takesLaunch: true,
    examples: [
      ["check", "the repository around you, by its policy"],
      ["check main.nf", "what one file is about, by the policy of the repository around it"],
      ["check --inspector none", "by the names alone, without the network"],
      ["check --quiet | grep ' error '", "a line each, for other programs"],
      ["check pipelines/*", "several folders of a monorepo, with one verdict"],
      ["check --only changed --base origin/main", "no more than what this branch causes"],
    ],
  },
  matrix: {
    forms: ["matrix [DIR]"],
    about: "Which image each process gets, by run and architecture, and what stops arm64 or Singularity",
    options: {
      ...matrixOptions,
      arch: {
        type: "string",
        multiple: true,
        value: "A,B",
        about: "architectures that are looked at (default: linux/amd64,linux/arm64); repeat for more",
      },
      format: formatOption(["text", "json", "csv", "html"]),
    },
    takesLaunch: true,
    examples: [
      ["matrix", "what stops the pipeline around you on arm64, and what would mend it"],
      ["matrix --inspector none", "by names and the hashes in them alone, without the network"],
      ["matrix --profile docker --arch arm64 --format html > page.html", "one run on arm64, as a page"],
    ],
  },
  baseline: {
    forms: ["baseline [DIR]"],
    about: "Write down what check finds today, so that only what comes new counts",
    options: {
      ...runOptions,
      expires: { type: "string", value: "DATE", about: "the last day on which new findings are known" },
      owner: { type: "string", value: "TEXT", about: "who answers for new findings" },
      reason: { type: "string", value: "TEXT", about: "why they may stay" },
      ticket: { type: "string", value: "TEXT", about: "where that is tracked" },
      renew: { type: "boolean", about: "findings that ended, or are graver than they were, are known anew" },
    },
    takesLaunch: true,
    examples: [
      ["baseline --owner team-a --expires 2027-06-30", "what is found today may stay until then"],
      ["baseline --renew", "agrees to what ended or became graver"],
    ],
  },
  fix: {
    forms: ["fix [DIR]"],
    about: "Shows edits that mend what check finds, each proven by another scan; --write makes them",
    options: {
      ...runOptions,
      format: formatOption(
        ["text", "diff", "json"],
        "text: the diff and what is left; diff: the diff alone, for git apply",
      ),
      write: { type: "boolean", about: "makes the edits, in files that still are what was scanned" },
      unsafe: { type: "boolean", about: "also those that somebody should look at first" },
      rule: { type: "string", multiple: true, value: "ID", about: "only findings of this rule; repeat for more" },
      image: {
        type: "string",
        multiple: true,
        value: "PATTERN",
        about: "only findings about images with such a name, as in a policy; repeat for more",
      },
    },
    takesLaunch: true,
    examples: [
      ["fix --rule pin", "the digests that names lack, as a diff"],
      ["fix --write", "makes the edits that change nothing but what they say"],
      ["fix --format diff | git apply", "the same, by git"],
    ],
  },
  explain: {
    forms: ["explain IMAGE|FILE:LINE [DIR]"],
    about: "Where a name is written, what rewrites it, who pulls it, which rules hold",
    options: {
      ...runOptions,
      inspector: {
        type: "string",
        value: "NAME",
        words: ["none", "wave", "registry"],
        about: "who is asked about the image",
      },
      format: formatOption(["text", "json"]),
    },
    takesLaunch: true,
    examples: [
      ["explain quay.io/biocontainers/samtools:1.21--h50ea8bc_0", "by any name that the image has on its way"],
      ["explain conf/base.config:7", "by the line that writes, overrides or rewrites it"],
    ],
  },
  lock: {
    forms: ["lock [DIR]"],
    about: "Records what every image is in containers.lock, and tells which are others by now",
    options: {
      ...onlyAsking,
      format: formatOption(["text", "json"]),
      lock: {
        type: "string",
        value: "FILE",
        about: "the lock to read and write (default: containers.lock in DIR)",
      },
      update: { type: "boolean", about: "takes over what images are now, where the lock has something else" },
      prune: { type: "boolean", about: "removes the entries of images that this run does not pull" },
    },
    takesLaunch: true,
    examples: [
      ["lock", "writes containers.lock, or adds to it"],
      ["lock --update --prune", "makes it what the images are now, and nothing else"],
    ],
  },
  diff: {
    forms: ["diff OLD [NEW]"],
    about:
      "What changed between two records of images (containers.lock, or what check --format json printed), or between one and now: NEW is a directory then (default: .)",
    options: { ...onlyAsking, format: formatOption(["text", "json", "markdown"]) },
    takesLaunch: true,
    examples: [
      ["diff containers.lock", "what the images are now against what was recorded"],
      ["diff old.json new.json", "two reports of check --format json"],
    ],
  },
  evidence: {
    forms: ["evidence [DIR]"],
    about: "check, and a folder of what it found: lock, attestations, CycloneDX, RO-Crate, TRS",
    options: {
      ...evidenceOptions,
      out: { type: "string", value: "DIR", about: "the folder to write (default: wave-inspect-evidence)" },
    },
    takesLaunch: true,
    examples: [["evidence --out evidence", "for an auditor, or to sign"]],
  },
  inspect: {
    forms: ["inspect IMAGE..."],
    about: "What the registry says about images",
    options: {
      ...inspectOptions,
      format: formatOption(["text", "json"]),
      via: { type: "string", value: "NAME", words: ["wave", "registry"], about: "who is asked" },
      "every-platform": { type: "boolean", about: "an answer for each platform of an index, with its config" },
      reachability: {
        type: "boolean",
        about: "who can read each image: anonymous, these credentials, the Seqera workspace",
      },
    },
    examples: [
      ["inspect alpine:3.20 --platform linux/arm64", "digest, size and config of one platform"],
      ["inspect --via registry --reachability ghcr.io/acme/tool:1", "who can read it"],
    ],
  },
  recipe: {
    forms: ["recipe [DIR]", "recipe --from FILE|-", "recipe --find TAG|NAME [DIR...]"],
    about:
      "What Wave made images from, by their names: each module, the names of a new one, or the origin of a tag; no network",
    options: recipeOptions,
    examples: [
      ["recipe", "each image beside an environment.yml, and what is proven of it"],
      ["recipe --from environment.yml --platform linux/arm64", "the names of a new module, before it exists"],
      ["recipe --find fa8c3b82bba97878 modules pipelines/*/", "which file a mirrored tag was made from"],
    ],
  },
  name: {
    forms: ["name IMAGE... | -"],
    about: "What a name means; - reads one name a line",
    options: { format: formatOption(["text", "json"]) },
    examples: [
      ["name ubuntu", "the name in full, and how it is pinned"],
      ["name --format json - < images.txt", "of each line of a file"],
    ],
  },
  ...policyCommands,
  completion: {
    forms: ["completion bash|zsh|fish"],
    about: "A script with which the shell completes commands, options and their words",
    options: {},
    examples: [
      ["completion bash >> ~/.bash_completion", "for each new bash"],
      ["completion zsh > ~/.zsh/completions/_wave-inspect", "for each new zsh that has the folder in $fpath"],
      ["completion fish > ~/.config/fish/completions/wave-inspect.fish", "for each new fish"],
    ],
  },
} as const satisfies Readonly<Record<string, CommandEntry>>;

export type CommandName = keyof typeof commands;

/** The word that a command begins with: `policy` of `policy show`. */
export type FirstWord = CommandName extends infer N ? (N extends `${infer W} ${string}` ? W : N) : never;
