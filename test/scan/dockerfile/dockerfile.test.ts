/** What a scan says beyond the set of images: places, confidence, reasons, platforms, words for people. */
import { describe, expect, test } from "vitest";
import { scan } from "./scan.ts";

const only = <Item>(items: readonly Item[]): Item => {
  const [item, ...more] = items;
  if (item === undefined || more.length > 0) throw new Error(`${items.length} items, not one`);
  return item;
};

const pullOf = (text: string, given = {}) => only(scan(text, given).pulls);
const placesOf = (text: string, given = {}) =>
  pullOf(text, given).references.map(({ kind, line, column, text: written }) => [kind, line, column, written]);

describe("where a person would edit a name", () => {
  test("a literal: the name itself", () => {
    expect(placesOf("FROM alpine:3.20")).toEqual([["from", 1, 6, "alpine:3.20"]]);
  });

  test("a tag from an ARG: its default, then the name", () => {
    expect(placesOf('ARG TAG="3.20"\nFROM alpine:$TAG')).toEqual([
      ["arg", 1, 10, "3.20"],
      ["from", 2, 6, "alpine:$TAG"],
    ]);
  });

  test("a registry from an ARG: the name, then the default", () => {
    expect(placesOf("ARG REG=ghcr.io\nFROM $REG/org/tool:1")).toEqual([
      ["from", 2, 6, "$REG/org/tool:1"],
      ["arg", 1, 9, "ghcr.io"],
    ]);
  });

  test("all of it from ARGs that hold each other", () => {
    expect(placesOf("ARG REG=ghcr.io\nARG IMG=${REG}/org/tool\nARG TAG=1.0\nFROM ${IMG}:${TAG} AS x")).toEqual([
      ["arg", 3, 9, "1.0"],
      ["from", 4, 6, "${IMG}:${TAG}"],
      ["arg", 1, 9, "ghcr.io"],
      ["arg", 2, 9, "${REG}/org/tool"],
    ]);
  });

  test("a digest from an ARG", () => {
    const digest = `sha256:${"a".repeat(64)}`;
    expect(placesOf(`ARG DIGEST=${digest}\nFROM alpine:3@$DIGEST`)[0]).toEqual(["arg", 1, 12, digest]);
  });

  test("no tag: where the path ends", () => {
    expect(placesOf("ARG B=-slim\nFROM debian$B")[0]).toEqual(["arg", 1, 7, "-slim"]);
    expect(placesOf("ARG B=deb\nFROM ${B}ian")[0]).toEqual(["from", 2, 6, "${B}ian"]);
    expect(placesOf("ARG B=debian\nFROM $B")[0]).toEqual(["arg", 1, 7, "debian"]);
  });

  test("a default written in the name: the name", () => {
    expect(placesOf("FROM node:${V:-20}")).toEqual([["from", 1, 6, "node:${V:-20}"]]);
  });

  test("a part that the command line gives has no place", () => {
    expect(placesOf("ARG TAG=3\nFROM alpine:$TAG", { buildArgs: { TAG: "4" } })).toEqual([
      ["from", 2, 6, "alpine:$TAG"],
    ]);
  });

  test("one default of two names is one reference", () => {
    const { references, pulls } = scan("ARG TAG=3\nFROM a:$TAG AS x\nFROM b:$TAG");
    expect(references.map(({ kind }) => kind)).toEqual(["arg", "from", "from"]);
    expect(pulls[0]?.references[0]).toBe(pulls[1]?.references[0]);
  });
});

describe("confidence", () => {
  test.each([
    ["FROM alpine:3", "exact", "alpine:3"],
    ["FROM node:${V:-20}", "exact", "node:20"],
    ["ARG V\nFROM node:${V:-20}", "default", "node:20"],
    ["ARG V=20\nFROM node:$V", "default", "node:20"],
    ["FROM img-${TARGETARCH}:1", "default", "img-amd64:1"],
    ["ARG V=${W:-3}\nFROM a:$V", "default", "a:3"],
  ])("%j is %s", (text, confidence, image) => {
    expect(pullOf(text)).toMatchObject({ confidence, image });
  });

  test("what the command line gives is exact", () => {
    const text = "ARG V=20\nFROM node:$V";
    expect(pullOf(text, { buildArgs: { V: "22" } })).toMatchObject({
      confidence: "exact",
      image: "node:22",
      scenario: { profiles: [], arguments: ["--build-arg", "V=22"] },
    });
    expect(pullOf(text).scenario).toBeNull();
    expect(pullOf(text, { buildArgs: { TOKEN: "secret" } }).scenario).toBeNull();
  });
});

describe("names that cannot be known", () => {
  test.each([
    ["ARG TAG\nFROM alpine:$TAG", "environment", "--build-arg TAG="],
    ["ARG BASE\nFROM $BASE", "environment", "--build-arg BASE="],
    ["ARG TAG\nARG IMG=alpine:$TAG\nFROM $IMG", "environment", "--build-arg TAG="],
    ["FROM a:$TAG\nARG TAG=1", "environment", "declare ARG TAG=… before the first FROM"],
    ["FROM Alpine:3", "invalid-name", 'write "alpine"'],
    // As in cmd/community/Dockerfile.multi-arch of SigNoz/signoz: what is wrong is written nowhere in FROM.
    [
      "ARG S=give-one\nFROM alpine@sha256:$S",
      "invalid-name",
      'its variables make it "alpine@sha256:give-one", and the',
    ],
    ["FROM ${X^^}", "unsupported-expression", "${X^…}"],
    ["FROM {{ base_image }}:{{ tag }}", "template", "another tool"],
    ["FROM REPLACE-ME", "template", "another tool"],
    ["FROM @BASE@", "template", "another tool"],
    ["FROM go:2-${templateOption:imageVariant}", "template", "another tool"],
    ["ARG V=${templateOption:imageVariant}\nFROM go:$V", "template", "another tool"],
  ])("%j: %s", (text, reason, detail) => {
    const pull = pullOf(text);
    expect(pull).toMatchObject({ image: null, confidence: "unresolved", unresolved: { reason } });
    expect(pull.canonical).toBeUndefined();
    expect(pull.unresolved?.detail).toContain(detail);
    expect(pull.references[0]?.unresolved).toEqual(pull.unresolved);
  });

  test("a variable in COPY --from", () => {
    const { pulls, problems } = scan("FROM alpine:3\nARG UV=1\nCOPY --from=ghcr.io/astral-sh/uv:${UV} /uv /bin/");
    expect(pulls[1]).toMatchObject({
      image: null,
      written: "ghcr.io/astral-sh/uv:${UV}",
      unresolved: { reason: "unsupported-expression", detail: expect.stringContaining("name a stage with FROM") },
    });
    expect(problems).toHaveLength(1);
  });

  // As in src/java-postgres of devcontainers/templates: the option is filled in before any builder reads the file
  // (containers.dev/implementors/templates).
  test("an option of a template is no fault of the Dockerfile", () => {
    const { pulls, problems } = scan(
      'FROM java:3-${templateOption:imageVariant}\nARG INSTALL="${templateOption:installMaven}"\nENV A=${templateOption:a}',
    );
    expect(pulls).toMatchObject([{ image: null, unresolved: { reason: "template" } }]);
    expect(problems).toMatchObject([{ kind: "dialect", message: expect.stringContaining("this is a template") }]);
  });

  test("a template that holds an AS", () => {
    expect(pullOf("FROM {{ a as b }}:{{ if x }}1 AS installer{{if y:\nRUN x")).toMatchObject({
      written: "{{ a as b }}:{{ if x }}1",
      unresolved: { reason: "template" },
    });
  });

  test("a template is one problem, however odd the rest of it is", () => {
    const { problems, references } = scan(
      "{% if gpu %}\nFROM nvidia/cuda:{{ v }} AS b\n{% else %}\nFROM alpine:3\n{% endif %}\nFOO",
    );
    expect(problems).toEqual([expect.objectContaining({ kind: "dialect", line: 1 })]);
    expect(references.map(({ text }) => text)).toEqual(["nvidia/cuda:{{ v }}", "alpine:3"]);
  });
});

describe("what is longer than anybody writes is not worked out", () => {
  test.each([
    ["a value that a pattern is held against", `ARG A=${"a".repeat(5000)}\nFROM b:\${A#a}`, "too long for a pattern"],
    ["a value with parts replaced", `ARG A=${"a".repeat(5000)}\nFROM b:\${A/a/b}`, "too long for a pattern"],
    ["a pattern", `ARG A=a\nFROM b:\${A#${"?".repeat(600)}}`, "is too long"],
    ["a value", `ARG A=${"a".repeat(40_000)}\nARG B=$A$A\nFROM b:$B`, "ARG B: the value is too long"],
    ["a value in braces", `ARG A=${"a".repeat(40_000)}\nFROM b:\${A:+$A}\${A}`, "the value is too long"],
  ])("%s", (_, text, detail) => {
    expect(pullOf(text)).toMatchObject({ image: null, unresolved: { detail: expect.stringContaining(detail) } });
    expect(scan(text).problems.length).toBeGreaterThan(0);
  });
});

describe("platforms", () => {
  test.each([
    ["FROM --platform=linux/arm64 a", "linux/arm64"],
    ["FROM --platform=arm64 a", "linux/arm64"],
    ["FROM --platform=linux/x86_64 a", "linux/amd64"],
    ["ARG P=linux/s390x\nFROM --platform=$P a", "linux/s390x"],
    ["FROM --platform=$TARGETOS/arm64 a", "linux/arm64"],
    ["FROM --platform=$BUILDPLATFORM a", null],
    ["FROM --platform=linux/$TARGETARCH a", null],
    ["FROM --platform= a", null],
    ["FROM a", null],
  ])("%j asks for %s", (text, platform) => {
    expect(pullOf(text).platform).toBe(platform);
    expect(scan(text).problems).toEqual([]);
  });

  test("copies and mounts are of the platform of the build, whatever the stage asks for", () => {
    const { pulls } = scan("FROM --platform=linux/arm64 a\nCOPY --from=b:1 / /\nRUN --mount=from=c:1,target=/x ls");
    expect(pulls.map(({ platform }) => platform)).toEqual(["linux/arm64", null, null]);
  });
});

describe("what is reached", () => {
  const text = "FROM a:1 AS one\nFROM b:1 AS two\nCOPY --from=c:1 / /\nFROM one\nCOPY --from=two / /";
  const reached = (given = {}) =>
    scan(text, given).pulls.map(({ image, reachable, stage }) => [image, reachable, stage]);

  test("from the last stage", () => {
    expect(reached()).toEqual([
      ["a:1", true, "one"],
      ["b:1", true, "two"],
      ["c:1", true, "two"],
    ]);
  });

  test("from a target, in any case", () => {
    expect(reached({ target: "ONE" }).map(([, reachable]) => reachable)).toEqual([true, false, false]);
  });

  test("a target that is not there", () => {
    expect(scan(text, { target: "three" }).problems[0]?.message).toContain('no stage "three"');
    expect(reached({ target: "three" })).toEqual(reached());
  });

  test("a trigger, if a stage here fires it", () => {
    const trigger = "ONBUILD COPY --from=tool:1 / /\n";
    expect(scan(`FROM a:1 AS x\n${trigger}`).pulls[1]).toMatchObject({
      reachable: false,
      references: [{ kind: "onbuild-copy" }],
    });
    expect(scan(`FROM a:1 AS x\n${trigger}FROM x`).pulls[1]).toMatchObject({ reachable: true });
  });

  test("a stage without a name has the one that BuildKit shows", () => {
    expect(pullOf("FROM a").stage).toBe("stage-0");
  });
});

describe("the frontend image", () => {
  test("is pulled, and is of no stage", () => {
    const [syntax] = scan("# syntax=docker/dockerfile:1\nFROM a").pulls;
    expect(syntax).toMatchObject({
      canonical: "docker.io/docker/dockerfile:1",
      reachable: true,
      references: [{ kind: "syntax", line: 1, column: 10 }],
    });
    expect(syntax).not.toHaveProperty("stage");
  });

  test("is the one that BUILDKIT_SYNTAX names", () => {
    const [syntax] = scan("# syntax=docker/dockerfile:1\nFROM a", {
      buildArgs: { BUILDKIT_SYNTAX: " my/fe:2 x=y" },
    }).pulls;
    expect(syntax?.image).toBe("my/fe:2");
  });

  test("with escapes in it is where all of the object is", () => {
    const text = ' {"a": 1, "syntax": "ghcr.io\\u002fx/y:1"}\n';
    expect(scan(text).pulls).toMatchObject([
      { canonical: "ghcr.io/x/y:1", references: [{ kind: "syntax", column: 2, text: text.trim() }] },
    ]);
  });

  test.each(['{"a":1}', '{"syntax":1}', '{"syntax":""}', '{"syntax":"a/b"', "#!/bin/x"])("%j names none", (text) => {
    expect(scan(text).references).toEqual([]);
  });

  test("dockerfile.v0 is built in", () => {
    expect(scan("# syntax=dockerfile.v0\nFROM a").pulls).toHaveLength(1);
  });

  test("a file that is JSON", () => {
    expect(scan('{ "syntax": "ghcr.io/x/y:1", "a": 1 }').references).toMatchObject([
      { kind: "syntax", column: 14, text: "ghcr.io/x/y:1" },
    ]);
  });
});

describe("problems", () => {
  test.each([
    ["FROM alpine:3 # pinned", 1, "comment cannot follow"],
    ["FROM alpine:3\nCOPY --from busybox:1 /a /b", 2, "write --from=VALUE"],
    ["FROM alpine:3\nCOPY --FROM=busybox:1 /a /b", 2, "no flag --FROM"],
    ["FROM alpine:3\nINCLUDE x", 2, '"INCLUDE" is not an instruction'],
    ["FROM alpine:3\nRUN <<EOF\nx", 2, '"EOF" is not ended'],
    ["FROM a AS b\nCOPY --from=c / /\nFROM d AS c\nFROM b", 2, "needs the stage c, which comes later"],
    ["FROM a AS b\nCOPY --from=b / /", 1, "depends on itself"],
    ["FROM a AS Build\nFROM Build", 2, "the stage is called build"],
    ["FROM a\nCOPY --from=9 / /", 2, "no stage 9"],
    ["# escape=x\nFROM a", 1, "\\ or `"],
    ["# syntax=a\n# syntax=b\nFROM a", 2, "only one"],
    ["# check=foo=bar\nFROM a", 1, '"foo=bar"'],
    ["# check=error=true\nFROM a as b", 2, "(FromAsCasing, which"],
    ["# check=error=true;skip=JSONArgsRecommended\nFROM a\nRUN x\nrun y", 4, "(ConsistentInstructionCasing, which"],
    ["RUN x\nFROM a", 1, "before the first FROM"],
    ["ARG A=1", 1, "no FROM"],
    ["", 1, "no instructions"],
    ["FROM a\nENV X=${Y", 2, "'}' is missing"],
    ["FROM a\nRUN --mount=typ=tmpfs x", 2, 'no "typ"'],
    ["FROM a\nRUN --mount=type=secret,from=b,id=x y", 2, "has no from"],
    ["FROM a\nADD --chmod=64a b /", 2, '"64a" is not a mode'],
    ["FROM a\nCOPY https://x.org/y /", 2, "write ADD"],
    ["FROM a\nCOPY <<EOF /x\n${Y,,}\nEOF", 2, 'in the here-document "EOF"'],
    ["FROM a\nEXPOSE 80/http", 2, '"80/http" is not a port'],
    ["FROM a\nSTOPSIGNAL NONE", 2, '"NONE" is not a signal'],
    ["FROM scratch\nVOLUME $X", 2, "$X of VOLUME is empty"],
    ["FROM a\nENV A=1 B=${C:?needed}", 2, "C: needed"],
    ["FROM a\nHEALTHCHECK --interval=10us CMD x", 2, '"10us" is not a value of --interval'],
    ["FROM a\nCOPY --link --chown=me a /", 2, "write numbers"],
    ["FROM a\nRUN --device=a,b x", 2, "a device has one name"],
    ["ARG SOURCE_DATE_EPOCH=never\nFROM a", 1, "neither a number of seconds nor a stage"],
    ["FROM --platform=$NOPE a", 1, "--platform is empty: NOPE"],
    [`FROM a\nRUN ${"x".repeat(65_600)}`, 2, "longer than 65535 bytes"],
  ])("%j", (text, line, part) => {
    const { problems } = scan(text);
    expect(problems[0]).toMatchObject({ file: "Dockerfile", line, kind: "syntax" });
    expect(problems[0]?.message).toContain(part);
  });

  test.each([
    "FROM a\nVOLUME $SET_BY_THE_IMAGE",
    "FROM a\nADD --checksum=x $SET_BY_THE_IMAGE /b",
    "FROM a AS b\nENV C=1\nFROM b\nENV D=${C:?needed}",
    "FROM a\nWORKDIR /x\nRUN --mount=from=b:1 ls",
    "FROM a\nHEALTHCHECK --whatever NONE",
    "FROM a\nCOPY <<'EOF' /x\n${Y,,}\nEOF",
    "FROM a\nCOPY << EOF /x\n${Y,,}\nEOF",
    "FROM a\nRUN <<EOF\n${Y,,}\nEOF",
    "FROM a as b",
    "# check=skip=all;error=true\nFROM a as b",
    '# check=error=true\nFROM a AS b\nCMD ["x"]',
    "FROM a\nSTOPSIGNAL -1",
    "FROM a\nEXPOSE 80/tcp 8000-8010 [::1]:80:80 $PORT",
  ])("%j has none", (text) => {
    expect(scan(text).problems).toEqual([]);
  });

  test("what a stage that is not built does wrong is none", () => {
    expect(scan("FROM a AS unused\nENV X=${Y\nFROM b").problems).toEqual([]);
  });

  test("a file full of them is told of once", () => {
    const { problems } = scan(`FROM a\n${"What is this\n".repeat(500)}`);
    expect(problems).toHaveLength(21);
    expect(problems.at(-1)).toMatchObject({ line: 22, message: expect.stringContaining("480 more problems") });
  });

  test("the rest of the file is read all the same", () => {
    const { pulls } = scan("FROM a:1\nWHAT\nRUN echo $((1 << 3))\nFROM b:1 extra words\nCOPY --from=c:1 / /");
    expect(pulls.map(({ image }) => image)).toEqual(["a:1", "b:1", "c:1"]);
  });
});
