/** What a person types for a setting, and what is said where it cannot be used. */
import { describe, expect, test } from "vitest";
import { ConfigurationError } from "../src/errors.ts";
import { defaultPolicy, type Policy } from "../src/policy/policy.ts";
import {
  readHosts,
  readLaunchCommand,
  readPairs,
  readPlatform,
  readScenarios,
  readUrl,
  readWord,
  readWorkspace,
  settle,
} from "../src/settings.ts";

describe("what is typed", () => {
  test.for<[name: string, read: () => unknown, value: unknown]>([
    ["a word", () => readWord("x", "b", ["a", "b"]), "b"],
    ["a platform", () => readPlatform("x", "aarch64"), "linux/arm64"],
    ["pairs", () => readPairs("x", ["A=1", "B=", "C=a=b"]), { A: "1", B: "", C: "a=b" }],
    [
      "hosts",
      () => readHosts("x", ["Localhost:5000", "10.0.0.7", "[::1]:5000", "r.example.test"]),
      ["localhost:5000", "10.0.0.7", "[::1]:5000", "r.example.test"],
    ],
    ["an address", () => readUrl("x", "https://wave.acme.example/wave/"), "https://wave.acme.example/wave"],
    ["a workspace", () => readWorkspace("x", "17"), 17],
    ["scenarios", () => readScenarios("x", "docker,test\r\n\n  singularity \n"), ["docker,test", "singularity"]],
    [
      "a launch",
      () => readLaunchCommand("x", "nextflow run . -profile 'docker,test' # nightly"),
      ["nextflow", "run", ".", "-profile", "docker,test"],
    ],
    [
      "the options of a launch",
      () => readLaunchCommand("x", "-profile docker --n 1"),
      ["-profile", "docker", "--n", "1"],
    ],
  ])("%s is read", ([, read, value]) => {
    expect(read()).toEqual(value);
  });

  test.for<[text: string, read: () => unknown, words: string]>([
    ["c", () => readWord("--x", "c", ["a", "b"]), '--x: "c" is not one of a, b.'],
    ["a,b", () => readPlatform("--x", "a,b"), "--x: "],
    ["=1", () => readPairs("--x", ["=1"]), "write NAME=VALUE"],
    ["http://r.test", () => readHosts("--x", ["http://r.test"]), '--x: "http://r.test" is not a registry host'],
    ["r.test/a", () => readHosts("--x", ["r.test/a"]), "without a scheme"],
    ["-r.test", () => readHosts("--x", ["-r.test"]), "is not a registry host"],
    ["r.test:port", () => readHosts("--x", ["r.test:port"]), "is not a registry host"],
    ["ftp://r.test", () => readUrl("--x", "ftp://r.test"), "is not a usable URL"],
    ["https://a:b@r.test", () => readUrl("--x", "https://a:b@r.test"), "is not a usable URL"],
    ["https://:b@r.test", () => readUrl("--x", "https://:b@r.test"), "is not a usable URL"],
    ["https://r.test?x", () => readUrl("--x", "https://r.test?x=1"), "is not a usable URL"],
    ["https://r.test#x", () => readUrl("--x", "https://r.test#x"), "is not a usable URL"],
    ["r.test", () => readUrl("--x", "r.test"), "is not a usable URL"],
    ["1.5", () => readWorkspace("--x", "1.5"), "--x: "],
    ["-profile docker", () => readScenarios("--x", "-profile docker"), "is no list of profiles; write them as behind"],
    ["docker,", () => readScenarios("--x", "docker,"), "is no list of profiles"],
    ["an open quote", () => readLaunchCommand("--x", "run . --a 'b"), "--x: "],
    ["a comment", () => readLaunchCommand("--x", "# run ."), "--x: there is no command, but a comment alone."],
    ["an option without its value", () => readLaunchCommand("--x", "run . -profile"), "-profile ends the launch"],
    ["make run", () => readLaunchCommand("--x", "make run"), "--x: write the arguments of one"],
  ])("%s is the user's to mend", ([, read, words]) => {
    expect(read).toThrow(ConfigurationError);
    expect(read).toThrow(words);
  });
});

test("flags win over the policy, the policy over the defaults", () => {
  const policy: Policy = {
    ...defaultPolicy,
    inspector: "registry",
    platform: "linux/arm64",
    failOn: "notice",
    nextflow: { syntax: "v1", scenarios: [{ profiles: ["p"] }], params: { n: 1 }, launchDir: "run" },
    dockerfile: { buildArgs: { A: "1", B: "1" }, target: "t" },
  };
  const scan = { scenarios: [{ profiles: ["p"] }], syntax: "v1", launchDir: "run" };
  expect(settle({}, defaultPolicy)).toMatchObject({ inspector: "wave", platform: null, failOn: "error" });
  expect(settle({}, policy)).toMatchObject({
    inspector: "registry",
    platform: "linux/arm64",
    failOn: "notice",
    scan: { nextflow: scan, dockerfile: { buildArgs: { A: "1", B: "1" }, target: "t" } },
  });
  const flags = {
    inspector: "none",
    platform: "linux/amd64",
    failOn: "never",
    profiles: ["a,b", ""],
    syntax: "v2",
    launchDir: "x",
    buildArgs: { B: "2" },
    target: "u",
  } as const;
  expect(settle(flags, policy)).toMatchObject({
    inspector: "none",
    platform: "linux/amd64",
    failOn: "never",
    scan: {
      nextflow: { scenarios: [{ profiles: ["a", "b"] }, { profiles: [] }], syntax: "v2", launchDir: "x" },
      dockerfile: { buildArgs: { A: "1", B: "2" }, target: "u" },
    },
  });
  // A launch command that was typed stands in place of the policy's scenarios.
  expect(settle({ launch: ["run", "."] }, policy).scan.nextflow.scenarios).toEqual([]);
});
