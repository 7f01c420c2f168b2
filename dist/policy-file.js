const require_rolldown_runtime = require("./rolldown-runtime.js");
const require_base = require("./base.js");
const require_scan = require("./scan.js");
const require_check = require("./check.js");
const require_yaml = require("./yaml.js");
// src/policy/file/rule-settings.ts
/** `true`, or some of the settings. */
function finalShape(settings) {
	const some = require_check.list(require_check.choice(settings), "a list of settings", { atLeast: 1 });
	return {
		words: "`true`, or a list of settings",
		get schema() {
			return { anyOf: [require_check.flag.schema, some.schema] };
		},
		read: (tree, reading) => (tree.kind === "list" ? some : require_check.flag).read(tree, reading)
	};
}
function ruleShape(rule) {
	const severity = require_check.optional(require_check.level, `how much it counts; default \`${rule.severity}\``);
	const enforceFrom = require_check.optional(require_check.date, "the first day (UTC) on which that severity holds; before it, a notice");
	const final = finalShape([
		"severity",
		"enforce-from",
		...Object.keys(rule.options)
	]);
	const dated = require_check.record(settingShape({
		severity,
		...rule.options
	}), "a map from day to severity and options", {
		schema: { format: "date" },
		fault: (day) => require_check.dateFault(day)
	});
	return settingShape({
		severity,
		"enforce-from": enforceFrom,
		...rule.options,
		from: require_check.optional(dated, "by its first day (UTC), what takes the place of severity and options"),
		final: require_check.optional(final, "whether whoever builds on this policy may only tighten it, or which settings of it")
	});
}
/** `error`, or a map of severity and options. */
function settingShape(fields) {
	const map = require_check.object(fields, "a severity, or a map of severity and options");
	return {
		words: map.words,
		get schema() {
			return { anyOf: [require_check.level.schema, require_check.objectSchema(fields)] };
		},
		read(tree, reading) {
			if (tree.kind === "scalar" && tree.value !== null) {
				const value = require_check.levels.find((word) => word === tree.text);
				if (value !== void 0) return {
					level: {
						value,
						by: locate(tree.at, reading)
					},
					options: {}
				};
				return reading.problems.add(tree.at, () => `${reading.path}: "${require_base.short(tree.text)}" is not known here${require_base.suggestion(tree.text, require_check.levels)}${asOption(tree, fields)}`);
			}
			const given = map.read(tree, reading);
			return given && tree.kind === "map" ? settingOf(given, tree, reading) : void 0;
		}
	};
}
function isTaken({ shape }, tree) {
	const problems = new require_check.Problems("");
	shape.read(tree, {
		problems,
		path: ""
	});
	return problems.found.length === 0;
}
/** Where options take what is written in place of a severity: how each is written with it. */
function asOption(written, fields) {
	if (typeof written.value === "boolean" || require_base.nearest(written.text, require_check.levels) !== void 0) return "";
	const maps = Object.entries(fields).flatMap(([key, field]) => {
		if (isTaken(field, written)) return `{ ${key}: ${require_base.short(written.text)} }`;
		return isTaken(field, {
			kind: "list",
			at: written.at,
			items: [written]
		}) ? `{ ${key}: [${require_base.short(written.text)}] }` : [];
	});
	return maps.length === 0 ? "" : `, or a map such as ${maps.join(" or ")}`;
}
/** What a map says, each value with its place. */
function settingOf(given, tree, reading) {
	const decided = new Map(tree.entries.filter(({ key }) => given[key] !== void 0).map(({ key, value }) => [key, {
		value: given[key],
		by: locate(value.at, reading)
	}]));
	const severity = decided.get("severity");
	const word = require_check.levels.find((known) => known === severity?.value);
	const from = decided.get("enforce-from");
	decided.delete("severity");
	decided.delete("enforce-from");
	const final = decided.get("final");
	decided.delete("final");
	const dated = decided.get("from")?.value;
	decided.delete("from");
	return {
		...severity !== void 0 && word !== void 0 && { level: {
			...severity,
			value: word
		} },
		...typeof from?.value === "string" && { enforceFrom: {
			...from,
			value: from.value
		} },
		...final !== void 0 && isFinal(final.value) && { final: {
			...final,
			value: final.value
		} },
		...dated !== void 0 && { from: new Map(Object.entries(dated)) },
		options: Object.fromEntries(decided)
	};
}
function isFinal(value) {
	return value === true || Array.isArray(value);
}
function locate(at, { problems }) {
	return {
		file: problems.file,
		...at
	};
}
/** Rules about the policy itself, which no image can have otherwise. */
const GENERAL = new Set([
	"waivers",
	"ignores",
	"policy",
	"policy-change"
]);
const imageRules = require_check.rules.filter((rule) => !GENERAL.has(rule.id));
const NOT_OF_IMAGES = "this rule is about the policy and not about some images; say it below the rules of the policy";
const FINAL_ABOVE = "final stands below rules; what an override here says of a final rule is as final as that";
/** A map from rule to setting. `definition` names its JSON Schema. */
function ruleSettings(known, definition) {
	const shapes = new Map(known.map((rule) => [rule.id, ruleShape(rule)]));
	const ids = [...shapes.keys()];
	const words = "a map from rule to severity and options";
	return {
		words,
		schema: { $ref: `#/$defs/${definition}` },
		read(tree, reading) {
			if (tree.kind !== "map") return require_check.wrongKind(tree, reading, words);
			const settings = new Map();
			for (const { key, at, value } of tree.entries) {
				const shape = shapes.get(key);
				if (shape === void 0) reading.problems.add(at, () => GENERAL.has(key) ? `${require_check.join(reading.path, key)}: ${NOT_OF_IMAGES}` : require_check.unknownKey(key, reading.path, ids));
				const said = shape?.read(value, {
					...reading,
					path: require_check.join(reading.path, key)
				});
				if (said?.final !== void 0 && known === imageRules) reading.problems.add(at, `${require_check.join(reading.path, key)}: ${FINAL_ABOVE}`);
				if (said !== void 0) settings.set(key, {
					by: locate(at, reading),
					...said
				});
			}
			return settings;
		}
	};
}
// src/policy/file/definition.ts
const sources = [
	"nextflow",
	"dockerfile",
	"bake",
	"compose",
	"workflow",
	"apptainer",
	"devcontainer",
	"kubernetes",
	"gitlab",
	"circleci",
	"gitpod",
	"cwl",
	"wdl",
	"snakemake",
	"nf-core"
];
const engines = [
	"docker",
	"podman",
	"singularity",
	"apptainer",
	"charliecloud",
	"shifter",
	"sarus",
	"apple-container",
	"smolvm",
	"buildkit",
	"kubernetes"
];
const scopeFields = {
	images: require_check.optional(require_check.namePatterns, "name patterns"),
	files: require_check.optional(require_check.fileGlobs, "globs of the file where the name is written"),
	sources: require_check.optional(require_check.list(require_check.choice(sources), "a list of kinds of file"), "kinds of file"),
	engines: require_check.optional(require_check.list(require_check.choice(engines), "a list of engines"), "engines that pull the image"),
	processes: require_check.optional(require_check.texts, "globs of Nextflow process names, qualified or plain"),
	labels: require_check.optional(require_check.texts, "globs of labels of the process"),
	profiles: require_check.optional(require_check.texts, "globs of profiles, of which the run has one"),
	modules: require_check.optional(require_check.list(require_check.modulePattern, "a list of origins of modules"), "whose module it is in which the name is written: `local`, `nf-core`, or a repository (`acme/modules`, `git.example.org/*`)"),
	platforms: require_check.optional(require_check.platforms, "platforms for which the image is pulled"),
	called: require_check.optional(require_check.flag, "`false`: processes that no workflow calls; `true`: all others")
};
const SCOPE_KEYS = Object.keys(scopeFields);
const overrideFields = {
	...scopeFields,
	rules: require_check.required(ruleSettings(imageRules, "imageRules"), "what holds for these instead; severity and options are replaced one by one")
};
const waiverFields = {
	...scopeFields,
	rules: require_check.required(require_check.list(require_check.choice(imageRules.map((rule) => rule.id)), "a list of rules", { atLeast: 1 }), "the rules that are waived"),
	reason: require_check.required(require_check.prose, "why; shown wherever the finding is"),
	owner: require_check.optional(require_check.prose, "who answers for it"),
	ticket: require_check.optional(require_check.prose, "where it is tracked; shown beside the reason"),
	expires: require_check.optional(require_check.date, "the last day (UTC) on which it works")
};
/** A map that must say what it is about: without any criterion it would be about everything. */
function scoped(shape) {
	return {
		words: shape.words,
		get schema() {
			return {
				...shape.schema,
				anyOf: SCOPE_KEYS.map((key) => ({ required: [key] }))
			};
		},
		read(tree, reading) {
			if (tree.kind === "map" && !tree.entries.some((entry) => SCOPE_KEYS.includes(entry.key))) reading.problems.add(tree.at, `${reading.path} is about nothing in particular; give at least one of ${SCOPE_KEYS.join(", ")}`);
			return shape.read(tree, reading);
		}
	};
}
const override = located(scoped(require_check.object(overrideFields, "a map of a scope and rules")));
const waiver = located(scoped(require_check.object(waiverFields, "a map of rules, a scope and a reason")));
function located(shape) {
	return {
		words: shape.words,
		get schema() {
			return shape.schema;
		},
		read(tree, reading) {
			const value = shape.read(tree, reading);
			return value === void 0 ? void 0 : {
				value,
				at: tree.at
			};
		}
	};
}
/** As `--build-arg NAME=` gives it, it may be empty. */
const buildArgument = {
	words: require_check.text.words,
	schema: require_check.textSchema({ minLength: 0 }),
	read: (tree, reading) => tree.kind === "scalar" && tree.value !== null ? tree.text : require_check.text.read(tree, reading)
};
const scenarioFields = {
	profiles: require_check.optional(require_check.texts, "profiles of one `nextflow run`, in order"),
	arguments: require_check.optional(require_check.texts, "further arguments, such as `--gpu` and `true`")
};
const sectionFields = {
	files: {
		exclude: require_check.optional(require_check.fileGlobs, "globs of files that are left out"),
		kinds: require_check.optional(require_check.closedRecord(sources, require_check.flag, "a map from kind of file to true or false"), "kinds of file turned on or off"),
		tests: require_check.optional(require_check.flag, "whether the Nextflow pipelines below `tests/` are looked at, too")
	},
	nextflow: {
		syntax: require_check.optional(require_check.choice([
			"auto",
			"v1",
			"v2"
		]), "Nextflow's parser whose rules hold"),
		scenarios: require_check.optional(require_check.list(require_check.object(scenarioFields, "a map of profiles and arguments"), "a list of scenarios"), "the runs to check; without it, one with Docker and one with Singularity or Apptainer, where the project can enable them, and what it enables without a profile"),
		params: require_check.optional(require_check.record(require_check.anything, "a map from parameter to value"), "values as in a `-params-file`"),
		"launch-dir": require_check.optional(require_check.text, "launch directory, relative to the repository"),
		"judge-uncalled": require_check.optional(require_check.flag, "whether processes that no workflow calls are judged; without it, only where no process is called at all (a collection of modules)")
	},
	dockerfile: {
		"build-args": require_check.optional(require_check.record(buildArgument, "a map from build argument to value"), "values as of `--build-arg`"),
		target: require_check.optional(require_check.text, "the stage to build, as of `--target`"),
		"judge-unreachable": require_check.optional(require_check.flag, "whether images that this build does not fetch are judged")
	}
};
/** A number by its value: `1.0` is 1 to whoever reads the file by the schema. */
const version = {
	words: "`1`",
	schema: { enum: [1, "1"] },
	read(tree, reading) {
		const written = require_check.text.read(tree, reading);
		if (written === void 0) return void 0;
		if (written === "1" || tree.kind === "scalar" && tree.value === 1) return 1;
		const message = `"${require_base.short(written, 20)}" is not a version that this release reads; write 1`;
		return reading.problems.add(tree.at, `${reading.path}: ${message}`);
	}
};
const onePlatform = {
	...require_check.platform,
	read(tree, reading) {
		if (tree.kind !== "list") return require_check.platform.read(tree, reading);
		return reading.problems.add(tree.at, `${reading.path} is one platform, not a list; what images must offer goes under rules.architecture.require`);
	}
};
/** One text or a list of them, each with its place. */
const reference = located(require_check.text);
const extendsShape = {
	words: "a policy or a list of policies",
	schema: { anyOf: [require_check.text.schema, {
		type: "array",
		items: require_check.text.schema
	}] },
	read(tree, reading) {
		if (tree.kind === "map") return require_check.wrongKind(tree, reading, this.words);
		return (tree.kind === "list" ? tree.items : [tree]).flatMap((item) => reference.read(item, reading) ?? []);
	}
};
const policyFields = {
	version: require_check.required(version, "version of this format"),
	extends: require_check.optional(extendsShape, "policies that this one builds on: `owner/repo:path@ref`, a relative path or a preset (`wave-inspect:standard`); later ones win, this file wins over all"),
	files: require_check.optional(require_check.object(sectionFields.files, "a map"), "which files are read"),
	nextflow: require_check.optional(require_check.object(sectionFields.nextflow, "a map"), "how Nextflow would be run"),
	dockerfile: require_check.optional(require_check.object(sectionFields.dockerfile, "a map"), "how images would be built"),
	inspector: require_check.optional(require_check.choice([
		"wave",
		"registry",
		"none"
	]), "who is asked about images"),
	platform: require_check.optional(onePlatform, "the platform of the run"),
	"fail-on": require_check.optional(require_check.choice([
		"error",
		"warning",
		"notice",
		"never"
	]), "the least severity that fails the run"),
	rules: require_check.optional(ruleSettings(require_check.rules, "rules"), "rules that are on, with their options"),
	final: require_check.optional(require_check.list(require_check.choice([
		"fail-on",
		"inspector",
		"files",
		"lock",
		"nextflow.scenarios",
		"nextflow.judge-uncalled",
		"dockerfile.judge-unreachable"
	]), "a list of keys", { atLeast: 1 }), "what else whoever builds on this policy may only tighten"),
	overrides: require_check.optional(require_check.list(override, "a list of overrides"), "other rules for some images; later ones win"),
	baseline: require_check.optional(require_check.text, "file of known findings, relative to the root of the repository; where only a policy that this one extends names it, it may be missing"),
	lock: require_check.optional(require_check.choice([
		"strict",
		"warn",
		"off"
	]), "whether images are held against `containers.lock` (rule `locked`): as errors, as warnings, or not at all; without it strictly where there is one"),
	waivers: require_check.optional(require_check.list(waiver, "a list of waivers"), "findings that do not count, with a reason and an end")
};
const SECRETS = "a policy can be changed by a pull request, which must not send a token elsewhere; it is an input of the action";
/** Keys that people expect here, and why they are elsewhere. */
const refusedKeys = {
	...Object.fromEntries([
		"wave-endpoint",
		"seqera-access-token",
		"seqera-endpoint",
		"seqera-workspace-id",
		"token",
		"credentials",
		"registries",
		"insecure-registries",
		"github-token",
		"endpoint"
	].map((key) => [key, SECRETS])),
	cases: "a file of cases is run by wave-inspect policy test"
};
const policyShape = require_check.object(policyFields, "a map that begins with `version: 1`", refusedKeys);
// src/policy/file/yaml.ts
/** From the text of a policy to a tree with places. */
/** More than any policy needs. What an alias stands for counts each time, so a "billion laughs" file reaches it at once. */
const MOST_NODES = 5e4;
const DEEPEST$1 = 64;
/**
* Reads a policy's YAML (1.2, core schema, one document) into a tree with places.
* Syntax errors, duplicate keys and constructs that a policy has no use for are noted; undefined where nothing is left.
*/
function readYaml(text, problems) {
	const lines = require_base.indexLines(text);
	const { documents, cut } = require_yaml.parseYaml(text, { schema: "core" });
	const [first, second] = documents;
	if (cut !== void 0) {
		const at = spanOf([cut.offset, cut.offset], lines);
		return problems.add(at, `the ${problems.what} cannot be read further than here: ${cut.why}`);
	}
	for (const error of [...first?.errors ?? [], ...first?.warnings ?? []]) problems.add(spanOf(error.pos, lines), `YAML: ${sentence(error.message)}`);
	if (first === void 0 || first.contents === null) {
		problems.add(spanOf([0, 0], lines), `the ${problems.what} is empty; it needs at least ${problems.least}`);
		return;
	}
	if (second !== void 0) {
		const start = second.range[0];
		problems.add(spanOf([start, start], lines), `a ${problems.what} is one YAML document; this is a second one`);
	}
	if (first.errors.length > 0) return void 0;
	return new TreeBuilder(lines, problems).tree(first.contents);
}
/** Turns the parser's nodes into a tree; counts as it goes, and gives up at the first thing that no policy needs. */
var TreeBuilder = class {
	#lines;
	#problems;
	#anchors = new Map();
	#nodes = 0;
	/** The lowest level that was reached below the anchor that is being read. */
	#lowest = 0;
	#hasRefused = false;
	#hasTwins = false;
	constructor(lines, problems) {
		this.#lines = lines;
		this.#problems = problems;
	}
	/** Undefined where something in it was refused. */
	tree(contents) {
		const tree = this.#convert(contents, spanOf([0, 0], this.#lines), 0);
		return this.#hasRefused || this.#hasTwins ? void 0 : tree;
	}
	#convert(node, around, depth) {
		if (node === null) return empty(around);
		const at = this.#placeOf(node, around);
		if (this.#hasRefused) return empty(at);
		if (!this.#hasRoom(1, depth)) return this.#refuseSize(at);
		if (require_yaml.isAlias(node)) return this.#resolve(node, at, depth);
		return node.anchor === void 0 ? this.#contentOf(node, at, depth) : this.#anchored(node.anchor, node, at, depth);
	}
	#anchored(anchor, node, at, depth) {
		const before = {
			nodes: this.#nodes,
			lowest: this.#lowest
		};
		this.#lowest = depth;
		const tree = this.#contentOf(node, at, depth);
		this.#anchors.set(anchor, {
			tree,
			size: this.#nodes - before.nodes,
			height: this.#lowest - depth
		});
		this.#lowest = Math.max(this.#lowest, before.lowest);
		return tree;
	}
	/** An anchor is read once, and stands wherever it is named. */
	#resolve(node, at, depth) {
		const target = this.#anchors.get(node.source);
		if (target === void 0) return this.#refuse(at, `YAML: there is no anchor "${require_base.short(node.source)}"`);
		return this.#hasRoom(target.size, depth + target.height) ? target.tree : this.#refuseSize(at);
	}
	#contentOf(node, at, depth) {
		if (require_yaml.isMap(node)) {
			const seen = new Set();
			const entries = node.items.map((pair) => {
				const key = nodeOf(pair.key);
				const keyAt = this.#placeOf(key, at);
				if (!require_yaml.isScalar(key)) return {
					key: "",
					at: keyAt,
					value: this.#refuse(keyAt, "YAML: a key must be a plain text")
				};
				const name = scalarText$1(key);
				if (seen.has(name)) this.#refuseTwin(keyAt);
				seen.add(name);
				return {
					key: name,
					at: keyAt,
					value: this.#convert(nodeOf(pair.value), keyAt, depth + 1)
				};
			});
			return {
				kind: "map",
				at: entries[0]?.at ?? at,
				entries
			};
		}
		if (require_yaml.isSeq(node)) {
			const items = node.items.map((item) => this.#convert(nodeOf(item), at, depth + 1));
			return {
				kind: "list",
				at: items[0]?.at ?? at,
				items
			};
		}
		const { value } = node;
		if (value === null) return empty(at);
		return typeof value === "string" || typeof value === "number" || typeof value === "boolean" ? {
			kind: "scalar",
			at,
			value,
			text: scalarText$1(node)
		} : this.#refuse(at, `YAML: a ${this.#problems.what} has no use for this kind of value`);
	}
	/** Counts further values, and the level that they reach. */
	#hasRoom(nodes, level) {
		this.#nodes += nodes;
		this.#lowest = Math.max(this.#lowest, level);
		return this.#nodes <= MOST_NODES && this.#lowest <= DEEPEST$1;
	}
	#refuseSize(at) {
		const what = this.#nodes > MOST_NODES ? `has more than ${MOST_NODES} values, aliases counted each time` : `is nested more than ${DEEPEST$1} levels deep`;
		return this.#refuse(at, `the ${this.#problems.what} ${what}`);
	}
	/** All are told of. */
	#refuseTwin(at) {
		if (!this.#hasRefused) this.#problems.add(at, "YAML: map keys must be unique");
		this.#hasTwins = true;
	}
	/** Only the first is told of: the rest is not read. */
	#refuse(at, message) {
		if (!this.#hasRefused) this.#problems.add(at, message);
		this.#hasRefused = true;
		return empty(at);
	}
	#placeOf(node, around) {
		const range = node?.range;
		return range === void 0 || range === null ? around : spanOf(range, this.#lines);
	}
};
function empty(at) {
	return {
		kind: "scalar",
		at,
		value: null,
		text: ""
	};
}
/** A number, a boolean or a date keeps the text that was written, which the parser keeps beside each. */
function scalarText$1({ value, source }) {
	return typeof value === "string" ? value : String(source);
}
function nodeOf(value) {
	return require_yaml.isNode(value) ? value : null;
}
function spanOf([start, end], lines) {
	return lines.span({
		start,
		end: Math.max(start, end)
	});
}
function sentence(message) {
	return require_base.short(message.charAt(0).toLowerCase() + message.slice(1));
}
// src/policy/file/layers.ts
/** What one policy file says, and what several of them say together. */
/** Undefined where nothing of the file can be used. `own`: it is the policy itself and not one that it extends. */
function readLayer(source, problems, own) {
	const tree = readYaml(source, problems);
	if (tree === void 0) return void 0;
	const given = policyShape.read(tree, {
		problems,
		path: ""
	}) ?? {};
	return {
		file: problems.file,
		tree,
		bases: given.extends ?? [],
		given,
		waivers: (given.waivers ?? []).map((waiver) => waiverOf(waiver, problems.file, own)),
		overrides: (given.overrides ?? []).map(({ value, at }) => ({
			scope: scopeOf(value),
			rules: value.rules,
			location: {
				file: problems.file,
				...at
			},
			own
		})),
		doubts: own ? problems.doubts : []
	};
}
function waiverOf({ value: given, at }, file, own) {
	const { owner, ticket, expires } = given;
	return {
		rules: given.rules,
		scope: scopeOf(given),
		reason: given.reason,
		...owner !== void 0 && { owner },
		...ticket !== void 0 && { ticket },
		...expires !== void 0 && { expires },
		location: {
			file,
			...at
		},
		own
	};
}
function scopeOf(given) {
	const { images, files, sources, engines, processes, labels, profiles, modules, platforms, called } = given;
	return {
		...images !== void 0 && { images },
		...files !== void 0 && { files },
		...sources !== void 0 && { sources },
		...engines !== void 0 && { engines },
		...processes !== void 0 && { processes },
		...labels !== void 0 && { labels },
		...profiles !== void 0 && { profiles },
		...modules !== void 0 && { modules },
		...platforms !== void 0 && { platforms },
		...called !== void 0 && { called }
	};
}
/** The later one wins. */
function mergeLayers(layers, source) {
	const files = section(layers, "files");
	const nextflow = section(layers, "nextflow");
	const dockerfile = section(layers, "dockerfile");
	const inspector = last(layers, "inspector");
	const platform = last(layers, "platform");
	const failOn = last(layers, "fail-on");
	const lock = lockOf(layers);
	const baseline = layers.findLast(({ given }) => given.baseline !== void 0);
	const doubts = layers.flatMap((layer) => layer.doubts);
	return {
		source,
		files: {
			exclude: files.exclude ?? [],
			kinds: files.kinds ?? {},
			...files.tests !== void 0 && { tests: files.tests }
		},
		nextflow: {
			...nextflow.syntax !== void 0 && { syntax: nextflow.syntax },
			scenarios: (nextflow.scenarios ?? []).map((scenario) => ({
				profiles: scenario.profiles ?? [],
				...scenario.arguments !== void 0 && { arguments: scenario.arguments }
			})),
			params: nextflow.params ?? {},
			...nextflow["launch-dir"] !== void 0 && { launchDir: nextflow["launch-dir"] },
			...nextflow["judge-uncalled"] !== void 0 && { judgeUncalled: nextflow["judge-uncalled"] }
		},
		dockerfile: {
			buildArgs: dockerfile["build-args"] ?? {},
			...dockerfile.target !== void 0 && { target: dockerfile.target },
			...dockerfile["judge-unreachable"] !== void 0 && { judgeUnreachable: dockerfile["judge-unreachable"] }
		},
		...inspector !== void 0 && { inspector },
		...platform !== void 0 && { platform },
		...failOn !== void 0 && { failOn },
		...lock !== void 0 && { lock },
		...baseline?.given.baseline !== void 0 && { baseline: {
			file: baseline.given.baseline,
			own: baseline === layers.at(-1)
		} },
		...doubts.length > 0 && { doubts },
		written: layers,
		rules: layers.reduce((before, { given }) => require_check.mergeRules(before, given.rules), new Map()),
		overrides: layers.flatMap((layer) => layer.overrides),
		waivers: layers.flatMap((layer) => layer.waivers)
	};
}
function lockOf(layers) {
	const layer = layers.findLast(({ given }) => given.lock !== void 0);
	const value = layer?.given.lock;
	if (layer === void 0 || value === void 0) return void 0;
	return {
		value,
		by: {
			file: layer.file,
			...(require_check.treeAt(layer.tree, ["lock"]) ?? layer.tree).at
		}
	};
}
function last(layers, key) {
	return layers.findLast((layer) => layer.given[key] !== void 0)?.given[key];
}
/** Two levels deep: `nextflow.params` and `dockerfile.build-args` are merged key by key, too. */
function section(layers, name) {
	const merged = {};
	for (const { given } of layers) for (const [key, value] of Object.entries(given[name] ?? {})) {
		const before = merged[key];
		merged[key] = isMap(before) && isMap(value) ? {
			...before,
			...value
		} : value;
	}
	return merged;
}
function isMap(value) {
	return typeof value === "object" && value !== null && !Array.isArray(value);
}
// src/policy/file/finals.ts
/** The rules that are final, each as the file has it that says so, on the ground of what that builds on. */
function finalsOf(layers) {
	return layers.flatMap(({ given, family }) => {
		const rules = [...given.rules ?? []];
		if (!rules.some(([, { final }]) => final !== void 0)) return [];
		const own = layers.filter(({ file }) => family.has(file)).reduce((before, layer) => require_check.mergeRules(before, layer.given.rules), new Map());
		return rules.flatMap(([rule, { final }]) => {
			const floor = own.get(rule);
			if (final === void 0 || typeof final.by === "string" || floor === void 0) return [];
			return [{
				rule,
				by: final.by,
				settings: final.value,
				floor,
				family
			}];
		});
	});
}
/** What the rules, overrides and waivers of others loosen of it, at their lines. */
function loosenings(policy, layers) {
	const { finals = [] } = policy;
	const saidOf = ({ rule }) => [policy.rules, ...policy.overrides.map(({ rules }) => rules)].map((rules) => rules.get(rule));
	const settings = finals.flatMap((final) => saidOf(final).flatMap((said) => said === void 0 ? [] : loosened(final, said)));
	const waivers = policy.waivers.flatMap(({ rules, location }) => rules.flatMap((rule) => {
		const by = require_check.unexcusable(finals, rule, "waivers", location.file);
		if (by === void 0) return [];
		return [{
			...location,
			message: `${rule} is final at ${by.file}:${by.line}, ${NO_TERMS}`
		}];
	}));
	return [...new Map([
		...settings,
		...waivers,
		...loosenedSections(layers)
	].map((one) => [JSON.stringify(one), one])).values()];
}
const NO_TERMS = "and no waiver of another policy takes it out: the rule waivers is not final there, which would say for how long one may";
function loosened(final, said) {
	const { rule, by, floor, family } = final;
	const problems = new Map();
	for (const { name, said: decided, day } of require_check.looserSettings(final, floor, said)) {
		if (typeof decided.by === "string" || family.has(decided.by.file)) continue;
		const { file, line, column } = decided.by;
		const key = `${file}:${line}:${column} ${name}`;
		if (problems.has(key)) continue;
		const held = require_check.settingOn(floor, day);
		const where = placeOf(held, name) ?? by;
		const value = require_check.writtenValue(rule, name, require_check.valueOf(rule, held, name));
		const words = typeof value === "string" || typeof value === "number" ? ` (${value})` : "";
		const since = day === "" ? "" : ` from ${day}`;
		const message = `${rule}.${name} loosens what is final at ${where.file}:${where.line}${words}${since}; it may be ${require_check.ruleTightening(rule, name).words}`;
		problems.set(key, {
			file,
			line,
			column,
			message
		});
	}
	return [...problems.values()];
}
/** Where a setting is said. */
function placeOf(setting, name) {
	const by = require_check.settingsOf(setting).find(([key]) => key === name)?.[1].by;
	return typeof by === "object" ? by : void 0;
}
/** What of the rest of the policy is final (`final: [fail-on]`) and loosened by another file. */
function loosenedSections(layers) {
	return layers.flatMap(({ file, family, tree, given: { final = [] } }) => {
		const own = layers.filter((layer) => family.has(layer.file));
		return Object.entries(require_check.sectionTightenings).flatMap(([path, { allows, words, fallback }]) => {
			const keys = path.split(".");
			if (!final.some((one) => one === path || one === keys[0])) return [];
			const said = layers.findLast((layer) => !family.has(layer.file) && require_check.treeAt(layer.tree, keys) !== void 0);
			const at = said && require_check.treeAt(said.tree, keys)?.at;
			if (said === void 0 || at === void 0) return [];
			if (allows(valueAt(own, keys) ?? fallback, valueAt(layers, keys) ?? fallback)) return [];
			const message = `${path} loosens what is final at ${file}:${(require_check.treeAt(tree, ["final"])?.at ?? tree.at).line}; it may be ${words}`;
			return [{
				file: said.file,
				line: at.line,
				column: at.column,
				message
			}];
		});
	});
}
/** What these files say together of a key. */
function valueAt(layers, [key, option]) {
	if (option === void 0) return key === "inspector" || key === "lock" ? last(layers, key) : last(layers, "fail-on");
	return sectionNames.flatMap((name) => name === key ? Object.entries(section(layers, name)) : []).find(([known]) => known === option)?.[1];
}
const sectionNames = [
	"files",
	"nextflow",
	"dockerfile"
];
// src/policy/file/show.ts
/** A policy and all that it extends as one file, with the place behind every value. */
/** YAML that loads to the same policy, and extends nothing. */
function showPolicy({ written = [], rules: on }, options) {
	const root = mapOf([]);
	for (const { tree, file } of written) mergeFile(root, {
		kind: "value",
		tree,
		file
	});
	if (written.length === 0) root.entries.set("rules", mapOf([...on.keys()].map((id) => [id, mapOf([])])));
	const shown = mapOf(Object.keys(policyFields).flatMap((key) => {
		const item = root.entries.get(key);
		return item === void 0 ? [] : [[key, item]];
	}));
	if (options.effective) addDefaults(shown);
	return `${[...written.length === 0 ? ["version: 1"] : [], ...linesOf(shown, options.origin)].join("\n")}\n`;
}
function mapOf(entries) {
	return {
		kind: "map",
		entries: new Map(entries),
		defaults: []
	};
}
const ROWS = new Set([
	"overrides",
	"waivers",
	"final"
]);
function mergeFile({ entries }, { tree, file }) {
	if (tree.kind !== "map") return;
	for (const { key, value: below } of tree.entries) {
		const value = {
			kind: "value",
			tree: below,
			file
		};
		if (key === "rules") mergeKeys(entries, key, value, mergeRule);
		else if (Object.hasOwn(sectionFields, key)) mergeKeys(entries, key, value, mergeSetting);
		else if (ROWS.has(key)) append(entries, key, value);
		else if (key !== "extends") entries.set(key, value);
	}
}
function mergeKeys(into, key, { tree, file }, merge) {
	const before = into.get(key);
	const map = before?.kind === "map" ? before : mapOf([]);
	into.set(key, map);
	if (tree.kind !== "map") return;
	for (const entry of tree.entries) merge(map.entries, entry.key, {
		kind: "value",
		tree: entry.value,
		file
	});
}
const replace = (into, key, value) => into.set(key, value);
/** A map key by key, anything else as a whole. */
const mergeSetting = (into, key, value) => {
	if (value.tree.kind === "map") mergeKeys(into, key, value, replace);
	else into.set(key, value);
};
/** A severity alone is one setting of a map. That something is not final takes back nothing. */
const mergeRule = (into, id, { kind, tree, file }) => {
	const { at } = tree;
	const map = tree.kind === "map" ? tree : {
		kind: "map",
		at,
		entries: [{
			key: "severity",
			at,
			value: tree
		}]
	};
	const entries = map.entries.filter(({ key, value }) => key !== "final" || value.kind === "list" || isTrue(value));
	takeFromDates(into.get(id), new Set(entries.map(({ key }) => key)));
	mergeKeys(into, id, {
		kind,
		tree: {
			...map,
			entries
		},
		file
	}, (settings, key, value) => {
		if (key === "from") mergeKeys(settings, key, value, mergeRule);
		else settings.set(key, value);
	});
};
/** What is said without a day holds on every day. */
function takeFromDates(rule, said) {
	const dates = rule?.kind === "map" ? rule.entries.get("from") : void 0;
	for (const day of dates?.kind === "map" ? dates.entries.values() : []) if (day.kind === "map") for (const key of said) day.entries.delete(key);
}
function isTrue(tree) {
	return tree.kind === "scalar" && tree.value === true;
}
function append(into, key, { tree, file }) {
	const before = into.get(key);
	const rows = before?.kind === "list" ? before : {
		kind: "list",
		items: []
	};
	into.set(key, rows);
	if (tree.kind === "list") for (const item of tree.items) rows.items.push({
		kind: "value",
		tree: item,
		file
	});
}
function addDefaults(root) {
	for (const [key, { fallback }] of Object.entries(require_check.sectionTightenings)) if (fallback !== void 0 && !root.entries.has(key)) root.defaults.push(`${key}: ${JSON.stringify(fallback)}`);
	const named = root.entries.get("rules");
	const map = named?.kind === "map" ? named : mapOf([]);
	for (const rule of require_check.rules) {
		const own = map.entries.get(rule.id);
		if (own?.kind === "map") {
			if (!own.entries.has("severity")) own.defaults.push(`severity: ${rule.severity}`);
			own.defaults.push(...defaultsOf(rule.options, own));
		} else if ("builtIn" in rule) map.defaults.push(`${rule.id}: ${rule.severity}`);
	}
	root.entries.set("rules", map);
}
function defaultsOf(options, { entries }) {
	return Object.entries(options).flatMap(([key, field]) => {
		const value = require_check.written(field);
		return value === void 0 || entries.has(key) ? [] : [`${key}: ${JSON.stringify(value)}`];
	});
}
/** The lines of a map, a list or a scalar, without what stands in front of the first. */
function linesOf(item, origin) {
	if (item.kind === "map") {
		const all = [...[...item.entries].flatMap(([key, value]) => under(`${keyText(key)}:`, value, origin)), ...item.defaults.map((line) => `# ${line} (default)`)];
		return item.entries.size === 0 ? ["{}", ...all] : all;
	}
	if (item.kind === "list") return item.items.length === 0 ? ["[]"] : item.items.flatMap((one) => entry(one, origin));
	const { tree, file } = item;
	if (tree.kind === "scalar" || sizeOf(tree) === 0) {
		const text = tree.kind === "scalar" ? scalarText(tree) : tree.kind === "list" ? "[]" : "{}";
		return [origin ? `${text} # ${require_base.plain(file)}:${tree.at.line}` : text];
	}
	const below = (one) => ({
		kind: "value",
		tree: one,
		file
	});
	if (tree.kind === "list") return tree.items.flatMap((one) => entry(below(one), origin));
	return linesOf(mapOf(tree.entries.map(({ key, value }) => [key, below(value)])), origin);
}
function sizeOf(tree) {
	return tree.kind === "map" ? tree.entries.length : tree.kind === "list" ? tree.items.length : 0;
}
/** `key: value`, or the key and below it the rest. */
function under(head, value, origin) {
	const [first = "", ...rest] = linesOf(value, origin);
	if (isOneLine(value)) return [`${head} ${first}`, ...rest.map((line) => `  ${line}`)];
	return [head, ...[first, ...rest].map((line) => `  ${line}`)];
}
function entry(value, origin) {
	return linesOf(value, origin).map((line, index) => `${index === 0 ? "-" : " "} ${line}`);
}
function isOneLine(item) {
	if (item.kind === "map") return item.entries.size === 0;
	if (item.kind === "list") return item.items.length === 0;
	return item.tree.kind === "scalar" || sizeOf(item.tree) === 0;
}
/** A number and a boolean as they were written; a text in quotes where it could be taken for something else. */
function scalarText({ value, text }) {
	if (value === null) return "null";
	return typeof value === "string" ? keyText(value) : text;
}
function keyText(text) {
	if (/^(?:[A-Za-z][\w./@-]*|\d{4}-\d\d-\d\d|\d+(?:d|h|w|mo|y|[kKMGT]i?B))$/.test(text) && !/^(?:true|false|null)$/i.test(text)) return text;
	return JSON.stringify(text).replaceAll(/[^ -~]/gu, (character) => escaped(character.codePointAt(0) ?? 0));
}
function escaped(code) {
	return code > 65535 ? `\\U${code.toString(16).padStart(8, "0")}` : `\\u${code.toString(16).padStart(4, "0")}`;
}
// src/policy/file/load.ts
/** Reads a policy and all that it extends, and merges them. */
var load_exports = require_rolldown_runtime.__exportAll({ loadPolicy: () => loadPolicy });
/** What is wrong with a policy, all of it. The message has a line each: `file:line:column: what`. */
var PolicyError = class extends require_base.ConfigurationError {
	problems;
	constructor(problems) {
		super(require_check.problemLines(problems));
		this.problems = problems;
	}
};
/**
* Reads a policy and all that it extends.
*
* Merging: the policies of `extends` in their order, then the file itself; maps are merged key by key, the later one
* wins, any other value (a list too) is replaced. Overrides and waivers are appended, so that the file's own come last.
*
* @param at Where it lies, a path for short: for messages and for relative references.
* @throws PolicyError with every problem found.
*/
async function loadPolicy(source, at, read) {
	const collector = new LayerCollector(read);
	const address = typeof at === "string" ? {
		kind: "file",
		path: at
	} : at;
	await collector.add(source, address, []);
	const { layers, problems } = collector;
	const finals = finalsOf(layers);
	const merged = mergeLayers(layers, {
		file: require_scan.formatAddress(address),
		get sha256() {
			return require_base.sha256(showPolicy(policy, {
				effective: false,
				origin: false
			}));
		},
		get files() {
			return collector.files();
		}
	});
	const policy = finals.length === 0 ? merged : {
		...merged,
		finals
	};
	const all = problems.length === 0 ? [...objections(policy), ...loosenings(policy, layers)] : problems;
	if (all.length > 0) throw new PolicyError(all);
	return policy;
}
/** Extended policies below one another, and all of them. */
const DEEPEST = 8;
const MOST = 50;
/** Reads one file after another, and what is wrong with each. */
var LayerCollector = class {
	#read;
	#layers = [];
	#problems = [];
	#files = new Map();
	#extended = 0;
	constructor(read) {
		this.#read = read;
	}
	/** In the order in which they count: what is extended comes before what extends it. */
	get layers() {
		return this.#layers;
	}
	/** Those of the policy itself first. */
	get problems() {
		return this.#problems;
	}
	/** Every file once, the policy itself first. */
	files() {
		return [...this.#files].map(([file, { text, bytes = text, commit }]) => ({
			file,
			...commit !== void 0 && { commit },
			sha256: require_base.sha256(bytes)
		}));
	}
	/** A policy and all that it extends; gives their names. `above`: the policies by which it was come to. */
	async add(read, address, above) {
		const name = require_scan.formatAddress(address);
		const family = new Set([name]);
		const file = typeof read === "string" ? { text: read } : read;
		const source = file.text;
		this.#files.set(name, file);
		const noted = new require_check.Problems(name);
		const layer = readLayer(source, noted, above.length === 0 && address.kind !== "preset");
		for (const base of layer?.bases ?? []) {
			const found = require_scan.readAddress(base.value, address);
			const message = "error" in found ? found.error : await this.#extend(found, [...above, name], family);
			if (message !== void 0) noted.add(base.at, `extends: ${message}`);
		}
		const found = noted.found.toSorted((a, b) => a.line - b.line || a.column - b.column);
		this.#problems.unshift(...hasKeyOfPolicy(source) ? found : firstOf(found));
		if (layer !== void 0) this.#layers.push({
			...layer,
			family
		});
		return family;
	}
	/** Adds what it builds on to the family. The message where it cannot be. */
	async #extend(address, above, family) {
		const name = require_scan.formatAddress(address);
		if (above.includes(name)) return `${name} extends itself, by ${[...above.slice(above.indexOf(name)), name].join(" \u2192 ")}`;
		if (above.length >= DEEPEST) return `more than ${DEEPEST} policies extend one another`;
		this.#extended += 1;
		if (this.#extended > MOST) return `more than ${MOST} policies are extended in all`;
		try {
			for (const name of await this.add(await this.#read(address), address, above)) family.add(name);
			return;
		} catch (error) {
			if (error instanceof require_base.ConfigurationError) return error.message;
			throw error;
		}
	}
};
/** Whether a text has one of a policy's keys at the start of a line, or in a flow mapping there. */
function hasKeyOfPolicy(source) {
	return new RegExp(`^[\\s{,"']*(?:${Object.keys(policyFields).join("|")})["']?\\s*:`, "m").test(source);
}
/** A text that is no policy may be nobody's to see: what is wrong with each of its lines would show all of it. */
function firstOf(found) {
	const next = found[MOST_OF_OTHERS];
	if (next === void 0) return found;
	const message = `and so on, ${found.length - MOST_OF_OTHERS} times more: this is no policy, it has none of its keys`;
	return [...found.slice(0, MOST_OF_OTHERS), {
		...next,
		message
	}];
}
const MOST_OF_OTHERS = 3;
/** Rules that are on and ask for nothing, where they were named last. What an override completes is not looked at. */
function objections(policy) {
	return [...policy.rules].flatMap(([id, setting]) => {
		const { by, level } = setting;
		const rule = require_check.ruleOf(id);
		if (rule === void 0 || typeof by === "string" || level?.value === "off") return [];
		if (policy.overrides.some((override) => override.rules.has(id))) return [];
		const said = ["", ...setting.from?.keys() ?? []].map((day) => rule.objection?.(require_check.withFallbacks(rule.options, require_check.optionValues(require_check.settingOn(setting, day).options))));
		const message = said.every((one) => one !== void 0) ? said[0] : void 0;
		return message === void 0 ? [] : [{
			file: by.file,
			line: by.line,
			column: by.column,
			message: `rules.${id}: ${message}`
		}];
	});
}
// src/cli/policy.ts
/** `wave-inspect policy`: whether a policy file can be used, what it says with all that it extends, and whether its cases hold. */
var policy_exports = require_rolldown_runtime.__exportAll({ policy: () => policy });
/** `wave-inspect policy validate FILE`, `wave-inspect policy show [FILE]` and `wave-inspect policy test DIR|FILE`. */
async function policy(args, world) {
	const [verb = "", ...rest] = args;
	if (verb === "test") return test(rest, world);
	if (verb === "show") return show(rest, world);
	if (verb === "validate") return validate(rest, world);
	throw new require_base.ConfigurationError(`There is no policy ${verb === "" ? "without a verb" : `"${require_base.short(verb)}"`}. ${USE}`);
}
const USE = "Write: wave-inspect policy validate FILE, wave-inspect policy show [FILE], or wave-inspect policy test DIR|FILE.";
/** The one file of a command that takes no more. */
function oneOf(positionals) {
	if (positionals.length > 1) throw new require_base.ConfigurationError(`One file is enough: ${positionals.join(" ")}. ${USE}`);
	return positionals[0];
}
function required(positionals) {
	const file = oneOf(positionals);
	if (file === void 0) throw new require_base.ConfigurationError(`Name a file. ${USE}`);
	return file;
}
/** Whether the policy says of the cases of a directory or a file what they expect. */
async function test(args, world) {
	const { positionals, values } = require_base.readArguments(args, "policy test");
	const path = required(positionals);
	const format = require_base.readWord("--format", values.format ?? "text", require_base.commands["policy test"].options.format.words);
	const { testPolicy } = await Promise.resolve().then(() => require("./policy-test.js")).then((n) => n.policy_test_exports);
	const { testJson, testJunit, testText } = await Promise.resolve().then(() => require("./policy-test.js")).then((n) => n.output_exports);
	const results = await testPolicy(path, world);
	world.out({
		text: testText,
		junit: testJunit,
		json: testJson
	}[format](results));
	if (results.some(({ outcome }) => outcome === "error")) return "fault";
	return results.every(({ outcome }) => outcome === "ok") ? "pass" : "fail";
}
/** Errors as file:line:column, or one line that says it is fine; the same for programs. */
async function validate(args, world) {
	const { positionals, values } = require_base.readArguments(args, "policy validate");
	const file = required(positionals);
	const format = require_base.readWord("--format", values.format ?? "text", require_base.commands["policy validate"].options.format.words);
	try {
		const { doubts = [] } = await require_scan.readTypedPolicy(process.cwd(), process.cwd(), file, world.env);
		world.out(format === "json" ? validJson(file, doubts) : validText(file, doubts));
		return "pass";
	} catch (error) {
		if (format === "text" || !(error instanceof PolicyError)) throw error;
		world.out(validationJson(file, error.problems.map((problem) => ({
			severity: "error",
			...problem
		}))));
		return "fault";
	}
}
function validText(file, doubts) {
	return [...doubts.map(({ location, message }) => `${location.file}:${location.line}:${location.column}: notice: ${message}`), `${file}: a valid policy.`].map((line) => `${require_base.logLine(line)}\n`).join("");
}
function validJson(file, doubts) {
	return validationJson(file, doubts.map(({ location: { file: at, line, column }, message }) => {
		return {
			severity: "notice",
			file: at,
			line,
			column,
			message
		};
	}));
}
/** `valid` tells whether it can be used: a notice does not stop that. */
function validationJson(file, problems) {
	const valid = problems.every(({ severity }) => severity !== "error");
	return require_base.printJson({
		schemaVersion: 1,
		file,
		valid,
		problems
	});
}
/** The policy that was named, or the one of this directory, with all that it extends as one file. */
async function show(args, world) {
	const { positionals, values } = require_base.readArguments(args, "policy show");
	const { effective = false, origin = false } = values;
	const chosen = await require_scan.choosePolicy(process.cwd(), oneOf(positionals), world);
	world.out(showPolicy(chosen, {
		effective,
		origin
	}));
	return "pass";
}
Object.defineProperty(exports, "PolicyError", {
	enumerable: true,
	get: function() {
		return PolicyError;
	}
});
Object.defineProperty(exports, "engines", {
	enumerable: true,
	get: function() {
		return engines;
	}
});
Object.defineProperty(exports, "loadPolicy", {
	enumerable: true,
	get: function() {
		return loadPolicy;
	}
});
Object.defineProperty(exports, "load_exports", {
	enumerable: true,
	get: function() {
		return load_exports;
	}
});
Object.defineProperty(exports, "policy_exports", {
	enumerable: true,
	get: function() {
		return policy_exports;
	}
});
Object.defineProperty(exports, "readYaml", {
	enumerable: true,
	get: function() {
		return readYaml;
	}
});
