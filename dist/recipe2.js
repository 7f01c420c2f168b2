const require_rolldown_runtime = require("./rolldown-runtime.js");
const require_base = require("./base.js");
const require_recipe = require("./recipe.js");
// src/policy/judge/recipe-book.ts
/** What the names of images say of the environments of their processes, each worked out once. */
var recipe_book_exports = require_rolldown_runtime.__exportAll({ openRecipes: () => openRecipes });
function openRecipes({ environments }) {
	const read = new Map();
	const proofs = new Map();
	const environmentOf = (source) => once(read, keyOf(source), () => readSource(source, environments ?? new Map()));
	return (pull) => {
		if (!isOfProcess(pull)) return void 0;
		const { conda: source } = pull;
		const name = withoutScheme(require_base.meantName(pull));
		const own = {
			name,
			isMirrored: false
		};
		if (source === void 0) return {
			...own,
			proof: unknown("no environment is known for it")
		};
		const environment = environmentOf(source);
		if ("problem" in environment) return {
			...own,
			source,
			proof: unknown(environment.problem)
		};
		const platform = pull.platform === null ? void 0 : require_base.normalPlatform(pull.platform);
		const prove = (image) => once(proofs, [
			keyOf(source),
			platform,
			image
		].join("\n"), () => require_recipe.proveRecipe(image, environment, platform === void 0 ? {} : { platform }));
		const recipe = (image, isMirrored) => {
			const proof = prove(image);
			return {
				name: image,
				isMirrored,
				source,
				proof,
				nameFor: (asked) => nameFor(image, environment, asked)
			};
		};
		const found = recipe(name, false);
		const written = withoutScheme(pull.written.trim());
		if (found.proof.by === "wave-hash" || written === name) return found;
		const before = recipe(written, true);
		return before.proof.by === "wave-hash" ? before : found;
	};
}
/** What Wave calls the same request for another platform; undefined where the id is not that of the environment as it stands. */
function nameFor(image, { dumped }, platform) {
	const name = require_recipe.readBuiltName(image);
	if (name?.kind !== "wave" || !image.endsWith(name.id)) return void 0;
	const { id, engine, repository } = name;
	const repositories = [repository.slice(0, repository.lastIndexOf("/")), repository];
	const request = require_recipe.findRequest(id, dumped, {
		engine,
		repositories
	});
	return request && image.slice(0, -id.length) + require_recipe.waveId(dumped, {
		...request,
		platform
	});
}
/** A process pulls it, or the metadata of its module says what Wave built for it. */
function isOfProcess(pull) {
	return pull.source === "nextflow" || require_base.placeOf(pull).kind === "meta";
}
function readSource(source, environments) {
	if ("packages" in source) return require_recipe.environmentOfDirective(source.packages);
	const text = environments.get(source.file);
	return text === void 0 ? { problem: "it cannot be read as text" } : require_recipe.readEnvironment(text);
}
function keyOf(source) {
	return "file" in source ? source.file : `\n${source.packages}`;
}
function unknown(detail) {
	return {
		verdict: "unknown",
		by: "names",
		detail
	};
}
function withoutScheme(name) {
	return name.replace(/^docker:\/\//, "");
}
function once(known, key, make) {
	let value = known.get(key);
	if (value === void 0) known.set(key, value = make());
	return value;
}
Object.defineProperty(exports, "recipe_book_exports", {
	enumerable: true,
	get: function() {
		return recipe_book_exports;
	}
});
