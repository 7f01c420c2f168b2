/** `wave-inspect matrix` against a registry, a server of files and Wave on loopback. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { cli } from "../support/cli.ts";
import { type FileServer, imageFile, ranged, startFiles } from "../support/files.ts";
import { arrayOf, objectOf } from "../support/json.ts";
import { artifact, image, multiArch } from "../support/registry/images.ts";
import { type Registry, startRegistry } from "../support/registry/index.ts";
import { repositoryOf } from "../support/scratch.ts";
import { startWave, type Wave } from "../support/wave/index.ts";

const BOTH = ["linux/amd64", "linux/arm64"];

/** What Wave gave to nf-core's module prodigal; see test/recipe/vectors.txt. */
const COMMUNITY = "community.wave.seqera.io";
const [AMD64, ARM64] = ["27b5cdb2d516f347", "8f955ee5391535ca"] as const;
const ENVIRONMENT =
  "channels:\n  - conda-forge\n  - bioconda\ndependencies:\n  - bioconda::prodigal=2.6.3\n  - conda-forge::pigz=2.6\n";

let registry: Registry;
let files: FileServer;
let wave: Wave;

const sif = (name: string) =>
  artifact({
    configType: "application/vnd.sylabs.sif.config.v1+json",
    layerType: "application/vnd.sylabs.sif.layer.v1.sif",
    content: imageFile(name),
  });

beforeAll(async () => {
  registry = await startRegistry({});
  const amd64 = image({ platform: "linux/amd64" });
  registry.push("acme/amd", "1.0", amd64);
  registry.push("acme/multi", "1.0", multiArch(BOTH));
  registry.push("acme/index", "1.0", multiArch(BOTH));
  registry.push("acme/index", null, amd64);
  registry.push("acme/arm", "1.0", image({ platform: "linux/arm64" }));
  registry.push("acme/sif", "1.0", sif("arm64"));
  files = await startFiles({ "/singularity/here:1.0--0": ranged(imageFile("amd64")) });
  // Of Seqera Containers the build for arm64 is there, and the one for both is not.
  registry.push("library/prodigal_pigz", AMD64, amd64);
  registry.push("library/prodigal_pigz", ARM64, image({ platform: "linux/arm64" }));
  wave = await startWave({ registries: { [registry.host]: registry.url, [COMMUNITY]: registry.url } });
});

afterAll(async () => {
  await Promise.all([registry.close(), files.close(), wave.close()]);
});

interface Process {
  readonly docker: string;
  readonly singularity?: string;
}

const processText = (name: string, { docker, singularity }: Process): string => {
  const container =
    singularity === undefined
      ? `"${docker}"`
      : `"\${workflow.containerEngine == 'singularity' ? '${singularity}' : '${docker}'}"`;
  return `process ${name} {\n  container ${container}\n  script: 'true'\n}\n`;
};

/** A pipeline with these processes, each called once. */
async function pipeline(processes: Readonly<Record<string, Process>>, extra: Readonly<Record<string, string>> = {}) {
  const texts = Object.entries(processes).map(([name, one]) => processText(name, one));
  return repositoryOf({
    "main.nf": `${texts.join("")}workflow {\n${Object.keys(processes)
      .map((name) => `  ${name}()\n`)
      .join("")}}\n`,
    "nextflow.config": "profiles { docker { docker.enabled = true }\n singularity { singularity.enabled = true } }\n",
    ...extra,
  });
}

async function matrix(root: string, ...args: readonly string[]) {
  const stand = ["--wave-endpoint", wave.endpoint, "--insecure-registry", registry.host];
  const ran = await cli(["matrix", root, ...stand, "--insecure-registry", files.host, ...args]);
  expect(ran.err).toBe("");
  expect(ran.code).toBe(0);
  return ran.out;
}

async function json(root: string, ...args: readonly string[]) {
  const out = objectOf(JSON.parse(await matrix(root, "--format", "json", ...args)));
  const blockers = arrayOf(out["blockers"]).map((one) => objectOf(one));
  /** `linux/arm64 IMAGE (PROCESSES)`. */
  const stops = blockers.map(
    ({ stops: what, image: by, processes }) => `${String(what)} ${named(by)} (${arrayOf(processes).join(", ")})`,
  );
  const verdicts = new Map(
    arrayOf(out["processes"]).map((one) => {
      const { process, images } = objectOf(one);
      const cells = arrayOf(images).map((cell) => {
        const { engine, architectures } = objectOf(cell);
        const words = Object.values(objectOf(architectures)).map((word) => objectOf(word)["verdict"]);
        return `${String(engine)} ${words.join(" ")}`;
      });
      return [String(process), cells];
    }),
  );
  return { out, blockers, stops, verdicts };
}

/** Without where the servers of this test are. */
function named(image: unknown): string {
  return String(image).replace(registry.host, "REG").replace(files.origin, "FILES");
}

const at = (name: string): string => `${registry.host}/acme/${name}:1.0`;

test.each(["registry", "wave"])("what runs and what stops, as %s says it", async (inspector) => {
  const root = await pipeline({
    AMD: { docker: at("amd") },
    SAME: { docker: at("amd") },
    MULTI: { docker: at("multi") },
    GONE: { docker: at("gone") },
    DEPOT: { docker: at("multi"), singularity: `${files.origin}/singularity/gone:1.0--0` },
    HERE: { docker: at("multi"), singularity: `${files.origin}/singularity/here:1.0--0` },
    ORAS: { docker: at("multi"), singularity: `oras://${at("sif")}` },
  });
  const { stops, verdicts, out, blockers } = await json(root, "--inspector", inspector);
  expect(Object.fromEntries(verdicts)).toEqual({
    AMD: ["docker runs stops", "singularity runs stops"],
    DEPOT: ["docker runs runs", "singularity stops stops"],
    GONE: ["docker stops stops", "singularity stops stops"],
    HERE: ["docker runs runs", "singularity runs stops"],
    MULTI: ["docker runs runs", "singularity runs runs"],
    ORAS: ["docker runs runs", "singularity stops runs"],
    SAME: ["docker runs stops", "singularity runs stops"],
  });
  expect(stops).toEqual([
    "linux/amd64 REG/acme/sif:1.0 (ORAS)",
    "linux/arm64 REG/acme/amd:1.0 (AMD, SAME)",
    "linux/arm64 FILES/singularity/here:1.0--0 (HERE)",
    "singularity FILES/singularity/gone:1.0--0 (DEPOT)",
    "singularity REG/acme/gone:1.0 (GONE)",
    "docker REG/acme/gone:1.0 (GONE)",
  ]);
  expect(out).toMatchObject({ schemaVersion: 1, inspector, architectures: BOTH });
  // Docker's half is there, and Singularity makes a SIF of it.
  const depot = blockers.find(({ processes }) => arrayOf(processes).includes("DEPOT"));
  expect(depot).toMatchObject({ mends: [{ how: "convert", image: at("multi"), exists: true }] });
  const amd = blockers.find(({ processes }) => arrayOf(processes).includes("AMD"));
  expect(amd).toMatchObject({
    engines: ["docker", "singularity"],
    why: "it is offered for linux/amd64 only",
    mends: [{ how: "choose" }],
  });
});

test("other architectures are asked for by --arch, with the short forms of --platform", async () => {
  const root = await pipeline({ ARM: { docker: at("arm") } });
  const { verdicts, out } = await json(root, "--arch", "arm64,linux/riscv64", "--arch", "aarch64");
  expect(out["architectures"]).toEqual(["linux/arm64", "linux/riscv64"]);
  expect([...verdicts]).toEqual([["ARM", ["docker runs stops", "singularity runs stops"]]]);
  const wrong = await cli(["matrix", root, "--arch", "linux/amd46"]);
  expect(wrong).toMatchObject({ code: 2, out: "" });
  expect(wrong.err).toContain('--arch: "linux/amd46": "amd46" is not an architecture; did you mean "amd64"');
});

test("a digest of one platform is mended by its tag, which has more", async () => {
  const digest = image({ platform: "linux/amd64" }).descriptor.digest;
  const root = await pipeline({ A: { docker: `${at("index")}@${digest}` } });
  const { blockers } = await json(root, "--profile", "docker", "--inspector", "registry");
  expect(blockers).toMatchObject([{ stops: "linux/arm64", mends: [{ how: "tag", image: at("index"), exists: true }] }]);
});

test("metadata of the module names an image for the architecture", async () => {
  const directive = processText("TOOL", { docker: at("amd") });
  const root = await repositoryOf({
    "main.nf": 'include { TOOL } from "./modules/tool/main.nf"\nworkflow { TOOL() }\n',
    "modules/tool/main.nf": directive,
    "modules/tool/meta.yml": `name: tool\ncontainers:\n  docker:\n    linux/amd64:\n      name: ${at("amd")}\n    linux/arm64:\n      name: ${at("arm")}\n`,
    "nextflow.config": "docker.enabled = true\n",
  });
  const { blockers } = await json(root, "--inspector", "registry");
  const declared = { how: "declared", image: at("arm"), file: "modules/tool/meta.yml", line: 7 };
  expect(blockers).toMatchObject([{ stops: "linux/arm64", mends: [{ ...declared, exists: true }] }]);
  // Where nobody is asked nothing stops it that is known.
  expect((await json(root, "--inspector", "none")).blockers).toEqual([]);
});

test("a build that the hash in its name is of, and the same build for the other architecture", async () => {
  const name = `${COMMUNITY}/library/prodigal_pigz`;
  const root = await repositoryOf({
    "main.nf": 'include { PRODIGAL } from "./modules/prodigal/main.nf"\nworkflow { PRODIGAL() }\n',
    "modules/prodigal/main.nf": `process PRODIGAL {\n  conda "\${moduleDir}/environment.yml"\n  container "${name}:${AMD64}"\n  script: 'true'\n}\n`,
    "modules/prodigal/environment.yml": ENVIRONMENT,
    "nextflow.config": "docker.enabled = true\n",
  });
  const both = { how: "both", image: expect.stringMatching(/^community\.wave\.seqera\.io\/library\/prodigal_pigz:/) };
  const alone = await json(root, "--inspector", "none");
  expect(alone.verdicts.get("PRODIGAL")).toEqual(["docker runs stops"]);
  expect(alone.blockers).toMatchObject([
    { stops: "linux/arm64", mends: [{ how: "build", image: `${name}:${ARM64}` }, both] },
  ]);
  expect(alone.out).toMatchObject({
    processes: [{ images: [{ recipe: { verdict: "recomputed", platform: "linux/amd64", by: "wave-hash" } }] }],
  });
  const asked = await json(root, "--inspector", "wave");
  expect(asked.blockers).toMatchObject([
    {
      why: "it is offered for linux/amd64 only",
      mends: [{ how: "build", image: `${name}:${ARM64}`, exists: true }, both],
    },
  ]);
  const text = await matrix(root, "--inspector", "none");
  expect(text).toContain("recipe recomputed (linux/amd64)");
  expect(text).toContain("A match proves what was asked of Wave, not the bytes.");
});

test("what no engine can pull, and names that are not known before the run", async () => {
  const root = await pipeline({
    CAPITAL: { docker: "quay.io/acme/Tool:1.0" },
    OPEN: { docker: "quay.io/acme/tool:${params.version}" },
  });
  const { stops, verdicts } = await json(root, "--inspector", "none", "--profile", "docker");
  expect(stops).toEqual(["docker quay.io/acme/Tool:1.0 (CAPITAL)"]);
  expect(verdicts.get("OPEN")).toEqual(["docker unknown unknown"]);
});

test("a process that has no image for Singularity", async () => {
  const root = await repositoryOf({
    "main.nf":
      "process A {\n  container workflow.containerEngine == 'docker' ? 'quay.io/acme/tool:1.0' : null\n  script: 'true'\n}\nprocess B {\n  container 'quay.io/acme/b:1'\n  script: 'true'\n}\nworkflow { A(); B() }\n",
    "nextflow.config": "profiles { docker { docker.enabled = true }\n singularity { singularity.enabled = true } }\n",
  });
  const { stops, blockers } = await json(root, "--inspector", "none");
  expect(stops).toEqual(["singularity null (A)"]);
  expect(blockers).toMatchObject([{ mends: [{ how: "convert", image: "quay.io/acme/tool:1.0" }] }]);
});

test("text for a terminal, a line of CSV a cell, a page; the same bytes each time", async () => {
  const root = await pipeline({ AMD: { docker: at("amd") }, MULTI: { docker: at("multi") } });
  const stand = ["--inspector", "registry", "--profile", "docker"];
  const text = await matrix(root, ...stand);
  expect(text).toContain(
    `What stops linux/arm64\n  ${at("amd")}\n    1 process (docker): AMD\n    because it is offered for linux/amd64 only\n`,
  );
  expect(text).toMatch(/^docker {2}2 run {8}1 run, 1 stop$/m);
  const csv = await matrix(root, ...stand, "--format", "csv");
  expect(csv.split("\r\n")[2]).toBe(
    `AMD,docker,docker,,linux/arm64,stops,"it is offered for linux/amd64 only",${at("amd")},,version,,,,,main.nf,2`,
  );
  expect(csv.split("\r\n")).toHaveLength(6);
  expect(await matrix(root, ...stand, "--format", "html")).toMatch(/^<!doctype html>[^]*What stops linux\/arm64/);
  const first = await matrix(root, ...stand, "--format", "json");
  expect(await matrix(root, ...stand, "--format", "json")).toBe(first);
});

test("a repository without processes, and a word that is no format", async () => {
  const root = await repositoryOf({ Dockerfile: "FROM alpine:3.20\n" });
  expect(await matrix(root, "--inspector", "none")).toMatch(/^No process is here: /);
  expect(await matrix(root, "--inspector", "none", "--format", "html")).toContain("No process is here");
  expect(await cli(["matrix", root, "--format", "xml"])).toMatchObject({
    code: 2,
    err: 'wave-inspect: --format: "xml" is not one of text, json, csv, html.\n',
  });
});
