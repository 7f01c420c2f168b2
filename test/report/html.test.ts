/** The HTML report in a browser: what is seen of it, by whom, on what, and how fast. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { writeFile } from "node:fs/promises";
import { pathToFileURL } from "node:url";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Report } from "../../src/model.ts";
import { html } from "../../src/report/html/index.ts";
import { container, coverage, failed, finding, inspection, pull, reportOf, scanOf } from "../policy/make.ts";
import { findChromium, startChromium } from "../support/browser.ts";
import { scratch } from "../support/scratch.ts";
import { reportWith } from "./hostile.ts";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** So many images, one in three with an error, one in three known, one in three waived. */
function reportOfMany(count: number): Report {
  const pulls = Array.from({ length: count }, (_, number) =>
    pull(
      `quay.io/acme/tool${number}:1.${number}`,
      { process: `DEMO:P${number}` },
      { file: `modules/${number}/main.nf` },
    ),
  );
  const findings = pulls.map((one, number) => {
    const { line, column, endLine, endColumn, file } = one.references[0]!;
    const about = { image: one.image, pulls: [one], location: { file, line, column, endLine, endColumn } };
    const message = `${one.image} is only pinned by version`;
    if (number % 3 === 1) return finding({ ...about, message, known: { by: "baseline", since: "2026-01-01" } });
    if (number % 3 === 2)
      return finding({ ...about, message, waived: { by: "policy", reason: "later", owner: "@acme/x" } });
    return finding({ ...about, message });
  });
  const inspections = pulls.map((one, number) =>
    number % 10 === 9
      ? failed(one.canonical ?? "", "timeout", "no answer in 30 s")
      : inspection(one.canonical ?? "", { answer: container(), platforms: ["linux/amd64", "linux/arm64"] }),
  );
  const some = (rest: number): number => findings.filter((_, number) => number % 3 === rest).length;
  return reportOf({
    findings,
    inspections,
    scan: scanOf(pulls),
    scenarios: [{ profiles: ["docker"], engines: ["docker"] }],
    counts: {
      errors: some(0),
      warnings: 0,
      notices: 0,
      waived: some(2),
      known: some(1),
      undecided: 0,
      references: count,
      images: count,
      files: count,
    },
    coverage: { ...coverage(), images: count, judged: count, answered: count },
    verdict: "fail",
  });
}

/** Types a word as a person would, and waits until what it finds is drawn. Milliseconds, the pause for more letters included. */
const SEARCH = `new Promise((done) => {
  const before = performance.now();
  const field = document.querySelector("input[type=search]");
  new MutationObserver(() => requestAnimationFrame(() => setTimeout(() => done(performance.now() - before))))
    .observe(document.querySelector("output"), { childList: true });
  field.value = "tool1999";
  field.dispatchEvent(new Event("input", { bubbles: true }));
})`;

/** How many there are to see. */
const seen = (page: Page, selector: string): Promise<number> =>
  page.locator(selector).evaluateAll((all) => all.filter((one) => one.checkVisibility()).length);

const executable = findChromium();

describe.skipIf(executable === undefined)("in Chromium", () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await startChromium(executable ?? "");
  }, 60_000);
  afterAll(() => browser?.close());

  /** A tab with the page, and what went wrong in it. */
  async function opened(
    report: Report,
    options: BrowserContextOptions = {},
  ): Promise<{ page: Page; faults: string[] }> {
    const file = join(await scratch(), "report.html");
    await writeFile(file, html(report));
    const context = await browser.newContext(options);
    const page = await context.newPage();
    const faults: string[] = [];
    page.on("console", (message) => faults.push(message.text()));
    page.on("pageerror", (error) => faults.push(String(error)));
    page.on("request", (request) => request.url().startsWith("file:") || faults.push(request.url()));
    await page.goto(pathToFileURL(file).href);
    return { page, faults };
  }

  const ways: [string, BrowserContextOptions][] = [
    ["a desktop", { viewport: { width: 1280, height: 900 } }],
    ["a phone", { viewport: { width: 390, height: 844 } }],
    ["a desktop in the dark", { viewport: { width: 1280, height: 900 }, colorScheme: "dark" }],
  ];

  test.each(ways)(
    "axe finds nothing on %s, and nothing is wider than the screen",
    async (_, options) => {
      for (const report of [reportOfMany(9), reportOf(), reportWith("plain")]) {
        const { page, faults } = await opened(report, options);
        await page.getByRole("button", { name: "Open all details" }).click();
        await page.evaluate(axe);
        const found = await page.evaluate(
          `axe.run().then(({ violations }) => violations.map(({ id, nodes }) => id + " " + nodes[0].html))`,
        );
        expect(found).toEqual([]);
        expect(await page.evaluate("document.documentElement.scrollWidth - innerWidth")).toBeLessThanOrEqual(0);
        expect(faults).toEqual([]);
        await page.context().close();
      }
    },
    60_000,
  );

  test("can be searched, filtered, sorted and reset, by keyboard too", async () => {
    const { page, faults } = await opened(reportOfMany(12));
    const output = page.locator("output");
    await expect.poll(() => output.textContent()).toBe("12 of 12 entries of findings, 12 of 12 images");
    await page.getByRole("searchbox").fill("tool11 DEMO:P11");
    await expect.poll(() => output.textContent()).toBe("0 of 12 entries of findings, 1 of 12 images");
    await page.getByRole("searchbox").fill("TOOL11");
    await expect.poll(() => output.textContent()).toBe("1 of 12 entries of findings, 1 of 12 images");
    expect(await seen(page, "article")).toBe(1);
    expect(await seen(page, "#known, #findings")).toBe(0);
    await page.getByRole("button", { name: "Reset" }).click();
    await expect.poll(() => seen(page, "article")).toBe(12);
    await page.locator("select[name=kind]").selectOption("known");
    await expect.poll(() => seen(page, "article")).toBe(4);
    await page.locator("select[name=state]").selectOption("timeout");
    await expect.poll(() => seen(page, ".images tbody")).toBe(1);
    await page.getByRole("button", { name: "Reset" }).click();
    const images = (): Promise<string[]> =>
      page.locator(".images tbody td:first-child > code:first-child").allTextContents();
    const before = await images();
    await page.getByRole("columnheader", { name: "Image and where" }).getByRole("button").focus();
    await page.keyboard.press("Enter");
    expect(await images()).toEqual(before.toSorted());
    await page.keyboard.press("Enter");
    expect(await images()).toEqual(before.toSorted().toReversed());
    expect(await page.getByRole("columnheader", { name: "Image and where" }).getAttribute("aria-sort")).toBe(
      "descending",
    );
    await page.locator("select[name=order]").selectOption("image");
    await page.getByRole("button", { name: "Reset" }).click();
    await expect.poll(images).toEqual(before);
    expect(faults).toEqual([]);
    await page.context().close();
  }, 60_000);

  test("shows everything and no tools with scripts off", async () => {
    const { page } = await opened(reportOfMany(30), { javaScriptEnabled: false });
    expect(await page.locator("article").count()).toBe(30);
    expect(await page.locator(".images tbody").count()).toBe(30);
    expect(await page.locator("form.tools").isVisible()).toBe(false);
    await page.context().close();
  });

  test("has all columns and everything that is folded on A4", async () => {
    for (const javaScriptEnabled of [true, false]) {
      // 210 mm less its margins, at 96 dots an inch.
      const { page } = await opened(reportOfMany(9), { viewport: { width: 703, height: 1000 }, javaScriptEnabled });
      await page.emulateMedia({ media: "print" });
      const box = async (selector: string): Promise<{ x: number; width: number; height: number } | null> =>
        page.locator(selector).last().boundingBox();
      const last = await box(".images thead th");
      expect(last!.x + last!.width).toBeLessThanOrEqual(703);
      expect(last!.width).toBeGreaterThan(20);
      expect((await box(".evidence dl"))?.height).toBeGreaterThan(10);
      expect((await box("article dl"))?.height).toBeGreaterThan(5);
      expect((await page.pdf({ preferCSSPageSize: true })).length).toBeGreaterThan(10_000);
      await page.context().close();
    }
  }, 60_000);

  test("is usable with two thousand images", async () => {
    const { page, faults } = await opened(reportOfMany(2_000));
    const start = performance.now();
    await page.reload({ waitUntil: "load" });
    const loaded = performance.now() - start;
    const took: number = await page.evaluate(SEARCH);
    expect(await seen(page, ".images tbody")).toBe(1);
    console.log(`2,000 images: loaded in ${loaded.toFixed(0)} ms, searched in ${took.toFixed(0)} ms`);
    expect(loaded).toBeLessThan(15_000);
    expect(took).toBeLessThan(5_000);
    expect(faults).toEqual([]);
    await page.context().close();
  }, 120_000);
});
