/** Files that Compose is led to by others, read by the shipped scan as compose-go loads them. */
import { describe, expect, test } from "vitest";
import { type Files, found, foundIn, foundSoon } from "./found.ts";

const image = (name = "debian:12"): string => `services: {a: {image: '${name}'}}\n`;

const list = (text: (number: number) => string): string => Array.from({ length: 3000 }, (_, n) => text(n)).join();

describe("files that Compose is led to, whatever they are called", () => {
  /** What compose-go 2.16 loads of each. */
  test.each<[name: string, files: Files, images: readonly string[]]>([
    ["include", { "compose.yaml": "include: [other]\n", other: image() }, ["debian:12"]],
    ["include, long", { "compose.yaml": "include: [{path: other}]\n", other: image() }, ["debian:12"]],
    ["include, quoted oddly", { "compose.yaml": '"incl\\u0075de": [other]\n', other: image() }, ["debian:12"]],
    [
      "several paths, from the folder of the project",
      {
        "compose.yaml": "include: [{path: [o1, sub/o2], project_directory: pd}]\n",
        o1: image(),
        "sub/o2": "services: {b: {build: {context: ., dockerfile: odd}}}\n",
        "pd/odd": "FROM debian:13\n",
      },
      ["debian:12", "debian:13"],
    ],
    [
      "variables of env_file",
      { "compose.yaml": "include: [{path: o, env_file: [e]}]\n", o: image("debian:${T:-1}"), e: "T=12" },
      ["debian:12"],
    ],
    [
      "those of whoever includes count more",
      {
        "compose.yaml": "include: [{path: o, env_file: e}]\n",
        ".env": "T=12",
        o: image("debian:${T:-1}"),
        e: "T=13",
      },
      ["debian:12"],
    ],
    [
      "a file of a usual name, with others' variables and with its own",
      { "compose.yaml": "include: [sub/compose.yaml]\n", ".env": "T=12", "sub/compose.yaml": image("debian:${T:-1}") },
      ["debian:1", "debian:12"],
    ],
    ["a variable", { "compose.yaml": "include: ['${X:-o}']\n", o: image() }, ["debian:12"]],
    [
      "includes of includes",
      { "compose.yaml": "include: [sub/o]\n", "sub/o": "include: [p]\n", "sub/p": image() },
      ["debian:12"],
    ],
    [
      "in the folder of the first project",
      {
        "compose.yaml": "include: [{path: sub/o, project_directory: .}]\n",
        "sub/o": "include: [p]\n",
        "sub/p": image("debian:11"),
        p: image(),
      },
      ["debian:12"],
    ],
    [
      "extends, of which only that service counts",
      {
        "compose.yaml": "services: {a: {extends: {file: base, service: z}}}\n",
        base: "services: {z: {image: 'debian:12'}, y: {image: 'debian:11'}}\n",
      },
      ["debian:12"],
    ],
    [
      "extends of extends, with Dockerfiles from its folder",
      {
        "compose.yaml": "services: {a: {extends: {file: sub/base, service: z}}}\n",
        "sub/base": "services: {z: {extends: y}, y: {extends: {file: deep, service: x}}}\n",
        "sub/deep": "services: {x: {image: 'debian:12', build: {context: ., dockerfile: odd}}}\n",
        "sub/odd": "FROM debian:13\n",
      },
      ["debian:12", "debian:13"],
    ],
    [
      "COMPOSE_FILE",
      { ".env": "COMPOSE_FILE=one:two\n", one: image(), two: image("debian:13") },
      ["debian:12", "debian:13"],
    ],
    [
      "COMPOSE_FILE with a sign of its own",
      { ".env": "COMPOSE_PATH_SEPARATOR=,\nCOMPOSE_FILE=one,two\n", one: image(), two: image("debian:13") },
      ["debian:12", "debian:13"],
    ],
    [
      "a Dockerfile by a variable",
      {
        "compose.yaml": "services: {a: {build: {context: '${X:-sub}', dockerfile: '${Y}odd'}}}\n",
        "sub/odd": "FROM debian:12\n",
      },
      ["debian:12"],
    ],
    [
      "a Dockerfile with the name of a Compose file",
      {
        "compose.yaml": "services: {a: {build: {context: x, dockerfile: compose.yaml}}}\n",
        "x/compose.yaml": "FROM debian:12\n",
      },
      ["debian:12"],
    ],
    [
      "dockerComposeFile",
      { ".devcontainer/devcontainer.json": '{"dockerComposeFile": "../odd"}', odd: image() },
      ["debian:12"],
    ],
    [
      "several, with variables of the workspace",
      {
        ".devcontainer.json": '{"dockerComposeFile": ["x/odd", "${localWorkspaceFolder}/y"]}',
        ".env": "T=12",
        "x/odd": image("debian:$T"),
        y: image("debian:13"),
      },
      ["debian:12", "debian:13"],
    ],
  ])("%s", async (_, files, images) => {
    expect(new Set(await foundIn(files))).toEqual(new Set(images));
  });

  test.each<[name: string, files: Files, said: readonly string[]]>([
    ["a missing file", { "compose.yaml": "include: [odd]\n" }, ["missing-include"]],
    ["a folder", { "compose.yaml": "include: [sub]\n", "sub/x": "" }, ["missing-include"]],
    ["another repository", { "compose.yaml": "include: ['https://github.com/x/y.git']\n" }, ["remote-include"]],
    ["an artifact", { "compose.yaml": "include: ['oci://docker.io/x/y:1']\n" }, ["remote-include"]],
    ["outside", { "compose.yaml": "include: [../../../odd, /etc/odd]\n" }, ["missing-include", "missing-include"]],
    ["no list", { "compose.yaml": "include: odd\n", odd: image() }, ["abort"]],
    ["a map", { "compose.yaml": "include: {path: odd}\n", odd: image() }, ["abort"]],
    ["a variable without a value", { "compose.yaml": "include: ['${X}odd']\n", odd: image() }, ["missing-include"]],
    ["a variable that is none", { "compose.yaml": "include: ['${X']\n" }, ["missing-include"]],
    [
      "a missing env_file",
      { "compose.yaml": "include: [{path: odd, env_file: [/dev/null, e]}]\n", odd: image() },
      ["debian:12", "missing-include"],
    ],
    [
      "a folder outside",
      { "compose.yaml": "include: [{path: odd, project_directory: /x}]\n", odd: image() },
      ["missing-include"],
    ],
    [
      "extends of nothing",
      { "compose.yaml": "services: {a: {extends: {file: odd, service: b}}}\n" },
      ["missing-include"],
    ],
    [
      "extends from elsewhere",
      { "compose.yaml": "services: {a: {extends: {file: 'git@x:y.git', service: b}}}\n" },
      ["remote-include"],
    ],
    ["COMPOSE_FILE", { ".env": "COMPOSE_FILE=odd\n" }, ["missing-include"]],
    ["dockerComposeFile", { ".devcontainer.json": '{"dockerComposeFile": "odd"}' }, ["missing-include"]],
    [
      "the dockerComposeFile of a host",
      { ".devcontainer.json": '{"dockerComposeFile": ["${localEnv:X}/odd", "/odd"]}' },
      ["missing-include", "missing-include"],
    ],
  ])("%s is said", async (_, files, said) => {
    expect(await foundIn(files)).toEqual(said);
  });

  test("circles are named", async () => {
    const many = Object.fromEntries(Array.from({ length: 15 }, (_, n) => [`f${n}`, `include: [f${(n + 1) % 15}]\n`]));
    const cases = {
      itself: { "compose.yaml": "include: [compose.yaml]\n" },
      other: { "compose.yaml": "include: [odd]\n", odd: "include: [odd, compose.yaml]\n" },
      services: {
        "compose.yaml": "services: {a: {extends: {file: odd, service: b}}}\n",
        odd: "services: {b: {extends: {file: odd, service: c}}, c: {extends: b}}\n",
      },
      many: { "compose.yaml": "include: [f0]\n", ...many },
    };
    expect(await found(cases)).toEqual({
      itself: ["abort"],
      other: ["abort", "abort"],
      services: ["abort"],
      many: ["abort"],
    });
  });

  test("what doubles ends, and is said", async () => {
    const doubling = (entries: (next: string) => string): Files => ({
      "compose.yaml": `include: [${entries("f0")}]\n`,
      ...Object.fromEntries(Array.from({ length: 30 }, (_, n) => [`f${n}`, `include: [${entries(`f${n + 1}`)}]\n`])),
      f30: image(),
      e1: "",
      e2: "",
    });
    const folders = Array.from({ length: 300 }, (_, n) => `{path: odd, project_directory: p${n}}`).join(", ");
    expect(await foundSoon(doubling((next) => `${next}, ${next}`))).toEqual(["debian:12"]);
    const folded = doubling((next) => `{path: ${next}, project_directory: a}, {path: ${next}, project_directory: b}`);
    expect(await foundSoon(folded)).toContain("missing-include");
    expect(await foundSoon({ "compose.yaml": `include: [${folders}]\n`, odd: image() })).toEqual([
      "debian:12",
      "limit",
    ]);
    const extended = {
      "compose.yaml": `services: {${list((n) => `s${n}: {extends: {file: odd, service: t${n}}}`)}}\n`,
      odd: `services: {${list((n) => `t${n}: {image: 'debian:12'}`)}}\n`,
    };
    expect(await foundSoon(extended)).toContain("limit");
  });
});
