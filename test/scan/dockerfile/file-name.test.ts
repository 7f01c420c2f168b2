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
  "api-Dockerfile",
  "base_containerfile",
  "Dockerfile.py",
  "Dockerfile.json",
])("%s is a Dockerfile", (path) => {
  expect(isDockerfileName(path)).toBe(true);
});

test.each([
  "Dockerfile.dockerignore",
  ".dockerignore",
  "Dockerfile.md",
  "dockerfile-config.css",
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
  // Whoever reads the rest, this image is pulled (BuildKit 0.34).
  "# syntax=acme/frontend:1\nkind: other",
  "// syntax=acme/frontend:1\n{}",
  '{"syntax": "acme/frontend:1"}',
  `${" ".repeat(2000)}{"syntax": "acme/frontend:1"}`,
  '#!/usr/bin/env x\n{"syntax": "acme/frontend:1"}',
  `${"# a page of comments\n".repeat(1_000)}\n  # and one more\nFROM alpine\n`,
  `${"ARG A=1\n".repeat(3_000)}FROM a:$A AS b\nRUN true\n`,
  `FROM alpine\n${"RUN true\n".repeat(3_000)}`,
])("%.60j reads as a Dockerfile", (text) => {
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
  "from x import y\nfrom z import w",
  '{"Syntax": "acme/frontend:1"}',
  '# comment\n{"syntax": "acme/frontend:1"}',
  "ARG A",
  `${"# nothing but comments\n".repeat(1_000)}# to the end`,
  `${"# FROM a\n".repeat(3_000)}SELECT x`,
  `echo\n${"FROM a\n".repeat(3_000)}`,
])("%j does not", (text) => {
  expect(looksLikeDockerfile(text)).toBe(false);
});
