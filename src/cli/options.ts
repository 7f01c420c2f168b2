/** What can be typed behind a command: each option with what it takes and what the help says of it. */

/** `type`, `multiple` and `short` as `parseArgs` of Node reads them; the rest is for help, documentation and completion. */
export interface Option {
  readonly type: "string" | "boolean";
  /** Each time that it is given counts; else the last one does. */
  readonly multiple?: true;
  /** One letter. */
  readonly short?: string;
  /** What stands behind it; `FILE` and `DIR` are completed as what they are. */
  readonly value?: string;
  /** All that can be written in its place, where that is a closed set. The first is the default, unless `isOpen`. */
  readonly words?: readonly string[];
  /** None of the words holds where it is not given. */
  readonly isOpen?: true;
  /** A phrase, without the words. */
  readonly about: string;
}

export type OptionTable = Readonly<Record<string, Option>>;

/** Which run or build is meant, and by which policy. */
export const scanOptions = {
  policy: {
    type: "string",
    value: "FILE",
    about:
      "policy file, owner/repo:path@ref or wave-inspect:PRESET (default: .github/wave-inspect.yml or wave-inspect.yml)",
  },
  profile: {
    type: "string",
    multiple: true,
    value: "A,B",
    about: "Nextflow profiles of one scenario; repeat for more scenarios",
  },
  syntax: { type: "string", value: "SYNTAX", words: ["auto", "v1", "v2"], about: "Nextflow's parser" },
  env: {
    type: "string",
    multiple: true,
    value: "NAME=VALUE",
    about: "what env() and System.getenv see; repeat for more",
  },
  "launch-dir": { type: "string", value: "DIR", about: "where nextflow would be launched" },
  "build-arg": {
    type: "string",
    multiple: true,
    value: "NAME=VALUE",
    about: "a build argument of Dockerfiles; repeat for more",
  },
  target: { type: "string", value: "STAGE", about: "build target of Dockerfiles" },
} as const satisfies OptionTable;

/** How registries and Wave are reached. */
export const networkOptions = {
  "wave-endpoint": { type: "string", value: "URL", about: "default https://wave.seqera.io" },
  "insecure-registry": {
    type: "string",
    multiple: true,
    value: "HOST[:PORT]",
    about: "plain http and private addresses allowed for this host; repeat for more",
  },
  "cache-dir": {
    type: "string",
    value: "DIR",
    about: "keeps manifests and configs there, by digest, from run to run",
  },
} as const satisfies OptionTable;

export const inspectOptions = {
  platform: { type: "string", value: "PLATFORM", about: "one platform, such as linux/arm64" },
  ...networkOptions,
} as const satisfies OptionTable;

/** Who is asked where that has to be somebody. */
export const askingOptions = {
  inspector: { type: "string", value: "NAME", words: ["wave", "registry"], about: "who is asked about images" },
} as const satisfies OptionTable;

/** Of a whole run. */
export const runOptions = {
  ...scanOptions,
  inspector: {
    type: "string",
    value: "NAME",
    words: ["wave", "registry", "none"],
    about: "who is asked about images; none: names only, no network",
  },
  ...inspectOptions,
  baseline: { type: "string", value: "FILE", about: "the known findings (default: the file that the policy names)" },
  lock: {
    type: "string",
    value: "FILE",
    about: "the lock that images are held against (default: containers.lock in DIR, where there is one)",
  },
  answers: {
    type: "string",
    value: "FILE",
    about: "what check --format json wrote: judges the answers in it again, and asks nobody",
  },
  "as-of": {
    type: "string",
    value: "TIME",
    about:
      "with --answers: how old, ended and due things are by then; now, a date or a time (default: when they were recorded)",
  },
} as const satisfies OptionTable;

/** `--format` with these words. */
export function formatOption<const W extends readonly string[]>(
  words: W,
  about = "how it is printed",
): { readonly type: "string"; readonly value: "FORMAT"; readonly words: W; readonly about: string } {
  return { type: "string", value: "FORMAT", words, about };
}

/** What a line is about. */
export const byOption = {
  by: {
    type: "string",
    value: "WHAT",
    words: ["image", "process"],
    about: "text: one image wherever it is, or each process and each place by itself",
  },
} as const satisfies OptionTable;

/** What is asked of the names of images without a network. */
export const recipeOptions = {
  format: formatOption(["text", "json"]),
  history: {
    type: "string",
    value: "COMMITS",
    about:
      "how many commits of git are looked at for names that nothing else explains; all; none (default: 100, with --find none)",
  },
  from: {
    type: "string",
    value: "FILE",
    about: "the names that Wave would give to images of this environment.yml; - reads it",
  },
  platform: {
    type: "string",
    value: "PLATFORM",
    about: "with --from: linux/amd64 (the default), linux/arm64, or both with a comma between: one image for both",
  },
  repository: {
    type: "string",
    multiple: true,
    value: "NAME",
    about: "where Wave builds to, with --from and --find (default: community.wave.seqera.io/library); repeat for more",
  },
  singularity: { type: "boolean", about: "with --from: an image for Singularity and Apptainer" },
  template: {
    type: "string",
    value: "NAME",
    about: "with --from: this template of Wave's only (conda/pixi:v1), with a name for each text that it had",
  },
  find: {
    type: "string",
    value: "NAME",
    about: "which environment of these directories an image or tag was made from",
  },
} as const satisfies OptionTable;
