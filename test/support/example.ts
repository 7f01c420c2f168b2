/**
 * The world of examples/pipeline on loopback: a registry for each host that it names, filled with images of every sort,
 * a Wave in front of them, a depot of SIFs, and a copy of the pipeline that names these in place of the public ones.
 */
import { cp, mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { type FileServer, imageFile, ranged, startFiles, whole } from "./files.ts";
import { image, multiArch } from "./registry/images.ts";
import { type Registry, startRegistry } from "./registry/index.ts";
import { startWave, type Wave } from "./wave/index.ts";

const source = resolve(import.meta.dirname, "../../examples/pipeline");
const everywhere = ["linux/amd64", "linux/arm64"];
const login = { username: "acme", password: "correct:horse" };
const seqera = { token: "seqera-token-of-acme", endpoint: "https://api.cloud.seqera.io" };

const basic = Buffer.from(`${login.username}:${login.password}`).toString("base64");

export interface Example {
  /** Public host to the registry that stands for it. */
  readonly registries: ReadonlyMap<string, Registry>;
  readonly wave: Wave;
  /** Stands for https://depot.galaxyproject.org. */
  readonly depot: FileServer;
  /** What the registries hold, in words: a name and what is particular about it. */
  readonly images: readonly (readonly [name: string, what: string])[];
  /** `with:` of a step that goes through Wave. */
  readonly throughWave: Readonly<Record<string, string>>;
  /** `with:` of a step that asks the registries themselves; it needs the credentials in `dockerConfig`. */
  readonly straight: Readonly<Record<string, string>>;
  /** What must never be printed. */
  readonly secrets: readonly string[];
  /** Copies the pipeline to `directory`, with the public hosts replaced. */
  copyPipeline(directory: string): Promise<void>;
  /** Writes a docker configuration with the login for the private registry; gives its directory (`DOCKER_CONFIG`). */
  dockerConfig(directory: string): Promise<string>;
  /** The local name of an image, or of a text with image names in it. */
  local(text: string): string;
  close(): Promise<void>;
}

export async function startExample(): Promise<Example> {
  const [quay, ghcr, hub] = await Promise.all([
    startRegistry(),
    startRegistry({
      auth: {
        kind: "bearer",
        users: { [login.username]: login.password },
        isPrivate: (repository) => repository.startsWith("acme/"),
      },
    }),
    startRegistry(),
  ]);
  const depot = await startFiles({
    "/singularity/fastqc:0.12.1--hdfd78af_0": ranged(imageFile("amd64")),
    "/singularity/multiqc:1.25.1--pyhdfd78af_0": whole(imageFile("amd64")),
  });
  const registries = new Map([
    ["quay.io", quay],
    ["ghcr.io", ghcr],
    ["docker.io", hub],
  ]);
  const wave = await startWave({
    registries: Object.fromEntries([quay, ghcr, hub].map(({ host, url }) => [host, url])),
    platform: { paired: [seqera.endpoint], tokens: { [seqera.token]: { logins: { [ghcr.host]: login } } } },
  });

  quay.push("biocontainers/fastqc", "0.12.1--hdfd78af_0", multiArch(everywhere));
  quay.push("biocontainers/fastp", "0.24.0--heae3180_1", image({ platform: "linux/amd64", family: "docker" }));
  quay.push("nf-core/ubuntu", "22.04", multiArch(everywhere, { env: ["TOOL=ubuntu"] }));
  ghcr.push("acme/report", "1.4.0", multiArch(everywhere, { entrypoint: ["/usr/local/bin/report"] }));
  ghcr.push("astral-sh/uv", "0.5.4", multiArch(everywhere, { entrypoint: ["/uv"] }));
  hub.push("library/python", "3.12", multiArch(everywhere, { env: ["PYTHON_VERSION=3.12.8"] }));
  const pinned = hub.push("library/python", "3.12-slim", multiArch(everywhere, { env: ["PYTHON_VERSION=3.12.7"] }));
  hub.push("library/python", "3.12-slim", multiArch(everywhere, { env: ["PYTHON_VERSION=3.12.8"] }));

  const local = (text: string): string =>
    text
      .replaceAll(/\b(?:quay|ghcr|docker)\.io(?=["'/])/gu, (host) => registries.get(host)?.host ?? host)
      .replaceAll("https://depot.galaxyproject.org", depot.origin);
  const insecure = [quay, ghcr, hub, depot].map(({ host }) => host).join("\n");

  return {
    registries,
    wave,
    depot,
    images: [
      ["quay.io/biocontainers/fastqc:0.12.1--hdfd78af_0", "amd64 and arm64, with attestations"],
      ["quay.io/biocontainers/fastp:0.24.0--heae3180_1", "amd64 only"],
      ["quay.io/biocontainers/multiqc:1.25.1--pyhdfd78af_0", "missing"],
      ["ghcr.io/acme/report:1.4.0", "private, behind a Bearer token"],
      ["https://depot.galaxyproject.org/singularity/fastqc:0.12.1--hdfd78af_0", "a SIF for amd64"],
      ["docker.io/library/python:3.12-slim", "its tag has moved since the Dockerfile pinned it by digest"],
    ],
    throughWave: {
      "wave-endpoint": wave.endpoint,
      "seqera-access-token": seqera.token,
      "insecure-registries": insecure,
    },
    straight: { inspector: "registry", "insecure-registries": insecure },
    secrets: [login.password, basic, seqera.token],
    async copyPipeline(directory) {
      await cp(source, directory, { recursive: true });
      for (const entry of await readdir(directory, { recursive: true, withFileTypes: true })) {
        if (!entry.isFile()) continue;
        const path = join(entry.parentPath, entry.name);
        const text = await readFile(path, "utf8");
        // The public image of this name has another digest than ours, so the pin is written only here.
        const pin = text.replace(/^FROM \S+-slim$/mu, (line) => `${line}@${pinned}`);
        await writeFile(path, local(entry.name === "Dockerfile" ? pin : text));
      }
    },
    async dockerConfig(directory) {
      await mkdir(directory, { recursive: true });
      await writeFile(join(directory, "config.json"), JSON.stringify({ auths: { [ghcr.host]: { auth: basic } } }));
      return directory;
    },
    local,
    async close() {
      await Promise.all([wave, quay, ghcr, hub, depot].map((server) => server.close()));
    },
  };
}
