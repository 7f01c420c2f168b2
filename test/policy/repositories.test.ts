/** What holds for every repository: each planted image and each broken file is judged, or said to be not judged and why. */
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { outcomeOf } from "../../src/exit-code.ts";
import type { FailOn, Inspection, InspectionRequest, NotJudged, Pull } from "../../src/model.ts";
import { judge, requestsFor } from "../../src/policy/judge/index.ts";
import { verdictOf } from "../../src/policy/verdict.ts";
import { judgedName, placeOf } from "../../src/pull.ts";
import { defaultScanOptions, scanRepository } from "../../src/scan/index.ts";
import { treeOf } from "../scan/in-memory.ts";
import { container, failed, inspection, now, policyOf } from "./make.ts";

type Engine = "docker" | "singularity" | "awsbatch" | "none";

const CONFIGS: Readonly<Record<Engine, string>> = {
  docker: "docker.enabled = true\n",
  singularity: "singularity.enabled = true\n",
  awsbatch: "process.executor = 'awsbatch'\n",
  none: "",
};

/** What must become of an image: asked of a server, which may say nothing; or never judged where `always`, or where a rule asks. */
type Fate = "asked" | { readonly reason: NotJudged; readonly always: boolean };

const never = (reason: NotJudged): Fate => ({ reason, always: true });
const unasked = (reason: NotJudged): Fate => ({ reason, always: false });
const REFUSED: Fate = never("not-pullable");

interface Sort {
  /** The argument of `container`; `KEY` is different for each process. */
  readonly container: string;
  /** By the rules of Nextflow and of the engine (reference: nextflow.md). */
  readonly fate: Readonly<Record<Engine, Fate>>;
}

const everywhere = (fate: Fate): Sort["fate"] => ({ docker: fate, singularity: fate, awsbatch: fate, none: fate });
const inSingularity = (fate: Fate): Sort["fate"] => ({
  docker: REFUSED,
  singularity: fate,
  awsbatch: REFUSED,
  none: fate,
});

const SORTS: Readonly<Record<string, Sort>> = {
  good: { container: "'quay.io/acme/KEY:1.0'", fate: everywhere("asked") },
  short: { container: "'acme/KEY:1.0'", fate: everywhere("asked") },
  capital: { container: "'quay.io/ACME/KEY:1.0'", fate: everywhere(REFUSED) },
  colons: { container: "'acme/KEY:1:2'", fate: everywhere(REFUSED) },
  blank: { container: "'acme/KEY x'", fate: everywhere(REFUSED) },
  download: { container: "'https://files.example.org/KEY.sif'", fate: inSingularity("asked") },
  library: { container: "'library://acme/x/KEY:1'", fate: inSingularity(unasked("no-inspector")) },
  local: { container: "'/opt/KEY.sif'", fate: inSingularity(unasked("not-here")) },
  undefined: { container: '"${params.nobody}/KEY:1.0"', fate: everywhere(never("unresolved")) },
  tag: { container: '"quay.io/acme/KEY:${params.nobody}"', fate: everywhere(never("unresolved")) },
  input: { container: '{ "quay.io/acme/KEY:${meta.id}" }', fate: everywhere(never("unresolved")) },
  environment: {
    container: "{ \"quay.io/acme/KEY:${System.getenv('SITE')}\" }",
    fate: everywhere(never("unresolved")),
  },
  job: {
    container: "'job-definition://KEY:1'",
    fate: { docker: REFUSED, singularity: REFUSED, awsbatch: never("unresolved"), none: REFUSED },
  },
};

/** Files that a run or a build reads and cannot read to its end, and what they add to the others. */
const BROKEN: Readonly<Record<string, { readonly file: string; readonly text: string; readonly config?: string }>> = {
  module: { file: "main.nf", text: "process CUT {\n  container 'quay.io/acme/cut:1'\n" },
  include: { file: "nextflow.config", text: "", config: "includeConfig 'conf/gone.config'\n" },
  config: { file: "nextflow.config", text: "", config: "process {\n" },
  dockerfile: { file: "Dockerfile", text: "FROM alpine:3.20\nCOPPY a b\n" },
  compose: { file: "compose.yaml", text: "services: [\n  a: {\n" },
};

/** Other files, whose one image is `KEY`. */
const NEIGHBOURS: Readonly<Record<string, readonly [string, string, Fate]>> = {
  dockerfile: ["docker/Dockerfile", "FROM quay.io/acme/KEY:1.0\n", "asked"],
  argument: ["arg/Dockerfile", "ARG TAG\nFROM quay.io/acme/KEY:1.0-$TAG\n", "asked"],
  refused: ["bad/Dockerfile", "FROM quay.io/ACME/KEY:1.0\n", REFUSED],
  compose: ["a/compose.yaml", "services:\n  a:\n    image: quay.io/acme/KEY:1.0\n", "asked"],
  variable: ["b/compose.yaml", "services:\n  a:\n    image: quay.io/acme/KEY:${TAG?}\n", never("unresolved")],
  colon: ["c/compose.yaml", "services:\n  a:\n    image: acme/KEY:1:2\n", REFUSED],
};

const POLICIES = await Promise.all(
  [
    "rules: { tag: error }",
    "rules: { tag: error, pin: warning, resolvable: off, pullable: off }",
    "rules: { exists: error, architecture: { require: [linux/amd64] }, user: { deny: [root] } }",
    "rules: { size: { at-most: 1GB }, age: { at-most: 10y }, exists: off, architecture: off }",
    "rules: { exists: error, resolvable: off, pullable: off, inspectable: off, readable: off }",
    "rules: { exists: error }\nwaivers: [{ rules: [resolvable, pullable, inspectable, readable], files: ['**'], reason: x, expires: 2027-06-30 }]",
    "rules: { exists: error }\noverrides: [{ images: ['quay.io/acme/*'], rules: { exists: off, architecture: off, tag: off } }]",
  ].map(async (yaml, index) => ({
    policy: await policyOf(yaml),
    /** Whether a rule asks a server about an image of quay.io/acme, and about others. */
    asks: index > 1,
    isAcmeAsked: index > 1 && index !== 6,
    isWaived: index === 5,
  })),
);

const ANSWERS = ["answered", "answered", "answered", "not-found", "timeout", "silent"] as const;
type Said = (typeof ANSWERS)[number];

function answer({ image, platform }: InspectionRequest, said: Said): Inspection[] {
  if (said === "silent") return [];
  if (said !== "answered") return [failed(image, said, "it failed", platform)];
  if (/^https?:/.test(image)) {
    const sif = { architecture: "linux/amd64", created: "2026-01-01T00:00:00Z" };
    return [inspection(image, { platform, platforms: ["linux/amd64"], download: { size: 1000, sif } })];
  }
  return [inspection(image, { platform, platforms: ["linux/amd64"], answer: container() })];
}

const repositories = fc.record({
  engine: fc.constantFrom<Engine>("docker", "singularity", "awsbatch", "none"),
  processes: fc.array(
    fc.record({
      sort: fc.constantFrom(...Object.keys(SORTS)),
      called: fc.boolean(),
      by: fc.constantFrom("directive", "selector"),
    }),
    { maxLength: 6 },
  ),
  neighbours: fc.uniqueArray(fc.constantFrom(...Object.keys(NEIGHBOURS)), { maxLength: 3 }),
  broken: fc.option(fc.constantFrom(...Object.keys(BROKEN)), { freq: 4, nil: undefined }),
  policy: fc.constantFrom(...POLICIES),
  said: fc.constantFrom(...ANSWERS),
  others: fc.constantFrom(...ANSWERS),
  failOn: fc.constantFrom<FailOn>("error", "warning", "never"),
});

/** Without a file that is broken. */
const sound = repositories.map((repository) => ({ ...repository, broken: undefined }));

type Repository = typeof repositories extends fc.Arbitrary<infer Made> ? Made : never;

/** An image that was written into the repository. */
interface Planted {
  readonly key: string;
  readonly fate: Fate;
  readonly isAcme: boolean;
  readonly called: boolean;
}

const keyOf = (index: number): string => `key${index}z`;

function plant({ engine, processes, neighbours, broken }: Repository) {
  const planted: Planted[] = [];
  const files: Record<string, string> = {};
  const add = (template: string, fate: Fate, called = true): string => {
    const key = keyOf(planted.length);
    planted.push({ key, fate, called, isAcme: template.includes("quay.io/acme/") });
    return template.replaceAll("KEY", key);
  };
  let config = CONFIGS[engine];
  let script = "";
  const calls: string[] = [];
  for (const [index, { sort, called, by }] of processes.entries()) {
    const { container: template, fate } = SORTS[sort]!;
    const argument = add(template, fate[engine], called);
    // A selector is evaluated for each task only where it is a closure.
    const isSet = by === "selector" && !argument.startsWith('"');
    if (isSet) config += `process { withName: 'P${index}' { container = ${argument} } }\n`;
    const directive = isSet ? "" : `  container ${argument}\n`;
    script += `process P${index} {\n${directive}  input:\n  val meta\n\n  script:\n  "true"\n}\n`;
    if (called) calls.push(`P${index}(channel.of([id: 1]))`);
  }
  if (processes.length > 0) script += `workflow {\n  ${calls.join("\n  ")}\n}\n`;
  for (const name of neighbours) {
    const [file, template, fate] = NEIGHBOURS[name]!;
    files[file] = add(template, fate);
  }
  const fault = broken === undefined ? undefined : BROKEN[broken]!;
  if (fault?.config !== undefined) config += fault.config;
  if (script !== "" || fault?.config !== undefined) files["nextflow.config"] = config;
  if (script !== "") files["main.nf"] = script;
  else if (fault?.config !== undefined) files["main.nf"] = "workflow { }\n";
  if (fault !== undefined && fault.config === undefined) files[fault.file] = (files[fault.file] ?? "") + fault.text;
  return { files, planted };
}

async function judged(repository: Repository) {
  const { policy, said, others, failOn } = repository;
  const { files, planted } = plant(repository);
  const scan = await scanRepository(treeOf(files), defaultScanOptions);
  const requests = requestsFor(policy.policy, scan, { platform: null });
  const inspections = requests.flatMap((request) =>
    answer(request, request.image.startsWith("quay.io/acme/") ? said : others),
  );
  const { findings, coverage } = judge(policy.policy, scan, inspections, { now, platform: null });
  return { scan, coverage, planted, verdict: verdictOf(outcomeOf(findings, failOn), coverage) };
}

/** As coverage names it. */
function nameOf(pull: Pull): string {
  return judgedName(pull) || `${placeOf(pull).file}:${placeOf(pull).line}`;
}

test("every pull is judged, left out, or named with a reason; and a pass leaves nothing over", async () => {
  await fc.assert(
    fc.asyncProperty(repositories, async (repository) => {
      const { scan, coverage, verdict } = await judged(repository);
      const { notJudged, leftOut, unread } = coverage;
      const named = notJudged.flatMap(({ names }) => names);
      expect(new Set(named).size).toBe(named.length);
      for (const group of notJudged) expect(group.names).toHaveLength(group.images);
      const all = new Set(scan.pulls.map(nameOf));
      expect(named.filter((name) => !all.has(name))).toEqual([]);
      expect(coverage.images).toBe(coverage.judged + named.length);
      expect(leftOut.reduce((sum, { images }) => sum + images, coverage.images)).toBe(all.size);
      const isOpen = [...notJudged, ...unread].some(({ accepted }) => accepted !== true);
      expect([isOpen, verdict]).not.toEqual([true, "pass"]);
    }),
    { numRuns: 200 },
  );
});

/** Why a planted image may not be judged; undefined: it may be, or is left out. */
function reasonsFor(one: Planted, { policy, said, others, processes }: Repository): readonly (NotJudged | undefined)[] {
  // Where nothing at all is called, a repository is a collection of modules, and each of them counts.
  const isCollection = processes.every(({ called }) => !called);
  if (!one.called && !isCollection) return [undefined];
  const asks = one.isAcme ? policy.isAcmeAsked : policy.asks;
  if (one.fate !== "asked") return [one.fate.always || asks ? one.fate.reason : undefined];
  if (!asks) return [undefined];
  const by: Readonly<Record<Said, readonly (NotJudged | undefined)[]>> = {
    answered: [undefined],
    "not-found": [undefined, "no-answer"],
    timeout: ["no-answer"],
    silent: ["not-asked"],
  };
  return by[one.isAcme ? said : others];
}

test("what is planted ends as its engine and its servers would have it", async () => {
  await fc.assert(
    fc.asyncProperty(sound, async (repository) => {
      const { coverage, planted, verdict } = await judged(repository);
      expect(coverage.unread).toEqual([]);
      for (const one of planted) {
        const group = coverage.notJudged.find(({ names }) => names.some((name) => name.includes(one.key)));
        const ended = { key: one.key, reason: group?.reason };
        expect(reasonsFor(one, repository).map((reason) => ({ key: one.key, reason }))).toContainEqual(ended);
        expect(group === undefined || (group.accepted === true) === repository.policy.isWaived).toBe(true);
        expect([group !== undefined && !repository.policy.isWaived, verdict]).not.toEqual([true, "pass"]);
      }
    }),
    { numRuns: 300 },
  );
});

test("a file that is broken is named, and never passes unless it is waived", async () => {
  await fc.assert(
    fc.asyncProperty(repositories, fc.constantFrom(...Object.keys(BROKEN)), async (repository, broken) => {
      const { coverage, verdict } = await judged({ ...repository, broken });
      expect(coverage.unread.map(({ file }) => file)).toContain(BROKEN[broken]!.file);
      expect([repository.policy.isWaived, verdict]).not.toEqual([false, "pass"]);
    }),
    { numRuns: 200 },
  );
});
