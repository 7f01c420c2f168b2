import { C as version, V as ConfigurationError, d as usage } from "./engine.js";
const { text } = process.getBuiltinModule("node:stream/consumers");
// src/cli.ts
/** Each command is loaded only when it is called: a check of names alone starts in a blink. */
const commands = {
	scan: async () => (await import("./scan.js")).scan,
	check: async () => (await import("./check.js")).check,
	inspect: async () => (await import("./inspect3.js")).inspect,
	name: async () => (await import("./name.js")).name,
	policy: async () => (await import("./policy.js")).policy
};
async function main(args, world) {
	const [name = "", ...rest] = args;
	const end = args.indexOf("--");
	const own = end < 0 ? args : args.slice(0, end);
	if (name === "help" || own.includes("--help") || own.includes("-h")) {
		world.out(usage);
		return 0;
	}
	if (name === "--version") {
		world.out(`${version}\n`);
		return 0;
	}
	const load = Object.hasOwn(commands, name) ? commands[name] : void 0;
	if (load === void 0) {
		world.err(name === "" ? usage : `wave-inspect: there is no command "${name}". See wave-inspect --help.\n`);
		return 2;
	}
	try {
		return await (await load())(rest, world);
	} catch (error) {
		if (error instanceof ConfigurationError) world.err(`wave-inspect: ${error.message}\n`);
		else world.err(`wave-inspect: this is our fault, please report it.\n${error instanceof Error ? error.stack : String(error)}\n`);
		return 2;
	}
}
process.stdout.on("error", (error) => {
	if (error.code !== "EPIPE") throw error;
	process.exit();
});
process.exitCode = await main(process.argv.slice(2), {
	env: process.env,
	now: () => /* @__PURE__ */ new Date(),
	out: (chunk) => process.stdout.write(chunk),
	err: (chunk) => process.stderr.write(chunk),
	input: () => text(process.stdin),
	color: process.stdout.isTTY && (process.env["NO_COLOR"] ?? "") === ""
});
export {};
