/** Whether a process's images for Docker and for Singularity are of one build. */
import type { Engine } from "../../model.ts";
import { placeOf } from "../../pull.ts";
import { type Message, setRule } from "./rule.ts";
import type { Subject } from "./subject.ts";

export const twins = setRule({
  id: "twins",
  summary: "Docker and Singularity run the same build of a process",
  severity: "warning",
  options: {},
  text: {
    why: `A process of nf-core names two images, one for Docker and one for Singularity. They are edited by hand and drift apart:
the laptop and the cluster then run different builds, and results differ for no reason that anybody can see.`,
    policy: `rules:
  twins: error
`,
    bad: [
      "https://depot.galaxyproject.org/singularity/blat:472--h9b8f530_0 beside quay.io/biocontainers/blat:472--h664eb37_1",
    ],
    good: [
      "https://depot.galaxyproject.org/singularity/fastqc:0.12.1--hdfd78af_0 beside quay.io/biocontainers/fastqc:0.12.1--hdfd78af_0",
    ],
    notes: `Compared are names that say the same thing in two places: BioContainers at any registry with their SIF at a depot, images
that Wave built (by package and version: each half has a hash of its own), and two tags of one repository. What cannot be compared
by name, such as a SIF by its sha256, is not judged.`,
  },
  compare(subjects) {
    return [...Map.groupBy(subjects, processOf)].flatMap(([process, group]) =>
      process === undefined ? [] : compareHalves(group),
    );
  },
});

const SIF_ENGINES: ReadonlySet<Engine> = new Set(["singularity", "apptainer"]);

/** A qualified name is unique in its pipeline; a plain one only in its file. */
function processOf({ pull }: Subject): string | undefined {
  if (pull.process === undefined) return undefined;
  return pull.process.includes(":") ? pull.process : `${pull.process}\n${placeOf(pull).file}`;
}

function compareHalves(group: readonly Subject[]): (Message & { readonly subject: Subject })[] {
  const sif = group.filter(({ pull }) => pull.engine !== null && SIF_ENGINES.has(pull.engine));
  const oci = group.filter(({ pull }) => pull.engine !== null && !SIF_ENGINES.has(pull.engine));
  return sif.flatMap((subject) => {
    const mine = buildOf(subject);
    if (mine === undefined) return [];
    const comparable = oci.filter((other) => sameKind(mine, buildOf(other)));
    const [first] = comparable;
    if (
      first === undefined ||
      comparable.some((other) => buildOf(other)?.version === mine.version && buildOf(other)?.name === mine.name)
    )
      return [];
    const place = placeOf(first.pull);
    return [
      {
        subject,
        message: `${subject.image} is another build than Docker's ${first.image}`,
        help: "Name the same version and build in both.",
        evidence: {
          singularity: subject.image,
          docker: first.image,
          "docker's at": `${place.file}:${place.line}`,
        },
      },
    ];
  });
}

interface Build {
  readonly kind: "biocontainers" | "wave" | "repository";
  readonly name: string;
  readonly version: string;
}

/** In one repository other names are other images on purpose; elsewhere another name is a mistake. */
function sameKind(mine: Build, other: Build | undefined): boolean {
  return other !== undefined && mine.kind === other.kind && (mine.kind !== "repository" || mine.name === other.name);
}

/** What a name says of the build, or undefined where it says nothing that can be compared. */
function buildOf({ image, name }: Subject): Build | undefined {
  if (name === undefined) {
    const [, file, version] = /^https?:\/\/.*\/singularity\/([^/:]+):([^/]+)$/.exec(image) ?? [];
    return file === undefined || version === undefined ? undefined : { kind: "biocontainers", name: file, version };
  }
  const { registry, repository, tag, digest } = name;
  if (tag === undefined || digest !== undefined) return undefined;
  const [, bio] = /(?:^|\/)biocontainers\/([^/]+)$/.exec(repository) ?? [];
  if (bio !== undefined) return { kind: "biocontainers", name: bio, version: tag };
  if (registry === "community.wave.seqera.io") {
    return { kind: "wave", name: repository, version: tag.replace(/(?:--|^)[0-9a-f]{16}$/, "") };
  }
  return { kind: "repository", name: `${registry}/${repository}`, version: tag };
}
