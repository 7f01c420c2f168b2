/** Small complete values for the tests of policy and reports; each argument says what differs from the usual. */
import { canonicalOf } from "../../src/image/name.ts";
import type {
  ContainerSpec,
  Coverage,
  Evidence,
  Failure,
  Finding,
  Inspection,
  InspectionRequest,
  Pull,
  Reference,
  Report,
  ScanResult,
} from "../../src/model.ts";
import { loadPolicy } from "../../src/policy/file/load.ts";
import type { Policy } from "../../src/policy/policy.ts";

export const now = new Date("2026-11-24T12:00:00Z");

/** A policy from its YAML, which begins after `version: 1`. */
export function policyOf(yaml: string): Promise<Policy> {
  return loadPolicy(`version: 1\n${yaml}`, "policy.yml", () => {
    throw new Error("this policy extends nothing");
  });
}

export function reference(text: string, differing: Partial<Reference> = {}): Reference {
  const line = differing.line ?? 6;
  const column = differing.column ?? 15;
  return {
    file: "modules/a/main.nf",
    line,
    column,
    endLine: line,
    endColumn: column + text.length,
    text,
    source: "nextflow",
    kind: "directive",
    context: { process: "A" },
    ...differing,
  };
}

/** A pull of a Nextflow process by Docker; by Singularity where only that takes such a name. `place` differs the reference that it comes from. */
export function pull(image: string, differing: Partial<Pull> = {}, place: Partial<Reference> = {}): Pull {
  const canonical = canonicalOf(image.replace(/^(?:docker|oras):\/\//, ""));
  return {
    image,
    ...(canonical !== undefined && { canonical }),
    written: image,
    source: "nextflow",
    engine: /^(?:[a-z]+:\/\/|\.?\/)/.test(image) ? "singularity" : "docker",
    scenario: { profiles: ["docker"] },
    process: "DEMO:A",
    platform: null,
    confidence: "exact",
    references: [reference(image, place)],
    ...differing,
  };
}

export function unresolvedPull(written: string, detail = "params.image has no value"): Pull {
  const unresolved = { reason: "undefined-parameter", detail } as const;
  return {
    ...pull(written),
    image: null,
    confidence: "unresolved",
    unresolved,
    references: [reference(written, { unresolved })],
  };
}

export function scanOf(pulls: readonly Pull[], differing: Partial<ScanResult> = {}): ScanResult {
  const references = [...new Set(pulls.flatMap((one) => one.references))];
  const files = [...new Set(references.map(({ file }) => file))].map((file) => ({ file, source: "nextflow" as const }));
  return { references, pulls, problems: [], ignores: [], files, notLookedAt: [], ...differing };
}

export const evidence: Evidence = {
  via: "registry",
  host: "quay.io",
  verified: true,
  requests: 1,
  observedAt: "2026-11-24T12:00:00Z",
};

export const digest = `sha256:${"2f".repeat(32)}`;

export function inspection(
  image: string,
  differing: Partial<Inspection> & { platform?: string | null } = {},
): Inspection {
  const { platform = null, ...rest } = differing;
  const request: InspectionRequest = { image, platform, need: "config" };
  return { request, digest, evidence, ...rest };
}

export function failed(
  image: string,
  state: Failure["state"],
  message = "it failed",
  platform: string | null = null,
): Inspection {
  return { request: { image, platform, need: "config" }, failure: { state, message }, evidence };
}

/** Wave's answer about a single image; `config` differs its config.config, `differing` the rest. */
export function container(
  config: ContainerSpec["config"]["config"] = {},
  differing: { created?: string; layers?: readonly number[]; v1?: boolean } = {},
): { readonly container: ContainerSpec } {
  const { created = "2026-10-01T00:00:00Z", layers = [1000], v1 = false } = differing;
  return {
    container: {
      registry: "quay.io",
      hostName: "https://quay.io",
      imageName: "acme/tool",
      reference: "1.0",
      digest,
      config: { architecture: "amd64", config, created, rootfs: { type: "layers" } },
      manifest: { schemaVersion: 2, layers: layers.map((size) => ({ digest, size })) },
      v1,
      v2: !v1,
      oci: true,
    },
  };
}

export function finding(differing: Partial<Finding> = {}): Finding {
  const one = pull("quay.io/acme/tool:1.0");
  return {
    rule: "pin",
    severity: "error",
    message: "quay.io/acme/tool:1.0 is only pinned by version",
    help: "Add a digest.",
    evidence: { pin: "version" },
    location: { file: "modules/a/main.nf", line: 6, column: 15, endLine: 6, endColumn: 36 },
    image: "quay.io/acme/tool:1.0",
    pulls: [one],
    fingerprint: "0123456789abcdef0123456789abcdef",
    ...differing,
  };
}

/** One image that a registry answered, in one file. */
export function coverage(differing: Partial<Coverage> = {}): Coverage {
  const nothing = { notJudged: [], leftOut: [], notApplied: [], unread: [], notLookedAt: [] };
  return { images: 1, judged: 1, answered: 1, downloads: 0, files: 1, ...nothing, ...differing };
}

export function reportOf(differing: Partial<Report> = {}): Report {
  const findings = differing.findings ?? [];
  const scan = differing.scan ?? scanOf([...new Set(findings.flatMap(({ pulls }) => pulls))]);
  return {
    tool: { name: "wave-inspect", version: "1.0.0" },
    startedAt: "2026-11-24T12:00:00.000Z",
    repository: "acme/demo",
    commit: "0a1b2c3d4e5f60718293a4b5c6d7e8f901234567",
    inspector: "registry",
    policy: { file: "policy.yml", sha256: "ab".repeat(32), files: [{ file: "policy.yml", sha256: "cd".repeat(32) }] },
    failOn: "error",
    scenarios: [],
    inspections: [],
    counts: {
      errors: 0,
      warnings: 0,
      notices: 0,
      waived: 0,
      known: 0,
      undecided: 0,
      references: 1,
      images: 1,
      files: 1,
    },
    coverage: coverage(),
    rules: [],
    verdict: "pass",
    outcome: differing.verdict ?? "pass",
    ...differing,
    findings,
    scan,
  };
}

/** The same finding, of a rule that has no advice. */
export function withoutHelp(one: Finding): Finding {
  const { help: _, ...rest } = one;
  return rest;
}
