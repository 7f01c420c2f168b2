/** Images that the real tool pulls, written so that another reader of the format would see none: all found by the shipped scan. */
import { describe, expect, test } from "vitest";
import { type Files, found } from "./found.ts";

const each = (names: readonly string[], said: unknown): Record<string, unknown> =>
  Object.fromEntries(names.map((name) => [name, said]));

const compose = (text: string): Files => ({ "compose.yaml": text });
const container = (text: string): Files => ({ ".devcontainer.json": text });
const pod = (text: string): Files => ({ "pod.yaml": text });
const service = (line: string): Files => compose(`services:\n  a:\n    ${line}\n`);
const POD = "apiVersion: v1\nkind: Pod\nspec:\n  containers:\n  - name: a\n    image: debian:12\n";
const GITLAB = "job:\n  image: debian:12\n  script: x\n";

describe("YAML 1.1", () => {
  /** compose-go 2.16 (go-yaml v4), sigs.k8s.io/yaml 1.6, libyaml and ruamel.yaml: each is the end of a line. */
  test.each([
    ["CR", "\r"],
    ["NEL", "\u0085"],
    ["LS", "\u2028"],
    ["PS", "\u2029"],
  ])("%s ends a line", async (_, end) => {
    const cases = {
      "all-of-compose": compose("services:\n  a:\n    image: debian:12\n".replaceAll("\n", end)),
      comment: compose(`services:\n  a:\n    # see below${end}    image: debian:12\n`),
      sibling: compose(`services:\n  a:\n    init: true${end}    image: debian:12\n`),
      flow: compose(`services:\n  a: {init: true, # x${end}    image: debian:12}\n`),
      block: compose(`services:\n  a:\n    image: >-${end}      debian:12\n`),
      kubernetes: pod(POD.replaceAll("\n", end)),
      gitlab: { ".gitlab-ci.yml": GITLAB.replaceAll("\n", end) },
      workflow: {
        ".github/workflows/w.yml": `on: push\njobs:\n  a:\n    # x${end}    container: debian:12\n    runs-on: x\n`,
      },
      cwl: { "t.cwl": `class: CommandLineTool\nrequirements: # x${end}  DockerRequirement: {dockerPull: debian:12}\n` },
    };
    expect(await found(cases)).toEqual(each(Object.keys(cases), ["debian:12"]));
  });

  test("two of them and a CRLF are lines of their own", async () => {
    expect(await found({ crlf: compose("services:\r\r\n  a:\r\n    image: debian:12\r\n") })).toEqual({
      crlf: ["debian:12"],
    });
  });

  /** jsonc-parser 3.3: a comment ends at CR; in strings and elsewhere the other three are no end. */
  test("in devcontainer.json", async () => {
    const cases = {
      cr: container('{ // x\r"image": "debian:12"\n}'),
      plain: container('{ /* x\r */ "image": "debian:12" }'),
    };
    expect(await found(cases)).toEqual(each(Object.keys(cases), ["debian:12"]));
    const shown = {
      nel: container('{ // x\u0085"image": "debian:12"\n}'),
      ls: container('{ // x\u2028"image": "debian:12"\n}'),
    };
    expect(await found(shown)).toEqual(each(Object.keys(shown), []));
  });

  /** go-yaml decodes the tag wherever it stands; checked with compose-go 2.16. */
  test("!!binary is text", async () => {
    const cases = {
      value: service("image: !!binary ZGViaWFuOjEy"),
      block: service("image: !!binary |\n      ZGVi\n      aWFuOjEy"),
      verbatim: service("image: !<tag:yaml.org,2002:binary> ZGViaWFuOjEy"),
      handle: compose(`%TAG !y! tag:yaml.org,2002:\n---\nservices: {a: {image: !y!binary ZGViaWFuOjEy}}\n`),
      key: service("!!binary aW1hZ2U=: debian:12"),
      services: compose("!!binary c2VydmljZXM=:\n  a:\n    image: debian:12\n"),
      kubernetes: pod(POD.replace("debian:12", "!!binary ZGViaWFuOjEy")),
      psych: { ".gitlab-ci.yml": GITLAB.replace("debian:12", "!binary ZGViaWFuOjEy") },
    };
    expect(await found(cases)).toEqual(each(Object.keys(cases), ["debian:12"]));
    // Of a local tag go-yaml takes the text.
    expect(await found({ local: service("image: !binary debian") })).toEqual({ local: ["debian"] });
  });

  test("other tags change nothing", async () => {
    const cases = {
      str: service("image: !!str debian:12"),
      local: service("image: !x debian:12"),
      set: compose("services: !!set {a: {image: debian:12}}\n"),
      seq: compose("services:\n  a: !!seq {image: debian:12}\n"),
      // Merges in go-yaml v4; in v3 the key is as written.
      merge: compose("x: &b\n  image: debian:12\nservices:\n  a:\n    !!merge any: *b\n"),
    };
    expect(await found(cases)).toEqual(each(Object.keys(cases), ["debian:12"]));
    const none = { null: service("image: !!str null"), tilde: service("image: !!str ~"), no: service("image: !!str") };
    expect(await found(none)).toEqual({ null: ["null"], tilde: ["invalid-name"], no: [] });
  });

  /** Psych makes a symbol of it, and GitLab symbols of all keys. */
  test("symbols are keys of GitLab", async () => {
    const cases = {
      symbol: { ".gitlab-ci.yml": GITLAB.replace("image", ":image") },
      quoted: { ".gitlab-ci.yml": GITLAB.replace("image", ":'image'") },
    };
    expect(await found(cases)).toEqual(each(Object.keys(cases), ["debian:12"]));
    expect(await found({ compose: service(":image: debian:12") })).toEqual({ compose: [] });
  });
});

/** What sigs.k8s.io/yaml 1.6 reads as a Pod. */
test("a manifest is one however its keys are written", async () => {
  const cases = {
    escapedKind: pod(POD.replace("kind", '"k\\u0069nd"')),
    escapedVersion: pod(POD.replace("apiVersion", '"apiVersi\\u006fn"')),
    escapedImage: pod(POD.replace("image", '"im\\x61ge"')),
    escapedPod: pod(POD.replace("Pod", '"P\\u006fd"')),
    tagged: pod(POD.replace("Pod", "!!str Pod")),
    encoded: pod(POD.replace("Pod", "!!binary UG9k")),
    encodedKey: pod(POD.replace("kind", "!!binary a2luZA==")),
    folded: pod(POD.replace("Pod", ">-\n  Pod")),
    below: pod(POD.replace("Pod", "\n  'Pod'")),
    belowComment: pod(POD.replace("Pod", "# x\n  Pod")),
    alias: pod(`x: &k Pod\n${POD.replace("Pod", "*k")}`),
    aliasKey: pod(`x: &k kind\n${POD.replace("kind:", "*k :")}`),
    explicit: pod(POD.replace("kind: Pod", "? kind\n: Pod")),
    anchored: pod(POD.replace("kind", "&q kind")),
    // kubectl gives items of a typed list its kind.
    list: pod("apiVersion: v1\nkind: PodList\nitems:\n- spec: {containers: [{name: a, image: debian:12}]}\n"),
  };
  expect(await found(cases)).toEqual(each(Object.keys(cases), ["debian:12"]));
});

test("to tell manifests from others takes no time", async () => {
  const text = ["{kind:a,", "kind:\n", ",&", ", & & &", "{*", ' kind: "'].map((part) => part.repeat(150_000));
  const blanks = ["kind:", "kind:\n", ",*a"].map((part) => part + " ".repeat(1_000_000));
  const cases = Object.fromEntries(
    [...text, ...blanks].map((part, number) => [`n${number}`, pod(`apiVersion: image\n${part}`)]),
  );
  const start = performance.now();
  await found(cases);
  expect(performance.now() - start).toBeLessThan(30_000);
});
