/** The chain from an environment to the SIF of its process, over real HTTP: whole, and broken at each link. */
import { createHash } from "node:crypto";
import { afterEach, describe, expect, test } from "vitest";
import { createInspector, inspectAll } from "../../src/inspect/index.ts";
import { environmentsFor, judge, requestsFor } from "../../src/policy/judge/index.ts";
import { templatesOf } from "../../src/recipe/templates.ts";
import { waveId } from "../../src/recipe/wave-id.ts";
import { defaultScanOptions, openRepository, scanRepository } from "../../src/scan/index.ts";
import { type FileServer, imageFile, ranged, type Serve, startFiles } from "../support/files.ts";
import { artifact, image } from "../support/registry/images.ts";
import { type Registry, startRegistry } from "../support/registry/index.ts";
import { repositoryOf } from "../support/scratch.ts";
import { startWave } from "../support/wave/index.ts";
import { now, policyOf } from "./make.ts";

const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

const environmentOf = (version: string): string =>
  `channels:\n- conda-forge\n- bioconda\ndependencies:\n- bioconda::fastqc=${version}\n`;
const sha256Of = (bytes: Buffer): string => createHash("sha256").update(bytes).digest("hex");
const SIF = {
  layerType: "application/vnd.sylabs.sif.layer.v1.sif",
  configType: "application/vnd.sylabs.sif.config.v1+json",
};

function contentOf(held: Exclude<Chain["held"], "nothing">): ReturnType<typeof image> {
  if (held === "an image") return image();
  return artifact(
    held === "a chart"
      ? { layerType: "application/vnd.cncf.helm.chart.content.v1.tar+gzip" }
      : { ...SIF, content: held },
  );
}

/** What stands in a module and what servers have, before something is changed. */
interface Chain {
  docker: string;
  /** As the metadata has it; null: there is no metadata. */
  sif: string | null;
  /** The blob that the URL is of, and the folder around it. */
  blob: Buffer;
  /** What its server sends in its place; null: it is not there. */
  served?: Buffer | null;
  folder?: string;
  /** Whether the script names the SIF in its registry, and no URL. */
  isOras?: boolean;
  /** What the registry has under Singularity's name. */
  held: "nothing" | "an image" | "a chart" | Buffer;
  /** Of the file beside the script; null: there is none. */
  environment: string | null;
  /** What the directive says. */
  conda: string;
}

interface Servers {
  readonly registry: Registry;
  readonly files: FileServer;
  /** The name that Wave gives to a request for this repository. */
  readonly nameOf: (engine: "docker" | "singularity", version?: string, platform?: string) => string;
}

async function servers(): Promise<
  Servers & { readonly wave: string; readonly serve: (path: string, file: Buffer) => void }
> {
  const table: Record<string, Serve> = {};
  const [registry, files] = await Promise.all([startRegistry(), startFiles(table)]);
  const wave = await startWave({ registries: { [registry.host]: registry.url } });
  closing.push(
    () => registry.close(),
    () => files.close(),
    () => wave.close(),
  );
  const repository = `${registry.host}/acme`;
  return {
    registry,
    files,
    wave: wave.endpoint,
    serve: (path, file) => (table[path] = ranged(file)),
    nameOf: (engine, version = "0.12.1", platform = "linux/amd64") => {
      const template = templatesOf(engine)[0]!;
      const id = waveId(environmentOf(version), { template, platform, repository });
      return `${engine === "docker" ? "" : "oras://"}${repository}/fastqc:${version}--${id}`;
    },
  };
}

/** A module as nf-core's tools write it. */
function moduleOf({ docker, sif, environment, conda }: Chain, url: string): Record<string, string> {
  const meta = `containers:
  docker:
    linux/amd64:
      name: ${docker}
  singularity:
    linux/amd64:
      name: ${sif}
      https: ${url}
`;
  return {
    "modules/nf-core/fastqc/main.nf": `process FASTQC {
    conda ${conda}
    container "\${ workflow.containerEngine == 'singularity' && !task.ext.singularity_pull_docker_container ?
        '${url}' :
        '${docker}' }"

    script:
    "fastqc"
}
`,
    ...(sif !== null && { "modules/nf-core/fastqc/meta.yml": `name: fastqc\n${meta}` }),
    ...(environment !== null && { "modules/nf-core/fastqc/environment.yml": environment }),
  };
}

interface Told {
  /** Findings, places of servers left out. */
  readonly says: readonly string[];
  readonly links: readonly (string | undefined)[];
  readonly twins: unknown;
  readonly verdicts: readonly boolean[];
  readonly requests: readonly string[];
  /** What the edits put in the place of a name. */
  readonly edits: readonly string[];
}

async function told(
  change: (chain: Chain, servers: Servers) => void,
  { via = "registry", rule = "{ by: content }" }: { via?: "wave" | "registry" | "nobody"; rule?: string } = {},
): Promise<Told> {
  const { serve, wave, ...all } = await servers();
  const { registry, files, nameOf } = all;
  const chain: Chain = {
    docker: nameOf("docker"),
    sif: nameOf("singularity"),
    blob: imageFile("amd64"),
    held: imageFile("amd64"),
    environment: `---\n# the tool\n${environmentOf("0.12.1")}`,
    conda: '"${moduleDir}/environment.yml"',
  };
  change(chain, all);
  const digest = sha256Of(chain.blob);
  const path = `/docker/registry/v2/blobs/sha256/${chain.folder ?? digest.slice(0, 2)}/${digest}/data`;
  const { served = chain.blob } = chain;
  if (served !== null) serve(path, served);
  const [, tag = ""] = (chain.sif ?? nameOf("singularity")).split("fastqc:");
  registry.push("acme/fastqc", chain.docker.split("fastqc:")[1] ?? "", image());
  if (chain.held !== "nothing") {
    registry.push("acme/fastqc", tag, contentOf(chain.held));
  }
  const pulled = chain.isOras === true ? chain.sif : null;
  const root = await repositoryOf(moduleOf(chain, pulled ?? `${files.origin}${path}`));
  const scan = await scanRepository(openRepository(root, defaultScanOptions), defaultScanOptions);
  const policy = await policyOf(`rules: { twins: ${rule} }`);
  const options = {
    env: {},
    now: () => now,
    log: () => undefined,
    addSecret: () => undefined,
    userAgent: "wave-inspect/test",
    insecureRegistries: [registry.host, files.host],
    waveEndpoint: wave,
  };
  const run = { now, platform: null, environmentsOf: await environmentsFor(policy, scan) };
  const requests = requestsFor(policy, scan, run);
  const hide = (text: string): string =>
    text
      .replaceAll(files.origin, "FILES")
      .replaceAll(registry.host, "HERE")
      .replaceAll(/\b[0-9a-f]{16}\b/g, "ID");
  const inspector = via === "nobody" ? undefined : createInspector({ ...options, via });
  const inspections = inspector === undefined ? [] : await inspectAll(inspector, requests, options);
  await inspector?.close();
  const { findings, coverage } = judge(policy, scan, inspections, run);
  return {
    says: findings.map(({ rule: id, message }) => `${id}: ${hide(message)}`),
    links: findings.map(({ evidence }) => evidence["broken link"]),
    twins: coverage.twins,
    verdicts: findings.map(({ undecided }) => undecided === true),
    edits: findings.flatMap(({ fixes = [] }) =>
      fixes.flatMap((fix) => fix.edits.map((edit) => hide(edit.replacement))),
    ),
    requests: requests.map(({ image: name, need }) => `${need} ${hide(name)}`),
  };
}

const none = { proven: 0, "same-by-name": 0, different: 0, "not-comparable": 0 };
const D = sha256Of(imageFile("amd64"));
const E = sha256Of(imageFile("arm64"));
const URL_OF_D = `FILES/docker/registry/v2/blobs/sha256/${D.slice(0, 2)}/${D}/data`;
const SIF_NAME = "oras://HERE/acme/fastqc:0.12.1--ID";
const DOCKER_NAME = "HERE/acme/fastqc:0.12.1--ID";

describe.each(["registry", "wave"] as const)("asked through %s", (via) => {
  test("a whole chain is proven", async () => {
    expect(await told(() => undefined, { via })).toMatchObject({ says: [], twins: { ...none, proven: 1 } });
  });

  test("so is one of a module without metadata: the hash in Docker's name tells the other name", async () => {
    expect(await told((chain) => (chain.sif = null), { via })).toMatchObject({
      says: [],
      twins: { ...none, proven: 1 },
      requests: [`platforms ${URL_OF_D}`, `platforms ${DOCKER_NAME}`],
    });
  });

  test.each<[string, string, (chain: Chain, servers: Servers) => void, string]>([
    [
      "environment → Docker's name",
      "Docker's image is of another version",
      (chain, { nameOf }) => (chain.docker = nameOf("docker", "0.11.9")),
      `twins: ${URL_OF_D} is not what Docker runs, HERE/acme/fastqc:0.11.9--ID: ${SIF_NAME} is made from the environment`,
    ],
    [
      "environment → Singularity's name",
      "Singularity's is",
      (chain, { nameOf }) => (chain.sif = nameOf("singularity", "0.11.9")),
      `twins: ${URL_OF_D} is not what Docker runs, ${DOCKER_NAME}: Docker's is made from the environment; oras://HERE/acme/fastqc:0.11.9--ID`,
    ],
    [
      "Docker's name → Singularity's name",
      "they are built for two platforms",
      (chain, { nameOf }) => (chain.docker = nameOf("docker", "0.12.1", "linux/arm64")),
      `twins: ${URL_OF_D} is another build than Docker's ${DOCKER_NAME}: Docker's is built for linux/arm64, ${SIF_NAME} for linux/amd64`,
    ],
    [
      "Singularity's name → SIF in its manifest",
      "an image is pushed in its place",
      (chain) => (chain.held = "an image"),
      `twins: ${URL_OF_D} is not what Docker runs, ${DOCKER_NAME}: the manifest of ${SIF_NAME} holds no SIF`,
    ],
    [
      "SIF in the manifest → path of the URL",
      "it was built again",
      (chain) => (chain.held = imageFile("arm64")),
      `twins: ${URL_OF_D} is not what Docker runs, ${DOCKER_NAME}: ${SIF_NAME} holds the SIF sha256:${E}, the URL is of sha256:${D}`,
    ],
    [
      "SIF in the manifest → path of the URL",
      "the path is no path of a registry's",
      (chain) => (chain.folder = "00"),
      `no registry keeps FILES/docker/registry/v2/blobs/sha256/00/${D}/data: in place of 00 it has to be ${D.slice(0, 2)}`,
    ],
    [
      "header of the SIF → platform",
      "the SIF is of another platform than both names",
      (chain) => (chain.held = chain.blob = imageFile("arm64")),
      `the SIF is for linux/arm64, and ${SIF_NAME} is built for linux/amd64`,
    ],
  ])("a chain that is broken at %s is told so where %s", async (link, _, change, words) => {
    const { says, links, twins, verdicts } = await told(change, { via });
    expect(says).toEqual([expect.stringContaining(words)]);
    expect({ links, twins, verdicts }).toEqual({ links: [link], twins: { ...none, different: 1 }, verdicts: [false] });
  });

  test("the URL is mended by the digest of what the registry holds", async () => {
    const { edits } = await told((chain) => (chain.held = imageFile("arm64")), { via });
    expect(edits).toEqual([`FILES/docker/registry/v2/blobs/sha256/${E.slice(0, 2)}/${E}/data`]);
    const ofFolder = await told((chain) => (chain.folder = "00"), { via });
    expect(ofFolder.edits).toEqual([URL_OF_D]);
  });

  test("a name that is not in its registry is no difference, and nothing undecided", async () => {
    expect(await told((chain) => (chain.held = "nothing"), { via })).toMatchObject({
      says: [],
      twins: { ...none, "same-by-name": 1 },
    });
    const guessed = await told((chain) => Object.assign(chain, { held: "nothing", sif: null }), { via });
    expect(guessed).toMatchObject({ says: [], twins: { ...none, "not-comparable": 1 } });
  });

  test.each<[string, Buffer | null]>([
    ["is not there", null],
    ["is a web page", Buffer.from("<!doctype html>")],
    ["is cut off", imageFile("amd64").subarray(0, 100)],
  ])("nothing is proven of a file that %s", async (_, served) => {
    const { twins, verdicts } = await told((chain) => (chain.served = served), { via });
    expect({ twins, verdicts }).toEqual({ twins: { ...none, "same-by-name": 1 }, verdicts: [true] });
  });

  test("an artifact without a SIF is told, and nothing about it is open", async () => {
    const { says, links } = await told((chain) => Object.assign(chain, { isOras: true, held: "a chart" }), { via });
    expect(links).toEqual(["Singularity's name → SIF in its manifest"]);
    expect(says).toEqual([
      `twins: ${SIF_NAME.slice("oras://".length)} is not what Docker runs, ${DOCKER_NAME}: the manifest of ${SIF_NAME} holds no SIF`,
    ]);
  });

  test("without an environment the names are left, and what the registry holds", async () => {
    expect(await told((chain) => (chain.environment = null), { via })).toMatchObject({
      says: [],
      twins: { ...none, "same-by-name": 1 },
    });
  });

  test("a registry that does not answer leaves it undecided", async () => {
    const { says, verdicts } = await told(
      (_, { registry }) => void registry.fault({ when: () => true, reaction: { status: 403 } }),
      {
        via,
      },
    );
    expect(says).toEqual([expect.stringMatching(/^inspectable: FILES/)]);
    expect(verdicts).toEqual([true]);
  });
});

test("where nobody is asked, by content says what files alone tell", async () => {
  const { says, twins } = await told(() => undefined, { via: "nobody" });
  expect({ says, twins }).toEqual({ says: [], twins: { ...none, "same-by-name": 1 } });
  const broken = await told((chain, { nameOf }) => (chain.docker = nameOf("docker", "0.11.9")), { via: "nobody" });
  expect(broken.links).toEqual(["environment → Docker's name"]);
});

test("by names nothing is asked, and nothing is counted", async () => {
  const { requests, says, twins } = await told((chain) => (chain.held = "an image"), { rule: "error" });
  expect({ requests, says, twins }).toEqual({ requests: [], says: [], twins: undefined });
});

test.each([
  ["from a day on", "{ severity: error, from: { 2026-01-01: { by: content } } }", 1],
  ["for no image", "off", 0],
])("by content %s", async (_, rule, pairs) => {
  const { twins } = await told(() => undefined, { rule });
  expect(twins).toEqual(pairs === 0 ? undefined : { ...none, proven: 1 });
});

test("packages of a directive are an environment, and what cannot be read is none", async () => {
  // Nextflow adds the usual channels: the text is that of the file.
  expect((await told((chain) => (chain.conda = '"bioconda::fastqc=0.12.1"'))).twins).toEqual({ ...none, proven: 1 });
  expect((await told((chain) => (chain.environment = "- no\n- map\n"))).twins).toEqual({ ...none, "same-by-name": 1 });
});
