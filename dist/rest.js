const require_base = require("./base.js");
const require_scan = require("./scan.js");
// src/github/rest.ts
/** GitHub did not do what it was asked for; the message says why, and what to set. */
var GitHubRefusal = class extends Error {
	name = "GitHubRefusal";
};
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
const MOST_PAGES = 20;
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
		return (await this.#rest.pages(`the issues of ${this.#rest.repository}`, MOST_PAGES, (page, client, request) => client.rest.issues.listForRepo({
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
