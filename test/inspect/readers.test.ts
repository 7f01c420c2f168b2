import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { InspectOptions } from "../../src/inspect/index.ts";
import { conclude, type Reach, reachability } from "../../src/inspect/readers.ts";
import { image } from "../support/registry/images.ts";
import { type Registry, startRegistry } from "../support/registry/index.ts";
import { startWave, type Wave } from "../support/wave/index.ts";

const ann = { username: "ann", password: "secret" };
const digest = image().descriptor.digest;

const isPrivate = (repository: string): boolean => repository.startsWith("private/");

describe("who could read an image", () => {
  let registry: Registry;
  let wave: Wave;
  let folder: string;
  const options = (more: Partial<InspectOptions> = {}): Omit<InspectOptions, "via"> => ({
    waveEndpoint: wave.endpoint,
    insecureRegistries: [registry.host],
    env: {},
    log: () => undefined,
    addSecret: () => undefined,
    now: () => new Date(),
    userAgent: "wave-inspect/test",
    ...more,
  });

  beforeAll(async () => {
    registry = await startRegistry({ auth: { kind: "bearer", users: { ann: "secret" }, isPrivate } });
    registry.push("open/x", "1.0", image());
    registry.push("private/x", "1.0", image());
    wave = await startWave({
      platform: {
        paired: ["https://api.cloud.seqera.io"],
        tokens: { full: { logins: { [registry.host]: ann } }, bare: {} },
      },
    });
    folder = mkdtempSync(join(tmpdir(), "wave-inspect-logins-"));
    const auth = Buffer.from("ann:secret").toString("base64");
    writeFileSync(join(folder, "config.json"), JSON.stringify({ auths: { [registry.host]: { auth } } }));
  });
  afterAll(async () => {
    rmSync(folder, { recursive: true });
    await Promise.all([wave.close(), registry.close()]);
  });

  test.each([
    ["open/x:1.0", {}, undefined, ["readable", "readable", "readable"], "Public: everybody can read it."],
    [
      "private/x:1.0",
      { runner: true },
      "full",
      ["absent-or-private", "readable", "readable"],
      "Private: the runner and Wave can both read it.",
    ],
    [
      "private/x:1.0",
      { runner: true },
      "bare",
      ["absent-or-private", "readable", "absent-or-private"],
      "Private: the runner's login reads it, Wave does not; add the login to the workspace.",
    ],
    [
      "private/x:1.0",
      {},
      "full",
      ["absent-or-private", "absent-or-private", "readable"],
      "Private: Wave reads it, the runner does not; log the runner in to ask the registry directly.",
    ],
    [
      "private/x:1.0",
      {},
      undefined,
      ["absent-or-private", "absent-or-private", "absent-or-private"],
      "Nobody here can read it: it does not exist, or none of these identities may see it.",
    ],
    ["open/x:2.0", {}, undefined, ["not-found", "not-found", "not-found"], "It does not exist."],
  ] as const)(
    "%s with %j and the token %s",
    async (name, { runner = false }: { runner?: boolean }, token, outcomes, conclusion) => {
      const full = `${registry.host}/${name}`;
      const [report] = await reachability(
        [full],
        options({
          ...(runner && { env: { DOCKER_CONFIG: folder } }),
          ...(token !== undefined && { seqera: { token } }),
        }),
      );
      expect(report).toMatchObject({ image: full, conclusion });
      expect(report?.readers.map(({ reader }) => reader)).toEqual(["anonymous", "runner", "wave"]);
      expect(report?.readers.map(({ outcome }) => outcome)).toEqual(outcomes);
      for (const reach of report?.readers ?? []) {
        expect(reach.digest).toBe(reach.outcome === "readable" ? digest : undefined);
        expect(reach.message === undefined).toBe(reach.outcome === "readable");
      }
      expect(report?.readers[0]?.identity).toBe("anonymous");
      expect(report?.readers[1]?.identity).toBe(runner ? "credentials" : "anonymous");
    },
  );

  test("a host that does not exist is not called private", async () => {
    const [report] = await reachability(
      ["no-such-host.invalid/a/b:1"],
      options({ waveEndpoint: "https://127.0.0.1:1" }),
    );
    expect(report?.readers.map(({ outcome }) => outcome)).toEqual(["unreachable", "unreachable", "unreachable"]);
    expect(report?.conclusion).toBe(
      "Nobody here gets an answer: the registry's name is wrong, or it is down or out of reach. Whether it has the image is not known.",
    );
  });

  test.each<[outcomes: Reach["outcome"][], conclusion: string]>([
    [
      ["timeout", "readable", "readable"],
      "The runner and Wave can both read it; whether it is public is not known (timeout).",
    ],
    [
      ["rate-limited", "readable", "unreachable"],
      "The runner reads it and Wave does not (unreachable); whether it is public is not known (rate-limited).",
    ],
    [
      ["unreachable", "unreachable", "readable"],
      "Wave reads it, the runner does not (unreachable); whether it is public is not known (unreachable).",
    ],
    [
      ["rate-limited", "rate-limited", "server-error"],
      "It could not be found out (anonymous: rate-limited, runner: rate-limited, wave: server-error).",
    ],
    [
      ["unauthorized", "timeout", "not-found"],
      "Nobody here can read it: it does not exist, or none of these identities may see it.",
    ],
  ])("%j", (outcomes, conclusion) => {
    const readers = ["anonymous", "runner", "wave"] as const;
    expect(conclude(readers.map((reader, at) => ({ reader, outcome: outcomes[at]! })))).toBe(conclusion);
  });

  test("an image that only Wave cannot reach is public all the same", async () => {
    const [report] = await reachability(
      [`${registry.host}/open/x:1.0`],
      options({ waveEndpoint: "https://wave.seqera.io" }),
    );
    expect(report?.conclusion).toBe("Public, but Wave does not read it (unreachable): ask the registry directly.");
  });

  test("a tag that the readers see differently is said to be", async () => {
    const other = image({ user: "7" });
    const mend = registry.fault({
      when: ({ kind, method }) =>
        kind === "manifest" && method === "HEAD" && registry.count({ kind: "manifest", method: "HEAD" }) % 2 === 0,
      reaction: { headers: { "docker-content-digest": other.descriptor.digest } },
    });
    registry.push("open/x", "moving", other);
    registry.push("open/x", "moving", image());
    const [report] = await reachability([`${registry.host}/open/x:moving`], options());
    mend();
    expect(report?.conclusion).toContain("different images");
  });

  test("many images keep their order", async () => {
    const names = ["open/x:1.0", "open/x:nope", "private/x:1.0"].map((name) => `${registry.host}/${name}`);
    const reports = await reachability(names, options());
    expect(reports.map((report) => report.image)).toEqual(names);
  });
});
