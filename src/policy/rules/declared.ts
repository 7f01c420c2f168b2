/** Whether what nf-core's metadata declares is what the process names. */
import { isSameBuild, namedBuild } from "../../image/named-build.ts";
import { readPulledName, type WrittenName } from "../../image/written.ts";
import type { Engine, Pull } from "../../model.ts";
import { judgedName, meantName, placeOf } from "../../pull.ts";
import { imageRule, type Message } from "./rule.ts";
import { judgedPlatform, type Subject } from "./subject.ts";

export const declared = imageRule({
  id: "declared",
  summary: "What nf-core's metadata declares is what the process names",
  severity: "warning",
  options: {},
  text: {
    why: `A module of nf-core says its images twice: in the \`container\` directive, which runs, and in \`containers\` of its
\`meta.yml\` or in \`conf/containers_….config\`, which tools read: for other platforms, for lock files, for reports of what is inside
(\`build_id\`, \`scan_id\`). Where only one of the two is updated, what is read about an image is about another one.`,
    policy: `rules:
  declared: error
`,
    bad: [
      "quay.io/biocontainers/fastqc:0.12.1--hdfd78af_0, where meta.yml has community.wave.seqera.io/library/fastqc:0.11.9--2f3c1d0f5a7e9b8c",
    ],
    good: ["community.wave.seqera.io/library/fastqc:0.12.1--af7a5314d5015c29, and the same in meta.yml"],
    notes: `Compared is the directive of a process with what is declared for its engine and platform (\`linux/amd64\` where nothing
asks for another). An image of BioContainers and one that Wave built count as the same where both are of one package and one
version; of two that Wave built the whole tag counts. A SIF behind a URL is compared with the declared URL only, and one of
depot.galaxyproject.org not with one that is named by its content alone: that says of no package and version. A configuration
that is included is not only read but runs: it is no declaration any more.

Wave calls a build by the hash in the tag of its image: \`bd-5cb1a2fa2f18c7c2_1\` of \`fastqc:0.12.1--5cb1a2fa2f18c7c2\`. A \`build_id\` beside a declared
image, and the lock file of conda for its platform, which has the build in its name, have to be of that one, whichever the platform. The name for Singularity (\`oras://\`) has another hash
than Docker's.`,
  },
  check(subject): readonly Message[] {
    // It is not the directive's that is compared.
    if (subject.pull.predicted !== undefined) return [];
    const platform = judgedPlatform(subject);
    const forPlatform = subject.declared.filter((other) => other.platform === platform);
    const files = Map.groupBy(forPlatform, (other) => placeOf(other).file);
    return [
      ...[...files.values()].flatMap((declarations) => compare(subject, platform, declarations)),
      ...subject.declared.flatMap((other) =>
        isSif(other.engine) === isSif(subject.pull.engine)
          ? [...ofBuild(other), ...ofHalf(other, subject.declared)]
          : [],
      ),
    ];
  },
});

/** With what one file declares for one platform. */
function compare(subject: Subject, platform: string, declarations: readonly Pull[]): readonly Message[] {
  const { image, pull } = subject;
  const isForSif = isSif(pull.engine);
  // Singularity may run the half that is declared for Docker; the other way round nothing runs.
  if (declarations.some((other) => (isForSif || !isSif(other.engine)) && judgedName(other) === image)) return [];
  const answers = declarations
    .filter(({ engine }) => isSif(engine) === isForSif)
    .map((other) => ({ other, same: isDeclared(pull, other) }));
  const first = answers.find(({ same }) => same === false)?.other;
  if (first === undefined || answers.some(({ same }) => same === true)) return [];
  const { file, line } = placeOf(first);
  const name = file.slice(file.lastIndexOf("/") + 1);
  return [
    {
      message: `${image} is not what ${name} declares for ${platform}: ${judgedName(first)}`,
      help: "Name one image in both; the directive is what runs.",
      evidence: { declared: judgedName(first), "declared at": `${file}:${line}` },
    },
  ];
}

/** What stands beside a declared image and is of another build of Wave's than its name has the hash of. */
function ofBuild(declared: Pull): readonly Message[] {
  const { file, line, context } = placeOf(declared);
  const id = idOf(declared);
  if (id === undefined) return [];
  const beside = { build_id: context.buildId, lock_file: context.lockFile };
  return Object.entries(beside).flatMap(([key, written]) => {
    const [, build] = (written ?? "").match(/\bbd-([0-9a-f]{16})_\d/) ?? [];
    if (build === undefined || build === id) return [];
    return {
      message: `${file.slice(file.lastIndexOf("/") + 1)} has the ${key} of another build beside ${judgedName(declared)}: ${written}`,
      help: `Write what belongs to the build bd-${id}, or name the image of the other one.`,
      evidence: { [key]: written ?? "", "declared at": `${file}:${line}` },
    };
  });
}

/** A SIF by the name of an image for Docker: the tags of both halves are hashes, and no template makes both. */
function ofHalf(declared: Pull, all: readonly Pull[]): readonly Message[] {
  if (!isOras(readName(declared)) || idOf(declared) === undefined) return [];
  if (!all.some((other) => !isSif(other.engine) && idOf(other) === idOf(declared))) return [];
  const { file, line } = placeOf(declared);
  return [
    {
      message: `${file.slice(file.lastIndexOf("/") + 1)} has the hash of Docker's image in the name for Singularity: ${meantName(declared)}`,
      help: "Name the SIF that Wave built: it has a hash of its own.",
      evidence: { declared: meantName(declared), "declared at": `${file}:${line}` },
    },
  ];
}

/** The hash that Wave ends a tag with. */
function idOf(pull: Pull): string | undefined {
  return /[0-9a-f]{16}$/.exec(judgedName(pull))?.[0];
}

function isSif(engine: Engine | null): boolean {
  return engine === "singularity" || engine === "apptainer";
}

/** Undefined where two names cannot be held against each other: a file behind a URL and a name of a registry. */
function isDeclared(pull: Pull, other: Pull): boolean | undefined {
  const [mine, theirs] = [readName(pull), readName(other)];
  const [build, declaredBuild] = [namedBuild(mine), namedBuild(theirs)];
  const same = build && declaredBuild && isSameBuild(build, declaredBuild);
  if (same === undefined) {
    // A file that is named by its content does not say of which package it is.
    const isOpaque = mine.kind === "download" && (build === undefined) !== (declaredBuild === undefined);
    return mine.kind === theirs.kind && mine.kind !== "local" && !isOpaque ? false : undefined;
  }
  // Each half has a hash of its own; of the same half another hash is another image.
  const isOneHalf = build?.origin === "wave" && declaredBuild?.origin === "wave" && isOras(mine) === isOras(theirs);
  return same && !isOneHalf;
}

function readName(pull: Pull): WrittenName {
  return readPulledName(meantName(pull), pull.canonical);
}

function isOras(name: WrittenName): boolean {
  return name.kind === "registry" && name.scheme === "oras";
}
