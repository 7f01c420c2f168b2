/** The images that a `meta.yml` declares, each with the platform that it stands under. */
import type { Problem, SourceTree } from "../../model.ts";
import { scanModuleMetadata } from "../neighbours/nf-core/module-metadata.ts";
import type { ModuleImage } from "./module.ts";

export interface Declared {
  readonly images: readonly Pick<ModuleImage, "image" | "platform" | "file">[];
  readonly problems: readonly Problem[];
}

/** Most have no `containers`, and are not read as YAML. */
export function readDeclared(file: string, tree: SourceTree): Declared {
  const text = tree.read(file);
  if (text === undefined || !/^containers:/m.test(text)) return { images: [], problems: [] };
  const { pulls, problems } = scanModuleMetadata(file, text, { tree });
  const images = pulls.map(({ written, platform }) => ({
    image: written,
    ...(platform !== null && { platform }),
    file,
  }));
  return { images, problems };
}
