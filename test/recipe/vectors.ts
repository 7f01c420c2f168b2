/** Names that Wave gave to builds, with the conda file of each request; read from nf-core/modules at 041fbd9888. */
import { readFileSync } from "node:fs";
import { join } from "node:path";

export interface Vector {
  readonly condaFile: string;
  readonly platform: string;
  readonly template: string;
  /** Of the text of the template, in Wave's or libseqera's repository. */
  readonly commit: string;
  readonly name: string;
}

/** `== modules`, the conda file, `--`, then a name a line. */
export const vectors: readonly Vector[] = readFileSync(join(import.meta.dirname, "vectors.txt"), "utf8")
  .split(/^== .*\n/m)
  .slice(1)
  .flatMap((section) => {
    const [condaFile = "", names = ""] = section.split(/^--\n/m);
    return names
      .trim()
      .split("\n")
      .map((line) => {
        const [platform = "", template = "", commit = "", name = ""] = line.split(" ");
        return { condaFile, platform, template, commit, name };
      });
  });
