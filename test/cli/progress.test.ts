/** The line that says how far an inspection is. */
import { expect, test } from "vitest";
import { ProgressLine } from "../../src/cli/progress.ts";

/** What is written, at times that the test sets. */
function lineOf(columns = 80) {
  const written: string[] = [];
  const clock = { now: 1_000 };
  const line = new ProgressLine({ write: (text) => written.push(text), columns: () => columns, now: () => clock.now });
  return { line, written, clock };
}

const step = (done: number, total = 500) => ({
  done,
  total,
  open: [
    { registry: "quay.io", images: 300 },
    { registry: "docker.io", images: 80 },
    { registry: "ghcr.io", images: 2 },
    { registry: "x.io", images: 1 },
  ],
});

test("is drawn in its place, not too often, with an estimate, and is gone at the end", () => {
  const { line, written, clock } = lineOf();
  const at = (after: number, done: number): void => {
    clock.now = 1_000 + after;
    line.show(step(done));
  };
  at(0, 1);
  at(300, 2);
  expect(written).toEqual([]);
  at(500, 3);
  at(550, 4);
  expect(written).toEqual(["\r\u001B[K3 of 500 images inspected; open: quay.io 300, docker.io 80, ghcr.io 2"]);
  // 100 of 500 in ten seconds: 400 more in 40.
  at(10_000, 100);
  const cut = written.at(-1)?.slice(4) ?? "";
  expect(cut).toMatch(/^100 of 500 images inspected, about 40 seconds left; open: quay\.io 300, dock/);
  expect(cut).toHaveLength(79);
  at(10_200, 10);
  expect(written.at(-1)).toContain("about 8 minutes left");
  line.show(undefined);
  expect(written.at(-1)).toBe("\r\u001B[K");
  const count = written.length;
  line.show(undefined);
  line.erase();
  expect(written).toHaveLength(count);
});

test("starts anew for the next round, and a short one has none", () => {
  const { line, written, clock } = lineOf();
  line.show(step(1));
  line.show(undefined);
  clock.now += 5_000;
  line.show(step(1));
  clock.now += 100;
  line.show({ done: 500, total: 500, open: [] });
  expect(written).toEqual([]);
  clock.now += 5_000;
  line.show({ done: 500, total: 500, open: [] });
  expect(written).toEqual(["\r\u001B[K500 of 500 images inspected"]);
});

test("no name of a registry steers the terminal or takes a second line", () => {
  const { line, written, clock } = lineOf(60);
  line.show(step(1));
  clock.now += 1_000;
  line.show({ done: 1, total: 2, open: [{ registry: "a\u001B[2J\n\u202E漢字".repeat(20), images: 1 }] });
  const [text = ""] = written;
  expect(text.slice(4)).not.toMatch(/[\p{Cc}\p{Cf}]/u);
  expect(text.slice(4).length).toBeLessThan(60);
});
