const require_rolldown_runtime = require("./rolldown-runtime.js");
const require_base = require("./base.js");
// src/policy/presets/index.ts
/** Policies that ship with the program, to build on by name: `extends: [wave-inspect:standard]`. */
var presets_exports = require_rolldown_runtime.__exportAll({ readPreset: () => readPreset });
/** Each is loaded only where a policy names it. */
const presets = {
	observe: async () => (await Promise.resolve().then(() => observe_exports)).observe,
	standard: async () => (await Promise.resolve().then(() => standard_exports)).standard,
	strict: async () => (await Promise.resolve().then(() => strict_exports)).strict,
	"nf-core": async () => (await Promise.resolve().then(() => nf_core_exports)).nfCore
};
/** The least strict first. */
const presetNames = Object.keys(presets);
/**
* The text of a preset, which is YAML as a policy file has it.
*
* @throws ConfigurationError where there is none of that name.
*/
async function readPreset(name) {
	const load = Object.hasOwn(presets, name) ? presets[name] : void 0;
	if (load !== void 0) return load();
	const advice = name.includes("@") ? "a preset is that of the running release: write it without a version, and pin the release" : `there is no such preset${require_base.suggestion(name, presetNames)}`;
	throw new require_base.ConfigurationError(`wave-inspect:${require_base.quote(name).slice(1, -1)}: ${advice}`);
}
// src/policy/presets/nf-core.ts
var nf_core_exports = require_rolldown_runtime.__exportAll({ nfCore: () => nfCore });
/** The preset `nf-core`. */
const nfCore = `# What pipelines of nf-core fulfil by the names of their images.
version: 1
extends: wave-inspect:standard
rules:
  # Where modules of nf-core come from, under the names that each engine pulls.
  registry:
    severity: error
    allow:
      - "quay.io/biocontainers/*"
      - "quay.io/nf-core/*"
      - "community.wave.seqera.io/library/*"
      # SIF files behind a URL, which Singularity and Apptainer take in their place.
      - "depot.galaxyproject.org/singularity/*"
      - "community-cr-prod.seqera.io/**"
      - "nvcr.io/nvidia/clara/*" # Parabricks, for runs on GPUs
  # Both names of a module are one tool of one version.
  twins: error
  # Nor does conda run another tool, where a name tells; what was built on purpose from something else is no more than told.
  recipe: { severity: warning, not-from-environment: notice }
`;
// src/policy/presets/observe.ts
var observe_exports = require_rolldown_runtime.__exportAll({ observe: () => observe });
/** The preset `observe`. */
const observe = `# Look, and stop nobody: all that the other presets ask, as warnings and notices.
version: 1
fail-on: never
rules:
  # What a run would fail at.
  exists: warning
  pullable: warning
  architecture: warning
  # What may be another image tomorrow, or gone.
  pin: { severity: warning, at-least: version }
  ephemeral: warning
  tag-moved: warning
  freeze: warning
  # Where two files do not agree.
  twins: warning
  declared: warning
  recipe: notice
  # What cannot be known, and why.
  resolvable: warning
  inspectable: warning
  # A repository without any image is fine to look at, too.
  readable: { empty: notice }
`;
// src/policy/presets/standard.ts
var standard_exports = require_rolldown_runtime.__exportAll({ standard: () => standard });
/** The preset `standard`. */
const standard = `# What should stop anybody: images that a run cannot pull, and names that mean another image tomorrow.
version: 1
fail-on: error
files:
  # What runs on a developer's own machine is the developer's business.
  kinds: { devcontainer: false, gitpod: false }
rules:
  # The run would fail, hours in.
  exists: error
  pullable: error
  # Only what a process, a build or the run asks for: a policy that builds on this one may require more.
  architecture: error
  # latest and branch names, and names without a tag.
  pin: { severity: error, at-least: version }
  # A date on which the image is gone.
  ephemeral: error
  # True today, and worth a look.
  tag-moved: warning
  freeze: warning
  twins: warning
  declared: warning
  # Not known is not wrong: a registry that is down stops nobody.
  resolvable: warning
  inspectable: warning
  # Exceptions end.
  waivers: { severity: warning, longest: 1y }
`;
// src/policy/presets/strict.ts
var strict_exports = require_rolldown_runtime.__exportAll({ strict: () => strict });
/** The preset `strict`. */
const strict = `# For what must run again as it ran today: only approved places, only fixed content, nothing left open.
version: 1
extends: wave-inspect:standard
rules:
  # Nothing is approved here: name your places under rules.registry.allow of the policy that builds on this one.
  registry: { severity: error, allow: [] }
  # A build of BioContainers, a hash of Wave, or a digest.
  pin: { severity: error, at-least: build }
  tag-moved: error
  freeze: error
  twins: error
  declared: error
  # Root in a container is root on a shared file system where the engine does not map users.
  user: { severity: error, deny: [root] }
  # What cannot be known cannot be approved.
  resolvable: error
  inspectable: error
  readable: { syntax: error, missing: error, skipped: error }
  waivers: { severity: error, longest: 90d }
overrides:
  # Whoever builds an image picks its base once: by digest.
  - sources: [dockerfile, bake, apptainer]
    rules:
      pin: { at-least: digest }
`;
Object.defineProperty(exports, "presetNames", {
	enumerable: true,
	get: function() {
		return presetNames;
	}
});
Object.defineProperty(exports, "presets_exports", {
	enumerable: true,
	get: function() {
		return presets_exports;
	}
});
Object.defineProperty(exports, "readPreset", {
	enumerable: true,
	get: function() {
		return readPreset;
	}
});
