/** Drift as a difference: any two records differ in what it says and in nothing else. */
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { driftBetween, imageDrift, type Sightings } from "../../src/drift/index.ts";
import type { DriftField, LockedContent, LockedImage, LocksDrift } from "../../src/model.ts";
import { anyLock, locked } from "../lock/make.ts";

const hex = fc.stringMatching(/^[0-9a-f]{64}$/);
/** Few of them, so that two nights often have the same. */
const digest = fc.stringMatching(/^[0-9ab]$/).map((letter) => `sha256:${letter.repeat(64)}`);
const words = fc.array(fc.constantFrom("tini", "--", "tool", "", "sh"), { maxLength: 3 });
const optional = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> =>
  fc.option(arbitrary, { nil: undefined });

/** Without the fields that are undefined: as a lock has them. */
const given = <T extends object>(fields: T): { [K in keyof T]: Exclude<T[K], undefined> } =>
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what is undefined is gone
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as never;

const OCI = "application/vnd.oci.image.manifest.v1+json";
const DOCKER = "application/vnd.docker.distribution.manifest.v2+json";
const SCHEMA_1 = "application/vnd.docker.distribution.manifest.v1+prettyjws";
const INDEX = "application/vnd.oci.image.index.v1+json";

/** Of which everything is known, as of an image that a registry was asked about. */
const platform = fc
  .record({
    digest,
    mediaType: fc.constantFrom(OCI, DOCKER),
    config: digest,
    created: optional(fc.constantFrom("2026-01-01T00:00:00Z", "2026-02-01T00:00:00Z")),
    entrypoint: optional(words),
    cmd: optional(words),
    user: optional(fc.constantFrom("root", "0:0", "1000", "tool:users")),
    path: optional(fc.constantFrom("/usr/bin:/bin", "/opt/bin:/usr/bin:/bin", "/usr/bin:/bin:/opt/bin")),
    workdir: optional(fc.constantFrom("/", "/data")),
    layers: fc.array(fc.record({ digest, size: fc.integer({ min: 1, max: 9 }) }), { maxLength: 4 }),
  })
  .map(given);
const image: fc.Arbitrary<LockedContent> = fc.record({
  digest,
  mediaType: fc.constantFrom(OCI, DOCKER, SCHEMA_1, INDEX),
  platforms: fc
    .array(fc.tuple(fc.constantFrom("linux/amd64", "linux/arm64", "linux/arm/v7"), platform), { maxLength: 3 })
    .map((all) => new Map(all)),
});
const artifact: fc.Arbitrary<LockedContent> = fc.record({
  digest,
  mediaType: fc.constant(OCI),
  artifact: fc.constantFrom("application/vnd.sylabs.sif.layer.v1.sif", "application/vnd.cncf.helm.config.v1+json"),
});
const file: fc.Arbitrary<LockedContent> = fc
  .record({
    format: fc.constantFrom("sif" as const, "squashfs" as const),
    sha256: hex,
    size: fc.integer({ min: 1, max: 5_000 }),
    architecture: fc.constantFrom("linux/amd64", "linux/arm64"),
    created: fc.constantFrom("2026-01-01T00:00:00Z", "2026-02-01T00:00:00Z"),
  })
  .map((facts) => ({ file: facts }));

/** What somebody does to one image of a registry, or to the pipeline that pulls it, in the course of a day. */
type Event =
  | { readonly name: string; readonly push: LockedContent }
  | { readonly name: string; readonly does: "remove" | "close" | "open" | "use" | "leave" };

const TAGS = ["quay.io/acme/a:1", "quay.io/acme/b:1", "ghcr.io/acme/c:2"];
const URLS = ["https://depot.example.org/singularity/d:1", "https://depot.example.org/singularity/e:1"];
const doing = fc.constantFrom("remove" as const, "close" as const, "open" as const, "use" as const, "leave" as const);
const event: fc.Arbitrary<Event> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ name: fc.constantFrom(...TAGS), push: fc.oneof(image, artifact) }) },
  { weight: 2, arbitrary: fc.record({ name: fc.constantFrom(...URLS), push: file }) },
  { weight: 3, arbitrary: fc.record({ name: fc.constantFrom(...TAGS, ...URLS), does: doing }) },
);

interface Registry {
  readonly images: Map<string, LockedContent>;
  readonly closed: Set<string>;
  readonly left: Set<string>;
}

/** A lock after the events of a day: what was there before, what is there now; what cannot be read keeps what was known. */
function night(registry: Registry, events: readonly Event[], old: Sightings): Map<string, LockedImage> {
  for (const one of events) {
    if ("push" in one) registry.images.set(one.name, one.push);
    else if (one.does === "remove") registry.images.delete(one.name);
    else if (one.does === "close") registry.closed.add(one.name);
    else if (one.does === "open") registry.closed.delete(one.name);
    else if (one.does === "leave") registry.left.add(one.name);
    else registry.left.delete(one.name);
  }
  const lock = new Map<string, LockedImage>();
  for (const name of [...TAGS, ...URLS]) {
    const isClosed = registry.closed.has(name);
    const now = isClosed ? undefined : registry.images.get(name);
    const content = now ?? old.get(name)?.content;
    if (content === undefined) continue;
    const lost = isClosed ? ("absent-or-private" as const) : ("not-found" as const);
    const unseen = registry.left.has(name) ? ("not-pulled" as const) : now === undefined ? lost : undefined;
    lock.set(name, locked(content, { processes: [`P${name.length}`], ...(unseen !== undefined && { unseen }) }));
  }
  return lock;
}

/** Puts facts in their places; the places of a record are at most three deep. */
function put(content: LockedContent, fields: readonly DriftField[]): LockedContent {
  const tree: Record<string, unknown> = { ...content };
  if (content.platforms !== undefined) tree["platforms"] = new Map(content.platforms);
  if (content.file !== undefined) tree["file"] = { ...content.file };
  for (const { at, before, after } of fields) {
    const [first = "", second, third] = at;
    const inner = tree[first];
    if (second === undefined) expect(tree[first]).toEqual(before);
    if (second === undefined) setOrDelete(tree, first, after);
    else if (third !== undefined && inner instanceof Map) {
      const copy: Record<string, unknown> = { ...inner.get(second) };
      expect(copy[third]).toEqual(before);
      setOrDelete(copy, third, after);
      inner.set(second, copy);
    } else if (inner instanceof Map) {
      expect(inner.get(second)).toEqual(before);
      if (after === undefined) inner.delete(second);
      else inner.set(second, after);
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the one other part of a record
    } else setOrDelete(inner as Record<string, unknown>, second, after);
  }
  return tree;
}

function setOrDelete(fields: Record<string, unknown>, key: string, value: unknown): void {
  if (value === undefined) delete fields[key];
  else fields[key] = value;
}

/** Which images are pulled, what they are, and whether somebody can get them. */
type Picture = Readonly<Record<string, { readonly content?: LockedContent; readonly isThere: boolean }>>;

function picture(lock: ReadonlyMap<string, LockedImage>): Picture {
  const pulled = [...lock].filter(([, { unseen }]) => unseen !== "not-pulled");
  return Object.fromEntries(
    pulled.map(([name, { content, unseen }]) => [name, { content, isThere: unseen === undefined }]),
  );
}

/** The picture of the night before with all that the drift says put into it; of images that are new it says no more. */
function applied(old: ReadonlyMap<string, LockedImage>, drift: LocksDrift, now: Picture): Picture {
  const next = { ...picture(old) };
  for (const { image: name } of drift.removed) delete next[name];
  for (const { image: name } of drift.added) next[name] = now[name] ?? { isThere: false };
  for (const { image: name, changes } of drift.changed) {
    const causes = new Set(changes.map(({ cause }) => cause));
    const before = next[name];
    if (before?.content === undefined || drift.added.some((one) => one.image === name)) continue;
    const content = put(
      before.content,
      changes.flatMap(({ fields }) => fields),
    );
    const isLost = causes.has("vanished") || causes.has("access-lost");
    next[name] = { content, isThere: causes.has("came-back") || (before.isThere && !isLost) };
  }
  return next;
}

const days = fc.array(fc.array(event, { maxLength: 6 }), { minLength: 2, maxLength: 4 });

test("a history of a registry, told night by night, leads from each lock to the next", () => {
  fc.assert(
    fc.property(days, (history) => {
      const registry: Registry = { images: new Map(), closed: new Set(), left: new Set() };
      let old: Map<string, LockedImage> = new Map();
      for (const events of history) {
        const now = night(registry, events, old);
        expect(applied(old, driftBetween(old, now), picture(now))).toEqual(picture(now));
        old = now;
      }
    }),
    { numRuns: 400 },
  );
});

test("nothing changed between a lock and itself", () => {
  fc.assert(
    fc.property(anyLock, ({ images }) => {
      const { unknown, ...drift } = driftBetween(images, new Map(images));
      expect(drift).toEqual({ changed: [], added: [], removed: [], processes: [] });
      expect(unknown.every(({ why }) => why === "timeout")).toBe(true);
    }),
  );
});

const turned = (lock: Sightings): Sightings =>
  new Map(
    [...lock].toReversed().map(([name, one]) => [
      name,
      {
        ...one,
        processes: [...one.processes].toReversed(),
        files: [...one.files].toReversed(),
        ...(one.content !== undefined && {
          content: {
            ...one.content,
            ...(one.content.platforms !== undefined && {
              platforms: new Map([...one.content.platforms].toReversed()),
            }),
          },
        }),
      },
    ]),
  );

test("no order counts: of images, platforms, usage", () => {
  fc.assert(
    fc.property(anyLock, anyLock, ({ images: one }, { images: other }) => {
      const names = [...one.keys()];
      // Under the names of the first, so that there is something to compare.
      const second = new Map([...other].map(([name, entry], at) => [names[at] ?? name, entry]));
      expect(driftBetween(turned(one), turned(second))).toEqual(driftBetween(one, second));
    }),
  );
});

test("what one side does not know is no change", () => {
  fc.assert(
    fc.property(image, fc.boolean(), (content, isFirst) => {
      const platforms = new Map(
        [...(content.platforms ?? [])].map(([name, { digest: own = "" }]) => [name, { digest: own }]),
      );
      const less: LockedContent = { ...(content.digest !== undefined && { digest: content.digest }), platforms };
      const [before, after] = isFirst ? [less, content] : [content, less];
      expect(imageDrift("a", locked(before), locked(after))).toBeUndefined();
    }),
  );
});
