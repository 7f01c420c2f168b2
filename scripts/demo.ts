/**
 * Runs the committed action on the example pipeline, through Wave and straight against the registries, with everything
 * on loopback: no internet, no Docker. Exits with 1 where the two ways disagree.
 */
import { mkdir, mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { styleText } from "node:util";
import { type ActionRun, runAction } from "../test/support/action.ts";
import type { Command } from "../test/support/commands.ts";
import { type Example, startExample } from "../test/support/example.ts";

const paint = { error: "red", warning: "yellow", notice: "cyan" } as const;
const bold = (text: string): string => styleText("bold", text);
const dim = (text: string): string => styleText("dim", text);
const say = (text = ""): void => console.log(text);

/** One run of the step `uses: ./` in a checkout of the pipeline. */
async function step(example: Example, home: string, way: "wave" | "registry"): Promise<ActionRun> {
  const scratch = join(home, way);
  await mkdir(scratch);
  const run = { workspace: join(home, "pipeline"), scratch };
  if (way === "wave") return runAction({ ...run, inputs: example.throughWave });
  return runAction({
    ...run,
    inputs: example.straight,
    env: { DOCKER_CONFIG: await example.dockerConfig(join(home, "docker")) },
  });
}

function showAnnotation({ name, properties, message }: Command): void {
  const place = [properties["file"], properties["line"], properties["col"]]
    .filter((part) => part !== undefined)
    .join(":");
  const level = name === "error" || name === "warning" ? name : "notice";
  const [what = "", ...advice] = message.split("\n");
  say(
    `  ${bold(place)}  ${styleText(paint[level], name)}  ${(properties["title"] ?? "").replace("wave-inspect: ", "")}`,
  );
  say(`    ${what}`);
  for (const line of advice) say(`    ${dim(`→ ${line}`)}`);
}

/** What must not depend on the way: what is found where, and the verdict. */
function outcome({ annotations, outputs, code }: ActionRun): string {
  const findings = annotations.map(({ name, properties: { file, line, title } }) =>
    [name, file, line, title].join(" "),
  );
  return JSON.stringify([findings.sort(), outputs["verdict"], code]);
}

const home = await mkdtemp(join(tmpdir(), "wave-inspect-demo-"));
const example = await startExample();
try {
  await example.copyPipeline(join(home, "pipeline"));

  say(bold("examples/pipeline, checked by dist/index.js as a GitHub runner would run it"));
  say();
  for (const [host, registry] of example.registries) say(`  ${host.padEnd(10)} is ${registry.host}`);
  say(`  ${"the depot".padEnd(10)} is ${example.depot.host}`);
  say(`  ${"Wave".padEnd(10)} is ${example.wave.endpoint.replace("http://", "")}`);
  say();
  for (const [name, what] of example.images) say(`  ${example.local(name).padEnd(64)}${dim(what)}`);

  say();
  say(bold("Through Wave"));
  const wave = await step(example, home, "wave");
  for (const annotation of wave.annotations) showAnnotation(annotation);
  say();
  say(`  ${wave.stdout.trimEnd().split("\n").at(-1) ?? ""}`);
  say(`  ${dim(`summary as GitHub would render it: ${wave.summaryFile}`)}`);

  say();
  say(bold("Straight against the registries"));
  const registry = await step(example, home, "registry");
  const same = outcome(wave) === outcome(registry);
  if (!same) for (const annotation of registry.annotations) showAnnotation(annotation);
  say(`  ${registry.stdout.trimEnd().split("\n").at(-1) ?? ""}`);
  say(`  ${dim(`summary: ${registry.summaryFile}`)}`);

  say();
  const { errors = "?", warnings = "?", verdict = "?" } = wave.outputs;
  say(
    same && verdict === "fail"
      ? `${styleText("green", "It works:")} both ways find the same ${errors} errors and ${warnings} warnings, on the lines to fix.`
      : `${styleText("red", "Something is wrong:")} both ways should find the same and fail (exit codes ${wave.code} and ${registry.code}).`,
  );
  if (!same || verdict !== "fail") process.exitCode = 1;
} finally {
  await example.close();
}
