import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { objectOf, parseJson } from "../support/json.ts";
import { pushOverHttp } from "../support/registry/push.ts";
import { startRegistry } from "../support/registry/index.ts";
import { goldenCases, goldenImages, goldenRepositories, loadGolden } from "../support/wave/golden.ts";
import { type Bench, bench } from "./harness.ts";
import { distributions, startDistribution } from "./programs.ts";

interface Golden {
  readonly id: string;
  readonly image: string;
  readonly platform: string | null;
  readonly answer: unknown;
}

/** What the real Wave answered about images of the registry without authentication. */
const golden: readonly Golden[] = goldenCases().flatMap(({ id, group, request, status, text }) => {
  const image = objectOf(parseJson(request.body ?? ""))["containerImage"];
  if (group !== "plain" || status !== 200 || typeof image !== "string" || !image.startsWith("localhost:5000/"))
    return [];
  // Wave takes "#x" for the fragment of a URL and inspects the tag before it; for us it is no image name.
  if (id === "tag-hash") return [];
  const platform = new URL(request.path, "http://wave").searchParams.get("platform");
  return [{ id, image, platform: platform === "" ? null : platform, answer: parseJson(text) }];
});

/** Images that answer with another platform than the one asked for: Wave keeps silent about it, we do not. */
const otherPlatform: ReadonlySet<string> = new Set([
  "arm64-only-1-0-linux-amd64",
  "digest-child-other-platform",
  "docker-v2-1-0-linux-arm64",
  "docker-v2-1-0-windows-amd64",
  "windows-1-0-linux-amd64",
]);

const servers = [
  {
    name: "the embedded registry",
    missing: undefined,
    start: async () => {
      const registry = await startRegistry();
      loadGolden(registry);
      return registry;
    },
  },
  ...distributions.map(({ name, program, install }) => ({
    name,
    missing: program === undefined ? `${name} is not here: ${install}` : undefined,
    start: async () => {
      const registry = await startDistribution(program ?? "", name);
      for (const repository of goldenRepositories()) {
        const raw = new Set(repository.manifests.filter((manifest) => manifest.raw).map(({ digest }) => digest));
        for (const { tag, image } of goldenImages(repository)) {
          if (raw.has(image.descriptor.digest)) continue;
          const manifests = image.manifests.filter(({ digest }) => !raw.has(digest));
          await pushOverHttp(registry.url, repository.name, tag, { ...image, manifests });
        }
      }
      return registry;
    },
  })),
];

describe.each(servers)("the answers of the real Wave, from $name", ({ missing, start }) => {
  let registry: { readonly host: string; close(): Promise<void> } | undefined;
  let asking: Bench;

  beforeAll(async () => {
    if (missing !== undefined) return;
    registry = await start();
    asking = bench({ listed: [registry.host] });
  });
  afterAll(async () => {
    await asking?.inspector.close();
    await registry?.close();
  });

  test.for(golden)("$id", async ({ id, image, platform, answer }, { skip }) => {
    if (missing !== undefined) skip(missing);
    const host = registry?.host ?? "";
    const inspection = await asking.ask(image.replace("localhost:5000", host), "config", platform);
    const expected: unknown = JSON.parse(JSON.stringify(answer).replaceAll("localhost:5000", host));
    // The text counts, so that a field of the value `undefined` is no field.
    expect(JSON.parse(JSON.stringify(inspection.answer))).toEqual(expected);
    // The layer of the SIF is text: its header, which Wave does not read, is none.
    const isSif = id === "artifact-sif-1-0";
    const state = otherPlatform.has(id) ? "platform-missing" : undefined;
    expect(inspection.failure?.state).toBe(isSif ? "malformed" : state);
    expect(inspection.evidence.verified).toBe(!isSif);
  });
});
