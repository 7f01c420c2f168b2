import { expect, test } from "vitest";
import { scanNextflow } from "../../../../src/scan/nextflow/index.ts";
import { images, scanOptions, type ScanSettings } from "../scan.ts";

const REPOSITORY: Readonly<Record<string, string>> = {
  "main.nf": "process FOO {\n  container \"a/b:${params.tag}\"\n  script:\n  'true'\n}\nworkflow { FOO() }\n",
  "nextflow.config": "docker.enabled = true\nparams.tag = '1'\n",
  "p.json": '{ "more": "/site/third.config", "tag": "2" }',
};
const OUTSIDE: Readonly<Record<string, string>> = {
  "/site/a.config": "includeConfig 'b.config'\n",
  "/site/b.config": "docker.registry = 'mirror.example.org'\n",
  "/site/open.config": "includeConfig params.more\n",
  "/site/third.config": "process.container = 'stolen:1'\n",
  "/site/p.json": '{ "tag": "9" }',
  "/launch/nextflow.config": "params.tag = '4'\n",
  "/launch/x.sif": "",
};

/** A repository at `/repo`, and files beside it that only a person may name. */
function scan(settings: ScanSettings): { readonly images: readonly string[]; readonly problems: readonly string[] } {
  const tree = {
    files: Object.keys(REPOSITORY).sort(),
    read: (path: string) => REPOSITORY[path],
    outside: {
      roots: ["/repo"],
      isFile: (path: string) => path in OUTSIDE || path === "/site/pipe",
      read: (path: string) => OUTSIDE[path],
    },
  };
  const found = scanNextflow(tree, scanOptions({ isTyped: true, ...settings }));
  return { images: images(found), problems: found.problems.map(({ message }) => message) };
}

test.each([
  ["a configuration", ["-c", "/site/a.config"], "mirror.example.org/a/b:1"],
  ["one upwards", ["-c", "../site/a.config"], "mirror.example.org/a/b:1"],
  ["a file of parameters", ["-params-file", "/site/p.json"], "a/b:9"],
  ["the repository by its absolute path", ["run", "/repo", "-c", "/site/a.config"], "mirror.example.org/a/b:1"],
  ["a script by its absolute path", ["run", "/repo/main.nf", "-c", "/repo/nextflow.config"], "a/b:1"],
])("%s that was typed", (_, launch, image) => {
  expect(scan({ launch })).toEqual({ images: [`FOO ${image}`], problems: [] });
});

test("a launch directory outside", () => {
  const launch = ["-ansi-log", "false"];
  expect(scan({ launchDir: "/launch", launch })).toEqual({ images: ["FOO a/b:4"], problems: [] });
});

test("what a policy says stays in the repository", () => {
  const scenarios = [{ profiles: [], arguments: ["-c", "/site/a.config"] }];
  expect(scan({ scenarios })).toEqual({
    images: ["FOO a/b:1"],
    problems: [expect.stringContaining("The specified configuration file does not exist: /site/a.config")],
  });
  const relative = [{ profiles: [], arguments: ["-c", "../site/a.config"] }];
  expect(scan({ scenarios: relative, launchDir: "/launch" }).problems).toHaveLength(1);
});

test("a path that the repository gives is not followed by a file outside", () => {
  const { images: found, problems } = scan({ launch: ["-c", "/site/open.config", "-params-file", "p.json"] });
  expect(found.join()).not.toContain("stolen");
  expect(problems.join()).toContain("/site/third.config is outside of the repository");
});

test("what is there and has no text is told", () => {
  expect(scan({ launch: ["-c", "/site/pipe"] }).problems).toEqual([
    expect.stringContaining("/site/pipe: This file cannot be read as text"),
  ]);
});
