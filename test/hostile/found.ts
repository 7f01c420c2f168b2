/** What the shipped command line finds in small repositories, many of them in one run. */
import { expect } from "vitest";
import { defaultScanOptions, openRepository, scanRepository } from "../../src/scan/index.ts";
import { cli } from "../support/cli.ts";
import { arrayOf, objectOf, parseJson } from "../support/json.ts";
import { repositoryOf } from "../support/scratch.ts";

export type Files = Readonly<Record<string, string>>;

/** What the scan says of each case: its images, or the kinds of its problems where it names none. */
export async function found(cases: Readonly<Record<string, Files>>): Promise<Record<string, readonly string[]>> {
  const files = Object.entries(cases).flatMap(([name, each]) =>
    Object.entries(each).map(([path, text]) => [`${name}/${path}`, text] as const),
  );
  const root = await repositoryOf(Object.fromEntries(files));
  const { code, out, err } = await cli(["scan", root, "--format", "json"]);
  expect({ code, err }).toEqual({ code: 0, err: "" });
  const { references, pulls, problems } = objectOf(parseJson(out));
  // What is shipped says what the sources say.
  const own = await scanRepository(openRepository(root, defaultScanOptions), defaultScanOptions);
  expect(arrayOf(pulls)).toHaveLength(own.pulls.length);
  expect(arrayOf(problems)).toHaveLength(own.problems.length);
  const fileOf = new Map(
    arrayOf(references)
      .map(objectOf)
      .map(({ id, file }) => [id, String(file)]),
  );
  const said = [
    ...arrayOf(pulls)
      .map(objectOf)
      .map((pull) => ({
        file: fileOf.get(arrayOf(pull["references"])[0]),
        what: String(pull["image"] ?? pull["reason"]),
      })),
    ...arrayOf(problems)
      .map(objectOf)
      .map(({ file, kind }) => ({ file: String(file), what: String(kind) })),
  ];
  return Object.fromEntries(
    Object.keys(cases).map((name) => [
      name,
      said.filter(({ file }) => file?.startsWith(`${name}/`)).map(({ what }) => what),
    ]),
  );
}

/** Of one repository. */
export async function foundIn(files: Files): Promise<readonly string[]> {
  return (await found({ case: files }))["case"] ?? [];
}

/** The same, within a time (milliseconds) that is far more than it needs and far less than a bomb takes. */
export async function foundSoon(files: Files): Promise<readonly string[]> {
  const start = performance.now();
  const said = await foundIn(files);
  expect(performance.now() - start).toBeLessThan(30_000);
  return said;
}
