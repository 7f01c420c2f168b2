/** The environments of a repository, each read once. */
import type { Problem, SourceTree } from "../model.ts";
import { type Environment, environmentOfDirective, readEnvironment } from "../recipe/environment.ts";
import type { EnvironmentSource } from "../scan/modules/index.ts";

export class Environments {
  readonly problems: Problem[] = [];
  readonly #tree: SourceTree;
  /** By path, and by the text of packages. */
  readonly #known = new Map<string, Environment | undefined>();

  constructor(tree: SourceTree) {
    this.#tree = tree;
  }

  /** Undefined where it cannot be read, which is told then. `place`: the script that lists packages. */
  of(source: EnvironmentSource, place: string): Environment | undefined {
    const key = "file" in source ? source.file : `\n${source.packages}`;
    if (!this.#known.has(key)) {
      const read = "file" in source ? this.#file(source.file) : environmentOfDirective(source.packages);
      if (read !== undefined && "problem" in read) this.#tell("file" in source ? source.file : place, read.problem);
      this.#known.set(key, read !== undefined && "problem" in read ? undefined : read);
    }
    return this.#known.get(key);
  }

  #file(path: string): ReturnType<typeof readEnvironment> | undefined {
    const text = this.#tree.read(path);
    // The tree says why.
    return text === undefined ? undefined : readEnvironment(text);
  }

  #tell(file: string, problem: string): void {
    const message = `No image is held against this environment: ${problem}.`;
    this.problems.push({ file, line: 1, column: 1, kind: "syntax", message });
  }
}
