const require_rolldown_runtime = require("./rolldown-runtime.js");
const require_check = require("./check.js");
const require_recipe = require("./recipe.js");
const require_scan = require("./scan.js");
const require_base = require("./base.js");
// src/matrix/twins.ts
/**
* Of all images of one process; nothing of one that has no other half. Where a half may be one of several, one that is the same
* is enough.
*/
function twinsAmong(subjects) {
	const named = subjects.filter(({ pull }) => require_base.isNamed(pull) && pull.engine !== null);
	const [sifs, others] = [named.filter(require_check.isOfSif), named.filter((subject) => !require_check.isOfSif(subject))];
	const pairs = sifs.flatMap((sif) => others.filter((other) => isOnePlatform(sif, other)).map((other) => ({
		sif,
		other,
		proof: require_check.proveTwins(sif, other)
	})));
	return new Map(named.flatMap((subject) => {
		const [best] = pairs.flatMap(({ sif, other, proof }) => sif === subject || other === subject ? [proof] : []).toSorted((a, b) => ANSWERS.indexOf(a.answer) - ANSWERS.indexOf(b.answer));
		return best === void 0 ? [] : [[subject, best]];
	}));
}
const ANSWERS = [
	"proven",
	"same-by-name",
	"different",
	"not-comparable"
];
/** Two that are asked for different architectures are no halves of one thing. */
function isOnePlatform(a, b) {
	return a.platform === null || b.platform === null || a.platform === b.platform;
}
// src/matrix/verdict.ts
/** Whether an image runs on an architecture, by the best that is known: an answer, the header of a SIF, the hash in its name. */
function verdictFor(subject, architecture) {
	const fault = require_check.pullFault(subject.pull);
	if (fault !== void 0) return {
		verdict: "stops",
		by: "name",
		cause: "name",
		detail: fault.message
	};
	if (!require_base.isNamed(subject.pull)) return unknown(unnamed$1(subject));
	return byAnswer(subject, architecture) ?? byHash(subject, architecture) ?? unknown(whyUnknown(subject));
}
function byAnswer(subject, architecture) {
	const facts = require_check.factsOf(subject);
	if (facts === void 0) return void 0;
	const [gone] = facts.exists === false ? require_check.failuresOf(subject).filter(({ state }) => state === "not-found") : [];
	if (gone !== void 0) return {
		verdict: "stops",
		by: "registry",
		cause: "absent",
		detail: withoutStop(gone.message)
	};
	const [fault] = require_check.formatFault(subject) ?? [];
	if (fault !== void 0) return {
		verdict: "stops",
		by: "registry",
		cause: "name",
		detail: fault.message
	};
	const ofFile = byHeader(facts, architecture);
	if (ofFile !== void 0 || !subject.isSif) return ofFile ?? byPlatforms(subject, facts, architecture);
	return facts.platforms === void 0 ? void 0 : unknown("it is an index, which does not say whether SIFs are in it");
}
function byHeader({ download }, architecture) {
	const built = download?.sif?.architecture;
	if (built === void 0) return void 0;
	return told(require_base.normalPlatform(built) === architecture, "header", `its SIF is for ${built}`);
}
function byPlatforms(subject, { platforms }, architecture) {
	if (require_check.isUntold(subject, architecture)) return void 0;
	if (platforms === void 0 || platforms.length === 0) return require_check.isMissing(subject, architecture) ? told(false, "registry", `it is not offered for ${architecture}`) : void 0;
	if (platforms.includes(architecture)) return told(true, "registry", `it is offered for ${platforms.join(", ")}`);
	return told(false, "registry", `it is offered for ${platforms.join(", ")} only`);
}
/** Each platform that Wave is asked for gives another hash. */
function byHash(subject, architecture) {
	const { platforms } = require_check.requestedPlatforms(subject) ?? {};
	if (platforms === void 0) return void 0;
	const detail = `by the hash in its name it was asked of Wave for ${platforms.join(", ")}`;
	return told(platforms.includes(architecture), "hash", detail);
}
function told(runs, by, detail) {
	return runs ? {
		verdict: "runs",
		by,
		detail
	} : {
		verdict: "stops",
		by,
		cause: "architecture",
		detail
	};
}
function unknown(detail) {
	return {
		verdict: "unknown",
		detail
	};
}
function unnamed$1({ pull }) {
	const { unresolved, undefinedParameters = [] } = pull;
	if (unresolved !== void 0) return `its name cannot be known before the run: ${withoutStop(unresolved.detail)}`;
	return `its name has parameters without a value: ${require_base.few(undefinedParameters.map((name) => `params.${name}`))}`;
}
/** What nobody was asked for, in words. */
const NOT_ASKED = {
	unresolved: "its name cannot be known before the run",
	"invalid-name": "it is no name of an image",
	"no-inspector": "there is nobody to ask about it",
	"not-here": "it is a file of the machine that runs it",
	"no-rule-asks": "nobody was asked",
	"inspector-none": "nobody was asked"
};
function whyUnknown(subject) {
	const { known } = subject;
	if (known.state === "not-asked") return NOT_ASKED[known.reason];
	const failure = require_check.failedAnswer(subject)?.failure;
	if (failure !== void 0) return withoutStop(failure.message);
	return "what answered does not say for which architecture it is";
}
/** A sentence as a clause. */
function withoutStop(sentence) {
	return sentence.replace(/[.\s]+$/, "");
}
// src/matrix/rows.ts
/** The images of each process, with what is known of each. */
/** By name. What is no process (a stage of a build, a service) is not in it. */
function rowsOf(subjects, architectures) {
	const ofProcesses = subjects.filter(({ pull }) => pull.process !== void 0 && pull.source !== "nf-core");
	return [...Map.groupBy(ofProcesses, require_check.processOf).values()].map((own) => {
		const twins = twinsAmong(own);
		const cells = own.map((subject) => ({
			subject,
			shown: imageOf(subject, architectures, twins.get(subject))
		}));
		return {
			process: own[0].pull.process,
			cells: onceEach(cells).toSorted(byRun)
		};
	}).sort((a, b) => compare(a.process, b.process));
}
function imageOf(subject, architectures, twin) {
	const { pull, image } = subject;
	const recipe = subject.recipe();
	const platform = pull.platform === null ? void 0 : require_base.normalPlatform(pull.platform);
	const asked = architectures.filter((one) => platform === void 0 || one === platform);
	const { file, line, column, endLine, endColumn } = require_base.placeOf(pull);
	return {
		engine: pull.engine,
		scenario: pull.scenario,
		image: require_base.isNamed(pull) ? image : null,
		...pull.conditions !== void 0 && { conditions: pull.conditions },
		...platform !== void 0 && { platform },
		...require_base.isNamed(pull) && { pin: require_check.heldPin(subject).pin },
		...recipe?.source !== void 0 && { recipe: recipe.proof },
		...twin !== void 0 && { twin },
		architectures: new Map(asked.map((one) => [one, verdictFor(subject, one)])),
		location: {
			file,
			line,
			column,
			endLine,
			endColumn
		}
	};
}
/** A process of one name in two places of a run, each of which pulls the same, is one cell. */
function onceEach(cells) {
	return [...new Map(cells.map((cell) => [cellKey(cell), cell])).values()];
}
function byRun({ shown: a }, { shown: b }) {
	return compare(runKey(a), runKey(b)) || compare(a.platform ?? "", b.platform ?? "");
}
function cellKey({ subject: { pull }, shown }) {
	return JSON.stringify([
		runKey(pull),
		shown.image ?? pull.written,
		shown.platform,
		shown.conditions
	]);
}
/** What tells runs apart, and the engines within one. */
function runKey({ engine, scenario }) {
	return `${engine ?? ""}\n${scenario === null ? "" : require_scan.scenarioEntry(scenario)}`;
}
/** In code units: the same on every machine. */
function compare(a, b) {
	return a < b ? -1 : a > b ? 1 : 0;
}
/** Of each run and architecture, how many processes run, stop, or are not known to do either. */
function countsOf(rows, architectures) {
	return [...new Map(rows.flatMap(({ cells }) => cells.map(({ shown }) => [runKey(shown), shown])))].sort(([a], [b]) => compare(a, b)).flatMap(([key, { engine, scenario }]) => architectures.map((architecture) => {
		const words = rows.flatMap(({ cells }) => {
			return worst(cells.filter(({ shown }) => runKey(shown) === key).flatMap(({ shown }) => shown.architectures.get(architecture)?.verdict ?? [])) ?? [];
		});
		const count = (word) => words.filter((one) => one === word).length;
		return {
			engine,
			scenario,
			architecture,
			runs: count("runs"),
			stops: count("stops"),
			unknown: count("unknown")
		};
	}));
}
function worst(words) {
	return [
		"stops",
		"unknown",
		"runs"
	].find((word) => words.includes(word));
}
// src/matrix/blockers.ts
/** Architectures in their order, then Singularity, then other engines; of each, those of most processes first. */
function stopsOf(rows, { architectures, runs }) {
	const found = rows.flatMap((row) => [...stoppedCells(row), ...withoutSif(row, runs)]);
	const merged = [...Map.groupBy(found, ({ key }) => key).values()].map((same) => {
		const { one } = same[0];
		const cells = same.flatMap(({ one: { cells: own } }) => own);
		return {
			...one,
			cells,
			processes: [...new Set(same.flatMap(({ one: { processes } }) => processes))].sort(compare),
			engines: [...new Set(same.flatMap(({ one: { engines } }) => engines))].sort(compare)
		};
	});
	const rank = ({ stops }) => {
		const at = architectures.indexOf(stops);
		return at >= 0 ? at : architectures.length + (isSifEngine(stops) ? 0 : 1);
	};
	return merged.sort((a, b) => rank(a) - rank(b) || compare(a.stops, b.stops) || b.processes.length - a.processes.length || compare(a.image ?? "", b.image ?? ""));
}
function stoppedCells({ process, cells }) {
	return cells.flatMap((cell) => {
		const { engine, architectures } = cell.shown;
		const { image } = cell.subject;
		return [...architectures].flatMap(([architecture, { verdict, cause, detail }]) => {
			if (verdict !== "stops") return [];
			const stops = cause === "architecture" ? architecture : engine ?? architecture;
			const one = {
				stops,
				image,
				why: detail,
				architecture,
				cells: [cell],
				processes: [process],
				engines: engine === null ? [] : [engine]
			};
			return [{
				key: JSON.stringify([
					stops,
					image,
					detail
				]),
				one
			}];
		});
	});
}
/** Where a run with Singularity was looked at that has no image for a process of another run. */
function withoutSif({ process, cells }, runs) {
	const engine = runs.flatMap(({ engines }) => engines).find(isSifEngine);
	if (engine === void 0 || cells.some(({ subject }) => require_check.isOfSif(subject))) return [];
	const others = cells.filter(({ shown }) => shown.engine !== null && shown.scenario !== null);
	const [first] = others;
	if (first === void 0) return [];
	const names = [...new Set(others.map(({ shown }) => shown.image ?? "a name that is not known"))].sort(compare);
	const why = `no run with it that was looked at has an image for the process, where ${first.shown.engine} has ${names.join(" or ")}`;
	const one = {
		stops: engine,
		image: null,
		why,
		cells: others,
		processes: [process],
		engines: [engine]
	};
	return [{
		key: JSON.stringify([
			engine,
			null,
			why
		]),
		one
	}];
}
function isSifEngine(engine) {
	return engine === "singularity" || engine === "apptainer";
}
// src/matrix/candidates.ts
/** Images that may take the place of one that stops something: which they are, before anybody is asked whether they are there. */
/** What Wave takes for one image of several architectures. */
const BOTH = "linux/amd64,linux/arm64";
/** Of all processes that have the image, each once: modules may know of other images, and have other environments. */
function candidatesFor(stop, rows, buildsOf) {
	const inOrder = stop.cells.flatMap((cell) => stop.stops === stop.architecture ? forArchitecture(cell.subject, stop.stops, buildsOf) : forEngine(stop, cell, {
		rows,
		buildsOf
	})).toSorted((a, b) => ORDER.indexOf(a.how) - ORDER.indexOf(b.how));
	return [...new Map(inOrder.toReversed().map((one) => [one.name, one])).values()].toReversed();
}
/** What is the least work first. */
const ORDER = [
	"declared",
	"tag",
	"convert",
	"build",
	"both"
];
function forArchitecture(subject, architecture, buildsOf) {
	const engine = require_check.isOfSif(subject) && subject.isSif ? "singularity" : "docker";
	const builds = (platform, how) => buildsOf(subject, platform, engine).map((build) => ({
		...build,
		how,
		architecture,
		isByName: true
	}));
	const isOfBoth = "linux/amd64,linux/arm64".split(",").includes(architecture) && engine === "docker";
	return [
		...declaredFor(subject, {
			architecture,
			isSif: engine === "singularity"
		}),
		...tagOf(subject, architecture),
		...builds(architecture, "build"),
		...isOfBoth ? builds(BOTH, "both") : []
	];
}
/** Whatever the architecture: the other half where Singularity is stopped, and builds for the usual one. */
function forEngine({ stops }, cell, { rows, buildsOf }) {
	const { subject } = cell;
	const isSif = isSifEngine(stops);
	const converted = (isSif ? rows.filter(({ cells }) => cells.includes(cell)) : []).flatMap(({ cells }) => cells.flatMap(({ subject: other, shown }) => {
		const isUsable = !require_check.isOfSif(other) && shown.image !== null && other.from === "registry";
		const stopsAll = [...shown.architectures.values()].every(({ verdict }) => verdict === "stops");
		return isUsable && !stopsAll ? [{
			how: "convert",
			name: other.image,
			isSure: true
		}] : [];
	}));
	const architecture = subject.platform ?? "linux/amd64";
	const builds = buildsOf(subject, architecture, isSif ? "singularity" : "docker");
	return [
		...declaredFor(subject, {
			architecture,
			isSif
		}),
		...converted.slice(0, 1),
		...builds.map((build) => ({
			...build,
			how: "build",
			architecture,
			isByName: true
		}))
	];
}
/** What metadata of its module has for the architecture. */
function declaredFor(subject, { architecture, isSif }) {
	return subject.declared.filter((pull) => require_base.isNamed(pull) && pull.platform !== null && require_base.normalPlatform(pull.platform) === architecture && isSifEngine(pull.engine) === isSif && require_base.judgedName(pull) !== subject.image).map((pull) => ({
		how: "declared",
		name: nameOf(pull),
		architecture,
		isSure: true,
		location: require_base.placeOf(pull)
	}));
}
function nameOf(pull) {
	return pull.image ?? pull.written;
}
/** A digest may be of one platform where the tag has more. */
function tagOf({ name, isSif }, architecture) {
	if (isSif || name?.tag === void 0 || name.digest === void 0) return [];
	const { registry, repository, tag } = name;
	return [{
		how: "tag",
		name: require_base.canonicalName({
			registry,
			repository,
			tag
		}),
		architecture,
		isSure: false
	}];
}
/** The name by which registries and servers are asked; undefined where there is nobody to ask. */
function askedName(name) {
	const read = require_base.readPulledName(name, void 0);
	if (read.kind === "registry") return read.canonical;
	return read.kind === "download" ? name : void 0;
}
// src/matrix/mends.ts
/** What would mend what is stopped: images that are there already, and builds that could be made. */
function answersOf(inspections) {
	const whole = inspections.filter(({ request }) => request.platform === null);
	const byImage = new Map(whole.map((one) => [one.request.image, one]));
	return (name) => {
		const asked = askedName(name);
		return asked === void 0 ? void 0 : byImage.get(asked);
	};
}
/** What is to be asked of these images that nobody was asked so far, each once. */
function requestsAbout(candidates, asked) {
	const before = new Set(asked.flatMap(({ request }) => request.platform === null ? request.image : []));
	return [...new Set(candidates.flatMap(({ name }) => askedName(name) ?? []))].filter((name) => !before.has(name)).map((image) => ({
		image,
		platform: null,
		need: "platforms"
	}));
}
/** Those that are there first; where there is none, what could be built, or that somebody has to look. */
function mendsFor(stop, candidates, answerOf) {
	const states = candidates.map((candidate) => ({
		candidate,
		exists: isThere(candidate, answerOf(candidate.name))
	}));
	const there = states.filter(({ exists }) => exists === true);
	const open = states.filter(({ candidate, exists }) => exists === void 0 && candidate.isSure);
	const mends = [...there, ...open.filter(({ candidate }) => candidate.how !== "both")].map(({ candidate, exists }) => mendOf(candidate, exists));
	if (candidates.some(({ how }) => how === "both") && !there.some(({ candidate }) => candidate.how === "both")) {
		const sure = candidates.find(({ how, isSure }) => how === "both" && isSure);
		return [...mends, {
			how: "both",
			...sure !== void 0 && { image: sure.name },
			detail: BUILD_BOTH
		}];
	}
	return mends.length === 0 ? [{
		how: "choose",
		detail: choice(stop)
	}] : mends;
}
const BUILD_BOTH = `Build it for both: Wave takes ${BOTH}.`;
function choice({ stops, architecture }) {
	if (stops === architecture) return `Choose an image that is offered for ${stops}, or set one per architecture.`;
	return `Name an image that is there and that ${stops} can pull.`;
}
/** Undefined where nobody was asked, or nobody could say. */
function isThere({ architecture, isByName }, answer) {
	if (answer === void 0) return void 0;
	const { failure, platforms = [], download } = answer;
	if (failure?.state === "not-found") return false;
	const built = download?.sif?.architecture;
	const offered = built === void 0 ? platforms : [built];
	if (architecture !== void 0 && offered.length > 0) return offered.map(require_base.normalPlatform).includes(architecture);
	return failure === void 0 && (isByName === true || architecture === void 0) ? true : void 0;
}
function mendOf(candidate, exists) {
	const { how, name, location } = candidate;
	return {
		how,
		image: name,
		...location !== void 0 && { location: placeAlone(location) },
		...exists === true && { exists },
		detail: `${SENTENCES[how](candidate)}${exists === true ? ", and it is there" : "; whether it is there is not known"}.`
	};
}
const SENTENCES = {
	declared: ({ location, architecture }) => `${location.file} names another one for ${architecture}`,
	tag: ({ architecture }) => `Without the digest the name is for ${architecture}: write the digest of its index`,
	build: ({ architecture }) => `Another build of the same environment, for ${architecture}`,
	both: () => `One build of the same environment for ${BOTH}`,
	convert: () => "For both, name Docker's image: Singularity makes a SIF of it"
};
function placeAlone({ file, line, column, endLine, endColumn }) {
	return {
		file,
		line,
		column,
		endLine,
		endColumn
	};
}
// src/matrix/recipes.ts
/** What Wave would call other builds of the environments of processes; an environment is read once. */
function buildsAmong(scan) {
	const environmentOf = require_recipe.environmentReader(scan);
	return (subject, platform, engine) => {
		const environment = subject.pull.conda && environmentOf(subject.pull.conda);
		if (environment === void 0 || "problem" in environment) return [];
		const template = templateOf(subject, environment);
		const predicted = require_recipe.predictNames({
			environment,
			platform,
			engine
		}).map((one) => ({
			name: one.name,
			isSure: one.template === template
		}));
		const same = platform.includes(",") ? void 0 : subject.recipe()?.nameFor?.(platform);
		if (same === void 0 || require_base.isOras(same) !== (engine === "singularity")) return predicted;
		return [{
			name: same,
			isSure: true
		}, ...predicted.filter((one) => one.name !== same)];
	};
}
/** The template whose newest text gives the name of the image: it gives the names of its other builds. */
function templateOf(subject, environment) {
	const { by, platform } = subject.recipe()?.proof ?? {};
	if (by !== "wave-hash" || platform === void 0) return void 0;
	const name = require_base.withoutDockerScheme(require_base.meantName(subject.pull));
	return require_recipe.predictNames({
		environment,
		platform,
		engine: require_base.isOras(name) ? "singularity" : "docker"
	}).find((one) => one.name === name)?.template;
}
// src/matrix/policy.ts
/**
* The policy in whose place a matrix is made: which files and runs are looked at stays as it is; held are no rules but those whose
* answers a matrix shows, for all images alike.
*/
function matrixPolicy(policy, architectures) {
	const { platform: _platform, finals: _finals, doubts: _doubts, baseline: _baseline, ...rest } = policy;
	const wanted = {
		by: "default",
		options: { require: {
			value: architectures,
			by: "default"
		} }
	};
	return {
		...rest,
		rules: new Map([[require_check.architecture.id, wanted], [require_check.twins.id, {
			by: "default",
			options: { by: {
				value: "content",
				by: "default"
			} }
		}]]),
		overrides: [],
		waivers: []
	};
}
// src/matrix/index.ts
/** From a run by `matrixPolicy`. */
function matrixOf(report, options) {
	const { tool, startedAt, inspector, scan, inspections } = report;
	const { architectures } = options;
	const { rows, stops } = stopped(scan, inspections, options);
	const answerOf = answersOf(inspections);
	return {
		tool,
		startedAt,
		inspector,
		architectures,
		runs: require_scan.scenariosOf(scan),
		notLookedAt: scan.notLookedAt,
		counts: countsOf(rows, architectures),
		blockers: stops.map(({ stop, candidates }) => ({
			stops: stop.stops,
			image: stop.image,
			engines: stop.engines,
			processes: stop.processes,
			why: stop.why,
			mends: mendsFor(stop, candidates, answerOf)
		})),
		processes: rows.map(({ process, cells }) => ({
			process,
			images: cells.map(({ shown }) => shown)
		}))
	};
}
/** What is to be asked once it is known what stops: whether the images that may take its place are there. */
function askMore(scan, answers, options) {
	const { stops } = stopped(scan, answers, options);
	return requestsAbout(stops.flatMap(({ candidates }) => candidates), answers);
}
function stopped(scan, inspections, options) {
	const buildsOf = buildsAmong(scan);
	const rows = rowsOf(subjectsOf(scan, inspections, options), options.architectures);
	return {
		rows,
		stops: stopsOf(rows, {
			architectures: options.architectures,
			runs: require_scan.scenariosOf(scan)
		}).map((stop) => ({
			stop,
			candidates: candidatesFor(stop, rows, buildsOf)
		}))
	};
}
function subjectsOf(scan, inspections, { policy, now, lock }) {
	const pulls = require_check.judgedPulls(policy, scan);
	return require_check.prepareCases(policy, {
		pulls,
		scan
	}, inspections, {
		platform: null,
		now,
		lock,
		recipeOf: require_recipe.openRecipes(scan),
		environmentsOf: require_recipe.openEnvironments(scan)
	}).map(({ subject }) => subject);
}
// src/report/matrix-words.ts
const VERDICTS = {
	runs: "runs",
	stops: "stops",
	unknown: "not known"
};
const TWINS = {
	proven: "proven",
	"same-by-name": "same by name",
	different: "different",
	"not-comparable": "not comparable"
};
const NO_PROCESS = "No process is here: a matrix is of the processes of pipelines. wave-inspect scan lists all images.";
/** `docker`, `singularity (-profile test,singularity)`: the run where the engine does not say it. */
function runWords({ engine, scenario }) {
	const run = scenario === null ? "" : require_scan.scenarioWords(scenario);
	if (engine === null) return run === "" ? "any engine" : run;
	return run === "" || run === `-profile ${engine}` ? engine : `${engine} (${run})`;
}
/** `recomputed (linux/amd64)`, `name agrees`; a dash where there is nothing to say. */
function recipeWords({ recipe }) {
	if (recipe === void 0) return "-";
	if (recipe.agrees === true) return "name agrees";
	return recipe.platform === void 0 ? recipe.verdict : `${recipe.verdict} (${recipe.platform})`;
}
function twinWords({ twin }) {
	if (twin === void 0) return "-";
	return twin.link === void 0 ? TWINS[twin.answer] : `${TWINS[twin.answer]} (${twin.link})`;
}
/** Those that something stops first, then those of which something is not known; of these in the order of their names. */
function processGroups({ processes }) {
	return [...Map.groupBy(processes, ({ images }) => rowKey(images)).values()].map((same) => ({
		processes: same.map(({ process }) => process),
		images: same[0].images
	})).toSorted((a, b) => rankOf(a) - rankOf(b));
}
/** All but where it is written. */
function rowKey(images) {
	return JSON.stringify(images.map((image) => [{
		...image,
		location: void 0,
		architectures: [...image.architectures]
	}]));
}
function rankOf({ images }) {
	const words = new Set(images.flatMap(({ architectures }) => [...architectures.values()].map(({ verdict }) => verdict)));
	return words.has("stops") ? 0 : words.has("unknown") ? 1 : 2;
}
/** Their own names without those of the workflows around them, each with how many there are: `FASTQC (3)`. */
function shortNames(processes) {
	return [...Map.groupBy(processes, (process) => process.slice(process.lastIndexOf(":") + 1))].map(([name, same]) => same.length === 1 ? name : `${name} (${same.length})`);
}
/** By what they stop, in the order in which they are; each architecture of the matrix that nothing stops has an empty list. */
function blockersByWhat({ architectures, blockers, runs }) {
	const byWhat = Map.groupBy(blockers, ({ stops }) => stops);
	const sif = runs.flatMap(({ engines }) => engines).find((one) => one === "singularity" || one === "apptainer");
	return [...new Set([
		...architectures,
		...sif === void 0 ? [] : [sif],
		...byWhat.keys()
	])].map((what) => [what, byWhat.get(what) ?? []]);
}
// src/report/matrix.ts
/** Names of processes of one group: a person reads no more. */
const MOST_NAMES = 8;
function matrixText(matrix, { columns } = {}) {
	if (matrix.processes.length === 0) return `${NO_PROCESS}\n`;
	const width = require_base.readingWidth(columns);
	const lines = [
		...blockersByWhat(matrix).flatMap(([what, blockers]) => [
			`What stops ${require_base.plain(what)}`,
			...blockers.length === 0 ? [`  ${nothing(matrix, what)}`] : blockers.flatMap((one) => blockerLines(one, width)),
			""
		]),
		...countLines(matrix),
		"",
		`${require_base.counted(matrix.processes.length, "process", "processes")}, those of equal rows together`,
		...processGroups(matrix).flatMap((group) => groupLines(group, width)),
		...notes(matrix).flatMap((note) => ["", ...require_base.wrapped(note, width)])
	];
	return require_base.unarmed(`${lines.join("\n")}\n`);
}
/** That nothing is known to stop it is no proof that nothing does. */
function nothing({ counts }, what) {
	const open = counts.filter(({ architecture, engine }) => architecture === what || engine === what);
	const unknown = Math.max(0, ...open.map((count) => count.unknown));
	return unknown === 0 ? "nothing" : `nothing that is known; whether ${unknown === 1 ? "1 process runs" : `up to ${require_base.grouped(unknown)} processes run`} there is not known`;
}
function blockerLines({ image, engines, processes, why, mends }, width) {
	const by = engines.length === 0 ? "" : ` (${engines.join(", ")})`;
	const about = `${require_base.counted(processes.length, "process", "processes")}${by}: ${require_base.few(shortNames(processes), MOST_NAMES)}`;
	return [
		`  ${image === null ? "no image" : require_base.plain(image)}`,
		...require_base.indented(require_base.plain(about), {
			first: "    ",
			rest: "      ",
			width
		}),
		...require_base.indented(require_base.plain(`because ${why}`), {
			first: "    ",
			rest: "      ",
			width
		}),
		...mends.flatMap((mend) => mendLines(mend, width))
	];
}
/** A name has a line of its own, so that it can be copied. */
function mendLines({ image, location, detail }, width) {
	const at = location === void 0 ? "" : ` (${location.file}:${location.line})`;
	const said = require_base.indented(require_base.plain(`${detail}${at}`), {
		first: "    - ",
		rest: "      ",
		width
	});
	return image === void 0 ? said : [...said, `      ${require_base.plain(image)}`];
}
/** Runs down, architectures across. */
function countLines({ counts, architectures }) {
	const byRun = [...Map.groupBy(counts, (count) => runWords(count))];
	const rows = [["", ...architectures], ...byRun.map(([run, own]) => [require_base.plain(run), ...own.map(countWords)])];
	const widths = ["", ...architectures].map((_, column) => Math.max(...rows.map((row) => require_base.widthOf(row[column] ?? ""))));
	return rows.map((row) => row.map((cell, column) => padded(cell, widths[column] ?? 0)).join("  ").trimEnd());
}
function countWords({ runs, stops, unknown }) {
	const words = [
		...runs > 0 ? [`${require_base.grouped(runs)} run`] : [],
		...stops > 0 ? [`${require_base.grouped(stops)} stop`] : [],
		...unknown > 0 ? [`${require_base.grouped(unknown)} not known`] : []
	];
	return words.length === 0 ? "none" : words.join(", ");
}
function padded(text, width) {
	return text + " ".repeat(Math.max(0, width - require_base.widthOf(text)));
}
function groupLines({ processes, images }, width) {
	return [...require_base.indented(require_base.plain(require_base.few(shortNames(processes), MOST_NAMES)), {
		first: "",
		rest: "  ",
		width
	}), ...images.flatMap((image) => imageLines(image, width))];
}
function imageLines(one, width) {
	const { image, pin, conditions = [], architectures, platform } = one;
	const about = [
		architectures.size === 0 ? `asked for ${platform ?? "none of these"}` : verdictWords(architectures),
		...pin === void 0 ? [] : [`pin ${pin}`],
		...one.recipe === void 0 ? [] : [`recipe ${recipeWords(one)}`],
		...one.twin === void 0 ? [] : [`twins ${twinWords(one)}`],
		...conditions.length === 0 ? [] : [`if ${conditions.join(" and ")}`]
	].join("; ");
	return [...require_base.indented(require_base.plain(`${runWords(one)}: ${about}`), {
		first: "  ",
		rest: "    ",
		width
	}), `    ${image === null ? unnamed(one) : require_base.plain(image)}`];
}
/** `runs on linux/amd64, stops on linux/arm64`; architectures of one word together. */
function verdictWords(architectures) {
	return [...Map.groupBy(architectures, ([, { verdict }]) => verdict)].map(([verdict, same]) => `${VERDICTS[verdict]} on ${same.map(([name]) => name).join(" and ")}`).join(", ");
}
/** Why there is no name, in place of it. */
function unnamed({ architectures }) {
	const [first] = architectures.values();
	return require_base.plain(first?.detail ?? "its name is not known before the run");
}
function notes({ inspector, notLookedAt, processes }) {
	const hasRecipes = processes.some(({ images }) => images.some(({ recipe }) => recipe !== void 0));
	return [
		...inspector === "none" ? ["Nobody was asked: names and hashes alone were looked at."] : [],
		...hasRecipes ? [require_base.PROVES] : [],
		...notLookedAt.length === 0 ? [] : [`Not looked at: ${require_base.few(notLookedAt.map(({ what, name }) => require_base.plain(`${what} ${name}`)))}; --profile NAME looks at one.`]
	];
}
// src/cli/matrix.ts
var matrix_exports = require_rolldown_runtime.__exportAll({ matrix: () => matrix });
const formatNames = require_base.commands.matrix.options.format.words;
const formats = {
	text: (matrix, { columns }) => matrixText(matrix, { columns }),
	json: async (matrix) => (await Promise.resolve().then(() => require("./matrix-page.js")).then((n) => n.matrix_json_exports)).matrixJson(matrix),
	csv: async (matrix) => (await Promise.resolve().then(() => require("./matrix-page.js")).then((n) => n.matrix_csv_exports)).matrixCsv(matrix),
	html: async (matrix) => (await Promise.resolve().then(() => require("./matrix-page.js")).then((n) => n.matrix_exports)).matrixHtml(matrix)
};
/** Those that most pipelines are run on. */
const USUAL = ["linux/amd64", "linux/arm64"];
/** `wave-inspect matrix [DIR]`: tells and judges nothing, so that 0 is all that it exits with, and 3 where it was ended before. */
async function matrix(args, world) {
	const typed = require_base.readArguments(args, "matrix");
	const { values } = typed;
	const format = require_base.readWord("--format", values.format ?? "text", formatNames);
	const architectures = readArchitectures(values.arch);
	const now = world.now();
	const { policy, lock, report } = await require_check.runWhole(typed, world, {
		by: (found) => matrixPolicy(found, architectures),
		more: (by, held) => (scan, answers) => askMore(scan, answers, {
			policy: by,
			architectures,
			now,
			lock: held
		})
	});
	if (report.cancelled !== void 0) {
		world.err(`wave-inspect: the run was ended (${report.cancelled}); there is no matrix.\n`);
		return "undecided";
	}
	world.out(await formats[format](matrixOf(report, {
		policy,
		architectures,
		now,
		lock
	}), world));
	return "pass";
}
/** Each once, in the order given. */
function readArchitectures(typed = USUAL) {
	return [...new Set(typed.flatMap((list) => list.split(",")).map((one) => require_base.readPlatform("--arch", one)))];
}
Object.defineProperty(exports, "NO_PROCESS", {
	enumerable: true,
	get: function() {
		return NO_PROCESS;
	}
});
Object.defineProperty(exports, "VERDICTS", {
	enumerable: true,
	get: function() {
		return VERDICTS;
	}
});
Object.defineProperty(exports, "blockersByWhat", {
	enumerable: true,
	get: function() {
		return blockersByWhat;
	}
});
Object.defineProperty(exports, "matrix_exports", {
	enumerable: true,
	get: function() {
		return matrix_exports;
	}
});
Object.defineProperty(exports, "processGroups", {
	enumerable: true,
	get: function() {
		return processGroups;
	}
});
Object.defineProperty(exports, "recipeWords", {
	enumerable: true,
	get: function() {
		return recipeWords;
	}
});
Object.defineProperty(exports, "runWords", {
	enumerable: true,
	get: function() {
		return runWords;
	}
});
Object.defineProperty(exports, "shortNames", {
	enumerable: true,
	get: function() {
		return shortNames;
	}
});
Object.defineProperty(exports, "twinWords", {
	enumerable: true,
	get: function() {
		return twinWords;
	}
});
