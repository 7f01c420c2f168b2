const require_base = require("./base.js");
// src/way.ts
const MOST_USERS = 3;
/** Of pulls that come from one place; undefined for none. */
function wayOf(pulls) {
	const [pull] = pulls;
	if (pull === void 0) return void 0;
	const { file, line, column, endLine, endColumn, text } = require_base.placeOf(pull);
	const overrode = [...new Set(pulls.flatMap((one) => one.overrode ?? []))];
	return {
		written: {
			file,
			line,
			column,
			endLine,
			endColumn,
			text
		},
		...overrode.length > 0 && { overrode },
		rewritten: stepsOf(pulls),
		pulled: [...Map.groupBy(pulls, ({ image }) => image)].map(([image, own]) => pulledAs(image, own))
	};
}
function stepsOf(pulls) {
	const steps = new Map();
	for (const rewrites of new Set(pulls.map((pull) => pull.rewrites))) for (const step of rewrites ?? []) {
		const { by, setting, location, to } = step;
		steps.set(JSON.stringify([
			by,
			setting,
			location?.file,
			location?.line,
			to
		]), step);
	}
	return [...steps.values()];
}
function pulledAs(image, pulls) {
	const users = distinct(pulls.map(userOf));
	return {
		image,
		engines: distinct(pulls.map(({ engine }) => engine)),
		profiles: distinct(pulls.map(({ scenario }) => scenario?.profiles.join(","))),
		platforms: distinct(pulls.map(({ platform }) => platform)),
		processes: users.length,
		first: users.slice(0, MOST_USERS)
	};
}
function userOf(pull) {
	return pull.process ?? pull.stage ?? require_base.placeOf(pull).context.service;
}
function distinct(texts) {
	return [...new Set(texts.flatMap((text) => text === "" ? [] : text ?? []))];
}
/**
* Which lines made another name of the written one, and for whom, in one sentence; undefined where that is no more than
* the spelling of an engine.
*/
function wayInWords(pulls) {
	if (!pulls.some(({ image, rewrites }) => image !== null && rewrites?.some(({ by }) => by !== "engine") === true)) return void 0;
	const steps = stepsOf(pulls).filter(({ by }) => by !== "engine");
	const said = [...Map.groupBy(steps, ({ by, to }) => JSON.stringify([by, to])).values()].map(inWords);
	const written = distinct(pulls.map((pull) => pull.written));
	const users = distinct(pulls.map(userOf));
	const engines = distinct(pulls.map(({ engine }) => engine)).join(", ");
	const by = engines === "" ? "" : `, by ${engines}`;
	return `Written ${require_base.few(written.map((text) => require_base.short(text, 200)), 2)}: ${require_base.few(said, 4)}; for ${usersInWords(users)}${by}.`;
}
/** `2 processes (A, B)`. */
function usersInWords(users, count = users.length) {
	return `${require_base.counted(count, "process", "processes")} (${require_base.few(users, MOST_USERS)})`;
}
/** Steps with one outcome. */
function inWords(steps) {
	const { by, to } = steps[0];
	const settings = require_base.few(steps.map(settingInWords), 3);
	switch (by) {
		case "store": return `${settings} has it as ${to}`;
		case "file": return `it is the file ${to}`;
		case "mirror": return `Wave mirrors it to ${to} by ${settings}`;
		case "wave": return `Wave serves it under a name of its own by ${settings}`;
	}
	return `${settings} ${steps.length > 1 ? "make" : "makes"} it ${to}`;
}
/** `docker.registry (nextflow.config:12)`. */
function settingInWords({ setting = "the engine", location }) {
	return location === void 0 ? setting : `${setting} (${lineOf(location)})`;
}
/** `nextflow.config:12`. */
function lineOf({ file, line }) {
	return `${file}:${line}`;
}
// src/scenarios.ts
/**
* The line below `nextflow:` of a policy that has the runs looked at which a scan has looked at already, and others too:
* `scenarios: [{ profiles: [docker] }, { profiles: [shifter] }]`.
*/
function scenariosLine(scan, others) {
	const looked = scan.pulls.flatMap(({ source, scenario }) => source === "nextflow" && scenario ? [scenario] : []);
	return `scenarios: [${[...new Set([...looked, ...others].map(entryOf))].join(", ")}]`;
}
function entryOf({ profiles, arguments: options = [] }) {
	const parts = [`profiles: [${profiles.map(word).join(", ")}]`];
	if (options.length > 0) parts.push(`arguments: [${options.map(word).join(", ")}]`);
	return `{ ${parts.join(", ")} }`;
}
/** A word of YAML 1.2 that is a text without quotes, and nothing else. */
function word(text) {
	return /^(?!(?:true|false|null)$)[a-z_][\w-]*$/i.test(text) ? text : JSON.stringify(text);
}
Object.defineProperty(exports, "scenariosLine", {
	enumerable: true,
	get: function() {
		return scenariosLine;
	}
});
Object.defineProperty(exports, "wayInWords", {
	enumerable: true,
	get: function() {
		return wayInWords;
	}
});
Object.defineProperty(exports, "wayOf", {
	enumerable: true,
	get: function() {
		return wayOf;
	}
});
