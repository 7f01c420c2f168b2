import { expect, test } from "vitest";
import { defaultScanOptions, scanRepository } from "../../src/scan/index.ts";

async function told(typedArgs: readonly string[], files: Readonly<Record<string, string>>): Promise<readonly string[]> {
  const tree = { files: Object.keys(files).sort(), read: (path: string) => files[path] };
  const buildArgs = Object.fromEntries(typedArgs.map((name) => [name, "1"]));
  const { problems } = await scanRepository(tree, { ...defaultScanOptions, dockerfile: { buildArgs, typedArgs } });
  return problems.map(({ file, kind, message }) => `${file} ${kind} ${message}`);
}

const unused = (file: string, name: string): string =>
  `${file} directive No Dockerfile declares the build argument ${name}, which is used for nothing.`;

// `docker build --build-arg` of Docker 28: "[Warning] One or more build-args [NOPE] were not consumed".
test.each([
  ["none", ["NOPE"], { Dockerfile: "ARG V=1\nFROM alpine:$V\n" }, [unused("Dockerfile", "NOPE")]],
  ["one of two", ["V", "NOPE"], { Dockerfile: "ARG V=1\nFROM alpine:$V\n" }, [unused("Dockerfile", "NOPE")]],
  ["an ARG of a stage", ["T"], { Dockerfile: "FROM alpine:3.20\n  arg A=1 \\\n   T\n" }, []],
  ["what is no name of one", ["slim"], { Dockerfile: "ARG V=slim\nFROM a:$V\n" }, [unused("Dockerfile", "slim")]],
  ["another Dockerfile", ["T"], { Dockerfile: "FROM alpine:3.20\n", "b/Dockerfile": "ARG T=1\nFROM alpine:$T\n" }, []],
  [
    "one in a Compose file",
    ["T"],
    {
      "compose.yml":
        "services:\n  a:\n    build:\n      dockerfile_inline: |\n        ARG T=1\n        FROM alpine:$T\n",
    },
    [],
  ],
  ["what a build knows", ["HTTP_PROXY", "no_proxy", "BUILDKIT_SYNTAX"], { Dockerfile: "FROM alpine:3.20\n" }, []],
  ["no Dockerfile at all", ["T"], { "main.nf": "workflow { }\n" }, [unused(".", "T")]],
  ["nothing that is typed", [], { Dockerfile: "FROM alpine:3.20\n" }, []],
])("declared by %s", async (_, args, files, problems) => {
  expect(await told(args, files)).toEqual(problems);
});
