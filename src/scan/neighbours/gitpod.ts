/** Workspaces of Gitpod. */
import { posix } from "node:path";
import { FileScanner, type FileScan, type Surroundings } from "../kit/file-scan.ts";
import { readYaml } from "../kit/yaml-file.ts";

/** The `image`: a name, or the Dockerfile that it is built from. */
export function scanGitpod(file: string, text: string, { tree }: Pick<Surroundings, "tree">): FileScan {
  const scan = new FileScanner(file, text, "gitpod");
  for (const document of readYaml(scan)) {
    const image = document.textAt(document.root, "image");
    const dockerfile = document.textAt(document.root, "image", "file");
    if (dockerfile !== undefined) {
      scan.build(dockerfile.start, [posix.dirname(file), dockerfile.value], { name: "Gitpod" }, tree);
    }
    if (image !== undefined && image.value.trim() !== "") {
      scan.found(image, "image", {}, { image: image.value.trim(), confidence: "exact" }, { engine: "docker" });
    }
  }
  return scan.result();
}
