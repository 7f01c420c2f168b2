/** `meta.yml` of an nf-core module: the images that its `containers` declares for each platform. */
import type { CondaSource, Engine } from "../../../model.ts";
import { withoutDockerScheme } from "../../kit/composed.ts";
import { FileScanner, type FileScan, type Surroundings } from "../../kit/file-scan.ts";
import { readYaml, type YamlDocument } from "../../kit/yaml-file.ts";

const ENGINES = ["docker", "singularity"] as const satisfies readonly Engine[];

/**
 * `name` of docker and singularity on each platform, and the `https` form of the latter. They say what Wave built; a run
 * pulls what `main.nf` says, so none of them is reachable, and no process of a run pulls it: the module's process is in the
 * context of the reference only. Lock files of conda are no images, and stand beside those for Docker. Only beside a `main.nf`.
 */
export function scanModuleMetadata(file: string, text: string, { tree }: Pick<Surroundings, "tree">): FileScan {
  const scan = new FileScanner(file, text, "nf-core");
  const script = tree.read(file.replace(/[^/]*$/, "main.nf"));
  if (script === undefined) return scan.result();
  const process = /^[ \t]*process[ \t]+(\w+)/m.exec(script)?.[1];
  const environment = file.replace(/[^/]*$/, "environment.yml");
  const conda = tree.read(environment) === undefined ? undefined : { file: environment };
  for (const document of readYaml(scan, containersOnly(text))) scanContainers(scan, document, { process, conda });
  return scan.result();
}

interface Module {
  readonly process: string | undefined;
  /** What its images are made from. */
  readonly conda: CondaSource | undefined;
}

function scanContainers(scan: FileScanner, yaml: YamlDocument, { process, conda }: Module): void {
  for (const engine of ENGINES) {
    for (const { key, value } of yaml.entries(yaml.get(yaml.root, "containers", engine))) {
      const buildId = yaml.textAt(value, "build_id")?.value;
      const scanId = (yaml.textAt(value, "scan_id") ?? yaml.textAt(value, "scanId"))?.value;
      const lockFile = engine === "docker" ? lockOf(yaml, key.value) : undefined;
      const context = {
        ...(process !== undefined && { process }),
        ...(buildId !== undefined && { buildId }),
        ...(scanId !== undefined && { scanId }),
        ...(lockFile !== undefined && { lockFile }),
      };
      const names = [yaml.textAt(value, "name"), engine === "singularity" ? yaml.textAt(value, "https") : undefined];
      for (const name of names) {
        if (name === undefined || name.value.trim() === "") continue;
        const image = withoutDockerScheme(name);
        const facts = { engine, platform: platformOf(key.value), reachable: false, conda } as const;
        scan.found(image, "meta", context, { image: image.value.trim(), confidence: "exact" }, facts);
      }
    }
  }
}

/** Both `linux/amd64` and `linux_amd64` are written. */
function platformOf(key: string): string {
  return key.replace("_", "/");
}

/** What conda installed into the image for Docker; for Singularity it is installed anew. */
function lockOf(yaml: YamlDocument, platform: string): string | undefined {
  const locks = yaml.entries(yaml.get(yaml.root, "containers", "conda"));
  const own = locks.find(({ key }) => platformOf(key.value) === platformOf(platform));
  return own && yaml.textAt(own.value, "lock_file")?.value;
}

/** The `containers` block where it stands, and nothing around it: the rest is long, and broken or not is no matter here. */
function containersOnly(text: string): string {
  const start = text.search(/^containers:/m);
  const length = text.slice(start).search(/\n[^\s#]/);
  const end = length === -1 ? text.length : start + length;
  const before = start === 0 ? "" : `${" ".repeat(start - 1)}\n`;
  return before + text.slice(start, end);
}
