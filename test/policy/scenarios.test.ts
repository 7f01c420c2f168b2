/** A pipeline judged in several scenarios: their order is nothing that a finding goes by. */
import { expect, test } from "vitest";
import { judge } from "../../src/policy/judge/index.ts";
import { scan } from "../scan/nextflow/scan.ts";
import { now, policyOf } from "./make.ts";

const files = {
  "main.nf": `process A {
  container "\${ workflow.containerEngine == 'docker' ? 'quay.io/acme/a:1' : 'https://depot.example.org/a:latest' }"
  script: 'a'
}
process B {
  label 'arm'
  container 'acme/b'
  script: 'b'
}
workflow { A(); B() }
`,
  "nextflow.config": `profiles {
  docker { docker.enabled = true }
  podman { podman.enabled = true; podman.registry = 'quay.io' }
  singularity { singularity.enabled = true; singularity.registry = 'quay.io' }
}
`,
};

test("the findings of scenarios are the same in whatever order they are looked at", async () => {
  const policy = await policyOf(`rules:
  registry: { allow: [quay.io] }
  pin: { at-least: digest }
  tag: error
  twins: error
overrides:
  - { profiles: [podman], rules: { pin: { severity: notice, at-least: build } } }
  - { engines: [singularity], rules: { tag: { floating: allow } } }
waivers:
  - { rules: [registry], labels: [arm], profiles: [docker], reason: moves soon }
`);
  const findingsOf = (profiles: readonly string[]): string[] => {
    const { pulls, references, problems } = scan(files, { scenarios: profiles.map((one) => ({ profiles: [one] })) });
    const result = { pulls, references, problems, ignores: [], files: [], notLookedAt: [] };
    const { findings } = judge(policy, result, [], { now, platform: null });
    return findings.map(
      ({ severity, message, fingerprint, waived }) => `${severity} ${fingerprint} ${waived?.reason} ${message}`,
    );
  };
  const usual = findingsOf(["docker", "podman", "singularity"]);
  expect(usual.length).toBeGreaterThan(5);
  for (const order of ["docker singularity podman", "podman docker singularity", "singularity podman docker"]) {
    expect(findingsOf(order.split(" ")).sort()).toEqual(usual.toSorted());
  }
});
