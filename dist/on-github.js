const require_rolldown_runtime = require("./rolldown-runtime.js");
const require_base = require("./base.js");
const require_rest = require("./rest.js");
const require_scan = require("./scan.js");
const require_base_commit = require("./base-commit.js");
const require_surfaces = require("./surfaces.js");
// src/report/check-run.ts
/**
* GitHub names no limit for all of a check run, but takes 50 a request, and of the workflow's token 1,000 requests an hour
* in a repository: this is 20 of them.
*/
const MOST_ANNOTATIONS = 1e3;
/** GitHub takes 65,535 characters; a byte is never less than one. */
const MOST$1 = 65e3;
const LONGEST_TITLE = 255;
/** Characters of a message: GitHub takes 64 KB. */
const LONGEST_MESSAGE = 1e4;
function checkRunWords(report, { server, elsewhere, isChanged }) {
	const notes = require_surfaces.notesBeyond(report, (file) => pathIn(report, file), isChanged);
	const annotations = notes.flatMap((note) => annotationOf(note) ?? []).slice(0, MOST_ANNOTATIONS);
	const left = notes.length - annotations.length;
	const rest = left === 0 ? "" : ` ${require_base.grouped(left)} more ${left === 1 ? "is" : "are"} not. ${require_surfaces.allAreIn(elsewhere)}`;
	const note = notes.length === 0 ? "" : `\n> The first 10 of each severity are annotations of the step; ${require_base.counted(annotations.length, "more is", "more are")} here.${rest}\n`;
	const whole = require_surfaces.markdown(report, {
		...server !== void 0 && { server },
		elsewhere
	}) + note;
	const isTooLong = Buffer.byteLength(whole) > MOST$1;
	return {
		title: require_base.plain(capital(require_scan.headline(report)), LONGEST_TITLE),
		summary: isTooLong ? `${require_surfaces.escapeMarkdown(require_scan.verdictSentence(report))}\n\n${require_surfaces.allAreIn(elsewhere)}\n${note}` : whole,
		annotations
	};
}
/** For a run that came to no verdict. */
function faultWords(messages) {
	return {
		title: "No verdict: the run ended with an error",
		summary: `The step came to no verdict, so this is no pass.\n\n${messages.slice(0, MOST_MESSAGES).map((message) => `- ${require_surfaces.escapeMarkdown(message)}\n`).join("")}`,
		annotations: []
	};
}
/** Of 2,000 characters each, in which one may be seven bytes. */
const MOST_MESSAGES = 4;
/** Undefined for a place that no file of the repository has. */
function annotationOf({ level, properties, lines }) {
	const { title = "", file } = properties;
	if (file === void 0) return void 0;
	return {
		path: file,
		...placeOf(properties),
		annotation_level: level === "error" ? "failure" : level,
		title: require_base.plain(title, LONGEST_TITLE),
		message: lines.map((line) => require_base.plain(line)).join("\n").slice(0, LONGEST_MESSAGE)
	};
}
/** From the root of the repository on; undefined for what is not in it. */
function pathIn({ checkout }, file) {
	if (file.startsWith("/") || file.startsWith("../")) return void 0;
	return checkout?.folder === void 0 ? file : `${checkout.folder}/${file}`;
}
function placeOf({ line, endLine, col, endColumn }) {
	return {
		start_line: Number(line),
		end_line: Number(endLine),
		...col !== void 0 && {
			start_column: Number(col),
			end_column: Number(endColumn)
		}
	};
}
function capital(text) {
	return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}
// src/report/comment-mark.ts
/** Nine characters each: a fifth of a comment. */
const MOST_KEYS = 1500;
const MARK = /^<!-- wave-inspect:comment v1 id=([0-9a-f]{16}) run=(\d{1,15})\.(\d{1,9})(?: commit=([0-9a-f]{40,64}))?(?: keys=([0-9a-f,]*))? -->/;
/** The state of a run with these fingerprints. */
function commentState(run, fingerprints) {
	const keys = [...new Set(fingerprints.map((one) => one.slice(0, 8)))];
	return keys.length > MOST_KEYS ? run : {
		...run,
		keys
	};
}
/** One line, to stand first. Nothing but digits, letters and separators of ours is in it, so nothing can end it. */
function commentMark(identity, { run, attempt, commit, keys }) {
	return `<!-- wave-inspect:comment v1 ${[
		`id=${identity}`,
		`run=${run}.${attempt}`,
		...commit === void 0 ? [] : [`commit=${commit}`],
		...keys === void 0 ? [] : [`keys=${keys.join(",")}`]
	].join(" ")} -->\n`;
}
/** What a comment keeps; undefined where it is none of that identity. */
function readCommentMark(body, identity) {
	const [whole, id, run = "", attempt = "", commit, keys] = MARK.exec(body) ?? [];
	if (whole === void 0 || id !== identity) return void 0;
	return {
		run: Number(run),
		attempt: Number(attempt),
		...commit !== void 0 && { commit },
		...keys !== void 0 && { keys: keys.split(",").filter((key) => key.length === 8) }
	};
}
/** Whether a state is that of a later run than another. */
function isLater(state, than) {
	return state.run === than.run ? state.attempt > than.attempt : state.run > than.run;
}
// src/report/comment.ts
/** GitHub takes 65,536 characters. A byte is never less than one. */
const MOST = 65e3;
/** Room for the note on what was left out, and for the end. */
const RESERVE = 1500;
/** What a run keeps for the next. */
function stateOf(report, run) {
	return commentState(run, require_scan.partition(report.findings).open.map(({ fingerprint }) => fingerprint));
}
/**
* What counts first, then what is fixed, known and waived; where there is no room for all, what is least is counted in its
* place. Folded where there is nothing to do.
*
* @param mark The line that it begins with.
* @param before What the comment kept of the run before; undefined: it is the first.
*/
function commentBody(report, mark, about) {
	const { run, before, elsewhere } = about;
	const { open, known, waived } = require_scan.partition(report.findings);
	const isClean = report.verdict === "pass" && open.length === 0;
	const title = `${require_surfaces.VERDICT[report.verdict]} Container images${nameIn(run)}: ${require_scan.headline(report)}`;
	const page = new require_surfaces.Page(MOST - Buffer.byteLength(mark) - RESERVE);
	const link = (location) => require_scan.lineUrl(report, location, run.server);
	page.add(isClean ? `<details><summary>${title}</summary>\n\n` : `### ${title}\n\n`);
	const said = [
		sinceBase(report, run),
		sinceBefore(report, before),
		`${require_surfaces.escapeMarkdown(coverageOf(report))}.`
	];
	page.add(`${said.filter((line) => line !== "").join("\n\n")}\n\n`);
	page.table("reason", "", require_scan.toDecide(report).map((sentence) => `- To decide: ${require_surfaces.escapeMarkdown(sentence)}\n`), "");
	const rows = require_scan.groupFindings(open).map((group) => require_surfaces.findingRow(group, report, link));
	if (report.verdict === "pass") page.details(require_base.counted(open.length, "finding"), "finding", require_surfaces.FINDINGS_HEAD, rows);
	else page.table("finding", require_surfaces.FINDINGS_HEAD, rows, "");
	const fixed = fixedOf(report) ?? [];
	page.details(`${require_base.grouped(fixed.length)} fixed since the base`, "fixed finding", FIXED_HEAD, fixed.map((one) => fixedRow(one, report)));
	page.details(require_base.counted(known.length, "known finding"), "known finding", require_surfaces.KNOWN_HEAD, require_scan.groupFindings(known).map((group) => require_surfaces.knownRow(group, report, link)));
	page.details(require_base.counted(waived.length, "waived finding"), "waived finding", require_surfaces.WAIVED_HEAD, require_scan.groupFindings(waived).map((group) => require_surfaces.waivedRow(group, report, link)));
	if (isClean) page.add("</details>\n");
	page.add(ending(report, run));
	const remedy = `${run.url === void 0 ? "" : `The <a href="${encodeURI(run.url)}">run</a> has more. `}${require_surfaces.allAreIn(elsewhere)}`;
	return `${mark}${page.text(remedy)}`;
}
/** For a run that came to no verdict: what the comment said before is no longer so. */
function faultBody(messages, mark, run) {
	const page = new require_surfaces.Page(MOST - Buffer.byteLength(mark) - RESERVE);
	page.add(`### \u2754 Container images${nameIn(run)}: no verdict\n\n`);
	page.table("message", "", messages.map((message) => `- ${require_surfaces.escapeMarkdown(message)}\n`), "");
	page.add(`\n<sub>${whichRun(run)}.</sub>\n`);
	return `${mark}${page.text("The log has all of them.")}`;
}
function nameIn({ name }) {
	return name === void 0 ? "" : `, ${require_surfaces.escapeMarkdown(name)}`;
}
/** What the base, judged alike, has and the change does not; undefined where nothing can be said of that. */
function fixedOf({ only }) {
	return only === void 0 || "nothing" in only ? void 0 : only.fixed;
}
/** Where a base was judged: what of all is new. */
function sinceBase(report, { server }) {
	const { only, counts, findings } = report;
	if (only === void 0 || "nothing" in only) return "";
	const open = counts.errors + counts.warnings + counts.notices + counts.undecided;
	const known = findings.filter((finding) => finding.known?.by === "base").length;
	const fixed = fixedOf(report);
	const url = require_scan.commitUrl(report, only.commit, server);
	const short = require_surfaces.code(only.commit.slice(0, 12));
	const base = url === void 0 ? short : `<a href="${url}">${short}</a>`;
	const mended = fixed === void 0 ? "what is fixed cannot be told, since not all was read" : `**${require_base.grouped(fixed.length)} fixed** since the base ${base}`;
	return `**${require_base.grouped(open)} new**, ${require_base.grouped(known)} there before, ${mended}.`;
}
/** What was judged, without what `sinceBase` says. */
function coverageOf({ only, ...report }) {
	return require_scan.coverageSentence(only === void 0 || "commit" in only ? report : {
		...report,
		only
	});
}
/** Where the comment knows the run before: what came and went. */
function sinceBefore(report, before) {
	const now = stateOf(report, {
		run: 0,
		attempt: 0
	}).keys;
	if (before?.keys === void 0 || now === void 0) return "";
	const [old, fresh] = [new Set(before.keys), new Set(now)];
	const came = [...fresh].filter((key) => !old.has(key)).length;
	const went = [...old].filter((key) => !fresh.has(key)).length;
	if (came + went === 0) return "";
	return `Since the run before${before.commit === void 0 ? "" : `, of commit ${require_surfaces.code(before.commit.slice(0, 12))}`}: ${require_base.grouped(came)} more, ${require_base.grouped(went)} gone.`;
}
const FIXED_HEAD = "| Rule | What and where |\n| :-- | :-- |\n";
function fixedRow(fixed, report) {
	const { rule, file } = fixed;
	return `| [${require_surfaces.escapeMarkdown(rule)}](${require_scan.ruleUrl(report, rule)}) | ${require_surfaces.messageOf(fixed)}<br>${require_surfaces.code(file)} |\n`;
}
function ending({ tool, failOn }, run) {
	return `\n<sub>${whichRun(run)}, ${require_surfaces.escapeMarkdown(tool.name)} ${require_surfaces.escapeMarkdown(tool.version)}, fails on ${failOn}. Every run writes this comment anew.</sub>\n`;
}
function whichRun({ commit, url }) {
	const run = url === void 0 ? "Last run" : `<a href="${encodeURI(url)}">Last run</a>`;
	return commit === void 0 ? run : `${run}: of commit ${require_surfaces.code(commit.slice(0, 12))}`;
}
// src/action/check-run.ts
/** One check run for a step at a commit: made, or written anew where an earlier run of the step made it. */
/**
* The conclusion is written with the first request, annotations are added after it. GitHub never takes one away: where an
* earlier run of the step has others than are true now, there is a new check run, and the earlier one concludes alike, so
* that no old one says something else.
*
* @throws GitHubRefusal where there is no check run then; of annotations that are missing there is a note.
*/
async function keepCheckRun(checks, wanted, result) {
	const own = (await checks.named(wanted.name, wanted.commit)).filter(({ externalId }) => externalId.startsWith(externalIdOf(wanted.identity))).sort((a, b) => b.id - a.id);
	const whole = {
		...result,
		external_id: externalIdOf(wanted.identity, wanted)
	};
	const twin = own.find(({ externalId }) => externalId === whole.external_id);
	if (twin !== void 0) return besideTwin(checks, twin, whole);
	const [last, ...older] = own;
	const { annotations } = whole.output;
	const missing = last === void 0 || wanted.isQuick ? void 0 : await addable(checks, last, annotations);
	const all = wanted.isQuick ? [] : annotations;
	if (last === void 0 || missing === void 0 || !await isChanged(checks, last, firstPart(whole, missing))) {
		const made = await checks.create(wanted.name, wanted.commit, firstPart(whole, all));
		return {
			made,
			notes: [...await addRest(checks, made, whole, all), ...await settle(checks, own, whole.conclusion)]
		};
	}
	return {
		made: last,
		notes: [...await addRest(checks, last, whole, missing), ...await settle(checks, older, whole.conclusion)]
	};
}
/** Another step of the same run has made it: the worse of both stands. */
async function besideTwin(checks, twin, whole) {
	const note = "another step of this run has the same check run, which says the worse of both: give each step its comment-id.";
	if (whole.conclusion === "success") return {
		made: twin,
		notes: [note]
	};
	await checks.update(twin, firstPart(whole, whole.output.annotations));
	return {
		made: twin,
		notes: [note, ...await addRest(checks, twin, whole, whole.output.annotations)]
	};
}
/** What is to be added so that it has these annotations; undefined where it has others, too. */
async function addable(checks, last, annotations) {
	if (last.annotations === 0) return annotations;
	const has = new Set((await checks.annotationsOf(last)).map(wordOf));
	const wanted = new Set(annotations.map(wordOf));
	if (has.size !== last.annotations || ![...has].every((word) => wanted.has(word))) return void 0;
	return annotations.filter((one) => !has.has(wordOf(one)));
}
function wordOf(one) {
	const { path, start_line, end_line, annotation_level, title, message } = one;
	return JSON.stringify([
		path,
		start_line,
		end_line,
		annotation_level,
		title,
		message
	]);
}
/** False where GitHub does not let this token change it: it is another app's. */
async function isChanged(checks, run, result) {
	try {
		await checks.update(run, result);
		return true;
	} catch {
		return false;
	}
}
/** The rest, `MOST_AT_ONCE` a request; what GitHub does not take is a note. */
async function addRest(checks, run, whole, annotations) {
	for (let done = 50; done < annotations.length; done += 50) {
		const output = {
			...whole.output,
			annotations: annotations.slice(done, done + 50)
		};
		try {
			await checks.update(run, {
				...whole,
				output
			});
		} catch (error) {
			return [`it has ${done} of ${annotations.length} annotations: ${require_rest.wordsOfError(error)}`];
		}
	}
	return [];
}
/** Makes earlier ones conclude alike. */
async function settle(checks, earlier, conclusion) {
	const output = {
		title: "A later run has the result",
		summary: "A later check run of the same name has the result."
	};
	for (const one of earlier.filter((run) => run.conclusion !== conclusion)) if (!await isChanged(checks, one, {
		conclusion,
		output
	})) return [`check run ${one.id} of an earlier run still says ${one.conclusion}: GitHub does not let this token change it.`];
	return [];
}
function firstPart(whole, annotations) {
	const { annotations: _all, ...said } = whole.output;
	const first = annotations.slice(0, 50);
	return {
		...whole,
		output: {
			...said,
			...first.length > 0 && { annotations: first }
		}
	};
}
/** Nothing but hex digits and numbers of ours is in it. */
function externalIdOf(identity, of) {
	return `wave-inspect ${identity} ${of === void 0 ? "" : `${of.run}.${of.attempt}`}`;
}
// src/action/comment.ts
/**
* Two runs at the same time end with one comment; an older one never takes the place of a newer.
*
* @throws GitHubRefusal
*/
async function keepComment(comments, telling) {
	const login = await comments.login();
	const [found, ...twins] = await ownComments(comments, telling.identity, login);
	for (const { comment } of twins) await comments.remove(comment);
	if (found !== void 0) return rewrite(comments, found, telling);
	if (!telling.isNeeded) return { notes: [] };
	const made = await comments.create(telling.body(void 0));
	const [first] = await ownComments(comments, telling.identity, login);
	if (first === void 0 || first.comment.id >= made.id) return {
		kept: made,
		notes: []
	};
	await comments.remove(made);
	return rewrite(comments, first, telling);
}
async function rewrite(comments, { comment, before }, telling) {
	if (isLater(before, telling.state)) return {
		kept: comment,
		notes: ["it is of a later run of the workflow, and stays as that has written it."]
	};
	await comments.update(comment, telling.body(before));
	return {
		kept: comment,
		notes: before.run === telling.state.run && before.attempt === telling.state.attempt ? ["another step of this run has the same comment, which the last one writes: give each step its comment-id."] : []
	};
}
/** Those that the token's own user wrote, the oldest first: whoever else could put our mark into a comment of theirs. */
async function ownComments(comments, identity, login) {
	const isOwn = ({ author }) => login === void 0 ? author.isBot : author.login === login;
	return (await comments.all()).flatMap((comment) => {
		const before = isOwn(comment) ? readCommentMark(comment.body, identity) : void 0;
		return before === void 0 ? [] : [{
			comment,
			before
		}];
	}).sort((a, b) => a.comment.id - b.comment.id);
}
// src/action/surfaces.ts
/** What GitHub shows beside the step: the check run and the comment. What cannot be shown is a notice, and no failure. */
var surfaces_exports = require_rolldown_runtime.__exportAll({ showOnGitHub: () => showOnGitHub });
/** A run that was ended has seconds left. Milliseconds for one answer. */
const SHORT = 2e3;
/** Writes all that is asked for and can be written. */
async function showOnGitHub(told, asked, { env, now, out }, redactor) {
	const showing = showingOf(told, asked, env, now);
	const attempt = async (input, show) => {
		const notice = (message) => out(require_surfaces.noticeCommand(redactor.redact(`${input}: ${message}`)));
		try {
			if (showing !== void 0) return await show(showing, notice);
			notice("there is no token (input github-token) or no repository (GITHUB_REPOSITORY), so nothing is shown on GitHub.");
		} catch (error) {
			notice(`${require_rest.wordsOfError(error)}${ofFork(showing, error)}`);
		}
		return "";
	};
	return {
		"check-run-url": asked.checkRun ? await attempt("check-run", showCheckRun) : "",
		"comment-url": asked.comment ? await attempt("comment", showComment) : ""
	};
}
/** Undefined: there is nowhere to show it, or nobody who could. */
function showingOf(told, asked, env, now) {
	const { GITHUB_REPOSITORY: repository = "", GITHUB_API_URL: api = "https://api.github.com", GITHUB_EVENT_NAME: event = "" } = env;
	if (asked.token === void 0 || !/^[^/\s]+\/[^/\s]+$/.test(repository)) return void 0;
	const isCut = "report" in told ? told.report.cancelled !== void 0 : told.isCut === true;
	return {
		told,
		asked,
		token: asked.token,
		api,
		repository,
		event: require_base.plain(event),
		pull: changeOf(env),
		env,
		now,
		isCut
	};
}
/** A payload that does not say its commits has stopped the step already. */
function changeOf(env) {
	try {
		return require_base_commit.pullRequestOf(env);
	} catch {
		return;
	}
}
async function showCheckRun(showing, notice) {
	const { told, token, api, repository, event, env, now, isCut } = showing;
	const commit = commitOf(showing);
	if (commit === void 0) {
		notice(`the event ${event} does not say the commit of the change, so there is no check run.`);
		return "";
	}
	const words = "report" in told ? checkRunWords(told.report, {
		...told,
		server: require_base_commit.serverOf(env)
	}) : faultWords(told.messages);
	const { run, attempt } = runOf(env);
	const url = require_base_commit.workflowRunOf(env).url;
	const { made, notes } = await keepCheckRun(new require_rest.Checks(token, api, repository, isCut ? { longest: SHORT } : {}), {
		name: `Wave Inspect: ${nameOf(showing)}`,
		commit,
		identity: identityOf(showing),
		run,
		attempt,
		isQuick: isCut
	}, {
		conclusion: "report" in told && require_base.exitCode(told.report.outcome) === 0 ? "success" : "failure",
		...url !== void 0 && { details_url: url },
		started_at: "report" in told ? told.report.startedAt : now().toISOString(),
		output: words
	});
	for (const note of notes) notice(note);
	return made.url;
}
/** Of the change, where the workflow runs for one, and not GitHub's own merge of it: a check counts at its commit. */
function commitOf({ pull, env }) {
	const commit = pull === void 0 ? env["GITHUB_SHA"] : pull.head;
	return commit === void 0 || !/^[0-9a-f]{40,64}$/.test(commit) ? void 0 : commit;
}
async function showComment(showing, notice) {
	const { told, asked, token, api, repository, event, pull, env, isCut } = showing;
	if (pull?.number === void 0) {
		notice(`the event ${event} is no pull request with a number, so there is no comment.`);
		return "";
	}
	if (isCut) {
		notice("the run was ended before it was done, so the comment is as it was.");
		return "";
	}
	const identity = identityOf(showing);
	const { head: commit } = pull;
	const run = {
		name: asked.id !== void 0 || valuesOf(asked.matrix).length > 0 || asked.path !== "." ? nameOf(showing) : void 0,
		commit,
		url: require_base_commit.workflowRunOf(env).url,
		server: require_base_commit.serverOf(env)
	};
	const plainState = {
		...runOf(env),
		...commit !== void 0 && { commit }
	};
	const state = "report" in told ? stateOf(told.report, plainState) : plainState;
	const mark = commentMark(identity, state);
	const { kept, notes } = await keepComment(new require_rest.Comments(token, api, {
		repository,
		number: pull.number
	}), {
		identity,
		state,
		isNeeded: "report" in told,
		body: (before) => "report" in told ? commentBody(told.report, mark, {
			run,
			before,
			elsewhere: told.elsewhere
		}) : faultBody(told.messages, mark, run)
	});
	for (const note of notes) notice(note);
	return kept?.url ?? "";
}
/** What tells it from those of other jobs, legs of a matrix and folders. */
function identityOf({ asked, env }) {
	const { GITHUB_WORKFLOW: workflow = "", GITHUB_JOB: job = "" } = env;
	const { id, matrix, path } = asked;
	return require_base.shortHash(id === void 0 ? [
		workflow,
		job,
		...valuesOf(matrix),
		path
	] : [id], 16);
}
/** The same for people: `images / check (linux/arm64), sub`. */
function nameOf({ asked: { id, matrix, path }, env }) {
	if (id !== void 0) return require_base.plain(id, LONGEST_NAME);
	const { GITHUB_WORKFLOW: workflow = "", GITHUB_JOB: job = "" } = env;
	const values = valuesOf(matrix);
	const leg = values.length === 0 ? "" : ` (${values.join(", ")})`;
	return require_base.plain(`${workflow} / ${job}${leg}${path === "." ? "" : `, ${path}`}`, LONGEST_NAME);
}
const LONGEST_NAME = 150;
/** Of the leg of a matrix that this job is, as GitHub's own names of jobs have them. */
function valuesOf(matrix) {
	try {
		return Object.values(require_base.object(JSON.parse(matrix)) ?? {}).map((value) => require_base.text(value) ?? JSON.stringify(value));
	} catch {
		return [];
	}
}
function runOf(env) {
	return {
		run: numberIn(env["GITHUB_RUN_ID"]),
		attempt: numberIn(env["GITHUB_RUN_ATTEMPT"])
	};
}
function numberIn(text = "") {
	return /^\d{1,15}$/.test(text) ? Number(text) : 0;
}
/** What explains a refusal (403) where the change comes from a fork. */
function ofFork(showing, error) {
	const from = showing?.pull?.from?.toLowerCase() ?? "";
	return from !== "" && from !== showing?.repository.toLowerCase() && error instanceof require_rest.GitHubRefusal && require_scan.statusOf(error.cause) === 403 ? " The pull request comes from a fork, whose workflows get a token that only reads." : "";
}
Object.defineProperty(exports, "identityOf", {
	enumerable: true,
	get: function() {
		return identityOf;
	}
});
Object.defineProperty(exports, "ofFork", {
	enumerable: true,
	get: function() {
		return ofFork;
	}
});
Object.defineProperty(exports, "surfaces_exports", {
	enumerable: true,
	get: function() {
		return surfaces_exports;
	}
});
