/** Names in the form of one engine where another one pulls, and names that no registry could have: all through dist. */
import { expect, test } from "vitest";
import { cli } from "../../support/cli.ts";
import { arrayOf, objectOf, parseJson } from "../../support/json.ts";
import { repositoryOf } from "../../support/scratch.ts";

const DIGEST = `sha256:${"2f".repeat(32)}`;
const BATCH = "process.executor = 'awsbatch'";

async function findingsOf(files: Readonly<Record<string, string>>): Promise<readonly string[]> {
  const root = await repositoryOf(files);
  const { out } = await cli(["check", root, "--inspector", "none", "--format", "json"]);
  return arrayOf(objectOf(parseJson(out)).findings)
    .map(objectOf)
    .map(({ rule, severity, message }) => `${String(severity)} ${String(rule)}: ${String(message)}`);
}

const inNextflow = (container: string, config: string): Promise<readonly string[]> =>
  findingsOf({
    "nextflow.config": `${config}\n`,
    "main.nf": `process A {\n  container '${container}'\n  script:\n  "true"\n}\nworkflow { A() }\n`,
  });

const docker = "docker.enabled = true";
const singularity = "singularity.enabled = true";

test.each([
  [
    docker,
    "quay.io/X/y:1.0",
    'Docker cannot pull quay.io/X/y:1.0: the repository "X/y" must be in lower case: write "x/y"',
  ],
  [
    docker,
    "a/b:1:2",
    'Docker cannot pull a/b:1:2: "1:2" has a second colon: a name has one tag, and a digest follows "@"',
  ],
  [docker, "debian:[:]", "Docker cannot pull debian:[:]: "],
  [docker, "x@sha256:abc", "Docker cannot pull x@sha256:abc: the sha256 digest has 3 hex digits: it needs 64"],
  [docker, " ", "Docker cannot pull an empty name: the image name is empty"],
  [docker, "a b", 'Docker cannot pull a b: an image name has no blanks: remove the one after "a"'],
  [
    docker,
    "quay.io/a/b:",
    "Docker cannot pull quay.io/a/b:: no tag follows the colon: write one, or leave out the colon",
  ],
  [docker, "docker://a/b:1", "Docker cannot pull docker://a/b:1: it takes no scheme in front of a name"],
  [
    "podman.enabled = true",
    "oras://a/b:1",
    "Podman cannot pull oras://a/b:1: it is an artifact for Singularity and Apptainer",
  ],
  [BATCH, "docker://a/b:1", "Docker cannot pull docker://a/b:1: it takes no scheme in front of a name"],
  [docker, "oras://a/b:1", "Docker cannot pull oras://a/b:1: it is an artifact for Singularity and Apptainer"],
  [docker, "https://a.io/b:1", "Docker cannot pull https://a.io/b:1: it downloads no files"],
  [docker, "library://a/b/c:1", "Docker cannot pull library://a/b/c:1: the service behind it has images for"],
  ["podman.enabled = true", "shub://a/b:1", "Podman cannot pull shub://a/b:1: the service behind it has images for"],
  [docker, "/opt/a.sif", "Docker cannot pull /opt/a.sif: it takes no file for an image"],
  [
    docker,
    "job-definition://a:1",
    'Docker cannot pull job-definition://a:1: the scheme "job-definition://" is not known',
  ],
  ["sarus.enabled = true", "docker://a/b:1", "Sarus cannot pull docker://a/b:1: it takes no scheme in front of a name"],
  ["shifter.enabled = true", "a/B:1", "Shifter cannot pull docker:a/B:1: "],
  [
    "charliecloud.enabled = true",
    "https://a.io/b:1",
    "Charliecloud cannot pull https://a.io/b:1: it downloads no files",
  ],
  [singularity, "quay.io/X/y:1.0", 'Singularity cannot pull docker://quay.io/X/y:1.0: the repository "X/y" must be in'],
  [singularity, "s3://a/b.sif", 'Singularity cannot pull s3://a/b.sif: the scheme "s3://" is not known'],
  [singularity, "ftp://a.io/b.sif", "Singularity cannot pull ftp://a.io/b.sif: it downloads by https and http only"],
  [singularity, `a/b:1@${DIGEST}`, `Singularity cannot pull docker://a/b:1@sha256:2f`],
  ["apptainer.enabled = true", `a/b:1@${DIGEST}`, `Apptainer cannot pull docker://a/b:1@sha256:2f`],
  [
    "",
    "quay.io/X/y:1.0",
    'No engine can pull quay.io/X/y:1.0: the repository "X/y" must be in lower case: write "x/y"',
  ],
])("%s: %s", async (config, container, message) => {
  expect(await inNextflow(container, config)).toEqual([expect.stringContaining(`error pullable: ${message}`)]);
});

// Nextflow puts docker.registry in front of the name as it is (`ContainerHandler.normalizeDockerImageName`).
test.each([
  [
    "docker",
    "https://quay.io",
    'Docker cannot pull https://quay.io/a/b:1: the setting docker.registry has a scheme in front, "https://"',
  ],
  [
    "podman",
    "http://quay.io/",
    'Podman cannot pull http://quay.io/a/b:1: the setting podman.registry has a scheme in front, "http://"',
  ],
])("%s.registry = '%s'", async (engine, registry, message) => {
  const config = `${engine}.enabled = true\n${engine}.registry = '${registry}'`;
  expect(await inNextflow("a/b:1", config)).toEqual([expect.stringContaining(`error pullable: ${message}`)]);
});

test("a registry without a scheme is no cause", async () => {
  const config = "docker.enabled = true\ndocker.registry = 'quay.io'";
  expect(await inNextflow("a/B:1", config)).toEqual([
    expect.stringContaining('the repository "a/B" must be in lower case'),
  ]);
});

test.each([
  [docker, `a/b:1@${DIGEST}`],
  [docker, "file:1"],
  [singularity, "docker://a/b:1"],
  [singularity, "oras://a/b:1"],
  [singularity, "library://a/b/c:1"],
  [singularity, "https://a.io/b:1"],
  [singularity, `a/b@${DIGEST}`],
  ["podman.enabled = true", "docker://a/b:1"],
  ["charliecloud.enabled = true", "docker://a/b:1"],
  ["charliecloud.enabled = true", "/opt/a"],
  ["shifter.enabled = true", "a/b:1"],
  ["", "https://a.io/b:1"],
])("%s pulls %s", async (config, container) => {
  expect(await inNextflow(container, config)).not.toContainEqual(expect.stringContaining("pullable"));
});

test("a job definition of AWS Batch is no image, and what it runs is not known", async () => {
  expect(await inNextflow("job-definition://a:1", BATCH)).toEqual([
    "warning resolvable: The image job-definition://a:1 cannot be known before the run: The image stands in the job definition a:1 of AWS Batch",
  ]);
});

test.each([
  ["Dockerfile", "FROM docker://alpine:3\n", "BuildKit cannot pull docker://alpine:3: "],
  ["Dockerfile", "FROM Alpine:3\n", "BuildKit cannot pull Alpine:3: "],
  ["compose.yaml", "services:\n  a:\n    image: a/b:1:2\n", "Docker cannot pull a/b:1:2: "],
  [
    "k8s/pod.yaml",
    "apiVersion: v1\nkind: Pod\nspec:\n  containers:\n  - image: a/B:1\n",
    "Kubernetes cannot pull a/B:1: ",
  ],
])("%s: %s", async (file, text, message) => {
  expect(await findingsOf({ [file]: text })).toEqual([expect.stringContaining(`error pullable: ${message}`)]);
});

test("what makes BuildKit stop at a stage that is not built is told all the same, once", async () => {
  const [unbuilt, ...more] = await findingsOf({ Dockerfile: "FROM acme/X AS a\nFROM quay.io/acme/x:1\n" });
  expect([unbuilt, ...more].filter((said) => said?.includes("acme/X"))).toEqual([
    expect.stringContaining('error readable: FROM acme/X: the repository "acme/X" must be in lower case'),
  ]);
});

test("a base that a build argument gives is no broken file", async () => {
  expect(await findingsOf({ Dockerfile: "ARG BASE\nFROM $BASE\n" })).toEqual([
    expect.stringContaining("warning resolvable: The image $BASE cannot be known before the run: "),
  ]);
});

test("what a build copies from is told once, too", async () => {
  const found = await findingsOf({ Dockerfile: "FROM quay.io/acme/x:1\nCOPY --from=acme/X a b\n" });
  expect(found.filter((said) => said.includes("acme/X"))).toEqual([
    expect.stringContaining("error pullable: BuildKit cannot pull acme/X: "),
  ]);
});

test("a waiver for pullable leaves nothing open of a Dockerfile", async () => {
  const waiver = "waivers: [{ rules: [pullable], files: [Dockerfile], reason: x }]";
  const root = await repositoryOf({
    Dockerfile: "FROM Alpine:3\n",
    "wave-inspect.yml": `version: 1\nrules: { tag: error }\n${waiver}\n`,
  });
  const { code, out } = await cli(["check", root, "--inspector", "none", "--format", "json"]);
  expect(code).toBe(0);
  expect(objectOf(parseJson(out))).toMatchObject({ verdict: "pass", coverage: { unread: [] } });
});
