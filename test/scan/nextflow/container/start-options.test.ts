import { expect, test } from "vitest";
import type { NextflowScan } from "../../../../src/scan/nextflow/index.ts";
import { kinds, scan, type ScanSettings } from "../scan.ts";

/** The scan of one process, by its directives and the configuration. */
function started(directives: string, config: string, settings: ScanSettings = {}): NextflowScan {
  const main = `process FOO {
  container 'o/x:1'
  ${directives}
  script:
  'true'
}
workflow { FOO() }
`;
  const enabled = config.includes(".enabled") ? "" : "docker.enabled = true";
  return scan({ "main.nf": main, "nextflow.config": `${enabled}\n${config}\n` }, settings);
}

function entrypoint(...of: Parameters<typeof started>): string | undefined {
  return started(...of).pulls[0]?.entrypoint;
}

// The order is that of BashWrapperBuilder: Nextflow's own, `runOptions`, then `containerOptions`; engines take the last.
test.each([
  ["nothing", "", "", undefined],
  ["no entry point", "", `docker.runOptions = '--entrypoint ""'`, ""],
  ["in single quotes", "", `docker.runOptions = "-u 1 --entrypoint '' --rm"`, ""],
  ["with an equals sign", "", "docker.runOptions = '--entrypoint=/opt/run -it'", "/opt/run"],
  ["one of the process", `containerOptions '--entrypoint ""'`, "", ""],
  ["one of the process that is closed over", `containerOptions { "--entrypoint \${params.e}" }`, "params.e = 'x'", "x"],
  ["one of a configuration", "", `process.containerOptions = '--entrypoint ""'`, ""],
  ["the process's over the engine's", "containerOptions '--entrypoint a'", "docker.runOptions = '--entrypoint b'", "a"],
  ["options of another engine", "", `podman.runOptions = '--entrypoint ""'`, undefined],
  ["options that cannot be known", "", `docker.runOptions = "\${new File('x').text}"`, undefined],
  ["a cloud executor, which takes none", "executor 'awsbatch'", `docker.runOptions = '--entrypoint ""'`, undefined],
  ["another option", "", "docker.runOptions = '--entrypoints x'", undefined],
])("%s", (_, directives, config, expected) => {
  expect(entrypoint(directives, config)).toBe(expected);
});

test("Nextflow's own override takes the image's entry point away", () => {
  expect(entrypoint("", "", { env: { NXF_CONTAINER_ENTRYPOINT_OVERRIDE: "true" } })).toBe("");
});

test.each([
  ["one of the engine", "", "docker.runOptions = '-u 1000'", "1000"],
  ["one of the process", "containerOptions '--user 5:6'", "docker.runOptions = '-u 1000'", "5:6"],
  ["whoever starts it", "", "docker.runOptions = '-u $(id -u):$(id -g)'", "$(id -u):$(id -g)"],
  [
    "Singularity's -u, which is another option",
    "",
    "singularity.enabled = true\nsingularity.runOptions = '-u'",
    undefined,
  ],
  ["nobody", "", "docker.runOptions = '--rm'", undefined],
])("the user: %s", (_, directives, config, expected) => {
  expect(started(directives, config).pulls[0]?.user).toBe(expected);
});

// The order is that of DockerBuilder, PodmanBuilder and AppleContainerBuilder (26.08): Podman is told of `arch` last.
test.each([
  ["an option of the engine", "", "docker.runOptions = '-u 1000 --platform=linux/amd64'", "linux/amd64"],
  ["two words", "", "docker.runOptions = '--platform linux/arm64 -u 1'", "linux/arm64"],
  ["one of the process", "containerOptions '--platform linux/arm64'", "", "linux/arm64"],
  ["a closure", 'containerOptions { "--platform ${params.p}" }', "params.p = 'linux/arm64'", "linux/arm64"],
  ["a selector", "", "process { withName: FOO { containerOptions = '--platform linux/arm64' } }", "linux/arm64"],
  ["both", "containerOptions '--platform arm64'", "docker.runOptions = '--platform amd64'", "linux/arm64"],
  ["arch, which comes before", "arch 'arm64'", "docker.runOptions = '--platform linux/amd64'", "linux/amd64"],
  ["an empty one", "arch 'arm64'", "docker.runOptions = '--platform='", null],
  ["x86_64", "", "docker.runOptions = '--platform LINUX/X86_64'", "linux/amd64"],
  ["options of the engine's own command", "", "docker.engineOptions = '--platform linux/arm64'", null],
  ["another engine's", "", "podman.runOptions = '--platform linux/arm64'", null],
  ["the text of another option", "containerOptions '-e A=--platform=x'", "", null],
  ["Podman", "", "podman.enabled = true\npodman.runOptions = '--platform linux/arm64'", "linux/arm64"],
  ["Podman's parts", "", "podman.enabled = true\npodman.runOptions = '--arch arm --variant v6'", "linux/arm/v6"],
  ["an operating system for Podman", "", "podman.enabled = true\npodman.runOptions = '--os linux'", null],
  ["a word, which is one as well", "", "podman.enabled = true\npodman.runOptions = '--platform linux'", "linux/amd64"],
  ["Podman's arch", "arch 'arm64'", "podman.enabled = true\npodman.runOptions = '--platform amd64'", "linux/arm64"],
  ["Apple's parts", "", "appleContainer.enabled = true\nappleContainer.runOptions = '-a arm64'", "linux/arm64"],
  ["smolvm", "", "smolvm.enabled = true\nsmolvm.runOptions = '--oci-platform linux/arm64'", "linux/arm64"],
  ["Singularity", "", "singularity.enabled = true\nsingularity.runOptions = '--arch arm64'", null],
  [
    "Google, which gives them to Docker",
    "executor 'google-batch'\n  containerOptions '--platform arm64'",
    "",
    "linux/arm64",
  ],
  ["Google, which is given none else", "executor 'google-batch'", "docker.runOptions = '--platform arm64'", null],
  ["AWS", "executor 'awsbatch'\n  containerOptions '--platform arm64'", "", null],
  ["options too long to be any", "", `docker.runOptions = '--platform arm64 ${"-e A=1 ".repeat(700)}'`, null],
])("the platform: %s", (_, directives, config, expected) => {
  const { pulls, problems } = started(directives, config);
  expect({ platforms: pulls.map(({ platform }) => platform), problems }).toEqual({
    platforms: [expected],
    problems: [],
  });
});

test("a platform that an open condition decides makes two pulls", () => {
  const { pulls } = started("containerOptions { task.hash == 'x' ? '--platform arm64' : '' }", "");
  expect(pulls.map(({ platform, conditions }) => [platform, conditions])).toEqual([
    ["linux/arm64", ["task.hash == 'x'"]],
    [null, ["!(task.hash == 'x')"]],
  ]);
});

test("an open condition that decides something else makes one", () => {
  const { pulls } = started("containerOptions { task.hash == 'x' ? '--platform arm64 -u 1' : '--platform arm64' }", "");
  expect(pulls.map(({ platform, conditions }) => [platform, conditions])).toEqual([["linux/arm64", undefined]]);
});

test.each([
  ["a variable of the shell", "containerOptions '--platform $P'", "", "--platform $P"],
  ["a variable of the run", 'containerOptions { "--platform ${task.hash}" }', "", "--platform"],
  ["a command", "", "docker.runOptions = '--platform=linux/`uname -m`'", "--platform linux/`uname -m`"],
])("a platform that only the run knows is told: %s", (_, directives, config, words) => {
  const { pulls, problems } = started(directives, config);
  expect([pulls[0]?.image, pulls[0]?.platform]).toEqual(["o/x:1", null]);
  expect(problems.map(({ kind, message }) => [kind, message])).toEqual([
    ["directive", expect.stringContaining("The platform of the pull is known only when the pipeline runs")],
  ]);
  expect(problems[0]!.message).toContain(words);
});

// `docker run` 28.2.2 and `podman run` 4.3.1 end with an error.
test.each([
  ["no platform", "", "docker.runOptions = '--platform linux/foo/bar/baz'"],
  ["a list", "", "docker.runOptions = '--platform linux/amd64,linux/arm64'"],
  ["a word that nobody knows", "containerOptions '--platform foo'", ""],
  ["two ways to say it", "", "podman.enabled = true\npodman.runOptions = '--platform linux/arm64 --arch arm64'"],
  ["arch and its other way", "arch 'arm64'", "podman.enabled = true\npodman.runOptions = '--os linux'"],
])("what the engine refuses is a problem: %s", (_, directives, config) => {
  const found = started(directives, config);
  expect([found.pulls[0]?.platform, kinds(found)]).toEqual([null, ["abort"]]);
});
