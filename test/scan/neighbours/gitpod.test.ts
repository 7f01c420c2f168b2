/** After Gitpod's reference of `.gitpod.yml`. */
import { expect, test } from "vitest";
import { defaultScanOptions, scanRepository } from "../../../src/scan/index.ts";
import { treeOf } from "../in-memory.ts";

const scan = async (image: string, files: Readonly<Record<string, string>> = {}) => {
  const { pulls, problems } = await scanRepository(treeOf({ ".gitpod.yml": image, ...files }), defaultScanOptions);
  return [...pulls.map(({ image: name, source }) => `${source} ${name}`), ...problems.map(({ kind }) => kind)];
};

test("a name, or the Dockerfile that the image is built from", async () => {
  expect(await scan("image: gitpod/workspace-full:2024\ntasks: [{ init: 'true' }]\n")).toEqual([
    "gitpod gitpod/workspace-full:2024",
  ]);
  const file = "image: { file: .gitpod.Dockerfile, context: . }\n";
  expect(await scan(file, { ".gitpod.Dockerfile": "FROM debian:12\n" })).toEqual(["dockerfile debian:12"]);
  expect(await scan("image: { file: dev/gitpod }\n", { "dev/gitpod": "FROM debian:12\n" })).toEqual([
    "dockerfile debian:12",
  ]);
  expect(await scan(file)).toEqual(["unreadable"]);
  expect(await scan("image: ''\n")).toEqual([]);
  expect(await scan("ports: [{ port: 1 }]\n")).toEqual([]);
});
