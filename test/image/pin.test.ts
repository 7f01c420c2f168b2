import { expect, test } from "vitest";
import { isAtLeast, pinOf } from "../../src/image/pin.ts";

const hex = "0123456789abcdef".repeat(4);

// Tags as they are in nf-core modules, BioContainers, Wave, Docker Hub and GHCR.
test.each([
  [`alpine@sha256:${hex}`, "digest", "sha256:0123456789ab…"],
  [`alpine:latest@sha256:${hex}`, "digest", "names one manifest"],
  [`https://community-cr-prod.seqera.io/docker/registry/v2/blobs/sha256/01/${hex}/data`, "content", "0123456789ab…"],
  [`library://a/b/c:sha256.${hex}`, "content", "sha256"],
  ["library://a/b/c:1.2", "version", '"1.2"'],
  ["library://a/b/c", "none", "neither tag nor digest"],
  ["quay.io/biocontainers/fastqc:0.12.1--hdfd78af_0", "build", '"hdfd78af_0"'],
  ["quay.io/biocontainers/multiqc:1.25--pyhdfd78af_0", "build", '"pyhdfd78af_0"'],
  ["quay.io/biocontainers/pysam:0.22.1--py39hcada746_0", "build", '"py39hcada746_0"'],
  ["quay.io/biocontainers/perl:5.32--pl5321hdfd78af_1", "build", '"pl5321hdfd78af_1"'],
  ["quay.io/biocontainers/r-x:1.0--r43hdfd78af_2", "build", '"r43hdfd78af_2"'],
  ["quay.io/biocontainers/star:2.7.1a--0", "build", '"0"'],
  ["quay.io/biocontainers/x:1.0--py27_10", "build", '"py27_10"'],
  [
    "quay.io/biocontainers/mulled-v2-1fa26d1ce03c295fe2fdcf85831a92fbcbd7e8c2:afaaa4c6f5b308b4b6aa2dd8e99e1466b2a6b0cd-0",
    "build",
    "build 0 of the BioContainers package set",
  ],
  ["community.wave.seqera.io/library/bwa_htslib_samtools:83b50ff84ead50d0", "build", "Wave"],
  ["community.wave.seqera.io/library/fastqc:0.12.1--af7a5314d5015c29", "build", "Wave"],
  ["oras://community.wave.seqera.io/library/fastqc:0.12.1--0827550dd72a3745", "build", "Wave"],
  ["https://depot.galaxyproject.org/singularity/fastqc:0.12.1--hdfd78af_0", "build", '"hdfd78af_0"'],
  ["https://depot.galaxyproject.org/singularity/fastqc%3A0.12.1--hdfd78af_0", "build", '"hdfd78af_0"'],
  ["ghcr.io/a/b:sha-1a2b3c4", "build", "commit"],
  [`ghcr.io/a/b:${"1a2b3c4d5e".repeat(4)}`, "build", "commit"],
  ["ghcr.io/a/b:v1.2-5-g1a2b3c4", "build", "commit"],
  ["ghcr.io/a/b:main-1a2b3c4", "build", "looks like the commit"],
  ["ubuntu:22.04", "version", '"22.04"'],
  ["biocontainers/fastqc:v0.11.9_cv8", "version", '"v0.11.9_cv8"'],
  ["nvcr.io/nvidia/clara/clara-parabricks:4.3.0-1", "version", '"4.3.0"'],
  ["node:20-alpine", "version", '"20"'],
  ["python:3", "version", '"3"'],
  ["nvidia/cuda:cuda12.1-base", "version", '"cuda12.1"'],
  ["ubuntu:jammy-20240111", "version", "date 20240111"],
  ["x/y:nightly-2024-01-31", "version", "date 2024-01-31"],
  ["x/y:20240131", "version", "date 20240131"],
  ["x/y:latest-3.2", "version", '"3.2"'],
  ["https://x.org/images/tool_1.2.3.sif", "version", '"1.2.3"'],
  ["https://ftp.ncbi.nlm.nih.gov/genomes/TOOLS/FCS/releases/0.4.0/fcs-gx.sif", "version", '"0.4.0"'],
  ["alpine:latest", "floating", '"latest"'],
  ["x/y:release-5", "version", '"5"'],
  ["node:lts-alpine3.20", "floating", '"lts"'],
  ["x/y:beta", "floating", "nothing in the tag"],
  // Docker's metadata action, Jib and Maven, nf-core: built anew under the same tag.
  ["x/y:pr-123", "floating", '"pr-123" is of a pull request'],
  ["x/y:PR7", "floating", "pull request"],
  ["x/y:1.2.3-pr45", "floating", "pull request"],
  ["x/y:refs-pull-12-merge", "floating", "pull request"],
  ["x/y:mr_9-amd64", "floating", "pull request"],
  ["x/y:pr-123-1a2b3c4", "build", "looks like the commit"],
  ["x/y:1.2.3-SNAPSHOT", "floating", '"SNAPSHOT" is whatever was pushed last'],
  ["x/y:1.2.3-snapshot-jre17", "floating", '"snapshot"'],
  ["x/y:snapshot-3", "floating", '"snapshot"'],
  ["nfcore/base:2.0dev", "floating", '"dev"'],
  ["x/y:3.12-dev", "floating", '"dev"'],
  ["x/y:3.20-latest-arm64", "floating", '"latest"'],
  ["x/y:feature-12", "floating", '"feature"'],
  ["x/y:1.0.dev3", "version", '"1.0.dev3"'],
  ["x/y:1.2.3-20240131-SNAPSHOT", "version", "date 20240131"],
  ["x/y:1.0-pre2", "version", '"1.0"'],
  ["x/y:stable-1", "floating", '"stable"'],
  ["x/y:main", "floating", '"main"'],
  ["x/y:dev", "floating", '"dev"'],
  ["x/y:edge-amd64", "floating", '"edge"'],
  ["debian:bookworm-slim", "floating", "nothing in the tag"],
  ["x/y:arm64v8", "floating", "nothing in the tag"],
  ["x/y:linux-x86_64", "floating", "nothing in the tag"],
  ["alpine", "none", "neither tag nor digest"],
  ["docker://alpine", "none", "neither tag nor digest"],
  ["https://x.org/tool.sif", "none", "neither a tag nor a sha256"],
  ["/data/tool.sif", "none", "local file"],
  ["Not Valid", "none", "not a valid"],
])("%s is %s", (written, pin, reason) => {
  const found = pinOf(written);
  expect(found.pin).toBe(pin);
  expect(found.reason).toContain(reason);
});

test("strengths are ordered", () => {
  expect(isAtLeast("digest", "content")).toBe(true);
  expect(isAtLeast("build", "build")).toBe(true);
  expect(isAtLeast("version", "build")).toBe(false);
  expect(isAtLeast("none", "floating")).toBe(false);
});
