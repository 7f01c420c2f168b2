/** Runs commands in this process, as the command line calls them, with answers in place of a person. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Cancelled } from "../../src/cancellation.ts";
import { check } from "../../src/cli/check.ts";
import type { init } from "../../src/cli/init.ts";
import { Redactor } from "../../src/text/redactor.ts";
import type { World } from "../../src/world.ts";

export const POLICY = ".github/wave-inspect.yml";
export const BASELINE = ".github/wave-inspect-baseline.json";
export const WORKFLOW = ".github/workflows/wave-inspect.yml";

export interface Said {
  readonly outcome: string;
  readonly out: string;
  readonly asked: readonly string[];
}

/** Runs a command; each question takes the next of the answers. */
export async function say(
  command: typeof init,
  args: readonly string[],
  { answers, env = {}, ...more }: { answers?: readonly string[]; env?: World["env"] } & Partial<World> = {},
): Promise<Said> {
  let out = "";
  const asked: string[] = [];
  const left = [...(answers ?? [])];
  const outcome = await command(args, {
    env,
    now: () => new Date("2026-11-30T12:00:00Z"),
    out: (text) => void (out += text),
    err: () => undefined,
    input: async () => "",
    color: false,
    redactor: new Redactor(),
    ask:
      answers &&
      (async (question) => {
        asked.push(question);
        const answer = left.shift();
        if (answer === undefined) throw new Error(`nobody expected ${question}`);
        return answer;
      }),
    ...more,
  });
  return { outcome, out, asked };
}

export const read = (root: string, path: string): string => readFileSync(join(root, path), "utf8");

export const byNames = async (root: string): Promise<string> =>
  (await say(check, [root, "--inspector", "none"])).outcome;

/** What a terminal does on Ctrl-C. */
export const ends = (): Promise<string> => Promise.reject(new Cancelled("Ended."));

export const pipeline = {
  "main.nf": [
    "process FOO {",
    "  container \"${workflow.containerEngine == 'singularity' ? 'https://depot.example.org/singularity/foo:1.0' : 'quay.io/acme/foo:1.0'}\"",
    "  script: 'true'",
    "}",
    "process BAR {",
    "  container 'ghcr.io/acme/team/bar:2.0'",
    "  script: 'true'",
    "}",
    "workflow {",
    "  FOO()",
    "  BAR()",
    "}",
    "",
  ].join("\n"),
  "nextflow.config": [
    "profiles {",
    "  docker { docker.enabled = true }",
    "  podman { podman.enabled = true }",
    "  singularity { singularity.enabled = true }",
    "  gpu { docker.enabled = true; process { withName: BAR { container = 'ghcr.io/acme/team/bar:2.0-gpu' } } }",
    "}",
    "",
  ].join("\n"),
};
