/** Made-up repositories, policies and registries, and whole runs over them. */
import * as fc from "fast-check";
import { Cancellation } from "../../src/cancellation.ts";
import type { Inspection, InspectionRequest, Report, SourceTree } from "../../src/model.ts";
import type { Policy } from "../../src/policy/policy.ts";
import { type Job, run } from "../../src/run.ts";
import { settle } from "../../src/settings.ts";
import { Redactor } from "../../src/text/redactor.ts";
import { sha256 } from "../../src/text/sha256.ts";
import { container, failed, inspection, now, policyOf } from "./make.ts";

/** Of a few kinds, so that several processes name the same. */
const IMAGES = [
  "quay.io/a/b:1.0",
  "quay.io/a/b:latest",
  "quay.io/a/c:2.1--h_0",
  "docker.io/library/alpine",
  `ghcr.io/x/y:1@sha256:${"2f".repeat(32)}`,
  "ttl.sh/x:1h",
  "${params.image}",
  "not a name",
];

interface Task {
  readonly image: string;
  readonly label: string | null;
  readonly called: boolean;
  readonly isIgnored: boolean;
}

/** One repository: processes by their modules, services of a Compose file, stages of a Dockerfile. */
export interface Made {
  readonly modules: readonly (readonly Task[])[];
  readonly services: readonly string[];
  readonly profiles: readonly string[];
  readonly rules: readonly string[];
  readonly waivers: readonly string[];
  readonly failOn: string;
}

const task: fc.Arbitrary<Task> = fc.record({
  image: fc.constantFrom(...IMAGES),
  label: fc.constantFrom(null, "big", "arm"),
  called: fc.boolean(),
  isIgnored: fc.boolean(),
});

const RULES = [
  "registry: { severity: error, allow: [quay.io, ghcr.io] }",
  "pin: { at-least: build }",
  "tag: { severity: notice, deny: ['1.*'] }",
  "exists: error",
  "architecture: { require: [linux/amd64, linux/arm64] }",
  "user: { deny: [root] }",
  "ephemeral: error",
  "version-spread: notice",
  "twins: warning",
  "tag-moved: warning",
  "age: { at-most: 1y }",
  "labels: { require: [source] }",
];

/** No two are about the same finding: the first of two that fit gives its reason. */
const WAIVERS = [
  "{ rules: [pin], images: ['quay.io/**'], reason: known, expires: 2099-01-01 }",
  "{ rules: [registry], files: ['modules/m0.nf'], reason: moving }",
  "{ rules: [exists, ephemeral], labels: [big], reason: later, expires: 2020-01-01 }",
  "{ rules: [tag], profiles: [p1], reason: tried }",
];

export const repositories: fc.Arbitrary<Made> = fc.record({
  modules: fc.array(fc.array(task, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 3 }),
  services: fc.array(fc.constantFrom(...IMAGES.slice(0, 5)), { maxLength: 3 }),
  profiles: fc.subarray(["p0", "p1", "p2"], { minLength: 1 }),
  rules: fc.subarray(RULES, { minLength: 1 }),
  waivers: fc.subarray(WAIVERS),
  failOn: fc.constantFrom("error", "warning", "notice", "never"),
});

export type Shuffle = <T>(items: readonly T[]) => T[];

export const asTheyStand: Shuffle = (items) => [...items];

const process = ({ image, label, isIgnored }: Task, name: string): string =>
  [
    `process ${name} {`,
    ...(label === null ? [] : [`  label '${label}'`]),
    ...(isIgnored ? ["  // wave-inspect: ignore tag -- on purpose"] : []),
    `  container "${image}"`,
    "  script:",
    "  'x'",
    "}\n",
  ].join("\n");

/** Files by path, everything without an order of its own shuffled. */
export function filesOf({ modules, services, profiles }: Made, shuffled: Shuffle): ReadonlyMap<string, string> {
  const named = modules.map((tasks, at) => tasks.map((one, index) => ({ one, name: `M${at}_T${index}`, at })));
  const called = named.flat().filter(({ one }) => one.called);
  const includes = shuffled(called).map(({ name, at }) => `include { ${name} } from './modules/m${at}'\n`);
  const calls = shuffled(called).map(({ name }) => `  ${name}()\n`);
  const settings = ["docker.enabled = true", "process.cpus = 1"];
  const configs = shuffled(profiles).map(
    (name) =>
      `  ${name} {\n${shuffled(settings)
        .map((line) => `    ${line}\n`)
        .join("")}  }\n`,
  );
  return new Map(
    shuffled([
      ["main.nf", `${includes.join("")}\nworkflow {\n${calls.join("")}}\n`] as const,
      ["nextflow.config", `profiles {\n${configs.join("")}}\n`] as const,
      ...named.map(
        (tasks, at) =>
          [
            `modules/m${at}.nf`,
            shuffled(tasks)
              .map(({ one, name }) => process(one, name))
              .join("\n"),
          ] as const,
      ),
      ...(services.length === 0
        ? []
        : [
            [
              "compose.yml",
              `services:\n${shuffled(services.map((image, at) => `  s${at}: { image: "${image}" }\n`)).join("")}`,
            ] as const,
          ]),
      ...services.map((image, at) => [`images/i${at}/Dockerfile`, `FROM ${image}\n`] as const),
    ]),
  );
}

export const policyText = ({ profiles, rules, waivers, failOn }: Made, shuffled: Shuffle): string =>
  [
    `fail-on: ${failOn}`,
    `nextflow: { scenarios: [${shuffled(profiles)
      .map((name) => `{ profiles: [${name}] }`)
      .join(", ")}] }`,
    `rules:\n${shuffled(rules)
      .map((rule) => `  ${rule}\n`)
      .join("")}`,
    ...(waivers.length === 0
      ? []
      : [
          `waivers:\n${shuffled(waivers)
            .map((one) => `  - ${one}\n`)
            .join("")}`,
        ]),
  ].join("\n");

/** What a registry says is of the image and of nothing else. */
export function answer({ image, platform }: InspectionRequest): Inspection {
  const choice = Number.parseInt(sha256(image).slice(0, 2), 16) % 4;
  if (choice === 0) return failed(image, "not-found", "it is not there", platform);
  if (choice === 1) return failed(image, "timeout", "it took too long", platform);
  const said = choice === 2 ? container({ entrypoint: ["tool"] }) : { index: {} };
  return inspection(image, { platform, answer: said, platforms: ["linux/amd64"] });
}

export async function reportOf(made: Made, shuffled: Shuffle): Promise<Report> {
  return runOf(await policyOf(policyText(made, shuffled)), filesOf(made, shuffled));
}

/** @param differing What of the job is another. */
export function runOf(
  policy: Policy,
  files: ReadonlyMap<string, string>,
  differing: Partial<Job> = {},
): Promise<Report> {
  const tree: SourceTree = { files: [...files.keys()], read: (path) => files.get(path) };
  return run({
    root: "/",
    tree,
    policy,
    settings: settle({}, policy),
    inspect: answer,
    now: () => now,
    cancellation: new Cancellation(),
    redactor: new Redactor(),
    ...differing,
  });
}
