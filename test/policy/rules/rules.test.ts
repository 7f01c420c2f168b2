import { describe, expect, test } from "vitest";
import type {
  AttestationKind,
  Attestations,
  FailureState,
  Finding,
  HeldLock,
  Inspection,
  Lock,
  LockedContent,
  Pull,
  Reference,
  ScanResult,
} from "../../../src/model.ts";
import { driftOf } from "../../../src/lock/seen.ts";
import type { Policy } from "../../../src/policy/policy.ts";
import { locked, lockOf } from "../../lock/make.ts";
import { ruleIds } from "../../../src/policy/rules/index.ts";
import { judge, recipesFor } from "../../../src/policy/judge/index.ts";
import {
  container,
  digest,
  evidence,
  failed,
  inspection,
  now,
  policyOf,
  pull,
  reference,
  scanOf,
  unresolvedPull,
} from "../make.ts";

interface Case {
  readonly name: string;
  /** YAML under `rules:`, in flow form. */
  readonly rules: string;
  readonly pulls: readonly Pull[];
  readonly inspections?: readonly Inspection[];
  readonly platform?: string;
  /** What the images are held against. */
  readonly lock?: Lock;
  /** Texts of environments, by file. */
  readonly environments?: ReadonlyMap<string, string>;
  /** `message | help` of every finding. */
  readonly says: readonly string[];
}

const TOOL = "quay.io/acme/tool:1.0";
const OTHER = "quay.io/acme/other:2.0";

/** A name that Docker is given, and no registry has. */
function nameless(image: string): Pull {
  const { canonical: _, ...rest } = pull(image, { engine: "docker" });
  return rest;
}
const WITH_DIGEST = `${TOOL}@${digest}`;

const incomplete: Inspection = {
  ...failed(TOOL, "not-found"),
  failure: { state: "not-found", message: `${TOOL} is on quay.io, and its manifest is not.`, incomplete: true },
};

/** An answer that does not say when the image was built. */
const dated = container().container;
const { created: _, ...undated } = dated.config;
const withoutDate = { container: { ...dated, config: undated } };

const { process: __, ...ofNoProcess } = pull("ghcr.io/acme/tool:1.0", { source: "dockerfile" });

/** One image with these labels, built four days ago. */
function labelled(labels: Readonly<Record<string, string>>, created = "2026-11-20T12:00:00Z"): Inspection {
  return inspection(TOOL, { answer: container({ labels }, { created }), platforms: ["linux/amd64"] });
}

const WAVE_BUILT = "community.wave.seqera.io/library/fastqc:0.12.1--af7a5314d5015c29";

/** What the tag means once it is pushed again. */
const MOVED = `sha256:${"3c".repeat(32)}`;

const DENIED = `{ digest: { deny: ["${digest}"] } }`;
const TOLD = "sha256:2f2f2f2f2f2f…, which is denied | Choose another build; what ran it may have to be looked into.";
const AMD = ["linux/amd64"];

/** Of nf-core/modules: what Wave built of it for linux/amd64. */
const FASTQC_ENVIRONMENT = new Map([
  ["modules/a/environment.yml", "channels:\n- conda-forge\n- bioconda\ndependencies:\n- bioconda::fastqc=0.12.1\n"],
]);
const FASTQC = "community.wave.seqera.io/library/fastqc:0.12.1--5cb1a2fa2f18c7c2";
const OF_CONDA = { conda: { file: "modules/a/environment.yml" } };

const MIRRORED = "{ mirrored: { at: { quay.io: mirror.example.org/quay } } }";
const COPY = "mirror.example.org/quay/acme/tool:1.0";
const COPY_IT =
  "Copy it there with all of its platforms (crane copy, skopeo copy --all): the digest then stays the same.";

const DEBIAN = "docker.io/library/debian:12-slim";
const OWN_BASE = "ghcr.io/acme/base:2";
const BASES =
  "{ base: { allow: ['debian:12*', 'ghcr.io/acme/base'], compare: ['debian:12-slim', 'ghcr.io/acme/base:2'] } }";
const BASE_NAME = "org.opencontainers.image.base.name";
const BASE_DIGEST = "org.opencontainers.image.base.digest";

/** An image of these layers. */
function builtOn(
  name: string,
  layers: readonly string[],
  { annotations = {}, labels = {} }: { annotations?: Record<string, string>; labels?: Record<string, string> } = {},
): Inspection {
  const { container: one } = container({ labels });
  const rootfs = layers.length === 0 ? {} : { type: "layers", diff_ids: layers };
  const answer = {
    container: { ...one, config: { ...one.config, rootfs }, manifest: { ...one.manifest, annotations } },
  };
  return inspection(name, { platform: "linux/amd64", answer });
}

type Beside = readonly [kind: AttestationKind, by: Attestations["found"][number]["by"]];

/** What is kept beside the image. */
function beside(...found: readonly Beside[]): Inspection {
  const attestations = { found: found.map(([kind, by]) => ({ kind, by, subject: digest })) };
  return inspection(TOOL, { platform: "linux/amd64", attestations });
}

/** The same, as much as was found before the search failed. */
function besideUntil(state: FailureState, ...found: readonly Beside[]): Inspection {
  const { attestations = { found: [] }, ...rest } = beside(...found);
  return { ...rest, attestations: { ...attestations, failure: { state, message: "it failed" } } };
}

/** The tag means an index that holds this manifest. */
function indexWith(entry: string): Inspection {
  return inspection(TOOL, { digest: MOVED, answer: { index: { digest: MOVED, manifests: [{}, { digest: entry }] } } });
}

/** What nf-core's metadata declares for the process A. */
function declaration(image: string, place: Partial<Reference> = {}): Pull {
  const { process: _, ...declared } = pull(image, { source: "nf-core", platform: "linux/amd64", reachable: false });
  const written = reference(image, { file: "modules/a/meta.yml", source: "nf-core", kind: "meta", line: 9, ...place });
  return { ...declared, references: [written] };
}

/** A process whose module declares other names, and what differs of its pull and of the place of its directive. */
function declaredCase(
  name: string,
  image: string,
  declared: readonly string[],
  says: readonly string[],
  differing: Partial<Pull> = {},
  place: Partial<Reference> = {},
): Case {
  const pulls = [pull(image, differing, place), ...declared.map((other) => declaration(other))];
  return { name, rules: "{ declared: warning }", pulls, says };
}

/** A process whose module declares its image with a build, and the lock file of one. */
function buildCase(name: string, image: string, build: string, says: readonly string[]): Case {
  const context = { process: "A", buildId: build, lockFile: `a/.conda-lock/linux_amd64-${build}.txt` };
  return { name, rules: "{ declared: warning }", pulls: [pull(image), declaration(image, { context })], says };
}

/** What is said of one image under these rules. */
function one(
  name: string,
  rules: string,
  image: string,
  says: readonly string[],
  inspections: readonly Inspection[] = [],
): Case {
  return { name, rules, pulls: [pull(image)], says, inspections };
}

const SIF = "https://depot.example.org/singularity/tool:1.0--h1_0";

const HEX = "ab".repeat(32);
const BLOB = `https://cr.example.org/docker/registry/v2/blobs/sha256/ab/${HEX}/data`;
const LOCKED = "pin: { at-least: locked }";

/** Alone: that a tag moved at all is told by another rule. */
const DRIFT = "drift: error, locked: off";
const ENTRY: LockedContent = { digest };

function sifOf(name: string, size: number): Inspection {
  const { digest: _, ...rest } = inspection(name, { download: { size, sif: { architecture: "linux/amd64" } } });
  return rest;
}

/** One image of which a lock has this. */
function lockedCase(
  name: string,
  image: string,
  content: LockedContent | undefined,
  says: readonly string[],
  inspections: readonly Inspection[] = [],
  rules = "locked: error",
): Case {
  const lock = lockOf(content === undefined ? {} : { [pull(image).canonical ?? image]: locked(content) });
  return { ...one(name, `{ ${rules} }`, image, says, inspections), lock };
}

const tables: Readonly<Record<string, { readonly valid: readonly Case[]; readonly invalid: readonly Case[] }>> = {
  registry: {
    valid: [
      one("an allowed namespace", "{ registry: { allow: ['quay.io/acme/*'] } }", TOOL, []),
      one("a whole registry", "{ registry: { allow: [quay.io] } }", TOOL, []),
      one("anything that is not denied", "{ registry: { deny: [docker.io] } }", TOOL, []),
      one(
        "a download by its host",
        "{ registry: { allow: ['depot.galaxyproject.org/singularity/*'] } }",
        "https://depot.galaxyproject.org/singularity/blat:472--h9b8f530_0",
        [],
      ),
      one("a local file", "{ registry: { allow: [quay.io] } }", "/opt/images/tool.sif", []),
    ],
    invalid: [
      one("a local file that is denied", "{ registry: { local: deny } }", "/opt/images/tool.sif", [
        "/opt/images/tool.sif is a local file, which comes from no registry | Name an image of a registry.",
      ]),
      one("a local file beside what is allowed", "{ registry: { allow: [quay.io], local: deny } }", "./tool.sif", [
        "./tool.sif is a local file, which comes from no registry | Allowed: quay.io.",
      ]),
      one("another namespace", "{ registry: { allow: ['quay.io/biocontainers/*'] } }", TOOL, [
        `${TOOL} is not from an allowed place | Allowed: quay.io/biocontainers/*.`,
      ]),
      one("a namespace that only begins so", "{ registry: { allow: ['quay.io/ac/*', 'quay.io/acm/*'] } }", TOOL, [
        `${TOOL} is not from an allowed place | Allowed: quay.io/ac/*, quay.io/acm/*. Nearest: quay.io/ac/*.`,
      ]),
      one("Docker Hub without saying so", "{ registry: { allow: [quay.io], deny: [docker.io] } }", "alpine:3.20", [
        'docker.io/library/alpine:3.20 is denied by "docker.io" | Allowed: quay.io.',
      ]),
      one("deny beats allow", "{ registry: { allow: ['quay.io/**'], deny: ['quay.io/acme/*'] } }", TOOL, [
        `${TOOL} is denied by "quay.io/acme/*" | "quay.io/**" of allow covers it, too, and deny wins: narrow one of the two, or choose another image.`,
      ]),
      one(
        "the replacement where there is one",
        "{ registry: { deny: [docker.io], use-instead: { docker.io: ghcr.io/acme/hub, docker.io/library: ghcr.io/acme/official } } }",
        "alpine:3.20",
        ['docker.io/library/alpine:3.20 is denied by "docker.io" | Use ghcr.io/acme/official/alpine:3.20.'],
      ),
      ...[
        "docker.io",
        "index.docker.io",
        "registry-1.docker.io/",
        "DOCKER.IO",
        "docker.io:443",
        "library",
        "docker.io/alpine",
        "alpine",
      ].map((key) =>
        one(
          `the replacement under the spelling ${key}`,
          `{ registry: { deny: [docker.io], use-instead: { '${key}': ghcr.io/acme/hub/ } } }`,
          "registry.hub.docker.com/library/alpine:3.20",
          [
            `registry.hub.docker.com/library/alpine:3.20 is denied by "docker.io" | Use ghcr.io/acme/hub${key.includes("alpine") ? "" : key === "library" ? "/alpine" : "/library/alpine"}:3.20.`,
          ],
        ),
      ),
      one(
        "one image by another one",
        "{ registry: { deny: [quay.io], use-instead: { 'quay.io/acme/tool:1.0': ghcr.io/acme/tool:2.0 } } }",
        TOOL,
        [`${TOOL} is denied by "quay.io" | Use ghcr.io/acme/tool:2.0.`],
      ),
      one(
        "a download by another one",
        "{ registry: { deny: ['https://example.org'], use-instead: { 'https://example.org': 'https://mirror.example' } } }",
        "https://example.org/tool.sif",
        ['https://example.org/tool.sif is denied by "https://example.org" | Use https://mirror.example/tool.sif.'],
      ),
      one(
        "the replacement with the digest of the name",
        "{ registry: { deny: [quay.io], use-instead: { quay.io: ghcr.io } } }",
        `quay.io/acme/tool@${digest}`,
        [`quay.io/acme/tool@${digest} is denied by "quay.io" | Use ghcr.io/acme/tool@${digest}.`],
      ),
      one(
        "no replacement of which no name comes",
        `{ registry: { deny: [quay.io], use-instead: { quay.io: 'ghcr.io/${"a/".repeat(124)}b' } } }`,
        TOOL,
        [`${TOOL} is denied by "quay.io" | Name a copy in another place; \`use-instead\` of this rule can say which.`],
      ),
      one(
        "no replacement that the policy refuses itself",
        "{ registry: { allow: ['ghcr.io/acme/*'], use-instead: { quay.io: ghcr.io/other } } }",
        TOOL,
        [`${TOOL} is not from an allowed place | Allowed: ghcr.io/acme/*.`],
      ),
      one(
        "no download where the engine downloads nothing",
        "{ registry: { deny: [quay.io], use-instead: { quay.io: 'https://mirror.example' } } }",
        TOOL,
        [`${TOOL} is denied by "quay.io" | Name a copy in another place; \`use-instead\` of this rule can say which.`],
      ),
      one(
        "no replacement that is denied",
        "{ registry: { deny: [quay.io, 'ghcr.io/other/**'], use-instead: { quay.io: ghcr.io/other } } }",
        TOOL,
        [`${TOOL} is denied by "quay.io" | Name a copy in another place; \`use-instead\` of this rule can say which.`],
      ),
      one(
        "deny over a narrower allow, of an image that both cover",
        "{ registry: { allow: ['docker.io/biocontainers/*', quay.io], deny: [docker.io] } }",
        "biocontainers/fastqc:1.0",
        [
          'docker.io/biocontainers/fastqc:1.0 is denied by "docker.io" | "docker.io/biocontainers/*" of allow covers it, too, and deny wins: narrow one of the two, or choose another image.',
        ],
      ),
      one(
        "deny over a narrower allow, of another image",
        "{ registry: { allow: ['docker.io/biocontainers/*', quay.io], deny: [docker.io] } }",
        "alpine:3.20",
        ['docker.io/library/alpine:3.20 is denied by "docker.io" | Allowed: quay.io.'],
      ),
      one(
        "deny over all that is allowed",
        "{ registry: { allow: ['docker.io/biocontainers/*', nfcore], deny: [docker.io] } }",
        "acme/tool:3.20",
        ['docker.io/acme/tool:3.20 is denied by "docker.io" | No place is left: deny covers all that allow has.'],
      ),
      one(
        "allow that begins with a wildcard, beside deny",
        "{ registry: { allow: ['*.example.com/**'], deny: [docker.io, 'quay.io/*:latest'] } }",
        "alpine:3.20",
        ['docker.io/library/alpine:3.20 is denied by "docker.io" | Allowed: *.example.com/**.'],
      ),
      one(
        "a place without what is below it",
        "{ registry: { allow: [example.org/acme] } }",
        "example.org/acme/tool:1.0",
        [
          'example.org/acme/tool:1.0 is not from an allowed place | Allowed: example.org/acme. "example.org/acme" is that one image: write example.org/acme/** for all below it.',
        ],
      ),
      one(
        "a beginning that ends within a segment replaces nothing",
        "{ registry: { deny: [docker.io], use-instead: { docker.io/lib: x } } }",
        "alpine:3.20",
        [
          'docker.io/library/alpine:3.20 is denied by "docker.io" | Name a copy in another place; `use-instead` of this rule can say which.',
        ],
      ),
      one(
        "the nearest of several",
        "{ registry: { allow: ['ghcr.io/**', 'quay.io/biocontainers/*'] } }",
        "docker.io/biocontainers/fastqc:1.0",
        [
          "docker.io/biocontainers/fastqc:1.0 is not from an allowed place | Allowed: ghcr.io/**, quay.io/biocontainers/*. Nearest: quay.io/biocontainers/*.",
        ],
      ),
      one(
        "many allowed places by the first of them",
        "{ registry: { allow: [a.b, c.d, e.f, g.h, i.j, k.l, m.n, o.p, q.r] } }",
        TOOL,
        [`${TOOL} is not from an allowed place | Allowed: a.b, c.d, e.f, g.h, i.j, k.l, m.n, o.p and 1 more.`],
      ),
      one("an empty list allows nothing", "{ registry: { allow: [] } }", TOOL, [
        `${TOOL} is not from an allowed place | No place is left: allow is empty.`,
      ]),
    ],
  },
  pin: {
    valid: [
      lockedCase("a tag that the lock has", TOOL, { digest }, [], [inspection(TOOL)], LOCKED),
      lockedCase("a tag that the lock has, asked of nobody", TOOL, { digest }, [], [], LOCKED),
      lockedCase("a digest beside a lock", WITH_DIGEST, { digest }, [], [], LOCKED),
      lockedCase(
        "a blob of which the lock has the sha256",
        BLOB,
        { file: { format: "sif", sha256: HEX } },
        [],
        [],
        LOCKED,
      ),
      one("anything where nothing is asked", "{ pin: { at-least: none } }", "quay.io/acme/tool", []),
      one("a digest", "{ pin: { at-least: digest } }", WITH_DIGEST, []),
      one("a stronger pin than asked", "{ pin: { at-least: version } }", WITH_DIGEST, []),
      one(
        "a BioContainers build",
        "{ pin: { at-least: build } }",
        "quay.io/biocontainers/fastqc:0.12.1--hdfd78af_0",
        [],
      ),
      one(
        "a Wave hash",
        "{ pin: { at-least: build } }",
        "community.wave.seqera.io/library/fastqc:0.12.1--af7a5314d5015c29",
        [],
      ),
      one(
        "a blob URL with its sha256",
        "{ pin: { at-least: content } }",
        `https://community-cr-prod.seqera.io/docker/registry/v2/blobs/sha256/2f/${"2f".repeat(32)}/data`,
        [],
      ),
      one("a version is the default", "{ pin: error }", TOOL, []),
      one("a floating tag where that is enough", "{ pin: { at-least: floating } }", "quay.io/acme/tool:latest", []),
      one("a local file", "{ pin: { at-least: digest } }", "./tool.sif", []),
    ],
    invalid: [
      lockedCase(
        "a tag that nobody holds against the lock",
        TOOL,
        { digest },
        [
          `${TOOL} is pinned by version only; the policy asks for locked or stronger | Run wave-inspect lock and commit containers.lock, or add the manifest digest: NAME:TAG@sha256:….`,
        ],
        [],
        "pin: { at-least: locked }, locked: off",
      ),
      lockedCase(
        "a SIF of which the lock has no sha256",
        SIF,
        { file: { format: "sif", size: 7 } },
        [
          expect.stringContaining(
            `${SIF} is pinned by build only; the policy asks for locked or stronger | Use a URL that carries`,
          ),
        ],
        [],
        LOCKED,
      ),
      one("a tag without a lock", "{ pin: { at-least: locked } }", TOOL, [
        `${TOOL} is pinned by version only; the policy asks for locked or stronger | Run wave-inspect lock and commit containers.lock, or add the manifest digest: NAME:TAG@sha256:….`,
      ]),
      lockedCase(
        "a lock where a digest is asked for",
        TOOL,
        { digest },
        [
          `${TOOL} is pinned by the lock only; the policy asks for digest | Add the manifest digest: NAME:TAG@sha256:….`,
        ],
        [],
        "pin: { at-least: digest }",
      ),
      one("a version where a build is asked for", "{ pin: { at-least: build } }", TOOL, [
        `${TOOL} is pinned by version only; the policy asks for build or stronger | Write a tag that names one build (BioContainers, a Wave hash, a commit), or add the manifest digest.`,
      ]),
      one(
        "a build where a digest is asked for",
        "{ pin: { at-least: digest } }",
        "quay.io/biocontainers/fastqc:0.12.1--hdfd78af_0",
        [
          "quay.io/biocontainers/fastqc:0.12.1--hdfd78af_0 is pinned by build only; the policy asks for digest | Add the manifest digest: NAME:TAG@sha256:….",
        ],
      ),
      one("no tag at all", "{ pin: { at-least: floating } }", "quay.io/acme/tool", [
        "quay.io/acme/tool:latest has neither tag nor digest, so :latest is taken; the policy asks for floating or stronger | Write a tag.",
      ]),
      one(
        "the digest that the registry told",
        "{ exists: error, pin: { at-least: digest } }",
        TOOL,
        [
          `${TOOL} is pinned by version only; the policy asks for digest | Write ${WITH_DIGEST} to keep what the name means today.`,
        ],
        [inspection(TOOL)],
      ),
      {
        name: "the digest of an image that Singularity pulls, in place of the tag",
        rules: "{ pin: { at-least: digest } }",
        pulls: [pull(`docker://${TOOL}`, { engine: "singularity" }, { line: 4 }), pull(OTHER, { engine: "apptainer" })],
        inspections: [inspection(TOOL)],
        says: [
          `${TOOL} is pinned by version only; the policy asks for digest | Write docker://quay.io/acme/tool@${digest} to keep what the name means today.`,
          `${OTHER} is pinned by version only; the policy asks for digest | Write the manifest digest in place of the tag (NAME@sha256:…; Singularity and Apptainer refuse both).`,
        ],
      },
      ...(
        [
          ["digest", "and ask for `content` here with an override: a file has no manifest digest"],
          ["content", ""],
        ] as const
      ).map(([asked, more]) =>
        one(
          `a download where ${asked} is asked for`,
          `{ pin: { at-least: ${asked} } }`,
          "https://depot.galaxyproject.org/singularity/blat:472--h9b8f530_0",
          [
            `https://depot.galaxyproject.org/singularity/blat:472--h9b8f530_0 is pinned by build only; the policy asks for ${asked}${more === "" ? " or stronger" : ""} | Use a URL that carries the sha256 of its content (…/blobs/sha256/AB/ABCD…/data, as Seqera serves its SIFs)${more === "" ? "" : `, ${more}`}.`,
          ],
        ),
      ),
      one("a download without a version", "{ pin: { at-least: version } }", "https://example.org/tool.sif", [
        "https://example.org/tool.sif carries neither a version nor a sha256; the policy asks for version or stronger | Use a URL with a version, or a URL that carries the sha256 of its content (…/blobs/sha256/AB/ABCD…/data, as Seqera serves its SIFs).",
      ]),
      one("an image of the Sylabs library", "{ pin: { at-least: content } }", "library://acme/tools/tool:1.0", [
        "library://acme/tools/tool:1.0 is pinned by version only; the policy asks for content or stronger | Write the sum of the image as its tag (:sha256.…).",
      ]),
    ],
  },
  drift: {
    valid: [
      lockedCase("what the lock has", TOOL, ENTRY, [], [inspection(TOOL)], DRIFT),
      lockedCase("what the lock has, asked of nobody", TOOL, ENTRY, [], [], DRIFT),
      lockedCase("what the lock does not have", TOOL, undefined, [], [inspection(TOOL)], DRIFT),
      lockedCase("a file of the machine", "/opt/tool.sif", undefined, [], [], DRIFT),
      lockedCase("a digest", WITH_DIGEST, { digest }, [], [inspection(WITH_DIGEST)], DRIFT),
      lockedCase(
        "grades that count for nothing",
        TOOL,
        ENTRY,
        [],
        [inspection(TOOL, { digest: MOVED })],
        "drift: { visible: off, harmless: off }, locked: off",
      ),
      one("no lock", "{ drift: error }", TOOL, [], [inspection(TOOL)]),
    ],
    invalid: [
      lockedCase(
        "a tag that moved, and nobody knows what to",
        TOOL,
        ENTRY,
        [
          `${TOOL} drifted since containers.lock of 2026-11-30: replaced: it is another image, of which too little is known to say more (and 1 more) | Look at what changed; where it is meant, run wave-inspect lock --update and commit the lock.`,
        ],
        [inspection(TOOL, { digest: MOVED })],
        DRIFT,
      ),
      lockedCase(
        "an image that vanished",
        TOOL,
        ENTRY,
        [
          `${TOOL} drifted since containers.lock of 2026-11-30: vanished: it can be pulled no more | Pull what the lock has by its digest, or another version; where the new one is meant and works, run wave-inspect lock --update.`,
        ],
        [failed(TOOL, "not-found")],
        DRIFT,
      ),
      lockedCase(
        "a platform that is lost",
        TOOL,
        {
          digest,
          platforms: new Map([
            ["linux/amd64", {}],
            ["linux/arm64", {}],
          ]),
        },
        [
          `${TOOL} drifted since containers.lock of 2026-11-30: platform lost: it is no longer on offer for linux/arm64 (and 1 more) | Pull what the lock has by its digest, or another version; where the new one is meant and works, run wave-inspect lock --update.`,
        ],
        [inspection(TOOL, { digest: MOVED, platforms: ["linux/amd64"] })],
        DRIFT,
      ),
    ],
  },
  locked: {
    valid: [
      lockedCase("what the lock has", TOOL, { digest }, [], [inspection(TOOL)]),
      lockedCase("what the lock has, asked of nobody", TOOL, { digest }, []),
      lockedCase("a digest that the lock has", WITH_DIGEST, { digest }, []),
      lockedCase(
        "an image that is gone",
        TOOL,
        { digest },
        [],
        [failed(TOOL, "not-found")],
        "locked: error, exists: off",
      ),
      lockedCase(
        "a file of which nothing differs",
        SIF,
        { file: { format: "sif", size: 7, sha256: "x" } },
        [],
        [sifOf(SIF, 7)],
      ),
      lockedCase("a file that was not asked for", SIF, { file: { format: "sif", size: 7 } }, []),
      { ...lockedCase("a rule that is off", TOOL, undefined, []), rules: "{ locked: off }" },
      lockedCase("a file of the machine", "/opt/tool.sif", undefined, []),
      {
        ...lockedCase("a file of the repository", "tool.sif", undefined, []),
        pulls: [pull("tool.sif", { file: "tool.sif" })],
      },
      one("nothing to lock, and no lock", "{ locked: error }", "/opt/tool.sif", []),
    ],
    invalid: [
      lockedCase("an image that the lock does not have", TOOL, undefined, [
        `${TOOL} is not in containers.lock | Run wave-inspect lock and commit containers.lock: it records what the image is.`,
      ]),
      lockedCase(
        "another digest",
        TOOL,
        { digest },
        [
          `${TOOL} is sha256:3c3c3c3c3c3c… and containers.lock has sha256:2f2f2f2f2f2f… since 2026-11-30 | Where the new one is meant, run wave-inspect lock --update and commit the lock; where it is not, pull by digest: @${digest}.`,
        ],
        [inspection(TOOL, { digest: MOVED })],
      ),
      lockedCase("a digest that the lock contradicts", WITH_DIGEST, { digest: MOVED }, [
        `${WITH_DIGEST} is sha256:2f2f2f2f2f2f… and containers.lock has sha256:3c3c3c3c3c3c… since 2026-11-30 | Where the new one is meant, run wave-inspect lock --update and commit the lock; where it is not, pull by digest: @${MOVED}.`,
      ]),
      lockedCase(
        "another file",
        SIF,
        { file: { format: "sif", size: 7 } },
        [
          `${SIF} is another file than containers.lock has since 2026-11-30: size 2 KiB (2048 B), and there 7 B (7 B) | Where the new one is meant, run wave-inspect lock --update and commit the lock; where it is not, find out who put it there.`,
        ],
        [sifOf(SIF, 2048)],
      ),
      lockedCase(
        "a file for another platform",
        SIF,
        { file: { format: "sif", architecture: "linux/arm64" } },
        [
          `${SIF} is another file than containers.lock has since 2026-11-30: architecture linux/amd64, and there linux/arm64 | Where the new one is meant, run wave-inspect lock --update and commit the lock; where it is not, find out who put it there.`,
        ],
        [sifOf(SIF, 2048)],
      ),
      one("no lock at all", "{ locked: error }", TOOL, [
        "There is no containers.lock: nothing says what 1 image should be | Run wave-inspect lock and commit containers.lock.",
      ]),
    ],
  },
  digest: {
    valid: [
      one("a tag that means another image", DENIED, TOOL, [], [inspection(TOOL, { digest: MOVED, platforms: AMD })]),
      one(
        "an index of other images",
        DENIED,
        TOOL,
        [],
        [{ ...indexWith(`sha256:${"4d".repeat(32)}`), platforms: AMD }],
      ),
      one("a file without a sum in its URL", DENIED, "https://example.org/tool-1.0.sif", []),
      one("a local file", DENIED, "/opt/images/tool.sif", []),
      one("nobody was asked", DENIED, TOOL, []),
    ],
    invalid: [
      one("a digest that is written", DENIED, WITH_DIGEST, [`${TOOL} is ${TOLD}`]),
      one("a tag that means it", DENIED, TOOL, [`${TOOL} means ${TOLD}`], [inspection(TOOL, { platforms: AMD })]),
      one(
        "an index that holds it",
        DENIED,
        TOOL,
        [`${TOOL} is an index that holds ${TOLD}`],
        [{ ...indexWith(digest), platforms: AMD }],
      ),
      one(
        "another digest, of an index that holds it",
        DENIED,
        `${TOOL}@${MOVED}`,
        [`${TOOL}@${MOVED} is an index that holds ${TOLD}`],
        [
          {
            ...indexWith(digest),
            platforms: AMD,
            request: { image: `${TOOL}@${MOVED}`, platform: null, need: "platforms" },
          },
        ],
      ),
      one("the sum in the URL of a file", DENIED, `https://example.org/blobs/sha256/2f/${"2f".repeat(32)}/data`, [
        `https://example.org/blobs/sha256/2f/${"2f".repeat(32)}/data is ${TOLD}`,
      ]),
    ],
  },
  mirrored: {
    valid: [
      one("a copy of the same digest", MIRRORED, TOOL, [], [inspection(TOOL), inspection(COPY)]),
      one("what is at the mirror and the same", MIRRORED, COPY, [], [inspection(TOOL), inspection(COPY)]),
      one("what only the mirror has any more", MIRRORED, COPY, [], [failed(TOOL, "not-found"), inspection(COPY)]),
      one("a copy of what is gone elsewhere", MIRRORED, TOOL, [], [failed(TOOL, "not-found"), inspection(COPY)]),
      one("a digest that both have", MIRRORED, WITH_DIGEST, [], [inspection(`${COPY}@${digest}`)]),
      one("a digest at the mirror", MIRRORED, `${COPY}@${digest}`, []),
      one(
        "a copy by its name",
        "{ mirrored: { at: { quay.io: mirror.example.org/quay }, compare: name } }",
        TOOL,
        [],
        [inspection(COPY, { digest: MOVED })],
      ),
      one(
        "one at the mirror by its name",
        "{ mirrored: { at: { quay.io: m.io/q }, compare: name } }",
        "m.io/q/a/b:1",
        [],
      ),
      one(
        "a mirror of several places, where nobody knows of which it is",
        "{ mirrored: { at: { quay.io: mirror.example.org, docker.io: mirror.example.org } } }",
        "mirror.example.org/acme/tool:1.0",
        [],
        [inspection("mirror.example.org/acme/tool:1.0")],
      ),
      one(
        "a mirror within a place that it copies",
        "{ mirrored: { at: { docker.io: ghcr.io/acme/hub, ghcr.io: ghcr.io/acme/ghcr } } }",
        "ghcr.io/acme/hub/library/alpine:3.20",
        [],
        [inspection("ghcr.io/acme/hub/library/alpine:3.20"), inspection("docker.io/library/alpine:3.20")],
      ),
      one("another place", "{ mirrored: { at: { docker.io: m.io }, others: allow } }", TOOL, []),
      one("a local file", MIRRORED, "/opt/images/tool.sif", []),
      one("a file of a library", MIRRORED, "library://acme/tools/tool:1.0", []),
      one(
        "a file that the mirror has",
        "{ mirrored: { at: { 'https://depot.galaxyproject.org': 'https://sif.example.org/depot' } } }",
        "https://depot.galaxyproject.org/singularity/blat:472--h9b8f530_0",
        [],
        [inspection("https://sif.example.org/depot/singularity/blat:472--h9b8f530_0")],
      ),
      one("nobody was asked", MIRRORED, TOOL, []),
    ],
    invalid: [
      one(
        "no copy",
        MIRRORED,
        TOOL,
        [`${TOOL} is not at the mirror: ${COPY} does not exist | ${COPY_IT}`],
        [inspection(TOOL), failed(COPY, "not-found")],
      ),
      one(
        "no copy of a digest",
        MIRRORED,
        WITH_DIGEST,
        [`${WITH_DIGEST} is not at the mirror: ${COPY}@${digest} does not exist | ${COPY_IT}`],
        [failed(`${COPY}@${digest}`, "not-found")],
      ),
      one(
        "what is named at the mirror and is not there",
        "{ mirrored: { at: { quay.io: mirror.example.org/quay }, compare: name } }",
        COPY,
        [`${COPY} is not at the mirror: it does not exist | ${COPY_IT}`],
        [failed(COPY, "not-found")],
      ),
      one(
        "an official image by its short name",
        "{ mirrored: { at: { docker.io: m.io/hub } } }",
        "alpine",
        [
          `docker.io/library/alpine:latest is not at the mirror: m.io/hub/library/alpine:latest does not exist | ${COPY_IT}`,
        ],
        [inspection("docker.io/library/alpine:latest"), failed("m.io/hub/library/alpine:latest", "not-found")],
      ),
      one(
        "another image at the mirror",
        MIRRORED,
        TOOL,
        [
          `${COPY} of the mirror is another image than ${TOOL} | It was copied before the tag moved, or for one platform. ${COPY_IT}`,
        ],
        [inspection(TOOL), inspection(COPY, { digest: MOVED })],
      ),
      one(
        "the mirror's, which is another image than elsewhere",
        MIRRORED,
        COPY,
        [
          `${COPY} is another image than ${TOOL}, of which it is to be a copy | It was copied before the tag moved, or for one platform. ${COPY_IT}`,
        ],
        [inspection(TOOL), inspection(COPY, { digest: MOVED })],
      ),
      one("another place", MIRRORED, "ghcr.io/acme/tool:1.0", [
        "ghcr.io/acme/tool:1.0 is of no place that the mirror copies | Copied: quay.io.",
      ]),
      one(
        "a file that the mirror lacks",
        "{ mirrored: { at: { 'https://depot.galaxyproject.org': 'https://sif.example.org/depot' } } }",
        "https://depot.galaxyproject.org/singularity/blat:472--h9b8f530_0",
        [
          `https://depot.galaxyproject.org/singularity/blat:472--h9b8f530_0 is not at the mirror: https://sif.example.org/depot/singularity/blat:472--h9b8f530_0 does not exist | ${COPY_IT}`,
        ],
        [failed("https://sif.example.org/depot/singularity/blat:472--h9b8f530_0", "not-found")],
      ),
    ],
  },
  "tag-moved": {
    valid: [
      one("the tag still means the digest", "{ tag-moved: warning }", WITH_DIGEST, [], [inspection(TOOL)]),
      one("an index that holds the digest", "{ tag-moved: warning }", WITH_DIGEST, [], [indexWith(digest)]),
      one("a tag without a digest", "{ tag-moved: warning }", TOOL, []),
      one("a digest without a tag", "{ tag-moved: warning }", `quay.io/acme/tool@${digest}`, []),
      one("a file", "{ tag-moved: warning }", "/opt/tool.sif", []),
      one("a tag that nobody was asked about", "{ tag-moved: warning }", WITH_DIGEST, []),
      one(
        "a tag of which more is not known",
        "{ tag-moved: warning, inspectable: off }",
        WITH_DIGEST,
        [],
        [{ ...failed(TOOL, "rate-limited"), digest: MOVED }],
      ),
    ],
    invalid: [
      one(
        "another image",
        "{ tag-moved: warning }",
        WITH_DIGEST,
        [
          `${WITH_DIGEST}: the tag 1.0 means another image by now (sha256:3c3c3c3c3c3c…), and the digest is what is pulled | Write @${MOVED} to follow the tag, or the tag of the image that the digest names.`,
        ],
        [inspection(TOOL, { digest: MOVED })],
      ),
      one(
        "an index of other images",
        "{ tag-moved: warning }",
        WITH_DIGEST,
        [
          `${WITH_DIGEST}: the tag 1.0 means another image by now (sha256:3c3c3c3c3c3c…), and the digest is what is pulled | Write @${MOVED} to follow the tag, or the tag of the image that the digest names.`,
        ],
        [indexWith(`sha256:${"4d".repeat(32)}`)],
      ),
      one(
        "a tag that is gone",
        "{ tag-moved: warning }",
        WITH_DIGEST,
        [
          `${WITH_DIGEST}: the tag 1.0 is gone, and only the digest still names the image | Name a tag that is there, or copy the image to a place where it stays: what no tag has may be deleted.`,
        ],
        [failed(TOOL, "not-found")],
      ),
    ],
  },
  freeze: {
    valid: [
      one("a digest that nothing replaces", "{ freeze: warning }", WITH_DIGEST, []),
      {
        name: "a tag that Wave serves in its own way",
        rules: "{ freeze: warning }",
        pulls: [pull(TOOL, { shadowedBy: "wave" })],
        says: [],
      },
    ],
    invalid: [
      {
        name: "a digest in whose place Wave puts an image of its own",
        rules: "{ freeze: warning }",
        pulls: [pull(WITH_DIGEST, { shadowedBy: "wave" })],
        says: [
          `${WITH_DIGEST} is pinned by digest, and Wave puts an image of its own in its place: the digest is not that of what runs | Set wave.freeze with a wave.build.repository and name what Wave builds there once, or turn Wave off where this image runs.`,
        ],
      },
    ],
  },
  tag: {
    valid: [
      one("a floating tag that is allowed by name", "{ tag: { allow: ['1.*', main] } }", "quay.io/acme/tool:main", []),
      one("a version", "{ tag: error }", TOOL, []),
      one("latest with a digest", "{ tag: error }", `quay.io/acme/tool:latest@${digest}`, []),
      one("latest where floating tags are allowed", "{ tag: { floating: allow } }", "quay.io/acme/tool:latest", []),
      one("no tag where floating tags are allowed", "{ tag: { floating: allow } }", "quay.io/acme/tool", []),
      one("an allowed tag", "{ tag: { allow: ['1.*', 'v?'] } }", TOOL, []),
      one(
        "a download",
        "{ tag: { allow: [] } }",
        "https://depot.galaxyproject.org/singularity/blat:472--h9b8f530_0",
        [],
      ),
    ],
    invalid: [
      one(
        "a floating tag beside those that are allowed",
        "{ tag: { allow: ['1.*'], floating: allow } }",
        "quay.io/acme/tool:main",
        ["The tag of quay.io/acme/tool:main is not an allowed one | Allowed: 1.*."],
      ),
      one("any tag where none is allowed", "{ tag: { allow: [] } }", TOOL, [
        `The tag of ${TOOL} is not an allowed one | Allowed: none.`,
      ]),
      one("no tag", "{ tag: error }", "quay.io/acme/tool", [
        'quay.io/acme/tool has no tag, so it means "latest" | Write a tag that names a version, or add a digest.',
      ]),
      one("latest", "{ tag: error }", "quay.io/acme/tool:latest", [
        'The tag of quay.io/acme/tool:latest floats: "latest" is whatever was pushed last | Write a tag that names a version, or add a digest.',
      ]),
      one("a denied tag", "{ tag: { deny: ['*-rc*'] } }", "quay.io/acme/tool:1.0-rc1", [
        'The tag of quay.io/acme/tool:1.0-rc1 is denied by "*-rc*"',
      ]),
      one("a tag that is not allowed", "{ tag: { allow: ['2.*', '3.*'] } }", TOOL, [
        `The tag of ${TOOL} is not an allowed one | Allowed: 2.*, 3.*.`,
      ]),
      one("deny beats allow", "{ tag: { allow: ['*'], deny: ['1.0'] } }", TOOL, [
        `The tag of ${TOOL} is denied by "1.0"`,
      ]),
    ],
  },
  exists: {
    valid: [
      one("an image that is there", "{ exists: error }", TOOL, [], [inspection(TOOL)]),
      one("one that nobody asked about", "{ exists: error }", TOOL, []),
      {
        name: "one without the platform that is asked for",
        rules: "{ exists: error, architecture: off }",
        pulls: [pull(TOOL)],
        platform: "linux/arm64",
        inspections: [failed(TOOL, "platform-missing", "no arm64", "linux/arm64")],
        says: [],
      },
    ],
    invalid: [
      one(
        "an image that nobody says more of",
        "{ exists: error }",
        TOOL,
        [
          `${TOOL} does not exist (quay.io) | Check the spelling and the tag; if it was removed, choose another build or your own copy.`,
        ],
        [failed(TOOL, "not-found")],
      ),
      one(
        "an index of which a manifest is gone",
        "{ exists: error }",
        TOOL,
        [
          `${TOOL} is on quay.io, and its manifest is not | Push the image again, or choose another build: what it names was deleted at the registry.`,
        ],
        [incomplete],
      ),
      one(
        "a digest that no manifest has",
        "{ exists: error }",
        WITH_DIGEST,
        [
          `${WITH_DIGEST} does not exist (quay.io) | Check the spelling, and that this is the digest of a manifest and not of a configuration (the image ID that \`docker images\` shows): \`docker buildx imagetools inspect NAME:TAG\` prints the right one.`,
        ],
        [failed(WITH_DIGEST, "not-found")],
      ),
      one(
        "an image that is not there",
        "{ exists: error }",
        TOOL,
        [
          `${TOOL} does not exist (quay.io 404 MANIFEST_UNKNOWN) | Check the spelling and the tag; if it was removed, choose another build or your own copy.`,
        ],
        [{ ...failed(TOOL, "not-found"), evidence: { ...evidence, status: 404, code: "MANIFEST_UNKNOWN" } }],
      ),
    ],
  },
  ephemeral: {
    valid: [
      one(
        "what Wave keeps",
        "{ ephemeral: error }",
        "community.wave.seqera.io/library/fastqc:0.12.1--af7a5314d5015c29",
        [],
      ),
      one("a repository that is called wt", "{ ephemeral: error }", "ghcr.io/wt/library/alpine:3.20", []),
      one("a file", "{ ephemeral: error }", "/opt/wt/6e2c1a8d3b5f/tool.sif", []),
      one("an image without the label", "{ ephemeral: error }", TOOL, [], [labelled({ maintainer: "acme" })]),
      ...["never", "1y", "2W", "", "w", "1.5d", "-1d"].map((label) =>
        one(
          `the label ${JSON.stringify(label)}, which says nothing to Quay`,
          "{ ephemeral: error }",
          TOOL,
          [],
          [labelled({ "quay.expires-after": label })],
        ),
      ),
      one(
        "the label within an index, where Quay does not read it",
        "{ ephemeral: error }",
        TOOL,
        [],
        [
          inspection(TOOL, { answer: { index: {} }, platforms: ["linux/amd64"] }),
          {
            ...labelled({ "quay.expires-after": "2w" }),
            request: { image: TOOL, platform: "linux/amd64", need: "config" },
          },
        ],
      ),
      one("an artifact", "{ ephemeral: error }", TOOL, [], [inspection(TOOL, { artifact: "a Helm chart" })]),
      one(
        "the label at a registry that is no Quay",
        "{ ephemeral: { quay: [quay.acme.org] } }",
        TOOL,
        [],
        [labelled({ "quay.expires-after": "2w" })],
      ),
    ],
    invalid: [
      ...[
        "wave.seqera.io/wt/6e2c1a8d3b5f/library/alpine:3.20",
        "wave.acme.org/wt/6e2c1a8d3b5f/acme/tool:1",
        "wave.seqera.io/wt/token/a/b:1",
      ].map((name) =>
        one("a name that Wave made for a run", "{ ephemeral: error }", name, [
          `${name} is a name that Wave made for one run: it is served for hours, and refused afterwards | Name the image that Wave was asked for, or one that it keeps (wave.freeze, community.wave.seqera.io).`,
        ]),
      ),
      one("the registry of a day", "{ ephemeral: error }", "ttl.sh/acme-tool:1h", [
        "ttl.sh/acme-tool:1h is deleted within a day: ttl.sh keeps nothing for longer than 24 hours | Push it to a registry that keeps it.",
      ]),
      ...(
        [
          ["14d", "2026-12-04"],
          ["2w", "2026-12-04"],
          ["336h", "2026-12-04"],
          ["20160m", "2026-12-04"],
          [" 5w ", "2026-12-25"],
        ] as const
      ).map(([label, day]) =>
        one(
          `the label ${label}, by the day`,
          "{ ephemeral: error }",
          TOOL,
          [
            `${TOOL} expires on ${day}: it was built on 2026-11-20 with the label quay.expires-after=${label.trim()} | Push it without the label, or copy it to a place where it stays.`,
          ],
          [labelled({ "quay.expires-after": label })],
        ),
      ),
      one(
        "a day that is over",
        "{ ephemeral: error }",
        TOOL,
        [
          `${TOOL} was to expire on 2026-11-21, and may be gone any day: it was built on 2026-11-20 with the label quay.expires-after=86400s | Push it without the label, or copy it to a place where it stays.`,
        ],
        [labelled({ "quay.expires-after": "86400s" })],
      ),
      one(
        "the label of an image without a date",
        "{ ephemeral: error }",
        TOOL,
        [
          `${TOOL} is deleted 2w after it was pushed: its label quay.expires-after says so | Push it without the label, or copy it to a place where it stays.`,
        ],
        [labelled({ "quay.expires-after": "2w" }, "1970-01-01T00:00:00Z")],
      ),
    ],
  },
  architecture: {
    valid: [
      {
        name: "a platform in another spelling",
        rules: "{ architecture: error }",
        pulls: [pull(TOOL, { platform: "linux/aarch64" })],
        inspections: [inspection(TOOL, { platform: "linux/arm64", platforms: ["linux/arm64/v8"] })],
        says: [],
      },
      one(
        "all platforms that are required",
        "{ architecture: { require: [linux/amd64, linux/arm64] } }",
        TOOL,
        [],
        [inspection(TOOL, { platforms: ["linux/arm64/v8", "linux/amd64", "linux/s390x"] })],
      ),
      {
        name: "the platform that the process asks for",
        rules: "{ architecture: error }",
        pulls: [pull(TOOL, { platform: "linux/arm64" })],
        inspections: [inspection(TOOL, { platform: "linux/arm64", answer: container() })],
        says: [],
      },
      one("nothing where nobody asks", "{ architecture: error }", TOOL, [], [inspection(TOOL, { platforms: [] })]),
    ],
    invalid: [
      one(
        "the digest of one platform in place of the index's",
        "{ architecture: { require: [linux/amd64, linux/arm64] } }",
        WITH_DIGEST,
        [
          `${WITH_DIGEST} is not offered for linux/arm64: it has linux/amd64 only | The digest names the image of one platform. If the tag offers more, write the digest of its index: \`docker buildx imagetools inspect NAME:TAG\` prints it first.`,
        ],
        [inspection(WITH_DIGEST, { platforms: ["linux/amd64"] })],
      ),
      one(
        "the digest of an index that lacks one",
        "{ architecture: { require: [linux/s390x] } }",
        WITH_DIGEST,
        [
          `${WITH_DIGEST} is not offered for linux/s390x: it has linux/amd64, linux/arm64 only | Choose a build for all of these platforms, or set an image per platform.`,
        ],
        [inspection(WITH_DIGEST, { platforms: ["linux/amd64", "linux/arm64"] })],
      ),
      {
        name: "the digest of another platform than the run's, by Wave's refusal",
        rules: "{ architecture: error }",
        pulls: [pull(WITH_DIGEST)],
        platform: "linux/arm64",
        inspections: [failed(WITH_DIGEST, "platform-missing", "no arm64", "linux/arm64")],
        says: [
          `${WITH_DIGEST} is not offered for linux/arm64 | The digest names the image of one platform. If the tag offers more, write the digest of its index: \`docker buildx imagetools inspect NAME:TAG\` prints it first.`,
        ],
      },
      one(
        "one that is missing",
        "{ architecture: { require: [linux/amd64, linux/arm64] } }",
        TOOL,
        [
          `${TOOL} is not offered for linux/arm64: it has linux/amd64 only | Choose a build for all of these platforms, or set an image per platform.`,
        ],
        [inspection(TOOL, { platforms: ["linux/amd64"] })],
      ),
      one(
        "an index without platforms",
        "{ architecture: { require: [linux/amd64] } }",
        TOOL,
        [
          `${TOOL} is not offered for linux/amd64: it has no platform at all | Choose a build for all of these platforms, or set an image per platform.`,
        ],
        [inspection(TOOL, { platforms: [] })],
      ),
      {
        name: "the platform of the process beside the required one",
        rules: "{ architecture: { require: [linux/amd64] } }",
        pulls: [pull(TOOL, { platform: "linux/arm64" })],
        inspections: [inspection(TOOL, { platforms: ["linux/amd64"] })],
        says: [
          `${TOOL} is not offered for linux/arm64: it has linux/amd64 only | Choose a build for all of these platforms, or set an image per platform.`,
        ],
      },
      {
        name: "the platform of the run, where the policy does not name the rule",
        rules: "{}",
        pulls: [pull(TOOL)],
        platform: "linux/arm64",
        inspections: [failed(TOOL, "platform-missing", "no arm64", "linux/arm64")],
        says: [
          `${TOOL} is not offered for linux/arm64 | Choose a build for all of these platforms, or set an image per platform.`,
        ],
      },
    ],
  },
  age: {
    valid: [
      one(
        "of the right age",
        "{ age: { at-least: 3d, at-most: 1y } }",
        TOOL,
        [],
        [inspection(TOOL, { platform: "linux/amd64", answer: container() })],
      ),
      one(
        "a builder whose clock is ahead",
        "{ age: { at-most: 1y } }",
        TOOL,
        [],
        [inspection(TOOL, { platform: "linux/amd64", answer: container({}, { created: "2026-11-24T20:00:00Z" }) })],
      ),
      one(
        "the date of a reproducible build",
        "{ age: { at-most: 1y } }",
        TOOL,
        [],
        [inspection(TOOL, { platform: "linux/amd64", answer: container({}, { created: "1970-01-01T00:00:00Z" }) })],
      ),
      one(
        "the zero of Go",
        "{ age: { at-least: 3d } }",
        TOOL,
        [],
        [inspection(TOOL, { platform: "linux/amd64", answer: container({}, { created: "0001-01-01T00:00:00Z" }) })],
      ),
    ],
    invalid: [
      one(
        "no date at all where that is denied",
        "{ age: { at-most: 1y, unknown: deny } }",
        TOOL,
        [`${TOOL} does not say when it was built | Build it with a real date, or allow unknown ages for it.`],
        [inspection(TOOL, { platform: "linux/amd64", answer: withoutDate })],
      ),
      one(
        "a date that is still to come, whatever is asked",
        "{ age: { at-most: 1y } }",
        TOOL,
        [`${TOOL} says that it was built on 2030-01-01, which is still to come | Build it with a real date.`],
        [inspection(TOOL, { platform: "linux/amd64", answer: container({}, { created: "2030-01-01T00:00:00Z" }) })],
      ),
      one(
        "too old",
        "{ age: { at-most: 1y } }",
        TOOL,
        [`${TOOL} is 3.7 years old; the policy allows 1 year | Choose a newer build.`],
        [inspection(TOOL, { platform: "linux/amd64", answer: container({}, { created: "2023-03-01T00:00:00Z" }) })],
      ),
      one(
        "too old by hours",
        "{ age: { at-most: 30d } }",
        TOOL,
        [`${TOOL} is more than 30 days old; the policy allows 30 days | Choose a newer build.`],
        [inspection(TOOL, { platform: "linux/amd64", answer: container({}, { created: "2026-10-25T10:30:00Z" }) })],
      ),
      one(
        "too new",
        "{ age: { at-least: 3d } }",
        TOOL,
        [`${TOOL} is only 1 hour old; the policy asks for 3 days | Wait, or choose an earlier build.`],
        [inspection(TOOL, { platform: "linux/amd64", answer: container({}, { created: "2026-11-24T10:30:00Z" }) })],
      ),
      one(
        "from the future",
        "{ age: { at-least: 36h } }",
        TOOL,
        [`${TOOL} says that it was built on 2027-01-01, which is still to come | Build it with a real date.`],
        [inspection(TOOL, { platform: "linux/amd64", answer: container({}, { created: "2027-01-01T00:00:00Z" }) })],
      ),
      one(
        "no usable date where that is denied",
        "{ age: { at-most: 1y, unknown: deny } }",
        TOOL,
        [`${TOOL} does not say when it was built | Build it with a real date, or allow unknown ages for it.`],
        [inspection(TOOL, { platform: "linux/amd64", answer: container({}, { created: "1980-01-01T00:00:01Z" }) })],
      ),
    ],
  },
  size: {
    valid: [
      one(
        "small enough",
        "{ size: { at-most: 2GiB } }",
        TOOL,
        [],
        [inspection(TOOL, { platform: "linux/amd64", answer: container({}, { layers: [2 ** 30, 2 ** 30] }) })],
      ),
    ],
    invalid: [
      one(
        "too large by a little",
        "{ size: { at-most: 1GB } }",
        TOOL,
        [
          `${TOOL} is more than 953.7 MiB to pull; at most 953.7 MiB are allowed | Choose an image with only what the process needs.`,
        ],
        [inspection(TOOL, { platform: "linux/amd64", answer: container({}, { layers: [1_000_001_000] }) })],
      ),
      one(
        "too large in sum",
        "{ size: { at-most: 500MB } }",
        TOOL,
        [
          `${TOOL} is 610 MiB to pull; at most 476.8 MiB are allowed | Choose an image with only what the process needs.`,
        ],
        [
          inspection(TOOL, {
            platform: "linux/amd64",
            answer: container({}, { layers: [600 * 2 ** 20, 10 * 2 ** 20] }),
          }),
        ],
      ),
    ],
  },
  labels: {
    valid: [
      one(
        "with label and value",
        "{ labels: { require: [a], match: { source: 'https://github.com/acme/*' } } }",
        TOOL,
        [],
        [
          inspection(TOOL, {
            platform: "linux/amd64",
            answer: container({ labels: { a: "1", source: "https://github.com/acme/tool" } }),
          }),
        ],
      ),
    ],
    invalid: [
      one(
        "without labels",
        "{ labels: { require: [a, b] } }",
        TOOL,
        [`${TOOL} lacks the labels a, b | Set them where the image is built.`],
        [inspection(TOOL, { platform: "linux/amd64", answer: container() })],
      ),
      one(
        "with an inherited name of objects",
        "{ labels: { require: [constructor] } }",
        TOOL,
        [`${TOOL} lacks the label constructor | Set them where the image is built.`],
        [inspection(TOOL, { platform: "linux/amd64", answer: container() })],
      ),
      one(
        "with another value",
        "{ labels: { match: { source: 'https://github.com/acme/*' } } }",
        TOOL,
        [`The label source of ${TOOL} is not https://github.com/acme/*`],
        [
          inspection(TOOL, {
            platform: "linux/amd64",
            answer: container({ labels: { source: "https://example.org" } }),
          }),
        ],
      ),
    ],
  },
  attested: {
    valid: [
      one(
        "what is there, each at its place",
        "{ attested: { require: [provenance, sbom, signature] } }",
        TOOL,
        [],
        [beside(["provenance", "index"], ["sbom", "referrers"], ["signature", "cosign-tag"])],
      ),
      one(
        "provenance, where no more is asked for",
        "{ attested: warning }",
        TOOL,
        [],
        [beside(["provenance", "index"])],
      ),
      one("an image beside which nobody looked", "{ attested: warning }", TOOL, []),
      one("a file behind a URL", "{ attested: warning }", "https://example.org/tool.sif", []),
      one(
        "what was found before the search failed",
        "{ attested: warning }",
        TOOL,
        [],
        [besideUntil("rate-limited", ["provenance", "index"])],
      ),
      one("a search that failed", "{ attested: warning, inspectable: off }", TOOL, [], [besideUntil("rate-limited")]),
      {
        name: "a SIF that is signed",
        rules: "{ attested: { require: [signature] } }",
        pulls: [pull(`oras://${TOOL}`)],
        inspections: [
          { ...beside(["signature", "referrers"]), request: { image: TOOL, platform: null, need: "existence" } },
        ],
        says: [],
      },
    ],
    invalid: [
      one(
        "an image without provenance",
        "{ attested: warning }",
        TOOL,
        [
          `${TOOL} has no provenance beside it (it was looked for; nothing was verified) | Build it with provenance (docker buildx build --provenance=true, or actions/attest with push-to-registry).`,
        ],
        [beside()],
      ),
      one(
        "an image with a part of it",
        "{ attested: { require: [provenance, sbom, signature] } }",
        TOOL,
        [
          `${TOOL} has no SBOM and no signature beside it (it was looked for; nothing was verified) | Build it with an SBOM (docker buildx build --sbom=true, or cosign attest). Sign it (cosign sign, notation sign).`,
        ],
        [beside(["provenance", "referrers-tag"])],
      ),
    ],
  },
  base: {
    valid: [
      one(
        "an image that declares an allowed base",
        "{ base: { allow: ['debian:12*'] } }",
        TOOL,
        [],
        [builtOn(TOOL, ["a"], { annotations: { [BASE_NAME]: "docker.io/library/debian:12-slim" } })],
      ),
      one("an image that says nothing", "{ base: { allow: ['debian:12*'] } }", TOOL, [], [builtOn(TOOL, ["a"])]),
      one(
        "an image that begins with an allowed base, whatever it declares",
        BASES,
        TOOL,
        [],
        [
          builtOn(TOOL, ["a", "b", "c"], { annotations: { [BASE_NAME]: "alpine:3.20" } }),
          builtOn(DEBIAN, ["a", "b"]),
          builtOn(OWN_BASE, ["x"]),
        ],
      ),
      one(
        "an image on our own base, which is on an unlisted one",
        BASES,
        TOOL,
        [],
        [builtOn(TOOL, ["a", "b", "c"]), builtOn(DEBIAN, ["a"]), builtOn(OWN_BASE, ["a", "b"])],
      ),
      one(
        "a base for other platforms only, and one without layers",
        BASES,
        TOOL,
        [],
        [builtOn(TOOL, ["a"]), failed(DEBIAN, "platform-missing", "none", "linux/amd64"), builtOn(OWN_BASE, [])],
      ),
      one("an image of which nobody was asked", BASES, TOOL, []),
      one(
        "a digest that none of the compared has",
        "{ base: { deny: ['**'], compare: ['debian:12-slim'] } }",
        TOOL,
        [],
        [builtOn(TOOL, ["a"], { annotations: { [BASE_DIGEST]: MOVED } }), builtOn(DEBIAN, ["x"])],
      ),
    ],
    invalid: [
      one(
        "a denied base that is declared",
        "{ base: { deny: ['debian:12*'] } }",
        TOOL,
        [
          `${TOOL} declares that it is built on docker.io/library/debian:12-slim, which is denied by "debian:12*" | Build it on another image.`,
        ],
        [builtOn(TOOL, ["a"], { labels: { [BASE_NAME]: "debian:12-slim" } })],
      ),
      one(
        "a denied base by its layers",
        "{ base: { deny: ['debian:12*'], compare: ['debian:12-slim'] } }",
        TOOL,
        [
          `${TOOL} is built on docker.io/library/debian:12-slim, by its first layer, which is denied by "debian:12*" | Build it on another image.`,
        ],
        [builtOn(TOOL, ["a", "b"]), builtOn(DEBIAN, ["a"])],
      ),
      one(
        "a denied base by a digest that is declared",
        "{ base: { deny: ['debian:12*'], compare: ['debian:12-slim'] } }",
        TOOL,
        [
          `${TOOL} declares that it is built on docker.io/library/debian:12-slim, which is denied by "debian:12*" | Build it on another image.`,
        ],
        [builtOn(TOOL, ["a"], { annotations: { [BASE_DIGEST]: digest } }), builtOn(DEBIAN, ["x"])],
      ),
      one(
        "a base that is not allowed",
        "{ base: { allow: ['debian:12*', 'ghcr.io/acme/base'] } }",
        TOOL,
        [
          `${TOOL} declares that it is built on docker.io/library/alpine:3.20, which is no allowed base | Build it on one of: debian:12*, ghcr.io/acme/base.`,
        ],
        [builtOn(TOOL, ["a"], { annotations: { [BASE_NAME]: "alpine:3.20" } })],
      ),
      one(
        "two layers of a base that is not allowed, beside an allowed one that is declared",
        "{ base: { allow: ['ghcr.io/acme/base'], compare: ['debian:12-slim'] } }",
        TOOL,
        [
          `${TOOL} is built on docker.io/library/debian:12-slim, by its first 2 layers, which is no allowed base | Build it on one of: ghcr.io/acme/base.`,
        ],
        [builtOn(TOOL, ["a", "b", "c"], { annotations: { [BASE_NAME]: OWN_BASE } }), builtOn(DEBIAN, ["a", "b"])],
      ),
      one(
        "what is declared and is no name, fit to be shown",
        "{ base: { allow: ['debian:12*'] } }",
        TOOL,
        [`${TOOL} declares that it is built on my base, which is no allowed base | Build it on one of: debian:12*.`],
        [builtOn(TOOL, ["a"], { annotations: { [BASE_NAME]: "my\u001b[2J\n base" } })],
      ),
      one(
        "an unknown base",
        "{ base: { unknown: deny } }",
        TOOL,
        [
          `${TOOL} does not declare what it is built on | Build it with the annotation org.opencontainers.image.base.name, or name its base under compare.`,
        ],
        [builtOn(TOOL, ["a"], { annotations: { [BASE_NAME]: "" } })],
      ),
      one(
        "layers of none that is compared",
        "{ base: { unknown: deny, compare: ['debian:12-slim'] } }",
        TOOL,
        [
          `${TOOL} does not declare what it is built on, and begins with the layers of none that is compared (${DEBIAN}) | Build it with the annotation org.opencontainers.image.base.name, or name its base under compare.`,
        ],
        [builtOn(TOOL, ["a"]), builtOn(DEBIAN, ["a", "b"])],
      ),
    ],
  },
  user: {
    valid: [
      one(
        "a user of its own",
        "{ user: { deny: [root] } }",
        TOOL,
        [],
        [inspection(TOOL, { platform: "linux/amd64", answer: container({ user: "1000:0" }) })],
      ),
      {
        name: "a user that the run sets",
        rules: "{ user: { deny: [root] } }",
        pulls: [pull(TOOL, { user: "$(id -u):$(id -g)" })],
        says: [],
        inspections: [inspection(TOOL, { platform: "linux/amd64", answer: container() })],
      },
      one(
        "root where that is asked for",
        "{ user: { allow: [root] } }",
        TOOL,
        [],
        [inspection(TOOL, { platform: "linux/amd64", answer: container() })],
      ),
    ],
    invalid: [
      one(
        "no user is root",
        "{ user: { deny: [root] } }",
        TOOL,
        [
          `${TOOL} runs as root, which is denied by "root" | Set USER where the image is built, or choose another image.`,
        ],
        [inspection(TOOL, { platform: "linux/amd64", answer: container() })],
      ),
      {
        name: "root that the run sets",
        rules: "{ user: { deny: [root] } }",
        pulls: [pull(TOOL, { user: "0:0" })],
        says: [`${TOOL} runs as root, which is denied by "root" | Change --user in runOptions or containerOptions.`],
        inspections: [inspection(TOOL, { platform: "linux/amd64", answer: container({ user: "1000" }) })],
      },
      one(
        "0 is root",
        "{ user: { deny: [root] } }",
        TOOL,
        [
          `${TOOL} runs as root, which is denied by "root" | Set USER where the image is built, or choose another image.`,
        ],
        [inspection(TOOL, { platform: "linux/amd64", answer: container({ user: "0:0" }) })],
      ),
      ...["00", "000:1000", "+0"].map((user) =>
        one(
          `${user}, which an engine reads as the number 0, is root`,
          "{ user: { deny: [root] } }",
          TOOL,
          [
            `${TOOL} runs as root, which is denied by "root" | Set USER where the image is built, or choose another image.`,
          ],
          [inspection(TOOL, { platform: "linux/amd64", answer: container({ user }) })],
        ),
      ),
      one(
        "a number with a zero in front",
        "{ user: { deny: ['1000'] } }",
        TOOL,
        [
          `${TOOL} runs as 01000, which is denied by "1000" | Set USER where the image is built, or choose another image.`,
        ],
        [inspection(TOOL, { platform: "linux/amd64", answer: container({ user: "01000" }) })],
      ),
      one(
        "a user that is not allowed",
        "{ user: { allow: [root] } }",
        TOOL,
        [
          `${TOOL} runs as mambauser, which is not an allowed user | Set USER where the image is built, or choose another image.`,
        ],
        [inspection(TOOL, { platform: "linux/amd64", answer: container({ user: "mambauser" }) })],
      ),
    ],
  },
  entrypoint: {
    valid: [
      one(
        "none",
        "{ entrypoint: error }",
        TOOL,
        [],
        [inspection(TOOL, { platform: "linux/amd64", answer: container() })],
      ),
      one(
        "an init process",
        "{ entrypoint: error }",
        TOOL,
        [],
        [
          inspection(TOOL, {
            platform: "linux/amd64",
            answer: container({ entrypoint: ["/usr/bin/tini", "-g", "--"] }),
          }),
        ],
      ),
      one(
        "one empty word, which Docker and Podman take for none",
        "{ entrypoint: error }",
        TOOL,
        [],
        [inspection(TOOL, { platform: "linux/amd64", answer: container({ entrypoint: [""] }) })],
      ),
      {
        name: "an image of a Dockerfile",
        rules: "{ entrypoint: error }",
        pulls: [pull(TOOL, { source: "dockerfile", engine: "buildkit" })],
        inspections: [inspection(TOOL, { platform: "linux/amd64", answer: container({ entrypoint: ["tool"] }) })],
        says: [],
      },
      {
        name: "an entry point that the run takes away",
        rules: "{ entrypoint: error }",
        pulls: [pull(TOOL, { entrypoint: "" })],
        inspections: [inspection(TOOL, { platform: "linux/amd64", answer: container({ entrypoint: ["tool"] }) })],
        says: [],
      },
      {
        name: "one that the policy allows",
        rules: "{ entrypoint: { allow: ['/opt/run*'] } }",
        pulls: [pull(TOOL)],
        inspections: [inspection(TOOL, { platform: "linux/amd64", answer: container({ entrypoint: ["/opt/run"] }) })],
        says: [],
      },
      {
        name: "an engine that does not run it",
        rules: "{ entrypoint: error }",
        pulls: [pull(TOOL, { engine: "singularity" })],
        inspections: [inspection(TOOL, { platform: "linux/amd64", answer: container({ entrypoint: ["tool"] }) })],
        says: [],
      },
    ],
    invalid: [
      one(
        "the tool itself",
        "{ entrypoint: error }",
        TOOL,
        [
          `${TOOL} starts "/opt/tool run" and not the task's shell | Choose an image without ENTRYPOINT, or set docker.runOptions = '--entrypoint ""' (for this process alone: containerOptions).`,
        ],
        [inspection(TOOL, { platform: "linux/amd64", answer: container({ entrypoint: ["/opt/tool", "run"] }) })],
      ),
      one(
        "the tool behind an init process",
        "{ entrypoint: error }",
        TOOL,
        [
          `${TOOL} starts "tini -- tool" and not the task's shell | Choose an image without ENTRYPOINT, or set docker.runOptions = '--entrypoint ""' (for this process alone: containerOptions).`,
        ],
        [inspection(TOOL, { platform: "linux/amd64", answer: container({ entrypoint: ["tini", "--", "tool"] }) })],
      ),
      {
        name: "the tool in a shell, under Podman",
        rules: "{ entrypoint: error }",
        pulls: [pull(TOOL, { engine: "podman" })],
        inspections: [
          inspection(TOOL, { platform: "linux/amd64", answer: container({ entrypoint: ["sh", "-c", "exec tool"] }) }),
        ],
        says: [
          `${TOOL} starts "sh -c exec tool" and not the task's shell | Choose an image without ENTRYPOINT, or set podman.runOptions = '--entrypoint ""' (for this process alone: containerOptions).`,
        ],
      },
      {
        name: "a tool that the run starts itself",
        rules: "{ entrypoint: error }",
        pulls: [pull(TOOL, { engine: null, entrypoint: "/opt/tool" })],
        inspections: [inspection(TOOL, { platform: "linux/amd64", answer: container() })],
        says: [
          `${TOOL} starts "/opt/tool" and not the task's shell | Choose an image without ENTRYPOINT, or set docker.runOptions = '--entrypoint ""' (for this process alone: containerOptions).`,
        ],
      },
      one(
        "an init process where the list is another",
        "{ entrypoint: { allow: [] } }",
        TOOL,
        [
          `${TOOL} starts "tini --" and not the task's shell | Choose an image without ENTRYPOINT, or set docker.runOptions = '--entrypoint ""' (for this process alone: containerOptions).`,
        ],
        [inspection(TOOL, { platform: "linux/amd64", answer: container({ entrypoint: ["tini", "--"] }) })],
      ),
    ],
  },
  "manifest-format": {
    valid: [
      one(
        "a current one",
        "{ manifest-format: error }",
        TOOL,
        [],
        [inspection(TOOL, { platform: "linux/amd64", answer: container() })],
      ),
      one(
        "an artifact",
        "{ manifest-format: error }",
        TOOL,
        [],
        [failed(TOOL, "unsupported", "it is a SIF artifact", "linux/amd64")],
      ),
    ],
    invalid: [
      one(
        "schema 1 by Wave's word",
        "{ manifest-format: error }",
        TOOL,
        [
          `${TOOL} is in Docker's first image format (schema 1), which current engines refuse | Choose a newer build of the same version, or pull it once with an old Docker and push it again.`,
        ],
        [inspection(TOOL, { platform: "linux/amd64", answer: container({}, { v1: true }) })],
      ),
      one(
        "schema 1 by the registry's",
        "{ manifest-format: error }",
        TOOL,
        [
          `${TOOL} is in Docker's first image format (schema 1), which current engines refuse | Choose a newer build of the same version, or pull it once with an old Docker and push it again.`,
        ],
        [failed(TOOL, "unsupported", "the manifest is in Docker's first image format (schema 1)", "linux/amd64")],
      ),
    ],
  },
  recipe: {
    valid: [
      {
        name: "what Wave built from the environment",
        rules: "{ recipe: { unknown: error, recomputed-with: error } }",
        pulls: [pull(FASTQC, OF_CONDA)],
        environments: FASTQC_ENVIRONMENT,
        says: [],
      },
      {
        name: "a hash that matches nothing",
        rules: "{ recipe: error }",
        pulls: [pull(`${FASTQC.slice(0, -1)}0`, OF_CONDA)],
        environments: FASTQC_ENVIRONMENT,
        says: [],
      },
      {
        name: "a name of BioContainers with the version of the environment",
        rules: "{ recipe: error }",
        pulls: [pull("quay.io/biocontainers/fastqc:0.12.1--hdfd78af_0", OF_CONDA)],
        environments: FASTQC_ENVIRONMENT,
        says: [],
      },
    ],
    invalid: [
      {
        name: "another version",
        rules: "{ recipe: error }",
        pulls: [pull("quay.io/biocontainers/fastqc:0.11.9--0", OF_CONDA)],
        environments: FASTQC_ENVIRONMENT,
        says: [
          'The version of quay.io/biocontainers/fastqc:0.11.9--0 is not that of modules/a/environment.yml: the name says 0.11.9, and the environment "fastqc=0.12.1" | Name one version in both: conda installs that of the environment, and containers run that of the image.',
        ],
      },
      {
        name: "an environment that cannot be read",
        rules: "{ recipe: error }",
        pulls: [pull(FASTQC, OF_CONDA)],
        environments: new Map([["modules/a/environment.yml", "dependencies: [fastqc=0.12.1\n"]]),
        says: [
          `Nothing can be held against ${FASTQC}: modules/a/environment.yml cannot be read: it is no YAML: Flow sequence in block collection must be sufficiently indented and end with a ] | Mend the file, so that conda, Wave and this rule read it; until then nobody looks at what the image is made from.`,
        ],
      },
      {
        name: "an image that nothing is known of, where all must be recomputed",
        rules: "{ recipe: { unknown: error } }",
        pulls: [pull(TOOL)],
        says: [
          `${TOOL} is not proven to be made from an environment: no environment is known for it | Build it through Wave from an environment that is kept beside the process. A match proves what was asked of Wave, not the bytes.`,
        ],
      },
    ],
  },
  twins: {
    valid: [
      twinCase("a digest", `docker://ghcr.io/acme/tool@${digest}`, "ghcr.io/acme/tool:1.0", []),
      {
        name: "images of no process",
        rules: "{ twins: error }",
        pulls: [ofNoProcess],
        says: [],
      },
      {
        name: "two files with a process of one name",
        rules: "{ twins: error }",
        pulls: [
          pull("docker://ghcr.io/acme/tool:1.0", { engine: "singularity", process: "A" }),
          pull("ghcr.io/acme/tool:1.1", { process: "A" }, { file: "b.nf" }),
        ],
        says: [],
      },
      twinCase(
        "the same build",
        "https://depot.galaxyproject.org/singularity/blat:472--h664eb37_1",
        "quay.io/biocontainers/blat:472--h664eb37_1",
        [],
      ),
      twinCase(
        "the same build behind another registry",
        "https://depot.galaxyproject.org/singularity/blat:472--h664eb37_1",
        "registry.example.org/biocontainers/blat:472--h664eb37_1",
        [],
      ),
      twinCase(
        "two Wave hashes of one version",
        "oras://community.wave.seqera.io/library/fastqc:0.12.1--104d26ddd9519960",
        "community.wave.seqera.io/library/fastqc:0.12.1--af7a5314d5015c29",
        [],
      ),
      twinCase(
        "a blob by its sha256",
        `https://community-cr-prod.seqera.io/docker/registry/v2/blobs/sha256/2f/${"2f".repeat(32)}/data`,
        "community.wave.seqera.io/library/fastqc:0.12.1--af7a5314d5015c29",
        [],
      ),
      twinCase(
        "the same build behind a colon that is escaped",
        "https://depot.galaxyproject.org/singularity/blat%3A472--h664eb37_1",
        "quay.io/biocontainers/blat:472--h664eb37_1",
        [],
      ),
      twinCase(
        "the same build with a digest",
        "https://depot.galaxyproject.org/singularity/blat:472--h664eb37_1",
        `quay.io/biocontainers/blat:472--h664eb37_1@${digest}`,
        [],
      ),
      twinCase(
        "the same build in CVMFS",
        "/cvmfs/singularity.galaxyproject.org/all/blat:472--h664eb37_1",
        "quay.io/biocontainers/blat:472--h664eb37_1",
        [],
      ),
      twinCase(
        "the same version at the depot and built by Wave",
        "https://depot.galaxyproject.org/singularity/fastqc:0.12.1--hdfd78af_0",
        "community.wave.seqera.io/library/fastqc:0.12.1--af7a5314d5015c29",
        [],
      ),
      twinCase(
        "what Wave built of several packages beside the depot",
        "https://depot.galaxyproject.org/singularity/mulled-v2-1fa26d1ce03c295fe2fdcf85831a92fbcbd7e8c2:1df389393721fc66f3fd8778ad938ac711951107-0",
        "community.wave.seqera.io/library/bwa_htslib_samtools:83b50ff84ead50d0",
        [],
      ),
      twinCase(
        "two hashes of several packages",
        "oras://community.wave.seqera.io/library/bwa_htslib_samtools:104d26ddd9519960",
        "community.wave.seqera.io/library/bwa_htslib_samtools:83b50ff84ead50d0",
        [],
      ),
      twinCase(
        "BioContainers beside another tool's own repository",
        "https://depot.galaxyproject.org/singularity/fastqc:0.12.1--hdfd78af_0",
        "ghcr.io/acme/fastqc:0.11.9",
        [],
      ),
      twinCase(
        "another tool's own repository beside Wave",
        "docker://ghcr.io/acme/fastqc:0.11.9",
        "community.wave.seqera.io/library/fastqc:0.12.1--af7a5314d5015c29",
        [],
      ),
      twinCase(
        "Wave beside another tool's own repository",
        "oras://community.wave.seqera.io/library/fastqc:0.12.1--af7a5314d5015c29",
        "ghcr.io/acme/fastqc:0.11.9",
        [],
      ),
      twinCase(
        "two hashes in a repository of one's own",
        "oras://quay.io/acme/frozen:fastqc-0.12.1--104d26ddd9519960",
        "quay.io/acme/frozen:fastqc-0.12.1--af7a5314d5015c29",
        [],
      ),
      twinCase("a download that is none of Galaxy's", "https://example.org/tool:1.0.sif", "ghcr.io/acme/tool:1.1", []),
      twinCase(
        "a copy of what Wave built in a registry of one's own",
        "oras://community.wave.seqera.io/library/fastqc:0.12.1--104d26ddd9519960",
        "registry.example.org/mirror/fastqc:0.12.1--af7a5314d5015c29",
        [],
      ),
      twinCase(
        "the same packages in another order",
        "oras://community.wave.seqera.io/library/pigz_prodigal:104d26ddd9519960",
        "community.wave.seqera.io/library/prodigal_pigz:83b50ff84ead50d0",
        [],
      ),
      twinCase(
        "packages in the name and packages in the tag",
        "oras://community.wave.seqera.io/library/fastqc:0.12.1--104d26ddd9519960",
        "quay.io/acme/frozen:fastqc-0.12.1--af7a5314d5015c29",
        [],
      ),
      twinCase("a SIF beside its image", "oras://ghcr.io/acme/tool:1.0-sif", "ghcr.io/acme/tool:1.0", []),
      twinCase(
        "a SIF with a digest, which is never that of an image",
        `oras://ghcr.io/acme/tool:1.0@sha256:${"1a".repeat(32)}`,
        `ghcr.io/acme/tool:1.0@${digest}`,
        [],
      ),
      twinCase("different repositories on purpose", "docker://ghcr.io/acme/sif:1.0", "ghcr.io/acme/oci:1.0", []),
    ],
    invalid: [
      twinCase(
        "an address with a stray percent",
        "https://depot.galaxyproject.org/singularity/%E0%A4:1",
        "quay.io/biocontainers/blat:472--h664eb37_1",
        [
          "https://depot.galaxyproject.org/singularity/%E0%A4:1 is another build than Docker's quay.io/biocontainers/blat:472--h664eb37_1 | Name the same version and build in both.",
        ],
      ),
      twinCase(
        "another build",
        "https://depot.galaxyproject.org/singularity/ucsc-blat:472--h9b8f530_0",
        "quay.io/biocontainers/ucsc-blat:472--h664eb37_1",
        [
          "https://depot.galaxyproject.org/singularity/ucsc-blat:472--h9b8f530_0 is another build than Docker's quay.io/biocontainers/ucsc-blat:472--h664eb37_1 | Name the same version and build in both.",
        ],
      ),
      twinCase(
        "another version that Wave built",
        "oras://community.wave.seqera.io/library/fastqc:0.11.9--104d26ddd9519960",
        "community.wave.seqera.io/library/fastqc:0.12.1--af7a5314d5015c29",
        [
          "community.wave.seqera.io/library/fastqc:0.11.9--104d26ddd9519960 is another build than Docker's community.wave.seqera.io/library/fastqc:0.12.1--af7a5314d5015c29 | Name the same version and build in both.",
        ],
      ),
      twinCase(
        "another build behind a colon that is escaped",
        "https://depot.galaxyproject.org/singularity/blat%3A472--h9b8f530_0",
        "quay.io/biocontainers/blat:472--h664eb37_1",
        [
          "https://depot.galaxyproject.org/singularity/blat%3A472--h9b8f530_0 is another build than Docker's quay.io/biocontainers/blat:472--h664eb37_1 | Name the same version and build in both.",
        ],
      ),
      twinCase(
        "another build beside a digest",
        "https://depot.galaxyproject.org/singularity/blat:472--h9b8f530_0",
        `quay.io/biocontainers/blat:472--h664eb37_1@${digest}`,
        [
          `https://depot.galaxyproject.org/singularity/blat:472--h9b8f530_0 is another build than Docker's quay.io/biocontainers/blat:472--h664eb37_1@${digest} | Name the same version and build in both.`,
        ],
      ),
      twinCase(
        "another version at the depot than Wave built",
        "https://depot.galaxyproject.org/singularity/fastqc:0.11.9--hdfd78af_1",
        "community.wave.seqera.io/library/fastqc:0.12.1--af7a5314d5015c29",
        [
          "https://depot.galaxyproject.org/singularity/fastqc:0.11.9--hdfd78af_1 is another build than Docker's community.wave.seqera.io/library/fastqc:0.12.1--af7a5314d5015c29 | Name the same version and build in both.",
        ],
      ),
      twinCase(
        "another version that Wave built than BioContainers",
        "oras://community.wave.seqera.io/library/fastqc:0.11.9--104d26ddd9519960",
        "quay.io/biocontainers/fastqc:0.12.1--hdfd78af_0",
        [
          "community.wave.seqera.io/library/fastqc:0.11.9--104d26ddd9519960 is another build than Docker's quay.io/biocontainers/fastqc:0.12.1--hdfd78af_0 | Name the same version and build in both.",
        ],
      ),
      twinCase(
        "a copy of what Wave built of another version",
        "oras://community.wave.seqera.io/library/fastqc:0.12.1--104d26ddd9519960",
        "registry.example.org/mirror/fastqc:0.11.9--af7a5314d5015c29",
        [
          "community.wave.seqera.io/library/fastqc:0.12.1--104d26ddd9519960 is another build than Docker's registry.example.org/mirror/fastqc:0.11.9--af7a5314d5015c29 | Name the same version and build in both.",
        ],
      ),
      twinCase("another tag of one repository", "docker://ghcr.io/acme/tool:1.0", "ghcr.io/acme/tool:1.1", [
        "ghcr.io/acme/tool:1.0 is another build than Docker's ghcr.io/acme/tool:1.1 | Name the same version and build in both.",
      ]),
    ],
  },
  declared: {
    valid: [
      one("a process for which nothing is declared", "{ declared: warning }", WAVE_BUILT, []),
      declaredCase("the declared image", WAVE_BUILT, [WAVE_BUILT], []),
      buildCase("the build and the lock file of the declared image", WAVE_BUILT, "bd-af7a5314d5015c29_1", []),
      buildCase("a build beside what Wave did not build", TOOL, "bd-0123456789abcdef_1", []),
      buildCase("what names no build", WAVE_BUILT, "locks/linux_amd64.txt", []),
      declaredCase(
        "an image of BioContainers of the declared version",
        "quay.io/biocontainers/fastqc:0.12.1--hdfd78af_0",
        [WAVE_BUILT],
        [],
      ),
      declaredCase(
        "the other half for Singularity, of one version",
        WAVE_BUILT,
        [OTHER, `oras://${WAVE_BUILT.slice(0, -1)}0`],
        [],
        {
          engine: "singularity",
        },
      ),
      declaredCase("Docker's half where Singularity runs it", TOOL, [TOOL, `oras://${OTHER}`], [], {
        engine: "apptainer",
      }),
      declaredCase(
        "the URL beside the name",
        "https://x.org/blobs/a",
        ["oras://x.org/a:1", "https://x.org/blobs/a"],
        [],
      ),
      declaredCase("a URL where a name of a registry is declared", "https://x.org/blobs/a", [`oras://${TOOL}`], []),
      declaredCase(
        "a SIF by its content where the directive has one by package and version",
        "https://depot.galaxyproject.org/singularity/fastqc:0.12.1--hdfd78af_0",
        ["https://community-cr-prod.seqera.io/docker/registry/v2/blobs/sha256/f2/f20b/data"],
        [],
        { engine: "singularity" },
      ),
      declaredCase("a file", "/opt/a.sif", ["/opt/b.sif"], []),
      declaredCase("what is declared for another platform", TOOL, [OTHER], [], { platform: "linux/arm64" }),
      declaredCase("what is declared for another process", TOOL, [OTHER], [], {}, { context: { process: "B" } }),
      declaredCase("what is declared for another folder", TOOL, [OTHER], [], {}, { file: "modules/b/main.nf" }),
      declaredCase("what a configuration says in place of the directive", TOOL, [OTHER], [], {}, { kind: "config" }),
      declaredCase("a place of no process", TOOL, [OTHER], [], {}, { context: {} }),
      {
        name: "what another pipeline's generated configuration declares",
        rules: "{ declared: warning }",
        pulls: [pull(TOOL), declaration(OTHER, { file: "other/conf/containers_docker_amd64.config", kind: "config" })],
        says: [],
      },
    ],
    invalid: [
      declaredCase(
        "another image",
        TOOL,
        [OTHER],
        [
          `${TOOL} is not what meta.yml declares for linux/amd64: ${OTHER} | Name one image in both; the directive is what runs.`,
        ],
      ),
      buildCase("the build and the lock file of another image", WAVE_BUILT, "bd-0123456789abcdef_1", [
        `meta.yml has the build_id of another build beside ${WAVE_BUILT}: bd-0123456789abcdef_1 | Write what belongs to the build bd-af7a5314d5015c29, or name the image of the other one.`,
        `meta.yml has the lock_file of another build beside ${WAVE_BUILT}: a/.conda-lock/linux_amd64-bd-0123456789abcdef_1.txt | Write what belongs to the build bd-af7a5314d5015c29, or name the image of the other one.`,
      ]),
      {
        name: "the hash of Docker's half for Singularity",
        rules: "{ declared: warning }",
        pulls: [
          pull("https://x.org/blobs/a"),
          declaration(WAVE_BUILT),
          declaration(`oras://${WAVE_BUILT}`),
          declaration("https://x.org/blobs/a"),
        ],
        says: [
          `meta.yml has the hash of Docker's image in the name for Singularity: oras://${WAVE_BUILT} | Name the SIF that Wave built: it has a hash of its own.`,
        ],
      },
      declaredCase(
        "another build of Wave",
        WAVE_BUILT,
        [`${WAVE_BUILT.slice(0, -1)}0`],
        [
          `${WAVE_BUILT} is not what meta.yml declares for linux/amd64: ${WAVE_BUILT.slice(0, -1)}0 | Name one image in both; the directive is what runs.`,
        ],
      ),
      declaredCase(
        "another version",
        "quay.io/biocontainers/fastqc:0.11.9--0",
        [WAVE_BUILT],
        [
          `quay.io/biocontainers/fastqc:0.11.9--0 is not what meta.yml declares for linux/amd64: ${WAVE_BUILT} | Name one image in both; the directive is what runs.`,
        ],
      ),
      declaredCase(
        "another SIF",
        "https://x.org/blobs/a",
        ["https://x.org/blobs/b"],
        [
          "https://x.org/blobs/a is not what meta.yml declares for linux/amd64: https://x.org/blobs/b | Name one image in both; the directive is what runs.",
        ],
      ),
      declaredCase(
        "a SIF that Docker is given",
        TOOL,
        [OTHER, `oras://${TOOL}`],
        [
          `${TOOL} is not what meta.yml declares for linux/amd64: ${OTHER} | Name one image in both; the directive is what runs.`,
        ],
      ),
      {
        name: "another image than the generated configuration declares",
        rules: "{ declared: warning }",
        pulls: [pull(TOOL), declaration(OTHER, { file: "conf/containers_docker_amd64.config", kind: "config" })],
        says: [
          `${TOOL} is not what containers_docker_amd64.config declares for linux/amd64: ${OTHER} | Name one image in both; the directive is what runs.`,
        ],
      },
    ],
  },
  "version-spread": {
    valid: [
      {
        name: "one version everywhere",
        rules: "{ version-spread: notice }",
        pulls: [pull(TOOL), pull(TOOL, {}, { line: 9 }), pull("quay.io/acme/other:2.0", {}, { line: 12 })],
        says: [],
      },
      {
        name: "one tag with its digest and without",
        rules: "{ version-spread: notice }",
        pulls: [pull(TOOL), pull(WITH_DIGEST, {}, { line: 9 })],
        says: [],
      },
      {
        name: "both halves of one environment that Wave built",
        rules: "{ version-spread: notice }",
        pulls: [
          pull("community.wave.seqera.io/library/fastqc:0.12.1--af7a5314d5015c29"),
          pull("oras://community.wave.seqera.io/library/fastqc:0.12.1--104d26ddd9519960", { engine: "singularity" }),
          pull("community.wave.seqera.io/library/bwa_samtools:83b50ff84ead50d0", {}, { line: 9 }),
          pull("oras://community.wave.seqera.io/library/bwa_samtools:204d26ddd9519960", {}, { line: 9 }),
          pull("quay.io/acme/frozen:fastqc-0.12.1--af7a5314d5015c29", {}, { line: 10 }),
          pull("oras://quay.io/acme/frozen:fastqc-0.12.1--104d26ddd9519960", {}, { line: 10 }),
        ],
        says: [],
      },
      {
        name: "packages that Wave built into one repository",
        rules: "{ version-spread: notice }",
        pulls: [
          "bwa-0.7.18--",
          "samtools-1.21--",
          "bwa-0.7.18_samtools-1.21--",
          "samtools-1.21_bwa-0.7.18--",
          "pigz--",
          "h5py-3.11.0--",
          "r-base-4.4.1--",
          "3d-dna-201008--",
          "7zip-19.00--",
          // Of a Dockerfile each.
          "cafe",
          "beef",
        ].map((tag, line) =>
          pull(`quay.io/acme/frozen:${tag}${tag.endsWith("-") ? "af7a" : ""}5314d5015c29`, {}, { line: line + 1 }),
        ),
        says: [],
      },
    ],
    invalid: [
      {
        name: "two versions of packages that Wave built into one repository, and of a mirror of Seqera Containers",
        rules: "{ version-spread: notice }",
        pulls: [
          "acme/frozen:bwa-0.7.18_samtools-1.21",
          "acme/frozen:samtools-1.21_bwa-0.7.19",
          "mirror/tool:v1.0",
          "mirror/tool:v1.1",
        ].map((tag, line) => pull(`quay.io/${tag}--af7a5314d5015c29`, {}, { line: line + 1 })),
        says: [
          "bwa, samtools of quay.io/acme/frozen is used in 2 versions: bwa-0.7.18_samtools-1.21 here, bwa-0.7.19_samtools-1.21 elsewhere | Bring the modules to one version.",
          "quay.io/mirror/tool is used in 2 versions: v1.0 here, v1.1 elsewhere | Bring the modules to one version.",
        ],
      },
      {
        name: "one tag with two digests, and alone",
        rules: "{ version-spread: notice }",
        pulls: [
          pull(TOOL),
          pull(TOOL, {}, { line: 8 }),
          pull(WITH_DIGEST, {}, { line: 9 }),
          pull(`${TOOL}@sha256:${"3a".repeat(32)}`, {}, { line: 10 }),
        ],
        says: [
          "quay.io/acme/tool is used in 3 versions; most use 1.0, not 1.0@sha256:2f2f2f2f2f2f… | Bring the modules to one version.",
          "quay.io/acme/tool is used in 3 versions; most use 1.0, not 1.0@sha256:3a3a3a3a3a3a… | Bring the modules to one version.",
        ],
      },
      {
        name: "the earlier one where both have as many places",
        rules: "{ version-spread: notice }",
        pulls: [
          pull(TOOL),
          pull("quay.io/acme/tool:2.0", {}, { line: 9 }),
          pull("https://example.org/tool:3.0.sif", {}, { line: 12 }),
        ],
        says: ["quay.io/acme/tool is used in 2 versions: 1.0 here, 2.0 elsewhere | Bring the modules to one version."],
      },
      {
        name: "two environments that Wave built, in both halves",
        rules: "{ version-spread: notice }",
        pulls: [
          pull("community.wave.seqera.io/library/fastqc:0.12.1--af7a5314d5015c29"),
          pull("oras://community.wave.seqera.io/library/fastqc:0.11.9--204d26ddd9519960", {}, { line: 9 }),
          pull("community.wave.seqera.io/library/bwa_samtools:83b50ff84ead50d0", {}, { line: 10 }),
          pull("community.wave.seqera.io/library/bwa_samtools:93b50ff84ead50d0", {}, { line: 11 }),
        ],
        says: [
          "community.wave.seqera.io/library/fastqc is used in 2 versions: 0.11.9 here, 0.12.1 elsewhere | Bring the modules to one version.",
          "community.wave.seqera.io/library/bwa_samtools is used in 2 versions: 83b50ff84ead50d0 here, 93b50ff84ead50d0 elsewhere | Bring the modules to one version.",
        ],
      },
      {
        name: "a name without a tag and one with a digest",
        rules: "{ version-spread: notice }",
        pulls: [
          pull("quay.io/acme/tool"),
          pull("quay.io/acme/tool", {}, { line: 9 }),
          pull(`quay.io/acme/tool@${digest}`, {}, { line: 10 }),
        ],
        says: [
          `quay.io/acme/tool is used in 2 versions; most use latest, not sha256:2f2f2f2f2f2f… | Bring the modules to one version.`,
        ],
      },
      {
        name: "one tag with two digests",
        rules: "{ version-spread: notice }",
        pulls: [
          pull(WITH_DIGEST),
          pull(WITH_DIGEST, {}, { line: 9 }),
          pull(`${TOOL}@sha256:${"3a".repeat(32)}`, {}, { line: 10 }),
        ],
        says: [
          "quay.io/acme/tool is used in 2 versions; most use 1.0@sha256:2f2f2f2f2f2f…, not 1.0@sha256:3a3a3a3a3a3a… | Bring the modules to one version.",
        ],
      },
      {
        name: "the version with fewer places",
        rules: "{ version-spread: notice }",
        pulls: [pull(TOOL), pull(TOOL, {}, { line: 9 }), pull("quay.io/acme/tool:2.0", {}, { line: 12 })],
        says: ["quay.io/acme/tool is used in 2 versions; most use 1.0, not 2.0 | Bring the modules to one version."],
      },
    ],
  },
  pullable: {
    valid: [
      one("a name of a registry", "{}", TOOL, []),
      one("a name of Singularity's in Singularity", "{}", `docker://${TOOL}`, []),
      {
        // ch-run takes the directory of an unpacked image.
        name: "a folder in Charliecloud",
        rules: "{}",
        pulls: [pull("/opt/images/tool", { engine: "charliecloud" })],
        says: [],
      },
    ],
    invalid: [
      {
        name: "a registry with a scheme, set outside of the repository",
        rules: "{}",
        pulls: [
          {
            ...nameless("https://quay.io/a/b:1"),
            rewrites: [{ by: "registry", setting: "docker.registry", to: "https://quay.io/a/b:1" }],
          },
        ],
        says: [
          'Docker cannot pull https://quay.io/a/b:1: the setting docker.registry has a scheme in front, "https://" | Leave out the scheme of docker.registry: it is the name of a host.',
        ],
      },
      {
        name: "a folder in Docker",
        rules: "{}",
        pulls: [nameless("/opt/images/tool")],
        says: [
          "Docker cannot pull /opt/images/tool: it takes no file for an image | Name an image of a registry where this engine runs; `workflow.containerEngine` tells a process which one does.",
        ],
      },
      {
        name: "a name that is empty",
        rules: "{}",
        pulls: [
          {
            ...nameless("x"),
            image: null,
            written: "",
            confidence: "unresolved",
            unresolved: { reason: "invalid-name", detail: "the name is empty." },
          },
        ],
        says: ["Docker cannot pull an empty name: the name is empty | Correct the name."],
      },
      {
        name: "a download by FTP in Singularity",
        rules: "{}",
        pulls: [pull("ftp://example.org/tool.sif")],
        says: [
          "Singularity cannot pull ftp://example.org/tool.sif: it downloads by https and http only | Give the image an https address.",
        ],
      },
      {
        name: "a name of Singularity's in Docker",
        rules: "{}",
        pulls: [nameless(`docker://${TOOL}`)],
        says: [
          "Docker cannot pull docker://quay.io/acme/tool:1.0: it takes no scheme in front of a name | Write quay.io/acme/tool:1.0.",
        ],
      },
    ],
  },
  resolvable: {
    valid: [one("a known name", "{}", TOOL, [])],
    invalid: [
      {
        name: "a name without a reason",
        rules: "{}",
        pulls: [{ ...pull("x"), image: null, written: "", confidence: "unresolved" }],
        says: ["The image cannot be known before the run: its name depends on the run"],
      },
      {
        name: "a parameter without a value",
        rules: "{}",
        pulls: [unresolvedPull("${params.image}")],
        says: [
          "The image ${params.image} cannot be known before the run: params.image has no value | Give the parameter a default, or its value under nextflow.params in the policy.",
        ],
      },
    ],
  },
  inspectable: {
    valid: [
      one("an answer", "{ exists: error }", TOOL, [], [inspection(TOOL)]),
      one("no answer where no rule needs one", "{ pin: error }", TOOL, [], [failed(TOOL, "timeout")]),
    ],
    invalid: [
      one(
        "a registry that is down",
        "{ exists: error }",
        TOOL,
        [
          `${TOOL} could not be inspected: quay.io did not answer | Run again; if it stays so, inspect through the other back end (\`inspector\`).`,
        ],
        [failed(TOOL, "timeout", "quay.io did not answer.")],
      ),
      one(
        "an image that may be private",
        "{ exists: error }",
        TOOL,
        [
          `${TOOL} could not be inspected: 401 | Check the spelling; if it is private, log in to the registry before this step.`,
        ],
        [failed(TOOL, "absent-or-private", "401")],
      ),
      one(
        "an index of which a manifest is gone, where exists is off",
        "{ architecture: { require: [linux/amd64] } }",
        TOOL,
        [
          `${TOOL} could not be inspected: ${TOOL} is on quay.io, and its manifest is not | Push the image again, or choose another build: what it names was deleted at the registry.`,
        ],
        [incomplete],
      ),
      {
        name: "an image that says for no platform that it is made for it",
        rules: "{ size: { at-most: 1 GB }, architecture: off }",
        pulls: [pull(TOOL)],
        platform: "linux/arm64",
        inspections: [failed(TOOL, "platform-missing", "none", "linux/arm64")],
        says: [`${TOOL} could not be inspected: none | Choose another build.`],
      },
      {
        name: "an image for another platform",
        rules: "{ size: { at-most: 1 GB }, architecture: off }",
        pulls: [pull(TOOL)],
        platform: "linux/arm64",
        inspections: [{ ...failed(TOOL, "platform-missing", "amd64", "linux/arm64"), platforms: ["linux/amd64"] }],
        says: [`${TOOL} could not be inspected: amd64 | Ask for a platform that it has, or choose another build.`],
      },
      one(
        "an image that is not there, where exists is off",
        "{ architecture: { require: [linux/amd64] } }",
        TOOL,
        [`${TOOL} could not be inspected: no such tag | Check the spelling and the tag.`],
        [failed(TOOL, "not-found", "no such tag")],
      ),
      one(
        "an answer that says too little",
        "{ age: { at-most: 1y } }",
        TOOL,
        [`${TOOL} could not be judged: the answer says nothing of age`],
        [inspection(TOOL, { platform: "linux/amd64", answer: { index: {} } })],
      ),
    ],
  },
};

/** The Singularity half and the Docker half of one process. */
function twinCase(name: string, sif: string, oci: string, says: readonly string[]): Case {
  return {
    name,
    rules: "{ twins: warning }",
    pulls: [pull(sif, { engine: "singularity" }), pull(oci, {}, { line: 7 })],
    says,
  };
}

/** What tells what became of the images of a lock. */
function drifted(policy: Policy, scan: ScanResult, inspections: readonly Inspection[], lock: Lock | undefined) {
  const seen = { policy, scan, inspections, startedAt: now.toISOString() };
  return lock && driftOf(seen, (image) => lock.images.get(image)?.content.digest);
}

function held(lock: Lock | undefined): HeldLock | undefined {
  return lock && { file: "containers.lock", lock, mode: "strict", by: "lock" };
}

async function judged({
  rules,
  pulls,
  inspections = [],
  platform = null,
  lock,
  environments,
}: Omit<Case, "platform"> & { platform?: string | null }): Promise<readonly Finding[]> {
  const policy = await policyOf(`rules: ${rules}`);
  const scan = scanOf(pulls, environments && { environments });
  const drift = drifted(policy, scan, inspections, lock);
  const recipeOf = await recipesFor(policy, scan, { platform });
  return judge(policy, scan, inspections, { now, platform, lock: held(lock), drift, recipeOf }).findings;
}

async function said(example: Omit<Case, "platform"> & { platform?: string | null }): Promise<string[]> {
  const findings = await judged(example);
  return findings.map(({ message, help }) => (help === undefined ? message : `${message} | ${help}`));
}

describe.each(Object.entries(tables))("%s", (id, { valid, invalid }) => {
  test.each(valid)("accepts $name", async (example) => {
    expect(await said(example)).toEqual(example.says);
  });

  test.each(invalid)("tells of $name", async (example) => {
    expect(example.says).not.toEqual([]);
    expect(await said(example)).toEqual(example.says);
    const findings = await judged(example);
    expect(new Set(findings.map(({ rule }) => rule))).toEqual(new Set([id]));
  });
});

test("has a table with both kinds for every rule that judges images", () => {
  const judging = ruleIds.filter(
    (id) => !["waivers", "ignores", "baseline", "readable", "ran", "policy", "policy-change"].includes(id),
  );
  expect(Object.keys(tables).toSorted()).toEqual(judging.toSorted());
  for (const { valid, invalid } of Object.values(tables))
    expect(Math.min(valid.length, invalid.length)).toBeGreaterThan(0);
});

test("a lock that the registry contradicts makes no pin", async () => {
  const example = lockedCase("moved", TOOL, { digest }, [], [inspection(TOOL, { digest: MOVED })], LOCKED);
  expect((await said(example)).map((message) => message.split(" | ")[0])).toEqual([
    expect.stringContaining("and containers.lock has sha256:2f2f2f2f2f2f…"),
    expect.stringContaining("is pinned by version only; the policy asks for locked or stronger"),
  ]);
});
