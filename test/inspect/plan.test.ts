import { describe, expect, test, vi } from "vitest";
import { inspectAll, inspectEveryPlatform } from "../../src/inspect/index.ts";
import type { Inspection, InspectionRequest, Inspector } from "../../src/model.ts";
import { artifact, image, multiArch } from "../support/registry/images.ts";
import { startRegistry } from "../support/registry/index.ts";
import { bench } from "./harness.ts";

/** An inspector that is nothing but a function. */
function inspectorOf(answer: (request: InspectionRequest) => Promise<Inspection>): Inspector {
  return { inspect: answer, close: () => Promise.resolve() };
}

const good = (request: InspectionRequest): Inspection => ({
  request,
  digest: "sha256:1",
  evidence: { via: "registry", host: "r.test", verified: true, requests: 1, observedAt: "2026-11-24T06:00:00Z" },
});
const ask = (image: string, need: InspectionRequest["need"] = "config"): InspectionRequest => ({
  image,
  need,
  platform: null,
});
const sleep = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));

describe("many inspections", () => {
  test("nothing is nothing", async () => {
    expect(
      await inspectAll(
        inspectorOf((request) => Promise.resolve(good(request))),
        [],
      ),
    ).toEqual([]);
  });

  test("an inspector that throws spoils one answer", async () => {
    const inspector = inspectorOf((request) => {
      if (request.image.includes("bad")) throw new Error("boom");
      return Promise.resolve(good(request));
    });
    const inspections = await inspectAll(inspector, [ask("r.test/a:1"), ask("r.test/bad:1"), ask("r.test/c:1")]);
    expect(inspections.map(({ failure }) => failure?.state)).toEqual([undefined, "malformed", undefined]);
  });

  test("each request once, the strongest need of a registry first", async () => {
    const asked: string[] = [];
    const inspector = inspectorOf((request) => {
      asked.push(`${request.image} ${request.need}`);
      return Promise.resolve(good(request));
    });
    const requests = [
      ask("r.test/a:1", "existence"),
      ask("r.test/a:1"),
      ask("r.test/a:1", "existence"),
      ask("r.test/b:1", "platforms"),
    ];
    const inspections = await inspectAll(inspector, requests, { concurrency: 1 });
    expect(asked).toEqual(["r.test/a:1 config", "r.test/b:1 platforms", "r.test/a:1 existence"]);
    expect(inspections.map(({ request }) => request)).toEqual(requests);
  });

  test("so many at once on one registry, and no registry waits for another", async () => {
    let active = 0;
    let most = 0;
    const order: string[] = [];
    const inspector = inspectorOf(async (request) => {
      if (request.image.startsWith("slow")) {
        most = Math.max(most, ++active);
        await sleep(30);
        active--;
      }
      order.push(request.image.slice(0, 4));
      return good(request);
    });
    const requests = [...Array.from({ length: 12 }, (_, n) => ask(`slow.test/${n}:1`)), ask("fast.test/a:1")];
    await inspectAll(inspector, requests, { concurrency: 3 });
    expect(most).toBe(3);
    expect(order[0]).toBe("fast");
  });

  test("a long run says how far it is and whom it waits for", async () => {
    const lines: string[] = [];
    const inspector = inspectorOf(async (request) => {
      if (request.image.startsWith("slow")) await vi.waitUntil(() => lines.length > 0, { timeout: 10_000 });
      return good(request);
    });
    const requests = [ask("slow.test/a:1"), ask("slow.test/b:1"), ask("fast.test/a:1")];
    await inspectAll(inspector, requests, { logEvery: 60, log: ({ message }) => lines.push(message) });
    expect(lines[0]).toMatch(/^1 of 3 images inspected \(\d+\.\d a second\); open: slow\.test 2\.$/);
  });

  test("what is open at the deadline is a timeout, what waits is not begun", async () => {
    let begun = 0;
    const inspector = inspectorOf(async (request) => {
      begun++;
      if (begun > 2) await new Promise(() => undefined);
      return good(request);
    });
    const requests = Array.from({ length: 10 }, (_, n) => ask(`r.test/${n}:1`));
    const inspections = await inspectAll(inspector, requests, { concurrency: 2, deadline: Date.now() + 1_000 });
    expect(begun).toBe(4);
    expect(inspections.map(({ failure }) => failure?.state ?? "good")).toEqual([
      "good",
      "good",
      ...Array.from({ length: 8 }, () => "timeout"),
    ]);
  });
});

test("a deadline that has passed: nothing is begun", async () => {
  const inspector = inspectorOf(() => Promise.reject(new Error("asked")));
  const inspections = await inspectAll(inspector, [ask("r.test/a:1")], { deadline: Date.now() - 1 });
  expect(inspections).toMatchObject([{ failure: { state: "timeout" } }]);
});

test("an index of which no platform is known is shown as it is", async () => {
  const index = { index: { schemaVersion: 2 } };
  for (const known of [{}, { platforms: [] }]) {
    const inspector = inspectorOf((request) => Promise.resolve({ ...good(request), answer: index, ...known }));
    expect(await inspectEveryPlatform(inspector, "r.test/a:1")).toMatchObject([{ answer: index }]);
  }
});

test("every platform of an index, and what has only one", async () => {
  const registry = await startRegistry();
  registry.push("a/index", "1", multiArch(["linux/amd64", "linux/arm64", "linux/arm/v7"]));
  registry.push("a/single", "1", image());
  registry.push("a/chart", "1", artifact({ configType: "application/vnd.cncf.helm.config.v1+json" }));
  const { inspector } = bench({ listed: [registry.host] });
  const every = (name: string): Promise<Inspection[]> =>
    inspectEveryPlatform(inspector, `${registry.host}/a/${name}:1`);
  const inspections = await every("index");
  expect(inspections.map(({ request }) => request.platform)).toEqual(["linux/amd64", "linux/arm64", "linux/arm/v7"]);
  expect(inspections.every(({ answer }) => answer !== undefined && "container" in answer)).toBe(true);
  expect(registry.requests).toHaveLength(1 + 2 * 3);
  expect(await every("single")).toMatchObject([{ platforms: ["linux/amd64"] }]);
  expect(await every("chart")).toHaveLength(1);
  expect(await every("missing")).toMatchObject([{ failure: { state: "not-found" } }]);
  await inspector.close();
  await registry.close();
});
