const require_rolldown_runtime = require("./rolldown-runtime.js");
const require_base = require("./base.js");
const require_evidence = require("./evidence.js");
const require_lock = require("./lock.js");
const require_index = require("./index.js");
let node_path = require("node:path");
// src/action/evidence.ts
/** The evidence that the step writes: what it takes before the run, and the folder after it. */
var evidence_exports = require_rolldown_runtime.__exportAll({ openEvidence: () => openEvidence });
/** @throws ConfigurationError before the run where there can be no evidence of it. */
function openEvidence(folder, { workspace, within, settings, only }, env) {
	if (settings.inspector === "none") throw new require_base.ConfigurationError("evidence: it records what registries say; set inspector to wave or registry.");
	if (only === "changed") throw new require_base.ConfigurationError("evidence: it is of all that is pulled, and not of what a change causes; leave out only: changed.");
	const { origin, crate } = require_evidence.settingOf(workspace, within, env);
	return (report, { policy, lock }) => {
		if (report.cancelled !== void 0) throw new Error(`The run was ended (${report.cancelled}).`);
		const seen = require_lock.observe({
			...report,
			policy
		});
		const pack = require_evidence.packOf({
			report,
			origin,
			seen,
			old: lock,
			within,
			isTypedPolicy: false
		}, crate);
		require_index.placeForReport(workspace, (0, node_path.join)(folder, "containers.lock"));
		const place = (0, node_path.resolve)(workspace, folder);
		require_evidence.writePack(place, pack, (path, text) => require_index.writeReport(workspace, path, text));
		return place;
	};
}
Object.defineProperty(exports, "evidence_exports", {
	enumerable: true,
	get: function() {
		return evidence_exports;
	}
});
