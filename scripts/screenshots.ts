/**
 * Pictures of the HTML report, to be looked at: `npm run screenshots -- [CHECKOUT | REPORT.html…]`, by default of the example.
 *
 * A checkout is checked by a policy that leaves something to say of everything, with all that it pulls on loopback. Each
 * report is shown on a desktop, in the dark, on a phone and on A4, and printed; all in `.tmp/screenshots/`.
 */
import { spawn } from "node:child_process";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join, resolve } from "node:path";
import { text } from "node:stream/consumers";
import { pathToFileURL } from "node:url";
import type { Browser } from "playwright-core";
import { findChromium, startChromium } from "../test/support/browser.ts";
import { openWorld } from "./pipelines/world.ts";

const root = resolve(import.meta.dirname, "..");
const pictures = join(root, ".tmp", "screenshots");

const POLICY = `version: 1
rules:
  pin: { severity: error, at-least: build }
  registry: { severity: warning, allow: ["quay.io/**", "docker.io/**"] }
  architecture: { severity: error, require: [linux/amd64, linux/riscv64] }
  size: { severity: notice, at-most: 1KiB }
waivers:
  - rules: [pin]
    images: ["quay.io/biocontainers/multiqc:*"]
    reason: Pinned by the module; tracked upstream
    owner: "@acme/pipelines"
    ticket: https://github.com/acme/readqc/issues/12
    expires: 2027-03-31
`;

/** The page of one checkout. */
async function reportOf(checkout: string, home: string): Promise<string> {
  const name = basename(checkout);
  const world = await openWorld(checkout, join(home, name));
  try {
    await writeFile(join(world.directory, "wave-inspect.yml"), POLICY);
    const stand = ["--wave-endpoint", world.wave.endpoint, "--insecure-registry", world.files.host];
    const words = ["check", world.directory, "--format", "html", ...stand];
    const env = {
      PATH: process.env["PATH"] ?? "",
      HOME: home,
      GITHUB_ACTIONS: "true",
      GITHUB_WORKSPACE: world.directory,
      GITHUB_REPOSITORY: `acme/${name}`,
      GITHUB_SHA: "0a1b2c3d4e5f60718293a4b5c6d7e8f901234567",
      GITHUB_REF: "refs/heads/main",
      GITHUB_RUN_ID: "1234567890",
      GITHUB_RUN_ATTEMPT: "2",
      GITHUB_EVENT_NAME: "schedule",
      GITHUB_WORKFLOW: "audit",
      GITHUB_JOB: "images",
      GITHUB_ACTOR: "ann",
    };
    const child = spawn(process.execPath, [join(root, "dist", "cli.js"), ...words], {
      env,
      stdio: ["ignore", "pipe", "pipe"],
    });
    const [out, err] = await Promise.all([text(child.stdout), text(child.stderr)]);
    if (out === "") throw new Error(err);
    return out;
  } finally {
    await world.close();
  }
}

async function picture(browser: Browser, name: string, page: string): Promise<void> {
  const file = join(pictures, `${name}.html`);
  await writeFile(file, page);
  const ways = {
    desktop: { viewport: { width: 1280, height: 900 } },
    dark: { viewport: { width: 1280, height: 900 }, colorScheme: "dark" },
    phone: { viewport: { width: 390, height: 844 }, isMobile: true },
  } as const;
  for (const [way, options] of Object.entries(ways)) {
    const context = await browser.newContext(options);
    const tab = await context.newPage();
    await tab.goto(pathToFileURL(file).href);
    await tab.screenshot({ path: join(pictures, `${name}-${way}.png`) });
    await tab.screenshot({ path: join(pictures, `${name}-${way}-whole.png`), fullPage: true });
    if (way === "desktop")
      await tab.pdf({ path: join(pictures, `${name}.pdf`), preferCSSPageSize: true, printBackground: true });
    await context.close();
  }
}

const executable = findChromium();
if (executable === undefined) {
  console.error("There is no Chromium on PATH; on Debian: apt-get install chromium");
  process.exit(2);
}
const given = process.argv.slice(2);
const home = await mkdtemp(join(tmpdir(), "wave-inspect-screenshots-"));
const browser = await startChromium(executable);
try {
  await mkdir(pictures, { recursive: true });
  for (const one of given.length > 0 ? given : [join(root, "examples", "pipeline")]) {
    const page = one.endsWith(".html") ? await readFile(one, "utf8") : await reportOf(resolve(one), home);
    await picture(browser, basename(one, ".html"), page);
  }
  console.log(pictures);
} finally {
  await browser.close();
  await rm(home, { recursive: true, force: true });
}
