import { judgedRegistry } from "../../image/pattern.ts";
import { type Message, setRule, type Subject } from "./rule.ts";

export const versionSpread = setRule({
  id: "version-spread",
  summary: "One tool has one version in the whole repository",
  severity: "notice",
  needs: null,
  options: {},
  text: {
    why: `Two modules that were installed a year apart run two builds of samtools in the same pipeline: twice the pulls, and files
that one of them writes may not be what the other expects.`,
    policy: `rules:
  version-spread: notice
`,
    bad: ["quay.io/biocontainers/samtools:1.17--h00cdaf9_0 beside quay.io/biocontainers/samtools:1.21--h50ea8bc_0"],
    good: ["quay.io/biocontainers/samtools:1.21--h50ea8bc_0 everywhere"],
    notes: "Told at the images that are not of the version with the most uses. Downloads are not counted.",
  },
  compare(subjects) {
    const repositories = Map.groupBy(subjects, repositoryOf);
    return [...repositories].flatMap(([repository, group]) =>
      repository === undefined ? [] : compareVersions(repository, group),
    );
  },
});

function repositoryOf({ name }: Subject): string | undefined {
  return name === undefined ? undefined : `${judgedRegistry(name.registry)}/${name.repository}`;
}

function compareVersions(repository: string, group: readonly Subject[]): (Message & { readonly subject: Subject })[] {
  const versions = Map.groupBy(group, ({ name }) => name?.tag ?? name?.digest ?? "latest");
  if (versions.size < 2) return [];
  const ranked = [...versions]
    .map(([version, users]) => ({ version, places: placesOf(users) }))
    .sort((a, b) => b.places - a.places || (a.version < b.version ? -1 : 1));
  const [usual] = ranked;
  const list = ranked.map(({ version, places }) => `${version} (${places})`).join(", ");
  return group
    .filter(({ name }) => (name?.tag ?? name?.digest ?? "latest") !== usual?.version)
    .map((subject) => ({
      subject,
      message: `${repository} is used in ${versions.size} versions; most use ${usual?.version}, not ${subject.name?.tag ?? subject.name?.digest ?? "latest"}`,
      help: "Bring the modules to one version.",
      evidence: { versions: list },
    }));
}

/** Scenarios do not count, places do. */
function placesOf(subjects: readonly Subject[]): number {
  return new Set(
    subjects.map(({ pull }) => `${pull.references[0]?.file}:${pull.references[0]?.line}:${pull.references[0]?.column}`),
  ).size;
}
