/** The action: its step, and the exit code. */
import { runAction } from "./action/step.ts";

async function main(): Promise<void> {
  process.exitCode = await runAction({
    env: process.env,
    now: () => new Date(),
    out: (text) => process.stdout.write(text),
  });
}

void main();
