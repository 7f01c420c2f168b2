const require_rolldown_runtime = require("./rolldown-runtime.js");
const require_base_commit = require("./base-commit.js");
const require_base = require("./base.js");
const require_rest = require("./rest.js");
const require_surfaces = require("./surfaces.js");
const require_scan = require("./scan.js");
const require_fix = require("./fix.js");
const require_index = require("./index.js");
const require_on_github = require("./on-github.js");
let node_path = require("node:path");
// src/suggest/body.ts
const MARK = /^<!-- wave-inspect:suggestion v1 id=([0-9a-f]{16}) key=([0-9a-f]{16}) -->/;
/** Findings that one suggestion names. */
const MOST_FINDINGS = 5;
/** The same wherever the lines move to. */
function keyOf({ path, replacement, offers }) {
	const fingerprints = offers.flatMap(({ findings }) => findings.map(({ fingerprint }) => fingerprint));
	return require_base.shortHash([
		path,
		replacement.join("\n"),
		...[...new Set(fingerprints)].sort()
	], 16);
}
function readMark(body) {
	const [, identity, key] = MARK.exec(body) ?? [];
	return identity === void 0 || key === void 0 ? void 0 : {
		identity,
		key
	};
}
function written({ identity, key }) {
	return `<!-- wave-inspect:suggestion v1 id=${identity} key=${key} -->\n`;
}
/** The comment on the lines: what is wrong, and what the button writes there. */
function suggestionBody(suggestion, identity, report) {
	const { offers, replacement } = suggestion;
	const said = offers.flatMap(({ findings }) => findings);
	const items = said.slice(0, MOST_FINDINGS).map(({ rule, message }) => `- [${rule}](${require_scan.ruleUrl(report, rule)}): ${require_surfaces.escapeMarkdown(message)}\n`);
	const more = said.length - items.length;
	const rest = more > 0 ? `- and ${require_base.counted(more, "more finding")}\n` : "";
	const titles = [...new Set(offers.map(({ fix }) => require_surfaces.escapeMarkdown(fix.title)))].slice(0, MOST_FINDINGS);
	return `${written({
		identity,
		key: keyOf(suggestion)
	})}${items.join("")}${rest}
${titles.join(" ")}

${block(replacement)}`;
}
/** Nothing in it can end it: its fence is longer than any row of backticks. No lines: those are taken out. */
function block(lines) {
	const rows = lines.flatMap((line) => (line.match(/`+/g) ?? []).map(({ length }) => length));
	const fence = "`".repeat(Math.max(3, ...rows.map((length) => length + 1)));
	return `${fence}suggestion\n${lines.map((line) => `${line}\n`).join("")}${fence}\n`;
}
/** In place of a suggestion whose finding is gone, where somebody has answered to it. */
function settledBody(mark, head) {
	return `${written(mark)}${SETTLED} as of ${head.slice(0, 12)}.\n`;
}
function isSettled(body) {
	return body.replace(MARK, "").trimStart().startsWith(SETTLED);
}
const SETTLED = "This is no longer found";
/** What stands above the suggestions of one review. `left`: those for which there was no room. */
function reviewBody(count, left, { others }) {
	return `${[
		`Wave Inspect suggests ${require_base.counted(count, "change")}, each of which mends what it says and nothing else.`,
		...left > 0 ? [`${require_base.grouped(left)} more will be suggested once some of these are settled.`] : [],
		...others.length > 0 ? [`${require_base.counted(others.length, "other fix is", "other fixes are")} in the annotations: ${others.length === 1 ? "it" : "the first"} ${others[0]?.why ?? ""}. \`wave-inspect fix\` makes ${others.length === 1 ? "it" : "them"}.`] : []
	].join("\n\n")}\n`;
}
/**
* Writes what is not suggested yet in one review; rerun, it adds nothing.
*
* @throws GitHubRefusal
*/
async function suggest(reviews, suggesting) {
	const { plan, identity, head, report } = suggesting;
	const comments = await reviews.comments();
	const own = await ownComments(reviews, comments);
	const live = new Map(own.flatMap((one) => one.comment.line === void 0 ? [] : [[one.mark.key, one]]));
	const fresh = plan.suggestions.filter((suggestion) => !live.has(keyOf(suggestion)));
	const kept = plan.suggestions.length - fresh.length;
	const settled = await settle(reviews, comments, goneOf(own, suggesting), head);
	const added = fresh.slice(0, Math.max(0, 50 - kept));
	const left = fresh.length - added.length;
	if (added.length > 0) await reviews.create(head, reviewBody(added.length, left, plan), added.map((suggestion) => ({
		...suggestion,
		body: suggestionBody(suggestion, identity, report)
	})));
	return {
		added: added.length,
		kept,
		left,
		settled
	};
}
/** Those that the token's own user wrote: whoever else could put our mark into a comment of theirs. */
async function ownComments(reviews, comments) {
	const marked = comments.flatMap((comment) => {
		const mark = comment.answersTo === void 0 ? readMark(comment.body) : void 0;
		return mark === void 0 ? [] : [{
			comment,
			mark
		}];
	});
	if (marked.length === 0) return [];
	const login = await reviews.login();
	return marked.filter(({ comment: { author } }) => login === void 0 ? author.isBot : author.login === login);
}
/**
* Of this job, those that are not suggested any more. Where somebody gave no answer this time, a finding or its fix may be
* back with the next run: then only those whose lines are gone.
*/
function goneOf(own, { plan, identity, report }) {
	const wanted = new Set(plan.suggestions.map(keyOf));
	const isSure = report.inspections.every(({ failure }) => failure === void 0 || ANSWERS.has(failure.state));
	return own.filter(({ comment, mark }) => mark.identity === identity && (comment.line === void 0 || isSure && !wanted.has(mark.key)));
}
/** Failures that will be the same tomorrow. */
const ANSWERS = new Set([
	"not-found",
	"invalid-reference",
	"unsupported",
	"platform-missing"
]);
/** @returns How many had to be. */
async function settle(reviews, comments, gone, head) {
	if (gone.length === 0) return 0;
	const threads = await threadsOf(reviews);
	const answered = new Set(comments.flatMap(({ answersTo }) => answersTo ?? []));
	let settled = 0;
	for (const { comment, mark } of gone) {
		const thread = threads.get(comment.node);
		if (thread?.isResolved === true || isSettled(comment.body)) continue;
		settled += 1;
		if (thread?.isResolvable === true && await isDone(reviews.resolve(thread))) continue;
		if (!answered.has(comment.id)) await reviews.remove(comment);
		else {
			await reviews.update(comment, settledBody(mark, head));
			await isDone(reviews.fold(comment));
		}
	}
	return settled;
}
/** By their first comment; none where GraphQL is not to be had. */
async function threadsOf(reviews) {
	try {
		return new Map((await reviews.threads()).map((thread) => [thread.first, thread]));
	} catch {
		return new Map();
	}
}
/** What a token may or may not do, and nothing hangs on it. */
async function isDone(asked) {
	try {
		await asked;
		return true;
	} catch {
		return false;
	}
}
// src/suggest/whole-lines.ts
/** Edits as whole lines that take the place of whole lines: nothing smaller can be suggested. */
/** The lines that have to be replaced so that edits are made. */
function linesOf(edits, { text, lines }) {
	const ranges = edits.map((edit) => {
		const [start, end] = [lines.at(edit.start), lines.at(edit.end)];
		const isWhole = edit.start < edit.end && end.column === 1;
		const endsLine = edit.replacement.endsWith("\n") || edit.replacement === "" && start.column === 1;
		return [start.line, isWhole && endsLine ? end.line - 1 : end.line];
	});
	const last = lines.at(text.length).line - (text.endsWith("\n") ? 1 : 0);
	return [Math.min(last, ...ranges.map(([first]) => first)), Math.min(last, Math.max(...ranges.map(([, end]) => end)))];
}
/** What stands in a range of lines, with their ends. */
function textOf([first, last], { text, lines }) {
	return text.slice(lines.offset(first, 1), lines.offset(last + 1, 1));
}
/** What is to stand there, a text a line; each has its carriage return, where the file has them, and no line feed. */
function replacementOf(range, edits, of) {
	const from = of.lines.offset(range[0], 1) ?? 0;
	const moved = edits.map((edit) => ({
		...edit,
		start: edit.start - from,
		end: edit.end - from
	}));
	const text = require_fix.applyEdits(textOf(range, of), moved);
	return text === "" ? [] : text.replace(/\n$/, "").split("\n");
}
// src/suggest/plan.ts
/** Which of the fixes that are proven can be suggested on lines of a pull request, and which of them together. */
/**
* @param placed Fixes that can be made together.
* @param root Real path of the root of the repository.
*/
function planSuggestions(placed, diff, root) {
	const others = [];
	let drafts = [];
	for (const one of placed) {
		const draft = draftOf(one, diff, root);
		if ("why" in draft) others.push({
			offer: one.offer,
			why: draft.why
		});
		else drafts = withDraft(drafts, draft);
	}
	return {
		suggestions: drafts.map(({ path, original, lines, edits, offers }) => ({
			path,
			lines,
			replacement: replacementOf(lines, edits.sorted(), original),
			offers
		})),
		others
	};
}
function draftOf(placed, diff, root) {
	const all = require_fix.allEdits(placed);
	const [original, ...more] = new Set(all.map((one) => one.original));
	if (original === void 0 || more.length > 0) return { why: "changes several files" };
	const edits = new require_fix.Edits();
	for (const { edit } of all) edits.add(edit);
	const path = (0, node_path.relative)(root, original.real).split(node_path.sep).join("/");
	const lines = linesOf(edits.sorted(), original);
	if (diff.hunkOf(path, lines) === void 0) return { why: "changes lines that are not in the diff of the pull request" };
	if (!diff.isAsHere(path, original.bytes)) return { why: "changes a file that is another one at the head" };
	if (lines[0] === 1 && original.bytes.toString("latin1", 0, 3) === "\u00ef\u00bb\u00bf" || /\uFFFD|\r(?!\n|$)/.test(textOf(lines, original))) return { why: "changes lines with characters that a suggestion cannot keep" };
	return {
		path,
		original,
		lines,
		edits,
		offers: [placed.offer]
	};
}
/** Lines that meet those of others are suggested with them, in the place of the first. */
function withDraft(drafts, draft) {
	const met = drafts.filter(({ path, lines }) => path === draft.path && meet(lines, draft.lines));
	const [first, ...rest] = met;
	if (first === void 0) return [...drafts, draft];
	const all = [...met, draft];
	const edits = new require_fix.Edits();
	for (const edit of all.flatMap((one) => one.edits.sorted())) edits.add(edit);
	const whole = {
		...first,
		lines: [Math.min(...all.map(({ lines }) => lines[0])), Math.max(...all.map(({ lines }) => lines[1]))],
		edits,
		offers: all.flatMap(({ offers }) => offers)
	};
	return drafts.flatMap((one) => one === first ? whole : rest.includes(one) ? [] : one);
}
function meet([first, last], [otherFirst, otherLast]) {
	return first <= otherLast && otherFirst <= last;
}
// src/action/suggest.ts
/** The input `suggest`: fixes as suggestions on the lines of a pull request. What cannot be suggested is a notice, and no failure. */
var suggest_exports = require_rolldown_runtime.__exportAll({ suggestFixes: () => suggestFixes });
/** Writes what can be suggested of a report. */
async function suggestFixes(run) {
	const { report, inputs, env, out, redactor } = run;
	const notice = (message) => out(require_surfaces.noticeCommand(redactor.redact(`suggest: ${message}`)));
	const { GITHUB_REPOSITORY: here = "", GITHUB_EVENT_NAME: event = "", GITHUB_API_URL: api } = env;
	const pull = require_base_commit.pullRequestOf(env);
	if (pull?.number === void 0) {
		out(`${require_base.logLine(`suggest: the event ${event} is no pull request with a number, so nothing is suggested.`)}\n`);
		return;
	}
	const { githubToken: token } = inputs;
	if (token === void 0 || !/^[^/\s]+\/[^/\s]+$/.test(here)) {
		notice("there is no token (input github-token) or no repository (GITHUB_REPOSITORY), so nothing is suggested.");
		return;
	}
	try {
		if (report.cancelled !== void 0) throw new require_base.Cancelled("");
		const reviews = new require_rest.Reviews(token, api ?? "https://api.github.com", {
			repository: here,
			number: pull.number
		});
		out(`${require_base.logLine(`suggest: ${await suggestOn(reviews, pull, run)}`)}\n`);
	} catch (error) {
		if (error instanceof require_base.Cancelled) notice("the run was ended before it was done, so nothing is suggested.");
		else if (error instanceof require_rest.GitHubRefusal) notice(`${error.message}${require_on_github.ofFork({
			pull,
			repository: here
		}, error)}`);
		else out(`${require_base.logLine(`Warning: suggestions could not be made. ${redactor.redact(String(error))}`)}\n`);
	}
}
/** @returns What was done, in one sentence. */
async function suggestOn(reviews, pull, run) {
	const { report, workspace, runs, fixes, env } = run;
	const { head, isOpen } = await reviews.state();
	if (!isOpen) return "the pull request is closed, so nothing is suggested.";
	if (pull.head !== void 0 && pull.head !== head) return "the pull request has newer commits, whose own run suggests.";
	const diff = new require_rest.Diff(await reviews.files());
	const { placed, refused } = await fixes.mended();
	const plan = planSuggestions(placed, diff, require_base_commit.checkoutAround((0, node_path.resolve)(workspace, runs[0]?.within ?? ""))?.git.worktree ?? require_base.realOf(workspace));
	return inWords(await suggest(reviews, {
		report,
		plan,
		head,
		identity: require_on_github.identityOf({
			asked: require_index.readSurfaces(),
			env
		})
	}), plan.others.length, refused.length);
}
function inWords({ added, kept, left, settled }, others, refused) {
	return `${[
		`${require_base.counted(added, "suggestion")} added`,
		...kept > 0 ? [`${require_base.grouped(kept)} there before`] : [],
		...settled > 0 ? [`${require_base.grouped(settled)} settled`] : [],
		...left > 0 ? [`${require_base.grouped(left)} left for want of room`] : [],
		...others > 0 ? [`${require_base.counted(others, "fix", "fixes")} not on lines of the diff`] : [],
		...refused > 0 ? [`${require_base.counted(refused, "fix", "fixes")} not proven (\`wave-inspect fix\` says why)`] : []
	].join(", ")}.`;
}
Object.defineProperty(exports, "suggest_exports", {
	enumerable: true,
	get: function() {
		return suggest_exports;
	}
});
