/** Whether a process's images for Docker and for Singularity are of one build. */
import { isSameBuild, withBuild } from "../../image/named-build.ts";
import type { Fix } from "../../model.ts";
import { placeOf } from "../../pull.ts";
import { buildOf, fixOfBuilds, isOfSif, processOf } from "./halves.ts";
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
    notes: `Compared are names that say the same thing in two places: BioContainers at any registry with their SIF at a depot or in
CVMFS, images that Wave built (by package and version: each half has a hash of its own), one of each (where both are of a single
package, by its version), and two tags of one repository. A digest beside a tag changes nothing, save where both halves of one
repository have one. What cannot be compared by name, such as a SIF by its sha256, is not judged.

Where the names differ in their tags alone, the finding has two edits (\`fixes\` of the JSON report): Docker's build for Singularity,
and the other way round. Neither is safe: which of the two is meant a person has to say, and nobody has asked whether Galaxy has
that SIF.`,
  },
  compare(subjects) {
    return [...Map.groupBy(subjects, processOf)].flatMap(([process, group]) =>
      process === undefined ? [] : compareHalves(group),
    );
  },
});

function compareHalves(group: readonly Subject[]): (Message & { readonly subject: Subject })[] {
  const sif = group.filter(isOfSif);
  const oci = group.filter((subject) => subject.pull.engine !== null && !isOfSif(subject));
  return sif.flatMap((subject) => {
    const answers = oci.map((other) => ({ other, same: isSameTwin(subject, other) }));
    const first = answers.find(({ same }) => same === false)?.other;
    if (first === undefined || answers.some(({ same }) => same)) return [];
    const place = placeOf(first.pull);
    return [
      {
        subject,
        message: `${subject.image} is another build than Docker's ${first.image}`,
        help: "Name the same version and build in both.",
        ...fixesOf(subject, first),
        evidence: {
          singularity: subject.image,
          docker: first.image,
          "docker's at": `${place.file}:${place.line}`,
        },
      },
    ];
  });
}

/** Either half may be the one that is meant. */
function fixesOf(sif: Subject, oci: Subject): { readonly fixes?: readonly Fix[] } {
  const [ofSif, ofOci] = [buildOf(sif), buildOf(oci)];
  if (ofSif === undefined || ofOci === undefined) return {};
  const fixes = [
    fixOfBuilds("Name Docker's build for Singularity, too.", [[sif, (name) => withBuild(name, ofSif, ofOci)]]),
    fixOfBuilds("Name Singularity's build for Docker, too.", [[oci, (name) => withBuild(name, ofOci, ofSif)]]),
  ].flatMap((fix) => fix ?? []);
  return fixes.length === 0 ? {} : { fixes };
}

/** Undefined where their names do not say. */
function isSameTwin(a: Subject, b: Subject): boolean | undefined {
  const [mine, other] = [buildOf(a), buildOf(b)];
  return mine && other && isSameBuild(mine, other);
}
