/** `lock`, and `check` against a lock, in the process of the test: what they say, in words and as JSON, and how they end. */
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Cancellation } from "../../src/cancellation.ts";
import { check } from "../../src/cli/check.ts";
import { explain } from "../../src/cli/explain.ts";
import { lock } from "../../src/cli/lock.ts";
import type { Outcome } from "../../src/exit-code.ts";
import { formatBytes } from "../../src/text/units.ts";
import type { World } from "../../src/world.ts";
import { type FileServer, imageFile, ranged, type Serve, startFiles } from "../support/files.ts";
import { objectOf } from "../support/json.ts";
import { image, multiArch } from "../support/registry/images.ts";
import { type Registry, startRegistry } from "../support/registry/index.ts";
import { repositoryOf } from "../support/scratch.ts";
import { testWorld } from "../support/world.ts";

const NIGHT = new Date("2026-11-30T03:00:00.5Z");

let registry: Registry;
let files: FileServer;
const downloads: Record<string, Serve> = {};

beforeAll(async () => {
  registry = await startRegistry({});
  files = await startFiles(downloads);
});

afterAll(async () => {
  await Promise.all([registry.close(), files.close()]);
});

type Command = (args: readonly string[], world: World) => Promise<Outcome>;

async function run(command: Command, root: string, args: readonly string[] = [], cancelled?: string) {
  const cancellation = new Cancellation();
  if (cancelled !== undefined) setImmediate(() => cancellation.cancel(cancelled));
  const stand = ["--inspector", "registry", "--insecure-registry", registry.host, "--insecure-registry", files.host];
  const { world, printed } = testWorld({ now: () => NIGHT, cancellable: () => cancellation });
  const outcome = await command([root, ...stand, ...args], world);
  return { outcome, out: printed.out, err: printed.err };
}

/** One image and one file, of a name of their own. */
async function repository(name: string, policy = "") {
  registry.push(`${name}/tool`, "1.0", multiArch(["linux/amd64", "linux/arm64"]));
  downloads[`/${name}.sif`] = ranged(imageFile("amd64"));
  const tool = `${registry.host}/${name}/tool:1.0`;
  const sif = `${files.origin}/${name}.sif`;
  const root = await repositoryOf({
    "main.nf": `process A {\n  container '${tool}'\n  script: 'true'\n}\nprocess B {\n  container "${sif}"\n  script: 'true'\n}\nworkflow { A(); B() }\n`,
    "nextflow.config": "singularity.enabled = true\n",
    "wave-inspect.yml": `version: 1\n${policy}`,
  });
  return { root, tool, sif, path: join(root, "containers.lock") };
}

/** The file of the table in test/image/README.md, by its size and its header. */
const shown = `a file, ${formatBytes(imageFile("amd64").length)}, linux/amd64, 2024-03-05T06:07:08Z`;

describe("lock", () => {
  test("says what it adds, what moved and is left or taken over, and what is removed", async () => {
    const { root, tool, sif, path } = await repository("all");
    const { digest } = multiArch(["linux/amd64", "linux/arm64"]).descriptor;
    expect(await run(lock, root)).toEqual({
      outcome: "pass",
      err: "",
      out: `containers.lock is written: 2 images, 2 added, 0 kept.\n  added      ${sif} (${shown})\n  added      ${tool} (${digest})\n`,
    });
    const now = registry.push("all/tool", "1.0", image());
    downloads["/all.sif"] = ranged(imageFile("arm64"));
    const left = await run(lock, root, ["--format", "json"]);
    expect(left.outcome).toBe("fail");
    expect(JSON.parse(left.out)).toMatchObject({
      written: false,
      images: 2,
      added: [],
      kept: [],
      left: [
        {
          image: sif,
          before: { file: { architecture: "linux/amd64" } },
          now: { file: { architecture: "linux/arm64" } },
        },
        { image: tool, before: { digest }, now: { digest: now }, firstSeen: "2026-11-30T03:00:00Z" },
      ],
    });
    expect((await run(lock, root)).out).toContain(
      `left       ${tool}: ${now} by now, in the lock ${digest} since 2026-11-30`,
    );
    const taken = await run(lock, root, ["--update"]);
    expect(taken).toMatchObject({ outcome: "pass" });
    expect(taken.out).toMatch(/2 images, 0 added, 0 kept, 2 taken over\.\n {2}taken /);
    await writeFile(
      join(root, "main.nf"),
      `process A {\n  container '${tool}'\n  script: 'true'\n}\nworkflow { A() }\n`,
    );
    expect((await run(lock, root, ["--prune"])).out).toBe(
      `containers.lock is written: 1 image, 0 added, 1 kept, 1 removed.\n  removed    ${sif}\n`,
    );
    expect(await readFile(path, "utf8")).toContain('"firstSeen": "2026-11-30T03:00:00Z"');
  });

  test("says of whom nothing is known, and of whom half", async () => {
    const { root, tool, sif } = await repository("half");
    delete downloads["/half.sif"];
    const away = registry.fault({
      when: ({ kind, repository: name }) => kind === "blob" && name === "half/tool",
      reaction: { status: 404 },
    });
    const half = await run(lock, root);
    const json = objectOf(JSON.parse((await run(lock, root, ["--format", "json"])).out));
    away();
    expect(half.outcome).toBe("undecided");
    expect(half.out).toMatch(new RegExp(`not known +${sif}: .*\n +half known +${tool}: .*config`));
    expect(json).toMatchObject({
      notKnown: [{ image: sif, why: "not-found" }],
      halfKnown: [{ image: tool, message: expect.stringContaining("config") }],
    });
  });

  test("says what it did not see, and what no lock can have", async () => {
    const { root, tool, sif, path } = await repository("unseen");
    await run(lock, root);
    delete downloads["/unseen.sif"];
    const local = "process C {\n  container '/opt/c.sif'\n  script: 'true'\n}\nworkflow { B(); C() }\n";
    await writeFile(join(root, "main.nf"), `process B {\n  container "${sif}"\n  script: 'true'\n}\n${local}`);
    const { out } = await run(lock, root);
    expect(out).toMatch(/^containers\.lock is written: 2 images, 0 added, 0 kept, 2 unseen\.\n/);
    expect(out).toMatch(new RegExp(`unseen +${sif}: .+\n`));
    expect(out).toContain(`unseen     ${tool}: nothing that was looked at pulls it\n`);
    expect(out).toContain("not in it  /opt/c.sif: there is nobody who could be asked\n");
    expect(JSON.parse((await run(lock, root, ["--format", "json", "--prune"])).out)).toMatchObject({
      unseen: [{ image: sif, why: "not-found", message: expect.any(String) }],
      removed: [tool],
      outside: [{ image: "/opt/c.sif", why: "nobody-to-ask" }],
    });
    expect(await readFile(path, "utf8")).toContain('"unseen": "not-found"');
  });

  test("shows no more than fifty of one kind", async () => {
    const names = Array.from({ length: 52 }, (_, at) => `${registry.host}/many/t${at}:1`);
    for (let at = 0; at < 52; at++) registry.push(`many/t${at}`, "1", image());
    const stages = names.map((name, at) => `FROM ${name} AS s${at}\n${at === 0 ? "" : `COPY --from=s${at - 1} / /\n`}`);
    const root = await repositoryOf({ Dockerfile: stages.join("") });
    const { out } = await run(lock, root);
    expect(out.split("\n").at(-2)).toBe("  added      and 2 more");
  });

  test("writes nothing when it is ended, and nothing over what is no lock", async () => {
    const { root, path } = await repository("ended");
    await run(lock, root);
    const before = await readFile(path, "utf8");
    const hang = registry.fault({ when: () => true, reaction: { hang: true } });
    const ended = await run(lock, root, [], "SIGTERM").finally(hang);
    expect(ended).toMatchObject({
      outcome: "undecided",
      out: "",
      err: expect.stringContaining("(SIGTERM); containers.lock is as it was"),
    });
    expect(await readFile(path, "utf8")).toBe(before);
    await rm(path);
    await mkdir(path);
    await expect(run(lock, root)).rejects.toThrow(
      "containers.lock is a folder, not a regular file; a lock is a JSON file",
    );
    await expect(run(lock, root, ["--lock", join(root, "no", "x.lock")])).rejects.toThrow(
      "x.lock could not be written.",
    );
    await expect(run(lock, root, ["--lock", join(root, "y.lock"), "--inspector", "none"])).rejects.toThrow(
      "none asks nobody",
    );
  });
});

interface Told {
  readonly rule: string;
  readonly severity: string;
  readonly message: string;
  readonly file: string;
  readonly line: number;
}

function findings(out: string): readonly Told[] {
  const report: { readonly findings: readonly Told[] } = JSON.parse(out);
  return report.findings.filter(({ rule }) => rule === "locked");
}

const told = async (root: string, ...args: string[]) => {
  const { outcome, out } = await run(check, root, ["--format", "json", ...args]);
  return [
    outcome,
    ...findings(out).map(({ severity, message, file, line }) => `${severity} ${file}:${line}: ${message}`),
  ];
};

describe("check", () => {
  test("holds images against the lock that is there, strictly", async () => {
    const { root, tool } = await repository("held");
    expect(await told(root)).toEqual(["pass"]);
    await run(lock, root);
    registry.forget();
    expect(await told(root)).toEqual(["pass"]);
    // No more than what exists asks anyway.
    expect(registry.requests.map(({ method }) => method)).toEqual(["HEAD"]);
    registry.push("held/tool", "1.0", image());
    expect(await told(root)).toEqual([
      "fail",
      expect.stringMatching(
        /^error main\.nf:2: \S+held\/tool:1\.0 is sha256:\w{12}… and containers\.lock has sha256:\w{12}… since 2026-11-30$/,
      ),
    ]);
    const explained = await run(explain, tool, [root]);
    expect(explained.out).toMatch(/locked +error, by the lock that is there/);
  });

  test("as the policy says: as warnings, or not at all, unless a lock is typed", async () => {
    const { root, path, tool, sif } = await repository("said", "lock: warn\n");
    const nothing = `{ "images": {}, "version": 1 }\n`;
    await writeFile(path, nothing);
    expect(await told(root)).toEqual([
      "pass",
      `warning main.nf:2: ${tool} is not in containers.lock`,
      `warning main.nf:6: ${sif} is not in containers.lock`,
    ]);
    await writeFile(join(root, "wave-inspect.yml"), "version: 1\nlock: off\nrules: { locked: warning }\n");
    expect(await told(root)).toEqual(["pass"]);
    await writeFile(join(root, "other.lock"), nothing);
    expect((await told(root, "--lock", join(root, "other.lock"))).length).toBe(3);
    await expect(told(root, "--lock", join(root, "none.lock"))).rejects.toThrow(
      "none.lock does not exist; write it with wave-inspect lock",
    );
    await writeFile(join(root, "wave-inspect.yml"), "version: 1\nrules: { locked: notice }\n");
    expect((await told(root))[1]).toContain("notice main.nf:2");
  });

  test("says once that there is none where the policy wants one", async () => {
    const { root } = await repository("none", "\nlock: strict\n");
    expect(await told(root)).toEqual([
      "fail",
      "error wave-inspect.yml:3: There is no containers.lock: nothing says what 2 images should be",
    ]);
  });

  test("ends at a lock that cannot be read", async () => {
    const { root, path } = await repository("broken");
    await writeFile(path, "{\n<<<<<<< ours\n");
    await expect(told(root)).rejects.toThrow("containers.lock:2:1: a merge conflict is not resolved");
  });
});
