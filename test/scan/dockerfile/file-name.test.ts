import { expect, test } from "vitest";
import { looksLikeDockerfile } from "../../../src/scan/dockerfile/file-content.ts";
import { isDockerfileName } from "../../../src/scan/dockerfile/file-name.ts";

test.each([
  "Dockerfile",
  "dockerfile",
  "Containerfile",
  "a/b/Dockerfile.dev",
  "Dockerfile-gpu",
  "Containerfile2",
  "Dockerfile_cuda12.1",
  "docker/api.Dockerfile",
  "api.dockerfile",
  "Dockerfile.j2",
  "Dockerfile.in",
  "x.Dockerfile.tmpl",
])("%s is a Dockerfile", (path) => {
  expect(isDockerfileName(path)).toBe(true);
});

test.each([
  "Dockerfile.dockerignore",
  ".dockerignore",
  "Dockerfile.md",
  "dockerfile_test.go",
  "dockerfile-config.css",
  "dockerfile.py",
  "Dockerfiles/x",
  "MyDockerfile",
  "docker-compose.yml",
  ".dockerfile",
])("%s is none", (path) => {
  expect(isDockerfileName(path)).toBe(false);
});

test.each([
  "FROM alpine",
  "\uFEFF# hi\r\n\r\nFROM alpine AS x\r\n",
  "ARG A=1\nARG B=\\\n 2\nFROM a:$A",
  "from --platform=linux/arm64 a",
  "FROM a # pinned",
  "FROM {{ base }} AS b",
  "{% if gpu %}\nFROM nvidia/cuda:1\n{% endif %}",
])("%j reads as a Dockerfile", (text) => {
  expect(looksLikeDockerfile(text)).toBe(true);
});

test.each([
  "",
  "# FROM a",
  "from os import path",
  "FROM",
  "#!/bin/sh\necho\nFROM a",
  "SELECT x\nFROM y",
  "FROM a JOIN b ON c",
  "ARG A",
])("%j does not", (text) => {
  expect(looksLikeDockerfile(text)).toBe(false);
});
