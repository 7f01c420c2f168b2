/** The action: its step, and the exit code. */
import { runAction } from "./action/step.ts";
import { cancelOnSignal } from "./signals.ts";

async function main(): Promise<void> {
  // A log that cannot be written changes no verdict.
  process.stdout.on("error", () => undefined);
  const cancellation = cancelOnSignal();
  process.exitCode = await runAction({
    env: process.env,
    now: () => new Date(),
    out: (text) => process.stdout.write(text),
    cancellable: () => cancellation,
  });
  // Whatever still waits for somebody (a name that is looked up, a helper) is nobody's any more.
  process.stdout.write("", () => process.exit());
}

void main();
