const require_rolldown_runtime = require("./rolldown-runtime.js");
const require_scan = require("./scan.js");
const require_surfaces = require("./surfaces.js");
const require_base = require("./base.js");
const require_lock = require("./lock.js");
const require_check = require("./check.js");
const require_rest = require("./rest.js");
const require_base_commit = require("./base-commit.js");
const require_index = require("./index.js");
let node_path = require("node:path");
// src/audit/state.ts
/** What an issue keeps of the last audit: a comment at the beginning of its body, which nobody sees. */
/** Eight hex digits and a day for each: 36,000 characters. */
const MOST_KEYS = 2e3;
/** Which audit it is, of all that one repository has: 16 hex digits. */
function identityOf(parts) {
	return require_base.shortHash(parts, 16);
}
/** Eight hex digits of what an item is about. */
function keyOf(parts) {
	return require_base.shortHash(parts, 8);
}
const MARK = /^<!-- wave-inspect:audit v1 id=([0-9a-f]{16})((?: [a-z]+=[^ >]*)*) -->/;
/** The state of the items now: of those that were there before it keeps the day. */
function nextState(keys, before, day) {
	const kept = [...new Set(keys)].slice(0, MOST_KEYS);
	const beyond = [...new Set(keys)].slice(MOST_KEYS);
	return {
		since: new Map(kept.map((key) => [key, before?.since.get(key) ?? day])),
		...beyond.length > 0 && { rest: keyOf(beyond.sort()) }
	};
}
/** Whether there is something that was not there before. */
function hasNews(state, before) {
	return [...state.since.keys()].some((key) => !before.since.has(key)) || (state.rest ?? before.rest) !== before.rest;
}
/** One line, to stand first. Nothing but digits, letters and separators of ours is in it, so nothing can end it. */
function marker(identity, { since, rest }) {
	return `<!-- wave-inspect:audit v1 id=${identity} items=${[...Map.groupBy(since, ([, day]) => day)].map(([day, own]) => `${day}:${own.map(([key]) => key).join(",")}`).join(";")}${rest === void 0 ? "" : ` rest=${rest}`} -->\n`;
}
/** What the body of an issue keeps of an audit; undefined where it is none of that one. */
function readMarker(body, identity) {
	const [, id, fields = ""] = MARK.exec(body) ?? [];
	if (id !== identity) return void 0;
	const items = / items=([0-9a-f:,;]*)/.exec(fields)?.[1] ?? "";
	const rest = / rest=([0-9a-f]{8})(?: |$)/.exec(fields)?.[1];
	const since = items.split(";").flatMap((group) => {
		const [day = "", keys = ""] = group.split(":");
		return /^\d{8}$/.test(day) ? keys.split(",").flatMap((key) => /^[0-9a-f]{8}$/.test(key) ? [[key, day]] : []) : [];
	});
	return {
		since: new Map(since.slice(0, MOST_KEYS)),
		...rest !== void 0 && { rest }
	};
}
// src/audit/body.ts
/** GitHub takes 65,536 characters. A byte is never less than one. */
const MOST = 65e3;
/** Room for the note on what was left out, and for the end. */
const RESERVE = 1500;
/** What is new first; where there is no room for all, what is least is counted in its place. */
function issueBody(words) {
	const { report, news, drift, state, before, run } = words;
	const mark = marker(run.identity, state);
	const page = new require_surfaces.Page(MOST - mark.length - RESERVE);
	const today = dayOf(report);
	const isNew = ({ key }) => state.since.get(key) === today && before !== void 0;
	const [fresh, old] = [news.items.filter(isNew), news.items.filter((item) => !isNew(item))];
	const row = (item) => itemRow(item, state, words);
	page.add(heading(words));
	if (fresh.length > 0) page.add(`### New\n\n`);
	page.table("new item", HEAD, fresh.map(row), "");
	if (old.length > 0) page.add(before === void 0 ? "" : `### Still there\n\n`);
	page.table("item", HEAD, old.map(row), "");
	for (const sentence of news.undecided) page.add(`- To decide: ${require_surfaces.escapeMarkdown(sentence)}\n`);
	if (news.beside > 0) page.add(`\n${require_base.counted(news.beside, "more finding")} below \`fail-on\`: see the report.\n\n`);
	if (drift !== void 0) {
		const { added, removed } = drift;
		page.details(`${require_base.counted(added.length, "image")} that the lock does not have`, "image", "", imageLines(added));
		page.details(`${require_base.counted(removed.length, "image")} of the lock that nothing pulls`, "image", "", imageLines(removed));
	}
	page.add(ending(run));
	return `${mark}${page.text("The report in the artifact of the run has all of them.")}`;
}
function imageLines(uses) {
	return uses.map(({ image }) => `- ${require_surfaces.code(image)}\n`);
}
/** `20261130`, in UTC. */
function dayOf({ startedAt }) {
	return startedAt.slice(0, 10).replaceAll("-", "");
}
const SIGNS = {
	breaking: "\ud83d\udd34&nbsp;breaking",
	visible: "\ud83d\udfe0&nbsp;visible",
	error: "\ud83d\udd34&nbsp;error",
	warning: "\ud83d\udfe0&nbsp;warning",
	notice: "\ud83d\udd35&nbsp;notice",
	undecided: "\u26aa&nbsp;undecided"
};
function heading({ report, news, state, before, run }) {
	const time = `${report.startedAt.slice(0, 16).replace("T", " ")} UTC`;
	const last = run.url === void 0 ? time : `<a href="${encodeURI(run.url)}">${time}</a>`;
	const commit = report.commit === void 0 ? "" : ` of commit ${require_surfaces.code(report.commit.slice(0, 12))}`;
	const gone = before === void 0 ? 0 : [...before.since.keys()].filter((key) => !state.since.has(key)).length;
	const clean = news.keys.length === 0 && report.verdict === "pass" ? "There is nothing to do.\n\n" : "";
	return `**Last run: ${last}**${commit}, by ${require_surfaces.escapeMarkdown(run.workflow)}. A date that is older than the schedule means that the audit runs no more.

${require_surfaces.escapeMarkdown(require_scan.verdictSentence(report))}

${require_surfaces.escapeMarkdown(require_scan.coverageSentence(report))}.

${clean}${gone === 0 ? "" : `${require_base.counted(gone, "item")} of the run before ${gone === 1 ? "is" : "are"} gone.\n\n`}`;
}
const HEAD = "| | What and where | Whose | Since |\n| :-- | :-- | :-- | :-- |\n";
function itemRow(item, { since }, { report, run }) {
	const { key, sign, rule, image, lines, places, owners, origins } = item;
	const link = (location) => require_scan.lineUrl(report, location, run.server);
	const [message = "", ...more] = lines;
	const said = [...image === null || message.includes(image) ? [message] : [image, message], ...more].map((line) => withCode(line, image));
	const day = since.get(key)?.replace(/^(\d{4})(\d\d)(\d\d)$/, "$1-$2-$3") ?? "";
	const whose = [...owners.map(require_surfaces.code), ...origins.map(require_surfaces.escapeMarkdown)].slice(0, MOST_OWNERS).join("<br>");
	const about = rule === void 0 ? "" : `<br><a href="${require_scan.ruleUrl(report, rule)}">${require_surfaces.escapeMarkdown(rule)}</a>`;
	return `| ${SIGNS[sign]}${about} | ${[...said, require_surfaces.placesOf(places, link)].join("<br>")} | ${whose} | ${day} |\n`;
}
const MOST_OWNERS = 6;
function withCode(text, image) {
	return image === null || image === "" ? require_surfaces.escapeMarkdown(text) : text.split(image).map(require_surfaces.escapeMarkdown).join(require_surfaces.code(image));
}
function ending({ hasLock }) {
	return `\n<sub>${hasLock ? "Images are held against the lock of the repository." : "There is no lock in the repository, so a tag that moves is not told of: commit the containers.lock of the artifact."} This issue is edited in place; it is closed when there is nothing to do. Closed by hand, it stays closed until there is something new.</sub>\n`;
}
// src/audit/files.ts
/** What an audit puts into its folder, for `actions/upload-artifact`. */
/** What is now is taken over; what was not seen stays, and says why. */
function recorded(report, policy, old) {
	const seen = {
		...report,
		policy
	};
	const { lock } = require_lock.mergeLock(old ?? { images: new Map() }, require_lock.observe(seen), {
		update: true,
		prune: false
	});
	if (old === void 0) return {
		lock,
		drift: void 0
	};
	const now = require_lock.sightingsOf(seen, (image) => old.images.get(image)?.content.digest);
	return {
		lock,
		drift: require_lock.driftBetween(old.images, now)
	};
}
/** Each file by its name: how to make its text. */
function auditFiles(report, lock, server) {
	const of = server === void 0 ? {} : { server };
	return new Map([
		["containers.lock", () => require_lock.writeLock(lock)],
		["report.json", () => require_scan.checkJson(report)],
		["report.sarif", () => require_surfaces.sarif(report, of)],
		["report.html", () => require_surfaces.html(report, of)],
		["report.md", () => require_surfaces.summary(report, {
			...of,
			elsewhere: {
				json: true,
				sarif: true
			}
		})]
	]);
}
// src/audit/issue.ts
/** The issues of an audit have it. */
const LABEL = "wave-inspect";
/**
* Two audits at the same time end with one issue, the older; rerun, an audit edits it and adds nothing.
*
* @throws GitHubRefusal
*/
async function tell(issues, telling) {
	const login = await issues.login();
	const [found, ...twins] = await ownIssues(issues, telling.identity, login);
	if (found === void 0) return telling.isClean ? {
		did: "nothing",
		notes: []
	} : open(issues, telling, login);
	for (const { issue } of twins) await closeTwin(issues, issue, found.issue);
	return edit(issues, found, telling);
}
/**
* Those that the token's own user wrote, the oldest first. Whoever else could put our mark into an issue of theirs, and a
* template the label.
*/
async function ownIssues(issues, identity, login) {
	const all = await issues.labelled(LABEL);
	const isOwn = ({ author }) => login === void 0 ? author.isBot : author.login === login;
	return all.flatMap((issue) => {
		const before = isOwn(issue) ? readMarker(issue.body, identity) : void 0;
		return before === void 0 ? [] : [{
			issue,
			before
		}];
	}).sort((a, b) => a.issue.number - b.issue.number);
}
async function open(issues, telling, login) {
	const { identity, title, state, body } = telling;
	const made = await issues.create({
		title,
		body: body(state(void 0), void 0),
		label: LABEL
	});
	const notes = made.labels.includes("wave-inspect") ? [] : [`issue ${made.number} has no label ${LABEL}, by which the next audit finds it: give it one`];
	const [first] = await ownIssues(issues, identity, login);
	if (first === void 0 || first.issue.number >= made.number) return {
		issue: made,
		did: "opened",
		notes
	};
	await closeTwin(issues, made, first.issue);
	return {
		issue: first.issue,
		did: "nothing",
		notes: [`issue ${first.issue.number} of another run is kept`]
	};
}
/** Without its mark, so that it is none of the audit's any more. */
async function closeTwin(issues, twin, first) {
	const body = `The audit has its issue: #${first.number}.\n`;
	await issues.update(twin.number, {
		body,
		state: "closed",
		state_reason: "not_planned"
	});
	await issues.comment(twin.number, `Two audits ran at the same time; #${first.number} is the one that is kept.`);
}
/** One that is open stays so until it is clean; one that is closed, by whomever, until there is something new. */
async function edit(issues, { issue, before }, { isClean, state, body }) {
	const now = state(before);
	const did = issue.isOpen && isClean ? "closed" : !issue.isOpen && !isClean && hasNews(now, before) ? "reopened" : "updated";
	await issues.update(issue.number, {
		body: body(now, before),
		...CHANGES[did]
	});
	return {
		issue,
		did,
		notes: []
	};
}
const CHANGES = {
	closed: {
		state: "closed",
		state_reason: "completed"
	},
	reopened: {
		state: "open",
		state_reason: "reopened"
	},
	updated: {}
};
// src/audit/news.ts
/** What of a run keeps an audit from being clean. Where nothing fails a run (`never`), an error is to be looked at all the same. */
function newsOf(report, { drift, ownersOf }) {
	const least = report.failOn === "never" ? "error" : report.failOn;
	const moved = (drift?.changed ?? []).filter(({ grade }) => grade !== "harmless");
	const isTold = isToldBy(moved);
	const open = report.findings.filter((finding) => require_base.isOpen(finding) && !isTold(finding));
	const counting = open.filter(({ severity }) => require_base.reaches(severity, least));
	const belonging = (places, pulls) => ({
		owners: each(places.flatMap(({ file }) => ownersOf(file))),
		origins: originsOf(pulls)
	});
	const pulls = Map.groupBy(report.scan.pulls, require_base.judgedName);
	const items = [...moved.map((one) => {
		const own = pulls.get(one.image) ?? [];
		const places = own.map(require_base.placeOf);
		return {
			...driftItem(one),
			places: placesOf(places),
			...belonging(places, own)
		};
	}), ...require_scan.groupFindings(counting).map(({ finding, places }) => {
		const own = counting.filter((other) => other.rule === finding.rule && other.image === finding.image);
		return {
			...findingItem(finding),
			places,
			...belonging(places, own.flatMap((one) => one.pulls))
		};
	})];
	const unjudged = unjudgedKeys(report);
	return {
		items,
		beside: require_scan.groupFindings(open).length - require_scan.groupFindings(counting).length,
		undecided: require_scan.toDecide(report),
		keys: [...items.map(({ key }) => key), ...unjudged]
	};
}
/** Nothing is to be looked at. A run that was not judged to its end is never clean. */
function isClean({ keys }, { verdict }) {
	return keys.length === 0 && verdict === "pass";
}
/** That an image is not what the lock says is told once, with its causes. */
function isToldBy(moved) {
	const images = new Set(moved.map(({ image }) => image));
	return ({ rule, pulls }) => rule === "locked" && pulls.some((pull) => images.has(require_base.judgedName(pull)));
}
function driftItem({ image, grade, changes }) {
	return {
		key: keyOf([
			"drift",
			image,
			...changes.flatMap(({ cause, after = "" }) => [cause, after])
		]),
		sign: grade === "breaking" ? "breaking" : "visible",
		image,
		lines: changes.filter((change) => change.grade !== "harmless").map(({ message, platforms = [] }) => `${message}${platforms.length === 0 ? "" : ` (${platforms.join(", ")})`}`)
	};
}
/** By what it is about: the words of a rule can hold an age, which is another every night. */
function findingItem(finding) {
	const { rule, severity, image, location, message, undecided } = finding;
	return {
		key: keyOf([
			rule,
			undecided === true ? "undecided" : severity,
			image ?? location.file
		]),
		sign: undecided === true ? "undecided" : severity,
		rule,
		image,
		lines: [message, ...require_scan.adviceOf(finding)]
	};
}
function unjudgedKeys({ verdict, coverage }) {
	if (verdict !== "undecided") return [];
	return [...coverage.notJudged.filter(({ accepted }) => accepted !== true).map(({ reason, names }) => keyOf([
		"not judged",
		reason,
		...names.toSorted()
	])), ...coverage.unread.filter(({ accepted }) => accepted !== true).map(({ file }) => keyOf(["unread", file]))];
}
/** Whose code it is where it is not the repository's own. */
function originsOf(pulls) {
	return each(pulls.flatMap((pull) => {
		const { module } = require_base.placeOf(pull).context;
		return module === void 0 || "local" in module ? [] : [`${module.name} of ${require_check.moduleText(module)}`];
	}));
}
function placesOf(places) {
	return [...new Map(places.map((place) => [`${place.file}:${place.line}`, place])).values()];
}
function each(texts) {
	return [...new Set(texts)];
}
// src/audit/owners.ts
/**
* Whose a file is, by the CODEOWNERS of a repository, as GitHub reads it:
* docs.github.com/en/repositories/managing-your-repositorys-settings-and-features/customizing-your-repository/about-code-owners
*/
/** Where GitHub looks, the first that is there. */
const CODEOWNERS_PLACES = [
	".github/CODEOWNERS",
	"CODEOWNERS",
	"docs/CODEOWNERS"
];
/** GitHub does not load a larger one. Bytes. */
const LARGEST_CODEOWNERS = 3145728;
/**
* The owners of a path, as written: `@user`, `@org/team`, an address. The last line that matches decides, and one without
* owners leaves a path to nobody. A line that GitHub does not take is skipped, as it does.
*/
function codeOwners(text) {
	const lines = text.split(/\r\n|\r|\n/).flatMap((line) => lineOf(line) ?? []).reverse();
	const known = new Map();
	return (path) => {
		const found = known.get(path) ?? ownersIn(lines, path);
		known.set(path, found);
		return found;
	};
}
function ownersIn(lines, path) {
	const parts = path.split("/");
	return lines.find(({ pattern }) => matches(pattern, parts))?.owners ?? [];
}
const OWNER = /^(?:@[\w.-]+(?:\/[\w.-]+)?|[^\s@]+@[^\s@]+\.[^\s@]+)$/;
/** Undefined: it says nothing, or is none that GitHub takes. */
function lineOf(line) {
	const words = line.match(/(?:\\.|[^\s\\])+/g) ?? [];
	const end = words.findIndex((word) => word.startsWith("#"));
	const [written, ...owners] = end === -1 ? words : words.slice(0, end);
	if (written === void 0 || !owners.every((owner) => OWNER.test(owner))) return void 0;
	const pattern = patternOf(written);
	return pattern && {
		pattern,
		owners
	};
}
/** `!` and `[ ]` of a .gitignore do not work there. */
function patternOf(written) {
	if (/^!|[[\]]/.test(written) || written === "/") return void 0;
	const plain = written.replaceAll(/\\(.)/g, "$1");
	const folders = plain.replace(/^\//, "").split("/");
	const isFolder = folders.at(-1) === "";
	const names = isFolder ? folders.slice(0, -1) : folders;
	return [
		...!plain.startsWith("/") && names.length === 1 && names[0] !== "**" ? ["**"] : [],
		...names,
		...isFolder ? ["**"] : []
	];
}
/**
* A pattern that ends in a name takes the file of that name and all below a folder of it; one that ends in a lone `*` takes
* what lies directly in that folder, which is where it differs from a .gitignore. Steps: at most folders \u00d7 folders.
*/
function matches(pattern, path) {
	const last = pattern.at(-1);
	const takesBelow = last !== "*" && last !== "**";
	let taken = new Set([0]);
	for (const [at, part] of pattern.entries()) taken = part === "**" ? anyNumber(taken, path.length, at === pattern.length - 1) : oneMore(taken, part, path);
	return takesBelow ? taken.size > 0 : taken.has(path.length);
}
function oneMore(taken, part, path) {
	return new Set([...path.entries()].flatMap(([at, text]) => taken.has(at) && require_base.matchesText(part, text) ? [at + 1] : []));
}
/** At the end there has to be something that it stands for: a folder is no file in it. */
function anyNumber(taken, length, isLast) {
	const least = Math.min(...taken) + (isLast ? 1 : 0);
	return new Set(Array.from({ length: Math.max(0, length - least + 1) }, (_, at) => least + at));
}
// src/report/reachability-table.ts
/** A table, a row an image, a column a reader. */
function reachabilityMarkdown(rows) {
	const lines = rows.map(({ image, readers, conclusion }) => {
		const cells = COLUMNS.map(([column]) => readers.filter(({ reader }) => reader === column).map(({ outcome }) => outcome));
		return `| ${[
			require_surfaces.code(image),
			...cells.map((outcomes) => require_surfaces.escapeMarkdown(outcomes.join())),
			require_surfaces.escapeMarkdown(conclusion)
		].join(" | ")} |\n`;
	});
	const head = [
		"Image",
		...COLUMNS.map(([, title]) => title),
		"What follows"
	];
	return `| ${head.join(" | ")} |\n|${" :-- |".repeat(head.length)}\n${lines.join("")}`;
}
const COLUMNS = [
	["anonymous", "Anonymous"],
	["runner", "Runner"],
	["wave", "Workspace"]
];
// src/action/audit.ts
/** What the step does in the mode `audit` once the run is done: its folder, and the one issue. */
var audit_exports = require_rolldown_runtime.__exportAll({ writeAudit: () => writeAudit });
/** Writes all that can be written; what cannot be is a notice and changes no verdict. */
async function writeAudit(audit) {
	const { report, policy, lock } = audit;
	const own = recorded(report, policy, lock?.lock);
	const { reachability } = audit.audit;
	return {
		directory: writeFolder(audit, new Map([...filesOf(audit, own), ...reachability ? await readersOf(audit, own) : []])),
		issue: (audit.audit.issue ? await keepIssue(audit, own) : void 0)?.number ?? ""
	};
}
function filesOf({ report, env }, { lock }) {
	return auditFiles(report, lock, require_base_commit.serverOf(env));
}
/** Who can read each image that the run pulls. A run that was ended asks no more. */
async function readersOf({ report, inspect, redactor }, { lock }) {
	if (report.cancelled !== void 0) return new Map();
	const { isDownload } = await Promise.resolve().then(() => require("./inspect.js")).then((n) => n.inspect_exports$1);
	const { reachability } = await Promise.resolve().then(() => require("./inspect.js")).then((n) => n.readers_exports);
	const images = [...lock.images].flatMap(([name, { unseen }]) => unseen === "not-pulled" || isDownload(name) ? [] : [name]);
	const unknown = report.inspections.flatMap(({ request }) => isDownload(request.image) ? [] : [request.image]);
	const names = [...new Set([...images, ...unknown])].sort();
	const rows = redactor.redactAll(await reachability(names, {
		...inspect,
		userAgent: `wave-inspect/${require_base.version}`
	}));
	return new Map([["reachability.json", () => require_scan.reachabilityJson(rows)], ["reachability.md", () => reachabilityMarkdown(rows)]]);
}
function writeFolder({ audit, workspace, out }, files) {
	let isAny = false;
	for (const [name, text] of files) try {
		require_index.writeReport(workspace, (0, node_path.join)(audit.directory, name), text());
		isAny = true;
	} catch (error) {
		out(`${require_base.logLine(`Warning: audit-dir ${(0, node_path.join)(audit.directory, name)} could not be written. ${String(error)}`)}\n`);
	}
	return isAny ? (0, node_path.resolve)(workspace, audit.directory) : "";
}
async function keepIssue(audit, own) {
	const { report, inputs, env, out, redactor } = audit;
	const notice = (message) => out(require_surfaces.noticeCommand(redactor.redact(`issue: ${message}`)));
	const { githubToken: token } = inputs;
	const repository = env["GITHUB_REPOSITORY"] ?? "";
	if (report.cancelled !== void 0) {
		notice("the run was ended before it was done, so the issue is as it was.");
		return;
	}
	if (token === void 0 || !/^[^/\s]+\/[^/\s]+$/.test(repository)) {
		notice("there is no token (input github-token) or no repository (GITHUB_REPOSITORY), so no issue is kept.");
		return;
	}
	try {
		const { issue, did, notes } = await tell(new require_rest.Issues(token, env["GITHUB_API_URL"] ?? "https://api.github.com", repository), tellingOf(audit, own));
		for (const note of notes) notice(`${note}.`);
		if (issue !== void 0) out(`${require_base.logLine(`Issue ${issue.number} ${did === "nothing" ? "kept" : did}: ${issue.url}`)}\n`);
		return issue;
	} catch (error) {
		if (!(error instanceof require_rest.GitHubRefusal)) throw error;
		notice(error.message);
		return;
	}
}
function tellingOf({ report, lock, audit, inputs, workspace, env }, { drift }) {
	const { GITHUB_WORKFLOW: workflow = "", GITHUB_JOB: job = "", GITHUB_REF: ref = "" } = env;
	const folder = report.folder === void 0 ? [] : [report.folder];
	const identity = identityOf(audit.issueId === void 0 ? [
		workflow,
		job,
		inputs.path,
		ref
	] : [audit.issueId, ...folder]);
	const news = newsOf(report, {
		drift,
		ownersOf: ownersOf(workspace)
	});
	const name = [audit.issueId ?? `${workflow} / ${job}`, ...folder].join(", ");
	const run = {
		identity,
		url: require_base_commit.runUrl(env),
		server: require_base_commit.serverOf(env),
		workflow: `${workflow} / ${job}`,
		hasLock: lock?.lock !== void 0
	};
	return {
		identity,
		title: `Container images: audit of ${require_base.plain(name, 150)}`,
		isClean: isClean(news, report),
		state: (before) => nextState(news.keys, before, dayOf(report)),
		body: (state, before) => issueBody({
			report,
			news,
			drift,
			state,
			before,
			run
		})
	};
}
/** Of the checkout; nobody's where there is no such file. */
function ownersOf(workspace) {
	for (const place of CODEOWNERS_PLACES) {
		const found = require_base.readInside(require_base.realOf(workspace), place, LARGEST_CODEOWNERS);
		const text = require_base.isUnread(found) ? void 0 : require_base.decodeText(found);
		if (typeof text === "string") return codeOwners(text);
	}
	return () => [];
}
Object.defineProperty(exports, "audit_exports", {
	enumerable: true,
	get: function() {
		return audit_exports;
	}
});
