/** Answers that are not as GitHub describes them. */
import { once } from "node:events";
import { createServer } from "node:http";
import { expect, onTestFinished, test } from "vitest";
import { Checks } from "../../src/github/checks.ts";
import { Comments } from "../../src/github/comments.ts";
import { Issues } from "../../src/github/issues.ts";
import { wordsOfError } from "../../src/github/rest.ts";
import { startGitHub } from "../support/github.ts";

const answers: ReadonlyMap<string, unknown> = new Map<string, unknown>([
  ["check-runs", { check_runs: [{ id: 1 }, "x", {}, { id: -1 }] }],
  ["annotations", ["x", { path: "a" }]],
  ["issues", [{ number: 1 }, "x", {}, { number: 2, labels: ["a", { name: "b" }, {}, 3] }]],
  ["comments", [{ id: 1 }, 3, { id: "2" }]],
]);
const oddly = (path: string): unknown => answers.get(/([a-z-]+)(?:\?.*)?$/.exec(path)?.[1] ?? "");

test("what says no number is left out, what says nothing else is empty", async () => {
  const { url } = await startGitHub({ oddly });
  const checks = new Checks("t", url, "acme/readqc");
  const [run, ...more] = await checks.named("a", "b".repeat(40));
  expect([run, more]).toEqual([{ id: 1, url: "", externalId: "", conclusion: "", annotations: 0 }, []]);
  expect(run && (await checks.annotationsOf(run))).toEqual([{ path: "a" }]);
  const comments = await new Comments("t", url, { repository: "acme/readqc", number: 7 }).all();
  expect(comments).toEqual([{ id: 1, url: "", body: "", author: { login: "", isBot: false } }]);
});

test("an issue without a word, labels of either form, and a new one that has no number", async () => {
  const { url } = await startGitHub({ oddly });
  const issues = new Issues("t", url, "acme/readqc");
  const empty = { url: "", body: "", isOpen: false, author: { login: "", isBot: false } };
  expect(await issues.labelled("wave-inspect")).toEqual([
    { ...empty, number: 1, labels: [] },
    { ...empty, number: 2, labels: ["a", "b"] },
  ]);
  await expect(issues.create({ title: "a", body: "b", label: "c" })).rejects.toThrow("names none; see the issues");
});

// Less than is waited for where nobody says how long.
test("a server that takes a request and says nothing", { timeout: 20_000 }, async () => {
  const server = createServer(() => undefined).listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  const address = server.address();
  const url = `http://127.0.0.1:${typeof address === "object" ? address?.port : 0}`;
  const comments = new Comments("t", url, { repository: "acme/readqc", number: 7 }, { longest: 200 });
  await expect(comments.create("a").catch(wordsOfError)).resolves.toMatch(
    /^a comment could not be written on #7 \(.*(?:timeout|aborted).*\); the next run tries again\.$/i,
  );
});

test("a server that is not there", async () => {
  const gone = new Checks("t", "http://127.0.0.1:9", "acme/readqc", { longest: 5_000 }).named("a", "b".repeat(40));
  await expect(gone.catch(wordsOfError)).resolves.toMatch(/^the check runs of bbbbbbbbbbbb could not be read \(/);
  expect(wordsOfError(new TypeError("no"))).toBe("TypeError: no");
});
