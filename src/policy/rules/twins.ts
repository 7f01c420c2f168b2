/** Whether a process's images for Docker and for Singularity are of one build. */
import { isSameBuild, withBuild } from "../../image/named-build.ts";
import type { Fix, TwinAnswer, TwinLink, TwinProof } from "../../model.ts";
import { placeOf } from "../../pull.ts";
import { twinLinks } from "../../recipe/twins.ts";
import { withDefault } from "../shapes/fields.ts";
import { choice } from "../shapes/shape.ts";
import { buildOf, fixOfBuilds, isOfSif, processOf } from "./halves.ts";
import { type Message, setRule } from "./rule.ts";
import type { Subject } from "./subject.ts";
import { proveTwins, twinQuestions } from "./twin-facts.ts";

export const twins = setRule({
  id: "twins",
  summary: "Docker and Singularity run the same build of a process",
  severity: "warning",
  options: {
    by: withDefault(
      choice(["names", "content"]),
      "names",
      "`content` follows the chain from the environment to the SIF, and asks registries for its links",
    ),
  },
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
    notes: `By \`names\`, which asks nobody, names are compared that say the same thing in two places: BioContainers at any registry
with their SIF at a depot or in CVMFS, images that Wave built (by packages and version, in a mirror too: each half has a hash of its own),
one of each (where both are of a single package, by its version), and two tags of one repository, but for a SIF (\`oras://\`) beside an
image: no tag and no digest is that of both. A digest beside a tag changes nothing, save
where both halves of one repository have one. What cannot be compared by name is not judged: a SIF by its sha256, or no more than a hash
where a repository of one's own holds all that Wave built.

\`twins: { by: content }\` follows the chain link by link, and tells the first one that is broken:

1. the environment of the process → the name for Docker, and → the name for Singularity: recomputed as the rule
   [recipe](recipe.md) does;
2. one name → the other: packages, versions and builds, or the platforms that their hashes tell;
3. the name for Singularity (\`oras://\`) → the one SIF that its manifest holds;
4. that SIF → the URL that Singularity downloads, which has to be \`…/blobs/sha256/ab/abcd…/data\` with its digest;
5. the first 128 bytes of the SIF → the platform of Docker's half, or the one that is asked for.

A URL of Seqera's has no name in it. It is the one that nf-core's metadata declares beside the URL, or for the platform of Docker's
half; where nothing is declared, it is one of those that Wave gives to the environment, as the hash in Docker's name says, and only
the registry tells which. Each pair is then \`proven\`, the \`same by name\`, \`different\`, or \`not comparable\`; \`coverage.twins\` of the JSON
report counts them, and only \`different\` is a finding. A hash that matches nothing, a name that is not in its registry and a platform
that neither half has are no difference. A match proves what was asked of Wave, not the bytes; [docs/proof.md](../proof.md) has
more. Per pair it costs one request for the header of the SIF, two or three for each name that may hold it, and one or two for an
image of Docker's whose hash does not tell its platform.

Where the names differ in their tags alone, the finding has two edits (\`fixes\` of the JSON report): Docker's build for Singularity,
and the other way round. Neither is safe: which of the two is meant a person has to say, and nobody has asked whether Galaxy has
that SIF. Where the path of the URL is not that of the SIF in the manifest, the edit writes that path; it is not safe either, for
what was built again may be another build.`,
  },
  asks: (image, { by }) => (by === "content" ? twinQuestions(image) : []),
  compare(subjects, optionsOf) {
    return [...Map.groupBy(subjects, processOf)].flatMap(([process, group]) =>
      process === undefined ? [] : compareHalves(group, (subject) => optionsOf(subject).by),
    );
  },
});

function compareHalves(
  group: readonly Subject[],
  byOf: (subject: Subject) => "names" | "content",
): (Message & { readonly subject: Subject })[] {
  return group.filter(isOfSif).flatMap((subject) => {
    const proofs = proofsOf(subject, group, byOf(subject));
    const first = proofs.find(({ proof }) => proof.answer === "different");
    if (first === undefined || proofs.some(({ proof }) => isSame(proof))) return [];
    const { other, proof } = first;
    const place = placeOf(other.pull);
    const { link = "names" } = proof;
    return [
      {
        subject,
        ...messageOf(subject, other, proof),
        // Who knows that two are not the same does not know it of a third.
        about: other.image,
        ...(link === "names" ? fixesOf(subject, other) : fixOfPath(subject, proof)),
        evidence: {
          singularity: subject.image,
          docker: other.image,
          "docker's at": `${place.file}:${place.line}`,
          ...(byOf(subject) === "content" && { "broken link": twinLinks[link] }),
        },
      },
    ];
  });
}

/**
 * How many pairs were compared by content, by the answer: of each SIF and process the surest one, for the image of Docker's that it
 * fits best. Pairs of the same two names count once, by the least sure of their answers: a platform that one process asks for may part them.
 */
export function countTwins(
  subjects: readonly Subject[],
  byOf: (subject: Subject) => "names" | "content",
): Readonly<Record<TwinAnswer, number>> {
  const answers = new Map<string, TwinAnswer>();
  for (const [process, group] of Map.groupBy(subjects, processOf)) {
    if (process === undefined) continue;
    for (const sif of group.filter((subject) => isOfSif(subject) && byOf(subject) === "content")) {
      const [best] = proofsOf(sif, group, "content").toSorted((a, b) => rankOf(a) - rankOf(b));
      if (best === undefined) continue;
      const pair = `${sif.image}\n${best.other.image}`;
      const before = answers.get(pair);
      if (before === undefined || BY_DOUBT.indexOf(best.proof.answer) < BY_DOUBT.indexOf(before))
        answers.set(pair, best.proof.answer);
    }
  }
  const count = (answer: TwinAnswer): number => [...answers.values()].filter((one) => one === answer).length;
  return {
    proven: count("proven"),
    "same-by-name": count("same-by-name"),
    different: count("different"),
    "not-comparable": count("not-comparable"),
  };
}

const BY_SURENESS: readonly TwinAnswer[] = ["proven", "same-by-name", "different", "not-comparable"];

/** What counts where one pair has several answers. */
const BY_DOUBT: readonly TwinAnswer[] = ["different", "not-comparable", "same-by-name", "proven"];

function rankOf({ proof }: Compared): number {
  return BY_SURENESS.indexOf(proof.answer);
}

interface Compared {
  readonly other: Subject;
  readonly proof: TwinProof;
}

/** Each image that Docker pulls for the process, beside the one that Singularity does. */
function proofsOf(sif: Subject, group: readonly Subject[], by: "names" | "content"): readonly Compared[] {
  const oci = group.filter((subject) => subject.pull.engine !== null && !isOfSif(subject));
  return oci.map((other) => ({ other, proof: by === "content" ? proveTwins(sif, other) : byName(sif, other) }));
}

function isSame({ answer }: TwinProof): boolean {
  return answer === "proven" || answer === "same-by-name";
}

function byName(sif: Subject, docker: Subject): TwinProof {
  const [mine, other] = [buildOf(sif), buildOf(docker)];
  const same = mine && other && isSameBuild(mine, other);
  if (same === false) return { answer: "different", link: "names", detail: "" };
  return { answer: same === true ? "same-by-name" : "not-comparable", detail: "" };
}

function messageOf(sif: Subject, docker: Subject, { link = "names", detail }: TwinProof): Message {
  const other = `is another build than Docker's ${docker.image}`;
  if (link === "names" && byName(sif, docker).answer === "different")
    return { message: `${sif.image} ${other}`, help: HELP.names };
  return {
    message: `${sif.image} ${link === "names" ? other : `is not what Docker runs, ${docker.image}`}: ${detail}`,
    help: HELP[link],
  };
}

const HELP: Readonly<Record<TwinLink, string>> = {
  "environment-docker": "Build Docker's image from the environment as it stands, and name it.",
  "environment-singularity": "Build Singularity's image from the environment as it stands, and name it.",
  names: "Name the same version and build in both.",
  "manifest-sif": "Build Singularity's image anew, or declare the name that holds its SIF.",
  "sif-path": "Write the URL of the SIF that the registry holds under that name: its digest is in its manifest.",
  architecture: "Name the SIF that is built for the platform of the other half.",
};

/** The URL with the digest of the SIF that is held under its name, where registries keep that. */
function fixOfPath(sif: Subject, { expected }: TwinProof): { readonly fixes?: readonly Fix[] } {
  if (expected === undefined) return {};
  const path = `/sha256/${expected.slice(0, 2)}/${expected}`;
  const fix = fixOfBuilds("Write the URL of the SIF that the registry holds.", [
    [sif, (name) => name.replace(/\/sha256\/[^/]+\/[0-9a-f]{64}(?=\/|$)/i, path)],
  ]);
  return fix === undefined ? {} : { fixes: [fix] };
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
