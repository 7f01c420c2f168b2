/** What is kept beside an image, as the tools of today keep it, at registries with and without a list of referrers. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createInspector } from "../../../src/inspect/index.ts";
import type { AttestationKind, Inspection } from "../../../src/model.ts";
import { artifact, type Image, image, index, mediaTypes, sha256 } from "../../support/registry/images.ts";
import { type Registry, startRegistry } from "../../support/registry/index.ts";
import { startWave, type Wave } from "../../support/wave/index.ts";

let modern: Registry;
let old: Registry;
let wave: Wave;

beforeAll(async () => {
  [modern, old] = await Promise.all([startRegistry({ referrersPerPage: 2 }), startRegistry()]);
  wave = await startWave({ registries: { [modern.host]: modern.url, [old.host]: old.url } });
});

afterAll(async () => {
  await Promise.all([modern.close(), old.close(), wave.close()]);
});

const ALL: readonly AttestationKind[] = ["provenance", "sbom", "signature"];
const BUNDLE = "application/vnd.dev.sigstore.bundle.v0.3+json";

/** What cosign 3 and actions/attest push (specs/BUNDLE_SPEC.md). */
const bundle = (subject: Image, predicateType: string, content = predicateType): Image =>
  artifact({
    artifactType: BUNDLE,
    layerType: BUNDLE,
    content: Buffer.from(content),
    subject,
    annotations: { "dev.sigstore.bundle.content": "dsse-envelope", "dev.sigstore.bundle.predicateType": predicateType },
  });
const SIGNED = "https://sigstore.dev/cosign/sign/v1";
const BUILT = "https://slsa.dev/provenance/v1";
const tagOf = ({ descriptor }: Image): string => descriptor.digest.replace(":", "-");

/** An index that a client keeps itself: cosign writes the type of an entry, and none of its annotations (sigstore/cosign#4641). */
const fallback = (referrer: Image, artifactType: string): Image =>
  index([referrer], { index: { manifests: [{ ...referrer.descriptor, artifactType }] } });

interface Asked {
  readonly via?: "registry" | "wave";
  readonly lookFor?: readonly AttestationKind[];
  readonly platform?: string | null;
  /** Of another Wave than the usual one. */
  readonly endpoint?: string;
}

async function inspect(
  registry: Registry,
  name: string,
  { via = "registry", lookFor = ALL, platform = "linux/amd64", endpoint = wave.endpoint }: Asked = {},
): Promise<Inspection> {
  const inspector = createInspector({
    via,
    env: {},
    now: () => new Date(),
    log: () => undefined,
    addSecret: () => undefined,
    userAgent: "wave-inspect/test",
    insecureRegistries: [registry.host],
    waveEndpoint: endpoint,
  });
  registry.forget();
  try {
    return await inspector.inspect({ image: `${registry.host}/${name}`, platform, need: "existence", lookFor });
  } finally {
    await inspector.close();
  }
}

const found = ({ attestations }: Inspection): string[] | undefined =>
  attestations?.found.map(({ kind, by }) => `${kind} ${by}`);

const asked = ({ requests }: Registry): string[] =>
  requests
    .filter(({ kind }) => kind !== "ping")
    .map(({ method, kind, reference = "" }) => `${method} ${kind} ${reference.replace(/[0-9a-f]{60}/, "")}`);

describe.each(["registry", "wave"] as const)("through %s", (via) => {
  test("statements of BuildKit stand in the index, for each platform its own", async () => {
    const whole = index([image({}), image({ platform: "linux/arm64" })], { attestations: true });
    old.push("acme/buildkit", "1.0", whole);
    for (const platform of ["linux/amd64", "linux/arm64"]) {
      const inspection = await inspect(old, "acme/buildkit:1.0", { via, lookFor: ["provenance"], platform });
      expect(found(inspection)).toEqual(["provenance index"]);
      expect(inspection.attestations).not.toHaveProperty("failure");
    }
    const none = await inspect(old, "acme/buildkit:1.0", { via, lookFor: ["provenance"], platform: "linux/s390x" });
    expect(found(none)).toEqual([]);
  });

  test("referrers are listed by the registry, page by page, of the index and of the image", async () => {
    const child = image({ entrypoint: ["referred"] });
    const whole = index([child]);
    modern.push("acme/referred", "1.0", whole);
    for (const one of [0, 1, 2])
      modern.push("acme/referred", null, bundle(whole, "https://example.org/scan", String(one)));
    modern.push("acme/referred", null, bundle(whole, SIGNED));
    modern.push("acme/referred", null, bundle(child, BUILT));
    modern.push("acme/referred", null, artifact({ artifactType: "application/spdx+json", subject: child }));
    const inspection = await inspect(modern, "acme/referred:1.0", { via });
    expect(found(inspection)).toEqual(["signature referrers", "provenance referrers", "sbom referrers"]);
    const { digest } = whole.descriptor;
    expect(inspection.attestations?.found.map(({ subject }) => subject)).toEqual([
      digest,
      child.descriptor.digest,
      child.descriptor.digest,
    ]);
    expect(inspection.digest).toBe(digest);
  });

  test("where the registry has no list, clients keep one under a tag, and may leave out what it says", async () => {
    const one = image({ entrypoint: ["kept"] });
    old.push("acme/kept", "1.0", one);
    const signature = bundle(one, SIGNED);
    old.push("acme/kept", tagOf(one), fallback(signature, BUNDLE));
    expect(found(await inspect(old, "acme/kept:1.0", { via }))).toEqual(["signature referrers-tag"]);
  });

  test("cosign 1 and 2 have tags of their own", async () => {
    const one = image({ entrypoint: ["cosign"] });
    old.push("acme/cosign", "1.0", one);
    const configType = mediaTypes.ociConfig;
    const tag = tagOf(one);
    old.push(
      "acme/cosign",
      `${tag}.sig`,
      artifact({ configType, layerType: "application/vnd.dev.cosign.simplesigning.v1+json" }),
    );
    const layerType = "application/vnd.dsse.envelope.v1+json";
    const layerAnnotations = { predicateType: "https://slsa.dev/provenance/v0.2" };
    old.push("acme/cosign", `${tag}.att`, artifact({ configType, layerType, layerAnnotations }));
    old.push("acme/cosign", `${tag}.sbom`, artifact({ configType, layerType: "text/spdx" }));
    const inspection = await inspect(old, "acme/cosign:1.0", { via });
    expect(found(inspection)?.toSorted()).toEqual(["provenance cosign-tag", "sbom cosign-tag", "signature cosign-tag"]);
  });

  test("a registry may list without saying of what sort something is (go-containerregistry 0.22)", async () => {
    const one = image({ entrypoint: ["untold"] });
    modern.push("acme/untold", "1.0", one);
    const sbom = artifact({ artifactType: "application/spdx+json", layerType: "application/json", subject: one });
    modern.push("acme/untold", null, sbom);
    const untold = [{ ...sbom.descriptor, artifactType: mediaTypes.ociEmpty }];
    const body = JSON.stringify({ schemaVersion: 2, mediaType: mediaTypes.ociIndex, manifests: untold });
    const restore = modern.fault({ when: ({ kind }) => kind === "referrers", reaction: { body } });
    const inspection = await inspect(modern, "acme/untold:1.0", { via, lookFor: ["sbom"] });
    restore();
    expect(found(inspection)).toEqual(["sbom referrers"]);
  });

  test("an image without any has none, and that is known", async () => {
    const one = image({ entrypoint: ["bare"] });
    for (const registry of [modern, old]) {
      registry.push("acme/bare", "1.0", one);
      const { attestations, failure } = await inspect(registry, "acme/bare:1.0", { via });
      expect({ attestations, failure }).toEqual({ attestations: { found: [] }, failure: undefined });
    }
  });

  test("a registry that refuses to list leaves it open", async () => {
    modern.push("acme/refused", "1.0", image({ entrypoint: ["refused"] }));
    const restore = modern.fault({ when: ({ kind }) => kind === "referrers", reaction: { status: 403 } });
    const { attestations } = await inspect(modern, "acme/refused:1.0", { via });
    restore();
    expect(attestations).toMatchObject({ found: [], failure: { state: "absent-or-private" } });
  });

  test("nothing is looked for beside an image that is not there", async () => {
    const inspection = await inspect(old, "acme/none:1.0", { via });
    expect(inspection).not.toHaveProperty("attestations");
    expect(inspection.failure?.state).toBe("not-found");
  });
});

/** What it takes to look for these. */
async function asks(registry: Registry, name: string, lookFor: readonly AttestationKind[]): Promise<string[]> {
  await inspect(registry, name, { lookFor });
  return asked(registry);
}

/** What real tools pushed to distribution 3.1.2, which lists no referrers, for an image that crane 0.22.1 made. */
interface MadeByTool {
  readonly by: string;
  readonly keeps: readonly AttestationKind[];
  /** How the pushed bytes are indented; undefined: without blanks. */
  readonly indent?: number;
  readonly tags: Readonly<Record<string, { readonly mediaType: string }>>;
  readonly manifests: readonly { readonly mediaType: string }[];
}

// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- written by hand, as the interface has it
const madeByTools = JSON.parse(
  readFileSync(join(import.meta.dirname, "attestations-of-tools.json"), "utf8"),
) as readonly MadeByTool[];

describe("what tools keep beside an image", () => {
  test.each(madeByTools)("$by", async ({ by, keeps, indent, tags, manifests }) => {
    const name = `tools/${by.toLowerCase().replaceAll(/[^a-z0-9]+/g, "-")}`;
    for (const [tag, manifest] of [...manifests.map((one) => [null, one] as const), ...Object.entries(tags)]) {
      const bytes = Buffer.from(JSON.stringify(manifest, null, indent));
      const pushed = { mediaType: manifest.mediaType, digest: sha256(bytes), bytes };
      const descriptor = { mediaType: manifest.mediaType, digest: pushed.digest, size: bytes.length };
      const whole = { descriptor, manifests: [pushed], blobs: new Map<string, Buffer>() };
      for (const registry of [modern, old]) registry.push(name, tag, whole);
    }
    for (const registry of [modern, old]) {
      const { attestations } = await inspect(registry, `${name}:1.0`);
      expect(attestations?.failure).toBeUndefined();
      expect(attestations?.found.map(({ kind }) => kind).sort()).toEqual(keeps.toSorted());
    }
  });
});

test("no more is asked than what is looked for", async () => {
  const one = image({ entrypoint: ["asked"] });
  old.push("acme/asked", "1.0", one);
  const start = `sha256:${one.descriptor.digest.slice(-4)}`;
  const tag = start.replace(":", "-");
  const before = ["GET manifest 1.0", `GET referrers ${start}`, `HEAD manifest ${tag}`];
  expect(await asks(old, "acme/asked:1.0", ["signature"])).toEqual([...before, `HEAD manifest ${tag}.sig`]);
  expect(await asks(old, "acme/asked:1.0", ["provenance"])).toEqual([...before, `HEAD manifest ${tag}.att`]);
  expect(await asks(old, "acme/asked:1.0", ["sbom"])).toEqual([
    ...before,
    `HEAD manifest ${tag}.sbom`,
    `HEAD manifest ${tag}.att`,
  ]);
  expect(await asks(old, "acme/asked:1.0", ALL)).toHaveLength(6);
  old.push("acme/asked", "2.0", index([image({ entrypoint: ["within"] })]));
  expect(await asks(old, "acme/asked:2.0", ALL)).toHaveLength(11);
  modern.push("acme/asked", "1.0", one);
  modern.push("acme/asked", null, artifact({ artifactType: "application/vnd.cncf.notary.signature", subject: one }));
  expect(await asks(modern, "acme/asked:1.0", ["signature"])).toEqual(["GET manifest 1.0", `GET referrers ${start}`]);
});

test("a search for signatures opens no statement of BuildKit, and one for all opens it once", async () => {
  const whole = index([image({ entrypoint: ["stated"] })], { attestations: true });
  old.push("acme/stated", "1.0", whole);
  const opened = async (lookFor: readonly AttestationKind[]) =>
    (await asks(old, "acme/stated:1.0", lookFor)).filter((one) => one.startsWith("GET manifest sha256"));
  expect(await opened(["signature"])).toEqual([]);
  expect(await opened(ALL)).toHaveLength(1);
});

test("what only Wave may read is not known beside it", async () => {
  const users = { ann: "secret" };
  const closed = await startRegistry({ auth: { kind: "bearer", users, isPrivate: () => true } });
  const login = { username: "ann", password: "secret" };
  const open = await startWave({ registries: { [closed.host]: closed.url }, ownLogins: { [closed.host]: login } });
  closed.push("acme/private", "1.0", image({ entrypoint: ["private"] }));
  const { digest, attestations, evidence } = await inspect(closed, "acme/private:1.0", {
    via: "wave",
    endpoint: open.endpoint,
  });
  await Promise.all([closed.close(), open.close()]);
  expect(digest).toMatch(/^sha256:/);
  expect(attestations).toMatchObject({ found: [], failure: { state: "absent-or-private" } });
  expect(evidence.notes?.at(-1)).toBe(
    `What is kept beside the image was looked for at ${closed.host}, without a login.`,
  );
});

test("an index under the tag of statements holds none", async () => {
  const one = image({ entrypoint: ["nested"] });
  old.push("acme/nested", "1.0", one);
  old.push("acme/nested", `${tagOf(one)}.att`, index([image({})]));
  old.push("acme/nested", tagOf(one), image({}));
  expect((await inspect(old, "acme/nested:1.0")).attestations).toEqual({ found: [] });
});

test("a SIF that a registry keeps is looked at as it is", async () => {
  const configType = "application/vnd.sylabs.sif.config.v1+json";
  const sif = artifact({ configType, layerType: "application/vnd.sylabs.sif.layer.v1.sif" });
  modern.push("acme/sif", "1.0", sif);
  modern.push("acme/sif", null, bundle(sif, SIGNED));
  expect(found(await inspect(modern, "acme/sif:1.0", { lookFor: ["signature"], platform: null }))).toEqual([
    "signature referrers",
  ]);
});

test("a bundle that signs a message is a signature, and so is what cosign's OCI 1.1 mode writes", async () => {
  const one = image({ entrypoint: ["signed"] });
  for (const signature of [
    artifact({
      artifactType: BUNDLE,
      subject: one,
      annotations: { "dev.sigstore.bundle.content": "message-signature" },
    }),
    artifact({ artifactType: "application/vnd.dev.cosign.artifact.sig.v1+json", subject: one }),
  ]) {
    const repository = `acme/signed-${signature.descriptor.size}`;
    modern.push(repository, "1.0", one);
    modern.push(repository, null, signature);
    expect(found(await inspect(modern, `${repository}:1.0`))).toEqual(["signature referrers"]);
  }
});

describe("a registry that lists in its own way", () => {
  test.each<[name: string, reaction: object, state: string | undefined]>([
    ["with pages of other places", { headers: { link: '<https://evil.example/v2/x>; rel="next"' } }, undefined],
    ["with a page of another list", { headers: { link: '</v2/acme/other/tags/list>; rel="next"' } }, undefined],
    ["without end", { headers: { link: '<?n=1>; rel="next"' } }, "too-large"],
    ["with a page for people", { headers: { "content-type": "text/html" }, body: "<html>" }, undefined],
    ["that is busy", { status: 429 }, "rate-limited"],
    ["that does not know the method", { status: 405 }, undefined],
    ["that hangs up", { drop: true }, "unreachable"],
  ])(
    "%s",
    async (_, reaction, state) => {
      modern.push("acme/odd", "1.0", image({ entrypoint: ["odd"] }));
      const restore = modern.fault({ when: ({ kind }) => kind === "referrers", reaction });
      const { attestations } = await inspect(modern, "acme/odd:1.0", { lookFor: ["signature"] });
      restore();
      expect(attestations?.found).toEqual([]);
      expect(attestations?.failure?.state).toBe(state);
    },
    30_000,
  );

  test("of envelopes without end, the first are opened", async () => {
    const one = image({ entrypoint: ["envelopes"] });
    modern.push("acme/envelopes", "1.0", one);
    for (let at = 0; at < 20; at++)
      modern.push(
        "acme/envelopes",
        null,
        artifact({ artifactType: BUNDLE, subject: one, content: Buffer.from(String(at)) }),
      );
    const { attestations } = await inspect(modern, "acme/envelopes:1.0", { lookFor: ["signature"] });
    expect(attestations).toMatchObject({ found: [], failure: { state: "too-large" } });
    expect(modern.count({ kind: "manifest", method: "GET" })).toBe(17);
  });

  test.each([
    ["the tag of its referrers", (tag: string) => tag],
    ["a tag of cosign", (tag: string) => `${tag}.sig`],
    ["statements of cosign", (tag: string) => `${tag}.att`],
  ])("that refuses %s leaves it open", async (_, nameOf) => {
    const one = image({ entrypoint: ["guarded"] });
    old.push("acme/guarded", "1.0", one);
    const refused = nameOf(tagOf(one));
    const restore = old.fault({ when: ({ reference }) => reference === refused, reaction: { status: 403 } });
    const { attestations } = await inspect(old, "acme/guarded:1.0");
    restore();
    expect(attestations?.failure?.state).toBe("absent-or-private");
  });

  test("that lost what its index names leaves it open", async () => {
    const child = image({ entrypoint: ["lost"] });
    const whole = index([child], { attestations: true });
    old.push("acme/lost", "1.0", whole);
    old.delete("acme/lost", whole.manifests.at(-2)?.digest ?? "");
    const { attestations } = await inspect(old, "acme/lost:1.0", { lookFor: ["provenance"] });
    expect(attestations?.failure?.state).toBe("not-found");
  });
});
