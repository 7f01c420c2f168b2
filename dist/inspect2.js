const require_engine = require("./engine.js");
const require_inspect = require("./inspect.js");
// src/inspect/readers.ts
/**
* Asks for each image, by canonical name, through all three; the order is that of the images. One reader that is refused
* costs the others nothing. "Readable" by Wave without a token is no proof that an image is public: a Wave server of
* one's own may hold a login.
*/
async function reachability(images, options) {
	const readers = [
		["anonymous", anonymousInspector(options)],
		["runner", require_inspect.createInspector({
			...options,
			via: "registry"
		})],
		["wave", require_inspect.createInspector({
			...options,
			via: "wave"
		})]
	];
	const requests = images.map((image) => ({
		image,
		platform: null,
		need: "existence"
	}));
	const columns = await Promise.all(readers.map(async ([reader, inspector]) => {
		try {
			return (await require_inspect.inspectAll$1(inspector, requests)).map((inspection) => reachOf(reader, inspection));
		} finally {
			await inspector.close();
		}
	}));
	return images.map((image, at) => {
		const row = columns.flatMap((column) => column[at] ?? []);
		return {
			image,
			readers: row,
			conclusion: conclude(row)
		};
	});
}
/** Without any login, also those that lie where no variable of the environment leads. */
function anonymousInspector(options) {
	const { env, insecureRegistries = [], userAgent, now, log } = options;
	const warn = (message) => log({
		level: "warning",
		message
	});
	const http = require_inspect.createHttpClient({
		env,
		listedHosts: insecureRegistries,
		userAgent,
		now,
		warn
	});
	const inspector = require_inspect.createRegistryInspector({
		http,
		now,
		plainHttp: insecureRegistries
	});
	return {
		inspect: (request) => inspector.inspect(request),
		async close() {
			await inspector.close();
			await http.close();
		}
	};
}
function reachOf(reader, { failure, digest, evidence }) {
	const { identity } = evidence;
	return {
		reader,
		outcome: failure?.state ?? "readable",
		...identity !== void 0 && { identity },
		...digest !== void 0 && { digest },
		...failure !== void 0 && { message: failure.message }
	};
}
function conclude(row) {
	const outcomes = new Map(row.map(({ reader, outcome }) => [reader, outcome]));
	const reads = (reader) => outcomes.get(reader) === "readable";
	if (new Set(row.flatMap(({ digest }) => digest ?? [])).size > 1) return "The readers see different images: the tag moved between two questions, or a mirror lags behind.";
	if (reads("anonymous")) return reads("wave") ? "Public: everybody can read it." : `Public, but Wave does not read it (${outcomes.get("wave")}): ask the registry directly.`;
	if (reads("runner") && reads("wave")) return "Private: the runner and Wave can both read it.";
	if (reads("runner")) return "Private: the runner's login reads it, Wave does not; add the login to the workspace.";
	if (reads("wave")) return "Private: Wave reads it, the runner does not; log the runner in to ask the registry directly.";
	if (row.every(({ outcome }) => outcome === "not-found")) return "It does not exist.";
	return "Nobody here can read it: it does not exist, or none of these identities may see it.";
}
// src/cli/inspect.ts
/** Failures that are a plain no; the others leave the question open. */
const decided = /* @__PURE__ */ new Set([
	"not-found",
	"invalid-reference",
	"platform-missing",
	"digest-mismatch"
]);
/** `wave-inspect inspect IMAGE...`: what the registry says, in the order given. */
async function inspect(args, world) {
	const { values, positionals } = require_engine.readArguments(args, {
		...require_engine.inspectOptions,
		format: { type: "string" },
		via: { type: "string" },
		"every-platform": { type: "boolean" },
		reachability: { type: "boolean" }
	});
	const format = require_engine.readWord("--format", values.format ?? "text", ["text", "json"]);
	const via = require_engine.readWord("--via", values.via ?? "wave", ["wave", "registry"]);
	const platform = require_engine.given(values.platform, (text) => require_engine.readPlatform("--platform", text)) ?? null;
	const options = {
		...require_engine.readInspectOptions(values, world),
		userAgent: `wave-inspect/${require_engine.version}`
	};
	if (positionals.length === 0) throw new require_engine.ConfigurationError("Name the images to inspect.");
	const everyPlatform = values["every-platform"] === true;
	if (everyPlatform && platform !== null) throw new require_engine.ConfigurationError("--platform asks for one platform, --every-platform for all: give one of them.");
	if (values.reachability === true) return compareReaders(positionals, options, format, world);
	const inspector = require_inspect.createInspector({
		...options,
		via
	});
	const answers = await Promise.all(positionals.map(async (image) => {
		const request = requestFor(image, platform);
		if ("failure" in request) return [{
			image,
			inspection: request
		}];
		return (everyPlatform ? await require_inspect.inspectEveryPlatform(inspector, request.image) : [await inspector.inspect(request)]).map((inspection) => ({
			image,
			inspection
		}));
	}));
	await inspector.close();
	const inspected = answers.flat();
	world.out(format === "json" ? require_engine.inspectJson(inspected) : require_engine.inspectText(inspected));
	return outcomeOf(inspected);
}
/** Who can read each image; it fails where nobody can. */
async function compareReaders(images, options, format, world) {
	const rows = await reachability(images.map((image) => {
		const request = requestFor(image, null);
		if ("failure" in request) throw new require_engine.ConfigurationError(`${image}: ${request.failure.message}`);
		return request.image;
	}), options);
	world.out(format === "json" ? require_engine.reachabilityJson(rows) : require_engine.reachabilityText(rows));
	return rows.every(({ readers }) => readers.some((reader) => reader.outcome === "readable")) ? "pass" : "fail";
}
function requestFor(image, platform) {
	const name = require_engine.readWrittenName(image);
	if (name.kind === "invalid") return { failure: {
		state: "invalid-reference",
		message: name.error
	} };
	if (name.kind !== "registry") return { failure: {
		state: "unsupported",
		message: "This is no image of an OCI registry: there is nothing to ask a registry for."
	} };
	return {
		image: name.canonical,
		platform,
		need: "config"
	};
}
function outcomeOf(inspected) {
	const states = inspected.flatMap(({ inspection }) => inspection.failure?.state ?? []);
	if (states.length === 0) return "pass";
	return states.some((state) => decided.has(state)) ? "fail" : "undecided";
}
exports.inspect = inspect;
