/** devcontainer.json, which may have comments and trailing commas. */
import { lastOption, runOptions } from "../kit/docker-run.ts";
import { posix } from "node:path";
import type { Unresolved } from "../../model.ts";
import type { Range } from "../../text/lines.ts";
import { short } from "../../text/quote.ts";
import { FileScanner, type FileScan, type Resolution, type Surroundings } from "../kit/file-scan.ts";
import { readYaml, type YamlDocument } from "../kit/yaml-file.ts";
import { defineBuild } from "./devcontainer-build.ts";

/**
 * The `image`, and the files that it builds from. Features are artifacts and no images, and a Dockerfile or Compose file
 * that is named has references of its own. Variables of the host (`${localEnv:NAME:default}`) take their default.
 */
export function scanDevcontainer(file: string, text: string, { tree }: Surroundings): FileScan {
  const scan = new FileScanner(file, text, "devcontainer");
  for (const { offset, written, path } of composeFilesOf(file, text)) {
    if (path === undefined || tree.read(path) === undefined) scan.missingFile(offset, path ?? written);
    else scan.lead("compose", path);
  }
  for (const document of readYaml(scan, withoutComments(text))) {
    defineBuild(scan, document, tree, resolve, (path) => partsOf(file, path));
    const image = document.textAt(document.root, "image");
    if (image === undefined || image.value === "") continue;
    scan.found(image, "image", {}, resolve(image.value), { engine: "docker", platform: platformOf(document) });
  }
  return scan.result();
}

/** `dockerComposeFile`, a path or several, from the folder of the file. */
export function composeFilesOf(file: string, text: string): readonly ComposeFile[] {
  return readYaml(new FileScanner(file, text, "devcontainer"), withoutComments(text)).flatMap((document) => {
    const written = document.get(document.root, "dockerComposeFile");
    return [written, ...document.items(written)].flatMap((node) => {
      const text = document.text(node);
      if (text === undefined) return [];
      const path = posix.join(...partsOf(file, text.value));
      const isInside = !/^\.\.(?:\/|$)|\$\{/.test(path) && !text.value.startsWith("/");
      return [{ offset: text.start, written: text.value, path: isInside ? path : undefined }];
    });
  });
}

/** A path from the folder of the file, or of the workspace, by its parts. */
function partsOf(file: string, path: string): readonly string[] {
  const [, ofWorkspace] = /^\$\{localWorkspaceFolder\}\/(.*)/s.exec(path) ?? [];
  return ofWorkspace === undefined ? [posix.dirname(file), path] : [workspaceOf(file), ofWorkspace];
}

/** The folder that a developer opens. */
export function workspaceOf(file: string): string {
  return posix.dirname(file.replace(/(?:^|\/)\.devcontainer\/.*/s, "/.devcontainer").replace(/^\//, ""));
}

/** A Compose file where it is named. */
interface ComposeFile {
  readonly offset: number;
  readonly written: string;
  /** From the root of the repository, unless it lies outside. */
  readonly path: string | undefined;
}

/** Of the same length: comments and tabs become blanks, which makes it YAML. Strings stay. */
function withoutComments(text: string): string {
  return text.replace(/"(?:[^"\\\r\n]|\\.)*"?|\/\/[^\r\n]*|\/\*[\s\S]*?(?:\*\/|$)|\t/g, (token) =>
    token.startsWith('"') ? token : token.replace(/[^\r\n]/g, " "),
  );
}

function resolve(written: string): Resolution {
  if (written.length > LONGEST) {
    const detail = `The name is longer than ${LONGEST} characters.`;
    return { unresolved: { reason: "invalid-name", detail } };
  }
  const pieces: string[] = [];
  let isDefault = false;
  let at = 0;
  for (const { start, end, value } of variablesIn(written)) {
    const variable = written.slice(start, end);
    if (value === undefined) return { unresolved: missing(variable) };
    isDefault = true;
    pieces.push(written.slice(at, start), value);
    at = end;
  }
  return { image: pieces.join("") + written.slice(at), confidence: isDefault ? "default" : "exact" };
}

/** No image name is as long. */
const LONGEST = 4000;

/**
 * Each `${SOURCE:NAME:DEFAULT}`; the value is its default, where it has one that counts. A default ends at a colon, too
 * (devcontainers/cli: variableSubstitution.ts).
 */
function* variablesIn(text: string): Generator<Range & { readonly value: string | undefined }> {
  for (let start = text.indexOf("${"); start !== -1;) {
    const close = text.indexOf("}", start);
    if (close === -1) return;
    const [source, , value] = text.slice(start + 2, close).split(":");
    const isOfHost = source === "localEnv" || source === "env";
    yield { start, end: close + 1, value: isOfHost ? value : undefined };
    start = text.indexOf("${", close);
  }
}

function missing(variable: string): Unresolved {
  const shown = short(variable);
  if (variable.startsWith("${templateOption:")) {
    return { reason: "template", detail: `${shown} is chosen when the template is applied.` };
  }
  const detail = `${shown} is known on the machine of the developer only: write a default, \${localEnv:NAME:VALUE}.`;
  return { reason: "environment", detail };
}

/** `--platform` among the arguments of `docker run`. */
function platformOf(document: YamlDocument): string | undefined {
  const items = document.items(document.get(document.root, "runArgs"));
  const words = items.map((item) => ({ text: document.text(item)?.value ?? "" }));
  return lastOption(runOptions(words), "platform")?.text;
}
