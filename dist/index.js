Object.defineProperty(exports, Symbol.toStringTag, { value: "Module" });
const require_rolldown_runtime = require("./rolldown-runtime.js");
const require_base = require("./base.js");
const require_surfaces = require("./surfaces.js");
const require_scan = require("./scan.js");
const require_base_commit = require("./base-commit.js");
const require_check = require("./check.js");
let node_path = require("node:path");
let node_fs = require("node:fs");
let os = require("os");
os = require_rolldown_runtime.__toESM(os, 1);
let crypto = require("crypto");
crypto = require_rolldown_runtime.__toESM(crypto, 1);
let fs = require("fs");
fs = require_rolldown_runtime.__toESM(fs, 1);
let path = require("path");
path = require_rolldown_runtime.__toESM(path, 1);
let events = require("events");
events = require_rolldown_runtime.__toESM(events, 1);
let child_process = require("child_process");
child_process = require_rolldown_runtime.__toESM(child_process, 1);
require("timers");
let node_crypto = require("node:crypto");
// src/action/changed-places.ts
/** For which one answer is waited: nothing hangs on it but an order. Milliseconds. */
const SHORT = 5e3;
/** Undefined where nobody needs to know, or nobody can tell: a token that may not read pull requests is no problem. */
async function changedPlaces(report, { githubToken: token }, env) {
	const { GITHUB_REPOSITORY: repository = "", GITHUB_API_URL: api = "https://api.github.com" } = env;
	const isCaused = report.only !== void 0 && "commit" in report.only;
	if (!require_surfaces.areTooMany(report) || isCaused || token === void 0 || !/^[^/\s]+\/[^/\s]+$/.test(repository)) return void 0;
	const number = require_base_commit.pullRequestOf(env)?.number;
	if (number === void 0) return void 0;
	const [{ Reviews }, { Diff }] = await Promise.all([Promise.resolve().then(() => require("./rest.js")).then((n) => n.reviews_exports), Promise.resolve().then(() => require("./rest.js")).then((n) => n.diff_exports)]);
	try {
		const diff = new Diff(await new Reviews(token, api, {
			repository,
			number
		}, { longest: SHORT }).files());
		const folder = report.checkout?.folder;
		const pathOf = (file) => folder === void 0 ? file : `${folder}/${file}`;
		return ({ file, line, endLine }) => diff.meets(pathOf(file), [line, endLine]);
	} catch {
		return;
	}
}
// node_modules/@actions/core/lib/utils.js
/**
* Sanitizes an input into a string so it can be passed into issueCommand safely
* @param input input to sanitize into a string
*/
function toCommandValue(input) {
	if (input === null || input === void 0) return "";
	else if (typeof input === "string" || input instanceof String) return input;
	return JSON.stringify(input);
}
// node_modules/@actions/core/lib/command.js
/**
* Issues a command to the GitHub Actions runner
*
* @param command - The command name to issue
* @param properties - Additional properties for the command (key-value pairs)
* @param message - The message to include with the command
* @remarks
* This function outputs a specially formatted string to stdout that the Actions
* runner interprets as a command. These commands can control workflow behavior,
* set outputs, create annotations, mask values, and more.
*
* Command Format:
*   ::name key=value,key=value::message
*
* @example
* ```typescript
* // Issue a warning annotation
* issueCommand('warning', {}, 'This is a warning message');
* // Output: ::warning::This is a warning message
*
* // Set an environment variable
* issueCommand('set-env', { name: 'MY_VAR' }, 'some value');
* // Output: ::set-env name=MY_VAR::some value
*
* // Add a secret mask
* issueCommand('add-mask', {}, 'secretValue123');
* // Output: ::add-mask::secretValue123
* ```
*
* @internal
* This is an internal utility function that powers the public API functions
* such as setSecret, warning, error, and exportVariable.
*/
function issueCommand(command, properties, message) {
	const cmd = new Command(command, properties, message);
	process.stdout.write(cmd.toString() + os.EOL);
}
const CMD_STRING = "::";
var Command = class {
	constructor(command, properties, message) {
		if (!command) command = "missing.command";
		this.command = command;
		this.properties = properties;
		this.message = message;
	}
	toString() {
		let cmdStr = CMD_STRING + this.command;
		if (this.properties && Object.keys(this.properties).length > 0) {
			cmdStr += " ";
			let first = true;
			for (const key in this.properties) if (this.properties.hasOwnProperty(key)) {
				const val = this.properties[key];
				if (val) {
					if (first) first = false;
					else cmdStr += ",";
					cmdStr += `${key}=${escapeProperty(val)}`;
				}
			}
		}
		cmdStr += `${CMD_STRING}${escapeData(this.message)}`;
		return cmdStr;
	}
};
function escapeData(s) {
	return toCommandValue(s).replace(/%/g, "%25").replace(/\r/g, "%0D").replace(/\n/g, "%0A");
}
function escapeProperty(s) {
	return toCommandValue(s).replace(/%/g, "%25").replace(/\r/g, "%0D").replace(/\n/g, "%0A").replace(/:/g, "%3A").replace(/,/g, "%2C");
}
// node_modules/@actions/core/lib/file-command.js
function issueFileCommand(command, message) {
	const filePath = process.env[`GITHUB_${command}`];
	if (!filePath) throw new Error(`Unable to find environment variable for file command ${command}`);
	if (!fs.existsSync(filePath)) throw new Error(`Missing file at path: ${filePath}`);
	fs.appendFileSync(filePath, `${toCommandValue(message)}${os.EOL}`, { encoding: "utf8" });
}
function prepareKeyValueMessage(key, value) {
	const delimiter = `ghadelimiter_${crypto.randomUUID()}`;
	const convertedValue = toCommandValue(value);
	if (key.includes(delimiter)) throw new Error(`Unexpected input: name should not contain the delimiter "${delimiter}"`);
	if (convertedValue.includes(delimiter)) throw new Error(`Unexpected input: value should not contain the delimiter "${delimiter}"`);
	return `${key}<<${delimiter}${os.EOL}${convertedValue}${os.EOL}${delimiter}`;
}
// node_modules/@actions/core/lib/summary.js
var __awaiter$6 = function(thisArg, _arguments, P, generator) {
	function adopt(value) {
		return value instanceof P ? value : new P(function(resolve) {
			resolve(value);
		});
	}
	return new (P || (P = Promise))(function(resolve, reject) {
		function fulfilled(value) {
			try {
				step(generator.next(value));
			} catch (e) {
				reject(e);
			}
		}
		function rejected(value) {
			try {
				step(generator["throw"](value));
			} catch (e) {
				reject(e);
			}
		}
		function step(result) {
			result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected);
		}
		step((generator = generator.apply(thisArg, _arguments || [])).next());
	});
};
const { access, appendFile, writeFile } = fs.promises;
const SUMMARY_ENV_VAR = "GITHUB_STEP_SUMMARY";
var Summary = class {
	constructor() {
		this._buffer = "";
	}
	/**
	* Finds the summary file path from the environment, rejects if env var is not found or file does not exist
	* Also checks r/w permissions.
	*
	* @returns step summary file path
	*/
	filePath() {
		return __awaiter$6(this, void 0, void 0, function* () {
			if (this._filePath) return this._filePath;
			const pathFromEnv = process.env[SUMMARY_ENV_VAR];
			if (!pathFromEnv) throw new Error(`Unable to find environment variable for $${SUMMARY_ENV_VAR}. Check if your runtime environment supports job summaries.`);
			try {
				yield access(pathFromEnv, fs.constants.R_OK | fs.constants.W_OK);
			} catch (_a) {
				throw new Error(`Unable to access summary file: '${pathFromEnv}'. Check if the file has correct read/write permissions.`);
			}
			this._filePath = pathFromEnv;
			return this._filePath;
		});
	}
	/**
	* Wraps content in an HTML tag, adding any HTML attributes
	*
	* @param {string} tag HTML tag to wrap
	* @param {string | null} content content within the tag
	* @param {[attribute: string]: string} attrs key-value list of HTML attributes to add
	*
	* @returns {string} content wrapped in HTML element
	*/
	wrap(tag, content, attrs = {}) {
		const htmlAttrs = Object.entries(attrs).map(([key, value]) => ` ${key}="${value}"`).join("");
		if (!content) return `<${tag}${htmlAttrs}>`;
		return `<${tag}${htmlAttrs}>${content}</${tag}>`;
	}
	/**
	* Writes text in the buffer to the summary buffer file and empties buffer. Will append by default.
	*
	* @param {SummaryWriteOptions} [options] (optional) options for write operation
	*
	* @returns {Promise<Summary>} summary instance
	*/
	write(options) {
		return __awaiter$6(this, void 0, void 0, function* () {
			const overwrite = !!(options === null || options === void 0 ? void 0 : options.overwrite);
			const filePath = yield this.filePath();
			yield (overwrite ? writeFile : appendFile)(filePath, this._buffer, { encoding: "utf8" });
			return this.emptyBuffer();
		});
	}
	/**
	* Clears the summary buffer and wipes the summary file
	*
	* @returns {Summary} summary instance
	*/
	clear() {
		return __awaiter$6(this, void 0, void 0, function* () {
			return this.emptyBuffer().write({ overwrite: true });
		});
	}
	/**
	* Returns the current summary buffer as a string
	*
	* @returns {string} string of summary buffer
	*/
	stringify() {
		return this._buffer;
	}
	/**
	* If the summary buffer is empty
	*
	* @returns {boolen} true if the buffer is empty
	*/
	isEmptyBuffer() {
		return this._buffer.length === 0;
	}
	/**
	* Resets the summary buffer without writing to summary file
	*
	* @returns {Summary} summary instance
	*/
	emptyBuffer() {
		this._buffer = "";
		return this;
	}
	/**
	* Adds raw text to the summary buffer
	*
	* @param {string} text content to add
	* @param {boolean} [addEOL=false] (optional) append an EOL to the raw text (default: false)
	*
	* @returns {Summary} summary instance
	*/
	addRaw(text, addEOL = false) {
		this._buffer += text;
		return addEOL ? this.addEOL() : this;
	}
	/**
	* Adds the operating system-specific end-of-line marker to the buffer
	*
	* @returns {Summary} summary instance
	*/
	addEOL() {
		return this.addRaw(os.EOL);
	}
	/**
	* Adds an HTML codeblock to the summary buffer
	*
	* @param {string} code content to render within fenced code block
	* @param {string} lang (optional) language to syntax highlight code
	*
	* @returns {Summary} summary instance
	*/
	addCodeBlock(code, lang) {
		const attrs = Object.assign({}, lang && { lang });
		const element = this.wrap("pre", this.wrap("code", code), attrs);
		return this.addRaw(element).addEOL();
	}
	/**
	* Adds an HTML list to the summary buffer
	*
	* @param {string[]} items list of items to render
	* @param {boolean} [ordered=false] (optional) if the rendered list should be ordered or not (default: false)
	*
	* @returns {Summary} summary instance
	*/
	addList(items, ordered = false) {
		const tag = ordered ? "ol" : "ul";
		const listItems = items.map((item) => this.wrap("li", item)).join("");
		const element = this.wrap(tag, listItems);
		return this.addRaw(element).addEOL();
	}
	/**
	* Adds an HTML table to the summary buffer
	*
	* @param {SummaryTableCell[]} rows table rows
	*
	* @returns {Summary} summary instance
	*/
	addTable(rows) {
		const tableBody = rows.map((row) => {
			const cells = row.map((cell) => {
				if (typeof cell === "string") return this.wrap("td", cell);
				const { header, data, colspan, rowspan } = cell;
				const tag = header ? "th" : "td";
				const attrs = Object.assign(Object.assign({}, colspan && { colspan }), rowspan && { rowspan });
				return this.wrap(tag, data, attrs);
			}).join("");
			return this.wrap("tr", cells);
		}).join("");
		const element = this.wrap("table", tableBody);
		return this.addRaw(element).addEOL();
	}
	/**
	* Adds a collapsable HTML details element to the summary buffer
	*
	* @param {string} label text for the closed state
	* @param {string} content collapsable content
	*
	* @returns {Summary} summary instance
	*/
	addDetails(label, content) {
		const element = this.wrap("details", this.wrap("summary", label) + content);
		return this.addRaw(element).addEOL();
	}
	/**
	* Adds an HTML image tag to the summary buffer
	*
	* @param {string} src path to the image you to embed
	* @param {string} alt text description of the image
	* @param {SummaryImageOptions} options (optional) addition image attributes
	*
	* @returns {Summary} summary instance
	*/
	addImage(src, alt, options) {
		const { width, height } = options || {};
		const attrs = Object.assign(Object.assign({}, width && { width }), height && { height });
		const element = this.wrap("img", null, Object.assign({
			src,
			alt
		}, attrs));
		return this.addRaw(element).addEOL();
	}
	/**
	* Adds an HTML section heading element
	*
	* @param {string} text heading text
	* @param {number | string} [level=1] (optional) the heading level, default: 1
	*
	* @returns {Summary} summary instance
	*/
	addHeading(text, level) {
		const tag = `h${level}`;
		const allowedTag = [
			"h1",
			"h2",
			"h3",
			"h4",
			"h5",
			"h6"
		].includes(tag) ? tag : "h1";
		const element = this.wrap(allowedTag, text);
		return this.addRaw(element).addEOL();
	}
	/**
	* Adds an HTML thematic break (<hr>) to the summary buffer
	*
	* @returns {Summary} summary instance
	*/
	addSeparator() {
		const element = this.wrap("hr", null);
		return this.addRaw(element).addEOL();
	}
	/**
	* Adds an HTML line break (<br>) to the summary buffer
	*
	* @returns {Summary} summary instance
	*/
	addBreak() {
		const element = this.wrap("br", null);
		return this.addRaw(element).addEOL();
	}
	/**
	* Adds an HTML blockquote to the summary buffer
	*
	* @param {string} text quote text
	* @param {string} cite (optional) citation url
	*
	* @returns {Summary} summary instance
	*/
	addQuote(text, cite) {
		const attrs = Object.assign({}, cite && { cite });
		const element = this.wrap("blockquote", text, attrs);
		return this.addRaw(element).addEOL();
	}
	/**
	* Adds an HTML anchor tag to the summary buffer
	*
	* @param {string} text link text/content
	* @param {string} href hyperlink
	*
	* @returns {Summary} summary instance
	*/
	addLink(text, href) {
		const element = this.wrap("a", text, { href });
		return this.addRaw(element).addEOL();
	}
};
new Summary();
const { chmod, copyFile, lstat, mkdir, open, readdir, rename, rm, rmdir, stat, symlink, unlink } = fs.promises;
process.platform;
fs.constants.O_RDONLY;
process.platform;
events.EventEmitter;
events.EventEmitter;
os.default.platform();
os.default.arch();
/**
* The code to exit an action
*/
var ExitCode;
(function(ExitCode) {
	/**
	* A code indicating that the action was successful
	*/
	ExitCode[ExitCode["Success"] = 0] = "Success";
	/**
	* A code indicating that the action was a failure
	*/
	ExitCode[ExitCode["Failure"] = 1] = "Failure";
})(ExitCode || (ExitCode = {}));
/**
* Registers a secret which will get masked from logs
*
* @param secret - Value of the secret to be masked
* @remarks
* This function instructs the Actions runner to mask the specified value in any
* logs produced during the workflow run. Once registered, the secret value will
* be replaced with asterisks (***) whenever it appears in console output, logs,
* or error messages.
*
* This is useful for protecting sensitive information such as:
* - API keys
* - Access tokens
* - Authentication credentials
* - URL parameters containing signatures (SAS tokens)
*
* Note that masking only affects future logs; any previous appearances of the
* secret in logs before calling this function will remain unmasked.
*
* @example
* ```typescript
* // Register an API token as a secret
* const apiToken = "abc123xyz456";
* setSecret(apiToken);
*
* // Now any logs containing this value will show *** instead
* console.log(`Using token: ${apiToken}`); // Outputs: "Using token: ***"
* ```
*/
function setSecret(secret) {
	issueCommand("add-mask", {}, secret);
}
/**
* Gets the value of an input.
* Unless trimWhitespace is set to false in InputOptions, the value is also trimmed.
* Returns an empty string if the value is not defined.
*
* @param     name     name of the input to get
* @param     options  optional. See InputOptions.
* @returns   string
*/
function getInput(name, options) {
	const val = process.env[`INPUT_${name.replace(/ /g, "_").toUpperCase()}`] || "";
	if (options && options.required && !val) throw new Error(`Input required and not supplied: ${name}`);
	if (options && options.trimWhitespace === false) return val;
	return val.trim();
}
/**
* Sets the value of an output.
*
* @param     name     name of the output to set
* @param     value    value to store. Non-string values will be converted to a string via JSON.stringify
*/
function setOutput(name, value) {
	if (process.env["GITHUB_OUTPUT"] || "") return issueFileCommand("OUTPUT", prepareKeyValueMessage(name, value));
	process.stdout.write(os.EOL);
	issueCommand("set-output", { name }, toCommandValue(value));
}
// src/action/files.ts
/** Paths of the step: what lies in the workspace, and where a report may be written. */
/**
* The absolute path of an input that must lie in the workspace. A link of the checkout that leads elsewhere is refused:
* whoever wrote the workflow did not put it there.
*
* @param input Name of the input, for the message.
*/
function inWorkspace(workspace, input, path) {
	const absolute = (0, node_path.resolve)(workspace, path);
	if (!require_base.isBelow(workspace, absolute)) throw new require_base.ConfigurationError(`${input}: ${path} is outside the workspace; give a path below it.`);
	const place = require_base.placeInside((0, node_fs.realpathSync)(workspace), (0, node_path.relative)(workspace, absolute));
	if (!require_base.isUnread(place) || place.why === "absent") return absolute;
	throw new require_base.ConfigurationError(`${input}: ${path} ${place.words}; give a file or directory of its own.`);
}
/**
* Writes a report. A path outside of the workspace is the workflow's to choose (`runner.temp`); one inside of it, by
* whichever of its names, must not lead out by a link, nor be one, nor lie in git's own folder.
*
* @returns The absolute path.
*/
function writeReport(workspace, path, text) {
	const file = placeForReport(workspace, path);
	(0, node_fs.mkdirSync)((0, node_path.dirname)(file), { recursive: true });
	require_base.writeWhole(file, text);
	return file;
}
/** The absolute path of a report, of which nothing is written yet; throws where it must not be. */
function placeForReport(workspace, path) {
	const file = (0, node_path.resolve)(workspace, path);
	if ([workspace, (0, node_fs.realpathSync)(workspace)].some((folder) => require_base.isBelow(folder, file))) {
		const objection = objectionTo((0, node_fs.realpathSync)(workspace), realOf((0, node_path.dirname)(file)));
		if (objection !== void 0) throw new Error(objection);
	}
	return file;
}
function objectionTo(workspace, directory) {
	if (!require_base.isBelow(workspace, directory)) return "its directory is a link that leads out of the workspace";
	return require_base.isOfGit(workspace, directory) ? "its directory lies in git's own folder" : void 0;
}
/** A path with the links followed of what exists of it. */
function realOf(path) {
	return (0, node_fs.existsSync)(path) || path === (0, node_path.dirname)(path) ? (0, node_fs.realpathSync)(path) : (0, node_path.join)(realOf((0, node_path.dirname)(path)), (0, node_path.basename)(path));
}
// src/action/folders.ts
/** Which folders of the workspace are checked. */
/**
* The folders of the inputs `path` and `paths`, from the workspace on, "/" between folders, the workspace itself empty: where
* they really are, since files are listed there. A typo must not turn a gate green with nothing checked, and neither must
* a link.
*
* @throws ConfigurationError
*/
function foldersOf$1({ path, paths }, workspace) {
	if (paths === void 0) return [folderWithin(workspace, "path", path)];
	const fault = require_scan.globFault(paths);
	if (fault !== void 0) throw new require_base.ConfigurationError(`paths: ${fault}.`);
	const folders = [...new Set(new Matching(workspace).of(paths))];
	if (folders.length === 0) throw new require_base.ConfigurationError("paths: nothing is left of it; name a directory to check.");
	refuseNested(folders);
	return folders;
}
/** A line that begins with ! takes out what the lines before it match. */
var Matching = class {
	#workspace;
	#known;
	constructor(workspace) {
		this.#workspace = workspace;
	}
	of(lines) {
		let found = [];
		for (const line of lines) if (line.startsWith("!")) {
			const isTaken = require_scan.wholeMatch(line.slice(1));
			found = found.filter(({ name }) => !isTaken(name));
		} else found = [...found, ...this.#one(line)];
		return found.map(({ folder }) => folder);
	}
	/** A directory of just that name is one of several: whoever adds `a/*` takes nothing out of what `a/*` matches. */
	#one(line) {
		if (!/[*?[{]/.test(line)) return [named(folderWithin(this.#workspace, "paths", line))];
		this.#known ??= foldersIn(this.#workspace);
		const isMeant = require_scan.wholeMatch(line);
		const found = [...(0, node_fs.statSync)(inside(this.#workspace, line), { throwIfNoEntry: false })?.isDirectory() === true ? [named(folderWithin(this.#workspace, "paths", line))] : [], ...this.#known.filter(({ name }) => isMeant(name))];
		if (found.length > 0) return found;
		throw new require_base.ConfigurationError(`paths: ${require_base.quote(line)} matches no directory of the workspace that holds files of the repository; is the repository checked out?`);
	}
};
function inside(workspace, path) {
	return inWorkspace(workspace, "paths", path);
}
function named(folder) {
	return {
		name: folder,
		folder
	};
}
/** Those that patterns match: folders, and beside them links to folders of the workspace, as a shell takes them. */
function foldersIn(workspace) {
	const folders = foldersWithFiles(workspace);
	return [...folders.map(named), ...["", ...folders].flatMap((folder) => linksIn(workspace, folder))];
}
function linksIn(workspace, folder) {
	return (0, node_fs.readdirSync)((0, node_path.join)(workspace, folder), { withFileTypes: true }).flatMap((entry) => {
		if (!entry.isSymbolicLink()) return [];
		const path = (0, node_path.join)(workspace, folder, entry.name);
		if ((0, node_fs.statSync)(path, { throwIfNoEntry: false })?.isDirectory() !== true) return [];
		const way = require_base.wayFrom(workspace, path);
		if (way === void 0) return [];
		return {
			name: folder === "" ? entry.name : `${folder}/${entry.name}`,
			folder: way === "." ? "" : way
		};
	});
}
/** Those that hold a file which is not ignored, at any depth; and submodules without any, of which their own run tells. */
function foldersWithFiles(workspace) {
	const tree = require_scan.openRepository(workspace, { exclude: [] });
	const missed = tree.problems().map(({ file }) => file).filter((path) => isEmptyFolder((0, node_path.join)(workspace, path)));
	const folders = new Set();
	for (const file of [...tree.files, ...missed.map((folder) => `${folder}/`)]) for (let end = file.lastIndexOf("/"); end > 0; end = file.lastIndexOf("/", end - 1)) {
		const folder = file.slice(0, end);
		if (folders.has(folder)) break;
		folders.add(folder);
	}
	return [...folders].sort();
}
function isEmptyFolder(path) {
	return (0, node_fs.lstatSync)(path, { throwIfNoEntry: false })?.isDirectory() === true && (0, node_fs.readdirSync)(path).length === 0;
}
/** What lies in two of them would be told and counted twice. */
function refuseNested(folders) {
	const nested = require_base.firstNested(folders);
	if (nested === void 0) return;
	const { inner, outer } = nested;
	throw new require_base.ConfigurationError(`paths: ${require_base.quote(inner)} lies in ${require_base.quote(outer === "" ? "." : outer)}, which is checked as well; leave out one of them, or take the inner one out with a line that begins with !.`);
}
function folderWithin(workspace, input, path) {
	const absolute = inWorkspace(workspace, input, path);
	if ((0, node_fs.statSync)(absolute, { throwIfNoEntry: false })?.isDirectory() !== true) throw new require_base.ConfigurationError(`${input}: ${path} is not a directory of the workspace; is the repository checked out?`);
	const way = require_base.wayFrom(workspace, absolute) ?? "";
	return way === "." ? "" : way;
}
// src/action/judged-by.ts
/** By what the step judges: the policy, the baseline, the lock and the base that its inputs and its event name. */
/** An audit records what is merged, and has somebody to ask. */
function refuseAudit({ inspector }, pull) {
	if (pull !== void 0) throw new require_base.ConfigurationError(`mode: the event ${pull.event} is a change that is not merged, and an audit records what is: run it on schedule, push or workflow_dispatch, or write mode: \${{ github.event_name == 'schedule' && 'audit' || 'check' }}.`);
	if (inspector === "none") throw new require_base.ConfigurationError("mode: an audit records what registries say: set inspector: wave or registry; none asks nobody.");
}
async function policyOf(inputs, folders, workspace, env) {
	const { policy, policyFrom, githubToken } = inputs;
	const pull = require_base_commit.pullRequestOf(env);
	if (pull !== void 0) for (const folder of folders) await require_scan.refuseUnseen((0, node_path.resolve)(workspace, folder), pull, env);
	const isPath = policy !== void 0 && !require_scan.isElsewhere(policy);
	const baseline = inputs.baseline && (0, node_path.relative)(workspace, inWorkspace(workspace, "baseline", inputs.baseline));
	const file = isPath ? (0, node_path.relative)(workspace, inWorkspace(workspace, "policy", policy)) : policy;
	if (pull !== void 0 && policyFrom === "base") {
		const ofBase = await require_scan.readPolicyOfBase(workspace, file, pull, env, githubToken);
		return {
			policy: ofBase,
			proposal: await require_scan.readProposal(workspace, file, ofBase, env, githubToken),
			...await require_base_commit.readBaselineOfBase(workspace, ofBase, baseline, {
				pull,
				env,
				token: githubToken
			}),
			baseOf: (folder) => require_scan.filesOfBase(workspace, folder, pull, env)
		};
	}
	const here = await (file === void 0 ? require_scan.findPolicy(workspace, env, githubToken) : require_scan.readPolicyFile(workspace, file, env, githubToken));
	return {
		policy: here,
		baseline: await require_base_commit.readBaselineFile(workspace, here, baseline)
	};
}
/** The lock of the checkout: a pull request may change it, and what it says has to be what registries say. */
async function lockOf(inputs, { workspace, within }, { policy, base }) {
	const given = inputs.lock && (0, node_path.relative)(workspace, inWorkspace(workspace, "lock", inputs.lock));
	const name = given ?? (0, node_path.join)(within, "containers.lock");
	const isOfBase = typeof base?.(name) === "string";
	if (given === void 0 && policy.lock === void 0 && !isOfBase && !require_base.isThere((0, node_path.join)(workspace, name))) return void 0;
	const { holdLock } = await Promise.resolve().then(() => require("./lock.js")).then((n) => n.held_exports);
	return holdLock({
		root: workspace,
		name,
		isNamed: given !== void 0,
		isOfBase
	}, policy);
}
/** What the change is held against, where only what it causes counts. */
async function onlyOf({ only, githubToken }, folder, workspace, env) {
	if (only === "all") return void 0;
	const pull = require_base_commit.pullRequestOf(env);
	const { GITHUB_EVENT_NAME: event = "", GITHUB_API_URL: api = "https://api.github.com" } = env;
	if (pull === void 0) return { nothing: `the event ${event} is no pull request` };
	const [{ baseOfChange }, { GitHub }] = await Promise.all([Promise.resolve().then(() => require("./changed.js")).then((n) => n.base_exports), Promise.resolve().then(() => require("./scan.js")).then((n) => n.contents_exports)]);
	return await baseOfChange((0, node_path.resolve)(workspace, folder), pull, env, new GitHub(githubToken, api)) ?? { nothing: "the checkout is of another repository than the pull request" };
}
// src/action/check.ts
/** The runs of the step: one of each folder, and what they come to together. */
/** Runs on the folder of the input `path`, or on each of `paths`: all that they are judged by is read before the first. */
async function check(inputs, workspace, world, redactor) {
	const { env } = world;
	const cancellation = world.cancellable?.() ?? new require_base.Cancellation();
	const addSecret = (secret) => {
		redactor.add(secret);
		setSecret(secret);
	};
	for (const secret of [inputs.seqera.token, inputs.githubToken]) if (secret !== void 0) addSecret(secret);
	const folders = foldersOf$1(inputs, workspace);
	const reading = policyOf(inputs, folders, workspace, env);
	const judgedBy = await cancellation.race(reading, "its policy was read");
	const settings = require_base.settle(inputs.flags, judgedBy.policy);
	for (const sentence of require_scan.passedWithin(workspace, folders, judgedBy.policy.source?.file ?? null)) world.out(require_surfaces.noticeCommand(`policy: ${sentence}`));
	if (inputs.audit !== void 0) refuseAudit(settings, require_base_commit.pullRequestOf(env));
	const step = {
		inputs,
		workspace,
		world,
		redactor,
		cancellation,
		addSecret,
		judgedBy,
		settings,
		asked: new Map()
	};
	const plans = [];
	for (const folder of folders) plans.push(await planOf(step, folder));
	const checks = [];
	for (const plan of plans) {
		checks.push(await checkFolder(step, plan));
		if (cancellation.reason !== void 0) break;
	}
	if (inputs.paths === void 0) return {
		report: checks[0].report,
		checks
	};
	const { together } = await Promise.resolve().then(() => require("./check.js")).then((n) => n.together_exports);
	const reports = checks.map(({ report, within }) => ({
		...report,
		folder: nameOf(within)
	}));
	return {
		report: together(reports, folders.slice(reports.length).map(nameOf)),
		checks
	};
}
/** The inputs as one of several folders has them: what is written of each goes to a folder of its own. */
function ofFolder(inputs, folder) {
	const { audit, evidence } = inputs;
	if (folder === void 0) return inputs;
	return {
		...inputs,
		path: folder,
		evidence: evidence && (0, node_path.join)(evidence, folder),
		audit: audit && {
			...audit,
			directory: (0, node_path.join)(audit.directory, folder)
		}
	};
}
async function planOf(step, within) {
	const { workspace, world, cancellation, judgedBy, settings } = step;
	const { env } = world;
	const inputs = step.inputs.paths === void 0 ? step.inputs : ofFolder(step.inputs, nameOf(within));
	const base = await judgedBy.baseOf?.(within);
	const lock = await lockOf(inputs, {
		workspace,
		within
	}, {
		policy: judgedBy.policy,
		base
	});
	const only = await cancellation.race(onlyOf(inputs, within, workspace, env), "its base was found");
	const evidence = inputs.evidence ?? (inputs.audit && (0, node_path.join)(inputs.audit.directory, "evidence"));
	return {
		within,
		lock,
		only,
		base,
		keep: await evidenceOf(inputs, evidence, {
			workspace,
			within,
			settings
		}, world),
		evidence
	};
}
async function checkFolder(step, { within, lock, only, base, keep, evidence }) {
	const { inputs, workspace, world, redactor, cancellation, judgedBy, settings } = step;
	const { policy } = judgedBy;
	const { env, now, out } = world;
	const isSeveral = inputs.paths !== void 0;
	const log = groupedLog(isSeveral ? `Inspection of ${nameOf(within)}` : "Inspection", out);
	const inspect = inspectOptions(step, log);
	const old = (keep === void 0 ? lock?.lock : void 0) ?? { images: new Map() };
	const isRecorded = keep !== void 0 || inputs.audit !== void 0;
	const { baseOf: _, ...judged } = judgedBy;
	const report = await require_check.run({
		root: workspace,
		within,
		...judged,
		base,
		lock,
		only,
		...isRecorded && { record: {
			lock: old,
			alone: false,
			old: inputs.audit && lock?.lock
		} },
		asksDigests: inputs.patchFile !== void 0 || inputs.suggest,
		settings,
		now,
		cancellation,
		redactor,
		inspect,
		asked: step.asked,
		provenanceOf: (scan) => require_base_commit.recordOf(workspace, scan, env),
		toolUrl: ownUrl(env)
	}).finally(() => log.end());
	const judging = {
		policy,
		lock: lock?.lock
	};
	return {
		report: isSeveral ? {
			...report,
			folder: nameOf(within)
		} : report,
		policy,
		lock,
		inspect,
		within,
		settings,
		cancellation,
		evidence,
		keep: keep && ((whole) => keep(whole, judging))
	};
}
/** The workspace itself is `.`, as it is written. */
function nameOf(within) {
	return within === "" ? "." : within;
}
function inspectOptions({ inputs, world: { env, now }, redactor, addSecret }, log) {
	return {
		env,
		now,
		insecureRegistries: inputs.insecureRegistries,
		log: ({ message }) => log.say(redactor.redact(message)),
		addSecret,
		addToken: (token) => redactor.addToken(token),
		waveEndpoint: inputs.waveEndpoint,
		seqera: inputs.seqera,
		githubToken: inputs.githubToken,
		actionsCache: inputs.cache
	};
}
/** Loaded only where somebody wants it. An audit has it as far as it can be had: a checkout without git has no time. */
async function evidenceOf({ evidence: asked, only }, folder, about, { env, out }) {
	if (folder === void 0) return void 0;
	const { openEvidence } = await Promise.resolve().then(() => require("./action-evidence.js")).then((n) => n.evidence_exports);
	try {
		return openEvidence(folder, {
			...about,
			only
		}, env);
	} catch (error) {
		if (asked !== void 0 || !(error instanceof require_base.ConfigurationError)) throw error;
		out(`${require_base.logLine(`The audit has no evidence. ${error.message}`)}\n`);
		return;
	}
}
/** Progress, retries and warnings of a run under one heading, which GitHub shows folded; none where there is nothing to say. */
function groupedLog(title, out) {
	let isOpen = false;
	return {
		say(message) {
			if (!isOpen) out(`::group::${title}\n`);
			isOpen = true;
			out(`${require_base.logLine(message)}\n`);
		},
		end() {
			if (isOpen) out("::endgroup::\n");
		}
	};
}
/** The copy of the action that this workflow uses; nothing for `uses: ./`, where the runner names none. */
function ownUrl(env) {
	const { GITHUB_ACTION_REPOSITORY: repository = "", GITHUB_ACTION_REF: ref = "", GITHUB_SERVER_URL: server } = env;
	return repository === "" || ref === "" ? void 0 : `${server ?? "https://github.com"}/${repository}/blob/${ref}`;
}
// src/action/inputs.ts
/** The inputs of action.yml. */
function readSurfaces() {
	return {
		checkRun: getInput("check-run") === "true",
		comment: getInput("comment") === "true",
		id: getInput("comment-id") || void 0,
		matrix: getInput("matrix"),
		path: getInput("path") || linesOf(getInput("paths")).join(", ") || ".",
		token: getInput("github-token") || void 0
	};
}
/** Reads every input; all that is wrong is said in one error. */
function readInputs() {
	const problems = [];
	function read(name, convert) {
		const text = getInput(name);
		if (text === "") return void 0;
		try {
			return convert(name, text);
		} catch (error) {
			if (!(error instanceof require_base.ConfigurationError)) throw error;
			problems.push(error.message);
			return;
		}
	}
	const issue = read("issue", oneOf(["true", "false"])) === "true";
	const isAudit = read("mode", oneOf(["check", "audit"])) === "audit";
	if (issue && !isAudit) problems.push("issue: an issue is what an audit writes; set mode: audit, too.");
	for (const name of ["check-run", "comment"]) read(name, oneOf(["true", "false"]));
	const audit = {
		directory: read("audit-dir", asWritten) ?? "wave-inspect-audit",
		issue,
		reachability: read("reachability", oneOf(["true", "false"])) === "true",
		issueId: read("issue-id", asWritten)
	};
	const inputs = {
		audit: isAudit ? audit : void 0,
		flags: {
			inspector: read("inspector", oneOf(require_base.inspectorNames)),
			platform: read("platform", require_base.readPlatform),
			failOn: read("fail-on", oneOf(require_base.failOnLevels)),
			profiles: read("profiles", require_base.readScenarios),
			launch: read("arguments", require_base.readLaunchCommand),
			syntax: read("syntax", oneOf(require_base.syntaxNames))
		},
		policy: read("policy", asWritten),
		policyFrom: read("policy-from", oneOf(["base", "head"])) ?? "base",
		baseline: read("baseline", asWritten),
		lock: read("lock", asWritten),
		...foldersOf(read, problems),
		only: read("only", oneOf(["all", "changed"])) ?? "all",
		waveEndpoint: read("wave-endpoint", require_base.readUrl),
		seqera: {
			token: read("seqera-access-token", asWritten),
			endpoint: read("seqera-endpoint", require_base.readUrl),
			workspaceId: read("seqera-workspace-id", require_base.readWorkspace)
		},
		insecureRegistries: read("insecure-registries", (name, text) => require_base.readHosts(name, listOf(text))) ?? [],
		githubToken: read("github-token", asWritten),
		jsonFile: read("json-file", asWritten),
		sarifFile: read("sarif-file", asWritten),
		evidence: read("evidence", asWritten),
		htmlFile: read("html-file", asWritten),
		patchFile: read("patch-file", asWritten),
		summary: read("summary", oneOf(["true", "false"])) !== "false",
		suggest: read("suggest", oneOf(["true", "false"])) === "true",
		cache: read("cache", oneOf(["true", "false"])) === "true"
	};
	if (problems.length > 0) throw new require_base.ConfigurationError(problems.join("\n"));
	return inputs;
}
function foldersOf(read, problems) {
	const [path, paths] = [read("path", asWritten), read("paths", (_, text) => linesOf(text))];
	if (path !== void 0 && paths !== void 0) problems.push("path: the input paths is given as well; name every folder in paths, or the only one in path.");
	return {
		path: path ?? ".",
		paths
	};
}
/** A reader of one of these words. */
function oneOf(words) {
	return (name, text) => require_base.readWord(name, text, words);
}
function asWritten(_name, text) {
	return text;
}
function linesOf(text) {
	return text.split(/\r\n|\r|\n/).map((line) => line.trim()).filter((line) => line !== "");
}
function listOf(text) {
	return text.split(/[\s,]+/).filter((word) => word !== "");
}
// src/action/outputs.ts
/** The outputs of the step. */
/**
* Gives all outputs to the runner, or none: half of one in its file (a full disk) would fail the step. Without such a file
* they are commands on standard output.
*/
function setOutputs(file, outputs) {
	if (file === void 0 || file === "") {
		for (const [name, value] of Object.entries(outputs)) setOutput(name, value);
		return;
	}
	require_base.appendWhole(file, Object.entries(outputs).map(([name, value]) => block(name, String(value))).join(""));
}
/** Nobody can know the line that ends a value. */
function block(name, value) {
	const end = `ghadelimiter_${(0, node_crypto.randomUUID)()}`;
	return `${name}<<${end}\n${value}\n${end}\n`;
}
// src/action/written.ts
/** Tries to write something. What cannot be written is a warning, once: no surface changes the verdict. */
function attempt(what, { out }, write) {
	try {
		return write();
	} catch (error) {
		out(`${require_base.logLine(`Warning: ${what} could not be written. ${String(error)}`)}\n`);
		return;
	}
}
/** What this step writes beside its annotations. */
function elsewhere({ jsonFile, sarifFile, htmlFile, summary: isWanted }, env) {
	const hasSummary = isWanted && (env["GITHUB_STEP_SUMMARY"] ?? "") !== "";
	return {
		json: jsonFile !== void 0,
		sarif: sarifFile !== void 0,
		html: htmlFile !== void 0,
		summary: hasSummary
	};
}
/** Summary and files: of each the path, or nothing where it could not be written. */
function writeFiles(inputs, workspace, report, world) {
	const { env } = world;
	const summaryFile = env["GITHUB_STEP_SUMMARY"];
	const server = env["GITHUB_SERVER_URL"] ?? "https://github.com";
	if (inputs.summary && summaryFile !== void 0 && summaryFile !== "") attempt("the job summary", world, () => {
		require_base.appendWhole(summaryFile, require_surfaces.summary(report, {
			server,
			elsewhere: elsewhere(inputs, env)
		}));
	});
	const write = (input, path, text) => {
		if (path === void 0) return "";
		return attempt(`${input} ${path}`, world, () => writeReport(workspace, path, text(report))) ?? "";
	};
	return {
		jsonFile: write("json-file", inputs.jsonFile, require_scan.checkJson),
		sarifFile: write("sarif-file", inputs.sarifFile, (whole) => require_surfaces.sarif(whole, { server })),
		htmlFile: write("html-file", inputs.htmlFile, (whole) => require_surfaces.html(whole, { server }))
	};
}
function outputsOf(report, written) {
	const { errors, warnings, notices, known, images } = report.counts;
	return {
		verdict: report.verdict,
		errors,
		warnings,
		notices,
		known,
		images,
		coverage: require_scan.shareJudged(report),
		"json-file": written.jsonFile,
		"sarif-file": written.sarifFile,
		evidence: written.evidence,
		"html-file": written.htmlFile,
		patch: written.patch
	};
}
// src/action/patch.ts
/** The safe fixes of a step: proven once, whoever wants them. */
var Fixes = class {
	#workspace;
	#runs;
	#mended;
	constructor(workspace, runs) {
		this.#workspace = workspace;
		this.#runs = runs;
	}
	mended() {
		return this.#mended ??= this.#mend();
	}
	async #mend() {
		const { mend } = await Promise.resolve().then(() => require("./fix.js")).then((n) => n.fix_exports$1);
		return mend(await asOneRun(this.#workspace, this.#runs));
	}
};
/**
* All folders of a step as one run whose fixes are proven together: a file that several of them read is edited once, and as
* all of them take it.
*/
async function asOneRun(workspace, runs) {
	const [first, ...others] = runs;
	if (first === void 0) throw new RangeError("there is no folder");
	const { settings, cancellation } = first;
	const { scansTogether } = await Promise.resolve().then(() => require("./check.js")).then((n) => n.together_exports);
	const findings = runs.flatMap(({ report }) => report.findings);
	return {
		root: workspace,
		folders: runs.map(({ within }) => within),
		report: {
			scan: others.length === 0 ? first.report.scan : scansTogether(runs.map(({ report }) => report.scan)),
			findings: [...new Map(findings.map((one) => [JSON.stringify([one.fingerprint, one.fixes]), one])).values()],
			inspections: runs.flatMap(({ report }) => report.inspections)
		},
		scanOptions: settings.scan,
		cancellation
	};
}
/**
* Writes what `git apply` takes in the workspace: one patch of all folders.
*
* @param file As the input has it; undefined: none is wanted, and nothing of it is loaded.
* @returns The absolute path; empty where nothing can be mended, and where it could not be written: that is a warning.
*/
async function writePatch(file, workspace, fixes, out) {
	if (file === void 0) return "";
	try {
		placeForReport(workspace, file);
		const { isPatchable, UNPATCHABLE, unifiedDiff } = await Promise.resolve().then(() => require("./fix.js")).then((n) => n.fix_exports$1);
		const { files } = await fixes.mended();
		for (const { original } of files.filter((one) => !isPatchable(one))) out(`${require_base.logLine(`patch-file: ${original.file} is not in the patch: it ${UNPATCHABLE}.`)}\n`);
		const patch = unifiedDiff(files);
		return patch === "" ? "" : writeReport(workspace, file, patch);
	} catch (error) {
		out(`${require_base.logLine(`Warning: patch-file ${file} could not be written. ${String(error)}`)}\n`);
		return "";
	}
}
// src/action/step.ts
/** The step of the action: inputs in, a run, its outputs and files out. */
/** The step, from the runner's environment to its exit code. */
async function runAction(world) {
	const redactor = new require_base.Redactor();
	try {
		const inputs = readInputs();
		const workspace = require_base.workspaceOf(world.env);
		const { report, checks } = await check(inputs, workspace, world, redactor);
		world.out(`${require_base.logLine(`${require_scan.coverageSentence(report)}.`)}\n`);
		const isChanged = await changedPlaces(report, inputs, world.env);
		world.out(require_surfaces.annotations(report, elsewhere(inputs, world.env), void 0, isChanged));
		const evidence = keepEvidence(inputs, workspace, checks, world);
		const fixes = new Fixes(workspace, checks);
		const patch = await writePatch(inputs.patchFile, workspace, fixes, world.out);
		const written = {
			...writeFiles(inputs, workspace, report, world),
			evidence,
			patch
		};
		const audited = await audit(inputs, workspace, checks, world, redactor);
		const outputs = {
			...outputsOf(report, written),
			"audit-dir": audited.directory,
			issue: audited.issue
		};
		attempt("the outputs", world, () => setOutputs(world.env["GITHUB_OUTPUT"], outputs));
		for (const line of require_scan.folderLines(report)) world.out(`${require_base.logLine(line)}\n`);
		world.out(`${require_base.logLine(require_scan.verdictSentence(report))}\n`);
		for (const sentence of require_scan.toDecide(report)) world.out(`${require_base.logLine(`To decide: ${sentence}`)}\n`);
		if (inputs.suggest) {
			const { suggestFixes } = await Promise.resolve().then(() => require("./suggest.js")).then((n) => n.suggest_exports);
			await suggestFixes({
				inputs,
				workspace,
				redactor,
				report,
				fixes,
				runs: checks,
				...world
			});
		}
		await show({
			report,
			elsewhere: elsewhere(inputs, world.env),
			isChanged
		}, world, redactor);
		return require_base.exitCode(report.outcome);
	} catch (error) {
		if (error instanceof require_base.Cancelled) {
			world.out(require_surfaces.errorCommand(error.message));
			attempt("the outputs", world, () => setOutputs(world.env["GITHUB_OUTPUT"], { verdict: "undecided" }));
			await show({
				messages: [error.message],
				isCut: true
			}, world, redactor);
			return require_base.exitCode("undecided");
		}
		const messages = error instanceof require_base.ConfigurationError ? require_base.firstLines(error.message) : [require_base.internalError(error)];
		for (const message of messages) world.out(require_surfaces.errorCommand(redactor.redact(message)));
		await show({ messages: messages.map((message) => redactor.redact(message)) }, world, redactor);
		return require_base.exitCode("fault");
	}
}
/** Tells GitHub of it, beside the step: after all that counts is known, and changing none of it. */
async function show(told, world, redactor) {
	const asked = readSurfaces();
	if (!asked.checkRun && !asked.comment) return;
	const { showOnGitHub } = await Promise.resolve().then(() => require("./on-github.js")).then((n) => n.surfaces_exports);
	const outputs = await showOnGitHub(told, asked, world, redactor);
	attempt("the outputs", world, () => setOutputs(world.env["GITHUB_OUTPUT"], outputs));
}
/** Of each folder in a folder of its own. Gives the one around all that was written, empty where nothing was. */
function keepEvidence({ evidence: asked, audit: ofAudit, paths }, workspace, checks, world) {
	const kept = checks.map(({ keep, evidence, report }) => keep && attempt(`evidence ${evidence}`, world, () => keep(report)));
	const around = asked ?? (ofAudit && (0, node_path.join)(ofAudit.directory, paths === void 0 ? "evidence" : ""));
	return around === void 0 || kept.every((place) => place === void 0) ? "" : (0, node_path.resolve)(workspace, around);
}
/** What an audit writes beyond a check: of each folder a folder, and an issue. */
async function audit(inputs, workspace, checks, world, redactor) {
	if (inputs.audit === void 0) return {
		directory: "",
		issue: ""
	};
	const { writeAudit } = await Promise.resolve().then(() => require("./night.js")).then((n) => n.audit_exports);
	const { env, out } = world;
	const written = [];
	for (const checked of checks) {
		const own = ofFolder(inputs, checked.report.folder);
		if (own.audit !== void 0) written.push(await writeAudit({
			inputs: own,
			audit: own.audit,
			workspace,
			env,
			out,
			redactor,
			...checked
		}));
	}
	return {
		directory: written.some(({ directory }) => directory !== "") ? (0, node_path.resolve)(workspace, inputs.audit.directory) : "",
		issue: written.flatMap(({ issue }) => issue === "" ? [] : issue).join(" ")
	};
}
// src/main.ts
/** The action: its step, and the exit code. */
async function main() {
	process.stdout.on("error", () => void 0);
	const cancellation = require_base.cancelOnSignal();
	process.exitCode = await runAction({
		env: process.env,
		now: () => new Date(),
		out: (text) => process.stdout.write(text),
		cancellable: () => cancellation
	});
	process.stdout.write("", () => process.exit());
}
main();
exports.placeForReport = placeForReport;
exports.readSurfaces = readSurfaces;
exports.writeReport = writeReport;
