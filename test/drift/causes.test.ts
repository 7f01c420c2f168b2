/** Causes that no registry of today plays: contradictions, formats of long ago, records that know less. */
import { describe, expect, test } from "vitest";
import { imageDrift, type Sighting } from "../../src/drift/index.ts";
import { oldName, sightingOf } from "../../src/drift/now.ts";
import type { LockedContent, LockedPlatform } from "../../src/model.ts";
import { digestOf, locked } from "../lock/make.ts";
import { container, inspection } from "../policy/make.ts";

const [A, B] = [digestOf("a"), digestOf("b")];
const AMD = "linux/amd64";

/** `cause: words`, the worst first. */
function told(before: LockedContent, after: LockedContent, differing: Partial<Sighting> = {}): readonly string[] {
  const now = { ...locked(after), ...differing };
  return (imageDrift("a", locked(before, { processes: ["P"] }), now)?.changes ?? []).map(
    ({ cause, message }) => `${cause}: ${message}`,
  );
}

const of = (before: LockedPlatform, after: LockedPlatform): readonly string[] =>
  told({ digest: A, platforms: new Map([[AMD, before]]) }, { digest: B, platforms: new Map([[AMD, after]]) }).filter(
    (line) => !line.startsWith("tag-moved"),
  );

describe("of an image", () => {
  test("the same digest and other facts", () => {
    const words = "contradiction: contradiction: its digest is as before, and what is said of it is not";
    expect(told({ digest: A, mediaType: "m" }, { digest: A, mediaType: "n" })).toEqual([words]);
    const platforms = (config: string) => new Map([[AMD, { digest: A, config }]]);
    expect(told({ digest: A, platforms: platforms(A) }, { digest: A, platforms: platforms(B) })).toEqual([words]);
  });

  test("schema 1, by its media type: told once, and not of what was of it before", () => {
    const old = "application/vnd.docker.distribution.manifest.v1+prettyjws";
    const plain = "application/vnd.docker.distribution.manifest.v1+json";
    const now = "application/vnd.docker.distribution.manifest.v2+json";
    expect(told({ digest: A, mediaType: now }, { digest: B, mediaType: old })[0]).toMatch(/^schema-1: /);
    expect(told({ digest: A, mediaType: plain }, { digest: B, mediaType: old })).toEqual([
      expect.stringMatching(/^replaced: /),
      expect.stringMatching(/^tag-moved: /),
    ]);
    const seen = { unreadable: "schema-1" } as const;
    expect(told({ digest: A }, { digest: A }, seen)).toEqual([]);
    expect(told({ digest: A }, { digest: B }, seen).map((line) => line.split(":")[0])).toEqual([
      "schema-1",
      "tag-moved",
    ]);
  });

  test("something that nobody knows, and an artifact of another type", () => {
    expect(told({ digest: A }, { digest: B }, { unreadable: "artifact" })[0]).toBe(
      "artifact: format changed: it is no container image any more but an artifact (of a type that engines do not know)",
    );
    const helm = "application/vnd.cncf.helm.config.v1+json";
    expect(told({ digest: A, artifact: "a/b" }, { digest: B, artifact: helm })[0]).toBe(
      `artifact: format changed: it is no container image any more but an artifact (${helm})`,
    );
    const [one, other] = ["application/vnd.sylabs.sif.layer.v1.sif", "appliciation/vnd.sylabs.sif.layer.tar"];
    expect(told({ digest: A, artifact: one }, { digest: B, artifact: other })).toContain(
      `format-changed: format changed: ${other}, and ${one} before`,
    );
  });

  test("another media type that nobody knows", () => {
    expect(told({ digest: A, mediaType: "m" }, { digest: B, mediaType: "n" })[0]).toMatch(/^replaced: /);
  });

  test("one that could not be pulled on either night", () => {
    for (const unseen of ["not-found", "absent-or-private", "unauthorized"] as const) {
      const before = locked({ digest: A }, { unseen: "absent-or-private" });
      const changes = imageDrift("a", before, locked({ digest: A }, { unseen }))?.changes ?? [];
      expect(changes.map(({ cause }) => cause)).toEqual(unseen === "not-found" ? ["vanished"] : []);
    }
  });
});

describe("of a platform", () => {
  const layers = [{ digest: A, size: 1 }];

  test("a configuration that is known on one side, layers that are not", () => {
    const replaced = "replaced: replaced: it is another image, of which too little is known to say more";
    expect(of({ digest: A, config: A }, { digest: B })).toEqual([replaced]);
    expect(of({ digest: A, config: A, layers }, { digest: B, config: B })).toEqual([replaced]);
    expect(of({ digest: A, config: A }, { digest: B, config: B, layers })).toEqual([replaced]);
  });

  test("spellings of the same: root, no working directory, an empty entry point", () => {
    const before = { digest: A, config: A, layers, user: "0", workdir: "/" };
    const reconfigured = "reconfigured: reconfigured: the same layers, and another configuration";
    expect(of(before, { digest: B, config: B, layers, user: "root:root" })).toEqual([reconfigured]);
    expect(of(before, { digest: B, config: B, layers, entrypoint: [""] })).toEqual([reconfigured]);
  });

  test("layers of a size that nobody knows have not grown", () => {
    const [before, after] = [[{ digest: A }], [{ digest: A }, { digest: B, size: 9 }]];
    expect(of({ digest: A, config: A, layers: before }, { digest: B, config: B, layers: after })).toEqual([
      "rebuilt: rebuilt on the same base: the first 1 of 2 layers are as before",
    ]);
  });

  test("what a long text became is cut", () => {
    const [line = ""] = of(
      { digest: A, config: A, layers, workdir: `/${"a".repeat(3_000)}` },
      { digest: B, config: B, layers },
    );
    expect(line.length).toBeLessThan(300);
  });
});

describe("of a file", () => {
  test("the format, the date, the sum", () => {
    expect(told({ file: { format: "squashfs" } }, { file: { format: "sif" } })).toEqual([
      "file-format: format changed: the file is sif and was squashfs",
    ]);
    const [one, other] = ["2026-01-01T00:00:00Z", "2026-02-01T00:00:00Z"];
    expect(told({ file: { format: "sif", created: one } }, { file: { format: "sif", created: other } })).toEqual([
      `file-changed: file changed: built ${other}, and built ${one} before`,
    ]);
    const [before, after] = ["1".repeat(64), "2".repeat(64)];
    expect(told({ file: { format: "sif", sha256: before } }, { file: { format: "sif", sha256: after } })).toEqual([
      `file-changed: file changed: sha256 ${after}, and sha256 ${before} before`,
    ]);
  });
});

describe("what a run sees", () => {
  const usage = { written: [], processes: [], files: [], scenarios: [] };
  const name = "quay.io/acme/tool:1.0";

  test("schema 1 as Wave reads it", () => {
    const answer = container();
    const v1 = inspection(name, { answer: { container: { ...answer.container, v1: true } } });
    expect(sightingOf(name, usage, [v1]).unreadable).toBe("schema-1");
  });

  test("bytes that are not what they should be say nothing", () => {
    const seen = sightingOf(name, usage, [
      inspection(name, { failure: { state: "digest-mismatch", message: "other bytes" } }),
    ]);
    expect(seen).toEqual({ ...usage, unseen: "digest-mismatch" });
  });

  test("what is no container image, by the words of who was asked", () => {
    const failure = { state: "unsupported", message: "a/b:1 is not a container image but something else" } as const;
    expect(sightingOf(name, usage, [inspection(name, { failure })]).unreadable).toBe("artifact");
  });

  test("the old name has no tag; there is none of a digest, a URL, or of what has none", () => {
    expect(oldName(name, A)).toBe(`quay.io/acme/tool@${A}`);
    expect(oldName(`quay.io/acme/tool@${B}`, A)).toBeUndefined();
    expect(oldName("https://a.example.org/a.sif", A)).toBeUndefined();
    expect(oldName(name, undefined)).toBeUndefined();
  });
});
