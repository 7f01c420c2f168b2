import { runAction } from "./github/action.ts";

process.exitCode = await runAction({
  env: process.env,
  now: () => new Date(),
  out: (text) => process.stdout.write(text),
});
