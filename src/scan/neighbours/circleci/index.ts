/** Configurations of CircleCI. */
import type { ReferenceContext, ReferenceKind } from "../../../model.ts";
import { short } from "../../../text/quote.ts";
import { addComposed, type Composed, isKnown } from "../../kit/composed.ts";
import { FileScanner, type FileScan } from "../../kit/file-scan.ts";
import type { PlacedText } from "../../kit/placed-text.ts";
import { readYaml, type YamlDocument } from "../../kit/yaml-file.ts";
import { Parameters, type Scope } from "./parameters.ts";

/**
 * The images of jobs and of the executors that they run in, those of orbs in the file included: the first is the job's,
 * the others are services. Parameters have the values of each job of the workflows, `matrix` included. The images of
 * `machine` and `macos` are no container images; orbs that lie elsewhere are not read, and that is said.
 */
export function scanCircleci(file: string, text: string): FileScan {
  const scan = new FileScanner(file, text, "circleci");
  for (const document of readYaml(scan)) new CircleciScanner(scan, document).scan();
  return scan.result();
}

/** An image where it is written, and what it is in each job. */
interface JobImage {
  readonly text: PlacedText;
  readonly kind: ReferenceKind;
  readonly context: ReferenceContext;
  readonly values: Composed[];
}

class CircleciScanner {
  readonly #scan: FileScanner;
  readonly #yaml: YamlDocument;
  readonly #parameters: Parameters;
  /** By their nodes, in the order in which they are met. */
  readonly #images = new Map<unknown, JobImage>();
  /** `name` or `orb/name`. */
  readonly #jobs = new Map<string, unknown>();
  readonly #executors = new Map<string, unknown>();

  constructor(scan: FileScanner, yaml: YamlDocument) {
    this.#scan = scan;
    this.#yaml = yaml;
    this.#parameters = new Parameters(scan, yaml);
    this.#declare(yaml.root, "");
    for (const { key, value } of yaml.entries(yaml.get(yaml.root, "orbs"))) {
      const remote = yaml.text(value);
      if (remote === undefined) this.#declare(value, `${key.value}/`);
      else {
        const message = `The orb ${short(remote.value)} lies elsewhere: what it says of images is not read.`;
        scan.problem(remote.start, "remote-include", message);
      }
    }
  }

  scan(): void {
    const called = this.#workflowJobs();
    for (const [name, job] of this.#jobs) {
      const ways = called.get(name) ?? [new Map()];
      for (const given of ways) this.#job(name, job, this.#parameters.scopeOf(job, given));
    }
    // What no job runs in has its own defaults.
    for (const executor of this.#executors.values()) {
      if (this.#docker(executor).every((image) => !this.#images.has(image))) {
        this.#run(executor, {}, this.#parameters.scopeOf(executor, new Map()));
      }
    }
    for (const { text, kind, context, values } of this.#images.values()) {
      addComposed(this.#scan, { text, kind, context, facts: { engine: "docker" } }, values);
    }
  }

  #declare(place: unknown, prefix: string): void {
    const yaml = this.#yaml;
    for (const { key, value } of yaml.entries(yaml.get(place, "jobs"))) this.#jobs.set(prefix + key.value, value);
    for (const { key, value } of yaml.entries(yaml.get(place, "executors"))) {
      this.#executors.set(prefix + key.value, value);
    }
  }

  /** The parameters of each job of the workflows, by the name of what it runs. */
  #workflowJobs(): Map<string, ReadonlyMap<string, Composed>[]> {
    const yaml = this.#yaml;
    const called = new Map<string, ReadonlyMap<string, Composed>[]>();
    const note = (name: string, given: ReadonlyMap<string, Composed>): void => {
      const ways = called.get(name) ?? [];
      if (ways.length === 0) called.set(name, ways);
      ways.push(given);
    };
    for (const { value: workflow } of yaml.entries(yaml.get(yaml.root, "workflows"))) {
      for (const item of yaml.items(yaml.get(workflow, "jobs"))) {
        const alone = yaml.text(item)?.value;
        if (alone !== undefined) note(alone, new Map());
        for (const { key, value } of yaml.entries(item)) {
          for (const combination of this.#parameters.matrix(yaml.get(value, "matrix"))) {
            const scope = new Map(Array.from(combination, ([name, one]) => [`matrix.${name}`, one]));
            note(key.value, new Map([...this.#parameters.given(value, scope), ...combination]));
          }
        }
      }
    }
    return called;
  }

  #job(name: string, job: unknown, scope: Scope): void {
    const yaml = this.#yaml;
    this.#run(job, { job: name }, scope);
    const written = yaml.get(job, "executor");
    const text = yaml.text(written) ?? yaml.textAt(written, "name");
    const named = text && this.#parameters.evaluate(text, scope);
    if (named === undefined || !isKnown(named)) return;
    // Within an orb its own executors come first.
    const orb = name.slice(0, name.lastIndexOf("/") + 1);
    const executor = this.#executors.get(orb + named.value) ?? this.#executors.get(named.value);
    const given = this.#parameters.given(written, scope);
    this.#run(executor, { job: name }, this.#parameters.scopeOf(executor, given));
  }

  #docker(place: unknown): readonly unknown[] {
    return this.#yaml.items(this.#yaml.get(place, "docker"));
  }

  #run(place: unknown, context: ReferenceContext, scope: Scope): void {
    for (const [index, node] of this.#docker(place).entries()) {
      const text = this.#yaml.textAt(node, "image");
      if (text === undefined) continue;
      const known = this.#images.get(node);
      const image = known ?? { text, kind: index === 0 ? "image" : "service", context, values: [] };
      this.#images.set(node, image);
      // Without a parameter the text says the same in all of them.
      if (known === undefined || text.value.includes("<<")) image.values.push(this.#valueOf(text, scope));
    }
  }

  #valueOf(text: PlacedText, scope: Scope): Composed {
    const value = this.#parameters.evaluate(text, scope);
    if (!isKnown(value) || !value.value.includes("$")) return value;
    const detail = "CircleCI fills in variables of the environment in a run: write the name here.";
    return { unresolved: { reason: "environment", detail } };
  }
}
