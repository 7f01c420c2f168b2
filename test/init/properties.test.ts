/** Whatever a repository holds: `init`, and then a check lets it pass. */
import { array, assert, asyncProperty, constant, constantFrom, record, tuple } from "fast-check";
import { mkdtempSync, rmSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { init } from "../../src/cli/init.ts";
import { findPolicy } from "../../src/policy-source/index.ts";
import { byNames, pipeline, say } from "./say.ts";

const name = tuple(
  constantFrom("", "quay.io/", "ghcr.io/a/", "localhost:5000/", "https://a.example.org/", "oras://", "X.Y/", "${p}/"),
  constantFrom("alpine", "acme/tool", "a/b/c", "no", "~x", "$TOOL"),
  constantFrom("", ":latest", ":1.0", ":1.0--h1234567_0", `@sha256:${"a".repeat(64)}`, ":"),
).map((parts) => parts.join(""));

const script = tuple(array(name, { maxLength: 3 }), constantFrom("called", "not called", "cut off")).map(
  ([names, end]) => {
    const processes = names.map((image, at) => `process P${at} {\n  container '${image}'\n  script: 'true'\n}\n`);
    const calls = names.map((_, at) => `P${at}()`).join("; ");
    return processes.join("") + { called: `workflow { ${calls} }\n`, "not called": "", "cut off": "workflow {\n" }[end];
  },
);

const repository = record(
  {
    "main.nf": script,
    "nextflow.config": constantFrom(
      "",
      "docker.enabled = true\n",
      pipeline["nextflow.config"],
      "includeConfig 'gone'\n",
    ),
    Dockerfile: name.map((image) => `FROM ${image}\n`),
    "b/Dockerfile": tuple(name, name).map(([a, b]) => `FROM ${a} AS a\nFROM a\nCOPY --from=${b} / /\n`),
    "compose.yml": name.map((image) => `services:\n  a: { image: ${JSON.stringify(image)} }\n`),
    "sub/main.nf": constant(pipeline["main.nf"]),
    "sub/nextflow.config": constant("docker.enabled = true\n"),
    ".nf-core.yml": constant(""),
  },
  { requiredKeys: [] },
);

const flags = tuple(
  constantFrom("observe", "standard", "nf-core", "strict"),
  constantFrom([], ["--inspector", "none"], ["--registries", "none"]),
);

test("init, then check passes by names", { timeout: 60_000 }, async () => {
  await assert(
    asyncProperty(repository, flags, async (files, [preset, more]) => {
      const root = mkdtempSync(join(tmpdir(), "wave-inspect-"));
      try {
        for (const [path, text] of Object.entries(files)) {
          await mkdir(dirname(join(root, path)), { recursive: true });
          await writeFile(join(root, path), text);
        }
        const { outcome } = await say(init, [root, "--yes", "--preset", preset, ...more]);
        expect(outcome).toBe("pass");
        expect(await byNames(root)).toBe("pass");
        expect((await findPolicy(root, {})).doubts).toBeUndefined();
      } finally {
        rmSync(root, { recursive: true });
      }
    }),
    { numRuns: 60 },
  );
});
