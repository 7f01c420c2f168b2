import { expect, test } from "vitest";
import { scan, type ScanSettings } from "../scan.ts";

/** The entry point of the run of one process, by its directives and the configuration. */
function entrypoint(directives: string, config: string, settings: ScanSettings = {}): string | undefined {
  const main = `process FOO {
  container 'o/x:1'
  ${directives}
  script:
  'true'
}
workflow { FOO() }
`;
  return scan({ "main.nf": main, "nextflow.config": `docker.enabled = true\n${config}\n` }, settings).pulls[0]
    ?.entrypoint;
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
