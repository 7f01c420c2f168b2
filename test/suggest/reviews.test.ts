/** Answers of GitHub's API that lack what they should have: what cannot be read counts as not there. */
import { once } from "node:events";
import { createServer } from "node:http";
import { expect, onTestFinished, test } from "vitest";
import { Reviews } from "../../src/github/reviews.ts";

/** Answers the same to everything. */
async function reviewsOf(content: unknown): Promise<Reviews> {
  const server = createServer((_, response) => {
    response.writeHead(200, { "content-type": "application/json; charset=utf-8" }).end(JSON.stringify(content));
  }).listen(0, "127.0.0.1");
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  await once(server, "listening");
  const address = server.address();
  const url = `http://127.0.0.1:${typeof address === "object" ? address?.port : 0}`;
  return new Reviews("ghs_token", url, { repository: "acme/readqc", number: 7 });
}

test("a pull request that is none", async () => {
  for (const odd of [{}, [], { head: 1, state: "open" }]) {
    expect((await (await reviewsOf(odd)).state()).head).toBe("");
  }
});

test("files without a name or an id, and those that are gone", async () => {
  const whole = { filename: "a", sha: "1", status: "modified" };
  const odd = [
    1,
    {},
    { filename: "a" },
    { sha: "1" },
    { ...whole, status: "removed" },
    whole,
    { ...whole, patch: "@@" },
  ];
  expect(await (await reviewsOf(odd)).files()).toEqual([
    { path: "a", id: "1" },
    { path: "a", id: "1", patch: "@@" },
  ]);
  expect(await (await reviewsOf({})).files()).toEqual([]);
});

test("comments without an id", async () => {
  const bare = { node: "", body: "", author: { login: "", isBot: false } };
  expect(await (await reviewsOf([1, {}, { id: 2 }, { id: 3, line: null, in_reply_to_id: 2 }])).comments()).toEqual([
    { id: 2, ...bare },
    { id: 3, ...bare, answersTo: 2 },
  ]);
});

test("conversations without an id or a comment, and a page that leads nowhere", async () => {
  const first = { comments: { nodes: [{ id: "c" }] } };
  const nodes = [1, {}, { id: "t" }, { id: "t", comments: { nodes: [] } }, first, { id: "t", ...first }];
  const pageInfo = { hasNextPage: true };
  const data = { repository: { pullRequest: { reviewThreads: { pageInfo, nodes } } } };
  expect(await (await reviewsOf({ data })).threads()).toEqual([
    { id: "t", first: "c", isResolved: false, isResolvable: false },
  ]);
  for (const odd of [{}, { data: {} }, { data: { repository: {} } }]) {
    expect(await (await reviewsOf(odd)).threads()).toEqual([]);
  }
});
