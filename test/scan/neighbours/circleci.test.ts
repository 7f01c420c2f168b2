/** After CircleCI's configuration reference and its guides to parameters, executors and matrix jobs. */
import { expect, test } from "vitest";
import { scanCircleci } from "../../../src/scan/neighbours/circleci/index.ts";
import { rows } from "../in-memory.ts";

const scan = (...lines: readonly string[]) => scanCircleci(".circleci/config.yml", lines.join("\n"));
const images = (...lines: readonly string[]) =>
  scan(...lines).pulls.map(({ image, unresolved, confidence }) => [image ?? unresolved?.reason, confidence]);

const imagesOfJob = (workflow: string) =>
  images(
    "jobs: { t: { parameters: { v: { type: string, default: '1' } }, docker: [{ image: 'a:<<parameters.v>>' }] } }",
    workflow,
  ).map(([image]) => image);

const imageIn = (name: string) =>
  images("parameters: { tag: { type: string, default: '3.20' } }", `jobs: { a: { docker: [{ image: '${name}' }] } }`);

test("the image of a job and its services; those of machines are no container images", () => {
  const found = scan(
    "version: 2.1",
    "jobs:",
    "  build:",
    "    docker:",
    "      - image: cimg/node:22.1",
    "        auth: { username: u, password: $P }",
    "      - image: postgres:16",
    "      - {}",
    "  m: { machine: { image: 'ubuntu-2204:2024.01.1' } }",
    "  n: { macos: { xcode: '15' } }",
  );
  expect(rows(found)).toEqual(["5:16 cimg/node:22.1 → cimg/node:22.1", "7:16 postgres:16 → postgres:16"]);
  expect(found.pulls.map(({ references: [first], engine }) => [first?.kind, first?.context, engine])).toEqual([
    ["image", { job: "build" }, "docker"],
    ["service", { job: "build" }, "docker"],
  ]);
});

const NODE = [
  "executors:",
  "  node: { parameters: { tag: { type: string, default: '20' } }, docker: [{ image: 'node:<< parameters.tag >>' }] }",
];

test("executors, with their defaults and with what a job hands over", () => {
  expect(images(...NODE)).toEqual([["node:20", "exact"]]);
  expect(images(...NODE, "jobs: { a: { executor: node } }")).toEqual([["node:20", "exact"]]);
  expect(images(...NODE, "jobs: { a: { executor: { name: node, tag: '22' } }, b: { executor: gone } }")).toEqual([
    ["node:22", "exact"],
  ]);
});

test("parameters of jobs have the values of the workflows", () => {
  expect(imagesOfJob("")).toEqual(["a:1"]);
  expect(imagesOfJob("workflows: { w: { jobs: [t] } }")).toEqual(["a:1"]);
  expect(imagesOfJob("workflows: { w: { jobs: [{ t: { v: '2' } }, { t: { v: '3', requires: [x] } }] } }")).toEqual([
    "a:2",
    "a:3",
  ]);
  expect(imagesOfJob("workflows: { w: { jobs: [{ t: { matrix: { parameters: { v: ['2', '3'] } } } }] } }")).toEqual([
    "a:2",
    "a:3",
  ]);
  expect(
    imagesOfJob(
      "workflows: { w: { jobs: [{ t: { matrix: { parameters: { v: ['2', '3'], w: [x] }, exclude: [{ v: '3', w: x }] } } }] } }",
    ),
  ).toEqual(["a:2"]);
  expect(
    imagesOfJob("workflows: { w: { jobs: [{ t: { v: 'n<< matrix.x >>', matrix: { parameters: { x: ['2'] } } } }] } }"),
  ).toEqual(["a:n2"]);
  const lists = Array.from({ length: 101 }, (_, index) => `p${index}: [x]`).join();
  expect(imagesOfJob(`workflows: { w: { jobs: [{ t: { matrix: { parameters: { ${lists} } } } }] } }`)).toEqual(["a:1"]);
});

test("a job hands its parameters on to its executor", () => {
  expect(
    images(
      ...NODE,
      "jobs: { a: { parameters: { v: { type: string }, e: { type: executor, default: node } }, executor: { name: << parameters.e >>, tag: << parameters.v >> } } }",
      "workflows: { w: { jobs: [{ a: { matrix: { parameters: { v: ['22', '24'] } } } }, { b: {} }] } }",
    ),
  ).toEqual([
    ["node:22", "exact"],
    ["node:24", "exact"],
  ]);
});

test("parameters of the pipeline, what nobody gives, and variables of the environment", () => {
  expect(imageIn("alpine:<< pipeline.parameters.tag >>")).toEqual([["alpine:3.20", "default"]]);
  expect(imageIn("alpine:<< pipeline.number >>")).toEqual([["expression", "unresolved"]]);
  expect(imageIn("$ECR/alpine:1")).toEqual([["environment", "unresolved"]]);
  expect(imageIn(`alpine:${"<< x >>".repeat(1000)}`)).toEqual([["invalid-name", "unresolved"]]);
});

test("orbs in the file are read, others are said not to be", () => {
  const found = scan(
    "orbs:",
    "  node: circleci/node@5.2",
    "  own:",
    "    executors: { e: { docker: [{ image: 'own:1' }] } }",
    "    jobs: { j: { executor: e }, k: { docker: [{ image: 'k:<< parameters.v >>' }], parameters: { v: {} } } }",
    "jobs: { a: { executor: own/e } }",
    "workflows: { w: { jobs: [own/j, node/test, { own/k: { v: '2' } }] } }",
  );
  expect(found.problems.map(({ kind, line, message }) => [kind, line, message])).toEqual([
    ["remote-include", 2, "The orb circleci/node@5.2 lies elsewhere: what it says of images is not read."],
  ]);
  expect(found.pulls.map(({ image }) => image)).toEqual(["own:1", "k:2"]);
});

test("more jobs than are followed", () => {
  const list = Array.from({ length: 130 }, (_, index) => index).join();
  const lines = [
    "jobs: { t: { parameters: { v: {} }, docker: [{ image: 'a:<< parameters.v >>' }] } }",
    `workflows: { w: { jobs: [{ t: &t { matrix: { parameters: { v: [${list}] } } } },${"{ t: *t },".repeat(200)}] } }`,
  ];
  const found = scan(...lines);
  expect(found.pulls.filter(({ image }) => image !== null)).toHaveLength(128);
  expect(found.problems.map(({ kind }) => kind)).toEqual(["unreadable"]);
});
