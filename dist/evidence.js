const require_rolldown_runtime = require("./rolldown-runtime.js");
const require_base = require("./base.js");
const require_lock = require("./lock.js");
const require_scan = require("./scan.js");
const require_base_commit = require("./base-commit.js");
const require_check = require("./check.js");
let node_path = require("node:path");
let node_fs = require("node:fs");
// src/evidence/print.ts
/** JSON that every reader takes. */
/** Half of a character, which JSON of JavaScript may have and readers of RDF refuse, becomes U+FFFD in texts. */
function printDocument(document) {
	const text = JSON.stringify(document, (_key, value) => typeof value === "string" ? value.toWellFormed() : value);
	return require_base.printJson(JSON.parse(text));
}
// src/evidence/purl.ts
/** In the canonical form: everything that is not plain is percent-encoded, qualifiers are sorted. */
function packageUrl({ type, namespace = [], name, version, qualifiers = {}, subpath }) {
	const path = [
		type,
		...namespace.map(encoded),
		encoded(name)
	].join("/");
	const query = Object.entries(qualifiers).flatMap(([key, value]) => value === void 0 || value === "" ? [] : [`${key}=${encoded(value)}`]).sort().join("&");
	const below = encodedPath(subpath ?? "");
	return [
		`pkg:${path}`,
		version === void 0 || version === "" ? "" : `@${encoded(version)}`,
		query === "" ? "" : `?${query}`,
		below === "" ? "" : `#${below}`
	].join("");
}
/** A path as part of a URI, each name encoded by itself; empty ones, `.` and `..` are none. */
function encodedPath(path) {
	return path.split("/").filter((name) => ![
		"",
		".",
		".."
	].includes(name)).map(encoded).join("/");
}
/** All but letters, digits, `.-_~` and the colon, as UTF-8. Half of a character, which no UTF-8 has, becomes U+FFFD. */
function encoded(text) {
	return encodeURIComponent(text.toWellFormed()).replace(/[!'()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`).replaceAll("%3A", ":");
}
/** A URL as every reader takes it: what browsers leave as it is in paths (`|`, brackets) encoded, too; without who logs in. */
function addressOf({ origin, pathname, search }) {
	return percent(origin, /[`{}]/g) + percent(`${pathname}${search}`, /[|\\^[\]`{}]/g);
}
function percent(text, characters) {
	return text.replace(characters, (character) => encodeURIComponent(character));
}
// src/evidence/origin.ts
/** Where the checked files come from: repository, commit, and the time that all of the evidence has. */
/** No commit has more to say than this. Bytes. */
const LARGEST_COMMIT = 1048576;
/** The last second that RFC 3339 can say. */
const LATEST = 253402300799;
/**
* Reads the repository that a folder is part of, and no clock. Where there is no git, GitHub's own variables tell.
*
* @throws ConfigurationError where neither SOURCE_DATE_EPOCH nor a commit gives a time.
*/
function originAt(root, env) {
	const found = require_scan.gitDirectoryAround(require_base.realOf(root));
	const git = found === void 0 || "unreadable" in found ? void 0 : found;
	const head = git && require_base_commit.headOf(git);
	const object = git && head !== void 0 ? new require_base_commit.GitObjects(git).read(head, LARGEST_COMMIT) : void 0;
	const given = secondsOf(env["SOURCE_DATE_EPOCH"] ?? "");
	const seconds = given ?? (object && require_base_commit.readCommit(object)?.date);
	if (seconds === void 0 || seconds > LATEST) throw new require_base.ConfigurationError(NO_TIME);
	const { GITHUB_SERVER_URL: server = "https://github.com", GITHUB_REPOSITORY: name = "", GITHUB_SHA: sha } = env;
	return {
		repository: require_base_commit.remoteOf((git && require_scan.originOf(git)) ?? "") ?? require_base_commit.remoteOf(`${server}/${name}`),
		commit: head ?? sha,
		folder: git === void 0 ? "" : (0, node_path.relative)(git.worktree, require_base.realOf(root)).split(node_path.sep).join("/"),
		when: new Date(seconds * 1e3).toISOString().replace(".000Z", "Z"),
		isGiven: given !== void 0
	};
}
const NO_TIME = "Evidence has the time of the commit, and there is no commit here that can be read: run in a checkout, or set SOURCE_DATE_EPOCH to seconds since 1970.";
function secondsOf(text) {
	if (text === "") return void 0;
	if (!/^\d{1,12}$/.test(text) || Number(text) > LATEST) throw new require_base.ConfigurationError(`SOURCE_DATE_EPOCH: ${require_base.quote(text)} is not a time; write seconds since 1970, such as 1764547200.`);
	return Number(text);
}
/**
* A URI of the repository at its commit, or of a file in it: a package URL for github.com, else as SPDX writes places to
* download from.
*
* @param file From the root of the repository on.
*/
function resourceUri({ repository, commit }, file = "") {
	if (repository === void 0) return void 0;
	const { host, path } = repository;
	const names = path.toLowerCase().split("/");
	const [owner, name] = names;
	if (host === "github.com" && names.length === 2 && owner !== void 0 && name !== void 0) return packageUrl({
		type: "github",
		namespace: [owner],
		name,
		version: commit,
		subpath: file
	});
	const below = encodedPath(file);
	return `git+https://${host}/${encodedPath(path)}${commit === void 0 ? "" : `@${commit}`}${below === "" ? "" : `#${below}`}`;
}
// src/evidence/facts.ts
/** What every document of the evidence is made of. */
/** The lock's name in the folder of the evidence, which is that of a repository's own. */
const LOCK_FILE = "containers.lock";
function evidenceOf({ seen, old, ...facts }) {
	const { report, origin } = facts;
	const images = [...seen.images].map(([name, { usage, image }]) => {
		if (image === void 0) return {
			name,
			usage
		};
		const before = old?.images.get(name);
		const isSame = before !== void 0 && require_base.agree(before.content, image.content);
		return {
			name,
			usage,
			locked: {
				...image,
				firstSeen: isSame ? before.firstSeen : origin.when
			}
		};
	});
	const text = require_lock.writeLock({ images: new Map(images.flatMap(({ name, locked }) => locked === void 0 ? [] : [[name, locked]])) });
	return {
		...facts,
		images,
		outside: [...seen.outside].flatMap(([name, why]) => why === "in-repository" ? [] : [name]),
		lock: {
			text,
			sha256: require_base.sha256(text)
		},
		passed: report.verdict === "pass" && report.counts.errors === 0
	};
}
/** A digest in its two halves; undefined where nobody states one. Of a file behind a URL that of its bytes. */
function digestOf({ locked }) {
	const { digest, file } = locked?.content ?? {};
	if (digest === void 0) return file?.sha256 === void 0 ? void 0 : {
		algorithm: "sha256",
		hex: file.sha256
	};
	const colon = digest.indexOf(":");
	return {
		algorithm: digest.slice(0, colon),
		hex: digest.slice(colon + 1)
	};
}
/** An image that is one file, wherever it lies. */
function isSif({ name, locked }) {
	const { file, artifact } = locked?.content ?? {};
	return file !== void 0 || require_base.isSifType(artifact ?? "") || require_base.readWrittenName(name).kind === "download";
}
/** The lock as a resource: a file of the repository at its commit, else by its sum alone. */
function lockUri({ origin, within, lock }) {
	const checksum = `sha256:${lock.sha256}`;
	return resourceUri(origin, [
		origin.folder,
		within,
		"containers.lock"
	].join("/")) ?? packageUrl({
		type: "generic",
		name: "containers.lock",
		qualifiers: { checksum }
	});
}
/** The policy as in-toto names resources: which one, and the sum over all that it says. */
function policyResource(evidence) {
	const { policy, tool } = evidence.report;
	if (policy === null) return { uri: packageUrl({
		type: "generic",
		namespace: [tool.name],
		name: "built-in",
		version: tool.version
	}) };
	const checksum = `sha256:${policy.sha256}`;
	return {
		uri: policyUri(policy, evidence) ?? packageUrl({
			type: "generic",
			name: "policy",
			qualifiers: { checksum }
		}),
		digest: { sha256: policy.sha256 }
	};
}
function policyUri({ file, from, files }, { origin, isTypedPolicy }) {
	const [, preset, version] = /^wave-inspect:([^@]+)@(.+)$/s.exec(file) ?? [];
	if (preset !== void 0) return packageUrl({
		type: "generic",
		namespace: ["wave-inspect"],
		name: preset,
		version
	});
	const [, owner, name, path, ref] = /^([^/:@]+)\/([^/:@]+):([^@]+)@([^@]+)$/s.exec(file) ?? [];
	if (owner !== void 0 && name !== void 0) return packageUrl({
		type: "github",
		namespace: [owner.toLowerCase()],
		name: name.toLowerCase(),
		version: files[0]?.commit ?? ref,
		subpath: path
	});
	if (isTypedPolicy) return void 0;
	const commit = typeof from === "object" ? from.commit : origin.commit;
	return resourceUri({
		...origin,
		commit
	}, `${origin.folder}/${file}`);
}
// src/evidence/cyclonedx.ts
/** The images as CycloneDX 1.6 has components: processes and files of the repository depend on them. */
/** The reference of the repository itself. */
const ROOT = "repository";
const ALGORITHMS = {
	sha256: "SHA-256",
	sha384: "SHA-384",
	sha512: "SHA-512"
};
function cycloneDx(evidence) {
	const { report, origin, images } = evidence;
	const all = users(images);
	const body = {
		version: 1,
		metadata: {
			timestamp: origin.when,
			tools: { components: [{
				type: "application",
				name: report.tool.name,
				version: report.tool.version,
				externalReferences: [{
					type: "vcs",
					url: require_base.homepage
				}]
			}] },
			component: repositoryComponent(origin)
		},
		components: [...images.map(imageComponent), ...all.map(({ ref, component }) => ({
			...component,
			"bom-ref": ref
		}))],
		dependencies: dependencies(images, all),
		compositions: [{
			aggregate: isWhole(evidence) ? "complete" : "incomplete",
			dependencies: [ROOT]
		}]
	};
	return printDocument({
		$schema: "http://cyclonedx.org/schema/bom-1.6.schema.json",
		bomFormat: "CycloneDX",
		specVersion: "1.6",
		serialNumber: serialNumber(JSON.stringify(body)),
		...body
	});
}
/** A UUID of version 8 (RFC 9562) out of what the document says: the same document has the same one. */
function serialNumber(text) {
	const hex = require_base.sha256(text);
	const variant = "89ab".charAt(Number.parseInt(hex.charAt(16), 16) % 4);
	return `urn:uuid:${[
		hex.slice(0, 8),
		hex.slice(8, 12),
		`8${hex.slice(13, 16)}`,
		variant + hex.slice(17, 20),
		hex.slice(20, 32)
	].join("-")}`;
}
function repositoryComponent(origin) {
	const { repository, commit } = origin;
	return {
		type: "application",
		"bom-ref": ROOT,
		name: repository?.path ?? ROOT,
		...commit !== void 0 && { version: commit },
		...repository?.host === "github.com" && { purl: resourceUri(origin) }
	};
}
function imageComponent(image) {
	const { name, usage, locked } = image;
	const read = require_base.readWrittenName(name);
	const digest = digestOf(image);
	const platforms = [...locked?.content.platforms ?? []];
	const version = read.kind === "registry" ? read.name.tag ?? read.name.digest : void 0;
	const nested = platforms.flatMap(([platform, own]) => platformComponent(image, platform, own));
	return {
		type: "container",
		"bom-ref": imageRef(name),
		name: read.kind === "registry" ? [read.name.registry, read.name.repository].filter((part) => part !== "").join("/") : name,
		...version !== void 0 && { version },
		...digest !== void 0 && { hashes: [{
			alg: ALGORITHMS[digest.algorithm],
			content: digest.hex
		}] },
		purl: imageUrl(name, read, digest && `${digest.algorithm}:${digest.hex}`),
		...read.kind === "download" && { externalReferences: [{
			type: "distribution",
			url: addressOf(read.url)
		}] },
		properties: [
			...usage.written.map((value) => property("written", value)),
			...usage.scenarios.map((value) => property("scenario", value)),
			...locked === void 0 ? [property("known", "false")] : [property("recorded-by", locked.by), property("verified", String(locked.verified))]
		],
		...nested.length > 0 && { components: nested }
	};
}
/** The image of one platform, where it is another manifest than the image itself. */
function platformComponent(image, platform, { digest }) {
	if (digest === void 0 || digest === image.locked?.content.digest) return [];
	const colon = digest.indexOf(":");
	return {
		type: "container",
		"bom-ref": `${imageRef(image.name)} ${platform}`,
		name: platform,
		version: digest,
		hashes: [{
			alg: ALGORITHMS[digest.slice(0, colon)],
			content: digest.slice(colon + 1)
		}],
		purl: imageUrl(image.name, require_base.readWrittenName(image.name), digest, platform)
	};
}
function property(name, value) {
	return {
		name: `wave-inspect:${name}`,
		value
	};
}
function imageRef(name) {
	return `image ${name}`;
}
/** As purl-spec has images of registries; of anything else where it is downloaded from. */
function imageUrl(name, read, digest, platform) {
	if (read.kind !== "registry") return packageUrl({
		type: "generic",
		name: name.replace(/^.*\/(?=[^/])/s, ""),
		qualifiers: {
			download_url: name,
			checksum: digest
		}
	});
	const { registry, repository, tag } = read.name;
	return packageUrl({
		type: "oci",
		name: repository.replace(/^.*\//s, "").toLowerCase(),
		version: digest,
		qualifiers: {
			repository_url: [registry, repository].filter((part) => part !== "").join("/"),
			tag,
			arch: platform?.split("/").slice(1).join("/")
		}
	});
}
/** Processes of Nextflow, then the files that name images for something else. */
function users(images) {
	const by = (of, type) => {
		const pulled = new Map();
		for (const { name, usage } of images) for (const user of usage[of]) pulled.set(user, [...pulled.get(user) ?? [], imageRef(name)]);
		const word = of === "processes" ? "process" : "file";
		return [...pulled].map(([name, own]) => ({
			ref: `${word} ${name}`,
			component: {
				type,
				name
			},
			images: own
		})).sort((a, b) => a.ref < b.ref ? -1 : 1);
	};
	return [...by("processes", "application"), ...by("files", "file")];
}
function dependencies(images, all) {
	return [
		{
			ref: ROOT,
			dependsOn: all.map(({ ref }) => ref)
		},
		...all.map(({ ref, images: own }) => ({
			ref,
			dependsOn: own
		})),
		...images.map(({ name }) => ({ ref: imageRef(name) }))
	];
}
/** Whether every image that a run or a build pulls is in it, as far as files tell. */
function isWhole({ report: { coverage }, outside, images }) {
	return outside.length === 0 && coverage.unread.length === 0 && images.every(({ locked }) => locked !== void 0);
}
// src/evidence/crate-entities.ts
/** The images as Workflow Run Crate has containers: entities, and the action that names them. */
/** Ids of ours begin so: they are replaced where a crate has them already. */
const OWN = "#wave-inspect/";
/** Terms of Workflow Run Crate. */
const TERMS = "https://w3id.org/ro/terms/workflow-run";
/**
* The action that the images hang on, since they hang on nothing else there. It says that it is one that could be, and not
* one that was: nobody watched a run.
*
* @param instrument Id of the workflow.
*/
function plannedRun({ images, report: { tool } }, instrument) {
	return {
		"@id": `${OWN}planned-run`,
		"@type": "CreateAction",
		name: "A run of this workflow, as its files say",
		description: `The containers that a run would pull, read from the files by ${tool.name} ${tool.version}. No run was observed.`,
		actionStatus: { "@id": "http://schema.org/PotentialActionStatus" },
		instrument: { "@id": instrument },
		containerImage: images.map((image) => ({ "@id": idOf$1(image) }))
	};
}
function containerImage(image) {
	const { usage, locked } = image;
	const digest = digestOf(image);
	const { platforms: offered, file } = locked?.content ?? {};
	const platforms = [...offered?.keys() ?? [], ...file?.architecture === void 0 ? [] : [file.architecture]];
	const users = [...usage.processes, ...usage.files];
	return {
		"@id": idOf$1(image),
		"@type": platforms.length > 0 ? ["ContainerImage", "SoftwareApplication"] : "ContainerImage",
		additionalType: { "@id": `${TERMS}#${isSif(image) ? "SIFImage" : "DockerImage"}` },
		...placeOf$1(image.name),
		...digest !== void 0 && { [digest.algorithm]: digest.hex },
		...platforms.length > 0 && {
			operatingSystem: distinct(platforms.map((platform) => platform.replace(/\/.*$/s, ""))),
			processorRequirements: distinct(platforms.map((platform) => platform.split("/").slice(1).join("/")))
		},
		...users.length > 0 && { description: `Pulled by ${users.join(", ")}` }
	};
}
function distinct(texts) {
	return [...new Set(texts)].filter((text) => text !== "").sort();
}
function idOf$1({ name }) {
	return `${OWN}${encoded(name)}`;
}
function placeOf$1(name) {
	const read = require_base.readWrittenName(name);
	if (read.kind === "download") return {
		registry: read.url.host,
		name: read.url.pathname.slice(1),
		url: addressOf(read.url)
	};
	if (read.kind !== "registry") return { name };
	const { registry, repository, tag } = read.name;
	return {
		...registry !== "" && { registry },
		name: repository,
		...tag !== void 0 && { tag }
	};
}
// src/evidence/ro-crate.ts
/** The images added to the RO-Crate of a repository, or a crate of their own where it has none. */
const CRATE_FILE = "ro-crate-metadata.json";
const CONTEXT = `${TERMS}/context`;
const WORKFLOW_PROFILE = "https://bioschemas.org/profiles/ComputationalWorkflow/1.0-RELEASE";
/** @throws ConfigurationError where the text is no RO-Crate. */
function readCrate(written) {
	const { "@context": context, "@graph": graph, ...rest } = require_base.object(parsed(written)) ?? {};
	if (!Array.isArray(graph) || context === void 0 || context === null) throw wrong("it has no \"@context\" and \"@graph\", which an RO-Crate has");
	const entities = graph;
	const descriptor = entities.find((one) => /^(?:\.\/)?ro-crate-metadata\.json$/.test(idOf(one) ?? ""));
	const root = idOf(require_base.object(descriptor)?.["about"]);
	if (root === void 0 || !entities.some((one) => idOf(one) === root)) throw wrong(`its entity ${CRATE_FILE} says of no entity of the crate that it is about it`);
	return {
		context,
		graph: entities,
		rest,
		root
	};
}
function parsed(written) {
	try {
		return JSON.parse(written);
	} catch (error) {
		throw wrong(`it is no JSON (${String(error)})`);
	}
}
function wrong(what) {
	return new require_base.ConfigurationError(`${CRATE_FILE}: the containers cannot be added to this crate: ${what}. Mend it (rocrate-validator tells more), or remove it.`);
}
function roCrate(evidence, existing) {
	const { context, graph, rest, root } = existing ?? minimal(evidence);
	const theirs = graph.filter((one) => idOf(one)?.startsWith(OWN) !== true);
	const run = plannedRun(evidence, idOf(require_base.object(theirs.find((one) => idOf(one) === root))?.["mainEntity"]) ?? root);
	return printDocument({
		...rest,
		"@context": withTerms(context),
		"@graph": [
			...theirs.map((one) => require_base.isObject(one) && one["@id"] === root ? mentioning(one, run["@id"]) : one),
			run,
			...evidence.images.map(containerImage)
		]
	});
}
function idOf(entity) {
	return require_base.text(require_base.object(entity)?.["@id"]);
}
/** With the words for containers, behind all others, as the profile has them. */
function withTerms(context) {
	const all = Array.isArray(context) ? require_base.list(context) : [context];
	return all.includes(CONTEXT) ? all : [...all, CONTEXT];
}
/** The root, which names the action among what it mentions: there readers look for runs. */
function mentioning(root, run) {
	const { mentions = [] } = root;
	const others = (Array.isArray(mentions) ? require_base.list(mentions) : [mentions]).filter((one) => idOf(one)?.startsWith(OWN) !== true);
	return {
		...root,
		mentions: [...others, { "@id": run }]
	};
}
function minimal(evidence) {
	const { origin, within, report } = evidence;
	const workflow = mainScript(evidence);
	const name = origin.repository?.path ?? (within === "" ? "This repository" : within);
	const parts = [...workflow === void 0 ? [] : [workflow], LOCK_FILE];
	const root = {
		"@id": "./",
		"@type": "Dataset",
		name,
		description: `The containers of ${name}${origin.commit === void 0 ? "" : ` at ${origin.commit}`}`,
		datePublished: origin.when,
		hasPart: parts.map((id) => ({ "@id": id })),
		...workflow !== void 0 && { mainEntity: { "@id": workflow } }
	};
	const profiles = ["https://w3id.org/ro/crate/1.1", ...workflow === void 0 ? [] : ["https://w3id.org/workflowhub/workflow-ro-crate/1.0"]];
	const descriptor = {
		"@id": CRATE_FILE,
		"@type": "CreativeWork",
		about: { "@id": "./" },
		conformsTo: profiles.map((id) => ({ "@id": id }))
	};
	const lock = {
		"@id": LOCK_FILE,
		"@type": "File",
		name: LOCK_FILE,
		description: `Which bytes each name of an image means, as ${report.tool.name} recorded it`,
		encodingFormat: "application/json"
	};
	return {
		context: "https://w3id.org/ro/crate/1.1/context",
		graph: [
			descriptor,
			root,
			...workflow === void 0 ? [] : workflowEntities(workflow, name),
			lock
		],
		rest: {},
		root: "./"
	};
}
function workflowEntities(id, name) {
	const language = "https://w3id.org/workflowhub/workflow-ro-crate#nextflow";
	return [{
		"@id": id,
		"@type": [
			"File",
			"SoftwareSourceCode",
			"ComputationalWorkflow"
		],
		name,
		conformsTo: { "@id": WORKFLOW_PROFILE },
		programmingLanguage: { "@id": language }
	}, {
		"@id": language,
		"@type": "ComputerLanguage",
		name: "Nextflow",
		identifier: { "@id": "https://www.nextflow.io/" },
		url: { "@id": "https://www.nextflow.io/" }
	}];
}
/** The script that Nextflow starts with unless it is told otherwise, of the pipeline that lies least deep; as an id of the crate. */
function mainScript({ report: { scan }, within }) {
	const [first] = scan.files.flatMap(({ file, source }) => source === "nextflow" && /(?:^|\/)main\.nf$/.test(file) ? [file] : []).sort((a, b) => a.split("/").length - b.split("/").length || (a < b ? -1 : 1));
	if (first === void 0) return void 0;
	return encodedPath(within === "" ? first : first.slice(within.length + 1)).replaceAll(":", "%3A");
}
// src/evidence/statements.ts
/** Who verified. Whoever signs is told by the signature. */
const VERIFIER = require_base.homepage;
const SUMMARY_TYPE = "https://slsa.dev/verification_summary/v1";
/** Of the statement about images; the page says what it states. */
const APPROVAL_TYPE = `${require_base.homepage}/blob/v1/docs/evidence.md#approval-v1`;
/** The field of the summary that SLSA has no word for. */
const RUN_FIELD = `${require_base.homepage}/blob/v1/docs/evidence.md#run`;
/** The one value of ours: the policy that the summary names is met. No level of SLSA is claimed. */
const POLICY_MET = "WAVE_INSPECT_POLICY_MET";
/** What actions/attest takes in one step (src/subject.ts, src/predicate.ts of 1e69f48). */
const LIMITS = {
	subjects: 1024,
	checksumBytes: 524288,
	predicateBytes: 16777216
};
/** The SLSA verification summary of the lock. */
function summaryFiles(evidence) {
	const { report, origin, lock, passed } = evidence;
	const predicate = {
		verifier: {
			id: VERIFIER,
			version: { [report.tool.name]: report.tool.version }
		},
		...origin.isGiven && { timeVerified: origin.when },
		resourceUri: lockUri(evidence),
		policy: policyResource(evidence),
		verificationResult: passed ? "PASSED" : "FAILED",
		verifiedLevels: [passed ? POLICY_MET : "FAILED"],
		[RUN_FIELD]: runOf(evidence)
	};
	const subject = [{
		name: LOCK_FILE,
		digest: { sha256: lock.sha256 }
	}];
	return {
		"summary.intoto.json": statement(SUMMARY_TYPE, subject, predicate),
		"summary.predicate.json": printDocument(predicate)
	};
}
function runOf({ report, images, lock }) {
	const { verdict, counts, coverage } = report;
	const { errors, warnings, notices, waived, known, undecided } = counts;
	return {
		verdict,
		images: coverage.images,
		judged: coverage.judged,
		unread: coverage.unread.length,
		errors,
		warnings,
		notices,
		waived,
		known,
		undecided,
		locked: images.filter(({ locked }) => locked !== void 0).length,
		lock: { digest: { sha256: lock.sha256 } }
	};
}
/**
* That this repository approves these images: none unless the run passed, since whoever finds the statement beside an image
* takes it for a yes. Several where one would be more than GitHub takes.
*/
function approvalFiles(evidence, limits = LIMITS) {
	if (!evidence.passed) return {};
	const files = partsOf(evidence.images.flatMap(approved), limits).map((part, index) => {
		const stem = index === 0 ? "approval" : `approval-${index + 1}`;
		const predicate = {
			...approvalHead(evidence),
			images: Object.fromEntries(part.map(({ name, about }) => [name.toWellFormed(), about]))
		};
		const subjects = part.map(({ subject }) => subject);
		return {
			[`${stem}.intoto.json`]: statement(APPROVAL_TYPE, subjects, predicate),
			[`${stem}.predicate.json`]: printDocument(predicate),
			[`${stem}.checksums.txt`]: part.map(({ line }) => line).join("")
		};
	});
	return Object.assign({}, ...files);
}
/** Algorithms that a file of checksums can say: it has the digits alone, and actions/attest goes by their number. */
const ATTESTED = new Set(["sha256", "sha512"]);
function approved(image) {
	const digest = digestOf(image);
	if (image.locked === void 0 || digest === void 0 || !ATTESTED.has(digest.algorithm)) return [];
	if (/[\s\p{C}\p{Default_Ignorable_Code_Point}]/u.test(image.name)) return [];
	const { name, usage, locked } = image;
	const { algorithm, hex } = digest;
	const platforms = [...locked.content.platforms ?? []].flatMap(([platform, own]) => own.digest === void 0 ? [] : [[platform, own.digest]]);
	return {
		name,
		subject: {
			name,
			digest: { [algorithm]: hex }
		},
		line: `${hex}  ${name}\n`,
		about: {
			digest: `${algorithm}:${hex}`,
			...platforms.length > 0 && { platforms: Object.fromEntries(platforms) },
			by: locked.by,
			verified: locked.verified,
			processes: usage.processes,
			files: usage.files,
			scenarios: usage.scenarios
		}
	};
}
function approvalHead(evidence) {
	const { report, origin, lock } = evidence;
	return {
		tool: toolOf(report),
		source: {
			uri: resourceUri(origin, [origin.folder, evidence.within].join("/")),
			...origin.commit !== void 0 && { digest: { gitCommit: origin.commit } }
		},
		policy: policyResource(evidence),
		lock: {
			name: LOCK_FILE,
			digest: { sha256: lock.sha256 }
		}
	};
}
function toolOf({ tool: { name, version } }) {
	return {
		name,
		version,
		uri: require_base.homepage
	};
}
/** As few parts as there can be, in order, each within the limits. */
function partsOf(all, limits) {
	const parts = [];
	let checksumBytes = 0;
	let predicateBytes = 0;
	for (const one of all) {
		const line = Buffer.byteLength(one.line);
		const about = Buffer.byteLength(printDocument({ [one.name]: one.about })) * INDENTED;
		const last = parts.at(-1);
		if (last === void 0 || last.length >= limits.subjects || checksumBytes + line > limits.checksumBytes || predicateBytes + about > limits.predicateBytes - HEAD) {
			parts.push([one]);
			checksumBytes = line;
			predicateBytes = about;
		} else {
			last.push(one);
			checksumBytes += line;
			predicateBytes += about;
		}
	}
	return parts;
}
/** What a predicate has beside its images is not more. Bytes. */
const HEAD = 65536;
/** An image stands deeper in a predicate than by itself: by two blanks a line, and no line is shorter than two. */
const INDENTED = 2;
function statement(predicateType, subject, predicate) {
	return printDocument({
		_type: "https://in-toto.io/Statement/v1",
		subject,
		predicateType,
		predicate
	});
}
// src/evidence/trs.ts
/** The images as GA4GH's Tool Registry Service 2.1 has them: what goes into the `images` of a ToolVersion. */
function trsImages({ images }) {
	return printDocument({ images: images.map(imageData) });
}
/** By the names that the GA4GH registry of checksums has. */
const CHECKSUMS = {
	sha256: "sha-256",
	sha384: "sha-384",
	sha512: "sha-512"
};
function imageData(image) {
	const digest = digestOf(image);
	const { size, created } = sizeAndTime(image);
	return {
		...placeOf(image.name),
		...size !== void 0 && { size },
		...created !== void 0 && { updated: created },
		...digest !== void 0 && { checksum: [{
			checksum: digest.hex,
			type: CHECKSUMS[digest.algorithm]
		}] },
		image_type: isSif(image) ? "Singularity" : "Docker"
	};
}
function placeOf(name) {
	const read = require_base.readWrittenName(name);
	if (read.kind === "download") return {
		registry_host: read.url.host,
		image_name: name
	};
	if (read.kind !== "registry") return { image_name: name };
	const { registry } = read.name;
	return registry === "" ? { image_name: name } : {
		registry_host: registry,
		image_name: name.slice(registry.length + 1)
	};
}
/** Of several platforms each has its own size: none of them is that of the image. */
function sizeAndTime({ locked }) {
	const { file, platforms } = locked?.content ?? {};
	if (file !== void 0) return file;
	const [only, ...others] = platforms?.values() ?? [];
	if (only === void 0 || others.length > 0) return {};
	const { layers = [], created } = only;
	const known = layers.flatMap(({ size }) => size ?? []);
	const size = known.reduce((sum, one) => sum + one, 0);
	return {
		...created !== void 0 && { created },
		...size > 0 && known.length === layers.length && { size }
	};
}
// src/evidence/index.ts
/** Everything that is kept of a run for those who ask later: one folder, the same bytes for the same input. */
/**
* @param crate That of the repository, to a copy of which the images are added.
*/
function packOf(facts, crate) {
	const evidence = evidenceOf(facts);
	const unknown = evidence.images.filter(({ locked }) => locked === void 0).length;
	return {
		passed: evidence.passed,
		locked: evidence.images.length - unknown,
		unknown: unknown + evidence.outside.length,
		files: {
			[LOCK_FILE]: evidence.lock.text,
			...summaryFiles(evidence),
			...approvalFiles(evidence),
			"bom.cdx.json": cycloneDx(evidence),
			[CRATE_FILE]: roCrate(evidence, crate),
			"trs-images.json": trsImages(evidence)
		}
	};
}
/** Names of files that an earlier run may have left in the folder and this one may not have: what says yes must not outlive a no. */
const LEFTOVER = /^approval(?:-\d+)?\.(?:intoto\.json|predicate\.json|checksums\.txt)$/;
// src/evidence/folder.ts
/** What evidence takes from a repository before a run, and the folder that it is written into. */
/** No crate of metadata is larger. Bytes. */
const LARGEST_CRATE = 33554432;
/**
* @param within The folder of the root that is checked, whose crate counts.
* @throws ConfigurationError where no time is known, or the crate is none.
*/
function settingOf(root, within, env) {
	const found = require_base.readInside(require_base.realOf(root), (0, node_path.join)(within, CRATE_FILE), LARGEST_CRATE);
	const text = require_base.isUnread(found) ? found : require_base.decodeText(found);
	if (typeof text !== "string" && !require_base.isAbsent(text)) throw new require_base.ConfigurationError(`${CRATE_FILE} ${text.words}: the containers cannot be added to it.`);
	return {
		origin: originAt(root, env),
		crate: typeof text === "string" ? readCrate(text) : void 0
	};
}
/**
* Writes the pack, and removes what an earlier one left that this one does not have.
*
* @param write Puts a text at a path.
*/
function writePack(folder, { files }, write = require_base.writeWhole) {
	(0, node_fs.mkdirSync)(folder, { recursive: true });
	for (const name of (0, node_fs.readdirSync)(folder)) if (LEFTOVER.test(name) && !Object.hasOwn(files, name)) (0, node_fs.rmSync)((0, node_path.join)(folder, name), { force: true });
	for (const [name, text] of Object.entries(files)) write((0, node_path.join)(folder, name), text);
}
// src/cli/evidence.ts
/** `wave-inspect evidence`: a check whose result is kept in the forms that others read. */
var evidence_exports = require_rolldown_runtime.__exportAll({ evidence: () => evidence });
/** The folder that is written where nobody names another. */
const USUAL_FOLDER = "wave-inspect-evidence";
/** `wave-inspect evidence [DIR]`: written whatever the verdict, which the exit code tells as that of `check` does. */
async function evidence(args, world) {
	const typed = require_base.readArguments(args, "evidence");
	const { values } = typed;
	const { origin, crate } = settingOf((0, node_path.resolve)(require_base.readDirectory(typed.positionals)), "", world.env);
	const { policy, report, lock } = await require_check.runWhole(typed, world, { record: {
		lock: { images: new Map() },
		alone: false
	} });
	const folder = values.out ?? USUAL_FOLDER;
	if (report.cancelled !== void 0) {
		world.err(`wave-inspect: the run was ended (${report.cancelled}); ${folder} is as it was.\n`);
		return "undecided";
	}
	const pack = packOf({
		report,
		origin,
		seen: require_lock.observe({
			...report,
			policy
		}),
		old: lock?.lock,
		within: "",
		isTypedPolicy: values.policy !== void 0
	}, crate);
	try {
		writePack((0, node_path.resolve)(folder), pack);
	} catch (error) {
		throw new require_base.ConfigurationError(`${folder}: the evidence could not be written. ${String(error)}`, { cause: error });
	}
	for (const line of [require_scan.verdictSentence(report), ...told(folder, pack)]) world.out(`${require_base.logLine(line)}\n`);
	return report.outcome;
}
function told(folder, { passed, locked, unknown, files }) {
	const rest = unknown === 0 ? "" : `, ${require_base.grouped(unknown)} of which nobody said what they are`;
	return [`${folder}: ${passed ? "PASSED" : "FAILED"}, ${require_base.counted(locked, "image")} in the lock${rest}.`, ...Object.keys(files).map((name) => `  ${name}`)];
}
Object.defineProperty(exports, "evidence_exports", {
	enumerable: true,
	get: function() {
		return evidence_exports;
	}
});
Object.defineProperty(exports, "packOf", {
	enumerable: true,
	get: function() {
		return packOf;
	}
});
Object.defineProperty(exports, "settingOf", {
	enumerable: true,
	get: function() {
		return settingOf;
	}
});
Object.defineProperty(exports, "writePack", {
	enumerable: true,
	get: function() {
		return writePack;
	}
});
