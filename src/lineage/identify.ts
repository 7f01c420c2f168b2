/** Which image a task ran in: the container of its record, as a name of the lock or of a pull. */
import { canonicalOf } from "../image/name.ts";
import type { HeldLock, IdentifiedRan, IdentifiedTask, Inspection, Pull, Ran, RanTask } from "../model.ts";
import { isNamed, judgedName } from "../pull.ts";

/** What a run knows: the lock that it is held against, what the files pull, and what was answered. */
export interface Knowledge {
  readonly lock: HeldLock | undefined;
  readonly pulls: readonly Pull[];
  readonly inspections: readonly Inspection[];
}

export function identifyRan({ folder, records, tasks }: Ran, knowledge: Knowledge): IdentifiedRan {
  const images = new Images(knowledge);
  const against = knowledge.lock?.lock === undefined ? null : knowledge.lock.file;
  return { folder, records, against, tasks: tasks.map((task) => images.identify(task)) };
}

class Images {
  readonly #lock: NonNullable<HeldLock["lock"]> | undefined;
  /** What may be pulled, by every form of its name that a record may have. */
  readonly #byForm = new Map<string, string>();
  readonly #inContainers: ReadonlySet<string>;
  readonly #digests: ReadonlyMap<string, string>;

  constructor({ lock, pulls, inspections }: Knowledge) {
    this.#lock = lock?.lock;
    const named = pulls.filter(isNamed);
    for (const pull of named) this.#know(judgedName(pull), [pull.image ?? pull.written, pull.written]);
    for (const [name, { written }] of this.#lock?.images ?? []) this.#know(name, written);
    const open = new Set(pulls.flatMap((pull) => (isNamed(pull) ? [] : (pull.process ?? []))));
    this.#inContainers = new Set(named.flatMap(({ process = "" }) => (open.has(process) ? [] : [process])));
    this.#digests = new Map(
      inspections.flatMap(({ request, digest }) => (digest === undefined ? [] : [[request.image, digest] as const])),
    );
  }

  identify(task: RanTask): IdentifiedTask {
    const { container, process } = task;
    if (container === null) return { ...task, outcome: this.#inContainers.has(process) ? "bare" : "without" };
    const known = formsRead(container).flatMap((form) => this.#byForm.get(form) ?? [])[0];
    const image = known ?? imageNamed(container);
    if (image === undefined) return { ...task, outcome: isOfWave(container) ? "untold" : "unexpected" };
    if (isOfWave(image) && known === undefined) return { ...task, image, outcome: "untold" };
    const isExpected = this.#lock === undefined ? known !== undefined : this.#isLocked(image);
    return { ...task, image, ...this.#digestOf(image), outcome: isExpected ? "expected" : "unexpected" };
  }

  /** By its name, or by a digest that the lock has for another name of it. */
  #isLocked(image: string): boolean {
    const { images } = this.#lock!;
    if (images.has(image)) return true;
    const [, repository, digest] = BY_DIGEST.exec(image) ?? [];
    return [...images].some(
      ([name, { content }]) => digest !== undefined && content.digest === digest && repositoryOf(name) === repository,
    );
  }

  #digestOf(image: string): Pick<IdentifiedTask, "digest" | "by"> {
    const [, , own] = BY_DIGEST.exec(image) ?? [];
    if (own !== undefined) return { digest: own, by: "name" };
    const locked = this.#lock?.images.get(image)?.content.digest;
    if (locked !== undefined) return { digest: locked, by: "lock" };
    const digest = this.#digests.get(image);
    return digest === undefined ? {} : { digest, by: "inspection" };
  }

  #know(image: string, names: readonly string[]): void {
    for (const name of [image, ...names])
      for (const form of [name, withoutScheme(name), canonicalOf(withoutScheme(name)) ?? name, ...filesOf(name)])
        if (!this.#byForm.has(form)) this.#byForm.set(form, image);
  }
}

const BY_DIGEST = /^([^@]+?)(?::[^:/@]+)?@(sha\d+:[a-f0-9]+)$/;

function repositoryOf(name: string): string {
  return name.replace(/@.*$/, "").replace(/:[^:/]+$/, "");
}

function withoutScheme(name: string): string {
  return name.replace(/^(?:docker|oras):\/\//, "");
}

/** The files that Nextflow keeps a name in: of Singularity and Apptainer (SingularityCache.simpleName), of Charliecloud. */
function filesOf(name: string): readonly string[] {
  const bare = name.replace(/^[^/:. ]+:\/\//, "");
  const isSif = bare.includes(".sif:") || bare.endsWith(".sif");
  const stem = bare.replaceAll(".sif:", "-").replace(/\.sif$/, "");
  return [`${stem.replaceAll(/[:/]/g, "-")}${isSif ? ".sif" : ".img"}`, bare.replaceAll("/", "%").replaceAll(":", "+")];
}

/** A container as a record has it, in the forms that are known: a path is escaped for the shell, Shifter has `docker:` in front. */
function formsRead(container: string): readonly string[] {
  if (container.startsWith("/")) {
    const path = container.replaceAll(/\\(.)/g, "$1");
    return [path, path.slice(path.lastIndexOf("/") + 1)];
  }
  const name = withoutScheme(container).replace(/^docker:/, "");
  return [container, name, canonicalOf(name) ?? name];
}

/** The image that a record names itself. */
function imageNamed(container: string): string | undefined {
  if (container.startsWith("/") || isFingerprint(container)) return undefined;
  if (/^(?:https?|library|shub):/.test(container)) return container;
  return canonicalOf(withoutScheme(container).replace(/^docker:/, ""));
}

/** Wave gives a task an image that is made for it, and lineage then has a hash in place of the name. */
function isOfWave(container: string): boolean {
  return /^wave\.[^/]+\/wt\//.test(container) || isFingerprint(container);
}

function isFingerprint(container: string): boolean {
  return /^[0-9a-f]{16,64}$/.test(container);
}
