/** What docs/wave.md lists: where the two back ends say the same, and where Wave cannot. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Inspection } from "../../../src/model.ts";
import {
  artifact,
  attestation,
  image as imageOf,
  mediaTypes,
  rawManifest,
  sha256,
} from "../../support/registry/images.ts";
import { type Registry, startRegistry } from "../../support/registry/index.ts";
import { goldenRepositories, loadGolden } from "../../support/wave/golden.ts";
import { startWave, type Wave } from "../../support/wave/index.ts";
import { type Bench, bench } from "../harness.ts";
import { type WaveBench, waveBench } from "./harness.ts";

/** The real server was not asked about these. */
const unrecorded: ReadonlySet<string> = new Set(["golden/cfg-types:tty-string", "golden/cfg-types:bom"]);
const names = goldenRepositories()
  .flatMap(({ name, tags }) => Object.keys(tags).map((tag) => `${name}:${tag}`))
  .filter((name) => !unrecorded.has(name));
const platforms = [null, "linux/amd64", "linux/arm64", "linux/arm/v7", "linux/s390x"] as const;

/** Images that Wave fails on or tells wrongly, and what is said of them through it. */
const wavesOwn: ReadonlyMap<string, string> = new Map([
  ["golden/cfg-null-config:1.0", "malformed"],
  ["golden/cfg-null-rootfs:1.0", "malformed"],
  ["golden/cfg-created:noseconds", "malformed"],
  ["golden/cfg-created:empty", "malformed"],
  ["golden/cfg-created:date", "malformed"],
  ["golden/cfg-created:number", "malformed"],
  ["golden/cfg-types:user-number", "malformed"],
  ["golden/cfg-types:cmd-string", "malformed"],
  ["golden/cfg-types:label-number", "malformed"],
  ["golden/raw:no-schema-version", "malformed"],
  ["golden/raw:no-config", "not-found"],
]);
/** What a SIF says itself Wave does not tell: see test/inspect/download. */
const isSif = (name: string): boolean => name.startsWith("golden/artifact-sif:");
/** The operating system is what Wave does not tell. */
const windows = "golden/windows:1.0";

const withoutContent = Buffer.from(
  JSON.stringify({
    schemaVersion: 2,
    mediaType: mediaTypes.ociManifest,
    config: { mediaType: mediaTypes.ociEmpty, digest: sha256(Buffer.from("{}")), size: 2 },
    layers: [],
  }),
);

const word = ({ answer, failure, platforms: offered }: Inspection): unknown => ({
  answer,
  state: failure?.state,
  offered,
});

describe("the golden images", () => {
  let registry: Registry;
  let wave: Wave;
  let straight: Bench;
  let through: WaveBench;
  beforeAll(async () => {
    registry = await startRegistry();
    loadGolden(registry);
    wave = await startWave();
    straight = bench({ listed: [registry.host] });
    through = waveBench(wave.endpoint, { localRegistries: [registry.host] });
  });
  afterAll(async () => {
    await Promise.all([straight.inspector.close(), through.close(), wave.close(), registry.close()]);
  });

  test.each(names.filter((name) => !wavesOwn.has(name) && !isSif(name) && name !== windows))(
    "%s is the same through Wave and straight",
    async (name) => {
      const image = `${registry.host}/${name}`;
      for (const platform of platforms) {
        const [own, waves] = await Promise.all([
          straight.ask(image, "config", platform),
          through.ask(image, "config", platform),
        ]);
        expect(word(waves)).toEqual(word(own));
      }
    },
  );

  test.each([...wavesOwn])("%s is read straight, through Wave it is %s", async (name, state) => {
    const image = `${registry.host}/${name}`;
    const own = await straight.ask(image);
    expect(own.failure).toBeUndefined();
    expect(own.answer).toBeDefined();
    expect((await through.ask(image)).failure?.state).toBe(state);
  });

  test.each([
    ["an artifact that says its type", artifact({ artifactType: "application/vnd.example.thing" })],
    ["one that says it by its config", artifact({ configType: "application/vnd.cncf.helm.config.v1+json" })],
    ["one that says it by its content", artifact({ layerType: "text/x-thing" })],
    [
      "a signature of cosign 1, which has an image's config,",
      artifact({
        configType: mediaTypes.ociConfig,
        layerType: "application/vnd.dev.cosign.simplesigning.v1+json",
      }),
    ],
    ["an attestation, which has one, too,", attestation(imageOf())],
    ["one without content", rawManifest(mediaTypes.ociManifest, withoutContent, [Buffer.from("{}")])],
  ])("%s is the same artifact through Wave and straight", async (_, content) => {
    registry.push("parity/artifact", "1.0", content);
    const image = `${registry.host}/parity/artifact@${content.descriptor.digest}`;
    const notes = await Promise.all(
      [straight, through].map(async ({ ask }) =>
        (await ask(image)).evidence.notes?.filter((note) => note.includes("artifact")),
      ),
    );
    expect(notes[0]).toHaveLength(1);
    expect(notes[1]).toEqual(notes[0]);
  });

  test("a SIF with a config of no bytes, as Apptainer once pushed it, is known to be there through Wave and no more", async () => {
    const image = `${registry.host}/golden/artifact-sif:zero-byte-config`;
    // Its one layer is text.
    expect(await straight.ask(image)).toMatchObject({
      artifact: "application/vnd.sylabs.sif.layer.v1.sif",
      failure: { state: "malformed" },
    });
    expect((await through.ask(image)).failure?.state).toBe("unsupported");
    expect((await through.ask(image, "existence")).failure).toBeUndefined();
  });

  test("an image for Windows is of no platform that Wave could tell", async () => {
    const image = `${registry.host}/${windows}`;
    expect((await straight.ask(image, "config", "linux/amd64")).failure?.state).toBe("platform-missing");
    const waves = await through.ask(image, "config", "linux/amd64");
    expect(waves.failure).toMatchObject({
      state: "unsupported",
      message: expect.stringContaining("whether it is for linux/amd64 Wave does not tell, ask the registry directly"),
    });
    expect((await through.ask(image, "platforms")).failure).toMatchObject({
      state: "unsupported",
      message: expect.stringContaining("which platform it is for Wave does not tell"),
    });
    expect((await through.ask(image, "config")).failure).toBeUndefined();
    expect(waves.evidence.notes).toContain(
      "Wave does not tell the operating system and the variant of a single image; the usual ones are assumed.",
    );
  });
});
