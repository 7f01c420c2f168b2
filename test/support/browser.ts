/** Chromium without a window, for what only a browser can tell of a page. */
import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { type Browser, chromium } from "playwright-core";

const NAMES = ["chromium", "chromium-browser", "google-chrome"];

/** Where it is; undefined where the machine has none. */
export function findChromium(env: NodeJS.ProcessEnv = process.env): string | undefined {
  const folders = [env["WAVE_INSPECT_TOOLS"], ...(env["PATH"] ?? "").split(delimiter)].flatMap(
    (folder) => folder || [],
  );
  return folders.flatMap((folder) => NAMES.map((name) => join(folder, name))).find((path) => existsSync(path));
}

/** As root it has no sandbox to be in. */
export async function startChromium(executablePath: string): Promise<Browser> {
  return chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"] });
}
