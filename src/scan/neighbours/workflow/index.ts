/** GitHub workflows and actions. */
import { posix } from "node:path";
import type { ReferenceContext, ReferenceKind } from "../../../model.ts";
import { lastOption, runOptions, shellWords } from "../../kit/docker-run.ts";
import { contextImage, sbomScanner } from "../../kit/build-options.ts";
import { addComposed, type Composed, LONGEST, whyNotWorkedOut, withoutDockerScheme } from "../../kit/composed.ts";
import { FileScanner, type FileScan, type Resolution, type Surroundings } from "../../kit/file-scan.ts";
import { splitText, type PlacedText } from "../../kit/placed-text.ts";
import { callersOf, rootOf } from "./callers.ts";
import { type Checkout, checkoutOf, fromCheckouts } from "./checkouts.ts";
import { followBakeFile, handBuilds } from "./builds.ts";
import { withEnvironment } from "./environment.ts";
import type { Lookup } from "./expression.ts";
import { evaluateWays } from "./ways.ts";
import { type GivenInputs, Lookups, withActionPath } from "./lookups.ts";
import { readMatrix } from "./matrix.ts";
import { readYaml, type YamlDocument, type YamlText } from "../../kit/yaml-file.ts";

/**
 * Containers and services of jobs, `uses: docker://` of steps, the image of a Docker action, and the contexts and
 * scanners that steps hand to docker/build-push-action and docker/bake-action. Literal matrices and the defaults of
 * inputs are worked out; any other expression is unresolved.
 */
export function scanWorkflow(file: string, text: string, around: Surroundings): FileScan {
  const scan = new FileScanner(file, text, "workflow");
  for (const document of readYaml(scan)) new WorkflowScanner(scan, document, around).scan();
  return scan.result();
}

/** One way that a job runs: what its expressions find. */
type Run = Lookup;

class WorkflowScanner {
  readonly #scan: FileScanner;
  readonly #yaml: YamlDocument;
  readonly #around: Surroundings;
  readonly #lookups: Lookups;
  /** The inputs of each way in which the file is called. */
  readonly #ways: readonly (GivenInputs | undefined)[];

  constructor(scan: FileScanner, yaml: YamlDocument, around: Surroundings) {
    this.#scan = scan;
    this.#yaml = yaml;
    this.#around = around;
    this.#lookups = new Lookups(yaml);
    const callers = callersOf(around.tree);
    this.#ways = callers.waysTo(scan.file, yaml);
    if (callers.isCut(scan.file)) {
      const message = `Of the ways in which this file is called, no more than ${this.#ways.length} are looked at: others may run other images.`;
      scan.problem(0, "unreadable", message);
    }
  }

  scan(): void {
    const yaml = this.#yaml;
    for (const { key, value } of yaml.entries(yaml.get(yaml.root, "jobs"))) this.#job(key.value, value);
    const runs = yaml.get(yaml.root, "runs");
    const image = yaml.textAt(runs, "image");
    if (yaml.textAt(runs, "using")?.value.toLowerCase() === "docker" && image !== undefined) {
      this.#dockerScheme(image, "image", {});
      if (!/^docker:/i.test(image.value)) {
        this.#scan.build(
          image.start,
          [posix.dirname(this.#scan.file), image.value],
          { name: "action" },
          this.#around.tree,
        );
      }
    }
    const folder = posix.dirname(this.#scan.file);
    const ways = this.#ways.map((given) => withActionPath(this.#lookups.of(given), folder));
    this.#steps(yaml.get(runs, "steps"), {}, ways, []);
  }

  #job(job: string, node: unknown): void {
    const yaml = this.#yaml;
    const matrix = readMatrix(this.#scan, yaml, yaml.get(node, "strategy", "matrix"));
    const runs = this.#ways.flatMap((given) => {
      return matrix.combinations.map((combination) => this.#lookups.of(given, matrix, combination));
    });
    this.#called(yaml.textAt(node, "uses"));
    const container = yaml.get(node, "container");
    const image = yaml.text(container) ?? yaml.textAt(container, "image");
    this.#image(image, "image", { job }, runs, "docker", this.#platform(container));
    const services = yaml.get(node, "services");
    // What an expression makes of all services, or puts in among them, is not looked into.
    const whole = yaml.text(services);
    if (whole?.value.includes("${{") === true) this.#image(whole, "service", { job }, runs, "docker");
    for (const { key, value } of [...yaml.entries(container), ...yaml.entries(services)]) {
      if (key.value.includes("${{")) this.#image(yaml.text(value), "service", { job }, runs, "docker");
    }
    for (const { key, value } of yaml.entries(services)) {
      if (key.value.includes("${{")) continue;
      const context = { job, service: key.value };
      const service = yaml.text(value) ?? yaml.textAt(value, "image");
      this.#image(service, "service", context, runs, "docker", this.#platform(value));
    }
    this.#steps(yaml.get(node, "steps"), { job }, runs, [yaml.get(yaml.root, "env"), yaml.get(node, "env")]);
  }

  /** A workflow of the same commit: GitHub refuses the whole file where it is not there. */
  #called(uses: YamlText | undefined): void {
    const [, path] = /^\.\/(\.github\/workflows\/[^/]+)$/.exec(uses?.value ?? "") ?? [];
    const at = this.#scan.file.lastIndexOf(".github/workflows/");
    if (uses === undefined || path === undefined || at === -1) return;
    if (this.#around.tree.read(this.#scan.file.slice(0, at) + path) === undefined)
      this.#scan.missingFile(uses.start, uses.value);
  }

  /** `environments`: the `env` around the steps, outermost first. */
  #steps(steps: unknown, context: ReferenceContext, runs: readonly Run[], environments: readonly unknown[]): void {
    const yaml = this.#yaml;
    const checkouts: Checkout[] = [];
    const texts = yaml.items(steps).map((step) => yaml.textAt(step, "run")?.value ?? "");
    // What a command writes into this file is a variable of the steps behind it.
    const written = texts.filter((text) => text.includes("GITHUB_ENV")).join("\n");
    for (const step of yaml.items(steps)) {
      const uses = yaml.textAt(step, "uses");
      if (uses === undefined) continue;
      this.#dockerScheme(uses, "uses", context);
      const inputs = this.#lookups.folded(yaml.get(step, "with"));
      const input = (name: string): YamlText | undefined => yaml.text(inputs.get(name));
      if (/^actions\/checkout@/i.test(uses.value)) checkouts.push(checkoutOf(input));
      if (context.job !== undefined) this.#localAction(uses, checkouts, texts);
      const [, action] = /^docker\/(build-push|bake)-action@/i.exec(uses.value) ?? [];
      if (action === undefined) continue;
      const nodes = [...environments, yaml.get(step, "env")];
      const variables = new Map(
        nodes.flatMap((node) => yaml.entries(node).map(({ key, value }) => [key.value, value])),
      );
      const environment = { value: (name: string) => yaml.text(variables.get(name)), written };
      const own = runs.map((lookup) => withEnvironment(lookup, environment));
      const build = { start: uses.start, job: context.job, input, runs: own, checkouts: [...checkouts] };
      const isBake = action.toLowerCase() === "bake";
      if (isBake) followBakeFile(this.#scan, build, this.#around);
      if (isBake || !handBuilds(this.#scan, build, this.#around)) {
        for (const named of listOf(input("build-contexts"))) {
          this.#image(contextImage(named), "context", context, own, "buildkit");
        }
      }
      this.#scanners(input, context);
    }
  }

  /** An action of the same commit, unless a checkout of another repository or a command brings it. */
  #localAction({ start, value }: YamlText, checkouts: readonly Checkout[], commands: readonly string[]): void {
    if (!value.startsWith("./") || commands.some((text) => text.includes(value.slice(2)))) return;
    const { path, repository } = fromCheckouts(checkouts, value);
    const folder = posix.join(rootOf(this.#scan.file), path);
    const files = ["action.yml", "action.yaml", "Dockerfile"].map((name) => posix.join(folder, name));
    const isThere = files.some((file) => this.#around.tree.read(file) !== undefined);
    if (repository === undefined && !isThere) this.#scan.missingFile(start, value);
  }

  /** The scanners of bills of materials. */
  #scanners(input: (name: string) => YamlText | undefined, context: ReferenceContext): void {
    const scanners = [
      ...listOf(input("sbom")).map((text) => sbomScanner(text, "sbom")),
      ...listOf(input("attests")).map((text) => sbomScanner(text, "attestation")),
    ];
    for (const scanner of scanners) {
      if (scanner === undefined || scanner.text.value.includes("${{")) continue;
      const resolution: Resolution = { image: scanner.image, confidence: "exact" };
      this.#scan.found(scanner.text, "scanner", context, resolution, { engine: "buildkit" });
    }
  }

  /** Places where only `docker://` makes an image of the text. */
  #dockerScheme(text: PlacedText, kind: ReferenceKind, context: ReferenceContext): void {
    const image = withoutDockerScheme(text);
    if (image === text || image.value === "") return;
    this.#scan.found(image, kind, context, { image: image.value, confidence: "exact" }, { engine: "docker" });
  }

  /** A text that may hold expressions: worked out for each way that its job runs. An empty one is no container. */
  #image(
    text: PlacedText | undefined,
    kind: ReferenceKind,
    context: ReferenceContext,
    runs: readonly Run[],
    engine: "docker" | "buildkit",
    platform?: string,
  ): void {
    if (text === undefined || text.value.trim() === "") return;
    const image = withoutDockerScheme(text);
    if (!image.value.includes("${{")) {
      this.#scan.found(image, kind, context, { image: image.value.trim(), confidence: "exact" }, { engine, platform });
      return;
    }
    const values: Composed[] = [];
    for (const lookup of runs) {
      const refused = whyNotWorkedOut(image.value, this.#scan.budget, text.start);
      values.push(...(refused === undefined ? evaluateWays(image.value, lookup) : [refused]));
      if (refused !== undefined) break;
    }
    addComposed(this.#scan, { text, kind, context, facts: { engine, platform } }, values);
  }

  /** `--platform` among the options of `docker create`; what an expression makes of it is not looked into. */
  #platform(container: unknown): string | undefined {
    const options = this.#yaml.textAt(container, "options")?.value ?? "";
    const asked = options.length > LONGEST ? undefined : lastOption(runOptions(shellWords(options)), "platform");
    return asked?.isOpen === true ? undefined : asked?.text;
  }
}

/** The lines of an input that takes a list. */
function listOf(text: PlacedText | undefined): readonly PlacedText[] {
  return text === undefined ? [] : splitText(text, /\n/g);
}
