const require_rolldown_runtime = require("./rolldown-runtime.js");
const require_base = require("./base.js");
const require_recipe = require("./recipe.js");
const require_scan = require("./scan.js");
const require_nextflow_syntax = require("./nextflow-syntax.js");
const require_neighbours = require("./neighbours.js");
const require_base_commit = require("./base-commit.js");
let node_path = require("node:path");
let node_fs = require("node:fs");
// src/scan/modules/directives.ts
/**
* Reads a script. Of a condition both sides are taken, since whoever built the images built those of both; words of the
* condition itself are no names. Processes without `container` are left out.
*/
function readDirectives(text) {
	const { script, problems } = parseStart(text) ?? require_nextflow_syntax.parseHeaders(text);
	const processes = script.declarations.flatMap((declaration) => declaration.kind === "process" ? directivesOf(declaration) : []);
	const [problem] = problems;
	return {
		processes,
		...problem !== void 0 && { problem }
	};
}
/** At the beginning of a line: in a process what stands before it are directives. */
const SECTION = /^[ \t]*(?:input|output|when|script|shell|exec|stub|topic|stage)[ \t]*:/m;
const PROCESS = /^[ \t]*process\b/gm;
/**
* Of a script with one process, as modules are, what stands before its first section: a third of it. Undefined where that
* is no whole of its own, because the word is one of a comment, say.
*/
function parseStart(text) {
	const end = text.search(SECTION);
	const [first, another] = [...text.matchAll(PROCESS)];
	if (first === void 0 || another !== void 0 || end < first.index) return void 0;
	const parsed = require_nextflow_syntax.parseHeaders(`${text.slice(0, end)}script: ""\n}`);
	return parsed.problems.length === 0 ? parsed : void 0;
}
function directivesOf({ header }) {
	const containers = new Values();
	const conda = new Values();
	const walk = (statements) => {
		for (const statement of statements) if (statement.kind === "if") {
			walk(statement.then);
			walk(statement.otherwise ?? []);
		} else if (statement.kind === "expression") {
			const { expression } = statement;
			if (expression.kind !== "call" || expression.callee.kind !== "variable") continue;
			const into = {
				container: containers,
				conda
			}[expression.callee.name];
			for (const value of expression.arguments.positional) into?.of(value);
		}
	};
	walk(header);
	const images = containers.texts.map(({ value }) => value.trim()).filter((name) => name !== "");
	if (images.length === 0 && containers.composed.length === 0) return [];
	const named = [...conda.texts.map(({ value }) => fileNamed(value, "launch")), ...conda.composed.map(fileWithin)];
	return [{
		images,
		open: containers.composed.length,
		files: named.filter((file) => file !== void 0),
		packages: conda.texts.map(({ value }) => value.trim()).filter(isOfPackages)
	}];
}
/** Every text that an expression may give. */
var Values = class {
	texts = [];
	/** Texts with something put in. */
	composed = [];
	of(expression) {
		if (expression.kind === "string") this.texts.push(expression);
		else if (expression.kind === "gstring") this.#ofParts(expression);
		else if (expression.kind === "cast") this.of(expression.operand);
		else if (expression.kind === "closure") this.#ofStatements(expression.body);
		else if (expression.kind === "ternary" || expression.kind === "elvis") {
			this.of(expression.kind === "ternary" ? expression.then : expression.value);
			this.of(expression.otherwise);
		}
	}
	/** `"${a ? 'x' : 'y'}"` is one of two texts. */
	#ofParts(whole) {
		const parts = whole.parts.filter((part) => part.kind === "interpolation" || part.value.trim() !== "");
		const [only] = parts;
		if (parts.length === 1 && only?.kind === "interpolation" && only.braced) this.of(only.expression);
		else this.composed.push(whole);
	}
	#ofStatements(statements) {
		for (const statement of statements) if (statement.kind === "expression") this.of(statement.expression);
		else if (statement.kind === "return" && statement.value !== void 0) this.of(statement.value);
		else if (statement.kind === "if") {
			this.#ofStatements(statement.then);
			this.#ofStatements(statement.otherwise ?? []);
		}
	}
};
/** Where the folders are that variables of a script stand for. */
const FOLDERS = {
	moduleDir: "module",
	projectDir: "project",
	baseDir: "project",
	launchDir: "launch"
};
/** `"${moduleDir}/environment.yml"` */
function fileWithin({ parts }) {
	const [folder, rest, more] = parts;
	if (folder?.kind !== "interpolation" || rest?.kind !== "text" || more !== void 0) return void 0;
	const { expression } = folder;
	const from = expression.kind === "variable" ? FOLDERS[expression.name] : void 0;
	return from !== void 0 && rest.value.startsWith("/") ? fileNamed(rest.value.slice(1), from) : void 0;
}
/** As Nextflow tells a file from a list of packages (CondaCache, `isYamlFilePath`); one that lies elsewhere is none of ours. */
function fileNamed(text, from) {
	const path = text.trim();
	return /\.ya?ml$/.test(path) && !/[\n\0]|^\/|:\/\//.test(path) ? {
		from,
		path
	} : void 0;
}
/** To Nextflow what has a slash is a folder or a file, and an environment that is made already. */
function isOfPackages(text) {
	return text !== "" && !/[\n/]|\.(?:ya?ml|txt|lock)$/.test(text);
}
// src/scan/modules/metadata.ts
/** Most have no `containers`, and are not read as YAML. */
function readDeclared(file, tree) {
	const text = tree.read(file);
	if (text === void 0 || !/^containers:/m.test(text)) return {
		images: [],
		problems: []
	};
	const { pulls, problems } = require_neighbours.scanModuleMetadata(file, text, { tree });
	return {
		images: pulls.map(({ written, platform }) => ({
			image: written,
			...platform !== null && { platform },
			file
		})),
		problems
	};
}
// src/scan/modules/index.ts
/**
* The modules of a repository with the environments that their images are said to be made from: what `main.nf` and `meta.yml`
* name beside an `environment.yml`, or beside packages in the script itself. No run is planned and nothing is evaluated, so
* that thousands of modules take no time.
*/
/** The files of a checked-out repository, of which only those that a module consists of are missed. */
function openModules(root) {
	return require_scan.openRepository$1(root, { exclude: [] }, (path) => OF_MODULES.test(path) ? "module" : "");
}
const OF_MODULES = /\.nf$|(?:^|\/)(?:environment\.ya?ml|meta\.yml)$/;
const META = /(?:^|\/)meta\.yml$/;
/** In the order of the scripts, and of the names in each; behind them those that only metadata has. */
function findModules(tree) {
	const finder = new Finder$1(tree);
	for (const file of tree.files) if (file.endsWith(".nf")) finder.script(file);
	for (const file of tree.files) if (META.test(file)) finder.metadata(file);
	return finder;
}
var Finder$1 = class {
	images = [];
	bare = [];
	problems = [];
	scripts = 0;
	open = 0;
	#tree;
	#files;
	/** Metadata that was held against what its script names. */
	#declaring = new Set();
	constructor(tree) {
		this.#tree = tree;
		this.#files = new Set(tree.files);
	}
	script(file) {
		const text = this.#tree.read(file);
		if (text === void 0 || !text.includes("container")) return;
		const folder = node_path.posix.dirname(file);
		const beside = node_path.posix.basename(file) === "main.nf" ? this.#beside(folder) : void 0;
		if (beside === void 0 && !/\bconda\b/.test(text)) {
			if (/^\s*container\b/m.test(text)) this.#bare(file);
			return;
		}
		const { processes, problem } = readDirectives(text);
		if (problem !== void 0 && processes.length === 0) this.#problem(file, text, problem);
		if (processes.length === 0) return;
		const held = processes.map((process) => ({
			process,
			of: this.#environmentOf(process, file, beside)
		}));
		const [known] = held.flatMap(({ of }) => of ?? []);
		if (known === void 0) return this.#bare(file);
		this.scripts++;
		for (const { process, of } of held) {
			this.open += process.open;
			if (of !== void 0) this.images.push(...process.images.map((image) => ({
				image,
				...of,
				file
			})));
		}
		if (node_path.posix.basename(file) === "main.nf") this.#declared(folder, known);
	}
	/** The script beside it may have no container of its own, or be none that can be read: what is declared is held all the same. */
	metadata(file) {
		const folder = node_path.posix.dirname(file);
		const beside = this.#beside(folder);
		if (beside === void 0 || this.#declaring.has(file)) return;
		this.#declared(folder, {
			environment: beside,
			sources: [{ file: beside }]
		});
	}
	#bare(file) {
		this.scripts++;
		this.bare.push(file);
	}
	#problem(file, text, { start, message }) {
		const at = require_base.indexLines(text).at(start);
		this.problems.push({
			file,
			...at,
			kind: "syntax",
			message: `No process with a container is found: ${message}.`
		});
	}
	#beside(folder) {
		return ["environment.yml", "environment.yaml"].map((name) => node_path.posix.join(folder, name)).find((path) => this.#files.has(path));
	}
	/** The file beside the script goes before what `conda` names: with the latter in other cases, or for other processes. */
	#environmentOf(process, file, beside) {
		const named = process.files.flatMap((one) => this.#pathOf(one, file) ?? []);
		const [first, ...others] = [...[...new Set([...beside === void 0 ? [] : [beside], ...named])].map((path) => ({ file: path })), ...process.packages.map(packagesOf)];
		if (first === void 0) return void 0;
		return {
			environment: "file" in first ? first.file : file,
			sources: [first, ...others]
		};
	}
	/** Undefined where there is no such file in the repository. */
	#pathOf({ from, path }, script) {
		const folder = from === "module" ? node_path.posix.dirname(script) : from === "project" ? this.#projectAround(script) : "";
		const found = node_path.posix.join(folder, path);
		return this.#files.has(found) ? found : void 0;
	}
	/** The folder of the pipeline that a script is part of. */
	#projectAround(script) {
		for (let folder = node_path.posix.dirname(script); folder !== "."; folder = node_path.posix.dirname(folder)) if (this.#files.has(`${folder}/nextflow.config`)) return folder;
		return "";
	}
	/** `meta.yml` beside the script. */
	#declared(folder, held) {
		const file = node_path.posix.join(folder, "meta.yml");
		if (!this.#files.has(file)) return;
		this.#declaring.add(file);
		const { images, problems } = readDeclared(file, this.#tree);
		this.problems.push(...problems);
		for (const image of images) this.images.push({
			...image,
			...held
		});
	}
};
function packagesOf(packages) {
	return { packages };
}
// src/recipe-list/environments.ts
var Environments = class {
	problems = [];
	#tree;
	/** By path, and by the text of packages. */
	#known = new Map();
	constructor(tree) {
		this.#tree = tree;
	}
	/** Undefined where it cannot be read, which is told then. `place`: the script that lists packages. */
	of(source, place) {
		const key = "file" in source ? source.file : `\n${source.packages}`;
		if (!this.#known.has(key)) {
			const read = "file" in source ? this.#file(source.file) : require_recipe.environmentOfDirective(source.packages);
			if (read !== void 0 && "problem" in read) this.#tell("file" in source ? source.file : place, read.problem);
			this.#known.set(key, read !== void 0 && "problem" in read ? void 0 : read);
		}
		return this.#known.get(key);
	}
	#file(path) {
		const text = this.#tree.read(path);
		return text === void 0 ? void 0 : require_recipe.readEnvironment(text);
	}
	#tell(file, problem) {
		const message = `No image is held against this environment: ${problem}.`;
		this.problems.push({
			file,
			line: 1,
			column: 1,
			kind: "syntax",
			message
		});
	}
};
// src/recipe-list/older.ts
/** What environment files were in the commits before, out of the repository of git that they lie in. */
/** No environment has more to say. Bytes. */
const LARGEST$1 = 1048576;
/**
* Does some work with the texts that files had before. Undefined where there is no git, or no commit.
*
* @param root The directory that the paths start from: of a work tree, or below one.
* @param most Commits that are looked at.
*/
function withOlderTexts(root, { files, most }, work) {
	const base = (0, node_fs.realpathSync)(root);
	const git = require_scan.gitDirectoryAround(base);
	const head = git === void 0 || "unreadable" in git ? void 0 : require_base_commit.headOf(git);
	if (git === void 0 || "unreadable" in git || head === void 0) return void 0;
	const above = (0, node_path.relative)(git.worktree, base).split(node_path.sep).join("/");
	const placed = (file) => above === "" ? file : `${above}/${file}`;
	const objects = new require_base_commit.GitObjects(git);
	const history = new require_base_commit.FileHistory(objects, head, {
		files: files.map(placed),
		most
	});
	return objects.whileOpen(() => work({
		of: (file) => textsOf(history, placed(file)),
		use: () => ({
			commits: history.walked,
			isCut: history.isCut,
			lacks: history.lacks
		})
	}));
}
function* textsOf(history, file) {
	for (const version of history.versionsOf(file)) {
		const bytes = history.read(version, LARGEST$1);
		const text = bytes === void 0 ? void 0 : require_base.decodeText(bytes);
		if (typeof text === "string") yield {
			commit: version.commit,
			text
		};
	}
}
// src/recipe-list/find.ts
/** Which environment an image was made from, when nothing but its name or its tag is left. */
const LIBRARY = "community.wave.seqera.io/library";
/**
* @param name 16 hexadecimal digits, a tag that ends in them, or the name of an image with such a tag, in any registry.
* @param directories Checkouts, or folders around them.
* @throws ConfigurationError where the name has no id of Wave's.
*/
function findRecipes(name, directories, { repositories, history }) {
	const wanted = readWanted(name, repositories);
	const finders = directories.map((directory) => new Finder(directory, wanted));
	const isOpen = () => finders.every(({ found }) => found.length === 0);
	for (const finder of finders) finder.search();
	if (isOpen()) for (const finder of finders) finder.searchExplained();
	const uses = history > 0 && isOpen() ? finders.map((finder) => finder.searchHistory(history)) : void 0;
	return {
		found: finders.flatMap(({ found }) => found),
		problems: finders.flatMap((finder) => finder.problems()),
		searched: {
			files: finders.reduce((sum, { sources }) => sum + sources.length, 0),
			templates: wanted.engines.reduce((sum, engine) => sum + require_recipe.templatesOf(engine).length, 0),
			repositories: wanted.repositories,
			...uses !== void 0 && { history: summed(uses) }
		}
	};
}
function readWanted(name, typed) {
	const written = name.trim();
	const bare = written.replace(/^(?:oras|docker):\/\//i, "").replace(/@.*$/s, "");
	const id = /(?:^|[:-])([0-9a-f]{16})$/.exec(bare)?.[1];
	if (id === void 0) throw new require_base.ConfigurationError(`--find: "${name}" has no id of Wave's: name 16 hexadecimal digits, or an image with a tag that ends in them.`);
	const path = bare.replace(/:[^:/]*$/, "");
	const own = bare.includes(":") && path.includes("/") ? [path.slice(0, path.lastIndexOf("/")), path] : [];
	return {
		id,
		engines: require_base.isOras(written) ? ["singularity"] : ["docker", "singularity"],
		repositories: [...new Set([
			LIBRARY,
			...typed,
			...own
		])],
		own,
		name: written
	};
}
var Finder = class {
	directory;
	found = [];
	/** Each environment of the directory, by the file that has it. */
	sources;
	#wanted;
	#tree;
	#environments;
	#tried = new Map();
	constructor(directory, wanted) {
		this.directory = directory;
		this.#wanted = wanted;
		this.#tree = openModules((0, node_path.resolve)(directory));
		this.#environments = new Environments(this.#tree);
		this.sources = sourcesOf(this.#tree);
	}
	search() {
		for (const { file, environment } of this.#each()) this.#try(file, environment, { condaFile: environment.dumped });
	}
	/** The packages one by one, other channels. */
	searchExplained() {
		for (const { file, environment } of this.#each()) for (const explanation of require_recipe.explanations(environment, environment.packages, [])) this.#try(file, environment, explanation);
	}
	*#each() {
		for (const { source, file } of this.sources) {
			const environment = this.#environments.of(source, file);
			if (environment !== void 0) yield {
				file,
				environment
			};
		}
	}
	/** The texts that files had before. */
	searchHistory(most) {
		const files = this.sources.flatMap(({ source }) => "file" in source ? [source.file] : []);
		return withOlderTexts((0, node_path.resolve)(this.directory), {
			files,
			most
		}, (older) => {
			for (const file of files) for (const { commit, text } of older.of(file)) {
				const environment = require_recipe.readEnvironment(text);
				if (!("problem" in environment)) this.#try(file, environment, {
					condaFile: environment.dumped,
					commit
				});
			}
			return older.use();
		}) ?? "none";
	}
	problems() {
		return [...this.#tree.problems(), ...this.#environments.problems];
	}
	#try(file, environment, { condaFile, how, commit }) {
		for (const engine of this.#wanted.engines) {
			const request = this.#requestOf(condaFile, environment, engine);
			if (request === void 0) continue;
			const { template, platform, repository } = request;
			const named = require_recipe.describeTemplate(template);
			const of = [...commit === void 0 ? [] : [`as it was in commit ${commit.slice(0, 12)}`], ...how === void 0 ? [] : [`with ${how}`]];
			const what = `of this environment${of.length === 0 ? "" : `, ${of.join(", ")},`}`;
			const where = `${engine === "docker" ? "Docker" : "Singularity"} on ${platform}, template ${named}, in ${repository}`;
			this.found.push({
				directory: this.directory,
				environment: file,
				image: this.#nameOf(environment, {
					engine,
					repository
				}),
				platform,
				template: named,
				...commit !== void 0 && { commit },
				detail: `The id is that ${what} for ${where}.`
			});
		}
	}
	/** The same text stands in many modules, and is tried once. */
	#requestOf(condaFile, environment, engine) {
		const key = `${engine}\n${condaFile}`;
		if (!this.#tried.has(key)) {
			const { id, repositories } = this.#wanted;
			const place = require_recipe.waveName("", environment, {
				repository: LIBRARY,
				engine: "docker",
				strategy: "imageSuffix"
			})?.replace(/:[^:]*$/, "");
			const ofBoth = {
				engine,
				repositories: place === void 0 ? [] : [place],
				platforms: require_recipe.wavePlatforms.slice(2)
			};
			const found = require_recipe.findRequest(id, condaFile, {
				engine,
				repositories
			}) ?? require_recipe.findRequest(id, condaFile, ofBoth);
			this.#tried.set(key, found);
		}
		return this.#tried.get(key);
	}
	/** As Wave names it there: the library has the packages as a path, and places of one's own have them in the tag. */
	#nameOf(environment, { engine, repository }) {
		const { id, own, name } = this.#wanted;
		if (own.includes(repository)) return name;
		return require_recipe.waveName(id, environment, {
			repository,
			engine,
			strategy: repository === LIBRARY ? "imageSuffix" : "tagPrefix"
		}) ?? `${repository}:${id}`;
	}
};
/** Environment files by their names, and whatever `conda` names. */
function sourcesOf(tree) {
	const named = tree.files.filter((file) => /(?:^|\/)environment[^/]*\.ya?ml$/.test(file));
	const sources = new Map(named.map((file) => [file, {
		source: { file },
		file
	}]));
	for (const { sources: all, file } of findModules(tree).images) for (const source of all) {
		const place = "file" in source ? source.file : file;
		const key = "file" in source ? place : `${place}\n${source.packages}`;
		if (!sources.has(key)) sources.set(key, {
			source,
			file: place
		});
	}
	return [...sources.values()];
}
function summed(uses) {
	const known = uses.filter((use) => use !== "none");
	if (known.length === 0) return "none";
	return {
		commits: known.reduce((sum, { commits }) => sum + commits, 0),
		isCut: known.some(({ isCut }) => isCut),
		lacks: known.some(({ lacks }) => lacks)
	};
}
// src/recipe-list/prover.ts
/** The verdicts, the gravest first. */
const GRAVITY = [
	"other-platform",
	"not-from-environment",
	"version-differs",
	"unknown",
	"recomputed-with",
	"recomputed"
];
const isWrong = ({ proof }) => proof.verdict === "other-platform";
const gravity = ({ verdict }) => GRAVITY.indexOf(verdict);
var Prover = class {
	/** What files were before; set when somebody asks for it. */
	older;
	#tree;
	#environments;
	/** Lock files of conda as nf-core tools write them, by the folder of the environment with a slash, or "". */
	#locks;
	#builds = new Map();
	/** The same image stands beside the same text in many modules: each text has a number. */
	#known = new Map();
	#texts = new Map();
	constructor(tree) {
		this.#tree = tree;
		this.#environments = new Environments(tree);
		const locks = tree.files.filter((file) => file.includes(LOCKS));
		this.#locks = Map.groupBy(locks, (file) => file.slice(0, file.indexOf(LOCKS)));
	}
	/** Environments that cannot be read. */
	get problems() {
		return this.#environments.problems;
	}
	/**
	* Of several places the gravest word. A platform that one of them claims in vain is told beside it where another one is
	* right: the image is made from this environment. Undefined where no environment can be read.
	*/
	prove({ claims }) {
		const said = [...new Map(claims.map((claim) => [`${claim.platform} ${JSON.stringify(claim.sources)}`, claim])).values()].flatMap((claim) => {
			const proof = this.#ofPlace(claim);
			return proof === void 0 ? [] : [{
				claim,
				proof
			}];
		});
		const right = said.filter((one) => !isWrong(one));
		const [gravest] = (right.length > 0 ? right : said).sort((a, b) => gravity(a.proof) - gravity(b.proof));
		const wrong = said.find(isWrong)?.claim;
		if (gravest === void 0 || wrong === void 0 || isWrong(gravest)) return gravest?.proof;
		const { file, platform = "" } = wrong;
		const detail = `${gravest.proof.detail}; yet ${file} names it for ${platform} as well, which it is not`;
		return {
			...gravest.proof,
			detail
		};
	}
	/** Of several environments that one directive names the best word: an image is made from one of them. */
	#ofPlace({ image, sources, platform, file }) {
		let best;
		for (const [index, source] of sources.entries()) {
			const environment = this.#environments.of(source, file);
			if (environment === void 0) continue;
			const proof = this.#once(image, environment, platform, source);
			const placed = index === 0 ? proof : ofOther(proof, "file" in source ? source.file : `the packages of ${file}`);
			if (best === void 0 || gravity(best) < gravity(placed)) best = placed;
		}
		return best;
	}
	#once(image, environment, platform, source) {
		const file = "file" in source ? source.file : void 0;
		const folder = file?.slice(0, file.lastIndexOf("/") + 1);
		const locks = folder === void 0 ? void 0 : this.#locks.get(folder);
		const key = [
			image,
			platform,
			this.#numberOf(environment),
			...locks === void 0 ? [] : [folder]
		].join("\n");
		const claimed = platform === void 0 ? {} : { platform };
		let proof = this.#known.get(key);
		if (proof === void 0) {
			proof = require_recipe.proveRecipe(image, environment, {
				...claimed,
				...locks !== void 0 && { builds: () => this.#buildsOf(locks) }
			});
			this.#known.set(key, proof);
		}
		const { older } = this;
		if (older === void 0 || file === void 0) return proof;
		return require_recipe.proveByOlder(proof, image, environment, {
			...claimed,
			older: () => this.#otherTexts(older, file)
		});
	}
	#numberOf({ dumped }) {
		const known = this.#texts.get(dumped);
		if (known !== void 0) return known;
		this.#texts.set(dumped, this.#texts.size);
		return this.#texts.size - 1;
	}
	#buildsOf(locks) {
		const builds = this.#builds.get(locks) ?? locks.flatMap((lock) => require_recipe.buildsOf(this.#tree.read(lock) ?? ""));
		this.#builds.set(locks, builds);
		return builds;
	}
	*#otherTexts(older, file) {
		const now = this.#tree.read(file);
		for (const one of older.of(file)) if (one.text !== now) yield one;
	}
};
/** In the folder of a module: `.conda-lock/linux_amd64-bd-0123456789abcdef_1.txt`. */
const LOCKS = ".conda-lock/";
/** What an environment gives that the directive names for another case than the file beside the script. */
function ofOther(proof, other) {
	const detail = `held against ${other}, which conda names for another case: ${proof.detail}`;
	return {
		...proof,
		...proof.verdict === "recomputed" && { verdict: "recomputed-with" },
		detail
	};
}
// src/recipe-list/listing.ts
/** `history`: commits that are looked at for names that nothing else explains; 0: none. */
function listRecipes(root, { history }) {
	const tree = openModules(root);
	const { images, problems, scripts, bare, open } = findModules(tree);
	const { held, mute } = grouped(images);
	const prover = new Prover(tree);
	const proofs = new Map();
	const prove = (one) => {
		const proof = prover.prove(one);
		if (proof !== void 0) proofs.set(one, proof);
	};
	held.forEach(prove);
	const use = historyOf(root, {
		asking: history > 0 ? [...proofs].flatMap(([one, proof]) => asks(one, proof) ? [one] : []) : [],
		most: history,
		prover
	}, prove);
	const entries = [...proofs].map(([one, proof]) => ({
		entry: entryOf(one, proof),
		agrees: proof.agrees === true
	}));
	return {
		entries: entries.map(({ entry }) => entry).sort(inOrder),
		agreeing: new Set(entries.flatMap(({ entry, agrees }) => agrees ? [entry] : [])),
		problems: [
			...tree.problems(),
			...problems,
			...prover.problems
		],
		scripts,
		bare: bare.length,
		mute,
		open,
		...use !== void 0 && { history: use }
	};
}
/** An image that stands beside an environment in several places is one. */
function grouped(images) {
	const isMute = new Map();
	const groups = new Map();
	for (const claim of images) {
		const { image, environment } = claim;
		if (!isMute.has(image)) isMute.set(image, !require_recipe.isProvable(image));
		if (isMute.get(image) === true) continue;
		const key = `${image}\n${environment}`;
		const known = groups.get(key);
		if (known === void 0) groups.set(key, {
			image,
			environment,
			claims: [claim]
		});
		else known.claims.push(claim);
	}
	return {
		held: [...groups.values()],
		mute: [...isMute].flatMap(([image, is]) => is ? [image] : [])
	};
}
/** Names with an id of Wave's that is not explained. */
function asks({ image, environment }, { verdict }) {
	return (verdict === "unknown" || verdict === "version-differs" || verdict === "not-from-environment") && !environment.endsWith(".nf") && require_recipe.readBuiltName(image)?.kind === "wave";
}
/** Proves once more, with what the files were before. */
function historyOf(root, { asking, most, prover }, prove) {
	if (asking.length === 0) return void 0;
	return withOlderTexts(root, {
		files: [...new Set(asking.map(({ environment }) => environment))],
		most
	}, (older) => {
		prover.older = older;
		asking.forEach(prove);
		return older.use();
	}) ?? "none";
}
function entryOf({ image, environment }, { verdict, platform, template, detail }) {
	return {
		image,
		environment,
		verdict,
		...platform !== void 0 && { platform },
		...template !== void 0 && { template },
		detail
	};
}
function inOrder(a, b) {
	const [one, other] = a.image === b.image ? [a.environment, b.environment] : [a.image, b.image];
	return one < other ? -1 : 1;
}
// src/recipe-list/new-names.ts
/** The names that images of an environment will have, before anybody builds them. */
/** Who asks for which template, as far as it is known. */
const USERS = {
	"conda/micromamba:v2": "Wave's default since 1.34.0 (2026-06-15)",
	"conda/micromamba:v1": "Wave's default before 1.34.0 (2026-06-15)",
	"conda/pixi:v1": "what nf-core tools ask for"
};
/**
* Of each template one name, by the text that it had last, that of Wave's default of today first. Of a template that is asked for
* those of its older texts behind it: a server of one's own, or an image of last year, may be of one of them.
*
* @throws ConfigurationError where the environment cannot be read, or there is no such template.
*/
function newNames$1(text, { file, platform, repository, engine, template }) {
	const environment = require_recipe.readEnvironment(text);
	if ("problem" in environment) throw new require_base.ConfigurationError(`${file}: ${environment.problem}.`);
	const known = [...new Set(require_recipe.templatesOf(engine).map(({ name }) => name))];
	if (template !== void 0 && !known.includes(template)) throw new require_base.ConfigurationError(`--template: "${template}" is not one of ${known.join(", ")}.`);
	const names = require_recipe.namesOfTexts({
		environment,
		platform,
		engine,
		...repository !== void 0 && { repository },
		...template !== void 0 && { template }
	});
	if (names.length === 0) throw new require_base.ConfigurationError(`${file}: Wave builds no such image: for Singularity it takes one platform, and each package needs a name.`);
	const newest = new Map(names.toReversed().map((one) => [one.template.name, one]));
	return (template === void 0 ? names.filter((one) => newest.get(one.template.name) === one) : names).map((one) => ({
		name: one.name,
		template: one.template.name,
		platform,
		...require_recipe.textOf(one.template),
		about: aboutTemplate(one.template, newest.get(one.template.name) === one)
	}));
}
function aboutTemplate(template, isNewest) {
	const user = isNewest ? USERS[template.name] : void 0;
	return user === void 0 ? require_recipe.describeTemplate(template) : `${require_recipe.describeTemplate(template)}; ${user}`;
}
/** What Wave builds for: one of two platforms, or both into one image (`ContainerController`). */
function wavePlatform(option, text) {
	const platforms = text.split(",").map((one) => {
		const read = require_base.parseTypedPlatform(one);
		if ("error" in read) throw new require_base.ConfigurationError(`${option}: ${read.error}.`);
		return require_base.formatPlatform(read.platform);
	});
	const distinct = [...new Set(platforms)].sort();
	const other = distinct.find((one) => one !== "linux/amd64" && one !== "linux/arm64");
	if (other !== void 0) throw new require_base.ConfigurationError(`${option}: Wave builds for linux/amd64 and linux/arm64, not for ${other}.`);
	return distinct.join(",");
}
// src/report/recipe.ts
/** The gravest first: over the part, and in the sum. */
const IN_WORDS = {
	"other-platform": {
		title: "other-platform: the id is that of another platform than the place claims",
		sum: "for another platform"
	},
	"not-from-environment": {
		title: "not-from-environment: other packages than the environment has",
		sum: "not from this environment"
	},
	"version-differs": {
		title: "version-differs: another version than the environment has",
		sum: "of another version"
	},
	unknown: {
		title: "unknown: nothing is proven, and nothing refuted",
		sum: "unknown"
	},
	agrees: {
		title: "unknown, and name and version agree: a name is no proof",
		sum: "whose name and version agree"
	},
	"recomputed-with": {
		title: "recomputed-with: a hash matches, with an explanation",
		sum: "recomputed with an explanation"
	},
	recomputed: {
		title: "recomputed: the id is that of the environment as it stands",
		sum: "recomputed"
	}
};
/** What is refuted first, each environment with its images below it; then the sum and what was not held. */
function recipeText(listing, { columns } = {}) {
	const width = require_base.readingWidth(columns);
	const parts = Object.entries(IN_WORDS).flatMap(([name, words]) => {
		const entries = listing.entries.filter((entry) => partOf(entry, listing) === name);
		return entries.length === 0 ? [] : [{
			words,
			isTold: name !== "agrees",
			entries
		}];
	});
	const notes = [
		heldWords(listing, parts.map(({ words, entries }) => `${require_base.grouped(entries.length)} ${words.sum}`).toReversed()),
		...notHeldLines(listing),
		...historyLines(listing.history),
		require_base.PROVES
	];
	return lines([
		...parts.flatMap(({ words, isTold, entries }) => [
			`${words.title} (${require_base.grouped(entries.length)})`,
			...blocksOf(entries).flatMap((block) => blockLines(block, {
				isTold,
				width
			})),
			""
		]),
		...require_scan.problemLines(listing.problems),
		...notes.flatMap((note) => require_base.indented(note, {
			first: "",
			rest: "  ",
			width
		}))
	]);
}
function partOf(entry, { agreeing }) {
	return agreeing.has(entry) ? "agrees" : entry.verdict;
}
function recipeJson({ entries }) {
	return require_base.printJson(entries);
}
/** In the order of their first environments. */
function blocksOf(entries) {
	const blocks = new Map();
	const sorted = entries.toSorted((a, b) => a.environment < b.environment ? -1 : 1);
	for (const [environment, own] of Map.groupBy(sorted, (entry) => entry.environment)) for (const [detail, same] of Map.groupBy(own, (entry) => entry.detail)) {
		const images = same.map(({ image }) => image);
		const key = [detail, ...images].join("\n");
		const block = blocks.get(key) ?? {
			environments: [],
			images,
			detail
		};
		block.environments.push(environment);
		blocks.set(key, block);
	}
	return [...blocks.values()];
}
/** A name has a line of its own, so that it can be copied. */
function blockLines({ environments, images, detail }, { isTold, width }) {
	return [
		...environments.map((environment) => `  ${require_base.plain(environment)}`),
		...images.map((image) => `    ${require_base.plain(image)}`),
		...isTold ? require_base.indented(require_base.plain(detail), {
			first: "      ",
			width
		}) : []
	];
}
/** An image beside several environments is held against each of them. */
function heldWords({ entries }, sum) {
	const images = new Set(entries.map(({ image }) => image)).size;
	const environments = new Set(entries.map(({ environment }) => environment)).size;
	const pairs = entries.length === images ? "" : `, ${require_base.counted(entries.length, "pair")}`;
	return `${`${require_base.counted(images, "image")} held against ${require_base.counted(environments, "environment")}${pairs}`}${sum.length === 0 ? "" : `: ${sum.join(", ")}`}.`;
}
function notHeldLines({ mute, open, scripts, bare }) {
	const parts = [
		...mute.length === 0 ? [] : [`${require_base.counted(mute.length, "name")} that ${mute.length === 1 ? "says" : "say"} nothing of an environment (${require_base.few(mute.map((name) => require_base.plain(name, 80)), 3)})`],
		...open === 0 ? [] : [`${require_base.counted(open, "name")} that a run puts together`],
		...bare === 0 ? [] : [`those of ${require_base.grouped(bare)} of ${require_base.counted(scripts, "script")}, beside which there is no environment`]
	];
	return parts.length === 0 ? [] : [`Not held: ${parts.join("; ")}.`];
}
function historyLines(history) {
	if (history === void 0) return [];
	if (history === "none") return ["History: there is no git here, or no commit: older environments are not known."];
	const { commits, isCut, lacks } = history;
	const more = isCut ? "; there are more, and --history all looks at all of them" : "";
	const less = lacks ? "; the repository does not have what is before them, as a shallow clone has not" : "";
	return [`History: ${require_base.counted(commits, "commit")} looked at for older environments${more}${less}.`];
}
function newNamesText(names) {
	return lines([...names.map(({ name, about }) => `${require_base.plain(name)}\n  ${require_base.plain(about)}`), require_base.PROVES]);
}
function newNamesJson(names) {
	return require_base.printJson(names.map(({ name, template, platform, builder, text }) => ({
		name,
		template,
		platform,
		builder,
		text
	})));
}
/** Where a tag comes from, or what was looked through in vain. */
function foundText({ found, problems, searched }) {
	const { files, templates, repositories, history } = searched;
	const where = `${require_base.counted(files, "environment")} \u00d7 ${require_base.counted(templates, "template text")} \u00d7 3 platforms, for ${require_base.few(repositories.map((name) => require_base.plain(name)), 5)}`;
	return lines([
		...found.map(foundLine),
		...require_scan.problemLines(problems),
		`${found.length === 0 ? "Nothing found" : `${require_base.counted(found.length, "environment")} found`} in ${where}.`,
		...historyLines(history),
		...found.length === 0 ? [] : [require_base.PROVES]
	]);
}
function foundJson({ found }) {
	return require_base.printJson(found);
}
function foundLine({ directory, environment, image, detail }) {
	const path = directory === "." ? environment : `${directory.replace(/\/+$/, "")}/${environment}`;
	return `${require_base.plain(path)}: ${require_base.plain(image)}: ${require_base.plain(detail)}`;
}
/** What is in the way, for standard error. */
function problemsText(problems) {
	return require_scan.problemLines(problems).map((line) => `wave-inspect: ${line}\n`).join("");
}
function lines(all) {
	return require_base.unarmed(`${all.join("\n")}\n`);
}
// src/cli/recipe.ts
/** `wave-inspect recipe`: what the names of images say of the environments that they were made from. */
var recipe_exports = require_rolldown_runtime.__exportAll({ recipe: () => recipe });
/**
* `wave-inspect recipe [DIR]` lists, `--from FILE` names what is not built yet, `--find NAME [DIR...]` looks for an origin
* and fails where it finds none.
*/
async function recipe(args, world) {
	const { values, positionals } = require_base.readArguments(args, "recipe");
	const format = require_base.readWord("--format", values.format ?? "text", ["text", "json"]);
	checkTogether(values);
	if (values.from !== void 0) return newNames(values.from, {
		values,
		positionals,
		format
	}, world);
	return values.find === void 0 ? list({
		values,
		positionals,
		format
	}, world) : find(values.find, {
		values,
		positionals,
		format
	}, world);
}
/** Which of the three is meant. */
function checkTogether(values) {
	if (values.from !== void 0 && values.find !== void 0) throw new require_base.ConfigurationError("--from names new images and --find looks for old ones: give one of them.");
	const isGiven = (name) => values[name] !== void 0;
	const ofFrom = [
		"platform",
		"singularity",
		"template"
	].find(isGiven);
	if (values.from === void 0 && ofFrom !== void 0) throw new require_base.ConfigurationError(`--${ofFrom} is for --from FILE; without it every one is tried.`);
	if (values.from === void 0 && values.find === void 0 && isGiven("repository")) throw new require_base.ConfigurationError("--repository is for --from FILE and --find NAME.");
	if (values.from !== void 0 && values.history !== void 0) throw new require_base.ConfigurationError("--history is not for --from: a new image has no history.");
}
/** Commits of git: of as many a run is still over in a blink. */
const USUAL_HISTORY = 100;
function readHistory(text, usual) {
	if (text === void 0) return usual;
	if (text === "all") return Number.POSITIVE_INFINITY;
	if (text === "none") return 0;
	if (/^\d{1,9}$/.test(text)) return Number(text);
	throw new require_base.ConfigurationError(`--history: "${text}" is neither a number of commits nor all nor none.`);
}
function list({ values, positionals, format }, world) {
	const listing = listRecipes((0, node_path.resolve)(require_base.readDirectory(positionals)), { history: readHistory(values.history, USUAL_HISTORY) });
	if (format === "json") world.err(problemsText(listing.problems));
	world.out(format === "json" ? recipeJson(listing) : recipeText(listing, world));
	return "pass";
}
async function newNames(from, { values, positionals, format }, world) {
	if (positionals.length > 0) throw new require_base.ConfigurationError("--from takes one file: a directory has no place behind it.");
	const [first, ...more] = readRepositories(values.repository);
	if (more.length > 0) throw new require_base.ConfigurationError("--from takes one --repository.");
	const found = newNames$1(from === "-" ? await world.input() : readEnvironmentFile(from), {
		file: from === "-" ? "standard input" : from,
		platform: wavePlatform("--platform", values.platform ?? "linux/amd64"),
		repository: first,
		engine: values.singularity === true ? "singularity" : "docker",
		template: values.template
	});
	world.out(format === "json" ? newNamesJson(found) : newNamesText(found));
	return "pass";
}
/** What stands behind it in a name is Wave's. */
function readRepositories(typed = []) {
	for (const one of typed) {
		const read = require_base.parseImageName(one);
		if ("error" in read) throw new require_base.ConfigurationError(`--repository: ${read.error}.`);
		if (read.name.tag !== void 0 || read.name.digest !== void 0) throw new require_base.ConfigurationError(`--repository: ${require_base.quote(one)} is one image: leave out its tag and its digest.`);
	}
	return typed;
}
/** Of the largest environments a hundred times the size. Bytes. */
const LARGEST = 1048576;
function readEnvironmentFile(path) {
	const bytes = require_base.readRegularFile(path, LARGEST, "followed");
	const text = require_base.isUnread(bytes) ? bytes : require_base.decodeText(bytes);
	if (typeof text !== "string") throw new require_base.ConfigurationError(`--from: ${path} ${text.words}.`);
	return text;
}
function find(name, { values, positionals, format }, world) {
	const directories = positionals.length === 0 ? ["."] : [...new Set(positionals)];
	for (const directory of directories) require_base.readDirectory([directory]);
	const search = findRecipes(name, directories, {
		repositories: readRepositories(values.repository),
		history: readHistory(values.history, 0)
	});
	if (format === "json") world.err(problemsText(search.problems));
	world.out(format === "json" ? foundJson(search) : foundText(search));
	return search.found.length > 0 ? "pass" : "fail";
}
Object.defineProperty(exports, "recipe_exports", {
	enumerable: true,
	get: function() {
		return recipe_exports;
	}
});
