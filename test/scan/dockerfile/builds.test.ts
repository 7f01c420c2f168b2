/**
 * A Dockerfile as the builds that other files define see it. What BuildKit makes of arguments, targets, contexts and
 * platforms is from its dockerfile2llb and dockerui (convert.go, platform.go, config.go: NamedContext). builds.jsonl holds
 * generated builds, one a line, with the images that BuildKit v0.34.2's frontend asks a registry for.
 */
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import type { BuildContext, BuildDefinition, BuildValue } from "../../../src/scan/kit/build-definition.ts";
import { scanDockerfile } from "../../../src/scan/dockerfile/index.ts";
import type { Pull, Reference, ScanOptions } from "../../../src/model.ts";
import type { FileScan } from "../../../src/scan/kit/file-scan.ts";

/** A place in the file that defines the builds, by its line. */
function placed(line: number, text: string): Reference {
  const at = { file: "compose.yaml", line, column: 9, endLine: line, endColumn: 9 + text.length };
  return { ...at, text, source: "compose", kind: "arg", context: {} };
}

function value(text: string, line = 1, isDefault = false): BuildValue {
  return { pieces: [{ text, reference: placed(line, text) }], isDefault };
}

const open = (detail: string, line = 1): BuildValue => ({
  unresolved: { reason: "environment", detail },
  reference: placed(line, "${X}"),
});

interface Asked {
  readonly args?: Readonly<Record<string, BuildValue>>;
  readonly target?: BuildValue;
  readonly contexts?: Readonly<Record<string, BuildContext>>;
  readonly platforms?: readonly string[];
}

function definition({ args = {}, target, contexts = {}, platforms = [] }: Asked): BuildDefinition {
  return {
    dockerfile: "Dockerfile",
    at: { file: "compose.yaml", line: 1, column: 5 },
    name: "service app",
    args: new Map(Object.entries(args)),
    ...(target !== undefined && { target }),
    contexts: new Map(Object.entries(contexts)),
    platforms,
    madeBeside: [],
  };
}

function built(
  lines: readonly string[],
  builds: readonly Asked[],
  options: ScanOptions["dockerfile"] = { buildArgs: {} },
): FileScan {
  const result = scanDockerfile("Dockerfile", lines.join("\n"), options, builds.map(definition));
  const references = new Set(result.references);
  expect(result.pulls.flatMap((pull) => pull.references).every((one) => references.has(one))).toBe(true);
  return result;
}

const image = (name: string, line = 1): BuildContext => ({ image: value(name, line) });

function row({ image: pulled, unresolved, confidence, platform, reachable }: Pull): string {
  const words = [
    pulled ?? unresolved?.detail,
    confidence === "default" && "default",
    platform,
    !reachable && "unreached",
  ];
  return words.filter((word) => typeof word === "string").join(" ");
}

const rows = ({ pulls }: FileScan): string[] => pulls.map(row);
const places = ({ references }: Pull): string[] => references.map(({ file, line }) => `${file}:${line}`);

describe("arguments", () => {
  test("count like those that are typed, and the place of the version comes first", () => {
    const found = built(["ARG IMAGE", "FROM ${IMAGE}"], [{ args: { IMAGE: value("acme/db:1", 7) } }]);
    expect(rows(found)).toEqual(["acme/db:1"]);
    expect(found.pulls.map(places)).toEqual([["compose.yaml:7", "Dockerfile:2"]]);
    expect(found.problems).toEqual([]);
    const named = built(["ARG NAME=a", "FROM ${NAME}:1"], [{ args: { NAME: value("b", 7) } }]);
    expect(named.pulls.map(places)).toEqual([["Dockerfile:2", "compose.yaml:7"]]);
  });

  test("a default of the file that defines the build is a default", () => {
    expect(rows(built(["ARG V", "FROM a:$V"], [{ args: { V: value("1", 1, true) } }]))).toEqual(["a:1 default"]);
  });

  test("what the file does not declare has no effect", () => {
    expect(rows(built(["FROM a:${V:-0}"], [{ args: { V: value("1") } }]))).toEqual(["a:0"]);
    expect(rows(built(["FROM a:$TARGETARCH"], [{ args: { TARGETARCH: value("sparc") } }]))).toEqual(["a:sparc"]);
  });

  test("what only a run knows makes unresolved what uses it, and nothing else", () => {
    const lines = ["ARG V", "ARG W=w${V:-1}", "FROM a:${W} AS one", "FROM b:2 AS two", "COPY --from=one / /"];
    const found = built(lines, [{ args: { V: open("Nothing gives X a value.", 3) } }]);
    expect(rows(found)).toEqual(["Nothing gives X a value.", "b:2"]);
    expect(found.pulls.map(places)).toEqual([["compose.yaml:3", "Dockerfile:3"], ["Dockerfile:4"]]);
    expect(found.problems).toEqual([]);
  });

  test("what only a run knows is no mistake within a stage", () => {
    const lines = ["ARG P", "FROM scratch", "ARG P", "ARG Q=$P", "EXPOSE $P $Q", "VOLUME $P", "USER ${P:?}"];
    expect(built(lines, [{ args: { P: open("x") } }]).problems).toEqual([]);
    expect(built(lines, [{ args: { P: value("x") } }]).problems).toMatchObject([{ line: 5 }]);
  });

  test("the platform of a FROM may be one that only a run knows", () => {
    const found = built(["ARG P", "FROM --platform=$P a:1"], [{ args: { P: open("x") }, platforms: ["linux/arm64"] }]);
    expect(rows(found)).toEqual(["a:1"]);
    expect(found.problems).toEqual([]);
  });

  test("those that are typed count more", () => {
    const found = built(["ARG V", "FROM a:$V"], [{ args: { V: value("1") } }], { buildArgs: { V: "2" } });
    expect(rows(found)).toEqual(["a:2"]);
    expect(found.pulls[0]?.scenario?.arguments).toEqual(["--build-arg", "V=2"]);
  });

  test("the frontend", () => {
    const asked = (of: BuildValue): string[] => rows(built(["FROM a:1"], [{ args: { BUILDKIT_SYNTAX: of } }]));
    expect(asked(value(" acme/frontend:2 x=y"))).toEqual(["acme/frontend:2", "a:1"]);
    expect(asked(value("acme/frontend:2", 1, true))).toEqual(["acme/frontend:2 default", "a:1"]);
    expect(asked(open("Nothing gives X a value."))).toEqual(["Nothing gives X a value.", "a:1"]);
    expect(asked(value("dockerfile.v0"))).toEqual(["a:1"]);
    expect(rows(built(["FROM a:1"], [], { buildArgs: { BUILDKIT_SYNTAX: "b:1" } }))).toEqual(["a:1"]);
  });
});

describe("targets", () => {
  const lines = ["FROM a:1 AS one", "FROM b:1 AS two", "FROM c:1"];

  test("a stage by its name", () => {
    const found = built(lines, [{ target: value("One") }]);
    expect(rows(found)).toEqual(["a:1", "b:1 unreached", "c:1 unreached"]);
    expect(found.pulls[0]?.scenario?.arguments).toEqual(["--target", "One"]);
  });

  test("those that are typed count more", () => {
    const found = built(lines, [{ target: value("one") }], { buildArgs: {}, target: "two" });
    expect(rows(found)).toEqual(["a:1 unreached", "b:1", "c:1 unreached"]);
  });

  test("one that the file has not is said where it is asked for", () => {
    const { problems } = built(lines, [{ target: value("three", 9) }]);
    const message = 'there is no stage "three" to build in Dockerfile';
    expect(problems).toEqual([{ file: "compose.yaml", line: 9, column: 9, kind: "abort", message }]);
  });

  test("an empty one is none, and one that is typed is no matter of the file that defines the build", () => {
    expect(rows(built(lines, [{ target: value("") }])).at(-1)).toBe("c:1");
    const typed = { buildArgs: {}, target: "three" };
    for (const target of [undefined, value("two"), open("x")]) {
      const { problems } = built(lines, [target === undefined ? {} : { target }], typed);
      expect(problems).toMatchObject([{ file: "Dockerfile", line: 1, kind: "syntax" }]);
    }
  });

  test("any stage may be the one that only a run knows", () => {
    const found = built([...lines, "EXPOSE x"], [{ target: open("x") }]);
    expect(rows(found)).toEqual(["a:1", "b:1", "c:1"]);
    expect(found.problems).toEqual([]);
    expect(rows(built(["FROM a:$TARGETSTAGE"], [{ target: open("Who knows.") }]))).toEqual(["Who knows."]);
  });
});

describe("contexts", () => {
  const contexts = {
    base: image("alpine:3.20", 3),
    "acme/go": image("acme/golang:1.22", 4),
    "docker.io/library/debian:latest": image("acme/debian:1", 5),
    src: "no image",
  } as const;

  test("stand for images, however those are spelt", () => {
    const lines = [
      "FROM base AS one",
      "COPY --from=acme/go:latest / /",
      "COPY --from=src / /",
      "RUN --mount=from=Debian,target=/x true",
      "RUN --mount=from=debian,target=/x true",
      "FROM index.docker.io/library/base",
      "COPY --from=one / /",
      "COPY --from=base:2 / /",
      "FROM src",
    ];
    const found = built(lines, [{ contexts }]);
    expect(found.pulls.map(({ image: pulled }) => pulled)).toEqual(
      expect.arrayContaining(["alpine:3.20", "acme/golang:1.22", "acme/debian:1", "base:2"]),
    );
    expect(found.pulls.map(places)[0]).toEqual(["compose.yaml:3", "Dockerfile:1"]);
    expect(found.pulls.some(({ image: pulled }) => pulled === "base" || pulled === "src")).toBe(false);
  });

  test("take the place of stages, whose own base is not pulled", () => {
    const lines = ["FROM ubuntu:22.04 AS base", "RUN x", "FROM base", "COPY --from=0 / /"];
    expect(rows(built(lines, [{ contexts }]))).toEqual(["alpine:3.20"]);
    expect(rows(built(lines, [{ contexts: { base: "no image" } }]))).toEqual([]);
    // Nothing of a stage that is replaced is run, and it may come later.
    const early = [
      "FROM a:1",
      "COPY --from=base / /",
      "FROM b:1 AS base",
      "EXPOSE x",
      "FROM base",
      "COPY --from=0 / /",
    ];
    const { pulls, problems } = built(early, [{ contexts }]);
    expect([pulls.length, problems]).toEqual([2, []]);
    // "context" and "scratch" are no names for this.
    expect(rows(built(["FROM a:1 AS context"], [{ contexts: { context: image("b:1") } }]))).toEqual(["a:1"]);
  });

  test("a name of which only a run knows what it is", () => {
    const found = built(["FROM base", "COPY --from=base / /"], [{ contexts: { base: { image: open("Who knows.") } } }]);
    expect(rows(found)).toEqual(["Who knows.", "Who knows."]);
    expect(found.problems).toEqual([]);
  });

  test("scratch is nothing, and what no registry accepts is said", () => {
    expect(rows(built(["FROM base"], [{ contexts: { base: image("scratch") } }]))).toEqual([]);
    expect(built(["FROM base"], [{ contexts: { base: image("A B") } }]).problems).toMatchObject([{ line: 1 }]);
    expect(rows(built(["FROM base"], [{ contexts: { "A B": image("a:1") } }]))).toEqual(["base"]);
  });

  test("stand for the frontend, and for the time of the sources", () => {
    const lines = ["# syntax=docker/dockerfile:1", "FROM a:1"];
    const frontend = { "docker/dockerfile:1": image("acme/dockerfile:2") };
    expect(rows(built(lines, [{ contexts: frontend }]))).toEqual(["acme/dockerfile:2", "a:1"]);
    expect(rows(built(lines, [{ contexts: { "docker/dockerfile:1": "no image" } }]))).toEqual(["a:1"]);
    const time = { args: { SOURCE_DATE_EPOCH: value("src") }, contexts };
    expect(built(["FROM a:1"], [time]).problems).toEqual([]);
  });
});

describe("platforms", () => {
  test("each is a build, and what FROM asks for counts more", () => {
    const lines = [
      "FROM --platform=$BUILDPLATFORM a:1 AS one",
      "FROM b:$TARGETARCH$TARGETVARIANT",
      "COPY --from=one / /",
      "COPY --from=c:1 / /",
    ];
    const found = built(lines, [{ platforms: ["linux/amd64", "linux/arm"] }]);
    expect(rows(found)).toEqual([
      "a:1",
      "b:amd64 linux/amd64",
      "c:1 linux/amd64",
      "b:armv7 linux/arm/v7",
      "c:1 linux/arm/v7",
    ]);
  });

  test("one that nobody can read is up to the builder", () => {
    expect(rows(built(["FROM a:$TARGETARCH"], [{ platforms: ["${{ x }}"] }]))).toEqual(["a:amd64 default"]);
  });
});

describe("several builds", () => {
  test("what is pulled alike is pulled once, with what differs beside it", () => {
    const lines = ["ARG V", "FROM a:1 AS base", "FROM b:$V AS two", "COPY --from=base / /"];
    const found = built(lines, [
      { args: { V: value("1", 3) } },
      { args: { V: value("2", 5) } },
      { args: { V: value("2", 5), OTHER: value("x") } },
    ]);
    expect(rows(found)).toEqual(["a:1", "b:1", "b:2"]);
  });

  test("what one build does not reach is left out where another does", () => {
    const lines = ["FROM a:1 AS one", "FROM b:1 AS two"];
    expect(rows(built(lines, [{ target: value("one") }, { target: value("two") }]))).toEqual(["a:1", "b:1"]);
  });

  test("a place is unresolved where it is in all builds", () => {
    const lines = ["ARG V", "FROM a:$V"];
    const unresolvedAt = (builds: readonly Asked[]): boolean[] =>
      built(lines, builds).references.map(({ unresolved }) => unresolved !== undefined);
    const unknown = { args: { V: { ...open("x"), reference: placed(1, "x") } } };
    expect(unresolvedAt([unknown])).toEqual([true, false]);
    expect(unresolvedAt([unknown, { args: { V: value("1") } }])).toEqual([false, false, false]);
  });

  test("a mistake of all builds is said once", () => {
    const builds = [{ args: { V: value("1") } }, { args: { V: value("2") } }];
    expect(built(["ARG V", "FROM a:$V", "EXPOSE x"], builds).problems).toMatchObject([{ line: 3 }]);
  });

  test("ever so many are not followed to their end", () => {
    const builds = Array.from({ length: 250 }, (_, at) => ({ args: { V: value(String(at), at) } }));
    const found = built(["ARG V", "FROM a:$V"], builds);
    expect(found.pulls).toHaveLength(100);
    expect(found.problems).toEqual([
      {
        file: "Dockerfile",
        line: 1,
        column: 1,
        kind: "limit",
        message: "150 more builds of this file are not followed.",
      },
    ]);
    const long = ["ARG V", ...Array.from({ length: 10_000 }, (_, at) => `FROM a:$V AS s${at}`)];
    const start = process.cpuUsage();
    expect(built(long, builds).pulls.length).toBeLessThan(20_001);
    expect(process.cpuUsage(start).user / 1e6).toBeLessThan(10);
  });
});

interface Measured {
  readonly text: string;
  readonly contexts: Readonly<Record<string, string>>;
  readonly args: Readonly<Record<string, string>>;
  readonly platforms: readonly string[];
  readonly target?: string;
  readonly resolved: readonly string[];
}

const measured = readFileSync(new URL("builds.jsonl", import.meta.url), "utf8")
  .trim()
  .split("\n")
  .map((line): Measured => JSON.parse(line));

test.each(measured)("BuildKit: $text", ({ text, contexts, args, platforms, target, resolved }) => {
  const SCHEME = "docker-image://";
  const found = built(text.split("\n"), [
    {
      args: Object.fromEntries(Object.entries(args).map(([name, given]) => [name, value(given)])),
      ...(target !== undefined && { target: value(target) }),
      contexts: Object.fromEntries(
        Object.entries(contexts).map(([name, given]) => [
          name,
          given.startsWith(SCHEME) ? image(given.slice(SCHEME.length)) : "no image",
        ]),
      ),
      platforms,
    },
  ]);
  const asked = found.pulls.filter(({ reachable, references }) => reachable && references[0]?.kind !== "syntax");
  // The frontend's machine is one of linux/amd64.
  const images = asked.flatMap(({ canonical, platform }) => `${canonical} for ${platform ?? "linux/amd64"}`);
  expect([...new Set(images)].toSorted()).toEqual(resolved);
  expect(found.problems).toEqual([]);
});
