import { f as runAction } from "./engine.js";
// src/main.ts
process.exitCode = await runAction({
	env: process.env,
	now: () => /* @__PURE__ */ new Date(),
	out: (text) => process.stdout.write(text)
});
export {};
