const require_rolldown_runtime = require("./rolldown-runtime.js");
const require_base = require("./base.js");
let node_path = require("node:path");
let node_fs = require("node:fs");
// src/lineage/identify.ts
/** Which image a task ran in: the container of its record, as a name of the lock or of a pull. */
var identify_exports = require_rolldown_runtime.__exportAll({ identifyRan: () => identifyRan });
function identifyRan({ folder, records, tasks }, knowledge) {
	const images = new Images(knowledge);
	return {
		folder,
		records,
		against: knowledge.lock?.lock === void 0 ? null : knowledge.lock.file,
		tasks: tasks.map((task) => images.identify(task))
	};
}
var Images = class {
	#lock;
	/** What may be pulled, by every form of its name that a record may have. */
	#byForm = new Map();
	#inContainers;
	#digests;
	constructor({ lock, pulls, inspections }) {
		this.#lock = lock?.lock;
		const named = pulls.filter(require_base.isNamed);
		for (const pull of named) this.#know(require_base.judgedName(pull), [pull.image ?? pull.written, pull.written]);
		for (const [name, { written }] of this.#lock?.images ?? []) this.#know(name, written);
		const open = new Set(pulls.flatMap((pull) => require_base.isNamed(pull) ? [] : pull.process ?? []));
		this.#inContainers = new Set(named.flatMap(({ process = "" }) => open.has(process) ? [] : [process]));
		this.#digests = new Map(inspections.flatMap(({ request, digest }) => digest === void 0 ? [] : [[request.image, digest]]));
	}
	identify(task) {
		const { container, process } = task;
		if (container === null) return {
			...task,
			outcome: this.#inContainers.has(process) ? "bare" : "without"
		};
		const known = formsRead(container).flatMap((form) => this.#byForm.get(form) ?? [])[0];
		const image = known ?? imageNamed(container);
		if (image === void 0) return {
			...task,
			outcome: isOfWave(container) ? "untold" : "unexpected"
		};
		if (isOfWave(image) && known === void 0) return {
			...task,
			image,
			outcome: "untold"
		};
		const isExpected = this.#lock === void 0 ? known !== void 0 : this.#isLocked(image);
		return {
			...task,
			image,
			...this.#digestOf(image),
			outcome: isExpected ? "expected" : "unexpected"
		};
	}
	/** By its name, or by a digest that the lock has for another name of it. */
	#isLocked(image) {
		const { images } = this.#lock;
		if (images.has(image)) return true;
		const [, repository, digest] = BY_DIGEST.exec(image) ?? [];
		return [...images].some(([name, { content }]) => digest !== void 0 && content.digest === digest && repositoryOf(name) === repository);
	}
	#digestOf(image) {
		const [, , own] = BY_DIGEST.exec(image) ?? [];
		if (own !== void 0) return {
			digest: own,
			by: "name"
		};
		const locked = this.#lock?.images.get(image)?.content.digest;
		if (locked !== void 0) return {
			digest: locked,
			by: "lock"
		};
		const digest = this.#digests.get(image);
		return digest === void 0 ? {} : {
			digest,
			by: "inspection"
		};
	}
	#know(image, names) {
		for (const name of [image, ...names]) for (const form of [
			name,
			withoutScheme(name),
			require_base.canonicalOf(withoutScheme(name)) ?? name,
			...filesOf(name)
		]) if (!this.#byForm.has(form)) this.#byForm.set(form, image);
	}
};
const BY_DIGEST = /^([^@]+?)(?::[^:/@]+)?@(sha\d+:[a-f0-9]+)$/;
function repositoryOf(name) {
	return name.replace(/@.*$/, "").replace(/:[^:/]+$/, "");
}
function withoutScheme(name) {
	return name.replace(/^(?:docker|oras):\/\//, "");
}
/** The files that Nextflow keeps a name in: of Singularity and Apptainer (SingularityCache.simpleName), of Charliecloud. */
function filesOf(name) {
	const bare = name.replace(/^[^/:. ]+:\/\//, "");
	const isSif = bare.includes(".sif:") || bare.endsWith(".sif");
	return [`${bare.replaceAll(".sif:", "-").replace(/\.sif$/, "").replaceAll(/[:/]/g, "-")}${isSif ? ".sif" : ".img"}`, bare.replaceAll("/", "%").replaceAll(":", "+")];
}
/** A container as a record has it, in the forms that are known: a path is escaped for the shell, Shifter has `docker:` in front. */
function formsRead(container) {
	if (container.startsWith("/")) {
		const path = container.replaceAll(/\\(.)/g, "$1");
		return [path, path.slice(path.lastIndexOf("/") + 1)];
	}
	const name = withoutScheme(container).replace(/^docker:/, "");
	return [
		container,
		name,
		require_base.canonicalOf(name) ?? name
	];
}
/** The image that a record names itself. */
function imageNamed(container) {
	if (container.startsWith("/") || isFingerprint(container)) return void 0;
	if (/^(?:https?|library|shub):/.test(container)) return container;
	return require_base.canonicalOf(withoutScheme(container).replace(/^docker:/, ""));
}
/** Wave gives a task an image that is made for it, and lineage then has a hash in place of the name. */
function isOfWave(container) {
	return /^wave\.[^/]+\/wt\//.test(container) || isFingerprint(container);
}
function isFingerprint(container) {
	return /^[0-9a-f]{16,64}$/.test(container);
}
// src/lineage/read.ts
/** Reads what ran: Nextflow's lineage records, and trace files that have a column `container`. */
var read_exports = require_rolldown_runtime.__exportAll({ readRan: () => readRan });
/** A record of a task has some KiB, a trace a line a task. Bytes. */
const LARGEST = 67108864;
/** More than the lineage of years. */
const MOST_FILES = 5e5;
/** What Nextflow calls a record of lineage. */
const RECORD = ".data.json";
/** `trace.txt`, `trace-20261130-1234.txt`, nf-core's `execution_trace_2026-11-30_12-00-00.txt`. */
const TRACE = /trace.*\.(?:txt|tsv)$/i;
/**
* Every record in a folder and below; links are not followed.
*
* @param folder As a person typed it, from the current folder on.
* @throws ConfigurationError where a record cannot be read, and where there is none: nothing that ran is passed over.
*/
function readRan(folder) {
	const found = recordsIn(folder);
	const tasks = [];
	const faults = [];
	let records = 0;
	for (const file of found) {
		const read = readRecord(file);
		if ("fault" in read) faults.push(`${require_base.plain(file)}${read.fault}`);
		else if (read.tasks !== void 0) {
			records++;
			for (const task of read.tasks) tasks.push(task);
		}
	}
	if (faults.length > 0) throw new require_base.ConfigurationError(faults.join("\n"));
	if (records === 0) throw new require_base.ConfigurationError(`--lineage: ${folder} has no record of a task: name the folder with Nextflow's lineage (lineage.enabled; .lineage by default) or with a trace that has the column container (trace.fields).`);
	return {
		folder,
		records,
		tasks
	};
}
function recordsIn(folder) {
	try {
		const files = (0, node_fs.readdirSync)(folder, {
			recursive: true,
			withFileTypes: true
		}).filter((entry) => entry.isFile() && (entry.name === RECORD || TRACE.test(entry.name)));
		if (files.length > MOST_FILES) throw new require_base.ConfigurationError(`--lineage: ${folder} has ${require_base.counted(files.length, "record")}; name a part of it.`);
		return files.map(({ parentPath, name }) => (0, node_path.join)(parentPath, name)).sort();
	} catch (error) {
		if (error instanceof require_base.ConfigurationError) throw error;
		throw new require_base.ConfigurationError(`--lineage: ${folder} cannot be read: ${String(error)}`, { cause: error });
	}
}
function readRecord(file) {
	const bytes = require_base.readRegularFile(file, LARGEST, "refused");
	const content = require_base.isUnread(bytes) ? bytes : require_base.decodeText(bytes);
	if (typeof content !== "string") return { fault: ` ${content.words}.` };
	return (0, node_path.basename)(file) === RECORD ? readLineage(content, file) : readTrace(content, file);
}
const VERSION = "lineage/v1beta1";
/**
* A record of lineage: `{ version, kind, spec }`; in older ones the fields of `spec` stand beside `kind` (LinTypeAdapterFactory of
* Nextflow 26.04.6 reads both), and `type` in its place is taken as well.
*/
function readLineage(content, file) {
	let record;
	try {
		record = require_base.object(JSON.parse(content));
	} catch (error) {
		return { fault: `: no JSON: ${require_base.plain(String(error), 200)}` };
	}
	const kind = require_base.text(record?.["kind"]) ?? require_base.text(record?.["type"]);
	if (record === void 0 || kind === void 0) return { fault: ": no record of Nextflow's lineage: it has no kind." };
	if (kind !== "TaskRun") return {};
	const version = require_base.text(record["version"]);
	if (version !== VERSION) return { fault: `: lineage of version ${require_base.plain(version ?? "none", 50)}; this release reads ${VERSION}.` };
	const spec = require_base.object(record["spec"]) ?? record;
	const task = require_base.text(spec["name"]);
	const { container = null } = spec;
	if (task === void 0 || container !== null && typeof container !== "string") return { fault: ": a TaskRun without a name, or with a container that is no text." };
	return { tasks: [taskOf(task, void 0, container, {
		file,
		line: 1
	})] };
}
/** A table with tabs, its first line the names of the columns; `-` stands for nothing. */
function readTrace(content, file) {
	const [head = "", ...lines] = content.split(/\r?\n/);
	const columns = head.split("	");
	if (!columns.includes("task_id") && !columns.includes("hash")) return {};
	const at = (column) => columns.indexOf(column);
	if (at("container") < 0 || at("name") < 0 && at("process") < 0) return { fault: `:1: a trace without ${at("container") < 0 ? "the column container" : "the columns name and process"}; set trace.fields, such as 'task_id,hash,process,name,status,container'.` };
	const tasks = [];
	const short = [];
	for (const [index, row] of lines.entries()) {
		if (row === "") continue;
		const cells = row.split("	");
		if (cells.length !== columns.length) short.push(index + 2);
		const cell = (column) => {
			const value = cells[at(column)];
			return value === "-" ? void 0 : value;
		};
		const name = cell("name") ?? cell("process");
		if (name !== void 0) tasks.push(taskOf(name, cell("process"), cell("container") ?? null, {
			file,
			line: index + 2
		}));
	}
	if (short.length > 0) return { fault: `: other than ${require_base.counted(columns.length, "column")} at line ${require_base.few(short.map(String), 5)}.` };
	return { tasks };
}
function taskOf(task, process, container, place) {
	return {
		task,
		process: process ?? task.replace(/ \(.*\)$/s, ""),
		container: container === "" ? null : container,
		...place
	};
}
Object.defineProperty(exports, "identify_exports", {
	enumerable: true,
	get: function() {
		return identify_exports;
	}
});
Object.defineProperty(exports, "read_exports", {
	enumerable: true,
	get: function() {
		return read_exports;
	}
});
