/** Which files of cases there are, and what each says. */
import { globSync, statSync } from "node:fs";
import { join } from "node:path";
import { ConfigurationError } from "../errors.ts";
import { isUnread, readRegularFile } from "../files/read.ts";
import { decodeText } from "../files/text.ts";
import { PolicyError } from "../policy/file/load.ts";
import { readYaml } from "../policy/file/yaml.ts";
import { Problems } from "../policy/shapes/tree.ts";
import { type CaseFile, caseFileShape } from "./definition.ts";

/** How a file of cases is called, so that it lies beside policies and is told from them. */
const NAMED = "**/*.test.{yml,yaml}";

/** No file of cases is larger. Bytes. */
const LARGEST = 1024 * 1024;

/**
 * The files of cases below a directory, or the file itself, whatever its name.
 *
 * @throws ConfigurationError where there is none.
 */
export function caseFilesIn(path: string): readonly string[] {
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory() !== true) return [path];
  const files = globSync(NAMED, { cwd: path, exclude: ["**/node_modules"] }).map((file) => join(path, file));
  if (files.length > 0) return files.sort();
  throw new ConfigurationError(`${path} has no file of cases; call it NAME.test.yml, or name a file.`);
}

/** @throws ConfigurationError with every problem found, each with its place. */
export function readCaseFile(file: string): CaseFile {
  const bytes = readRegularFile(file, LARGEST, "followed");
  const text = isUnread(bytes) ? bytes : decodeText(bytes);
  if (typeof text !== "string")
    throw new ConfigurationError(`${file} ${text.words}; name a file of cases for a policy.`);
  const problems = new Problems(file, { what: "file of cases", least: "policy and cases" });
  const tree = readYaml(text, problems);
  const given = tree && caseFileShape.read(tree, { problems, path: "" });
  if (given === undefined || problems.found.length > 0) throw new PolicyError(problems.found);
  return given;
}
