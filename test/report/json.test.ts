import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { checkJson, inspectJson, scanJson } from "../../src/report/json.ts";
import { inspectText } from "../../src/report/text.ts";
import {
  container,
  digest,
  evidence,
  failed,
  finding,
  inspection,
  pull,
  reference,
  reportOf,
  scanOf,
  unresolvedPull,
} from "../policy/make.ts";
import { hostileText, reportWith } from "./hostile.ts";

describe("scan", () => {
  test("has the shape of the contract", () => {
    const place = reference("quay.io/acme/tool:1.0", { context: { process: "A", condition: "params.gpu" } });
    const one = pull("quay.io/acme/tool:1.0", { references: [place] });
    const stage = {
      ...pull(
        "alpine:3",
        { source: "dockerfile", engine: "buildkit", scenario: null, stage: "build", reachable: true },
        { file: "Dockerfile", line: 1, column: 6, source: "dockerfile", kind: "from", context: {} },
      ),
    };
    const { process: _, ...build } = stage;
    const scan = scanOf([one, build, unresolvedPull("${params.x}")], {
      problems: [{ file: "x.config", line: 3, column: 1, kind: "syntax", message: "a brace is missing" }],
    });
    const document: unknown = JSON.parse(scanJson(scan));
    expect(document).toMatchObject({
      schemaVersion: 1,
      references: [
        {
          id: "r1",
          file: "modules/a/main.nf",
          line: 6,
          column: 15,
          endLine: 6,
          endColumn: 36,
          text: "quay.io/acme/tool:1.0",
          source: "nextflow",
          kind: "directive",
          context: { process: "A", condition: "params.gpu" },
        },
        { id: "r2", file: "Dockerfile", kind: "from", context: {} },
        { id: "r3", unresolved: { reason: "undefined-parameter" } },
      ],
      pulls: [
        {
          id: "p1",
          image: "quay.io/acme/tool:1.0",
          canonical: "quay.io/acme/tool:1.0",
          written: "quay.io/acme/tool:1.0",
          engine: "docker",
          scenario: { profiles: ["docker"] },
          process: "DEMO:A",
          platform: null,
          confidence: "exact",
          references: ["r1"],
        },
        {
          id: "p2",
          image: "alpine:3",
          canonical: "docker.io/library/alpine:3",
          stage: "build",
          reachable: true,
          scenario: null,
          references: ["r2"],
        },
        {
          id: "p3",
          image: null,
          confidence: "unresolved",
          reason: "undefined-parameter",
          detail: "params.image has no value",
          references: ["r3"],
        },
      ],
      problems: [{ file: "x.config", line: 3, column: 1, message: "a brace is missing" }],
    });
  });

  test("says of a problem why a file was not read, whether anything stops there, and whether a run reads more", () => {
    const at = { file: "x.nf", line: 1, column: 1, message: "it is not there" };
    const problems = [
      { ...at, kind: "unreadable", why: "absent", open: true },
      { ...at, kind: "syntax", aside: true },
      { ...at, kind: "syntax" },
    ] as const;
    expect(JSON.parse(scanJson(scanOf([], { problems })))).toHaveProperty("problems", problems);
  });

  test("names references that a pull carries as a copy", () => {
    const one = pull("quay.io/acme/tool:1.0");
    const scan = scanOf([{ ...one, references: one.references.map((place) => ({ ...place })) }], {
      references: one.references,
    });
    expect(JSON.parse(scanJson(scan))).toMatchObject({ pulls: [{ references: ["r1"] }] });
  });
});

const at = (line: number) => ({ file: "nextflow.config", line, column: 3, endLine: line, endColumn: 9 });

describe("check", () => {
  test("has everything of the report, findings with the ids of their pulls", () => {
    const one = pull("quay.io/acme/tool:1.0");
    const report = reportOf({
      findings: [
        finding({ pulls: [one] }),
        finding({ undecided: true, waived: { by: "policy", reason: "x" }, pulls: [] }),
      ],
      scan: scanOf([one]),
      inspections: [
        inspection("quay.io/acme/tool:1.0", { answer: container() }),
        failed("quay.io/a/b:1", "timeout", "slow"),
      ],
      verdict: "undecided",
    });
    expect(JSON.parse(checkJson(report))).toMatchObject({
      schemaVersion: 1,
      tool: { name: "wave-inspect", version: "1.0.0" },
      verdict: "undecided",
      exitCode: 3,
      failOn: "error",
      policy: { file: "policy.yml" },
      findings: [
        {
          rule: "pin",
          severity: "error",
          file: "modules/a/main.nf",
          line: 6,
          column: 15,
          endLine: 6,
          endColumn: 36,
          image: "quay.io/acme/tool:1.0",
          pulls: ["p1"],
          fingerprint: "0123456789abcdef0123456789abcdef",
        },
        { undecided: true, waived: { by: "policy", reason: "x" }, pulls: [] },
      ],
      references: [{ id: "r1" }],
      pulls: [{ id: "p1" }],
      inspections: [
        { image: "quay.io/acme/tool:1.0", platform: null, need: "config", digest, answer: container(), evidence },
        { image: "quay.io/a/b:1", failure: { state: "timeout", message: "slow" } },
      ],
    });
  });

  test("has the way of a name, and which lines decided, as data", () => {
    const rewrites = [
      { by: "registry", setting: "docker.registry", location: at(12), to: "quay.io/o/x:1" },
      { by: "engine", to: "docker://quay.io/o/x:1" },
    ] as const;
    const decidedBy = {
      rule: { ...at(4), file: "policy.yml" },
      severity: "default",
      enforceFrom: { ...at(5), file: "policy.yml" },
      options: { "at-least": { ...at(6), file: "policy.yml" }, except: "default" },
    } as const;
    const waived = { by: "policy", reason: "x", location: { ...at(9), file: "policy.yml" } } as const;
    const one = finding({ pulls: [pull("docker://quay.io/o/x:1", { rewrites })], decidedBy, waived });
    const document: { findings: object[]; pulls: object[] } = JSON.parse(
      checkJson(reportOf({ findings: [one, finding({ pulls: [], decidedBy: { ...decidedBy, options: {} } })] })),
    );
    const rewritten = [
      { by: "registry", setting: "docker.registry", file: "nextflow.config", line: 12, column: 3, to: "quay.io/o/x:1" },
      { by: "engine", to: "docker://quay.io/o/x:1" },
    ];
    expect(document.pulls).toMatchObject([{ rewritten }]);
    expect(document.findings[0]).toMatchObject({
      waived: { by: "policy", reason: "x", file: "policy.yml", line: 9, column: 3 },
      way: {
        written: { text: "docker://quay.io/o/x:1", file: "modules/a/main.nf", line: 6, column: 15 },
        rewritten,
        pulled: [{ image: "docker://quay.io/o/x:1", engines: ["singularity"], profiles: ["docker"], processes: 1 }],
      },
      decidedBy: {
        rule: { file: "policy.yml", line: 4, column: 3 },
        severity: "default",
        enforceFrom: { file: "policy.yml", line: 5, column: 3 },
        options: { "at-least": { file: "policy.yml", line: 6, column: 3 } },
      },
    });
    expect(document.findings[1]).not.toHaveProperty("way");
    expect(document.findings[1]).not.toHaveProperty("decidedBy.options");
  });

  test("has where an image is written, and what knows a finding: the base of a pull request, or an entry of the baseline", () => {
    const findings = [
      finding({ writtenAt: at(7), known: { by: "base" } }),
      finding({ known: { by: "baseline", since: "2026-11-01", expires: "2027-01-01", owner: "@acme/x" } }),
      finding(),
    ];
    const { findings: told }: { readonly findings: readonly object[] } = JSON.parse(checkJson(reportOf({ findings })));
    expect(told).toMatchObject([
      { known: true, writtenAt: { file: "nextflow.config", line: 7, column: 3 } },
      { known: true, baseline: { since: "2026-11-01", expires: "2027-01-01", owner: "@acme/x" } },
      { rule: "pin" },
    ]);
    expect(told[0]).not.toHaveProperty("baseline");
    for (const key of ["known", "baseline", "writtenAt"]) expect(told[2]).not.toHaveProperty(key);
  });

  test("has the edits that mend a finding, and no such key where there are none", () => {
    const location = { file: "a.nf", line: 2, column: 3, endLine: 2, endColumn: 24 };
    const edit = { location, replacement: `quay.io/acme/tool:1.0@${digest}` };
    const other = { location: { ...location, file: "b.nf" }, replacement: "x" };
    const fix = { title: "Pin it.", edits: [edit, other], safe: true } as const;
    const document: { findings: object[] } = JSON.parse(
      checkJson(reportOf({ findings: [finding({ fixes: [fix] }), finding()] })),
    );
    expect(document.findings).toMatchObject([
      {
        fixes: [
          {
            ...location,
            replacement: edit.replacement,
            safe: true,
            title: "Pin it.",
            with: [{ file: "b.nf", replacement: "x" }],
          },
        ],
      },
      {},
    ]);
    expect(document.findings[1]).not.toHaveProperty("fixes");
  });

  test("is one document whatever stands in it", () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        const document: { policy: { file: string } } = JSON.parse(checkJson(reportWith(text)));
        expect(document.policy.file.toWellFormed()).toBe(text.toWellFormed());
      }),
    );
  });
});

describe("inspect", () => {
  const inspected = [
    {
      image: "tool",
      inspection: inspection("quay.io/acme/tool:1.0", {
        answer: container({ user: "1000", entrypoint: ["tini", "--"], cmd: ["bash"] }),
        platforms: ["linux/amd64"],
      }),
    },
    { image: "gone", inspection: failed("quay.io/acme/gone:1", "not-found", "no such tag") },
    { image: "B A D", inspection: { failure: { state: "invalid-reference", message: "blanks" } as const } },
  ];

  test("is one array in the order given, Wave's answer untouched", () => {
    const [one] = inspected;
    const answer = container({ user: "1000", entrypoint: ["tini", "--"], cmd: ["bash"] });
    expect(JSON.parse(inspectJson(inspected))).toEqual([
      { image: one?.image, answer, digest, platforms: ["linux/amd64"], evidence },
      { image: "gone", failure: { state: "not-found", message: "no such tag" }, evidence },
      { image: "B A D", failure: { state: "invalid-reference", message: "blanks" } },
    ]);
  });

  test("says as text what an index or a child image is, and who was asked", () => {
    const index = inspection("quay.io/acme/tool:1.0", {
      answer: { index: {} },
      evidence: { ...evidence, via: "wave", host: "wave.seqera.io", verified: false },
    });
    const child = inspection("quay.io/acme/tool:1.0", { digest: `sha256:${"a".repeat(64)}`, answer: container() });
    const bare = { container: { ...container().container, manifest: {} } };
    const text = inspectText(
      [index, child, inspection("quay.io/acme/tool:1.0", { answer: bare })].map((one) => ({
        image: "tool",
        inspection: one,
      })),
    );
    expect(text).toContain("  asked:       wave, wave.seqera.io\n");
    expect(text).toContain(`  digest:      sha256:${"a".repeat(64)}\n  image:       ${digest}\n`);
    expect(text.match(/ {2}size:/g)).toHaveLength(1);
  });

  test("says as text what a downloaded file is, as far as its header tells", () => {
    const [sif, old] = ["https://example.org/a.sif", "https://example.org/b.img"];
    const text = inspectText([
      { image: sif, inspection: inspection(sif, { download: { size: 1000, sif: {} } }) },
      { image: old, inspection: inspection(old, { download: { squashfs: { created: "2017-01-02T03:04:05Z" } } }) },
    ]);
    expect(text).toMatch(/a\.sif\n(?:.*\n)*? {2}file: +SIF\n {2}size: +1000 B\n/u);
    expect(text).toMatch(
      /b\.img\n(?:.*\n)*? {2}file: +squashfs, as Singularity 2 made it\n {2}created: +2017-01-02T03:04:05Z\n {2}asked:/u,
    );
  });

  test("is a block an image as text", () => {
    expect(inspectText(inspected).split("\n")).toEqual([
      "tool",
      `  digest:      ${digest}`,
      "  platforms:   linux/amd64",
      "  created:     2026-10-01T00:00:00Z",
      "  size:        1000 B",
      "  user:        1000",
      "  entrypoint:  tini --",
      "  command:     bash",
      "  asked:       registry, quay.io, digests verified",
      "",
      "gone",
      "  failure:     not-found: no such tag",
      "",
      "B A D",
      "  failure:     invalid-reference: blanks",
      "",
    ]);
  });
});
