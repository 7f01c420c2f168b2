/** Every cause of drift: its grade, what it means, and the words in which it is told. The one table; worst first. */
import type { DriftCause, DriftGrade } from "../model.ts";
import { quote, shortDigest } from "../text/quote.ts";

/** What the words of a change are made of; empty where there is nothing. */
export interface Told {
  readonly before: string;
  readonly after: string;
}

export interface CauseText {
  readonly grade: DriftGrade;
  /** It hurts tasks of Nextflow alone: of an image that no process pulls it is `visible`. */
  readonly ofTasks?: true;
  /** What it means, for the documentation. Markdown. */
  readonly means: string;
  readonly words: (told: Told) => string;
}

const shown = (text: string): string => (text === "" ? "none" : quote(text));
const fromTo = ({ before, after }: Told): string => `${shown(before)} became ${shown(after)}`;

export const causes: Readonly<Record<DriftCause, CauseText>> = {
  vanished: {
    grade: "breaking",
    means: "The registry, or the server of a file, has it no more: nobody can pull it",
    words: () => "vanished: it can be pulled no more",
  },
  "schema-1": {
    grade: "breaking",
    means: "It is in Docker's first image format (schema 1) by now, which current engines refuse",
    words: () => "format changed: it is in Docker's first image format (schema 1), which current engines refuse",
  },
  artifact: {
    grade: "breaking",
    means: "The name means no container image any more, but an artifact of a type that its engine does not fetch",
    words: ({ after }) => `format changed: it is no container image any more but an artifact (${after})`,
  },
  "sif-lost": {
    grade: "breaking",
    means: "The name meant a SIF, which `oras://` fetches, and means a container image by now, which it does not",
    words: () => "format changed: it is a container image and no SIF any more, so oras:// does not fetch it",
  },
  "platform-lost": {
    grade: "breaking",
    means: "A platform is on offer no more",
    words: ({ before }) => `platform lost: it is no longer on offer for ${before}`,
  },
  "file-platform": {
    grade: "breaking",
    means: "The header of a SIF says another architecture",
    words: ({ before, after }) => `platform lost: the file is for ${after} and was for ${before}`,
  },
  "entrypoint-added": {
    grade: "breaking",
    ofTasks: true,
    means:
      "There is an ENTRYPOINT that starts in place of the task's shell, where there was none or one that ran what it was given",
    words: ({ before, after }) =>
      before === ""
        ? `entry point added: ${quote(after)} starts in place of the task's shell`
        : `entry point changed: ${quote(after)} starts in place of the task's shell, which ${quote(before)} let start`,
  },
  "user-not-root": {
    grade: "breaking",
    ofTasks: true,
    means: "It ran as root and runs as somebody else by now, who often cannot write into the work directory",
    words: ({ after }) =>
      `user changed: it runs as ${quote(after)} and no longer as root, who can write into the work directory`,
  },
  "path-changed": {
    grade: "breaking",
    ofTasks: true,
    means:
      "PATH lost a directory, or looks into another one first: commands may be missing, or others. Without a PATH, engines set their own",
    words: (told) => `PATH changed: ${fromTo(told)}`,
  },
  "old-gone": {
    grade: "visible",
    means:
      "The tag moved and what it was is gone from the registry: nobody can go back to it. Told where the registry was asked",
    words: ({ before }) => `old manifest gone: ${shortDigest(before)} can be pulled no more, by its digest neither`,
  },
  "access-lost": {
    grade: "visible",
    means: "Who asks is not let in any more. Others may be, so this alone breaks nothing for sure",
    words: () => "access lost: it cannot be read any more by who asks",
  },
  "came-back": {
    grade: "visible",
    means: "It could not be pulled when it was looked at last, and can be now",
    words: () => "came back: it can be pulled again",
  },
  "entrypoint-changed": {
    grade: "visible",
    means: "The ENTRYPOINT is another or gone, and a task's shell starts as it did or did not before",
    words: (told) => `entry point changed: ${fromTo(told)}`,
  },
  "user-changed": {
    grade: "visible",
    means: "It runs as another user, or as root where it did not",
    words: (told) => `user changed: ${fromTo(told)}`,
  },
  "path-extended": {
    grade: "visible",
    means: "PATH has more directories behind those that it had",
    words: (told) => `PATH extended: ${fromTo(told)}`,
  },
  "workdir-changed": {
    grade: "visible",
    means: "The working directory is another",
    words: (told) => `working directory changed: ${fromTo(told)}`,
  },
  "new-base": {
    grade: "visible",
    means: "Rebuilt on another base: its first layer is another, too",
    words: () => "rebuilt on a new base: its first layer is another",
  },
  rebuilt: {
    grade: "visible",
    means: "Rebuilt on the same base: its first layers are as they were",
    words: ({ after }) => `rebuilt on the same base: the first ${after} are as before`,
  },
  replaced: {
    grade: "visible",
    means:
      "It is another image, and what is another in it was not recorded: nobody read the configuration then, or now",
    words: () => "replaced: it is another image, of which too little is known to say more",
  },
  grown: {
    grade: "visible",
    means: "There is more to pull, beyond the bound",
    words: ({ before, after }) => `grown: ${after} to pull, and ${before} before`,
  },
  shrunk: {
    grade: "visible",
    means: "There is less to pull, beyond the bound",
    words: ({ before, after }) => `shrunk: ${after} to pull, and ${before} before`,
  },
  "file-changed": {
    grade: "visible",
    means: "A file (SIF) is another one: its sha256, its size or the date in its header",
    words: ({ before, after }) => `file changed: ${after}, and ${before} before`,
  },
  "file-format": {
    grade: "visible",
    means: "A file is a SIF by now and was what Singularity 2 made, or the other way round",
    words: ({ before, after }) => `format changed: the file is ${after} and was ${before}`,
  },
  "index-lost": {
    grade: "visible",
    means: "It was an index and is one image by now",
    words: () => "format changed: it is one image and no index of several any more",
  },
  "artifact-left": {
    grade: "visible",
    means: "The name meant an artifact, which no engine runs, and means a container image by now",
    words: ({ before }) => `format changed: it is a container image and no artifact (${before}) any more`,
  },
  contradiction: {
    grade: "visible",
    means: "The same digest, and not the same facts: one of the two records is wrong, or who answered for it was",
    words: () => "contradiction: its digest is as before, and what is said of it is not",
  },
  "tag-moved": {
    grade: "harmless",
    means:
      "The name means another digest. By itself that says nothing: the other causes tell what is another behind it",
    words: ({ before, after }) => `tag moved: it means ${shortDigest(after)}, and meant ${shortDigest(before)}`,
  },
  "platform-added": {
    grade: "harmless",
    means: "It is on offer for one more platform",
    words: ({ after }) => `platform added: it is on offer for ${after}, too`,
  },
  repacked: {
    grade: "harmless",
    means:
      "The same configuration, and so the same content, in layers that are compressed otherwise, or with other annotations",
    words: () => "repacked: the same configuration, and so the same content, packed otherwise",
  },
  reconfigured: {
    grade: "harmless",
    means: "The same layers with another configuration, in something that is not told above: a date, labels, variables",
    words: () => "reconfigured: the same layers, and another configuration",
  },
  "command-changed": {
    grade: "harmless",
    means: "CMD is another, which a task does not start",
    words: (told) => `command changed: ${fromTo(told)}`,
  },
  "index-made": {
    grade: "harmless",
    means: "It was one image and is an index by now",
    words: () => "format changed: it is an index and was one image",
  },
  "format-changed": {
    grade: "harmless",
    means: "Its media types are those of OCI and were Docker's, or the other way round",
    words: ({ before, after }) => `format changed: ${after}, and ${before} before`,
  },
  "index-rewritten": {
    grade: "harmless",
    means: "The same images in another index: annotations, attestations or their order",
    words: () => "index rewritten: the images in it are the same",
  },
};

/** Heaviest first. */
export const driftGrades = ["breaking", "visible", "harmless"] as const satisfies readonly DriftGrade[];

const order = Object.keys(causes);

/** Where a cause stands in the table. */
export function rankOf(cause: DriftCause): number {
  return order.indexOf(cause);
}

/** The worst of some; undefined of none. */
export function worst(grades: readonly DriftGrade[]): DriftGrade | undefined {
  return driftGrades.find((grade) => grades.includes(grade));
}
