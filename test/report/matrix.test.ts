/** A matrix as text, CSV, JSON and a page: widths, what spreadsheets obey, text of strangers, what a browser makes of it. */
import { readFileSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import * as fc from "fast-check";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Matrix, MatrixImage } from "../../src/model.ts";
import { matrixHtml } from "../../src/report/html/matrix.ts";
import { matrixCsv } from "../../src/report/matrix-csv.ts";
import { matrixJson } from "../../src/report/matrix-json.ts";
import { matrixText } from "../../src/report/matrix.ts";
import { isObeyed } from "../../src/text/commands.ts";
import { findChromium, startChromium } from "../support/browser.ts";
import { scratch } from "../support/scratch.ts";
import { hostileText } from "./hostile.ts";

const place = { file: "modules/a/main.nf", line: 6, column: 15, endLine: 6, endColumn: 20 };

function imageOf(differing: Partial<MatrixImage> = {}): MatrixImage {
  return {
    engine: "docker",
    scenario: { profiles: ["docker"] },
    image: "quay.io/acme/tool:1.0",
    pin: "version",
    architectures: new Map([
      ["linux/amd64", { verdict: "runs", by: "registry", detail: "it is offered for linux/amd64" }],
      [
        "linux/arm64",
        { verdict: "stops", by: "registry", cause: "architecture", detail: "it is offered for linux/amd64 only" },
      ],
    ]),
    location: place,
    ...differing,
  };
}

function matrixWith(differing: Partial<Matrix> = {}): Matrix {
  return {
    tool: { name: "wave-inspect", version: "1.0.0" },
    startedAt: "2026-11-24T12:00:00.000Z",
    inspector: "registry",
    architectures: ["linux/amd64", "linux/arm64"],
    runs: [{ profiles: ["docker"], engines: ["docker"] }],
    notLookedAt: [],
    counts: [
      {
        engine: "docker",
        scenario: { profiles: ["docker"] },
        architecture: "linux/amd64",
        runs: 2,
        stops: 0,
        unknown: 0,
      },
      {
        engine: "docker",
        scenario: { profiles: ["docker"] },
        architecture: "linux/arm64",
        runs: 0,
        stops: 1,
        unknown: 1,
      },
    ],
    blockers: [
      {
        stops: "linux/arm64",
        image: "quay.io/acme/tool:1.0",
        engines: ["docker"],
        processes: ["DEMO:A", "DEMO:SUB:A"],
        why: "it is offered for linux/amd64 only",
        mends: [{ how: "both", detail: "Build it for both: Wave takes linux/amd64,linux/arm64." }],
      },
    ],
    processes: [
      { process: "DEMO:A", images: [imageOf()] },
      { process: "DEMO:SUB:A", images: [imageOf()] },
    ],
    ...differing,
  };
}

/** With this text wherever text of others can stand. */
function hostileMatrix(text: string): Matrix {
  const location = { ...place, file: text };
  const scenario = { profiles: [text], arguments: [text] };
  const one = imageOf({
    scenario,
    image: text,
    conditions: [text],
    recipe: { verdict: "recomputed", by: "wave-hash", platform: text, template: text, detail: text },
    twin: { answer: "different", link: "names", detail: text },
    architectures: new Map([
      ["linux/amd64", { verdict: "unknown", detail: text }],
      ["linux/arm64", { verdict: "stops", by: "name", cause: "name", detail: text }],
    ]),
    location,
  });
  return matrixWith({
    runs: [{ ...scenario, engines: ["singularity"] }],
    notLookedAt: [{ what: "profile", name: text, profiles: [text], images: 1 }],
    counts: [{ engine: "singularity", scenario, architecture: "linux/arm64", runs: 0, stops: 1, unknown: 0 }],
    blockers: [
      {
        stops: "singularity",
        image: text,
        engines: ["singularity"],
        processes: [text, `a:${text}`],
        why: text,
        mends: [
          { how: "declared", image: text, location, exists: true, detail: text },
          { how: "choose", detail: text },
        ],
      },
    ],
    processes: [
      {
        process: text,
        images: [one, imageOf({ scenario, image: null, location, platform: text, architectures: new Map() })],
      },
    ],
  });
}

/** RFC 4180: records end with CRLF, a field in quotes has doubled ones; anything else is an error. */
function parseCsv(text: string): string[][] {
  const record = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/y;
  const rows: string[][] = [[]];
  while (record.lastIndex < text.length) {
    const at = record.lastIndex;
    const found = record.exec(text);
    if (found === null) throw new Error(`no field at ${at}: ${text.slice(at, at + 40)}`);
    rows.at(-1)?.push(found[1]?.replaceAll('""', '"') ?? found[2] ?? "");
    if (found[3] === "\r\n") rows.push([]);
  }
  return rows.slice(0, -1);
}

describe("text", () => {
  test.each([80, 120])("fits on a terminal of %i columns, save for names, which have lines of their own", (columns) => {
    const long = matrixWith({
      processes: Array.from({ length: 40 }, (_, number) => ({
        process: `NFCORE_DEMO:SUBWORKFLOW:PROCESS_WITH_A_LONG_NAME_${number}`,
        images: [
          imageOf({
            image: `quay.io/acme/${"tool_".repeat(20)}:1.0`,
            recipe: { verdict: "recomputed", by: "wave-hash", platform: "linux/amd64", template: "t", detail: "d" },
            twin: { answer: "same-by-name", detail: "d" },
            conditions: ["params.gpu"],
          }),
        ],
      })),
      notLookedAt: [{ what: "engine", name: "podman", profiles: ["podman"], images: 0 }],
      inspector: "none",
    });
    const lines = matrixText(long, { columns }).split("\n");
    const wide = lines.filter((line) => line.length > columns && !/^ +quay\.io\S+$/.test(line));
    expect(wide).toEqual([]);
    expect(lines.some((line) => line.length > columns * 0.7)).toBe(true);
  });

  test("what stops something comes first, then counts, then processes", () => {
    expect(matrixText(matrixWith())).toBe(`What stops linux/amd64
  nothing

What stops linux/arm64
  quay.io/acme/tool:1.0
    2 processes (docker): A (2)
    because it is offered for linux/amd64 only
    - Build it for both: Wave takes linux/amd64,linux/arm64.

        linux/amd64  linux/arm64
docker  2 run        1 stop, 1 not known

2 processes, those of equal rows together
A (2)
  docker: runs on linux/amd64, stops on linux/arm64; pin version
    quay.io/acme/tool:1.0
`);
  });

  test("an engine that nobody knows, a run of its own, an architecture that is not asked for", () => {
    const text = matrixText(
      matrixWith({
        counts: [{ engine: null, scenario: null, architecture: "linux/amd64", runs: 0, stops: 0, unknown: 0 }],
        processes: [
          { process: "A", images: [imageOf({ engine: null, scenario: null })] },
          { process: "B", images: [imageOf({ engine: null, scenario: { profiles: ["x"] } })] },
          { process: "C", images: [imageOf({ scenario: { profiles: ["test", "docker"], arguments: ["--gpu"] } })] },
          { process: "D", images: [imageOf({ platform: "linux/s390x", architectures: new Map() })] },
          { process: "E", images: [imageOf({ image: null, architectures: new Map() })] },
        ],
      }),
    );
    expect(text).toContain("any engine  none");
    expect(text).toContain("  any engine: runs on");
    expect(text).toContain("  -profile x: runs on");
    expect(text).toContain("  docker (-profile test,docker --gpu): runs on");
    expect(text).toContain("  docker: asked for linux/s390x; pin version");
    expect(text).toContain("its name is not known before the run");
  });

  test("steers no terminal and no runner", () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        const output = matrixText(hostileMatrix(text));
        expect(output.replaceAll("\n", "")).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}]/u);
        expect(output.split("\n").filter(isObeyed)).toEqual([]);
      }),
    );
  });
});

describe("CSV", () => {
  test("is a record a cell, each as long as the head", () => {
    const rows = parseCsv(matrixCsv(matrixWith()));
    expect(rows.map(({ length }) => length)).toEqual([16, 16, 16, 16, 16]);
    const records = rows
      .slice(1)
      .map((row) => Object.fromEntries(row.map((field, index) => [rows[0]?.[index], field])));
    expect(records[1]).toEqual({
      process: "DEMO:A",
      engine: "docker",
      profiles: "docker",
      arguments: "",
      architecture: "linux/arm64",
      verdict: "stops",
      why: "it is offered for linux/amd64 only",
      image: "quay.io/acme/tool:1.0",
      conditions: "",
      pin: "version",
      recipe: "",
      "recipe platform": "",
      twin: "",
      "twin link": "",
      file: "modules/a/main.nf",
      line: "6",
    });
  });

  // https://owasp.org/www-community/attacks/CSV_Injection names these, and full-width forms of them.
  test.each(["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", " =1", "＝1", "＋1", "－1", "＠1"])(
    "%j is no formula",
    (text) => {
      for (const field of parseCsv(matrixCsv(hostileMatrix(text))).flat())
        expect(field).not.toMatch(/^\s*[=+\-@＝＋－＠]/u);
    },
  );

  // Where `;` parts the fields, as spreadsheets in many countries read them.
  test.each(["a;=1+1", ";@SUM(A1)", "a; -1"])("%j is no formula in a field that begins there", (text) => {
    for (const field of parseCsv(matrixCsv(hostileMatrix(text))).flat())
      for (const part of field.split(";")) expect(part).not.toMatch(/^\s*[=+\-@]/u);
  });

  test("is CSV whatever stands in it, and shows nothing that hides or is obeyed", () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        const csv = matrixCsv(hostileMatrix(text));
        const rows = parseCsv(csv);
        expect(rows.map(({ length }) => length)).toEqual([16, 16, 16]);
        expect(rows.flat().filter((field) => /^\s*[=+\-@]/.test(field))).toEqual([]);
        expect(csv.replaceAll("\r\n", "")).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}]/u);
        expect(csv.split(/[\r\n]+/).filter(isObeyed)).toEqual([]);
      }),
    );
  });
});

test("nothing that is known to stop one, no engine, no run, no image and no process is said on every surface", () => {
  const bare = imageOf({ engine: null, scenario: null, image: null, architectures: new Map() });
  const { pin: _, ...unknown } = bare;
  const open = {
    engine: "singularity",
    scenario: null,
    architecture: "linux/arm64",
    runs: 0,
    stops: 0,
    unknown: 1,
  } as const;
  const quiet = matrixWith({
    blockers: [],
    runs: [{ profiles: [], engines: ["singularity"] }],
    counts: [open, { ...open, architecture: "linux/amd64", unknown: 0 }],
    processes: [
      { process: "A", images: [unknown] },
      {
        process: "B",
        images: [imageOf({ architectures: new Map([["linux/arm64", { verdict: "unknown", detail: "open" }]]) })],
      },
      { process: "C", images: [imageOf({ recipe: { verdict: "unknown", by: "names", detail: "d" } })] },
      {
        process: "D",
        images: [
          imageOf({
            architectures: new Map([["linux/amd64", { verdict: "unknown", detail: "nobody was asked" }]]),
            engine: null,
            scenario: null,
            image: null,
          }),
        ],
      },
    ],
  });
  expect(matrixText(quiet)).toContain(
    "What stops singularity\n  nothing that is known; whether 1 process runs there is not known",
  );
  expect(matrixText(quiet)).toContain("    nobody was asked\n");
  expect(parseCsv(matrixCsv(quiet)).find(([process]) => process === "D")).toEqual([
    "D",
    "",
    "",
    "",
    "linux/amd64",
    "unknown",
    "nobody was asked",
    "",
    "",
    "version",
    "",
    "",
    "",
    "",
    "modules/a/main.nf",
    "6",
  ]);
  expect(matrixHtml(quiet)).toContain("and nothing is known to stop one");
  expect(matrixHtml(quiet)).toContain("Nothing that is known.");
  expect(matrixText(matrixWith({ processes: [] }))).toMatch(/^No process is here/);
  const nobody = { stops: "linux/arm64", image: null, engines: [], processes: ["A"], why: "w", mends: [] };
  expect(matrixText(matrixWith({ blockers: [nobody] }))).toContain("  no image\n    1 process: A\n");
  expect(matrixHtml(matrixWith({ blockers: [nobody] }))).toContain("<h3>no image</h3>");
});

test("JSON says what is in the matrix, in one document, whatever stands in it", () => {
  fc.assert(
    fc.property(hostileText, (text) => {
      const json = matrixJson(hostileMatrix(text));
      expect(json.split(/[\r\n]+/).filter(isObeyed)).toEqual([]);
      // A text that is no Unicode is read back as it was.
      expect(JSON.parse(json)).toMatchObject({
        schemaVersion: 1,
        blockers: [{ image: text, mends: [{ file: text, line: 6, exists: true }, { how: "choose" }] }],
        processes: [
          {
            process: text,
            images: [
              { image: text, architectures: { "linux/arm64": { verdict: "stops" } }, file: text },
              { image: null },
            ],
          },
        ],
      });
    }),
  );
});

/** The tags of a page with the names of their attributes. */
function tagsOf(page: string): string[] {
  return [...page.matchAll(/<[^>]*>/g)].map(([tag]) => tag.replaceAll(/"[^"]*"/g, '""'));
}

describe("the page", () => {
  test("has the same tags whatever stands in it, and no script", () => {
    const expected = tagsOf(matrixHtml(hostileMatrix("x")));
    expect(expected.filter((tag) => tag.startsWith("<script"))).toEqual([]);
    fc.assert(
      fc.property(hostileText, (text) => {
        const page = matrixHtml(hostileMatrix(text));
        expect(tagsOf(page)).toEqual(expected);
        expect(page.split("\n").filter(isObeyed)).toEqual([]);
      }),
    );
    expect(matrixHtml(matrixWith())).toContain("script-src 'none'");
  });

  const executable = findChromium();

  describe.skipIf(executable === undefined)("in Chromium", () => {
    const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
    let browser: Browser;
    beforeAll(async () => {
      browser = await startChromium(executable ?? "");
    }, 60_000);
    afterAll(() => browser?.close());

    test.each([
      ["a desktop", { viewport: { width: 1280, height: 900 } }],
      ["a phone", { viewport: { width: 390, height: 844 } }],
      ["a desktop in the dark", { viewport: { width: 1280, height: 900 }, colorScheme: "dark" }],
    ] as const)(
      "axe finds nothing on %s, and nothing is wider than the screen",
      async (_, options) => {
        for (const one of [
          matrixWith(),
          hostileMatrix("plain".repeat(40)),
          matrixWith({ processes: [], blockers: [] }),
        ]) {
          const file = join(await scratch(), "matrix.html");
          await writeFile(file, matrixHtml(one));
          // The page itself allows no script at all, which is what axe is.
          const context = await browser.newContext({ ...options, bypassCSP: true });
          const page = await context.newPage();
          const faults: string[] = [];
          page.on("console", (message) => faults.push(message.text()));
          page.on("request", (request) => request.url().startsWith("file:") || faults.push(request.url()));
          await page.goto(pathToFileURL(file).href);
          await page.locator("details").evaluateAll((all) => all.forEach((detail) => detail.setAttribute("open", "")));
          await page.evaluate(axe);
          const found = await page.evaluate(
            `axe.run().then(({ violations }) => violations.map(({ id, nodes }) => id + " " + nodes[0].html))`,
          );
          expect(found).toEqual([]);
          expect(await page.evaluate("document.documentElement.scrollWidth - innerWidth")).toBeLessThanOrEqual(0);
          expect(faults).toEqual([]);
          await context.close();
        }
      },
      60_000,
    );
  });
});
