/**
 * Checks published pipelines with the default policy: `npm run pipelines -- FOLDER [NAME…]`, FOLDER with a checkout a folder.
 *
 * A Wave and a server of files on loopback hold every image that the pipeline's runs name, so each has to have no error;
 * and the report judged again without asking has to say the same; then one thing is broken at a time, and that has to be told and nothing else. Exits with 1 where it is not so.
 */
import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { styleText } from "node:util";
import { check, type Outcome, type Told } from "./pipelines/check.ts";
import { objectOf, parseJson } from "../test/support/json.ts";
import { breakages } from "./pipelines/breakages.ts";
import { openWorld, type World } from "./pipelines/world.ts";

const [folder, ...names] = process.argv.slice(2);
if (folder === undefined) {
  console.error("usage: npm run pipelines -- FOLDER [NAME…]");
  process.exit(2);
}

const entries = await readdir(folder, { withFileTypes: true });
const listed = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
const home = await mkdtemp(join(tmpdir(), "wave-inspect-pipelines-"));

/** Whether all went as it should. */
async function tryPipeline(name: string): Promise<boolean> {
  const world = await openWorld(join(folder!, name), join(home, name));
  try {
    const start = performance.now();
    const before = await check(world);
    const time = `${((performance.now() - start) / 1_000).toFixed(1)} s`;
    const errors = before.told.filter(({ severity }) => severity === "error");
    say(name, errors.length === 0, `${before.verdict}, ${before.summary}, ${time}`, errors);
    let isRight = (await tryReplay(world, before)) && errors.length === 0;
    for (const { what, arguments: options = [], apply } of await breakages(world)) {
      const undo = await apply();
      const after = await check(world, options);
      await undo();
      const known = new Set(before.told.map(({ key }) => key));
      // A notice may move to another place of the same sort when a file is not read any more.
      const added = after.told.filter(({ key, severity }) => severity !== "notice" && !known.has(key));
      say(`  ${what}`, added.length === 1, `${after.verdict}, ${added.length} more`, added);
      isRight &&= added.length === 1;
    }
    return isRight;
  } finally {
    await world.close();
    await rm(join(home, name), { recursive: true, force: true });
  }
}

/** Whether the report, judged again with nobody to ask, comes to the same. */
async function tryReplay(world: World, before: Outcome): Promise<boolean> {
  const file = `${world.directory}.json`;
  await writeFile(file, before.json);
  const asked = world.wave.requests.length;
  const start = performance.now();
  const after = await check(world, ["--answers", file]);
  const time = `${((performance.now() - start) / 1_000).toFixed(1)} s`;
  const isSame = essence(after) === essence(before) && world.wave.requests.length === asked;
  say(
    "  its answers judged again",
    isSame,
    `${after.verdict}, ${before.json.length} bytes, ${time}`,
    isSame ? [] : after.told,
  );
  await rm(file);
  return isSame;
}

/** What of a report must not change. */
function essence({ json }: Outcome): string {
  const { startedAt: _, replayed: __, ...rest } = objectOf(parseJson(json));
  return JSON.stringify(rest);
}

function say(what: string, isRight: boolean, outcome: string, told: readonly Told[]): void {
  console.log(`${styleText(isRight ? "green" : "red", isRight ? "✓" : "✗")} ${what}: ${outcome}`);
  for (const { key } of told.slice(0, 10)) console.log(`      ${key}`);
  if (told.length > 10) console.log(`      and ${told.length - 10} more`);
}

for (const name of names.length > 0 ? names : listed) {
  if (!(await tryPipeline(name))) process.exitCode = 1;
}
await rm(home, { recursive: true, force: true });
