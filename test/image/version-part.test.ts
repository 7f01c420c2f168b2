import { expect, test } from "vitest";
import { versionPart } from "../../src/image/version-part.ts";

const digest = `sha256:${"0".repeat(64)}`;

test.each([
  ["alpine:3.20", "tag", "3.20"],
  ["localhost:5000/a/b:1", "tag", "1"],
  [`alpine@${digest}`, "digest", digest],
  [`quay.io/a/b:1@${digest}`, "digest", digest],
  ["oras://ghcr.io/a/b:1.2", "tag", "1.2"],
  ["localhost:5000/a/b", "name", "b"],
  ["alpine", "name", "alpine"],
  ["", "name", ""],
])("the version of %s is its %s %s", (name, kind, part) => {
  const { kind: found, start, end } = versionPart(name);
  expect([found, name.slice(start, end)]).toEqual([kind, part]);
});
