/** The builds that steps of docker/build-push-action define, and the file that one of docker/bake-action names. */
import { posix } from "node:path";
import { type BuildContext, type BuildDefinition, pathInRepository } from "../../kit/build-definition.ts";
import { buildValue } from "../../kit/build-value.ts";
import { type Composed, cutComposed, isKnown, type Known, literal, whyNotWorkedOut } from "../../kit/composed.ts";
import type { FileScanner, Surroundings } from "../../kit/file-scan.ts";
import { type PlacedText, splitText, subtext } from "../../kit/placed-text.ts";
import type { YamlText } from "../../kit/yaml-file.ts";
import { type Checkout, fromCheckouts } from "./checkouts.ts";
import { evaluateText, type Lookup, textOf } from "./expression.ts";

/** A step, as far as it decides on its build. */
export interface BuildStep {
  /** Offset of the action. */
  readonly start: number;
  readonly job: string | undefined;
  /** The input of a name. */
  input(name: string): YamlText | undefined;
  /** The ways in which its job runs. */
  readonly runs: readonly Lookup[];
  readonly checkouts: readonly Checkout[];
}

type Values = Map<string, { readonly text: PlacedText; readonly value: Composed }>;

/** The repository at the commit of the run, as a context: docker/build-push-action's own word for it, and its URL. */
const OWN_CONTEXT =
  /^(?:\{\{\s*defaultContext\s*\}\}|(?:https:\/\/github\.com|\$\{\{\s*github\.server_url\s*\}\})\/\$\{\{\s*github\.repository\s*\}\}(?:\.git)?(?:#(?:\$\{\{[^}]*\}\}|[^:$])*)?)(?::([\s\S]*))?$/;

/** Hands the builds of a step to the Dockerfiles that they build; false where one of those is not read. */
export function handBuilds(scan: FileScanner, step: BuildStep, { tree, options }: Surroundings): boolean {
  let isRead = options.kinds.dockerfile !== false;
  const root = rootOf(scan);
  for (const lookup of step.runs) {
    const build = new StepBuild(scan, step, lookup);
    const below = build.path();
    if (below === undefined) {
      isRead = false;
      continue;
    }
    const path = [root, ...below];
    const found = pathInRepository(path);
    if (typeof found === "string" || tree.read(found.path) === undefined) isRead = false;
    scan.build(step.start, path, build.asked(), tree);
  }
  return isRead;
}

/**
 * Follows the file that a step of docker/bake-action names, whatever it is called. Of several that are known, which bake
 * reads as one, none is.
 */
export function followBakeFile(scan: FileScanner, step: BuildStep, { tree }: Surroundings): void {
  for (const lookup of step.runs) {
    const build = new StepBuild(scan, step, lookup);
    const [file, ...others] = build.bakeFiles();
    const folder = build.folder();
    if (file === undefined || others.length > 0 || folder === undefined) continue;
    const value = file.replace(/^cwd:\/\//, "");
    const start = step.input("files")?.start ?? step.start;
    if (/\.(?:hcl|json)$/.test(value)) scan.follow("bake", { start, value }, posix.join(rootOf(scan), folder), tree);
  }
}

/** The folder of the repository that a workflow is in. The files of an action are elsewhere than those of the job that runs it. */
function rootOf({ file }: FileScanner): string {
  return file.slice(0, Math.max(0, file.lastIndexOf(".github/workflows/")));
}

/** One way in which a step runs. */
class StepBuild {
  readonly #scan: FileScanner;
  readonly #step: BuildStep;
  readonly #lookup: Lookup;

  constructor(scan: FileScanner, step: BuildStep, lookup: Lookup) {
    this.#scan = scan;
    this.#step = step;
    this.#lookup = lookup;
  }

  /** The parts of the Dockerfile's path; undefined where only a run can know it. */
  path(): readonly string[] | undefined {
    const own = OWN_CONTEXT.exec(this.#step.input("context")?.value ?? "{{defaultContext}}");
    const isOwn = own !== null;
    const context = isOwn ? this.#evaluated(own[1] ?? "") : this.#plain("context");
    const file = this.#plain("file");
    if (context === undefined || file === undefined) return undefined;
    // Within a repository the Dockerfile is looked for in the context, beside one in the folder of the job.
    if (isOwn || context === "") return [context === "" ? "." : context, file === "" ? "Dockerfile" : file];
    if (pathInRepository([context]) === "remote") return [context, file];
    const { path, repository } = fromCheckouts(this.#step.checkouts, file === "" ? `${context}/Dockerfile` : file);
    return repository === undefined ? [path] : [`https://github.com/${repository}`, path];
  }

  asked(): Pick<BuildDefinition, "name" | "args" | "contexts" | "platforms" | "target"> {
    const { job } = this.#step;
    const target = this.#step.input("target");
    const stage = target && this.#evaluate(target);
    const isNone = stage === undefined || (isKnown(stage) && stage.value.trim() === "");
    const contexts = Array.from(this.#pairs("build-contexts"), ([name, { text, value }]) => {
      return [name, this.#context(text, value)] as const;
    });
    const args = Array.from(this.#pairs("build-args"), ([name, { text, value }]) => {
      return [name, buildValue(this.#scan, text, value, contextOf(job))] as const;
    });
    return {
      name: job === undefined ? "action" : `job ${job}`,
      args: new Map(args),
      contexts: new Map(contexts),
      platforms: (this.#plain("platforms") ?? "").split(/[\n,]/).flatMap((platform) => platform.trim() || []),
      ...(!isNone && { target: buildValue(this.#scan, target!, stage, contextOf(job)) }),
    };
  }

  /** The files that a step of docker/bake-action names, as far as they are known. */
  bakeFiles(): readonly string[] {
    const files = this.#step.input("files");
    const named = files === undefined ? [] : splitText(files, /[\n,]/g);
    return named.flatMap(({ value, start }) => this.#evaluated(value, start) ?? []);
  }

  /** Where docker/bake-action runs, from the root of the repository; undefined where it is not there, or not known. */
  folder(): string | undefined {
    const own = OWN_CONTEXT.exec(this.#step.input("source")?.value ?? ".");
    const below = own === null ? this.#plain("source") : this.#evaluated(own[1] ?? "");
    const folder = this.#plain("workdir");
    if (below === undefined || folder === undefined || pathInRepository([below]) === "remote") return undefined;
    return posix.join(below, folder);
  }

  #context(text: PlacedText, value: Composed): BuildContext {
    if (!isKnown(value)) return { image: buildValue(this.#scan, text, value, contextOf(this.#step.job), "context") };
    const scheme = /^docker-image:\/\//i.exec(value.value)?.[0].length;
    if (scheme === undefined) return "no image";
    const image = text.value.toLowerCase().startsWith("docker-image://") ? subtext(text, scheme) : text;
    return { image: buildValue(this.#scan, image, cutComposed(value, scheme), contextOf(this.#step.job), "context") };
  }

  /** The lines `NAME=VALUE` of an input; a name alone takes its value from the environment of the step. */
  #pairs(input: string): Values {
    const pairs: Values = new Map();
    const text = this.#step.input(input);
    for (const line of text === undefined ? [] : splitText(text, /\n/g)) {
      const bare = /^"[^"]*"$/.test(line.value) ? subtext(line, 1, line.value.length - 1) : line;
      const [start, name] = /^([^=$]+)=/.exec(bare.value) ?? [];
      if (start !== undefined && name !== undefined) {
        const value = subtext(bare, start.length);
        pairs.set(name, { text: value, value: this.#evaluate(value) });
        continue;
      }
      const whole = this.#evaluate(bare);
      if (isKnown(whole)) this.#addLines(pairs, bare, whole);
    }
    return pairs;
  }

  /** What an expression gives may be several lines. */
  #addLines(pairs: Values, text: PlacedText, whole: Known): void {
    for (const { 0: line, index } of whole.value.matchAll(/[^\n]+/g)) {
      const [start, name] = /^\s*([^=]+)=/.exec(line) ?? [];
      if (start === undefined || name === undefined) {
        const value = this.#lookup(["env", line.trim()]);
        pairs.set(line.trim(), { text, value: isKnown(value) ? { ...value, value: textOf(value.value) } : value });
        continue;
      }
      const rest = cutComposed(whole, index + start.length);
      const length = line.trimEnd().length - start.length;
      const parts = rest.parts.filter(({ from }) => from < length);
      const cut = parts.map((part) => ({ ...part, to: Math.min(part.to, length) }));
      pairs.set(name, { text, value: { ...rest, value: rest.value.slice(0, length), parts: cut } });
    }
  }

  /** The text of an input, "" where it is not given; undefined where only a run can know it. */
  #plain(name: string): string | undefined {
    const text = this.#step.input(name);
    return text === undefined ? "" : this.#evaluated(text.value, text.start);
  }

  #evaluated(text: string, at = this.#step.start): string | undefined {
    const refused = whyNotWorkedOut(text, this.#scan.budget, at);
    const value = refused ?? evaluateText(text, this.#lookup);
    return isKnown(value) ? value.value.trim() : undefined;
  }

  #evaluate(text: PlacedText): Composed {
    if (!text.value.includes("${{")) return literal(text.value);
    return whyNotWorkedOut(text.value, this.#scan.budget, text.start) ?? evaluateText(text.value, this.#lookup);
  }
}

function contextOf(job: string | undefined): { readonly job?: string } {
  return job === undefined ? {} : { job };
}
