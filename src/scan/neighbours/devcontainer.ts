/** devcontainer.json, which may have comments and trailing commas. */
import { posix } from "node:path";
import { FileScanner, type FileScan, type Resolution } from "../kit/file-scan.ts";
import { readYaml, type YamlDocument } from "../kit/yaml-file.ts";

/**
 * The `image`. Features are artifacts and no images, and a Dockerfile or Compose file that is named has references of
 * its own. Variables of the host (`${localEnv:NAME:default}`) take their default.
 */
export function scanDevcontainer(file: string, text: string): FileScan {
  const scan = new FileScanner(file, text, "devcontainer");
  for (const document of readYaml(scan, withoutComments(text))) {
    const dockerfile =
      document.textAt(document.root, "build", "dockerfile") ?? document.textAt(document.root, "dockerFile");
    if (dockerfile !== undefined) scan.dockerfile(posix.dirname(file), dockerfile.value);
    const image = document.textAt(document.root, "image");
    if (image === undefined || image.value === "") continue;
    scan.found(image, "image", {}, resolve(image.value), { engine: "docker", platform: platformOf(document) });
  }
  return scan.result();
}

/** Of the same length: comments and tabs become blanks, which makes it YAML. Strings stay. */
function withoutComments(text: string): string {
  return text.replace(/"(?:[^"\\\n]|\\.)*"?|\/\/[^\n]*|\/\*[\s\S]*?(?:\*\/|$)|\t/g, (token) =>
    token.startsWith('"') ? token : token.replace(/[^\r\n]/g, " "),
  );
}

function resolve(written: string): Resolution {
  let isDefault = false;
  let missing: string | undefined;
  const image = written.replace(
    /\$\{([^}:]*)(?::([^}:]*))?(?::([^}]*))?\}/g,
    (variable, source: string, _name, value?: string) => {
      if ((source !== "localEnv" && source !== "env") || value === undefined) missing ??= variable;
      isDefault = true;
      return value ?? "";
    },
  );
  if (missing === undefined) return { image, confidence: isDefault ? "default" : "exact" };
  if (missing.startsWith("${templateOption:")) {
    return { unresolved: { reason: "template", detail: `${missing} is chosen when the template is applied.` } };
  }
  const detail = `${missing} is known on the machine of the developer only: write a default, \${localEnv:NAME:VALUE}.`;
  return { unresolved: { reason: "environment", detail } };
}

/** `--platform` among the arguments of `docker run`. */
function platformOf(document: YamlDocument): string | undefined {
  const words = document.items(document.get(document.root, "runArgs")).map((item) => document.text(item)?.value);
  const at = words.findIndex((word) => word === "--platform" || word?.startsWith("--platform=") === true);
  return words[at] === "--platform" ? words[at + 1] : words[at]?.slice("--platform=".length);
}
