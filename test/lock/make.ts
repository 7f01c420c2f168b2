/** Locks for tests: small ones by hand, and any that can be. */
import * as fc from "fast-check";
import type { Lock, LockedContent, LockedImage, LockedPlatform } from "../../src/model.ts";

/** A digest that is told from others by one letter. */
export const digestOf = (letter: string): string => `sha256:${letter.repeat(64)}`;

export function locked(content: LockedContent, differing: Partial<LockedImage> = {}): LockedImage {
  return {
    content,
    by: "registry",
    verified: true,
    firstSeen: "2026-11-30T02:00:00Z",
    written: [],
    processes: [],
    files: [],
    scenarios: [],
    ...differing,
  };
}

export const lockOf = (images: Readonly<Record<string, LockedImage>>): Lock => ({
  images: new Map(Object.entries(images)),
});

/** Optional fields are there or not, never undefined. */
function record<T extends object>(
  fields: Record<string, fc.Arbitrary<unknown>>,
  ...requiredKeys: string[]
): fc.Arbitrary<T> {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the fields are those of T
  return fc.record<Record<string, unknown>, string>(fields, { requiredKeys }) as fc.Arbitrary<T>;
}

const digest = fc.stringMatching(/^[0-9a-f]{64}$/).map((hex) => `sha256:${hex}`);
const instant = fc
  .date({ min: new Date("2000-01-01"), max: new Date("2100-01-01"), noInvalidDate: true })
  .map((date) => date.toISOString().replace(/\.\d+Z/, "Z"));
const text = fc.oneof(fc.string({ minLength: 1, unit: "binary" }), fc.stringMatching(/^[\w/.:-]{1,40}$/));
const texts = fc.array(text, { maxLength: 4 });
/** As the reader gives it: sorted, each once. */
const set = texts.map((all) => [...new Set(all)].sort());
const platformName = fc.constantFrom("linux/amd64", "linux/arm64", "linux/arm/v7", "windows/amd64");

const platform: fc.Arbitrary<LockedPlatform> = record<LockedPlatform>({
  digest,
  mediaType: text,
  config: digest,
  created: instant,
  entrypoint: fc.array(fc.string(), { maxLength: 3 }),
  cmd: fc.array(fc.string(), { maxLength: 3 }),
  user: text,
  path: text,
  workdir: text,
  layers: fc.array(record<{ digest: string; size?: number }>({ digest, size: fc.maxSafeNat() }, "digest"), {
    maxLength: 4,
  }),
});

const common = {
  mediaType: text,
  artifact: text,
  platforms: fc.array(fc.tuple(platformName, platform), { maxLength: 3 }).map((all) => new Map(all)),
};
const ofRegistry = record<LockedContent>({ ...common, digest }, "digest");
const ofFile = record<LockedContent>(
  {
    file: record<NonNullable<LockedContent["file"]>>(
      {
        format: fc.constantFrom("sif" as const, "squashfs" as const),
        sha256: fc.stringMatching(/^[0-9a-f]{64}$/),
        size: fc.maxSafeNat(),
        architecture: platformName,
        created: instant,
      },
      "format",
    ),
  },
  "file",
);

export const anyContent: fc.Arbitrary<LockedContent> = fc.oneof(ofRegistry, ofFile);

const fields = {
  content: anyContent,
  by: fc.constantFrom("registry", "wave", "download"),
  verified: fc.boolean(),
  firstSeen: instant,
  written: set,
  processes: set,
  files: set,
  scenarios: set,
};

/** As a run sees one. */
export const seenImage = record<LockedImage>(fields, ...Object.keys(fields));

export const anyImage = record<LockedImage>(
  { ...fields, unseen: fc.constantFrom("not-pulled", "not-found", "timeout") },
  ...Object.keys(fields),
);

const imageName = fc.oneof(
  fc.stringMatching(/^quay\.io\/[a-z]{1,8}\/[a-z]{1,8}:[\w.]{1,8}$/),
  fc.stringMatching(/^https:\/\/depot\.example\.org\/singularity\/[a-z]{1,8}:[\w.]{1,8}$/),
  text.map((name) => `quay.io/${name}`),
);

export const anyLock: fc.Arbitrary<Lock> = fc
  .array(fc.tuple(imageName, anyImage), { maxLength: 5 })
  .map((images) => ({ images: new Map(images) }));
