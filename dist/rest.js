const require_rolldown_runtime = require("./rolldown-runtime.js");
const require_base = require("./base.js");
const require_scan = require("./scan.js");
const require_base_commit = require("./base-commit.js");
// src/github/rest.ts
/** GitHub did not do what it was asked for; the message says why, and what to set. */
var GitHubRefusal = class extends Error {
	name = "GitHubRefusal";
};
/** What there is to say of an error, of GitHub's doing or of ours. */
function wordsOfError(error) {
	return error instanceof GitHubRefusal ? error.message : String(error);
}
/** The client is loaded with the first request. */
var Rest = class {
	/** `acme/readqc`. */
	repository;
	where;
	#token;
	#apiUrl;
	#longest;
	#why;
	#client;
	/**
	* @param apiUrl `GITHUB_API_URL`; another on GitHub Enterprise Server.
	* @param repository `acme/readqc`.
	*/
	constructor(token, apiUrl, repository, options) {
		const [owner = "", repo = ""] = repository.split("/");
		this.repository = repository;
		this.where = {
			owner,
			repo
		};
		this.#token = token;
		this.#apiUrl = apiUrl;
		this.#longest = options.longest ?? 3e4;
		this.#why = new Map([...reasons(options.permission), ...options.why ?? []]);
	}
	/**
	* The login of the token's user (`GET /user`); undefined for that of an app, such as the workflow's own, which GitHub
	* refuses this (403): what such a token writes is a bot's.
	*
	* @throws GitHubRefusal
	*/
	async login() {
		try {
			const data = await this.read("the user of the token", (client, request) => client.rest.users.getAuthenticated({ request }));
			return require_base.text(require_base.object(data)?.["login"]);
		} catch (error) {
			if (error instanceof GitHubRefusal && require_scan.statusOf(error.cause) === 403 && !isLimit(error.cause)) return void 0;
			throw error;
		}
	}
	/** Asked twice where the server has a fault or says nothing. `what`: what is read. @throws GitHubRefusal */
	async read(what, ask) {
		const failed = `${what} could not be read`;
		try {
			return await this.#ask(ask, "follow");
		} catch (error) {
			const status = require_scan.statusOf(error);
			if (typeof status === "number" && status < 500) throw this.#refusal(failed, error);
		}
		try {
			return await this.#ask(ask, "follow");
		} catch (error) {
			throw this.#refusal(failed, error);
		}
	}
	/**
	* All pages of a list, until one is not full. `most`: pages.
	*
	* @param entriesOf The entries that an answer has.
	* @throws GitHubRefusal
	*/
	async pages(what, most, ask, entriesOf) {
		const found = [];
		for (let page = 1; page <= most; page += 1) {
			const entries = entriesOf(await this.read(what, (client, request) => ask(page, client, request)));
			found.push(...entries);
			if (entries.length < 100) break;
		}
		return found;
	}
	/**
	* Asked once, and of this repository only: what was done although no answer came is not done twice.
	*
	* @param failed What could not be done, in a clause.
	* @throws GitHubRefusal
	*/
	async write(failed, ask) {
		try {
			return await this.#ask(ask, "manual");
		} catch (error) {
			throw this.#refusal(failed, error);
		}
	}
	async #ask(ask, redirect) {
		this.#client ??= Promise.resolve().then(() => require("./github.js")).then((n) => n.github_exports).then((library) => library.getOctokit(this.#token, { baseUrl: this.#apiUrl }));
		const answer = await ask(await this.#client, {
			redirect,
			signal: AbortSignal.timeout(this.#longest)
		});
		if (answer.status >= 300) throw new Moved(answer);
		return answer.data;
	}
	#refusal(failed, error) {
		const status = require_scan.statusOf(error);
		const limit = require_scan.limitOf(failed, error);
		if (limit !== void 0) return new GitHubRefusal(limit, { cause: error });
		const why = typeof status === "number" ? this.#why.get(status) : void 0;
		return new GitHubRefusal(`${failed} ${why === void 0 ? `(${String(status)}); the next run tries again` : `(${String(status)}): ${why}`}.${require_scan.wordsOf(error)}`, { cause: error });
	}
};
/** A redirect, which nothing that writes follows. */
var Moved = class extends Error {
	response;
	constructor(response) {
		super("moved");
		this.response = response;
	}
};
function reasons(permission) {
	const permit = `give the job \`permissions: ${permission}\`, and a token that has it`;
	return [
		[301, "it is in another repository by now"],
		[307, "it is in another repository by now"],
		[401, "the token is not valid; see the input github-token"],
		[403, permit],
		[404, `GitHub does not show it to this token; ${permit}`],
		[422, "GitHub does not take it"]
	];
}
function isLimit(error) {
	return require_scan.limitOf("", error) !== void 0;
}
// src/github/issues.ts
/** Issues of one repository, through GitHub's REST API. */
/** More issues of one label nobody has. */
const MOST_PAGES$2 = 20;
var Issues = class {
	#rest;
	/**
	* @param token Needs `issues: write`.
	* @param apiUrl `GITHUB_API_URL`; another on GitHub Enterprise Server.
	* @param repository `acme/readqc`.
	*/
	constructor(token, apiUrl, repository) {
		this.#rest = new Rest(token, apiUrl, repository, {
			permission: "issues: write",
			why: [[410, "the repository has no issues; switch them on in its settings, or leave out issue: true"]]
		});
	}
	/** Of the token's user; undefined for that of an app. @throws GitHubRefusal */
	login() {
		return this.#rest.login();
	}
	/**
	* All that have a label, open or closed, pull requests left out (`GET /repos/{owner}/{repo}/issues`): listed and not
	* searched for, since the index of the search comes after.
	*
	* @throws GitHubRefusal
	*/
	async labelled(label) {
		return (await this.#rest.pages(`the issues of ${this.#rest.repository}`, MOST_PAGES$2, (page, client, request) => client.rest.issues.listForRepo({
			...this.#rest.where,
			labels: label,
			state: "all",
			sort: "created",
			direction: "asc",
			per_page: 100,
			page,
			request
		}), require_base.list)).flatMap((entry) => issueOf(entry) ?? []);
	}
	/** `POST /repos/{owner}/{repo}/issues`. A label that the repository lacks is made. @throws GitHubRefusal */
	async create(issue) {
		const { title, body, label } = issue;
		const made = issueOf(await this.#rest.write("an issue could not be opened", (client, request) => client.rest.issues.create({
			...this.#rest.where,
			title,
			body,
			labels: [label],
			request
		})));
		if (made === void 0) throw new GitHubRefusal("GitHub's answer to a new issue names none; see the issues.");
		return made;
	}
	/** `PATCH /repos/{owner}/{repo}/issues/{number}`. @throws GitHubRefusal */
	async update(number, change) {
		await this.#rest.write(`issue ${number} could not be changed`, (client, request) => client.rest.issues.update({
			...this.#rest.where,
			issue_number: number,
			...change,
			request
		}));
	}
	/** `POST /repos/{owner}/{repo}/issues/{number}/comments`. @throws GitHubRefusal */
	async comment(number, body) {
		await this.#rest.write(`issue ${number} could not be commented on`, (client, request) => client.rest.issues.createComment({
			...this.#rest.where,
			issue_number: number,
			body,
			request
		}));
	}
};
function issueOf(entry) {
	const issue = require_base.object(entry);
	const number = require_base.count(issue?.["number"]);
	if (issue === void 0 || number === void 0 || require_base.isObject(issue["pull_request"])) return void 0;
	return {
		number,
		url: require_base.text(issue["html_url"]) ?? "",
		body: require_base.text(issue["body"]) ?? "",
		isOpen: issue["state"] === "open",
		labels: require_base.list(issue["labels"]).flatMap((label) => require_base.text(label) ?? require_base.text(require_base.object(label)?.["name"]) ?? []),
		author: authorOf(issue)
	};
}
/** Of an issue, a comment or a review. */
function authorOf(entry) {
	const user = require_base.object(entry["user"]);
	return {
		login: require_base.text(user?.["login"]) ?? "",
		isBot: user?.["type"] === "Bot"
	};
}
// src/github/reviews.ts
/** The diff, the review comments and their threads of one pull request, through GitHub's API. */
var reviews_exports = require_rolldown_runtime.__exportAll({ Reviews: () => Reviews });
/** GitHub lists no more than 3,000 files. */
const MOST_FILE_PAGES = 30;
const MOST_COMMENT_PAGES = 30;
const MOST_THREAD_PAGES = 30;
var Reviews = class {
	#rest;
	#number;
	/**
	* @param token Needs `pull-requests: write`.
	* @param apiUrl `GITHUB_API_URL`; another on GitHub Enterprise Server.
	* @param repository `acme/readqc`.
	* @param number Of the pull request.
	*/
	constructor(token, apiUrl, { repository, number }, options = {}) {
		this.#rest = new Rest(token, apiUrl, repository, {
			...options,
			permission: "pull-requests: write"
		});
		this.#number = number;
	}
	/** Of the token's user; undefined for that of an app. @throws GitHubRefusal */
	login() {
		return this.#rest.login();
	}
	/** The newest commit of it, and whether it is open still (`GET /repos/{owner}/{repo}/pulls/{number}`). @throws GitHubRefusal */
	async state() {
		const data = await this.#rest.read(`pull request #${this.#number}`, (client, request) => client.rest.pulls.get({
			...this.#rest.where,
			pull_number: this.#number,
			request
		}));
		const pull = require_base.object(data);
		return {
			head: require_base.text(require_base.object(pull?.["head"])?.["sha"]) ?? "",
			isOpen: pull?.["state"] === "open"
		};
	}
	/** What it changes (`GET /repos/{owner}/{repo}/pulls/{number}/files`), without what it removes. @throws GitHubRefusal */
	async files() {
		return (await this.#rest.pages(`the files of #${this.#number}`, MOST_FILE_PAGES, (page, client, request) => client.rest.pulls.listFiles({
			...this.#rest.where,
			pull_number: this.#number,
			per_page: 100,
			page,
			request
		}), require_base.list)).flatMap((entry) => {
			const file = require_base.object(entry);
			const [path, id, patch] = [
				require_base.text(file?.["filename"]),
				require_base.text(file?.["sha"]),
				require_base.text(file?.["patch"])
			];
			if (path === void 0 || id === void 0 || file?.["status"] === "removed") return [];
			return [{
				path,
				id,
				...patch !== void 0 && { patch }
			}];
		});
	}
	/** All, the oldest first (`GET /repos/{owner}/{repo}/pulls/{number}/comments`). @throws GitHubRefusal */
	async comments() {
		return (await this.#rest.pages(`the review comments of #${this.#number}`, MOST_COMMENT_PAGES, (page, client, request) => client.rest.pulls.listReviewComments({
			...this.#rest.where,
			pull_number: this.#number,
			per_page: 100,
			page,
			request
		}), require_base.list)).flatMap((entry) => commentOf$1(entry) ?? []);
	}
	/**
	* A review that neither approves nor asks for changes (`POST /repos/{owner}/{repo}/pulls/{number}/reviews`): all of its
	* comments are written, or none.
	*
	* @param commit Of which the lines are.
	* @throws GitHubRefusal
	*/
	async create(commit, body, comments) {
		await this.#rest.write(`suggestions could not be written on #${this.#number}`, (client, request) => client.rest.pulls.createReview({
			...this.#rest.where,
			pull_number: this.#number,
			commit_id: commit,
			event: "COMMENT",
			body,
			comments: comments.map(({ path, lines: [first, last], body: own }) => ({
				path,
				body: own,
				line: last,
				side: "RIGHT",
				...first < last && {
					start_line: first,
					start_side: "RIGHT"
				}
			})),
			request
		}));
	}
	/** `PATCH /repos/{owner}/{repo}/pulls/comments/{id}`. @throws GitHubRefusal */
	async update({ id }, body) {
		await this.#rest.write(`a suggestion on #${this.#number} could not be changed`, (client, request) => client.rest.pulls.updateReviewComment({
			...this.#rest.where,
			comment_id: id,
			body,
			request
		}));
	}
	/** `DELETE /repos/{owner}/{repo}/pulls/comments/{id}`. @throws GitHubRefusal */
	async remove({ id }) {
		await this.#rest.write(`a suggestion on #${this.#number} could not be removed`, (client, request) => client.rest.pulls.deleteReviewComment({
			...this.#rest.where,
			comment_id: id,
			request
		}));
	}
	/** Its conversations (`reviewThreads`). @throws GitHubRefusal */
	async threads() {
		const found = [];
		let after;
		for (let page = 1; page <= MOST_THREAD_PAGES; page += 1) {
			const data = await this.#graphql("read", `the conversations of #${this.#number}`, THREADS, {
				...this.#rest.where,
				number: this.#number,
				after: after ?? null
			});
			const threads = require_base.object(require_base.object(require_base.object(require_base.object(data)?.["repository"])?.["pullRequest"])?.["reviewThreads"]);
			found.push(...require_base.list(threads?.["nodes"]).flatMap((node) => threadOf(node) ?? []));
			const next = require_base.object(threads?.["pageInfo"]);
			after = next?.["hasNextPage"] === true ? require_base.text(next["endCursor"]) : void 0;
			if (after === void 0) break;
		}
		return found;
	}
	/** Resolves a conversation, for which GitHub asks for `contents: write` besides. @throws GitHubRefusal */
	async resolve({ id }) {
		await this.#graphql("write", `a conversation on #${this.#number} could not be resolved`, RESOLVE, { id });
	}
	/** Folds a comment away as resolved; its conversation stays open. @throws GitHubRefusal */
	async fold({ node }) {
		await this.#graphql("write", `a comment on #${this.#number} could not be folded`, FOLD, { id: node });
	}
	#graphql(how, what, query, variables) {
		return this.#rest[how](what, async (client, request) => ({
			status: 200,
			data: await client.graphql(query, {
				...variables,
				request
			})
		}));
	}
};
const THREADS = `query ($owner: String!, $repo: String!, $number: Int!, $after: String) {
  repository(owner: $owner, name: $repo) {
    pullRequest(number: $number) {
      reviewThreads(first: 100, after: $after) {
        pageInfo { hasNextPage endCursor }
        nodes { id isResolved viewerCanResolve comments(first: 1) { nodes { id } } }
      }
    }
  }
}`;
const RESOLVE = `mutation ($id: ID!) { resolveReviewThread(input: { threadId: $id }) { thread { isResolved } } }`;
const FOLD = `mutation ($id: ID!) {
  minimizeComment(input: { subjectId: $id, classifier: RESOLVED }) { minimizedComment { isMinimized } }
}`;
function threadOf(node) {
	const thread = require_base.object(node);
	const id = require_base.text(thread?.["id"]);
	const first = require_base.text(require_base.object(require_base.list(require_base.object(thread?.["comments"])?.["nodes"])[0])?.["id"]);
	if (id === void 0 || first === void 0) return void 0;
	return {
		id,
		first,
		isResolved: require_base.flag(thread?.["isResolved"]) ?? false,
		isResolvable: require_base.flag(thread?.["viewerCanResolve"]) ?? false
	};
}
function commentOf$1(entry) {
	const comment = require_base.object(entry);
	const id = require_base.count(comment?.["id"]);
	if (comment === void 0 || id === void 0) return void 0;
	const [line, answersTo] = [require_base.count(comment["line"]), require_base.count(comment["in_reply_to_id"])];
	return {
		id,
		node: require_base.text(comment["node_id"]) ?? "",
		body: require_base.text(comment["body"]) ?? "",
		author: authorOf(comment),
		...line !== void 0 && { line },
		...answersTo !== void 0 && { answersTo }
	};
}
// src/suggest/diff.ts
var diff_exports = require_rolldown_runtime.__exportAll({ Diff: () => Diff });
var Diff = class {
	#files;
	constructor(files) {
		this.#files = new Map(files.map(({ path, id, patch }) => [path, {
			id,
			hunks: hunksOf(patch)
		}]));
	}
	/** The hunk that has all of these lines. */
	hunkOf(path, [first, last]) {
		return this.#files.get(path)?.hunks.find(([start, end]) => start <= first && last <= end);
	}
	/** Whether a hunk has one of these lines. */
	meets(path, [first, last]) {
		return this.#files.get(path)?.hunks.some(([start, end]) => start <= last && first <= end) === true;
	}
	/** Whether a file of the diff is at the head just what it is here. */
	isAsHere(path, bytes) {
		const file = this.#files.get(path);
		return file !== void 0 && require_base_commit.isIntact({
			type: "blob",
			bytes
		}, file.id);
	}
};
/** What a hunk shows of the new file: lines that stay as they were, too. */
function hunksOf(patch) {
	return (patch ?? "").split("\n").flatMap((line) => {
		const [, first = "", count = "1"] = /^@@ -\d+(?:,\d+)? \+(\d+)(?:,(\d+))? @@/.exec(line) ?? [];
		return first === "" || count === "0" ? [] : [[Number(first), Number(first) + Number(count) - 1]];
	});
}
// src/github/checks.ts
/** Check runs of one repository, through GitHub's REST API. */
/** Nobody has more of one name at one commit. */
const MOST_PAGES$1 = 5;
const MOST_ANNOTATION_PAGES = 20;
var Checks = class {
	#rest;
	/**
	* @param token Of an app, such as the workflow's own, with `checks: write`.
	* @param apiUrl `GITHUB_API_URL`; another on GitHub Enterprise Server.
	* @param repository `acme/readqc`.
	*/
	constructor(token, apiUrl, repository, options = {}) {
		this.#rest = new Rest(token, apiUrl, repository, {
			...options,
			permission: "checks: write"
		});
	}
	/** All of a name at a commit (`GET /repos/{owner}/{repo}/commits/{ref}/check-runs`). @throws GitHubRefusal */
	async named(name, commit) {
		return (await this.#rest.pages(`the check runs of ${commit.slice(0, 12)}`, MOST_PAGES$1, (page, client, request) => client.rest.checks.listForRef({
			...this.#rest.where,
			ref: commit,
			check_name: name,
			filter: "all",
			per_page: 100,
			page,
			request
		}), (data) => require_base.list(require_base.object(data)?.["check_runs"]))).flatMap((entry) => checkRunOf(entry) ?? []);
	}
	/** `GET /repos/{owner}/{repo}/check-runs/{id}/annotations`. @throws GitHubRefusal */
	async annotationsOf({ id }) {
		return (await this.#rest.pages(`the annotations of check run ${id}`, MOST_ANNOTATION_PAGES, (page, client, request) => client.rest.checks.listAnnotations({
			...this.#rest.where,
			check_run_id: id,
			per_page: 100,
			page,
			request
		}), require_base.list)).filter(require_base.isObject);
	}
	/** A completed one (`POST /repos/{owner}/{repo}/check-runs`). @throws GitHubRefusal */
	async create(name, commit, result) {
		const made = checkRunOf(await this.#rest.write("a check run could not be made", (client, request) => client.rest.checks.create({
			...this.#rest.where,
			name,
			head_sha: commit,
			...completed(result),
			request
		})));
		if (made === void 0) throw new GitHubRefusal("GitHub's answer to a new check run names none; see the checks.");
		return made;
	}
	/** Annotations are added to those that it has (`PATCH /repos/{owner}/{repo}/check-runs/{id}`). @throws GitHubRefusal */
	async update({ id }, result) {
		await this.#rest.write(`check run ${id} could not be changed`, (client, request) => client.rest.checks.update({
			...this.#rest.where,
			check_run_id: id,
			...completed(result),
			request
		}));
	}
};
/** Fields of a request; the client's types take lists that may be written to. */
function completed({ output, ...result }) {
	const { annotations, ...said } = output;
	return {
		...result,
		status: "completed",
		output: {
			...said,
			...annotations !== void 0 && { annotations: [...annotations] }
		}
	};
}
function checkRunOf(entry) {
	const run = require_base.object(entry);
	const id = require_base.count(run?.["id"]);
	if (run === void 0 || id === void 0) return void 0;
	return {
		id,
		url: require_base.text(run["html_url"]) ?? "",
		externalId: require_base.text(run["external_id"]) ?? "",
		conclusion: require_base.text(run["conclusion"]) ?? "",
		annotations: require_base.count(require_base.object(run["output"])?.["annotations_count"]) ?? 0
	};
}
// src/github/comments.ts
/** Comments on one pull request, through GitHub's REST API: there they are comments on an issue. */
/** GitHub takes no more than 2,500 on one pull request. */
const MOST_PAGES = 30;
var Comments = class {
	#rest;
	#number;
	/**
	* @param token Needs `pull-requests: write`.
	* @param apiUrl `GITHUB_API_URL`; another on GitHub Enterprise Server.
	* @param repository `acme/readqc`.
	* @param number Of the pull request.
	*/
	constructor(token, apiUrl, { repository, number }, options = {}) {
		this.#rest = new Rest(token, apiUrl, repository, {
			...options,
			permission: "pull-requests: write"
		});
		this.#number = number;
	}
	/** Of the token's user; undefined for that of an app. @throws GitHubRefusal */
	login() {
		return this.#rest.login();
	}
	/** All, the oldest first (`GET /repos/{owner}/{repo}/issues/{number}/comments`). @throws GitHubRefusal */
	async all() {
		return (await this.#rest.pages(`the comments on #${this.#number}`, MOST_PAGES, (page, client, request) => client.rest.issues.listComments({
			...this.#rest.where,
			issue_number: this.#number,
			per_page: 100,
			page,
			request
		}), require_base.list)).flatMap((entry) => commentOf(entry) ?? []);
	}
	/** `POST /repos/{owner}/{repo}/issues/{number}/comments`. @throws GitHubRefusal */
	async create(body) {
		const made = commentOf(await this.#rest.write(`a comment could not be written on #${this.#number}`, (client, request) => client.rest.issues.createComment({
			...this.#rest.where,
			issue_number: this.#number,
			body,
			request
		})));
		if (made === void 0) throw new GitHubRefusal("GitHub's answer to a new comment names none; see the pull request.");
		return made;
	}
	/** `PATCH /repos/{owner}/{repo}/issues/comments/{id}`. @throws GitHubRefusal */
	async update({ id }, body) {
		await this.#rest.write(`comment ${id} on #${this.#number} could not be changed`, (client, request) => client.rest.issues.updateComment({
			...this.#rest.where,
			comment_id: id,
			body,
			request
		}));
	}
	/** `DELETE /repos/{owner}/{repo}/issues/comments/{id}`. @throws GitHubRefusal */
	async remove({ id }) {
		await this.#rest.write(`comment ${id} on #${this.#number} could not be removed`, (client, request) => client.rest.issues.deleteComment({
			...this.#rest.where,
			comment_id: id,
			request
		}));
	}
};
function commentOf(entry) {
	const comment = require_base.object(entry);
	const id = require_base.count(comment?.["id"]);
	if (comment === void 0 || id === void 0) return void 0;
	return {
		id,
		url: require_base.text(comment["html_url"]) ?? "",
		body: require_base.text(comment["body"]) ?? "",
		author: authorOf(comment)
	};
}
Object.defineProperty(exports, "Checks", {
	enumerable: true,
	get: function() {
		return Checks;
	}
});
Object.defineProperty(exports, "Comments", {
	enumerable: true,
	get: function() {
		return Comments;
	}
});
Object.defineProperty(exports, "Diff", {
	enumerable: true,
	get: function() {
		return Diff;
	}
});
Object.defineProperty(exports, "GitHubRefusal", {
	enumerable: true,
	get: function() {
		return GitHubRefusal;
	}
});
Object.defineProperty(exports, "Issues", {
	enumerable: true,
	get: function() {
		return Issues;
	}
});
Object.defineProperty(exports, "Reviews", {
	enumerable: true,
	get: function() {
		return Reviews;
	}
});
Object.defineProperty(exports, "diff_exports", {
	enumerable: true,
	get: function() {
		return diff_exports;
	}
});
Object.defineProperty(exports, "reviews_exports", {
	enumerable: true,
	get: function() {
		return reviews_exports;
	}
});
Object.defineProperty(exports, "wordsOfError", {
	enumerable: true,
	get: function() {
		return wordsOfError;
	}
});
