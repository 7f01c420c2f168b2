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
